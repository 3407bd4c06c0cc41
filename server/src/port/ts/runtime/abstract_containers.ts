import { equals } from "./containers.ts";
import { IndexError, KeyError, ValueError } from "./errors.ts";
import { iterate } from "./iteration.ts";
import { repr } from "./show.ts";

/** What Python's abstract containers give to the classes that derive from them, by the few methods that these have. */
// biome-ignore lint/suspicious/noExplicitAny: what a container holds is known by the class that derives from it
export abstract class AbstractMapping<K = any, V = any> {
  abstract getItem(key: K): V;
  abstract get length(): number;
  abstract [Symbol.iterator](): Iterator<K>;

  // biome-ignore lint/suspicious/noExplicitAny: the fallback may be of any type
  get(key: K, fallback: any = null): any {
    try {
      return this.getItem(key);
    } catch (error) {
      if (error instanceof KeyError) return fallback;
      throw error;
    }
  }

  has(key: K): boolean {
    try {
      this.getItem(key);
      return true;
    } catch (error) {
      if (error instanceof KeyError) return false;
      throw error;
    }
  }

  keys(): K[] {
    return [...this];
  }

  values(): V[] {
    return [...this].map((key) => this.getItem(key));
  }

  items(): [K, V][] {
    return [...this].map((key) => [key, this.getItem(key)]);
  }

  equals(other: unknown): boolean {
    const pairs = other instanceof AbstractMapping ? new Map(other.items()) : other;
    return equals(new Map(this.items()), pairs);
  }
}

// biome-ignore lint/suspicious/noExplicitAny: what a container holds is known by the class that derives from it
export abstract class AbstractMutableMapping<K = any, V = any> extends AbstractMapping<K, V> {
  abstract setItem(key: K, value: V): void;
  abstract deleteItem(key: K): void;

  pop(key: K, ...fallback: V[]): V {
    try {
      const value = this.getItem(key);
      this.deleteItem(key);
      return value;
    } catch (error) {
      if (error instanceof KeyError && fallback.length > 0) return fallback[0];
      throw error;
    }
  }

  popitem(): [K, V] {
    for (const key of this) {
      const value = this.getItem(key);
      this.deleteItem(key);
      return [key, value];
    }
    throw new KeyError("");
  }

  clear(): void {
    for (const key of [...this]) this.deleteItem(key);
  }

  // biome-ignore lint/suspicious/noExplicitAny: a mapping, or pairs
  update(...others: any[]): void {
    for (const other of others) {
      const pairs: Iterable<[K, V]> = other instanceof AbstractMapping ? other.items() : other;
      for (const [key, value] of pairs) this.setItem(key, value);
    }
  }

  // biome-ignore lint/suspicious/noExplicitAny: the value may be of any type
  setdefault(key: K, value: any = null): V {
    if (!this.has(key)) this.setItem(key, value);
    return this.getItem(key);
  }
}

// biome-ignore lint/suspicious/noExplicitAny: what a container holds is known by the class that derives from it
export abstract class AbstractSequence<T = any> {
  // biome-ignore lint/suspicious/noExplicitAny: a position, or the bounds of a slice
  abstract getItem(index: any, ...bounds: any[]): any;
  abstract get length(): number;

  *[Symbol.iterator](): Iterator<T> {
    for (let index = 0; ; index++) {
      let value: T;
      try {
        value = this.getItem(index);
      } catch (error) {
        if (error instanceof IndexError) return;
        throw error;
      }
      yield value;
    }
  }

  has(value: T): boolean {
    return [...this].some((each) => equals(each, value));
  }

  reversed(): T[] {
    return [...this].reverse();
  }

  index(value: T, start = 0): number {
    const found = [...this].findIndex((each, at) => at >= start && equals(each, value));
    if (found < 0) throw new ValueError("");
    return found;
  }

  count(value: T): number {
    return [...this].filter((each) => equals(each, value)).length;
  }
}

// biome-ignore lint/suspicious/noExplicitAny: what a container holds is known by the class that derives from it
export abstract class AbstractMutableSequence<T = any> extends AbstractSequence<T> {
  abstract setItem(index: number, value: T): void;
  abstract deleteItem(index: number): void;
  abstract insert(index: number, value: T): void;

  append(value: T): void {
    this.insert(this.length, value);
  }

  extend(values: Iterable<T>): void {
    for (const value of [...values]) this.append(value);
  }

  pop(index = -1): T {
    const value = this.getItem(index);
    this.deleteItem(index);
    return value;
  }

  remove(value: T): void {
    this.deleteItem(this.index(value));
  }

  clear(): void {
    while (this.length > 0) this.pop();
  }

  reverse(): void {
    const values = this.reversed();
    for (const [index, value] of values.entries()) this.setItem(index, value);
  }
}

// biome-ignore lint/suspicious/noExplicitAny: what a container holds is known by the class that derives from it
export abstract class AbstractSet<T = any> {
  abstract has(value: T): boolean;
  abstract get length(): number;
  abstract [Symbol.iterator](): Iterator<T>;

  // biome-ignore lint/suspicious/noExplicitAny: a class that derives from it is made of values
  protected made(values: Iterable<T>): any {
    // biome-ignore lint/suspicious/noExplicitAny: a class that derives from it is made of values
    return new (this.constructor as any)(values);
  }

  // biome-ignore lint/suspicious/noExplicitAny: a set, or another container
  isdisjoint(other: Iterable<any>): boolean {
    return [...other].every((each) => !this.has(each));
  }

  lessOrEqual(other: { has(value: T): boolean }): boolean {
    return [...this].every((each) => other.has(each));
  }

  greaterOrEqual(other: Iterable<T>): boolean {
    return [...other].every((each) => this.has(each));
  }

  equals(other: unknown): boolean {
    if (!(other instanceof Set) && !(other instanceof AbstractSet)) return false;
    const values = [...other];
    return values.length === this.length && values.every((each) => this.has(each));
  }

  and(other: Iterable<T>): this {
    return this.made([...other].filter((each) => this.has(each)));
  }

  or(other: Iterable<T>): this {
    return this.made([...this, ...other]);
  }

  subtract(other: Iterable<T>): this {
    const values = [...other];
    return this.made([...this].filter((each) => !values.some((value) => equals(each, value))));
  }
}

// biome-ignore lint/suspicious/noExplicitAny: what a container holds is known by the class that derives from it
export abstract class AbstractMutableSet<T = any> extends AbstractSet<T> {
  // biome-ignore lint/suspicious/noExplicitAny: a method of a class of the module is called what it is called there
  abstract add(value: T): any;
  // biome-ignore lint/suspicious/noExplicitAny: a method of a class of the module is called what it is called there
  abstract discard(value: T): any;

  remove(value: T): void {
    if (!this.has(value)) throw new KeyError(repr(value));
    this.discard(value);
  }

  pop(): T {
    for (const value of this) {
      this.discard(value);
      return value;
    }
    throw new KeyError("");
  }

  clear(): void {
    for (const value of [...this]) this.discard(value);
  }
}

/** An object with `__next__` that is looped over. */
// biome-ignore lint/suspicious/noExplicitAny: what an iterator gives is known by the class that derives from it
export abstract class AbstractIterator<T = any> {
  abstract nextValue(): T;

  [Symbol.iterator](): Iterator<T> {
    return iterate(this);
  }
}
