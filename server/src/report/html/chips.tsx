import type { JSX } from "preact";
import type { Verdict } from "../../advice/verdict.ts";
import { SEVERITIES, type Severity } from "../../rules/finding.ts";
import { number } from "../numbers.ts";
import { useWords } from "./words.ts";

export function VerdictChip({ verdict }: { readonly verdict: Verdict }): JSX.Element {
  const { verdicts } = useWords();
  return (
    <span class="verdict">
      <Swatch verdict={verdict} />
      {verdicts[verdict].name}
    </span>
  );
}

export function Swatch({ verdict }: { readonly verdict: Verdict }): JSX.Element {
  return (
    <svg class={`swatch verdict-${verdict}`} width="11" height="11" aria-hidden="true">
      <rect width="11" height="11" rx="3" />
    </svg>
  );
}

export function SeverityBadge({ severity }: { readonly severity: Severity }): JSX.Element {
  const { severities } = useWords();
  return <span class={`badge severity-${severity}`}>{severities[severity]}</span>;
}

/** The counts that are not nought, in words for a reader and in short for the eye. */
export function SeverityCounts({ counts }: { readonly counts: Readonly<Record<Severity, number>> }): JSX.Element {
  const { severityCount } = useWords();
  return (
    <span class="counts">
      {SEVERITIES.filter((severity) => counts[severity] > 0).map((severity) => (
        <span class={`badge severity-${severity}`} key={severity}>
          {severityCount(severity, counts[severity])}
        </span>
      ))}
    </span>
  );
}

/** Parts of a whole as one horizontal bar; its parts are named next to it, so it says nothing to a screen reader. */
export function ShareBar({
  parts,
  height,
}: {
  readonly parts: readonly { readonly size: number; readonly className: string; readonly title: string }[];
  readonly height: number;
}): JSX.Element {
  const total = parts.reduce((sum, part) => sum + part.size, 0);
  let before = 0;
  return (
    <svg class="share-bar" width="100%" height={height} aria-hidden="true">
      {parts
        .filter((part) => part.size > 0)
        .map((part) => {
          const x = (100 * before) / total;
          before += part.size;
          return (
            <rect
              class={part.className}
              x={`${x.toFixed(3)}%`}
              width={`${((100 * part.size) / total).toFixed(3)}%`}
              height={height}
              key={part.title}
            >
              <title>{`${part.title}: ${number(part.size)}`}</title>
            </rect>
          );
        })}
    </svg>
  );
}
