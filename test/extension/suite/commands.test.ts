import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import type { Audit } from "../../../server/src/advice/audit.ts";
import { filesUnder, finding, noFinding, open, until, uriOf } from "./workspace.ts";

const handlers = "service/handlers.py";

describe("the audit", () => {
  it("covers every file of the workspace", async () => {
    const audit = await vscode.commands.executeCommand<Audit>("portwright.auditWorkspace");
    assert.deepEqual(
      audit.files.map(({ file }) => file),
      ["service/__init__.py", "service/calm.py", "service/handlers.py", "service/numbers.py", "service/storage.py"],
    );
    assert.equal(audit.totals.files, 5);
    assert.equal(audit.totals.findings, audit.findings.length);
    assert.equal(audit.totals.byRule["blocking-call"], 1);
    assert.equal(audit.totals.byRule["blocking-chain"], 1);
  });

  it("is shown as a report", async () => {
    await vscode.commands.executeCommand("portwright.openReport");
    await until("the report's tab is open", () =>
      vscode.window.tabGroups.all.some(({ tabs }) => tabs.some(({ input }) => input instanceof vscode.TabInputWebview)),
    );
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  });
});

describe("a port", () => {
  const languages = [
    { command: "portwright.portToGo", language: "go", expected: /^func \w*[cC]ountPairs\(/m, extension: ".go" },
    {
      command: "portwright.portToTypeScript",
      language: "typescript",
      expected: /^export function countPairs\(/m,
      extension: ".ts",
    },
  ];
  for (const { command, language, expected, extension } of languages) {
    it(`is previewed in ${language}, and written where nothing is overwritten`, async () => {
      const editor = await open("service/numbers.py");
      await finding("service/numbers.py", "gil-bound-pool");
      const place = editor.document.positionAt(editor.document.getText().indexOf("count_pairs"));
      editor.selection = new vscode.Selection(place, place);
      await vscode.commands.executeCommand(command);
      const preview = await until("the preview is shown", () =>
        vscode.window.visibleTextEditors.find(
          ({ document }) => document.uri.scheme === "portwright-port" && expected.test(document.getText()),
        ),
      );
      assert.equal(preview.document.languageId, language);
      await vscode.window.showTextDocument(preview.document, preview.viewColumn);
      await vscode.commands.executeCommand("portwright.writePort");
      await until("the port is on disk", async () => {
        const files = (await filesUnder("ports")).filter(({ path }) => path.endsWith(extension));
        const texts = await Promise.all(files.map(async (file) => vscode.workspace.fs.readFile(file)));
        return texts.some((text) => expected.test(new TextDecoder().decode(text)));
      });
      await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    });
  }
});

describe("the configuration", () => {
  it("is taken up without a restart", async () => {
    await open(handlers);
    await finding(handlers, "blocking-call");
    const configuration = vscode.workspace.getConfiguration("portwright");
    await configuration.update("severity", { "blocking-call": "off" }, vscode.ConfigurationTarget.Workspace);
    await noFinding(handlers, "blocking-call");
    await finding(handlers, "blocking-chain");
    await configuration.update("severity", undefined, vscode.ConfigurationTarget.Workspace);
    await finding(handlers, "blocking-call");
  });

  it("is read from the project's own file, and a mistake in it is named at its place", async () => {
    const file = uriOf("portwright.toml");
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode('[severity]\nblocking-call = "loud"\n'));
    const document = await vscode.workspace.openTextDocument(file);
    await vscode.window.showTextDocument(document);
    const mistake = await until("portwright.toml has a diagnostic", () =>
      vscode.languages
        .getDiagnostics(file)
        .find(({ message }) => message.includes("blocking-call") || message.includes("loud")),
    );
    assert.equal(mistake.range.start.line, 1);
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    await vscode.workspace.fs.delete(file);
    await open(handlers);
    await finding(handlers, "blocking-call");
  });
});

describe("the language server", () => {
  it("answers again after a restart", async () => {
    const editor = await open("service/calm.py");
    await vscode.commands.executeCommand("portwright.restart");
    await finding(handlers, "blocking-call");
    const end = editor.document.lineAt(editor.document.lineCount - 1).range.end;
    await editor.edit((edit) =>
      edit.insert(end, "\n\nasync def again() -> None:\n    import time\n    time.sleep(4)\n"),
    );
    await finding("service/calm.py", "blocking-call");
    await vscode.commands.executeCommand("workbench.action.files.revert");
    await noFinding("service/calm.py", "blocking-call");
  });
});
