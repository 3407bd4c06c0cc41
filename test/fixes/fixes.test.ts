import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { FIXES } from "../../server/src/fixes/index.ts";
import { RULES } from "../../server/src/rules/index.ts";
import { DEFAULT_INTERPRETER, workspaceOf } from "../rules/check.ts";
import { appliedFixes, damageOf } from "./applied.ts";

const folder = new URL("./", import.meta.url);
const pages = readdirSync(folder)
  .filter((file) => file.endsWith(".md"))
  .map((file) => file.replace(/\.md$/, ""));

/** A section with a block before and a block after, or with one block for which the fix must not be offered. */
interface Case {
  readonly title: string;
  readonly interpreter: string;
  readonly before: string;
  readonly after: string | undefined;
}

describe("the catalogue of fixes", () => {
  it("has a page of cases for each", () => {
    expect(pages.sort()).toEqual(FIXES.map((fix) => fix.id).sort());
  });

  it("has each fix in the file of its name", () => {
    const files = readdirSync(new URL("../../server/src/fixes/", import.meta.url)).filter((file) =>
      file.endsWith(".ts"),
    );
    const fixes = files
      .map((file) => file.replace(/\.ts$/, ""))
      .filter((file) => file !== "index" && file !== "define");
    expect(fixes.sort()).toEqual(FIXES.map((fix) => fix.id).sort());
  });

  it("names only rules that exist", () => {
    const known = RULES.map((rule) => rule.name);
    expect(FIXES.flatMap((fix) => fix.rules).filter((rule) => !known.includes(rule))).toEqual([]);
  });
});

describe.each(pages)("%s", (id) => {
  const cases = casesOf(readFileSync(new URL(`${id}.md`, folder), "utf8"));

  it.each(cases.map((one) => [one.title, one] as const))("%s", (_, { before, after, interpreter }) => {
    const rules = FIXES.find((fix) => fix.id === id)?.rules ?? [];
    const findings = workspaceOf([{ path: "example.py", text: before }], interpreter)
      .snapshot()
      .findings("example.py");
    // Where there is no finding, nothing is offered for the wrong reason.
    expect(findings.filter((finding) => rules.includes(finding.rule))).not.toEqual([]);
    const offered = appliedFixes(before, interpreter);
    const applied = offered.find((one) => one.action.id.kind === "fix" && one.action.id.fix === id);
    expect(applied?.after).toBe(after);
    if (applied !== undefined) expect(damageOf(applied)).toEqual([]);
  });
});

function casesOf(markdown: string): readonly Case[] {
  return markdown
    .split(/^## /m)
    .slice(1)
    .map((section) => {
      const blocks = [...section.matchAll(/^```python ?([\d.t]*)\n([\s\S]*?)^```$/gm)];
      const [first, second] = blocks;
      return {
        title: section.slice(0, section.indexOf("\n")),
        interpreter: first[1] || DEFAULT_INTERPRETER,
        before: first[2],
        after: second?.[2],
      };
    });
}
