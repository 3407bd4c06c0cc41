import type { HostEntry, ReadFailure, WritableHost } from "../../server/src/host/host.ts";

/** What stands at a path of a made-up file system. A link leads to an absolute path. */
export type MemoryEntry =
  | string
  | Uint8Array
  | { readonly link: string }
  | { readonly unreadable: true; readonly kind: "file" | "directory" };

export interface MemoryHost extends WritableHost {
  readonly entries: Map<string, MemoryEntry>;
  /** Called before each read of a file, so that a test can let it vanish. */
  beforeRead: (path: string) => void;
}

/** A host with a made-up file system: its keys are absolute paths of files and links; folders follow from them. */
export function memoryHost(files: Readonly<Record<string, MemoryEntry>>): MemoryHost {
  const entries = new Map(Object.entries(files));
  let time = 0;
  const host: MemoryHost = {
    entries,
    beforeRead: () => {},
    now: () => (time += 1),
    async readFile(path, maxBytes) {
      host.beforeRead(path);
      const found = at(path);
      if (found === "loop") return { code: "unreadable", message: "Its symbolic link leads back to itself." };
      if (found === undefined) return { code: "missing", message: "It is not there any more." };
      if (found === "directory") return { code: "unreadable", message: "It is a folder." };
      if (typeof found === "object" && "unreadable" in found) return DENIED;
      const bytes = typeof found === "string" ? new TextEncoder().encode(found.slice("file:".length)) : found;
      if (bytes.length > maxBytes) return { code: "too-large", message: `It has ${bytes.length} bytes.` };
      return bytes;
    },
    async readDirectory(path) {
      const real = resolve(path);
      const own = real === undefined ? undefined : entries.get(real);
      if (own !== undefined && typeof own === "object" && "unreadable" in own) return DENIED;
      if (at(path) !== "directory") return { code: "missing", message: "It is not there any more." };
      const names = new Set<string>();
      for (const key of entries.keys()) {
        const below =
          real === "/" ? key.slice(1) : key.startsWith(`${real}/`) ? key.slice((real?.length ?? 0) + 1) : "";
        if (below !== "") names.add(below.split("/")[0]);
      }
      return [...names].sort().map((name) => entry(real === "/" ? `/${name}` : `${real}/${name}`, name));
    },
    async kindOf(path) {
      return kind(path);
    },
    async realPath(path) {
      return resolve(path) ?? path;
    },
    async writeFile(path, content) {
      const above = path.split("/").map((_, index, parts) => parts.slice(0, index).join("/"));
      if (kind(path) === "directory") return { code: "unwritable", message: "It is a folder." };
      if (above.some((folder) => kind(folder) === "file"))
        return { code: "unwritable", message: "A part of its path is not a folder." };
      entries.set(path, content);
      return undefined;
    },
    async writeChunks(path, chunks) {
      entries.set(path, Buffer.concat([...chunks]));
      return undefined;
    },
  };

  function entry(path: string, name: string): HostEntry {
    const own = entries.get(path);
    if (own === undefined || typeof own !== "object" || !("link" in own))
      return { name, kind: kind(path) as HostEntry["kind"] };
    const target = kind(path);
    if (resolve(path) === undefined) return { name, kind: "other", link: "loop" };
    return target === "missing" ? { name, kind: "other", link: "broken" } : { name, kind: target, link: "followed" };
  }

  function kind(path: string): HostEntry["kind"] | "missing" {
    const found = at(path);
    if (found === undefined) return entries.has(path) ? "other" : "missing";
    if (found === "loop") return "other";
    if (found === "directory") return "directory";
    return typeof found === "object" && "unreadable" in found ? found.kind : "file";
  }

  /** Text comes back as `file:…`, so that it cannot be taken for one of the words. */
  function at(path: string) {
    const real = resolve(path);
    if (real === undefined) return "loop" as const;
    const own = entries.get(real);
    if (typeof own === "string") return `file:${own}` as const;
    if (own !== undefined && !("link" in own)) return own;
    return real === "/" || [...entries.keys()].some((key) => key.startsWith(`${real}/`))
      ? ("directory" as const)
      : undefined;
  }

  /** Links resolved, each folder of the path on its way; undefined where they go in circles. */
  function resolve(path: string): string | undefined {
    let current = path;
    for (let steps = 0; steps < 20; steps++) {
      const parts = current.split("/");
      const link = parts
        .map((_, index) => parts.slice(0, index + 1).join("/"))
        .map((prefix) => [prefix, entries.get(prefix)] as const)
        .find(([, own]) => own !== undefined && typeof own === "object" && "link" in own);
      if (link === undefined) return current;
      current = (link[1] as { link: string }).link + current.slice(link[0].length);
    }
    return undefined;
  }

  return host;
}

const DENIED: ReadFailure = { code: "unreadable", message: "Permission is denied." };
