import type { SuppressionFacts } from "../semantics/facts.ts";
import type { Finding } from "./finding.ts";

/** flake8-async's and Ruff's codes, and the rules of ours that speak of the same. */
export const NOQA_EQUIVALENTS: Readonly<Record<string, readonly string[]>> = {
  ASYNC210: ["blocking-call", "blocking-chain"],
  ASYNC211: ["blocking-call", "blocking-chain"],
  ASYNC212: ["blocking-call", "blocking-chain"],
  ASYNC220: ["blocking-call", "blocking-chain"],
  ASYNC221: ["blocking-call", "blocking-chain"],
  ASYNC222: ["blocking-call", "blocking-chain"],
  ASYNC230: ["blocking-call", "blocking-chain"],
  ASYNC231: ["blocking-call", "blocking-chain"],
  ASYNC232: ["blocking-call", "blocking-chain"],
  ASYNC240: ["blocking-call", "blocking-chain"],
  ASYNC250: ["blocking-call", "blocking-chain"],
  ASYNC251: ["blocking-call", "blocking-chain"],
  ASYNC110: ["busy-wait"],
  RUF006: ["lost-task"],
};

/** True when the comment asks for silence about the finding. */
export function isSuppressed(finding: Finding, suppression: SuppressionFacts): boolean {
  // A comment that asks for silence about everything must not hide that it is not needed.
  if (finding.rule === "unused-suppression" && !suppression.rules.includes(finding.rule)) return false;
  if (suppression.kind === "file") return suppression.rules.length === 0 || suppression.rules.includes(finding.rule);
  const onLine = suppression.start <= finding.range.start && finding.range.start <= suppression.end;
  if (!onLine) return false;
  if (suppression.kind === "line") return suppression.rules.length === 0 || suppression.rules.includes(finding.rule);
  return suppression.rules.some((code) => NOQA_EQUIVALENTS[code.toUpperCase()]?.includes(finding.rule) === true);
}

/** True for codes of another tool whose suppression counts for a rule of ours. */
export function honoured(code: string): boolean {
  return Object.hasOwn(NOQA_EQUIVALENTS, code.toUpperCase());
}
