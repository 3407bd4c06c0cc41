import type { JSX } from "preact";
import type { Audit, AuditFile } from "../../advice/audit.ts";
import type { Boundary, Crossing } from "../../advice/boundaries.ts";
import { CANDIDATES, type DecisionMatrix } from "../../advice/matrix.ts";
import type { ReadinessRow } from "../../advice/plan.ts";
import { VERDICTS } from "../../advice/verdict.ts";
import type { Wave } from "../../advice/waves.ts";
import { CANDIDATE_LABELS, CRITERION_LABELS, count, days, FIT_LABELS, PHASE_LABELS, RISK_LABELS } from "../labels.ts";
import { visibleLine } from "../visible.ts";
import { moduleAnchor } from "./anchors.ts";
import { VerdictChip } from "./chips.tsx";
import { ModuleGraph } from "./module-graph.tsx";
import { Inline } from "./rich-text.tsx";
import { Scroller } from "./scroller.tsx";
import { SortableHead } from "./tables.tsx";

/** What a lead plans from: the order, the decision with its arithmetic, the effort with its basis, the borders, the packages. */
export function PlanSections({ audit }: { readonly audit: Audit }): JSX.Element {
  const { plan } = audit;
  const planned = audit.files.filter((file) => file.plan !== undefined);
  return (
    <>
      {plan.waves.length > 0 && <Waves audit={audit} />}
      {plan.matrix !== undefined && planned.length > 0 && <Matrix matrix={plan.matrix} />}
      {planned.length > 0 && <EffortTable files={planned} />}
      {plan.boundaries.length > 0 && <Boundaries boundaries={plan.boundaries} />}
      {plan.readiness.length > 0 && <Readiness rows={plan.readiness} />}
    </>
  );
}

function Waves({ audit }: { readonly audit: Audit }): JSX.Element {
  const { waves, effort } = audit.plan;
  const fileOf = new Map(audit.files.map((file) => [file.module, file]));
  return (
    <section id="plan" class="card" aria-labelledby="plan-title">
      <h2 id="plan-title">In which order</h2>
      <p class="muted">
        Everything together: {days(effort)}. First what is mended in Python, because it is cheap and may be enough; then
        one small hot spot as a pilot; then from the leaves of the import graph up. No wave begins before the gates of
        the one before it hold.
      </p>
      <ol class="waves">
        {waves.map((wave) => (
          <WaveItem wave={wave} fileOf={fileOf} key={wave.number} />
        ))}
      </ol>
      <ModuleGraph audit={audit} />
    </section>
  );
}

const MODULES_SHOWN = 12;

function WaveItem({
  wave,
  fileOf,
}: {
  readonly wave: Wave;
  readonly fileOf: ReadonlyMap<string, AuditFile>;
}): JSX.Element {
  const { name, meaning } = PHASE_LABELS[wave.phase];
  const [shown, rest] = [wave.modules.slice(0, MODULES_SHOWN), wave.modules.slice(MODULES_SHOWN)];
  const link = (module: string): JSX.Element => {
    const file = fileOf.get(module);
    return (
      <li key={module}>
        {file === undefined ? (
          <span class="path">{visibleLine(module)}</span>
        ) : (
          <a class="path" href={`#${moduleAnchor(file.file)}`}>
            {visibleLine(module)}
          </a>
        )}
      </li>
    );
  };
  return (
    <li id={`wave-${wave.number}`}>
      <h3>
        {name} <span class="muted">{days(wave.effort)}</span>
      </h3>
      <p class="muted">{meaning}</p>
      <ul class="wave-modules">{shown.map(link)}</ul>
      {rest.length > 0 && (
        <details>
          <summary>{count(rest.length, "more module")}</summary>
          <ul class="wave-modules">{rest.map(link)}</ul>
        </details>
      )}
      <p class="gate-title">Gates</p>
      <ul class="gates">
        {wave.gates.map((gate) => (
          <li key={gate}>{gate}</li>
        ))}
      </ul>
    </li>
  );
}

function Matrix({ matrix }: { readonly matrix: DecisionMatrix }): JSX.Element {
  return (
    <section id="matrix" class="card" aria-labelledby="matrix-title">
      <h2 id="matrix-title">Stay, Go or TypeScript</h2>
      <p class="muted">
        The code base as a whole, each criterion from 0 to 5, times its weight. Weights and skills are the team's to
        set; single modules can come out otherwise.
      </p>
      <Scroller label="Scores">
        <table class="data wide matrix">
          <thead>
            <tr>
              <th scope="col">Criterion</th>
              <th scope="col" class="numeric">
                Weight
              </th>
              {CANDIDATES.map((candidate) => (
                <th scope="col" key={candidate}>
                  {CANDIDATE_LABELS[candidate]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {matrix.rows.map((row) => (
              <tr key={row.criterion}>
                <th scope="row">{CRITERION_LABELS[row.criterion]}</th>
                <td class="numeric">{row.weight}</td>
                {CANDIDATES.map((candidate) => (
                  <td key={candidate}>
                    <strong class="score">{row.scores[candidate].score}</strong>{" "}
                    <span class="muted basis">
                      <Inline text={visibleLine(row.scores[candidate].basis)} />
                    </span>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">Mean by weight</th>
              <td class="numeric">{matrix.rows.reduce((sum, row) => sum + row.weight, 0)}</td>
              {CANDIDATES.map((candidate) => (
                <td key={candidate}>
                  <strong class={candidate === matrix.best ? "score best" : "score"}>{matrix.totals[candidate]}</strong>
                  {candidate === matrix.best && <span class="visually-hidden"> the highest</span>}
                </td>
              ))}
            </tr>
          </tfoot>
        </table>
      </Scroller>
    </section>
  );
}

function EffortTable({ files }: { readonly files: readonly AuditFile[] }): JSX.Element {
  return (
    <section id="effort" class="card" aria-labelledby="effort-title">
      <h2 id="effort-title">Effort and risk</h2>
      <p class="muted">Person-days, with the range and what each number is made of.</p>
      <div class="scroll">
        <table class="data wide" data-fold="15">
          <thead>
            <tr>
              <SortableHead name="Module" kind="text" />
              <SortableHead name="Verdict" kind="number" />
              <SortableHead name="Wave" kind="number" />
              <SortableHead name="Person-days" kind="number" />
              <SortableHead name="Risk" kind="number" />
            </tr>
          </thead>
          <tbody>
            {files.map(({ file, advice, plan }) => (
              <tr key={file}>
                <th scope="row" data-value={visibleLine(file)}>
                  <a class="path" href={`#${moduleAnchor(file)}`}>
                    {visibleLine(file)}
                  </a>
                </th>
                <td data-value={VERDICTS.indexOf(advice.verdict)}>
                  <VerdictChip verdict={advice.verdict} />
                </td>
                <td data-value={plan!.wave ?? 0}>
                  {plan!.wave !== undefined && <a href={`#wave-${plan!.wave}`}>{plan!.wave}</a>}
                </td>
                <td data-value={plan!.effort.days}>
                  <details class="basis-details">
                    <summary>{days(plan!.effort)}</summary>
                    <ul>
                      {plan!.effort.items.map((item) => (
                        <li key={item.basis}>
                          {item.days}: {visibleLine(item.basis)}
                        </li>
                      ))}
                    </ul>
                  </details>
                </td>
                <td data-value={Object.keys(RISK_LABELS).indexOf(plan!.risk.level)}>
                  <details class="basis-details">
                    <summary>
                      <span class={`badge risk-${plan!.risk.level}`}>{RISK_LABELS[plan!.risk.level]}</span>
                    </summary>
                    <ul>
                      {plan!.risk.reasons.map((reason) => (
                        <li key={reason}>{visibleLine(reason)}</li>
                      ))}
                    </ul>
                  </details>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

const BOUNDARIES_SHOWN = 12;

function Boundaries({ boundaries }: { readonly boundaries: readonly Boundary[] }): JSX.Element {
  return (
    <section id="boundaries" class="card" aria-labelledby="boundaries-title">
      <h2 id="boundaries-title">Service boundaries</h2>
      <p class="muted">
        Modules that would move together, because nothing else uses them or they import each other, and what would cross
        the line: the contract between the two sides.
      </p>
      <ul class="boundaries">
        {boundaries.slice(0, BOUNDARIES_SHOWN).map((boundary) => (
          <li key={boundary.name}>
            <h3 class="path">{visibleLine(boundary.name)}</h3>
            <p>
              {count(boundary.modules.length, "module")} would move
              {boundary.modules.length > 1 && (
                <>
                  : <NameList names={boundary.modules} />
                </>
              )}
              .
              {boundary.shared.length > 0 && (
                <>
                  {" "}
                  Others use <NameList names={boundary.shared} />, too: copy, split or call back.
                </>
              )}
            </p>
            <Crossings title="Called from outside" crossings={boundary.inbound} />
            <Crossings title="Calls what stays" crossings={boundary.outbound} />
          </li>
        ))}
      </ul>
      {boundaries.length > BOUNDARIES_SHOWN && (
        <p class="muted">And {count(boundaries.length - BOUNDARIES_SHOWN, "smaller one")}.</p>
      )}
    </section>
  );
}

const NAMES_SHOWN = 6;

function NameList({ names }: { readonly names: readonly string[] }): JSX.Element {
  const shown = names.slice(0, NAMES_SHOWN).map((name) => visibleLine(name));
  const rest = names.length - shown.length;
  return (
    <>
      <span class="path">{shown.join(", ")}</span>
      {rest > 0 && ` and ${count(rest, "other")}`}
    </>
  );
}

function Crossings({
  title,
  crossings,
}: {
  readonly title: string;
  readonly crossings: readonly Crossing[];
}): JSX.Element | null {
  if (crossings.length === 0) return null;
  const calls = crossings.reduce((sum, crossing) => sum + crossing.calls, 0);
  return (
    <details>
      <summary>
        {title}: {count(calls, "call")}
      </summary>
      <ul class="crossings">
        {crossings.slice(0, 30).map((crossing) => (
          <li key={`${crossing.from} ${crossing.to}`}>
            <span class="path">{visibleLine(crossing.to)}</span>{" "}
            <span class="muted">
              from {visibleLine(crossing.from)}, {count(crossing.calls, "place")}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}

function Readiness({ rows }: { readonly rows: readonly ReadinessRow[] }): JSX.Element {
  return (
    <section id="readiness" class="card" aria-labelledby="readiness-title">
      <h2 id="readiness-title">Packages, and what would stand in their place</h2>
      <div class="scroll">
        <table class="data wide" data-fold="15">
          <thead>
            <tr>
              <SortableHead name="Package" kind="text" />
              <SortableHead name="Imported by" kind="number" sorted="descending" />
              <th scope="col">Go</th>
              <th scope="col">TypeScript</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.package}>
                <th scope="row" data-value={visibleLine(row.package)}>
                  <span class="path">{visibleLine(row.distribution ?? row.package)}</span>
                </th>
                <td data-value={row.modules}>{count(row.modules, "module")}</td>
                <Equivalent counterpart={row.go} />
                <Equivalent counterpart={row.npm} />
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Equivalent({ counterpart }: { readonly counterpart: ReadinessRow["go"] }): JSX.Element {
  const fit = counterpart?.fit ?? "unknown";
  return (
    <td>
      <span class={`badge fit-${fit}`}>{FIT_LABELS[fit]}</span>{" "}
      {counterpart !== undefined && (
        <>
          {counterpart.name !== "none" && counterpart.name !== "stdlib" && (
            <span class="path">{visibleLine(counterpart.name)} </span>
          )}
          <span class="muted">{visibleLine(counterpart.note)}</span>
        </>
      )}
    </td>
  );
}
