import * as vscode from "vscode";
import { showAdvice } from "./advice.ts";
import { registerAgentTools } from "./agent-tools.ts";
import { Audits } from "./audit.ts";
import { Client } from "./client.ts";
import { Evidence } from "./evidence.ts";
import { MigrationExplorer } from "./explorer.ts";
import { ExplorerActions } from "./explorer-actions.ts";
import { filterOf } from "./explorer-model.ts";
import { FileBadges } from "./file-badges.ts";
import { ModuleFindings } from "./module-findings.ts";
import type { Platform } from "./platform.ts";
import { PortPreview } from "./port-preview.ts";
import { PortTests } from "./port-tests.ts";
import { ReportPanel } from "./report.ts";
import { StatusItem } from "./status.ts";
import { VerdictMarks } from "./verdict-marks.ts";

/** Puts the parts together. Everything is disposed with the extension; the server is stopped by `stop`. */
export async function start(context: vscode.ExtensionContext, platform: Platform): Promise<void> {
  const client = new Client(context, platform);
  running = client;
  const preview = new PortPreview(client);
  const report = new ReportPanel();
  const modules = new ModuleFindings(client);
  const explorer = new MigrationExplorer(client, modules, context.workspaceState);
  const actions = new ExplorerActions(client);
  const tests = new PortTests(client, platform);
  const audits = new Audits(client, report);
  const evidence = new Evidence(client, audits, platform);
  const command = (name: string, run: (...parameters: never[]) => unknown) =>
    vscode.commands.registerCommand(`portwright.${name}`, async (...parameters: unknown[]) => {
      try {
        return await run(...(parameters as never[]));
      } catch (error) {
        if (error instanceof vscode.CancellationError) return undefined;
        const message = error instanceof Error ? error.message : String(error);
        client.output.error(message);
        void vscode.window.showErrorMessage(message);
        return undefined;
      }
    });
  context.subscriptions.push(
    client,
    preview,
    report,
    modules,
    explorer,
    tests,
    new VerdictMarks(client),
    new FileBadges(client, modules),
    registerAgentTools(client, modules),
    new StatusItem(client),
    command("auditWorkspace", () => audits.audit()),
    command("openReport", () => audits.openReport()),
    command("loadProfile", (file?: unknown) => evidence.loadProfile(file)),
    command("clearProfile", () => evidence.clearProfile()),
    command("createBaseline", () => evidence.createBaseline()),
    command("portToGo", (...parameters: unknown[]) => preview.show("go", parameters)),
    command("portToTypeScript", (...parameters: unknown[]) => preview.show("ts", parameters)),
    command("writePort", (uri?: vscode.Uri) => preview.write(uri)),
    command("verifyParity", (...parameters: unknown[]) => tests.verify(parameters)),
    command("restart", () => client.restart()),
    command("showOutput", () => client.output.show()),
    command("showAdvice", showAdvice),
    command("explorer.refresh", () => explorer.refresh()),
    command("explorer.groupByFolder", () => explorer.groupBy("folder")),
    command("explorer.groupByVerdict", () => explorer.groupBy("verdict")),
    command("explorer.groupByWave", () => explorer.groupBy("wave")),
    command("explorer.filter", (given?: unknown) => explorer.filter(filterOf(given))),
    command("explorer.filterByText", () => explorer.filterByText()),
    command("explorer.clearFilter", () => explorer.clearFilter()),
    command("explorer.open", (node?: unknown) => actions.open(node)),
    command("explorer.fix", (node?: unknown) => actions.fix(node)),
    command("explorer.suppress", (node?: unknown) => actions.suppress(node)),
    command("explorer.copy", (node?: unknown) => actions.copy(node)),
    command("explorer.verify", (node?: unknown) => actions.verify(node)),
    command("explorer.portToGo", (node?: unknown) => actions.port(node, "portwright.portToGo")),
    command("explorer.portToTypeScript", (node?: unknown) => actions.port(node, "portwright.portToTypeScript")),
  );
  // The editor does not wait for the server: whoever asks it something does.
  client.start().catch((error: unknown) => {
    const message = error instanceof Error ? error.message : String(error);
    client.output.error(message);
    void vscode.window.showErrorMessage(vscode.l10n.t("Portwright cannot start: {0}", message));
  });
}

export async function stop(): Promise<void> {
  await running?.stop();
}

let running: Client | undefined;
