import { Field, Kind } from "../../../syntax/kinds.generated.ts";
import { NO_NODE, type NodeId } from "../../../syntax/py-tree.ts";
import type { BuildContext, Scope } from "./context.ts";

/** The dotted name that a name or attribute chain stands for after imports, or the text itself. */
export function canonicalName(context: BuildContext, text: string): string {
  const [head, ...rest] = text.trim().split(".");
  const resolved = context.resolve(head);
  if (resolved === undefined || !("module" in resolved)) return text.trim();
  const base = resolved.name === undefined ? resolved.module : `${resolved.module}.${resolved.name}`;
  return context.memberName([base, ...rest].join("."));
}

/** Binds what an import statement imports. Modules of one's own package keep their leading dots. */
export function buildImport(context: BuildContext, node: NodeId): void {
  const { tree } = context;
  const scope = bindingScope(context.scope);
  if (tree.kind(node) === Kind.future_import_statement) return;
  const moduleNode = tree.child(node, Field.module_name);
  const from = tree.kind(node) === Kind.import_from_statement;
  const module = moduleNode === NO_NODE ? "" : tree.text(moduleNode).replace(/\s+/g, "");
  if (from && tree.childOfKind(node, Kind.wildcard_import) !== NO_NODE) {
    context.unsupported(`the import of everything from ${module}`, tree.range(node));
    return;
  }
  for (const name of tree.childrenWith(node, Field.name)) {
    const alias = tree.child(name, Field.alias);
    const imported = tree.text(alias === NO_NODE ? name : tree.child(name, Field.name)).replace(/\s+/g, "");
    const local = alias === NO_NODE ? imported.split(".")[0] : tree.text(alias);
    // Modules that bridge versions of Python hand on the built-in types under their own names.
    if (from && local === imported && BUILTIN_TYPES.has(local)) continue;
    if (from) scope.names.set(local, { kind: "import", module, name: imported });
    else scope.names.set(local, { kind: "import", module: alias === NO_NODE ? local : imported, name: undefined });
  }
}

const BUILTIN_TYPES: ReadonlySet<string> = new Set([
  "str",
  "bytes",
  "int",
  "float",
  "bool",
  "dict",
  "list",
  "set",
  "tuple",
]);

function bindingScope(scope: Scope): Scope {
  return scope.kind === "comprehension" && scope.parent !== undefined ? bindingScope(scope.parent) : scope;
}
