import type { GoBlock, GoDecl, GoExpr, GoStmt } from "./tree.ts";
import { blocksOf, mapBlocks, mapChildren, mapExprs } from "./walk.ts";

/**
 * Names are given out once a function, and keep clear of whatever the file uses, so that the second `value` is `value2` and `number`
 * is `numberValue` where the runtime has a function of that name. Where nothing in the scope of such a name mentions the one that was
 * wanted, it gets that. A copy of a loop's variable that is never changed goes, and its name goes to the variable.
 *
 * @param wanted the names that are not as they were wanted, and what was
 */
export function tidyNames(decls: readonly GoDecl[], wanted: ReadonlyMap<string, string>): readonly GoDecl[] {
  return decls.map((decl) => {
    if (decl.kind === "var" && decl.value !== undefined) return { ...decl, value: inExpression(decl.value, wanted) };
    if (decl.kind !== "function") return decl;
    const outer = [...decl.params, ...decl.results].map((each) => each.name);
    if (decl.receiver !== undefined) outer.push(decl.receiver.name);
    let { params } = decl;
    let body = decl.body.map(withoutLoopCopy);
    for (const param of decl.params) {
      const name = wanted.get(param.name);
      if (name === undefined || outer.includes(name) || mentionsAnywhere([body, decl.params, decl.results], name))
        continue;
      params = params.map((each) => (each.name === param.name ? { ...each, name } : each));
      outer.push(name);
      body = body.map((stmt) => renamed(stmt, param.name, name));
    }
    return { ...decl, params, body: inBlock(body, wanted, outer) };
  });
}

/** Goes through a block from the top: the first that wants a name gets it. */
function inBlock(block: GoBlock, wanted: ReadonlyMap<string, string>, outer: readonly string[] = []): GoBlock {
  const declared = new Set(outer);
  let stmts = [...block];
  for (let at = 0; at < stmts.length; at++) {
    for (const name of declaredBy(stmts[at])) {
      const better = wanted.get(name);
      if (better !== undefined && !declared.has(better) && !declared.has(name)) {
        const scope = stmts.slice(at);
        if (!mentionsAnywhere(scope, better)) {
          stmts = [...stmts.slice(0, at), ...scope.map((stmt) => renamed(stmt, name, better))];
          declared.add(better);
          continue;
        }
      }
      declared.add(name);
    }
    for (const name of headerNames(stmts[at])) {
      const better = wanted.get(name);
      if (better !== undefined && !mentionsAnywhere(stmts[at], better)) stmts[at] = renamed(stmts[at], name, better);
    }
    stmts[at] = mapExprs(
      mapBlocks(stmts[at], (inner) => inBlock(inner.map(withoutLoopCopy), wanted)),
      (value) => inExpression(value, wanted),
    );
  }
  return stmts;
}

function inExpression(value: GoExpr, wanted: ReadonlyMap<string, string>): GoExpr {
  if (value.kind !== "function") return mapChildren(value, (each) => inExpression(each, wanted));
  const outer = [...value.params, ...value.results].map((each) => each.name);
  let { params } = value;
  let body = value.body.map(withoutLoopCopy);
  for (const param of value.params) {
    const name = wanted.get(param.name);
    if (name === undefined || outer.includes(name) || mentionsAnywhere([body, value.params, value.results], name))
      continue;
    params = params.map((each) => (each.name === param.name ? { ...each, name } : each));
    outer.push(name);
    body = body.map((stmt) => renamed(stmt, param.name, name));
  }
  return { ...value, params, body: inBlock(body, wanted, outer) };
}

/** The names that a statement declares for the rest of its block. */
function declaredBy(stmt: GoStmt): readonly string[] {
  if (stmt.kind === "define" || stmt.kind === "var") return stmt.names;
  if (stmt.kind === "const") return [stmt.name];
  return stmt.kind === "label" ? declaredBy(stmt.body) : [];
}

/** The names that a statement declares for itself. */
function headerNames(stmt: GoStmt): readonly string[] {
  switch (stmt.kind) {
    case "if":
    case "for":
    case "switch":
      return stmt.init?.kind === "define" ? stmt.init.names : [];
    case "range":
      return stmt.declares
        ? [stmt.key, stmt.value].flatMap((each) => (each?.kind === "name" && each.name !== "_" ? [each.name] : []))
        : [];
    case "label":
      return headerNames(stmt.body);
    default:
      return [];
  }
}

/** Whether a name occurs anywhere in what is given, as whatever: variable, type, package, field or text. */
function mentionsAnywhere(tree: unknown, name: string): boolean {
  if (typeof tree === "string") return tree === name || tree.endsWith(`/${name}`);
  if (Array.isArray(tree)) return tree.some((each) => mentionsAnywhere(each, name));
  return typeof tree === "object" && tree !== null && Object.values(tree).some((each) => mentionsAnywhere(each, name));
}

function renamed(stmt: GoStmt, before: string, after: string): GoStmt {
  const name = (each: string): string => (each === before ? after : each);
  const inner = (value: GoExpr): GoExpr => {
    if (value.kind === "name") return value.name === before ? { kind: "name", name: after } : value;
    // The keys of a struct are its fields.
    if (value.kind === "composite" && value.type?.kind === "named")
      return { ...value, elements: value.elements.map((each) => ({ ...each, value: inner(each.value) })) };
    if (value.kind !== "function") return mapChildren(value, inner);
    const param = (each: (typeof value.params)[number]) => ({ ...each, name: name(each.name) });
    return {
      ...value,
      params: value.params.map(param),
      results: value.results.map(param),
      body: value.body.map((each) => renamed(each, before, after)),
    };
  };
  const own = (each: GoStmt): GoStmt => {
    switch (each.kind) {
      case "define":
      case "var":
        return { ...each, names: each.names.map(name) };
      case "const":
        return { ...each, name: name(each.name) };
      case "type-switch":
        return { ...each, bind: each.bind === undefined ? undefined : name(each.bind) };
      case "if":
      case "switch":
        return { ...each, init: each.init && own(each.init) };
      case "for":
        return { ...each, init: each.init && own(each.init), post: each.post && own(each.post) };
      case "select":
        return {
          ...each,
          cases: each.cases.map((one) => ({ ...one, communication: one.communication && own(one.communication) })),
        };
      case "label":
        return { ...each, body: own(each.body) };
      default:
        return each;
    }
  };
  return own(
    mapExprs(
      mapBlocks(stmt, (block) => block.map((each) => renamed(each, before, after))),
      inner,
    ),
  );
}

/** `for i := 0; i < n; i++ { x := i; … }` is `for x := 0; x < n; x++ { … }`, where neither is changed or asked for otherwise. */
function withoutLoopCopy(stmt: GoStmt): GoStmt {
  if (stmt.kind === "label") return { ...stmt, body: withoutLoopCopy(stmt.body) };
  if (stmt.kind !== "for" && stmt.kind !== "range") return stmt;
  const [copy, ...rest] = stmt.body;
  if (copy?.kind !== "define" || copy.names.length !== 1 || copy.values[0].kind !== "name") return stmt;
  const [to] = copy.names;
  const from = copy.values[0].name;
  if (!headerNames(stmt).includes(from) || mentionsAnywhere(rest, from) || changes(rest, to)) return stmt;
  const { body: _, ...header } = stmt;
  if (mentionsAnywhere(header, to)) return stmt;
  return renamed({ ...stmt, body: rest }, from, to);
}

/** Whether a name is assigned to, stepped, or has its address taken. */
function changes(block: GoBlock, name: string): boolean {
  const isName = (value: GoExpr): boolean => value.kind === "name" && value.name === name;
  return block.some((stmt) => {
    if (stmt.kind === "assign" && stmt.targets.some(isName)) return true;
    if (stmt.kind === "step" && isName(stmt.target)) return true;
    if (
      stmt.kind === "range" &&
      !stmt.declares &&
      [stmt.key, stmt.value].some((each) => each !== undefined && isName(each))
    )
      return true;
    if (stmt.kind === "label" && changes([stmt.body], name)) return true;
    let found = false;
    const look = (value: GoExpr): GoExpr => {
      found ||=
        (value.kind === "unary" && value.operator === "&" && isName(value.value)) ||
        (value.kind === "function" && changes(value.body, name));
      return mapChildren(value, look);
    };
    mapExprs(stmt, look);
    const headers =
      stmt.kind === "for" ? [stmt.init, stmt.post] : stmt.kind === "if" || stmt.kind === "switch" ? [stmt.init] : [];
    return (
      found ||
      headers.some((each) => each !== undefined && changes([each], name)) ||
      blocksOf(stmt).some((inner) => changes(inner, name))
    );
  });
}
