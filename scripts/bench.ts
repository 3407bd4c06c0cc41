/**
 * Prints the engine's figures on a folder of Python, the machine's standard library by default:
 * `npm run bench [-- PATH]`. Everything is measured in one run, so that the ratios hold on a machine that is busy.
 */
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createWorkspace } from "../server/src/engine/workspace.ts";
import { KNOWLEDGE } from "../server/src/knowledge/index.ts";
import { Program } from "../server/src/program/program.ts";
import { checkModule } from "../server/src/rules/check.ts";
import { extractFacts } from "../server/src/semantics/extract.ts";
import { nativeParser, wasmParser } from "../test/syntax/parsers.ts";

const root =
  process.argv[2] ??
  execFileSync("python3", ["-c", "import sysconfig; print(sysconfig.get_path('stdlib'))"], { encoding: "utf8" }).trim();
const files = (readdirSync(root, { recursive: true }) as string[])
  .filter((file) => file.endsWith(".py") && !file.includes("site-packages"))
  .sort();
const texts = files.map((file) => readFileSync(join(root, file), "utf8"));
const lines = texts.reduce((sum, text) => sum + text.split("\n").length, 0);
const bytes = texts.reduce((sum, text) => sum + text.length, 0);

function timed<T>(work: () => T): [T, number] {
  const start = performance.now();
  const result = work();
  return [result, performance.now() - start];
}

const native = nativeParser();
const wasm = await wasmParser();
const settings = { blocking: new Set<string>(), safe: new Set<string>(), minor: 13 };

const [trees, nativeTime] = timed(() => texts.map((text) => native.parse(text).tree));
const [, wasmTime] = timed(() => {
  for (const text of texts) wasm.parse(text).dispose();
});
const [facts, factsTime] = timed(() => trees.map((tree) => extractFacts(tree)));
const [program, linkTime] = timed(
  () =>
    new Program(
      files.map((file, index) => ({ file, facts: facts[index] })),
      KNOWLEDGE,
      settings,
    ),
);
const [findings, rulesTime] = timed(() =>
  files.reduce(
    (sum, _, module) =>
      sum +
      checkModule(program, module, { minor: 13, freeThreaded: false, severity: {}, showPossible: false }).findings
        .length,
    0,
  ),
);

// An edit in the middle of a large file of the workspace: incremental parse, facts of that file, linking, its findings.
const workspace = createWorkspace(native);
for (const [index, file] of files.entries()) workspace.setFile(file, texts[index]);
workspace.snapshot().findings(files[0]);
const edited = texts.findIndex((text) => text.split("\n").length > 1_500);
const target = Math.max(0, edited);
const edits = Array.from({ length: 5 }, (_, turn) => {
  const at = texts[target].indexOf("\n", texts[target].length >> 1) + 1;
  const newText = `${"#".repeat(turn + 1)}\n`;
  return timed(() => {
    workspace.setFile(files[target], texts[target].slice(0, at) + newText + texts[target].slice(at));
    return workspace.snapshot().findings(files[target]).length;
  })[1];
}).sort((a, b) => a - b);

const row = (name: string, milliseconds: number) =>
  console.log(
    `${name.padEnd(44)} ${(milliseconds / 1000).toFixed(2).padStart(8)} s  ${(milliseconds / nativeTime).toFixed(2).padStart(6)} × native parse`,
  );
console.log(
  `${files.length} files, ${lines} lines, ${(bytes / 1e6).toFixed(1)} MB, ${program.graph.nodes.length} functions, ${findings} findings`,
);
row("parse and flatten, native", nativeTime);
row("parse and flatten, WebAssembly", wasmTime);
row("facts", factsTime);
row("linking: call graph, contexts, effects", linkTime);
row("ten rules", rulesTime);
row("cold audit, one thread", nativeTime + factsTime + linkTime + rulesTime);
row(`edit to findings of one file (median of ${edits.length})`, edits[edits.length >> 1]);
console.log(`peak memory ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`);
