import { existsSync, globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, it } from "vitest";
import { root } from "../../scripts/toolchain.mjs";
import { RULES } from "../../server/src/rules/index.ts";

const names = RULES.map(({ name }) => name).sort();

describe("a rule", () => {
  it("has a name of its own", () => {
    expect(names).toEqual([...new Set(names)]);
  });

  it.each(names)("%s lies in a file of its name, and has a page and literate tests of its name", (name) => {
    const missing = [`server/src/rules/${name}.ts`, `docs/rules/${name}.md`, `test/rules/${name}.md`].filter(
      (file) => !existsSync(join(root, file)),
    );
    expect(missing).toEqual([]);
  });

  it("is listed when its file is there", () => {
    const defined = globSync("server/src/rules/*.ts", { cwd: root })
      .filter((file) => /\bdefineRule\(\{/.test(readFileSync(join(root, file), "utf8")))
      .map((file) => basename(file, ".ts"));
    expect(defined.sort()).toEqual(names);
  });
});

describe.each(["docs/rules", "test/rules"])("%s", (folder) => {
  it("speaks of no rule that there is not", () => {
    const pages = globSync(`${folder}/*.md`, { cwd: root }).map((file) => basename(file, ".md"));
    expect(pages.filter((page) => !/^(README|index)$/i.test(page)).sort()).toEqual(names);
  });
});
