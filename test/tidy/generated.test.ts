import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { staleFiles } from "../../scripts/generate.ts";
import { root } from "../../scripts/toolchain.mjs";
import { RULES } from "../../server/src/rules/index.ts";

it("has every generated file as `npm run generate` writes it", async () => {
  expect(await staleFiles()).toEqual([]);
});

it("has a page for every rule, and none for a rule that is gone", () => {
  const pages = readdirSync(join(root, "docs/rules")).filter((file) => file !== "README.md");
  expect(pages.sort()).toEqual(RULES.map((rule) => `${rule.name}.md`).sort());
});

it("has every rule in the file of its name", () => {
  const files = readdirSync(join(root, "server/src/rules")).map((file) => file.replace(/\.ts$/, ""));
  expect(RULES.map((rule) => rule.name).filter((name) => !files.includes(name))).toEqual([]);
});
