import type { Expression, FunctionDef, Module, Target, Variable } from "../nodes.ts";
import type { Type } from "../types.ts";
import { visitExpressions } from "../walk.ts";
import { type Access, type Activity, activityOf, type Place } from "./accesses.ts";
import { type Flow, flowOf, type SpawnSite } from "./flow.ts";
import type { Obj } from "./objects.ts";

/** What threads of the module do to the same data at the same time. */
export interface Sharing {
  /**
   * Operations that Python does in one go, because one thread at a time runs bytecode, on data that several threads may touch, one
   * of them to change it, without a lock of the source that all of them hold. A target without such a lock needs one of its own.
   */
  readonly operations: ReadonlySet<Expression | Target>;
  /** Functions that a thread can run. */
  readonly threaded: ReadonlySet<FunctionDef>;
}

const NOTHING: Sharing = { operations: new Set(), threaded: new Set() };
const MAIN = "main";

/** Finds what threads share. Data that one run makes for itself is never part of it. */
export function sharingOf(module: Module): Sharing {
  const flow = flowOf(module);
  if (flow.spawns.length === 0) return NOTHING;
  const activity = activityOf(module, flow);
  const { contexts, threaded } = contextsOf(module, flow, activity);
  const locks = entryLocks(module, flow, activity, contexts);
  const concurrent = activity.accesses
    .map((access) => ({
      access,
      contexts: new Set([
        ...(access.fn === undefined ? [] : (contexts.get(access.fn) ?? [])),
        ...(access.live ? [MAIN] : []),
      ]),
      locks: new Set([...access.locks, ...(access.fn === undefined ? [] : (locks.get(access.fn) ?? []))]),
    }))
    .filter((each) => each.contexts.size > 0);
  const shared = sharedObjects(
    module,
    flow,
    activity,
    threaded,
    concurrent.map((each) => each.access),
  );
  const places = new Map<string, typeof concurrent>();
  for (const each of concurrent) {
    const { place } = each.access;
    if (place.kind !== "variable" && !shared.has(flow.objects.find(place.object))) continue;
    const key = keyOf(place);
    places.set(key, [...(places.get(key) ?? []), each]);
  }
  const operations = new Set<Expression | Target>();
  for (const group of places.values()) {
    const everyone = new Set(group.flatMap((each) => [...each.contexts]));
    if (everyone.size < 2 || !group.some((each) => each.access.writes)) continue;
    const common = [...group[0].locks].filter((lock) => group.every((each) => each.locks.has(lock)));
    if (common.length > 0) continue;
    for (const each of group) operations.add(each.access.node);
  }
  return { operations, threaded };
}

function keyOf(place: Place): string {
  switch (place.kind) {
    case "contents":
      return `contents ${place.object.id}`;
    case "field":
      return `field ${place.object.id} ${place.name}`;
    case "variable":
      return `variable ${place.variable.id}`;
    default:
      return place satisfies never;
  }
}

/** In which threads a function can run: the places that start them, each counted twice where it starts more than one. */
function contextsOf(
  module: Module,
  flow: Flow,
  activity: Activity,
): { readonly contexts: ReadonlyMap<FunctionDef, ReadonlySet<string>>; readonly threaded: ReadonlySet<FunctionDef> } {
  const contexts = new Map<FunctionDef, Set<string>>();
  const threaded = new Set<FunctionDef>();
  const spread = (from: Iterable<FunctionDef>, names: readonly string[], isThread: boolean): void => {
    const pending = [...from];
    const seen = new Set<FunctionDef>();
    for (let fn = pending.pop(); fn !== undefined; fn = pending.pop()) {
      if (seen.has(fn)) continue;
      seen.add(fn);
      if (isThread) threaded.add(fn);
      contexts.set(fn, new Set([...(contexts.get(fn) ?? []), ...names]));
      for (const edge of activity.edges) if (edge.from === fn) pending.push(edge.to);
    }
  };
  for (const [i, site] of flow.spawns.entries()) {
    const names = isRepeated(site, activity) ? [`${i}`, `${i}'`] : [`${i}`];
    spread(flow.objects.find(site.callee).functions, names, true);
  }
  spread(
    activity.edges.filter((edge) => edge.live).map((edge) => edge.to),
    [MAIN],
    false,
  );
  // While a coroutine waits for a thread, the others go on.
  if (flow.spawns.some((site) => site.call.kind === "call" && /to_thread|run_in_executor/.test(nameOf(site.call)))) {
    spread(
      module.functions.filter((fn) => fn.isAsync),
      [MAIN],
      false,
    );
  }
  return { contexts, threaded };
}

function nameOf(call: Expression & { kind: "call" }): string {
  return "name" in call.target ? call.target.name : "";
}

/** Whether the threads that a place starts can be more than one. */
function isRepeated(site: SpawnSite, activity: Activity): boolean {
  if (site.repeats) return true;
  const start = activity.starts.get(site.call);
  if (start === undefined || start.loops > 0) return true;
  const once = (fn: FunctionDef | undefined, seen: readonly FunctionDef[]): boolean => {
    if (fn === undefined) return true;
    if (seen.includes(fn)) return false;
    const calls = activity.edges.filter((edge) => edge.to === fn);
    return calls.length === 1 && !calls[0].inLoop && once(calls[0].from, [...seen, fn]);
  };
  return !once(start.fn, []);
}

/** Locks that every caller of a function holds. */
function entryLocks(
  module: Module,
  flow: Flow,
  activity: Activity,
  contexts: ReadonlyMap<FunctionDef, ReadonlySet<string>>,
): ReadonlyMap<FunctionDef, ReadonlySet<Obj>> {
  const entry = new Map<FunctionDef, ReadonlySet<Obj>>();
  for (const site of flow.spawns) for (const fn of flow.objects.find(site.callee).functions) entry.set(fn, new Set());
  for (let changed = true, rounds = 0; changed && rounds < 20; rounds++) {
    changed = false;
    for (const fn of module.functions) {
      // What happens before the threads start needs no lock.
      const calls = activity.edges.filter(
        (edge) => edge.to === fn && (edge.live || (edge.from !== undefined && contexts.has(edge.from))),
      );
      const sets = calls
        .filter((edge) => edge.from === undefined || edge.live || entry.has(edge.from))
        .map((edge) => new Set([...edge.locks, ...((edge.from && entry.get(edge.from)) ?? [])]));
      if (sets.length === 0) continue;
      const known = entry.get(fn);
      const all = known === undefined ? sets : [...sets, known];
      const common = new Set([...all[0]].filter((lock) => all.every((set) => set.has(lock))));
      if (known === undefined || common.size !== known.size) {
        entry.set(fn, common);
        changed = true;
      }
    }
  }
  return entry;
}

/** Objects that more than one thread can get at. */
function sharedObjects(
  module: Module,
  flow: Flow,
  activity: Activity,
  threaded: ReadonlySet<FunctionDef>,
  concurrent: readonly Access[],
): ReadonlySet<Obj> {
  const { objects } = flow;
  const roots: Obj[] = [];
  for (const variable of globalsOf(threaded)) roots.push(objects.variable(variable));
  for (const def of module.classes) roots.push(objects.class(def));
  for (const fn of threaded) {
    for (const variable of [...fn.facts.captures, ...fn.facts.rebinds])
      if (variable.owner === undefined || !threaded.has(variable.owner)) roots.push(objects.variable(variable));
  }
  for (const site of flow.spawns) roots.push(...site.given);
  const touched = new Set(
    concurrent.flatMap(({ fn, place }) =>
      place.kind === "variable" || (fn !== undefined && threaded.has(fn)) ? [] : [objects.find(place.object)],
    ),
  );
  const handed = flow.spawns.flatMap((site) => site.handed.map((each) => ({ ...each, site })));
  for (const each of handed) {
    const root = objects.find(each.object);
    const isOwn =
      holdsScalars(each.type) &&
      !touched.has(root) &&
      handed.filter((other) => objects.same(other.object, root)).length === 1 &&
      (activity.starts.get(each.site.call)?.loops ?? 0) <= 1 &&
      [...root.variables].every(
        (variable) =>
          flow.loopVariables.has(variable) || (variable.owner !== undefined && threaded.has(variable.owner)),
      );
    if (!isOwn) roots.push(root);
  }
  return objects.reachable(roots);
}

/** Module variables that functions mention. */
function globalsOf(functions: Iterable<FunctionDef>): ReadonlySet<Variable> {
  const found = new Set<Variable>();
  for (const fn of functions) {
    visitExpressions(fn.body, {
      expression: (e) => {
        if (e.kind === "name" && e.variable.scope === "module") found.add(e.variable);
        return undefined;
      },
      target: (target) => {
        if (target.kind === "variable" && target.variable.scope === "module") found.add(target.variable);
      },
    });
  }
  return found;
}

/** A container of values that cannot change. */
function holdsScalars(type: Type): boolean {
  const isScalar = (each: Type): boolean =>
    ["none", "bool", "int", "float", "complex", "str", "bytes"].includes(each.kind) ||
    (each.kind === "tuple" && each.elements.every(isScalar));
  switch (type.kind) {
    case "list":
    case "set":
    case "deque":
    case "array":
      return isScalar(type.element);
    case "dict":
      return isScalar(type.value);
    case "tuple":
      return isScalar(type);
    default:
      return false;
  }
}
