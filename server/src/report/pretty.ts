import { eastAsianWidth } from "get-east-asian-width";
import type { Audit, AuditFinding } from "../advice/audit.ts";
import type { RuleMeta } from "../rules/catalogue-types.ts";
import { SEVERITIES, type Severity } from "../rules/finding.ts";
import { comparisonHeadline } from "./comparison.ts";
import { number } from "./numbers.ts";
import { portCounts, portTitle } from "./parity.ts";
import { placeOf } from "./places.ts";
import { type Summary, summarise } from "./summary.ts";
import { clip, visible, visibleLine } from "./visible.ts";
import { type ReportWords, reportWords } from "./words/index.ts";

/** Styles of a terminal; every function returns its text unchanged where colours are not wanted. */
export interface Paint {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly red: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly blue: (text: string) => string;
  readonly cyan: (text: string) => string;
  readonly green: (text: string) => string;
  readonly magenta: (text: string) => string;
}

export const PLAIN: Paint = {
  bold: (text) => text,
  dim: (text) => text,
  red: (text) => text,
  yellow: (text) => text,
  blue: (text) => text,
  cyan: (text) => text,
  green: (text) => text,
  magenta: (text) => text,
};

/** The audit for a person at a terminal: each finding with its code and its chain, then a summary. */
export function renderPretty(audit: Audit, rules: readonly RuleMeta[], paint: Paint): string {
  const blocks = audit.findings.map((finding) => prettyFinding(finding, paint, reportWords(audit.locale)));
  blocks.push(prettyProblems(audit, paint), prettySummary(audit, summarise(audit, rules), paint));
  return blocks.filter((block) => block !== "").join("\n");
}

/** One finding: where, what, the code, the proof hop by hop, what to do. Ends with a line break. */
export function prettyFinding(finding: AuditFinding, paint: Paint, words: ReportWords): string {
  const where = visibleLine(placeOf(finding.file, finding.start));
  const label = severityPaint(
    finding.severity,
    paint,
  )(`${words.severities[finding.severity]}[${visibleLine(finding.rule)}]`);
  const sure = finding.confidence === "definite" ? "" : paint.dim(` (${words.confidences[finding.confidence]})`);
  const lines = [`${paint.bold(where)}: ${label}${sure} ${visibleLine(finding.message)}`];
  const gutter = gutterWidth(finding);
  lines.push(...codeFrame(finding, gutter, paint));
  const indent = " ".repeat(gutter + 1);
  const scope = words.scope(visibleLine(finding.symbol), finding.context);
  if (scope !== "") lines.push(`${indent}${paint.dim("=")} ${scope}`);
  for (const [index, hop] of finding.chain.entries()) {
    const place = paint.dim(visibleLine(placeOf(hop.file, hop.start)));
    lines.push(`${indent}${paint.cyan(`${index + 1}.`)} ${visibleLine(hop.message)}  ${place}`);
    const text = visibleLine(clip(hop.text, 0, 0, EXCERPT_WIDTH).text).trim();
    if (text !== "") lines.push(`${indent}   ${paint.dim(text)}`);
  }
  if (finding.evidence !== undefined)
    lines.push(`${indent}${paint.cyan(words.evidencePlain)} ${visibleLine(finding.evidence.text)}`);
  if (finding.help !== "") lines.push(`${indent}${paint.green(words.helpPlain)} ${visibleLine(finding.help)}`);
  return `${lines.join("\n")}\n`;
}

const EXCERPT_WIDTH = 140;

function gutterWidth({ excerpt }: AuditFinding): number {
  return String(excerpt.firstLine + Math.max(0, excerpt.lines.length - 1)).length + 1;
}

function codeFrame(finding: AuditFinding, gutter: number, paint: Paint): string[] {
  const bar = paint.dim("│");
  const emphasis = severityPaint(finding.severity, paint);
  return finding.excerpt.lines.flatMap((source, index) => {
    const number = finding.excerpt.firstLine + index;
    const head = paint.dim(String(number).padStart(gutter));
    const startsHere = number === finding.start.line;
    if (!startsHere) return [`${head} ${bar} ${display(clip(source, 0, 0, EXCERPT_WIDTH).text)}`.trimEnd()];
    const last = finding.end.line === finding.start.line ? finding.end.column - 1 : source.length;
    const shown = clip(source, finding.start.column - 1, last, EXCERPT_WIDTH);
    const before = display(shown.text.slice(0, shown.start));
    const marked = display(shown.text.slice(shown.start, shown.end));
    const underline = " ".repeat(width(before)) + emphasis("^".repeat(Math.max(1, width(marked))));
    return [`${head} ${bar} ${display(shown.text)}`.trimEnd(), `${" ".repeat(gutter)} ${bar} ${underline}`];
  });
}

/** Source as a terminal shows it, column by column. */
function display(source: string): string {
  return visible(source).replaceAll("\t", "    ");
}

function width(text: string): number {
  let columns = 0;
  for (const character of text) {
    if (/\p{Mark}/u.test(character)) continue;
    columns += eastAsianWidth(character.codePointAt(0) ?? 0);
  }
  return columns;
}

function padded(text: string, columns: number): string {
  return text + " ".repeat(Math.max(0, columns - width(text)));
}

/** The summary alone. */
export function renderSummary(audit: Audit, rules: readonly RuleMeta[], paint: Paint = PLAIN): string {
  return prettySummary(audit, summarise(audit, rules), paint);
}

function prettyProblems(audit: Audit, paint: Paint): string {
  if (audit.problems.length === 0) return "";
  const lines = audit.problems.map(
    (problem) =>
      `${paint.bold(visibleLine(problem.file))}: ${paint.yellow(`problem[${problem.code}]`)} ${visibleLine(problem.message)}`,
  );
  return `${lines.join("\n")}\n`;
}

function prettySummary(audit: Audit, summary: Summary, paint: Paint): string {
  const { totals } = audit;
  const words = reportWords(audit.locale);
  const lines = [
    `${paint.bold(words.auditOf(visibleLine(audit.workspace)))}${paint.dim(`  Python ${audit.interpreter}`)}`,
  ];
  const skipped = summary.notAnalysed === 0 ? "" : `, ${paint.yellow(words.notAnalysed(summary.notAnalysed))}`;
  lines.push(
    `  ${words.files(totals.files)}, ${words.lines(totals.lines)}, ${words.functions(totals.functions)}${skipped}`,
  );
  if (summary.rules.length > 0) {
    const nameWidth = Math.max(...summary.rules.map((rule) => rule.rule.length));
    const countWidth = Math.max(...summary.rules.map((rule) => number(rule.findings).length));
    lines.push("");
    for (const rule of summary.rules) {
      const worst = SEVERITIES.find((severity) => rule.bySeverity[severity] > 0) ?? "info";
      const name = severityPaint(worst, paint)(visibleLine(rule.rule).padEnd(nameWidth));
      lines.push(
        `  ${name}  ${number(rule.findings).padStart(countWidth)}  ${paint.dim(words.inModules(rule.modules))}`,
      );
    }
  }
  const changing = summary.verdicts.filter((share) => share.verdict !== "stay" && share.modules > 0);
  if (changing.length > 0) {
    lines.push("");
    const nameWidth = Math.max(...changing.map((share) => width(words.verdicts[share.verdict].name)));
    for (const share of changing) {
      lines.push(
        `  ${padded(words.verdicts[share.verdict].name, nameWidth)}  ${words.modules(share.modules)}, ${words.linesOfCode(share.codeLines)}`,
      );
    }
  }
  if (audit.comparison !== undefined) lines.push("", `  ${visibleLine(comparisonHeadline(audit.comparison, words))}`);
  if (audit.parity !== undefined && audit.parity.length > 0) {
    lines.push("");
    for (const port of audit.parity) {
      const { name, meaning } = words.portStates[port.state];
      lines.push(
        `  ${paint.bold(name)} ${visibleLine(portTitle(port, words))}: ${meaning} (${portCounts(port, words)})`,
      );
    }
  }
  lines.push("", `  ${verdictLine(audit, summary, paint, words)}`);
  return `${lines.join("\n")}\n`;
}

function verdictLine(audit: Audit, summary: Summary, paint: Paint, words: ReportWords): string {
  const { totals } = audit;
  if (totals.findings === 0)
    return totals.files === 0 ? paint.yellow(words.noPythonFiles) : paint.green(words.noFindingsAnd(summary.headline));
  const parts = SEVERITIES.filter((severity) => totals.bySeverity[severity] > 0).map((severity) =>
    severityPaint(severity, paint)(words.severityCount(severity, totals.bySeverity[severity])),
  );
  return words.sum(paint.bold(words.findings(totals.findings)), parts);
}

function severityPaint(severity: Severity, paint: Paint): (text: string) => string {
  switch (severity) {
    case "error":
      return (text) => paint.bold(paint.red(text));
    case "warning":
      return (text) => paint.bold(paint.yellow(text));
    case "info":
      return (text) => paint.bold(paint.blue(text));
    case "hint":
      return paint.cyan;
  }
}
