import { type ClassId, NONE, type ValueId } from "../semantics/facts.ts";
import type { Evaluator } from "./evaluate.ts";
import type { CallGraph, Edge, FunctionNode } from "./graph.ts";
import type { ModuleId } from "./modules.ts";

interface ClassRef {
  readonly module: ModuleId;
  readonly cls: ClassId;
}

/** The object that a method runs on, as far as one chain of calls shows it. */
export interface Receiver extends ClassRef {
  /** Made by calling the class itself; otherwise subclasses may be meant, too. */
  readonly exact: boolean;
}

/** A text that is equal for equal receivers. */
export function receiverKey(receiver: Receiver | undefined): string {
  return receiver === undefined ? "" : `${receiver.module}.${receiver.cls}${receiver.exact ? "!" : ""}`;
}

/**
 * Follows the class of `self` along a chain. `Base.run` may call an override of any subclass, but called on one class it only calls
 * those that this class, or a subclass of it, has.
 */
export class Receivers {
  readonly #evaluator: Evaluator;
  readonly #graph: CallGraph;

  constructor(evaluator: Evaluator, graph: CallGraph) {
    this.#evaluator = evaluator;
    this.#graph = graph;
  }

  /**
   * What the callee of an edge runs on.
   * @param from what the caller runs on
   * @returns undefined where it is no method, or nothing is known beyond the class that defines it
   */
  ofCall(caller: FunctionNode, edge: Edge, callee: FunctionNode, from: Receiver | undefined): Receiver | undefined {
    const owner = this.#ownerOf(callee);
    if (owner === undefined) return undefined;
    const receiver = this.#receiverOf(caller, edge, from);
    if (receiver === undefined) return undefined;
    const narrowest = this.#inherits(receiver, owner) ? receiver : { ...owner, exact: false };
    if (this.#isSame(narrowest, owner) && !narrowest.exact) return undefined;
    return this.#inherits(narrowest, owner) ? narrowest : undefined;
  }

  /** The edge leads into a method that an object of the caller's class cannot have under that name. */
  excludes(caller: FunctionNode, edge: Edge, callee: FunctionNode, receiver: Receiver): boolean {
    const name = this.#nameOnSelf(caller, edge);
    const owner = this.#ownerOf(callee);
    if (name === undefined || owner === undefined) return false;
    // What an attribute holds is no override.
    if (!this.#defines(owner, name, callee.fn)) return false;
    if (this.#inherits(owner, receiver)) return receiver.exact && !this.#isSame(owner, receiver);
    const order = this.#evaluator.linearised(receiver.module, receiver.cls);
    const first = order.find(({ module, cls }) => this.#evaluator.classFacts(module, cls).members[name] !== undefined);
    if (first === undefined || this.#isSame(first, owner)) return false;
    // What is overridden gives way to the override, where the graph knows of it.
    return !this.#inherits(receiver, owner) || this.#leadsTo(caller, edge, first, name);
  }

  /**
   * `self.ask()` in a method of a base class leads into the `ask` of a subclass that has the calling method itself, too, and does not go
   * back to the base's with `super()`: the two never run on one object.
   */
  neverTogether(caller: FunctionNode, edge: Edge, callee: FunctionNode): boolean {
    return this.#nameOnSelf(caller, edge) !== undefined && this.#isReplaced(caller, callee);
  }

  /** The edge asks the caller's own object, or class. */
  isOnSelf(edge: Edge): boolean {
    return this.#nameOnSelf(this.#graph.nodes[edge.from], edge) !== undefined;
  }

  /**
   * A chain of calls on one object that no object can make: an override that it comes to stands in a class that replaces a method from
   * which the chain came.
   */
  isImpossible(chain: readonly Edge[]): boolean {
    let onSelf: FunctionNode[] = [];
    for (const edge of chain) {
      const caller = this.#graph.nodes[edge.from];
      onSelf = this.#nameOnSelf(caller, edge) === undefined ? [] : [...onSelf, caller];
      if (onSelf.some((before) => this.#isReplaced(before, this.#graph.nodes[edge.to]))) return true;
    }
    return false;
  }

  /** The class of the callee has the calling method itself, too, and does not go back to it with `super()`. */
  #isReplaced(caller: FunctionNode, callee: FunctionNode): boolean {
    const base = this.#ownerOf(caller);
    const owner = this.#ownerOf(callee);
    if (base === undefined || owner === undefined || this.#isSame(base, owner)) return false;
    if (!this.#inherits(owner, base)) return false;
    const { name } = this.#evaluator.functionFacts(caller.module, caller.fn);
    if (!this.#defines(base, name, caller.fn)) return false;
    const own = this.#evaluator.classFacts(owner.module, owner.cls).members[name]?.[0];
    const value = own === undefined ? undefined : this.#evaluator.facts[owner.module].values[own];
    if (value?.k !== "function") return false;
    const override = this.#graph.nodeOf(owner.module, value.id);
    return !override.edges.some((other) => {
      const to = this.#graph.nodes[other.to];
      return to.module === caller.module && to.fn === caller.fn;
    });
  }

  #leadsTo(caller: FunctionNode, edge: Edge, owner: ClassRef, name: string): boolean {
    return caller.edges.some((other) => {
      const to = this.#graph.nodes[other.to];
      const isSamePlace = other.start === edge.start && other.end === edge.end;
      return isSamePlace && to.module === owner.module && this.#defines(owner, name, to.fn);
    });
  }

  #isSame(one: ClassRef, other: ClassRef): boolean {
    return one.module === other.module && one.cls === other.cls;
  }

  #receiverOf(caller: FunctionNode, edge: Edge, from: Receiver | undefined): Receiver | undefined {
    const value = this.#objectOf(caller, edge);
    if (value === undefined) return undefined;
    const known = this.#evaluator.facts[caller.module].values[value];
    if (known.k === "super" || this.#isSelf(caller, value)) return from ?? this.#selfOf(caller);
    const ids = this.#evaluator.evaluate(caller.module, value, caller.env);
    if (ids.length !== 1) return undefined;
    const entity = this.#evaluator.entity(ids[0]);
    return entity.e === "instance" ? { module: entity.module, cls: entity.cls, exact: entity.exact } : undefined;
  }

  #selfOf(caller: FunctionNode): Receiver | undefined {
    const owner = this.#ownerOf(caller);
    return owner === undefined ? undefined : { ...owner, exact: false };
  }

  /** The class that a method is defined in. */
  #ownerOf(node: FunctionNode): ClassRef | undefined {
    const { cls } = this.#evaluator.functionFacts(node.module, node.fn);
    return cls === NONE ? undefined : { module: node.module, cls };
  }

  #objectOf(caller: FunctionNode, edge: Edge): ValueId | undefined {
    if (edge.implicit !== undefined) return edge.implicit.kind === "attribute" ? edge.implicit.of : undefined;
    if (edge.call === undefined) return undefined;
    const callee = this.#evaluator.facts[caller.module].values[edge.call.callee];
    return callee.k === "attr" ? callee.of : undefined;
  }

  /** The name that an edge asks the caller's own object, or class, for. */
  #nameOnSelf(caller: FunctionNode, edge: Edge): string | undefined {
    const object = this.#objectOf(caller, edge);
    if (object === undefined || !this.#isSelf(caller, object)) return undefined;
    if (edge.implicit !== undefined) return edge.implicit.name;
    const callee = this.#evaluator.facts[caller.module].values[edge.call?.callee ?? NONE];
    return callee?.k === "attr" ? callee.name : undefined;
  }

  #isSelf(caller: FunctionNode, value: ValueId): boolean {
    const known = this.#evaluator.facts[caller.module].values[value];
    if (known.k !== "param" || known.fn !== caller.fn || known.index !== 0) return false;
    return this.#ownerOf(caller) !== undefined && !this.#evaluator.traits(caller.module, caller.fn).isStatic;
  }

  #defines(owner: ClassRef, name: string, fn: number): boolean {
    const members = this.#evaluator.classFacts(owner.module, owner.cls).members[name] ?? [];
    return members.some((value) => {
      const known = this.#evaluator.facts[owner.module].values[value];
      return known.k === "function" && known.id === fn;
    });
  }

  #inherits(from: ClassRef, base: ClassRef): boolean {
    return this.#evaluator.linearised(from.module, from.cls).some((one) => this.#isSame(one, base));
  }
}
