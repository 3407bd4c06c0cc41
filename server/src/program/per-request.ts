import type { Contexts } from "./contexts.ts";
import type { Effects } from "./effects.ts";
import type { Evaluator } from "./evaluate.ts";
import type { CallGraph, FunctionNode, NodeId, Site } from "./graph.ts";
import { type Arrival, Reach } from "./reach.ts";

/** How a function comes to run again for each request or event: the handler's role, or the call that leads there. */
export interface RequestReason {
  /** `route`, `middleware`, `event handler` … of the handler at the chain's start. */
  readonly role: string;
  /** The caller and the place in it; undefined for the handler itself. */
  readonly from: NodeId | undefined;
  readonly site: Site | undefined;
  /** Why the caller runs again. */
  readonly outer: RequestReason | undefined;
}

/**
 * What frameworks call once for each request, message or event. What they call once in the program's life (start-up, lifespan), what a
 * person starts (commands of a command line, tests) and what a task queue runs is not among them.
 */
const PER_REQUEST: ReadonlySet<string> = new Set([
  "route",
  "middleware",
  "dependency",
  "exception handler",
  "request handler",
  "websocket handler",
  "connection handler",
  "event handler",
  "message handler",
  "bot command",
  "callback",
  "consumer",
  "template tag",
  "view hook",
  "serializer",
  "signal receiver",
  "WSGI application",
  "ASGI application",
]);

/** True for what a framework calls once for each request, message or event. */
export function isRequestRole(role: string): boolean {
  return PER_REQUEST.has(role);
}

/** The parts of a program that repetition is read from. */
interface Linked {
  readonly graph: CallGraph;
  readonly contexts: Contexts;
  readonly effects: Effects;
  readonly evaluator: Evaluator;
}

/** Every function that runs once for each request or event: handlers, and what they call, await or hand over, save what is done once and remembered. */
export class PerRequest {
  readonly #program: Linked;
  readonly #reach: Reach<RequestReason>;

  constructor(program: Linked) {
    this.#program = program;
    this.#reach = new Reach<RequestReason>(program.effects);
    this.#spread(0, []);
  }

  /** Nodes of later texts of modules, which begin with `first`: they run again where the older texts' did because of others. */
  addEditions(first: NodeId, olderOf: (node: FunctionNode) => NodeId | undefined): void {
    const { graph, evaluator } = this.#program;
    const { modules } = evaluator;
    const nodes = graph.nodes.slice(first);
    const replaced = new Set(nodes.map((node) => modules.original(node.module)));
    const known: Arrival<RequestReason>[] = [];
    for (const node of nodes) {
      const older = olderOf(node);
      if (older === undefined) continue;
      for (const { reason, bindings } of this.#reach.arrivals(older)) {
        if (reason.from !== undefined && !replaced.has(modules.original(graph.nodes[reason.from].module)))
          known.push({ node: node.id, reason, bindings });
      }
    }
    this.#spread(first, known);
  }

  /** @param first nodes before this one stay as they are */
  #spread(first: NodeId, known: readonly Arrival<RequestReason>[]): void {
    const { graph, contexts, effects, evaluator } = this.#program;
    const reach = this.#reach;
    const queue: Arrival<RequestReason>[] = [];
    const add = (...arriving: Parameters<typeof reach.add>) => {
      const arrival = arriving[0] < first ? undefined : reach.add(...arriving);
      if (arrival !== undefined) queue.push(arrival);
    };
    for (const [node, role] of contexts.registered) {
      if (node < first) continue;
      const isHandler = PER_REQUEST.has(role);
      // A dependency that is remembered is asked once.
      const { module, fn } = graph.nodes[node];
      if (isHandler && !evaluator.traits(module, fn).isCached)
        add(node, { role, from: undefined, site: undefined, outer: undefined });
    }
    for (const { node, reason, bindings } of known) add(node, reason, bindings);
    for (let at = 0; at < queue.length; at++) {
      const { bindings, reason } = queue[at];
      const node = graph.nodes[queue[at].node];
      const { role } = reason;
      for (const edge of node.edges) {
        // Beyond doubt 1, the place is only a guess.
        if (edge.doubt === 2 || effects.isMemoised(edge)) continue;
        const passed = effects.bindingsAlong(node, edge, bindings);
        if (passed !== undefined) add(edge.to, { role, from: node.id, site: edge, outer: reason }, passed);
      }
      for (const handover of node.handovers) {
        if (handover.doubt === 2 || effects.isDead(node, handover, bindings)) continue;
        for (const target of handover.targets) add(target, { role, from: node.id, site: handover, outer: reason });
      }
    }
  }

  of(node: NodeId): RequestReason | undefined {
    return this.#reach.of(node);
  }

  /** As `of`, for a place in the function that some calls of it do not come to. */
  at(node: FunctionNode, site: Site): RequestReason | undefined {
    return this.#reach.at(node, site);
  }
}
