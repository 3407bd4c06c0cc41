import { afterEach, describe, expect, it } from "vitest";
import { Session, type SessionOptions } from "./session.ts";

const HANDLER = "import time\n\n\nasync def main():\n    time.sleep(1)\n";

let session: Session | undefined;

async function start(options: SessionOptions): Promise<Session> {
  session = await Session.start(options);
  return session;
}

afterEach(() => session?.dispose());

/** The server still does its work. */
async function stillAnswers(client: Session): Promise<void> {
  const uri = await client.open("still.py", HANDLER);
  expect((await client.diagnostics(uri)).map(({ code }) => code)).toEqual(["blocking-call"]);
  expect(await client.shutdown()).toBe(0);
}

describe("traffic that no good client sends", () => {
  it("about documents that nobody opened", async () => {
    const client = await start({ files: {} });
    const uri = client.uri("unknown.py");
    const place = { line: 0, character: 0 };
    await client.change(uri, 9, { text: "x = 1\n" });
    await client.connection.sendNotification("textDocument/didClose", { textDocument: { uri } });
    expect(await client.diagnostics(uri)).toEqual([]);
    const { connection } = client;
    const textDocument = { uri };
    expect(await connection.sendRequest("textDocument/hover", { textDocument, position: place })).toBeNull();
    expect(await connection.sendRequest("textDocument/codeLens", { textDocument })).toEqual([]);
    const context = { diagnostics: [] };
    const range = { start: place, end: place };
    expect(await connection.sendRequest("textDocument/codeAction", { textDocument, range, context })).toEqual([]);
    await stillAnswers(client);
  });

  it("with positions that are nowhere in the text", async () => {
    const client = await start({ files: {} });
    const uri = await client.open("a.py", HANDLER);
    const { connection } = client;
    const textDocument = { uri };
    for (const position of [
      { line: 99999, character: 0 },
      { line: -1, character: -1 },
      { line: 4, character: 1e12 },
      { line: 0.5, character: Number.MAX_SAFE_INTEGER },
      { line: "x", character: null },
      {},
    ]) {
      await connection.sendRequest("textDocument/hover", { textDocument, position });
      await connection.sendRequest("textDocument/codeAction", {
        textDocument,
        range: { start: position, end: { line: 0, character: 0 } },
        context: { diagnostics: [] },
      });
    }
    await client.change(uri, 2, {
      range: { start: { line: 77, character: 5 }, end: { line: 3, character: 1 } },
      text: "# at the end\n",
    });
    expect(await client.diagnostics(uri)).toHaveLength(1);
    await stillAnswers(client);
  });

  it("with parameters of the wrong shape, and methods that do not exist", async () => {
    const client = await start({ files: {} });
    const { connection } = client;
    for (const [method, parameters] of [
      ["textDocument/hover", {}],
      ["textDocument/diagnostic", { textDocument: { uri: 3 } }],
      ["textDocument/codeAction", { textDocument: null }],
      ["textDocument/codeLens", { textDocument: { uri: "not an address" } }],
      ["portwright/port", {}],
      ["portwright/port", [1, 2, 3]],
      ["portwright/audit", { uri: 7 }],
      ["portwright/audit", { uri: "file:///nowhere/at/all" }],
      ["no/such/request", {}],
    ] as const) {
      const answer = connection.sendRequest(method, parameters);
      await expect(answer, method).rejects.toMatchObject({ message: expect.stringMatching(/\w/) });
    }
    for (const [method, parameters] of [
      ["textDocument/didOpen", {}],
      ["textDocument/didOpen", { textDocument: { uri: "x", languageId: 1, version: "?", text: null } }],
      ["textDocument/didChange", { textDocument: { uri: client.uri("a.py") }, contentChanges: "all" }],
      ["textDocument/didClose", {}],
      ["workspace/didChangeWatchedFiles", { changes: [{ uri: "%%%", type: 9 }] }],
      ["workspace/didChangeConfiguration", {}],
      ["no/such/notification", { x: 1 }],
    ] as const) {
      await connection.sendNotification(method, parameters);
    }
    await stillAnswers(client);
  });

  it("with changes out of order and a document opened twice", async () => {
    const client = await start({ files: {} });
    const uri = await client.open("a.py", HANDLER, 5);
    await client.open("a.py", "x = 1\n", 3);
    expect(await client.diagnostics(uri)).toEqual([]);
    await client.change(uri, 2, { text: HANDLER });
    expect(await client.diagnostics(uri)).toHaveLength(1);
    await stillAnswers(client);
  });

  it("that is not even a message", async () => {
    const client = await start({ files: {} });
    for (const junk of [
      "Content-Length: 5\r\n\r\nxxxxx",
      "Content-Length: 2\r\n\r\n[]",
      "Content-Length: 4\r\n\r\nnull",
      'Content-Length: 17\r\n\r\n{"jsonrpc":"2.0"}',
      "Hello there\r\n\r\n",
    ]) {
      client.process.stdin!.write(junk);
    }
    await stillAnswers(client);
  });

  it("with source that no parser was made for", async () => {
    const client = await start({ files: {} });
    for (const text of [
      "",
      "\u0000\u0000",
      "\ud800 = 1\n",
      "def f(:\n\tasync async await\n  )",
      `${"(".repeat(5000)}\n`,
      `x = ${"[".repeat(3000)}${"]".repeat(3000)}\n`,
      "async def f():\n    time.sleep(\n",
      "\r\n\r\r\n\u2028\u2029\f\v",
    ]) {
      const uri = await client.open("odd.py", text);
      expect((await client.pull(uri)).kind).toBe("full");
      await client.connection.sendRequest("textDocument/codeLens", { textDocument: { uri } });
      await client.connection.sendNotification("textDocument/didClose", { textDocument: { uri } });
    }
    await stillAnswers(client);
  });
});
