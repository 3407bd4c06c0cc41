import { createRequire } from "node:module";
import { createFlatParser, type FlatParse } from "../../syntax/flat-parser.ts";
import { createNativeParser } from "../../syntax/native.ts";
import { type PythonParser, withFlatParse } from "../../syntax/parser.ts";
import { createWasmParser } from "../../syntax/wasm.ts";
import { readAsset } from "./assets.ts";

/**
 * The native parser where its add-on is installed and loads, else the one on WebAssembly, which gives the same trees. Either way whole files
 * are parsed by the module that makes flat trees itself.
 */
export async function loadPythonParser(): Promise<PythonParser> {
  return withFlatParse(loadNativeParser() ?? (await loadWasmParser()), await loadFlatParser());
}

/** The quickest parser, for who never edits. */
export async function loadFlatParser(): Promise<FlatParse> {
  return createFlatParser(new Uint8Array(await readAsset("python-flat.wasm")));
}

/** Undefined where the add-on is not installed or was built for another Node. */
export function loadNativeParser(): PythonParser | undefined {
  const require = createRequire(import.meta.url);
  try {
    return createNativeParser(require("tree-sitter"), require("tree-sitter-python"));
  } catch {
    return undefined;
  }
}

export async function loadWasmParser(): Promise<PythonParser> {
  return createWasmParser(await readAsset("web-tree-sitter.wasm"), await readAsset("tree-sitter-python.wasm"));
}
