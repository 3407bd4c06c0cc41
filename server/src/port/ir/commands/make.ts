import type { BuildContext } from "../build/context.ts";
import type { Argument, Expression, ExpressionKind } from "../nodes.ts";
import type { Type } from "../types.ts";

/** The type of what a command is run with. */
export const VALUES: Type = { kind: "library", name: "click.Values", args: [] };
/** The type of one run of a command. */
export const CONTEXT: Type = { kind: "library", name: "click.Context", args: [] };

export function methodCall(receiver: Expression, name: string, args: readonly Argument[]): ExpressionKind {
  return { kind: "call", target: { kind: "method", receiver, name, method: undefined }, args: [...args] };
}

export function attribute(context: BuildContext, object: Expression, name: string): Expression {
  return context.make({ kind: "attribute", object, name, resolved: { kind: "dynamic" } }, object.range);
}
