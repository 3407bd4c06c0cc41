import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Target } from "../../../server/src/port/index.ts";
import { NPM_PACKAGES } from "../../../server/src/port/ts/manifest.ts";
import { createPorter, hasCommand, type Porter, runCommand, writeSketch } from "../three-way.ts";
import { answerDiffers, recordingOf, type WebCase, webCases } from "./cases.ts";
import { type Running, send, startService } from "./serve.ts";

/**
 * Services in Go and TypeScript answer as the originals did. What those answered is recorded (`npm run port:record`), so that the
 * tests need no Python frameworks.
 */
const cases = webCases();
const hasGo = hasCommand("go", "version");
const work = mkdtempSync(join(tmpdir(), "web-"));
const modules = fileURLToPath(new URL("../../../node_modules", import.meta.url));
const problems = new Map<string, readonly string[]>();
let porter: Porter;

beforeAll(async () => {
  porter = await createPorter();
  for (const each of cases) await writeTypeScript(each);
  if (hasGo) await buildGo();
}, 300_000);

afterAll(() => rmSync(work, { recursive: true, force: true }));

function sourceOf(each: WebCase): string {
  return each.files === undefined ? each.source : porter.join(each.name, each.files);
}

async function writeTypeScript(each: WebCase): Promise<void> {
  const sketch = await porter.port(each.name, sourceOf(each), "ts");
  problems.set(`ts ${each.name}`, sketch.problems);
  const folder = writeSketch(sketch, join(work, "ts", each.name));
  symlinkSync(modules, join(folder, "node_modules"));
}

/** All Go ports become packages of one module, so that one build serves them all. */
async function buildGo(): Promise<void> {
  const root = join(work, "go");
  mkdirSync(join(root, "bin"), { recursive: true });
  writeFileSync(join(root, "go.mod"), "module cases\n\ngo 1.26\n");
  for (const each of cases) {
    const sketch = await porter.port(each.name, sourceOf(each), "go");
    problems.set(`go ${each.name}`, sketch.problems);
    writeSketch({ ...sketch, files: sketch.files.filter((file) => file.path !== "go.mod") }, join(root, each.name));
  }
  const build = await runCommand("go", ["build", "-o", "bin/", "./..."], root, 240_000);
  if (build.code !== 0) problems.set("go", [build.stderr]);
}

function start(each: WebCase, target: Target): Promise<Running> {
  if (target === "go") return startService(join(work, "go", "bin", each.name), [], work);
  return startService(process.execPath, [`${each.name}.ts`], join(work, "ts", each.name));
}

/** Sends the requests of a case to its port and expects what the original answered. */
async function check(each: WebCase, target: Target): Promise<void> {
  expect([...(problems.get(target) ?? []), ...(problems.get(`${target} ${each.name}`) ?? [])]).toEqual([]);
  const recording = recordingOf(each.name);
  expect(recording?.answers.length, "npm run port:record writes what the original answers").toBe(each.requests.length);
  expect(await differences(each, await start(each, target))).toEqual([]);
}

/** Sends the requests of a case to a started service, ends it, and tells where the answers are not those of the original. */
async function differences(each: WebCase, service: Running): Promise<string[]> {
  const found: string[] = [];
  const recording = recordingOf(each.name);
  try {
    for (const [i, request] of each.requests.entries()) {
      const answer = recording?.answers[i];
      const ask = async (): Promise<string | undefined> =>
        answer === undefined ? "no recording" : answerDiffers(answer, await send(service.port, request));
      let difference = await ask();
      const limit = Date.now() + 5_000;
      while (difference !== undefined && request.settles && Date.now() < limit) difference = await ask();
      if (difference !== undefined)
        found.push(`${request.method} ${request.path} ${request.body ?? ""}: ${difference}`);
    }
  } finally {
    service.stop();
  }
  return found;
}

describe("services in TypeScript answer as the original", () => {
  for (const each of cases) it(each.name, () => check(each, "ts"), 60_000);
});

describe.runIf(hasGo)("services in Go answer as the original", () => {
  for (const each of cases) it(each.name, () => check(each, "go"), 60_000);
});

/** Services that use most of what routers differ in. */
const OTHERS = ["fastapi_parameters", "flask_pages", "fastapi_orders"];

describe.each(["fastify", "express"] as const)("services for %s answer as the original", (web) => {
  it.each(OTHERS)(
    "%s",
    async (name) => {
      const each = cases.find((one) => one.name === name)!;
      const sketch = await porter.port(name, each.source, "ts", web);
      const folder = writeSketch(sketch, join(work, web, name));
      symlinkSync(modules, join(folder, "node_modules"));
      expect(sketch.problems).toEqual([]);
      const service = await startService(process.execPath, [`${name}.ts`], folder);
      expect(await differences(each, service)).toEqual([]);
    },
    60_000,
  );
});

describe.runIf(hasGo)("services for Gin and Echo", () => {
  it.each(["gin", "echo"] as const)(
    "%s: builds with the pinned modules and answers as the original",
    async (web) => {
      const each = cases.find((one) => one.name === "fastapi_parameters")!;
      const sketch = await porter.port(each.name, each.source, "go", web);
      const folder = writeSketch(sketch, join(work, web));
      expect(sketch.problems).toEqual([]);
      const fetched = await runCommand("go", ["mod", "download"], folder, 120_000);
      if (fetched.code !== 0) {
        console.warn(
          `The modules of ${web} cannot be fetched, so that its port is not built: ${fetched.stderr.trim()}`,
        );
        expect(sketch.files.map((file) => file.path)).toContain("go.sum");
        return;
      }
      const build = await runCommand("go", ["build", "-mod=readonly", "-o", "program", "."], folder, 240_000);
      expect(build.stderr).toBe("");
      const service = await startService(join(folder, "program"), [], folder);
      expect(await differences(each, service)).toEqual([]);
    },
    400_000,
  );
});

it("pins the packages that the tests run with", () => {
  const installed = Object.keys(NPM_PACKAGES).map((name) => [
    name,
    JSON.parse(readFileSync(join(modules, name, "package.json"), "utf8")).version,
  ]);
  expect(Object.fromEntries(installed)).toEqual(NPM_PACKAGES);
});

it("recordings are of the requests that the cases have", () => {
  expect(
    cases.filter((each) => recordingOf(each.name)?.answers.length !== each.requests.length).map((each) => each.name),
  ).toEqual([]);
});
