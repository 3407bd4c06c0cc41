import { NONE } from "../semantics/facts.ts";
import type { Evaluator } from "./evaluate.ts";
import type { CallGraph, NodeId } from "./graph.ts";

/** Packages whose event loops run coroutines, and clients that need such a loop. */
const LOOPS = /^(asyncio|anyio|trio|curio|tornado|twisted|uvloop|httpx|websockets|async_timeout|asgiref|aio\w+)(\.|$)/;

/**
 * Coroutines that the program steps through by itself, with `next` on what their `__await__` gives, as code generators do that wait for
 * each other's results: no event loop is there to be kept from its clients. Where a program has such a scheduler, these are the coroutines
 * in modules that know no event loop, unless one that does awaits them, or a library runs them.
 * @param registered what frameworks call
 */
export function runByOwnScheduler(
  graph: CallGraph,
  evaluator: Evaluator,
  registered: ReadonlyMap<NodeId, string>,
): ReadonlySet<NodeId> {
  if (!evaluator.facts.some((_, module) => hasScheduler(evaluator, module))) return new Set();
  const isAsync = ({ module, fn }: { module: number; fn: number }) => evaluator.functionFacts(module, fn).isAsync;
  const knowsLoop = evaluator.facts.map((facts) =>
    facts.imports.some((one) => one.level === 0 && LOOPS.test(one.module)),
  );
  const onLoop = new Set<NodeId>();
  const queue: NodeId[] = [];
  const add = (id: NodeId) => {
    if (onLoop.has(id) || !isAsync(graph.nodes[id])) return;
    onLoop.add(id);
    queue.push(id);
  };
  for (const node of graph.nodes) {
    if (knowsLoop[node.module] || registered.has(node.id)) add(node.id);
    for (const handover of node.handovers) handover.targets.forEach(add);
  }
  for (let at = 0; at < queue.length; at++) {
    for (const edge of graph.nodes[queue[at]].edges) if (edge.kind === "coroutine") add(edge.to);
  }
  return new Set(graph.nodes.filter((node) => isAsync(node) && !onLoop.has(node.id)).map((node) => node.id));
}

/** `steps = job(config).__await__()`, anywhere but in an `__await__` of the program's own, which only hands on. */
function hasScheduler(evaluator: Evaluator, module: number): boolean {
  const { calls, functions, values } = evaluator.facts[module];
  return calls.some((call) => {
    const callee = values[call.callee];
    if (callee.k !== "attr" || callee.name !== "__await__" || call.use !== "kept" || call.args.length > 0) return false;
    for (let fn = call.fn; fn !== NONE; fn = functions[fn].parent) if (functions[fn].name === "__await__") return false;
    return true;
  });
}
