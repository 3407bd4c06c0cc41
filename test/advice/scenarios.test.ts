import { describe, expect, it } from "vitest";
import { advise } from "../../server/src/advice/advise.ts";
import type { Audit, AuditFile } from "../../server/src/advice/audit.ts";
import { run } from "../cli/check.ts";
import { repository } from "./repositories.ts";

async function audit(name: string, replaced: Readonly<Record<string, string>> = {}): Promise<Audit> {
  const { output, errors } = await run({ ...repository(name), ...replaced }, "audit --format json");
  expect(errors).toBe("");
  return JSON.parse(output) as Audit;
}

function module(audit: Audit, name: string): AuditFile {
  const found = audit.files.find((file) => file.module === name);
  if (found === undefined) throw new Error(`There is no module ${name}.`);
  return found;
}

/** Verdicts of the modules that hold code. */
function verdicts(audit: Audit): Record<string, string> {
  const files = audit.files.filter((file) => file.codeLines > 0 && !file.isTest);
  return Object.fromEntries(files.map((file) => [file.module, file.advice.verdict]));
}

const waves = (audit: Audit) => audit.plan.waves.map(({ phase, modules }) => [phase, ...modules]);

describe("a synchronous service that waits for others", () => {
  it("becomes asynchronous before anybody thinks of a port", async () => {
    const result = await audit("sync-flask-service");
    expect(verdicts(result)).toEqual({ "shop.app": "make-async", "shop.catalogue": "stay", "shop.stock": "stay" });
    const { advice, plan } = module(result, "shop.app");
    expect(advice.reasons[0]).toMatch(/an asynchronous framework serves more of them with the same machine/);
    expect(advice.reasons[1]).toMatch(/becomes asynchronous with it: shop\.catalogue, shop\.stock\./);
    expect(advice.wouldChange[1]).toMatch(
      /cannot serve the load once it is asynchronous, port the busiest routes to Go/,
    );
    expect(plan?.matrix.best).toBe("stay");
    expect(waves(result)).toEqual([["mend", "shop.app"]]);
  });
});

describe("a service that is asynchronous already", () => {
  it("is left as it is, and nothing is planned", async () => {
    const result = await audit("async-service");
    expect(result.findings).toEqual([]);
    expect(verdicts(result)).toEqual({ "feeds.articles": "stay", "feeds.main": "stay" });
    expect(module(result, "feeds.main").advice.reasons).toEqual([
      "It is asynchronous already, and nothing in it holds the event loop back.",
    ]);
    expect(result.plan).toMatchObject({ waves: [], effort: { days: 0 }, matrix: { best: "stay" } });
  });
});

describe("a busy service that computes", () => {
  it("is ported where it computes, contract first", async () => {
    const result = await audit("busy-api");
    expect(verdicts(result)).toEqual({ "quotes.app": "stay", "quotes.routing": "port-go" });
    const { advice, plan } = module(result, "quotes.routing");
    expect(advice.reasons[0]).toBe("It serves requests: the contract comes first, the port behind it.");
    expect(plan?.matrix.best).toBe("go");
    expect(plan?.effort.items.map(({ basis }) => basis)).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^One port, however small/),
        expect.stringMatching(/^The first port/),
      ]),
    );
    expect(result.plan.boundaries).toMatchObject([
      { modules: ["quotes.routing"], inbound: [{ from: "quotes.app", to: "quotes.routing.cheapest" }] },
    ]);
  });

  it("is ported too where a profile shows that it computes more than it waits", () => {
    const basis = {
      findings: [{ rule: "sync-handler-io", symbol: "search", confidence: "definite" }],
      companions: [],
      packages: ["flask"],
      serves: "sync",
      isScript: false,
      isAsync: false,
      minor: 13,
      freeThreaded: false,
      prefers: "port-go",
    } as const;
    expect(advise({ ...basis, measured: 0.6 })).toMatchObject({
      verdict: "port-go",
      reasons: [
        expect.stringMatching(/contract comes first/),
        expect.stringMatching(/most of what the profile shows/),
        expect.anything(),
        expect.anything(),
      ],
    });
    expect(advise({ ...basis, measured: 0.1 }).verdict).toBe("make-async");
  });
});

describe("threads that compute", () => {
  it("are replaced by what runs in parallel, or the work is ported", async () => {
    const result = await audit("threaded-computing");
    expect(verdicts(result)).toEqual({ "render.batch": "parallelise", "render.blur": "port-go" });
    expect(module(result, "render.batch").advice.reasons[0]).toMatch(/where the GIL lets one run at a time/);
    expect(module(result, "render.batch").advice.wouldChange).toEqual([
      "On 3.14, an interpreter pool or free-threaded Python would do with less change.",
    ]);
    expect(waves(result)).toEqual([
      ["mend", "render.batch"],
      ["pilot", "render.blur"],
      ["cutover", "render.blur"],
    ]);
  });

  it("are left as they are on free-threaded Python", async () => {
    const result = await audit("threaded-computing", { "portwright.toml": 'interpreter = "3.14t"\n' });
    expect(module(result, "render.batch").advice.verdict).toBe("stay");
  });
});

describe("data and model code", () => {
  it("stays, and a service on it gets a seam in front", async () => {
    const result = await audit("data-and-models");
    expect(verdicts(result)).toEqual({ "churn.features": "stay", "churn.service": "seam", "churn.train": "stay" });
    expect(module(result, "churn.features").advice.reasons[0]).toMatch(/for vectorising, not for porting/);
    expect(module(result, "churn.train").advice.reasons).toEqual(["pandas, sklearn do the work, in native code."]);
    expect(module(result, "churn.service").advice.reasons[1]).toMatch(/gRPC contract; .* may be Go or TypeScript/);
    expect(result.plan.matrix?.best).toBe("stay");
    const ready = Object.fromEntries(result.plan.readiness.map((row) => [row.package, row.go?.fit]));
    expect(ready).toMatchObject({ pandas: "none", sklearn: "none", flask: expect.not.stringMatching("none") });
  });
});

describe("a command that is slow to start", () => {
  it("imports late first, and is ported if it runs at every keystroke", async () => {
    const result = await audit("slow-command");
    expect(verdicts(result)).toEqual({ "notes_cli.__main__": "stay", "notes_cli.store": "stay" });
    const { advice } = module(result, "notes_cli.__main__");
    expect(advice.reasons[0]).toMatch(/import late what is used late/);
    expect(advice.wouldChange[0]).toMatch(/runs at every keystroke .* is worth a port/);
    expect(result.findings.map(({ rule }) => rule)).toContain("slow-import");
  });
});

describe("a chain of services that call each other", () => {
  it("gets timeouts first, then becomes asynchronous", async () => {
    const result = await audit("fan-out");
    expect(verdicts(result)).toEqual({ "checkout.app": "make-async", "checkout.services": "make-async" });
    expect(module(result, "checkout.services").advice.reasons.slice(0, 2)).toEqual([
      expect.stringMatching(/^Timeouts first/),
      expect.stringMatching(/^Request handlers wait in it/),
    ]);
    expect(result.plan.waves).toMatchObject([
      {
        phase: "mend",
        modules: ["checkout.services", "checkout.app"],
        gates: [expect.stringMatching(/^Timeouts stand at every call/), expect.anything(), expect.anything()],
      },
    ]);
  });
});

describe("a script that runs once a night", () => {
  it("is left as it is, although it waits", async () => {
    const result = await audit("nightly-script");
    expect(result.findings.map(({ rule }) => rule)).toEqual(["io-in-loop"]);
    expect(module(result, "close_books").advice).toMatchObject({
      verdict: "stay",
      reasons: ["It is a script: while it waits, it delays nobody else.", expect.anything()],
      wouldChange: [expect.stringMatching(/run for every request, or many times a minute/)],
    });
    expect(result.plan.waves).toEqual([]);
  });
});

describe("the team's skill", () => {
  it("weighs as much as the benchmark, and the arithmetic shows it", async () => {
    const skilled = await audit("team-skill");
    const silent = await audit("team-skill", { "portwright.toml": "" });
    expect(verdicts(skilled)).toEqual({ "pricing.discounts": "port-ts" });
    expect(verdicts(silent)).toEqual({ "pricing.discounts": "port-go" });
    const { matrix } = module(skilled, "pricing.discounts").plan!;
    const row = (criterion: string) => matrix.rows.find((one) => one.criterion === criterion)!;
    // Go is the faster answer by the audit's own score, and yet it is not the one.
    expect(row("gain").scores.go.score).toBeGreaterThan(row("gain").scores.typescript.score);
    expect(row("skill").scores.typescript).toEqual({ score: 5, basis: "The team's setting `skills.typescript`." });
    for (const candidate of ["stay", "go", "typescript"] as const) {
      const weights = matrix.rows.reduce((sum, { weight }) => sum + weight, 0);
      const sum = matrix.rows.reduce((total, { weight, scores }) => total + weight * scores[candidate].score, 0);
      expect(matrix.totals[candidate]).toBeCloseTo(sum / weights, 1);
    }
  });
});

describe("a migration", () => {
  it("goes from mending to a pilot, a canary and the cutover, with a gate at each step", async () => {
    const result = await audit("migration");
    expect(waves(result)).toEqual([
      ["mend", "planner.app"],
      ["pilot", "planner.geometry"],
      ["canary", "planner.assign", "planner.distances"],
      ["cutover", "planner.geometry", "planner.assign", "planner.distances"],
    ]);
    const gates = Object.fromEntries(result.plan.waves.map((wave) => [wave.phase, wave.gates.join(" ")]));
    expect(gates.pilot).toMatch(/contract is written.*Parity/);
    expect(gates.canary).toMatch(/error budget.*99th percentile.*Writes go to both sides and are compared/);
    expect(gates.cutover).toMatch(/reads switch last/);
  });

  it("adds up: the waves take as long as the plan, and the modules as long as both", async () => {
    const { plan, files } = await audit("migration");
    const total = (parts: readonly { days: number }[]) => parts.reduce((sum, { days }) => sum + days, 0);
    expect(total(plan.waves.map(({ effort }) => effort))).toBeCloseTo(plan.effort.days, 1);
    expect(total(files.flatMap((file) => (file.plan === undefined ? [] : [file.plan.effort])))).toBeCloseTo(
      plan.effort.days,
      1,
    );
    for (const { plan: own } of files)
      if (own !== undefined) expect(total(own.effort.items)).toBeCloseTo(own.effort.days, 1);
  });
});
