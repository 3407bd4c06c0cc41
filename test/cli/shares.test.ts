import { describe, expect, it } from "vitest";
import { realPythonFiles } from "../syntax/standard-library.ts";
import { type Outcome, run } from "./check.ts";

const BLOCKING = "import time\n\nasync def show():\n    time.sleep(1)\n";
const FILES = {
  "app/main.py": "from app.slow import wait\n\nasync def show():\n    wait()\n",
  "app/slow.py": "import time\n\ndef wait():\n    time.sleep(1)\n",
  "app/broken.py": "def f(:",
  "app/latin.py": new Uint8Array([0x78, 0x3d, 0xe9]),
  "app/locked.py": { unreadable: true, kind: "file" },
  "app/link.py": { link: "/nowhere" },
  "app/é 𝄞.py": `${BLOCKING}x = "\u2028𝄞"\n`,
} as const;

/** The shares of a workspace in one host, under the names 1.facts, 2.facts … */
async function shares(files: Parameters<typeof run>[0], of: number, words = ""): Promise<Outcome> {
  let outcome: Outcome | undefined;
  for (let index = 1; index <= of; index++) {
    outcome = await run(files, `audit . --shard ${index}/${of} --out /s/${index}.facts ${words}`, {
      host: outcome?.host,
    });
    expect(outcome.code).toBe(0);
  }
  return outcome!;
}

const names = (of: number) => Array.from({ length: of }, (_, at) => `/s/${at + 1}.facts`).join(" ");

describe("portwright merge", () => {
  it("gives the bytes of a single audit, whatever the number of shares and their order", {
    timeout: 60_000,
  }, async () => {
    const real = Object.fromEntries(realPythonFiles(25).map(({ file, text }) => [file, text]));
    const files = { ...FILES, ...real, "portwright.toml": 'interpreter = "3.11"\n' };
    for (const format of ["json", "sarif"]) {
      const single = await run(files, `audit . --format ${format}`);
      for (const of of [1, 3]) {
        const { host } = await shares(files, of);
        const order = names(of).split(" ").reverse().join(" ");
        const merged = await run({}, `merge ${order} --format ${format}`, { host });
        expect(merged.output).toBe(single.output);
        expect(merged.code).toBe(single.code);
      }
    }
  });

  it("takes what the shares were told", async () => {
    const files = { "a.py": BLOCKING };
    const single = await run(files, "audit . --ignore blocking-call --format json");
    const { host } = await shares(files, 2, "--ignore blocking-call");
    expect((await run({}, `merge ${names(2)} --format json`, { host })).output).toBe(single.output);
  });

  it("says what is wrong with the shares", async () => {
    const { host } = await shares({ "a.py": BLOCKING, "b.py": BLOCKING }, 3);
    const whole = host.entries.get("/s/2.facts") as Uint8Array;
    const elsewhere = await run({ "a.py": BLOCKING }, "audit . --interpreter 3.9 --shard 2/3 --out /s/other.facts", {
      host,
    });
    await run({ "a.py": BLOCKING }, "audit . --shard 2/2 --out /s/two.facts", { host });
    host.entries.set("/s/cut.facts", whole.slice(0, whole.length - 20));
    host.entries.set("/s/text.facts", "hello\n");
    host.entries.set("/s/empty.facts", "");
    expect(elsewhere.code).toBe(0);
    for (const [words, message] of [
      ["/s/1.facts /s/3.facts", "1 share of 3 is missing: 2."],
      ["/s/1.facts", "2 shares of 3 are missing: 2, 3."],
      ["/s/1.facts /s/2.facts /s/2.facts /s/3.facts", "share 2/3 is there twice."],
      ["/s/1.facts /s/two.facts", "of the same number"],
      ["/s/1.facts /s/other.facts /s/3.facts", "written with different settings"],
      ["/s/cut.facts /s/1.facts /s/3.facts", "'cut.facts' is cut off or spoilt"],
      ["/s/text.facts", "'text.facts' holds no facts"],
      ["/s/empty.facts", "'empty.facts' holds no facts"],
      ["/s/absent.facts", "'absent.facts' cannot be read"],
    ]) {
      const { code, errors, output } = await run({}, `merge ${words}`, { host });
      expect({ code, output }).toEqual({ code: 2, output: "" });
      expect(errors).toContain(message);
    }
    const other = await run({}, `merge ${names(3)}`, { host, session: { extractor: "e2" } });
    expect(other.code).toBe(2);
    expect(other.errors).toContain("written by another version of Portwright");
  });

  it("fails where the analysis of a file failed", async () => {
    const extraction = () => ({ width: 1, extract: () => Promise.reject(new Error("no luck")), close: async () => {} });
    const first = await run({ "a.py": BLOCKING }, "audit . --shard 1/1 --out /s/1.facts", { session: { extraction } });
    const merged = await run({}, "merge /s/1.facts --format json", { host: first.host });
    expect(merged.code).toBe(3);
    expect(merged.output).toBe(
      (await run({ "a.py": BLOCKING }, "audit . --format json", { session: { extraction } })).output,
    );
  });

  it("is what --shard without a file for the facts cannot be followed by", async () => {
    expect((await run({ "a.py": BLOCKING }, "audit . --shard 1/2")).errors).toContain("--shard needs --out");
    for (const wrong of ["0/2", "3/2", "1", "1/2/3", "a/b", "1.5/2"])
      expect((await run({ "a.py": BLOCKING }, `audit . --shard ${wrong} --out x`)).code).toBe(2);
  });
});
