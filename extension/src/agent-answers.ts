import type {
  ExplorerFinding,
  ExplorerModule,
  ExplorerTree,
  FunctionVerdict,
  PortResult,
  VerifyResult,
} from "../../server/src/lsp/protocol.ts";
import type { PortNote } from "../../server/src/port/sketch.ts";
import type { Severity } from "../../server/src/rules/finding.ts";
import { findingsOf, modulesOf } from "./explorer-model.ts";

/** What language models are told: English text, short, with places as `path:line`. */

const GRAVEST_FIRST: readonly Severity[] = ["error", "warning", "info", "hint"];

/** The findings of a tree, the gravest first and no more than asked for, and what there is in all. */
export function auditAnswer(tree: ExplorerTree, limit: number): string {
  const modules = modulesOf(tree);
  const total = findingsOf(modules).length;
  if (!tree.complete) return "The workspace is still being read: ask again in a moment.";
  if (total === 0) return "Nothing was found that fits.";
  const sorted = modules
    .flatMap((module) => module.findings.map((finding) => ({ module, finding })))
    .sort((a, b) => GRAVEST_FIRST.indexOf(a.finding.severity) - GRAVEST_FIRST.indexOf(b.finding.severity));
  const rows = sorted.slice(0, limit).map(({ module, finding }) => `- ${findingLine(module, finding)}`);
  const advice = modules.map(
    ({ path, advice: { verdict }, effort }) => `- ${path}: ${verdict}${effort === undefined ? "" : `, ${effort.full}`}`,
  );
  return [
    `${total} findings in ${modules.length} modules.`,
    "",
    ...rows,
    ...(total > limit ? [`- (${total - limit} more were left out)`] : []),
    "",
    "Advice by module:",
    ...advice.slice(0, limit),
  ].join("\n");
}

export function findingLine({ path }: ExplorerModule, finding: ExplorerFinding): string {
  const { severity, rule, confidence, range, symbol, message } = finding;
  const where = symbol === "" ? "" : ` in ${symbol}`;
  return `${severity} [${rule}] ${path}:${range.start.line + 1}${where} (${confidence}): ${message}`;
}

export interface ExplainedFinding {
  readonly finding: ExplorerFinding;
  readonly chain: readonly { readonly message: string; readonly place: string }[];
}

/** The findings on a line with their proofs, and the advice on the function around it. */
export function explainAnswer(
  module: ExplorerModule | undefined,
  line: number,
  findings: readonly ExplainedFinding[],
  verdicts: readonly FunctionVerdict[],
): string {
  const around = verdicts
    .filter(({ body }) => body.start.line + 1 <= line && line <= body.end.line + 1)
    .sort((a, b) => a.body.end.line - a.body.start.line - (b.body.end.line - b.body.start.line))[0];
  const parts: string[] = [];
  if (module === undefined || findings.length === 0) {
    const elsewhere = module?.findings.map(({ range }) => range.start.line + 1) ?? [];
    parts.push(
      elsewhere.length === 0
        ? "The file has no findings."
        : `No finding stands on line ${line}; the file has some on ${[...new Set(elsewhere)].join(", ")}.`,
    );
  } else
    for (const { finding, chain } of findings)
      parts.push(
        [
          findingLine(module, finding),
          finding.help,
          ...(finding.evidence === undefined ? [] : [`${finding.evidence.label}: ${finding.evidence.text}`]),
          ...chain.map((hop, index) => `${index + 1}. ${hop.message} (${hop.place})`),
        ].join("\n"),
      );
  if (around !== undefined) {
    const { verdict, reasons, wouldChange } = around.advice;
    parts.push(
      [
        `Advice for ${around.name}: ${verdict}.`,
        ...reasons,
        ...wouldChange.map((each) => `It would change: ${each}`),
      ].join("\n"),
    );
  }
  return parts.join("\n\n");
}

/** The port's main file, what the reader must know of it, and what else it needs. It is a sketch until it was verified, and says so. */
export function portAnswer({ target, files, primary, notes, items, problems }: PortResult): string {
  const main = files.find(({ path }) => path === primary);
  const others = files.filter((file) => file !== main).map(({ path, text }) => `- ${path} (${text.length} characters)`);
  const said = new Set<string>();
  for (const note of [...notes, ...items.flatMap((item) => item.notes)]) said.add(noteLine(note));
  return [
    `A sketch in ${target === "go" ? "Go" : "TypeScript"}: nothing was written, and nothing was compared with the original.`,
    ...(problems.length === 0 ? [] : ["Its check failed:", ...problems.map((problem) => `- ${problem}`)]),
    ...(said.size === 0 ? [] : ["Where it departs from the original:", ...said]),
    "",
    primary,
    fenced(target === "go" ? "go" : "typescript", main?.text ?? ""),
    ...(others.length === 0 ? [] : ["It needs these files, too, which Write Port writes:", ...others]),
  ].join("\n");
}

function noteLine({ severity, code, message }: PortNote): string {
  return `- ${severity} [${code}] ${message}`;
}

function fenced(language: string, text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${text.trimEnd()}\n${fence}`;
}

/** What became of each function. */
export function verifyAnswer({ failed, items, verified }: VerifyResult): string {
  if (failed !== null) return `Nothing could be compared. ${failed}`;
  return [verified ? "The port is verified." : "The port is not verified.", ...items.map(itemLine)].join("\n");
}

function itemLine({ name, result }: VerifyResult["items"][number]): string {
  switch (result.kind) {
    case "verified":
      return `- ${name}: the same on ${result.cases} inputs`;
    case "differs": {
      const { input, python, port } = result.difference;
      return `- ${name}: differs for ${input}\n  Python: ${python}\n  port: ${port}`;
    }
    case "not-run":
      return `- ${name}: not run: ${result.reason}`;
    default:
      return result satisfies never;
  }
}
