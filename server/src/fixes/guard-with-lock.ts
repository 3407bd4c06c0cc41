import { NONE } from "../semantics/facts.ts";
import { Kind } from "../syntax/kinds.generated.ts";
import { NO_NODE, type NodeId, ROOT } from "../syntax/py-tree.ts";
import type { TextEdit } from "../text/edits.ts";
import { defineFix, type FixContext } from "./define.ts";
import { say } from "./messages/index.ts";
import { bindAtTop, referTo } from "./source/imports.ts";
import { ownsItsLines, wrapStatement } from "./source/layout.ts";
import { freeName, functionAround, simpleStatementAround } from "./source/place.ts";

/**
 * `self.sent += 1` → `with self.lock:` around it, with the lock that the object or the module has, or with a new one of the module.
 */
export const guardWithLock = defineFix({
  id: "guard-with-lock",
  rules: ["shared-state-race"],
  safety: "unsafe",
  plan(context) {
    const { tree, finding } = context;
    const statement = simpleStatementAround(tree, tree.covering(finding.range));
    if (statement === NO_NODE || tree.kind(statement) !== Kind.expression_statement || !ownsItsLines(tree, statement))
      return undefined;
    const lock = lockFor(context, statement);
    if (lock === undefined) return undefined;
    return {
      title: say("guard-with-lock", { lock: lock.text }),
      edits: () => [...lock.edits, ...wrapStatement(tree, statement, `with ${lock.text}:`)],
    };
  },
});

interface GuardingLock {
  readonly text: string;
  readonly edits: readonly TextEdit[];
}

function lockFor(context: FixContext, statement: NodeId): GuardingLock | undefined {
  const { tree, program, module } = context;
  const facts = program.facts(module);
  const fn = facts.functions
    .filter((one) => one.parent !== NONE && one.start <= tree.start(statement) && tree.end(statement) <= one.end)
    .at(-1);
  if (fn !== undefined && fn.cls !== NONE && fn.params[0] !== undefined) {
    const stores = Object.entries(facts.classes[fn.cls].stores);
    const locks = stores.filter(([, values]) => values.length > 0 && values.every((value) => isLock(context, value)));
    if (locks.length === 1) return { text: `${fn.params[0].name}.${locks[0][0]}`, edits: [] };
    // Which of several locks guards this state is for its author to say.
    if (locks.length > 1) return undefined;
  }
  const ofModule = Object.entries(facts.functions[0].bindings).filter(([, values]) =>
    values.every((value) => isLock(context, value)),
  );
  const [only, second] = ofModule;
  if (second !== undefined) return undefined;
  if (only !== undefined) return { text: only[0], edits: [] };
  const made = referTo(context, functionAround(tree, statement), "threading", "Lock");
  if (made === undefined) return undefined;
  const name = freeName(tree, ROOT, ["_state_lock", "_shared_state_lock"]);
  return { text: name, edits: [...made.edits, bindAtTop(tree, `${name} = ${made.text}()`)] };
}

function isLock({ program, module }: FixContext, value: number): boolean {
  const made = program.facts(module).values[value];
  if (made.k !== "call") return false;
  return program.evaluator
    .evaluate(module, value)
    .some((id) => /^threading\.R?Lock$/.test(program.evaluator.pathOf(id)));
}
