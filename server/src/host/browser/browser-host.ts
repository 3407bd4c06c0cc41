import { URI } from "vscode-uri";
import { compareText } from "../../text/compare.ts";
import type { Host, HostEntry, ReadFailure } from "../host.ts";

/** The files of an editor's workspace as its own virtual file system gives them; addresses are whole. What is wrong with one is an answer. */
export interface EditorFiles {
  readFile(uri: string, maxBytes: number): Promise<Uint8Array | ReadFailure>;
  readDirectory(uri: string): Promise<readonly HostEntry[] | ReadFailure>;
  kindOf(uri: string): Promise<HostEntry["kind"] | "missing">;
}

/**
 * The host in a browser, where nothing can be read but what the editor hands over. Paths are addresses that nobody has escaped
 * (`memory://authority/folder/a file.py`), so that the rest of the server goes up and down in them as in any other path.
 */
export function createBrowserHost(files: EditorFiles): Host {
  return {
    async readFile(path, maxBytes) {
      const uri = addressOf(path);
      return uri === undefined ? MISSING : files.readFile(uri, maxBytes);
    },
    async readDirectory(path) {
      const uri = addressOf(path);
      if (uri === undefined) return MISSING;
      const entries = await files.readDirectory(uri);
      // By code unit, as everywhere, whatever order the file system has.
      return "code" in entries ? entries : [...entries].sort((a, b) => compareText(a.name, b.name));
    },
    async kindOf(path) {
      const uri = addressOf(path);
      return uri === undefined ? "missing" : files.kindOf(uri);
    },
    // Virtual file systems do not tell where their links lead; each path stands for itself.
    realPath: async (path) => path,
    now: () => performance.now(),
  };
}

const MISSING: ReadFailure = { code: "missing", message: "It is not there any more." };

/** The root of a workspace folder as this host writes paths. */
export function rootOfFolder({ scheme, authority, path }: URI): string {
  return `${scheme}://${authority}${path.replace(/(.)\/$/, "$1")}`;
}

/** Undefined for what is above the root of a file system. */
function addressOf(path: string): string | undefined {
  const [, scheme, authority, rest] = /^([A-Za-z][\w+.-]*):\/\/([^/]*)(\/.*)$/s.exec(path) ?? [];
  return scheme === undefined ? undefined : URI.from({ scheme, authority, path: rest }).toString();
}
