import * as vscode from "vscode";
import type { PortParams, PortResult } from "../../server/src/lsp/protocol.ts";
import type { Target } from "../../server/src/port/sketch.ts";
import type { Client } from "./client.ts";
import { LinkedLines } from "./linked-lines.ts";
import { showNotes } from "./port-notes.ts";
import { writePort } from "./port-writer.ts";

export const PREVIEW_SCHEME = "portwright-port";

/** How long to wait after a keystroke before a preview is made anew, in milliseconds. */
const QUIET = 600;

/** A port that is shown, or was. */
interface Shown {
  readonly source: vscode.Uri;
  readonly target: Target;
  readonly name: string | undefined;
  /** The file of the port that is shown, where that is not its primary one. */
  readonly path?: string;
  result: PortResult;
}

/** Shows ports side by side with the Python that they came from, as documents that cannot be edited, and writes them on request. */
export class PortPreview implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #client: Client;
  readonly #shown = new Map<string, Shown>();
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #notes = vscode.languages.createDiagnosticCollection("portwright-port");
  readonly #lines: LinkedLines;
  readonly #subscriptions: vscode.Disposable[];
  #timer: NodeJS.Timeout | undefined;

  readonly onDidChange = this.#changed.event;

  constructor(client: Client) {
    this.#client = client;
    this.#lines = new LinkedLines((editor) => this.#linkOf(editor));
    this.#subscriptions = [
      vscode.workspace.registerTextDocumentContentProvider(PREVIEW_SCHEME, this),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.#sourceChanged(document)),
      vscode.workspace.onDidCloseTextDocument((document) => this.#closed(document)),
      vscode.window.onDidChangeVisibleTextEditors(() => this.#visibleChanged()),
      vscode.window.tabGroups.onDidChangeTabs(({ closed }) => this.#tabsClosed(closed)),
    ];
    this.#visibleChanged();
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    const shown = this.#shown.get(uri.toString());
    return shown === undefined ? vscode.l10n.t("This preview is gone. Ask for the port again.") : textOf(shown);
  }

  /** Asks the server for a port and shows it beside the Python. */
  async show(target: Target, parameters: readonly unknown[]): Promise<vscode.Uri> {
    const request = readRequest(parameters);
    const result = await this.#request({ ...request, target });
    const source = vscode.Uri.parse(request.uri);
    const uri = previewUri(source, target, result);
    this.#shown.set(uri.toString(), { source, target, name: result.name, result });
    this.#changed.fire(uri);
    const python = await vscode.window.showTextDocument(source, {
      viewColumn: columnOf(source),
      preserveFocus: true,
      preview: false,
    });
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document, {
      viewColumn: vscode.ViewColumn.Beside,
      preserveFocus: true,
      preview: false,
    });
    showNotes(this.#notes, source, python.document, result);
    this.#lines.refresh(python);
    this.#visibleChanged();
    return uri;
  }

  /** Writes the port of a preview, by default of the one that can be seen. */
  async write(chosen: vscode.Uri | undefined): Promise<void> {
    // The menu of a Python editor hands over the Python's own address.
    const uri = chosen?.scheme === PREVIEW_SCHEME ? chosen : this.#visiblePreview();
    const shown = uri === undefined ? undefined : this.#shown.get(uri.toString());
    if (shown === undefined) throw new Error(vscode.l10n.t("There is no preview to write. Ask for a port first."));
    await writePort(shown.source, shown.target, shown.result, (path) => this.#fileUri(shown, path));
  }

  /** The address under which a file of a port can be looked at, as one side of a comparison. */
  #fileUri(shown: Shown, path: string): vscode.Uri {
    if (path === shown.result.primary) return previewUri(shown.source, shown.target, shown.result);
    const uri = previewUri(shown.source, shown.target, { ...shown.result, primary: path });
    this.#shown.set(uri.toString(), { ...shown, path });
    this.#changed.fire(uri);
    return uri;
  }

  async #request(parameters: PortParams): Promise<PortResult> {
    const title = vscode.l10n.t("Portwright: writing the port");
    return vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title }, () =>
      this.#client.request<PortResult>("portwright/port", parameters),
    );
  }

  #sourceChanged(document: vscode.TextDocument): void {
    const source = document.uri.toString();
    if (![...this.#shown.values()].some((shown) => shown.source.toString() === source)) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#renew(document), QUIET);
  }

  /** Makes the open previews of a document anew. Where that fails, what is shown stays: half-typed code is the usual reason. */
  async #renew(document: vscode.TextDocument): Promise<void> {
    for (const [key, shown] of [...this.#shown]) {
      if (shown.source.toString() !== document.uri.toString() || !isOpen(key)) continue;
      try {
        const { target, name } = shown;
        shown.result = await this.#client.request<PortResult>("portwright/port", {
          uri: shown.source.toString(),
          target,
          ...(name === undefined ? {} : { name }),
        });
        this.#changed.fire(vscode.Uri.parse(key));
        showNotes(this.#notes, shown.source, document, shown.result);
      } catch (error) {
        this.#client.output.warn(`portwright/port: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  }

  #closed(document: vscode.TextDocument): void {
    if (document.uri.scheme === PREVIEW_SCHEME) this.#forget(document.uri);
  }

  #tabsClosed(tabs: readonly vscode.Tab[]): void {
    for (const { input } of tabs) {
      if (
        input instanceof vscode.TabInputText &&
        input.uri.scheme === PREVIEW_SCHEME &&
        !isOpen(input.uri.toString())
      ) {
        this.#notes.delete(this.#shown.get(input.uri.toString())?.source ?? input.uri);
      }
    }
  }

  #forget(uri: vscode.Uri): void {
    const shown = this.#shown.get(uri.toString());
    this.#shown.delete(uri.toString());
    if (shown !== undefined) this.#notes.delete(shown.source);
  }

  #visibleChanged(): void {
    void vscode.commands.executeCommand("setContext", "portwright.previewActive", this.#visiblePreview() !== undefined);
  }

  /** The preview in the active editor, or else one beside it that belongs to it, or else any that can be seen. */
  #visiblePreview(): vscode.Uri | undefined {
    const active = vscode.window.activeTextEditor?.document.uri;
    if (active?.scheme === PREVIEW_SCHEME) return active;
    const previews = vscode.window.visibleTextEditors
      .map(({ document }) => document.uri)
      .filter((uri) => uri.scheme === PREVIEW_SCHEME && this.#shown.has(uri.toString()));
    return (
      previews.find((uri) => this.#shown.get(uri.toString())?.source.toString() === active?.toString()) ?? previews[0]
    );
  }

  /** The other side of an editor that takes part in a preview. */
  #linkOf(
    editor: vscode.TextEditor,
  ):
    | { readonly side: "python" | "target"; readonly other: vscode.TextEditor; readonly result: PortResult }
    | undefined {
    const key = editor.document.uri.toString();
    const own = this.#shown.get(key);
    if (own?.path !== undefined) return undefined;
    if (own !== undefined) {
      const other = vscode.window.visibleTextEditors.find(
        ({ document }) => document.uri.toString() === own.source.toString(),
      );
      return other === undefined ? undefined : { side: "target", other, result: own.result };
    }
    for (const other of vscode.window.visibleTextEditors) {
      const shown = this.#shown.get(other.document.uri.toString());
      if (shown?.path === undefined && shown?.source.toString() === key)
        return { side: "python", other, result: shown.result };
    }
    return undefined;
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#lines.dispose();
    this.#notes.dispose();
    this.#changed.dispose();
  }
}

function textOf({ path, result }: Shown): string {
  return result.files.find((file) => file.path === (path ?? result.primary))?.text ?? "";
}

/** The path ends as the written file will, so that the editor knows its language; the query keeps sources apart. */
function previewUri(source: vscode.Uri, target: Target, { module, primary, name }: PortResult): vscode.Uri {
  const query = new URLSearchParams({ source: source.toString(), ...(name === undefined ? {} : { name }) }).toString();
  return vscode.Uri.from({ scheme: PREVIEW_SCHEME, path: `/${target}/${module}/${primary}`, query });
}

/**
 * What is to be ported: an object with an address (and a name) from a code action, lens or the explorer view, an address from the
 * file explorer, or what the cursor is in.
 */
function readRequest([first, second]: readonly unknown[]): { readonly uri: string } & Pick<
  PortParams,
  "name" | "position"
> {
  if (typeof first === "object" && first !== null && "uri" in first && typeof first.uri === "string") {
    const { uri, name } = first as { readonly uri: string; readonly name?: unknown };
    return { uri, ...(typeof name === "string" ? { name } : {}) };
  }
  // The file explorer hands over the chosen files as well; menus of an editor hand over its own address alone.
  if (first instanceof vscode.Uri && Array.isArray(second)) return { uri: first.toString() };
  const editor = vscode.window.activeTextEditor;
  if (editor !== undefined && editor.document.languageId === "python") {
    const { line, character } = editor.selection.active;
    return { uri: editor.document.uri.toString(), position: { line, character } };
  }
  if (first instanceof vscode.Uri && first.scheme !== PREVIEW_SCHEME) return { uri: first.toString() };
  throw new Error(vscode.l10n.t("Open a Python file and put the cursor into what is to be ported."));
}

/** Where the Python is shown: where it is already, else in the active group. */
function columnOf(source: vscode.Uri): vscode.ViewColumn {
  const visible = vscode.window.visibleTextEditors.find(
    ({ document }) => document.uri.toString() === source.toString(),
  );
  return visible?.viewColumn ?? vscode.ViewColumn.Active;
}

function isOpen(key: string): boolean {
  return vscode.window.tabGroups.all.some(({ tabs }) =>
    tabs.some(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === key),
  );
}
