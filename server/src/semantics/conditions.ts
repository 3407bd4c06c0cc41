import { Field, Kind } from "../syntax/kinds.generated.ts";
import { NO_NODE, type NodeId, type PyTree } from "../syntax/py-tree.ts";
import type { ConditionFacts, ValueId } from "./facts.ts";
import type { ValueTable } from "./values.ts";

/** What conditions need from the extraction that they stand in. */
export interface ConditionContext {
  readonly tree: PyTree;
  readonly values: ValueTable;
  /** What a name holds where the condition stands. */
  readonly read: (name: string) => ValueId;
}

/** What is certain of names and attributes where a condition holds, or where it does not. */
export function conditionsOf(context: ConditionContext, node: NodeId, holds: boolean, depth = 0): ConditionFacts[] {
  const { tree } = context;
  if (node === NO_NODE || depth > 8) return [];
  switch (tree.kind(node)) {
    case Kind.parenthesized_expression:
      return conditionsOf(context, tree.namedChildren(node)[0] ?? NO_NODE, holds, depth + 1);
    case Kind.not_operator:
      return conditionsOf(context, tree.namedChildren(node)[0] ?? NO_NODE, !holds, depth + 1);
    case Kind.boolean_operator: {
      const operator = tree.child(node, Field.operator);
      const isAnd = operator !== NO_NODE && tree.text(operator) === "and";
      const parts = tree.namedChildren(node).map((part) => conditionsOf(context, part, holds, depth + 1));
      if (isAnd === holds) return parts.flat();
      // Where `a and b` does not hold, either may be the reason; of a part that says nothing, anything may be true.
      return parts.every((part) => part.length > 0) ? [{ k: "any", of: parts }] : [];
    }
    case Kind.comparison_operator:
      return comparison(context, node, holds);
    case Kind.call:
      return [...affixed(context, node, holds), ...asynchronous(context, node, holds), ...typed(context, node, holds)];
    default: {
      const value = placeOf(context, node);
      return value === undefined ? [] : [{ k: "truth", value, holds }];
    }
  }
}

function comparison(context: ConditionContext, node: NodeId, holds: boolean): ConditionFacts[] {
  const { tree } = context;
  const operators = tree.childrenWith(node, Field.operators);
  const operands = tree.namedChildren(node).filter((child) => tree.kind(child) !== Kind.comment);
  if (operators.length === 0 || operands.length !== 2) return [];
  const value = placeOf(context, operands[0]);
  const operator = operators.map((part) => tree.text(part).replace(/\s+/g, " ")).join(" ");
  if (value === undefined)
    return operator === "in" || operator === "not in"
      ? containment(context, operands[0], operands[1], holds === (operator === "in"))
      : [];
  if (operator === "in" || operator === "not in")
    return membership(context, value, operands[1], holds === (operator === "in"));
  const positive = operator === "==" || operator === "is";
  if (!positive && operator !== "!=" && operator !== "is not") return [];
  const literal = literalOf(context, operands[1]);
  if (literal !== undefined) return [{ k: "equals", value, literal, holds: holds === positive }];
  const other = tree.kind(operands[1]) === Kind.attribute ? placeOf(context, operands[1]) : undefined;
  return other === undefined ? [] : [{ k: "same", value, other, holds: holds === positive }];
}

/** What is certain of the subject of a `match` in an arm that names constants only, or past it. */
export function conditionsOfPattern(
  context: ConditionContext,
  subject: NodeId,
  pattern: NodeId,
  holds: boolean,
): ConditionFacts[] {
  const { tree } = context;
  const value = placeOf(context, subject);
  if (value === undefined) return [];
  const options = tree.kind(pattern) === Kind.union_pattern ? tree.namedChildren(pattern) : [pattern];
  const each: ConditionFacts[] = [];
  for (const option of options) {
    const literal = literalOf(context, option);
    if (literal === undefined) return [];
    each.push({ k: "equals", value, literal, holds });
  }
  if (each.length > MOST_OPTIONS) return [];
  return holds ? [{ k: "any", of: each.map((one) => [one]) }] : each;
}

/** `kind in ("redis", "valkey")`: one of few constants, or none of them. */
function membership(context: ConditionContext, value: ValueId, options: NodeId, holds: boolean): ConditionFacts[] {
  const { tree } = context;
  const kind = tree.kind(options);
  if (kind !== Kind.tuple && kind !== Kind.list && kind !== Kind.set) return [];
  const each: ConditionFacts[] = [];
  for (const item of tree.namedChildren(options)) {
    const literal = literalOf(context, item);
    const other = literal === undefined && tree.kind(item) === Kind.attribute ? placeOf(context, item) : undefined;
    if (literal !== undefined) each.push({ k: "equals", value, literal, holds });
    else if (other !== undefined) each.push({ k: "same", value, other, holds });
    else return [];
  }
  if (each.length === 0 || each.length > MOST_OPTIONS) return [];
  return holds ? [{ k: "any", of: each.map((one) => [one]) }] : each;
}

/** Longer lists are data; the phases or commands that a program tells apart are fewer. */
const MOST_OPTIONS = 32;

/** `"dev" in version`: part of a text, or one of a collection, whichever the name holds. */
function containment(context: ConditionContext, part: NodeId, whole: NodeId, holds: boolean): ConditionFacts[] {
  const text = context.tree.kind(part) === Kind.string ? literalOf(context, part)?.slice(1, -1) : undefined;
  const value = text === undefined ? undefined : placeOf(context, whole);
  return text === undefined || value === undefined ? [] : [{ k: "contains", value, text, holds }];
}

/** `isinstance(source, (str, bytes))`: asked for types that are built in. */
function typed(context: ConditionContext, node: NodeId, holds: boolean): ConditionFacts[] {
  const { tree } = context;
  const callee = tree.child(node, Field.function);
  const args = tree.child(node, Field.arguments);
  if (callee === NO_NODE || args === NO_NODE || tree.text(callee) !== "isinstance") return [];
  const [first, second, third] = tree.namedChildren(args);
  if (first === undefined || second === undefined || third !== undefined) return [];
  const value = placeOf(context, first);
  const types = (tree.kind(second) === Kind.tuple ? tree.namedChildren(second) : [second]).map((one) => tree.text(one));
  if (value === undefined || types.length === 0 || !types.every((type) => BUILT_IN.test(type))) return [];
  return [{ k: "type", value, types, holds }];
}

const BUILT_IN = /^(str|bytes|int|float|bool|list|tuple|dict|set)$/;

/** `iscoroutinefunction(view)`, from wherever it is imported. */
function asynchronous(context: ConditionContext, node: NodeId, holds: boolean): ConditionFacts[] {
  const { tree } = context;
  const callee = tree.child(node, Field.function);
  const args = tree.child(node, Field.arguments);
  if (callee === NO_NODE || args === NO_NODE || tree.kind(args) === Kind.generator_expression) return [];
  if (!/(^|\.)_?(is_?coroutine_?function|is_async(_callable|_func(tion)?)?)$/.test(tree.text(callee))) return [];
  const [first] = tree.namedChildren(args);
  const value = first === undefined ? undefined : placeOf(context, first);
  return value === undefined ? [] : [{ k: "async", value, holds }];
}

/** `name.startswith("text")` and `name.endswith("text")`, or with a tuple of texts. */
function affixed(context: ConditionContext, node: NodeId, holds: boolean): ConditionFacts[] {
  const { tree } = context;
  const callee = tree.child(node, Field.function);
  const args = tree.child(node, Field.arguments);
  if (callee === NO_NODE || args === NO_NODE || tree.kind(callee) !== Kind.attribute) return [];
  const method = tree.child(callee, Field.attribute);
  const value = placeOf(context, tree.child(callee, Field.object));
  if (value === undefined || method === NO_NODE) return [];
  const asked = tree.text(method);
  if (asked !== "startswith" && asked !== "endswith") return [];
  const [only, second] = tree.namedChildren(args);
  if (only === undefined || second !== undefined) return [];
  const texts = (tree.kind(only) === Kind.tuple ? tree.namedChildren(only) : [only]).map((one) => {
    return tree.kind(one) === Kind.string ? literalOf(context, one) : undefined;
  });
  const affixes = texts.filter((text) => text !== undefined).map((text) => text.slice(1, -1));
  if (affixes.length !== texts.length) return [];
  return asked === "startswith"
    ? [{ k: "prefix", value, prefixes: affixes, holds }]
    : [{ k: "suffix", value, suffixes: affixes, holds }];
}

/** The value of a name or of an attribute of one; looking it up records nothing. */
function placeOf(context: ConditionContext, node: NodeId, depth = 0): ValueId | undefined {
  const { tree, values } = context;
  switch (tree.kind(node)) {
    case Kind.identifier:
      return context.read(tree.text(node));
    case Kind.attribute: {
      const name = tree.child(node, Field.attribute);
      const of = depth > 4 ? undefined : placeOf(context, tree.child(node, Field.object), depth + 1);
      return of === undefined || name === NO_NODE ? undefined : values.intern({ k: "attr", of, name: tree.text(name) });
    }
    case Kind.false:
      return values.intern({ k: "literal", type: "bool", value: "False" });
    case Kind.true:
      return values.intern({ k: "literal", type: "bool", value: "True" });
    default:
      return undefined;
  }
}

/** A constant that a name is compared with, as text: `None`, `True`, a number, or a quoted string. */
function literalOf({ tree }: ConditionContext, node: NodeId): string | undefined {
  switch (tree.kind(node)) {
    case Kind.none:
    case Kind.true:
    case Kind.false:
    case Kind.integer:
      return tree.text(node);
    case Kind.string: {
      const text = tree.text(node);
      return /^(["'])[^"'\\]{0,40}\1$/.test(text) ? `"${text.slice(1, -1)}"` : undefined;
    }
    default:
      return undefined;
  }
}
