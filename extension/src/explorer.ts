import * as vscode from "vscode";
import type { ExplorerFinding, ExplorerModule, ExplorerTree, ExplorerVerdict } from "../../server/src/lsp/protocol.ts";
import type { Severity } from "../../server/src/rules/finding.ts";
import type { Client } from "./client.ts";
import { verdictIcon, verdictLabel } from "./verdicts.ts";

type Node =
  | { readonly kind: "verdict"; readonly verdict: ExplorerVerdict }
  | { readonly kind: "folder"; readonly folder: string; readonly modules: readonly ExplorerModule[] }
  | { readonly kind: "module"; readonly module: ExplorerModule }
  | { readonly kind: "finding"; readonly module: ExplorerModule; readonly finding: ExplorerFinding };

/** How long to wait after the server's word that something changed, in milliseconds. */
const QUIET = 300;

/** What the modules stand under. */
export type Grouping = "verdict" | "folder";

/** The Migration Explorer: verdict or folder → module → finding. */
export class MigrationExplorer implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  readonly #client: Client;
  readonly #view: vscode.TreeView<Node>;
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly #subscriptions: vscode.Disposable[] = [];
  #timer: NodeJS.Timeout | undefined;
  #stale = true;
  #grouping: Grouping = "verdict";

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(client: Client) {
    this.#client = client;
    this.#view = vscode.window.createTreeView("portwright.explorer", { treeDataProvider: this, showCollapseAll: true });
    this.#subscriptions.push(
      client.onStatus((status) => {
        if (status === undefined) setState("failed");
        this.#refreshSoon();
      }),
      this.#view.onDidChangeVisibility(({ visible }) => visible && this.#stale && this.refresh()),
    );
    setState("scanning");
  }

  groupBy(grouping: Grouping): void {
    this.#grouping = grouping;
    void vscode.commands.executeCommand("setContext", "portwright.explorer.grouping", grouping);
    this.refresh();
  }

  refresh(): void {
    this.#stale = false;
    this.#changed.fire(undefined);
  }

  /** A view that nobody sees is brought up to date when it is seen. */
  #refreshSoon(): void {
    this.#stale = true;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#view.visible && this.refresh(), QUIET);
  }

  async getChildren(node?: Node): Promise<Node[]> {
    if (node === undefined) return this.#roots();
    switch (node.kind) {
      case "verdict":
        return node.verdict.modules.map((module) => ({ kind: "module", module }));
      case "folder":
        return node.modules.map((module) => ({ kind: "module", module }));
      case "module":
        return node.module.findings.map((finding) => ({ kind: "finding", module: node.module, finding }));
      case "finding":
        return [];
    }
  }

  async #roots(): Promise<Node[]> {
    let tree: ExplorerTree;
    try {
      tree = await this.#client.request<ExplorerTree>("portwright/explorer", {});
    } catch (error) {
      this.#client.output.error(`portwright/explorer: ${error instanceof Error ? error.message : String(error)}`);
      setState("failed");
      return [];
    }
    const findings = tree.verdicts.reduce((sum, { modules }) => sum + countFindings(modules), 0);
    this.#view.badge = findings === 0 ? undefined : { value: findings, tooltip: countOf(findings, "finding") };
    setState(tree.verdicts.length > 0 ? "filled" : tree.complete ? "empty" : "scanning");
    return this.#grouping === "folder"
      ? foldersOf(tree)
      : tree.verdicts.map((verdict) => ({ kind: "verdict", verdict }));
  }

  getTreeItem(node: Node): vscode.TreeItem {
    switch (node.kind) {
      case "verdict":
        return verdictItem(node.verdict);
      case "folder":
        return folderItem(node.folder, node.modules);
      case "module":
        return moduleItem(node.module);
      case "finding":
        return findingItem(node, node.finding);
    }
  }

  async open(node: unknown): Promise<void> {
    if (!isNode(node) || node.kind === "verdict" || node.kind === "folder") return;
    const selection = node.kind === "finding" ? rangeOf(node.finding) : undefined;
    await vscode.window.showTextDocument(vscode.Uri.parse(node.module.uri), {
      ...(selection ? { selection } : {}),
      preview: true,
    });
  }

  /** Goes to the finding and opens the editor's own menu of quick fixes there. */
  async fix(node: unknown): Promise<void> {
    if (!isNode(node) || node.kind !== "finding") return;
    const { start } = rangeOf(node.finding);
    await vscode.window.showTextDocument(vscode.Uri.parse(node.module.uri), {
      selection: new vscode.Range(start, start),
    });
    await vscode.commands.executeCommand("editor.action.quickFix");
  }

  async port(node: unknown, command: string): Promise<void> {
    if (isNode(node) && node.kind === "module")
      await vscode.commands.executeCommand(command, { uri: node.module.uri, module: true });
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#view.dispose();
    this.#changed.dispose();
  }
}

function setState(state: "scanning" | "empty" | "filled" | "failed"): void {
  void vscode.commands.executeCommand("setContext", "portwright.explorer", state);
}

function verdictItem({ verdict, modules }: ExplorerVerdict): vscode.TreeItem {
  const item = new vscode.TreeItem(verdictLabel(verdict), vscode.TreeItemCollapsibleState.Expanded);
  item.id = verdict;
  item.iconPath = verdictIcon(verdict);
  item.description = `${countOf(modules.length, "module")}, ${countOf(countFindings(modules), "finding")}`;
  item.contextValue = "verdict";
  return item;
}

/** Modules by the folder that they lie in, in the order of the paths. */
function foldersOf({ verdicts }: ExplorerTree): Node[] {
  const byFolder = new Map<string, ExplorerModule[]>();
  for (const module of verdicts.flatMap(({ modules }) => modules)) {
    const folder = module.path.slice(0, Math.max(0, module.path.lastIndexOf("/")));
    const known = byFolder.get(folder);
    if (known === undefined) byFolder.set(folder, [module]);
    else known.push(module);
  }
  return [...byFolder]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([folder, modules]) => ({
      kind: "folder",
      folder,
      modules: modules.sort((a, b) => (a.path < b.path ? -1 : 1)),
    }));
}

function folderItem(folder: string, modules: readonly ExplorerModule[]): vscode.TreeItem {
  const item = new vscode.TreeItem(folder === "" ? "." : folder, vscode.TreeItemCollapsibleState.Expanded);
  item.id = `folder:${folder}`;
  item.iconPath = vscode.ThemeIcon.Folder;
  item.description = `${countOf(modules.length, "module")}, ${countOf(countFindings(modules), "finding")}`;
  item.contextValue = "folder";
  return item;
}

function moduleItem(module: ExplorerModule): vscode.TreeItem {
  const uri = vscode.Uri.parse(module.uri);
  const state =
    module.findings.length === 0 ? vscode.TreeItemCollapsibleState.None : vscode.TreeItemCollapsibleState.Collapsed;
  const item = new vscode.TreeItem(uri, state);
  const slash = module.path.lastIndexOf("/");
  item.id = `module:${module.uri}`;
  item.label = module.path.slice(slash + 1);
  item.description =
    slash < 0 ? `${module.findings.length}` : `${module.path.slice(0, slash)} · ${module.findings.length}`;
  item.tooltip = [module.path, "", ...module.advice.reasons].join("\n");
  item.contextValue = "module";
  if (module.findings.length === 0)
    item.command = { title: "", command: "portwright.explorer.open", arguments: [{ kind: "module", module }] };
  return item;
}

function findingItem(node: Node, finding: ExplorerFinding): vscode.TreeItem {
  const item = new vscode.TreeItem(finding.rule);
  item.description = `${vscode.l10n.t("line {0}", finding.range.start.line + 1)}: ${finding.message.replaceAll("`", "")}`;
  item.tooltip = `${finding.message}\n${finding.rule} (${finding.confidence})${finding.symbol === "" ? "" : `\n${finding.symbol}`}`;
  item.iconPath = severityIcon(finding.severity);
  item.contextValue = "finding";
  item.command = { title: vscode.l10n.t("Go to Code"), command: "portwright.explorer.open", arguments: [node] };
  return item;
}

function countOf(count: number, what: "module" | "finding"): string {
  switch (what) {
    case "module":
      return count === 1 ? vscode.l10n.t("1 module") : vscode.l10n.t("{0} modules", count);
    case "finding":
      return count === 1 ? vscode.l10n.t("1 finding") : vscode.l10n.t("{0} findings", count);
  }
}

function severityIcon(severity: Severity): vscode.ThemeIcon {
  switch (severity) {
    case "error":
      return new vscode.ThemeIcon("error", new vscode.ThemeColor("list.errorForeground"));
    case "warning":
      return new vscode.ThemeIcon("warning", new vscode.ThemeColor("list.warningForeground"));
    case "info":
      return new vscode.ThemeIcon("info");
    case "hint":
      return new vscode.ThemeIcon("lightbulb");
  }
}

function countFindings(modules: readonly ExplorerModule[]): number {
  return modules.reduce((sum, { findings }) => sum + findings.length, 0);
}

function rangeOf({ range: { start, end } }: ExplorerFinding): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "kind" in value;
}
