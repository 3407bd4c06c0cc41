import { makesAnew } from "../../ir/anew.ts";
import { constructorFields, findMember } from "../../ir/infer/members.ts";
import { libraryAttribute as libraryAttributeOf } from "../../ir/library/index.ts";
import type { ClassDef, Expression } from "../../ir/nodes.ts";
import { ANY, STR, type Type } from "../../ir/types.ts";
import * as go from "../build.ts";
import type { GoExpr } from "../tree.ts";
import { kept } from "./atomic.ts";
import { findClass, need, note, runtimeCall, stubExpr } from "./context.ts";
import { type FunctionLowering, runtimeName } from "./function.ts";
import { fieldName, goMethodName } from "./members.ts";
import { camelCase, pascalCase } from "./names.ts";
import { namespaceValue } from "./stub-libraries.ts";

/** `object.name` as a value. */
export function attribute(l: FunctionLowering, value: Expression & { kind: "attribute" }): GoExpr {
  const { resolved, object } = value;
  switch (resolved.kind) {
    case "field":
      // Which of several classes has the field shows when the program runs.
      if (isSharedField(l, object.type, value.name)) {
        const found = runtimeCall(l.module, "field", l.exprAs(object, ANY), go.text(fieldName(value.name)));
        return l.coerce(found, ANY, value.type);
      }
      return anyOf(
        l.coerce(field(l, object, resolved.class, value.name), resolved.field.type, value.type),
        resolved.field.type,
        value.type,
      );
    case "classVariable": {
      const isInstance = object.type.kind !== "class" && !(object.kind === "name" && isClassName(l, object));
      if (isInstance && isVirtual(resolved.class, value.name)) {
        return l.coerce(go.methodCall(l.expr(object), fieldName(value.name)), resolved.field.type, value.type);
      }
      return l.coerce(go.name(classVariableName(l, resolved.class, value.name)), resolved.field.type, value.type);
    }
    case "property":
      return l.visitors.lowerCall.method(l, object, resolved.method, []);
    case "method": {
      if (object.type.kind === "class") return l.visitors.lowerCall.functionValue(l, resolved.method);
      return go.select(l.expr(object), goMethodName(l.module.types, resolved.method));
    }
    case "enumMember":
      return go.name(enumMemberName(l, resolved.class, resolved.member.name));
    case "dynamic":
      return dynamic(l, value);
    default:
      return resolved satisfies never;
  }
}

/** A value that is taken for one of any type: what asks for its type later needs it to be one in Go, too. */
function anyOf(value: GoExpr, from: Type, to: Type): GoExpr {
  return to.kind === "any" && ["str", "int", "float", "bool"].includes(from.kind)
    ? go.convert(go.ANY_TYPE, value)
    : value;
}

/** `cls` of a class method, and the name of a class. */
function isClassName(l: FunctionLowering, object: Expression & { kind: "name" }): boolean {
  const { def } = l.context;
  return object.variable.definition?.kind === "class" || (def?.role === "class" && def.receiver === object.variable);
}

export function field(l: FunctionLowering, object: Expression, owner: ClassDef, name: string): GoExpr {
  const type = object.type.kind === "optional" ? object.type.of : object.type;
  const receiver = l.context.receiver;
  const base =
    object.kind === "name" && receiver?.variable === object.variable ? go.name(receiver.name) : l.expr(object);
  return go.select(throughInterface(l, object, base, type, owner), fieldName(name));
}

/** Whether several classes of a union have a field of that name. */
function isSharedField(l: FunctionLowering, type: Type, name: string): boolean {
  if (type.kind !== "union") return false;
  const owners = type.members.filter((each) => {
    const def = each.kind === "instance" ? l.module.classes.get(each.name)?.def : undefined;
    return def !== undefined && findMember(def, name)?.kind === "field";
  });
  return owners.length > 1;
}

/** The struct behind a value: fields of an interface are reached through the method that gives its base. */
function throughInterface(l: FunctionLowering, object: Expression, base: GoExpr, type: Type, owner: ClassDef): GoExpr {
  const receiver = l.context.receiver;
  if (object.kind === "name" && receiver?.variable === object.variable) return base;
  if (type.kind === "any" || type.kind === "union") {
    const info = findClass(l.module, owner);
    const target = info.shape === "pointer" ? go.pointerTo(go.named(info.goName)) : go.named(info.goName);
    const asserted: GoExpr = { kind: "assert", value: base, type: target };
    return info.shape === "interface" ? go.methodCall(asserted, baseAccessor(info.structName)) : asserted;
  }
  if (type.kind !== "instance") return base;
  const info = l.module.classes.get(type.name);
  if (info?.shape !== "interface") return base;
  return go.methodCall(base, baseAccessor(info.structName));
}

/** The method that gives the struct that a class hierarchy shares. */
export function baseAccessor(structName: string): string {
  return camelCase(structName);
}

export function classVariableName(l: FunctionLowering, owner: ClassDef, name: string): string {
  const info = findClass(l.module, owner);
  const text = info.goName + pascalCase(name);
  return l.module.exported && !name.startsWith("_") ? text : text.charAt(0).toLowerCase() + text.slice(1);
}

/** Whether a subclass has a class variable of the same name, so that which one is meant shows only when the program runs. */
export function isVirtual(def: ClassDef, name: string): boolean {
  const own = (each: ClassDef): boolean => each.classVariables.some((variable) => variable.name === name);
  const below = (each: ClassDef): boolean => each.subclasses.some((sub) => own(sub) || below(sub));
  const above = (each: ClassDef): boolean =>
    each.bases.some((base) => base.kind === "class" && (own(base.class) || above(base.class)));
  return below(def) || above(def);
}

export function enumMemberName(l: FunctionLowering, owner: ClassDef, name: string): string {
  return findClass(l.module, owner).goName + pascalCase(name);
}

function dynamic(l: FunctionLowering, value: Expression & { kind: "attribute" }): GoExpr {
  const { object, name } = value;
  const type = object.type.kind === "optional" ? object.type.of : object.type;
  if (type.kind === "instance") {
    const info = l.module.classes.get(type.name);
    if (info?.shape === "enum") {
      if (name === "name" || name === "_name_") return go.methodCall(l.expr(object), "Name");
      if (name === "value" || name === "_value_")
        return l.coerce(enumValue(l, l.expr(object), info.enumValue), enumValueType(info.enumValue), value.type);
    }
    const member = info && findMember(info.def, name);
    if (member?.kind === "field") return l.coerce(field(l, object, member.class, name), member.field.type, value.type);
    if (member?.kind === "method" && (member.method.role === "property" || member.method.role === "cachedProperty"))
      return l.visitors.lowerCall.method(l, object, member.method, []);
    if (member?.kind === "classVariable" && isVirtual(member.class, name))
      return l.coerce(go.methodCall(l.expr(object), fieldName(name)), member.field.type, value.type);
    if (member?.kind === "classVariable")
      return l.coerce(go.name(classVariableName(l, member.class, name)), member.field.type, value.type);
    if (name === "args" && (info === undefined || info.def.isException))
      return exceptionArguments(l, object, value.type);
    if (name === "__class__") return l.expr(object);
    const known = info === undefined ? libraryAttributeOf(type.name, name) : undefined;
    if (known !== undefined) {
      need(l.module, `${type.name}.${pascalCase(name)}`);
      const error = go.genericCall(
        runtimeName(l.module, "errorAs"),
        [go.pointerTo(go.named(type.name))],
        l.expr(object),
      );
      return l.coerce(go.methodCall(error, pascalCase(name)), known.result, value.type);
    }
    if (info === undefined && name === "code" && type.name === "SystemExit")
      return go.select({ kind: "assert", value: l.expr(object), type: go.pointerTo(go.named("SystemExit")) }, "Code");
  }
  if (
    name === "__name__" &&
    object.kind === "call" &&
    object.target.kind === "builtin" &&
    object.target.name === "type"
  ) {
    const of = object.args[0].value;
    l.module.showsClassNames = true;
    const isError = of.type.kind === "instance" && (l.module.classes.get(of.type.name)?.def.isException ?? true);
    return runtimeCall(l.module, isError ? "errorName" : "className", l.expr(of));
  }
  if (name === "__name__" && object.kind === "attribute" && object.name === "__class__") {
    l.module.showsClassNames = true;
    return runtimeCall(l.module, "className", l.exprAs(object.object, ANY));
  }
  const named = object.type.kind === "class" ? l.module.classes.get(object.type.name)?.def : undefined;
  if (named?.namedTuple && name === "_fields")
    return go.listOf(
      l.goType({ kind: "array", element: STR }),
      constructorFields(named).map((field) => go.text(field.name)),
    );
  // Where a variable holds a class of exceptions, it is an error of it that tells its name.
  if (
    name === "__name__" &&
    type.kind === "class" &&
    (l.module.classes.get(type.name)?.def.isException ?? true) &&
    object.kind === "name" &&
    object.variable.definition === undefined
  )
    return runtimeCall(l.module, "className", l.exprAs(object, ANY));
  if (name === "__name__" && object.type.kind === "class") return go.text(object.type.name);
  if (name === "__name__" && object.kind === "name" && object.variable.definition?.kind === "function")
    return go.text(object.variable.definition.name);
  if (name === "__doc__" && object.kind === "name" && object.variable.definition?.kind === "function")
    return l.coerce(go.text(object.variable.definition.docstring ?? ""), STR, value.type);
  if ((name === "__name__" || name === "__qualname__" || name === "__doc__") && ["any", "callable"].includes(type.kind))
    return l.coerce(
      runtimeCall(l.module, name === "__doc__" ? "functionDoc" : "functionName", l.expr(object)),
      STR,
      value.type,
    );
  if (type.kind === "complex" && (name === "real" || name === "imag")) return go.call(name, l.expr(object));
  if (name === "__cause__" || name === "__context__")
    return l.coerce(
      go.packageCall("errors", "Unwrap", l.expr(object)),
      { kind: "instance", name: "Exception", args: [] },
      value.type,
    );
  const argument = namespaceValue(l, object, name, value.type);
  if (argument !== undefined) return argument;
  if (
    value.type.kind === "callable" &&
    value.type.parameters !== undefined &&
    type.kind !== "any" &&
    type.kind !== "union" &&
    type.kind !== "instance"
  ) {
    const result = value.type.result;
    // The object is made once, where its method is taken, and not at each call.
    const receiver = makesAnew(object) ? kept(l, object) : object;
    return l.visitors.lowerCall.literalCalling(l, value.type, (args) => ({
      kind: "call",
      target: { kind: "method", receiver, name, method: undefined },
      args,
      type: result,
      range: value.range,
    }));
  }
  const library = l.visitors.lowerCall.libraryAttribute(l, value);
  if (library !== undefined) return library;
  // No value of these types has attributes when the program runs.
  if (
    ["set", "frozenset", "dict", "list", "tuple", "array", "str", "bytes", "int", "float", "bool"].includes(type.kind)
  )
    return stubExpr(l.module, `the attribute ${name} as a value`, value.range, l.goType(value.type));
  if (type.kind !== "any" && type.kind !== "union") {
    note(l.module, "unsupported", `the attribute ${name} is looked up when the program runs`, value.range);
  }
  return l.coerce(runtimeCall(l.module, "field", l.exprAs(object, ANY), go.text(fieldName(name))), ANY, value.type);
}

function exceptionArguments(l: FunctionLowering, object: Expression, result: Type): GoExpr {
  const carrier: GoExpr = go.methodCall(
    {
      kind: "assert",
      value: go.convert(go.ANY_TYPE, l.expr(object)),
      type: {
        kind: "interface",
        embeds: [],
        methods: [{ name: "arguments", params: [], results: [go.sliceOf(go.ANY_TYPE)] }],
      },
    },
    "arguments",
  );
  l.module.runtime.add("Exception.arguments");
  return l.coerce(
    l.coerce(carrier, { kind: "list", element: ANY }, { kind: "array", element: ANY }),
    { kind: "array", element: ANY },
    result,
  );
}

export function enumValue(_l: FunctionLowering, value: GoExpr, type: "int" | "string" | "float64" | undefined): GoExpr {
  return type === undefined ? go.methodCall(value, "Value") : go.convert(go.named(type), value);
}

export function enumValueType(type: "int" | "string" | "float64" | undefined): Type {
  if (type === "int") return { kind: "int", wide: false };
  if (type === "string") return { kind: "str" };
  return type === "float64" ? { kind: "float" } : ANY;
}
