import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, chromium, type Frame, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it, onTestFailed } from "vitest";
import { findChromium, root, run, toolNode } from "../../scripts/toolchain.mjs";
import { chromiumOptions } from "../../scripts/vscode-server.mjs";
import { EditorSession, until } from "./editor-session.ts";

// A workspace whose names and code try to get out of the text that they are: nothing of them may run, and all of them is shown.
const MARK = "portwrightRan";
const SCRIPT = `<script>window.${MARK}=1;alert(1)</script>`;
const IMAGE = `<img src=x onerror="window.${MARK}=1;alert(2)">`;
const QUOTES = `"' onmouseover='window.${MARK}=1' "\`\${window.${MARK}=1}`;
const MARKDOWN = `[click](javascript:window.${MARK}=1) ![x](command:workbench.action.reloadWindow)`;
const BIDI = "\u202eevil\u2066 \u200f";
const HOSTILE = `</code></pre></script>${SCRIPT}${IMAGE}${QUOTES}${MARKDOWN}${BIDI}`;

/** The folder "a<" and in it the folder "script>": read as one path, they close a script. */
const MODULE = `a<\u202e/script>${IMAGE.replaceAll("/", "")}/h "q" 'r' &amp;.py`;
const CODE = [
  "import time",
  "",
  "",
  "async def main():",
  `    time.sleep(1)  # ${HOSTILE}`,
  `    text = ${JSON.stringify(HOSTILE)}  # ${"x".repeat(60_000)}`,
  "    return text",
  "",
].join("\n");

// The browser VS Code itself cannot open a folder whose name has angle brackets or semicolons in it.
const folder = join(inject("scratch"), "hostile 'co'");

beforeAll(() => {
  const file = join(folder, MODULE);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, CODE);
  cpSync(join(root, "test/fixtures/workspace/service/numbers.py"), join(folder, "numbers.py"));
});

/** Watches a page for anything that code of the workspace could have done; the list must stay empty. */
function watched(page: Page): string[] {
  const done: string[] = [];
  page.on("dialog", async (dialog) => {
    done.push(`a dialog: ${dialog.message()}`);
    await dialog.dismiss();
  });
  page.on("popup", (popup) => done.push(`a window: ${popup.url()}`));
  return done;
}

/** What ran or was made of the workspace's text in a frame. */
async function injectedIn(frame: Page | Frame): Promise<string[]> {
  return frame.evaluate((mark) => {
    const found: string[] = [];
    if (mark in window) found.push("a script ran");
    for (const element of document.querySelectorAll("*")) {
      for (const { name, value } of element.attributes)
        if (name.startsWith("on") && value.includes(mark)) found.push(`${element.tagName} with ${name}`);
      if (element.tagName === "SCRIPT" && element.textContent?.startsWith(`window.${mark}`))
        found.push("a script element");
      if (element.tagName === "IMG" && element.getAttribute("src") === "x") found.push("an image");
      if (element.getAttribute("href")?.startsWith("javascript:")) found.push("a javascript link");
    }
    return found;
  }, MARK);
}

describe("the report of a hostile workspace in a browser", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: findChromium(), headless: true, args: chromiumOptions });
  });
  afterAll(() => browser?.close());

  it("shows all of it as text, and runs nothing", async () => {
    const html = join(inject("scratch"), "hostile.html");
    const words = ["audit", folder, "--format", "html", "--out", html, "--no-cache", "--fail-on", "never"];
    const { code, output } = await run(toolNode, [join(root, "server/bin/portwright.mjs"), ...words], {
      output: "collect",
    });
    expect(code, output).toBe(0);
    const page = await browser.newPage();
    const done = watched(page);
    await page.goto(pathToFileURL(html).href);
    await page.getByText("blocking-call").first().waitFor();
    for (const summary of await page.locator("summary:visible").all()) await summary.click();
    const text = await page.evaluate(() => document.body.textContent ?? "");
    // Marks that turn text around are shown by their names, so that they turn nothing around.
    expect(text).toContain(`</code></pre></script>${SCRIPT}${IMAGE}`);
    expect(text).toContain(QUOTES);
    expect(text).not.toContain("\u202e");
    // Mouse and keyboard over all of it: handlers would fire now.
    for (const row of await page.locator("[title], a, button, summary").all())
      await row.hover({ timeout: 2000, force: true }).catch(() => {});
    expect(await injectedIn(page)).toEqual([]);
    expect(done).toEqual([]);
    // The line of sixty thousand characters does not push the page wide.
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    expect(readFileSync(html, "utf8")).not.toContain("x".repeat(1000));
    await page.close();
  });
});

describe("a hostile workspace in VS Code", () => {
  let session: EditorSession;
  let done: string[];
  beforeAll(async () => {
    session = await EditorSession.open({
      codeServer: inject("codeServer"),
      extensions: inject("extensions"),
      userData: join(inject("scratch"), "hostile-user-data"),
      settings: { "files.autoSave": "off", "portwright.decorations.enabled": true },
      folder,
    });
    done = watched(session.page);
  });
  afterAll(() => session?.close());

  it("is shown as text by the explorer, its tooltips, hovers and the report", async () => {
    onTestFailed(() => session.screenshot("failed-hostile"));
    const { page } = session;
    await session.runCommand("View: Show Portwright");
    const tree = page.locator(".sidebar .pane-body");
    const module = tree.getByRole("treeitem", { name: /h "q" 'r' &amp;\.py/ });
    await module.waitFor();
    await module.click();
    const finding = tree.getByRole("treeitem", { name: /^blocking-call/ }).first();
    await finding.hover();
    await finding.click();
    await page.locator(".squiggly-warning").first().waitFor();
    await session.press("Control+K");
    await session.press("Control+I");
    await page.locator(".monaco-hover:visible", { hasText: "blocking-call" }).first().waitFor();
    await session.screenshot("hostile-hover");
    await session.press("Escape");
    await session.runCommand("Portwright: Group by Wave");
    await tree.getByRole("treeitem", { name: /^1\. Mend it in Python/ }).hover();
    await session.runCommand("Portwright: Open Report");
    await until("the report is there", async () => (await page.locator("iframe.webview.ready").count()) > 0);
    const report = await session.webview();
    await report.getByText("blocking-call").first().waitFor();
    const text = await report.evaluate(() => document.body.textContent ?? "");
    expect(text).toContain(`</code></pre></script>${SCRIPT}${IMAGE}`);
    await session.screenshot("hostile-report");
    for (const frame of page.frames()) expect(await injectedIn(frame)).toEqual([]);
    expect(done).toEqual([]);
  });
});
