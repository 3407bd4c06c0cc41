import { afterEach, describe, expect, it } from "vitest";
import type { WorkspaceDiagnosticReport } from "vscode-languageserver/node";
import type { Audit } from "../../server/src/advice/audit.ts";
import type { ExplorerTree } from "../../server/src/lsp/protocol.ts";
import { Session } from "./session.ts";

const SLOW = "import time\n\n\ndef load():\n    time.sleep(1)\n";
const QUICK = "def load():\n    return 1\n";
const CALLER = "from helper import load\n\n\nasync def main():\n    load()\n";

let session: Session | undefined;

afterEach(() => session?.dispose());

async function open(folders: Readonly<Record<string, Readonly<Record<string, string>>>>): Promise<Session> {
  session = await Session.start({ folders });
  await session.scanned();
  return session;
}

const rules = async (client: Session, file: string) =>
  (await client.diagnostics(client.uri(file))).map(({ code }) => code);

describe("two folders in one server", () => {
  it("are programs of their own: a module's name means the file of its own folder", async () => {
    const client = await open({
      one: { "helper.py": SLOW, "caller.py": CALLER },
      two: { "helper.py": QUICK, "caller.py": CALLER },
      three: { "caller.py": CALLER },
    });
    expect(await rules(client, "one/caller.py")).toEqual(["blocking-chain"]);
    expect(await rules(client, "two/caller.py")).toEqual([]);
    expect(await rules(client, "three/caller.py")).toEqual([]);
  });

  it("have their findings in one report of the workspace, by address, and in one explorer, by name", async () => {
    const client = await open({
      one: { "helper.py": SLOW, "caller.py": CALLER },
      two: { "app.py": SLOW.replace("def", "async def") },
    });
    expect(client.status?.files).toBe(3);
    const report = await client.connection.sendRequest<WorkspaceDiagnosticReport>("workspace/diagnostic", {
      previousResultIds: [],
    });
    expect(report.items.map(({ uri }) => uri).sort()).toEqual([client.uri("one/caller.py"), client.uri("two/app.py")]);
    const { verdicts } = await client.connection.sendRequest<ExplorerTree>("portwright/explorer", {});
    const paths = verdicts.flatMap(({ modules }) => modules.map(({ path }) => path));
    expect(paths.filter((path) => path !== "one/helper.py").sort()).toEqual(["one/caller.py", "two/app.py"]);
  });

  it("are edited at the same time, and a change of one says nothing of the other", async () => {
    const client = await open({
      one: { "helper.py": SLOW, "caller.py": CALLER },
      two: { "helper.py": SLOW, "caller.py": CALLER },
    });
    const first = await client.open("one/helper.py", SLOW);
    const second = await client.open("two/helper.py", SLOW);
    await client.change(first, 2, { text: QUICK });
    expect([await rules(client, "one/caller.py"), await rules(client, "two/caller.py")]).toEqual([
      [],
      ["blocking-chain"],
    ]);
    await client.change(second, 2, { text: QUICK });
    await client.change(first, 3, { text: SLOW });
    expect([await rules(client, "one/caller.py"), await rules(client, "two/caller.py")]).toEqual([
      ["blocking-chain"],
      [],
    ]);
  });

  it("have configurations of their own, which change on their own", async () => {
    const quiet = '[severity]\nblocking-chain = "off"\n';
    const client = await open({
      one: { "helper.py": SLOW, "caller.py": CALLER },
      two: { "helper.py": SLOW, "caller.py": CALLER, "portwright.toml": quiet },
    });
    expect([await rules(client, "one/caller.py"), await rules(client, "two/caller.py")]).toEqual([
      ["blocking-chain"],
      [],
    ]);
    client.write({ "one/portwright.toml": quiet, "two/portwright.toml": "" });
    await client.connection.sendNotification("workspace/didChangeWatchedFiles", {
      changes: ["one", "two"].map((folder) => ({ uri: client.uri(`${folder}/portwright.toml`), type: 2 })),
    });
    await client.settlesOn([[], ["blocking-chain"]], async () => [
      await rules(client, "one/caller.py"),
      await rules(client, "two/caller.py"),
    ]);
  });

  it("are audited each for itself", async () => {
    const client = await open({ one: { "helper.py": SLOW, "caller.py": CALLER }, two: { "helper.py": SLOW } });
    const audit = (folder: string) =>
      client.connection.sendRequest<Audit>("portwright/audit", { uri: client.uri(folder) });
    const [one, two] = await Promise.all([audit("one"), audit("two")]);
    expect([one.workspace, one.totals.files, one.totals.findings]).toEqual(["one", 2, 1]);
    expect([two.workspace, two.totals.files, two.totals.findings]).toEqual(["two", 1, 0]);
  });

  it("keep what they have when a third comes and one of them goes", async () => {
    const client = await open({ one: { "helper.py": SLOW, "caller.py": CALLER }, two: { "app.py": QUICK } });
    client.write({ "three/app.py": SLOW.replace("def", "async def") });
    await client.connection.sendNotification("workspace/didChangeWorkspaceFolders", {
      event: {
        added: [{ uri: client.uri("three"), name: "three" }],
        removed: [{ uri: client.uri("two"), name: "two" }],
      },
    });
    await client.until("the third folder", () => client.status?.state === "ready" && client.status.findings === 2);
    expect(client.status?.files).toBe(3);
    expect(await rules(client, "one/caller.py")).toEqual(["blocking-chain"]);
    expect(await rules(client, "three/app.py")).toEqual(["blocking-call"]);
    expect(await rules(client, "two/app.py")).toEqual([]);
  });

  it("give a file to the innermost of them where one lies in the other", async () => {
    session = await Session.start({
      files: { "helper.py": SLOW, "caller.py": CALLER },
      moreFolders: { inner: { "caller.py": CALLER, "helper.py": QUICK } },
    });
    await session.scanned();
    expect(await rules(session, "_folders/inner/caller.py")).toEqual([]);
    expect(await rules(session, "caller.py")).toEqual(["blocking-chain"]);
  });
});
