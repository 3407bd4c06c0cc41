import type { BuildContext } from "../build/context.ts";
import type { Expression, FunctionDef, Statement, Variable } from "../nodes.ts";
import { NONE } from "../types.ts";
import { visitExpressions } from "../walk.ts";
import { newFunction, statement } from "./make.ts";
import { setResult } from "./returns.ts";
import type { Service } from "./service.ts";

/**
 * A lifespan is a context manager around serving: what stands before its `yield` runs when the service starts, what comes after it when
 * it stops. It becomes two functions; false when it is not of that shape.
 */
export function splitLifespan(
  context: BuildContext,
  service: Service,
  lifespan: Expression,
  body: Statement[],
): boolean {
  const fn = lifespan.kind === "name" ? lifespan.variable.definition : undefined;
  if (fn?.kind !== "function") return false;
  const isManager = fn.decorators.some((decorator) => decorator.kind === "contextmanager");
  const [application] = fn.parameters;
  const parts = partsOf(fn.body);
  if (!isManager || parts === undefined || fn.parameters.length !== 1) return false;
  if (mentions([...parts.before, ...parts.after], application.variable)) return false;
  fn.decorators.splice(0);
  fn.parameters.splice(0);
  const whole = fn as { isGenerator: boolean };
  whole.isGenerator = false;
  shareLocals(context, fn, parts.after);
  fn.body = [...parts.before];
  setResult(fn, NONE);
  (lifespan as Expression & { kind: "name" }).variable.reads--;
  if (fn.body.length > 0) service.startup.push(fn);
  else remove(body, fn);
  if (parts.after.length > 0) {
    const { fn: stop } = newFunction(context, `${fn.name}_end`, fn, { isAsync: fn.isAsync, result: NONE });
    stop.body.push(...parts.after);
    service.shutdown.push(stop);
    const index = body.findIndex((each) => each.kind === "function" && each.function === fn);
    const spaced = { ...statement({ kind: "function", function: stop }, fn.range), spaced: true };
    body.splice(index < 0 ? body.length : index + 1, 0, spaced);
  }
  return true;
}

interface Parts {
  readonly before: readonly Statement[];
  readonly after: readonly Statement[];
}

/** The statements before and after the only `yield`, which stands in the body itself or in a `try` with a `finally` alone. */
function partsOf(body: readonly Statement[]): Parts | undefined {
  const at = body.findIndex(holdsYield);
  if (at < 0 || body.slice(at + 1).some(holdsYield)) return undefined;
  const statement = body[at];
  if (statement.kind === "expression" && statement.value.kind === "yield")
    return statement.value.value === undefined ? { before: body.slice(0, at), after: body.slice(at + 1) } : undefined;
  if (statement.kind !== "try" || statement.handlers.length > 0 || statement.otherwise.length > 0) return undefined;
  const inner = partsOf(statement.body);
  if (inner === undefined) return undefined;
  return {
    before: [...body.slice(0, at), ...inner.before],
    after: [...inner.after, ...statement.finally, ...body.slice(at + 1)],
  };
}

function holdsYield(statement: Statement): boolean {
  let found = false;
  visitExpressions([statement], {
    expression: (e) => {
      found ||= e.kind === "yield" || e.kind === "yieldFrom";
      return undefined;
    },
  });
  return found;
}

function mentions(body: readonly Statement[], variable: Variable): boolean {
  let found = false;
  visitExpressions(body, {
    nested: true,
    expression: (e) => {
      found ||= e.kind === "name" && e.variable === variable;
      return undefined;
    },
  });
  return found;
}

/** What the start makes and the end needs is kept by the module in between. */
function shareLocals(context: BuildContext, fn: FunctionDef, after: readonly Statement[]): void {
  for (const variable of [...fn.locals]) {
    if (!mentions(after, variable)) continue;
    fn.locals.splice(fn.locals.indexOf(variable), 1);
    const shared = variable as { scope: Variable["scope"]; owner: Variable["owner"] };
    shared.scope = "module";
    shared.owner = undefined;
    variable.hoisted = true;
    context.moduleVariables.push(variable);
  }
}

function remove(body: Statement[], fn: FunctionDef): void {
  const index = body.findIndex((each) => each.kind === "function" && each.function === fn);
  if (index >= 0) body.splice(index, 1);
}
