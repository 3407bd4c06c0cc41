import { allFields } from "../../../ir/infer/members.ts";
import type { ClassDef, ClassField, FunctionDef } from "../../../ir/nodes.ts";
import {
  method,
  name,
  parameter,
  reference,
  type TsExpression,
  type TsMember,
  type TsStatement,
  type TsType,
} from "../../tree.ts";
import type { Lowering } from "../context.ts";
import { lowerFunction } from "../functions.ts";
import { lowerType } from "../types.ts";
import { modelFunctionName, wireName } from "./fields.ts";
import { fieldSchema } from "./schemas.ts";

/** A model as a schema and the type that it infers; a record as an interface. Methods become functions. */
export function lowerModel(context: Lowering, cls: ClassDef): TsStatement[] {
  const head = { comments: cls.comments, docstring: cls.docstring, source: cls.range };
  const text = context.className(cls);
  const methods = cls.methods.map(
    (fn): TsStatement => ({
      kind: "function",
      name: modelFunctionName(context, cls, fn),
      function: methodFunction(context, cls, fn),
      exported: true,
      comments: fn.comments,
      docstring: fn.docstring,
      source: fn.range,
      spaced: true,
    }),
  );
  if (cls.model?.kind !== "model")
    return [
      {
        kind: "interface",
        name: text,
        typeParameters: [],
        members: allFields(cls).map((field) => fieldMember(context, cls, field)),
        exported: true,
        ...head,
      },
      ...methods,
    ];
  context.package("zod", "z");
  const checks = cls.model.modelValidators;
  const shape = checks.length > 0 ? `${text}Fields` : text;
  const declared = (named: string, type: TsType | undefined, value: TsExpression): TsStatement => ({
    kind: "declare",
    keyword: "const",
    target: { kind: "name", name: named },
    type,
    value,
    exported: true,
  });
  return [
    { ...declared(shape, undefined, schemaOf(context, cls)), ...head },
    { kind: "type", name: text, type: reference(`z.infer<typeof ${shape}>`), exported: true },
    ...(checks.length === 0
      ? []
      : [declared(text, reference("z.ZodType", reference(text)), withChecks(context, cls, name(shape)))]),
    ...methods,
  ];
}

/** The schema with the checks of the whole object behind those of its fields. */
function withChecks(context: Lowering, cls: ClassDef, schema: TsExpression): TsExpression {
  return (cls.model?.modelValidators ?? []).reduce(
    (made, fn) => method(made, "transform", context.use("checked", name(modelFunctionName(context, cls, fn)))),
    schema,
  );
}

function fieldMember(context: Lowering, cls: ClassDef, field: ClassField): TsMember {
  return {
    kind: "field",
    name: wireName(cls, field.name),
    isStatic: false,
    isReadonly: false,
    isAbstract: false,
    isPrivate: false,
    isOverride: false,
    definite: false,
    type: lowerType(context, field.type),
    value: undefined,
    function: undefined,
    comments: field.comments,
    docstring: undefined,
    source: field.range,
  };
}

/** A method with its object as the first parameter. */
function methodFunction(context: Lowering, cls: ClassDef, fn: FunctionDef) {
  const { receiver } = fn;
  const isInstance = receiver !== undefined && fn.role !== "class" && fn.role !== "static";
  const made = lowerFunction(context, fn);
  if (!isInstance) return made;
  const self = parameter("self", reference(context.className(cls)));
  return { ...made, parameters: [self, ...made.parameters] };
}

/** The schema that a derived model extends: without checks of the whole object. */
function shapeName(context: Lowering, cls: ClassDef): string {
  const text = context.className(cls);
  return (cls.model?.modelValidators.length ?? 0) > 0 ? `${text}Fields` : text;
}

/** `z.object({ … })`, or an extension of the base's. */
function schemaOf(context: Lowering, cls: ClassDef): TsExpression {
  const properties = cls.fields.map((field) => ({
    key: wireName(cls, field.name),
    value: fieldSchema(context, cls, field),
  }));
  const shape: TsExpression = { kind: "object", properties, multiline: true };
  const base = cls.bases.find((each) => each.kind === "class");
  const plain =
    base?.kind === "class"
      ? properties.length === 0
        ? name(shapeName(context, base.class))
        : method(name(shapeName(context, base.class)), "extend", shape)
      : method(name("z"), "object", shape);
  return cls.model?.extra === "forbid" ? method(plain, "strict") : plain;
}
