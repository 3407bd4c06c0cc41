import { concerned, type Dependency, type ModuleBasis } from "./basis.ts";
import { type AdviceWords, adviceWords } from "./messages/index.ts";
import { CRITERIA, type Criterion, type Language, type Team } from "./team.ts";

/** What a module can be done with. Staying includes mending it in Python. */
export const CANDIDATES = ["stay", "go", "typescript"] as const;
export type Candidate = (typeof CANDIDATES)[number];

/** One cell: a score from 0 to 5, and what it rests on in one sentence. */
export interface Score {
  readonly score: number;
  readonly basis: string;
}

export interface MatrixRow {
  readonly criterion: Criterion;
  readonly weight: number;
  readonly scores: Readonly<Record<Candidate, Score>>;
}

/** Weighted criteria per candidate; `totals` are the weighted means, 0 to 5. */
export interface DecisionMatrix {
  readonly rows: readonly MatrixRow[];
  readonly totals: Readonly<Record<Candidate, number>>;
  /** The candidate with the highest total; the earlier one where two are level, because staying costs nothing. */
  readonly best: Candidate;
}

const LANGUAGE: Record<Candidate, Language> = { stay: "python", go: "go", typescript: "typescript" };

/** How far each way deals with a place of a concern, 0 to 5: in Python by fixes, processes or laziness, elsewhere by the runtime. */
const RELIEF = {
  waiting: { stay: 4, go: 5, typescript: 5 },
  threaded: { stay: 3, go: 5, typescript: 2 },
  computing: { stay: 1, go: 5, typescript: 3 },
  starting: { stay: 3, go: 5, typescript: 3 },
} as const;
type Relieved = keyof typeof RELIEF;
const RELIEVED = Object.keys(RELIEF) as readonly Relieved[];

/** The decision for a module, or for several taken as one. */
export function decide(basis: ModuleBasis, team: Team, words: AdviceWords = adviceWords("en")): DecisionMatrix {
  const rows = CRITERIA.map((criterion): MatrixRow => {
    const scores = Object.fromEntries(
      CANDIDATES.map((candidate) => [candidate, SCORING[criterion](basis, candidate, { team, words })]),
    ) as Record<Candidate, Score>;
    return { criterion, weight: team.weights[criterion], scores };
  });
  const weight = rows.reduce((sum, row) => sum + row.weight, 0);
  const totals = Object.fromEntries(
    CANDIDATES.map((candidate) => {
      const sum = rows.reduce((total, row) => total + row.weight * row.scores[candidate].score, 0);
      return [candidate, weight === 0 ? 0 : round(sum / weight)];
    }),
  ) as Record<Candidate, number>;
  const best = CANDIDATES.reduce((top, candidate) => (totals[candidate] > totals[top] ? candidate : top));
  return { rows, totals, best };
}

type Scoring = (
  basis: ModuleBasis,
  candidate: Candidate,
  given: { readonly team: Team; readonly words: AdviceWords },
) => Score;

const SCORING: Record<Criterion, Scoring> = {
  gain: (basis, candidate, { words }) => {
    const counts = RELIEVED.map((concern) => [concern, concerned(basis, concern)] as const).filter(
      ([, count]) => count > 0,
    );
    const all = counts.reduce((sum, [, count]) => sum + count, 0);
    if (all === 0) {
      return candidate === "stay"
        ? { score: 5, basis: words["score.gain-stay"]() }
        : { score: 0, basis: words["score.gain-move"]() };
    }
    const sum = counts.reduce((total, [concern, count]) => total + count * RELIEF[concern][candidate], 0);
    const terms = counts.map(([concern, count]) => ({ concern, count, relief: RELIEF[concern][candidate] }));
    return { score: round(sum / all), basis: words["score.gain"]({ terms, all }) };
  },
  portability: (basis, candidate, { words }) => {
    if (candidate === "stay") return { score: 5, basis: words["score.portability-stay"]() };
    const sites = concerned(basis, "dynamic");
    if (sites === 0) return { score: 5, basis: words["score.portability-none"]() };
    const density = (sites * 100) / Math.max(basis.codeLines, 1);
    // JavaScript's objects are as open as Python's, Go's structs are not.
    const penalty = density * (candidate === "go" ? 2.5 : 1.5);
    return {
      score: round(Math.max(0, 5 - penalty)),
      basis: words["score.portability"]({ sites, lines: basis.codeLines }),
    };
  },
  readiness: ({ dependencies }, candidate, { words }) => {
    if (candidate === "stay") return { score: 5, basis: words["score.readiness-stay"]() };
    if (dependencies.length === 0) return { score: 5, basis: words["score.readiness-none"]() };
    const fits = dependencies.map((dependency) => fitOf(dependency, candidate));
    const score = fits.reduce((sum, fit) => sum + FIT_SCORE[fit], 0) / fits.length;
    const counts = FITS.map((fit) => ({ fit, count: fits.filter((one) => one === fit).length }));
    return {
      score: round(score),
      basis: words["score.readiness"]({ packages: dependencies.length, fits: counts.filter(({ count }) => count > 0) }),
    };
  },
  coupling: ({ coupling }, candidate, { words }) => {
    if (candidate === "stay") return { score: 5, basis: words["score.coupling-stay"]() };
    const links = coupling.afferent + coupling.efferent;
    const circle = coupling.circle.length > 0 ? 1 : 0;
    return {
      score: round(Math.max(0, 5 * (1 - Math.min(1, links / LINKS_OF_A_HUB)) - circle)),
      basis: words["score.coupling"]({ ...coupling, circle: circle === 1 }),
    };
  },
  cover: ({ cover }, candidate, { words }) => {
    if (candidate === "stay") return { score: 5, basis: words["score.cover-stay"]() };
    if (cover === undefined) return { score: 2.5, basis: words["score.cover-unknown"]() };
    if (cover.functions === 0) return { score: 5, basis: words["score.cover-none"]() };
    return {
      score: round((5 * cover.reached) / cover.functions),
      basis: words["score.cover"](cover),
    };
  },
  skill: (_, candidate, { team, words }) => ({
    score: team.skills[LANGUAGE[candidate]],
    basis: words["score.setting"]({ setting: `skills.${LANGUAGE[candidate]}` }),
  }),
  operations: (_, candidate, { team, words }) => ({
    score: team.operations[LANGUAGE[candidate]],
    basis: words["score.setting"]({ setting: `operations.${LANGUAGE[candidate]}` }),
  }),
};

/** Imports in and out from which on a module is a hub that cannot be cut out. */
const LINKS_OF_A_HUB = 12;

const FITS = ["drop-in", "similar", "partial", "none", "unknown"] as const;
export type Fit = (typeof FITS)[number];
/** A package that the tables do not know may have an equivalent that somebody has to look for. */
const FIT_SCORE: Record<Fit, number> = { "drop-in": 5, similar: 4, partial: 2, none: 0, unknown: 1 };

export function fitOf(dependency: Dependency, candidate: "go" | "typescript"): Fit {
  return (candidate === "go" ? dependency.go : dependency.npm)?.fit ?? "unknown";
}

/** Two decimals, so that the arithmetic can be followed by hand. */
function round(value: number): number {
  return Math.round(value * 100) / 100;
}
