import { describe, expect, it } from "vitest";
import type { PyTree, PyTreeData } from "../../server/src/syntax/py-tree.ts";
import { nativeParser, wasmParser } from "./parsers.ts";
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

describe("the native and the WebAssembly parser", () => {
  it("give the same flat tree for every file of the standard library", { timeout: 240_000 }, async () => {
    const native = nativeParser();
    const wasm = await wasmParser();
    const differing: string[] = [];
    let files = 0;
    for (const { file, text } of realPythonFiles(Number.POSITIVE_INFINITY)) {
      files++;
      const a = native.parse(text);
      const b = wasm.parse(text);
      const column = difference(a.tree, b.tree);
      if (column !== undefined) differing.push(`${file}: ${column}`);
      a.dispose();
      b.dispose();
    }
    expect(differing).toEqual([]);
    expect(files).toBeGreaterThan(5);
  });
});
