/**
 * Ports every function and class of real modules to both targets, each with what it needs of its module, and says what became of them: whole, partial or
 * stub; whether the output passes `go vet` and a strict type check; and the most frequent reasons for a stub.
 *
 *     node scripts/port-real-code.ts [--to ts|go] [--only MODULE] [--every N] [--keep FOLDER] [--list] [PATH...]
 *
 * The modules are twelve of the standard library of `python3`, and those of three projects that `npm run ecosystem` has downloaded; or those
 * at the paths, files or folders. `--every N` ports each Nth definition only.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { basename, join, relative, sep } from "node:path";
import { parseArgs } from "node:util";
import type { Target } from "../server/src/port/sketch.ts";
import { createPorter } from "../test/port/three-way.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    to: { type: "string" },
    only: { type: "string" },
    every: { type: "string", default: "1" },
    keep: { type: "string" },
    list: { type: "boolean", default: false },
  },
});

const STANDARD = [
  "textwrap",
  "colorsys",
  "heapq",
  "bisect",
  "statistics",
  "string",
  "difflib",
  "calendar",
  "fnmatch",
  "shlex",
  "html/__init__",
  "urllib/parse",
];
const PROJECTS = ["requests", "csvkit", "flake8"];

interface Source {
  readonly group: string;
  readonly name: string;
  readonly path: string;
}

interface Output {
  readonly source: Source;
  readonly item: string;
  readonly target: Target;
  readonly status: "ported" | "partial" | "stub";
  readonly reasons: readonly string[];
  readonly casts: number;
  problem: string | undefined;
}

function standardModules(): Source[] {
  const folder = execFileSync("python3", ["-c", "import os; print(os.path.dirname(os.__file__))"], {
    encoding: "utf8",
  }).trim();
  return STANDARD.map((name) => ({
    group: "standard library",
    name: name.replace("/__init__", "").replaceAll("/", "."),
    path: join(folder, `${name}.py`),
  }));
}

function projectModules(): Source[] {
  const cache = join(homedir(), ".cache", "portwright", "ecosystem", "src");
  if (!existsSync(cache)) return [];
  return PROJECTS.flatMap((project) => {
    const folder = readdirSync(cache).find((each) => each.startsWith(`${project}-`));
    if (folder === undefined) return [];
    return pythonFiles(join(cache, folder)).map((path) => ({ group: project, name: basename(path, ".py"), path }));
  });
}

function pythonFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return /^(tests?|docs|examples)$/.test(entry.name) ? [] : pythonFiles(path);
    return entry.name.endsWith(".py") ? [path] : [];
  });
}

/** The functions and classes at the top level of a module. */
function definitions(source: string): string[] {
  const names = [...source.matchAll(/^(?:async )?(?:def|class) (\w+)/gm)].map((match) => match[1]);
  return [...new Set(names)];
}

/** The modules at the paths that were given; a group is named after the path. */
function givenModules(): Source[] {
  return positionals.flatMap((given) =>
    (given.endsWith(".py") ? [given] : pythonFiles(given)).map((path) => ({
      group: basename(given, ".py"),
      name: relative(given, path).replace(/\.py$/, "").replaceAll(sep, ".") || basename(path, ".py"),
      path,
    })),
  );
}

const every = Number(values.every);
const modules = positionals.length > 0 ? givenModules() : [...standardModules(), ...projectModules()];
const sources = modules.filter(
  (each) =>
    existsSync(each.path) && (values.only === undefined || each.name === values.only || each.group === values.only),
);
const targets: Target[] = values.to === undefined ? ["ts", "go"] : [values.to as Target];
const work = values.keep ?? mkdtempSync(join(tmpdir(), "port-real-"));
mkdirSync(join(work, "go"), { recursive: true });
const porter = await createPorter();
const outputs: Output[] = [];
let met = 0;
for (const source of sources) {
  const text = readFileSync(source.path, "utf8");
  for (const item of definitions(text)) {
    if (met++ % every !== 0) continue;
    for (const target of targets) outputs.push(await port(source, text, item, target));
  }
}
if (targets.includes("go")) vet();
for (const target of targets) report(target);
if (values.keep === undefined) rmSync(work, { recursive: true, force: true });

async function port(source: Source, text: string, item: string, target: Target): Promise<Output> {
  const made = { source, item, target, casts: 0, reasons: [] as readonly string[] };
  try {
    const sketch = await porter.port(source.name.split(".").at(-1) ?? source.name, text, target, undefined, [item]);
    const own = sketch.items.filter((each) => each.name === item || each.name.startsWith(`${item}.`));
    const status = own.every((each) => each.status === "ported")
      ? "ported"
      : own.every((each) => each.status === "stub")
        ? "stub"
        : "partial";
    const folder = join(work, target, packageOf(source, item));
    mkdirSync(folder, { recursive: true });
    for (const file of sketch.files) if (file.path !== "go.mod") writeFileSync(join(folder, file.path), file.text);
    const unsupported = sketch.notes.filter((note) => note.code === "unsupported");
    return {
      ...made,
      status,
      casts: sketch.notes.filter((note) => note.code === "cast").length,
      reasons: [...new Set(unsupported.map((note) => note.message.replace(/ (is|has) (not|no) .*$/, "")))],
      problem: sketch.problems[0],
    };
  } catch (error) {
    return { ...made, status: "stub", problem: `crash: ${error instanceof Error ? error.stack : String(error)}` };
  }
}

function packageOf(source: Source, item: string): string {
  return `${source.group}_${source.name}_${item}`.replace(/\W/g, "_").toLowerCase();
}

/** `go vet` over all outputs; what it says of a package is that output's problem. A package that does not even load would keep it from the others. */
function vet(): void {
  const folder = join(work, "go");
  writeFileSync(join(folder, "go.mod"), "module real\n\ngo 1.26\n");
  const go = (...args: readonly string[]) =>
    spawnSync("go", args, { cwd: folder, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
  const byPackage = new Map<string, string>();
  const loaded: string[] = [];
  const format = "{{.ImportPath}}\t{{with .Error}}{{.Err}}{{end}}{{range .DepsErrors}}{{.Err}}{{end}}";
  for (const line of go("list", "-e", "-f", format, "./...").stdout.split("\n")) {
    const [path, problem] = line.split("\t");
    if (path === "") continue;
    if (problem === undefined || problem === "") loaded.push(path);
    else byPackage.set(basename(path), problem);
  }
  const run = go("vet", ...loaded);
  for (const line of run.stderr.split("\n")) {
    const found = /(?:^|\/|\s)([a-z0-9_]+)\/[\w.]+\.go:\d+:\d+: (.*)$/.exec(line);
    if (found !== null && !byPackage.has(found[1])) byPackage.set(found[1], found[2]);
  }
  for (const output of outputs) {
    if (output.target !== "go") continue;
    output.problem ??= byPackage.get(packageOf(output.source, output.item));
  }
}

function report(target: Target): void {
  const all = outputs.filter((output) => output.target === target);
  const percent = (count: number): string => `${((100 * count) / Math.max(1, all.length)).toFixed(1)} %`;
  const count = (status: Output["status"]): string => {
    const matching = all.filter((output) => output.status === status).length;
    return `${status} ${matching} (${percent(matching)})`;
  };
  const accepted = all.filter((output) => output.problem === undefined);
  console.log(
    `${target}: ${all.length} outputs of ${sources.length} modules: ${(["ported", "partial", "stub"] as const).map(count).join(", ")}`,
  );
  console.log(
    `${target}: accepted by ${target === "go" ? "gofmt and go vet" : "tsc --strict"}: ${accepted.length} (${percent(accepted.length)})${target === "ts" ? `; with a cast: ${all.filter((each) => each.casts > 0).length}` : ""}`,
  );
  for (const output of all)
    if (output.problem !== undefined)
      console.log(
        `  ${output.source.name}.${output.item}: ${output.problem.split("\n").slice(0, 3).join(" ⏎ ").slice(0, 300)}`,
      );
  const reasons = new Map<string, number>();
  for (const output of all) for (const reason of output.reasons) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  const top = [...reasons].sort((a, b) => b[1] - a[1]).slice(0, values.list ? 40 : 10);
  console.log(`${target}: reasons for stubs, by the number of outputs that have them`);
  for (const [reason, times] of top) console.log(`  ${String(times).padStart(4)} ${reason}`);
}
