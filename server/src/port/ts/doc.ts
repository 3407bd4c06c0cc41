/** A document that can be laid out flat or broken over lines, after the usual algebra: text, lines, indentation, groups. */
export type Doc =
  | string
  | readonly Doc[]
  | { readonly kind: "line"; readonly flat: string; readonly hard: boolean }
  | { readonly kind: "indent"; readonly content: Doc }
  | { readonly kind: "group"; readonly content: Doc }
  /** Printed only where the group around it is broken. */
  | { readonly kind: "ifBroken"; readonly content: string }
  /** Marks where the output of a piece of source starts and ends. */
  | { readonly kind: "mark"; readonly id: number; readonly content: Doc };

export const line: Doc = { kind: "line", flat: " ", hard: false };
export const softline: Doc = { kind: "line", flat: "", hard: false };
export const hardline: Doc = { kind: "line", flat: "", hard: true };
export const indent = (content: Doc): Doc => ({ kind: "indent", content });
export const group = (content: Doc): Doc => ({ kind: "group", content });
export const ifBroken = (content: string): Doc => ({ kind: "ifBroken", content });
export const mark = (id: number, content: Doc): Doc => ({ kind: "mark", id, content });

export function join(separator: Doc, parts: readonly Doc[]): Doc {
  return parts.flatMap((part, index) => (index === 0 ? [part] : [separator, part]));
}

export interface Layout {
  readonly text: string;
  /** Zero-based first and last line of each mark, by id. */
  readonly marks: ReadonlyMap<number, readonly [number, number]>;
}

interface Frame {
  readonly doc: Doc | { readonly kind: "unmark"; readonly id: number };
  readonly indent: number;
  readonly broken: boolean;
}

export function layOut(doc: Doc, width: number, unit: string): Layout {
  const out: string[] = [];
  const marks = new Map<number, [number, number]>();
  let column = 0;
  let lines = 0;
  const stack: Frame[] = [{ doc, indent: 0, broken: true }];
  for (let frame = stack.pop(); frame !== undefined; frame = stack.pop()) {
    const { doc: at, indent: level, broken } = frame;
    if (typeof at === "string") {
      out.push(at);
      column += at.length;
    } else if (isList(at)) {
      for (let index = at.length - 1; index >= 0; index--) stack.push({ doc: at[index], indent: level, broken });
    } else {
      switch (at.kind) {
        case "line":
          if (broken || at.hard) {
            while (out.length > 0 && /^ +$/.test(out[out.length - 1])) out.pop();
            out.push("\n", unit.repeat(level));
            column = level * unit.length;
            lines++;
          } else {
            out.push(at.flat);
            column += at.flat.length;
          }
          break;
        case "indent":
          stack.push({ doc: at.content, indent: level + 1, broken });
          break;
        case "group":
          stack.push({ doc: at.content, indent: level, broken: !fits(at.content, width - column) });
          break;
        case "ifBroken":
          if (broken) {
            out.push(at.content);
            column += at.content.length;
          }
          break;
        case "mark":
          marks.set(at.id, [lines, lines]);
          stack.push({ doc: { kind: "unmark", id: at.id }, indent: level, broken });
          stack.push({ doc: at.content, indent: level, broken });
          break;
        case "unmark": {
          const found = marks.get(at.id);
          if (found !== undefined) found[1] = lines;
        }
      }
    }
  }
  const text = out.join("").replace(/[ \t]+$/gm, "");
  return { text, marks };
}

function isList(doc: Frame["doc"]): doc is readonly Doc[] {
  return Array.isArray(doc);
}

/** Whether the content can be set in one line of what is left; a hard line ends the first line and so the question. */
function fits(content: Doc, room: number): boolean {
  let left = room;
  const stack: Doc[] = [content];
  for (let doc = stack.pop(); doc !== undefined; doc = stack.pop()) {
    if (typeof doc === "string") left -= doc.length;
    else if (isList(doc)) for (let index = doc.length - 1; index >= 0; index--) stack.push(doc[index]);
    else if (doc.kind === "line") {
      if (doc.hard) return left >= 0;
      left -= doc.flat.length;
    } else if (doc.kind !== "ifBroken") stack.push(doc.content);
    if (left < 0) return false;
  }
  return true;
}
