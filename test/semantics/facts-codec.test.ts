import { describe, expect, it } from "vitest";
import { extractFacts } from "../../server/src/semantics/extract.ts";
import { decodeFacts, encodeFacts } from "../../server/src/semantics/facts-codec.ts";
import { BAD_SOURCES } from "../program/bad-sources.ts";
import { pythonParser } from "../syntax/parsers.ts";
import { realPythonFiles } from "../syntax/standard-library.ts";

const AWKWARD = `
constructor = toString = __proto__ = hasOwnProperty = 1
class C:
    constructor = 2
    def __proto__(self):
        self.toString = 1e999
        return 0xffffffffffffffffffffffff + 1e400 + 1_0.5j + -0.0
    def call(self, **kw):
        return kw["\\ud800"] + "\\x00" + "𝄞"
`;

describe("facts as bytes", () => {
  it("come back as they were", { timeout: 120_000 }, () => {
    const texts = [
      AWKWARD,
      ...BAD_SOURCES.flatMap(({ make, size }) => Object.values(make(Math.min(size, 200)))),
      ...realPythonFiles(60).map(({ text }) => text),
    ];
    for (const text of texts) {
      const facts = extractFacts(pythonParser().tree(text));
      // Equal in what they hold; a property that is undefined and one that is not there are the same to every reader.
      expect(decodeFacts(encodeFacts(facts)), text.slice(0, 60)).toEqual(facts);
    }
  });

  it("have tables by name in which nothing is found that was not put there", () => {
    const facts = decodeFacts(encodeFacts(extractFacts(pythonParser().tree(AWKWARD))));
    const tables = [
      ...facts.functions.map(({ bindings }) => bindings),
      ...facts.classes.flatMap(({ members, stores }) => [members, stores]),
    ];
    expect(tables.every((table) => Object.getPrototypeOf(table) === null)).toBe(true);
    expect(Object.entries(facts.functions[0].bindings).find(([name]) => name === "__proto__")?.[1]).toHaveLength(1);
    expect(facts.functions[1].bindings.valueOf).toBeUndefined();
  });
});
