import { execFile, spawn } from "node:child_process";
import { closeSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, watch, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

const COMMAND = [
  "--import",
  new URL("../lsp/compile-tsx.mjs", import.meta.url).href,
  fileURLToPath(new URL("../../server/src/main.cli.ts", import.meta.url)),
];
const FILES = 150;

let project: string;
let cache: string;

beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), "portwright-project-"));
  cache = mkdtempSync(join(tmpdir(), "portwright-cache-"));
  for (let index = 0; index < FILES; index++) {
    const functions = Array.from({ length: 80 }, (_, line) => `async def show${line}():\n    load(${line})\n\n`);
    const head = `import time\nfrom module${(index + 1) % FILES} import show1\n\ndef load(x):\n    time.sleep(x)\n\n`;
    writeFileSync(join(project, `module${index}.py`), head + functions.join(""));
  }
});

afterEach(() => {
  for (const folder of [project, cache]) rmSync(folder, { recursive: true, force: true });
});

interface Ended {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

/** Runs the command line; `shell` puts commands of a shell before it, such as limits. */
function run(words: readonly string[], shell?: string): Promise<Ended> {
  const all = [...COMMAND, ...words];
  const [program, given] =
    shell === undefined
      ? [process.execPath, all]
      : ["bash", ["-c", `${shell}; exec "$@"`, "bash", process.execPath, ...all]];
  return new Promise((resolve) => {
    const child = execFile(program, given, { maxBuffer: 200_000_000 }, (_, output, errors) =>
      resolve({ code: child.exitCode, output, errors }),
    );
  });
}

const audit = (...words: string[]) => ["audit", project, "--format", "json", "--cache-dir", cache, ...words];
const inCache = (ending: string) =>
  (readdirSync(cache, { recursive: true }) as string[]).filter((name) => name.endsWith(ending));

/** When a file with this ending stands in the folder of the cache. */
function appearing(ending: string): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (inCache(ending).length === 0) return;
      watcher.close();
      resolve();
    };
    const watcher = watch(cache, { recursive: true }, look);
    look();
  });
}

describe("an audit that is killed in its middle", { timeout: 120_000 }, () => {
  it("leaves the report of before, and nothing that hinders the next", async () => {
    const report = join(project, "report.json");
    writeFileSync(report, "the report of before");
    const child = spawn(process.execPath, [...COMMAND, ...audit("--out", report)], { stdio: "ignore" });
    const ended = new Promise((resolve) => child.once("exit", (_, signal) => resolve(signal)));
    await appearing(".tmp");
    child.kill("SIGKILL");
    expect(await ended).toBe("SIGKILL");
    expect(readFileSync(report, "utf8")).toBe("the report of before");

    const next = await run(audit());
    const without = await run(["audit", project, "--format", "json", "--no-cache"]);
    expect(next).toEqual(without);
    expect(JSON.parse(next.output).totals.findings).toBe(FILES * 80);
    expect(await run(audit())).toEqual(without);
  });
});

/** No file may grow over 8 kB (16 blocks): for who writes, a disk that fills up in the middle of a file. */
const FILLING_DISK = "trap '' XFSZ; ulimit -f 16";

describe("a disk that fills up", { timeout: 120_000 }, () => {
  it("costs the cache and nothing else, and is told", async () => {
    const { output } = await run(["audit", project, "--format", "json", "--no-cache"]);
    const found = await run(audit(), FILLING_DISK);
    expect(found.code).toBe(0);
    expect(found.output).toBe(output);
    expect(found.errors).toMatch(/^portwright: The cache in .* cannot be written/);
    expect(inCache(".tmp")).toEqual([]);
  });

  it("leaves the report of before, and says what could not be written", async () => {
    const report = join(project, "report.json");
    writeFileSync(report, "the report of before");
    const { code, errors } = await run(["audit", project, "--no-cache", "--out", report], FILLING_DISK);
    expect({ code, errors }).toEqual({ code: 2, errors: expect.stringMatching(/report\.json' cannot be written/) });
    expect(readFileSync(report, "utf8")).toBe("the report of before");
    expect(readdirSync(project).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  });

  it("is told where the report goes to the standard output", async () => {
    const full = openSync("/dev/full", "w");
    const child = spawn(process.execPath, [...COMMAND, ...audit()], { stdio: ["ignore", full, "pipe"] });
    let errors = "";
    child.stderr?.on("data", (data) => {
      errors += String(data);
    });
    const code = await new Promise((resolve) => child.once("close", resolve));
    closeSync(full);
    expect({ code, errors }).toEqual({
      code: 2,
      errors: "portwright: 'standard output' cannot be written. The disk is full.\n",
    });
  });
});
