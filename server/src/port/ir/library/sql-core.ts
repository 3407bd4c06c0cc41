import type { Module } from "../nodes.ts";
import { visitExpressions } from "../walk.ts";

const known = new WeakMap<Module, boolean>();

/** Whether a module makes statements of SQLAlchemy, in which comparisons are conditions. */
export function usesSQLCore(module: Module): boolean {
  const before = known.get(module);
  if (before !== undefined) return before;
  let found = false;
  for (const body of [module.body, module.main ?? [], ...module.functions.map((fn) => fn.body)])
    visitExpressions(body, {
      expression: (e) => {
        found ||= e.kind === "call" && e.target.kind === "library" && e.target.module.startsWith("sqlalchemy");
        return undefined;
      },
    });
  known.set(module, found);
  return found;
}
