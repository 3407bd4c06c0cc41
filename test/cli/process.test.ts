import { execFile, spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Audit } from "../../server/src/advice/audit.ts";

const COMMAND = [
  "--import",
  new URL("../lsp/compile-tsx.mjs", import.meta.url).href,
  fileURLToPath(new URL("../../server/src/main.cli.ts", import.meta.url)),
];
const FILES = 60;

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "portwright-cli-"));
  const source =
    "import time\n\n" +
    Array.from({ length: 20 }, (_, index) => `async def show${index}():\n    time.sleep(${index + 1})\n\n`).join("");
  for (let index = 0; index < FILES; index++) await writeFile(join(folder, `module${index}.py`), source);
});
afterAll(async () => rm(folder, { recursive: true, force: true }));

describe("the real process", () => {
  it("writes a long report to a pipe to its end", async () => {
    const { stdout, stderr } = await promisify(execFile)(
      process.execPath,
      [...COMMAND, "audit", folder, "--format", "json"],
      { maxBuffer: 100_000_000 },
    );
    const audit = JSON.parse(stdout) as Audit;
    expect(stdout.length).toBeGreaterThan(500_000);
    expect(audit.totals).toMatchObject({ files: FILES, findings: FILES * 20 });
    expect(stderr).toBe("");
  });

  it("bears a reader that stops reading", async () => {
    const child = spawn(process.execPath, [...COMMAND, "audit", folder]);
    let errors = "";
    child.stderr.on("data", (data) => {
      errors += String(data);
    });
    child.stdout.once("data", () => child.stdout.destroy());
    const code = await new Promise((resolve) => child.once("close", resolve));
    expect({ code, errors }).toEqual({ code: 0, errors: "" });
  });

  it("tells its exit code", async () => {
    await expect(
      promisify(execFile)(process.execPath, [...COMMAND, "audit", join(folder, "none")]),
    ).rejects.toMatchObject({ code: 2, stderr: expect.stringMatching(/^portwright: there is no file or folder/) });
  });
});
