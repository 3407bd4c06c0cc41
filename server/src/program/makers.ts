import { type CallFacts, type FunctionId, type ModuleFacts, NONE, UNKNOWN, type ValueId } from "../semantics/facts.ts";
import { EMPTY_ENV } from "./entities.ts";
import { argumentFor, type Evaluator } from "./evaluate.ts";
import type { ModuleId } from "./modules.ts";

/** A library call that made an object. */
export interface Maker {
  readonly module: ModuleId;
  readonly call: CallFacts;
  /** Path of what was called. */
  readonly path: string;
}

export interface Makers {
  readonly found: readonly Maker[];
  /** False where the object may also come from somewhere that is not seen, or be of a class of the workspace. */
  readonly complete: boolean;
}

/** Steps that an object is followed back. */
const MAX_STEPS = 12;
const MAX_MAKERS = 8;

/**
 * The library calls that made the client behind a value: through names, attributes, parameters, functions that return it, `with`,
 * imports, and methods of the client that lead on from it (`client.database.collection`, `engine.connect()`).
 */
export function clientMakersOf(evaluator: Evaluator, module: ModuleId, value: ValueId): Makers {
  const trace = new Trace(evaluator);
  trace.follow(module, value, 0);
  return { found: [...trace.found.values()], complete: trace.complete };
}

class Trace {
  readonly found = new Map<string, Maker>();
  complete = true;
  readonly #evaluator: Evaluator;
  readonly #seen = new Set<string>();

  constructor(evaluator: Evaluator) {
    this.#evaluator = evaluator;
  }

  follow(module: ModuleId, value: ValueId, depth: number): void {
    const key = `${module}.${value}`;
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    if (depth > MAX_STEPS || this.found.size > MAX_MAKERS) {
      this.complete = false;
      return;
    }
    const facts = this.#evaluator.facts[module];
    const known = facts.values[value];
    const on = (inner: ValueId) => this.follow(module, inner, depth + 1);
    switch (known.k) {
      case "call":
        this.#call(module, facts.calls[known.call], depth);
        return;
      case "await":
      case "enter":
        on(known.of);
        return;
      case "declared":
        if (known.value === UNKNOWN) this.complete = false;
        else on(known.value);
        return;
      case "union":
        for (const part of known.of) on(part);
        return;
      case "literal":
        // `self.client = None` says that there is none yet.
        if (known.type !== "None") this.complete = false;
        return;
      case "name":
        this.#name(module, known.fn, known.name, depth);
        return;
      case "import":
        if (known.name === undefined) this.complete = false;
        else this.#imported(module, known.module, known.level, known.name, depth);
        return;
      case "attr":
        this.#attribute(module, known.of, known.name, depth);
        return;
      case "param":
        this.#param(module, known.fn, known.index, depth);
        return;
      case "item":
        on(known.of);
        return;
      default:
        this.complete = false;
    }
  }

  #call(module: ModuleId, call: CallFacts, depth: number): void {
    const evaluator = this.#evaluator;
    const callees = evaluator.evaluate(module, call.callee);
    if (callees.length === 0) this.complete = false;
    for (const id of callees) {
      const entity = evaluator.entity(id);
      if (entity.e === "external") {
        const callee = evaluator.facts[module].values[call.callee];
        const isClient = evaluator.knowledge.callable(entity.path)?.client !== undefined;
        if (isClient || !entity.receiver || callee.k !== "attr")
          this.found.set(`${module}.${call.id}`, { module, call, path: entity.path });
        else this.follow(module, callee.of, depth + 1);
        continue;
      }
      const callee = evaluator.calleeOf(id, [], -1, EMPTY_ENV);
      if (callee === undefined) {
        this.complete = false;
        continue;
      }
      this.#returned(callee.module, callee.fn, depth);
    }
  }

  #returned(module: ModuleId, fn: FunctionId, depth: number): void {
    const facts = this.#evaluator.functionFacts(module, fn);
    const given = facts.returns.length > 0 ? facts.returns : facts.yields;
    if (given.length === 0) this.complete = false;
    for (const value of given) this.follow(module, value, depth + 1);
  }

  #name(module: ModuleId, fn: FunctionId, name: string, depth: number): void {
    const bindings = this.#evaluator.facts[module].functions[fn].bindings[name];
    if (bindings === undefined || bindings.length === 0) this.complete = false;
    for (const value of bindings ?? []) this.follow(module, value, depth + 1);
  }

  #imported(module: ModuleId, dotted: string, level: number, name: string, depth: number): void {
    const target = this.#evaluator.modules.resolve(module, dotted, level);
    if (typeof target === "number") this.#name(target, 0, name, depth);
    else this.complete = false;
  }

  #attribute(module: ModuleId, of: ValueId, name: string, depth: number): void {
    const evaluator = this.#evaluator;
    const owners = evaluator.evaluate(module, of);
    if (owners.length === 0) this.complete = false;
    for (const id of owners) {
      const owner = evaluator.entity(id);
      switch (owner.e) {
        case "module":
          this.#name(owner.module, 0, name, depth);
          break;
        case "instance":
        case "class":
          this.#stored(owner.module, owner.cls, name, depth);
          break;
        default:
          // A part of a library object belongs to whatever made that.
          this.follow(module, of, depth + 1);
      }
    }
  }

  #stored(module: ModuleId, cls: number, name: string, depth: number): void {
    const evaluator = this.#evaluator;
    let isFound = false;
    for (const owner of evaluator.linearised(module, cls)) {
      const facts = evaluator.classFacts(owner.module, owner.cls);
      for (const value of [...(facts.stores[name] ?? []), ...(facts.members[name] ?? [])]) {
        const known = evaluator.facts[owner.module].values[value];
        if (known.k === "function") this.#returned(owner.module, known.id, depth);
        else this.follow(owner.module, value, depth + 1);
        isFound = true;
      }
    }
    if (!isFound) this.complete = false;
  }

  #param(module: ModuleId, fn: FunctionId, index: number, depth: number): void {
    const evaluator = this.#evaluator;
    const facts = evaluator.functionFacts(module, fn);
    const param = facts.params[index];
    const isReceiver = index === 0 && facts.cls !== NONE;
    if (param === undefined || isReceiver) {
      this.complete = false;
      return;
    }
    const provider = providerOf(evaluator.facts[module], param.default);
    if (provider !== undefined) {
      for (const id of evaluator.evaluate(module, provider)) {
        const callee = evaluator.calleeOf(id, [], -1, EMPTY_ENV);
        if (callee !== undefined) this.#returned(callee.module, callee.fn, depth);
      }
      return;
    }
    const callers = evaluator.callersOf(module, fn);
    if (callers.length === 0) this.complete = false;
    for (const caller of callers) {
      const argument = argumentFor(caller.call.args, param.name, param.kind, index - caller.shift);
      if (argument !== undefined) this.follow(caller.module, argument, depth + 1);
    }
    if (param.default !== UNKNOWN) this.follow(module, param.default, depth + 1);
  }
}

/** The provider in a parameter's `= Depends(provider)`. */
function providerOf(facts: ModuleFacts, byDefault: ValueId): ValueId | undefined {
  const known = facts.values[byDefault];
  if (known.k !== "call") return undefined;
  const call = facts.calls[known.call];
  const callee = facts.values[call.callee];
  const name = callee.k === "attr" || callee.k === "import" ? callee.name : undefined;
  return name === "Depends" || name === "Security" ? call.args[0]?.value : undefined;
}

/** The calls that made what a value denotes, as far as its module shows them. */
export function callsThatMade(facts: ModuleFacts, value: ValueId): CallFacts[] {
  const known = facts.values[value];
  let makers: readonly ValueId[] = [value];
  if (known.k === "attr") makers = facts.classes.flatMap((cls) => cls.stores[known.name] ?? []);
  else if (known.k === "name") makers = facts.functions[known.fn].bindings[known.name] ?? [];
  return makers.flatMap((maker) => {
    const made = facts.values[maker];
    const inner = made.k === "declared" ? facts.values[made.value] : made.k === "enter" ? facts.values[made.of] : made;
    return inner.k === "call" ? [facts.calls[inner.call]] : [];
  });
}

/** What a method is called on. */
export function receiverOf(facts: ModuleFacts, callee: ValueId): ValueId | undefined {
  const known = facts.values[callee];
  return known.k === "attr" ? known.of : undefined;
}
