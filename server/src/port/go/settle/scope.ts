import type { GoType } from "../tree.ts";
import type { Known } from "./signatures.ts";

/** The names that a block of Go declares, with their types. */
export class Scope {
  readonly #parent: Scope | undefined;
  readonly #names = new Map<string, Known>();
  /** What `return` gives in the function around. */
  readonly results: readonly GoType[];

  constructor(parent: Scope | undefined, results: readonly GoType[] = parent?.results ?? []) {
    this.#parent = parent;
    this.results = results;
  }

  declare(name: string, type: Known): void {
    if (name !== "_" && name !== "") this.#names.set(name, type);
  }

  /** Whether this very block declares the name. */
  owns(name: string): boolean {
    return this.#names.has(name);
  }

  /** The names that this very block has so far. */
  own(): ReadonlySet<string> {
    return new Set(this.#names.keys());
  }

  has(name: string): boolean {
    return this.#names.has(name) || this.#parent?.has(name) === true;
  }

  typeOf(name: string): Known {
    return this.#names.has(name) ? this.#names.get(name) : this.#parent?.typeOf(name);
  }
}
