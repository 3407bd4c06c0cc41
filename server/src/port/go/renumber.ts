import type { GoBlock, GoExpr, GoStmt } from "./tree.ts";
import { blocksOf, childrenOf, literalsOf, mapBlocks, mapChildren, mapExprs } from "./walk.ts";

/**
 * Names are given out once a function, so the second `for k, v` got `k2, v2`. Where nothing in the scope of such a name mentions
 * the name without the number, the number goes.
 *
 * @param numbered names that carry a number, and the names that were wanted
 */
export function dropNumbers(block: GoBlock, numbered: ReadonlyMap<string, string>): GoBlock {
  return numbered.size === 0 ? block : block.map((stmt) => inStatement(stmt, numbered));
}

function inStatement(stmt: GoStmt, numbered: ReadonlyMap<string, string>): GoStmt {
  const inner = mapExprs(
    mapBlocks(stmt, (block) => dropNumbers(block, numbered)),
    (value) => inExpression(value, numbered),
  );
  if (inner.kind !== "range" || !inner.declares) return inner;
  let result: GoStmt & { kind: "range" } = inner;
  for (const target of [inner.key, inner.value]) {
    const wanted = target?.kind === "name" ? numbered.get(target.name) : undefined;
    if (target?.kind !== "name" || wanted === undefined || wanted === "_" || occurs([result], wanted)) continue;
    result = renamed(result, target.name, wanted) as GoStmt & { kind: "range" };
  }
  return result;
}

function inExpression(value: GoExpr, numbered: ReadonlyMap<string, string>): GoExpr {
  if (value.kind !== "function") return mapChildren(value, (each) => inExpression(each, numbered));
  let { params, body } = { ...value, body: dropNumbers(value.body, numbered) };
  for (const param of params) {
    const wanted = numbered.get(param.name);
    if (wanted === undefined || occurs(body, wanted) || params.some((each) => each.name === wanted)) continue;
    params = params.map((each) => (each.name === param.name ? { ...each, name: wanted } : each));
    body = body.map((stmt) => renamed(stmt, param.name, wanted));
  }
  return { ...value, params, body };
}

/** Whether a name is used or declared anywhere inside, nested literals included. */
function occurs(block: GoBlock, name: string): boolean {
  return block.some((stmt) => {
    if ((stmt.kind === "define" || stmt.kind === "var") && stmt.names.includes(name)) return true;
    if (stmt.kind === "label") return occurs([stmt.body], name);
    if (stmt.kind === "type-switch" && stmt.bind === name) return true;
    let found = false;
    mapExprs(stmt, (value) => {
      found ||= occursIn(value, name);
      return value;
    });
    if (stmt.kind === "if" && stmt.init !== undefined && occurs([stmt.init], name)) return true;
    if (stmt.kind === "for" && [stmt.init, stmt.post].some((each) => each !== undefined && occurs([each], name)))
      return true;
    if (stmt.kind === "switch" && stmt.init !== undefined && occurs([stmt.init], name)) return true;
    if (
      stmt.kind === "select" &&
      stmt.cases.some((each) => each.communication !== undefined && occurs([each.communication], name))
    )
      return true;
    return (
      found ||
      blocksOf(stmt).some((inner) => occurs(inner, name)) ||
      literalsOf(stmt).some((literal) => literal.params.some((param) => param.name === name))
    );
  });
}

function occursIn(value: GoExpr, name: string): boolean {
  if (value.kind === "name") return value.name === name;
  if (value.kind === "function") return value.params.some((param) => param.name === name) || occurs(value.body, name);
  return childrenOf(value).some((child) => occursIn(child, name));
}

function renamed(stmt: GoStmt, before: string, after: string): GoStmt {
  const rename = (value: GoExpr): GoExpr => {
    if (value.kind === "name") return value.name === before ? { kind: "name", name: after } : value;
    if (value.kind === "function") return { ...value, body: value.body.map((each) => renamed(each, before, after)) };
    return mapChildren(value, rename);
  };
  return mapExprs(
    mapBlocks(stmt, (block) => block.map((each) => renamed(each, before, after))),
    rename,
  );
}
