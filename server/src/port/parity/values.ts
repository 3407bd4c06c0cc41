/**
 * Values as they travel between the two sides of a comparison: JSON in which every value says its Python type, so that an integer
 * of any size, a float that JSON cannot write, a tuple, a set or bytes arrive as what they were.
 */
export type Value =
  | { readonly kind: "none" }
  | { readonly kind: "bool"; readonly value: boolean }
  /** Decimal digits. */
  | { readonly kind: "int"; readonly value: string }
  /** The shortest text that reads back as the same number; `nan`, `inf`, `-inf`. */
  | { readonly kind: "float"; readonly value: string }
  /** A number of a target that does not tell integers and floats apart. */
  | { readonly kind: "number"; readonly value: string }
  | { readonly kind: "complex"; readonly real: string; readonly imaginary: string }
  | { readonly kind: "str"; readonly value: string }
  /** Hexadecimal digits. */
  | { readonly kind: "bytes"; readonly value: string }
  | { readonly kind: SequenceKind; readonly items: readonly Value[] }
  | { readonly kind: "range"; readonly start: string; readonly stop: string; readonly step: string }
  | { readonly kind: "dict"; readonly entries: readonly (readonly [Value, Value])[] }
  /** What a lazy sequence gave; `more` when it was left before its end. */
  | { readonly kind: "iterator"; readonly items: readonly Value[]; readonly more?: boolean }
  /** An object of a class of the module, as its fields show it. */
  | { readonly kind: "instance"; readonly class: string; readonly fields: Readonly<Record<string, Value>> }
  /** An object that is made by calling its class; only ever an input. */
  | { readonly kind: "make"; readonly class: string; readonly args: readonly Argument[] }
  /** A member of an enum; an enum that a target writes as plain values shows those. */
  | { readonly kind: "member"; readonly class: string; readonly name: string; readonly value?: Value }
  /** A function; only ever an input. `first` gives its first argument back, `constant` always the same value. */
  | { readonly kind: "function"; readonly gives: "first" }
  | { readonly kind: "function"; readonly gives: "constant"; readonly value: Value }
  /** An object inside of itself. */
  | { readonly kind: "cycle" }
  /** Something that cannot be compared; `type` names it. */
  | { readonly kind: "opaque"; readonly type: string };

export type SequenceKind = "list" | "tuple" | "set" | "frozenset" | "deque";

/** How an argument is handed to the Python function; ports take all of them by position. */
export interface Argument {
  readonly how: "positional" | "keyword" | "star" | "doubleStar";
  readonly name: string;
  readonly value: Value;
  /** The parameter holds integers that a target of 53 bits keeps in a type of their own. */
  readonly wide?: true;
  /** It is the parameter's default: a reader of the call need not see it. */
  readonly isDefault?: true;
}

export const NONE: Value = { kind: "none" };
export const bool = (value: boolean): Value => ({ kind: "bool", value });
export const int = (value: bigint | number): Value => ({ kind: "int", value: String(value) });
export const str = (value: string): Value => ({ kind: "str", value });
export const list = (items: readonly Value[]): Value => ({ kind: "list", items });
export const tuple = (items: readonly Value[]): Value => ({ kind: "tuple", items });
export const float = (value: number): Value => ({ kind: "float", value: floatText(value) });

/** A float in the words of Python. */
export function floatText(value: number): string {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  return Object.is(value, -0) ? "-0.0" : String(value);
}

export function numberOf(text: string): number {
  if (text === "nan") return Number.NaN;
  if (text === "inf") return Number.POSITIVE_INFINITY;
  return text === "-inf" ? Number.NEGATIVE_INFINITY : Number(text);
}

/** The value as Python source would have it. */
export function show(value: Value): string {
  switch (value.kind) {
    case "none":
      return "None";
    case "bool":
      return value.value ? "True" : "False";
    case "int":
    case "number":
      return value.value;
    case "float":
      return showFloat(value.value);
    case "complex":
      return `complex(${showFloat(value.real)}, ${showFloat(value.imaginary)})`;
    case "str":
      return quoted(value.value);
    case "bytes":
      return `bytes.fromhex("${value.value}")`;
    case "list":
      return `[${value.items.map(show).join(", ")}]`;
    case "tuple":
      return value.items.length === 1 ? `(${show(value.items[0])},)` : `(${value.items.map(show).join(", ")})`;
    case "set":
      return value.items.length === 0 ? "set()" : `{${value.items.map(show).join(", ")}}`;
    case "frozenset":
    case "deque":
      return `${value.kind}([${value.items.map(show).join(", ")}])`;
    case "range":
      return `range(${value.start}, ${value.stop}, ${value.step})`;
    case "dict":
      return `{${value.entries.map(([key, each]) => `${show(key)}: ${show(each)}`).join(", ")}}`;
    case "iterator":
      return `iter([${[...value.items.map(show), ...(value.more ? ["…"] : [])].join(", ")}])`;
    case "instance":
      return `<${value.class} ${Object.entries(value.fields)
        .map(([name, each]) => `${name}=${show(each)}`)
        .join(" ")}>`;
    case "make":
      return `${value.class}(${showArguments(value.args)})`;
    case "member":
      return `${value.class}.${value.name}`;
    case "function":
      return value.gives === "first" ? "lambda first, *rest: first" : `lambda *given: ${show(value.value)}`;
    case "cycle":
      return "<itself>";
    case "opaque":
      return `<${value.type}>`;
    default:
      return value satisfies never;
  }
}

/** Arguments as a call has them. */
export function showArguments(args: readonly Argument[]): string {
  let leftOut = false;
  return args
    .flatMap(({ how, name, value, isDefault }) => {
      if (isDefault) {
        leftOut = true;
        return [];
      }
      if (how === "keyword" || (how === "positional" && leftOut)) return [`${name}=${show(value)}`];
      if (how === "star" && "items" in value) return value.items.map(show);
      if (how === "doubleStar" && value.kind === "dict")
        return value.entries.map(([key, each]) => `${key.kind === "str" ? key.value : show(key)}=${show(each)}`);
      return [show(value)];
    })
    .join(", ");
}

function showFloat(text: string): string {
  if (/^(nan|-?inf)$/.test(text)) return `float("${text}")`;
  return /[.e]/.test(text) ? text : `${text}.0`;
}

/** A string literal of Python; what does not print is escaped. */
function quoted(text: string): string {
  const escaped = JSON.stringify(text).replace(/[\u007f-\u00a0\u2028\u2029\ufeff]/g, (each) => {
    return `\\u${each.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
  return escaped;
}

/** All values inside a value, itself included. */
export function* within(value: Value): Generator<Value> {
  yield value;
  switch (value.kind) {
    case "list":
    case "tuple":
    case "set":
    case "frozenset":
    case "deque":
    case "iterator":
      for (const item of value.items) yield* within(item);
      return;
    case "dict":
      for (const [key, each] of value.entries) {
        yield* within(key);
        yield* within(each);
      }
      return;
    case "instance":
      for (const each of Object.values(value.fields)) yield* within(each);
      return;
    case "make":
      for (const each of value.args) yield* within(each.value);
      return;
    case "function":
      if (value.gives === "constant") yield* within(value.value);
      return;
    default:
      return;
  }
}
