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
    const noqa = NOQA.exec(text);
    if (ours === null && noqa === null) continue;
    for (; counted < tree.start(node); counted++) if (tree.source.charCodeAt(counted) === 10) line++;
    const lineStart = tree.source.lastIndexOf("\n", tree.start(node) - 1) + 1;
    const lineEnd = tree.source.indexOf("\n", tree.start(node));
    const start = Math.min(lineStart, startOfStatementEndingAt(tree, node, lineStart));
    const end = lineEnd < 0 ? tree.source.length : lineEnd;
    const add = (kind: SuppressionFacts["kind"], rules: string, match: RegExpExecArray) => {
      const commentStart = tree.start(node) + match.index;
      const names = rules.split(/[\s,]+/).filter((name) => name !== "");
      result.push({ kind, rules: names, line, start, end, commentStart, commentEnd: commentStart + match[0].length });
    };
    if (ours !== null) add(ours[1] === undefined ? "line" : "file", ours[2] ?? "", ours);
    if (noqa !== null) add("noqa", noqa[1] ?? "", noqa);
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
