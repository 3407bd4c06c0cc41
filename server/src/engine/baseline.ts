import { z } from "zod";
import type { Audit, AuditFinding } from "../advice/audit.ts";
import { type Host, isFailure } from "../host/host.ts";
import { countSeverities, groupBy } from "../report/summary.ts";

/** The findings that a team has accepted for now, by fingerprint. */
const BASELINE = z.object({ version: z.literal(1), fingerprints: z.array(z.string()) });

export type Baseline = ReadonlySet<string>;

export interface BaselineFailure {
  /** What is wrong with the file, to be written after its name: "cannot be read. …". */
  readonly message: string;
}

const MAX_BASELINE_BYTES = 200_000_000;

/** Reads a baseline file; the path is absolute, in the host's own form. */
export async function loadBaseline(host: Host, path: string): Promise<Baseline | BaselineFailure> {
  const bytes = await host.readFile(path, MAX_BASELINE_BYTES);
  if (isFailure(bytes)) return { message: `cannot be read. ${bytes.message}` };
  const refusal = { message: "is not a baseline. Make one with --write-baseline." };
  try {
    const parsed = BASELINE.safeParse(JSON.parse(new TextDecoder().decode(bytes)));
    return parsed.success ? new Set(parsed.data.fingerprints) : refusal;
  } catch {
    return refusal;
  }
}

/** A baseline of everything that an audit found, as the text of its file. */
export function baselineOf(audit: Audit): string {
  const fingerprints = [...new Set(audit.findings.map((finding) => finding.fingerprint))].sort();
  return `${JSON.stringify({ version: 1, fingerprints }, null, 2)}\n`;
}

/** The audit as if the findings of the baseline were not there. Advice stays: it speaks of the code, not of what is new. */
export function withoutBaseline(audit: Audit, known: Baseline): Audit {
  const findings = audit.findings.filter((finding) => !known.has(finding.fingerprint));
  return { ...audit, findings, totals: { ...audit.totals, ...totalsOf(findings) } };
}

function totalsOf(findings: readonly AuditFinding[]): Pick<Audit["totals"], "findings" | "bySeverity" | "byRule"> {
  const rules = [...groupBy(findings, (finding) => finding.rule)].sort(([a], [b]) => (a < b ? -1 : 1));
  const byRule = Object.fromEntries(rules.map(([rule, own]) => [rule, own.length]));
  return { findings: findings.length, bySeverity: countSeverities(findings), byRule };
}
