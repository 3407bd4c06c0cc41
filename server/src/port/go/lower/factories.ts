import type { Expression } from "../../ir/nodes.ts";
import type { Type } from "../../ir/types.ts";
import type { GoExpr } from "../tree.ts";
import { emptyOf, type FunctionLowering } from "./function.ts";

/** What a default dict puts where a key is missing, as far as the dict's place tells what its factory is. */
export function missingOf(l: FunctionLowering, table: Expression, type: Type & { kind: "dict" }): GoExpr {
  const factory = factoryOf(l, table);
  return factory === undefined ? emptyOf(l, type.value) : l.visitors.lowerCall.madeBy(l, factory, type.value);
}

/** Whether missing values are others than the empty or zero value of their type. */
export function hasOwnFactory(l: FunctionLowering, table: Expression): boolean {
  return factoryOf(l, table) !== undefined;
}

function factoryOf(l: FunctionLowering, table: Expression): Expression | undefined {
  const owner =
    table.kind === "name"
      ? table.variable
      : table.kind === "attribute" && table.resolved.kind === "field"
        ? table.resolved.field
        : undefined;
  const factory = owner === undefined ? undefined : l.module.facts.factories.get(owner);
  if (factory?.kind !== "lambda") return factory?.kind === "name" ? factory : undefined;
  const [only] = factory.function.body;
  const made = only?.kind === "return" ? only.value : undefined;
  const isEmpty =
    made?.kind === "call" &&
    ((made.target.kind === "library" && made.target.module === "collections") || made.target.kind === "builtin") &&
    made.args.every((each) => each.value.kind === "builtin" || each.value.kind === "lambda");
  return isEmpty ? undefined : factory;
}
