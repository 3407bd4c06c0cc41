import { z } from "zod";
import type { Audit, AuditFinding } from "../advice/audit.ts";
import { isFailure } from "../host/host.ts";
import { countSeverities, groupBy } from "../report/summary.ts";
import { type Session, UsageError } from "./session.ts";
import { absolute, shown } from "./workspace.ts";

/** The findings that a team has accepted for now, by fingerprint. */
const BASELINE = z.object({ version: z.literal(1), fingerprints: z.array(z.string()) });

const MAX_BASELINE_BYTES = 200_000_000;

export async function readBaseline(session: Session, path: string): Promise<ReadonlySet<string>> {
  const file = absolute(session, path);
  const bytes = await session.host.readFile(file, MAX_BASELINE_BYTES);
  if (isFailure(bytes)) throw new UsageError(`the baseline '${shown(session, file)}' cannot be read. ${bytes.message}`);
  const refuse = () => new UsageError(`'${shown(session, file)}' is not a baseline. Make one with --write-baseline.`);
  let data: unknown;
  try {
    data = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    throw refuse();
  }
  const parsed = BASELINE.safeParse(data);
  if (!parsed.success) throw refuse();
  return new Set(parsed.data.fingerprints);
}

export async function writeBaseline(session: Session, path: string, audit: Audit): Promise<void> {
  const file = absolute(session, path);
  const fingerprints = [...new Set(audit.findings.map((finding) => finding.fingerprint))].sort();
  const failure = await session.host.writeFile(file, `${JSON.stringify({ version: 1, fingerprints }, null, 2)}\n`);
  if (failure !== undefined)
    throw new UsageError(`the baseline '${shown(session, file)}' cannot be written. ${failure.message}`);
}

/** The audit as if the findings of the baseline were not there. Advice stays: it speaks of the code, not of what is new. */
export function withoutBaseline(audit: Audit, known: ReadonlySet<string>): Audit {
  const findings = audit.findings.filter((finding) => !known.has(finding.fingerprint));
  return { ...audit, findings, totals: { ...audit.totals, ...totalsOf(findings) } };
}

function totalsOf(findings: readonly AuditFinding[]): Pick<Audit["totals"], "findings" | "bySeverity" | "byRule"> {
  const rules = [...groupBy(findings, (finding) => finding.rule)].sort(([a], [b]) => (a < b ? -1 : 1));
  const byRule = Object.fromEntries(rules.map(([rule, own]) => [rule, own.length]));
  return { findings: findings.length, bySeverity: countSeverities(findings), byRule };
}
