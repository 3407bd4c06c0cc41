// `npm run pictures`: takes the pictures of the README and the guide anew, and others to look at before a release. Those of the
// documentation go to docs/images, the others to test-results/pictures. `-- --only report` or `editor` takes one half.
import { cpSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { EditorSession, removeFolder, until } from "../test/e2e/editor-session.ts";
import { packageExtension } from "./package.mjs";
import { findChromium, root, run, toolNode } from "./toolchain.mjs";
import { installVSCode } from "./vscode.mjs";
import { chromiumOptions, installExtension } from "./vscode-server.mjs";

const IMAGES = join(root, "docs", "images");
const OTHERS = join(root, "test-results", "pictures");

const { values } = parseArgs({ options: { only: { type: "string" } } });
const executablePath = findChromium();
if (executablePath === undefined) fail("There is no Chromium on the PATH (Debian: apt-get install chromium).");
mkdirSync(OTHERS, { recursive: true });
const scratch = realpathSync(mkdtempSync(join(tmpdir(), "portwright-pictures-")));
try {
  if (values.only === undefined || values.only === "report") await reportPictures();
  if (values.only === undefined || values.only === "editor") await editorPictures();
} finally {
  removeFolder(scratch);
}

/** The repositories of the advice's scenarios side by side, with a program that was profiled: a report with all of its parts. */
async function reportPictures(): Promise<void> {
  const storefront = join(scratch, "storefront");
  const scenarios = join(root, "test", "advice", "scenarios");
  const isCode = (path: string) => !path.endsWith(".toml");
  for (const name of readdirSync(scenarios))
    cpSync(join(scenarios, name), storefront, { recursive: true, filter: isCode });
  mkdirSync(join(storefront, "app"));
  cpSync(join(root, "test/advice/profiles/orders.py"), join(storefront, "app/orders.py"));
  const profile = join(root, "test/advice/profiles/py-spy.speedscope.json");
  const english = await report(storefront, "report.html", []);
  const measured = await report(storefront, "measured.html", ["--profile", profile]);
  const chinese = await report(storefront, "chinese.html", ["--locale", "zh-cn"]);
  const browser = await chromium.launch({ executablePath, headless: true, args: chromiumOptions });
  const wide = { viewport: { width: 1200, height: 1000 } };
  try {
    await shots(browser, english, wide, async (page) => {
      await page.screenshot({ path: join(IMAGES, "report.png") });
      // A part that has nothing to say is not there.
      const parts = await page.locator("section[id]").evaluateAll((all) => all.map(({ id }) => id));
      for (const part of parts.filter((id) => /^[a-z]+$/.test(id) && id !== "findings"))
        await page.locator(`#${part}`).screenshot({ path: join(OTHERS, `report-${part}.png`) });
      const chain = page.locator(".finding", { hasText: "blocking-chain" }).first();
      await chain.scrollIntoViewIfNeeded();
      await page.screenshot({ path: join(OTHERS, "report-findings.png") });
    });
    await shots(browser, measured, wide, async (page) => {
      await page.locator("#measured").screenshot({ path: join(OTHERS, "report-measured.png") });
    });
    await shots(browser, english, { ...wide, colorScheme: "dark" }, async (page) => {
      await page.screenshot({ path: join(OTHERS, "report-dark.png") });
      await page.locator("#plan").screenshot({ path: join(OTHERS, "report-dark-plan.png") });
    });
    await shots(browser, english, { viewport: { width: 390, height: 844 } }, async (page) => {
      await page.screenshot({ path: join(OTHERS, "report-narrow.png") });
      await page.locator("#matrix").screenshot({ path: join(OTHERS, "report-narrow-matrix.png") });
      await page.locator(".finding").first().scrollIntoViewIfNeeded();
      await page.screenshot({ path: join(OTHERS, "report-narrow-findings.png") });
    });
    await shots(browser, chinese, wide, async (page) => {
      await page.screenshot({ path: join(OTHERS, "report-chinese.png") });
      await page.locator("#plan").screenshot({ path: join(OTHERS, "report-chinese-plan.png") });
    });
  } finally {
    await browser.close();
  }
}

async function report(folder: string, name: string, more: readonly string[]): Promise<string> {
  const out = join(scratch, name);
  const words = ["audit", folder, "--out", out, "--no-cache", "--fail-on", "never", ...more];
  const { code, output } = await run(toolNode, [join(root, "server/bin/portwright.mjs"), ...words], {
    output: "collect",
  });
  if (code !== 0) fail(`The report could not be made; \`npm run build\` makes what makes it.\n${output}`);
  return pathToFileURL(out).href;
}

async function shots(
  browser: Browser,
  address: string,
  options: BrowserContextOptions,
  take: (page: Page) => Promise<void>,
): Promise<void> {
  const page = await browser.newPage(options);
  await page.goto(address);
  await page.locator("#filter-count").waitFor();
  // The bar stays at the top of the window, and so in the middle of a part that is taller than that.
  await page.locator(".bar").evaluate((bar) => {
    bar.style.position = "static";
  });
  await take(page);
  await page.close();
}

/** VS Code with the sample service of the quickstart. */
async function editorPictures(): Promise<void> {
  const vscode = await installVSCode();
  if ("missing" in vscode) fail(vscode.missing);
  const extensions = join(scratch, "extensions");
  const { vsix } = await packageExtension({ out: join(root, ".cache", "portwright.vsix") });
  const installed = await installExtension(vscode, { vsix, userData: join(scratch, "installer"), extensions });
  if (installed.code !== 0) fail(`The extension could not be installed:\n${installed.output}`);
  const folder = join(scratch, "orders-service");
  cpSync(join(root, "test/fixtures/quickstart-sample"), folder, { recursive: true });
  mkdirSync(join(folder, ".vscode"));
  const settings = join(folder, ".vscode", "settings.json");
  writeFileSync(settings, "{}\n");
  const session = await EditorSession.open({
    codeServer: vscode.codeServer,
    extensions,
    userData: join(scratch, "user-data"),
    settings: { "files.autoSave": "off", "editor.minimap.enabled": false },
    folder,
  });
  const { page } = session;
  const clip = (width: number, height: number, x = 0, y = 36) => ({ x, y, width, height });
  const entry = (name: RegExp) => page.locator(".sidebar .pane-body").getByRole("treeitem", { name }).first();
  try {
    await session.openFile("orders/app.py");
    await page.locator(".squiggly-warning").first().waitFor();
    await session.moveTo(16, 22);
    await session.press("Control+K");
    await session.press("Control+I");
    const hover = page.locator(".monaco-hover:visible", { hasText: "How it gets there" }).first();
    await hover.waitFor();
    await page.screenshot({ path: join(IMAGES, "finding.png"), clip: clip(1440, 560) });
    await session.press("Escape");
    await session.quickFixMenu("asyncio.to_thread");
    await page.screenshot({ path: join(IMAGES, "quick-fix.png"), clip: clip(860, 480, 350, 250) });
    await session.press("Escape");

    await session.openFile("orders/pricing.py");
    await session.runCommand("View: Show Portwright");
    await entry(/^Port to Go/).waitFor();
    await entry(/app\.py/).click();
    await entry(/^blocking-chain/).waitFor();
    await page.screenshot({ path: join(OTHERS, "explorer-by-verdict.png") });
    await session.runCommand("Portwright: Group by Wave");
    await entry(/^2\. Pilot/).waitFor();
    await calm(page);
    await page.screenshot({ path: join(IMAGES, "explorer.png"), clip: clip(1200, 560) });
    await calm(page);
    writeFileSync(settings, '{ "portwright.decorations.enabled": true }\n');
    await until("the marks are there", async () =>
      (
        await page
          .locator(".editor-instance .view-line span")
          .evaluateAll((spans) => spans.map((span) => getComputedStyle(span, "::after").content).join(" "))
      ).includes("Port to Go"),
    );
    await page.screenshot({ path: join(IMAGES, "marks.png"), clip: clip(1090, 560, 350) });
    writeFileSync(settings, "{}\n");

    await session.runCommand("View: Show Explorer");
    await session.moveTo(6, 8);
    await session.runCommand("View: Toggle Primary Side Bar Visibility");
    await session.runCommand("Portwright: Port to Go");
    const tab = page.locator(".tab.active", { hasText: /\.go/ });
    const preview = page.locator(".editor-group-container", { has: tab });
    await preview.waitFor();
    await until("the preview shows the function", async () =>
      /func \w*[bB]estDiscount/.test(await session.visibleText(preview)),
    );
    await page.screenshot({ path: join(IMAGES, "port.png"), clip: clip(1440, 560) });
    await session.runCommand("View: Close All Editors");

    await session.runCommand("Portwright: Open Report");
    const webview = await until(
      "the report is there",
      async () => (await page.locator("iframe.webview.ready").count()) > 0,
    ).then(() => session.webview());
    await webview.locator("#filter-count").waitFor();
    await page.screenshot({ path: join(OTHERS, "webview.png") });
    writeFileSync(settings, '{ "workbench.colorTheme": "Default Dark Modern" }\n');
    await until("the webview is dark", async () =>
      webview.evaluate(() => document.body.classList.contains("vscode-dark")),
    );
    await page.screenshot({ path: join(OTHERS, "webview-dark.png") });
  } finally {
    await session.close();
  }
}

/** With the mouse out of the way, the lenses there and no tooltip left. */
async function calm(page: Page): Promise<void> {
  await page.mouse.move(800, 880);
  await page.locator(".codelens-decoration", { hasText: "person-days" }).first().waitFor();
  await until("no tooltip is left", async () => (await page.locator(".workbench-hover:visible").count()) === 0);
}

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}
