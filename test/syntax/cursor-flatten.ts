import { KIND_OF_GRAMMAR_ID, Kind } from "../../server/src/syntax/kinds.generated.ts";
import { PyTree } from "../../server/src/syntax/py-tree.ts";

/** What the cursor of tree-sitter's binding offers, and all that the flattening needs of it. */
export interface GrammarCursor {
  readonly nodeTypeId: number;
  readonly startIndex: number;
  readonly endIndex: number;
  readonly currentFieldId: number;
  gotoFirstChild(): boolean;
  gotoNextSibling(): boolean;
  gotoParent(): boolean;
}

/** Scratch space that grows with the largest file seen and is reused from file to file. */
class Columns {
  kind = new Uint8Array(1 << 14);
  field = new Uint8Array(1 << 14);
  start = new Uint32Array(1 << 14);
  end = new Uint32Array(1 << 14);
  parent = new Int32Array(1 << 14);
  next = new Uint32Array(1 << 14);

  grow(): void {
    const size = this.kind.length * 2;
    const copy = <T extends Uint8Array | Uint32Array | Int32Array>(old: T, made: T): T => {
      made.set(old);
      return made;
    };
    this.kind = copy(this.kind, new Uint8Array(size));
    this.field = copy(this.field, new Uint8Array(size));
    this.start = copy(this.start, new Uint32Array(size));
    this.end = copy(this.end, new Uint32Array(size));
    this.parent = copy(this.parent, new Int32Array(size));
    this.next = copy(this.next, new Uint32Array(size));
  }
}

const columns = new Columns();

/**
 * Builds the flat tree in one pass over a cursor that stands at the root.
 * @param hasError whether the parser met an error anywhere: then left-out tokens are looked at too, since one that is missing is an error
 */
export function flatten(cursor: GrammarCursor, source: string, hasError: boolean): PyTree {
  let count = 0;
  let parent = -1;
  let skippedDepth = 0;
  for (;;) {
    const id = cursor.nodeTypeId;
    let kind = id >= KIND_OF_GRAMMAR_ID.length ? Kind.ERROR : KIND_OF_GRAMMAR_ID[id];
    if (kind === 0 && hasError && cursor.startIndex === cursor.endIndex) kind = Kind.ERROR;
    if (kind !== 0 && skippedDepth === 0) {
      if (count === columns.kind.length) columns.grow();
      columns.kind[count] = kind;
      columns.field[count] = cursor.currentFieldId;
      columns.start[count] = cursor.startIndex;
      columns.end[count] = cursor.endIndex;
      columns.parent[count] = parent;
      const entered = cursor.gotoFirstChild();
      if (entered) {
        parent = count++;
        continue;
      }
      columns.next[count] = count + 1;
      count++;
    } else if (cursor.gotoFirstChild()) {
      // A left-out token never has kept children, yet an error inside one must not derail the walk.
      skippedDepth++;
      continue;
    }
    while (!cursor.gotoNextSibling()) {
      if (!cursor.gotoParent()) return finish(source, count, parent);
      if (skippedDepth > 0) skippedDepth--;
      else {
        columns.next[parent] = count;
        parent = columns.parent[parent];
      }
    }
  }
}

function finish(source: string, count: number, openParent: number): PyTree {
  for (let open = openParent; open >= 0; open = columns.parent[open]) columns.next[open] = count;
  return new PyTree(source, {
    kind: columns.kind.slice(0, count),
    field: columns.field.slice(0, count),
    start: columns.start.slice(0, count),
    end: columns.end.slice(0, count),
    parent: columns.parent.slice(0, count),
    next: columns.next.slice(0, count),
  });
}
