import * as vscode from "vscode";

// An extension of its own for the tests: a file system in memory, such as vscode.dev has them for repositories. Its files are put
// into the bundle.

/** Text of each file, by its path within the workspace folder. */
declare const FILES: Readonly<Record<string, string>>;
declare const SCHEME: string;

type Entry =
  | { readonly type: vscode.FileType.File; readonly bytes: Uint8Array; readonly mtime: number }
  | { readonly type: vscode.FileType.Directory; readonly mtime: number };

class MemoryFiles implements vscode.FileSystemProvider {
  readonly #entries = new Map<string, Entry>([["/", { type: vscode.FileType.Directory, mtime: 0 }]]);
  readonly #changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.#changed.event;
  #clock = 1;

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => {});
  }

  stat(uri: vscode.Uri): vscode.FileStat {
    const entry = this.#get(uri);
    const size = entry.type === vscode.FileType.File ? entry.bytes.length : 0;
    return { type: entry.type, size, ctime: 0, mtime: entry.mtime };
  }

  readDirectory(uri: vscode.Uri): [string, vscode.FileType][] {
    if (this.#get(uri).type !== vscode.FileType.Directory) throw vscode.FileSystemError.FileNotADirectory(uri);
    const prefix = uri.path === "/" ? "/" : `${uri.path}/`;
    return [...this.#entries].flatMap(([path, { type }]): [string, vscode.FileType][] => {
      const name = path.slice(prefix.length);
      return path.startsWith(prefix) && name !== "" && !name.includes("/") ? [[name, type]] : [];
    });
  }

  readFile(uri: vscode.Uri): Uint8Array {
    const entry = this.#get(uri);
    if (entry.type !== vscode.FileType.File) throw vscode.FileSystemError.FileIsADirectory(uri);
    return entry.bytes;
  }

  createDirectory(uri: vscode.Uri): void {
    if (this.#entries.has(uri.path)) throw vscode.FileSystemError.FileExists(uri);
    this.#entries.set(uri.path, { type: vscode.FileType.Directory, mtime: this.#clock++ });
    this.#tell(vscode.FileChangeType.Created, uri);
  }

  writeFile(uri: vscode.Uri, bytes: Uint8Array): void {
    const existed = this.#entries.has(uri.path);
    this.#entries.set(uri.path, { type: vscode.FileType.File, bytes, mtime: this.#clock++ });
    this.#tell(existed ? vscode.FileChangeType.Changed : vscode.FileChangeType.Created, uri);
  }

  delete(uri: vscode.Uri): void {
    this.#get(uri);
    for (const path of [...this.#entries.keys()])
      if (path === uri.path || path.startsWith(`${uri.path}/`)) this.#entries.delete(path);
    this.#tell(vscode.FileChangeType.Deleted, uri);
  }

  rename(from: vscode.Uri, to: vscode.Uri): void {
    for (const [path, entry] of [...this.#entries]) {
      if (path !== from.path && !path.startsWith(`${from.path}/`)) continue;
      this.#entries.delete(path);
      this.#entries.set(to.path + path.slice(from.path.length), entry);
    }
    this.#tell(vscode.FileChangeType.Deleted, from);
    this.#tell(vscode.FileChangeType.Created, to);
  }

  #get(uri: vscode.Uri): Entry {
    const entry = this.#entries.get(uri.path);
    if (entry === undefined) throw vscode.FileSystemError.FileNotFound(uri);
    return entry;
  }

  #tell(type: vscode.FileChangeType, uri: vscode.Uri): void {
    this.#changed.fire([{ type, uri }]);
  }
}

export function activate(context: vscode.ExtensionContext): void {
  const files = new MemoryFiles();
  const folder = vscode.Uri.from({ scheme: SCHEME, path: "/workspace" });
  files.createDirectory(folder);
  for (const [path, text] of Object.entries(FILES)) {
    const parts = path.split("/").slice(0, -1);
    for (const [index] of parts.entries()) {
      const parent = vscode.Uri.joinPath(folder, ...parts.slice(0, index + 1));
      try {
        files.stat(parent);
      } catch {
        files.createDirectory(parent);
      }
    }
    files.writeFile(vscode.Uri.joinPath(folder, path), new TextEncoder().encode(text));
  }
  context.subscriptions.push(vscode.workspace.registerFileSystemProvider(SCHEME, files, { isCaseSensitive: true }));
}
