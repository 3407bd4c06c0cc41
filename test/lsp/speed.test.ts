import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Session } from "./session.ts";

const HELPER = "import time\n\n\ndef wait():\n    time.sleep(1)\n";
const CALLER = "from helper import wait\n\n\nasync def main():\n    wait()\n";
/** Long enough together that workers extract the folder's facts. */
const LONG = Object.fromEntries(
  Array.from({ length: 30 }, (_, index) => [
    `long${index}.py`,
    Array.from({ length: 400 }, (_, line) => `def function_${index}_${line}(x):\n    return x + ${line}\n`).join(
      "\n\n",
    ),
  ]),
);
const FILES = { ...LONG, "helper.py": HELPER, "caller.py": CALLER };

let cache: string;
let session: Session | undefined;
beforeEach(() => {
  cache = mkdtempSync(join(tmpdir(), "portwright-lsp-cache-"));
});
afterEach(async () => {
  await session?.dispose();
  rmSync(cache, { recursive: true, force: true });
});

/** Starts a server, waits for its scan, and gives the messages of one file's diagnostics. */
async function found(settings: Record<string, unknown> = {}): Promise<string[]> {
  await session?.dispose();
  session = await Session.start({ files: FILES, settings, environment: { XDG_CACHE_HOME: cache } });
  await session.scanned();
  return (await session.diagnostics(session.uri("caller.py"))).map(({ message }) => JSON.stringify(message));
}

const packs = () =>
  (readdirSync(cache, { recursive: true }) as string[])
    .filter((name) => name.endsWith(".pack"))
    .map((name) => join(cache, name));

describe("the server's scan", () => {
  it("has workers extract the facts, and keeps them", { timeout: 60_000 }, async () => {
    const messages = await found();
    expect(messages).toHaveLength(1);
    expect(packs()).toHaveLength(1);
    const pack = readFileSync(packs()[0]);
    expect(pack.length).toBeGreaterThan(100_000);
    // Whatever becomes of the cache, the findings stay.
    writeFileSync(packs()[0], pack.subarray(0, 50_000));
    expect(await found()).toEqual(messages);
  });

  it("keeps nothing where the settings say so", { timeout: 60_000 }, async () => {
    expect(await found({ cache: { enabled: false } })).toHaveLength(1);
    expect(packs()).toEqual([]);
  });

  it("answers for an open document that differs from its file", { timeout: 60_000 }, async () => {
    session = await Session.start({ files: FILES, environment: { XDG_CACHE_HOME: cache } });
    const uri = await session.open("caller.py", CALLER.replace("wait()\n", "pass\n"));
    await session.scanned();
    await session.settlesOn([], async () => await session!.diagnostics(uri));
  });

  it("answers for an edited file before all of the folder is linked again; files that depend on it follow", {
    timeout: 60_000,
  }, async () => {
    session = await Session.start({ files: FILES, environment: { XDG_CACHE_HOME: cache } });
    const helper = await session.open("helper.py", HELPER);
    await session.scanned();
    await session.until("the findings are counted", () => session!.status?.findings === 1);
    const before = session.refreshes.length;
    const typed = { start: { line: 4, character: 4 }, end: { line: 4, character: 17 } };
    await session.change(helper, 2, { range: typed, text: "async def more(): time.sleep(1)" });
    const messages = (await session.diagnostics(helper)).map(({ code }) => code);
    expect(messages).toEqual(["blocking-call"]);
    await session.until("the client is asked to ask again", () => session!.refreshes.length > before);
    expect(await session.diagnostics(session.uri("caller.py"))).toEqual([]);
  });
});
