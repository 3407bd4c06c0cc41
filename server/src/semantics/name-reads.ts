import { Field, Kind } from "../syntax/kinds.generated.ts";
import { NO_NODE, type NodeId, type PyTree } from "../syntax/py-tree.ts";
import type { NameReads } from "./facts.ts";

const NOWHERE: NameReads = { atTop: false, inAnnotations: false, inFunctions: false };
const IMPORTS: ReadonlySet<number> = new Set([
  Kind.import_statement,
  Kind.import_from_statement,
  Kind.future_import_statement,
]);

/**
 * Where the names of a module are read, asked for imports alone. It goes by the spelling of the name, so a local variable
 * of the same name counts as a read: what is said to be unread at the top level surely is.
 */
export class ImportedNameReads {
  readonly #tree: PyTree;
  #reads: Map<string, NameReads> | undefined;

  constructor(tree: PyTree) {
    this.#tree = tree;
  }

  of(name: string): NameReads {
    this.#reads ??= collect(this.#tree);
    return this.#reads.get(name) ?? NOWHERE;
  }
}

function collect(tree: PyTree): Map<string, NameReads> {
  const reads = new Map<string, NameReads>();
  const { kind, next } = tree.data;
  // Annotations of a module that asks for it are never evaluated.
  const lazyAnnotations = /^from\s+__future__\s+import\s[^\n]*\bannotations\b/m.test(tree.source);
  let functionEnd = 0;
  let annotationEnd = 0;
  for (let at = 0; at < kind.length; at++) {
    const node = at as NodeId;
    if (IMPORTS.has(kind[at])) {
      at = next[at] - 1;
      continue;
    }
    // A function's body and a lambda's run later; decorators and defaults run where the function is defined.
    if (at >= functionEnd && isDeferredBody(tree, node)) functionEnd = next[at];
    if (at >= annotationEnd && kind[at] === Kind.type) annotationEnd = next[at];
    if (kind[at] !== Kind.identifier || isOnlyAName(tree, node)) continue;
    const text = tree.text(node);
    const known = reads.get(text) ?? NOWHERE;
    const inFunction = at < functionEnd;
    const inAnnotation = !inFunction && at < annotationEnd;
    reads.set(text, {
      atTop: known.atTop || (!inFunction && !inAnnotation),
      inAnnotations: known.inAnnotations || (inAnnotation && !lazyAnnotations),
      inFunctions: known.inFunctions || inFunction,
    });
  }
  return reads;
}

function isDeferredBody(tree: PyTree, node: NodeId): boolean {
  const parent = tree.parent(node);
  if (parent === NO_NODE) return false;
  const kind = tree.kind(parent);
  return (kind === Kind.function_definition || kind === Kind.lambda) && tree.child(parent, Field.body) === node;
}

/** Attribute names, keyword names and names of parameters are no reads of a variable. */
function isOnlyAName(tree: PyTree, node: NodeId): boolean {
  const parent = tree.parent(node);
  if (parent === NO_NODE) return false;
  switch (tree.kind(parent)) {
    case Kind.attribute:
      return tree.child(parent, Field.attribute) === node;
    case Kind.keyword_argument:
      return tree.child(parent, Field.name) === node;
    default:
      return false;
  }
}
