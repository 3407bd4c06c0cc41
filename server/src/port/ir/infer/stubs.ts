import { type Stub, stubArguments } from "../library/index.ts";
import type { Call } from "./arguments.ts";
import type { Shape } from "./cells.ts";
import type { InferContext } from "./context.ts";

/** A value of unknown type that is passed to a library function is what the function takes. */
export function suggestArguments(context: InferContext, e: Call, stub: Stub): void {
  for (const { value, type, isDefault } of stubArguments(stub, e.args, e.range) ?? []) {
    if (isDefault || type.kind === "any" || type.kind === "union" || type.kind === "iterator") continue;
    const cell = context.value(value);
    if (!cell.isEmpty) continue;
    const shape: Shape | undefined = context.store
      .fromType(type)
      .alternatives()
      .find((each) => each.kind !== "none");
    if (shape !== undefined) context.store.suggest(cell, shape);
  }
}
