/**
 * Fuzzes for as long as it is let: `npm run fuzz -- [--minutes 10] [--seed 1] [--target WORDS] [--keep FOLDER]`. What fails is
 * written to the folder, with the seed that gives it again.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { parseArgs } from "node:util";
import "../lsp/compile-tsx.mjs";
import { repeatable } from "../syntax/random.ts";
import { realPythonFiles } from "../syntax/standard-library.ts";

// Reports are written in TSX, which Node cannot read before the module above is there.
const { FUZZ_TARGETS } = await import("./targets.ts");

/** An input that takes longer counts as a hang. */
const HANG_MILLISECONDS = 20_000;

const { values } = parseArgs({
  options: {
    minutes: { type: "string", default: "1" },
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
    target: { type: "string", default: "" },
    keep: { type: "string" },
  },
});
const targets = FUZZ_TARGETS.filter(({ name }) => name.includes(values.target));
if (targets.length === 0) {
  console.error(
    `No target is called '${values.target}'. There are: ${FUZZ_TARGETS.map(({ name }) => name).join("; ")}.`,
  );
  process.exit(2);
}
const corpus = realPythonFiles(150).map(({ text }) => text.slice(0, 60_000));
const tallies = new Map(targets.map(({ name }) => [name, { executions: 0, failures: 0, slow: 0 }]));
const end = performance.now() + Number(values.minutes) * 60_000;
const first = Number(values.seed);

for (let seed = first; performance.now() < end; seed++) {
  for (const target of targets) {
    const tally = tallies.get(target.name);
    if (tally === undefined) continue;
    const input = target.make(repeatable(seed), corpus);
    const started = performance.now();
    try {
      await input.check();
    } catch (error) {
      tally.failures++;
      console.log(`${target.name}, seed ${seed}: ${error instanceof Error ? error.stack : String(error)}`);
      keep(input.files, `failure-${seed}`);
    }
    tally.executions++;
    if (performance.now() - started > HANG_MILLISECONDS) {
      tally.slow++;
      console.log(`${target.name}, seed ${seed}: took ${((performance.now() - started) / 1000).toFixed(1)} s`);
      keep(input.files, `slow-${seed}`);
    }
  }
}

function keep(files: Readonly<Record<string, string>>, name: string): void {
  if (values.keep === undefined) return;
  const folder = join(values.keep, name);
  mkdirSync(folder, { recursive: true });
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, basename(file)), text);
}

console.log(`seeds from ${first}`);
for (const [name, { executions, failures, slow }] of tallies)
  console.log(`${name.padEnd(52)} ${executions} executions, ${failures} failures, ${slow} hangs`);
process.exitCode = [...tallies.values()].some(({ failures, slow }) => failures + slow > 0) ? 1 : 0;
