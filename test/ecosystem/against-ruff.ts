import { labelKey } from "./labels.ts";
import { parseTable, printTable } from "./table.ts";

export const JUDGEMENT_COLUMNS = ["side", "project", "file", "line", "rule", "verdict", "key", "reason"] as const;

/**
 * What can be said of a place that only Ruff finds: a `miss` of ours, something that a rule of ours leaves out on purpose, a
 * `false alarm` of Ruff's, or `debatable`.
 */
export const VERDICTS_ON_RUFF = ["miss", "left out", "false alarm", "debatable"] as const;
/** What can be said of a place that only we find. */
export const VERDICTS_ON_OURS = ["true", "false", "debatable"] as const;

/** A place that one of the two tools reports and the other does not, read in its source. */
export interface Judgement {
  readonly side: "ruff" | "ours";
  readonly project: string;
  readonly file: string;
  /** One-based, in the pinned version. */
  readonly line: string;
  /** Ruff's code, or our rule. */
  readonly rule: string;
  readonly verdict: string;
  /** Hash of the place and the text of its line, as that of a label. */
  readonly key: string;
  readonly reason: string;
}

export function readJudgements(text: string): readonly Judgement[] {
  return parseTable(text, JUDGEMENT_COLUMNS).map((row) => {
    const { side } = row;
    if (side !== "ruff" && side !== "ours") throw new Error(`'${side}' is no side: ${row.file}:${row.line}`);
    const verdicts: readonly string[] = side === "ruff" ? VERDICTS_ON_RUFF : VERDICTS_ON_OURS;
    if (!verdicts.includes(row.verdict))
      throw new Error(`'${row.verdict}' is no verdict: ${row.project} ${row.file}:${row.line}`);
    return { ...row, side };
  });
}

/** Places that only Ruff finds first, then by project and place. */
export function printJudgements(judgements: readonly Judgement[]): string {
  const order = ({ side, project, file, line, rule }: Judgement) =>
    [side === "ruff" ? 0 : 1, project, file, line.padStart(7), rule].join("\t");
  return printTable(
    judgements.toSorted((a, b) => (order(a) < order(b) ? -1 : 1)),
    JUDGEMENT_COLUMNS,
  );
}

/** @param text the source line that the place is on */
export function judgementKey(
  place: Omit<Judgement, "key" | "verdict" | "reason" | "side" | "line">,
  text: string,
): string {
  const { project, rule, file } = place;
  return labelKey({ project, rule, file, symbol: "", text });
}
