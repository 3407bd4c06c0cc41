import type { Expression } from "../nodes.ts";
import { argument, type Call } from "./arguments.ts";
import type { Cell } from "./cells.ts";
import type { InferContext } from "./context.ts";

/** The text of one group of a match; the whole of it is always there. */
export function groupCell(
  context: InferContext,
  node: object,
  match: Expression | undefined,
  key: Expression | undefined,
): Cell {
  if (key === undefined || (key.kind === "int" && key.value === 0n)) return context.annotated(node, "str");
  const known = key.kind === "int" ? Number(key.value) : key.kind === "string" ? key.value : undefined;
  return context.annotated(node, context.patterns.canMiss(match, known) ? "str | None" : "str");
}

/** What `group`, `groups` and `groupdict` give: a group that takes no part in a match is `None`. */
export function matchedGroups(context: InferContext, e: Call, name: string): Cell {
  const match = e.target.kind === "method" ? e.target.receiver : undefined;
  if (name === "group") {
    const keys = e.args.map((each) => each.value);
    if (keys.length < 2) return groupCell(context, e, match, keys[0]);
    return context.holding(e, "groups", () => ({
      kind: "tuple",
      elements: keys.map((key) => groupCell(context, key, match, key)),
    }));
  }
  const canMiss = argument(e, 0, "default") === undefined && context.patterns.canMiss(match, undefined);
  const text = canMiss ? "str | None" : "str";
  return context.annotated(e, name === "groups" ? `tuple[${text}, ...]` : `dict[str, ${text}]`);
}

/** `findall` gives texts, or a tuple for each match where the pattern has several groups. */
export function foundTexts(context: InferContext, e: Call, pattern: Expression | undefined): Cell {
  const count = (pattern === undefined ? undefined : context.patterns.of(pattern)?.count) ?? 0;
  if (count < 2) return context.annotated(e, "list[str]");
  return context.annotated(e, `list[tuple[${Array.from({ length: count }, () => "str").join(", ")}]]`);
}
