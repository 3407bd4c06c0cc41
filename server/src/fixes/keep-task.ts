import { Field, Kind } from "../syntax/kinds.generated.ts";
import { NO_NODE, type NodeId, type PyTree } from "../syntax/py-tree.ts";
import type { TextEdit } from "../text/edits.ts";
import { defineFix, type FixContext } from "./define.ts";
import { say } from "./messages/index.ts";
import { bindAtTop } from "./source/imports.ts";
import { indentationAt, lineBreakOf, ownsItsLines } from "./source/layout.ts";
import { freeName, functionAround, nodeAt, simpleStatementAround } from "./source/place.ts";

/**
 * `asyncio.create_task(work())` →
 * ```python
 * task = asyncio.create_task(work())
 * background_tasks.add(task)
 * task.add_done_callback(background_tasks.discard)
 * ```
 * with `background_tasks = set()` at the top of the module.
 */
export const keepTask = defineFix({
  id: "keep-task",
  rules: ["lost-task"],
  safety: "safe",
  plan(context) {
    const { tree, finding } = context;
    if (finding.data.givesTask !== true) return undefined;
    const call = nodeAt(tree, finding.range, Kind.call);
    const statement = call === NO_NODE ? NO_NODE : simpleStatementAround(tree, call);
    if (statement === NO_NODE || tree.kind(statement) !== Kind.expression_statement || !ownsItsLines(tree, statement))
      return undefined;
    const around = functionAround(tree, statement);
    // Where the names of a class are bound, a local name would become one of its attributes.
    if (around === NO_NODE || tree.kind(tree.parent(tree.parent(statement))) === Kind.class_definition)
      return undefined;
    const naming = namingEdits(tree, statement, call, around);
    if (naming === undefined) return undefined;
    return {
      title: say("keep-task"),
      edits: () => {
        const set = keepingSet(context);
        const line = `${lineBreakOf(tree.source)}${indentationAt(tree.source, tree.start(statement))}`;
        const tail = `${line}${set.name}.add(${naming.name})${line}${naming.name}.add_done_callback(${set.name}.discard)`;
        const end = tree.end(call);
        return [...set.edits, ...naming.edits, { range: { start: end, end }, newText: `${tail}${naming.rest(line)}` }];
      },
    };
  },
});

interface Naming {
  readonly name: string;
  readonly edits: readonly TextEdit[];
  /** What follows the kept task, such as the start of the call that was made on it. */
  readonly rest: (line: string) => string;
}

/** Gives the task a name: the one that it is assigned to, or a new one. */
function namingEdits(tree: PyTree, statement: NodeId, call: NodeId, around: NodeId): Naming | undefined {
  const [expression, more] = tree.namedChildren(statement).filter((child) => tree.kind(child) !== Kind.comment);
  if (expression === undefined || more !== undefined) return undefined;
  const nothing = () => "";
  if (tree.kind(expression) === Kind.assignment) {
    const left = tree.child(expression, Field.left);
    if (tree.child(expression, Field.right) !== call || tree.kind(left) !== Kind.identifier) return undefined;
    if (tree.text(left) !== "_") return { name: tree.text(left), edits: [], rest: nothing };
    const name = freeName(tree, around, ["task", "background_task"]);
    return { name, edits: [{ range: tree.range(left), newText: name }], rest: nothing };
  }
  const name = freeName(tree, around, ["task", "background_task"]);
  const start = tree.start(statement);
  const edits = [{ range: { start, end: start }, newText: `${name} = ` }];
  if (expression === call) return { name, edits, rest: nothing };
  // `create_task(…).add_done_callback(…)`: the call on the task becomes a statement of its own.
  const attribute = tree.parent(call);
  const outer = attribute === NO_NODE ? NO_NODE : tree.parent(attribute);
  const isChain =
    tree.kind(attribute) === Kind.attribute && outer === expression && tree.child(outer, Field.function) === attribute;
  return isChain ? { name, edits, rest: (line) => `${line}${name}` } : undefined;
}

/** The module's set of running tasks: the one that it has, or a new one below its imports. */
function keepingSet(context: FixContext): { name: string; edits: readonly TextEdit[] } {
  const { tree, program, module } = context;
  const facts = program.facts(module);
  const wanted = ["background_tasks", "_background_tasks"];
  for (const name of wanted) {
    const bindings = facts.functions[0].bindings[name];
    if (bindings?.length === 1 && isNewSet(context, bindings[0])) return { name, edits: [] };
  }
  const name = freeName(tree, 0 as NodeId, wanted);
  return { name, edits: [bindAtTop(tree, `${name} = set()`)] };
}

function isNewSet({ program, module }: FixContext, value: number): boolean {
  const facts = program.facts(module);
  const declared = facts.values[value];
  const made = declared.k === "declared" ? facts.values[declared.value] : declared;
  if (made.k !== "call" || facts.calls[made.call].args.length > 0) return false;
  const callee = facts.values[facts.calls[made.call].callee];
  return callee.k === "builtin" && callee.name === "set";
}
