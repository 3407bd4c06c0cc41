import type { Position, Range as ProtocolRange, TextEdit } from "vscode-languageserver";
import type { TextEdit as EngineEdit } from "../text/edits.ts";
import { cellOfLine, isNotebook } from "../text/notebook.ts";
import type { Range } from "../text/range.ts";
import type { NotebookCellPlace } from "./documents.ts";
import type { Folder } from "./folder.ts";
import type { PositionedText } from "./position-encoding.ts";
import type { Place } from "./server.ts";

/** A place as the client knows it. */
export interface ClientPlace {
  readonly uri: string;
  readonly range: ProtocolRange;
}

/** Where a range of a file lies for the client: in a notebook, in the cell that it begins in. Undefined for an unknown file. */
export function placeToProtocol(folder: Folder, file: string, range: Range): ClientPlace | undefined {
  const text = folder.text(file);
  if (text === undefined) return undefined;
  const whole = { start: text.positionAt(range.start), end: text.positionAt(range.end) };
  if (!isNotebook(file)) return { uri: folder.uriOf(file), range: whole };
  const cells = folder.document(file)?.cells ?? [];
  const cell = cellOfLine(cells, whole.start.line) ?? cells[0];
  // The lines of a notebook that is not open are not those of its file.
  if (cell === undefined) return { uri: folder.uriOf(file), range: { start: ORIGIN, end: ORIGIN } };
  return { uri: cell.uri, range: { start: within(cell, whole.start), end: within(cell, whole.end) } };
}

const ORIGIN: Position = { line: 0, character: 0 };

function within({ firstLine, lineCount }: NotebookCellPlace, { line, character }: Position): Position {
  if (line < firstLine) return ORIGIN;
  return line < firstLine + lineCount ? { line: line - firstLine, character } : { line: lineCount, character: 0 };
}

/** The offset in a place's file that a client's position means. */
export function offsetInPlace({ folder, file, cell }: Place, text: PositionedText, position: Position): number {
  const known = folder.document(file)?.cells?.find(({ uri }) => uri === cell);
  if (known === undefined) return text.offsetAt(position);
  const line = Math.min(Math.max(0, position.line), known.lineCount - 1);
  return text.offsetAt({ line: known.firstLine + line, character: position.character });
}

/** The documents of the client in which a file's findings stand: itself, the cells of an open notebook, or none. */
export function documentsOf(folder: Folder, file: string): readonly Place[] {
  if (!isNotebook(file)) return [{ folder, file }];
  return (folder.document(file)?.cells ?? []).map(({ uri }) => ({ folder, file, cell: uri }));
}

/** Address and version of the client's document. */
export function addressOf({ folder, file, cell }: Place): { readonly uri: string; readonly version: number | null } {
  const document = folder.document(file);
  const known = document?.cells?.find(({ uri }) => uri === cell);
  return known ?? { uri: folder.uriOf(file), version: document?.version ?? null };
}

/** True where a range of the place's file lies in its document. */
export function isIn({ folder, file, cell }: Place, range: Range): boolean {
  if (!isNotebook(file)) return true;
  return cell !== undefined && placeToProtocol(folder, file, range)?.uri === cell;
}

/** Edits of a file by the client's documents that they change. */
export function editsByDocument(
  folder: Folder,
  file: string,
  edits: readonly EngineEdit[],
): readonly { readonly uri: string; readonly version: number | null; readonly edits: TextEdit[] }[] {
  const text = folder.text(file);
  if (text === undefined) return [];
  const cells = folder.document(file)?.cells;
  const byDocument = new Map<string, { uri: string; version: number | null; edits: TextEdit[] }>();
  for (const edit of edits) {
    const place = placeToProtocol(folder, file, edit.range);
    if (place === undefined) continue;
    const cell = cells?.find(({ uri }) => uri === place.uri);
    const version = cell === undefined ? (folder.document(file)?.version ?? null) : cell.version;
    const known = byDocument.get(place.uri) ?? { uri: place.uri, version, edits: [] };
    byDocument.set(place.uri, known);
    known.edits.push(
      cell === undefined
        ? { range: place.range, newText: edit.newText }
        : inCell(cell, text, place.range, edit.newText),
    );
  }
  return [...byDocument.values()];
}

/** What would be added below a cell's last line is added behind it, and nothing comes before a cell's magic. */
function inCell(cell: NotebookCellPlace, text: PositionedText, range: ProtocolRange, newText: string): TextEdit {
  const { start, end } = range;
  const isInsertion = start.line === end.line && start.character === end.character;
  if (isInsertion && start.line === cell.lineCount) {
    const last = cell.firstLine + cell.lineCount - 1;
    const behind = text.positionAt(text.offsetAt({ line: last, character: Number.MAX_SAFE_INTEGER }));
    const at = { line: cell.lineCount - 1, character: behind.character };
    return { range: { start: at, end: at }, newText: `\n${newText.replace(/\n$/, "")}` };
  }
  if (isInsertion && cell.hasMagic && start.line === 0) {
    const at = { line: 1, character: 0 };
    return { range: { start: at, end: at }, newText };
  }
  return { range, newText };
}
