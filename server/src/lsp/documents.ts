import type { TextDocumentContentChangeEvent } from "vscode-languageserver";
import type { TextEdit } from "../text/edits.ts";
import { type PositionEncoding, PositionedText } from "./position-encoding.ts";

/** A document that is open in the client. Immutable: a change makes a new one. */
export interface OpenDocument {
  /** The address exactly as the client writes it. */
  readonly uri: string;
  readonly languageId: string;
  readonly version: number;
  readonly content: PositionedText;
  /** Set for a notebook, whose content is the module of its cells: the client's own documents, in order. */
  readonly cells?: readonly NotebookCellPlace[];
}

/** A code cell within the module of its notebook. */
export interface NotebookCellPlace {
  readonly uri: string;
  readonly version: number;
  /** Zero-based line of the module that is the cell's first. */
  readonly firstLine: number;
  /** A cell has one line at least. */
  readonly lineCount: number;
  /** The first line is a magic of the whole cell, which must stay first. */
  readonly hasMagic: boolean;
}

export interface DocumentChange {
  readonly document: OpenDocument;
  /** Turns the text before into the text now; undefined where the client sent the whole text. */
  readonly edits: readonly TextEdit[] | undefined;
}

/**
 * Applies the changes of one notification, each of which refers to the text that the one before it left. Malformed changes are
 * clamped to the text: a client that is wrong about a place must not take the server down.
 */
export function applyChanges(
  document: OpenDocument,
  version: number,
  changes: readonly TextDocumentContentChangeEvent[],
  encoding: PositionEncoding,
): DocumentChange {
  let content = document.content;
  let single: TextEdit | undefined;
  let whole = false;
  for (const change of changes) {
    const text = typeof change.text === "string" ? change.text : "";
    if ("range" in change && change.range !== undefined) {
      const start = content.offsetAt(change.range.start);
      const end = Math.max(start, content.offsetAt(change.range.end));
      single = { range: { start, end }, newText: text };
      content = new PositionedText(content.text.slice(0, start) + text + content.text.slice(end), encoding);
    } else {
      whole = true;
      content = new PositionedText(text, encoding);
    }
  }
  const changed: OpenDocument = { ...document, version, content };
  if (whole) return { document: changed, edits: undefined };
  if (changes.length === 1 && single !== undefined) return { document: changed, edits: [single] };
  return { document: changed, edits: [spanningEdit(document.content.text, content.text)] };
}

/** The one replacement that turns a text into another: what differs between their common beginning and their common end. */
export function spanningEdit(before: string, after: string): TextEdit {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let tail = 0;
  while (
    tail < shorter - start &&
    before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)
  )
    tail++;
  return { range: { start, end: before.length - tail }, newText: after.slice(start, after.length - tail) };
}

const PYTHON_FILE = /\.(py|pyw)$/i;

export function isPython(uri: string, languageId: string | undefined): boolean {
  return languageId === "python" || (languageId === undefined && PYTHON_FILE.test(uri.replace(/[?#].*$/, "")));
}

/** What notebooks are synchronised by: the cells in Python of any notebook. */
export const NOTEBOOK_SELECTOR = [{ notebook: "*", cells: [{ language: "python" }] }];
