import { describe, expect, it } from "vitest";
import { run, sketch } from "./check.ts";

const FILES = { "app/score.py": "def main():\n    eval('1')\n" };
const RECORD = "/w/out/.portwright-port.json";

describe("port", () => {
  it("writes the files and says what became of the code", async () => {
    const { code, output, host } = await run(FILES, "port app/score.py --to go --out out");
    expect(code).toBe(0);
    expect(host.entries.get("/w/out/score.go")).toBe("// port of app/score.py\n");
    expect(host.entries.get("/w/out/runtime/helpers.go")).toBe("// helpers\n");
    expect(output).toMatchInlineSnapshot(`
      "app/score.py:2:2: warning[unsupported] \`eval\` became a stub.

      Sketch of app/score.py in Go: 1 item (1 with departures), 3 of 4 types known.
        written   out/score.go
        written   out/runtime/helpers.go
      It passed the check before showing. It is a sketch until its results are compared with the original's.
      "
    `);
  });

  it("shows the port and writes nothing where it is only to be printed", async () => {
    const { code, output, host } = await run(FILES, "port app/score.py --to go --print");
    expect(code).toBe(0);
    expect(output).toBe(
      "// ──────── score.go\n// port of app/score.py\n\n// ──────── runtime/helpers.go\n// helpers\n",
    );
    expect([...host.entries.keys()].filter((path) => path.endsWith(".go"))).toEqual([]);
    const report = JSON.parse((await run(FILES, "port app/score.py --to go --print --report json")).output);
    expect(report).toMatchObject({ folder: null, files: [{ path: "score.go", state: "shown" }, {}] });
  });

  it("wants to know where to", async () => {
    const { code, errors } = await run(FILES, "port app/score.py --to go");
    expect({ code, errors }).toEqual({
      code: 2,
      errors: "portwright: where to? --out names the port folder, and --print shows the port.\n",
    });
    expect((await run(FILES, "port app/score.py --to go --print --out x")).code).toBe(2);
  });

  it("writes the same again, and over what it wrote itself", async () => {
    const { host } = await run(FILES, "port app/score.py --to go --out out");
    const again = await run(FILES, "port app/score.py --to go --out out", { host });
    expect(again).toMatchObject({ code: 0, output: expect.stringMatching(/unchanged out\/score.go/) });
    const other = await run(FILES, "port app/score.py::main --to go --out out", { host });
    expect(other.code).toBe(0);
    expect(host.entries.get("/w/out/score.go")).toBe("// port of main\n");
  });

  it("never writes over a file that the user changed, nor beside it", async () => {
    const { host } = await run(FILES, "port app/score.py --to go --out out");
    host.entries.set("/w/out/score.go", "// mine now\n");
    const record = host.entries.get(RECORD);
    const refused = await run(FILES, "port app/score.py::main --to go --out out", { host });
    expect(refused).toMatchObject({ code: 2, output: "" });
    expect(refused.errors).toMatch(/-\/\/ mine now\n\+\/\/ port of main/);
    expect(refused.errors).toMatch(
      /nothing was written: out holds a file that is not as Portwright wrote it: score.go/,
    );
    expect(host.entries.get("/w/out/score.go")).toBe("// mine now\n");
    expect(host.entries.get(RECORD)).toBe(record);
    expect(await run(FILES, "port app/score.py::main --to go --out out --force", { host })).toMatchObject({ code: 0 });
    expect(host.entries.get("/w/out/score.go")).toBe("// port of main\n");
  });

  it("takes every file for the user's where its record is missing or broken", async () => {
    for (const record of [undefined, "{", "[]", '{"version":1,"files":{"score.go":3}}']) {
      const files = {
        ...FILES,
        "out/score.go": "// mine\n",
        ...(record === undefined ? {} : { "out/.portwright-port.json": record }),
      };
      expect(await run(files, "port app/score.py --to go --out out")).toMatchObject({ code: 2 });
    }
  });

  it("reports in JSON for programs", async () => {
    const { output } = await run(FILES, "port app/score.py --to ts --out out --report json");
    expect(JSON.parse(output)).toMatchObject({
      version: 1,
      source: "app/score.py",
      target: "ts",
      primary: "score.ts",
      files: [{ path: "score.ts", state: "written" }, { path: "runtime/helpers.go" }],
      items: [
        {
          name: "main",
          status: "partial",
          typesInferred: 3,
          typesUnknown: 1,
          notes: [{ code: "unsupported", start: { line: 2, column: 2 } }],
        },
      ],
      problems: [],
      verified: false,
    });
  });

  it("ports a package as one module, which lies beside the port, and tells places by its files", async () => {
    const joined = {
      source: "# From a.py\nA = 1\n# From b.py\neval('1')\n",
      places: [
        { line: 1, path: "a.py" },
        { line: 3, path: "b.py" },
      ],
      leftOut: [],
    };
    const asked: unknown[] = [];
    const session = {
      port: async (file: string, source: unknown) => {
        asked.push([file, source]);
        const made = sketch("app.py", undefined, "go");
        const at = joined.source.indexOf("eval");
        const note = {
          severity: "warning",
          code: "unsupported",
          message: "`eval` became a stub.",
          range: { start: at, end: at + 4 },
        } as const;
        return { ...made, joined, notes: [note], items: [] };
      },
    };
    const files = { "app/a.py": "A = 1\n", "app/b.py": "eval('1')\n", "app/tests/c.py": "", "app/test_a.py": "" };
    const { code, output, host } = await run(files, "port app --to go --out out", { session });
    expect(code).toBe(0);
    expect(asked).toEqual([
      [
        "app.py",
        [
          { path: "a.py", source: "A = 1\n" },
          { path: "b.py", source: "eval('1')\n" },
        ],
      ],
    ]);
    expect(output).toMatch(/^app\/b.py:1:1: warning\[unsupported\]/m);
    expect(host.entries.get("/w/out/app.py")).toBe(joined.source);
  });

  it("exits with 1 when the check before showing found something", async () => {
    const session = {
      port: async () => ({ ...sketch("score.py", undefined, "go"), problems: ["score.go:3: undefined: x"] }),
    };
    const { code, output } = await run(FILES, "port app/score.py --to go --out out", { session });
    expect(code).toBe(1);
    expect(output).toMatch(/check: score.go:3: undefined: x/);
  });

  it.each([
    ["port nowhere.py --to go --out out", /there is no file 'nowhere.py'/],
    ["port empty --to go --out out", /'empty' has no Python file to port/],
    ["port app/score.py::missing --to go --out out", /nothing called 'missing'/],
    ["port app/score.py:: --to go --out out", /Expected FILE or FILE::NAME/],
    ["port app/score.py --to go --out app/score.py", /cannot be written|not as Portwright wrote/],
  ])("2 and a reason for `%s`", async (words, reason) => {
    const { code, errors } = await run({ ...FILES, "empty/readme.md": "" }, words);
    expect(code).toBe(2);
    expect(errors).toMatch(reason);
  });

  it("a path that leads out of the folder is a defect, and nothing is written", async () => {
    const session = {
      port: async () => ({ ...sketch("score.py", undefined, "go"), files: [{ path: "../evil.go", text: "" }] }),
    };
    const { code, host } = await run(FILES, "port app/score.py --to go --out out", { session });
    expect(code).toBe(3);
    expect(host.entries.has("/w/evil.go")).toBe(false);
  });
});

describe("port --web", () => {
  it("takes the frameworks of the target", async () => {
    const refused = await run(FILES, "port app/score.py --to go --web hono --out out");
    expect(refused).toMatchObject({ code: 2, output: "" });
    expect(refused.errors).toMatch(/--web hono is not for --to go, which has net\/http, gin and echo/);
    expect(await run(FILES, "port app/score.py --to ts --web hono --out out")).toMatchObject({ code: 0 });
  });
});
