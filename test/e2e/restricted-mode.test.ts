import { cpSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, inject, it, onTestFailed } from "vitest";
import { root } from "../../scripts/toolchain.mjs";
import { EditorSession } from "./editor-session.ts";

// A folder that nobody trusts: Portwright reads it, and runs nothing of it.
const folder = join(inject("scratch"), "untrusted");
let session: EditorSession;

beforeAll(async () => {
  cpSync(join(root, "test", "fixtures", "workspace"), folder, { recursive: true });
  session = await EditorSession.open({
    codeServer: inject("codeServer"),
    extensions: inject("extensions"),
    userData: join(inject("scratch"), "untrusted-user-data"),
    folder,
    askForTrust: true,
    settings: { "security.workspace.trust.startupPrompt": "never" },
  });
});

afterAll(() => session?.close());

it("still finds what blocks", async () => {
  onTestFailed(() => session.screenshot("failed-restricted-mode"));
  await session.page.locator(".statusbar-item", { hasText: "Restricted Mode" }).waitFor();
  await session.openFile("service/handlers.py");
  await session.page.locator(".squiggly-warning").first().waitFor();
  await session.screenshot("restricted-mode");
});
