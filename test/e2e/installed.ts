// Packages the extension and installs it into the browser VS Code, as a user would, once for all files of the suite.
import { mkdtempSync, realpathSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { packageExtension } from "../../scripts/package.mjs";
import { findChromium, root } from "../../scripts/toolchain.mjs";
import { installVSCode } from "../../scripts/vscode.mjs";
import { installExtension } from "../../scripts/vscode-server.mjs";
import { removeFolder } from "./editor-session.ts";

declare module "vitest" {
  interface ProvidedContext {
    codeServer: string;
    extensions: string;
    scratch: string;
  }
}

export default async function setup(project: TestProject): Promise<() => void> {
  if (findChromium() === undefined)
    throw new Error("There is no Chromium on the PATH (Debian: apt-get install chromium).");
  const vscode = await installVSCode();
  if ("missing" in vscode) throw new Error(vscode.missing);
  const scratch = realpathSync(mkdtempSync(join(tmpdir(), "portwright-e2e-")));
  const extensions = join(scratch, "extensions");
  const { vsix } = await packageExtension({ out: join(root, ".cache", "portwright.vsix") });
  const installed = await installExtension(vscode, { vsix, userData: join(scratch, "installer"), extensions });
  if (installed.code !== 0) throw new Error(`The extension could not be installed:\n${installed.output}`);
  project.provide("codeServer", vscode.codeServer);
  project.provide("extensions", extensions);
  project.provide("scratch", scratch);
  return () => removeFolder(scratch);
}
