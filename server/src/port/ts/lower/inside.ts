import type { Expression, Module, Statement, Target, Variable } from "../../ir/nodes.ts";
import { INT } from "../../ir/types.ts";
import { visitExpressions } from "../../ir/walk.ts";

/** What the module says about the lengths of its lists and the limits of its indices. */
interface Lengths {
  /** The value of variables that are bound once. */
  readonly values: ReadonlyMap<Variable, Expression>;
  /** Where loops stop that bind a variable, for each of them. */
  readonly limits: ReadonlyMap<Variable, readonly Expression[]>;
  /** Lists that something may make shorter. */
  readonly shrunk: ReadonlySet<Variable | string>;
}

const LENGTHS = new WeakMap<Module, Lengths>();
const SHRINKING: ReadonlySet<string> = new Set(["pop", "popleft", "popitem", "remove", "clear"]);

/** Whether an index that is not negative is known to be inside of the list, so that reading there needs no check. */
export function isInside(
  module: Module,
  loops: ReadonlyMap<Variable, Expression>,
  object: Expression,
  at: Expression,
): boolean {
  const known = LENGTHS.get(module) ?? lengthsOf(module);
  LENGTHS.set(module, known);
  if (!isSteady(known, object)) return false;
  const [base, offset] = withOffset(at);
  if (base === undefined) return isWithin(known, object, undefined, offset + 1);
  if (base.kind === "binary" && base.operator === "%" && offset === 0)
    return isWithin(known, object, ...withOffset(base.right));
  if (base.kind !== "name") return false;
  const loop = loops.get(base.variable);
  const found = loop === undefined ? (known.limits.get(base.variable) ?? []) : [loop];
  if (loop === undefined && (found.length === 0 || found.length !== base.variable.bindings)) return false;
  return found.every((stop) => {
    const [limit, less] = withOffset(stop);
    return isWithin(known, object, limit, less + offset);
  });
}

/** Whether the list has at least as many elements as `limit + more`. */
function isWithin(known: Lengths, object: Expression, limit: Expression | undefined, more: number): boolean {
  const measured = limit === undefined ? undefined : measuredList(known, limit);
  if (measured !== undefined && isSame(measured, object)) return more <= 0;
  const length = lengthOf(known, object);
  if (length === undefined) return false;
  const [base, extra] = withOffset(length);
  if (base === undefined || limit === undefined) return base === limit && more <= extra;
  const other = measuredList(known, base);
  const agree = isSame(base, limit) || (measured !== undefined && other !== undefined && isSame(measured, other));
  return agree && more <= extra;
}

/** The list whose length a value is. */
function measuredList(known: Lengths, e: Expression): Expression | undefined {
  const value = e.kind === "name" ? known.values.get(e.variable) : e;
  if (value?.kind !== "call" || value.target.kind !== "builtin" || value.target.name !== "len") return undefined;
  const of = value.args[0]?.value;
  return of !== undefined && isSteady(known, of) ? of : undefined;
}

/** How many elements a list is made with. */
function lengthOf(known: Lengths, e: Expression): Expression | undefined {
  const made = makerOf(known, e);
  if (made?.kind === "binary" && made.operator === "*" && made.left.kind === "list" && made.left.elements.length === 1)
    return made.right;
  if (made?.kind === "list" && made.elements.every((each) => each.kind !== "star"))
    return {
      kind: "int",
      value: BigInt(made.elements.length),
      text: String(made.elements.length),
      type: INT,
      range: made.range,
    };
  if (
    made?.kind !== "comprehension" ||
    made.form !== "list" ||
    made.clauses.length !== 1 ||
    made.clauses[0].conditions.length > 0
  )
    return undefined;
  const { iterable } = made.clauses[0];
  return isCountedFromZero(iterable) ? iterable.args[0].value : undefined;
}

/** The expression that makes a list, or each of the lists inside of one. */
function makerOf(known: Lengths, e: Expression): Expression | undefined {
  if (e.kind === "name") return known.values.get(e.variable);
  if (e.kind !== "index") return undefined;
  const outer = makerOf(known, e.object);
  return outer?.kind === "comprehension" && outer.form === "list" ? outer.element : undefined;
}

/** Nothing gives the place another list, and nothing makes its list shorter. */
function isSteady(known: Lengths, e: Expression): boolean {
  if (e.kind === "name") return e.variable.bindings <= 1 && !known.shrunk.has(e.variable);
  if (e.kind === "attribute")
    return e.resolved.kind === "field" && !known.shrunk.has(e.name) && isSteady(known, e.object);
  return e.kind === "index" && isSteady(known, e.object) && (e.index.kind === "name" || e.index.kind === "int");
}

/** A sum with a number written out as what it is added to, and the number. */
function withOffset(e: Expression): [Expression | undefined, number] {
  if (e.kind === "int") return [undefined, Number(e.value)];
  if (e.kind === "binary" && e.right.kind === "int" && (e.operator === "+" || e.operator === "-"))
    return [e.left, Number(e.operator === "+" ? e.right.value : -e.right.value)];
  return [e, 0];
}

function isSame(one: Expression, other: Expression): boolean {
  if (one.kind === "name" && other.kind === "name")
    return one.variable === other.variable && one.variable.bindings <= 1;
  if (one.kind === "attribute" && other.kind === "attribute")
    return one.name === other.name && isSame(one.object, other.object);
  if (one.kind === "index" && other.kind === "index")
    return isSame(one.object, other.object) && isSameIndex(one.index, other.index);
  return isSameIndex(one, other);
}

function isSameIndex(one: Expression, other: Expression): boolean {
  if (one.kind === "int" && other.kind === "int") return one.value === other.value;
  return one.kind === "name" && other.kind === "name" && one.variable === other.variable;
}

function isCountedFromZero(e: Expression): e is Expression & { kind: "call" } {
  return e.kind === "call" && e.target.kind === "builtin" && e.target.name === "range" && e.args.length === 1;
}

/** Where a loop's variable stops, when it counts up. */
function stopOf(target: Target, iterable: Expression): [Variable, Expression] | undefined {
  if (iterable.kind !== "call" || iterable.target.kind !== "builtin") return undefined;
  const { name } = iterable.target;
  const args = iterable.args.map((each) => each.value);
  if (name === "reversed" && args[0] !== undefined && isCountedFromZero(args[0])) return stopOf(target, args[0]);
  if (name === "range" && target.kind === "variable" && args.length > 0) {
    const isUpward = args.length < 3 || (args[2].kind === "int" && args[2].value > 0n);
    return isUpward ? [target.variable, args.length === 1 ? args[0] : args[1]] : undefined;
  }
  if (name !== "enumerate" || target.kind !== "unpack" || args.length !== 1) return undefined;
  const [counter] = target.elements;
  const { range } = iterable;
  const length: Expression = { ...iterable, target: { kind: "builtin", name: "len" }, type: INT, range };
  return counter?.kind === "variable" ? [counter.variable, length] : undefined;
}

function lengthsOf(module: Module): Lengths {
  const values = new Map<Variable, Expression>();
  const limits = new Map<Variable, Expression[]>();
  const shrunk = new Set<Variable | string>();
  const shrink = (e: Expression): void => {
    if (e.kind === "name") shrunk.add(e.variable);
    if (e.kind === "attribute") shrunk.add(e.name);
    // A list inside of another: all of them may be the one.
    if (e.kind === "index") shrink(e.object);
  };
  const bind = (target: Target, iterable: Expression): void => {
    const found = stopOf(target, iterable);
    if (found !== undefined) limits.set(found[0], [...(limits.get(found[0]) ?? []), found[1]]);
  };
  const see = (body: readonly Statement[], isInitializer: boolean): void =>
    visitExpressions(body, {
      statement: (each) => {
        if (each.kind === "for") bind(each.target, each.iterable);
        if (each.kind === "delete")
          for (const target of each.targets) {
            if (target.kind === "index") shrink(target.object);
            if (target.kind === "slice") shrink(target.slice.object);
          }
        if (each.kind !== "assign") return;
        const [target] = each.targets;
        if (each.targets.length === 1 && target.kind === "variable" && target.variable.bindings === 1)
          values.set(target.variable, each.value);
      },
      target: (target) => {
        if (target.kind === "slice") shrink(target.slice.object);
        if (target.kind === "attribute" && !isInitializer) shrunk.add(target.name);
        // A list that is put in the place of one inside of another may have another length.
        if (target.kind === "index" && ["list", "any", "union"].includes(target.type.kind)) shrink(target.object);
      },
      expression: (value) => {
        if (value.kind === "comprehension") for (const clause of value.clauses) bind(clause.target, clause.iterable);
        if (value.kind !== "call") return;
        if (value.target.kind === "method" && SHRINKING.has(value.target.name)) shrink(value.target.receiver);
        if (value.target.kind === "library" && value.target.name === "heappop") shrink(value.args[0].value);
      },
    });
  see(module.body, false);
  if (module.main !== undefined) see(module.main, false);
  for (const fn of module.functions) see(fn.body, fn.name === "__init__");
  return { values, limits, shrunk };
}
