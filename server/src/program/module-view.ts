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
  const count = facts.functions.length;
  const calls = byFunction(count, facts.calls);
  const implicitCalls = byFunction(count, facts.implicitCalls);
  const loops = byFunction(count, facts.loops);
  const withs = byFunction(count, facts.withs);
  const writes = byFunction(count, facts.writes);
  const inside = facts.functions.filter((fn) => fn.parent >= 0);
  const inner = byFunction(
    count,
    inside.map((fn) => ({ fn: fn.parent, id: fn.id })),
  ).map((ones) => (ones.length === 0 ? (NOTHING as readonly FunctionId[]) : ones.map(({ id }) => id)));
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

const NOTHING: readonly never[] = [];

/** Sorted by function, in the order given. Lists that grow item by item take several times their size, and there are some for each function. */
function byFunction<T extends { readonly fn: FunctionId }>(
  count: number,
  items: readonly T[],
): readonly (readonly T[])[] {
  const sizes = new Int32Array(count);
  for (const { fn } of items) sizes[fn]++;
  const lists = Array.from(sizes, (size): readonly T[] | T[] => (size === 0 ? NOTHING : new Array<T>(size)));
  sizes.fill(0);
  for (const item of items) (lists[item.fn] as T[])[sizes[item.fn]++] = item;
  return lists;
}
