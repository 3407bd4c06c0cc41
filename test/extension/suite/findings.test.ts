import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import {
  actionsAt,
  diagnosticsOf,
  finding,
  hoverText,
  noFinding,
  open,
  revert,
  ruleOf,
  until,
  uriOf,
} from "./workspace.ts";

const handlers = "service/handlers.py";

describe("findings", () => {
  it("stand at a blocking call in a coroutine", async () => {
    const { document } = await open(handlers);
    const blocking = await finding(handlers, "blocking-call");
    assert.equal(document.getText(blocking.range), "time.sleep(1)");
    assert.equal(blocking.severity, vscode.DiagnosticSeverity.Warning);
  });

  it("carry the chain that leads to a blocking call in another module", async () => {
    const { document } = await open(handlers);
    const chain = await finding(handlers, "blocking-chain");
    assert.equal(document.getText(chain.range), "storage.load(name)");
    const hops = chain.relatedInformation ?? [];
    assert.ok(hops.length >= 2, `the chain has ${hops.length} hops`);
    const last = hops.at(-1);
    assert.ok(last, "the chain has no hops");
    assert.ok(last.location.uri.path.endsWith("service/storage.py"));
    const storage = await vscode.workspace.openTextDocument(uriOf("service/storage.py"));
    assert.equal(storage.getText(last.location.range), "time.sleep(0.5)");
  });

  it("stand in files that nobody opened", async () => {
    await finding("service/numbers.py", "gil-bound-pool");
  });

  it("leave code alone that does not block", async () => {
    await open("service/calm.py");
    await finding(handlers, "blocking-call");
    assert.deepEqual(diagnosticsOf("service/calm.py").map(ruleOf), []);
  });

  it("follow what is typed", async () => {
    const editor = await open("service/calm.py");
    const end = editor.document.lineAt(editor.document.lineCount - 1).range.end;
    await editor.edit((edit) =>
      edit.insert(end, "\n\nasync def rest() -> None:\n    import time\n    time.sleep(3)\n"),
    );
    const blocking = await finding("service/calm.py", "blocking-call");
    assert.equal(editor.document.getText(blocking.range), "time.sleep(3)");
    await revert(editor);
    await noFinding("service/calm.py", "blocking-call");
  });

  it("survive code that is half typed", async () => {
    const editor = await open(handlers);
    const end = editor.document.lineAt(editor.document.lineCount - 1).range.end;
    await editor.edit((edit) => edit.insert(end, "\n\nasync def half(:\n    if name ==\n"));
    await until("the server has seen the broken text", () => editor.document.isDirty);
    await finding(handlers, "blocking-call");
    await revert(editor);
  });
});

describe("a hover", () => {
  it("shows the chain, hop by hop", async () => {
    const { document } = await open(handlers);
    const chain = await finding(handlers, "blocking-chain");
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      "vscode.executeHoverProvider",
      document.uri,
      chain.range.start,
    );
    const text = hoverText(hovers);
    for (const word of ["blocking-chain", "read_slowly", "time.sleep"])
      assert.ok(text.includes(word), `${word} is not in:\n${text}`);
  });
});

describe("a quick fix", () => {
  it("turns time.sleep into asyncio.sleep, and the finding goes away", async () => {
    const editor = await open(handlers);
    const blocking = await finding(handlers, "blocking-call");
    const actions = await actionsAt(editor.document.uri, blocking.range, vscode.CodeActionKind.QuickFix);
    const fix = actions.find(({ title, edit }) => title.includes("asyncio.sleep") && edit);
    assert.ok(fix?.edit, `only ${actions.map(({ title }) => title).join(" | ")}`);
    await vscode.workspace.applyEdit(fix.edit);
    assert.match(editor.document.getText(), /await asyncio\.sleep\(1\)/);
    assert.match(editor.document.getText(), /^import asyncio$/m);
    await noFinding(handlers, "blocking-call");
    await revert(editor);
    await finding(handlers, "blocking-call");
  });

  it("suppresses a finding with a comment", async () => {
    const editor = await open(handlers);
    const blocking = await finding(handlers, "blocking-call");
    const actions = await actionsAt(editor.document.uri, blocking.range, vscode.CodeActionKind.QuickFix);
    const suppress = actions.find(({ title, edit }) => /suppress|ignore/i.test(title) && edit);
    assert.ok(suppress?.edit, `only ${actions.map(({ title }) => title).join(" | ")}`);
    await vscode.workspace.applyEdit(suppress.edit);
    assert.match(editor.document.getText(), /time\.sleep\(1\).*# portwright: ignore\[blocking-call/);
    await noFinding(handlers, "blocking-call");
    await revert(editor);
  });

  it("joins the safe ones in one action for the whole file", async () => {
    const editor = await open(handlers);
    await finding(handlers, "blocking-call");
    const whole = new vscode.Range(0, 0, editor.document.lineCount, 0);
    const kind = vscode.CodeActionKind.SourceFixAll.append("portwright");
    const actions = await actionsAt(editor.document.uri, whole, kind);
    const fixAll = actions.find(({ edit }) => edit);
    assert.ok(fixAll?.edit, "there is no action that fixes all");
    await vscode.workspace.applyEdit(fixAll.edit);
    assert.match(editor.document.getText(), /await asyncio\.sleep\(1\)/);
    await revert(editor);
  });
});

describe("a code lens", () => {
  it("gives the verdict above a function", async () => {
    const { document } = await open("service/numbers.py");
    await finding("service/numbers.py", "gil-bound-pool");
    const lens = await until("count_pairs has a lens", async () => {
      const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
        "vscode.executeCodeLensProvider",
        document.uri,
        50,
      );
      return lenses.find(
        ({ range, command }) => document.lineAt(range.start.line).text.includes("count_pairs") && command,
      );
    });
    assert.match(lens.command?.title ?? "", /\w/);
  });
});
