import { join } from "node:path";
import { chromium } from "playwright-core";
import { findChromium } from "../../scripts/toolchain.mjs";
import { installVSCode } from "../../scripts/vscode.mjs";
import { chromiumOptions, seedSettings, startTestServer } from "../../scripts/vscode-server.mjs";
import type { SuiteRun } from "./run.ts";

/** How long the whole suite may take. */
const patience = 6 * 60_000;

/**
 * Runs the suite in the browser VS Code: a page with the smoke-test driver is told where the suite lies, and the Node
 * extension host behind it runs it. Resolves with why that is not possible, or undefined when it ran.
 */
export async function runInBrowser(run: SuiteRun): Promise<string | undefined> {
  const executablePath = findChromium();
  if (executablePath === undefined) return "there is no Chromium on the PATH (Debian: apt-get install chromium).";
  const vscode = await installVSCode();
  if ("missing" in vscode) return vscode.missing;
  const places = { userData: join(run.scratch, "user"), extensions: join(run.scratch, "extensions") };
  // In a browser VS Code saves by itself, and what is saved cannot be reverted.
  seedSettings(places.userData, { "files.autoSave": "off" });
  const server = await startTestServer(vscode, places);
  const browser = await chromium.launch({ executablePath, headless: true, args: chromiumOptions });
  try {
    const page = await browser.newPage();
    const finished = new Promise<number>((settle, fail) => {
      const timer = setTimeout(() => fail(new Error("the suite did not end in time")), patience);
      page.exposeFunction("codeAutomationExit", (code: number) => {
        clearTimeout(timer);
        settle(code);
      });
      page.on("crash", () => fail(new Error("the page crashed")));
      server.ended.then(() => fail(new Error("VS Code's server ended")));
    });
    await page.exposeFunction("codeAutomationLog", (type: string, parameters: unknown[]) => {
      if (process.env.PORTWRIGHT_VERBOSE) console.log(`[${type}]`, ...parameters);
    });
    const remote = `vscode-remote://localhost:${server.port}`;
    const payload = [
      ["extensionDevelopmentPath", `${remote}${run.extension}`],
      ["extensionTestsPath", `${remote}${run.suite}`],
      ["skipWelcome", "true"],
    ];
    const query = `folder=${encodeURIComponent(run.workspace)}&payload=${encodeURIComponent(JSON.stringify(payload))}`;
    await page.goto(`http://localhost:${server.port}/?${query}`);
    const code = await finished.catch((error: Error) => {
      console.log(`VS Code: ${error.message}\n${server.output()}`);
      return 1;
    });
    if (code !== 0) console.log(`VS Code ended with exit code ${code}.`);
  } finally {
    await browser.close();
    await server.stop();
  }
  return undefined;
}
