import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  unlinkSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { homedir, tmpdir } from "node:os";
import { compare } from "./containers.ts";
import { matchesGlob } from "./documents.ts";
import { FileExistsError, FileNotFoundError, OSError, PermissionError, ValueError } from "./errors.ts";
import { format, repr } from "./show.ts";

/** Python's words for what a system refuses. */
const SYSTEM_ERRORS: Readonly<Record<string, readonly [number, string]>> = {
  ENOENT: [2, "No such file or directory"],
  EACCES: [13, "Permission denied"],
  EEXIST: [17, "File exists"],
  ENOTDIR: [20, "Not a directory"],
  EISDIR: [21, "Is a directory"],
  ENOTEMPTY: [39, "Directory not empty"],
};

/** Runs an operation on a file, and raises what Python would. */
export function onDisk<T>(path: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    const code = (error as { code?: string }).code ?? "";
    const [number, text] = SYSTEM_ERRORS[code] ?? [0, code];
    const message = `[Errno ${number}] ${text}: ${repr(path)}`;
    if (code === "ENOENT") throw new FileNotFoundError(message);
    if (code === "EEXIST") throw new FileExistsError(message);
    if (code === "EACCES") throw new PermissionError(message);
    throw new OSError(message);
  }
}

/** A file that is read and written as text. */
export class TextFile {
  readonly name: string;
  readonly #descriptor: number;
  /** What is left to read, once something was read. */
  #rest: string | undefined;

  constructor(name: string, mode: string) {
    this.name = name;
    if (statSync(name, { throwIfNoEntry: false })?.isDirectory()) onDisk(name, () => readFileSync(name));
    const flags = mode.replace(/[tU]/g, "").replace("x", "wx");
    this.#descriptor = onDisk(name, () => openSync(name, flags));
  }

  writeText(text: string): number {
    writeSync(this.#descriptor, text);
    return [...text].length;
  }

  writelines(lines: Iterable<string>): void {
    for (const line of lines) this.writeText(line);
  }

  read(): string {
    const rest = this.#remaining();
    this.#rest = "";
    return rest;
  }

  /** A line with its end; at the end of the file the text is empty. */
  readline(): string {
    const rest = this.#remaining();
    const end = rest.indexOf("\n") + 1 || rest.length;
    this.#rest = rest.slice(end);
    return rest.slice(0, end);
  }

  readlines(): string[] {
    return [...this];
  }

  *[Symbol.iterator](): Generator<string> {
    for (let line = this.readline(); line !== ""; line = this.readline()) yield line;
  }

  seekTo(position: number): number {
    const whole = readFileSync(this.name);
    this.#rest = whole.subarray(position).toString("utf8").replaceAll("\r\n", "\n");
    return position;
  }

  flush(): void {}

  close(): void {
    closeSync(this.#descriptor);
  }

  #remaining(): string {
    const rest = this.#rest ?? readFileSync(this.#descriptor, "utf8").replaceAll("\r\n", "\n");
    this.#rest = rest;
    return rest;
  }
}

/** Opens a file for text; the mode is Python's. */
export function openFile(path: unknown, mode = "r", _encoding = "utf-8"): TextFile {
  return new TextFile(String(path), mode);
}

/** A path of the file system. */
export class FilePath {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  get parts(): string[] {
    const parts = this.path.split("/").filter((part) => part !== "" && part !== ".");
    return this.isAbsolute() ? ["/", ...parts] : parts;
  }

  get name(): string {
    return this.path === "." ? "" : this.path.slice(this.path.lastIndexOf("/") + 1);
  }

  get suffix(): string {
    const at = this.name.lastIndexOf(".");
    return at > 0 && at < this.name.length - 1 ? this.name.slice(at) : "";
  }

  get suffixes(): string[] {
    const [, ...parts] = this.name.replace(/^\.+/, "").split(".");
    return parts.map((part) => `.${part}`);
  }

  get stem(): string {
    return this.name.slice(0, this.name.length - this.suffix.length);
  }

  get parent(): FilePath {
    const at = this.path.lastIndexOf("/");
    if (at < 0) return new FilePath(".");
    return new FilePath(at === 0 ? "/" : this.path.slice(0, at));
  }

  get parents(): FilePath[] {
    const parents: FilePath[] = [];
    for (let at: FilePath = this; at.parent.path !== at.path; at = at.parent) parents.push(at.parent);
    return parents;
  }

  get anchor(): string {
    return this.isAbsolute() ? "/" : "";
  }

  child(name: string): FilePath {
    return newPath(this, name);
  }

  joined(other: FilePath): FilePath {
    return newPath(this, other);
  }

  under(parent: string): FilePath {
    return newPath(parent, this);
  }

  joinpath(...others: unknown[]): FilePath {
    return newPath(this, ...others);
  }

  isAbsolute(): boolean {
    return this.path.startsWith("/");
  }

  asPosix(): string {
    return this.path;
  }

  withName(name: string): FilePath {
    if (this.name === "") throw new ValueError(`${this.repr()} has an empty name`);
    return this.parent.child(name);
  }

  withSuffix(suffix: string): FilePath {
    return this.withName(this.stem + suffix);
  }

  withStem(stem: string): FilePath {
    return this.withName(stem + this.suffix);
  }

  isRelativeTo(other: unknown): boolean {
    const { parts } = this;
    return newPath(other).parts.every((part, i) => part === parts[i]);
  }

  relativeTo(other: unknown): FilePath {
    const base = newPath(other);
    if (!this.isRelativeTo(base))
      throw new ValueError(
        `${repr(this.path)} is not in the subpath of ${repr(base.path)} OR one path is relative and the other is absolute.`,
      );
    return newPath(this.parts.slice(base.parts.length).join("/"));
  }

  /** Whether the last parts of the path fit a pattern. */
  match(pattern: string): boolean {
    const { parts } = this;
    const wanted = newPath(pattern).parts;
    if (wanted.length > parts.length || (pattern.startsWith("/") && wanted.length !== parts.length)) return false;
    return parts.slice(parts.length - wanted.length).every((part, i) => matchesGlob(part, wanted[i]));
  }

  absolute(): FilePath {
    return this.isAbsolute() ? this : newPath(process.cwd(), this);
  }

  resolve(): FilePath {
    const whole = this.absolute().path;
    return new FilePath(existsSync(whole) ? realpathSync(whole) : whole);
  }

  exists(): boolean {
    return existsSync(this.path);
  }

  isFile(): boolean {
    return statSync(this.path, { throwIfNoEntry: false })?.isFile() === true;
  }

  isDir(): boolean {
    return statSync(this.path, { throwIfNoEntry: false })?.isDirectory() === true;
  }

  readText(_encoding = "utf-8"): string {
    return onDisk(this.path, () => readFileSync(this.path, "utf8").replaceAll("\r\n", "\n"));
  }

  writeText(text: string, _encoding = "utf-8"): number {
    onDisk(this.path, () => writeFileSync(this.path, text));
    return [...text].length;
  }

  readBytes(): Uint8Array {
    return onDisk(this.path, () => new Uint8Array(readFileSync(this.path)));
  }

  writeBytes(data: Uint8Array): number {
    onDisk(this.path, () => writeFileSync(this.path, data));
    return data.length;
  }

  open(mode = "r", _encoding = "utf-8"): TextFile {
    return openFile(this, mode);
  }

  mkdir(mode = 0o777, parents = false, existOk = false): void {
    if (existOk && this.isDir()) return;
    if (parents && !this.parent.exists()) mkdirSync(this.parent.path, { recursive: true });
    onDisk(this.path, () => mkdirSync(this.path, { mode }));
  }

  rmdir(): void {
    onDisk(this.path, () => rmdirSync(this.path));
  }

  unlink(missingOk = false): void {
    if (missingOk && !existsSync(this.path)) return;
    onDisk(this.path, () => unlinkSync(this.path));
  }

  rename(target: unknown): FilePath {
    const moved = newPath(target);
    onDisk(this.path, () => renameSync(this.path, moved.path));
    return moved;
  }

  touch(): void {
    closeSync(onDisk(this.path, () => openSync(this.path, "a")));
  }

  iterdir(): FilePath[] {
    return onDisk(this.path, () => readdirSync(this.path))
      .sort()
      .map((name: string) => this.child(name));
  }

  /** The paths under a folder that fit a pattern; `**` stands for any folders. */
  glob(pattern: string): FilePath[] {
    let found: FilePath[] = [this];
    for (const part of pattern.split("/"))
      found = found.flatMap((folder) => {
        if (part === "**") return folder.foldersInside();
        return folder.isDir() ? folder.iterdir().filter((each) => matchesGlob(each.name, part)) : [];
      });
    return found;
  }

  rglob(pattern: string): FilePath[] {
    return this.glob(`**/${pattern}`);
  }

  /** A folder and all folders in it, at any depth. */
  foldersInside(): FilePath[] {
    return this.isDir() ? [this, ...this.iterdir().flatMap((each) => each.foldersInside())] : [];
  }

  stat(): FileStatus {
    const status = onDisk(this.path, () => statSync(this.path));
    return { stSize: status.size, stMtime: status.mtimeMs / 1000, stMode: status.mode };
  }

  equals(other: unknown): boolean {
    return other instanceof FilePath && other.path === this.path;
  }

  lessThan(other: FilePath): boolean {
    return compare(this.parts, other.parts) < 0;
  }

  formatted(spec: string): string {
    return format(this.path, spec);
  }

  repr(): string {
    return `PosixPath(${repr(this.path)})`;
  }

  toString(): string {
    return this.path;
  }
}

/** What the system knows of a file. */
export interface FileStatus {
  readonly stSize: number;
  readonly stMtime: number;
  readonly stMode: number;
}

/** Puts the parts of a path together; one that begins at the root starts over. */
export function newPath(...parts: unknown[]): FilePath {
  const joined = parts
    .map(String)
    .reduce((whole, part) => (whole === "" || part.startsWith("/") ? part : `${whole}/${part}`), "");
  const text = joined
    .split("/")
    .filter((part) => part !== "" && part !== ".")
    .join("/");
  return new FilePath((joined.startsWith("/") ? `/${text}` : text) || ".");
}

export const workingFolder = (): FilePath => new FilePath(process.cwd());
export const homeFolder = (): FilePath => new FilePath(homedir());
export const pathExists = (path: unknown): boolean => newPath(path).exists();
export const isFile = (path: unknown): boolean => newPath(path).isFile();
export const isFolder = (path: unknown): boolean => newPath(path).isDir();
export const fileSize = (path: unknown): number => newPath(path).stat().stSize;
export const absolutePath = (path: unknown): string => newPath(path).absolute().path;
export const listFolder = (path: unknown): string[] =>
  newPath(path)
    .iterdir()
    .map((each) => each.name);
export const removeFile = (path: unknown): void => newPath(path).unlink();
export const removeFolder = (path: unknown): void => newPath(path).rmdir();
export const makeFolder = (path: unknown): void => newPath(path).mkdir();
export const makeFolders = (path: unknown, existOk = false): void => newPath(path).mkdir(0o777, true, existOk);

export function renameFile(path: unknown, target: unknown): void {
  newPath(path).rename(target);
}

export function removeTree(path: unknown): void {
  onDisk(String(path), () => rmSync(String(path), { recursive: true }));
}

export function copyFile(path: unknown, target: unknown): string {
  let to = newPath(target);
  if (to.isDir()) to = to.child(newPath(path).name);
  onDisk(String(path), () => copyFileSync(String(path), to.path));
  return to.path;
}

export const temporaryFolder = (): string => mkdtempSync(`${tmpdir()}/tmp`);

/** A folder that is gone after use. */
export class TemporaryFolder {
  readonly name = temporaryFolder();

  /** Gives the folder's path to a `with` statement. */
  enter(): string {
    return this.name;
  }

  close(): void {
    removeTree(this.name);
  }
}

export const newTemporaryFolder = (): TemporaryFolder => new TemporaryFolder();
