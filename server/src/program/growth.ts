import { CallFlag } from "../semantics/facts.ts";
import { LibraryGrowth } from "./growth/library-calls.ts";
import type { Growth, GrowthPlace } from "./growth/place.ts";
import { PowerGrowth } from "./growth/powers.ts";
import { RecursiveGrowth } from "./growth/recursion.ts";
import { UpdateGrowth } from "./growth/updates.ts";
import { Integers } from "./integers.ts";
import type { ModuleId } from "./modules.ts";
import type { Program } from "./program.ts";

export type { Growth } from "./growth/place.ts";

/** The places of a module where an integer can outgrow a machine word. */
export function growthsOf(program: Program, module: ModuleId): readonly Growth[] {
  const facts = program.facts(module);
  const at: GrowthPlace = { program, module, facts, integers: new Integers(program.evaluator, module) };
  const found: Growth[] = [...new PowerGrowth(at).find()];
  const ofLibrary = new LibraryGrowth(at);
  const ofUpdates = new UpdateGrowth(at);
  const ofRecursion = new RecursiveGrowth(at);
  for (const call of facts.calls) {
    const growth = (call.flags & CallFlag.typeOnly) === 0 ? ofLibrary.grows(call) : undefined;
    if (growth !== undefined) found.push(growth);
    found.push(...ofUpdates.ofAppend(call));
  }
  for (const update of facts.arithmetic.updates) found.push(...ofUpdates.of(update));
  for (const one of facts.arithmetic.returned) {
    const by = ofRecursion.grows(one.fn, one.value);
    if (by !== undefined) found.push({ by, fn: one.fn, start: one.start, end: one.end, doubt: 0 });
  }
  // One finding a place: the widest expression that starts there.
  const byStart = new Map<number, Growth>();
  for (const growth of found) {
    const known = byStart.get(growth.start);
    if (known === undefined || growth.doubt < known.doubt || (growth.doubt === known.doubt && growth.end > known.end))
      byStart.set(growth.start, growth);
  }
  return [...byStart.values()].sort((a, b) => a.start - b.start);
}
