import type { ModuleFacts } from "../semantics/facts.ts";

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
  /** The same for what is too long for one text. */
  writeChunks(path: string, chunks: Iterable<Uint8Array>): Promise<WriteFailure | undefined>;
}

/** Extracts the facts of texts: in this thread, or in others. */
export interface Extraction {
  /** How many texts it is worth to hand over at once. */
  readonly width: number;
  /** Rejects with a reader's reason where the text cannot be analysed. */
  extract(text: string): Promise<ExtractedFacts>;
  close(): Promise<void>;
}

export interface ExtractedFacts {
  readonly facts: ModuleFacts;
  /** As `encodeFacts` writes them. */
  readonly encoded: () => Uint8Array;
}

/** The facts that earlier runs extracted in one workspace, by the digest of the file's bytes. Nothing here ever fails: what cannot be read is not there. */
export interface FactsCache {
  find(digest: string): Uint8Array | undefined;
  add(digest: string, facts: Uint8Array): void;
  /** Makes what was added last, and forgets what nobody asked for where that is much. */
  save(): Promise<void>;
}

/** What earlier runs worked out. It may be gone or broken at any time, and cannot be written everywhere: then it is as if it were empty. */
export interface Cache {
  /** Names the bytes by their content. */
  digest(bytes: Uint8Array | string): string;
  /** @param workspace absolute path of its root */
  facts(workspace: string): FactsCache;
  /** A whole result, by a digest of everything that it depends on but the engine itself. */
  result(key: string): Promise<Uint8Array | undefined>;
  keepResult(key: string, result: string): Promise<void>;
  /** A full sentence where the cache could not be used. */
  readonly notice: string | undefined;
}

export function isFailure<T extends object>(result: T | ReadFailure): result is ReadFailure {
  return "code" in result && "message" in result;
}

/** What came of running git. */
export type GitOutcome =
  | { readonly kind: "output"; readonly bytes: Uint8Array }
  | { readonly kind: "missing" }
  | { readonly kind: "failed"; readonly message: string };
