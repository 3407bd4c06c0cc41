import type { Expression, Module, Target } from "../nodes.ts";
import { visitExpressions } from "../walk.ts";
import type { InferContext } from "./context.ts";
import { keepApart } from "./narrowing.ts";

/**
 * A number that is shown is written as the kind that it is, so that a place which is given both kinds keeps them apart. A variable that
 * is bound again, or a field that no caller fills, ends as one kind, as a sum does that starts at a zero.
 */
export function keepShownApart(context: InferContext, e: Expression | undefined): void {
  if (e === undefined || context.keepsIntegers) return;
  if (e.kind === "name" ? e.variable.isParameter || e.variable.bindings <= 1 : isGiven(context.module, e))
    keepApart(context, e);
}

const givenFields = new WeakMap<Module, ReadonlySet<string>>();

/** Whether an attribute is a field that callers fill. */
function isGiven(module: Module, e: Expression): boolean {
  if (e.kind !== "attribute") return false;
  const known = givenFields.get(module) ?? fieldsOfCallers(module);
  givenFields.set(module, known);
  return known.has(e.name);
}

/** Names of the fields of records, and of those that a parameter is assigned to. */
function fieldsOfCallers(module: Module): ReadonlySet<string> {
  const names = new Set<string>();
  for (const def of module.classes)
    if (def.dataclass !== undefined || def.namedTuple) for (const field of def.fields) names.add(field.name);
  const take = (target: Target, value: Expression): void => {
    if (target.kind === "attribute" && value.kind === "name" && value.variable.isParameter) names.add(target.name);
    if (target.kind === "unpack" && value.kind === "tuple")
      for (const [i, each] of target.elements.entries()) {
        const part = value.elements[i];
        if (part !== undefined) take(each, part);
      }
  };
  for (const fn of module.functions)
    visitExpressions(fn.body, {
      statement: (each) => {
        if (each.kind === "assign") for (const target of each.targets) take(target, each.value);
      },
    });
  return names;
}
