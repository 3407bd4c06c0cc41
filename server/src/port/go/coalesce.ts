import type { GoBlock, GoExpr, GoStmt } from "./tree.ts";
import { childrenOf, mapBlocks, mapChildren, mapExprs, mentions } from "./walk.ts";

/**
 * Lowering computes into temporaries; where the next thing is `x := temporary`, the temporary takes the name of `x` and the copy
 * goes. `x` is not mentioned before its definition, and the temporary not after it, so the renaming cannot capture anything.
 */
export function coalesce(block: GoBlock, temporaries: ReadonlySet<string>): GoBlock {
  let stmts = block.map((stmt) => mapBlocks(stmt, (inner) => coalesce(inner, temporaries)));
  stmts = stmts.map((stmt) => mapExprs(stmt, (value) => inLiterals(value, temporaries)));
  for (let i = 1; i < stmts.length; i++) {
    const copy = stmts[i];
    if (copy.kind !== "define" || copy.names.length !== 1 || copy.values[0].kind !== "name") continue;
    const [to, temporary] = [copy.names[0], copy.values[0].name];
    if (!temporaries.has(temporary)) continue;
    const at = stmts.findIndex(
      (stmt) => (stmt.kind === "define" || stmt.kind === "var") && stmt.names.includes(temporary),
    );
    if (at < 0 || at >= i || stmts.slice(i + 1).some((stmt) => mentions(stmt, temporary))) continue;
    if (stmts.slice(0, i).some((stmt) => mentions(stmt, to))) continue;
    stmts = [
      ...stmts.slice(0, at),
      ...stmts.slice(at, i).map((stmt) => rename(stmt, temporary, to)),
      ...stmts.slice(i + 1),
    ];
    i--;
  }
  return stmts;
}

function inLiterals(value: GoExpr, temporaries: ReadonlySet<string>): GoExpr {
  if (value.kind === "function") return { ...value, body: coalesce(value.body, temporaries) };
  return childrenOf(value).length === 0 ? value : mapChildren(value, (child) => inLiterals(child, temporaries));
}

function rename(stmt: GoStmt, before: string, after: string): GoStmt {
  const renamed = (value: GoExpr): GoExpr => {
    if (value.kind === "name") return value.name === before ? { kind: "name", name: after } : value;
    if (value.kind === "function") return { ...value, body: value.body.map((each) => rename(each, before, after)) };
    return mapChildren(value, renamed);
  };
  const inner = mapExprs(
    mapBlocks(stmt, (block) => block.map((each) => rename(each, before, after))),
    renamed,
  );
  if (inner.kind === "define" || inner.kind === "var") {
    return { ...inner, names: inner.names.map((name) => (name === before ? after : name)) };
  }
  return inner;
}
