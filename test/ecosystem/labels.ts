import { fingerprint } from "../../server/src/advice/fingerprint.ts";
import { parseTable, printTable } from "./table.ts";

export const LABEL_COLUMNS = [
  "project",
  "rule",
  "file",
  "line",
  "symbol",
  "confidence",
  "verdict",
  "key",
  "reason",
] as const;
export const VERDICTS = ["true", "false", "debatable"] as const;
export type Verdict = (typeof VERDICTS)[number];

/** A finding that somebody read in its source, and what they thought of it. */
export interface Label {
  readonly project: string;
  readonly rule: string;
  readonly file: string;
  /** One-based, in the version that was read. */
  readonly line: string;
  readonly symbol: string;
  /** That the finding was reported with when it was read. */
  readonly confidence: string;
  readonly verdict: Verdict;
  /** Joins the label with findings: see `labelKey`. */
  readonly key: string;
  readonly reason: string;
}

/**
 * A label speaks of a rule at a line of code in a function, wherever that line stands: a hash of project, rule, file, symbol and the
 * line's text, so that the code itself is not copied.
 */
export function labelKey(place: {
  readonly project: string;
  readonly rule: string;
  readonly file: string;
  readonly symbol: string;
  /** The source line that the finding starts on. */
  readonly text: string;
}): string {
  return fingerprint([place.project, place.rule, place.file, place.symbol, place.text.trim()].join("\0"));
}

export function isVerdict(text: string): text is Verdict {
  return (VERDICTS as readonly string[]).includes(text);
}

export function readLabels(text: string): readonly Label[] {
  return parseTable(text, LABEL_COLUMNS).map((row) => {
    const { verdict } = row;
    if (!isVerdict(verdict)) throw new Error(`'${verdict}' is no verdict: ${row.project} ${row.file}:${row.line}`);
    return { ...row, verdict };
  });
}

/** Sorted by project, rule and place. Of two labels for the same finding the later one counts. */
export function printLabels(labels: readonly Label[]): string {
  const byKey = new Map(labels.map((label) => [label.key, label]));
  const order = (label: Label) => [label.project, label.rule, label.file, label.line.padStart(7), label.key].join("\t");
  const sorted = [...byKey.values()].sort((a, b) => (order(a) < order(b) ? -1 : 1));
  return printTable(sorted, LABEL_COLUMNS);
}

/** How the findings of today stand against what was read. */
export interface LabelScore {
  readonly rule: string;
  /** Labelled true and reported. */
  readonly trueKept: number;
  /** Labelled true and silent by now. */
  readonly trueLost: number;
  /** Labelled false and reported still. */
  readonly falseLeft: number;
  readonly falseGone: number;
  /** Labelled debatable and reported; counted on neither side. */
  readonly debatable: number;
  /** Reported, and nobody has read it. */
  readonly unread: number;
}

/** Scores by rule, and over all as the last one. `reported` are the rule and key of each finding of the labelled projects. */
export function scoreLabels(
  labels: readonly Label[],
  reported: readonly { readonly rule: string; readonly key: string }[],
): readonly LabelScore[] {
  const keys = new Set(reported.map((finding) => finding.key));
  const labelled = new Set(labels.map((label) => label.key));
  const rules = [...new Set([...labels.map((label) => label.rule), ...reported.map((finding) => finding.rule)])].sort();
  const score = (rule: string, own: readonly Label[], unread: number): LabelScore => {
    const count = (verdict: Verdict, isReported: boolean) =>
      own.filter((label) => label.verdict === verdict && keys.has(label.key) === isReported).length;
    return {
      rule,
      trueKept: count("true", true),
      trueLost: count("true", false),
      falseLeft: count("false", true),
      falseGone: count("false", false),
      debatable: count("debatable", true),
      unread,
    };
  };
  const unread = reported.filter((finding) => !labelled.has(finding.key));
  return [
    ...rules.map((rule) =>
      score(
        rule,
        labels.filter((label) => label.rule === rule),
        unread.filter((finding) => finding.rule === rule).length,
      ),
    ),
    score("all", labels, unread.length),
  ];
}

/** Undefined where nothing that is reported has been read. */
export function labelledPrecision({ trueKept, falseLeft }: LabelScore): number | undefined {
  return trueKept + falseLeft === 0 ? undefined : trueKept / (trueKept + falseLeft);
}
