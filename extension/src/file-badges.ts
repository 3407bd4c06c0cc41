import * as vscode from "vscode";
import type { ExplorerModule, ExplorerTree } from "../../server/src/lsp/protocol.ts";
import type { Client } from "./client.ts";
import { countOf } from "./explorer-items.ts";
import { modulesOf } from "./explorer-model.ts";
import type { ModuleFindings } from "./module-findings.ts";
import { verdictColor, verdictLabel, verdictLetters } from "./verdicts.ts";

const SETTING = "portwright.badges.enabled";

/** Two letters at the files that call for a change, in the file explorer, on tabs and in the Migration Explorer. */
export class FileBadges implements vscode.FileDecorationProvider, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<vscode.Uri[] | undefined>();
  readonly #subscriptions: vscode.Disposable[];
  #modules: ReadonlyMap<string, ExplorerModule> = new Map();

  readonly onDidChangeFileDecorations = this.#changed.event;

  constructor(client: Client, modules: ModuleFindings) {
    const load = () => {
      // A server that cannot answer says so elsewhere; files keep the badges that they have.
      if (isWanted(undefined) && client.status?.state === "ready") modules.load().catch(() => {});
    };
    this.#subscriptions = [
      modules.onTree((tree) => this.#take(tree)),
      client.onStatus(load),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (!event.affectsConfiguration(SETTING)) return;
        this.#changed.fire(undefined);
        load();
      }),
      vscode.window.registerFileDecorationProvider(this),
    ];
  }

  #take(tree: ExplorerTree): void {
    const before = this.#modules;
    this.#modules = new Map(modulesOf(tree).map((module) => [keyOf(vscode.Uri.parse(module.uri)), module]));
    const changed = [...new Set([...before.keys(), ...this.#modules.keys()])].filter(
      (uri) => !isSame(before.get(uri), this.#modules.get(uri)),
    );
    if (changed.length > 0) this.#changed.fire(changed.map((uri) => vscode.Uri.parse(uri)));
  }

  provideFileDecoration(uri: vscode.Uri): vscode.FileDecoration | undefined {
    const module = this.#modules.get(keyOf(uri));
    if (module === undefined || module.advice.verdict === "stay") return undefined;
    if (!isWanted(uri)) return undefined;
    const { verdict } = module.advice;
    const tooltip = `Portwright: ${verdictLabel(verdict)}, ${countOf(module.findings.length, "finding")}`;
    return new vscode.FileDecoration(verdictLetters(verdict), tooltip, verdictColor(verdict));
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#changed.dispose();
  }
}

function isWanted(scope: vscode.Uri | undefined): boolean {
  return vscode.workspace.getConfiguration("portwright", scope ?? null).get<boolean>("badges.enabled") === true;
}

/** Addresses are compared as the editor writes them. */
function keyOf(uri: vscode.Uri): string {
  return uri.toString();
}

function isSame(a: ExplorerModule | undefined, b: ExplorerModule | undefined): boolean {
  return a?.advice.verdict === b?.advice.verdict && a?.findings.length === b?.findings.length;
}
