import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { PYTHON_RUNNER } from "../../port/parity/harness.generated.ts";
import type {
  Failed,
  Limits,
  ParityMachine,
  ProgramInput,
  ProgramRun,
  SetUp,
  Started,
} from "../../port/parity/machine.ts";
import type { Answer, Request, Side } from "../../port/parity/outcome.ts";
import { TYPESCRIPT_ENTRY } from "../../port/parity/programs.ts";
import type { SketchFile } from "../../port/sketch.ts";
import { LineProcess, run, type StartOptions } from "./processes.ts";

/** Parity on this machine: processes of Python, and of the port. */
export function createParityMachine(env: NodeJS.ProcessEnv = process.env): ParityMachine {
  return {
    loadGenerator: () => import("fast-check"),
    start: (setUp) => startSides(setUp, env),
  };
}

/** How a program is started. */
interface Command {
  readonly command: string;
  readonly args: readonly string[];
  /** Limits its own memory, because an address space of the usual size is not enough to start it. */
  readonly limitsItself?: boolean;
  readonly env?: NodeJS.ProcessEnv;
}

/** Seconds to compile a port, whose libraries may have to be compiled first. */
const BUILD_SECONDS = 180;
const START_MILLISECONDS = 30_000;

async function startSides(setUp: SetUp, env: NodeJS.ProcessEnv): Promise<Started | Failed> {
  const folder = await mkdtemp(join(tmpdir(), "portwright-parity-"));
  const remove = () => rm(folder, { recursive: true, force: true });
  const failed = async (answer: Failed): Promise<Failed> => {
    await remove();
    return answer;
  };
  const python = await findPython(setUp.limits, env, folder);
  if ("failed" in python) return failed(python);
  const port = await preparePort(setUp, env, folder);
  if ("failed" in port) return failed(port);
  const runner = join(folder, "runner.py");
  await writeFile(runner, PYTHON_RUNNER);
  // What the port calls Python to do has a fixed order of sets; the second process has another one.
  const pythonWith = (seed: string): NodeJS.ProcessEnv => ({
    ...env,
    PYTHONHASHSEED: seed,
    PYTHONDONTWRITEBYTECODE: "1",
    PYTHONIOENCODING: "utf-8",
  });
  const place = dirname(setUp.original);
  const { limits } = setUp;
  const runPython = { command: python.command, args: [runner, setUp.original] };
  const sides = {
    python: new ProcessSide("the original", { ...runPython, env: pythonWith("0") }, place, limits, env),
    again: new ProcessSide("the original", { ...runPython, env: pythonWith("1") }, place, limits, env),
    port: new ProcessSide("the port", port.harness, place, limits, env),
  };
  const close = async (): Promise<void> => {
    for (const side of Object.values(sides)) side.close();
    await remove();
  };
  for (const side of [sides.python, sides.port]) {
    const problem = await side.begin();
    if (problem === undefined) continue;
    await close();
    return { failed: problem, missing: false };
  }
  const programs: Record<"python" | "again" | "port", Command> = {
    python: { command: python.command, args: [setUp.original], env: pythonWith("0") },
    again: { command: python.command, args: [setUp.original], env: pythonWith("1") },
    port: port.program,
  };
  return {
    sides,
    runProgram: (side, input) => runProgram(programs[side], input, place, limits, env),
    close,
  };
}

async function runProgram(
  { command, args, limitsItself, env: own }: Command,
  input: ProgramInput,
  cwd: string,
  limits: Limits,
  env: NodeJS.ProcessEnv,
): Promise<ProgramRun> {
  const ended = await run(command, [...args, ...input.args], {
    ...optionsOf(cwd, limits, own ?? env, limitsItself),
    timeout: limits.programTimeout,
    stdin: input.stdin,
  });
  if (ended.timedOut) return { kind: "timeout" };
  // A signal ends a program without a code.
  return { kind: "ended", stdout: ended.stdout, stderr: ended.stderr, code: ended.code ?? -1 };
}

function optionsOf(cwd: string, limits: Limits, env: NodeJS.ProcessEnv, limitsItself = false): StartOptions {
  const seconds = Math.ceil((limits.timeout + limits.programTimeout) / 1000) * 20;
  return { cwd, env, seconds, ...(limitsItself ? {} : { megabytes: limits.megabytes }) };
}

/** One side as a process that answers line by line, and is started again when it hangs or ends. */
class ProcessSide implements Side {
  readonly #what: string;
  readonly #command: Command;
  readonly #cwd: string;
  readonly #limits: Limits;
  readonly #env: NodeJS.ProcessEnv;
  #process: LineProcess | undefined;

  constructor(what: string, command: Command, cwd: string, limits: Limits, env: NodeJS.ProcessEnv) {
    this.#what = what;
    this.#command = command;
    this.#cwd = cwd;
    this.#limits = limits;
    this.#env = env;
  }

  /** Starts the process; gives one line where it cannot. */
  async begin(): Promise<string | undefined> {
    const { command, args, limitsItself, env } = this.#command;
    this.#process = new LineProcess(command, args, optionsOf(this.#cwd, this.#limits, env ?? this.#env, limitsItself));
    const ready = await this.#process.ask(undefined, START_MILLISECONDS);
    if (ready.kind === "timeout") return `${this.#what} does not start within ${START_MILLISECONDS / 1000} seconds.`;
    if (ready.kind === "ended") return `${this.#what} does not start: ${ready.reason}`;
    const answer = JSON.parse(ready.text) as { kind: string; reason?: string };
    return answer.kind === "ready" ? undefined : `${this.#what} cannot be imported: ${answer.reason}`;
  }

  async restart(): Promise<void> {
    this.#process?.kill();
    this.#process = undefined;
  }

  async ask(request: Request): Promise<Answer> {
    if (this.#process === undefined || this.#process.hasEnded) {
      const problem = await this.begin();
      if (problem !== undefined) return { kind: "ended", reason: problem };
    }
    const line = await this.#process!.ask(JSON.stringify(request), this.#limits.timeout);
    if (line.kind === "line") return JSON.parse(line.text) as Answer;
    this.#process?.kill();
    this.#process = undefined;
    return line;
  }

  close(): void {
    this.#process?.kill();
  }
}

// ───────────────────────────────────────────────────────────── tools

async function findPython(limits: Limits, env: NodeJS.ProcessEnv, cwd: string): Promise<{ command: string } | Failed> {
  const candidates = limits.python === undefined ? ["python3", "python"] : [limits.python];
  for (const command of candidates) {
    const { code, stdout } = await version(command, ["-c", "import sys; print(sys.version_info[0])"], env, cwd);
    if (code === 0 && stdout.trim() === "3") return { command };
  }
  return { failed: `Python 3 is missing: ${list(candidates)} cannot be run.`, missing: true };
}

const version = (command: string, args: readonly string[], env: NodeJS.ProcessEnv, cwd: string) =>
  run(command, args, { cwd, env, seconds: 30, timeout: 20_000 });

const list = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(" and ");

async function preparePort(
  setUp: SetUp,
  env: NodeJS.ProcessEnv,
  folder: string,
): Promise<{ readonly harness: Command; readonly program: Command } | Failed> {
  return setUp.target === "go" ? prepareGo(setUp, env, folder) : prepareTypeScript(setUp, env, folder);
}

async function prepareGo(setUp: SetUp, env: NodeJS.ProcessEnv, folder: string) {
  // The toolchain that is there is used; none is downloaded.
  const own = { ...env, GOTOOLCHAIN: "local", GOFLAGS: "-mod=mod", GO111MODULE: "on", GOWORK: "off" };
  const found = await version("go", ["version"], own, folder);
  if (found.code !== 0) return { failed: "Go is missing: `go` cannot be run.", missing: true };
  const harness = join(folder, "harness");
  await writeAll(harness, setUp.harnessed);
  const built = await buildGo(harness, own, setUp.plain);
  if (built !== undefined) return built;
  const plain = join(folder, "program");
  if (setUp.isProgram) {
    await writeAll(plain, setUp.plain);
    const failed = await buildGo(plain, own, setUp.plain);
    if (failed !== undefined) return failed;
  }
  return {
    harness: { command: join(harness, PROGRAM), args: [] },
    program: { command: join(plain, PROGRAM), args: [] },
  };
}

const PROGRAM = process.platform === "win32" ? "port.exe" : "port";

async function buildGo(cwd: string, env: NodeJS.ProcessEnv, files: readonly SketchFile[]): Promise<Failed | undefined> {
  const options = { cwd, env, seconds: BUILD_SECONDS, timeout: BUILD_SECONDS * 1000 };
  // A port with dependencies pins them; their checksums are looked up.
  const hasDependencies = files.some(({ path, text }) => path === "go.mod" && /^\s*require\b/m.test(text));
  if (hasDependencies) {
    const tidy = await run("go", ["mod", "tidy"], options);
    if (tidy.code !== 0)
      return { failed: `The port's dependencies cannot be had: ${lastLine(tidy.stderr)}`, missing: true };
  }
  const built = await run("go", ["build", "-o", PROGRAM, "."], options);
  if (built.code === 0) return undefined;
  const [first] = built.stderr.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  const tooOld = /go\.mod requires go >= ([\d.]+) \(running go ([\d.]+)/.exec(built.stderr);
  if (tooOld !== null) return { failed: `Go ${tooOld[1]} or newer is needed; this is ${tooOld[2]}.`, missing: true };
  return { failed: `The port does not build: ${first ?? "go build gave no reason"}`, missing: false };
}

function lastLine(text: string): string {
  return text.trim().split("\n").at(-1) ?? "";
}

async function prepareTypeScript(setUp: SetUp, env: NodeJS.ProcessEnv, folder: string) {
  const node = await findNode(env, folder);
  if ("failed" in node) return node;
  const harness = join(folder, "harness");
  await writeAll(harness, [...setUp.harnessed, { path: "package.json", text: packageOf(setUp) }]);
  if (setUp.dependencies !== undefined && existsSync(join(setUp.dependencies, "node_modules"))) {
    await symlink(join(setUp.dependencies, "node_modules"), join(harness, "node_modules"), "junction");
  } else if (
    setUp.plain.some(({ path, text }) => path === "package.json" && /"dependencies"\s*:\s*\{\s*"/.test(text))
  ) {
    const failed =
      "The port has dependencies: write it to a folder, run `npm install` there, and verify it with --port.";
    return { failed, missing: true };
  }
  const plain = join(folder, "program");
  if (setUp.isProgram) {
    await writeAll(plain, [...setUp.plain, { path: "package.json", text: packageOf(setUp) }]);
    if (existsSync(join(harness, "node_modules")))
      await symlink(join(harness, "node_modules"), join(plain, "node_modules"), "junction");
  }
  const memory = `--max-old-space-size=${setUp.limits.megabytes}`;
  const command = (file: string): Command => ({
    command: node.command,
    args: ["--no-warnings", memory, file],
    limitsItself: true,
    env: { ...env, ...node.env },
  });
  return { harness: command(join(harness, TYPESCRIPT_ENTRY)), program: command(join(plain, setUp.primary)) };
}

function packageOf({ plain }: SetUp): string {
  return plain.find(({ path }) => path === "package.json")?.text ?? '{ "type": "module" }\n';
}

/** A Node that runs TypeScript as it is: the one that runs this, or the first on the path. */
async function findNode(
  env: NodeJS.ProcessEnv,
  cwd: string,
): Promise<{ command: string; env: NodeJS.ProcessEnv } | Failed> {
  // Inside an editor this program is the editor's own, which runs as Node when it is told to.
  const inEditor: NodeJS.ProcessEnv = process.versions.electron === undefined ? {} : { ELECTRON_RUN_AS_NODE: "1" };
  let seen: string | undefined;
  for (const [command, own] of [
    ["node", {}],
    [process.execPath, inEditor],
  ] as const) {
    const { code, stdout } = await version(command, ["-p", "process.version"], { ...env, ...own }, cwd);
    if (code !== 0) continue;
    seen = stdout.trim();
    const [major, minor] = seen.replace(/^v/, "").split(".").map(Number);
    if (major > 23 || (major === 23 && minor >= 6) || (major === 22 && minor >= 18)) return { command, env: own };
  }
  return seen === undefined
    ? { failed: "Node is missing: `node` cannot be run.", missing: true }
    : { failed: `Node 22.18 or newer is needed to run TypeScript; this is ${seen.replace(/^v/, "")}.`, missing: true };
}

async function writeAll(folder: string, files: readonly SketchFile[]): Promise<void> {
  for (const { path, text } of files) {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
}
