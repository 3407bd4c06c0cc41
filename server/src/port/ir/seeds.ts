import type { Module } from "./nodes.ts";
import { visitExpressions } from "./walk.ts";

const known = new WeakMap<Module, boolean>();

/** Whether the program seeds the shared generator of `random`, so that its numbers must be those that Python gives. */
export function seedsRandom(module: Module): boolean {
  let found = known.get(module);
  if (found !== undefined) return found;
  found = false;
  for (const body of [module.body, module.main ?? []])
    visitExpressions(body, {
      nested: true,
      expression: (e) => {
        found ||=
          e.kind === "call" && e.target.kind === "library" && e.target.module === "random" && e.target.name === "seed";
        return undefined;
      },
    });
  known.set(module, found);
  return found;
}
