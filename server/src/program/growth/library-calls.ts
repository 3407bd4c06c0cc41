import type { CallFacts, ModuleFacts, ValueId } from "../../semantics/facts.ts";
import type { Integers } from "../integers.ts";
import type { ModuleId } from "../modules.ts";
import type { Program } from "../program.ts";
import { LARGEST_FACTORIAL, LARGEST_ROW } from "../thresholds.ts";
import { Exponents } from "./exponents.ts";
import type { Growth, GrowthPlace } from "./place.ts";
import { areExtents, areNamedExtents } from "./room.ts";

/** Library functions whose result outgrows their arguments. */
export class LibraryGrowth {
  readonly #program: Program;
  readonly #module: ModuleId;
  readonly #facts: ModuleFacts;
  readonly #integers: Integers;
  readonly #exponents: Exponents;

  constructor(at: GrowthPlace) {
    this.#program = at.program;
    this.#module = at.module;
    this.#facts = at.facts;
    this.#integers = at.integers;
    this.#exponents = new Exponents(at);
  }

  grows(call: CallFacts): Growth | undefined {
    const by = this.#kindOf(call);
    if (by === undefined) return undefined;
    const [, second] = call.args;
    const isCertain =
      by === "power"
        ? second !== undefined && this.#exponents.counts(second.value, call.fn)
        : by !== "product" || !this.#multipliesExtents(call);
    return { by, fn: call.fn, start: call.start, end: call.end, doubt: isCertain ? 0 : 2 };
  }

  #kindOf(call: CallFacts): Growth["by"] | undefined {
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

  /** Extents of what is in memory, or a length that has to fit a word. */
  #multipliesExtents(call: CallFacts): boolean {
    return (
      this.#facts.functions[call.fn].name === "__len__" ||
      call.args.some(({ value }) => areExtents(this.#facts, value) || areNamedExtents(this.#facts, call.fn, value))
    );
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
}
