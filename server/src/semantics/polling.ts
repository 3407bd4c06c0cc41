import { Field, Kind } from "../syntax/kinds.generated.ts";
import { NO_NODE, type NodeId, type PyTree } from "../syntax/py-tree.ts";

/** The condition that a loop goes on asking for while its turns do nothing else. */
export interface PollingLoop {
  readonly condition: NodeId;
  /** Names, attributes and subscripts that the condition reads: the outermost ones that hold no call. */
  readonly flags: readonly NodeId[];
  /** The body says nothing at all: `pass`, `continue` or `...`. */
  readonly isBare: boolean;
}

/**
 * Looks at a loop by how it is written: `while not ready:` around statements that can only pass the time, or a loop without an end of
 * its own in which a single `if` decides to leave. What the calls in it do is for later rooms to say.
 */
export function pollingLoop(tree: PyTree, loop: NodeId): PollingLoop | undefined {
  const body = tree.child(loop, Field.body);
  if (body === NO_NODE) return undefined;
  const statements = tree.namedChildren(body).filter((child) => tree.kind(child) !== Kind.comment);
  const own = tree.kind(loop) === Kind.while_statement ? tree.child(loop, Field.condition) : NO_NODE;
  if (own !== NO_NODE && tree.kind(own) !== Kind.true && tree.kind(own) !== Kind.integer) {
    return statements.every((statement) => passesTime(tree, statement))
      ? polling(
          tree,
          own,
          statements.every((statement) => isBare(tree, statement)),
        )
      : undefined;
  }
  if (own === NO_NODE && !isCounted(tree, loop)) return undefined;
  const leaving = statements.filter((statement) => isLeaving(tree, statement));
  const [only] = leaving;
  if (leaving.length !== 1 || !statements.every((one) => one === only || passesTime(tree, one))) return undefined;
  return polling(tree, tree.child(only, Field.condition), false);
}

/** `for _ in range(50):`, a bounded number of looks. */
function isCounted(tree: PyTree, loop: NodeId): boolean {
  const over = tree.child(loop, Field.right);
  const isAsync = tree.childOfKind(loop, Kind.async) !== NO_NODE;
  return over !== NO_NODE && !isAsync && /^(range|itertools\.(count|repeat))\(/.test(tree.text(over));
}

function polling(tree: PyTree, condition: NodeId, bare: boolean): PollingLoop | undefined {
  const flags: NodeId[] = [];
  for (let at: number = condition; at < tree.data.next[condition]; ) {
    const node = at as NodeId;
    switch (tree.kind(node)) {
      // Assigning, awaiting and yielding are work.
      case Kind.named_expression:
      case Kind.await:
      case Kind.yield:
      case Kind.lambda:
        return undefined;
      case Kind.identifier:
      case Kind.attribute:
      case Kind.subscript: {
        const isCallee = tree.field(node) === Field.function;
        const isKeyword = tree.kind(tree.parent(node)) === Kind.keyword_argument && tree.field(node) === Field.name;
        if (!isCallee && !isKeyword && !holdsCall(tree, node)) flags.push(node);
        if (!holdsCall(tree, node) || isCallee) {
          // Of `queue.empty` only the receiver is read, and the call says more than that.
          at = isCallee && holdsCall(tree, node) ? at + 1 : tree.data.next[at];
          continue;
        }
      }
    }
    at++;
  }
  return { condition, flags, isBare: bare };
}

function holdsCall(tree: PyTree, node: NodeId): boolean {
  for (let at: number = node; at < tree.data.next[node]; at++) if (tree.kind(at as NodeId) === Kind.call) return true;
  return false;
}

function isBare(tree: PyTree, statement: NodeId): boolean {
  switch (tree.kind(statement)) {
    case Kind.pass_statement:
    case Kind.continue_statement:
      return true;
    case Kind.expression_statement:
      return tree.namedChildren(statement).every((child) => tree.kind(child) === Kind.ellipsis);
    default:
      return false;
  }
}

/** A statement that can only sleep, count, log, or give up. */
function passesTime(tree: PyTree, statement: NodeId): boolean {
  switch (tree.kind(statement)) {
    case Kind.pass_statement:
    case Kind.continue_statement:
      return true;
    case Kind.expression_statement:
      return tree.namedChildren(statement).every((child) => {
        switch (tree.kind(child)) {
          case Kind.call:
          case Kind.string:
          case Kind.ellipsis:
            return true;
          case Kind.await:
            return tree.kind(tree.namedChildren(child)[0] ?? child) === Kind.call;
          case Kind.assignment:
          case Kind.augmented_assignment:
            return tree.kind(tree.child(child, Field.left)) === Kind.identifier;
          default:
            return false;
        }
      });
    case Kind.if_statement: {
      const arm = tree.child(statement, Field.consequence);
      const givesUp = tree.namedChildren(arm).every((inner) => {
        const kind = tree.kind(inner);
        return kind === Kind.raise_statement || kind === Kind.comment || leaves(kind) || passesTime(tree, inner);
      });
      return givesUp && tree.child(statement, Field.alternative) === NO_NODE;
    }
    default:
      return false;
  }
}

function leaves(kind: Kind): boolean {
  return kind === Kind.break_statement || kind === Kind.return_statement;
}

/** `if ready: break`, or `return` of something. */
function isLeaving(tree: PyTree, statement: NodeId): boolean {
  if (tree.kind(statement) !== Kind.if_statement || tree.child(statement, Field.alternative) !== NO_NODE) return false;
  const arm = tree.namedChildren(tree.child(statement, Field.consequence));
  const [only, second] = arm.filter((child) => tree.kind(child) !== Kind.comment);
  if (only === undefined || second !== undefined || !leaves(tree.kind(only))) return false;
  return !holdsCall(tree, only);
}
