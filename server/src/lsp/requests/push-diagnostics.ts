import type { DocumentUri } from "vscode-languageserver";
import { addressOf, documentsOf } from "../cells.ts";
import type { Server } from "../server.ts";
import { configurationReports, type Diagnostics } from "./diagnostics.ts";

/** How long to wait after a change before publishing, in milliseconds: a burst of keystrokes becomes one answer. */
const QUIET = 150;

/** Publishes diagnostics to clients that cannot pull them: open documents, files with findings, configuration files. */
export class PushedDiagnostics {
  readonly #server: Server;
  readonly #diagnostics: Diagnostics;
  readonly #published = new Map<DocumentUri, string>();
  #timer: NodeJS.Timeout | undefined;

  constructor(server: Server, diagnostics: Diagnostics) {
    this.#server = server;
    this.#diagnostics = diagnostics;
  }

  schedule(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      try {
        this.#publish();
      } catch (error) {
        this.#server.reportDefect("Publishing diagnostics", error);
      }
    }, QUIET);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #publish(): void {
    const current = new Set<DocumentUri>();
    for (const folder of this.#server.everyFolder) {
      // Closed files wait for the scan's end: what is found before knows only part of the program.
      const scanned = folder.scan !== "waiting" && folder.scan !== "scanning";
      const closed = scanned && folder.settings.workspaceDiagnostics ? folder.files() : [];
      const configuration = configurationReports(folder);
      for (const file of new Set([...folder.openFiles(), ...closed, ...configuration.keys()])) {
        for (const place of documentsOf(folder, file)) {
          const { uri, version } = addressOf(place);
          const report = this.#diagnostics.report(place);
          current.add(uri);
          const isNew = version !== null && this.#versions.get(uri) !== version;
          if ((this.#published.get(uri) ?? "0") === report.resultId && !isNew) continue;
          this.#send(uri, report.resultId, [...report.items], version ?? undefined);
        }
      }
    }
    for (const [uri, resultId] of this.#published)
      if (!current.has(uri) && resultId !== "0") this.#send(uri, "0", [], undefined);
  }

  readonly #versions = new Map<DocumentUri, number>();

  #send(
    uri: DocumentUri,
    resultId: string,
    diagnostics: Parameters<Server["connection"]["sendDiagnostics"]>[0]["diagnostics"],
    version: number | undefined,
  ): void {
    this.#published.set(uri, resultId);
    if (version === undefined) this.#versions.delete(uri);
    else this.#versions.set(uri, version);
    void this.#server.connection.sendDiagnostics({ uri, diagnostics, ...(version === undefined ? {} : { version }) });
  }
}
