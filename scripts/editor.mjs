// `npm run editor -- PATH`: a real VS Code in the browser, with Portwright installed as a user would, on the folder PATH.
import { existsSync, mkdirSync, realpathSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { packageExtension } from "./package.mjs";
import { installDependencies, root } from "./toolchain.mjs";
import { installVSCode, vscodeFolder } from "./vscode.mjs";
import { installExtension, seedSettings, startCodeServer } from "./vscode-server.mjs";

const parameters = process.argv.slice(2);
const portIndex = parameters.indexOf("--port");
const port = portIndex < 0 ? 0 : Number(parameters.splice(portIndex, 2)[1]);
const [path = join(root, "test", "fixtures", "quickstart-sample"), ...rest] = parameters;

if (rest.length > 0 || path.startsWith("-") || !Number.isInteger(port) || port < 0 || port > 65535) {
  fail("Usage: npm run editor -- PATH [--port NUMBER]", 2);
}
// npm runs scripts at the repository's root; INIT_CWD is where the person is.
const wanted = resolve(process.env.INIT_CWD ?? process.cwd(), path);
if (!existsSync(wanted)) fail(`There is no folder ${wanted}.`, 2);
// code-server opens a folder; for a file, that is the one it lies in.
const given = realpathSync(wanted);
const folder = statSync(given).isDirectory() ? given : dirname(given);

if (!(await installDependencies())) process.exit(1);
const vscode = await installVSCode();
if ("missing" in vscode) fail(vscode.missing, 1);

const home = join(dirname(vscodeFolder()), "editor");
const places = { userData: join(home, "user-data"), extensions: join(home, "extensions") };
mkdirSync(home, { recursive: true });
try {
  console.log("Packaging the extension…");
  const { vsix } = await packageExtension({ out: join(root, ".cache", "portwright.vsix") });
  const installed = await installExtension(vscode, { vsix, ...places });
  if (installed.code !== 0) fail(`The extension could not be installed:\n${installed.output}`, 1);
} catch (error) {
  fail(error.message, 1);
}
seedSettings(places.userData);
const editor = await startCodeServer(vscode, { folder, port, askForTrust: true, ...places });
console.log(`\nVS Code with Portwright is at ${editor.address}\nCtrl-C ends it.`);

let interrupted = false;
for (const signal of ["SIGINT", "SIGTERM"]) {
  process.once(signal, () => {
    interrupted = true;
    editor.stop();
  });
}
const code = await editor.ended;
process.exitCode = interrupted ? 0 : code;

function fail(message, code) {
  console.error(message);
  process.exit(code);
}
