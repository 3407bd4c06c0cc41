import { AttributeError, IndexError, JSONDecodeError, KeyError } from "./errors.ts";
import { WholeFloat } from "./floats.ts";
import { parseInteger, truncate } from "./numbers.ts";
import { isTuple, isWholeFloat, type Layout, layoutAt, noteWholeFloat, repr, reprFloat, str } from "./show.ts";

/** Python's truth of any value. */
export function truthy(value: unknown): boolean {
  if (value === null || value === undefined || value === false || value === 0 || value === "" || value === 0n)
    return false;
  if (value instanceof WholeFloat) return Number(value) !== 0;
  if (Array.isArray(value) || value instanceof Uint8Array) return value.length > 0;
  if (value instanceof Map || value instanceof Set) return value.size > 0;
  if (typeof value === "object") {
    const own = value as { toBoolean?: () => boolean; length?: unknown };
    if (typeof own.toBoolean === "function") return own.toBoolean();
    if (typeof own.length === "number") return own.length > 0;
  }
  return true;
}

/** What iterating any value gives: the keys of a dict. */
// biome-ignore lint/suspicious/noExplicitAny: what the value holds is known when the program runs
export function elementsOf(value: any): Iterable<any> {
  return value instanceof Map ? value.keys() : value;
}

/** The name that an attribute of Python has in the port, for names that are known only when the program runs. */
export function memberKey(name: string): string {
  return name.replace(/(?<=[^_])_+([^_])/g, (_, letter: string) => letter.toUpperCase());
}

/** Whether an object has an attribute, under the port's name. */
export function hasAttribute(object: unknown, key: string): boolean {
  return object !== null && object !== undefined && key in Object(object);
}

/** An attribute by a name that is known only when the program runs; methods keep their object. */
export function getAttribute<T>(object: T, key: string, ...fallback: readonly unknown[]): unknown {
  if (!hasAttribute(object, key)) {
    if (fallback.length > 0) return fallback[0];
    throw new AttributeError(`the object has no attribute '${key}'`);
  }
  const found = object[key as keyof T];
  return typeof found === "function" && found.prototype === undefined ? found.bind(object) : found;
}

/** Calls a function, an object that has a method for that, or a class. */
// biome-ignore lint/suspicious/noExplicitAny: what is called is known when the program runs
export function invoke(callee: any, ...args: unknown[]): any {
  if (typeof callee !== "function") return callee.call(...args);
  // The message of a missing key is its `repr`.
  if (callee === KeyError && args.length === 1) return new callee(repr(args[0]));
  return /^class\b/.test(Function.prototype.toString.call(callee)) ? new callee(...args) : callee(...args);
}

/** Keyword arguments, all of which a function must have parameters for. */
export function knownOptions<V>(options: Map<string, V>, names: readonly string[], of: string): Map<string, V> {
  for (const name of options.keys())
    if (!names.includes(name)) throw new TypeError(`${of}() got an unexpected keyword argument '${name}'`);
  return options;
}

/** What keyword arguments give to the parameters of these names, in their order; what they do not give stays open. */
// biome-ignore lint/suspicious/noExplicitAny: what is given is known when the program runs
export function valuesNamed(options: Map<string, unknown>, names: readonly string[], of: string): any {
  knownOptions(options, names, of);
  return names.map((name) => options.get(name));
}

/** The keyword arguments that no parameter takes. */
export function withoutKeys<V>(options: Map<string, V>, names: readonly string[]): Map<string, V> {
  return new Map([...options].filter(([name]) => !names.includes(name)));
}

/** Python's `len` of any value. */
export function len(value: unknown): number {
  if (typeof value === "string") return [...value].length;
  if (value instanceof Map || value instanceof Set) return value.size;
  const sized = value as { length?: number };
  if (typeof sized?.length === "number") return sized.length;
  throw new TypeError("object has no len()");
}

/** Whether a value is an integer rather than a float, as far as JavaScript can tell. */
export function isInteger(value: unknown): value is number {
  return typeof value === "bigint" || (typeof value === "number" && Number.isInteger(value));
}

/** JSON as Python's `json.dumps` writes it. */
export function toJson(
  value: unknown,
  options: {
    indent?: number | null;
    sortKeys?: boolean;
    separators?: [string, string];
    ensureAscii?: boolean;
    /** Where floats are, which are written with a point even where they are whole. */
    layout?: Layout;
  } = {},
): string {
  const indent = options.indent ?? undefined;
  const [comma, colon] = options.separators ?? [indent === undefined ? ", " : ",", ": "];
  const quote = (text: string): string =>
    options.ensureAscii === false
      ? JSON.stringify(text)
      : JSON.stringify(text).replace(
          /[\u007f-\uffff]/g,
          (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`,
        );
  const write = (each: unknown, level: number, layout: Layout): string => {
    if (each === null || each === undefined) return "null";
    if (each instanceof WholeFloat) return reprFloat(Number(each));
    if (typeof each === "number" && !Number.isFinite(each))
      return Number.isNaN(each) ? "NaN" : each > 0 ? "Infinity" : "-Infinity";
    if (typeof each === "number" && (layout === "float" || !Number.isInteger(each))) return reprFloat(each);
    if (typeof each === "number" || typeof each === "bigint") return BigInt(each).toString();
    if (typeof each === "boolean") return String(each);
    if (typeof each === "string") return quote(each);
    const open = indent === undefined ? "" : `\n${" ".repeat(indent * (level + 1))}`;
    const close = indent === undefined ? "" : `\n${" ".repeat(indent * level)}`;
    if (Array.isArray(each)) {
      return each.length === 0
        ? "[]"
        : `[${open}${each.map((part, i) => write(part, level + 1, layoutIn(each, i, part, layout))).join(comma + open)}${close}]`;
    }
    let entries: [unknown, unknown][] = each instanceof Map ? [...each] : Object.entries(each as object);
    if (options.sortKeys) entries = entries.sort((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1));
    if (entries.length === 0) return "{}";
    const key = (name: unknown): string => (name === null ? "null" : String(name));
    return `{${open}${entries.map(([name, part]) => `${quote(key(name))}${colon}${write(part, level + 1, layoutIn(each, name, part, layout))}`).join(comma + open)}${close}}`;
  };
  return write(value, 0, options.layout ?? "any");
}

/** The layout of a part of a container: that of its type, or what was noted when it was read. */
function layoutIn(container: unknown, key: unknown, part: unknown, layout: Layout): Layout {
  return isWholeFloat(container, key, part) ? "float" : layoutAt(layout, key);
}

/** The value of a JSON text, with Python's errors; objects become maps in the order of the text. */
// biome-ignore lint/suspicious/noExplicitAny: what a JSON text holds is known when it is read
export function fromJson(text: string): any {
  let at = 0;
  const fail = (what: string, where = at): never => {
    const before = text.slice(0, where);
    const column = where - before.lastIndexOf("\n");
    const line = before.split("\n").length;
    const error = new JSONDecodeError(`${what}: line ${line} column ${column} (char ${where})`);
    throw Object.assign(error, { msg: what, doc: text, pos: where, lineno: line, colno: column });
  };
  const space = (): void => {
    while (at < text.length && " \t\n\r".includes(text[at])) at++;
  };
  const string = (): string => {
    const whole = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
    whole.lastIndex = at;
    const found = whole.exec(text)?.[0];
    if (found !== undefined) {
      at += found.length;
      return JSON.parse(found) as string;
    }
    for (let i = at + 1; i < text.length && text[i] !== '"'; i++) {
      if (text[i] < " ") return fail("Invalid control character at", i);
      if (text[i] !== "\\") continue;
      if (text[i + 1] === "u" && !/^[0-9a-fA-F]{4}/.test(text.slice(i + 2)))
        return fail("Invalid \\uXXXX escape", i + 1);
      if (text[i + 1] !== undefined && !'"\\/bfnrtu'.includes(text[i + 1])) return fail("Invalid \\escape", i);
      i++;
    }
    return fail("Unterminated string starting at");
  };
  const members = (close: string, member: () => void): void => {
    at++;
    space();
    if (text[at] === close) {
      at++;
      return;
    }
    for (;;) {
      member();
      space();
      if (text[at] === close) break;
      if (text[at] !== ",") fail("Expecting ',' delimiter");
      at++;
      space();
    }
    at++;
  };
  const value = (): unknown => {
    if (text[at] === '"') return string();
    if (text[at] === "[") {
      const list: unknown[] = [];
      members("]", () => {
        const before = at;
        list.push(value());
        noteWholeFloat(list, list.length - 1, list.at(-1), text.slice(before, at));
      });
      return list;
    }
    if (text[at] === "{") {
      const map = new Map<string, unknown>();
      members("}", () => {
        if (text[at] !== '"') fail("Expecting property name enclosed in double quotes");
        const key = string();
        space();
        if (text[at] !== ":") fail("Expecting ':' delimiter");
        at++;
        space();
        const before = at;
        map.set(key, value());
        noteWholeFloat(map, key, map.get(key), text.slice(before, at));
      });
      return map;
    }
    const word = /null|true|false|NaN|-?Infinity|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?/y;
    word.lastIndex = at;
    const found = word.exec(text)?.[0];
    if (found === undefined) return fail("Expecting value");
    at += found.length;
    if (found === "null") return null;
    return found === "true" || found === "false" ? found === "true" : Number(found);
  };
  space();
  const result = value();
  space();
  if (at < text.length) fail("Extra data");
  return result;
}

/** What Python calls the type of a value that is known only when the program runs. */
export function typeName(value: unknown): string {
  if (value === null || value === undefined) return "NoneType";
  switch (typeof value) {
    case "bigint":
      return "int";
    case "number":
      return Number.isInteger(value) ? "int" : "float";
    case "string":
      return "str";
    case "boolean":
      return "bool";
    case "function":
      return "function";
  }
  if (value instanceof WholeFloat) return "float";
  // An error says itself what Python calls its class.
  if (value instanceof Error && Object.hasOwn(value, "name")) return value.name;
  if (Array.isArray(value)) return isTuple(value) ? "tuple" : "list";
  if (value instanceof Map) return "dict";
  if (value instanceof Set) return "set";
  if (value instanceof Uint8Array) return value.constructor.name === "ByteArray" ? "bytearray" : "bytes";
  return (value as object).constructor.name;
}

/** The text of an exception that is made with these values. */
export function exceptionText(args: readonly unknown[]): string {
  if (args.length === 0) return "";
  return args.length === 1 ? str(args[0]) : repr(args, { array: "any" });
}

/** Whether an exception is of a class, or of one of several in a tuple. */
// biome-ignore lint/suspicious/noExplicitAny: the classes are known when the program runs
export function isCaughtBy(error: unknown, classes: any): boolean {
  return Array.isArray(classes) ? classes.some((each) => isCaughtBy(error, each)) : error instanceof classes;
}

/** Python's `int` of any value. */
export function toInteger(value: unknown): number {
  if (typeof value === "string") return parseInteger(value);
  if (value instanceof Uint8Array) return parseInteger(new TextDecoder().decode(value));
  if (
    typeof value === "number" ||
    typeof value === "boolean" ||
    typeof value === "bigint" ||
    value instanceof WholeFloat
  )
    return truncate(Number(value));
  const own = value as { toInteger?: () => number } | null;
  if (typeof own?.toInteger === "function") return own.toInteger();
  throw new TypeError(
    `int() argument must be a string, a bytes-like object or a real number, not '${typeName(value)}'`,
  );
}

/** The name of a function as Python spells it: words are joined by underscores. */
// biome-ignore lint/suspicious/noExplicitAny: any function or class has a name
export function functionName(of: any): string {
  const name: string = of.name;
  if (name === "") return "<lambda>";
  return /^[A-Z]/.test(name) ? name : name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** Gives a wrapper the name of what it wraps. */
export function wraps(wrapper: object, wrapped: { readonly name: string }): void {
  Object.defineProperty(wrapper, "name", { value: wrapped.name });
  const { __doc__ } = wrapped as { __doc__?: string };
  if (__doc__ !== undefined) Object.assign(wrapper, { __doc__ });
}

/** Gives a function the documentation that the program asks it for. */
export function documented<F extends object>(fn: F, text: string): F {
  return Object.assign(fn, { __doc__: text });
}

/** A class and what it derives from, nearest first, as Python's `__mro__` gives them. */
// biome-ignore lint/suspicious/noExplicitAny: classes are of any kind
export function linearization(of: any): any[] {
  const classes: unknown[] = [];
  for (let at = of; typeof at === "function" && at !== Function.prototype; at = Object.getPrototypeOf(at))
    classes.push(at);
  return classes.includes(Object) ? classes : [...classes, Object];
}

/** Python's `__bases__`. */
// biome-ignore lint/suspicious/noExplicitAny: classes are of any kind
export function basesOf(of: any): any[] {
  return linearization(of).slice(1, 2);
}

/** The elements of an object that gives them by their positions, from 0 until there is none. */
// biome-ignore lint/suspicious/noExplicitAny: what an object gives is known when the program runs
export function* byPosition(of: { getItem(at: any): any }): Generator<any> {
  for (let at = 0; ; at++) {
    let value: unknown;
    try {
      value = of.getItem(at);
    } catch (error) {
      if (error instanceof IndexError) return;
      throw error;
    }
    yield value;
  }
}
