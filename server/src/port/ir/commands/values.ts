import type { BuildContext } from "../build/context.ts";
import type { Expression, FunctionDef } from "../nodes.ts";
import { BOOL, FLOAT, INT, STR, type Type } from "../types.ts";
import { positional, text } from "../web/make.ts";
import type { CommandParameter } from "./declarations.ts";
import { attribute, methodCall } from "./make.ts";

/** Reads the value of an option from those that a command is run with, as the type that the function takes. */
export function readValue(
  context: BuildContext,
  parameter: CommandParameter,
  given: () => Expression,
  fn: FunctionDef,
): Expression {
  const { name, kind, shape, callback, path, range } = parameter;
  const read = (method: string): Expression =>
    context.make(methodCall(given(), method, [positional(text(context, name, range))]), range);
  const value = (): Expression => {
    if (kind === "other")
      return context.make({ kind: "stub", construct: "this type of an option of click", python: name }, range);
    if (shape === "many") return kind === "flag" ? read("value") : read(`${kind}s`);
    if (typeof shape === "number") {
      if (kind === "flag") return read("value");
      const elements = Array.from({ length: shape }, (_, i) =>
        context.make(
          {
            kind: "index",
            object: read(`${kind}s`),
            index: context.make({ kind: "int", value: BigInt(i), text: String(i) }, range),
          },
          range,
        ),
      );
      return context.make({ kind: "tuple", elements }, range);
    }
    if (shape === "optional") return read(`optional_${kind}`);
    const found = read(kind);
    return path === undefined || path.kind !== "library"
      ? found
      : context.make(
          {
            kind: "call",
            target: { kind: "library", module: path.module, name: path.name },
            args: [positional(found)],
          },
          range,
        );
  };
  if (callback?.kind === "name" && callback.variable.definition?.kind === "function") {
    const check = callback.variable.definition;
    const args = [attribute(context, given(), "context"), read("parameter"), value()].map(positional);
    return context.make({ kind: "call", target: { kind: "function", function: check }, args }, range);
  }
  if (callback !== undefined) context.unsupported("this callback of an option of click", callback.range);
  allowNone(fn, parameter);
  return value();
}

const TYPES: Readonly<Record<string, Type>> = { text: STR, integer: INT, number: FLOAT, flag: BOOL };

/** An option without a default is `None` where it is not given, whatever the annotation of the parameter says. */
function allowNone(fn: FunctionDef, { name, kind, shape }: CommandParameter): void {
  const at = fn.parameters.findIndex(({ variable }) => variable.name === name);
  const of = TYPES[kind];
  const parameter = fn.parameters[at];
  if (parameter === undefined || of === undefined || shape !== "optional" || parameter.annotation?.kind !== of.kind)
    return;
  const annotation: Type = { kind: "optional", of };
  parameter.variable.declared = annotation;
  fn.parameters[at] = { ...parameter, annotation };
}
