// `npm run check`: everything that must hold. Each suite runs whatever became of the ones before it, and the last line
// sums their tests. `--only unit,e2e` runs some of them.
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { findChromium, findProgram, installDependencies, root, run, toolNode } from "./toolchain.mjs";
import { installVSCode } from "./vscode.mjs";

const results = join(root, "test-results");

const success = { passed: 1, failed: 0, skipped: 0 };
const failure = { passed: 0, failed: 1, skipped: 0 };

/**
 * A suite resolves with its counts. A suite of one check has one test: it passed, or it did not.
 * @type {Record<string, () => Promise<Counts>>}
 * @typedef {{ passed: number, failed: number, skipped: number, note?: string }} Counts
 */
const suites = {
  lint: () => oneCheck("biome", ["check", "--error-on-warnings", "."]),
  types: () => oneCheck("tsc", ["-p", "tsconfig.json"]),
  grammars: () => oneCheck(toolNode, ["scripts/grammars.mjs"]),
  build: () => oneCheck(toolNode, ["scripts/build.mjs"]),
  unit: () => vitest("unit", 30),
  package: () => oneCheck(toolNode, ["scripts/package.mjs"]),
  extension: extensionHost,
  neovim: () => editor("neovim", "nvim", "Neovim (Debian: apt-get install neovim)"),
  emacs: () => editor("emacs", "emacs", "Emacs with Eglot (Debian: apt-get install emacs-nox elpa-eglot)"),
  e2e: browser,
};

const { values } = parseArgs({ options: { only: { type: "string" } } });
const chosen = values.only?.split(",") ?? Object.keys(suites);
const unknown = chosen.filter((name) => !(name in suites));
if (unknown.length > 0) {
  console.error(`There is no suite ${unknown.join(", ")}; the suites are ${Object.keys(suites).join(", ")}.`);
  process.exit(2);
}

const outcomes = [];
if (await installDependencies()) {
  mkdirSync(results, { recursive: true });
  for (const name of chosen) {
    console.log(`\n── ${name} ${"─".repeat(60 - name.length)}`);
    const started = performance.now();
    const counts = await suites[name]().catch((error) => ({ ...failure, note: String(error) }));
    outcomes.push({ name, seconds: (performance.now() - started) / 1000, ...counts });
  }
} else {
  outcomes.push({ name: "install", seconds: 0, ...failure });
}

console.log(`\n${"─".repeat(64)}`);
for (const { name, seconds, passed, failed, skipped, note } of outcomes) {
  const mark = failed > 0 ? "✗" : "✓";
  const counts = `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
  console.log(
    `${mark} ${name.padEnd(10)} ${counts.padEnd(36)} ${seconds.toFixed(1).padStart(6)} s${note ? `  ${note}` : ""}`,
  );
}
const sum = (key) => outcomes.reduce((total, outcome) => total + outcome[key], 0);
console.log(`\n${sum("passed")} passed, ${sum("failed")} failed, ${sum("skipped")} skipped`);
process.exitCode = sum("failed") > 0 ? 1 : 0;

/** A tool whose exit code is its whole answer. */
async function oneCheck(command, parameters) {
  const { code } = await run(command, parameters, { minutes: 10 });
  return code === 0 ? { ...success } : { ...failure };
}

/** @param {string[]} filters parts of the paths of test files, all where there is none */
async function vitest(project, minutes, filters = []) {
  const file = join(results, `${[project, ...filters].join("-").replaceAll("/", "-")}.json`);
  rmSync(file, { force: true });
  const { code } = await run(
    "vitest",
    ["run", "--project", project, ...filters, "--reporter=default", "--reporter=json", `--outputFile.json=${file}`],
    { minutes },
  );
  if (!existsSync(file)) return { ...failure, note: "vitest ended without results" };
  const report = JSON.parse(readFileSync(file, "utf8"));
  // A file that does not load has no tests to count, and would otherwise pass unseen.
  const broken = report.testResults.filter(
    (result) => result.status === "failed" && !result.assertionResults.some((test) => test.status === "failed"),
  ).length;
  const counts = {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken,
    skipped: report.numPendingTests + report.numTodoTests,
  };
  // An error outside of any test fails the run without failing a test.
  if (code !== 0 && counts.failed === 0) return { ...counts, failed: 1, note: `vitest ended with exit code ${code}` };
  return counts;
}

/** The suite in a browser. */
async function browser() {
  if (findChromium() === undefined)
    return unavailable("there is no Chromium on the PATH (Debian: apt-get install chromium)");
  const vscode = await installVSCode();
  return "missing" in vscode ? unavailable(vscode.missing) : vitest("e2e", 15);
}

/** The server in an editor that is no VS Code. */
async function editor(name, program, what) {
  return findProgram([program]) !== undefined
    ? vitest("editors", 5, [`test/editors/${name}`])
    : unavailable(`there is no ${what} on the PATH`);
}

/** What cannot be had on this machine fails CI, but not a person's check. */
function unavailable(note) {
  return process.env.CI ? { ...failure, note } : { passed: 0, failed: 0, skipped: 1, note };
}

/** The suite inside an extension host. */
async function extensionHost() {
  const file = join(results, "extension.json");
  rmSync(file, { force: true });
  await run(toolNode, ["test/extension/run.ts"], { minutes: 15 });
  if (!existsSync(file)) return { ...failure, note: "the suite did not run" };
  const { passed, failed, skipped, refusal } = JSON.parse(readFileSync(file, "utf8"));
  return refusal === undefined ? { passed, failed, skipped } : unavailable(refusal);
}
