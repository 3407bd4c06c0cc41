import { compare, equals, StructMap } from "./containers.ts";
import { truthy } from "./dynamic.ts";
import { StopIteration, ValueError } from "./errors.ts";

/** Python's `range`, as a list. */
export function range(start: number, end?: number, step = 1): number[] {
  const [first, last] = end === undefined ? [0, start] : [start, end];
  if (step === 0) throw new ValueError("range() arg 3 must not be zero");
  const length = Math.max(0, Math.ceil((last - first) / step));
  return Array.from({ length }, (_, i) => first + i * step);
}

export function* enumerate<T>(values: Iterable<T>, start = 0): Generator<[number, T]> {
  let i = start;
  for (const value of values) yield [i++, value];
}

/** Python's `zip`: stops with the shortest. */
export function* zip<T extends unknown[]>(...iterables: { [K in keyof T]: Iterable<T[K]> }): Generator<T> {
  const iterators = iterables.map((each) => each[Symbol.iterator]());
  if (iterators.length === 0) return;
  for (;;) {
    const values: unknown[] = [];
    for (const iterator of iterators) {
      const next = iterator.next();
      if (next.done) return;
      values.push(next.value);
    }
    yield values as T;
  }
}

/** Like `zip`, but goes on to the end of the longest and fills the gaps. */
export function* zipLongest<T extends unknown[], F>(
  fill: F,
  ...iterables: { [K in keyof T]: Iterable<T[K]> }
): Generator<{ [K in keyof T]: T[K] | F }> {
  const lists = iterables.map((each) => [...each]);
  const length = Math.max(0, ...lists.map((list) => list.length));
  for (let i = 0; i < length; i++)
    yield lists.map((list) => (i < list.length ? list[i] : fill)) as { [K in keyof T]: T[K] | F };
}

export function sum(values: Iterable<number>, start = 0): number {
  let total = start;
  for (const value of values) total += value;
  return total;
}

export function bigSum(values: Iterable<bigint>, start = 0n): bigint {
  let total = start;
  for (const value of values) total += value;
  return total;
}

export function product(values: Iterable<number>, start = 1): number {
  let total = start;
  for (const value of values) total *= value;
  return total;
}

interface OrderOptions<T> {
  key?: ((value: T) => unknown) | null;
  reverse?: boolean;
}

/** A sorted copy; equal elements keep their order, also in reverse. */
export function sorted<T>(values: Iterable<T>, { key, reverse = false }: OrderOptions<T> = {}): T[] {
  const decorated = Array.from(values, (value) => ({ value, rank: key ? key(value) : value }));
  decorated.sort((a, b) => (reverse ? compare(b.rank, a.rank) : compare(a.rank, b.rank)));
  return decorated.map(({ value }) => value);
}

/** Sorts a list in place. */
export function sort<T>(list: T[], options: OrderOptions<T> = {}): void {
  const result = sorted(list, options);
  for (let i = 0; i < result.length; i++) list[i] = result[i];
}

/** A key for `sorted` from a function that compares two values. */
export function cmpToKey<T>(
  order: (a: T, b: T) => number,
): (value: T) => { lessThan(other: { value: T }): boolean; value: T } {
  return (value) => ({ value, lessThan: (other) => order(value, other.value) < 0 });
}

interface ExtremeOptions<T, D> {
  key?: ((value: T) => unknown) | null;
  default?: D;
}

export function max<T, D = never>(values: Iterable<T>, options: ExtremeOptions<T, D> = {}): T | D {
  return extreme(values, options, "max", (order) => order > 0);
}

export function min<T, D = never>(values: Iterable<T>, options: ExtremeOptions<T, D> = {}): T | D {
  return extreme(values, options, "min", (order) => order < 0);
}

function extreme<T, D>(
  values: Iterable<T>,
  options: ExtremeOptions<T, D>,
  name: string,
  isBetter: (order: number) => boolean,
): T | D {
  const { key } = options;
  let best: { value: T; rank: unknown } | undefined;
  for (const value of values) {
    const rank = key ? key(value) : value;
    if (best === undefined || isBetter(compare(rank, best.rank))) best = { value, rank };
  }
  if (best !== undefined) return best.value;
  if ("default" in options) return options.default as D;
  throw new ValueError(`${name}() arg is an empty sequence`);
}

/** Python's `next`: the next value, or the fallback. */
export function next<T, D = never>(iterator: Iterator<T>, ...fallback: D[]): T | D {
  const result = iterator.next();
  if (!result.done) return result.value;
  if (fallback.length > 0) return fallback[0];
  throw new StopIteration(result.value ?? null);
}

/** Python's `send`: what `yield` gives inside is the value; gives what is yielded next. */
export function send<T>(generator: Iterator<T>, value: unknown): T {
  const result = (generator as Iterator<T, unknown, unknown>).next(value);
  if (result.done) throw new StopIteration(result.value ?? null);
  return result.value;
}

/** Python's `close`: runs what is to be done at the end. */
export function closeGenerator(generator: Iterator<unknown>): void {
  generator.return?.();
}

/** Python's `throw`: raises inside, at the `yield`; gives what is yielded next. */
export function throwInto<T>(generator: Iterator<T>, error: unknown): T {
  const result = generator.throw?.(error);
  if (result === undefined) throw error;
  if (result.done) throw new StopIteration(result.value ?? null);
  return result.value;
}

/** Python's `iter`. */
export function iter<T>(values: Iterable<T>): IterableIterator<T> {
  return Iterator.from(values);
}

/** Python's `iter` of a function: calls it until it gives the value that ends it. */
export function* until<T>(fn: () => T, end: unknown): Generator<T> {
  for (let value = fn(); !equals(value, end); value = fn()) yield value;
}

/** Python's `map` over several iterables or a lazy one. */
export function* map<T, R>(fn: (value: T) => R, values: Iterable<T>): Generator<R> {
  for (const value of values) yield fn(value);
}

export function* filter<T>(test: (value: T) => unknown, values: Iterable<T>): Generator<T> {
  for (const value of values) if (test(value)) yield value;
}

/** Goes over an object that has Python's iterator protocol, until it raises StopIteration. */
export function* iterate<T>(iterator: { nextValue(): T }): Generator<T> {
  for (;;) {
    let value: T;
    try {
      value = iterator.nextValue();
    } catch (error) {
      if (error instanceof StopIteration) return;
      throw error;
    }
    yield value;
  }
}

export function* chain<T>(...iterables: Iterable<T>[]): Generator<T> {
  for (const each of iterables) yield* each;
}

export function* accumulate<T>(values: Iterable<T>, fn: (a: T, b: T) => T, ...initial: T[]): Generator<T> {
  let total: T | undefined = initial[0];
  if (initial.length > 0) yield total as T;
  for (const value of values) {
    total = total === undefined ? value : fn(total, value);
    yield total;
  }
}

export function* combinations<T>(values: Iterable<T>, size: number): Generator<T[]> {
  const pool = [...values];
  function* choose(from: number, chosen: T[]): Generator<T[]> {
    if (chosen.length === size) yield chosen;
    else for (let i = from; i < pool.length; i++) yield* choose(i + 1, [...chosen, pool[i]]);
  }
  yield* choose(0, []);
}

export function* combinationsWithReplacement<T>(values: Iterable<T>, size: number): Generator<T[]> {
  const pool = [...values];
  function* choose(from: number, chosen: T[]): Generator<T[]> {
    if (chosen.length === size) yield chosen;
    else for (let i = from; i < pool.length; i++) yield* choose(i, [...chosen, pool[i]]);
  }
  yield* choose(0, []);
}

export function* permutations<T>(values: Iterable<T>, size?: number): Generator<T[]> {
  const pool = [...values];
  const length = size ?? pool.length;
  function* choose(chosen: number[]): Generator<T[]> {
    if (chosen.length === length) yield chosen.map((i) => pool[i]);
    else for (let i = 0; i < pool.length; i++) if (!chosen.includes(i)) yield* choose([...chosen, i]);
  }
  yield* choose([]);
}

/** The Cartesian product. */
export function* cartesian<T extends unknown[]>(...iterables: { [K in keyof T]: Iterable<T[K]> }): Generator<T> {
  const pools = iterables.map((each) => [...each]);
  function* choose(chosen: unknown[]): Generator<T> {
    if (chosen.length === pools.length) yield chosen as T;
    else for (const value of pools[chosen.length]) yield* choose([...chosen, value]);
  }
  yield* choose([]);
}

export function* pairwise<T>(values: Iterable<T>): Generator<[T, T]> {
  let previous: { value: T } | undefined;
  for (const value of values) {
    if (previous !== undefined) yield [previous.value, value];
    previous = { value };
  }
}

/** Runs of elements with equal keys. */
export function* groupBy<T, K>(values: Iterable<T>, key: (value: T) => K): Generator<[K, T[]]> {
  let group: { key: K; values: T[] } | undefined;
  for (const value of values) {
    const own = key(value);
    if (group !== undefined && compare(group.key, own) === 0) group.values.push(value);
    else {
      if (group !== undefined) yield [group.key, group.values];
      group = { key: own, values: [value] };
    }
  }
  if (group !== undefined) yield [group.key, group.values];
}

export function* countFrom(start = 0, step = 1): Generator<number> {
  for (let i = start; ; i += step) yield i;
}

export function* cycle<T>(values: Iterable<T>): Generator<T> {
  const all = [...values];
  while (all.length > 0) yield* all;
}

export function* repeated<T>(value: T, times = Number.POSITIVE_INFINITY): Generator<T> {
  for (let i = 0; i < times; i++) yield value;
}

/** Python's `itertools.islice`. */
export function* islice<T>(
  values: Iterable<T>,
  start: number | null,
  end?: number | null,
  step: number | null = 1,
): Generator<T> {
  const [first, last] = end === undefined ? [0, start] : [start ?? 0, end];
  if (last !== null && last <= 0) return;
  let i = 0;
  for (const value of values) {
    if (i >= first && (i - first) % (step ?? 1) === 0) yield value;
    i++;
    if (last !== null && i >= last) return;
  }
}

export function* takeWhile<T>(test: (value: T) => boolean, values: Iterable<T>): Generator<T> {
  for (const value of values) {
    if (!test(value)) return;
    yield value;
  }
}

export function* dropWhile<T>(test: (value: T) => boolean, values: Iterable<T>): Generator<T> {
  let dropping = true;
  for (const value of values) {
    dropping &&= test(value);
    if (!dropping) yield value;
  }
}

export function reduce<T, R>(fn: (total: R, value: T) => R, values: Iterable<T>, ...initial: R[]): R {
  let total: R | undefined = initial[0];
  let isFirst = initial.length === 0;
  for (const value of values) {
    total = isFirst ? (value as unknown as R) : fn(total as R, value);
    isFirst = false;
  }
  if (isFirst) throw new TypeError("reduce() of empty iterable with no initial value");
  return total as R;
}

/** Remembers results by arguments, as `functools.lru_cache` does. */
export function memoize<A extends unknown[], R>(
  fn: (...args: A) => R,
  limit = Number.POSITIVE_INFINITY,
): ((...args: A) => R) & Cached {
  const results = new StructMap<A, R>();
  const counts = { hits: 0, misses: 0 };
  const cached = (...args: A): R => {
    if (results.has(args)) {
      counts.hits++;
      const hit = results.get(args) as R;
      if (limit !== Number.POSITIVE_INFINITY) {
        // What was asked for last stays longest.
        results.delete(args);
        results.set(args, hit);
      }
      return hit;
    }
    counts.misses++;
    const result = fn(...args);
    if (results.size >= limit) results.delete(results.keys().next().value as A);
    results.set(args, result);
    return result;
  };
  return Object.assign(cached, {
    cacheInfo: () =>
      new CacheInfo(counts.hits, counts.misses, limit === Number.POSITIVE_INFINITY ? null : limit, results.size),
    cacheClear: () => {
      results.clear();
      counts.hits = 0;
      counts.misses = 0;
    },
  });
}

/** What a cached function has beside the call. */
export interface Cached {
  cacheInfo(): CacheInfo;
  cacheClear(): void;
}

export class CacheInfo {
  readonly hits: number;
  readonly misses: number;
  readonly maxsize: number | null;
  readonly currsize: number;

  constructor(hits: number, misses: number, maxsize: number | null, currsize: number) {
    this.hits = hits;
    this.misses = misses;
    this.maxsize = maxsize;
    this.currsize = currsize;
  }

  toString(): string {
    return `CacheInfo(hits=${this.hits}, misses=${this.misses}, maxsize=${this.maxsize ?? "None"}, currsize=${this.currsize})`;
  }
}

/** Rows with what is between their first and last parts as one list, for patterns with a star that is not at the end. */
// biome-ignore lint/suspicious/noExplicitAny: the parts of a row have types of their own
export function* starred(rows: Iterable<Iterable<any>>, before: number, after: number): Generator<any[]> {
  for (const row of rows) {
    const parts = [...row];
    const end = parts.length - after;
    yield [...parts.slice(0, before), parts.slice(before, end), ...parts.slice(end)];
  }
}

/** The values whose selector is true. */
export function* compress<T>(values: Iterable<T>, selectors: Iterable<unknown>): Generator<T> {
  for (const [value, isSelected] of zip(values, selectors)) if (truthy(isSelected)) yield value as T;
}

/** The values that a test is false for. */
export function* filterFalse<T>(test: (value: T) => unknown, values: Iterable<T>): Generator<T> {
  for (const value of values) if (!truthy(test(value))) yield value;
}

/** Several iterators over the same values. */
export function tee<T>(values: Iterable<T>, count = 2): [IterableIterator<T>, IterableIterator<T>] {
  const source = values[Symbol.iterator]();
  const seen: T[] = [];
  const from = function* (): Generator<T> {
    for (let at = 0; ; at++) {
      if (at >= seen.length) {
        const step = source.next();
        if (step.done === true) return;
        seen.push(step.value);
      }
      yield seen[at];
    }
  };
  return Array.from({ length: count }, from) as unknown as [IterableIterator<T>, IterableIterator<T>];
}

/** The values in groups of a size; the last may be smaller. */
export function* batched<T>(values: Iterable<T>, size: number): Generator<T[]> {
  let group: T[] = [];
  for (const value of values) {
    group.push(value);
    if (group.length < size) continue;
    yield group;
    group = [];
  }
  if (group.length > 0) yield group;
}
