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
