import type { CallExpression, Expression, Module, Variable } from "./nodes.ts";
import { visitExpressions } from "./walk.ts";

const MEDIANS = new WeakMap<Module, ReadonlyMap<Variable, CallExpression>>();

/**
 * The values whose median a value is, where they are whole numbers: in Python the median of an odd number of them is one of them and is
 * shown as such, and that of an even number is a float. A variable tells, when nothing changes it or the values later.
 */
export function medianOfIntegers(module: Module, e: Expression): Expression | undefined {
  if (e.kind === "call") return isMedian(e) ? e.args[0].value : undefined;
  if (e.kind !== "name" || e.variable.bindings !== 1) return undefined;
  const known = MEDIANS.get(module) ?? mediansOf(module);
  MEDIANS.set(module, known);
  const values = known.get(e.variable)?.args[0].value;
  return values?.kind === "name" && values.variable.bindings === 1 && !values.variable.mutated ? values : undefined;
}

function isMedian(e: CallExpression): boolean {
  if (e.target.kind !== "library" || e.target.module !== "statistics" || e.target.name !== "median") return false;
  const type = e.args[0]?.value.type;
  return type !== undefined && "element" in type && type.element.kind === "int";
}

function mediansOf(module: Module): ReadonlyMap<Variable, CallExpression> {
  const found = new Map<Variable, CallExpression>();
  const bodies = [module.body, module.main ?? [], ...module.functions.map((fn) => fn.body)];
  for (const body of bodies)
    visitExpressions(body, {
      statement: (each) => {
        if (each.kind !== "assign" || each.value.kind !== "call" || !isMedian(each.value)) return;
        for (const target of each.targets) if (target.kind === "variable") found.set(target.variable, each.value);
      },
    });
  return found;
}
