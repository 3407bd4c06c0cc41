import { execFile } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { expect } from "vitest";
import { z } from "zod";

const SERVER = new URL("../../server/dist/server.mjs", import.meta.url).pathname;

const SOURCE = `import asyncio
import time


async def handler():
    time.sleep(1)
    await asyncio.sleep(0)
`;

const FIXED = `import asyncio


async def handler():
    await asyncio.sleep(1)
    await asyncio.sleep(0)
`;

const ANSWERS = z.object({
  /** What was waited for in vain. */
  timeout: z.string().optional(),
  failure: z.string().optional(),
  diagnostics: z.array(z.object({ code: z.string(), line: z.number(), message: z.string() })),
  hover: z.string(),
  actions: z.array(z.object({ title: z.string(), kind: z.string() })),
  text: z.string(),
  /** Diagnostics after the fix. */
  left: z.array(z.unknown()),
});

/** Runs an editor's session script, which opens a file with one finding, reads it, fixes it, and writes down what it saw. */
export async function expectSession(program: string, parameters: readonly string[]): Promise<void> {
  if (!existsSync(SERVER)) throw new Error("the server is not built: run `npm run build` first.");
  const folder = mkdtempSync(join(tmpdir(), "portwright-editor-"));
  try {
    const workspace = join(folder, "workspace");
    const answers = join(folder, "answers.json");
    writeFile(join(workspace, "service.py"), SOURCE);
    writeFile(join(workspace, "pyproject.toml"), '[project]\nname = "service"\nversion = "1"\n');
    const environment = {
      ...process.env,
      HOME: folder,
      PORTWRIGHT_NODE: process.execPath,
      PORTWRIGHT_SERVER: SERVER,
      PORTWRIGHT_WORKSPACE: workspace,
      PORTWRIGHT_ANSWERS: answers,
    };
    const { stderr } = await promisify(execFile)(program, [...parameters], { env: environment, timeout: 100_000 });
    if (!existsSync(answers)) throw new Error(`${program} wrote no answers: ${stderr}`);
    const raw: unknown = JSON.parse(readFileSync(answers, "utf8"));
    const seen = ANSWERS.parse(raw, { error: () => JSON.stringify(raw) });
    expect([seen.timeout, seen.failure]).toEqual([undefined, undefined]);
    expect(seen.diagnostics.map(({ code, line }) => `${code} ${line}`)).toEqual(["blocking-call 5"]);
    expect(seen.hover).toContain("stalls the event loop");
    expect(seen.actions.map(({ kind }) => kind)).toContain("source.fixAll.portwright");
    expect(seen.actions[0]).toEqual({ title: "Replace by await asyncio.sleep(…)", kind: "quickfix" });
    expect(seen.text.trimEnd()).toBe(FIXED.trimEnd());
    expect(seen.left).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function writeFile(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
