import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createCache } from "../../server/src/host/node/cache.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "portwright-cache-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const bytes = (text: string) => new TextEncoder().encode(text);
const text = (found: Uint8Array | undefined) => (found === undefined ? undefined : new TextDecoder().decode(found));
const open = (options: Partial<Parameters<typeof createCache>[0]> = {}) =>
  createCache({ folder, extractor: "e1", engine: "g1", ...options });
const digest = (content: string) => open().digest(content);

async function keep(contents: readonly string[], cache = open()): Promise<void> {
  const facts = cache.facts("/w");
  for (const content of contents) facts.add(digest(content), bytes(`facts of ${content}`));
  await facts.save();
}

function filesOf(ending: string): string[] {
  return (readdirSync(folder, { recursive: true }) as string[])
    .filter((file) => file.endsWith(ending))
    .map((file) => join(folder, file))
    .sort();
}

describe("the facts that are kept on disk", () => {
  it("are found by the digest of the file's bytes, from run to run", async () => {
    await keep(["a", "b"]);
    await keep(["c"]);
    const facts = open().facts("/w");
    expect(["a", "b", "c", "d"].map((content) => text(facts.find(digest(content))))).toEqual([
      "facts of a",
      "facts of b",
      "facts of c",
      undefined,
    ]);
  });

  it("are another's where the workspace or the extractor is another", async () => {
    await keep(["a"]);
    expect(open().facts("/elsewhere").find(digest("a"))).toBeUndefined();
    expect(open({ extractor: "e2" }).facts("/w").find(digest("a"))).toBeUndefined();
  });

  it("are as good as absent where a byte of them is wrong, and the others stay", async () => {
    await keep(["a", "b"]);
    const [pack] = filesOf(".pack");
    const content = readFileSync(pack);
    content[content.indexOf("facts of a")]++;
    writeFileSync(pack, content);
    const facts = open().facts("/w");
    expect([text(facts.find(digest("a"))), text(facts.find(digest("b")))]).toEqual([undefined, "facts of b"]);
  });

  it("are discarded where their file was cut off anywhere, or is something else", async () => {
    await keep(["a", "b"]);
    const whole = readFileSync(filesOf(".pack")[0]);
    for (let length = 0; length < whole.length; length++) {
      const [pack] = filesOf(".pack");
      truncateSync(pack, length);
      const facts = open().facts("/w");
      expect(facts.find(digest("a")), `cut off at ${length}`).toBeUndefined();
      expect(filesOf(".pack")).toEqual([]);
      writeFileSync(pack, whole);
    }
    writeFileSync(filesOf(".pack")[0], "x".repeat(5_000));
    expect(open().facts("/w").find(digest("a"))).toBeUndefined();
  });

  it("are put together into one file where there are many, without what nobody asked for", async () => {
    for (let turn = 0; turn < 8; turn++) await keep([`a${turn}`]);
    expect(filesOf(".pack")).toHaveLength(8);
    const facts = open().facts("/w");
    for (let turn = 0; turn < 6; turn++) expect(facts.find(digest(`a${turn}`))).toBeDefined();
    await facts.save();
    expect(filesOf(".pack")).toHaveLength(1);
    const after = open().facts("/w");
    expect(Array.from({ length: 8 }, (_, turn) => after.find(digest(`a${turn}`)) !== undefined)).toEqual(
      Array.from({ length: 8 }, (_, turn) => turn < 6),
    );
  });

  it("stay below the limit: what was not used for longest goes first", async () => {
    await keep(["a".repeat(400)]);
    const [old] = filesOf(".pack");
    utimesSync(old, 1_000, 1_000);
    await keep(["b".repeat(400)], open({ limit: 700 }));
    const facts = open().facts("/w");
    expect(facts.find(digest("a".repeat(400)))).toBeUndefined();
    expect(facts.find(digest("b".repeat(400)))).toBeDefined();
  });

  it("leave alone what others have in the folder that the user named", async () => {
    const own = join(folder, "notes.json");
    writeFileSync(own, "x".repeat(10_000));
    await keep(["a"], open({ limit: 1 }));
    await open({ limit: 1 }).keepResult("key", "result");
    expect(readFileSync(own, "utf8")).toHaveLength(10_000);
  });

  it("survive two processes that write and put together at the same time", { timeout: 60_000 }, async () => {
    const code = `
      import { createCache } from ${JSON.stringify(new URL("../../server/src/host/node/cache.ts", import.meta.url).href)};
      const [folder, name] = process.argv.slice(1);
      for (let turn = 0; turn < 40; turn++) {
        const cache = createCache({ folder, extractor: "e1", engine: "g1" });
        const facts = cache.facts("/w");
        for (let known = 0; known <= turn; known++) {
          const digest = cache.digest(name + known);
          const found = facts.find(digest);
          const right = "facts of " + name + known;
          if (found !== undefined && new TextDecoder().decode(found) !== right) process.exit(3);
          if (found === undefined) facts.add(digest, new TextEncoder().encode(right));
        }
        await facts.save();
        if (cache.notice !== undefined) process.exit(4);
      }`;
    const ends = ["one", "two"].map((name) =>
      once(
        spawn(process.execPath, ["--input-type=module", "--eval", code, folder, name], { stdio: "inherit" }),
        "exit",
      ),
    );
    for (const [status] of await Promise.all(ends)) expect(status).toBe(0);
    expect(filesOf(".tmp")).toEqual([]);
  });
});

describe("a cache that cannot be written", () => {
  it("is none, and says so once", async () => {
    const blocked = join(folder, "file");
    writeFileSync(blocked, "");
    const cache = open({ folder: blocked });
    await keep(["a"], cache);
    await cache.keepResult("key", "result");
    expect(cache.notice).toContain("cannot be written (a part of its path is a file)");
    expect(await cache.result("key")).toBeUndefined();
    expect(cache.facts("/w").find(digest("a"))).toBeUndefined();
  });
});

describe("results that are kept on disk", () => {
  it("are found by their key, in the same engine", async () => {
    await open().keepResult("key", "résultat");
    expect(text(await open().result("key"))).toBe("résultat");
    expect(await open().result("another")).toBeUndefined();
    expect(await open({ engine: "g2" }).result("key")).toBeUndefined();
  });

  it("are as good as absent when they are spoilt or cut off", async () => {
    await open().keepResult("key", "result");
    const [path] = filesOf(".json");
    const whole = readFileSync(path);
    for (let length = 0; length < whole.length; length++) {
      writeFileSync(path, whole.subarray(0, length));
      expect(await open().result("key"), `cut off at ${length}`).toBeUndefined();
    }
    whole[whole.length - 1]++;
    writeFileSync(path, whole);
    expect(await open().result("key")).toBeUndefined();
  });
});
