import type { Argument, Expression } from "../../ir/nodes.ts";

/** A call's arguments by position and by name. */
export interface Arguments {
  readonly positional: readonly Expression[];
  readonly named: ReadonlyMap<string, Expression>;
  readonly spread: boolean;
}

export function argumentsBy(args: readonly Argument[]): Arguments {
  return {
    positional: args.filter((argument) => argument.kind === "positional").map((argument) => argument.value),
    named: new Map(
      args.filter((argument) => argument.kind === "keyword").map((argument) => [argument.name ?? "", argument.value]),
    ),
    spread: args.some((argument) => argument.kind === "star" || argument.kind === "doubleStar"),
  };
}
