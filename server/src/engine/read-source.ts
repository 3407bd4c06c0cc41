import type { AuditProblem } from "../advice/audit.ts";
import { type Host, isFailure } from "../host/host.ts";
import { isNotebook } from "../text/notebook.ts";
import { decodePython } from "./decode.ts";
import type { DiscoveredFile } from "./discovery.ts";
import { readNotebook } from "./notebook.ts";

/** A longer file is machine-made or no source at all; reading it would cost more than its findings are worth. */
export const MAX_SOURCE_BYTES = 20_000_000;

export interface ReadSource {
  /** Undefined where the file cannot be analysed; then there is a problem. */
  readonly text: string | undefined;
  readonly problem: AuditProblem | undefined;
}

/** The bytes of a Python file, or the problem of one that cannot be read. Never throws. */
export async function readBytes(host: Host, { file, path }: DiscoveredFile): Promise<Uint8Array | AuditProblem> {
  const bytes = await host.readFile(path, MAX_SOURCE_BYTES);
  if (!isFailure(bytes)) return bytes;
  const code = bytes.code === "too-large" ? "too-large" : "unreadable";
  // The platform shows a name that is not Unicode with replacement characters, and then finds no file of that name.
  const why = bytes.code === "missing" && file.includes("\ufffd") ? "Its name is not valid Unicode." : bytes.message;
  return { file, code, message: `The file was not analysed. ${why}` };
}

/** Decodes the bytes of a file; a notebook's become the module of its cells. What is wrong with them is a problem of it. */
export function sourceOf(file: string, bytes: Uint8Array): ReadSource {
  if (isNotebook(file)) {
    const notebook = readNotebook(new TextDecoder().decode(bytes));
    if ("text" in notebook) return { text: notebook.text, problem: undefined };
    return {
      text: undefined,
      problem: { file, code: "notebook", message: `The file was not analysed. ${notebook.failed}` },
    };
  }
  const { text, problem } = decodePython(bytes);
  return { text, problem: problem === undefined ? undefined : { file, ...problem } };
}

/** Reads and decodes one Python file. Never throws: what goes wrong is a problem of that file. */
export async function readSource(host: Host, found: DiscoveredFile): Promise<ReadSource> {
  const bytes = await readBytes(host, found);
  return bytes instanceof Uint8Array ? sourceOf(found.file, bytes) : { text: undefined, problem: bytes };
}
