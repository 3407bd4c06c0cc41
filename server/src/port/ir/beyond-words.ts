import type { BinaryOperator, Expression, Module } from "./nodes.ts";
import { visitExpressions } from "./walk.ts";

/** Powers and shifts beyond this are beyond any word, and are not worked out. */
const MOST_BITS = 4096n;

/**
 * Whether the module itself writes an integer beyond 64 bits, as a literal or as a computation of literals. Such a program says that
 * words are not enough for what it computes, whatever the default of a target is.
 */
export function writesBeyondWords(module: Module): boolean {
  let found = false;
  const expression = (e: Expression): undefined => {
    if (found || (e.kind !== "int" && e.kind !== "binary")) return undefined;
    const value = constantOf(e);
    found = value !== undefined && (value === "huge" || value >= 2n ** 63n || value < -(2n ** 63n));
    return undefined;
  };
  for (const body of [module.body, module.main ?? [], ...module.functions.map((fn) => fn.body)])
    visitExpressions(body, { expression });
  return found;
}

function constantOf(e: Expression): bigint | "huge" | undefined {
  if (e.kind === "int") return e.value;
  if (e.kind !== "binary") return undefined;
  const [left, right] = [constantOf(e.left), constantOf(e.right)];
  if (left === undefined || right === undefined) return undefined;
  return left === "huge" || right === "huge" ? "huge" : combined(e.operator, left, right);
}

function combined(operator: BinaryOperator, left: bigint, right: bigint): bigint | "huge" | undefined {
  switch (operator) {
    case "+":
      return left + right;
    case "-":
      return left - right;
    case "*":
      return left * right;
    case "**":
      if (right < 0n) return undefined;
      return right > MOST_BITS && left > 1n ? "huge" : left ** right;
    case "<<":
      if (right < 0n) return undefined;
      return right > MOST_BITS && left !== 0n ? "huge" : left << right;
    default:
      return undefined;
  }
}
