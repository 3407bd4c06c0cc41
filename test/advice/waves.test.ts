import { describe, expect, it } from "vitest";
import { boundariesOf } from "../../server/src/advice/boundaries.ts";
import { condense, couplingOf, type ImportGraph } from "../../server/src/advice/coupling.ts";
import { effortOf } from "../../server/src/advice/effort.ts";
import { type Movable, wavesOf } from "../../server/src/advice/waves.ts";
import { basis } from "./basis.ts";

/** `a > b c` says that a imports b and c. */
function graphOf(...lines: string[]): ImportGraph {
  const pairs = lines.map((line) => line.split(">").map((part) => part.trim().split(/\s+/).filter(Boolean)));
  const names = [...new Set(pairs.flat(2))].sort();
  const imports = names.map((name) => {
    const own = pairs.find(([[from]]) => from === name);
    return (own?.[1] ?? []).map((target) => names.indexOf(target));
  });
  return { names, imports };
}

function movable(module: string, parts: Partial<Movable> = {}, lines = 60): Movable {
  return {
    module,
    verdict: "port-go",
    effort: effortOf(basis({ scopeLines: lines }), "port-go"),
    risk: "low",
    gain: 5,
    ...parts,
  };
}

describe("coupling", () => {
  it("counts imports both ways, and names circles", () => {
    const graph = graphOf("a > b c", "b > c", "c > b", "d >");
    const coupling = couplingOf(graph, condense(graph));
    expect(coupling[0]).toEqual({ afferent: 0, efferent: 2, instability: 1, circle: [] });
    expect(coupling[1]).toEqual({ afferent: 2, efferent: 1, instability: 0.33, circle: ["c"] });
    expect(coupling[3].instability).toBe(0);
  });
});

describe("waves", () => {
  const graph = graphOf("app > views", "views > core models", "core > math", "models > math", "math >");
  const of = (names: readonly Movable[]) =>
    wavesOf(
      graph.names.map((name) => names.find(({ module }) => module === name)),
      condense(graph),
    );

  it("begin with what is mended in Python, then a pilot of little risk and much to gain", () => {
    const waves = of([
      movable("views", { verdict: "make-async" }),
      movable("core", { risk: "high", gain: 50 }),
      movable("math", { gain: 9 }),
      movable("models", { gain: 2 }),
    ]);
    expect(waves.map(({ phase, modules }) => [phase, ...modules])).toEqual([
      ["mend", "views"],
      ["pilot", "math"],
      ["canary", "core", "models"],
      ["cutover", "math", "core", "models"],
    ]);
    expect(waves.map(({ number }) => number)).toEqual([1, 2, 3, 4]);
    expect(waves.every(({ gates }) => gates.length > 0)).toBe(true);
  });

  it("go from the leaves up, in steps that can be steered", () => {
    const waves = of([
      movable("math", { gain: 99 }),
      movable("core", {}, 2_700),
      movable("models", {}, 2_700),
      movable("views", {}, 2_700),
    ]);
    expect(waves.map(({ phase, modules }) => [phase, ...modules])).toEqual([
      ["pilot", "math"],
      ["canary", "core"],
      ["canary", "models"],
      ["canary", "views"],
      ["cutover", "math", "core", "models", "views"],
    ]);
  });

  it("take modules that import each other together", () => {
    const circle = graphOf("a > b", "b > a", "c > a");
    const movables = circle.names.map((name) => movable(name));
    expect(wavesOf(movables, condense(circle))[0].modules).toEqual(["a", "b"]);
  });

  it("are none where nothing moves", () => {
    expect(of([])).toEqual([]);
  });
});

describe("service boundaries", () => {
  const graph = graphOf(
    "app > pricing users",
    "users > log",
    "pricing > rounding log",
    "rounding >",
    "log >",
    "tests.test_rounding > rounding",
  );
  const at = (name: string) => graph.names.indexOf(name);
  const [boundary] = boundariesOf({
    graph,
    condensation: condense(graph),
    moving: new Set([at("pricing")]),
    tests: new Set([at("tests.test_rounding")]),
    calls: [
      { from: at("app"), to: at("pricing"), name: "quote" },
      { from: at("app"), to: at("pricing"), name: "quote" },
      { from: at("pricing"), to: at("rounding"), name: "half_even" },
      { from: at("pricing"), to: at("log"), name: "event" },
      { from: at("tests.test_rounding"), to: at("rounding"), name: "half_even" },
    ],
  });

  it("take along what nothing else uses, and name what others use, too", () => {
    expect(boundary).toMatchObject({ name: "pricing", modules: ["pricing", "rounding"], shared: ["log"] });
  });

  it("tell what crosses them: the contract", () => {
    expect(boundary.inbound).toEqual([{ from: "app", to: "pricing.quote", calls: 2 }]);
    expect(boundary.outbound).toEqual([{ from: "pricing", to: "log.event", calls: 1 }]);
  });
});
