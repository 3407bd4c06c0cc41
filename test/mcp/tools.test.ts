import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ToldAudit } from "../../server/src/mcp/tools.ts";

const COMMAND = [
  "--import",
  new URL("../lsp/compile-tsx.mjs", import.meta.url).href,
  fileURLToPath(new URL("../../server/src/main.cli.ts", import.meta.url)),
  "mcp",
];

const FILES = {
  "pyproject.toml": '[project]\nname = "shop"\nversion = "1"\n',
  "shop/__init__.py": "",
  "shop/store.py": "import time\n\n\ndef load():\n    time.sleep(2)\n",
  "shop/api.py":
    "from fastapi import FastAPI\n\nfrom shop.store import load\n\napp = FastAPI()\n\n\n@app.get('/')\nasync def index():\n    return load()\n",
  "shop/sums.py": "def total(values: list[int]) -> int:\n    return sum(v * v for v in values)\n",
};

let folder = "";
let client: Client;

async function start(...options: readonly string[]): Promise<void> {
  client = new Client({ name: "test", version: "1" });
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [...COMMAND, ...options],
    cwd: folder,
  });
  await client.connect(transport);
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "portwright-mcp-"));
  for (const [name, text] of Object.entries(FILES)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
});

afterEach(async () => {
  await client.close();
  await rm(folder, { recursive: true, force: true });
});

async function call(name: string, parameters: Record<string, unknown>): Promise<{ text: string; isError: boolean }> {
  const result = await client.callTool({ name, arguments: parameters });
  const content = result.content as { type: string; text: string }[];
  return { text: content[0].text, isError: result.isError === true };
}

describe("the server for agents", { timeout: 60_000 }, () => {
  it("says what it offers, and leaves out what runs code unless that is allowed", async () => {
    await start();
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(["audit", "explain", "port"]);
    expect(tools.find(({ name }) => name === "audit")?.annotations?.readOnlyHint).toBe(true);
    await client.close();
    await start("--allow-run");
    expect((await client.listTools()).tools.map(({ name }) => name)).toContain("verify");
  });

  it("audits a project and explains what it found", async () => {
    await start();
    const audit = JSON.parse((await call("audit", { path: "." })).text) as ToldAudit;
    expect(audit.findings).toMatchObject([
      { rule: "blocking-chain", place: "shop/api.py:10:12", chain: [expect.stringContaining("shop/store.py:5")] },
    ]);
    expect((await call("explain", { what: "shop/api.py:10" })).text).toContain("blocking-chain");
    expect((await call("explain", { what: "lost-task" })).text).toContain("Why it matters");
    const limited = JSON.parse((await call("audit", { path: folder, rules: ["lost-task"] })).text) as ToldAudit;
    expect(limited.findings).toEqual([]);
  });

  it("shows a port, and writes it only where it is told to", async () => {
    await start();
    const shown = JSON.parse((await call("port", { place: "shop/sums.py::total", to: "go" })).text);
    expect(shown.files[0]).toMatchObject({ state: "shown", text: expect.stringContaining("func Total(") });
    expect(await readdir(folder)).not.toContain("out");
    const written = JSON.parse((await call("port", { place: "shop/sums.py", to: "ts", out: "out" })).text);
    expect(written.files[0]).toMatchObject({ path: "sums.ts", state: "written" });
    expect(await readdir(join(folder, "out"))).toContain("sums.ts");
  });

  it("says what is wrong with a question, and goes on", async () => {
    await start();
    expect(await call("audit", { path: "nowhere" })).toEqual({
      text: "portwright: there is no file or folder 'nowhere'.",
      isError: true,
    });
    expect((await call("audit", { path: 5 })).isError).toBe(true);
    expect((await call("audit", { path: "--help" })).isError).toBe(true);
    expect((await call("port", { place: "shop/sums.py::nothing", to: "go" })).isError).toBe(true);
    expect((await call("explain", {})).text).toContain("blocking-call");
  });
});
