import type { Audit, AuditFinding } from "../../server/src/advice/audit.ts";
import { loadConfiguration } from "../../server/src/engine/configuration.ts";
import { discover } from "../../server/src/engine/discovery.ts";
import { readSource } from "../../server/src/engine/read-source.ts";
import { createWorkspace } from "../../server/src/engine/workspace.ts";
import { createNodeHost } from "../../server/src/host/node/node-host.ts";
import { loadPythonParser } from "../../server/src/host/node/parser.ts";
import { RULES } from "../../server/src/rules/index.ts";
import { parseTable, printTable, type Row } from "./table.ts";

/** Audits a folder as the command line does, apart from showing progress. */
export async function auditFolder(folder: string, name: string): Promise<Audit> {
  const host = createNodeHost();
  const root = folder.replaceAll("\\", "/");
  const { settings, configuration } = await loadConfiguration(host, root, {
    ruleNames: RULES.map((rule) => rule.name),
  });
  const { include, exclude } = settings;
  const discovery = await discover(host, { root, paths: [root], include, exclude });
  const workspace = createWorkspace(await loadPythonParser());
  workspace.configure(configuration);
  const problems = [...discovery.problems];
  for (const found of discovery.files) {
    const { text, problem } = await readSource(host, found);
    if (problem !== undefined) problems.push(problem);
    if (text !== undefined) workspace.setFile(found.file, text);
  }
  return workspace.snapshot().audit({ workspace: name, problems });
}

export const SUMMARY_COLUMNS = ["rule", "file", "symbol", "line", "confidence", "end", "fingerprint"] as const;

/** What is kept of a finding: enough to tell what a change did, and to find it again in the pinned source. */
export type SummaryRow = Row<(typeof SUMMARY_COLUMNS)[number]>;

/** An audit's findings, sorted by rule, file and line. */
export function summaryOf(findings: readonly AuditFinding[]): readonly SummaryRow[] {
  return findings
    .toSorted(
      (a, b) =>
        compare(a.rule, b.rule) ||
        compare(a.file, b.file) ||
        a.start.line - b.start.line ||
        a.start.column - b.start.column ||
        compare(a.fingerprint, b.fingerprint),
    )
    .map((finding) => ({
      rule: finding.rule,
      file: finding.file,
      symbol: finding.symbol,
      line: String(finding.start.line),
      confidence: finding.confidence,
      end: chainEnd(finding),
      fingerprint: finding.fingerprint,
    }));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Where the proof ends and what it finds there. */
function chainEnd({ chain }: AuditFinding): string {
  const last = chain.at(-1);
  return last === undefined ? "" : `${last.file}:${last.start.line} ${last.message}`;
}

export const readSummary = (text: string): readonly SummaryRow[] => parseTable(text, SUMMARY_COLUMNS);

export const printSummary = (rows: readonly SummaryRow[]): string => printTable(rows, SUMMARY_COLUMNS);

export interface SummaryChange {
  readonly kind: "added" | "removed" | "changed";
  readonly row: SummaryRow;
}

/** What a change of the engine altered. A finding with another confidence or another end of its proof is `changed`. */
export function compareSummaries(
  before: readonly SummaryRow[],
  after: readonly SummaryRow[],
): readonly SummaryChange[] {
  const old = new Map(before.map((row) => [row.fingerprint, row]));
  const changes: SummaryChange[] = [];
  for (const row of after) {
    const known = old.get(row.fingerprint);
    old.delete(row.fingerprint);
    if (known === undefined) changes.push({ kind: "added", row });
    else if (SUMMARY_COLUMNS.some((column) => known[column] !== row[column])) changes.push({ kind: "changed", row });
  }
  for (const row of old.values()) changes.push({ kind: "removed", row });
  return changes.sort(
    (a, b) =>
      compare(a.row.rule, b.row.rule) || compare(a.row.file, b.row.file) || Number(a.row.line) - Number(b.row.line),
  );
}
