// The suite that runs inside a Node extension host: VS Code calls `run()`, whichever VS Code it is. The bundle of this file
// finds Mocha in the repository's node_modules, since Mocha cannot be bundled for Node.
import { writeFileSync } from "node:fs";
import { runSuite } from "./run-suite.ts";

/** Where the results go. The runner writes it into the bundle: VS Code does not hand its own environment on. */
declare const RESULTS_FILE: string;

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
  await import("./agents.test.ts");
  await import("./notebooks.test.ts");
  await runSuite(
    (ended) => mocha.run(() => ended()),
    (results) => writeFileSync(RESULTS_FILE, JSON.stringify(results)),
  );
}
