import { createTwoFilesPatch } from "diff";
import { z } from "zod";
import { digest } from "../engine/parity-evidence.ts";
import { isFailure, type ReadFailure, type WritableHost } from "../host/host.ts";
import type { SketchFile } from "../port/sketch.ts";
import { visible } from "../report/visible.ts";

/** Name of the record that lies in each port folder: what Portwright wrote there last. The editor keeps the same one. */
const RECORD = ".portwright-port.json";

/** SHA-256 of each file as it was written, by path. */
const PORT_RECORD = z.object({ version: z.literal(1), files: z.record(z.string(), z.string()) });
type PortRecord = z.output<typeof PORT_RECORD>;

export interface Conflict {
  readonly path: string;
  /** A unified diff from what is there to what would be written, cut where it is long. */
  readonly difference: string;
}

export interface WritePlan {
  /** Files that hold the text already. */
  readonly unchanged: readonly string[];
  /** Files that are there and are not what Portwright wrote last: the user's. */
  readonly conflicts: readonly Conflict[];
}

export type WriteResult =
  | { readonly done: true }
  | { readonly done: false; readonly path: string; readonly message: string };

export interface PortFolder {
  plan(files: readonly SketchFile[]): Promise<WritePlan>;
  /** Writes every file, whatever is there; ask `plan` first. */
  write(files: readonly SketchFile[]): Promise<WriteResult>;
}

/** A folder that ports are written to. Without a record that can be read, every file that is there counts as the user's. */
export async function openPortFolder(host: WritableHost, folder: string, maxBytes: number): Promise<PortFolder> {
  const record = await readRecord(host, `${folder}/${RECORD}`, maxBytes);
  const current = async (path: string): Promise<string | undefined | ReadFailure> => {
    const bytes = await host.readFile(`${folder}/${path}`, maxBytes);
    if (isFailure(bytes)) return bytes.code === "missing" ? undefined : bytes;
    return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  };
  return {
    async plan(files) {
      const unchanged: string[] = [];
      const conflicts: Conflict[] = [];
      for (const { path, text } of files) {
        assertInside(path);
        const present = await current(path);
        if (present === undefined) continue;
        if (typeof present !== "string") conflicts.push({ path, difference: `${visible(path)}: ${present.message}` });
        else if (present === text) unchanged.push(path);
        else if (record.files[path] === undefined || (await digest(present)) !== record.files[path]) {
          conflicts.push({ path, difference: differenceOf(path, present, text) });
        }
      }
      return { unchanged, conflicts };
    },
    async write(files) {
      const hashes: Record<string, string> = { ...record.files };
      for (const { path, text } of files) {
        assertInside(path);
        const failure = (await current(path)) === text ? undefined : await host.writeFile(`${folder}/${path}`, text);
        if (failure !== undefined) return { done: false, path: `${folder}/${path}`, message: failure.message };
        hashes[path] = await digest(text);
      }
      const sorted = Object.fromEntries(Object.entries(hashes).sort(([a], [b]) => (a < b ? -1 : 1)));
      const next: PortRecord = { version: 1, files: sorted };
      const failure = await host.writeFile(`${folder}/${RECORD}`, `${JSON.stringify(next, null, 2)}\n`);
      return failure === undefined
        ? { done: true }
        : { done: false, path: `${folder}/${RECORD}`, message: failure.message };
    },
  };
}

async function readRecord(host: WritableHost, path: string, maxBytes: number): Promise<PortRecord> {
  const empty: PortRecord = { version: 1, files: {} };
  const bytes = await host.readFile(path, maxBytes);
  if (isFailure(bytes)) return empty;
  try {
    const parsed = PORT_RECORD.safeParse(JSON.parse(new TextDecoder().decode(bytes)));
    return parsed.success ? parsed.data : empty;
  } catch {
    return empty;
  }
}

/** A port's own files never lead out of its folder; one that did would be a defect. */
function assertInside(path: string): void {
  if (path === "" || path === RECORD || /^([/\\]|[A-Za-z]:)/.test(path) || path.split(/[/\\]/).includes("..")) {
    throw new Error(`a port's file leads out of its folder: ${path}`);
  }
}

const MAX_DIFFERENCE_LINES = 40;

function differenceOf(path: string, present: string, text: string): string {
  const lines = createTwoFilesPatch(`${path} (yours)`, `${path} (the new port)`, present, text)
    .trimEnd()
    .split("\n")
    .slice(1);
  const rest = lines.length - MAX_DIFFERENCE_LINES;
  const shown = rest > 0 ? [...lines.slice(0, MAX_DIFFERENCE_LINES), `… and ${rest} more lines`] : lines;
  return visible(shown.join("\n"));
}
