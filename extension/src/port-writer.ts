import * as vscode from "vscode";
import type { PortResult } from "../../server/src/lsp/protocol.ts";
import type { Target } from "../../server/src/port/sketch.ts";

/** Name of the record that lies in each port folder: what Portwright wrote there last. */
const RECORD = ".portwright-port.json";

interface PortRecord {
  readonly version: 1;
  /** SHA-256 of each file as it was written, by path. */
  readonly files: Readonly<Record<string, string>>;
}

/**
 * Writes the files of a port. A file that is there and is not what Portwright wrote last is the user's: it is never written over
 * without showing the difference and asking. `previewOf` gives the address of a file's new text, for that comparison.
 */
export async function writePort(
  source: vscode.Uri,
  target: Target,
  result: PortResult,
  previewOf: (path: string) => vscode.Uri,
): Promise<void> {
  const directory = portFolder(source, target, result);
  const record = await readRecord(directory);
  const files: Record<string, string> = { ...record.files };
  const counts = { written: 0, unchanged: 0, kept: 0 };
  try {
    for (const { path, text } of result.files) {
      const file = within(directory, path);
      const decision = await decide(file, text, record.files[path], () => previewOf(path));
      if (decision === "cancel") break;
      counts[decision === "write" ? "written" : decision === "keep" ? "kept" : "unchanged"]++;
      if (decision === "write") await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
      if (decision !== "keep") files[path] = await sha256(text);
    }
  } finally {
    if (JSON.stringify(files) !== JSON.stringify(record.files)) await writeRecord(directory, { version: 1, files });
  }
  await report(directory, result, counts);
}

type Decision = "write" | "unchanged" | "keep" | "cancel";

async function decide(
  file: vscode.Uri,
  text: string,
  lastWritten: string | undefined,
  preview: () => vscode.Uri,
): Promise<Decision> {
  const present = await currentText(file);
  if (present === undefined) return "write";
  if (present === text) return "unchanged";
  if (lastWritten !== undefined && (await sha256(present)) === lastWritten) return "write";
  const name = vscode.workspace.asRelativePath(file);
  const title = vscode.l10n.t("{0}: yours ↔ the new port", name);
  const proposed = preview();
  await vscode.commands.executeCommand("vscode.diff", file, proposed, title, { preview: true });
  const keep = vscode.l10n.t("Keep Mine");
  const replace = vscode.l10n.t("Replace");
  const message = vscode.l10n.t("{0} has changed since Portwright wrote it.", name);
  const detail = vscode.l10n.t("The difference is shown behind this question. Replacing loses your changes.");
  const answer = await vscode.window.showWarningMessage(message, { modal: true, detail }, keep, replace);
  await closeComparison(proposed);
  if (answer === keep) return "keep";
  if (answer !== replace) return "cancel";
  // Whoever asked has seen a certain text: if it changed while the question stood, it is asked again.
  return (await currentText(file)) === present ? "write" : decide(file, text, lastWritten, preview);
}

/** The comparison has done its work when the question is answered. */
async function closeComparison(proposed: vscode.Uri): Promise<void> {
  const isIt = ({ input }: vscode.Tab) =>
    input instanceof vscode.TabInputTextDiff && input.modified.toString() === proposed.toString();
  await vscode.window.tabGroups.close(vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.filter(isIt)));
}

/** What the file holds, unsaved changes included; undefined where there is none. */
async function currentText(file: vscode.Uri): Promise<string | undefined> {
  const open = vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === file.toString());
  if (open?.isDirty) return open.getText();
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === "FileNotFound") return undefined;
    throw error;
  }
}

/** The folder of a port: always inside the workspace folder of its source. */
export function portFolder(source: vscode.Uri, target: Target, { module }: Pick<PortResult, "module">): vscode.Uri {
  const folder = vscode.workspace.getWorkspaceFolder(source);
  if (folder === undefined)
    throw new Error(
      vscode.l10n.t("Open the folder of this file to write its port: a port is written into the workspace."),
    );
  const setting = vscode.workspace
    .getConfiguration("portwright", source)
    .get<string>("port.folder", "ports/{target}/{module}");
  const path = setting.replaceAll("{target}", target).replaceAll("{module}", module);
  return within(folder.uri, path);
}

/** A path below a folder; one that leads out of it is refused. */
function within(folder: vscode.Uri, path: string): vscode.Uri {
  const base = folder.path.replace(/\/$/, "");
  const result = vscode.Uri.joinPath(folder, path);
  const leads = result.path.startsWith(`${base}/`) && !/^([/\\]|[A-Za-z]:)/.test(path);
  if (!leads)
    throw new Error(
      vscode.l10n.t("The port folder {0} leads out of the workspace. Change the setting portwright.port.folder.", path),
    );
  return result;
}

async function readRecord(directory: vscode.Uri): Promise<PortRecord> {
  const empty: PortRecord = { version: 1, files: {} };
  const text = await currentText(vscode.Uri.joinPath(directory, RECORD));
  if (text === undefined) return empty;
  try {
    const { files } = JSON.parse(text) as Partial<PortRecord>;
    return typeof files === "object" && files !== null ? { version: 1, files } : empty;
  } catch {
    // Without a record that can be read, every file that is there counts as the user's.
    return empty;
  }
}

async function writeRecord(directory: vscode.Uri, record: PortRecord): Promise<void> {
  const files = Object.fromEntries(Object.entries(record.files).sort(([a], [b]) => (a < b ? -1 : 1)));
  const text = `${JSON.stringify({ ...record, files }, null, 2)}\n`;
  await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(directory, RECORD), new TextEncoder().encode(text));
}

async function report(
  directory: vscode.Uri,
  { primary }: PortResult,
  { written, unchanged, kept }: { readonly written: number; readonly unchanged: number; readonly kept: number },
): Promise<void> {
  const place = vscode.workspace.asRelativePath(directory, false);
  const open = vscode.l10n.t("Open");
  const message =
    written + kept === 0
      ? vscode.l10n.t("The port in {0} is up to date.", place)
      : kept === 0
        ? vscode.l10n.t("The port was written to {0} (files: {1}).", place, written + unchanged)
        : vscode.l10n.t(
            "The port was written to {0} (files: {1}; kept as you changed them: {2}).",
            place,
            written,
            kept,
          );
  void vscode.window.showInformationMessage(message, open).then(async (answer) => {
    if (answer === open) await vscode.window.showTextDocument(vscode.Uri.joinPath(directory, primary));
  });
}

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
