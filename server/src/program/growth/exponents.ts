import { type CallFacts, type ModuleFacts, type PowerFacts, UNKNOWN, type ValueId } from "../../semantics/facts.ts";
import type { Integers } from "../integers.ts";
import type { GrowthPlace } from "./place.ts";

/**
 * Which exponents do grow. Most powers and shifts of real programs make flags, masks, units and limits: their exponents are positions, widths
 * and levels, which stay small although no line says so. What says otherwise is an exponent that counts data, or a function that is there to
 * compute the power of what it is given.
 */
export class Exponents {
  readonly #facts: ModuleFacts;
  readonly #integers: Integers;
  /** By function: whether it does nothing but compute. */
  readonly #formulas = new Map<number, boolean>();

  constructor(at: GrowthPlace) {
    this.#facts = at.facts;
    this.#integers = at.integers;
  }

  /** Something shows that the power outgrows a word in ordinary use. */
  grow(power: PowerFacts): boolean {
    // A length has to fit a word.
    if (this.#facts.functions[power.fn].name === "__len__") return false;
    // What is cut to some bits is meant to be a word; a flag is tested in one.
    if (power.masks.length > 0)
      return (
        this.#facts.values[power.left].k === "literal" && this.#isResult(power.fn, power.op, power.left, power.right)
      );
    // A bound that is known and was found too large, as a constant exponent is; bits of a field make it no larger than the field's use.
    const exponent = this.#facts.values[power.right];
    const isField = exponent.k === "binary" && exponent.op === "&";
    if (!isField && this.#integers.upperBound(power.right) !== undefined) return true;
    return this.#countsData(power.right, power.op, 0) || this.#isResult(power.fn, power.op, power.left, power.right);
  }

  /** The same of `pow`, a call of which is all that a formula says. */
  counts(exponent: ValueId, fn: number): boolean {
    return this.#countsData(exponent, "**", 0) || (fn !== 0 && this.#isGiven(exponent) && this.#isFormula(fn));
  }

  /** The number of items of something, or the items of a range up to it. */
  #countsData(exponent: ValueId, op: string, depth: number): boolean {
    if (exponent === UNKNOWN || depth > MAX_DEPTH) return false;
    const { values, calls, functions } = this.#facts;
    const known = values[exponent];
    const inner = (of: ValueId) => this.#countsData(of, op, depth + 1);
    switch (known.k) {
      case "call":
        return this.#isLength(calls[known.call]);
      case "declared":
        return inner(known.value);
      case "binary":
        if (known.op === "+" || known.op === "*") return inner(known.left) || inner(known.right);
        return known.op === "-" && inner(known.left);
      case "name": {
        if (known.fn === 0) return false;
        const bindings = functions[known.fn].bindings[known.name] ?? [];
        return bindings.length === 1 && inner(bindings[0]);
      }
      // A bit for each number of a range is a word with so many bits, and ranges over bits are short.
      case "element": {
        const over = values[known.of];
        if (op !== "**" || over.k !== "call" || !this.#isBuiltin(calls[over.call], "range")) return false;
        return calls[over.call].args.some(({ value }) => this.#isGiven(value) || inner(value));
      }
      default:
        return false;
    }
  }

  /** `len(items)`: not of a text, whose digits say how large a number is already. */
  #isLength(call: CallFacts): boolean {
    const [of] = call.args;
    if (of === undefined || !this.#isBuiltin(call, "len")) return false;
    const known = this.#facts.values[of.value];
    if (known.k === "literal" || known.k === "collection" || known.k === "item") return false;
    return known.k !== "call" || !this.#isBuiltin(this.#facts.calls[known.call], "str");
  }

  /** A parameter, plus or less a constant. */
  #isGiven(value: ValueId): boolean {
    const known = this.#facts.values[value];
    if (known.k === "param") return !COUNTS_TRIES.test(this.#facts.functions[known.fn].params[known.index]?.name ?? "");
    // `int(text)` of an argument, and one of several arguments, are what the function is given.
    if (known.k === "call" && this.#isBuiltin(this.#facts.calls[known.call], "int")) {
      const [of] = this.#facts.calls[known.call].args;
      return of !== undefined && this.#isGiven(of.value);
    }
    if (known.k === "item") {
      const of = this.#facts.values[known.of];
      return of.k === "param" && this.#facts.functions[of.fn].params[of.index]?.kind === "rest";
    }
    if (known.k !== "binary" || (known.op !== "+" && known.op !== "-")) return false;
    return this.#facts.values[known.right].k === "literal" && this.#isGiven(known.left);
  }

  /** The function is a formula, and what it returns is this power of one of its parameters. */
  #isResult(fn: number, op: string, left: ValueId, right: ValueId): boolean {
    if (fn === 0 || !this.#isGiven(right) || !this.#isFormula(fn)) return false;
    return this.#facts.functions[fn].returns.some((value) => this.#holds(value, op, left, right, 0));
  }

  #isFormula(fn: number): boolean {
    let known = this.#formulas.get(fn);
    if (known === undefined) {
      const { calls, values } = this.#facts;
      known = calls.every(({ fn: of, callee }) => {
        const called = values[callee];
        return of !== fn || (called.k === "builtin" && FORMULA_BUILTINS.has(called.name));
      });
      this.#formulas.set(fn, known);
    }
    return known;
  }

  #holds(value: ValueId, op: string, left: ValueId, right: ValueId, depth: number): boolean {
    if (value === UNKNOWN || depth > MAX_DEPTH) return false;
    const known = this.#facts.values[value];
    const inner = (of: ValueId) => this.#holds(of, op, left, right, depth + 1);
    switch (known.k) {
      case "binary":
        return (
          (known.op === op && known.left === left && known.right === right) || inner(known.left) || inner(known.right)
        );
      case "union":
        return known.of.some(inner);
      case "call":
        return this.#facts.calls[known.call].args.some((argument) => inner(argument.value));
      default:
        return false;
    }
  }

  #isBuiltin(call: CallFacts, name: string): boolean {
    const callee = this.#facts.values[call.callee];
    return callee.k === "builtin" && callee.name === name;
  }
}

/** Nobody tries sixty times with doubled waits. */
const COUNTS_TRIES = /(^|_)(attempts?|retr(y|ies)|tries|failures?|errors?)(_|$)/;
const FORMULA_BUILTINS: ReadonlySet<string> = new Set([
  "int",
  "abs",
  "bool",
  "len",
  "range",
  "sum",
  "pow",
  "divmod",
  "isinstance",
]);
const MAX_DEPTH = 12;
