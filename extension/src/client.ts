import * as vscode from "vscode";
import {
  type BaseLanguageClient,
  CloseAction,
  ErrorAction,
  type LanguageClientOptions,
  State,
  WorkDoneProgress,
  type WorkDoneProgressBegin,
  type WorkDoneProgressEnd,
  type WorkDoneProgressReport,
  type WorkspaceEdit,
} from "vscode-languageclient";
import type { InitializationOptions, ServerStatus } from "../../server/src/lsp/protocol.ts";
import type { Platform } from "./platform.ts";
import { explicitSettings } from "./settings.ts";

/** Method of the notification by which the server tells how far it is. */
const STATUS_NOTIFICATION = "portwright/status";

/** Lets the server start tools of the machine: Go, to build ports before they are shown. */
const TRUSTED = "--trusted";

/** How often a server that keeps ending is started again before the user is asked. */
const RESTARTS = 4;

/** The connection to the language server, and what it says of itself. */
export class Client implements vscode.Disposable {
  readonly output: vscode.LogOutputChannel;
  readonly #client: BaseLanguageClient;
  readonly #extensionUri: vscode.Uri;
  readonly #statusChanged = new vscode.EventEmitter<ServerStatus | undefined>();
  #status: ServerStatus | undefined;
  #started: Promise<void> | undefined;
  #restarts = 0;
  readonly #trust: vscode.Disposable;

  /** Fires with the server's status, and with undefined when the server is not running. */
  readonly onStatus = this.#statusChanged.event;

  constructor(context: vscode.ExtensionContext, platform: Platform) {
    this.#extensionUri = context.extensionUri;
    this.output = vscode.window.createOutputChannel("Portwright", { log: true });
    // The client reads the list at each start of the server.
    const args = vscode.workspace.isTrusted ? [TRUSTED] : [];
    this.#client = platform.createClient(context, this.#clientOptions(context, platform), args);
    this.#trust = vscode.workspace.onDidGrantWorkspaceTrust(() => {
      args.push(TRUSTED);
      void this.restart();
    });
    this.#client.onNotification(STATUS_NOTIFICATION, (status: ServerStatus) => this.#setStatus(status));
    this.#client.onDidChangeState(({ newState }) => {
      if (newState !== State.Running) this.#setStatus(undefined);
    });
  }

  get status(): ServerStatus | undefined {
    return this.#status;
  }

  /** Starts the server; requests wait for that by themselves. */
  start(): Promise<void> {
    this.#started = this.#begin();
    return this.#started;
  }

  async #begin(): Promise<void> {
    const options = this.#client.clientOptions.initializationOptions as { documentation?: string };
    options.documentation = await documentationFolder(this.#extensionUri);
    await this.#client.start();
  }

  async stop(): Promise<void> {
    if (this.#client.needsStop()) await this.#client.stop();
  }

  async restart(): Promise<void> {
    this.#restarts = 0;
    this.output.info(vscode.l10n.t("The language server is started again."));
    await this.stop();
    await this.#client.start();
  }

  /** Sends a request; waits for the server to be there first. */
  async request<Result>(method: string, parameters: object, token?: vscode.CancellationToken): Promise<Result> {
    await this.#started;
    // An undefined token would be sent as a second parameter.
    return token === undefined
      ? this.#client.sendRequest<Result>(method, parameters)
      : this.#client.sendRequest<Result>(method, parameters, token);
  }

  /** Applies an edit as the server wrote it; false where the editor declined. */
  async applyEdit(edit: WorkspaceEdit): Promise<boolean> {
    return vscode.workspace.applyEdit(await this.#client.protocol2CodeConverter.asWorkspaceEdit(edit));
  }

  /** Sends a request under a notification with the server's progress, which the user can cancel. */
  async requestWithProgress<Result>(title: string, method: string, parameters: object): Promise<Result> {
    await this.#started;
    const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
    return vscode.window.withProgress(options, async (progress, token) => {
      const workDoneToken = `portwright-${++progressCount}`;
      let percent = 0;
      const listening = this.#client.onProgress(WorkDoneProgress.type, workDoneToken, (value) => {
        const next = percentageOf(value) ?? percent;
        progress.report({
          increment: Math.max(0, next - percent),
          ...("message" in value ? { message: value.message } : {}),
        });
        percent = Math.max(percent, next);
      });
      try {
        return await this.#client.sendRequest<Result>(method, { ...parameters, workDoneToken }, token);
      } catch (error) {
        if (token.isCancellationRequested) throw new vscode.CancellationError();
        throw error;
      } finally {
        listening.dispose();
      }
    });
  }

  dispose(): void {
    this.#trust.dispose();
    this.#statusChanged.dispose();
    this.output.dispose();
  }

  #setStatus(status: ServerStatus | undefined): void {
    this.#status = status;
    this.#statusChanged.fire(status);
  }

  #clientOptions(context: vscode.ExtensionContext, platform: Platform): LanguageClientOptions {
    const names = Object.keys(context.extension.packageJSON.contributes.configuration.properties as object);
    const initializationOptions: InitializationOptions = { commands: true };
    return {
      documentSelector: [
        { language: "python", scheme: "vscode-notebook-cell" },
        ...platform.schemes.flatMap((scheme) => [
          { language: "python", scheme },
          { scheme, pattern: "**/{portwright,pyproject}.toml" },
        ]),
      ],
      outputChannel: this.output,
      initializationOptions,
      diagnosticPullOptions: { onChange: true, onTabs: true },
      errorHandler: {
        error: () => ({ action: ErrorAction.Continue }),
        closed: () => {
          if (++this.#restarts <= RESTARTS) return { action: CloseAction.Restart };
          const message = vscode.l10n.t(
            "The Portwright language server ended {0} times and is not started again.",
            RESTARTS + 1,
          );
          void this.#offerRestart(message);
          return { action: CloseAction.DoNotRestart, message, handled: true };
        },
      },
      middleware: {
        workspace: {
          configuration: ({ items }) =>
            items.map(({ section, scopeUri }) =>
              section === "portwright"
                ? explicitSettings(names, scopeUri === undefined ? undefined : vscode.Uri.parse(scopeUri))
                : null,
            ),
        },
      },
    };
  }

  async #offerRestart(message: string): Promise<void> {
    const restart = vscode.l10n.t("Restart");
    const output = vscode.l10n.t("Show Output");
    const answer = await vscode.window.showErrorMessage(message, restart, output);
    if (answer === restart) await this.restart();
    if (answer === output) this.output.show();
  }
}

let progressCount = 0;

function percentageOf(value: WorkDoneProgressBegin | WorkDoneProgressReport | WorkDoneProgressEnd): number | undefined {
  return "percentage" in value ? value.percentage : undefined;
}

/** The rules' pages: beside the extension when it is installed, in the repository when it is developed. */
async function documentationFolder(extension: vscode.Uri): Promise<string | undefined> {
  for (const path of [
    ["docs", "rules"],
    ["..", "docs", "rules"],
  ]) {
    const folder = vscode.Uri.joinPath(extension, ...path);
    try {
      await vscode.workspace.fs.stat(folder);
      return folder.toString();
    } catch {
      // Not there: the next place is tried.
    }
  }
  return undefined;
}
