import * as vscode from "vscode";
import type { CodeAction } from "vscode-languageclient";
import type { ActionId } from "../../server/src/engine/api.ts";
import type { ExplorerFinding, ExplorerModule } from "../../server/src/lsp/protocol.ts";
import type { Client } from "./client.ts";
import { groupLabel, isNode, type Node } from "./explorer-items.ts";
import { findingMarkdown, modulesMarkdown } from "./explorer-markdown.ts";

/** What can be done from an entry of the Migration Explorer. */
export class ExplorerActions {
  readonly #client: Client;

  constructor(client: Client) {
    this.#client = client;
  }

  async open(node: unknown): Promise<void> {
    if (!isNode(node) || node.kind === "group") return;
    const uri = vscode.Uri.parse(node.module.uri);
    // A notebook's own editor, rather than its JSON as text.
    if (uri.path.endsWith(".ipynb")) return void vscode.commands.executeCommand("vscode.open", uri);
    const selection = node.kind === "finding" ? rangeOf(node.finding) : undefined;
    await vscode.window.showTextDocument(uri, {
      ...(selection ? { selection } : {}),
      preview: true,
    });
  }

  /** Goes to the finding and opens the editor's own menu of quick fixes there. */
  async fix(node: unknown): Promise<void> {
    if (!isNode(node) || node.kind !== "finding") return;
    const { start } = rangeOf(node.finding);
    await vscode.window.showTextDocument(vscode.Uri.parse(node.module.uri), {
      selection: new vscode.Range(start, start),
    });
    await vscode.commands.executeCommand("editor.action.quickFix");
  }

  /** A module is ported whole, a finding's function alone. */
  async port(node: unknown, command: string): Promise<void> {
    if (!isNode(node) || node.kind === "group") return;
    const { uri } = node.module;
    const name = node.kind === "finding" && node.finding.symbol !== "" ? node.finding.symbol : undefined;
    await vscode.commands.executeCommand(command, name === undefined ? { uri, module: true } : { uri, name });
  }

  async verify(node: unknown): Promise<unknown> {
    if (!isNode(node) || node.kind === "group") return undefined;
    return vscode.commands.executeCommand("portwright.verifyParity", vscode.Uri.parse(node.module.uri));
  }

  /** Puts the comment at the place that suppresses the finding, and shows it: the reason is the user's to write. */
  async suppress(node: unknown): Promise<void> {
    if (!isNode(node) || node.kind !== "finding") return;
    const { module, finding } = node;
    const actions = await this.#client.request<readonly CodeAction[]>("textDocument/codeAction", {
      textDocument: { uri: module.uri },
      range: finding.range,
      context: { diagnostics: [], only: [vscode.CodeActionKind.QuickFix.value] },
    });
    const listed = actions.find((action) => isSuppression(action.data, finding.rule));
    if (listed === undefined)
      throw new Error(vscode.l10n.t("No comment can be written at this place; the rule can be switched off instead."));
    const { edit } = await this.#client.request<CodeAction>("codeAction/resolve", listed);
    if (edit === undefined || !(await this.#client.applyEdit(edit))) return;
    await this.open(node);
  }

  async copy(node: unknown): Promise<void> {
    if (isNode(node)) await vscode.env.clipboard.writeText(await markdownOf(node));
  }
}

async function markdownOf(node: Node): Promise<string> {
  switch (node.kind) {
    case "group":
      return modulesMarkdown(groupLabel(node.group), node.group.modules);
    case "module":
      return modulesMarkdown(node.module.path, [node.module]);
    case "finding":
      return findingMarkdown(node.module, node.finding, {
        code: await codeAround(node.module, node.finding),
        chain: chainOf(node.module, node.finding),
      });
  }
}

/** The line of a finding with its neighbours. */
async function codeAround({ uri }: ExplorerModule, { range }: ExplorerFinding): Promise<string[]> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri));
  const last = Math.min(document.lineCount - 1, range.start.line + 1);
  const lines: string[] = [];
  for (let line = Math.max(0, range.start.line - 1); line <= last; line++) lines.push(document.lineAt(line).text);
  return lines;
}

/** The hops, which the diagnostic of the finding has. */
export function chainOf({ uri }: ExplorerModule, finding: ExplorerFinding): { message: string; place: string }[] {
  const place = rangeOf(finding);
  const diagnostic = vscode.languages
    .getDiagnostics(vscode.Uri.parse(uri))
    .find(({ range, code }) => range.isEqual(place) && ruleOf(code) === finding.rule);
  return (diagnostic?.relatedInformation ?? []).map(({ message, location }) => ({
    message,
    place: `${vscode.workspace.asRelativePath(location.uri)}:${location.range.start.line + 1}`,
  }));
}

function ruleOf(code: vscode.Diagnostic["code"]): unknown {
  return typeof code === "object" ? code.value : code;
}

/** Whether an action of the server is the comment for a rule. */
function isSuppression(data: unknown, rule: string): boolean {
  const id = (data as { readonly id?: ActionId } | undefined)?.id;
  return id?.kind === "fix" && id.fix === "suppress" && id.rule === rule;
}

function rangeOf({ range: { start, end } }: ExplorerFinding): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}
