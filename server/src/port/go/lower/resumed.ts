import type { Expression, Statement, Variable } from "../../ir/nodes.ts";
import { visitExpression, visitExpressions, visitTarget } from "../../ir/walk.ts";

/**
 * Iterators that are read again and again at one place, or by a function inside of the one that made them: each reading goes on where
 * the last one stopped.
 */
export function resumedIterators(bodies: readonly (readonly Statement[])[]): ReadonlySet<Variable> {
  const found = new Set<Variable>();
  const repeated = (visit: (read: (e: Expression) => void, bind: (variable: Variable) => void) => void): void => {
    const [reads, bound] = [new Set<Variable>(), new Set<Variable>()];
    visit(
      (e) => {
        if (e.kind === "name" && isIterator(e.variable)) reads.add(e.variable);
      },
      (variable) => bound.add(variable),
    );
    for (const variable of reads) if (!bound.has(variable)) found.add(variable);
  };
  for (const body of bodies)
    visitExpressions(body, {
      statement: (each) => {
        if (each.kind !== "while" && each.kind !== "for") return;
        repeated((read, bind) => {
          const visitor = {
            nested: true,
            expression: (e: Expression) => void read(e),
            target: (target: Parameters<typeof visitTarget>[0]) => {
              if (target.kind === "variable") bind(target.variable);
            },
          };
          if (each.kind === "while") visitExpression(each.test, visitor);
          visitExpressions(each.body, visitor);
        });
      },
      expression: (e) => {
        if (e.kind === "name" && e.variable.captured && isIterator(e.variable)) found.add(e.variable);
        if (e.kind !== "comprehension") return undefined;
        repeated((read, bind) => {
          const visitor = { nested: true, expression: (part: Expression) => void read(part) };
          const parts = [e.element, e.key, ...e.clauses.flatMap((clause) => clause.conditions)];
          const later = e.clauses.slice(1).map((clause) => clause.iterable);
          for (const part of [...parts, ...later]) if (part !== undefined) visitExpression(part, visitor);
          for (const clause of e.clauses)
            visitTarget(clause.target, {
              target: (target) => {
                if (target.kind === "variable") bind(target.variable);
              },
            });
        });
        return undefined;
      },
    });
  return found;
}

function isIterator(variable: Variable): boolean {
  return variable.type.kind === "iterator";
}
