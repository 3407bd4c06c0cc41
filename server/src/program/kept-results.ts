import {
  type CallFacts,
  type FunctionId,
  type ModuleFacts,
  NONE,
  type Value,
  type ValueId,
} from "../semantics/facts.ts";

/** Methods of a task that change it and leave it with nobody: what holds the task is still the caller alone. */
const LEAVES_IT_THERE = /^(add_done_callback|set_name|get_name)$/;

/**
 * True where something holds what a call gave beyond the statement that made it: it is returned, passed on, stored, awaited, or
 * kept under a name that is read again or that lives as long as other code waits.
 */
export function isResultKept(facts: ModuleFacts, call: CallFacts): boolean {
  switch (call.use) {
    case "dropped":
      return false;
    case "awaited":
    case "returned":
    case "yielded":
      return true;
    case "kept":
      break;
  }
  const uses = usesOf(facts);
  const made = uses.ofCall[call.id];
  if (made === undefined) return true;
  if (uses.read.has(made)) return true;
  const names = namesHolding(facts, made);
  if (names.some((holder) => holder.outlives || uses.read.has(holder.value))) return true;
  if (names.length === 0) return !uses.onlyAttended.has(made);
  return names.every((holder) => holder.fn === call.fn) && livesThroughWaits(facts, call);
}

/** The result is stored under one name of an object or the module, which holds one at a time. */
export function isKeptByObject(facts: ModuleFacts, call: CallFacts): boolean {
  return keptName(facts, call) !== undefined;
}

/** The name of an object or the module under which the result is stored. */
export function keptName(facts: ModuleFacts, call: CallFacts): string | undefined {
  return facts.writes.find((write) => {
    const value = facts.values[write.value];
    return (write.kind === "attribute" || write.kind === "global") && value.k === "call" && value.call === call.id;
  })?.name;
}

interface Uses {
  /** Values that something does something with. */
  readonly read: ReadonlySet<ValueId>;
  /** Values that are the receiver of calls that leave them there, and nothing else. */
  readonly onlyAttended: ReadonlySet<ValueId>;
  /** The value of each call, by call id. */
  readonly ofCall: readonly (ValueId | undefined)[];
}

const known = new WeakMap<ModuleFacts, Uses>();

function usesOf(facts: ModuleFacts): Uses {
  const cached = known.get(facts);
  if (cached !== undefined) return cached;
  const read = new Set<ValueId>();
  const attended = new Set<ValueId>();
  const visit = (value: ValueId) => {
    const stack = [value];
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      if (read.has(at)) continue;
      read.add(at);
      stack.push(...partsOf(facts.values[at]));
    }
  };
  for (const call of facts.calls) {
    for (const argument of call.args) visit(argument.value);
    const callee = facts.values[call.callee];
    if (callee.k === "attr" && LEAVES_IT_THERE.test(callee.name)) {
      attended.add(callee.of);
      // What reaches further in, such as `self.tasks[0].set_name(…)`, is read on the way.
      for (const part of partsOf(facts.values[callee.of])) visit(part);
    } else visit(call.callee);
  }
  for (const write of facts.writes) {
    visit(write.value);
    visit(write.of);
    visit(write.key);
  }
  for (const awaited of facts.awaits) visit(awaited.value);
  for (const one of facts.withs) visit(one.item);
  for (const loop of facts.loops) visit(loop.over);
  for (const implicit of facts.implicitCalls) {
    if (implicit.kind !== "attribute" || !LEAVES_IT_THERE.test(implicit.name)) visit(implicit.of);
  }
  for (const fn of facts.functions) {
    for (const value of [...fn.returns, ...fn.yields]) visit(value);
    for (const decorator of fn.decorators) visit(decorator.value);
    for (const param of fn.params) visit(param.default);
  }
  for (const cls of facts.classes) for (const values of Object.values(cls.members)) values.forEach(visit);
  const ofCall: (ValueId | undefined)[] = new Array(facts.calls.length);
  facts.values.forEach((value, id) => {
    if (value.k === "call") ofCall[value.call] = id;
  });
  const uses = { read, onlyAttended: attended, ofCall };
  known.set(facts, uses);
  return uses;
}

function partsOf(value: Value): readonly ValueId[] {
  switch (value.k) {
    case "attr":
    case "await":
    case "element":
    case "enter":
      return [value.of];
    case "item":
      return [value.of, value.index];
    case "collection":
      return [...value.items, ...(value.keys ?? [])];
    case "union":
      return value.of;
    case "declared":
      return [value.annotation, value.value];
    case "binary":
      return [value.left, value.right];
    case "generator":
      return [value.element];
    // What a call does with its parts is recorded with the call.
    case "call":
    case "unknown":
    case "import":
    case "builtin":
    case "function":
    case "class":
    case "param":
    case "name":
    case "literal":
    case "super":
      return [];
  }
}

interface Holder {
  readonly fn: FunctionId;
  /** The value of reading the name where flow does not decide it. */
  readonly value: ValueId;
  /** A module's name stays as long as the module. */
  readonly outlives: boolean;
}

/** The names that a value is given to. */
function namesHolding(facts: ModuleFacts, made: ValueId): Holder[] {
  const holders: Holder[] = [];
  for (const fn of facts.functions) {
    for (const [name, values] of Object.entries(fn.bindings)) {
      if (!values.some((value) => value === made || unwrapped(facts, value) === made)) continue;
      const value = facts.values.findIndex((one) => one.k === "name" && one.fn === fn.id && one.name === name);
      holders.push({ fn: fn.id, value, outlives: fn.parent === NONE });
    }
  }
  return holders;
}

function unwrapped(facts: ModuleFacts, value: ValueId): ValueId {
  const declared = facts.values[value];
  return declared.k === "declared" ? declared.value : value;
}

/** Methods that run an event loop until it is stopped. */
const RUNS_LOOP = /^(run|run_forever|run_until_complete|serve_forever|mainloop)$/;

/** A local name holds its value while its function waits, or runs the loop; in a loop the next turn takes the name for its own. */
function livesThroughWaits(facts: ModuleFacts, call: CallFacts): boolean {
  if (call.loop !== NONE) return false;
  const runsLoop = facts.calls.some((other) => {
    const callee = facts.values[other.callee];
    return other.fn === call.fn && other.start > call.end && callee.k === "attr" && RUNS_LOOP.test(callee.name);
  });
  return (
    runsLoop ||
    facts.awaits.some((awaited) => awaited.fn === call.fn && awaited.start > call.start) ||
    facts.withs.some((one) => one.fn === call.fn && one.async && one.bodyEnd > call.end) ||
    facts.loops.some((loop) => loop.fn === call.fn && loop.kind === "async-for" && loop.start > call.start) ||
    facts.functions[call.fn].yields.length > 0
  );
}
