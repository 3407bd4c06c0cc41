import type { Argument, Expression, FunctionDef, Handler, Module, Statement } from "../../ir/nodes.ts";
import { NONE } from "../../ir/types.ts";
import { visitExpressions } from "../../ir/walk.ts";

/**
 * Functions under `@contextmanager` that only `with` uses: in Go they take what the block does as a function, `body func(T) error`, and call
 * it where Python yields. An exception in the block is then an error that the call gives back, so that the `except` and `finally` around
 * the `yield` see it.
 */
const SCOPED = new WeakMap<FunctionDef, { readonly body: string; readonly givesAddress: boolean }>();

/** Finds those functions, and makes them ordinary ones: what they yield is what their body function takes. */
export function findScoped(module: Module): void {
  const uses = new Map<FunctionDef, number>();
  for (const def of module.functions) {
    const known = SCOPED.get(def);
    if (known !== undefined) SCOPED.set(def, { ...known, givesAddress: false });
  }
  const bodies = [module.body, module.main ?? [], ...module.functions.map((fn) => fn.body)];
  for (const body of bodies)
    eachStatement(body, (statement) => {
      if (statement.kind !== "with") return;
      for (const { context } of statement.items) {
        const def = calledFunction(context);
        if (def !== undefined) uses.set(def, (uses.get(def) ?? 0) + 1);
      }
    });
  for (const [def, count] of uses) {
    const isManager = def.decorators.some((decorator) => decorator.kind === "contextmanager");
    const isElsewhere = def.variable !== undefined && def.variable.reads > count;
    if (!isManager || isElsewhere || !def.isGenerator || !yieldsInPlace(def)) continue;
    SCOPED.set(def, { body: "body", givesAddress: false });
    const changed = def as { isGenerator: boolean; result: FunctionDef["result"] };
    changed.isGenerator = false;
    changed.result = NONE;
  }
}

export function isScoped(def: FunctionDef): boolean {
  return SCOPED.has(def);
}

/** The name of the parameter that holds what the block does. */
export function scopedBody(def: FunctionDef | undefined): string | undefined {
  return def === undefined ? undefined : SCOPED.get(def)?.body;
}

export function nameScopedBody(def: FunctionDef, body: string): void {
  SCOPED.set(def, { body, givesAddress: givesAddress(def) });
}

/** Blocks make longer what the manager gives them, so that they get its address. */
export function giveAddress(def: FunctionDef): void {
  SCOPED.set(def, { body: SCOPED.get(def)?.body ?? "body", givesAddress: true });
}

export function givesAddress(def: FunctionDef): boolean {
  return SCOPED.get(def)?.givesAddress ?? false;
}

export interface ScopedCall {
  readonly def: FunctionDef;
  readonly args: readonly Argument[];
  readonly receiver: Expression | undefined;
}

/** The call of such a function, where a `with` item is one. */
export function scopedCall(context: Expression): ScopedCall | undefined {
  const def = calledFunction(context);
  if (def === undefined || !isScoped(def) || context.kind !== "call") return undefined;
  const receiver = context.target.kind === "method" ? context.target.receiver : undefined;
  return { def, args: context.args, receiver };
}

/** The handlers that stand around a `yield`, for errors of the block that Go raises as panics. */
export function handlersOf(def: FunctionDef): Handler[] {
  const handlers: Handler[] = [];
  eachStatement(def.body, (statement) => {
    if (statement.kind === "try") handlers.push(...statement.handlers);
  });
  return handlers;
}

function calledFunction(context: Expression): FunctionDef | undefined {
  if (context.kind !== "call") return undefined;
  if (context.target.kind === "function") return context.target.function;
  return context.target.kind === "method" ? context.target.method : undefined;
}

/** Whether each `yield` is a statement, and its value goes nowhere. */
function yieldsInPlace(def: FunctionDef): boolean {
  let statements = 0;
  let all = 0;
  eachStatement(def.body, (statement: Statement) => {
    if (statement.kind === "expression" && statement.value.kind === "yield") statements++;
  });
  visitExpressions(def.body, {
    expression: (each) => {
      if (each.kind === "yield" || each.kind === "yieldFrom") all++;
      return undefined;
    },
  });
  return all === statements && all > 0;
}

function eachStatement(body: readonly Statement[], visit: (statement: Statement) => void): void {
  visitExpressions(body, { statement: visit });
}
