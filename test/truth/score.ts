/**
 * Scores the engine on a labelled corpus: one folder a workspace, with `# expect: rule` on every line where a rule must speak.
 * Run with `npm run truth [-- CORPUS]`. Rules that the engine does not have are left out.
 */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { createWorkspace } from "../../server/src/engine/workspace.ts";
import { RULES } from "../../server/src/rules/index.ts";
import { LineIndex } from "../../server/src/text/line-index.ts";
import { pythonParser } from "../syntax/parsers.ts";

export interface Score {
  readonly rule: string;
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly falseNegatives: number;
}

export interface Misjudgement {
  readonly kind: "missed" | "false alarm";
  readonly rule: string;
  readonly place: string;
}

export interface CorpusScore {
  readonly rules: readonly Score[];
  readonly total: Score;
  readonly misjudged: readonly Misjudgement[];
}

/** The interpreter that markers without brackets hold for. */
const DEFAULT_INTERPRETER = "3.13";

/** @param interpreter markers in brackets hold for this one only */
export function scoreCorpus(corpus: string, interpreter = DEFAULT_INTERPRETER): CorpusScore {
  const names = RULES.map((rule) => rule.name);
  const counts = new Map(names.map((name) => [name, { hit: 0, extra: 0, missed: 0 }]));
  const misjudged: Misjudgement[] = [];
  for (const folder of readdirSync(corpus).sort()) {
    if (!statSync(join(corpus, folder)).isDirectory()) continue;
    for (const { file, expected, reported } of judgeWorkspace(join(corpus, folder), interpreter)) {
      for (const place of new Set([...expected, ...reported])) {
        const [rule, line] = place.split(":");
        const count = counts.get(rule);
        if (count === undefined) continue;
        if (expected.has(place) && reported.has(place)) count.hit++;
        else if (reported.has(place)) {
          count.extra++;
          misjudged.push({ kind: "false alarm", rule, place: `${folder}/${file}:${line}` });
        } else {
          count.missed++;
          misjudged.push({ kind: "missed", rule, place: `${folder}/${file}:${line}` });
        }
      }
    }
  }
  const rules = names.map((rule) => {
    const { hit, extra, missed } = counts.get(rule)!;
    return { rule, truePositives: hit, falsePositives: extra, falseNegatives: missed };
  });
  const sum = (pick: (score: Score) => number) => rules.reduce((total, score) => total + pick(score), 0);
  return {
    rules,
    total: {
      rule: "all",
      truePositives: sum((score) => score.truePositives),
      falsePositives: sum((score) => score.falsePositives),
      falseNegatives: sum((score) => score.falseNegatives),
    },
    misjudged,
  };
}

export function precision(score: Score): number {
  const said = score.truePositives + score.falsePositives;
  return said === 0 ? 1 : score.truePositives / said;
}

export function recall(score: Score): number {
  const there = score.truePositives + score.falseNegatives;
  return there === 0 ? 1 : score.truePositives / there;
}

interface Judged {
  readonly file: string;
  readonly expected: ReadonlySet<string>;
  readonly reported: ReadonlySet<string>;
}

function* judgeWorkspace(root: string, interpreter: string): Iterable<Judged> {
  const workspace = createWorkspace(pythonParser());
  workspace.configure({ interpreter, severity: {}, blocking: [], safe: [], showPossible: false, exclude: [] });
  const texts = new Map<string, string>();
  for (const entry of (readdirSync(root, { recursive: true }) as string[]).sort()) {
    if (!entry.endsWith(".py")) continue;
    const file = relative(root, join(root, entry)).replaceAll("\\", "/");
    texts.set(file, readFileSync(join(root, entry), "utf8"));
    workspace.setFile(file, texts.get(file)!);
  }
  const snapshot = workspace.snapshot();
  for (const [file, text] of texts) {
    const index = new LineIndex(text);
    const reported = new Set(
      snapshot.findings(file).map((finding) => `${finding.rule}:${index.lineAt(finding.range.start) + 1}`),
    );
    yield { file, expected: expectedIn(text, interpreter), reported };
  }
}

function expectedIn(text: string, interpreter: string): ReadonlySet<string> {
  const expected = new Set<string>();
  for (const [index, line] of text.split("\n").entries()) {
    const marked = (kind: string) =>
      [...line.matchAll(new RegExp(`# ${kind}(?:\\[([^\\]]+)\\])?: ([\\w, -]+?)\\s*(?=#|$)`, "g"))].flatMap((match) => {
        const holds = match[1] === undefined || match[1] === interpreter;
        return holds ? match[2].split(",").map((rule) => ({ rule: rule.trim(), special: match[1] !== undefined })) : [];
      });
    const silenced = new Set(
      marked("ok")
        .filter((one) => one.special)
        .map((one) => one.rule),
    );
    for (const { rule } of marked("expect")) if (!silenced.has(rule)) expected.add(`${rule}:${index + 1}`);
  }
  return expected;
}

if (import.meta.main) {
  const corpus = process.argv[2] ?? new URL("corpus", import.meta.url).pathname;
  const score = scoreCorpus(corpus);
  for (const { kind, rule, place } of score.misjudged) console.log(`${kind.padEnd(12)} ${rule.padEnd(24)} ${place}`);
  console.log(`${"rule".padEnd(24)} precision recall    TP   FP   FN`);
  for (const one of [...score.rules, score.total]) {
    const counts = [one.truePositives, one.falsePositives, one.falseNegatives]
      .map((count) => String(count).padStart(4))
      .join(" ");
    console.log(
      `${one.rule.padEnd(24)} ${precision(one).toFixed(3).padStart(9)} ${recall(one).toFixed(3).padStart(6)}  ${counts}`,
    );
  }
}
