import { expect, it } from "vitest";
import { noteIn, SIMPLIFIED_CHINESE } from "../../server/src/knowledge/package-notes.ts";
import { PACKAGES } from "../../server/src/knowledge/packages.ts";

it("translates every note on a package's counterpart, and no other", () => {
  const notes = new Set(PACKAGES.flatMap(({ go, npm }) => [go.note, npm.note]));
  expect(Object.keys(SIMPLIFIED_CHINESE).sort()).toEqual([...notes].sort());
});

it("leaves names as they are and translates the rest", () => {
  const prose = /\b(and|or|by|with|of|only|for|the|no)\b/;
  const left = Object.entries(SIMPLIFIED_CHINESE).filter(
    ([note, told]) => prose.test(note) && !/\p{Script=Han}/u.test(told),
  );
  expect(left).toEqual([]);
  expect(noteIn("en", "YAML with comments kept")).toBe("YAML with comments kept");
  expect(noteIn("zh-cn", "YAML with comments kept")).toBe("保留注释的 YAML");
});
