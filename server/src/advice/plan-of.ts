import type { Program } from "../program/program.ts";
import { concerned, type ModuleBasis } from "./basis.ts";
import { boundariesOf } from "./boundaries.ts";
import { asFirstPort, type Effort, effortOf, NO_EFFORT, type RiskAssessment, riskOf, totalEffort } from "./effort.ts";
import { type DecisionMatrix, decide } from "./matrix.ts";
import type { AdviceWords } from "./messages/index.ts";
import type { Plan, ReadinessRow } from "./plan.ts";
import type { Survey } from "./survey.ts";
import type { Team } from "./team.ts";
import type { Verdict } from "./verdict.ts";
import { firstPortOf, type Movable, wavesOf } from "./waves.ts";

/** What the plan says of one module. */
export interface ModulePlan {
  readonly matrix: DecisionMatrix;
  readonly effort: Effort;
  readonly risk: RiskAssessment;
  /** Number of the wave that it is mended or ported in. */
  readonly wave: number | undefined;
}

export interface PlanOutcome {
  readonly plan: Plan;
  /** By module number; undefined for modules that nothing is to be done about. */
  readonly modules: readonly (ModulePlan | undefined)[];
}

export interface PlanInput {
  readonly program: Program;
  readonly survey: Survey;
  /** By module number. */
  readonly verdicts: readonly Verdict[];
  readonly team: Team;
  readonly words: AdviceWords;
}

/** The plan for a workspace, from the survey of its modules and the verdict on each. */
export function planOf({ program, survey, verdicts, team, words }: PlanInput): PlanOutcome {
  const { graph, condensation, modules, calls } = survey;
  const drafts = modules.map((basis, module) => {
    if (basis.isTest || verdicts[module] === "stay") return undefined;
    return {
      matrix: decide(basis, team, words),
      effort: effortOf(basis, verdicts[module], words),
      risk: riskOf(basis, verdicts[module], words),
    };
  });
  const movables = drafts.map((draft, module): Movable | undefined =>
    draft === undefined
      ? undefined
      : {
          module: modules[module].module,
          verdict: verdicts[module],
          effort: draft.effort,
          risk: draft.risk.level,
          gain: gainOf(modules[module]),
        },
  );
  const waves = wavesOf(movables, condensation, words);
  const waveOf = new Map<string, number>();
  for (const wave of waves) for (const name of wave.modules) if (!waveOf.has(name)) waveOf.set(name, wave.number);
  const firstPort = firstPortOf(waves, movables);
  const plans = drafts.map((draft, module): ModulePlan | undefined => {
    if (draft === undefined) return undefined;
    const name = modules[module].module;
    const effort = name === firstPort ? asFirstPort(draft.effort, words) : draft.effort;
    return { ...draft, effort, wave: waveOf.get(name) };
  });
  const tests = new Set(modules.flatMap((basis, module) => (basis.isTest ? [module] : [])));
  const moving = new Set(
    drafts.flatMap((draft, module) =>
      draft !== undefined && ["port-go", "port-ts", "seam"].includes(verdicts[module]) ? [module] : [],
    ),
  );
  const sources = modules.filter((basis) => !basis.isTest);
  return {
    plan: {
      team,
      matrix: sources.length === 0 ? undefined : decide(asOne(sources), team, words),
      readiness: readinessOf(program, sources),
      waves,
      boundaries: boundariesOf({ graph, condensation, moving, tests, calls }),
      circles: condensation.components
        .filter((members) => members.length > 1)
        .map((members) => members.map((member) => graph.names[member])),
      effort: totalEffort(plans.map((one) => one?.effort ?? NO_EFFORT)),
    },
    modules: plans,
  };
}

/** How much there is to gain: places, weighed by how many times faster another runtime does them, and by the time they take. */
function gainOf(basis: ModuleBasis): number {
  const places = concerned(basis, "computing") * 5 + concerned(basis, "threaded") * 3 + concerned(basis, "waiting");
  return basis.measured === undefined ? places : places * (1 + 20 * basis.measured);
}

/** The workspace as if it were one module: what crosses its border is what it has from outside. */
function asOne(modules: readonly ModuleBasis[]): ModuleBasis {
  const dependencies = new Map(modules.flatMap((basis) => basis.dependencies.map((one) => [one.name, one] as const)));
  const sum = (of: (basis: ModuleBasis) => number) => modules.reduce((total, basis) => total + of(basis), 0);
  return {
    module: "",
    file: "",
    codeLines: sum((basis) => basis.codeLines),
    scopeLines: sum((basis) => basis.scopeLines),
    scope: modules.flatMap((basis) => basis.scope),
    isTest: false,
    findings: modules.flatMap((basis) => basis.findings),
    dependencies: [...dependencies.values()].sort((a, b) => (a.name < b.name ? -1 : 1)),
    coupling: { afferent: 0, efferent: 0, instability: 0, circle: [] },
    cover: modules.some((basis) => basis.cover === undefined)
      ? undefined
      : { functions: sum((basis) => basis.cover!.functions), reached: sum((basis) => basis.cover!.reached) },
    concurrency: [...new Set(modules.flatMap((basis) => basis.concurrency))].sort(),
    serves: modules.some((basis) => basis.serves === "sync")
      ? "sync"
      : modules.some((basis) => basis.serves === "async")
        ? "async"
        : "no",
    isScript: false,
    isAsync: modules.some((basis) => basis.isAsync),
    measured: undefined,
  };
}

function readinessOf(program: Program, modules: readonly ModuleBasis[]): ReadinessRow[] {
  const counts = new Map<string, number>();
  for (const basis of modules) for (const { name } of basis.dependencies) counts.set(name, (counts.get(name) ?? 0) + 1);
  const rows = [...counts].map(([name, count]): ReadinessRow => {
    const row = program.evaluator.knowledge.package(name);
    return { package: name, distribution: row?.distribution, go: row?.go, npm: row?.npm, modules: count };
  });
  return rows.sort((a, b) => b.modules - a.modules || (a.package < b.package ? -1 : 1));
}
