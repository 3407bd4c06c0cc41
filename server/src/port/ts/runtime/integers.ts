import { ValueError } from "./errors.ts";
import { bigFloorDiv, bigMod } from "./numbers.ts";

/** `divmod` on integers of any size. */
export function bigDivmod(a: bigint, b: bigint): [bigint, bigint] {
  return [bigFloorDiv(a, b), bigMod(a, b)];
}

/** `pow(base, exponent, modulus)` on integers of any size. */
export function bigPowMod(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  let factor = bigMod(base, modulus);
  for (let left = exponent; left > 0n; left >>= 1n) {
    if (left & 1n) result = (result * factor) % modulus;
    factor = (factor * factor) % modulus;
  }
  return bigMod(result, modulus);
}

export function bigFactorial(n: number): bigint {
  if (n < 0) throw new ValueError("factorial() not defined for negative values");
  let result = 1n;
  for (let i = 2; i <= n; i++) result *= BigInt(i);
  return result;
}

/** In how many ways `k` of `n` things can be chosen. */
export function bigComb(n: number, k: number): bigint {
  let result = 1n;
  for (let i = 1; i <= k; i++) result = (result * BigInt(n - k + i)) / BigInt(i);
  return k > n ? 0n : result;
}

/** In how many ways `k` of `n` things can be put in order. */
export function bigPerm(n: number, k: number = n): bigint {
  let result = 1n;
  for (let i = 0; i < k; i++) result *= BigInt(n - i);
  return k > n ? 0n : result;
}

export function bigGcd(...values: bigint[]): bigint {
  return values.reduce((a, b) => {
    let [x, y] = [a, b];
    while (y !== 0n) [x, y] = [y, x % y];
    return x < 0n ? -x : x;
  }, 0n);
}

export function bigLcm(...values: bigint[]): bigint {
  return values.reduce((a, b) => {
    const product = a * b;
    return product === 0n ? 0n : (product < 0n ? -product : product) / bigGcd(a, b);
  }, 1n);
}

/** The largest integer whose square is not above `n` (Newton's method). */
export function bigSqrt(n: bigint): bigint {
  if (n < 0n) throw new ValueError("isqrt() argument must be nonnegative");
  let root = 1n << BigInt(Math.ceil(n.toString(2).length / 2));
  for (;;) {
    const next = (root + n / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}

export function bigProduct(values: Iterable<number | bigint>, start = 1n): bigint {
  let product = start;
  for (const value of values) product *= BigInt(value);
  return product;
}
