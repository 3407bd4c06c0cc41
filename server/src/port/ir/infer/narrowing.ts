import type { Expression } from "../nodes.ts";
import type { Cell, Shape } from "./cells.ts";
import type { InferContext } from "./context.ts";

/** The access path of a name or an attribute chain on one, as a key. */
export function pathOf(e: Expression): string | undefined {
  if (e.kind === "name") return `v${e.variable.id}`;
  if (e.kind === "walrus") return `v${e.variable.id}`;
  if (e.kind !== "attribute") return undefined;
  const object = pathOf(e.object);
  return object === undefined ? undefined : `${object}.${e.name}`;
}

const BUILTIN_SHAPES: Readonly<Record<string, readonly Shape["kind"][]>> = {
  int: ["int", "wide", "bool"],
  float: ["float"],
  str: ["str"],
  bool: ["bool"],
  bytes: ["bytes"],
  complex: ["complex"],
  list: ["list"],
  dict: ["dict"],
  set: ["set"],
  frozenset: ["frozenset"],
  tuple: ["tuple", "array"],
  range: ["range"],
};

/** What is known where a test came out as `outcome`. Gives a new map; the old one stays as it is. */
export function narrowBy(
  context: InferContext,
  test: Expression,
  outcome: boolean,
  known: Map<string, Cell>,
): Map<string, Cell> {
  const result = new Map(known);
  narrow(context, test, outcome, result);
  return result;
}

function narrow(context: InferContext, test: Expression, outcome: boolean, known: Map<string, Cell>): void {
  switch (test.kind) {
    case "not":
      narrow(context, test.operand, !outcome, known);
      return;
    case "logical": {
      const both = test.operator === "and" ? outcome : !outcome;
      if (both) {
        narrow(context, test.left, outcome, known);
        narrow(context, test.right, outcome, known);
      }
      return;
    }
    case "compare": {
      if (test.operators.length !== 1) return;
      const [operator] = test.operators;
      const [left, right] = test.operands;
      if (right.kind !== "none") return;
      const isNone = (operator === "is" || operator === "==") === outcome;
      if (operator !== "is" && operator !== "==" && operator !== "is not" && operator !== "!=") return;
      keep(context, left, known, (shape) => (shape.kind === "none") === isNone);
      return;
    }
    case "call": {
      if (test.target.kind !== "builtin" || test.target.name !== "isinstance" || test.args.length !== 2) return;
      const accepts = instanceTest(context, test.args[1].value);
      if (accepts !== undefined && accepts({ kind: "int" }) !== accepts({ kind: "float" }))
        keepApart(context, test.args[0].value);
      asked(context, test.args[0].value);
      if (outcome && becomesKnown(context, test.args[0].value, test.args[1].value, known)) return;
      if (accepts === undefined) return;
      const isSurprise = outcome && isOfOtherKinds(context, test.args[0].value, test.args[1].value, accepts, known);
      if (!isSurprise) keep(context, test.args[0].value, known, (shape) => accepts(shape) === outcome);
      return;
    }
    case "walrus":
    case "name":
    case "attribute":
      // Only None is always false; a class instance without `__bool__` is always true, but that is left alone.
      if (outcome) keep(context, test, known, (shape) => shape.kind !== "none");
      return;
  }
}

/** The program tells integers from floats here, so that both stay what they are. */
export function keepApart(context: InferContext, e: Expression): void {
  const cell = e.kind === "name" ? context.variable(e.variable) : context.results.get(e);
  if (cell !== undefined) context.store.keepApart(cell);
}

/** The program asks what a value is, so that what it does with it in one place says nothing of it elsewhere. */
function asked(context: InferContext, e: Expression): void {
  const cell = e.kind === "name" ? context.variable(e.variable) : context.results.get(e);
  if (cell !== undefined) cell.root().tested = true;
}

const SCALARS: ReadonlySet<string> = new Set(["int", "float", "str", "bool", "bytes"]);

/** A value of which nothing was known is, behind the test, of the class that it was tested for. */
function becomesKnown(context: InferContext, e: Expression, tested: Expression, known: Map<string, Cell>): boolean {
  const path = pathOf(e);
  const cell = known.get(path ?? "") ?? context.results.get(e);
  if (path === undefined || cell === undefined) return false;
  const shapes = cell.alternatives();
  if (!shapes.some((shape) => shape.kind === "any") || shapes.some((shape) => shape.kind === "instance")) return false;
  const definition = tested.kind === "name" ? tested.variable.definition : undefined;
  if (definition?.kind === "class" && !definition.isProtocol)
    known.set(path, context.store.cell({ kind: "instance", name: definition.name }));
  else if (tested.kind === "builtin" && SCALARS.has(tested.name))
    known.set(path, context.store.cell({ kind: tested.name as "int" }));
  else return false;
  return true;
}

/**
 * A value that is no object of a class as far as the module shows is one behind a test for that: whoever calls the function from outside gives
 * it such. Gives whether that is so.
 */
function isOfOtherKinds(
  context: InferContext,
  e: Expression,
  tested: Expression,
  accepts: (shape: Shape) => boolean,
  known: Map<string, Cell>,
): boolean {
  const path = pathOf(e);
  const shapes = (known.get(path ?? "") ?? context.results.get(e))?.alternatives() ?? [];
  const definition = tested.kind === "name" ? tested.variable.definition : undefined;
  if (path === undefined || shapes.length === 0 || definition?.kind !== "class" || definition.isProtocol) return false;
  if (shapes.some((shape) => shape.kind === "any" || shape.kind === "instance" || accepts(shape))) return false;
  known.set(path, context.store.cell({ kind: "instance", name: definition.name }));
  return true;
}

export function instanceTest(context: InferContext, e: Expression): ((shape: Shape) => boolean) | undefined {
  if (e.kind === "tuple") {
    const tests = e.elements.map((element) => instanceTest(context, element));
    if (tests.some((test) => test === undefined)) return undefined;
    return (shape) => tests.some((test) => test?.(shape));
  }
  if (e.kind === "binary" && e.operator === "|") {
    const left = instanceTest(context, e.left);
    const right = instanceTest(context, e.right);
    return left === undefined || right === undefined ? undefined : (shape) => left(shape) || right(shape);
  }
  if (e.kind === "builtin") {
    const kinds = BUILTIN_SHAPES[e.name];
    if (kinds !== undefined) return (shape) => kinds.includes(shape.kind);
    return (shape) => shape.kind === "instance" && context.ancestors(shape.name).includes(e.name);
  }
  const definition = e.kind === "name" ? e.variable.definition : undefined;
  if (definition?.kind === "class")
    return (shape) => shape.kind === "instance" && context.ancestors(shape.name).includes(definition.name);
  return undefined;
}

function keep(
  context: InferContext,
  e: Expression,
  known: Map<string, Cell>,
  accepts: (shape: Shape) => boolean,
): void {
  const path = pathOf(e);
  const cell = known.get(path ?? "") ?? context.results.get(e);
  if (path === undefined || cell === undefined) return;
  const shapes = cell.alternatives();
  const kept = shapes.filter((shape) => shape.kind === "any" || accepts(shape));
  if (kept.length === shapes.length) return;
  // Where nothing but None is known of yet, the test says that what comes here is something else.
  if (kept.length === 0 && shapes.length > 0 && shapes.every((shape) => shape.kind === "none")) {
    known.set(path, context.store.cell());
    return;
  }
  // A subclass that is tested for may not be among the alternatives by name: a base class stands for it.
  if (kept.length === 0) {
    narrowToSubclass(context, e, path, known, shapes, accepts);
    return;
  }
  const narrowed = context.store.cell(...kept);
  narrowed.apart = cell.root().apart;
  known.set(path, narrowed);
}

function narrowToSubclass(
  context: InferContext,
  _e: Expression,
  path: string,
  known: Map<string, Cell>,
  shapes: readonly Shape[],
  accepts: (shape: Shape) => boolean,
): void {
  for (const cls of context.module.classes) {
    const shape: Shape = { kind: "instance", name: cls.name };
    if (!accepts(shape)) continue;
    if (shapes.some((base) => base.kind === "instance" && context.ancestors(cls.name).includes(base.name))) {
      known.set(path, context.store.cell(shape));
      return;
    }
  }
}
