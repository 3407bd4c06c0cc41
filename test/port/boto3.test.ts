import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createCloud } from "./boto3/server.ts";
import { createPorter, differs, hasCommand, type Porter, runCommand, writeSketch } from "./three-way.ts";

/**
 * Programs that ask S3 and SQS, ported: what they print against what the originals printed with boto3, which is recorded so that the
 * tests need no Python package. Both services are one server of this process.
 */
const folder = fileURLToPath(new URL("./boto3/", import.meta.url));
const modules = fileURLToPath(new URL("../../node_modules/", import.meta.url));
const programs = readdirSync(folder).filter((file) => file.endsWith(".py"));
const work = mkdtempSync(join(tmpdir(), "boto3-"));
const server = createCloud();
let porter: Porter;

beforeAll(async () => {
  porter = await createPorter();
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  process.env.TEST_CLOUD = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}, 60_000);

afterAll(() => {
  server.close();
  delete process.env.TEST_CLOUD;
  rmSync(work, { recursive: true, force: true });
});

describe.each(programs)("%s", (file) => {
  const name = basename(file, ".py");
  const source = readFileSync(join(folder, file), "utf8");
  const expected = { stdout: readFileSync(join(folder, `${name}.out`), "utf8"), stderr: "", code: 0 };

  it("does the same in TypeScript", async () => {
    const sketch = await porter.port(name, source, "ts");
    expect(sketch.problems).toEqual([]);
    expect(sketch.notes.filter((note) => note.code === "unsupported")).toEqual([]);
    const manifest = JSON.parse(sketch.files.find((each) => each.path === "package.json")?.text ?? "{}");
    expect(Object.keys(manifest.dependencies).join()).toMatch(/^@aws-sdk\/client-s/);
    const own = writeSketch(sketch, join(work, "ts", name));
    symlinkSync(modules, join(own, "node_modules"));
    expect(differs(expected, await runCommand(process.execPath, [sketch.primary], own))).toBeUndefined();
  }, 60_000);

  it.runIf(hasCommand("go", "version"))(
    "does the same in Go",
    async () => {
      const sketch = await porter.port(name, source, "go");
      expect(sketch.problems).toEqual([]);
      expect(sketch.notes.filter((note) => note.code === "unsupported")).toEqual([]);
      expect(sketch.files.find((each) => each.path === "go.mod")?.text).toContain(
        "github.com/aws/aws-sdk-go-v2/service/s",
      );
      const own = writeSketch(sketch, join(work, "go", name));
      const fetched = await runCommand("go", ["mod", "download"], own, 120_000);
      if (fetched.code !== 0) {
        console.warn(`The kit of AWS cannot be fetched, so that the port is not built: ${fetched.stderr.trim()}`);
        return;
      }
      const built = await runCommand(
        "go",
        ["build", "-mod=readonly", "-ldflags=-s -w", "-o", "program", "."],
        own,
        400_000,
      );
      expect(built.stderr).toBe("");
      expect(differs(expected, await runCommand("./program", [], own))).toBeUndefined();
    },
    600_000,
  );
});
