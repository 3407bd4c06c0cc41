import { type CallFacts, type ModuleFacts, NONE } from "../../semantics/facts.ts";
import { Field, Kind } from "../../syntax/kinds.generated.ts";
import { NO_NODE, type NodeId, type PyTree } from "../../syntax/py-tree.ts";
import type { TextEdit } from "../../text/edits.ts";
import type { Range } from "../../text/range.ts";
import type { FixContext } from "../define.ts";

/** The node of a kind with exactly the range; NO_NODE where the text at the place is something else. */
export function nodeAt(tree: PyTree, range: Range, kind: Kind): NodeId {
  let node = tree.covering(range);
  while (node !== NO_NODE && tree.start(node) === range.start && tree.end(node) === range.end) {
    if (tree.kind(node) === kind) return node;
    node = tree.parent(node);
  }
  return NO_NODE;
}

/** The outermost expression with exactly the range; NO_NODE where no single expression has it. */
export function expressionAt(tree: PyTree, range: Range): NodeId {
  const node = tree.covering(range);
  return tree.start(node) === range.start && tree.end(node) === range.end ? node : NO_NODE;
}

/** The facts of the call with exactly the range. */
export function callFactsAt(facts: ModuleFacts, range: Range): CallFacts | undefined {
  return facts.calls.find((call) => call.start === range.start && call.end === range.end);
}

const COMPREHENSIONS: readonly Kind[] = [
  Kind.list_comprehension,
  Kind.set_comprehension,
  Kind.dictionary_comprehension,
];

/**
 * True when an `await` can be written in place of the node: what runs there is the body of an `async def`, and no lambda, class
 * body, generator expression or annotation stands between.
 */
export function canAwaitAt(tree: PyTree, node: NodeId, minor: number): boolean {
  let comprehensions = 0;
  for (let at = node, parent = tree.parent(at); parent !== NO_NODE; at = parent, parent = tree.parent(parent)) {
    switch (tree.kind(parent)) {
      case Kind.function_definition:
        // Defaults of parameters are evaluated outside of the function.
        if (tree.field(at) === Field.parameters) break;
        if (tree.field(at) !== Field.body) return false;
        // Before 3.11, a comprehension inside another one could not suspend.
        return tree.childOfKind(parent, Kind.async) !== NO_NODE && (comprehensions < 2 || minor >= 11);
      case Kind.lambda:
      case Kind.decorator:
      case Kind.type:
        return false;
      case Kind.class_definition:
        if (tree.field(at) === Field.body) return false;
        break;
      case Kind.generator_expression:
        if (!isFirstIterable(tree, parent, at, node)) return false;
        break;
      default:
        if (COMPREHENSIONS.includes(tree.kind(parent)) && !isFirstIterable(tree, parent, at, node)) comprehensions++;
    }
  }
  return false;
}

/** The first iterable of a comprehension is evaluated outside of it. */
function isFirstIterable(tree: PyTree, comprehension: NodeId, child: NodeId, node: NodeId): boolean {
  if (tree.childOfKind(comprehension, Kind.for_in_clause) !== child) return false;
  const iterable = tree.child(child, Field.right);
  return tree.start(iterable) <= tree.start(node) && tree.end(node) <= tree.end(iterable);
}

/** True when the node stands before a dot, a bracket or an argument list, so that `await` in front of it would take in too much. */
function isReachedInto(tree: PyTree, node: NodeId): boolean {
  const parent = tree.parent(node);
  if (parent === NO_NODE) return false;
  switch (tree.kind(parent)) {
    case Kind.attribute:
      return tree.field(node) === Field.object;
    case Kind.subscript:
      return tree.field(node) === Field.value;
    case Kind.call:
      return tree.field(node) === Field.function;
    default:
      return tree.kind(parent) === Kind.await;
  }
}

/** Edits that turn a node into `await before…after`, in parentheses where its surroundings need them. */
export function awaited(tree: PyTree, node: NodeId, inner: { head?: TextEdit; tail?: string } = {}): TextEdit[] {
  const { start, end } = tree.range(node);
  const [open, close] = isReachedInto(tree, node) ? ["(", ")"] : ["", ""];
  const head = inner.head ?? { range: { start, end: start }, newText: "" };
  const edits: TextEdit[] = [{ range: head.range, newText: `${open}await ${head.newText}` }];
  const tail = `${inner.tail ?? ""}${close}`;
  if (tail !== "") edits.push({ range: { start: end, end }, newText: tail });
  return edits;
}

const SIMPLE_STATEMENTS: readonly Kind[] = [
  Kind.expression_statement,
  Kind.return_statement,
  Kind.assert_statement,
  Kind.raise_statement,
  Kind.delete_statement,
];

/** The simple statement that an expression is part of; NO_NODE where it is in the header of a compound one or in a nested body. */
export function simpleStatementAround(tree: PyTree, node: NodeId): NodeId {
  for (let at = node; at !== NO_NODE; at = tree.parent(at)) {
    if (SIMPLE_STATEMENTS.includes(tree.kind(at))) return at;
    if (tree.kind(at) === Kind.lambda || tree.kind(at) === Kind.block) return NO_NODE;
  }
  return NO_NODE;
}

/** The function definition around a node; NO_NODE at module level. */
export function functionAround(tree: PyTree, node: NodeId): NodeId {
  return tree.enclosing(node, [Kind.function_definition]);
}

/** Every identifier in a subtree that is read or bound as a name: no attribute, no keyword of an argument. */
export function namesIn(tree: PyTree, root: NodeId): NodeId[] {
  const result: NodeId[] = [];
  for (let at = root; at < tree.data.next[root]; at++) {
    const node = at as NodeId;
    if (tree.kind(node) !== Kind.identifier || tree.field(node) === Field.attribute) continue;
    const parent = tree.parent(node);
    if (parent !== NO_NODE && tree.kind(parent) === Kind.keyword_argument && tree.field(node) === Field.name) continue;
    result.push(node);
  }
  return result;
}

const USED_NAMES = new WeakMap<PyTree, Map<NodeId, ReadonlySet<string>>>();

/** Remembered for each tree: fixing all asks it of the whole module for each finding. */
function namesUsedIn(tree: PyTree, root: NodeId): ReadonlySet<string> {
  let ofTree = USED_NAMES.get(tree);
  if (ofTree === undefined) {
    ofTree = new Map();
    USED_NAMES.set(tree, ofTree);
  }
  let used = ofTree.get(root);
  if (used === undefined) {
    used = new Set(namesIn(tree, root).map((node) => tree.text(node)));
    ofTree.set(root, used);
  }
  return used;
}

/** The first of some names that nothing in a subtree uses. */
export function freeName(tree: PyTree, root: NodeId, wanted: readonly string[]): string {
  const used = namesUsedIn(tree, root);
  const plain = wanted.find((name) => !used.has(name));
  if (plain !== undefined) return plain;
  let number = 2;
  while (used.has(`${wanted[0]}_${number}`)) number++;
  return `${wanted[0]}_${number}`;
}

/**
 * True when a thread lock is held at a call: suspending there would keep the lock while other tasks run, and the first of them
 * that wants it stops the event loop for good.
 */
export function holdsThreadLock(context: FixContext, node: NodeId): boolean {
  const { tree, program, module } = context;
  const { start, end } = tree.range(node);
  const facts = program.facts(module);
  for (const one of facts.withs) {
    if (one.async || start < one.start || one.bodyEnd < end) continue;
    for (const id of program.evaluator.evaluate(module, one.item)) {
      const path = program.evaluator.pathOf(id);
      const known = program.evaluator.knowledge
        .lineage(path)
        .map((owner) => program.evaluator.knowledge.classRow(owner));
      if (known.some((row) => row?.lock === "thread" || row?.lock === "process")) return true;
    }
    if (/lock|mutex/i.test(tree.source.slice(one.start, one.end))) return true;
  }
  return false;
}

/** The innermost class whose body holds the function of a finding, as an index into the module's classes; NONE outside of classes. */
export function classAround(facts: ModuleFacts, offset: number): number {
  let found = NONE;
  for (const cls of facts.classes) if (cls.start <= offset && offset < cls.end) found = cls.id;
  return found;
}
