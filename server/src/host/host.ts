/** A directory entry as the host sees it; symbolic links are resolved. */
export interface HostEntry {
  readonly name: string;
  readonly kind: "file" | "directory" | "other";
  /** Set for a symbolic link: `kind` tells what it leads to; a link that leads nowhere is `other`. */
  readonly link?: "followed" | "loop" | "broken";
}

/** Why a file could not be read. `message` is a full sentence without the path. */
export interface ReadFailure {
  readonly code: "missing" | "unreadable" | "too-large";
  readonly message: string;
}

/** Why a file could not be written. `message` is a full sentence without the path. */
export interface WriteFailure {
  readonly code: "unwritable";
  readonly message: string;
}

/** The only door to the outside: files, clock. Two implementations: node/ and browser/. */
export interface Host {
  /** Bytes of a file, or why there are none. Paths are absolute, in the host's own form; forward slashes always work. */
  readFile(path: string, maxBytes: number): Promise<Uint8Array | ReadFailure>;
  /** Entries of a directory, sorted by name. */
  readDirectory(path: string): Promise<readonly HostEntry[] | ReadFailure>;
  /** What stands at the path, symbolic links resolved. */
  kindOf(path: string): Promise<HostEntry["kind"] | "missing">;
  /** The path with symbolic links resolved; the path itself where that fails. */
  realPath(path: string): Promise<string>;
  /** Milliseconds on a monotonic clock. */
  now(): number;
}

/** A host that can write, too: what the command line needs for `--out` and for ports. */
export interface WritableHost extends Host {
  /** Writes the whole file at once, its folders made where they are missing: a reader sees the old file or the new one. */
  writeFile(path: string, content: string): Promise<WriteFailure | undefined>;
}

export function isFailure<T extends object>(result: T | ReadFailure): result is ReadFailure {
  return "code" in result && "message" in result;
}

/** What came of running git. */
export type GitOutcome =
  | { readonly kind: "output"; readonly bytes: Uint8Array }
  | { readonly kind: "missing" }
  | { readonly kind: "failed"; readonly message: string };
