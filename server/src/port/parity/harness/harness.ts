import { writeSync } from "node:fs";
import { createInterface } from "node:readline";

/** What the port has, by Python's names; `runtime` is its file of helpers, where it has one. */
export interface Table {
  readonly functions: Readonly<Record<string, (...args: unknown[]) => unknown>>;
  readonly classes: Readonly<Record<string, Definition>>;
  readonly runtime: Readonly<Record<string, unknown>>;
}

interface Definition {
  readonly make: (new (...args: unknown[]) => object) | undefined;
  readonly type: new (...args: never[]) => object;
  readonly methods: Readonly<Record<string, string>>;
  readonly members: Readonly<Record<string, string>>;
}

interface Value {
  readonly kind: string;
  // biome-ignore lint/suspicious/noExplicitAny: it is JSON, and what it holds depends on the kind
  readonly [key: string]: any;
}

interface Argument {
  readonly how: string;
  readonly name: string;
  readonly value: Value;
  /** The parameter is an integer that the port keeps as a bigint. */
  readonly wide?: boolean;
}

interface Call {
  readonly name: string;
  readonly owner?: string;
  readonly isProperty: boolean;
  readonly args: readonly Argument[];
}

interface Request {
  readonly make?: { readonly class: string; readonly args: readonly Argument[] };
  readonly calls: readonly Call[];
}

const MAX_ITEMS = 200;
const MAX_OUTPUT = 100_000;

class Unable extends Error {}

/** Answers the requests that come line by line on standard input. */
export async function serve(table: Table): Promise<void> {
  let output = "";
  const capture = (chunk: string | Uint8Array): boolean => {
    if (output.length < MAX_OUTPUT) output += typeof chunk === "string" ? chunk : new TextDecoder().decode(chunk);
    return true;
  };
  process.stdout.write = capture as typeof process.stdout.write;
  reply({ kind: "ready" });
  for await (const line of createInterface({ input: process.stdin })) {
    output = "";
    let answer: Value;
    try {
      answer = await run(table, JSON.parse(line) as Request);
    } catch (error) {
      answer = { kind: "unable", reason: error instanceof Error ? error.message : String(error) };
    }
    reply(answer.kind === "done" ? { ...answer, output: output.slice(0, MAX_OUTPUT) } : answer);
  }
  process.exit(0);
}

function reply(answer: Value): void {
  let rest = Buffer.from(`${JSON.stringify(answer)}\n`);
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(1, rest));
    } catch (error) {
      // The pipe is full until the other end has read.
      if ((error as { code?: string }).code !== "EAGAIN") throw error;
    }
  }
}

async function run(table: Table, request: Request): Promise<Value> {
  const results: Value[] = [];
  let self: object | undefined;
  if (request.make !== undefined) {
    const { make, args } = { ...request.make, make: own(table.classes, request.make.class)?.make };
    if (make === undefined) throw new Unable(`the port cannot make a ${request.make.class}`);
    const values = decodeAll(table, args);
    try {
      self = new make(...values);
    } catch (error) {
      return { kind: "done", results, made: raised(error) };
    }
  }
  for (const call of request.calls) {
    const result = await answerTo(table, call, self);
    results.push(result);
    if (result.outcome.kind === "raised") break;
  }
  return self === undefined ? { kind: "done", results } : { kind: "done", results, self: encode(table, self, []) };
}

async function answerTo(table: Table, call: Call, self: object | undefined): Promise<Value> {
  const values = decodeAll(table, call.args);
  const passed: unknown[] = [];
  for (const [i, { how }] of call.args.entries()) {
    // Rest parameters are the last; where others follow a star, it is an array of its own.
    if (how === "star" && i === call.args.length - 1) passed.push(...(values[i] as unknown[]));
    else passed.push(values[i]);
  }
  let outcome: Value;
  try {
    let value: unknown;
    if (self === undefined) {
      const fn = own(table.functions, call.name);
      if (fn === undefined) throw new Unable(`the port has no ${call.name}`);
      value = fn(...passed);
    } else {
      const name = own(own(table.classes, call.owner ?? "")?.methods ?? {}, call.name);
      const member = name === undefined ? undefined : memberOf(self, name);
      if (member === undefined) throw new Unable(`the port's object has no ${call.name}`);
      value =
        member.get === undefined
          ? (member.value as (...args: unknown[]) => unknown).apply(self, passed)
          : member.get.call(self);
    }
    outcome = { kind: "returned", value: await encodeResult(table, await value) };
  } catch (error) {
    if (error instanceof Unable) throw error;
    outcome = raised(error);
  }
  const args = call.args.map(({ how, value: { kind } }, i): Value => {
    if (kind === "iterator" || kind === "function" || how === "doubleStar") return { kind: "opaque", type: "" };
    return encode(table, values[i], []);
  });
  return { kind: "result", outcome, args };
}

function own<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

/** A method or getter of an object or of what it inherits. */
function memberOf(self: object, name: string): PropertyDescriptor | undefined {
  const key: string | symbol = name === "[Symbol.iterator]" ? Symbol.iterator : name;
  for (let at: object | null = self; at !== null; at = Object.getPrototypeOf(at) as object | null) {
    const found = Object.getOwnPropertyDescriptor(at, key);
    if (found !== undefined && (found.get !== undefined || typeof found.value === "function")) return found;
  }
  return undefined;
}

function decodeAll(table: Table, args: readonly Argument[]): unknown[] {
  return args.map(({ value, wide }) => decode(table, value, wide === true));
}

function decode(table: Table, value: Value, wide: boolean): unknown {
  const inner = (each: Value): unknown => decode(table, each, wide);
  switch (value.kind) {
    case "none":
      return null;
    case "bool":
    case "str":
      return value.value;
    case "int":
      return wide ? BigInt(value.value) : Number(value.value);
    case "float":
      return numberOf(value.value);
    case "bytes":
      return Uint8Array.from((value.value.match(/../g) ?? []).map((pair: string) => Number.parseInt(pair, 16)));
    case "list":
    case "tuple":
    case "deque":
      return value.items.map(inner);
    case "iterator":
      return value.items.map(inner).values();
    case "set":
    case "frozenset":
      return collection(table, "StructSet", Set, value.items.map(inner));
    case "dict":
      return collection(
        table,
        "StructMap",
        Map,
        value.entries.map(([key, each]: [Value, Value]) => [inner(key), inner(each)]),
      );
    case "range": {
      const items: number[] = [];
      const [start, stop, step] = [Number(value.start), Number(value.stop), Number(value.step)];
      for (let i = start; step > 0 ? i < stop : i > stop; i += step) items.push(i);
      return items;
    }
    case "make": {
      const make = own(table.classes, value.class)?.make;
      if (make === undefined) throw new Unable(`the port cannot make a ${value.class}`);
      try {
        return new make(...decodeAll(table, value.args));
      } catch (error) {
        throw new Unable(`an argument cannot be made: ${String(error)}`);
      }
    }
    case "member": {
      const definition = own(table.classes, value.class);
      const name = definition === undefined ? undefined : own(definition.members, value.name);
      if (definition === undefined || name === undefined)
        throw new Unable(`the port has no ${value.class}.${value.name}`);
      return (definition.type as unknown as Record<string, unknown>)[name];
    }
    case "function":
      return value.gives === "first" ? (first: unknown) => first : () => inner(value.value);
    default:
      throw new Unable(`the port has no place for a value of kind ${value.kind}`);
  }
}

/** Keys that are compared by content need the port's own collection, where it has one. */
function collection(table: Table, name: string, plain: new (items: unknown[]) => unknown, items: unknown[]): unknown {
  const keys = name === "StructMap" ? items.map((item) => (item as unknown[])[0]) : items;
  const special = table.runtime[name] as (new (items: unknown[]) => unknown) | undefined;
  const byContent = special !== undefined && keys.some((key) => typeof key === "object" && key !== null);
  return byContent ? new special(items) : new plain(items);
}

function numberOf(text: string): number {
  if (text === "nan") return Number.NaN;
  if (text === "inf") return Number.POSITIVE_INFINITY;
  return text === "-inf" ? Number.NEGATIVE_INFINITY : Number(text);
}

async function encodeResult(table: Table, value: unknown): Promise<Value> {
  if (typeof value === "object" && value !== null && Symbol.asyncIterator in value) {
    const items: Value[] = [];
    for await (const item of value as AsyncIterable<unknown>) {
      if (items.length === MAX_ITEMS) return { kind: "iterator", items, more: true };
      items.push(encode(table, item, []));
    }
    return { kind: "iterator", items };
  }
  return encode(table, value, []);
}

function encode(table: Table, value: unknown, around: readonly unknown[]): Value {
  switch (typeof value) {
    case "undefined":
      return { kind: "none" };
    case "boolean":
      return { kind: "bool", value };
    case "bigint":
      return { kind: "int", value: String(value) };
    case "string":
      return { kind: "str", value };
    case "number":
      return { kind: "number", value: numberText(value) };
    case "object":
      return value === null ? { kind: "none" } : encodeObject(table, value, around);
    default:
      return { kind: "opaque", type: typeof value };
  }
}

function numberText(value: number): string {
  if (Number.isNaN(value)) return "nan";
  return Number.isFinite(value) ? String(value) : value > 0 ? "inf" : "-inf";
}

function encodeObject(table: Table, value: object, around: readonly unknown[]): Value {
  if (around.includes(value)) return { kind: "cycle" };
  if (around.length > 60) return { kind: "opaque", type: "a value of great depth" };
  const inside = [...around, value];
  const all = (items: Iterable<unknown>): Value[] => [...items].map((item) => encode(table, item, inside));
  if (value instanceof Uint8Array) return { kind: "bytes", value: Buffer.from(value).toString("hex") };
  for (const [name, { type, members }] of Object.entries(table.classes)) {
    if (value.constructor !== type) continue;
    for (const [member, key] of Object.entries(members)) {
      if ((type as unknown as Record<string, unknown>)[key] === value)
        return { kind: "member", class: name, name: member };
    }
    const fields: Record<string, Value> = {};
    for (const [key, field] of Object.entries(value)) fields[key] = encode(table, field, inside);
    return { kind: "instance", class: name, fields };
  }
  if (Array.isArray(value)) return { kind: "list", items: all(value) };
  if (value instanceof Set) return { kind: "set", items: all(value) };
  if (value instanceof Map) {
    const entries = [...value].map(([key, each]) => [encode(table, key, inside), encode(table, each, inside)]);
    return { kind: "dict", entries };
  }
  if (value instanceof Error) return { kind: "opaque", type: value.name };
  if ("next" in value && Symbol.iterator in value) {
    const items: Value[] = [];
    for (const item of value as Iterable<unknown>) {
      if (items.length === MAX_ITEMS) return { kind: "iterator", items, more: true };
      items.push(encode(table, item, inside));
    }
    return { kind: "iterator", items };
  }
  return { kind: "opaque", type: value.constructor?.name ?? "object" };
}

/** Errors that JavaScript's own operations throw, which stand for whatever Python raises there. */
const NATIVE = new Set(["RangeError", "ReferenceError", "SyntaxError", "URIError", "EvalError"]);

function raised(error: unknown): Value {
  if (error instanceof Unable) throw error;
  const failure = { kind: "raised", bases: [] as string[], isExplicit: true };
  if (!(error instanceof Error)) return { ...failure, class: "native", message: String(error) };
  const { message, name } = error;
  // The engine's own wording tells its failures from a `raise TypeError`.
  const isEngine =
    name === "TypeError" &&
    / is not | of (null|undefined)|^(Cannot|Invalid|Class|Reduce|Assignment|Method|Iterator|Found|Object) /.test(
      message,
    );
  if (NATIVE.has(name) || isEngine) return { ...failure, class: "native", message: `${name}: ${message}` };
  const isStub = name === "Error" && message.startsWith("not ported: ");
  for (
    let at = Object.getPrototypeOf(error) as object | null;
    at !== null;
    at = Object.getPrototypeOf(at) as object | null
  ) {
    if (at.constructor !== undefined && at !== Object.prototype) failure.bases.push(at.constructor.name);
  }
  return { ...failure, class: name, message, isStub };
}
