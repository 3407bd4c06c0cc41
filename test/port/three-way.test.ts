import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Integers, Target } from "../../server/src/port/index.ts";
import { KNOWN_DIFFERENCES } from "./known-differences.ts";
import { createPorter, differs, hasCommand, type Porter, type Run, runCommand, writeSketch } from "./three-way.ts";

const folder = fileURLToPath(new URL("./cases/", import.meta.url));
const cases = readdirSync(folder).filter((file) => file.endsWith(".py"));
const work = mkdtempSync(join(tmpdir(), "three-way-"));
const hasGo = hasCommand("go", "version");

/** Ports `name.py` to both targets, builds and runs them, and expects the output and exit code of Python. */
let porter: Porter;
const python = new Map<string, Run>();
const goProblems = new Map<string, readonly string[]>();

beforeAll(async () => {
  porter = await createPorter();
  // Python runs the originals while Go builds the ports.
  await Promise.all([runOriginals(), hasGo ? buildGo() : undefined]);
}, 900_000);

afterAll(() => rmSync(work, { recursive: true, force: true }));

async function runOriginals(): Promise<void> {
  for (const file of cases) python.set(file, await runCommand("python3", [join(folder, file)], folder));
}

/** Cases whose Go side is asked for integers of any size: nothing in them says that words are not enough. */
const integersOf = (name: string): Integers => (name.startsWith("integers_big_") ? "big" : "auto");

/** All Go ports become packages of one module, so that one build serves them all. */
async function buildGo(): Promise<void> {
  const root = join(work, "go");
  mkdirSync(join(root, "bin"), { recursive: true });
  writeFileSync(join(root, "go.mod"), "module cases\n\ngo 1.26\n");
  for (const file of cases) {
    const name = basename(file, ".py");
    const sketch = await porter
      .port(name, readFileSync(join(folder, file), "utf8"), "go", undefined, undefined, integersOf(name))
      .catch((error: unknown) => String(error));
    if (typeof sketch === "string") {
      goProblems.set(file, [sketch]);
      continue;
    }
    goProblems.set(file, sketch.problems);
    writeSketch({ ...sketch, files: sketch.files.filter((each) => each.path !== "go.mod") }, join(root, name));
  }
  // Without symbols for a debugger the linker has half the work.
  await runCommand("go", ["build", "-ldflags=-s -w", "-o", "bin/", "./..."], root, 240_000);
}

async function runGo(name: string): Promise<Run> {
  const root = join(work, "go");
  const run = await runCommand(join(root, "bin", name), [], root);
  if (run.code !== -1) return run;
  // The whole build stops at the first broken package; the others are then built one by one.
  const build = await runCommand("go", ["build", "-o", join("bin", name), `./${name}`], root, 120_000);
  return build.code === 0
    ? runCommand(join(root, "bin", name), [], root)
    : { ...build, stdout: `not built: ${build.stderr}` };
}

/** A port that does not build fails as one that prints something else does. */
function judge(name: string, target: Target, problems: readonly string[], run: Run): void {
  const difference = problems.length > 0 ? problems.join("\n") : differs(python.get(`${name}.py`) as Run, run);
  const known = KNOWN_DIFFERENCES.find((each) => each.case === name && each.target === target);
  if (known === undefined) expect(difference).toBeUndefined();
  else expect(difference, `${name} does the same in ${target} now: take it off the known differences`).toBeDefined();
}

describe.each(cases)("%s", (file) => {
  const name = basename(file, ".py");
  const source = readFileSync(join(folder, file), "utf8");

  it("does the same in TypeScript", async () => {
    const sketch = await porter.port(name, source, "ts");
    const run = await runCommand(process.execPath, [sketch.primary], writeSketch(sketch, join(work, "ts", name)));
    judge(name, "ts", sketch.problems, run);
  }, 60_000);

  it.runIf(hasGo)(
    "does the same in Go",
    async () => {
      judge(name, "go", goProblems.get(file) ?? [], await runGo(name));
    },
    180_000,
  );
});
