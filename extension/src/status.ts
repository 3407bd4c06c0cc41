import * as vscode from "vscode";
import type { ServerStatus } from "../../server/src/lsp/protocol.ts";
import type { Client } from "./client.ts";

/** The item behind the braces in the status bar of a Python editor: how far the scan is, what was found, for which interpreter. */
export class StatusItem implements vscode.Disposable {
  readonly #item: vscode.LanguageStatusItem;
  readonly #subscription: vscode.Disposable;

  constructor(client: Client) {
    this.#item = vscode.languages.createLanguageStatusItem("portwright.status", { language: "python" });
    this.#item.name = "Portwright";
    this.#show(client.status);
    this.#subscription = client.onStatus((status) => this.#show(status));
  }

  #show(status: ServerStatus | undefined): void {
    const item = this.#item;
    const restart = { title: vscode.l10n.t("Restart"), command: "portwright.restart" };
    const report = { title: vscode.l10n.t("Open Report"), command: "portwright.openReport" };
    if (status === undefined) {
      item.busy = false;
      item.text = vscode.l10n.t("Portwright is not running");
      item.detail = "";
      item.severity = vscode.LanguageStatusSeverity.Warning;
      item.command = restart;
      return;
    }
    item.busy = status.state === "scanning";
    item.text =
      status.state === "scanning"
        ? vscode.l10n.t("Portwright: reading the workspace")
        : vscode.l10n.t("Portwright: {0} findings in {1} files", status.findings, status.files);
    const interpreters = status.interpreters.map((version) => `CPython ${version}`).join(", ");
    const profiles = status.profiles.map((name) => vscode.l10n.t("Weighed by {0}", name));
    item.detail = [interpreters, ...profiles, ...status.notes].filter((part) => part !== "").join(" · ");
    item.severity =
      status.state === "failed"
        ? vscode.LanguageStatusSeverity.Error
        : status.notes.length > 0
          ? vscode.LanguageStatusSeverity.Warning
          : vscode.LanguageStatusSeverity.Information;
    item.command = status.state === "failed" ? restart : report;
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#item.dispose();
  }
}
