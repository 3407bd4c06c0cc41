import type { LoopFacts, ModuleFacts } from "../semantics/facts.ts";
import type { NestedLoop } from "./loop-evidence.ts";

/**
 * `while frontier: … heappop(frontier) … for there in roads[here]: … heappush(frontier, …)`: each edge of a graph is gone through in the
 * order of a heap, as in Dijkstra's algorithm.
 */
export function isShortestPath(facts: ModuleFacts, inner: NestedLoop, outers: readonly NestedLoop[]): boolean {
  const outer = outers[outers.length - 1];
  if (inner.dimension !== "adjacent" || outer?.loop.kind !== "while") return false;
  // What is compared is one way with another; what only counts down to nothing puts things in order, once.
  if (inner.loop.operations.matching === 0) return false;
  return calls(facts, outer.loop, "heappop") && calls(facts, inner.loop, "heappush");
}

function calls(facts: ModuleFacts, { id }: LoopFacts, name: string): boolean {
  return facts.calls.some(({ loop, callee }) => {
    if (loop !== id) return false;
    const known = facts.values[callee];
    return (known.k === "attr" || known.k === "import" || known.k === "name") && known.name === name;
  });
}
