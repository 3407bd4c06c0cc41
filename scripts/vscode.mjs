// A complete VS Code that runs in a browser, from the npm package `code-server`, for machines that cannot download a
// VS Code build. It lives in a cache folder outside the checkout (it is some 860 MB) and is shared by every checkout.
// Run by itself, this script installs it; the editor, the extension suite and the e2e suite import `installVSCode`.
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { installDependencies, lastLines, run, toolEnvironment, toolNode } from "./toolchain.mjs";

/** This version carries VS Code 1.139.1 and asks for Node 24. */
export const codeServerVersion = "4.139.1";

// The parts of VS Code that are compiled for the machine. `kerberos` is left out: it wants a system library, and only
// proxies that ask for Kerberos tickets need it.
const nativeModules = [
  "@vscode/spdlog",
  "node-pty",
  "@vscode/native-watchdog",
  "@vscode/deviceid",
  "@vscode/fs-copyfile",
  "@parcel/watcher",
  "@vscode/sqlite3",
];

/** Where the browser VS Code of this version is kept. */
export function vscodeFolder() {
  const cache =
    process.env.PORTWRIGHT_CACHE ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "portwright");
  return join(cache, `code-server-${codeServerVersion}`);
}

/** The program files of an installed browser VS Code. */
function layout(folder) {
  const package_ = join(folder, "node_modules", "code-server");
  return {
    folder,
    /** Takes code-server's options, and installs extensions. */
    codeServer: join(package_, "out", "node", "entry.js"),
    /** VS Code's own server inside it, which the smoke-test driver needs. */
    innerServer: join(package_, "lib", "vscode", "out", "server-main.js"),
  };
}

/**
 * Gives the browser VS Code, installing it first when it is not there. Resolves with its program files, or with
 * `{ missing }`: one line that says what could not be had.
 */
export async function installVSCode(say = console.log) {
  const folder = vscodeFolder();
  if (isReady(folder)) return layout(folder);
  if (!existsSync(toolNode) && !(await installDependencies(say))) {
    return { missing: "the browser VS Code needs this repository's dependencies, and npm could not install them" };
  }
  mkdirSync(dirname(folder), { recursive: true });
  const release = await takeLock(`${folder}.lock`, say);
  try {
    if (isReady(folder)) return layout(folder);
    return await installInto(folder, say);
  } finally {
    release();
  }
}

function isReady(folder) {
  return existsSync(join(folder, "ready.json"));
}

/** Builds the installation in a folder of its own and renames it into place, so that a half-made one is never used. */
async function installInto(folder, say) {
  // We hold the lock, so whatever other attempts left behind belongs to nobody.
  for (const name of readdirSync(dirname(folder))) {
    const path = join(dirname(folder), name);
    if (path.startsWith(`${folder}.installing-`)) rmSync(path, { recursive: true, force: true });
  }
  const draft = `${folder}.installing-${process.pid}`;
  mkdirSync(draft);
  writeFileSync(join(draft, "package.json"), JSON.stringify({ private: true, name: "portwright-browser-vscode" }));
  const vscode = join(draft, "node_modules", "code-server", "lib", "vscode");
  const node = await nodePackage();
  const headers = join(draft, "node_modules", node.name);
  const log = [];
  const npm = async (what, cwd, ...parameters) => {
    const started = Date.now();
    const { code, output } = await run("npm", [...parameters, "--no-audit", "--no-fund"], {
      cwd,
      environment: toolEnvironment({ npm_config_nodedir: headers }),
      output: "collect",
    }).catch((error) => ({ code: 1, output: String(error) }));
    log.push(`== ${what} (exit ${code}, ${Math.round((Date.now() - started) / 1000)} s)\n${output}`);
    if (code !== 0) throw new InstallStepFailed(what, output);
    say(`  ${what}: ${Math.round((Date.now() - started) / 1000)} s`);
  };
  say(
    `Installing the browser VS Code (code-server ${codeServerVersion}) into ${folder}; this takes some minutes, once…`,
  );
  try {
    const packages = [`code-server@${codeServerVersion}`, `${node.name}@${node.version}`];
    await npm("the npm package code-server", draft, "install", ...packages, "--ignore-scripts");
    await Promise.all([
      npm("VS Code's dependencies", vscode, "install", "--omit=dev", "--ignore-scripts").then(() =>
        npm("VS Code's native modules", vscode, "rebuild", "--dangerously-allow-all-scripts=true", ...nativeModules),
      ),
      npm("VS Code's built-in extensions", join(vscode, "extensions"), "install", "--omit=dev", "--ignore-scripts"),
    ]);
    rmSync(headers, { recursive: true, force: true });
    const version = JSON.parse(readFileSync(join(vscode, "package.json"), "utf8")).version;
    writeFileSync(join(draft, "ready.json"), `${JSON.stringify({ codeServer: codeServerVersion, vscode: version })}\n`);
    rmSync(folder, { recursive: true, force: true });
    renameSync(draft, folder);
    return layout(folder);
  } catch (error) {
    if (!(error instanceof InstallStepFailed)) throw error;
    const logFile = `${folder}.log`;
    writeFileSync(logFile, log.join("\n"));
    rmSync(draft, { recursive: true, force: true });
    const reason = lastLines(error.output.replace(/^npm (warn|notice).*\n?/gm, ""), 3).replaceAll("\n", " ");
    return { missing: `could not install ${error.what} for the browser VS Code: ${reason} (log: ${logFile})` };
  }
}

class InstallStepFailed extends Error {
  constructor(what, output) {
    super(what);
    this.what = what;
    this.output = output;
  }
}

/**
 * The npm package that holds the repository's Node with its C headers, against which native modules are compiled without
 * a download. The package `node` keeps the program of it alone.
 */
async function nodePackage() {
  const { output } = await run(toolNode, ["--version"], { output: "collect" });
  const platform = process.platform === "win32" ? "win" : process.platform;
  return { name: `node-${platform}-${process.arch}`, version: output.trim().replace(/^v/, "") };
}

/** Takes a lock that holds across processes, waiting while another living process has it. Resolves with its release. */
async function takeLock(path, say) {
  for (let waited = false; ; waited = true) {
    try {
      writeFileSync(path, String(process.pid), { flag: "wx" });
      return () => rmSync(path, { force: true });
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
    }
    const owner = readOwner(path);
    if (owner !== undefined && !isAlive(owner)) rmSync(path, { force: true });
    else if (!waited) say("Another process is installing the browser VS Code; waiting for it…");
    await delay(500);
  }
}

function readOwner(path) {
  try {
    return Number(readFileSync(path, "utf8")) || undefined;
  } catch {
    return undefined;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const vscode = await installVSCode();
  console.log("missing" in vscode ? vscode.missing : `Browser VS Code is ready in ${vscode.folder}`);
  process.exitCode = "missing" in vscode ? 1 : 0;
}
