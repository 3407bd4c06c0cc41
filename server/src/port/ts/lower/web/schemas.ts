import { allFields } from "../../../ir/infer/members.ts";
import type { ClassDef, ClassField, Expression } from "../../../ir/nodes.ts";
import type { Type } from "../../../ir/types.ts";
import type { FieldRules } from "../../../ir/web/service.ts";
import { array, arrow, call, literal, method, name, parameter, string, type TsExpression } from "../../tree.ts";
import type { Lowering } from "../context.ts";
import { modelFunctionName, wireName } from "./fields.ts";

/** The schema of one field: its type, its rules, the class's own checks, and its default. */
export function fieldSchema(context: Lowering, cls: ClassDef, field: ClassField): TsExpression {
  const rules = cls.model?.rules.get(field.name) ?? {};
  const validators = (cls.model?.fieldValidators ?? []).filter((each) => each.fields.includes(field.name));
  const checks = (schema: TsExpression): TsExpression =>
    validators.reduce(
      (inner, { method: fn }) =>
        method(inner, "transform", context.use("checked", name(modelFunctionName(context, cls, fn)))),
      schema,
    );
  const schema = checks(schemaOfType(context, field.type, rules));
  const fallback = defaultOf(context, field);
  return fallback === undefined ? schema : method(schema, "default", fallback);
}

/** A default as the schema takes it; what can be changed is made anew. */
function defaultOf(context: Lowering, field: ClassField): TsExpression | undefined {
  if (field.factory !== undefined) {
    const { factory } = field;
    if (factory.kind === "builtin" && (factory.name === "list" || factory.name === "tuple")) return arrow([], array());
    if (factory.kind === "builtin" && factory.name === "dict")
      return arrow([], { kind: "new", callee: name("Map"), args: [], typeArgs: [] });
    if (factory.kind === "lambda") return context.expression(factory);
    return arrow([], call(context.expression(factory)));
  }
  if (field.default === undefined) return undefined;
  const value = context.flowing(field.default, field.type);
  return isChangeable(field.default) ? arrow([], value) : value;
}

function isChangeable(e: Expression): boolean {
  return !["int", "float", "string", "bool", "none", "attribute", "unary"].includes(e.kind);
}

/** The schema of a type with the rules of its field. */
export function schemaOfType(context: Lowering, type: Type, rules: FieldRules = {}): TsExpression {
  context.package("zod", "z");
  const z = (text: string, ...args: TsExpression[]): TsExpression => method(name("z"), text, ...args);
  if (rules.oneOf !== undefined && type.kind !== "optional")
    return z(
      "literal",
      array(...rules.oneOf.map((each) => (typeof each === "string" ? string(each) : literal(String(each))))),
    );
  switch (type.kind) {
    case "str":
      return lengths(withPattern(z("string"), rules), rules);
    case "int": {
      const ruled = limits(z("number"), rules);
      return context.use(
        "integer",
        ...(ruled.kind === "call" && ruled.callee.kind === "member" && ruled.callee.name === "number" ? [] : [ruled]),
      );
    }
    case "float": {
      const ruled = limits(z("number"), rules);
      return context.use(
        "decimal",
        ...(ruled.kind === "call" && ruled.callee.kind === "member" && ruled.callee.name === "number" ? [] : [ruled]),
      );
    }
    case "bool":
      return context.use("flag");
    case "optional":
      return method(schemaOfType(context, type.of, rules), "nullable");
    case "list":
    case "array":
      return lengths(z("array", schemaOfType(context, type.element)), rules);
    case "dict":
      return method(
        z("record", z("string"), schemaOfType(context, type.value)),
        "transform",
        arrow([parameter("table")], {
          kind: "new",
          callee: name("Map"),
          args: [method(name("Object"), "entries", name("table"))],
          typeArgs: [],
        }),
      );
    case "instance": {
      const cls = context.classNamed(type.name);
      if (cls?.enum !== undefined) return context.use("member", name(context.className(cls)));
      if (cls?.model?.kind === "model") return name(context.className(cls));
      if (cls?.model !== undefined)
        return z("object", {
          kind: "object",
          properties: allFields(cls).map((field) => ({
            key: wireName(cls, field.name),
            value: schemaOfType(context, field.type),
          })),
        });
      return z("any");
    }
    case "union":
      return z("union", array(...type.members.map((each) => schemaOfType(context, each))));
    default:
      return z("any");
  }
}

function withPattern(schema: TsExpression, { pattern }: FieldRules): TsExpression {
  if (pattern === undefined) return schema;
  return method(schema, "regex", literal(`/${pattern.replaceAll("/", "\\/")}/`));
}

/** Length first, as Pydantic checks it. */
function lengths(schema: TsExpression, { minLength, maxLength }: FieldRules): TsExpression {
  const low = minLength === undefined ? schema : method(schema, "min", literal(String(minLength)));
  return maxLength === undefined ? low : method(low, "max", literal(String(maxLength)));
}

function limits(schema: TsExpression, rules: FieldRules): TsExpression {
  let made = schema;
  for (const [key, text] of [
    ["gt", "gt"],
    ["ge", "gte"],
    ["lt", "lt"],
    ["le", "lte"],
    ["multipleOf", "multipleOf"],
  ] as const) {
    const limit = rules[key];
    if (limit !== undefined) made = method(made, text, literal(String(limit)));
  }
  return made;
}

/** A model or record as a value: a record is a literal, a model is parsed where it has defaults or rules. */
export function modelValue(
  context: Lowering,
  cls: ClassDef,
  args: readonly { readonly name: string; readonly value: TsExpression }[],
  fields: readonly ClassField[],
): TsExpression {
  const given = new Map(args.map((each) => [each.name, each.value]));
  const properties = fields.flatMap((field) => {
    const value = given.get(field.name) ?? plainDefault(context, field);
    return value === undefined ? [] : [{ key: wireName(cls, field.name), value }];
  });
  return { kind: "object", properties };
}

function plainDefault(context: Lowering, field: ClassField): TsExpression | undefined {
  const made = defaultOf(context, field);
  if (made?.kind !== "arrow") return made;
  const [only] = made.function.body;
  return only?.kind === "return" ? only.value : call(made);
}
