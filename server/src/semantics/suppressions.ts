import { Kind } from "../syntax/kinds.generated.ts";
import { NO_NODE, type NodeId, type PyTree } from "../syntax/py-tree.ts";
import type { SuppressionFacts } from "./facts.ts";

const OURS = /#\s*portwright:\s*ignore(-file)?\s*(?:\[([^\]]*)\])?/;
const NOQA = /#\s*noqa\b(?:\s*:\s*([A-Za-z]+[0-9]+(?:[,\s]+[A-Za-z]+[0-9]+)*))?/i;

/** The comments that ask for silence: `# portwright: ignore[rule]`, `# portwright: ignore-file[rule]`, `# noqa: ASYNC100`. */
export function suppressionsOf(tree: PyTree): SuppressionFacts[] {
  const result: SuppressionFacts[] = [];
  const { kind } = tree.data;
  let line = 0;
  let counted = 0;
  for (let at = 0; at < kind.length; at++) {
    if (kind[at] !== Kind.comment) continue;
    const node = at as NodeId;
    const text = tree.text(node);
    const ours = OURS.exec(text);
    const noqa = ours === null ? NOQA.exec(text) : null;
    if (ours === null && noqa === null) continue;
    for (; counted < tree.start(node); counted++) if (tree.source.charCodeAt(counted) === 10) line++;
    const lineStart = tree.source.lastIndexOf("\n", tree.start(node) - 1) + 1;
    const lineEnd = tree.source.indexOf("\n", tree.start(node));
    const names = (ours?.[2] ?? noqa?.[1] ?? "").split(/[\s,]+/).filter((name) => name !== "");
    const match = (ours ?? noqa)!;
    result.push({
      kind: ours === null ? "noqa" : ours[1] === undefined ? "line" : "file",
      rules: names,
      line,
      start: Math.min(lineStart, startOfStatementEndingAt(tree, node, lineStart)),
      end: lineEnd < 0 ? tree.source.length : lineEnd,
      commentStart: tree.start(node) + match.index,
      commentEnd: tree.start(node) + match.index + match[0].length,
    });
  }
  return result;
}

/** A comment at the end of a statement of several lines speaks for all of its lines; compound statements are not meant. */
function startOfStatementEndingAt(tree: PyTree, comment: NodeId, lineStart: number): number {
  const before = tree.source.slice(lineStart, tree.start(comment));
  if (before.trim() === "") return lineStart;
  const parent = tree.parent(comment);
  if (parent === NO_NODE) return lineStart;
  for (const sibling of tree.children(parent)) {
    if (sibling >= comment) break;
    const simple = tree.kind(sibling) === Kind.expression_statement || tree.kind(sibling) === Kind.return_statement;
    if (simple && tree.end(sibling) > lineStart && tree.start(sibling) < lineStart) return tree.start(sibling);
  }
  return lineStart;
}
