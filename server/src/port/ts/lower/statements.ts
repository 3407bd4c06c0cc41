import { exceptionAncestors } from "../../ir/build/names.ts";
import { asksServer } from "../../ir/infer/facts.ts";
import { allFields, deleterName, findMethod, positionalFields } from "../../ir/infer/members.ts";
import { hasNoSetter, libraryMethod } from "../../ir/library/index.ts";
import { isNamespace } from "../../ir/library/namespaces.ts";
import type { Expression, FunctionDef, Handler, Pattern, Statement, Target, Variable } from "../../ir/nodes.ts";
import { syntheticVariable } from "../../ir/synthetic.ts";
import { ANY, INT, type Type, withoutNone } from "../../ir/types.ts";
import { visitExpressions } from "../../ir/walk.ts";
import { isExclusive } from "../../ir/web/exclusive.ts";
import { constructOf } from "../../not-ported.ts";
import {
  ANY_TYPE,
  array,
  as,
  binary,
  call,
  create,
  index,
  literal,
  member,
  method,
  name,
  not,
  string,
  type TsExpression,
  type TsPattern,
  type TsStatement,
} from "../tree.ts";
import { lowerExit, makeException, typeTest } from "./calls.ts";
import { lowerClass } from "./classes.ts";
import type { Lowering } from "./context.ts";
import { isNonNegative, iterable, lowerBinary, patternOf, present, rowsFor, textOf, yielded } from "./expressions.ts";
import { lowerFunctionStatement } from "./functions.ts";
import { isInside } from "./inside.ts";
import { isMixed } from "./mixed.ts";
import { keyType } from "./mixed-numbers.ts";
import { mentioned } from "./placement.ts";
import { containerOf, hidesTuple, lowerType, NULL, needsContentKeys } from "./types.ts";
import { propertyName } from "./web/fields.ts";
import { lowerModel } from "./web/models.ts";

export function lowerStatements(context: Lowering, body: readonly Statement[]): TsStatement[] {
  return body.flatMap((statement) => {
    const before = (context.state.placement.before.get(statement) ?? []).map((variable) =>
      declareLater(context, variable),
    );
    const made = statementOrStub(context, statement);
    const [first, ...rest] = made;
    if (first === undefined) {
      return statement.comments.length > 0
        ? [...before, { kind: "empty", comments: statement.comments, spaced: statement.spaced }]
        : before;
    }
    const isDefinition = statement.kind === "function" || statement.kind === "class";
    const head: TsStatement = {
      ...first,
      comments: isDefinition ? (first.comments ?? []) : [...statement.comments, ...(first.comments ?? [])],
      lineComment: statement.lineComment ?? first.lineComment,
      spaced: statement.spaced && before.length === 0,
      source: statement.range,
    };
    const [declared, ...others] = before;
    const spacedBefore: TsStatement[] =
      declared === undefined ? [] : [{ ...declared, spaced: statement.spaced }, ...others];
    return [...spacedBefore, head, ...rest];
  });
}

/** A variable whose first assignment is further in. */
function declareLater(context: Lowering, variable: Variable): TsStatement {
  const type = lowerType(context, variable.type);
  // TypeScript cannot follow every path that Python does; a variable that may be read first starts out empty.
  return {
    kind: "declare",
    keyword: "let",
    target: { kind: "name", name: context.names.variable(variable) },
    type,
    value: initialValue(variable.type),
  };
}

function initialValue(type: Type): TsExpression | undefined {
  switch (type.kind) {
    case "none":
    case "optional":
      return literal("null");
    case "any":
      return undefined;
    case "int":
      return literal(type.wide ? "0n" : "0");
    case "float":
      return literal("0");
    case "str":
      return string("");
    case "bool":
      return literal("false");
    case "list":
    case "array":
    case "deque":
    case "range":
      return array();
    default:
      return as(literal("undefined"), ANY_TYPE);
  }
}

/** A statement that cannot be lowered becomes a stub. */
function statementOrStub(context: Lowering, s: Statement): TsStatement[] {
  const { state } = context;
  try {
    return lowerStatement(context, s);
  } catch (error) {
    context.state = state;
    return [{ kind: "expression", value: context.missing(constructOf(error, "this statement"), s.range) }];
  }
}

function lowerStatement(context: Lowering, s: Statement): TsStatement[] {
  const expression = (value: TsExpression): TsStatement => ({ kind: "expression", value });
  switch (s.kind) {
    case "pass":
      return [];
    case "expression":
      // Docstrings of nothing, and names that stand for themselves, do nothing.
      if (s.value.kind === "string" || s.value.kind === "ellipsis" || s.value.kind === "none") return [];
      // One thread runs all requests: nothing comes between two awaits.
      if (isExclusive(s)) return [];
      return [expression(lowerDiscarded(context, s.value))];
    case "assign":
      return lowerAssign(context, s);
    case "declare": {
      if (s.target.kind !== "variable") return [];
      return [];
    }
    case "augment":
      return lowerAugment(context, s);
    case "return": {
      const { fn } = context.state;
      if (s.value === undefined)
        return [
          {
            kind: "return",
            value: fn !== undefined && fn.result.kind !== "none" && !fn.isGenerator ? literal("null") : undefined,
          },
        ];
      if (fn !== undefined && fn.result.kind === "none" && s.value.kind === "none")
        return [{ kind: "return", value: undefined }];
      const value = context.flowing(s.value, fn?.isGenerator === true ? ANY : fn?.result);
      if (fn !== undefined && fn.result.kind === "none") return [{ kind: "return", value }];
      return [{ kind: "return", value }];
    }
    case "raise":
      return [lowerRaise(context, s)];
    case "assert": {
      const test = context.condition(s.test);
      return [
        expression(context.use("assert", test, ...(s.message === undefined ? [] : [textOf(context, s.message)]))),
      ];
    }
    case "delete":
      return s.targets.map((target) => expression(lowerDelete(context, target)));
    case "if": {
      const test = context.condition(s.test);
      return [{ kind: "if", test, body: context.statements(s.body), otherwise: context.statements(s.otherwise) }];
    }
    case "while":
      return lowerLoop(context, s, s.body, s.otherwise, (body) => ({
        kind: "while",
        test: context.condition(s.test),
        body,
      }));
    case "for":
      return lowerFor(context, s);
    case "try":
      return lowerTry(context, s);
    case "with":
      return inOwnBlock(context, s, lowerWith(context, s, 0));
    case "match":
      return lowerMatch(context, s);
    case "function":
      return lowerFunctionStatement(context, s.function);
    case "class":
      return s.class.model === undefined ? lowerClass(context, s.class) : lowerModel(context, s.class);
    case "break": {
      const loop = context.state.loops.at(-1);
      return [{ kind: "break", label: loop?.label }];
    }
    case "continue":
      return [{ kind: "continue", label: undefined }];
    case "stub":
      return [expression(context.stub(s.construct, s.range))];
  }
}

/** An expression whose value nobody takes. */
function lowerDiscarded(context: Lowering, e: Expression): TsExpression {
  return e.kind === "yield" ? yielded(context, e) : context.expression(e);
}

// ───────────────────────────────────────────────────────────── assignment

function lowerAssign(context: Lowering, s: Extract<Statement, { kind: "assign" }>): TsStatement[] {
  const [first, ...others] = s.targets;
  if (others.length > 0) {
    const isCheap = ["int", "float", "string", "bool", "none", "name"].includes(s.value.kind);
    if (isCheap)
      return s.targets.flatMap((target) =>
        assignTo(context, s, target, s.value, context.flowing(s.value, targetType(target))),
      );
    const held = name(context.names.fresh("value"));
    const declared: TsStatement = {
      kind: "declare",
      keyword: "const",
      target: { kind: "name", name: (held as { name: string }).name },
      type:
        s.value.kind === "list" || s.value.kind === "dict"
          ? lowerType(context, targetType(first) ?? s.value.type)
          : undefined,
      value: context.expression(s.value),
    };
    return [declared, ...s.targets.flatMap((target) => assignTo(context, s, target, s.value, held))];
  }
  // `a, b = b, a` keeps the order by an array on both sides; nothing is made of two plain assignments of constants.
  if (first.kind === "unpack" && s.value.kind === "tuple" && canSplit(first, s.value)) {
    const { value } = s;
    return first.elements.flatMap((target, at) =>
      assignTo(context, s, target, value.elements[at], context.flowing(value.elements[at], targetType(target))),
    );
  }
  return assignTo(context, s, first, s.value, valueFor(context, first, s.value));
}

/** The value, said to be what the target is where TypeScript would see something narrower. */
function valueFor(context: Lowering, target: Target, value: Expression): TsExpression {
  if (target.kind === "unpack" && (value.kind === "tuple" || value.kind === "list")) return context.flowing(value);
  if (target.kind === "unpack" && value.type.kind === "optional") return present(context, value);
  return context.flowing(value, targetType(target));
}

function targetType(target: Target): Type | undefined {
  switch (target.kind) {
    case "variable":
      return target.variable.type;
    case "attribute":
    case "index":
      return target.type;
    default:
      return undefined;
  }
}

/** Unpacking a literal tuple onto fresh variables reads better as several declarations, when no value reads an earlier target. */
function canSplit(target: Extract<Target, { kind: "unpack" }>, value: Extract<Expression, { kind: "tuple" }>): boolean {
  if (target.elements.length !== value.elements.length) return false;
  if (
    value.elements.some((element) => element.kind === "star") ||
    target.elements.some((element) => element.kind !== "variable")
  )
    return false;
  const variables = new Set(
    target.elements.map((element) => (element.kind === "variable" ? element.variable : undefined)),
  );
  let reads = false;
  visitExpressions(
    [{ kind: "expression", value, range: value.range, comments: [], lineComment: undefined, spaced: false }],
    {
      expression: (e) => {
        if (e.kind === "name" && variables.has(e.variable)) reads = true;
        if (e.kind === "call" || e.kind === "lambda") reads ||= [...variables].some((variable) => variable?.rebound);
      },
    },
  );
  return !reads;
}

function assignTo(
  context: Lowering,
  s: Statement,
  target: Target,
  value: Expression,
  made: TsExpression,
): TsStatement[] {
  const declared = context.state.placement.declares.get(s);
  switch (target.kind) {
    case "variable": {
      const { variable } = target;
      if (declared?.has(variable)) return [declareVariable(context, variable, value, made)];
      return [
        {
          kind: "expression",
          value: { kind: "assign", operator: "=", target: variableTarget(context, variable), value: made },
        },
      ];
    }
    case "unpack": {
      const middle = starInside(target);
      if (middle !== undefined) return assignAroundStar(context, s, target, middle, value, made);
      const all = [...new Set(variablesOf(target))];
      const source = ofLength(context, target, value, unpackable(context, value, made));
      if (declared !== undefined && all.every((variable) => declared.has(variable)) && isSimplePattern(target)) {
        const isConst = all.every((variable) => variable.bindings <= 1 || context.state.constants.has(variable));
        const type = annotationOf(context, target, value);
        return [
          {
            kind: "declare",
            keyword: isConst ? "const" : "let",
            target: patternOf(context, target),
            type,
            value: source,
          },
        ];
      }
      const declarations = all
        .filter((variable) => declared?.has(variable))
        .map((variable) => declareLater(context, variable));
      return [...declarations, ...destructure(context, target, source)];
    }
    default:
      return [{ kind: "expression", value: assignment(context, target, made) }];
  }
}

/** The position of a star that something follows: JavaScript has rest elements at the end alone. */
function starInside(target: Extract<Target, { kind: "unpack" }>): number | undefined {
  const at = target.elements.findIndex((element) => element.kind === "star");
  return at >= 0 && at < target.elements.length - 1 ? at : undefined;
}

/** `first, *middle, last = values`: each part is taken by its position. */
function assignAroundStar(
  context: Lowering,
  s: Statement,
  target: Extract<Target, { kind: "unpack" }>,
  star: number,
  value: Expression,
  made: TsExpression,
): TsStatement[] {
  const statements: TsStatement[] = [];
  let list = made;
  if (value.kind !== "name") {
    const text = context.names.fresh("values");
    statements.push({
      kind: "declare",
      keyword: "const",
      target: { kind: "name", name: text },
      type: undefined,
      value: withoutNone(value.type).kind === "list" ? made : array({ kind: "spread", value: made }),
    });
    list = name(text);
  } else if (!["list", "array", "tuple", "deque"].includes(withoutNone(value.type).kind))
    list = array({ kind: "spread", value: made });
  const after = target.elements.length - star - 1;
  target.elements.forEach((element, at) => {
    const part =
      at < star
        ? index(list, literal(String(at)))
        : at === star
          ? method(list, "slice", literal(String(star)), literal(String(-after)))
          : index(list, binary("-", member(list, "length"), literal(String(target.elements.length - at))));
    const place = element.kind === "star" ? element.target : element;
    statements.push(...assignTo(context, s, place, value, part));
  });
  return statements;
}

function variableTarget(context: Lowering, variable: Variable): TsExpression {
  if (variable.scope === "class") return name(context.names.variable(variable));
  return name(context.names.variable(variable));
}

function isSimplePattern(target: Target): boolean {
  return (
    target.kind === "variable" ||
    (target.kind === "unpack" && target.elements.every(isSimplePattern)) ||
    (target.kind === "star" && isSimplePattern(target.target))
  );
}

/** Literals are unpacked as tuples, with the types of their elements. */
function annotationOf(context: Lowering, target: Target, value: Expression): ReturnType<typeof lowerType> | undefined {
  if (target.kind !== "unpack") return undefined;
  const variables = target.elements.map((element) => (element.kind === "variable" ? element.variable : undefined));
  const isWider = variables.some(
    (variable) =>
      variable !== undefined &&
      variable.bindings > 1 &&
      (variable.type.kind === "union" || variable.type.kind === "optional" || variable.type.kind === "any"),
  );
  if (
    isWider &&
    variables.every((variable) => variable !== undefined) &&
    (value.type.kind === "list" || value.type.kind === "array")
  ) {
    const [first, ...others] = variables.map((variable) => lowerType(context, variable?.type ?? ANY));
    const isOne = others.every((other) => JSON.stringify(other) === JSON.stringify(first));
    return { kind: "array", element: isOne ? first : ANY_TYPE };
  }
  if (value.kind !== "tuple") return undefined;
  const needs =
    target.elements.some((element) => element.kind === "variable" && element.variable.bindings > 1) ||
    hidesTuple(value.type.kind === "tuple" ? { kind: "list", element: value.type } : ANY);
  return needs && value.type.kind === "tuple" && target.elements.every((element) => element.kind === "variable")
    ? {
        kind: "tuple",
        elements: target.elements.map((element) =>
          lowerType(context, element.kind === "variable" ? element.variable.type : ANY),
        ),
      }
    : undefined;
}

/** What can stand right of a pattern: maps give pairs, strings characters; objects that iterate do it themselves. */
function unpackable(context: Lowering, value: Expression, made: TsExpression): TsExpression {
  void context;
  return withoutNone(value.type).kind === "dict" ? method(made, "keys") : made;
}

/** Where somebody catches the error, a list of another length than the pattern is refused, as Python refuses it. */
function ofLength(
  context: Lowering,
  target: Extract<Target, { kind: "unpack" }>,
  value: Expression,
  source: TsExpression,
): TsExpression {
  const isMapped =
    value.kind === "call" && value.target.kind === "builtin" && /^(?:map|filter)$/.test(value.target.name);
  const isOpen = ["list", "array", "deque"].includes(value.type.kind) || isMapped;
  if (!isOpen || !context.isCaught("ValueError") || target.elements.some((element) => element.kind === "star"))
    return source;
  return context.use("unpacked", source, literal(String(target.elements.length)));
}

/** Assigns the parts of a pattern to places that exist. */
function destructure(
  context: Lowering,
  target: Extract<Target, { kind: "unpack" }>,
  source: TsExpression,
): TsStatement[] {
  const places = target.elements.map((element) => place(context, element.kind === "star" ? element.target : element));
  if (places.every((each) => each !== undefined)) {
    const elements = places.map((each, at) =>
      target.elements[at].kind === "star" ? ({ kind: "spread", value: each } as const) : each,
    );
    return [
      { kind: "expression", value: { kind: "assign", operator: "=", target: array(...elements), value: source } },
    ];
  }
  const parts = target.elements.map((_, at) => context.names.fresh(`part${at + 1}`));
  const pattern: TsPattern = {
    kind: "array",
    elements: parts
      .filter((_, at) => target.elements[at].kind !== "star")
      .map((each) => ({ kind: "name", name: each })),
    rest: undefined,
  };
  const star = target.elements.findIndex((element) => element.kind === "star");
  const held: TsPattern = star < 0 ? pattern : { ...pattern, rest: { kind: "name", name: parts[star] } };
  return [
    { kind: "declare", keyword: "const", target: held, type: undefined, value: source },
    ...target.elements.map(
      (element, at): TsStatement => ({
        kind: "expression",
        value: assignment(context, element.kind === "star" ? element.target : element, name(parts[at])),
      }),
    ),
  ];
}

/** A target as something that can stand in an array pattern; undefined where assigning takes a call. */
function place(context: Lowering, target: Target): TsExpression | undefined {
  switch (target.kind) {
    case "variable":
      return name(context.names.variable(target.variable));
    case "attribute":
      return attributePlace(context, target);
    case "index": {
      const type = withoutNone(target.object.type);
      if ((type.kind === "list" || type.kind === "deque") && !isNegative(target.index))
        return index(context.expression(target.object), context.expression(target.index));
      return undefined;
    }
    case "unpack": {
      const inner = target.elements.map((element) =>
        place(context, element.kind === "star" ? element.target : element),
      );
      return inner.every((each) => each !== undefined) ? array(...inner) : undefined;
    }
    default:
      return undefined;
  }
}

/** Only a literal is known to be negative; positions that are computed are not, in unpacking targets such as swaps. */
function isNegative(e: Expression): boolean {
  return (e.kind === "int" && e.value < 0n) || e.kind === "unary";
}

function attributePlace(context: Lowering, target: Extract<Target, { kind: "attribute" }>): TsExpression {
  const { object } = target;
  const type = object.type;
  if (object.kind === "name" && object.variable.definition?.kind === "class")
    return member(name(context.className(object.variable.definition)), context.memberName(target.name));
  if (type.kind === "class") {
    const cls = context.classNamed(type.name);
    if (cls !== undefined) return member(name(context.className(cls)), context.memberName(target.name));
  }
  return member(context.expression(object), propertyName(context, type, target.name));
}

export function assignment(context: Lowering, target: Target, made: TsExpression): TsExpression {
  switch (target.kind) {
    case "variable":
      return { kind: "assign", operator: "=", target: name(context.names.variable(target.variable)), value: made };
    case "attribute": {
      if (isNamespace(target.object.type))
        return method(context.expression(target.object), "set", string(target.name), made);
      const type = withoutNone(target.object.type);
      if (type.kind === "library" && hasNoSetter(type.name, target.name))
        return context.missing(`assignment to ${type.name}.${target.name}`, target.range);
      const cls = type.kind === "instance" ? context.classNamed(type.name) : undefined;
      if (cls?.dataclass?.frozen === true && cls.fields.some((field) => field.name === target.name))
        return context.use("refuseAssignment", string(target.name));
      return { kind: "assign", operator: "=", target: attributePlace(context, target), value: made };
    }
    case "index": {
      const type = withoutNone(target.object.type);
      const object = context.expression(target.object);
      switch (type.kind) {
        case "list":
        case "deque":
        case "bytes": {
          const at = context.flowing(target.index, INT);
          const isSafe =
            isNonNegative(context, target.index) &&
            !context.isCaught("IndexError") &&
            isInside(context.module, context.limits, target.object, target.index);
          if (isSafe) return { kind: "assign", operator: "=", target: index(object, at), value: made };
          return context.use("setAt", object, at, made);
        }
        case "library": {
          const setter = libraryMethod(type.name, "__setitem__");
          if (setter !== undefined) return method(object, setter.runtime, context.expression(target.index), made);
          return {
            kind: "assign",
            operator: "=",
            target: index(object, context.expression(target.index)),
            value: made,
          };
        }
        case "dict":
          return method(object, "set", context.flowing(target.index, keyType(type.key)), made);
        case "instance": {
          const cls = context.classNamed(type.name);
          const held =
            cls === undefined || findMethod(cls, "__setitem__") !== undefined ? undefined : containerOf(context, type);
          if (held?.kind === "dict") return method(object, "set", context.expression(target.index), made);
          if (held?.kind === "list") return context.use("setAt", object, context.expression(target.index), made);
          return method(object, "setItem", context.expression(target.index), made);
        }
        default: {
          const any = as(object, ANY_TYPE);
          return target.index.type.kind === "int"
            ? { kind: "assign", operator: "=", target: index(any, context.expression(target.index)), value: made }
            : method(any, "set", context.expression(target.index), made);
        }
      }
    }
    case "slice": {
      const { object, start, stop, step } = target.slice;
      const bound = (part: Expression | undefined): TsExpression =>
        part === undefined || part.kind === "none" ? name("undefined") : context.expression(part);
      return context.use(
        "setSlice",
        context.expression(object),
        bound(start),
        bound(stop),
        made,
        ...(step === undefined ? [] : [bound(step)]),
      );
    }
    case "unpack": {
      const inner = place(context, target);
      return inner === undefined
        ? context.missing("this unpacking", target.range)
        : { kind: "assign", operator: "=", target: inner, value: made };
    }
    case "star":
      return assignment(context, target.target, made);
    case "stub":
      return context.stub(target.construct, target.range);
  }
}

function variablesOf(target: Target): Variable[] {
  switch (target.kind) {
    case "variable":
      return [target.variable];
    case "unpack":
      return target.elements.flatMap(variablesOf);
    case "star":
      return variablesOf(target.target);
    default:
      return [];
  }
}

export function declareVariable(
  context: Lowering,
  variable: Variable,
  value: Expression,
  made: TsExpression,
): TsStatement {
  const isConst = variable.bindings <= 1 && !variable.rebound;
  const type = needsAnnotation(context, variable, value) ? lowerType(context, variable.type) : undefined;
  return {
    kind: "declare",
    keyword: isConst ? "const" : "let",
    target: { kind: "name", name: context.names.variable(variable) },
    type,
    value: made,
    exported: variable.scope === "module" && variable.constant && !variable.name.startsWith("_"),
  };
}

/** Whether TypeScript would infer another type from the value than the variable has. */
function needsAnnotation(context: Lowering, variable: Variable, value: Expression): boolean {
  const { type } = variable;
  if (type.kind === "any") return true;
  if (variable.bindings > 1 && (value.kind === "set" || value.kind === "dict") && type.kind === value.kind)
    return needsContentKeys(context, type.kind === "set" ? type.element : type.key);
  // `this` has a type of its own, which other objects of the class do not have.
  if (value.kind === "name" && variable.bindings > 1 && value.variable === context.state.fn?.receiver) return true;
  if (type.kind === "optional" || type.kind === "union")
    return variable.bindings > 1 || value.kind === "none" || value.kind === "conditional";
  if (value.kind === "list" && (value.elements.length === 0 || hidesTuple(type))) return true;
  if (value.kind === "list" && type.kind === "list")
    return (
      value.elements.some(
        (element) =>
          element.kind === "list" || element.kind === "none" || element.type.kind !== (type.element.kind as string),
      ) &&
      !(
        type.element.kind === "float" &&
        value.elements.every((element) => element.type.kind === "int" || element.type.kind === "float")
      )
    );
  if (value.kind === "tuple" || (hidesTuple(type) && (value.kind === "conditional" || value.kind === "list")))
    return true;
  if (value.kind === "binary" && (value.left.kind === "list" || value.right.kind === "list")) return true;
  if (value.kind === "lambda" && type.kind === "callable") return false;
  if (value.kind === "comprehension" && hidesTuple(type)) return false;
  if (
    value.kind === "call" &&
    value.target.kind === "builtin" &&
    ["list", "tuple", "set", "dict"].includes(value.target.name) &&
    value.args.length === 0
  )
    return type.kind === "list" || type.kind === "array";
  if (
    value.kind === "call" &&
    value.target.kind === "library" &&
    value.target.name === "deque" &&
    value.args.length === 0
  )
    return true;
  return (
    value.type.kind !== type.kind && !(type.kind === "float" && value.type.kind === "int") && type.kind !== "callable"
  );
}

// ───────────────────────────────────────────────────────────── augmented assignment

function lowerAugment(context: Lowering, s: Extract<Statement, { kind: "augment" }>): TsStatement[] {
  const { target, operator, value } = s;
  const current = targetAsExpression(target);
  if (current === undefined)
    return [{ kind: "expression", value: context.missing("this augmented assignment", s.range) }];
  const type = withoutNone(current.type);
  const statement = (each: TsExpression): TsStatement[] => [{ kind: "expression", value: each }];
  if (operator === "+" && (type.kind === "list" || type.kind === "deque")) {
    const list = context.expression(current);
    if (value.kind === "list")
      return statement(
        method(
          list,
          "push",
          ...value.elements.map((each) =>
            each.kind === "star"
              ? { kind: "spread" as const, value: iterable(context, each.value) }
              : context.flowing(each, type.element),
          ),
        ),
      );
    return statement(
      method(list, "push", {
        kind: "spread",
        value: iterable(
          context,
          value.kind === "comprehension" && value.form === "generator" ? { ...value, form: "list" } : value,
        ),
      }),
    );
  }
  if (operator === "*" && type.kind === "list") {
    const list = context.expression(current);
    return statement(
      context.use(
        "setSlice",
        list,
        name("undefined"),
        name("undefined"),
        context.use("repeat", list, context.expression(value)),
      ),
    );
  }
  if (type.kind === "set" && operator === "|")
    return statement(
      method(context.expression(value), "forEach", {
        kind: "arrow",
        function: {
          parameters: [
            { name: { kind: "name", name: "x" }, type: undefined, default: undefined, optional: false, rest: false },
          ],
          result: undefined,
          body: [{ kind: "expression", value: method(context.expression(current), "add", name("x")) }],
          isAsync: false,
          isGenerator: false,
          typeParameters: [],
        },
      }),
    );
  if (type.kind === "dict" && operator === "|")
    return statement(context.use("update", context.expression(current), context.expression(value)));
  if (type.kind === "instance") {
    const cls = context.classNamed(type.name);
    const inPlace = { "+": "__iadd__", "-": "__isub__", "*": "__imul__" }[operator as "+"];
    if (cls !== undefined && inPlace !== undefined && findMethod(cls, inPlace) !== undefined) {
      return statement(
        assignment(
          context,
          target,
          method(context.expression(current), context.memberName(inPlace), context.expression(value)),
        ),
      );
    }
  }
  const resultType = targetType(target) ?? type;
  const made = lowerBinary(
    context,
    operator,
    current,
    value,
    (type.kind === "int" || type.kind === "float") && value.type.kind === "float" && value.type.mixed !== true
      ? value.type
      : operator === "/"
        ? { kind: "float" }
        : resultType.kind === "optional"
          ? resultType.of
          : resultType,
  );
  // What is known to be a float goes to where integers go too.
  const isFloat = operator === "/" || (value.type.kind === "float" && value.type.mixed !== true);
  if (isFloat && resultType.kind === "float" && isMixed(context, resultType))
    return statement(assignment(context, target, context.use("float", made)));
  const left = place(context, target);
  const simple =
    made.kind === "binary" &&
    made.operator === operator &&
    left !== undefined &&
    JSON.stringify(made.left) === JSON.stringify(left);
  if (simple && made.kind === "binary") {
    if (made.right.kind === "literal" && made.right.text === "1" && (operator === "+" || operator === "-"))
      return statement({ kind: "postfix", operator: operator + operator, operand: left });
    return statement({ kind: "assign", operator: `${operator}=`, target: left, value: made.right });
  }
  return statement(assignment(context, target, made));
}

export function targetAsExpression(target: Target): Expression | undefined {
  switch (target.kind) {
    case "variable":
      return { kind: "name", variable: target.variable, type: target.variable.type, range: target.range };
    case "attribute":
      return {
        kind: "attribute",
        object: target.object,
        name: target.name,
        resolved: { kind: "dynamic" },
        type: target.type,
        range: target.range,
      };
    case "index":
      return { kind: "index", object: target.object, index: target.index, type: target.type, range: target.range };
    default:
      return undefined;
  }
}

function lowerDelete(context: Lowering, target: Target): TsExpression {
  switch (target.kind) {
    case "index": {
      const type = withoutNone(target.object.type);
      const object = context.expression(target.object);
      if (type.kind === "dict")
        return context.use("deleteKey", object, context.flowing(target.index, keyType(type.key)));
      if (type.kind === "instance") return method(object, "deleteItem", context.expression(target.index));
      const isKey = type.kind === "any" && withoutNone(target.index.type).kind === "str";
      if (isKey) return context.use("deleteKey", object, context.expression(target.index));
      return context.use("pop", object, context.expression(target.index));
    }
    case "slice": {
      const { object, start, stop, step } = target.slice;
      const bounds = [start, stop, step].map((part) =>
        part === undefined ? name("undefined") : context.expression(part),
      );
      return context.use(
        "deleteSlice",
        context.expression(object),
        ...(step === undefined ? bounds.slice(0, 2) : bounds),
      );
    }
    case "variable":
      return { kind: "unary", operator: "void", operand: literal("0") };
    case "attribute": {
      const owner = withoutNone(target.object.type);
      const cls = owner.kind === "instance" ? context.classNamed(owner.name) : undefined;
      const deleter = cls === undefined ? undefined : findMethod(cls, deleterName(target.name));
      if (deleter !== undefined) return method(context.expression(target.object), context.memberName(deleter.name));
      return {
        kind: "unary",
        operator: "delete",
        operand: member(as(context.expression(target.object), ANY_TYPE), context.memberName(target.name)),
      };
    }
    default:
      return context.missing("this del", target.range);
  }
}

// ───────────────────────────────────────────────────────────── errors

/** The code of a `raise SystemExit(code)` that ends the program there: nothing catches it, and nothing is left to clean up. */
function exitCode(context: Lowering, exception: Expression): Expression | undefined {
  if (exception.kind !== "call" || exception.target.kind !== "builtin" || exception.target.name !== "SystemExit")
    return undefined;
  const code = exception.args[0]?.value;
  if (exception.args.length !== 1 || code?.type.kind !== "int" || context.isCaught("SystemExit")) return undefined;
  let cleansUp = false;
  const { body, main, functions } = context.module;
  for (const each of [body, main ?? [], ...functions.map((fn) => fn.body)]) {
    visitExpressions(each, {
      statement: ({ kind }) => {
        if (kind === "try" || kind === "with") cleansUp = true;
      },
    });
  }
  return cleansUp ? undefined : code;
}

function lowerRaise(context: Lowering, s: Extract<Statement, { kind: "raise" }>): TsStatement {
  if (s.exception === undefined)
    return {
      kind: "throw",
      value:
        context.state.caught === undefined
          ? create(name("Error"), [string("No active exception to reraise")])
          : name(context.state.caught),
    };
  let value: TsExpression;
  const { exception } = s;
  const code = exitCode(context, exception);
  if (code !== undefined) return { kind: "expression", value: lowerExit(context, code) };
  if (exception.kind === "builtin") value = makeException(context, exception.name, []);
  else if (exception.kind === "name" && exception.variable.definition?.kind === "class")
    value = create(context.expression(exception), []);
  else if (exception.kind === "library")
    value = create(context.exceptionClass(`${exception.module}.${exception.name}`), []);
  else value = context.expression(exception);
  if (s.cause !== undefined) value = context.use("withCause", value, context.expression(s.cause));
  return { kind: "throw", value };
}

function lowerTry(context: Lowering, s: Extract<Statement, { kind: "try" }>): TsStatement[] {
  const needsFlag =
    s.otherwise.length > 0 && s.handlers.length > 0 && !s.handlers.every((handler) => ends(handler.body));
  const flag = needsFlag ? context.names.fresh("succeeded") : undefined;
  const body = context.statements(s.body);
  const handler = s.handlers.length > 0 ? lowerHandlers(context, s.handlers) : undefined;
  if (s.otherwise.length === 0 || handler === undefined) {
    const whole = s.otherwise.length > 0 ? [...body, ...context.statements(s.otherwise)] : body;
    return [
      {
        kind: "try",
        body: whole,
        variable: handler?.variable,
        handler: handler?.body,
        finally: s.finally.length > 0 ? context.statements(s.finally) : undefined,
      },
    ];
  }
  const otherwise = context.statements(s.otherwise);
  const succeeded: TsStatement[] =
    flag === undefined
      ? []
      : [{ kind: "expression", value: { kind: "assign", operator: "=", target: name(flag), value: literal("true") } }];
  const inner: TsStatement[] = [
    ...(flag === undefined
      ? []
      : [
          {
            kind: "declare",
            keyword: "let",
            target: { kind: "name", name: flag },
            type: undefined,
            value: literal("false"),
          } as TsStatement,
        ]),
    {
      kind: "try",
      body: [...body, ...succeeded],
      variable: handler.variable,
      handler: handler.body,
      finally: undefined,
    },
    ...(flag === undefined
      ? otherwise
      : [{ kind: "if", test: name(flag), body: otherwise, otherwise: [] } as TsStatement]),
  ];
  if (s.finally.length === 0) return inner;
  return [
    { kind: "try", body: inner, variable: undefined, handler: undefined, finally: context.statements(s.finally) },
  ];
}

function ends(body: readonly Statement[]): boolean {
  const last = body.at(-1);
  return last !== undefined && ["return", "raise", "continue", "break"].includes(last.kind);
}

function lowerHandlers(
  context: Lowering,
  handlers: readonly Handler[],
): { variable: string | undefined; body: TsStatement[] } {
  const named = handlers.filter((handler) => handler.variable !== undefined);
  const declaredHere = (handler: Handler): boolean =>
    handler.variable !== undefined && (context.state.placement.declares.get(handler)?.has(handler.variable) ?? false);
  const names = new Set(named.map((handler) => context.names.variable(handler.variable as Variable)));
  const shared =
    named.length > 0 && names.size === 1 && named.every(declaredHere) ? [...names][0] : context.names.local("error");
  const caught = context.state.caught;
  context.state.caught = shared;
  const bodies = handlers.map((handler) => {
    const body = context.statements(handler.body);
    if (handler.variable !== undefined && context.names.variable(handler.variable) !== shared) {
      const target = name(context.names.variable(handler.variable));
      const type = lowerType(context, handler.variable.type);
      const value = as(name(shared), type);
      const bind: TsStatement = declaredHere(handler)
        ? {
            kind: "declare",
            keyword: "const",
            target: { kind: "name", name: (target as { name: string }).name },
            type: undefined,
            value,
          }
        : { kind: "expression", value: { kind: "assign", operator: "=", target, value } };
      body.unshift(bind);
    }
    return { handler, body };
  });
  context.state.caught = caught;
  const usesVariable = (handler: Handler): boolean => handler.variable !== undefined && handler.variable.reads > 0;
  const test = (handler: Handler): TsExpression | undefined =>
    handlerTest(context, handler, shared, usesVariable(handler));
  const [first] = bodies;
  const firstTest = test(first.handler);
  if (bodies.length === 1) {
    if (firstTest === undefined)
      return { variable: needsName(first.body, shared) ? shared : undefined, body: first.body };
    const rethrow: TsStatement = {
      kind: "if",
      test: negated(firstTest),
      body: [{ kind: "throw", value: name(shared) }],
      otherwise: [],
    };
    return { variable: shared, body: [rethrow, ...first.body] };
  }
  let rest: TsStatement[] = [{ kind: "throw", value: name(shared) }];
  for (const { handler, body } of [...bodies].reverse()) {
    const condition = test(handler);
    rest = condition === undefined ? body : [{ kind: "if", test: condition, body, otherwise: rest }];
  }
  return { variable: shared, body: rest };
}

function needsName(body: readonly TsStatement[], text: string): boolean {
  return JSON.stringify(body, (_, value) => (typeof value === "bigint" ? String(value) : value)).includes(
    `"name":"${text}"`,
  );
}

function negated(test: TsExpression): TsExpression {
  return test.kind === "unary" && test.operator === "!" ? test.operand : not(test);
}

/** Undefined for a handler that takes everything. */
function handlerTest(
  context: Lowering,
  handler: Handler,
  caught: string,
  needsType: boolean,
): TsExpression | undefined {
  if (handler.types.length === 0) return undefined;
  const classes = handler.types.map((type) => {
    if (type.kind === "class") return name(context.className(type.class));
    if (type.kind === "value") return context.expression(type.value);
    return context.exceptionClass(type.name);
  });
  const isAll = handler.types.some(
    (type) => type.kind === "builtin" && (type.name === "Exception" || type.name === "BaseException"),
  );
  const isBase = handler.types.some((type) => type.kind === "builtin" && type.name === "BaseException");
  // The end of the program is no `Exception`.
  if (isAll && !isBase && handler.types.length === 1 && context.raisesExit())
    return not(binary("instanceof", name(caught), context.helper("SystemExit")));
  if (isAll && !needsType) return undefined;
  const tests = classes.map((each, index) => {
    const type = handler.types[index];
    // A value can be one class or a tuple of them.
    return type.kind === "value" && type.value.type.kind !== "class"
      ? context.use("isCaughtBy", name(caught), each)
      : binary("instanceof", name(caught), each);
  });
  // Calling too deep is JavaScript's own RangeError.
  if (handler.types.some((type) => type.kind === "builtin" && type.name === "RecursionError"))
    tests.push(binary("instanceof", name(caught), name("RangeError")));
  // A class extends its first base alone; as one of the others it is caught by its own name.
  for (const cls of context.module.classes) {
    const others = cls.bases.slice(1).flatMap((base) => (base.kind === "builtin" ? exceptionAncestors(base.name) : []));
    if (handler.types.some((type) => type.kind === "builtin" && others.includes(type.name)))
      tests.push(binary("instanceof", name(caught), name(context.className(cls))));
  }
  return tests.reduce((a, b) => binary("||", a, b));
}

// ───────────────────────────────────────────────────────────── loops

function lowerLoop(
  context: Lowering,
  s: Statement,
  body: readonly Statement[],
  otherwise: readonly Statement[],
  make: (body: TsStatement[]) => TsStatement,
): TsStatement[] {
  const needsLabel = otherwise.length > 0 && breaks(body);
  const label = needsLabel ? context.names.fresh("search") : undefined;
  context.state.loops.push({ label, kind: "plain" });
  const made = make(context.statements(body));
  context.state.loops.pop();
  void s;
  if (otherwise.length === 0) return [made];
  const rest = context.statements(otherwise);
  if (label === undefined) return [made, ...rest];
  return [{ kind: "block", label, body: [made, ...rest] }];
}

function breaks(body: readonly Statement[]): boolean {
  return body.some((statement) => {
    switch (statement.kind) {
      case "break":
        return true;
      case "if":
        return breaks(statement.body) || breaks(statement.otherwise);
      case "try":
        return (
          breaks(statement.body) ||
          statement.handlers.some((handler) => breaks(handler.body)) ||
          breaks(statement.otherwise) ||
          breaks(statement.finally)
        );
      case "with":
        return breaks(statement.body);
      case "match":
        return statement.cases.some((each) => breaks(each.body));
      case "for":
      case "while":
        return breaks(statement.otherwise);
      default:
        return false;
    }
  });
}

function lowerFor(context: Lowering, s: Extract<Statement, { kind: "for" }>): TsStatement[] {
  const declared = context.state.placement.declares.get(s);
  const all = variablesOf(s.target);
  const declaresAll = all.length > 0 && all.every((variable) => declared?.has(variable)) && isSimplePattern(s.target);
  const counted = lowerCounted(context, s, declaresAll);
  if (counted !== undefined) return counted;
  const source = rowsFor(context, s.target, loopSource(context, s.iterable));
  const isAwait =
    s.isAsync ||
    (s.iterable.kind === "call" && s.iterable.target.kind === "library" && s.iterable.target.name === "as_completed");
  const isCompleted = isAwait && !s.isAsync && declaresAll && s.target.kind === "variable";
  if (isCompleted && s.target.kind === "variable") {
    // `for await` types its variable as what a task gives, but what comes is the task.
    const { variable } = s.target;
    const item = context.names.fresh("task");
    const task = as(
      as(name(item), { kind: "reference", name: "unknown", args: [] }),
      lowerType(context, variable.type),
    );
    return lowerLoop(context, s, s.body, s.otherwise, (body) => ({
      kind: "forOf",
      keyword: "const",
      target: { kind: "name", name: item },
      iterable: source,
      body: [
        {
          kind: "declare",
          keyword: "const",
          target: { kind: "name", name: context.names.variable(variable) },
          type: undefined,
          value: task,
        },
        ...body,
      ],
      isAwait,
    }));
  }
  if (declaresAll) {
    const reassigned = all.some((variable) => assignedInside(s.body, variable));
    return lowerLoop(context, s, s.body, s.otherwise, (body) => ({
      kind: "forOf",
      keyword: reassigned ? "let" : "const",
      target: patternOf(context, s.target),
      iterable: source,
      body,
      isAwait,
    }));
  }
  const target = place(context, s.target);
  const declarations = all
    .filter((variable) => declared?.has(variable))
    .map((variable) => declareLater(context, variable));
  if (target !== undefined) {
    return [
      ...declarations,
      ...lowerLoop(context, s, s.body, s.otherwise, (body) => ({
        kind: "forOf",
        keyword: undefined,
        target,
        iterable: source,
        body,
        isAwait,
      })),
    ];
  }
  const held = context.names.fresh("each");
  const assign: TsStatement = { kind: "expression", value: assignment(context, s.target, name(held)) };
  return [
    ...declarations,
    ...lowerLoop(context, s, s.body, s.otherwise, (body) => ({
      kind: "forOf",
      keyword: "const",
      target: name(held),
      iterable: source,
      body: [assign, ...body],
      isAwait,
    })),
  ];
}

function assignedInside(body: readonly Statement[], variable: Variable): boolean {
  let found = false;
  visitExpressions(body, {
    nested: true,
    target: (target) => {
      if (target.kind === "variable" && target.variable === variable) found = true;
    },
    expression: (e) => {
      if (e.kind === "walrus" && e.variable === variable) found = true;
    },
  });
  return found;
}

/** `for i in range(…)` as a counting loop, where nothing that the loop does changes how it counts. */
function lowerCounted(
  context: Lowering,
  s: Extract<Statement, { kind: "for" }>,
  declares: boolean,
): TsStatement[] | undefined {
  const { iterable: range, target } = s;
  if (target.kind !== "variable" || !declares || s.isAsync) return undefined;
  let call_ = range;
  let reversed = false;
  if (
    call_.kind === "call" &&
    call_.target.kind === "builtin" &&
    call_.target.name === "reversed" &&
    call_.args.length === 1
  ) {
    call_ = call_.args[0].value;
    reversed = true;
  }
  if (
    call_.kind !== "call" ||
    call_.target.kind !== "builtin" ||
    call_.target.name !== "range" ||
    call_.args.some((argument) => argument.kind !== "positional")
  )
    return undefined;
  const values = call_.args.map((argument) => argument.value);
  const [start, stop] = values.length === 1 ? [undefined, values[0]] : [values[0], values[1]];
  const step = values[2];
  if (stop === undefined || values.some((each) => each.type.kind !== "int" || each.type.wide)) return undefined;
  const by = step === undefined ? 1n : step.kind === "int" ? step.value : undefined;
  if (by === undefined || by === 0n || (reversed && by !== 1n)) return undefined;
  const { variable } = target;
  if (assignedInside(s.body, variable)) return undefined;
  const text = context.names.variable(variable);
  if (isNonNegativeLoop(context, start, stop, by, reversed)) context.nonNegative.add(variable);
  if (by > 0n) context.limits.set(variable, stop);
  else context.limits.delete(variable);
  const isStable = (e: Expression): boolean => isUnchanged(context, e, s.body);
  const from = start === undefined ? literal("0") : context.expression(start);
  const to = context.expression(stop);
  const make = (body: TsStatement[]): TsStatement => {
    if (reversed) {
      const first =
        to.kind === "literal" && /^\d+$/.test(to.text)
          ? literal(String(Number(to.text) - 1))
          : binary("-", to, literal("1"));
      return {
        kind: "for",
        declares: true,
        variable: text,
        start: first,
        end: undefined,
        test: binary(">=", name(text), from),
        update: { kind: "postfix", operator: "--", operand: name(text) },
        body,
      };
    }
    const isInline = isStable(stop);
    const endName = context.names.local("end");
    const end = isInline ? undefined : { name: endName, value: to };
    const limit = isInline ? to : name(endName);
    const test = binary(by > 0n ? "<" : ">", name(text), limit);
    const update: TsExpression =
      by === 1n || by === -1n
        ? { kind: "postfix", operator: by === 1n ? "++" : "--", operand: name(text) }
        : {
            kind: "assign",
            operator: by > 0n ? "+=" : "-=",
            target: name(text),
            value: literal(String(by > 0n ? by : -by)),
          };
    return { kind: "for", declares: true, variable: text, start: from, end, test, update, body };
  };
  if (reversed && start !== undefined && !isStable(start)) return undefined;
  return lowerLoop(context, s, s.body, s.otherwise, make);
}

function isNonNegativeLoop(
  context: Lowering,
  start: Expression | undefined,
  stop: Expression,
  by: bigint,
  reversed: boolean,
): boolean {
  if (by > 0n || reversed) return start === undefined || isNonNegative(context, start);
  return isNonNegative(context, stop) || (stop.kind === "int" && stop.value >= -1n);
}

/** Whether an expression has the same value on every turn of a loop and costs little to evaluate again. */
function isUnchanged(context: Lowering, e: Expression, body: readonly Statement[]): boolean {
  switch (e.kind) {
    case "int":
      return true;
    case "name":
      return !assignedInside(body, e.variable) && !(e.variable.rebound && hasCalls(body));
    case "binary":
      return (
        ["+", "-", "*"].includes(e.operator) &&
        isUnchanged(context, e.left, body) &&
        isUnchanged(context, e.right, body)
      );
    case "call": {
      if (e.target.kind !== "builtin" || e.target.name !== "len" || e.args.length !== 1) return false;
      const [argument] = e.args;
      const of = argument.value;
      if (of.kind !== "name" || assignedInside(body, of.variable)) return false;
      if (of.type.kind === "str") return false;
      return !of.variable.mutated;
    }
    default:
      return false;
  }
}

function hasCalls(body: readonly Statement[]): boolean {
  let found = false;
  visitExpressions(body, {
    expression: (e) => {
      if (e.kind === "call") found = true;
    },
  });
  return found;
}

/** What a `for` goes over, in the idiom of the container. */
function loopSource(context: Lowering, e: Expression): TsExpression {
  if (e.kind === "call") {
    const { target } = e;
    if (target.kind === "method" && target.receiver.type.kind === "dict" && target.name === "items")
      return context.expression(target.receiver);
    if (target.kind === "builtin" && target.name === "enumerate" && e.args.length === 1) {
      const inner = e.args[0].value;
      const type = withoutNone(inner.type);
      if (["list", "array", "deque"].includes(type.kind) && !(inner.kind === "name" && inner.variable.mutated))
        return method(context.expression(inner), "entries");
    }
  }
  if (e.kind === "comprehension" && e.form === "generator") return context.expression({ ...e, form: "list" });
  return iterable(context, e);
}

// ───────────────────────────────────────────────────────────── with

function binds(body: readonly Statement[], variable: Variable): boolean {
  let found = false;
  const binding = (each: Variable): void => {
    if (each === variable) found = true;
  };
  visitExpressions(body, {
    nested: true,
    target: (target) => {
      if (target.kind === "variable") binding(target.variable);
    },
    expression: (e) => {
      if (e.kind === "walrus") binding(e.variable);
      return undefined;
    },
    binding,
  });
  return found;
}

/** A variable that several `with` statements bind is one of each: its declaration stays in a block. */
function inOwnBlock(context: Lowering, s: Statement, body: TsStatement[]): TsStatement[] {
  const declared = context.state.placement.declares.get(s) ?? [];
  return [...declared].some((variable) => variable.bindings > 1) ? [{ kind: "block", label: undefined, body }] : body;
}

function lowerWith(context: Lowering, s: Extract<Statement, { kind: "with" }>, at: number): TsStatement[] {
  const item = s.items[at];
  if (item === undefined) return context.statements(s.body);
  const rest = (): TsStatement[] => lowerWith(context, s, at + 1);
  const type = withoutNone(item.context.type);
  const library = type.kind === "library" ? type.name : undefined;
  const hold = (value: TsExpression): { statements: TsStatement[]; held: TsExpression } => {
    const variable = item.target?.kind === "variable" ? item.target.variable : undefined;
    const declares = variable !== undefined && context.state.placement.declares.get(s)?.has(variable);
    if (variable !== undefined) {
      const text = context.names.variable(variable);
      const made: TsStatement = declares
        ? {
            kind: "declare",
            keyword: variable.bindings > 1 && binds(s.body, variable) ? "let" : "const",
            target: { kind: "name", name: text },
            type: undefined,
            value,
          }
        : { kind: "expression", value: { kind: "assign", operator: "=", target: name(text), value } };
      return { statements: [made], held: name(text) };
    }
    if (item.context.kind === "name" || (item.context.kind === "attribute" && item.target === undefined))
      return { statements: [], held: value };
    const text = context.names.fresh("resource");
    return {
      statements: [{ kind: "declare", keyword: "const", target: { kind: "name", name: text }, type: undefined, value }],
      held: name(text),
    };
  };
  const statement = (value: TsExpression): TsStatement => ({ kind: "expression", value });
  const wait = (value: TsExpression): TsExpression => ({ kind: "await", value });
  const finish = (first: TsStatement[], last: TsStatement[]): TsStatement[] => [
    ...first,
    { kind: "try", body: rest(), variable: undefined, handler: undefined, finally: last },
  ];
  switch (library) {
    case "threading.Lock":
    case "threading.Semaphore":
    case "threading.Condition":
    case "asyncio.Condition":
    case "asyncio.Lock":
    case "asyncio.Semaphore": {
      const { statements, held } = hold(context.expression(item.context));
      return finish([...statements, statement(wait(method(held, "acquire")))], [statement(method(held, "release"))]);
    }
    case "concurrent.futures.Executor":
    case "multiprocessing.Pool":
    case "asyncio.TaskGroup": {
      const { statements, held } = hold(context.expression(item.context));
      return finish(statements, [statement(wait(method(held, "close")))]);
    }
    case "contextlib.suppress": {
      const { context: call_ } = item;
      const classes = call_.kind === "call" ? call_.args.map((argument) => context.expression(argument.value)) : [];
      const test = classes
        .map((each) => binary("instanceof", name("error"), each))
        .reduce<TsExpression | undefined>((a, b) => (a === undefined ? b : binary("||", a, b)), undefined);
      const rethrow: TsStatement[] =
        test === undefined
          ? []
          : [{ kind: "if", test: not(test), body: [{ kind: "throw", value: name("error") }], otherwise: [] }];
      return [
        {
          kind: "try",
          body: rest(),
          variable: test === undefined ? undefined : "error",
          handler: rethrow,
          finally: undefined,
        },
      ];
    }
    case "contextlib.ExitStack": {
      const { statements, held } = hold(context.expression(item.context));
      const failed = statement(method(held, "fail", name("error")));
      const closed = statement(method(held, "close"));
      return [...statements, { kind: "try", body: rest(), variable: "error", handler: [failed], finally: [closed] }];
    }
    case "contextlib.AbstractContextManager":
      return generatorContext(context, s, item, rest);
  }
  if (library !== undefined && libraryMethod(library, "__exit__") !== undefined) {
    const { statements, held } = hold(context.expression(item.context));
    return [...statements, ...left(context, held, rest(), asksServer(library, "__exit__"))];
  }
  if (library !== undefined && libraryMethod(library, "close") !== undefined) {
    const entered = libraryMethod(library, "__enter__");
    if (entered === undefined || item.target === undefined) {
      const { statements, held } = hold(context.expression(item.context));
      return finish(statements, [statement(method(held, "close"))]);
    }
    const held = context.names.fresh("resource");
    return finish(
      [
        {
          kind: "declare",
          keyword: "const",
          target: { kind: "name", name: held },
          type: undefined,
          value: context.expression(item.context),
        },
        bindEntered(context, s, item.target, method(name(held), entered.runtime)),
      ],
      [statement(method(name(held), "close"))],
    );
  }
  if (type.kind === "instance") return instanceContext(context, s, item, type.name, rest);
  const bound = item.target === undefined ? [] : variablesOf(item.target);
  return [
    statement(context.missing("this context manager", item.context.range)),
    ...bound.map((variable) => declareLater(context, variable)),
    ...rest(),
  ];
}

/** A block whose end is told to an object, with the error that it ended with, such as a connection that commits or rolls back. */
function left(context: Lowering, held: TsExpression, body: TsStatement[], waits: boolean): TsStatement[] {
  const error = context.names.local("error");
  const flag = context.names.fresh("failed");
  const told = (value: TsExpression): TsStatement => {
    const leave = method(held, "leave", value);
    return { kind: "expression", value: waits ? { kind: "await", value: leave } : leave };
  };
  return [
    { kind: "declare", keyword: "let", target: { kind: "name", name: flag }, type: undefined, value: literal("false") },
    {
      kind: "try",
      body,
      variable: error,
      handler: [
        { kind: "expression", value: { kind: "assign", operator: "=", target: name(flag), value: literal("true") } },
        told(name(error)),
        { kind: "throw", value: name(error) },
      ],
      finally: [{ kind: "if", test: not(name(flag)), body: [told(literal("null"))], otherwise: [] }],
    },
  ];
}

/** A function with `@contextmanager`: what it does before `yield`, the body, and what it does after. */
function generatorContext(
  context: Lowering,
  s: Extract<Statement, { kind: "with" }>,
  item: { context: Expression; target: Target | undefined },
  rest: () => TsStatement[],
): TsStatement[] {
  const manager = context.names.fresh("manager");
  const started: TsStatement = {
    kind: "declare",
    keyword: "const",
    target: { kind: "name", name: manager },
    type: undefined,
    value: context.expression(item.context),
  };
  const isAsync = s.isAsync;
  const wait = (value: TsExpression): TsExpression => (isAsync ? { kind: "await", value } : value);
  const entered = member(
    isAsync ? ({ kind: "await", value: method(name(manager), "next") } as TsExpression) : method(name(manager), "next"),
    "value",
  );
  const enter: TsStatement =
    item.target === undefined
      ? { kind: "expression", value: wait(method(name(manager), "next")) }
      : bindEntered(context, s, item.target, { kind: "nonNull", value: entered });
  const error = context.names.local("error");
  const failed: TsStatement[] = [
    // An error goes into the generator, which may swallow it.
    { kind: "expression", value: wait(method(name(manager), "throw", name(error))) },
  ];
  const flag = context.names.fresh("failed");
  return [
    started,
    enter,
    { kind: "declare", keyword: "let", target: { kind: "name", name: flag }, type: undefined, value: literal("false") },
    {
      kind: "try",
      body: rest(),
      variable: error,
      handler: [
        { kind: "expression", value: { kind: "assign", operator: "=", target: name(flag), value: literal("true") } },
        ...failed,
      ],
      finally: [
        {
          kind: "if",
          test: not(name(flag)),
          body: [{ kind: "expression", value: wait(method(name(manager), "next")) }],
          otherwise: [],
        },
      ],
    },
  ];
}

function bindEntered(context: Lowering, s: Statement, target: Target, value: TsExpression): TsStatement {
  if (target.kind !== "variable") return { kind: "expression", value: assignment(context, target, value) };
  const declares = context.state.placement.declares.get(s)?.has(target.variable);
  const text = context.names.variable(target.variable);
  return declares
    ? {
        kind: "declare",
        keyword: target.variable.bindings > 1 ? "let" : "const",
        target: { kind: "name", name: text },
        type: undefined,
        value,
      }
    : { kind: "expression", value: { kind: "assign", operator: "=", target: name(text), value } };
}

function instanceContext(
  context: Lowering,
  s: Extract<Statement, { kind: "with" }>,
  item: { context: Expression; target: Target | undefined },
  className: string,
  rest: () => TsStatement[],
): TsStatement[] {
  const cls = context.classNamed(className);
  const leave = cls === undefined ? undefined : findMethod(cls, s.isAsync ? "__aexit__" : "__exit__");
  const enter = cls === undefined ? undefined : findMethod(cls, s.isAsync ? "__aenter__" : "__enter__");
  const waits = (fn: FunctionDef | undefined): boolean => s.isAsync || (fn?.facts.waits ?? false);
  const wrap = (fn: FunctionDef | undefined, value: TsExpression): TsExpression =>
    waits(fn) ? { kind: "await", value } : value;
  const manager = context.names.fresh("manager");
  const statements: TsStatement[] = [
    {
      kind: "declare",
      keyword: "const",
      target: { kind: "name", name: manager },
      type: undefined,
      value: context.expression(item.context),
    },
  ];
  const entered = wrap(enter, method(name(manager), "enter"));
  statements.push(
    item.target === undefined ? { kind: "expression", value: entered } : bindEntered(context, s, item.target, entered),
  );
  const seesErrors = leave?.parameters.some((each) => each.variable.reads > 0);
  const swallows = leave !== undefined && leave.result.kind !== "none" && leave.result.kind !== "never";
  const exit = (args: TsExpression[]): TsExpression => wrap(leave, method(name(manager), "exit", ...args));
  const nulls = [literal("null"), literal("null"), literal("null")];
  if (!seesErrors && !swallows) {
    return [
      ...statements,
      {
        kind: "try",
        body: rest(),
        variable: undefined,
        handler: undefined,
        finally: [{ kind: "expression", value: exit([]) }],
      },
    ];
  }
  const error = context.names.local("error");
  const flag = context.names.fresh("failed");
  const told = exit([member(as(name(error), ANY_TYPE), "constructor"), as(name(error), ANY_TYPE), literal("null")]);
  const rethrow: TsStatement[] = swallows
    ? [{ kind: "if", test: not(told), body: [{ kind: "throw", value: name(error) }], otherwise: [] }]
    : [
        { kind: "expression", value: told },
        { kind: "throw", value: name(error) },
      ];
  return [
    ...statements,
    { kind: "declare", keyword: "let", target: { kind: "name", name: flag }, type: undefined, value: literal("false") },
    {
      kind: "try",
      body: rest(),
      variable: error,
      handler: [
        { kind: "expression", value: { kind: "assign", operator: "=", target: name(flag), value: literal("true") } },
        ...rethrow,
      ],
      finally: [
        { kind: "if", test: not(name(flag)), body: [{ kind: "expression", value: exit(nulls) }], otherwise: [] },
      ],
    },
  ];
}

// ───────────────────────────────────────────────────────────── match

function lowerMatch(context: Lowering, s: Extract<Statement, { kind: "match" }>): TsStatement[] {
  const statements: TsStatement[] = [];
  let subject: Expression = s.subject;
  if (s.subject.kind !== "name") {
    const text = context.names.fresh("subject");
    const variable: Variable = {
      ...syntheticVariable(text, s.subject.type),
      id: -2,
      owner: context.state.fn,
      isParameter: false,
    };
    context.names.rename(variable, text);
    statements.push({
      kind: "declare",
      keyword: "const",
      target: { kind: "name", name: text },
      type: hidesTuple(s.subject.type) ? lowerType(context, s.subject.type) : undefined,
      value: context.flowing(s.subject),
    });
    subject = { kind: "name", variable, type: s.subject.type, range: s.subject.range };
  }
  // Captures are variables of the function; each case declares those that only it uses.
  const label = s.cases.some((each) => each.guard !== undefined) ? context.names.fresh("matching") : undefined;
  const made = s.cases.map((each) => {
    const bindings: { variable: Variable; value: TsExpression }[] = [];
    const test = patternTest(context, each.pattern, context.expression(subject), subject.type, bindings);
    const binds = bindings.map(({ variable, value }): TsStatement => bindCapture(context, s, variable, value));
    const body = context.statements(each.body);
    if (each.guard !== undefined && label !== undefined) {
      const guarded: TsStatement = {
        kind: "if",
        test: context.condition(each.guard),
        body: [...body, { kind: "break", label }],
        otherwise: [],
      };
      return { test, body: [...binds, guarded], guarded: true };
    }
    return { test, body: [...binds, ...body], guarded: false };
  });
  if (label !== undefined) {
    // A guard that fails goes on to the next case, so the cases stand one after the other.
    const body = made.flatMap(({ test, body: inner, guarded }): TsStatement[] => {
      const whole: TsStatement[] = guarded ? inner : [...inner, { kind: "break", label }];
      return test === undefined
        ? inner.some((each) => each.kind === "declare")
          ? [{ kind: "block", label: undefined, body: whole }]
          : whole
        : [{ kind: "if", test, body: whole, otherwise: [] }];
    });
    return [...statements, { kind: "block", label, body: stripUnreachable(body) }];
  }
  let rest: TsStatement[] = [];
  for (const { test, body } of [...made].reverse())
    rest = test === undefined ? body : [{ kind: "if", test, body, otherwise: rest }];
  return [...statements, ...rest];
}

/** A `break` after a statement that leaves anyway would be unreachable. */
function stripUnreachable(body: TsStatement[]): TsStatement[] {
  return body.map((statement) => {
    if (statement.kind !== "if" && statement.kind !== "block") return statement;
    const inner = stripUnreachable([...statement.body]);
    const beforeLast = inner.at(-2);
    if (
      inner.at(-1)?.kind === "break" &&
      beforeLast !== undefined &&
      ["return", "throw", "continue", "break"].includes(beforeLast.kind)
    )
      inner.pop();
    return { ...statement, body: inner };
  });
}

function bindCapture(context: Lowering, s: Statement, variable: Variable, value: TsExpression): TsStatement {
  void s;
  const hoisted = [...context.state.placement.before.values()].some((variables) => variables.includes(variable));
  const text = context.names.variable(variable);
  if (hoisted || variable.isParameter)
    return { kind: "expression", value: { kind: "assign", operator: "=", target: name(text), value } };
  return { kind: "declare", keyword: "const", target: { kind: "name", name: text }, type: undefined, value };
}

/** The test that a pattern makes; undefined when it always matches. */
function patternTest(
  context: Lowering,
  pattern: Pattern,
  value: TsExpression,
  type: Type,
  bindings: { variable: Variable; value: TsExpression }[],
): TsExpression | undefined {
  switch (pattern.kind) {
    case "wildcard":
    case "star":
      return undefined;
    case "capture":
      bindings.push({ variable: pattern.variable, value });
      return undefined;
    case "value": {
      const made = context.expression(pattern.value);
      const isPlain =
        ["int", "float", "str", "bool", "none"].includes(pattern.value.type.kind) ||
        pattern.value.type.kind === "instance";
      return isPlain ? binary("===", value, made) : context.use("equals", value, made);
    }
    case "as": {
      const test = patternTest(context, pattern.pattern, value, type, bindings);
      bindings.push({ variable: pattern.variable, value: pattern.pattern.kind === "class" ? value : value });
      return test;
    }
    case "or": {
      const bound = pattern.alternatives.map((): { variable: Variable; value: TsExpression }[] => []);
      const tests = pattern.alternatives.map((each, i) => patternTest(context, each, value, type, bound[i]));
      // Every alternative binds the same names; the one that fits says to what.
      for (const { variable } of bound[0] ?? []) {
        const values = bound.map((each) => each.find((binding) => binding.variable === variable)?.value ?? NULL);
        const held = values.reduceRight((otherwise, body, i) => {
          const test = tests[i];
          return test === undefined ? body : { kind: "conditional", test, body, otherwise };
        });
        bindings.push({ variable, value: held });
      }
      return tests.some((test) => test === undefined)
        ? undefined
        : (tests as TsExpression[]).reduce((a, b) => binary("||", a, b));
    }
    case "sequence":
      return sequenceTest(context, pattern, value, type, bindings);
    case "mapping": {
      const tests: TsExpression[] = withoutNone(type).kind === "dict" ? [] : [binary("instanceof", value, name("Map"))];
      const inner = withoutNone(type);
      for (const entry of pattern.entries) {
        const key = context.expression(entry.key);
        const item: TsExpression =
          inner.kind === "dict" ? { kind: "nonNull", value: method(value, "get", key) } : method(value, "get", key);
        tests.push(method(value, "has", key));
        const test = patternTest(context, entry.pattern, item, inner.kind === "dict" ? inner.value : ANY, bindings);
        if (test !== undefined) tests.push(test);
      }
      if (pattern.rest !== undefined) {
        const keys = array(...pattern.entries.map((entry) => context.expression(entry.key)));
        const kept = method(array({ kind: "spread", value }), "filter", {
          kind: "arrow",
          function: {
            parameters: [
              {
                name: { kind: "array", elements: [{ kind: "name", name: "key" }], rest: undefined },
                type: undefined,
                default: undefined,
                optional: false,
                rest: false,
              },
            ],
            result: undefined,
            body: [
              {
                kind: "return",
                value: not(method(keys, "includes", as(name("key"), ANY_TYPE))),
              },
            ],
            isAsync: false,
            isGenerator: false,
            typeParameters: [],
          },
        });
        bindings.push({ variable: pattern.rest, value: create(name("Map"), [kept]) });
      }
      return tests.length === 0 ? literal("true") : tests.reduce((a, b) => binary("&&", a, b));
    }
    case "class":
      return classTest(context, pattern, value, type, bindings);
    case "stub":
      return context.stub(pattern.construct, pattern.range);
  }
}

function sequenceTest(
  context: Lowering,
  pattern: Extract<Pattern, { kind: "sequence" }>,
  value: TsExpression,
  type: Type,
  bindings: { variable: Variable; value: TsExpression }[],
): TsExpression | undefined {
  const star = pattern.elements.findIndex((element) => element.kind === "star");
  const inner = withoutNone(type);
  const tests: TsExpression[] = [];
  const isArray = ["list", "array", "tuple", "deque"].includes(inner.kind);
  if (!isArray) tests.push(method(name("Array"), "isArray", value));
  const fixed = pattern.elements.length - (star >= 0 ? 1 : 0);
  const known = inner.kind === "tuple" && star < 0 && inner.elements.length === fixed;
  if (!known && !(star >= 0 && fixed === 0))
    tests.push(binary(star < 0 ? "===" : ">=", member(value, "length"), literal(String(fixed))));
  pattern.elements.forEach((element, at) => {
    if (element.kind === "star") {
      if (element.variable === undefined) return;
      const after = pattern.elements.length - at - 1;
      bindings.push({
        variable: element.variable,
        value: method(value, "slice", literal(String(at)), ...(after === 0 ? [] : [literal(String(-after))])),
      });
      return;
    }
    const fromEnd = star >= 0 && at > star;
    const position: TsExpression = fromEnd
      ? binary("-", member(value, "length"), literal(String(pattern.elements.length - at)))
      : literal(String(at));
    const elementType: Type =
      inner.kind === "tuple" ? (inner.elements[at] ?? ANY) : "element" in inner ? inner.element : ANY;
    const test = patternTest(context, element, index(value, position), elementType, bindings);
    if (test !== undefined) tests.push(test);
  });
  return tests.length === 0 ? undefined : tests.reduce((a, b) => binary("&&", a, b));
}

function classTest(
  context: Lowering,
  pattern: Extract<Pattern, { kind: "class" }>,
  value: TsExpression,
  type: Type,
  bindings: { variable: Variable; value: TsExpression }[],
): TsExpression | undefined {
  const cls = pattern.class.kind === "class" ? pattern.class.class : undefined;
  const tests = [typeTest(context, value, pattern.class, type)];
  if (cls === undefined) {
    const [only] = pattern.positional;
    const test = only === undefined ? undefined : patternTest(context, only, value, type, bindings);
    if (test !== undefined) tests.push(test);
  } else {
    const fields = positionalFields(cls).map((each) => allFields(cls).find((field) => field.name === each));
    const parts = [
      ...pattern.positional.map((inner, at) => ({
        name: positionalFields(cls)[at] ?? "",
        inner,
        type: fields[at]?.type ?? ANY,
      })),
      ...pattern.keywords.map((keyword) => ({
        name: keyword.name,
        inner: keyword.pattern,
        type: allFields(cls).find((field) => field.name === keyword.name)?.type ?? ANY,
      })),
    ];
    for (const part of parts) {
      const test = patternTest(context, part.inner, member(value, context.memberName(part.name)), part.type, bindings);
      if (test !== undefined) tests.push(test);
    }
  }
  return tests.reduce((a, b) => binary("&&", a, b));
}

export { call, mentioned, needsContentKeys };
