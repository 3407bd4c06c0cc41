import type { Expression, FunctionDef, Module, Statement, Target, Variable } from "../nodes.ts";
import type { Obj } from "../sharing/objects.ts";
import { visitExpressions } from "../walk.ts";
import { type Growth, growthsOf } from "./growth.ts";
import type { Body, Local } from "./locals.ts";
import { isList, type ListObjects, listsOf } from "./objects.ts";
import { KEEPING, KEEPING_CALLS, ownershipOf } from "./ownership.ts";

/** What a target does already about lists that get longer under a name of their own. */
export interface Handled {
  /** Parameters through which the caller's list gets longer. */
  readonly parameters: ReadonlySet<Variable>;
  /** Functions that are used as values, or called by what the module does not show. */
  readonly values: ReadonlySet<FunctionDef>;
  /** Lists that the target cannot store back where they came from. */
  readonly unknown: Iterable<Variable | Expression>;
}

/**
 * Lists that get longer while two places hold them: `alias = same`, `rows.append(row)` with `row` in use, `Box(items)` with `items` in
 * use. Where a target's lists are values that grow by being replaced, these need one place that all who hold them share.
 *
 * A list is told by the objects of the points-to analysis. One that only one place ever holds at a time (a local that hands it on and
 * forgets it, what a function makes and returns) is none of these, nor is one that nothing makes longer after a second place got it.
 */
export function sharedLists(module: Module, objects: ListObjects, handled: Handled): ReadonlySet<Obj> {
  const { flow } = objects;
  const shared = new Set<Obj>();
  for (const each of handled.unknown)
    if ("kind" in each) for (const list of listsOf(objects, each.type, flow.of(each))) shared.add(list);
    else for (const list of listsOf(objects, each.type, flow.objects.variable(each))) shared.add(list);
  const ownership = ownershipOf(module, objects, handled.values);
  const growths = growthsOf(module, objects, ownership, handled.values);
  if (growths.all.size === 0) return shared;

  /** A value goes where it stays: a field, a container, a variable that other functions see. */
  const keep = (e: Expression, body: Body, isStoredBack = false): void => {
    if (e.kind === "conditional") {
      keep(e.body, body);
      keep(e.otherwise, body);
      return;
    }
    const lists = ownership.carried(e, body).filter((list) => growths.all.has(list));
    if (lists.length === 0) return;
    const at = e.range.start;
    const local = e.kind === "name" ? body.locals.get(e.variable) : undefined;
    for (const list of lists) {
      const isAlias =
        local !== undefined && ownership.isOwned(local, at, body)
          ? growths.of(body).some((growth) => {
              if (growth.list !== list || !body.reaches(local, at, growth.at)) return false;
              return growth.via === local.variable ? !isStoredBack : isUsedAfter(local, growth, body);
            })
          : growths.after(body, at, list);
      if (isAlias) shared.add(list);
    }
  };
  const isUsedAfter = (local: Local, growth: Growth, body: Body): boolean =>
    local.uses.some((use) => body.reaches(local, growth.at, use.at));

  /** A local that stands for a list which something else holds. */
  const lend = (local: Local, at: number, lists: readonly Obj[], isHandled: boolean, body: Body): void => {
    for (const growth of growths.of(body)) {
      if (!lists.includes(growth.list) || !body.reaches(local, at, growth.at)) continue;
      if (growth.via === local.variable ? !isHandled : isUsedAfter(local, growth, body)) shared.add(growth.list);
    }
  };
  const bindLocal = (target: Target & { kind: "variable" }, body: Body, isHandled: boolean): boolean => {
    const local = body.locals.get(target.variable);
    if (local === undefined) return false;
    for (const { at, given } of local.bindings) {
      if (given.kind === "parameter") continue;
      const lists = ownership.carriedBy(given, target.variable, body);
      if (lists.length > 0) lend(local, at, lists, isHandled, body);
    }
    return true;
  };

  const assign = (each: Statement & { kind: "assign" }, body: Body): void => {
    const several = each.targets.length > 1;
    for (const target of each.targets) {
      if (target.kind === "variable") {
        if (!bindLocal(target, body, !several && isStoredBack(each.value))) keep(each.value, body);
      } else if (target.kind === "unpack") {
        const values = each.value.kind === "tuple" ? each.value.elements : [];
        if (isSwap(target, values)) continue;
        for (const [i, element] of target.elements.entries()) {
          const value = values.length === target.elements.length ? values[i] : each.value;
          if (element.kind !== "variable") keep(value, body);
          else if (!bindLocal(element, body, value !== each.value && isStoredBack(value))) keep(value, body);
        }
      } else if (target.kind === "attribute" || target.kind === "index") {
        const name = each.value.kind === "name" ? each.value.variable : undefined;
        keep(each.value, body, !several && name !== undefined && !name.isParameter && !isOptional(name));
      }
    }
  };

  for (const body of ownership.bodies) {
    visitExpressions(body.statements, {
      statement: (each) => {
        if (each.kind === "assign") assign(each, body);
        if (each.kind === "for")
          for (const target of each.target.kind === "unpack" ? each.target.elements : [each.target])
            if (target.kind === "variable") bindLocal(target, body, isPath(loopedOver(each.iterable)));
      },
      expression: (e) => {
        switch (e.kind) {
          case "list":
          case "tuple":
          case "set":
            for (const element of e.elements) keep(element, body);
            return undefined;
          case "dict":
            for (const entry of e.entries) keep(entry.value, body);
            return undefined;
          case "comprehension":
            keep(e.element, body);
            return undefined;
          case "yield":
            if (e.value !== undefined) keep(e.value, body);
            return undefined;
          case "call": {
            const { target } = e;
            if (target.kind === "method" && target.method === undefined && KEEPING.has(target.name))
              for (const argument of e.args) keep(argument.value, body);
            if (target.kind === "method" && target.method === undefined && target.name === "extend")
              for (const argument of e.args) keep(argument.value, body);
            if (target.kind === "library" && KEEPING_CALLS.has(target.name))
              for (const argument of e.args.slice(1)) keep(argument.value, body);
            if (target.kind === "class" && flow.callees(e).length === 0)
              for (const argument of e.args) keep(argument.value, body);
            return undefined;
          }
          default:
            return undefined;
        }
      },
    });
    for (const { variable } of body.fn?.parameters ?? []) {
      const local = body.locals.get(variable);
      if (local === undefined || ownership.isGiven(variable)) continue;
      const lists = listsOf(objects, variable.type, flow.objects.variable(variable));
      if (lists.length > 0) lend(local, -0.5, lists, handled.parameters.has(variable), body);
    }
  }
  for (const site of unknownReceivers(ownership.bodies)) {
    const lists = ownership.carried(site.receiver, site.body);
    for (const list of lists) if (growths.all.has(list)) shared.add(list);
  }
  return shared;
}

const isOptional = (variable: Variable): boolean => variable.type.kind === "optional";

/** `box.items_of(key).append(x)`, `pair[1].append(x)`: lists that get longer in a place that cannot be assigned to. */
function* unknownReceivers(bodies: readonly Body[]): Iterable<{ readonly receiver: Expression; readonly body: Body }> {
  for (const body of bodies) {
    const found: Expression[] = [];
    visitExpressions(body.statements, {
      expression: (e) => {
        if (e.kind !== "call" || e.target.kind !== "method" || e.target.method !== undefined) return undefined;
        const { receiver } = e.target;
        if (isList(receiver.type) && !isStoredBack(receiver) && receiver.kind !== "name") found.push(receiver);
        return undefined;
      },
    });
    for (const receiver of found) yield { receiver, body };
  }
}

/** Whether what is read can be assigned to as well, so that a list which has got longer can be stored back. */
function isStoredBack(e: Expression): boolean {
  if (e.kind === "attribute") return e.resolved.kind === "field";
  if (e.kind === "index") return ["dict", "list"].includes(e.object.type.kind);
  return (
    e.kind === "call" &&
    e.target.kind === "method" &&
    e.target.method === undefined &&
    e.target.receiver.type.kind === "dict" &&
    ["get", "setdefault"].includes(e.target.name)
  );
}

function isPath(e: Expression): boolean {
  if (e.kind === "call")
    return (
      e.target.kind === "method" &&
      e.target.method === undefined &&
      ["values", "items"].includes(e.target.name) &&
      isPath(e.target.receiver)
    );
  return e.kind === "name" || (e.kind === "attribute" && e.resolved.kind === "field" && isPath(e.object));
}

function loopedOver(e: Expression): Expression {
  if (e.kind !== "call" || e.target.kind !== "builtin" || e.args.length === 0) return e;
  return ["list", "tuple", "reversed", "sorted", "enumerate"].includes(e.target.name) ? loopedOver(e.args[0].value) : e;
}

/** `a[i], a[j] = a[j], a[i]` leaves every list in one place. */
function isSwap(target: Target & { kind: "unpack" }, values: readonly Expression[]): boolean {
  const places = target.elements.map((each) =>
    each.kind === "index" ? keyOf(each.object, each.index) : each.kind === "variable" ? each.variable.name : "",
  );
  const taken = values.map((each) =>
    each.kind === "index" ? keyOf(each.object, each.index) : each.kind === "name" ? each.variable.name : "?",
  );
  return places.length === taken.length && places.every((place) => place !== "" && taken.includes(place));
}

function keyOf(object: Expression, index: Expression): string {
  return `${textOf(object)}[${textOf(index)}]`;
}

function textOf(e: Expression): string {
  switch (e.kind) {
    case "name":
      return `${e.variable.name}#${e.variable.id}`;
    case "int":
      return e.text;
    case "attribute":
      return `${textOf(e.object)}.${e.name}`;
    case "index":
      return keyOf(e.object, e.index);
    case "binary":
      return `(${textOf(e.left)}${e.operator}${textOf(e.right)})`;
    default:
      return `?${e.range.start}`;
  }
}
