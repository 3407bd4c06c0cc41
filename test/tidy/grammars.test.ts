import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Language, Parser } from "web-tree-sitter";
import { readBuilt, readProvenance, verifyGrammars } from "../../scripts/grammars.mjs";
import { root } from "../../scripts/toolchain.mjs";

describe("the grammars", () => {
  it("are the files that their provenance records", () => {
    expect(verifyGrammars()).toEqual([]);
  });

  it("load, with the recorded ABI", async () => {
    await Parser.init();
    for (const { file, abi } of readProvenance()) {
      const language = await Language.load(readFileSync(join(root, "grammars", file)));
      expect({ file, abi: language.abiVersion }).toEqual({ file, abi });
    }
  });

  it("have the version that the native add-on has", () => {
    const addon = JSON.parse(readFileSync(join(root, "node_modules", "tree-sitter-python", "package.json"), "utf8"));
    const python = readProvenance().find((grammar) => grammar.package === "tree-sitter-python");
    expect(python?.version).toBe(addon.version);
  });

  it("are compiled into the module that parses and flattens in the version that is installed", () => {
    for (const { from } of readBuilt()) {
      for (const [name, version] of Object.entries(from)) {
        const installed = JSON.parse(readFileSync(join(root, "node_modules", name, "package.json"), "utf8"));
        expect(`${name} ${version}`).toBe(`${name} ${installed.version}`);
      }
    }
  });
});
