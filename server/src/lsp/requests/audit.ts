import type { CancellationToken, WorkDoneProgressReporter } from "vscode-languageserver";
import type { Audit } from "../../advice/audit.ts";
import type { Snapshot } from "../../engine/api.ts";
import { withoutBaseline } from "../../engine/baseline.ts";
import type { Folder } from "../folder.ts";
import { BadParameters, Cancelled, Refused } from "../guard.ts";
import { Pace } from "../pacing.ts";
import type { AuditParams, ReportParams } from "../protocol.ts";
import { scanFolder } from "../scan.ts";
import type { Server } from "../server.ts";

/**
 * Audits one folder, all of its files. The files are analysed one by one, with a look at the input in between, so that the audit
 * itself then finds everything ready.
 */
export async function audit(
  server: Server,
  parameters: AuditParams | null,
  token: CancellationToken,
  progress: WorkDoneProgressReporter,
): Promise<Audit> {
  const { folder, audit: whole } = await wholeAudit(server, parameters ?? {}, token, progress);
  return withoutBaseline(whole, folder.project.baseline);
}

/** A snapshot that has everything ready that an audit asks of it. Where something is edited meanwhile, it begins again. */
async function preparedSnapshot(
  server: Server,
  folder: Folder,
  token: CancellationToken,
  onProgress: (done: number, total: number) => void,
): Promise<Snapshot> {
  const { now } = server.services.host;
  const pace = new Pace(now, token);
  for (;;) {
    await folder.linked(now, token);
    const { generation } = folder;
    const snapshot = folder.snapshot();
    for (const [index, file] of snapshot.files.entries()) {
      snapshot.findings(file);
      snapshot.advice(file);
      if (index % 20 === 0) onProgress(index, snapshot.files.length);
      await pace.breathe();
      if (folder.generation !== generation) break;
    }
    if (folder.generation === generation) return snapshot;
  }
}

/** The same with the findings of the baseline. */
export async function wholeAudit(
  server: Server,
  parameters: AuditParams,
  token: CancellationToken,
  progress: WorkDoneProgressReporter,
): Promise<{ readonly folder: Folder; readonly audit: Audit }> {
  await server.ready(token);
  const folder = folderOf(server, parameters);
  const { words } = server;
  progress.begin(words["audit.title"](), 0, words["reading.files"](), true);
  try {
    await completeScan(server, folder, token, progress);
    const snapshot = await preparedSnapshot(server, folder, token, (done, total) =>
      progress.report(20 + (75 * done) / total, words["audit.files"]({ done, total })),
    );
    progress.report(95, words["audit.writing"]());
    const audit = snapshot.audit({
      workspace: folder.name === "" ? "documents" : folder.name,
      problems: [...folder.problems, ...configurationProblems(folder)],
      onProgress: () => {
        if (token.isCancellationRequested) throw new Cancelled();
      },
    });
    return { folder, audit };
  } finally {
    progress.done();
  }
}

/** The audit as one HTML document. */
export async function report(
  server: Server,
  parameters: ReportParams | null,
  token: CancellationToken,
  progress: WorkDoneProgressReporter,
): Promise<string> {
  const nonce = parameters?.nonce;
  // The nonce is written into the document: anything else than such a token could be markup.
  if (nonce !== undefined && !(typeof nonce === "string" && /^[A-Za-z0-9+/_-]+=*$/.test(nonce))) {
    throw new BadParameters("the nonce must be a Base64 text.");
  }
  return server.services.renderReport(await audit(server, parameters, token, progress), nonce);
}

/** Waits for a scan that is under way; scans again where the last one left files out. */
async function completeScan(
  server: Server,
  folder: Folder,
  token: CancellationToken,
  progress: WorkDoneProgressReporter,
): Promise<void> {
  while (folder.scan === "waiting" || folder.scan === "scanning") {
    await server.changed(token);
    if (token.isCancellationRequested) throw new Cancelled();
  }
  if (folder.scan === "complete") return;
  await scanFolder(server.services, folder, {
    maximumFiles: Number.POSITIVE_INFINITY,
    token,
    onProgress: (done, total) => {
      if (done % 20 === 0) progress.report((20 * done) / total, server.words["reading.files"]());
    },
  });
  server.notifyChanged();
  if (token.isCancellationRequested) throw new Cancelled();
}

function configurationProblems({ project }: Folder) {
  const ofFiles = project.problems.flatMap(({ file, problems }) => problems.map(({ message }) => ({ file, message })));
  const ofEditor = project.settingProblems.map((message) => ({ file: "settings", message }));
  return [...ofFiles, ...ofEditor].map((problem) => ({ ...problem, code: "configuration" }));
}

export function folderOf(server: Server, { uri }: AuditParams): Folder {
  if (uri !== undefined && typeof uri !== "string") throw new BadParameters("the folder's address must be a text.");
  if (uri !== undefined) {
    const folder = server.folders.find((one) => sameAddress(one.uri, uri)) ?? server.locate(uri)?.folder;
    if (folder === undefined) throw new Refused(server.words["audit.elsewhere"]({ uri }));
    return folder;
  }
  if (server.folders.length === 1) return server.folders[0];
  if (server.folders.length > 1) throw new Refused(server.words["audit.several"]());
  const loose = server.everyFolder[0];
  if (loose === undefined || loose.files().length === 0) throw new Refused(server.words["audit.nothing"]());
  return loose;
}

function sameAddress(a: string, b: string): boolean {
  return a.replace(/\/$/, "") === b.replace(/\/$/, "");
}
