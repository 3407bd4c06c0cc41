import { allFields, findMember } from "../infer/members.ts";
import type { ClassDef, Expression, FunctionDef, Module, Target } from "../nodes.ts";
import { type Flow, flowOf } from "../sharing/flow.ts";
import type { Obj } from "../sharing/objects.ts";
import { type Type, withoutNone } from "../types.ts";
import { visitExpressions } from "../walk.ts";

/** What holds lists, as far as one type must fit them all: a field is the same of all objects, a parameter of all overrides. */
export interface ListObjects {
  readonly flow: Flow;
  root(of: Obj): Obj;
  /** What a field of a class holds, in any object. */
  field(def: ClassDef, name: string): Obj;
}

export function listObjects(module: Module, families: Iterable<readonly FunctionDef[]>): ListObjects {
  const flow = flowOf(module);
  const { objects } = flow;
  const classes = new Map(module.classes.map((each) => [each.name, each]));
  const field = (def: ClassDef, name: string): Obj => {
    const member = findMember(def, name);
    return objects.part(objects.class(member?.kind === "field" ? member.class : def), name);
  };
  const ofClass = (object: Expression): ClassDef | undefined => {
    const type = withoutNone(object.type);
    return type.kind === "instance" ? classes.get(type.name) : undefined;
  };
  const seeField = (object: Expression, name: string): void => {
    const def = ofClass(object);
    if (def === undefined || findMember(def, name)?.kind !== "field") return;
    objects.unite(objects.part(flow.of(object), name), field(def, name));
  };
  const callables: Expression[] = [];
  const expression = (e: Expression): undefined => {
    // What two expressions give is one object or two for good, once every expression has been looked at.
    flow.of(e);
    if (e.kind === "attribute") seeField(e.object, e.name);
    if (e.kind === "call" && e.target.kind === "class")
      for (const each of allFields(e.target.class))
        objects.unite(objects.part(flow.of(e), each.name), field(e.target.class, each.name));
    if (e.kind === "call" && e.target.kind === "library" && e.target.name === "deepcopy" && e.args.length > 0)
      objects.unite(flow.of(e), flow.of(e.args[0].value));
    if (e.type.kind === "callable") callables.push(e);
    return undefined;
  };
  const target = (each: Target): void => {
    if (each.kind === "attribute") seeField(each.object, each.name);
  };
  for (const body of [module.body, module.main ?? [], ...module.functions.map((fn) => fn.body)])
    visitExpressions(body, { expression, target });
  for (const def of module.classes)
    for (const each of def.fields) {
      for (const value of [each.default, each.factory])
        if (value !== undefined && value.kind !== "lambda" && value.kind !== "builtin")
          objects.unite(field(def, each.name), flow.of(value));
    }
  const uniteAll = (functions: readonly FunctionDef[]): void => {
    const [first, ...rest] = functions;
    for (const other of rest) {
      objects.unite(objects.result(first), objects.result(other));
      for (const [i, parameter] of first.parameters.entries())
        if (other.parameters[i] !== undefined)
          objects.unite(objects.variable(parameter.variable), objects.variable(other.parameters[i].variable));
    }
  };
  for (const family of families) uniteAll(family);
  for (const each of callables) uniteAll([...objects.find(flow.of(each)).functions]);
  return { flow, root: (of) => objects.find(of), field };
}

export const isList = (type: Type): boolean => ["list", "deque"].includes(withoutNone(type).kind);

/** The lists that a value of a type hands on with itself: the list that it is, and those in tuples, which are copied with it. */
export function listsOf(objects: ListObjects, type: Type, of: Obj): Obj[] {
  switch (type.kind) {
    case "list":
    case "deque":
      return [objects.root(of)];
    case "optional":
      return listsOf(objects, type.of, of);
    case "awaitable":
      return listsOf(objects, type.result, of);
    case "tuple":
      return type.elements.flatMap((each) => listsOf(objects, each, objects.flow.objects.element(of)));
    default:
      return [];
  }
}

/** The lists anywhere in a container; those of what holds it in turn are left out. */
export function listsIn(objects: ListObjects, type: Type, of: Obj): Obj[] {
  const inside = (element: Type): Obj[] => {
    const held = objects.flow.objects.element(of);
    return [...listsOf(objects, element, held), ...listsIn(objects, element, held)];
  };
  switch (type.kind) {
    case "list":
    case "deque":
    case "array":
    case "iterator":
    case "asyncIterator":
      return inside(type.element);
    case "dict":
      return inside(type.value);
    case "tuple":
      return type.elements.flatMap(inside);
    case "optional":
      return listsIn(objects, type.of, of);
    default:
      return [];
  }
}
