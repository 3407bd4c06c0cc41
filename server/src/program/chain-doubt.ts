import { type ModuleFacts, NONE } from "../semantics/facts.ts";
import type { Doubt, Edge, FunctionNode, NodeId, Site } from "./graph.ts";
import type { Proof } from "./proofs.ts";
import { CHAIN, RARE_TARGET } from "./thresholds.ts";

/**
 * What a chain's shape says against it. Each hop rests on what the ones before it decided, so that long chains are rarely walked as a whole;
 * where two of its calls may mean other functions, nobody knows whether the two go together; and a file far down that the caller does not name
 * is a small one of the program's own: a configuration, a token, a template.
 */
export function doubtOfChain({ kind, primitive, length, guesses, isNamed }: Shape): Doubt {
  if (length > CHAIN.longest || guesses >= CHAIN.mostGuesses) return 2;
  if (kind === "file" && length > CHAIN.longestToFile && !isNamed) return 2;
  if (length > CHAIN.longestToLock && CONDITION.test(primitive)) return 2;
  return length > CHAIN.long ? 1 : 0;
}

interface Shape extends Pick<Proof, "kind" | "primitive" | "length" | "guesses"> {
  /** The chain's start names the file that it ends in. */
  readonly isNamed: boolean;
}

/** A lock that a program builds over a condition is taken in its depths, and held for as short a time as any other lock. */
const CONDITION = /^threading\.Condition\.wait(_for)?$/;

/** The functions that run where an edge stands. */
export function targetsAt(caller: FunctionNode, edge: Edge): ReadonlySet<NodeId> {
  const targets = new Set<NodeId>();
  for (const other of caller.edges) if (other.start === edge.start && other.end === edge.end) targets.add(other.to);
  return targets;
}

/** Of the many functions that a call may mean, hardly any waits. */
export function isRareAmongTargets(caller: FunctionNode, edge: Edge, waits: (to: NodeId) => boolean): boolean {
  const targets = targetsAt(caller, edge);
  if (targets.size < RARE_TARGET.targets) return false;
  const waiting = [...targets].filter(waits).length;
  return waiting < targets.size * RARE_TARGET.share;
}

/** `await call()`, `async for item in call()`: the call gives something asynchronous. */
export function isAwaitedResult(facts: ModuleFacts, edge: Edge): boolean {
  const { call } = edge;
  if (call === undefined) return false;
  if (call.use === "awaited") return true;
  return facts.loops.some((loop) => {
    const over = facts.values[loop.over];
    return loop.kind === "async-for" && over?.k === "call" && over.call === call.id;
  });
}

/** A plain function that hands on a coroutine. */
export function givesAwaitable(node: FunctionNode): boolean {
  return node.edges.some((edge) => edge.kind === "coroutine" && edge.call?.use === "returned");
}

/** `if self.asynchronous: return self._close()`, and a wait elsewhere: where the result is awaited, it came from the branch with the coroutine. */
export function hasAsynchronousMode(node: FunctionNode, wait: Site): boolean {
  return node.edges.some(
    (edge) =>
      edge.kind === "coroutine" &&
      edge.call?.use === "returned" &&
      edge.guard !== NONE &&
      edge.guard !== wait.guard &&
      edge.start < wait.start,
  );
}
