import type { Target } from "../sketch.ts";
import type { Difference } from "./compare.ts";
import type { Request } from "./outcome.ts";
import { showArguments } from "./values.ts";

/** What came of comparing a module with its port. */
export interface ParityReport {
  readonly target: Target;
  readonly seed: number;
  readonly items: readonly ParityItem[];
  /** Why the module's port could not be run as a whole; its definitions were compared each with what it needs, then. */
  readonly failed?: string;
}

/** One function, method, class or the program itself. */
export interface ParityItem {
  /** Dotted name within the module; the program is `__main__`. */
  readonly name: string;
  readonly result: ParityResult;
}

export type ParityResult =
  | {
      readonly kind: "verified";
      /** Inputs on which both sides gave the same. */
      readonly cases: number;
      /** Cases where floats were equal only by the tolerance. */
      readonly byTolerance: number;
      /** Differences that the port or its documentation announces, each with an input that shows it. */
      readonly departures: readonly Departure[];
    }
  | {
      readonly kind: "differs";
      /** Inputs on which both sides gave the same before. */
      readonly cases: number;
      readonly difference: Shown;
    }
  | { readonly kind: "not-run"; readonly reason: string };

export interface Departure {
  /** The note's code, or what the documentation calls it. */
  readonly code: string;
  readonly message: string;
  readonly difference: Shown;
}

/** A difference with the smallest input found that shows it. */
export interface Shown extends Difference {
  /** Python that leads to the difference. */
  readonly input: string;
}

/** The request as Python that a reader can run. */
export function showRequest({ make, calls }: Request): string {
  const made = make === undefined ? [] : [`self = ${make.class}(${showArguments(make.args)})`];
  const called = calls.map(({ name, args, isProperty }) => {
    const before = make === undefined ? "" : "self.";
    return isProperty ? `${before}${name}` : `${before}${name}(${showArguments(args)})`;
  });
  return [...made, ...called].join("; ");
}

export interface ParityCounts {
  readonly verified: number;
  readonly differs: number;
  readonly notRun: number;
  readonly cases: number;
}

export function countsOf(items: readonly ParityItem[]): ParityCounts {
  const of = (kind: ParityResult["kind"]): number => items.filter(({ result }) => result.kind === kind).length;
  const cases = items.reduce((sum, { result }) => sum + ("cases" in result ? result.cases : 0), 0);
  return { verified: of("verified"), differs: of("differs"), notRun: of("not-run"), cases };
}
