import type { CancellationToken, Connection } from "vscode-languageserver";
import { URI } from "vscode-uri";
import type { Client } from "./capabilities.ts";
import { type DocumentChange, isPython, type OpenDocument } from "./documents.ts";
import { Folder } from "./folder.ts";
import { BadParameters, type GuardState, messageOf, throwIfCancelled } from "./guard.ts";
import { type ServerWords, serverWords } from "./messages.ts";
import { loadProject } from "./project.ts";
import { type ServerStatus, STATUS_NOTIFICATION } from "./protocol.ts";
import type { ServerServices } from "./services.ts";
import { readEditorSettings } from "./settings.ts";

/** Where a document or file is known. */
export interface Place {
  readonly folder: Folder;
  /** Relative to the folder. */
  readonly file: string;
  /** Address of the cell, for a place in an open notebook. */
  readonly cell?: string;
}

/** Address of the folder that stands for documents outside every folder. */
const LOOSE = "portwright-loose:/";

/**
 * What the running server knows: the client, the folders and the open documents. Requests are answered from a folder's snapshot;
 * only notifications change anything here.
 */
export class Server implements GuardState {
  readonly connection: Connection;
  readonly services: ServerServices;
  readonly client: Client;
  readonly words: ServerWords;
  phase: "new" | "running" | "shut-down" = "running";
  #folders: readonly Folder[] = [];
  #loose: Folder | undefined;
  readonly #documents = new Map<string, OpenDocument>();
  readonly #notebookOfCell = new Map<string, string>();
  #ready: Promise<void>;
  #markReady: () => void = () => {};
  readonly #waiting = new Set<() => void>();
  #status = "";
  /** Called after every change that can alter findings. */
  onChanged: () => void = () => {};
  /** Called when provisional answers have given way to final ones. */
  onLinked: () => void = () => {};

  constructor(connection: Connection, services: ServerServices, client: Client) {
    this.connection = connection;
    this.services = services;
    this.client = client;
    this.words = serverWords(client.locale);
    this.#ready = new Promise((resolve) => {
      this.#markReady = resolve;
    });
  }

  get folders(): readonly Folder[] {
    return this.#folders;
  }

  /** Every folder, the one for loose documents included. */
  get everyFolder(): readonly Folder[] {
    return this.#loose === undefined ? this.#folders : [...this.#folders, this.#loose];
  }

  /** Resolves when the folders are configured, so that open documents can be answered for. The scan may still run. */
  async ready(token?: CancellationToken): Promise<void> {
    await this.#ready;
    if (token !== undefined) throwIfCancelled(token);
  }

  /** Resolves when something changed, or the token is cancelled. */
  async changed(token: CancellationToken): Promise<void> {
    await new Promise<void>((resolve) => {
      const wake = () => {
        this.#waiting.delete(wake);
        subscription.dispose();
        resolve();
      };
      const subscription = token.onCancellationRequested(wake);
      this.#waiting.add(wake);
    });
  }

  /** Wakes everybody who waits for a change. */
  notifyChanged(): void {
    this.#wakeAll();
    this.onChanged();
  }

  /** The same after answers have become better without a change of what they are about. */
  notifyLinked(): void {
    this.#wakeAll();
    this.onLinked();
  }

  #wakeAll(): void {
    for (const wake of [...this.#waiting]) wake();
  }

  async openFolders(folders: readonly { readonly uri: string; readonly name: string }[]): Promise<void> {
    const kept = this.#folders.filter((known) => folders.some(({ uri }) => uri === known.uri));
    const added: Folder[] = [];
    let failure: unknown;
    for (const { uri, name } of folders) {
      if (kept.some((known) => known.uri === uri) || added.some((known) => known.uri === uri)) continue;
      try {
        added.push(await this.#createFolder(uri, name));
      } catch (error) {
        failure = error;
        this.reportDefect(`Opening the folder ${name}`, error);
      }
    }
    // Inner folders come first, so that a file belongs to the innermost folder that holds it.
    this.#folders = [...kept, ...added].sort((a, b) => b.uri.length - a.uri.length || (a.uri < b.uri ? -1 : 1));
    try {
      this.#loose ??= await this.#createFolder(LOOSE, "");
    } catch (error) {
      failure = error;
    }
    for (const document of this.#documents.values()) this.#place(document);
    this.#markReady();
    this.notifyChanged();
    // Nothing can be analysed then, such as when a file of the installation is missing: that must not look like "no findings".
    if (failure !== undefined)
      this.connection.window.showErrorMessage(this.words["cannot-work"]({ reason: messageOf(failure) }));
  }

  async #createFolder(uri: string, name: string): Promise<Folder> {
    const root = uri === LOOSE ? undefined : this.services.rootOf(URI.parse(uri));
    const tree = await this.#settingsOf(uri === LOOSE ? undefined : uri);
    const { settings, problems } = readEditorSettings(tree);
    const folder = new Folder({
      uri,
      root,
      name,
      encoding: this.client.encoding,
      workspace: await this.services.createWorkspace(),
      interim: await this.services.createWorkspace(),
      project: await loadProject(this.services, root, tree, this.client.locale),
      settings,
    });
    folder.settingProblems = problems;
    return folder;
  }

  /** Reads settings and configuration files again. */
  async reconfigure(folders: readonly Folder[]): Promise<void> {
    for (const folder of folders) {
      const tree = await this.#settingsOf(folder.uri === LOOSE ? undefined : folder.uri);
      const { settings, problems } = readEditorSettings(tree);
      folder.settings = settings;
      folder.settingProblems = problems;
      folder.configure(await loadProject(this.services, folder.root, tree, this.client.locale));
    }
  }

  /** Settings of a client that sends rather than is asked. */
  sentSettings: unknown;

  async #settingsOf(scopeUri: string | undefined): Promise<unknown> {
    if (!this.client.pullConfiguration) return this.sentSettings ?? this.client.settings;
    try {
      return await this.connection.workspace.getConfiguration({
        section: "portwright",
        ...(scopeUri ? { scopeUri } : {}),
      });
    } catch (error) {
      this.connection.console.warn(`The client did not answer for its settings: ${messageOf(error)}`);
      return this.client.settings;
    }
  }

  document(uri: string): OpenDocument | undefined {
    return this.#documents.get(uri);
  }

  openDocument(document: OpenDocument): void {
    this.#keep(document);
    if (this.#place(document)) this.notifyChanged();
  }

  /** Remembers which notebook its cells belong to, and forgets those that it has lost. */
  #keep(document: OpenDocument): void {
    for (const { uri } of this.#documents.get(document.uri)?.cells ?? []) this.#notebookOfCell.delete(uri);
    for (const { uri } of document.cells ?? []) this.#notebookOfCell.set(uri, document.uri);
    this.#documents.set(document.uri, document);
  }

  changeDocument({ document, edits }: DocumentChange): void {
    this.#keep(document);
    const place = this.#placeOfDocument(document);
    if (place === undefined) return;
    place.folder.openDocument(place.file, document, edits);
    this.notifyChanged();
  }

  /** Forgets the document; answers with the place whose file has to be read from disk again. */
  closeDocument(uri: string): Place | undefined {
    const document = this.#documents.get(uri);
    if (document === undefined) return undefined;
    const place = this.#placeOfDocument(document);
    for (const cell of document.cells ?? []) this.#notebookOfCell.delete(cell.uri);
    this.#documents.delete(uri);
    if (place === undefined) return undefined;
    place.folder.closeDocument(place.file);
    if (place.folder.root === undefined) {
      place.folder.removeFile(place.file);
      this.notifyChanged();
      return undefined;
    }
    return place;
  }

  #place(document: OpenDocument): boolean {
    const place = this.#placeOfDocument(document);
    place?.folder.openDocument(place.file, document);
    return place !== undefined;
  }

  #placeOfDocument(document: OpenDocument): Place | undefined {
    return isPython(document.uri, document.languageId) ? this.locate(document.uri) : undefined;
  }

  /**
   * The folder that a document or file belongs to. Files outside every folder are only looked at when no folder is open: otherwise
   * they are other people's packages, reached by "go to definition".
   */
  locate(uri: string): Place | undefined {
    const notebook = this.#notebookOfCell.get(uri);
    if (notebook !== undefined) {
      const place = this.locate(notebook);
      return place === undefined ? undefined : { ...place, cell: uri };
    }
    const parsed = parse(uri);
    for (const folder of this.#folders) {
      const file = folder.fileOf(parsed);
      if (file !== undefined) return { folder, file };
    }
    if (this.#loose === undefined) return undefined;
    if (parsed.scheme === "file" && this.#folders.length > 0) return undefined;
    return { folder: this.#loose, file: looseName(parsed) };
  }

  /** The place of an address once its folder is linked; undefined for what is not known. */
  async settledPlace(uri: string, token: CancellationToken): Promise<Place | undefined> {
    await this.ready(token);
    const place = this.locate(uri);
    await place?.folder.settled(this.services.host.now, token);
    return place;
  }

  sendStatus(status: ServerStatus): void {
    const text = JSON.stringify(status);
    if (text === this.#status) return;
    this.#status = text;
    void this.connection.sendNotification(STATUS_NOTIFICATION, status);
  }

  reportDefect(what: string, error: unknown): void {
    this.connection.console.error(
      `${what} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );
  }
}

function parse(uri: string): URI {
  if (typeof uri !== "string") throw new BadParameters("the document's address is missing.");
  try {
    return URI.parse(uri, true);
  } catch (error) {
    throw new BadParameters(`${JSON.stringify(uri)} is not an address: ${messageOf(error)}`);
  }
}

/** A name for a document outside every folder, unlike any other's. Its directory is kept: relative imports depend on it. */
function looseName(uri: URI): string {
  const path = uri.path.replace(/^\/+/, "");
  const name = uri.scheme === "file" ? path : `${uri.scheme}/${path}${uri.fragment === "" ? "" : `/${uri.fragment}`}`;
  return /\.(pyw?|ipynb)$/i.test(name) ? name : `${name}.py`;
}
