import { describe, expect, it } from "vitest";
import { type AdviceBasis, advise } from "../../server/src/advice/advise.ts";
import type { Audit } from "../../server/src/advice/audit.ts";
import { run } from "../cli/check.ts";

const BASIS: AdviceBasis = {
  findings: [],
  companions: [],
  packages: [],
  serves: "no",
  isScript: false,
  isAsync: false,
  measured: undefined,
  minor: 13,
  freeThreaded: false,
  prefers: "port-go",
};

const found = (...rules: string[]): AdviceBasis["findings"] =>
  rules.map((rule) => ({ rule, symbol: "work", confidence: "definite" }));

describe("the verdict on", () => {
  it("a parser that keeps the loop busy is that of a wait, and on a computation that of parallel work", () => {
    const native = { rule: "cpu-in-coroutine", symbol: "work", confidence: "definite", data: { path: "json.loads" } };
    const loop = { rule: "cpu-in-coroutine", symbol: "work", confidence: "definite" };
    const serving: AdviceBasis = { ...BASIS, serves: "async", isAsync: true };
    expect(advise({ ...serving, findings: [native] as AdviceBasis["findings"] }).verdict).toBe("make-async");
    expect(advise({ ...serving, findings: [loop] as AdviceBasis["findings"] }).verdict).toBe("parallelise");
  });

  it("threads with native code alone is to leave them", () => {
    expect(advise({ ...BASIS, findings: found("gil-held-native") }).verdict).toBe("stay");
    expect(advise({ ...BASIS, findings: found("gil-held-native", "gil-bound-pool") }).verdict).toBe("parallelise");
  });

  it("waits that nobody else waits with is to leave them", () => {
    expect(advise({ ...BASIS, findings: found("io-in-loop") })).toMatchObject({
      verdict: "stay",
      reasons: [expect.stringMatching(/^It waits for its own caller alone/), expect.anything()],
    });
    expect(advise({ ...BASIS, serves: "sync", findings: found("io-in-loop") }).verdict).toBe("make-async");
  });

  it("a loop that polls or a thread for each item in code that handlers reach is to mend that place", () => {
    const advice = advise({ ...BASIS, serves: "sync", findings: found("busy-wait", "thread-per-item") });
    expect(advice).toMatchObject({
      verdict: "stay",
      reasons: [expect.stringMatching(/mended where it stands/), expect.anything()],
    });
    expect(advise({ ...BASIS, serves: "sync", isAsync: true, findings: found("busy-wait") }).verdict).toBe(
      "make-async",
    );
  });
});

describe("the report", () => {
  const LOOP =
    "def distance(a, b):\n    rows = [list(range(len(b) + 1))]\n    for i in range(1, len(a) + 1):\n        rows.append([i])\n        for j in range(1, len(b) + 1):\n            rows[i].append(min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + (a[i - 1] != b[j - 1])))\n    return rows[-1][-1]\n";

  async function module(files: Readonly<Record<string, string>>, name: string) {
    const { output } = await run(files, "audit --format json --fail-on never");
    return (JSON.parse(output) as Audit).files.find((file) => file.module === name)!;
  }

  it("leaves copies of other projects to those", async () => {
    const copied = await module({ "app/vendor/text.py": LOOP }, "app.vendor.text");
    expect(copied).toMatchObject({
      advice: { verdict: "stay", reasons: [expect.stringMatching(/somebody else's code/), expect.anything()] },
    });
    expect(copied.plan).toBeUndefined();
    expect((await module({ "app/text.py": LOOP }, "app.text")).advice.verdict).toBe("port-go");
  });

  it("does not advise a port on a guess where the team's matrix would rather stay", async () => {
    const weights = "[weights]\ngain = 1\nskill = 9\n";
    expect((await module({ "app/text.py": LOOP, "portwright.toml": weights }, "app.text")).advice).toMatchObject({
      verdict: "stay",
      reasons: [expect.stringMatching(/^By the team's weights staying comes to/), expect.anything()],
      wouldChange: [expect.stringMatching(/^A profile in which it takes much of the time/)],
    });
  });
});
