import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createWorkspace } from "../../server/src/engine/workspace.ts";
import { LineIndex } from "../../server/src/text/line-index.ts";
import { markersOf } from "../rules/literate.ts";
import { pythonParser } from "../syntax/parsers.ts";

const cases = new URL("cases", import.meta.url).pathname;

/** FIXME: these are false alarms still. */
const STILL_REPORTED = new Set<string>();

/** FIXME: lines of these say more than is found. */
const STILL_SILENT = new Set<string>(["own_files"]);

interface CaseFindings {
  /** `rule file:line` of all files of the case. */
  readonly found: readonly string[];
  /** What the case's own lines say that there is: another rule's business. */
  readonly marked: readonly string[];
}

function findingsOf(folder: string): CaseFindings {
  const workspace = createWorkspace(pythonParser());
  const files = (readdirSync(folder, { recursive: true }) as string[])
    .filter((file) => file.endsWith(".py"))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(folder, path), "utf8") }));
  for (const { path, text } of files) workspace.setFile(path, text);
  const snapshot = workspace.snapshot();
  const found = files.flatMap(({ path, text }) => {
    const index = new LineIndex(text);
    return snapshot.findings(path).map((finding) => `${finding.rule} ${path}:${index.lineAt(finding.range.start) + 1}`);
  });
  const marked = markersOf(files).map(({ rule, path, line }) => `${rule} ${path}:${line}`);
  return { found: [...new Set(found)].sort(), marked: marked.sort() };
}

describe("causes of false alarms", () => {
  it.each(readdirSync(join(cases, "silent")))("%s", (name) => {
    const { found, marked } = findingsOf(join(cases, "silent", name));
    if (STILL_REPORTED.has(name)) expect(found, "take it off the list").not.toEqual(marked);
    else expect(found).toEqual(marked);
  });
});

describe("true findings beside them", () => {
  it.each(readdirSync(join(cases, "loud")))("%s", (name) => {
    const { found, marked } = findingsOf(join(cases, "loud", name));
    expect(found).not.toEqual([]);
    const isFound = marked.every((one) => found.includes(one));
    expect(isFound, `${marked.join(", ")} in ${found.join(", ")}`).toBe(!STILL_SILENT.has(name));
  });
});
