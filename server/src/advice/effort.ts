import { concerned, type ModuleBasis } from "./basis.ts";
import { fitOf } from "./matrix.ts";
import { type AdviceWords, adviceWords } from "./messages/index.ts";
import type { Verdict } from "./verdict.ts";

/** One addend of an estimate. */
export interface EffortItem {
  readonly days: number;
  /** One sentence: what is counted, and at what rate. */
  readonly basis: string;
}

/** Person-days with a range and where each comes from. */
export interface Effort {
  readonly days: number;
  readonly low: number;
  readonly high: number;
  readonly items: readonly EffortItem[];
}

export const RISKS = ["low", "medium", "high"] as const;
export type Risk = (typeof RISKS)[number];

export interface RiskAssessment {
  readonly level: Risk;
  /** Full sentences, the weightiest first. */
  readonly reasons: readonly string[];
}

export const NO_EFFORT: Effort = { days: 0, low: 0, high: 0, items: [] };

/**
 * Rates are assumptions, shown beside every number that they lead to. The lines are those of code that starts from a sketch,
 * is finished, reviewed and tested; published team figures for translated services lie between 100 and 250 lines a day.
 */
const LINES_A_DAY = 150;
const DAYS = {
  waitingPlace: 0.25,
  asyncEntry: 1,
  threadedPlace: 0.5,
  startingPlace: 0.25,
  dynamicPlace: 0.5,
  partialPackage: 1,
  missingPackage: 3,
  concurrency: 1,
  seam: 3,
  boundary: 0.25,
  port: 2,
  firstPort: 5,
  cutover: 0.5,
} as const;

/** The effort of what a verdict says. */
export function effortOf(basis: ModuleBasis, verdict: Verdict, words: AdviceWords = adviceWords("en")): Effort {
  const items: EffortItem[] = [];
  const add = (count: number, days: number, what: string): void => {
    if (count > 0) items.push({ days: hundredth(count * days), basis: words["effort.rate"]({ what, days }) });
  };
  const addCounted = (what: Counted, count: number, rate: number): void =>
    add(count, rate, words[`effort.${what}`]({ count }));
  const addWaits = () => addCounted("waiting", concerned(basis, "waiting"), DAYS.waitingPlace);
  const addCallers = () => addCounted("callers", basis.coupling.afferent, DAYS.boundary);
  switch (verdict) {
    case "stay":
      addCounted("starting", concerned(basis, "starting"), DAYS.startingPlace);
      break;
    case "make-async":
      addWaits();
      if (!basis.isAsync) add(1, DAYS.asyncEntry, words["effort.first-coroutine"]());
      break;
    case "parallelise":
      addCounted("threaded", concerned(basis, "threaded") + concerned(basis, "computing"), DAYS.threadedPlace);
      addWaits();
      break;
    case "seam":
      add(1, DAYS.seam, words["effort.seam"]());
      addCallers();
      add(1, DAYS.cutover, words["effort.cutover"]());
      break;
    case "port-go":
    case "port-ts": {
      const target = verdict === "port-go" ? "go" : "typescript";
      const { scopeLines: lines, scope } = basis;
      items.push({
        days: hundredth(lines / LINES_A_DAY),
        basis: words["effort.lines"]({ lines, functions: scope.length, rate: LINES_A_DAY }),
      });
      addCounted("dynamic", concerned(basis, "dynamic"), DAYS.dynamicPlace);
      const fits = basis.dependencies.map((dependency) => fitOf(dependency, target));
      addCounted("partial", fits.filter((fit) => fit === "partial").length, DAYS.partialPackage);
      addCounted("missing", fits.filter((fit) => fit === "none" || fit === "unknown").length, DAYS.missingPackage);
      addCounted("concurrency", basis.concurrency.length, DAYS.concurrency);
      addCallers();
      add(1, DAYS.port, words["effort.port"]());
      add(1, DAYS.cutover, words["effort.cutover"]());
      if (coverOf(basis) < FAIR_COVER) {
        const before = items.reduce((sum, item) => sum + item.days, 0);
        items.push({
          days: hundredth(before * 0.3),
          basis: words["effort.parity"]({ cover: coverText(basis, words) }),
        });
      }
    }
  }
  return effortFrom(items);
}

type Counted = "starting" | "waiting" | "threaded" | "callers" | "dynamic" | "partial" | "missing" | "concurrency";

function effortFrom(items: readonly EffortItem[]): Effort {
  const days = hundredth(items.reduce((sum, item) => sum + item.days, 0));
  return { ...rangeOf(days), items };
}

function rangeOf(days: number): Pick<Effort, "days" | "low" | "high"> {
  return { days: hundredth(days), low: hundredth(days * 0.6), high: hundredth(days * 1.8) };
}

/** The effort of the port that a workspace begins with: the new language needs its environment first. */
export function asFirstPort({ items }: Effort, words: AdviceWords): Effort {
  const days = DAYS.firstPort;
  return effortFrom([...items, { days, basis: words["effort.rate"]({ what: words["effort.first-port"](), days }) }]);
}

/** An effort without what falls into the cutover, and that part alone. */
export function withoutCutover({ days }: Effort): Pick<Effort, "days" | "low" | "high"> {
  return rangeOf(days - DAYS.cutover);
}

export function cutoverOf(modules: number): Pick<Effort, "days" | "low" | "high"> {
  return totalEffort(Array.from({ length: modules }, () => rangeOf(DAYS.cutover)));
}

/** Several efforts as one: ranges add as independent estimates do, by the root of the squares. */
export function totalEffort(
  efforts: readonly Pick<Effort, "days" | "low" | "high">[],
): Pick<Effort, "days" | "low" | "high"> {
  const days = efforts.reduce((sum, effort) => sum + effort.days, 0);
  const below = Math.sqrt(efforts.reduce((sum, effort) => sum + (effort.days - effort.low) ** 2, 0));
  const above = Math.sqrt(efforts.reduce((sum, effort) => sum + (effort.high - effort.days) ** 2, 0));
  return { days: hundredth(days), low: hundredth(Math.max(0, days - below)), high: hundredth(days + above) };
}

/** Below this share of functions that tests reach, a change is made in the dark. */
const FAIR_COVER = 0.5;

function coverOf({ cover }: ModuleBasis): number {
  return cover === undefined ? 0 : cover.functions === 0 ? 1 : cover.reached / cover.functions;
}

function coverText({ cover }: ModuleBasis, words: AdviceWords): string {
  return cover === undefined ? words["cover.none"]() : words["cover.some"](cover);
}

/** What can go wrong with what a verdict says. */
export function riskOf(basis: ModuleBasis, verdict: Verdict, words: AdviceWords = adviceWords("en")): RiskAssessment {
  if (verdict === "stay") return { level: "low", reasons: [words["risk.stay"]()] };
  const reasons: { weight: number; text: string }[] = [];
  const add = (weight: number, text: string): void => void reasons.push({ weight, text });
  const moves = verdict === "port-go" || verdict === "port-ts";
  const cover = coverOf(basis);
  if (cover < FAIR_COVER)
    add(basis.cover !== undefined && cover < 0.2 ? 2 : 1, words["risk.cover"]({ cover: coverText(basis, words) }));
  if (basis.coupling.circle.length > 0 && (moves || verdict === "seam"))
    add(2, words["risk.circle"]({ names: basis.coupling.circle }));
  if (basis.coupling.afferent >= HUB) add(2, words["risk.hub"]({ count: basis.coupling.afferent }));
  if (moves) {
    const target = verdict === "port-go" ? "go" : "typescript";
    const missing = basis.dependencies
      .filter((one) => ["none", "unknown"].includes(fitOf(one, target)))
      .map((one) => one.name);
    if (missing.length > 0) add(missing.length > 1 ? 2 : 1, words["risk.missing"]({ names: missing }));
    const dynamic = concerned(basis, "dynamic");
    if (dynamic > 0) add(dynamic * 50 > basis.scopeLines ? 2 : 1, words["risk.dynamic"]({ count: dynamic }));
    if (basis.scopeLines > LARGE) add(1, words["risk.large"]({ lines: basis.scopeLines }));
  }
  const weight = reasons.reduce((sum, reason) => sum + reason.weight, 0);
  return {
    level: weight >= 4 ? "high" : weight >= 2 ? "medium" : "low",
    reasons:
      reasons.length === 0
        ? [words["risk.low"]()]
        : reasons.sort((a, b) => b.weight - a.weight).map((reason) => reason.text),
  };
}

/** Importers from which on a change is felt everywhere. */
const HUB = 8;
/** Lines of code that one person cannot hold in the head. */
const LARGE = 1_000;

function hundredth(days: number): number {
  return Math.round(days * 100) / 100;
}
