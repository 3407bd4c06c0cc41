import { BLANK } from "./build.ts";
import type { GoBlock, GoExpr, GoStmt, GoType } from "./tree.ts";
import {
  blocksOf,
  collectReads,
  exprMentions,
  headerMentions,
  isPure,
  literalsOf,
  mapBlocks,
  mapExprs,
  mapFunctions,
  mentions,
} from "./walk.ts";

/**
 * Python's variables belong to the function, Go's to a block. Lowering assigns to names without declaring them; this pass decides
 * where each is declared: by `:=` at the assignment that comes first on every path, else by `var` in the smallest block that is
 * outside of the loops its value survives. Variables that nobody reads become blanks, because Go refuses them.
 */
export function placeDeclarations(
  body: GoBlock,
  locals: ReadonlyMap<string, GoType>,
  kept: ReadonlySet<string> = new Set(),
): GoBlock {
  let placed = body;
  const reads = new Set<string>();
  for (const stmt of body) collectReads(stmt, reads);
  const unread = new Set([...locals.keys()].filter((name) => !reads.has(name)));
  if (unread.size > 0) placed = blankOut(placed, unread);
  const plan = new Plan(locals, kept);
  for (const name of locals.keys()) if (!unread.has(name)) plan.place(name, placed, false, true);
  return rewrite(placed, plan);
}

class Plan {
  /** Statements whose assignment declares, and the names that it declares. */
  readonly defines = new Map<GoStmt, Set<string>>();
  /** Names to declare by `var` before a statement. */
  readonly vars = new Map<GoStmt, string[]>();
  readonly types: ReadonlyMap<string, GoType>;

  private readonly kept: ReadonlySet<string>;

  constructor(types: ReadonlyMap<string, GoType>, kept: ReadonlySet<string>) {
    this.types = types;
    this.kept = kept;
  }

  /** Finds a place within the block for a name; false when it has to be outside. */
  place(name: string, block: GoBlock, inLoop: boolean, outermost: boolean, strict = false): boolean {
    const mentioning = block.filter((stmt) => mentions(stmt, name));
    if (mentioning.length === 0) return true;
    const [first] = mentioning;
    // A closure that is kept sees the variable of the function, not one of each round.
    if (inLoop && this.kept.has(name)) return false;
    if (definesAtTop(first, name)) {
      this.define(first, name);
      return true;
    }
    const mark = this.snapshot();
    // Several places can each have a variable of their own only where every one of them begins by assigning it.
    const separate = strict || mentioning.length > 1;
    if (mentioning.every((stmt) => this.placeInside(name, stmt, inLoop, separate))) return true;
    this.restore(mark);
    if (!outermost && (inLoop || strict)) return false;
    this.vars.set(first, [...(this.vars.get(first) ?? []), name]);
    return true;
  }

  /** Tries to declare a name separately in each nested block of a statement. */
  private placeInside(name: string, stmt: GoStmt, inLoop: boolean, strict: boolean): boolean {
    const inner = innermost(stmt);
    if (inner.kind === "range" && targetsOf(inner).includes(name)) {
      if (exprMentions(inner.over, name) || this.kept.has(name)) return false;
      this.define(inner, name);
      return true;
    }
    if (headerMentions(inner, name, false)) return false;
    const loops = inner.kind === "for" || inner.kind === "range";
    const inside = [
      ...blocksOf(inner).map((block) => ({ block, loops })),
      ...literalsOf(inner)
        .filter((literal) => !literal.params.some((param) => param.name === name))
        .map((literal) => ({ block: literal.body, loops: false })),
    ].filter(({ block }) => block.some((each) => mentions(each, name)));
    const alone = inside.length === 1 && !strict;
    return inside.every(({ block, loops: looping }) => this.place(name, block, inLoop || looping, false, !alone));
  }

  private define(stmt: GoStmt, name: string): void {
    const names = this.defines.get(stmt) ?? new Set<string>();
    names.add(name);
    this.defines.set(stmt, names);
  }

  private snapshot() {
    return {
      defines: new Map([...this.defines].map(([stmt, names]) => [stmt, new Set(names)])),
      vars: new Map([...this.vars].map(([stmt, names]) => [stmt, [...names]])),
    };
  }

  private restore(mark: { defines: Map<GoStmt, Set<string>>; vars: Map<GoStmt, string[]> }): void {
    this.defines.clear();
    for (const [stmt, names] of mark.defines) this.defines.set(stmt, names);
    this.vars.clear();
    for (const [stmt, names] of mark.vars) this.vars.set(stmt, names);
  }
}

function innermost(stmt: GoStmt): GoStmt {
  return stmt.kind === "label" ? innermost(stmt.body) : stmt;
}

/** A whole assignment to the name, whose value does not read it. */
function definesAtTop(stmt: GoStmt, name: string): boolean {
  if (stmt.kind !== "assign" || stmt.operator !== "=") return false;
  if (!stmt.targets.some((target) => target.kind === "name" && target.name === name)) return false;
  if (stmt.targets.some((target) => target.kind !== "name" && exprMentions(target, name))) return false;
  return !stmt.values.some((value) => exprMentions(value, name));
}

function rewrite(block: GoBlock, plan: Plan): GoBlock {
  return block.flatMap((stmt) => {
    const before = (plan.vars.get(stmt) ?? []).map(
      (name): GoStmt => ({ kind: "var", names: [name], type: plan.types.get(name)! }),
    );
    const inner = innermost(stmt);
    const declared = plan.defines.get(inner);
    const made = mapExprs(
      mapBlocks(stmt, (body) => rewrite(body, plan)),
      (value) => mapFunctions(value, (body) => rewrite(body, plan)),
    );
    return [...before, ...(declared === undefined ? [made] : declare(made, declared, plan.types))];
  });
}

function declare(stmt: GoStmt, names: ReadonlySet<string>, types: ReadonlyMap<string, GoType>): GoStmt[] {
  if (stmt.kind === "label") return declare(stmt.body, names, types).map((body) => ({ ...stmt, body }));
  if (stmt.kind === "range") {
    const targets = targetsOf(stmt).filter((name) => name !== "_");
    if (targets.every((name) => names.has(name))) return [{ ...stmt, declares: true }];
    const missing = targets.filter((name) => names.has(name));
    return [...missing.map((name): GoStmt => ({ kind: "var", names: [name], type: types.get(name)! })), stmt];
  }
  if (stmt.kind !== "assign") return [stmt];
  const targets = stmt.targets.map((target) => (target.kind === "name" ? target.name : undefined));
  const all = targets.every((target) => target !== undefined && (target === "_" || names.has(target)));
  if (all && targets.every((target) => target === "_")) return [stmt];
  if (all && stmt.inexact !== true) {
    return [{ kind: "define", names: targets as string[], values: stmt.values, source: stmt.source }];
  }
  if (all && targets.length === 1) {
    const [name] = targets as string[];
    return [
      {
        kind: "var",
        names: [name],
        type: types.get(name)!,
        value: isNil(stmt.values[0]) ? undefined : stmt.values[0],
        source: stmt.source,
      },
    ];
  }
  return [...[...names].map((name): GoStmt => ({ kind: "var", names: [name], type: types.get(name)! })), stmt];
}

/** `nil` is what a variable holds anyway. */
function isNil(value: GoExpr): boolean {
  return value.kind === "name" && value.name === "nil";
}

function targetsOf(stmt: GoStmt & { kind: "range" }): string[] {
  return [stmt.key, stmt.value].flatMap((target) => (target?.kind === "name" && !stmt.declares ? [target.name] : []));
}

/** Replaces assignments to names that nobody reads; what the value does still happens. */
function blankOut(block: GoBlock, unread: ReadonlySet<string>): GoBlock {
  const isUnread = (target: GoExpr | undefined): boolean => target?.kind === "name" && unread.has(target.name);
  const inLiterals = (value: GoExpr): GoExpr => mapFunctions(value, (body) => blankOut(body, unread));
  return block.flatMap((stmt): GoStmt[] => {
    const changed = mapExprs(
      mapBlocks(stmt, (body) => blankOut(body, unread)),
      inLiterals,
    );
    if (changed.kind === "assign" && changed.targets.some(isUnread)) {
      if (changed.operator !== "=")
        return changed.values.every(isPure)
          ? []
          : changed.values.map((value) => ({ kind: "assign", targets: [BLANK], operator: "=", values: [value] }));
      if (changed.targets.length === 1 && isPure(changed.values[0])) return [];
      const targets = changed.targets.map((target) => (isUnread(target) ? BLANK : target));
      if (targets.length === 1 && changed.values[0].kind === "call") return [{ ...changed, targets }];
      return [{ ...changed, targets }];
    }
    if (changed.kind === "step" && isUnread(changed.target)) return [];
    if (changed.kind === "range" && !changed.declares) {
      return [
        {
          ...changed,
          key: isUnread(changed.key) ? BLANK : changed.key,
          value: isUnread(changed.value) ? BLANK : changed.value,
        },
      ];
    }
    return [changed];
  });
}
