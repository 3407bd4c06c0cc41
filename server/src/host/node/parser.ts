import { createRequire } from "node:module";
import { createNativeParser } from "../../syntax/native.ts";
import type { PythonParser } from "../../syntax/parser.ts";
import { createWasmParser } from "../../syntax/wasm.ts";
import { readAsset } from "./assets.ts";

/** The native parser where its add-on is installed and loads, else the one on WebAssembly, which gives the same trees. */
export async function loadPythonParser(): Promise<PythonParser> {
  return loadNativeParser() ?? (await loadWasmParser());
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
