import type { ValueId } from "../semantics/facts.ts";
import { EMPTY_ENV } from "./entities.ts";
import type { Evaluator } from "./evaluate.ts";
import type { ModuleId } from "./modules.ts";

/** Tells whether a place that is assigned to belongs to an imported module or class, rather than to an object of one. */
export class ImportedPlaces {
  readonly #evaluator: Evaluator;
  #libraryModules: ReadonlySet<string> | undefined;
  #calledPaths: ReadonlySet<string> | undefined;

  constructor(evaluator: Evaluator) {
    this.#evaluator = evaluator;
  }

  /** The dotted name of what assigning to an attribute replaces in another module or class; undefined where it is no such place. */
  patchedName(module: ModuleId, owner: ValueId, attribute: string): string | undefined {
    if (OF_MOCKS.test(attribute) || !this.#isImported(module, owner, 0)) return undefined;
    for (const id of this.#evaluator.evaluate(module, owner, EMPTY_ENV)) {
      const entity = this.#evaluator.entity(id);
      const path = this.#evaluator.pathOf(id);
      switch (entity.e) {
        case "module":
        case "class":
          if (entity.module !== module) return `${path}.${attribute}`;
          break;
        case "external":
          if (MEANT_TO_BE_ASSIGNED.has(`${path}.${attribute}`) || FOREIGN_FUNCTION.test(path)) break;
          // Names in capitals are constants of a module or a class, whichever the owner is.
          if (/^_*[A-Z][A-Z0-9_]*$/.test(attribute) || this.#isLibraryModule(path) || this.#isLibraryClass(path))
            return `${path}.${attribute}`;
          break;
      }
    }
    return undefined;
  }

  /** The name was imported, and so was what is reached through its attributes. */
  #isImported(module: ModuleId, value: ValueId, depth: number): boolean {
    if (depth > 8) return false;
    const facts = this.#evaluator.facts[module];
    const known = facts.values[value];
    switch (known.k) {
      case "import":
        return true;
      case "attr":
        return this.#isImported(module, known.of, depth + 1);
      case "union":
        return known.of.some((part) => this.#isImported(module, part, depth + 1));
      case "name": {
        const bindings = facts.functions[known.fn].bindings[known.name];
        return bindings?.some((binding) => this.#isImported(module, binding, depth + 1)) ?? false;
      }
      default:
        return false;
    }
  }

  #isLibraryModule(path: string): boolean {
    this.#libraryModules ??= this.#findLibraryModules();
    return this.#libraryModules.has(path);
  }

  /** Whatever the workspace imports from, or imports as a whole, is a module. */
  #findLibraryModules(): ReadonlySet<string> {
    const modules = new Set<string>();
    for (const facts of this.#evaluator.facts) {
      for (const { module, level } of facts.imports) {
        if (level > 0) continue;
        for (let path = module; path !== ""; path = path.slice(0, Math.max(0, path.lastIndexOf(".")))) {
          modules.add(path);
          modules.add(this.#evaluator.knowledge.canonical(path));
        }
      }
    }
    return modules;
  }

  /**
   * A library's class, by what is known of it or by how names are written. Names in capitals may be constants; they are classes
   * where the workspace calls them.
   */
  #isLibraryClass(path: string): boolean {
    const row = this.#evaluator.knowledge.classRow(path);
    // A nominal row may stand for an object that a module makes, such as `flask.g`.
    if (row !== undefined && row.nominal !== true) return true;
    const name = path.slice(path.lastIndexOf(".") + 1);
    if (/^_*[A-Z]\w*[a-z]/.test(name)) return true;
    if (!/^_*[A-Z]/.test(name)) return false;
    this.#calledPaths ??= this.#findCalledPaths();
    return this.#calledPaths.has(path);
  }

  #findCalledPaths(): ReadonlySet<string> {
    const paths = new Set<string>();
    this.#evaluator.facts.forEach((facts, module) => {
      for (const call of facts.calls) {
        for (const path of this.#evaluator.pathsOf(module, call.callee)) paths.add(path);
      }
      for (const cls of facts.classes) {
        for (const base of cls.bases) for (const path of this.#evaluator.pathsOf(module, base)) paths.add(path);
      }
    });
    return paths;
  }
}

/** What a mock is told to do (Python Library Reference: unittest.mock): whoever sets it has put a mock there before. */
const OF_MOCKS = /^(return_value|side_effect|assert_called\w*)$/;

/** Functions of shared libraries, whose `argtypes` and `restype` a program sets to call them (Python Library Reference: ctypes). */
const FOREIGN_FUNCTION = /^ctypes\.(windll|oledll|cdll|pydll|pythonapi)\./;

/**
 * Attributes that their own manual says a program may set: the interpreter's hooks (Python Library Reference: sys, threading, warnings),
 * switches of logging (Logging HOWTO: Optimization, Exceptions raised during logging), Pillow's limits (Pillow handbook: Image,
 * ImageFile). Assigning to them is their interface.
 */
const MEANT_TO_BE_ASSIGNED: ReadonlySet<string> = new Set([
  "sys.excepthook",
  "sys.unraisablehook",
  "sys.displayhook",
  "sys.breakpointhook",
  "sys.tracebacklimit",
  "sys.dont_write_bytecode",
  "sys.ps1",
  "sys.ps2",
  "threading.excepthook",
  "warnings.showwarning",
  "warnings.formatwarning",
  "logging.logThreads",
  "logging.logProcesses",
  "logging.logMultiprocessing",
  "logging.logAsyncioTasks",
  "logging.raiseExceptions",
  "PIL.Image.MAX_IMAGE_PIXELS",
  "PIL.ImageFile.LOAD_TRUNCATED_IMAGES",
]);
