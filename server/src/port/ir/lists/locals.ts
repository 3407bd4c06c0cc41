import type { Expression, FunctionDef, Statement, Target, Variable } from "../nodes.ts";
import { visitExpressions } from "../walk.ts";

interface Span {
  readonly start: number;
  readonly end: number;
}

/** What a binding gives a local: a value, one element of it, or something that a loop, handler or pattern decides. */
export type Given =
  | { readonly kind: "value"; readonly value: Expression }
  | { readonly kind: "part"; readonly value: Expression }
  | { readonly kind: "loop"; readonly iterable: Expression }
  | { readonly kind: "unknown" }
  | { readonly kind: "parameter" };

export interface Bound {
  readonly at: number;
  readonly given: Given;
}

export interface Local {
  readonly variable: Variable;
  readonly bindings: Bound[];
  readonly uses: { readonly at: number; readonly node: Expression | undefined }[];
}

/** The body of a function, or the statements of the module, and where its own variables are bound and used. */
export interface Body {
  readonly fn: FunctionDef | undefined;
  readonly statements: readonly Statement[];
  readonly locals: ReadonlyMap<Variable, Local>;
  /** Whether what happens at the second place can come after what happens at the first. */
  follows(from: number, to: number): boolean;
  /** Whether a variable can still have at the second place what it had at the first. */
  reaches(local: Local, from: number, to: number): boolean;
}

export function bodyOf(
  fn: FunctionDef | undefined,
  statements: readonly Statement[],
  own: (variable: Variable) => boolean,
): Body {
  const { loops, blocks } = spansOf(statements);
  const locals = new Map<Variable, Local>();
  const local = (variable: Variable): Local | undefined => {
    if (!own(variable)) return undefined;
    const known = locals.get(variable) ?? { variable, bindings: [], uses: [] };
    locals.set(variable, known);
    return known;
  };
  const seen = new Set<Target>();
  const bind = (target: Target, at: number, given: Given): void => {
    seen.add(target);
    if (target.kind === "variable") local(target.variable)?.bindings.push({ at, given });
    if (target.kind === "star") bind(target.target, at, { kind: "unknown" });
    if (target.kind !== "unpack") return;
    const values = given.kind === "value" && given.value.kind === "tuple" ? given.value.elements : [];
    for (const [i, element] of target.elements.entries()) {
      const value = values.length === target.elements.length ? values[i] : undefined;
      if (value !== undefined && value.kind !== "star") bind(element, at, { kind: "value", value });
      else bind(element, at, given.kind === "value" ? { kind: "part", value: given.value } : given);
    }
  };
  for (const parameter of fn?.parameters ?? [])
    local(parameter.variable)?.bindings.push({ at: -1, given: { kind: "parameter" } });
  visitExpressions(statements, {
    statement: (each) => {
      if (each.kind === "assign") {
        const given: Given = each.targets.length === 1 ? { kind: "value", value: each.value } : { kind: "unknown" };
        for (const target of each.targets) bind(target, each.range.end - 0.5, given);
      }
      if (each.kind === "for")
        bind(each.target, (each.body[0]?.range.start ?? each.range.end) - 0.5, {
          kind: "loop",
          iterable: each.iterable,
        });
      if (each.kind === "augment" && each.target.kind === "variable") {
        seen.add(each.target);
        local(each.target.variable)?.uses.push({ at: each.target.range.start, node: undefined });
      }
    },
    target: (target) => {
      if (target.kind === "variable" && !seen.has(target)) bind(target, target.range.start, { kind: "unknown" });
      else seen.add(target);
    },
    binding: (variable) => local(variable)?.bindings.push({ at: -1, given: { kind: "unknown" } }),
    expression: (e) => {
      if (e.kind === "name") local(e.variable)?.uses.push({ at: e.range.start, node: e });
      if (e.kind === "walrus")
        local(e.variable)?.bindings.push({ at: e.range.end - 0.5, given: { kind: "value", value: e.value } });
      return undefined;
    },
  });
  const block = (at: number): Span | undefined => blocks.findLast((each) => contains(each, at));
  const isRebound = (of: Local, from: number, to: number): boolean =>
    of.bindings.some(({ at }) => {
      if (at <= from || at > to) return false;
      const around = block(at);
      return around === undefined || contains(around, from) || contains(around, to);
    });
  return {
    fn,
    statements,
    locals,
    follows: (from, to) => to > from || loops.some((loop) => contains(loop, from) && contains(loop, to)),
    reaches: (of, from, to) =>
      (to > from && !isRebound(of, from, to)) ||
      loops.some(
        (loop) =>
          contains(loop, from) &&
          contains(loop, to) &&
          !isRebound(of, from, loop.end) &&
          !isRebound(of, loop.start, to),
      ),
  };
}

const contains = (span: Span, at: number): boolean => span.start <= at && at < span.end;

/** Loops, and the blocks that may be left out when the code runs, from the outside in. */
function spansOf(statements: readonly Statement[]): { readonly loops: Span[]; readonly blocks: Span[] } {
  const loops: Span[] = [];
  const blocks: Span[] = [];
  const block = (body: readonly Statement[]): void => {
    const last = body.at(-1);
    if (last !== undefined) blocks.push({ start: body[0].range.start - 1, end: last.range.end });
  };
  visitExpressions(statements, {
    statement: (each) => {
      switch (each.kind) {
        case "for":
        case "while":
          loops.push(each.range);
          block(each.body);
          block(each.otherwise);
          return;
        case "if":
          block(each.body);
          block(each.otherwise);
          return;
        case "try":
          block(each.body);
          for (const handler of each.handlers) block(handler.body);
          block(each.otherwise);
          return;
        case "match":
          for (const one of each.cases) block(one.body);
          return;
      }
    },
    expression: (e) => {
      if (e.kind === "comprehension") loops.push(e.range);
      return undefined;
    },
  });
  return { loops, blocks: blocks.sort((a, b) => a.start - b.start || b.end - a.end) };
}
