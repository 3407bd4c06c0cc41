import * as vscode from "vscode";
import type { ExplorerTree } from "../../server/src/lsp/protocol.ts";
import type { Client } from "./client.ts";

const NOTHING: ExplorerTree = { complete: false, verdicts: [], waves: [] };

/** What the server knows of the modules, for all who show it: the Migration Explorer, and the badges of files. */
export class ModuleFindings implements vscode.Disposable {
  readonly #client: Client;
  readonly #changed = new vscode.EventEmitter<ExplorerTree>();
  #tree = NOTHING;
  #loading: Promise<ExplorerTree> | undefined;

  /** Fires with what the server said anew. */
  readonly onTree = this.#changed.event;

  constructor(client: Client) {
    this.#client = client;
  }

  /** What it said last. */
  get tree(): ExplorerTree {
    return this.#tree;
  }

  /** Asks the server; who asks while an answer is under way gets that one. */
  load(): Promise<ExplorerTree> {
    this.#loading ??= this.#request().finally(() => {
      this.#loading = undefined;
    });
    return this.#loading;
  }

  async #request(): Promise<ExplorerTree> {
    this.#tree = await this.#client.request<ExplorerTree>("portwright/explorer", {});
    this.#changed.fire(this.#tree);
    return this.#tree;
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
