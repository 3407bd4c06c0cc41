import { type Binding, bindArguments } from "../bind.ts";
import type { CallExpression, Expression, FunctionDef, Module, Statement, Variable } from "../nodes.ts";
import type { Obj } from "../sharing/objects.ts";
import { operandsLookedAt } from "../sharing/owned.ts";
import { visitExpression, visitExpressions } from "../walk.ts";
import { type Body, bodyOf, type Given, type Local } from "./locals.ts";
import { isList, type ListObjects, listsIn, listsOf } from "./objects.ts";

/** A call of functions of the module, and where it stands. */
export interface CallSite {
  readonly body: Body;
  readonly call: Expression;
  readonly callees: readonly FunctionDef[];
}

/** Who holds the lists of a module: what is made, what is handed on for good, and what is only lent. */
export interface Ownership {
  readonly bodies: readonly Body[];
  readonly sites: readonly CallSite[];
  /** Lists that come with a value while something else goes on holding them. */
  carried(e: Expression, body: Body): readonly Obj[];
  /** What comes with the elements that a loop goes over. */
  carriedByLoop(iterable: Expression, body: Body): readonly Obj[];
  carriedBy(given: Given, variable: Variable, body: Body): readonly Obj[];
  /** Whether nobody else has got what a local holds there. */
  isOwned(local: Local, at: number, body: Body): boolean;
  /** The same, of what has never been anywhere else: nobody can have got it before. */
  isMadeHere(local: Local, at: number, body: Body): boolean;
  isDead(local: Local, at: number, body: Body): boolean;
  /** Whether every caller gives the list away. */
  isGiven(parameter: Variable): boolean;
  /** Whether a function only looks at what a parameter holds. */
  isLent(parameter: Variable): boolean;
  bind(fn: FunctionDef, call: Expression): Binding | undefined;
}

/** Methods that keep or give back what they get. */
export const KEEPING: ReadonlySet<string> = new Set(
  "append insert appendleft add setdefault put put_nowait submit apply_async get pop map send fromkeys".split(" "),
);
/** Functions of libraries that keep or give back what they get after the first argument. */
export const KEEPING_CALLS: ReadonlySet<string> = new Set(
  "heappush heappushpop heapreplace insort insort_left insort_right partial reduce".split(" "),
);
const REMOVING: ReadonlySet<string> = new Set(["pop", "popleft", "popitem", "get_nowait"]);
const MAKING: ReadonlySet<string> = new Set(
  "copy split rsplit splitlines keys values items most_common elements readlines findall groups".split(" "),
);

export function ownershipOf(module: Module, objects: ListObjects, values: ReadonlySet<FunctionDef>): Ownership {
  const { flow } = objects;
  const outer = new Set<Variable>();
  for (const fn of module.functions)
    visitExpressions(fn.body, {
      expression: (e) => {
        if (e.kind === "name" && e.variable.scope === "module") outer.add(e.variable);
        return undefined;
      },
      target: (target) => {
        if (target.kind === "variable" && target.variable.scope === "module") outer.add(target.variable);
      },
    });
  const main: readonly Statement[] = [...module.body, ...(module.main ?? [])];
  const bodies: Body[] = [
    bodyOf(undefined, main, (variable) => variable.scope === "module" && !outer.has(variable)),
    ...module.functions.map((fn) =>
      bodyOf(
        fn,
        fn.body,
        (variable) => variable.owner === fn && variable.scope === "function" && !variable.captured && !variable.rebound,
      ),
    ),
  ];
  const sites: CallSite[] = [];
  for (const body of bodies)
    visitExpressions(body.statements, {
      expression: (e) => {
        const callees = e.kind === "call" || e.kind === "attribute" ? flow.callees(e) : [];
        if (callees.length > 0) sites.push({ body, call: e, callees });
        return undefined;
      },
    });
  const bind = (fn: FunctionDef, call: Expression): Binding | undefined =>
    call.kind === "call" && call.target.kind !== "value" && call.target.kind !== "library"
      ? bindArguments(fn, call.args)
      : undefined;

  // What is not known to be otherwise holds at first; each round takes away what a call, return or use contradicts.
  const kept = new Set<Variable>();
  const parts = new Set<FunctionDef>();
  const escaping = new Set<Variable>();
  const known = new Map<Given, boolean>();
  const open = new Set<unknown>();

  function isNew(bound: Given, variable: Variable, body: Body): boolean {
    const before = known.get(bound);
    if (before !== undefined) return before;
    if (open.has(bound)) return true;
    open.add(bound);
    const result = carriedBy(bound, variable, body).length === 0;
    open.delete(bound);
    known.set(bound, result);
    return result;
  }

  function carriedBy(bound: Given, variable: Variable, body: Body): readonly Obj[] {
    const own = (): readonly Obj[] => listsOf(objects, variable.type, flow.objects.variable(variable));
    switch (bound.kind) {
      case "value":
      case "part":
        return carried(bound.value, body);
      case "loop":
        return carriedByLoop(bound.iterable, body);
      case "parameter":
        return kept.has(variable) ? own() : [];
      case "unknown":
        return own();
      default:
        return bound satisfies never;
    }
  }

  function isOwned(local: Local, at: number, body: Body): boolean {
    if (local.bindings.some((each) => !isNew(each.given, local.variable, body))) return false;
    return !local.uses.some(
      ({ at: from, node }) => node !== undefined && !looked.has(node) && from !== at && body.reaches(local, from, at),
    );
  }

  /** Whether a value was taken out of a container, by the expression or by what it calls. */
  function isTakenOut(e: Expression): boolean {
    let found = false;
    visitExpression(e, {
      expression: (each) => {
        if (each.kind !== "call") return undefined;
        const { target } = each;
        const removes =
          (target.kind === "method" && target.method === undefined && REMOVING.has(target.name)) ||
          (target.kind === "library" && target.name === "heappop");
        if (removes)
          found ||=
            [...listsOf(objects, each.type, flow.of(each)), ...listsIn(objects, each.type, flow.of(each))].length > 0;
        found ||= flow.callees(each).some((fn) => takers.has(fn));
        return undefined;
      },
    });
    return found;
  }

  const takers = new Set<FunctionDef>();
  for (let changed = true; changed; ) {
    changed = false;
    for (const { fn, statements } of bodies) {
      if (fn === undefined || takers.has(fn)) continue;
      let takes = false;
      visitExpressions(statements, {
        expression: (e) => {
          takes ||= isTakenOut(e);
          return false;
        },
      });
      if (!takes) continue;
      takers.add(fn);
      changed = true;
    }
  }

  const isMadeHere = (local: Local, at: number, body: Body): boolean =>
    isOwned(local, at, body) &&
    local.bindings.every(
      ({ given }) =>
        given.kind === "parameter" ||
        given.kind === "unknown" ||
        !isTakenOut(given.kind === "loop" ? given.iterable : given.value),
    );

  const isDead = (local: Local, at: number, body: Body): boolean =>
    !local.uses.some((use) => (use.at !== at || loopsBack(local, at, body)) && body.reaches(local, at, use.at));
  const loopsBack = (local: Local, at: number, body: Body): boolean => body.reaches(local, at, at);

  function carried(e: Expression, body: Body): readonly Obj[] {
    const own = (): readonly Obj[] => listsOf(objects, e.type, flow.of(e));
    const inside = (): readonly Obj[] => listsIn(objects, e.type, flow.of(e));
    switch (e.kind) {
      case "name": {
        const local = body.locals.get(e.variable);
        if (local === undefined) return own();
        const at = e.range.start;
        return isOwned(local, at, body) && isDead(local, at, body) ? [] : own();
      }
      case "attribute":
      case "index":
        return own();
      case "list":
      case "tuple":
      case "set":
        return e.elements.flatMap((each) =>
          each.kind === "star" ? listsIn(objects, each.value.type, flow.of(each.value)) : carried(each, body),
        );
      case "dict":
        return e.entries.flatMap((entry) => carried(entry.value, body));
      case "comprehension":
        return carried(e.element, body);
      case "conditional":
        return [...carried(e.body, body), ...carried(e.otherwise, body)];
      case "logical":
        return [...carried(e.left, body), ...carried(e.right, body)];
      case "walrus":
      case "await":
        return carried(e.value, body);
      case "slice":
      case "binary":
        return inside();
      case "call":
        return carriedByCall(e, own, inside);
      default:
        return [];
    }
  }

  function carriedByCall(e: CallExpression, own: () => readonly Obj[], inside: () => readonly Obj[]): readonly Obj[] {
    const { target } = e;
    if (target.kind === "class") return [];
    const callees = flow.callees(e);
    if (target.kind === "builtin" || target.kind === "library") {
      if (["deepcopy", "heappop", "loads", "load"].includes(target.name)) return [];
      return isList(e.type) && !["min", "max", "next", "choice", "reduce"].includes(target.name)
        ? inside()
        : [...own(), ...inside()];
    }
    if (target.kind === "method" && target.method === undefined) {
      if (REMOVING.has(target.name)) return [];
      return MAKING.has(target.name) ? inside() : [...own(), ...inside()];
    }
    if (callees.length > 0 && callees.every((fn) => !parts.has(fn))) return [];
    return [...own(), ...inside()];
  }

  function carriedByLoop(iterable: Expression, body: Body): readonly Obj[] {
    if (iterable.kind === "comprehension" || iterable.kind === "list" || iterable.kind === "tuple")
      return carried(iterable, body);
    const callees = iterable.kind === "call" ? flow.callees(iterable) : [];
    if (callees.length > 0 && callees.every((fn) => !parts.has(fn))) return [];
    return listsIn(objects, iterable.type, flow.of(iterable));
  }

  /** Names that their expression only looks at, so that nobody else gets to know what they hold. */
  const looked = new Set<Expression>();
  function look(): void {
    looked.clear();
    for (const body of bodies)
      visitExpressions(body.statements, {
        statement: (each) => {
          if (each.kind === "for") looked.add(each.iterable);
          if (each.kind === "if" || each.kind === "while" || each.kind === "assert") looked.add(each.test);
          if (each.kind === "augment") looked.add(each.value);
        },
        target: (target) => {
          if (target.kind === "attribute" || target.kind === "index") looked.add(target.object);
        },
        expression: (e) => {
          for (const part of lookedAt(e)) looked.add(part);
          return undefined;
        },
      });
  }

  function lookedAt(e: Expression): readonly Expression[] {
    switch (e.kind) {
      case "star":
        return [e.value];
      case "conditional":
        return [e.test];
      case "comprehension":
        return e.clauses.flatMap((clause) => [clause.iterable, ...clause.conditions]);
      case "call": {
        const args = e.args.map((argument) => argument.value);
        const { target } = e;
        if (target.kind === "builtin") return ["min", "max"].includes(target.name) && args.length > 1 ? [] : args;
        if (target.kind === "library")
          return /^(threading|multiprocessing|concurrent|asyncio|queue)/.test(target.module) ||
            target.name === "partial"
            ? []
            : KEEPING_CALLS.has(target.name)
              ? args.slice(0, 1)
              : args;
        if (target.kind === "method" && target.method === undefined)
          return KEEPING.has(target.name) ? [target.receiver] : [target.receiver, ...args];
        return lentTo(e);
      }
      default:
        return operandsLookedAt(e) ?? [];
    }
  }

  function lentTo(e: CallExpression): Expression[] {
    const callees = flow.callees(e);
    const bindings = callees.map((fn) => bind(fn, e));
    return e.args
      .map((argument) => argument.value)
      .filter((value) =>
        bindings.every((binding) =>
          binding?.bound.some(
            ({ parameter, argument }) =>
              argument.kind === "value" && argument.value === value && !escaping.has(parameter.variable),
          ),
        ),
      )
      .filter(() => callees.length > 0);
  }

  const called = new Set(sites.flatMap((site) => site.callees));
  for (const fn of module.functions)
    for (const { variable, kind } of fn.parameters) {
      const isImplicit = /^__(?!init__)\w+__$/.test(fn.name) || fn.role === "property" || fn.role === "setter";
      if (!called.has(fn) || values.has(fn) || isImplicit || kind === "star" || kind === "doubleStar")
        kept.add(variable);
    }
  for (let changed = true; changed; ) {
    changed = false;
    known.clear();
    look();
    const add = <T>(to: Set<T>, value: T): void => {
      if (to.has(value)) return;
      to.add(value);
      changed = true;
    };
    for (const body of bodies) {
      const { fn } = body;
      if (fn === undefined) continue;
      for (const { variable } of fn.parameters) {
        const local = body.locals.get(variable);
        if (local === undefined || local.uses.some(({ node }) => node !== undefined && !looked.has(node)))
          add(escaping, variable);
      }
      visitExpressions(body.statements, {
        statement: (each) => {
          if (each.kind === "return" && each.value !== undefined && carried(each.value, body).length > 0)
            add(parts, fn);
        },
        expression: (e) => {
          if (e.kind === "yield" && e.value !== undefined && carried(e.value, body).length > 0) add(parts, fn);
          if (e.kind === "yieldFrom") add(parts, fn);
          return e.kind === "lambda" ? false : undefined;
        },
      });
    }
    for (const { body, call, callees } of sites)
      for (const fn of callees) {
        const binding = bind(fn, call);
        if (binding === undefined) {
          for (const { variable } of fn.parameters) add(kept, variable);
          continue;
        }
        for (const { parameter, argument } of binding.bound) {
          if (argument.kind === "rest" || argument.kind === "keywords") continue;
          if (carried(argument.value, body).length > 0) add(kept, parameter.variable);
        }
      }
  }
  return {
    bodies,
    sites,
    carried,
    carriedByLoop,
    carriedBy,
    isOwned,
    isMadeHere,
    isDead,
    isGiven: (parameter) => !kept.has(parameter),
    isLent: (parameter) => !escaping.has(parameter),
    bind,
  };
}
