import { Field, Kind } from "../../../syntax/kinds.generated.ts";
import { NO_NODE, type NodeId } from "../../../syntax/py-tree.ts";
import type { ClassReference, Expression, MatchCase, Pattern } from "../nodes.ts";
import { visitPattern } from "../walk.ts";
import type { BuildContext } from "./context.ts";
import { canonicalName } from "./imports.ts";

export function buildCase(context: BuildContext, node: NodeId): MatchCase {
  const { tree } = context;
  const range = tree.range(node);
  const patternNodes = tree.namedChildren(node).filter((child) => tree.kind(child) === Kind.case_pattern);
  const patterns = patternNodes.map((child) => buildPattern(context, child));
  const [only] = patterns;
  const trailingComma =
    patternNodes.length === 1 && /^\s*,/.test(tree.source.slice(tree.end(patternNodes[0]), tree.end(node)));
  const pattern: Pattern =
    patterns.length === 1 && only.kind !== "star" && !trailingComma
      ? only
      : { kind: "sequence", elements: patterns, range };
  const guardNode = tree.child(node, Field.guard);
  const guard = guardNode === NO_NODE ? undefined : context.expression(context.only(guardNode));
  return { pattern, guard, body: context.block(tree.child(node, Field.consequence)), comments: [], range };
}

function buildPattern(context: BuildContext, node: NodeId): Pattern {
  const { tree } = context;
  const range = tree.range(node);
  const children = tree.namedChildren(node);
  switch (tree.kind(node)) {
    case Kind.case_pattern: {
      const text = tree.text(node).trim();
      if (text === "_") return { kind: "wildcard", range };
      const [inner] = children;
      if (inner === undefined) return stub(context, node);
      if (text.startsWith("-") && (tree.kind(inner) === Kind.integer || tree.kind(inner) === Kind.float)) {
        return { kind: "value", value: negated(context.expression(inner)), range };
      }
      return buildPattern(context, inner);
    }
    case Kind.dotted_name: {
      if (children.length === 1) {
        const name = tree.text(children[0]);
        if (name === "_") return { kind: "wildcard", range };
        const variable = context.binding(name);
        variable.bindings++;
        return { kind: "capture", variable, range };
      }
      return { kind: "value", value: dottedValue(context, children), range };
    }
    case Kind.integer:
    case Kind.float:
    case Kind.string:
    case Kind.concatenated_string:
    case Kind.true:
    case Kind.false:
    case Kind.none:
      return { kind: "value", value: context.expression(node), range };
    case Kind.union_pattern:
      return { kind: "or", alternatives: unionAlternatives(context, node), range };
    case Kind.list_pattern:
      return { kind: "sequence", elements: children.map((child) => buildPattern(context, child)), range };
    case Kind.tuple_pattern: {
      // A parenthesis around one pattern without a comma only groups.
      const isGroup = children.length === 1 && !/,\s*\)$/.test(tree.text(node));
      const elements = children.map((child) => buildPattern(context, child));
      return isGroup && elements[0].kind !== "star" ? elements[0] : { kind: "sequence", elements, range };
    }
    case Kind.splat_pattern: {
      const name = children.find((child) => tree.kind(child) === Kind.identifier);
      if (name === undefined || tree.text(name) === "_") return { kind: "star", variable: undefined, range };
      const variable = context.binding(tree.text(name));
      variable.bindings++;
      return { kind: "star", variable, range };
    }
    case Kind.dict_pattern:
      return buildMapping(context, node);
    case Kind.class_pattern:
      return buildClassPattern(context, node);
    case Kind.as_pattern: {
      const name = children.at(-1);
      if (name === undefined || children.length < 2) return stub(context, node);
      const pattern = buildPattern(context, children[0]);
      const variable = context.binding(tree.text(name));
      variable.bindings++;
      return { kind: "as", pattern, variable, range };
    }
    default:
      return stub(context, node);
  }
}

function stub(context: BuildContext, node: NodeId): Pattern {
  const construct = `the pattern ${context.tree.kindName(node).replaceAll("_", " ")}`;
  context.unsupported(construct, context.tree.range(node));
  return { kind: "stub", construct, range: context.tree.range(node) };
}

function negated(value: Expression): Expression {
  if (value.kind === "int") return { ...value, value: -value.value, text: `-${value.text}` };
  if (value.kind === "float") return { ...value, value: -value.value, text: `-${value.text}` };
  return value;
}

/** `1 | -2 | "x"`: the grammar leaves the sign of a number as a token of its own. */
function unionAlternatives(context: BuildContext, node: NodeId): Pattern[] {
  const { tree } = context;
  const alternatives: Pattern[] = [];
  let minus = false;
  for (const child of tree.children(node)) {
    if (tree.kind(child) === Kind["-"]) minus = true;
    else if (tree.kind(child) !== Kind["|"] && tree.kind(child) !== Kind.comment) {
      const pattern = buildPattern(context, child);
      alternatives.push(minus && pattern.kind === "value" ? { ...pattern, value: negated(pattern.value) } : pattern);
      minus = false;
    }
  }
  return alternatives;
}

function dottedValue(context: BuildContext, parts: readonly NodeId[]): Expression {
  let value = context.expression(parts[0]);
  for (const part of parts.slice(1)) {
    const name = context.tree.text(part);
    const range = { start: value.range.start, end: context.tree.end(part) };
    if (value.kind === "library") {
      const module = value.name === "" ? value.module : `${value.module}.${value.name}`;
      value = context.make({ kind: "library", module, name }, range);
    } else value = context.make({ kind: "attribute", object: value, name, resolved: { kind: "dynamic" } }, range);
  }
  return value;
}

function buildMapping(context: BuildContext, node: NodeId): Pattern {
  const { tree } = context;
  const entries: { key: Expression; pattern: Pattern }[] = [];
  let rest: Extract<Pattern, { kind: "mapping" }>["rest"];
  let key: Expression | undefined;
  for (const child of tree.namedChildren(node)) {
    if (tree.field(child) === Field.key) key = context.expression(child);
    else if (tree.field(child) === Field.value && key !== undefined) {
      entries.push({ key, pattern: buildPattern(context, child) });
      key = undefined;
    } else if (tree.kind(child) === Kind.splat_pattern) {
      const star = buildPattern(context, child);
      if (star.kind === "star") rest = star.variable;
    }
  }
  return { kind: "mapping", entries, rest, range: tree.range(node) };
}

function buildClassPattern(context: BuildContext, node: NodeId): Pattern {
  const { tree } = context;
  const [nameNode, ...rest] = tree.namedChildren(node);
  const canonical = canonicalName(context, tree.text(nameNode));
  const known = context.classByName.get(canonical);
  const reference: ClassReference =
    known !== undefined
      ? { kind: "class", class: known }
      : canonical.includes(".")
        ? { kind: "library", name: canonical }
        : { kind: "builtin", name: canonical };
  const positional: Pattern[] = [];
  const keywords: { name: string; pattern: Pattern }[] = [];
  for (const child of rest) {
    const inner = tree.kind(child) === Kind.case_pattern ? tree.namedChildren(child)[0] : child;
    if (inner !== undefined && tree.kind(inner) === Kind.keyword_pattern) {
      const [name, value] = tree.namedChildren(inner);
      const isMinus = tree.childOfKind(inner, Kind["-"]) !== NO_NODE;
      const wildcard: Pattern = { kind: "wildcard", range: tree.range(inner) };
      const pattern = value === undefined ? wildcard : buildPattern(context, value);
      const signed = isMinus && pattern.kind === "value" ? { ...pattern, value: negated(pattern.value) } : pattern;
      keywords.push({ name: tree.text(name), pattern: signed });
    } else positional.push(buildPattern(context, child));
  }
  return { kind: "class", class: reference, positional, keywords, range: tree.range(node) };
}

/** `case A(x, 0) | B(0, x):` binds something else in each alternative, which is a case of its own then. */
export function alternativesOf(each: MatchCase): readonly MatchCase[] {
  const { pattern: whole } = each;
  if (whole.kind !== "or") return [each];
  let binds = false;
  visitPattern(whole, { binding: () => (binds = true) });
  return binds ? whole.alternatives.map((one) => ({ ...each, pattern: one })) : [each];
}
