import { Language, Parser, type Tree } from "web-tree-sitter";
import { type GrammarTree, type PythonParser, parserOver } from "./parser.ts";

/**
 * A parser on WebAssembly, for hosts where the native binding does not load.
 * @param runtime bytes of web-tree-sitter.wasm
 * @param grammar bytes of tree-sitter-python.wasm
 */
export async function createWasmParser(runtime: Uint8Array, grammar: Uint8Array): Promise<PythonParser> {
  await initRuntime(runtime);
  const parser = new Parser();
  parser.setLanguage(await Language.load(grammar));
  return parserOver("wasm", (source, previous) => {
    const tree = parser.parse(source, previous instanceof WasmTree ? previous.tree : undefined);
    if (tree === null) throw new Error("the parser has no language");
    return new WasmTree(tree);
  });
}

let runtimeReady: Promise<void> | undefined;

/** Starts web-tree-sitter once a process; later calls wait for the first. */
export function initRuntime(runtime: Uint8Array): Promise<void> {
  runtimeReady ??= Parser.init({ wasmBinary: runtime, locateFile: (name: string) => name });
  return runtimeReady;
}

class WasmTree implements GrammarTree {
  readonly tree: Tree;

  constructor(tree: Tree) {
    this.tree = tree;
  }

  get hasError(): boolean {
    return this.tree.rootNode.hasError;
  }

  cursor() {
    const cursor = this.tree.walk();
    return Object.assign(cursor, { release: () => cursor.delete() });
  }

  copy(): WasmTree {
    return new WasmTree(this.tree.copy());
  }

  edit(edit: Parameters<GrammarTree["edit"]>[0]): void {
    this.tree.edit(edit as unknown as Parameters<Tree["edit"]>[0]);
  }

  release(): void {
    this.tree.delete();
  }
}
