import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { readRuntime, renderRuntime } from "../../scripts/generate-go-runtime.ts";
import { RUNTIME } from "../../server/src/port/go/runtime.generated.ts";

const folder = fileURLToPath(new URL("../../server/src/port/go/runtime/", import.meta.url));
const hasGo = spawnSync("go", ["version"]).status === 0;

describe("the Go runtime of ports", () => {
  it("is what `node scripts/generate-go-runtime.ts` makes of its Go files", () => {
    const generated = readFileSync(
      fileURLToPath(new URL("../../server/src/port/go/runtime.generated.ts", import.meta.url)),
      "utf8",
    );
    expect(generated === renderRuntime(readRuntime())).toBe(true);
  });

  it("names only entries that exist", () => {
    const names = new Set(RUNTIME.map((entry) => entry.name));
    expect(RUNTIME.flatMap((entry) => entry.uses).filter((name) => !names.has(name))).toEqual([]);
  });

  it.runIf(hasGo)(
    "comes with everything that an entry mentions, and little else",
    () => {
      const program = fileURLToPath(new URL("./go-mentions/main.go", import.meta.url));
      const { stdout, stderr } = spawnSync("go", ["run", program, folder], { encoding: "utf8", maxBuffer: 1 << 24 });
      expect(stderr).toBe("");
      const mentions: Readonly<Record<string, readonly string[]>> = JSON.parse(stdout);
      const entries = new Set(RUNTIME.map(({ name }) => name));
      const lacking: string[] = [];
      let beyond = 0;
      for (const { name, uses } of RUNTIME) {
        const wanted = new Set(mentions[name]?.filter((each) => entries.has(each)));
        for (const each of wanted) if (!uses.includes(each)) lacking.push(`${name} lacks ${each}`);
        beyond += uses.filter((each) => !each.includes(".") && !wanted.has(each)).length;
      }
      expect(lacking).toEqual([]);
      // Words that a declaration both makes and calls are taken for both: what comes with it for nothing makes ports longer.
      expect(beyond).toBeLessThan(entries.size / 20);
    },
    120_000,
  );

  // The package's own tests say what each entry does; they need the toolchain.
  it.runIf(hasGo)(
    "passes gofmt, vet and its own tests",
    () => {
      expect(spawnSync("gofmt", ["-l", "."], { cwd: folder, encoding: "utf8" }).stdout).toBe("");
      const vet = spawnSync("go", ["vet", "."], { cwd: folder, encoding: "utf8" });
      expect(vet.stderr).toBe("");
      const test = spawnSync("go", ["test", "."], { cwd: folder, encoding: "utf8" });
      expect(test.stdout + test.stderr).toContain("ok");
    },
    120_000,
  );
});
