import type { Expression, Module } from "../../ir/nodes.ts";
import { visitExpressions } from "../../ir/walk.ts";

/** Whether the module asks any object that may be an exception for its `args`. */
export function readsExceptionArguments(module: Module): boolean {
  return readsAttribute(module, (e) => e.name === "args");
}

/** Whether the module asks functions for their names. */
export function readsFunctionNames(module: Module): boolean {
  return readsAttribute(module, ({ name, object }) => name === "__name__" && object.kind !== "call");
}

function readsAttribute(module: Module, isAsked: (e: Extract<Expression, { kind: "attribute" }>) => boolean): boolean {
  let found = false;
  for (const body of [module.body, module.main ?? [], ...module.functions.map((fn) => fn.body)])
    visitExpressions(body, {
      expression: (e) => {
        found ||= e.kind === "attribute" && isAsked(e);
        return undefined;
      },
    });
  return found;
}
