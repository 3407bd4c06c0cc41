import type { Expression } from "../../../ir/nodes.ts";
import type { TsExpression } from "../../tree.ts";
import type { Lowering } from "../context.ts";

/** A display that is only written is an object; everything else as it is. */
export function wireValue(context: Lowering, e: Expression, isMap = false): TsExpression {
  if (isMap) return context.flowing(e);
  // A float among values of other types would lose its point.
  if (
    e.kind === "list" &&
    e.type.kind === "list" &&
    e.type.element.kind !== "float" &&
    e.elements.every((each) => each.kind !== "star")
  )
    return {
      kind: "array",
      elements: e.elements.map((each) =>
        each.type.kind === "float" ? floatValue(context, each) : wireValue(context, each),
      ),
    };
  const isObject =
    e.kind === "dict" &&
    e.entries.length > 0 &&
    e.entries.every((entry) => entry.key?.kind === "string" && !/^\d/.test(entry.key.value));
  if (!isObject || e.kind !== "dict") return context.flowing(e);
  const properties = e.entries.map((entry) => ({
    key: entry.key?.kind === "string" ? entry.key.value : "",
    value: entry.value.type.kind === "float" ? floatValue(context, entry.value) : wireValue(context, entry.value),
  }));
  return { kind: "object", properties };
}

function floatValue(context: Lowering, e: Expression): TsExpression {
  return { kind: "new", callee: context.helper("Float"), args: [context.flowing(e)], typeArgs: [] };
}
