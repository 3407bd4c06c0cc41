import { describe, expect, it } from "vitest";
import type { Audit } from "../../server/src/advice/audit.ts";
import { createOwnExtraction } from "../../server/src/host/node/extraction.ts";
import { run } from "./check.ts";

const BLOCKING = "import time\n\nasync def show():\n    time.sleep(1)\n";
const CLEAN = "def add(a, b):\n    return a + b\n";
const ERROR = "import asyncio\n\nasync def inner():\n    pass\n\nasync def outer():\n    asyncio.run(inner())\n";

async function audit(files: Parameters<typeof run>[0], words: string): Promise<Audit> {
  const { output } = await run(files, `audit ${words} --format json`);
  return JSON.parse(output) as Audit;
}

describe("exit codes", () => {
  it("0 for a clean folder, and for findings below --fail-on", async () => {
    expect(await run({ "a.py": CLEAN }, "audit .")).toMatchObject({ code: 0 });
    expect(await run({ "a.py": BLOCKING }, "audit .")).toMatchObject({ code: 0 });
    expect(await run({ "a.py": ERROR }, "audit . --fail-on never")).toMatchObject({ code: 0 });
  });

  it("1 for findings at or over it", async () => {
    expect(await run({ "a.py": ERROR }, "audit")).toMatchObject({ code: 1 });
    expect(await run({ "a.py": BLOCKING }, "audit --fail-on warning")).toMatchObject({ code: 1 });
    expect(await run({ "a.py": BLOCKING }, "audit --fail-on info")).toMatchObject({ code: 1 });
  });

  it.each([
    ["audit nowhere.py", /there is no file or folder 'nowhere.py'/],
    ["audit . --format docx", /Allowed choices are pretty, json/],
    ["audit . --formt json", /unknown option '--formt'\n\(Did you mean --format\?\)/],
    ["audit . --rule blocking-cal", /no rule 'blocking-cal'. Did you mean 'blocking-call'/],
    ["audit . --ignore nonsense-of-a-rule", /`portwright explain` lists them/],
    ["audit . --fail-on high", /Allowed choices are error, warning/],
    ["audit . --interpreter 2.7", /Allowed choices are 3.8/],
    ["audit . --baseline none.json", /baseline 'none.json' cannot be read/],
    ["audit . --out /w", /cannot be written/],
    ["audti .", /unknown command 'audti'\n\(Did you mean audit\?\)/],
    ["port a.py --to rust --out x", /Allowed choices are go, ts/],
    ["port a.py --to go", /where to\? --out names the port folder/],
    ["explain blocking-cal", /Did you mean 'blocking-call'/],
  ])("2 and a reason for `%s`", async (words, reason) => {
    const { code, errors, output } = await run({ "a.py": CLEAN }, words);
    expect({ code, output }).toEqual({ code: 2, output: "" });
    expect(errors).toMatch(reason);
    expect(errors).toMatch(/^portwright: /);
  });

  it("3 and a request to report it for a defect", async () => {
    const { code, errors } = await run({ "a.py": CLEAN }, "audit", {
      session: {
        createWorkspace: () => {
          throw new Error("out of luck");
        },
      },
    });
    expect(code).toBe(3);
    expect(errors).toMatch(/internal error: Error: out of luck[\s\S]*defect of Portwright/);
  });

  it("0 for help and for the version", async () => {
    expect(await run({}, "--help")).toMatchObject({ code: 0, output: expect.stringMatching(/Exit codes: 0 clean/) });
    expect(await run({}, "help audit")).toMatchObject({ code: 0, output: expect.stringMatching(/--fail-on/) });
    expect(await run({}, "--version")).toMatchObject({ code: 0, output: "0.0.0-test\n" });
  });
});

describe("a wrong configuration", () => {
  it("is said in full at its place, and nothing else is done", async () => {
    const { code, output, errors } = await run(
      {
        "a.py": BLOCKING,
        "pyproject.toml": '[tool.portwright]\nexclud = []\n[tool.portwright.severity]\nblocking-call = "fatal"\n',
      },
      "audit .",
    );
    expect({ code, output }).toEqual({ code: 2, output: "" });
    expect(errors).toMatch(/^error: pyproject.toml:2:1: There is no setting 'exclud'. Did you mean 'exclude'\?$/m);
    expect(errors).toMatch(/^error: pyproject.toml:4:17: 'severity.blocking-call' is "fatal"/m);
    expect(errors).toMatch(/^portwright: the configuration has 2 mistakes; nothing was done.$/m);
  });

  it("a right one holds, and what the command line says comes first", async () => {
    const files = {
      "a.py": BLOCKING,
      "b.py": BLOCKING,
      "portwright.toml": 'interpreter = "3.9"\nexclude = ["b.py"]\n[severity]\nblocking-call = "error"\n',
    };
    const found = await audit(files, "");
    expect(found).toMatchObject({ interpreter: "3.9", findings: [{ file: "a.py", severity: "error" }] });
    expect((await audit(files, "--interpreter 3.14t")).interpreter).toBe("3.14t");
  });
});

describe("what is audited", () => {
  it("a folder, files, or the current folder; paths are relative to the project", async () => {
    const files = { "pyproject.toml": "", "src/a.py": BLOCKING, "src/deep/b.py": BLOCKING, "c.py": CLEAN };
    const names = async (words: string) => (await audit(files, words)).files.map(({ file }) => file);
    expect(await names("")).toEqual(["c.py", "src/a.py", "src/deep/b.py"]);
    expect(await names("src")).toEqual(["src/a.py", "src/deep/b.py"]);
    expect(await names("c.py src/deep/b.py")).toEqual(["c.py", "src/deep/b.py"]);
    expect((await audit(files, "src")).workspace).toBe("w");
  });

  it("without a project, the folder itself is the workspace", async () => {
    const found = await audit({ "one/a.py": BLOCKING, "two/b.py": BLOCKING }, "one");
    expect(found).toMatchObject({ workspace: "one", files: [{ file: "a.py" }] });
  });

  it("nothing, which is said", async () => {
    const { code, output, errors } = await run({ "readme.md": "" }, "audit .");
    expect(code).toBe(0);
    expect(errors).toMatch(/no Python files were found/);
    expect(output).toMatch(/No Python files were analysed/);
  });

  it("files that cannot be analysed are counted and named", async () => {
    const files = {
      "a.py": `${BLOCKING}# \0\n`,
      "b.py": new Uint8Array(64),
      "c.py": { unreadable: true, kind: "file" } as const,
      "d.py": "def broken(:\n",
      "e.py": BLOCKING,
    };
    const found = await audit(files, "");
    expect(found.files.map(({ file }) => file)).toEqual(["a.py", "d.py", "e.py"]);
    expect(found.problems.map(({ file, code }) => `${file} ${code}`)).toEqual([
      "a.py binary",
      "b.py binary",
      "c.py unreadable",
    ]);
    expect(found.findings.map(({ file }) => file)).toEqual(["a.py", "e.py"]);
    expect((await run(files, "audit -q")).output).toMatch(/3 files, .*, 2 files not analysed/);
  });

  it("rules can be chosen", async () => {
    const files = { "a.py": BLOCKING + ERROR };
    const rules = async (words: string) => Object.keys((await audit(files, words)).totals.byRule).sort();
    expect(await rules("")).toEqual(["blocking-call", "nested-event-loop"]);
    expect(await rules("--rule blocking-call")).toEqual(["blocking-call"]);
    expect(await rules("--ignore blocking-call,hot-loop")).toEqual(["nested-event-loop"]);
  });

  it("a file that the analysis fails on is left out, and the others are audited", async () => {
    const { output, code } = await run({ "a.py": BLOCKING, "b.py": CLEAN }, "audit --format json", {
      session: {
        extraction: () => {
          const own = createOwnExtraction();
          return {
            ...own,
            extract: (text) =>
              text === CLEAN ? Promise.reject(new Error("no luck with this one")) : own.extract(text),
          };
        },
      },
    });
    const found = JSON.parse(output) as Audit;
    expect(code).toBe(3);
    expect(found.findings.map(({ file }) => file)).toEqual(["a.py"]);
    expect(found.problems).toMatchObject([{ file: "b.py", code: "internal" }]);
  });
});

describe("where the report goes", () => {
  it("to a file, in the format of its ending", async () => {
    for (const [name, begins] of [
      ["r.html", "<!doctype html>"],
      ["r.sarif", '{\n  "$schema"'],
      ["r.md", "# Migration report"],
      ["r.csv", "file,line"],
      ["deep/r.json", '{\n  "version"'],
    ] as const) {
      const { host, output, errors } = await run({ "a.py": BLOCKING }, `audit . --out ${name}`);
      expect(output).toBe("");
      expect(errors).toMatch(new RegExp(`^1 finding in 1 file: see ${name}$`, "m"));
      expect(String(host.entries.get(`/w/${name}`)).startsWith(begins)).toBe(true);
    }
  });

  it("colours and progress on a terminal, none in a pipe", async () => {
    const terminal = await run({ "a.py": BLOCKING }, "audit .", { terminal: true });
    expect(terminal.output).toContain("\x1b[");
    expect(terminal.errors).toMatch(/Finding files/);
    expect(terminal.errors.endsWith("\r\x1b[K")).toBe(true);
    const pipe = await run({ "a.py": BLOCKING }, "audit .");
    expect(pipe.output + pipe.errors).not.toContain("\x1b");
    const file = await run({ "a.py": BLOCKING }, "audit . --out r.txt", { terminal: true });
    expect(file.host.entries.get("/w/r.txt")).not.toContain("\x1b");
  });

  it("the same input gives the same bytes", async () => {
    const files = { "a.py": BLOCKING, "b.py": ERROR };
    for (const format of ["json", "html", "sarif", "markdown", "csv", "pretty"]) {
      const [one, two] = [await run(files, `audit --format ${format}`), await run(files, `audit --format ${format}`)];
      expect(one.output).toBe(two.output);
    }
  });
});

describe("a baseline", () => {
  it("hides what it lists, and nothing else", async () => {
    const first = await run({ "a.py": ERROR }, "audit --write-baseline base.json");
    expect(first.code).toBe(1);
    const again = await run({}, "audit --baseline base.json", { host: first.host });
    expect(again).toMatchObject({ code: 0, output: expect.stringMatching(/No findings/) });
    first.host.entries.set("/w/b.py", ERROR);
    expect(
      (await run({}, "audit --baseline base.json --format csv", { host: first.host })).output.match(
        /nested-event-loop,/g,
      ),
    ).toHaveLength(1);
    first.host.entries.set("/w/portwright.toml", 'baseline = "base.json"');
    expect(
      (await run({}, "audit --format csv", { host: first.host })).output.match(/nested-event-loop,/g),
    ).toHaveLength(1);
  });

  it("only shrinks: what is gone leaves it with --ratchet, and nothing enters", async () => {
    const { host } = await run({ "a.py": ERROR, "b.py": ERROR }, "audit --write-baseline base.json");
    host.entries.set("/w/a.py", CLEAN);
    host.entries.set("/w/c.py", ERROR);
    const entries = () => String(host.entries.get("/w/base.json")).match(/"file":"\w\.py"/g);
    const told = await run({}, "audit --baseline base.json", { host });
    expect(told.errors).toMatch(/Gone from the code: 1 finding of base\.json\. --ratchet/);
    expect(entries()).toEqual(['"file":"a.py"', '"file":"b.py"']);
    expect((await run({}, "audit b.py --baseline base.json --ratchet", { host })).errors).toBe("");
    expect((await run({}, "audit --rule hot-loop --baseline base.json --ratchet", { host })).errors).toBe("");
    const done = await run({}, "audit --baseline base.json --ratchet", { host });
    expect(done).toMatchObject({ code: 1, errors: expect.stringMatching(/taken out of base\.json: 1 finding\./) });
    expect(entries()).toEqual(['"file":"b.py"']);
    host.entries.set("/w/a.py", ERROR);
    const back = await run({}, "audit a.py --baseline base.json", { host });
    expect(back.code).toBe(1);
  });

  it("is needed for --ratchet", async () => {
    expect(await run({ "a.py": CLEAN }, "audit --ratchet")).toMatchObject({
      code: 2,
      errors: expect.stringMatching(/--ratchet needs a baseline/),
    });
  });

  it("must be one", async () => {
    expect(await run({ "a.py": CLEAN, "b.json": "[]" }, "audit --baseline b.json")).toMatchObject({
      code: 2,
      errors: expect.stringMatching(/is not a baseline/),
    });
  });
});
