import type { ComparedFinding, Comparison, VerdictChange } from "../advice/compare.ts";
import { count, percent, VERDICT_LABELS } from "./labels.ts";

/** One or two sentences: what became better or worse, and how much of the plan is done. */
export function comparisonHeadline({ added, resolved, kept, migrated }: Comparison): string {
  const moved =
    added.length === 0 && resolved.length === 0
      ? "Nothing was added and nothing resolved since the earlier audit."
      : `Since the earlier audit ${count(resolved.length, "finding")} went and ${count(added.length, "finding")} came; ${kept} stayed.`;
  if (migrated.ofModules === 0) return moved;
  return `${moved} Of its plan ${migrated.modules} of ${count(migrated.ofModules, "module")} are done: ${percent(migrated.days, migrated.ofDays)} of the person-days.`;
}

/** `blocking-call at app/views.py:12 in show` */
export function comparedPlace({ rule, file, line, symbol }: ComparedFinding): string {
  return `${rule} at ${file}:${line}${symbol === "" ? "" : ` in ${symbol}`}`;
}

export function verdictChange({ before, after }: VerdictChange): string {
  const name = (verdict: VerdictChange["before"]) =>
    verdict === undefined ? "not there" : VERDICT_LABELS[verdict].within;
  return `${name(before)} → ${name(after)}`;
}
