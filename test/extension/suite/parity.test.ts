import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import type { VerifyResult } from "../../../server/src/lsp/protocol.ts";
import { uriOf } from "./workspace.ts";

describe("parity", () => {
  it("compares a module with its port on command, and tells each function", async () => {
    const file = uriOf("parity_sample.py");
    const text = "def double(x: int) -> int:\n    return x * 2\n";
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
    const result = await vscode.commands.executeCommand<VerifyResult | undefined>(
      "portwright.verifyParity",
      file,
      "ts",
    );
    await vscode.workspace.fs.delete(file);
    assert.ok(result, "nothing was verified");
    assert.equal(result.failed, null);
    assert.deepEqual(
      result.items.map(({ name, result: { kind } }) => [name, kind]),
      [["double", "verified"]],
    );
  });
});
