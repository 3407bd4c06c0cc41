/**
 * What an editor feels: the server as it is shipped, on a workspace of many files, driven through the protocol. Wall times hold for a machine at
 * rest; the server's own CPU time beside them holds for a busy one, too.
 */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import {
  type CodeAction,
  createProtocolConnection,
  type DocumentDiagnosticReport,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";
import type { ServerStatus } from "../server/src/lsp/protocol.ts";
import { root } from "./toolchain.mjs";

const SERVER = fileURLToPath(new URL("../server/dist/server.mjs", import.meta.url));

/** Edits of each kind, and the milliseconds after which fewer do. */
const TURNS = 30;
const ENOUGH = 60_000;

/** Functions of the standard library that compute, for ports; the first that is there is taken. */
const PORTED = [
  { file: "colorsys.py", name: "rgb_to_hls" },
  { file: "heapq.py", name: "heappush" },
];

export class Client {
  readonly connection: ProtocolConnection;
  readonly process: ChildProcess;
  readonly #folder: string;
  #status: ServerStatus | undefined;
  #look: () => void = () => {};
  #ask: () => void = () => {};
  #versions = 0;

  constructor(folder: string, cache: string) {
    this.#folder = folder;
    const env = { ...process.env, XDG_CACHE_HOME: cache };
    this.process = spawn(process.execPath, [SERVER, "--stdio"], { env, stdio: ["pipe", "pipe", "ignore"] });
    const { stdin, stdout } = this.process;
    if (stdin === null || stdout === null) throw new Error("The server has no streams.");
    this.connection = createProtocolConnection(new StreamMessageReader(stdout), new StreamMessageWriter(stdin));
    this.connection.onRequest("client/registerCapability", () => null);
    this.connection.onRequest("window/workDoneProgress/create", () => null);
    this.connection.onRequest("workspace/diagnostic/refresh", () => {
      this.#ask();
      return null;
    });
    this.connection.onRequest("workspace/codeLens/refresh", () => null);
    this.connection.onNotification("portwright/status", (status: ServerStatus) => {
      this.#status = status;
      this.#look();
    });
    this.connection.listen();
  }

  async start(): Promise<void> {
    await this.connection.sendRequest("initialize", {
      processId: process.pid,
      rootUri: null,
      workspaceFolders: [{ uri: pathToFileURL(this.#folder).toString(), name: "bench" }],
      capabilities: {
        window: { workDoneProgress: true },
        workspace: { diagnostics: { refreshSupport: true } },
        textDocument: {
          diagnostic: {},
          codeAction: {
            dataSupport: true,
            resolveSupport: { properties: ["edit"] },
            codeActionLiteralSupport: { codeActionKind: { valueSet: ["quickfix", "refactor", "source"] } },
          },
        },
      },
      initializationOptions: { commands: true },
    });
    await this.connection.sendNotification("initialized", {});
  }

  /** Resolves when the folder is read and its findings are counted. */
  scanned(): Promise<void> {
    return new Promise((resolve) => {
      this.#look = () => this.#status?.state === "ready" && resolve();
      this.#look();
    });
  }

  /** Resolves when the server asks to be asked for diagnostics again. */
  asked(): Promise<void> {
    return new Promise((resolve) => {
      this.#ask = resolve;
    });
  }

  uri(file: string): string {
    return pathToFileURL(join(this.#folder, file)).toString();
  }

  async open(file: string): Promise<void> {
    const text = readFileSync(join(this.#folder, file), "utf8");
    await this.connection.sendNotification("textDocument/didOpen", {
      textDocument: { uri: this.uri(file), languageId: "python", version: ++this.#versions, text },
    });
  }

  /** Types a character at the beginning of a line. */
  async type(file: string, line: number, text: string): Promise<void> {
    const at = { line, character: 0 };
    await this.connection.sendNotification("textDocument/didChange", {
      textDocument: { uri: this.uri(file), version: ++this.#versions },
      contentChanges: [{ range: { start: at, end: at }, text }],
    });
  }

  /** Takes back what was typed there. */
  async erase(file: string, line: number, text: string): Promise<void> {
    const lines = text.split("\n");
    const end = { line: line + lines.length - 1, character: lines.at(-1)?.length ?? 0 };
    await this.connection.sendNotification("textDocument/didChange", {
      textDocument: { uri: this.uri(file), version: ++this.#versions },
      contentChanges: [{ range: { start: { line, character: 0 }, end }, text: "" }],
    });
  }

  async close(file: string): Promise<void> {
    await this.connection.sendNotification("textDocument/didClose", { textDocument: { uri: this.uri(file) } });
  }

  diagnostics(file: string): Promise<DocumentDiagnosticReport> {
    return this.connection.sendRequest("textDocument/diagnostic", { textDocument: { uri: this.uri(file) } });
  }

  /** Milliseconds of CPU that the server has used, and what it holds now; undefined where the system does not tell. */
  usage(): { readonly cpu: number; readonly megabytes: number } | undefined {
    const stat = `/proc/${this.process.pid}/stat`;
    if (!existsSync(stat)) return undefined;
    const fields = readFileSync(stat, "utf8")
      .replace(/^.*\) /, "")
      .split(" ")
      .map(Number);
    const held = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${this.process.pid}/status`, "utf8"))?.[1];
    return { cpu: ((fields[11] ?? 0) + (fields[12] ?? 0)) * 10, megabytes: Number(held) / 1024 };
  }

  async stop(): Promise<void> {
    await this.connection.sendRequest("shutdown");
    await this.connection.sendNotification("exit");
    await new Promise((resolve) => this.process.once("exit", resolve));
  }
}

export interface EditorBench {
  /** The workspace: its files will not be changed. */
  readonly folder: string;
  readonly files: readonly string[];
  readonly lines: readonly number[];
  readonly cache: string;
}

/** Prints what editing feels like in the folder. */
export async function benchEditor({ folder, files, lines, cache }: EditorBench): Promise<void> {
  const client = new Client(folder, cache);
  const begun = performance.now();
  await client.start();
  const answered = performance.now() - begun;
  await client.scanned();
  row("server: start to the answer of initialize", `${answered.toFixed(0)} ms`);
  row("server: start to the end of the scan", `${((performance.now() - begun) / 1000).toFixed(1)} s`);
  try {
    row("server: memory at rest after the scan", `${(await atRest(client)).toFixed(0)} MB`);
    const edited = nearest(files, lines, 2_000);
    row("the edited file", `${files[edited]}, ${lines[edited]} lines`);
    await edits(client, files[edited] ?? "", lines[edited] ?? 0);
    await dependants(client, folder, files);
    await actions(client, folder);
  } finally {
    await client.stop();
  }
}

/** In megabytes. The server collects what it no longer needs when it has nothing to do; the least that is seen within some seconds counts. */
export async function atRest(client: Client): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let turn = 0; turn < 10; turn++) {
    await delay(500);
    least = Math.min(least, client.usage()?.megabytes ?? Number.NaN);
  }
  return least;
}

async function edits(client: Client, file: string, lines: number): Promise<void> {
  await client.open(file);
  await client.diagnostics(file);
  await timed("edit → diagnostics of the file", client, async (turn) => {
    // A comment grows: what the file means stays.
    await client.type(file, lines >> 1, turn === 0 ? "#\n" : "#");
    return () => client.diagnostics(file);
  });
  await timed("the same where a statement is typed", client, async (turn) => {
    await client.type(file, lines - 1, `bench_${turn} = ${turn}\n`);
    return () => client.diagnostics(file);
  });
  const before = client.usage()?.cpu ?? Number.NaN;
  const [asked, begun] = [client.asked(), performance.now()];
  await client.type(file, lines - 1, "bench = 1\n");
  await client.diagnostics(file);
  await asked;
  const cpu = (client.usage()?.cpu ?? Number.NaN) - before;
  const took = ((performance.now() - begun) / 1000).toFixed(1);
  row("typed statement → all of the folder is linked again", `${took} s, CPU ${(cpu / 1000).toFixed(1)} s`);
  await timed("code actions at a place", client, async (turn) => {
    const at = { line: (turn * 61) % lines, character: 4 };
    return () =>
      client.connection.sendRequest<CodeAction[]>("textDocument/codeAction", {
        textDocument: { uri: client.uri(file) },
        range: { start: at, end: at },
        context: { diagnostics: [], triggerKind: 1 },
      });
  });
}

/** A module that many import changes; the findings of one that imports it are asked for. */
async function dependants(client: Client, folder: string, files: readonly string[]): Promise<void> {
  const changed = "subprocess.py";
  const asked = files.filter((file) => /^(import|from) subprocess\b/m.test(readFileSync(join(folder, file), "latin1")));
  const dependant = asked.find((file) => !file.includes("test")) ?? asked[0];
  if (!files.includes(changed) || dependant === undefined) return;
  await client.open(changed);
  await client.open(dependant);
  await client.diagnostics(dependant);
  // A statement at the end: what is typed into a docstring, as one at the beginning may be, changes nothing that others see.
  const end = readFileSync(join(folder, changed), "utf8").split("\n").length - 1;
  await timed(`edit of ${changed} → diagnostics of ${dependant}`, client, async (turn) => {
    await client.type(changed, end, `bench_${turn} = ${turn}\n`);
    return () => client.diagnostics(dependant);
  });
}

async function actions(client: Client, folder: string): Promise<void> {
  const ported = PORTED.find(({ file }) => existsSync(join(folder, file)));
  if (ported === undefined) return;
  for (const target of ["go", "ts"] as const) {
    const port = () =>
      client.connection.sendRequest("portwright/port", { uri: client.uri(ported.file), name: ported.name, target });
    const begun = performance.now();
    await port();
    const first = performance.now() - begun;
    const title = `port of ${ported.name} to ${target === "go" ? "Go" : "TypeScript"}, first ${first.toFixed(0)} ms, then`;
    await timed(title, client, async () => port);
  }
}

/** Runs what `prepare` gives, so many times, and prints its distribution. */
async function timed(
  title: string,
  client: Client,
  prepare: (turn: number) => Promise<() => Promise<unknown>>,
): Promise<void> {
  const times: number[] = [];
  const before = client.usage()?.cpu;
  const start = performance.now();
  for (let turn = 0; turn < TURNS && (turn < 2 || performance.now() - start < ENOUGH); turn++) {
    const begun = performance.now();
    await (await prepare(turn))();
    times.push(performance.now() - begun);
  }
  const after = client.usage()?.cpu;
  times.sort((a, b) => a - b);
  const at = (share: number) => `${(times[Math.floor(share * (times.length - 1))] ?? 0).toFixed(1)} ms`;
  const cpu =
    before === undefined || after === undefined ? "" : `, CPU ${((after - before) / times.length).toFixed(1)} ms each`;
  row(title, `p50 ${at(0.5)}, p95 ${at(0.95)} of ${times.length}${cpu}`);
}

function nearest(files: readonly string[], lines: readonly number[], wanted: number): number {
  let best = 0;
  for (const index of files.keys()) {
    if (Math.abs((lines[index] ?? 0) - wanted) < Math.abs((lines[best] ?? 0) - wanted)) best = index;
  }
  return best;
}

/** Prints how long the extension takes to activate in a real extension host, and what the package weighs. */
export async function benchExtension(): Promise<void> {
  const { packageExtension, inMegabytes } = await import("./package.mjs");
  const vsix = join(root, ".cache", "bench.vsix");
  const { size } = await packageExtension({ out: vsix });
  row("VSIX", inMegabytes(size));
  const run = join(root, "test", "extension", "run.ts");
  const output = execFileSync(process.execPath, [run, "--runner", "browser", "--figures"], { encoding: "utf8" });
  const figures = [...output.matchAll(/^figure: (.+?): (.+)$/gm)];
  if (figures.length === 0) row("activation of the extension", output.trim().split("\n").at(-1) ?? "not measured");
  for (const [, title, value] of figures) row(title ?? "", value ?? "");
}

export function row(title: string, value: string): void {
  console.log(`${title.padEnd(66)} ${value}`);
}
