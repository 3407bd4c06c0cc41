import type { Audit, AuditFinding } from "../advice/audit.ts";
import type { ComparedFinding } from "../advice/compare.ts";
import type { RuleMeta } from "../rules/catalogue-types.ts";
import { SEVERITIES } from "../rules/finding.ts";
import { comparedPlace, comparisonHeadline, verdictChange } from "./comparison.ts";
import { count, days, number, PHASE_LABELS, percent, SEVERITY_LABELS, VERDICT_LABELS } from "./labels.ts";
import { groupBy, HEAT_EXPLAINED, type ModuleSummary, type Summary, summarise } from "./summary.ts";
import { clip, visible, visibleLine } from "./visible.ts";

/** The audit as GitHub-flavoured Markdown with a Mermaid chart, for a pull request or a wiki. */
export function renderMarkdown(audit: Audit, rules: readonly RuleMeta[]): string {
  const summary = summarise(audit, rules);
  const sections = [
    overview(audit, summary),
    comparisonSection(audit),
    verdicts(audit, summary),
    waves(audit),
    hotList(summary),
    ruleTable(summary),
    findings(summary),
    problems(audit),
  ];
  return `${sections.filter((section) => section !== "").join("\n\n")}\n`;
}

function overview(audit: Audit, summary: Summary): string {
  const { totals } = audit;
  const severities = SEVERITIES.filter((severity) => totals.bySeverity[severity] > 0).map((severity) => {
    const { one, many } = SEVERITY_LABELS[severity];
    return count(totals.bySeverity[severity], one, many);
  });
  const found =
    totals.findings === 0 ? "No findings" : `${count(totals.findings, "finding")} (${severities.join(", ")})`;
  const skipped =
    summary.notAnalysed === 0
      ? ""
      : ` ${count(summary.notAnalysed, "file")} could not be analysed: see [below](#files-that-need-a-look).`;
  return [
    `# Migration report: ${inline(audit.workspace)}`,
    `**${inline(summary.headline)}** ${inline(summary.detail)}`,
    `${found} in ${count(totals.files, "file")} with ${count(totals.codeLines, "line")} of code and ${count(totals.functions, "function")}, judged for Python ${inline(audit.interpreter)}.${skipped}`,
  ].join("\n\n");
}

function verdicts(audit: Audit, summary: Summary): string {
  const present = summary.verdicts.filter((share) => share.modules > 0);
  if (present.length === 0) return "";
  const rows = present.map((share) => {
    const { name, meaning } = VERDICT_LABELS[share.verdict];
    return [
      name,
      number(share.modules),
      number(share.codeLines),
      percent(share.codeLines, audit.totals.codeLines),
      meaning,
    ];
  });
  const chart = [
    "```mermaid",
    "pie title Modules by verdict",
    ...present.map((share) => `  "${VERDICT_LABELS[share.verdict].name}" : ${share.modules}`),
    "```",
  ];
  return [
    "## What to do",
    table(["Verdict", "Modules", "Lines of code", "Share", "Meaning"], rows, [1, 2, 3]),
    chart.join("\n"),
  ].join("\n\n");
}

const COMPARED_SHOWN = 25;

function comparisonSection({ comparison }: Audit): string {
  if (comparison === undefined) return "";
  const listed = (title: string, found: readonly ComparedFinding[]): string => {
    if (found.length === 0) return "";
    const lines = found
      .slice(0, COMPARED_SHOWN)
      .map((one) => `- ${inline(comparedPlace(one))}: ${inline(one.message)}`);
    const more = found.length > COMPARED_SHOWN ? [`- and ${found.length - COMPARED_SHOWN} more`] : [];
    return [`**${title}**`, [...lines, ...more].join("\n")].join("\n\n");
  };
  const changes = comparison.verdicts.map((change) => [code(change.file), inline(verdictChange(change))]);
  return [
    "## Since the earlier audit",
    inline(comparisonHeadline(comparison)),
    listed("New", comparison.added),
    listed("Resolved", comparison.resolved),
    changes.length === 0 ? "" : table(["Module", "Verdict"], changes.slice(0, COMPARED_SHOWN), []),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

function waves({ plan }: Audit): string {
  if (plan.waves.length === 0) return "";
  const rows = plan.waves.map((wave) => [
    String(wave.number),
    PHASE_LABELS[wave.phase].name,
    wave.modules.slice(0, 5).map(code).join(", ") +
      (wave.modules.length > 5 ? ` and ${wave.modules.length - 5} more` : ""),
    days(wave.effort),
    wave.gates.map(inline).join(" "),
  ]);
  const chart = [
    "```mermaid",
    "flowchart LR",
    ...plan.waves.map(
      (wave) =>
        `  w${wave.number}["${wave.number}. ${PHASE_LABELS[wave.phase].name}: ${count(wave.modules.length, "module")}"]`,
    ),
    ...plan.waves.slice(1).map((wave) => `  w${wave.number - 1} --> w${wave.number}`),
    "```",
  ];
  return [
    `## In which order\n\nEverything together: ${days(plan.effort)}.`,
    table(["Wave", "Phase", "Modules", "Effort", "Gates"], rows, [0]),
    chart.join("\n"),
  ].join("\n\n");
}

const HOT_LIST_LENGTH = 20;

function hotList({ hot }: Summary): string {
  if (hot.length === 0) return "";
  const rows = hot
    .slice(0, HOT_LIST_LENGTH)
    .map(({ file, bySeverity, heat }) => [
      code(file.file),
      VERDICT_LABELS[file.advice.verdict].name,
      number(bySeverity.error),
      number(bySeverity.warning),
      number(bySeverity.info + bySeverity.hint),
      heat.toFixed(1),
      inline(file.advice.reasons[0] ?? ""),
    ]);
  const more =
    hot.length > HOT_LIST_LENGTH
      ? `\n\nThe other ${count(hot.length - HOT_LIST_LENGTH, "module")} with findings are cooler.`
      : "";
  return `## Hot list\n\n${HEAT_EXPLAINED}\n\n${table(["Module", "Verdict", "Errors", "Warnings", "Info", "Heat", "Why"], rows, [2, 3, 4, 5])}${more}`;
}

function ruleTable({ rules }: Summary): string {
  if (rules.length === 0) return "";
  const rows = rules.map((rule) => [
    code(rule.rule),
    number(rule.findings),
    number(rule.modules),
    inline(rule.meta?.summary ?? ""),
  ]);
  return `## Findings per rule\n\n${table(["Rule", "Findings", "Modules", "What it finds"], rows, [1, 2])}`;
}

function findings({ hot }: Summary): string {
  if (hot.length === 0) return "";
  return ["## Findings", ...hot.map(moduleFindings)].join("\n\n");
}

function moduleFindings({ file, findings }: ModuleSummary): string {
  const summary = `<summary><strong>${html(file.file)}</strong>: ${count(findings.length, "finding")}</summary>`;
  return `<details>${summary}\n\n${findings.map(oneFinding).join("\n\n")}\n\n</details>`;
}

function oneFinding(finding: AuditFinding): string {
  const where = `${finding.file}:${finding.start.line}:${finding.start.column}`;
  const within = finding.symbol === "" ? "" : ` in ${code(finding.symbol)}`;
  const lines = [
    `**${finding.severity}** ${code(finding.rule)} at ${code(where)}${within} (${finding.confidence})`,
    inline(finding.message),
    fenced(finding),
  ];
  if (finding.chain.length > 0) {
    lines.push(
      finding.chain
        .map((hop, index) => `${index + 1}. ${code(`${hop.file}:${hop.start.line}`)} ${inline(hop.message)}`)
        .join("\n"),
    );
  }
  if (finding.evidence !== undefined) lines.push(`*Evidence:* ${inline(finding.evidence.text)}`);
  if (finding.help !== "") lines.push(`*What to do:* ${inline(finding.help)}`);
  return lines.join("\n\n");
}

function problems({ problems: all }: Audit): string {
  if (all.length === 0) return "";
  const byCode = groupBy(all, (problem) => problem.code);
  const rows = [...byCode.values()]
    .flat()
    .map((problem) => [code(problem.file), problem.code, inline(problem.message)]);
  return `## Files that need a look\n\n${table(["File", "Problem", "What happened"], rows, [])}`;
}

function table(header: readonly string[], rows: readonly (readonly string[])[], right: readonly number[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [
    line(header),
    line(header.map((_, index) => (right.includes(index) ? "---:" : "---"))),
    ...rows.map(line),
  ].join("\n");
}

const EXCERPT_WIDTH = 200;

function fenced({ excerpt }: AuditFinding): string {
  const lines = excerpt.lines.map((line) => visible(clip(line, 0, 0, EXCERPT_WIDTH).text));
  // The fence must be longer than any run of backticks inside.
  const runs = lines.join("\n").match(/`+/g) ?? [];
  const fence = "`".repeat(Math.max(3, ...runs.map((run) => run.length + 1)));
  return `${fence}python\n${lines.join("\n")}\n${fence}`;
}

/** Text of the engine or the workspace as plain Markdown text; code in backticks stays code. */
function inline(text: string): string {
  const parts = visibleLine(text).split(/(`[^`]+`)/);
  return parts
    .map((part) =>
      /^`[^`]+`$/.test(part)
        ? part
        : part.replace(/[\\`*_{}[\]<>#|~@!]/g, (mark) =>
            mark === "<" ? "&lt;" : mark === "@" ? "&#64;" : `\\${mark}`,
          ),
    )
    .join("");
}

/** A code span that holds any text: its fence is longer than any run of backticks inside. */
function code(text: string): string {
  const shown = visibleLine(text).trim();
  if (shown === "") return "";
  const runs = shown.match(/`+/g) ?? [];
  if (runs.length === 0) return `\`${shown}\``;
  const fence = "`".repeat(Math.max(...runs.map((run) => run.length)) + 1);
  return `${fence} ${shown} ${fence}`;
}

function html(text: string): string {
  return visibleLine(text).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
