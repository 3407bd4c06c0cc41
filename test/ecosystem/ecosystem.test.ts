import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createWorkspace } from "../../server/src/engine/workspace.ts";
import { nativeParser } from "../syntax/parsers.ts";

const cases = new URL("cases", import.meta.url).pathname;

/** FIXME: these are false alarms still. */
const STILL_REPORTED = new Set(["amortised"]);

/** Findings of all files of a case as `rule file`. */
function findingsOf(folder: string): string[] {
  const workspace = createWorkspace(nativeParser());
  const files = (readdirSync(folder, { recursive: true }) as string[]).filter((file) => file.endsWith(".py")).sort();
  for (const file of files) workspace.setFile(file, readFileSync(join(folder, file), "utf8"));
  const snapshot = workspace.snapshot();
  return files.flatMap((file) => snapshot.findings(file).map((finding) => `${finding.rule} ${file}`));
}

describe("causes of false alarms", () => {
  it.each(readdirSync(join(cases, "silent")))("%s", (name) => {
    const found = findingsOf(join(cases, "silent", name));
    if (STILL_REPORTED.has(name)) expect(found, "take it off the list").not.toEqual([]);
    else expect(found).toEqual([]);
  });
});

describe("true findings beside them", () => {
  it.each(readdirSync(join(cases, "loud")))("%s", (name) => {
    expect(findingsOf(join(cases, "loud", name))).not.toEqual([]);
  });
});
