/** A directory entry as the host sees it; symbolic links are resolved. */
export interface HostEntry {
  readonly name: string;
  readonly kind: "file" | "directory" | "other";
}

/** Why a file could not be read. */
export type ReadFailure = { readonly code: "missing" | "unreadable" | "too-large"; readonly message: string };

/** The only door to the outside: files, clock. Two implementations: node/ and browser/. */
export interface Host {
  /** Bytes of a file, or why there are none. Paths are absolute, in the host's own form. */
  readFile(path: string, maxBytes: number): Promise<Uint8Array | ReadFailure>;
  /** Entries of a directory, sorted by name. */
  readDirectory(path: string): Promise<readonly HostEntry[] | ReadFailure>;
  /** The path with symbolic links resolved; the path itself where that fails. */
  realPath(path: string): Promise<string>;
  /** Milliseconds on a monotonic clock. */
  now(): number;
}
