// What every script stands on: where the repository is, the Node that its tools run on, and how a tool is started.
// Only Node's own modules are imported here, so that a script runs in a fresh clone, before anything is installed.
import { spawn } from "node:child_process";
import { accessSync, constants, existsSync, readFileSync, statSync } from "node:fs";
import { delimiter, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const binaries = join(root, "node_modules", ".bin");

/** The Node that the repository installs for its own tools: Node 24, whatever `node` a person has. */
export const toolNode = join(root, "node_modules", "node", "bin", process.platform === "win32" ? "node.exe" : "node");

/**
 * The environment for a tool: the repository's Node and binaries come first on the PATH. What `npm run` leaves behind
 * about its own package is taken out, because an npm that is started in another folder would read it as its own.
 */
export function toolEnvironment(additions = {}) {
  const environment = { ...process.env, ...additions };
  for (const name of Object.keys(environment)) {
    if (
      /^npm_(package|lifecycle)_|^npm_(command|execpath|node_execpath|config_(local_prefix|prefix|workspace.*))$/i.test(
        name,
      )
    ) {
      delete environment[name];
    }
  }
  delete environment.VSCODE_IPC_HOOK_CLI;
  const inherited = (process.env.PATH ?? "")
    .split(delimiter)
    .filter((entry) => !entry.endsWith(join("node_modules", ".bin")));
  environment.PATH = [dirname(toolNode), binaries, ...inherited].join(delimiter);
  return environment;
}

/**
 * Runs one program to its end. `output: "inherit"` shows what it prints, `"collect"` keeps it. A program that is not done
 * after `minutes` is ended, with everything that it started. Resolves with the exit code and the kept output; rejects only
 * when the program cannot be started.
 * @param {string} command
 * @param {string[]} parameters
 * @param {{ cwd?: string, environment?: NodeJS.ProcessEnv, output?: "inherit" | "collect", minutes?: number }} options
 * @returns {Promise<{ code: number, output: string }>}
 */
export function run(
  command,
  parameters,
  { cwd = root, environment = toolEnvironment(), output = "inherit", minutes } = {},
) {
  return new Promise((settle, fail) => {
    const kept = output === "inherit" ? "inherit" : "pipe";
    const child = spawn(command, parameters, {
      cwd,
      env: environment,
      stdio: ["ignore", kept, kept],
      // A group of its own, so that its children end with it.
      detached: minutes !== undefined,
    });
    let collected = "";
    const onPiece = (piece) => {
      collected += piece;
    };
    child.stdout?.setEncoding("utf8").on("data", onPiece);
    child.stderr?.setEncoding("utf8").on("data", onPiece);
    const release = minutes === undefined ? () => {} : endInTime(child, command, minutes);
    child.on("error", (error) => {
      release();
      fail(error);
    });
    child.on("close", (code) => {
      release();
      settle({ code: code ?? 1, output: collected });
    });
  });
}

/** Ends a process group when its time is up, or when this process is told to end. Returns what calls that off. */
function endInTime(child, command, minutes) {
  const end = () => {
    try {
      process.kill(-child.pid, "SIGKILL");
    } catch {
      // It has already ended.
    }
  };
  const timer = setTimeout(() => {
    console.error(`${command} was ended: it was not done after ${minutes} minutes.`);
    end();
  }, minutes * 60_000);
  const onSignal = () => {
    end();
    process.exit(130);
  };
  process.on("SIGINT", onSignal).on("SIGTERM", onSignal);
  return () => {
    clearTimeout(timer);
    process.off("SIGINT", onSignal).off("SIGTERM", onSignal);
  };
}

/** Whether an install is needed: nothing is installed, or the lock file is newer than what was installed from it. */
export function dependenciesAreStale() {
  const installed = join(root, "node_modules", ".package-lock.json");
  const lock = join(root, "package-lock.json");
  if (!existsSync(installed) || !existsSync(toolNode)) return true;
  if (!existsSync(lock) || statSync(lock).mtimeMs <= statSync(installed).mtimeMs) return false;
  // A checkout touches the lock file without changing it, so the entries are compared before anything is reinstalled.
  const wanted = JSON.parse(readFileSync(lock, "utf8")).packages ?? {};
  const present = JSON.parse(readFileSync(installed, "utf8")).packages ?? {};
  return Object.entries(wanted).some(
    ([path, entry]) =>
      path !== "" &&
      !entry.optional &&
      !entry.link &&
      path.startsWith("node_modules/") &&
      present[path]?.version !== entry.version,
  );
}

/**
 * Installs the repository's dependencies when that is needed: exactly what the lock file says, or, where that cannot be
 * had (a registry that lacks a package for another platform, say), what npm makes of it. Resolves with whether the
 * repository can be worked on.
 */
export async function installDependencies(say = console.log) {
  if (!dependenciesAreStale()) return true;
  for (const command of existsSync(join(root, "package-lock.json")) ? ["ci", "install"] : ["install"]) {
    say(`Installing dependencies (npm ${command})…`);
    // This runs before the repository has a Node of its own, so it is a person's own npm that installs.
    const { code, output } = await run("npm", [command, "--no-audit", "--no-fund"], {
      environment: { ...process.env },
      output: "collect",
    });
    if (code === 0 && existsSync(toolNode)) return true;
    say(`npm ${command} failed with exit code ${code}:\n${lastLines(output, 20)}`);
  }
  return false;
}

/** The last lines of a tool's output: enough to see why it failed without drowning what came before. */
export function lastLines(text, count) {
  return text.trimEnd().split("\n").slice(-count).join("\n");
}

/** The Chromium that browser tests drive: $CHROMIUM, or the first known name on the PATH. Undefined when there is none. */
export function findChromium() {
  return findProgram(process.env.CHROMIUM ? [process.env.CHROMIUM] : ["chromium", "chromium-browser", "google-chrome"]);
}

/** The first of some programs that is there, by name on the PATH or by path. Undefined when there is none. */
export function findProgram(names) {
  for (const name of names) {
    const candidates = name.includes("/")
      ? [name]
      : (process.env.PATH ?? "").split(delimiter).map((entry) => join(entry, name));
    const found = candidates.find(isExecutable);
    if (found) return found;
  }
  return undefined;
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
