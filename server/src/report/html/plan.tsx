import type { JSX } from "preact";
import type { Audit, AuditFile } from "../../advice/audit.ts";
import type { Boundary, Crossing } from "../../advice/boundaries.ts";
import { RISKS } from "../../advice/effort.ts";
import { CANDIDATES, type DecisionMatrix } from "../../advice/matrix.ts";
import type { ReadinessRow } from "../../advice/plan.ts";
import { VERDICTS } from "../../advice/verdict.ts";
import type { Wave } from "../../advice/waves.ts";
import { noteIn } from "../../knowledge/package-notes.ts";
import type { Locale } from "../../text/locale.ts";
import { visibleLine } from "../visible.ts";
import type { ReportWords } from "../words/index.ts";
import { moduleAnchor } from "./anchors.ts";
import { VerdictChip } from "./chips.tsx";
import { ModuleGraph } from "./module-graph.tsx";
import { Inline } from "./rich-text.tsx";
import { Scroller } from "./scroller.tsx";
import { SortableHead } from "./tables.tsx";
import { useWords } from "./words.ts";

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
      {plan.readiness.length > 0 && <Readiness rows={plan.readiness} locale={audit.locale ?? "en"} />}
    </>
  );
}

function Waves({ audit }: { readonly audit: Audit }): JSX.Element {
  const words = useWords();
  const { waves, effort } = audit.plan;
  const fileOf = new Map(audit.files.map((file) => [file.module, file]));
  return (
    <section id="plan" class="card" aria-labelledby="plan-title">
      <h2 id="plan-title">{words.order}</h2>
      <p class="muted">
        {words.everything(effort)} {words.orderExplained}
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
  const words = useWords();
  const { name, meaning } = words.phases[wave.phase];
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
        {name} <span class="muted">{words.days(wave.effort)}</span>
      </h3>
      <p class="muted">{meaning}</p>
      <ul class="wave-modules">{shown.map(link)}</ul>
      {rest.length > 0 && (
        <details>
          <summary>{words.moreModules(rest.length)}</summary>
          <ul class="wave-modules">{rest.map(link)}</ul>
        </details>
      )}
      <p class="gate-title">{words.gates}</p>
      <ul class="gates">
        {wave.gates.map((gate) => (
          <li key={gate}>{gate}</li>
        ))}
      </ul>
    </li>
  );
}

function Matrix({ matrix }: { readonly matrix: DecisionMatrix }): JSX.Element {
  const words = useWords();
  return (
    <section id="matrix" class="card" aria-labelledby="matrix-title">
      <h2 id="matrix-title">{words.decision}</h2>
      <p class="muted">{words.decisionExplained}</p>
      <Scroller label={words.scores}>
        <table class="data wide matrix">
          <thead>
            <tr>
              <th scope="col">{words.criterion}</th>
              <th scope="col" class="numeric">
                {words.weight}
              </th>
              {CANDIDATES.map((candidate) => (
                <th scope="col" key={candidate}>
                  {words.candidates[candidate]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {matrix.rows.map((row) => (
              <tr key={row.criterion}>
                <th scope="row">{words.criteria[row.criterion]}</th>
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
              <th scope="row">{words.mean}</th>
              <td class="numeric">{matrix.rows.reduce((sum, row) => sum + row.weight, 0)}</td>
              {CANDIDATES.map((candidate) => (
                <td key={candidate}>
                  <strong class={candidate === matrix.best ? "score best" : "score"}>{matrix.totals[candidate]}</strong>
                  {candidate === matrix.best && <span class="visually-hidden">{words.highest}</span>}
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
  const words = useWords();
  return (
    <section id="effort" class="card" aria-labelledby="effort-title">
      <h2 id="effort-title">{words.effortAndRisk}</h2>
      <p class="muted">{words.effortExplained}</p>
      <div class="scroll">
        <table class="data wide" data-fold="15" data-more={words.showAll(files.length)}>
          <thead>
            <tr>
              <SortableHead name={words.module} kind="text" />
              <SortableHead name={words.verdict} kind="number" />
              <SortableHead name={words.wave} kind="number" />
              <SortableHead name={words.personDays} kind="number" />
              <SortableHead name={words.risk} kind="number" />
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
                    <summary>{words.days(plan!.effort)}</summary>
                    <ul>
                      {plan!.effort.items.map((item) => (
                        <li key={item.basis}>
                          {item.days}: {visibleLine(item.basis)}
                        </li>
                      ))}
                    </ul>
                  </details>
                </td>
                <td data-value={RISKS.indexOf(plan!.risk.level)}>
                  <details class="basis-details">
                    <summary>
                      <span class={`badge risk-${plan!.risk.level}`}>{words.risks[plan!.risk.level]}</span>
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
  const words = useWords();
  return (
    <section id="boundaries" class="card" aria-labelledby="boundaries-title">
      <h2 id="boundaries-title">{words.boundaries}</h2>
      <p class="muted">{words.boundariesExplained}</p>
      <ul class="boundaries">
        {boundaries.slice(0, BOUNDARIES_SHOWN).map((boundary) => (
          <li key={boundary.name}>
            <h3 class="path">{visibleLine(boundary.name)}</h3>
            <p>
              {boundary.modules.length > 1 ? (
                <>
                  {words.titled(words.wouldMove(boundary.modules.length), "")}
                  <span class="path">{listed(boundary.modules, words)}</span>
                </>
              ) : (
                words.wouldMove(1)
              )}
              {boundary.shared.length > 0 && <> · {words.shared(listed(boundary.shared, words))}</>}
            </p>
            <Crossings title={words.inbound} crossings={boundary.inbound} />
            <Crossings title={words.outbound} crossings={boundary.outbound} />
          </li>
        ))}
      </ul>
      {boundaries.length > BOUNDARIES_SHOWN && (
        <p class="muted">{words.smallerOnes(boundaries.length - BOUNDARIES_SHOWN)}</p>
      )}
    </section>
  );
}

const NAMES_SHOWN = 6;

function listed(names: readonly string[], words: ReportWords): string {
  const shown = names.slice(0, NAMES_SHOWN).map((name) => visibleLine(name));
  return words.names(shown) + (names.length > shown.length ? words.andOthers(names.length - shown.length) : "");
}

function Crossings({
  title,
  crossings,
}: {
  readonly title: string;
  readonly crossings: readonly Crossing[];
}): JSX.Element | null {
  const words = useWords();
  if (crossings.length === 0) return null;
  const calls = crossings.reduce((sum, crossing) => sum + crossing.calls, 0);
  return (
    <details>
      <summary>{words.titled(title, words.calls(calls))}</summary>
      <ul class="crossings">
        {crossings.slice(0, 30).map((crossing) => (
          <li key={`${crossing.from} ${crossing.to}`}>
            <span class="path">{visibleLine(crossing.to)}</span>{" "}
            <span class="muted">{words.crossing(visibleLine(crossing.from), crossing.calls)}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

function Readiness({ rows, locale }: { readonly rows: readonly ReadinessRow[]; readonly locale: Locale }): JSX.Element {
  const words = useWords();
  return (
    <section id="readiness" class="card" aria-labelledby="readiness-title">
      <h2 id="readiness-title">{words.readiness}</h2>
      <div class="scroll">
        <table class="data wide" data-fold="15" data-more={words.showAll(rows.length)}>
          <thead>
            <tr>
              <SortableHead name={words.package} kind="text" />
              <SortableHead name={words.importedBy} kind="number" sorted="descending" />
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
                <td data-value={row.modules}>{words.modules(row.modules)}</td>
                <Equivalent counterpart={row.go} locale={locale} />
                <Equivalent counterpart={row.npm} locale={locale} />
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Equivalent({
  counterpart,
  locale,
}: {
  readonly counterpart: ReadinessRow["go"];
  readonly locale: Locale;
}): JSX.Element {
  const words = useWords();
  const fit = counterpart?.fit ?? "unknown";
  return (
    <td>
      <span class={`badge fit-${fit}`}>{words.fits[fit]}</span>{" "}
      {counterpart !== undefined && (
        <>
          {counterpart.name !== "none" && counterpart.name !== "stdlib" && (
            <span class="path">{visibleLine(counterpart.name)} </span>
          )}
          <span class="muted">{visibleLine(noteIn(locale, counterpart.note))}</span>
        </>
      )}
    </td>
  );
}
