// The suite that runs inside an extension host: VS Code calls `run()`, whichever VS Code it is. The bundle of this file
// finds Mocha in the repository's node_modules, since Mocha cannot be bundled.
import { writeFileSync } from "node:fs";

/** What the runner reads when the extension host is gone. */
export interface SuiteResults {
  /** False while tests are still to come. */
  readonly complete: boolean;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly lines: string[];
}

/** Where the results go. The runner writes it into the bundle: VS Code does not hand its own environment on. */
declare const RESULTS_FILE: string;

/** Resolves when every test has passed, and rejects otherwise: that is how VS Code learns the exit code. */
export async function run(): Promise<void> {
  const { default: Mocha } = await import("mocha");
  // The base reporter prints nothing: results are collected from the runner's events.
  const mocha = new Mocha({ ui: "bdd", timeout: 40_000, reporter: Mocha.reporters.Base });
  // Registers `describe`, `it` and the hooks, as Mocha does before it loads a file of its own accord.
  mocha.suite.emit("pre-require", globalThis, "", mocha);
  await import("./activation.test.ts");
  await import("./findings.test.ts");
  await import("./commands.test.ts");
  await import("./parity.test.ts");
  await import("./evidence.test.ts");
  await import("./explorer.test.ts");
  const results: Mutable<SuiteResults> = { complete: false, passed: 0, failed: 0, skipped: 0, lines: [] };
  // Written after every test, so that a suite that hangs still tells how far it came.
  const keep = () => writeFileSync(RESULTS_FILE, JSON.stringify(results));
  keep();
  await new Promise<void>((settle) => {
    const runner = mocha.run(() => settle());
    runner.on("pass", (test) => {
      results.passed++;
      results.lines.push(`  ✓ ${test.fullTitle()} (${test.duration ?? 0} ms)`);
      keep();
    });
    runner.on("pending", (test) => {
      results.skipped++;
      results.lines.push(`  - ${test.fullTitle()}`);
      keep();
    });
    runner.on("fail", (test, error: Error) => {
      results.failed++;
      results.lines.push(`  ✗ ${test.fullTitle()}\n${indent(error.stack ?? error.message)}`);
      keep();
    });
  });
  results.complete = true;
  keep();
  if (results.failed > 0) throw new Error(`${results.failed} tests failed`);
}

type Mutable<Type> = { -readonly [Key in keyof Type]: Type[Key] };

function indent(text: string): string {
  return text.replace(/^/gm, "      ");
}
