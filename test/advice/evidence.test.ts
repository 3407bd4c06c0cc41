import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { root } from "../../scripts/toolchain.mjs";
import type { Audit } from "../../server/src/advice/audit.ts";
import type { Profile } from "../../server/src/advice/evidence/profile.ts";
import { readProfile } from "../../server/src/advice/evidence/read-profile.ts";
import { createWorkspace } from "../../server/src/engine/workspace.ts";
import { loadPythonParser } from "../../server/src/host/node/parser.ts";
import type { PythonParser } from "../../server/src/syntax/parser.ts";

const folder = join(root, "test/advice/profiles");
const ORDERS = readFileSync(join(folder, "orders.py"), "utf8");
let parser: PythonParser;

beforeAll(async () => {
  parser = await loadPythonParser();
});

function profile(file: string): Profile {
  const read = readProfile(readFileSync(join(folder, file)));
  if ("message" in read) throw new Error(read.message);
  return read;
}

function audit(
  file: string,
  gil?: string,
  sources: Readonly<Record<string, string>> = { "app/orders.py": ORDERS },
): Audit {
  const workspace = createWorkspace(parser);
  for (const [name, text] of Object.entries(sources)) workspace.setFile(name, text);
  const profiles = [{ file, profile: profile(file), gil: gil === undefined ? undefined : profile(gil) }];
  return workspace.snapshot().audit({ workspace: "app", problems: [], profiles });
}

const of = (result: Audit, rule: string) => result.findings.find((finding) => finding.rule === rule)!;

describe("a profile of the program", () => {
  it("makes a guess a confirmed hot spot, with the bound of what a port can gain", () => {
    const result = audit("py-spy.speedscope.json");
    expect(of(result, "hot-loop")).toMatchObject({ severity: "warning", evidence: { status: "raised" } });
    expect(of(result, "hot-loop").evidence?.text).toMatch(
      /takes 8\d(\.\d)? % of the busy time: .* at most \d(\.\d)? times as fast/,
    );
    expect(result.evidence?.hotSpots[0]).toMatchObject({ file: "app/orders.py", name: "distance", line: 9 });
    const { own, bound } = result.evidence!.hotSpots[0];
    expect(bound).toBeCloseTo(1 / (1 - own), 0);
  });

  it("sees the work that another thread does for the place that handed it over", () => {
    const { evidence } = of(audit("py-spy.speedscope.json"), "gil-bound-pool");
    expect(evidence).toMatchObject({
      status: "raised",
      text: expect.stringMatching(/^In the profile `distance` takes/),
    });
  });

  it("tells how long the GIL was held, where there is a pair", () => {
    expect(of(audit("py-spy.txt", "py-spy-gil.txt"), "hot-loop").evidence?.text).toMatch(
      /holds the GIL for \d+(\.\d)? %/,
    );
  });

  it("leaves what it does not show as it was, and says so", () => {
    const cold = `${ORDERS}\n\ndef unused(rows: list[list[int]]) -> int:\n    total = 0\n    for i in range(len(rows) ** 2):\n        for j in range(i):\n            total += i * j\n    return total\n`;
    const result = audit("py-spy.speedscope.json", undefined, { "orders.py": cold });
    const unused = result.findings.find((finding) => finding.symbol === "unused")!;
    expect(unused.evidence).toMatchObject({ status: "not-seen" });
    expect(unused.severity).toBe("info");
  });

  it("is not taken for that of another file of the same name", () => {
    const result = audit("py-spy.speedscope.json", undefined, { "app/orders.py": ORDERS, "old/orders.py": ORDERS });
    expect(result.evidence?.hotSpots.map(({ file }) => file)).toEqual(expect.arrayContaining(["app/orders.py"]));
    expect(result.evidence?.hotSpots.some(({ file }) => file === "old/orders.py")).toBe(false);
  });

  it("of another program decides nothing, and is told as a problem", () => {
    const elsewhere = { "app/prices.py": ORDERS };
    const result = audit("py-spy.speedscope.json", undefined, elsewhere);
    expect(result.evidence).toMatchObject({ profiles: [{ matched: 0 }], hotSpots: [] });
    expect(result.evidence?.boundBasis).toMatch(/^No function of the workspace is in this profile/);
    expect(result.findings.filter((finding) => finding.evidence !== undefined)).toEqual([]);
    expect(result.problems).toMatchObject([{ code: "profile" }]);
    expect(result.files[0].advice.verdict).toBe("port-go");
  });

  it("of relative paths stays unmatched where two files fit", () => {
    const result = audit("py-spy.txt", undefined, { "app/orders.py": ORDERS, "old/orders.py": ORDERS });
    expect(result.evidence).toMatchObject({ profiles: [{ matched: 0 }], hotSpots: [] });
  });
});
