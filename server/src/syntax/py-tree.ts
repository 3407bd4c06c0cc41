import type { Range } from "../text/range.ts";
import { type Field, KIND_NAMES, Kind } from "./kinds.generated.ts";

/** A node of one PyTree: its index in pre-order, the root being 0. */
export type NodeId = number & { readonly __brand: "NodeId" };

export const ROOT = 0 as NodeId;
export const NO_NODE = -1 as NodeId;

/** The arrays behind a PyTree; all have one entry a node, in pre-order. They can be transferred between threads. */
export interface PyTreeData {
  readonly kind: Uint8Array;
  readonly field: Uint8Array;
  /** UTF-16 offset of the first character. */
  readonly start: Uint32Array;
  /** UTF-16 offset just past the last character. */
  readonly end: Uint32Array;
  /** Parent's index; -1 for the root. */
  readonly parent: Int32Array;
  /** Index just past the node's last descendant: the next sibling where that has the same parent. */
  readonly next: Uint32Array;
}

/**
 * A Python source file as a flat concrete syntax tree. Node ids are pre-order indexes, so the subtree of a node is the
 * contiguous run of ids from itself to `next[node]`. Punctuation and keywords are left out; operators are kept.
 */
export class PyTree {
  readonly source: string;
  readonly data: PyTreeData;

  constructor(source: string, data: PyTreeData) {
    this.source = source;
    this.data = data;
  }

  get count(): number {
    return this.data.kind.length;
  }

  kind(node: NodeId): Kind {
    return this.data.kind[node] as Kind;
  }

  kindName(node: NodeId): string {
    return KIND_NAMES[this.data.kind[node]];
  }

  field(node: NodeId): Field | 0 {
    return this.data.field[node] as Field | 0;
  }

  start(node: NodeId): number {
    return this.data.start[node];
  }

  end(node: NodeId): number {
    return this.data.end[node];
  }

  range(node: NodeId): Range {
    return { start: this.data.start[node], end: this.data.end[node] };
  }

  text(node: NodeId): string {
    return this.source.slice(this.data.start[node], this.data.end[node]);
  }

  /** NO_NODE for the root. */
  parent(node: NodeId): NodeId {
    return this.data.parent[node] as NodeId;
  }

  firstChild(node: NodeId): NodeId {
    return (this.data.next[node] > node + 1 ? node + 1 : NO_NODE) as NodeId;
  }

  nextSibling(node: NodeId): NodeId {
    const next = this.data.next[node];
    return (
      next < this.count && this.data.parent[next] === this.data.parent[node] && node !== 0 ? next : NO_NODE
    ) as NodeId;
  }

  /** All kept children in source order, comments and operators included. */
  children(node: NodeId): NodeId[] {
    const result: NodeId[] = [];
    const end = this.data.next[node];
    for (let child = node + 1; child < end; child = this.data.next[child]) result.push(child as NodeId);
    return result;
  }

  /** The children that are neither comments nor line continuations nor operator tokens. */
  namedChildren(node: NodeId): NodeId[] {
    return this.children(node).filter((child) => isNamedKind(this.kind(child)));
  }

  /** The first child with the field, or NO_NODE. */
  child(node: NodeId, field: Field): NodeId {
    const end = this.data.next[node];
    for (let child = node + 1; child < end; child = this.data.next[child]) {
      if (this.data.field[child] === field) return child as NodeId;
    }
    return NO_NODE;
  }

  childrenWith(node: NodeId, field: Field): NodeId[] {
    return this.children(node).filter((child) => this.data.field[child] === field);
  }

  childOfKind(node: NodeId, kind: Kind): NodeId {
    const end = this.data.next[node];
    for (let child = node + 1; child < end; child = this.data.next[child]) {
      if (this.data.kind[child] === kind) return child as NodeId;
    }
    return NO_NODE;
  }

  /** The smallest node whose range covers the whole of the given one; the root where nothing smaller does. */
  covering(range: Range): NodeId {
    let node = ROOT;
    for (;;) {
      const inner = this.children(node).find(
        (child) => this.data.start[child] <= range.start && range.end <= this.data.end[child],
      );
      if (inner === undefined) return node;
      node = inner;
    }
  }

  /** The nearest ancestor of a kind, the node itself included; NO_NODE where there is none. */
  enclosing(node: NodeId, kinds: readonly Kind[]): NodeId {
    for (let at = node; at !== NO_NODE; at = this.parent(at)) if (kinds.includes(this.kind(at))) return at;
    return NO_NODE;
  }

  /** Ranges that the parser could not make sense of: ERROR nodes and missing tokens (empty ranges). */
  errors(): Range[] {
    const result: Range[] = [];
    for (let node = 0; node < this.count; node++) {
      const empty = this.data.start[node] === this.data.end[node] && node !== 0 && !mayBeEmpty(this.data.kind[node]);
      if (this.data.kind[node] === Kind.ERROR || empty) result.push(this.range(node as NodeId));
    }
    return result;
  }
}

/** Nodes that a correct file can hold with no text at all. */
function mayBeEmpty(kind: number): boolean {
  return kind === Kind.block || kind === Kind.string_content || kind === Kind.format_specifier || kind === Kind.module;
}

const FIRST_TOKEN_NAMES = new Set(
  KIND_NAMES.filter((name) => !/^\w+$/.test(name) || ["from", "async", "and", "or", "in", "is"].includes(name)),
);
const NAMED = KIND_NAMES.map(
  (name) => name !== "" && !FIRST_TOKEN_NAMES.has(name) && name !== "comment" && name !== "line_continuation",
);

export function isNamedKind(kind: Kind): boolean {
  return NAMED[kind];
}
