import type { CallId, ModuleFacts, ValueId } from "../semantics/facts.ts";

const known = new WeakMap<ModuleFacts, ReadonlySet<CallId>>();

/**
 * Calls whose result is awaited where it turns out to be awaitable: `r = client.send(); if inspect.isawaitable(r): r = await r`. Whoever
 * writes this serves both kinds of clients, and the event loop gets the asynchronous one.
 */
export function awaitedLater(facts: ModuleFacts): ReadonlySet<CallId> {
  const before = known.get(facts);
  if (before !== undefined) return before;
  const found = new Set<CallId>();
  const add = (value: ValueId, depth: number): void => {
    const of = facts.values[value];
    if (of.k === "call") found.add(of.call);
    else if (of.k === "union" && depth < 4) for (const part of of.of) add(part, depth + 1);
  };
  for (const call of facts.calls) {
    const callee = facts.values[call.callee];
    const name = callee.k === "attr" || callee.k === "import" ? callee.name : undefined;
    const asked = call.args[0];
    if (asked !== undefined && name !== undefined && ASKS.has(name)) add(asked.value, 0);
  }
  known.set(facts, found);
  return found;
}

const ASKS: ReadonlySet<string> = new Set(["isawaitable", "iscoroutine", "isfuture"]);

const iterated = new WeakMap<ModuleFacts, ReadonlySet<CallId>>();

/** Calls whose result an `async for` goes through or an `async with` enters: the client that gave it is an asynchronous one. */
export function usedAsynchronously(facts: ModuleFacts): ReadonlySet<CallId> {
  const before = iterated.get(facts);
  if (before !== undefined) return before;
  const found = new Set<CallId>();
  for (const loop of facts.loops) {
    const over = facts.values[loop.over];
    if (loop.kind === "async-for" && over.k === "call") found.add(over.call);
  }
  for (const { kind, of } of facts.implicitCalls) {
    const entered = facts.values[of];
    if (kind === "async-enter" && entered.k === "call") found.add(entered.call);
  }
  iterated.set(facts, found);
  return found;
}
