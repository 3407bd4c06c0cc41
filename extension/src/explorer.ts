import * as vscode from "vscode";
import type { ExplorerTree } from "../../server/src/lsp/protocol.ts";
import type { Client } from "./client.ts";
import { askForFilter, askForText, filterLabel } from "./explorer-filter.ts";
import { countOf, groupId, itemOf, type Node } from "./explorer-items.ts";
import {
  type Filter,
  filtered,
  filterOf,
  findingsOf,
  GROUPINGS,
  type Grouping,
  groupsOf,
  isFiltering,
  modulesOf,
  NO_FILTER,
} from "./explorer-model.ts";
import type { ModuleFindings } from "./module-findings.ts";

/** How long to wait after the server's word that something changed, in milliseconds. */
const QUIET = 300;

/** Where the workspace remembers how the explorer is set. */
const GROUPING = "portwright.explorer.grouping";
const FILTER = "portwright.explorer.filter";

/** The Migration Explorer: verdict, wave or folder → module → finding. */
export class MigrationExplorer implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  readonly #client: Client;
  readonly #modules: ModuleFindings;
  readonly #memory: vscode.Memento;
  readonly #view: vscode.TreeView<Node>;
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly #subscriptions: vscode.Disposable[] = [];
  #timer: NodeJS.Timeout | undefined;
  #stale = true;
  #grouping: Grouping;
  #filter: Filter;

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(client: Client, modules: ModuleFindings, memory: vscode.Memento) {
    this.#client = client;
    this.#modules = modules;
    this.#memory = memory;
    const grouping = memory.get<string>(GROUPING);
    this.#grouping = GROUPINGS.find((each) => each === grouping) ?? "verdict";
    this.#filter = filterOf(memory.get(FILTER)) ?? NO_FILTER;
    this.#view = vscode.window.createTreeView("portwright.explorer", { treeDataProvider: this, showCollapseAll: true });
    this.#subscriptions.push(
      client.onStatus((status) => {
        if (status === undefined) setState("failed");
        this.#refreshSoon();
      }),
      this.#view.onDidChangeVisibility(({ visible }) => visible && this.#stale && this.refresh()),
    );
    setState("scanning");
    this.#tellSettings();
  }

  groupBy(grouping: Grouping): void {
    this.#grouping = grouping;
    void this.#memory.update(GROUPING, grouping);
    this.#tellSettings();
    this.refresh();
  }

  /** @param given sets the filter without asking, as from a test or a key binding */
  async filter(given?: Filter): Promise<void> {
    const next = given ?? (await askForFilter(this.#modules.tree, this.#filter));
    if (next !== undefined) this.#setFilter(next);
  }

  async filterByText(): Promise<void> {
    const next = await askForText(this.#filter);
    if (next !== undefined) this.#setFilter(next);
  }

  clearFilter(): void {
    this.#setFilter(NO_FILTER);
  }

  #setFilter(filter: Filter): void {
    this.#filter = filter;
    void this.#memory.update(FILTER, filter);
    this.#tellSettings();
    this.refresh();
  }

  /** Lets the menus know, which show what can be changed. */
  #tellSettings(): void {
    void vscode.commands.executeCommand("setContext", GROUPING, this.#grouping);
    void vscode.commands.executeCommand("setContext", "portwright.explorer.filtered", isFiltering(this.#filter));
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
      case "group": {
        const group = groupId(node.group);
        return node.group.modules.map((module) => ({ kind: "module", group, module }));
      }
      case "module":
        return node.module.findings.map((finding) => ({ kind: "finding", module: node.module, finding }));
      case "finding":
        return [];
    }
  }

  async #roots(): Promise<Node[]> {
    let tree: ExplorerTree;
    try {
      tree = await this.#modules.load();
    } catch (error) {
      this.#client.output.error(`portwright/explorer: ${error instanceof Error ? error.message : String(error)}`);
      setState("failed");
      return [];
    }
    const shown = filtered(tree, this.#filter);
    const all = findingsOf(modulesOf(tree)).length;
    const findings = findingsOf(modulesOf(shown)).length;
    // A filter hides nothing from the badge: it tells what there is.
    this.#view.badge = all === 0 ? undefined : { value: all, tooltip: countOf(all, "finding") };
    this.#view.description = groupingLabel(this.#grouping);
    const profiles = this.#client.status?.profiles ?? [];
    const notes = [
      ...(isFiltering(this.#filter)
        ? [vscode.l10n.t("{0} of {1} findings shown: {2}", findings, all, filterLabel(this.#filter))]
        : []),
      ...(profiles.length > 0 ? [vscode.l10n.t("Weighed by {0}", profiles.join(", "))] : []),
    ];
    this.#view.message = notes.length === 0 ? undefined : notes.join(" · ");
    setState(tree.verdicts.length > 0 ? "filled" : tree.complete ? "empty" : "scanning");
    return groupsOf(shown, this.#grouping).map((group) => ({ kind: "group", group }));
  }

  getTreeItem(node: Node): vscode.TreeItem {
    return itemOf(node);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#view.dispose();
    this.#changed.dispose();
  }
}

function groupingLabel(grouping: Grouping): string {
  switch (grouping) {
    case "verdict":
      return vscode.l10n.t("by verdict");
    case "wave":
      return vscode.l10n.t("by wave");
    case "folder":
      return vscode.l10n.t("by folder");
  }
}

function setState(state: "scanning" | "empty" | "filled" | "failed"): void {
  void vscode.commands.executeCommand("setContext", "portwright.explorer", state);
}
