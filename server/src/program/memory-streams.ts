import { type ArgumentFacts, type CallFacts, type ModuleFacts, NONE, type ValueId } from "../semantics/facts.ts";
import { type Bindings, IN_MEMORY, paramOf } from "./bindings.ts";
import { argumentFor, type Evaluator } from "./evaluate.ts";
import type { Edge, FunctionNode } from "./graph.ts";
import { callsThatMade, receiverOf } from "./makers.ts";

/** Files and databases that live in memory, or are made over what does: nobody waits for them. */
export class MemoryStreams {
  readonly #evaluator: Evaluator;

  constructor(evaluator: Evaluator) {
    this.#evaluator = evaluator;
  }

  /** A file-like object that lives in memory makes nothing wait, nor does what is made over one. */
  isAbout(node: FunctionNode, call: CallFacts, bindings: Bindings): boolean {
    if (bindings.params.size > 0 && this.#isOverBoundMemory(node, call, bindings)) return true;
    const isFile = (argument: ArgumentFacts) =>
      argument.keyword === undefined || /^(fileobj|file|fp|f|stream|buffer)$/.test(argument.keyword);
    if (call.args.some((argument) => isFile(argument) && this.#isInMemory(node, argument.value))) return true;
    const callee = this.#evaluator.facts[node.module].values[call.callee];
    if (callee.k !== "attr") return false;
    return this.#madeOverMemory(node, callee.of);
  }

  #isInMemory(node: FunctionNode, value: ValueId): boolean {
    const ids = this.#evaluator.evaluate(node.module, value, node.env);
    return (
      ids.length > 0 &&
      ids.every((id) => this.#evaluator.libraryPathsOf(id).some((path) => /^io\.(BytesIO|StringIO)$/.test(path)))
    );
  }

  /** What a call is made on, or given, goes back to a parameter that is in memory for this call of the function. */
  #isOverBoundMemory(node: FunctionNode, call: CallFacts, bindings: Bindings, depth = 0): boolean {
    const callee = receiverOf(this.#evaluator.facts[node.module], call.callee);
    return (
      (callee !== undefined && this.#isBoundMemory(node, callee, bindings, depth)) ||
      call.args.some((argument) => this.#isBoundMemory(node, argument.value, bindings, depth))
    );
  }

  #isBoundMemory(node: FunctionNode, value: ValueId, bindings: Bindings, depth = 0): boolean {
    const facts = this.#evaluator.facts[node.module];
    const index = paramOf(facts, node.fn, value);
    if (index !== undefined) return bindings.params.get(index)?.inMemory === true;
    const known = facts.values[value];
    if (depth > 6) return false;
    switch (known.k) {
      case "attr":
      case "enter":
      case "element":
        return this.#isBoundMemory(node, known.of, bindings, depth + 1);
      case "call":
        return this.#isOverBoundMemory(node, facts.calls[known.call], bindings, depth + 1);
      case "declared":
        return this.#isBoundMemory(node, known.value, bindings, depth + 1);
      case "name": {
        const values = facts.functions[known.fn].bindings[known.name];
        return values?.length === 1 && this.#isBoundMemory(node, values[0], bindings, depth + 1);
      }
      default:
        return false;
    }
  }

  /** Arguments that live in memory, or are made over what does. */
  withFilesInMemory(
    caller: FunctionNode,
    edge: Edge,
    callee: FunctionNode,
    known: Bindings["params"],
    from: Bindings,
  ): Bindings["params"] {
    // What a generator does, it does where it is gone through.
    const call = edge.call ?? this.#iterated(caller, edge);
    if (call === undefined) return known;
    const { params } = this.#evaluator.functionFacts(callee.module, callee.fn);
    const found = new Map(known);
    // `Reader(BytesIO(data)).read_all()`: what the object was made over is what its methods read.
    const object = receiverOf(this.#evaluator.facts[caller.module], call.callee);
    const isMemory = (value: ValueId) =>
      (from.params.size > 0 && this.#isBoundMemory(caller, value, from)) || this.#isOverMemory(caller, value, from);
    if (object !== undefined && this.#isMethod(callee) && isMemory(object)) found.set(0, IN_MEMORY);
    params.forEach((param, index) => {
      if (index < edge.shift || (param.kind !== "positional" && param.kind !== "keyword")) return;
      const argument = argumentFor(call.args, param.name, param.kind, index - edge.shift);
      if (argument === undefined) return;
      if (isMemory(argument)) found.set(index, IN_MEMORY);
    });
    return found;
  }

  /** The call whose result a loop goes through. */
  #iterated({ module }: FunctionNode, { implicit }: Edge): CallFacts | undefined {
    const facts = this.#evaluator.facts[module];
    const over = implicit?.kind === "iterate" ? facts.values[implicit.of] : undefined;
    return over?.k === "call" ? facts.calls[over.call] : undefined;
  }

  #isMethod({ module, fn }: FunctionNode): boolean {
    return this.#evaluator.functionFacts(module, fn).cls !== NONE && !this.#evaluator.traits(module, fn).isStatic;
  }

  #isOverMemory(node: FunctionNode, value: ValueId, from: Bindings): boolean {
    if (this.#isInMemory(node, value)) return true;
    const facts = this.#evaluator.facts[node.module];
    const known = facts.values[value];
    if (known.k === "enter") return this.#isOverMemory(node, known.of, from);
    if (known.k !== "call") return known.k === "name" && this.#madeOverMemory(node, value);
    return this.isAbout(node, facts.calls[known.call], from);
  }

  /** `self._zip.write(…)` where `self._zip` was made as `GzipFile(fileobj=BytesIO())` somewhere in the module. */
  #madeOverMemory(node: FunctionNode, receiver: ValueId): boolean {
    const makers = callsThatMade(this.#evaluator.facts[node.module], receiver);
    return makers.some((maker) => maker.args.some((argument) => this.#isInMemory(node, argument.value)));
  }

  /** `sqlite3.connect(":memory:")`, and cursors of such a connection. */
  isDatabase(node: FunctionNode, of: ValueId, bindings: Bindings): boolean {
    const facts = this.#evaluator.facts[node.module];
    let value: ValueId = of;
    for (let hop = 0; hop < 6; hop++) {
      const known = facts.values[value];
      // `if connection is None: connection = sqlite3.connect(":memory:")`, where this call of the function gives none.
      if (known.k === "union") {
        const others = known.of.filter((part) => !this.#isBoundToNone(node, part, bindings));
        return others.length > 0 && others.every((part) => this.isDatabase(node, part, bindings));
      }
      const makers = known.k === "call" ? [facts.calls[known.call]] : callsThatMade(facts, value);
      if (makers.length > 0 && makers.every((maker) => isMemoryName(facts, maker))) return true;
      if (known.k === "attr") value = known.of;
      else if (known.k === "call") value = facts.calls[known.call].callee;
      else if (known.k === "name" && makers.length === 1) value = makers[0].callee;
      else return false;
    }
    return false;
  }

  #isBoundToNone(node: FunctionNode, value: ValueId, bindings: Bindings): boolean {
    const index = paramOf(this.#evaluator.facts[node.module], node.fn, value);
    return index !== undefined && bindings.params.get(index)?.literal === "None";
  }
}

export function isMemoryName(facts: ModuleFacts, call: CallFacts): boolean {
  const first = call.args[0] === undefined ? undefined : facts.values[call.args[0].value];
  return first?.k === "literal" && first.value === ":memory:";
}
