import { createConnection } from "vscode-languageserver/node";
import { createPort } from "./engine/port.ts";
import { createVerify } from "./engine/verify.ts";
import { VERSION } from "./engine/version.ts";
import { createWorkspace } from "./engine/workspace.ts";
import { cacheFolder, createCache } from "./host/node/cache.ts";
import { extractionBeside } from "./host/node/extraction.ts";
import { identity } from "./host/node/identity.ts";
import { giveMemoryBack } from "./host/node/memory.ts";
import { createNodeHost, rootOfFolder } from "./host/node/node-host.ts";
import { createParityMachine } from "./host/node/parity.ts";
import { loadPythonParser } from "./host/node/parser.ts";
import { loadOwnPortTools, loadPortTools } from "./host/node/tools.ts";
import { connectServer } from "./lsp/connect.ts";
import { renderHtml } from "./report/index.ts";
import { RULES } from "./rules/index.ts";

// Standard output belongs to the protocol: whatever a library prints goes to the other stream.
for (const method of ["log", "info", "debug", "warn"] as const) console[method] = console.error;

const connection = createConnection(process.stdin, process.stdout);
const rules = RULES.map((rule) => rule.meta);
const code = identity();
const parser = loadPythonParser();
// Awaited where a workspace is made; until then a failure is not one that nobody handles.
parser.catch(() => {});

// A defect in work that nobody waits for is told, and the server goes on.
process.on("uncaughtException", (error) => connection.console.error(`Portwright: ${error.stack ?? error.message}`));
process.on("unhandledRejection", (reason) => connection.console.error(`Portwright: ${String(reason)}`));

// Said by a client that asked the user. It only decides about tools of the machine: verifying has a command of its own.
const isTrusted = process.argv.includes("--trusted");

const host = createNodeHost();
connectServer(connection, {
  version: VERSION,
  host,
  rootOf: rootOfFolder,
  ruleNames: RULES.map(({ name }) => name),
  openCache: () => createCache({ folder: cacheFolder(process.env, process.platform), ...code }),
  extraction: (characters) => extractionBeside(characters),
  rest: giveMemoryBack,
  log: (sentence) => connection.console.info(sentence),
  createWorkspace: async () => createWorkspace(await parser),
  port: createPort(isTrusted ? loadPortTools : loadOwnPortTools),
  parity: { verify: createVerify(loadPortTools, createParityMachine()), writeFile: host.writeFile },
  renderReport: (audit, nonce) =>
    renderHtml(audit, rules, nonce === undefined ? { kind: "file" } : { kind: "webview", nonce }),
});
connection.listen();
