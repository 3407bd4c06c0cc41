import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { AuditFinding } from "../../server/src/advice/audit.ts";
import { compareSummaries, printSummary, readSummary, type SummaryRow } from "./findings.ts";
import { type Label, labelKey, printLabels, readLabels, scoreLabels } from "./labels.ts";
import { EcosystemError, readProjects, sourcesOf } from "./projects.ts";
import { type Candidate, pick, printSheet, readSheet } from "./sample.ts";

const here = new URL(".", import.meta.url).pathname;
const read = (file: string) => readFileSync(join(here, file), "utf8");

describe("the committed files", () => {
  const projects = readProjects(read("projects.tsv"));

  it("pin at least twelve core projects, each once and by a whole hash", () => {
    expect(projects.filter(({ set }) => set === "core").length).toBeGreaterThanOrEqual(12);
    expect(new Set(projects.map(({ project }) => project)).size).toBe(projects.length);
    for (const { sha256 } of projects) expect(sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it("keep a readable summary of each core project, and of no other", () => {
    const core = projects.filter(({ set }) => set === "core").map(({ project }) => `${project}.tsv`);
    expect(readdirSync(join(here, "findings")).sort()).toEqual(core.sort());
    for (const file of core) expect(printSummary(readSummary(read(`findings/${file}`)))).toBe(read(`findings/${file}`));
  });

  it("show the best findings of six projects as they are reported today", () => {
    const sections = read("best-findings.md").split(/^## /m).slice(1);
    expect(sections.map((section) => section.split("\n", 1)[0])).toEqual([
      "FastAPI",
      "aiohttp",
      "Celery",
      "Django",
      "Scrapy",
      "Locust",
    ]);
    for (const section of sections) {
      const project = section.split("\n", 1)[0].toLowerCase();
      const reported = readSummary(read(`findings/${project}.tsv`)).map(
        ({ rule, file, line }) => `${rule} ${file}:${line}`,
      );
      const named = [...section.matchAll(/^- `([\w-]+)` (\S+:\d+)/gm)].map(([, rule, place]) => `${rule} ${place}`);
      expect(named.length).toBeGreaterThanOrEqual(project === "fastapi" ? 3 : 5);
      for (const place of named) expect(reported).toContain(place);
    }
  });

  it("hold labels that are sorted and told apart", () => {
    expect(printLabels(readLabels(read("labels.tsv")))).toBe(read("labels.tsv"));
  });
});

describe("a change of the engine", () => {
  const row = (fingerprint: string, changes: Partial<SummaryRow> = {}): SummaryRow => ({
    rule: "hot-loop",
    file: "a.py",
    symbol: "f",
    line: "1",
    confidence: "definite",
    end: "",
    fingerprint,
    ...changes,
  });

  it("is told as added, removed and changed findings", () => {
    const before = [row("1"), row("2"), row("3", { line: "9" })];
    const after = [row("1"), row("3", { line: "9", confidence: "probable" }), row("4", { line: "5" })];
    expect(compareSummaries(before, after).map(({ kind, row: { fingerprint } }) => [kind, fingerprint])).toEqual([
      ["removed", "2"],
      ["added", "4"],
      ["changed", "3"],
    ]);
  });

  it("is nothing where nothing differs", () => {
    expect(compareSummaries([row("1"), row("2")], [row("2"), row("1")])).toEqual([]);
  });
});

const label = (changes: Partial<Label>): Label => ({
  project: "p",
  rule: "hot-loop",
  file: "a.py",
  line: "3",
  symbol: "f",
  confidence: "definite",
  verdict: "true",
  key: "k",
  reason: "r",
  ...changes,
});

describe("labels", () => {
  it("join by the line's text, not by its number or indentation", () => {
    const place = { project: "p", rule: "hot-loop", file: "a.py", symbol: "f", text: "  for x in y:" };
    expect(labelKey(place)).toBe(labelKey({ ...place, text: "for x in y:" }));
    expect(labelKey(place)).not.toBe(labelKey({ ...place, text: "for x in z:" }));
    expect(labelKey(place)).not.toBe(labelKey({ ...place, symbol: "g" }));
  });

  it("are scored by rule: what is kept, lost, left and gone, and what nobody has read", () => {
    const labels = [
      label({ key: "1" }),
      label({ key: "2" }),
      label({ key: "3", verdict: "false" }),
      label({ key: "4", verdict: "false" }),
      label({ key: "5", verdict: "debatable" }),
    ];
    const reported = ["1", "3", "5", "6"].map((key) => ({ rule: "hot-loop", key }));
    const expected = { trueKept: 1, trueLost: 1, falseLeft: 1, falseGone: 1, debatable: 1, unread: 1 };
    expect(scoreLabels(labels, reported)).toEqual([
      { rule: "hot-loop", ...expected },
      { rule: "all", ...expected },
    ]);
  });

  it("say which row cannot be read", () => {
    const text = printLabels([label({})]);
    expect(() => readLabels(text.replace("\ttrue\t", "\tmaybe\t"))).toThrow("'maybe' is no verdict: p a.py:3");
    expect(() => readLabels(text.replace("\tr\n", "\n"))).toThrow("Row 1 has 8 columns instead of 9");
  });
});

function candidate(rule: string, key: string): Candidate {
  const finding = {
    rule,
    file: "a.py",
    symbol: "f",
    confidence: "definite",
    message: "It waits.",
    start: { line: 2, column: 1 },
    chain: [{ file: "b.py", start: { line: 7, column: 1 }, message: "calls g", text: "g()" }],
  } as unknown as AuditFinding;
  return { project: "p", finding, key, source: ["def f():", "    g()", ""] };
}

describe("a sample", () => {
  const candidates = [..."abcdef"].map((key) => candidate("hot-loop", key)).concat(candidate("busy-wait", "z"));

  it("takes every rule in turn, and the same findings for the same seed", () => {
    const keys = (seed: number) => pick(candidates, 3, seed).map(({ key }) => key);
    expect(keys(1)[0]).toBe("z");
    expect(keys(1)).toEqual(keys(1));
    expect(pick(candidates.toReversed(), 3, 1).map(({ key }) => key)).toEqual(keys(1));
    expect(new Set([1, 2, 3, 4, 5].map((seed) => keys(seed).join())).size).toBeGreaterThan(1);
    expect(pick(candidates, 99, 1)).toHaveLength(7);
  });

  it("is a sheet that reads back as labels once it is filled in", () => {
    const sheet = printSheet([candidate("hot-loop", "a"), candidate("busy-wait", "z")]);
    expect(readSheet(sheet)).toEqual([]);
    const filled = sheet.replace("verdict:\nreason:", "verdict: false\nreason: three turns at most");
    expect(readSheet(filled)).toEqual([
      label({ line: "2", key: "a", verdict: "false", reason: "three turns at most" }),
    ]);
  });

  it("is not taken with a verdict that is none, or without a reason", () => {
    const sheet = printSheet([candidate("hot-loop", "a")]);
    expect(() => readSheet(sheet.replace(/^verdict:/m, "verdict: yes").replace(/^reason:/m, "reason: r"))).toThrow(
      "'yes' above line",
    );
    expect(() => readSheet(sheet.replace(/^verdict:/m, "verdict: true"))).toThrow("gives no reason");
  });
});

describe("a wheel", () => {
  it("that is not the pinned one is refused, and told in one line", () => {
    const cache = mkdtempSync(join(tmpdir(), "portwright-ecosystem-"));
    try {
      mkdirSync(join(cache, "wheels"));
      writeFileSync(join(cache, "wheels", "p-1.whl"), "something else");
      const pinned = { project: "p", version: "1", set: "core", file: "p-1.whl", sha256: "0".repeat(64) } as const;
      expect(() => sourcesOf(pinned, cache)).toThrow(EcosystemError);
      expect(() => sourcesOf(pinned, cache)).toThrow(
        /p-1\.whl is not the file that projects\.tsv pins: .+[0-9a-f]{64}/,
      );
    } finally {
      rmSync(cache, { recursive: true });
    }
  });
});
