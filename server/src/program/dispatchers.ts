import type { HandoverVia } from "../knowledge/schema.ts";
import type { CallFacts } from "../semantics/facts.ts";
import type { Evaluator } from "./evaluate.ts";
import type { ModuleId } from "./modules.ts";

/**
 * How the object that a wrapped call is passed to runs it: `Parallel(prefer="threads")(delayed(f)(x) for x in xs)`. Undefined where its
 * constructor leaves the library's own way, or where no such object is around the call.
 */
export function viaOfDispatcher(
  evaluator: Evaluator,
  module: ModuleId,
  wrapped: CallFacts,
  dispatcher: string,
): HandoverVia | undefined {
  const facts = evaluator.facts[module];
  for (const outer of facts.calls) {
    if (outer.calleeEnd > wrapped.start || outer.end < wrapped.end) continue;
    const callee = facts.values[outer.callee];
    const made = callee.k === "call" ? facts.calls[callee.call] : undefined;
    if (made === undefined || !evaluator.pathsOf(module, made.callee).includes(dispatcher)) continue;
    return made.args.some((argument) => isThreads(evaluator, module, argument)) ? "pool" : undefined;
  }
  return undefined;
}

/** The arguments of joblib's `Parallel` by which it takes threads. */
const THREADS: Readonly<Record<string, string>> = { backend: "threading", prefer: "threads", require: "sharedmem" };

function isThreads(evaluator: Evaluator, module: ModuleId, argument: CallFacts["args"][number]): boolean {
  const known = evaluator.facts[module].values[argument.value];
  return argument.keyword !== undefined && known.k === "literal" && known.value === THREADS[argument.keyword];
}
