import { compare } from "./containers.ts";
import { KeyError } from "./errors.ts";
import { repr } from "./show.ts";

/** Dicts that are looked through one after the other; what is set goes into the first. */
export class ChainMap {
  // biome-ignore lint/suspicious/noExplicitAny: the dicts of a chain are of any type
  readonly maps: Map<any, any>[];

  // biome-ignore lint/suspicious/noExplicitAny: the dicts of a chain are of any type
  constructor(maps: readonly Map<any, any>[]) {
    this.maps = maps.length === 0 ? [new Map()] : [...maps];
  }

  #holder(key: unknown): Map<unknown, unknown> | undefined {
    return this.maps.find((each) => each.has(key));
  }

  /** The keys in the order of the dicts from the last to the first. */
  // biome-ignore lint/suspicious/noExplicitAny: keys are of any type
  keys(): any[] {
    const keys = new Set<unknown>();
    for (const each of this.maps.toReversed()) for (const key of each.keys()) keys.add(key);
    return [...keys];
  }

  // biome-ignore lint/suspicious/noExplicitAny: values are of any type
  item(key: unknown): any {
    const holder = this.#holder(key);
    if (holder === undefined) throw new KeyError(repr(key));
    return holder.get(key);
  }

  // biome-ignore lint/suspicious/noExplicitAny: values are of any type
  get(key: unknown, missing: unknown = null): any {
    return this.has(key) ? this.item(key) : missing;
  }

  has(key: unknown): boolean {
    return this.#holder(key) !== undefined;
  }

  set(key: unknown, value: unknown): void {
    this.maps[0].set(key, value);
  }

  count(): number {
    return this.keys().length;
  }

  // biome-ignore lint/suspicious/noExplicitAny: values are of any type
  values(): any[] {
    return this.keys().map((key) => this.item(key));
  }

  // biome-ignore lint/suspicious/noExplicitAny: keys and values are of any type
  items(): [any, any][] {
    return this.keys().map((key) => [key, this.item(key)]);
  }

  // biome-ignore lint/suspicious/noExplicitAny: the dicts of a chain are of any type
  newChild(first: Map<any, any> | null = null): ChainMap {
    return new ChainMap([first ?? new Map(), ...this.maps]);
  }

  get parents(): ChainMap {
    return new ChainMap(this.maps.slice(1));
  }

  [Symbol.iterator](): Iterator<unknown> {
    return this.keys()[Symbol.iterator]();
  }

  repr(): string {
    return `ChainMap(${this.maps.map((each) => repr(each)).join(", ")})`;
  }
}

// biome-ignore lint/suspicious/noExplicitAny: the dicts of a chain are of any type
export function newChainMap(...maps: readonly Map<any, any>[]): ChainMap {
  return new ChainMap(maps);
}

/** Sorted sequences as one; of equals that of an earlier sequence goes first. */
export function mergeSorted<T>(
  options: { readonly key?: (value: T) => unknown; readonly reverse?: boolean },
  ...sequences: readonly Iterable<T>[]
): T[] {
  const key = options.key ?? ((value: T): unknown => value);
  const rest = sequences.map((each) => [...each]);
  const merged: T[] = [];
  for (;;) {
    const open = rest.filter((each) => each.length > 0);
    if (open.length === 0) return merged;
    const next = open.reduce((best, each) => {
      const order = compare(key(each[0]), key(best[0]));
      return (options.reverse === true ? order > 0 : order < 0) ? each : best;
    });
    merged.push(next.shift() as T);
  }
}
