import { describe, expect, it } from "vitest";
import type { PortFunction } from "../../server/src/engine/api.ts";
import type { VerifyFunction } from "../../server/src/engine/verify.ts";
import { BadInput, type ParityReport, type ParityRequest } from "../../server/src/port/parity/index.ts";
import { run, sketch } from "./check.ts";

const FILES = { "app/score.py": "def main():\n    return 1\n" };
const EVIDENCE = "/w/out/.portwright-parity.json";

const difference = {
  call: 0,
  what: "result",
  path: "[1]",
  python: "[1, 2]",
  port: "[1, 3]",
  input: "pair(0)",
} as const;
const SAME: ParityReport = {
  target: "go",
  seed: 1,
  items: [
    { name: "main", result: { kind: "verified", cases: 125, byTolerance: 2, departures: [] } },
    {
      name: "lock",
      result: { kind: "not-run", reason: "it takes a value of threading.Lock, which cannot be made up" },
    },
  ],
};
const DIFFERENT: ParityReport = {
  target: "go",
  seed: 1,
  items: [...SAME.items, { name: "pair", result: { kind: "differs", cases: 3, difference } }],
};

/** A command line whose comparison is made up; `asked` is what it was asked to compare. */
function circumstances(answer: ParityReport | Error | { failed: string; missing: boolean }) {
  const asked: ParityRequest[] = [];
  const verify: VerifyFunction = async (_, request) => {
    asked.push(request);
    if (answer instanceof Error) throw answer;
    return answer;
  };
  return { asked, session: { verify } };
}

describe("verify", () => {
  it("tells each function's result, and ends with 0 where nothing differs", async () => {
    const { code, output } = await run(FILES, "verify app/score.py --to go", circumstances(SAME));
    expect(code).toBe(0);
    expect(output).toMatchInlineSnapshot(`
      "verified main (125 cases; in 2 a float within the tolerance)
      not run  lock: it takes a value of threading.Lock, which cannot be made up

      app/score.py in Go: 1 verified, 1 not run; 125 cases, seed 1.
      With --port FOLDER the evidence is kept beside the port.
      "
    `);
  });

  it("tells a difference with both sides, and ends with 1", async () => {
    const { code, output } = await run(FILES, "verify app/score.py --to go", circumstances(DIFFERENT));
    expect(code).toBe(1);
    expect(output).toContain("differs  pair\n  pair(0)\n  Python [1, 2]\n  Go     [1, 3]   (result at [1])\n");
  });

  it("tells the same in JSON", async () => {
    const { output } = await run(FILES, "verify app/score.py --to go --format json", circumstances(DIFFERENT));
    expect(JSON.parse(output)).toMatchObject({
      version: 1,
      source: "app/score.py",
      target: "go",
      verified: false,
      counts: { verified: 1, differs: 1, notRun: 1, cases: 128 },
      functions: [
        { name: "main", status: "verified", cases: 125 },
        { name: "lock", status: "not-run" },
        { name: "pair", status: "differs", difference: { input: "pair(0)" } },
      ],
    });
  });

  it("hands its options on", async () => {
    const { asked, session } = circumstances(SAME);
    const files = { ...FILES, "in.jsonl": "[1]\n" };
    await run(files, "verify app/score.py::main --to ts --inputs in.jsonl --seed 9 --timeout 0.5 --tolerance 0", {
      session,
    });
    expect(asked).toMatchObject([
      {
        original: "/w/app/score.py",
        name: "main",
        inputs: "[1]\n",
        options: { cases: 100, seed: 9, tolerance: 0 },
        limits: { timeout: 500, python: undefined },
      },
    ]);
  });

  it("ports as the command line or else the project says", async () => {
    const ported: unknown[][] = [];
    const { session } = circumstances(SAME);
    const port: PortFunction = async (...asked) => {
      ported.push(asked.slice(3));
      return sketch("score.py", undefined, "go");
    };
    const files = { ...FILES, "portwright.toml": 'go-integers = "big"\ngo-web = "gin"\n' };
    await run(files, "verify app/score.py --to go", { session: { ...session, port } });
    await run(files, "verify app/score.py --to go --integers int", { session: { ...session, port } });
    expect(ported).toEqual([
      ["go", "gin", "big"],
      ["go", "gin", "int"],
    ]);
  });

  it.each([
    ["verify app/lost.py --to go", "there is no file 'app/lost.py'."],
    ["verify app/score.py::missing --to go", "there is nothing called 'missing' to verify"],
    ["verify app/score.py --to go --inputs lost.jsonl", "'lost.jsonl' cannot be read."],
    ["verify app/score.py --to go --port out", "out holds no score.go: write the port there first"],
    ["verify app/score.py", "required option '--to <target>' not specified"],
    ["verify app/score.py --to go --cases many", "Expected a whole number."],
    ["verify app/score.py --to go --cases 3 --inputs x", "cannot be used with"],
  ])("refuses %s", async (words, message) => {
    const { code, errors } = await run(FILES, words, circumstances(SAME));
    expect(code).toBe(2);
    expect(errors).toContain(message);
  });

  it("ends with 2 where a tool is missing or an input does not fit, and with 1 where the port does not build", async () => {
    const missing = circumstances({ failed: "Go is missing: `go` cannot be run.", missing: true });
    expect(await run(FILES, "verify app/score.py --to go", missing)).toMatchObject({
      code: 2,
      errors: "portwright: Go is missing: `go` cannot be run.\n",
    });
    const misfit = circumstances(new BadInput("line 1 of the inputs is no JSON."));
    expect(await run(FILES, "verify app/score.py --to go", misfit)).toMatchObject({ code: 2 });
    const broken = circumstances({ failed: "The port does not build: score.go:3", missing: false });
    expect(await run(FILES, "verify app/score.py --to go", broken)).toMatchObject({
      code: 1,
      output: "not run: The port does not build: score.go:3\n",
    });
  });

  it("is no success where nothing could be compared", async () => {
    const nothing = circumstances({ ...SAME, items: SAME.items.slice(1) });
    const { code, output } = await run(FILES, "verify app/score.py --to go", nothing);
    expect(code).toBe(1);
    expect(output).toContain("Nothing could be compared: the port stays a sketch.");
  });
});

describe("evidence", () => {
  const written = async () => (await run(FILES, "port app/score.py --to go --out out")).host;
  const verified = async (answer = SAME) => {
    const host = await written();
    const outcome = await run(FILES, "verify app/score.py --to go --port out", { host, ...circumstances(answer) });
    return { host, outcome };
  };
  const portAgain = async (host: Awaited<ReturnType<typeof written>>): Promise<boolean> => {
    const { output } = await run(FILES, "port app/score.py --to go --out out --report json --force", { host });
    return JSON.parse(output).verified;
  };

  it("is kept beside the port, and makes it verified", async () => {
    const { host, outcome } = await verified();
    expect(outcome.output).toContain("out/.portwright-parity.json keeps the evidence");
    expect(JSON.parse(String(host.entries.get(EVIDENCE)))).toMatchObject({
      version: 1,
      target: "go",
      original: { path: "app/score.py", sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
      files: { "score.go": expect.stringMatching(/^[0-9a-f]{64}$/) },
      items: SAME.items,
    });
    expect(await portAgain(host)).toBe(true);
    const { output } = await run(FILES, "port app/score.py --to go --out out", { host });
    expect(output).toContain("Verified port of app/score.py in Go");
  });

  it("falls when the original changes, when the port changes, and when something differs", async () => {
    const { host } = await verified();
    host.entries.set("/w/app/score.py", "def main():\n    return 2\n");
    expect(await portAgain(host)).toBe(false);
    const other = await verified();
    const { output } = await run(FILES, "port app/score.py::main --to go --out out --report json", {
      host: other.host,
    });
    expect(JSON.parse(output).verified).toBe(false);
    expect(await portAgain((await verified(DIFFERENT)).host)).toBe(false);
  });

  it("that cannot be read is none", async () => {
    const { host } = await verified();
    for (const broken of ["{", "[]", '{"version": 1}']) {
      host.entries.set(EVIDENCE, broken);
      expect(await portAgain(host), broken).toBe(false);
    }
  });

  it("is of the port as it lies in the folder, with what the user made of it", async () => {
    const host = await written();
    host.entries.set("/w/out/score.go", "// mine\n");
    host.entries.set("/w/out/more.go", "// more\n");
    const { asked, session } = circumstances(SAME);
    await run(FILES, "verify app/score.py --to go --port out", { host, session });
    expect(asked[0].files).toEqual(
      expect.arrayContaining([
        { path: "score.go", text: "// mine\n" },
        { path: "more.go", text: "// more\n" },
      ]),
    );
  });

  it("stands in reports, with what has become of it", async () => {
    const { host } = await verified();
    const told = async (format: string) => (await run(FILES, `audit --parity out --format ${format}`, { host })).output;
    expect(JSON.parse(await told("json")).parity).toEqual([
      {
        source: "app/score.py",
        target: "go",
        folder: "out",
        state: "verified",
        verified: 1,
        differs: 0,
        notRun: 1,
        cases: 125,
        differences: [],
      },
    ]);
    expect(await told("pretty")).toContain(
      "Verified app/score.py in Go: does what the original does on all inputs that were compared (1 verified, 1 not run; 125 cases)",
    );
    expect(await told("markdown")).toContain("**Verified**: does what the original does");
    expect(await told("html")).toContain('id="ports"');
    host.entries.set("/w/out/score.go", "// mine\n");
    expect(JSON.parse(await told("json")).parity).toMatchObject([{ state: "outdated" }]);
    const different = (await verified(DIFFERENT)).host;
    await run(FILES, "audit --format json --out saved.json", { host: different });
    const { output } = await run(FILES, "report saved.json --parity out/.portwright-parity.json --format markdown", {
      host: different,
    });
    expect(output).toContain("**Sketch**: differs from the original");
    expect(output).toContain("`pair(0)` gives `[1, 2]` in Python and `[1, 3]` in the port");
    expect(await run(FILES, "audit --parity app", { host })).toMatchObject({
      code: 2,
      errors: expect.stringContaining("'app' holds no evidence of a comparison"),
    });
  });
});
