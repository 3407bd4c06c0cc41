import {
  type CancellationToken,
  type Diagnostic,
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  type DocumentUri,
  type FullDocumentDiagnosticReport,
  type ResultProgressReporter,
  type UnchangedDocumentDiagnosticReport,
  type WorkspaceDiagnosticParams,
  type WorkspaceDiagnosticReport,
  type WorkspaceDocumentDiagnosticReport,
} from "vscode-languageserver";
import { fingerprint } from "../../advice/fingerprint.ts";
import { addressOf, documentsOf, isIn } from "../cells.ts";
import type { Folder } from "../folder.ts";
import { throwIfCancelled } from "../guard.ts";
import { Pace } from "../pacing.ts";
import { PositionedText } from "../position-encoding.ts";
import type { Place, Server } from "../server.ts";
import { configurationProblemToProtocol, findingToProtocol } from "../to-protocol.ts";

/** Diagnostics of one file, with the name by which the client says that it has them already. */
interface Report {
  readonly items: readonly Diagnostic[];
  readonly resultId: string;
}

const EMPTY: Report = reportOf([]);

/** How many reports a partial result carries: enough to be cheap, few enough to appear early. */
const CHUNK = 50;

/**
 * Answers the pull requests. Keeps what it answered last for each document, so that a change in one file can bring along the open
 * documents whose findings it altered.
 */
export class Diagnostics {
  readonly #server: Server;
  readonly #reports = new WeakMap<Folder, { generation: number; readonly byFile: Map<string, Report> }>();
  readonly #answered = new Map<DocumentUri, string>();
  #telling: NodeJS.Timeout | undefined;

  constructor(server: Server) {
    this.#server = server;
  }

  async document(parameters: DocumentDiagnosticParams, token: CancellationToken): Promise<DocumentDiagnosticReport> {
    const uri = parameters.textDocument?.uri;
    const place = await this.#server.settledPlace(uri, token);
    const own = answer(place === undefined ? EMPTY : this.report(place), parameters.previousResultId);
    this.#answered.set(uri, own.resultId!);
    if (place === undefined) return own;
    if (!this.#server.client.relatedDocuments) {
      this.#tellSoon();
      return own;
    }
    const related: Record<DocumentUri, FullDocumentDiagnosticReport | UnchangedDocumentDiagnosticReport> = {};
    for (const open of place.folder.openFiles().flatMap((file) => documentsOf(place.folder, file))) {
      const relatedUri = addressOf(open).uri;
      const before = this.#answered.get(relatedUri);
      if (relatedUri === uri || before === undefined) continue;
      const report = this.report(open);
      if (report.resultId === before) continue;
      related[relatedUri] = full(report);
      this.#answered.set(relatedUri, report.resultId);
    }
    return Object.keys(related).length === 0 ? own : { ...own, relatedDocuments: related };
  }

  /**
   * A client that takes no related documents asks for them one by one, some time. Where a change has altered what it has for another open
   * document it is asked to hurry; the answer that brought this up goes first.
   */
  #tellSoon(): void {
    if (!this.#server.client.diagnosticRefresh || this.#telling !== undefined) return;
    this.#telling = setTimeout(() => {
      this.#telling = undefined;
      if (this.#server.phase === "running" && this.#isSomeStale())
        void this.#server.connection.languages.diagnostics.refresh().catch(() => {});
    }, 0);
  }

  #isSomeStale(): boolean {
    for (const folder of this.#server.everyFolder) {
      for (const place of folder.openFiles().flatMap((file) => documentsOf(folder, file))) {
        const { uri } = addressOf(place);
        const before = this.#answered.get(uri);
        if (before === undefined || before === this.report(place).resultId) continue;
        // It is told once: a client that does not ask for this document any more is not asked again and again.
        this.#answered.delete(uri);
        return true;
      }
    }
    return false;
  }

  /**
   * Reports every file with findings, and every file that the client has an older answer for. Where the client takes partial
   * results and there is nothing new to tell, the request stays open until there is: that spares both sides the polling.
   */
  async workspace(
    parameters: WorkspaceDiagnosticParams,
    token: CancellationToken,
    partial: ResultProgressReporter<WorkspaceDiagnosticReport> | undefined,
  ): Promise<WorkspaceDiagnosticReport> {
    await this.#server.ready(token);
    while (this.#server.folders.some(({ scan }) => scan === "waiting" || scan === "scanning")) {
      await this.#server.changed(token);
      throwIfCancelled(token);
    }
    const previous = new Map((parameters.previousResultIds ?? []).map(({ uri, value }) => [uri, value]));
    for (;;) {
      const generation = this.#generation();
      const { items, news } = await this.#workspaceItems(previous, token, (news) => partial?.report({ items: news }));
      if (partial === undefined) return { items };
      if (news > 0 || previous.size === 0) return { items: [] };
      while (this.#generation() === generation) {
        await this.#server.changed(token);
        throwIfCancelled(token);
      }
    }
  }

  /** Collects the reports; in passing hands out those that are news, in chunks. */
  async #workspaceItems(
    previous: ReadonlyMap<DocumentUri, string>,
    token: CancellationToken,
    onNews: (items: WorkspaceDocumentDiagnosticReport[]) => void,
  ): Promise<{ readonly items: WorkspaceDocumentDiagnosticReport[]; readonly news: number }> {
    const items: WorkspaceDocumentDiagnosticReport[] = [];
    const unseen = new Set(previous.keys());
    const pace = new Pace(this.#server.services.host.now, token);
    let chunk: WorkspaceDocumentDiagnosticReport[] = [];
    let news = 0;
    const add = (uri: DocumentUri, version: number | null, report: Report) => {
      unseen.delete(uri);
      const before = previous.get(uri);
      if (before === undefined && report.items.length === 0) return;
      const item = { ...answer(report, before), uri, version } as WorkspaceDocumentDiagnosticReport;
      items.push(item);
      if (item.kind !== DocumentDiagnosticReportKind.Full) return;
      news++;
      chunk.push(item);
      if (chunk.length < CHUNK) return;
      onNews(chunk);
      chunk = [];
    };
    for (const folder of this.#server.everyFolder) {
      await folder.settled(this.#server.services.host.now, token);
      const open = new Set(folder.openFiles());
      for (const file of [...folder.files()].sort()) {
        if (!folder.settings.workspaceDiagnostics && !open.has(file)) continue;
        for (const document of documentsOf(folder, file)) {
          const { uri, version } = addressOf(document);
          add(uri, version, this.report(document));
        }
        await pace.breathe();
      }
      for (const [file, report] of configurationReports(folder)) add(folder.uriOf(file), null, report);
    }
    // What the client still shows and nothing here speaks of any more: deleted files, and settings that were put right.
    for (const uri of unseen) add(uri, null, EMPTY);
    if (chunk.length > 0) onNews(chunk);
    return { items, news };
  }

  /** Diagnostics of one file as it is now. */
  report(place: Place): Report {
    const { folder, file, cell = file } = place;
    let known = this.#reports.get(folder);
    if (known === undefined || known.generation !== folder.generation) {
      known = { generation: folder.generation, byFile: new Map() };
      this.#reports.set(folder, known);
    }
    const kept = known.byFile.get(cell);
    if (kept !== undefined) return kept;
    const report = this.#compute(place);
    known.byFile.set(cell, report);
    return report;
  }

  #compute(place: Place): Report {
    const { folder, file } = place;
    const configuration = configurationReports(folder).get(file);
    if (configuration !== undefined) return configuration;
    if (folder.text(file) === undefined) return EMPTY;
    const findings = folder.findings(file);
    if (findings.length === 0) return EMPTY;
    return reportOf(
      findings.flatMap((finding) => {
        if (!isIn(place, finding.range)) return [];
        const diagnostic = findingToProtocol(folder, this.#server.client, finding);
        return diagnostic === undefined ? [] : [diagnostic];
      }),
    );
  }

  #generation(): number {
    return this.#server.everyFolder.reduce((sum, folder) => sum + folder.generation, this.#server.folders.length);
  }

  /** The client closed the document: what it had for it no longer matters. */
  forget(uri: DocumentUri): void {
    this.#answered.delete(uri);
  }
}

/** Problems of the configuration, by the file that they stand in. */
export function configurationReports(folder: Folder): Map<string, Report> {
  return new Map(
    folder.project.problems.map(({ file, text, problems }) => {
      const positioned = new PositionedText(text, folder.encoding);
      return [file, reportOf(problems.map((problem) => configurationProblemToProtocol(positioned, problem)))];
    }),
  );
}

function reportOf(items: readonly Diagnostic[]): Report {
  return { items, resultId: items.length === 0 ? "0" : fingerprint(JSON.stringify(items)) };
}

function answer(
  report: Report,
  previous: string | undefined,
): FullDocumentDiagnosticReport | UnchangedDocumentDiagnosticReport {
  if (previous === report.resultId) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId: report.resultId };
  return full(report);
}

function full(report: Report): FullDocumentDiagnosticReport {
  return { kind: DocumentDiagnosticReportKind.Full, resultId: report.resultId, items: [...report.items] };
}
