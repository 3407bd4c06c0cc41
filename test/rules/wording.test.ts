import { expect, it } from "vitest";
import type { Finding } from "../../server/src/rules/finding.ts";
import { RULES } from "../../server/src/rules/index.ts";
import { workspaceOf } from "./check.ts";
import { examples } from "./examples.ts";
import type { ExampleFile } from "./literate.ts";

/** Every finding of every example, with the files that it speaks of. */
const findings: readonly { finding: Finding; files: readonly ExampleFile[] }[] = examples().flatMap(({ files }) => {
  const snapshot = workspaceOf(files).snapshot();
  return files.flatMap(({ path }) => snapshot.findings(path).map((finding) => ({ finding, files })));
});

const told = (finding: Finding) => `${finding.rule}: ${finding.message} ${finding.help}`;

it("says what is wrong and what to do, each in one full sentence", () => {
  const sentence = /^[`A-Z][^\n]*[^.]\.$/;
  const bad = findings.filter(({ finding }) => !sentence.test(finding.message) || !sentence.test(finding.help));
  expect(bad.map(({ finding }) => told(finding))).toEqual([]);
});

it("names code between backticks that are closed", () => {
  const bad = findings.filter(
    ({ finding }) => (finding.message.split("`").length - 1) % 2 !== 0 || finding.message.includes("``"),
  );
  expect(bad.map(({ finding }) => told(finding))).toEqual([]);
});

it("stands within its file, and so does every hop of its chain", () => {
  const bad = findings.filter(({ finding, files }) =>
    [finding, ...finding.chain].some(({ file, range }) => {
      const text = files.find(({ path }) => path === file)?.text;
      return text === undefined || range.start < 0 || range.end <= range.start || text.length < range.end;
    }),
  );
  expect(bad.map(({ finding }) => told(finding))).toEqual([]);
});

it("proves a chain hop by hop, down to the function that waits", () => {
  const chains = findings.filter(({ finding }) => finding.rule === "blocking-chain");
  expect(chains.length).toBeGreaterThan(20);
  expect(chains.filter(({ finding }) => finding.chain.length === 0).map(({ finding }) => told(finding))).toEqual([]);
});

it("is plain data, for it goes to other processes", () => {
  for (const { finding } of findings) expect(JSON.parse(JSON.stringify(finding))).toEqual(finding);
});

it("has all that a page needs in the description of every rule", () => {
  for (const { meta } of RULES) {
    for (const text of [meta.summary, meta.what, meta.why, meta.insteadUse, meta.fixSafety]) {
      expect(text, meta.name).toMatch(/^[`A-Z][\s\S]*\.$/);
    }
    expect(meta.references, meta.name).not.toEqual([]);
  }
});
