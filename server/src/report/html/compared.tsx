import type { JSX } from "preact";
import type { ComparedFinding, Comparison } from "../../advice/compare.ts";
import { comparedPlace, comparisonHeadline, verdictChange } from "../comparison.ts";
import { count } from "../labels.ts";
import { visibleLine } from "../visible.ts";
import { Inline } from "./rich-text.tsx";

/** What became better or worse since an earlier audit. */
export function Compared({ comparison }: { readonly comparison: Comparison }): JSX.Element {
  return (
    <section id="compared" class="card" aria-labelledby="compared-title">
      <h2 id="compared-title">Since the earlier audit</h2>
      <p>{visibleLine(comparisonHeadline(comparison))}</p>
      <FindingList title="New" findings={comparison.added} />
      <FindingList title="Resolved" findings={comparison.resolved} />
      {comparison.verdicts.length > 0 && (
        <details>
          <summary>{count(comparison.verdicts.length, "verdict")} changed</summary>
          <ul class="crossings">
            {comparison.verdicts.map((change) => (
              <li key={change.file}>
                <span class="path">{visibleLine(change.file)}</span> <span class="muted">{verdictChange(change)}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

function FindingList({
  title,
  findings,
}: {
  readonly title: string;
  readonly findings: readonly ComparedFinding[];
}): JSX.Element | null {
  if (findings.length === 0) return null;
  return (
    <details open={findings.length <= 10}>
      <summary>
        {title}: {count(findings.length, "finding")}
      </summary>
      <ul class="crossings">
        {findings.map((finding) => (
          <li key={finding.fingerprint}>
            <span class="path">{visibleLine(comparedPlace(finding))}</span>{" "}
            <span class="muted">
              <Inline text={visibleLine(finding.message)} />
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
