import * as vscode from "vscode";
import type { Verdict } from "../../server/src/advice/verdict.ts";
import type { FunctionVerdict, VerdictsParams } from "../../server/src/lsp/protocol.ts";
import type { Client } from "./client.ts";
import { verdictColor, verdictLabel } from "./verdicts.ts";

const SETTING = "portwright.decorations.enabled";

/** How long to wait after a change before asking the server again, in milliseconds. */
const QUIET = 300;

const VERDICTS: readonly Verdict[] = ["stay", "make-async", "parallelise", "port-go", "port-ts", "seam"];

/**
 * Marks functions and classes in the editor by their verdict: a stripe along them, a word at the end of their first line and a mark
 * in the overview ruler. Off unless the setting says otherwise; nothing is asked of the server then.
 */
export class VerdictMarks implements vscode.Disposable {
  readonly #client: Client;
  readonly #setting: vscode.Disposable;
  #marking: Marking | undefined;

  constructor(client: Client) {
    this.#client = client;
    this.#setting = vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(SETTING)) this.#follow();
    });
    this.#follow();
  }

  /** The setting is looked at for each document: folders can differ. This switches the whole on where any of them wants it. */
  #follow(): void {
    const scopes = [undefined, ...(vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri)];
    const wanted = scopes.some((scope) => isWanted(scope));
    if (!wanted) {
      this.#marking?.dispose();
      this.#marking = undefined;
    } else if (this.#marking === undefined) this.#marking = new Marking(this.#client);
    else this.#marking.refresh();
  }

  dispose(): void {
    this.#setting.dispose();
    this.#marking?.dispose();
  }
}

function isWanted(scope: vscode.Uri | undefined): boolean {
  return vscode.workspace.getConfiguration("portwright", scope ?? null).get<boolean>("decorations.enabled") === true;
}

/** What exists while the marks are on; disposing it takes them off. */
class Marking implements vscode.Disposable {
  readonly #client: Client;
  readonly #styles = new Map<Verdict, vscode.TextEditorDecorationType>();
  readonly #subscriptions: vscode.Disposable[];
  #timer: NodeJS.Timeout | undefined;
  #isDisposed = false;

  constructor(client: Client) {
    this.#client = client;
    for (const verdict of VERDICTS) this.#styles.set(verdict, styleOf(verdict));
    this.#subscriptions = [
      vscode.window.onDidChangeVisibleTextEditors(() => this.refresh()),
      vscode.workspace.onDidChangeTextDocument(({ document }) => isPython(document) && this.refresh()),
      client.onStatus(() => this.refresh()),
    ];
    this.refresh();
  }

  refresh(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      for (const editor of vscode.window.visibleTextEditors) if (isPython(editor.document)) void this.#mark(editor);
    }, QUIET);
  }

  async #mark(editor: vscode.TextEditor): Promise<void> {
    const { document } = editor;
    const { version } = document;
    const parameters: VerdictsParams = { uri: document.uri.toString() };
    let verdicts: readonly FunctionVerdict[] = [];
    try {
      if (isWanted(document.uri))
        verdicts = await this.#client.request<readonly FunctionVerdict[]>("portwright/verdicts", parameters);
    } catch {
      // The server is not there or is too busy: what is marked stays until it says something.
      return;
    }
    // What was typed since has its own question under way.
    if (this.#isDisposed || document.version !== version) return;
    for (const [verdict, style] of this.#styles) {
      const own = verdicts.filter(({ advice }) => advice.verdict === verdict);
      editor.setDecorations(
        style,
        own.flatMap((one) => marksOf(document, one)),
      );
    }
  }

  dispose(): void {
    this.#isDisposed = true;
    clearTimeout(this.#timer);
    for (const subscription of this.#subscriptions) subscription.dispose();
    // Disposing a style takes its marks off every editor.
    for (const style of this.#styles.values()) style.dispose();
  }
}

function styleOf(verdict: Verdict): vscode.TextEditorDecorationType {
  const color = verdictColor(verdict);
  return vscode.window.createTextEditorDecorationType({
    isWholeLine: true,
    borderStyle: "solid",
    borderWidth: "0 0 0 2px",
    borderColor: color,
    overviewRulerColor: color,
    overviewRulerLane: vscode.OverviewRulerLane.Left,
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
  });
}

/** The stripe along the whole, and the word at the end of the line that has the name. */
function marksOf(
  document: vscode.TextDocument,
  { range, body, advice, title }: FunctionVerdict,
): vscode.DecorationOptions[] {
  const whole = new vscode.Range(body.start.line, 0, Math.max(body.start.line, body.end.line), 0);
  const { line } = range.start;
  if (line >= document.lineCount) return [];
  const { end } = document.lineAt(line).range;
  const after: vscode.ThemableDecorationAttachmentRenderOptions = {
    contentText: verdictLabel(advice.verdict),
    color: verdictColor(advice.verdict),
    fontStyle: "italic",
    margin: "0 0 0 2em",
  };
  const hoverMessage = plain([title, ...advice.reasons]);
  return [{ range: whole }, { range: new vscode.Range(end, end), hoverMessage, renderOptions: { after } }];
}

/** A hover of text alone: what reasons say of the workspace is not taken for Markdown. */
function plain(paragraphs: readonly string[]): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString();
  paragraphs.forEach((paragraph, index) => {
    if (index > 0) markdown.appendMarkdown("\n\n");
    markdown.appendText(paragraph);
  });
  return markdown;
}

function isPython({ languageId }: vscode.TextDocument): boolean {
  return languageId === "python";
}
