/** Which file an import means: module names of a workspace, found from its folders alone. */

export type ModuleId = number;

/** A folder that is imported as a package without an `__init__` file. */
export interface NamespacePackage {
  readonly folder: string;
}

interface Candidate {
  readonly module: ModuleId;
  /** The folder that would have to be on the search path for the dotted name to mean this file. */
  readonly root: string;
}

export class ModuleIndex {
  readonly files: string[];
  /** The name by which a module is told to people, by id. */
  readonly names: readonly string[];
  /** Later texts of modules that were linked beside them, and what they are texts of. */
  readonly #originals = new Map<ModuleId, ModuleId>();
  readonly #newest = new Map<ModuleId, ModuleId>();
  readonly #bySuffix = new Map<string, Candidate[]>();
  readonly #packages = new Set<string>();
  readonly #folders = new Map<string, string[]>();
  readonly #stubs = new Map<ModuleId, ModuleId>();
  readonly #byFile = new Map<string, ModuleId>();

  /** The name by which files import each other where the workspace's root is the folder of a package. */
  readonly #ownName: string | undefined;

  /** @param files paths relative to the workspace root with forward slashes, `.py`, `.pyw` or `.pyi` */
  constructor(files: readonly string[], ownName?: string) {
    this.files = [...files];
    this.#ownName = ownName;
    files.forEach((file, id) => {
      this.#byFile.set(file, id);
      if (/(^|\/)__init__\.pyi?$/.test(file)) this.#packages.add(folderOf(file));
    });
    files.forEach((file, id) => {
      const stub = file.endsWith(".py") ? this.#byFile.get(`${file}i`) : undefined;
      if (stub !== undefined) this.#stubs.set(id, stub);
    });
    const names: string[] = [];
    files.forEach((file, id) => {
      const parts = partsOf(file);
      for (let from = parts.length - 1; from >= 0; from--) {
        const root = parts.slice(0, from).join("/");
        // A name that begins inside a package is only reachable relatively.
        if (from > 0 && this.#packages.has(root)) continue;
        const dotted = parts.slice(from).join(".");
        const known = this.#bySuffix.get(dotted);
        if (known === undefined) this.#bySuffix.set(dotted, [{ module: id, root }]);
        else known.push({ module: id, root });
        for (let end = from + 1; end < parts.length; end++) {
          const folder = parts.slice(0, end).join("/");
          const name = parts.slice(from, end).join(".");
          const folders = this.#folders.get(name);
          if (folders === undefined) this.#folders.set(name, [folder]);
          else if (!folders.includes(folder)) folders.push(folder);
        }
      }
      names.push(this.#nameOf(parts));
    });
    this.names = names;
  }

  #nameOf(parts: readonly string[]): string {
    let from = parts.length - 1;
    while (from > 0 && this.#packages.has(parts.slice(0, from).join("/"))) from--;
    const leading = parts.slice(0, from);
    const start = leading[0] === "src" || leading[0] === "lib" ? 1 : 0;
    return [...leading.slice(start), ...parts.slice(from)].join(".") || "__init__";
  }

  /** The module of a file, in its newest text. */
  byFile(file: string): ModuleId | undefined {
    const module = this.#byFile.get(file);
    return module === undefined ? undefined : (this.#newest.get(module) ?? module);
  }

  /** Makes room for a later text of a module. From then on the file means it; what was linked before goes on meaning the older one. */
  addEdition(of: ModuleId): ModuleId {
    const id = this.files.length;
    this.files.push(this.files[of]);
    (this.names as string[]).push(this.names[of]);
    const stub = this.#stubs.get(of);
    if (stub !== undefined) this.#stubs.set(id, stub);
    this.#originals.set(id, of);
    this.#newest.set(of, id);
    return id;
  }

  /** The file's text is again the one that was linked first. */
  dropEditions(of: ModuleId): void {
    this.#newest.delete(of);
  }

  /** The module as it was linked first. */
  original(module: ModuleId): ModuleId {
    return this.#originals.get(module) ?? module;
  }

  /** What a module that was linked with later texts sees in place of another: its newest text. */
  newest(module: ModuleId): ModuleId {
    return this.#newest.get(module) ?? module;
  }

  /** The stub file beside a source file. */
  stubOf(module: ModuleId): ModuleId | undefined {
    return this.#stubs.get(module);
  }

  /** The module or namespace package that an import in a file means; undefined where it is outside the workspace. */
  resolve(from: ModuleId, dotted: string, level: number): ModuleId | NamespacePackage | undefined {
    const original = this.#originals.get(from);
    if (original === undefined) return this.#resolve(from, dotted, level);
    const found = this.#resolve(original, dotted, level);
    return typeof found === "number" ? this.newest(found) : found;
  }

  #resolve(from: ModuleId, dotted: string, level: number): ModuleId | NamespacePackage | undefined {
    if (level > 0) return this.#relative(from, dotted, level);
    // `import redis` in a `redis.py` means the library: nobody imports the file that he writes. A package does import its own parts.
    const isOwnName = (module: ModuleId) => module === from && !dotted.includes(".") && !this.isPackage(from);
    const candidates = this.#bySuffix.get(dotted)?.filter(({ module }) => !isOwnName(module));
    const fromFolder = folderOf(this.files[from]);
    if (candidates !== undefined) {
      const best = this.#nearest(candidates, fromFolder);
      if (best !== undefined) return best.module;
    }
    const folders = this.#folders.get(dotted)?.filter((folder) => !this.#packages.has(folder));
    const top = dotted.split(".")[0];
    const plausible = folders?.find((folder) => reaches(rootOf(folder, dotted), fromFolder) && top !== "");
    if (plausible !== undefined) return { folder: plausible };
    return top === this.#ownName ? this.#below("", dotted.split(".").slice(1)) : undefined;
  }

  /** A submodule or subfolder of a package. */
  submodule(folder: string, name: string): ModuleId | NamespacePackage | undefined {
    const prefix = folder === "" ? "" : `${folder}/`;
    for (const file of [
      `${prefix}${name}/__init__.py`,
      `${prefix}${name}.py`,
      `${prefix}${name}.pyw`,
      `${prefix}${name}/__init__.pyi`,
      `${prefix}${name}.pyi`,
    ]) {
      const id = this.#byFile.get(file);
      if (id !== undefined) return id;
    }
    const inner = `${prefix}${name}`;
    return this.#hasFolder(inner) ? { folder: inner } : undefined;
  }

  #hasFolder(folder: string): boolean {
    const name = folder.slice(folder.lastIndexOf("/") + 1);
    return this.#folders.get(name)?.includes(folder) ?? false;
  }

  isPackage(module: ModuleId): boolean {
    return /(^|\/)__init__\.pyi?$/.test(this.files[module]);
  }

  folder(module: ModuleId): string {
    return folderOf(this.files[module]);
  }

  #relative(from: ModuleId, dotted: string, level: number): ModuleId | NamespacePackage | undefined {
    const parts = folderOf(this.files[from]).split("/").filter(Boolean);
    if (level - 1 > parts.length) return undefined;
    return this.#below(parts.slice(0, parts.length - (level - 1)).join("/"), dotted === "" ? [] : dotted.split("."));
  }

  /** What names lead to from a folder; the folder's own package where there are none. */
  #below(start: string, names: readonly string[]): ModuleId | NamespacePackage | undefined {
    let folder = start;
    if (names.length === 0) {
      const prefix = folder === "" ? "" : `${folder}/`;
      return this.#byFile.get(`${prefix}__init__.py`) ?? this.#byFile.get(`${prefix}__init__.pyi`) ?? { folder };
    }
    for (let i = 0; i < names.length - 1; i++) folder = folder === "" ? names[i] : `${folder}/${names[i]}`;
    return this.submodule(folder, names[names.length - 1]);
  }

  #nearest(candidates: readonly Candidate[], fromFolder: string): Candidate | undefined {
    let best: Candidate | undefined;
    let bestScore = -1;
    for (const candidate of candidates) {
      const score = this.#score(candidate, fromFolder);
      if (score > bestScore) {
        best = candidate;
        bestScore = score;
      }
    }
    return best;
  }

  /** Higher is nearer; -1 for a root that can hardly be on the search path of the importing file. */
  #score(candidate: Candidate, fromFolder: string): number {
    if (!reaches(candidate.root, fromFolder)) return -1;
    const stub = this.files[candidate.module].endsWith(".pyi") ? 0 : 1;
    return candidate.root.length * 2 + stub;
  }
}

/** True when the root is a folder above (or at) the importing file's, or a `src` or `lib` folder beside one of those. */
function reaches(root: string, fromFolder: string): boolean {
  if (root === "" || root === fromFolder || fromFolder.startsWith(`${root}/`)) return true;
  const slash = root.lastIndexOf("/");
  const name = root.slice(slash + 1);
  if (name !== "src" && name !== "lib" && name !== "python") return false;
  const above = slash < 0 ? "" : root.slice(0, slash);
  return above === "" || above === fromFolder || fromFolder.startsWith(`${above}/`);
}

function rootOf(folder: string, dotted: string): string {
  const count = dotted.split(".").length;
  return folder.split("/").slice(0, -count).join("/");
}

function folderOf(file: string): string {
  const slash = file.lastIndexOf("/");
  return slash < 0 ? "" : file.slice(0, slash);
}

function partsOf(file: string): string[] {
  const parts = file.replace(/\.pyi?w?$/, "").split("/");
  if (parts[parts.length - 1] === "__init__") parts.pop();
  return parts;
}
