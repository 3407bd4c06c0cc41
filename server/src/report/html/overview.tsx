import type { JSX } from "preact";
import type { Audit } from "../../advice/audit.ts";
import { SEVERITIES } from "../../rules/finding.ts";
import { count, number, percent, SEVERITY_LABELS, VERDICT_LABELS } from "../labels.ts";
import type { ModuleSummary, Summary } from "../summary.ts";
import { visibleLine } from "../visible.ts";
import { moduleAnchor } from "./anchors.ts";
import { ShareBar, Swatch, VerdictChip } from "./chips.tsx";
import { Inline } from "./rich-text.tsx";
import { Treemap } from "./treemap.tsx";

interface OverviewProps {
  readonly audit: Audit;
  readonly summary: Summary;
}

/** What a manager reads: the answer, its size, what to do, and where to begin. */
export function Overview({ audit, summary }: OverviewProps): JSX.Element {
  return (
    <section id="overview" aria-labelledby="overview-title">
      <div class="hero">
        <p class="eyebrow">
          Migration report <span class="eyebrow-name">{visibleLine(audit.workspace)}</span>
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
  const { totals } = audit;
  const change = summary.verdicts.reduce((sum, share) => sum + (share.verdict === "stay" ? 0 : share.modules), 0);
  return (
    <dl class="tiles">
      <div class="tile">
        <dt>Findings</dt>
        <dd>{number(totals.findings)}</dd>
        <dd class="tile-detail">
          <ShareBar
            height={6}
            parts={SEVERITIES.map((severity) => ({
              size: totals.bySeverity[severity],
              className: `fill-${severity}`,
              title: SEVERITY_LABELS[severity].many,
            }))}
          />
          {SEVERITIES.filter((severity) => totals.bySeverity[severity] > 0)
            .map((severity) =>
              count(totals.bySeverity[severity], SEVERITY_LABELS[severity].one, SEVERITY_LABELS[severity].many),
            )
            .join(", ") || "none"}
        </dd>
      </div>
      <div class="tile">
        <dt>Modules to change</dt>
        <dd>{number(change)}</dd>
        <dd class="tile-detail">
          {percent(change, totals.files)} of {count(totals.files, "module")}
        </dd>
      </div>
      <div class="tile">
        <dt>Lines of code</dt>
        <dd>{number(totals.codeLines)}</dd>
        <dd class="tile-detail">{count(totals.lines, "line")} with comments and blanks</dd>
      </div>
      <div class="tile">
        <dt>Functions followed</dt>
        <dd>{number(totals.functions)}</dd>
        <dd class="tile-detail">
          {summary.notAnalysed === 0 ? (
            "every file was analysed"
          ) : (
            <a href="#problems">{count(summary.notAnalysed, "file")} not analysed</a>
          )}
        </dd>
      </div>
    </dl>
  );
}

function WhatToDo({ audit, summary }: OverviewProps): JSX.Element {
  const present = summary.verdicts.filter((share) => share.modules > 0);
  return (
    <section class="card" aria-labelledby="verdicts-title">
      <h2 id="verdicts-title">What to do with the code</h2>
      <p class="muted">
        Each area is a module: its size is its lines of code, its colour is the advice.{" "}
        <span class="screen-only">Click one to see what was found in it.</span>
      </p>
      <Treemap modules={summary.modules} />
      <table class="legend">
        <caption class="visually-hidden">Modules and lines of code by verdict</caption>
        <thead class="visually-hidden">
          <tr>
            <th scope="col">Verdict</th>
            <th scope="col">Modules</th>
            <th scope="col">Share of the code</th>
            <th scope="col">What it means</th>
          </tr>
        </thead>
        <tbody>
          {present.map((share) => (
            <tr key={share.verdict}>
              <th scope="row">
                <Swatch verdict={share.verdict} /> {VERDICT_LABELS[share.verdict].name}
              </th>
              <td class="numeric">{count(share.modules, "module")}</td>
              <td class="numeric">
                {percent(share.codeLines, audit.totals.codeLines)}
                <span class="wide-only"> of the code</span>
              </td>
              <td class="muted wide-only">{VERDICT_LABELS[share.verdict].meaning}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const BEGIN_WITH = 5;

function WhereToBegin({ hot }: { readonly hot: readonly ModuleSummary[] }): JSX.Element {
  return (
    <section class="card" aria-labelledby="begin-title">
      <h2 id="begin-title">Where to begin</h2>
      <ol class="begin">
        {hot.slice(0, BEGIN_WITH).map(({ file, findings }) => (
          <li key={file.file}>
            <div class="begin-head">
              <a class="path" href={`#${moduleAnchor(file.file)}`}>
                {visibleLine(file.file)}
              </a>
              <VerdictChip verdict={file.advice.verdict} />
              <span class="muted">{count(findings.length, "finding")}</span>
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
