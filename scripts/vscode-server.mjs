// Starts the browser VS Code in its two forms: as a person uses it (code-server), and with the smoke-test driver that
// lets a page hand over a test suite (VS Code's own server inside it).
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { run, toolEnvironment, toolNode } from "./toolchain.mjs";

/**
 * @typedef {object} RunningEditor
 * @property {number} port
 * @property {() => string} output everything that the server has printed
 * @property {Promise<number>} ended the exit code, when it has ended
 * @property {() => Promise<void>} stop ends the server and everything that it started
 */

// A quiet editor: nothing opens by itself, and nothing looks for a service that may be out of reach.
const quietSettings = {
  "workbench.startupEditor": "none",
  "workbench.welcomePage.experimentalOnboarding": false,
  "chat.disableAIFeatures": true,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "update.mode": "none",
  "extensions.autoCheckUpdates": false,
  "extensions.autoUpdate": false,
  "telemetry.telemetryLevel": "off",
  "git.openRepositoryInParentFolders": "never",
};

/**
 * Writes the user's settings for an editor that has none yet.
 * @param {string} userData
 * @param {Record<string, unknown>} settings laid over the quiet ones
 */
export function seedSettings(userData, settings = {}) {
  const file = join(userData, "User", "settings.json");
  if (existsSync(file)) return;
  mkdirSync(join(userData, "User"), { recursive: true });
  writeFileSync(file, `${JSON.stringify({ ...quietSettings, ...settings }, null, 2)}\n`);
}

/**
 * Installs a VSIX. Resolves with the exit code and what was printed.
 * @param {{ codeServer: string }} vscode
 * @param {{ vsix: string, userData: string, extensions: string }} places
 */
export function installExtension(vscode, { vsix, userData, extensions }) {
  return run(
    toolNode,
    [
      vscode.codeServer,
      "--install-extension",
      vsix,
      "--force",
      "--config",
      emptyConfiguration(userData),
      "--user-data-dir",
      userData,
      "--extensions-dir",
      extensions,
    ],
    { output: "collect" },
  );
}

/**
 * Starts code-server on a folder and waits until it listens.
 * @param {{ codeServer: string }} vscode
 * @param {{ folder: string, userData: string, extensions: string, port?: number, askForTrust?: boolean }} options
 *   `port` 0 takes a free one; `askForTrust` leaves Workspace Trust as a person meets it
 * @returns {Promise<RunningEditor & { address: string }>}
 */
export async function startCodeServer(vscode, { folder, userData, extensions, port = 0, askForTrust = false }) {
  const editor = await start(
    [
      vscode.codeServer,
      "--auth",
      "none",
      "--bind-addr",
      `127.0.0.1:${port}`,
      "--disable-telemetry",
      "--disable-update-check",
      ...(askForTrust ? [] : ["--disable-workspace-trust"]),
      "--disable-getting-started-override",
      "--ignore-last-opened",
      "--config",
      emptyConfiguration(userData),
      "--user-data-dir",
      userData,
      "--extensions-dir",
      extensions,
      folder,
    ],
    /HTTP server listening on \S*?:(\d+)/,
  );
  // Webviews and cookies want the name, not the number.
  return { ...editor, address: `http://localhost:${editor.port}/?folder=${encodeURI(folder)}` };
}

/**
 * Starts VS Code's own server, with the smoke-test driver.
 * @param {{ innerServer: string }} vscode
 * @param {{ userData: string, extensions: string }} places
 * @returns {Promise<RunningEditor>}
 */
export function startTestServer(vscode, { userData, extensions }) {
  return start(
    [
      vscode.innerServer,
      "--host",
      "127.0.0.1",
      "--port",
      "0",
      "--without-connection-token",
      "--accept-server-license-terms",
      "--enable-smoke-test-driver",
      "--user-data-dir",
      userData,
      "--extensions-dir",
      extensions,
      "--disable-telemetry",
      "--disable-workspace-trust",
    ],
    /Extension host agent listening on (\d+)/,
  );
}

/** Options for a Chromium that draws without a screen and looks for no service of its own. */
export const chromiumOptions = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** code-server writes a configuration with a password into the home folder unless it is given one. */
function emptyConfiguration(userData) {
  mkdirSync(userData, { recursive: true });
  const file = join(userData, "code-server.yaml");
  writeFileSync(file, "auth: none\n");
  return file;
}

/** @returns {Promise<RunningEditor>} */
function start(parameters, listening) {
  // A group of its own, so that stopping it also ends the extension hosts that it starts.
  const child = spawn(toolNode, parameters, {
    env: toolEnvironment(),
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  let output = "";
  const ended = new Promise((settle) => child.on("close", (code) => settle(code ?? 1)));
  const stop = async () => {
    signalGroup(child.pid, "SIGTERM");
    const patience = setTimeout(() => signalGroup(child.pid, "SIGKILL"), 5000);
    await ended;
    clearTimeout(patience);
  };
  return new Promise((settle, fail) => {
    const onPiece = (piece) => {
      output += piece;
      const port = listening.exec(output)?.[1];
      if (port) settle({ port: Number(port), output: () => output, ended, stop });
    };
    child.stdout.setEncoding("utf8").on("data", onPiece);
    child.stderr.setEncoding("utf8").on("data", onPiece);
    child.on("error", fail);
    ended.then((code) =>
      fail(new Error(`VS Code's server ended with exit code ${code} before it listened:\n${output}`)),
    );
  });
}

function signalGroup(pid, signal) {
  try {
    process.kill(-pid, signal);
  } catch {
    // It has already ended.
  }
}
