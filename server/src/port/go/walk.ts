import type { GoBlock, GoExpr, GoStmt } from "./tree.ts";

/** The statement lists directly inside a statement. */
export function blocksOf(stmt: GoStmt): readonly GoBlock[] {
  switch (stmt.kind) {
    case "if":
      return stmt.otherwise === undefined ? [stmt.body] : [stmt.body, stmt.otherwise];
    case "for":
    case "range":
    case "block":
      return [stmt.body];
    case "switch":
    case "type-switch":
    case "select":
      return stmt.cases.map((each) => each.body);
    case "label":
      return blocksOf(stmt.body);
    default:
      return [];
  }
}

export function mapBlocks(stmt: GoStmt, change: (block: GoBlock) => GoBlock): GoStmt {
  switch (stmt.kind) {
    case "if":
      return {
        ...stmt,
        body: change(stmt.body),
        otherwise: stmt.otherwise === undefined ? undefined : change(stmt.otherwise),
      };
    case "for":
    case "range":
    case "block":
      return { ...stmt, body: change(stmt.body) };
    case "switch":
      return { ...stmt, cases: stmt.cases.map((each) => ({ ...each, body: change(each.body) })) };
    case "type-switch":
      return { ...stmt, cases: stmt.cases.map((each) => ({ ...each, body: change(each.body) })) };
    case "select":
      return { ...stmt, cases: stmt.cases.map((each) => ({ ...each, body: change(each.body) })) };
    case "label":
      return { ...stmt, body: mapBlocks(stmt.body, change) };
    default:
      return stmt;
  }
}

/** The expressions of a statement itself, those of nested blocks left out; assignment targets are in `writes`. */
function partsOf(stmt: GoStmt): {
  readonly reads: readonly GoExpr[];
  readonly writes: readonly GoExpr[];
  readonly stmts: readonly GoStmt[];
} {
  const given = <T>(values: readonly (T | undefined)[]): T[] => values.filter((value) => value !== undefined);
  switch (stmt.kind) {
    case "expression":
      return { reads: [stmt.value], writes: [], stmts: [] };
    case "define":
      return { reads: stmt.values, writes: [], stmts: [] };
    case "assign":
      return stmt.operator === "="
        ? { reads: stmt.values, writes: stmt.targets, stmts: [] }
        : { reads: stmt.values, writes: stmt.targets, stmts: [] };
    case "step":
      return { reads: [], writes: [stmt.target], stmts: [] };
    case "var":
    case "const":
      return { reads: given([stmt.value]), writes: [], stmts: [] };
    case "if":
      return { reads: [stmt.condition], writes: [], stmts: given([stmt.init]) };
    case "for":
      return { reads: given([stmt.condition]), writes: [], stmts: given([stmt.init, stmt.post]) };
    case "range":
      return { reads: [stmt.over], writes: stmt.declares ? [] : given([stmt.key, stmt.value]), stmts: [] };
    case "switch":
      return {
        reads: [...given([stmt.tag]), ...stmt.cases.flatMap((each) => each.values)],
        writes: [],
        stmts: given([stmt.init]),
      };
    case "type-switch":
      return { reads: [stmt.value], writes: [], stmts: [] };
    case "select":
      return { reads: [], writes: [], stmts: given(stmt.cases.map((each) => each.communication)) };
    case "return":
      return { reads: stmt.values, writes: [], stmts: [] };
    case "go":
    case "defer":
      return { reads: [stmt.call], writes: [], stmts: [] };
    case "send":
      return { reads: [stmt.channel, stmt.value], writes: [], stmts: [] };
    case "label":
      return partsOf(stmt.body);
    default:
      return { reads: [], writes: [], stmts: [] };
  }
}

/** Whether the statement itself mentions a name, blocks left out; function literals too, unless they are asked for. */
export function headerMentions(stmt: GoStmt, name: string, literals = true): boolean {
  const { reads, writes, stmts } = partsOf(stmt);
  const mentioned = literals ? exprMentions : mentionsOutside;
  return (
    [...reads, ...writes].some((value) => mentioned(value, name)) ||
    stmts.some((each) => headerMentions(each, name, literals))
  );
}

function mentionsOutside(value: GoExpr, name: string): boolean {
  if (value.kind === "name") return value.name === name;
  if (value.kind === "function") return false;
  return childrenOf(value).some((child) => mentionsOutside(child, name));
}

/** The function literals in the expressions of a statement itself. */
export function literalsOf(stmt: GoStmt): (GoExpr & { kind: "function" })[] {
  const { reads, writes, stmts } = partsOf(stmt);
  const inside = (value: GoExpr): (GoExpr & { kind: "function" })[] =>
    value.kind === "function" ? [value] : childrenOf(value).flatMap(inside);
  return [...[...reads, ...writes].flatMap(inside), ...stmts.flatMap(literalsOf)];
}

export function mentions(stmt: GoStmt, name: string): boolean {
  return headerMentions(stmt, name) || blocksOf(stmt).some((block) => block.some((each) => mentions(each, name)));
}

export function exprMentions(value: GoExpr, name: string): boolean {
  if (value.kind === "name") return value.name === name;
  if (value.kind === "function") {
    if (value.params.some((param) => param.name === name)) return false;
    return value.body.some((stmt) => mentions(stmt, name));
  }
  return childrenOf(value).some((child) => exprMentions(child, name));
}

export function childrenOf(value: GoExpr): readonly GoExpr[] {
  switch (value.kind) {
    case "call":
      return [value.callee, ...value.args];
    case "convert":
    case "selector":
    case "unary":
    case "assert":
    case "instance":
      return [value.value];
    case "index":
      return [value.value, value.index];
    case "slice":
      return [
        value.value,
        ...(value.low === undefined ? [] : [value.low]),
        ...(value.high === undefined ? [] : [value.high]),
      ];
    case "binary":
      return [value.left, value.right];
    case "composite":
      return value.elements.flatMap((each) => (each.key === undefined ? [each.value] : [each.key, each.value]));
    default:
      return [];
  }
}

export function collectReads(stmt: GoStmt, reads: Set<string>): void {
  const { reads: values, writes, stmts } = partsOf(stmt);
  for (const value of values) collectNames(value, reads);
  // Writing through a name (an element, a field) reads the name itself.
  for (const target of writes) if (target.kind !== "name") collectNames(target, reads);
  for (const each of stmts) collectReads(each, reads);
  for (const block of blocksOf(stmt)) for (const each of block) collectReads(each, reads);
}

/** The names that a list of statements reads. */
export function blockReads(block: GoBlock): Set<string> {
  const reads = new Set<string>();
  for (const stmt of block) collectReads(stmt, reads);
  return reads;
}

function collectNames(value: GoExpr, names: Set<string>): void {
  if (value.kind === "name") names.add(value.name);
  else if (value.kind === "function") for (const stmt of value.body) collectReads(stmt, names);
  else for (const child of childrenOf(value)) collectNames(child, names);
}

/** Whether leaving the expression out changes nothing. */
export function isPure(value: GoExpr): boolean {
  switch (value.kind) {
    case "name":
    case "number":
    case "string":
    case "rune":
    case "qualified":
    case "function":
    case "type":
      return true;
    case "composite":
    case "binary":
    case "selector":
      return value.kind === "binary" && (value.operator === "/" || value.operator === "%")
        ? false
        : childrenOf(value).every(isPure);
    case "unary":
      return value.operator !== "*" && value.operator !== "<-" && isPure(value.value);
    default:
      return false;
  }
}

/** Changes the function literals inside an expression. */
export function mapFunctions(value: GoExpr, change: (body: GoBlock) => GoBlock): GoExpr {
  if (value.kind === "function") return { ...value, body: change(value.body) };
  return mapChildren(value, (each) => mapFunctions(each, change));
}

/** Changes the expressions directly inside an expression, function bodies left out. */
export function mapChildren(value: GoExpr, change: (each: GoExpr) => GoExpr): GoExpr {
  switch (value.kind) {
    case "call":
      return { ...value, callee: change(value.callee), args: value.args.map(change) };
    case "convert":
    case "selector":
    case "unary":
    case "assert":
    case "instance":
      return { ...value, value: change(value.value) };
    case "index":
      return { ...value, value: change(value.value), index: change(value.index) };
    case "slice":
      return {
        ...value,
        value: change(value.value),
        low: value.low && change(value.low),
        high: value.high && change(value.high),
      };
    case "binary":
      return { ...value, left: change(value.left), right: change(value.right) };
    case "composite":
      return {
        ...value,
        elements: value.elements.map((each) => ({ key: each.key && change(each.key), value: change(each.value) })),
      };
    default:
      return value;
  }
}

/** Changes the expressions of a statement itself, not those of its blocks. */
export function mapExprs(stmt: GoStmt, change: (value: GoExpr) => GoExpr): GoStmt {
  const inner = (each: GoStmt): GoStmt => mapExprs(each, change);
  switch (stmt.kind) {
    case "expression":
      return { ...stmt, value: change(stmt.value) };
    case "define":
      return { ...stmt, values: stmt.values.map(change) };
    case "assign":
      return { ...stmt, values: stmt.values.map(change), targets: stmt.targets.map(change) };
    case "step":
      return { ...stmt, target: change(stmt.target) };
    case "var":
      return { ...stmt, value: stmt.value && change(stmt.value) };
    case "const":
      return { ...stmt, value: change(stmt.value) };
    case "if":
      return { ...stmt, condition: change(stmt.condition), init: stmt.init && inner(stmt.init) };
    case "for":
      return {
        ...stmt,
        condition: stmt.condition && change(stmt.condition),
        init: stmt.init && inner(stmt.init),
        post: stmt.post && inner(stmt.post),
      };
    case "range":
      return {
        ...stmt,
        over: change(stmt.over),
        key: stmt.key && change(stmt.key),
        value: stmt.value && change(stmt.value),
      };
    case "switch":
      return {
        ...stmt,
        tag: stmt.tag && change(stmt.tag),
        init: stmt.init && inner(stmt.init),
        cases: stmt.cases.map((each) => ({ ...each, values: each.values.map(change) })),
      };
    case "type-switch":
      return { ...stmt, value: change(stmt.value) };
    case "select":
      return {
        ...stmt,
        cases: stmt.cases.map((each) => ({ ...each, communication: each.communication && inner(each.communication) })),
      };
    case "return":
      return { ...stmt, values: stmt.values.map(change) };
    case "go":
    case "defer":
      return { ...stmt, call: change(stmt.call) };
    case "send":
      return { ...stmt, channel: change(stmt.channel), value: change(stmt.value) };
    case "label":
      return { ...stmt, body: inner(stmt.body) };
    default:
      return stmt;
  }
}
