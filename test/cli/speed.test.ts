import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Session } from "../../server/src/cli/session.ts";
import type { Extraction } from "../../server/src/host/host.ts";
import { createCache } from "../../server/src/host/node/cache.ts";
import { createOwnExtraction, createWorkerExtraction } from "../../server/src/host/node/extraction.ts";
import { FORMATS } from "../../server/src/report/index.ts";
import { realPythonFiles } from "../syntax/standard-library.ts";
import { run } from "./check.ts";

const BLOCKING = "import time\n\nasync def show():\n    time.sleep(1)\n";
const real = Object.fromEntries(realPythonFiles(60).map(({ file, text }) => [file, text]));
const FILES = {
  ...real,
  "app/slow.py": BLOCKING,
  "bad/latin.py": new Uint8Array([0x78, 0x3d, 0xe9]),
  "bad/cut.py": "def f(:",
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "portwright-speed-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** A session with a cache in the test's folder, that says how many texts were extracted. */
function cached(extraction: () => Extraction = createOwnExtraction, engine = "g1") {
  const counts = { extracted: 0 };
  const session: Partial<Session> = {
    openCache: () => createCache({ folder, extractor: "e1", engine }),
    extraction: () => {
      const inner = extraction();
      return {
        width: inner.width,
        close: () => inner.close(),
        extract(text) {
          counts.extracted++;
          return inner.extract(text);
        },
      };
    },
  };
  return { session, counts };
}

describe("an audit says the same, byte for byte,", () => {
  it("with one thread and with two workers, cold, with known facts and with a known result", {
    timeout: 120_000,
  }, async () => {
    const words = "audit --format json --fail-on never";
    const plain = await run(FILES, words);
    const two = await run(FILES, words, { session: { extraction: () => createWorkerExtraction(2) } });
    const cold = cached(() => createWorkerExtraction(2));
    const first = await run(FILES, words, cold);
    const relinked = cached(createOwnExtraction, "g2");
    const second = await run(FILES, words, relinked);
    const warm = cached(createOwnExtraction, "g2");
    const third = await run(FILES, words, warm);
    expect(plain.errors).toBe("");
    for (const outcome of [two, first, second, third]) {
      expect(outcome.output).toBe(plain.output);
      expect(outcome.errors).toBe(plain.errors);
    }
    expect(cold.counts.extracted).toBe(Object.keys(FILES).length);
    expect([relinked.counts.extracted, warm.counts.extracted]).toEqual([0, 0]);
  });

  it("in every format when the result is known", { timeout: 60_000 }, async () => {
    const files = { "a.py": BLOCKING, "b.py": "def f(:" };
    for (const format of FORMATS) {
      const plain = await run(files, `audit --format ${format}`);
      await run(files, `audit --format ${format}`, cached());
      const known = await run(files, `audit --format ${format}`, cached());
      expect(known.output, format).toBe(plain.output);
      expect(known.code).toBe(plain.code);
    }
  });
});

describe("what was worked out before", () => {
  const words = "audit --format json --fail-on never";

  it("holds for the files that did not change, and for those alone", async () => {
    const files = { "a.py": BLOCKING, "b.py": "x = 1\n" };
    await run(files, words, cached());
    const after = cached();
    const changed = { ...files, "b.py": BLOCKING };
    const outcome = await run(changed, words, after);
    expect(after.counts.extracted).toBe(0);
    expect(outcome.output).toBe((await run(changed, words)).output);
    const another = cached();
    await run({ ...files, "b.py": "y = 2\n" }, words, another);
    expect(another.counts.extracted).toBe(1);
  });

  it("does not hide what another configuration, another name or a problem changes", async () => {
    const files = { "a.py": BLOCKING };
    await run(files, words, cached());
    for (const [other, more] of [
      [files, " --interpreter 3.14t"],
      [files, " --ignore blocking-call"],
      [{ ...files, "portwright.toml": 'safe = ["time.sleep"]\n' }, ""],
      [{ "renamed.py": BLOCKING }, ""],
      [{ ...files, "gone.py": { link: "/nowhere" } }, ""],
      [{ ...files, "locked.py": { unreadable: true, kind: "file" } }, ""],
    ] as const) {
      expect((await run(other, words + more, cached())).output).toBe((await run(other, words + more)).output);
    }
  });

  it("is not kept where the analysis of a file failed: it may not fail again", async () => {
    const failing = cached(() => ({ ...createOwnExtraction(), extract: () => Promise.reject(new Error("no luck")) }));
    expect((await run({ "a.py": BLOCKING }, words, failing)).code).toBe(3);
    expect((await run({ "a.py": BLOCKING }, words, cached())).output).toBe(
      (await run({ "a.py": BLOCKING }, words)).output,
    );
  });

  it("is neither read nor kept with --no-cache", async () => {
    await run({ "a.py": BLOCKING }, `${words} --no-cache`, cached());
    expect(readdirSync(folder)).toEqual([]);
  });

  it("can be kept in a folder of the user's choice; one that cannot be written costs a notice", async () => {
    const blocked = join(folder, "file");
    writeFileSync(blocked, "");
    const asked: (string | undefined)[] = [];
    const openCache: Session["openCache"] = (chosen) => {
      asked.push(chosen);
      return createCache({ folder: chosen ?? folder, extractor: "e1", engine: "g1" });
    };
    const { errors, output } = await run({ "a.py": BLOCKING }, `${words} --cache-dir ${blocked}`, {
      session: { openCache },
    });
    expect(asked).toEqual([blocked]);
    expect(errors.split("\n").filter((line) => line.includes("cannot be written"))).toHaveLength(1);
    expect(output).toBe((await run({ "a.py": BLOCKING }, words)).output);
  });
});
