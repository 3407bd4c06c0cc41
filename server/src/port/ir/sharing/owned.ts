import type { Expression, FunctionDef, Module, Statement, Target, Variable } from "../nodes.ts";
import { expressionParts, visitExpressions } from "../walk.ts";

interface Span {
  readonly start: number;
  readonly end: number;
}

interface Local {
  readonly bindings: { readonly at: number; readonly fresh: boolean }[];
  readonly uses: (Expression & { kind: "name" })[];
  readonly escapes: number[];
}

const MAKERS: ReadonlySet<string> = new Set(
  "list dict set frozenset sorted deque defaultdict Counter OrderedDict reversed copy deepcopy enumerate zip".split(
    " ",
  ),
);

/**
 * Uses of locals that hold something which this run of the function has made, and which it has not yet given to anybody: no other
 * thread can see it. A container that is filled, handed on, and made anew in the next round of a loop is such a local.
 */
export function ownedLocals(module: Module): ReadonlySet<Expression> {
  const owned = new Set<Expression>();
  for (const fn of module.functions) {
    const loops = loopsOf(fn.body);
    for (const local of localsOf(fn).values()) {
      if (local.bindings.length === 0 || local.bindings.some((binding) => !binding.fresh)) continue;
      for (const use of local.uses) {
        const at = use.range.start;
        const seen = local.escapes.some((given) => given < at && !rebound(local, given, at));
        const again = loops.some(
          (loop) =>
            contains(loop, at) &&
            local.escapes.some((given) => given >= at && contains(loop, given)) &&
            !local.bindings.some((binding) => contains(loop, binding.at)),
        );
        if (!seen && !again) owned.add(use);
      }
    }
  }
  return owned;
}

function rebound(local: Local, given: number, use: number): boolean {
  return local.bindings.some((binding) => binding.at > given && binding.at < use);
}

function contains(span: Span, at: number): boolean {
  return span.start <= at && at < span.end;
}

function loopsOf(body: readonly Statement[]): Span[] {
  const loops: Span[] = [];
  visitExpressions(body, {
    statement: (each) => {
      if (each.kind === "for" || each.kind === "while") loops.push(each.range);
    },
    expression: (e) => {
      if (e.kind === "comprehension") loops.push(e.range);
      return undefined;
    },
  });
  return loops;
}

function localsOf(fn: FunctionDef): Map<Variable, Local> {
  const locals = new Map<Variable, Local>();
  const own = (variable: Variable): Local | undefined => {
    if (variable.isParameter || variable.captured || variable.owner !== fn || variable.scope !== "function")
      return undefined;
    let local = locals.get(variable);
    if (local === undefined) {
      local = { bindings: [], uses: [], escapes: [] };
      locals.set(variable, local);
    }
    return local;
  };
  const bound = new Set<Target>();
  const kept = new Set<Expression>();
  const use = (e: Expression): void => {
    if (e.kind !== "name") return;
    const local = own(e.variable);
    local?.uses.push(e);
    if (!kept.has(e)) local?.escapes.push(e.range.start);
  };
  visitExpressions(fn.body, {
    statement: (each) => {
      if (each.kind === "assign") {
        for (const target of each.targets) {
          if (target.kind !== "variable") continue;
          bound.add(target);
          own(target.variable)?.bindings.push({ at: each.range.end, fresh: isFresh(each.value) });
        }
      }
      if (each.kind === "augment" && each.target.kind === "variable") bound.add(each.target);
      if (each.kind === "for" && each.iterable.kind === "name") kept.add(each.iterable);
      if ((each.kind === "if" || each.kind === "while") && each.test.kind === "name") kept.add(each.test);
    },
    target: (target) => {
      if (target.kind === "variable" && !bound.has(target))
        own(target.variable)?.bindings.push({ at: 0, fresh: false });
      if ((target.kind === "attribute" || target.kind === "index") && target.object.kind === "name")
        kept.add(target.object);
    },
    binding: (variable) => own(variable)?.bindings.push({ at: 0, fresh: false }),
    expression: (e) => {
      for (const part of keptParts(e)) kept.add(part);
      use(e);
      return undefined;
    },
  });
  return locals;
}

/** Operands that an operator or a look inside only looks at, so that nobody else gets to know them; undefined for other expressions. */
export function operandsLookedAt(e: Expression): readonly Expression[] | undefined {
  switch (e.kind) {
    case "index":
      return [e.object];
    case "attribute":
      return e.resolved.kind === "method" ? [] : [e.object];
    case "slice":
    case "compare":
    case "binary":
    case "unary":
    case "not":
    case "format":
      return expressionParts(e);
    default:
      return undefined;
  }
}

/** What an expression only looks at, calls and loops included. */
function keptParts(e: Expression): readonly Expression[] {
  switch (e.kind) {
    case "comprehension":
      return e.clauses.map((clause) => clause.iterable);
    case "call":
      if (e.target.kind === "builtin") return e.args.map((argument) => argument.value);
      return e.target.kind === "method" && e.target.method === undefined ? [e.target.receiver] : [];
    default:
      return operandsLookedAt(e) ?? [];
  }
}

function isFresh(e: Expression): boolean {
  switch (e.kind) {
    case "list":
    case "dict":
    case "set":
    case "tuple":
    case "comprehension":
    case "slice":
    case "binary":
      return true;
    case "call":
      if (e.target.kind === "class") return true;
      if (e.target.kind === "method") return e.target.method === undefined && MAKERS.has(e.target.name);
      return (e.target.kind === "builtin" || e.target.kind === "library") && MAKERS.has(e.target.name);
    default:
      return false;
  }
}
