import type { JSX } from "preact";
import type { EvidenceSummary } from "../../advice/evidence/evidence.ts";
import { percentOf } from "../../advice/share.ts";
import { visibleLine } from "../visible.ts";
import { SortableHead } from "./tables.tsx";
import { useWords } from "./words.ts";

/** What profiles showed: where the time goes, and what can be gained at most. */
export function Measured({ evidence }: { readonly evidence: EvidenceSummary }): JSX.Element {
  const words = useWords();
  const isForeign = evidence.hotSpots.length === 0 && evidence.profiles.every(({ matched }) => matched === 0);
  const hasGil = evidence.hotSpots.some((spot) => spot.gil !== undefined);
  return (
    <section id="measured" class="card" aria-labelledby="measured-title">
      <h2 id="measured-title">{words.measured}</h2>
      <p>
        {isForeign ? "" : evidence.bound === undefined ? words.measuredAll : words.measuredBound(evidence.bound)}{" "}
        <span class="muted">{visibleLine(evidence.boundBasis)}</span>
      </p>
      <ul class="profiles">
        {evidence.profiles.map((profile) => (
          <li key={profile.file}>
            <span class="path">{visibleLine(profile.file)}</span>{" "}
            <span class="muted">
              {words.profileCover(
                profile.format,
                words.amount(profile.amount, profile.unit),
                percentOf(profile.matched),
              )}
            </span>
          </li>
        ))}
      </ul>
      <div class="scroll">
        <table class="data wide" data-fold="15" data-more={words.showAll(evidence.hotSpots.length)}>
          <thead>
            <tr>
              <SortableHead name={words.function} kind="text" />
              <SortableHead name={words.ownTime} kind="number" sorted="descending" />
              <SortableHead name={words.totalTime} kind="number" />
              {hasGil && <SortableHead name={words.holdingGil} kind="number" />}
              <SortableHead name={words.bound} kind="number" />
            </tr>
          </thead>
          <tbody>
            {evidence.hotSpots.map((spot) => (
              <tr key={`${spot.file} ${spot.line}`}>
                <th scope="row" data-value={visibleLine(spot.name)}>
                  <span class="path">{visibleLine(spot.name || words.topLevel)}</span>{" "}
                  <span class="muted" data-open={JSON.stringify([spot.file, spot.line, 1])}>
                    {visibleLine(spot.file)}:{spot.line}
                  </span>
                </th>
                <td data-value={spot.own}>{percentOf(spot.own)}</td>
                <td data-value={spot.total}>{percentOf(spot.total)}</td>
                {hasGil && <td data-value={spot.gil ?? -1}>{spot.gil === undefined ? "" : percentOf(spot.gil)}</td>}
                <td data-value={spot.bound ?? Number.MAX_SAFE_INTEGER}>
                  {spot.bound === undefined ? "" : `${spot.bound} ×`}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
