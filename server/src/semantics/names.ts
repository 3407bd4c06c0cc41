import { Field, Kind } from "../syntax/kinds.generated.ts";
import { NO_NODE, type NodeId, type PyTree } from "../syntax/py-tree.ts";

/** The names that a scope binds itself, and those that it declares to be of another scope. */
export interface DeclaredNames {
  readonly bound: Set<string>;
  readonly global: Set<string>;
  readonly nonlocal: Set<string>;
}

/**
 * Collects the names bound by the code under a node, without going into the functions, classes and lambdas in it.
 * Comprehension targets are left out: they have a scope of their own.
 */
export function declaredNames(tree: PyTree, root: NodeId): DeclaredNames {
  const names: DeclaredNames = { bound: new Set(), global: new Set(), nonlocal: new Set() };
  const { kind, next } = tree.data;
  const end = next[root];
  for (let at: number = root + 1; at < end; ) {
    const node = at as NodeId;
    switch (kind[at] as Kind) {
      case Kind.function_definition:
      case Kind.class_definition: {
        const name = tree.child(node, Field.name);
        if (name !== NO_NODE) names.bound.add(tree.text(name));
        at = next[at];
        continue;
      }
      case Kind.lambda:
        at = next[at];
        continue;
      case Kind.assignment:
      case Kind.augmented_assignment:
      case Kind.for_statement:
        addTargets(tree, tree.child(node, Field.left), names.bound);
        break;
      case Kind.named_expression:
        addTargets(tree, tree.child(node, Field.name), names.bound);
        break;
      case Kind.as_pattern_target:
        for (const child of tree.children(node)) addTargets(tree, child, names.bound);
        break;
      case Kind.import_statement:
      case Kind.import_from_statement:
      case Kind.future_import_statement:
        addImports(tree, node, names.bound);
        break;
      case Kind.global_statement:
      case Kind.nonlocal_statement: {
        const into = kind[at] === Kind.global_statement ? names.global : names.nonlocal;
        for (const child of tree.children(node)) if (tree.kind(child) === Kind.identifier) into.add(tree.text(child));
        break;
      }
      case Kind.case_pattern:
        addPatternNames(tree, node, names.bound);
        break;
      case Kind.delete_statement:
        for (const child of tree.namedChildren(node)) addTargets(tree, child, names.bound);
        break;
      case Kind.type_alias_statement: {
        const left = tree.child(node, Field.left);
        if (left !== NO_NODE) names.bound.add(/^\w+/.exec(tree.text(left))?.[0] ?? "");
        break;
      }
    }
    at++;
  }
  for (const name of names.global) names.bound.delete(name);
  for (const name of names.nonlocal) names.bound.delete(name);
  return names;
}

export function addTargets(tree: PyTree, node: NodeId, into: Set<string>): void {
  if (node === NO_NODE) return;
  switch (tree.kind(node)) {
    case Kind.identifier:
      into.add(tree.text(node));
      return;
    case Kind.pattern_list:
    case Kind.tuple_pattern:
    case Kind.list_pattern:
    case Kind.list_splat_pattern:
    case Kind.parenthesized_expression:
    case Kind.tuple:
    case Kind.list:
    case Kind.list_splat:
    case Kind.expression_list:
      for (const child of tree.children(node)) addTargets(tree, child, into);
  }
}

/** Capture names of a `case`: single identifiers in patterns, which the grammar gives as one-part dotted names. */
function addPatternNames(tree: PyTree, pattern: NodeId, into: Set<string>): void {
  for (const child of tree.children(pattern)) {
    if (tree.kind(child) === Kind.dotted_name || tree.kind(child) === Kind.identifier) {
      const text = tree.text(child);
      if (!text.includes(".") && text !== "_") into.add(text);
    } else if (tree.kind(child) === Kind.splat_pattern) {
      addPatternNames(tree, child, into);
    } else if (tree.kind(child) === Kind.as_pattern) {
      for (const part of tree.children(child)) if (tree.kind(part) === Kind.identifier) into.add(tree.text(part));
    }
  }
}

function addImports(tree: PyTree, node: NodeId, into: Set<string>): void {
  const moduleName = tree.child(node, Field.module_name);
  for (const child of tree.children(node)) {
    if (child === moduleName) continue;
    if (tree.kind(child) === Kind.dotted_name) {
      const text = tree.text(child);
      into.add(tree.kind(node) === Kind.import_statement ? text.split(".")[0].trim() : text);
    } else if (tree.kind(child) === Kind.aliased_import) {
      const alias = tree.child(child, Field.alias);
      if (alias !== NO_NODE) into.add(tree.text(alias));
    }
  }
}
