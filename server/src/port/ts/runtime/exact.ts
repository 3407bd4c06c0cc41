import { floorQuotient } from "./dates.ts";
import { ArithmeticError, ValueError, ZeroDivisionError } from "./errors.ts";
import { format, repr } from "./show.ts";

const size = (n: bigint): bigint => (n < 0n ? -n : n);

/** A float as a quotient of integers, exactly. */
function exactRatio(value: number): [bigint, bigint] {
  let bottom = 1n;
  let top = value;
  while (!Number.isInteger(top)) {
    top *= 2;
    bottom *= 2n;
  }
  return [BigInt(top), bottom];
}

/** A quotient of integers in lowest terms. */
export class Fraction {
  readonly top: bigint;
  readonly bottom: bigint;

  constructor(top: bigint, bottom: bigint) {
    if (bottom === 0n) throw new ZeroDivisionError(`Fraction(${top}, 0)`);
    let [a, b] = [size(top), size(bottom)];
    while (b !== 0n) [a, b] = [b, a % b];
    const shared = bottom < 0n ? -a : a;
    this.top = top / shared;
    this.bottom = bottom / shared;
  }

  get numerator(): number {
    return Number(this.top);
  }

  get denominator(): number {
    return Number(this.bottom);
  }

  plus(other: Fraction): Fraction {
    return new Fraction(this.top * other.bottom + other.top * this.bottom, this.bottom * other.bottom);
  }

  minus(other: Fraction): Fraction {
    return this.plus(other.negated());
  }

  times(other: Fraction): Fraction {
    return new Fraction(this.top * other.top, this.bottom * other.bottom);
  }

  over(other: Fraction): Fraction {
    return new Fraction(this.top * other.bottom, this.bottom * other.top);
  }

  wholeRatio(other: Fraction): number {
    return Number(floorQuotient(this.top * other.bottom, this.bottom * other.top));
  }

  rest(other: Fraction): Fraction {
    return this.minus(other.timesInt(this.wholeRatio(other)));
  }

  raised(power: number): Fraction {
    if (power < 0) return new Fraction(this.bottom, this.top).raised(-power);
    return new Fraction(this.top ** BigInt(power), this.bottom ** BigInt(power));
  }

  plusInt(n: number): Fraction {
    return this.plus(new Fraction(BigInt(n), 1n));
  }

  minusInt(n: number): Fraction {
    return this.minus(new Fraction(BigInt(n), 1n));
  }

  minusFrom(n: number): Fraction {
    return new Fraction(BigInt(n), 1n).minus(this);
  }

  timesInt(n: number): Fraction {
    return new Fraction(this.top * BigInt(n), this.bottom);
  }

  overInt(n: number): Fraction {
    return new Fraction(this.top, this.bottom * BigInt(n));
  }

  wholeRatioInt(n: number): number {
    return this.wholeRatio(new Fraction(BigInt(n), 1n));
  }

  restInt(n: number): Fraction {
    return this.rest(new Fraction(BigInt(n), 1n));
  }

  dividedInto(n: number): Fraction {
    return new Fraction(BigInt(n) * this.bottom, this.top);
  }

  negated(): Fraction {
    return new Fraction(-this.top, this.bottom);
  }

  absolute(): Fraction {
    return new Fraction(size(this.top), this.bottom);
  }

  toFloat(): number {
    return Number(this.top) / Number(this.bottom);
  }

  toInt(): number {
    return Number(this.top / this.bottom);
  }

  /** The closest fraction whose denominator is not above a limit. */
  limitDenominator(limit = 1_000_000): Fraction {
    const most = BigInt(limit);
    if (this.bottom <= most) return this;
    let [p0, q0, p1, q1] = [0n, 1n, 1n, 0n];
    let [n, d] = [this.top, this.bottom];
    for (;;) {
      const a = floorQuotient(n, d);
      if (q0 + a * q1 > most) break;
      [p0, q0, p1, q1] = [p1, q1, p0 + a * p1, q0 + a * q1];
      [n, d] = [d, n - a * d];
    }
    const k = (most - q0) / q1;
    const [low, high] = [new Fraction(p0 + k * p1, q0 + k * q1), new Fraction(p1, q1)];
    return low.minus(this).absolute().lessThan(high.minus(this).absolute()) ? low : high;
  }

  equals(other: unknown): boolean {
    if (typeof other === "number") return Number.isInteger(other) && this.top === BigInt(other) * this.bottom;
    return other instanceof Fraction && this.top === other.top && this.bottom === other.bottom;
  }

  greaterThan(other: Fraction | number): boolean {
    return typeof other === "number" ? this.toFloat() > other : other.lessThan(this);
  }

  lessThan(other: Fraction | number): boolean {
    if (typeof other === "number") return this.toFloat() < other;
    return this.top * other.bottom < other.top * this.bottom;
  }

  formatted(spec: string): string {
    return format(this.toFloat(), spec, "float");
  }

  toString(): string {
    return this.bottom === 1n ? String(this.top) : `${this.top}/${this.bottom}`;
  }

  repr(): string {
    return `Fraction(${this.top}, ${this.bottom})`;
  }
}

/** A fraction of integers, or of the number that a float or a text stands for. */
export function newFraction(value: number | string | Fraction = 0, bottom = 1): Fraction {
  const below = BigInt(bottom);
  if (value instanceof Fraction) return new Fraction(value.top, value.bottom * below);
  if (typeof value === "number") {
    const [top, own] = exactRatio(value);
    return new Fraction(top, own * below);
  }
  const match = /^\s*([+-]?\d+)(?:\/(\d+)|\.(\d*))?\s*$/.exec(value);
  if (match === null) throw new ValueError(`Invalid literal for Fraction: ${repr(value)}`);
  const [, whole, divisor, digits] = match;
  if (digits !== undefined) return new Fraction(BigInt(whole + digits), 10n ** BigInt(digits.length));
  return new Fraction(BigInt(whole), BigInt(divisor ?? 1) * below);
}

export class InvalidOperation extends ArithmeticError {
  override name = "InvalidOperation";
}

const DIGITS = 28;

const half = (rest: bigint, unit: bigint): number => {
  const doubled = 2n * size(rest);
  return doubled < unit ? -1 : doubled > unit ? 1 : 0;
};

/** A decimal number: a whole coefficient and a power of ten. Results keep 28 digits, as Python's default context does. */
export class Decimal {
  readonly coefficient: bigint;
  readonly exponent: number;

  constructor(coefficient: bigint, exponent: number) {
    this.coefficient = coefficient;
    this.exponent = exponent;
  }

  /** The number with another power of ten, rounded where digits go. */
  atExponent(exponent: number, rounding = "ROUND_HALF_EVEN"): Decimal {
    if (exponent <= this.exponent)
      return new Decimal(this.coefficient * 10n ** BigInt(this.exponent - exponent), exponent);
    const unit = 10n ** BigInt(exponent - this.exponent);
    const quotient = this.coefficient / unit;
    const rest = this.coefficient % unit;
    if (rest === 0n) return new Decimal(quotient, exponent);
    const against = half(rest, unit);
    const isNegative = this.coefficient < 0n;
    const away: Record<string, boolean> = {
      ROUND_UP: true,
      ROUND_HALF_UP: against >= 0,
      ROUND_HALF_DOWN: against > 0,
      ROUND_HALF_EVEN: against > 0 || (against === 0 && quotient % 2n !== 0n),
      ROUND_FLOOR: isNegative,
      ROUND_CEILING: !isNegative,
    };
    return new Decimal(away[rounding] ? quotient + (isNegative ? -1n : 1n) : quotient, exponent);
  }

  /** Rounded to the digits that results keep. */
  kept(): Decimal {
    const digits = String(size(this.coefficient)).length;
    return digits <= DIGITS ? this : this.atExponent(this.exponent + digits - DIGITS).kept();
  }

  plus(other: Decimal): Decimal {
    const exponent = Math.min(this.exponent, other.exponent);
    const sum = this.atExponent(exponent).coefficient + other.atExponent(exponent).coefficient;
    return new Decimal(sum, exponent).kept();
  }

  minus(other: Decimal): Decimal {
    return this.plus(other.negated());
  }

  times(other: Decimal): Decimal {
    return new Decimal(this.coefficient * other.coefficient, this.exponent + other.exponent).kept();
  }

  over(other: Decimal): Decimal {
    if (other.coefficient === 0n) throw new ZeroDivisionError("[<class 'decimal.DivisionByZero'>]");
    const ideal = this.exponent - other.exponent;
    const shift = Math.max(DIGITS + 1 + String(other.coefficient).length - String(this.coefficient).length, 0);
    const scaled = this.coefficient * 10n ** BigInt(shift);
    let quotient = scaled / other.coefficient;
    let exponent = ideal - shift;
    if (scaled % other.coefficient !== 0n) {
      // A digit that stands for all that follow keeps halves apart from what is more.
      if (quotient % 5n === 0n) quotient += this.coefficient < 0n !== other.coefficient < 0n ? -1n : 1n;
      return new Decimal(quotient, exponent).kept();
    }
    for (; exponent < ideal && quotient % 10n === 0n; exponent++) quotient /= 10n;
    return new Decimal(quotient, exponent).kept();
  }

  wholeRatio(other: Decimal): Decimal {
    if (other.coefficient === 0n) throw new ZeroDivisionError("[<class 'decimal.DivisionByZero'>]");
    const exponent = Math.min(this.exponent, other.exponent);
    return new Decimal(this.atExponent(exponent).coefficient / other.atExponent(exponent).coefficient, 0);
  }

  rest(other: Decimal): Decimal {
    return this.minus(this.wholeRatio(other).times(other));
  }

  raised(power: number): Decimal {
    if (power < 0) return newDecimal(1).over(this.raised(-power));
    return new Decimal(this.coefficient ** BigInt(power), this.exponent * power).kept();
  }

  plusInt(n: number): Decimal {
    return this.plus(newDecimal(n));
  }

  minusInt(n: number): Decimal {
    return this.minus(newDecimal(n));
  }

  minusFrom(n: number): Decimal {
    return newDecimal(n).minus(this);
  }

  timesInt(n: number): Decimal {
    return this.times(newDecimal(n));
  }

  overInt(n: number): Decimal {
    return this.over(newDecimal(n));
  }

  wholeRatioInt(n: number): Decimal {
    return this.wholeRatio(newDecimal(n));
  }

  restInt(n: number): Decimal {
    return this.rest(newDecimal(n));
  }

  dividedInto(n: number): Decimal {
    return newDecimal(n).over(this);
  }

  negated(): Decimal {
    return new Decimal(-this.coefficient, this.exponent);
  }

  absolute(): Decimal {
    return new Decimal(size(this.coefficient), this.exponent);
  }

  isZero(): boolean {
    return this.coefficient === 0n;
  }

  toInt(): number {
    return Number(this.atExponent(0, "ROUND_DOWN").coefficient);
  }

  toFloat(): number {
    return Number(this.toString());
  }

  quantize(like: Decimal, rounding = "ROUND_HALF_EVEN"): Decimal {
    return this.atExponent(like.exponent, rounding);
  }

  toIntegralValue(rounding = "ROUND_HALF_EVEN"): Decimal {
    return this.exponent >= 0 ? this : this.atExponent(0, rounding);
  }

  /** Without the zeros at the end. */
  normalize(): Decimal {
    if (this.coefficient === 0n) return new Decimal(0n, 0);
    let { coefficient, exponent } = this;
    for (; coefficient % 10n === 0n; exponent++) coefficient /= 10n;
    return new Decimal(coefficient, exponent);
  }

  equals(other: unknown): boolean {
    const value = typeof other === "number" && Number.isInteger(other) ? newDecimal(other) : other;
    return value instanceof Decimal && this.minus(value).isZero();
  }

  greaterThan(other: Decimal | number): boolean {
    return this.minus(newDecimal(other)).coefficient > 0n;
  }

  lessThan(other: Decimal | number): boolean {
    return this.minus(newDecimal(other)).coefficient < 0n;
  }

  hash(): string {
    return this.normalize().toString();
  }

  toString(): string {
    const digits = String(size(this.coefficient));
    const left = this.exponent + digits.length;
    const place = this.exponent <= 0 && left > -6 ? left : 1;
    const text =
      place <= 0
        ? `0.${"0".repeat(-place)}${digits}`
        : place >= digits.length
          ? digits + "0".repeat(place - digits.length)
          : `${digits.slice(0, place)}.${digits.slice(place)}`;
    const power = left - place;
    const sign = this.coefficient < 0n ? "-" : "";
    return `${sign}${text}${power === 0 ? "" : `E${power < 0 ? "" : "+"}${power}`}`;
  }

  repr(): string {
    return `Decimal('${this.toString()}')`;
  }

  /** Reads the format mini-language: the digits are exact, the rest is as for any number. */
  formatted(spec: string): string {
    const match = /^(?:(.)?([<>=^]))?([-+ ])?(0)?(\d+)?([,_])?(?:\.(\d+))?([fFn%eEgG])?$/su.exec(spec);
    if (match === null) throw new ValueError(`invalid format string`);
    const [, fillGiven, alignGiven, signGiven, zero, width, grouping, precision, type] = match;
    const scaled = type === "%" ? this.times(newDecimal(100)) : this;
    const value = precision === undefined ? scaled : scaled.atExponent(-Number(precision));
    let text = value.absolute().toString();
    if (grouping !== undefined) text = text.replace(/^\d+/, (whole) => whole.replace(/\B(?=(\d{3})+$)/g, grouping));
    if (type === "%") text += "%";
    const sign = value.coefficient < 0n ? "-" : signGiven === "+" || signGiven === " " ? signGiven : "";
    const fill = fillGiven ?? (zero === undefined ? " " : "0");
    const align = alignGiven ?? (zero === undefined ? ">" : "=");
    const missing = Math.max(0, Number(width ?? 0) - sign.length - text.length);
    if (align === "<") return sign + text + fill.repeat(missing);
    if (align === "=") return sign + fill.repeat(missing) + text;
    const before = align === "^" ? Math.floor(missing / 2) : missing;
    return fill.repeat(before) + sign + text + fill.repeat(missing - before);
  }
}

export function newDecimal(value: number | bigint | string | Decimal = "0"): Decimal {
  if (value instanceof Decimal) return value;
  if (typeof value === "bigint") return new Decimal(value, 0);
  if (typeof value === "number") {
    const [top, bottom] = exactRatio(value);
    const places = bottom.toString(2).length - 1;
    return new Decimal(top * 5n ** BigInt(places), -places);
  }
  const match = /^\s*([+-]?)(\d*)(?:\.(\d*))?(?:e([+-]?\d+))?\s*$/i.exec(value.replaceAll("_", ""));
  if (match === null || `${match[2]}${match[3] ?? ""}` === "")
    throw new InvalidOperation("[<class 'decimal.ConversionSyntax'>]");
  const [, sign, whole, fraction = "", power = "0"] = match;
  const coefficient = BigInt(whole + fraction);
  return new Decimal(sign === "-" ? -coefficient : coefficient, Number(power) - fraction.length);
}

export const roundHalfUp = (): string => "ROUND_HALF_UP";
export const roundHalfEven = (): string => "ROUND_HALF_EVEN";
export const roundDown = (): string => "ROUND_DOWN";
export const roundUp = (): string => "ROUND_UP";
export const roundFloor = (): string => "ROUND_FLOOR";
export const roundCeiling = (): string => "ROUND_CEILING";
