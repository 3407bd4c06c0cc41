import { allFields } from "../../../ir/infer/members.ts";
import type { ClassDef } from "../../../ir/nodes.ts";
import * as go from "../../build.ts";
import type { GoExpr } from "../../tree.ts";
import type { ModuleContext } from "../context.ts";
import { fieldName } from "../members.ts";
import { isFlat } from "./tags.ts";

/** An object of a model as a literal; embedded structs of bases are literals inside. */
export function modelLiteral(
  module: ModuleContext,
  def: ClassDef,
  values: ReadonlyMap<string, GoExpr>,
  isPointer: boolean,
): GoExpr {
  const literal = (each: ClassDef): GoExpr => {
    const flat = isFlat(each);
    const own = (flat ? allFields(each) : each.fields).filter((field) => values.has(field.name));
    const bases = flat
      ? []
      : each.bases.flatMap((base) => {
          const parent = base.kind === "class" ? module.classes.get(base.class.name) : undefined;
          return parent === undefined ? [] : [{ key: go.name(parent.structName), value: literal(parent.def) }];
        });
    const elements = [
      ...bases,
      ...own.map((field) => ({ key: go.name(fieldName(field.name)), value: values.get(field.name)! })),
    ];
    return go.composite(go.named(module.classes.get(each.name)!.structName), elements, elements.length > 3);
  };
  return isPointer ? go.unary("&", literal(def)) : literal(def);
}
