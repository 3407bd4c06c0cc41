import { Field, Kind } from "../syntax/kinds.generated.ts";
import { NO_NODE } from "../syntax/py-tree.ts";
import { defineFix } from "./define.ts";
import { say } from "./messages/index.ts";
import { frameworkOf } from "./source/framework.ts";
import { referTo, removeImportUnlessUsed } from "./source/imports.ts";
import { awaited, canAwaitAt, holdsThreadLock, nodeAt } from "./source/place.ts";

/** `time.sleep(1)` → `await asyncio.sleep(1)`, or anyio's or trio's sleep where the code is written for these. */
export const sleep = defineFix({
  id: "sleep",
  rules: ["blocking-call"],
  safety: "safe",
  plan(context) {
    const { tree, finding } = context;
    if (finding.data.path !== "time.sleep") return undefined;
    const call = nodeAt(tree, finding.range, Kind.call);
    if (call === NO_NODE || !canAwaitAt(tree, call, context.minor) || holdsThreadLock(context, call)) return undefined;
    const parameters = tree.namedChildren(tree.child(call, Field.arguments));
    if (parameters.length !== 1 || tree.kind(parameters[0]) === Kind.list_splat) return undefined;
    const framework = frameworkOf(context);
    const target = referTo(context, call, framework, "sleep");
    if (target === undefined) return undefined;
    return {
      title: say("sleep", { framework }),
      edits: () => {
        const callee = tree.child(call, Field.function);
        const root = tree.firstChild(callee) === NO_NODE ? callee : tree.firstChild(callee);
        return [
          ...target.edits,
          ...awaited(tree, call, { head: { range: tree.range(callee), newText: target.text } }),
          ...removeImportUnlessUsed(context, tree.text(root), [root]),
        ];
      },
    };
  },
});
