import type { ModuleId } from "../../program/modules.ts";
import type { Program } from "../../program/program.ts";
import type { Finding, Severity } from "../../rules/finding.ts";
import { CONCERNS } from "../basis.ts";
import { type AdviceWords, adviceWords } from "../messages/index.ts";
import { percentOf } from "../share.ts";
import { type Located, Locator } from "./locate.ts";
import type { Profile, ProfileFormat } from "./profile.ts";

/** A profile that the user has, and the one of the same program with GIL-holding samples alone, where there is a pair. */
export interface ProfileInput {
  /** As the user named it. */
  readonly file: string;
  readonly profile: Profile;
  readonly gil: Profile | undefined;
}

/** What a profile says of a function: shares of the time in which anything ran, 0 to 1. */
export interface Measured {
  /** With all that it calls. */
  readonly total: number;
  /** In it and in libraries that it calls, other functions of the workspace left out. */
  readonly own: number;
  /** Time in which it, or a library under it, waited: as a share of all time. */
  readonly waiting: number;
  /** Share of its own time in which it held the GIL; undefined without a profile of that. */
  readonly gil: number | undefined;
}

export interface HotSpot extends Pick<Measured, "total" | "own" | "gil"> {
  readonly file: string;
  /** Dotted name within the module; empty for its top level. */
  readonly name: string;
  readonly line: number;
  /** How many times faster the program can get at most, were this to take no time at all. Amdahl's law; undefined where it is everything. */
  readonly bound: number | undefined;
}

/** What the audit keeps of the evidence. */
export interface EvidenceSummary {
  readonly profiles: readonly {
    readonly file: string;
    readonly format: ProfileFormat;
    /** Share of the busy time in which code of the workspace was on the stack. */
    readonly matched: number;
    /** How much was profiled, in `unit`. */
    readonly amount: number;
    readonly unit: Profile["unit"];
  }[];
  /** Functions by their own share, the hottest first. */
  readonly hotSpots: readonly HotSpot[];
  /** The bound for everything that findings name as work to be moved; undefined where that is everything. */
  readonly bound: number | undefined;
  /** One sentence that shows how the bound comes about. */
  readonly boundBasis: string;
}

/** What a profile made of a finding. */
export interface FindingEvidence {
  readonly status: "confirmed" | "raised" | "demoted" | "not-seen";
  /** One sentence with the figure. */
  readonly text: string;
}

/** A finding as profiles weigh it: its severity is what they made of it. */
export interface WeighedFinding extends Finding {
  /** Undefined without a profile, and for findings that say nothing of time. */
  readonly evidence: FindingEvidence | undefined;
}

const MAX_HOT_SPOTS = 50;
/** From here on a place is worth a look. */
const WARM = 0.05;
/** From here on it decides how fast the program is. */
const HOT = 0.2;
/** Below this nobody notices. */
const COLD = 0.01;
/** Below this share of its time under the GIL, threads do run beside each other. */
const RELEASES = 0.3;

const COMPUTES: readonly string[] = [...CONCERNS.computing, ...CONCERNS.threaded];
const HOLDS: readonly string[] = CONCERNS.threaded;
const WAITS: readonly string[] = CONCERNS.waiting;

/** Profiles matched with a program. */
export class Evidence {
  readonly #program: Program;
  readonly #locator: Locator;
  readonly #functions: ReadonlyMap<string, Measured>;
  readonly #inputs: readonly ProfileInput[];
  readonly #matched: readonly number[];
  readonly #words: AdviceWords;
  readonly #isOfProgram: boolean;
  /** Profiles in which no function of the workspace is. */
  readonly foreign: readonly string[];

  constructor(
    program: Program,
    text: (file: string) => string,
    inputs: readonly ProfileInput[],
    words: AdviceWords = adviceWords("en"),
  ) {
    this.#program = program;
    this.#words = words;
    this.#locator = new Locator(program, text);
    this.#inputs = inputs;
    const tallies = inputs.map(({ profile }) => tally(profile, this.#locator));
    const gil = inputs.map((input) => (input.gil === undefined ? undefined : tally(input.gil, this.#locator)));
    this.#matched = tallies.map(({ matched, busy }) => (busy === 0 ? 0 : matched / busy));
    // What was measured of another program says nothing of this one: not even that its functions take no time.
    const own = tallies.map(({ total, waiting }) => total.size + waiting.size > 0);
    this.foreign = inputs.flatMap(({ file }, index) => (own[index] ? [] : [file]));
    this.#isOfProgram = own.includes(true);
    this.#functions = joined(
      tallies.filter((_, index) => own[index]),
      gil.filter((_, index) => own[index]),
    );
  }

  of(module: ModuleId, fn: number): Measured | undefined {
    return this.#functions.get(keyOf({ module, fn }));
  }

  /** Own share of all functions of a module; undefined where no profile is of this program. */
  ofModule(module: ModuleId): number | undefined {
    if (!this.#isOfProgram) return undefined;
    let sum = 0;
    for (const fn of this.#program.facts(module).functions) sum += this.of(module, fn.id)?.own ?? 0;
    return sum;
  }

  /** A finding with what the profiles make of it. */
  weigh(finding: Finding): WeighedFinding {
    const evidence = this.judge(finding);
    return { ...finding, severity: severityWith(finding.severity, evidence), evidence };
  }

  /** What the profiles make of a finding; undefined for findings that say nothing of time. */
  judge(finding: Finding): FindingEvidence | undefined {
    if (!this.#isOfProgram) return undefined;
    if (COMPUTES.includes(finding.rule)) {
      const work = this.#functionOfWork(finding);
      return judgeWork(finding, work.measured, work.name, this.#words);
    }
    const measured = this.#measuredIn(finding);
    if (WAITS.includes(finding.rule) && measured !== undefined && measured.waiting >= COLD)
      return {
        status: "confirmed",
        text: this.#words["evidence.waiting"]({ share: percentOf(measured.waiting) }),
      };
    return undefined;
  }

  /**
   * The function that does the work which a finding is about: where a chain leads, its end. The place itself may only hand the work
   * over, and another thread's stack does not show it.
   */
  #functionOfWork(finding: Finding): { readonly name: string; readonly measured: Measured | undefined } {
    const last = finding.chain.at(-1);
    const module = last === undefined ? undefined : this.#program.modules.byFile(last.file);
    if (last === undefined || module === undefined)
      return { name: finding.symbol, measured: this.#measuredIn(finding) };
    const { functions } = this.#program.facts(module);
    const inner = functions.findLast((fn) => fn.start <= last.range.start && last.range.end <= fn.end) ?? functions[0];
    return { name: inner.qualifiedName, measured: this.of(module, inner.id) };
  }

  #measuredIn({ file, symbol }: Pick<Finding, "file" | "symbol">): Measured | undefined {
    const module = this.#program.modules.byFile(file);
    if (module === undefined) return undefined;
    const fn = this.#program.facts(module).functions.find((one) => one.qualifiedName === symbol);
    return fn === undefined ? undefined : this.of(module, fn.id);
  }

  summary(findings: readonly Finding[]): EvidenceSummary {
    const hotSpots: HotSpot[] = [];
    for (const [key, { own, total, gil }] of this.#functions) {
      if (own < COLD) continue;
      const at = locatedOf(key);
      hotSpots.push({
        file: this.#program.file(at.module),
        name: this.#program.facts(at.module).functions[at.fn].qualifiedName,
        line: this.#locator.lineOf(at),
        own: rounded(own),
        total: rounded(total),
        gil: gil === undefined ? undefined : rounded(gil),
        bound: boundOf(total),
      });
    }
    hotSpots.sort((a, b) => b.own - a.own || (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line));
    const named = new Map<string, number>();
    for (const finding of findings) {
      if (!COMPUTES.includes(finding.rule)) continue;
      const { name, measured } = this.#functionOfWork(finding);
      if (measured !== undefined) named.set(`${finding.chain.at(-1)?.file ?? finding.file}\0${name}`, measured.own);
    }
    // Own shares do not overlap, so that they can be added.
    const share = Math.min(
      1,
      [...named.values()].reduce((sum, one) => sum + one, 0),
    );
    return {
      profiles: this.#inputs.map(({ file, profile }, index) => ({
        file,
        format: profile.format,
        matched: rounded(this.#matched[index]),
        amount: rounded(profile.samples.reduce((sum, { weight }) => sum + weight, 0)),
        unit: profile.unit,
      })),
      hotSpots: hotSpots.slice(0, MAX_HOT_SPOTS),
      bound: boundOf(share),
      boundBasis: this.#isOfProgram
        ? this.#words["evidence.bound"]({ share: percentOf(share), part: rounded(share) })
        : this.#words["evidence.foreign"](),
    };
  }
}

function judgeWork(
  finding: Finding,
  measured: Measured | undefined,
  inner: string,
  words: AdviceWords,
): FindingEvidence {
  const name = inner === "" || inner === finding.symbol ? undefined : inner;
  if (measured === undefined) return { status: "not-seen", text: words["evidence.not-seen"]({ name }) };
  const share = percentOf(measured.total);
  if (HOLDS.includes(finding.rule) && measured.gil !== undefined && measured.gil < RELEASES && measured.own >= COLD) {
    return { status: "demoted", text: words["evidence.released"]({ name, share, gil: percentOf(measured.gil) }) };
  }
  if (measured.total < COLD) return { status: "demoted", text: words["evidence.cold"]({ name, share }) };
  const gil = measured.gil === undefined ? undefined : percentOf(measured.gil);
  const bound = measured.total >= WARM ? boundOf(measured.total) : undefined;
  return {
    status: measured.total >= HOT ? "raised" : "confirmed",
    text: words["evidence.takes"]({ name, share, gil, bound }),
  };
}

/** The severity of a finding after a profile spoke. */
export function severityWith(severity: Severity, evidence: FindingEvidence | undefined): Severity {
  if (evidence?.status === "raised" && severity === "info") return "warning";
  if (evidence?.status === "demoted") return severity === "warning" || severity === "error" ? "info" : "hint";
  return severity;
}

interface Tally {
  /** Weight of all samples, and of those in which something ran. */
  readonly all: number;
  readonly busy: number;
  /** Weight of busy samples with a function of the workspace in them. */
  readonly matched: number;
  readonly own: ReadonlyMap<string, number>;
  readonly total: ReadonlyMap<string, number>;
  readonly waiting: ReadonlyMap<string, number>;
}

function tally(profile: Profile, locator: Locator): Tally {
  const located = profile.frames.map((frame) => {
    const found = locator.locate(frame);
    return found === undefined ? undefined : keyOf(found);
  });
  const [own, total, waiting] = [new Map<string, number>(), new Map<string, number>(), new Map<string, number>()];
  const add = (map: Map<string, number>, key: string, weight: number) => map.set(key, (map.get(key) ?? 0) + weight);
  let [all, busy, matched] = [0, 0, 0];
  for (const { stack, weight, waits } of profile.samples) {
    all += weight;
    const keys = stack.map((frame) => located[frame]).filter((key) => key !== undefined);
    const innermost = keys.at(-1);
    if (waits) {
      if (innermost !== undefined) add(waiting, innermost, weight);
      continue;
    }
    busy += weight;
    if (innermost === undefined) continue;
    matched += weight;
    add(own, innermost, weight);
    // A function that calls itself is on the stack twice, and took the time once.
    for (const key of new Set(keys)) add(total, key, weight);
  }
  return { all, busy, matched, own, total, waiting };
}

/** Several profiles count alike, whatever their length. */
function joined(tallies: readonly Tally[], gil: readonly (Tally | undefined)[]): ReadonlyMap<string, Measured> {
  const keys = new Set(tallies.flatMap(({ total, waiting }) => [...total.keys(), ...waiting.keys()]));
  const mean = (of: (tally: Tally) => number) => tallies.reduce((sum, one) => sum + of(one), 0) / tallies.length;
  const share = (part: number | undefined, whole: number) => (whole === 0 ? 0 : (part ?? 0) / whole);
  const measured = new Map<string, Measured>();
  for (const key of keys) {
    const held = gil.flatMap((one, index) => {
      const own = tallies[index].own.get(key) ?? 0;
      return one === undefined || own === 0 ? [] : [Math.min(1, (one.own.get(key) ?? 0) / own)];
    });
    measured.set(key, {
      total: mean((one) => share(one.total.get(key), one.busy)),
      own: mean((one) => share(one.own.get(key), one.busy)),
      waiting: mean((one) => share(one.waiting.get(key), one.all)),
      gil: held.length === 0 ? undefined : held.reduce((sum, one) => sum + one, 0) / held.length,
    });
  }
  return measured;
}

function keyOf({ module, fn }: Located): string {
  return `${module}:${fn}`;
}

function locatedOf(key: string): Located {
  const [module, fn] = key.split(":").map(Number);
  return { module, fn };
}

/** Amdahl's law for a share that takes no time any more, to one decimal; undefined where nothing would be left. */
function boundOf(share: number): number | undefined {
  return share >= 0.999 ? undefined : Math.round(10 / (1 - share)) / 10;
}

function rounded(share: number): number {
  return Math.round(share * 1000) / 1000;
}
