import type { TextEdit } from "../text/edits.ts";
import { LineIndex } from "../text/line-index.ts";
import type { FlatParse } from "./flat-parser.ts";
import { flatten, type GrammarCursor } from "./flatten.ts";
import type { PyTree } from "./py-tree.ts";

/** A parsed file that can be parsed again after edits without starting over. */
export interface ParsedSource {
  readonly tree: PyTree;
  /** Parses the text that results from the edits, reusing what did not change. This value stays valid. */
  edited(edits: readonly TextEdit[], newText: string): ParsedSource;
  /** Frees the grammar tree behind it; the flat tree stays valid. */
  dispose(): void;
}

/** Turns Python source into flat trees. Parsing cannot fail: a syntax error is an ERROR node. */
export interface PythonParser {
  readonly backend: "native" | "wasm";
  parse(source: string): ParsedSource;
  /** The flat tree alone, for a source that is not going to be edited; may be quicker. */
  tree(source: string): PyTree;
}

/** A parser that takes a quicker way to trees that are not going to be edited. */
export function withFlatParse(parser: PythonParser, tree: FlatParse): PythonParser {
  return { ...parser, tree };
}

interface GrammarPoint {
  row: number;
  column: number;
}

export interface GrammarEdit {
  startIndex: number;
  oldEndIndex: number;
  newEndIndex: number;
  startPosition: GrammarPoint;
  oldEndPosition: GrammarPoint;
  newEndPosition: GrammarPoint;
}

/** The part of a binding's tree that parsing needs; the two bindings are adapted to it in native.ts and wasm.ts. */
export interface GrammarTree {
  readonly hasError: boolean;
  cursor(): GrammarCursor & { release(): void };
  copy(): GrammarTree;
  edit(edit: GrammarEdit): void;
  release(): void;
}

export function parserOver(
  backend: PythonParser["backend"],
  parse: (source: string, previous: GrammarTree | undefined) => GrammarTree,
): PythonParser {
  const wrap = (tree: GrammarTree, source: string): ParsedSource => {
    const cursor = tree.cursor();
    const flat = flatten(cursor, source, tree.hasError);
    cursor.release();
    return {
      tree: flat,
      edited(edits, newText) {
        const previous = tree.copy();
        for (const edit of grammarEdits(source, edits)) previous.edit(edit);
        const next = parse(newText, previous);
        previous.release();
        return wrap(next, newText);
      },
      dispose: () => tree.release(),
    };
  };
  const parsed = (source: string) => wrap(parse(source, undefined), source);
  return {
    backend,
    parse: parsed,
    tree(source) {
      const { tree, dispose } = parsed(source);
      dispose();
      return tree;
    },
  };
}

/** Tree-sitter wants each edit in terms of the text as the earlier ones left it; going from last to first keeps offsets true. */
function grammarEdits(source: string, edits: readonly TextEdit[]): GrammarEdit[] {
  const index = new LineIndex(source);
  const point = (offset: number): GrammarPoint => {
    const { line, character } = index.positionAt(offset);
    return { row: line, column: character };
  };
  const ordered = [...edits].sort((a, b) => b.range.start - a.range.start || b.range.end - a.range.end);
  return ordered.map(({ range, newText }) => {
    const start = point(range.start);
    const added = newText.split("\n");
    const lastLength = added[added.length - 1].length;
    return {
      startIndex: range.start,
      oldEndIndex: range.end,
      newEndIndex: range.start + newText.length,
      startPosition: start,
      oldEndPosition: point(range.end),
      newEndPosition: {
        row: start.row + added.length - 1,
        column: added.length === 1 ? start.column + lastLength : lastLength,
      },
    };
  });
}
