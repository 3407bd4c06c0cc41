import type { Condensation } from "./coupling.ts";
import { asFirstPort, cutoverOf, type Effort, type Risk, totalEffort, withoutCutover } from "./effort.ts";
import { type AdviceWords, adviceWords } from "./messages/index.ts";
import type { Verdict } from "./verdict.ts";

/** The phases of a migration in their order. */
export const PHASES = ["mend", "pilot", "canary", "cutover"] as const;
export type Phase = (typeof PHASES)[number];

/** A step of the migration: what goes, and what must hold before the next step begins. */
export interface Wave {
  /** From 1. */
  readonly number: number;
  readonly phase: Phase;
  /** Dotted names, in the order to take them. A module that moves is in the wave that ports it, and in the cutover. */
  readonly modules: readonly string[];
  readonly effort: Pick<Effort, "days" | "low" | "high">;
  /** Full sentences. */
  readonly gates: readonly string[];
}

export interface Movable {
  readonly module: string;
  readonly verdict: Verdict;
  readonly effort: Effort;
  readonly risk: Risk;
  /** How much there is to gain: its findings, weighted by the share of the time where it was measured. */
  readonly gain: number;
}

/** Days of work from which on a wave is too big to be one step. */
const WAVE_DAYS = 20;

/**
 * The order of a migration. First what is mended in Python, because it is cheap and may be enough; then one small hot spot as a
 * pilot; then the rest from the leaves of the import graph up, so that what is ported finds what it needs ported. Modules that
 * import each other go together.
 */
export function wavesOf(
  movables: readonly (Movable | undefined)[],
  condensation: Condensation,
  words: AdviceWords = adviceWords("en"),
): readonly Wave[] {
  const waves: Wave[] = [];
  const add = (phase: Phase, modules: readonly Movable[], effort: Wave["effort"]): void => {
    if (modules.length === 0) return;
    waves.push({
      number: waves.length + 1,
      phase,
      modules: modules.map(({ module }) => module),
      effort,
      gates: words.gates({ phase }),
    });
  };
  const mended = movables.filter(
    (one): one is Movable => one !== undefined && (one.verdict === "make-async" || one.verdict === "parallelise"),
  );
  add(
    "mend",
    [...mended].sort((a, b) => b.gain - a.gain || (a.module < b.module ? -1 : 1)),
    totalEffort(mended.map(({ effort }) => effort)),
  );
  const units = condensation.components
    .map((members) => members.map((member) => movables[member]).filter((one) => one !== undefined && moves(one)))
    .filter((unit) => unit.length > 0) as Movable[][];
  const pilot = pilotOf(units);
  if (pilot === undefined) return waves;
  const rest = units.filter((unit) => unit !== pilot);
  // What moved is switched over in the order in which it went.
  const all = [...pilot, ...rest.flat()];
  const first = all.find(ports);
  const moved = (phase: Phase, modules: readonly Movable[]) => {
    const efforts = modules.map((one) => (one === first ? asFirstPort(one.effort, words) : one.effort));
    add(phase, modules, totalEffort(efforts.map(withoutCutover)));
  };
  moved("pilot", pilot);
  for (const batch of batched(rest)) moved("canary", batch.flat());
  add("cutover", all, cutoverOf(all.length));
  return waves;
}

/** The module whose port comes first, and brings the new language's environment; undefined where nothing is ported. */
export function firstPortOf(waves: readonly Wave[], movables: readonly (Movable | undefined)[]): string | undefined {
  const ported = new Set(movables.flatMap((one) => (one !== undefined && ports(one) ? [one.module] : [])));
  return waves.find(({ phase }) => phase === "cutover")?.modules.find((name) => ported.has(name));
}

function ports({ verdict }: Movable): boolean {
  return verdict === "port-go" || verdict === "port-ts";
}

function moves(one: Movable): boolean {
  return ports(one) || one.verdict === "seam";
}

const RISK_ORDER: Record<Risk, number> = { low: 0, medium: 1, high: 2 };

/** The unit with the most to gain among those of the least risk: a pilot has to show something and must not fail. */
function pilotOf(units: readonly Movable[][]): Movable[] | undefined {
  const risk = (unit: readonly Movable[]) => Math.max(...unit.map((one) => RISK_ORDER[one.risk]));
  const rate = (unit: readonly Movable[]) =>
    sum(unit, "gain") / Math.max(1, totalEffort(unit.map((one) => one.effort)).days);
  return [...units].sort((a, b) => risk(a) - risk(b) || rate(b) - rate(a))[0];
}

/** Components in order, cut into waves of a size that can be steered. */
function batched(units: readonly Movable[][]): Movable[][][] {
  const batches: Movable[][][] = [];
  let days = Number.POSITIVE_INFINITY;
  for (const unit of units) {
    const own = totalEffort(unit.map((one) => one.effort)).days;
    if (days + own > WAVE_DAYS) {
      batches.push([]);
      days = 0;
    }
    batches[batches.length - 1].push(unit);
    days += own;
  }
  return batches;
}

function sum(unit: readonly Movable[], key: "gain"): number {
  return unit.reduce((total, one) => total + one[key], 0);
}
