import { Field, Kind } from "../syntax/kinds.generated.ts";
import { NO_NODE, type NodeId, type PyTree, ROOT } from "../syntax/py-tree.ts";
import type { TextEdit } from "../text/edits.ts";
import { defineFix, type FixContext } from "./define.ts";
import { say } from "./messages/index.ts";
import { frameworkOf } from "./source/framework.ts";
import { referTo, removeImportUnlessUsed } from "./source/imports.ts";
import { awaited, canAwaitAt, expressionAt, nodeAt } from "./source/place.ts";

/**
 * `self.lock = threading.Lock()` → `self.lock = asyncio.Lock()`, and with it every `with self.lock:` → `async with self.lock:`, where
 * the whole workspace uses the lock in coroutines of this file only.
 */
export const asyncLock = defineFix({
  id: "async-lock",
  rules: ["lock-in-coroutine"],
  safety: "unsafe",
  plan(context) {
    const { tree, finding } = context;
    const lock = takenLock(tree, finding.range);
    if (lock === undefined) return undefined;
    const kept = keptLock(context, lock);
    if (kept === undefined || isUsedElsewhere(context, kept.name)) return undefined;
    const uses = usesOf(context, kept);
    if (uses === undefined) return undefined;
    const framework = frameworkOf(context);
    // Before 3.10, asyncio's lock took the event loop that there was when it was made.
    if (framework === "asyncio" && context.minor < 10) return undefined;
    const target = referTo(context, kept.maker, framework, kept.type);
    if (target === undefined) return undefined;
    return {
      title: say("async-lock", { type: `${framework}.${kept.type}` }),
      edits: () => {
        const callee = tree.child(kept.maker, Field.function);
        const root = tree.firstChild(callee) === NO_NODE ? callee : tree.firstChild(callee);
        return [
          ...target.edits,
          { range: tree.range(callee), newText: target.text },
          ...uses,
          ...removeImportUnlessUsed(context, tree.text(root), [root]),
        ];
      },
    };
  },
});

/** The expression of the lock that is taken at a finding: the item of a `with`, or what `acquire` is called on. */
function takenLock(tree: PyTree, range: { start: number; end: number }): NodeId | undefined {
  const call = nodeAt(tree, range, Kind.call);
  if (call !== NO_NODE) {
    const callee = tree.child(call, Field.function);
    return tree.kind(callee) === Kind.attribute ? tree.child(callee, Field.object) : undefined;
  }
  const item = expressionAt(tree, range);
  return item === NO_NODE ? undefined : item;
}

interface KeptLock {
  /** Last part of the name that it is kept under. */
  readonly name: string;
  readonly isAttribute: boolean;
  readonly type: "Lock" | "Semaphore";
  /** The call that makes it, and the target of the assignment. */
  readonly maker: NodeId;
  readonly target: NodeId;
}

/** A lock that is made in one place of this file and kept in an attribute of `self` or under a name of the module. */
function keptLock(context: FixContext, lock: NodeId): KeptLock | undefined {
  const { tree } = context;
  const isAttribute = tree.kind(lock) === Kind.attribute;
  if (!isAttribute && tree.kind(lock) !== Kind.identifier) return undefined;
  const name = tree.text(isAttribute ? tree.child(lock, Field.attribute) : lock);
  const made: { maker: NodeId; target: NodeId }[] = [];
  for (let at = 0; at < tree.count; at++) {
    const node = at as NodeId;
    if (tree.kind(node) !== Kind.assignment) continue;
    const left = tree.child(node, Field.left);
    const target = tree.kind(left) === Kind.attribute ? tree.child(left, Field.attribute) : left;
    if (tree.text(target) !== name || (tree.kind(left) === Kind.attribute) !== isAttribute) continue;
    if (tree.child(node, Field.type) !== NO_NODE) return undefined;
    made.push({ maker: tree.child(node, Field.right), target });
  }
  const [only, second] = made;
  if (only === undefined || second !== undefined || only.maker === NO_NODE) return undefined;
  const type = typeOfLock(context, only.maker);
  return type === undefined ? undefined : { name, isAttribute, type, ...only };
}

function typeOfLock({ tree, program, module }: FixContext, maker: NodeId): KeptLock["type"] | undefined {
  const range = tree.range(maker);
  const call = program.facts(module).calls.find((one) => one.start === range.start && one.end === range.end);
  if (call === undefined || call.args.some((argument) => argument.star !== undefined)) return undefined;
  const paths = program.evaluator.evaluate(module, call.callee).map((id) => program.evaluator.pathOf(id));
  if (paths.length !== 1) return undefined;
  if (paths[0] === "threading.Lock") return "Lock";
  return paths[0] === "threading.Semaphore" && call.args.length > 0 ? "Semaphore" : undefined;
}

/** True where another file reads something of that name, so that it may well be this lock. */
function isUsedElsewhere({ program, module }: FixContext, name: string): boolean {
  return program.modules.files.some((_, other) => {
    if (other === module) return false;
    const { values } = program.facts(other);
    return values.some(
      (value) => (value.k === "attr" && value.name === name) || (value.k === "import" && value.name === name),
    );
  });
}

/** The edits that await the lock wherever it is used; undefined where some use is not one to await. */
function usesOf(context: FixContext, kept: KeptLock): TextEdit[] | undefined {
  const { tree } = context;
  const edits: TextEdit[] = [];
  const statements = new Set<NodeId>();
  for (let at = ROOT as number; at < tree.count; at++) {
    const node = at as NodeId;
    if (tree.kind(node) !== Kind.identifier || tree.text(node) !== kept.name || node === kept.target) continue;
    const isAttribute = tree.field(node) === Field.attribute;
    // A local name, or a keyword, of the same spelling would have to be told apart.
    if (isAttribute !== kept.isAttribute) return undefined;
    const use = awaitedUse(context, isAttribute ? tree.parent(node) : node, statements);
    if (use === undefined) return undefined;
    edits.push(...use);
  }
  return edits;
}

function awaitedUse(context: FixContext, lock: NodeId, statements: Set<NodeId>): TextEdit[] | undefined {
  const { tree, minor } = context;
  const parent = tree.parent(lock);
  if (tree.kind(parent) === Kind.with_item) {
    const clause = tree.parent(parent);
    const statement = tree.parent(clause);
    const items = tree.children(clause).filter((child) => tree.kind(child) === Kind.with_item);
    const isAlone = items.length === 1 && tree.childOfKind(statement, Kind.async) === NO_NODE;
    if (!isAlone || statements.has(statement) || !canAwaitAt(tree, lock, minor)) return undefined;
    statements.add(statement);
    const start = tree.start(statement);
    return [{ range: { start, end: start }, newText: "async " }];
  }
  const call = tree.parent(parent);
  if (
    tree.kind(parent) !== Kind.attribute ||
    tree.kind(call) !== Kind.call ||
    tree.child(call, Field.function) !== parent
  )
    return undefined;
  switch (tree.text(tree.child(parent, Field.attribute))) {
    case "acquire": {
      const hasArguments = tree.namedChildren(tree.child(call, Field.arguments)).length > 0;
      return hasArguments || !canAwaitAt(tree, call, minor) ? undefined : awaited(tree, call);
    }
    case "release":
    case "locked":
      return canAwaitAt(tree, call, minor) ? [] : undefined;
    default:
      return undefined;
  }
}
