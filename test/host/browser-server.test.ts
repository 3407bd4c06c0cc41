import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createContext, runInContext } from "node:vm";
import { build } from "esbuild";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { browserBundle } from "../../scripts/build.mjs";
import { root } from "../../scripts/toolchain.mjs";
import { groupBy } from "../../server/src/report/summary.ts";

interface Message {
  readonly id?: number | string;
  readonly method?: string;
  readonly params?: Record<string, unknown>;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

type Listener = (event: { readonly data: object }) => void;

/** The globals that a worker of a browser has and the bare language has not. */
const WORKER_GLOBALS = { TextDecoder, TextEncoder, URL, performance, setTimeout, clearTimeout, console };

/** A browser's server in a world without Node, and a client that holds the files. */
class BrowserServer {
  readonly #files: ReadonlyMap<string, string>;
  readonly #context = createContext({
    ...WORKER_GLOBALS,
    postMessage: (message: Message) => this.#receive(message),
    addEventListener: () => {},
  });
  readonly #answers = new Map<number, { resolve: (value: never) => void; reject: (reason: Error) => void }>();
  readonly asked: string[] = [];
  #ids = 0;
  #look: () => void = () => {};
  state = "";

  constructor(code: string, files: Readonly<Record<string, string>>) {
    this.#files = new Map(Object.entries(files));
    runInContext("globalThis.self = globalThis", this.#context);
    runInContext(code, this.#context);
  }

  request<Result>(method: string, params: object): Promise<Result> {
    const id = this.#ids++;
    return new Promise<Result>((resolve, reject) => {
      this.#answers.set(id, { resolve, reject });
      this.#send({ id, method, params });
    });
  }

  notify(method: string, params: object): void {
    this.#send({ method, params });
  }

  /** Resolves when the server says that it has read everything. */
  scanned(): Promise<void> {
    return new Promise((resolve) => {
      this.#look = () => this.state === "ready" && resolve();
      this.#look();
    });
  }

  #receive(message: Message): void {
    if (message.method === undefined) {
      const waiting = this.#answers.get(Number(message.id));
      if (message.error !== undefined) waiting?.reject(new Error(message.error.message));
      else waiting?.resolve(message.result as never);
      return;
    }
    if (message.method === "portwright/status") {
      this.state = String(message.params?.["state"]);
      this.#look();
    }
    if (message.id !== undefined) this.#send({ id: message.id, result: this.#answer(message) });
  }

  #answer({ method, params = {} }: Message): unknown {
    const uri = String(params["uri"]);
    if (method?.startsWith("portwright/")) this.asked.push(`${method.slice(11)} ${params["name"] ?? uri}`);
    switch (method) {
      case "portwright/readAsset":
        return this.#bytes(readFileSync(join(root, asset(String(params["name"])))));
      case "portwright/readFile": {
        const text = this.#files.get(uri);
        return text === undefined ? { code: "missing", message: "Gone." } : this.#bytes(Buffer.from(text));
      }
      case "portwright/kindOfFile":
        return this.#files.has(uri) ? "file" : this.#entries(uri).length > 0 ? "directory" : "missing";
      case "portwright/readDirectory":
        return this.#entries(uri);
      default:
        return null;
    }
  }

  #entries(folder: string): { name: string; kind: string }[] {
    const below = [...this.#files.keys()].filter((file) => file.startsWith(`${folder}/`));
    const names = groupBy(below, (file) => file.slice(folder.length + 1).split("/")[0] ?? "");
    return [...names].map(([name]) => ({
      name,
      kind: this.#files.has(`${folder}/${name}`) ? "file" : "directory",
    }));
  }

  /** As the message of a worker carries them: into an array of the other world. */
  #bytes(bytes: Uint8Array): unknown {
    return runInContext("(list) => Uint8Array.from(list)", this.#context)(bytes);
  }

  #send(message: object): void {
    // Never within the call that it answers, as between workers.
    const { onmessage } = this.#context as { onmessage?: Listener };
    setTimeout(() => onmessage?.({ data: { jsonrpc: "2.0", ...message } }), 0);
  }
}

function asset(name: string): string {
  return name === "web-tree-sitter.wasm"
    ? `node_modules/web-tree-sitter/${name}`
    : name === "gofmt.wasm"
      ? `node_modules/@wasm-fmt/gofmt/${name}`
      : `grammars/${name}`;
}

let code = "";
let server: BrowserServer | undefined;

beforeAll(async () => {
  const { outputFiles } = await build({ ...browserBundle("server.browser"), write: false });
  code = outputFiles?.[0]?.text ?? "";
});

afterEach(() => server?.request("shutdown", {}));

const FOLDER = "memory://store/a%20project";
const HELPER = "import time\n\n\ndef pause():\n    time.sleep(1)\n";
const CALLER = "from helper import pause\n\n\nasync def main():\n    pause()\n";

async function open(files: Readonly<Record<string, string>>): Promise<BrowserServer> {
  server = new BrowserServer(code, files);
  await server.request("initialize", {
    processId: null,
    rootUri: null,
    capabilities: { textDocument: { diagnostic: {} } },
    workspaceFolders: [{ uri: FOLDER, name: "a project" }],
  });
  server.notify("initialized", {});
  await server.scanned();
  return server;
}

const rulesOf = async (client: BrowserServer, file: string) => {
  const { items } = await client.request<{ items: readonly { code: string; range: { start: { line: number } } }[] }>(
    "textDocument/diagnostic",
    { textDocument: { uri: `${FOLDER}/${file}` } },
  );
  return items.map((item) => `${item.range.start.line + 1}: ${item.code}`);
};

describe("the server in a worker of a browser", () => {
  it("reads a folder through its client, and follows calls from file to file", async () => {
    const client = await open({
      [`${FOLDER}/helper.py`]: HELPER,
      [`${FOLDER}/app/caller.py`]: CALLER,
      [`${FOLDER}/.venv/lib/foreign.py`]: CALLER,
    });
    expect(await rulesOf(client, "app/caller.py")).toEqual(["5: blocking-chain"]);
    expect(client.asked).not.toContain(`readFile ${FOLDER}/.venv/lib/foreign.py`);
  });

  it("honours the configuration and the ignore files of the folder", async () => {
    const client = await open({
      [`${FOLDER}/helper.py`]: HELPER,
      [`${FOLDER}/one.py`]: CALLER,
      [`${FOLDER}/two.py`]: CALLER,
      [`${FOLDER}/three.py`]: CALLER,
      [`${FOLDER}/.gitignore`]: "two.py\n",
      [`${FOLDER}/portwright.toml`]: 'exclude = ["three.py"]\n',
    });
    expect(client.asked).toContain(`readFile ${FOLDER}/one.py`);
    expect(client.asked).not.toContain(`readFile ${FOLDER}/two.py`);
    expect(client.asked).not.toContain(`readFile ${FOLDER}/three.py`);
  });

  it("ports to Go, formatted by its own gofmt", async () => {
    const client = await open({ [`${FOLDER}/helper.py`]: "def double(x: int) -> int:\n    return x * 2\n" });
    const port = await client.request<{ files: readonly { path: string; text: string }[] }>("portwright/port", {
      uri: `${FOLDER}/helper.py`,
      target: "go",
    });
    expect(port.files[0]?.text).toContain("\treturn x * 2\n");
  });

  it("says in a sentence that it can verify nothing", async () => {
    const client = await open({ [`${FOLDER}/helper.py`]: HELPER });
    const verify = client.request("portwright/verify", { uri: `${FOLDER}/helper.py`, target: "go" });
    await expect(verify).rejects.toThrow("Nothing can be run here, so no port can be verified.");
  });
});
