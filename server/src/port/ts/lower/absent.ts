import type { TsExpression, TsStatement } from "../tree.ts";
import type { Lowering } from "./context.ts";

/**
 * The top level of a module whose variables, and class variables, may have initial values that are not ported: such a value fails when it
 * is touched rather than when the module starts, so that what does not need it works. Statements that are not ported fail where they are.
 */
export function deferStubs(context: Lowering, body: readonly TsStatement[]): TsStatement[] {
  const stub = context.helpers.get("unsupported");
  if (stub === undefined) return [...body];
  const callee = stub.alias ?? "unsupported";
  const deferred = <T extends TsExpression | undefined>(value: T): T | TsExpression =>
    value?.kind === "call" && value.callee.kind === "name" && value.callee.name === callee
      ? context.use("absent", ...value.args)
      : value;
  return body.map((statement): TsStatement => {
    switch (statement.kind) {
      case "declare":
        return { ...statement, value: deferred(statement.value) };
      case "expression":
        return statement.value.kind === "assign"
          ? { ...statement, value: { ...statement.value, value: deferred(statement.value.value) } }
          : statement;
      case "class":
        return {
          ...statement,
          members: statement.members.map((each) => (each.isStatic ? { ...each, value: deferred(each.value) } : each)),
        };
      default:
        return statement;
    }
  });
}
