import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { isDeepStrictEqual } from "node:util";
import {
  type ClientCapabilities,
  createProtocolConnection,
  type Diagnostic,
  type DocumentDiagnosticReport,
  type InitializeResult,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  type Range,
  StreamMessageReader,
  StreamMessageWriter,
  type TextEdit,
  type WorkspaceDiagnosticReport,
  type WorkspaceEdit,
} from "vscode-languageserver/node";
import type { ServerStatus } from "../../server/src/lsp/protocol.ts";

/** The server's entry point from source; `PORTWRIGHT_SERVER` names another, such as a bundle. */
const SERVER =
  process.env["PORTWRIGHT_SERVER"] ?? fileURLToPath(new URL("../../server/src/main.node.ts", import.meta.url));
const COMPILE_TSX = new URL("./compile-tsx.mjs", import.meta.url).href;

/** Token of the requests that take partial results. */
export const PARTS = "parts";

/** Capabilities of a modern editor. */
export const FULL_CLIENT: ClientCapabilities = {
  general: { positionEncodings: ["utf-16"] },
  window: { workDoneProgress: true },
  workspace: {
    configuration: true,
    workspaceFolders: true,
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
    diagnostics: { refreshSupport: true },
    codeLens: { refreshSupport: true },
    workspaceEdit: { documentChanges: true, resourceOperations: ["create"] },
  },
  textDocument: {
    diagnostic: {
      dynamicRegistration: true,
      relatedDocumentSupport: true,
      relatedInformation: true,
      dataSupport: true,
    },
    hover: { contentFormat: ["markdown", "plaintext"] },
    codeAction: {
      dataSupport: true,
      isPreferredSupport: true,
      resolveSupport: { properties: ["edit"] },
      codeActionLiteralSupport: { codeActionKind: { valueSet: ["quickfix", "refactor", "source"] } },
    },
  },
};

export interface SessionOptions {
  /** Files of the workspace folder, by relative path. */
  readonly files?: Readonly<Record<string, string>>;
  readonly capabilities?: ClientCapabilities;
  readonly initializationOptions?: unknown;
  /** The editor's language. */
  readonly locale?: string;
  /** The settings under `portwright`. */
  readonly settings?: Record<string, unknown>;
  /** Variables of the server's environment. */
  readonly environment?: Readonly<Record<string, string>>;
  /** The workspace's folders, by name, side by side; instead of one that holds `files`. */
  readonly folders?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Further workspace folders, by name; they lie within the first. */
  readonly moreFolders?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** A server process with a client that does what an editor does. */
export class Session {
  readonly connection: ProtocolConnection;
  readonly process: ChildProcess;
  readonly root: string;
  readonly registrations: { readonly method: string; readonly registerOptions?: unknown }[] = [];
  readonly published = new Map<string, PublishDiagnosticsParams>();
  readonly progress: {
    readonly token: string | number;
    readonly value: { readonly kind: string } & Record<string, unknown>;
  }[] = [];
  readonly refreshes: string[] = [];
  readonly stderr: string[] = [];
  settings: Record<string, unknown>;
  status: ServerStatus | undefined;
  /** Called with each partial result of the requests whose token is `PARTS`. */
  onPart: (part: WorkspaceDiagnosticReport) => void = () => {};
  initialized!: InitializeResult;
  readonly exited: Promise<number | null>;
  #watchers = new Set<() => void>();

  private constructor(settings: Record<string, unknown>, environment: Readonly<Record<string, string>>) {
    this.settings = settings;
    this.root = mkdtempSync(join(tmpdir(), "portwright-lsp-"));
    this.process = spawn(process.execPath, ["--import", COMPILE_TSX, SERVER, "--stdio"], {
      env: { ...process.env, ...environment },
    });
    this.process.stderr!.setEncoding("utf8").on("data", (text: string) => this.stderr.push(text));
    this.exited = new Promise((resolve) => this.process.once("exit", resolve));
    this.connection = createProtocolConnection(
      new StreamMessageReader(this.process.stdout!),
      new StreamMessageWriter(this.process.stdin!),
    );
    this.connection.onRequest("client/registerCapability", ({ registrations }) => {
      this.registrations.push(...registrations);
      this.#wake();
      return null;
    });
    this.connection.onRequest("workspace/configuration", ({ items }: { items: readonly unknown[] }) =>
      items.map(() => this.settings),
    );
    this.connection.onRequest("window/workDoneProgress/create", () => null);
    for (const method of ["workspace/diagnostic/refresh", "workspace/codeLens/refresh"]) {
      this.connection.onRequest(method, () => {
        this.refreshes.push(method);
        this.#wake();
        return null;
      });
    }
    this.connection.onNotification("textDocument/publishDiagnostics", (parameters: PublishDiagnosticsParams) => {
      this.published.set(parameters.uri, parameters);
      this.#wake();
    });
    this.connection.onNotification("portwright/status", (status: ServerStatus) => {
      this.status = status;
      this.#wake();
    });
    this.connection.onNotification("$/progress", (parameters) => {
      if (parameters.token === PARTS) this.onPart(parameters.value as unknown as WorkspaceDiagnosticReport);
      this.progress.push(parameters);
      this.#wake();
    });
    this.connection.listen();
  }

  /** Starts a server and goes as far as `initialized`. */
  static async start(options: SessionOptions = {}): Promise<Session> {
    const session = new Session(options.settings ?? {}, options.environment ?? {});
    session.write(options.files ?? {});
    const folders = options.folders === undefined ? [{ uri: session.uri(""), name: "project" }] : [];
    for (const [name, files] of Object.entries(options.folders ?? {})) {
      session.write(Object.fromEntries(Object.entries(files).map(([file, text]) => [`${name}/${file}`, text])));
      folders.push({ uri: session.uri(name), name });
    }
    for (const [name, files] of Object.entries(options.moreFolders ?? {})) {
      const entries = Object.entries(files).map(([file, text]) => [`../${name}/${file}`, text]);
      session.write(Object.fromEntries(entries.map(([file, text]) => [file.replace(/^\.\.\//, "_folders/"), text])));
      folders.push({ uri: session.uri(`_folders/${name}`), name });
    }
    session.initialized = await session.connection.sendRequest("initialize", {
      processId: process.pid,
      rootUri: null,
      workspaceFolders: options.files === undefined && options.folders === undefined ? null : folders,
      capabilities: options.capabilities ?? FULL_CLIENT,
      initializationOptions: options.initializationOptions,
      ...(options.locale === undefined ? {} : { locale: options.locale }),
    });
    await session.connection.sendNotification("initialized", {});
    return session;
  }

  /** Writes files into the workspace folder, without a word to the server. */
  write(files: Readonly<Record<string, string>>): void {
    for (const [file, text] of Object.entries(files)) {
      const path = join(this.root, file);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    }
  }

  /** Removes a file or folder, without a word to the server. */
  remove(path: string): void {
    rmSync(join(this.root, path), { recursive: true });
  }

  uri(file: string): string {
    return pathToFileURL(file === "" ? this.root : join(this.root, file)).toString();
  }

  async open(file: string, text: string, version = 1): Promise<string> {
    const uri = this.uri(file);
    await this.connection.sendNotification("textDocument/didOpen", {
      textDocument: { uri, languageId: "python", version, text },
    });
    return uri;
  }

  async change(
    uri: string,
    version: number,
    ...contentChanges: readonly { readonly range?: Range; readonly text: string }[]
  ): Promise<void> {
    await this.connection.sendNotification("textDocument/didChange", {
      textDocument: { uri, version },
      contentChanges,
    });
  }

  async pull(uri: string, previousResultId?: string): Promise<DocumentDiagnosticReport> {
    return this.connection.sendRequest("textDocument/diagnostic", { textDocument: { uri }, previousResultId });
  }

  /** Diagnostics of a document, which must be a full report. */
  async diagnostics(uri: string): Promise<Diagnostic[]> {
    const report = await this.pull(uri);
    if (report.kind !== "full") throw new Error(`expected a full report, not ${report.kind}`);
    return report.items;
  }

  /** Resolves when the condition holds, which is looked at after each message of the server. */
  /**
   * Asks again after each refresh until the answer is the expected one. A refresh that was still under way from before a change does
   * not count as the answer to it.
   */
  async settlesOn<T>(expected: T, ask: () => Promise<T>): Promise<void> {
    for (;;) {
      const seen = this.refreshes.length;
      const answer = await ask();
      if (isDeepStrictEqual(answer, expected)) return;
      await this.until(
        `the answer ${JSON.stringify(expected)}, instead of ${JSON.stringify(answer)}`,
        () => this.refreshes.length > seen,
      );
    }
  }

  async until(what: string, condition: () => boolean): Promise<void> {
    if (condition()) return;
    await new Promise<void>((resolve, reject) => {
      const finish = (result: () => void) => {
        this.#watchers.delete(look);
        clearTimeout(timer);
        result();
      };
      const timer = setTimeout(
        () => finish(() => reject(new Error(`never came: ${what}\n${this.stderr.join("")}`))),
        20_000,
      );
      const look = () => condition() && finish(resolve);
      this.#watchers.add(look);
      void this.exited.then((code) =>
        finish(() => reject(new Error(`the server exited with ${code}\n${this.stderr.join("")}`))),
      );
    });
  }

  /** Resolves when every folder is scanned and the findings are counted. */
  async scanned(): Promise<void> {
    await this.until("the end of the scan", () => this.status?.state === "ready");
  }

  #wake(): void {
    for (const look of [...this.#watchers]) look();
  }

  /** Shuts down as an editor does; the exit code. */
  async shutdown(): Promise<number | null> {
    if (this.process.exitCode === null && this.process.signalCode === null) {
      await this.connection.sendRequest("shutdown");
      await this.connection.sendNotification("exit");
    }
    return this.exited;
  }

  /** Ends the process, however it stands, and removes the workspace folder. */
  async dispose(): Promise<void> {
    this.process.kill();
    await this.exited;
    this.connection.dispose();
    rmSync(this.root, { recursive: true, force: true });
  }
}

/** The text after the edits that a workspace edit holds for a document. */
export function applyTo(text: string, edit: WorkspaceEdit | undefined, uri: string): string {
  const edits = (edit?.documentChanges ?? []).flatMap((change) =>
    "edits" in change && change.textDocument.uri === uri ? (change.edits as TextEdit[]) : [],
  );
  edits.push(...(edit?.changes?.[uri] ?? []));
  const lines = text.split("\n");
  const offsetOf = ({ line, character }: Range["start"]) =>
    lines.slice(0, line).reduce((sum, one) => sum + one.length + 1, 0) + character;
  return edits
    .map(({ range, newText }) => ({ start: offsetOf(range.start), end: offsetOf(range.end), newText }))
    .sort((a, b) => b.start - a.start)
    .reduce((result, { start, end, newText }) => result.slice(0, start) + newText + result.slice(end), text);
}
