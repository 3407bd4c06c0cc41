import { type CallFacts, CallFlag, type ModuleFacts, type ValueId } from "../semantics/facts.ts";

/** The thread that a call makes is joined by the same turn of its loop, or the same run of its function, so that one runs at a time. */
export function isJoinedInTurn(facts: ModuleFacts, call: CallFacts): boolean {
  return methodsOf(facts, call, "join").some((other) => other.loop === call.loop);
}

/**
 * A loop only makes the threads; elsewhere in the function they are started, each under a condition: while there is room, as far as
 * one can see.
 */
export function isStartedUnderCondition(facts: ModuleFacts, call: CallFacts): boolean {
  if (methodsOf(facts, call, "start").length > 0) return false;
  const starts = facts.calls.filter((other) => {
    const callee = facts.values[other.callee];
    return (
      other.fn === call.fn &&
      other.start > call.end &&
      other.loop !== call.loop &&
      callee.k === "attr" &&
      callee.name === "start"
    );
  });
  return starts.length > 0 && starts.every((start) => (start.flags & CallFlag.conditional) !== 0);
}

/** Calls of a method of what a call made, in the same function. */
function methodsOf(facts: ModuleFacts, call: CallFacts, method: string): CallFacts[] {
  const made = facts.values.findIndex((value) => value.k === "call" && value.call === call.id);
  return facts.calls.filter((other) => {
    const callee = facts.values[other.callee];
    return other.fn === call.fn && callee.k === "attr" && callee.name === method && mayBe(facts, callee.of, made, 0);
  });
}

/** The value is the one that was made, where flow merges `None` with it or does not decide. */
function mayBe(facts: ModuleFacts, value: ValueId, made: ValueId, depth: number): boolean {
  if (value === made) return true;
  const known = facts.values[value];
  if (depth > 3) return false;
  if (known.k === "union") return known.of.some((part) => mayBe(facts, part, made, depth + 1));
  if (known.k === "declared") return mayBe(facts, known.value, made, depth + 1);
  if (known.k !== "name") return false;
  const bindings = facts.functions[known.fn].bindings[known.name] ?? [];
  return bindings.some((one) => mayBe(facts, one, made, depth + 1));
}
