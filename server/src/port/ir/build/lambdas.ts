import type { Expression, FunctionDef, Statement, Variable } from "../nodes.ts";
import { visitExpressions } from "../walk.ts";

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/**
 * `area = lambda w, h: w * h`, where nothing else is ever bound to the name, is `def area(w, h): return w * h`: calls line arguments up with
 * its parameters, and targets write a function with a name. In loops it stays what it is.
 */
export function nameLambdas(body: Statement[], main: Statement[], functions: readonly FunctionDef[]): void {
  const bodies = [body, main, ...functions.map((fn) => fn.body)];
  const named = new Map<Variable, FunctionDef>();
  for (const statements of bodies) nameIn(statements, named);
  if (named.size === 0) return;
  const expression = (e: Expression): undefined => {
    if (e.kind !== "call" || e.target.kind !== "value" || e.target.callee.kind !== "name") return undefined;
    const { variable } = e.target.callee;
    const fn = named.get(variable);
    if (fn === undefined) return undefined;
    variable.reads--;
    (e as Mutable<typeof e>).target = { kind: "function", function: fn };
    return undefined;
  };
  for (const statements of bodies) visitExpressions(statements, { expression });
}

function nameIn(statements: Statement[], named: Map<Variable, FunctionDef>): void {
  for (const [i, each] of statements.entries()) {
    if (each.kind === "if") for (const block of [each.body, each.otherwise]) nameIn(block, named);
    if (each.kind === "with") nameIn(each.body, named);
    if (each.kind === "try")
      for (const block of [each.body, each.otherwise, each.finally, ...each.handlers.map((one) => one.body)])
        nameIn(block, named);
    if (each.kind !== "assign" || each.declared !== undefined || each.value.kind !== "lambda") continue;
    const [target] = each.targets;
    if (each.targets.length !== 1 || target.kind !== "variable" || !isNameAlone(target.variable)) continue;
    const { range, comments, lineComment, spaced } = each;
    const fn = each.value.function;
    named.set(target.variable, fn);
    Object.assign(
      fn satisfies FunctionDef,
      {
        name: target.variable.name,
        qualifiedName: target.variable.name,
        role: "function",
        variable: target.variable,
        nameRange: target.range,
      } satisfies Partial<FunctionDef>,
    );
    target.variable.definition = fn;
    statements[i] = { kind: "function", function: fn, range, comments, lineComment, spaced };
  }
}

const isNameAlone = (variable: Variable): boolean =>
  variable.bindings === 1 &&
  !variable.rebound &&
  !variable.isParameter &&
  variable.definition === undefined &&
  (variable.scope === "module" || variable.scope === "function");
