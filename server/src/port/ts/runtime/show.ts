import { argumentsNoted, ValueError } from "./errors.ts";
import { WholeFloat } from "./floats.ts";
import { median, toFixed } from "./numbers.ts";

/** What a value is where JavaScript's own types do not tell: floats and tuples, at any depth. */
export type Layout =
  | "any"
  | "float"
  | { readonly list: Layout }
  | { readonly array: Layout }
  | { readonly tuple: readonly Layout[] }
  | { readonly set: Layout }
  | { readonly dict: readonly [Layout, Layout] }
  /** An `OrderedDict`, which Python shows as pairs. */
  | { readonly pairs: readonly [Layout, Layout] }
  | { readonly wrapped: string; readonly of: Layout };

/** Arrays that are tuples in Python, where their place does not tell. */
const tuples = new WeakSet<object>();

/** A tuple as such, for a place that holds lists too. */
export function tuple<T extends readonly unknown[]>(values: T): T {
  tuples.add(values);
  return values;
}

/** Whether an array is a tuple that was noted as one. */
export function isTuple(value: unknown): boolean {
  return typeof value === "object" && value !== null && tuples.has(value);
}

/** Notes the tuples of a value, at any depth, before it goes where its type is not known. */
export function withTuples<T>(value: T, layout: Layout): T {
  if (typeof layout !== "object" || value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) {
    const isOwn = "tuple" in layout || "array" in layout;
    if (isOwn && tuples.has(value)) return value;
    if (isOwn) tuples.add(value);
    value.forEach((each, at) => {
      withTuples(each, layoutAt(layout, at));
    });
  } else if (value instanceof Map && "dict" in layout)
    for (const [key, each] of value) {
      withTuples(key, layout.dict[0]);
      withTuples(each, layout.dict[1]);
    }
  else if (value instanceof Set && "set" in layout) for (const each of value) withTuples(each, layout.set);
  return value;
}

/** Which whole numbers of a container are floats in Python, by key; JavaScript does not tell them from integers. */
const wholeFloats = new WeakMap<object, Map<unknown, number>>();

/** Notes that a number that was read is a float, where its text says so and its value does not. */
export function noteWholeFloat(container: object, key: unknown, value: unknown, text: string): void {
  if (typeof value !== "number" || !Number.isInteger(value) || !/[.eE]/.test(text)) return;
  const known = wholeFloats.get(container) ?? new Map<unknown, number>();
  wholeFloats.set(container, known.set(key, value));
}

/** Whether a part of a container is still the float that was read. */
export function isWholeFloat(container: unknown, key: unknown, value: unknown): boolean {
  return typeof value === "number" && wholeFloats.get(container as object)?.get(key) === value;
}

/** The layout of the part of a container at a key. */
export function layoutAt(layout: Layout, key: unknown): Layout {
  if (typeof layout !== "object" || "wrapped" in layout || "set" in layout) return layout === "float" ? layout : "any";
  if ("pairs" in layout) return layout.pairs[1];
  if ("list" in layout) return layout.list;
  if ("array" in layout) return layout.array;
  return "dict" in layout ? layout.dict[1] : (layout.tuple[Number(key)] ?? "any");
}

/** Python's `str`. */
export function str(value: unknown, layout: Layout = "any"): string {
  if (typeof value === "string") return value;
  if (value instanceof Error && !hasOwnText(value)) return value.message;
  return repr(value, layout, true);
}

function hasOwnText(value: object): boolean {
  return value.toString !== Object.prototype.toString && value.toString !== Error.prototype.toString;
}

/** Python's `repr`. */
export function repr(value: unknown, layout: Layout = "any", plain = false): string {
  if (value === null || value === undefined) return "None";
  switch (typeof value) {
    case "boolean":
      return value ? "True" : "False";
    case "number":
      return layout === "float"
        ? reprFloat(value)
        : Number.isInteger(value) && Math.abs(value) < 1e21
          ? BigInt(value).toString()
          : reprFloat(value);
    case "bigint":
      return value.toString();
    case "string":
      return reprString(value);
    case "function":
      return `<function ${value.name}>`;
  }
  if (value instanceof WholeFloat) return reprFloat(Number(value));
  if (typeof layout === "object" && "pairs" in layout && value instanceof Map) {
    const pairs = [...value].map(([k, v]) => `(${repr(k, layout.pairs[0])}, ${repr(v, layout.pairs[1])})`);
    return pairs.length === 0 ? "OrderedDict()" : `OrderedDict([${pairs.join(", ")}])`;
  }
  if (typeof layout === "object" && "wrapped" in layout) {
    if (value instanceof Set && value.size === 0) return `${layout.wrapped}()`;
    const open = layout.wrapped.includes("(") ? ", " : "(";
    const limit = (value as { limit?: number } | null)?.limit;
    return `${layout.wrapped}${open}${repr(value, layout.of)}${limit === undefined ? "" : `, maxlen=${limit}`})`;
  }
  if (Array.isArray(value)) return reprArray(value, layout);
  if (value instanceof Map) {
    const [key, each] = typeof layout === "object" && "dict" in layout ? layout.dict : (["any", "any"] as const);
    const pairs = [...value]
      .map(([k, v]) => `${repr(k, key)}: ${repr(v, isWholeFloat(value, k, v) ? "float" : each)}`)
      .join(", ");
    return value.constructor.name === "Counter"
      ? value.size === 0
        ? "Counter()"
        : `Counter({${[...value]
            .sort((a, b) => Number(b[1]) - Number(a[1]))
            .map(([k, v]) => `${repr(k, key)}: ${repr(v, each)}`)
            .join(", ")}})`
      : `{${pairs}}`;
  }
  if (value instanceof Set) {
    const each = typeof layout === "object" && "set" in layout ? layout.set : "any";
    return value.size === 0 ? "set()" : `{${[...value].map((element) => repr(element, each)).join(", ")}}`;
  }
  if (value instanceof Uint8Array) return reprBytes(value);
  if (value instanceof Error && !hasOwnText(value) && argumentsNoted(value) !== undefined) {
    const given = argumentsNoted(value) ?? [];
    return `${value.name === "Error" ? "Exception" : value.name}(${given.map((each) => repr(each)).join(", ")})`;
  }
  if (value instanceof Error && !hasOwnText(value))
    return `${value.name === "Error" ? "Exception" : value.name}(${value.message === "" ? "" : value.name === "KeyError" ? value.message : reprString(value.message)})`;
  const own = value as { repr?: () => string; toString(): string };
  if (!plain && typeof own.repr === "function") return own.repr();
  if (plain && own.toString !== Object.prototype.toString) return own.toString();
  if (typeof own.repr === "function") return own.repr();
  return `<${value.constructor.name} object>`;
}

function reprArray(values: readonly unknown[], layout: Layout): string {
  if (typeof layout === "object" && "tuple" in layout) {
    const parts = values.map((value, i) => repr(value, layout.tuple[i] ?? "any"));
    return parts.length === 1 ? `(${parts[0]},)` : `(${parts.join(", ")})`;
  }
  if (typeof layout === "object" && "array" in layout) {
    const parts = values.map((value) => repr(value, layout.array));
    return parts.length === 1 ? `(${parts[0]},)` : `(${parts.join(", ")})`;
  }
  if (layout === "any" && tuples.has(values)) return reprArray(values, { array: "any" });
  const each = typeof layout === "object" && "list" in layout ? layout.list : "any";
  return `[${values.map((value, i) => repr(value, isWholeFloat(values, i, value) ? "float" : each)).join(", ")}]`;
}

/** The median of integers as Python shows it: one of them, or the float between two. */
export function medianText(values: Iterable<number>): string {
  const all = [...values];
  return all.length % 2 === 1 ? String(median(all)) : reprFloat(median(all));
}

/** A float as Python writes it: the shortest digits that read back the same, always with a point or an exponent. */
export function reprFloat(x: number): string {
  if (Number.isNaN(x)) return "nan";
  if (!Number.isFinite(x)) return x < 0 ? "-inf" : "inf";
  if (Object.is(x, -0)) return "-0.0";
  const size = Math.abs(x);
  if (size !== 0 && (size < 1e-4 || size >= 1e16)) {
    const [digits, exponent] = x.toExponential().split("e");
    const sign = exponent.startsWith("-") ? "-" : "+";
    return `${digits}e${sign}${exponent.replace(/^[+-]/, "").padStart(2, "0")}`;
  }
  const text = String(x);
  return text.includes(".") ? text : `${text}.0`;
}

function reprString(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const escapes: Record<string, string> = { "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t" };
  let result = quote;
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    if (char === quote) result += `\\${char}`;
    else if (escapes[char] !== undefined) result += escapes[char];
    else if (code < 0x20 || (code >= 0x7f && code < 0xa1)) result += `\\x${code.toString(16).padStart(2, "0")}`;
    else result += char;
  }
  return result + quote;
}

function reprBytes(bytes: Uint8Array): string {
  const quote = bytes.includes(39) && !bytes.includes(34) ? '"' : "'";
  const text = Array.from(bytes, (byte) => {
    if (byte === 10) return "\\n";
    if (byte === 13) return "\\r";
    if (byte === 9) return "\\t";
    if (byte === 92) return "\\\\";
    if (byte === 39 && quote === "'") return "\\'";
    return byte < 32 || byte > 126 ? `\\x${byte.toString(16).padStart(2, "0")}` : String.fromCharCode(byte);
  }).join("");
  const shown = `b${quote}${text}${quote}`;
  return bytes.constructor.name === "ByteArray" ? `bytearray(${shown})` : shown;
}

/** Python's `format(value, spec)`. `kind` says what JavaScript's types do not tell. */
export function format(value: unknown, spec: string, kind: "int" | "float" | "any" = "any"): string {
  if (value instanceof WholeFloat) return format(Number(value), spec, "float");
  const own = value as { formatted?: (spec: string) => string } | null;
  if (typeof own === "object" && own !== null && typeof own.formatted === "function") return own.formatted(spec);
  const match = /^(?:(.)?([<>=^]))?([-+ ])?(#)?(0)?(\d+)?([,_])?(?:\.(\d+))?([bcdeEfFgGnosxX%])?$/su.exec(spec);
  if (match === null) throw new ValueError(`Invalid format specifier '${spec}'`);
  const [, fillChar, alignChar, sign, alternate, zero, widthText, grouping, precisionText, type] = match;
  const width = Number(widthText ?? 0);
  const precision = precisionText === undefined ? undefined : Number(precisionText);
  const isNumber =
    typeof value === "number" ||
    typeof value === "bigint" ||
    (typeof value === "boolean" && type !== undefined && type !== "s");
  let body: string;
  let prefix = "";
  if (isNumber) {
    const number = typeof value === "boolean" ? Number(value) : (value as number | bigint);
    const isNegative = number < 0 || Object.is(number, -0);
    prefix = isNegative ? "-" : sign === "+" || sign === " " ? sign : "";
    body = formatMagnitude(isNegative ? -number : number, type, precision, kind, alternate !== undefined);
    if (alternate !== undefined && type !== undefined && "box".includes(type.toLowerCase())) prefix += `0${type}`;
    if (grouping !== undefined) body = groupDigits(body, grouping, type);
  } else {
    const text = str(value);
    body = precision === undefined ? text : [...text].slice(0, precision).join("");
  }
  const align = alignChar ?? (zero !== undefined && isNumber ? "=" : isNumber ? ">" : "<");
  const fill = fillChar ?? (zero !== undefined && alignChar === undefined ? "0" : " ");
  const missing = Math.max(0, width - [...prefix].length - [...body].length);
  if (align === "=") {
    if (grouping !== undefined && fill === "0") return prefix + padGrouped(body, width - prefix.length, grouping);
    return prefix + fill.repeat(missing) + body;
  }
  const text = prefix + body;
  if (align === "<") return text + fill.repeat(missing);
  if (align === ">") return fill.repeat(missing) + text;
  const left = Math.floor(missing / 2);
  return fill.repeat(left) + text + fill.repeat(missing - left);
}

function formatMagnitude(
  value: number | bigint,
  type: string | undefined,
  precision: number | undefined,
  kind: string,
  alternate: boolean,
): string {
  const number = Number(value);
  if (type !== undefined && !Number.isFinite(number) && "eEfFgG%".includes(type))
    return Number.isNaN(number) ? "nan" : "inf";
  switch (type) {
    case "b":
      return value.toString(2);
    case "o":
      return value.toString(8);
    case "x":
      return value.toString(16);
    case "X":
      return value.toString(16).toUpperCase();
    case "c":
      return String.fromCodePoint(number);
    case "d":
    case "n":
      return typeof value === "bigint" ? value.toString() : BigInt(value).toString();
    case "f":
    case "F":
      return toFixed(number, precision ?? 6);
    case "%":
      return `${toFixed(number * 100, precision ?? 6)}%`;
    case "e":
    case "E": {
      const [digits, exponent] = number.toExponential(precision ?? 6).split("e");
      const text = `${digits}e${exponent[0]}${exponent.slice(1).padStart(2, "0")}`;
      return type === "E" ? text.toUpperCase() : text;
    }
    case "g":
    case "G": {
      const text = general(number, precision ?? 6, alternate);
      return type === "G" ? text.toUpperCase() : text;
    }
  }
  if (typeof value === "bigint" || (kind !== "float" && Number.isInteger(number) && precision === undefined))
    return BigInt(value).toString();
  if (precision === undefined) return reprFloat(number);
  const text = general(number, precision, alternate);
  return kind === "float" && /^\d+$/.test(text) ? `${text}.0` : text;
}

/** `g`: the shorter of fixed and exponent notation, without trailing zeros. */
function general(x: number, precision: number, alternate: boolean): string {
  const digits = Math.max(1, precision);
  if (x === 0) return "0";
  const exponent = Number(x.toExponential(digits - 1).split("e")[1]);
  const strip = (text: string): string => (alternate || !text.includes(".") ? text : text.replace(/\.?0+$/, ""));
  if (exponent >= -4 && exponent < digits) return strip(toFixed(x, digits - 1 - exponent));
  const [mantissa, power] = x.toExponential(digits - 1).split("e");
  return `${strip(mantissa)}e${power[0]}${power.slice(1).padStart(2, "0")}`;
}

function groupDigits(text: string, separator: string, type: string | undefined): string {
  const size = type !== undefined && "boxX".includes(type) ? 4 : 3;
  const [, whole, rest] = /^([0-9a-fA-F]*)(.*)$/s.exec(text) ?? ["", text, ""];
  return whole.replace(new RegExp(`\\B(?=([0-9a-fA-F]{${size}})+$)`, "g"), separator) + rest;
}

function padGrouped(text: string, width: number, separator: string): string {
  let result = text;
  while (result.length < width) {
    const digits = /^[\d,_]*/.exec(result)?.[0] ?? "";
    const run = /^\d*/.exec(digits)?.[0].length ?? 0;
    result = run === 3 && digits !== "" ? `0${separator}${result}` : `0${result}`;
  }
  return result;
}
