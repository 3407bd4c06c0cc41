import type { FindingEvidence } from "../advice/evidence/evidence.ts";
import type { ProfileFormat } from "../advice/evidence/profile.ts";
import type { Advice, Verdict } from "../advice/verdict.ts";
import type { Phase } from "../advice/waves.ts";
import type { ParityItem } from "../port/parity/report.ts";
import type { Sketch, Target } from "../port/sketch.ts";
import type { Confidence, Severity } from "../rules/finding.ts";

/**
 * What the language server speaks beyond the standard protocol. This file is shared with the extension and imports nothing that
 * runs. Positions are those of the protocol, in the encoding that the two sides agreed on.
 */

export interface ProtocolPosition {
  readonly line: number;
  readonly character: number;
}

export interface ProtocolRange {
  readonly start: ProtocolPosition;
  readonly end: ProtocolPosition;
}

/** What a client says of itself in `initializationOptions`; everything may be left out. */
export interface InitializationOptions {
  /** The client has the commands of `CLIENT_COMMANDS`: actions and lenses then call these. Otherwise ports arrive as edits. */
  readonly commands?: boolean;
  /** Address of the folder that holds one page for each rule, without a slash at its end. */
  readonly documentation?: string;
  /** Settings of a client that has no `workspace/configuration`; the same tree as under `portwright` in an editor. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

/** Commands that the server refers to and the client implements. */
export const CLIENT_COMMANDS = {
  portToGo: "portwright.portToGo",
  portToTypeScript: "portwright.portToTypeScript",
  showAdvice: "portwright.showAdvice",
} as const;

/** Request: the port of a function, class or module. Refused with a message where nothing can be ported. */
export const PORT_REQUEST = "portwright/port";
export interface PortParams {
  readonly uri: string;
  /** Dotted name within the module. Without it, `position` decides; without both, the module is ported. */
  readonly name?: string;
  readonly position?: ProtocolPosition;
  readonly target: Target;
  readonly workDoneToken?: string | number;
}
export interface PortResult extends Sketch {
  /** What was ported: a dotted name, or undefined for the module. */
  readonly name: string | undefined;
  /** The module's name, for the port folder. */
  readonly module: string;
  /** Version of the document that was ported; null for a closed file. */
  readonly version: number | null;
}

/**
 * Request: runs a module, or a function or class in it, and its port on the same inputs, and compares them. It runs the code of the
 * workspace: a client sends it only on an explicit command of its user, in a workspace that the user trusts. Reports work-done progress.
 */
export const VERIFY_REQUEST = "portwright/verify";
export interface VerifyParams {
  readonly uri: string;
  /** Dotted name within the module; without it the module. */
  readonly name?: string;
  readonly target: Target;
  readonly workDoneToken?: string | number;
}
export interface VerifyResult {
  readonly target: Target;
  /** One for each function, method and class, and one called `__main__` for the program. */
  readonly items: readonly (ParityItem & { readonly range: ProtocolRange | null })[];
  /** Why nothing could be compared: a tool that is missing, or a port that does not build. */
  readonly failed: string | null;
  /** Address of the port folder that keeps the evidence; null where a port was made for the occasion. */
  readonly folder: string | null;
  readonly verified: boolean;
}

/** Request: the audit of one workspace folder; reports work-done progress and can be cancelled. Answers with an `Audit`. */
export const AUDIT_REQUEST = "portwright/audit";
/** Request: the same audit as one self-contained HTML document. Answers with a string. */
export const REPORT_REQUEST = "portwright/report";
export interface AuditParams {
  /** The workspace folder, or any file in it. May be left out when one folder is open. */
  readonly uri?: string;
  readonly workDoneToken?: string | number;
}
export interface ReportParams extends AuditParams {
  /** Makes the report one for a webview, whose script and style carry this nonce; new each time. Otherwise it is one for a file. */
  readonly nonce?: string;
}

/**
 * Request: reads a profile, which everything that is said of the folder is weighed by from then on: diagnostics, lenses, the explorer,
 * audits and reports. Without a path, forgets it. Refused with a message for a file that is no profile.
 */
export const PROFILE_REQUEST = "portwright/profile";
export interface ProfileParams extends AuditParams {
  /** Absolute path of the profile. */
  readonly path?: string;
}
export interface ProfileResult {
  /** Null where nothing is loaded any more. */
  readonly format: ProfileFormat | null;
  readonly samples: number;
  /** False where no function of the folder is in the profile: it then weighs nothing. */
  readonly isOfFolder: boolean;
}

/** Request: what a baseline of the folder would hold. The client writes it. */
export const BASELINE_REQUEST = "portwright/baseline";
export type BaselineParams = AuditParams;
export interface BaselineResult {
  /** Relative to the folder: the configured file, or the usual name. */
  readonly file: string;
  /** Whether the configuration names the file, so that its findings are left out from then on. */
  readonly isConfigured: boolean;
  readonly text: string;
  readonly findings: number;
}

/** Request: what the Migration Explorer shows. Answers with an `ExplorerTree`. */
export const EXPLORER_REQUEST = "portwright/explorer";
export interface ExplorerTree {
  /** False until the first scan is through. */
  readonly complete: boolean;
  readonly verdicts: readonly ExplorerVerdict[];
  /** The plan's waves in their order, folder by folder. A module that moves is in the wave that ports it, and in the cutover. */
  readonly waves: readonly ExplorerWave[];
}
export interface ExplorerWave {
  /** Its workspace folder's name; empty where one folder is open. */
  readonly folder: string;
  /** From 1 within the folder. */
  readonly number: number;
  readonly phase: Phase;
  /** In the reader's language: the phase, and what it is for. */
  readonly title: string;
  readonly meaning: string;
  readonly effort: ExplorerEffort;
  /** What must hold before the next wave begins: full sentences. */
  readonly gates: readonly string[];
  /** Addresses of its modules, in the order to take them. */
  readonly modules: readonly string[];
}
export interface ExplorerVerdict {
  readonly verdict: Verdict;
  readonly modules: readonly ExplorerModule[];
}
/** Person-days in the reader's language: for a row, and with their range. */
export interface ExplorerEffort {
  readonly brief: string;
  readonly full: string;
}
export interface ExplorerModule {
  readonly uri: string;
  /**
   * Path relative to the workspace folder, with the folder's name in front where several are open; for reading: marks that would turn the
   * text around are written as what they are.
   */
  readonly path: string;
  readonly advice: Advice;
  /** Undefined where the plan has nothing to do. */
  readonly effort: ExplorerEffort | undefined;
  readonly findings: readonly ExplorerFinding[];
}
export interface ExplorerFinding {
  readonly rule: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly message: string;
  readonly help: string;
  readonly symbol: string;
  readonly range: ProtocolRange;
  /** What a profile made of it; undefined without one. */
  readonly evidence: ExplorerEvidence | undefined;
}
export interface ExplorerEvidence extends FindingEvidence {
  /** The status in the reader's language. */
  readonly label: string;
}

/** Request: the verdicts on the functions and classes of a document, for marks in the editor. Answers with `FunctionVerdict`s. */
export const VERDICTS_REQUEST = "portwright/verdicts";
export interface VerdictsParams {
  readonly uri: string;
}
export interface FunctionVerdict {
  readonly name: string;
  /** Its name's place, and all of it. */
  readonly range: ProtocolRange;
  readonly body: ProtocolRange;
  /** What a lens says of it. */
  readonly title: string;
  readonly advice: Advice;
  readonly findings: number;
}

/** Notification to the client: how far the server is. Sent whenever something of it changed. */
export const STATUS_NOTIFICATION = "portwright/status";
export interface ServerStatus {
  readonly state: "scanning" | "ready" | "failed";
  readonly findings: number;
  readonly files: number;
  /** Interpreter of each workspace folder, without repetition. */
  readonly interpreters: readonly string[];
  /** Names of the profiles that findings are weighed by. */
  readonly profiles: readonly string[];
  /** Full sentences: files left out, a scan that was cancelled, a configuration that could not be used. */
  readonly notes: readonly string[];
}

/**
 * Requests of a server that cannot read files itself, in a browser: its client reads them for it. They travel as they are, which only
 * the messages of a worker can. What went wrong is an answer: why a file could not be read, in a reader's words.
 */
export interface FileParams {
  readonly uri: string;
}
/** Answers with the bytes, or with `{ code, message }`. */
export const READ_FILE_REQUEST = "portwright/readFile";
export interface ReadFileParams extends FileParams {
  /** Bytes; a longer file is not sent. */
  readonly maximum: number;
}
/** Answers with the entries, `{ name, kind, link }` each, or with `{ code, message }`. */
export const READ_DIRECTORY_REQUEST = "portwright/readDirectory";
/** Answers with `file`, `directory`, `other` or `missing`. */
export const KIND_REQUEST = "portwright/kindOfFile";
/** Request: the bytes of a file that ships with Portwright. */
export const READ_ASSET_REQUEST = "portwright/readAsset";
export interface AssetParams {
  /** A name without folders. */
  readonly name: string;
}
