import {
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  ErrorCodes,
  type InitializeParams,
  ParameterStructures,
  RequestType,
  ResponseError,
  type WorkDoneProgressReporter,
} from "vscode-languageserver";
import { URI } from "vscode-uri";
import type { Audit } from "../advice/audit.ts";
import { Background } from "./background.ts";
import { resolveClient, serverCapabilities } from "./capabilities.ts";
import { type GuardState, guarded, guardedNotification } from "./guard.ts";
import { Notebooks } from "./notebooks.ts";
import {
  AUDIT_REQUEST,
  type AuditParams,
  BASELINE_REQUEST,
  type BaselineParams,
  type BaselineResult,
  EXPLORER_REQUEST,
  type ExplorerTree,
  type FunctionVerdict,
  PORT_REQUEST,
  type PortParams,
  type PortResult,
  PROFILE_REQUEST,
  type ProfileParams,
  type ProfileResult,
  REPORT_REQUEST,
  type ReportParams,
  VERDICTS_REQUEST,
  VERIFY_REQUEST,
  type VerdictsParams,
  type VerifyParams,
  type VerifyResult,
} from "./protocol.ts";
import { audit, report } from "./requests/audit.ts";
import { codeActions, resolveCodeAction } from "./requests/code-actions.ts";
import { codeLenses } from "./requests/code-lens.ts";
import { Diagnostics } from "./requests/diagnostics.ts";
import { baseline, profile } from "./requests/evidence.ts";
import { explorer } from "./requests/explorer.ts";
import { hover } from "./requests/hover.ts";
import { port } from "./requests/port.ts";
import { PushedDiagnostics } from "./requests/push-diagnostics.ts";
import { verdicts } from "./requests/verdicts.ts";
import { verify } from "./requests/verify.ts";
import { Server } from "./server.ts";
import type { ServerServices } from "./services.ts";
import { Synchronisation, WATCHED_FILES } from "./synchronisation.ts";

/** What exists from the `initialize` request on. */
interface Session {
  readonly server: Server;
  readonly background: Background;
  readonly synchronisation: Synchronisation;
  readonly notebooks: Notebooks;
  readonly diagnostics: Diagnostics;
  readonly pushed: PushedDiagnostics | undefined;
  readonly folders: readonly { readonly uri: string; readonly name: string }[];
}

/** Connects the language server: every request and notification to the function that answers it. */
export function connectServer(connection: Connection, services: ServerServices): void {
  let session: Session | undefined;
  const state: GuardState = {
    get phase() {
      return session?.server.phase ?? "new";
    },
    reportDefect: (what, error) => session?.server.reportDefect(what, error),
  };

  connection.onInitialize((parameters) => {
    if (session !== undefined)
      return new ResponseError(ErrorCodes.InvalidRequest, "initialize: the server has been initialized already.");
    session = openSession(connection, services, parameters);
    return {
      capabilities: serverCapabilities(session.server.client),
      serverInfo: { name: "portwright", version: services.version },
    };
  });
  connection.onInitialized(guardedNotification(state, "initialized", () => begin(session!)));
  connection.onShutdown(() => {
    if (session === undefined) return;
    session.server.phase = "shut-down";
    session.background.stop();
    session.pushed?.stop();
    session.server.notifyChanged();
  });

  connection.onDidOpenTextDocument(guardedNotification(state, "didOpen", (it) => session!.synchronisation.didOpen(it)));
  connection.onDidChangeTextDocument(
    guardedNotification(state, "didChange", (it) => session!.synchronisation.didChange(it)),
  );
  connection.onDidCloseTextDocument(
    guardedNotification(state, "didClose", (it) => {
      session!.synchronisation.didClose(it);
      session!.diagnostics.forget(it.textDocument.uri);
    }),
  );
  const notebooks = connection.notebooks.synchronization;
  notebooks.onDidOpenNotebookDocument(
    guardedNotification(state, "notebookDocument/didOpen", (it) => session!.notebooks.didOpen(it)),
  );
  notebooks.onDidChangeNotebookDocument(
    guardedNotification(state, "notebookDocument/didChange", (it) => session!.notebooks.didChange(it)),
  );
  notebooks.onDidCloseNotebookDocument(
    guardedNotification(state, "notebookDocument/didClose", (it) => {
      for (const { uri } of it.cellTextDocuments ?? []) session!.diagnostics.forget(uri);
      session!.synchronisation.didClose({ textDocument: { uri: session!.notebooks.didClose(it) } });
    }),
  );
  connection.onDidChangeConfiguration(
    guardedNotification(state, "didChangeConfiguration", (it) => session!.synchronisation.didChangeConfiguration(it)),
  );
  connection.onDidChangeWatchedFiles(
    guardedNotification(state, "didChangeWatchedFiles", (it) => session!.synchronisation.didChangeWatchedFiles(it)),
  );
  connection.workspace.onDidDeleteFiles(
    guardedNotification(state, "didDeleteFiles", (it) => session!.synchronisation.didDeleteFiles(it)),
  );
  connection.workspace.onDidRenameFiles(
    guardedNotification(state, "didRenameFiles", (it) => session!.synchronisation.didRenameFiles(it)),
  );

  connection.languages.diagnostics.on(
    guarded(state, "textDocument/diagnostic", (it, token) => session!.diagnostics.document(it, token)),
  );
  connection.languages.diagnostics.onWorkspace(
    guarded(state, "workspace/diagnostic", (it, token, _progress, partial) =>
      session!.diagnostics.workspace(it, token, partial),
    ),
  );
  connection.onCodeAction(
    guarded(state, "textDocument/codeAction", (it, token) => codeActions(session!.server, it, token)),
  );
  connection.onCodeActionResolve(
    guarded(state, "codeAction/resolve", (it, token) => resolveCodeAction(session!.server, it, token)),
  );
  connection.onHover(guarded(state, "textDocument/hover", (it, token) => hover(session!.server, it, token)));
  connection.onCodeLens(guarded(state, "textDocument/codeLens", (it, token) => codeLenses(session!.server, it, token)));

  connection.onRequest(
    named<PortParams, PortResult>(PORT_REQUEST),
    guarded(state, PORT_REQUEST, (it, token) => port(session!.server, it, token)),
  );
  connection.onRequest(
    named<VerifyParams, VerifyResult>(VERIFY_REQUEST),
    guarded(state, VERIFY_REQUEST, (it, token) => verify(session!.server, it, token, progressOf(connection, it))),
  );
  connection.onRequest(
    named<object, ExplorerTree>(EXPLORER_REQUEST),
    guarded(state, EXPLORER_REQUEST, (_, token) => explorer(session!.server, token)),
  );
  connection.onRequest(
    named<VerdictsParams, readonly FunctionVerdict[]>(VERDICTS_REQUEST),
    guarded(state, VERDICTS_REQUEST, (it, token) => verdicts(session!.server, it, token)),
  );
  connection.onRequest(
    named<AuditParams, Audit>(AUDIT_REQUEST),
    guarded(state, AUDIT_REQUEST, (it, token) => audit(session!.server, it, token, progressOf(connection, it))),
  );
  connection.onRequest(
    named<ProfileParams, ProfileResult>(PROFILE_REQUEST),
    guarded(state, PROFILE_REQUEST, async (it, token) => {
      const result = await profile(session!.server, it, token);
      session!.background.refresh();
      return result;
    }),
  );
  connection.onRequest(
    named<BaselineParams, BaselineResult>(BASELINE_REQUEST),
    guarded(state, BASELINE_REQUEST, (it, token) => baseline(session!.server, it, token, progressOf(connection, it))),
  );
  connection.onRequest(
    named<ReportParams, string>(REPORT_REQUEST),
    guarded(state, REPORT_REQUEST, (it, token) => report(session!.server, it, token, progressOf(connection, it))),
  );
}

function openSession(connection: Connection, services: ServerServices, parameters: InitializeParams): Session {
  const server = new Server(connection, services, resolveClient(parameters));
  const background = new Background(server);
  const diagnostics = new Diagnostics(server);
  const pushed = server.client.pullDiagnostics ? undefined : new PushedDiagnostics(server, diagnostics);
  server.onChanged = () => {
    if (server.phase !== "running") return;
    background.countSoon();
    pushed?.schedule();
  };
  server.onLinked = () => {
    if (server.phase === "running") pushed?.schedule();
  };
  return {
    server,
    background,
    synchronisation: new Synchronisation(server, background),
    notebooks: new Notebooks(server),
    diagnostics,
    pushed,
    folders: foldersOf(parameters),
  };
}

async function begin({ server, background, synchronisation, folders }: Session): Promise<void> {
  const { client, connection } = server;
  if (client.registersConfiguration) {
    void connection.client.register(DidChangeConfigurationNotification.type, { section: "portwright" });
  }
  if (client.registersFileWatchers) {
    const watchers = WATCHED_FILES.map((globPattern) => ({ globPattern }));
    void connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
  }
  if (client.workspaceFolders) {
    connection.workspace.onDidChangeWorkspaceFolders((event) => synchronisation.didChangeWorkspaceFolders(event));
  }
  synchronisation.enqueue("Opening the workspace", async () => {
    await server.openFolders(folders);
    void background.scan(server.folders);
  });
}

function foldersOf({ workspaceFolders, rootUri, rootPath }: InitializeParams): Session["folders"] {
  if (workspaceFolders && workspaceFolders.length > 0) return workspaceFolders;
  const uri = rootUri ?? (rootPath ? URI.file(rootPath).toString() : undefined);
  if (!uri) return [];
  const name = URI.parse(uri).path.replace(/\/$/, "").split("/").pop() ?? "";
  return [{ uri, name }];
}

function progressOf(connection: Connection, parameters: AuditParams | null): WorkDoneProgressReporter {
  return connection.window.attachWorkDoneProgress(parameters?.workDoneToken);
}

/** A request of our own, whose parameters are one object: a list of parameters is declined before it reaches a handler. */
function named<Parameters, Result>(method: string): RequestType<Parameters, Result, void> {
  return new RequestType(method, ParameterStructures.byName);
}
