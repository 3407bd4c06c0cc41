import { closeSync, constants, fstatSync, openSync, readFileSync } from "node:fs";
import { lstat, mkdir, open, readdir, realpath, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { URI } from "vscode-uri";
import type { HostEntry, ReadFailure, WritableHost, WriteFailure } from "../host.ts";
import { codeOf, failure } from "./system-errors.ts";

/** What else the process does while the disk is at work: a server answers others, a command has nothing to do and reads quicker. */
export type Meanwhile = "others" | "nothing";

/** The host on Node: the file system of this machine. */
export function createNodeHost(meanwhile: Meanwhile = "others"): WritableHost {
  return {
    readFile: meanwhile === "nothing" ? readAtOnce : readFile,
    readDirectory,
    kindOf,
    realPath,
    writeFile: writeWhole,
    writeChunks: writeWhole,
    now: () => performance.now(),
  };
}

/** The path of a workspace folder; undefined for one that does not lie on this machine. */
export function rootOfFolder(folder: URI): string | undefined {
  return folder.scheme === "file" ? folder.fsPath.replaceAll("\\", "/").replace(/(.)\/$/, "$1") : undefined;
}

async function readFile(path: string, maxBytes: number): Promise<Uint8Array | ReadFailure> {
  try {
    // Asked before opening: opening a named pipe would wait for a writer that never comes.
    const before = await stat(path);
    if (!before.isFile()) return { code: "unreadable", message: "It is not a regular file." };
    const handle = await open(path, "r");
    try {
      const { size } = await handle.stat();
      if (size > maxBytes) return tooLarge(size, maxBytes);
      const bytes = await handle.readFile();
      return bytes.length > maxBytes ? tooLarge(bytes.length, maxBytes) : bytes;
    } finally {
      await handle.close();
    }
  } catch (error) {
    return failure(error);
  }
}

/** The same without handing every step to another thread, which takes several times as long as the step where the file is in memory. */
async function readAtOnce(path: string, maxBytes: number): Promise<Uint8Array | ReadFailure> {
  try {
    // A named pipe opens at once with this flag, and is refused then; systems without the flag have no such files.
    const file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      const found = fstatSync(file);
      if (!found.isFile()) return { code: "unreadable", message: "It is not a regular file." };
      if (found.size > maxBytes) return tooLarge(found.size, maxBytes);
      const bytes = readFileSync(file);
      return bytes.length > maxBytes ? tooLarge(bytes.length, maxBytes) : bytes;
    } finally {
      closeSync(file);
    }
  } catch (error) {
    return failure(error);
  }
}

async function readDirectory(path: string): Promise<readonly HostEntry[] | ReadFailure> {
  try {
    const entries = await readdir(path, { withFileTypes: true });
    const result = await Promise.all(
      entries.map(async (entry): Promise<HostEntry> => {
        if (entry.isSymbolicLink()) return resolveLink(path, entry.name);
        return { name: entry.name, kind: entry.isFile() ? "file" : entry.isDirectory() ? "directory" : "other" };
      }),
    );
    // By code unit, so that the order is the same on every machine and in every locale.
    return result.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  } catch (error) {
    return failure(error);
  }
}

async function resolveLink(directory: string, name: string): Promise<HostEntry> {
  try {
    const target = await stat(join(directory, name));
    return { name, kind: target.isFile() ? "file" : target.isDirectory() ? "directory" : "other", link: "followed" };
  } catch (error) {
    return { name, kind: "other", link: codeOf(error) === "ELOOP" ? "loop" : "broken" };
  }
}

async function kindOf(path: string): Promise<HostEntry["kind"] | "missing"> {
  try {
    const found = await stat(path);
    return found.isFile() ? "file" : found.isDirectory() ? "directory" : "other";
  } catch (error) {
    // A link that leads nowhere and a folder that may not be entered are there, even though they cannot be used.
    if (codeOf(error) !== "ENOENT" && codeOf(error) !== "ENOTDIR") return "other";
    return (await lstat(path).catch(() => undefined)) === undefined ? "missing" : "other";
  }
}

async function realPath(path: string): Promise<string> {
  return realpath(path).catch(() => path);
}

async function writeWhole(path: string, content: string | Iterable<Uint8Array>): Promise<WriteFailure | undefined> {
  const temporary = join(dirname(path), `.portwright-${process.pid}-${temporaries++}.tmp`);
  try {
    await mkdir(dirname(path), { recursive: true });
    const existing = await stat(path).catch(() => undefined);
    // A device or a pipe, such as /dev/stdout, is written to and not replaced.
    if (existing !== undefined && !existing.isFile()) {
      if (existing.isDirectory()) return { code: "unwritable", message: "It is a folder." };
      await writeFile(path, content);
      return undefined;
    }
    await writeFile(temporary, content, { mode: existing === undefined ? 0o666 : existing.mode & 0o777 });
    await rename(temporary, await realPath(path));
    return undefined;
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    return { code: "unwritable", message: failure(error).message };
  }
}

let temporaries = 0;

function tooLarge(size: number, maxBytes: number): ReadFailure {
  return {
    code: "too-large",
    message: `It has ${megabytes(size)} MB; files over ${megabytes(maxBytes)} MB are not read.`,
  };
}

function megabytes(bytes: number): string {
  return (bytes / 1_000_000).toFixed(bytes < 1_000_000 ? 2 : 0);
}
