/**
 * Characters of a workspace that would act on the reader's screen instead of being seen: terminal control sequences, and the
 * marks that turn the direction of text around, with which code can be made to look like other code. They are replaced by what
 * shows them. Tabs stay.
 */
export function visible(text: string): string {
  return HIDDEN.test(text) ? text.replace(new RegExp(HIDDEN, "gu"), show) : text;
}

/** The same for text that must stay on one line. */
export function visibleLine(text: string): string {
  return visible(text.replace(/[\r\n\u2028\u2029]+/g, " "));
}

const HIDDEN =
  /[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}]|[\ud800-\udfff]/u;

function show(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  // Unicode has a picture for each control character of ASCII.
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return "\u2421";
  return `<U+${code.toString(16).toUpperCase().padStart(4, "0")}>`;
}

/** A line cut to a window around the columns that matter, with how many UTF-16 units were cut in front. */
export interface Clipped {
  readonly text: string;
  /** Zero-based columns of the marked part in `text`. */
  readonly start: number;
  readonly end: number;
}

/** Cuts a very long line to `width` units around the marked part; shorter ones stay as they are. Columns are zero-based. */
export function clip(line: string, start: number, end: number, width: number): Clipped {
  const from = Math.min(start, line.length);
  const to = Math.max(from, Math.min(end, line.length));
  if (line.length <= width) return { text: line, start: from, end: to };
  const first = from <= width / 3 ? 0 : Math.min(from - Math.floor(width / 3), Math.max(0, line.length - width));
  const last = Math.min(line.length, first + width);
  const head = first > 0 ? "…" : "";
  const tail = last < line.length ? "…" : "";
  const shift = head.length - first;
  return { text: head + line.slice(first, last) + tail, start: from + shift, end: Math.min(to, last) + shift };
}
