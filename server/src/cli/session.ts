import type { PortFunction, Workspace } from "../engine/api.ts";
import type { VerifyFunction } from "../engine/verify.ts";
import type { Cache, Extraction, GitOutcome, WritableHost } from "../host/host.ts";
import type { RuleMeta } from "../rules/catalogue-types.ts";

import type { Locale } from "../text/locale.ts";
import type { Said } from "../text/said.ts";
import { tell } from "./messages/index.ts";

/** Everything that a command stands on, put together by the entry point; tests put together another. */
export interface Session {
  readonly version: string;
  readonly host: WritableHost;
  /** Absolute, with forward slashes. */
  readonly workingDirectory: string;
  readonly output: Stream;
  readonly errors: Stream;
  readonly rules: readonly RuleMeta[];
  /** Names the code that extracts facts: facts of other code are not understood. */
  readonly extractor: string;
  createWorkspace(): Promise<Workspace>;
  /** What earlier runs worked out, in a folder of the user's choice or the platform's own. */
  openCache(folder: string | undefined): Cache | undefined;
  /** Where so many characters are extracted by so many threads; as many as it takes where the user has not said. */
  extraction(characters: number, jobs: number | undefined): Extraction;
  readonly port: PortFunction;
  /** Runs code of the user's, and only ever because a command asks for just that. */
  readonly verify: VerifyFunction;
  /** Serves agents until they leave. @param mayRun offers the tool that runs the workspace's code */
  serveAgents(mayRun: boolean): Promise<void>;
  /** Runs git, and nothing of the repository's own: no hooks, no filters of its configuration. */
  git(words: readonly string[], folder: string): Promise<GitOutcome>;
}

export interface Stream {
  write(text: string): void;
  readonly isTerminal: boolean;
  readonly hasColours: boolean;
  /** Of the terminal; 80 where there is none. */
  readonly columns: number;
}

/** The exit codes that PRODUCT promises. */
export const EXIT = { clean: 0, findings: 1, usage: 2, internal: 3 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Something that the user can put right: it is told in the user's language, and the exit code is 2. */
export class UsageError extends Error {
  /** Undefined for what comes ready-made from elsewhere. */
  readonly said: Said | undefined;

  constructor(what: Said | string) {
    super(typeof what === "string" ? what : tell("en", what));
    this.said = typeof what === "string" ? undefined : what;
  }

  in(locale: Locale): string {
    return this.said === undefined ? this.message : tell(locale, this.said);
  }
}
