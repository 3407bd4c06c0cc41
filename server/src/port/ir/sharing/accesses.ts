import { findMethod, isThreadClass } from "../infer/members.ts";
import type { Argument, ClassDef, Expression, FunctionDef, Module, Statement, Target, Variable } from "../nodes.ts";
import type { Type } from "../types.ts";
import { expressionParts } from "../walk.ts";
import type { Flow } from "./flow.ts";
import type { Obj } from "./objects.ts";
import { ownedLocals } from "./owned.ts";

/** What is read or written: the contents of a container, a field of an object, or a variable that several functions see. */
export type Place =
  | { readonly kind: "contents"; readonly object: Obj }
  | { readonly kind: "field"; readonly object: Obj; readonly name: string }
  | { readonly kind: "variable"; readonly variable: Variable };

export interface Access {
  /** The operation that Python does in one go. */
  readonly node: Expression | Target;
  readonly place: Place;
  readonly writes: boolean;
  /** Undefined at module level. */
  readonly fn: FunctionDef | undefined;
  /** Threads that this function started may run meanwhile. */
  readonly live: boolean;
  /** Locks that a `with` around it, or `acquire`, holds. */
  readonly locks: readonly Obj[];
}

export interface CallEdge {
  readonly from: FunctionDef | undefined;
  readonly to: FunctionDef;
  readonly live: boolean;
  readonly locks: readonly Obj[];
  readonly inLoop: boolean;
}

export interface Activity {
  readonly accesses: readonly Access[];
  readonly edges: readonly CallEdge[];
  /** Expressions that start threads, and where: the function, and how many loops are around. */
  readonly starts: ReadonlyMap<Expression, { readonly fn: FunctionDef | undefined; readonly loops: number }>;
}

const CONTAINERS: ReadonlySet<string> = new Set(["list", "dict", "set", "deque", "iterator"]);
const MUTATORS: ReadonlySet<string> = new Set(
  `append appendleft extend extendleft insert remove pop popleft popitem clear update setdefault add discard sort reverse
   rotate subtract difference_update intersection_update symmetric_difference_update move_to_end heappush heappop heapify
   shuffle insort insort_left insort_right next __setitem__ __delitem__ __next__`.split(/\s+/),
);

interface State {
  readonly fn: FunctionDef | undefined;
  live: Set<Obj>;
  locks: Obj[];
  loops: number;
  ended: Set<Obj>;
}

/** What calling a function does to the threads that run: those it leaves running, and those it waits for. */
interface Effect {
  readonly started: ReadonlySet<Obj>;
  readonly ended: ReadonlySet<Obj>;
}

const NO_EFFECT: Effect = { started: new Set(), ended: new Set() };

/** Goes over every function in the order in which it runs, and notes what it touches while which locks are held. */
export function activityOf(module: Module, flow: Flow): Activity {
  const { objects } = flow;
  const accesses: Access[] = [];
  const edges: CallEdge[] = [];
  const starts = new Map<Expression, { fn: FunctionDef | undefined; loops: number }>();
  const effects = new Map<FunctionDef | "module", Effect>();
  const classes = new Map<string, ClassDef>(module.classes.map((each) => [each.name, each]));
  const owned = ownedLocals(module);
  const spawnCalls = new Map(flow.spawns.map((site) => [site.call, site]));

  const record = (state: State, node: Expression | Target, place: Place, writes: boolean): void => {
    accesses.push({ node, place, writes, fn: state.fn, live: state.live.size > 0, locks: [...state.locks] });
  };

  function contents(state: State, owner: Expression, node: Expression | Target, writes: boolean, deep = false): void {
    const type = plain(owner.type);
    if (!CONTAINERS.has(type.kind)) return;
    if (owner.kind === "name" && owned.has(owner)) return;
    inside(state, flow.of(owner), type, node, writes, deep);
  }

  function inside(
    state: State,
    object: Obj,
    type: Type,
    node: Expression | Target,
    writes: boolean,
    deep: boolean,
  ): void {
    if (!CONTAINERS.has(type.kind)) return;
    record(state, node, { kind: "contents", object: objects.find(object) }, writes);
    const element = type.kind === "dict" ? type.value : "element" in type ? type.element : undefined;
    if (deep && element !== undefined) inside(state, objects.element(object), plain(element), node, false, true);
  }

  function call(state: State, e: Expression, functions: readonly FunctionDef[]): void {
    for (const to of functions) {
      edges.push({
        from: state.fn,
        to,
        live: state.live.size > 0,
        locks: [...state.locks],
        inLoop: state.loops > 0,
      });
      const effect = effectOf(to);
      for (const each of effect.ended) end(state, each);
      for (const each of effect.started) state.live.add(objects.find(each));
    }
    void e;
  }

  function end(state: State, thread: Obj): void {
    state.live.delete(objects.find(thread));
    state.ended.add(objects.find(thread));
  }

  /** Operators, `len`, `print`, … call methods of the objects that they get. */
  function implicit(state: State, e: Expression, operands: readonly Expression[]): void {
    for (const operand of operands) {
      const type = plain(operand.type);
      const def = type.kind === "instance" ? classes.get(type.name) : undefined;
      if (def === undefined) continue;
      const methods = def.methods.filter((method) => /^__(?!init__|enter__|exit__)\w+__$/.test(method.name));
      call(state, e, methods);
    }
  }

  function expression(state: State, e: Expression | undefined): void {
    if (e === undefined) return;
    switch (e.kind) {
      case "lambda":
        return;
      case "comprehension":
        state.loops++;
        for (const clause of e.clauses) {
          iterated(state, clause.iterable);
          target(state, clause.target);
          for (const condition of clause.conditions) truth(state, condition);
        }
        expression(state, e.key);
        expression(state, e.element);
        state.loops--;
        return;
      case "conditional":
        truth(state, e.test);
        expression(state, e.body);
        expression(state, e.otherwise);
        return;
      case "logical":
        truth(state, e.left);
        if (e.condition) truth(state, e.right);
        else expression(state, e.right);
        return;
      case "not":
        truth(state, e.operand);
        return;
      case "star":
      case "yieldFrom":
        iterated(state, e.value);
        return;
    }
    for (const part of expressionParts(e)) expression(state, part);
    operation(state, e);
  }

  function operation(state: State, e: Expression): void {
    switch (e.kind) {
      case "name":
        if (isSeen(e.variable)) record(state, e, { kind: "variable", variable: e.variable }, false);
        return;
      case "attribute":
        field(state, e, e.object, e.name, false);
        if (e.resolved.kind === "property") call(state, e, flow.callees(e));
        return;
      case "index": {
        const makes = e.object.type.kind === "dict" && e.object.type.flavor === "defaultdict";
        contents(state, e.object, e, makes);
        implicit(state, e, [e.object]);
        return;
      }
      case "slice":
        contents(state, e.object, e, false);
        return;
      case "binary":
        contents(state, e.left, e, false);
        contents(state, e.right, e, false);
        implicit(state, e, [e.left, e.right]);
        return;
      case "compare":
        if (e.operators.every((operator) => operator.startsWith("is"))) return;
        for (const operand of e.operands) contents(state, operand, e, false, true);
        implicit(state, e, e.operands);
        return;
      case "format":
        for (const part of e.parts) if (part.kind === "field") contents(state, part.value, e, false, true);
        implicit(state, e, expressionParts(e));
        return;
      case "walrus":
        if (isSeen(e.variable)) record(state, e, { kind: "variable", variable: e.variable }, true);
        return;
      case "call":
        called(state, e);
        return;
      default:
        return;
    }
  }

  function called(state: State, e: Expression & { kind: "call" }): void {
    const { target } = e;
    const args = e.args.map((argument: Argument) => argument.value);
    if (target.kind === "builtin" || target.kind === "library") {
      const writes = MUTATORS.has(target.name);
      for (const [i, argument] of args.entries()) contents(state, argument, e, writes && i === 0, !writes);
      implicit(state, e, args);
    } else if (target.kind === "method" && target.method === undefined) {
      contents(state, target.receiver, e, MUTATORS.has(target.name));
      for (const argument of args)
        if (["extend", "update", "join", "extendleft"].includes(target.name)) contents(state, argument, e, false);
      threads(state, e, target.receiver, target.name);
    }
    if (spawnCalls.has(e)) {
      starts.set(e, { fn: state.fn, loops: state.loops });
      return;
    }
    call(state, e, flow.callees(e));
  }

  /** Threads and pools that start, and that are waited for; locks that are taken and given back by hand. */
  function threads(state: State, e: Expression & { kind: "call" }, receiver: Expression, name: string): void {
    const type = plain(receiver.type);
    const object = (): Obj => objects.find(flow.of(receiver));
    const worker = type.kind === "instance" ? classes.get(type.name) : undefined;
    if (worker !== undefined && isThreadClass(worker)) {
      if (name === "start") state.live.add(object());
      if (name === "join" && e.args.length === 0) end(state, object());
    }
    if (type.kind !== "library") return;
    if (/Lock|Condition/.test(type.name) && !type.name.startsWith("asyncio")) {
      if (name === "acquire") state.locks.push(object());
      if (name === "release") state.locks = state.locks.filter((lock) => !objects.same(lock, object()));
    } else if (/Thread|Process/.test(type.name)) {
      if (name === "start") state.live.add(object());
      if (name === "join" && e.args.length === 0) end(state, object());
    } else if (/Executor|Pool/.test(type.name)) {
      const site = spawnCalls.get(e);
      if (site !== undefined && !site.waits) state.live.add(object());
      if (name === "shutdown" || name === "join") end(state, object());
    }
  }

  function truth(state: State, e: Expression): void {
    expression(state, e);
    contents(state, e, e, false);
    implicit(state, e, [e]);
  }

  function iterated(state: State, e: Expression): void {
    expression(state, e);
    contents(state, e, e, plain(e.type).kind === "iterator");
    implicit(state, e, [e]);
  }

  /** A variable that some function rebinds which does not own it. */
  function isSeen(variable: Variable): boolean {
    return variable.rebound && variable.definition === undefined;
  }

  function field(state: State, node: Expression | Target, object: Expression, name: string, writes: boolean): void {
    const type = plain(object.type);
    const isClass = type.kind === "class" && classes.has(type.name);
    const def = type.kind === "instance" || type.kind === "class" ? classes.get(type.name) : undefined;
    if (def === undefined || (def.enum !== undefined && isClass)) return;
    // Nobody else sees an object that is being made, nor one that this run has made and keeps for itself.
    const isMaking = state.fn?.name === "__init__" || state.fn?.name === "__post_init__";
    if (isMaking && object.kind === "name" && object.variable === state.fn?.receiver) return;
    if (object.kind === "name" && owned.has(object)) return;
    const isShared = isClass || isClassVariable(def, name);
    const owner = isShared ? objects.class(ownerOf(def, name)) : flow.of(object);
    record(state, node, { kind: "field", object: objects.find(owner), name }, writes);
  }

  function target(state: State, each: Target, reads = false): void {
    switch (each.kind) {
      case "variable": {
        const { variable } = each;
        if (!isSeen(variable)) return;
        record(state, each, { kind: "variable", variable }, true);
        return;
      }
      case "attribute":
        expression(state, each.object);
        field(state, each, each.object, each.name, true);
        return;
      case "index":
        expression(state, each.object);
        expression(state, each.index);
        contents(state, each.object, each, true);
        implicit(state, each.object, [each.object]);
        return;
      case "slice":
        expression(state, each.slice.object);
        expression(state, each.slice.start);
        expression(state, each.slice.stop);
        contents(state, each.slice.object, each, true);
        return;
      case "unpack":
        for (const inner of each.elements) target(state, inner, reads);
        return;
      case "star":
        target(state, each.target, reads);
        return;
      case "stub":
        return;
      default:
        each satisfies never;
    }
  }

  function block(state: State, body: readonly Statement[]): void {
    for (const each of body) statement(state, each);
  }

  /** A loop runs again with what its own body left running. */
  function loop(state: State, run: () => void): void {
    state.loops++;
    run();
    run();
    state.loops--;
  }

  function branches(state: State, runs: readonly (() => void)[]): void {
    const before = new Set(state.live);
    const after = new Set<Obj>();
    for (const run of runs) {
      state.live = new Set(before);
      run();
      for (const each of state.live) after.add(each);
    }
    state.live = after;
  }

  function statement(state: State, each: Statement): void {
    switch (each.kind) {
      case "assign":
        expression(state, each.value);
        for (const one of each.targets) {
          if (one.kind === "unpack") iterated(state, each.value);
          target(state, one);
        }
        return;
      case "augment": {
        expression(state, each.value);
        target(state, each.target, true);
        const { target: to } = each;
        if (to.kind === "variable" || to.kind === "attribute") {
          const type = to.kind === "variable" ? to.variable.type : to.type;
          if (to.kind === "variable") {
            const name: Expression = { kind: "name", variable: to.variable, type, range: to.range };
            if (CONTAINERS.has(plain(type).kind))
              record(state, to, { kind: "contents", object: objects.find(flow.of(name)) }, true);
          } else if (CONTAINERS.has(plain(type).kind))
            record(
              state,
              to,
              { kind: "contents", object: objects.find(objects.part(flow.of(to.object), to.name)) },
              true,
            );
        }
        return;
      }
      case "expression":
        expression(state, each.value);
        return;
      case "return":
        expression(state, each.value);
        return;
      case "raise":
        expression(state, each.exception);
        expression(state, each.cause);
        return;
      case "assert":
        truth(state, each.test);
        expression(state, each.message);
        return;
      case "delete":
        for (const one of each.targets) target(state, one);
        return;
      case "if":
        truth(state, each.test);
        branches(state, [() => block(state, each.body), () => block(state, each.otherwise)]);
        return;
      case "while":
        loop(state, () => {
          truth(state, each.test);
          block(state, each.body);
        });
        block(state, each.otherwise);
        return;
      case "for":
        iterated(state, each.iterable);
        loop(state, () => {
          target(state, each.target);
          block(state, each.body);
        });
        block(state, each.otherwise);
        return;
      case "try":
        block(state, each.body);
        branches(state, [
          () => block(state, each.otherwise),
          ...each.handlers.map((handler) => () => block(state, handler.body)),
        ]);
        block(state, each.finally);
        return;
      case "with":
        withBlock(state, each);
        return;
      case "match":
        expression(state, each.subject);
        branches(
          state,
          each.cases.map((one) => () => {
            if (one.guard !== undefined) truth(state, one.guard);
            block(state, one.body);
          }),
        );
        return;
      default:
        return;
    }
  }

  function withBlock(state: State, each: Statement & { kind: "with" }): void {
    const held = [...state.locks];
    const pools: Obj[] = [];
    const exits: FunctionDef[] = [];
    for (const item of each.items) {
      expression(state, item.context);
      const type = plain(item.context.type);
      if (type.kind === "library" && /Lock|Condition/.test(type.name) && !type.name.startsWith("asyncio"))
        state.locks.push(objects.find(flow.of(item.context)));
      if (type.kind === "library" && /Executor|Pool/.test(type.name)) pools.push(objects.find(flow.of(item.context)));
      const def = type.kind === "instance" ? classes.get(type.name) : undefined;
      const enter = def && (findMethod(def, "__enter__") ?? findMethod(def, "__aenter__"));
      const exit = def && (findMethod(def, "__exit__") ?? findMethod(def, "__aexit__"));
      if (enter !== undefined) call(state, item.context, [enter]);
      if (exit !== undefined) exits.push(exit);
      if (item.target !== undefined) target(state, item.target);
    }
    block(state, each.body);
    for (const pool of pools) end(state, pool);
    call(state, each.items[0].context, exits);
    state.locks = held;
  }

  function effectOf(fn: FunctionDef): Effect {
    const known = effects.get(fn);
    if (known !== undefined) return known;
    effects.set(fn, NO_EFFECT);
    const state = begin(fn);
    block(state, fn.body);
    const effect = { started: state.live, ended: state.ended };
    effects.set(fn, effect);
    return effect;
  }

  function begin(fn: FunctionDef | undefined): State {
    return { fn, live: new Set(), locks: [], loops: 0, ended: new Set() };
  }

  function plain(type: Type): Type {
    return type.kind === "optional" ? type.of : type;
  }

  const root = begin(undefined);
  block(root, module.body);
  block(root, module.main ?? []);
  for (const fn of module.functions) effectOf(fn);
  return { accesses, edges, starts };
}

function isClassVariable(def: ClassDef, name: string): boolean {
  if (def.fields.some((field) => field.name === name)) return false;
  if (def.classVariables.some((field) => field.name === name)) return true;
  return def.bases.some((base) => base.kind === "class" && isClassVariable(base.class, name));
}

function ownerOf(def: ClassDef, name: string): ClassDef {
  if (def.classVariables.some((field) => field.name === name)) return def;
  for (const base of def.bases)
    if (base.kind === "class" && isClassVariable(base.class, name)) return ownerOf(base.class, name);
  return def;
}
