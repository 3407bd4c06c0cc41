import type { HandoverVia } from "../knowledge/schema.ts";
import type { CallFacts, ValueId } from "../semantics/facts.ts";
import type { Evaluator } from "./evaluate.ts";
import type { ModuleId } from "./modules.ts";

/** How a wrapped call is run in the end, and by which call where that stands elsewhere. */
export interface Dispatched {
  /** Undefined where the dispatcher's constructor leaves the library's own way. */
  readonly via: HandoverVia | undefined;
  /** Set where the wrapped calls were put under a name first: `work = (delayed(f)(x) for x in xs); Parallel()(work)`. */
  readonly by: CallFacts | undefined;
}

/**
 * How the object that a wrapped call is passed to runs it: `Parallel(prefer="threads")(delayed(f)(x) for x in xs)`. Undefined where no such
 * object is around the call or gets it by name.
 */
export function dispatchedBy(
  evaluator: Evaluator,
  module: ModuleId,
  wrapped: CallFacts,
  dispatcher: string,
): Dispatched | undefined {
  const facts = evaluator.facts[module];
  const isWrapped = (value: ValueId): boolean => {
    const known = facts.values[value];
    switch (known.k) {
      case "call":
        return known.call === wrapped.id;
      case "generator":
        return isWrapped(known.element);
      case "collection":
        return known.items.some(isWrapped);
      case "name":
        return (
          known.fn !== 0 &&
          (facts.functions[known.fn].bindings[known.name] ?? []).some((one) => one !== value && isWrapped(one))
        );
      default:
        return false;
    }
  };
  for (const outer of facts.calls) {
    if (outer.fn !== wrapped.fn) continue;
    const isAround = outer.calleeEnd <= wrapped.start && wrapped.end <= outer.end;
    if (!isAround && (outer.start < wrapped.end || !outer.args.some(({ value }) => isWrapped(value)))) continue;
    const callee = facts.values[outer.callee];
    const made = callee.k === "call" ? facts.calls[callee.call] : undefined;
    if (made === undefined || !evaluator.pathsOf(module, made.callee).includes(dispatcher)) continue;
    const via = made.args.some((argument) => isThreads(evaluator, module, argument)) ? "pool" : undefined;
    return { via, by: isAround ? undefined : outer };
  }
  return undefined;
}

/** The arguments of joblib's `Parallel` by which it takes threads. */
const THREADS: Readonly<Record<string, string>> = { backend: "threading", prefer: "threads", require: "sharedmem" };

function isThreads(evaluator: Evaluator, module: ModuleId, argument: CallFacts["args"][number]): boolean {
  const known = evaluator.facts[module].values[argument.value];
  return argument.keyword !== undefined && known.k === "literal" && known.value === THREADS[argument.keyword];
}
