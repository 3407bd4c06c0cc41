import { describe, expect, it } from "vitest";
import { effortOf, riskOf, totalEffort } from "../../server/src/advice/effort.ts";
import { VERDICTS } from "../../server/src/advice/verdict.ts";
import { basis, found } from "./basis.ts";

describe("an effort", () => {
  it("is the sum of what it is made of, with a range around it", () => {
    const module = basis({
      findings: found("hot-loop", "dynamic-code"),
      concurrency: ["pool"],
      dependencies: [{ name: "inhouse", go: undefined, npm: undefined }],
    });
    for (const verdict of VERDICTS) {
      const { days, low, high, items } = effortOf(module, verdict);
      expect(items.reduce((sum, item) => sum + item.days, 0)).toBeCloseTo(days, 2);
      expect(low).toBeLessThanOrEqual(days);
      expect(high).toBeGreaterThanOrEqual(days);
    }
  });

  it("counts what a port takes out of a module, not the whole of it", () => {
    const small = effortOf(basis({ codeLines: 5_000, scopeLines: 60 }), "port-go");
    const large = effortOf(basis({ codeLines: 5_000, scopeLines: 5_000 }), "port-go");
    expect([small.days, large.days]).toEqual([2.9, 35.83]);
  });

  it("grows where tests reach little, and says so", () => {
    const dark = effortOf(basis({ cover: { functions: 10, reached: 2 } }), "port-go");
    expect(dark.items.at(-1)?.basis).toBe("30 % more to show parity first: tests reach 2 of its 10 functions");
    expect(effortOf(basis({ cover: undefined }), "port-go").items.at(-1)?.basis).toMatch(/no tests are among/);
  });

  it("of staying is nothing", () => {
    expect(effortOf(basis(), "stay").days).toBe(0);
  });

  it("of several has a narrower range than theirs together", () => {
    const one = effortOf(basis(), "port-go");
    const four = totalEffort([one, one, one, one]);
    expect(four.days).toBeCloseTo(4 * one.days, 2);
    expect(four.high - four.days).toBeLessThan(4 * (one.high - one.days));
  });
});

describe("a risk", () => {
  it("is low where tests reach it, little hangs on it and its packages have equivalents", () => {
    expect(riskOf(basis(), "port-go").level).toBe("low");
  });

  it("adds up, and says the weightiest first", () => {
    const { level, reasons } = riskOf(
      basis({
        cover: { functions: 10, reached: 4 },
        coupling: { afferent: 12, efferent: 2, instability: 0.14, circle: ["app.models"] },
      }),
      "port-go",
    );
    expect(level).toBe("high");
    expect(reasons.at(-1)).toBe("Tests reach 4 of its 10 functions.");
  });
});
