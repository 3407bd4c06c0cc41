import * as vscode from "vscode";
import type { PortResult } from "../../server/src/lsp/protocol.ts";
import type { LineLink } from "../../server/src/port/sketch.ts";

/** An editor's counterpart: the other editor, and which side this one is. */
export interface Link {
  readonly side: "python" | "target";
  readonly other: vscode.TextEditor;
  readonly result: PortResult;
}

/** Marks, on the other side of a preview, the lines that belong to the cursor's, and keeps both sides in view of each other. */
export class LinkedLines implements vscode.Disposable {
  readonly #linkOf: (editor: vscode.TextEditor) => Link | undefined;
  readonly #marked = vscode.window.createTextEditorDecorationType({
    isWholeLine: true,
    backgroundColor: new vscode.ThemeColor("editor.wordHighlightBackground"),
    overviewRulerColor: new vscode.ThemeColor("editorOverviewRuler.wordHighlightForeground"),
    overviewRulerLane: vscode.OverviewRulerLane.Center,
  });
  readonly #subscriptions: vscode.Disposable[];

  constructor(linkOf: (editor: vscode.TextEditor) => Link | undefined) {
    this.#linkOf = linkOf;
    this.#subscriptions = [
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => this.refresh(textEditor)),
      vscode.window.onDidChangeTextEditorVisibleRanges(({ textEditor }) => this.#scrolled(textEditor)),
    ];
  }

  /** Marks the counterpart of the cursor's lines. Only the editor that the user is in leads: otherwise the two would chase each other. */
  refresh(editor: vscode.TextEditor): void {
    const link = this.#linkOf(editor);
    if (link === undefined || editor === link.other) return;
    const partner = partnerOf(link, editor.selection.active.line);
    editor.setDecorations(this.#marked, partner === undefined ? [] : [lineRange(editor, partner.own)]);
    link.other.setDecorations(this.#marked, partner === undefined ? [] : [lineRange(link.other, partner.other)]);
    if (partner === undefined) return;
    link.other.revealRange(lineRange(link.other, partner.other), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  }

  #scrolled(editor: vscode.TextEditor): void {
    if (editor !== vscode.window.activeTextEditor) return;
    const link = this.#linkOf(editor);
    const top = editor.visibleRanges[0]?.start.line;
    if (link === undefined || top === undefined) return;
    // With the cursor in view, its counterpart leads; scrolled away from it, the first visible line does.
    const cursor = editor.selection.active;
    if (editor.visibleRanges.some((range) => range.contains(cursor))) return;
    const partner = partnerOf(link, top);
    if (partner !== undefined)
      link.other.revealRange(lineRange(link.other, partner.other), vscode.TextEditorRevealType.AtTop);
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#marked.dispose();
  }
}

type Lines = readonly [start: number, end: number];

/** The tightest link that holds the line. */
function partnerOf({ side, result }: Link, line: number): { readonly own: Lines; readonly other: Lines } | undefined {
  const ownOf = (link: LineLink) => (side === "python" ? link.python : link.target);
  let best: LineLink | undefined;
  for (const link of result.links) {
    const [start, end] = ownOf(link);
    if (line < start || line >= end) continue;
    if (best === undefined || end - start < ownOf(best)[1] - ownOf(best)[0]) best = link;
  }
  return best === undefined ? undefined : { own: ownOf(best), other: side === "python" ? best.target : best.python };
}

function lineRange(editor: vscode.TextEditor, [start, end]: Lines): vscode.Range {
  const last = Math.max(start, end - 1);
  return editor.document.validateRange(new vscode.Range(start, 0, last, Number.MAX_SAFE_INTEGER));
}
