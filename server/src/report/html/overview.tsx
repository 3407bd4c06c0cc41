import type { JSX } from "preact";
import type { Audit } from "../../advice/audit.ts";
import { SEVERITIES } from "../../rules/finding.ts";
import { number, percent } from "../numbers.ts";
import type { ModuleSummary, Summary } from "../summary.ts";
import { visibleLine } from "../visible.ts";
import { moduleAnchor } from "./anchors.ts";
import { ShareBar, Swatch, VerdictChip } from "./chips.tsx";
import { Inline } from "./rich-text.tsx";
import { Treemap } from "./treemap.tsx";
import { useWords } from "./words.ts";

interface OverviewProps {
  readonly audit: Audit;
  readonly summary: Summary;
}

/** What a manager reads: the answer, its size, what to do, and where to begin. */
export function Overview({ audit, summary }: OverviewProps): JSX.Element {
  const words = useWords();
  return (
    <section id="overview" aria-labelledby="overview-title">
      <div class="hero">
        <p class="eyebrow">
          {words.report} <span class="eyebrow-name">{visibleLine(audit.workspace)}</span>
        </p>
        <h1 id="overview-title">{visibleLine(summary.headline)}</h1>
        <p class="lead">{visibleLine(summary.detail)}</p>
      </div>
      <Tiles audit={audit} summary={summary} />
      {audit.files.length > 0 && <WhatToDo audit={audit} summary={summary} />}
      {summary.hot.length > 0 && <WhereToBegin hot={summary.hot} />}
    </section>
  );
}

function Tiles({ audit, summary }: OverviewProps): JSX.Element {
  const words = useWords();
  const { totals } = audit;
  const change = summary.verdicts.reduce((sum, share) => sum + (share.verdict === "stay" ? 0 : share.modules), 0);
  return (
    <dl class="tiles">
      <div class="tile">
        <dt>{words.findingsTitle}</dt>
        <dd>{number(totals.findings)}</dd>
        <dd class="tile-detail">
          <ShareBar
            height={6}
            parts={SEVERITIES.map((severity) => ({
              size: totals.bySeverity[severity],
              className: `fill-${severity}`,
              title: words.severityMany(severity),
            }))}
          />
          {totals.findings === 0
            ? words.none
            : words.names(
                SEVERITIES.filter((severity) => totals.bySeverity[severity] > 0).map((severity) =>
                  words.severityCount(severity, totals.bySeverity[severity]),
                ),
              )}
        </dd>
      </div>
      <div class="tile">
        <dt>{words.modulesToChange}</dt>
        <dd>{number(change)}</dd>
        <dd class="tile-detail">{words.shareOfModules(percent(change, totals.files), totals.files)}</dd>
      </div>
      <div class="tile">
        <dt>{words.linesOfCodeTitle}</dt>
        <dd>{number(totals.codeLines)}</dd>
        <dd class="tile-detail">{words.withBlanks(totals.lines)}</dd>
      </div>
      <div class="tile">
        <dt>{words.functionsFollowed}</dt>
        <dd>{number(totals.functions)}</dd>
        <dd class="tile-detail">
          {summary.notAnalysed === 0 ? (
            words.everyFile
          ) : (
            <a href="#problems">{words.notAnalysed(summary.notAnalysed)}</a>
          )}
        </dd>
      </div>
    </dl>
  );
}

function WhatToDo({ audit, summary }: OverviewProps): JSX.Element {
  const words = useWords();
  const present = summary.verdicts.filter((share) => share.modules > 0);
  return (
    <section class="card" aria-labelledby="verdicts-title">
      <h2 id="verdicts-title">{words.whatToDo}</h2>
      <p class="muted">
        {words.areas} <span class="screen-only">{words.clickArea}</span>
      </p>
      <Treemap modules={summary.modules} />
      <table class="legend">
        <caption class="visually-hidden">{words.legend}</caption>
        <thead class="visually-hidden">
          <tr>
            <th scope="col">{words.verdict}</th>
            <th scope="col">{words.modulesTitle}</th>
            <th scope="col">{words.shareOfCode}</th>
            <th scope="col">{words.means}</th>
          </tr>
        </thead>
        <tbody>
          {present.map((share) => (
            <tr key={share.verdict}>
              <th scope="row">
                <Swatch verdict={share.verdict} /> {words.verdicts[share.verdict].name}
              </th>
              <td class="numeric">{words.modules(share.modules)}</td>
              <td class="numeric">
                {percent(share.codeLines, audit.totals.codeLines)}
                <span class="wide-only">{words.ofTheCode}</span>
              </td>
              <td class="muted wide-only">{words.verdicts[share.verdict].meaning}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const BEGIN_WITH = 5;

function WhereToBegin({ hot }: { readonly hot: readonly ModuleSummary[] }): JSX.Element {
  const words = useWords();
  return (
    <section class="card" aria-labelledby="begin-title">
      <h2 id="begin-title">{words.whereToBegin}</h2>
      <ol class="begin">
        {hot.slice(0, BEGIN_WITH).map(({ file, findings }) => (
          <li key={file.file}>
            <div class="begin-head">
              <a class="path" href={`#${moduleAnchor(file.file)}`}>
                {visibleLine(file.file)}
              </a>
              <VerdictChip verdict={file.advice.verdict} />
              <span class="muted">{words.findings(findings.length)}</span>
            </div>
            {file.advice.reasons.length > 0 && (
              <p>
                <Inline text={visibleLine(file.advice.reasons[0])} />
              </p>
            )}
            {file.advice.wouldChange.length > 0 && (
              <p class="muted">
                <Inline text={visibleLine(file.advice.wouldChange[0])} />
              </p>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
