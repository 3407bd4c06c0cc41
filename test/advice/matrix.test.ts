import { describe, expect, it } from "vitest";
import { CANDIDATES, decide } from "../../server/src/advice/matrix.ts";
import { DEFAULT_TEAM, teamOf } from "../../server/src/advice/team.ts";
import { basis, found } from "./basis.ts";

describe("the decision matrix", () => {
  it("gives totals that can be followed by hand", () => {
    const { rows, totals } = decide(basis({ findings: found("hot-loop", "blocking-call") }), DEFAULT_TEAM);
    for (const candidate of CANDIDATES) {
      const weights = rows.reduce((sum, row) => sum + row.weight, 0);
      const total = rows.reduce((sum, row) => sum + row.weight * row.scores[candidate].score, 0) / weights;
      expect(totals[candidate]).toBeCloseTo(total, 2);
    }
    const gain = rows.find((row) => row.criterion === "gain")!;
    expect(gain.scores.go).toEqual({ score: 5, basis: "(1 waiting × 5 + 1 computing × 5) ÷ 2" });
    expect(gain.scores.stay).toEqual({ score: 2.5, basis: "(1 waiting × 4 + 1 computing × 1) ÷ 2" });
  });

  it("leaves what nothing holds back where it is, whatever the team can", () => {
    const polyglot = teamOf({ weights: {}, skills: { go: 5, python: 3 }, operations: { go: 5, python: 3 } });
    expect(decide(basis(), polyglot).best).toBe("stay");
  });

  it("turns with the team's skill, as much as with the benchmark", () => {
    const hot = basis({ findings: found("hot-loop") });
    const writes = (skills: object, weight = 2) =>
      decide(hot, teamOf({ weights: { skill: weight }, skills, operations: {} })).best;
    expect(writes({ go: 5, python: 4 })).toBe("go");
    expect(writes({ go: 0, typescript: 0 }, 6)).toBe("stay");
    expect(writes({ go: 0, typescript: 5, python: 1 }, 6)).toBe("typescript");
  });

  it("scores packages by how close their equivalents are, and unknown ones low", () => {
    const known = { name: "requests", go: { name: "stdlib", fit: "similar", note: "" }, npm: undefined } as const;
    const { rows } = decide(
      basis({ dependencies: [known, { name: "inhouse", go: undefined, npm: undefined }] }),
      DEFAULT_TEAM,
    );
    const readiness = rows.find((row) => row.criterion === "readiness")!;
    expect(readiness.scores.go).toEqual({ score: 2.5, basis: "2 packages: 1 similar, 1 unknown." });
    expect(readiness.scores.typescript.score).toBe(1);
  });

  it("bears weights that are all nothing", () => {
    const weights = Object.fromEntries(Object.keys(DEFAULT_TEAM.weights).map((key) => [key, 0]));
    const { totals, best } = decide(
      basis({ findings: found("hot-loop") }),
      teamOf({ weights, skills: {}, operations: {} }),
    );
    expect([totals.go, best]).toEqual([0, "stay"]);
  });
});
