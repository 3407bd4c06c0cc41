import {
  libraryAttribute,
  libraryConstant,
  libraryFunction,
  libraryMethod,
  libraryNegation,
  libraryOperator,
  type Stub,
  stubArguments,
} from "../../ir/library/index.ts";
import type { Argument, BinaryOperator, Expression } from "../../ir/nodes.ts";
import type { Type } from "../../ir/types.ts";
import { array, member, method, type TsExpression } from "../tree.ts";
import type { Lowering } from "./context.ts";

type Call = Extract<Expression, { kind: "call" }>;

/** A call of a function or constructor that the runtime has under the name of its stub. */
export function stubFunction(context: Lowering, e: Call, name: string): TsExpression | undefined {
  const stub = libraryFunction(name);
  const args = stub === undefined ? undefined : argumentsOf(context, stub, e.args, e.range);
  return stub === undefined || args === undefined ? undefined : context.use(stub.runtime, ...args);
}

export function stubConstant(context: Lowering, name: string): TsExpression | undefined {
  const stub = libraryConstant(name);
  return stub === undefined ? undefined : context.use(stub.runtime);
}

/** The arguments in order; defaults at the end are the runtime's own. */
function argumentsOf(
  context: Lowering,
  stub: Stub,
  args: readonly Argument[],
  range: Expression["range"],
): TsExpression[] | undefined {
  const bound = stubArguments(stub, args, range);
  if (bound === undefined) return undefined;
  const last = bound.findLastIndex((each) => !each.isDefault);
  return bound
    .slice(0, last + 1)
    .map(({ value, type }) =>
      isRowOfFloats(value) && type.kind === "any"
        ? shownRow(context, value)
        : value.type.kind === "dict" || value.type.kind === "class"
          ? dictOrKeys(context, value, type)
          : context.flowing(value, type),
    );
}

/** A row that is written out, with floats among its values: JavaScript does not tell them from integers. */
function isRowOfFloats(value: Expression): value is Extract<Expression, { kind: "list" | "tuple" }> {
  return (value.kind === "list" || value.kind === "tuple") && value.elements.some((each) => each.type.kind === "float");
}

function shownRow(context: Lowering, row: Extract<Expression, { kind: "list" | "tuple" }>): TsExpression {
  return array(
    ...row.elements.map((each) =>
      each.type.kind === "float" ? context.use("reprFloat", context.expression(each)) : context.expression(each),
    ),
  );
}

/** A dict is passed as it is, but where only its keys are gone through. */
function dictOrKeys(context: Lowering, value: Expression, type: Type): TsExpression {
  const made = context.flowing(value, type);
  if (type.kind !== "iterator") return made;
  return method(made, value.type.kind === "class" ? "members" : "keys");
}

export function stubMethod(
  context: Lowering,
  e: Call,
  receiver: TsExpression,
  type: Extract<Type, { kind: "library" }>,
  name: string,
): TsExpression | undefined {
  const stub = libraryMethod(type.name, name);
  const args = stub === undefined ? undefined : argumentsOf(context, stub, e.args, e.range);
  return stub === undefined || args === undefined ? undefined : method(receiver, stub.runtime, ...args);
}

export function stubAttribute(object: TsExpression, type: Type, name: string): TsExpression | undefined {
  const stub = type.kind === "library" ? libraryAttribute(type.name, name) : undefined;
  return stub === undefined ? undefined : member(object, stub.runtime);
}

export function stubOperator(
  context: Lowering,
  operator: BinaryOperator,
  left: Expression,
  right: Expression,
): TsExpression | undefined {
  const found = libraryOperator(operator, left.type, right.type);
  if (found === undefined) return undefined;
  const [x, y] = [context.flowing(left, found.left), context.flowing(right, found.right)];
  return found.reversed ? method(y, found.runtime, x) : method(x, found.runtime, y);
}

export function stubNegation(context: Lowering, operand: Expression): TsExpression | undefined {
  const stub = operand.type.kind === "library" ? libraryNegation(operand.type.name) : undefined;
  return stub === undefined ? undefined : method(context.expression(operand), stub.runtime);
}

/** `abs(x)`, `float(x)`, `int(x)` of an object of a library class. */
export function stubConversion(context: Lowering, operand: Expression, dunder: string): TsExpression | undefined {
  const stub = operand.type.kind === "library" ? libraryMethod(operand.type.name, dunder) : undefined;
  return stub === undefined ? undefined : method(context.expression(operand), stub.runtime);
}
