import { RULES } from "../rules/index.ts";
import { Kind } from "../syntax/kinds.generated.ts";
import { NO_NODE, type NodeId, type PyTree } from "../syntax/py-tree.ts";
import type { TextEdit } from "../text/edits.ts";
import { defineFix } from "./define.ts";
import { say } from "./messages/index.ts";
import { lineEndAt, lineStartAt } from "./source/layout.ts";

const LIST = /#\s*portwright:\s*ignore\s*\[([^\]]*)\]/;

/**
 * Adds `# portwright: ignore[rule]` where it speaks for the finding, with room for the reason. It changes nothing that runs, yet it
 * is `unsafe`: fix-all must never make findings disappear.
 */
export const suppress = defineFix({
  id: "suppress",
  // A comment that is not needed goes; another one beside it would help nobody.
  rules: RULES.map((rule) => rule.name).filter((name) => name !== "unused-suppression"),
  safety: "unsafe",
  plan({ tree, finding }) {
    const place = placeForComment(tree, finding.range.start);
    if (place === undefined) return undefined;
    return {
      title: say("suppress", { rule: finding.rule }),
      edits: () => [commentAt(tree, place, finding.rule)],
    };
  },
});

function commentAt(tree: PyTree, end: number, rule: string): TextEdit {
  const start = lineStartAt(tree.source, end);
  const comment = commentOnLine(tree, start, end);
  const list = comment === NO_NODE ? null : LIST.exec(tree.text(comment));
  if (list !== null) {
    const closing = tree.start(comment) + list.index + list[0].length - 1;
    const separator = list[1].trim() === "" ? "" : ", ";
    return { range: { start: closing, end: closing }, newText: `${separator}${rule}` };
  }
  const trimmed = start + tree.source.slice(start, end).trimEnd().length;
  return { range: { start: trimmed, end }, newText: `  # portwright: ignore[${rule}]  reason: (say why)` };
}

/** The end of the line where a comment speaks for an offset: its own line, or the last one of the statement that it is in. */
function placeForComment(tree: PyTree, offset: number): number | undefined {
  const own = lineEndAt(tree.source, offset);
  if (takesComment(tree, own)) return own;
  const statement = tree.enclosing(tree.covering({ start: offset, end: offset + 1 }), [
    Kind.expression_statement,
    Kind.return_statement,
  ]);
  if (statement === NO_NODE) return undefined;
  const last = lineEndAt(tree.source, tree.end(statement));
  // Behind a semicolon another statement follows, and the comment would speak for that.
  if (!/^[ \t\f;]*(#.*)?$/.test(tree.source.slice(tree.end(statement), last))) return undefined;
  return takesComment(tree, last) ? last : undefined;
}

/** False at the end of a line that a backslash continues, and inside a string. */
function takesComment(tree: PyTree, end: number): boolean {
  if (commentOnLine(tree, lineStartAt(tree.source, end), end) !== NO_NODE) return true;
  if (tree.source[end - 1] === "\\") return false;
  if (end === 0) return true;
  const around = { start: end - 1, end: end + 1 };
  for (let at = tree.covering(around); at !== NO_NODE; at = tree.parent(at))
    if (tree.kind(at) === Kind.string && tree.start(at) < end && end < tree.end(at)) return false;
  return true;
}

function commentOnLine(tree: PyTree, start: number, end: number): NodeId {
  for (let at = firstFrom(tree, start); at < tree.count && tree.start(at as NodeId) < end; at++)
    if (tree.kind(at as NodeId) === Kind.comment) return at as NodeId;
  return NO_NODE;
}

/** The first node that starts at an offset or behind it: nodes are in the order of their starts. */
function firstFrom(tree: PyTree, offset: number): number {
  let low = 0;
  let high = tree.count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (tree.start(middle as NodeId) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
