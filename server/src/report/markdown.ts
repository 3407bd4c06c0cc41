import type { Audit, AuditFinding } from "../advice/audit.ts";
import type { ComparedFinding } from "../advice/compare.ts";
import type { RuleMeta } from "../rules/catalogue-types.ts";
import { SEVERITIES } from "../rules/finding.ts";
import { summaryIn } from "../rules/messages/summaries.ts";
import { comparedPlace, comparisonHeadline, verdictChange } from "./comparison.ts";
import { number, percent } from "./numbers.ts";
import { portCounts, portTitle } from "./parity.ts";
import { lineOf, placeOf } from "./places.ts";
import { groupBy, heatExplained, type ModuleSummary, type Summary, summarise } from "./summary.ts";
import { clip, visible, visibleLine } from "./visible.ts";
import { type ReportWords, reportWords } from "./words/index.ts";

/** The audit as GitHub-flavoured Markdown with a Mermaid chart, for a pull request or a wiki. */
export function renderMarkdown(audit: Audit, rules: readonly RuleMeta[]): string {
  const summary = summarise(audit, rules);
  const words = reportWords(audit.locale);
  const sections = [
    overview(audit, summary, words),
    comparisonSection(audit, words),
    portSection(audit, words),
    verdicts(audit, summary, words),
    waves(audit, words),
    hotList(summary, words),
    ruleTable(audit, summary, words),
    findings(summary, words),
    problems(audit, words),
  ];
  return `${sections.filter((section) => section !== "").join("\n\n")}\n`;
}

function overview(audit: Audit, summary: Summary, words: ReportWords): string {
  const { totals } = audit;
  const severities = SEVERITIES.filter((severity) => totals.bySeverity[severity] > 0).map((severity) =>
    words.severityCount(severity, totals.bySeverity[severity]),
  );
  const skipped = summary.notAnalysed === 0 ? "" : ` ${words.couldNotAnalyse(summary.notAnalysed)}`;
  return [
    `# ${words.reportOf(inline(audit.workspace))}`,
    `**${inline(summary.headline)}** ${inline(summary.detail)}`,
    words.foundIn(
      totals.findings,
      severities,
      totals.files,
      totals.codeLines,
      totals.functions,
      inline(audit.interpreter),
    ) + skipped,
  ].join("\n\n");
}

function verdicts(audit: Audit, summary: Summary, words: ReportWords): string {
  const present = summary.verdicts.filter((share) => share.modules > 0);
  if (present.length === 0) return "";
  const rows = present.map((share) => {
    const { name, meaning } = words.verdicts[share.verdict];
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
    `pie title ${words.pie}`,
    ...present.map((share) => `  "${words.verdicts[share.verdict].name}" : ${share.modules}`),
    "```",
  ];
  return [
    `## ${words.whatToDoTitle}`,
    table([words.verdict, words.modulesTitle, words.linesOfCodeTitle, words.share, words.meaning], rows, [1, 2, 3]),
    chart.join("\n"),
  ].join("\n\n");
}

const COMPARED_SHOWN = 25;

function comparisonSection({ comparison }: Audit, words: ReportWords): string {
  if (comparison === undefined) return "";
  const listed = (title: string, found: readonly ComparedFinding[]): string => {
    if (found.length === 0) return "";
    const lines = found
      .slice(0, COMPARED_SHOWN)
      .map((one) => `- ${inline(comparedPlace(one, words))}: ${inline(one.message)}`);
    const more = found.length > COMPARED_SHOWN ? [`-${words.andMore(found.length - COMPARED_SHOWN)}`] : [];
    return [`**${title}**`, [...lines, ...more].join("\n")].join("\n\n");
  };
  const changes = comparison.verdicts.map((change) => [code(change.file), inline(verdictChange(change, words))]);
  return [
    `## ${words.since}`,
    inline(comparisonHeadline(comparison, words)),
    listed(words.added, comparison.added),
    listed(words.resolved, comparison.resolved),
    changes.length === 0 ? "" : table([words.module, words.verdict], changes.slice(0, COMPARED_SHOWN), []),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

function portSection({ parity }: Audit, words: ReportWords): string {
  if (parity === undefined) return "";
  const rows = parity.map((port) => [
    inline(portTitle(port, words)),
    `**${words.portStates[port.state].name}**: ${words.portStates[port.state].meaning}`,
    portCounts(port, words),
  ]);
  const differences = parity.flatMap((port) =>
    port.differences.map(
      ({ name, input, python, port: other }) =>
        `- ${words.portDifference(inline(name), code(input), code(python), code(other))}`,
    ),
  );
  return [`## ${words.portsTitle}`, table([...words.portColumns], rows, []), differences.join("\n")]
    .filter((part) => part !== "")
    .join("\n\n");
}

function waves({ plan }: Audit, words: ReportWords): string {
  if (plan.waves.length === 0) return "";
  const rows = plan.waves.map((wave) => [
    String(wave.number),
    words.phases[wave.phase].name,
    words.names(wave.modules.slice(0, 5).map(code)) +
      (wave.modules.length > 5 ? words.andMore(wave.modules.length - 5) : ""),
    words.days(wave.effort),
    wave.gates.map(inline).join(" "),
  ]);
  const chart = [
    "```mermaid",
    "flowchart LR",
    ...plan.waves.map(
      (wave) =>
        `  w${wave.number}["${wave.number}. ${words.phases[wave.phase].name}: ${words.modules(wave.modules.length)}"]`,
    ),
    ...plan.waves.slice(1).map((wave) => `  w${wave.number - 1} --> w${wave.number}`),
    "```",
  ];
  return [
    `## ${words.order}\n\n${words.everything(plan.effort)}`,
    table([words.wave, words.phase, words.modulesTitle, words.effort, words.gates], rows, [0]),
    chart.join("\n"),
  ].join("\n\n");
}

const HOT_LIST_LENGTH = 20;

function hotList({ hot }: Summary, words: ReportWords): string {
  if (hot.length === 0) return "";
  const rows = hot
    .slice(0, HOT_LIST_LENGTH)
    .map(({ file, bySeverity, heat }) => [
      code(file.file),
      words.verdicts[file.advice.verdict].name,
      number(bySeverity.error),
      number(bySeverity.warning),
      number(bySeverity.info + bySeverity.hint),
      heat.toFixed(1),
      inline(file.advice.reasons[0] ?? ""),
    ]);
  const more = hot.length > HOT_LIST_LENGTH ? `\n\n${words.cooler(hot.length - HOT_LIST_LENGTH)}` : "";
  const head = [words.module, words.verdict, words.errors, words.warnings, words.info, words.heatTitle, words.whyTitle];
  return `## ${words.hotList}\n\n${heatExplained(words)}\n\n${table(head, rows, [2, 3, 4, 5])}${more}`;
}

function ruleTable({ locale }: Audit, { rules }: Summary, words: ReportWords): string {
  if (rules.length === 0) return "";
  const rows = rules.map((rule) => [
    code(rule.rule),
    number(rule.findings),
    number(rule.modules),
    inline(rule.meta === undefined ? "" : summaryIn(locale ?? "en", rule.meta)),
  ]);
  const head = [words.rule, words.findingsTitle, words.modulesTitle, words.finds];
  return `## ${words.perRule}\n\n${table(head, rows, [1, 2])}`;
}

function findings({ hot }: Summary, words: ReportWords): string {
  if (hot.length === 0) return "";
  return [`## ${words.findingsTitle}`, ...hot.map((module) => moduleFindings(module, words))].join("\n\n");
}

function moduleFindings({ file, findings }: ModuleSummary, words: ReportWords): string {
  const summary = `<summary>${words.titled(`<strong>${html(file.file)}</strong>`, words.findings(findings.length))}</summary>`;
  return `<details>${summary}\n\n${findings.map((finding) => oneFinding(finding, words)).join("\n\n")}\n\n</details>`;
}

function oneFinding(finding: AuditFinding, words: ReportWords): string {
  const where = placeOf(finding.file, finding.start);
  const lines = [
    words.findingAt(finding.severity, code(finding.rule), code(where), code(finding.symbol), finding.confidence),
    inline(finding.message),
    fenced(finding),
  ];
  if (finding.chain.length > 0) {
    lines.push(
      finding.chain
        .map((hop, index) => `${index + 1}. ${code(lineOf(hop.file, hop.start))} ${inline(hop.message)}`)
        .join("\n"),
    );
  }
  if (finding.evidence !== undefined) lines.push(`*${words.evidence}* ${inline(finding.evidence.text)}`);
  if (finding.help !== "") lines.push(`*${words.help}* ${inline(finding.help)}`);
  return lines.join("\n\n");
}

function problems({ problems: all }: Audit, words: ReportWords): string {
  if (all.length === 0) return "";
  const byCode = groupBy(all, (problem) => problem.code);
  const rows = [...byCode.values()]
    .flat()
    .map((problem) => [code(problem.file), problem.code, inline(problem.message)]);
  return `## ${words.needALook}\n\n${table([words.file, words.problem, words.happened], rows, [])}`;
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
