import {
  type CallFacts,
  CallFlag,
  type LoopFacts,
  type LoopId,
  type ModuleFacts,
  NONE,
  type PowerFacts,
  type UpdateFacts,
  type ValueId,
} from "../semantics/facts.ts";
import { EMPTY_ENV } from "./entities.ts";
import { Integers } from "./integers.ts";
import type { ModuleId } from "./modules.ts";
import type { Program } from "./program.ts";
import { LARGEST_FACTORIAL, LARGEST_ROW, MOST_PLAIN_EXPONENT, USUAL_LENGTH, WORD_BITS } from "./thresholds.ts";

/** A place where an integer can outgrow a machine word. */
export interface Growth {
  readonly by: "factorial" | "power" | "shift" | "product" | "sum";
  readonly fn: number;
  readonly start: number;
  readonly end: number;
  /** All operands are known to be integers. */
  readonly certain: boolean;
}

/** What an expression does with the old value of the place that it is assigned to. */
interface Terms {
  /** How many times the old value is in the new one; Infinity where the factor is not known. */
  readonly self: number;
  /** What it is multiplied by. */
  readonly factor: "none" | "literal" | "integer" | "unknown" | "itself";
  /** Upper bound of what it is multiplied by. */
  readonly bound: number;
  readonly subtracts: boolean;
  /** A term is the very place, not another item of its container. */
  readonly same: boolean;
}

const NO_TERMS: Terms = { self: 0, factor: "none", bound: 1, subtracts: false, same: false };

export function growthsOf(program: Program, module: ModuleId): readonly Growth[] {
  return new GrowthFinder(program, module).find();
}

class GrowthFinder {
  readonly #program: Program;
  readonly #module: ModuleId;
  readonly #facts: ModuleFacts;
  readonly #integers: Integers;
  readonly #durations = new Set<string>();
  /** Exponents of numbers that say how large something in memory is, which keeps them small. */
  readonly #sizes = new Set<ValueId>();
  readonly #given = new Map<ValueId, ReadonlySet<ValueId>>();
  readonly #waiting = new Map<LoopId, boolean>();

  constructor(program: Program, module: ModuleId) {
    this.#program = program;
    this.#module = module;
    this.#facts = program.facts(module);
    this.#integers = new Integers(program.evaluator, module);
  }

  find(): readonly Growth[] {
    const found: Growth[] = [];
    this.#findDurations();
    const { powers, updates, returned } = this.#facts.arithmetic;
    for (const power of powers) if (this.#isSize(power)) this.#sizes.add(power.right);
    // Several in one expression are one finding.
    const expressions = new Set<number>();
    for (const power of powers) {
      const certain = expressions.has(power.whole) ? undefined : this.#powerGrows(power);
      if (certain === undefined) continue;
      expressions.add(power.whole);
      found.push({
        by: power.op === "**" ? "power" : "shift",
        fn: power.fn,
        start: power.start,
        end: power.end,
        certain,
      });
    }
    for (const call of this.#facts.calls) {
      const by = (call.flags & CallFlag.typeOnly) === 0 ? this.#callGrows(call) : undefined;
      if (by !== undefined) found.push({ by, fn: call.fn, start: call.start, end: call.end, certain: true });
      const appended = this.#appended(call);
      if (appended !== undefined) found.push(...this.#growthOfUpdate(appended));
    }
    for (const update of updates) found.push(...this.#growthOfUpdate(update));
    for (const one of returned) {
      const by = this.#recursionGrows(one.fn, one.value);
      if (by !== undefined) found.push({ by, fn: one.fn, start: one.start, end: one.end, certain: true });
    }
    // One finding a place: the widest expression that starts there.
    const byStart = new Map<number, Growth>();
    for (const growth of found) {
      const known = byStart.get(growth.start);
      if (known === undefined || growth.end > known.end) byStart.set(growth.start, growth);
    }
    return [...byStart.values()].sort((a, b) => a.start - b.start);
  }

  // ---- powers and shifts -------------------------------------------------------------------------------------------

  /** Undefined where the result stays small or is no integer; otherwise, whether both operands are known to be integers. */
  #powerGrows(power: PowerFacts): boolean | undefined {
    if (power.kept !== undefined || power.isNegative || this.#isHarmless(power)) return undefined;
    if (power.masks.some((mask) => this.#integers.upperBound(mask) !== undefined)) return undefined;
    const integers = this.#integers;
    const { evaluator } = this.#program;
    const base = evaluator.constant(this.#module, power.left);
    const exponent = evaluator.constant(this.#module, power.right);
    if (base !== undefined && exponent !== undefined) return undefined;
    const kind = integers.kindOf(power.left);
    const exponentKind = integers.kindOf(power.right);
    if (kind === "float" || kind === "other" || exponentKind === "float" || exponentKind === "other") return undefined;
    if (power.op === "**" ? kind !== "int" : kind !== "int" && exponentKind !== "int") return undefined;
    // What data holds may be fractions: `2 ** logs[word]`.
    if (power.op === "**" && exponentKind === undefined && this.#isItem(power.right)) return undefined;
    // `bits >> n << n` clears what is below.
    const shifted = this.#facts.values[power.left];
    if (shifted.k === "binary" && shifted.op === ">>" && shifted.right === power.right) return undefined;
    if (base !== undefined && (power.op === "**" ? Math.abs(base) <= 1 : base === 0)) return undefined;
    if (exponent !== undefined && exponent < (power.op === "**" ? MOST_PLAIN_EXPONENT : WORD_BITS)) return undefined;
    if (integers.isLogarithm(power.right) || this.#countsASize(power.right)) return undefined;
    const most = integers.upperBound(power.right);
    if (most !== undefined) {
      const bits = Math.log2(Math.max(2, integers.upperBound(power.left) ?? 2));
      if ((power.op === "**" ? most * bits : most + bits) < WORD_BITS) return undefined;
    }
    return kind === "int" && exponentKind === "int";
  }

  #isItem(value: ValueId): boolean {
    const { k } = this.#facts.values[value];
    return k === "item" || k === "element";
  }

  #isHarmless(power: PowerFacts): boolean {
    if (this.#durations.has(`${power.op}${power.left},${power.right}`)) return true;
    if (power.call === NONE) return false;
    const call = this.#facts.calls[power.call];
    const callee = this.#facts.values[call.callee];
    if (callee.k === "builtin" && (callee.name === "min" || SIZED.test(`builtins.${callee.name}`))) return true;
    if (this.#isSize(power) || DURATION_KEYWORDS.test(power.keyword ?? "") || this.#takesDuration(call)) return true;
    return this.#program.evaluator.pathsOf(this.#module, call.callee).some((path) => FRACTIONAL.test(path));
  }

  #isSize(power: PowerFacts): boolean {
    if (power.kept === "size") return true;
    if (power.call === NONE) return false;
    const paths = this.#program.evaluator.pathsOf(this.#module, this.#facts.calls[power.call].callee);
    return paths.some((path) => SIZED.test(path));
  }

  /** Counts up to the exponent of a size: `for bit in range(n)` beside `range(1 << n)`. */
  #countsASize(exponent: ValueId): boolean {
    if (this.#sizes.has(exponent)) return true;
    const known = this.#facts.values[exponent];
    if (known.k === "name") {
      const bindings = this.#facts.functions[known.fn].bindings[known.name];
      return bindings?.length === 1 && bindings[0] !== exponent && this.#countsASize(bindings[0]);
    }
    if (known.k !== "element") return false;
    const over = this.#facts.values[known.of];
    return over.k === "call" && this.#facts.calls[over.call].args.some((argument) => this.#sizes.has(argument.value));
  }

  /** Powers that are capped later, or end in the number of seconds that something waits: whoever waits so long does not see them grow. */
  #findDurations(): void {
    const { values, calls, functions } = this.#facts;
    const seen = new Set<ValueId>();
    const look = (value: ValueId, depth: number) => {
      if (seen.has(value) || depth > 8) return;
      seen.add(value);
      const known = values[value];
      if (known.k === "binary") {
        if (known.op === "**" || known.op === "<<") this.#durations.add(`${known.op}${known.left},${known.right}`);
        look(known.left, depth + 1);
        look(known.right, depth + 1);
      } else if (known.k === "call") for (const argument of calls[known.call].args) look(argument.value, depth + 1);
      else if (known.k === "union") for (const part of known.of) look(part, depth + 1);
      else if (known.k === "name")
        for (const binding of (functions[known.fn].bindings[known.name] ?? []).slice(0, 8)) look(binding, depth + 1);
    };
    for (const call of calls) {
      const callee = values[call.callee];
      // What is capped afterwards is as harmless.
      const caps = callee.k === "builtin" && callee.name === "min" && call.args.length > 1;
      const takes = caps || this.#takesDuration(call);
      for (const argument of call.args)
        if (takes || DURATION_KEYWORDS.test(argument.keyword ?? "")) look(argument.value, 0);
    }
  }

  #takesDuration(call: CallFacts): boolean {
    return this.#program.evaluator
      .pathsOf(this.#module, call.callee)
      .some((path) => WAITING.test(path) || this.#program.evaluator.knowledge.callable(path)?.kind === "sleep");
  }

  // ---- library functions -------------------------------------------------------------------------------------------

  #callGrows(call: CallFacts): Growth["by"] | undefined {
    const [first, second] = call.args;
    if (first === undefined || first.star !== undefined) return undefined;
    const most = () => this.#integers.upperBound(first.value);
    for (const path of this.#program.evaluator.pathsOf(this.#module, call.callee)) {
      switch (path) {
        case "math.factorial":
          return (most() ?? Number.POSITIVE_INFINITY) > LARGEST_FACTORIAL && !this.#isConstant(first.value)
            ? "factorial"
            : undefined;
        case "math.comb":
        case "math.perm":
          // With a constant number of items it is a polynomial, as a constant exponent is.
          if (second !== undefined && this.#isConstant(second.value)) return undefined;
          return (most() ?? Number.POSITIVE_INFINITY) > LARGEST_ROW && !this.#isConstant(first.value)
            ? "factorial"
            : undefined;
        case "math.prod":
          return this.#isLongIntegers(first.value) ? "product" : undefined;
        case "functools.reduce":
          return second !== undefined && this.#multiplies(first.value) && this.#isLongIntegers(second.value)
            ? "product"
            : undefined;
        case "builtins.pow": {
          if (call.args.length !== 2 || second === undefined) return undefined;
          const isInteger =
            this.#integers.kindOf(first.value) === "int" && this.#integers.kindOf(second.value) === "int";
          const isBounded = this.#integers.upperBound(second.value) !== undefined;
          return isInteger && !isBounded && !this.#integers.isLogarithm(second.value) ? "power" : undefined;
        }
      }
    }
    return undefined;
  }

  #isConstant(value: ValueId): boolean {
    return this.#program.evaluator.constant(this.#module, value) !== undefined;
  }

  /** Integers of unknown number: not the handful that is written out. */
  #isLongIntegers(value: ValueId): boolean {
    const known = this.#facts.values[value];
    if (known.k === "collection" && known.items.length !== 1) return false;
    if (known.k === "call") {
      const args = this.#facts.calls[known.call].args;
      if (args.length > 0 && args.every((argument) => this.#isConstant(argument.value))) return false;
    }
    return this.#integers.kindOfElements(value) === "int";
  }

  #multiplies(callback: ValueId): boolean {
    const known = this.#facts.values[callback];
    if (known.k === "function") {
      return this.#facts.functions[known.id].returns.some((value) => {
        const returned = this.#facts.values[value];
        return returned.k === "binary" && returned.op === "*";
      });
    }
    return this.#program.evaluator.pathsOf(this.#module, callback).includes("operator.mul");
  }

  // ---- loops -------------------------------------------------------------------------------------------------------

  *#growthOfUpdate(update: UpdateFacts): Iterable<Growth> {
    if (update.isLimited || this.#waits(update) || this.#isMaskedLater(update) || this.#isReadSize(update)) return;
    const target = this.#facts.values[update.target];
    const isItem = target.k === "item";
    const terms = this.#terms(update.value, update.target, 0);
    const at = { fn: update.fn, start: update.start, end: update.end };
    if (terms.self >= 2 && !terms.subtracts) {
      const kind = isItem ? this.#kindOfCells(update.target) : this.#integers.kindOf(update.target);
      if (kind === "float" || kind === "other") return;
      if (kind !== "int" && (terms.factor !== "literal" || isItem)) return;
      if (terms.factor === "unknown") return;
      // `row[i] *= 2` doubles each item once; `ways[total] += ways[total - coin]` adds up again for each coin.
      if (isItem && terms.same && terms.factor !== "itself" && !this.#isRepeated(update)) return;
      if (this.#staysSmall(update, terms)) return;
      yield { by: terms.factor === "none" ? "sum" : "product", ...at, certain: kind === "int" };
      return;
    }
    if (isItem || terms.self !== 1 || terms.subtracts || terms.factor !== "none") return;
    if (!this.#feedsBack(update) || this.#integers.kindOf(update.target) !== "int") return;
    if (this.#turns(update) !== undefined) return;
    // `c = a + b; a = b; b = c`: the sum is where it is written first.
    const first = this.#facts.arithmetic.updates.find(
      (other) => other.value === update.value && other.loop === update.loop && other.start <= update.start,
    );
    yield { by: "sum", ...at, start: first?.start ?? at.start, end: first?.end ?? at.end, certain: true };
  }

  /** How an expression is made of the place's old value, by its operators down to the first that is not arithmetic. */
  #terms(value: ValueId, target: ValueId, depth: number): Terms {
    if (depth > 30) return NO_TERMS;
    if (value === target) return { ...NO_TERMS, self: 1, same: true };
    // What an earlier assignment of the turn made of it is told there.
    if (depth > 0 && this.#valuesGiven(target).has(value)) return { ...NO_TERMS, self: 1, same: true };
    const { values, calls } = this.#facts;
    const known = values[value];
    const inner = (of: ValueId) => this.#terms(of, target, depth + 1);
    switch (known.k) {
      case "item":
        return this.#isSibling(value, target) ? { ...NO_TERMS, self: 1 } : NO_TERMS;
      case "declared":
        return inner(known.value);
      case "union":
        return known.of.map(inner).reduce((best, one) => (one.self > best.self ? one : best), NO_TERMS);
      case "call": {
        const callee = values[calls[known.call].callee];
        const [argument] = calls[known.call].args;
        return callee.k === "builtin" && (callee.name === "int" || callee.name === "abs") && argument !== undefined
          ? inner(argument.value)
          : NO_TERMS;
      }
      case "binary":
        break;
      default:
        return NO_TERMS;
    }
    const left = inner(known.left);
    const right = inner(known.right);
    switch (known.op) {
      case "+":
        return added(left, right);
      case "|":
      case "^":
        return left.self >= right.self ? left : right;
      case "-":
        return right.self > 0 ? { ...left, subtracts: true } : left;
      case "*": {
        if (left.self > 0 && right.self > 0)
          return { ...added(left, right), self: Number.POSITIVE_INFINITY, factor: "itself" };
        if (left.self === 0 && right.self === 0) return NO_TERMS;
        return left.self > 0 ? this.#times(left, known.right) : this.#times(right, known.left);
      }
      case "<<": {
        if (left.self === 0) return NO_TERMS;
        const bits = this.#program.evaluator.constant(this.#module, known.right);
        if (bits === undefined) return { ...left, self: Number.POSITIVE_INFINITY, factor: "integer", bound: WORD_BITS };
        return { ...left, self: left.self * 2 ** bits, factor: "literal", bound: left.bound * 2 ** bits };
      }
      case "**": {
        const exponent = this.#program.evaluator.constant(this.#module, known.right);
        return left.self > 0 && (exponent === undefined || exponent > 1)
          ? { ...left, self: Number.POSITIVE_INFINITY, factor: "itself" }
          : NO_TERMS;
      }
      default:
        return NO_TERMS;
    }
  }

  /** What a place is computed to be in loops. */
  #valuesGiven(target: ValueId): ReadonlySet<ValueId> {
    const known = this.#given.get(target);
    if (known !== undefined) return known;
    const given = new Set<ValueId>();
    for (const update of this.#facts.arithmetic.updates)
      if (update.target === target && this.#facts.values[update.value].k === "binary") given.add(update.value);
    this.#given.set(target, given);
    return given;
  }

  /** `code = code * 31 + letter` and then `code &= 0xFFFF`, in the same turn. */
  #isMaskedLater(update: UpdateFacts): boolean {
    return this.#facts.arithmetic.updates.some((other) => {
      if (other.target !== update.target || other.loop !== update.loop || other.start <= update.start) return false;
      const known = this.#facts.values[other.value];
      return known.k === "binary" && (known.op === "&" || known.op === "%") && this.#holds(known.left, update.value, 0);
    });
  }

  #holds(value: ValueId, part: ValueId, depth: number): boolean {
    if (value === part) return true;
    const known = this.#facts.values[value];
    if (known.k !== "binary" || depth > 12) return false;
    return this.#holds(known.left, part, depth + 1) || this.#holds(known.right, part, depth + 1);
  }

  /** A number that says how much to read at once, or how often to do something, stays within memory and time. */
  #isReadSize(update: UpdateFacts): boolean {
    const target = this.#facts.values[update.target];
    if ((target.k === "name" || target.k === "attr") && /(size|capacity)$/i.test(target.name)) return true;
    return this.#facts.calls.some((call) => {
      if (call.fn !== update.fn || !call.args.some((argument) => argument.value === update.target)) return false;
      const callee = this.#facts.values[call.callee];
      if (callee.k === "builtin") return callee.name === "range";
      return callee.k === "attr" && /^(read|recv|readline|readinto)$/.test(callee.name);
    });
  }

  #times(terms: Terms, factor: ValueId): Terms {
    const constant = this.#program.evaluator.constant(this.#module, factor);
    if (constant !== undefined) {
      if (!Number.isInteger(constant)) return NO_TERMS;
      const size = Math.abs(constant);
      return {
        ...terms,
        self: terms.self * size,
        factor: size > 1 ? "literal" : terms.factor,
        bound: terms.bound * size,
      };
    }
    const kind = this.#integers.kindOf(factor);
    if (kind === "float" || kind === "other") return NO_TERMS;
    const bound =
      this.#integers.upperBound(factor) ?? (this.#isLength(factor) ? USUAL_LENGTH : Number.POSITIVE_INFINITY);
    return { ...terms, self: Number.POSITIVE_INFINITY, factor: kind === "int" ? "integer" : "unknown", bound };
  }

  #isLength(value: ValueId): boolean {
    const known = this.#facts.values[value];
    if (known.k !== "call") return false;
    const callee = this.#facts.values[this.#facts.calls[known.call].callee];
    return callee.k === "builtin" && callee.name === "len";
  }

  /** Another item of the same list, of the same depth: `row[i - 1]` beside `row[i]`. */
  #isSibling(value: ValueId, target: ValueId): boolean {
    const { values } = this.#facts;
    const a = rootOf(values, value);
    const b = rootOf(values, target);
    return a !== undefined && b !== undefined && a.of === b.of && a.depth === b.depth;
  }

  #kindOfCells(target: ValueId) {
    const root = rootOf(this.#facts.values, target);
    return root === undefined ? undefined : this.#integers.kindOfCells(root.of, root.depth);
  }

  /** The items of one list are gone through again in each turn of an outer loop that does not make the list. */
  #isRepeated(update: UpdateFacts): boolean {
    const root = rootOf(this.#facts.values, update.target);
    const outer = this.#facts.loops[update.loop].parent;
    if (root?.depth !== 1 || outer === NONE) return false;
    const list = this.#facts.values[root.of];
    return list.k === "name" && !this.#facts.loops[outer].targets.includes(list.name) && !this.#isSetIn(root.of, outer);
  }

  #isSetIn(target: ValueId, loop: LoopId): boolean {
    return this.#facts.arithmetic.updates.some((other) => other.loop === loop && other.target === target);
  }

  /** Two numbers that are added to each other in turn grow as Fibonacci's do. */
  #feedsBack(update: UpdateFacts): boolean {
    const addends = new Set<ValueId>();
    const collect = (value: ValueId, depth: number) => {
      const known = this.#facts.values[value];
      if (known.k === "name") addends.add(value);
      else if (known.k === "binary" && known.op === "+" && depth < 8) {
        collect(known.left, depth + 1);
        collect(known.right, depth + 1);
      }
    };
    collect(update.value, 0);
    addends.delete(update.target);
    return this.#facts.arithmetic.updates.some((other) => {
      if (other.loop !== update.loop || !addends.has(other.target) || other.isLimited) return false;
      const back = this.#terms(other.value, update.target, 0);
      return back.self >= 1 && !back.subtracts && this.#integers.kindOf(other.target) === "int";
    });
  }

  /** The number of turns is known, and even so many leave the number within a word; or what drives the loop shrinks as it grows. */
  #staysSmall(update: UpdateFacts, terms: Terms): boolean {
    if (this.#alsoShrinks(update)) return true;
    if (terms.factor === "literal" && this.#isDrivenByShrinking(update)) return true;
    const turns = this.#turns(update);
    if (turns === undefined) return false;
    const factor = terms.factor === "integer" ? terms.bound : terms.self;
    return turns * Math.log2(factor) < WORD_BITS;
  }

  /** `n = n // 2 if n % 2 == 0 else 3 * n + 1`: nothing says that it grows more than it shrinks. */
  #alsoShrinks(update: UpdateFacts): boolean {
    const shrinks = (value: ValueId): boolean => {
      const known = this.#facts.values[value];
      if (known.k === "union") return known.of.some(shrinks);
      return known.k === "binary" && (known.op === "//" || known.op === ">>") && known.left === update.target;
    };
    return this.#facts.arithmetic.updates.some(
      (other) => other.loop === update.loop && other.target === update.target && shrinks(other.value),
    );
  }

  /** `while number: digits = digits * 10 + number % 10; number //= 10` has as many turns as the number has digits. */
  #isDrivenByShrinking(update: UpdateFacts): boolean {
    if (this.#facts.loops[update.loop].kind !== "while") return false;
    return this.#facts.arithmetic.updates.some((other) => {
      if (other.loop !== update.loop || other.target === update.target) return false;
      const known = this.#facts.values[other.value];
      return known.k === "binary" && (known.op === "//" || known.op === ">>") && known.left === other.target;
    });
  }

  /** How often the place is updated at most from where it is set anew; undefined where nothing tells. */
  #turns(update: UpdateFacts): number | undefined {
    let turns = 1;
    const name = this.#facts.values[update.target];
    for (let loop = update.loop; loop !== NONE; loop = this.#facts.loops[loop].parent) {
      const facts: LoopFacts = this.#facts.loops[loop];
      if (loop !== update.loop && this.#isSetAnew(update.target, loop)) break;
      if (name.k === "name" && facts.targets.includes(name.name)) break;
      const count = this.#program.effects.costs.turns(this.#module, facts);
      if (count === undefined) return undefined;
      turns *= count;
    }
    return turns;
  }

  #isSetAnew(target: ValueId, loop: LoopId): boolean {
    return this.#facts.arithmetic.updates.some(
      (other) => other.loop === loop && other.target === target && this.#terms(other.value, target, 0).self === 0,
    );
  }

  /** A loop that waits in each turn, for the network or for time to pass, does not turn often enough. */
  #waits(update: UpdateFacts): boolean {
    const known = this.#waiting.get(update.loop);
    if (known !== undefined) return known;
    const node = this.#program.graph.nodeOf(this.#module, update.fn);
    for (const cost of this.#program.effects.costs.loopsOf(node)) this.#waiting.set(cost.loop.id, cost.waits);
    const waits = this.#waiting.get(update.loop) ?? false;
    this.#waiting.set(update.loop, waits);
    return waits;
  }

  /** `numbers.append(numbers[-1] + numbers[-2])` as an update of the list's next item. */
  #appended(call: CallFacts): UpdateFacts | undefined {
    const callee = this.#facts.values[call.callee];
    if (callee.k !== "attr" || callee.name !== "append" || call.loop === NONE || call.args.length !== 1)
      return undefined;
    const value = call.args[0].value;
    if (this.#facts.values[value].k !== "binary") return undefined;
    const item = this.#itemIn(value, callee.of, 0);
    if (item === undefined) return undefined;
    return {
      fn: call.fn,
      loop: call.loop,
      target: item,
      value,
      isLimited: false,
      start: call.start,
      end: call.end,
    };
  }

  #itemIn(value: ValueId, list: ValueId, depth: number): ValueId | undefined {
    const known = this.#facts.values[value];
    if (known.k === "item") return known.of === list ? value : undefined;
    if (known.k !== "binary" || depth > 8) return undefined;
    return this.#itemIn(known.left, list, depth + 1) ?? this.#itemIn(known.right, list, depth + 1);
  }

  // ---- recursion ---------------------------------------------------------------------------------------------------

  /** `return n * f(n - 1)`, and `return f(n - 1) + f(n - 2)` with remembered results. */
  #recursionGrows(fn: number, value: ValueId): Growth["by"] | undefined {
    const { values } = this.#facts;
    const known = values[value];
    if (known.k === "union") {
      for (const part of known.of) {
        const by = this.#recursionGrows(fn, part);
        if (by !== undefined) return by;
      }
      return undefined;
    }
    if (known.k !== "binary") return undefined;
    if (known.op === "+") {
      const addends = this.#addends(value);
      const own = addends.flatMap((one) => this.#ownCall(fn, one) ?? []);
      const isFloat = addends.some((one) => this.#integers.kindOf(one) === "float");
      // Such a sum takes as many calls as it is large, so it stays small unless results are remembered.
      const isRemembered = this.#program.evaluator.traits(this.#module, fn).isCached;
      if (isRemembered && own.length >= 2 && !isFloat && own.some((call) => this.#countsDown(fn, call) !== undefined))
        return "sum";
      for (const one of addends) {
        const by = this.#recursionGrows(fn, one);
        if (by === "product") return isFloat ? undefined : by;
      }
      return undefined;
    }
    if (known.op !== "*") return undefined;
    const sides = [
      [known.left, known.right],
      [known.right, known.left],
    ] as const;
    for (const [call, factor] of sides) {
      const own = this.#ownCall(fn, call);
      const counter = own === undefined ? undefined : this.#countsDown(fn, own);
      if (counter === undefined) continue;
      const constant = this.#program.evaluator.constant(this.#module, factor);
      if (constant !== undefined) return Number.isInteger(constant) && Math.abs(constant) > 1 ? "product" : undefined;
      const kind = this.#integers.kindOf(factor);
      if (kind === "int" || (kind === undefined && factor === counter)) return "product";
    }
    return undefined;
  }

  #addends(value: ValueId): ValueId[] {
    const known = this.#facts.values[value];
    if (known.k !== "binary" || known.op !== "+") return [value];
    return [...this.#addends(known.left), ...this.#addends(known.right)];
  }

  #ownCall(fn: number, value: ValueId): CallFacts | undefined {
    const known = this.#facts.values[value];
    if (known.k !== "call") return undefined;
    const call = this.#facts.calls[known.call];
    const isOwn = this.#program.evaluator.evaluate(this.#module, call.callee, EMPTY_ENV).some((id) => {
      const callee = this.#program.evaluator.calleeOf(id, [], -1, EMPTY_ENV);
      return callee?.module === this.#module && callee.fn === fn;
    });
    return isOwn ? call : undefined;
  }

  /** The parameter that a recursive call makes smaller by a constant. */
  #countsDown(fn: number, call: CallFacts): ValueId | undefined {
    const { values } = this.#facts;
    for (const { value } of call.args) {
      const known = values[value];
      if (known.k !== "binary" || known.op !== "-") continue;
      const left = values[known.left];
      const right = values[known.right];
      if (left.k === "param" && left.fn === fn && right.k === "literal" && right.type === "int") return known.left;
    }
    return undefined;
  }
}

function added(left: Terms, right: Terms): Terms {
  const larger = left.self >= right.self ? left : right;
  return {
    self: left.self + right.self,
    factor: larger.factor === "none" ? (left.factor === "none" ? right.factor : left.factor) : larger.factor,
    bound: Math.max(left.bound, right.bound),
    subtracts: left.subtracts || right.subtracts,
    same: left.same || right.same,
  };
}

/** The list at the bottom of a subscript of subscripts, and how many there are. */
function rootOf(values: ModuleFacts["values"], value: ValueId): { of: ValueId; depth: number } | undefined {
  let depth = 0;
  let at = value;
  for (let known = values[at]; known.k === "item"; known = values[at]) {
    at = known.of;
    depth++;
    if (depth > 6) return undefined;
  }
  return depth === 0 ? undefined : { of: at, depth };
}

/** Callables whose argument is a number of seconds. */
const WAITING = /(^|\.)(sleep|call_later|call_at|timedelta|Timer|uniform)$/;
const DURATION_KEYWORDS = /^(countdown|delay|timeout|seconds|interval|wait|retry_after|expires?|ttl|max_age)$/;
/** Callables that make a fraction of what they are given. */
const FRACTIONAL = /^(builtins\.float|math\.(log\w*|sqrt|exp|pow|fsum|sin|cos|tan|atan\w*)|numpy\.(log\w*|sqrt|exp))$/;
/** Callables whose argument is the size of something in memory. */
const SIZED = /^(builtins\.(range|bytearray|bytes)|numpy\.(zeros|ones|empty|full|arange)|itertools\.(repeat|islice))$/;
