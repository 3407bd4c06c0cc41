import { constructorFields, deleterName, findMethod } from "../../ir/infer/members.ts";
import { hasNoSetter, libraryAttribute, libraryMethod } from "../../ir/library/index.ts";
import { isNamespace, NAMESPACE } from "../../ir/library/namespaces.ts";
import type { ClassDef, Expression, FunctionDef, Statement, Target, Variable } from "../../ir/nodes.ts";
import { ANY, INT, isNumeric, isWide, type Type } from "../../ir/types.ts";
import { visitExpression } from "../../ir/walk.ts";
import { constructOf } from "../../not-ported.ts";
import * as go from "../build.ts";
import type { GoAssignOperator, GoBlock, GoExpr, GoParam, GoStmt, GoType } from "../tree.ts";
import { noteLoopOrigin, noteOrigin, withBranch, withOrigins } from "./aliases.ts";
import { atomicStatement, isAtomic, underMutex } from "./atomic.ts";
import { classVariableName, field } from "./attributes.ts";
import { exceptionNew } from "./builtins.ts";
import { lowerCall } from "./calls.ts";
import { enter, generatorBody, nameCaptured, parameters } from "./closures.ts";
import { isLiteral, need, note, runtimeCall, stubPanic } from "./context.ts";
import { isWrapper, wrapped } from "./decorators.ts";
import { discard } from "./discard.ts";
import { binary, element, elementPlace } from "./expressions.ts";
import { hasOwnFactory } from "./factories.ts";
import { emptyOf, type FunctionLowering, isInexact, isStable, runtimeName } from "./function.ts";
import { asKey } from "./keys.ts";
import { lowerMatch } from "./match.ts";
import { fieldName } from "./members.ts";
import { update } from "./methods.ts";
import { isFrozen } from "./panics.ts";
import { GROWING_LOOPS, loop, objectSequence, toList } from "./sequences.ts";
import { stubCall } from "./stub-libraries.ts";
import { isTerminating } from "./terminating.ts";
import { lowerTry } from "./try.ts";
import { TUPLE_FIELDS } from "./types.ts";
import { lowerWith } from "./with.ts";

export function statements(l: FunctionLowering, body: readonly Statement[]): void {
  withBranch(l, body, () => block(l, body));
}

function block(l: FunctionLowering, body: readonly Statement[]): void {
  for (const [i, each] of body.entries()) {
    const { stmts } = l.capture(() => statement(l, each));
    if (each.spaced && i > 0 && (stmts.length > 0 || each.comments.length > 0)) l.emit({ kind: "blank" });
    const comments = [...each.comments, ...(each.lineComment === undefined ? [] : [each.lineComment])];
    for (const comment of comments) l.emit({ kind: "comment", text: comment });
    const last = stmts.at(-1)?.kind;
    const leaves = stmts.length > 0 && (isTerminating(stmts) || last === "break" || last === "continue");
    l.emit(
      ...stmts.map((stmt, at) => (at === 0 && stmt.source === undefined ? { ...stmt, source: each.range } : stmt)),
    );
    // What follows is never reached, and vet says so.
    if (leaves) return;
  }
}

/** A statement that cannot be lowered becomes a stub, and what it had emitted so far is dropped. */
function statement(l: FunctionLowering, value: Statement): void {
  try {
    const { stmts } = l.capture(() => {
      const run = (each: Statement): void => {
        withOrigins(l, each, () => plain(l, each));
      };
      if (!atomicStatement(l, value, run)) run(value);
    });
    l.emit(...stmts);
  } catch (error) {
    l.emit(go.exprStmt(stubPanic(l.module, constructOf(error, "this statement"), value.range)));
  }
}

function plain(l: FunctionLowering, value: Statement): void {
  switch (value.kind) {
    case "assign":
      assignment(l, value);
      return;
    case "declare":
      return;
    case "augment":
      augmented(l, value);
      return;
    case "expression":
      discard(l, value.value);
      return;
    case "return":
      returned(l, value.value);
      return;
    case "raise":
      raise(l, value);
      return;
    case "assert":
      assertion(l, value);
      return;
    case "delete":
      for (const target of value.targets) remove(l, target);
      return;
    case "if":
      conditional(l, value);
      return;
    case "while":
      whileLoop(l, value);
      return;
    case "for":
      forLoop(l, noteLoopOrigin(l, value));
      return;
    case "try":
      lowerTry(l, value);
      return;
    case "with":
      lowerWith(l, value);
      return;
    case "match":
      lowerMatch(l, value);
      return;
    case "function":
      nestedFunction(l, value.function);
      return;
    case "class":
      if (l.context.def !== undefined && !l.module.classes.has(value.class.name))
        note(l.module, "unsupported", `the class ${value.class.name} inside of a function`, value.range);
      return;
    case "pass":
      return;
    case "break":
    case "continue":
      jump(l, value.kind);
      return;
    case "stub":
      l.emit(go.exprStmt(stubPanic(l.module, value.construct, value.range)));
      return;
    default:
      value satisfies never;
  }
}

// ───────────────────────────────────────────────────────────── assignment

function assignment(l: FunctionLowering, value: Statement & { kind: "assign" }): void {
  const [only] = value.targets;
  if (value.targets.length === 1) {
    if (only.kind === "unpack" && value.value.kind === "tuple" && parallel(l, only, value.value)) return;
    if (only.kind === "variable") {
      const { variable } = only;
      if (l.module.pointers.has(variable) && !variable.isParameter && l.ownsVariable(variable)) {
        const source = l.expr(value.value);
        const at =
          source.kind === "unary" && source.operator === "*"
            ? source.value
            : go.unary(
                "&",
                isStable(source) || source.kind === "index" || source.kind === "selector"
                  ? source
                  : l.keep("list", source, l.goType(variable.type)),
              );
        l.emit(go.assign(go.name(l.variableName(variable)), at));
        return;
      }
      const source = noteOrigin(l, variable, value.value);
      if (source === value.value && source.kind === "conditional" && chosen(l, value, only, source)) return;
      store(l, only, resumable(l, variable, l.exprAs(source, variable.type)), variable.type);
      return;
    }
    if (only.kind === "slice") {
      assignSlice(l, only, value.value);
      return;
    }
    const setter = only.kind === "attribute" ? isSetter(l, only) : undefined;
    const type = setter?.parameters[0].variable.type ?? targetType(l, only) ?? value.value.type;
    assignTo(
      l,
      only,
      only.kind === "unpack" ? l.expr(value.value) : l.exprAs(value.value, type),
      only.kind === "unpack" ? value.value.type : type,
    );
    return;
  }
  // Python evaluates the value once and stores it from left to right.
  const types = value.targets.map((target) => targetType(l, target));
  const type = types.find((each) => each?.kind === "reference") ?? value.value.type;
  const lowered = l.exprAs(value.value, type);
  const kept = isStable(lowered) ? lowered : l.keep("value", lowered, l.goType(type));
  for (const target of value.targets) assignTo(l, target, kept, type);
}

/** `x = a if test else b` assigns in the branches; a branch that would assign the variable to itself is none. */
function chosen(
  l: FunctionLowering,
  statement: Statement & { kind: "assign" },
  target: Target & { kind: "variable" },
  value: Expression & { kind: "conditional" },
): boolean {
  const { variable } = target;
  if (variable.type.kind === "iterator" || !l.ownsVariable(variable)) return false;
  const isItself = (branch: Expression): boolean => branch.kind === "name" && branch.variable === variable;
  const branch = (given: Expression): GoBlock =>
    isItself(given) ? [] : l.block(() => assignment(l, { ...statement, value: given }));
  const reads = (given: Expression): boolean => {
    let found = false;
    visitExpression(given, {
      nested: true,
      expression: (e) => {
        found ||= (e.kind === "name" && e.variable === variable) || e.kind === "call";
      },
    });
    return found;
  };
  const test = l.condition(value.test);
  // The fallback goes first where nothing asks for the variable in between, as in `x := b; if test { x = a }`.
  if (isLiteral(value.otherwise) && !reads(value.test) && !reads(value.body)) {
    assignment(l, { ...statement, value: value.otherwise });
    l.emit(go.ifStmt(test, branch(value.body)));
  } else if (isItself(value.body)) l.emit(go.ifStmt(go.negate(test), branch(value.otherwise)));
  else if (isItself(value.otherwise)) l.emit(go.ifStmt(test, branch(value.body)));
  else l.emit(go.ifStmt(test, branch(value.body), branch(value.otherwise)));
  return true;
}

/** An iterator that is read more than once goes on where it was left, so it must keep its place. */
function resumable(l: FunctionLowering, variable: Variable, value: GoExpr): GoExpr {
  if (variable.type.kind !== "iterator" || !isReadAgain(l, variable)) return value;
  if (value.kind === "call" && value.callee.kind === "name" && value.callee.name === "resumable") return value;
  return runtimeCall(l.module, "resumable", value);
}

function isReadAgain(l: FunctionLowering, variable: Variable): boolean {
  return variable.reads > 1 || l.module.facts.resumed.has(variable);
}

/** The type of the place that a target is. */
function targetType(_l: FunctionLowering, target: Target): Type | undefined {
  switch (target.kind) {
    case "variable":
      return target.variable.type;
    case "index": {
      const { object } = target;
      if (object.type.kind === "list" || object.type.kind === "deque") return object.type.element;
      if (object.type.kind === "dict") return object.type.value;
      if (object.type.kind === "library")
        return libraryMethod(object.type.name, "__setitem__")?.parameters[1].type ?? target.type;
      return target.type;
    }
    case "attribute":
      return target.type;
    default:
      return undefined;
  }
}

/** `a, b = b, a` as one Go assignment. */
function parallel(
  l: FunctionLowering,
  target: Target & { kind: "unpack" },
  value: Expression & { kind: "tuple" },
): boolean {
  if (
    target.elements.length !== value.elements.length ||
    target.elements.some(
      (each) => each.kind === "star" || each.kind === "unpack" || each.kind === "slice" || each.kind === "stub",
    )
  )
    return false;
  if (value.elements.some((each) => each.kind === "star")) return false;
  const places = target.elements.map((each) => ({ each, type: targetType(l, each) ?? ANY }));
  if (
    places.some(
      ({ each }) =>
        each.kind === "index" &&
        each.object.type.kind !== "list" &&
        !(each.object.type.kind === "dict" && !each.object.type.ordered),
    )
  )
    return false;
  if (places.some(({ each }) => each.kind === "attribute" && isSetter(l, each))) return false;
  const values = l.inOrder(
    value.elements.map((each, i) => ({
      run: () => l.exprAs(each, places[i].type),
      type: () => l.goType(places[i].type),
    })),
  );
  const targets = places.map(({ each }) => placeOf(l, each));
  const inexact = places.some(({ type }, i) => isInexact(l, values[i], type));
  // Where nothing read is written, one line each reads better.
  const independent = values.every((each) =>
    isStable(each) && each.kind !== "selector"
      ? each.kind !== "name" ||
        ["true", "false", "nil"].includes(each.name) ||
        !targets.some((place) => place.kind === "name" && place.name === (each as { name: string }).name)
      : each.kind === "composite" && each.elements.length === 0,
  );
  if (independent && inexact) {
    for (const [i, place] of targets.entries())
      l.emit({
        kind: "assign",
        targets: [place],
        operator: "=",
        values: [values[i]],
        inexact: isInexact(l, values[i], places[i].type),
      });
    return true;
  }
  l.emit({ kind: "assign", targets, operator: "=", values, inexact });
  return true;
}

/** A target as a Go place. */
function placeOf(l: FunctionLowering, target: Target): GoExpr {
  switch (target.kind) {
    case "variable":
      return /^_+$/.test(target.variable.name) && target.variable.reads === 0 ? go.BLANK : l.variable(target.variable);
    case "attribute":
      return attributePlace(l, target);
    case "index": {
      const { object } = target;
      if (object.type.kind === "dict") {
        const type = object.type;
        const [table, key] = l.inOrder([
          { run: () => l.expr(object), type: () => l.goType(type) },
          { run: () => asKey(l, target.index, type.key), type: () => l.module.types.key(type.key) },
        ]);
        return go.index(table, key);
      }
      return elementPlace(l, l.expr(object), target.index);
    }
    default:
      return go.BLANK;
  }
}

function attributePlace(l: FunctionLowering, target: Target & { kind: "attribute" }): GoExpr {
  const { object } = target;
  const type = object.type.kind === "optional" ? object.type.of : object.type;
  if (type.kind === "class") {
    const info = l.module.classes.get(type.name);
    if (info !== undefined) return go.name(classVariableName(l, info.def, target.name));
  }
  const info = type.kind === "instance" ? l.module.classes.get(type.name) : undefined;
  return field(l, object, info?.def ?? onlyOwner(l, target.name) ?? NO_CLASS, target.name);
}

/** The only class of the module that has a field, for objects of which no more is known. */
function onlyOwner(l: FunctionLowering, name: string): ClassDef | undefined {
  const owners = [...l.module.classes.values()].filter(({ def }) => def.fields.some((each) => each.name === name));
  return owners.length === 1 ? owners[0].def : undefined;
}

const NO_CLASS = {
  name: "",
  fields: [],
  methods: [],
  classVariables: [],
  members: [],
  bases: [],
} as unknown as ClassDef;

function isSetter(l: FunctionLowering, target: Target & { kind: "attribute" }): FunctionDef | undefined {
  const type = target.object.type.kind === "optional" ? target.object.type.of : target.object.type;
  const info = type.kind === "instance" ? l.module.classes.get(type.name) : undefined;
  const visit = (def: NonNullable<typeof info>["def"]): FunctionDef | undefined => {
    const own = def.methods.find((method) => method.role === "setter" && method.name === target.name);
    if (own !== undefined) return own;
    for (const base of def.bases) {
      const found = base.kind === "class" ? visit(base.class) : undefined;
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return info && visit(info.def);
}

function store(l: FunctionLowering, target: Target, value: GoExpr, type: Type): void {
  l.emit({
    kind: "assign",
    targets: [placeOf(l, target)],
    operator: "=",
    values: [value],
    inexact: isInexact(l, value, type),
  });
}

/** Stores a lowered value into a target, converting and unpacking as needed. */
export function assignTo(l: FunctionLowering, target: Target, value: GoExpr, type: Type): void {
  switch (target.kind) {
    case "variable":
      if (l.module.pointers.has(target.variable) && l.ownsVariable(target.variable)) {
        const kept = isStable(value) || value.kind === "index" ? value : l.keep("list", value, l.goType(type));
        l.emit(go.assign(go.name(l.variableName(target.variable)), go.unary("&", kept)));
        return;
      }
      store(l, target, l.coerce(value, type, target.variable.type), target.variable.type);
      return;
    case "attribute": {
      const library = target.object.type;
      if (isNamespace(library)) {
        const kept = l.coerce(value, type, ANY);
        l.emit(go.exprStmt(stubCall(l, NAMESPACE, l.expr(target.object), "set", go.text(target.name), kept)));
        return;
      }
      const known = library.kind === "library" ? libraryAttribute(library.name, target.name) : undefined;
      if (library.kind === "library" && known !== undefined) {
        const stored = l.coerce(value, type, known.result);
        l.emit(go.exprStmt(stubCall(l, library.name, l.expr(target.object), `set${capitalized(target.name)}`, stored)));
        return;
      }
      if (library.kind === "library" && hasNoSetter(library.name, target.name)) {
        l.emit(go.exprStmt(stubPanic(l.module, `assignment to ${library.name}.${target.name}`, target.range)));
        return;
      }
      const setter = isSetter(l, target);
      if (setter !== undefined) {
        const argument = l.coerce(value, type, setter.parameters[0].variable.type);
        const call = go.methodCall(
          lowerCall.receiverOf(l, target.object, setter),
          `Set${capitalized(target.name)}`,
          argument,
        );
        if (l.module.failing.has(setter)) l.failingStatement(call);
        else l.emit(go.exprStmt(call));
        return;
      }
      if (isFrozen(l.module, target)) {
        need(l.module, "newException");
        need(l.module, "FrozenInstanceError");
        const message = go.call("newException", go.text(`cannot assign to field '${target.name}'`));
        const base = go.composite(go.named("AttributeError"), [{ value: message }]);
        l.raise(go.unary("&", go.composite(go.named("FrozenInstanceError"), [{ value: base }])));
        return;
      }
      const place = attributePlace(l, target);
      const owner = target.object.type.kind === "any" ? onlyOwner(l, target.name) : undefined;
      const held = owner?.fields.find((each) => each.name === target.name)?.type ?? target.type;
      l.emit(go.assign(place, l.coerce(value, type, held)));
      return;
    }
    case "index":
      assignIndex(l, target, value, type);
      return;
    case "unpack":
      unpack(l, target, value, type);
      return;
    case "star":
      assignTo(l, target.target, value, type);
      return;
    case "slice":
      replaceSlice(l, target, value, type);
      return;
    case "stub":
      l.emit(go.exprStmt(stubPanic(l.module, target.construct, target.range)));
      return;
    default:
      target satisfies never;
  }
}

const capitalized = (name: string): string => {
  const text = name.replace(/_+([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()).replace(/^_+/, "");
  return text.charAt(0).toUpperCase() + text.slice(1);
};

function assignIndex(l: FunctionLowering, target: Target & { kind: "index" }, value: GoExpr, type: Type): void {
  const { object } = target;
  const kept =
    l.capture(() => l.expr(object)).stmts.length > 0 && !isStable(value)
      ? l.keep("value", value, l.goType(type))
      : value;
  switch (object.type.kind) {
    case "library": {
      const setter = libraryMethod(object.type.name, "__setitem__");
      if (setter === undefined) break;
      const given = l.coerce(kept, type, setter.parameters[1].type);
      const key = l.exprAs(target.index, setter.parameters[0].type);
      l.emit(go.exprStmt(stubCall(l, object.type.name, l.expr(object), setter.runtime, key, given)));
      return;
    }
    case "dict": {
      const dict = object.type;
      const [table, key] = l.inOrder([
        { run: () => l.expr(object), type: () => l.goType(dict) },
        { run: () => asKey(l, target.index, dict.key), type: () => l.module.types.key(dict.key) },
      ]);
      lowerCall.setItem(l, table, dict, key, l.coerce(kept, type, dict.value));
      return;
    }
    case "list":
    case "deque":
      l.emit(go.assign(elementPlace(l, l.expr(object), target.index), l.coerce(kept, type, object.type.element)));
      return;
    case "bytes":
      l.emit(
        go.assign(
          elementPlace(l, l.expr(object), target.index),
          go.convert(go.named("byte"), l.coerce(kept, type, INT)),
        ),
      );
      return;
    case "instance": {
      const info = l.module.classes.get(object.type.name);
      const method = info && findMethod(info.def, "__setitem__");
      if (method) {
        const key = l.exprAs(target.index, method.parameters[0].variable.type);
        const call = go.methodCall(
          l.expr(object),
          "SetAt",
          key,
          l.coerce(kept, type, method.parameters[1].variable.type),
        );
        l.emit(go.exprStmt(call));
        return;
      }
    }
  }
  l.emit(
    go.exprStmt(
      runtimeCall(
        l.module,
        "setElement",
        l.exprAs(object, ANY),
        l.exprAs(target.index, ANY),
        l.coerce(kept, type, ANY),
      ),
    ),
  );
}

function unpack(l: FunctionLowering, target: Target & { kind: "unpack" }, value: GoExpr, type: Type): void {
  const star = target.elements.findIndex((each) => each.kind === "star");
  if (
    type.kind === "tuple" &&
    star < 0 &&
    type.elements.length === target.elements.length &&
    type.elements.length <= TUPLE_FIELDS.length
  ) {
    const whole = isStable(value)
      ? value
      : l.keep(type.elements.length === 2 ? "pair" : "tuple", value, l.goType(type));
    const plain = target.elements.every((each) => each.kind === "variable" && !l.module.pointers.has(each.variable));
    if (plain) {
      const targets = target.elements.map((each) => placeOf(l, each));
      const values = target.elements.map((each, i) =>
        l.coerce(
          go.select(whole, TUPLE_FIELDS[i]),
          type.elements[i],
          (each as Target & { kind: "variable" }).variable.type,
        ),
      );
      l.emit({
        kind: "assign",
        targets,
        operator: "=",
        values,
        inexact: target.elements.some((each, i) =>
          isInexact(l, values[i], (each as Target & { kind: "variable" }).variable.type),
        ),
      });
      return;
    }
    for (const [i, each] of target.elements.entries())
      assignTo(l, each, go.select(whole, TUPLE_FIELDS[i]), type.elements[i]);
    return;
  }
  const record = type.kind === "instance" ? l.module.classes.get(type.name) : undefined;
  if (record?.def.namedTuple && star < 0) {
    const whole = isStable(value) ? value : l.keep("record", value, l.goType(type));
    for (const [i, found] of constructorFields(record.def).entries()) {
      const each = target.elements[i];
      if (each !== undefined) assignTo(l, each, go.select(whole, fieldName(found.name)), found.type);
    }
    return;
  }
  const own = type.kind === "instance" && !record?.def.namedTuple ? objectSequence(l, value, type) : undefined;
  if (own !== undefined) {
    unpack(l, target, runtimeCall(l.module, "collect", own.sequence), { kind: "list", element: own.element });
    return;
  }
  const element: Type =
    "element" in type ? type.element : type.kind === "str" ? { kind: "str" } : type.kind === "dict" ? type.key : ANY;
  let list: GoExpr;
  if (type.kind === "list" || type.kind === "array" || type.kind === "deque") list = value;
  else if (type.kind === "str") list = runtimeCall(l.module, "characters", value);
  else if (type.kind === "iterator") list = runtimeCall(l.module, "collect", value);
  else if (type.kind === "tuple") list = l.coerce(value, type, { kind: "array", element });
  else list = runtimeCall(l.module, "collect", runtimeCall(l.module, "iterate", l.coerce(value, type, ANY)));
  const whole = isStable(list) ? list : l.keep("parts", list, go.sliceOf(l.goType(element)));
  l.module.canPanic = true;
  if (["ValueError", "Exception"].some((each) => l.module.facts.caught.has(each))) {
    l.emit(
      go.exprStmt(
        runtimeCall(
          l.module,
          "checkLength",
          go.call("len", whole),
          go.number(target.elements.length - (star < 0 ? 0 : 1)),
          star < 0 ? go.TRUE : go.FALSE,
        ),
      ),
    );
  }
  const size = go.call("len", whole);
  for (const [i, each] of target.elements.entries()) {
    if (i === star) {
      const after = target.elements.length - 1 - i;
      const high = after === 0 ? undefined : go.binary("-", size, go.number(after));
      const rest = go.packageCall("slices", "Clone", go.slice(whole, i === 0 ? undefined : go.number(i), high));
      assignTo(
        l,
        each,
        rest,
        type.kind === "tuple" || type.kind === "array" ? { kind: "list", element } : { kind: "list", element },
      );
    } else {
      const at = star >= 0 && i > star ? go.binary("-", size, go.number(target.elements.length - i)) : go.number(i);
      assignTo(l, each, go.index(whole, at), element);
    }
  }
}

function assignSlice(l: FunctionLowering, target: Target & { kind: "slice" }, value: Expression): void {
  const element = target.slice.object.type.kind === "list" ? target.slice.object.type.element : ANY;
  replaceSlice(l, target, toList(l, value, element), { kind: "list", element });
}

function replaceSlice(l: FunctionLowering, target: Target & { kind: "slice" }, value: GoExpr, type: Type): void {
  const { object, start, stop, step } = target.slice;
  const with_ = l.coerce(value, type, {
    kind: "list",
    element: object.type.kind === "list" ? object.type.element : ANY,
  });
  if (step !== undefined && step.kind !== "none") {
    const bound = (each: Expression | undefined): GoExpr =>
      each === undefined || each.kind === "none" ? go.NIL : runtimeCall(l.module, "pointerTo", l.exprAs(each, INT));
    l.emit(
      go.exprStmt(
        runtimeCall(l.module, "replaceStep", l.expr(object), bound(start), bound(stop), l.exprAs(step, INT), with_),
      ),
    );
    return;
  }
  update(l, object, (list) =>
    runtimeCall(
      l.module,
      "replaceSlice",
      list,
      start === undefined ? go.number(0) : l.exprAs(start, INT),
      stop === undefined ? go.name(runtimeName(l.module, "end")) : l.exprAs(stop, INT),
      with_,
    ),
  );
}

const DIRECT: ReadonlySet<string> = new Set(["+", "-", "*", "&", "|", "^", "<<", ">>"]);

function augmented(l: FunctionLowering, value: Statement & { kind: "augment" }): void {
  const { target, operator } = value;
  if (target.kind === "unpack" || target.kind === "star" || target.kind === "stub" || target.kind === "slice") {
    l.emit(go.exprStmt(stubPanic(l.module, "this augmented assignment", value.range)));
    return;
  }
  const current = asExpression(l, target);
  const type = current.type;
  const numeric = isNumeric(type) && isNumeric(value.value.type) && type.kind !== "bool" && !isWide(type);
  const orderedDict = target.kind === "index" && target.object.type.kind === "dict" && target.object.type.ordered;
  // A key that is not there must fail, as the read of its value does.
  const isChecked =
    target.kind === "index" &&
    target.object.type.kind === "dict" &&
    (target.object.type.flavor === "dict" || target.object.type.flavor === "OrderedDict") &&
    !l.module.facts.present.has(target.index) &&
    isRepeatable(target.object) &&
    isRepeatable(target.index);
  const hasPlace =
    target.kind === "variable" ||
    (target.kind === "attribute" && isSetter(l, target) === undefined) ||
    (target.kind === "index" &&
      !orderedDict &&
      !isChecked &&
      ["list", "deque", "dict"].includes(target.object.type.kind));
  if (type.kind === "list" && operator === "+") {
    const source = toList(l, value.value, type.element);
    update(l, current, (list) =>
      source.kind === "composite" && source.elements.length > 0
        ? go.call("append", list, ...go.elementsOf(source))
        : go.spreadCall("append", list, source),
    );
    return;
  }
  if (type.kind === "set" && operator === "|" && value.value.type.kind === "set") {
    l.emit(go.exprStmt(go.packageCall("maps", "Copy", l.expr(current), l.exprAs(value.value, type))));
    return;
  }
  if (type.kind === "dict" && operator === "|") {
    lowerCall.updateDict(l, l.stable(l.expr(current), type, "table"), type, value.value);
    return;
  }
  const widens = type.kind === "int" && value.value.type.kind === "float";
  const float = type.kind === "float" && operator === "/";
  const text = type.kind === "str" && operator === "+" && value.value.type.kind === "str";
  const checkedDivision =
    float &&
    ["ZeroDivisionError", "ArithmeticError", "Exception"].some((each) => l.module.facts.caught.has(each)) &&
    value.value.kind !== "int" &&
    value.value.kind !== "float";
  if (hasPlace && ((numeric && !widens && (DIRECT.has(operator) || (float && !checkedDivision))) || text)) {
    if (
      target.kind === "index" &&
      target.object.type.kind === "dict" &&
      target.object.type.flavor === "defaultdict" &&
      hasOwnFactory(l, target.object)
    )
      l.emit(go.assign(go.BLANK, l.expr(current)));
    const amount = l.exprAs(value.value, type);
    const place = placeOf(l, target);
    const isOne = amount.kind === "number" && amount.text === "1";
    if (isOne && (operator === "+" || operator === "-"))
      l.emit({ kind: "step", target: place, operator: operator === "+" ? "++" : "--" });
    else l.emit({ kind: "assign", targets: [place], operator: `${operator}=` as GoAssignOperator, values: [amount] });
    return;
  }
  if (type.kind === "instance") {
    const info = l.module.classes.get(type.name);
    const names: Readonly<Record<string, string>> = {
      "+": "__iadd__",
      "-": "__isub__",
      "*": "__imul__",
      "/": "__itruediv__",
      "|": "__ior__",
      "&": "__iand__",
    };
    const method = info && findMethod(info.def, names[operator] ?? "");
    if (method) {
      assignTo(l, target, lowerCall.method(l, current, method, [value.value]), method.result);
      return;
    }
  }
  const result: Type = numeric
    ? type.kind === "float" || value.value.type.kind === "float" || operator === "/"
      ? { kind: "float" }
      : type
    : resultType(type, value.value.type, targetType(l, target) ?? type);
  assignTo(l, target, binary(l, operator, current, value.value, result), result);
}

/** Whether evaluating an expression once more gives the same and does nothing else. */
function isRepeatable(e: Expression): boolean {
  if (e.kind === "attribute") return isRepeatable(e.object);
  if (e.kind === "index") return isRepeatable(e.object) && isRepeatable(e.index);
  if (e.kind === "tuple") return e.elements.every(isRepeatable);
  if (e.kind === "binary") return isRepeatable(e.left) && isRepeatable(e.right);
  return e.kind === "name" || isLiteral(e);
}

function resultType(left: Type, _right: Type, target: Type): Type {
  return left.kind === "any" || left.kind === "union" ? ANY : target;
}

/** The current value of a target. */
function asExpression(l: FunctionLowering, target: Target & { kind: "variable" | "attribute" | "index" }): Expression {
  switch (target.kind) {
    case "variable": {
      const type = target.variable.type;
      return {
        kind: "name",
        variable: target.variable,
        type: type.kind === "optional" ? type.of : type,
        range: target.range,
      };
    }
    case "index": {
      const object = target.object;
      return {
        kind: "index",
        object,
        index: target.index,
        type: targetType(l, target) ?? target.type,
        range: target.range,
      };
    }
    case "attribute": {
      const object = target.object;
      return {
        kind: "attribute",
        object,
        name: target.name,
        resolved: { kind: "dynamic" },
        type: target.type,
        range: target.range,
      };
    }
    default:
      return target satisfies never;
  }
}

// ───────────────────────────────────────────────────────────── simple statements

function returned(l: FunctionLowering, value: Expression | undefined): void {
  const { generator, result, errors } = l.context;
  const leaving = l.context.escape;
  if (generator !== undefined) {
    if (value !== undefined) discard(l, value);
    if (leaving !== undefined) {
      leaving.usesReturn = true;
      l.emit(go.assign(go.name(leaving.returned), go.TRUE), ...closureReturn(l));
      return;
    }
    l.emit(go.returnStmt());
    return;
  }
  const results = result === undefined ? [] : l.module.types.results(result);
  if (results.length === 0) {
    if (value !== undefined) discard(l, value);
    if (leaving !== undefined) {
      leaving.usesReturn = true;
      l.emit(go.assign(go.name(leaving.returned), go.TRUE), ...closureReturn(l));
    } else l.emit(errors === "return" ? go.returnStmt(go.NIL) : go.returnStmt());
    return;
  }
  if (leaving === undefined && value?.kind === "conditional") {
    const test = l.condition(value.test);
    l.emit(
      go.ifStmt(
        test,
        l.block(() => returned(l, value.body)),
      ),
    );
    returned(l, value.otherwise);
    return;
  }
  const { stmts, value: lowered } = l.capture(() =>
    value === undefined ? l.zero(results[0]) : l.exprAs(value, result!),
  );
  if (leaving !== undefined) {
    leaving.usesReturn = true;
    l.emit(
      ...stmts,
      {
        kind: "assign",
        targets: [go.name(leaving.value!), go.name(leaving.returned)],
        operator: "=",
        values: [lowered, go.TRUE],
      },
      ...closureReturn(l),
    );
    return;
  }
  const passed = errors === "return" ? passedOn(stmts, lowered) : undefined;
  if (passed !== undefined) l.emit(...passed);
  else l.emit(...stmts, errors === "return" ? go.returnStmt(lowered, go.NIL) : go.returnStmt(lowered));
}

/** `v, err := f(); if err != nil { return zero, err }; return v, nil` is `return f()`. */
function passedOn(stmts: GoBlock, value: GoExpr): GoBlock | undefined {
  const [call, check] = stmts.slice(-2);
  if (value.kind !== "name" || call?.kind !== "define" || check?.kind !== "if") return undefined;
  if (call.names[0] !== value.name || call.names[1] !== "err" || call.values.length !== 1) return undefined;
  return [...stmts.slice(0, -2), go.returnStmt(call.values[0])];
}

/** How the closure of a try is left without an error. */
export function closureReturn(l: FunctionLowering): GoStmt[] {
  return [l.context.errors === "return" ? go.returnStmt(go.NIL) : go.returnStmt()];
}

function jump(l: FunctionLowering, kind: "break" | "continue"): void {
  const leaving = l.context.escape;
  if (leaving !== undefined && leaving.loops === 0) {
    if (kind === "break") leaving.usesBreak = true;
    else leaving.usesContinue = true;
    l.emit(go.assign(go.name(kind === "break" ? leaving.broke : leaving.continued), go.TRUE), ...closureReturn(l));
    return;
  }
  const around = l.context.loops.at(-1);
  if (kind === "break" && around?.completed !== undefined) l.emit(go.assign(go.name(around.completed), go.FALSE));
  l.emit({ kind });
}

/** The error that a raised expression stands for. */
export function errorOf(l: FunctionLowering, value: Expression): GoExpr {
  if (value.kind === "builtin") return exceptionNew(l, value.name, []) ?? l.expr(value);
  if (value.kind === "name" && value.variable.definition?.kind === "class") {
    return l.expr({
      kind: "call",
      target: { kind: "class", class: value.variable.definition },
      args: [],
      type: { kind: "instance", name: value.variable.definition.name, args: [] },
      range: value.range,
    });
  }
  if (value.type.kind === "any" || value.type.kind === "union")
    return { kind: "assert", value: l.expr(value), type: go.ERROR_TYPE };
  return l.expr(value);
}

function raise(l: FunctionLowering, value: Statement & { kind: "raise" }): void {
  if (value.exception === undefined) {
    l.raise(go.name(l.context.handling ?? "nil"));
    return;
  }
  const error = errorOf(l, value.exception);
  const hasCause = value.cause !== undefined && value.cause.kind !== "none";
  l.raise(hasCause ? runtimeCall(l.module, "raisedFrom", error, errorOf(l, value.cause!)) : error);
}

function assertion(l: FunctionLowering, value: Statement & { kind: "assert" }): void {
  const test = l.condition(value.test);
  need(l.module, "assert");
  if (value.message === undefined) {
    l.emit(go.exprStmt(go.call("assert", test)));
    return;
  }
  const message = l.capture(() =>
    l.expr({
      kind: "call",
      target: { kind: "builtin", name: "str" },
      args: [{ kind: "positional", name: undefined, value: value.message! }],
      type: { kind: "str" },
      range: value.range,
    }),
  );
  l.emit(...message.stmts, go.exprStmt(go.call("assert", test, message.value)));
}

function remove(l: FunctionLowering, target: Target): void {
  switch (target.kind) {
    case "attribute": {
      const { object } = target;
      const info = object.type.kind === "instance" ? l.module.classes.get(object.type.name) : undefined;
      const deleter = info && findMethod(info.def, deleterName(target.name));
      if (deleter) {
        l.emit(go.exprStmt(lowerCall.method(l, object, deleter, [])));
        return;
      }
      l.emit(go.assign(attributePlace(l, target), l.zero(l.goType(target.type))));
      return;
    }
    case "index": {
      const { object } = target;
      if (object.type.kind === "dict") {
        const type = object.type;
        const [table, key] = l.inOrder([
          { run: () => l.expr(object), type: () => l.goType(type) },
          { run: () => asKey(l, target.index, type.key), type: () => l.module.types.key(type.key) },
        ]);
        const checked = ["KeyError", "LookupError", "Exception"].some((each) => l.module.facts.caught.has(each));
        if (type.ordered) {
          need(l.module, checked ? "OrderedMap.Pop" : "OrderedMap.Delete");
          l.emit(go.exprStmt(go.methodCall(table, checked ? "Pop" : "Delete", key)));
        } else
          l.emit(go.exprStmt(checked ? runtimeCall(l.module, "popKey", table, key) : go.call("delete", table, key)));
        return;
      }
      if (object.type.kind === "instance") {
        const info = l.module.classes.get(object.type.name);
        const method = info && findMethod(info.def, "__delitem__");
        if (method) {
          l.emit(go.exprStmt(lowerCall.method(l, object, method, [target.index])));
          return;
        }
      }
      if (object.type.kind === "any" || object.type.kind === "union") {
        const [table, key] = l.inOrder([
          { run: () => l.exprAs(object, ANY), type: () => go.ANY_TYPE },
          { run: () => l.exprAs(target.index, ANY), type: () => go.ANY_TYPE },
        ]);
        l.emit(go.exprStmt(runtimeCall(l.module, "deleteElement", table, key)));
        return;
      }
      update(l, object, (list) => {
        const at = l.stable(
          runtimeCall(l.module, "position", l.exprAs(target.index, INT), go.call("len", list)),
          INT,
          "index",
        );
        return go.packageCall("slices", "Delete", list, at, go.binary("+", at, go.number(1)));
      });
      return;
    }
    case "slice": {
      const { object, start, stop, step } = target.slice;
      if (step !== undefined) {
        const bound = (each: Expression | undefined): GoExpr =>
          each === undefined ? go.NIL : runtimeCall(l.module, "pointerTo", l.exprAs(each, INT));
        update(l, object, (list) =>
          runtimeCall(l.module, "deleteStep", list, bound(start), bound(stop), l.exprAs(step, INT)),
        );
        return;
      }
      update(l, object, (list) =>
        runtimeCall(
          l.module,
          "replaceSlice",
          list,
          start === undefined ? go.number(0) : l.exprAs(start, INT),
          stop === undefined ? go.name(runtimeName(l.module, "end")) : l.exprAs(stop, INT),
          go.NIL,
        ),
      );
      return;
    }
    case "unpack":
      for (const each of target.elements) remove(l, each);
      return;
    default:
      return;
  }
}

// ───────────────────────────────────────────────────────────── control flow

function conditional(l: FunctionLowering, value: Statement & { kind: "if" }): void {
  const init = commaOk(l, value.test);
  const test = init === undefined ? l.condition(value.test) : init.condition;
  const body = l.block(() => statements(l, value.body));
  const otherwise = l.block(() => statements(l, value.otherwise));
  if (test.kind === "name" && test.name === "true") {
    l.emit({ kind: "block", body });
    return;
  }
  l.emit({
    kind: "if",
    init: init?.init,
    condition: test,
    body,
    otherwise: otherwise.length > 0 ? otherwise : undefined,
  });
}

/** `if key in table` as `if _, ok := table[key]; ok`. */
function commaOk(
  l: FunctionLowering,
  test: Expression,
): { readonly init: GoStmt; readonly condition: GoExpr } | undefined {
  const inner = test.kind === "not" ? test.operand : test;
  if (
    isAtomic(l, test) ||
    inner.kind !== "compare" ||
    inner.operators.length !== 1 ||
    (inner.operators[0] !== "in" && inner.operators[0] !== "not in")
  )
    return undefined;
  const [, container] = inner.operands;
  const native = (container.type.kind === "dict" && !container.type.ordered) || container.type.kind === "set";
  if (!native || container.kind === "set" || container.kind === "dict") return undefined;
  const lowered = l.expr(inner);
  const has = lowered.kind === "unary" ? lowered.value : lowered;
  if (has.kind !== "call" || has.callee.kind !== "name" || has.callee.name !== "has") return undefined;
  const negative = (inner.operators[0] === "not in") !== (test.kind === "not");
  const [table, key] = has.args;
  const ok = go.name("ok");
  return { init: go.define(["_", "ok"], go.index(table, key)), condition: negative ? go.unary("!", ok) : ok };
}

function whileLoop(l: FunctionLowering, value: Statement & { kind: "while" }): void {
  const completed = value.otherwise.length > 0 && hasBreak(value.body) ? l.local("completed", go.BOOL_TYPE) : undefined;
  if (completed !== undefined) l.emit(go.assign(go.name(completed), go.TRUE));
  const always =
    (value.test.kind === "bool" && value.test.value) || (value.test.kind === "int" && value.test.value !== 0n);
  const test = l.capture(() => (always ? go.TRUE : l.condition(value.test)));
  const body = inLoop(l, completed, () => statements(l, value.body));
  if (always) l.emit({ kind: "for", body });
  else if (test.stmts.length === 0) l.emit({ kind: "for", condition: test.value, body });
  else l.emit({ kind: "for", body: [...test.stmts, go.ifStmt(go.negate(test.value), [{ kind: "break" }]), ...body] });
  afterLoop(l, completed, value.otherwise);
}

function forLoop(l: FunctionLowering, value: Statement & { kind: "for" }): void {
  const completed = value.otherwise.length > 0 && hasBreak(value.body) ? l.local("completed", go.BOOL_TYPE) : undefined;
  if (completed !== undefined) l.emit(go.assign(go.name(completed), go.TRUE));
  if (value.iterable.kind === "name" && growsInside(value.iterable, value.body)) GROWING_LOOPS.add(value.iterable);
  l.emit(loop(l, value.target, value.iterable, () => l.emit(...inLoop(l, completed, () => statements(l, value.body)))));
  afterLoop(l, completed, value.otherwise);
}

function inLoop(l: FunctionLowering, completed: string | undefined, run: () => void): GoBlock {
  l.context.loops.push({ completed, label: "", usesLabel: false, switches: 0 });
  if (l.context.escape !== undefined) l.context.escape.loops++;
  const body = l.block(run);
  if (l.context.escape !== undefined) l.context.escape.loops--;
  l.context.loops.pop();
  return body;
}

function afterLoop(l: FunctionLowering, completed: string | undefined, otherwise: readonly Statement[]): void {
  if (otherwise.length === 0) return;
  if (completed === undefined) statements(l, otherwise);
  else
    l.emit(
      go.ifStmt(
        go.name(completed),
        l.block(() => statements(l, otherwise)),
      ),
    );
}

function hasBreak(body: readonly Statement[]): boolean {
  return body.some((each) => {
    switch (each.kind) {
      case "break":
        return true;
      case "if":
        return hasBreak(each.body) || hasBreak(each.otherwise);
      case "while":
      case "for":
        return hasBreak(each.otherwise);
      case "try":
        return (
          hasBreak(each.body) ||
          each.handlers.some((handler) => hasBreak(handler.body)) ||
          hasBreak(each.otherwise) ||
          hasBreak(each.finally)
        );
      case "with":
        return hasBreak(each.body);
      case "match":
        return each.cases.some((one) => hasBreak(one.body));
      default:
        return false;
    }
  });
}

/** Whether a loop's body calls a method that makes the list it goes over longer or shorter. */
function growsInside(iterable: Expression & { kind: "name" }, body: readonly Statement[]): boolean {
  const grown = (each: Statement): boolean => {
    switch (each.kind) {
      case "expression":
        return (
          each.value.kind === "call" &&
          each.value.target.kind === "method" &&
          each.value.target.receiver.kind === "name" &&
          each.value.target.receiver.variable === iterable.variable &&
          ["append", "extend", "insert", "remove", "pop", "clear"].includes(each.value.target.name)
        );
      case "if":
        return each.body.some(grown) || each.otherwise.some(grown);
      case "for":
      case "while":
      case "with":
        return each.body.some(grown);
      default:
        return false;
    }
  };
  return body.some(grown);
}

// ───────────────────────────────────────────────────────────── nested functions

function nestedFunction(l: FunctionLowering, def: FunctionDef): void {
  const decoration = l.module.ordered.has(def) ? l.module.decorations.get(def) : undefined;
  if (decoration !== undefined) l.emit(decoration);
  if (l.module.functionNames.has(def) || def.variable === undefined) return;
  const name = l.variableName(def.variable);
  nameCaptured(l, def);
  const inner = enter(l, def, l.module.failing.has(def) ? "return" : "panic");
  const params = parameters(inner, def);
  const results = functionResults(l, def);
  const body = cached(l, def, params, results, functionBody(inner, def));
  const wraps = isWrapper(def) ? wrapped(def) : undefined;
  const type: GoType =
    wraps === undefined
      ? { kind: "function", params: params.map((param) => param.type), results }
      : go.pointerTo(go.named("Function"));
  // A parameter that a definition binds anew has its declaration already.
  if (def.variable?.isParameter !== true) l.context.locals.set(name, type);
  const literal = go.fn(params, results, body);
  const decorated = def.decorators.reduceRight(
    (value: GoExpr, decorator) => {
      if (decorator.kind !== "call") return value;
      return go.call(l.expr(decorator.expression), value);
    },
    wraps === undefined ? literal : runtimeCall(l.module, "wraps", l.expr(wraps), literal),
  );
  if (def.docstring !== undefined)
    l.emit({
      kind: "comment",
      text: def.docstring
        .trim()
        .split("\n")
        .map((line) => line.trim())
        .join("\n"),
    });
  for (const comment of def.comments) l.emit({ kind: "comment", text: comment });
  l.emit({ kind: "assign", targets: [go.name(name)], operator: "=", values: [decorated], source: def.range });
}

/** The body of a function whose results are kept; the table is a local of the function around it. */
function cached(
  l: FunctionLowering,
  def: FunctionDef,
  params: readonly GoParam[],
  results: readonly GoType[],
  body: GoBlock,
): GoBlock {
  if (!def.decorators.some((decorator) => decorator.kind === "cache") || results.length !== 1) return body;
  const table = cacheTable(l, def, results);
  const name = l.local(`${l.variableName(def.variable!)}Cache`, table);
  l.emit(go.assign(go.name(name), go.composite(table, [])));
  return memoized(l, def, go.name(name), params, go.call(go.fn([], results, body)));
}

export function cacheTable(l: FunctionLowering, def: FunctionDef, results: readonly GoType[]): GoType {
  const types = def.parameters.map((parameter) => parameter.variable.type);
  const key = types.length === 1 ? l.module.types.key(types[0]) : l.goType({ kind: "tuple", elements: types });
  return go.mapOf(types.length === 0 ? go.BOOL_TYPE : key, results[0]);
}

/** Looks a result up before it is computed. */
export function memoized(
  l: FunctionLowering,
  def: FunctionDef,
  table: GoExpr,
  params: readonly GoParam[],
  compute: GoExpr,
): GoBlock {
  const types = def.parameters.map((parameter) => parameter.variable.type);
  const names = params.map((param) => go.name(param.name));
  const key =
    names.length === 0
      ? go.TRUE
      : names.length === 1
        ? names[0]
        : go.listOf(l.goType({ kind: "tuple", elements: types }), names);
  const lead: GoStmt[] = names.length > 1 ? [go.define(["key"], key)] : [];
  const at = names.length > 1 ? go.name("key") : key;
  const isShared = l.module.sharing.threaded.has(def);
  const look = go.define(["cached", "ok"], go.index(table, at));
  const found = [go.returnStmt(go.name("cached"))];
  const keep = go.assign(go.index(table, at), go.name("computed"));
  return [
    ...lead,
    ...(isShared
      ? [...underMutex(l, [look]), go.ifStmt(go.name("ok"), found)]
      : [{ kind: "if", init: look, condition: go.name("ok"), body: found } as const]),
    go.define(["computed"], compute),
    ...(isShared ? underMutex(l, [keep]) : [keep]),
    go.returnStmt(go.name("computed")),
  ];
}

/** What a function returns in Go. */
export function functionResults(l: FunctionLowering, def: FunctionDef) {
  const result: Type = def.isGenerator ? { kind: "iterator", element: def.yielded } : def.result;
  const results = l.module.types.results(result);
  return l.module.failing.has(def) ? [...results, go.ERROR_TYPE] : results;
}

/** The placed body of a function. */
export function functionBody(l: FunctionLowering, def: FunctionDef): GoBlock {
  const body = l.block(() => {
    for (const { variable } of def.parameters) {
      if (variable.type.kind !== "iterator" || !isReadAgain(l, variable)) continue;
      const name = go.name(l.variableName(variable));
      l.emit(go.assign(name, runtimeCall(l.module, "resumable", name)));
    }
    statements(l, def.body);
  });
  const closed = def.isGenerator ? body : [...body, ...ending(l, def, body)];
  const placed = l.finish(closed);
  return def.isGenerator ? generatorBody(l, def, placed) : placed;
}

/** The return that Go asks for where Python falls off the end. */
function ending(l: FunctionLowering, def: FunctionDef, body: GoBlock): GoBlock {
  if (isTerminating(body)) return [];
  const results = l.module.types.results(def.result);
  const values = results.map((type) => l.zero(type));
  if (l.module.failing.has(def)) return [go.returnStmt(...values, go.NIL)];
  return values.length > 0 ? [go.returnStmt(...values)] : [];
}

export { element, emptyOf };
