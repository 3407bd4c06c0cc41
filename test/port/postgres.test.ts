import { mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createPorter, hasCommand, type Porter, runCommand, writeSketch } from "./three-way.ts";

/**
 * A program that asks a server of PostgreSQL, ported: it is built with its driver, and tells that nothing listens as the original does.
 * No server is needed, and what one would answer is not compared.
 */
const name = "postgres_orders";
const source = readFileSync(fileURLToPath(new URL(`./postgres/${name}.py`, import.meta.url)), "utf8");
const modules = fileURLToPath(new URL("../../node_modules/", import.meta.url));
const work = mkdtempSync(join(tmpdir(), "postgres-"));
let porter: Porter;

beforeAll(async () => {
  porter = await createPorter();
  process.env.DATABASE = "postgres://nobody@127.0.0.1:1/none";
}, 60_000);

afterAll(() => {
  delete process.env.DATABASE;
  rmSync(work, { recursive: true, force: true });
});

it("is a TypeScript module on the pinned package", async () => {
  const sketch = await porter.port(name, source, "ts");
  expect(sketch.problems).toEqual([]);
  expect(sketch.notes.filter((note) => note.code === "unsupported")).toEqual([]);
  const manifest = JSON.parse(sketch.files.find((each) => each.path === "package.json")?.text ?? "{}");
  expect(Object.keys(manifest.dependencies)).toEqual(["pg"]);
  const own = writeSketch(sketch, join(work, "ts"));
  symlinkSync(modules, join(own, "node_modules"));
  const run = await runCommand(process.execPath, [sketch.primary], own);
  expect(run.code).toBe(1);
  expect(run.stderr).toContain("OperationalError");
}, 60_000);

it.runIf(hasCommand("go", "version"))(
  "is a Go program on the pinned driver",
  async () => {
    const sketch = await porter.port(name, source, "go");
    expect(sketch.problems).toEqual([]);
    expect(sketch.notes.filter((note) => note.code === "unsupported")).toEqual([]);
    expect(sketch.files.find((each) => each.path === "go.mod")?.text).toContain("github.com/jackc/pgx/v5 v5");
    const own = writeSketch(sketch, join(work, "go"));
    const fetched = await runCommand("go", ["mod", "download"], own, 120_000);
    if (fetched.code !== 0) {
      console.warn(
        `The driver of PostgreSQL cannot be fetched, so that the port is not built: ${fetched.stderr.trim()}`,
      );
      return;
    }
    const vetted = await runCommand("go", ["vet", "-mod=readonly", "."], own, 300_000);
    expect(vetted.stderr).toBe("");
    const built = await runCommand("go", ["build", "-mod=readonly", "-o", "program", "."], own, 300_000);
    expect(built.stderr).toBe("");
    const run = await runCommand("./program", [], own);
    expect(run.code).toBe(1);
    expect(run.stderr).toContain("OperationalError");
  },
  600_000,
);
