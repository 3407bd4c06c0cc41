import type { ComparedFinding, Comparison, VerdictChange } from "../advice/compare.ts";
import type { ReportWords } from "./words/index.ts";

/** One or two sentences: what became better or worse, and how much of the plan is done. */
export function comparisonHeadline({ added, resolved, kept, migrated }: Comparison, words: ReportWords): string {
  const moved =
    added.length === 0 && resolved.length === 0 ? words.nothingMoved : words.moved(resolved.length, added.length, kept);
  if (migrated.ofModules === 0) return moved;
  return `${moved} ${words.migrated(migrated.modules, migrated.ofModules, migrated.days, migrated.ofDays)}`;
}

/** `blocking-call at app/views.py:12 in show` */
export function comparedPlace({ rule, file, line, symbol }: ComparedFinding, words: ReportWords): string {
  return words.comparedPlace(rule, `${file}:${line}`, symbol);
}

export function verdictChange({ before, after }: VerdictChange, words: ReportWords): string {
  const name = (verdict: VerdictChange["before"]) =>
    verdict === undefined ? words.notThere : words.verdicts[verdict].within;
  return `${name(before)} → ${name(after)}`;
}
