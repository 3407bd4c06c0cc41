import { CancellationTokenSource } from "vscode-languageserver";
import type { Folder } from "./folder.ts";
import { Cancelled, throwIfCancelled } from "./guard.ts";
import type { ServerWords } from "./messages.ts";
import { Pace } from "./pacing.ts";
import { scanFolder } from "./scan.ts";
import type { Server } from "./server.ts";

/** How long after the last change the findings are counted again, in milliseconds. */
const QUIET = 400;

/** What the server does without being asked: scans folders, counts findings for the status, tells clients to ask again. */
export class Background {
  readonly #server: Server;
  readonly #scans = new Map<Folder, CancellationTokenSource>();
  #count: CancellationTokenSource | undefined;
  #timer: NodeJS.Timeout | undefined;
  #findings = 0;
  /** False until the findings of the last scan are counted: "no findings" must not be said before that. */
  #counted = false;
  /** Nothing was done since the last scan that needs much memory. */
  #rested = false;

  constructor(server: Server) {
    this.#server = server;
  }

  /** Scans the folders one after the other; a scan of one of them that is under way is given up. */
  async scan(folders: readonly Folder[]): Promise<void> {
    for (const folder of folders) {
      this.#scans.get(folder)?.cancel();
      folder.scan = "waiting";
    }
    this.#counted = false;
    this.#rested = false;
    this.sendStatus();
    for (const folder of folders) await this.#scanOne(folder);
    if (folders.length === 0) this.countSoon(0);
  }

  async #scanOne(folder: Folder): Promise<void> {
    const source = new CancellationTokenSource();
    this.#scans.set(folder, source);
    const { words } = this.#server;
    const progress = await this.#server.connection.window.createWorkDoneProgress();
    const subscription = progress.token.onCancellationRequested(() => source.cancel());
    progress.begin("Portwright", 0, words.reading({ folder: folder.name }), true);
    let reported = 0;
    try {
      await scanFolder(this.#server.services, folder, {
        maximumFiles: folder.settings.maximumFiles,
        token: source.token,
        onProgress: (done, total) => {
          const percent = Math.floor((100 * done) / total);
          if (percent === reported) return;
          reported = percent;
          progress.report(percent, words[done * 2 <= total ? "reading.files" : "analysing.files"]());
        },
      });
    } finally {
      subscription.dispose();
      progress.done();
      // A later scan of the same folder has its own entry, and tells of its own end.
      if (this.#scans.get(folder) === source) {
        this.#scans.delete(folder);
        this.#server.notifyChanged();
        this.refresh();
        this.countSoon(0);
      }
    }
  }

  /** Asks the client to pull diagnostics and lenses again. */
  refresh(): void {
    const { client, connection } = this.#server;
    const ignored = () => {};
    if (client.pullDiagnostics && client.diagnosticRefresh)
      void connection.languages.diagnostics.refresh().catch(ignored);
    if (client.codeLensRefresh) void connection.sendRequest("workspace/codeLens/refresh").catch(ignored);
  }

  /** Counts the findings when it has been quiet for a while. */
  countSoon(delay = QUIET): void {
    clearTimeout(this.#timer);
    this.#count?.cancel();
    if (this.#server.folders.some(({ scan }) => scan === "waiting" || scan === "scanning")) {
      this.sendStatus();
      return;
    }
    this.#timer = setTimeout(() => {
      void this.#catchUp().catch((error) => {
        if (!(error instanceof Cancelled)) this.#server.reportDefect("Counting the findings", error);
      });
    }, delay);
  }

  /** Links what was edited with everything that depends on it, has the client ask again where that may say more, and counts. */
  async #catchUp(): Promise<void> {
    const source = new CancellationTokenSource();
    this.#count = source;
    let isNew = false;
    for (const folder of this.#server.everyFolder) {
      if (!folder.isBehind) continue;
      await folder.linked(this.#server.services.host.now, source.token);
      isNew = true;
    }
    if (isNew && this.#counted) this.refresh();
    await this.#countFindings(source);
    if (isNew) this.#server.notifyLinked();
  }

  async #countFindings(source: CancellationTokenSource): Promise<void> {
    const pace = new Pace(this.#server.services.host.now, source.token);
    let findings = 0;
    for (const folder of this.#server.everyFolder) {
      for (const file of folder.files()) {
        findings += folder.findings(file).length;
        await pace.breathe();
      }
    }
    throwIfCancelled(source.token);
    this.#findings = findings;
    this.#counted = true;
    this.sendStatus();
    if (this.#rested) return;
    // The next change takes the timer's place, so that nobody who types waits for it.
    this.#timer = setTimeout(() => {
      this.#rested = true;
      this.#server.services.rest?.();
    }, QUIET);
  }

  sendStatus(): void {
    const { folders, everyFolder } = this.#server;
    const scanning = !this.#counted || folders.some(({ scan }) => scan === "waiting" || scan === "scanning");
    const failed = folders.some(({ scan }) => scan === "failed");
    this.#server.sendStatus({
      state: scanning ? "scanning" : failed ? "failed" : "ready",
      findings: this.#findings,
      files: everyFolder.reduce((sum, folder) => sum + folder.files().length, 0),
      interpreters: [...new Set(folders.map(({ project }) => project.configuration.interpreter))].sort(),
      profiles: folders.flatMap(({ profiles }) => profiles.map(({ file }) => file)),
      notes: folders.flatMap((folder) => notesOf(folder, this.#server.words)),
    });
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#count?.cancel();
    for (const source of this.#scans.values()) source.cancel();
  }
}

function notesOf(folder: Folder, words: ServerWords): string[] {
  const notes = [...folder.settingProblems, ...folder.project.settingProblems];
  const keys = folder.project.problems.reduce((sum, { problems }) => sum + problems.length, 0);
  if (keys > 0)
    notes.push(
      words["note.settings"]({
        folder: folder.name,
        count: keys,
        files: folder.project.problems.map(({ file }) => file),
      }),
    );
  if (folder.problems.length === 1) notes.push(`${folder.problems[0].file}: ${folder.problems[0].message}`);
  else if (folder.problems.length > 1)
    notes.push(words["note.unread"]({ folder: folder.name, count: folder.problems.length }));
  if (folder.scan === "truncated") {
    notes.push(words["note.truncated"]({ folder: folder.name, maximum: folder.settings.maximumFiles }));
  }
  if (folder.scan === "cancelled") notes.push(words["note.cancelled"]({ folder: folder.name }));
  return notes;
}
