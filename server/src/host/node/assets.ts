import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

/** Packages that ship an asset; the grammars are the repository's own. */
const PACKAGE_OF: Readonly<Record<string, string>> = {
  "web-tree-sitter.wasm": "web-tree-sitter/web-tree-sitter.wasm",
  "gofmt.wasm": "@wasm-fmt/gofmt/gofmt.wasm",
};

/**
 * Bytes of a WebAssembly file that ships with Portwright. A bundle has it in its own folder; running from source, it is in
 * grammars/ or in the package that it comes from. Throws when the installation lacks it.
 */
export async function readAsset(name: string): Promise<Uint8Array> {
  const candidates = [new URL(`./${name}`, import.meta.url), new URL(`../../../../grammars/${name}`, import.meta.url)];
  for (const candidate of candidates) {
    const bytes = await readFile(candidate).catch(() => undefined);
    if (bytes !== undefined) return bytes;
  }
  const fromPackage = PACKAGE_OF[name];
  if (fromPackage !== undefined) return readFile(createRequire(import.meta.url).resolve(fromPackage));
  throw new Error(`The installation is incomplete: ${name} is missing.`);
}
