import type { JSX } from "preact";
import type { Audit } from "../../advice/audit.ts";
import { VERDICTS } from "../../advice/verdict.ts";
import { SEVERITIES } from "../../rules/finding.ts";
import { count, number } from "../labels.ts";
import { HEAT_EXPLAINED, type ModuleSummary, type RuleSummary } from "../summary.ts";
import { visibleLine } from "../visible.ts";
import { moduleAnchor, ruleAnchor } from "./anchors.ts";
import { SeverityBadge, SeverityCounts, ShareBar, VerdictChip } from "./chips.tsx";
import { RichText } from "./rich-text.tsx";

/** Modules by heat; the script makes its columns sortable and folds a long list. */
export function HotList({ hot }: { readonly hot: readonly ModuleSummary[] }): JSX.Element {
  const hottest = Math.max(...hot.map((module) => module.heat), 0.1);
  return (
    <section id="modules" class="card" aria-labelledby="modules-title">
      <h2 id="modules-title">Hot list</h2>
      <p class="muted">{HEAT_EXPLAINED}</p>
      <div class="scroll">
        <table class="data wide" data-fold="15">
          <thead>
            <tr>
              <SortableHead name="Module" kind="text" />
              <SortableHead name="Verdict" kind="number" />
              <SortableHead name="Heat" kind="number" sorted="descending" />
              <SortableHead name="Findings" kind="number" />
              <SortableHead name="Lines of code" kind="number" numeric />
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
export function Rules({ rules }: { readonly rules: readonly RuleSummary[] }): JSX.Element {
  const most = Math.max(...rules.map((rule) => rule.findings), 1);
  return (
    <section id="rules" class="card" aria-labelledby="rules-title">
      <h2 id="rules-title">Findings per rule</h2>
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
                        title: severity,
                      }))}
                    />
                  </svg>
                </span>
                <span class="rule-count">
                  {number(rule.findings)} <span class="muted">in {count(rule.modules, "module")}</span>
                </span>
              </summary>
              <div class="rule-page">
                {rule.meta === undefined ? (
                  <p>This version does not know the rule.</p>
                ) : (
                  <>
                    <p class="rule-summary">
                      <SeverityBadge severity={rule.meta.defaultSeverity} /> by default: {rule.meta.summary}
                    </p>
                    <RichText markdown={rule.meta.what} />
                    <h3>Why it matters</h3>
                    <RichText markdown={rule.meta.why} />
                    <h3>Instead</h3>
                    <RichText markdown={rule.meta.insteadUse} />
                  </>
                )}
                <p class="script-only">
                  <button type="button" data-filter-rule={visibleLine(rule.rule)}>
                    Show {rule.findings === 1 ? "this finding" : `these ${number(rule.findings)} findings`}
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

/** Files that could not be analysed, or only after a repair: said, so that nothing is lost in silence. */
export function Problems({ audit }: { readonly audit: Audit }): JSX.Element {
  return (
    <section id="problems" class="card" aria-labelledby="problems-title">
      <h2 id="problems-title">Files that need a look</h2>
      <div class="scroll">
        <table class="data stacked" data-fold="15">
          <thead>
            <tr>
              <th scope="col">File</th>
              <th scope="col">Problem</th>
              <th scope="col">What happened</th>
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
