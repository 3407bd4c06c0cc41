import { BrowserMessageReader, BrowserMessageWriter, createConnection } from "vscode-languageserver/browser";
import { createPort } from "./engine/port.ts";
import { VERSION } from "./engine/version.ts";
import { createWorkspace } from "./engine/workspace.ts";
import { createBrowserHost, rootOfFolder } from "./host/browser/browser-host.ts";
import { loadPythonParser, portToolsLoader } from "./host/browser/tools.ts";
import type { HostEntry, ReadFailure } from "./host/host.ts";
import { connectServer } from "./lsp/connect.ts";
import {
  type AssetParams,
  type FileParams,
  KIND_REQUEST,
  READ_ASSET_REQUEST,
  READ_DIRECTORY_REQUEST,
  READ_FILE_REQUEST,
  type ReadFileParams,
} from "./lsp/protocol.ts";
import { renderHtml } from "./report/index.ts";
import { RULES } from "./rules/index.ts";

// The language server in a web worker. It speaks with the extension that started it and with nobody else: files and its own
// WebAssembly come through requests to that, and nothing is ever fetched.

type Port = ConstructorParameters<typeof BrowserMessageReader>[0];
const port = globalThis as unknown as Port;
const connection = createConnection(new BrowserMessageReader(port), new BrowserMessageWriter(port));
const rules = RULES.map((rule) => rule.meta);

const readAsset = (name: string): Promise<Uint8Array> =>
  connection.sendRequest(READ_ASSET_REQUEST, { name } satisfies AssetParams);

const host = createBrowserHost({
  readFile: (uri, maximum): Promise<Uint8Array | ReadFailure> =>
    connection.sendRequest(READ_FILE_REQUEST, { uri, maximum } satisfies ReadFileParams),
  readDirectory: (uri): Promise<readonly HostEntry[] | ReadFailure> =>
    connection.sendRequest(READ_DIRECTORY_REQUEST, { uri } satisfies FileParams),
  kindOf: (uri): Promise<HostEntry["kind"] | "missing"> =>
    connection.sendRequest(KIND_REQUEST, { uri } satisfies FileParams),
});

let loading: ReturnType<typeof loadPythonParser> | undefined;
const parser = () => {
  loading ??= loadPythonParser(readAsset);
  return loading;
};

connectServer(connection, {
  version: VERSION,
  host,
  rootOf: rootOfFolder,
  ruleNames: RULES.map(({ name }) => name),
  log: (sentence) => connection.console.info(sentence),
  createWorkspace: async () => createWorkspace(await parser()),
  port: createPort(async () => portToolsLoader(readAsset, parser())()),
  renderReport: (audit, nonce) =>
    renderHtml(audit, rules, nonce === undefined ? { kind: "file" } : { kind: "webview", nonce }),
});
connection.listen();
