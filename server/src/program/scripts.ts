import { CallFlag, type ImportFacts, type ModuleFacts, NONE } from "../semantics/facts.ts";
import { isNotebook } from "../text/notebook.ts";
import type { Evaluator } from "./evaluate.ts";
import type { CallGraph } from "./graph.ts";
import { viewOf } from "./module-view.ts";
import type { ModuleId } from "./modules.ts";

/** Callables that read a command line, or make one: who calls them at the top or below `main` is a command of its own. */
const COMMAND_LINE =
  /^(argparse\.ArgumentParser(\.parse_args|\.parse_known_args)?|optparse\.OptionParser(\.parse_args)?|getopt\.(gnu_)?getopt|docopt\.docopt|fire\.Fire|typer\.(run|Typer)|click\.(command|group)|absl\.app\.run|plumbum\.cli\.Application\.run|tap\.Tap(\.parse_args)?)$/;
/** Callables that end a script, or that packaging and test tools have run as one. */
const SCRIPT_END =
  /^(sys\.exit|builtins\.(exit|quit)|os\._exit|setuptools\.setup|distutils\.core\.setup|runpy\.run_\w+)$/;
const SETUP = /^(setuptools|distutils\.core)\.setup$/;
/** What a guard calls in a module of tests: they run it by hand, and the module is no command. */
const TEST_RUNNER =
  /^(unittest\.(main|TextTestRunner(\.run)?|TestProgram)|pytest\.main|nose\.\w+|doctest\.testmod|absl\.testing\.absltest\.main)$/;

/** Which modules of a workspace are run, and which are imported. */
export class Scripts {
  readonly #evaluator: Evaluator;
  readonly #graph: CallGraph;
  readonly #known = new Map<ModuleId, boolean>();
  #imported: ReadonlySet<ModuleId> | undefined;
  #importedHere: ReadonlySet<ModuleId> | undefined;

  constructor(evaluator: Evaluator, graph: CallGraph) {
    this.#evaluator = evaluator;
    this.#graph = graph;
  }

  /**
   * True where the module's top level is the program: nobody imports it, no guard keeps work apart, and it acts as programs do. It
   * reads the command line or exits, or it defines nothing and only runs from its first line to its last.
   */
  runsAtTop(module: ModuleId): boolean {
    const known = this.#known.get(module);
    if (known !== undefined) return known;
    const answer = this.#runsAtTop(module);
    this.#known.set(module, answer);
    return answer;
  }

  #runsAtTop(module: ModuleId): boolean {
    if (isNotebook(this.#evaluator.modules.files[module])) return true;
    const facts = this.#evaluator.facts[module];
    if (this.#isImported(module) || this.#evaluator.modules.isPackage(module)) return false;
    // Packaging tools run it, whether it asks for its own name or not.
    if (this.#callsAtTop(module, (path) => SETUP.test(path))) return true;
    if (facts.isScript) return false;
    if (/(^|\/)__main__\.py$/.test(this.#evaluator.modules.files[module])) return true;
    if (this.#callsAtTop(module, (path) => COMMAND_LINE.test(path) || SCRIPT_END.test(path))) return true;
    if (endsWithItsWork(facts) || readsArguments(facts) || tellsAtTheEnd(facts)) return true;
    return (
      facts.functions.every((fn) => fn.parent === NONE || fn.isLambda) && facts.classes.length === 0 && acts(facts)
    );
  }

  /** True for modules that are started from a command line: each run pays for what they import. */
  isCommand(module: ModuleId): boolean {
    // A notebook imports once, and then its user stays in it.
    if (isNotebook(this.#evaluator.modules.files[module])) return false;
    const facts = this.#evaluator.facts[module];
    const readsCommandLine = facts.functions.some((fn) =>
      this.#graph.nodeOf(module, fn.id).externals.some((use) => COMMAND_LINE.test(use.path)),
    );
    if (/(^|\/)__main__\.py$/.test(this.#evaluator.modules.files[module])) return true;
    if (readsCommandLine) return true;
    if (!facts.isScript) return this.runsAtTop(module);
    if (this.#callsAtTop(module, (path) => TEST_RUNNER.test(path))) return false;
    // A library's module may end with a demonstration of itself.
    return !this.#isImported(module);
  }

  #callsAtTop(module: ModuleId, meant: (path: string) => boolean): boolean {
    return this.#graph.nodeOf(module, 0).externals.some((use) => meant(use.path));
  }

  #isImported(module: ModuleId): boolean {
    this.#imported ??= new Set(
      this.#evaluator.facts.flatMap((_, from) => [...modulesImportedBy(this.#evaluator, from, () => true)]),
    );
    // A later text of a module is imported where the older one is.
    return this.#imported.has(this.#evaluator.modules.original(module));
  }

  /** Where the module is imported, that is under a test for a platform which Portwright does not suppose, or for type checkers. */
  isOfAnotherPlatform(module: ModuleId): boolean {
    this.#importedHere ??= new Set(
      this.#evaluator.facts.flatMap((_, from) => [...modulesImportedBy(this.#evaluator, from, (one) => !one.typeOnly)]),
    );
    return this.#isImported(module) && !this.#importedHere.has(this.#evaluator.modules.original(module));
  }

  /** Modules of the workspace that importing a module imports, too. */
  importedAtTop(module: ModuleId): Iterable<ModuleId> {
    return modulesImportedBy(this.#evaluator, module, (one) => one.fn === 0 && !one.typeOnly);
  }
}

/** The modules of the workspace that a file's imports mean, those of packages on the way included. */
function* modulesImportedBy(
  evaluator: Evaluator,
  from: ModuleId,
  counts: (one: ImportFacts) => boolean,
): Iterable<ModuleId> {
  const { modules } = evaluator;
  for (const one of evaluator.facts[from].imports) {
    if (!counts(one)) continue;
    const parts = one.module.split(".");
    for (let end = one.level === 0 ? 1 : parts.length; end <= parts.length; end++) {
      const target = modules.resolve(from, parts.slice(0, end).join("."), one.level);
      if (typeof target === "number" && target !== from) yield target;
      if (end < parts.length || target === undefined || one.name === undefined || one.name === "*") continue;
      if (typeof target === "number" && !modules.isPackage(target)) continue;
      const inner = modules.submodule(typeof target === "number" ? modules.folder(target) : target.folder, one.name);
      if (typeof inner === "number" && inner !== from) yield inner;
    }
  }
}

/** Below all its definitions the module calls one of its own functions and drops what that gives: `main()`. */
function endsWithItsWork(facts: ModuleFacts): boolean {
  return viewOf(facts).calls[0].some((call) => {
    if (call.use !== "dropped" || (call.flags & CallFlag.decorator) !== 0) return false;
    if (facts.values[call.callee].k !== "function") return false;
    const isBelow = (one: { readonly start: number }) => one.start <= call.start;
    return facts.functions.every((fn) => fn.isLambda || isBelow(fn)) && facts.classes.every(isBelow);
  });
}

/** `sys.argv[1]` at the top: what it is run with. */
function readsArguments(facts: ModuleFacts): boolean {
  return viewOf(facts).implicitCalls[0].some((one) => {
    const of = facts.values[one.of];
    if (one.kind !== "subscript" || of.k !== "attr" || of.name !== "argv") return false;
    const owner = facts.values[of.of];
    return owner.k === "import" && owner.module === "sys";
  });
}

/** Below all its definitions the module prints or writes what it found, whoever asks for it. */
function tellsAtTheEnd(facts: ModuleFacts): boolean {
  const last = Math.max(0, ...facts.functions.slice(1).map((fn) => fn.end), ...facts.classes.map((cls) => cls.end));
  const aside = CallFlag.decorator | CallFlag.inHandler | CallFlag.underMain | CallFlag.typeOnly | CallFlag.conditional;
  return viewOf(facts).calls[0].some((call) => {
    if (call.use !== "dropped" || call.start < last || (call.flags & aside) !== 0) return false;
    const callee = facts.values[call.callee];
    return (
      (callee.k === "builtin" && callee.name === "print") ||
      (callee.k === "attr" && /^(write|writelines|to_csv|to_json|to_parquet|savefig)$/.test(callee.name))
    );
  });
}

/** Some call's result is dropped, so the module is there for what it does. */
function acts(facts: ModuleFacts): boolean {
  return viewOf(facts).calls[0].some((call) => call.use === "dropped");
}
