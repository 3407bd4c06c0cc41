import * as vscode from "vscode";
import type { VerifyParams, VerifyResult } from "../../server/src/lsp/protocol.ts";
import type { ParityResult } from "../../server/src/port/parity/report.ts";
import type { Target } from "../../server/src/port/sketch.ts";
import type { Client } from "./client.ts";
import type { Platform } from "./platform.ts";
import { portFolder } from "./port-writer.ts";

/** Name of the record that lies in each port folder. */
const RECORD = ".portwright-port.json";
const MOST_MODULES = 5000;

/**
 * Ports in the Test Explorer: one item for each Python module that has a port in the workspace, and below it one for each function.
 * Running them runs the Python and its port on the same inputs. There is nothing to run in a workspace that is not trusted.
 */
export class PortTests implements vscode.Disposable {
  readonly #client: Client;
  readonly #platform: Platform;
  readonly #controller: vscode.TestController;
  readonly #subscriptions: vscode.Disposable[] = [];
  #profile: vscode.TestRunProfile | undefined;

  constructor(client: Client, platform: Platform) {
    this.#client = client;
    this.#platform = platform;
    this.#controller = vscode.tests.createTestController("portwright.ports", vscode.l10n.t("Portwright: ports"));
    this.#controller.refreshHandler = () => this.refresh();
    this.#controller.resolveHandler = async (item) => {
      if (item === undefined) await this.refresh();
    };
    if (vscode.workspace.isTrusted) this.#offer();
    const watcher = vscode.workspace.createFileSystemWatcher(`**/${RECORD}`);
    this.#subscriptions.push(
      this.#controller,
      watcher,
      watcher.onDidCreate(() => this.refresh()),
      watcher.onDidDelete(() => this.refresh()),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.#offer()),
    );
  }

  /** Only in a trusted workspace on a machine is there anything to run tests with. */
  #offer(): void {
    if (!this.#platform.runsPrograms) return;
    this.#profile ??= this.#controller.createRunProfile(
      vscode.l10n.t("Verify Parity"),
      vscode.TestRunProfileKind.Run,
      async (request, token) => {
        await this.#run(request, token);
      },
      true,
    );
  }

  /** Looks which modules have a port. */
  async refresh(): Promise<void> {
    const records = await vscode.workspace.findFiles(`**/${RECORD}`, "**/node_modules/**", MOST_MODULES);
    const folders = new Set(records.map((record) => vscode.Uri.joinPath(record, "..").toString()));
    const sources = folders.size === 0 ? [] : await vscode.workspace.findFiles("**/*.py", undefined, MOST_MODULES);
    const items: vscode.TestItem[] = [];
    for (const source of sources) {
      for (const target of ["go", "ts"] as const) {
        if (folders.has(folderOf(source, target)?.toString() ?? "")) items.push(this.#moduleItem(source, target));
      }
    }
    this.#controller.items.replace(items);
  }

  /** Verifies the module of the active editor, or of a file that was picked; its port is made for the occasion where there is none. */
  async verify(parameters: readonly unknown[]): Promise<VerifyResult | undefined> {
    if (!this.#platform.runsPrograms)
      throw new Error(
        vscode.l10n.t(
          "Verifying runs Python and the port, which a browser cannot: open the folder in VS Code on a computer.",
        ),
      );
    if (!vscode.workspace.isTrusted)
      throw new Error(vscode.l10n.t("Verifying runs the code of the workspace: trust the workspace first."));
    const picked = parameters.find((each): each is vscode.Uri => each instanceof vscode.Uri);
    const source = picked ?? vscode.window.activeTextEditor?.document.uri;
    if (source === undefined) throw new Error(vscode.l10n.t("Open a Python file first."));
    const given = parameters.find((each): each is Target => each === "go" || each === "ts");
    const target = given ?? (await pickTarget(source));
    if (target === undefined) return undefined;
    const item = this.#moduleItem(source, target);
    this.#controller.items.add(item);
    const cancellation = new vscode.CancellationTokenSource();
    const results = await this.#run(new vscode.TestRunRequest([item], undefined, this.#profile), cancellation.token);
    await vscode.commands.executeCommand("workbench.panel.testResults.view.focus");
    return results[0];
  }

  async #run(request: vscode.TestRunRequest, token: vscode.CancellationToken): Promise<VerifyResult[]> {
    const run = this.#controller.createTestRun(request, vscode.l10n.t("Verify Parity"));
    const wanted: vscode.TestItem[] = [];
    if (request.include !== undefined) wanted.push(...request.include);
    else for (const [, item] of this.#controller.items) wanted.push(item);
    const results: VerifyResult[] = [];
    try {
      for (const item of wanted) {
        if (token.isCancellationRequested || run.token.isCancellationRequested) break;
        const result = await this.#runItem(item, run);
        if (result !== undefined) results.push(result);
      }
    } finally {
      run.end();
    }
    return results;
  }

  async #runItem(item: vscode.TestItem, run: vscode.TestRun): Promise<VerifyResult | undefined> {
    const { source, target, name } = partsOf(item);
    run.started(item);
    const parameters: VerifyParams = { uri: source.toString(), target, ...(name === undefined ? {} : { name }) };
    try {
      const result = await this.#client.request<VerifyResult>("portwright/verify", parameters, run.token);
      if (result.failed !== null) run.errored(item, new vscode.TestMessage(result.failed));
      else this.#tell(item, result, run);
      return result;
    } catch (error) {
      if (!run.token.isCancellationRequested)
        run.errored(item, new vscode.TestMessage(error instanceof Error ? error.message : String(error)));
      return undefined;
    }
  }

  /** Shows what became of each function, below the module. */
  #tell(item: vscode.TestItem, result: VerifyResult, run: vscode.TestRun): void {
    const { source, target, name: only } = partsOf(item);
    let failed = 0;
    for (const { name, result: each, range } of result.items) {
      const child = only === name ? item : this.#functionItem(item, source, target, name);
      if (range !== null)
        child.range = new vscode.Range(range.start.line, range.start.character, range.end.line, range.end.character);
      if (each.kind === "differs") failed++;
      report(run, child, each);
    }
    if (only !== undefined) return;
    if (failed > 0) run.failed(item, new vscode.TestMessage(vscode.l10n.t("{0} differ from the original.", failed)));
    else if (result.verified) run.passed(item);
    else run.skipped(item);
  }

  #moduleItem(source: vscode.Uri, target: Target): vscode.TestItem {
    const id = JSON.stringify([source.toString(), target]);
    const known = this.#controller.items.get(id);
    if (known !== undefined) return known;
    const language = target === "go" ? "Go" : "TypeScript";
    return this.#controller.createTestItem(id, `${vscode.workspace.asRelativePath(source)} → ${language}`, source);
  }

  #functionItem(parent: vscode.TestItem, source: vscode.Uri, target: Target, name: string): vscode.TestItem {
    const id = JSON.stringify([source.toString(), target, name]);
    const known = parent.children.get(id);
    if (known !== undefined) return known;
    const label = name === "__main__" ? vscode.l10n.t("the program") : name;
    const item = this.#controller.createTestItem(id, label, source);
    parent.children.add(item);
    return item;
  }

  dispose(): void {
    this.#profile?.dispose();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }
}

/** What an item stands for is its id. */
function partsOf(item: vscode.TestItem): { source: vscode.Uri; target: Target; name: string | undefined } {
  const [uri, target, name] = JSON.parse(item.id) as [string, Target, string?];
  return { source: vscode.Uri.parse(uri), target, name: name === "__main__" ? undefined : name };
}

function report(run: vscode.TestRun, item: vscode.TestItem, result: ParityResult): void {
  const say = (text: string): void => run.appendOutput(`${item.label}: ${text}\r\n`, undefined, item);
  switch (result.kind) {
    case "verified": {
      say(vscode.l10n.t("the same on {0} inputs", result.cases));
      for (const { code, message, difference } of result.departures)
        say(`${code}: ${message} ${difference.input}: ${difference.python} ↔ ${difference.port}`);
      run.passed(item);
      return;
    }
    case "differs": {
      const { input, python, port } = result.difference;
      run.failed(item, vscode.TestMessage.diff(vscode.l10n.t("The port differs for {0}", input), python, port));
      return;
    }
    case "not-run":
      say(vscode.l10n.t("not run: {0}", result.reason));
      run.skipped(item);
  }
}

function folderOf(source: vscode.Uri, target: Target): vscode.Uri | undefined {
  const name = source.path
    .split("/")
    .pop()!
    .replace(/\.pyw?$/i, "");
  const module = name === "__init__" ? (source.path.split("/").at(-2) ?? name) : name;
  try {
    return portFolder(source, target, { module });
  } catch {
    // The file lies in no folder of the workspace, or the setting leads out of it.
    return undefined;
  }
}

async function pickTarget(source: vscode.Uri): Promise<Target | undefined> {
  const targets = vscode.workspace.getConfiguration("portwright", source).get<Target[]>("port.targets", ["go", "ts"]);
  if (targets.length === 1) return targets[0];
  const items = targets.map((target) => ({ label: target === "go" ? "Go" : "TypeScript", target }));
  const placeHolder = vscode.l10n.t("Which port is to be verified?");
  return (await vscode.window.showQuickPick(items, { placeHolder }))?.target;
}
