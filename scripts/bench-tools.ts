/**
 * Other tools on the same files in the same run: what they take, and how much memory. They look for other things, so that only orders of
 * magnitude can be compared. Each is fetched once, with the client of its registry, into the cache; what cannot be had is said in a line.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { row } from "./bench-editor.ts";

interface Tool {
  readonly name: string;
  /** What pip installs; a tool of npm has `npm` instead. */
  readonly pip?: readonly string[];
  readonly npm?: string;
  readonly program: string;
  /** Words of the command line; it runs in the folder. */
  readonly words: (places: { readonly folder: string; readonly rules: string }) => readonly string[];
}

const TOOLS: readonly Tool[] = [
  {
    name: "Ruff, rules ASYNC and PERF",
    pip: ["ruff"],
    program: "ruff",
    words: () => ["check", "--isolated", "--no-cache", "--select", "ASYNC,PERF", "--exit-zero", "--quiet", "."],
  },
  {
    name: "flake8 with flake8-async",
    pip: ["flake8", "flake8-async"],
    program: "flake8",
    words: () => ["--isolated", "--select", "ASYNC", "--exit-zero", "--quiet", "."],
  },
  {
    name: "Pylint with perflint",
    pip: ["pylint", "perflint"],
    program: "pylint",
    words: () => [
      "--load-plugins=perflint",
      "--disable=all",
      "--enable=W8101,W8102,W8201,W8202,W8203,W8204,W8205,W8301,W8401,W8402,W8403",
      "--exit-zero",
      "--score=n",
      "--jobs=0",
      "--recursive=y",
      ".",
    ],
  },
  {
    name: "Semgrep, one rule of its own for waiting in coroutines",
    pip: ["semgrep"],
    program: "semgrep",
    words: ({ rules }) => [
      "scan",
      "--config",
      rules,
      "--metrics=off",
      "--disable-version-check",
      "--quiet",
      "--no-git-ignore",
      ".",
    ],
  },
  { name: "Pyright", npm: "pyright", program: "pyright", words: () => ["--outputjson", "."] },
];

/** Semgrep's own rules are on a server; this is what it takes for the least that is comparable. */
const SEMGREP_RULES = `rules:
  - id: wait-in-coroutine
    languages: [python]
    severity: WARNING
    message: This waits.
    patterns:
      - pattern-inside: |
          async def $F(...):
            ...
      - pattern-either:
          - pattern: time.sleep(...)
          - pattern: subprocess.run(...)
          - pattern: socket.create_connection(...)
          - pattern: urllib.request.urlopen(...)
`;

/** Runs a command and prints what it and what it started took: seconds, and the memory of the largest process. */
const MEASURE = `
import json, os, resource, signal, subprocess, sys, time
begun = time.monotonic()
# A group of its own, so that what a tool has started ends with it.
tool = subprocess.Popen(sys.argv[2:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
try:
    code = tool.wait(float(sys.argv[1]))
except subprocess.TimeoutExpired:
    code = None
    os.killpg(tool.pid, signal.SIGKILL)
    tool.wait()
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps({"wall": time.monotonic() - begun, "cpu": used.ru_utime + used.ru_stime, "megabytes": used.ru_maxrss / 1024, "code": code}))
`;

interface Measured {
  readonly wall: number;
  readonly cpu: number;
  readonly megabytes: number;
  readonly code: number | null;
}

export function benchTools(
  folder: string,
  { lines, minutes }: { readonly lines: number; readonly minutes: number },
): void {
  const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "portwright", "bench-tools");
  mkdirSync(cache, { recursive: true });
  const rules = join(cache, "semgrep.yml");
  writeFileSync(rules, SEMGREP_RULES);
  console.log(`${lines} lines; CPU is that of all processes, memory that of the largest`);
  const portwright = fileURLToPath(new URL("../server/bin/portwright.mjs", import.meta.url));
  report("Portwright, all rules, whole program, cold", folder, minutes, [
    process.execPath,
    portwright,
    "audit",
    ".",
    "--no-cache",
    "--fail-on",
    "never",
    "--format",
    "json",
  ]);
  for (const tool of TOOLS) {
    const found = install(tool, cache);
    if ("missing" in found) row(tool.name, `not compared: ${found.missing}`);
    else report(`${tool.name} (${found.version})`, folder, minutes, [found.program, ...tool.words({ folder, rules })]);
  }
}

function report(title: string, folder: string, minutes: number, command: readonly string[]): void {
  const { stdout } = spawnSync("python3", ["-c", MEASURE, String(minutes * 60), ...command], {
    cwd: folder,
    encoding: "utf8",
  });
  const { wall, cpu, megabytes, code } = JSON.parse(stdout) as Measured;
  const ended = code === null ? ` stopped after ${minutes} minutes` : code > 2 ? ` ended with exit code ${code}` : "";
  row(
    title,
    `${wall.toFixed(1).padStart(7)} s wall ${cpu.toFixed(1).padStart(7)} s CPU ${megabytes.toFixed(0).padStart(6)} MB${ended}`,
  );
}

function install(
  tool: Tool,
  cache: string,
): { readonly program: string; readonly version: string } | { readonly missing: string } {
  const bin = tool.npm === undefined ? join(cache, "bin") : join(cache, "npm", "node_modules", ".bin");
  const program = join(bin, tool.program);
  try {
    if (!existsSync(program)) {
      if (tool.npm !== undefined)
        fetchTool("npm", ["install", "--no-audit", "--no-fund", "--prefix", join(cache, "npm"), tool.npm]);
      else {
        if (!existsSync(join(cache, "bin", "pip"))) fetchTool("python3", ["-m", "venv", cache]);
        fetchTool(join(cache, "bin", "pip"), [
          "install",
          "--quiet",
          "--disable-pip-version-check",
          ...(tool.pip ?? []),
        ]);
      }
    }
    const version = execFileSync(program, ["--version"], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
    return { program, version: /\d+(\.\d+)+/.exec(version)?.[0] ?? "?" };
  } catch (error) {
    const said =
      error instanceof Error
        ? (error.message.split("\n").find((line) => /error|ERR/i.test(line)) ?? error.message)
        : "";
    return { missing: said.split("\n")[0] ?? "" };
  }
}

function fetchTool(command: string, words: readonly string[]): void {
  execFileSync(command, words, { stdio: ["ignore", "ignore", "pipe"], timeout: 10 * 60_000 });
}
