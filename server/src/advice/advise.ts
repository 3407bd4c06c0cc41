import type { Finding } from "../rules/finding.ts";
import type { Advice, Verdict } from "./verdict.ts";

/** What advice on a function or module rests on. */
export interface AdviceBasis {
  readonly findings: readonly Finding[];
  /** Top-level names of the packages that its module imports. */
  readonly packages: readonly string[];
  /** CPython's minor version: 13 for 3.13. */
  readonly minor: number;
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

const WAITING = new Set([
  "blocking-call",
  "blocking-chain",
  "sequential-awaits",
  "nested-event-loop",
  "unawaited-coroutine",
]);
const THREADED_WORK = new Set(["gil-bound-thread", "gil-bound-pool", "gil-bound-offload"]);
const LOOP_WORK = new Set(["cpu-in-coroutine"]);
const PORTABLE_WORK = new Set(["hot-loop"]);

/** What to do about a function or module, from its findings. No finding means that it stays. */
export function advise(basis: AdviceBasis): Advice {
  const count = (rules: ReadonlySet<string>) => basis.findings.filter((finding) => rules.has(finding.rule)).length;
  const waiting = count(WAITING);
  const threaded = count(THREADED_WORK);
  const onLoop = count(LOOP_WORK);
  const portable = count(PORTABLE_WORK);
  const science = basis.packages.filter((name) => DATA_SCIENCE.has(name));
  const reasons: string[] = [];
  if (portable > 0)
    reasons.push(
      `It has ${places(portable)} of interpreted work in loop nests or recursion, which a compiled language runs many times faster.`,
    );
  if (threaded > 0)
    reasons.push(`It gives interpreted work to threads at ${places(threaded)}, where the GIL lets one run at a time.`);
  if (onLoop > 0) reasons.push(`It computes on the event loop at ${places(onLoop)} while every other task waits.`);
  if (waiting > 0) reasons.push(`It waits where it should await, at ${places(waiting)}.`);
  if (portable > 0 && science.length > 0) {
    return {
      verdict: "seam",
      reasons: [`It stands on ${science.join(", ")}, which have no equivalent in Go or TypeScript.`, ...reasons],
      wouldChange: ["Were the loop nests free of those packages, in a module of their own, they could be ported."],
    };
  }
  const verdict: Verdict =
    portable > 0 ? "port-go" : threaded + onLoop > 0 ? "parallelise" : waiting > 0 ? "make-async" : "stay";
  return {
    verdict,
    reasons: reasons.length > 0 ? reasons : ["Nothing in it holds the program back."],
    wouldChange: WOULD_CHANGE[verdict](basis.minor),
  };
}

function places(count: number): string {
  return count === 1 ? "one place" : `${count} places`;
}

const WOULD_CHANGE: Record<Verdict, (minor: number) => readonly string[]> = {
  stay: () => ["A profile that shows it hot, or a finding, would change this."],
  "make-async": () => ["If the waits turn out to be rare and short in a profile, leave it."],
  parallelise: (minor) => [
    minor >= 14
      ? "On free-threaded Python the threads run beside each other as they are."
      : "On 3.14, an interpreter pool or free-threaded Python would do with less change.",
  ],
  "port-go": () => [
    "A profile in which it takes little of the time would let it stay.",
    "A vectorised library that covers the loop nest would be less work.",
  ],
  "port-ts": () => ["A team that knows Go better would port it there."],
  seam: () => ["An equivalent of its packages in the other language would allow a port."],
};
