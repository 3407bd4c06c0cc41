import { spawnSync } from "node:child_process";
import { CalledProcessError, FileNotFoundError, TimeoutExpired } from "./errors.ts";
import { repr, str } from "./show.ts";

/** How a command is run. */
export interface CommandOptions {
  input?: unknown;
  captureOutput?: boolean;
  shell?: boolean;
  cwd?: unknown;
  timeout?: number | null;
  check?: boolean;
  env?: ReadonlyMap<string, string> | null;
  stdout?: number | null;
  stderr?: number | null;
}

export const pipeOutput = (): number => -1;
export const joinOutput = (): number => -2;
export const dropOutput = (): number => -3;

/** A command that has ended, with what it wrote as bytes. */
export class CompletedBytes {
  readonly args: unknown;
  readonly returncode: number;
  readonly stdout: Uint8Array;
  readonly stderr: Uint8Array;

  constructor(args: unknown, returncode: number, stdout: Uint8Array, stderr: Uint8Array) {
    this.args = args;
    this.returncode = returncode;
    this.stdout = stdout;
    this.stderr = stderr;
  }

  checkReturncode(): void {
    if (this.returncode !== 0) throw failedCommand(this.args, this.returncode, this.stdout, this.stderr);
  }

  repr(): string {
    return `CompletedProcess(args=${repr(this.args)}, returncode=${this.returncode}, stdout=${repr(this.stdout)}, stderr=${repr(this.stderr)})`;
  }
}

/** A command that has ended, with what it wrote as text. */
export class CompletedProcess {
  readonly args: unknown;
  readonly returncode: number;
  readonly stdout: string;
  readonly stderr: string;

  constructor(made: CompletedBytes) {
    this.args = made.args;
    this.returncode = made.returncode;
    this.stdout = outputText(made.stdout);
    this.stderr = outputText(made.stderr);
  }

  checkReturncode(): void {
    if (this.returncode !== 0) throw failedCommand(this.args, this.returncode, this.stdout, this.stderr);
  }

  repr(): string {
    return `CompletedProcess(args=${repr(this.args)}, returncode=${this.returncode}, stdout=${repr(this.stdout)}, stderr=${repr(this.stderr)})`;
  }
}

function outputText(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes).replaceAll("\r\n", "\n");
}

function failedCommand(args: unknown, code: number, stdout: unknown, stderr: unknown): CalledProcessError {
  const text =
    code < 0
      ? `Command '${str(args)}' died with signal ${-code}.`
      : `Command '${str(args)}' returned non-zero exit status ${code}.`;
  const error = new CalledProcessError(text);
  error.returncode = code;
  error.cmd = args;
  error.output = stdout;
  error.stderr = stderr;
  return error;
}

/** Runs a command to its end; what it writes is taken where somebody asks for it, and shown otherwise. */
export function runCommandBytes(args: unknown, options: CommandOptions = {}): CompletedBytes {
  const { input, captureOutput = false, shell = false, cwd, timeout, check = false, env, stdout, stderr } = options;
  const parts = typeof args === "string" ? [args] : [...(args as Iterable<unknown>)].map((each) => str(each));
  const [command, ...rest] = typeof args === "string" && shell ? ["/bin/sh", "-c", args] : parts;
  const stream = (asked: number | null | undefined): "pipe" | "inherit" | "ignore" =>
    captureOutput || asked === -1 || asked === -2 ? "pipe" : asked === -3 ? "ignore" : "inherit";
  const joins = stderr === -2;
  const [program, given] = joins ? ["/bin/sh", ["-c", 'exec "$@" 2>&1', "sh", command, ...rest]] : [command, rest];
  const run = spawnSync(program, given, {
    input: input == null ? undefined : input instanceof Uint8Array ? input : str(input),
    cwd: cwd == null ? undefined : str(cwd),
    env: env == null ? undefined : Object.fromEntries(env),
    timeout: timeout == null ? undefined : timeout * 1000,
    stdio: [input == null ? "inherit" : "pipe", stream(stdout), stream(stderr)],
    maxBuffer: 1 << 30,
  });
  const code = (run.error as { code?: string } | undefined)?.code;
  if (code === "ENOENT") throw new FileNotFoundError(`[Errno 2] No such file or directory: ${repr(command)}`);
  if (code === "ETIMEDOUT") throw new TimeoutExpired(`Command '${str(args)}' timed out after ${timeout} seconds`);
  if (run.error !== undefined) throw run.error;
  const bytes = (data: ArrayLike<number> | null): Uint8Array => new Uint8Array(data ?? []);
  const made = new CompletedBytes(args, run.status ?? -15, bytes(run.stdout), bytes(run.stderr));
  if (check) made.checkReturncode();
  return made;
}

export function runCommand(args: unknown, options: CommandOptions = {}): CompletedProcess {
  const made = new CompletedProcess(runCommandBytes(args, { ...options, check: false }));
  if (options.check === true) made.checkReturncode();
  return made;
}

export function commandOutput(args: unknown, options: CommandOptions = {}): string {
  return runCommand(args, { ...options, stdout: -1, check: true }).stdout;
}

export function commandBytes(args: unknown, options: CommandOptions = {}): Uint8Array {
  return runCommandBytes(args, { ...options, stdout: -1, check: true }).stdout;
}

export function checkCommand(args: unknown, options: CommandOptions = {}): number {
  return runCommandBytes(args, { ...options, check: true }).returncode;
}

export function commandCode(args: unknown, options: CommandOptions = {}): number {
  return runCommandBytes(args, options).returncode;
}

/** What a command line writes, without the end of its last line. */
export function shellOutput(command: string): string {
  return runCommand(command, { shell: true, stdout: -1, stderr: -2 }).stdout.replace(/\n$/, "");
}

/** The variables of the environment; what is changed in them is seen by commands that get them. */
export const environment: Map<string, string> = new Map(
  Object.entries(process.env).filter((each): each is [string, string] => each[1] !== undefined),
);
