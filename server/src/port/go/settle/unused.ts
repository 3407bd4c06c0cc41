import { BLANK } from "../build.ts";
import type { GoBlock, GoExpr, GoStmt } from "../tree.ts";
import { blockReads, collectReads, isPure, mapBlocks } from "../walk.ts";

/**
 * Drops the variables of a block that nothing reads, because Go refuses them. They come about where the same name is a variable in
 * several blocks, or where what read it became a stub. `before` are the names that the block has from its head.
 */
export function withoutUnused(body: GoBlock, before: ReadonlySet<string>): GoBlock {
  let result = body;
  for (let i = body.length - 1; i >= 0; i--) {
    const names = declaredBy(result[i]);
    if (names.length === 0) continue;
    const rest = result.slice(i + 1);
    const unread = names.filter((name) => !readsOf(result[i], rest).has(name));
    if (unread.length === 0) continue;
    const gone = new Set(unread);
    result = [...result.slice(0, i), ...withoutNames(result[i], gone), ...withoutStores(rest, gone)];
  }
  return withNewNames(result, before);
}

/** Go wants something new left of each `:=`: where the only new name went, it is an assignment. */
function withNewNames(body: GoBlock, before: ReadonlySet<string>): GoBlock {
  const declared = new Set(before);
  return body.map((stmt): GoStmt => {
    const isOld = stmt.kind === "define" && stmt.names.every((name) => name === "_" || declared.has(name));
    for (const name of stmt.kind === "define" || stmt.kind === "var" ? stmt.names : []) declared.add(name);
    if (!isOld || stmt.kind !== "define") return stmt;
    const targets = stmt.names.map((name): GoExpr => ({ kind: "name", name }));
    return { kind: "assign", targets, operator: "=", values: stmt.values, source: stmt.source };
  });
}

function declaredBy(stmt: GoStmt): readonly string[] {
  switch (stmt.kind) {
    case "define":
    case "var":
      return stmt.names.filter((name) => name !== "_");
    case "range":
      return stmt.declares
        ? [stmt.key, stmt.value].flatMap((each) => (each?.kind === "name" && each.name !== "_" ? [each.name] : []))
        : [];
    case "label":
      return declaredBy(stmt.body);
    case "if":
      return stmt.init?.kind === "define" ? stmt.init.names.filter((name) => name !== "_") : [];
    default:
      return [];
  }
}

function readsOf(stmt: GoStmt, rest: GoBlock): ReadonlySet<string> {
  switch (stmt.kind) {
    case "label":
      return readsOf(stmt.body, rest);
    case "range":
      return blockReads(stmt.body);
    case "if": {
      const reads = new Set<string>();
      collectReads({ ...stmt, init: undefined }, reads);
      return reads;
    }
    default:
      return blockReads(rest);
  }
}

function withoutNames(stmt: GoStmt, gone: ReadonlySet<string>): readonly GoStmt[] {
  switch (stmt.kind) {
    case "define": {
      const names = stmt.names.map((name) => (gone.has(name) ? "_" : name));
      if (names.some((name) => name !== "_")) return [{ ...stmt, names }];
      if (stmt.values.every(isPure)) return [];
      const [only] = stmt.values;
      if (stmt.values.length === 1 && only.kind === "name" && only.name === "nil") return [];
      const targets = names.map(() => BLANK);
      return [{ kind: "assign", targets, operator: "=", values: stmt.values, source: stmt.source }];
    }
    case "var":
      if (stmt.value === undefined || isPure(stmt.value)) return [];
      return [{ kind: "assign", targets: [BLANK], operator: "=", values: [stmt.value], source: stmt.source }];
    case "range": {
      const blanked = (each: typeof stmt.key) => (each?.kind === "name" && gone.has(each.name) ? BLANK : each);
      const [key, value] = [blanked(stmt.key), blanked(stmt.value)];
      const isBlank = (each: typeof stmt.key): boolean =>
        each === undefined || (each.kind === "name" && each.name === "_");
      if (isBlank(key) && isBlank(value)) return [{ ...stmt, key: undefined, value: undefined, declares: false }];
      return [{ ...stmt, key, value: isBlank(value) ? undefined : value }];
    }
    case "label": {
      const [body] = withoutNames(stmt.body, gone);
      return body === undefined ? [] : [{ ...stmt, body }];
    }
    case "if": {
      if (stmt.init === undefined) return [stmt];
      const [init] = withoutNames(stmt.init, gone);
      return [{ ...stmt, init }];
    }
    default:
      return [stmt];
  }
}

/** Assignments to a name that is gone; what their values do still happens. */
function withoutStores(body: GoBlock, gone: ReadonlySet<string>): GoBlock {
  return body.flatMap((stmt): readonly GoStmt[] => {
    const made = mapBlocks(stmt, (inner) => withoutStores(inner, gone));
    if (made.kind === "step" && made.target.kind === "name" && gone.has(made.target.name)) return [];
    if (made.kind !== "assign") return [made];
    const targets = made.targets.map((target) => (target.kind === "name" && gone.has(target.name) ? BLANK : target));
    const isBlank = targets.every((target) => target.kind === "name" && target.name === "_");
    if (isBlank && made.values.every(isPure)) return [];
    return [{ ...made, targets, operator: isBlank ? "=" : made.operator }];
  });
}
