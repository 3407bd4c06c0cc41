import { describe, expect, it } from "vitest";
import type { Audit } from "../../server/src/advice/audit.ts";
import { run } from "./check.ts";

type Cell = readonly [kind: "code" | "markdown", source: string | readonly string[]];

function notebook(cells: readonly Cell[], metadata: object = { language_info: { name: "python" } }): string {
  return JSON.stringify({
    cells: cells.map(([cell_type, source]) => ({ cell_type, source, metadata: {} })),
    metadata,
    nbformat: 4,
    nbformat_minor: 5,
  });
}

async function audit(files: Readonly<Record<string, string>>): Promise<Audit> {
  const { output } = await run(files, "audit --format json");
  return JSON.parse(output);
}

const placesOf = ({ findings }: Audit) =>
  findings.map(({ file, start, rule, chain }) => {
    const hops = chain.map((hop) => `${hop.file} ${hop.start.cell}:${hop.start.line}`);
    return `${file} ${start.cell}:${start.line}:${start.column} ${rule}${hops.length > 0 ? ` via ${hops.join(", ")}` : ""}`;
  });

describe("a notebook", () => {
  it("is one module: names of one cell are known in the others, and places are told by cell and line", async () => {
    const cells: Cell[] = [
      ["markdown", "# Waiting"],
      ["code", ["import time\n", "%matplotlib inline"]],
      ["code", "def pause():\n    time.sleep(1)\n"],
      ["markdown", "and"],
      ["code", "%%time\nasync def main():\n    pause()"],
      ["code", "await main()"],
    ];
    const found = await audit({ "notes/a.ipynb": notebook(cells) });
    expect(placesOf(found)).toEqual(["notes/a.ipynb 5:3:5 blocking-chain via notes/a.ipynb 3:2"]);
    expect(found.problems).toEqual([]);
    expect(found.files.map(({ syntaxErrors }) => syntaxErrors)).toEqual([0]);
    expect(found.findings[0]?.excerpt).toEqual({ firstLine: 2, lines: ["async def main():", "    pause()"] });
  });

  it("knows the modules beside it", async () => {
    const found = await audit({
      "slow.py": "import time\n\n\ndef wait():\n    time.sleep(1)\n",
      "a.ipynb": notebook([["code", "from slow import wait\n\nasync def main():\n    wait()"]]),
    });
    expect(found.findings.map(({ file, start, rule }) => [file, start.cell, start.line, rule])).toEqual([
      ["a.ipynb", 1, 4, "blocking-chain"],
    ]);
  });

  it("may take its time where it runs from cell to cell: nobody imports it", async () => {
    const found = await audit({
      "a.ipynb": notebook([["code", "import requests\nrequests.get('http://x', timeout=3)"]]),
    });
    expect(placesOf(found)).toEqual([]);
  });

  it("is told by cell in every format", async () => {
    const files = {
      "a.ipynb": notebook([
        ["code", "x = 1"],
        ["code", "import time\nasync def f():\n    time.sleep(1)"],
      ]),
    };
    for (const [format, expected] of [
      ["pretty", "a.ipynb:cell 2:3:5: warning[blocking-call]"],
      ["markdown", "a.ipynb:cell 2:3:5"],
      ["junit", "a.ipynb:cell 2:3:5 warning[blocking-call]"],
      ["html", "cell 2, line 3"],
      ["sarif", '"fullyQualifiedName": "cell 2:3:5"'],
    ] as const) {
      expect((await run(files, `audit --format ${format}`)).output).toContain(expected);
    }
    const [, row] = (await run(files, "audit --format csv")).output.split("\r\n");
    expect(row?.startsWith("a.ipynb,3,5,")).toBe(true);
    expect(row?.endsWith(",2")).toBe(true);
  });

  it("of an older format, and of an unnamed kernel, is read as well", async () => {
    const code = "import time\nasync def f():\n    time.sleep(1)";
    const old = { worksheets: [{ cells: [{ cell_type: "code", input: code, language: "python" }] }], nbformat: 3 };
    expect(placesOf(await audit({ "a.ipynb": JSON.stringify(old) }))).toEqual(["a.ipynb 1:3:5 blocking-call"]);
    expect(placesOf(await audit({ "a.ipynb": notebook([["code", code]], {}) }))).toHaveLength(1);
  });

  it("in another language has no Python", async () => {
    const found = await audit({
      "a.ipynb": notebook([["code", "x <- 3; f = function() {"]], { language_info: { name: "R" } }),
    });
    expect([found.problems, found.findings, found.files[0]?.syntaxErrors]).toEqual([[], [], 0]);
  });

  it.each([
    ["", /It is no notebook: it is not valid JSON \(Unexpected end of JSON input\)/],
    ['{"cells": [', /It is no notebook: it is not valid JSON/],
    ["[1, 2]", /It is no notebook: there is no list of cells in it/],
    ['{"cells": 3}', /there is no list of cells/],
    ['{"cells": [{"cell_type": "code", "source": [1]}]}', /cell 1 has no text/],
    [`${"[".repeat(200_000)}`, /not valid JSON|no list of cells/],
  ])("that is none is a problem of its own: %#", async (text, message) => {
    const found = await audit({ "a.ipynb": text, "b.py": "import time\n\n\nasync def f():\n    time.sleep(1)\n" });
    expect(found.problems.map(({ file, code }) => [file, code])).toEqual([["a.ipynb", "notebook"]]);
    expect(found.problems[0]?.message).toMatch(message);
    expect(found.findings.map(({ file }) => file)).toEqual(["b.py"]);
  });

  it.each(["port", "verify"])("is no module that %s takes, and says so", async (command) => {
    const { code, output, errors } = await run(
      { "a.ipynb": notebook([["code", "x = 1"]]) },
      `${command} a.ipynb --to go`,
    );
    expect([code, output]).toEqual([2, ""]);
    expect(errors).toContain("'a.ipynb' is a notebook: it is audited, but ports are made of modules.");
  });

  it("gives the same audit from shares as in one run", async () => {
    const cells: Cell[] = [
      ["markdown", ""],
      ["code", "import time\nasync def f():\n    time.sleep(1)"],
    ];
    const files = { "a.ipynb": notebook(cells), "b.py": "x = 1\n" };
    const whole = await run(files, "audit --format json");
    const first = await run(files, "audit --shard 1/2 --out one.shard");
    const second = await run(files, "audit --shard 2/2 --out two.shard", { host: first.host });
    const merged = await run(files, "merge one.shard two.shard --format json", { host: second.host });
    expect(merged.output).toBe(whole.output);
  });
});
