import type { Audit, AuditFinding } from "../advice/audit.ts";

/** A finding as an agent reads it: short, with its place as text. */
export interface ToldFinding {
  readonly rule: string;
  readonly severity: string;
  readonly confidence: string;
  /** `file:line:column`, as `explain` takes it. */
  readonly place: string;
  readonly symbol: string;
  readonly message: string;
  /** The proof, hop by hop down to the primitive. */
  readonly chain: readonly string[];
}

export interface ToldAudit {
  readonly workspace: string;
  readonly totals: Audit["totals"];
  readonly findings: readonly ToldFinding[];
  /** Findings that were left out because of the limit. */
  readonly leftOut: number;
  readonly problems: readonly string[];
}

const GRAVEST_FIRST = ["error", "warning", "info", "hint"];

/** An audit as an agent can hold it: the gravest findings first, and no more of them than asked for. */
export function tellAudit(audit: Audit, limit: number): ToldAudit {
  const sorted = [...audit.findings].sort(
    (a, b) => GRAVEST_FIRST.indexOf(a.severity) - GRAVEST_FIRST.indexOf(b.severity),
  );
  return {
    workspace: audit.workspace,
    totals: audit.totals,
    findings: sorted.slice(0, limit).map(tellFinding),
    leftOut: Math.max(0, sorted.length - limit),
    problems: audit.problems.map(({ file, message }) => `${file}: ${message}`),
  };
}

function tellFinding({ rule, severity, confidence, file, start, symbol, message, chain }: AuditFinding): ToldFinding {
  return {
    rule,
    severity,
    confidence,
    place: `${file}:${start.line}:${start.column}`,
    symbol,
    message,
    chain: chain.map((hop) => `${hop.file}:${hop.start.line}: ${hop.message}`),
  };
}
