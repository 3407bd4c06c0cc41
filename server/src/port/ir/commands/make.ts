import type { BuildContext, Scope } from "../build/context.ts";
import { factsAtFirst } from "../function-facts.ts";
import type { Argument, Expression, ExpressionKind, FunctionDef, Variable } from "../nodes.ts";
import { ANY, NEVER, type Type } from "../types.ts";
import { addParameter, nameOf, statement } from "../web/make.ts";

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

/** A lambda that the source does not have. */
export function lambda(
  context: BuildContext,
  parent: FunctionDef | undefined,
  outer: Scope,
  like: FunctionDef,
  parameters: readonly (readonly [name: string, type: Type])[],
  body: (read: readonly (() => Expression)[]) => Expression,
  result?: Type,
): Expression {
  const { nameRange: range } = like;
  const fn: FunctionDef = {
    kind: "function",
    id: context.nextDefinition(),
    name: "<lambda>",
    qualifiedName: "<lambda>",
    variable: undefined,
    parameters: [],
    receiver: undefined,
    owner: undefined,
    parent,
    role: "lambda",
    decorators: [],
    docstring: undefined,
    body: [],
    locals: [],
    isAsync: false,
    isGenerator: false,
    declaredResult: result,
    result: ANY,
    yielded: NEVER,
    typeParameters: [],
    facts: factsAtFirst(true),
    comments: [],
    range,
    nameRange: range,
  };
  context.functions.push(fn);
  const scope: Scope = {
    kind: "function",
    parent: outer,
    owner: fn,
    class: undefined,
    names: new Map(),
    scan: undefined,
  };
  const variables: Variable[] = parameters.map(([name, type]) => addParameter(context, fn, scope, name, type));
  const value = body(variables.map((each) => () => nameOf(context, each, range)));
  fn.body = [statement({ kind: "return", value }, range)];
  return context.make({ kind: "lambda", function: fn }, range);
}
