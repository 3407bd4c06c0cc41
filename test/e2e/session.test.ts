import { appendFileSync, cpSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Locator } from "playwright-core";
import { afterAll, beforeAll, expect, inject } from "vitest";
import { root } from "../../scripts/toolchain.mjs";
import { EditorSession, until } from "./editor-session.ts";
import { stepsOf } from "./steps.ts";

// One person's session, from the first squiggle to the report. The tests run in order and each leaves the editor as it
// found it, files that it wrote aside.
const folder = join(inject("scratch"), "workspace");
let session: EditorSession;

beforeAll(async () => {
  cpSync(join(root, "test", "fixtures", "workspace"), folder, { recursive: true });
  session = await EditorSession.open({
    codeServer: inject("codeServer"),
    extensions: inject("extensions"),
    userData: join(inject("scratch"), "user-data"),
    // In a browser VS Code saves by itself, and what is saved cannot be reverted.
    settings: { "files.autoSave": "off" },
    folder,
  });
});

afterAll(() => session?.close());

const step = stepsOf(() => session);

step("a blocking call is underlined", async () => {
  await session.openFile("service/handlers.py");
  await session.page.locator(".squiggly-warning").first().waitFor();
  await until(
    "both findings are underlined",
    async () => (await session.page.locator(".squiggly-warning").count()) >= 2,
  );
  await session.screenshot("squiggle");
});

step("a hover shows the chain", async () => {
  await session.moveTo(12, 12);
  await session.press("Control+K");
  await session.press("Control+I");
  const hover = session.page.locator(".monaco-hover:visible", { hasText: "blocking-chain" }).first();
  await hover.waitFor();
  await until("the hover names the call that blocks", async () =>
    /time\.sleep/.test((await hover.textContent()) ?? ""),
  );
  await session.screenshot("hover-with-chain");
  await session.press("Escape");
});

step("a quick fix is chosen and applied with the keyboard", async () => {
  await session.moveTo(7, 6);
  await session.quickFixMenu("asyncio.sleep");
  await session.screenshot("quick-fix-menu");
  await session.chooseFromMenu("asyncio.sleep");
  await until("the call is awaited", async () => (await session.visibleText()).includes("await asyncio.sleep(1)"));
  await until("one finding is left", async () => (await session.page.locator(".squiggly-warning").count()) === 1);
  await session.screenshot("quick-fix-applied");
  await session.runCommand("File: Revert File");
});

const ports = [
  { language: "Go", extension: ".go", expected: /func \w*[cC]ountPairs\(/ },
  { language: "TypeScript", extension: ".ts", expected: /function countPairs\(/ },
];

for (const { language, extension, expected } of ports) {
  step(`a port to ${language} is previewed and written`, async () => {
    const preview = await previewPort(language, extension);
    await until("the preview shows the function", async () => expected.test(await session.visibleText(preview)));
    await session.screenshot(`port-preview-${language.toLowerCase()}`);
    await session.runCommand("Portwright: Write Port");
    await until("the port is on disk", async () => writtenPort(extension, expected) !== undefined);
    await session.runCommand("Notifications: Clear All Notifications");
    await session.runCommand("View: Close All Editors");
  });
}

step("a port that somebody changed is not written over", async () => {
  const { language, extension, expected } = ports[0];
  const file = writtenPort(extension, expected) ?? "";
  appendFileSync(file, "\n// mine\n");
  await previewPort(language, extension);
  await session.runCommand("Portwright: Write Port");
  const question = session.page.locator(".monaco-dialog-box", { hasText: "has changed since Portwright wrote it" });
  await question.waitFor();
  await session.screenshot("port-changed-by-user");
  await question.getByRole("button", { name: "Keep Mine" }).click();
  await session.page.locator(".notification-toast", { hasText: "kept as you changed them: 1" }).waitFor();
  expect(readFileSync(file, "utf8")).toMatch(/\/\/ mine\n$/);
  await session.runCommand("Notifications: Clear All Notifications");
  await session.runCommand("View: Close All Editors");
});

step("the Migration Explorer lists what was found", async () => {
  await session.runCommand("View: Show Portwright");
  const tree = session.page.locator(".sidebar .pane-body");
  await tree.getByRole("treeitem", { name: /numbers\.py/ }).waitFor();
  await tree.getByRole("treeitem", { name: /handlers\.py/ }).click();
  await tree
    .getByRole("treeitem", { name: /blocking-call/ })
    .first()
    .waitFor();
  await session.screenshot("migration-explorer");
  await tree
    .getByRole("treeitem", { name: /blocking-call/ })
    .first()
    .click();
  await session.page.locator(".tab.active", { hasText: "handlers.py" }).waitFor();
  await session.page.locator(".statusbar-item", { hasText: /^Ln 7, Col/ }).waitFor();
});

step("an audit says what it found and leads to the report", async () => {
  await session.runCommand("Portwright: Audit Workspace");
  const toast = session.page.locator(".notification-toast", { hasText: /findings in 5 files/ });
  await toast.waitFor();
  await session.screenshot("audit-finished");
  await toast.getByRole("button", { name: "Open Report" }).click();
  const report = await session.webview();
  await report.getByText("blocking-call").first().waitFor();
  await until(
    "no notification covers the report",
    async () => !(await session.page.locator(".notification-toast").first().isVisible()),
  );
  await session.screenshot("report");
});

/** Asks for the port of the fixture's function, and resolves with the editor group that shows it. */
async function previewPort(language: string, extension: string): Promise<Locator> {
  await session.openFile("service/numbers.py");
  await session.moveTo(4, 8);
  await session.runCommand(`Portwright: Port to ${language}`);
  const tab = session.page.locator(".tab.active", { hasText: new RegExp(`\\${extension}`) });
  const preview = session.page.locator(".editor-group-container", { has: tab });
  await preview.waitFor();
  return preview;
}

/** The file of a written port that holds what is expected. */
function writtenPort(extension: string, expected: RegExp): string | undefined {
  return globSync(`ports/**/*${extension}`, { cwd: folder })
    .map((file) => join(folder, file))
    .find((file) => expected.test(readFileSync(file, "utf8")));
}
