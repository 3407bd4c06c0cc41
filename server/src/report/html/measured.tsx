import type { JSX } from "preact";
import type { EvidenceSummary } from "../../advice/evidence/evidence.ts";
import { percentOf } from "../../advice/share.ts";
import { number } from "../labels.ts";
import { visibleLine } from "../visible.ts";
import { SortableHead } from "./tables.tsx";

/** What profiles showed: where the time goes, and what can be gained at most. */
export function Measured({ evidence }: { readonly evidence: EvidenceSummary }): JSX.Element {
  const hasGil = evidence.hotSpots.some((spot) => spot.gil !== undefined);
  return (
    <section id="measured" class="card" aria-labelledby="measured-title">
      <h2 id="measured-title">Measured</h2>
      <p>
        {evidence.bound === undefined
          ? "Nearly all of the busy time is in functions that findings name."
          : `At most ${evidence.bound} times as fast, were everything that findings name as computing to take no time.`}{" "}
        <span class="muted">{visibleLine(evidence.boundBasis)}</span>
      </p>
      <ul class="profiles">
        {evidence.profiles.map((profile) => (
          <li key={profile.file}>
            <span class="path">{visibleLine(profile.file)}</span>{" "}
            <span class="muted">
              {profile.format}, {amount(profile.amount, profile.unit)}; code of the workspace is on the stack for{" "}
              {percentOf(profile.matched)} of the busy time
            </span>
          </li>
        ))}
      </ul>
      <div class="scroll">
        <table class="data wide" data-fold="15">
          <thead>
            <tr>
              <SortableHead name="Function" kind="text" />
              <SortableHead name="Own time" kind="number" sorted="descending" />
              <SortableHead name="With what it calls" kind="number" />
              {hasGil && <SortableHead name="Holding the GIL" kind="number" />}
              <SortableHead name="Bound" kind="number" />
            </tr>
          </thead>
          <tbody>
            {evidence.hotSpots.map((spot) => (
              <tr key={`${spot.file} ${spot.line}`}>
                <th scope="row" data-value={visibleLine(spot.name)}>
                  <span class="path">{visibleLine(spot.name || "top level")}</span>{" "}
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

function amount(value: number, unit: EvidenceSummary["profiles"][number]["unit"]): string {
  switch (unit) {
    case "seconds":
      return `${Math.round(value * 10) / 10} seconds over all threads`;
    case "samples":
      return `${number(Math.round(value))} samples`;
    case "percent":
      return "shares per line";
  }
}
