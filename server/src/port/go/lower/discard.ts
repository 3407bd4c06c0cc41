import type { Expression } from "../../ir/nodes.ts";
import { ANY } from "../../ir/types.ts";
import * as go from "../build.ts";
import type { GoExpr } from "../tree.ts";
import type { FunctionLowering } from "./function.ts";

const NOT_STATEMENTS: ReadonlySet<string> = new Set([
  "len",
  "append",
  "cap",
  "make",
  "new",
  "max",
  "min",
  "complex",
  "real",
  "imag",
  "string",
  "int",
  "float64",
]);

/** Evaluates an expression for what it does. */
export function discard(l: FunctionLowering, value: Expression): void {
  if (["none", "ellipsis", "string", "int", "float", "bool"].includes(value.kind)) return;
  // Of what a generator is handed, an error or its end matter where it asks for no value.
  const lowered = l.expr(value.kind === "yield" ? { ...value, type: ANY } : value);
  emitDiscarded(l, lowered);
}

function emitDiscarded(l: FunctionLowering, value: GoExpr): void {
  if (value.kind === "name" && value.name === "nil") return;
  if (value.kind === "name" && l.context.locals.has(value.name)) return;
  const isCall =
    value.kind === "call" &&
    !(value.callee.kind === "name" && NOT_STATEMENTS.has(value.callee.name)) &&
    value.callee.kind !== "type";
  if (isCall) l.emit(go.exprStmt(value));
  else if (value.kind === "unary" && value.operator === "<-") l.emit(go.exprStmt(value));
  else l.emit(go.assign(go.BLANK, value));
}
