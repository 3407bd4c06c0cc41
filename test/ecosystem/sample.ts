import type { AuditFinding } from "../../server/src/advice/audit.ts";
import { isVerdict, type Label } from "./labels.ts";

/** A finding of a pinned project with the source around it, to be read by a person. */
export interface Candidate {
  readonly project: string;
  readonly finding: AuditFinding;
  readonly key: string;
  /** Lines of the file. */
  readonly source: readonly string[];
}

/** A random choice that is the same for the same seed: every rule in turn, so that rare ones are read, too. */
export function pick(candidates: readonly Candidate[], count: number, seed: number): readonly Candidate[] {
  const random = randomNumbers(seed);
  const byRule = new Map<string, Candidate[]>();
  // The order that they come in must not matter.
  for (const candidate of candidates.toSorted((a, b) => (a.key < b.key ? -1 : 1))) {
    const known = byRule.get(candidate.finding.rule);
    if (known === undefined) byRule.set(candidate.finding.rule, [candidate]);
    else known.push(candidate);
  }
  const stacks = [...byRule.keys()].sort().map((rule) => shuffled(byRule.get(rule)!, random));
  const chosen: Candidate[] = [];
  for (let round = 0; chosen.length < count && stacks.some((stack) => round < stack.length); round++) {
    for (const stack of stacks) if (round < stack.length && chosen.length < count) chosen.push(stack[round]);
  }
  return chosen;
}

function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const result = [...items];
  for (let at = result.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [result[at], result[other]] = [result[other], result[at]];
  }
  return result;
}

/** Mulberry32: small, and the same everywhere. */
function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x100000000;
  };
}

const BEFORE = 8;
const AFTER = 14;

/** A sheet to fill in: for each finding what is claimed, the proof and the code, then a line for the verdict and one for the reason. */
export function printSheet(candidates: readonly Candidate[]): string {
  const intro = [
    "# Write true, false or debatable after each 'verdict:', and why after 'reason:'. What is left empty stays unlabelled.",
    "# Then: npm run ecosystem -- --label THIS_FILE",
  ];
  return `${[...intro, ...candidates.map(printCandidate)].join("\n")}\n`;
}

function printCandidate({ project, finding, key, source }: Candidate, index: number): string {
  const { rule, file, symbol, start, confidence, message, chain } = finding;
  const first = Math.max(0, start.line - 1 - BEFORE);
  const code = source.slice(first, start.line + AFTER).map((line, at) => {
    const number = first + at + 1;
    return `${number === start.line ? ">" : " "}${String(number).padStart(6)} | ${line}`;
  });
  return [
    "",
    `@ ${[project, rule, file, start.line, symbol, confidence, key].join("\t")}`,
    `# ${index + 1}. ${rule}: ${message}`,
    ...chain.map((hop) => `#    -> ${hop.file}:${hop.start.line} ${hop.message}:  ${hop.text}`),
    ...code.map((line) => `#${line}`),
    "verdict:",
    "reason:",
  ].join("\n");
}

/** The labels that a filled-in sheet gives. Throws with the line of what cannot be taken. */
export function readSheet(text: string): readonly Label[] {
  const labels: Label[] = [];
  let place: readonly string[] | undefined;
  let verdict = "";
  for (const [index, line] of text.split("\n").entries()) {
    if (line.startsWith("@ ")) {
      place = line.slice(2).split("\t");
      if (place.length !== 7) throw new Error(`line ${index + 1} does not name a finding any more.`);
      verdict = "";
    } else if (line.startsWith("verdict:")) verdict = line.slice("verdict:".length).trim();
    else if (line.startsWith("reason:") && verdict !== "") {
      const reason = line.slice("reason:".length).trim();
      if (place === undefined) throw new Error(`line ${index + 1} belongs to no finding.`);
      if (!isVerdict(verdict)) throw new Error(`'${verdict}' above line ${index + 1} is no verdict.`);
      if (reason === "") throw new Error(`line ${index + 1} gives no reason.`);
      const [project, rule, file, lineNumber, symbol, confidence, key] = place;
      labels.push({ project, rule, file, line: lineNumber, symbol, confidence, verdict, key, reason });
      verdict = "";
    }
  }
  return labels;
}
