import { describe, expect, it } from "vitest";
import type { PyTree, PyTreeData } from "../../server/src/syntax/py-tree.ts";
import { BAD_SOURCES } from "../program/bad-sources.ts";
import { pythonParser, referenceParser } from "./parsers.ts";
import { repeatable } from "./random.ts";
import { realPythonFiles } from "./standard-library.ts";

const COLUMNS: readonly (keyof PyTreeData)[] = ["kind", "field", "start", "end", "parent", "next"];

/** Name of the first column in which two trees differ. */
function difference(a: PyTree, b: PyTree): string | undefined {
  if (a.count !== b.count) return `count: ${a.count} and ${b.count}`;
  return COLUMNS.find((column) => {
    const [left, right] = [a.data[column], b.data[column]];
    for (let at = 0; at < left.length; at++) if (left[at] !== right[at]) return true;
    return false;
  });
}

describe("the module that parses and flattens at once", () => {
  it("gives the trees that a walk with the parser's cursor gives", { timeout: 240_000 }, () => {
    const [parser, reference] = [pythonParser(), referenceParser()];
    let files = 0;
    for (const { file, text } of realPythonFiles(Number.POSITIVE_INFINITY)) {
      files++;
      expect(difference(parser.tree(text), reference(text)), file).toBeUndefined();
    }
    expect(files).toBeGreaterThan(5);
  });

  it("does so for text that is broken, too", { timeout: 120_000 }, () => {
    const [parser, reference] = [pythonParser(), referenceParser()];
    const random = repeatable(11);
    const pieces = ["(", ")", '"""', "é", "𝄞", "\ud800", "\0", "    ", "\n", "def ", "\\", "f'{", "\t", "lambda:"];
    for (const { file, text } of realPythonFiles(30)) {
      let broken = text.slice(0, 20_000);
      for (let round = 0; round < 8; round++) {
        const at = random(broken.length + 1);
        broken = broken.slice(0, at) + pieces[random(pieces.length)] + broken.slice(at + random(12));
        expect(difference(parser.tree(broken), reference(broken)), `${file}, round ${round}`).toBeUndefined();
      }
    }
  });

  it("does so for what nobody writes by hand, and for nothing at all", { timeout: 120_000 }, () => {
    const [parser, reference] = [pythonParser(), referenceParser()];
    const made = BAD_SOURCES.flatMap(({ make, size }) => Object.values(make(Math.min(size, 400))));
    for (const text of ["", "\n", "#", "(".repeat(12_000), `x = ${"[".repeat(3_000)}${"]".repeat(3_000)}`, ...made])
      expect(difference(parser.tree(text), reference(text)), text.slice(0, 80)).toBeUndefined();
  });
});
