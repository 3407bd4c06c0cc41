import { join } from "node:path";
import { chromium } from "playwright-core";
import { findChromium } from "../../scripts/toolchain.mjs";
import { installVSCode } from "../../scripts/vscode.mjs";
import { chromiumOptions, seedSettings, startTestServer } from "../../scripts/vscode-server.mjs";
import type { SuiteRun } from "./run.ts";

/** How long the whole suite may take. */
const patience = 6 * 60_000;

/** Runs the suite in the browser VS Code, in the Node extension host behind it. */
export async function runInBrowser(run: SuiteRun): Promise<string | undefined> {
  return runInPage(run, {
    open: `folder=${encodeURIComponent(run.workspace)}`,
    extension: run.extension,
    suite: run.suite,
  });
}

/** Paths on the machine that serves VS Code. */
export interface PageRun {
  /** What the page opens, as VS Code's own query says it. */
  readonly open: string;
  readonly extension: string;
  /** The bundled suite; it runs in the host of the extension that it lies in, and in the Node host where it lies in none. */
  readonly suite: string;
}

/**
 * Opens a page of the browser VS Code with the smoke-test driver and tells it where the extension and the suite lie. Resolves with why
 * that is not possible, or undefined when it ran.
 */
export async function runInPage(run: SuiteRun, page: PageRun): Promise<string | undefined> {
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
    const tab = await browser.newPage();
    const finished = new Promise<number>((settle, fail) => {
      const timer = setTimeout(() => fail(new Error("the suite did not end in time")), patience);
      tab.exposeFunction("codeAutomationExit", (code: number) => {
        clearTimeout(timer);
        settle(code);
      });
      tab.on("crash", () => fail(new Error("the page crashed")));
      server.ended.then(() => fail(new Error("VS Code's server ended")));
    });
    await tab.exposeFunction("codeAutomationLog", (type: string, parameters: unknown[]) => {
      if (process.env.PORTWRIGHT_VERBOSE) console.log(`[${type}]`, ...parameters);
    });
    const remote = `vscode-remote://localhost:${server.port}`;
    const payload = [
      ["extensionDevelopmentPath", `${remote}${page.extension}`],
      ["extensionTestsPath", `${remote}${page.suite}`],
      ["skipWelcome", "true"],
    ];
    const query = `${page.open}&payload=${encodeURIComponent(JSON.stringify(payload))}`;
    await tab.goto(`http://localhost:${server.port}/?${query}`);
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
