import type { Expression, FunctionDef, Statement } from "../nodes.ts";
import { visitExpressions } from "../walk.ts";

/** The return statements of a function, those of nested functions left out. */
export function returnsOf(fn: FunctionDef): (Statement & { kind: "return" })[] {
  const found: (Statement & { kind: "return" })[] = [];
  visitExpressions(fn.body, {
    statement: (each) => {
      if (each.kind === "return") found.push(each);
    },
  });
  return found;
}

export function setReturn(statement: Statement & { kind: "return" }, value: Expression): void {
  (statement as { value: Expression | undefined }).value = value;
}

export function setResult(fn: FunctionDef, type: FunctionDef["declaredResult"]): void {
  (fn as { declaredResult: FunctionDef["declaredResult"] }).declaredResult = type;
}
