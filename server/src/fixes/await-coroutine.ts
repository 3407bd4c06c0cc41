import { Kind } from "../syntax/kinds.generated.ts";
import { NO_NODE } from "../syntax/py-tree.ts";
import { defineFix } from "./define.ts";
import { say } from "./messages/index.ts";
import { awaited, canAwaitAt, holdsThreadLock, nodeAt } from "./source/place.ts";

/** `notify(user)` → `await notify(user)`. */
export const awaitCoroutine = defineFix({
  id: "await-coroutine",
  rules: ["unawaited-coroutine"],
  safety: "unsafe",
  plan(context) {
    const { tree, finding } = context;
    const call = nodeAt(tree, finding.range, Kind.call);
    if (call === NO_NODE || !canAwaitAt(tree, call, context.minor) || holdsThreadLock(context, call)) return undefined;
    return { title: say("await-coroutine"), edits: () => awaited(tree, call) };
  },
});
