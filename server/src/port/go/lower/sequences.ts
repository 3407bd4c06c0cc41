import { findMethod } from "../../ir/infer/members.ts";
import { libraryMethod } from "../../ir/library/index.ts";
import type { Argument, Expression, FunctionDef, Target } from "../../ir/nodes.ts";
import { ANY, INT, STR, sameType, type Type } from "../../ir/types.ts";
import * as go from "../build.ts";
import type { GoBlock, GoExpr, GoStmt } from "../tree.ts";
import { argumentsBy } from "./arguments.ts";
import { atomicIterable, isAtomic } from "./atomic.ts";
import { need, runtimeCall } from "./context.ts";
import { type FunctionLowering, isStable, runtimeName } from "./function.ts";
import { isNonNegative } from "./ranges.ts";
import { stubCall } from "./stub-libraries.ts";
import { longTupleElement, TUPLE_FIELDS } from "./types.ts";

/** The type of what iterating over a type gives. */
export function elementType(type: Type): Type {
  switch (type.kind) {
    case "list":
    case "array":
    case "deque":
    case "set":
    case "iterator":
    case "asyncIterator":
      return type.element;
    case "str":
      return STR;
    case "bytes":
    case "range":
      return INT;
    case "dict":
      return type.key;
    case "tuple":
      return type.elements.length > 0 && type.elements.every((each) => sameType(each, type.elements[0]))
        ? type.elements[0]
        : ANY;
    case "class":
      return { kind: "instance", name: type.name, args: [] };
    case "optional":
      return elementType(type.of);
    case "library": {
      const iterated = libraryMethod(type.name, "__iter__")?.result;
      return iterated?.kind === "iterator" ? iterated.element : ANY;
    }
    default:
      return ANY;
  }
}

/** Any iterable as a Go slice of the given elements, or of its own where none are given. */
export function toList(l: FunctionLowering, value: Expression, wanted?: Type): GoExpr {
  const type = value.type;
  const element = wanted ?? elementOf(l, type);
  const target: Type = { kind: "list", element };
  const as = (list: GoExpr, own: Type): GoExpr => l.coerce(list, { kind: "list", element: own }, target);
  const direct = callToList(l, value);
  if (direct !== undefined) return as(direct.list, direct.element);
  if (value.kind === "comprehension" && value.form === "generator")
    return l.expr({ ...value, form: "list", type: target }, target);
  switch (type.kind) {
    case "list":
    case "deque":
    case "range":
    case "array":
      return l.exprAs(
        value,
        value.kind === "list" || value.kind === "comprehension"
          ? target
          : type.kind === "array"
            ? { kind: "array", element }
            : type.kind === "deque"
              ? { kind: "deque", element }
              : target,
      );
    case "tuple": {
      if (value.kind === "tuple") return l.expr({ ...value, kind: "list", type: target }, target);
      return l.coerce(l.expr(value), type, { kind: "array", element });
    }
    case "str":
      return as(runtimeCall(l.module, "characters", l.expr(value)), STR);
    case "bytes":
      return as(runtimeCall(l.module, "mapped", l.expr(value), byteToInt()), INT);
    case "set":
      return as(runtimeCall(l.module, "elements", l.expr(value)), l.module.types.readKey(type.element));
    case "dict":
      if (type.ordered) {
        need(l.module, "OrderedMap.Keys");
        return as(
          runtimeCall(l.module, "collect", go.methodCall(l.expr(value), "Keys")),
          l.module.types.readKey(type.key),
        );
      }
      return as(runtimeCall(l.module, "sortedKeysAny", l.expr(value)), l.module.types.readKey(type.key));
    case "iterator":
      return as(runtimeCall(l.module, "collect", l.expr(value)), type.element);
    case "class":
      return as(go.name(enumValues(l, type.name)), element);
    case "library": {
      const rows = librarySequence(l, value, type);
      if (rows !== undefined) return as(runtimeCall(l.module, "collect", rows.sequence), rows.element);
      break;
    }
    case "instance": {
      const own = objectSequence(l, l.expr(value), type);
      if (own !== undefined) return as(runtimeCall(l.module, "collect", own.sequence), own.element);
      break;
    }
  }
  return l.coerce(
    runtimeCall(l.module, "collect", runtimeCall(l.module, "iterate", l.exprAs(value, ANY))),
    { kind: "list", element: ANY },
    target,
  );
}

/** What iterating over an object of a library class gives. */
export function librarySequence(
  l: FunctionLowering,
  value: Expression,
  type: Type & { kind: "library" },
): { readonly sequence: GoExpr; readonly element: Type } | undefined {
  const stub = libraryMethod(type.name, "__iter__");
  if (stub === undefined || stub.result.kind !== "iterator") return undefined;
  return { sequence: stubCall(l, type.name, l.exprAs(value, type), stub.runtime), element: stub.result.element };
}

export function enumValues(l: FunctionLowering, className: string): string {
  return `${l.module.classes.get(className)?.goName ?? className}Values`;
}

function byteToInt(): GoExpr {
  return go.fn(
    [{ name: "b", type: go.named("byte") }],
    [go.INT_TYPE],
    [go.returnStmt(go.convert(go.INT_TYPE, go.name("b")))],
  );
}

/** Built-ins that make sequences, as the list that they are, without the lazy detour. */
function callToList(
  l: FunctionLowering,
  value: Expression,
): { readonly list: GoExpr; readonly element: Type } | undefined {
  if (value.kind !== "call") return undefined;
  const args = value.args.filter((argument) => argument.kind === "positional").map((argument) => argument.value);
  if (value.target.kind === "builtin" && value.target.name === "zip" && value.args.some((each) => each.kind === "star"))
    return { list: columns(l, value), element: elementOf(l, value.type) };
  if (value.args.some((argument) => argument.kind === "star" || argument.kind === "doubleStar")) return undefined;
  if (value.target.kind === "builtin") {
    switch (value.target.name) {
      case "range":
        return { list: runtimeCall(l.module, "numbersFrom", ...rangeBounds(l, value.args)), element: INT };
      case "reversed":
        return { list: runtimeCall(l.module, "reversed", toList(l, args[0])), element: elementOf(l, args[0].type) };
      case "enumerate": {
        const element = elementOf(l, args[0].type);
        const start = args[1] ?? value.args.find((argument) => argument.name === "start")?.value;
        l.module.types.tupleName(2);
        return {
          list: runtimeCall(
            l.module,
            "enumerated",
            toList(l, args[0]),
            start === undefined ? go.number(0) : l.exprAs(start, INT),
          ),
          element: { kind: "tuple", elements: [INT, element] },
        };
      }
      case "map":
      case "filter": {
        if (args.length < 2 || args.slice(1).some((each) => each.type.kind === "iterator" && !isListLike(each)))
          return undefined;
        const element = elementOf(l, value.type);
        return { list: l.visitors.listOf(l, value, value.target.name, argumentsBy(value.args), element), element };
      }
      case "zip": {
        if (args.length > 3) return { list: zipMany(l, args), element: elementOf(l, value.type) };
        if (args.length !== 2 && args.length !== 3) return undefined;
        if (args.some((each) => each.type.kind === "iterator" && !isListLike(each))) return undefined;
        return {
          list: runtimeCall(l.module, args.length === 2 ? "zip" : "zip3", ...args.map((each) => toList(l, each))),
          element: { kind: "tuple", elements: args.map((each) => elementOf(l, each.type)) },
        };
      }
    }
  }
  if (value.target.kind === "method" && value.target.receiver.type.kind === "dict" && args.length === 0) {
    const { receiver } = value.target;
    const type = receiver.type as Type & { kind: "dict" };
    switch (value.target.name) {
      case "items":
        l.module.types.tupleName(2);
        if (type.ordered) need(l.module, "OrderedMap.Items");
        return {
          list: type.ordered
            ? go.methodCall(l.expr(receiver), "Items")
            : runtimeCall(l.module, "mapItems", l.expr(receiver)),
          element: { kind: "tuple", elements: [l.module.types.readKey(type.key), type.value] },
        };
      case "values":
        if (type.ordered) need(l.module, "OrderedMap.Values");
        return {
          list: runtimeCall(
            l.module,
            "collect",
            type.ordered
              ? go.methodCall(l.expr(receiver), "Values")
              : go.packageCall("maps", "Values", l.expr(receiver)),
          ),
          element: type.value,
        };
      case "keys":
        return { list: toList(l, receiver), element: elementOf(l, type) };
    }
  }
  return undefined;
}

/** `zip` of more lists than the runtime has a function for, as the loop that makes the tuples. */
function zipMany(l: FunctionLowering, args: readonly Expression[]): GoExpr {
  const type: Type = { kind: "tuple", elements: args.map((each) => elementOf(l, each.type)) };
  const lists = l
    .inOrder(
      args.map((each) => ({
        run: () => toList(l, each),
        type: () => l.goType({ kind: "list", element: elementOf(l, each.type) }),
      })),
    )
    .map((list, i) => l.stable(list, { kind: "list", element: type.elements[i] }, "list"));
  const made = go.sliceOf(l.goType(type));
  const result = go.name(l.local("result", made));
  const at = l.context.scope.take("i");
  const common = type.elements.length > TUPLE_FIELDS.length ? longTupleElement(type.elements) : undefined;
  const tuple = go.composite(
    l.goType(type),
    lists.map((list, i) => {
      const item = go.index(list, go.name(at));
      return { value: common === undefined ? item : l.coerce(item, type.elements[i], common) };
    }),
  );
  l.emit(go.assign(result, go.composite(made, [])), {
    kind: "range",
    key: go.name(at),
    declares: true,
    over: go.call("min", ...lists.map((list) => go.call("len", list))),
    body: [go.assign(result, go.call("append", result, tuple))],
  });
  return result;
}

/** `zip(first, *rows)`: rows of an unknown number, each a list of what all of them hold, as columns. */
function columns(l: FunctionLowering, value: Expression & { kind: "call" }): GoExpr {
  const made = elementOf(l, value.type);
  const element = made.kind === "array" ? made.element : ANY;
  const row: Type = { kind: "array", element };
  const rows = l.inOrder(
    value.args
      .filter((each) => each.kind === "positional" || each.kind === "star")
      .map((each) => ({
        run: () => (each.kind === "star" ? rowsOf(l, each.value, row) : toList(l, each.value, element)),
        type: () => l.goType({ kind: "list", element: each.kind === "star" ? row : element }),
      })),
  );
  const lists = go.sliceOf(l.goType(row));
  const groups = value.args.map((each, i) => (each.kind === "star" ? rows[i] : go.listOf(lists, [rows[i]])));
  return runtimeCall(
    l.module,
    "zipAll",
    groups.length === 1 ? groups[0] : go.packageCall("slices", "Concat", ...groups),
  );
}

/** Rows that are given with a star, each as a list. */
function rowsOf(l: FunctionLowering, rows: Expression, row: Type & { kind: "array" }): GoExpr {
  const own = elementOf(l, rows.type);
  if (own.kind !== "str") return toList(l, rows, row);
  return runtimeCall(
    l.module,
    "mapped",
    toList(l, rows),
    go.fn(
      [{ name: "text", type: go.STRING_TYPE }],
      [l.goType(row)],
      [go.returnStmt(runtimeCall(l.module, "characters", go.name("text")))],
    ),
  );
}

/** Whether an expression of iterator type is cheap to have as a list: it ends, and making it has no effect of its own. */
function isListLike(value: Expression): boolean {
  if (value.kind === "comprehension") return true;
  return (
    value.kind === "call" &&
    ((value.target.kind === "builtin" &&
      ["range", "zip", "enumerate", "reversed", "map", "filter", "sorted"].includes(value.target.name)) ||
      (value.target.kind === "method" && value.target.receiver.type.kind === "dict"))
  );
}

export function rangeBounds(l: FunctionLowering, args: readonly Argument[]): readonly [GoExpr, GoExpr, GoExpr] {
  const lowered = l.inOrder(
    args.map((argument) => ({ run: () => l.exprAs(argument.value, INT), type: () => go.INT_TYPE })),
  );
  if (lowered.length === 1) return [go.number(0), lowered[0], go.number(1)];
  return [lowered[0], lowered[1], lowered[2] ?? go.number(1)];
}

// ───────────────────────────────────────────────────────────── loops

/** A loop over an iterable. What has to happen before it is emitted; the loop itself is given back. */
export function loop(l: FunctionLowering, target: Target, over: Expression, body: () => void): GoStmt {
  const iterable = isAtomic(l, over) ? atomicIterable(l, over, elementType(over.type)) : over;
  const special = specialLoop(l, target, iterable, body);
  if (special !== undefined) return special;
  const type = iterable.type.kind === "optional" ? iterable.type.of : iterable.type;
  switch (type.kind) {
    case "list":
    case "deque":
    case "array":
    case "range":
    case "tuple": {
      if (target.kind === "variable" && l.module.pointers.has(target.variable))
        return loopByPointer(l, target.variable.name, target, iterable, body);
      const element = elementType(type);
      if (iterable.kind === "name" && iterable.variable.mutated && grows(iterable, body))
        return loopByIndex(l, target, l.expr(iterable), element, body);
      const list =
        type.kind === "tuple" ? toList(l, iterable, element) : l.coerce(l.expr(iterable), iterable.type, type);
      return rangeLoop(l, undefined, { target, type: element }, list, body);
    }
    case "str": {
      const item = l.context.scope.take("r");
      const inner = l.block(() => {
        l.visitors.assignTo(l, target, go.convert(go.STRING_TYPE, go.name(item)), STR);
        body();
      });
      return {
        kind: "range",
        key: go.BLANK,
        value: go.name(item),
        declares: true,
        over: l.coerce(l.expr(iterable), iterable.type, type),
        body: inner,
      };
    }
    case "bytes":
      return rangeLoop(l, undefined, { target, type: INT }, toList(l, iterable), body);
    case "set":
      if (l.module.types.isOrdered(type.element) && type.element.kind !== "str") {
        return rangeLoop(
          l,
          undefined,
          { target, type: type.element },
          runtimeCall(l.module, "elements", l.expr(iterable)),
          body,
        );
      }
      return rangeLoop(l, { target, type: l.module.types.readKey(type.element) }, undefined, l.expr(iterable), body);
    case "dict":
      if (type.ordered) need(l.module, "OrderedMap.Keys");
      return rangeLoop(
        l,
        { target, type: l.module.types.readKey(type.key) },
        undefined,
        type.ordered ? go.methodCall(l.expr(iterable), "Keys") : l.expr(iterable),
        body,
      );
    case "iterator":
    case "asyncIterator":
      return rangeLoop(l, { target, type: type.element }, undefined, l.expr(iterable), body);
    case "library": {
      const rows = librarySequence(l, iterable, type);
      if (rows !== undefined) return rangeLoop(l, { target, type: rows.element }, undefined, rows.sequence, body);
      break;
    }
    case "instance": {
      const own = objectSequence(l, l.expr(iterable), type);
      if (own !== undefined) return rangeLoop(l, { target, type: own.element }, undefined, own.sequence, body);
      break;
    }
    case "class":
      return rangeLoop(l, undefined, { target, type: elementType(type) }, go.name(enumValues(l, type.name)), body);
  }
  return rangeLoop(
    l,
    { target, type: ANY },
    undefined,
    runtimeCall(l.module, "iterate", l.exprAs(iterable, ANY)),
    body,
  );
}

/** What iterating over a type gives, objects of the module's classes included. */
export function elementOf(l: FunctionLowering, type: Type): Type {
  const iteration = type.kind === "instance" ? iterationOf(l, type) : undefined;
  return iteration?.element ?? elementType(type);
}

/** How an object of a class of the module is iterated over. */
interface Iteration {
  readonly element: Type;
  readonly method: FunctionDef;
  readonly kind: "sequence" | "steps" | "stepsOfOther" | "positions";
}

function iterationOf(l: FunctionLowering, type: Type & { kind: "instance" }): Iteration | undefined {
  const def = l.module.classes.get(type.name)?.def;
  if (def === undefined || def.namedTuple) return undefined;
  const iter = findMethod(def, "__iter__");
  if (iter === undefined) {
    const item = findMethod(def, "__getitem__");
    return item && { element: item.result, method: item, kind: "positions" };
  }
  if (iter.isGenerator) return { element: iter.yielded, method: iter, kind: "sequence" };
  if (iter.result.kind === "iterator") return { element: iter.result.element, method: iter, kind: "sequence" };
  const next = findMethod(def, "__next__");
  if (next !== undefined) return { element: next.result, method: next, kind: "steps" };
  const other = iter.result.kind === "instance" ? l.module.classes.get(iter.result.name)?.def : undefined;
  const step = other && findMethod(other, "__next__");
  return step && { element: step.result, method: step, kind: "stepsOfOther" };
}

/** A sequence over an object of a class of the module; one with `__next__` ends by StopIteration, one with positions by IndexError. */
export function objectSequence(
  l: FunctionLowering,
  object: GoExpr,
  type: Type & { kind: "instance" },
): { readonly sequence: GoExpr; readonly element: Type } | undefined {
  const iteration = iterationOf(l, type);
  if (iteration === undefined) return undefined;
  const { element, method, kind } = iteration;
  const fails = l.module.failing.has(method);
  switch (kind) {
    case "sequence":
      return { sequence: go.methodCall(object, "All"), element };
    case "steps":
      return { sequence: steps(l, object, "Next", fails), element };
    case "stepsOfOther":
      return { sequence: steps(l, go.methodCall(object, "All"), "Next", fails), element };
    case "positions":
      return {
        sequence: runtimeCall(l.module, fails ? "positionsUntilError" : "positions", go.select(object, "At")),
        element,
      };
    default:
      return kind satisfies never;
  }
}

function steps(l: FunctionLowering, object: GoExpr, name: string, fails: boolean): GoExpr {
  const held = isStable(object) ? object : l.keep("iterator", object, go.ANY_TYPE);
  return runtimeCall(l.module, fails ? "untilError" : "untilStop", go.select(held, name));
}

interface Bound {
  readonly target: Target;
  readonly type: Type;
}

/** `for key, value := range over`, where each target that is not a plain variable of the right type is filled inside. */
function rangeLoop(
  l: FunctionLowering,
  key: Bound | undefined,
  value: Bound | undefined,
  over: GoExpr,
  body: () => void,
): GoStmt {
  const [keyName, bindKey] = bindTarget(l, key, "key");
  const [valueName, bindValue] = bindTarget(l, value, "item");
  const inner = l.block(() => {
    bindKey();
    bindValue();
    body();
  });
  // gofmt takes the parentheses away that a literal of a generic type needs in the header of a loop.
  const isGeneric = over.kind === "composite" && over.type?.kind === "named" && (over.type.args ?? []).length > 0;
  return {
    kind: "range",
    key: keyName ?? (valueName === undefined ? undefined : go.BLANK),
    value: valueName,
    declares: false,
    over: isGeneric ? l.keep("items", over, over.type!) : over,
    body: inner,
  };
}

function bindTarget(
  l: FunctionLowering,
  bound: Bound | undefined,
  wanted: string,
): readonly [GoExpr | undefined, () => void] {
  if (bound === undefined) return [undefined, () => {}];
  const { target, type } = bound;
  if (
    target.kind === "variable" &&
    !l.module.pointers.has(target.variable) &&
    l.isSameGo(type, target.variable.type) &&
    l.ownsVariable(target.variable)
  ) {
    return [go.name(l.variableName(target.variable)), () => {}];
  }
  const name = l.local(nameForElement(target, wanted), l.goType(type));
  return [go.name(name), () => l.visitors.assignTo(l, target, go.name(name), type)];
}

function nameForElement(target: Target, wanted: string): string {
  if (target.kind === "unpack") return target.elements.length === 2 ? "pair" : "tuple";
  return wanted;
}

/** Whether the body makes the list longer or shorter while it is gone over. */
function grows(iterable: Expression & { kind: "name" }, _body: () => void): boolean {
  return iterable.variable.mutated && iterable.variable.reads > 1 && GROWING_LOOPS.has(iterable);
}

/** Iterables that an enclosing statement found to grow inside of their own loop. */
export const GROWING_LOOPS = new WeakSet<Expression>();

function loopByIndex(l: FunctionLowering, target: Target, list: GoExpr, element: Type, body: () => void): GoStmt {
  const i = l.context.scope.take("i");
  const inner = l.block(() => {
    l.visitors.assignTo(l, target, go.index(list, go.name(i)), element);
    body();
  });
  return {
    kind: "for",
    init: go.define([i], go.number(0)),
    condition: go.binary("<", go.name(i), go.call("len", list)),
    post: { kind: "step", target: go.name(i), operator: "++" },
    body: inner,
  };
}

/** A list of lists whose rows grow: the variable points at the row itself. */
function loopByPointer(
  l: FunctionLowering,
  _name: string,
  target: Target & { kind: "variable" },
  iterable: Expression,
  body: () => void,
): GoStmt {
  const i = l.context.scope.take("i");
  const list = l.stable(l.expr(iterable), iterable.type, "rows");
  const inner = l.block(() => {
    l.emit(go.assign(go.name(l.variableName(target.variable)), go.unary("&", go.index(list, go.name(i)))));
    body();
  });
  return { kind: "range", key: go.name(i), declares: true, over: list, body: inner };
}

/** Loops over calls that have a form of their own in Go. */
function specialLoop(l: FunctionLowering, target: Target, iterable: Expression, body: () => void): GoStmt | undefined {
  if (iterable.kind !== "call") return undefined;
  if (iterable.args.some((argument) => argument.kind === "star" || argument.kind === "doubleStar")) return undefined;
  const args = iterable.args.filter((argument) => argument.kind === "positional").map((argument) => argument.value);
  if (iterable.target.kind === "builtin") {
    switch (iterable.target.name) {
      case "range":
        return countingLoop(l, target, iterable.args, false, body);
      case "enumerate": {
        const start = args[1] ?? iterable.args.find((argument) => argument.name === "start")?.value;
        return enumerateLoop(l, target, args[0], start, body);
      }
      case "reversed":
        return reversedLoop(l, target, args[0], body);
      case "zip":
        return args.length >= 2 && iterable.args.length === args.length ? zipLoop(l, target, args, body) : undefined;
    }
    return undefined;
  }
  if (
    iterable.target.kind === "method" &&
    iterable.target.receiver.type.kind === "dict" &&
    iterable.args.length === 0
  ) {
    return dictLoop(l, target, iterable.target.receiver, iterable.target.receiver.type, iterable.target.name, body);
  }
  return undefined;
}

function dictLoop(
  l: FunctionLowering,
  target: Target,
  table: Expression,
  type: Type & { kind: "dict" },
  method: string,
  body: () => void,
): GoStmt | undefined {
  const over = (ordered: "All" | "Keys" | "Values"): GoExpr => {
    if (type.ordered) need(l.module, `OrderedMap.${ordered}`);
    return type.ordered ? go.methodCall(l.expr(table), ordered) : l.expr(table);
  };
  switch (method) {
    case "items":
      if (target.kind !== "unpack" || target.elements.length !== 2) return undefined;
      return rangeLoop(
        l,
        { target: target.elements[0], type: l.module.types.readKey(type.key) },
        { target: target.elements[1], type: type.value },
        over("All"),
        body,
      );
    case "keys":
      return rangeLoop(l, { target, type: l.module.types.readKey(type.key) }, undefined, over("Keys"), body);
    case "values":
      if (type.ordered) return rangeLoop(l, { target, type: type.value }, undefined, over("Values"), body);
      return rangeLoop(l, undefined, { target, type: type.value }, over("Values"), body);
    default:
      return undefined;
  }
}

/** `for i := range n`, or the three-part form. */
function countingLoop(
  l: FunctionLowering,
  target: Target,
  args: readonly Argument[],
  backwards: boolean,
  body: () => void,
): GoStmt {
  const [start, stop, step] = rangeBounds(l, args);
  if (!backwards && isNumber(start, "0") && isNumber(step, "1")) {
    return rangeLoop(l, { target, type: INT }, undefined, stop, body);
  }
  const variable = target.kind === "variable" ? target.variable : undefined;
  // The loop's own variable is the counter only where nothing else changes it or looks at it afterwards.
  const direct =
    variable !== undefined &&
    variable.type.kind === "int" &&
    variable.bindings === 1 &&
    !variable.hoisted &&
    !variable.captured &&
    l.ownsVariable(variable);
  const counter = direct ? l.freshName(variable) : l.context.scope.take("i");
  const last = isStableBound(args) ? stop : l.stable(stop, INT, "stop");
  // A step is not zero, so one that is not negative counts up.
  const upwards = args.length === 3 && isNonNegative(l.module.facts, args[2].value) && isStable(step);
  const sign = upwards ? 1 : stepSign(step);
  const inner = l.block(() => {
    if (!direct) l.visitors.assignTo(l, target, go.name(counter), INT);
    body();
  });
  if (sign === undefined) {
    const numbers = runtimeCall(l.module, "numbersFrom", start, stop, step);
    return { kind: "range", key: go.BLANK, value: go.name(counter), declares: true, over: numbers, body: inner };
  }
  const name = go.name(counter);
  const one = isNumber(step, "1") || (step.kind === "unary" && isNumber(step.value, "1"));
  const post: GoStmt = one
    ? { kind: "step", target: name, operator: sign > 0 ? "++" : "--" }
    : {
        kind: "assign",
        targets: [name],
        operator: sign > 0 ? "+=" : "-=",
        values: [sign > 0 ? step : step.kind === "unary" ? step.value : step],
      };
  const down = sign < 0 && last.kind === "unary" && last.operator === "-" && isNumber(last.value, "1");
  const condition =
    sign > 0 ? go.binary("<", name, last) : down ? go.binary(">=", name, go.number(0)) : go.binary(">", name, last);
  return { kind: "for", init: go.define([counter], start), condition, post, body: inner };
}

const isNumber = (value: GoExpr, text: string): boolean => value.kind === "number" && value.text === text;

function stepSign(step: GoExpr): number | undefined {
  if (step.kind === "number") return 1;
  return step.kind === "unary" && step.operator === "-" && step.value.kind === "number" ? -1 : undefined;
}

/** Whether the bound can be evaluated again in each round: nothing in it changes. */
function isStableBound(args: readonly Argument[]): boolean {
  const stop = args.length === 1 ? args[0].value : args[1].value;
  const fixed = (value: Expression): boolean => {
    switch (value.kind) {
      case "int":
        return true;
      case "name":
        return value.variable.bindings === 1 && !value.variable.rebound;
      case "binary":
        return (
          ["+", "-", "*", "//"].includes(value.operator) &&
          value.type.kind === "int" &&
          fixed(value.left) &&
          fixed(value.right)
        );
      case "unary":
        return fixed(value.operand);
      case "call":
        return (
          value.target.kind === "builtin" &&
          value.target.name === "len" &&
          value.args[0].value.kind === "name" &&
          value.args[0].value.variable.bindings === 1 &&
          !value.args[0].value.variable.mutated &&
          value.args[0].value.type.kind !== "str"
        );
      default:
        return false;
    }
  };
  return fixed(stop);
}

function enumerateLoop(
  l: FunctionLowering,
  target: Target,
  iterable: Expression,
  start: Expression | undefined,
  body: () => void,
): GoStmt | undefined {
  if (target.kind !== "unpack" || target.elements.length !== 2) return undefined;
  const [number, item] = target.elements;
  const fromZero = start === undefined || (start.kind === "int" && start.value === 0n);
  const element = elementType(iterable.type);
  if (iterable.type.kind === "iterator" && !isListLike(iterable)) {
    const first = start === undefined ? go.number(0) : l.exprAs(start, INT);
    return rangeLoop(
      l,
      { target: number, type: INT },
      { target: item, type: element },
      runtimeCall(l.module, "enumerateSequence", l.expr(iterable), first),
      body,
    );
  }
  const offset = fromZero ? undefined : l.stable(l.exprAs(start, INT), INT, "start");
  const isText = iterable.type.kind === "str";
  const list = isText ? go.convert(go.sliceOf(go.named("rune")), l.expr(iterable)) : toList(l, iterable);
  if (!isText && offset === undefined)
    return rangeLoop(l, { target: number, type: INT }, { target: item, type: element }, list, body);
  const [keyName, bindKey] =
    offset === undefined
      ? bindTarget(l, { target: number, type: INT }, "i")
      : [go.name(l.context.scope.take("i")), () => {}];
  if (offset !== undefined && keyName?.kind === "name") l.context.locals.set(keyName.name, go.INT_TYPE);
  const [valueName, bindValue] = isText
    ? [go.name(l.local("r", go.named("rune"))), () => {}]
    : bindTarget(l, { target: item, type: element }, "item");
  const inner = l.block(() => {
    bindKey();
    if (offset !== undefined) l.visitors.assignTo(l, number, go.binary("+", keyName!, offset), INT);
    if (isText) l.visitors.assignTo(l, item, go.convert(go.STRING_TYPE, valueName!), STR);
    bindValue();
    body();
  });
  return { kind: "range", key: keyName, value: valueName, declares: false, over: list, body: inner };
}

function reversedLoop(l: FunctionLowering, target: Target, iterable: Expression, body: () => void): GoStmt | undefined {
  if (
    iterable.kind === "call" &&
    iterable.target.kind === "builtin" &&
    iterable.target.name === "range" &&
    iterable.args.length < 3
  ) {
    const bounds = iterable.args.map((argument) => l.exprAs(argument.value, INT));
    const [start, stop] = bounds.length === 1 ? [go.number(0), bounds[0]] : bounds;
    const i = l.context.scope.take("i");
    const inner = l.block(() => {
      l.visitors.assignTo(l, target, go.name(i), INT);
      body();
    });
    return {
      kind: "for",
      init: go.define(
        [i],
        stop.kind === "number" ? go.number(Number(stop.text) - 1) : go.binary("-", stop, go.number(1)),
      ),
      condition: go.binary(">=", go.name(i), start),
      post: { kind: "step", target: go.name(i), operator: "--" },
      body: inner,
    };
  }
  if (!["list", "array", "deque"].includes(iterable.type.kind)) return undefined;
  return rangeLoop(
    l,
    undefined,
    { target, type: elementType(iterable.type) },
    go.packageCall("slices", "Backward", l.expr(iterable)),
    body,
  );
}

function zipLoop(
  l: FunctionLowering,
  target: Target,
  iterables: readonly Expression[],
  body: () => void,
): GoStmt | undefined {
  if (
    target.kind !== "unpack" ||
    target.elements.length !== iterables.length ||
    target.elements.some((each) => each.kind === "star")
  )
    return undefined;
  if (iterables.some((each) => each.type.kind === "iterator" && !isListLike(each))) return undefined;
  const lists = l
    .inOrder(
      iterables.map((each) => ({
        run: () => toList(l, each),
        type: () => go.sliceOf(l.goType(elementType(each.type))),
      })),
    )
    .map((list, i) =>
      isStable(list) ? list : l.keep("values", list, go.sliceOf(l.goType(elementType(iterables[i].type)))),
    );
  const i = l.context.scope.take("i");
  const inner = l.block(() => {
    for (const [at, element] of target.elements.entries())
      l.visitors.assignTo(l, element, go.index(lists[at], go.name(i)), elementType(iterables[at].type));
    body();
  });
  const shortest = go.call("min", ...lists.map((list) => go.call("len", list)));
  return { kind: "range", key: go.name(i), declares: true, over: shortest, body: inner };
}

export function asSequence(l: FunctionLowering, value: Expression, element: Type): GoExpr {
  if (value.type.kind === "iterator") return l.exprAs(value, { kind: "iterator", element });
  return go.packageCall("slices", "Values", toList(l, value, element));
}

export function blockOf(...stmts: readonly GoStmt[]): GoBlock {
  return stmts;
}

export { isNonNegative, runtimeName };
