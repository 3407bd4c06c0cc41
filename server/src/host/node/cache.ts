import { createHash, randomBytes } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import type { Cache, FactsCache } from "../host.ts";
import { FactsPack, FactsPackWriter } from "./facts-pack.ts";

export interface CacheOptions {
  readonly folder: string;
  /** Names the version of the code that extracts facts: those of another are never read. */
  readonly extractor: string;
  /** Names the version of the whole engine, for results. */
  readonly engine: string;
  /** In bytes; what was not used for longest goes first. */
  readonly limit?: number;
}

const DEFAULT_LIMIT = 2_000_000_000;

/** From this many packs on, the facts of a workspace are put together into one. */
const MANY_PACKS = 8;

/** What a process that was killed has left behind goes after so long, in milliseconds. */
const ABANDONED = 3_600_000;

/** Where this platform keeps what can be made again. */
export function cacheFolder(environment: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  const home = homedir();
  if (environment.XDG_CACHE_HOME) return join(environment.XDG_CACHE_HOME, "portwright");
  if (platform === "win32")
    return join(environment.LOCALAPPDATA ?? join(home, "AppData", "Local"), "portwright", "Cache");
  if (platform === "darwin") return join(home, "Library", "Caches", "portwright");
  return join(home, ".cache", "portwright");
}

/** The cache on the disk of this machine. */
export function createCache(options: CacheOptions): Cache {
  return new DiskCache(options);
}

class DiskCache implements Cache {
  readonly #options: CacheOptions;
  notice: string | undefined;

  constructor(options: CacheOptions) {
    this.#options = options;
  }

  digest(bytes: Uint8Array | string): string {
    return createHash("sha256").update(bytes).digest("hex");
  }

  facts(workspace: string): FactsCache {
    const { folder, extractor } = this.#options;
    return new DiskFacts(join(folder, "facts", extractor, this.digest(workspace).slice(0, 32)), {
      failed: (error) => this.#failed(error),
      saved: () => this.#evict(),
    });
  }

  async result(key: string): Promise<Uint8Array | undefined> {
    const path = this.#resultPath(key);
    try {
      const bytes = readFileSync(path);
      const check = bytes.subarray(0, 64).toString("latin1");
      const body = bytes.subarray(64);
      if (this.digest(body) !== check) return undefined;
      touch(path);
      return body;
    } catch {
      return undefined;
    }
  }

  async keepResult(key: string, result: string): Promise<void> {
    const path = this.#resultPath(key);
    const temporary = temporaryName(join(this.#options.folder, "results"));
    try {
      mkdirSync(join(this.#options.folder, "results"), { recursive: true, mode: 0o700 });
      const body = Buffer.from(result);
      writeFileSync(temporary, Buffer.concat([Buffer.from(this.digest(body), "latin1"), body]), {
        mode: 0o600,
        flag: "wx",
      });
      renameSync(temporary, path);
      this.#evict();
    } catch (error) {
      remove(temporary);
      this.#failed(error);
    }
  }

  #resultPath(key: string): string {
    const { folder, engine } = this.#options;
    return join(folder, "results", `${this.digest(`${engine}\n${key}`)}.json`);
  }

  #failed(error: unknown): void {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
    this.notice ??= `The cache in ${this.#options.folder} cannot be written (${REASONS[code] ?? code}); Portwright went on without it.`;
  }

  /** Makes room: the least recently used file goes first. Another process may be doing the same. */
  #evict(): void {
    const files = OWN_FOLDERS.flatMap((name) => filesUnder(join(this.#options.folder, name)));
    const now = Date.now();
    let total = 0;
    for (const { path, size, used } of files.sort((a, b) => b.used - a.used)) {
      const isAbandoned = path.endsWith(TEMPORARY) && now - used > ABANDONED;
      if (!isAbandoned && total + size <= (this.#options.limit ?? DEFAULT_LIMIT)) total += size;
      else remove(path);
    }
  }
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: "permission is denied",
  EPERM: "permission is denied",
  EROFS: "the file system is read-only",
  ENOSPC: "the disk is full",
  EDQUOT: "the disk quota is used up",
  ENOTDIR: "a part of its path is a file",
  EEXIST: "a part of its path is a file",
};

const TEMPORARY = ".tmp";

function temporaryName(folder: string): string {
  return join(folder, `${process.pid}-${randomBytes(6).toString("hex")}${TEMPORARY}`);
}

interface DiskFactsEvents {
  failed(error: unknown): void;
  saved(): void;
}

/** The facts of one workspace: packs that earlier runs wrote, and one that this run writes. */
class DiskFacts implements FactsCache {
  readonly #folder: string;
  readonly #events: DiskFactsEvents;
  #packs: FactsPack[] | undefined;
  readonly #holder = new Map<string, FactsPack>();
  readonly #used = new Set<string>();
  #writer: FactsPackWriter | undefined;
  #isBroken = false;

  constructor(folder: string, events: DiskFactsEvents) {
    this.#folder = folder;
    this.#events = events;
  }

  find(digest: string): Uint8Array | undefined {
    this.#open();
    const bytes = this.#holder.get(digest)?.read(digest);
    if (bytes !== undefined) this.#used.add(digest);
    return bytes;
  }

  add(digest: string, facts: Uint8Array): void {
    this.#attempt(() => {
      if (this.#writer === undefined) {
        mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
        this.#writer = new FactsPackWriter(temporaryName(this.#folder));
      }
      this.#writer.add(digest, facts);
    });
  }

  async save(): Promise<void> {
    const packs = this.#open();
    if (this.#writer !== undefined || packs.length >= MANY_PACKS) {
      const live = [...this.#used];
      const liveBytes = live.reduce((sum, digest) => sum + (this.#holder.get(digest)?.sizeOf(digest) ?? 0), 0);
      const keptBytes = packs.reduce((sum, { size }) => sum + size, 0);
      const puttingTogether = packs.length >= MANY_PACKS || keptBytes > 2 * liveBytes + 1_000_000;
      this.#attempt(() => {
        const writer = this.#writer ?? new FactsPackWriter(temporaryName(this.#folder));
        this.#writer = writer;
        if (puttingTogether) {
          for (const digest of live) {
            const bytes = this.#holder.get(digest)?.read(digest);
            if (bytes !== undefined) writer.add(digest, bytes);
          }
        }
        writer.finish(join(this.#folder, `${Date.now().toString(36)}-${randomBytes(6).toString("hex")}.pack`));
        this.#writer = undefined;
        if (puttingTogether) for (const { path } of packs) remove(path);
        this.#events.saved();
      });
    }
    for (const pack of packs) {
      touch(pack.path);
      pack.close();
    }
    this.#packs = undefined;
    this.#holder.clear();
    this.#used.clear();
  }

  #open(): readonly FactsPack[] {
    if (this.#packs !== undefined) return this.#packs;
    let names: string[] = [];
    try {
      names = readdirSync(this.#folder).filter((name) => name.endsWith(".pack"));
    } catch {
      // Nothing was ever kept for this workspace.
    }
    this.#packs = names.flatMap((name) => {
      const path = join(this.#folder, name);
      const pack = FactsPack.open(path);
      if (pack === undefined) remove(path);
      return pack ?? [];
    });
    for (const pack of this.#packs) for (const digest of pack.digests()) this.#holder.set(digest, pack);
    return this.#packs;
  }

  /** What cannot be written is not written, now and later. */
  #attempt(work: () => void): void {
    if (this.#isBroken) return;
    try {
      work();
    } catch (error) {
      this.#isBroken = true;
      this.#writer?.abandon();
      this.#writer = undefined;
      this.#events.failed(error);
    }
  }
}

/** The folders that hold nothing but what is written here; their names are this cache's own, and so are the files' names. */
const OWN_FOLDERS = ["facts", "results"];
const OWN_FILE = /^([0-9a-f]{64}\.json|[0-9a-z]+-[0-9a-f]{12}\.(pack|tmp))$/;

interface CachedFile {
  readonly path: string;
  readonly size: number;
  /** Milliseconds since the epoch. */
  readonly used: number;
}

function filesUnder(folder: string): CachedFile[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && OWN_FILE.test(entry.name))
      .flatMap((entry) => {
        const path = join(entry.parentPath, entry.name);
        const found = statSync(path, { throwIfNoEntry: false });
        return found === undefined ? [] : [{ path, size: found.size, used: found.mtimeMs }];
      });
  } catch {
    return [];
  }
}

function touch(path: string): void {
  try {
    const now = new Date();
    utimesSync(path, now, now);
  } catch {
    // It only lives a little shorter for that.
  }
}

function remove(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // Another process has it open, on a system that minds; it goes another time.
  }
}
