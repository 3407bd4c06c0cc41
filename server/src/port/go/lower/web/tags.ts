import { allFields } from "../../../ir/infer/members.ts";
import type { ClassDef, ClassField } from "../../../ir/nodes.ts";
import { type Type, withoutNone } from "../../../ir/types.ts";
import type { FieldRules } from "../../../ir/web/service.ts";
import type { ModuleContext } from "../context.ts";
import { fieldName } from "../members.ts";
import { pascalCase } from "../names.ts";

/** Whether objects of a class go over the wire, so that its struct has tags. */
export function isWire(module: ModuleContext, def: ClassDef): boolean {
  if (def.model !== undefined) return true;
  return module.module.service !== undefined && def.dataclass !== undefined && !def.isException;
}

/** A base with the name of a field cannot be embedded beside it; then its fields are written out. */
export function isFlat(def: ClassDef): boolean {
  if (def.model === undefined) return false;
  const names = new Set(allFields(def).map((field) => fieldName(field.name)));
  return def.bases.some(
    (base) => base.kind === "class" && (names.has(pascalCase(base.class.name)) || isFlat(base.class)),
  );
}

/** The tag of a field: its name in JSON, and the rules that a request must keep, in the words of the validator package. */
export function fieldTag(module: ModuleContext, def: ClassDef, field: ClassField): string | undefined {
  if (!isWire(module, def) || field.name.startsWith("_")) return undefined;
  const rules = def.model?.rules.get(field.name) ?? {};
  const parts = [`json:"${rules.alias ?? field.name}"`];
  const validate = validateTag(module, field.type, rules, isRequired(field));
  if (validate !== "" && def.model?.kind === "model") parts.push(`validate:"${validate}"`);
  if (rules.pattern !== undefined) parts.push(`pattern:${JSON.stringify(rules.pattern)}`);
  return parts.join(" ");
}

/** Whether a request must have the field. */
export function isRequired(field: ClassField): boolean {
  return field.default === undefined && field.factory === undefined;
}

/** The rules of a value as a validate tag. */
export function validateTag(module: ModuleContext, type: Type, rules: FieldRules, required: boolean): string {
  const parts: string[] = [];
  if (required) parts.push("required");
  if (type.kind === "optional") parts.push("omitempty");
  if (rules.gt !== undefined) parts.push(`gt=${rules.gt}`);
  if (rules.ge !== undefined) parts.push(`gte=${rules.ge}`);
  if (rules.lt !== undefined) parts.push(`lt=${rules.lt}`);
  if (rules.le !== undefined) parts.push(`lte=${rules.le}`);
  if (rules.multipleOf !== undefined) parts.push(`multipleof=${rules.multipleOf}`);
  if (rules.minLength !== undefined) parts.push(`min=${rules.minLength}`);
  if (rules.maxLength !== undefined) parts.push(`max=${rules.maxLength}`);
  const choices = rules.oneOf ?? enumValues(module, type);
  if (choices !== undefined) parts.push(`oneof=${choices.join(" ")}`);
  return parts.join(",");
}

/** The values of an enum's members, where its constants have them. */
function enumValues(module: ModuleContext, type: Type): readonly (string | number)[] | undefined {
  const plain = withoutNone(type);
  const info = plain.kind === "instance" ? module.classes.get(plain.name) : undefined;
  if (info?.shape !== "enum" || info.enumValue === undefined) return undefined;
  return info.def.members.flatMap(({ value }): (string | number)[] =>
    value.kind === "string" ? [value.value] : value.kind === "int" ? [Number(value.value)] : [],
  );
}
