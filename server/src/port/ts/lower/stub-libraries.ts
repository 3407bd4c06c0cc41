import {
  dynamicAttribute,
  inSourceOrder,
  libraryAttribute,
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
import {
  destinationOf,
  flagsOf,
  functionName,
  isNamespace,
  keptType,
  namespaceType,
} from "../../ir/library/namespaces.ts";
import type { Argument, BinaryOperator, CallExpression, Expression } from "../../ir/nodes.ts";
import { ANY, STR, type Type } from "../../ir/types.ts";
import { array, as, member, method, spread, string, type TsExpression } from "../tree.ts";
import type { Lowering } from "./context.ts";
import { layoutOf, lowerType } from "./types.ts";

type Call = Extract<Expression, { kind: "call" }>;

/** A call of a function or constructor that the runtime has under the name of its stub. */
export function stubFunction(context: Lowering, e: Call, name: string): TsExpression | undefined {
  const stub = libraryFunction(name);
  const args =
    stub === undefined
      ? undefined
      : (argumentsOf(context, stub, e.args, e.range) ?? spreadArguments(context, stub, e.args));
  if (stub === undefined || args === undefined) return undefined;
  if (name.startsWith("sqlite3.") || name === "sqlalchemy.create_engine")
    context.note(
      "info",
      "node-version",
      "node:sqlite is part of Node 22.13 and newer; Node 20 does not have it",
      e.range,
    );
  return context.use(stub.runtime, ...args);
}

/** `f(x, *xs)` of a function that takes any number of values, and nothing else. */
function spreadArguments(context: Lowering, stub: Stub, args: readonly Argument[]): TsExpression[] | undefined {
  const [only, ...others] = stub.parameters;
  if (only?.isRest !== true || others.length > 0) return undefined;
  if (args.some((each) => each.kind !== "positional" && each.kind !== "star")) return undefined;
  return args.map((each) =>
    each.kind === "star" ? spread(context.expression(each.value)) : context.flowing(each.value, only.type),
  );
}

export function stubConstant(context: Lowering, name: string): TsExpression | undefined {
  const stub = libraryConstant(name);
  if (stub === undefined) return undefined;
  return stub.text === undefined ? context.use(stub.runtime) : string(stub.text);
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
  if (stub.options !== undefined || stub.parameters.some((each) => each.isRestNamed))
    return optionArguments(context, stub, bound, args);
  const last = bound.findLastIndex((each) => !each.isDefault);
  return bound
    .slice(0, last + 1)
    .map(({ parameter, value, type }) =>
      parameter.name === "parameters"
        ? withFloats(context, value, type)
        : isRowOfFloats(value) && type.kind === "any"
          ? shownRow(context, value)
          : value.type.kind === "dict" || value.type.kind === "class"
            ? dictOrKeys(context, value, type)
            : context.flowing(value, type),
    );
}

/** Arguments of a function that takes an object of options, or whatever is given by name: what is left out is not written. */
function optionArguments(
  context: Lowering,
  stub: Stub,
  given: readonly StubArgument[],
  args: readonly Argument[],
): TsExpression[] {
  const call = { args } as CallExpression;
  const bound = inSourceOrder(given);
  const destination = flagsOf(call).length > 0 ? destinationOf({ call, method: "add_argument" }) : undefined;
  const rest: TsExpression[] = [];
  const result: TsExpression[] = [];
  const properties: { key: string; value: TsExpression }[] = [];
  for (const { parameter, value, type, keyword } of bound) {
    const name = keyword ?? (/^(default|const)$/.test(parameter.name) ? destination : undefined);
    const made =
      parameter.type.kind === "callable"
        ? converter(context, value)
        : context.flowing(value, keptType(context.module, name, value) ?? type);
    if (parameter.isRest) rest.push(made);
    else if (keyword !== undefined) properties.push({ key: keyword, value: made });
    else if (parameter.isOption) properties.push({ key: context.memberName(parameter.name), value: made });
    else result.push(made);
  }
  const read = destination === undefined ? undefined : namespaceType(context.module, destination);
  const layout = read === undefined ? undefined : layoutOf(read);
  if (layout !== undefined && layout.kind !== "name" && stub.options === "ArgumentOptions")
    properties.push({ key: "layout", value: layout });
  if (stub.parameters.some((each) => each.isRest)) result.push(array(...rest));
  if (properties.length > 0) result.push({ kind: "object", properties });
  return result;
}

/** A function of a text, with the name that Python's messages give it. */
function converter(context: Lowering, value: Expression): TsExpression {
  return {
    kind: "object",
    properties: [
      { key: "name", value: string(functionName(value)) },
      { key: "convert", value: context.functionValue(value, [STR]) },
    ],
  };
}

/** The value of a name that `argparse` read from the arguments. */
export function namespaceValue(
  context: Lowering,
  object: TsExpression,
  of: Type,
  name: string,
  type: Type,
): TsExpression | undefined {
  if (!isNamespace(of)) return undefined;
  if (name === "__dict__") return member(object, "variables");
  return as(method(object, "get", string(name)), lowerType(context, type));
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

/** Values for a database, which tells floats from integers, in the rows that are written out. */
function withFloats(context: Lowering, value: Expression, type: Type): TsExpression {
  const isPlain =
    (value.kind === "list" || value.kind === "tuple") && !value.elements.some((each) => each.kind === "star");
  if (isPlain) return array(...value.elements.map((each) => withFloats(context, each, ANY)));
  const isFloat = value.type.kind === "float" && value.type.mixed !== true;
  return isFloat ? context.use("float", context.expression(value)) : context.flowing(value, type);
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
  if (type.kind !== "library") return undefined;
  const stub = libraryAttribute(type.name, name);
  if (stub !== undefined) return member(object, stub.runtime);
  const item = dynamicAttribute(type.name);
  return item === undefined || libraryMethod(type.name, name) !== undefined
    ? undefined
    : method(object, item.runtime, string(name));
}

/** A comparison that a library makes something else of than whether it holds. */
export function stubComparison(context: Lowering, e: Expression & { kind: "compare" }): TsExpression | undefined {
  const [left, right] = e.operands;
  const found = e.operators.length === 1 ? libraryComparison(e.operators[0], left.type, right.type) : undefined;
  if (found === undefined) return undefined;
  const [own, other] = found.isMirrored ? [right, left] : [left, right];
  return method(context.flowing(own, found.owner), found.stub.runtime, context.flowing(other, ANY));
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

export function stubNegation(context: Lowering, operand: Expression, operator: string): TsExpression | undefined {
  const stub = operand.type.kind === "library" ? libraryNegation(operand.type.name, operator) : undefined;
  return stub === undefined ? undefined : method(context.expression(operand), stub.runtime);
}

/** `abs(x)`, `float(x)`, `int(x)` of an object of a library class. */
export function stubConversion(context: Lowering, operand: Expression, dunder: string): TsExpression | undefined {
  const stub = operand.type.kind === "library" ? libraryMethod(operand.type.name, dunder) : undefined;
  return stub === undefined ? undefined : method(context.expression(operand), stub.runtime);
}
