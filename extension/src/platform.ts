import type * as vscode from "vscode";
import type { BaseLanguageClient, LanguageClientOptions } from "vscode-languageclient";

/** What the extension hosts differ in: a Node process beside the files, or a web worker in a browser. */
export interface Platform {
  /**
   * Makes a client that can start the server, and start it again.
   * @param args of the server; read at each start
   */
  createClient(
    context: vscode.ExtensionContext,
    options: LanguageClientOptions,
    args: readonly string[],
  ): BaseLanguageClient;
  /** Schemes of the documents that the server can do something with. */
  readonly schemes: readonly string[];
  /** How the server knows a file; undefined where it cannot read it. */
  pathOf(file: vscode.Uri): string | undefined;
  /** Whether the server can start programs of the machine: without that, ports are neither built nor run. */
  readonly runsPrograms: boolean;
}
