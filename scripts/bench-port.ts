/**
 * Ports every benchmark program to each target, builds it, runs it and compares what it prints with Python's output.
 *
 *     node scripts/bench-port.ts [--programs FOLDER] [--to ts|go] [--only NAME] [--keep FOLDER]
 *
 * Without a folder of programs it makes them from the records beside the workspace, when those are there.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import type { Target } from "../server/src/port/sketch.ts";
import { compareProgram, createPorter, type ProgramResult, runPython } from "../test/port/three-way.ts";

const { values } = parseArgs({
  options: { programs: { type: "string" }, to: { type: "string" }, only: { type: "string" }, keep: { type: "string" } },
});

const records = fileURLToPath(new URL("../../shared/bench/port/", import.meta.url));

function programFolder(): string | undefined {
  if (values.programs !== undefined) return values.programs;
  if (!existsSync(join(records, "build_programs.py"))) return undefined;
  const folder = mkdtempSync(join(tmpdir(), "port-programs-"));
  execFileSync("python3", [join(records, "build_programs.py"), join(records, "humaneval-dev.jsonl"), folder], {
    stdio: "ignore",
  });
  return folder;
}

const folder = programFolder();
if (folder === undefined) {
  console.log("No benchmark programs: give a folder of Python programs with --programs.");
  process.exit(0);
}
const files = readdirSync(folder)
  .filter((file) => file.endsWith(".py") && (values.only === undefined || file.includes(values.only)))
  .sort((a, b) => a.localeCompare(b, undefined, { numeric: true }));
const targets: Target[] = values.to === undefined ? ["ts", "go"] : [values.to as Target];
const work = values.keep ?? mkdtempSync(join(tmpdir(), "port-bench-"));
mkdirSync(work, { recursive: true });
const porter = await createPorter();
const expected = new Map(files.map((file) => [file, runPython(join(folder, file))]));

for (const target of targets) {
  if (target === "go" && spawnSync("go", ["version"]).status !== 0) {
    console.log("go: no toolchain");
    continue;
  }
  const results: ProgramResult[] = [];
  for (const file of files) {
    const source = readFileSync(join(folder, file), "utf8");
    const want = expected.get(file);
    if (want === undefined) continue;
    results.push(
      await compareProgram(porter, {
        name: basename(file, ".py"),
        source,
        target,
        folder: join(work, target),
        expected: want,
      }),
    );
  }
  report(target, results);
}
if (values.keep === undefined) rmSync(work, { recursive: true, force: true });

function report(target: Target, results: readonly ProgramResult[]): void {
  const built = results.filter((result) => result.outcome !== "not built");
  const passed = results.filter((result) => result.outcome === "passed");
  const times = results.map((result) => result.milliseconds).sort((a, b) => a - b);
  const at = (share: number): string =>
    (times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0).toFixed(1);
  const helpers = results.reduce((sum, result) => sum + result.helperLines, 0) / Math.max(1, results.length);
  const percent = (count: number): string => `${((100 * count) / Math.max(1, results.length)).toFixed(1)} %`;
  console.log(
    `${target}: ${results.length} programs, built ${built.length} (${percent(built.length)}), passed ${passed.length} (${percent(passed.length)})`,
  );
  console.log(`${target}: port median ${at(0.5)} ms, p95 ${at(0.95)} ms; ${helpers.toFixed(0)} helper lines a program`);
  for (const result of results)
    if (result.outcome !== "passed")
      console.log(`  ${result.name}: ${result.outcome}: ${result.detail.split("\n").slice(0, 4).join(" ⏎ ")}`);
}
