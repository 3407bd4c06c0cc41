import { Language, type Node, Parser } from "web-tree-sitter";
import type { Range } from "../text/range.ts";

/** Parses text with one grammar and tells where it does not fit; written code of any language is checked with it. */
export interface GrammarCheck {
  /** The places that the grammar rejects, in order; empty when the text parses. Offsets are UTF-16. */
  errors(text: string): readonly Range[];
}

let runtimeReady: Promise<void> | undefined;

/** Starts web-tree-sitter once a process; later calls wait for the first. */
function initRuntime(runtime: Uint8Array): Promise<void> {
  runtimeReady ??= Parser.init({ wasmBinary: runtime, locateFile: (name: string) => name });
  return runtimeReady;
}

/**
 * A check over a grammar compiled to WebAssembly.
 * @param runtime bytes of web-tree-sitter.wasm
 * @param grammar bytes of the grammar, such as tree-sitter-go.wasm
 */
export async function createGrammarCheck(runtime: Uint8Array, grammar: Uint8Array): Promise<GrammarCheck> {
  await initRuntime(runtime);
  const parser = new Parser();
  parser.setLanguage(await Language.load(grammar));
  return {
    errors(text) {
      const tree = parser.parse(text);
      if (tree === null) return [{ start: 0, end: text.length }];
      const found: Range[] = [];
      if (tree.rootNode.hasError) collect(tree.rootNode, found);
      tree.delete();
      return found;
    },
  };
}

/** Descends only where an error lies below, and stops at the outermost erroneous node. */
function collect(node: Node, found: Range[]): void {
  if (node.isError || node.isMissing) {
    found.push({ start: node.startIndex, end: Math.max(node.endIndex, node.startIndex) });
    return;
  }
  for (const child of node.children) if (child?.hasError || child?.isMissing) collect(child, found);
}
