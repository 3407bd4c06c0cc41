import type { Expression, FunctionDef, Module, Target, Variable } from "../nodes.ts";
import type { Obj } from "../sharing/objects.ts";
import { visitExpressions } from "../walk.ts";
import type { Body } from "./locals.ts";
import { isList, type ListObjects } from "./objects.ts";
import type { Ownership } from "./ownership.ts";

/** Methods after which a list has another length. */
const RESIZING: ReadonlySet<string> = new Set(
  "append extend insert pop remove clear popleft appendleft extendleft rotate".split(" "),
);

/** A place where a list that others may hold gets longer or shorter: by what name, where there is one. */
export interface Growth {
  readonly at: number;
  readonly list: Obj;
  readonly via: Variable | undefined;
}

export interface Growths {
  of(body: Body): readonly Growth[];
  /** Whether a list of that kind can get longer once the code has come to a place of a body. */
  after(body: Body, at: number, list: Obj): boolean;
  readonly all: ReadonlySet<Obj>;
}

export function growthsOf(
  module: Module,
  objects: ListObjects,
  ownership: Ownership,
  values: ReadonlySet<FunctionDef>,
): Growths {
  const { flow } = objects;
  const found = new Map<Body, Growth[]>();
  const grow = (body: Body, list: Expression | Variable, at: number): Growth | undefined => {
    const variable = "kind" in list ? (list.kind === "name" ? list.variable : undefined) : list;
    const local = variable && body.locals.get(variable);
    const where = "kind" in list ? list.range.start : at;
    if (local !== undefined && ownership.isMadeHere(local, where, body)) return undefined;
    const of = "kind" in list ? flow.of(list) : flow.objects.variable(list);
    return { at, list: objects.root(of), via: variable };
  };
  for (const body of ownership.bodies) {
    const own: Growth[] = [];
    const add = (list: Expression | Variable, at: number): void => {
      if (!isList(list.type)) return;
      const made = grow(body, list, at);
      if (made !== undefined) own.push(made);
    };
    const ofTarget = (target: Target, at: number): void => {
      if (target.kind === "slice") add(target.slice.object, at);
      if (target.kind === "index") add(target.object, at);
    };
    visitExpressions(body.statements, {
      expression: (e) => {
        if (e.kind !== "call") return undefined;
        const { target } = e;
        const at = e.range.end - 0.5;
        if (target.kind === "method" && target.method === undefined && RESIZING.has(target.name))
          add(target.receiver, at);
        if (target.kind === "library" && /^(heappush|heappop|insort.*)$/.test(target.name) && e.args.length > 0)
          add(e.args[0].value, at);
        return undefined;
      },
      statement: (each) => {
        const at = each.range.end - 0.5;
        if (each.kind === "augment" && ["+", "*"].includes(each.operator)) {
          const { target } = each;
          if (target.kind === "variable") add(target.variable, target.range.start);
          if (target.kind === "attribute" && isList(target.type))
            own.push({
              at,
              list: objects.root(flow.objects.part(flow.of(target.object), target.name)),
              via: undefined,
            });
          if (target.kind === "index" && isList(target.type))
            own.push({ at, list: objects.root(flow.objects.element(flow.of(target.object))), via: undefined });
        }
        if (each.kind === "delete") for (const target of each.targets) ofTarget(target, at);
        if (each.kind === "assign")
          for (const target of each.targets) if (target.kind === "slice") ofTarget(target, at);
      },
    });
    found.set(body, own);
  }
  // What a callee does to its parameters it does to what the caller gave it.
  const summary = new Map<FunctionDef, Map<Obj, Set<Variable | undefined>>>();
  const record = (fn: FunctionDef | undefined, growth: Growth): boolean => {
    if (fn === undefined) return false;
    const own = summary.get(fn) ?? new Map<Obj, Set<Variable | undefined>>();
    summary.set(fn, own);
    const via = fn.parameters.some((each) => each.variable === growth.via) ? growth.via : undefined;
    const names = own.get(growth.list) ?? new Set();
    own.set(growth.list, names);
    if (names.has(via)) return false;
    names.add(via);
    return true;
  };
  for (const body of ownership.bodies) for (const each of found.get(body) ?? []) record(body.fn, each);
  const bySite = new Map<Expression, Growth[]>();
  for (let changed = true; changed; ) {
    changed = false;
    for (const { body, call, callees } of ownership.sites) {
      const growths: Growth[] = [];
      const at = call.range.end - 0.5;
      for (const fn of callees) {
        const binding = ownership.bind(fn, call);
        for (const [list, names] of summary.get(fn) ?? [])
          for (const via of names) {
            const given = via && binding?.bound.find(({ parameter }) => parameter.variable === via)?.argument;
            if (given?.kind === "value" || given?.kind === "default") {
              const made = grow(body, given.value, at);
              if (made !== undefined) growths.push(made);
            } else growths.push({ at, list, via: undefined });
          }
      }
      bySite.set(call, growths);
      for (const each of growths) if (record(body.fn, each)) changed = true;
    }
  }
  for (const { body, call } of ownership.sites) found.get(body)?.push(...(bySite.get(call) ?? []));
  const all = new Set([...found.values()].flat().map((each) => each.list));
  const after = afterwards(module, ownership, values, found, all);
  return {
    of: (body) => found.get(body) ?? [],
    after: (body, at, list) =>
      (found.get(body) ?? []).some((each) => each.list === list && body.follows(at, each.at)) ||
      after(body.fn).has(list),
    all,
  };
}

/** What can get longer once a function has returned. */
function afterwards(
  module: Module,
  ownership: Ownership,
  values: ReadonlySet<FunctionDef>,
  found: ReadonlyMap<Body, readonly Growth[]>,
  all: ReadonlySet<Obj>,
): (fn: FunctionDef | undefined) => ReadonlySet<Obj> {
  const nothing: ReadonlySet<Obj> = new Set();
  const after = new Map<FunctionDef, Set<Obj>>();
  const called = new Set(ownership.sites.flatMap((site) => site.callees));
  for (const fn of module.functions) {
    const isAnywhere = !called.has(fn) || values.has(fn) || fn.isGenerator || fn.isAsync || /^__\w+__$/.test(fn.name);
    after.set(fn, new Set(isAnywhere ? all : []));
  }
  for (let changed = true; changed; ) {
    changed = false;
    for (const { body, call, callees } of ownership.sites)
      for (const fn of callees) {
        const own = after.get(fn);
        if (own === undefined) continue;
        const before = own.size;
        for (const each of found.get(body) ?? []) if (body.follows(call.range.end - 0.5, each.at)) own.add(each.list);
        for (const list of (body.fn && after.get(body.fn)) ?? []) own.add(list);
        changed ||= own.size > before;
      }
  }
  return (fn) => (fn === undefined ? nothing : (after.get(fn) ?? all));
}
