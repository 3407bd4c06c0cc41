import { CONCERNS, concerned, concernOf, type ModuleBasis } from "./basis.ts";
import { type AdviceWords, adviceWords } from "./messages/index.ts";
import { percentOf } from "./share.ts";
import type { Advice, Verdict } from "./verdict.ts";

/** What advice on a function or module rests on. */
export interface AdviceBasis extends Pick<ModuleBasis, "findings" | "serves" | "isScript" | "isAsync" | "measured"> {
  /** Other modules of the workspace in which its handlers wait: they become asynchronous with it. */
  readonly companions: readonly string[];
  /** Top-level names of the packages that it uses. */
  readonly packages: readonly string[];
  /** CPython's minor version: 13 for 3.13. */
  readonly minor: number;
  readonly freeThreaded: boolean;
  /** Where the team would rather port to: what its decision matrix says. */
  readonly prefers: "port-go" | "port-ts";
}

/** Packages whose work is native and whose ecosystem does not exist elsewhere. */
const DATA_SCIENCE = new Set([
  "numpy",
  "pandas",
  "scipy",
  "sklearn",
  "torch",
  "tensorflow",
  "keras",
  "statsmodels",
  "xgboost",
  "lightgbm",
  "jax",
  "polars",
  "transformers",
]);

/** Share of the measured time below which a place is not worth a change. */
const COLD = 0.05;
/** Share of the measured time from which on a service is busy with its own code, and waits only besides. */
const BUSY = 0.3;

/** What to do about a function or module. No finding means that it stays. */
export function advise(basis: AdviceBasis, words: AdviceWords = adviceWords("en")): Advice {
  const counts = {
    waiting: concerned(basis, "waiting"),
    threaded: concerned(basis, "threaded"),
    computing: concerned(basis, "computing"),
    starting: concerned(basis, "starting"),
  };
  const decided = firstThatHolds(basis, counts, words);
  const said = reasonsOf(basis, counts, words);
  return {
    verdict: decided.verdict,
    reasons: [...decided.because, ...said].length > 0 ? [...decided.because, ...said] : [words["reason.nothing"]()],
    wouldChange: decided.wouldChange ?? WOULD_CHANGE[decided.verdict](basis, words),
  };
}

type Counts = Readonly<Record<"waiting" | "threaded" | "computing" | "starting", number>>;

interface Decision {
  readonly verdict: Verdict;
  readonly because: readonly string[];
  /** Where it differs from what usually changes the verdict. */
  readonly wouldChange?: readonly string[];
}

/** The cases in the order of what decides: evidence, ecosystem, use, then the kind of work. */
function firstThatHolds(basis: AdviceBasis, counts: Counts, words: AdviceWords): Decision {
  const work = counts.threaded + counts.computing;
  const science = basis.packages.filter((name) => DATA_SCIENCE.has(name));
  if (basis.measured !== undefined && basis.measured < COLD && work > 0 && counts.waiting === 0)
    return {
      verdict: "stay",
      because: [words["reason.cold"]({ share: percentOf(basis.measured) })],
      wouldChange: [words["change.load"]()],
    };
  if (science.length > 0 && work > 0) {
    return basis.serves === "no" && counts.threaded === 0
      ? {
          verdict: "stay",
          because: [words["reason.vectorise"]({ packages: science })],
          wouldChange: [words["change.service"]()],
        }
      : {
          verdict: "seam",
          because: [words["reason.stands"]({ packages: science }), words["reason.seam"]()],
        };
  }
  if (counts.computing > 0) {
    const contract = basis.serves === "no" ? [] : [words["reason.contract"]()];
    return { verdict: basis.prefers, because: contract };
  }
  if (counts.threaded > 0)
    return isNativeOnly(basis)
      ? { verdict: "stay", because: [words["reason.native-threads"]()], wouldChange: [words["change.load"]()] }
      : { verdict: "parallelise", because: [] };
  if (counts.waiting > 0) {
    if (basis.serves === "no" && !basis.isAsync && !needsMending(basis))
      return {
        verdict: "stay",
        because: [words[basis.isScript ? "reason.script" : "reason.batch"]()],
        wouldChange: [words["change.often"]()],
      };
    if (!basis.isAsync && !basis.findings.some(({ rule }) => AWAITABLE.includes(rule)))
      return { verdict: "stay", because: [words["reason.mend"]()] };
    if (basis.serves !== "no" && basis.measured !== undefined && basis.measured >= BUSY)
      return {
        verdict: basis.prefers,
        because: [words["reason.contract"](), words["reason.busy"]()],
      };
    return { verdict: "make-async", because: firstSteps(basis, words) };
  }
  if (counts.starting > 0)
    return {
      verdict: "stay",
      because: [words["reason.late-imports"]()],
      wouldChange: [words["change.keystroke"]()],
    };
  if (science.length > 0) return { verdict: "stay", because: [words["reason.native"]({ packages: science })] };
  if (basis.isAsync) return { verdict: "stay", because: [words["reason.async"]()] };
  return { verdict: "stay", because: [] };
}

/** Threads that are given nothing but native code: a parser, mostly, that is over soon. */
function isNativeOnly({ findings }: AdviceBasis): boolean {
  return findings.every((finding) => concernOf(finding) !== "threaded" || finding.rule === "gil-held-native");
}

/** Waits that an asynchronous module would share; the others are mended where they stand. */
const AWAITABLE: readonly string[] = [
  "blocking-call",
  "blocking-chain",
  "sequential-awaits",
  "sync-handler-io",
  "request-without-timeout",
  "io-in-loop",
  "cpu-in-coroutine",
  "nested-event-loop",
  "unawaited-coroutine",
];

/** Mistakes rather than slowness: these are mended in a script, too. */
function needsMending({ findings }: AdviceBasis): boolean {
  const mistakes = ["nested-event-loop", "unawaited-coroutine", "lost-task", "lock-in-coroutine"];
  return findings.some(({ rule }) => mistakes.includes(rule));
}

/** What comes before the rest of making something asynchronous. */
function firstSteps({ findings, serves, isAsync, companions }: AdviceBasis, words: AdviceWords): string[] {
  const steps: string[] = [];
  const has = (...rules: readonly string[]) => findings.some(({ rule }) => rules.includes(rule));
  if (isAsync) steps.push(words["reason.stalls"]());
  if (has("request-without-timeout")) steps.push(words["reason.timeouts"]());
  if (has("sync-handler-io")) steps.push(words["reason.handlers"]());
  else if (serves === "sync" && has("io-in-loop", "request-without-timeout"))
    steps.push(words["reason.below-handlers"]());
  if (serves === "sync" && companions.length > 0) steps.push(words["reason.companions"]({ names: companions }));
  return steps;
}

function reasonsOf({ measured }: AdviceBasis, counts: Counts, words: AdviceWords): string[] {
  const reasons: string[] = [];
  if (measured !== undefined && measured >= COLD)
    reasons.push(words["reason.measured"]({ share: percentOf(measured) }));
  for (const concern of ["computing", "threaded", "waiting", "starting"] as const)
    if (counts[concern] > 0) reasons.push(words[`reason.${concern}`]({ count: counts[concern] }));
  return reasons;
}

const WOULD_CHANGE: Record<Verdict, (basis: AdviceBasis, words: AdviceWords) => readonly string[]> = {
  stay: (_, words) => [words["change.stay"]()],
  "make-async": ({ serves }, words) => [
    words["change.rare"](),
    ...(serves === "no" ? [] : [words["change.busiest"]()]),
  ],
  parallelise: ({ minor, freeThreaded }, words) => [
    words[freeThreaded ? "change.free-threaded" : minor >= 14 ? "change.to-free-threaded" : "change.newer"](),
  ],
  "port-go": (_, words) => [words["change.cold"](), words["change.vectorised"]()],
  "port-ts": (_, words) => [words["change.cold"](), words["change.team"]()],
  seam: (_, words) => [words["change.equivalent"]()],
};

/** Rules that make a function one that computes. */
export const COMPUTING_RULES: readonly string[] = [...CONCERNS.computing, ...CONCERNS.threaded];
