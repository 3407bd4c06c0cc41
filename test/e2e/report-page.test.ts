import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { AxeResults } from "axe-core";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findChromium } from "../../scripts/toolchain.mjs";
import { chromiumOptions } from "../../scripts/vscode-server.mjs";
import { render } from "../../server/src/report/index.ts";
import { RULES, sampleAudit } from "../report/fixture.ts";

const AXE = fileURLToPath(import.meta.resolve("axe-core"));

let browser: Browser;
let folder = "";
let address = "";
beforeAll(async () => {
  browser = await chromium.launch({ executablePath: findChromium(), headless: true, args: chromiumOptions });
  folder = await mkdtemp(join(tmpdir(), "portwright-report-"));
  const file = join(folder, "report.html");
  await writeFile(file, render("html", sampleAudit(), { rules: RULES }));
  address = pathToFileURL(file).href;
});
afterAll(async () => {
  await browser?.close();
  await rm(folder, { recursive: true, force: true });
});

/** Opens the report, hands its page over, and fails on anything that the browser complained of. */
async function withReport(
  use: (page: Page) => Promise<void>,
  options: BrowserContextOptions & { readonly fragment?: string } = {},
): Promise<void> {
  const { fragment = "", ...contextOptions } = options;
  const page = await browser.newPage(contextOptions);
  const complaints: string[] = [];
  page.on("console", (message) => complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("request", (request) => request.url().startsWith(address) || complaints.push(`asked for ${request.url()}`));
  try {
    await page.goto(address + fragment);
    await use(page);
    expect(complaints).toEqual([]);
  } finally {
    await page.close();
  }
}

const shownRules = (page: Page) => page.locator(".finding:visible .rule-link").allTextContents();

describe("the report in a browser", () => {
  it("searches and filters, and says how many are left", async () => {
    await withReport(async (page) => {
      const left = page.locator("#filter-count");
      await expect.poll(() => left.textContent()).toBe("4 findings");
      await page.keyboard.press("/");
      await page.keyboard.type("LOAD_ROWS");
      await expect.poll(() => left.textContent()).toBe("1 of 4");
      expect(await shownRules(page)).toEqual(["blocking-chain"]);
      await page.getByRole("button", { name: "Clear", exact: true }).click();
      await expect.poll(() => left.textContent()).toBe("4 findings");
      await page.getByLabel("At least").selectOption("error");
      await expect.poll(() => shownRules(page)).toEqual(["nested-event-loop"]);
      await page.getByRole("searchbox").fill("no such thing");
      await page.getByText("No finding matches.").waitFor();
      await page.getByRole("button", { name: "Clear the filters" }).click();
      await expect.poll(() => left.textContent()).toBe("4 findings");
    });
  });

  it("orders modules and sorts the hot list", async () => {
    await withReport(async (page) => {
      const modules = () => page.locator(".module h3").allTextContents();
      expect(await modules()).toEqual(["app/views.py", "app/jobs.py", "app/score.py"]);
      await page.locator("select[name=order]").selectOption("by path");
      expect(await modules()).toEqual(["app/jobs.py", "app/score.py", "app/views.py"]);
      await page.getByRole("button", { name: "Lines of code" }).click();
      expect(await page.locator("#modules tbody th").allTextContents()).toEqual([
        "app/score.py",
        "app/views.py",
        "app/jobs.py",
      ]);
      expect(await page.getByRole("columnheader", { name: "Lines of code" }).getAttribute("aria-sort")).toBe(
        "descending",
      );
    });
  });

  it("goes from a rule to its findings, and from a link to its place", async () => {
    await withReport(async (page) => {
      await page.locator("summary", { hasText: "hot-loop" }).click();
      await page.getByRole("button", { name: "Show this finding" }).first().click();
      await expect.poll(() => shownRules(page)).toEqual(["hot-loop"]);
      await page.getByLabel("At least").selectOption("error");
      await page.evaluate(() => {
        location.hash = "#rule-blocking-chain";
      });
      await page.getByText("Reports a place where blocking-chain holds.").waitFor();
    });
    await withReport(
      async (page) =>
        expect.poll(() => page.locator(".finding:target .rule-link").textContent()).toBe("nested-event-loop"),
      {
        fragment: "#finding-nested-event-loop-app_views.py-52",
      },
    );
  });

  it("follows the system's theme until the reader chooses", async () => {
    await withReport(
      async (page) => {
        const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
        const dark = await background();
        await page.getByRole("button", { name: "Switch between light and dark" }).click();
        await expect.poll(background).not.toBe(dark);
        await page.reload();
        expect(await background()).not.toBe(dark);
      },
      { colorScheme: "dark" },
    );
  });

  it("is whole without its script", async () => {
    await withReport(
      async (page) => {
        expect(await shownRules(page)).toHaveLength(4);
        expect(await page.getByRole("searchbox").count()).toBe(0);
      },
      { javaScriptEnabled: false },
    );
  });

  it.each([
    ["light", { colorScheme: "light", viewport: { width: 1280, height: 900 } }],
    ["dark", { colorScheme: "dark", viewport: { width: 1280, height: 900 } }],
    ["narrow", { colorScheme: "light", viewport: { width: 380, height: 800 } }],
  ] as const)("is accessible: %s", async (_, options) => {
    await withReport(
      async (page) => {
        const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(beyond).toBeLessThanOrEqual(0);
        await page.locator("summary").first().click();
        await page.addScriptTag({ path: AXE });
        const { violations } = (await page.evaluate("axe.run()")) as AxeResults;
        expect(
          violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(" | ")}`),
        ).toEqual([]);
      },
      { ...options, bypassCSP: true },
    );
  });
});
