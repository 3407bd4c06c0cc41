import type { TextEdit } from "../text/edits.ts";
import { KIND_OF_GRAMMAR_ID } from "./kinds.generated.ts";
import { PyTree } from "./py-tree.ts";

/** A parsed file that can be parsed again after edits without starting over. */
export interface ParsedSource {
  readonly tree: PyTree;
  /** Parses the text that results from the edits, reusing what did not change. This value stays valid. */
  edited(edits: readonly TextEdit[], newText: string): ParsedSource;
  /** Frees the grammar's tree behind it; the flat tree stays valid. */
  dispose(): void;
}

/** Turns Python source into flat trees. Parsing cannot fail: a syntax error is an ERROR node. */
export interface PythonParser {
  parse(source: string): ParsedSource;
  /** The flat tree alone, for a source that is not going to be edited; quicker. */
  tree(source: string): PyTree;
}

/** The exports of grammars/python-flat.wasm; grammars/flat/flatten.c documents them. */
interface FlatModule {
  readonly memory: WebAssembly.Memory;
  kindTable(count: number): number;
  reserve(bytes: number): number;
  parse(bytes: number, isUtf16: number): number;
  column(which: number): number;
  parseKept(bytes: number, edited: number): number;
  flatten(tree: number): number;
  copy(tree: number): number;
  edit(
    tree: number,
    start: number,
    oldEnd: number,
    newEnd: number,
    startRow: number,
    startColumn: number,
    oldRow: number,
    oldColumn: number,
    newRow: number,
    newColumn: number,
  ): void;
  release(tree: number): void;
}

/** Memory that an instance may keep between files, in bytes; one that grew beyond for a huge file is thrown away. */
const MOST_KEPT = 96_000_000;

/**
 * The quickest way from source to tree: tree-sitter, the grammar and the pass over the nodes in one WebAssembly module, so that no node
 * crosses a binding.
 * @param bytes of python-flat.wasm
 */
export async function createPythonParser(bytes: BufferSource): Promise<PythonParser> {
  const module = await WebAssembly.compile(bytes);
  // Files that are being edited have an instance of their own: the trees that they keep must outlive what one huge file leaves behind.
  const once = new Instances(module);
  const kept = new Instances(module);
  return {
    tree: (source) => once.use((flat) => parse(flat, source)),
    parse: (source) => new KeptSource(kept, source, () => 0),
  };
}

/** The instance of the module that is in use: what one that stopped half-way holds is not to be trusted, so that another takes its place. */
class Instances {
  readonly #module: WebAssembly.Module;
  #current: FlatModule | undefined;

  constructor(module: WebAssembly.Module) {
    this.#module = module;
  }

  /** Whether an instance is the one in use, and not one that was thrown away. */
  holds(flat: FlatModule): boolean {
    return flat === this.#current;
  }

  use<Result>(work: (flat: FlatModule) => Result): Result {
    try {
      this.#current ??= instantiate(this.#module);
      const flat = this.#current;
      const result = work(flat);
      if (flat.memory.buffer.byteLength > MOST_KEPT) this.#current = undefined;
      return result;
    } catch (error) {
      this.#current = undefined;
      throw error;
    }
  }
}

function instantiate(module: WebAssembly.Module): FlatModule {
  const flat = new WebAssembly.Instance(module).exports as unknown as FlatModule;
  const table = flat.kindTable(KIND_OF_GRAMMAR_ID.length);
  new Uint8Array(flat.memory.buffer).set(KIND_OF_GRAMMAR_ID, table);
  return flat;
}

function parse(flat: FlatModule, source: string): PyTree {
  // Text of one byte a character is read faster; positions are the same then.
  const count = isAscii(source) ? flat.parse(giveAscii(flat, source), 0) : -1;
  return treeOf(flat, source, count >= 0 ? count : flat.parse(giveUtf16(flat, source), 1));
}

/** The columns as they were filled last. */
function treeOf(flat: FlatModule, source: string, count: number): PyTree {
  const { buffer } = flat.memory;
  return new PyTree(source, {
    kind: new Uint8Array(buffer, flat.column(0), count).slice(),
    field: new Uint8Array(buffer, flat.column(1), count).slice(),
    start: new Uint32Array(buffer, flat.column(2), count).slice(),
    end: new Uint32Array(buffer, flat.column(3), count).slice(),
    parent: new Int32Array(buffer, flat.column(4), count).slice(),
    next: new Uint32Array(buffer, flat.column(5), count).slice(),
  });
}

/** Puts the text where the module reads it; returns its length in bytes. */
function giveAscii(flat: FlatModule, source: string): number {
  const at = flat.reserve(source.length);
  new TextEncoder().encodeInto(source, new Uint8Array(flat.memory.buffer, at, source.length));
  return source.length;
}

function giveUtf16(flat: FlatModule, source: string): number {
  const at = flat.reserve(source.length * 2);
  const units = new Uint16Array(flat.memory.buffer, at, source.length);
  for (let index = 0; index < source.length; index++) units[index] = source.charCodeAt(index);
  return source.length * 2;
}

const ASCII = /^[\x00-\x7f]*$/;

function isAscii(source: string): boolean {
  return ASCII.test(source);
}

/** A source whose grammar's tree stays in an instance's memory, for the next edit. */
class KeptSource implements ParsedSource {
  readonly tree: PyTree;
  readonly #instances: Instances;
  readonly #flat: FlatModule;
  /** Zero when it was disposed of. */
  #handle: number;

  /** @param editedIn gives an instance's copy of the tree before, told of the edits that led to the source, or 0 where it has none */
  constructor(instances: Instances, source: string, editedIn: (flat: FlatModule) => number) {
    this.#instances = instances;
    [this.#flat, this.#handle, this.tree] = instances.use((flat) => {
      const edited = editedIn(flat);
      const handle = flat.parseKept(giveUtf16(flat, source), edited);
      flat.release(edited);
      return [flat, handle, treeOf(flat, source, flat.flatten(handle))];
    });
  }

  edited(edits: readonly TextEdit[], newText: string): ParsedSource {
    return new KeptSource(this.#instances, newText, (flat) => {
      // What another instance holds is of no use here: the text is parsed from its start.
      if (flat !== this.#flat || this.#handle === 0) return 0;
      const copy = flat.copy(this.#handle);
      tellEdits(flat, copy, this.tree.source, edits);
      return copy;
    });
  }

  dispose(): void {
    if (this.#instances.holds(this.#flat)) this.#flat.release(this.#handle);
    this.#handle = 0;
  }
}

/** Tree-sitter wants each edit in terms of the text as the earlier ones left it; going from last to first keeps offsets true. */
function tellEdits(flat: FlatModule, tree: number, source: string, edits: readonly TextEdit[]): void {
  const ordered = [...edits].sort((a, b) => b.range.start - a.range.start || b.range.end - a.range.end);
  for (const { range, newText } of ordered) {
    const start = pointAt(source, range.start);
    const old = pointAt(source, range.end);
    const added = pointAt(newText, newText.length);
    flat.edit(
      tree,
      range.start,
      range.end,
      range.start + newText.length,
      start.row,
      start.column,
      old.row,
      old.column,
      start.row + added.row,
      added.row === 0 ? start.column + added.column : added.column,
    );
  }
}

/** Tree-sitter's rows end with a line feed, whatever else ends a line of Python. */
function pointAt(text: string, offset: number): { readonly row: number; readonly column: number } {
  let row = 0;
  let start = 0;
  for (let at = text.indexOf("\n"); at >= 0 && at < offset; at = text.indexOf("\n", start)) {
    row++;
    start = at + 1;
  }
  return { row, column: offset - start };
}
