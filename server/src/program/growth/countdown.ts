import { type LoopFacts, NONE, type UpdateFacts, type ValueId } from "../../semantics/facts.ts";
import type { ModuleId } from "../modules.ts";
import type { Program } from "../program.ts";

/**
 * The most turns of `while count > 0: …; count -= 1`, where the function writes down all that the count can be: literals, and steps of a loop
 * whose turns are known. Undefined where anything else gives it a value.
 */
export function countedDown(program: Program, module: ModuleId, loop: LoopFacts): number | undefined {
  const [name, ...others] = loop.tested;
  if (loop.kind !== "while" || name === undefined || others.length > 0) return undefined;
  const facts = program.facts(module);
  const { bindings } = facts.functions[loop.fn];
  const updates = facts.arithmetic.updates.filter(({ fn, target }) => {
    const known = facts.values[target];
    return fn === loop.fn && known.k === "name" && known.fn === loop.fn && known.name === name;
  });
  const stepOf = ({ value, target }: UpdateFacts, op: string): number | undefined => {
    const known = facts.values[value];
    const step = known.k === "binary" && known.op === op && known.left === target ? known.right : undefined;
    return step === undefined ? undefined : program.evaluator.constant(module, step);
  };
  const inLoop = updates.filter((update) => update.loop === loop.id);
  if (inLoop.length === 0 || !inLoop.every((update) => (stepOf(update, "-") ?? 0) >= 1)) return undefined;
  let most = 0;
  const counted = new Set<ValueId>(inLoop.map(({ value }) => value));
  for (const update of updates) {
    if (update.loop === loop.id) continue;
    const step = stepOf(update, "+");
    const counting = facts.loops[update.loop];
    const turns = counting?.parent === NONE ? program.effects.costs.turns.of(module, counting) : undefined;
    if (step === undefined || step < 0 || turns === undefined) return undefined;
    most += step * turns;
    counted.add(update.value);
  }
  let start = 0;
  for (const value of bindings[name] ?? []) {
    if (counted.has(value)) continue;
    const constant = program.evaluator.constant(module, value);
    if (constant === undefined) return undefined;
    start = Math.max(start, constant);
  }
  return start + most;
}
