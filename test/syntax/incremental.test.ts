import { readFileSync } from "node:fs";
import { describe, expect, it, onTestFinished } from "vitest";
import { createPythonParser, type PythonParser } from "../../server/src/syntax/parser.ts";
import { applyEdits, type TextEdit } from "../../server/src/text/edits.ts";
import { PYTHON_FLAT, pythonParser } from "./parsers.ts";
import { repeatable } from "./random.ts";
import { realPythonFiles } from "./standard-library.ts";

const SNIPPETS = [
  "",
  "x",
  "\n",
  "    ",
  "def f():\n    return 1\n",
  "(",
  ")",
  '"""',
  "# note\n",
  "é𝄞",
  "async ",
  "\r\n",
  "await g(h)\n",
];

describe("editing", () => {
  it("gives the tree that a fresh parse gives, edit after edit", { timeout: 120_000 }, () => {
    for (const [seed, { text }] of realPythonFiles(12).entries())
      checkEdits(pythonParser(), text.slice(0, 40_000), seed);
  });

  it("leaves the source before as it was, to be edited otherwise", () => {
    const before = pythonParser().parse("a = 1\n");
    const [one, other] = ["b", "c"].map((name) => {
      const edits: TextEdit[] = [{ range: { start: 0, end: 1 }, newText: name }];
      return before.edited(edits, `${name} = 1\n`);
    });
    for (const [text, made] of [
      ["a = 1\n", before],
      ["b = 1\n", one],
      ["c = 1\n", other],
    ] as const) {
      expect(made.tree.source).toBe(text);
      expect(made.tree.data).toEqual(pythonParser().tree(text).data);
      made.dispose();
    }
  });

  it("parses from the start what was disposed of", () => {
    const parsed = pythonParser().parse("a = 1\n");
    parsed.dispose();
    parsed.dispose();
    const next = parsed.edited([{ range: { start: 6, end: 6 }, newText: "b = 2\n" }], "a = 1\nb = 2\n");
    expect(next.tree.data).toEqual(pythonParser().tree("a = 1\nb = 2\n").data);
  });

  it("goes on after a file so large that its memory is given back", { timeout: 120_000 }, () => {
    const small = pythonParser().parse("a = 1\n");
    pythonParser().parse("x = [1, 2, 3]\n".repeat(200_000)).dispose();
    const next = small.edited([{ range: { start: 0, end: 1 }, newText: "b" }], "b = 1\n");
    small.dispose();
    expect(next.tree.data).toEqual(pythonParser().tree("b = 1\n").data);
  });

  it("gives back the memory of every tree before", { timeout: 120_000 }, async () => {
    // An instance whose memory has grown beyond measure is replaced: so a second one would tell of a leak.
    const { Instance } = WebAssembly;
    let instances = 0;
    class Counted extends Instance {
      constructor(module: WebAssembly.Module) {
        super(module);
        instances++;
      }
    }
    WebAssembly.Instance = Counted;
    onTestFinished(() => {
      WebAssembly.Instance = Instance;
    });
    const parser = await createPythonParser(readFileSync(PYTHON_FLAT));
    let text = "def f(a, b):\n    return a + b\n".repeat(1_000);
    let parsed = parser.parse(text);
    for (let turn = 0; turn < 200; turn++) {
      const added = `x = [${turn}]\n`;
      text = added + text;
      const next = parsed.edited([{ range: { start: 0, end: 0 }, newText: added }], text);
      parsed.dispose();
      parsed = next;
      parser.parse(text).dispose();
    }
    expect(instances).toBe(1);
  });
});

function checkEdits(parser: PythonParser, start: string, seed: number): void {
  const random = repeatable(seed);
  let text = start;
  let parsed = parser.parse(text);
  for (let round = 0; round < 12; round++) {
    const from = random(text.length + 1);
    const to = Math.min(text.length, from + random(30));
    const edits: TextEdit[] = [{ range: { start: from, end: to }, newText: SNIPPETS[random(SNIPPETS.length)] }];
    if (round % 3 === 0 && to + 50 < text.length)
      edits.push({ range: { start: to + 20, end: to + 25 }, newText: SNIPPETS[random(SNIPPETS.length)] });
    text = applyEdits(text, edits);
    const next = parsed.edited(edits, text);
    const fresh = parser.parse(text);
    expect(next.tree.data, `seed ${seed}, round ${round}`).toEqual(fresh.tree.data);
    parsed.dispose();
    fresh.dispose();
    parsed = next;
  }
  parsed.dispose();
}
