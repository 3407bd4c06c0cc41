import type {
  DidChangeNotebookDocumentParams,
  DidCloseNotebookDocumentParams,
  DidOpenNotebookDocumentParams,
  NotebookCell,
  TextDocumentItem,
} from "vscode-languageserver";
import { moduleOfCells } from "../text/notebook.ts";
import { applyChanges, type NotebookCellPlace, type OpenDocument, spanningEdit } from "./documents.ts";
import { PositionedText } from "./position-encoding.ts";
import type { Server } from "./server.ts";

interface Notebook {
  readonly uri: string;
  /** Addresses of the code cells, in order. */
  cells: string[];
  /** Grows with each change of any cell: what was worked out for an older state is refused. */
  version: number;
}

/**
 * The notebooks that are open in the client. Their cells together are one document of the server, under the notebook's address; the cells' own
 * addresses lead to places in it.
 */
export class Notebooks {
  readonly #server: Server;
  readonly #notebooks = new Map<string, Notebook>();
  readonly #cells = new Map<string, OpenDocument>();

  constructor(server: Server) {
    this.#server = server;
  }

  didOpen({ notebookDocument, cellTextDocuments }: DidOpenNotebookDocumentParams): void {
    const { uri, cells, version } = notebookDocument;
    this.#addTexts(cellTextDocuments);
    const notebook: Notebook = { uri, cells: addressesOf(cells), version };
    this.#notebooks.set(uri, notebook);
    this.#server.openDocument(this.#documentOf(notebook));
  }

  didChange({ notebookDocument, change }: DidChangeNotebookDocumentParams): void {
    const notebook = this.#notebooks.get(notebookDocument.uri);
    const cells = change?.cells;
    if (notebook === undefined || cells === undefined) return;
    const { array, didOpen = [], didClose = [] } = cells.structure ?? {};
    this.#addTexts(didOpen);
    if (array !== undefined) notebook.cells.splice(array.start, array.deleteCount, ...addressesOf(array.cells ?? []));
    for (const { document, changes } of cells.textContent ?? []) {
      const known = this.#cells.get(document.uri);
      if (known === undefined) continue;
      const { encoding } = this.#server.client;
      this.#cells.set(document.uri, applyChanges(known, document.version, changes, encoding).document);
    }
    for (const { uri } of didClose) this.#cells.delete(uri);
    notebook.version++;
    const before = this.#server.document(notebook.uri)?.content.text ?? "";
    const document = this.#documentOf(notebook);
    this.#server.changeDocument({ document, edits: [spanningEdit(before, document.content.text)] });
  }

  /** Answers with the address of the notebook, whose file is to be read again. */
  didClose({ notebookDocument, cellTextDocuments }: DidCloseNotebookDocumentParams): string {
    this.#notebooks.delete(notebookDocument.uri);
    for (const { uri } of cellTextDocuments ?? []) this.#cells.delete(uri);
    return notebookDocument.uri;
  }

  #addTexts(documents: readonly TextDocumentItem[]): void {
    const { encoding } = this.#server.client;
    for (const { uri, languageId, version, text } of documents)
      this.#cells.set(uri, { uri, languageId, version, content: new PositionedText(String(text ?? ""), encoding) });
  }

  /** Cells in other languages count, but have no code here. */
  #documentOf({ uri, cells, version }: Notebook): OpenDocument {
    const known = cells.flatMap((cell, index) => {
      const document = this.#cells.get(cell);
      return document?.languageId === "python" ? [{ number: index + 1, document }] : [];
    });
    const text = moduleOfCells(known.map(({ number, document }) => ({ number, source: document.content.text })));
    let line = 0;
    const places = known.map(({ document }): NotebookCellPlace => {
      const firstLine = line + 1;
      const lineCount = document.content.text.split(/\r\n?|\n/).length;
      line = firstLine + lineCount;
      const hasMagic = /^\s*%%/.test(document.content.text);
      return { uri: document.uri, version: document.version, firstLine, lineCount, hasMagic };
    });
    return {
      uri,
      languageId: "python",
      version,
      content: new PositionedText(text, this.#server.client.encoding),
      cells: places,
    };
  }
}

function addressesOf(cells: readonly NotebookCell[]): string[] {
  return cells.map(({ document }) => document);
}
