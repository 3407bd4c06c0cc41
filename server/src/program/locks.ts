import { type ModuleFacts, NONE, type ValueId, type WithFacts, type WithId } from "../semantics/facts.ts";
import { EMPTY_ENV, type EnvId } from "./entities.ts";
import type { Evaluator } from "./evaluate.ts";
import type { ModuleId } from "./modules.ts";

/** What waits for a lock that another holds: a thread, a process, or a coroutine. */
export type LockKind = "thread" | "process" | "async";

/** The kind of lock that a value denotes; undefined where it is none, or cannot be told. */
export function lockKind(
  evaluator: Evaluator,
  module: ModuleId,
  value: ValueId,
  env: EnvId = EMPTY_ENV,
): LockKind | undefined {
  for (const id of evaluator.evaluate(module, value, env)) {
    for (const path of [evaluator.pathOf(id), ...evaluator.libraryPathsOf(id)]) {
      const kind = evaluator.knowledge.classTrait(path, "lock");
      if (kind !== undefined) return kind;
    }
  }
  return undefined;
}

/** Names under which people keep locks. */
const LOCK_NAME = /(^|_)(r?lock|mutex|guard|cond(ition)?|cv|sem(aphore)?)\d*$|[a-z](Lock|Mutex|Semaphore)$/i;

/** True for a name or an attribute that is called like a lock: what is left to judge by where its value cannot be told. */
export function isNamedLikeLock(facts: ModuleFacts, value: ValueId): boolean {
  const known = facts.values[value];
  switch (known.k) {
    case "attr":
    case "name":
      return LOCK_NAME.test(known.name);
    case "import":
      return LOCK_NAME.test(known.name ?? "");
    case "param":
      return LOCK_NAME.test(facts.functions[known.fn].params[known.index]?.name ?? "");
    case "item":
      return isNamedLikeLock(facts, known.of) || isPluralOfLocks(facts, known.of);
    default:
      return false;
  }
}

/** `self._locks[key]` */
function isPluralOfLocks(facts: ModuleFacts, value: ValueId): boolean {
  const known = facts.values[value];
  return (known.k === "attr" || known.k === "name") && /locks$/i.test(known.name);
}

/** The `with` statements around a place, innermost first. */
export function* withsAround(facts: ModuleFacts, innermost: WithId): Iterable<WithFacts> {
  for (let at = innermost; at !== NONE; at = facts.withs[at].parent) yield facts.withs[at];
}
