import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createPythonParser, type PythonParser } from "../../server/src/syntax/parser.ts";
import type { PyTree } from "../../server/src/syntax/py-tree.ts";
import { flatten, type GrammarCursor } from "./cursor-flatten.ts";

export const PYTHON_FLAT = new URL("../../grammars/python-flat.wasm", import.meta.url);

const parser = await createPythonParser(readFileSync(PYTHON_FLAT));

export function pythonParser(): PythonParser {
  return parser;
}

/** The part of tree-sitter's native binding that is used. */
interface NativeParser {
  setLanguage(language: unknown): void;
  parse(input: (index: number) => string | null): NativeTree;
}

interface NativeTree {
  readonly rootNode: { readonly hasError: boolean };
  walk(): GrammarCursor;
}

/** Characters handed over at a time; the binding refuses a string longer than its buffer. */
const CHUNK = 1 << 14;

/** The same trees made another way, to compare with: tree-sitter's own binding parses, and its cursor visits every node. */
export function referenceParser(): (source: string) => PyTree {
  const require = createRequire(import.meta.url);
  const native: NativeParser = new (require("tree-sitter"))();
  native.setLanguage(require("tree-sitter-python"));
  return (source) => {
    const tree = native.parse((index) => (index < source.length ? source.slice(index, index + CHUNK) : null));
    return flatten(tree.walk(), source, tree.rootNode.hasError);
  };
}
