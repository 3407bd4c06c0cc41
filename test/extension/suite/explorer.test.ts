import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import type { ExplorerFinding, ExplorerModule } from "../../../server/src/lsp/protocol.ts";
import { diagnosticsOf, finding, noFinding, open, revert, ruleOf, until, uriOf } from "./workspace.ts";

const handlers = "service/handlers.py";

/** An entry of the Migration Explorer, as the view hands it to its commands. */
async function entryOf(
  path: string,
  rule: string,
): Promise<{ kind: "finding"; module: ExplorerModule; finding: ExplorerFinding }> {
  const { message, range } = await finding(path, rule);
  const one: ExplorerFinding = {
    rule,
    severity: "warning",
    confidence: "definite",
    message,
    help: "",
    symbol: "",
    range: {
      start: { line: range.start.line, character: range.start.character },
      end: { line: range.end.line, character: range.end.character },
    },
    evidence: undefined,
  };
  const advice = { verdict: "make-async" as const, reasons: [], wouldChange: [] };
  const module = { uri: uriOf(path).toString(), path, advice, effort: undefined, findings: [one] };
  return { kind: "finding", module, finding: one };
}

describe("an entry of the Migration Explorer", () => {
  it("is suppressed with a comment at its place, which is shown", async () => {
    const entry = await entryOf(handlers, "blocking-call");
    await vscode.commands.executeCommand("portwright.explorer.suppress", entry);
    const editor = await until("the document is shown", () => {
      const active = vscode.window.activeTextEditor;
      return active?.document.uri.path.endsWith(handlers) ? active : undefined;
    });
    assert.match(editor.document.getText(), /time\.sleep\(1\) {2}# portwright: ignore\[blocking-call\]/);
    await noFinding(handlers, "blocking-call");
    assert.ok(
      diagnosticsOf(handlers).some((one) => ruleOf(one) === "blocking-chain"),
      "the other finding is gone, too",
    );
    await revert(editor);
    await finding(handlers, "blocking-call");
  });

  it("is copied with its code and its proof", async () => {
    await vscode.commands.executeCommand("portwright.explorer.copy", await entryOf(handlers, "blocking-chain"));
    const copied = await until("something is copied", async () => {
      const text = await vscode.env.clipboard.readText();
      return text.includes("blocking-chain") ? text : undefined;
    });
    assert.match(copied, /^\*\*warning\*\* `blocking-chain` `service\/handlers\.py:12`\n/);
    assert.match(copied, /```python\nasync def chained.*\n {4}return storage\.load\(name\)\n/);
    assert.match(copied, /\n\d\. .*time\.sleep.* \(`service\/storage\.py:9`\)\n/);
  });

  it("is opened at its place", async () => {
    await vscode.commands.executeCommand("portwright.explorer.open", await entryOf(handlers, "blocking-call"));
    const editor = vscode.window.activeTextEditor;
    assert.equal(editor?.document.getText(editor.selection), "time.sleep(1)");
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  });
});

describe("a profile", () => {
  it("weighs what is underlined, says the figure, and takes its word back", async () => {
    const numbers = "service/numbers.py";
    await open(numbers);
    // What is shown first may still be of the tests before, whose configuration and profiles weighed it otherwise.
    const isUnweighed = async () => {
      const { severity, message } = await finding(numbers, "gil-bound-pool");
      return severity === vscode.DiagnosticSeverity.Warning && !message.includes("%");
    };
    await until("the finding is told as it is", isUnweighed);
    const file = uriOf("profile.txt");
    const stacks =
      "<module> (service/numbers.py:1);count_pairs (service/numbers.py:4) 1\nother (service/other.py:1) 999\n";
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(stacks));
    try {
      await vscode.commands.executeCommand("portwright.loadProfile", file);
      const weighed = await until("the finding is demoted", async () => {
        const found = await finding(numbers, "gil-bound-pool");
        return found.severity === vscode.DiagnosticSeverity.Information ? found : undefined;
      });
      assert.match(weighed.message, /0\.1 %/);
      await vscode.commands.executeCommand("portwright.clearProfile");
      await until("the finding is as it was", isUnweighed);
    } finally {
      await vscode.workspace.fs.delete(file);
      await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    }
  });
});
