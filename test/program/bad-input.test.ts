import { describe, expect, it } from "vitest";
import type { Snapshot } from "../../server/src/engine/api.ts";
import { createWorkspace } from "../../server/src/engine/workspace.ts";
import { KNOWLEDGE } from "../../server/src/knowledge/index.ts";
import { Program } from "../../server/src/program/program.ts";
import { extractFacts } from "../../server/src/semantics/extract.ts";
import { pythonParser } from "../syntax/parsers.ts";
import { BAD_SOURCES, ODD_SOURCES, type Sources } from "./bad-sources.ts";

const parser = pythonParser();

function snapshotOf(sources: Sources): Snapshot {
  const workspace = createWorkspace(parser);
  for (const [file, text] of Object.entries(sources)) workspace.setFile(file, text);
  return workspace.snapshot();
}

/** Asks everything that the doors ask; what fails inside is told as a problem of the audit. */
function expectAnswers(sources: Sources): void {
  const snapshot = snapshotOf(sources);
  expect(snapshot.audit({ workspace: "bad", problems: [] }).problems).toEqual([]);
  expect(snapshot.callGraph({ files: snapshot.files, folder: "." }).size).toBeGreaterThanOrEqual(snapshot.files.length);
  for (const file of snapshot.files.slice(0, 5)) {
    const { length } = sources[file];
    const findings = snapshot.findings(file);
    for (const { range } of findings) {
      expect(range.start).toBeGreaterThanOrEqual(0);
      expect(range.end).toBeGreaterThanOrEqual(range.start);
      expect(range.end).toBeLessThanOrEqual(length);
    }
    for (const { range } of findings.slice(0, 3)) expect(snapshot.hover(file, range.start)).toBeDefined();
    for (const action of snapshot.actions(file, { start: 0, end: length }).slice(0, 20))
      snapshot.resolve(file, action.id);
    snapshot.fixAll(file);
    snapshot.lenses(file);
    expect(snapshot.advice(file)).toBeDefined();
  }
}

/** How much there is to work on, as counts: characters of facts, and what the call graph holds. */
function workOf(sources: Sources): { facts: number; graph: number } {
  const inputs = Object.entries(sources).map(([file, text]) => ({
    file,
    facts: extractFacts(parser.parse(text).tree),
  }));
  const { nodes } = new Program(inputs, KNOWLEDGE, { blocking: new Set(), safe: new Set(), minor: 13 }).graph;
  return {
    facts: inputs.reduce((sum, { facts }) => sum + JSON.stringify(facts).length, 0),
    graph: nodes.reduce((sum, node) => sum + 1 + node.edges.length + node.externals.length, 0),
  };
}

describe("bad input is answered", () => {
  it.each(Object.keys(ODD_SOURCES))("%s", (title) => expectAnswers({ "a.py": ODD_SOURCES[title] }));

  it.each(BAD_SOURCES)("$title", ({ size, make }) => expectAnswers(make(Math.ceil(size / 8))));
});

describe("twice the input is about twice the work", () => {
  it.each(BAD_SOURCES)("$title", ({ size, make, nests }) => {
    const half = workOf(make(Math.ceil(size / 16)));
    const whole = workOf(make(Math.ceil(size / 16) * 2));
    expect(whole.facts).toBeLessThan(half.facts * (nests ? 4.5 : 2.5) + 10_000);
    expect(whole.graph).toBeLessThan(half.graph * 2.5 + 100);
  });
});
