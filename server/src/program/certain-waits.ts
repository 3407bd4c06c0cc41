import { CallFlag } from "../semantics/facts.ts";
import type { Effects } from "./effects.ts";
import type { CallGraph, Edge, FunctionNode, NodeId, Site } from "./graph.ts";

/** Code under one of these runs at times, once, or elsewhere. */
const NOT_EACH_TIME =
  CallFlag.perhaps |
  CallFlag.byEnvironment |
  CallFlag.inHandler |
  CallFlag.memoised |
  CallFlag.lazy |
  CallFlag.offLoop |
  CallFlag.typeOnly |
  CallFlag.underMain;
/** Reading a small file that came with the package; a wait, if a short one. */
const READS = /(^|[._])(read|open|load|get_data)/;

/** Which functions wait each time they are called, whatever their conditions decide. */
export class CertainWaits {
  readonly #graph: CallGraph;
  readonly #effects: Effects;
  readonly #known = new Map<NodeId, boolean>();

  constructor(graph: CallGraph, effects: Effects) {
    this.#graph = graph;
    this.#effects = effects;
  }

  /** Running the edge's callee waits each time. */
  through(edge: Edge): boolean {
    if (this.#effects.throughEdge(edge, "blocks") === undefined) return false;
    return this.#waits(this.#graph.nodes[edge.to]);
  }

  #waits(node: FunctionNode): boolean {
    const known = this.#known.get(node.id);
    if (known !== undefined) return known;
    // A function that comes back to itself waits for another reason, or for none.
    this.#known.set(node.id, false);
    const waits =
      node.externals.some((use) => {
        if (!isEachTime(use)) return false;
        const proof = this.#effects.library.blockingUse(node, use);
        return proof !== undefined && (!proof.brief || (proof.kind === "file" && READS.test(use.path)));
      }) || node.edges.some((edge) => isEachTime(edge) && edge.kind === "sync" && this.through(edge));
    this.#known.set(node.id, waits);
    return waits;
  }
}

function isEachTime(site: Site): boolean {
  return (site.flags & NOT_EACH_TIME) === 0;
}
