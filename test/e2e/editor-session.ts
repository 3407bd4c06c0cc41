// A person's session in VS Code: what they can press, and what they can see. Everything waits for a condition; nothing
// waits for time to pass.
import { mkdirSync, realpathSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type Browser, chromium, type Frame, type Locator, type Page } from "playwright-core";
import { findChromium, root } from "../../scripts/toolchain.mjs";
import { chromiumOptions, type RunningEditor, seedSettings, startCodeServer } from "../../scripts/vscode-server.mjs";

const screenshots = join(root, "test-results", "screenshots");

/** How long a person would wait for anything before calling it broken. */
const patience = 60_000;

export interface SessionOptions {
  readonly codeServer: string;
  readonly folder: string;
  readonly userData: string;
  readonly extensions: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Leave Workspace Trust as a person meets it. */
  readonly askForTrust?: boolean;
}

export class EditorSession {
  readonly page: Page;
  readonly #browser: Browser;
  readonly #server: RunningEditor;

  private constructor(page: Page, browser: Browser, server: RunningEditor) {
    this.page = page;
    this.#browser = browser;
    this.#server = server;
  }

  /** Opens a folder, and waits until the workbench can be used. */
  static async open(options: SessionOptions): Promise<EditorSession> {
    const executablePath = findChromium();
    if (executablePath === undefined) throw new Error("There is no Chromium on the PATH.");
    mkdirSync(screenshots, { recursive: true });
    seedSettings(options.userData, options.settings);
    const server = await startCodeServer(
      { codeServer: options.codeServer },
      { ...options, folder: realpathSync(options.folder), askForTrust: options.askForTrust ?? false },
    );
    const browser = await chromium.launch({ executablePath, headless: true, args: chromiumOptions });
    try {
      const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
      page.setDefaultTimeout(patience);
      await page.goto(server.address);
      await page.locator(".monaco-workbench .explorer-folders-view").waitFor();
      return new EditorSession(page, browser, server);
    } catch (error) {
      await browser.close();
      await server.stop();
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.#server.stop();
  }

  /** Saves what a person sees. */
  async screenshot(name: string): Promise<void> {
    await this.page.screenshot({ path: join(screenshots, `${name}.png`) });
  }

  /** Opens a file by its path in the folder. */
  async openFile(path: string): Promise<void> {
    await this.press("Control+P");
    await this.#quickInput().fill(path);
    const name = path.split("/").at(-1) ?? path;
    await this.#firstEntry(name);
    await this.press("Enter");
    await this.page.locator(".tab.active", { hasText: name }).waitFor();
    await this.page.locator(".editor-instance .view-line").first().waitFor();
  }

  /** Runs a command of the palette by its full title. One that asks for something leaves that question open. */
  async runCommand(title: string, { opensInput = false } = {}): Promise<void> {
    // A palette that was opened before an extension had its commands registered does not learn of them: it is opened again.
    await until(`the palette offers “${title}”`, async () => {
      await this.press("F1");
      await this.#quickInput().fill(`>${title}`);
      return this.#firstEntry(title, 5000).then(
        () => true,
        async () => {
          await this.press("Escape");
          return false;
        },
      );
    });
    await this.press("Enter");
    if (opensInput) return;
    await this.page.locator(".quick-input-widget").waitFor({ state: "hidden" });
  }

  /** Puts the cursor of the active editor at a place; both numbers count from 1. */
  async moveTo(line: number, column: number): Promise<void> {
    await this.press("Control+G");
    await this.#quickInput().fill(`:${line}:${column}`);
    await this.press("Enter");
    await this.page.locator(".quick-input-widget").waitFor({ state: "hidden" });
    await this.page.locator(".statusbar-item", { hasText: `Ln ${line}, Col ${column}` }).waitFor();
  }

  /** The lines of the active editor that are in view. */
  async visibleText(editor: Locator = this.page.locator(".editor-group-container.active")): Promise<string> {
    // The editor lays its lines out by position rather than in order, and draws spaces as non-breaking ones.
    const lines = await editor.locator(".view-line").evaluateAll((elements) =>
      elements
        .map((element) => ({
          top: Number(/top:\s*(\d+)/.exec(element.getAttribute("style") ?? "")?.[1]),
          text: element.textContent ?? "",
        }))
        .sort((first, second) => first.top - second.top)
        .map(({ text }) => text.replaceAll("\u00a0", " ")),
    );
    return lines.join("\n");
  }

  /** Opens the quick-fix menu at the cursor, and waits for an entry. */
  async quickFixMenu(entry: string): Promise<Locator> {
    const menu = this.page.locator(".action-widget:not(.action-list-submenu-panel)");
    const row = menu.locator(".monaco-list-row", { hasText: entry }).first();
    await until(`the menu offers “${entry}”`, async () => {
      // The menu may come up empty straight after a cursor move: it is closed and opened again.
      if (await menu.isVisible()) await this.press("Escape");
      await this.press("Control+.");
      return row.waitFor({ timeout: 3000 }).then(
        () => true,
        () => false,
      );
    });
    return menu;
  }

  /** Rests the mouse on a place until the hover that says the text is there. */
  async hoverFor(text: string, place: Locator): Promise<void> {
    const hover = this.page.locator(".monaco-hover:visible, .workbench-hover:visible", { hasText: text }).first();
    await until(`the hover says “${text}”`, async () => {
      // A row that is drawn anew under the mouse loses its hover: the mouse leaves it and comes back.
      await this.page.mouse.move(0, 0);
      await place.hover();
      return hover.waitFor({ timeout: 3000 }).then(
        () => true,
        () => false,
      );
    });
  }

  /** Chooses an entry of the open quick-fix menu with the keyboard. */
  async chooseFromMenu(entry: string): Promise<void> {
    const menu = this.page.locator(".action-widget:not(.action-list-submenu-panel)");
    await until(`“${entry}” has the focus`, async () => {
      const focused = await menu.locator(".monaco-list-row.focused").textContent();
      if (focused?.includes(entry)) return true;
      await this.press("ArrowDown");
      return false;
    });
    await this.press("Enter");
    await menu.waitFor({ state: "hidden" });
  }

  /** The frame in which the content of the visible webview lies. */
  async webview(): Promise<Frame> {
    const outer = await this.page.locator("iframe.webview.ready").elementHandle();
    const wrapper = await outer?.contentFrame();
    const inner = await wrapper?.locator("#active-frame").elementHandle();
    const frame = await inner?.contentFrame();
    if (!frame) throw new Error("The webview has no content.");
    return frame;
  }

  press(key: string): Promise<void> {
    return this.page.keyboard.press(key);
  }

  /** Waits until the entry that Enter would choose is the one that was meant: the list is filtered while one types. */
  #firstEntry(text: string, timeout = patience): Promise<void> {
    return this.page.locator(".quick-input-list .monaco-list-row.focused", { hasText: text }).waitFor({ timeout });
  }

  #quickInput(): Locator {
    return this.page.locator(".quick-input-widget input");
  }
}

/** Resolves when a condition holds; fails with its name when a person would have given up. */
export async function until(condition: string, holds: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + patience;
  while (Date.now() < deadline) {
    if (await holds()) return;
    await new Promise((next) => setTimeout(next, 100));
  }
  throw new Error(`It did not come to pass that ${condition}.`);
}

/** Removes what a session left, once its processes have let go of it. */
export function removeFolder(path: string): void {
  rmSync(path, { recursive: true, force: true, maxRetries: 5 });
}
