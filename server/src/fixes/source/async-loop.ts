import { Field, Kind } from "../../syntax/kinds.generated.ts";
import { NO_NODE, type NodeId, type PyTree } from "../../syntax/py-tree.ts";
import { ownsItsLines } from "./layout.ts";
import { namesIn } from "./place.ts";

/** A `for` statement with one `await` in its body. */
export interface AwaitingLoop {
  readonly loop: NodeId;
  readonly targets: NodeId;
  readonly iterable: NodeId;
  /** The statements of the body, comments left out. */
  readonly body: readonly NodeId[];
  /** What is awaited. */
  readonly operand: NodeId;
  readonly awaiting: NodeId;
}

/** The loop around an `await`, with a body on lines of its own; undefined for other shapes. */
export function awaitingLoop(tree: PyTree, awaiting: NodeId, loop: NodeId): AwaitingLoop | undefined {
  const block = tree.child(loop, Field.body);
  const operand = tree.namedChildren(awaiting)[0];
  if (operand === undefined || tree.kind(operand) !== Kind.call || tree.child(loop, Field.alternative) !== NO_NODE)
    return undefined;
  const body = tree.children(block).filter((child) => tree.kind(child) !== Kind.comment);
  if (body.length === 0 || !ownsItsLines(tree, body[0])) return undefined;
  return {
    loop,
    targets: tree.child(loop, Field.left),
    iterable: tree.child(loop, Field.right),
    body,
    operand,
    awaiting,
  };
}

/** The statement of the body that the `await` makes up: nothing is done with its result. */
export function bareStatement(tree: PyTree, awaiting: NodeId): NodeId {
  const parent = tree.parent(awaiting);
  return tree.kind(parent) === Kind.expression_statement ? parent : NO_NODE;
}

/** True when a turn of the loop ends with the statement, in whatever branches it stands. */
export function endsTheTurn(tree: PyTree, statement: NodeId, loop: NodeId): boolean {
  for (let at = statement; at !== loop; at = tree.parent(at)) {
    const parent = tree.parent(at);
    const kind = tree.kind(parent);
    if (kind === Kind.block) {
      const statements = tree.children(parent).filter((child) => tree.kind(child) !== Kind.comment);
      if (statements[statements.length - 1] !== at) return false;
    } else if (parent !== loop && kind !== Kind.if_statement && kind !== Kind.elif_clause && kind !== Kind.else_clause)
      return false;
  }
  return true;
}

/** `rows` and `row` of `rows.append(row)`; undefined for other statements. */
export function appendedBy(tree: PyTree, statement: NodeId): { list: string; value: NodeId } | undefined {
  const call = tree.firstChild(statement);
  if (tree.kind(statement) !== Kind.expression_statement || tree.kind(call) !== Kind.call) return undefined;
  const callee = tree.child(call, Field.function);
  const parameters = tree.namedChildren(tree.child(call, Field.arguments));
  if (parameters.length !== 1 || tree.kind(callee) !== Kind.attribute) return undefined;
  if (tree.text(tree.child(callee, Field.attribute)) !== "append") return undefined;
  const list = tree.text(tree.child(callee, Field.object));
  return /^[\w.]+$/.test(list) ? { list, value: parameters[0] } : undefined;
}

/** The statement before another one in the same block; NO_NODE for the first. */
export function statementBefore(tree: PyTree, statement: NodeId): NodeId {
  let before: NodeId = NO_NODE;
  for (const child of tree.children(tree.parent(statement))) {
    if (child === statement) return before;
    before = child;
  }
  return NO_NODE;
}

export function mentions(tree: PyTree, root: NodeId, names: ReadonlySet<string>): boolean {
  return namesIn(tree, root).some((node) => names.has(tree.text(node)));
}

/** The names that a loop's header binds. */
export function targetNames(tree: PyTree, targets: NodeId): ReadonlySet<string> {
  return new Set(namesIn(tree, targets).map((node) => tree.text(node)));
}

/** Text that can stand inside brackets wherever it stood before; a comment in it would swallow what follows on its line. */
export function onOneLevel(tree: PyTree, node: NodeId): string | undefined {
  for (let at = node; at < tree.data.next[node]; at++) if (tree.kind(at as NodeId) === Kind.comment) return undefined;
  return tree.text(node);
}
