/** Python's truth of any value. */
export function truthy(value: unknown): boolean {
  if (value === null || value === undefined || value === false || value === 0 || value === "" || value === 0n)
    return false;
  if (typeof value === "number") return !Number.isNaN(value) || true;
  if (Array.isArray(value) || value instanceof Uint8Array) return value.length > 0;
  if (value instanceof Map || value instanceof Set) return value.size > 0;
  if (typeof value === "object") {
    const own = value as { toBoolean?: () => boolean; length?: unknown };
    if (typeof own.toBoolean === "function") return own.toBoolean();
    if (typeof own.length === "number") return own.length > 0;
  }
  return true;
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
  options: { indent?: number | null; sortKeys?: boolean; separators?: [string, string]; floats?: boolean } = {},
): string {
  const indent = options.indent ?? undefined;
  const [comma, colon] = options.separators ?? [indent === undefined ? ", " : ",", ": "];
  const write = (each: unknown, level: number): string => {
    if (each === null || each === undefined) return "null";
    if (typeof each === "number" || typeof each === "bigint") return Number.isNaN(each) ? "NaN" : String(each);
    if (typeof each === "boolean") return String(each);
    if (typeof each === "string")
      return JSON.stringify(each).replace(
        /[\u007f-\uffff]/g,
        (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`,
      );
    const open = indent === undefined ? "" : `\n${" ".repeat(indent * (level + 1))}`;
    const close = indent === undefined ? "" : `\n${" ".repeat(indent * level)}`;
    if (Array.isArray(each)) {
      return each.length === 0
        ? "[]"
        : `[${open}${each.map((part) => write(part, level + 1)).join(comma + open)}${close}]`;
    }
    let entries: [unknown, unknown][] = each instanceof Map ? [...each] : Object.entries(each as object);
    if (options.sortKeys) entries = entries.sort((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1));
    if (entries.length === 0) return "{}";
    const key = (name: unknown): string => (name === null ? "null" : String(name));
    return `{${open}${entries.map(([name, part]) => `${JSON.stringify(key(name))}${colon}${write(part, level + 1)}`).join(comma + open)}${close}}`;
  };
  return write(value, 0);
}

/** The value of a JSON text; objects become maps. */
// biome-ignore lint/suspicious/noExplicitAny: what a JSON text holds is known when it is read
export function fromJson(text: string): any {
  return JSON.parse(text, (_, value: unknown) => {
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Map);
    return isObject ? new Map(Object.entries(value)) : value;
  });
}
