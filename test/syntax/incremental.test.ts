import { describe, expect, it } from "vitest";
import type { PythonParser } from "../../server/src/syntax/parser.ts";
import { applyEdits, type TextEdit } from "../../server/src/text/edits.ts";
import { nativeParser, wasmParser } from "./parsers.ts";
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

describe.each([
  ["native", () => Promise.resolve(nativeParser())],
  ["wasm", wasmParser],
] as const)("editing with the %s parser", (_name, make) => {
  it("gives the tree that a fresh parse gives, edit after edit", { timeout: 120_000 }, async () => {
    const parser = await make();
    for (const [seed, { text }] of realPythonFiles(6).entries()) checkEdits(parser, text.slice(0, 40_000), seed);
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
