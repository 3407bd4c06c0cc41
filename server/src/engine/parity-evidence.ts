import { z } from "zod";
import { type Host, isFailure, type WritableHost, type WriteFailure } from "../host/host.ts";
import type { ParityReport } from "../port/parity/index.ts";
import type { Sketch, SketchFile } from "../port/sketch.ts";

/** Name of the evidence that lies beside a port: how it compared with its original. */
export const EVIDENCE = ".portwright-parity.json";

const SHOWN = z.object({
  call: z.number(),
  what: z.enum(["result", "error", "argument", "object", "output", "hang", "crash"]),
  path: z.string(),
  python: z.string(),
  port: z.string(),
  input: z.string(),
});

const RESULT = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("verified"),
    cases: z.number(),
    byTolerance: z.number(),
    departures: z.array(z.object({ code: z.string(), message: z.string(), difference: SHOWN })),
  }),
  z.object({ kind: z.literal("differs"), cases: z.number(), difference: SHOWN }),
  z.object({ kind: z.literal("not-run"), reason: z.string() }),
]);

/** The evidence holds as long as both hashes do: when the original or the port changes, the port is a sketch again. */
const PARITY_EVIDENCE = z.object({
  version: z.literal(1),
  target: z.enum(["go", "ts"]),
  /** The original as it was compared; the path is that of the command line. */
  original: z.object({ path: z.string(), sha256: z.string() }),
  /** SHA-256 of each file of the port. */
  files: z.record(z.string(), z.string()),
  seed: z.number(),
  items: z.array(z.object({ name: z.string(), result: RESULT })),
});
export type ParityEvidence = z.output<typeof PARITY_EVIDENCE>;

export async function evidenceOf(
  path: string,
  source: string,
  files: readonly SketchFile[],
  { target, seed, items }: ParityReport,
): Promise<ParityEvidence> {
  const hashes = await Promise.all(files.map(async (file) => [file.path, await digest(file.text)] as const));
  const sorted = Object.fromEntries(hashes.sort(([a], [b]) => (a < b ? -1 : 1)));
  const original = { path, sha256: await digest(source) };
  return {
    version: 1,
    target,
    original,
    files: sorted,
    seed,
    items: structuredClone(items) as ParityEvidence["items"],
  };
}

export function writeEvidence(
  host: Pick<WritableHost, "writeFile">,
  folder: string,
  evidence: ParityEvidence,
): Promise<WriteFailure | undefined> {
  return host.writeFile(`${folder}/${EVIDENCE}`, `${JSON.stringify(evidence, null, 2)}\n`);
}

/** The evidence of a folder; undefined where there is none that can be read. */
export async function readEvidence(host: Host, folder: string, maxBytes: number): Promise<ParityEvidence | undefined> {
  const bytes = await host.readFile(`${folder}/${EVIDENCE}`, maxBytes);
  if (isFailure(bytes)) return undefined;
  try {
    return PARITY_EVIDENCE.safeParse(JSON.parse(new TextDecoder().decode(bytes))).data;
  } catch {
    return undefined;
  }
}

/** Whether the evidence is of this original and this port, and everything in it that was compared was the same. */
export async function isVerified(
  evidence: ParityEvidence | undefined,
  source: string,
  files: readonly SketchFile[],
): Promise<boolean> {
  if (evidence === undefined || !(await isCurrent(evidence, source, files))) return false;
  return isProof(evidence);
}

/** Whether neither the original nor a file of the port has changed since. */
export async function isCurrent(
  evidence: ParityEvidence,
  source: string,
  files: readonly SketchFile[],
): Promise<boolean> {
  if (evidence.original.sha256 !== (await digest(source))) return false;
  for (const { path, text } of files) if (evidence.files[path] !== (await digest(text))) return false;
  return true;
}

/** Whether the evidence of a folder still holds for a source and for the files that lie there now. */
export async function holdsIn(
  host: Host,
  folder: string,
  evidence: ParityEvidence,
  source: string,
  maxBytes: number,
): Promise<boolean> {
  const files: SketchFile[] = [];
  for (const path of Object.keys(evidence.files)) {
    const bytes = await host.readFile(`${folder}/${path}`, maxBytes);
    if (isFailure(bytes)) return false;
    files.push({ path, text: new TextDecoder().decode(bytes) });
  }
  return isCurrent(evidence, source, files);
}

/** What differs is no proof, and neither is a comparison that compared nothing. */
export function isProof({ items, failed }: Pick<ParityReport, "items" | "failed">): boolean {
  if (failed !== undefined) return false;
  const some = items.some(({ result }) => result.kind === "verified");
  return some && items.every(({ result }) => result.kind !== "differs");
}

/**
 * The port as it lies in its folder, with what its owner has made of it and added to it; undefined where the folder does not hold
 * it.
 */
export async function portFilesIn(
  host: Host,
  folder: string,
  sketch: Pick<Sketch, "files" | "primary" | "target">,
  maxBytes: number,
): Promise<readonly SketchFile[] | undefined> {
  const entries = await host.readDirectory(folder);
  const listed = isFailure(entries) ? [] : entries.filter(({ kind }) => kind === "file").map(({ name }) => name);
  const own = listed.filter((name) =>
    sketch.target === "go" ? /(?<!_test)\.go$|^go\.(mod|sum)$/.test(name) : /\.ts$|^package\.json$/.test(name),
  );
  const deeper = sketch.files.map(({ path }) => path).filter((path) => path.includes("/"));
  const files: SketchFile[] = [];
  for (const path of new Set([...deeper, ...own])) {
    const bytes = await host.readFile(`${folder}/${path}`, maxBytes);
    if (!isFailure(bytes)) files.push({ path, text: new TextDecoder().decode(bytes) });
  }
  return files.some(({ path }) => path === sketch.primary) ? files : undefined;
}

/** SHA-256 in hexadecimal digits. */
export async function digest(text: string): Promise<string> {
  const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
