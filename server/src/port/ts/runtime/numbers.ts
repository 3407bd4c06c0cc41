import { OverflowError, StatisticsError, ValueError, ZeroDivisionError } from "./errors.ts";

/** Python's `/`. */
export function divide(a: number, b: number, message = "division by zero"): number {
  if (b === 0) throw new ZeroDivisionError(message);
  return a / b;
}

/** Python's `//`: rounds towards minus infinity. */
export function floorDiv(a: number, b: number): number {
  if (b === 0) throw new ZeroDivisionError("integer division or modulo by zero");
  return Math.floor(a / b);
}

/** Python's `%`: the result has the sign of the divisor. */
export function mod(a: number, b: number): number {
  if (b === 0) throw new ZeroDivisionError("integer modulo by zero");
  const rest = a % b;
  return rest !== 0 && rest < 0 !== b < 0 ? rest + b : rest + 0;
}

/** Python's `divmod`. */
export function divmod(a: number, b: number): [number, number] {
  return [floorDiv(a, b), mod(a, b)];
}

/** `//` on integers of any size. */
export function bigFloorDiv(a: bigint, b: bigint): bigint {
  if (b === 0n) throw new ZeroDivisionError("integer division or modulo by zero");
  const quotient = a / b;
  return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient;
}

/** `%` on integers of any size. */
export function bigMod(a: bigint, b: bigint): bigint {
  if (b === 0n) throw new ZeroDivisionError("integer modulo by zero");
  const rest = a % b;
  return rest !== 0n && rest < 0n !== b < 0n ? rest + b : rest;
}

/** `a * b % m`, exact even where the product leaves the range of exact numbers. */
export function mulMod(a: number, b: number, m: number): number {
  const product = a * b;
  if (Number.isSafeInteger(product)) return mod(product, m);
  return Number(bigMod(BigInt(a) * BigInt(b), BigInt(m)));
}

/** `pow(base, exponent, modulus)`. */
export function powMod(base: number, exponent: number, modulus: number): number {
  const m = BigInt(modulus);
  let result = 1n;
  let factor = bigMod(BigInt(base), m);
  if (exponent < 0) {
    let [inverse, next, a, b] = [0n, 1n, m, factor];
    while (b > 0n) {
      const quotient = a / b;
      [inverse, next] = [next, inverse - quotient * next];
      [a, b] = [b, a - quotient * b];
    }
    if (a !== 1n) throw new ValueError("base is not invertible for the given modulus");
    factor = bigMod(inverse, m);
  }
  for (let left = BigInt(Math.abs(exponent)); left > 0n; left >>= 1n) {
    if (left & 1n) result = (result * factor) % m;
    factor = (factor * factor) % m;
  }
  return Number(bigMod(result, m));
}

/** Bitwise operators on integers that may not fit 32 bits. */
export function bitAnd(a: number, b: number): number {
  return (a | 0) === a && (b | 0) === b ? a & b : Number(BigInt(a) & BigInt(b));
}

export function bitOr(a: number, b: number): number {
  return (a | 0) === a && (b | 0) === b ? a | b : Number(BigInt(a) | BigInt(b));
}

export function bitXor(a: number, b: number): number {
  return (a | 0) === a && (b | 0) === b ? a ^ b : Number(BigInt(a) ^ BigInt(b));
}

/** Python's `round`: a tie goes to the even neighbour, judged on the exact binary value. */
export function round(x: number, digits?: number): number {
  if (digits === undefined) {
    const floor = Math.floor(x);
    const rest = x - floor;
    return rest < 0.5 || (rest === 0.5 && floor % 2 === 0) ? floor : floor + 1;
  }
  if (!Number.isFinite(x) || digits > 22) return x;
  if (digits >= 0) return Number(toFixed(x, digits));
  const unit = 10 ** -digits;
  return round(x / unit) * unit;
}

/** Fixed-point notation with ties to even, as Python formats. */
export function toFixed(x: number, digits: number): string {
  if (Math.abs(x) >= 1e21) return BigInt(x).toString() + (digits > 0 ? `.${"0".repeat(digits)}` : "");
  const text = x.toFixed(Math.min(digits, 100));
  // JavaScript breaks exact ties upwards; such a tie ends in 5 and nothing more one digit further.
  const scaled = Math.abs(x) * 10 ** digits;
  const isTie =
    digits <= 15 &&
    scaled - Math.floor(scaled) === 0.5 &&
    Math.abs(x)
      .toFixed(Math.min(digits + 25, 100))
      .slice(0, -24)
      .endsWith("5") &&
    /^0*$/.test(
      Math.abs(x)
        .toFixed(Math.min(digits + 25, 100))
        .slice(-24),
    );
  if (isTie && Math.floor(scaled) % 2 === 0) {
    const even = (Math.floor(scaled) / 10 ** digits).toFixed(digits);
    return x < 0 || Object.is(x, -0) ? `-${even}` : even;
  }
  return Object.is(x, -0) || (x < 0 && !text.startsWith("-")) ? `-${text.replace(/^-/, "")}` : text;
}

/** Python's `int(text, base)`. */
export function parseInteger(text: string, base = 10): number {
  const cleaned = text
    .trim()
    .replace(/(?<=[\da-zA-Z])_(?=[\da-zA-Z])/g, "")
    .toLowerCase();
  const match = /^([+-]?)(0x|0o|0b)?([0-9a-z]+)$/.exec(cleaned);
  const prefixes: Record<string, number> = { "0x": 16, "0o": 8, "0b": 2 };
  const prefix = match?.[2];
  const digits = match?.[3] ?? "";
  const actual = prefix === undefined ? base || 10 : prefixes[prefix];
  const isValid =
    match !== null &&
    (prefix === undefined || base === 0 || base === actual) &&
    [...digits].every((digit) => Number.parseInt(digit, 36) < actual);
  if (!isValid) throw new ValueError(`invalid literal for int() with base ${base}: '${text}'`);
  const value = Number.parseInt(digits, actual);
  return match[1] === "-" ? -value : value;
}

/** Python's `int(text, base)` for integers of any size. */
export function parseBigInteger(text: string, base = 10): bigint {
  const near = parseInteger(text, base);
  if (Number.isSafeInteger(near)) return BigInt(near);
  const [, sign, prefix = "", digits] =
    /^([+-]?)(0[xob])?(.*)$/.exec(text.trim().replaceAll("_", "").toLowerCase()) ?? [];
  const actual = BigInt({ "0x": 16, "0o": 8, "0b": 2 }[prefix] ?? (base || 10));
  const value = [...digits].reduce((total, digit) => total * actual + BigInt(Number.parseInt(digit, 36)), 0n);
  return sign === "-" ? -value : value;
}

/** Python's `float(text)`. */
export function parseNumber(text: string): number {
  const cleaned = text
    .trim()
    .toLowerCase()
    .replace(/(?<=\d)_(?=\d)/g, "");
  if (/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/.test(cleaned)) return Number(cleaned);
  const special = /^([+-]?)(inf|infinity|nan)$/.exec(cleaned);
  if (special === null) throw new ValueError(`could not convert string to float: '${text}'`);
  const value = special[2] === "nan" ? Number.NaN : Number.POSITIVE_INFINITY;
  return special[1] === "-" ? -value : value;
}

/** Python's `int(x)` of a float. */
export function truncate(x: number): number {
  if (Number.isNaN(x)) throw new ValueError("cannot convert float NaN to integer");
  if (!Number.isFinite(x)) throw new OverflowError("cannot convert float infinity to integer");
  return Math.trunc(x) + 0;
}

export function gcd(...values: number[]): number {
  return values.reduce((a, b) => {
    let [x, y] = [Math.abs(a), Math.abs(b)];
    while (y !== 0) [x, y] = [y, x % y];
    return x;
  }, 0);
}

export function lcm(...values: number[]): number {
  return values.reduce((a, b) => (a === 0 || b === 0 ? 0 : Math.abs(a * b) / gcd(a, b)), 1);
}

export function factorial(n: number): number {
  if (n < 0) throw new ValueError("factorial() not defined for negative values");
  let result = 1;
  for (let i = 2; i <= n; i++) result *= i;
  return result;
}

export function comb(n: number, k: number): number {
  if (k > n) return 0;
  let result = 1;
  for (let i = 1; i <= Math.min(k, n - k); i++) result = (result * (n - Math.min(k, n - k) + i)) / i;
  return Math.round(result);
}

export function perm(n: number, k: number = n): number {
  let result = 1;
  for (let i = 0; i < k; i++) result *= n - i;
  return k > n ? 0 : result;
}

export function isqrt(n: number): number {
  if (n < 0) throw new ValueError("isqrt() argument must be nonnegative");
  let root = Math.floor(Math.sqrt(n));
  while (root * root > n) root--;
  while ((root + 1) * (root + 1) <= n) root++;
  return root;
}

/** Square root that refuses negative numbers, as Python's does. */
export function sqrt(x: number): number {
  if (x < 0) throw new ValueError("math domain error");
  return Math.sqrt(x);
}

export function log(x: number, base?: number): number {
  if (x <= 0) throw new ValueError("math domain error");
  if (base === 10) return Math.log10(x);
  return base === undefined ? Math.log(x) : base === 2 ? Math.log2(x) : Math.log(x) / Math.log(base);
}

export function isClose(a: number, b: number, relative = 1e-9, absolute = 0): boolean {
  if (a === b) return true;
  return Math.abs(a - b) <= Math.max(relative * Math.max(Math.abs(a), Math.abs(b)), absolute);
}

/** The digits of an integer in a base with a prefix, as `bin`, `oct` and `hex` give. */
export function inBase(n: number | bigint, base: number, prefix: string): string {
  return n < 0 ? `-${prefix}${(-n).toString(base)}` : `${prefix}${n.toString(base)}`;
}

export function bitLength(n: number | bigint): number {
  return n === 0 || n === 0n ? 0 : (n < 0 ? -n : n).toString(2).length;
}

export function mean(values: Iterable<number>): number {
  const all = [...values];
  if (all.length === 0) throw new StatisticsError("mean requires at least one data point");
  return all.reduce((a, b) => a + b, 0) / all.length;
}

export function median(values: Iterable<number>): number {
  const all = [...values].sort((a, b) => a - b);
  if (all.length === 0) throw new StatisticsError("no median for empty data");
  const middle = Math.floor(all.length / 2);
  return all.length % 2 === 1 ? all[middle] : (all[middle - 1] + all[middle]) / 2;
}

export function variance(values: Iterable<number>, population = false): number {
  const all = [...values];
  const count = all.length - (population ? 0 : 1);
  if (count < 1)
    throw new StatisticsError(
      population ? "pvariance requires at least one data point" : "variance requires at least two data points",
    );
  const total = all.reduce((sum, x) => sum + x, 0);
  const squares = all.reduce((sum, x) => sum + x * x, 0);
  // Whole numbers have an exact sum of squares, as Python's fractions have.
  if (Number.isInteger(total) && Number.isInteger(squares) && Number.isSafeInteger(squares * all.length))
    return (all.length * squares - total * total) / (all.length * count);
  const center = mean(all);
  return all.reduce((sum, x) => sum + (x - center) ** 2, 0) / count;
}

export function stdev(values: Iterable<number>, population = false): number {
  const all = [...values];
  if (all.length < (population ? 1 : 2))
    throw new StatisticsError(
      population ? "pstdev requires at least one data point" : "stdev requires at least two data points",
    );
  return Math.sqrt(variance(all, population));
}

/** The values that come most often, in the order in which they come. */
export function multimode<T>(values: Iterable<T>): T[] {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const most = Math.max(...counts.values());
  return [...counts].filter(([, count]) => count === most).map(([value]) => value);
}

/** The values that cut others into parts of the same size. */
export function quantiles(values: Iterable<number>, parts = 4, method = "exclusive"): number[] {
  const ordered = [...values].sort((a, b) => a - b);
  const last = ordered.length - 1;
  if (last < 1) throw new StatisticsError("must have at least two data points");
  const span = method === "inclusive" ? last : ordered.length + 1;
  return Array.from({ length: parts - 1 }, (_, i) => {
    const whole = Math.floor(((i + 1) * span) / parts);
    const at = method === "inclusive" ? whole : Math.min(Math.max(whole, 1), last) - 1;
    const rest = (i + 1) * span - (method === "inclusive" ? at : at + 1) * parts;
    return (ordered[at] * (parts - rest) + ordered[Math.min(at + 1, last)] * rest) / parts;
  });
}

export function geometricMean(values: Iterable<number>): number {
  return Math.exp(mean(Array.from(values, Math.log)));
}

/** The middle of an even number of values: the lower of the two. */
export function medianLow(values: Iterable<number>): number {
  const all = [...values].sort((a, b) => a - b);
  if (all.length === 0) throw new StatisticsError("no median for empty data");
  return all[Math.ceil(all.length / 2) - 1];
}

/** The middle of an even number of values: the upper of the two. */
export function medianHigh(values: Iterable<number>): number {
  const all = [...values].sort((a, b) => a - b);
  if (all.length === 0) throw new StatisticsError("no median for empty data");
  return all[Math.floor(all.length / 2)];
}

export function covariance(x: Iterable<number>, y: Iterable<number>): number {
  const [xs, ys] = [[...x], [...y]];
  if (xs.length !== ys.length)
    throw new StatisticsError("covariance requires that both inputs have same number of data points");
  if (xs.length < 2) throw new StatisticsError("covariance requires at least two data points");
  const [a, b] = [mean(xs), mean(ys)];
  return xs.reduce((total, each, i) => total + (each - a) * (ys[i] - b), 0) / (xs.length - 1);
}

export function correlation(x: Iterable<number>, y: Iterable<number>): number {
  const [xs, ys] = [[...x], [...y]];
  const [a, b] = [mean(xs), mean(ys)];
  const sum = (of: (i: number) => number): number => xs.reduce((total, _, i) => total + of(i), 0);
  return sum((i) => (xs[i] - a) * (ys[i] - b)) / Math.sqrt(sum((i) => (xs[i] - a) ** 2) * sum((i) => (ys[i] - b) ** 2));
}

/** Python's `math.frexp`: a fraction of at least a half, and the power of two that it is multiplied by. */
export function mantissaAndExponent(x: number): [number, number] {
  if (x === 0 || !Number.isFinite(x)) return [x, 0];
  let exponent = Math.max(-1023, Math.floor(Math.log2(Math.abs(x))) + 1);
  let fraction = x * 2 ** -exponent;
  while (Math.abs(fraction) < 0.5) [fraction, exponent] = [fraction * 2, exponent - 1];
  while (Math.abs(fraction) >= 1) [fraction, exponent] = [fraction / 2, exponent + 1];
  return [fraction, exponent];
}

/** Python's `math.fsum`: a sum that loses nothing on the way (Shewchuk's partial sums). */
export function exactSum(values: Iterable<number>): number {
  const partials: number[] = [];
  for (const value of values) {
    let x = Number(value);
    let kept = 0;
    for (const each of partials) {
      const [large, small] = Math.abs(x) >= Math.abs(each) ? [x, each] : [each, x];
      const high = large + small;
      const low = small - (high - large);
      if (low !== 0) partials[kept++] = low;
      x = high;
    }
    partials.length = kept;
    partials.push(x);
  }
  let total = partials.pop() ?? 0;
  while (partials.length > 0) {
    const x = total;
    const y = partials.pop() as number;
    total = x + y;
    const low = y - (total - x);
    if (low === 0) continue;
    // A tie between two floats is decided by what is left.
    const next = partials.at(-1) ?? 0;
    const isTie = low * next > 0 && total + low * 2 - total === low * 2;
    return isTie ? total + low * 2 : total;
  }
  return total;
}

/** The distance between a float and the next larger one. */
export function unitInLastPlace(x: number): number {
  const size = Math.abs(x);
  if (!Number.isFinite(size)) return size;
  return Math.max(2 ** (Math.floor(Math.log2(size)) - 52), Number.MIN_VALUE);
}

/** Python's `math.remainder`: what is left to the nearest multiple, a tie going to the even one. */
export function nearestRemainder(x: number, y: number): number {
  const quotient = x / y;
  const floor = Math.floor(quotient);
  const rest = quotient - floor;
  const nearest = rest < 0.5 || (rest === 0.5 && floor % 2 === 0) ? floor : floor + 1;
  return x - nearest * y;
}

export function harmonicMean(values: Iterable<number>): number {
  const all = [...values];
  return all.length / all.reduce((total, value) => total + 1 / value, 0);
}

/** The size of a number with the sign of another, which may be that of a zero. */
export function copySign(size: number, sign: number): number {
  const isNegative = sign < 0 || Object.is(sign, -0);
  return isNegative ? -Math.abs(size) : Math.abs(size);
}

/** The sum of the products of two lists, element by element. */
export function dotProduct(a: Iterable<number>, b: Iterable<number>): number {
  const [x, y] = [[...a], [...b]];
  if (x.length !== y.length) throw new ValueError("Inputs are not the same length");
  return x.reduce((total, each, i) => total + each * y[i], 0);
}
