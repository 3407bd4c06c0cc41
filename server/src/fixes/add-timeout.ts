import { Field, Kind } from "../syntax/kinds.generated.ts";
import { NO_NODE, type NodeId, type PyTree } from "../syntax/py-tree.ts";
import type { TextEdit } from "../text/edits.ts";
import { defineFix } from "./define.ts";
import { say } from "./messages/index.ts";
import { indentationAt, lineBreakOf, lineStartAt } from "./source/layout.ts";
import { nodeAt } from "./source/place.ts";

/** Seconds: longer than a healthy answer takes, shorter than a person or a load balancer waits. */
const SECONDS = 10;

/** `requests.get(url)` → `requests.get(url, timeout=10)`; under the library's own name for it, at the call or where its client is made. */
export const addTimeout = defineFix({
  id: "add-timeout",
  rules: ["request-without-timeout"],
  safety: "unsafe",
  plan({ tree, finding }) {
    const { callStart, callEnd, keyword } = finding.data;
    if (typeof callStart !== "number" || typeof callEnd !== "number" || typeof keyword !== "string") return undefined;
    const call = nodeAt(tree, { start: callStart, end: callEnd }, Kind.call);
    const args = call === NO_NODE ? NO_NODE : tree.child(call, Field.arguments);
    if (args === NO_NODE || tree.kind(args) !== Kind.argument_list) return undefined;
    const edit = finding.data.how === "none" ? replaceNone(tree, args, keyword) : append(tree, args, keyword);
    return edit === undefined
      ? undefined
      : { title: say("add-timeout", { keyword, seconds: SECONDS }), edits: () => [edit] };
  },
});

/** `timeout=None` → `timeout=10`; what stands for None in another way is for the author. */
function replaceNone(tree: PyTree, args: NodeId, keyword: string): TextEdit | undefined {
  for (const argument of tree.namedChildren(args)) {
    if (tree.kind(argument) !== Kind.keyword_argument || tree.text(tree.child(argument, Field.name)) !== keyword)
      continue;
    const value = tree.child(argument, Field.value);
    return tree.kind(value) === Kind.none ? { range: tree.range(value), newText: String(SECONDS) } : undefined;
  }
  return undefined;
}

function append(tree: PyTree, args: NodeId, keyword: string): TextEdit | undefined {
  const last = tree
    .namedChildren(args)
    .filter((child) => tree.kind(child) !== Kind.comment)
    .at(-1);
  const text = `${keyword}=${SECONDS}`;
  if (last === undefined) {
    const at = tree.start(args) + 1;
    return { range: { start: at, end: at }, newText: text };
  }
  // A generator expression without parentheses must be the only argument.
  if (tree.kind(last) === Kind.generator_expression) return undefined;
  const end = tree.end(last);
  const before = tree.source.slice(lineStartAt(tree.source, tree.start(last)), tree.start(last));
  const ownLine = before.trim() === "" && lineStartAt(tree.source, tree.start(args)) < tree.start(last) - before.length;
  const separator = ownLine ? `,${lineBreakOf(tree.source)}${indentationAt(tree.source, tree.start(last))}` : ", ";
  return { range: { start: end, end }, newText: `${separator}${text}` };
}
