import ignore, { type Ignore } from "ignore";
import type { AuditProblem } from "../advice/audit.ts";
import { type Host, type HostEntry, isFailure } from "../host/host.ts";
import { compareText } from "../text/compare.ts";
import { createPathFilter, type PathFilter, type PathPatterns } from "./path-filter.ts";

export interface DiscoveryOptions extends PathPatterns {
  /** Absolute path of the workspace's root, with forward slashes. */
  readonly root: string;
  /** Absolute paths of the files and folders to take, all inside the root; the root alone for the whole workspace. */
  readonly paths: readonly string[];
}

export interface DiscoveredFile {
  /** Relative to the root, with forward slashes. */
  readonly file: string;
  /** Absolute. */
  readonly path: string;
}

export interface Discovery {
  /** Sorted by `file`, by code unit. */
  readonly files: readonly DiscoveredFile[];
  readonly problems: readonly AuditProblem[];
}

/**
 * Finds the Python files of a workspace. A file that is named outright is always taken; a folder's files are taken when the
 * include patterns name them and neither the exclude patterns, nor a `.gitignore`, nor the folders that hold no source of
 * one's own (environments, caches, installed packages, build results) leave them out.
 */
export async function discover(host: Host, options: DiscoveryOptions): Promise<Discovery> {
  const walk = new Walk(host, options.root, createPathFilter(options));
  const outer = await outerIgnoreRules(host, options.root);
  for (const path of options.paths) {
    switch (await host.kindOf(path)) {
      case "file":
        await walk.takeFile(path);
        break;
      case "directory":
        await walk.takeDirectory(path, outer);
        break;
      case "other":
        walk.report(path, "unreadable", "It is neither a file nor a folder that can be read.");
        break;
      case "missing":
        walk.report(path, "unreadable", "There is no such file or folder.");
        break;
    }
  }
  await walk.followLinks();
  return walk.result();
}

/** One ignore file's rules, and the absolute folder that its patterns are relative to. */
interface IgnoreRules {
  readonly folder: string;
  readonly rules: Ignore;
}

class Walk {
  readonly #host: Host;
  readonly #root: string;
  readonly #filter: PathFilter;
  readonly #files = new Map<string, DiscoveredFile>();
  readonly #problems: AuditProblem[] = [];
  /** Real paths of folders and files seen, so that a link to one of them is not followed. */
  readonly #seen = new Set<string>();
  readonly #links: {
    readonly path: string;
    readonly kind: HostEntry["kind"];
    readonly ignores: readonly IgnoreRules[];
  }[] = [];

  constructor(host: Host, root: string, filter: PathFilter) {
    this.#host = host;
    this.#root = root;
    this.#filter = filter;
  }

  result(): Discovery {
    const files = [...this.#files.values()].sort((a, b) => compareText(a.file, b.file));
    const problems = [...this.#problems].sort((a, b) => compareText(a.file, b.file) || compareText(a.code, b.code));
    return { files, problems };
  }

  report(path: string, code: AuditProblem["code"], message: string): void {
    this.#problems.push({ file: this.#relative(path), code, message });
  }

  async takeFile(path: string): Promise<void> {
    const real = await this.#host.realPath(path);
    if (this.#seen.has(real)) return;
    this.#seen.add(real);
    this.#add(path);
  }

  /** Takes a folder that was named outright: rules above it that would leave it out as a whole do not count. */
  async takeDirectory(path: string, outer: readonly IgnoreRules[]): Promise<void> {
    const above: IgnoreRules[] = [...outer];
    for (const folder of foldersBetween(this.#root, path)) above.push(...(await this.#ignoreRulesOf(folder)));
    const chosen = ignoredAsAWhole(path, this.#root, above) ? [] : above;
    await this.#visit(path, await this.#host.realPath(path), chosen, false);
  }

  /** Links come last, so that a file is known by its real place wherever that is in the workspace. */
  async followLinks(): Promise<void> {
    for (let next = this.#links.shift(); next !== undefined; next = this.#links.shift()) {
      const real = await this.#host.realPath(next.path);
      const own = await this.#host.realPath(parentOf(next.path));
      if (next.kind === "directory" && isWithin(own, real)) {
        const message = "This link leads back to a folder that holds it; it was not followed.";
        this.report(next.path, "symlink-loop", message);
      } else if (!this.#seen.has(real)) {
        if (next.kind === "directory") await this.#visit(next.path, real, next.ignores, true);
        else {
          this.#seen.add(real);
          this.#add(next.path);
        }
      }
    }
  }

  /** Visits folders with a list of its own rather than by recursion: a workspace may be nested deeper than the stack. */
  async #visit(
    start: string,
    startReal: string,
    startIgnores: readonly IgnoreRules[],
    mayBeLeftOut: boolean,
  ): Promise<void> {
    const pending = [{ path: start, real: startReal, ignores: startIgnores, mayBeLeftOut }];
    for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
      if (this.#seen.has(folder.real)) continue;
      this.#seen.add(folder.real);
      const entries = await this.#host.readDirectory(folder.path);
      if (isFailure(entries)) {
        this.report(`${folder.path}/`, "unreadable", `The folder cannot be read. ${entries.message}`);
        continue;
      }
      if (folder.mayBeLeftOut && holdsNoSource(nameOf(folder.path), entries)) continue;
      const own = entries.some((entry) => entry.name === ".gitignore" && entry.kind === "file");
      const ignores = own ? [...folder.ignores, ...(await this.#ignoreRulesOf(folder.path))] : folder.ignores;
      for (const entry of entries) {
        const path = join(folder.path, entry.name);
        const relative = this.#relative(path);
        if (entry.kind === "directory") {
          if (this.#filter.excludesDirectory(relative) || isIgnored(path, true, ignores)) continue;
          if (entry.link !== undefined) this.#links.push({ path, kind: "directory", ignores });
          else pending.push({ path, real: join(folder.real, entry.name), ignores, mayBeLeftOut: true });
        } else if (this.#filter.takes(relative) && !isIgnored(path, false, ignores)) {
          if (entry.link === "loop")
            this.report(path, "symlink-loop", "This link leads back to itself; there is nothing to read.");
          else if (entry.link === "broken") this.report(path, "unreadable", "This link leads to nothing.");
          else if (entry.kind === "other") this.report(path, "unreadable", "It is not a regular file.");
          else if (entry.link !== undefined) this.#links.push({ path, kind: "file", ignores });
          else {
            this.#seen.add(join(folder.real, entry.name));
            this.#add(path);
          }
        } else if (entry.link === "loop" && !isIgnored(path, false, ignores)) {
          this.report(path, "symlink-loop", "This link leads back to itself; there is nothing to read.");
        }
      }
    }
  }

  #add(path: string): void {
    const file = this.#relative(path);
    if (!this.#files.has(file)) this.#files.set(file, { file, path });
  }

  #relative(path: string): string {
    if (path === this.#root) return ".";
    return isWithin(path, this.#root) ? path.slice(this.#root === "/" ? 1 : this.#root.length + 1) : path;
  }

  async #ignoreRulesOf(folder: string): Promise<IgnoreRules[]> {
    return readIgnoreRules(this.#host, join(folder, ".gitignore"), folder);
  }
}

/** Names of folders that never hold source of one's own. */
const FOREIGN_FOLDERS: ReadonlySet<string> = new Set([
  ".bzr",
  ".direnv",
  ".eggs",
  ".git",
  ".hg",
  ".ipynb_checkpoints",
  ".mypy_cache",
  ".nox",
  ".pixi",
  ".pyenv",
  ".pytest_cache",
  ".pytype",
  ".ruff_cache",
  ".svn",
  ".tox",
  ".venv",
  "__pycache__",
  "__pypackages__",
  "dist-packages",
  "node_modules",
  "site-packages",
]);

/** Names that build tools use for their results, and that packages of source bear, too. */
const BUILD_FOLDERS: ReadonlySet<string> = new Set(["_build", "build", "dist"]);

function holdsNoSource(name: string, entries: readonly HostEntry[]): boolean {
  if (FOREIGN_FOLDERS.has(name) || name.endsWith(".egg-info") || name.endsWith(".dist-info")) return true;
  const has = (file: string) => entries.some((entry) => entry.name === file);
  if (has("pyvenv.cfg") || has("conda-meta")) return true;
  return BUILD_FOLDERS.has(name) && !has("__init__.py");
}

/** The `.gitignore` files between the root and its repository's own folder; none outside a repository. */
async function outerIgnoreRules(host: Host, root: string): Promise<IgnoreRules[]> {
  const folders: string[] = [root];
  while (true) {
    const folder = folders[folders.length - 1];
    if ((await host.kindOf(join(folder, ".git"))) !== "missing") break;
    const parent = parentOf(folder);
    if (parent === folder) return [];
    folders.push(parent);
  }
  const repository = folders[folders.length - 1];
  const rules = await readIgnoreRules(host, join(repository, ".git/info/exclude"), repository);
  // The root's own file is read with the rest of the workspace.
  for (const folder of folders.slice(1).reverse())
    rules.push(...(await readIgnoreRules(host, join(folder, ".gitignore"), folder)));
  return rules;
}

const MAX_IGNORE_FILE_BYTES = 1_000_000;

async function readIgnoreRules(host: Host, path: string, folder: string): Promise<IgnoreRules[]> {
  const bytes = await host.readFile(path, MAX_IGNORE_FILE_BYTES);
  if (isFailure(bytes)) return [];
  return [{ folder, rules: ignore({ ignorecase: false }).add(new TextDecoder().decode(bytes)) }];
}

/** The innermost file that speaks of the path decides. */
function isIgnored(path: string, isDirectory: boolean, ignores: readonly IgnoreRules[]): boolean {
  for (let at = ignores.length - 1; at >= 0; at--) {
    const { folder, rules } = ignores[at];
    const relative = path.slice(folder === "/" ? 1 : folder.length + 1);
    const verdict = rules.test(isDirectory ? `${relative}/` : relative);
    if (verdict.ignored) return true;
    if (verdict.unignored) return false;
  }
  return false;
}

/** True when rules from above leave the path out as a whole, or one of the folders between it and the root. */
function ignoredAsAWhole(path: string, root: string, ignores: readonly IgnoreRules[]): boolean {
  return [...foldersBetween(root, path), path].some((folder) => {
    const above = ignores.filter((rule) => rule.folder !== folder && isWithin(folder, rule.folder));
    return isIgnored(folder, true, above);
  });
}

/** The folders from `outer` down to the one above `inner`; empty where they are the same. */
function foldersBetween(outer: string, inner: string): string[] {
  const result: string[] = [];
  for (let at = inner; at !== outer && isWithin(at, outer); ) {
    at = parentOf(at);
    result.unshift(at);
  }
  return result;
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith("/") ? folder : `${folder}/`);
}

function parentOf(path: string): string {
  const slash = path.lastIndexOf("/");
  return slash < 0 ? path : slash === 0 ? "/" : path.slice(0, slash);
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

function join(folder: string, name: string): string {
  return folder.endsWith("/") ? folder + name : `${folder}/${name}`;
}
