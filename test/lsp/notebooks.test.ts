import { afterEach, describe, expect, it } from "vitest";
import type { CodeAction, CodeLens, Hover, MarkupContent, TextDocumentEdit } from "vscode-languageserver/node";
import { FULL_CLIENT, Session, type SessionOptions } from "./session.ts";

let session: Session | undefined;

afterEach(() => session?.dispose());

/** A notebook that is open in the client: what an editor tells of it. */
class Notebook {
  readonly client: Session;
  readonly uri: string;
  readonly cells: string[] = [];
  #version = 1;
  #names = 0;

  constructor(client: Session, file: string) {
    this.client = client;
    this.uri = client.uri(file);
  }

  static async open(client: Session, file: string, texts: readonly string[]): Promise<Notebook> {
    const notebook = new Notebook(client, file);
    const items = texts.map((text) => notebook.#item(text));
    notebook.cells.push(...items.map(({ uri }) => uri));
    await client.connection.sendNotification("notebookDocument/didOpen", {
      notebookDocument: {
        uri: notebook.uri,
        notebookType: "jupyter-notebook",
        version: 1,
        cells: notebook.cells.map((document) => ({ kind: 2, document })),
      },
      cellTextDocuments: items,
    });
    return notebook;
  }

  #item(text: string) {
    const uri = `${this.uri.replace("file:", "vscode-notebook-cell:")}#cell${this.#names++}`;
    return { uri, languageId: "python", version: 1, text };
  }

  async insert(at: number, text: string): Promise<void> {
    const item = this.#item(text);
    this.cells.splice(at, 0, item.uri);
    const array = { start: at, deleteCount: 0, cells: [{ kind: 2, document: item.uri }] };
    await this.#change({ structure: { array, didOpen: [item] } });
  }

  async remove(at: number): Promise<void> {
    const [uri] = this.cells.splice(at, 1);
    await this.#change({ structure: { array: { start: at, deleteCount: 1 }, didClose: [{ uri }] } });
  }

  async type(at: number, text: string): Promise<void> {
    const document = { uri: this.cells[at], version: ++this.#version };
    await this.#change({ textContent: [{ document, changes: [{ text }] }] });
  }

  async #change(cells: object): Promise<void> {
    await this.client.connection.sendNotification("notebookDocument/didChange", {
      notebookDocument: { uri: this.uri, version: ++this.#version },
      change: { cells },
    });
  }

  async close(): Promise<void> {
    await this.client.connection.sendNotification("notebookDocument/didClose", {
      notebookDocument: { uri: this.uri },
      cellTextDocuments: this.cells.map((uri) => ({ uri })),
    });
  }

  async rules(at: number): Promise<string[]> {
    const items = await this.client.diagnostics(this.cells[at] ?? "");
    return items.map(({ code, range }) => `${range.start.line}:${range.start.character} ${code}`);
  }
}

async function start(options: SessionOptions): Promise<Session> {
  session = await Session.start(options);
  return session;
}

const CELLS = [
  "import time",
  "def pause():\n    time.sleep(1)",
  "%%time\n# slow\nasync def main():\n    pause()\n    time.sleep(2)\n",
];

describe("an open notebook", () => {
  it("has its findings in the cells that they stand in, chains across cells included", async () => {
    const notebook = await Notebook.open(await start({ files: {} }), "a.ipynb", CELLS);
    expect(await notebook.rules(0)).toEqual([]);
    expect(await notebook.rules(1)).toEqual([]);
    expect(await notebook.rules(2)).toEqual(["3:4 blocking-chain", "4:4 blocking-call"]);
    const [chain] = await notebook.client.diagnostics(notebook.cells[2] ?? "");
    expect(chain?.relatedInformation?.map(({ location }) => [location.uri, location.range.start.line])).toEqual([
      [notebook.cells[1], 1],
    ]);
  });

  it("follows what is typed, and cells that come, go and change their order", async () => {
    const notebook = await Notebook.open(await start({ files: {} }), "a.ipynb", CELLS);
    expect(await notebook.rules(2)).toEqual(["3:4 blocking-chain", "4:4 blocking-call"]);
    await notebook.type(1, "def pause():\n    pass");
    expect(await notebook.rules(2)).toEqual(["4:4 blocking-call"]);
    await notebook.insert(0, "!ls\nx = 1\n");
    expect(await notebook.rules(3)).toEqual(["4:4 blocking-call"]);
    await notebook.remove(1);
    expect(await notebook.rules(2)).toEqual([]);
    await notebook.insert(1, "import time");
    expect(await notebook.rules(3)).toEqual(["4:4 blocking-call"]);
  });

  it("has hovers and lenses in its cells", async () => {
    const client = await start({ files: {}, initializationOptions: { commands: true } });
    const notebook = await Notebook.open(client, "a.ipynb", CELLS);
    const textDocument = { uri: notebook.cells[2] };
    const hover = await client.connection.sendRequest<Hover>("textDocument/hover", {
      textDocument,
      position: { line: 4, character: 6 },
    });
    expect((hover.contents as MarkupContent).value).toContain("blocking-call");
    expect(hover.range?.start).toEqual({ line: 4, character: 4 });
    const lenses = await client.connection.sendRequest<CodeLens[]>("textDocument/codeLens", { textDocument });
    expect(lenses.map(({ range }) => range.start.line)).toEqual([2]);
    const first = { uri: notebook.cells[0] };
    expect(await client.connection.sendRequest("textDocument/codeLens", { textDocument: first })).toEqual([]);
  });

  it("has fixes whose edits go to the cells that they change", async () => {
    const client = await start({ files: {} });
    const notebook = await Notebook.open(client, "a.ipynb", CELLS);
    const actions = await client.connection.sendRequest<CodeAction[]>("textDocument/codeAction", {
      textDocument: { uri: notebook.cells[2] },
      range: { start: { line: 4, character: 4 }, end: { line: 4, character: 8 } },
      context: { diagnostics: [] },
    });
    expect(actions.some(({ kind }) => kind?.startsWith("refactor.rewrite"))).toBe(false);
    const fix = actions.find(({ title }) => title.includes("asyncio.sleep"));
    const { edit } = await client.connection.sendRequest<CodeAction>("codeAction/resolve", fix);
    const changes = (edit?.documentChanges ?? []) as TextDocumentEdit[];
    expect(changes.map(({ textDocument, edits }) => [textDocument, edits])).toEqual(
      expect.arrayContaining([
        [
          { uri: notebook.cells[0], version: 1 },
          [
            {
              range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
              newText: "import asyncio\n",
            },
          ],
        ],
      ]),
    );
    const last = changes.find(({ textDocument }) => textDocument.uri === notebook.cells[2]);
    expect(last?.edits.every(({ range }) => range.start.line === 4)).toBe(true);
  });

  it("is pushed cell by cell to a client that cannot pull", async () => {
    const { diagnostic: _, ...textDocument } = FULL_CLIENT.textDocument ?? {};
    const client = await start({ files: {}, capabilities: { ...FULL_CLIENT, textDocument } });
    const notebook = await Notebook.open(client, "a.ipynb", CELLS);
    const last = notebook.cells[2] ?? "";
    await client.until("the cell's findings", () => client.published.get(last)?.diagnostics.length === 2);
    expect(client.published.has(notebook.uri)).toBe(false);
    await notebook.close();
    await client.until("the findings to go", () => client.published.get(last)?.diagnostics.length === 0);
  });

  it("is read from its file again when it is closed, and no squiggle stands in its JSON", async () => {
    const cells = [{ cell_type: "code", source: "def wait():\n    import time\n    time.sleep(1)" }];
    const client = await start({ files: { "a.ipynb": JSON.stringify({ cells, nbformat: 4 }) } });
    await client.scanned();
    expect(client.status?.files).toBe(1);
    const notebook = await Notebook.open(client, "a.ipynb", CELLS);
    expect(await notebook.rules(2)).toHaveLength(2);
    await notebook.close();
    expect(await client.diagnostics(notebook.uri)).toEqual([]);
    expect(await client.diagnostics(notebook.cells[2] ?? "")).toEqual([]);
  });

  it("is not ported, and says what to do", async () => {
    const notebook = await Notebook.open(await start({ files: {} }), "a.ipynb", CELLS);
    const port = notebook.client.connection.sendRequest("portwright/port", { uri: notebook.cells[1], target: "go" });
    await expect(port).rejects.toThrow("a.ipynb is a notebook: move what is to be ported into a .py file.");
  });

  it("survives what no editor says: changes of unknown notebooks and cells, cells without text", async () => {
    const client = await start({ files: {} });
    const send = (method: string, parameters: object) =>
      client.connection.sendNotification(`notebookDocument/${method}`, parameters);
    const uri = client.uri("b.ipynb");
    const notebookDocument = { uri, version: 2 };
    await send("didChange", {
      notebookDocument,
      change: { cells: { structure: { array: { start: 9, deleteCount: 9 } } } },
    });
    await send("didClose", { notebookDocument, cellTextDocuments: [] });
    await send("didOpen", {
      notebookDocument: { uri, version: 1, notebookType: "x", cells: [{ kind: 2, document: "cell:lost" }] },
      cellTextDocuments: [],
    });
    const change = { cells: { textContent: [{ document: { uri: "cell:no", version: 1 }, changes: [{ text: "x" }] }] } };
    await send("didChange", { notebookDocument, change });
    const notebook = await Notebook.open(client, "a.ipynb", CELLS);
    expect(await notebook.rules(2)).toHaveLength(2);
  });
});
