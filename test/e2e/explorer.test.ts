import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Locator } from "playwright-core";
import { afterAll, beforeAll, expect, inject } from "vitest";
import { root } from "../../scripts/toolchain.mjs";
import { EditorSession, until } from "./editor-session.ts";
import { stepsOf } from "./steps.ts";

// What a person who plans does in the Migration Explorer: waves, filters, marks in the code. The tests run in order.
const folder = join(inject("scratch"), "planning");
const settings = join(folder, ".vscode", "settings.json");
let session: EditorSession;

beforeAll(async () => {
  cpSync(join(root, "test", "fixtures", "quickstart-sample"), folder, { recursive: true });
  mkdirSync(join(folder, ".vscode"));
  writeFileSync(settings, "{}\n");
  session = await EditorSession.open({
    codeServer: inject("codeServer"),
    extensions: inject("extensions"),
    userData: join(inject("scratch"), "planning-user-data"),
    settings: { "files.autoSave": "off" },
    folder,
  });
});

afterAll(() => session?.close());

const step = stepsOf(() => session);

const explorer = (): Locator => session.page.locator(".sidebar .pane-body");
const entry = (name: RegExp): Locator => explorer().getByRole("treeitem", { name }).first();

step("the explorer opens by verdict, with counts", async () => {
  await session.openFile("orders/pricing.py");
  await session.runCommand("View: Show Portwright");
  await entry(/^Port to Go, 1 module, \d+ findings?$/).waitFor();
  await entry(/pricing\.py.*\d findings? · [\d.]+ person-days/).waitFor();
});

step("by wave it has the phases in order, with person-days and counts", async () => {
  await session.runCommand("Portwright: Group by Wave");
  await entry(/^1\. Mend it in Python, [\d.]+ person-days? · \d modules?, \d+ findings?$/).waitFor();
  await entry(/^2\. Pilot/).waitFor();
  await entry(/Cutover/).waitFor();
  const groups = explorer().getByRole("treeitem", { level: 1 });
  const labels = await groups.evaluateAll((rows) => rows.map((row) => row.getAttribute("aria-label") ?? ""));
  expect(labels.map((label) => /^(?:\d\. )?(.*?),/.exec(label)?.[1])).toEqual([
    "Mend it in Python",
    "Pilot",
    "Cutover",
    "In no wave",
  ]);
  // The gates are at hand without leaving the view.
  await session.hoverFor("Before the next wave begins", entry(/^2\. Pilot/));
  await session.screenshot("explorer-by-wave");
  await session.press("Escape");
});

step("a filter leaves what is ticked, says so, and is cleared", async () => {
  const message = session.page.locator(".sidebar .tree-explorer-viewlet-tree-view .message, .sidebar .message");
  await session.runCommand("Portwright: Filter Findings…", { opensInput: true });
  const picker = session.page.locator(".quick-input-widget");
  await picker.locator("input[type=text], input.input").first().fill("blocking-chain");
  await picker.locator(".monaco-list-row", { hasText: "blocking-chain" }).first().click();
  await session.screenshot("explorer-filter");
  await session.press("Enter");
  await message.getByText(/^\d+ of \d+ findings shown: blocking-chain$/).waitFor();
  await until("what computes is not shown", async () => !(await entry(/pricing\.py/).isVisible()));
  await entry(/app\.py/).waitFor();
  await session.screenshot("explorer-filtered");
  await session.runCommand("Portwright: Clear Filters");
  await entry(/pricing\.py/).waitFor();
  await until("nothing is said of a filter", async () => !(await message.getByText("findings shown").isVisible()));
});

step("files that call for a change have a badge", async () => {
  await session.runCommand("Portwright: Group by Folder");
  const module = entry(/pricing\.py/);
  await module.waitFor();
  await until("the badge is there", async () => (await badgesOf(module)).includes("Go"));
  await session.runCommand("View: Show Explorer");
  const file = session.page.locator(".explorer-folders-view").getByRole("treeitem", { name: /pricing\.py/ });
  await until("the file explorer has it, too", async () => (await badgesOf(file)).includes("Go"));
});

step("marks in the editor come with the setting, follow the text, and go with it", async () => {
  await session.openFile("orders/pricing.py");
  const said = async () => (await hintsIn(session)).join(" ");
  expect(await said()).not.toContain("Port to Go");
  writeFileSync(settings, '{ "portwright.decorations.enabled": true }\n');
  await until("the verdict stands at the function", async () => (await said()).includes("Port to Go"));
  await session.screenshot("decorations");
  const marked = await hintsIn(session);
  await session.moveTo(1, 1);
  await session.page.keyboard.type("# A line more.\n");
  await until("there is one mark for each function as before", async () => `${await hintsIn(session)}` === `${marked}`);
  await session.runCommand("File: Revert File");
  writeFileSync(settings, "{}\n");
  await until("no mark is left", async () => !(await said()).includes("Port to Go"));
  expect(readFileSync(join(folder, "orders/pricing.py"), "utf8")).toBe(
    readFileSync(join(root, "test/fixtures/quickstart-sample/orders/pricing.py"), "utf8"),
  );
});

/** The letters that a decoration draws behind an entry's name: they are the content of a pseudo-element. */
async function badgesOf(item: Locator): Promise<string> {
  return item
    .first()
    .evaluate((element) =>
      [...element.querySelectorAll("*")].map((each) => getComputedStyle(each, "::after").content).join(" "),
    );
}

/** What decorations write at the ends of lines. */
async function hintsIn({ page }: EditorSession): Promise<string[]> {
  return page
    .locator(".editor-instance .view-line span")
    .evaluateAll((spans) =>
      spans
        .map((span) => getComputedStyle(span, "::after").content)
        .filter((text) => text !== "none" && text !== "normal"),
    );
}
