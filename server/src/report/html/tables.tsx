import type { JSX } from "preact";
import type { Audit } from "../../advice/audit.ts";
import { VERDICTS } from "../../advice/verdict.ts";
import { SEVERITIES } from "../../rules/finding.ts";
import { summaryIn } from "../../rules/messages/summaries.ts";
import type { Locale } from "../../text/locale.ts";
import { number } from "../numbers.ts";
import { heatExplained, type ModuleSummary, type RuleSummary } from "../summary.ts";
import { visibleLine } from "../visible.ts";
import { moduleAnchor, ruleAnchor } from "./anchors.ts";
import { SeverityBadge, SeverityCounts, ShareBar, VerdictChip } from "./chips.tsx";
import { Inline, RichText } from "./rich-text.tsx";
import { useWords } from "./words.ts";

/** Modules by heat; the script makes its columns sortable and folds a long list. */
export function HotList({ hot }: { readonly hot: readonly ModuleSummary[] }): JSX.Element {
  const words = useWords();
  const hottest = Math.max(...hot.map((module) => module.heat), 0.1);
  return (
    <section id="modules" class="card" aria-labelledby="modules-title">
      <h2 id="modules-title">{words.hotList}</h2>
      <p class="muted">{heatExplained(words)}</p>
      <div class="scroll">
        <table class="data wide" data-fold="15" data-more={words.showAll(hot.length)}>
          <thead>
            <tr>
              <SortableHead name={words.module} kind="text" />
              <SortableHead name={words.verdict} kind="number" />
              <SortableHead name={words.heatTitle} kind="number" sorted="descending" />
              <SortableHead name={words.findingsTitle} kind="number" />
              <SortableHead name={words.linesOfCodeTitle} kind="number" numeric />
            </tr>
          </thead>
          <tbody>
            {hot.map(({ file, findings, bySeverity, heat }) => (
              <tr key={file.file}>
                <th scope="row" data-value={visibleLine(file.file)}>
                  <a class="path" href={`#${moduleAnchor(file.file)}`}>
                    {visibleLine(file.file)}
                  </a>
                </th>
                <td data-value={VERDICTS.indexOf(file.advice.verdict)}>
                  <VerdictChip verdict={file.advice.verdict} />
                </td>
                <td data-value={heat} class="heat">
                  <svg class="heat-bar" width="72" height="8" aria-hidden="true">
                    <rect class="track" width="72" height="8" rx="4" />
                    <rect class="level" width={Math.max(3, Math.round((72 * heat) / hottest))} height="8" rx="4" />
                  </svg>
                  {heat.toFixed(1)}
                </td>
                <td data-value={findings.length}>
                  <SeverityCounts counts={bySeverity} />
                </td>
                <td data-value={file.codeLines} class="numeric">
                  {number(file.codeLines)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/** A column that the script makes sortable. */
export function SortableHead({
  name,
  kind,
  sorted,
  numeric,
}: {
  readonly name: string;
  readonly kind: "text" | "number";
  readonly sorted?: "descending";
  readonly numeric?: boolean;
}): JSX.Element {
  return (
    <th scope="col" data-sort={kind} aria-sort={sorted} class={numeric ? "numeric" : undefined}>
      {name}
    </th>
  );
}

/** Rules with findings, each with its page: what it finds, why it matters, what to use instead. */
export function Rules({
  rules,
  locale,
}: {
  readonly rules: readonly RuleSummary[];
  readonly locale: Locale;
}): JSX.Element {
  const words = useWords();
  const most = Math.max(...rules.map((rule) => rule.findings), 1);
  return (
    <section id="rules" class="card" aria-labelledby="rules-title">
      <h2 id="rules-title">{words.perRule}</h2>
      <ul class="rules">
        {rules.map((rule) => (
          <li key={rule.rule} id={ruleAnchor(rule.rule)}>
            <details>
              <summary>
                <span class="rule-name">{visibleLine(rule.rule)}</span>
                <span class="rule-bar" data-count={rule.findings}>
                  <svg width={`${((100 * rule.findings) / most).toFixed(2)}%`} height="10" aria-hidden="true">
                    <ShareBar
                      height={10}
                      parts={SEVERITIES.map((severity) => ({
                        size: rule.bySeverity[severity],
                        className: `fill-${severity}`,
                        title: words.severityMany(severity),
                      }))}
                    />
                  </svg>
                </span>
                <span class="rule-count">
                  {number(rule.findings)} <span class="muted">{words.inModules(rule.modules)}</span>
                </span>
              </summary>
              <div class="rule-page">
                {rule.meta === undefined ? (
                  <p>{words.unknownRule}</p>
                ) : (
                  <>
                    <p class="rule-summary">
                      <SeverityBadge severity={rule.meta.defaultSeverity} /> {words.byDefault}{" "}
                      <Inline text={summaryIn(locale, rule.meta)} />
                    </p>
                    {/* The pages of the rules are English in every language. */}
                    <Page markdown={rule.meta.what} />
                    <h3>{words.why}</h3>
                    <Page markdown={rule.meta.why} />
                    <h3>{words.instead}</h3>
                    <Page markdown={rule.meta.insteadUse} />
                  </>
                )}
                <p class="script-only">
                  <button type="button" data-filter-rule={visibleLine(rule.rule)}>
                    {words.showFindings(rule.findings)}
                  </button>
                </p>
              </div>
            </details>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Page({ markdown }: { readonly markdown: string }): JSX.Element {
  return (
    <div lang="en">
      <RichText markdown={markdown} />
    </div>
  );
}

/** Files that could not be analysed, or only after a repair: said, so that nothing is lost in silence. */
export function Problems({ audit }: { readonly audit: Audit }): JSX.Element {
  const words = useWords();
  return (
    <section id="problems" class="card" aria-labelledby="problems-title">
      <h2 id="problems-title">{words.needALook}</h2>
      <div class="scroll">
        <table class="data stacked" data-fold="15" data-more={words.showAll(audit.problems.length)}>
          <thead>
            <tr>
              <th scope="col">{words.file}</th>
              <th scope="col">{words.problem}</th>
              <th scope="col">{words.happened}</th>
            </tr>
          </thead>
          <tbody>
            {audit.problems.map((problem) => (
              <tr key={`${problem.file} ${problem.code}`}>
                <th scope="row">
                  <span class="path">{visibleLine(problem.file)}</span>
                </th>
                <td class="code-name">{visibleLine(problem.code)}</td>
                <td>{visibleLine(problem.message)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
