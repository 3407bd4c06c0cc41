// What the two forms of the suite share: Mocha's runner, and the results for the process that started VS Code.
import type { Runner } from "mocha";

/** What the process that started VS Code reads when the extension host is gone. */
export interface SuiteResults {
  /** False while tests are still to come. */
  readonly complete: boolean;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly lines: string[];
}

/**
 * Runs what has been registered. Results are kept after every test, so that a suite that hangs still tells how far it came. Rejects
 * when a test has failed: that is how VS Code learns the exit code.
 */
export async function runSuite(
  start: (ended: () => void) => Runner,
  keep: (results: SuiteResults) => void | Promise<void>,
): Promise<void> {
  const results: Mutable<SuiteResults> = { complete: false, passed: 0, failed: 0, skipped: 0, lines: [] };
  await keep(results);
  await new Promise<void>((settle) => {
    const runner = start(settle);
    runner.on("pass", (test) => {
      results.passed++;
      results.lines.push(`  ✓ ${test.fullTitle()} (${test.duration ?? 0} ms)`);
      void keep(results);
    });
    runner.on("pending", (test) => {
      results.skipped++;
      results.lines.push(`  - ${test.fullTitle()}`);
      void keep(results);
    });
    runner.on("fail", (test, error: Error) => {
      results.failed++;
      results.lines.push(`  ✗ ${test.fullTitle()}\n${indent(error.stack ?? error.message)}`);
      void keep(results);
    });
  });
  results.complete = true;
  await keep(results);
  if (results.failed > 0) throw new Error(`${results.failed} tests failed`);
}

type Mutable<Type> = { -readonly [Key in keyof Type]: Type[Key] };

function indent(text: string): string {
  return text.replace(/^/gm, "      ");
}
