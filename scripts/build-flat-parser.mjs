// Compiles grammars/python-flat.wasm: tree-sitter's parser, the Python grammar and the pass of grammars/flat/flatten.c in one module
// that imports nothing. It is committed, so only who changes it or moves to another tree-sitter needs a compiler: clang and wasm-ld,
// version 14 or newer, and the headers of wasi-libc (Debian: clang-14, lld-14, wasi-libc). Records in PROVENANCE.json what it was made of.
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { flatSourceHash, hashOf } from "./grammars.mjs";
import { lastLines, root, run } from "./toolchain.mjs";

const clang = process.env.CLANG ?? "clang-14";
const linker = process.env.WASM_LD ?? "wasm-ld-14";
const core = join(root, "node_modules", "tree-sitter", "vendor", "tree-sitter", "lib");
const grammar = join(root, "node_modules", "tree-sitter-python", "src");
const ours = join(root, "grammars", "flat");
const output = join(root, "grammars", "python-flat.wasm");

const CORE_FILES = [
  "language",
  "lexer",
  "parser",
  "stack",
  "subtree",
  "tree",
  "get_changed_ranges",
  "node",
  "tree_cursor",
  "wasm_store",
];

const shared = [
  "--target=wasm32-wasi",
  "-isystem",
  "/usr/include/wasm32-wasi",
  "-O3",
  "-DNDEBUG",
  "-ffunction-sections",
  "-fdata-sections",
  "-D_POSIX_C_SOURCE=200112L",
  "-D_DEFAULT_SOURCE",
  `-I${join(core, "include")}`,
  `-I${join(core, "src")}`,
];

const units = [
  ...CORE_FILES.map((name) => ({ source: join(core, "src", `${name}.c`), flags: ["-w"] })),
  { source: join(grammar, "parser.c"), flags: ["-w", `-I${grammar}`], object: "grammar" },
  { source: join(grammar, "scanner.c"), flags: ["-w", `-I${grammar}`] },
  { source: join(ours, "flatten.c"), flags: ["-Wall", "-Werror"] },
  // Else the compiler would make calls of memcpy out of the loops in memcpy.
  { source: join(ours, "freestanding.c"), flags: ["-w", "-fno-builtin"] },
];

async function must(command, words) {
  const { code, output: printed } = await run(command, words, { output: "collect" });
  if (code !== 0) throw new Error(`${command} failed:\n${lastLines(printed, 20)}`);
}

const scratch = mkdtempSync(join(tmpdir(), "portwright-flat-"));
try {
  const objects = [];
  for (const { source, flags, object } of units) {
    const made = join(scratch, `${object ?? source.replace(/^.*[\\/]|\.c$/g, "")}.o`);
    await must(clang, [...shared, ...flags, "-c", source, "-o", made]);
    objects.push(made);
  }
  const limits = ["-z", "stack-size=1048576", "--max-memory=4294967296"];
  await must(linker, ["--no-entry", "--gc-sections", "--strip-all", ...limits, ...objects, "-o", output]);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

const version = (name) => JSON.parse(readFileSync(join(root, "node_modules", name, "package.json"), "utf8")).version;
const provenancePath = join(root, "grammars", "PROVENANCE.json");
const provenance = JSON.parse(readFileSync(provenancePath, "utf8"));
provenance.built = [
  {
    file: "python-flat.wasm",
    by: "scripts/build-flat-parser.mjs",
    from: { "tree-sitter": version("tree-sitter"), "tree-sitter-python": version("tree-sitter-python") },
    sources: flatSourceHash(),
    sha256: hashOf(readFileSync(output)),
    license: "MIT",
  },
];
writeFileSync(provenancePath, `${JSON.stringify(provenance, null, 2)}\n`);
console.log(
  `grammars/python-flat.wasm has ${statSync(output).size} bytes, from ${readdirSync(ours).length} sources of ours.`,
);
