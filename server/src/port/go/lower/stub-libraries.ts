import {
  libraryAttribute,
  libraryClass,
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
import * as go from "../build.ts";
import type { GoExpr } from "../tree.ts";
import { need, runtimeCall } from "./context.ts";
import type { FunctionLowering } from "./function.ts";

/** A call of a function or constructor that the runtime has under the name of its stub. */
export function stubFunction(
  l: FunctionLowering,
  value: Expression & { kind: "call" },
  name: string,
): GoExpr | undefined {
  const stub = libraryFunction(name);
  const args = stub === undefined ? undefined : argumentsOf(l, stub, value.args, value.range);
  return stub === undefined || args === undefined
    ? undefined
    : l.coerce(
        runtimeCall(l.module, stub.runtime, ...args),
        stub.result,
        value.type.kind === "none" ? stub.result : value.type,
      );
}

export function stubConstant(l: FunctionLowering, name: string): GoExpr | undefined {
  const stub = libraryConstant(name);
  return stub === undefined ? undefined : runtimeCall(l.module, stub.runtime);
}

function argumentsOf(
  l: FunctionLowering,
  stub: Stub,
  args: readonly Argument[],
  range: Expression["range"],
): GoExpr[] | undefined {
  const bound = stubArguments(stub, args, range);
  if (bound === undefined) return undefined;
  return l.inOrder(bound.map(({ value, type }) => ({ run: () => l.exprAs(value, type), type: () => l.goType(type) })));
}

/** The method of a runtime class as Go names it. */
export function stubCall(
  l: FunctionLowering,
  className: string,
  receiver: GoExpr,
  runtime: string,
  ...args: readonly GoExpr[]
): GoExpr {
  const name = runtime.charAt(0).toUpperCase() + runtime.slice(1);
  const owner = libraryClass(className)?.runtime ?? className;
  need(l.module, `${owner}.${name}`);
  return go.methodCall(receiver, name, ...args);
}

export function stubMethod(
  l: FunctionLowering,
  value: Expression & { kind: "call" },
  receiver: Expression,
  type: Type & { kind: "library" },
  name: string,
): GoExpr | undefined {
  const stub = libraryMethod(type.name, name);
  const args = stub === undefined ? undefined : argumentsOf(l, stub, value.args, value.range);
  if (stub === undefined || args === undefined) return undefined;
  return stubCall(l, type.name, l.exprAs(receiver, type), stub.runtime, ...args);
}

export function stubAttribute(l: FunctionLowering, object: Expression, name: string): GoExpr | undefined {
  const type = object.type.kind === "optional" ? object.type.of : object.type;
  if (type.kind !== "library") return undefined;
  const stub = libraryAttribute(type.name, name);
  return stub === undefined ? undefined : stubCall(l, type.name, l.exprAs(object, type), stub.runtime);
}

export function stubOperator(
  l: FunctionLowering,
  operator: BinaryOperator,
  left: Expression,
  right: Expression,
): GoExpr | undefined {
  const found = libraryOperator(operator, left.type, right.type);
  if (found === undefined) return undefined;
  const [x, y] = l.inOrder([
    { run: () => l.exprAs(left, found.left), type: () => l.goType(found.left) },
    { run: () => l.exprAs(right, found.right), type: () => l.goType(found.right) },
  ]);
  const owner = found.reversed ? found.right : found.left;
  const name = owner.kind === "library" ? owner.name : "";
  return found.reversed ? stubCall(l, name, y, found.runtime, x) : stubCall(l, name, x, found.runtime, y);
}

export function stubNegation(l: FunctionLowering, operand: Expression): GoExpr | undefined {
  const stub = operand.type.kind === "library" ? libraryNegation(operand.type.name) : undefined;
  return stub === undefined || operand.type.kind !== "library"
    ? undefined
    : stubCall(l, operand.type.name, l.expr(operand), stub.runtime);
}

/** `abs(x)`, `float(x)`, `int(x)` of an object of a library class. */
export function stubConversion(l: FunctionLowering, operand: Expression, dunder: string): GoExpr | undefined {
  const stub = operand.type.kind === "library" ? libraryMethod(operand.type.name, dunder) : undefined;
  return stub === undefined || operand.type.kind !== "library"
    ? undefined
    : stubCall(l, operand.type.name, l.expr(operand), stub.runtime);
}
