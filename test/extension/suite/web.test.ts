import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import { finding, open, uriOf } from "./workspace.ts";

describe("the extension in a web worker", () => {
  it("runs in a worker, on a workspace that lies on no disk", () => {
    assert.equal(typeof (globalThis as { importScripts?: unknown }).importScripts, "function");
    assert.equal(uriOf("service").scheme, "portwright-test");
  });

  it("sees files that appear in the virtual file system, and forgets those that go", async () => {
    const file = uriOf("service/appears.py");
    await vscode.workspace.fs.writeFile(
      file,
      new TextEncoder().encode("import time\n\n\nasync def late():\n    time.sleep(2)\n"),
    );
    await finding("service/appears.py", "blocking-call");
    await vscode.workspace.fs.delete(file);
    await open("service/handlers.py");
    await finding("service/handlers.py", "blocking-call");
  });

  it("says in a sentence that nothing can be verified in a browser", async () => {
    const said: string[] = [];
    const { showErrorMessage } = vscode.window;
    vscode.window.showErrorMessage = (message: string) => {
      said.push(message);
      return Promise.resolve(undefined);
    };
    try {
      await vscode.commands.executeCommand("portwright.verifyParity", uriOf("service/numbers.py"), "ts");
    } finally {
      vscode.window.showErrorMessage = showErrorMessage;
    }
    assert.deepEqual(said, [
      "Verifying runs Python and the port, which a browser cannot: open the folder in VS Code on a computer.",
    ]);
  });
});
