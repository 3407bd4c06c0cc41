import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { root } from "../../scripts/toolchain.mjs";
import { runInPage } from "./browser.ts";
import type { SuiteRun } from "./run.ts";

/** Scheme of the file system that the workspace lies in. */
const SCHEME = "portwright-test";

/**
 * Runs the suite in the web-worker extension host of the browser VS Code: the extension as vscode.dev takes it, which is its `browser`
 * entry alone, on a workspace in a virtual file system that another extension provides.
 */
export async function runInWebWorker(run: SuiteRun): Promise<string | undefined> {
  const extension = join(run.scratch, "web", "portwright");
  // Of extensions in development a page takes one alone; this one is installed.
  const files = join(run.scratch, "extensions", "portwright-test.memory-files-0.0.0");
  stageExtension(run.extension, extension);
  await bundleForWorker("test/extension/suite/index.web.ts", join(extension, "suite.js"), {
    RESULTS_FILE: JSON.stringify(run.resultsFile),
  });
  await stageFiles(run.workspace, files);
  const workspace = join(run.scratch, "virtual.code-workspace");
  writeFileSync(workspace, JSON.stringify({ folders: [{ uri: `${SCHEME}:/workspace`, name: "workspace" }] }));
  return runInPage(run, {
    open: `workspace=${encodeURIComponent(workspace)}`,
    extension,
    suite: join(extension, "suite.js"),
  });
}

/** Without the entry for Node the extension has only one host to run in. */
function stageExtension(source: string, target: string): void {
  cpSync(source, target, { recursive: true, filter: (path) => !/[\\/](src|node_modules|dist)$/.test(path) });
  const { main: _node, ...manifest } = JSON.parse(readFileSync(join(source, "package.json"), "utf8"));
  writeFileSync(join(target, "package.json"), JSON.stringify(manifest));
  const dist = join(target, "dist");
  mkdirSync(dist);
  const shipped = readdirSync(join(source, "dist")).filter((name) =>
    /\.browser\.js$|\.wasm$|^typescript\.mjs$/.test(name),
  );
  for (const name of shipped) cpSync(join(source, "dist", name), join(dist, name));
}

async function stageFiles(workspace: string, target: string): Promise<void> {
  mkdirSync(target, { recursive: true });
  const manifest = {
    name: "memory-files",
    publisher: "portwright-test",
    version: "0.0.0",
    engines: { vscode: "^1.101.0" },
    browser: "./memory-files.js",
    activationEvents: [`onFileSystem:${SCHEME}`],
  };
  writeFileSync(join(target, "package.json"), JSON.stringify(manifest));
  const paths = (readdirSync(workspace, { recursive: true, withFileTypes: true }) ?? [])
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const texts = paths.map((path) => [
    path.slice(workspace.length + 1).replaceAll("\\", "/"),
    readFileSync(path, "utf8"),
  ]);
  await bundleForWorker("test/extension/web/memory-files.ts", join(target, "memory-files.js"), {
    SCHEME: JSON.stringify(SCHEME),
    FILES: JSON.stringify(Object.fromEntries(texts)),
  });
}

async function bundleForWorker(entry: string, outfile: string, define: Record<string, string>): Promise<void> {
  await build({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: "browser",
    format: "cjs",
    target: "es2022",
    sourcemap: "inline",
    external: ["vscode"],
    alias: { "node:assert/strict": join(root, "test", "extension", "web", "assert.ts") },
    // Mocha's bundle looks for a CommonJS module to put itself into, which would be the suite's own.
    define: { ...define, module: "undefined", exports: "undefined" },
    logLevel: "warning",
  });
}
