import { EMPTY_ENV } from "../program/entities.ts";
import type { FunctionNode } from "../program/graph.ts";
import type { ModuleId } from "../program/modules.ts";
import type { Program } from "../program/program.ts";
import { isTestFile } from "../program/test-files.ts";
import type { Finding } from "../rules/finding.ts";
import { COMPUTING_RULES } from "./advise.ts";
import type { Advisor } from "./advisor.ts";
import type { Cover, ModuleBasis } from "./basis.ts";
import type { CallBetween } from "./boundaries.ts";
import { type Condensation, condense, couplingOf, type ImportGraph } from "./coupling.ts";
import { sortedNames } from "./imports.ts";

/** What a program says about its modules, as advice needs it. */
export interface Survey {
  readonly graph: ImportGraph;
  readonly condensation: Condensation;
  readonly modules: readonly ModuleBasis[];
  /** Calls from one module to a function of another. */
  readonly calls: readonly CallBetween[];
}

export interface SurveyInput {
  readonly program: Program;
  readonly advisor: Advisor;
  readonly findings: (module: ModuleId) => readonly Finding[];
  /** Share of the measured time that a module's own functions take; undefined without a profile. */
  readonly measured: (module: ModuleId) => number | undefined;
}

export function survey(input: SurveyInput): Survey {
  const { program } = input;
  const names = program.modules.names;
  const byName = new Map(names.map((name, module) => [name, module]));
  const linked = names.map((_, module) => input.advisor.traitsOf(module));
  const graph: ImportGraph = {
    names,
    imports: linked.map(({ imports }) => imports.map((name) => byName.get(name)!)),
  };
  const condensation = condense(graph);
  const coupling = couplingOf(graph, condensation);
  const tests = names.map((_, module) => isTestFile(program.file(module)));
  const reached = tests.includes(true) ? reachedByTests(program, tests) : undefined;
  const modules = names.map((module, id): ModuleBasis => {
    const facts = program.facts(id);
    const findings = input.findings(id);
    const scope = scopeOf(program, id, findings);
    return {
      module,
      file: program.file(id),
      codeLines: facts.codeLines,
      scopeLines: scope.lines,
      scope: scope.names,
      isTest: tests[id],
      findings,
      dependencies: linked[id].dependencies,
      coupling: coupling[id],
      cover: reached === undefined ? undefined : coverOf(program, id, reached),
      concurrency: concurrencyOf(program, id),
      serves: linked[id].serves,
      isScript: linked[id].isScript,
      isAsync: linked[id].isAsync,
      measured: input.measured(id),
    };
  });
  return { graph, condensation, modules, calls: callsBetween(program) };
}

/** Functions that run when the tests do, by key of module and function. */
function reachedByTests(program: Program, tests: readonly boolean[]): ReadonlySet<number> {
  const { nodes } = program.graph;
  const reached = new Set<number>();
  const queue: FunctionNode[] = nodes.filter((node) => tests[node.module]);
  const seen = new Set(queue.map((node) => node.id));
  const visit = (id: number): void => {
    if (seen.has(id)) return;
    seen.add(id);
    queue.push(nodes[id]);
  };
  for (let at = 0; at < queue.length; at++) {
    const node = queue[at];
    reached.add(functionKey(program, node.module, node.fn));
    for (const edge of node.edges) visit(edge.to);
    for (const handover of node.handovers) for (const target of handover.targets) visit(target);
  }
  return reached;
}

function functionKey(program: Program, module: ModuleId, fn: number): number {
  return fn * program.modules.names.length + module;
}

function coverOf(program: Program, module: ModuleId, reached: ReadonlySet<number>): Cover {
  const functions = program
    .facts(module)
    .functions.slice(1)
    .filter((fn) => !fn.isLambda);
  return {
    functions: functions.length,
    reached: functions.filter((fn) => reached.has(functionKey(program, module, fn.id))).length,
  };
}

/** The functions of a module that compute, and the lines of those with all that they call in the module. */
function scopeOf(program: Program, module: ModuleId, findings: readonly Finding[]): { names: string[]; lines: number } {
  const facts = program.facts(module);
  const names = new Set(findings.filter(({ rule }) => COMPUTING_RULES.includes(rule)).map(({ symbol }) => symbol));
  const wanted = facts.functions.filter((fn) => names.has(fn.qualifiedName));
  if (wanted.length === 0) return { names: [], lines: 0 };
  const own = program.nodesOf(module).filter((node) => node.env === EMPTY_ENV);
  const byFunction = new Map(own.map((node) => [node.fn, node]));
  const queue = wanted.map((fn) => fn.id);
  const taken = new Set(queue);
  for (let at = 0; at < queue.length; at++) {
    for (const edge of byFunction.get(queue[at])?.edges ?? []) {
      const callee = program.graph.nodes[edge.to];
      if (callee.module !== module || callee.fn === 0 || taken.has(callee.fn)) continue;
      taken.add(callee.fn);
      queue.push(callee.fn);
    }
  }
  // Functions inside of others are counted with those.
  const outermost = [...taken].filter(
    (fn) => fn !== 0 && !isInside(facts.functions[fn].parent, taken, program, module),
  );
  const characters = outermost.reduce((sum, fn) => sum + facts.functions[fn].end - facts.functions[fn].start, 0);
  const all = Math.max(1, facts.functions[0].end - facts.functions[0].start);
  const whole = taken.has(0) ? 1 : Math.min(1, characters / all);
  return {
    names: sortedNames(wanted.map((fn) => fn.qualifiedName || program.modules.names[module])),
    lines: Math.max(1, Math.round(facts.codeLines * whole)),
  };
}

function isInside(parent: number, taken: ReadonlySet<number>, program: Program, module: ModuleId): boolean {
  for (let at = parent; at > 0; at = program.facts(module).functions[at].parent) if (taken.has(at)) return true;
  return false;
}

function concurrencyOf(program: Program, module: ModuleId): string[] {
  const kinds = new Set<string>();
  for (const node of program.nodesOf(module)) {
    if (program.functionOf(node).isAsync) kinds.add("coroutines");
    for (const handover of node.handovers) kinds.add(handover.via);
  }
  return sortedNames(kinds);
}

function callsBetween(program: Program): CallBetween[] {
  const calls: CallBetween[] = [];
  for (const node of program.graph.nodes) {
    if (node.env !== EMPTY_ENV) continue;
    for (const edge of node.edges) {
      const callee = program.graph.nodes[edge.to];
      if (callee.module === node.module) continue;
      calls.push({ from: node.module, to: callee.module, name: program.functionOf(callee).qualifiedName });
    }
  }
  return calls;
}
