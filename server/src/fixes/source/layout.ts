import { Kind } from "../../syntax/kinds.generated.ts";
import { NO_NODE, type NodeId, type PyTree } from "../../syntax/py-tree.ts";
import type { TextEdit } from "../../text/edits.ts";

/** The line break that the file uses; files that mix them get the one of their first line. */
export function lineBreakOf(source: string): string {
  const at = source.search(/[\r\n]/);
  if (at < 0 || source[at] === "\n") return "\n";
  return source[at + 1] === "\n" ? "\r\n" : "\r";
}

/** Offset of the first character of the line that holds the offset. */
export function lineStartAt(source: string, offset: number): number {
  let at = offset;
  while (at > 0 && source[at - 1] !== "\n" && source[at - 1] !== "\r") at--;
  return at;
}

/** Offset just past the last character of the line, its line break left out. */
export function lineEndAt(source: string, offset: number): number {
  let at = offset;
  while (at < source.length && source[at] !== "\n" && source[at] !== "\r") at++;
  return at;
}

/** Offset of the line after the one that holds the offset; the text's length after the last one. */
export function nextLineAt(source: string, offset: number): number {
  const end = lineEndAt(source, offset);
  if (source[end] === "\r" && source[end + 1] === "\n") return end + 2;
  return Math.min(end + 1, source.length);
}

/** The white space that the line of the offset starts with. */
export function indentationAt(source: string, offset: number): string {
  const start = lineStartAt(source, offset);
  return /^[ \t\f]*/.exec(source.slice(start, lineEndAt(source, start)))![0];
}

/** One step of indentation as the code around a statement has it: from the header of its block to the statement. */
export function indentationStep(tree: PyTree, statement: NodeId): string {
  for (let at = statement; at !== NO_NODE; at = tree.parent(at)) {
    const block = tree.parent(at);
    if (block === NO_NODE || tree.kind(block) !== Kind.block) continue;
    const inner = indentationAt(tree.source, tree.start(at));
    const outer = indentationAt(tree.source, tree.start(tree.parent(block)));
    if (inner.length > outer.length && inner.startsWith(outer)) return inner.slice(outer.length);
  }
  return "    ";
}

/** True when nothing else stands on the lines of a statement: no other statement before or behind a semicolon, no header. */
export function ownsItsLines(tree: PyTree, statement: NodeId): boolean {
  const { source } = tree;
  const before = source.slice(lineStartAt(source, tree.start(statement)), tree.start(statement));
  const behind = source.slice(tree.end(statement), lineEndAt(source, tree.end(statement)));
  return before.trim() === "" && /^[ \t\f]*(#.*)?$/.test(behind);
}

/** Indents every line of a statement but its first by one more step. Lines that begin inside a string keep their text. */
export function indentFurtherLines(tree: PyTree, statement: NodeId, step: string): TextEdit[] {
  const { source } = tree;
  const strings: NodeId[] = [];
  for (let node = statement; node < tree.data.next[statement]; node++) {
    if (tree.kind(node as NodeId) === Kind.string) strings.push(node as NodeId);
  }
  const edits: TextEdit[] = [];
  for (
    let line = nextLineAt(source, tree.start(statement));
    line < tree.end(statement);
    line = nextLineAt(source, line)
  ) {
    const start = line;
    const blank = source.slice(start, lineEndAt(source, start)).trim() === "";
    const inString = strings.some((string) => tree.start(string) < start && start < tree.end(string));
    if (!blank && !inString) edits.push({ range: { start, end: start }, newText: step });
  }
  return edits;
}

/** Removes whole lines: those of a statement that owns them. */
export function removeLines(tree: PyTree, statement: NodeId): TextEdit {
  const start = lineStartAt(tree.source, tree.start(statement));
  return { range: { start, end: nextLineAt(tree.source, tree.end(statement)) }, newText: "" };
}

/** Puts a statement into the body of a new compound statement. */
export function wrapStatement(tree: PyTree, statement: NodeId, header: string): TextEdit[] {
  const start = tree.start(statement);
  const step = indentationStep(tree, statement);
  const inner = indentationAt(tree.source, start) + step;
  const opening = { range: { start, end: start }, newText: `${header}${lineBreakOf(tree.source)}${inner}` };
  return [opening, ...indentFurtherLines(tree, statement, step)];
}
