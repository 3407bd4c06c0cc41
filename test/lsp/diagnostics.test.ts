import { afterEach, describe, expect, it } from "vitest";
import type { WorkspaceDiagnosticReport } from "vscode-languageserver/node";
import { CancellationTokenSource } from "vscode-languageserver/node";
import { FULL_CLIENT, PARTS, Session, type SessionOptions } from "./session.ts";

const HANDLER = "import time\n\n\nasync def main():\n    time.sleep(1)\n";
const CALM = "import asyncio\n\n\nasync def main():\n    await asyncio.sleep(1)\n";
const HELPER = "import time\n\n\ndef wait():\n    time.sleep(1)\n";
const CALLER = "from helper import wait\n\n\nasync def main():\n    wait()\n";

let session: Session | undefined;

async function start(options: SessionOptions): Promise<Session> {
  session = await Session.start(options);
  return session;
}

afterEach(() => session?.dispose());

describe("pulled diagnostics of a document", () => {
  it("say what is wrong, where, under the rule's name", async () => {
    const client = await start({ files: {} });
    const uri = await client.open("a.py", HANDLER);
    const [found, ...rest] = await client.diagnostics(uri);
    expect(rest).toEqual([]);
    expect(found).toMatchObject({
      code: "blocking-call",
      source: "portwright",
      severity: 2,
      range: { start: { line: 4, character: 4 }, end: { line: 4, character: 17 } },
      data: { confidence: "definite", symbol: "main" },
    });
    expect(found.message).toContain("time.sleep");
  });

  it("are not sent again while they stay the same", async () => {
    const client = await start({ files: {} });
    const uri = await client.open("a.py", HANDLER);
    const first = await client.pull(uri);
    expect(await client.pull(uri, first.resultId)).toEqual({ kind: "unchanged", resultId: first.resultId });
    await client.change(uri, 2, { text: CALM });
    const second = await client.pull(uri, first.resultId);
    expect(second).toMatchObject({ kind: "full", items: [] });
    expect(await client.pull(uri, second.resultId)).toMatchObject({ kind: "unchanged" });
  });

  it("follow edits, several in one notification and each upon the one before it", async () => {
    const client = await start({ files: {} });
    const uri = await client.open("a.py", CALM);
    const line = (number: number, from: number, to: number) => ({
      start: { line: number, character: from },
      end: { line: number, character: to },
    });
    await client.change(
      uri,
      2,
      { range: line(0, 7, 14), text: "time" },
      { range: line(4, 4, 10), text: "" },
      { range: line(4, 4, 11), text: "time" },
    );
    expect((await client.diagnostics(uri)).map(({ code, range }) => [code, range.start])).toEqual([
      ["blocking-call", { line: 4, character: 4 }],
    ]);
  });

  it("carry the chain across modules, and the documents that a change in another one alters", async () => {
    const client = await start({ files: { "helper.py": HELPER, "caller.py": CALLER } });
    await client.scanned();
    const caller = await client.open("caller.py", CALLER);
    const helper = await client.open("helper.py", HELPER);
    const [found] = await client.diagnostics(caller);
    expect(found.code).toBe("blocking-chain");
    expect(found.range.start).toEqual({ line: 4, character: 4 });
    const hops = found.relatedInformation!;
    expect(hops.at(-1)!.location).toMatchObject({ uri: helper, range: { start: { line: 4, character: 4 } } });
    await client.change(helper, 2, { text: "def wait():\n    return 1\n" });
    const report = await client.pull(helper);
    expect("relatedDocuments" in report && report.relatedDocuments?.[caller]).toMatchObject({
      kind: "full",
      items: [],
    });
  });

  it("name a mistake in a configuration file at its place", async () => {
    const client = await start({ files: { "portwright.toml": 'interpreter = "2.7"\nnonsense = 1\n' } });
    const items = await client.diagnostics(client.uri("portwright.toml"));
    expect(items.map(({ range, code }) => [code, range.start.line])).toEqual([
      ["configuration", 0],
      ["configuration", 1],
    ]);
    await client.until("the note in the status", () => (client.status?.notes.length ?? 0) > 0);
    expect(client.status!.notes.join()).toContain("portwright.toml");
  });
});

describe("pulled diagnostics of the workspace", () => {
  const files = { "a.py": HANDLER, "calm.py": CALM, "deep/b.py": HANDLER };
  const pull = (client: Session, previousResultIds: readonly { readonly uri: string; readonly value: string }[]) =>
    client.connection.sendRequest<WorkspaceDiagnosticReport>("workspace/diagnostic", { previousResultIds });

  it("cover closed files, and say which stayed the same and which are gone", async () => {
    const client = await start({ files });
    const first = await pull(client, []);
    expect(first.items.map(({ uri, version }) => [uri, version])).toEqual([
      [client.uri("a.py"), null],
      [client.uri("deep/b.py"), null],
    ]);
    const previous = first.items.map(({ uri, resultId }) => ({ uri, value: resultId! }));
    previous.push({ uri: client.uri("gone.py"), value: "old" });
    const second = await pull(client, previous);
    expect(second.items.map(({ uri, kind }) => [uri, kind])).toEqual([
      [client.uri("a.py"), "unchanged"],
      [client.uri("deep/b.py"), "unchanged"],
      [client.uri("gone.py"), "full"],
    ]);
  });

  it("come in parts where the client takes parts, and wait for news where there are none", async () => {
    const many = Object.fromEntries(Array.from({ length: 120 }, (_, index) => [`m${index}.py`, HANDLER]));
    const client = await start({ files: many });
    await client.scanned();
    const parts: WorkspaceDiagnosticReport[] = [];
    client.onPart = (part) => parts.push(part);
    const parameters = (previousResultIds: unknown) => ({ previousResultIds, partialResultToken: PARTS });
    const rest = await client.connection.sendRequest<WorkspaceDiagnosticReport>("workspace/diagnostic", parameters([]));
    expect(rest.items).toEqual([]);
    const items = parts.flatMap((part) => part.items);
    expect(parts.length).toBeGreaterThan(1);
    expect(new Set(items.map(({ uri }) => uri)).size).toBe(120);

    parts.length = 0;
    let answered = false;
    const previous = items.map(({ uri, resultId }) => ({ uri, value: resultId! }));
    const waiting = client.connection.sendRequest("workspace/diagnostic", parameters(previous)).then(() => {
      answered = true;
    });
    await client.diagnostics(client.uri("m0.py"));
    expect(answered).toBe(false);
    await client.open("m0.py", CALM);
    await waiting;
    expect(parts.flatMap((part) => part.items)).toMatchObject([{ uri: client.uri("m0.py"), kind: "full", items: [] }]);
  });

  it("can be cancelled while they wait", async () => {
    const client = await start({ files });
    const first = await pull(client, []);
    const source = new CancellationTokenSource();
    const previousResultIds = first.items.map(({ uri, resultId }) => ({ uri, value: resultId! }));
    const waiting = client.connection.sendRequest(
      "workspace/diagnostic",
      { previousResultIds, partialResultToken: PARTS },
      source.token,
    );
    await client.diagnostics(client.uri("a.py"));
    source.cancel();
    await expect(waiting).rejects.toMatchObject({ code: -32800 });
  });

  it("are asked for again after the scan and after files change on disk", async () => {
    const client = await start({ files });
    await client.scanned();
    await client.until("the first refresh", () => client.refreshes.includes("workspace/diagnostic/refresh"));
    client.write({ "calm.py": HANDLER, "new.py": HANDLER });
    await client.connection.sendNotification("workspace/didChangeWatchedFiles", {
      changes: [
        { uri: client.uri("calm.py"), type: 2 },
        { uri: client.uri("new.py"), type: 1 },
        { uri: client.uri("deep"), type: 3 },
      ],
    });
    const expected = ["a.py", "calm.py", "new.py"].map((file) => client.uri(file));
    await client.settlesOn(expected, async () => (await pull(client, [])).items.map(({ uri }) => uri));
  });

  it("leave closed files out where the user wants that", async () => {
    const client = await start({ files, settings: { "workspace.diagnostics": false } });
    await client.scanned();
    await client.open("a.py", HANDLER);
    expect((await pull(client, [])).items.map(({ uri }) => uri)).toEqual([client.uri("a.py")]);
  });
});

describe("pushed diagnostics, for clients that cannot pull", () => {
  const { diagnostic: _, ...textDocument } = FULL_CLIENT.textDocument!;
  const capabilities = { ...FULL_CLIENT, textDocument: { ...textDocument, publishDiagnostics: {} } };

  it("come after the scan, after a change, and go when the reason goes", async () => {
    const client = await start({ files: { "a.py": HANDLER, "closed.py": HANDLER }, capabilities });
    const uri = await client.open("a.py", HANDLER);
    const count = (of: string) => client.published.get(of)?.diagnostics.length;
    await client.until("both files", () => count(uri) === 1 && count(client.uri("closed.py")) === 1);
    expect(client.published.get(uri)!.version).toBe(1);
    await client.change(uri, 2, { text: CALM });
    await client.until("none any more", () => count(uri) === 0);
    expect(client.published.get(uri)!.version).toBe(2);
  });
});
