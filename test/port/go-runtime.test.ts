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
