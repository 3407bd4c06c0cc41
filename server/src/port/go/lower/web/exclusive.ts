import { calledFunctions } from "../../../ir/infer/facts.ts";
import type { Expression, FunctionDef, Module } from "../../../ir/nodes.ts";
import type { Sharing } from "../../../ir/sharing/index.ts";
import { visitExpressions } from "../../../ir/walk.ts";
import { WEB } from "../../../ir/web/service.ts";

/** How requests that touch the same data keep out of each other's way. */
export interface RequestLocks {
  /** Endpoints that hold the mutex from their first call on. */
  readonly endpoints: ReadonlySet<FunctionDef>;
  /** Functions that do something with the data once an answer is sent, when its endpoint holds the mutex no more. */
  readonly tasks: ReadonlySet<FunctionDef>;
}

/**
 * Endpoints take turns where they touch shared data and none of those waits: one lock a request reads better than one an operation,
 * and keeps coroutines, which nothing interrupts between two awaits, as they were. Where one waits, or something beside requests
 * touches the data, each operation is locked by itself; then the result is undefined.
 */
export function requestLocks(module: Module, sharing: Sharing): RequestLocks | undefined {
  const { service } = module;
  if (service === undefined || sharing.operations.size === 0) return undefined;
  const calls = new Map<FunctionDef, Set<FunctionDef>>();
  const touching = new Set<FunctionDef>();
  let outside = false;
  const later = new Set<FunctionDef>();
  for (const fn of module.functions) {
    const called = new Set<FunctionDef>();
    visitExpressions(fn.body, {
      expression: (e) => {
        const task = taskOf(e);
        if (task !== undefined) later.add(task);
        if (e.kind === "call") for (const each of calledFunctions(e)) called.add(each);
        if (e.kind === "lambda") called.add(e.function);
        if (e.kind === "name" && e.variable.definition?.kind === "function") called.add(e.variable.definition);
        if (e.kind === "attribute" && e.resolved.kind === "property") called.add(e.resolved.method);
        if (sharing.operations.has(e)) touching.add(fn);
        return undefined;
      },
      target: (target) => {
        if (sharing.operations.has(target)) touching.add(fn);
      },
    });
    calls.set(fn, called);
  }
  const reach = (from: FunctionDef): Set<FunctionDef> => {
    const found = new Set<FunctionDef>();
    const open = [from];
    for (let fn = open.pop(); fn !== undefined; fn = open.pop()) {
      if (found.has(fn)) continue;
      found.add(fn);
      open.push(...(calls.get(fn) ?? []));
    }
    return found;
  };
  const endpoints = new Set<FunctionDef>();
  const all = new Set(service.routes.map((route) => route.endpoint));
  const covered = new Set<FunctionDef>();
  for (const endpoint of all) {
    const inside = reach(endpoint);
    for (const fn of inside) {
      covered.add(fn);
      // An endpoint that another one calls would wait for itself.
      if (fn !== endpoint && all.has(fn)) outside = true;
    }
    if (![...inside].some((fn) => touching.has(fn))) continue;
    if ([...inside].some((fn) => waits(fn))) return undefined;
    endpoints.add(endpoint);
  }
  for (const fn of touching) if (!covered.has(fn)) outside = true;
  if (outside) return undefined;
  return { endpoints, tasks: new Set([...later].filter((fn) => [...reach(fn)].some((each) => touching.has(each)))) };
}

/** The function that a call of `portwright.web.add_task` puts off. */
function taskOf(e: Expression): FunctionDef | undefined {
  if (e.kind !== "call" || e.target.kind !== "library" || e.target.module !== WEB || e.target.name !== "add_task")
    return undefined;
  const task = e.args[1]?.value;
  return task?.kind === "call" && task.target.kind === "function" ? task.target.function : undefined;
}

/** Whether a function waits for something by itself: time, the network, a file. */
function waits(fn: FunctionDef): boolean {
  let found = false;
  visitExpressions(fn.body, {
    expression: (e) => {
      if (e.kind !== "call") return undefined;
      const { target } = e;
      if (target.kind === "library")
        found ||=
          /^(time|asyncio|anyio|requests|httpx|aiohttp|subprocess|urllib|socket|sqlite3|psycopg|redis)(\.|$)/.test(
            target.module,
          ) && !/^(time|monotonic|perf_counter)$/.test(target.name);
      if (target.kind === "library" && target.module === "io" && target.name === "open") found = true;
      if (target.kind === "method" && target.receiver.type.kind === "library")
        found ||= !/^(portwright\.web|re|datetime|hashlib|random)\./.test(target.receiver.type.name);
      return undefined;
    },
  });
  return found;
}
