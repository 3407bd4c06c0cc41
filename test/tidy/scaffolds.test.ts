import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { portCase } from "../../scripts/new-port-case.ts";
import { newRuleFiles } from "../../scripts/new-rule.ts";
import { root } from "../../scripts/toolchain.mjs";
import { examplesOf, markersOf } from "../rules/literate.ts";
import { pythonParser } from "../syntax/parsers.ts";

const index = readFileSync(join(root, "server/src/rules/index.ts"), "utf8");

it("scaffolds a rule that is registered and has examples", () => {
  const files = newRuleFiles("io-at-dawn", "A rule that nobody has.", index);
  expect([...files.keys()]).toEqual([
    "server/src/rules/io-at-dawn.ts",
    "test/rules/io-at-dawn.md",
    "server/src/rules/index.ts",
  ]);
  const rules = files.get("server/src/rules/index.ts")!;
  expect(rules).toContain('import { ioAtDawn } from "./io-at-dawn.ts";\n');
  expect(/RULES: readonly Rule\[\] = \[([^\]]*)\]/.exec(rules)?.[1].trimEnd().endsWith("ioAtDawn,")).toBe(true);
  const paths = [...rules.matchAll(/^import .* from "(.*)";$/gm)].map(([, path]) => path);
  expect(paths).toEqual([...paths].sort());
  const examples = examplesOf(files.get("test/rules/io-at-dawn.md")!);
  expect(examples.flatMap((one) => markersOf(one.files)).map((marker) => marker.kind)).toEqual(["expect", "ok"]);
});

it("scaffolds a port case that is Python", () => {
  const { tree } = pythonParser().parse(portCase('Sums, with "quotes".'));
  expect(tree.errors()).toEqual([]);
});
