import { findMethod } from "../../ir/infer/members.ts";
import { libraryClass } from "../../ir/library/index.ts";
import type { CompareOperator, Expression } from "../../ir/nodes.ts";
import { ANY, BOOL, INT, isNumeric, isOrderedDict, isWide, STR, sameType, type Type } from "../../ir/types.ts";
import * as go from "../build.ts";
import type { GoBinaryOperator, GoExpr } from "../tree.ts";
import { need, runtimeCall } from "./context.ts";
import { type FunctionLowering, isStable } from "./function.ts";
import { madeKey } from "./keys.ts";
import { isNonNegative } from "./ranges.ts";
import { elementOf, elementType, toList } from "./sequences.ts";
import { stubCall, stubComparison, stubItem } from "./stub-libraries.ts";
import { TUPLE_FIELDS } from "./types.ts";
import { wideComparison } from "./wide.ts";

export function compare(l: FunctionLowering, value: Expression & { kind: "compare" }): GoExpr {
  const made = stubComparison(l, value);
  if (made !== undefined) return made;
  const { operands, operators } = value;
  if (operators.length === 1) return comparePair(l, operators[0], operands[0], operands[1]);
  // Each operand in the middle is evaluated once; only a name or constant may be written twice.
  let result: GoExpr | undefined;
  let left = operands[0];
  for (let i = 0; i < operators.length; i++) {
    const right = operands[i + 1];
    const kept = i + 1 < operators.length ? keepOperand(l, right) : right;
    const part = comparePair(l, operators[i], left, kept);
    result = result === undefined ? part : go.binary("&&", result, part);
    left = kept;
  }
  return result!;
}

function keepOperand(l: FunctionLowering, value: Expression): Expression {
  if (["name", "int", "float", "string", "bool", "none"].includes(value.kind)) return value;
  const lowered = l.expr(value);
  if (isStable(lowered)) return value;
  const kept = l.keep("value", lowered, l.goType(value.type));
  return already(kept, value);
}

/** An expression that is lowered already, so that it can be used as an operand again. */
const LOWERED = new WeakMap<Expression, GoExpr>();

export function already(value: GoExpr, like: Pick<Expression, "type" | "range">): Expression {
  const made: Expression = { kind: "none", type: like.type, range: like.range };
  LOWERED.set(made, value);
  return made;
}

function lower(l: FunctionLowering, value: Expression, as?: Type): GoExpr {
  const done = LOWERED.get(value);
  if (done !== undefined) return as === undefined ? done : l.coerce(done, value.type, as);
  return as === undefined ? l.expr(value) : l.exprAs(value, as);
}

const isNone = (value: Expression): boolean => value.kind === "none" && !LOWERED.has(value);

function comparePair(l: FunctionLowering, operator: CompareOperator, left: Expression, right: Expression): GoExpr {
  const wide = wideComparison(l, operator, left, right, (value, as) => lower(l, value, as));
  if (wide !== undefined) return wide;
  switch (operator) {
    case "==":
    case "!=":
    case "is":
    case "is not": {
      const isEqual = equality(l, left, right, operator.startsWith("is"));
      return operator === "==" || operator === "is" ? isEqual : go.negate(isEqual);
    }
    case "in":
      return membership(l, left, right);
    case "not in":
      return go.negate(membership(l, left, right));
    default:
      return ordering(l, operator, left, right);
  }
}

// ───────────────────────────────────────────────────────────── equality

function equality(l: FunctionLowering, left: Expression, right: Expression, identity: boolean): GoExpr {
  if (isNone(left) && isNone(right)) return go.TRUE;
  if (isNone(right)) return isNil(l, left);
  if (isNone(left)) return isNil(l, right);
  if (right.kind === "bool" && left.type.kind === "bool")
    return right.value ? lower(l, left) : go.negate(lower(l, left));
  if (left.kind === "bool" && right.type.kind === "bool")
    return left.value ? lower(l, right) : go.negate(lower(l, right));
  const typeOfType = comparedTypes(l, left, right);
  if (typeOfType !== undefined) return typeOfType;
  const [a, b] = [left.type, right.type];
  const exact = identity ? undefined : exactPair(left, right);
  if (exact !== undefined) return equality(l, ...exact, false);
  if (isNumeric(a) && isNumeric(b)) {
    const type: Type =
      a.kind === "float" || b.kind === "float"
        ? { kind: "float" }
        : a.kind === "bool" && b.kind === "bool"
          ? BOOL
          : INT;
    // A remainder that is compared with zero has the same truth whatever its sign.
    if (
      right.kind === "int" &&
      right.value === 0n &&
      left.kind === "binary" &&
      left.operator === "%" &&
      type.kind === "int" &&
      left.right.kind === "int" &&
      left.right.value !== 0n
    ) {
      return go.binary("==", go.binary("%", l.exprAs(left.left, INT), l.exprAs(left.right, INT)), go.number(0));
    }
    return both(l, "==", left, right, type, type);
  }
  if (isEmptyDisplay(right) && sized(a)) return go.binary("==", lengthOf(l, left), go.number(0));
  if (isEmptyDisplay(left) && sized(b)) return go.binary("==", lengthOf(l, right), go.number(0));
  if (!identity && a.kind === "instance") {
    const own = l.module.classes.get(a.name);
    if (own?.shape === "interface" && l.module.types.definesEquality(own.def)) {
      const [x, y] = operands(l, left, right, ANY, ANY);
      return runtimeCall(l.module, "equal", x, y);
    }
    if (own !== undefined && own.shape !== "value" && own.shape !== "enum" && l.module.types.definesEquality(own.def)) {
      return go.methodCall(lower(l, left), "Equal", lower(l, right, ANY));
    }
    if (own?.shape === "enum" && b.kind !== "instance")
      return runtimeCall(l.module, "equal", lower(l, left), lower(l, right, ANY));
  }
  const type = comparedAs(l, a, b);
  if (type?.kind === "library" && !identity && libraryClass(type.name)?.shape === "ordered") {
    const [x, y] = operands(l, left, right, type, type);
    return go.binary("==", stubCall(l, type.name, x, "compare", y), go.number(0));
  }
  if (type !== undefined) {
    if (l.module.types.isComparable(type)) return both(l, "==", left, right, type, type);
    if (identity && (type.kind === "instance" || type.kind === "library" || type.kind === "reference"))
      return both(l, "==", left, right, type, type);
    if (type.kind === "list" || type.kind === "array" || type.kind === "deque" || type.kind === "range")
      return equalLists(l, left, right, type);
    if (type.kind === "set" || (type.kind === "dict" && !type.ordered && l.module.types.isComparable(type.value))) {
      const [x, y] = operands(l, left, right, type, type);
      return go.packageCall("maps", "Equal", x, y);
    }
    if (type.kind === "bytes") {
      const [x, y] = operands(l, left, right, type, type);
      return go.packageCall("bytes", "Equal", x, y);
    }
    const [x, y] = operands(l, left, right, type, type);
    if (type.kind === "dict" && type.ordered && isOrderedDict(a) && isOrderedDict(b)) {
      need(l.module, "OrderedMap.Items");
      return runtimeCall(l.module, "equal", go.methodCall(x, "Items"), go.methodCall(y, "Items"));
    }
    return runtimeCall(l.module, "equal", x, y);
  }
  const scalar = optionalScalar(l, left, right) ?? optionalScalar(l, right, left);
  if (scalar !== undefined) return scalar;
  const [x, y] = operands(l, left, right, ANY, ANY);
  return runtimeCall(l.module, "equal", x, y);
}

function comparedTypes(l: FunctionLowering, left: Expression, right: Expression): GoExpr | undefined {
  const typeCall = (value: Expression): Expression | undefined =>
    value.kind === "call" && value.target.kind === "builtin" && value.target.name === "type" && value.args.length === 1
      ? value.args[0].value
      : undefined;
  const of = typeCall(left);
  if (of === undefined) return undefined;
  const other = typeCall(right);
  if (other !== undefined) {
    const reflectType = (value: Expression): GoExpr => go.packageCall("reflect", "TypeOf", lower(l, value));
    return go.binary("==", reflectType(of), reflectType(other));
  }
  if (right.kind === "builtin")
    return l.visitors.lowerCall.isInstance(l, of, [{ kind: "builtin", name: right.name }], true);
  if (right.kind === "name" && right.variable.definition?.kind === "class")
    return l.visitors.lowerCall.isInstance(l, of, [{ kind: "class", class: right.variable.definition }], true);
  return undefined;
}

/** An optional scalar against a plain one. */
function optionalScalar(l: FunctionLowering, optional: Expression, plain: Expression): GoExpr | undefined {
  if (optional.type.kind !== "optional" || plain.type.kind === "optional") return undefined;
  const { of } = optional.type;
  if (
    l.goType(optional.type).kind !== "pointer" ||
    !l.module.types.isComparable(of) ||
    !(sameType(of, plain.type) || (isNumeric(of) && isNumeric(plain.type)))
  )
    return undefined;
  if (of.kind === "instance" && l.module.classes.get(of.name)?.shape === "pointer")
    return go.binary("==", lower(l, optional), lower(l, plain));
  const pointer = l.stable(lower(l, optional), optional.type);
  const value = l.stable(lower(l, plain, of), of);
  return go.binary("&&", go.binary("!=", pointer, go.NIL), go.binary("==", go.unary("*", pointer), value));
}

/** The type as which both sides can be compared without losing anything, when there is one. */
function comparedAs(l: FunctionLowering, a: Type, b: Type): Type | undefined {
  if (sameType(a, b) || l.isSameGo(a, b))
    return a.kind === "any" || a.kind === "union" || a.kind === "optional" ? undefined : a;
  if (a.kind === "instance" && b.kind === "instance") {
    if (l.module.types.ancestors(a.name).includes(b.name)) return b;
    if (l.module.types.ancestors(b.name).includes(a.name)) return a;
  }
  const element = (type: Type): Type | undefined =>
    type.kind === "list" || type.kind === "set" || type.kind === "array" ? type.element : undefined;
  const [x, y] = [element(a), element(b)];
  if (a.kind === b.kind && x !== undefined && y !== undefined) {
    if (x.kind === "never") return b;
    if (y.kind === "never") return a;
  }
  return undefined;
}

function equalLists(l: FunctionLowering, left: Expression, right: Expression, type: Type & { element?: Type }): GoExpr {
  const element = "element" in type && type.element !== undefined ? type.element : INT;
  const [x, y] = operands(l, left, right, type, type);
  if (l.module.types.isComparable(element)) return go.packageCall("slices", "Equal", x, y);
  if (element.kind === "list" && l.module.types.isComparable(element.element)) {
    return go.packageCall("slices", "EqualFunc", x, y, {
      kind: "instance",
      value: go.qualified("slices", "Equal"),
      typeArgs: [l.goType(element)],
    });
  }
  return runtimeCall(l.module, "equal", x, y);
}

function isNil(l: FunctionLowering, value: Expression): GoExpr {
  const raw =
    value.kind === "name"
      ? { go: l.variable(value.variable), type: value.variable.type }
      : { go: lower(l, value), type: value.type };
  const made = l.goType(raw.type);
  const nilable = go.isNilable(made) || l.module.types.isInterface(raw.type);
  if (raw.type.kind === "any") return go.binary("==", raw.go, go.NIL);
  if (nilable) return go.binary("==", raw.go, go.NIL);
  if (raw.type.kind === "none") return go.TRUE;
  return go.FALSE;
}

function isEmptyDisplay(value: Expression): boolean {
  return (
    (value.kind === "list" && value.elements.length === 0) || (value.kind === "dict" && value.entries.length === 0)
  );
}

const sized = (type: Type): boolean => type.kind === "list" || type.kind === "dict";

export function lengthOf(l: FunctionLowering, value: Expression): GoExpr {
  if (value.type.kind === "dict" && value.type.ordered) {
    need(l.module, "OrderedMap.Len");
    return go.methodCall(lower(l, value), "Len");
  }
  return go.call("len", lower(l, value));
}

function operands(l: FunctionLowering, left: Expression, right: Expression, a: Type, b: Type): readonly GoExpr[] {
  return l.inOrder([
    { run: () => lower(l, left, a), type: () => l.goType(a) },
    { run: () => lower(l, right, b), type: () => l.goType(b) },
  ]);
}

function both(
  l: FunctionLowering,
  operator: GoBinaryOperator,
  left: Expression,
  right: Expression,
  a: Type,
  b: Type,
): GoExpr {
  const [x, y] = operands(l, left, right, a, b);
  return go.binary(operator, x, y);
}

// ───────────────────────────────────────────────────────────── order

const ORDER_METHODS: Readonly<Record<string, readonly [own: string, mirrored: string]>> = {
  "<": ["__lt__", "__gt__"],
  "<=": ["__le__", "__ge__"],
  ">": ["__gt__", "__lt__"],
  ">=": ["__ge__", "__le__"],
};

function ordering(l: FunctionLowering, operator: "<" | "<=" | ">" | ">=", left: Expression, right: Expression): GoExpr {
  const [a, b] = [left.type, right.type];
  if (isNumeric(a) && isNumeric(b)) {
    const type: Type = a.kind === "float" || b.kind === "float" ? { kind: "float" } : INT;
    return both(l, operator, left, right, type, type);
  }
  if (a.kind === "str" && b.kind === "str") return both(l, operator, left, right, STR, STR);
  if (a.kind === "set" && b.kind === "set") return subset(l, operator, left, right, a);
  if (a.kind === "instance") {
    const info = l.module.classes.get(a.name);
    if (info?.shape === "enum" && info.enumValue !== undefined && sameType(a, b))
      return both(l, operator, left, right, a, b);
    const [own, mirrored] = ORDER_METHODS[operator];
    const method = info && findMethod(info.def, own);
    if (method) return l.visitors.lowerCall.method(l, left, method, [right]);
    const other = b.kind === "instance" ? l.module.classes.get(b.name) : undefined;
    const reflected = other && findMethod(other.def, mirrored);
    if (reflected) return l.visitors.lowerCall.method(l, right, reflected, [left]);
  }
  const exact = exactPair(left, right);
  if (exact !== undefined) return ordering(l, operator, ...exact);
  if (a.kind === "library" && sameType(a, b) && isOrderedLibrary(a)) {
    const [x, y] = operands(l, left, right, a, b);
    return go.binary(operator, compareValues(l, a, x, y), go.number(0));
  }
  if (sameType(a, b) && (a.kind === "list" || a.kind === "array") && l.module.types.isOrdered(a.element)) {
    const [x, y] = operands(l, left, right, a, b);
    return go.binary(operator, go.packageCall("slices", "Compare", x, y), go.number(0));
  }
  const [x, y] = operands(l, left, right, ANY, ANY);
  return go.binary(operator, runtimeCall(l.module, "compareAny", x, y), go.number(0));
}

function subset(
  l: FunctionLowering,
  operator: "<" | "<=" | ">" | ">=",
  left: Expression,
  right: Expression,
  type: Type,
): GoExpr {
  const [x, y] = operands(l, left, right, type, type);
  const [inner, outer] = operator.startsWith("<") ? [x, y] : [y, x];
  const within = runtimeCall(l.module, "isSubset", inner, outer);
  return operator.endsWith("=")
    ? within
    : go.binary("&&", within, go.binary("<", go.call("len", inner), go.call("len", outer)));
}

/** A function that compares two values of a type, for sorting. */
export function comparison(l: FunctionLowering, type: Type, descending = false): GoExpr {
  const flip = (a: string, b: string): readonly [GoExpr, GoExpr] =>
    descending ? [go.name(b), go.name(a)] : [go.name(a), go.name(b)];
  const a = l.context.scope.take("a");
  const b = l.context.scope.take("b");
  const made = l.goType(type);
  const body = compareValues(l, type, ...flip(a, b));
  return go.fn(
    [
      { name: a, type: made },
      { name: b, type: made },
    ],
    [go.INT_TYPE],
    [go.returnStmt(body)],
  );
}

/** A fraction or decimal number and an integer, the integer made one of the other's kind. */
function exactPair(left: Expression, right: Expression): readonly [Expression, Expression] | undefined {
  const made = (value: Expression, type: Type): Expression | undefined => {
    if (type.kind !== "library" || value.type.kind !== "int" || !/^(decimal|fractions)\./.test(type.name))
      return undefined;
    const at = type.name.lastIndexOf(".");
    return {
      kind: "call",
      target: { kind: "library", module: type.name.slice(0, at), name: type.name.slice(at + 1) },
      args: [{ kind: "positional", name: undefined, value }],
      type,
      range: value.range,
    };
  };
  const [x, y] = [made(left, right.type), made(right, left.type)];
  if (x !== undefined) return [x, right];
  return y === undefined ? undefined : [left, y];
}

/** Whether objects of a library class have an order that the runtime knows. */
function isOrderedLibrary(type: Type): type is Type & { kind: "library" } {
  if (type.kind !== "library") return false;
  const own = libraryClass(type.name);
  return own !== undefined && own.shape !== "pointer" && own.name !== "datetime.timezone";
}

export function hasOrder(l: FunctionLowering, type: Type): boolean {
  if (isOrderedLibrary(type)) return true;
  if (type.kind === "tuple")
    return type.elements.length <= TUPLE_FIELDS.length && type.elements.every((element) => hasOrder(l, element));
  if (type.kind === "list" || type.kind === "array") return l.module.types.isOrdered(type.element);
  return type.kind === "bool" || isWide(type) || l.module.types.isOrdered(type);
}

/** An integer that is negative, zero or positive as `x` is before, like or after `y`. */
export function compareValues(l: FunctionLowering, type: Type, x: GoExpr, y: GoExpr): GoExpr {
  if (l.module.types.isOrdered(type)) return go.packageCall("cmp", "Compare", x, y);
  if (isWide(type)) return go.methodCall(x, "Cmp", y);
  if (type.kind === "bool")
    return go.packageCall(
      "cmp",
      "Compare",
      runtimeCall(l.module, "boolToInt", x),
      runtimeCall(l.module, "boolToInt", y),
    );
  // cmp.Or evaluates every part, so each must have an order of its own; else the first difference decides.
  if (type.kind === "tuple" && type.elements.length > 0 && hasOrder(l, type)) {
    const parts = type.elements.map((element, i) =>
      compareValues(l, element, go.select(x, TUPLE_FIELDS[i]), go.select(y, TUPLE_FIELDS[i])),
    );
    return parts.length === 1 ? parts[0] : go.packageCall("cmp", "Or", ...parts);
  }
  if ((type.kind === "list" || type.kind === "array") && l.module.types.isOrdered(type.element))
    return go.packageCall("slices", "Compare", x, y);
  if (isOrderedLibrary(type)) return stubCall(l, type.name, x, "compare", y);
  return runtimeCall(l.module, "compareAny", x, y);
}

// ───────────────────────────────────────────────────────────── membership

function membership(l: FunctionLowering, item: Expression, container: Expression): GoExpr {
  const type = container.type;
  if (
    container.kind === "call" &&
    container.target.kind === "builtin" &&
    container.target.name === "range" &&
    item.type.kind === "int" &&
    !item.type.wide &&
    container.args.length < 3
  ) {
    return inRange(
      l,
      item,
      container.args.map((argument) => argument.value),
    );
  }
  if (
    (container.kind === "tuple" || container.kind === "list" || container.kind === "set") &&
    container.elements.length > 0
  ) {
    const few = amongFew(l, item, container.elements);
    if (few !== undefined) return few;
  }
  // The keys of a dict are asked of the dict itself.
  if (
    container.kind === "call" &&
    container.target.kind === "method" &&
    container.target.name === "keys" &&
    container.target.receiver.type.kind === "dict"
  ) {
    return membership(l, item, container.target.receiver);
  }
  switch (type.kind) {
    case "str": {
      const [x, y] = operands(l, item, container, STR, STR);
      return go.packageCall("strings", "Contains", y, x);
    }
    case "list":
    case "array":
    case "deque":
    case "range": {
      const element: Type = type.kind === "range" ? INT : type.element;
      if (element.kind === "never") return go.FALSE;
      const fits =
        comparedAs(l, element, item.type) !== undefined ||
        (isNumeric(element) && isNumeric(item.type) && element.kind !== "bool");
      if (
        fits &&
        l.module.types.isComparable(element) &&
        (sameType(element, item.type) || element.kind === "float" || item.type.kind !== "float")
      ) {
        const [x, y] = operands(l, item, container, element, type);
        return go.packageCall("slices", "Contains", y, x);
      }
      const asked: Type = fits ? element : ANY;
      const [x, y] = operands(l, item, container, asked, fits ? type : { kind: "list", element: ANY });
      need(l.module, "contains");
      return fits ? go.call("contains", y, x) : go.genericCall("contains", [go.ANY_TYPE], y, x);
    }
    case "set":
    case "dict": {
      const key = type.kind === "set" ? type.element : type.key;
      if (key.kind === "never") return go.FALSE;
      const [found, y] = operands(l, item, container, key, type);
      const x = madeKey(l, found, key);
      if (type.kind === "dict" && type.ordered) {
        need(l.module, "OrderedMap.Has");
        return go.methodCall(y, "Has", x);
      }
      return runtimeCall(l.module, "has", y, x);
    }
    case "tuple": {
      const own = elementType(type);
      if (sameType(own, item.type) && l.module.types.isComparable(own)) {
        return go.packageCall("slices", "Contains", toList(l, container, own), lower(l, item));
      }
      need(l.module, "contains");
      return go.genericCall("contains", [go.ANY_TYPE], toList(l, container, ANY), lower(l, item, ANY));
    }
    case "iterator": {
      const [x, list] = l.inOrder([
        { run: () => lower(l, item, type.element), type: () => l.goType(type.element) },
        {
          run: () => toList(l, container, type.element),
          type: () => l.goType({ kind: "list", element: type.element }),
        },
      ]);
      const isSame = l.module.types.isComparable(type.element) && sameType(type.element, item.type);
      return isSame ? go.packageCall("slices", "Contains", list, x) : runtimeCall(l.module, "contains", list, x);
    }
    case "library": {
      const found = stubItem(l, container, "__contains__", [item]);
      if (found !== undefined) return found;
      break;
    }
    case "instance": {
      const info = l.module.classes.get(type.name);
      const method = info && findMethod(info.def, "__contains__");
      if (method) return l.visitors.lowerCall.method(l, container, method, [item]);
      const element = elementOf(l, type);
      if (!l.module.types.isInterface(type) && info?.def.namedTuple === false && element.kind !== "any") {
        const fits = comparedAs(l, element, item.type) !== undefined;
        const [x, list] = l.inOrder([
          { run: () => lower(l, item, fits ? element : ANY), type: () => l.goType(fits ? element : ANY) },
          { run: () => toList(l, container, fits ? element : ANY), type: () => go.sliceOf(l.goType(element)) },
        ]);
        return runtimeCall(l.module, "contains", list, x);
      }
      if (info?.def.enum === "Flag" && sameType(type, item.type)) {
        const [x, y] = operands(l, item, container, type, type);
        return go.binary("==", go.binary("&", y, x), x);
      }
      break;
    }
    case "bytes":
      return go.packageCall("bytes", "Contains", lower(l, container), lower(l, item, type));
  }
  const [x, y] = operands(l, item, container, ANY, ANY);
  return runtimeCall(l.module, "in", x, y);
}

function inRange(l: FunctionLowering, item: Expression, bounds: readonly Expression[]): GoExpr {
  const value = l.stable(lower(l, item, INT), INT);
  const [start, stop] = bounds.length === 1 ? [undefined, bounds[0]] : bounds;
  const below = go.binary("<", value, l.exprAs(stop, INT));
  if (start === undefined && isNonNegative(l.module.facts, item)) return below;
  return go.binary("&&", go.binary("<=", start === undefined ? go.number(0) : l.exprAs(start, INT), value), below);
}

/** `x in ("a", "b")` as `x == "a" || x == "b"`. */
function amongFew(l: FunctionLowering, item: Expression, elements: readonly Expression[]): GoExpr | undefined {
  const simple = elements.every(
    (element) =>
      ["string", "int", "bool"].includes(element.kind) && sameType(element.type, item.type) && !isWide(item.type),
  );
  if (!simple) return undefined;
  const type = item.type;
  if (elements.length > 3) {
    const list = go.listOf(
      go.sliceOf(l.goType(type)),
      elements.map((element) => l.expr(element)),
    );
    return go.packageCall("slices", "Contains", list, lower(l, item));
  }
  const value = l.stable(lower(l, item), type);
  return elements.map((element) => go.binary("==", value, l.expr(element))).reduce((a, b) => go.binary("||", a, b));
}
