import { UNKNOWN, type ValueId } from "../semantics/facts.ts";
import type { EnvId } from "./entities.ts";
import type { Evaluator } from "./evaluate.ts";
import type { ModuleId } from "./modules.ts";

/** How people call what names a configuration, and the folders that hold it. */
const CONFIGURATION =
  /(^|[_.\-/])(config|configs|configuration|conf|cfg|settings|preferences|pyproject|manifest)([_.\-/]|$)/i;
/** Calls that make a path of paths; the last part names the file. */
const JOINS = /^(os\.path\.join|pathlib\.(Pure\w*)?Path|pathlib\.(Pure\w*)?Path\.(joinpath|with_name))$/;
const KEEPS_PATH =
  /^(os\.(path\.(abspath|realpath|expanduser|expandvars|normpath)|fspath)|pathlib\.\w*Path\.(resolve|absolute|expanduser)|builtins\.str)$/;
const KEEPS_PATH_METHOD = /^(resolve|absolute|expanduser|as_posix|with_suffix)$/;
const RESOURCES = /^(importlib[._]resources|pkg_resources|pkgutil)\b/;
const OPENERS = /^(builtins\.open|io\.open|codecs\.open|pathlib\.\w*Path\.(open|read_text|read_bytes))$/;

/** Files that belong to the program: their author knows how large they are. */
export class OwnFiles {
  readonly #evaluator: Evaluator;

  constructor(evaluator: Evaluator) {
    this.#evaluator = evaluator;
  }

  /** True for a file that was opened by a path of the program's own, and for the call that opens it or reads it as a whole. */
  isOpened(module: ModuleId, value: ValueId, env: EnvId, depth = 0): boolean {
    if (depth > 6) return false;
    const facts = this.#evaluator.facts[module];
    const known = facts.values[value];
    switch (known.k) {
      case "enter":
      case "await":
        return this.isOpened(module, known.of, env, depth + 1);
      case "declared":
        return this.isOpened(module, known.value, env, depth + 1);
      case "name": {
        const bindings = facts.functions[known.fn].bindings[known.name] ?? [];
        return bindings.length > 0 && bindings.every((one) => this.isOpened(module, one, env, depth + 1));
      }
      case "call": {
        const call = facts.calls[known.call];
        const callee = facts.values[call.callee];
        const paths = this.#paths(module, call.callee, env);
        if (paths.some((path) => RESOURCES.test(path))) return true;
        if (callee.k === "attr" && /^(open|read_text|read_bytes)$/.test(callee.name)) {
          const isFunction = paths.some((path) => /^(io|codecs|aiofiles|os)\.open$/.test(path));
          if (!isFunction) return this.isOwn(module, callee.of, env);
        }
        if (callee.k === "attr" && /^(read|readlines)$/.test(callee.name))
          return this.isOpened(module, callee.of, env, depth + 1);
        const opens = paths.some((path) => OPENERS.test(path) || path === "aiofiles.open");
        return opens && call.args[0] !== undefined && this.isOwn(module, call.args[0].value, env);
      }
      default:
        return false;
    }
  }

  /**
   * True for a path that the program settles itself: its last part is written in the code, is a default written there, or it names a
   * configuration or a resource of the package. What is globbed, uploaded or handed in is not.
   */
  isOwn(module: ModuleId, value: ValueId, env: EnvId, depth = 0): boolean {
    if (value === UNKNOWN || depth > 8) return false;
    const facts = this.#evaluator.facts[module];
    const known = facts.values[value];
    const inner = (of: ValueId) => this.isOwn(module, of, env, depth + 1);
    switch (known.k) {
      case "literal":
        return known.type === "str" && known.value !== "";
      case "declared":
        return inner(known.value);
      case "union":
        return known.of.some(inner);
      case "builtin":
        return known.name === "__file__";
      case "param": {
        const param = facts.functions[known.fn].params[known.index];
        return param !== undefined && (CONFIGURATION.test(param.name) || inner(param.default));
      }
      case "name": {
        if (known.name === "__file__" || CONFIGURATION.test(known.name)) return true;
        const bindings = facts.functions[known.fn].bindings[known.name] ?? [];
        return bindings.length > 0 && bindings.length <= 4 && bindings.every(inner);
      }
      case "import":
        return known.name !== undefined && this.#isOwnImport(module, known.module, known.level, known.name, env, depth);
      case "attr":
        return CONFIGURATION.test(known.name);
      case "binary": {
        if (known.op !== "/" && known.op !== "+" && known.op !== "%") return false;
        return (
          inner(known.right) ||
          this.#namesConfiguration(module, known.left, 0) ||
          this.#isBesideCode(module, known.left, 0)
        );
      }
      case "call": {
        const call = facts.calls[known.call];
        const callee = facts.values[call.callee];
        const paths = this.#paths(module, call.callee, env);
        if (paths.some((path) => RESOURCES.test(path))) return true;
        const args = call.args.filter(({ keyword, star }) => keyword === undefined && star === undefined);
        const last = args.at(-1);
        if (callee.k === "attr" && KEEPS_PATH_METHOD.test(callee.name)) return inner(callee.of);
        if (last === undefined) return false;
        if (paths.some((path) => KEEPS_PATH.test(path))) return inner(last.value);
        if (paths.some((path) => JOINS.test(path)) || (callee.k === "attr" && callee.name === "joinpath"))
          return inner(last.value) || args.some(({ value: part }) => this.#namesConfiguration(module, part, 0));
        return this.#isOwnResult(module, call.callee, env, depth);
      }
      default:
        return false;
    }
  }

  #paths(module: ModuleId, value: ValueId, env: EnvId): readonly string[] {
    return this.#evaluator.evaluate(module, value, env).map((id) => this.#evaluator.pathOf(id));
  }

  #isOwnImport(from: ModuleId, dotted: string, level: number, name: string, env: EnvId, depth: number): boolean {
    const target = this.#evaluator.modules.resolve(from, dotted, level);
    if (typeof target !== "number") return CONFIGURATION.test(name);
    const bindings = this.#evaluator.facts[target].functions[0].bindings[name] ?? [];
    return bindings.length > 0 && bindings.every((one) => this.isOwn(target, one, env, depth + 1));
  }

  /** What a function of the project gives: one of the ways that it makes the path is enough, since others are its exceptions. */
  #isOwnResult(module: ModuleId, callee: ValueId, env: EnvId, depth: number): boolean {
    return this.#evaluator.evaluate(module, callee, env).some((id) => {
      const entity = this.#evaluator.entity(id);
      const target = entity.e === "bound" ? this.#evaluator.entity(entity.of) : entity;
      if (target.e !== "function") return false;
      const { returns } = this.#evaluator.functionFacts(target.module, target.fn);
      return returns.some((one) => this.isOwn(target.module, one, env, depth + 2));
    });
  }

  /** A folder of the path is one for configuration. */
  #namesConfiguration(module: ModuleId, value: ValueId, depth: number): boolean {
    if (depth > 6) return false;
    const known = this.#evaluator.facts[module].values[value];
    if (known.k === "literal") return typeof known.value === "string" && CONFIGURATION.test(known.value);
    return (
      known.k === "binary" &&
      (this.#namesConfiguration(module, known.left, depth + 1) ||
        this.#namesConfiguration(module, known.right, depth + 1))
    );
  }

  /** `Path(__file__).parent`: what lies beside the code came with it. */
  #isBesideCode(module: ModuleId, value: ValueId, depth: number): boolean {
    if (depth > 8) return false;
    const facts = this.#evaluator.facts[module];
    const known = facts.values[value];
    const inner = (of: ValueId) => this.#isBesideCode(module, of, depth + 1);
    switch (known.k) {
      case "builtin":
        return known.name === "__file__";
      case "name":
        if (known.name === "__file__") return true;
        return (facts.functions[known.fn].bindings[known.name] ?? []).some(inner);
      case "attr":
      case "item":
        return inner(known.of);
      case "declared":
        return inner(known.value);
      case "binary":
        return inner(known.left);
      case "call": {
        const call = facts.calls[known.call];
        const callee = facts.values[call.callee];
        return (callee.k === "attr" && inner(callee.of)) || call.args.some((argument) => inner(argument.value));
      }
      default:
        return false;
    }
  }
}
