import { type CallFacts, type ModuleFacts, NONE, type PowerFacts, type ValueId } from "../../semantics/facts.ts";
import type { Doubt } from "../graph.ts";
import type { Integers } from "../integers.ts";
import type { ModuleId } from "../modules.ts";
import type { Program } from "../program.ts";
import { MOST_PLAIN_EXPONENT, WORD_BITS } from "../thresholds.ts";
import { Exponents } from "./exponents.ts";
import type { Growth, GrowthPlace } from "./place.ts";

/** Powers and shifts to the left whose exponent nothing keeps small. */
export class PowerGrowth {
  readonly #program: Program;
  readonly #module: ModuleId;
  readonly #facts: ModuleFacts;
  readonly #integers: Integers;
  readonly #exponents: Exponents;
  readonly #durations = new Set<string>();
  /** Powers that are kept under a name and then say how large an array is that is made of them. */
  readonly #extents = new Set<string>();
  /** Exponents of numbers that say how large something in memory is, which keeps them small. */
  readonly #sizes = new Set<ValueId>();

  constructor(at: GrowthPlace) {
    this.#program = at.program;
    this.#module = at.module;
    this.#facts = at.facts;
    this.#integers = at.integers;
    this.#exponents = new Exponents(at);
  }

  find(): readonly Growth[] {
    const found: Growth[] = [];
    this.#findDurations();
    this.#findExtents();
    const { powers } = this.#facts.arithmetic;
    for (const power of powers) if (this.#isSize(power)) this.#sizes.add(power.right);
    // Several in one expression are one finding.
    const expressions = new Set<number>();
    for (const power of powers) {
      const doubt = expressions.has(power.whole) ? undefined : this.#powerGrows(power);
      if (doubt === undefined) continue;
      expressions.add(power.whole);
      const by = power.op === "**" ? "power" : "shift";
      found.push({ by, fn: power.fn, start: power.start, end: power.end, doubt });
    }
    return found;
  }

  /** Undefined where the result stays small or is no integer. */
  #powerGrows(power: PowerFacts): Doubt | undefined {
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
    if (!this.#exponents.grow(power)) return 2;
    return kind === "int" && exponentKind === "int" ? 0 : 1;
  }

  #isItem(value: ValueId): boolean {
    const { k } = this.#facts.values[value];
    return k === "item" || k === "element";
  }

  #isHarmless(power: PowerFacts): boolean {
    const operation = `${power.op}${power.left},${power.right}`;
    if (this.#durations.has(operation) || this.#extents.has(operation)) return true;
    if (power.call === NONE) return false;
    const call = this.#facts.calls[power.call];
    const callee = this.#facts.values[call.callee];
    if (callee.k === "builtin" && (callee.name === "min" || SIZED.test(`builtins.${callee.name}`))) return true;
    if (this.#isSize(power) || DURATION_KEYWORDS.test(power.keyword ?? "") || this.#takesDuration(call)) return true;
    return this.#program.evaluator.pathsOf(this.#module, call.callee).some((path) => FRACTIONAL.test(path));
  }

  #isSize(power: PowerFacts): boolean {
    if (power.kept === "size" || SIZE_KEYWORDS.test(power.keyword ?? "")) return true;
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

  /** `size = points ** len(axes)` and then `numpy.full(size, 0.0)`: what is allocated has room in memory. */
  #findExtents(): void {
    const { values, calls, functions } = this.#facts;
    const look = (value: ValueId, depth: number) => {
      if (depth > 4) return;
      const known = values[value];
      if (known.k === "binary") {
        if (known.op === "**" || known.op === "<<") this.#extents.add(`${known.op}${known.left},${known.right}`);
        else if (known.op === "*") for (const part of [known.left, known.right]) look(part, depth + 1);
      } else if (known.k === "collection") for (const part of known.items) look(part, depth + 1);
      else if (known.k === "name") {
        const bindings = functions[known.fn].bindings[known.name] ?? [];
        if (bindings.length === 1) look(bindings[0], depth + 1);
      }
    };
    for (const fn of functions)
      for (const [name, bindings] of Object.entries(fn.bindings))
        if (SIZE_KEYWORDS.test(name) && bindings.length === 1) look(bindings[0], 0);
    for (const call of calls) {
      const size = call.args.find(({ keyword, star }) => star === undefined && (keyword ?? "shape") === "shape");
      if (size === undefined) continue;
      const paths = this.#program.evaluator.pathsOf(this.#module, call.callee);
      if (paths.some((path) => ALLOCATING.test(path))) look(size.value, 0);
    }
  }

  #takesDuration(call: CallFacts): boolean {
    return this.#program.evaluator
      .pathsOf(this.#module, call.callee)
      .some((path) => WAITING.test(path) || this.#program.evaluator.knowledge.callable(path)?.kind === "sleep");
  }
}

/** Callables whose argument is a number of seconds. */
const WAITING = /(^|\.)(sleep|call_later|call_at|timedelta|Timer|uniform)$/;
const DURATION_KEYWORDS = /^(countdown|delay|timeout|seconds|interval|wait|retry_after|expires?|ttl|max_age)$/;
/** Parameters and names of what says how large something in memory is. */
const SIZE_KEYWORDS = /^_*(dim|dims|dimension|dimensions|shape|size)$/;
/** Callables that make a fraction of what they are given. */
const FRACTIONAL = /^(builtins\.float|math\.(log\w*|sqrt|exp|pow|fsum|sin|cos|tan|atan\w*)|numpy\.(log\w*|sqrt|exp))$/;
/** Callables whose argument is the size of something in memory. */
const SIZED = /^(builtins\.(range|bytearray|bytes)|numpy\.(zeros|ones|empty|full|arange)|itertools\.(repeat|islice))$/;
/** Those of them that take all of it at once. */
const ALLOCATING = /^(builtins\.(bytearray|bytes)|numpy\.(zeros|ones|empty|full))$/;
