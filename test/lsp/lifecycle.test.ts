import { afterEach, describe, expect, it } from "vitest";
import { FULL_CLIENT, Session, type SessionOptions } from "./session.ts";

let session: Session | undefined;

async function start(options?: SessionOptions): Promise<Session> {
  session = await Session.start(options);
  return session;
}

afterEach(() => session?.dispose());

describe("the life of a server", () => {
  it("introduces itself and says what it offers", async () => {
    const { initialized } = await start({ files: {} });
    expect(initialized.serverInfo?.name).toBe("portwright");
    expect(initialized.capabilities).toMatchObject({
      positionEncoding: "utf-16",
      textDocumentSync: { openClose: true, change: 2 },
      diagnosticProvider: { identifier: "portwright", interFileDependencies: true, workspaceDiagnostics: true },
      codeActionProvider: { resolveProvider: true },
      hoverProvider: true,
    });
    expect((initialized.capabilities.codeActionProvider as { codeActionKinds: string[] }).codeActionKinds).toEqual([
      "quickfix",
      "source.fixAll.portwright",
      "refactor.rewrite.portwright.go",
      "refactor.rewrite.portwright.ts",
    ]);
  });

  it("registers for settings and files where the client can do that, and for neither where it cannot", async () => {
    const able = await start({ files: {} });
    await able.until("both registrations", () => able.registrations.length === 2);
    expect(able.registrations.map(({ method }) => method).sort()).toEqual([
      "workspace/didChangeConfiguration",
      "workspace/didChangeWatchedFiles",
    ]);
    await able.dispose();
    const plain = await start({ files: { "a.py": "x = 1\n" }, capabilities: {} });
    await plain.scanned();
    expect(plain.registrations).toEqual([]);
  });

  it("ends with 0 after a shutdown", async () => {
    const { process } = await start({ files: { "a.py": "x = 1\n" } });
    expect(await session!.shutdown()).toBe(0);
    expect(process.exitCode).toBe(0);
  });

  it("ends with 1 when it is told to exit without a shutdown", async () => {
    await start({ files: {} });
    await session!.connection.sendNotification("exit");
    expect(await session!.exited).toBe(1);
  });

  it("ends when its input ends", async () => {
    await start({ files: {} });
    session!.process.stdin!.end();
    expect(await session!.exited).toBe(1);
  });

  it("declines a second initialize, and requests after the shutdown", async () => {
    const { connection } = await start({ files: {} });
    const again = connection.sendRequest("initialize", { processId: null, rootUri: null, capabilities: {} });
    await expect(again).rejects.toMatchObject({ code: -32600, message: expect.stringContaining("already") });
    await connection.sendRequest("shutdown");
    const late = connection.sendRequest("textDocument/hover", {
      textDocument: { uri: session!.uri("a.py") },
      position: { line: 0, character: 0 },
    });
    await expect(late).rejects.toMatchObject({ code: -32600, message: expect.stringContaining("shut down") });
  });

  it("counts columns as the client does", async () => {
    const text = 'import time\n\n\nasync def main():\n    return "😀é", time.sleep(1)\n';
    const starts: Record<string, number> = {};
    for (const encoding of ["utf-16", "utf-8", "utf-32"]) {
      const client = await start({
        files: { "a.py": text },
        capabilities: { ...FULL_CLIENT, general: { positionEncodings: [encoding] } },
      });
      expect(client.initialized.capabilities.positionEncoding).toBe(encoding);
      const uri = await client.open("a.py", text);
      const found = (await client.diagnostics(uri)).find(({ code }) => code === "blocking-call");
      starts[encoding] = found!.range.start.character;
      // Typed at that column, and the finding moves by what was typed.
      await client.change(uri, 2, { range: { start: found!.range.start, end: found!.range.start }, text: "  " });
      const moved = (await client.diagnostics(uri)).find(({ code }) => code === "blocking-call");
      expect(moved!.range.start.character).toBe(starts[encoding] + 2);
      await client.dispose();
    }
    expect(starts).toEqual({ "utf-16": 18, "utf-8": 21, "utf-32": 17 });
  });

  it("serves several folders, each with its own configuration", async () => {
    const text = "import time\n\n\nasync def main():\n    time.sleep(1)\n";
    const client = await start({
      files: { "a.py": text },
      moreFolders: { quiet: { "b.py": text, "portwright.toml": '[severity]\nblocking-call = "off"\n' } },
    });
    await client.scanned();
    expect(await client.diagnostics(client.uri("a.py"))).toHaveLength(1);
    expect(await client.diagnostics(client.uri("_folders/quiet/b.py"))).toEqual([]);
  });

  it("takes up folders that come, lets go of those that leave, and of folders that are deleted or renamed", async () => {
    const text = "import time\n\n\nasync def main():\n    time.sleep(1)\n";
    const client = await start({ files: { "a.py": text, "old/b.py": text, "gone/c.py": text } });
    const filesAre = (count: number) =>
      client.until(`${count} files`, () => client.status?.state === "ready" && client.status.files === count);
    await filesAre(3);
    const { connection } = client;
    await connection.sendNotification("workspace/didDeleteFiles", { files: [{ uri: client.uri("gone") }] });
    await filesAre(2);
    client.write({ "new/b.py": text, "new/d.py": text });
    client.remove("gone");
    client.remove("old");
    const files = [{ oldUri: client.uri("old"), newUri: client.uri("new") }];
    await connection.sendNotification("workspace/didRenameFiles", { files });
    await filesAre(3);
    const other = await start({ files: { "e.py": text } });
    const folder = { uri: other.uri(""), name: "other" };
    await connection.sendNotification("workspace/didChangeWorkspaceFolders", {
      event: { added: [folder], removed: [] },
    });
    await filesAre(4);
    expect(await client.diagnostics(other.uri("e.py"))).toHaveLength(1);
    await connection.sendNotification("workspace/didChangeWorkspaceFolders", {
      event: { added: [], removed: [folder] },
    });
    await filesAre(3);
    expect(await client.diagnostics(other.uri("e.py"))).toEqual([]);
    await client.dispose();
  });

  it("looks at documents outside every folder when none is open", async () => {
    const client = await start();
    const uri = await client.open("loose.py", "import time\n\n\nasync def main():\n    time.sleep(1)\n");
    expect((await client.diagnostics(uri)).map(({ code }) => code)).toEqual(["blocking-call"]);
  });
});
