import type { Action } from "../../server/src/engine/api.ts";
import type { Finding } from "../../server/src/rules/finding.ts";
import { applyEdits, type TextEdit } from "../../server/src/text/edits.ts";
import { workspaceOf } from "../rules/check.ts";
import { pythonParser } from "../syntax/parsers.ts";

const parser = pythonParser();

/** A fix, applied to one finding of a file. */
export interface Applied {
  readonly finding: Finding;
  readonly action: Action;
  readonly edits: readonly TextEdit[];
  readonly before: string;
  readonly after: string;
  readonly interpreter: string;
}

/** Every fix that a file's findings offer, each applied to the file by itself. */
export function appliedFixes(text: string, interpreter: string): readonly Applied[] {
  const snapshot = workspaceOf([{ path: "example.py", text }], interpreter).snapshot();
  return snapshot.actions("example.py", { start: 0, end: text.length }).flatMap((action) => {
    if (action.id.kind !== "fix" || action.finding === undefined) return [];
    const resolved = snapshot.resolve("example.py", action.id);
    if ("refused" in resolved) throw new Error(`${action.title} was offered and then refused: ${resolved.refused}`);
    const { edits } = resolved[0];
    return [{ finding: action.finding, action, edits, before: text, after: applyEdits(text, edits), interpreter }];
  });
}

const errorCounts = new Map<string, number>();

/** Syntax errors of a text; what many fixes start from is parsed once. */
export function errorsIn(text: string): number {
  const known = errorCounts.get(text) ?? parser.parse(text).tree.errors().length;
  errorCounts.set(text, known);
  return known;
}

/** What is wrong with the file after a fix: syntax errors that were not there, or the finding, still at its place. */
export function damageOf(applied: Applied): readonly string[] {
  const damage: string[] = [];
  if (errorsIn(applied.after) > errorsIn(applied.before)) damage.push("the result does not parse");
  const { start, end } = placeAfter(applied);
  const left = workspaceOf([{ path: "example.py", text: applied.after }], applied.interpreter)
    .snapshot()
    .findings("example.py")
    .filter(
      (finding) => finding.rule === applied.finding.rule && finding.range.start < end && start < finding.range.end,
    );
  return [
    ...damage,
    ...left.map(
      (finding) => `still reported: ${finding.rule} at ${applied.after.slice(finding.range.start, finding.range.end)}`,
    ),
  ];
}

/** Where the finding's text is after the edits: all that was put in its place. */
function placeAfter({ finding, edits }: Applied): { start: number; end: number } {
  let { start, end } = finding.range;
  for (const { range, newText } of edits) {
    const growth = newText.length - (range.end - range.start);
    // What takes the whole place away leaves what it writes there.
    if (range.start <= finding.range.start && finding.range.end <= range.end && range.start < range.end) {
      const place = range.start + (start - finding.range.start);
      return { start: place, end: place + newText.length };
    }
    if (range.end <= finding.range.start) start += growth;
    if (range.end <= finding.range.end) end += growth;
  }
  return { start, end };
}
