import type { Argument, Expression } from "../nodes.ts";
import type { Cell } from "./cells.ts";
import type { InferContext } from "./context.ts";

export type Call = Extract<Expression, { kind: "call" }>;

export function evaluateAll(context: InferContext, args: readonly Argument[]): Cell[] {
  return args.map((argument) => context.value(argument.value));
}

export function argument(e: Call, position: number, name?: string): Expression | undefined {
  const named = name === undefined ? undefined : e.args.find((each) => each.kind === "keyword" && each.name === name);
  if (named !== undefined) return named.value;
  const positional = e.args.filter((each) => each.kind === "positional");
  return positional[position]?.value;
}

/** The cells of arguments that are passed as one tuple, as `args=(1, 2)`. */
export function tupleArguments(context: InferContext, e: Call, position: number, name = "args"): Cell[] {
  const given = argument(e, position, name);
  if (given === undefined) return [];
  const value = context.value(given);
  const tuple = value.find("tuple");
  if (tuple !== undefined) return [...tuple.elements];
  const array = value.find("array") ?? value.find("list");
  return array === undefined ? [] : [array.element, array.element, array.element];
}

/** An iterator of tuples. */
export function pairs(context: InferContext, e: object, parts: readonly Cell[]): Cell {
  const made = context.elementOf(e, "iterator");
  const tuple = context.shape(e, "pair", () => ({
    kind: "tuple" as const,
    elements: parts.map((_, index) => context.own(e, `pair:${index}`)),
  }));
  parts.forEach((part, index) => {
    if (tuple.elements[index] !== undefined) context.store.flow(part, tuple.elements[index]);
  });
  context.store.add(made.element, tuple);
  return made.cell;
}
