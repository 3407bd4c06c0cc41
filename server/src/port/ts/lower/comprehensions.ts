import type { ComprehensionClause, Expression } from "../../ir/nodes.ts";
import { withoutNone } from "../../ir/types.ts";
import { visitExpression } from "../../ir/walk.ts";
import {
  ANY_TYPE,
  array,
  arrow,
  binary,
  call,
  create,
  literal,
  member,
  method,
  name,
  parameter,
  spread,
  type TsExpression,
  type TsStatement,
  type TsType,
} from "../tree.ts";
import type { Lowering } from "./context.ts";
import { iterable, makeMap, makeSet, patternOf, rowsFor, waitsInside } from "./expressions.ts";
import { keyType } from "./mixed-numbers.ts";
import { hidesTuple, lowerType } from "./types.ts";

type Comprehension = Extract<Expression, { kind: "comprehension" }>;

export function lowerComprehension(context: Lowering, e: Comprehension): TsExpression {
  const waits =
    [
      e.element,
      ...(e.key === undefined ? [] : [e.key]),
      ...e.clauses.flatMap((clause) => [...clause.conditions, ...(clause === e.clauses[0] ? [] : [clause.iterable])]),
    ].some(waitsInside) || e.clauses.some((clause) => clause.isAsync);
  if (waits) return awaited(context, e);
  if (e.form === "generator") return lazy(context, e);
  const list = chainOf(context, e, 0);
  if (e.form === "list") return list;
  if (e.form === "set") return makeSet(context, e.type, list);
  return makeMap(context, e.type, list);
}

/** What each turn gives: the element, or the pair of a dict. */
function turn(context: Lowering, e: Comprehension): { value: TsExpression; type: TsType | undefined } {
  if (e.key !== undefined) {
    const type = e.type.kind === "dict" ? e.type : undefined;
    const pair = array(context.flowing(e.key, keyType(type?.key)), context.flowing(e.element, type?.value));
    return {
      value: pair,
      type:
        type === undefined
          ? undefined
          : { kind: "tuple", elements: [lowerType(context, type.key), lowerType(context, type.value)] },
    };
  }
  const element = "element" in e.type ? e.type.element : undefined;
  const value = context.flowing(e.element, element);
  const needsType = hidesTuple(e.element.type) || (e.element.kind === "list" && e.element.elements.length === 0);
  return { value, type: needsType && element !== undefined ? lowerType(context, element) : undefined };
}

/** `filter` and `map` over the clause's iterable; further clauses go inside a `flatMap`. */
function chainOf(context: Lowering, e: Comprehension, at: number): TsExpression {
  const clause = e.clauses[at];
  const isLast = at === e.clauses.length - 1;
  const pattern = patternOf(context, clause.target);
  const over = (body: TsExpression, result?: TsType): TsExpression =>
    arrow(
      [{ name: pattern, type: undefined, default: undefined, optional: false, rest: false }],
      body,
      result === undefined ? {} : { result },
    );
  const counted = isLast && clause.conditions.length === 0 ? countedFrom(context, clause) : undefined;
  if (counted !== undefined) {
    const made = turn(context, e);
    const parameters = [
      parameter("_"),
      { name: pattern, type: undefined, default: undefined, optional: false, rest: false },
    ];
    const body = arrow(
      usesTarget(e) ? parameters : [],
      made.value,
      made.type === undefined ? {} : { result: made.type },
    );
    return method(name("Array"), "from", { kind: "object", properties: [{ key: "length", value: counted }] }, body);
  }
  const rows = arrayOf(context, clause.iterable);
  // What a condition binds is read by the element of the same turn.
  if (isLast && clause.conditions.some(bindsInside)) {
    const made = turn(context, e);
    const test = clause.conditions.map((each) => context.condition(each)).reduce((a, b) => binary("&&", a, b));
    const body: TsExpression = { kind: "conditional", test, body: array(made.value), otherwise: array() };
    const result: TsType | undefined = made.type === undefined ? undefined : { kind: "array", element: made.type };
    return method(rowsFor(context, clause.target, rows.made), "flatMap", over(body, result));
  }
  let source = { ...rows, made: rowsFor(context, clause.target, rows.made) };
  for (const condition of clause.conditions)
    source = { made: method(source.made, "filter", over(context.condition(condition))), isFresh: true };
  if (!isLast) return method(source.made, "flatMap", over(chainOf(context, e, at + 1)));
  const isSame =
    e.key === undefined &&
    clause.target.kind === "variable" &&
    e.element.kind === "name" &&
    e.element.variable === clause.target.variable;
  if (isSame) return source.isFresh || clause.conditions.length > 0 ? source.made : array(spread(source.made));
  const made = turn(context, e);
  return method(source.made, "map", over(made.value, made.type));
}

/** Whether an expression binds a name by `:=`. */
function bindsInside(e: Expression): boolean {
  let found = false;
  visitExpression(e, {
    expression: (each) => {
      found ||= each.kind === "walrus";
      return undefined;
    },
  });
  return found;
}

function usesTarget(e: Comprehension): boolean {
  const { target } = e.clauses[e.clauses.length - 1];
  return target.kind !== "variable" || target.variable.reads > 0;
}

/** The length when the clause counts from zero: `range(n)`. */
function countedFrom(context: Lowering, clause: ComprehensionClause): TsExpression | undefined {
  const { iterable: range } = clause;
  if (
    range.kind !== "call" ||
    range.target.kind !== "builtin" ||
    range.target.name !== "range" ||
    range.args.length !== 1
  )
    return undefined;
  if (range.args[0].kind !== "positional") return undefined;
  return context.expression(range.args[0].value);
}

interface Source {
  readonly made: TsExpression;
  readonly isFresh?: boolean;
  readonly isArray?: boolean;
}

function arrayOf(context: Lowering, e: Expression): Source {
  const type = withoutNone(e.type);
  if (e.kind === "comprehension" && e.form === "generator")
    return { made: lowerComprehension(context, { ...e, form: "list" }), isFresh: true };
  switch (type.kind) {
    case "list":
    case "array":
    case "deque":
    case "tuple":
      return { made: context.expression(e), isFresh: e.kind === "slice" || e.kind === "comprehension" };
    case "range":
      return { made: context.expression(e), isFresh: true };
    case "any":
      return { made: array(spread(context.expression(e))), isFresh: true };
    default: {
      if (
        e.kind === "call" &&
        e.target.kind === "method" &&
        e.target.name === "items" &&
        e.target.receiver.type.kind === "dict"
      ) {
        return { made: array(spread(context.expression(e.target.receiver))), isFresh: true };
      }
      return { made: array(spread(iterable(context, e))), isFresh: true };
    }
  }
}

/** A generator that runs as it is asked. */
function lazy(context: Lowering, e: Comprehension): TsExpression {
  const element = e.type.kind === "iterator" ? lowerType(context, e.type.element) : undefined;
  const body = loops(context, e, 0, (made) => ({
    kind: "expression",
    value: { kind: "yield", value: made, delegate: false },
  }));
  const result: TsType | undefined =
    element === undefined ? undefined : { kind: "reference", name: "Generator", args: [element] };
  const usesThis = mentionsThis(body);
  const made: TsExpression = {
    kind: "functionExpression",
    function: {
      parameters: usesThis ? [parameter("this", ANY_TYPE)] : [],
      result,
      body,
      isAsync: false,
      isGenerator: true,
      typeParameters: [],
    },
  };
  return usesThis ? method(made, "call", name("this")) : call(made);
}

function mentionsThis(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (Array.isArray(value)) return value.some(mentionsThis);
  const node = value as Record<string, unknown>;
  if (node.kind === "name" && node.name === "this") return true;
  return Object.values(node).some(mentionsThis);
}

function loops(
  context: Lowering,
  e: Comprehension,
  at: number,
  finish: (made: TsExpression) => TsStatement,
): TsStatement[] {
  const clause = e.clauses[at];
  if (clause === undefined) return [finish(turn(context, e).value)];
  const inner = loops(context, e, at + 1, finish);
  const body = clause.conditions.reduceRight<TsStatement[]>(
    (each, condition) => [{ kind: "if", test: context.condition(condition), body: each, otherwise: [] }],
    inner,
  );
  return [
    {
      kind: "forOf",
      keyword: "const",
      target: patternOf(context, clause.target),
      iterable: rowsFor(context, clause.target, iterable(context, clause.iterable)),
      body,
      isAwait: clause.isAsync,
    },
  ];
}

/** One after the other, waiting for each; only the simple form reads as a call. */
function awaited(context: Lowering, e: Comprehension): TsExpression {
  const [clause] = e.clauses;
  let list: TsExpression;
  if (e.clauses.length === 1 && clause.conditions.length === 0 && e.key === undefined) {
    const made = turn(context, e);
    const body = arrow(
      [{ name: patternOf(context, clause.target), type: undefined, default: undefined, optional: false, rest: false }],
      made.value,
      { isAsync: true },
    );
    list = context.use("mapInOrder", iterable(context, clause.iterable), body);
  } else {
    const result: TsStatement[] = loops(context, e, 0, (made) => ({
      kind: "expression",
      value: method(name("results"), "push", made),
    }));
    const element = "element" in e.type ? lowerType(context, e.type.element) : undefined;
    const type: TsType = { kind: "array", element: element ?? ANY_TYPE };
    const statements: TsStatement[] = [
      { kind: "declare", keyword: "const", target: { kind: "name", name: "results" }, type, value: array() },
      ...result,
      { kind: "return", value: name("results") },
    ];
    list = call(arrow([], statements, { isAsync: true }));
  }
  const waited: TsExpression = { kind: "await", value: list };
  if (e.form === "set") return makeSet(context, e.type, waited);
  if (e.form === "dict") return makeMap(context, e.type, waited);
  void literal;
  void member;
  void create;
  return waited;
}
