import * as vscode from "vscode";
import { LanguageClient, TransportKind } from "vscode-languageclient/node";
import { start, stop } from "./extension.ts";
import type { Platform } from "./platform.ts";

// The extension in a Node extension host: on a desktop, or on the machine behind a browser.

export function activate(context: vscode.ExtensionContext): Promise<void> {
  return start(context, NODE);
}

export function deactivate(): Promise<void> {
  return stop();
}

const NODE: Platform = {
  createClient(context, options, args) {
    // The server runs on the Node that runs this extension host.
    const module = vscode.Uri.joinPath(context.extensionUri, "dist", "server.mjs").fsPath;
    // A large workspace needs more than Node's usual share of memory; what is not needed is not taken.
    const execArgv = ["--max-old-space-size=4096"];
    const run = { module, args: args as string[], transport: TransportKind.stdio, options: { execArgv } };
    const debug = { ...run, options: { execArgv: [...execArgv, "--nolazy", "--inspect=6019"] } };
    return new LanguageClient("portwright", "Portwright", { run, debug }, options);
  },
  schemes: ["file", "untitled", "vscode-vfs"],
  pathOf: (file) => (file.scheme === "file" ? file.fsPath : undefined),
  runsPrograms: true,
};
