import type { LoopFacts, ModuleFacts, Value, ValueId } from "../semantics/facts.ts";
import { builtinName, rangeOf } from "./ranges.ts";

/** A number as the sum of products: what is multiplied, to how often it is added; a constant is the product of nothing. */
type Sum = ReadonlyMap<string, number>;
/** Tells which parts of a product are what an outer loop is at. */
type IsTurn = (part: string) => boolean;

const MAX_DEPTH = 8;
const MOST_TERMS = 12;

/**
 * `range(size * i, size * (i + 1))`, `range(start, min(start + size, n))` in a loop that steps from start to start: the windows together are
 * the data, once. `range(i - self.reach, i)` goes over as many as an option says, around each place.
 */
export function isWindowOfTurn(facts: ModuleFacts, loop: LoopFacts, outers: readonly LoopFacts[]): boolean {
  const bounds = rangeOf(facts, loop.over);
  if (bounds === undefined || bounds.length < 2) return false;
  const isTurn: IsTurn = (part) => {
    const known = facts.values[Number(part)];
    return known.k === "element" && outers.some((outer) => outer.over === known.of);
  };
  const froms = alternatives(facts, bounds[0], "max").map((value) => sumOf(facts, value, 0));
  const tos = alternatives(facts, bounds[1], "min").map((value) => sumOf(facts, value, 0));
  return froms.some((from) => tos.some((to) => isWindow(facts, from, to, isTurn)));
}

function isWindow(facts: ModuleFacts, from: Sum | undefined, to: Sum | undefined, isTurn: IsTurn): boolean {
  if (from === undefined || to === undefined) return false;
  const width = [...added(to, from, -1)].filter(([product]) => product !== "");
  const moves = (product: string) => product.split("*").some((part) => part !== "" && isTurn(part));
  if (width.length !== 1 || width.some(([product]) => moves(product))) return false;
  const [[size, times]] = width;
  // The place that it starts at, or ends at, moves with the turn.
  const moving = [...from, ...to].map(([product]) => product).filter(moves);
  if (times !== 1 || moving.length === 0) return false;
  const isStep = moving.some((product) => product.split("*").length > 1);
  return isStep
    ? moving.every((product) => isProductOf(product, size, isTurn))
    : size.split("*").every((part) => facts.values[Number(part)].k === "attr");
}

/** The number of a turn times the width, and nothing else. */
function isProductOf(product: string, size: string, isTurn: IsTurn): boolean {
  const rest = product.split("*").filter((part) => !isTurn(part));
  return rest.join("*") === size;
}

/** What a bound may be that is the least, or the greatest, of several. */
function alternatives(facts: ModuleFacts, value: ValueId, name: "min" | "max"): readonly ValueId[] {
  const known = facts.values[value];
  if (known.k !== "call" || builtinName(facts, facts.calls[known.call].callee) !== name) return [value];
  return facts.calls[known.call].args.map((argument) => argument.value);
}

function sumOf(facts: ModuleFacts, value: ValueId, depth: number): Sum | undefined {
  const known: Value = facts.values[value];
  if (known.k === "literal") return typeof known.value === "number" ? new Map([["", known.value]]) : undefined;
  if (known.k !== "binary" || !/^[-+*]$/.test(known.op)) return new Map([[String(value), 1]]);
  if (depth > MAX_DEPTH) return undefined;
  const left = sumOf(facts, known.left, depth + 1);
  const right = sumOf(facts, known.right, depth + 1);
  if (left === undefined || right === undefined || left.size * right.size > MOST_TERMS) return undefined;
  if (known.op !== "*") return added(left, right, known.op === "-" ? -1 : 1);
  const product = new Map<string, number>();
  for (const [one, times] of left)
    for (const [other, more] of right) {
      const parts = [...one.split("*"), ...other.split("*")].filter((part) => part !== "").sort();
      const key = parts.join("*");
      product.set(key, (product.get(key) ?? 0) + times * more);
    }
  return product;
}

function added(one: Sum, other: Sum, sign: number): Sum {
  const sum = new Map(one);
  for (const [product, times] of other) {
    const total = (sum.get(product) ?? 0) + times * sign;
    if (total === 0) sum.delete(product);
    else sum.set(product, total);
  }
  return sum;
}
