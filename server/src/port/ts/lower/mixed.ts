import type { BinaryOperator, Expression } from "../../ir/nodes.ts";
import type { Type } from "../../ir/types.ts";
import type { TsExpression } from "../tree.ts";
import type { Lowering } from "./context.ts";
import { isBoth } from "./mixed-numbers.ts";

/** Helpers whose result is a float where an operand is one. */
const OPERATIONS: Partial<Record<BinaryOperator, string>> = {
  "+": "plus",
  "-": "minus",
  "*": "times",
  "//": "quotient",
  "%": "rest",
  "**": "power",
};

/** Whether integers and floats both get to a place of the type, and the program shows which. */
export function isMixed(context: Lowering, type: Type): boolean {
  return context.showsNumbers && isBoth(type);
}

/** A float that goes where integers go too. */
export function mixedValue(context: Lowering, e: Expression, made: TsExpression, to: Type): TsExpression {
  if (e.type.kind !== "float" || e.type.mixed === true) return made;
  if (!isMixed(context, to) && !(to.kind === "any" && context.showsNumbers)) return made;
  if (e.kind === "float") return Number.isInteger(e.value) ? context.use("float", made) : made;
  if (e.kind === "library") return made;
  return context.use("float", made);
}

/** An operation whose operands tell only when the program runs whether it gives a float. */
export function mixedOperation(
  context: Lowering,
  operator: BinaryOperator,
  type: Type,
  left: TsExpression,
  right: TsExpression,
): TsExpression | undefined {
  const helper = OPERATIONS[operator];
  return helper === undefined || !isMixed(context, type) ? undefined : context.use(helper, left, right);
}
