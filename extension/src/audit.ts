import * as vscode from "vscode";
import type { Audit } from "../../server/src/advice/audit.ts";
import type { AuditParams, ReportParams } from "../../server/src/lsp/protocol.ts";
import type { Client } from "./client.ts";
import { newNonce, type ReportPanel } from "./report.ts";

/** The commands that look at a whole folder. */
export class Audits {
  readonly #client: Client;
  readonly #report: ReportPanel;

  constructor(client: Client, report: ReportPanel) {
    this.#client = client;
    this.#report = report;
  }

  async audit(): Promise<Audit | undefined> {
    const folder = await pickFolder();
    if (folder === undefined) return undefined;
    const title = vscode.l10n.t("Auditing {0}", folder.name);
    const parameters: AuditParams = { uri: folder.uri.toString() };
    const audit = await this.#client.requestWithProgress<Audit>(title, "portwright/audit", parameters);
    void this.#tell(audit, folder);
    return audit;
  }

  async #tell({ totals, problems }: Audit, folder: vscode.WorkspaceFolder): Promise<void> {
    const report = vscode.l10n.t("Open Report");
    const explorer = vscode.l10n.t("Show Migration Explorer");
    const found = vscode.l10n.t("{0}: {1} findings in {2} files.", folder.name, totals.findings, totals.files);
    const left =
      problems.length === 0 ? "" : ` ${vscode.l10n.t("{0} problems are listed in the report.", problems.length)}`;
    const answer = await vscode.window.showInformationMessage(found + left, report, explorer);
    if (answer === report) await this.openReport(folder);
    if (answer === explorer) await vscode.commands.executeCommand("portwright.explorer.focus");
  }

  async openReport(chosen?: vscode.WorkspaceFolder): Promise<void> {
    const folder = chosen ?? (await pickFolder());
    if (folder === undefined) return;
    const title = vscode.l10n.t("Writing the report of {0}", folder.name);
    const parameters: ReportParams = { uri: folder.uri.toString(), nonce: newNonce() };
    const html = await this.#client.requestWithProgress<string>(title, "portwright/report", parameters);
    this.#report.show(folder, html);
  }
}

/** The only folder, the active editor's, or the one that the user picks. */
export async function pickFolder(): Promise<vscode.WorkspaceFolder | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length === 0) throw new Error(vscode.l10n.t("Open a folder first: an audit looks at a whole folder."));
  if (folders.length === 1) return folders[0];
  return vscode.window.showWorkspaceFolderPick({ placeHolder: vscode.l10n.t("Which folder is to be audited?") });
}
