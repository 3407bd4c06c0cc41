import type { SketchFile, Target } from "../sketch.ts";
import type { FastCheck } from "./generate.ts";
import type { Sides } from "./verify.ts";

/** What parity needs of the machine: this room starts no process itself. */
export interface ParityMachine {
  /** The generator library, loaded when something is verified. */
  loadGenerator(): Promise<FastCheck>;
  /** Builds the port with its harness, and starts both sides; or says in one line what is missing or failed. */
  start(setUp: SetUp): Promise<Started | Failed>;
}

export interface SetUp {
  readonly target: Target;
  /** Absolute path of the original. */
  readonly original: string;
  /** The port with a harness, and as it is. */
  readonly harnessed: readonly SketchFile[];
  readonly plain: readonly SketchFile[];
  /** Whether the port is run as a program, too. */
  readonly isProgram: boolean;
  /** The file that Node starts the port with. */
  readonly primary: string;
  /** A folder with the port's installed dependencies, where it has any. */
  readonly dependencies: string | undefined;
  readonly limits: Limits;
}

export interface Limits {
  /** Milliseconds for one input. */
  readonly timeout: number;
  /** Milliseconds for a program. */
  readonly programTimeout: number;
  readonly megabytes: number;
  /** Command of the Python interpreter; undefined takes the first of the usual ones. */
  readonly python: string | undefined;
}

/** Why nothing could be compared: a tool that is missing, or a side that does not start. */
export interface Failed {
  readonly failed: string;
  /** A tool is missing: nothing is said of the port then. */
  readonly missing: boolean;
}

export interface Started {
  readonly sides: Sides;
  runProgram(side: "python" | "again" | "port", input: ProgramInput): Promise<ProgramRun>;
  /** Ends every process and removes what was built. */
  close(): Promise<void>;
}

export interface ProgramInput {
  readonly args: readonly string[];
  readonly stdin: string;
}

export type ProgramRun =
  | { readonly kind: "ended"; readonly stdout: string; readonly stderr: string; readonly code: number }
  | { readonly kind: "timeout" };

export function hasFailed(started: Started | Failed): started is Failed {
  return "failed" in started;
}
