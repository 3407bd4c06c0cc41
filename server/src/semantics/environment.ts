import type { ValueId } from "./facts.ts";
import type { ValueTable } from "./values.ts";

/**
 * What each name of a scope holds at a place in the flow. A branch gets a child that holds what it changes, so that
 * forking is free and a merge looks only at what the branches assigned.
 */
export class Environment {
  readonly #own = new Map<string, ValueId>();
  readonly #base: Environment | undefined;
  /** Flow does not go on from here: after return, raise, break or continue. */
  dead = false;

  constructor(base: Environment | undefined) {
    this.#base = base;
  }

  get(name: string): ValueId | undefined {
    for (let env: Environment | undefined = this; env !== undefined; env = env.#base) {
      const value = env.#own.get(name);
      if (value !== undefined) return value;
    }
    return undefined;
  }

  set(name: string, value: ValueId): void {
    this.#own.set(name, value);
  }

  /** The environment itself, or its base where flow has ended in it: what an exception handler may find. */
  alive(): Environment {
    if (!this.dead) return this;
    const revived = new Environment(this.#base);
    for (const [name, value] of this.#own) revived.#own.set(name, value);
    return revived;
  }

  /** Takes over what the branches, all made on this environment, leave behind. */
  merge(branches: readonly Environment[], values: ValueTable): void {
    const living = branches.filter((branch) => !branch.dead);
    if (living.length === 0) {
      this.dead = true;
      return;
    }
    const names = new Set<string>();
    for (const branch of living) for (const name of branch.#changedSince(this)) names.add(name);
    for (const name of names) {
      const parts: ValueId[] = [];
      for (const branch of living) {
        const value = branch.get(name);
        if (value !== undefined) parts.push(value);
      }
      this.#own.set(name, values.union(parts));
    }
  }

  *#changedSince(base: Environment): Iterable<string> {
    for (let env: Environment | undefined = this; env !== undefined && env !== base; env = env.#base)
      yield* env.#own.keys();
  }
}
