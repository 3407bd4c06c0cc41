import { execFileSync, spawn, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { compileGo } from "../../server/src/host/node/go-compiler.ts";
import { createGoFormatter } from "../../server/src/port/go/index.ts";
import {
  type Integers,
  type PortRoomTools,
  portModule,
  type Sketch,
  type Target,
  type WebTarget,
} from "../../server/src/port/index.ts";
import { joinPackage } from "../../server/src/port/package/join.ts";
import { TypeScriptChecker } from "../../server/src/port/ts/check.ts";
import { pythonParser } from "../syntax/parsers.ts";

const require = createRequire(new URL("../../server/package.json", import.meta.url));

/** What a program wrote, and how it ended. */
export interface Run {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number | null;
}

export interface Porter {
  /** `names` are the definitions to port, with what they need; without them it is the module. */
  port(
    name: string,
    source: string,
    target: Target,
    web?: WebTarget,
    names?: readonly string[],
    integers?: Integers,
  ): Promise<Sketch>;
  /** The modules of a package as one. */
  join(name: string, files: readonly { readonly path: string; readonly source: string }[]): string;
}

/**
 * A porter with the real tools. The TypeScript check is on unless it is left out for speed; the Go compiler is asked only on request, so
 * that the tests see what the lowering itself makes.
 */
export async function createPorter(options: { check?: boolean; compile?: boolean } = {}): Promise<Porter> {
  const gofmt = createGoFormatter(readFileSync(require.resolve("@wasm-fmt/gofmt/gofmt.wasm")));
  const checker = options.check === false ? undefined : new TypeScriptChecker(await import("ts-morph"));
  const tools: PortRoomTools = {
    go: { format: gofmt, errors: () => [] },
    compileGo: options.compile === true ? (files) => compileGo(files) : undefined,
    checkTypeScript: checker === undefined ? undefined : async (files) => checker.check(files),
    mendTypeScript: checker === undefined ? undefined : async (files) => checker.mend(files),
  };
  return {
    join: (name, files) =>
      joinPackage(
        name,
        files.map((each) => ({ ...each, tree: pythonParser().tree(each.source) })),
      ).source,
    port: (name, source, target, web, names, integers) =>
      portModule(
        { file: `${name}.py`, source, target, web, integers, ...(names === undefined ? {} : { names }) },
        pythonParser().tree(source),
        tools,
      ),
  };
}

export function runPython(file: string): Run {
  const result = spawnSync("python3", [file], { encoding: "utf8", timeout: 30_000 });
  return { stdout: result.stdout, stderr: result.stderr, code: result.status };
}

export function runCommand(command: string, args: readonly string[], cwd: string, timeout = 30_000): Promise<Run> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, stdio: ["ignore", "pipe", "pipe"], timeout });
    let stdout = "";
    let stderr = "";
    child.stdout.on("data", (data: Buffer) => {
      stdout += data.toString();
    });
    child.stderr.on("data", (data: Buffer) => {
      stderr += data.toString();
    });
    child.on("error", (error) => resolve({ stdout, stderr: String(error), code: -1 }));
    child.on("close", (code) => resolve({ stdout, stderr, code }));
  });
}

export interface ProgramResult {
  readonly name: string;
  readonly outcome: "passed" | "not built" | "differs";
  readonly detail: string;
  readonly milliseconds: number;
  readonly helperLines: number;
}

export interface Program {
  readonly name: string;
  readonly source: string;
  readonly target: Target;
  /** Where the port is written; each program gets a folder of its own inside. */
  readonly folder: string;
  readonly expected: Run;
}

/** Ports a program, builds it, runs it, and compares output and exit code with Python's. A port that does not build fails. */
export async function compareProgram(porter: Porter, program: Program): Promise<ProgramResult> {
  const { name, source, target } = program;
  const started = performance.now();
  let sketch: Sketch;
  try {
    sketch = await porter.port(name, source, target);
  } catch (error) {
    return {
      name,
      outcome: "not built",
      detail: `crash: ${error instanceof Error ? error.stack : String(error)}`,
      milliseconds: performance.now() - started,
      helperLines: 0,
    };
  }
  const milliseconds = performance.now() - started;
  const helperLines = sketch.files
    .filter((file) => file.path !== sketch.primary && /\.(ts|go)$/.test(file.path))
    .reduce((sum, file) => sum + file.text.split("\n").length, 0);
  const folder = writeSketch(sketch, join(program.folder, name));
  const result = (outcome: ProgramResult["outcome"], detail: string): ProgramResult => ({
    name,
    outcome,
    detail,
    milliseconds,
    helperLines,
  });
  if (sketch.problems.length > 0) return result("not built", sketch.problems.join("\n"));
  if (target === "go") {
    const build = await runCommand("go", ["build", "-o", "program", "."], folder, 120_000);
    if (build.code !== 0) return result("not built", build.stderr);
  }
  const run =
    target === "go"
      ? await runCommand("./program", [], folder)
      : await runCommand(process.execPath, [sketch.primary], folder);
  const difference = differs(program.expected, run);
  return difference === undefined ? result("passed", "") : result("differs", difference);
}

export function writeSketch(sketch: Sketch, folder: string): string {
  mkdirSync(folder, { recursive: true });
  for (const file of sketch.files) writeFileSync(join(folder, file.path), file.text);
  return folder;
}

/** The first difference between two runs; undefined when they agree. */
export function differs(expected: Run, actual: Run): string | undefined {
  const want = expected.stdout.split("\n");
  const got = actual.stdout.split("\n");
  for (let line = 0; line < Math.max(want.length, got.length); line++) {
    if (want[line] !== got[line])
      return `line ${line + 1}: expected ${JSON.stringify(want[line])}, got ${JSON.stringify(got[line])}${actual.stderr === "" ? "" : `; ${actual.stderr.trim().split("\n").slice(0, 6).join(" | ")}`}`;
  }
  return (expected.code === 0) === (actual.code === 0) &&
    (expected.code === actual.code || (expected.code === 1 && actual.code === 2))
    ? undefined
    : `exit code: expected ${expected.code}, got ${actual.code}; ${actual.stderr.slice(0, 400)}`;
}

export function hasCommand(command: string, ...args: readonly string[]): boolean {
  try {
    execFileSync(command, args, { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
