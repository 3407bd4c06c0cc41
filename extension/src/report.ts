import * as vscode from "vscode";

/** What the report's script sends when the reader follows a place; one-based. */
interface OpenMessage {
  readonly type: "open";
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/**
 * The report beside the code. The document comes whole from the server, with a content security policy that lets only its own
 * script and style through; the webview may load nothing.
 */
export class ReportPanel implements vscode.Disposable {
  #panel: vscode.WebviewPanel | undefined;
  #folder: vscode.WorkspaceFolder | undefined;

  show(folder: vscode.WorkspaceFolder, html: string): void {
    this.#folder = folder;
    this.#panel ??= this.#create();
    this.#panel.title = vscode.l10n.t("Portwright: {0}", folder.name);
    this.#panel.webview.html = html;
    this.#panel.reveal();
  }

  #create(): vscode.WebviewPanel {
    const panel = vscode.window.createWebviewPanel("portwright.report", "Portwright", vscode.ViewColumn.Active, {
      enableScripts: true,
      enableFindWidget: true,
      retainContextWhenHidden: true,
      localResourceRoots: [],
    });
    panel.webview.onDidReceiveMessage((message: unknown) => {
      if (this.#folder !== undefined && isOpenMessage(message)) void openPlace(this.#folder, message);
    });
    panel.onDidDispose(() => {
      this.#panel = undefined;
    });
    return panel;
  }

  dispose(): void {
    this.#panel?.dispose();
  }
}

/** A nonce for one document. */
export function newNonce(): string {
  return btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(18))));
}

async function openPlace(folder: vscode.WorkspaceFolder, { file, line, column }: OpenMessage): Promise<void> {
  const uri = vscode.Uri.joinPath(folder.uri, file);
  // The report speaks of files of its folder only; a path that leads elsewhere is not the report's.
  if (!uri.path.startsWith(`${folder.uri.path.replace(/\/$/, "")}/`)) return;
  const place = new vscode.Position(Math.max(0, line - 1), Math.max(0, column - 1));
  try {
    await vscode.window.showTextDocument(uri, { selection: new vscode.Range(place, place) });
  } catch {
    void vscode.window.showWarningMessage(
      vscode.l10n.t("{0} is no longer there. Open the report again to bring it up to date.", file),
    );
  }
}

function isOpenMessage(message: unknown): message is OpenMessage {
  if (typeof message !== "object" || message === null) return false;
  const { type, file, line, column } = message as Partial<OpenMessage>;
  return type === "open" && typeof file === "string" && Number.isInteger(line) && Number.isInteger(column);
}
