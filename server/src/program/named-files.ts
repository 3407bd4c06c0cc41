import { type CallFacts, NONE, type ValueId } from "../semantics/facts.ts";
import { argumentFor, type Evaluator } from "./evaluate.ts";
import type { Edge, FunctionNode, NodeId, Site } from "./graph.ts";
import type { ModuleId } from "./modules.ts";
import { OwnFiles } from "./own-file.ts";
import type { Proof } from "./proofs.ts";

/** What a function's callers name a file with. */
interface Naming {
  /** Parameters that the file's path is made from, by index. */
  readonly params: ReadonlySet<number>;
  /** The path is one of several that the function goes through. */
  readonly isOneOfMany: boolean;
}

const NOTHING: Naming = { params: new Set(), isOneOfMany: false };

/**
 * Tells a file that the caller of a chain names, and passes down it, from one that the program keeps for itself far below: a configuration, a
 * token, a template. However far the former is, it is of any size, and one of many.
 */
export class NamedFiles {
  readonly #evaluator: Evaluator;
  readonly #ownFiles: OwnFiles;
  readonly #nodeOf: (id: NodeId) => FunctionNode;
  readonly #known = new WeakMap<Proof, Naming>();

  constructor(evaluator: Evaluator, nodeOf: (id: NodeId) => FunctionNode) {
    this.#evaluator = evaluator;
    this.#ownFiles = new OwnFiles(evaluator);
    this.#nodeOf = nodeOf;
  }

  /** The caller of an edge gives, along the callee's proof, the name of the file that it ends in. */
  isNamedThrough(edge: Edge, inner: Proof): boolean {
    const naming = this.#namingOf(this.#nodeOf(edge.to), inner);
    if (naming.isOneOfMany) return true;
    const caller = this.#nodeOf(edge.from);
    return this.#argumentsFor(edge, naming).some((value) => this.#isGiven(caller, value));
  }

  /** What a proof that begins in a function makes the file's name from. */
  #namingOf(node: FunctionNode, proof: Proof): Naming {
    const known = this.#known.get(proof);
    if (known !== undefined) return known;
    // A proof that comes back to itself names nothing on the way.
    this.#known.set(proof, NOTHING);
    const naming = this.#namingAt(node, proof);
    this.#known.set(proof, naming);
    return naming;
  }

  #namingAt(node: FunctionNode, proof: Proof): Naming {
    if (proof.next === undefined) return this.#roots(node, this.#pathsAt(node, proof.site));
    if (proof.rest === undefined) return NOTHING;
    const edge = proof.site as Edge;
    const below = this.#namingOf(this.#nodeOf(proof.next), proof.rest);
    if (below.isOneOfMany) return below;
    return this.#roots(node, this.#argumentsFor(edge, below));
  }

  /** The values that may name the file at a call of the library: what it is given first, or the path or stream that it is a method of. */
  #pathsAt(node: FunctionNode, { call, implicit }: Site): readonly ValueId[] {
    const { values } = this.#evaluator.facts[node.module];
    if (call === undefined) return implicit === undefined ? [] : [implicit.of];
    const callee = values[call.callee];
    const paths = [call.args[0]?.value, callee.k === "attr" ? callee.of : undefined];
    return paths.filter(
      (path) => path !== undefined && !this.#ownFiles.isOwn(node.module, path, node.env),
    ) as ValueId[];
  }

  #argumentsFor({ call, to, shift }: Edge, { params }: Naming): readonly ValueId[] {
    if (call === undefined || params.size === 0) return [];
    const callee = this.#nodeOf(to);
    const facts = this.#evaluator.functionFacts(callee.module, callee.fn);
    return [...params].flatMap((index) => {
      const param = facts.params[index];
      const value = param === undefined ? undefined : argumentFor(call.args, param.name, param.kind, index - shift);
      return value === undefined ? [] : [value];
    });
  }

  #roots(node: FunctionNode, values: readonly ValueId[]): Naming {
    const params = new Set<number>();
    let isOneOfMany = false;
    for (const value of values)
      this.#follow(node, value, 0, (root) => {
        if (root === "element") isOneOfMany = true;
        else params.add(root);
      });
    return { params, isOneOfMany };
  }

  /** At the chain's start: the value is made from what the coroutine was given, or from something that it went through or asked for. */
  #isGiven(node: FunctionNode, value: ValueId): boolean {
    const { params, isOneOfMany } = this.#roots(node, [value]);
    return isOneOfMany || params.size > 0;
  }

  /** Reports what a value is made from: parameters other than the method's own object, and items of collections. */
  #follow(node: FunctionNode, value: ValueId, depth: number, report: (root: number | "element") => void): void {
    if (depth > MOST_STEPS) return;
    const facts = this.#evaluator.facts[node.module];
    const known = facts.values[value];
    const on = (inner: ValueId) => this.#follow(node, inner, depth + 1, report);
    switch (known.k) {
      case "param":
        // A parameter whose default is a file of the program's own, or that is called after a configuration, is hardly ever another.
        if (known.fn !== node.fn || this.#isSelf(node.module, node.fn, known.index)) return;
        if (!this.#ownFiles.isOwn(node.module, value, node.env)) report(known.index);
        return;
      case "element":
        report("element");
        return;
      case "name":
        for (const binding of facts.functions[known.fn].bindings[known.name] ?? []) on(binding);
        return;
      case "declared":
        on(known.value);
        return;
      case "attr":
      case "await":
      case "enter":
      case "item":
        on(known.of);
        return;
      case "binary":
        on(known.left);
        on(known.right);
        return;
      case "union":
        for (const part of known.of) on(part);
        return;
      case "call": {
        const call: CallFacts = facts.calls[known.call];
        const callee = facts.values[call.callee];
        if (callee.k === "attr") on(callee.of);
        for (const argument of call.args) on(argument.value);
        return;
      }
      default:
    }
  }

  #isSelf(module: ModuleId, fn: number, index: number): boolean {
    if (index > 0) return false;
    return this.#evaluator.functionFacts(module, fn).cls !== NONE && !this.#evaluator.traits(module, fn).isStatic;
  }
}

/** Steps that a path is followed back in one function. */
const MOST_STEPS = 8;
