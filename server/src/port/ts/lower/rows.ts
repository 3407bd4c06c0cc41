import type { Module } from "../../ir/nodes.ts";
import type { Type } from "../../ir/types.ts";
import { visitExpressions } from "../../ir/walk.ts";

const known = new WeakMap<Module, boolean>();

/** Whether values of no known type come from a database, which tells integers from whole floats, as JavaScript's own operators do not. */
export function readsRows(module: Module): boolean {
  const before = known.get(module);
  if (before !== undefined) return before;
  let found = false;
  const isDatabase = (type: Type): boolean =>
    type.kind === "library" && /^(sqlite3|psycopg|sqlalchemy)\./.test(type.name);
  for (const body of [module.body, module.main ?? [], ...module.functions.map((fn) => fn.body)])
    visitExpressions(body, {
      expression: (e) => {
        found ||= isDatabase(e.type);
        return undefined;
      },
    });
  known.set(module, found);
  return found;
}
