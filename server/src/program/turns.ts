import { type FunctionId, type LoopFacts, UNKNOWN, type ValueId } from "../semantics/facts.ts";
import { contentsOf } from "./contents.ts";
import { EMPTY_ENV } from "./entities.ts";
import { argumentFor, type Evaluator } from "./evaluate.ts";
import { mentions } from "./independent-sizes.ts";
import type { ModuleId } from "./modules.ts";
import { builtinName, rangeOf } from "./ranges.ts";
import { BETWEEN_FUNCTIONS, UNKNOWN_TURNS } from "./thresholds.ts";

/** How many items loops go through, as far as the program says. */
export class Turns {
  readonly #evaluator: Evaluator;

  constructor(evaluator: Evaluator) {
    this.#evaluator = evaluator;
  }

  /** How often a loop turns at most; undefined where nothing tells. */
  of(module: ModuleId, loop: LoopFacts): number | undefined {
    if (loop.kind === "while") return undefined;
    const size = this.#size(module, loop.over, 0);
    // `for number in range(1, 1_000_000): … return name`: a limit for the search, which ends long before, as a rule.
    return loop.endsEarly && size !== undefined && size > UNKNOWN_TURNS ? undefined : size;
  }

  #size(module: ModuleId, value: ValueId, depth: number): number | undefined {
    if (depth > 8) return undefined;
    const facts = this.#evaluator.facts[module];
    const known = facts.values[value];
    const inner = (of: ValueId) => this.#size(module, of, depth + 1);
    switch (known.k) {
      case "collection":
        // What starts empty is filled elsewhere.
        if (known.items.length === 0) return undefined;
        return facts.values[value].k === "collection" && known.items.length === 1 && known.type !== "tuple"
          ? this.#literalSize(module, value, depth)
          : known.items.length;
      case "literal":
        if (typeof known.value === "number" && known.type !== "int" && known.type !== "float") return known.value;
        return typeof known.value === "string" && known.type === "str" ? known.value.length : undefined;
      case "declared":
        return inner(known.value);
      case "name": {
        const bindings = facts.functions[known.fn].bindings[known.name];
        return bindings?.length === 1 ? inner(bindings[0]) : undefined;
      }
      case "import": {
        if (known.name === undefined) return undefined;
        const target = this.#evaluator.modules.resolve(module, known.module, known.level);
        if (typeof target !== "number") return undefined;
        const bindings = this.#evaluator.facts[target].functions[0].bindings[known.name];
        return bindings?.length === 1 ? this.#size(target, bindings[0], depth + 1) : undefined;
      }
      case "item": {
        const index = facts.values[known.index];
        return index.k === "literal" && index.type === "slice" && typeof index.value === "number"
          ? index.value
          : undefined;
      }
      case "binary": {
        const left = inner(known.left);
        const right = inner(known.right);
        if (known.op === "*")
          return (
            this.#repeatedSize(module, known.left, known.right) ?? this.#repeatedSize(module, known.right, known.left)
          );
        return known.op === "+" && left !== undefined && right !== undefined ? left + right : undefined;
      }
      case "call":
        return this.#callSize(module, known.call, depth);
      case "param":
        return this.#sizeGiven(module, known.fn, known.index, depth);
      default:
        return undefined;
    }
  }

  /** `[0] * 12` has twelve items. */
  #repeatedSize(module: ModuleId, list: ValueId, times: ValueId): number | undefined {
    const known = this.#evaluator.facts[module].values[list];
    if (known.k !== "collection" || known.items.length !== 1) return undefined;
    const isPlain = this.#evaluator.facts[module].values[known.items[0]].k === "literal";
    const constant = isPlain ? this.#evaluator.constant(module, times) : undefined;
    return constant === undefined ? undefined : Math.max(0, constant);
  }

  /** The most that the callers of a function of the module's own pass, where each writes it down; what others may call gets anything. */
  #sizeGiven(module: ModuleId, fn: FunctionId, index: number, depth: number): number | undefined {
    const { name, params, parent } = this.#evaluator.functionFacts(module, fn);
    const isOwn = parent > 0 || /^_(?!_.*__$)/.test(name);
    const callers = isOwn ? this.#evaluator.callersOf(module, fn) : [];
    let most: number | undefined;
    for (const caller of callers) {
      const given =
        caller.decorated === undefined
          ? argumentFor(caller.call.args, params[index].name, params[index].kind, index - caller.shift)
          : undefined;
      const isFilled = given !== undefined && contentsOf(this.#evaluator.facts[caller.module]).has(`v${given}`);
      const size =
        given === undefined || isFilled ? undefined : this.#size(caller.module, given, depth + BETWEEN_FUNCTIONS);
      if (size === undefined) return undefined;
      most = Math.max(most ?? 0, size);
    }
    return most;
  }

  /** A list of one item may be a comprehension, whose one item stands for all. */
  #literalSize(module: ModuleId, value: ValueId, depth: number): number | undefined {
    const known = this.#evaluator.facts[module].values[value];
    if (known.k !== "collection") return undefined;
    const item = this.#evaluator.facts[module].values[known.items[0]];
    if (item.k === "literal") return 1;
    // A comprehension of one clause has as many items as what it goes through.
    const sources = new Set<ValueId>();
    mentions(
      this.#evaluator.facts[module],
      known.items[0],
      (part) => {
        const inner = this.#evaluator.facts[module].values[part];
        if (inner.k === "element") sources.add(inner.of);
        return false;
      },
      0,
    );
    return sources.size === 1 ? this.#size(module, [...sources][0], depth + 1) : undefined;
  }

  #callSize(module: ModuleId, callId: number, depth: number): number | undefined {
    const facts = this.#evaluator.facts[module];
    const call = facts.calls[callId];
    const callee = facts.values[call.callee];
    const args = call.args.filter((argument) => argument.keyword === undefined).map((argument) => argument.value);
    if (callee.k === "attr" && /^(items|keys|values|copy)$/.test(callee.name))
      return this.#size(module, callee.of, depth + 1);
    switch (builtinName(facts, call.callee)) {
      case "range": {
        const span = this.#span(module, args);
        if (span !== undefined) return span;
        return this.#longestRange(module, args);
      }
      case "enumerate":
      case "reversed":
      case "sorted":
      case "list":
      case "tuple":
      case "set":
      case "iter":
        return args.length === 0 ? undefined : this.#size(module, args[0], depth + 1);
      case "zip": {
        const sizes = args.map((value) => this.#size(module, value, depth + 1)).filter((size) => size !== undefined);
        return sizes.length === 0 ? undefined : Math.min(...sizes);
      }
      default:
        return this.#resultSize(module, call.callee);
    }
  }

  /** How many items a function of the workspace gives that returns them as written down. */
  #resultSize(module: ModuleId, callee: ValueId): number | undefined {
    const ids = this.#evaluator.evaluate(module, callee);
    const target = ids.length === 1 ? this.#evaluator.calleeOf(ids[0], [], -1, EMPTY_ENV) : undefined;
    if (target === undefined) return undefined;
    const { returns } = this.#evaluator.functionFacts(target.module, target.fn);
    const known = returns.length === 1 ? this.#evaluator.facts[target.module].values[returns[0]] : undefined;
    // One item may be a comprehension, which stands for many.
    return known?.k === "collection" && known.items.length > 1 ? known.items.length : undefined;
  }

  /** Turns of a range at most; where it starts from a number of an outer range, as if from the lowest. */
  #longestRange(module: ModuleId, [first, second, third]: readonly ValueId[]): number | undefined {
    if (first === undefined) return undefined;
    const step = third === undefined ? 1 : this.#evaluator.constant(module, third);
    if (step === undefined || step === 0) return undefined;
    const [from, to] = second === undefined ? [undefined, first] : step > 0 ? [first, second] : [second, first];
    const end = this.#atMost(module, to);
    if (end === undefined) return undefined;
    // Ranges start from a negative number only where that is written so.
    const start = from === undefined ? 0 : (this.#evaluator.constant(module, from) ?? this.#atLeast(module, from) ?? 0);
    return Math.max(0, Math.ceil((end - start) / Math.abs(step)));
  }

  /** A lower bound of a number: a length, or the number of a range's turn with something added. */
  #atLeast(module: ModuleId, value: ValueId, depth = 0): number | undefined {
    const constant = this.#evaluator.constant(module, value);
    if (constant !== undefined || depth > 4) return constant;
    const facts = this.#evaluator.facts[module];
    const known = facts.values[value];
    if (known.k === "binary" && known.op === "+") {
      const left = this.#atLeast(module, known.left, depth + 1);
      const right = this.#atLeast(module, known.right, depth + 1);
      return left === undefined || right === undefined ? undefined : left + right;
    }
    const bounds = known.k === "element" ? rangeOf(facts, known.of) : undefined;
    if (bounds === undefined || bounds.length === 0 || bounds.length > 2) return undefined;
    return bounds.length === 1 ? 0 : this.#atLeast(module, bounds[0], depth + 1);
  }

  /** `range(first, first + 12)` goes over twelve numbers, whatever the first is. */
  #span(module: ModuleId, [from, to]: readonly ValueId[]): number | undefined {
    if (to === undefined || from === UNKNOWN) return undefined;
    const known = this.#evaluator.facts[module].values[to];
    if (known.k !== "binary" || known.op !== "+" || known.left !== from) return undefined;
    const constant = this.#evaluator.constant(module, known.right);
    return constant === undefined ? undefined : Math.max(0, constant);
  }

  /** An upper bound of a number: a constant, `min(x, constant)`, or the number of a range's turn. */
  #atMost(module: ModuleId, value: ValueId, depth = 0): number | undefined {
    const constant = this.#evaluator.constant(module, value);
    if (constant !== undefined || depth > 4) return constant;
    const facts = this.#evaluator.facts[module];
    const known = facts.values[value];
    if (known.k === "element") {
      const bounds = rangeOf(facts, known.of);
      if (bounds === undefined || bounds.length === 0) return undefined;
      const ends = bounds.slice(0, 2).map((bound) => this.#atMost(module, bound, depth + 1));
      return ends.some((end) => end === undefined) && bounds.length !== 2
        ? undefined
        : bounds.length === 2
          ? ends[1]
          : Math.max(...(ends as number[]));
    }
    if (known.k === "binary") {
      const left = this.#atMost(module, known.left, depth + 1);
      if (left === undefined || known.op === "//") return left;
      const right =
        this.#evaluator.constant(module, known.right) ??
        // Less the number of a turn, it is at most less the lowest of these.
        (known.op === "-" ? this.#atLeast(module, known.right) : undefined);
      if (right === undefined) return undefined;
      return known.op === "+"
        ? left + right
        : known.op === "-"
          ? left - right
          : known.op === "*"
            ? left * right
            : undefined;
    }
    if (known.k === "union") {
      const parts = known.of.map((part) => this.#atMost(module, part, depth + 1));
      return parts.every((part) => part !== undefined) ? Math.max(...parts) : undefined;
    }
    if (known.k !== "call") return undefined;
    const call = this.#evaluator.facts[module].calls[known.call];
    const callee = this.#evaluator.facts[module].values[call.callee];
    if (callee.k !== "builtin") return undefined;
    if (callee.name === "len" && call.args.length === 1) return this.#size(module, call.args[0].value, 0);
    if (callee.name !== "min") return undefined;
    const bounds = call.args
      .map((argument) => this.#atMost(module, argument.value))
      .filter((bound) => bound !== undefined);
    return bounds.length === 0 ? undefined : Math.min(...bounds);
  }
}
