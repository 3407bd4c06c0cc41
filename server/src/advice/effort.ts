import { concerned, type ModuleBasis } from "./basis.ts";
import { fitOf } from "./matrix.ts";
import { listed } from "./share.ts";
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

const SWITCHED = "One cutover: calls switched in steps, the original kept ready, then deleted";

/** The effort of what a verdict says. */
export function effortOf(basis: ModuleBasis, verdict: Verdict): Effort {
  const items: EffortItem[] = [];
  const add = (count: number, rate: number, what: string): void => {
    if (count > 0)
      items.push({ days: hundredth(count * rate), basis: `${what} × ${rate} ${rate === 1 ? "day" : "days"}` });
  };
  const addWaits = (): void => {
    const places = concerned(basis, "waiting");
    add(places, DAYS.waitingPlace, plural(places, "place that waits", "places that wait"));
  };
  switch (verdict) {
    case "stay":
      add(
        concerned(basis, "starting"),
        DAYS.startingPlace,
        plural(concerned(basis, "starting"), "place that slows the start", "places that slow the start"),
      );
      break;
    case "make-async":
      addWaits();
      if (!basis.isAsync) add(1, DAYS.asyncEntry, "One module that has no coroutine yet");
      break;
    case "parallelise": {
      const places = concerned(basis, "threaded") + concerned(basis, "computing");
      add(
        places,
        DAYS.threadedPlace,
        plural(places, "place that computes under the GIL", "places that compute under the GIL"),
      );
      addWaits();
      break;
    }
    case "seam":
      add(1, DAYS.seam, "One service boundary: contract, server, client, deployment");
      add(
        basis.coupling.afferent,
        DAYS.boundary,
        plural(basis.coupling.afferent, "module that calls it", "modules that call it"),
      );
      add(1, DAYS.cutover, SWITCHED);
      break;
    case "port-go":
    case "port-ts": {
      const target = verdict === "port-go" ? "go" : "typescript";
      items.push({
        days: hundredth(basis.scopeLines / LINES_A_DAY),
        basis: `${plural(basis.scopeLines, "line", "lines")} in ${plural(basis.scope.length, "function that computes", "functions that compute")} and what they call ÷ ${LINES_A_DAY} a day`,
      });
      const dynamic = concerned(basis, "dynamic");
      add(dynamic, DAYS.dynamicPlace, plural(dynamic, "dynamic construct", "dynamic constructs"));
      const fits = basis.dependencies.map((dependency) => fitOf(dependency, target));
      const partial = fits.filter((fit) => fit === "partial").length;
      const missing = fits.filter((fit) => fit === "none" || fit === "unknown").length;
      add(
        partial,
        DAYS.partialPackage,
        plural(partial, "package with a partial equivalent", "packages with a partial equivalent"),
      );
      add(
        missing,
        DAYS.missingPackage,
        plural(missing, "package without a known equivalent", "packages without a known equivalent"),
      );
      add(
        basis.concurrency.length,
        DAYS.concurrency,
        plural(basis.concurrency.length, "kind of concurrency", "kinds of concurrency"),
      );
      add(
        basis.coupling.afferent,
        DAYS.boundary,
        plural(basis.coupling.afferent, "module that calls it", "modules that call it"),
      );
      add(1, DAYS.port, "One port, however small: contract, build, deployment, shadow run with comparison");
      add(1, DAYS.cutover, SWITCHED);
      if (coverOf(basis) < FAIR_COVER) {
        const before = items.reduce((sum, item) => sum + item.days, 0);
        items.push({
          days: hundredth(before * 0.3),
          basis: `30 % more to show parity first: ${coverText(basis)}`,
        });
      }
    }
  }
  return effortFrom(items);
}

function effortFrom(items: readonly EffortItem[]): Effort {
  const days = hundredth(items.reduce((sum, item) => sum + item.days, 0));
  return { ...rangeOf(days), items };
}

function rangeOf(days: number): Pick<Effort, "days" | "low" | "high"> {
  return { days: hundredth(days), low: hundredth(days * 0.6), high: hundredth(days * 1.8) };
}

/** The effort of the port that a workspace begins with: the new language needs its environment first. */
export function asFirstPort({ items }: Effort): Effort {
  const basis = `The first port of all: toolchain, pipeline, logs and alerts for a new language × ${DAYS.firstPort} days`;
  return effortFrom([...items, { days: DAYS.firstPort, basis }]);
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

function coverText({ cover }: ModuleBasis): string {
  return cover === undefined
    ? "no tests are among what was audited"
    : `tests reach ${cover.reached} of its ${plural(cover.functions, "function", "functions")}`;
}

/** What can go wrong with what a verdict says. */
export function riskOf(basis: ModuleBasis, verdict: Verdict): RiskAssessment {
  if (verdict === "stay") return { level: "low", reasons: ["Nothing is moved."] };
  const reasons: { weight: number; text: string }[] = [];
  const add = (weight: number, text: string): void => void reasons.push({ weight, text });
  const moves = verdict === "port-go" || verdict === "port-ts";
  const cover = coverOf(basis);
  if (cover < FAIR_COVER) add(basis.cover !== undefined && cover < 0.2 ? 2 : 1, sentence(coverText(basis)));
  if (basis.coupling.circle.length > 0 && (moves || verdict === "seam"))
    add(2, `It and ${listed(basis.coupling.circle)} import each other, so that they move together.`);
  if (basis.coupling.afferent >= HUB) add(2, `${basis.coupling.afferent} modules import it.`);
  if (moves) {
    const target = verdict === "port-go" ? "go" : "typescript";
    const missing = basis.dependencies
      .filter((one) => ["none", "unknown"].includes(fitOf(one, target)))
      .map((one) => one.name);
    if (missing.length > 0) add(missing.length > 1 ? 2 : 1, `${listed(missing)}: no known equivalent.`);
    const dynamic = concerned(basis, "dynamic");
    if (dynamic > 0)
      add(
        dynamic * 50 > basis.scopeLines ? 2 : 1,
        `${plural(dynamic, "dynamic construct", "dynamic constructs")} to be written by hand.`,
      );
    if (basis.scopeLines > LARGE) add(1, `${basis.scopeLines} lines of code move at once.`);
  }
  const weight = reasons.reduce((sum, reason) => sum + reason.weight, 0);
  return {
    level: weight >= 4 ? "high" : weight >= 2 ? "medium" : "low",
    reasons:
      reasons.length === 0
        ? ["Tests reach most of it, little hangs on it, and its packages have equivalents."]
        : reasons.sort((a, b) => b.weight - a.weight).map((reason) => reason.text),
  };
}

/** Importers from which on a change is felt everywhere. */
const HUB = 8;
/** Lines of code that one person cannot hold in the head. */
const LARGE = 1_000;

function plural(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

function sentence(text: string): string {
  return `${text[0].toUpperCase()}${text.slice(1)}.`;
}

function hundredth(days: number): number {
  return Math.round(days * 100) / 100;
}
