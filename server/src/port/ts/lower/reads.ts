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

/** Whether the module asks dataclasses for their fields by a function of their library. */
export function asksFields(module: Module): boolean {
  let found = false;
  const expression = (e: Expression): undefined => {
    found ||=
      e.kind === "call" &&
      e.target.kind === "library" &&
      e.target.module === "dataclasses" &&
      /^(?:asdict|astuple|fields|is_dataclass)$/.test(e.target.name);
    return undefined;
  };
  for (const body of [module.body, module.main ?? [], ...module.functions.map((fn) => fn.body)])
    visitExpressions(body, { expression });
  return found;
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

const classValues = new WeakMap<Module, boolean>();

/** Whether classes of the module are taken as values, other than to ask for the class of something. */
export function takesClassesAsValues(module: Module): boolean {
  const known = classValues.get(module);
  if (known !== undefined) return known;
  let found = false;
  const expression = (e: Expression): boolean | undefined => {
    if (e.kind === "call" && e.target.kind === "builtin" && /^is(?:instance|subclass)$/.test(e.target.name))
      return false;
    if (e.kind === "attribute" && e.object.kind === "name" && e.object.type.kind === "class") return false;
    found ||= e.kind === "name" && e.type.kind === "class";
    return undefined;
  };
  for (const body of [module.body, module.main ?? [], ...module.functions.map((fn) => fn.body)])
    visitExpressions(body, { expression });
  classValues.set(module, found);
  return found;
}
