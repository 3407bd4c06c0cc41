import type { RegistrationRow } from "../knowledge/schema.ts";
import type { ClassId } from "../semantics/facts.ts";
import type { Evaluator } from "./evaluate.ts";
import type { ModuleId } from "./modules.ts";

/** What is known of the methods of a class because a framework calls them on subclasses of its own classes: each such function, and the row that says so. */
export function* baseClassRows(
  evaluator: Evaluator,
  module: ModuleId,
  cls: ClassId,
): Iterable<{ readonly fn: number; readonly row: RegistrationRow }> {
  const ancestors = evaluator
    .linearised(module, cls)
    .slice(1)
    .map((base) => evaluator.pathOfClass(base.module, base.cls));
  for (const base of [...evaluator.externalBases(module, cls), ...ancestors]) {
    for (const owner of evaluator.knowledge.lineage(base)) {
      for (const row of evaluator.knowledge.registrations(owner)) {
        if (row.how !== "base") continue;
        for (const [name, values] of Object.entries(evaluator.classFacts(module, cls).members)) {
          for (const value of values) {
            const known = evaluator.facts[module].values[value];
            if (known.k !== "function") continue;
            const { isAsync } = evaluator.functionFacts(module, known.id);
            if (row.methods.some((pattern) => fits(name, isAsync, pattern))) yield { fn: known.id, row };
          }
        }
      }
    }
  }
}

/** `*` is every public method, `async` every public coroutine, `get_*` those of the prefix. */
function fits(name: string, isAsync: boolean, pattern: string): boolean {
  if (pattern === name) return true;
  if (name.startsWith("_")) return false;
  return pattern === "async" ? isAsync : pattern.endsWith("*") && name.startsWith(pattern.slice(0, -1));
}
