import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";

/** Programs that were started and have not ended; none of them outlives this process. */
const running = new Set<ChildProcess>();
let guarded = false;

export interface Started {
  readonly child: ChildProcess;
  /** Ends the program and all that it started. */
  kill(): void;
}

export interface StartOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Address space that the program may use; undefined where it limits itself. */
  readonly megabytes?: number;
  /** Seconds of computing after which the system ends the program, should nobody be left to do it. */
  readonly seconds: number;
}

/** Starts a program in a process group of its own, without a terminal and with limits. Whoever starts it handles `error`. */
export function start(command: string, args: readonly string[], options: StartOptions): Started {
  const { cwd, env, megabytes, seconds } = options;
  const isPosix = process.platform !== "win32";
  const memory = megabytes === undefined ? "" : `ulimit -v ${megabytes * 1024} 2>/dev/null; `;
  const limits = `${memory}ulimit -t ${seconds} 2>/dev/null; ulimit -c 0 2>/dev/null; exec "$@"`;
  const words = isPosix ? ["/bin/sh", "-c", limits, "sh", command, ...args] : [command, ...args];
  const child = spawn(words[0], words.slice(1), {
    cwd,
    env,
    detached: isPosix,
    stdio: ["pipe", "pipe", "pipe"],
    windowsHide: true,
  });
  guard();
  running.add(child);
  child.on("close", () => running.delete(child));
  // Writing to a program that has just ended is no failure of this one.
  child.stdin?.on("error", () => {});
  return { child, kill: () => killGroup(child) };
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  if (process.platform === "win32") {
    spawn("taskkill", ["/pid", String(child.pid), "/t", "/f"], { stdio: "ignore", windowsHide: true }).on("error", () =>
      child.kill("SIGKILL"),
    );
    return;
  }
  try {
    process.kill(-child.pid, "SIGKILL");
  } catch {
    // It has ended already.
  }
}

/** A group of its own does not hear the terminal's signals: they are passed on. */
function guard(): void {
  if (guarded) return;
  guarded = true;
  const killAll = (): void => {
    for (const child of running) killGroup(child);
  };
  process.on("exit", killAll);
  for (const [signal, number] of [
    ["SIGINT", 2],
    ["SIGTERM", 15],
    ["SIGHUP", 1],
  ] as const) {
    process.on(signal, () => {
      if (running.size === 0 && process.listenerCount(signal) > 1) return;
      killAll();
      process.exit(128 + number);
    });
  }
}

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly timedOut: boolean;
  /** The program could not be started at all. */
  readonly missing: boolean;
}

const MAX_OUTPUT = 4_000_000;

/** Runs a program to its end. */
export function run(
  command: string,
  args: readonly string[],
  options: StartOptions & { readonly timeout: number; readonly stdin?: string },
): Promise<Ended> {
  return new Promise((resolve) => {
    const { child, kill } = start(command, args, options);
    let stdout = "";
    let stderr = "";
    let timedOut = false;
    child.stdout?.setEncoding("utf8").on("data", (text: string) => {
      if (stdout.length < MAX_OUTPUT) stdout += text;
    });
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      if (stderr.length < MAX_OUTPUT) stderr += text;
    });
    const timer = setTimeout(() => {
      timedOut = true;
      kill();
    }, options.timeout);
    const end = (code: number | null, missing: boolean): void => {
      clearTimeout(timer);
      resolve({ code, stdout, stderr, timedOut, missing });
    };
    child.on("error", () => end(null, true));
    // The shell says with 127 that there is no such program.
    child.on("close", (code) => {
      kill();
      end(code, code === 127);
    });
    child.stdin?.end(options.stdin ?? "");
  });
}

export type Line =
  | { readonly kind: "line"; readonly text: string }
  | { readonly kind: "timeout" }
  | { readonly kind: "ended"; readonly reason: string };

/** A program that answers each line with a line. */
export class LineProcess {
  readonly #started: Started;
  readonly #lines: string[] = [];
  #waiting: (() => void) | undefined;
  #ended: string | undefined;
  #errors = "";

  constructor(command: string, args: readonly string[], options: StartOptions) {
    this.#started = start(command, args, options);
    const { child } = this.#started;
    createInterface({ input: child.stdout! }).on("line", (line) => {
      this.#lines.push(line);
      this.#waiting?.();
    });
    child.stderr!.setEncoding("utf8").on("data", (text: string) => {
      if (this.#errors.length < 20_000) this.#errors += text;
    });
    child.on("error", (error) => this.#end(error.message));
    child.on("close", (code, signal) => {
      this.#end(
        firstLine(this.#errors) || (signal === null ? `it ended with code ${code}` : `it was ended by ${signal}`),
      );
    });
  }

  get hasEnded(): boolean {
    return this.#ended !== undefined;
  }

  /** Sends a line, and waits for one. After a timeout or an end the process is of no more use. */
  async ask(line: string | undefined, timeout: number): Promise<Line> {
    if (line !== undefined && this.#ended === undefined) this.#started.child.stdin!.write(`${line}\n`);
    const deadline = Date.now() + timeout;
    for (;;) {
      const text = this.#lines.shift();
      if (text !== undefined) return { kind: "line", text };
      if (this.#ended !== undefined) return { kind: "ended", reason: this.#ended };
      const left = deadline - Date.now();
      if (left <= 0) {
        this.kill();
        return { kind: "timeout" };
      }
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, left);
        this.#waiting = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      this.#waiting = undefined;
    }
  }

  kill(): void {
    this.#started.kill();
  }

  #end(reason: string): void {
    this.#ended ??= reason;
    this.#waiting?.();
  }
}

/** The line that says what was wrong: runtimes put places and traces around it. */
function firstLine(text: string): string {
  const lines = text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("Traceback"));
  return lines.find((line) => /^(?:[A-Za-z_.]*(?:Error|Exception)\b|panic:|fatal error:)/.test(line)) ?? lines[0] ?? "";
}
