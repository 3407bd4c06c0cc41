import type { Session } from "./session.ts";

/** A repaint costs more than a small step of work. */
const REPAINT_MILLISECONDS = 80;

/** One line on a terminal's error stream that says what is being done; silent in a pipe. */
export class Progress {
  readonly #session: Session;
  #lastPaint = Number.NEGATIVE_INFINITY;
  #painted = false;

  constructor(session: Session) {
    this.#session = session;
  }

  step(what: string, done: number, total: number): void {
    if (total > 0) this.show(`${what} ${done}/${total} (${Math.floor((100 * done) / total)} %)`);
  }

  show(text: string): void {
    const { errors, host } = this.#session;
    if (!errors.isTerminal) return;
    const now = host.now();
    if (now - this.#lastPaint < REPAINT_MILLISECONDS) return;
    this.#lastPaint = now;
    this.#painted = true;
    // Back to the line's start, the text, and the rest of the line erased.
    errors.write(`\r${text.slice(0, errors.columns - 1)}\x1b[K`);
  }

  clear(): void {
    if (this.#painted) this.#session.errors.write("\r\x1b[K");
    this.#painted = false;
  }
}
