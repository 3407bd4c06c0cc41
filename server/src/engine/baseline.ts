import { z } from "zod";
import type { Audit, AuditFinding } from "../advice/audit.ts";
import { type Host, isFailure } from "../host/host.ts";
import { countSeverities, groupBy } from "../report/summary.ts";
import { compareText } from "../text/compare.ts";

const ENTRY = z.object({ fingerprint: z.string(), rule: z.string(), file: z.string(), symbol: z.string() });
const BASELINE = z.object({ version: z.literal(1), findings: z.array(ENTRY) });

/** One accepted finding. Only its fingerprint tells it apart; the rest is for those who read the file in a review. */
export type BaselineEntry = z.infer<typeof ENTRY>;

/** The findings that a team has accepted for now, by fingerprint. */
export type Baseline = ReadonlyMap<string, BaselineEntry>;

export const EMPTY_BASELINE: Baseline = new Map();

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
    return parsed.success ? byFingerprint(parsed.data.findings) : refusal;
  } catch {
    return refusal;
  }
}

function byFingerprint(entries: readonly BaselineEntry[]): Baseline {
  return new Map(entries.map((entry) => [entry.fingerprint, entry]));
}

/** A baseline of everything that an audit found. */
export function baselineOf(audit: Audit): Baseline {
  return byFingerprint(
    audit.findings.map(({ fingerprint, rule, file, symbol }) => ({ fingerprint, rule, file, symbol })),
  );
}

/** The text of a baseline's file: one entry a line, in an order that keeps the differences of a change small. */
export function baselineText(baseline: Baseline): string {
  const entries = [...baseline.values()].sort((a, b) => compareText(sortKey(a), sortKey(b)));
  if (entries.length === 0) return '{ "version": 1, "findings": [] }\n';
  const lines = entries.map(({ fingerprint, rule, file, symbol }) =>
    JSON.stringify({ fingerprint, rule, file, symbol }),
  );
  return `{\n  "version": 1,\n  "findings": [\n    ${lines.join(",\n    ")}\n  ]\n}\n`;
}

function sortKey({ file, rule, symbol, fingerprint }: BaselineEntry): string {
  return [file, rule, symbol, fingerprint].join("\0");
}

/**
 * Entries of a baseline that an audit looked for and found no more. `covers` tells whether the audit would have found an entry:
 * one of a file or a rule that was left out this time is not gone.
 */
export function resolvedEntries(
  baseline: Baseline,
  audit: Audit,
  covers: (entry: BaselineEntry) => boolean,
): readonly BaselineEntry[] {
  const found = new Set(audit.findings.map(({ fingerprint }) => fingerprint));
  return [...baseline.values()].filter((entry) => !found.has(entry.fingerprint) && covers(entry));
}

/** A baseline without some of its entries: it never grows this way. */
export function ratcheted(baseline: Baseline, resolved: readonly BaselineEntry[]): Baseline {
  const gone = new Set(resolved.map(({ fingerprint }) => fingerprint));
  return byFingerprint([...baseline.values()].filter(({ fingerprint }) => !gone.has(fingerprint)));
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
