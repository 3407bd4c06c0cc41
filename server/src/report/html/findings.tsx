import type { JSX } from "preact";
import type { AuditFinding } from "../../advice/audit.ts";
import { CONFIDENCES, SEVERITIES } from "../../rules/finding.ts";
import { CONFIDENCE_MEANINGS, CONTEXT_LABELS, count, number, SEVERITY_LABELS } from "../labels.ts";
import type { ModuleSummary, Summary } from "../summary.ts";
import { clip, visibleLine } from "../visible.ts";
import { findingAnchor, moduleAnchor, ruleAnchor } from "./anchors.ts";
import { SeverityBadge, VerdictChip } from "./chips.tsx";
import { Excerpt } from "./python-source.tsx";
import { Inline } from "./rich-text.tsx";

/** Every finding, by module, the hottest first, under a bar that searches and filters them. */
export function Findings({ summary, total }: { readonly summary: Summary; readonly total: number }): JSX.Element {
  const anchors = new Anchors();
  return (
    <section id="findings" aria-labelledby="findings-title">
      <h2 id="findings-title">Every finding</h2>
      <Toolbar summary={summary} total={total} />
      <div id="finding-list">
        {summary.hot.map((module, index) => (
          <Module module={module} rank={index} anchors={anchors} key={module.file.file} />
        ))}
      </div>
      <p id="nothing-matches" class="card" hidden>
        No finding matches.{" "}
        <button type="reset" form="filters">
          Clear the filters
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
  return (
    <search class="toolbar script-only" aria-label="Findings">
      <form id="filters">
        <label class="search">
          <span class="visually-hidden">Search findings</span>
          <input
            type="search"
            name="text"
            placeholder="Search: file, function, message, code"
            autocomplete="off"
            spellcheck={false}
          />
        </label>
        <label>
          <span>Rule</span>
          <select name="rule">
            <option value="">all</option>
            {summary.rules.map((rule) => (
              <option value={visibleLine(rule.rule)} key={rule.rule}>
                {`${visibleLine(rule.rule)} (${rule.findings})`}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span>At least</span>
          <select name="severity">
            {[...SEVERITIES].reverse().map((severity) => (
              <option value={SEVERITIES.indexOf(severity)} key={severity}>
                {severity === "hint" ? "any severity" : SEVERITY_LABELS[severity].one}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span>Confidence</span>
          <select name="confidence">
            {[...CONFIDENCES].reverse().map((confidence) => (
              <option value={CONFIDENCES.indexOf(confidence)} key={confidence}>
                {confidence === "possible" ? "any" : confidence === "probable" ? "probable and up" : confidence}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span>Order</span>
          <select name="order">
            <option value="heat">hottest modules</option>
            <option value="path">by path</option>
            <option value="count">most findings</option>
          </select>
        </label>
        <output id="filter-count" aria-live="polite">
          {count(total, "finding")}
        </output>
        <button type="reset">Clear</button>
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
          {count(findings.length, "finding")}, {number(file.codeLines)} lines of code
          {file.syntaxErrors > 0 && `, ${count(file.syntaxErrors, "syntax error")}`}
        </span>
      </header>
      {file.advice.reasons.length > 0 && (
        <p class="reason">
          <Inline text={visibleLine(file.advice.reasons.join(" "))} />
        </p>
      )}
      {findings.map((finding) => {
        const anchor = anchors.next(finding.fingerprint);
        return <Finding finding={finding} anchor={anchor} key={anchor} />;
      })}
    </section>
  );
}

function Finding({ finding, anchor }: { readonly finding: AuditFinding; readonly anchor: string }): JSX.Element {
  const { start } = finding;
  return (
    <article
      class={`finding edge-${finding.severity}`}
      id={anchor}
      aria-labelledby={`${anchor}-title`}
      data-rule={visibleLine(finding.rule)}
      data-severity={SEVERITIES.indexOf(finding.severity)}
      data-confidence={CONFIDENCES.indexOf(finding.confidence)}
    >
      <div class="finding-head">
        <SeverityBadge severity={finding.severity} />
        <a class="rule-link" href={`#${ruleAnchor(finding.rule)}`}>
          {visibleLine(finding.rule)}
        </a>
        <a class="place-link" href={`#${anchor}`} data-open={openTarget(finding.file, start)}>
          line {start.line}
        </a>
        {finding.symbol !== "" && (
          <span>
            in <code>{visibleLine(finding.symbol)}</code>
          </span>
        )}
        {finding.context !== undefined && <span class="muted">{CONTEXT_LABELS[finding.context]}</span>}
        <span class="muted confidence" title={CONFIDENCE_MEANINGS[finding.confidence]}>
          {finding.confidence}
        </span>
      </div>
      <h4 class="message" id={`${anchor}-title`}>
        <Inline text={visibleLine(finding.message)} />
      </h4>
      <Excerpt finding={finding} />
      {finding.chain.length > 0 && <Chain finding={finding} />}
      {finding.evidence !== undefined && (
        <p class="evidence">
          <strong>Evidence:</strong> <Inline text={visibleLine(finding.evidence.text)} />
        </p>
      )}
      {finding.help !== "" && (
        <p class="help">
          <strong>What to do:</strong> <Inline text={visibleLine(finding.help)} />
        </p>
      )}
    </article>
  );
}

const HOP_WIDTH = 160;

function Chain({ finding }: { readonly finding: AuditFinding }): JSX.Element {
  return (
    <ol class="chain" aria-label="The proof, call by call">
      {finding.chain.map((hop) => (
        <li key={`${hop.file}:${hop.start.line}:${hop.start.column}`}>
          <span class="hop-message">
            <Inline text={visibleLine(hop.message)} />
          </span>{" "}
          <span class="hop-place" data-open={openTarget(hop.file, hop.start)}>
            {visibleLine(hop.file)}:{hop.start.line}
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
