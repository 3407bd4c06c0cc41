import type { CallFacts, ModuleFacts, ValueId } from "../../semantics/facts.ts";
import { EMPTY_ENV } from "../entities.ts";
import type { Integers } from "../integers.ts";
import type { ModuleId } from "../modules.ts";
import type { Program } from "../program.ts";
import type { Growth, GrowthPlace } from "./place.ts";

/** Functions that compute with what they return themselves. */
export class RecursiveGrowth {
  readonly #program: Program;
  readonly #module: ModuleId;
  readonly #facts: ModuleFacts;
  readonly #integers: Integers;

  constructor(at: GrowthPlace) {
    this.#program = at.program;
    this.#module = at.module;
    this.#facts = at.facts;
    this.#integers = at.integers;
  }

  /** `return n * f(n - 1)`, and `return f(n - 1) + f(n - 2)` with remembered results. */
  grows(fn: number, value: ValueId): Growth["by"] | undefined {
    return this.#grows(fn, value, 0, new Map());
  }

  #grows(
    fn: number,
    value: ValueId,
    depth: number,
    known: Map<ValueId, Growth["by"] | undefined>,
  ): Growth["by"] | undefined {
    if (depth > MAX_DEPTH || known.has(value)) return known.get(value);
    const by = this.#read(fn, value, (part) => this.#grows(fn, part, depth + 1, known));
    known.set(value, by);
    return by;
  }

  #read(fn: number, value: ValueId, inner: (part: ValueId) => Growth["by"] | undefined): Growth["by"] | undefined {
    const { values } = this.#facts;
    const known = values[value];
    if (known.k === "union") {
      for (const part of known.of) {
        const by = inner(part);
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
        const by = inner(one);
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

  /** What a sum adds up, from the left; a sum can be longer than the call stack is deep. */
  #addends(sum: ValueId): ValueId[] {
    const addends: ValueId[] = [];
    const open = [sum];
    for (let value = open.pop(); value !== undefined && addends.length < MOST_ADDENDS; value = open.pop()) {
      const known = this.#facts.values[value];
      if (known.k === "binary" && known.op === "+") open.push(known.right, known.left);
      else addends.push(value);
    }
    return addends;
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

/** Whoever writes more than this into one sum wrote a table. */
const MOST_ADDENDS = 1000;
const MAX_DEPTH = 30;
