/**
 * Compares blocking and polling findings with Ruff's ASYNC rules on the pinned projects: `npm run ecosystem:ruff [-- PROJECT… --list]`.
 * Ruff has to be on the PATH, or named by the variable RUFF. What was judged of places that only one of the two finds is in against-ruff.tsv.
 */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";
import { NOQA_EQUIVALENTS } from "../../server/src/rules/suppress.ts";
import { readJudgements } from "./against-ruff.ts";
import { auditFolder } from "./findings.ts";
import { defaultCache, EcosystemError, readProjects, sourcesOf } from "./projects.ts";

const REPORT = z.array(
  z.object({ code: z.string(), filename: z.string(), location: z.object({ row: z.number() }), message: z.string() }),
);

interface Place {
  readonly project: string;
  readonly file: string;
  readonly line: number;
  /** Ruff's code, or our rule. */
  readonly rule: string;
  readonly text: string;
}

const here = new URL(".", import.meta.url).pathname;
const compared = new Set(Object.values(NOQA_EQUIVALENTS).flat());

function ruff(project: string, folder: string): Place[] {
  const command = process.env["RUFF"] ?? "ruff";
  const options = ["check", "--isolated", "--select", "ASYNC,RUF006", "--output-format", "json", "--exit-zero"];
  const child = spawnSync(command, [...options, "--target-version", "py313", "--preview", folder], {
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  if (child.status !== 0)
    throw new EcosystemError(
      `${command} did not run: ${child.error?.message ?? child.stderr.trim().split("\n").at(-1)}`,
    );
  const report = REPORT.parse(JSON.parse(child.stdout)).filter(({ code }) => code in NOQA_EQUIVALENTS);
  return report.map(({ code, filename, location, message }) => ({
    project,
    file: relative(folder, filename),
    line: location.row,
    rule: code,
    text: message,
  }));
}

async function ours(project: string, folder: string): Promise<Place[]> {
  const audit = await auditFolder(folder, project);
  return audit.findings
    .filter(({ rule }) => compared.has(rule))
    .map(({ file, start, rule, message }) => ({ project, file, line: start.line, rule, text: message }));
}

const keyOf = ({ project, file, line }: Place): string => `${project}/${file}:${line}`;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { list: { type: "boolean", default: false }, all: { type: "boolean", default: false } },
  });
  const pinned = readProjects(readFileSync(join(here, "projects.tsv"), "utf8")).filter(({ project, set }) =>
    positionals.length > 0 ? positionals.includes(project) : values.all || set === "core",
  );
  const sums = { both: 0, ruff: 0, ours: 0 };
  console.log(`${"project".padEnd(24)}  both  only Ruff  only Portwright`);
  const listed: string[] = [];
  const judged = new Map(
    readJudgements(readFileSync(join(here, "against-ruff.tsv"), "utf8")).map((judgement) => [
      `${judgement.side} ${keyOf({ ...judgement, line: Number(judgement.line), text: "" })} ${judgement.rule}`,
      judgement.verdict,
    ]),
  );
  const verdicts = new Map<string, number>();
  const list = (side: "ruff" | "ours", place: Place) => {
    const verdict = judged.get(`${side} ${keyOf(place)} ${place.rule}`) ?? "unread";
    const column = `only ${side === "ruff" ? "Ruff" : "Portwright"}: ${verdict}`;
    verdicts.set(column, (verdicts.get(column) ?? 0) + 1);
    listed.push(`${side.padEnd(5)} ${keyOf(place)} ${place.rule} [${verdict}] ${place.text}`);
  };
  for (const one of pinned) {
    const folder = sourcesOf(one, defaultCache());
    const theirs = ruff(one.project, folder);
    const own = await ours(one.project, folder);
    const [theirKeys, ownKeys] = [new Set(theirs.map(keyOf)), new Set(own.map(keyOf))];
    const both = [...theirKeys].filter((key) => ownKeys.has(key)).length;
    sums.both += both;
    sums.ruff += theirKeys.size - both;
    sums.ours += ownKeys.size - both;
    console.log(
      `${one.project.padEnd(24)} ${String(both).padStart(5)} ${String(theirKeys.size - both).padStart(10)} ${String(ownKeys.size - both).padStart(16)}`,
    );
    for (const place of theirs) if (!ownKeys.has(keyOf(place))) list("ruff", place);
    for (const place of own) if (!theirKeys.has(keyOf(place))) list("ours", place);
  }
  console.log(
    `${"all".padEnd(24)} ${String(sums.both).padStart(5)} ${String(sums.ruff).padStart(10)} ${String(sums.ours).padStart(16)}`,
  );
  console.log("\nRead by hand, place and code:");
  for (const [column, count] of [...verdicts].sort()) console.log(`${column.padEnd(32)} ${String(count).padStart(4)}`);
  if (values.list) console.log(`\n${listed.sort().join("\n")}`);
}

try {
  await main();
} catch (error) {
  if (!(error instanceof EcosystemError)) throw error;
  console.error(`ecosystem: ${error.message}`);
  process.exitCode = 2;
}
