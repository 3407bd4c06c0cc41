import { OverflowError, ValueError, ZeroDivisionError } from "./errors.ts";
import { floorDiv, mod, round } from "./numbers.ts";

/**
 * A whole number that is a float in Python, in a place where integers get too: Python shows `2.0` and `2` apart. Comparison and
 * arithmetic unwrap it.
 */
export class WholeFloat extends Number {}

const sameFloats = new Map<number, WholeFloat>();

/** A float as such, for a place that holds integers too. A float that is not whole tells itself. */
export function float(x: number): number {
  if (!Number.isInteger(Number(x))) return Number(x);
  const value = Number(x);
  const found = sameFloats.get(value);
  if (found !== undefined && !Object.is(value, -0)) return found as unknown as number;
  const made = new WholeFloat(value);
  if (!Object.is(value, -0)) sameFloats.set(value, made);
  return made as unknown as number;
}

/** Whether a number is a float in Python, where both kinds get. */
export function isFloat(x: unknown): boolean {
  return x instanceof WholeFloat || (typeof x === "number" && !Number.isInteger(x));
}

function like(result: number, a: number, b: number): number {
  return isFloat(a) || isFloat(b) ? float(result) : result;
}

/** Arithmetic on integers and floats alike: a float comes out where one went in. */
export function plus(a: number, b: number): number {
  return like(Number(a) + Number(b), a, b);
}

export function minus(a: number, b: number): number {
  return like(Number(a) - Number(b), a, b);
}

export function times(a: number, b: number): number {
  return like(Number(a) * Number(b), a, b);
}

export function quotient(a: number, b: number): number {
  return like(floorDiv(Number(a), Number(b)), a, b);
}

export function rest(a: number, b: number): number {
  return like(mod(Number(a), Number(b)), a, b);
}

export function power(a: number, b: number): number {
  return like(Number(a) ** Number(b), a, b < 0 ? 0.5 : b);
}

export function absolute(x: number): number {
  return like(Math.abs(x), x, x);
}

export function rounded(x: number, digits: number): number {
  return like(round(Number(x), digits), x, x);
}

export function total(values: Iterable<number>, start = 0): number {
  let result = start;
  for (const value of values) result = plus(result, value);
  return result;
}

/** An operator on values that are known only when the program runs: numbers of either kind, texts or lists. */
// biome-ignore lint/suspicious/noExplicitAny: the values are known when the program runs
export function arithmetic(operator: string, a: any, b: any): any {
  const isNumber = (each: unknown): boolean =>
    typeof each === "number" || typeof each === "bigint" || typeof each === "boolean" || each instanceof WholeFloat;
  if (!isNumber(a) || !isNumber(b)) {
    if (operator === "+" && Array.isArray(a) && Array.isArray(b)) return [...a, ...b];
    if (operator === "*" && (typeof a === "string" || typeof b === "string"))
      return typeof a === "string" ? a.repeat(Math.max(Number(b), 0)) : b.repeat(Math.max(Number(a), 0));
    if (operator === "*" && (Array.isArray(a) || Array.isArray(b))) {
      const [list, count] = Array.isArray(a) ? [a, b] : [b, a];
      return Array.from({ length: Math.max(Number(count), 0) }, () => list).flat();
    }
    if (operator === "+" && typeof a === "string" && typeof b === "string") return a + b;
    if (a === null || b === null || typeof a === "string" || typeof b === "string")
      throw new TypeError(`unsupported operand type(s) for ${operator}`);
  }
  switch (operator) {
    case "+":
      return typeof a === "bigint" || typeof b === "bigint" ? a + b : plus(a, b);
    case "-":
      return minus(a, b);
    case "*":
      return typeof a === "bigint" || typeof b === "bigint" ? BigInt(a) * BigInt(b) : times(a, b);
    case "/":
      if (Number(b) === 0) throw new ZeroDivisionError("division by zero");
      return float(Number(a) / Number(b));
    case "//":
      return quotient(a, b);
    case "%":
      return rest(a, b);
    case "**":
      return power(a, b);
    case "&":
      return Number(a) & Number(b);
    case "|":
      return Number(a) | Number(b);
    case "^":
      return Number(a) ^ Number(b);
    case "<<":
      return Number(a) * 2 ** Number(b);
    default:
      return Math.floor(Number(a) / 2 ** Number(b));
  }
}

/** A float as a ratio of two integers, exactly. */
export function integerRatio(x: number): [number, number] {
  if (!Number.isFinite(x))
    throw Number.isNaN(x)
      ? new ValueError("cannot convert NaN to integer ratio")
      : new OverflowError("cannot convert Infinity to integer ratio");
  let [numerator, denominator] = [x, 1];
  while (!Number.isInteger(numerator)) [numerator, denominator] = [numerator * 2, denominator * 2];
  return [numerator, denominator];
}

/** A float in hexadecimal, as Python's `float.hex` writes it. */
export function hexFloat(x: number): string {
  if (!Number.isFinite(x)) return Number.isNaN(x) ? "nan" : x < 0 ? "-inf" : "inf";
  const sign = x < 0 || Object.is(x, -0) ? "-" : "";
  if (x === 0) return `${sign}0x0.0p+0`;
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, Math.abs(x));
  const bits = view.getBigUint64(0);
  const stored = Number(bits >> 52n);
  const fraction = (bits & 0xf_ffff_ffff_ffffn).toString(16).padStart(13, "0");
  const exponent = stored === 0 ? -1022 : stored - 1023;
  return `${sign}0x${stored === 0 ? 0 : 1}.${fraction}p${exponent < 0 ? "" : "+"}${exponent}`;
}

/** Python's `float.fromhex`. */
export function floatOfHex(text: string): number {
  const parts = /^\s*([-+]?)(?:0x)?([0-9a-f]*)(?:\.([0-9a-f]*))?(?:p([-+]?\d+))?\s*$/i.exec(text);
  if (parts === null) throw new ValueError("invalid hexadecimal floating-point string");
  const [, sign, whole, fraction = "", exponent = "0"] = parts;
  const size = Number.parseInt(`0${whole}${fraction}`, 16) * 2 ** (Number(exponent) - 4 * fraction.length);
  return sign === "-" ? -size : size;
}
