import { beforeAll, expect, it } from "vitest";
import { type PortRoomTools, portModule, type Sketch } from "../../server/src/port/index.ts";
import { pythonParser } from "../syntax/parsers.ts";
import { createPorter, type Porter } from "./three-way.ts";

const parser = pythonParser();
const tools: PortRoomTools = {
  go: { format: (text) => ({ ok: true, text }), errors: () => [] },
  checkTypeScript: undefined,
};

let porter: Porter;

beforeAll(async () => {
  porter = await createPorter();
});

function port(source: string, names?: readonly string[]): Promise<Sketch> {
  return portModule(
    { file: "sample.py", source, target: "ts", ...(names === undefined ? {} : { names }) },
    parser.parse(source).tree,
    tools,
  );
}

const primary = (sketch: Sketch): string => sketch.files.find((file) => file.path === sketch.primary)?.text ?? "";

it("ports a function with what it needs and nothing else", async () => {
  const source =
    "LIMIT = 3\n\ndef helper(x: int) -> int:\n    return x + LIMIT\n\ndef wanted(x: int) -> int:\n    return helper(x)\n\ndef other() -> None:\n    print('no')\n";
  const text = primary(await port(source, ["wanted"]));
  expect(text).toContain("function wanted");
  expect(text).toContain("function helper");
  expect(text).toContain("LIMIT = 3");
  expect(text).not.toContain("function other");
});

it("says when a name is not there", async () => {
  const sketch = await port("def f() -> None:\n    pass\n", ["g"]);
  expect(sketch.notes.map((note) => note.code)).toEqual(["unknown-name"]);
});

it("makes a stub with a note of what it does not know, and still compiles", async () => {
  const sketch = await porter.port("sample", "def f(x: int) -> int:\n    y = frobnicate(x)\n    return y + 1\n", "ts");
  expect(sketch.problems).toEqual([]);
  expect(sketch.notes.map((note) => note.code)).toContain("unsupported");
  expect(sketch.items.map((item) => [item.name, item.status])).toEqual([["f", "partial"]]);
  expect(primary(sketch)).toContain("unsupported(");
});

it("gives the place of a syntax error", async () => {
  const sketch = await port("def f(:\n    pass\n");
  expect(sketch.notes.some((note) => note.code === "syntax-error")).toBe(true);
});

it("carries comments and docstrings over", async () => {
  const text = primary(await port('def f() -> int:\n    """Gives one."""\n    # the first\n    return 1  # always\n'));
  expect(text).toContain("/** Gives one. */");
  expect(text).toContain("// the first");
  expect(text).toContain("return 1; // always");
});

it("links lines of the port with lines of Python", async () => {
  const sketch = await port("def f() -> int:\n    a = 1\n    return a\n");
  const line = primary(sketch)
    .split("\n")
    .findIndex((each) => each.includes("return a"));
  expect(sketch.links.some((link) => link.target[0] === line && link.python[0] === 2)).toBe(true);
});

it("emits only the helpers that are used, in a file of their own", async () => {
  const sketch = await port("def f(a: int, b: int) -> int:\n    return a // b\n");
  const runtime = sketch.files.find((file) => file.path === "portwright_runtime.ts")?.text ?? "";
  expect(runtime).toContain("function floorDiv");
  expect(runtime).not.toContain("function sorted");
});
