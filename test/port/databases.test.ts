import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Sketch } from "../../server/src/port/index.ts";
import { createPorter, differs, hasCommand, type Porter, runCommand, writeSketch } from "./three-way.ts";

/**
 * Programs with databases, run three ways as the other cases are; what those with SQLAlchemy print is recorded (with 2.1), so that the
 * tests need no Python package. In Go they need a driver, which the module proxy gives; where that
 * cannot be reached the ports are held to have it pinned, and the test says so.
 */
const folder = fileURLToPath(new URL("./databases/", import.meta.url));
const cases = readdirSync(folder).filter((file) => file.endsWith(".py"));
const work = mkdtempSync(join(tmpdir(), "databases-"));
let porter: Porter;
let isBuilt: Promise<boolean> | undefined;

beforeAll(async () => {
  porter = await createPorter();
}, 60_000);

afterAll(() => rmSync(work, { recursive: true, force: true }));

const sketchOf = (file: string, target: "go" | "ts"): Promise<Sketch> =>
  porter.port(basename(file, ".py"), readFileSync(join(folder, file), "utf8"), target);

/** What the original does. */
async function expectedOf(file: string): Promise<Awaited<ReturnType<typeof runCommand>>> {
  const recorded = join(folder, file.replace(/py$/, "out"));
  if (existsSync(recorded)) return { stdout: readFileSync(recorded, "utf8"), stderr: "", code: 0 };
  return await runCommand("python3", [join(folder, file)], work);
}

/** All ports become packages of one module, so that the driver is compiled once; false where it cannot be fetched. */
async function buildGo(): Promise<boolean> {
  const root = join(work, "go");
  mkdirSync(join(root, "bin"), { recursive: true });
  for (const file of cases) {
    const { files } = await sketchOf(file, "go");
    for (const each of files) if (/^go\.(mod|sum)$/.test(each.path)) writeFileSync(join(root, each.path), each.text);
    const name = basename(file, ".py");
    mkdirSync(join(root, name), { recursive: true });
    for (const each of files) if (each.path.endsWith(".go")) writeFileSync(join(root, name, each.path), each.text);
  }
  const fetched = await runCommand("go", ["mod", "download"], root, 120_000);
  if (fetched.code !== 0) {
    console.warn(`The driver of SQLite cannot be fetched, so that no port is built: ${fetched.stderr.trim()}`);
    return false;
  }
  const built = await runCommand(
    "go",
    ["build", "-mod=readonly", "-ldflags=-s -w", "-o", "bin/", "./..."],
    root,
    400_000,
  );
  expect(built.stderr).toBe("");
  return true;
}

describe.each(cases)("%s", (file) => {
  const name = basename(file, ".py");

  it("does the same in TypeScript", async () => {
    const expected = await expectedOf(file);
    const sketch = await sketchOf(file, "ts");
    expect(sketch.problems).toEqual([]);
    expect(sketch.notes.filter((note) => note.code === "unsupported")).toEqual([]);
    const run = await runCommand(process.execPath, [sketch.primary], writeSketch(sketch, join(work, "ts", name)));
    expect(differs(expected, run)).toBeUndefined();
  }, 60_000);

  it.runIf(hasCommand("go", "version"))(
    "does the same in Go",
    async () => {
      const sketch = await sketchOf(file, "go");
      expect(sketch.problems).toEqual([]);
      expect(sketch.notes.filter((note) => note.code === "unsupported")).toEqual([]);
      expect(sketch.files.find((each) => each.path === "go.mod")?.text).toMatch(/^\tmodernc\.org\/sqlite v[\d.]+$/m);
      isBuilt ??= buildGo();
      if (!(await isBuilt)) return;
      const expected = await expectedOf(file);
      expect(differs(expected, await runCommand(join(work, "go", "bin", name), [], work))).toBeUndefined();
    },
    600_000,
  );
});

it("imports no driver where no database is used", async () => {
  const sketch = await porter.port("plain", "def twice(x: int) -> int:\n    return x * 2\n", "go");
  expect(sketch.files.map((file) => file.path)).toEqual(["plain.go", "go.mod"]);
});
