import type { ExplorerFinding, ExplorerModule } from "../../server/src/lsp/protocol.ts";

/** What a copied finding says beyond what the explorer knows of it. */
export interface FindingContext {
  /** The lines of code around the place, whole. */
  readonly code: readonly string[];
  /** The hops of its proof, with where each stands. */
  readonly chain: readonly { readonly message: string; readonly place: string }[];
}

/** A finding as it is pasted into an issue or a review. */
export function findingMarkdown(module: ExplorerModule, finding: ExplorerFinding, context: FindingContext): string {
  const { severity, rule, message, help, evidence, range } = finding;
  const parts = [
    `**${severity}** ${code(rule)} ${code(`${module.path}:${range.start.line + 1}`)}`,
    [message, help].filter((part) => part !== "").join(" "),
  ];
  if (evidence !== undefined) parts.push(`${evidence.label}: ${evidence.text}`);
  if (context.code.length > 0) parts.push(block(context.code));
  if (context.chain.length > 0)
    parts.push(context.chain.map((hop, index) => `${index + 1}. ${hop.message} (${code(hop.place)})`).join("\n"));
  return `${parts.join("\n\n")}\n`;
}

/** A group or a module as a list to tick off, one module a row with its findings below. */
export function modulesMarkdown(title: string, modules: readonly ExplorerModule[]): string {
  const rows = modules.flatMap((module) => [
    `- [ ] ${code(module.path)}${module.effort === undefined ? "" : `, ${module.effort.full}`}`,
    ...module.findings.map(
      ({ severity, rule, range, message }) =>
        `  - **${severity}** ${code(rule)} ${code(`${module.path}:${range.start.line + 1}`)}: ${message}`,
    ),
  ]);
  return `### ${title}\n\n${rows.join("\n")}\n`;
}

/** In a fence that what it holds cannot end: a text of the workspace may have any backticks. */
function code(text: string): string {
  const fence = "`".repeat(longestRun(text) + 1);
  const space = fence.length > 1 || text.startsWith(" ") ? " " : "";
  return `${fence}${space}${text.replace(/\r?\n/g, " ")}${space}${fence}`;
}

function block(lines: readonly string[]): string {
  const fence = "`".repeat(Math.max(3, longestRun(lines.join("\n")) + 1));
  return [`${fence}python`, ...lines, fence].join("\n");
}

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
}
