import type { Severity } from "./finding.ts";

/** What documentation, settings, SARIF metadata and the report's catalogue are generated from. */
export interface RuleMeta {
  readonly name: string;
  /** One line: context × effect. */
  readonly summary: string;
  readonly defaultSeverity: Severity;
  /** Markdown paragraphs. */
  readonly what: string;
  readonly why: string;
  readonly insteadUse: string;
  readonly fixSafety: string;
  readonly references: readonly string[];
  /** It matters in test code as much: a mistake, or what a port has to carry over. The costs of test code are `possible` by default. */
  readonly evenInTests?: boolean;
}
