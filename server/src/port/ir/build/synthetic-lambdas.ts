import { factsAtFirst } from "../function-facts.ts";
import type { Expression, FunctionDef, Statement } from "../nodes.ts";
import { ANY, NEVER, type Type } from "../types.ts";
import type { BuildContext, Scope } from "./context.ts";

/**
 * A lambda that is in no source: its parameters, and what makes its value of readers of them.
 * @param outer the scope that it stands in
 */
export function lambdaOf(
  context: BuildContext,
  range: Statement["range"],
  parameters: readonly { readonly name: string; readonly type?: Type }[],
  make: (readers: (() => Expression)[]) => Expression,
  { outer = context.scope, result }: { readonly outer?: Scope; readonly result?: Type | undefined } = {},
): Expression {
  const fn: FunctionDef = {
    kind: "function",
    id: context.nextDefinition(),
    name: "<lambda>",
    qualifiedName: "<lambda>",
    variable: undefined,
    parameters: [],
    receiver: undefined,
    owner: undefined,
    parent: outer.owner,
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
    facts: factsAtFirst(false),
    comments: [],
    range,
    nameRange: range,
  };
  const scope: Scope = {
    kind: "function",
    parent: outer,
    owner: fn,
    class: outer.class,
    names: new Map(),
    scan: undefined,
  };
  const readers = parameters.map(({ name, type }) => {
    const variable = context.declare(name, { parameter: true, scope });
    variable.bindings++;
    if (type !== undefined) variable.declared = type;
    fn.parameters.push({ variable, kind: "normal", default: undefined, annotation: type, range });
    return (): Expression => {
      variable.reads++;
      return context.make({ kind: "name", variable }, range);
    };
  });
  context.functions.push(fn);
  const value = make(readers);
  fn.body = [{ kind: "return", value, range, comments: [], lineComment: undefined, spaced: false }];
  return context.make({ kind: "lambda", function: fn }, range);
}
