import type { BuildContext } from "../build/context.ts";
import type { Expression, FunctionDef, Statement, Variable } from "../nodes.ts";
import { visitExpressions } from "../walk.ts";
import { type Application, applicationsOf } from "./application.ts";
import { become } from "./make.ts";

/**
 * What is left of the application object once its routes are taken: settings and extensions at the top level are left out with a note,
 * and whoever else uses it gets a stub.
 */
export function dropLeftovers(
  context: BuildContext,
  applications: ReadonlyMap<Variable, Application>,
  body: Statement[],
  functions: readonly FunctionDef[],
): void {
  const isApplication = (e: Expression | undefined): boolean => e?.kind === "name" && applications.has(e.variable);
  for (let i = body.length - 1; i >= 0; i--) {
    const each = body[i];
    const target = each.kind === "assign" && each.targets.length === 1 ? each.targets[0] : undefined;
    const call = each.kind === "expression" && each.value.kind === "call" ? each.value.target : undefined;
    const object = target?.kind === "attribute" || target?.kind === "index" ? target.object : undefined;
    const receiver = object ?? (call?.kind === "method" ? call.receiver : undefined);
    const isOf = isApplication(receiver) || (receiver?.kind === "attribute" && isApplication(receiver.object));
    if (!isOf) continue;
    context.unsupported("what is set or called on the application object", each.range);
    body.splice(i, 1);
  }
  for (const statements of [body, ...functions.map((fn) => fn.body)]) {
    visitExpressions(statements, {
      expression: (e) => {
        if (e.kind !== "name" || !applications.has(e.variable)) return undefined;
        context.unsupported("the application object as a value", e.range);
        become(e, { kind: "stub", construct: "the application object", python: e.variable.name });
        return undefined;
      },
    });
  }
}

/** Takes off what registers functions with an application that a function makes; its routes are not served. */
export function dropFactories(context: BuildContext, functions: readonly FunctionDef[]): void {
  for (const factory of functions) {
    const made = applicationsOf(factory.body);
    if (made.size === 0) continue;
    context.unsupported("an application that a function makes", factory.nameRange);
    for (const fn of functions) {
      for (const decorator of [...fn.decorators]) {
        if (decorator.kind !== "call") continue;
        const { expression } = decorator;
        const receiver =
          expression.kind === "call" && expression.target.kind === "method"
            ? expression.target.receiver
            : expression.kind === "attribute"
              ? expression.object
              : undefined;
        if (receiver?.kind === "name" && made.has(receiver.variable))
          fn.decorators.splice(fn.decorators.indexOf(decorator), 1);
      }
    }
  }
}
