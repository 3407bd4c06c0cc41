import type { ModuleFacts, ValueId } from "../../semantics/facts.ts";
import type { Integers } from "../integers.ts";
import type { ModuleId } from "../modules.ts";
import type { Program } from "../program.ts";
import { USUAL_LENGTH, WORD_BITS } from "../thresholds.ts";
import type { GrowthPlace } from "./place.ts";
import { isExtent } from "./room.ts";
import type { UpdateIndex } from "./update-index.ts";

/** What an expression does with the old value of the place that it is assigned to. */
export interface Terms {
  /** How many times the old value is in the new one; Infinity where the factor is not known. */
  readonly self: number;
  /** What it is multiplied by. */
  readonly factor: "none" | "literal" | "integer" | "unknown" | "itself";
  /** Upper bound of what it is multiplied by. */
  readonly bound: number;
  readonly subtracts: boolean;
  /** It is shifted by a number of bits that is not written down. */
  readonly shifts: boolean;
  /** What it is multiplied by is a length or the extent of an array. */
  readonly byExtent: boolean;
  /** A term is the very place, not another item of its container. */
  readonly same: boolean;
}

const NO_TERMS: Terms = {
  self: 0,
  factor: "none",
  bound: 1,
  subtracts: false,
  shifts: false,
  byExtent: false,
  same: false,
};

/** Reads how new values are made of old ones. */
export class TermReader {
  readonly #program: Program;
  readonly #module: ModuleId;
  readonly #facts: ModuleFacts;
  readonly #integers: Integers;
  readonly #updates: UpdateIndex;

  constructor(at: GrowthPlace, updates: UpdateIndex) {
    this.#program = at.program;
    this.#module = at.module;
    this.#facts = at.facts;
    this.#integers = at.integers;
    this.#updates = updates;
  }

  /** How an expression is made of the place's old value, by its operators down to the first that is not arithmetic. */
  of(value: ValueId, target: ValueId): Terms {
    return this.#terms(value, target, 0, new Map());
  }

  /** `known` keeps the work within the number of values where parts are shared, as in `a = a + a` repeated. */
  #terms(value: ValueId, target: ValueId, depth: number, known: Map<ValueId, Terms>): Terms {
    if (depth > MAX_DEPTH) return NO_TERMS;
    const before = known.get(value);
    if (before !== undefined) return before;
    const terms = this.#read(value, target, depth, (of) => this.#terms(of, target, depth + 1, known));
    known.set(value, terms);
    return terms;
  }

  #read(value: ValueId, target: ValueId, depth: number, inner: (of: ValueId) => Terms): Terms {
    if (value === target) return { ...NO_TERMS, self: 1, same: true };
    // What an earlier assignment of the turn made of it is told there.
    if (depth > 0 && this.#updates.given(target).has(value) && this.#isMadeOf(value, target, 0))
      return { ...NO_TERMS, self: 1, same: true };
    const { values, calls } = this.#facts;
    const known = values[value];
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
        if (bits === undefined)
          return { ...left, self: Number.POSITIVE_INFINITY, factor: "integer", bound: WORD_BITS, shifts: true };
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
    // `1 if even else -1`
    if (this.#isSign(factor)) return terms;
    const bound =
      this.#integers.upperBound(factor) ?? (this.#isLength(factor) ? USUAL_LENGTH : Number.POSITIVE_INFINITY);
    const byExtent = terms.byExtent || isExtent(this.#facts, factor);
    return {
      ...terms,
      self: Number.POSITIVE_INFINITY,
      factor: kind === "int" ? "integer" : "unknown",
      bound,
      byExtent,
    };
  }

  /** Not `digit = code - 48`, which another arm gives the place, too. */
  #isMadeOf(value: ValueId, target: ValueId, depth: number): boolean {
    if (value === target || this.#isSibling(value, target)) return true;
    const known = this.#facts.values[value];
    if (depth > 8) return true;
    const inner = (part: ValueId) => this.#isMadeOf(part, target, depth + 1);
    if (known.k === "union") return known.of.some(inner);
    if (known.k === "call") return this.#facts.calls[known.call].args.some((argument) => inner(argument.value));
    return known.k === "binary" && (inner(known.left) || inner(known.right));
  }

  #isSign(value: ValueId): boolean {
    const known = this.#facts.values[value];
    return (
      known.k === "union" &&
      known.of.every((part) => Math.abs(this.#program.evaluator.constant(this.#module, part) ?? 2) <= 1)
    );
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
}

function added(left: Terms, right: Terms): Terms {
  const larger = left.self >= right.self ? left : right;
  return {
    self: left.self + right.self,
    factor: larger.factor === "none" ? (left.factor === "none" ? right.factor : left.factor) : larger.factor,
    bound: Math.max(left.bound, right.bound),
    subtracts: left.subtracts || right.subtracts,
    shifts: left.shifts || right.shifts,
    byExtent: left.byExtent || right.byExtent,
    same: left.same || right.same,
  };
}

/** The list at the bottom of a subscript of subscripts, and how many there are. */
export function rootOf(values: ModuleFacts["values"], value: ValueId): { of: ValueId; depth: number } | undefined {
  let depth = 0;
  let at = value;
  for (let known = values[at]; known.k === "item"; known = values[at]) {
    at = known.of;
    depth++;
    if (depth > 6) return undefined;
  }
  return depth === 0 ? undefined : { of: at, depth };
}

const MAX_DEPTH = 30;
