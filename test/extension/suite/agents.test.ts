import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import { finding } from "./workspace.ts";

/** What a tool answers, as text. */
async function invoke(name: string, input: object): Promise<string> {
  const options = { input, toolInvocationToken: undefined };
  const { content } = await vscode.lm.invokeTool(name, options, new vscode.CancellationTokenSource().token);
  return content.map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : "")).join("");
}

describe("the tools for language models", () => {
  it("are there, with what each takes", () => {
    const tools = vscode.lm.tools.filter(({ name }) => name.startsWith("portwright_"));
    assert.deepEqual(tools.map(({ name }) => name).sort(), [
      "portwright_audit",
      "portwright_explain",
      "portwright_port",
      "portwright_verify",
    ]);
    for (const { inputSchema, description } of tools) assert.ok(inputSchema && description.length > 40);
  });

  it("audit the workspace, a folder or a file, by rule", async () => {
    await finding("service/handlers.py", "blocking-chain");
    assert.match(await invoke("portwright_audit", {}), /warning \[blocking-call\] service\/handlers\.py:7/);
    const numbers = await invoke("portwright_audit", { path: "service/numbers.py" });
    assert.match(numbers, /gil-bound-pool/);
    assert.doesNotMatch(numbers, /blocking-call/);
    assert.doesNotMatch(await invoke("portwright_audit", { rules: ["blocking-chain"] }), /blocking-call\]/);
  });

  it("explain a line with its proof and the advice", async () => {
    const told = await invoke("portwright_explain", { path: "service/handlers.py", line: 12 });
    assert.match(told, /\[blocking-chain\].*\n[\s\S]*service\/storage\.py:9[\s\S]*Advice for chained: make-async\./);
  });

  it("port a function, and say that it is a sketch", async () => {
    const told = await invoke("portwright_port", { path: "service/numbers.py", name: "count_pairs", target: "go" });
    assert.match(told, /^A sketch in Go/);
    assert.match(told, /```go\n[\s\S]*func \w*[cC]ountPairs\(/);
  });

  it("refuse what lies outside of the workspace", async () => {
    await assert.rejects(
      invoke("portwright_explain", { path: "../../etc/passwd", line: 1 }),
      /no .*passwd in the workspace/,
    );
    await assert.rejects(
      invoke("portwright_port", { path: "/etc/passwd", target: "go" }),
      /no .*passwd in the workspace/,
    );
  });
});
