import { KIND_OF_GRAMMAR_ID } from "./kinds.generated.ts";
import { PyTree } from "./py-tree.ts";

/** The exports of grammars/python-flat.wasm; grammars/flat/flatten.c documents them. */
interface FlatModule {
  readonly memory: WebAssembly.Memory;
  kindTable(count: number): number;
  reserve(bytes: number): number;
  parse(bytes: number, isUtf16: number): number;
  column(which: number): number;
}

/** Parses a source once and gives its flat tree; nothing is kept for parsing it again after an edit. */
export type FlatParse = (source: string) => PyTree;

/** Memory that a module may keep between files, in bytes; one that grew beyond for a huge file is thrown away. */
const MOST_KEPT = 96_000_000;

/**
 * The quickest way from source to tree: tree-sitter, the grammar and the pass over the nodes in one WebAssembly module. For whole files
 * that are not being edited. The same trees as `flatten` gives.
 * @param bytes of python-flat.wasm
 */
export async function createFlatParser(bytes: BufferSource): Promise<FlatParse> {
  const module = await WebAssembly.compile(bytes);
  let instance: FlatModule | undefined;
  return (source) => {
    try {
      instance ??= instantiate(module);
      const tree = parse(instance, source);
      if (instance.memory.buffer.byteLength > MOST_KEPT) instance = undefined;
      return tree;
    } catch (error) {
      // What a module that stopped half-way holds is not to be trusted.
      instance = undefined;
      throw error;
    }
  };
}

function instantiate(module: WebAssembly.Module): FlatModule {
  const flat = new WebAssembly.Instance(module).exports as unknown as FlatModule;
  const table = flat.kindTable(KIND_OF_GRAMMAR_ID.length);
  new Uint8Array(flat.memory.buffer).set(KIND_OF_GRAMMAR_ID, table);
  return flat;
}

function parse(flat: FlatModule, source: string): PyTree {
  // Text of one byte a character is read faster; positions are the same then.
  let count = isAscii(source) ? parseWith(flat, source, 0) : -1;
  if (count < 0) count = parseWith(flat, source, 1);
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

function parseWith(flat: FlatModule, source: string, isUtf16: 0 | 1): number {
  const bytes = source.length << isUtf16;
  const at = flat.reserve(bytes);
  if (isUtf16 === 0) new TextEncoder().encodeInto(source, new Uint8Array(flat.memory.buffer, at, bytes));
  else {
    const units = new Uint16Array(flat.memory.buffer, at, source.length);
    for (let index = 0; index < source.length; index++) units[index] = source.charCodeAt(index);
  }
  return flat.parse(bytes, isUtf16);
}

const ASCII = /^[\x00-\x7f]*$/;

function isAscii(source: string): boolean {
  return ASCII.test(source);
}
