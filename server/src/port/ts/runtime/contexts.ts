/** Python's `ExitStack`: what is to be done at the end of a block, the last first. */
export class ExitStack {
  #exits: ((error?: unknown) => boolean)[] = [];

  /** Enters a context manager; its end is that of the block. */
  // biome-ignore lint/suspicious/noExplicitAny: what a context manager gives is known when the program runs
  enterContext(manager: any): any {
    if (typeof manager.next === "function") {
      const entered = manager.next().value;
      this.#exits.push((error) => {
        if (error === undefined) manager.next();
        else manager.throw(error);
        return error !== undefined;
      });
      return entered;
    }
    if (typeof manager.enter === "function") {
      const entered = manager.enter();
      this.#exits.push((error) => {
        const kind = error === undefined ? null : (error as object).constructor;
        return manager.exit(kind, error ?? null, null) === true;
      });
      return entered;
    }
    this.#exits.push(() => {
      manager.close();
      return false;
    });
    return manager;
  }

  callback(fn: () => unknown): void {
    this.#exits.push(() => {
      fn();
      return false;
    });
  }

  /** Ends what was entered after an error, which goes on unless one of them swallows it. */
  fail(error: unknown): void {
    let open: { error: unknown } | undefined = { error };
    for (let exit = this.#exits.pop(); exit !== undefined; exit = this.#exits.pop()) {
      try {
        if (exit(open?.error) && open !== undefined) open = undefined;
      } catch (next) {
        open = { error: next };
      }
    }
    if (open !== undefined) throw open.error;
  }

  /** Ends what was entered; what has ended does not end again. */
  close(): void {
    for (let exit = this.#exits.pop(); exit !== undefined; exit = this.#exits.pop()) {
      try {
        exit();
      } catch (error) {
        this.fail(error);
      }
    }
  }
}

/** Python's `nullcontext`: gives what it is made with, and does nothing at the end. */
export function* plainContext<T>(value: T): Generator<T> {
  yield value;
}
