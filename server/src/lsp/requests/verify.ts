import type { CancellationToken, WorkDoneProgressReporter } from "vscode-languageserver";
import { evidenceOf, isProof, portFilesIn, writeEvidence } from "../../engine/parity-evidence.ts";
import { MAX_SOURCE_BYTES, readSource } from "../../engine/read-source.ts";
import { TARGETS } from "../../port/sketch.ts";
import { BadParameters, Cancelled, Refused } from "../guard.ts";
import { PositionedText } from "../position-encoding.ts";
import type { VerifyParams, VerifyResult } from "../protocol.ts";
import type { Server } from "../server.ts";
import { rangeToProtocol } from "../to-protocol.ts";
import { portFolderOf, portOf } from "./port.ts";

/** What one input may take; a program has longer. In milliseconds. */
const TIMEOUT = 2000;
const PROGRAM_TIMEOUT = 30_000;
const CASES = 100;
const SEED = 1;

/**
 * Compares a module with its port: with the one in the port folder, whose evidence is kept there, or with one that is made for the
 * occasion.
 */
export async function verify(
  server: Server,
  parameters: VerifyParams,
  token: CancellationToken,
  progress: WorkDoneProgressReporter,
): Promise<VerifyResult> {
  const { target, name, uri } = parameters ?? {};
  if (!TARGETS.includes(target))
    throw new BadParameters(`the target must be one of ${TARGETS.join(", ")}, not ${JSON.stringify(target)}.`);
  if (name !== undefined && typeof name !== "string") throw new BadParameters("the name must be a text.");
  await server.ready(token);
  const { parity, host } = server.services;
  if (parity === undefined) throw new Refused(server.words["verify.nowhere"]());
  const place = server.locate(uri);
  const root = place?.folder.root;
  if (place === undefined || root === undefined) throw new Refused(server.words["verify.elsewhere"]({ uri }));
  const { folder, file } = place;
  const original = `${root}/${file}`;
  const { text } = await readSource(host, { file, path: original });
  if (text === undefined) throw new Refused(server.words["verify.unreadable"]({ file }));
  const open = folder.document(file);
  if (open !== undefined && open.content.text !== text) throw new Refused(server.words["verify.unsaved"]({ file }));
  progress.begin(server.words["verify.title"](), 0, file, true);
  try {
    const sketch = await portOf(server, place, name, target);
    const portFolder = `${root}/${portFolderOf(folder, file, target)}`;
    const written = await portFilesIn(host, portFolder, sketch, MAX_SOURCE_BYTES);
    const files = written ?? sketch.files;
    const report = await parity.verify(text, {
      original,
      name,
      sketch,
      files,
      folder: written === undefined ? undefined : portFolder,
      inputs: undefined,
      options: { cases: CASES, seed: SEED, tolerance: 1e-12, budget: TIMEOUT * 15 },
      limits: { timeout: TIMEOUT, programTimeout: PROGRAM_TIMEOUT, megabytes: 2048, python: undefined },
      progress: (each, done, total) => progress.report((100 * done) / Math.max(total, 1), each),
      isCancelled: () => token.isCancellationRequested,
    });
    if (token.isCancellationRequested) throw new Cancelled();
    if ("missing" in report) return { target, items: [], failed: report.failed, folder: null, verified: false };
    const verified = isProof(report);
    if (written !== undefined) await writeEvidence(parity, portFolder, await evidenceOf(file, text, files, report));
    const positioned = new PositionedText(text, folder.encoding);
    const ranges = new Map(sketch.items.map((item) => [item.name, rangeToProtocol(positioned, item.range)]));
    const items = report.items.map((item) => ({ ...item, range: ranges.get(item.name) ?? null }));
    return {
      target,
      items,
      failed: null,
      folder: written === undefined ? null : folder.uriOf(`${portFolderOf(folder, file, target)}`),
      verified,
    };
  } finally {
    progress.done();
  }
}
