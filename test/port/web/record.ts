/**
 * Writes what the original services of `test/port/web/cases` answer, so that the tests can hold the ports against it without Python.
 * The frameworks are fetched with pip into a cache outside of the checkout, in the versions below.
 *
 *   npm run port:record            records what is new or has changed its requests
 *   npm run port:record -- --all   records everything
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { RECORDED, recordingOf, webCases } from "./cases.ts";

const PACKAGES = [
  "django==5.2.19",
  "fastapi==0.165.0",
  "flask==3.1.3",
  "httpx==0.28.1",
  "pydantic==2.14.3",
  "python-multipart",
  "uvicorn",
];

const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "portwright", "web-originals");
const python = join(cache, "bin", "python3");
const runner = fileURLToPath(new URL("./record.py", import.meta.url));

function run(command: string, args: readonly string[]): string {
  const result = spawnSync(command, args, { encoding: "utf8", maxBuffer: 64 << 20 });
  if (result.status !== 0) throw new Error(`${command} ${args.join(" ")} failed:\n${result.stderr || result.error}`);
  return result.stdout;
}

if (!existsSync(python)) run("python3", ["-m", "venv", cache]);
run(python, ["-m", "pip", "install", "--quiet", ...PACKAGES]);
mkdirSync(RECORDED, { recursive: true });
const work = mkdtempSync(join(tmpdir(), "record-"));
for (const each of webCases()) {
  const known = recordingOf(each.name);
  if (known?.answers.length === each.requests.length && !process.argv.includes("--all")) continue;
  const file = join(work, `${each.name}.json`);
  writeFileSync(file, JSON.stringify({ path: each.path, requests: each.requests }));
  const recording = JSON.parse(run(python, [runner, file]));
  writeFileSync(join(RECORDED, `${each.name}.json`), `${JSON.stringify(recording, null, 2)}\n`);
  console.log(`${each.name}: ${recording.answers.length} answers`);
}
rmSync(work, { recursive: true });
