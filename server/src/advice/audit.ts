import type { Finding, Severity } from "../rules/finding.ts";
import type { Locale } from "../text/locale.ts";
import type { Coupling, Cover } from "./basis.ts";
import type { Comparison } from "./compare.ts";
import type { EvidenceSummary, FindingEvidence } from "./evidence/evidence.ts";
import type { Plan } from "./plan.ts";
import type { ModulePlan } from "./plan-of.ts";
import type { Advice } from "./verdict.ts";

/** Version of the audit document; raised when a field changes its meaning or goes away. */
export const AUDIT_VERSION = 1;

/** A finding in an audit: offsets resolved to one-based lines and columns, so that a renderer needs no source. */
export interface AuditFinding extends Omit<Finding, "range" | "chain" | "data"> {
  readonly start: AuditPosition;
  readonly end: AuditPosition;
  readonly chain: readonly AuditHop[];
  /** The source lines around the place: its line, with one before and one after where there are. */
  readonly excerpt: AuditExcerpt;
  /** Stable from run to run as long as the code at the place stays: hash of rule, file, symbol, the line's text and its occurrence. */
  readonly fingerprint: string;
  /** What profiles made of it, where there are any: its severity counts that in. */
  readonly evidence: FindingEvidence | undefined;
}

/** One-based line and one-based column in UTF-16 units. */
export interface AuditPosition {
  /** Set in a notebook: the one-based number of the cell, counting cells of every kind; the line is one of this cell. */
  readonly cell?: number;
  readonly line: number;
  readonly column: number;
}

export interface AuditHop {
  readonly file: string;
  readonly start: AuditPosition;
  readonly end: AuditPosition;
  readonly message: string;
  /** The source line's text, trimmed. */
  readonly text: string;
}

export interface AuditExcerpt {
  /** One-based line of the first line of `lines`. */
  readonly firstLine: number;
  readonly lines: readonly string[];
}

export interface AuditFunction {
  /** Dotted name within the module. */
  readonly name: string;
  readonly line: number;
  readonly lines: number;
  readonly contexts: readonly string[];
  readonly effects: readonly string[];
  readonly advice: Advice;
}

export interface AuditFile {
  readonly file: string;
  readonly module: string;
  readonly lines: number;
  readonly codeLines: number;
  readonly syntaxErrors: number;
  /** Dotted names of the workspace modules it imports. */
  readonly imports: readonly string[];
  /** Top-level names of the third-party packages that it imports. */
  readonly packages: readonly string[];
  readonly isTest: boolean;
  readonly coupling: Coupling;
  /** Estimated from the calls that tests make, as far as they can be followed; undefined without tests. */
  readonly cover: Cover | undefined;
  readonly advice: Advice;
  /** Where the advice is to do something, other than in tests. */
  readonly plan: ModulePlan | undefined;
  /** Functions that have findings, or an advice other than `stay`. */
  readonly functions: readonly AuditFunction[];
}

/** What came of comparing a module's port with it, and whether that still holds. */
export interface AuditPort {
  /** The Python file, as the comparison named it. */
  readonly source: string;
  readonly target: "go" | "ts";
  /** The port folder. */
  readonly folder: string;
  /** `outdated`: the original or the port has changed since. */
  readonly state: "verified" | "differs" | "outdated";
  /** Functions, methods, classes and programs by result. */
  readonly verified: number;
  readonly differs: number;
  readonly notRun: number;
  /** Inputs on which both sides did the same. */
  readonly cases: number;
  readonly differences: readonly {
    readonly name: string;
    readonly input: string;
    readonly python: string;
    readonly port: string;
  }[];
}

/** A file that was found but not analysed, or an input that could not be used. */
export interface AuditProblem {
  readonly file: string;
  /** `unreadable`, `too-large`, `encoding`, `binary`, `symlink-loop`, `notebook`, `configuration`, `internal`. */
  readonly code: string;
  readonly message: string;
}

/** The whole audit: one document, from which every format is rendered. */
export interface Audit {
  readonly version: typeof AUDIT_VERSION;
  readonly tool: { readonly name: "portwright"; readonly version: string };
  /** Name of the audited folder, without its path. */
  readonly workspace: string;
  readonly interpreter: string;
  /** The language of everything that it says; undefined in an audit from before there were several, which is English. */
  readonly locale: Locale | undefined;
  readonly totals: {
    readonly files: number;
    readonly lines: number;
    readonly codeLines: number;
    readonly functions: number;
    readonly findings: number;
    readonly bySeverity: Readonly<Record<Severity, number>>;
    /** Findings per rule, by rule name; rules without findings are left out. */
    readonly byRule: Readonly<Record<string, number>>;
  };
  readonly files: readonly AuditFile[];
  readonly plan: Plan;
  /** What profiles showed; undefined where none were given. */
  readonly evidence: EvidenceSummary | undefined;
  /** Against an earlier audit; undefined where none was given. */
  readonly comparison: Comparison | undefined;
  /** Ports and how they compared with their originals; undefined where none were given. */
  readonly parity: readonly AuditPort[] | undefined;
  /** Sorted by file, then place, then rule. */
  readonly findings: readonly AuditFinding[];
  readonly problems: readonly AuditProblem[];
}
