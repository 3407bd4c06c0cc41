import { join } from "node:path";
import { downloadAndUnzipVSCode, runTests } from "@vscode/test-electron";
import { root } from "../../scripts/toolchain.mjs";
import type { SuiteRun } from "./run.ts";

/** A VS Code that answers to `engines.vscode`; a newer one is tried in the browser. */
const version = process.env.PORTWRIGHT_VSCODE_VERSION ?? "stable";

/** Runs the suite in a downloaded desktop VS Code. Resolves with why that is not possible, or undefined when it ran. */
export async function runOnDesktop(run: SuiteRun): Promise<string | undefined> {
  if (process.platform === "linux" && !process.env.DISPLAY) return "there is no display.";
  let executable: string;
  try {
    executable = await downloadAndUnzipVSCode({
      version,
      cachePath: join(root, ".cache", "vscode-test"),
      timeout: 15_000,
    });
  } catch (error) {
    return `it could not be downloaded (${firstLine(error)}).`;
  }
  try {
    await runTests({
      vscodeExecutablePath: executable,
      extensionDevelopmentPath: run.extension,
      extensionTestsPath: run.suite,
      launchArgs: [
        run.workspace,
        "--disable-extensions",
        "--disable-workspace-trust",
        `--user-data-dir=${join(run.scratch, "user")}`,
        `--extensions-dir=${join(run.scratch, "extensions")}`,
      ],
    });
  } catch (error) {
    // A failing test ends VS Code with an exit code; what failed stands in the results.
    console.log(`VS Code: ${firstLine(error)}`);
  }
  return undefined;
}

function firstLine(error: unknown): string {
  return String(error instanceof Error ? error.message : error).split("\n")[0] ?? "";
}
