import type { JSX } from "preact";
import type { AuditFinding } from "../../advice/audit.ts";
import { CONFIDENCES, SEVERITIES } from "../../rules/finding.ts";
import { lineOf } from "../places.ts";
import { groupBy, type ModuleSummary, type Summary } from "../summary.ts";
import { clip, visibleLine } from "../visible.ts";
import { findingAnchor, moduleAnchor, ruleAnchor } from "./anchors.ts";
import { SeverityBadge, VerdictChip } from "./chips.tsx";
import { Excerpt } from "./python-source.tsx";
import { Inline } from "./rich-text.tsx";
import { useWords } from "./words.ts";

/** Every finding, by module, the hottest first, under a bar that searches, filters, orders and groups them. */
export function Findings({ summary, total }: { readonly summary: Summary; readonly total: number }): JSX.Element {
  const words = useWords();
  const anchors = new Anchors();
  return (
    <section id="findings" aria-labelledby="findings-title">
      <h2 id="findings-title">{words.everyFinding}</h2>
      <Toolbar summary={summary} total={total} />
      <div id="finding-list">
        {summary.hot.map((module, index) => (
          <Module module={module} rank={index} anchors={anchors} key={module.file.file} />
        ))}
      </div>
      <p id="nothing-matches" class="card" hidden>
        {words.nothingMatches}{" "}
        <button type="reset" form="filters">
          {words.clearFilters}
        </button>
      </p>
    </section>
  );
}

/** Two findings with one fingerprint would share an anchor; the later ones get a number. */
class Anchors {
  readonly #used = new Map<string, number>();

  next(fingerprint: string): string {
    const times = (this.#used.get(fingerprint) ?? 0) + 1;
    this.#used.set(fingerprint, times);
    return findingAnchor(times === 1 ? fingerprint : `${fingerprint}-${times}`);
  }
}

function Toolbar({ summary, total }: { readonly summary: Summary; readonly total: number }): JSX.Element {
  const words = useWords();
  return (
    <search class="toolbar script-only" aria-label={words.findingsSection}>
      <form id="filters">
        <label class="search">
          <span class="visually-hidden">{words.search}</span>
          <input type="search" name="text" placeholder={words.searchHint} autocomplete="off" spellcheck={false} />
        </label>
        <label>
          <span>{words.rule}</span>
          <select name="rule">
            <option value="">{words.all}</option>
            {summary.rules.map((rule) => (
              <option value={visibleLine(rule.rule)} key={rule.rule}>
                {`${visibleLine(rule.rule)} (${rule.findings})`}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span>{words.atLeast}</span>
          <select name="severity">
            {[...SEVERITIES].reverse().map((severity) => (
              <option value={SEVERITIES.indexOf(severity)} key={severity}>
                {severity === "hint" ? words.anySeverity : words.severities[severity]}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span>{words.confidence}</span>
          <select name="confidence">
            {[...CONFIDENCES].reverse().map((confidence) => (
              <option value={CONFIDENCES.indexOf(confidence)} key={confidence}>
                {confidence === "possible" ? words.any : words.andUp(confidence)}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span>{words.groupBy}</span>
          <select name="group">
            <option value="module">{words.byModule}</option>
            <option value="rule">{words.byRule}</option>
          </select>
        </label>
        <label>
          <span>{words.sortBy}</span>
          <select name="order">
            <option value="heat">{words.hottest}</option>
            <option value="path">{words.byPath}</option>
            <option value="count">{words.most}</option>
          </select>
        </label>
        <output id="filter-count" aria-live="polite" data-all={words.findings(total)} data-some={words.shownOf}>
          {words.findings(total)}
        </output>
        <button type="button" id="copy-shown" data-copied={words.copied}>
          {words.copy}
        </button>
        <button type="reset">{words.clear}</button>
      </form>
    </search>
  );
}

function Module({
  module,
  rank,
  anchors,
}: {
  readonly module: ModuleSummary;
  readonly rank: number;
  readonly anchors: Anchors;
}): JSX.Element {
  const words = useWords();
  const { file, findings } = module;
  return (
    <section
      class="module"
      id={moduleAnchor(file.file)}
      data-rank={rank}
      data-path={visibleLine(file.file)}
      data-count={findings.length}
    >
      <header class="module-head">
        <h3 class="path">
          <a href={`#${moduleAnchor(file.file)}`}>{visibleLine(file.file)}</a>
        </h3>
        <VerdictChip verdict={file.advice.verdict} />
        <span class="muted">
          {words.names([
            words.findings(findings.length),
            words.linesOfCode(file.codeLines),
            ...(file.syntaxErrors > 0 ? [words.syntaxErrors(file.syntaxErrors)] : []),
          ])}
        </span>
      </header>
      {file.advice.reasons.length > 0 && (
        <p class="reason">
          <Inline text={visibleLine(words.sentences(file.advice.reasons))} />
        </p>
      )}
      {groups(findings).map((group) => (
        <Group findings={group} anchors={anchors} key={group[0].fingerprint} />
      ))}
    </section>
  );
}

/** So many findings of one rule in one module say the same over and over: they are folded into one line. */
const FOLDED_FROM = 4;

/** Findings in the order of their places; many of one rule stand together where the first of them does. */
function groups(findings: readonly AuditFinding[]): readonly (readonly AuditFinding[])[] {
  const byRule = groupBy(findings, (finding) => finding.rule);
  return findings.flatMap((finding) => {
    const own = byRule.get(finding.rule) ?? [];
    if (own.length < FOLDED_FROM) return [[finding]];
    return own[0] === finding ? [own] : [];
  });
}

function Group({
  findings,
  anchors,
}: {
  readonly findings: readonly AuditFinding[];
  readonly anchors: Anchors;
}): JSX.Element {
  const words = useWords();
  const articles = findings.map((finding) => {
    const anchor = anchors.next(finding.fingerprint);
    return <Finding finding={finding} anchor={anchor} key={anchor} />;
  });
  if (findings.length < FOLDED_FROM) return <>{articles}</>;
  const worst = SEVERITIES.find((severity) => findings.some((finding) => finding.severity === severity)) ?? "info";
  return (
    <details class="group">
      <summary>
        <SeverityBadge severity={worst} /> <span class="rule-name">{visibleLine(findings[0].rule)}</span>{" "}
        <span class="group-count">{words.findings(findings.length)}</span>
      </summary>
      {articles}
    </details>
  );
}

function Finding({ finding, anchor }: { readonly finding: AuditFinding; readonly anchor: string }): JSX.Element {
  const words = useWords();
  const { start } = finding;
  return (
    <article
      class={`finding edge-${finding.severity}`}
      id={anchor}
      aria-labelledby={`${anchor}-title`}
      data-rule={visibleLine(finding.rule)}
      data-line={start.line}
      data-severity={SEVERITIES.indexOf(finding.severity)}
      data-confidence={CONFIDENCES.indexOf(finding.confidence)}
    >
      <div class="finding-head">
        <SeverityBadge severity={finding.severity} />
        <a class="rule-link" href={`#${ruleAnchor(finding.rule)}`}>
          {visibleLine(finding.rule)}
        </a>
        <a class="place-link" href={`#${anchor}`} data-open={openTarget(finding.file, start)}>
          {start.cell === undefined ? "" : `${words.cell(start.cell)}, `}
          {words.line(start.line)}
        </a>
        {finding.symbol !== "" && (
          <span>
            {words.within} <code>{visibleLine(finding.symbol)}</code>
          </span>
        )}
        {finding.context !== undefined && <span class="muted">{words.contexts[finding.context]}</span>}
        <span class="muted confidence" title={words.confidenceMeanings[finding.confidence]}>
          {words.confidences[finding.confidence]}
        </span>
        <button type="button" class="copy script-only" data-copied={words.copied}>
          {words.copy}
        </button>
      </div>
      <h4 class="message" id={`${anchor}-title`}>
        <Inline text={visibleLine(finding.message)} />
      </h4>
      <Excerpt finding={finding} />
      {finding.chain.length > 0 && <Chain finding={finding} />}
      {finding.evidence !== undefined && (
        <p class="evidence">
          <strong>{words.evidence}</strong> <Inline text={visibleLine(finding.evidence.text)} />
        </p>
      )}
      {finding.help !== "" && (
        <p class="help">
          <strong>{words.help}</strong> <Inline text={visibleLine(finding.help)} />
        </p>
      )}
    </article>
  );
}

const HOP_WIDTH = 160;

function Chain({ finding }: { readonly finding: AuditFinding }): JSX.Element {
  const words = useWords();
  return (
    <ol class="chain" aria-label={words.proof}>
      {finding.chain.map((hop) => (
        <li key={`${hop.file}:${hop.start.line}:${hop.start.column}`}>
          <span class="hop-message">
            <Inline text={visibleLine(hop.message)} />
          </span>{" "}
          <span class="hop-place" data-open={openTarget(hop.file, hop.start)}>
            {visibleLine(lineOf(hop.file, hop.start))}
          </span>
          {hop.text !== "" && <code class="hop-text">{visibleLine(clip(hop.text, 0, 0, HOP_WIDTH).text)}</code>}
        </li>
      ))}
    </ol>
  );
}

/** Where an editor that shows the report goes: file, line and column, as JSON in ASCII. */
function openTarget(file: string, { line, column }: AuditFinding["start"]): string {
  const inAscii = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return JSON.stringify([file, line, column]).replace(/[\x7f-\uffff]/g, inAscii);
}
