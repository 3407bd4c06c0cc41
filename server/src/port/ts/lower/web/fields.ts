import { findMember } from "../../../ir/infer/members.ts";
import type { ClassDef, FunctionDef } from "../../../ir/nodes.ts";
import { type Type, withoutNone } from "../../../ir/types.ts";
import type { Lowering } from "../context.ts";

/** The class of a type whose objects are plain: what goes over the wire has the names that it has there. */
export function plainClass(context: Lowering, type: Type): ClassDef | undefined {
  const of = withoutNone(type);
  const cls = of.kind === "instance" ? context.classNamed(of.name) : undefined;
  return cls?.model === undefined ? undefined : cls;
}

/** The name of a property on an object of the type. */
export function propertyName(context: Lowering, type: Type, name: string): string {
  const cls = plainClass(context, type);
  const found = cls === undefined ? undefined : findMember(cls, name);
  return found?.kind === "field" ? wireName(found.class, name) : context.memberName(name);
}

export function wireName(cls: ClassDef, field: string): string {
  return cls.model?.rules.get(field)?.alias ?? field;
}

/** Methods of models are functions: a plain object has none. */
export function modelFunctionName(context: Lowering, cls: ClassDef, fn: FunctionDef): string {
  const method = context.memberName(fn.name);
  const owner = context.className(cls);
  return `${owner.charAt(0).toLowerCase()}${owner.slice(1)}${method.charAt(0).toUpperCase()}${method.slice(1)}`;
}
