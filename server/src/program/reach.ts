import { type Bindings, bindingsKey, isUnbound, NO_BINDINGS } from "./bindings.ts";
import type { Effects } from "./effects.ts";
import type { FunctionNode, NodeId, Site } from "./graph.ts";

/** One way in which control comes to a function: why, and what the call says of its arguments and of the object that it runs on. */
export interface Arrival<Reason> {
  readonly node: NodeId;
  readonly reason: Reason;
  readonly bindings: Bindings;
}

/** Ways that are told apart for one function; beyond them, what its calls say is not followed. */
const MOST_ARRIVALS = 6;

/**
 * Which functions control comes to, from roots along calls. Bindings go along as they do for effects, so that a branch that the
 * call at hand rules out (`load(kind="redis")`, where the callee asks for the kind) leads nowhere.
 */
export class Reach<Reason> {
  readonly #effects: Effects;
  readonly #arrivals = new Map<NodeId, Arrival<Reason>[]>();
  readonly #keys = new Map<NodeId, Set<string>>();

  constructor(effects: Effects) {
    this.#effects = effects;
  }

  /** @returns the arrival if it leads anywhere that earlier ones do not */
  add(node: NodeId, reason: Reason, bindings: Bindings = NO_BINDINGS): Arrival<Reason> | undefined {
    const known = this.#arrivals.get(node);
    if (known === undefined) {
      const first = { node, reason, bindings };
      this.#arrivals.set(node, [first]);
      this.#keys.set(node, new Set([bindingsKey(bindings)]));
      return first;
    }
    const keys = this.#keys.get(node)!;
    const said = known.length < MOST_ARRIVALS ? bindings : NO_BINDINGS;
    const key = bindingsKey(said);
    // Whoever came unbound went everywhere.
    if (keys.has(key) || keys.has(UNBOUND)) return undefined;
    const arrival = { node, reason, bindings: said };
    known.push(arrival);
    keys.add(key);
    return arrival;
  }

  /** All ways in which control comes to a function. */
  arrivals(node: NodeId): readonly Arrival<Reason>[] {
    return this.#arrivals.get(node) ?? [];
  }

  /** The first reason; undefined for functions that control never comes to. */
  of(node: NodeId): Reason | undefined {
    return this.#arrivals.get(node)?.[0].reason;
  }

  /** The first reason with which control comes to a place in a function. */
  at(node: FunctionNode, site: Site): Reason | undefined {
    return this.#arrivals
      .get(node.id)
      ?.find(({ bindings }) => isUnbound(bindings) || !this.#effects.isDead(node, site, bindings))?.reason;
  }
}

const UNBOUND = bindingsKey(NO_BINDINGS);
