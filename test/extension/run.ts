// Runs the extension suite: in a desktop VS Code where one can be downloaded, in the browser VS Code otherwise.
// `--runner desktop` or `--runner browser` asks for one of them.
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { build } from "esbuild";
import { root } from "../../scripts/toolchain.mjs";
import { runInBrowser } from "./browser.ts";
import { runOnDesktop } from "./desktop.ts";
import type { SuiteResults } from "./suite/index.ts";

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
}

const { values } = parseArgs({ options: { runner: { type: "string" } } });
const runners = { desktop: runOnDesktop, browser: runInBrowser };
if (values.runner !== undefined && !(values.runner in runners)) {
  console.error("Usage: node test/extension/run.ts [--runner desktop|browser]");
  process.exit(2);
}

const extension = join(root, "extension");
if (!existsSync(join(extension, "dist", "extension.js"))) {
  console.error("The extension is not built: run `npm run build` first.");
  process.exit(2);
}

const scratch = realpathSync(mkdtempSync(join(tmpdir(), "portwright-extension-")));
try {
  const workspace = join(scratch, "workspace");
  cpSync(join(root, "test", "fixtures", "workspace"), workspace, { recursive: true });
  const resultsFile = join(scratch, "results.json");
  const suite = await bundleSuite(resultsFile);
  const order =
    values.runner === undefined ? (["desktop", "browser"] as const) : [values.runner as "desktop" | "browser"];
  let refusal: string | undefined;
  for (const name of order) {
    refusal = await runners[name]({
      extension,
      suite,
      workspace,
      scratch,
    });
    if (refusal === undefined) {
      console.log(`Ran in the ${name} VS Code.`);
      break;
    }
    console.log(`Not in the ${name} VS Code: ${refusal}`);
  }
  report(refusal, resultsFile);
} finally {
  rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
}

async function bundleSuite(resultsFile: string): Promise<string> {
  const outfile = join(root, "test", "extension", "dist", "suite.cjs");
  await build({
    entryPoints: [join(root, "test", "extension", "suite", "index.ts")],
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

/** Prints the outcome, and keeps its counts for `npm run check`. */
function report(refusal: string | undefined, resultsFile: string): void {
  const results: SuiteResults = existsSync(resultsFile)
    ? JSON.parse(readFileSync(resultsFile, "utf8"))
    : { complete: false, passed: 0, failed: 0, skipped: 0, lines: [] };
  for (const line of results.lines) console.log(line);
  if (!results.complete && refusal === undefined) console.log("  ✗ the suite did not run to its end");
  const { passed, skipped } = results;
  const failed = results.failed + (results.complete ? 0 : 1);
  mkdirSync(join(root, "test-results"), { recursive: true });
  writeFileSync(
    join(root, "test-results", "extension.json"),
    `${JSON.stringify({ passed, failed, skipped, refusal })}\n`,
  );
  if (failed > 0) process.exitCode = 1;
}
