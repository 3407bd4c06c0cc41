import { AttributeError } from "./errors.ts";
import { tuple } from "./show.ts";

/** The fields of a dataclass: what each is called in Python, and in the port. */
function recordFieldsOf(value: unknown): readonly (readonly [string, string])[] | undefined {
  if (value === null || value === undefined) return undefined;
  const cls = typeof value === "function" ? value : (value as object).constructor;
  return (cls as { recordFields?: readonly (readonly [string, string])[] }).recordFields;
}

/** Python's `is_dataclass`. */
export function isRecord(value: unknown): boolean {
  return recordFieldsOf(value) !== undefined;
}

/** Python's `fields` of a dataclass or of an object of one. */
export function fieldsOf(value: unknown): { name: string }[] {
  const fields = recordFieldsOf(value);
  if (fields === undefined) throw new TypeError("must be called with a dataclass type or instance");
  return fields.map(([name]) => ({ name }));
}

/** Python's `asdict`: an object of a dataclass as a dict, and all that it holds. */
// biome-ignore lint/suspicious/noExplicitAny: what the fields hold is known when the program runs
export function recordAsMap(value: any): any {
  return recordParts(value, (pairs) => new Map(pairs));
}

/** Python's `astuple`. */
// biome-ignore lint/suspicious/noExplicitAny: what the fields hold is known when the program runs
export function recordAsTuple(value: any): any {
  return recordParts(value, (pairs) => tuple(pairs.map(([, each]) => each)));
}

function recordParts(value: unknown, make: (pairs: [string, unknown][]) => unknown): unknown {
  const fields = typeof value === "function" ? undefined : recordFieldsOf(value);
  const own = value as Record<string, unknown>;
  if (fields !== undefined) return make(fields.map(([name, member]) => [name, recordParts(own[member], make)]));
  if (Array.isArray(value)) return value.map((each) => recordParts(each, make));
  if (value instanceof Map) return new Map([...value].map(([key, each]) => [key, recordParts(each, make)]));
  return value;
}

/** Names that JavaScript and ports ask any object for. */
const ASKED =
  /^(?:then|toJSON|toString|repr|equals|hash|lessThan|greaterThan|format|formatted|toBoolean|length|call|enter|exit|nextValue|constructor|name|message|recordFields|toInteger|toNumber)$/;

/** An object of a class with `__getattr__`: that is asked for what the object does not have. */
export function dynamicAttributes<T extends object>(object: T): T {
  return new Proxy(object, {
    get: (target, key, receiver): unknown => {
      if (typeof key === "symbol" || key in target || ASKED.test(key)) {
        // Containers of JavaScript know themselves alone.
        const isContainer = target instanceof Map || target instanceof Set;
        const found: unknown = Reflect.get(target, key, isContainer ? target : receiver);
        return isContainer && typeof found === "function" ? found.bind(target) : found;
      }
      const asked = (receiver as { getAttribute(name: string): unknown }).getAttribute;
      return asked.call(
        receiver,
        key.replace(/(?<!^)[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      );
    },
    has: (target, key): boolean => {
      if (key in target || typeof key === "symbol" || ASKED.test(key)) return key in target;
      try {
        (target as { getAttribute(name: string): unknown }).getAttribute(key);
        return true;
      } catch (error) {
        if (error instanceof AttributeError) return false;
        throw error;
      }
    },
  });
}
