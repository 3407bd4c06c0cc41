import type { Audit, AuditFinding } from "./audit.ts";
import type { Verdict } from "./verdict.ts";

/** Enough of a finding to find it again. */
export type ComparedFinding = Pick<
  AuditFinding,
  "fingerprint" | "rule" | "severity" | "file" | "symbol" | "message"
> & {
  /** One-based. */
  readonly line: number;
};

export interface VerdictChange {
  readonly file: string;
  /** Undefined where the file was not there. */
  readonly before: Verdict | undefined;
  readonly after: Verdict | undefined;
}

/** What became better or worse since an earlier audit, and how much of its plan is done. */
export interface Comparison {
  /** Findings of the earlier audit that are still there. */
  readonly kept: number;
  readonly added: readonly ComparedFinding[];
  readonly resolved: readonly ComparedFinding[];
  readonly verdicts: readonly VerdictChange[];
  /** Modules that the earlier plan named and that need nothing more, and their share of its person-days. */
  readonly migrated: {
    readonly modules: number;
    readonly ofModules: number;
    readonly days: number;
    readonly ofDays: number;
  };
}

/** Compares two audits of the same workspace. Findings are told by their fingerprints, so that lines may move. */
export function compareAudits(before: Audit, after: Audit): Comparison {
  const [old, now] = [fingerprints(before), fingerprints(after)];
  const oldFiles = new Map(before.files.map((file) => [file.file, file]));
  const newFiles = new Map(after.files.map((file) => [file.file, file]));
  const verdicts = [...new Set([...oldFiles.keys(), ...newFiles.keys()])]
    .sort((a, b) => (a < b ? -1 : 1))
    .map((file) => ({ file, before: oldFiles.get(file)?.advice.verdict, after: newFiles.get(file)?.advice.verdict }))
    .filter((change) => (change.before ?? "stay") !== (change.after ?? "stay"));
  const planned = before.files.filter((file) => file.plan !== undefined);
  const done = planned.filter((file) => newFiles.get(file.file)?.plan === undefined);
  const daysOf = (files: typeof planned) =>
    Math.round(files.reduce((sum, file) => sum + file.plan!.effort.days, 0) * 100) / 100;
  return {
    kept: after.findings.filter(({ fingerprint }) => old.has(fingerprint)).length,
    added: after.findings.filter(({ fingerprint }) => !old.has(fingerprint)).map(compared),
    resolved: before.findings.filter(({ fingerprint }) => !now.has(fingerprint)).map(compared),
    verdicts,
    migrated: { modules: done.length, ofModules: planned.length, days: daysOf(done), ofDays: daysOf(planned) },
  };
}

function fingerprints(audit: Audit): ReadonlySet<string> {
  return new Set(audit.findings.map(({ fingerprint }) => fingerprint));
}

function compared({ fingerprint, rule, severity, file, symbol, message, start }: AuditFinding): ComparedFinding {
  return { fingerprint, rule, severity, file, symbol, message, line: start.line };
}
