// The same suite for the extension host in a web worker, with Mocha's bundle for browsers. There is nothing there to write a file with
// but the editor's own file systems; one of them leads to the machine that serves VS Code.
import "mocha/mocha.js";
import type Mocha from "mocha";
import * as vscode from "vscode";
import { runSuite } from "./run-suite.ts";

declare const RESULTS_FILE: string;

export async function run(): Promise<void> {
  const { Mocha } = globalThis as unknown as { readonly Mocha: typeof import("mocha") };
  const mocha = new Mocha({ ui: "bdd", timeout: 40_000, reporter: Silent as unknown as Mocha.ReporterConstructor });
  mocha.suite.emit("pre-require", globalThis, "", mocha);
  await import("./activation.test.ts");
  await import("./web.test.ts");
  await import("./findings.test.ts");
  await import("./commands.test.ts");
  await import("./evidence.test.ts");
  await import("./explorer.test.ts");
  await import("./notebooks.test.ts");
  const served = vscode.extensions.getExtension("portwright.portwright")?.extensionUri;
  if (served === undefined) throw new Error("The extension is not there.");
  const file = served.with({ path: RESULTS_FILE });
  // One after the other: a write that is overtaken by the next would leave the older results.
  let written: Promise<void> = Promise.resolve();
  await runSuite(
    (ended) => mocha.run(() => ended()),
    (results) => {
      const bytes = new TextEncoder().encode(JSON.stringify(results));
      written = written.then(() => vscode.workspace.fs.writeFile(file, bytes));
      return written;
    },
  );
}

/** Results are collected from the runner's events; the usual reporters want a document. */
class Silent {}
