import { compare } from "./containers.ts";
import { TimeoutError } from "./errors.ts";

/** Waits for a number of seconds. */
export function sleep(seconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, seconds * 1000);
  });
}

/** Starts a coroutine soon, as `asyncio.create_task` does. */
export class Task<T> implements PromiseLike<T> {
  readonly #promise: Promise<T>;
  #value: { value: T } | undefined;
  #isDone = false;
  #isCancelled = false;

  constructor(run: () => T | PromiseLike<T>) {
    this.#promise = Promise.resolve().then(() => {
      if (this.#isCancelled) throw new Error("cancelled");
      return run();
    });
    this.#promise.then(
      (value) => {
        this.#value = { value };
        this.#isDone = true;
      },
      () => {
        this.#isDone = true;
      },
    );
  }

  // biome-ignore lint/suspicious/noThenProperty: a task is awaited like a promise
  then<A = T, B = never>(
    resolved?: ((value: T) => A | PromiseLike<A>) | null,
    rejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.#promise.then(resolved, rejected);
  }

  /** The value of a task that has ended. */
  result(): T {
    if (this.#value === undefined) throw new Error("the task has no result");
    return this.#value.value;
  }

  /** What a task failed with, once it has ended; `null` where it did not. */
  // biome-ignore lint/suspicious/noExplicitAny: what was thrown is known when the program runs
  exception(): Promise<any> {
    return this.#promise.then(
      () => null,
      (error) => error,
    );
  }

  done(): boolean {
    return this.#isDone;
  }

  cancel(): boolean {
    this.#isCancelled = true;
    return !this.#isDone;
  }

  cancelled(): boolean {
    return this.#isCancelled;
  }
}

/** Runs functions with at most a number of them unfinished at a time; `Executor` of `concurrent.futures`. */
export class Pool {
  readonly #limit: number;
  #running = 0;
  readonly #waiting: (() => void)[] = [];
  readonly #all: Promise<unknown>[] = [];

  constructor(limit?: number | null) {
    this.#limit = limit ?? 8;
  }

  submit<A extends unknown[], R>(fn: (...args: A) => R | PromiseLike<R>, ...args: A): Task<R> {
    const task = new Task<R>(async () => {
      while (this.#running >= this.#limit) {
        await new Promise<void>((resolve) => {
          this.#waiting.push(resolve);
        });
      }
      this.#running++;
      try {
        return await fn(...args);
      } finally {
        this.#running--;
        this.#waiting.shift()?.();
      }
    });
    this.#all.push(task.then(undefined, () => undefined));
    return task;
  }

  /** The results of a function for each value, in order. */
  map<T, R>(fn: (value: T) => R | PromiseLike<R>, values: Iterable<T>): Promise<R[]> {
    return Promise.all(Array.from(values, (value) => this.submit(fn, value)));
  }

  /** Waits for all that was submitted. */
  async close(): Promise<void> {
    await Promise.all(this.#all);
  }
}

/** A function that runs beside the others, as `threading.Thread`. */
export class Thread {
  readonly name: string;
  readonly #run: () => unknown;
  #done: Promise<void> | undefined;
  #isAlive = false;

  constructor(run?: () => unknown, name = "Thread") {
    this.#run = run ?? (() => this.run());
    this.name = name;
  }

  /** What a subclass does in its thread. */
  run(): unknown {
    return undefined;
  }

  start(): void {
    this.#isAlive = true;
    this.#done = Promise.resolve()
      .then(() => this.#run())
      .then(
        () => undefined,
        (error: unknown) => {
          console.error(error);
        },
      )
      .finally(() => {
        this.#isAlive = false;
      });
  }

  async join(timeout?: number | null): Promise<void> {
    await (timeout === undefined || timeout === null ? this.#done : Promise.race([this.#done, sleep(timeout)]));
  }

  isAlive(): boolean {
    return this.#isAlive;
  }
}

/** A counting semaphore; with one permit, a lock. Waiters go in the order they came. */
export class Semaphore {
  #permits: number;
  readonly #waiting: (() => void)[] = [];

  constructor(permits = 1) {
    this.#permits = permits;
  }

  async acquire(): Promise<boolean> {
    if (this.#permits > 0) this.#permits--;
    else {
      await new Promise<void>((resolve) => {
        this.#waiting.push(resolve);
      });
    }
    return true;
  }

  release(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#permits++;
    else next();
  }

  locked(): boolean {
    return this.#permits === 0;
  }
}

/** A lock under which tasks wait for each other's changes. */
export class Condition {
  readonly #lock = new Semaphore();
  #waiting: (() => void)[] = [];

  acquire(): Promise<boolean> {
    return this.#lock.acquire();
  }

  release(): void {
    this.#lock.release();
  }

  /** Gives the lock back until somebody notifies. */
  async wait(timeout?: number | null): Promise<boolean> {
    let isNotified = false;
    const notified = new Promise<void>((resolve) => {
      this.#waiting.push(() => {
        isNotified = true;
        resolve();
      });
    });
    this.release();
    await (timeout === undefined || timeout === null ? notified : Promise.race([notified, sleep(timeout)]));
    await this.acquire();
    return isNotified;
  }

  async waitFor(test: () => boolean): Promise<boolean> {
    while (!test()) await this.wait();
    return true;
  }

  notify(count = 1): void {
    for (const resolve of this.#waiting.splice(0, count)) resolve();
  }

  notifyAll(): void {
    this.notify(this.#waiting.length);
  }
}

/** A flag that others wait for. */
export class Flag {
  #isSet = false;
  #waiting: (() => void)[] = [];

  set(): void {
    this.#isSet = true;
    for (const resolve of this.#waiting) resolve();
    this.#waiting = [];
  }

  clear(): void {
    this.#isSet = false;
  }

  isSet(): boolean {
    return this.#isSet;
  }

  async wait(timeout?: number | null): Promise<boolean> {
    if (!this.#isSet) {
      const set = new Promise<void>((resolve) => {
        this.#waiting.push(resolve);
      });
      await (timeout === undefined || timeout === null ? set : Promise.race([set, sleep(timeout)]));
    }
    return this.#isSet;
  }
}

/** A queue between tasks; taking waits for something to take, putting for room. */
export class Queue<T> {
  readonly #items: T[] = [];
  readonly #limit: number;
  readonly #takers: (() => void)[] = [];
  readonly #putters: (() => void)[] = [];
  readonly #joiners: (() => void)[] = [];
  #unfinished = 0;

  constructor(limit = 0) {
    this.#limit = limit;
  }

  async put(item: T): Promise<void> {
    while (this.#limit > 0 && this.#items.length >= this.#limit) {
      await new Promise<void>((resolve) => {
        this.#putters.push(resolve);
      });
    }
    this.putNow(item);
  }

  putNow(item: T): void {
    this.#items.push(item);
    this.#unfinished++;
    this.#takers.shift()?.();
  }

  async get(): Promise<T> {
    while (this.#items.length === 0) {
      await new Promise<void>((resolve) => {
        this.#takers.push(resolve);
      });
    }
    return this.getNow();
  }

  getNow(): T {
    if (this.#items.length === 0) throw new Error("the queue is empty");
    const item = this.next(this.#items);
    this.#putters.shift()?.();
    return item;
  }

  /** Takes out the item whose turn it is. */
  protected next(items: T[]): T {
    return items.shift() as T;
  }

  empty(): boolean {
    return this.#items.length === 0;
  }

  size(): number {
    return this.#items.length;
  }

  taskDone(): void {
    this.#unfinished--;
    if (this.#unfinished === 0) for (const resolve of this.#joiners.splice(0)) resolve();
  }

  async join(): Promise<void> {
    if (this.#unfinished > 0) {
      await new Promise<void>((resolve) => {
        this.#joiners.push(resolve);
      });
    }
  }
}

/** A queue that gives the smallest item first. */
export class PriorityQueue<T> extends Queue<T> {
  protected override next(items: T[]): T {
    let least = 0;
    for (let i = 1; i < items.length; i++) if (compare(items[i], items[least]) < 0) least = i;
    return items.splice(least, 1)[0];
  }
}

/** A queue that gives the latest item first. */
export class LifoQueue<T> extends Queue<T> {
  protected override next(items: T[]): T {
    return items.pop() as T;
  }
}

/** Tasks that end together, as `asyncio.TaskGroup`. */
export class TaskGroup {
  readonly #tasks: Task<unknown>[] = [];

  createTask<T>(run: () => T | PromiseLike<T>): Task<T> {
    const task = new Task<T>(run);
    this.#tasks.push(task as Task<unknown>);
    return task;
  }

  async close(): Promise<void> {
    await Promise.all(this.#tasks);
  }
}

/** Gives up waiting after a number of seconds. */
export async function withTimeout<T>(work: PromiseLike<T>, seconds: number | null): Promise<T> {
  if (seconds === null) return work;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TimeoutError()), seconds * 1000);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** `gather(…, return_exceptions=True)`: failures are results like others. */
export async function settle<T>(works: Iterable<PromiseLike<T>>): Promise<(T | Error)[]> {
  const results = await Promise.allSettled(works);
  return results.map((result) => (result.status === "fulfilled" ? result.value : (result.reason as Error)));
}

/** Tasks in the order in which they end; each is given as it is, since a generator would wait for it. */
export function asCompleted<T extends PromiseLike<unknown>>(tasks: Iterable<T>): AsyncIterable<T> {
  return {
    [Symbol.asyncIterator]() {
      const open = new Map(
        [...tasks].map((task) => [
          task,
          Promise.resolve(task).then(
            () => ({ task }),
            () => ({ task }),
          ),
        ]),
      );
      return {
        async next(): Promise<IteratorResult<T>> {
          if (open.size === 0) return { done: true, value: undefined };
          const { task } = await Promise.race(open.values());
          open.delete(task);
          return { done: false, value: task };
        },
      };
    },
  };
}

/** Calls an asynchronous function for one value after the other. */
export async function mapInOrder<T, R>(
  values: Iterable<T> | AsyncIterable<T>,
  fn: (value: T) => R | PromiseLike<R>,
): Promise<R[]> {
  const results: R[] = [];
  for await (const value of values) results.push(await fn(value as T));
  return results;
}

/** Everything that an asynchronous sequence gives. */
export async function collect<T>(values: AsyncIterable<T> | Iterable<T>): Promise<T[]> {
  const results: T[] = [];
  for await (const value of values) results.push(value as T);
  return results;
}
