import * as go from "../build.ts";
import type { GoBlock, GoExpr, GoType } from "../tree.ts";
import { asType, type Constant, fits, type Typed } from "./fits.ts";
import { Scope } from "./scope.ts";
import { type Known, runtimeVariable, type Signature, standardFunction } from "./signatures.ts";
import { isAny, isBasic, isNumber, isReadable, type Universe } from "./universe.ts";

/** What settling the expressions of a port works with. */
export interface Settling {
  readonly universe: Universe;
  /** A name of the runtime, which the port has from then on. */
  readonly runtime: (entry: string) => GoExpr;
  readonly block: (body: GoBlock, scope: Scope) => GoBlock;
  readonly call: (call: GoExpr & { kind: "call" }, scope: Scope) => Typed;
}

export const known = (value: GoExpr, type: Known): Typed => ({ value, type });
const open = (value: GoExpr, constant: Constant): Typed => ({ value, type: undefined, constant });
const dynamic = (value: GoExpr): Typed => known(value, go.ANY_TYPE);

export function runtimeOf(s: Settling, entry: string, ...args: readonly GoExpr[]): GoExpr {
  return { kind: "call", callee: s.runtime(entry), args };
}

/** The type that a variable declared with `:=` gets from a value. */
export function typeOfValue(typed: Typed): Known {
  switch (typed.constant) {
    case undefined:
      return typed.type;
    case "int":
      return go.INT_TYPE;
    case "float":
      return go.FLOAT_TYPE;
    case "string":
      return go.STRING_TYPE;
    case "rune":
      return go.named("rune");
    case "nil":
      return undefined;
  }
}

/** The expression with its parts settled, as a value of the wanted type where one is known. */
export function valueAs(s: Settling, value: GoExpr, wanted: Known, scope: Scope): GoExpr {
  return asType(s.universe, typed(s, value, scope, wanted), wanted, s.runtime);
}

/** The expression with its parts settled, and its type. */
export function typed(s: Settling, value: GoExpr, scope: Scope, wanted?: Known): Typed {
  switch (value.kind) {
    case "name":
      return nameOf(s, value, scope);
    case "qualified":
      return known(value, qualifiedType(value.package, value.name));
    case "number":
      return open(value, /^0x/i.test(value.text) || !/[.eE]/.test(value.text) ? "int" : "float");
    case "string":
      return open(value, "string");
    case "rune":
      return open(value, "rune");
    case "call":
      return s.call(value, scope);
    case "convert": {
      const inner = typed(s, value.value, scope);
      if (isAny(inner.type) && !isAny(value.type))
        return known(asType(s.universe, inner, value.type, s.runtime), value.type);
      return known({ ...value, value: inner.value }, value.type);
    }
    case "index":
      return indexOf(s, value, scope);
    case "slice":
      return sliceOf(s, value, scope);
    case "selector":
      return selectorOf(s, value, scope);
    case "unary":
      return unaryOf(s, value, scope);
    case "binary":
      return binaryOf(s, value, scope);
    case "composite":
      return compositeOf(s, value, scope, wanted);
    case "function":
      return literalOf(s, value, scope);
    case "assert": {
      const inner = typed(s, value.value, scope);
      if (inner.type === undefined || s.universe.isInterface(inner.type))
        return inner.constant === undefined
          ? known({ ...value, value: inner.value }, value.type)
          : known(asType(s.universe, inner, value.type, s.runtime), value.type);
      if (fits(s.universe, inner.type, value.type) === "yes") return known(inner.value, value.type);
      return known({ ...value, value: go.convert(go.ANY_TYPE, inner.value) }, value.type);
    }
    case "type":
      return known(value, undefined);
    case "instance":
      return known(value, undefined);
    default:
      return value satisfies never;
  }
}

const CONSTANTS: Readonly<Record<string, GoType>> = {
  "math.Pi": go.FLOAT_TYPE,
  "math.E": go.FLOAT_TYPE,
  "math.MaxInt": go.INT_TYPE,
  "os.Args": go.sliceOf(go.STRING_TYPE),
};

function qualifiedType(path: string, name: string): Known {
  return CONSTANTS[`${path}.${name}`];
}

function nameOf(s: Settling, value: GoExpr & { kind: "name" }, scope: Scope): Typed {
  const { name } = value;
  if (scope.has(name)) return known(value, scope.typeOf(name));
  if (name === "nil") return open(value, "nil");
  if (name === "true" || name === "false") return known(value, go.BOOL_TYPE);
  if (s.universe.isVariable(name)) return known(value, s.universe.variable(name));
  const signature = s.universe.function(name);
  return known(value, signature === undefined ? runtimeVariable(name) : functionType(signature));
}

function functionType(signature: Signature): Known {
  const { params, results, typeParams, variadic } = signature;
  if (typeParams.length > 0 || variadic) return undefined;
  if (!params.every(isReadable) || !results.every(isReadable)) return undefined;
  return { kind: "function", params, results };
}

function indexOf(s: Settling, value: GoExpr & { kind: "index" }, scope: Scope): Typed {
  const object = typed(s, value.value, scope);
  if (isAny(object.type) || object.constant === "nil") {
    const key = typed(s, value.index, scope);
    return dynamic(runtimeOf(s, "element", object.value, key.value));
  }
  const { type } = object;
  const made = type?.kind === "named" ? s.universe.underlying(type) : type;
  if (made?.kind === "map") {
    const index = valueAs(s, value.index, made.key, scope);
    return known({ ...value, value: object.value, index }, made.value);
  }
  if (made?.kind === "slice") {
    const index = valueAs(s, value.index, go.INT_TYPE, scope);
    return known({ ...value, value: object.value, index }, made.of);
  }
  return known({ ...value, value: object.value, index: typed(s, value.index, scope).value }, undefined);
}

function sliceOf(s: Settling, value: GoExpr & { kind: "slice" }, scope: Scope): Typed {
  const object = typed(s, value.value, scope);
  const bound = (each: GoExpr | undefined): GoExpr | undefined => each && valueAs(s, each, go.INT_TYPE, scope);
  const list = go.sliceOf(go.ANY_TYPE);
  const isOpen = isAny(object.type);
  const given = isOpen ? asType(s.universe, object, list, s.runtime) : object.value;
  return known({ ...value, value: given, low: bound(value.low), high: bound(value.high) }, isOpen ? list : object.type);
}

function selectorOf(s: Settling, value: GoExpr & { kind: "selector" }, scope: Scope): Typed {
  const object = typed(s, value.value, scope);
  const { type } = object;
  const read = { ...value, value: object.value };
  if (object.constant === "nil") return dynamic(runtimeOf(s, "field", object.value, go.text(value.name)));
  if (type === undefined) return known(read, undefined);
  const member = s.universe.member(type, value.name);
  switch (member.kind) {
    case "field":
      return known(read, isReadable(member.type) ? member.type : undefined);
    case "method":
      return known(read, member.signature === undefined ? undefined : functionType(member.signature));
    case "none":
      return dynamic(runtimeOf(s, "field", object.value, go.text(value.name)));
    case "unknown":
      return known(read, undefined);
    default:
      return member satisfies never;
  }
}

function unaryOf(s: Settling, value: GoExpr & { kind: "unary" }, scope: Scope): Typed {
  if (value.operator === "!") return known({ ...value, value: conditionOf(s, value.value, scope) }, go.BOOL_TYPE);
  if (value.operator === "&") return addressOf(s, value, scope);
  const inner = typed(s, value.value, scope);
  const made = { ...value, value: inner.value };
  switch (value.operator) {
    case "-":
    case "+":
    case "^":
      if (isAny(inner.type) && value.operator === "-") return dynamic(runtimeOf(s, "negate", inner.value));
      return { ...inner, value: made };
    case "*":
      if (inner.type === undefined) return known(made, undefined);
      if (inner.type.kind === "pointer") return known(made, inner.type.to);
      return isBasic(inner.type) || isAny(inner.type) ? inner : known(made, undefined);
    case "<-":
      return known(made, inner.type?.kind === "channel" ? inner.type.of : undefined);
    default:
      return value.operator satisfies never;
  }
}

/** The address of an element that is read by a function of the runtime is that of the element itself. */
function addressOf(s: Settling, value: GoExpr & { kind: "unary" }, scope: Scope): Typed {
  const { value: of } = value;
  if (of.kind === "call" && of.callee.kind === "name" && of.callee.name === "at" && of.args.length === 2) {
    const list = typed(s, of.args[0], scope);
    if (list.type?.kind === "slice") {
      const at = valueAs(s, of.args[1], go.INT_TYPE, scope);
      const place = runtimeOf(s, "position", at, go.call("len", list.value));
      return known(go.unary("&", go.index(list.value, place)), go.pointerTo(list.type.of));
    }
  }
  const inner = typed(s, of, scope);
  return known({ ...value, value: inner.value }, inner.type === undefined ? undefined : go.pointerTo(inner.type));
}

/** A condition of `if`, `for`, `&&`, …: a value of no known type has a truth value in Python. */
export function conditionOf(s: Settling, value: GoExpr, scope: Scope): GoExpr {
  const test = typed(s, value, scope);
  if (test.constant === "nil") return go.FALSE;
  if (isAny(test.type)) return runtimeOf(s, "truthy", test.value);
  if (isNumber(test.type)) return go.binary("!=", test.value, go.number(0));
  if (test.type?.kind === "slice" || test.type?.kind === "map")
    return go.binary(">", go.call("len", test.value), go.number(0));
  if (test.type?.kind === "pointer") return go.binary("!=", test.value, go.NIL);
  if (isBasic(test.type) && test.type.name === "string") return go.binary("!=", test.value, go.text(""));
  return test.value;
}

const ORDERINGS: ReadonlySet<string> = new Set(["<", "<=", ">", ">="]);

function binaryOf(s: Settling, value: GoExpr & { kind: "binary" }, scope: Scope): Typed {
  const { operator } = value;
  if (operator === "&&" || operator === "||") {
    const left = conditionOf(s, value.left, scope);
    const right = conditionOf(s, value.right, scope);
    return known(withoutConstant(operator, left, right), go.BOOL_TYPE);
  }
  const left = typed(s, value.left, scope);
  const right = typed(s, value.right, scope);
  if (operator === "==" || operator === "!=") return known(equalityOf(s, operator, left, right), go.BOOL_TYPE);
  const isOrdering = ORDERINGS.has(operator);
  if (isOrdering && (isAny(left.type) || isAny(right.type)) && !isBasic(left.type) && !isBasic(right.type)) {
    const compared = runtimeOf(s, "compareAny", left.value, right.value);
    return known({ ...value, left: compared, right: go.number(0) }, go.BOOL_TYPE);
  }
  const [a, b] = operands(s, left, right);
  if (isAny(a.type) || isAny(b.type)) {
    if (operator === "&^") return known({ ...value, left: a.value, right: b.value }, undefined);
    return dynamic(runtimeOf(s, "arithmetic", go.text(operator), a.value, b.value));
  }
  const made: GoExpr = { ...value, left: a.value, right: b.value };
  if (isOrdering) return known(made, go.BOOL_TYPE);
  if (operator === "<<" || operator === ">>") return { ...a, value: made };
  if (a.constant !== undefined && b.constant !== undefined)
    return { value: made, type: undefined, constant: a.constant === "int" ? b.constant : a.constant };
  return known(made, a.constant === undefined ? a.type : b.type);
}

/** `&&` and `||` without a constant operand that decides nothing. */
function withoutConstant(operator: "&&" | "||", left: GoExpr, right: GoExpr): GoExpr {
  const constant = right.kind === "name" ? right.name : undefined;
  if (constant === (operator === "&&" ? "true" : "false")) return left;
  const decides = operator === "&&" ? "false" : "true";
  const last = left.kind === "binary" && left.operator === operator ? left.right : undefined;
  if (constant === decides && last?.kind === "name" && last.name === decides) return left;
  return go.binary(operator, left, right);
}

/** Both operands as values of one type: a number behind a pointer is read, what is of no known type takes that of the other. */
function operands(s: Settling, left: Typed, right: Typed): readonly [Typed, Typed] {
  const [a, b] = [behindPointer(left), behindPointer(right)];
  const toward = (each: Typed, other: Typed): Typed =>
    isAny(each.type) && isBasic(other.type) ? known(asType(s.universe, each, other.type, s.runtime), other.type) : each;
  const [x, y] = [toward(a, b), toward(b, a)];
  if (isAny(x.type) && y.constant !== undefined && y.constant !== "nil") {
    const type = typeOfValue(y);
    return [known(asType(s.universe, x, type, s.runtime), type), y];
  }
  if (isAny(y.type) && x.constant !== undefined && x.constant !== "nil") {
    const type = typeOfValue(x);
    return [x, known(asType(s.universe, y, type, s.runtime), type)];
  }
  if (isNumber(x.type) && isNumber(y.type) && fits(s.universe, x.type!, y.type!) === "no") {
    const isFloat = (each: Typed): boolean => each.type?.kind === "named" && each.type.name === "float64";
    if (isFloat(x)) return [x, known(go.convert(go.FLOAT_TYPE, y.value), go.FLOAT_TYPE)];
    if (isFloat(y)) return [known(go.convert(go.FLOAT_TYPE, x.value), go.FLOAT_TYPE), y];
  }
  return [x, y];
}

function behindPointer(each: Typed): Typed {
  return each.type?.kind === "pointer" && isBasic(each.type.to) ? known(go.unary("*", each.value), each.type.to) : each;
}

function equalityOf(s: Settling, operator: "==" | "!=", left: Typed, right: Typed): GoExpr {
  const made: GoExpr = { kind: "binary", operator, left: left.value, right: right.value };
  const told = (same: GoExpr): GoExpr => (operator === "==" ? same : go.negate(same));
  if (left.constant === "nil" && right.constant === "nil") return told(go.TRUE);
  for (const [a, b] of [
    [left, right],
    [right, left],
  ]) {
    if (a.constant !== "nil") continue;
    const type = typeOfValue(b);
    // A string, a number or a function of the package is never None.
    const isFunction =
      b.value.kind === "name" && type?.kind === "function" && s.universe.function(b.value.name) !== undefined;
    return isBasic(type) || isFunction ? told(go.FALSE) : made;
  }
  const [a, b] = [typeOfValue(left), typeOfValue(right)];
  if (a === undefined || b === undefined || left.constant !== undefined || right.constant !== undefined) {
    const [constant, other] = left.constant === undefined ? [right, b === undefined ? a : a] : [left, b];
    const mismatched =
      constant.constant !== undefined &&
      isBasic(other) &&
      ((constant.constant === "string") !== (other.name === "string") || other.name === "bool");
    return mismatched ? told(runtimeOf(s, "equal", left.value, right.value)) : made;
  }
  const isComparable = (type: GoType): boolean =>
    type.kind !== "slice" && type.kind !== "map" && type.kind !== "function";
  const fitting = fits(s.universe, a, b) !== "no" || fits(s.universe, b, a) !== "no";
  if (fitting && isComparable(a) && isComparable(b)) return made;
  return told(runtimeOf(s, "equal", left.value, right.value));
}

function compositeOf(s: Settling, value: GoExpr & { kind: "composite" }, scope: Scope, wanted: Known): Typed {
  const type = value.type ?? (wanted?.kind === "pointer" ? wanted.to : wanted);
  const made = type?.kind === "named" ? s.universe.underlying(type) : type;
  const part = (each: GoExpr, as: Known): GoExpr => valueAs(s, each, isReadable(as) ? as : undefined, scope);
  const elements = value.elements.map((element, i) => {
    switch (made?.kind) {
      case "slice":
        return { ...element, value: part(element.value, made.of) };
      case "map":
        return { key: element.key && part(element.key, made.key), value: part(element.value, made.value) };
      case "struct": {
        const { key } = element;
        const field = key?.kind === "name" ? made.fields.find((each) => each.name === key.name) : made.fields[i];
        return { ...element, value: part(element.value, field?.type) };
      }
      default:
        return {
          key: element.key?.kind === "name" ? element.key : element.key && part(element.key, undefined),
          value: part(element.value, undefined),
        };
    }
  });
  return known({ ...value, elements }, type);
}

/** A function of the standard library that a literal does nothing but call stands for the literal. */
function passedOn(literal: GoExpr & { kind: "function" }): GoExpr | undefined {
  const [only, ...rest] = literal.body;
  if (rest.length > 0 || only?.kind !== "return" || only.values.length !== 1) return undefined;
  const [call] = only.values;
  if (call.kind !== "call" || call.callee.kind !== "qualified" || call.spread === true) return undefined;
  const signature = standardFunction(call.callee.package, call.callee.name);
  if (signature === undefined || signature.variadic || signature.typeParams.length > 0) return undefined;
  const { params, results } = literal;
  const fitting =
    call.args.length === params.length &&
    call.args.every((arg, i) => arg.kind === "name" && arg.name === params[i].name) &&
    signature.params.every((param, i) => param !== undefined && go.sameGoType(param, params[i].type)) &&
    signature.results.length === results.length &&
    signature.results.every((result, i) => result !== undefined && go.sameGoType(result, results[i].type));
  return fitting ? call.callee : undefined;
}

function literalOf(s: Settling, value: GoExpr & { kind: "function" }, scope: Scope): Typed {
  const results = value.results.map(({ type }) => type);
  const inner = new Scope(scope, results);
  for (const { name, type, variadic } of value.params) inner.declare(name, variadic ? go.sliceOf(type) : type);
  for (const { name, type } of value.results) inner.declare(name, type);
  const body = s.block(value.body, inner);
  const isVariadic = value.params.at(-1)?.variadic === true;
  const passed = passedOn({ ...value, body });
  if (passed !== undefined)
    return known(passed, { kind: "function", params: value.params.map(({ type }) => type), results });
  return known(
    { ...value, body },
    isVariadic ? undefined : { kind: "function", params: value.params.map(({ type }) => type), results },
  );
}
