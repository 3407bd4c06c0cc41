import type { Expression, Module } from "../../ir/nodes.ts";
import { partsOf, type Type, withoutNone } from "../../ir/types.ts";
import { visitExpressions } from "../../ir/walk.ts";
import type { TsExpression } from "../tree.ts";
import type { Lowering } from "./context.ts";
import { layoutOf } from "./types.ts";

/** Whether both lists and tuples get to a place of the type, so that it does not tell which an array is. */
export function isUntold(type: Type): boolean {
  const inner = withoutNone(type);
  if (inner.kind === "any") return true;
  if (inner.kind !== "union") return false;
  return inner.members.some((each) => each.kind === "list") && inner.members.some(isTupleType);
}

function isTupleType(type: Type): boolean {
  return type.kind === "tuple" || type.kind === "array";
}

function hasTuple(type: Type): boolean {
  if (isTupleType(type)) return true;
  return type.kind !== "callable" && type.kind !== "iterator" && partsOf(type).some(hasTuple);
}

/** A value with tuples that goes where lists go too: they are noted, so that they are shown as what they are. */
export function tupleValue(context: Lowering, e: Expression, made: TsExpression, to: Type): TsExpression {
  if (!context.showsTuples || !isUntold(to) || !hasTuple(e.type) || isUntold(e.type)) return made;
  const type = withoutNone(e.type);
  const isFlat =
    type.kind === "tuple" ? !type.elements.some(hasTuple) : type.kind === "array" && !hasTuple(type.element);
  if (isFlat && e.type.kind !== "optional") return context.use("tuple", made);
  const layout = layoutOf(type);
  return layout === undefined ? made : context.use("withTuples", made, layout);
}

/** Whether the module shows values whose type does not tell lists from tuples, and has tuples. */
export function showsTuples(module: Module): boolean {
  let isShown = false;
  let isMade = false;
  const expression = (e: Expression): undefined => {
    isMade ||= isTupleType(e.type);
    if (e.kind === "format") {
      for (const part of e.parts)
        if (part.kind === "field") isShown ||= mentionsUntold(module, part.value.type, new Set());
    } else if (e.kind === "call") {
      const { target } = e;
      const shows =
        (target.kind === "builtin" && /^(?:print|str|repr|format|map|isinstance|type)$/.test(target.name)) ||
        (target.kind === "library" && /^(?:pprint|logging)$/.test(target.module)) ||
        (target.kind === "method" && target.receiver.type.kind === "str");
      if (shows) for (const { value } of e.args) isShown ||= mentionsUntold(module, value.type, new Set());
    }
    return undefined;
  };
  for (const body of [module.body, module.main ?? [], ...module.functions.map((fn) => fn.body)])
    visitExpressions(body, { expression });
  return isShown && isMade;
}

function mentionsUntold(module: Module, type: Type, seen: Set<string>): boolean {
  if (isUntold(type)) return true;
  if (type.kind === "instance" && !seen.has(type.name)) {
    seen.add(type.name);
    const cls = module.classes.find((each) => each.name === type.name);
    const isRecord = cls !== undefined && (cls.dataclass !== undefined || cls.namedTuple);
    if (isRecord && cls.fields.some((field) => mentionsUntold(module, field.type, seen))) return true;
  }
  return partsOf(type).some((part) => mentionsUntold(module, part, seen));
}
