import type { Advisor } from "../advice/advisor.ts";
import type { Evidence, WeighedFinding } from "../advice/evidence/evidence.ts";
import type { ModuleId } from "../program/modules.ts";
import type { Program } from "../program/program.ts";
import { type ModuleFacts, NONE } from "../semantics/facts.ts";
import type { Lens } from "./api.ts";
import type { EngineWords } from "./messages.ts";

export interface LensInput {
  readonly program: Program;
  readonly module: ModuleId;
  readonly findings: readonly WeighedFinding[];
  readonly advisor: Advisor;
  /** Undefined without a profile. */
  readonly evidence: Evidence | undefined;
  readonly words: EngineWords;
}

/** The verdicts on functions and classes that have findings, by their place. */
export function lensesOf(input: LensInput): readonly Lens[] {
  const { program, module, findings, evidence } = input;
  const facts = program.facts(module);
  const lenses: Lens[] = [];
  for (const fn of facts.functions.slice(1)) {
    if (fn.isLambda) continue;
    const own = findings.filter((finding) => finding.symbol === fn.qualifiedName);
    if (own.length === 0) continue;
    lenses.push(lensOf(input, fn, [fn.id], own, evidence?.of(module, fn.id)?.total));
  }
  for (const cls of facts.classes) {
    if (cls.outer !== NONE) continue;
    const inside = findings.filter((finding) => finding.symbol.startsWith(`${cls.qualifiedName}.`));
    if (inside.length === 0) continue;
    lenses.push(lensOf(input, cls, methodsOf(facts, cls.qualifiedName), inside, undefined));
  }
  return lenses.sort((a, b) => a.range.start - b.range.start);
}

/** What functions and classes have in common. */
interface Named {
  readonly qualifiedName: string;
  readonly start: number;
  readonly end: number;
  readonly nameStart: number;
  readonly nameEnd: number;
}

function lensOf(
  { module, advisor, words }: LensInput,
  { qualifiedName: name, start, end, nameStart, nameEnd }: Named,
  functions: readonly number[],
  findings: readonly WeighedFinding[],
  measured: number | undefined,
): Lens {
  const advice = advisor.ofFunctions(module, functions, findings, measured);
  const effort = advisor.effortOfFunctions(module, { name, functions, findings, start, end }, advice.verdict);
  return {
    range: { start: nameStart, end: nameEnd },
    body: { start, end },
    title: words["lens.verdict"]({ verdict: advice.verdict, findings: findings.length, days: effort.days, measured }),
    name,
    advice,
    findings: findings.length,
    effort,
    measured,
  };
}

function methodsOf(facts: ModuleFacts, cls: string): number[] {
  return facts.functions.filter((fn) => fn.qualifiedName.startsWith(`${cls}.`)).map((fn) => fn.id);
}
