import { afterEach, describe, expect, it } from "vitest";
import type { CodeAction } from "vscode-languageserver/node";
import { applyTo, FULL_CLIENT, Session, type SessionOptions } from "./session.ts";

const HANDLER = "import asyncio\nimport time\n\n\nasync def main():\n    time.sleep(1)\n    time.sleep(2)\n";
const NUMBERS =
  "def total(limit: int) -> int:\n    result = 0\n    for n in range(limit):\n        result += n * n\n    return result\n";

let session: Session | undefined;

async function start(options: SessionOptions): Promise<Session> {
  session = await Session.start(options);
  return session;
}

afterEach(() => session?.dispose());

function actionsAt(
  client: Session,
  uri: string,
  line: number,
  character: number,
  only?: readonly string[],
): Promise<CodeAction[]> {
  const place = { line, character };
  return client.connection.sendRequest("textDocument/codeAction", {
    textDocument: { uri },
    range: { start: place, end: place },
    context: { diagnostics: [], ...(only === undefined ? {} : { only }) },
  });
}

const sleepFix = (actions: readonly CodeAction[]) =>
  actions.find(({ title, kind }) => kind === "quickfix" && title.includes("asyncio.sleep"))!;

describe("code actions", () => {
  it("are listed without edits, and computed when they are picked", async () => {
    const client = await start({ files: {} });
    const uri = await client.open("a.py", HANDLER, 7);
    const listed = await actionsAt(client, uri, 5, 6);
    const fix = sleepFix(listed);
    expect(listed.every(({ edit }) => edit === undefined)).toBe(true);
    expect(fix).toMatchObject({ isPreferred: true, diagnostics: [{ code: "blocking-call" }] });
    const { edit } = await client.connection.sendRequest<CodeAction>("codeAction/resolve", fix);
    expect(edit!.documentChanges).toMatchObject([{ textDocument: { uri, version: 7 } }]);
    const fixed = applyTo(HANDLER, edit, uri);
    expect(fixed).toContain("    await asyncio.sleep(1)\n    time.sleep(2)\n");
    await client.change(uri, 8, { text: fixed });
    expect(await client.diagnostics(uri)).toHaveLength(1);
  });

  it("are refused, with a reason, when the document has changed", async () => {
    const client = await start({ files: {} });
    const uri = await client.open("a.py", HANDLER);
    const fix = sleepFix(await actionsAt(client, uri, 5, 6));
    await client.change(uri, 2, {
      range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
      text: "# new\n",
    });
    await expect(client.connection.sendRequest("codeAction/resolve", fix)).rejects.toMatchObject({
      code: -32803,
      message: expect.stringContaining("changed"),
    });
  });

  it("apply all safe fixes of a file at once", async () => {
    const client = await start({ files: {} });
    const uri = await client.open("a.py", HANDLER);
    const [all, ...rest] = await actionsAt(client, uri, 0, 0, ["source.fixAll"]);
    expect(rest).toEqual([]);
    expect(all.kind).toBe("source.fixAll.portwright");
    const { edit } = await client.connection.sendRequest<CodeAction>("codeAction/resolve", all);
    const fixed = applyTo(HANDLER, edit, uri);
    await client.change(uri, 2, { text: fixed });
    expect(await client.diagnostics(uri)).toEqual([]);
  });

  it("are only of the kinds that the client asks for", async () => {
    const client = await start({ files: {} });
    const uri = await client.open("a.py", HANDLER);
    const kinds = async (only: readonly string[]) =>
      new Set((await actionsAt(client, uri, 5, 6, only)).map(({ kind }) => kind));
    expect(await kinds(["quickfix"])).toEqual(new Set(["quickfix"]));
    expect(await kinds(["refactor.rewrite"])).toEqual(
      new Set(["refactor.rewrite.portwright.go", "refactor.rewrite.portwright.ts"]),
    );
    expect(await kinds(["refactor.rewrite.portwright.go"])).toEqual(new Set(["refactor.rewrite.portwright.go"]));
    expect(await kinds(["source.organizeImports"])).toEqual(new Set());
  });

  it("carry their edits at once for a client that cannot resolve", async () => {
    const { codeAction, ...textDocument } = FULL_CLIENT.textDocument!;
    const { codeActionLiteralSupport } = codeAction!;
    const client = await start({
      files: {},
      capabilities: { ...FULL_CLIENT, textDocument: { ...textDocument, codeAction: { codeActionLiteralSupport } } },
    });
    const uri = await client.open("a.py", HANDLER);
    expect(applyTo(HANDLER, sleepFix(await actionsAt(client, uri, 5, 6)).edit, uri)).toContain(
      "await asyncio.sleep(1)",
    );
  });

  it("decline data that is none of theirs", async () => {
    const client = await start({ files: {} });
    for (const data of [undefined, null, 3, {}, { uri: "x:y", version: 1, id: { kind: "unknown" } }]) {
      const resolved = client.connection.sendRequest("codeAction/resolve", { title: "Something", data });
      await expect(resolved, JSON.stringify(data)).rejects.toMatchObject({ code: -32602 });
    }
  });
});

describe("ports as code actions", () => {
  it("call the preview of a client that has one", async () => {
    const client = await start({ files: {}, initializationOptions: { commands: true } });
    const uri = await client.open("numbers.py", NUMBERS);
    const actions = await actionsAt(client, uri, 2, 8, ["refactor.rewrite"]);
    expect(actions.map(({ command }) => [command!.command, command!.arguments])).toContainEqual([
      "portwright.portToGo",
      [{ uri, name: "total" }],
    ]);
    expect(actions.map(({ command }) => command!.command)).toContain("portwright.portToTypeScript");
  });

  it("arrive as new files in any other editor, and never over a file that differs", async () => {
    const client = await start({ files: { "numbers.py": NUMBERS } });
    const uri = await client.open("numbers.py", NUMBERS);
    const [go] = await actionsAt(client, uri, 2, 8, ["refactor.rewrite.portwright.go"]);
    const { edit } = await client.connection.sendRequest<CodeAction>("codeAction/resolve", go);
    const created = edit!.documentChanges!.flatMap((change) =>
      "kind" in change && change.kind === "create" ? [change] : [],
    );
    expect(created.length).toBeGreaterThan(0);
    expect(created.every((change) => change.uri.startsWith(client.uri("ports/go/numbers/")))).toBe(true);
    expect(created.every(({ options }) => options?.overwrite === false)).toBe(true);
    const path = created[0].uri.slice(client.uri("").length + 1);
    client.write({ [path]: "mine\n" });
    await expect(client.connection.sendRequest("codeAction/resolve", go)).rejects.toMatchObject({
      code: -32803,
      message: expect.stringContaining(path),
    });
  });
});
