import type { Expression, Module, Variable } from "../nodes.ts";
import { visitExpressions } from "../walk.ts";

/** Marks the variables of the module that are bound once, to a number, a text or a truth value, and are never anything else. */
export function markConstants(module: Module): void {
  const found = new Set<Variable>();
  for (const statement of module.body) {
    if (statement.kind !== "assign" || statement.targets.length !== 1) continue;
    const [target] = statement.targets;
    if (target.kind !== "variable" || !isScalar(statement.value)) continue;
    const { variable } = target;
    if (variable.scope !== "module" || variable.bindings !== 1 || variable.rebound || variable.mutated) continue;
    if (variable.definition === undefined && variable.type.kind === statement.value.type.kind) found.add(variable);
  }
  // What divides or is divided is computed when the program runs, where a division by zero and the rounding of each step are Python's.
  const drop = (e: Expression): void => {
    if (e.kind === "name") found.delete(e.variable);
    else if (e.kind === "binary") [e.left, e.right].forEach(drop);
    else if (e.kind === "unary") drop(e.operand);
  };
  const bodies = [module.body, module.main ?? [], ...module.functions.map((fn) => fn.body)];
  for (const body of bodies) {
    visitExpressions(body, {
      expression: (e) => {
        if (e.kind === "binary" && ["/", "//", "%", "**"].includes(e.operator)) drop(e);
      },
    });
  }
  for (const variable of found) variable.constant = true;
}

function isScalar(e: Expression): boolean {
  if (e.kind === "unary") return e.operator === "-" && (e.operand.kind === "int" || e.operand.kind === "float");
  return e.kind === "int" || e.kind === "float" || e.kind === "string" || e.kind === "bool";
}
