/** How a framework writes JSON. */
export interface JsonStyle {
  readonly comma: string;
  readonly colon: string;
  readonly sortKeys: boolean;
  readonly ascii: boolean;
}

export const COMPACT_STYLE: JsonStyle = { comma: ",", colon: ":", sortKeys: false, ascii: false };
export const SORTED_STYLE: JsonStyle = { comma: ",", colon: ":", sortKeys: true, ascii: true };
export const SPACED_STYLE: JsonStyle = { comma: ", ", colon: ": ", sortKeys: false, ascii: true };

/** A number that is written with a point, whole or not. */
export class Float {
  readonly value: number;

  constructor(value: number) {
    this.value = value;
  }
}

/**
 * A value as JSON. `floats` are the paths of numbers that are floats in Python (`price`, `items.*.price`): JavaScript does not tell 1.0
 * from 1.
 */
export function jsonText(value: unknown, style: JsonStyle, floats: readonly string[] = []): string {
  const isFloat = new Set(floats);
  const write = (each: unknown, path: string): string => {
    if (each === null || each === undefined) return "null";
    if (each instanceof Float) return floatText(each.value);
    if (typeof each === "number") return isFloat.has(path) ? floatText(each) : numberText(each);
    if (typeof each === "bigint" || typeof each === "boolean") return String(each);
    if (typeof each === "string") return quoted(each, style.ascii);
    const below = (key: string): string => (path === "" ? key : `${path}.${key}`);
    if (Array.isArray(each) || each instanceof Set)
      return `[${[...each].map((part) => write(part, below("*"))).join(style.comma)}]`;
    const enumerated = each as { members?: unknown; value?: unknown; constructor: { members?: unknown } };
    if (typeof enumerated.constructor?.members === "function") return write(enumerated.value, path);
    const entries: [string, unknown][] =
      each instanceof Map ? [...each].map(([key, part]) => [String(key), part]) : Object.entries(each as object);
    if (style.sortKeys) entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    const parts = entries.map(([key, part]) => {
      const at = each instanceof Map && !isFloat.has(below(key)) ? below("*") : below(key);
      return `${quoted(key, style.ascii)}${style.colon}${write(part, at)}`;
    });
    return `{${parts.join(style.comma)}}`;
  };
  return write(value, "");
}

export function quoted(text: string, ascii: boolean): string {
  const plain = JSON.stringify(text);
  if (!ascii) return plain;
  return plain.replace(/[\u007f-\uffff]/g, (char) =>
    char === "\u007f" ? char : `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

export function numberText(value: number): string {
  return Number.isInteger(value) && Math.abs(value) < 1e21 ? String(value) : floatText(value);
}

/** A float as Python writes it. */
export function floatText(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "Infinity" : "-Infinity";
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e16)) {
    const [digits, exponent] = value.toExponential().split("e");
    return `${digits}e${exponent[0]}${exponent.slice(1).padStart(2, "0")}`;
  }
  return Number.isInteger(value) ? `${value}.0` : String(value);
}

/** Where a text stops being JSON, and why. */
export class JsonProblem extends Error {
  readonly at: number;

  constructor(at: number, message: string) {
    super(message);
    this.at = at;
  }
}

/** Finds the place at which Python's decoder gives up, and what it says. */
export function explainJson(text: string): JsonProblem {
  const atom = /(?:null|true|false|NaN|-?Infinity|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?)/y;
  let at = 0;
  const fail = (where: number, message: string): never => {
    throw new JsonProblem([...text.slice(0, where)].length, message);
  };
  const space = (): void => {
    while (" \t\n\r".includes(text[at] ?? "x")) at++;
  };
  const string = (): void => {
    const start = at;
    for (at++; at < text.length; at++) {
      if (text[at] === '"') {
        at++;
        return;
      }
      if (text[at] < " ") fail(at, "Invalid control character at");
      if (text[at] === "\\") {
        at++;
        if (at < text.length && !'"\\/bfnrtu'.includes(text[at])) fail(at - 1, "Invalid \\escape");
      }
    }
    fail(start, "Unterminated string starting at");
  };
  const list = (close: string, part: () => void): void => {
    at++;
    space();
    if (text[at] === close) {
      at++;
      return;
    }
    for (;;) {
      part();
      space();
      if (text[at] === close) {
        at++;
        return;
      }
      if (text[at] !== ",") fail(at, "Expecting ',' delimiter");
      at++;
      space();
    }
  };
  const value = (): void => {
    if (text[at] === '"') string();
    else if (text[at] === "[") list("]", value);
    else if (text[at] === "{")
      list("}", () => {
        if (text[at] !== '"') fail(at, "Expecting property name enclosed in double quotes");
        string();
        space();
        if (text[at] !== ":") fail(at, "Expecting ':' delimiter");
        at++;
        space();
        value();
      });
    else {
      atom.lastIndex = at;
      const match = atom.exec(text);
      if (match === null) fail(at, "Expecting value");
      else at += match[0].length;
    }
  };
  try {
    space();
    value();
    space();
    if (at < text.length) fail(at, "Extra data");
  } catch (problem) {
    if (problem instanceof JsonProblem) return problem;
  }
  return new JsonProblem(0, "Expecting value");
}

/** Reads JSON so that it can be shown again: whole floats stay floats. */
export function readExactJson(text: string): unknown {
  return JSON.parse(text, (_, value: unknown, ...rest: unknown[]) => {
    const { source } = (rest[0] ?? {}) as { source?: string };
    return typeof value === "number" && source !== undefined && /[.eE]/.test(source) ? new Float(value) : value;
  });
}

/** A model as JSON. */
export function modelText(value: object, floats: readonly string[] = []): string {
  return jsonText(value, COMPACT_STYLE, floats);
}

/** The fields of a model in their order; the models inside of it become maps too. */
// biome-ignore lint/suspicious/noExplicitAny: fields are of all types, as they are for Python
export function modelFields(value: object): Map<string, any> {
  return new Map(Object.entries(value).map(([key, each]) => [key, plainField(each)]));
}

/** The value of a field with maps in the place of models. */
function plainField(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plainField);
  if (value instanceof Map) return new Map([...value].map(([key, each]) => [key, plainField(each)]));
  if (value === null || typeof value !== "object" || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return modelFields(value);
}
