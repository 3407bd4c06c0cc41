import { beforeAll, describe, expect, it } from "vitest";
import { createPorter, type Porter } from "./three-way.ts";

let porter: Porter;

beforeAll(async () => {
  porter = await createPorter();
});

/** The TypeScript of the named definitions of a module, which must be accepted. */
async function selected(source: string, ...names: string[]): Promise<string> {
  const sketch = await porter.port("module", source, "ts", undefined, names);
  expect(sketch.problems).toEqual([]);
  return sketch.files.find(({ path }) => path === sketch.primary)?.text ?? "";
}

describe("a port of what is named brings", () => {
  it("the class of a value that only its type tells", async () => {
    const text = await selected(
      ["class Box:", "    size = 1", "", "def use(box: Box) -> int:", "    return box.size", ""].join("\n"),
      "use",
    );
    expect(text).toContain("class Box");
  });

  it("what a default of a method reads", async () => {
    const text = await selected(
      [
        "LIMIT = int('3')",
        "class Pool:",
        "    def __init__(self, limit=LIMIT):",
        "        self.limit = limit",
        "",
      ].join("\n"),
      "Pool",
    );
    expect(text).toContain("LIMIT");
  });

  it("the copies of a class that stand between others, with their methods", async () => {
    const source = [
      "class Text:",
      "    def encode(self): return 1",
      "class Raw:",
      "    def decode(self): return 2",
      "class Base:",
      "    def first(self): return self.items()[0]",
      "class TextBase(Base, Text):",
      "    def items(self): return ['a']",
      "class RawBase(Base, Raw):",
      "    def items(self): return ['b']",
      "",
    ].join("\n");
    const text = await selected(source, "TextBase", "RawBase");
    expect(text).not.toContain("self");
    expect(text.match(/this\)?[^;]*items\(\)/g)?.length).toBeGreaterThan(1);
  });

  it("an iterator that a method of the class walks by its name", async () => {
    const source = [
      "class Jar:",
      "    def __init__(self): self.names = ['a']",
      "    def __iter__(self): return iter(self.names)",
      "    def keys(self):",
      "        for name in self.__iter__():",
      "            yield name",
      "",
    ].join("\n");
    expect(await selected(source, "Jar")).toContain("this[Symbol.iterator]()");
  });
});
