// Runs the extension suite in both kinds of extension host: Node, in a desktop VS Code where one can be downloaded and in the browser
// VS Code otherwise; and a web worker. `--figures` prints what is measured in a host instead. `--runner desktop`, `browser` or `web` asks for one of them.
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { build } from "esbuild";
import { root } from "../../scripts/toolchain.mjs";
import { runInBrowser } from "./browser.ts";
import { runOnDesktop } from "./desktop.ts";
import type { SuiteResults } from "./suite/run-suite.ts";
import { runInWebWorker } from "./web.ts";

/** What a runner needs; it resolves with why it could not run, or undefined when it has. */
export interface SuiteRun {
  /** The extension's folder, with its bundles. */
  readonly extension: string;
  /** The bundled suite. */
  readonly suite: string;
  /** The folder to open: a copy, since tests write into it. */
  readonly workspace: string;
  /** A folder for what the editor keeps. */
  readonly scratch: string;
  /** Where the suite puts its results. */
  readonly resultsFile: string;
}

type Runner = "desktop" | "browser" | "web";
const runners: Record<Runner, (run: SuiteRun) => Promise<string | undefined>> = {
  desktop: runOnDesktop,
  browser: runInBrowser,
  web: runInWebWorker,
};

const { values } = parseArgs({ options: { runner: { type: "string" }, figures: { type: "boolean", default: false } } });
if (values.runner !== undefined && !(values.runner in runners)) {
  console.error(`Usage: node test/extension/run.ts [--runner ${Object.keys(runners).join("|")}]`);
  process.exit(2);
}

const extension = join(root, "extension");
if (!existsSync(join(extension, "dist", "extension.js"))) {
  console.error("The extension is not built: run `npm run build` first.");
  process.exit(2);
}

// The suite runs once in each kind of extension host; of the two that are Node the first is taken that can be had.
const hosts: readonly (readonly Runner[])[] =
  values.runner === undefined ? [["desktop", "browser"], ["web"]] : [[values.runner as Runner]];
const outcomes: Outcome[] = [];
for (const host of hosts) outcomes.push(await runIn(host));
report(outcomes);

interface Outcome {
  readonly refusal: string | undefined;
  readonly results: SuiteResults;
}

async function runIn(order: readonly Runner[]): Promise<Outcome> {
  const scratch = realpathSync(mkdtempSync(join(tmpdir(), "portwright-extension-")));
  try {
    const workspace = join(scratch, "workspace");
    // To be measured, the extension must not be activated by what lies in the workspace.
    if (values.figures) mkdirSync(workspace);
    else cpSync(join(root, "test", "fixtures", "workspace"), workspace, { recursive: true });
    const resultsFile = join(scratch, "results.json");
    const suite = await bundleSuite(resultsFile, values.figures ? "figures.ts" : "index.ts");
    let refusal: string | undefined;
    for (const name of order) {
      refusal = await runners[name]({ extension, suite, workspace, scratch, resultsFile });
      if (refusal === undefined) {
        console.log(`Ran in the ${name} VS Code.`);
        break;
      }
      console.log(`Not in the ${name} VS Code: ${refusal}`);
    }
    const results: SuiteResults = existsSync(resultsFile)
      ? JSON.parse(readFileSync(resultsFile, "utf8"))
      : { complete: false, passed: 0, failed: 0, skipped: 0, lines: [] };
    for (const line of results.lines) console.log(line);
    if (!results.complete && refusal === undefined) console.log("  ✗ the suite did not run to its end");
    return { refusal, results };
  } finally {
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function bundleSuite(resultsFile: string, entry: string): Promise<string> {
  const outfile = join(root, "test", "extension", "dist", "suite.cjs");
  await build({
    entryPoints: [join(root, "test", "extension", "suite", entry)],
    outfile,
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    sourcemap: "inline",
    external: ["vscode", "mocha"],
    define: { RESULTS_FILE: JSON.stringify(resultsFile) },
    logLevel: "warning",
  });
  return outfile;
}

/** Keeps the counts for `npm run check`. */
function report(outcomes: readonly Outcome[]): void {
  const sum = (count: (outcome: Outcome) => number) => outcomes.reduce((total, outcome) => total + count(outcome), 0);
  const passed = sum(({ results }) => results.passed);
  const skipped = sum(({ results }) => results.skipped);
  const failed = sum(({ results, refusal }) => results.failed + (results.complete || refusal !== undefined ? 0 : 1));
  const refusal = outcomes.find((outcome) => outcome.refusal !== undefined)?.refusal;
  mkdirSync(join(root, "test-results"), { recursive: true });
  writeFileSync(
    join(root, "test-results", "extension.json"),
    `${JSON.stringify({ passed, failed, skipped, refusal })}\n`,
  );
  if (failed > 0) process.exitCode = 1;
}
