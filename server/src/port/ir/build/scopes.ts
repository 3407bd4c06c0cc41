import { Field, Kind } from "../../../syntax/kinds.generated.ts";
import { NO_NODE, type NodeId, type PyTree } from "../../../syntax/py-tree.ts";

/** What the statements of one scope do to names, found before any of them is built. */
export interface ScopeNames {
  /** Names bound in the scope, in order of first appearance, with the number of places that bind each. */
  readonly bound: Map<string, number>;
  readonly global: Set<string>;
  readonly nonlocal: Set<string>;
  readonly yields: boolean;
}

/** Scans the statements of a scope. Nested functions, classes and comprehensions are scopes of their own. */
export function scanScope(tree: PyTree, roots: readonly NodeId[]): ScopeNames {
  const bound = new Map<string, number>();
  const bind = (name: string): void => {
    bound.set(name, (bound.get(name) ?? 0) + 1);
  };
  const global = new Set<string>();
  const nonlocal = new Set<string>();
  let yields = false;

  const bindTarget = (node: NodeId): void => {
    switch (tree.kind(node)) {
      case Kind.identifier:
        bind(tree.text(node));
        return;
      case Kind.pattern_list:
      case Kind.tuple_pattern:
      case Kind.list_pattern:
      case Kind.tuple:
      case Kind.list:
      case Kind.expression_list:
      case Kind.list_splat_pattern:
      case Kind.list_splat:
      case Kind.as_pattern_target:
      case Kind.parenthesized_expression:
        for (const child of tree.namedChildren(node)) bindTarget(child);
        return;
      default:
        visit(node);
    }
  };

  const bindPattern = (node: NodeId): void => {
    switch (tree.kind(node)) {
      case Kind.dotted_name: {
        const parts = tree.namedChildren(node);
        if (parts.length === 1 && tree.text(parts[0]) !== "_") bind(tree.text(parts[0]));
        return;
      }
      case Kind.splat_pattern:
        for (const child of tree.namedChildren(node)) {
          if (tree.kind(child) === Kind.identifier && tree.text(child) !== "_") bind(tree.text(child));
        }
        return;
      case Kind.as_pattern: {
        const children = tree.namedChildren(node);
        bindPattern(children[0]);
        const name = children.at(-1);
        if (name !== undefined && tree.kind(name) === Kind.identifier) bind(tree.text(name));
        return;
      }
      case Kind.class_pattern:
        for (const child of tree.namedChildren(node).slice(1)) bindPattern(child);
        return;
      case Kind.keyword_pattern:
        for (const child of tree.namedChildren(node).slice(1)) bindPattern(child);
        return;
      case Kind.dict_pattern:
        for (const child of tree.namedChildren(node)) if (tree.field(child) !== Field.key) bindPattern(child);
        return;
      default:
        for (const child of tree.namedChildren(node)) bindPattern(child);
    }
  };

  const visit = (node: NodeId): void => {
    switch (tree.kind(node)) {
      case Kind.function_definition: {
        bind(tree.text(tree.child(node, Field.name)));
        const parameters = tree.child(node, Field.parameters);
        if (parameters !== NO_NODE) visitDefaults(parameters);
        return;
      }
      case Kind.class_definition: {
        bind(tree.text(tree.child(node, Field.name)));
        return;
      }
      case Kind.lambda: {
        const parameters = tree.child(node, Field.parameters);
        if (parameters !== NO_NODE) visitDefaults(parameters);
        return;
      }
      case Kind.list_comprehension:
      case Kind.set_comprehension:
      case Kind.dictionary_comprehension:
      case Kind.generator_expression:
        visitComprehension(node);
        return;
      case Kind.assignment:
      case Kind.augmented_assignment:
      case Kind.for_statement: {
        bindTarget(tree.child(node, Field.left));
        for (const child of tree.namedChildren(node)) {
          const field = tree.field(child);
          if (field !== Field.left && field !== Field.type) visit(child);
        }
        return;
      }
      case Kind.named_expression: {
        bind(tree.text(tree.child(node, Field.name)));
        visit(tree.child(node, Field.value));
        return;
      }
      case Kind.as_pattern: {
        // The value of `with` and `except`; those of `match` are met through bindPattern.
        for (const child of tree.namedChildren(node)) {
          if (tree.kind(child) === Kind.as_pattern_target) bindTarget(child);
          else visit(child);
        }
        return;
      }
      case Kind.case_clause: {
        for (const child of tree.namedChildren(node)) {
          if (tree.kind(child) === Kind.case_pattern) bindPattern(child);
          else visit(child);
        }
        return;
      }
      case Kind.import_statement:
      case Kind.import_from_statement: {
        for (const name of tree.childrenWith(node, Field.name)) {
          const alias = tree.child(name, Field.alias);
          if (alias !== NO_NODE) bind(tree.text(alias));
          else bind(tree.text(name).split(".")[0].trim());
        }
        return;
      }
      case Kind.global_statement:
        for (const name of tree.namedChildren(node)) global.add(tree.text(name));
        return;
      case Kind.nonlocal_statement:
        for (const name of tree.namedChildren(node)) nonlocal.add(tree.text(name));
        return;
      case Kind.type_alias_statement:
        bind(tree.text(tree.child(node, Field.left)).replace(/\[.*/s, "").trim());
        return;
      case Kind.yield:
        yields = true;
    }
    for (const child of tree.children(node)) visit(child);
  };

  const visitDefaults = (parameters: NodeId): void => {
    for (const parameter of tree.namedChildren(parameters)) {
      const value = tree.child(parameter, Field.value);
      if (value !== NO_NODE) visit(value);
    }
  };

  /** Only `:=` reaches out of a comprehension. */
  const visitComprehension = (node: NodeId): void => {
    for (let at = node + 1; at < tree.data.next[node]; at++) {
      if (tree.kind(at as NodeId) === Kind.named_expression) {
        bind(tree.text(tree.child(at as NodeId, Field.name)));
      }
    }
  };

  for (const root of roots) visit(root);
  return { bound, global, nonlocal, yields };
}

/** Names bound by the target of a comprehension clause. */
export function targetNames(tree: PyTree, node: NodeId): string[] {
  if (tree.kind(node) === Kind.identifier) return [tree.text(node)];
  if (tree.kind(node) === Kind.attribute || tree.kind(node) === Kind.subscript) return [];
  return tree.namedChildren(node).flatMap((child) => targetNames(tree, child));
}
