import type { GrammarCursor } from "./flatten.ts";
import { type GrammarEdit, type GrammarTree, type PythonParser, parserOver } from "./parser.ts";

/** The part of the `tree-sitter` package that is used; it is loaded by the host, since it is a native add-on. */
interface NativeBinding {
  new (): NativeParser;
}

interface NativeParser {
  setLanguage(language: unknown): void;
  parse(input: (index: number) => string | null, previous?: NativeTree): NativeTree;
}

interface NativeTree {
  readonly rootNode: { readonly hasError: boolean };
  walk(): GrammarCursor;
  edit(edit: GrammarEdit): void;
}

/** Characters handed over at a time; the binding refuses a string longer than its buffer. */
const CHUNK = 1 << 14;

/**
 * A parser on the native add-on.
 * @param binding what `require("tree-sitter")` gives
 * @param language what `require("tree-sitter-python")` gives
 */
export function createNativeParser(binding: unknown, language: unknown): PythonParser {
  const parser = new (binding as NativeBinding)();
  parser.setLanguage(language);
  const parse = (source: string, previous?: NativeTree) =>
    parser.parse((index) => (index < source.length ? source.slice(index, index + CHUNK) : null), previous);
  return parserOver("native", (source, previous) => {
    const old = previous instanceof NativeHandle ? previous : undefined;
    return new NativeHandle(parse(source, old?.tree), source, parse);
  });
}

/** The add-on has no tree copy, and editing changes the tree in place; a copy is a re-parse that is put off until it is edited. */
class NativeHandle implements GrammarTree {
  #tree: NativeTree;
  readonly #source: string;
  readonly #parse: (source: string, previous?: NativeTree) => NativeTree;

  constructor(tree: NativeTree, source: string, parse: (source: string, previous?: NativeTree) => NativeTree) {
    this.#tree = tree;
    this.#source = source;
    this.#parse = parse;
  }

  get tree(): NativeTree {
    return this.#tree;
  }

  get hasError(): boolean {
    return this.#tree.rootNode.hasError;
  }

  cursor() {
    return Object.assign(this.#tree.walk(), { release: () => {} });
  }

  copy(): NativeHandle {
    return new NativeHandle(this.#parse(this.#source, this.#tree), this.#source, this.#parse);
  }

  edit(edit: GrammarEdit): void {
    this.#tree.edit(edit);
  }

  /** The add-on's trees are collected with the garbage. */
  release(): void {}
}
