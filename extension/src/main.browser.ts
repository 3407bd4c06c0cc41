import * as vscode from "vscode";
import { BrowserMessageReader, BrowserMessageWriter, LanguageClient } from "vscode-languageclient/browser";
import { answerForFiles } from "./editor-files.ts";
import { start, stop } from "./extension.ts";
import type { Platform } from "./platform.ts";

// The extension in a web worker: vscode.dev, and every VS Code without a machine behind it. The server runs in a worker of its own.

export function activate(context: vscode.ExtensionContext): Promise<void> {
  return start(context, browser());
}

export async function deactivate(): Promise<void> {
  await stop();
  worker?.terminate();
}

/** The little of a worker that is used: it ends when it is told to, and it is a port of messages. */
type ServerWorker = ConstructorParameters<typeof BrowserMessageReader>[0] & { terminate(): void };

let worker: ServerWorker | undefined;

function browser(): Platform {
  return {
    createClient(context, options) {
      const transports = async () => {
        worker?.terminate();
        worker = await startWorker(context.extensionUri);
        return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
      };
      const client = new LanguageClient("portwright", "Portwright", transports, options);
      answerForFiles(client, context.extensionUri);
      return client;
    },
    schemes: schemesOfWorkspace(),
    pathOf: ({ scheme, authority, path }) => `${scheme}://${authority}${path}`,
    runsPrograms: false,
  };
}

/** The server's code is read like any file and handed over as a text: a worker may not be made from an address elsewhere. */
async function startWorker(extension: vscode.Uri): Promise<ServerWorker> {
  const file = vscode.Uri.joinPath(extension, "dist", "server.browser.js");
  const code = new Blob([new Uint8Array(await vscode.workspace.fs.readFile(file))], { type: "text/javascript" });
  const { Worker } = globalThis as unknown as {
    readonly Worker: new (address: string, options: { readonly name: string }) => ServerWorker;
  };
  return new Worker(URL.createObjectURL(code), { name: "Portwright" });
}

function schemesOfWorkspace(): readonly string[] {
  const folders = vscode.workspace.workspaceFolders ?? [];
  return [...new Set(["file", "untitled", "vscode-vfs", ...folders.map(({ uri }) => uri.scheme)])];
}
