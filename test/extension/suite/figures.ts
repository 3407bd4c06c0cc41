// What `npm run bench` measures inside an extension host. Results go the way of the suite's.
import { writeFileSync } from "node:fs";
import * as vscode from "vscode";

declare const RESULTS_FILE: string;

export async function run(): Promise<void> {
  const extension = vscode.extensions.getExtension("portwright.portwright");
  if (extension === undefined || extension.isActive) throw new Error("The extension is not there, or active already.");
  const begun = performance.now();
  await extension.activate();
  const took = performance.now() - begun;
  const lines = [`figure: activation of the extension, its code loaded: ${took.toFixed(0)} ms`];
  writeFileSync(RESULTS_FILE, JSON.stringify({ complete: true, passed: 1, failed: 0, skipped: 0, lines }));
}
