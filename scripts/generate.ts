/**
 * `npm run generate`: writes every file that is made from another one. `--check` writes nothing and names the files that are not
 * current.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { documentationPages } from "./documentation.ts";
import { generateKinds } from "./generate-kinds.ts";
import { thirdPartyNotices } from "./notices.ts";
import { root, run, toolNode } from "./toolchain.mjs";

/** Generators that are programs of their own: they write their files themselves. */
const PROGRAMS = [
  "scripts/generate-go-runtime.ts",
  "scripts/generate-ts-runtime.ts",
  "scripts/generate-parity-harness.ts",
];

/** Path from the repository's root → text that it must have. */
export async function generatedFiles(): Promise<ReadonlyMap<string, string>> {
  return new Map([
    ["server/src/syntax/kinds.generated.ts", await generateKinds()],
    ["THIRD-PARTY-NOTICES.md", thirdPartyNotices()],
    ...documentationPages(),
  ]);
}

/** The generated files whose text on disk is another one, or that are missing. */
export async function staleFiles(): Promise<readonly string[]> {
  const files = [...(await generatedFiles())];
  return files.filter(([path, text]) => read(path) !== text).map(([path]) => path);
}

function read(path: string): string | undefined {
  const file = join(root, path);
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}

async function main(): Promise<number> {
  if (process.argv.includes("--check")) {
    const stale = await staleFiles();
    for (const path of stale) console.error(`${path} is not current; run npm run generate.`);
    return stale.length > 0 ? 1 : 0;
  }
  for (const [path, text] of await generatedFiles()) {
    if (read(path) === text) continue;
    const file = join(root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    console.log(`wrote ${relative(root, file)}`);
  }
  let failed = 0;
  for (const program of PROGRAMS) {
    if (!existsSync(join(root, program))) continue;
    const { code } = await run(toolNode, [program], { minutes: 5 });
    if (code !== 0) failed = 1;
  }
  return failed;
}

if (import.meta.main) process.exitCode = await main();
