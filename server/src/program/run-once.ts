import { NONE } from "../semantics/facts.ts";
import type { Contexts } from "./contexts.ts";
import type { Effects } from "./effects.ts";
import type { Evaluator } from "./evaluate.ts";
import type { CallGraph, Edge, NodeId } from "./graph.ts";
import { viewOf } from "./module-view.ts";

/** What frameworks call before they serve anybody. */
const BEFORE_SERVING: ReadonlySet<string> = new Set(["startup", "lifespan"]);

/**
 * Coroutines that a program runs once, from its start: what `asyncio.run` is given, start-up hooks of frameworks, and what these await
 * outside of loops. While they read their configuration, nobody else is there to be kept waiting.
 */
export function runOnce(graph: CallGraph, contexts: Contexts, effects: Effects, evaluator: Evaluator): Set<NodeId> {
  const callers = new Map<NodeId, Edge[]>();
  const handedOver = new Set<NodeId>();
  const started = new Set<NodeId>();
  for (const node of graph.nodes) {
    for (const edge of node.edges) {
      if (edge.kind !== "coroutine") continue;
      const known = callers.get(edge.to);
      if (known === undefined) callers.set(edge.to, [edge]);
      else known.push(edge);
    }
    for (const handover of node.handovers) {
      // `anyio.run(main)`, outside of a loop and of coroutines, starts the program's one coroutine.
      const starts =
        handover.loop === NONE &&
        !evaluator.functionFacts(node.module, node.fn).isAsync &&
        node.externals.some((use) => use.call?.id === handover.call?.id && use.row?.startsLoop === true);
      for (const target of handover.targets) (starts ? started : handedOver).add(target);
    }
  }
  const found = new Map<NodeId, boolean>();
  const isOnce = (id: NodeId): boolean => {
    const known = found.get(id);
    if (known !== undefined) return known;
    // Whoever comes back to itself is no start.
    found.set(id, false);
    const role = contexts.registered.get(id);
    const { module, fn } = graph.nodes[id];
    const result =
      role !== undefined
        ? BEFORE_SERVING.has(role)
        : evaluator.functionFacts(module, fn).isAsync &&
          !handedOver.has(id) &&
          (callers.has(id) || started.has(id)) &&
          (callers.get(id) ?? []).every(startsIt);
    found.set(id, result);
    return result;
  };
  const startsIt = (edge: Edge): boolean => {
    const { call } = edge;
    if (call === undefined || edge.loop !== NONE) return false;
    const caller = graph.nodes[edge.from];
    if (evaluator.functionFacts(caller.module, caller.fn).isAsync) return call.use === "awaited" && isOnce(edge.from);
    const outer = viewOf(evaluator.facts[caller.module]).argumentOf[call.id];
    // `asyncio.run(main())`, or a function of the program that runs what it is given.
    return (
      outer >= 0 &&
      (caller.externals.some((use) => use.call?.id === outer && use.row?.startsLoop === true) ||
        caller.edges.some((other) => other.call?.id === outer && effects.nodes[other.to].startsLoop !== undefined))
    );
  };
  return new Set(graph.nodes.map((node) => node.id).filter(isOnce));
}
