import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import type { Audit } from "../../../server/src/advice/audit.ts";
import { finding, noFinding, open, uriOf } from "./workspace.ts";

/** Collapsed stacks as py-spy writes them: a stack, and how many samples had it. */
const PROFILE =
  "<module> (service/numbers.py:1);count_pairs (service/numbers.py:4) 90\n<module> (service/other.py:1) 10\n";

const audit = () => vscode.commands.executeCommand<Audit>("portwright.auditWorkspace");

describe("a profile", () => {
  it("is loaded, weighs the next audit, and is cleared", async () => {
    const file = uriOf("profile.txt");
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(PROFILE));
    try {
      const loaded = await vscode.commands.executeCommand<{ samples: number }>("portwright.loadProfile", file);
      assert.equal(loaded.samples, 2);
      const measured = await audit();
      assert.deepEqual(
        measured.evidence?.profiles.map((one) => one.file),
        ["profile.txt"],
      );
      await vscode.commands.executeCommand("portwright.clearProfile");
      assert.equal((await audit()).evidence, undefined);
    } finally {
      await vscode.workspace.fs.delete(file);
    }
  });
});

describe("a baseline", () => {
  it("is written and configured, and its findings are reported no more", async () => {
    await open("service/handlers.py");
    await finding("service/handlers.py", "blocking-call");
    const file = await vscode.commands.executeCommand<vscode.Uri>("portwright.createBaseline");
    const settings = () => vscode.workspace.getConfiguration("portwright", uriOf("service/handlers.py"));
    try {
      assert.equal(file.path, uriOf("portwright-baseline.json").path);
      assert.equal(settings().get("baseline"), "portwright-baseline.json");
      await noFinding("service/handlers.py", "blocking-call");
      assert.equal((await audit()).totals.findings, 0);
    } finally {
      await settings().update("baseline", undefined, vscode.ConfigurationTarget.WorkspaceFolder);
      await vscode.workspace.fs.delete(file);
      await finding("service/handlers.py", "blocking-call");
      await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    }
  });
});
