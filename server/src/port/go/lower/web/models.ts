import { allFields } from "../../../ir/infer/members.ts";
import type { ClassField } from "../../../ir/nodes.ts";
import * as go from "../../build.ts";
import type { GoBlock, GoDecl, GoType } from "../../tree.ts";
import { madeBy } from "../calls.ts";
import type { ModuleContext } from "../context.ts";
import type { FunctionLowering } from "../function.ts";
import { fieldName, goMethodName } from "../members.ts";
import type { ClassInfo } from "../types.ts";
import { isRequired } from "./tags.ts";

/** What a model has beside its fields: its defaults, and its own checks, which the reading of a request asks for. */
export function modelMethods(
  module: ModuleContext,
  info: ClassInfo,
  receiver: string,
  lowering: () => FunctionLowering,
): GoDecl[] {
  const { def } = info;
  if (def.model?.kind !== "model") return [];
  const self = { name: receiver, type: go.pointerTo(go.named(info.structName)) };
  const decls: GoDecl[] = [];
  const defaults = allFields(def).filter((field) => !isRequired(field) && !isZero(field));
  if (defaults.length > 0) {
    const l = lowering();
    const body = l.block(() => {
      for (const field of defaults) {
        const value =
          field.default !== undefined ? l.exprAs(field.default, field.type) : madeBy(l, field.factory!, field.type);
        l.emit(go.assign(go.select(go.name(receiver), fieldName(field.name)), value));
      }
    });
    decls.push({
      kind: "function",
      name: "SetDefaults",
      receiver: self,
      params: [],
      results: [],
      body: l.finish(body),
      doc: "SetDefaults fills in what a request may leave out.",
    });
  }
  if (def.model.extra === "forbid")
    decls.push({
      kind: "function",
      name: "ForbidsExtra",
      receiver: { name: "", type: self.type },
      params: [],
      results: [],
      body: [],
      doc: "ForbidsExtra tells that a request must have no other fields.",
    });
  decls.push(...fieldChecks(module, info, self), ...wholeCheck(module, info, self));
  return decls;
}

/** A default that Go's zero value already is. */
function isZero(field: ClassField): boolean {
  const value = field.default;
  if (value === undefined) return false;
  return (
    value.kind === "none" ||
    (value.kind === "bool" && !value.value) ||
    (value.kind === "int" && value.value === 0n && field.type.kind === "int") ||
    (value.kind === "string" && value.value === "")
  );
}

/** `field_validator` methods, asked by the name of the field. */
function fieldChecks(module: ModuleContext, info: ClassInfo, self: { name: string; type: GoType }): GoDecl[] {
  const validators = info.def.model?.fieldValidators ?? [];
  if (validators.length === 0) return [];
  const byField = new Map<string, (typeof validators)[number]["method"][]>();
  for (const { fields, method } of validators)
    for (const field of fields) byField.set(field, [...(byField.get(field) ?? []), method]);
  const cases = [...byField].map(([name, methods]) => ({
    values: [go.text(info.def.model?.rules.get(name)?.alias ?? name)],
    body: methods.map((method) => {
      const target = go.select(go.name(self.name), fieldName(name));
      const call = go.call(module.functionNames.get(method) ?? method.name, target);
      return module.failing.has(method)
        ? ({ kind: "assign", targets: [target, go.name("err")], operator: "=", values: [call] } as const)
        : go.assign(target, call);
    }),
  }));
  const body: GoBlock = [{ kind: "switch", tag: go.name("name"), cases }, go.returnStmt(go.name("err"))];
  return [
    {
      kind: "function",
      name: "ValidateField",
      receiver: self,
      params: [{ name: "name", type: go.STRING_TYPE }],
      results: [{ name: "err", type: go.ERROR_TYPE }],
      body,
      doc: "ValidateField checks one field once it has been read.",
    },
  ];
}

/** `model_validator` methods, run when all fields are read. */
function wholeCheck(module: ModuleContext, info: ClassInfo, self: { name: string; type: GoType }): GoDecl[] {
  const methods = info.def.model?.modelValidators ?? [];
  if (methods.length === 0) return [];
  const body: GoBlock = [
    ...methods.map((method) => {
      const call = go.methodCall(go.name(self.name), goMethodName(module.types, method));
      if (!module.failing.has(method)) return go.exprStmt(call);
      const results = module.types.results(method.result).map(() => "_");
      return {
        kind: "if",
        init: go.define([...results, "err"], call),
        condition: go.binary("!=", go.name("err"), go.NIL),
        body: [go.returnStmt(go.name("err"))],
      } as const;
    }),
    go.returnStmt(go.NIL),
  ];
  return [
    {
      kind: "function",
      name: "Validate",
      receiver: self,
      params: [],
      results: [{ name: "", type: go.ERROR_TYPE }],
      body,
      doc: "Validate checks the fields together.",
    },
  ];
}
