// Compares the grammars with grammars/PROVENANCE.json. `--refetch` takes them from their npm packages again, and refuses
// a file whose hash is not the recorded one: whoever moves to a new version records its hash first.
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { lastLines, root, run } from "./toolchain.mjs";

const folder = join(root, "grammars");

/**
 * @typedef {{ file: string, package: string, version: string, path: string, abi: number, sha256: string, license: string }} Grammar
 * @returns {Grammar[]}
 */
export function readProvenance() {
  return JSON.parse(readFileSync(join(folder, "PROVENANCE.json"), "utf8")).grammars;
}

/**
 * The modules that the repository compiles itself: see build-flat-parser.mjs.
 * @returns {{ file: string, from: Record<string, string>, sources: string, sha256: string }[]}
 */
export function readBuilt() {
  return JSON.parse(readFileSync(join(folder, "PROVENANCE.json"), "utf8")).built;
}

/** Hash over the repository's own sources of python-flat.wasm, so that a change to them without a new build is noticed. */
export function flatSourceHash() {
  const sources = readdirSync(join(folder, "flat")).sort();
  return hashOf(sources.map((name) => `${name}\n${readFileSync(join(folder, "flat", name), "utf8")}`).join("\n"));
}

/** What does not agree with the provenance file, one line each; empty when all is well. */
export function verifyGrammars() {
  const built = readBuilt();
  const grammars = [...readProvenance(), ...built];
  const present = readdirSync(folder).filter((name) => name.endsWith(".wasm"));
  const problems = present
    .filter((name) => !grammars.some((grammar) => grammar.file === name))
    .map((name) => `grammars/${name} has no entry in PROVENANCE.json.`);
  for (const { file, sha256 } of grammars) {
    if (!present.includes(file)) problems.push(`grammars/${file} is missing.`);
    else if (hashOf(readFileSync(join(folder, file))) !== sha256) {
      problems.push(`grammars/${file} is not the file that PROVENANCE.json records.`);
    }
  }
  for (const { file, sources } of built) {
    if (sources !== flatSourceHash())
      problems.push(`grammars/${file} is older than its sources: run node scripts/build-flat-parser.mjs.`);
  }
  return problems;
}

/** Takes one grammar out of its npm package. Resolves with what went wrong, or undefined. */
async function refetch(grammar) {
  const scratch = mkdtempSync(join(tmpdir(), "portwright-grammar-"));
  try {
    const name = `${grammar.package}@${grammar.version}`;
    const packed = await run("npm", ["pack", name, "--silent"], { cwd: scratch, output: "collect" });
    if (packed.code !== 0) return `npm cannot give ${name}: ${lastLines(packed.output, 3)}`;
    const archive = readdirSync(scratch).find((file) => file.endsWith(".tgz"));
    const unpacked = await run("tar", ["-xzf", archive], { cwd: scratch, output: "collect" });
    if (unpacked.code !== 0) return `${archive} cannot be unpacked: ${lastLines(unpacked.output, 3)}`;
    const bytes = readFileSync(join(scratch, "package", grammar.path));
    if (hashOf(bytes) !== grammar.sha256)
      return `${grammar.path} in ${name} has the hash ${hashOf(bytes)}, not the recorded one.`;
    writeFileSync(join(folder, grammar.file), bytes);
    return undefined;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** @param {Uint8Array | string} bytes */
export function hashOf(bytes) {
  return createHash("sha256").update(bytes).digest("hex");
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const refused = [];
  if (process.argv.includes("--refetch")) {
    for (const grammar of readProvenance()) refused.push(await refetch(grammar));
  }
  const problems = [...refused.filter((problem) => problem !== undefined), ...verifyGrammars()];
  for (const problem of problems) console.error(problem);
  if (problems.length === 0)
    console.log(`${readProvenance().length + readBuilt().length} modules are what PROVENANCE.json records.`);
  process.exitCode = problems.length === 0 ? 0 : 1;
}
