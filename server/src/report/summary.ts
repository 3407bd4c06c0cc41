import type { Audit, AuditFile, AuditFinding } from "../advice/audit.ts";
import { VERDICTS, type Verdict } from "../advice/verdict.ts";
import type { RuleMeta } from "../rules/catalogue-types.ts";
import { CONFIDENCES, type Confidence, SEVERITIES, type Severity } from "../rules/finding.ts";
import { compareText } from "../text/compare.ts";
import { type ReportWords, reportWords } from "./words/index.ts";

/** What readers ask of an audit first, worked out once for all renderers. */
export interface Summary {
  /** One sentence for the top of the report. */
  readonly headline: string;
  /** One or two sentences below it. */
  readonly detail: string;
  /** Every analysed module, in the audit's order. */
  readonly modules: readonly ModuleSummary[];
  /** Modules with findings, the hottest first. */
  readonly hot: readonly ModuleSummary[];
  /** Every verdict, in the order of VERDICTS, also those that no module has. */
  readonly verdicts: readonly VerdictShare[];
  /** Rules with findings, the most frequent first. */
  readonly rules: readonly RuleSummary[];
  /** Files and folders that could not be analysed at all. */
  readonly notAnalysed: number;
}

export interface ModuleSummary {
  readonly file: AuditFile;
  readonly findings: readonly AuditFinding[];
  readonly bySeverity: Readonly<Record<Severity, number>>;
  /** How much speaks for a look at it: see `heatOf`. */
  readonly heat: number;
}

export interface VerdictShare {
  readonly verdict: Verdict;
  readonly modules: number;
  readonly codeLines: number;
}

export interface RuleSummary {
  readonly rule: string;
  /** Undefined for a rule that this version does not know. */
  readonly meta: RuleMeta | undefined;
  readonly findings: number;
  readonly modules: number;
  readonly bySeverity: Readonly<Record<Severity, number>>;
}

const SEVERITY_WEIGHT: Readonly<Record<Severity, number>> = { error: 8, warning: 4, info: 1, hint: 0.5 };
const CONFIDENCE_WEIGHT: Readonly<Record<Confidence, number>> = { definite: 1, probable: 0.75, possible: 0.25 };

/** How heat is worked out, for the reader. */
export function heatExplained(words: ReportWords): string {
  return words.heat(
    SEVERITIES.map((severity) => [severity, SEVERITY_WEIGHT[severity]]),
    CONFIDENCES.map((confidence) => [confidence, CONFIDENCE_WEIGHT[confidence]]),
  );
}

export function heatOf(finding: AuditFinding): number {
  return SEVERITY_WEIGHT[finding.severity] * CONFIDENCE_WEIGHT[finding.confidence];
}

export function summarise(audit: Audit, rules: readonly RuleMeta[]): Summary {
  const byFile = groupBy(audit.findings, (finding) => finding.file);
  const modules = audit.files.map((file): ModuleSummary => {
    const findings = byFile.get(file.file) ?? [];
    return { file, findings, bySeverity: countSeverities(findings), heat: sum(findings, heatOf) };
  });
  const hot = modules
    .filter((module) => module.findings.length > 0)
    .sort((a, b) => b.heat - a.heat || b.findings.length - a.findings.length || compareText(a.file.file, b.file.file));
  const verdicts = VERDICTS.map((verdict): VerdictShare => {
    const own = audit.files.filter((file) => file.advice.verdict === verdict);
    return { verdict, modules: own.length, codeLines: sum(own, (file) => file.codeLines) };
  });
  const analysed = new Set(audit.files.map((file) => file.file));
  // A link that leads back and a wrong setting are said as well, and yet no file is lost by them.
  const lost = audit.problems.filter(
    ({ file, code }) => code !== "symlink-loop" && code !== "configuration" && !analysed.has(file),
  );
  return {
    ...sentences(audit, verdicts, hot.length),
    modules,
    hot,
    verdicts,
    rules: ruleSummaries(audit, rules),
    notAnalysed: new Set(lost.map((problem) => problem.file)).size,
  };
}

function sentences(
  audit: Audit,
  verdicts: readonly VerdictShare[],
  withFindings: number,
): { headline: string; detail: string } {
  const words = reportWords(audit.locale);
  const total = audit.files.length;
  if (total === 0) return { headline: words.noFiles, detail: words.nothingAnalysed };
  const stay = verdicts.find((share) => share.verdict === "stay")?.modules ?? 0;
  const change = total - stay;
  if (audit.findings.length === 0 && change === 0)
    return { headline: words.nothingHolds, detail: words.canStay(total) };
  const advised = verdicts
    .filter((share) => share.verdict !== "stay" && share.modules > 0)
    .sort((a, b) => b.modules - a.modules);
  const found = words.found(audit.findings.length, withFindings);
  return {
    headline: change === 0 ? words.canStay(total) : words.callForChange(change, total),
    detail: advised.length === 0 ? words.foundOnly(found) : words.advised(found, advised, stay),
  };
}

function ruleSummaries(audit: Audit, rules: readonly RuleMeta[]): RuleSummary[] {
  const metas = new Map(rules.map((meta) => [meta.name, meta]));
  return [...groupBy(audit.findings, (finding) => finding.rule)]
    .map(([rule, findings]) => ({
      rule,
      meta: metas.get(rule),
      findings: findings.length,
      modules: new Set(findings.map((finding) => finding.file)).size,
      bySeverity: countSeverities(findings),
    }))
    .sort((a, b) => b.findings - a.findings || compareText(a.rule, b.rule));
}

export function countSeverities(findings: readonly AuditFinding[]): Record<Severity, number> {
  const result: Record<Severity, number> = { error: 0, warning: 0, info: 0, hint: 0 };
  for (const finding of findings) result[finding.severity]++;
  return result;
}

export function groupBy<T, K>(items: readonly T[], key: (item: T) => K): Map<K, T[]> {
  const result = new Map<K, T[]>();
  for (const item of items) {
    const group = result.get(key(item));
    if (group === undefined) result.set(key(item), [item]);
    else group.push(item);
  }
  return result;
}

function sum<T>(items: readonly T[], value: (item: T) => number): number {
  return items.reduce((total, item) => total + value(item), 0);
}
