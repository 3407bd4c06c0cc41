import {
  type DeleteFilesParams,
  type DidChangeConfigurationParams,
  type DidChangeTextDocumentParams,
  type DidChangeWatchedFilesParams,
  type DidCloseTextDocumentParams,
  type DidOpenTextDocumentParams,
  FileChangeType,
  type RenameFilesParams,
  type WorkspaceFoldersChangeEvent,
} from "vscode-languageserver";
import { URI } from "vscode-uri";
import { readSource } from "../engine/read-source.ts";
import type { Background } from "./background.ts";
import { applyChanges } from "./documents.ts";
import type { Folder } from "./folder.ts";
import { PositionedText } from "./position-encoding.ts";
import type { Place, Server } from "./server.ts";

/** Patterns of the files that the client is asked to watch. */
export const WATCHED_FILES = [
  "**/*.{py,pyw,ipynb}",
  "**/{portwright.toml,pyproject.toml,.python-version,.gitignore}",
] as const;

const CONFIGURATION_FILES: ReadonlySet<string> = new Set(["portwright.toml", "pyproject.toml", ".python-version"]);

/** Keeps the folders in step with the client: open documents at once, everything that reads the disk in the order of arrival. */
export class Synchronisation {
  readonly #server: Server;
  readonly #background: Background;
  #queue: Promise<void> = Promise.resolve();

  constructor(server: Server, background: Background) {
    this.#server = server;
    this.#background = background;
  }

  didOpen({ textDocument }: DidOpenTextDocumentParams): void {
    const { uri, languageId, version } = textDocument;
    this.#server.openDocument({
      uri,
      languageId,
      version,
      content: new PositionedText(String(textDocument.text ?? ""), this.#server.client.encoding),
    });
  }

  didChange({ textDocument, contentChanges }: DidChangeTextDocumentParams): void {
    const document = this.#server.document(textDocument.uri);
    if (document === undefined) {
      this.#server.connection.console.warn(`A change of ${textDocument.uri} was left out: the document is not open.`);
      return;
    }
    if (!Array.isArray(contentChanges)) throw new TypeError("contentChanges is not a list");
    this.#server.changeDocument(
      applyChanges(document, textDocument.version, contentChanges, this.#server.client.encoding),
    );
  }

  didClose({ textDocument }: DidCloseTextDocumentParams): void {
    const place = this.#server.closeDocument(textDocument.uri);
    if (place !== undefined)
      this.enqueue("Reading a closed document's file", async () => {
        await this.#readAgain(place);
        this.#server.notifyChanged();
      });
  }

  didChangeConfiguration({ settings }: DidChangeConfigurationParams): void {
    const section = (settings as { portwright?: unknown } | null | undefined)?.portwright;
    if (section !== undefined) this.#server.sentSettings = section;
    this.enqueue("Reading the settings", () => this.#reconfigure(this.#server.everyFolder));
  }

  didChangeWatchedFiles({ changes }: DidChangeWatchedFilesParams): void {
    this.enqueue("Reading changed files", async () => {
      const reconfigured = new Set<Folder>();
      const rescanned = new Set<Folder>();
      for (const { uri, type } of changes) {
        const place = this.#server.locate(uri);
        if (place === undefined || place.folder.root === undefined) continue;
        const { folder, file } = place;
        if (CONFIGURATION_FILES.has(file)) reconfigured.add(folder);
        else if (file === ".gitignore" || file.endsWith("/.gitignore")) rescanned.add(folder);
        else if (type === FileChangeType.Deleted) this.#removeTree(folder, file);
        else await this.#readAgain(place);
      }
      await this.#reconfigure([...reconfigured]);
      if (rescanned.size > 0) void this.#background.scan([...rescanned]);
      this.#server.notifyChanged();
      this.#background.refresh();
    });
  }

  didDeleteFiles({ files }: DeleteFilesParams): void {
    this.enqueue("Forgetting deleted folders", async () => {
      for (const { uri } of files) this.#forget(uri);
      this.#server.notifyChanged();
      this.#background.refresh();
    });
  }

  didRenameFiles({ files }: RenameFilesParams): void {
    this.enqueue("Reading renamed folders", async () => {
      const touched = new Set<Folder>();
      for (const { oldUri, newUri } of files) {
        this.#forget(oldUri);
        const folder = this.#server.locate(newUri)?.folder;
        if (folder?.root !== undefined) touched.add(folder);
      }
      void this.#background.scan([...touched]);
    });
  }

  didChangeWorkspaceFolders({ added, removed }: WorkspaceFoldersChangeEvent): void {
    this.enqueue("Changing the workspace's folders", async () => {
      const gone = new Set(removed.map(({ uri }) => uri));
      const kept = this.#server.folders.filter(({ uri }) => !gone.has(uri));
      await this.#server.openFolders([...kept.map(({ uri, name }) => ({ uri, name })), ...added]);
      void this.#background.scan(this.#server.folders.filter(({ scan }) => scan === "waiting"));
      this.#background.refresh();
    });
  }

  /** Runs work that reads the disk after all that was enqueued before; a failure of one piece does not stop the next. */
  enqueue(what: string, work: () => Promise<void>): void {
    this.#queue = this.#queue.then(work).catch((error) => this.#server.reportDefect(what, error));
  }

  /** Files that a new configuration lets in are read by a scan; where only rules changed, asking again is enough. */
  async #reconfigure(folders: readonly Folder[]): Promise<void> {
    if (folders.length === 0) return;
    const before = folders.map((folder) => scanSettings(folder));
    await this.#server.reconfigure(folders);
    const changed = folders.filter(
      (folder, index) => folder.root !== undefined && scanSettings(folder) !== before[index],
    );
    if (changed.length > 0) void this.#background.scan(changed);
    this.#server.notifyChanged();
    this.#background.refresh();
  }

  async #readAgain({ folder, file }: Place): Promise<void> {
    if (folder.root === undefined || !folder.accepts(file)) return;
    const { text, problem } = await readSource(this.#server.services.host, { file, path: `${folder.root}/${file}` });
    folder.problems = folder.problems.filter((known) => known.file !== file);
    const gone =
      text === undefined && (await this.#server.services.host.kindOf(`${folder.root}/${file}`)) === "missing";
    if (problem !== undefined && !gone) folder.problems = [...folder.problems, problem];
    if (text === undefined) folder.removeFile(file);
    else folder.setClosedFile(file, text);
  }

  #forget(uri: string): void {
    const place = this.#server.locate(URI.parse(uri).toString());
    if (place !== undefined) this.#removeTree(place.folder, place.file);
  }

  /** A deleted path may have been a folder: everything below it goes, too. */
  #removeTree(folder: Folder, path: string): void {
    for (const file of folder.files()) if (file === path || file.startsWith(`${path}/`)) folder.removeFile(file);
    folder.problems = folder.problems.filter(({ file }) => file !== path && !file.startsWith(`${path}/`));
  }
}

function scanSettings(folder: Folder): string {
  return JSON.stringify([folder.project.patterns, folder.settings.maximumFiles]);
}
