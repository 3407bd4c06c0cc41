import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createWorkspace } from "../../server/src/engine/workspace.ts";
import { pythonParser } from "../syntax/parsers.ts";

/** Each folder is a workspace; a line that ends in `# waits` must be reported as blocking, and no other. */
const root = new URL("resolution", import.meta.url).pathname;

function check(folder: string): void {
  const workspace = createWorkspace(pythonParser());
  const files = (readdirSync(folder, { recursive: true }) as string[]).filter((file) => /\.pyi?$/.test(file)).sort();
  const expected: string[] = [];
  for (const file of files) {
    const text = readFileSync(join(folder, file), "utf8");
    workspace.setFile(file, text);
    text.split("\n").forEach((line, index) => {
      if (line.endsWith("# waits")) expected.push(`${file}:${index + 1} ${line.trim()}`);
    });
  }
  const snapshot = workspace.snapshot();
  const found = files.flatMap((file) => {
    const text = readFileSync(join(folder, file), "utf8");
    const lines = text.split("\n");
    return snapshot
      .findings(file)
      .filter((finding) => finding.rule === "blocking-call" || finding.rule === "blocking-chain")
      .map((finding) => {
        const line = text.slice(0, finding.range.start).split("\n").length;
        return `${file}:${line} ${lines[line - 1].trim()}`;
      });
  });
  expect([...new Set(found)].sort()).toEqual(expected.sort());
}

describe("what expressions denote", () => {
  it.each(readdirSync(root))("%s", (name) => check(join(root, name)));
});
