import {
  dynamicAttribute,
  inSourceOrder,
  libraryAttribute,
  libraryClass,
  libraryComparison,
  libraryConstant,
  libraryFunction,
  libraryMethod,
  libraryNegation,
  libraryOperator,
  type Stub,
  type StubArgument,
  stubArguments,
} from "../../ir/library/index.ts";
import { destinationOf, flagsOf, functionName, isNamespace, keptType, NAMESPACE } from "../../ir/library/namespaces.ts";
import type { Argument, BinaryOperator, CallExpression, CallTarget, Expression } from "../../ir/nodes.ts";
import { ANY, type Type } from "../../ir/types.ts";
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
  if (stub === undefined) return undefined;
  return stub.text === undefined ? runtimeCall(l.module, stub.runtime) : go.text(stub.text);
}

function argumentsOf(
  l: FunctionLowering,
  stub: Stub,
  args: readonly Argument[],
  range: Expression["range"],
): GoExpr[] | undefined {
  const bound = stubArguments(stub, args, range);
  if (bound === undefined) return undefined;
  if (stub.options !== undefined || stub.parameters.some((each) => each.isRestNamed))
    return optionArguments(l, stub, bound, args);
  return l.inOrder(bound.map(({ value, type }) => ({ run: () => l.exprAs(value, type), type: () => l.goType(type) })));
}

/** Arguments of a function that takes a struct of options, or whatever is given by name: what is left out is not written. */
function optionArguments(
  l: FunctionLowering,
  stub: Stub,
  given: readonly StubArgument[],
  args: readonly Argument[],
): GoExpr[] {
  const call = { args } as CallExpression;
  const bound = inSourceOrder(given);
  const destination = flagsOf(call).length > 0 ? destinationOf({ call, method: "add_argument" }) : undefined;
  const lowered = l.inOrder(
    bound.map(({ parameter, value, type, keyword }) => {
      const name = keyword ?? (/^(default|const)$/.test(parameter.name) ? destination : undefined);
      const kept = keptType(l.module.module, name, value);
      return {
        run: () =>
          parameter.type.kind === "callable"
            ? converter(l, value, parameter.type)
            : kept === undefined
              ? l.exprAs(value, type)
              : l.coerce(l.exprAs(value, kept), kept, type),
        type: () => l.goType(type),
      };
    }),
  );
  const rest = bound.flatMap((each, i) => (each.parameter.isRest ? [lowered[i]] : []));
  const plain = bound.flatMap(({ parameter }, i) =>
    parameter.isRest || parameter.isOption || parameter.isRestNamed ? [] : [lowered[i]],
  );
  const fields = bound.flatMap(({ parameter }, i) =>
    parameter.isOption ? [{ key: go.name(fieldNameOf(parameter.name)), value: lowered[i] }] : [],
  );
  const values = bound.flatMap(({ keyword }, i) =>
    keyword === undefined ? [] : [{ key: go.text(keyword), value: lowered[i] }],
  );
  const takesRest = stub.parameters.find((each) => each.isRest);
  const result = [...plain];
  if (takesRest !== undefined) result.push(go.listOf(go.sliceOf(l.goType(takesRest.type)), rest));
  if (stub.options !== undefined) {
    need(l.module, stub.options);
    result.push(go.composite(go.named(stub.options), fields));
  }
  if (stub.parameters.some((each) => each.isRestNamed))
    result.push(values.length === 0 ? go.NIL : go.composite(go.mapOf(go.STRING_TYPE, go.ANY_TYPE), values));
  return result;
}

/** A function of a text, with the name that Python's messages give it. */
function converter(l: FunctionLowering, value: Expression, type: Type): GoExpr {
  need(l.module, "Converter");
  const fields = [
    { key: go.name("Name"), value: go.text(functionName(value)) },
    { key: go.name("Convert"), value: converting(l, value, type) },
  ];
  return go.composite(go.named("Converter"), fields);
}

/** A function of the module or of Python itself is called in a literal, whatever its own result is. */
function converting(l: FunctionLowering, value: Expression, type: Type): GoExpr {
  const target: CallTarget | undefined =
    value.kind === "builtin"
      ? { kind: "builtin", name: value.name }
      : value.kind === "library"
        ? { kind: "library", module: value.module, name: value.name }
        : value.kind === "name" && value.variable.definition?.kind === "function"
          ? { kind: "function", function: value.variable.definition }
          : undefined;
  if (target === undefined || type.kind !== "callable") return l.exprAs(value, type);
  const result = value.type.kind === "callable" ? value.type.result : type.result;
  return l.visitors.lowerCall.literalCalling(l, type, (args) => ({
    kind: "call",
    target,
    args: [...args],
    type: result,
    range: value.range,
  }));
}

function fieldNameOf(name: string): string {
  return name
    .split("_")
    .map((part) => (part === "json" ? "JSON" : part.charAt(0).toUpperCase() + part.slice(1)))
    .join("");
}

/** The value of a name that `argparse` read from the arguments. */
export function namespaceValue(
  l: FunctionLowering,
  object: Expression,
  name: string,
  type: Type,
  missing?: Expression,
): GoExpr | undefined {
  const of = object.type.kind === "optional" ? object.type.of : object.type;
  if (!isNamespace(of)) return undefined;
  if (name === "__dict__") return stubCall(l, NAMESPACE, l.exprAs(object, of), "variables");
  const found =
    missing === undefined
      ? stubCall(l, NAMESPACE, l.exprAs(object, of), "get", go.text(name))
      : stubCall(l, NAMESPACE, l.exprAs(object, of), "getOr", go.text(name), l.exprAs(missing, ANY));
  return l.coerce(found, ANY, type);
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

/** `object[key]`, `key in object`, `len(object)` of an object of a library class that has them as methods of the runtime. */
export function stubItem(
  l: FunctionLowering,
  object: Expression,
  dunder: string,
  given: readonly Expression[],
): GoExpr | undefined {
  const type = object.type.kind === "optional" ? object.type.of : object.type;
  const stub = type.kind === "library" ? libraryMethod(type.name, dunder) : undefined;
  if (stub === undefined || type.kind !== "library") return undefined;
  const args = given.map((each, i) => l.exprAs(each, stub.parameters[i]?.type ?? ANY));
  return stubCall(l, type.name, l.exprAs(object, type), stub.runtime, ...args);
}

export function stubAttribute(l: FunctionLowering, object: Expression, name: string): GoExpr | undefined {
  const type = object.type.kind === "optional" ? object.type.of : object.type;
  if (type.kind !== "library") return undefined;
  const stub = libraryAttribute(type.name, name);
  if (stub !== undefined) return stubCall(l, type.name, l.exprAs(object, type), stub.runtime);
  const item = dynamicAttribute(type.name);
  return item === undefined ? undefined : stubCall(l, type.name, l.exprAs(object, type), item.runtime, go.text(name));
}

/** A comparison that a library makes something else of than whether it holds. */
export function stubComparison(l: FunctionLowering, e: Expression & { kind: "compare" }): GoExpr | undefined {
  const [left, right] = e.operands;
  const found = e.operators.length === 1 ? libraryComparison(e.operators[0], left.type, right.type) : undefined;
  if (found === undefined) return undefined;
  const [own, other] = found.isMirrored ? [right, left] : [left, right];
  return stubCall(l, found.owner.name, l.exprAs(own, found.owner), found.stub.runtime, l.exprAs(other, ANY));
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

export function stubNegation(l: FunctionLowering, operand: Expression, operator: string): GoExpr | undefined {
  const stub = operand.type.kind === "library" ? libraryNegation(operand.type.name, operator) : undefined;
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
