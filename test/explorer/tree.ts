import type { Verdict } from "../../server/src/advice/verdict.ts";
import type { ExplorerFinding, ExplorerModule, ExplorerTree, ExplorerWave } from "../../server/src/lsp/protocol.ts";

const EFFORT = { brief: "3 person-days", full: "3 person-days (2–5)" };

/** What an explorer's test starts from: findings, modules and waves with nothing in them but what it is about. */
export function finding(rule: string, rest: Partial<ExplorerFinding> = {}): ExplorerFinding {
  const start = { line: 4, character: 4 };
  const range = { start, end: { line: 4, character: 10 } };
  const said = { message: `what ${rule} says.`, help: "What to do.", symbol: "main" };
  return { rule, severity: "warning", confidence: "definite", ...said, range, evidence: undefined, ...rest };
}

export function module(
  path: string,
  findings: readonly ExplorerFinding[],
  verdict: Verdict = "port-go",
): ExplorerModule {
  const advice = { verdict, reasons: [], wouldChange: [] };
  return { uri: `file:///project/${path}`, path, advice, effort: EFFORT, findings };
}

export function wave(number: number, paths: readonly string[], rest: Partial<ExplorerWave> = {}): ExplorerWave {
  const words = { title: "Pilot", meaning: "One.", effort: EFFORT, gates: ["It holds."] };
  return {
    folder: "",
    number,
    phase: "pilot",
    ...words,
    modules: paths.map((path) => `file:///project/${path}`),
    ...rest,
  };
}

export function treeOf(modules: readonly ExplorerModule[], waves: readonly ExplorerWave[] = []): ExplorerTree {
  const verdicts = [...new Set(modules.map(({ advice }) => advice.verdict))];
  return {
    complete: true,
    verdicts: verdicts.map((verdict) => ({
      verdict,
      modules: modules.filter(({ advice }) => advice.verdict === verdict),
    })),
    waves,
  };
}
