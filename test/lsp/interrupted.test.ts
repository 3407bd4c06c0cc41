import { mkdtempSync, readdirSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Session } from "./session.ts";

const SLOW = "import time\n\n\ndef load():\n    time.sleep(1)\n";

/** Enough for workers, and for a scan that somebody can come between. */
const FILES: Readonly<Record<string, string>> = Object.fromEntries(
  Array.from({ length: 120 }, (_, index) => [
    `package/module${index}.py`,
    [
      `from package.module${(index + 1) % 120} import load as other\n${SLOW}\n\nasync def main():\n    other()\n`,
      ...Array.from({ length: 120 }, (__, line) => `\ndef function_${line}(x):\n    return x + ${line}\n`),
    ].join("\n"),
  ]),
);

const sessions: Session[] = [];
let cache: string;

beforeEach(() => {
  cache = mkdtempSync(join(tmpdir(), "portwright-interrupted-"));
});

afterEach(async () => {
  await Promise.all(sessions.splice(0).map((session) => session.dispose()));
  rmSync(cache, { recursive: true, force: true });
});

async function start(files: Readonly<Record<string, string>>): Promise<Session> {
  const session = await Session.start({ files, environment: { XDG_CACHE_HOME: cache } });
  sessions.push(session);
  return session;
}

/** A server on the folder of another session. */
async function startOn(folder: Session): Promise<Session> {
  const session = await start({});
  const event = { added: [{ uri: folder.uri(""), name: "project" }], removed: [] };
  await session.connection.sendNotification("workspace/didChangeWorkspaceFolders", { event });
  return session;
}

const isUnderWay = (session: Session) => session.progress.some(({ value }) => value.kind === "report");
const filesAre = (session: Session, count: number) =>
  session.until(`${count} files`, () => session.status?.state === "ready" && session.status.files === count);

/** What stands in some files all over the folder. */
async function findingsIn(session: Session, folder: Session, files: readonly string[]): Promise<unknown> {
  const found = files.map(async (file) => {
    const items = await session.diagnostics(folder.uri(file));
    return items.map(({ code, range, message }) => [file, range.start.line, code, message]);
  });
  return (await Promise.all(found)).flat();
}

const SOME = ["package/module0.py", "package/module59.py", "package/module118.py", "package/module119.py"];

describe("a server that is killed in the middle of its scan", { timeout: 120_000 }, () => {
  it("leaves nothing that hinders the next, which finds the same", async () => {
    const folder = await start(FILES);
    for (let turn = 0; turn < 2; turn++) {
      const victim = turn === 0 ? folder : await startOn(folder);
      await victim.until("a scan under way", () => isUnderWay(victim));
      victim.process.kill("SIGKILL");
      await victim.exited;
    }
    const next = await startOn(folder);
    await filesAre(next, 120);
    const found = await findingsIn(next, folder, SOME);
    expect(found).toHaveLength(SOME.length);
    const last = await startOn(folder);
    await filesAre(last, 120);
    expect(await findingsIn(last, folder, SOME)).toEqual(found);
  });
});

describe("two servers on one folder and one cache", { timeout: 120_000 }, () => {
  it("scan at the same time, find the same, and leave a cache that a third can use", async () => {
    const first = await start(FILES);
    const second = await startOn(first);
    await Promise.all([filesAre(first, 120), filesAre(second, 120)]);
    const found = await findingsIn(first, first, SOME);
    expect(found).toHaveLength(SOME.length);
    expect(await findingsIn(second, first, SOME)).toEqual(found);
    const packs = (readdirSync(cache, { recursive: true }) as string[]).filter((name) => name.endsWith(".pack"));
    expect(packs.length).toBeGreaterThan(0);
    const third = await startOn(first);
    await filesAre(third, 120);
    expect(await findingsIn(third, first, SOME)).toEqual(found);
  });
});

describe("files that go and move while they are read", { timeout: 120_000 }, () => {
  it("are known in the end as a fresh server knows them", async () => {
    const session = await start(FILES);
    await session.until("a scan under way", () => isUnderWay(session));
    const changes: { uri: string; type: number }[] = [];
    for (let index = 10; index < 60; index++) {
      const file = `package/module${index}.py`;
      changes.push({ uri: session.uri(file), type: 3 });
      if (index % 2 === 0) session.remove(file);
      else {
        const moved = `package/moved${index}.py`;
        renameSync(join(session.root, file), join(session.root, moved));
        changes.push({ uri: session.uri(moved), type: 1 });
      }
    }
    await session.connection.sendNotification("workspace/didChangeWatchedFiles", { changes });
    await filesAre(session, 120 - 25);
    const fresh = await startOn(session);
    await filesAre(fresh, 120 - 25);
    // module9 and the like import what is gone; moved11 is read under its new name alone.
    const files = [...SOME, "package/module9.py", "package/moved11.py", "package/moved59.py"];
    const expected = await findingsIn(fresh, session, files);
    await session.settlesOn(expected, () => findingsIn(session, session, files));
    expect(await findingsIn(session, session, ["package/module11.py", "package/module12.py"])).toEqual([]);
  });
});
