import { allFields } from "../../ir/infer/members.ts";
import type { Argument, CallTarget, Expression, FunctionDef } from "../../ir/nodes.ts";
import { syntheticVariable } from "../../ir/synthetic.ts";
import { ANY, BOOL, FLOAT, INT, type Type } from "../../ir/types.ts";
import * as go from "../build.ts";
import type { GoExpr, GoType } from "../tree.ts";
import type { Arguments } from "./arguments.ts";
import { enter } from "./closures.ts";
import { need, runtimeCall } from "./context.ts";
import { type FunctionLowering, runtimeName } from "./function.ts";
import type { LibraryCall } from "./library.ts";
import { elementType, toList } from "./sequences.ts";
import { TUPLE_FIELDS } from "./types.ts";

type Call = Expression & { kind: "call" };

/** The type of a coroutine's or task's result: `any` where it has none, because Go's generics want one. */
export function resultType(l: FunctionLowering, type: Type): GoType {
  return type.kind === "none" || type.kind === "never" ? go.ANY_TYPE : l.goType(type);
}

/** What a call of a value calls. */
function targetOf(callee: Expression): CallTarget {
  if (callee.kind === "name" && callee.variable.definition?.kind === "function") {
    return { kind: "function", function: callee.variable.definition };
  }
  if (callee.kind === "attribute" && callee.resolved.kind === "method") {
    return { kind: "method", receiver: callee.object, name: callee.name, method: callee.resolved.method };
  }
  if (callee.kind === "builtin") return { kind: "builtin", name: callee.name };
  if (callee.kind === "library") return { kind: "library", module: callee.module, name: callee.name };
  if (callee.kind === "attribute")
    return { kind: "method", receiver: callee.object, name: callee.name, method: undefined };
  return { kind: "value", callee };
}

/** A function without parameters that makes a call. The arguments are evaluated now, the call happens later. */
export function deferredCall(l: FunctionLowering, call: Call, returnsValue: boolean, result: Type): GoExpr {
  const args = call.args.map((argument): Argument => {
    const simple = ["int", "string", "float", "bool", "none", "lambda", "builtin"].includes(argument.value.kind);
    if (simple || argument.kind === "star" || argument.kind === "doubleStar") return argument;
    if (argument.value.type.kind === "callable" || argument.value.type.kind === "class") return argument;
    if (argument.value.kind === "name" && argument.value.variable.bindings === 1) return argument;
    const variable = syntheticVariable("argument", argument.value.type);
    const name = l.local(
      argument.value.kind === "name" ? argument.value.variable.name.replaceAll("_", "") : "argument",
      l.goType(argument.value.type),
    );
    l.emit(go.assign(go.name(name), l.expr(argument.value)));
    l.module.names.set(variable, name);
    return { ...argument, value: { kind: "name", variable, type: argument.value.type, range: argument.value.range } };
  });
  const inner = enter(l, { result, isGenerator: false } as FunctionDef, "panic");
  const body = inner.block(() => {
    const made: Call = { ...call, args };
    DIRECT.add(made);
    const value = inner.expr(made);
    const isValue = result.kind !== "none" && result.kind !== "never";
    if (returnsValue && isValue) inner.emit(go.returnStmt(inner.coerce(value, plainResult(made), result)));
    else {
      if (value.kind === "call") inner.emit(go.exprStmt(value));
      if (returnsValue) inner.emit(go.returnStmt(go.NIL));
    }
  });
  return go.fn([], returnsValue ? [resultType(l, result)] : [], inner.finish(body));
}

/** What a call that is made directly gives. */
function plainResult(call: Call): Type {
  return call.type.kind === "awaitable" ? call.type.result : call.type;
}

/** Calls of async functions that are made at once rather than turned into a coroutine. */
export const DIRECT = new WeakSet<Expression>();

export function isAsyncCall(l: FunctionLowering, value: Call): boolean {
  const { target } = value;
  if (target.kind === "function") return target.function.isAsync && !target.function.isGenerator;
  if (target.kind === "method" && target.method === undefined)
    return isAsyncField(l, target.receiver.type, target.name);
  if (target.kind === "method" || target.kind === "static" || target.kind === "super")
    return target.method?.isAsync === true && !target.method.isGenerator;
  if (target.kind === "value" && target.callee.type.kind === "callable")
    return target.callee.type.isAsync && target.callee.type.result.kind === "awaitable";
  return false;
}

/** Whether a field holds an asynchronous function. */
function isAsyncField(l: FunctionLowering, type: Type, name: string): boolean {
  const info = type.kind === "instance" ? l.module.classes.get(type.name) : undefined;
  const field = info && allFields(info.def).find((each) => each.name === name);
  return field?.type.kind === "callable" && field.type.isAsync && field.type.result.kind === "awaitable";
}

/** A coroutine as the function that runs it. */
export function coroutine(l: FunctionLowering, value: Expression): GoExpr {
  const result: Type = value.type.kind === "awaitable" ? value.type.result : ANY;
  if (value.kind === "call" && isAsyncCall(l, value)) return deferredCall(l, value, true, result);
  if (value.type.kind === "awaitable" && value.kind !== "call") return l.expr(value);
  if (value.kind === "call") {
    const inner = enter(l, { result, isGenerator: false } as FunctionDef, "panic");
    const body = inner.block(() => {
      const made = awaited(inner, value);
      if (result.kind === "none" || result.kind === "never") {
        if (made.kind === "call") inner.emit(go.exprStmt(made));
        inner.emit(go.returnStmt(go.NIL));
      } else inner.emit(go.returnStmt(made));
    });
    return go.fn([], [resultType(l, result)], inner.finish(body));
  }
  return l.expr(value);
}

/** `await value`. */
export function awaited(l: FunctionLowering, value: Expression): GoExpr {
  if (value.kind === "call" && isAsyncCall(l, value)) {
    DIRECT.add(value);
    return l.expr(value);
  }
  if (value.type.kind === "library" && /Task|Future/.test(value.type.name))
    return runtimeCall(l.module, "await", l.expr(value));
  if (
    value.kind === "call" &&
    (value.target.kind === "library" ||
      (value.target.kind === "method" && value.target.receiver.type.kind === "library"))
  )
    return l.expr(value.type.kind === "awaitable" ? { ...value, type: value.type.result } : value);
  if (value.type.kind === "awaitable") return go.call(l.expr(value));
  return l.expr(value);
}

function calling(
  l: FunctionLowering,
  callee: Expression,
  args: readonly Argument[],
  result: Type,
  returnsValue: boolean,
): GoExpr {
  const target = targetOf(callee);
  const own: Type =
    target.kind === "function"
      ? target.function.isAsync
        ? { kind: "awaitable", result }
        : target.function.result
      : target.kind === "value" && callee.type.kind === "callable"
        ? callee.type.result
        : result;
  return deferredCall(
    l,
    { kind: "call", target, args: [...args], type: own, range: callee.range },
    returnsValue,
    result,
  );
}

function thread({ l, value, args }: LibraryCall): GoExpr | undefined {
  const target = args.named.get("target") ?? args.positional[1];
  if (target === undefined) return undefined;
  const given = args.named.get("args");
  const elements =
    given === undefined ? [] : given.kind === "tuple" || given.kind === "list" ? given.elements : undefined;
  if (elements === undefined) return undefined;
  const positional = elements.map((each): Argument => ({ kind: "positional", name: undefined, value: each }));
  const kwargs = args.named.get("kwargs");
  const named =
    kwargs?.kind === "dict"
      ? kwargs.entries.flatMap((entry): Argument[] =>
          entry.key?.kind === "string" ? [{ kind: "keyword", name: entry.key.value, value: entry.value }] : [],
        )
      : [];
  void value;
  return runtimeCall(l.module, "newThread", calling(l, target, [...positional, ...named], { kind: "none" }, false));
}

const workers = ({ l, first, args }: LibraryCall): GoExpr => {
  const count = first ?? args.named.get("max_workers") ?? args.named.get("processes");
  return runtimeCall(
    l.module,
    "newPool",
    count === undefined || count.kind === "none" ? go.packageCall("runtime", "NumCPU") : l.exprAs(count, INT),
  );
};

function queue(
  l: FunctionLowering,
  value: Call,
  args: Arguments,
  order: "takeFirst" | "takeSmallest" | "popLast",
): GoExpr {
  const item: Type = value.type.kind === "library" ? (value.type.args[0] ?? ANY) : ANY;
  const size = args.positional[0] ?? args.named.get("maxsize");
  need(l.module, order);
  const take: GoExpr = { kind: "instance", value: go.name(order), typeArgs: [l.goType(item)] };
  return runtimeCall(l.module, "newQueue", size === undefined ? go.number(0) : l.exprAs(size, INT), take);
}

function gather(call: LibraryCall): GoExpr {
  const { l, value, args } = call;
  const result: Type = value.type.kind === "awaitable" ? value.type.result : ANY;
  const star = value.args.find((argument) => argument.kind === "star");
  if (star !== undefined) {
    const element = elementType(star.value.type);
    if (element.kind === "library") {
      const tasks = toList(l, star.value, element);
      const made = runtimeName(l.module, "await");
      return runtimeCall(l.module, "mapped", tasks, {
        kind: "instance",
        value: go.name(made),
        typeArgs: [resultType(l, element.args[0] ?? ANY)],
      });
    }
    return go.spreadCall(runtimeName(l.module, "gather"), toList(l, star.value, element));
  }
  if (result.kind === "tuple" && result.elements.length <= TUPLE_FIELDS.length) {
    const tasks = args.positional.map((each, i) =>
      l.keep("task", task(l, each), go.pointerTo(go.named("Task", resultType(l, result.elements[i] ?? ANY)))),
    );
    return go.listOf(
      l.goType(result),
      tasks.map((each) => runtimeCall(l.module, "await", each)),
    );
  }
  const element: Type = result.kind === "list" ? result.element : ANY;
  if (args.positional.some((each) => each.type.kind === "library")) {
    const tasks = args.positional.map((each) =>
      l.keep("task", task(l, each), go.pointerTo(go.named("Task", resultType(l, element)))),
    );
    return go.listOf(
      go.sliceOf(resultType(l, element)),
      tasks.map((each) => runtimeCall(l.module, "await", each)),
    );
  }
  const [first, ...rest] = args.positional.map((each) => resultType(l, awaitedType(each)));
  const isMixed = rest.some((each) => !go.sameGoType(each, first));
  const coroutines = args.positional.map((each) => coroutineOf(l, each, isMixed ? element : undefined));
  return runtimeCall(l.module, "gather", ...coroutines);
}

const awaitedType = (value: Expression): Type => (value.type.kind === "awaitable" ? value.type.result : ANY);

/** A coroutine that gives a value of the type; those that are gathered give values of one type. */
function coroutineOf(l: FunctionLowering, value: Expression, result: Type | undefined): GoExpr {
  if (result === undefined || l.isSameGo(awaitedType(value), result) || value.kind !== "call" || !isAsyncCall(l, value))
    return coroutine(l, value);
  return deferredCall(l, value, true, result);
}

/** A task that runs already, or is started now. */
function task(l: FunctionLowering, value: Expression): GoExpr {
  need(l.module, "Task");
  return value.type.kind === "library" ? l.expr(value) : runtimeCall(l.module, "spawn", coroutine(l, value));
}

const mutex = (): GoExpr => go.call("new", go.typeExpr(go.from("sync", "Mutex")));
const semaphore = ({ l, first }: LibraryCall): GoExpr => {
  need(l.module, "Semaphore");
  return go.call("make", go.typeExpr(go.named("Semaphore")), first === undefined ? go.number(1) : l.exprAs(first, INT));
};
const asyncSemaphore = ({ l, first }: LibraryCall): GoExpr => {
  need(l.module, "AsyncSemaphore");
  for (const method of ["Lock", "Unlock"]) need(l.module, `AsyncSemaphore.${method}`);
  return go.unary(
    "&",
    go.composite(go.named("AsyncSemaphore"), [
      { key: go.name("free"), value: first === undefined ? go.number(1) : l.exprAs(first, INT) },
    ]),
  );
};

export const CONCURRENCY: Readonly<Record<string, (call: LibraryCall) => GoExpr | undefined>> = {
  "threading.Thread": thread,
  "multiprocessing.Process": thread,
  "threading.Lock": mutex,
  "threading.RLock": mutex,
  "multiprocessing.Lock": mutex,
  "threading.Condition": ({ l }) => runtimeCall(l.module, "newCondition"),
  "threading.Event": ({ l }) => runtimeCall(l.module, "newEvent"),
  "threading.Semaphore": semaphore,
  "threading.BoundedSemaphore": semaphore,
  "concurrent.futures.ThreadPoolExecutor": workers,
  "concurrent.futures.ProcessPoolExecutor": workers,
  "multiprocessing.Pool": workers,
  "multiprocessing.pool.ThreadPool": workers,
  "multiprocessing.cpu_count": () => go.packageCall("runtime", "NumCPU"),
  "os.cpu_count": () => go.packageCall("runtime", "NumCPU"),
  "concurrent.futures.as_completed": ({ l, first }) => runtimeCall(l.module, "completed", toList(l, first)),
  "concurrent.futures.wait": ({ l, first }) => runtimeCall(l.module, "waitAll", toList(l, first)),
  "queue.Queue": ({ l, value, args }) => queue(l, value, args, "takeFirst"),
  "queue.SimpleQueue": ({ l, value, args }) => queue(l, value, args, "takeFirst"),
  "queue.LifoQueue": ({ l, value, args }) => queue(l, value, args, "popLast"),
  "queue.PriorityQueue": ({ l, value, args }) => queue(l, value, args, "takeSmallest"),
  "multiprocessing.Queue": ({ l, value, args }) => queue(l, value, args, "takeFirst"),
  "asyncio.Queue": ({ l, value, args }) => {
    const item: Type = value.type.kind === "library" ? (value.type.args[0] ?? ANY) : ANY;
    const size = args.positional[0] ?? args.named.get("maxsize");
    need(l.module, "AsyncQueue");
    return go.unary(
      "&",
      go.composite(
        go.named("AsyncQueue", l.goType(item)),
        size === undefined ? [] : [{ key: go.name("capacity"), value: l.exprAs(size, INT) }],
      ),
    );
  },
  "asyncio.Lock": asyncSemaphore,
  "asyncio.Semaphore": asyncSemaphore,
  "asyncio.BoundedSemaphore": asyncSemaphore,
  "asyncio.Event": ({ l }) => {
    need(l.module, "AsyncEvent");
    return go.unary("&", go.composite(go.named("AsyncEvent"), []));
  },
  "asyncio.TaskGroup": ({ l }) => {
    need(l.module, "TaskGroup");
    return go.unary("&", go.composite(go.named("TaskGroup"), []));
  },
  "asyncio.run": ({ l, first }) => awaited(l, first),
  "asyncio.sleep": ({ l, first }) => runtimeCall(l.module, "sleep", duration(l, first)),
  "asyncio.gather": gather,
  "asyncio.create_task": ({ l, first }) => task(l, first),
  "asyncio.ensure_future": ({ l, first }) => task(l, first),
  "asyncio.wait_for": ({ l, first, second, args }) => {
    const limit = second ?? args.named.get("timeout");
    if (limit === undefined || limit.kind === "none") return awaited(l, first);
    return runtimeCall(l.module, "awaitFor", task(l, first), duration(l, limit));
  },
  "asyncio.to_thread": ({ l, value, first }) => {
    const target = targetOf(first);
    const call: Call = {
      kind: "call",
      target,
      args: value.args.slice(1),
      type: value.type.kind === "awaitable" ? value.type.result : ANY,
      range: value.range,
    };
    return l.expr(call);
  },
};

/** Methods of the objects of concurrency libraries. */
export function concurrencyMethod(
  l: FunctionLowering,
  value: Call,
  receiver: Expression,
  type: Type & { kind: "library" },
  name: string,
  args: Arguments,
): GoExpr | undefined {
  const [first] = args.positional;
  const self = (): GoExpr => l.expr(receiver);
  const item: Type = type.args[0] ?? ANY;
  const method = (owner: string, of: string, ...rest: readonly GoExpr[]): GoExpr => {
    const object = self();
    need(l.module, `${owner}.${of}`);
    return go.methodCall(object, of, ...rest);
  };
  const limit = (each: Expression | undefined): GoExpr =>
    each === undefined || each.kind === "none" ? go.number(-1) : duration(l, each);
  switch (`${type.name}.${name}`) {
    case "threading.Thread.start":
      return method("Thread", "Start");
    case "threading.Thread.join":
      return method("Thread", "Join");
    case "threading.Lock.acquire":
      return go.methodCall(self(), "Lock");
    case "threading.Lock.release":
      return go.methodCall(self(), "Unlock");
    case "threading.Condition.acquire":
      return go.methodCall(self(), "Lock");
    case "threading.Condition.release":
      return go.methodCall(self(), "Unlock");
    case "threading.Condition.wait":
      return method("Condition", "Wait", limit(first ?? args.named.get("timeout")));
    case "threading.Condition.wait_for":
      return method(
        "Condition",
        "WaitFor",
        l.exprAs(first, { kind: "callable", parameters: [], result: BOOL, required: 0, isAsync: false }),
      );
    case "threading.Condition.notify":
      return method("Condition", "Notify", first === undefined ? go.number(1) : l.exprAs(first, INT));
    case "threading.Condition.notify_all":
      return method("Condition", "NotifyAll");
    case "threading.Semaphore.acquire":
      return method("Semaphore", "Lock");
    case "threading.Semaphore.release":
      return method("Semaphore", "Unlock");
    case "asyncio.Lock.acquire":
    case "asyncio.Semaphore.acquire":
      return method("AsyncSemaphore", "Lock");
    case "asyncio.Lock.release":
    case "asyncio.Semaphore.release":
      return method("AsyncSemaphore", "Unlock");
    case "threading.Event.set":
      return method("Event", "Set");
    case "threading.Event.clear":
      return method("Event", "Clear");
    case "threading.Event.is_set":
      return method("Event", "IsSet");
    case "threading.Event.wait":
      return method("Event", "Wait", limit(first ?? args.named.get("timeout")));
    case "asyncio.Event.set":
      return method("AsyncEvent", "Set");
    case "asyncio.Event.clear":
      return method("AsyncEvent", "Clear");
    case "asyncio.Event.is_set":
      return method("AsyncEvent", "IsSet");
    case "asyncio.Event.wait":
      return method("AsyncEvent", "Wait");
    case "concurrent.futures.Executor.submit":
    case "multiprocessing.Pool.apply_async": {
      const result: Type = value.type.kind === "library" ? (value.type.args[0] ?? ANY) : ANY;
      return runtimeCall(l.module, "submit", self(), calling(l, first, value.args.slice(1), result, true));
    }
    case "concurrent.futures.Executor.map":
    case "multiprocessing.Pool.map":
    case "multiprocessing.Pool.imap": {
      if (args.positional.length !== 2) return undefined;
      const element = elementType(args.positional[1].type);
      const given = elementType(value.type);
      // What gives nothing gives nil in each place.
      const result: Type = given.kind === "none" || given.kind === "never" ? ANY : given;
      const [pool, list] = l.inOrder([
        { run: self, type: () => l.goType(type) },
        { run: () => toList(l, args.positional[1], element), type: () => go.sliceOf(l.goType(element)) },
      ]);
      const results = runtimeCall(
        l.module,
        "mapPool",
        pool,
        list,
        l.exprAs(first, { kind: "callable", parameters: [element], result, required: 1, isAsync: false }),
      );
      return value.type.kind === "iterator" ? go.packageCall("slices", "Values", results) : results;
    }
    case "concurrent.futures.Executor.shutdown":
    case "multiprocessing.Pool.join":
      return method("Pool", "Wait");
    case "multiprocessing.Pool.close":
    case "multiprocessing.Pool.terminate":
      return go.NIL;
    case "concurrent.futures.Future.result":
    case "asyncio.Task.result":
    case "multiprocessing.AsyncResult.get":
      return l.coerce(
        method("Task", "Wait"),
        item.kind === "none" ? ANY : item,
        value.type.kind === "none" ? ANY : value.type,
      );
    case "concurrent.futures.Future.exception":
      return method("Task", "Failure");
    case "asyncio.TaskGroup.create_task":
      need(l.module, "TaskGroup");
      return runtimeCall(l.module, "spawnIn", self(), coroutine(l, first));
    case "queue.Queue.put":
    case "queue.Queue.put_nowait":
      return method("Queue", "Put", l.exprAs(first, item));
    case "queue.Queue.get":
    case "queue.Queue.get_nowait": {
      const wait = args.named.get("timeout") ?? args.positional[1];
      if (name === "get_nowait") return method("Queue", "TryGet", go.number(0));
      if (wait !== undefined && wait.kind !== "none") return method("Queue", "TryGet", duration(l, wait));
      return method("Queue", "Get");
    }
    case "asyncio.Queue.put":
    case "asyncio.Queue.put_nowait":
      return method("AsyncQueue", "Put", l.exprAs(first, item));
    case "asyncio.Queue.get":
    case "asyncio.Queue.get_nowait":
      return method("AsyncQueue", "Get");
  }
  if (type.name === "queue.Queue" || type.name === "asyncio.Queue") {
    const owner = type.name === "queue.Queue" ? "Queue" : "AsyncQueue";
    switch (name) {
      case "empty":
        return go.binary("==", method(owner, "Len"), go.number(0));
      case "qsize":
        return method(owner, "Len");
      case "task_done":
        return method(owner, "Done");
      case "join":
        return method(owner, "Join");
    }
  }
  return undefined;
}

/** Seconds as a duration. */
export function duration(l: FunctionLowering, seconds: Expression): GoExpr {
  if (seconds.kind === "int") return go.binary("*", go.number(seconds.value), go.qualified("time", "Second"));
  if (seconds.kind === "float") {
    const millis = seconds.value * 1000;
    if (Number.isInteger(millis)) return go.binary("*", go.number(millis), go.qualified("time", "Millisecond"));
  }
  return go.convert(
    go.from("time", "Duration"),
    go.binary("*", l.exprAs(seconds, FLOAT), go.convert(go.FLOAT_TYPE, go.qualified("time", "Second"))),
  );
}

export { FLOAT };
