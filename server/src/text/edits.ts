import { compareRanges, type Range } from "./range.ts";

/** Replaces a range of the old text. */
export interface TextEdit {
  readonly range: Range;
  readonly newText: string;
}

/**
 * Applies edits that all refer to the same old text. Two insertions at one place keep their order.
 * Throws a RangeError when two edits overlap: such a list is a defect of whoever made it.
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const ordered = edits.map((edit, index) => ({ edit, index }));
  ordered.sort((a, b) => compareRanges(a.edit.range, b.edit.range) || a.index - b.index);
  let result = "";
  let last = 0;
  for (const { edit } of ordered) {
    if (edit.range.start < last) throw new RangeError(`overlapping edits at offset ${edit.range.start}`);
    result += text.slice(last, edit.range.start) + edit.newText;
    last = edit.range.end;
  }
  return result + text.slice(last);
}
