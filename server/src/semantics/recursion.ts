import { Field, Kind } from "../syntax/kinds.generated.ts";
import { NO_NODE, type NodeId, type PyTree } from "../syntax/py-tree.ts";

/** Two calls of a function to itself, by where they start, that one run of it can both make; the same one twice where a loop repeats it. */
export type RepeatedCalls = readonly [number, number];

/** More places than this are a dispatch over the kinds of a syntax tree, whose pairs say nothing new. */
const MOST_PLACES = 24;

/**
 * Finds the calls of a function to itself of which one run makes more than one. Calls in different arms, and those after which the
 * function returns, are alternatives: they make a chain of calls and no tree.
 */
export function repeatedCalls(tree: PyTree, name: string, body: NodeId): readonly RepeatedCalls[] {
  const places: NodeId[] = [];
  for (let at: number = body; at < tree.data.next[body]; at++) {
    const node = at as NodeId;
    if (tree.kind(node) === Kind.call && calls(tree, tree.child(node, Field.function), name)) places.push(node);
  }
  const pairs: RepeatedCalls[] = [];
  const looked = places.slice(0, MOST_PLACES);
  looked.forEach((first, index) => {
    if (isRepeated(tree, first, body)) pairs.push([tree.start(first), tree.start(first)]);
    for (const second of looked.slice(index + 1))
      if (areBothMade(tree, first, second)) pairs.push([tree.start(first), tree.start(second)]);
  });
  return pairs;
}

function calls(tree: PyTree, callee: NodeId, name: string): boolean {
  if (callee === NO_NODE) return false;
  if (tree.kind(callee) === Kind.identifier) return tree.text(callee) === name;
  if (tree.kind(callee) !== Kind.attribute) return false;
  const attribute = tree.child(callee, Field.attribute);
  return attribute !== NO_NODE && tree.text(attribute) === name;
}

/** A loop around the call goes on after it. */
function isRepeated(tree: PyTree, call: NodeId, body: NodeId): boolean {
  let child = call;
  for (let at = tree.parent(call); at !== NO_NODE && child !== body; at = tree.parent(at)) {
    switch (tree.kind(at)) {
      case Kind.for_statement:
        if (tree.field(child) === Field.body) return true;
        break;
      case Kind.while_statement:
      case Kind.list_comprehension:
      case Kind.set_comprehension:
      case Kind.dictionary_comprehension:
      case Kind.generator_expression: {
        // What the first clause goes through is evaluated once.
        const clause = tree.childOfKind(at, Kind.for_in_clause);
        if (clause !== child || tree.kind(at) === Kind.while_statement) return true;
        break;
      }
      case Kind.block:
        if (endsAfter(tree, at, child, true)) return false;
        break;
      case Kind.function_definition:
      case Kind.lambda:
        return false;
    }
    child = at;
  }
  return false;
}

function areBothMade(tree: PyTree, first: NodeId, second: NodeId): boolean {
  const { next } = tree.data;
  let child = first;
  for (let at = tree.parent(first); at !== NO_NODE; at = tree.parent(at)) {
    const isCommon = second < next[at];
    if (isCommon) return !areAlternatives(tree, at, child, second) && !leavesBefore(tree, at, child);
    if (tree.kind(at) === Kind.block && endsAfter(tree, at, child, false)) return false;
    child = at;
  }
  return false;
}

/** The statement in a block with the first call is the last that runs before a second one there could. */
function leavesBefore(tree: PyTree, block: NodeId, statement: NodeId): boolean {
  return tree.kind(block) === Kind.block && isEnd(tree.kind(statement), false);
}

function areAlternatives(tree: PyTree, parent: NodeId, child: NodeId, second: NodeId): boolean {
  const other = tree.children(parent).find((one) => one <= second && second < tree.data.next[one]) ?? NO_NODE;
  switch (tree.kind(parent)) {
    case Kind.if_statement:
      return tree.field(child) === Field.consequence || tree.kind(child) === Kind.elif_clause;
    case Kind.conditional_expression: {
      // `a if condition else b`: the condition goes with both.
      const parts = tree.namedChildren(parent);
      return child === parts[0] && other === parts[2];
    }
    case Kind.match_statement:
    case Kind.block:
      return tree.kind(child) === Kind.case_clause && tree.kind(other) === Kind.case_clause;
    case Kind.try_statement:
      return tree.kind(other) === Kind.except_clause;
    default:
      return false;
  }
}

/** The block that the statement stands in always leaves the function, or the turn of a loop, once it has come so far. */
function endsAfter(tree: PyTree, block: NodeId, statement: NodeId, inLoop: boolean): boolean {
  return tree.namedChildren(block).some((one) => one >= statement && isEnd(tree.kind(one), inLoop));
}

function isEnd(kind: Kind, inLoop: boolean): boolean {
  if (kind === Kind.return_statement || kind === Kind.raise_statement || kind === Kind.break_statement) return true;
  return !inLoop && kind === Kind.continue_statement;
}
