import type { BinaryOperator, CompareOperator, Expression } from "../../ir/nodes.ts";
import { INT, isWide, type Type, WIDE_INT } from "../../ir/types.ts";
import * as go from "../build.ts";
import type { GoExpr } from "../tree.ts";
import { runtimeCall } from "./context.ts";
import type { FunctionLowering } from "./function.ts";

/** Integers that may leave 64 bits: `*big.Int`, of which every operation makes a new one. */

type Call = Expression & { kind: "call" };

/** An expression that gives a wide integer, or that takes one; undefined where fixed width is enough. */
export function wideExpression(l: FunctionLowering, value: Expression): GoExpr | undefined {
  switch (value.kind) {
    case "int":
      return isWide(value.type) ? wideLiteral(l, value.value) : undefined;
    case "unary": {
      if (!isWide(value.operand.type)) return undefined;
      const operand = l.exprAs(value.operand, WIDE_INT);
      return value.operator === "+" ? operand : fresh(value.operator === "-" ? "Neg" : "Not", operand);
    }
    case "call":
      return wideCall(l, value);
    default:
      return undefined;
  }
}

const FITS = 2n ** 63n;

function wideLiteral(l: FunctionLowering, value: bigint): GoExpr {
  if (value < FITS && value >= -FITS) return go.packageCall("math/big", "NewInt", go.number(value));
  return runtimeCall(l.module, "parseWide", go.text(String(value)));
}

/** `new(big.Int).Add(x, y)` and the like. */
function fresh(operation: string, ...operands: readonly GoExpr[]): GoExpr {
  return go.methodCall(go.call("new", go.typeExpr(go.from("math/big", "Int"))), operation, ...operands);
}

const METHODS: Partial<Record<BinaryOperator, string>> = {
  "+": "Add",
  "-": "Sub",
  "*": "Mul",
  "&": "And",
  "|": "Or",
  "^": "Xor",
};

const HELPERS: Partial<Record<BinaryOperator, string>> = { "//": "floorDivWide", "%": "floorModWide" };

const isInteger = (type: Type): boolean => type.kind === "int" || type.kind === "bool";

/** An operation on integers of which one, or the result, is wide. */
export function wideOperation(
  l: FunctionLowering,
  operator: BinaryOperator,
  left: Expression,
  right: Expression,
  result: Type,
): GoExpr | undefined {
  if (!isInteger(left.type) || !isInteger(right.type)) return undefined;
  if (!isWide(left.type) && !isWide(right.type) && !isWide(result)) return undefined;
  const operands = (a: Type, b: Type): readonly GoExpr[] =>
    l.inOrder([
      { run: () => l.exprAs(left, a), type: () => l.goType(a) },
      { run: () => l.exprAs(right, b), type: () => l.goType(b) },
    ]);
  if (operator === "/") return runtimeCall(l.module, "divideWide", ...operands(WIDE_INT, WIDE_INT));
  if (result.kind !== "int") return undefined;
  const finished = (made: GoExpr): GoExpr => l.coerce(made, WIDE_INT, result);
  const method = METHODS[operator];
  if (method !== undefined) return finished(fresh(method, ...operands(WIDE_INT, WIDE_INT)));
  const helper = HELPERS[operator];
  if (helper !== undefined) return finished(runtimeCall(l.module, helper, ...operands(WIDE_INT, WIDE_INT)));
  const [x, count] = operands(WIDE_INT, INT);
  switch (operator) {
    case "**":
      return finished(runtimeCall(l.module, "powerWide", x, count));
    case "<<":
    case ">>":
      return finished(fresh(operator === "<<" ? "Lsh" : "Rsh", x, go.convert(go.named("uint"), count)));
    default:
      return undefined;
  }
}

/** A comparison of integers that may be wide; `lower` gives a side as a value of a type. */
export function wideComparison(
  l: FunctionLowering,
  operator: CompareOperator,
  left: Expression,
  right: Expression,
  lower: (value: Expression, as: Type) => GoExpr,
): GoExpr | undefined {
  if (!isInteger(left.type) || !isInteger(right.type) || (!isWide(left.type) && !isWide(right.type))) return undefined;
  const sign = { is: "==", "is not": "!=", in: undefined, "not in": undefined }[operator as "is"] ?? operator;
  if (sign !== "==" && sign !== "!=" && sign !== "<" && sign !== "<=" && sign !== ">" && sign !== ">=")
    return undefined;
  if (right.kind === "int" && right.value === 0n)
    return go.binary(sign, go.methodCall(lower(left, WIDE_INT), "Sign"), go.number(0));
  const [x, y] = l.inOrder([
    { run: () => lower(left, WIDE_INT), type: () => l.goType(WIDE_INT) },
    { run: () => lower(right, WIDE_INT), type: () => l.goType(WIDE_INT) },
  ]);
  return go.binary(sign, go.methodCall(x, "Cmp", y), go.number(0));
}

/** Functions of the library that take integers, by what does the same for wide ones. */
const LIBRARY: Readonly<Record<string, string>> = {
  "math.gcd": "gcdWide",
  "math.lcm": "lcmWide",
  "math.isqrt": "isqrtWide",
};

/** Functions whose result is wide where their arguments need not be. */
const GROWING: Readonly<Record<string, string>> = {
  "math.factorial": "factorialWide",
  "math.comb": "combWide",
  "math.perm": "permWide",
};

function wideCall(l: FunctionLowering, value: Call): GoExpr | undefined {
  const { target, type } = value;
  if (value.args.some((argument) => argument.kind !== "positional")) return undefined;
  const args = value.args.map((argument) => argument.value);
  const [first] = args;
  const anyWide = args.some((each) => isWide(each.type));
  const all = (as: Type): readonly GoExpr[] =>
    l.inOrder(args.map((each) => ({ run: () => l.exprAs(each, as), type: () => l.goType(as) })));
  if (target.kind === "method" && target.method === undefined && isWide(target.receiver.type)) {
    const receiver = (): GoExpr => l.expr(target.receiver);
    if (target.name === "bit_length") return go.methodCall(receiver(), "BitLen");
    return target.name === "bit_count" ? runtimeCall(l.module, "bitCountWide", receiver()) : undefined;
  }
  if (target.kind === "library") {
    const name = `${target.module}.${target.name}`;
    if (LIBRARY[name] !== undefined && anyWide)
      return l.coerce(runtimeCall(l.module, LIBRARY[name], ...all(WIDE_INT)), WIDE_INT, type);
    if (GROWING[name] !== undefined && isWide(type)) return runtimeCall(l.module, GROWING[name], ...all(INT));
    return undefined;
  }
  if (target.kind !== "builtin" || first === undefined) return undefined;
  switch (target.name) {
    case "abs":
      return isWide(first.type) ? fresh("Abs", l.expr(first)) : undefined;
    case "divmod": {
      if (!anyWide || !args.every((each) => isInteger(each.type))) return undefined;
      const pair = runtimeCall(l.module, "divModWide", ...all(WIDE_INT));
      return l.coerce(pair, { kind: "tuple", elements: [WIDE_INT, WIDE_INT] }, type);
    }
    case "pow":
      if (args.length !== 3 || (!anyWide && !isWide(type))) return undefined;
      return l.coerce(runtimeCall(l.module, "powerModWide", ...all(WIDE_INT)), WIDE_INT, type);
    case "bin":
    case "oct":
    case "hex": {
      if (!isWide(first.type)) return undefined;
      const [prefix, base] = ({ bin: ["0b", 2], oct: ["0o", 8], hex: ["0x", 16] } as const)[target.name];
      return runtimeCall(l.module, "prefixedWide", l.expr(first), go.text(prefix), go.number(base));
    }
    case "int":
      return wideConversion(l, first, args[1], type);
    case "round":
      return isWide(first.type) && args.length === 1 ? l.expr(first) : undefined;
    default:
      return undefined;
  }
}

function wideConversion(
  l: FunctionLowering,
  value: Expression,
  base: Expression | undefined,
  type: Type,
): GoExpr | undefined {
  if (isInteger(value.type) && (isWide(type) || isWide(value.type))) return l.exprAs(value, type);
  if (!isWide(type)) return undefined;
  if (value.type.kind === "str" && base === undefined) return runtimeCall(l.module, "parseWide", l.expr(value));
  if (value.type.kind === "str" && base !== undefined)
    return runtimeCall(l.module, "parseWideBase", l.expr(value), l.exprAs(base, INT));
  if (value.type.kind === "float") return runtimeCall(l.module, "wideOfFloat", l.expr(value));
  return undefined;
}
