import { bindArguments } from "../bind.ts";
import { constructorFields, findMethod, isThreadClass, withOverrides } from "../infer/members.ts";
import type {
  Argument,
  CallExpression,
  ClassDef,
  Expression,
  FunctionDef,
  Module,
  Pattern,
  Statement,
  Target,
  Variable,
} from "../nodes.ts";
import { ANY, NONE, type Type } from "../types.ts";
import { expressionParts } from "../walk.ts";
import { type Obj, Objects } from "./objects.ts";

/** A place that makes functions run beside the code around it. */
export interface SpawnSite {
  readonly call: Expression;
  readonly callee: Obj;
  /** What every run gets: the same objects each time. */
  readonly given: Obj[];
  /** What is made for a run, or an element of an iterable, of which each run gets another one. */
  readonly handed: HandedOver[];
  /** Every call runs the function more than once, as a pool's `map` does. */
  readonly repeats: boolean;
  /** The call waits for the runs to end. */
  readonly waits: boolean;
}

export interface HandedOver {
  readonly object: Obj;
  readonly type: Type;
}

/** Which values flow where: objects, functions as values, and the places that start threads. */
export interface Flow {
  readonly objects: Objects;
  readonly spawns: readonly SpawnSite[];
  /** Variables that a loop or comprehension binds to one element after the other. */
  readonly loopVariables: ReadonlySet<Variable>;
  of(e: Expression): Obj;
  /** The functions that a call can run, those that a library calls back included. */
  callees(e: Expression): readonly FunctionDef[];
}

interface Pending {
  readonly callee: Obj;
  readonly args: readonly Obj[];
  readonly result: Obj;
  readonly bound: Set<FunctionDef>;
}

const SCALARS: ReadonlySet<string> = new Set(["none", "bool", "int", "float", "complex", "str", "bytes", "range"]);
const COPIES: ReadonlySet<string> = new Set([
  "list",
  "tuple",
  "set",
  "frozenset",
  "sorted",
  "reversed",
  "iter",
  "deque",
  "dict",
  "defaultdict",
  "Counter",
  "OrderedDict",
  "chain",
  "islice",
  "cycle",
  "as_completed",
  "copy",
  "values",
  "union",
  "difference",
  "intersection",
]);
const PICKS: ReadonlySet<string> = new Set(["min", "max", "next", "choice", "heappop"]);
const POOL_METHODS: ReadonlySet<string> = new Set([
  "map",
  "imap",
  "imap_unordered",
  "map_async",
  "starmap",
  "starmap_async",
]);

export function flowOf(module: Module): Flow {
  const objects = new Objects();
  const known = new Map<Expression, Obj>();
  const pending: Pending[] = [];
  const spawns: SpawnSite[] = [];
  const calls = new Map<Expression, Obj[]>();
  const direct = new Map<Expression, FunctionDef[]>();
  const classes = new Map<string, ClassDef>(module.classes.map((each) => [each.name, each]));
  const loopVariables = new Set<Variable>();
  const each = (of: Obj): Obj => objects.element(of);

  function of(e: Expression): Obj {
    let made = known.get(e);
    if (made === undefined) {
      made = evaluate(e);
      known.set(e, made);
    }
    return objects.find(made);
  }

  function holding(...elements: readonly Obj[]): Obj {
    const made = objects.fresh();
    for (const element of elements) objects.unite(each(made), element);
    return made;
  }

  function evaluate(e: Expression): Obj {
    const parts = (): Obj[] => expressionParts(e).map(of);
    switch (e.kind) {
      case "name":
        return objects.variable(e.variable);
      case "attribute":
        return attribute(e);
      case "index": {
        const [object] = parts();
        return each(object);
      }
      case "slice": {
        const [object] = parts();
        return holding(each(object));
      }
      case "list":
      case "tuple":
      case "set":
        return holding(...e.elements.map((one) => (one.kind === "star" ? each(of(one.value)) : of(one))));
      case "dict": {
        for (const { key } of e.entries) if (key !== undefined) of(key);
        return holding(...e.entries.map(({ key, value }) => (key === undefined ? each(of(value)) : of(value))));
      }
      case "comprehension":
        for (const clause of e.clauses) {
          loops(clause.target);
          bind(clause.target, each(of(clause.iterable)));
          for (const condition of clause.conditions) of(condition);
        }
        if (e.key !== undefined) of(e.key);
        return holding(of(e.element));
      case "lambda": {
        const made = objects.fresh();
        made.functions.add(e.function);
        return made;
      }
      case "conditional": {
        of(e.test);
        return either(e, [of(e.body), of(e.otherwise)]);
      }
      case "logical":
        return either(e, parts());
      case "binary": {
        const [left, right] = parts();
        return SCALARS.has(e.type.kind) ? objects.fresh() : holding(each(left), each(right));
      }
      case "walrus": {
        const value = of(e.value);
        if (!SCALARS.has(e.type.kind)) objects.unite(objects.variable(e.variable), value);
        return value;
      }
      case "star":
      case "await":
      case "contents":
        return of(e.value);
      case "call":
        return call(e);
      default:
        parts();
        return objects.fresh();
    }
  }

  function either(e: Expression, values: readonly Obj[]): Obj {
    if (SCALARS.has(e.type.kind)) return objects.fresh();
    const made = objects.fresh();
    for (const value of values) objects.unite(made, value);
    return made;
  }

  function attribute(e: Expression & { kind: "attribute" }): Obj {
    const object = of(e.object);
    switch (e.resolved.kind) {
      case "classVariable":
        return objects.part(objects.class(e.resolved.class), e.name);
      case "property":
        objects.unite(receiverOf(e.resolved.method), object);
        direct.set(e, [e.resolved.method]);
        return objects.result(e.resolved.method);
      case "method": {
        const made = objects.fresh();
        for (const method of overrides(e.object, e.name, e.resolved.method)) {
          made.functions.add(method);
          objects.unite(receiverOf(method), object);
        }
        return made;
      }
      default:
        return e.object.type.kind === "class" && classes.has(e.object.type.name)
          ? objects.part(objects.class(classes.get(e.object.type.name)!), e.name)
          : objects.part(object, e.name);
    }
  }

  function receiverOf(method: FunctionDef): Obj {
    return method.receiver === undefined ? objects.fresh() : objects.variable(method.receiver);
  }

  function overrides(receiver: Expression, name: string, method: FunctionDef): readonly FunctionDef[] {
    const type = receiver.type.kind === "optional" ? receiver.type.of : receiver.type;
    const def = type.kind === "instance" ? classes.get(type.name) : undefined;
    const found = def === undefined ? [] : withOverrides(def, name);
    return found.length > 0 ? found : [method];
  }

  function call(e: CallExpression): Obj {
    const { target } = e;
    switch (target.kind) {
      case "function":
        return run(e, [target.function]);
      case "static":
        return run(e, [target.method]);
      case "super":
        if (target.method === undefined) break;
        return run(e, [target.method]);
      case "class": {
        const made = objects.fresh();
        const init = findMethod(target.class, "__init__");
        if (init !== undefined) {
          objects.unite(receiverOf(init), made);
          run(e, [init]);
          return made;
        }
        const values = e.args.map((argument) => of(argument.value));
        for (const [i, field] of constructorFields(target.class).entries()) {
          const at = e.args.findIndex((argument) => argument.name === field.name);
          const value = at >= 0 ? values[at] : e.args[i]?.kind === "positional" ? values[i] : undefined;
          if (value !== undefined && !SCALARS.has(field.type.kind))
            objects.unite(objects.part(made, field.name), value);
        }
        return made;
      }
      case "method":
        if (target.method !== undefined) {
          const object = of(target.receiver);
          const methods = overrides(target.receiver, target.name, target.method);
          for (const method of methods) objects.unite(receiverOf(method), object);
          return run(e, methods);
        }
        return libraryMethod(e, of(target.receiver), target.name);
      case "value": {
        const callee = of(target.callee);
        return later(
          e,
          callee,
          e.args.map((argument) => of(argument.value)),
        );
      }
      case "builtin":
        return libraryCall(e, target.name);
      case "library":
        return spawned(e, target.module, target.name) ?? libraryCall(e, target.name);
    }
    for (const argument of e.args) of(argument.value);
    return objects.fresh();
  }

  /** A call whose arguments are known one by one. */
  function run(e: CallExpression, functions: readonly FunctionDef[]): Obj {
    direct.set(e, [...functions]);
    const result = objects.fresh();
    for (const fn of functions) {
      const binding = bindArguments(fn, e.args);
      for (const argument of e.args) of(argument.value);
      if (binding === undefined) {
        for (const parameter of fn.parameters)
          for (const argument of e.args) objects.unite(objects.variable(parameter.variable), spread(argument));
      } else {
        for (const { parameter, argument } of binding.bound) {
          const variable = objects.variable(parameter.variable);
          if (SCALARS.has(parameter.variable.type.kind)) continue;
          if (argument.kind === "value" || argument.kind === "default") objects.unite(variable, of(argument.value));
          else
            for (const value of argument.kind === "rest"
              ? argument.values
              : argument.entries.map((entry) => entry.value))
              objects.unite(each(variable), value.kind === "star" ? each(of(value.value)) : of(value));
        }
      }
      if (!SCALARS.has(fn.result.kind) || fn.isGenerator || isManager(fn)) objects.unite(result, objects.result(fn));
    }
    return result;
  }

  function spread(argument: Argument): Obj {
    const value = of(argument.value);
    return argument.kind === "star" || argument.kind === "doubleStar" ? each(value) : value;
  }

  /** A call of a value, which is bound once it is known which functions that can be. */
  function later(e: Expression, callee: Obj, args: readonly Obj[]): Obj {
    const result = objects.fresh();
    pending.push({ callee, args, result, bound: new Set() });
    calls.set(e, [...(calls.get(e) ?? []), callee]);
    return result;
  }

  /** Arguments that are functions are taken to be called with elements of the others. */
  function libraryCall(e: CallExpression, name: string): Obj {
    const values = e.args.map((argument) => (argument.kind === "star" ? each(of(argument.value)) : of(argument.value)));
    if (name === "partial" && values.length > 0) {
      const made = objects.fresh();
      objects.unite(made, values[0]);
      later(e, values[0], values.slice(1));
      return made;
    }
    if ((name === "map" || name === "starmap") && values.length > 0) {
      const inner = values.slice(1).map((value) => (name === "map" ? each(value) : each(each(value))));
      return holding(later(e, values[0], inner));
    }
    for (const [i, argument] of e.args.entries()) {
      if (argument.value.type.kind !== "callable" && argument.value.kind !== "lambda") continue;
      const others = values.filter((_, at) => at !== i).map(each);
      later(e, values[i], others);
    }
    if (name === "zip" || name === "enumerate" || name === "product" || name === "combinations")
      return holding(holding(...values.map(each)));
    if (PICKS.has(name)) return values.length === 1 ? each(values[0]) : either(e, [...values, ...values.map(each)]);
    if (COPIES.has(name) || name === "filter") return holding(...values.map(each));
    if (name === "heappush" && values.length === 2) objects.unite(each(values[0]), values[1]);
    if (name === "gather" || name === "wait") return holding(...values, ...(name === "wait" ? values.map(each) : []));
    if (["wait_for", "create_task", "ensure_future", "shield", "run"].includes(name) && values.length > 0)
      return values[0];
    return objects.fresh();
  }

  function libraryMethod(e: CallExpression, receiver: Obj, name: string): Obj {
    const type = e.target.kind === "method" ? e.target.receiver.type : e.type;
    if (SCALARS.has(type.kind)) {
      for (const argument of e.args) of(argument.value);
      return objects.fresh();
    }
    const worker = type.kind === "instance" ? classes.get(type.name) : undefined;
    if (worker !== undefined && name === "start" && isThreadClass(worker)) {
      const callee = objects.fresh();
      for (const method of withOverrides(worker, "run")) {
        callee.functions.add(method);
        objects.unite(receiverOf(method), receiver);
      }
      spawns.push({ call: e, callee, given: [receiver], handed: [], repeats: false, waits: false });
      return objects.fresh();
    }
    const isPool = type.kind === "library" && /Executor|Pool/.test(type.name);
    if (isPool && e.args.length > 0) {
      if (name === "submit" || name.startsWith("apply")) {
        const packed = name.startsWith("apply") ? tupleElements(e.args[1]?.value) : undefined;
        const rest = packed ?? e.args.slice(1).map((argument) => argument.value);
        const result = start(e, e.args[0].value, rest, { repeats: false, waits: name === "apply" });
        return holding(result);
      }
      if (POOL_METHODS.has(name)) {
        const lists = e.args.slice(1).filter((argument) => argument.kind === "positional");
        const elements = lists.map((argument) => each(of(argument.value)));
        const args = name.startsWith("starmap") ? elements.map(each) : elements;
        const callee = of(e.args[0].value);
        spawns.push({
          call: e,
          callee,
          given: name.startsWith("starmap") ? args : [],
          handed: name.startsWith("starmap")
            ? []
            : lists.map((argument, i) => ({ object: args[i], type: elementOf(argument.value.type) })),
          repeats: true,
          waits: type.name.includes("Pool") && (name === "map" || name === "starmap"),
        });
        return holding(bound(callee, args));
      }
    }
    const values = e.args.map((argument) => of(argument.value));
    for (const [i, argument] of e.args.entries())
      if (argument.value.type.kind === "callable" || argument.value.kind === "lambda")
        later(e, values[i], [each(receiver)]);
    const element = each(receiver);
    if (name === "items") return holding(holding(element));
    for (const [i, argument] of e.args.entries()) {
      if (SCALARS.has(argument.value.type.kind)) continue;
      const spreads = name === "extend" || name === "update" || COPIES.has(name);
      objects.unite(element, spreads ? each(values[i]) : values[i]);
    }
    if (COPIES.has(name) || name === "keys") return holding(element);
    return SCALARS.has(e.type.kind) ? objects.fresh() : element;
  }

  function tupleElements(value: Expression | undefined): readonly Expression[] | undefined {
    if (value === undefined) return undefined;
    return value.kind === "tuple" || value.kind === "list" ? value.elements : [value];
  }

  /** Calls of libraries that start a thread. */
  function spawned(e: CallExpression, library: string, name: string): Obj | undefined {
    const named = (wanted: string): Expression | undefined => e.args.find((each) => each.name === wanted)?.value;
    const at = (i: number): Expression | undefined => (e.args[i]?.kind === "positional" ? e.args[i].value : undefined);
    if ((library === "threading" && name === "Thread") || (library === "multiprocessing" && name === "Process")) {
      const target = named("target") ?? at(1);
      if (target === undefined) return undefined;
      const args = tupleElements(named("args") ?? at(3)) ?? [];
      const keywords = named("kwargs");
      const more = keywords?.kind === "dict" ? keywords.entries.map((entry) => entry.value) : [];
      start(e, target, [...args, ...more], { repeats: false, waits: false });
      return objects.fresh();
    }
    if (library === "threading" && name === "Timer") {
      const target = named("function") ?? at(1);
      if (target === undefined) return undefined;
      start(e, target, tupleElements(named("args") ?? at(2)) ?? [], { repeats: false, waits: false });
      return objects.fresh();
    }
    if (library === "asyncio" && name === "to_thread" && e.args.length > 0) {
      const rest = e.args.slice(1).map((argument) => argument.value);
      return start(e, e.args[0].value, rest, { repeats: false, waits: false });
    }
    return undefined;
  }

  function start(
    e: CallExpression,
    target: Expression,
    args: readonly Expression[],
    how: { readonly repeats: boolean; readonly waits: boolean },
  ): Obj {
    const callee = of(target);
    const values = args.map((value) => (value.kind === "star" ? each(of(value.value)) : of(value)));
    const given: Obj[] = [];
    const handed: HandedOver[] = [];
    for (const [i, value] of args.entries()) {
      if (SCALARS.has(value.type.kind)) continue;
      if (isOfRun(value)) handed.push({ object: values[i], type: value.type });
      else given.push(values[i]);
    }
    if (target.kind === "attribute") given.push(of(target.object));
    spawns.push({ call: e, callee, given, handed, ...how });
    return bound(callee, values);
  }

  /** An element that the loop around has come to, or something new. */
  function isOfRun(value: Expression): boolean {
    if (value.kind === "slice" || value.kind === "comprehension") return true;
    if (value.kind === "index") return value.index.kind === "name" && loopVariables.has(value.index.variable);
    return value.kind === "name" && loopVariables.has(value.variable);
  }

  function bound(callee: Obj, args: readonly Obj[]): Obj {
    const result = objects.fresh();
    pending.push({ callee, args, result, bound: new Set() });
    return result;
  }

  function loops(target: Target): void {
    if (target.kind === "variable") loopVariables.add(target.variable);
    if (target.kind === "star") loops(target.target);
    if (target.kind === "unpack") for (const element of target.elements) loops(element);
  }

  function bind(target: Target, value: Obj): void {
    switch (target.kind) {
      case "variable":
        if (!SCALARS.has(target.variable.type.kind)) objects.unite(objects.variable(target.variable), value);
        return;
      case "attribute": {
        const object = of(target.object);
        if (SCALARS.has(target.type.kind)) return;
        const type = target.object.type;
        const owner = type.kind === "class" ? classes.get(type.name) : undefined;
        objects.unite(objects.part(owner === undefined ? object : objects.class(owner), target.name), value);
        return;
      }
      case "index": {
        const object = of(target.object);
        of(target.index);
        if (!SCALARS.has(target.type.kind)) objects.unite(each(object), value);
        return;
      }
      case "slice":
        of({ ...target.slice });
        objects.unite(each(of(target.slice.object)), each(value));
        return;
      case "unpack":
        for (const element of target.elements) bind(element, each(value));
        return;
      case "star":
        bind(target.target, holding(value));
        return;
      case "stub":
        return;
      default:
        target satisfies never;
    }
  }

  function match(pattern: Pattern, subject: Obj): void {
    switch (pattern.kind) {
      case "capture":
        objects.unite(objects.variable(pattern.variable), subject);
        return;
      case "as":
        objects.unite(objects.variable(pattern.variable), subject);
        match(pattern.pattern, subject);
        return;
      case "star":
        if (pattern.variable !== undefined) objects.unite(objects.variable(pattern.variable), holding(subject));
        return;
      case "sequence":
        for (const inner of pattern.elements) match(inner, each(subject));
        return;
      case "mapping":
        for (const entry of pattern.entries) match(entry.pattern, each(subject));
        return;
      case "class":
        for (const inner of pattern.positional) match(inner, each(subject));
        for (const keyword of pattern.keywords) match(keyword.pattern, objects.part(subject, keyword.name));
        return;
      case "or":
        for (const inner of pattern.alternatives) match(inner, subject);
        return;
    }
  }

  function block(body: readonly Statement[], fn: FunctionDef | undefined): void {
    for (const one of body) statement(one, fn);
  }

  function statement(one: Statement, fn: FunctionDef | undefined): void {
    switch (one.kind) {
      case "assign": {
        const value = of(one.value);
        for (const target of one.targets) bind(target, value);
        return;
      }
      case "augment": {
        const value = of(one.value);
        bind(one.target, SCALARS.has(one.value.type.kind) ? objects.fresh() : holding(each(value)));
        return;
      }
      case "expression":
        yielded(one.value, fn);
        of(one.value);
        return;
      case "return":
        if (one.value === undefined) return;
        if (fn !== undefined && !SCALARS.has(one.value.type.kind)) objects.unite(objects.result(fn), of(one.value));
        else of(one.value);
        return;
      case "raise":
        if (one.exception !== undefined) of(one.exception);
        if (one.cause !== undefined) of(one.cause);
        return;
      case "assert":
        of(one.test);
        if (one.message !== undefined) of(one.message);
        return;
      case "delete":
        for (const target of one.targets) bind(target, objects.fresh());
        return;
      case "if":
      case "while":
        of(one.test);
        block(one.body, fn);
        block(one.otherwise, fn);
        return;
      case "for":
        loops(one.target);
        bind(one.target, each(of(one.iterable)));
        block(one.body, fn);
        block(one.otherwise, fn);
        return;
      case "try":
        block(one.body, fn);
        for (const handler of one.handlers) block(handler.body, fn);
        block(one.otherwise, fn);
        block(one.finally, fn);
        return;
      case "with":
        for (const item of one.items) {
          const context = of(item.context);
          if (item.target === undefined) continue;
          const type = item.context.type;
          const def = type.kind === "instance" ? classes.get(type.name) : undefined;
          const enter = def && (findMethod(def, "__enter__") ?? findMethod(def, "__aenter__"));
          if (enter !== undefined) objects.unite(receiverOf(enter), context);
          const isGenerator = (direct.get(item.context) ?? []).some(isManager);
          bind(item.target, enter !== undefined ? objects.result(enter) : isGenerator ? each(context) : context);
        }
        block(one.body, fn);
        return;
      case "match": {
        const subject = of(one.subject);
        for (const branch of one.cases) {
          match(branch.pattern, subject);
          if (branch.guard !== undefined) of(branch.guard);
          block(branch.body, fn);
        }
        return;
      }
      case "function":
        for (const parameter of one.function.parameters)
          if (parameter.default !== undefined && !SCALARS.has(parameter.variable.type.kind))
            objects.unite(objects.variable(parameter.variable), of(parameter.default));
        return;
      default:
        return;
    }
  }

  function yielded(value: Expression, fn: FunctionDef | undefined): void {
    if (fn === undefined) return;
    if (value.kind === "yield" && value.value !== undefined) objects.unite(each(objects.result(fn)), of(value.value));
    if (value.kind === "yieldFrom") objects.unite(each(objects.result(fn)), each(of(value.value)));
  }

  for (const def of module.classes) {
    for (const field of [...def.fields, ...def.classVariables]) {
      if (field.default !== undefined) objects.unite(objects.part(objects.class(def), field.name), of(field.default));
    }
  }
  block(module.body, undefined);
  block(module.main ?? [], undefined);
  for (const fn of module.functions) block(fn.body, fn);
  // Requests run at the same time as each other.
  for (const { endpoint, range } of module.service?.routes ?? []) {
    const callee = objects.fresh();
    callee.functions.add(endpoint);
    const call: Expression = { kind: "none", range, type: NONE };
    spawns.push({ call, callee, given: [], handed: [], repeats: true, waits: false });
  }
  for (let changed = true; changed; ) {
    changed = false;
    for (const one of [...pending]) {
      for (const fn of [...objects.find(one.callee).functions]) {
        if (one.bound.has(fn)) continue;
        one.bound.add(fn);
        changed = true;
        for (const [i, parameter] of fn.parameters.entries())
          if (one.args[i] !== undefined && !SCALARS.has(parameter.variable.type.kind))
            objects.unite(objects.variable(parameter.variable), one.args[i]);
        if (!SCALARS.has(fn.result.kind) || fn.isGenerator || isManager(fn))
          objects.unite(one.result, objects.result(fn));
      }
    }
  }
  return {
    objects,
    spawns,
    loopVariables,
    of,
    callees: (e) => [
      ...(direct.get(e) ?? []),
      ...(calls.get(e) ?? []).flatMap((callee) => [...objects.find(callee).functions]),
    ],
  };
}

/** A target may have made an ordinary function of a context manager that yields. */
const isManager = (fn: FunctionDef): boolean => fn.decorators.some((decorator) => decorator.kind === "contextmanager");

function elementOf(type: Type): Type {
  return "element" in type ? type.element : type.kind === "dict" ? type.key : ANY;
}
