/**
 * Audits pinned projects of the Python package index, shows what a change of the engine altered, and scores findings against labels:
 * `npm run ecosystem [-- PROJECT… OPTIONS]`. CONTRIBUTING.md tells how to work with it.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { AuditFinding } from "../../server/src/advice/audit.ts";
import { auditFolder, compareSummaries, printSummary, readSummary, type SummaryChange, summaryOf } from "./findings.ts";
import { type Label, labelKey, labelledPrecision, printLabels, readLabels, scoreLabels } from "./labels.ts";
import { defaultCache, EcosystemError, type PinnedProject, readProjects, sourcesOf } from "./projects.ts";
import { type Candidate, pick, printSheet, readSheet } from "./sample.ts";

const here = new URL(".", import.meta.url).pathname;
const labelsFile = join(here, "labels.tsv");

const USAGE = `npm run ecosystem [-- PROJECT… OPTIONS]

Audits the projects named, or the core set, and compares with test/ecosystem/findings.

  --all           every pinned project
  --update        write what was found in projects of the core set to test/ecosystem/findings
  --list          list each finding that was added, removed or changed, however many
  --rule NAME     speak of this rule alone; may be repeated
  --sample N      print N findings that nobody has labelled, rule by rule in turn, as a sheet to fill in
  --seed S        another sample (1)
  --label FILE    add the verdicts of a filled-in sheet to test/ecosystem/labels.tsv
  --cache FOLDER  of wheels and sources (${defaultCache()})
`;

interface Audited {
  readonly project: string;
  /** Its findings are kept in test/ecosystem/findings. */
  readonly isKept: boolean;
  readonly folder: string;
  readonly findings: readonly AuditFinding[];
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      all: { type: "boolean", default: false },
      update: { type: "boolean", default: false },
      list: { type: "boolean", default: false },
      rule: { type: "string", multiple: true, default: [] },
      sample: { type: "string" },
      seed: { type: "string", default: "1" },
      label: { type: "string" },
      cache: { type: "string", default: defaultCache() },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return;
  }
  const labels = readLabels(readFileSync(labelsFile, "utf8"));
  if (values.label !== undefined) {
    addLabels(labels, values.label);
    return;
  }
  const sample = values.sample === undefined ? undefined : wholeNumber("--sample", values.sample);
  const seed = wholeNumber("--seed", values.seed);
  if (values.update && values.rule.length > 0)
    throw new EcosystemError("--update writes the findings of all rules; leave --rule out.");
  const projects = chosen(readProjects(readFileSync(join(here, "projects.tsv"), "utf8")), positionals, values.all);
  const audited: Audited[] = [];
  for (const [index, pinned] of projects.entries()) {
    if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${index + 1}/${projects.length} ${pinned.project}`);
    const folder = sourcesOf(pinned, values.cache);
    const audit = await auditFolder(folder, pinned.project);
    for (const problem of audit.problems)
      if (problem.code === "internal") console.error(`${pinned.project} ${problem.file}: ${problem.message}`);
    const isAsked = (finding: AuditFinding) => values.rule.length === 0 || values.rule.includes(finding.rule);
    audited.push({
      project: pinned.project,
      isKept: pinned.set === "core",
      folder,
      findings: audit.findings.filter(isAsked),
    });
  }
  if (process.stderr.isTTY) process.stderr.write("\r\x1b[K");
  if (sample !== undefined) {
    console.log(printSheet(pick(unlabelled(audited, labels), sample, seed)).trimEnd());
    return;
  }
  const isOfRule = (row: { readonly rule: string }) => values.rule.length === 0 || values.rule.includes(row.rule);
  showChanges(audited, isOfRule, values.list);
  if (values.update) update(audited);
  showScores(audited, labels.filter(isOfRule));
}

function wholeNumber(option: string, text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new EcosystemError(`${option} wants a whole number, not '${text}'.`);
  return Number(text);
}

function chosen(all: readonly PinnedProject[], names: readonly string[], wide: boolean): readonly PinnedProject[] {
  for (const name of names)
    if (!all.some((one) => one.project === name)) throw new EcosystemError(`projects.tsv pins no project '${name}'.`);
  if (names.length > 0) return all.filter((one) => names.includes(one.project));
  return all.filter((one) => wide || one.set === "core");
}

function summaryFile(project: string): string {
  return join(here, "findings", `${project}.tsv`);
}

/** How many changed findings are listed where all of them are not asked for. */
const LISTED = 60;

function showChanges(audited: readonly Audited[], isOfRule: (row: { rule: string }) => boolean, all: boolean): void {
  const changes: (SummaryChange & { readonly project: string })[] = [];
  for (const { project, isKept, findings } of audited) {
    if (!isKept) continue;
    const file = summaryFile(project);
    const before = existsSync(file) ? readSummary(readFileSync(file, "utf8")).filter(isOfRule) : [];
    for (const change of compareSummaries(before, summaryOf(findings))) changes.push({ ...change, project });
  }
  const total = audited.reduce((sum, { findings }) => sum + findings.length, 0);
  console.log(`${audited.length} projects, ${total} findings`);
  if (changes.length === 0) {
    console.log("No finding differs from the committed summary.\n");
    return;
  }
  const marks = { added: "+", removed: "-", changed: "~" } as const;
  console.log(`\n${"rule".padEnd(24)} added removed changed`);
  for (const rule of new Set(changes.map(({ row }) => row.rule).sort())) {
    const count = (kind: SummaryChange["kind"]) =>
      String(changes.filter((change) => change.kind === kind && change.row.rule === rule).length);
    console.log(
      `${rule.padEnd(24)} ${count("added").padStart(5)} ${count("removed").padStart(7)} ${count("changed").padStart(7)}`,
    );
  }
  console.log("");
  for (const { kind, project, row } of all ? changes : changes.slice(0, LISTED))
    console.log(
      `${marks[kind]} ${row.rule} ${project}/${row.file}:${row.line} ${row.symbol || "<module>"} ${row.confidence}${row.end === "" ? "" : ` -> ${row.end}`}`,
    );
  if (!all && changes.length > LISTED) console.log(`… and ${changes.length - LISTED} more: --list lists them.`);
  console.log("");
}

function update(audited: readonly Audited[]): void {
  mkdirSync(join(here, "findings"), { recursive: true });
  const kept = audited.filter(({ isKept }) => isKept);
  for (const { project, findings } of kept) writeFileSync(summaryFile(project), printSummary(summaryOf(findings)));
  console.log(`Written: the findings of ${kept.length} projects.\n`);
}

function keyOf(project: string, finding: AuditFinding): string {
  const text = finding.excerpt.lines[finding.start.line - finding.excerpt.firstLine];
  return labelKey({ project, rule: finding.rule, file: finding.file, symbol: finding.symbol, text });
}

function showScores(audited: readonly Audited[], labels: readonly Label[]): void {
  const projects = new Set(audited.map(({ project }) => project));
  const own = labels.filter(({ project }) => projects.has(project));
  const reported = audited.flatMap(({ project, findings }) =>
    findings.map((finding) => ({ rule: finding.rule, key: keyOf(project, finding) })),
  );
  console.log("Against what was read by hand:");
  console.log(`${"rule".padEnd(24)} precision  true kept  lost  false left  gone  debatable  unread`);
  for (const score of scoreLabels(own, reported)) {
    const precision = labelledPrecision(score)?.toFixed(3) ?? "-";
    const { trueKept, trueLost, falseLeft, falseGone, debatable, unread } = score;
    const counts = [trueKept, trueLost, falseLeft, falseGone, debatable, unread];
    const widths = [10, 5, 11, 5, 10, 7];
    console.log(
      `${score.rule.padEnd(24)} ${precision.padStart(9)} ${counts.map((count, at) => String(count).padStart(widths[at])).join(" ")}`,
    );
  }
}

function unlabelled(audited: readonly Audited[], labels: readonly Label[]): readonly Candidate[] {
  const known = new Set(labels.map((label) => label.key));
  return audited.flatMap(({ project, folder, findings }) => {
    const sources = new Map<string, readonly string[]>();
    const sourceOf = (file: string) => {
      const source = sources.get(file) ?? readFileSync(join(folder, file), "utf8").split(/\r\n|\r|\n/);
      sources.set(file, source);
      return source;
    };
    return findings
      .map((finding) => ({ project, finding, key: keyOf(project, finding) }))
      .filter(({ key }) => !known.has(key))
      .map((candidate) => ({ ...candidate, source: sourceOf(candidate.finding.file) }));
  });
}

function addLabels(labels: readonly Label[], sheet: string): void {
  let added: readonly Label[];
  try {
    added = readSheet(readFileSync(sheet, "utf8"));
  } catch (error) {
    throw new EcosystemError(`'${sheet}' was not taken: ${error instanceof Error ? error.message : String(error)}`);
  }
  const known = new Set(labels.map((label) => label.key));
  writeFileSync(labelsFile, printLabels([...labels, ...added]));
  const again = added.filter((label) => known.has(label.key)).length;
  console.log(`${added.length} labels taken over, ${again} of them in place of earlier ones.`);
}

try {
  await main();
} catch (error) {
  const isExpected = error instanceof EcosystemError || (error instanceof TypeError && "code" in error);
  if (!isExpected) throw error;
  console.error(`ecosystem: ${error.message}`);
  process.exitCode = 2;
}
