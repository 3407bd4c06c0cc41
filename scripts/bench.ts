/**
 * Prints the engine's figures on a folder of Python, the machine's standard library by default:
 * `npm run bench [-- PATH] [--lines 100000,300000,1000000] [--part audit|growth|edit|editor|replay|extension|tools] [--edits 5760]`. Everything is measured in one run, as the command line does it,
 * and compared with tree-sitter parsing the same files on one core, so that the ratios hold on a machine that is busy.
 */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { createWorkspace } from "../server/src/engine/workspace.ts";
import { loadPythonParser } from "../server/src/host/node/parser.ts";
import { benchEditor, benchExtension } from "./bench-editor.ts";
import { benchReplay } from "./bench-replay.ts";
import { benchTools } from "./bench-tools.ts";

const PARTS = ["audit", "growth", "edit", "editor", "replay", "extension", "tools"] as const;

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    lines: { type: "string", default: "100000,300000,1000000" },
    part: { type: "string", multiple: true },
    edits: { type: "string", default: "5760" },
    "tool-lines": { type: "string", default: "300000" },
    "tool-minutes": { type: "string", default: "15" },
  },
});
const parts: readonly string[] = options.part ?? PARTS;
const root =
  positionals[0] ??
  execFileSync("python3", ["-c", "import sysconfig; print(sysconfig.get_path('stdlib'))"], { encoding: "utf8" }).trim();
const command = fileURLToPath(new URL("../server/bin/portwright.mjs", import.meta.url));
const usage = new URL("./bench-usage.mjs", import.meta.url).href;
if (!existsSync(new URL("../server/dist/cli.mjs", import.meta.url)))
  throw new Error("The command line is measured as it is shipped: run `npm run build` first.");

const scratch = mkdtempSync(join(tmpdir(), "portwright-bench-"));
const files = (readdirSync(root, { recursive: true }) as string[])
  .filter((file) => file.endsWith(".py") && !file.includes("site-packages"))
  .sort();
const linesOf = files.map((file) => readFileSync(join(root, file), "latin1").split("\n").length);

interface Usage {
  /** Milliseconds. */
  readonly wall: number;
  /** Milliseconds of all threads together. */
  readonly cpu: number;
  readonly megabytes: number;
}

/** Runs the command line in a process of its own. */
function measured(words: readonly string[], folder: string): Usage {
  const report = join(scratch, "usage.json");
  execFileSync(process.execPath, ["--import", usage, command, ...words], {
    cwd: folder,
    stdio: "ignore",
    env: { ...process.env, BENCH_USAGE: report },
  });
  return JSON.parse(readFileSync(report, "utf8")) as Usage;
}

function rawParse(paths: readonly string[]): Omit<Usage, "megabytes"> {
  const script = fileURLToPath(new URL("./bench-raw-parse.ts", import.meta.url));
  return JSON.parse(execFileSync(process.execPath, [script], { input: paths.join("\n"), encoding: "utf8" })) as Usage;
}

/** Copies of the files, each time in another folder, until there are so many lines. */
function copies(lines: number): { folder: string; lines: number; paths: string[] } {
  const folder = join(scratch, `lines-${lines}`);
  const paths: string[] = [];
  let total = 0;
  for (let turn = 0; total < lines; turn++) {
    for (const [index, file] of files.entries()) {
      if (total >= lines) break;
      const path = join(folder, `copy${turn}`, file);
      mkdirSync(dirname(path), { recursive: true });
      copyFileSync(join(root, file), path);
      paths.push(path);
      total += linesOf[index];
    }
  }
  return { folder, lines: total, paths };
}

const digest = (path: string) => createHash("sha256").update(readFileSync(path)).digest("hex");
const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(2).padStart(7)} s`;

/** The files alone, without what else lies beside them. */
function whole(): { readonly folder: string; readonly files: readonly string[] } {
  const folder = join(scratch, "whole");
  for (const file of files) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    copyFileSync(join(root, file), join(folder, file));
  }
  return { folder, files };
}

function audits(): void {
  const { folder } = whole();
  const raw = rawParse(files.map((file) => join(folder, file)));
  console.log(`${files.length} files, ${linesOf.reduce((sum, lines) => sum + lines, 0)} lines`);
  console.log(
    `${"tree-sitter, native, one core, parsing alone".padEnd(52)} ${seconds(raw.wall)} wall ${seconds(raw.cpu)} CPU`,
  );
  const out = (name: string) => join(scratch, `${name}.json`);
  const outputs: string[] = [];
  const row = (title: string, name: string, words: readonly string[]) => {
    const audit = ["audit", ".", "--fail-on", "never", "--format", "json", "--out", out(name), ...words];
    const { wall, cpu, megabytes } = measured(audit, folder);
    outputs.push(out(name));
    console.log(
      `${title.padEnd(52)} ${seconds(wall)} wall ${seconds(cpu)} CPU ${megabytes.toFixed(0).padStart(6)} MB` +
        `  ${(wall / raw.wall).toFixed(2)} × wall, ${(cpu / raw.cpu).toFixed(2)} × CPU of the parse`,
    );
  };
  const cache = (name: string) => ["--cache-dir", join(scratch, name)];
  row("cold, one thread, no cache", "one", ["--jobs", "1", "--no-cache"]);
  row("cold, two workers", "two", ["--jobs", "2", ...cache("cache")]);
  row("warm, nothing changed", "warm", cache("cache"));
  cpSync(join(scratch, "cache", "facts"), join(scratch, "facts-alone", "facts"), { recursive: true });
  row("facts known, everything linked again", "facts", cache("facts-alone"));
  const shares = [1, 2, 3].map((index) => join(scratch, `share-${index}`));
  for (const [at, share] of shares.entries())
    measured(["audit", ".", "--no-cache", "--shard", `${at + 1}/3`, "--out", share], folder);
  measured(["merge", ...shares, "--fail-on", "never", "--format", "json", "--out", out("merged")], folder);
  outputs.push(out("merged"));
  const distinct = new Set(outputs.map(digest)).size;
  console.log(
    distinct === 1
      ? `the same bytes ${outputs.length} times: one thread, two workers, warm, facts known, merged from three shares`
      : `DIFFERENT BYTES: ${distinct} outputs of ${outputs.length} audits of the same files`,
  );
  if (distinct !== 1) process.exitCode = 1;
}

function growth(): void {
  let first: number | undefined;
  for (const wanted of options.lines.split(",").map(Number)) {
    const { folder, lines, paths } = copies(wanted);
    const raw = rawParse(paths);
    const { wall, cpu, megabytes } = measured(
      ["audit", ".", "--fail-on", "never", "--no-cache", "--jobs", "2"],
      folder,
    );
    // Against the parse of the same files: a machine that is busier now than before is so for both.
    const ratio = cpu / raw.cpu;
    first ??= ratio;
    console.log(
      `${`${lines} lines, cold, two workers`.padEnd(52)} ${seconds(wall)} wall ${seconds(cpu)} CPU ${megabytes.toFixed(0).padStart(6)} MB` +
        `  ${((1000 * cpu) / lines).toFixed(1)} µs a line, ${ratio.toFixed(2)} × CPU of the parse, ${(ratio / first).toFixed(2)} × the first`,
    );
    rmSync(folder, { recursive: true });
  }
}

/** An edit in the middle of a large file of the workspace: incremental parse, facts of that file, linking, its findings. */
async function edit(): Promise<void> {
  const workspace = createWorkspace(await loadPythonParser());
  const texts = files.map((file) => readFileSync(join(root, file), "utf8"));
  for (const [index, file] of files.entries()) workspace.setFile(file, texts[index]);
  workspace.snapshot().findings(files[0]);
  const target = Math.max(
    0,
    linesOf.findIndex((lines) => lines > 1_500),
  );
  const times = Array.from({ length: 5 }, (_, turn) => {
    const at = texts[target].indexOf("\n", texts[target].length >> 1) + 1;
    const newText = `${"#".repeat(turn + 1)}\n`;
    const start = performance.now();
    workspace.setFile(files[target], texts[target].slice(0, at) + newText + texts[target].slice(at));
    workspace.snapshot().findings(files[target]);
    return performance.now() - start;
  }).sort((a, b) => a - b);
  console.log(
    `${`edit to findings of one file (median of ${times.length})`.padEnd(52)} ${seconds(times[times.length >> 1])} wall`,
  );
}

try {
  if (parts.includes("audit")) audits();
  if (parts.includes("growth")) growth();
  if (parts.includes("edit")) await edit();
  if (parts.includes("editor")) {
    const { folder, files: copied } = whole();
    await benchEditor({ folder, files: copied, lines: linesOf, cache: join(scratch, "server-cache") });
  }
  if (parts.includes("replay")) {
    // One edit each quarter of a minute, in a project that is small enough to have the day over within minutes.
    const { folder, paths } = copies(5_000);
    const relative = paths.map((path) => path.slice(folder.length + 1));
    await benchReplay({ folder, files: relative, cache: join(scratch, "replay-cache") }, Number(options.edits));
  }
  if (parts.includes("extension")) await benchExtension();
  if (parts.includes("tools")) {
    const { folder, lines } = copies(Number(options["tool-lines"]));
    benchTools(folder, { lines, minutes: Number(options["tool-minutes"]) });
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
