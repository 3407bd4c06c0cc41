import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const script = fileURLToPath(new URL("../../scripts/knowledge-verify.ts", import.meta.url));
const python = spawnSync("python3", ["-c", "import sys; sys.exit(sys.version_info < (3, 10))"]).status === 0;

test.runIf(python)(
  "every standard library path exists in the interpreter at hand",
  () => {
    const child = spawnSync(process.execPath, [script], { encoding: "utf8" });
    expect(child.stdout).toMatch(/^\d{4} paths looked up, 0 wrong/);
    expect(child.status).toBe(0);
  },
  60_000,
);
