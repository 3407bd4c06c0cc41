import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { type CodeLens, DiagnosticSeverity, type Hover, type MarkupContent } from "vscode-languageserver/node";
import { root } from "../../scripts/toolchain.mjs";
import type { Audit } from "../../server/src/advice/audit.ts";
import type { BaselineResult, ExplorerTree, ProfileResult } from "../../server/src/lsp/protocol.ts";
import { Session } from "./session.ts";

const profiles = join(root, "test/advice/profiles");
const ORDERS = readFileSync(join(profiles, "orders.py"), "utf8");
const HANDLER = "import time\n\n\nasync def main():\n    time.sleep(1)\n";

let session: Session | undefined;
afterEach(() => session?.dispose());

async function start(files: Readonly<Record<string, string>>): Promise<Session> {
  session = await Session.start({ files });
  await session.scanned();
  return session;
}

describe("a profile", () => {
  it("weighs the findings of the next audits, until it is cleared", async () => {
    const { connection } = await start({ "app/orders.py": ORDERS });
    const audit = () => connection.sendRequest<Audit>("portwright/audit", {});
    expect((await audit()).evidence).toBeUndefined();
    const path = join(profiles, "py-spy.speedscope.json");
    const loaded = await connection.sendRequest<ProfileResult>("portwright/profile", { path });
    expect(loaded.format).toMatch(/py-spy|speedscope/);
    expect(loaded.samples).toBeGreaterThan(0);
    const measured = await audit();
    expect(measured.evidence).toMatchObject({ profiles: [{ file: "py-spy.speedscope.json" }] });
    expect(measured.findings.find(({ rule }) => rule === "hot-loop")).toMatchObject({ evidence: { status: "raised" } });
    expect(await connection.sendRequest("portwright/profile", {})).toEqual({
      format: null,
      samples: 0,
      isOfFolder: false,
    });
    expect((await audit()).evidence).toBeUndefined();
  });

  it("weighs diagnostics, hovers, lenses and the explorer as well, and says the figure", async () => {
    const client = await start({ "app/orders.py": ORDERS });
    const { connection } = client;
    const uri = await client.open("app/orders.py", ORDERS);
    const hotLoop = async () => (await client.diagnostics(uri)).find(({ code }) => code === "hot-loop")!;
    const inExplorer = async () => {
      const tree = await connection.sendRequest<ExplorerTree>("portwright/explorer", {});
      return tree.verdicts
        .flatMap(({ modules }) => modules.flatMap(({ findings }) => findings))
        .find(({ rule }) => rule === "hot-loop")!;
    };
    const before = await hotLoop();
    expect(before.severity).toBe(DiagnosticSeverity.Information);
    expect(await inExplorer()).toMatchObject({ severity: "info" });

    const refreshes = client.refreshes.length;
    await connection.sendRequest("portwright/profile", { path: join(profiles, "py-spy.speedscope.json") });
    await client.until("the editor is told to ask again", () => client.refreshes.length > refreshes);
    await client.until("the status names the profile", () => client.status?.profiles[0] === "py-spy.speedscope.json");
    const raised = await hotLoop();
    expect(raised.severity).toBe(DiagnosticSeverity.Warning);
    expect(raised.message).toMatch(
      /takes [\d.]+ % of .*: without it the program would be at most [\d.]+ times as fast\.$/,
    );
    expect(raised.message).toContain(before.message);
    expect(await inExplorer()).toMatchObject({
      severity: "warning",
      evidence: { status: "raised", label: "Raised by the profile", text: expect.stringContaining(" %") },
    });
    const position = raised.range.start;
    const hover = await connection.sendRequest<Hover>("textDocument/hover", { textDocument: { uri }, position });
    expect((hover.contents as MarkupContent).value).toContain("**Raised by the profile**: ");
    const lenses = await connection.sendRequest<CodeLens[]>("textDocument/codeLens", { textDocument: { uri } });
    expect(lenses.map(({ command }) => command!.title)).toContainEqual(
      expect.stringMatching(/^Portwright: port to Go · about [\d.]+ person-days · .* · [\d.]+ % of the measured time$/),
    );

    await connection.sendRequest("portwright/profile", {});
    expect(await hotLoop()).toEqual(before);
    expect(await inExplorer()).not.toHaveProperty("evidence");
    await client.until("the status names no profile", () => client.status?.profiles.length === 0);
  });

  it("of another program weighs nothing, and says so", async () => {
    const client = await start({ "app/prices.py": ORDERS });
    const uri = await client.open("app/prices.py", ORDERS);
    const before = await client.diagnostics(uri);
    const path = join(profiles, "py-spy.speedscope.json");
    expect(await client.connection.sendRequest("portwright/profile", { path })).toMatchObject({ isOfFolder: false });
    expect(await client.diagnostics(uri)).toEqual(before);
    const { problems, files } = await client.connection.sendRequest<Audit>("portwright/audit", {});
    expect(problems).toMatchObject([{ file: "py-spy.speedscope.json", code: "profile" }]);
    expect(problems[0].message).toMatch(/^No function of the workspace is in this profile/);
    expect(files[0].advice.verdict).not.toBe("stay");
  });

  it.each([
    ["nowhere.json", /cannot be read/],
    ["orders.py", /cannot be used as a profile\. It is not a profile that Portwright reads/],
  ])("that is none is refused, and said why: %s", async (name, message) => {
    const { connection } = await start({ "a.py": HANDLER });
    await expect(connection.sendRequest("portwright/profile", { path: join(profiles, name) })).rejects.toThrow(message);
    expect((await connection.sendRequest<Audit>("portwright/audit", {})).findings).toHaveLength(1);
  });
});

describe("a baseline", () => {
  it("holds what is found now, and is the client's to write", async () => {
    const { connection } = await start({ "a.py": HANDLER });
    const result = await connection.sendRequest<BaselineResult>("portwright/baseline", {});
    expect(result).toMatchObject({ file: "portwright-baseline.json", isConfigured: false, findings: 1 });
    expect(JSON.parse(result.text)).toMatchObject({ findings: [{ file: "a.py", rule: "blocking-call" }] });
  });
});
