import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createFlatParser, type FlatParse } from "../../server/src/syntax/flat-parser.ts";
import { createNativeParser } from "../../server/src/syntax/native.ts";
import type { PythonParser } from "../../server/src/syntax/parser.ts";
import { createWasmParser } from "../../server/src/syntax/wasm.ts";

const root = new URL("../../", import.meta.url);
const require = createRequire(new URL("server/package.json", root));

export function nativeParser(): PythonParser {
  return createNativeParser(require("tree-sitter"), require("tree-sitter-python"));
}

export function wasmParser(): Promise<PythonParser> {
  const runtime = require.resolve("web-tree-sitter/web-tree-sitter.wasm");
  return createWasmParser(readFileSync(runtime), readFileSync(new URL("grammars/tree-sitter-python.wasm", root)));
}

export function flatParser(): Promise<FlatParse> {
  return createFlatParser(readFileSync(new URL("grammars/python-flat.wasm", root)));
}
