import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { FIXES } from "../../server/src/fixes/index.ts";
import { applyEdits } from "../../server/src/text/edits.ts";
import { workspaceOf } from "../rules/check.ts";
import { examplesOf } from "../rules/literate.ts";
import { pythonParser } from "../syntax/parsers.ts";
import { appliedFixes, damageOf } from "./applied.ts";

/** Files written for this test, and beside them the examples of the rules. */
const written = new Map<string, string>();
const samples = new URL("samples/", import.meta.url);
for (const file of readdirSync(samples)) written.set(file, readFileSync(new URL(file, samples), "utf8"));
const sources = new Map(written);
const rules = new URL("../rules/", import.meta.url);
for (const page of readdirSync(rules).filter((file) => file.endsWith(".md"))) {
  for (const example of examplesOf(readFileSync(new URL(page, rules), "utf8"))) {
    for (const { path, text } of example.files) sources.set(`${page}:${example.line} ${path}`, text);
  }
}

/** The same program as people with other editors and habits write it. */
const WRITTEN: Readonly<Record<string, (text: string) => string>> = {
  "with CRLF": (text) => text.replaceAll("\n", "\r\n"),
  "with tabs": (text) => text.replaceAll(/^( {4})+/gm, (white) => "\t".repeat(white.length / 4)),
  "with two spaces": (text) => text.replaceAll(/^( {4})+/gm, (white) => "  ".repeat(white.length / 4)),
  "without a line break at its end": (text) => text.trimEnd(),
};

/** All that goes wrong when each fix is applied by itself, and the fixes that were. */
function tried(files: Iterable<readonly [string, string]>, interpreter: string): { damaged: string[]; used: string[] } {
  const damaged: string[] = [];
  const used = new Set<string>();
  for (const [name, source] of files) {
    for (const applied of appliedFixes(source, interpreter)) {
      if (applied.action.id.kind === "fix") used.add(applied.action.id.fix);
      const damage = damageOf(applied);
      if (damage.length > 0) damaged.push(`${name}: ${applied.action.title}: ${damage.join("; ")}\n${applied.after}`);
    }
  }
  return { damaged, used: [...used].sort() };
}

const everyFix = FIXES.map((fix) => fix.id).sort();

describe("every fix of every finding parses and cures its finding", () => {
  it.each(["3.8", "3.13", "3.14"])("on %s", (interpreter) => {
    const files = interpreter === "3.13" ? sources : written;
    expect(tried(files, interpreter)).toEqual({ damaged: [], used: everyFix });
  });

  it.each(Object.entries(WRITTEN))("in code %s", (_, rewrite) => {
    const rewritten = [...written].map(([name, text]) => [name, rewrite(text)] as const);
    expect(tried(rewritten, "3.13")).toEqual({ damaged: [], used: everyFix });
  });
});

describe("a fixed file", () => {
  it("keeps its line breaks and its indentation", () => {
    for (const source of sources.values()) {
      for (const { after, action } of appliedFixes(WRITTEN["with CRLF"](source), "3.13")) {
        expect(after.match(/(?<!\r)\n/g) ?? [], action.title).toEqual([]);
      }
      const tabbed = WRITTEN["with tabs"](source);
      const spaces = (text: string) => text.match(/^ {4}/gm)?.length ?? 0;
      for (const { after, action } of appliedFixes(tabbed, "3.13"))
        expect(spaces(after), action.title).toBe(spaces(tabbed));
    }
  });

  it("keeps its comments", () => {
    const comments = (text: string) => (text.match(/#[^\n]*/g) ?? []).length;
    for (const source of sources.values()) {
      for (const { after, before, action, finding } of appliedFixes(source, "3.13")) {
        // Here the comment is what is wrong.
        if (finding.rule === "unused-suppression") continue;
        expect(comments(after), action.title).toBeGreaterThanOrEqual(comments(before));
      }
    }
  });

  it("has no safe finding left to fix after all safe fixes, and still parses", () => {
    const parser = pythonParser();
    for (const [name, source] of sources) {
      const edits = workspaceOf([{ path: "example.py", text: source }])
        .snapshot()
        .fixAll("example.py");
      const after = applyEdits(source, edits);
      expect(parser.parse(after).tree.errors().length, name).toBeLessThanOrEqual(
        parser.parse(source).tree.errors().length,
      );
      expect(
        workspaceOf([{ path: "example.py", text: after }])
          .snapshot()
          .fixAll("example.py"),
        name,
      ).toEqual([]);
    }
  });
});
