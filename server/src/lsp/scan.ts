import type { CancellationToken } from "vscode-languageserver";
import type { AuditProblem } from "../advice/audit.ts";
import { discover } from "../engine/discovery.ts";
import { type IndexedText, indexTexts } from "../engine/indexing.ts";
import { readBytes, sourceOf } from "../engine/read-source.ts";
import type { Folder, ScanState } from "./folder.ts";
import { Cancelled, messageOf } from "./guard.ts";
import { Pace } from "./pacing.ts";
import type { ServerServices } from "./services.ts";

export interface ScanOptions {
  readonly maximumFiles: number;
  readonly token: CancellationToken;
  /** Called after each step; a file takes two: reading and preparing. */
  readonly onProgress: (done: number, total: number) => void;
}

/** Reads the Python files of a folder into its workspace. Each file is guarded: what is wrong with one becomes a problem of it. */
export async function scanFolder(services: ServerServices, folder: Folder, options: ScanOptions): Promise<void> {
  const { root } = folder;
  if (root === undefined) {
    folder.scan = "complete";
    return;
  }
  const run = Symbol("scan");
  folder.currentScan = run;
  folder.scan = "scanning";
  const knownBefore = folder.files();
  const problems: AuditProblem[] = [];
  let end: ScanState = "failed";
  try {
    const discovery = await discover(services.host, { root, paths: [root], ...folder.project.patterns });
    problems.push(...discovery.problems);
    const files = discovery.files.slice(0, options.maximumFiles);
    const present = new Set(files.map(({ file }) => file));
    for (const file of knownBefore) if (!present.has(file)) folder.removeFile(file);
    const pace = new Pace(services.host.now, options.token);
    const total = files.length * 2;
    const step = async (file: string, done: number, work: () => void | Promise<void>) => {
      try {
        await work();
      } catch (error) {
        folder.removeFile(file);
        problems.push({ file, code: "internal", message: `The file could not be analysed: ${messageOf(error)}` });
      }
      options.onProgress(done, total);
      if (options.token.isCancellationRequested) throw new Cancelled();
      await pace.breathe();
    };
    const cache = folder.settings.cache ? services.openCache?.() : undefined;
    const texts: IndexedText[] = [];
    for (const [index, found] of files.entries()) {
      await step(found.file, index + 1, async () => {
        const { file } = found;
        const bytes = await readBytes(services.host, found);
        const { text, problem } =
          bytes instanceof Uint8Array ? sourceOf(file, bytes) : { text: undefined, problem: bytes };
        if (problem !== undefined) problems.push(problem);
        if (text === undefined) folder.removeFile(file);
        else {
          folder.setClosedFile(file, text);
          const digest = bytes instanceof Uint8Array ? cache?.digest(bytes) : undefined;
          texts.push({ file, text, digest });
        }
      });
    }
    // What is known or extracted elsewhere is not left for this thread, which has requests to answer.
    const extraction = services.extraction;
    if (extraction !== undefined) {
      const known = cache?.facts(root);
      await indexTexts(folder, texts, {
        extraction,
        cache: known,
        onProgress: async (done) => {
          options.onProgress(files.length + done, total);
          if (options.token.isCancellationRequested) throw new Cancelled();
          await pace.breathe();
        },
      });
      await known?.save();
      if (cache?.notice !== undefined) services.log?.(cache.notice);
    }
    const snapshot = folder.wholeSnapshot();
    for (const [index, file] of snapshot.files.entries()) {
      await step(file, Math.min(files.length + index + 1, total), () => snapshot.prepare(file));
    }
    end = files.length < discovery.files.length ? "truncated" : "complete";
  } catch (error) {
    if (error instanceof Cancelled) end = "cancelled";
    else {
      problems.push({ file: ".", code: "internal", message: `The folder could not be read: ${messageOf(error)}` });
    }
  } finally {
    if (folder.currentScan === run) {
      folder.scan = end;
      folder.problems = problems;
      folder.finishFirstScan();
    }
  }
}
