import { createPythonParser, type PythonParser } from "../../syntax/parser.ts";
import { readAsset } from "./assets.ts";

export async function loadPythonParser(): Promise<PythonParser> {
  return createPythonParser(new Uint8Array(await readAsset("python-flat.wasm")));
}
