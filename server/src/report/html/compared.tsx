import type { JSX } from "preact";
import type { ComparedFinding, Comparison } from "../../advice/compare.ts";
import { comparedPlace, comparisonHeadline, verdictChange } from "../comparison.ts";
import { visibleLine } from "../visible.ts";
import { Inline } from "./rich-text.tsx";
import { useWords } from "./words.ts";

/** What became better or worse since an earlier audit. */
export function Compared({ comparison }: { readonly comparison: Comparison }): JSX.Element {
  const words = useWords();
  return (
    <section id="compared" class="card" aria-labelledby="compared-title">
      <h2 id="compared-title">{words.since}</h2>
      <p>{visibleLine(comparisonHeadline(comparison, words))}</p>
      <FindingList title={words.added} findings={comparison.added} />
      <FindingList title={words.resolved} findings={comparison.resolved} />
      {comparison.verdicts.length > 0 && (
        <details>
          <summary>{words.verdictsChanged(comparison.verdicts.length)}</summary>
          <ul class="crossings">
            {comparison.verdicts.map((change) => (
              <li key={change.file}>
                <span class="path">{visibleLine(change.file)}</span>{" "}
                <span class="muted">{verdictChange(change, words)}</span>
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
  const words = useWords();
  if (findings.length === 0) return null;
  return (
    <details open={findings.length <= 10}>
      <summary>{words.titled(title, words.findings(findings.length))}</summary>
      <ul class="crossings">
        {findings.map((finding) => (
          <li key={finding.fingerprint}>
            <span class="path">{visibleLine(comparedPlace(finding, words))}</span>{" "}
            <span class="muted">
              <Inline text={visibleLine(finding.message)} />
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
