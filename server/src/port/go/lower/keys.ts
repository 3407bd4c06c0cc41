import type { Expression } from "../../ir/nodes.ts";
import type { Type } from "../../ir/types.ts";
import * as go from "../build.ts";
import type { GoExpr } from "../tree.ts";
import { runtimeCall } from "./context.ts";
import { type FunctionLowering, runtimeName } from "./function.ts";
import { toList } from "./sequences.ts";

/** A value as the key of a dict or the element of a set: where Go cannot compare such values, equal ones are given as one. */
export function asKey(l: FunctionLowering, value: Expression, type: Type): GoExpr {
  const made = l.exprAs(value, type);
  // What is passed on as any value has to say itself that it is a tuple.
  const isTuple = type.kind !== "array" || made.kind === "convert" || made.kind === "name";
  return madeKey(l, isTuple ? made : go.convert(l.goType(type), made), type);
}

/** A key that is there already. */
export function madeKey(l: FunctionLowering, key: GoExpr, type: Type): GoExpr {
  return needsIdentity(l, type) ? runtimeCall(l.module, "hashable", key) : key;
}

/** What an iterable gives as a list of keys. */
export function keyList(l: FunctionLowering, iterable: Expression, type: Type): GoExpr {
  const list = toList(l, iterable, l.module.types.readKey(type));
  return needsIdentity(l, type)
    ? runtimeCall(l.module, "mapped", list, go.name(runtimeName(l.module, "hashable")))
    : list;
}

/** A set of what an iterable gives. */
export function setOf(l: FunctionLowering, iterable: Expression, type: Type): GoExpr {
  return go.spreadCall(runtimeName(l.module, "setOf"), keyList(l, iterable, type));
}

/** Whether Go would refuse values of the type as keys, or tell equal ones apart. */
export function needsIdentity(l: FunctionLowering, type: Type): boolean {
  if (l.module.types.isComparable(type)) return false;
  switch (type.kind) {
    case "array":
    case "set":
    case "int":
    case "instance":
      return true;
    case "tuple":
      return type.elements.some((element) => needsIdentity(l, element));
    case "optional":
      return needsIdentity(l, type.of);
    case "union":
      return type.members.some((member) => needsIdentity(l, member));
    default:
      return false;
  }
}
