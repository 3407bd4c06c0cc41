import type { ClassDef, Module } from "../../../ir/nodes.ts";
import { partsOf, type Type } from "../../../ir/types.ts";
import { visitExpressions } from "../../../ir/walk.ts";

/** Whether the module compares or shows objects of a model, which then needs the methods for that. */
export function isComparedOrShown(module: Module, def: ClassDef): boolean {
  let found = false;
  const isOf = (type: Type): boolean =>
    (type.kind === "instance" && type.name === def.name) || partsOf(type).some((part) => isOf(part));
  for (const body of [module.body, module.main ?? [], ...module.functions.map((fn) => fn.body)]) {
    visitExpressions(body, {
      expression: (e) => {
        if (e.kind === "compare") found ||= e.operands.some((each) => isOf(each.type));
        if (e.kind === "format") found ||= e.parts.some((part) => part.kind === "field" && isOf(part.value.type));
        if (e.kind === "call" && e.target.kind === "builtin" && /^(print|str|repr)$/.test(e.target.name))
          found ||= e.args.some((each) => isOf(each.value.type));
        if (e.kind === "call" && e.target.kind === "method" && /^(remove|index|count)$/.test(e.target.name))
          found ||= isOf(e.target.receiver.type);
        return undefined;
      },
    });
  }
  return found;
}
