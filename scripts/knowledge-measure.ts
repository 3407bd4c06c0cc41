/**
 * Measures which calls of the standard library keep the GIL, and writes what was found beside the tests, which hold the knowledge
 * tables to it: `npm run knowledge:measure [-- PATH…]`, with PYTHON naming another interpreter than `python3`. Paths given are measured
 * again and the other results of the interpreter kept. Some two minutes on a machine at rest; on a busy one it takes longer, and stalls alone can be told.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { availableParallelism, platform } from "node:os";
import { fileURLToPath } from "node:url";
import { KNOWLEDGE } from "../server/src/knowledge/index.ts";

const python = process.env["PYTHON"] ?? "python3";

function run(args: readonly string[], input: string): string {
  const child = spawnSync(python, args, {
    input,
    encoding: "utf8",
    maxBuffer: 1 << 26,
    stdio: ["pipe", "pipe", "inherit"],
  });
  if (child.error !== undefined) fail(`${python} cannot be run: ${child.error.message}`);
  if (child.status !== 0) fail(`${python} ended with ${child.status ?? child.signal}.`);
  return child.stdout;
}

function fail(message: string): never {
  console.error(`knowledge:measure: ${message}`);
  process.exit(2);
}

const standard = new Set(
  JSON.parse(run(["-c", "import json, sys; print(json.dumps(sorted(sys.stdlib_module_names)))"], "")) as string[],
);

/** Waits that are measured beside what the tables say of the GIL: a wait must not keep it. */
const WAITS = [
  "time.sleep",
  "threading.Lock.acquire",
  "threading.Event.wait",
  "threading.Thread.join",
  "queue.Queue.get",
  "concurrent.futures.Future.result",
  "socket.socket.recv",
  "select.select",
  "os.read",
  "os.system",
  "subprocess.run",
  "subprocess.call",
  "subprocess.check_call",
  "subprocess.check_output",
  "subprocess.Popen.wait",
  "subprocess.Popen.communicate",
  "sqlite3.Connection.execute",
  "sqlite3.Cursor.execute",
];

const rows = [...KNOWLEDGE.rows]
  .filter(
    ({ path, effect }) => (effect === "holds-gil" || effect === "releases-gil") && standard.has(path.split(".")[0]),
  )
  .map(({ path }) => path);
const asked = process.argv.slice(2);
const answer = JSON.parse(
  run(
    [fileURLToPath(new URL("knowledge-measure.py", import.meta.url))],
    JSON.stringify(asked.length > 0 ? asked : [...rows, ...WAITS]),
  ),
) as { version: string; load: number; results: Record<string, object>; unmeasured: string[] };

const folder = new URL("../test/knowledge/measured/", import.meta.url);
const file = new URL(`cpython-${answer.version}.json`, folder);
const known =
  asked.length > 0 && existsSync(file)
    ? (JSON.parse(readFileSync(file, "utf8")) as { results: Record<string, object> }).results
    : {};
const results = Object.fromEntries(
  Object.entries({ ...known, ...answer.results }).sort(([a], [b]) => (a < b ? -1 : 1)),
);
const lines = Object.entries(results).map(([path, result]) => `    ${JSON.stringify(path)}: ${JSON.stringify(result)}`);
mkdirSync(folder, { recursive: true });
writeFileSync(
  file,
  `${[
    "{",
    `  "interpreter": "CPython ${answer.version}",`,
    `  "machine": { "system": ${JSON.stringify(platform())}, "architecture": ${JSON.stringify(process.arch)}, "cores": ${availableParallelism()}, "load": ${answer.load} },`,
    '  "results": {',
    lines.join(",\n"),
    "  }",
    "}",
  ].join("\n")}\n`,
);
console.log(`${Object.keys(answer.results).length} measured: ${fileURLToPath(file)}`);
if (answer.unmeasured.length > 0) console.log(`without a recipe: ${answer.unmeasured.join(" ")}`);
