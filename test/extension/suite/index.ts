// The suite that runs inside an extension host: VS Code calls `run()`, whichever VS Code it is. The bundle of this file
// finds Mocha in the repository's node_modules, since Mocha cannot be bundled.
import { writeFileSync } from "node:fs";

/** What the runner reads when the extension host is gone. */
export interface SuiteResults {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly lines: readonly string[];
}

/** Where the results go. The runner writes it into the bundle: VS Code does not hand its own environment on. */
declare const RESULTS_FILE: string;

/** Resolves when every test has passed, and rejects otherwise: that is how VS Code learns the exit code. */
export async function run(): Promise<void> {
  const { default: Mocha } = await import("mocha");
  // The base reporter prints nothing: results are collected from the runner's events.
  const mocha = new Mocha({ ui: "bdd", timeout: 60_000, reporter: Mocha.reporters.Base });
  // Registers `describe`, `it` and the hooks, as Mocha does before it loads a file of its own accord.
  mocha.suite.emit("pre-require", globalThis, "", mocha);
  await import("./activation.test.ts");
  await import("./findings.test.ts");
  await import("./commands.test.ts");
  const results = await new Promise<SuiteResults>((settle) => {
    const lines: string[] = [];
    const count = { passed: 0, failed: 0, skipped: 0 };
    const runner = mocha.run(() => settle({ ...count, lines }));
    runner.on("pass", (test) => {
      count.passed++;
      lines.push(`  ✓ ${test.fullTitle()} (${test.duration ?? 0} ms)`);
    });
    runner.on("pending", (test) => {
      count.skipped++;
      lines.push(`  - ${test.fullTitle()}`);
    });
    runner.on("fail", (test, error: Error) => {
      count.failed++;
      lines.push(`  ✗ ${test.fullTitle()}\n${indent(error.stack ?? error.message)}`);
    });
  });
  writeFileSync(RESULTS_FILE, JSON.stringify(results));
  if (results.failed > 0) throw new Error(`${results.failed} tests failed`);
}

function indent(text: string): string {
  return text.replace(/^/gm, "      ");
}
