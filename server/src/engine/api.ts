import type { Audit, AuditProblem } from "../advice/audit.ts";
import type { Effort } from "../advice/effort.ts";
import type { ProfileInput, WeighedFinding } from "../advice/evidence/evidence.ts";
import type { ModulePlan } from "../advice/plan-of.ts";
import type { Team } from "../advice/team.ts";
import type { Advice } from "../advice/verdict.ts";
import type { Wave } from "../advice/waves.ts";
import type { Integers, Sketch, Target, WebTarget } from "../port/sketch.ts";
import type { Finding } from "../rules/finding.ts";
import type { ModuleFacts } from "../semantics/facts.ts";
import type { TextEdit } from "../text/edits.ts";
import type { Locale } from "../text/locale.ts";
import type { Range } from "../text/range.ts";

/**
 * The engine's API: plain data, UTF-16 offsets, paths relative to the workspace root with forward slashes.
 * The doors (language server, command line) use nothing else. Implemented in workspace.ts.
 */
export interface Workspace {
  /** Sets or replaces the text of a file. `edits` turns the known text into the new one, where the caller knows them. */
  setFile(file: string, text: string, edits?: readonly TextEdit[]): void;
  /** Gives the facts of a text that were extracted elsewhere, or why they could not be; of no effect when the file has another text by now. */
  setFacts(file: string, text: string, facts: ModuleFacts | FactsFailure): void;
  removeFile(file: string): void;
  /** Replaces the configuration; bad keys become problems of the configuration's file. */
  configure(configuration: Configuration): void;
  /** Replaces the profiles that everything said from then on is weighed by; none takes their word back. */
  setProfiles(profiles: readonly ProfileInput[]): void;
  /** A consistent view on everything set so far. Cheap; links again only what changed. Later changes do not alter it. */
  snapshot(): Snapshot;
  /**
   * The same view, which may at first answer provisionally: files that were edited since everything was linked are linked beside that, so
   * that their answers come at once in a workspace of any size. They are those of `snapshot()`, nearly always.
   * @param open files whose answers are to follow the edits of those that they import, too
   */
  provisional(open: readonly string[]): Snapshot;
}

/** Why a text has no facts: a reader's sentence without its full stop. */
export interface FactsFailure {
  readonly failed: string;
}

export interface Configuration {
  /** `3.8` … `3.14`, `3.14t`. */
  readonly interpreter: string;
  /** Rule name → severity, or `off`. */
  readonly severity: Readonly<Record<string, string>>;
  /** Dotted names of functions that block. */
  readonly blocking: readonly string[];
  /** Dotted names of functions that are safe to call anywhere. */
  readonly safe: readonly string[];
  /** Show findings with confidence `possible` too. */
  readonly showPossible: boolean;
  /** Report what costs time in test code, too; it is `possible` otherwise. */
  readonly reportTests?: boolean;
  /** Glob patterns of files to leave out, relative to the workspace root. */
  readonly exclude: readonly string[];
  /** What decisions are weighed by; a team that has said nothing where it is left out. */
  readonly team?: Team;
  /** The language of everything that is said; English where it is left out. */
  readonly locale?: Locale;
}

export interface Snapshot {
  readonly files: readonly string[];
  /** True where answers cost no linking: it has been done, or was taken over. */
  readonly isLinked: boolean;
  /** True where answers cost no linking of the whole workspace. */
  readonly isQuick: boolean;
  /** True where it has answered without linking the whole workspace. */
  readonly isProvisional: boolean;
  /** Rules that failed on files that were asked about. */
  readonly failures: readonly AuditProblem[];
  /**
   * Links in steps that are brief, so that others are answered in between; answers cost no linking after it. Whoever does not go through all of it has to end it with
   * `return()`.
   */
  linking(): Generator<void, void>;
  /**
   * Does ahead what answers need of one file alone. Without it the first question does that for every file at once; with it, a
   * caller that reads many files can do it in slices.
   */
  prepare(file: string): void;
  /** Findings of one file, sorted by place; empty for an unknown file. Suppressed findings are left out. */
  findings(file: string): readonly Finding[];
  /** The same findings as the workspace's profiles weigh them: with the severity that these lead to, and the figure. */
  weighed(file: string): readonly WeighedFinding[];
  /** Names of the workspace's profiles in which no function of it is: they weigh nothing. */
  foreignProfiles(): readonly string[];
  /** Actions that a place offers: listed fast, without their edits. */
  actions(file: string, range: Range): readonly Action[];
  /** The edits of an action; a refusal where the document no longer offers it. */
  resolve(file: string, action: ActionId): readonly FileEdit[] | Refusal;
  /** All safe fixes of the file as one set of edits. */
  fixAll(file: string): readonly TextEdit[];
  hover(file: string, offset: number): Hover | undefined;
  lenses(file: string): readonly Lens[];
  /** Advice for every function that has findings, and for each module. */
  advice(file: string): Advice | undefined;
  /** What the plan says of a module; undefined where nothing is to be done about it. */
  plan(file: string): ModulePlan | undefined;
  /** The waves of the plan, with their modules as files. */
  waves(): readonly PlannedWave[];
  audit(options: AuditOptions): Audit;
  callGraph(options: CallGraphOptions): CallGraphNames;
  /** A file and those that it imports, directly or through others, sorted. */
  importedFrom(file: string): readonly string[];
}

export interface AuditOptions {
  readonly workspace: string;
  /** Problems met while reading the files, to be carried in the audit. */
  readonly problems: readonly AuditProblem[];
  /** Profiles that confirm, raise and demote findings; those of the workspace where they are left out. */
  readonly profiles?: readonly ProfileInput[];
  /** Called after each file; throws to cancel. */
  readonly onProgress?: (done: number, total: number) => void;
}

export interface PlannedWave extends Wave {
  /** The files of its modules, in the order to take them. */
  readonly files: readonly string[];
}

export interface CallGraphOptions {
  /** Files whose functions are told, with what they call; those of other files appear where they are called. */
  readonly files: readonly string[];
  /** The folder that names are relative to, with forward slashes; `""` for the workspace's root. */
  readonly folder: string;
}

/** Names of functions, and of what each calls; every name that occurs is a key. Sorted. */
export type CallGraphNames = ReadonlyMap<string, readonly string[]>;

export type ActionKind = "quickfix" | "refactor.rewrite.portwright.go" | "refactor.rewrite.portwright.ts";

/** Enough to compute the action again: plain JSON, goes to the client and back. */
export type ActionId =
  | { readonly kind: "fix"; readonly fix: string; readonly rule: string; readonly start: number; readonly end: number }
  | { readonly kind: "port"; readonly target: Target; readonly name: string | undefined };

export interface Action {
  readonly id: ActionId;
  readonly title: string;
  readonly kind: ActionKind;
  readonly safety: "safe" | "unsafe";
  /** The finding that it fixes, for the editor's light bulb. */
  readonly finding: WeighedFinding | undefined;
  readonly preferred: boolean;
}

export interface FileEdit {
  readonly file: string;
  readonly edits: readonly TextEdit[];
}

export interface Refusal {
  readonly refused: string;
}

/**
 * Markdown, and the range it speaks of. Places are linked as `[text](FILE#L12)`, FILE as `encodeURI` writes it; the door makes
 * addresses of its own of them.
 */
export interface Hover {
  readonly range: Range;
  readonly markdown: string;
}

export interface Lens {
  /** The function's or class's name. */
  readonly range: Range;
  /** All of it. */
  readonly body: Range;
  readonly title: string;
  readonly name: string;
  readonly advice: Advice;
  readonly findings: number;
  /** Person-days of what the advice says. */
  readonly effort: Effort;
  /** Share of the measured time that it takes with all that it calls, 0 to 1; undefined without a profile of it, and for classes. */
  readonly measured: number | undefined;
}

/** A file of a package to port, by its path in the package's folder. */
export interface PortFile {
  readonly path: string;
  readonly source: string;
}

/**
 * Ports a function, class or module: the room `port` behind the engine's door. `name` undefined ports the module. Several sources are
 * those of a package, which is ported as one module.
 */
export type PortFunction = (
  file: string,
  source: string | readonly PortFile[],
  name: string | undefined,
  target: Target,
  /** What a web service is written for; the target's default otherwise. */
  web?: WebTarget,
  /** What integers are in Go. */
  integers?: Integers,
) => Promise<Sketch>;
