import type { WeighedFinding } from "../advice/evidence/evidence.ts";
import { LineIndex } from "../text/line-index.ts";
import type { EngineWords } from "./messages.ts";

/**
 * What a hover shows for the findings at a place: message, help, and the chain hop by hop. Links are relative to the
 * workspace root, as `path#L12`; the door that shows them makes them absolute.
 */
export function hoverMarkdown(
  findings: readonly WeighedFinding[],
  text: (file: string) => string,
  words: EngineWords,
): string {
  return findings.map((finding) => findingMarkdown(finding, text, words)).join("\n\n---\n\n");
}

function findingMarkdown(finding: WeighedFinding, text: (file: string) => string, words: EngineWords): string {
  const parts = [`**${finding.rule}** (${words.confidence(finding)}): ${finding.message}`, finding.help];
  if (finding.evidence !== undefined)
    parts.push(`**${words["evidence.status"](finding.evidence)}**: ${escapeMarkdown(finding.evidence.text)}`);
  if (finding.chain.length > 0) {
    const hops = finding.chain.map((hop, index) => {
      const line = new LineIndex(text(hop.file)).lineAt(hop.range.start) + 1;
      return `${index + 1}. ${escapeMarkdown(hop.message)} ([${escapeMarkdown(`${hop.file}:${line}`)}](${encodeURI(hop.file)}#L${line}))`;
    });
    parts.push(`${words["hover.chain"]()}\n\n${hops.join("\n")}`);
  }
  return parts.join("\n\n");
}

/** Names come from the workspace and may hold anything; underscores in names are ordinary. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+!<>|~]/g, "\\$&");
}
