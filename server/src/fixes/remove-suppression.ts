import { Kind } from "../syntax/kinds.generated.ts";
import type { NodeId, PyTree } from "../syntax/py-tree.ts";
import type { TextEdit } from "../text/edits.ts";
import type { Range } from "../text/range.ts";
import { defineFix } from "./define.ts";
import { say } from "./messages/index.ts";
import { lineEndAt, lineStartAt, nextLineAt } from "./source/layout.ts";

/**
 * `f()  # portwright: ignore[hot-loop]` → `f()`, and `ignore[hot-loop, blocking-call]` → `ignore[blocking-call]` where one
 * of them has nothing to silence.
 */
export const removeSuppression = defineFix({
  id: "remove-suppression",
  rules: ["unused-suppression"],
  safety: "safe",
  plan({ tree, finding }) {
    const { start, end } = finding.range;
    const comment = commentAround(tree, finding.range);
    if (comment === undefined) return undefined;
    const unused = Array.isArray(finding.data.unused) ? finding.data.unused.map(String) : [];
    const written = tree.source.slice(start, end);
    const left = namesIn(written).filter((name) => !unused.includes(name));
    if (unused.length > 0 && left.length > 0) {
      return {
        title: say("remove-suppression.part", { rules: unused }),
        edits: () => [{ range: finding.range, newText: withNames(written, left) }],
      };
    }
    return { title: say("remove-suppression"), edits: () => [removalOf(tree.source, start, comment)] };
  },
});

function commentAround(tree: PyTree, { start }: Range): Range | undefined {
  for (let at = 0; at < tree.count; at++) {
    const node = at as NodeId;
    if (tree.start(node) > start) return undefined;
    if (tree.kind(node) === Kind.comment && tree.end(node) > start) return tree.range(node);
  }
  return undefined;
}

/** The rules of a list in brackets, or the codes behind a colon. */
const LIST = /\[([^\]]*)\]|noqa\s*:\s*(.*)$/i;

function namesIn(written: string): string[] {
  const match = LIST.exec(written);
  return (match?.[1] ?? match?.[2] ?? "").split(/[\s,]+/).filter((name) => name !== "");
}

function withNames(written: string, names: readonly string[]): string {
  return written.replace(LIST, (list) =>
    list.startsWith("[") ? `[${names.join(", ")}]` : `${/^noqa\s*:\s*/i.exec(list)![0]}${names.join(", ")}`,
  );
}

/** The suppression and its reason go; another comment behind it on the line stays. */
function removalOf(source: string, start: number, comment: Range): TextEdit {
  const next = source.indexOf("#", start + 1);
  const another = next >= 0 && next < comment.end ? next : undefined;
  if (another !== undefined) return { range: { start, end: another }, newText: "" };
  const lineStart = lineStartAt(source, start);
  const before = source.slice(lineStart, start);
  if (before.trim() === "") {
    return { range: { start: lineStart, end: nextLineAt(source, start) }, newText: "" };
  }
  return { range: { start: lineStart + before.trimEnd().length, end: lineEndAt(source, start) }, newText: "" };
}
