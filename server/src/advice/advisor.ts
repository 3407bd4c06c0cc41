import { isStandardLibrary } from "../knowledge/standard-library.ts";
import { EMPTY_ENV } from "../program/entities.ts";
import type { ModuleId } from "../program/modules.ts";
import type { Program } from "../program/program.ts";
import type { Finding } from "../rules/finding.ts";
import type { Locale } from "../text/locale.ts";
import { type AdviceBasis, advise } from "./advise.ts";
import type { Dependency, ModuleBasis } from "./basis.ts";
import { type Effort, effortOf } from "./effort.ts";
import { importsOf, sortedNames } from "./imports.ts";
import { decide } from "./matrix.ts";
import { type AdviceWords, adviceWords } from "./messages/index.ts";
import type { Team } from "./team.ts";
import type { Advice, Verdict } from "./verdict.ts";

export interface AdvisorSettings {
  /** CPython's minor version: 13 for 3.13. */
  readonly minor: number;
  readonly freeThreaded: boolean;
  readonly team: Team;
  readonly locale: Locale;
}

export interface ModuleTraits extends Pick<ModuleBasis, "dependencies" | "serves" | "isScript" | "isAsync"> {
  /** Dotted names of the workspace modules that it imports. */
  readonly imports: readonly string[];
  /** Top-level names of the third-party packages that it imports. */
  readonly packages: readonly string[];
}

/** Functions that are looked at on their own: one, or the methods of a class. */
export interface ConcernedFunctions {
  readonly name: string;
  readonly functions: readonly number[];
  readonly findings: readonly Finding[];
  /** Where they stand in the text. */
  readonly start: number;
  readonly end: number;
}

/** Advises on the modules, classes and functions of a program, one at a time: what an editor asks for. */
export class Advisor {
  readonly #program: Program;
  readonly settings: AdvisorSettings;
  /** In the language of the settings. */
  readonly words: AdviceWords;
  readonly #modules = new Map<ModuleId, ModuleTraits>();

  constructor(program: Program, settings: AdvisorSettings) {
    this.#program = program;
    this.settings = settings;
    this.words = adviceWords(settings.locale);
  }

  ofModule(module: ModuleId, findings: readonly Finding[], measured?: number): Advice {
    const known = this.traitsOf(module);
    return this.#advise(module, known, known.dependencies, findings, measured);
  }

  /** Advice on some functions of a module, with the packages that those use themselves. */
  ofFunctions(module: ModuleId, functions: readonly number[], findings: readonly Finding[], measured?: number): Advice {
    const known = this.traitsOf(module);
    const used = this.#packagesOf(module, new Set(functions));
    const dependencies = known.dependencies.filter(({ name }) => used.has(name));
    return this.#advise(module, known, dependencies, findings, measured);
  }

  /**
   * The effort of what a verdict says of some functions alone. Who calls them from elsewhere and what tests reach of them is part of
   * the plan of the whole module.
   */
  effortOfFunctions(module: ModuleId, concerned: ConcernedFunctions, verdict: Verdict): Effort {
    const { name, functions, findings, start, end } = concerned;
    const { codeLines, functions: all } = this.#program.facts(module);
    const used = this.#packagesOf(module, new Set(functions));
    const { dependencies, isAsync } = this.traitsOf(module);
    const share = Math.min(1, (end - start) / Math.max(1, all[0].end - all[0].start));
    const basis: ModuleBasis = {
      ...NEUTRAL,
      codeLines,
      scopeLines: Math.max(1, Math.round(codeLines * share)),
      scope: [name],
      findings,
      dependencies: dependencies.filter((one) => used.has(one.name)),
      isAsync,
    };
    return effortOf(basis, verdict, this.words);
  }

  #advise(
    module: ModuleId,
    { serves, isScript, isAsync }: Pick<ModuleBasis, "serves" | "isScript" | "isAsync">,
    dependencies: readonly Dependency[],
    findings: readonly Finding[],
    measured: number | undefined,
  ): Advice {
    const { minor, freeThreaded } = this.settings;
    const basis: AdviceBasis = {
      findings,
      companions: this.#companionsOf(module, findings),
      packages: dependencies.map(({ name }) => name),
      serves,
      isScript,
      isAsync,
      measured,
      minor,
      freeThreaded,
      prefers: this.#prefers(module, dependencies, findings),
    };
    return advise(basis, this.words);
  }

  /** Modules, this one left out, whose functions wait below its waiting handlers. */
  #companionsOf(module: ModuleId, findings: readonly Finding[]): string[] {
    const handlers = new Set(findings.filter(({ rule }) => rule === "sync-handler-io").map(({ symbol }) => symbol));
    if (handlers.size === 0) return [];
    const program = this.#program;
    const queue = program.nodesOf(module).filter((node) => handlers.has(program.functionOf(node).qualifiedName));
    const seen = new Set(queue.map((node) => node.id));
    const names = new Set<string>();
    for (const node of queue) {
      if (node.module !== module) names.add(program.modules.names[node.module]);
      for (const { to } of node.edges) {
        const waits = program.effects.nodes[to].communicates;
        if (seen.has(to) || waits === undefined || waits.rare) continue;
        seen.add(to);
        queue.push(program.graph.nodes[to]);
      }
    }
    return sortedNames(names);
  }

  /** Go or TypeScript: by what the team's matrix says. How a module hangs together with others tells nothing between the two. */
  #prefers(module: ModuleId, dependencies: readonly Dependency[], findings: readonly Finding[]): "port-go" | "port-ts" {
    const { codeLines } = this.#program.facts(module);
    const { totals } = decide({ ...NEUTRAL, codeLines, dependencies, findings }, this.settings.team);
    return totals.typescript > totals.go ? "port-ts" : "port-go";
  }

  /** What a module is and imports: worked out once, for advice, survey and audit. */
  traitsOf(module: ModuleId): ModuleTraits {
    let known = this.#modules.get(module);
    if (known === undefined) {
      const facts = this.#program.facts(module);
      const { imports, packages } = importsOf(this.#program, module);
      known = {
        imports,
        packages,
        dependencies: dependenciesOf(this.#program, packages),
        serves: servesOf(this.#program, module, packages),
        isScript: facts.isScript,
        isAsync: facts.functions.some((fn) => fn.isAsync),
      };
      this.#modules.set(module, known);
    }
    return known;
  }

  /** Top-level names of the libraries that functions call into. */
  #packagesOf(module: ModuleId, functions: ReadonlySet<number>): ReadonlySet<string> {
    const packages = new Set<string>();
    for (const node of this.#program.nodesOf(module)) {
      if (node.env !== EMPTY_ENV || !functions.has(node.fn)) continue;
      for (const { path } of node.externals) {
        const top = path.split(".")[0];
        if (!isStandardLibrary(top)) packages.add(top);
      }
    }
    return packages;
  }
}

const NEUTRAL: ModuleBasis = {
  module: "",
  file: "",
  codeLines: 0,
  scopeLines: 0,
  scope: [],
  isTest: false,
  findings: [],
  dependencies: [],
  coupling: { afferent: 0, efferent: 0, instability: 0, circle: [] },
  cover: undefined,
  concurrency: [],
  serves: "no",
  isScript: false,
  isAsync: false,
  measured: undefined,
};

function dependenciesOf(program: Program, packages: readonly string[]): Dependency[] {
  return packages.map((name) => {
    const row = program.evaluator.knowledge.package(name);
    return { name, go: row?.go, npm: row?.npm };
  });
}

/** Frameworks whose handlers run on the event loop. */
const ASYNC_SERVERS = new Set([
  "fastapi",
  "starlette",
  "aiohttp",
  "sanic",
  "quart",
  "litestar",
  "tornado",
  "blacksheep",
  "falcon",
]);

function servesOf(program: Program, module: ModuleId, packages: readonly string[]): ModuleBasis["serves"] {
  const nodes = program.nodesOf(module);
  if (nodes.some((node) => program.contexts.of(node.id).has("request"))) return "sync";
  if (!packages.some((name) => ASYNC_SERVERS.has(name))) return "no";
  return nodes.some((node) => program.contexts.of(node.id).has("event-loop")) ? "async" : "no";
}
