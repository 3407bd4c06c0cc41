import type { CancellationToken } from "vscode-languageserver";
import { URI } from "vscode-uri";
import type { AuditProblem } from "../advice/audit.ts";
import type { ProfileInput, WeighedFinding } from "../advice/evidence/evidence.ts";
import { findingFingerprints } from "../advice/fingerprint.ts";
import type { FactsFailure, Snapshot, Workspace } from "../engine/api.ts";
import type { EditorSettings } from "../engine/configuration-schema.ts";
import { createPathFilter, type PathFilter } from "../engine/path-filter.ts";
import type { ModuleFacts } from "../semantics/facts.ts";
import type { TextEdit } from "../text/edits.ts";
import type { OpenDocument } from "./documents.ts";
import { throwIfCancelled } from "./guard.ts";
import { SLICE } from "./pacing.ts";
import { type PositionEncoding, PositionedText } from "./position-encoding.ts";
import type { Project } from "./project.ts";

export type ScanState = "waiting" | "scanning" | "complete" | "truncated" | "cancelled" | "failed";

/** Linking that takes longer than this, in milliseconds, would be felt while typing. */
const NOTICEABLE = 100;

/** The longest that linking waits for the typing to stop, in milliseconds. */
const LONGEST_WAIT = 1000;

/**
 * One workspace folder with its workspace in the engine, or the loose documents that lie in none (`root` is undefined then). Knows
 * which texts the engine has, so that offsets of any file can be turned into positions.
 */
export class Folder {
  readonly uri: string;
  readonly root: string | undefined;
  readonly name: string;
  readonly #workspace: Workspace;
  /**
   * Holds the open documents alone, and answers for them until the folder has been read once: linking half a folder again and
   * again would keep the first squiggle waiting for the last file.
   */
  #interim: Workspace | undefined;
  readonly encoding: PositionEncoding;
  readonly #texts = new Map<string, PositionedText>();
  readonly #open = new Map<string, OpenDocument>();
  #generation = 0;
  /** How long linking the whole folder took the last time, in milliseconds. */
  #linkCost = Number.POSITIVE_INFINITY;
  /** The linking of the whole folder that is under way. */
  #linking: Promise<void> | undefined;
  #snapshot: { readonly generation: number; readonly value: Snapshot } | undefined;

  #project: Project;
  #filter: PathFilter;

  settings: EditorSettings;
  settingProblems: readonly string[] = [];
  #profiles: readonly ProfileInput[] = [];
  scan: ScanState = "waiting";
  /** The scan whose word counts: an older one that is still winding down must not speak for the folder. */
  currentScan: symbol | undefined;
  /** Problems met while reading files. */
  problems: readonly AuditProblem[] = [];

  constructor(options: {
    readonly uri: string;
    readonly root: string | undefined;
    readonly name: string;
    readonly workspace: Workspace;
    readonly interim: Workspace;
    readonly encoding: PositionEncoding;
    readonly project: Project;
    readonly settings: EditorSettings;
  }) {
    this.uri = options.uri;
    this.root = options.root;
    this.name = options.name;
    this.#workspace = options.workspace;
    this.#interim = options.root === undefined ? undefined : options.interim;
    this.encoding = options.encoding;
    this.#project = options.project;
    this.#filter = createPathFilter(options.project.patterns);
    this.settings = options.settings;
    this.#configureEngine();
  }

  get project(): Project {
    return this.#project;
  }

  /** What the user has measured. */
  get profiles(): readonly ProfileInput[] {
    return this.#profiles;
  }

  /** Everything that is said from here on is weighed by the profiles; none takes their word back. */
  measure(profiles: readonly ProfileInput[]): void {
    this.#profiles = profiles;
    this.#workspace.setProfiles(profiles);
    this.#interim?.setProfiles(profiles);
    this.#generation++;
  }

  /** Takes a new configuration. Files that it leaves out are forgotten; files that it lets in have to be read by a scan. */
  configure(project: Project): void {
    this.#project = project;
    this.#filter = createPathFilter(project.patterns);
    this.#configureEngine();
    this.#generation++;
    for (const file of this.files()) if (!this.accepts(file)) this.#forget(file);
    for (const [file, document] of this.#open) this.openDocument(file, document);
  }

  /** True for the files that the include and exclude patterns let through. */
  accepts(file: string): boolean {
    return this.root === undefined || this.#filter.takes(file);
  }

  /** Grows with every change, so that answers can be kept as long as it stands still. */
  get generation(): number {
    return this.#generation;
  }

  /**
   * A consistent view on everything set so far: on the open documents alone until the folder has been read once. Where linking the whole
   * folder would be felt, it answers provisionally after an edit, until that has been done.
   */
  snapshot(): Snapshot {
    if (this.#snapshot?.generation !== this.#generation) {
      const workspace = this.#interim ?? this.#workspace;
      const value = this.#linkCost > NOTICEABLE ? workspace.provisional(this.openFiles()) : workspace.snapshot();
      this.#snapshot = { generation: this.#generation, value };
    }
    return this.#snapshot.value;
  }

  /** Findings of one file as the profiles weigh them, those of the baseline left out. */
  findings(file: string): readonly WeighedFinding[] {
    const findings = this.snapshot().weighed(file);
    const { baseline } = this.#project;
    const text = this.#texts.get(file);
    if (baseline.size === 0 || text === undefined || findings.length === 0) return findings;
    const fingerprints = findingFingerprints(findings, ({ range }) => text.lineAt(range.start));
    return findings.filter((_, index) => !baseline.has(fingerprints[index]));
  }

  /** A view on every file, for preparing what was read. */
  wholeSnapshot(): Snapshot {
    return this.#workspace.snapshot();
  }

  /** From here on every answer knows the whole folder. */
  finishFirstScan(): void {
    if (this.#interim === undefined) return;
    this.#interim = undefined;
    this.#generation++;
  }

  /** Resolves when answers are quick: provisional ones at once, others when the folder is linked. */
  async settled(now: () => number, token: CancellationToken): Promise<void> {
    while (!this.snapshot().isQuick) await this.#untilLinked(now, token);
  }

  /** Resolves when the whole folder is linked as it is, so that no answer is provisional. */
  async linked(now: () => number, token: CancellationToken): Promise<void> {
    while (this.isBehind) {
      // Who types on would only be slowed down.
      const generation = this.#generation;
      if (this.#linking === undefined && this.snapshot().isQuick)
        await new Promise((resolve) => setTimeout(resolve, Math.min(this.#linkCost, LONGEST_WAIT)));
      throwIfCancelled(token);
      if (generation === this.#generation) await this.#untilLinked(now, token);
    }
  }

  /** True where something was edited since the whole folder was linked. */
  get isBehind(): boolean {
    const snapshot = this.snapshot();
    return snapshot.isProvisional || (!snapshot.isLinked && snapshot.files.length > 0);
  }

  async #untilLinked(now: () => number, token: CancellationToken): Promise<void> {
    this.#linking ??= this.#link(now).finally(() => {
      this.#linking = undefined;
    });
    await untilDone(this.#linking, token);
    throwIfCancelled(token);
  }

  /**
   * Links the whole folder in slices, between which requests are answered. What is edited meanwhile is linked beside the result, so that
   * somebody who never stops typing does not keep it from ever being done.
   */
  async #link(now: () => number): Promise<void> {
    const snapshot = (this.#interim ?? this.#workspace).snapshot();
    const isInterim = this.#interim !== undefined;
    const generation = this.#generation;
    const steps = snapshot.linking();
    let cost = 0;
    try {
      for (let isDone = false; !isDone; ) {
        const start = now();
        do isDone = steps.next().done === true;
        while (!isDone && now() - start < SLICE);
        cost += now() - start;
        if (!isDone) await new Promise<void>((resolve) => setTimeout(resolve, 0));
        // The folder has been read meanwhile.
        if (isInterim !== (this.#interim !== undefined)) return;
      }
    } finally {
      steps.return();
    }
    this.#linkCost = cost;
    if (this.#snapshot?.value === snapshot) return;
    const isCurrent = this.#generation === generation;
    this.#generation++;
    if (isCurrent) this.#snapshot = { generation: this.#generation, value: snapshot };
  }

  /** Sets the text of a file that is not open; an open document's text wins over what the disk has. */
  setClosedFile(file: string, text: string): void {
    if (this.#open.has(file)) return;
    const known = this.#texts.get(file);
    if (known?.text === text) return;
    this.#set(file, new PositionedText(text, this.encoding), undefined);
  }

  /** Facts of a text that were extracted elsewhere; of no effect when the file has another text by now. */
  setFacts(file: string, text: string, facts: ModuleFacts | FactsFailure): void {
    this.#workspace.setFacts(file, text, facts);
  }

  openDocument(file: string, document: OpenDocument, edits?: readonly TextEdit[]): void {
    this.#open.set(file, document);
    if (!this.accepts(file)) this.#forget(file);
    else if (this.#texts.get(file)?.text === document.content.text) {
      this.#texts.set(file, document.content);
      this.#interim?.setFile(file, document.content.text);
      if (this.#interim !== undefined) this.#generation++;
    } else this.#set(file, document.content, this.#texts.has(file) ? edits : undefined);
  }

  /** The document is no longer open; its file, if there is one, is to be read again. */
  closeDocument(file: string): void {
    this.#open.delete(file);
    this.#interim?.removeFile(file);
  }

  removeFile(file: string): void {
    if (!this.#open.has(file)) this.#forget(file);
  }

  /** The files that the engine has, in no particular order. */
  files(): readonly string[] {
    return [...this.#texts.keys()];
  }

  document(file: string): OpenDocument | undefined {
    return this.#open.get(file);
  }

  openFiles(): readonly string[] {
    return [...this.#open.keys()];
  }

  text(file: string): PositionedText | undefined {
    return this.#texts.get(file);
  }

  /** The address of a file as the client knows it. */
  uriOf(file: string): string {
    const open = this.#open.get(file);
    if (open !== undefined) return open.uri;
    const base = URI.parse(this.uri);
    return base.with({ path: `${base.path.replace(/\/$/, "")}/${file}` }).toString();
  }

  /** The path of an address relative to this folder, with forward slashes; undefined when it lies elsewhere. */
  fileOf(uri: URI): string | undefined {
    const base = URI.parse(this.uri);
    if (base.scheme !== uri.scheme || base.authority !== uri.authority) return undefined;
    const prefix = `${comparable(base.path.replace(/\/$/, ""))}/`;
    const path = comparable(uri.path);
    return path.startsWith(prefix) && path.length > prefix.length ? path.slice(prefix.length) : undefined;
  }

  #set(file: string, content: PositionedText, edits: readonly TextEdit[] | undefined): void {
    this.#texts.set(file, content);
    this.#generation++;
    this.#workspace.setFile(file, content.text, edits);
    if (this.#open.has(file)) this.#interim?.setFile(file, content.text, edits);
  }

  #forget(file: string): void {
    if (!this.#texts.delete(file)) return;
    this.#generation++;
    this.#workspace.removeFile(file);
    this.#interim?.removeFile(file);
  }

  #configureEngine(): void {
    this.#workspace.configure(this.#project.configuration);
    // What a suppression answers to may stand in a file that is not read yet.
    const { configuration } = this.#project;
    this.#interim?.configure({
      ...configuration,
      severity: { ...configuration.severity, "unused-suppression": "off" },
    });
  }
}

/** Resolves when the work is done or nobody waits for it any more. */
async function untilDone(work: Promise<void>, token: CancellationToken): Promise<void> {
  let subscription: { dispose(): void } | undefined;
  const cancelled = new Promise<void>((resolve) => {
    subscription = token.onCancellationRequested(() => resolve());
  });
  try {
    await Promise.race([work, cancelled]);
  } finally {
    subscription?.dispose();
  }
}

/** Clients write the drive letter of Windows in either case. */
function comparable(path: string): string {
  return path.replace(/^\/([A-Za-z]):/, (_, drive: string) => `/${drive.toLowerCase()}:`);
}
