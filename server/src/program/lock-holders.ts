import type { CallFacts, ModuleFacts, ValueId } from "../semantics/facts.ts";
import type { Effects } from "./effects.ts";
import type { Evaluator } from "./evaluate.ts";
import type { CallGraph, FunctionNode } from "./graph.ts";
import { lockKind } from "./locks.ts";
import { viewOf } from "./module-view.ts";
import type { ModuleId } from "./modules.ts";
import { MODERATE } from "./thresholds.ts";

/** A place that holds a lock, from where it has it until it gives it back. */
export interface LockHolder {
  readonly node: FunctionNode;
  /** From where it has the lock. The places are asked of the facts, which may move when the text does. */
  readonly start: () => number;
  readonly end: () => number;
  /** It waits, suspends or computes meanwhile, or one cannot see where it gives the lock back. */
  readonly isLong: boolean;
}

interface LinkedProgram {
  readonly graph: CallGraph;
  readonly evaluator: Evaluator;
  readonly effects: Effects;
}

/** Functions that are looked at in one step. */
const STEP = 256;

/** For each lock that is kept under one name of a module or a class: all places that hold it. */
export class LockHolders {
  readonly #evaluator: Evaluator;
  readonly #effects: Effects;
  readonly #nodes: readonly FunctionNode[];
  readonly #holders = new Map<string, LockHolder[]>();

  constructor({ graph, evaluator, effects }: LinkedProgram) {
    this.#evaluator = evaluator;
    this.#effects = effects;
    this.#nodes = graph.nodes;
  }

  /** Finds them all, in steps that are brief. */
  *solve(): Generator<void, void> {
    for (let at = 0; at < this.#nodes.length; at += STEP) {
      this.add(this.#nodes.slice(at, at + STEP));
      yield;
    }
  }

  /** Takes note of what more functions hold. */
  add(nodes: readonly FunctionNode[]): void {
    const evaluator = this.#evaluator;
    for (const node of nodes) {
      const facts = evaluator.facts[node.module];
      for (const one of viewOf(facts).withs[node.fn]) {
        if (one.async) continue;
        const places = { start: () => one.start, end: () => one.bodyEnd };
        this.#note(node, one.item, places, one.suspensions > 0);
      }
      for (const call of viewOf(facts).calls[node.fn]) {
        const callee = facts.values[call.callee];
        if (callee.k !== "attr" || callee.name !== "acquire") continue;
        const release = releaseOf(facts, node, callee.of, call.end);
        const places = { start: () => call.end, end: () => (release ?? call).end };
        this.#note(node, callee.of, places, release === undefined);
      }
    }
  }

  /** All places that hold the lock that a value is; undefined where the value cannot be told from other locks. */
  of(module: ModuleId, lock: ValueId, node: FunctionNode): readonly LockHolder[] | undefined {
    const key = this.#keyOf(module, lock, node);
    return key === undefined ? undefined : this.#holders.get(key);
  }

  #note(node: FunctionNode, lock: ValueId, { start, end }: Pick<LockHolder, "start" | "end">, isOpen: boolean): void {
    const kind = lockKind(this.#evaluator, node.module, lock, node.env);
    if (kind === undefined || kind === "async") return;
    const key = this.#keyOf(node.module, lock, node);
    if (key === undefined) return;
    const isLong = isOpen || this.#takesLong(node, start(), end());
    this.#holders.set(key, [...(this.#holders.get(key) ?? []), { node, start, end, isLong }]);
  }

  #keyOf(module: ModuleId, lock: ValueId, node: FunctionNode): string | undefined {
    const known = this.#evaluator.facts[module].values[lock];
    switch (known.k) {
      case "name":
        return `${module}:${known.fn}:${known.name}`;
      case "call":
        // A name that is assigned once is known by its value.
        return this.#nameOf(module, lock);
      case "import": {
        const target = this.#evaluator.modules.resolve(module, known.module, known.level);
        return typeof target === "number" && known.name !== undefined ? `${target}:0:${known.name}` : undefined;
      }
      case "attr": {
        const owners = this.#evaluator.evaluate(module, known.of, node.env).map((id) => this.#evaluator.entity(id));
        if (owners.length !== 1) return undefined;
        const [owner] = owners;
        if (owner.e === "module") return `${owner.module}:0:${known.name}`;
        if (owner.e !== "instance" && owner.e !== "class") return undefined;
        // The class that makes the lock, whichever subclass uses it.
        const maker = this.#evaluator.linearised(owner.module, owner.cls).find((one) => {
          const { stores, members } = this.#evaluator.classFacts(one.module, one.cls);
          return stores[known.name] !== undefined || members[known.name] !== undefined;
        });
        return maker === undefined ? undefined : `${maker.module}.${maker.cls}.${known.name}`;
      }
      default:
        return undefined;
    }
  }

  #nameOf(module: ModuleId, value: ValueId): string | undefined {
    for (const fn of this.#evaluator.facts[module].functions) {
      for (const [name, values] of Object.entries(fn.bindings))
        if (values.includes(value)) return `${module}:${fn.id}:${name}`;
    }
    return undefined;
  }

  #takesLong(node: FunctionNode, start: number, end: number): boolean {
    const isInside = (one: { readonly start: number; readonly end: number }) => start < one.start && one.end <= end;
    return (
      node.externals.some((use) => {
        if (!isInside(use) || this.#effects.library.takesLock(node, use)) return false;
        const proof = this.#effects.library.blockingUse(node, use);
        return proof !== undefined && !proof.brief;
      }) ||
      node.edges.some((edge) => {
        if (!isInside(edge) || edge.kind !== "sync") return false;
        const proof = this.#effects.throughEdge(edge, "blocks");
        if (proof !== undefined && !proof.brief && !proof.rare && proof.doubt < 2) return true;
        const { cost } = this.#effects.nodes[edge.to];
        return cost.operations >= MODERATE;
      }) ||
      this.#effects.costs
        .loopsOf(node)
        .some(({ loop, own, waits, computes }) => isInside(loop) && !waits && computes && own >= MODERATE)
    );
  }
}

/** Where the function gives back what it acquired. */
function releaseOf(facts: ModuleFacts, node: FunctionNode, lock: ValueId, from: number): CallFacts | undefined {
  return viewOf(facts).calls[node.fn].find((call) => {
    const callee = facts.values[call.callee];
    return call.start >= from && callee.k === "attr" && callee.name === "release" && callee.of === lock;
  });
}
