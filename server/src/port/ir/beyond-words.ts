import { foldedInteger } from "./folded-integers.ts";
import type { Expression, Module } from "./nodes.ts";
import { visitExpressions } from "./walk.ts";

/** What has more bits is beyond any word, and is not worked out. */
const MOST_BITS = 4096;

/**
 * Whether the module itself writes an integer beyond 64 bits, as a literal or as a computation of literals. Such a program says that
 * words are not enough for what it computes, whatever the default of a target is.
 */
export function writesBeyondWords(module: Module): boolean {
  let found = false;
  const expression = (e: Expression): undefined => {
    if (found || (e.kind !== "int" && e.kind !== "binary")) return undefined;
    const value = foldedInteger(e, MOST_BITS);
    found = value !== undefined && (value === "huge" || value >= 2n ** 63n || value < -(2n ** 63n));
    return undefined;
  };
  for (const body of [module.body, module.main ?? [], ...module.functions.map((fn) => fn.body)])
    visitExpressions(body, { expression });
  return found;
}
