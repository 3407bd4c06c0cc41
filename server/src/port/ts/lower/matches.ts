import type { Expression } from "../../ir/nodes.ts";
import { type Type, withoutNone } from "../../ir/types.ts";
import { binary, index, literal, type TsExpression } from "../tree.ts";
import type { Lowering } from "./context.ts";

/** The text of a group of a match; `null` where it can have taken no part. */
export function matchedGroup(
  context: Lowering,
  match: TsExpression,
  key: Expression | undefined,
  type: Type,
): TsExpression {
  const text =
    key === undefined
      ? index(match, literal("0"))
      : key.kind === "int"
        ? index(match, context.expression(key))
        : context.use("group", match, context.flowing(key));
  return type.kind === "optional" ? binary("??", text, literal("null")) : text;
}

export function isMatch(type: Type): boolean {
  const plain = withoutNone(type);
  return plain.kind === "library" && plain.name === "re.Match";
}
