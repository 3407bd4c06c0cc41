import * as assert from "node:assert/strict";
import * as vscode from "vscode";

/** How long a person would wait for anything before calling it broken. */
const patience = 20_000;

/** Resolves with the first answer that is neither undefined nor false; fails with the condition's name otherwise. */
export async function until<Answer>(
  condition: string,
  look: () => Answer | undefined | false | Thenable<Answer | undefined | false>,
): Promise<Answer> {
  const deadline = Date.now() + patience;
  while (Date.now() < deadline) {
    const answer = await look();
    if (answer !== undefined && answer !== false) return answer;
    await new Promise((next) => setTimeout(next, 50));
  }
  throw new assert.AssertionError({ message: `It did not come to pass that ${condition}.` });
}

/** Address of a file of the fixture workspace. */
export function uriOf(path: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder, "no folder is open");
  return vscode.Uri.joinPath(folder.uri, path);
}

/** Addresses of the files below a folder of the workspace, as its file system tells them; none where there is no such folder. */
export async function filesUnder(path: string): Promise<readonly vscode.Uri[]> {
  const below = async (folder: vscode.Uri): Promise<vscode.Uri[]> => {
    const entries = await vscode.workspace.fs.readDirectory(folder);
    const found = entries.map(async ([name, type]) => {
      const uri = vscode.Uri.joinPath(folder, name);
      return type === vscode.FileType.Directory ? below(uri) : [uri];
    });
    return (await Promise.all(found)).flat();
  };
  return below(uriOf(path)).then(undefined, () => []);
}

export async function open(path: string): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uriOf(path)), { preview: false });
}

/** Portwright's diagnostics of a file. */
export function diagnosticsOf(path: string): readonly vscode.Diagnostic[] {
  return vscode.languages
    .getDiagnostics(uriOf(path))
    .filter((diagnostic) => /^portwright$/i.test(diagnostic.source ?? ""));
}

/** The rule that a diagnostic names, whether or not its code links to a page. */
export function ruleOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === "object" ? code.value : code);
}

/** Waits for a finding of a rule in a file. */
export function finding(path: string, rule: string): Promise<vscode.Diagnostic> {
  return until(`${path} has a finding of ${rule}`, () => diagnosticsOf(path).find((one) => ruleOf(one) === rule));
}

/** Waits until a file has no finding of a rule. */
export function noFinding(path: string, rule: string): Promise<true> {
  return until(`${path} has no finding of ${rule}`, () => !diagnosticsOf(path).some((one) => ruleOf(one) === rule));
}

/** Code actions at a range, with their edits. */
export async function actionsAt(
  uri: vscode.Uri,
  range: vscode.Range,
  kind?: vscode.CodeActionKind,
): Promise<readonly vscode.CodeAction[]> {
  return vscode.commands.executeCommand<vscode.CodeAction[]>(
    "vscode.executeCodeActionProvider",
    uri,
    range,
    kind?.value,
    50,
  );
}

/** Throws away what a test typed. */
export async function revert(editor: vscode.TextEditor): Promise<void> {
  await vscode.window.showTextDocument(editor.document);
  await vscode.commands.executeCommand("workbench.action.files.revert");
  await until("the document is as it was on disk", () => !editor.document.isDirty);
}

/** The text of hovers, joined, without Markdown's escapes. */
export function hoverText(hovers: readonly vscode.Hover[]): string {
  return hovers
    .flatMap(({ contents }) => contents.map((content) => (typeof content === "string" ? content : content.value)))
    .join("\n")
    .replace(/\\([_*`])/g, "$1");
}
