import { Field, Kind } from "../../../syntax/kinds.generated.ts";
import { NO_NODE, type NodeId } from "../../../syntax/py-tree.ts";
import type { Type } from "../types.ts";
import type { BuildContext } from "./context.ts";
import { canonicalName } from "./imports.ts";

const BASES = new Set(["typing.TypedDict", "typing_extensions.TypedDict"]);

/** What the dict of an annotation is called in it, so that the keys are known: the name of the class behind a mark. */
export const TYPED_DICT = "typed_dict.";

/**
 * Classes of the top level that derive from `TypedDict` are no classes when a program runs: objects of them are dicts, and calling one makes
 * a dict. What the keys hold is kept for the types.
 */
export function collectTypedDicts(context: BuildContext, roots: readonly NodeId[]): void {
  const { tree } = context;
  for (const node of roots) {
    if (tree.kind(node) !== Kind.class_definition) continue;
    const list = tree.child(node, Field.superclasses);
    const bases =
      list === NO_NODE ? [] : tree.namedChildren(list).filter((each) => tree.kind(each) !== Kind.keyword_argument);
    const names = bases.map((each) => tree.text(each).replace(/\[.*/s, ""));
    if (!names.some((each) => BASES.has(canonicalName(context, each)) || context.typedDicts.has(each))) continue;
    const name = tree.text(tree.child(node, Field.name));
    const fields = new Map<string, NodeId>();
    for (const base of names) for (const [key, type] of context.typedDicts.get(base) ?? []) fields.set(key, type);
    for (const statement of tree.namedChildren(tree.child(node, Field.body))) {
      const inner = tree.kind(statement) === Kind.expression_statement ? context.only(statement) : NO_NODE;
      if (inner === NO_NODE || tree.kind(inner) !== Kind.assignment) continue;
      const type = tree.child(inner, Field.type);
      if (type !== NO_NODE) fields.set(tree.text(tree.child(inner, Field.left)), type);
    }
    context.typedDicts.set(name, fields);
    context.classNames.delete(name);
    context.typeAliases.set(name, `${TYPED_DICT}${name}`);
    context.moduleScope().names.set(name, { kind: "import", module: "builtins", name: "dict" });
  }
}

export function isTypedDict(context: BuildContext, node: NodeId): boolean {
  const { tree } = context;
  return (
    tree.kind(node) === Kind.class_definition &&
    context.scope.kind === "module" &&
    context.typedDicts.has(tree.text(tree.child(node, Field.name)))
  );
}

/** The type of a typed dict: a dict whose keys are known. Keys of a target that asks types of their places are left out. */
export function typedDictType(context: BuildContext, name: string, keepsKeys: boolean): Type | undefined {
  const known = context.typedDicts.get(name);
  if (known === undefined) return undefined;
  const dict = { kind: "dict", key: { kind: "str" }, value: { kind: "any" }, flavor: "dict", ordered: true } as const;
  if (!keepsKeys) return dict;
  const read = context.typedDictTypes.get(name);
  if (read !== undefined) return { ...dict, fields: read };
  // A dict that holds its like finds the keys that are read by then.
  const fields = new Map<string, Type>();
  context.typedDictTypes.set(name, fields);
  for (const [key, type] of known) fields.set(key, context.annotation(type));
  return { ...dict, fields };
}
