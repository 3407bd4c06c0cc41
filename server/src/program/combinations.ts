import type { ArgumentFacts, LoopFacts, ModuleFacts, Value, ValueId } from "../semantics/facts.ts";
import { rangeOf } from "./ranges.ts";

/**
 * `combinations`, `permutations` and `product` of `itertools` are many more than what they are made of. A `product` of ranges goes over the
 * cells of a grid, and one of two things is a nest of two loops: neither grows with the number of factors.
 */
export function isCombinations(facts: ModuleFacts, loop: LoopFacts): boolean {
  const over = facts.values[loop.over];
  if (over.k !== "call") return false;
  const { callee, args } = facts.calls[over.call];
  const called = facts.values[callee];
  const imported = importOf(facts, called.k === "attr" ? called.of : callee);
  if (imported?.module !== "itertools") return false;
  const name = called.k === "attr" ? called.name : (imported.name ?? "");
  if (name !== "product") return /^(combinations|permutations|combinations_with_replacement)$/.test(name);
  return args.some(({ keyword }) => keyword === "repeat") || !areFactorsFew(facts, args);
}

/** Two factors that are written out, or the ranges of a grid's axes. */
function areFactorsFew(facts: ModuleFacts, args: readonly ArgumentFacts[]): boolean {
  const isRangeEach = (value: ValueId): boolean => {
    const known = facts.values[value];
    if (known.k === "generator") return isRangeEach(known.element);
    if (known.k === "collection") return known.items.length > 0 && known.items.every(isRangeEach);
    return rangeOf(facts, value) !== undefined;
  };
  if (args.some(({ star }) => star !== undefined)) return args.every(({ value }) => isRangeEach(value));
  return args.length <= 2 || args.every(({ value }) => isRangeEach(value));
}

function importOf(facts: ModuleFacts, value: ValueId): Extract<Value, { k: "import" }> | undefined {
  const known = facts.values[value];
  if (known.k === "import") return known;
  if (known.k !== "name" || known.fn !== 0) return undefined;
  const bindings = facts.functions[0].bindings[known.name];
  return bindings?.length === 1 ? importOf(facts, bindings[0]) : undefined;
}
