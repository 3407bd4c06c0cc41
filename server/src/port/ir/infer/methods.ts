import { libraryMethod as stubOfMethod } from "../library/index.ts";
import { NAMESPACE } from "../library/namespaces.ts";
import type { Expression } from "../nodes.ts";
import { ANY } from "../types.ts";
import { applyExpression } from "./apply.ts";
import { argument, type Call, tupleArguments } from "./arguments.ts";
import { BUILTIN_MEMBERS } from "./builtin-members.ts";
import { Cell, Flag, type Shape, type ShapeOf } from "./cells.ts";
import type { InferContext } from "./context.ts";
import { callMethod, elementCell, fieldCell, markShown } from "./expressions.ts";
import { argumentCell } from "./namespaces.ts";
import { foundTexts, matchedGroups } from "./regex.ts";
import {
  DICT_ONLY_METHODS,
  LIST_ONLY_METHODS,
  METHOD_RESULTS,
  SET_ONLY_METHODS,
  STRING_ONLY_METHODS,
} from "./signatures.ts";
import { suggestArguments } from "./stubs.ts";

/**
 * The result of a method of a built-in or library type. With no shape the receiver is unknown: the method's name may say what it is.
 * Gives undefined where nothing is known.
 */
export function inferMethod(
  context: InferContext,
  e: Call,
  shape: Shape | undefined,
  name: string,
  receiver: Cell,
): Cell | undefined {
  const { store } = context;
  if (shape === undefined) {
    if (!BUILTIN_MEMBERS.has(name) && !name.startsWith("__")) receiver.root().isObject = true;
    if (STRING_ONLY_METHODS.has(name)) store.suggest(receiver, { kind: "str" });
    else if (LIST_ONLY_METHODS.has(name))
      store.suggest(
        receiver,
        context.shape(e, "guess", () => ({ kind: "list" as const, element: new Cell() })),
      );
    else if (SET_ONLY_METHODS.has(name))
      store.suggest(
        receiver,
        context.shape(e, "guess", () => ({ kind: "set" as const, element: new Cell() })),
      );
    else if (DICT_ONLY_METHODS.has(name)) {
      store.suggest(
        receiver,
        context.shape(e, "guess", () => ({
          kind: "dict" as const,
          key: new Cell(),
          value: new Cell(),
          flavor: "dict" as const,
          order: new Flag(),
        })),
      );
    }
    return undefined;
  }
  switch (shape.kind) {
    case "list":
    case "deque":
    case "array":
      return sequenceMethod(context, e, shape, name);
    case "tuple":
      return context.annotated(e, "int");
    case "set":
    case "frozenset":
      return setMethod(context, e, shape, name);
    case "dict":
      return dictMethod(context, e, shape, name);
    case "iterator":
      return iteratorMethod(context, e, shape, name);
    case "awaitable":
      return name === "result" ? shape.element : context.annotated(e, "None");
    case "library":
      return libraryMethod(context, e, shape, name);
    case "any":
      return context.annotated(e, "Any");
    case "bool":
      return context.annotated(e, METHOD_RESULTS.int[name] ?? "Any");
    case "callable":
      if (name === "cache_clear" || name === "cache_info")
        return context.annotated(e, name === "cache_clear" ? "None" : "Any");
      return context.annotated(e, "Any");
    case "str":
      suggestStringArguments(context, e, name);
  }
  return context.annotated(e, METHOD_RESULTS[shape.kind]?.[name] ?? "Any");
}

function suggestStringArguments(context: InferContext, e: Call, name: string): void {
  for (const each of e.args) {
    const cell = context.value(each.value);
    if (!cell.isEmpty) continue;
    if (name === "join") {
      context.store.suggest(
        cell,
        context.shape(each, "joined", () => ({ kind: "list" as const, element: context.store.cell({ kind: "str" }) })),
      );
    } else if (["startswith", "endswith", "split", "replace", "find", "index", "count", "strip"].includes(name)) {
      context.store.suggest(cell, { kind: "str" });
    } else if (["zfill", "center", "ljust", "rjust"].includes(name)) context.store.suggest(cell, { kind: "int" });
  }
  if (name === "join" && e.args[0] !== undefined) {
    const element = elementCell(context, e.args[0], context.value(e.args[0].value));
    if (element.isEmpty) context.store.suggest(element, { kind: "str" });
  }
}

function sequenceMethod(
  context: InferContext,
  e: Call,
  shape: ShapeOf<"list" | "deque" | "array">,
  name: string,
): Cell | undefined {
  const { store } = context;
  const arg = (index: number): Cell | undefined => {
    const value = argument(e, index);
    return value === undefined ? undefined : context.value(value);
  };
  switch (name) {
    case "append":
    case "appendleft":
    case "remove": {
      const value = arg(0);
      if (value !== undefined && name !== "remove") store.flow(value, shape.element);
      return context.annotated(e, "None");
    }
    case "insert": {
      const value = arg(1);
      if (value !== undefined) store.flow(value, shape.element);
      return context.annotated(e, "None");
    }
    case "extend":
    case "extendleft": {
      const value = arg(0);
      if (value !== undefined) store.flow(elementCell(context, e, value), shape.element);
      return context.annotated(e, "None");
    }
    case "pop":
    case "popleft":
      return shape.element;
    case "copy": {
      const made = context.elementOf(e, shape.kind);
      store.union(shape.element, made.element);
      return made.cell;
    }
    case "sort": {
      const key = e.args.find((each) => each.name === "key");
      if (key !== undefined) applyExpression(context, key.value, [shape.element]);
      return context.annotated(e, "None");
    }
    case "index":
    case "count":
      return context.annotated(e, "int");
    default:
      return context.annotated(e, "None");
  }
}

function setMethod(
  context: InferContext,
  e: Call,
  shape: ShapeOf<"set" | "frozenset">,
  name: string,
): Cell | undefined {
  const { store } = context;
  const elements = e.args.map((each) => elementCell(context, each, context.value(each.value)));
  switch (name) {
    case "add": {
      const value = argument(e, 0);
      if (value !== undefined) store.flow(context.value(value), shape.element);
      return context.annotated(e, "None");
    }
    case "update":
    case "symmetric_difference_update":
      for (const element of elements) store.flow(element, shape.element);
      return context.annotated(e, "None");
    case "pop":
      return shape.element;
    case "union":
    case "symmetric_difference":
    case "intersection":
    case "difference":
    case "copy": {
      const made = context.elementOf(e, shape.kind);
      store.flow(shape.element, made.element);
      if (name === "union" || name === "symmetric_difference")
        for (const element of elements) store.flow(element, made.element);
      return made.cell;
    }
    case "issubset":
    case "issuperset":
    case "isdisjoint":
      return context.annotated(e, "bool");
    default:
      return context.annotated(e, "None");
  }
}

function dictMethod(context: InferContext, e: Call, shape: ShapeOf<"dict">, name: string): Cell | undefined {
  const { store } = context;
  const key = argument(e, 0);
  const fallback = argument(e, 1);
  const keyCell = key === undefined ? undefined : context.value(key);
  const tuple = (tag: string): Shape =>
    context.shape(e, tag, () => ({ kind: "tuple" as const, elements: [shape.key, shape.value] }));
  switch (name) {
    case "get": {
      if (keyCell !== undefined && shape.key.isEmpty) store.flow(keyCell, shape.key);
      const own = context.own(e);
      store.flow(fieldCell(context, e, shape, key) ?? shape.value, own);
      if (fallback === undefined) store.atom(own, "none");
      else {
        store.flow(context.value(fallback), own);
        if (shape.value.isEmpty)
          for (const each of context.value(fallback).alternatives()) store.suggest(shape.value, each);
      }
      return own;
    }
    case "setdefault":
      if (keyCell !== undefined) store.flow(keyCell, shape.key);
      if (fallback !== undefined) store.flow(context.value(fallback), shape.value);
      return shape.value;
    case "pop": {
      if (fallback === undefined) return shape.value;
      const own = context.own(e);
      store.flow(shape.value, own);
      store.flow(context.value(fallback), own);
      return own;
    }
    case "popitem":
      shape.order.set();
      return context.holding(e, "item", () => tuple("pair"));
    case "keys":
    case "values":
    case "items": {
      shape.order.set();
      const made = context.elementOf(e, "iterator");
      if (name === "items") store.add(made.element, tuple("pair"));
      else store.union(made.element, name === "keys" ? shape.key : shape.value);
      return made.cell;
    }
    case "update": {
      const other = keyCell?.find("dict");
      if (other !== undefined) {
        // New keys come in the order of the other dict.
        shape.order.merge(other.order);
        store.flow(other.key, shape.key);
        store.flow(other.value, shape.value);
      } else if (keyCell !== undefined && !keyCell.isEmpty) {
        if (shape.flavor === "Counter") store.flow(elementCell(context, e, keyCell), shape.key);
        else {
          const pair = elementCell(context, e, keyCell).find("tuple");
          if (pair !== undefined) {
            store.flow(pair.elements[0], shape.key);
            store.flow(pair.elements[1], shape.value);
          }
        }
      }
      for (const each of e.args) {
        if (each.kind !== "keyword") continue;
        store.atom(shape.key, "str");
        store.flow(context.value(each.value), shape.value);
      }
      return context.annotated(e, "None");
    }
    case "subtract":
      if (keyCell !== undefined) store.flow(elementCell(context, e, keyCell), shape.key);
      return context.annotated(e, "None");
    case "copy":
      return context.holding(e, "copy", () => shape);
    case "most_common": {
      shape.order.set();
      const made = context.elementOf(e, "list");
      store.add(made.element, tuple("pair"));
      return made.cell;
    }
    case "elements": {
      shape.order.set();
      const made = context.elementOf(e, "iterator");
      store.flow(shape.key, made.element);
      return made.cell;
    }
    case "total":
      return context.annotated(e, "int");
    default:
      return context.annotated(e, "None");
  }
}

function iteratorMethod(context: InferContext, e: Call, shape: ShapeOf<"iterator">, name: string): Cell | undefined {
  switch (name) {
    case "__next__":
    case "send":
      if (e.args[0] !== undefined)
        context.store.flow(context.value(e.args[0].value), context.own(context.module, "sent"));
      return shape.element;
    case "throw":
      return shape.element;
    case "isdisjoint":
      return context.annotated(e, "bool");
    default:
      return context.annotated(e, name === "close" ? "None" : "Any");
  }
}

function libraryMethod(context: InferContext, e: Call, shape: ShapeOf<"library">, name: string): Cell | undefined {
  const { store } = context;
  const [inner] = shape.args;
  const first = argument(e, 0);
  const wrapped = (kind: "awaitable", element: Cell): Cell => {
    const made = context.elementOf(e, kind);
    store.flow(element, made.element);
    return made.cell;
  };
  if (shape.name === NAMESPACE && e.target.kind === "method") {
    // `args.run(args)`: a function that was kept under the name.
    const { receiver } = e.target;
    const callee: Expression = {
      kind: "attribute",
      object: receiver,
      name,
      resolved: { kind: "dynamic" },
      type: ANY,
      range: receiver.range,
    };
    e.target = { kind: "value", callee };
    return context.call(e);
  }
  if (name === "add_argument" && shape.name.startsWith("argparse.")) argumentCell(context, e);
  // What is sent is seen in its order.
  if (shape.name === "requests.Session" || shape.name.startsWith("redis."))
    for (const each of e.args) markShown(context.value(each.value));
  const stub = stubOfMethod(shape.name, name);
  if (stub !== undefined) {
    suggestArguments(context, e, stub);
    return context.typed(e, "stub", stub.result);
  }
  switch (`${shape.name}.${name}`) {
    case "contextlib.ExitStack.enter_context": {
      const given = first === undefined ? new Cell() : context.value(first);
      const manager = given.find("library");
      if (manager?.name === "contextlib.AbstractContextManager" && manager.args[0] !== undefined)
        return manager.args[0];
      const own = context.own(e, "entered");
      for (const each of given.alternatives())
        if (each.kind === "instance") store.flow(callMethod(context, each.name, "__enter__", []), own);
      return own.isEmpty ? given : own;
    }
    case "contextlib.ExitStack.callback":
    case "contextlib.ExitStack.push":
      return first === undefined ? new Cell() : context.value(first);
    case "contextlib.ExitStack.close":
      return context.annotated(e, "None");
    case "queue.Queue.put":
    case "queue.Queue.put_nowait":
    case "asyncio.Queue.put":
    case "asyncio.Queue.put_nowait":
      if (first !== undefined && inner !== undefined) store.flow(context.value(first), inner);
      return context.annotated(e, shape.name === "asyncio.Queue" && name === "put" ? "Awaitable[None]" : "None");
    case "queue.Queue.get":
    case "queue.Queue.get_nowait":
    case "asyncio.Queue.get_nowait":
      return inner;
    case "asyncio.Queue.get":
      return inner === undefined ? undefined : wrapped("awaitable", inner);
    case "concurrent.futures.Future.result":
    case "asyncio.Task.result":
    case "asyncio.Future.result":
    case "multiprocessing.AsyncResult.get":
      return inner;
    case "asyncio.Future.set_result":
      if (first !== undefined && inner !== undefined) store.flow(context.value(first), inner);
      return context.annotated(e, "None");
    case "concurrent.futures.Future.exception":
      return context.annotated(e, "Exception | None");
    case "concurrent.futures.Future.add_done_callback":
    case "asyncio.Task.add_done_callback":
      if (first !== undefined) applyExpression(context, first, [store.cell(shape)]);
      return context.annotated(e, "None");
    case "concurrent.futures.Executor.submit":
    case "multiprocessing.Pool.apply_async":
    case "multiprocessing.Pool.apply": {
      if (first === undefined) return undefined;
      const values =
        name === "submit"
          ? e.args
              .slice(1)
              .filter((each) => each.kind === "positional")
              .map((each) => context.value(each.value))
          : tupleArguments(context, e, 1);
      const result = applyExpression(context, first, values);
      if (name === "apply") return result;
      const futureName = name === "submit" ? "concurrent.futures.Future" : "multiprocessing.AsyncResult";
      return context.holding(e, "future", () => ({ kind: "library", name: futureName, args: [result] }));
    }
    case "concurrent.futures.Executor.map":
    case "multiprocessing.Pool.map":
    case "multiprocessing.Pool.imap":
    case "multiprocessing.Pool.imap_unordered":
    case "multiprocessing.Pool.starmap": {
      if (first === undefined) return undefined;
      const iterables = e.args.slice(1).filter((each) => each.kind === "positional");
      let values = iterables.map((each) => elementCell(context, each, context.value(each.value)));
      if (name === "starmap") values = [...(values[0]?.find("tuple")?.elements ?? [])];
      const made = context.elementOf(
        e,
        shape.name === "multiprocessing.Pool" && !name.startsWith("imap") ? "list" : "iterator",
      );
      store.flow(applyExpression(context, first, values), made.element);
      return made.cell;
    }
    case "asyncio.TaskGroup.create_task":
    case "asyncio.Loop.create_task": {
      if (first === undefined) return undefined;
      const result = context.own(e, "result");
      for (const each of context.value(first).alternatives())
        if (each.kind === "awaitable") store.flow(each.element, result);
      return context.holding(e, "task", () => ({ kind: "library", name: "asyncio.Task", args: [result] }));
    }
    case "asyncio.Loop.run_until_complete": {
      const result = context.own(e, "result");
      if (first !== undefined)
        for (const each of context.value(first).alternatives())
          if (each.kind === "awaitable") store.flow(each.element, result);
      return result;
    }
    case "asyncio.Loop.run_in_executor": {
      const fn = argument(e, 1);
      if (fn === undefined) return undefined;
      return wrapped(
        "awaitable",
        applyExpression(
          context,
          fn,
          e.args.slice(2).map((each) => context.value(each.value)),
        ),
      );
    }
    case "random.Random.choice":
    case "random.Random.sample":
    case "random.Random.choices": {
      if (first === undefined) return undefined;
      const element = elementCell(context, first, context.value(first));
      if (name === "choice") return element;
      const made = context.elementOf(e, "list");
      store.flow(element, made.element);
      return made.cell;
    }
    case "re.Match.group":
    case "re.Match.groups":
    case "re.Match.groupdict":
      return matchedGroups(context, e, name);
    case "re.Pattern.findall":
      return e.target.kind === "method" ? foundTexts(context, e, e.target.receiver) : undefined;
    case "re.Pattern.sub":
      if (first !== undefined && context.value(first).has("callable"))
        applyExpression(context, first, [context.annotated(first, "re.Match")]);
      return context.annotated(e, "str");
    case "contextvars.ContextVar.get":
      return inner;
    case "contextvars.ContextVar.set":
      if (first !== undefined && inner !== undefined) store.flow(context.value(first), inner);
      return context.annotated(e, "Any");
  }
  const text = METHOD_RESULTS[shape.name]?.[name];
  if (text !== undefined) return context.annotated(e, text);
  if (shape.name === "random.Random") return context.annotated(e, "Any");
  return context.annotated(e, "Any");
}
