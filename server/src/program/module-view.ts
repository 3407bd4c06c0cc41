import type {
  CallFacts,
  FunctionId,
  ImplicitCallFacts,
  LoopFacts,
  ModuleFacts,
  WithFacts,
  WriteFacts,
} from "../semantics/facts.ts";

/** A module's facts sorted by the function they stand in. Made once for each facts value. */
export interface ModuleView {
  readonly calls: readonly (readonly CallFacts[])[];
  readonly implicitCalls: readonly (readonly ImplicitCallFacts[])[];
  readonly loops: readonly (readonly LoopFacts[])[];
  readonly withs: readonly (readonly WithFacts[])[];
  readonly writes: readonly (readonly WriteFacts[])[];
  /** Functions that stand directly in a function. */
  readonly inner: readonly (readonly FunctionId[])[];
  /** The call that a call is an argument of, by call id; -1 for none. */
  readonly argumentOf: Int32Array;
}

const views = new WeakMap<ModuleFacts, ModuleView>();

export function viewOf(facts: ModuleFacts): ModuleView {
  const known = views.get(facts);
  if (known !== undefined) return known;
  const lists = <T>() => facts.functions.map((): T[] => []);
  const calls = lists<CallFacts>();
  for (const call of facts.calls) calls[call.fn].push(call);
  const implicitCalls = lists<ImplicitCallFacts>();
  for (const implicit of facts.implicitCalls) implicitCalls[implicit.fn].push(implicit);
  const loops = lists<LoopFacts>();
  for (const loop of facts.loops) loops[loop.fn].push(loop);
  const withs = lists<WithFacts>();
  for (const one of facts.withs) withs[one.fn].push(one);
  const writes = lists<WriteFacts>();
  for (const write of facts.writes) writes[write.fn].push(write);
  const inner = lists<FunctionId>();
  for (const fn of facts.functions) if (fn.parent >= 0) inner[fn.parent].push(fn.id);
  const argumentOf = new Int32Array(facts.calls.length).fill(-1);
  for (const call of facts.calls) {
    for (const argument of call.args) {
      const value = facts.values[argument.value];
      if (value.k === "call") argumentOf[value.call] = call.id;
    }
  }
  const view = { calls, implicitCalls, loops, withs, writes, inner, argumentOf };
  views.set(facts, view);
  return view;
}
