import { CONCERNS, concerned, type ModuleBasis } from "./basis.ts";
import { listed, percentOf } from "./share.ts";
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
export function advise(basis: AdviceBasis): Advice {
  const counts = {
    waiting: concerned(basis, "waiting"),
    threaded: concerned(basis, "threaded"),
    computing: concerned(basis, "computing"),
    starting: concerned(basis, "starting"),
  };
  const decided = firstThatHolds(basis, counts);
  const said = reasonsOf(basis, counts);
  return {
    verdict: decided.verdict,
    reasons:
      [...decided.because, ...said].length > 0
        ? [...decided.because, ...said]
        : ["Nothing in it holds the program back."],
    wouldChange: decided.wouldChange ?? WOULD_CHANGE[decided.verdict](basis),
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
function firstThatHolds(basis: AdviceBasis, counts: Counts): Decision {
  const work = counts.threaded + counts.computing;
  const science = basis.packages.filter((name) => DATA_SCIENCE.has(name));
  if (basis.measured !== undefined && basis.measured < COLD && work > 0 && counts.waiting === 0)
    return {
      verdict: "stay",
      because: [`The profile gives it ${percentOf(basis.measured)} of the time: nobody would notice a change.`],
      wouldChange: ["A profile of another load, in which it takes more of the time."],
    };
  if (science.length > 0 && work > 0) {
    const stands = `It stands on ${science.join(", ")}, which have no equivalent in Go or TypeScript.`;
    return basis.serves === "no" && counts.threaded === 0
      ? {
          verdict: "stay",
          because: [`${stands} Its loops are for vectorising, not for porting.`],
          wouldChange: ["Were it called by a service, it would belong behind a boundary of its own."],
        }
      : {
          verdict: "seam",
          because: [
            stands,
            "It stays in Python as a service of its own, behind a gRPC contract; what stands in front of it may be Go or TypeScript.",
          ],
        };
  }
  if (counts.computing > 0) {
    const contract = basis.serves === "no" ? [] : ["It serves requests: the contract comes first, the port behind it."];
    return { verdict: basis.prefers, because: contract };
  }
  if (counts.threaded > 0) return { verdict: "parallelise", because: [] };
  if (counts.waiting > 0) {
    if (basis.isScript && basis.serves === "no" && !basis.isAsync && !needsMending(basis))
      return {
        verdict: "stay",
        because: ["It is a script: while it waits, it delays nobody else."],
        wouldChange: ["Were it run for every request, or many times a minute, its waits could overlap."],
      };
    if (basis.serves !== "no" && basis.measured !== undefined && basis.measured >= BUSY)
      return {
        verdict: basis.prefers,
        because: [
          "It serves requests: the contract comes first, the port behind it.",
          "Its handlers wait, and yet most of what the profile shows is its own code, which asynchronous waits do not make faster.",
        ],
      };
    return { verdict: "make-async", because: firstSteps(basis) };
  }
  if (counts.starting > 0)
    return {
      verdict: "stay",
      because: ["Its start is slow before it does anything: import late what is used late."],
      wouldChange: [
        "A command that runs at every keystroke or for every file is worth a port: a compiled one starts in milliseconds.",
      ],
    };
  if (science.length > 0) return { verdict: "stay", because: [`${science.join(", ")} do the work, in native code.`] };
  if (basis.isAsync)
    return { verdict: "stay", because: ["It is asynchronous already, and nothing in it holds the event loop back."] };
  return { verdict: "stay", because: [] };
}

/** Mistakes rather than slowness: these are mended in a script, too. */
function needsMending({ findings }: AdviceBasis): boolean {
  const mistakes = ["nested-event-loop", "unawaited-coroutine", "lost-task", "lock-in-coroutine"];
  return findings.some(({ rule }) => mistakes.includes(rule));
}

/** What comes before the rest of making something asynchronous. */
function firstSteps({ findings, serves, companions }: AdviceBasis): string[] {
  const steps: string[] = [];
  if (findings.some(({ rule }) => rule === "request-without-timeout"))
    steps.push("Timeouts first: one slow service behind it makes everything in front of it wait.");
  if (serves === "sync")
    steps.push(
      "Its handlers wait for others most of the time: an asynchronous framework serves more of them with the same machine.",
    );
  if (serves === "sync" && companions.length > 0)
    steps.push(`What its handlers call becomes asynchronous with it: ${listed(companions)}.`);
  return steps;
}

function reasonsOf({ measured }: AdviceBasis, counts: Counts): string[] {
  const reasons: string[] = [];
  if (measured !== undefined && measured >= COLD)
    reasons.push(`The profile gives it ${percentOf(measured)} of the time.`);
  if (counts.computing > 0)
    reasons.push(
      `It has ${places(counts.computing)} of interpreted work in loop nests or recursion, which a compiled language runs many times faster.`,
    );
  if (counts.threaded > 0)
    reasons.push(
      `It gives interpreted work to threads or to the event loop at ${places(counts.threaded)}, where the GIL lets one run at a time.`,
    );
  if (counts.waiting > 0) reasons.push(`It waits where other work could go on, at ${places(counts.waiting)}.`);
  if (counts.starting > 0) reasons.push(`It makes the program's start slow at ${places(counts.starting)}.`);
  return reasons;
}

function places(count: number): string {
  return count === 1 ? "one place" : `${count} places`;
}

const WOULD_CHANGE: Record<Verdict, (basis: AdviceBasis) => readonly string[]> = {
  stay: () => ["A profile that shows it hot, or a finding, would change this."],
  "make-async": ({ serves }) => [
    "If the waits turn out to be rare and short in a profile, leave it.",
    ...(serves === "no"
      ? []
      : [
          "If one machine still cannot serve the load once it is asynchronous, port the busiest routes to Go, contract first.",
        ]),
  ],
  parallelise: ({ minor, freeThreaded }) => [
    freeThreaded
      ? "The threads run beside each other already: look at what they share."
      : minor >= 14
        ? "On free-threaded Python the threads run beside each other as they are."
        : "On 3.14, an interpreter pool or free-threaded Python would do with less change.",
  ],
  "port-go": () => [
    "A profile in which it takes little of the time would let it stay.",
    "A vectorised library that covers the loop nest would be less work.",
  ],
  "port-ts": () => [
    "A profile in which it takes little of the time would let it stay.",
    "A team that knows Go better would port it there.",
  ],
  seam: () => ["An equivalent of its packages in the other language would allow a port."],
};

/** Rules that make a function one that computes. */
export const COMPUTING_RULES: readonly string[] = [...CONCERNS.computing, ...CONCERNS.threaded];
