import { concerned, type Dependency, type ModuleBasis } from "./basis.ts";
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
export function decide(basis: ModuleBasis, team: Team): DecisionMatrix {
  const rows = CRITERIA.map((criterion): MatrixRow => {
    const scores = Object.fromEntries(
      CANDIDATES.map((candidate) => [candidate, SCORING[criterion](basis, candidate, team)]),
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

type Scoring = (basis: ModuleBasis, candidate: Candidate, team: Team) => Score;

const SCORING: Record<Criterion, Scoring> = {
  gain: (basis, candidate) => {
    const counts = RELIEVED.map((concern) => [concern, concerned(basis, concern)] as const).filter(
      ([, count]) => count > 0,
    );
    const all = counts.reduce((sum, [, count]) => sum + count, 0);
    if (all === 0) {
      return candidate === "stay"
        ? { score: 5, basis: "Nothing holds it back: there is nothing to gain elsewhere." }
        : { score: 0, basis: "Nothing holds it back: a port gains nothing." };
    }
    const sum = counts.reduce((total, [concern, count]) => total + count * RELIEF[concern][candidate], 0);
    const told = counts.map(([concern, count]) => `${count} ${concern} × ${RELIEF[concern][candidate]}`).join(" + ");
    return { score: round(sum / all), basis: `(${told}) ÷ ${all}` };
  },
  portability: (basis, candidate) => {
    if (candidate === "stay") return { score: 5, basis: "Nothing is ported." };
    const sites = concerned(basis, "dynamic");
    if (sites === 0) return { score: 5, basis: "No construct that a port has to be written by hand for." };
    const density = (sites * 100) / Math.max(basis.codeLines, 1);
    // JavaScript's objects are as open as Python's, Go's structs are not.
    const penalty = density * (candidate === "go" ? 2.5 : 1.5);
    return {
      score: round(Math.max(0, 5 - penalty)),
      basis: `${sites} dynamic ${sites === 1 ? "construct" : "constructs"} in ${basis.codeLines} lines of code.`,
    };
  },
  readiness: ({ dependencies }, candidate) => {
    if (candidate === "stay") return { score: 5, basis: "Its packages stay." };
    if (dependencies.length === 0) return { score: 5, basis: "No package from outside." };
    const fits = dependencies.map((dependency) => fitOf(dependency, candidate));
    const score = fits.reduce((sum, fit) => sum + FIT_SCORE[fit], 0) / fits.length;
    const told = FITS.map((fit) => [fit, fits.filter((one) => one === fit).length] as const)
      .filter(([, count]) => count > 0)
      .map(([fit, count]) => `${count} ${fit}`);
    return {
      score: round(score),
      basis: `${dependencies.length === 1 ? "One package" : `${dependencies.length} packages`}: ${told.join(", ")}.`,
    };
  },
  coupling: ({ coupling }, candidate) => {
    if (candidate === "stay") return { score: 5, basis: "No boundary is drawn." };
    const links = coupling.afferent + coupling.efferent;
    const circle = coupling.circle.length > 0 ? 1 : 0;
    const told = `${coupling.afferent} in, ${coupling.efferent} out${circle === 1 ? ", in an import circle" : ""}.`;
    return {
      score: round(Math.max(0, 5 * (1 - Math.min(1, links / LINKS_OF_A_HUB)) - circle)),
      basis: `Imports: ${told}`,
    };
  },
  cover: ({ cover }, candidate) => {
    if (candidate === "stay") return { score: 5, basis: "Its behaviour does not change." };
    if (cover === undefined) return { score: 2.5, basis: "No tests are among what was audited: neither good nor bad." };
    if (cover.functions === 0) return { score: 5, basis: "It has no functions of its own." };
    return {
      score: round((5 * cover.reached) / cover.functions),
      basis: `Tests reach ${cover.reached} of ${cover.functions} functions.`,
    };
  },
  skill: (_, candidate, team) => ({
    score: team.skills[LANGUAGE[candidate]],
    basis: `The team's setting \`skills.${LANGUAGE[candidate]}\`.`,
  }),
  operations: (_, candidate, team) => ({
    score: team.operations[LANGUAGE[candidate]],
    basis: `The team's setting \`operations.${LANGUAGE[candidate]}\`.`,
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
