import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { root } from "../../scripts/toolchain.mjs";
import type { Audit } from "../../server/src/advice/audit.ts";
import type { BaselineResult, ProfileResult } from "../../server/src/lsp/protocol.ts";
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
    expect(await connection.sendRequest("portwright/profile", {})).toEqual({ format: null, samples: 0 });
    expect((await audit()).evidence).toBeUndefined();
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
