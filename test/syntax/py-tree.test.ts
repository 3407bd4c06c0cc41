import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { generateKinds } from "../../scripts/generate-kinds.ts";
import { Field, Kind } from "../../server/src/syntax/kinds.generated.ts";
import { NO_NODE, ROOT } from "../../server/src/syntax/py-tree.ts";
import { pythonParser } from "./parsers.ts";

const parser = pythonParser();

describe("PyTree", () => {
  it("answers for parents, children, fields and places", () => {
    const tree = parser.parse("def add(a, b=1):\n    return a + b  # sum\n").tree;
    const [definition] = tree.children(ROOT);
    expect(tree.kind(definition)).toBe(Kind.function_definition);
    expect(tree.text(tree.child(definition, Field.name))).toBe("add");
    expect(tree.parent(definition)).toBe(ROOT);
    expect(tree.nextSibling(definition)).toBe(NO_NODE);
    const sum = tree.covering({ start: 28, end: 33 });
    expect(tree.text(sum)).toBe("a + b");
    expect(tree.namedChildren(sum).map((child) => tree.text(child))).toEqual(["a", "b"]);
    expect(tree.children(sum).map((child) => tree.text(child))).toEqual(["a", "+", "b"]);
    expect(tree.kindName(tree.enclosing(sum, [Kind.function_definition]))).toBe("function_definition");
  });

  it("names the places that could not be parsed and keeps the rest", () => {
    const tree = parser.parse("def broken(:\n    pass\n\ndef whole():\n    return 1\n").tree;
    expect(tree.errors().length).toBeGreaterThan(0);
    expect(tree.children(ROOT).some((child) => tree.text(child).startsWith("def whole"))).toBe(true);
  });

  it.each([
    ["nothing", ""],
    ["NUL bytes", "x = 1\0\0\ny = 2\n"],
    ["a lone surrogate", "x = '\ud800'\n"],
    ["mixed line ends", "a = 1\r\nb = 2\rc = 3\n"],
    ["deep nesting", `${"(".repeat(10_000)}1${")".repeat(10_000)}\n`],
    ["an unfinished string", 'x = """never closed\n'],
  ])("parses %s", (_name, text) => {
    const tree = parser.parse(text).tree;
    expect(tree.kind(ROOT) === Kind.module || tree.kind(ROOT) === Kind.ERROR).toBe(true);
  });

  it("has the kinds of the grammar that is shipped", async () => {
    const written = readFileSync(new URL("../../server/src/syntax/kinds.generated.ts", import.meta.url), "utf8");
    expect(written).toBe(await generateKinds());
  });
});
