import * as vscode from "vscode";
import type { BaselineParams, BaselineResult, ProfileParams, ProfileResult } from "../../server/src/lsp/protocol.ts";
import { type Audits, pickFolder } from "./audit.ts";
import type { Client } from "./client.ts";
import type { Platform } from "./platform.ts";

/** What a team brings to an audit: a profile of the program, and the findings that it has accepted for now. */
export class Evidence {
  readonly #client: Client;
  readonly #audits: Audits;
  readonly #platform: Platform;

  constructor(client: Client, audits: Audits, platform: Platform) {
    this.#client = client;
    this.#audits = audits;
    this.#platform = platform;
  }

  /** @param chosen the profile; asked for where it is left out, as from the command palette */
  async loadProfile(chosen?: unknown): Promise<ProfileResult | undefined> {
    const folder = await pickFolder();
    if (folder === undefined) return undefined;
    const [file] = chosen instanceof vscode.Uri ? [chosen] : ((await askForProfile(folder)) ?? []);
    if (file === undefined) return undefined;
    const path = this.#platform.pathOf(file);
    if (path === undefined) throw new Error(vscode.l10n.t("A profile must be a file of this computer."));
    const parameters: ProfileParams = { uri: folder.uri.toString(), path };
    const loaded = await this.#client.request<ProfileResult>("portwright/profile", parameters);
    void this.#tell(folder, loaded);
    return loaded;
  }

  async #tell(folder: vscode.WorkspaceFolder, { format, samples, isOfFolder }: ProfileResult): Promise<void> {
    if (!isOfFolder) {
      void vscode.window.showWarningMessage(
        vscode.l10n.t(
          "No function of {0} is in this profile: it is of another program, or its files lie elsewhere. It decides nothing.",
          folder.name,
        ),
      );
      return;
    }
    const report = vscode.l10n.t("Open Report");
    const told = vscode.l10n.t(
      "{0} samples of {1} are loaded: the findings of {2} are weighed by them, in the editor as in the report.",
      samples,
      format ?? "",
      folder.name,
    );
    if ((await vscode.window.showInformationMessage(told, report)) === report) await this.#audits.openReport(folder);
  }

  async clearProfile(): Promise<void> {
    const folder = await pickFolder();
    if (folder === undefined) return;
    const parameters: ProfileParams = { uri: folder.uri.toString() };
    await this.#client.request<ProfileResult>("portwright/profile", parameters);
    vscode.window.setStatusBarMessage(vscode.l10n.t("Portwright: no profile is loaded any more."), 5000);
  }

  /** Writes the findings of now to the baseline's file, so that only what comes anew is reported from then on. */
  async createBaseline(): Promise<vscode.Uri | undefined> {
    const folder = await pickFolder();
    if (folder === undefined) return undefined;
    const title = vscode.l10n.t("Auditing {0}", folder.name);
    const parameters: BaselineParams = { uri: folder.uri.toString() };
    const result = await this.#client.requestWithProgress<BaselineResult>(title, "portwright/baseline", parameters);
    const uri = vscode.Uri.joinPath(folder.uri, result.file);
    if ((await exists(uri)) && !(await mayReplace(result))) return undefined;
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(result.text));
    if (!result.isConfigured)
      await vscode.workspace
        .getConfiguration("portwright", folder)
        .update("baseline", result.file, vscode.ConfigurationTarget.WorkspaceFolder);
    void vscode.window.showInformationMessage(
      vscode.l10n.t("{0} findings are in {1}; only new ones are reported now.", result.findings, result.file),
    );
    return uri;
  }
}

function askForProfile(folder: vscode.WorkspaceFolder): Thenable<vscode.Uri[] | undefined> {
  return vscode.window.showOpenDialog({
    defaultUri: folder.uri,
    canSelectMany: false,
    openLabel: vscode.l10n.t("Load Profile"),
    title: vscode.l10n.t("A profile of py-spy, cProfile, Scalene, pyinstrument or austin"),
  });
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}

async function mayReplace({ file, findings }: BaselineResult): Promise<boolean> {
  const replace = vscode.l10n.t("Replace");
  const asked = vscode.l10n.t("{0} is there already. Replace it by the {1} findings of now?", file, findings);
  return (await vscode.window.showWarningMessage(asked, { modal: true }, replace)) === replace;
}
