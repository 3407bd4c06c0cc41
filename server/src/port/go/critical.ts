import type { GoBlock, GoExpr, GoStmt } from "./tree.ts";
import { childrenOf, mapBlocks, mapChildren, mapExprs } from "./walk.ts";

/** Critical sections that follow each other become one: what gives the mutex back only to take it again goes. */
export function joinSections(block: GoBlock, mutex: string): GoBlock {
  const stmts = block.map((stmt) =>
    mapExprs(
      mapBlocks(stmt, (inner) => joinSections(inner, mutex)),
      (value) => inLiterals(value, mutex),
    ),
  );
  const joined: GoStmt[] = [];
  for (const stmt of stmts) {
    const last = joined.at(-1);
    if (last !== undefined && isCall(last, mutex, "Unlock") && isCall(stmt, mutex, "Lock")) joined.pop();
    else joined.push(stmt);
  }
  return joined;
}

function isCall(stmt: GoStmt, mutex: string, method: string): boolean {
  if (stmt.kind !== "expression" || stmt.value.kind !== "call") return false;
  const { callee } = stmt.value;
  return (
    callee.kind === "selector" && callee.name === method && callee.value.kind === "name" && callee.value.name === mutex
  );
}

function inLiterals(value: GoExpr, mutex: string): GoExpr {
  if (value.kind === "function") return { ...value, body: joinSections(value.body, mutex) };
  return childrenOf(value).length === 0 ? value : mapChildren(value, (child) => inLiterals(child, mutex));
}
