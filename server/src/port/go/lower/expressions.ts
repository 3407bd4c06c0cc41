import { foldedInteger } from "../../ir/folded-integers.ts";
import { constructorFields, findMethod } from "../../ir/infer/members.ts";
import { libraryMethod } from "../../ir/library/index.ts";
import type { BinaryOperator, ClassDef, Expression, Variable } from "../../ir/nodes.ts";
import { ANY, BOOL, INT, isNumeric, NONE, sameType, type Type } from "../../ir/types.ts";
import * as go from "../build.ts";
import type { GoBinaryOperator, GoBlock, GoExpr } from "../tree.ts";
import { atomicExpression, isAtomic } from "./atomic.ts";
import { attribute, classVariableName } from "./attributes.ts";
import { lowerCall } from "./calls.ts";
import { lambda } from "./closures.ts";
import { compare } from "./compare.ts";
import { comprehension, sequenceLiteral } from "./comprehensions.ts";
import { need, note, runtimeCall, stubExpr } from "./context.ts";
import { takesAnything } from "./decorators.ts";
import { hasOwnFactory, missingOf } from "./factories.ts";
import { formatString } from "./formats.ts";
import { type FunctionLowering, float, isStable, runtimeName, toFloat } from "./function.ts";
import { asKey } from "./keys.ts";
import { dunderName, fieldName } from "./members.ts";
import { isNonNegative } from "./ranges.ts";
import { givesAddress, scopedBody } from "./scoped.ts";
import { toList } from "./sequences.ts";
import { stubItem, stubNegation, stubOperator } from "./stub-libraries.ts";
import { longTupleElement, TUPLE_FIELDS } from "./types.ts";
import { wideExpression, wideOperation } from "./wide.ts";

/** Lowers an expression to one of the Go type of `l.typeOf(value, expected)`. */
export function expression(l: FunctionLowering, value: Expression, expected: Type | undefined): GoExpr {
  return atomicExpression(
    l,
    value,
    () => l.typeOf(value, expected),
    (each) => plain(l, each, expected),
  );
}

/** A call that is not what its lowering expects (a wrong number of arguments, an odd keyword) fails where Python would. */
function callOrStub(l: FunctionLowering, value: Expression & { kind: "call" }, expected: Type | undefined): GoExpr {
  try {
    const lowered = l.capture(() => lowerCall(l, value, expected));
    l.emit(...lowered.stmts);
    return lowered.value;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const type = l.goType(l.typeOf(value, expected));
    return stubExpr(l.module, "a call with these arguments", value.range, type);
  }
}

function plain(l: FunctionLowering, value: Expression, expected: Type | undefined): GoExpr {
  const wide = wideExpression(l, value);
  if (wide !== undefined) return wide;
  switch (value.kind) {
    case "none":
      return go.NIL;
    case "bool":
      return value.value ? go.TRUE : go.FALSE;
    case "int":
      return integer(l, value);
    case "float":
      return float(value.value);
    case "imaginary":
      return go.call("complex", go.number(0), go.number(value.value));
    case "string":
      return {
        kind: "string",
        value: value.value,
        raw: value.value.includes("\\") || value.value.split("\n").length > 2,
      };
    case "bytes":
      // A text in Go is UTF-8: bytes beyond ASCII are told one by one.
      if (value.value.some((byte) => byte > 127))
        return go.listOf(
          go.sliceOf(go.named("byte")),
          Array.from(value.value, (byte) => go.number(`0x${byte.toString(16).padStart(2, "0")}`)),
        );
      return go.convert(go.sliceOf(go.named("byte")), go.text(String.fromCharCode(...value.value)));
    case "ellipsis":
      return go.NIL;
    case "format":
      return formatString(l, value.parts);
    case "name":
      return name(l, value, value.variable, expected);
    case "builtin":
    case "library":
      return lowerCall.reference(l, value, expected);
    case "attribute":
      return attribute(l, value);
    case "index":
      return index(l, value);
    case "slice":
      return slice(l, value);
    case "unary":
      return unary(l, value);
    case "not":
      return go.negate(l.condition(value.operand));
    case "binary":
      return binary(l, value.operator, value.left, value.right, value.type, expected);
    case "logical":
      return logical(l, value, expected);
    case "compare":
      return compare(l, value);
    case "conditional":
      return conditional(l, value, expected);
    case "call":
      return callOrStub(l, value, expected);
    case "lambda":
      return lambda(l, value.function, l.typeOf(value, expected));
    case "list":
    case "tuple":
    case "set":
      return display(l, value, l.typeOf(value, expected));
    case "dict":
      return dict(l, value, l.typeOf(value, expected));
    case "star":
      return l.expr(value.value);
    case "comprehension":
      return comprehension(l, value, l.typeOf(value, expected));
    case "walrus":
      l.emit({
        kind: "assign",
        targets: [l.variable(value.variable)],
        operator: "=",
        values: [l.exprAs(value.value, value.variable.type)],
        inexact: true,
      });
      return l.coerce(l.variable(value.variable), value.variable.type, value.type);
    case "yield":
      return yieldValue(l, value.value, value.type);
    case "yieldFrom":
      return yieldFrom(l, value.value);
    case "await":
      return lowerCall.awaited(l, value.value);
    case "contents":
      return go.unary("*", l.expr(value.value));
    case "stub":
      return stubExpr(l.module, value.construct, value.range, l.goType(value.type));
    default:
      return value satisfies never;
  }
}

function integer(l: FunctionLowering, value: Expression & { kind: "int" }): GoExpr {
  if (value.value > 9223372036854775807n) {
    note(l.module, "unbounded-int", "this integer does not fit 64 bits", value.range);
    return go.number("9223372036854775807");
  }
  if (value.value < 0n)
    return go.unary("-", integer(l, { ...value, value: -value.value, text: value.text.replace(/^-/, "") }));
  const plain = /^(0[xXbBoO])?[0-9a-fA-F_]+$/.test(value.text);
  return go.number(plain ? value.text : value.value);
}

function name(l: FunctionLowering, value: Expression, variable: Variable, expected: Type | undefined): GoExpr {
  const holder = variable.scope === "class" ? classOf(l, variable) : undefined;
  if (holder !== undefined) {
    const field = holder.classVariables.find((each) => each.name === variable.name)!;
    return l.coerce(go.name(classVariableName(l, holder, variable.name)), field.type, value.type);
  }
  const definition = variable.definition;
  if (
    definition?.kind === "function" &&
    value.type.kind === "callable" &&
    !takesAnything(definition) &&
    value.type.required < definition.parameters.length
  ) {
    return lowerCall.withDefaults(l, definition, value.type);
  }
  if (definition?.kind === "function" && l.module.functionNames.has(definition)) {
    return go.name(l.module.functionNames.get(definition)!);
  }
  if (definition?.kind === "class" && expected?.kind === "callable" && expected.parameters !== undefined) {
    const made: Type = { kind: "instance", name: definition.name, args: [] };
    return lowerCall.literalCalling(l, { ...expected, result: made }, (args) => ({
      kind: "call",
      target: { kind: "class", class: definition },
      args,
      type: made,
      range: value.range,
    }));
  }
  if (definition?.kind === "class") return lowerCall.classReference(l, definition, value.type);
  const plain = l.variable(variable);
  return sameType(variable.type, value.type) ? plain : l.coerce(plain, variable.type, value.type);
}

/** The class in whose body a name is bound, when it is one of its variables. */
function classOf(l: FunctionLowering, variable: Variable): ClassDef | undefined {
  return l.module.module.classes.find((each) => each.classVariables.some((field) => field.name === variable.name));
}

// ───────────────────────────────────────────────────────────── elements

function index(l: FunctionLowering, value: Expression & { kind: "index" }): GoExpr {
  const { object } = value;
  const type = object.type;
  switch (type.kind) {
    case "list":
    case "deque":
    case "array":
    case "range":
      return element(l, l.expr(object), value.index);
    case "tuple":
      return tupleElement(l, l.expr(object), type, value.index, value.type);
    case "str": {
      const [text, at] = pair(l, object, value.index, INT);
      return runtimeCall(l.module, "charAt", text, at);
    }
    case "bytes":
      return go.convert(go.INT_TYPE, element(l, l.expr(object), value.index));
    case "dict": {
      const [table, key] = pair(l, object, value.index, type.key);
      const fallback = type.flavor === "defaultdict" || type.flavor === "Counter";
      if (type.ordered) {
        if (!fallback) {
          need(l.module, "OrderedMap.Get");
          return go.methodCall(table, "Get", key);
        }
        const isContainer = ["dict", "set", "list", "deque", "instance", "reference"].includes(type.value.kind);
        const entry =
          type.flavor === "defaultdict" && (isContainer || hasOwnFactory(l, object)) ? "SetDefault" : "GetOr";
        need(l.module, `OrderedMap.${entry}`);
        return go.methodCall(table, entry, key, missingOf(l, object, type));
      }
      if (fallback && hasOwnFactory(l, object))
        return runtimeCall(l.module, "setDefault", table, key, missingOf(l, object, type));
      if (fallback && ["dict", "set", "reference"].includes(type.value.kind))
        return runtimeCall(l.module, "setDefault", table, key, missingOf(l, object, type));
      return !fallback && !l.module.facts.present.has(value.index)
        ? runtimeCall(l.module, "lookup", table, key)
        : go.index(table, key);
    }
    case "instance": {
      const info = l.module.classes.get(type.name);
      const from = negativeConstant(value.index);
      const at = value.index.kind === "int" && from === undefined ? Number(value.index.value) : undefined;
      if (info?.def.namedTuple && (at !== undefined || from !== undefined)) {
        const fields = constructorFields(info.def);
        const found = fields[at ?? fields.length - from!];
        if (found !== undefined) return go.select(l.expr(object), fieldName(found.name));
      }
      const method = info && findMethod(info.def, "__getitem__");
      if (method) return lowerCall.method(l, object, method, [value.index]);
      break;
    }
    case "optional":
    case "library": {
      const of = type.kind === "optional" ? type.of : type;
      const item = stubItem(l, object, "__getitem__", [value.index]);
      const result = of.kind === "library" ? libraryMethod(of.name, "__getitem__")?.result : undefined;
      if (item !== undefined && result !== undefined) return l.coerce(item, result, value.type);
      if (of.kind !== "library" || of.name !== "re.Match") break;
      return l.expr({
        kind: "call",
        target: { kind: "method", receiver: object, name: "group", method: undefined },
        args: [{ kind: "positional", name: undefined, value: value.index }],
        type: value.type,
        range: value.range,
      });
    }
    case "class":
      return lowerCall.enumByName(l, type.name, value.index, value.type);
  }
  const [whole, key] = pair(l, object, value.index, ANY);
  const found = runtimeCall(l.module, "element", l.coerce(whole, type, ANY), key);
  return l.coerce(found, ANY, value.type);
}

function pair(l: FunctionLowering, object: Expression, key: Expression, keyType: Type): readonly GoExpr[] {
  return l.inOrder([
    { run: () => l.expr(object), type: () => l.goType(object.type) },
    object.type.kind === "dict"
      ? { run: () => asKey(l, key, keyType), type: () => l.module.types.key(keyType) }
      : { run: () => l.exprAs(key, keyType), type: () => l.goType(keyType) },
  ]);
}

/** `values[at]`, with Python's meaning of a negative index. */
export function element(l: FunctionLowering, values: GoExpr, at: Expression): GoExpr {
  const fromEnd = negativeConstant(at);
  if (fromEnd !== undefined) {
    const whole = isStable(values) ? values : undefined;
    if (whole !== undefined) return go.index(whole, go.binary("-", go.call("len", whole), go.number(fromEnd)));
    return runtimeCall(l.module, "at", values, go.number(-fromEnd));
  }
  l.module.canPanic = true;
  const position = l.exprAs(at, INT);
  if (isNonNegative(l.module.facts, at)) return go.index(values, position);
  return runtimeCall(l.module, "at", values, position);
}

/** The place `values[at]`, to assign to. */
export function elementPlace(l: FunctionLowering, values: GoExpr, at: Expression): GoExpr {
  const fromEnd = negativeConstant(at);
  const whole = isStable(values) ? values : l.keep("values", values, go.ANY_TYPE);
  l.module.canPanic = true;
  if (fromEnd !== undefined) return go.index(whole, go.binary("-", go.call("len", whole), go.number(fromEnd)));
  const position = l.exprAs(at, INT);
  if (isNonNegative(l.module.facts, at)) return go.index(whole, position);
  return go.index(whole, runtimeCall(l.module, "position", position, go.call("len", whole)));
}

function negativeConstant(value: Expression): number | undefined {
  if (value.kind === "int" && value.value < 0n) return -Number(value.value);
  if (value.kind === "unary" && value.operator === "-" && value.operand.kind === "int")
    return Number(value.operand.value);
  return undefined;
}

function tupleElement(
  l: FunctionLowering,
  tuple: GoExpr,
  type: Type & { kind: "tuple" },
  at: Expression,
  result: Type,
): GoExpr {
  const fromEnd = negativeConstant(at);
  const position =
    fromEnd !== undefined ? type.elements.length - fromEnd : at.kind === "int" ? Number(at.value) : undefined;
  if (
    position !== undefined &&
    position >= 0 &&
    position < type.elements.length &&
    type.elements.length <= TUPLE_FIELDS.length
  ) {
    return go.select(tuple, TUPLE_FIELDS[position]);
  }
  if (type.elements.length > TUPLE_FIELDS.length) {
    return l.coerce(element(l, tuple, at), longTupleElement(type.elements), result);
  }
  const homogeneous =
    type.elements.length > 0 &&
    type.elements.length <= TUPLE_FIELDS.length &&
    type.elements.every((each) => sameType(each, type.elements[0]));
  if (homogeneous) {
    const whole = l.stable(tuple, type, "tuple");
    const listed = go.listOf(
      go.sliceOf(l.goType(type.elements[0])),
      type.elements.map((_, i) => go.select(whole, TUPLE_FIELDS[i])),
    );
    return element(l, listed, at);
  }
  return l.coerce(runtimeCall(l.module, "element", tuple, l.exprAs(at, INT)), ANY, result);
}

export function slice(l: FunctionLowering, value: Expression & { kind: "slice" }): GoExpr {
  const type = value.object.type;
  const isText = type.kind === "str";
  const step = value.step?.kind === "none" ? undefined : value.step;
  const start = value.start?.kind === "none" ? undefined : value.start;
  const stop = value.stop?.kind === "none" ? undefined : value.stop;
  if (type.kind === "tuple") return tupleSlice(l, value, type);
  const listType = isText || ["list", "array", "deque", "bytes", "range"].includes(type.kind);
  if (!listType) {
    if (!l.isSameGo(type, ANY)) return stubExpr(l.module, "this slice", value.range, l.goType(value.type));
    // A text and a list are both cut so; which it is, the value tells.
    if (step === undefined && type.kind !== "none")
      return l.coerce(bounded(l, l.expr(value.object), "unknown", start, stop, step), ANY, value.type);
    const list = go.genericCall(runtimeName(l.module, "to"), [go.sliceOf(go.ANY_TYPE)], l.expr(value.object));
    return bounded(l, list, false, start, stop, step);
  }
  const [object] = l.inOrder([{ run: () => l.expr(value.object), type: () => l.goType(type) }]);
  return bounded(l, object, isText, start, stop, step);
}

function bounded(
  l: FunctionLowering,
  object: GoExpr,
  isText: boolean | "unknown",
  start: Expression | undefined,
  stop: Expression | undefined,
  step: Expression | undefined,
): GoExpr {
  if (step === undefined || (step.kind === "int" && step.value === 1n)) {
    if (start === undefined && stop === undefined && isText !== "unknown")
      return isText ? object : go.packageCall("slices", "Clone", object);
    const [from, to] = l.inOrder([
      { run: () => (start === undefined ? go.number(0) : l.exprAs(start, INT)), type: () => go.INT_TYPE },
      {
        run: () => (stop === undefined ? go.name(runtimeName(l.module, "end")) : l.exprAs(stop, INT)),
        type: () => go.INT_TYPE,
      },
    ]);
    const cut = isText === "unknown" ? "sliceAny" : isText ? "substring" : "slice";
    return runtimeCall(l.module, cut, object, from, to);
  }
  if (start === undefined && stop === undefined && negativeConstant(step) === 1) {
    return runtimeCall(l.module, isText ? "reverseString" : "reversed", object);
  }
  const bound = (each: Expression | undefined): GoExpr =>
    each === undefined ? go.NIL : runtimeCall(l.module, "pointerTo", l.exprAs(each, INT));
  return runtimeCall(
    l.module,
    isText ? "substringStep" : "sliceStep",
    object,
    bound(start),
    bound(stop),
    l.exprAs(step, INT),
  );
}

function tupleSlice(
  l: FunctionLowering,
  value: Expression & { kind: "slice" },
  type: Type & { kind: "tuple" },
): GoExpr {
  const constant = (each: Expression | undefined, missing: number): number | undefined => {
    if (each === undefined || each.kind === "none") return missing;
    const negative = negativeConstant(each);
    const at =
      negative !== undefined ? type.elements.length - negative : each.kind === "int" ? Number(each.value) : undefined;
    return at === undefined ? undefined : Math.min(Math.max(at, 0), type.elements.length);
  };
  const from = constant(value.start, 0);
  const to = constant(value.stop, type.elements.length);
  const result = value.type;
  const short = type.elements.length <= TUPLE_FIELDS.length;
  if (short && value.step === undefined && from !== undefined && to !== undefined && result.kind === "tuple") {
    const whole = l.stable(l.expr(value.object), type, "tuple");
    return go.listOf(
      l.goType(result),
      type.elements.slice(from, to).map((_, i) => go.select(whole, TUPLE_FIELDS[from + i])),
    );
  }
  const element: Type =
    type.elements.length > 0 && type.elements.every((each) => sameType(each, type.elements[0]))
      ? type.elements[0]
      : ANY;
  const list = l.coerce(l.expr(value.object), type, { kind: "array", element });
  return l.coerce(bounded(l, list, false, value.start, value.stop, value.step), { kind: "array", element }, result);
}

// ───────────────────────────────────────────────────────────── operators

function unary(l: FunctionLowering, value: Expression & { kind: "unary" }): GoExpr {
  const type = value.operand.type;
  if (value.operator === "~" && isFlag(l, type)) {
    const info = l.module.classes.get((type as Type & { kind: "instance" }).name)!;
    const all = info.def.members.reduce((bits, { value: of }) => (of.kind === "int" ? bits | of.value : bits), 0n);
    return go.binary("&^", go.number(all), l.expr(value.operand));
  }
  if (type.kind === "instance") {
    const dunder = { "-": "__neg__", "+": "__pos__", "~": "__invert__" }[value.operator];
    const method = findMethod(
      l.module.classes.get(type.name)?.def ??
        ({ fields: [], methods: [], classVariables: [], members: [], bases: [] } as never),
      dunder,
    );
    if (method !== undefined) return lowerCall.method(l, value.operand, method, []);
  }
  const negated = stubNegation(l, value.operand, value.operator);
  if (negated !== undefined) return negated;
  if (type.kind === "any" || type.kind === "union") return unaryOfAny(l, value);
  if (type.kind === "dict" && type.flavor === "Counter" && value.operator !== "~") {
    // `+counts` and `-counts` keep what is positive then, as adding to none does.
    const none: Expression = { kind: "dict", entries: [], type, range: value.range };
    const [left, right] = value.operator === "+" ? [value.operand, none] : [none, value.operand];
    return l.expr({ kind: "binary", operator: value.operator, left, right, type, range: value.range });
  }
  const operand = l.exprAs(value.operand, type.kind === "bool" ? INT : type);
  if (type.kind === "float" && value.operator === "-" && operand.kind === "number" && Number(operand.text) === 0)
    return float(-0);
  if (value.operator === "+") return operand;
  return go.unary(value.operator === "~" ? "^" : "-", operand);
}

/** What a value of unknown type is with a sign, or with its bits the other way round. */
function unaryOfAny(l: FunctionLowering, { operator, operand }: Expression & { kind: "unary" }): GoExpr {
  const given = l.expr(operand);
  if (operator === "+") return runtimeCall(l.module, "arithmetic", go.text("*"), given, go.number(1n));
  const negated = runtimeCall(l.module, "negate", given);
  return operator === "-" ? negated : runtimeCall(l.module, "arithmetic", go.text("-"), negated, go.number(1n));
}

const DUNDERS: Readonly<Record<BinaryOperator, string>> = {
  "+": "add",
  "-": "sub",
  "*": "mul",
  "/": "truediv",
  "//": "floordiv",
  "%": "mod",
  "**": "pow",
  "@": "matmul",
  "&": "and",
  "|": "or",
  "^": "xor",
  "<<": "lshift",
  ">>": "rshift",
};

export function binary(
  l: FunctionLowering,
  operator: BinaryOperator,
  left: Expression,
  right: Expression,
  result: Type,
  expected?: Type,
): GoExpr {
  const own = ownOperator(l, operator, left, right) ?? stubOperator(l, operator, left, right);
  if (own !== undefined) return own;
  const wide = wideOperation(l, operator, left, right, result);
  if (wide !== undefined) return wide;
  const [a, b] = [left.type, right.type];
  if (result.kind === "set" && (a.kind === "iterator" || b.kind === "iterator"))
    return binary(l, operator, asSet(left, result), asSet(right, result), result);
  if (isFlag(l, a) && sameType(a, b) && "&|^".includes(operator))
    return operands(l, operator as GoBinaryOperator, left, right, a, b);
  if (isNumeric(a) && isNumeric(b)) return arithmetic(l, operator, left, right, result);
  const isList = (type: Type): boolean =>
    type.kind === "list" || type.kind === "deque" || type.kind === "array" || type.kind === "range";
  if (operator === "*" && (isList(a) || a.kind === "str" || isList(b) || b.kind === "str")) {
    const countIsLeft = isNumeric(a);
    if (isNumeric(countIsLeft ? a : b))
      return repeated(l, countIsLeft ? right : left, countIsLeft ? left : right, expected ?? result);
  }
  if (operator === "+") {
    if (a.kind === "str" && b.kind === "str") return operands(l, "+", left, right, a, b);
    if (a.kind === "bytes" && b.kind === "bytes") return runtimeCall(l.module, "concat", l.expr(left), l.expr(right));
    if (isList(a) && isList(b)) return concatenated(l, left, right, result);
    if (
      a.kind === "tuple" &&
      b.kind === "tuple" &&
      result.kind === "tuple" &&
      result.elements.length <= TUPLE_FIELDS.length
    ) {
      const first = l.stable(l.expr(left), a, "tuple");
      const second = l.stable(l.expr(right), b, "tuple");
      const parts = [
        ...a.elements.map((_, i) => go.select(first, TUPLE_FIELDS[i])),
        ...b.elements.map((_, i) => go.select(second, TUPLE_FIELDS[i])),
      ];
      return go.listOf(l.goType(result), parts);
    }
    if ((isList(a) || a.kind === "tuple") && (isList(b) || b.kind === "tuple") && result.kind === "array") {
      return runtimeCall(l.module, "concat", l.exprAs(left, result), l.exprAs(right, result));
    }
  }
  if (a.kind === "set" && b.kind === "set") {
    const helper = { "|": "union", "&": "intersection", "-": "difference", "^": "symmetricDifference" }[
      operator as "|"
    ];
    if (helper !== undefined) {
      const target = result.kind === "set" ? result : a;
      return runtimeCall(l.module, helper, l.exprAs(left, target), l.exprAs(right, target));
    }
  }
  if (a.kind === "dict" && b.kind === "dict" && a.flavor === "Counter" && result.kind === "dict") {
    const helper = result.ordered ? "combineOrderedCounts" : "combineCounts";
    const how = { "+": "plus", "-": "minus", "&": "least", "|": "most" }[operator as string];
    if (how !== undefined)
      return runtimeCall(
        l.module,
        helper,
        l.exprAs(left, result),
        l.exprAs(right, result),
        go.name(runtimeName(l.module, how)),
      );
  }
  if (a.kind === "dict" && b.kind === "dict" && operator === "|") return lowerCall.merged(l, left, right, result);
  if (a.kind === "str" && operator === "%")
    return runtimeCall(l.module, "formatPercent", l.expr(left), l.exprAs(right, ANY));
  const [x, y] = l.inOrder([
    { run: () => l.exprAs(left, ANY), type: () => go.ANY_TYPE },
    { run: () => l.exprAs(right, ANY), type: () => go.ANY_TYPE },
  ]);
  return l.coerce(runtimeCall(l.module, "arithmetic", go.text(operator), x, y), ANY, result);
}

function ownOperator(
  l: FunctionLowering,
  operator: BinaryOperator,
  left: Expression,
  right: Expression,
): GoExpr | undefined {
  for (const [self, other, dunder] of [
    [left, right, `__${DUNDERS[operator]}__`],
    [right, left, `__r${DUNDERS[operator]}__`],
  ] as const) {
    if (self.type.kind !== "instance") continue;
    const info = l.module.classes.get(self.type.name);
    const method = info && findMethod(info.def, dunder);
    if (method) return lowerCall.method(l, self, method, [other]);
  }
  return undefined;
}

/** Whether values of a type are sets of bits with names. */
function isFlag(l: FunctionLowering, type: Type): boolean {
  const info = type.kind === "instance" ? l.module.classes.get(type.name) : undefined;
  return info?.def.enum === "Flag" && info.enumValue === "int";
}

/** A view of a dict's keys or entries as the set that it acts as. */
function asSet(value: Expression, type: Type): Expression {
  if (value.type.kind !== "iterator") return value;
  return {
    kind: "call",
    target: { kind: "builtin", name: "set" },
    args: [{ kind: "positional", name: undefined, value }],
    type,
    range: value.range,
  };
}

function operands(
  l: FunctionLowering,
  operator: GoBinaryOperator,
  left: Expression,
  right: Expression,
  a: Type,
  b: Type,
): GoExpr {
  const [x, y] = l.inOrder([
    { run: () => l.exprAs(left, a), type: () => l.goType(a) },
    { run: () => l.exprAs(right, b), type: () => l.goType(b) },
  ]);
  return go.binary(operator, x, y);
}

/** Constants of more bits are computed where the program runs. */
const MOST_BITS = 4096;

function arithmetic(
  l: FunctionLowering,
  operator: BinaryOperator,
  left: Expression,
  right: Expression,
  result: Type,
): GoExpr {
  const isFloat = left.type.kind === "float" || right.type.kind === "float";
  const folded =
    isFloat || result.kind === "float"
      ? undefined
      : foldedInteger({ kind: "binary", operator, left, right, type: result, range: left.range }, MOST_BITS);
  if (typeof folded === "bigint" && (folded > 9223372036854775807n || folded < -9223372036854775808n)) {
    return integer(l, { kind: "int", value: folded, text: String(folded), type: result, range: left.range });
  }
  const bothBool = left.type.kind === "bool" && right.type.kind === "bool";
  const type: Type = isFloat ? { kind: "float" } : INT;
  switch (operator) {
    case "+":
    case "-":
    case "*": {
      const [x, y] = operandsOf(l, left, right, type);
      // Go folds constants exactly; a conversion makes it round where Python does.
      const folded = isFloat && isConstantNumber(x) && isConstantNumber(y);
      const value = go.binary(operator, folded ? go.convert(go.FLOAT_TYPE, x) : x, y);
      return result.kind === "float" && !isFloat ? toFloat(value) : value;
    }
    case "/": {
      const checked = ["ZeroDivisionError", "ArithmeticError", "Exception"].some((each) =>
        l.module.facts.caught.has(each),
      );
      const zeroSafe = (right.kind === "int" && right.value !== 0n) || (right.kind === "float" && right.value !== 0);
      const isZero = (right.kind === "int" || right.kind === "float") && !zeroSafe;
      const float: Type = { kind: "float" };
      const [x, y] = l.inOrder([
        { run: () => l.exprAs(left, float), type: () => go.FLOAT_TYPE },
        { run: () => l.exprAs(right, float), type: () => go.FLOAT_TYPE },
      ]);
      if ((checked && !zeroSafe) || isZero) return runtimeCall(l.module, isFloat ? "divideFloat" : "divide", x, y);
      return go.binary("/", isConstantNumber(x) && isConstantNumber(y) ? go.convert(go.FLOAT_TYPE, x) : x, y);
    }
    case "//":
    case "%": {
      if (isFloat) {
        const [x, y] = operandsOf(l, left, right, type);
        return runtimeCall(l.module, operator === "//" ? "floorDivFloat" : "floorModFloat", x, y);
      }
      l.module.canPanic = true;
      const byZero = right.kind === "int" && right.value === 0n;
      const native = !byZero && isNonNegative(l.module.facts, left) && isNonNegative(l.module.facts, right);
      const [x, y] = operandsOf(l, left, right, INT);
      if (native) return go.binary(operator === "//" ? "/" : "%", x, y);
      return runtimeCall(l.module, operator === "//" ? "floorDiv" : "floorMod", x, y);
    }
    case "**":
      return powerOf(l, left, right, result);
    case "&":
    case "|":
    case "^":
      if (bothBool)
        return operands(
          l,
          operator === "&" ? "&&" : operator === "|" ? "||" : "!=",
          left,
          right,
          left.type,
          right.type,
        );
      return operands(l, operator, left, right, INT, INT);
    case "<<":
    case ">>":
      return operands(l, operator, left, right, INT, INT);
    default:
      return stubExpr(l.module, `the operator ${operator}`, left.range, l.goType(result));
  }
}

function isConstantNumber(value: GoExpr): boolean {
  return (
    value.kind === "number" ||
    (value.kind === "unary" && value.value.kind === "number") ||
    (value.kind === "binary" && isConstantNumber(value.left) && isConstantNumber(value.right))
  );
}

function operandsOf(l: FunctionLowering, left: Expression, right: Expression, type: Type): readonly GoExpr[] {
  return l.inOrder([
    { run: () => l.exprAs(left, type), type: () => l.goType(type) },
    { run: () => l.exprAs(right, type), type: () => l.goType(type) },
  ]);
}

function powerOf(l: FunctionLowering, left: Expression, right: Expression, result: Type): GoExpr {
  if (result.kind === "int") {
    const small = right.kind === "int" ? Number(right.value) : undefined;
    const base = l.exprAs(left, INT);
    if ((small === 2 || small === 3) && isStable(base)) {
      const square = go.binary("*", base, base);
      return small === 2 ? square : go.binary("*", square, base);
    }
    if (left.kind === "int" && left.value === 2n && isNonNegative(l.module.facts, right))
      return go.binary("<<", go.number(1), l.exprAs(right, INT));
    return runtimeCall(l.module, "power", base, l.exprAs(right, INT));
  }
  const [x, y] = operandsOf(l, left, right, { kind: "float" });
  if (right.kind === "int" && right.value === 2n && isStable(x)) return go.binary("*", x, x);
  const power = go.packageCall("math", "Pow", x, y);
  return result.kind === "float" ? power : l.coerce(power, { kind: "float" }, result);
}

/** `sequence * count`. */
function repeated(l: FunctionLowering, sequence: Expression, times: Expression, result: Type): GoExpr {
  const count = (): GoExpr => {
    const value = l.exprAs(times, INT);
    return isNonNegative(l.module.facts, times) ? value : go.call("max", value, go.number(0));
  };
  if (sequence.type.kind === "str") {
    const text = l.expr(sequence);
    return go.packageCall("strings", "Repeat", text, count());
  }
  if (sequence.kind === "list" && sequence.elements.length === 1 && sequence.elements[0].kind !== "star") {
    const elementType =
      result.kind === "list" ? result.element : sequence.type.kind === "list" ? sequence.type.element : ANY;
    const [item] = sequence.elements;
    const made = l.exprAs(item, elementType);
    const goElement = l.goType(elementType);
    if (isZero(made) && !go.isNilable(goElement)) return go.call("make", go.typeExpr(go.sliceOf(goElement)), count());
    return runtimeCall(l.module, "filled", made, l.exprAs(times, INT));
  }
  return runtimeCall(
    l.module,
    "repeat",
    l.exprAs(sequence, sequence.type.kind === "list" && result.kind === "list" ? result : sequence.type),
    l.exprAs(times, INT),
  );
}

function isZero(value: GoExpr): boolean {
  return (
    (value.kind === "number" && Number(value.text) === 0) ||
    (value.kind === "string" && value.value === "") ||
    (value.kind === "name" && value.name === "false")
  );
}

function concatenated(l: FunctionLowering, left: Expression, right: Expression, result: Type): GoExpr {
  const target: Type =
    result.kind === "list" || result.kind === "array" || result.kind === "deque" ? result : left.type;
  const parts: Expression[] = [];
  const flatten = (value: Expression): void => {
    if (
      value.kind === "binary" &&
      value.operator === "+" &&
      ["list", "array"].includes(value.left.type.kind) &&
      ["list", "array"].includes(value.right.type.kind)
    ) {
      flatten(value.left);
      flatten(value.right);
    } else parts.push(value);
  };
  flatten(left);
  flatten(right);
  const lowered = l.inOrder(parts.map((part) => ({ run: () => l.exprAs(part, target), type: () => l.goType(target) })));
  return runtimeCall(l.module, "concat", ...lowered);
}

function logical(l: FunctionLowering, value: Expression & { kind: "logical" }, expected: Type | undefined): GoExpr {
  if (value.condition || (value.left.type.kind === "bool" && value.right.type.kind === "bool"))
    return condition(l, value);
  const type = l.typeOf(value, expected);
  const left = l.expr(value.left);
  const kept = l.stable(left, value.left.type, "value");
  const isTrue = truth(l, kept, value.left.type);
  const name = l.local("value", l.goType(type));
  const put = (result: GoExpr): void =>
    l.emit({ kind: "assign", targets: [go.name(name)], operator: "=", values: [result], inexact: true });
  put(convertLeft(l, kept, value, type));
  const body = l.block(() => put(l.exprAs(value.right, type)));
  l.emit(go.ifStmt(value.operator === "or" ? go.negate(isTrue) : isTrue, body));
  return go.name(name);
}

/** The left operand as a value of the whole: its falsy or truthy part only, but Go's static type is that of all of it. */
function convertLeft(l: FunctionLowering, kept: GoExpr, value: Expression & { kind: "logical" }, type: Type): GoExpr {
  const from = value.left.type;
  if (from.kind === "optional" && type.kind !== "optional" && value.operator === "or") {
    const made = l.goType(from);
    if (made.kind === "pointer" && !go.sameGoType(made, l.goType(type))) {
      const inner = l.zero(l.goType(type));
      const name = l.local("value", l.goType(type));
      l.emit({ kind: "assign", targets: [go.name(name)], operator: "=", values: [inner], inexact: true });
      l.emit(go.ifStmt(go.binary("!=", kept, go.NIL), [go.assign(go.name(name), l.coerce(kept, from, type))]));
      return go.name(name);
    }
  }
  if (from.kind === "none") return l.zero(l.goType(type));
  if (!l.isSameGo(from, type) && value.operator === "and" && type.kind !== "any" && type.kind !== "optional")
    return l.zero(l.goType(type));
  return l.coerce(kept, from, type);
}

function conditional(
  l: FunctionLowering,
  value: Expression & { kind: "conditional" },
  expected: Type | undefined,
): GoExpr {
  const type = expected ?? value.type;
  const test = l.condition(value.test);
  const body = l.capture(() => l.exprAs(value.body, type));
  const otherwise = l.capture(() => l.exprAs(value.otherwise, type));
  const name = l.local("value", l.goType(type));
  const put = (result: GoExpr) =>
    ({ kind: "assign", targets: [go.name(name)], operator: "=", values: [result], inexact: true }) as const;
  // The fallback goes first where it costs nothing, as in `value := b; if test { value = a }`.
  if (otherwise.stmts.length === 0 && (isStable(otherwise.value) || otherwise.value.kind === "number")) {
    const kept = body.stmts.length > 0 || !isStable(test) ? test : test;
    l.emit(put(otherwise.value), go.ifStmt(kept, [...body.stmts, put(body.value)]));
  } else {
    l.emit(go.ifStmt(test, [...body.stmts, put(body.value)], [...otherwise.stmts, put(otherwise.value)]));
  }
  return go.name(name);
}

/** A Go condition: what `if` needs. */
export function condition(l: FunctionLowering, value: Expression): GoExpr {
  if (isAtomic(l, value)) {
    const lowered = atomicExpression(
      l,
      value,
      () => BOOL,
      (each) => plainCondition(l, each),
    );
    return lowered;
  }
  return plainCondition(l, value);
}

function plainCondition(l: FunctionLowering, value: Expression): GoExpr {
  if (value.kind === "not") return go.negate(condition(l, value.operand));
  if (value.kind === "logical") {
    const left = condition(l, value.left);
    const right = l.capture(() => condition(l, value.right));
    const operator = value.operator === "and" ? "&&" : "||";
    if (right.stmts.length === 0) return go.binary(operator, left, right.value);
    // Not `ok`: a look-up in the header of an `if` declares that one anew.
    const name = l.local("holds", go.BOOL_TYPE);
    l.emit(go.assign(go.name(name), left));
    const test = value.operator === "and" ? go.name(name) : go.negate(go.name(name));
    l.emit(go.ifStmt(test, [...right.stmts, go.assign(go.name(name), right.value)]));
    return go.name(name);
  }
  if (value.type.kind === "bool" || value.kind === "compare") return l.exprAs(value, { kind: "bool" });
  if (value.kind === "name" && value.variable.type.kind === "optional") {
    const raw = l.variable(value.variable);
    return truth(l, raw, value.variable.type);
  }
  if (value.kind === "list" && value.elements.length === 0) return go.FALSE;
  return truth(l, l.expr(value), value.type);
}

/** Python's truth value of something, by its static type. */
export function truth(l: FunctionLowering, value: GoExpr, type: Type): GoExpr {
  switch (type.kind) {
    case "bool":
      return value;
    case "int":
      if (type.wide) return go.binary("!=", go.methodCall(value, "Sign"), go.number(0));
      return go.binary("!=", value, go.number(0));
    case "float":
    case "complex":
      return go.binary("!=", value, go.number(0));
    case "str":
      return go.binary("!=", value, go.text(""));
    case "list":
    case "deque":
    case "array":
    case "bytes":
    case "set":
    case "range":
      return go.binary(">", go.call("len", value), go.number(0));
    case "dict":
      if (type.ordered) {
        need(l.module, "OrderedMap.Len");
        return go.binary(">", go.methodCall(value, "Len"), go.number(0));
      }
      return go.binary(">", go.call("len", value), go.number(0));
    case "tuple":
      return type.elements.length > 0 ? go.TRUE : go.FALSE;
    case "none":
      return go.FALSE;
    case "callable":
    case "iterator":
      return go.binary("!=", value, go.NIL);
    case "optional":
      return optionalTruth(l, value, type.of);
    case "instance": {
      const info = l.module.classes.get(type.name);
      for (const dunder of ["__bool__", "__len__"]) {
        const method = info && findMethod(info.def, dunder);
        if (!method) continue;
        const called = go.methodCall(value, dunderName(dunder));
        return dunder === "__len__" ? go.binary(">", called, go.number(0)) : called;
      }
      if (info === undefined || info.shape === "pointer" || info.shape === "interface")
        return go.binary("!=", value, go.NIL);
      if (isFlag(l, type)) return go.binary("!=", value, go.number(0));
      return go.TRUE;
    }
    case "reference":
      return go.binary(">", go.call("len", go.unary("*", value)), go.number(0));
    case "library":
    case "awaitable":
    case "asyncIterator":
      return go.isNilable(l.goType(type)) ? go.binary("!=", value, go.NIL) : go.TRUE;
    default:
      return runtimeCall(l.module, "truthy", value);
  }
}

function optionalTruth(l: FunctionLowering, value: GoExpr, of: Type): GoExpr {
  const some = go.binary("!=", value, go.NIL);
  const made = l.goType({ kind: "optional", of });
  const isContainer = made.kind === "slice" || made.kind === "map";
  if (isContainer) return go.binary(">", go.call("len", value), go.number(0));
  if (of.kind === "reference" && isStable(value)) return go.binary("&&", some, truth(l, value, of));
  if (of.kind === "instance" || of.kind === "callable" || of.kind === "library") {
    const info = of.kind === "instance" ? l.module.classes.get(of.name) : undefined;
    const hasTruth =
      info !== undefined && (findMethod(info.def, "__bool__") ?? findMethod(info.def, "__len__")) !== undefined;
    return hasTruth && isStable(value) ? go.binary("&&", some, truth(l, value, of)) : some;
  }
  if (isStable(value)) {
    const inner = truth(l, made.kind === "pointer" && of.kind !== "dict" ? go.unary("*", value) : value, of);
    if (inner.kind === "name" && inner.name === "true") return some;
    return go.binary("&&", some, inner);
  }
  return runtimeCall(l.module, "truthy", value);
}

// ───────────────────────────────────────────────────────────── displays

function display(l: FunctionLowering, value: Expression & { kind: "list" | "tuple" | "set" }, given: Type): GoExpr {
  const type = l.goType(given).kind === "named" && l.isSameGo(given, ANY) ? openDisplay(value) : given;
  const made = l.goType(type);
  if (value.elements.some((each) => each.kind === "star")) {
    const element =
      type.kind === "tuple"
        ? ANY
        : type.kind === "list" || type.kind === "set" || type.kind === "array" || type.kind === "deque"
          ? type.element
          : ANY;
    const list = sequenceLiteral(l, value.elements, element);
    if (type.kind === "set") return go.spreadCall(runtimeName(l.module, "setOf"), list);
    if (type.kind === "array") return list;
    return type.kind === "tuple" ? l.coerce(list, { kind: "list", element: ANY }, type) : list;
  }
  if (type.kind === "tuple") {
    const long = type.elements.length > TUPLE_FIELDS.length ? longTupleElement(type.elements) : undefined;
    const own =
      type.elements.length === value.elements.length ? type.elements : value.elements.map((each) => each.type);
    const elements = own.map((each) => long ?? each);
    const parts = l.inOrder(
      value.elements.map((each, i) => ({ run: () => l.exprAs(each, elements[i]), type: () => l.goType(elements[i]) })),
    );
    return go.listOf(made, parts);
  }
  const element = "element" in type ? type.element : ANY;
  const parts = l.inOrder(
    value.elements.map((each) =>
      type.kind === "set"
        ? { run: () => asKey(l, each, element), type: () => l.module.types.key(element) }
        : { run: () => l.exprAs(each, element), type: () => l.goType(element) },
    ),
  );
  if (type.kind === "set")
    return go.composite(
      made,
      parts.map((part) => ({ key: part, value: go.composite(undefined, []) })),
    );
  const nested = l.goType(element);
  const short = parts.map((part) =>
    part.kind === "composite" && part.type !== undefined && go.sameGoType(part.type, nested)
      ? { ...part, type: undefined }
      : part,
  );
  const multiline = short.length > 3 && short.some((part) => part.kind === "composite" && part.elements.length > 1);
  return go.composite(
    made,
    short.map((part) => ({ value: part })),
    multiline,
  );
}

/** What a display is where inference knows nothing of it, as with one that holds itself. */
function openDisplay(value: Expression & { kind: "list" | "tuple" | "set" }): Type {
  if (value.kind === "tuple") return { kind: "array", element: ANY };
  return value.kind === "set" ? { kind: "set", element: ANY, frozen: false } : { kind: "list", element: ANY };
}

function dict(l: FunctionLowering, value: Expression & { kind: "dict" }, type: Type): GoExpr {
  if (type.kind !== "dict") return stubExpr(l.module, "this dict", value.range, l.goType(type));
  const made = l.goType(type);
  const hasSpread = value.entries.some((entry) => entry.key === undefined);
  if (hasSpread) {
    const table = l.keep("merged", l.emptyDict(type), made);
    for (const entry of value.entries) {
      if (entry.key === undefined) lowerCall.updateDict(l, table, type, entry.value);
      else lowerCall.setItem(l, table, type, asKey(l, entry.key, type.key), l.exprAs(entry.value, type.value));
    }
    return table;
  }
  const parts = l.inOrder(
    value.entries.flatMap((entry) => [
      { run: () => asKey(l, entry.key!, type.key), type: () => l.module.types.key(type.key) },
      { run: () => l.exprAs(entry.value, type.value), type: () => l.goType(type.value) },
    ]),
  );
  const pairs = value.entries.map((_, i) => [parts[2 * i], parts[2 * i + 1]] as const);
  const multiline = pairs.length > 2;
  if (type.ordered) {
    need(l.module, "NewOrderedMap");
    const args = made.kind === "pointer" && made.to.kind === "named" ? (made.to.args ?? []) : [];
    const pairType = go.named(l.module.types.tupleName(2), ...args);
    if (pairs.length === 0) return go.genericCall("NewOrderedMap", args);
    const list = go.composite(
      go.sliceOf(pairType),
      pairs.map(([key, item]) => ({ value: go.listOf(undefined as never, [key, item]) })),
      true,
    );
    return multiline
      ? go.spreadCall("NewOrderedMap", list)
      : go.call("NewOrderedMap", ...pairs.map(([key, item]) => go.listOf(pairType, [key, item])));
  }
  const valueType = l.goType(type.value);
  return go.composite(
    made,
    pairs.map(([key, item]) => ({
      key,
      value:
        item.kind === "composite" && item.type !== undefined && go.sameGoType(item.type, valueType)
          ? { ...item, type: undefined }
          : item,
    })),
    multiline,
  );
}

// ───────────────────────────────────────────────────────────── generators

function yieldValue(l: FunctionLowering, value: Expression | undefined, sent: Type): GoExpr {
  const generator = l.context.generator;
  const { def } = l.context;
  const body = scopedBody(def);
  if (def !== undefined && body !== undefined) {
    const types = l.module.types.results(def.yielded);
    const passed = (each: Expression): GoExpr =>
      givesAddress(def) ? l.visitors.lowerCall.addressOf(l, each, def.yielded) : l.exprAs(each, def.yielded);
    const given = value === undefined ? types.map((type) => l.zero(type)) : [passed(value)];
    return l.failing(go.call(body, ...given.slice(0, types.length)), NONE);
  }
  if (generator === undefined) return go.NIL;
  const item = value === undefined ? l.zero(l.goType(generator.yielded)) : l.exprAs(value, generator.yielded);
  l.emit(go.ifStmt(go.negate(go.call("yield", item)), endOfGenerator(l)));
  if (!l.module.facts.handsOver) return go.NIL;
  return l.coerce(runtimeCall(l.module, "received"), ANY, sent);
}

function yieldFrom(l: FunctionLowering, value: Expression): GoExpr {
  const generator = l.context.generator;
  if (generator === undefined) return go.NIL;
  if (value.type.kind === "iterator") {
    const all = runtimeCall(
      l.module,
      "yieldAll",
      l.exprAs(value, { kind: "iterator", element: generator.yielded }),
      go.name("yield"),
    );
    l.emit(go.ifStmt(go.negate(all), endOfGenerator(l)));
    return go.NIL;
  }
  const item = l.context.scope.take("item");
  const list = toList(l, value, generator.yielded);
  l.emit({
    kind: "range",
    key: go.BLANK,
    value: go.name(item),
    declares: true,
    over: list,
    body: [go.ifStmt(go.negate(go.call("yield", go.name(item))), endOfGenerator(l))],
  });
  return go.NIL;
}

/** What a generator does when nobody asks for more, from within whatever stands around the `yield`. */
function endOfGenerator(l: FunctionLowering): GoBlock {
  const end = { kind: "return", value: undefined, range: { start: 0, end: 0 } } as const;
  const block = l.block(() =>
    l.visitors.statements(l, [{ ...end, comments: [], lineComment: undefined, spaced: false }]),
  );
  return block.map((stmt) => ({ ...stmt, source: undefined }));
}

export { toFloat };
