/**
 * Checks the library tables against real packages: every path that can be imported must exist there.
 *
 *     node scripts/knowledge-verify.ts                    the standard library, with `python3`
 *     PYTHONPATH=/some/site node scripts/knowledge-verify.ts --all    and whatever else can be imported
 *
 * Paths of classes that the tables name themselves (`nominal`) and of other Python versions are left out.
 */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { KNOWLEDGE, TABLES } from "../server/src/knowledge/index.ts";
import type { ArgumentPlace } from "../server/src/knowledge/schema.ts";

const all = process.argv.includes("--all");
const python = process.env.PYTHON ?? "python3";

function run(args: readonly string[], input: string): string {
  const child = spawnSync(python, args, { input, encoding: "utf8", maxBuffer: 1 << 26 });
  if (child.status !== 0) throw new Error(`${python} ended with ${child.status}: ${child.stderr.slice(-2000)}`);
  return child.stdout;
}

const about = JSON.parse(
  run(["-c", "import json,sys; print(json.dumps([list(sys.version_info[:2]), sorted(sys.stdlib_module_names)]))"], ""),
) as [[number, number], string[]];
const version = about[0][0] * 100 + about[0][1];
const standard = new Set(about[1]);
const number = (text: string) => Number(text.split(".")[0]) * 100 + Number(text.split(".")[1]);

const nominal = new Set([...KNOWLEDGE.classes].filter((row) => row.nominal).map((row) => row.path));
const isNominal = (path: string) => {
  for (let end = path.length; end > 0; end = path.lastIndexOf(".", end - 1))
    if (nominal.has(path.slice(0, end))) return true;
  return false;
};

/** Made only on some platforms, or with build options of the interpreter. */
const PLATFORM =
  /^(os\.(lchmod|startfile)|select\.kqueue.*|selectors\.KqueueSelector|ctypes\.WinDLL|asyncio\.WindowsSelectorEventLoopPolicy|msvcrt\..*|sqlite3\.Connection\.(enable_)?load_extension)$/;

/** Whether the row of the path, or of what it is a member of, speaks of this version. */
function speaks(path: string): boolean {
  for (let end = path.length; end > 0; end = path.lastIndexOf(".", end - 1)) {
    const row = KNOWLEDGE.callable(path.slice(0, end));
    if (row?.since !== undefined && number(row.since) > version) return false;
    if (row?.until !== undefined && number(row.until) < version) return false;
  }
  return true;
}

const paths = TABLES.flatMap((table) => [
  ...(table.callables ?? []).filter((row) => row.formerly !== true),
  ...(table.handovers ?? []),
  ...(table.registrations ?? []).filter((row) => row.how !== "base" && row.formerly !== true),
  ...(table.classes ?? []),
])
  .map((row) => row.path)
  .filter(
    (path) =>
      !path.endsWith(".*") &&
      !isNominal(path) &&
      !PLATFORM.test(path) &&
      speaks(path) &&
      (all || standard.has(path.split(".")[0])),
  );

/** Every argument that a row of the path points at. */
function placesOf(path: string): ArgumentPlace[] {
  const row = KNOWLEDGE.callable(path);
  const handover = KNOWLEDGE.handover(path);
  return [
    row?.timeout,
    ...(row?.unless ?? []).map((condition) => condition.place),
    typeof row?.sizedBy === "object" ? row.sizedBy : undefined,
    row?.callsBack,
    row?.onlyWith,
    handover?.function,
    handover?.executor,
    ...KNOWLEDGE.registrations(path).map((known) => (known.how === "argument" ? known.function : undefined)),
  ].filter((place) => place !== undefined);
}

const answer = JSON.parse(
  run(
    [fileURLToPath(new URL("knowledge-verify.py", import.meta.url))],
    JSON.stringify(
      Object.fromEntries(
        paths.map((path) => [path, { effect: KNOWLEDGE.callable(path)?.effect ?? null, places: placesOf(path) }]),
      ),
    ),
  ),
) as {
  checked: number;
  absent: string[];
  coroutines: string[];
  misplaced: string[];
  unimportable: Record<string, string>;
};

const findings = {
  absent: answer.absent,
  "a coroutine function, not marked as one": answer.coroutines,
  "an argument stands elsewhere": answer.misplaced,
};
const wrong = Object.values(findings).flat().length;
console.log(`${answer.checked} paths looked up, ${wrong} wrong`);
for (const [what, rows] of Object.entries(findings)) for (const path of rows) console.log(`  ${path}: ${what}`);
const missing = Object.keys(answer.unimportable);
if (missing.length > 0) console.log(`not installed, not checked: ${missing.join(" ")}`);
process.exitCode = wrong > 0 ? 1 : 0;
