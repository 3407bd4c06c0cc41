import type { GoBlock, GoDecl, GoExpr, GoStmt } from "./tree.ts";
import { mapBlocks, mapChildren, mapExprs } from "./walk.ts";

/** No `else` behind a branch that leaves: what it holds follows instead, as Go is written. */
export function tidyFlow(decls: readonly GoDecl[]): readonly GoDecl[] {
  return decls.map((decl) => {
    if (decl.kind === "function") return { ...decl, body: inBlock(decl.body) };
    return decl.kind === "var" && decl.value !== undefined ? { ...decl, value: inExpression(decl.value) } : decl;
  });
}

function inExpression(value: GoExpr): GoExpr {
  return value.kind === "function"
    ? { ...value, body: inBlock(value.body) }
    : mapChildren(value, (each) => inExpression(each));
}

function inBlock(block: GoBlock): GoBlock {
  const made: GoStmt[] = [];
  block.forEach((stmt, at) => {
    const tidied = mapExprs(mapBlocks(stmt, inBlock), inExpression);
    if (tidied.kind === "if" && tidied.init === undefined && leaves(tidied.body)) {
      const { otherwise = [], ...rest } = tidied;
      // What the branch declares must be no other variable of the block that it gets into.
      const others = new Set([...made, ...block.slice(at + 1)].flatMap(declaredBy));
      if (otherwise.length > 0 && !otherwise.flatMap(declaredBy).some((name) => others.has(name))) {
        made.push(rest, ...otherwise);
        return;
      }
    }
    made.push(tidied);
  });
  return made;
}

function leaves(body: GoBlock): boolean {
  const last = body.at(-1);
  if (last === undefined) return false;
  if (last.kind === "return" || last.kind === "break" || last.kind === "continue") return true;
  if (last.kind !== "expression" || last.value.kind !== "call") return false;
  return last.value.callee.kind === "name" && last.value.callee.name === "panic";
}

function declaredBy(stmt: GoStmt): readonly string[] {
  if (stmt.kind === "define" || stmt.kind === "var") return stmt.names;
  return stmt.kind === "const" ? [stmt.name] : [];
}
