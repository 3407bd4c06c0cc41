import type { CancellationToken } from "vscode-languageserver";
import { throwIfCancelled } from "./guard.ts";

/** How long the server works without looking at its input, in milliseconds. Short enough that typing and cancelling feel immediate. */
export const SLICE = 15;

/** Lets long work run in slices, between which requests are answered and cancellations arrive. */
export class Pace {
  readonly #now: () => number;
  readonly #token: CancellationToken | undefined;
  #sliceStart: number;

  constructor(now: () => number, token?: CancellationToken) {
    this.#now = now;
    this.#token = token;
    this.#sliceStart = now();
  }

  /** To be awaited between two pieces of work. Throws `Cancelled` when the work is no longer wanted. */
  async breathe(): Promise<void> {
    if (this.#now() - this.#sliceStart < SLICE) return;
    await new Promise<void>((resolve) => setTimeout(resolve, 0));
    if (this.#token !== undefined) throwIfCancelled(this.#token);
    this.#sliceStart = this.#now();
  }
}
