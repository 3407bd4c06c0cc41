import type { Module } from "../ir/nodes.ts";
import type { PortNote, Target } from "../sketch.ts";
import { announcedFor, mentionsSet } from "./announced.ts";
import { type Comparison, compareAnswers, type Difference } from "./compare.ts";
import { type FastCheck, NoValues, type Ranges, requestsFor } from "./generate.ts";
import type { Request, Side } from "./outcome.ts";
import { type Departure, type ParityItem, type ParityResult, type Shown, showRequest } from "./report.ts";
import type { ClassSubject, MethodSubject, Subject } from "./subjects.ts";

export interface VerifyOptions {
  readonly cases: number;
  readonly seed: number;
  readonly tolerance: number;
  /** Milliseconds that the inputs of one function may take together. */
  readonly budget: number;
}

export interface Sides {
  readonly python: Side;
  /** The original again, in a process of its own that orders sets otherwise: what it answers otherwise no port can match. */
  readonly again: Side;
  readonly port: Side;
}

export interface Verification {
  readonly fc: FastCheck;
  readonly module: Module;
  readonly target: Target;
  readonly notes: readonly PortNote[];
  readonly sides: Sides;
  readonly options: VerifyOptions;
  /** Inputs that the user gave, by dotted name; those are used instead of generated ones. */
  readonly given: ReadonlyMap<string, readonly Request[]> | undefined;
}

/** Compares one function, or all methods of a class. */
export async function verifySubject(subject: Subject, verification: Verification): Promise<ParityItem[]> {
  if (subject.kind === "function") {
    return [{ name: subject.name, result: await verifyCalls(subject, verification) }];
  }
  return verifyClass(subject, verification);
}

/** The methods of a class are called in any order on one object; a method that differs is told, and left out of what follows. */
async function verifyClass(subject: ClassSubject, verification: Verification): Promise<ParityItem[]> {
  const found = new Map<string, ParityResult>();
  const calls = new Map<string, number>();
  let methods: readonly MethodSubject[] = subject.methods;
  for (;;) {
    const result = await verifyCalls({ ...subject, methods }, verification, calls);
    if (result.kind !== "differs") {
      const own = subject.methods.filter((method) => method.name.startsWith(`${subject.name}.`));
      for (const { name, method } of methods.filter((each) => own.includes(each))) {
        const cases = calls.get(method) ?? 0;
        const reason = result.kind === "not-run" ? result.reason : "no call of it came to an end that can be compared";
        const verified = result.kind === "verified" && cases > 0;
        found.set(name, verified ? { ...result, cases } : { kind: "not-run", reason });
      }
      if (!found.has(subject.name)) found.set(subject.name, result);
      break;
    }
    const { call } = result.difference;
    const culprit = call < 0 ? undefined : methods.find(({ method }) => method === result.culprit);
    if (culprit === undefined) {
      found.set(subject.name, result);
      const reason = `objects of ${subject.name} differ from the start`;
      for (const { name } of methods) if (!found.has(name)) found.set(name, { kind: "not-run", reason });
      break;
    }
    found.set(culprit.name, withoutCulprit(result));
    methods = methods.filter((each) => each !== culprit);
    if (methods.length === 0) break;
  }
  const own = [...found].filter(([name]) => name === subject.name || name.startsWith(`${subject.name}.`));
  return own.map(([name, result]) => ({ name, result: withoutCulprit(result) }));
}

type Found = ParityResult & { readonly culprit?: string };

function withoutCulprit({ culprit: _, ...result }: Found): ParityResult {
  return result as ParityResult;
}

/** Passes of growing difficulty: what a pass finds is told before the next one starts. */
const ORDINARY: Ranges = { largest: 100_000, extremes: false };
const SMALLER: readonly Ranges[] = [
  { largest: 1000, extremes: false },
  { largest: 12, extremes: false },
];

type DiffersFound = Found & { readonly kind: "differs" };

async function verifyCalls(
  subject: Subject,
  verification: Verification,
  calls: Map<string, number> = new Map(),
): Promise<Found> {
  const { options, given } = verification;
  const run = new Run(subject, verification, calls);
  const own = given === undefined ? undefined : givenFor(subject, given);
  if (given !== undefined && (own === undefined || own.length === 0))
    return { kind: "not-run", reason: "no input was given for it" };
  try {
    let ranges = ORDINARY;
    let result = await run.pass(ranges, options.cases, own);
    for (const smaller of SMALLER) {
      if (result.kind !== "too-slow") break;
      ranges = smaller;
      result = await run.pass(ranges, options.cases, own);
    }
    if (result.kind === "too-slow") return { kind: "not-run", reason: "the original does not come to an end in time" };
    if (result.kind === "differs") return result.found;
    // Numbers at the limits of what a target can hold come last, so that they do not hide a simpler difference.
    if (own === undefined && run.takesInput && ranges === ORDINARY) {
      const extreme = await run.pass({ ...ranges, extremes: true }, Math.ceil(options.cases / 4), undefined);
      if (extreme.kind === "differs") return extreme.found;
    }
  } catch (error) {
    if (error instanceof NoValues)
      return { kind: "not-run", reason: `it takes ${error.message}, which cannot be made up` };
    throw error;
  }
  if (run.isUnsteady) return { kind: "not-run", reason: UNSTEADY };
  if (run.same === 0) return { kind: "not-run", reason: run.whyNothing() };
  return { kind: "verified", cases: run.same, byTolerance: run.byTolerance, departures: run.departures };
}

function givenFor(subject: Subject, given: ReadonlyMap<string, readonly Request[]>): readonly Request[] | undefined {
  return given.get(subject.name);
}

type PassResult =
  | { readonly kind: "through" }
  | { readonly kind: "too-slow" }
  | { readonly kind: "differs"; readonly found: DiffersFound };

/** A difference, and the request that shows it. */
interface Case {
  readonly request: Request;
  readonly difference: Difference;
}

/** The comparison of one subject, over all its passes. */
class Run {
  readonly #subject: Subject;
  readonly #verification: Verification;
  readonly #calls: Map<string, number>;
  same = 0;
  byTolerance = 0;
  readonly departures: Departure[] = [];
  readonly #open = new Map<string, number>();
  #slow = 0;
  #unsteady = 0;

  constructor(subject: Subject, verification: Verification, calls: Map<string, number>) {
    this.#subject = subject;
    this.#verification = verification;
    this.#calls = calls;
  }

  get takesInput(): boolean {
    const all = [this.#subject, ...(this.#subject.kind === "class" ? this.#subject.methods : [])];
    return all.some((each) => each.parameters.length > 0);
  }

  async pass(ranges: Ranges, cases: number, given: readonly Request[] | undefined): Promise<PassResult> {
    const { fc, module, target, options } = this.#verification;
    const arbitrary = requestsFor(this.#subject, { fc, module, target, pool: this.#subject.pool, ranges });
    let first: Case | undefined;
    let smallest: Case | undefined;
    let costly = 0;
    this.#slow = 0;
    const property = fc.asyncProperty(arbitrary, async (request) => {
      if (this.#slow >= MOST_TIMEOUTS || this.#unsteady >= MOST_UNSTEADY || costly >= MOST_COSTLY) return true;
      const comparison = await this.#compare(request);
      if (first === undefined) this.#count(comparison, request);
      if (comparison.kind !== "differs") return true;
      const { difference } = comparison;
      if (first === undefined) {
        if (!(await this.#holds(request))) return true;
        first = { request, difference };
      } else smallest = { request, difference };
      // Each smaller input of this kind takes a timeout or a start.
      if (difference.what === "hang" || difference.what === "crash") costly++;
      return false;
    });
    const examples = given?.map((request): [Request] => [request]);
    await fc.check(property, {
      seed: seedFor(options.seed, this.#subject.name),
      // Without parameters all inputs are the same one.
      numRuns: examples?.length ?? (this.takesInput ? cases : Math.min(cases, 3)),
      ...(examples === undefined ? {} : { examples }),
      // Runs are left out from then on; one that is under way is never left behind, since the sides answer in turn.
      skipAllAfterTimeLimit: options.budget,
    });
    if (first !== undefined) {
      const steady = smallest !== undefined && (await this.#holds(smallest.request));
      return { kind: "differs", found: await this.#told(steady ? smallest! : first) };
    }
    return this.#slow >= MOST_TIMEOUTS ? { kind: "too-slow" } : { kind: "through" };
  }

  /** Asks both sides, and says whether they part in a way that nothing announces. */
  async #compare(request: Request): Promise<Comparison> {
    const { sides, options, target } = this.#verification;
    const python = await sides.python.ask(request);
    if (python.kind === "timeout" || python.kind === "ended") {
      this.#slow++;
      // Both sides have seen the same calls again.
      await sides.port.restart();
      return { kind: "open", why: "original", reason: "the original does not come to an end" };
    }
    const port = await sides.port.ask(request);
    if (port.kind === "timeout" || port.kind === "ended") await sides.python.restart();
    const comparison = compareAnswers(python, port, { tolerance: options.tolerance, tuplesAreLists: target === "ts" });
    if (comparison.kind !== "differs") return comparison;
    const usesSets = mentionsSet(this.#verification.module, this.#subject);
    const departure = announcedFor(comparison.difference, request, python, port, { target, usesSets });
    if (departure === undefined) return comparison;
    if (!this.departures.some(({ code }) => code === departure.code))
      this.departures.push({ ...departure, difference: shown(request, comparison.difference) });
    return { kind: "open", why: "original", reason: departure.message };
  }

  /** Whether the original answers the same in a process of its own; what it answers otherwise no port can match. */
  async #holds(request: Request): Promise<boolean> {
    const { python, again, port } = this.#verification.sides;
    await Promise.all([python.restart(), again.restart(), port.restart()]);
    const answers = await Promise.all([python.ask(request), again.ask(request)]);
    const same = compareAnswers(answers[0], answers[1], { tolerance: 0, tuplesAreLists: false }).kind !== "differs";
    if (same) return true;
    this.#unsteady++;
    this.#open.set(UNSTEADY, (this.#open.get(UNSTEADY) ?? 0) + 1);
    return false;
  }

  #count(comparison: Comparison, request: Request): void {
    if (comparison.kind === "same") {
      this.same++;
      if (comparison.byTolerance) this.byTolerance++;
      for (const { name } of request.calls) this.#calls.set(name, (this.#calls.get(name) ?? 0) + 1);
    } else if (comparison.kind === "open") {
      const key = reasonOf(comparison);
      this.#open.set(key, (this.#open.get(key) ?? 0) + 1);
    }
  }

  async #told({ request, difference }: Case): Promise<DiffersFound> {
    // The state that a failing input left behind must not reach the next function.
    await Promise.all([this.#verification.sides.python.restart(), this.#verification.sides.port.restart()]);
    const culprit = difference.call < 0 ? undefined : request.calls[difference.call]?.name;
    // What comes after the difference does not matter to it.
    const shortest = { ...request, calls: request.calls.slice(0, difference.call + 1) };
    return { kind: "differs", cases: this.same, difference: shown(shortest, difference), culprit };
  }

  /** The most frequent reason why no case could be compared. */
  whyNothing(): string {
    const [most] = [...this.#open].sort(([, a], [, b]) => b - a);
    return most?.[0] ?? "nothing was compared";
  }

  get isUnsteady(): boolean {
    return this.#unsteady >= MOST_UNSTEADY;
  }
}

const MOST_UNSTEADY = 3;
const MOST_COSTLY = 8;
const MOST_TIMEOUTS = 3;
const UNSTEADY = "the original itself answers differently each time";

function shown(request: Request, difference: Difference): Shown {
  return { ...difference, input: showRequest(request) };
}

function reasonOf(comparison: Comparison & { kind: "open" }): string {
  switch (comparison.why) {
    case "stub":
      return `the port gets to a stub: ${comparison.reason}`;
    case "input":
      return `the original refuses inputs of the types that were inferred: ${comparison.reason}`;
    case "unable":
    case "opaque":
    case "original":
      return comparison.reason;
    default:
      return comparison.why satisfies never;
  }
}

/** Each subject has a seed of its own, so that it sees the same inputs whichever others are verified. */
function seedFor(seed: number, name: string): number {
  let hash = seed | 0;
  for (let i = 0; i < name.length; i++) hash = (Math.imul(hash, 31) + name.charCodeAt(i)) | 0;
  return hash;
}
