import { UNKNOWN, type ValueId } from "../semantics/facts.ts";
import { EMPTY_ENV } from "./entities.ts";
import type { Evaluator } from "./evaluate.ts";
import type { ModuleId } from "./modules.ts";

/** What a value is as a number; undefined where nothing tells. */
export type NumberKind = "int" | "float" | "other";

const MAX_DEPTH = 24;
const MOST_STEPS = 2000;

/** Kinds and upper bounds of numbers, as far as the program shows them. */
export class Integers {
  readonly #evaluator: Evaluator;
  readonly #module: ModuleId;
  /** Names being looked at: what is computed from itself says nothing about its kind. */
  readonly #busy = new Set<ValueId>();
  /** Steps that the question being answered took: where parts are shared, as in `a = a + a` repeated, there are more ways than parts. */
  #steps = 0;

  constructor(evaluator: Evaluator, module: ModuleId) {
    this.#evaluator = evaluator;
    this.#module = module;
  }

  kindOf(value: ValueId, depth = 0): NumberKind | undefined {
    if (depth === 0 && this.#busy.size === 0) this.#steps = 0;
    const kind = this.#kindOf(value, depth);
    return kind === "itself" ? undefined : kind;
  }

  #kindOf(value: ValueId, depth: number): NumberKind | "itself" | undefined {
    if (value === UNKNOWN || depth > MAX_DEPTH || this.#steps++ > MOST_STEPS) return undefined;
    const facts = this.#evaluator.facts[this.#module];
    const known = facts.values[value];
    const inner = (of: ValueId) => this.#kindOf(of, depth + 1);
    switch (known.k) {
      case "literal":
        if (known.type === "int" || known.type === "bool") return "int";
        return known.type === "float" ? "float" : "other";
      case "collection":
      case "generator":
      case "function":
      case "class":
        return "other";
      case "binary":
        return this.#kindOfOperation(known.op, inner(known.left), inner(known.right));
      case "union":
        return joined(known.of.map(inner));
      case "declared": {
        const declared = this.#kindOfEntities(
          this.#evaluator.declaredInstances(this.#module, known.annotation, EMPTY_ENV),
        );
        return declared ?? inner(known.value);
      }
      case "name": {
        if (this.#busy.has(value)) return "itself";
        const bindings = facts.functions[known.fn].bindings[known.name];
        if (bindings === undefined || bindings.length > 24) return undefined;
        this.#busy.add(value);
        const kind = joined(bindings.map(inner));
        this.#busy.delete(value);
        return kind;
      }
      case "element": {
        const over = facts.values[known.of];
        const callee = over.k === "call" ? this.#builtinOf(over.call) : undefined;
        if (callee === "range" || (callee === "enumerate" && known.position === 0)) return "int";
        if (over.k === "collection" && over.type !== "dict" && known.position === undefined)
          return joined(over.items.map(inner));
        return this.#kindOfEntities(this.#evaluator.evaluate(this.#module, value, EMPTY_ENV));
      }
      case "call":
        return this.#kindOfCall(known.call, value, depth);
      default:
        return this.#kindOfEntities(this.#evaluator.evaluate(this.#module, value, EMPTY_ENV));
    }
  }

  #kindOfOperation(
    op: string,
    left: NumberKind | "itself" | undefined,
    right: NumberKind | "itself" | undefined,
  ): NumberKind | "itself" | undefined {
    if (left === "other" || right === "other") return "other";
    if (op === "/" || left === "float" || right === "float") return "float";
    if (op === "<<" || op === ">>") return left === "int" || right === "int" ? "int" : undefined;
    if (left === "itself") return right;
    if (right === "itself") return left;
    return left === right ? left : undefined;
  }

  #kindOfCall(id: number, value: ValueId, depth: number): NumberKind | "itself" | undefined {
    const call = this.#evaluator.facts[this.#module].calls[id];
    const args = call.args.map((argument) => argument.value);
    const builtin = this.#builtinOf(id);
    switch (builtin) {
      case "int":
      case "len":
      case "ord":
      case "hash":
      case "id":
        return "int";
      case "round":
        return args.length === 1 ? "int" : "float";
      case "abs":
      case "min":
      case "max":
      case "sum":
        return joined(args.map((argument) => this.#kindOf(argument, depth + 1)));
    }
    for (const path of this.#evaluator.pathsOf(this.#module, call.callee)) {
      if (INTEGER_FUNCTIONS.test(path)) return "int";
      if (/^(math|cmath|random|statistics|numpy|time)\./.test(path))
        return path.startsWith("numpy.") ? "other" : "float";
    }
    return this.#kindOfEntities(this.#evaluator.evaluate(this.#module, value, EMPTY_ENV));
  }

  /** The kind of what iterating a value gives. */
  kindOfElements(value: ValueId): NumberKind | undefined {
    const facts = this.#evaluator.facts[this.#module];
    const known = facts.values[value];
    if (known.k === "call" && this.#builtinOf(known.call) === "range") return "int";
    if (known.k === "generator") return this.kindOf(known.element);
    if (known.k === "collection") {
      const kinds = known.items.map((item) => this.#kindOf(item, 0) ?? undefined);
      const kind = joined(kinds);
      return kind === "itself" ? undefined : kind;
    }
    // `[0] * size`
    if (known.k === "binary" && known.op === "*") return this.kindOfElements(known.left);
    if (known.k === "name") {
      const bindings = facts.functions[known.fn].bindings[known.name] ?? [];
      const kinds = bindings.slice(0, 4).map((binding) => this.kindOfElements(binding));
      if (kinds.length > 0 && kinds.every((kind) => kind === kinds[0])) return kinds[0];
    }
    const ids = this.#evaluator.evaluate(this.#module, value, EMPTY_ENV);
    return this.#kindOfEntities(ids.flatMap((id) => this.#evaluator.element(id)));
  }

  /** The kind of what stands at the bottom of lists of lists. */
  kindOfCells(value: ValueId, levels: number): NumberKind | undefined {
    const facts = this.#evaluator.facts[this.#module];
    let at = value;
    for (let level = 1; level < levels; level++) {
      const known = facts.values[at];
      const bindings = known.k === "name" ? facts.functions[known.fn].bindings[known.name] : undefined;
      const list = facts.values[bindings?.length === 1 ? bindings[0] : at];
      if (list.k !== "collection" || list.items.length === 0) return undefined;
      at = list.items[0];
    }
    return this.kindOfElements(at);
  }

  #kindOfEntities(ids: readonly number[]): NumberKind | undefined {
    const kinds = ids.map((id): NumberKind => {
      const entity = this.#evaluator.entity(id as Parameters<Evaluator["entity"]>[0]);
      if (entity.e !== "external-instance") return "other";
      if (entity.path === "builtins.int" || entity.path === "builtins.bool") return "int";
      return entity.path === "builtins.float" ? "float" : "other";
    });
    if (kinds.length === 0) return undefined;
    if (kinds.includes("float")) return "float";
    return kinds.every((kind) => kind === kinds[0]) ? kinds[0] : undefined;
  }

  #builtinOf(id: number): string | undefined {
    const facts = this.#evaluator.facts[this.#module];
    const callee = facts.values[facts.calls[id].callee];
    if (callee.k === "builtin") return callee.name;
    // After a star import every name may be the module's own.
    if (callee.k !== "name" || callee.fn !== 0) return undefined;
    const path = this.#evaluator.pathsOf(this.#module, facts.calls[id].callee)[0];
    return path?.startsWith("builtins.") ? path.slice("builtins.".length) : undefined;
  }

  /** The most that a number can be; undefined where nothing bounds it. */
  upperBound(value: ValueId, depth = 0): number | undefined {
    if (depth === 0 && this.#busy.size === 0) this.#steps = 0;
    if (value === UNKNOWN || depth > MAX_DEPTH || this.#steps++ > MOST_STEPS) return undefined;
    const constant = this.#evaluator.constant(this.#module, value);
    if (constant !== undefined) return constant;
    const facts = this.#evaluator.facts[this.#module];
    const known = facts.values[value];
    const inner = (of: ValueId) => this.upperBound(of, depth + 1);
    switch (known.k) {
      case "literal":
        return known.type === "bool" ? 1 : undefined;
      case "declared":
        return inner(known.value);
      case "union":
        return greatest(known.of.map(inner));
      case "name": {
        const bindings = facts.functions[known.fn].bindings[known.name];
        if (bindings === undefined || bindings.length > 12 || this.#busy.has(value)) return undefined;
        this.#busy.add(value);
        const bound = greatest(bindings.map(inner));
        this.#busy.delete(value);
        return bound;
      }
      case "binary": {
        const left = inner(known.left);
        const right = inner(known.right);
        switch (known.op) {
          case "+":
            return left === undefined || right === undefined ? undefined : left + right;
          case "*":
            return left === undefined || right === undefined || left < 0 || right < 0 ? undefined : left * right;
          // What is taken away may be nothing.
          case "-":
            return left;
          case ">>":
          case "//": {
            const by = this.#evaluator.constant(this.#module, known.right);
            if (left === undefined || left < 0 || by === undefined || by <= 0) return left;
            return Math.floor(left / (known.op === ">>" ? 2 ** by : by));
          }
          // No bit stands above those of both.
          case "|":
          case "^":
            if (left === undefined || right === undefined || left < 0 || right < 0) return undefined;
            return 2 ** Math.ceil(Math.log2(Math.max(left, right) + 1)) - 1;
          case "%":
            return right === undefined ? undefined : right - 1;
          case "&":
            return left === undefined ? right : right === undefined ? left : Math.min(left, right);
          default:
            return undefined;
        }
      }
      case "element":
        return this.#greatestElement(known.of, known.position, depth);
      case "item": {
        const of = this.#collectionOf(known.of);
        return of === undefined ? undefined : greatest(of.map(inner));
      }
      case "call": {
        const call = facts.calls[known.call];
        const args = call.args.map((argument) => argument.value);
        const builtin = this.#builtinOf(known.call);
        if (builtin === "min" && args.length > 1) {
          const bounds = args.map(inner).filter((bound) => bound !== undefined);
          return bounds.length === 0 ? undefined : Math.min(...bounds);
        }
        if (builtin === "max" && args.length > 1) return greatest(args.map(inner));
        if ((builtin === "int" || builtin === "abs" || builtin === "round") && args.length === 1) return inner(args[0]);
        if (this.#evaluator.pathsOf(this.#module, call.callee).includes("random.randint") && args.length === 2)
          return inner(args[1]);
        return undefined;
      }
      default:
        return undefined;
    }
  }

  #greatestElement(of: ValueId, position: number | undefined, depth: number): number | undefined {
    const facts = this.#evaluator.facts[this.#module];
    const items = this.#collectionOf(of);
    if (items !== undefined) {
      return greatest(
        items.map((item) => {
          const inner = facts.values[item];
          const part = position !== undefined && inner.k === "collection" ? inner.items[position] : item;
          return part === undefined ? undefined : this.upperBound(part, depth + 1);
        }),
      );
    }
    const over = facts.values[of];
    if (over.k !== "call") return undefined;
    const args = facts.calls[over.call].args.map((argument) => argument.value);
    switch (this.#builtinOf(over.call)) {
      case "range": {
        // The end is left out, and a range that counts down starts at its greatest number.
        const [first, second] = args.slice(0, 2).map((argument) => this.upperBound(argument, depth + 1));
        if (args.length === 1) return first === undefined ? undefined : first - 1;
        return greatest([first, second === undefined ? undefined : second - 1]);
      }
      case "enumerate": {
        const sized = args[0] === undefined ? undefined : this.#collectionOf(args[0]);
        if (position === 0) return sized?.length ?? (args[0] === undefined ? undefined : this.#sliceLength(args[0]));
        return position === 1 && args[0] !== undefined
          ? this.#greatestElement(args[0], undefined, depth + 1)
          : undefined;
      }
      case "reversed":
      case "sorted":
      case "list":
      case "tuple":
        return args[0] === undefined ? undefined : this.#greatestElement(args[0], position, depth + 1);
      default:
        return undefined;
    }
  }

  /** How many items iterating a value gives at most. */
  mostItems(value: ValueId, depth = 0): number | undefined {
    if (value === UNKNOWN || depth > 6) return undefined;
    const facts = this.#evaluator.facts[this.#module];
    const known = facts.values[value];
    if (known.k === "item") return this.#sliceLength(value);
    if (known.k === "name") {
      const bindings = facts.functions[known.fn].bindings[known.name];
      return bindings?.length === 1 ? this.mostItems(bindings[0], depth + 1) : undefined;
    }
    if (known.k !== "call") return undefined;
    const args = facts.calls[known.call].args.map((argument) => argument.value);
    switch (this.#builtinOf(known.call)) {
      case "range": {
        if (args.length > 2) return undefined;
        const start = args.length === 2 ? this.#evaluator.constant(this.#module, args[0]) : 0;
        const stop = this.upperBound(args[args.length - 1]);
        return start === undefined || stop === undefined ? undefined : Math.max(0, stop - start);
      }
      case "reversed":
      case "enumerate":
      case "sorted":
      case "list":
      case "tuple":
      case "iter":
        return args[0] === undefined ? undefined : this.mostItems(args[0], depth + 1);
      default:
        return undefined;
    }
  }

  /** How many items a slice gives at most, where its width is written down. */
  #sliceLength(value: ValueId): number | undefined {
    const facts = this.#evaluator.facts[this.#module];
    const known = facts.values[value];
    const index = known.k === "item" ? facts.values[known.index] : undefined;
    if (index?.k !== "literal" || index.type !== "slice" || index.value === undefined) return undefined;
    const length = Number(String(index.value).replace("window ", ""));
    return Number.isNaN(length) ? undefined : length;
  }

  /** The values of a list, tuple, set or dictionary that is written out, here or where its name is bound. */
  #collectionOf(value: ValueId, depth = 0): readonly ValueId[] | undefined {
    if (depth > 4) return undefined;
    const facts = this.#evaluator.facts[this.#module];
    const known = facts.values[value];
    if (known.k === "collection") return known.items.length === 0 ? undefined : known.items;
    if (known.k !== "name") return undefined;
    const bindings = facts.functions[known.fn].bindings[known.name];
    return bindings?.length === 1 ? this.#collectionOf(bindings[0], depth + 1) : undefined;
  }

  /** Computed through a logarithm, a number of bits or of digits: raising to it gives about what it was computed from. */
  isLogarithm(value: ValueId, depth = 0): boolean {
    if (depth > 10) return false;
    const facts = this.#evaluator.facts[this.#module];
    const known = facts.values[value];
    const inner = (of: ValueId) => this.isLogarithm(of, depth + 1);
    switch (known.k) {
      case "binary":
        return inner(known.left) || inner(known.right);
      // `for bit in range(flags.bit_length())`
      case "element":
        return inner(known.of);
      case "name": {
        const bindings = facts.functions[known.fn].bindings[known.name];
        return bindings !== undefined && bindings.length <= 3 && bindings.some(inner);
      }
      case "call": {
        const call = facts.calls[known.call];
        const callee = facts.values[call.callee];
        if (callee.k === "attr" && /^(bit_length|log|log2|log10)$/.test(callee.name)) return true;
        if (this.#evaluator.pathsOf(this.#module, call.callee).some((path) => /^math\.log/.test(path))) return true;
        return call.args.some((argument) => inner(argument.value));
      }
      default:
        return false;
    }
  }
}

function joined(kinds: readonly (NumberKind | "itself" | undefined)[]): NumberKind | "itself" | undefined {
  const telling = kinds.filter((kind) => kind !== "itself");
  if (telling.length === 0) return kinds.length === 0 ? undefined : "itself";
  if (telling.includes("float")) return "float";
  return telling.every((kind) => kind === telling[0]) ? telling[0] : undefined;
}

function greatest(bounds: readonly (number | undefined)[]): number | undefined {
  return bounds.length === 0 || bounds.includes(undefined) ? undefined : Math.max(...(bounds as number[]));
}

const INTEGER_FUNCTIONS =
  /^(math\.(factorial|comb|perm|gcd|lcm|isqrt|floor|ceil|trunc)|random\.(randint|randrange|getrandbits)|secrets\.(randbelow|randbits)|builtins\.int\.from_bytes|operator\.index|os\.getpid)$/;
