import type { ModuleId } from "../program/modules.ts";
import type { Program } from "../program/program.ts";
import type { Finding } from "../rules/finding.ts";
import type { Advisor } from "./advisor.ts";
import type { ModuleBasis } from "./basis.ts";
import { riskOf } from "./effort.ts";
import { decide } from "./matrix.ts";
import { type PlanOutcome, planOf } from "./plan-of.ts";
import { survey } from "./survey.ts";
import type { Advice } from "./verdict.ts";

/** What there is to say of a workspace's modules once all of them are known. */
export interface Assessment extends PlanOutcome {
  /** Both by module number. */
  readonly bases: readonly ModuleBasis[];
  readonly advice: readonly Advice[];
}

export interface AssessmentInput {
  readonly program: Program;
  readonly advisor: Advisor;
  readonly findings: (module: ModuleId) => readonly Finding[];
  /** Share of the measured time that a module's own functions take; undefined without a profile. */
  readonly measured: (module: ModuleId) => number | undefined;
}

/** Surveys a program, advises on each module, and plans: the one place that the report and the editor have their verdicts from. */
export function assess(input: AssessmentInput): Assessment {
  const { program, advisor, findings, measured } = input;
  const { team } = advisor.settings;
  const surveyed = survey({ program, advisor, findings, measured });
  const advice = surveyed.modules.map((basis, module) =>
    settled(advisor.ofModule(module, findings(module), measured(module)), basis, advisor),
  );
  const verdicts = advice.map(({ verdict }) => verdict);
  return {
    bases: surveyed.modules,
    advice,
    ...planOf({ program, survey: surveyed, verdicts, team, words: advisor.words }),
  };
}

/**
 * The advice as the team's matrix and the workspace see it. Code that was copied in is not the team's to change. A port that the team
 * would rather not have is not advised on a guess: what speaks for it has to show in a profile first.
 */
function settled(advice: Advice, basis: ModuleBasis, { settings: { team }, words }: Advisor): Advice {
  if (advice.verdict !== "stay" && VENDORED.test(basis.file)) {
    const wouldChange = [words["change.vendored"]()];
    return { verdict: "stay", reasons: [words["reason.vendored"](), ...advice.reasons], wouldChange };
  }
  const candidate = advice.verdict === "port-go" ? "go" : advice.verdict === "port-ts" ? "typescript" : undefined;
  if (candidate === undefined) return advice;
  const { best, totals } = decide(basis, team);
  if (best !== "stay") return advice;
  const weighed = { stay: totals.stay, move: totals[candidate] };
  if (basis.measured !== undefined)
    return { ...advice, wouldChange: [words["change.weighed"](weighed), ...advice.wouldChange] };
  const risk = riskOf(basis, advice.verdict, words);
  const against =
    risk.level === "high"
      ? [words["reason.weighed"](weighed), ...risk.reasons]
      : [words["reason.weighed-stay"](weighed)];
  return { verdict: "stay", reasons: [...against, ...advice.reasons], wouldChange: [words["change.shown"]()] };
}

/** Folders that copies of other projects are kept in, by custom. */
const VENDORED = /(^|\/)(_?vendor(ed)?|_?third_?party|_?externals?|_?extern)\//;
