import { typeName } from "./dynamic.ts";
import { IndexError, KeyError, ValueError } from "./errors.ts";
import { WholeFloat } from "./floats.ts";
import { repr } from "./show.ts";

/** What a class can offer to say which of its objects are equal. */
export interface Equatable {
  equals(other: unknown): boolean;
}

function hasMethod<K extends string>(value: unknown, name: K): value is Record<K, (...args: unknown[]) => unknown> {
  return typeof value === "object" && value !== null && typeof (value as Record<string, unknown>)[name] === "function";
}

function isNumber(value: unknown): boolean {
  return value instanceof WholeFloat || ["number", "bigint", "boolean"].includes(typeof value);
}

/** Python's `==`: by content for containers, through `equals` where a class has it. */
export function equals(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (a instanceof WholeFloat || b instanceof WholeFloat) return Number(a) === Number(b) && isNumber(a) && isNumber(b);
  if (hasMethod(a, "equals")) return a.equals(b) === true;
  if (hasMethod(b, "equals")) return b.equals(a) === true;
  if (Array.isArray(a)) return Array.isArray(b) && a.length === b.length && a.every((value, i) => equals(value, b[i]));
  if (a instanceof Map) {
    if (!(b instanceof Map) || a.size !== b.size) return false;
    for (const [key, value] of a) {
      const other = memberOf(b, key);
      if (!b.has(other) || !equals(value, b.get(other))) return false;
    }
    return true;
  }
  if (a instanceof Set) {
    if (!(b instanceof Set) || a.size !== b.size) return false;
    for (const value of a) if (!b.has(memberOf(b, value))) return false;
    return true;
  }
  if (a instanceof Uint8Array)
    return b instanceof Uint8Array && a.length === b.length && a.every((byte, i) => byte === b[i]);
  if (typeof a === "boolean") return typeof b === "number" && Number(a) === b;
  if (typeof b === "boolean") return typeof a === "number" && Number(b) === a;
  if (typeof a === "bigint" || typeof b === "bigint")
    return (typeof a === "number" || typeof b === "number") && Number(a) === Number(b);
  return false;
}

/** The key as a map or set holds it: Python's integers are one key, whether they are numbers or bigints here. */
function memberOf(holder: ReadonlyMap<unknown, unknown> | ReadonlySet<unknown>, key: unknown): unknown {
  if (holder.has(key)) return key;
  if (typeof key === "bigint") return BigInt(Number(key)) === key ? Number(key) : key;
  return Number.isInteger(key) ? BigInt(key as number) : key;
}

/** Python's ordering: numbers, strings by code point, sequences element by element, classes through `lessThan`. */
export function compare(a: unknown, b: unknown): number {
  if (Array.isArray(a) && Array.isArray(b)) {
    for (let i = 0; i < Math.min(a.length, b.length); i++) {
      if (!equals(a[i], b[i])) return compare(a[i], b[i]);
    }
    return a.length - b.length;
  }
  if (hasMethod(a, "lessThan") && a.lessThan(b) === true) return -1;
  if (hasMethod(a, "lessThan") && !hasMethod(a, "greaterThan"))
    return hasMethod(b, "lessThan") && b.lessThan(a) === true ? 1 : 0;
  if (hasMethod(a, "greaterThan"))
    return a.greaterThan(b) === true ? 1 : hasMethod(b, "greaterThan") && b.greaterThan(a) === true ? -1 : 0;
  if (typeof a === "string" && typeof b === "string") return a < b ? -1 : a > b ? 1 : 0;
  if (a instanceof Uint8Array && b instanceof Uint8Array) return compare([...a], [...b]);
  if (!isNumber(a) || !isNumber(b))
    throw new TypeError(`'<' not supported between instances of '${typeName(a)}' and '${typeName(b)}'`);
  const [x, y] = [a as number, b as number];
  return x < y ? -1 : x > y ? 1 : 0;
}

/** The element at a position; a negative one counts from the end. */
export function at<T>(list: readonly T[], index: number): T {
  const position = index < 0 ? list.length + index : index;
  if (position < 0 || position >= list.length) throw new IndexError("list index out of range");
  return list[position];
}

/** Assigns the element at a position; a negative one counts from the end. */
export function setAt<T>(list: { readonly length: number; [index: number]: T }, index: number, value: T): void {
  const position = index < 0 ? list.length + index : index;
  if (position < 0 || position >= list.length) throw new IndexError("list assignment index out of range");
  list[position] = value;
}

/** Removes and gives the element at a position. */
export function pop<T>(list: T[], index = -1): T {
  const position = index < 0 ? list.length + index : index;
  if (list.length === 0) throw new IndexError("pop from empty list");
  if (position < 0 || position >= list.length) throw new IndexError("pop index out of range");
  return list.splice(position, 1)[0];
}

/** The value under a key, which must be there. */
export function item<K, V>(map: ReadonlyMap<K, V>, key: K): V {
  const value = map.get(key);
  if (value === undefined && !map.has(key)) throw new KeyError(repr(key));
  return value as V;
}

/** Removes a key and gives its value, or the fallback. */
export function popItem<K, V>(map: Map<K, V>, key: K, ...fallback: V[]): V {
  if (!map.has(key)) {
    if (fallback.length > 0) return fallback[0];
    throw new KeyError(repr(key));
  }
  const value = map.get(key) as V;
  map.delete(key);
  return value;
}

/** Removes and gives the first pair. */
export function popFirst<K, V>(map: Map<K, V>): [K, V] {
  const first = map.entries().next();
  if (first.done) throw new KeyError("'popitem(): dictionary is empty'");
  map.delete(first.value[0]);
  return first.value;
}

/** Removes and gives the last pair. */
export function popLast<K, V>(map: Map<K, V>): [K, V] {
  const last = [...map].at(-1);
  if (last === undefined) throw new KeyError("'popitem(): dictionary is empty'");
  map.delete(last[0]);
  return last;
}

/** The value under a key, put there first if it is missing. */
export function setDefault<K, V>(map: Map<K, V>, key: K, value: V): V {
  if (!map.has(key)) map.set(key, value);
  return map.get(key) as V;
}

/** Deletes a key, which must be there. */
export function deleteKey<K>(map: Map<K, unknown>, key: K): void {
  if (!map.delete(key)) throw new KeyError(repr(key));
}

/** Adds all pairs to a map. */
export function update<K, V>(map: Map<K, V>, pairs: Iterable<readonly [K, V]>): void {
  for (const [key, value] of pairs) map.set(key, value);
}

/** Removes a value from a list, which must hold it. */
export function remove<T>(list: T[], value: T): void {
  const index = list.findIndex((each) => equals(each, value));
  if (index < 0) throw new ValueError("list.remove(x): x not in list");
  list.splice(index, 1);
}

/** Removes a value from a set, which must hold it. */
export function removeFrom<T>(set: Set<T>, value: T): void {
  if (!set.delete(value)) throw new KeyError(repr(value));
}

/** Removes and gives some element of a set. */
export function popFrom<T>(set: Set<T>): T {
  for (const value of set) {
    set.delete(value);
    return value;
  }
  throw new KeyError("'pop from an empty set'");
}

/** The position of a value in a list, which must hold it. */
export function indexOf<T>(list: readonly T[], value: T, start = 0, end = list.length): number {
  for (let i = Math.max(0, start < 0 ? list.length + start : start); i < Math.min(end, list.length); i++) {
    if (equals(list[i], value)) return i;
  }
  throw new ValueError(`${repr(value)} is not in list`);
}

/** Whether a list holds an equal value. */
export function includes<T>(values: Iterable<T>, value: unknown): boolean {
  const text: unknown = values;
  if (typeof text === "string") return text.includes(String(value));
  for (const each of values) if (equals(each, value)) return true;
  return false;
}

export function count<T>(list: Iterable<T>, value: T): number {
  let found = 0;
  for (const each of list) if (equals(each, value)) found++;
  return found;
}

/** A list repeated a number of times. */
export function repeat<T>(list: readonly T[], times: number): T[] {
  const result: T[] = [];
  for (let i = 0; i < times; i++) result.push(...list);
  return result;
}

/** Replaces a slice of a list. */
export function setSlice<T>(
  list: T[],
  start: number | undefined,
  end: number | undefined,
  values: Iterable<T>,
  step = 1,
): void {
  const clamp = (at: number | undefined, fallback: number): number =>
    at === undefined ? fallback : Math.min(list.length, Math.max(0, at < 0 ? list.length + at : at));
  if (step !== 1) {
    const positions = Array.from(list.keys());
    const chosen = slice(positions, start, end, step);
    let next = 0;
    for (const value of values) list[chosen[next++]] = value;
    return;
  }
  const from = clamp(start, 0);
  list.splice(from, Math.max(0, clamp(end, list.length) - from), ...values);
}

/** Deletes a slice of a list. */
export function deleteSlice<T>(list: T[], start: number | undefined, end: number | undefined, step = 1): void {
  const chosen = new Set(slice(Array.from(list.keys()), start, end, step));
  const kept = list.filter((_, i) => !chosen.has(i));
  list.splice(0, list.length, ...kept);
}

/** Python's `list[start:end:step]`. */
export function slice<T>(list: readonly T[], start?: number | null, end?: number | null, step: number | null = 1): T[] {
  const by = step ?? 1;
  if (by === 1) return list.slice(start ?? 0, end ?? list.length);
  if (by === 0) throw new ValueError("slice step cannot be zero");
  const size = list.length;
  const clamp = (at: number | null | undefined, fallback: number): number => {
    if (at === undefined || at === null) return fallback;
    const position = at < 0 ? at + size : at;
    return by > 0 ? Math.min(Math.max(position, 0), size) : Math.min(Math.max(position, -1), size - 1);
  };
  const result: T[] = [];
  const first = clamp(start, by > 0 ? 0 : size - 1);
  const last = clamp(end, by > 0 ? size : -1);
  for (let i = first; by > 0 ? i < last : i > last; i += by) result.push(list[i]);
  return result;
}

/** A primitive that is the same for equal keys. */
function keyOf(key: unknown): unknown {
  if (typeof key !== "object" || key === null) return typeof key === "boolean" ? Number(key) : key;
  if (Array.isArray(key)) return `(${key.map((part) => `${typeof part}:${String(keyOf(part))}`).join(",")})`;
  if (key instanceof Set)
    return `{${[...key]
      .map((part) => String(keyOf(part)))
      .sort()
      .join(",")}}`;
  if (hasMethod(key, "hash")) return `#${String(key.hash())}`;
  if (hasMethod(key, "equals"))
    return `${key.constructor.name}(${Object.values(key)
      .map((part) => String(keyOf(part)))
      .join(",")})`;
  return key;
}

/** A map whose keys are compared by content: tuples, frozen sets and objects with `equals`. */
export class StructMap<K, V> extends Map<K, V> {
  readonly #keys = new Map<unknown, K>();

  constructor(entries: Iterable<readonly [K, V]> = []) {
    super();
    for (const [key, value] of entries) this.set(key, value);
  }

  override get(key: K): V | undefined {
    const known = this.#keys.get(keyOf(key));
    return known === undefined ? undefined : super.get(known);
  }

  override has(key: K): boolean {
    return this.#keys.has(keyOf(key));
  }

  override set(key: K, value: V): this {
    const hash = keyOf(key);
    if (!this.#keys.has(hash)) this.#keys.set(hash, key);
    return super.set(this.#keys.get(hash) as K, value);
  }

  override delete(key: K): boolean {
    const hash = keyOf(key);
    if (!this.#keys.has(hash)) return false;
    super.delete(this.#keys.get(hash) as K);
    return this.#keys.delete(hash);
  }

  override clear(): void {
    this.#keys.clear();
    super.clear();
  }
}

/** A set whose values are compared by content. */
export class StructSet<T> extends Set<T> {
  readonly #values = new Map<unknown, T>();

  constructor(values: Iterable<T> = []) {
    super();
    for (const value of values) this.add(value);
  }

  override has(value: T): boolean {
    return this.#values.has(keyOf(value));
  }

  override add(value: T): this {
    const hash = keyOf(value);
    if (this.#values.has(hash)) return this;
    this.#values.set(hash, value);
    return super.add(value);
  }

  override delete(value: T): boolean {
    const hash = keyOf(value);
    if (!this.#values.has(hash)) return false;
    super.delete(this.#values.get(hash) as T);
    return this.#values.delete(hash);
  }

  override clear(): void {
    this.#values.clear();
    super.clear();
  }
}

/** Python's `defaultdict`: reading a missing key with `item` puts a fresh value there. */
export class DefaultMap<K, V> extends StructMap<K, V> {
  readonly #make: () => V;

  constructor(make: () => V, entries: Iterable<readonly [K, V]> = []) {
    super(entries);
    this.#make = make;
  }

  item(key: K): V {
    const value = this.get(key);
    if (value !== undefined || this.has(key)) return value as V;
    const made = this.#make();
    this.set(key, made);
    return made;
  }
}

/** A `deque` with `maxlen`: what is too much falls out at the other end. */
export class BoundedDeque<T> extends Array<T> {
  readonly #limit: number;

  get limit(): number {
    return this.#limit;
  }

  // Copies are plain arrays.
  static override get [Symbol.species]() {
    return Array;
  }

  constructor(limit: number, values: Iterable<T> = []) {
    super();
    this.#limit = limit;
    this.push(...values);
  }

  override push(...values: T[]): number {
    super.push(...values);
    if (this.length > this.#limit) this.splice(0, this.length - this.#limit);
    return this.length;
  }

  override unshift(...values: T[]): number {
    super.unshift(...values);
    if (this.length > this.#limit) this.splice(this.#limit);
    return this.length;
  }
}

/** How many elements a `deque` holds at most. */
export function limitOf(list: readonly unknown[]): number | null {
  return list instanceof BoundedDeque ? list.limit : null;
}

/** Python's `Counter`. */
export class Counter<K> extends StructMap<K, number> {
  constructor(values: Iterable<K> | ReadonlyMap<K, number> = []) {
    super();
    if (values instanceof Map) for (const [key, times] of values) this.set(key, times);
    else this.update(values as Iterable<K>);
  }

  /** How often a key was counted. */
  count(key: K): number {
    return this.get(key) ?? 0;
  }

  update(values: Iterable<K> | ReadonlyMap<K, number>): void {
    if (values instanceof Map) for (const [key, times] of values) this.set(key, this.count(key) + times);
    else for (const value of values as Iterable<K>) this.set(value, this.count(value) + 1);
  }

  subtract(values: Iterable<K> | ReadonlyMap<K, number>): void {
    if (values instanceof Map) for (const [key, times] of values) this.set(key, this.count(key) - times);
    else for (const value of values as Iterable<K>) this.set(value, this.count(value) - 1);
  }

  total(): number {
    let sum = 0;
    for (const times of this.values()) sum += times;
    return sum;
  }

  mostCommon(limit?: number | null): [K, number][] {
    return [...this].sort((a, b) => b[1] - a[1]).slice(0, limit ?? this.size);
  }

  *elements(): Generator<K> {
    for (const [key, times] of this) for (let i = 0; i < times; i++) yield key;
  }

  /** Combines two counters key by key and keeps what is positive. */
  combine(other: Counter<K>, how: (a: number, b: number) => number): Counter<K> {
    const result = new Counter<K>();
    for (const key of [...this.keys(), ...other.keys()]) {
      const times = how(this.count(key), other.count(key));
      if (times > 0) result.set(key, times);
    }
    return result;
  }
}

function sameKind<T>(like: Set<T>, values: Iterable<T>): Set<T> {
  return like instanceof StructSet ? new StructSet(values) : new Set(values);
}

export function union<T>(first: Set<T>, ...others: Iterable<T>[]): Set<T> {
  const result = sameKind(first, first);
  for (const other of others) for (const value of other) result.add(value);
  return result;
}

export function intersection<T>(first: Set<T>, ...others: Iterable<T>[]): Set<T> {
  const sets = others.map((other) => (other instanceof Set ? (other as Set<T>) : sameKind(first, other)));
  return sameKind(
    first,
    [...first].filter((value) => sets.every((set) => set.has(value))),
  );
}

export function difference<T>(first: Set<T>, ...others: Iterable<T>[]): Set<T> {
  const sets = others.map((other) => (other instanceof Set ? (other as Set<T>) : sameKind(first, other)));
  return sameKind(
    first,
    [...first].filter((value) => !sets.some((set) => set.has(value))),
  );
}

export function symmetricDifference<T>(first: Set<T>, second: Iterable<T>): Set<T> {
  const other = sameKind(first, second);
  return union(difference(first, other), difference(other, first));
}

export function isSubset<T>(first: Iterable<T>, second: Iterable<T>): boolean {
  const set = second instanceof Set ? (second as Set<T>) : new StructSet(second);
  return [...first].every((value) => set.has(value));
}

/** Puts a value into a heap, a list whose smallest element is first. */
export function heapPush<T>(heap: T[], value: T): void {
  let at = heap.length;
  heap.push(value);
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if (compare(heap[at], heap[parent]) >= 0) break;
    [heap[at], heap[parent]] = [heap[parent], heap[at]];
    at = parent;
  }
}

/** Takes the smallest value out of a heap. */
export function heapPop<T>(heap: T[]): T {
  const last = heap.pop();
  if (last === undefined) throw new IndexError("index out of range");
  if (heap.length === 0) return last;
  const smallest = heap[0];
  heap[0] = last;
  siftDown(heap, 0);
  return smallest;
}

function siftDown<T>(heap: T[], start: number): void {
  let at = start;
  for (;;) {
    let least = at;
    for (const child of [2 * at + 1, 2 * at + 2]) {
      if (child < heap.length && compare(heap[child], heap[least]) < 0) least = child;
    }
    if (least === at) return;
    [heap[at], heap[least]] = [heap[least], heap[at]];
    at = least;
  }
}

export function heapify<T>(list: T[]): void {
  for (let i = (list.length >> 1) - 1; i >= 0; i--) siftDown(list, i);
}

/** The position where a value keeps a sorted list sorted. */
export function bisect<T>(
  list: readonly T[],
  value: unknown,
  side: "left" | "right" = "right",
  options: { readonly low?: number; readonly high?: number; readonly key?: (each: T) => unknown } = {},
): number {
  let { low = 0, high = list.length } = options;
  while (low < high) {
    const middle = (low + high) >> 1;
    const order = compare(options.key === undefined ? list[middle] : options.key(list[middle]), value);
    if (order < 0 || (order === 0 && side === "right")) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A copy that shares nothing that can be changed. */
export function deepCopy<T>(value: T): T {
  if (Array.isArray(value)) return value.map(deepCopy) as T;
  if (value instanceof DefaultMap || typeof value !== "object" || value === null) return value;
  if (value instanceof Map) {
    const copy = value instanceof StructMap ? new StructMap<unknown, unknown>() : new Map<unknown, unknown>();
    for (const [key, each] of value) copy.set(key, deepCopy(each));
    return copy as T;
  }
  if (value instanceof Set) return (value instanceof StructSet ? new StructSet(value) : new Set(value)) as T;
  const copy = Object.create(Object.getPrototypeOf(value)) as Record<string, unknown>;
  for (const [key, each] of Object.entries(value)) copy[key] = deepCopy(each);
  return copy as T;
}

/** A copy of an object with some fields changed. */
export function copyWith<T extends object>(value: T, changes: Partial<T> = {}): T {
  return Object.assign(Object.create(Object.getPrototypeOf(value)), value, changes) as T;
}

/** An object of the same class, made anew of the fields that its constructor takes and of changes to them. */
export function remade<T extends object>(value: T, fields: readonly string[], changes: Partial<T>): T {
  const all = { ...value, ...changes } as Record<string, unknown>;
  const make = value.constructor as new (...given: unknown[]) => T;
  return new make(...fields.map((field) => all[field]));
}

/** Adds to the right of a list of limited length. */
export function pushLimited<T>(list: T[], value: T, limit: number): void {
  list.push(value);
  while (list.length > limit) list.shift();
}

/** Moves the last elements to the front. */
export function rotate<T>(list: T[], steps = 1): void {
  if (list.length === 0) return;
  const by = ((steps % list.length) + list.length) % list.length;
  list.unshift(...list.splice(list.length - by, by));
}

/** A number that is the same for equal values, as Python's `hash`; not the same number as Python's. */
export function hashOf(value: unknown): number {
  const key = keyOf(value);
  if (typeof key === "number") return key;
  let hash = 2166136261;
  for (const char of String(key)) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 16777619);
  return hash >>> 0;
}

/** The member of a flag enum with these bits: a named one, or one that is made of several, each made once. */
export function flagOf<T extends { readonly name: string; readonly value: number }>(
  owner: object,
  members: readonly T[],
  value: number,
  make: (name: string, value: number) => T,
): T {
  const known = members.find((each) => each.value === value);
  if (known !== undefined) return known;
  const made = composites.get(owner) ?? new Map<number, unknown>();
  composites.set(owner, made);
  if (!made.has(value)) {
    const parts = members.filter(
      (each) => (each.value & value) === each.value && (each.value & (each.value - 1)) === 0,
    );
    made.set(value, make(parts.map((each) => each.name).join("|"), value));
  }
  return made.get(value) as T;
}

const composites = new WeakMap<object, Map<number, unknown>>();

/** A list that must have as many elements as it is unpacked into. */
export function unpacked<T>(given: Iterable<T>, count: number): readonly T[] {
  const values: readonly T[] = Array.isArray(given) ? given : [...given];
  if (values.length < count)
    throw new ValueError(`not enough values to unpack (expected ${count}, got ${values.length})`);
  if (values.length > count) throw new ValueError(`too many values to unpack (expected ${count})`);
  return values;
}

/** Takes out of a set what it has of these, and puts in what it has not. */
export function toggleAll<T>(set: Set<T>, values: Iterable<T>): void {
  for (const value of new Set(values)) if (!set.delete(value)) set.add(value);
}
