import type { LoopFacts, ModuleFacts, Value, ValueId } from "../semantics/facts.ts";

/** `combinations`, `permutations` and `product` of `itertools` are many more than what they are made of. */
export function isCombinations(facts: ModuleFacts, loop: LoopFacts): boolean {
  const over = facts.values[loop.over];
  if (over.k !== "call") return false;
  const { callee } = facts.calls[over.call];
  const called = facts.values[callee];
  const imported = importOf(facts, called.k === "attr" ? called.of : callee);
  if (imported?.module !== "itertools") return false;
  const name = called.k === "attr" ? called.name : (imported.name ?? "");
  return /^(combinations|permutations|product|combinations_with_replacement)$/.test(name);
}

function importOf(facts: ModuleFacts, value: ValueId): Extract<Value, { k: "import" }> | undefined {
  const known = facts.values[value];
  if (known.k === "import") return known;
  if (known.k !== "name" || known.fn !== 0) return undefined;
  const bindings = facts.functions[0].bindings[known.name];
  return bindings?.length === 1 ? importOf(facts, bindings[0]) : undefined;
}
