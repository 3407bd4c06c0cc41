import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { KNOWLEDGE } from "../../server/src/knowledge/index.ts";
import { Program } from "../../server/src/program/program.ts";
import { extractFacts } from "../../server/src/semantics/extract.ts";
import { LineIndex } from "../../server/src/text/line-index.ts";
import { pythonParser } from "../syntax/parsers.ts";

const folder = join(import.meta.dirname, "contexts");
const parser = pythonParser();

interface Case {
  readonly title: string;
  readonly files: Readonly<Record<string, string>>;
}

/** Each heading of a page is a program, `main.py` where a block names no file. `# in:` at a function's header names its contexts. */
function casesOf(page: string): readonly Case[] {
  return page
    .split(/^## /m)
    .slice(1)
    .map((section) => {
      const files: Record<string, string> = {};
      for (const [, name, text] of section.matchAll(/^```python *(\S*)\n([\s\S]*?)^```$/gm))
        files[name || "main.py"] = text;
      return { title: section.slice(0, section.indexOf("\n")), files };
    });
}

const HEADER = /^(.*\b(?:def|lambda)\b.*?)\s*# in: (.*)$/;

function judged(files: Readonly<Record<string, string>>): { expected: string[]; found: string[] } {
  const names = Object.keys(files);
  const inputs = names.map((file) => ({ file, facts: extractFacts(parser.parse(files[file]).tree) }));
  const program = new Program(inputs, KNOWLEDGE, { blocking: new Set(), safe: new Set(), minor: 14 });
  const expected: string[] = [];
  const found: string[] = [];
  names.forEach((file, module) => {
    const lines = new LineIndex(files[file]);
    files[file].split("\n").forEach((text, line) => {
      const header = HEADER.exec(text);
      if (header === null) return;
      const place = `${file}:${line + 1} ${header[1].trim()} in: `;
      expected.push(place + header[2].trim());
      const here = inputs[module].facts.functions.filter((fn) => fn.id > 0 && lines.lineAt(fn.nameStart) === line);
      const contexts = here.flatMap((fn) => [...program.contexts.of(program.graph.nodeOf(module, fn.id).id).keys()]);
      found.push(place + ([...new Set(contexts)].sort().join(", ") || "nowhere"));
    });
  });
  return { expected, found };
}

for (const file of readdirSync(folder)) {
  describe(file.replace(/\.md$/, ""), () => {
    for (const { title, files } of casesOf(readFileSync(join(folder, file), "utf8")))
      it(title, () => {
        const { expected, found } = judged(files);
        expect(expected).not.toEqual([]);
        expect(found).toEqual(expected);
      });
  });
}
