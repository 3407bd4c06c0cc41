import { describe, expect, it } from "vitest";
import { run } from "./check.ts";

const program = {
  "app/__init__.py": "from .tasks import start\n",
  "app/tasks.py": "import json\n\ndef start():\n    json.dumps({})\n",
  "main.py": "import app\n\napp.start()\n",
  "unrelated.py": "def alone(): pass\n",
};

describe("portwright graph", () => {
  it("tells every function of a folder, by names relative to it", async () => {
    const { code, output, errors } = await run(program, "graph .");
    expect([code, errors]).toEqual([0, ""]);
    expect(JSON.parse(output)).toEqual({
      app: [],
      "app.tasks": [],
      "app.tasks.start": ["json.dumps"],
      "json.dumps": [],
      main: ["app.tasks.start"],
      unrelated: [],
      "unrelated.alone": [],
    });
  });

  it("names relative to the folder that is named, not to the project around it", async () => {
    const files = { "pyproject.toml": "", "src/app/tool.py": "def start(): pass\n\nstart()\n" };
    const { output } = await run(files, "graph src");
    expect(JSON.parse(output)).toEqual({ "app.tool": ["app.tool.start"], "app.tool.start": [] });
  });

  it("tells a file with what it imports, and nothing else", async () => {
    const { output } = await run(program, "graph main.py");
    expect(Object.keys(JSON.parse(output))).toEqual(["app", "app.tasks", "app.tasks.start", "json.dumps", "main"]);
  });

  it("names a file of a package as its imports do", async () => {
    const { output } = await run(program, "graph app/tasks.py");
    expect(Object.keys(JSON.parse(output))).toEqual(["app.tasks", "app.tasks.start", "json.dumps"]);
  });

  it("names the folder's own package file `__init__`", async () => {
    const { output } = await run(program, "graph app");
    expect(JSON.parse(output)).toEqual({
      __init__: [],
      "json.dumps": [],
      tasks: [],
      "tasks.start": ["json.dumps"],
    });
  });

  it("knows a package by its own name in what is inside of it", async () => {
    const files = { "app/__init__.py": "", "app/a.py": "def f(): pass\n", "app/b.py": "from app.a import f\nf()\n" };
    expect(JSON.parse((await run(files, "graph app")).output)).toMatchObject({ b: ["a.f"] });
  });

  it("is the same from run to run, and sorted", async () => {
    const { output } = await run(program, "graph .");
    expect((await run(program, "graph .")).output).toBe(output);
    const names = Object.keys(JSON.parse(output));
    expect(names).toEqual(names.toSorted());
  });

  it("draws for Graphviz, with names quoted", async () => {
    const { output } = await run({ 'a"b\\c.py': "f = lambda: None\nf()\n" }, "graph . --format dot");
    expect(output).toBe(
      [
        "digraph calls {",
        "  rankdir=LR;",
        "  node [shape=box];",
        '  "a\\"b\\\\c";',
        '  "a\\"b\\\\c.<lambda1>";',
        '  "a\\"b\\\\c" -> "a\\"b\\\\c.<lambda1>";',
        "}",
        "",
      ].join("\n"),
    );
  });

  it("writes to a file", async () => {
    const { output, host } = await run(program, "graph app --out calls.json");
    expect(output).toBe("");
    expect(String(host.entries.get("/w/calls.json"))).toContain('"tasks.start"');
  });

  it("goes on with what can be read of broken code", async () => {
    const { code, output } = await run({ "a.py": "def f(:\n  g()\n\ndef g(): pass\ng()\n" }, "graph .");
    expect(code).toBe(0);
    expect(JSON.parse(output)).toHaveProperty(["a.g"]);
  });

  it.each([
    ["graph missing", "there is no file or folder 'missing'."],
    ["graph", "missing required argument 'path'"],
    ["graph . --format svg", "argument 'svg' is invalid. Allowed choices are json, dot."],
    ["graph notes.txt", "'notes.txt'"],
  ])("refuses `%s`", async (words, message) => {
    const { code, output, errors } = await run({ ...program, "notes.txt": "x = (\0" }, words);
    expect(code).toBe(2);
    expect(output).toBe("");
    expect(errors).toContain(message);
  });

  it("says that a folder has no Python files", async () => {
    const { code, output, errors } = await run({ "notes.md": "" }, "graph .");
    expect([code, output]).toEqual([0, "{}\n"]);
    expect(errors).toContain("no Python files were found");
  });
});
