import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { run } from "../cli/check.ts";

const folder = join(import.meta.dirname, "graph");

interface Case {
  readonly title: string;
  readonly files: Readonly<Record<string, string>>;
  /** Lines `caller: callee, callee`, of those that call something. */
  readonly calls: string;
}

/** Each heading of a page is a program, `main.py` where a block names no file, and who calls whom in it. */
function casesOf(page: string): readonly Case[] {
  return page
    .split(/^## /m)
    .slice(1)
    .map((section) => {
      const files: Record<string, string> = {};
      for (const [, name, text] of section.matchAll(/^```python *(\S*)\n([\s\S]*?)^```$/gm))
        files[name || "main.py"] = text;
      const calls = /^```calls\n([\s\S]*?)^```$/m.exec(section)?.[1] ?? "";
      return { title: section.slice(0, section.indexOf("\n")), files, calls };
    });
}

async function callsOf(files: Readonly<Record<string, string>>): Promise<string> {
  const { code, output, errors } = await run(files, "graph . --format json");
  expect(errors).toBe("");
  expect(code).toBe(0);
  const graph = JSON.parse(output) as Record<string, string[]>;
  for (const callee of Object.values(graph).flat()) expect(Object.keys(graph), "every node is a key").toContain(callee);
  const calling = Object.entries(graph).filter(([, callees]) => callees.length > 0);
  return calling.map(([caller, callees]) => `${caller}: ${callees.join(", ")}\n`).join("");
}

const sorted = (lines: string) => lines.trimEnd().split("\n").sort();

for (const file of readdirSync(folder)) {
  describe(file.replace(/\.md$/, ""), () => {
    for (const { title, files, calls } of casesOf(readFileSync(join(folder, file), "utf8")))
      it(title, async () => expect(sorted(await callsOf(files))).toEqual(sorted(calls)));
  });
}
