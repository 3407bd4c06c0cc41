import * as assert from "node:assert/strict";
import * as vscode from "vscode";

const commands = [
  "portwright.auditWorkspace",
  "portwright.openReport",
  "portwright.portToGo",
  "portwright.portToTypeScript",
  "portwright.verifyParity",
  "portwright.restart",
];

describe("activation", () => {
  it("activates in a workspace with Python files", async () => {
    const extension = vscode.extensions.getExtension("portwright.portwright");
    assert.ok(extension, "the extension is not installed");
    await extension.activate();
    assert.equal(extension.isActive, true);
  });

  it("registers the commands of its manifest", async () => {
    const registered = new Set(await vscode.commands.getCommands(true));
    for (const command of commands) assert.ok(registered.has(command), `${command} is not registered`);
  });
});
