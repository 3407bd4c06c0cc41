import { bindArguments } from "../bind.ts";
import { BUILTIN_EXCEPTIONS, exceptionAncestors } from "../build/names.ts";
import type { ClassDef, Expression, FunctionDef, Handler, Module, Statement } from "../nodes.ts";
import { expressionParts, visitExpressions } from "../walk.ts";
import { WEB } from "../web/service.ts";
import { findMethod, isThreadClass, withOverrides } from "./members.ts";
import { MUTATORS } from "./signatures.ts";

/** Marks what is changed in place through its own name, and passes that on from parameters to the arguments given for them. */
export function markMutations(module: Module): void {
  const bodies = [module.body, module.main ?? [], ...module.functions.map((fn) => fn.body)];
  const mark = (e: Expression): void => {
    if (e.kind === "name") e.variable.mutated = true;
    else if (e.kind === "index") mark(e.object);
  };
  for (const body of bodies) {
    visitExpressions(body, {
      expression: (e) => {
        if (
          e.kind === "call" &&
          e.target.kind === "method" &&
          MUTATORS.has(e.target.name) &&
          e.target.method === undefined
        )
          mark(e.target.receiver);
        if (
          e.kind === "call" &&
          e.target.kind === "library" &&
          /^(heapq|bisect)$/.test(e.target.module) &&
          e.args[0] !== undefined
        )
          mark(e.args[0].value);
        if (
          e.kind === "call" &&
          e.target.kind === "library" &&
          e.target.module === "random" &&
          e.target.name === "shuffle"
        )
          mark(e.args[0].value);
      },
      target: (target) => {
        if (target.kind === "index") mark(target.object);
        else if (target.kind === "slice") mark(target.slice.object);
      },
      statement: (statement) => {
        if (statement.kind === "augment" && statement.target.kind === "variable" && statement.operator !== "-") {
          // Lists extend in place; numbers and strings do not, and nothing is lost by saying so of them.
          if (statement.value.kind === "list" || statement.value.kind === "comprehension")
            statement.target.variable.mutated = true;
        }
      },
    });
  }
  for (let changed = true; changed; ) {
    changed = false;
    for (const body of bodies) {
      visitExpressions(body, {
        expression: (e) => {
          if (e.kind !== "call") return;
          const fn = calledFunction(e);
          const binding = fn === undefined ? undefined : bindArguments(fn, e.args);
          for (const { parameter, argument } of binding?.bound ?? []) {
            if (!parameter.variable.mutated || argument.kind !== "value" || argument.value.kind !== "name") continue;
            if (!argument.value.variable.mutated) {
              argument.value.variable.mutated = true;
              changed = true;
            }
          }
        },
      });
    }
  }
  for (const fn of module.functions) {
    fn.facts.mutatedParameters = fn.parameters
      .filter((parameter) => parameter.variable.mutated)
      .map((parameter) => parameter.variable);
  }
}

export function calledFunction(e: Extract<Expression, { kind: "call" }>): FunctionDef | undefined {
  const { target } = e;
  switch (target.kind) {
    case "function":
      return target.function;
    case "static":
    case "super":
      return target.method;
    case "method":
      return target.method;
    case "class":
      return target.class.methods.find((method) => method.name === "__init__");
    default:
      return undefined;
  }
}

/** Functions that a call may run; overrides of a method included. */
export function calledFunctions(e: Extract<Expression, { kind: "call" }>): FunctionDef[] {
  const fn = calledFunction(e);
  if (fn === undefined) return [];
  if (e.target.kind === "method" && fn.owner !== undefined) {
    const all = withOverrides(fn.owner, fn.name);
    return all.length > 0 ? all : [fn];
  }
  return [fn];
}

// ───────────────────────────────────────────────────────────── exceptions, waiting, recursion

const FILE_LIBRARY = /^(io\.open|os\.|shutil\.|subprocess\.)/;

function isPath(type: Expression["type"]): boolean {
  return type.kind === "library" && type.name === "pathlib.Path";
}

/** Operations of the language that raise, by the exception class they raise. */
function implicitRaises(e: Expression): string[] {
  switch (e.kind) {
    case "index":
      return e.object.type.kind === "dict" ? ["KeyError"] : ["IndexError", "KeyError"];
    case "binary":
      return e.operator === "/" || e.operator === "//" || e.operator === "%" ? ["ZeroDivisionError"] : [];
    case "call":
      if (e.target.kind === "builtin" && (e.target.name === "int" || e.target.name === "float"))
        return ["ValueError", "TypeError"];
      if (e.target.kind === "builtin" && e.target.name === "next") return ["StopIteration"];
      if (e.target.kind === "builtin" && (e.target.name === "max" || e.target.name === "min")) return ["ValueError"];
      if (e.target.kind === "method" && (e.target.name === "index" || e.target.name === "remove"))
        return ["ValueError", "KeyError"];
      if (e.target.kind === "method" && (e.target.name === "pop" || e.target.name === "popleft"))
        return ["IndexError", "KeyError"];
      if (e.target.kind === "library" && FILE_LIBRARY.test(`${e.target.module}.${e.target.name}`)) return ["OSError"];
      if (e.target.kind === "method" && isPath(e.target.receiver.type)) return ["OSError", "ValueError"];
      if (
        e.target.kind === "library" &&
        (e.target.module === "json" || (e.target.module === WEB && e.target.name === "loads"))
      )
        return ["json.JSONDecodeError", "ValueError"];
      if (
        e.target.kind === "library" &&
        e.target.module === "math" &&
        /^(sqrt|log|log2|log10|acos|asin|factorial|isqrt|comb)$/.test(e.target.name)
      )
        return ["ValueError"];
      return [];
    default:
      return [];
  }
}

const WAITING_LIBRARY = /^(time\.sleep|asyncio\.|concurrent\.futures\.|multiprocessing\.|threading\.|queue\.)/;
/** Functions that ask a server and wait for the answer. */
export const WEB_REQUESTS =
  /^(?:(?:requests|httpx)\.(?:get|post|put|patch|delete|head|request)|urllib\.request\.urlopen)$/;
/** Whether a method of an object of a library asks a server. */
export function asksServer(type: string, name: string): boolean {
  if (type.startsWith("redis.") || type.startsWith("boto3.")) return true;
  // What a command does may wait, and what stands behind it waits for that.
  if (type === "click.Command") return name === "main";
  if (!type.startsWith("psycopg.")) return false;
  return (
    /^(execute|executemany|commit|rollback|close|__exit__)$/.test(name) &&
    (!type.endsWith("Cursor") || name !== "close")
  );
}

const WAITING_METHODS: Readonly<Record<string, readonly string[]>> = {
  "threading.Thread": ["join", "start"],
  "threading.Lock": ["acquire"],
  "threading.Event": ["wait"],
  "threading.Semaphore": ["acquire"],
  "threading.Condition": ["wait", "wait_for", "acquire"],
  "threading.Barrier": ["wait"],
  "queue.Queue": ["get", "put", "join"],
  "concurrent.futures.Future": ["result", "exception"],
  "concurrent.futures.Executor": ["map", "submit", "shutdown"],
  "multiprocessing.Pool": ["map", "starmap", "apply", "imap", "imap_unordered", "apply_async", "join"],
  "multiprocessing.AsyncResult": ["get"],
  "requests.Session": ["get", "post", "put", "patch", "delete", "request"],
};

const WAITING_CONTEXTS = new Set([
  "psycopg.Connection",
  "threading.Lock",
  "threading.Semaphore",
  "threading.Condition",
  "concurrent.futures.Executor",
  "multiprocessing.Pool",
]);

export function waitsItself(e: Expression): boolean {
  if (e.kind !== "call") return false;
  if (e.target.kind === "library") {
    const name = `${e.target.module}.${e.target.name}`;
    return (
      name === "time.sleep" ||
      WEB_REQUESTS.test(name) ||
      (WAITING_LIBRARY.test(name) && /\.(as_completed|wait|run)$/.test(name))
    );
  }
  if (e.target.kind !== "method" || e.target.receiver.type.kind !== "library") return false;
  const { type } = e.target.receiver;
  return asksServer(type.name, e.target.name) || (WAITING_METHODS[type.name]?.includes(e.target.name) ?? false);
}

/** `worker.join()` on an object of a class that derives from Thread. */
function joinsThread(module: Module, e: Expression): boolean {
  if (e.kind !== "call" || e.target.kind !== "method" || e.target.method !== undefined) return false;
  const { type } = e.target.receiver;
  if (e.target.name !== "join" || type.kind !== "instance") return false;
  const cls = module.classes.find((each) => each.name === type.name);
  return cls !== undefined && isThreadClass(cls);
}

/** Whether entering or leaving a context manager waits. */
export function contextWaits(type: Expression["type"]): boolean {
  return type.kind === "library" && WAITING_CONTEXTS.has(type.name);
}

export function computeFacts(module: Module): void {
  const { functions } = module;
  const callees = new Map<FunctionDef, Set<FunctionDef>>();
  const all = [...functions];
  const caughtAnywhere = caughtNames(module);
  for (const fn of all) {
    const called = new Set<FunctionDef>();
    visitExpressions(fn.body, {
      expression: (e) => {
        if (e.kind === "call") for (const callee of calledFunctions(e)) called.add(callee);
        if (waitsItself(e) || joinsThread(module, e)) fn.facts.waits = true;
        if (e.kind === "attribute" && e.resolved.kind === "property") called.add(e.resolved.method);
      },
      statement: (statement) => {
        if (statement.kind === "with" && statement.items.some((item) => contextWaits(item.context.type)))
          fn.facts.waits = true;
        if (statement.kind !== "with") return;
        for (const item of statement.items) {
          const { type } = item.context;
          const cls = type.kind === "instance" ? module.classes.find((each) => each.name === type.name) : undefined;
          for (const name of ["__enter__", "__exit__"]) {
            const method = cls && findMethod(cls, name);
            if (method !== undefined) called.add(method);
          }
        }
      },
    });
    if (fn.isAsync) fn.facts.waits = true;
    callees.set(fn, called);
  }
  const families = overridingMethods(module);
  for (let changed = true; changed; ) {
    changed = false;
    // A call of a method may reach any that overrides it: they wait, or none does.
    for (const family of families) {
      if (!family.some((fn) => fn.facts.waits)) continue;
      for (const fn of family) {
        if (fn.facts.waits || fn.isAsync || fn.isGenerator || fn.role !== "method") continue;
        fn.facts.waits = true;
        changed = true;
      }
    }
    for (const fn of all) {
      if (
        !fn.facts.waits &&
        !fn.isGenerator &&
        [...(callees.get(fn) ?? [])].some((callee) => callee.facts.waits && !callee.isAsync)
      ) {
        fn.facts.waits = true;
        changed = true;
      }
      const raises = escaping(fn.body, [], caughtAnywhere, module);
      if (raises.length > fn.facts.raises.length) {
        fn.facts.raises = raises;
        fn.facts.canRaise = true;
        changed = true;
      }
    }
  }
  for (const fn of all) fn.facts.recursive = reaches(fn, fn, callees);
}

/** Methods of one name that a call may mean, by inheritance or through a protocol. */
function overridingMethods(module: Module): FunctionDef[][] {
  const families: FunctionDef[][] = [];
  const below = (cls: Module["classes"][number]): Module["classes"] =>
    cls.subclasses.flatMap((sub) => [sub, ...below(sub)]);
  for (const cls of module.classes) {
    const implementing = cls.isProtocol
      ? module.classes.filter((each) => each !== cls && cls.methods.every(({ name }) => findMethod(each, name)))
      : below(cls);
    for (const method of cls.methods) {
      const others = implementing.flatMap((sub) => sub.methods.filter((each) => each.name === method.name));
      if (others.length > 0) families.push([method, ...others]);
    }
  }
  return families;
}

function reaches(
  from: FunctionDef,
  to: FunctionDef,
  callees: ReadonlyMap<FunctionDef, ReadonlySet<FunctionDef>>,
): boolean {
  const seen = new Set<FunctionDef>();
  const open = [...(callees.get(from) ?? [])];
  for (let fn = open.pop(); fn !== undefined; fn = open.pop()) {
    if (fn === to) return true;
    if (seen.has(fn)) continue;
    seen.add(fn);
    open.push(...(callees.get(fn) ?? []));
  }
  return false;
}

/** Exception names that some handler of the module catches; the operations behind them are worth an error in Go. */
export function caughtNames(module: Module): Set<string> {
  const caught = new Set<string>();
  const addHandler = (handler: Handler): void => {
    if (handler.types.length === 0) caught.add("BaseException");
    for (const type of handler.types)
      caught.add(type.kind === "class" ? type.class.name : type.kind === "value" ? "BaseException" : type.name);
  };
  for (const body of [module.body, module.main ?? [], ...module.functions.map((fn) => fn.body)]) {
    visitExpressions(body, {
      statement: (statement) => {
        if (statement.kind === "try") statement.handlers.forEach(addHandler);
      },
    });
  }
  return caught;
}

function ancestorsOf(name: string, module: Module, below: readonly string[] = []): string[] {
  // A class may take the name of its own base over.
  if (below.includes(name)) return [];
  const cls = module.classes.find((each) => each.name === name);
  if (cls === undefined)
    return BUILTIN_EXCEPTIONS.has(name) ? exceptionAncestors(name) : [name, "ValueError", "Exception", "BaseException"];
  return [
    name,
    ...cls.bases.flatMap((base) =>
      ancestorsOf(base.kind === "class" ? base.class.name : base.name, module, [...below, name]),
    ),
  ];
}

/** Names of exceptions that can leave a block. `handled` are those of the handlers around, for a bare `raise`. */
function escaping(
  body: readonly Statement[],
  handled: readonly string[],
  caught: ReadonlySet<string>,
  module: Module,
): string[] {
  const result = new Set<string>();
  const isCaught = (name: string): boolean => ancestorsOf(name, module).some((ancestor) => caught.has(ancestor));
  const addExpression = (e: Expression): void => {
    for (const name of implicitRaises(e)) if (isCaught(name)) result.add(name);
    if (e.kind === "call") {
      // What a generator raises comes out where it is gone through, which is mostly where it is called.
      for (const callee of calledFunctions(e)) for (const name of callee.facts.raises) result.add(name);
    }
    if (e.kind === "attribute" && e.resolved.kind === "property")
      for (const name of e.resolved.method.facts.raises) result.add(name);
    if (e.kind === "lambda") return;
    for (const part of expressionParts(e)) addExpression(part);
  };
  const addAll = (names: readonly string[]): void => {
    for (const name of names) result.add(name);
  };
  for (const statement of body) {
    switch (statement.kind) {
      case "raise":
        if (statement.exception === undefined) addAll(handled.length > 0 ? handled : ["Exception"]);
        else {
          result.add(raisedName(statement.exception));
          addExpression(statement.exception);
        }
        break;
      case "assert":
        addExpression(statement.test);
        if (isCaught("AssertionError")) result.add("AssertionError");
        break;
      case "try": {
        const inner = escaping(statement.body, handled, caught, module);
        const names = statement.handlers.map((handler) => handlerNames(handler));
        addAll(
          inner.filter((name) => !names.flat().some((caughtName) => ancestorsOf(name, module).includes(caughtName))),
        );
        statement.handlers.forEach((handler, index) => {
          const reaching = inner.filter((name) =>
            names[index].some((caughtName) => ancestorsOf(name, module).includes(caughtName)),
          );
          addAll(escaping(handler.body, reaching.length > 0 ? reaching : names[index], caught, module));
        });
        addAll(escaping(statement.otherwise, handled, caught, module));
        addAll(escaping(statement.finally, handled, caught, module));
        break;
      }
      case "if":
      case "while":
        addExpression(statement.test);
        addAll(escaping(statement.body, handled, caught, module));
        addAll(escaping(statement.otherwise, handled, caught, module));
        break;
      case "for":
        addExpression(statement.iterable);
        addAll(escaping(statement.body, handled, caught, module));
        addAll(escaping(statement.otherwise, handled, caught, module));
        break;
      case "with":
        for (const item of statement.items) addExpression(item.context);
        addAll(escaping(statement.body, handled, caught, module));
        break;
      case "match":
        addExpression(statement.subject);
        for (const each of statement.cases) addAll(escaping(each.body, handled, caught, module));
        break;
      case "function":
      case "class":
        break;
      default:
        visitExpressions([statement], {
          expression: (e) => {
            addExpression(e);
            return false;
          },
        });
    }
  }
  return [...result];
}

function handlerNames(handler: Handler): string[] {
  if (handler.types.length === 0) return ["BaseException"];
  return handler.types.map((type) =>
    type.kind === "class" ? type.class.name : type.kind === "value" ? "BaseException" : type.name,
  );
}

function raisedName(e: Expression): string {
  if (e.kind === "call") {
    if (e.target.kind === "class") return e.target.class.name;
    if (e.target.kind === "builtin") return e.target.name;
    if (e.target.kind === "library") return `${e.target.module}.${e.target.name}`;
  }
  if (e.kind === "builtin") return e.name;
  if (e.kind === "name" && e.variable.definition?.kind === "class") return (e.variable.definition as ClassDef).name;
  return e.type.kind === "instance" ? e.type.name : "Exception";
}
