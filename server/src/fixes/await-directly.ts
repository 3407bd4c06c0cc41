import { Field, Kind } from "../syntax/kinds.generated.ts";
import { NO_NODE, type NodeId, type PyTree } from "../syntax/py-tree.ts";
import type { TextEdit } from "../text/edits.ts";
import { defineFix } from "./define.ts";
import { say } from "./messages/index.ts";
import { awaited, canAwaitAt, holdsThreadLock, nodeAt } from "./source/place.ts";

/** Take a coroutine, or any other awaitable, as their first argument. */
const TAKE_AWAITABLE = /^asyncio\.(run|Runner\.run|(\w+\.)*run_until_complete)$/;
/** Take a coroutine function and what to call it with. */
const TAKE_FUNCTION = /^(anyio|trio)\.run$/;

/** `asyncio.run(main())` → `await main()`; `trio.run(main, 1)` → `await main(1)`. */
export const awaitDirectly = defineFix({
  id: "await-directly",
  rules: ["nested-event-loop"],
  safety: "safe",
  plan(context) {
    const { tree, finding } = context;
    const path = String(finding.data.path);
    const call = nodeAt(tree, finding.range, Kind.call);
    if (call === NO_NODE || finding.chain.length > 0 || !canAwaitAt(tree, call, context.minor)) return undefined;
    if (holdsThreadLock(context, call)) return undefined;
    const parameters = tree.namedChildren(tree.child(call, Field.arguments));
    const isPlain = (node: NodeId) =>
      tree.kind(node) !== Kind.keyword_argument && tree.kind(node) !== Kind.dictionary_splat;
    const positional = parameters.filter(isPlain);
    if (positional.length === 0 || tree.kind(positional[0]) === Kind.list_splat) return undefined;
    // `debug=` only chooses how the loop that goes away would have been made; any other keyword means something.
    const others = parameters.filter((node) => !isPlain(node));
    if (others.some((node) => !/^debug\s*=/.test(tree.text(node)))) return undefined;
    if (holdsComments(tree, tree.child(call, Field.arguments), positional)) return undefined;
    const title = say("await-directly");
    if (TAKE_AWAITABLE.test(path) && positional.length === 1) {
      return { title, edits: () => replaceBy(tree, call, asOperand(tree, positional[0])) };
    }
    if (TAKE_FUNCTION.test(path) && others.length === 0) {
      const [callee, ...rest] = positional;
      const made = `${asOperand(tree, callee)}(${rest.map((node) => tree.text(node)).join(", ")})`;
      return { title, edits: () => replaceBy(tree, call, made) };
    }
    return undefined;
  },
});

function replaceBy(tree: PyTree, call: NodeId, text: string): TextEdit[] {
  return awaited(tree, call, { head: { range: tree.range(call), newText: text } });
}

/** Comments that stand between the arguments would be lost. */
function holdsComments(tree: PyTree, list: NodeId, kept: readonly NodeId[]): boolean {
  for (let at = list; at < tree.data.next[list]; at++) {
    if (tree.kind(at as NodeId) !== Kind.comment) continue;
    if (!kept.some((node) => node < at && at < tree.data.next[node])) return true;
  }
  return false;
}

/** An expression as the operand of `await` or of a call. Outside of the brackets it stood in, it must not break its line. */
function asOperand(tree: PyTree, node: NodeId): string {
  const text = tree.text(node);
  switch (tree.kind(node)) {
    case Kind.identifier:
    case Kind.parenthesized_expression:
      return text;
    case Kind.call: {
      const callee = tree.text(tree.child(node, Field.function));
      return /[\r\n]/.test(callee) ? `(${text})` : text;
    }
    case Kind.attribute:
    case Kind.subscript:
      return /[\r\n]/.test(text) ? `(${text})` : text;
    default:
      return `(${text})`;
  }
}
