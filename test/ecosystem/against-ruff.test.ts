import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Judgement, judgementKey, printJudgements, readJudgements } from "./against-ruff.ts";
import { defaultCache, readProjects, sourceFolder } from "./projects.ts";

const here = new URL(".", import.meta.url).pathname;
const read = (file: string) => readFileSync(join(here, file), "utf8");

describe("what was judged of Ruff's findings and ours", () => {
  const judgements = readJudgements(read("against-ruff.tsv"));
  const projects = new Map(readProjects(read("projects.tsv")).map((pinned) => [pinned.project, pinned]));

  it("is sorted, and speaks of pinned projects of the core set", () => {
    expect(printJudgements(judgements)).toBe(read("against-ruff.tsv"));
    for (const { project } of judgements) expect(projects.get(project)?.set, project).toBe("core");
  });

  it("holds each place once, and enough of those that only we find", () => {
    const places = judgements.map(({ side, project, file, line, rule }) => [side, project, file, line, rule].join(" "));
    expect(new Set(places).size).toBe(places.length);
    expect(judgements.filter(({ side }) => side === "ours").length).toBeGreaterThanOrEqual(40);
  });

  it("names lines that the pinned sources have, as far as they are on this machine", () => {
    const lineOf = ({ project, file, line }: Judgement): string | undefined => {
      const path = join(sourceFolder(projects.get(project)!, defaultCache()), file);
      return existsSync(path) ? readFileSync(path, "utf8").split(/\r\n|\r|\n/)[Number(line) - 1] : undefined;
    };
    const gone = judgements.filter((judgement) => {
      const text = lineOf(judgement);
      return text !== undefined && judgementKey(judgement, text) !== judgement.key;
    });
    expect(gone).toEqual([]);
  });

  it("does not take verdicts of the other side", () => {
    const head = read("against-ruff.tsv").split("\n", 1)[0];
    const row = (side: string, verdict: string) => `${head}\n${side}\tp\ta.py\t1\tASYNC110\t${verdict}\t0\twhy\n`;
    expect(() => readJudgements(row("ours", "miss"))).toThrow("no verdict");
    expect(() => readJudgements(row("theirs", "true"))).toThrow("no side");
    expect(readJudgements(row("ruff", "miss"))).toHaveLength(1);
  });
});
