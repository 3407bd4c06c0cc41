import type { HandoverVia } from "../knowledge/schema.ts";
import {
  type CallFacts,
  CallFlag,
  type FunctionId,
  type ModuleFacts,
  NONE,
  UNKNOWN,
  type ValueId,
  type WriteFacts,
} from "../semantics/facts.ts";
import type { Contexts } from "./contexts.ts";
import type { Effects } from "./effects.ts";
import type { EntityId } from "./entities.ts";
import { argumentAt, argumentFor, type Evaluator } from "./evaluate.ts";
import {
  type CallGraph,
  type Doubt,
  type Edge,
  type Edition,
  type FunctionNode,
  type Handover,
  moreDoubtful,
  type NodeId,
  type Site,
} from "./graph.ts";
import { isKeptByObject, keptName } from "./kept-results.ts";
import { isNamedLikeLock, lockKind } from "./locks.ts";
import { viewOf } from "./module-view.ts";
import type { ModuleId } from "./modules.ts";
import type { PerRequest } from "./per-request.ts";
import { isJoinedInTurn } from "./thread-turns.ts";

/** A read-modify-write of module or instance state that two threads can do at a time, and how they come to it. */
export interface Race {
  readonly node: NodeId;
  readonly write: WriteFacts;
  /** The state's name, such as `Tally.total` or `updates`. */
  readonly name: string;
  readonly doubt: Doubt;
  /** From the place that hands the work to threads down to the call of the writing function. */
  readonly path: readonly { readonly node: NodeId; readonly site: Site }[];
}

/** The start of a thread's work: the function, and how many threads may run it at a time. */
interface ThreadRoot {
  /** The place that hands the work over: functions that are told apart by their arguments share it. */
  readonly id: string;
  readonly via: HandoverVia | "framework";
  readonly target: NodeId;
  readonly many: boolean;
  /** Who hands the work over leaves its object alone from then on: it awaits the thread, or answers its one request. */
  readonly isAlone: boolean;
  /** The function that hands the work over; undefined where a framework does. */
  readonly from: NodeId | undefined;
  readonly site: Site | undefined;
  readonly doubt: Doubt;
  /** Parameters of the target, as bits, that are objects which other threads have as well. */
  readonly shared: number;
  /** The class of the object whose method the thread runs. */
  readonly owner: string | undefined;
}

/** How threads reach a function without a lock on the way. */
interface Reach {
  readonly roots: Map<string, ThreadRoot>;
  /** Those of the threads, by id, that come here on their own object, or on a part that it made for itself. */
  readonly within: Set<string>;
  shared: number;
  doubt: Doubt;
  readonly from: NodeId | undefined;
  readonly site: Site | undefined;
  readonly length: number;
}

/** A write that some function does to state beyond its own, whoever runs it: the effect `mutates-shared`. */
interface Mutation {
  readonly node: NodeId;
  readonly write: WriteFacts;
  readonly key: string;
  readonly name: string;
}

/** One thread's way to a write, and the class whose object's own part it changes there. */
interface Arrival {
  readonly mutation: Mutation;
  readonly reach: Reach;
  readonly root: ThreadRoot;
  readonly owner: string | undefined;
}

/** The parts of a program that races are read from. */
interface LinkedProgram {
  readonly graph: CallGraph;
  readonly evaluator: Evaluator;
  readonly effects: Effects;
  readonly contexts: Contexts;
  readonly perRequest: PerRequest;
}

const NO_THREADS: ReadonlySet<string> = new Set();
const THREADED: ReadonlySet<HandoverVia> = new Set(["thread", "pool", "offload"]);
/** Calls between a handler and the start of a thread; what is further away belongs to some state of the program. */
const MOST_HOPS_FROM_HANDLER = 2;
/** Functions that are looked at in one step. */
const STEP = 64;
/** Calls between the function that an object's own thread runs and a method that the object calls before it starts the thread. */
const MOST_STEPS_OF_OWN = 2;
/** Calls between a thread's function and the write; what is further away is reached in too many other ways. */
const MOST_STEPS = 6;

/**
 * Finds the state that threads change at the same time. The effect flows the other way than waiting does: from the functions that
 * threads run down to the writes, since a lock held on the way guards all that is below, and since only the way shows which
 * objects the threads share and which each has for itself.
 */
export class SharedState {
  readonly #graph: CallGraph;
  readonly #evaluator: Evaluator;
  readonly #effects: Effects;
  readonly #contexts: Contexts;
  readonly #perRequest: PerRequest;
  readonly #reached = new Map<NodeId, Reach>();
  readonly #races = new Map<ModuleId, Race[]>();
  /** `module.class`: those of which some module keeps an instance under a name of its own, as far as modules were searched for them. */
  readonly #singletons = new Set<string>();
  #modulesSearched = 0;
  /** `module.class.attribute`: objects that every thread's own object was given when it was made. */
  readonly #given = new Set<string>();

  constructor({ graph, evaluator, effects, contexts, perRequest }: LinkedProgram) {
    this.#graph = graph;
    this.#evaluator = evaluator;
    this.#effects = effects;
    this.#contexts = contexts;
    this.#perRequest = perRequest;
  }

  /** Finds it, in steps that are brief. */
  *solve(): Generator<void, void> {
    const roots: ThreadRoot[] = [];
    for (const [index, node] of this.#graph.nodes.entries()) {
      roots.push(...this.#rootsAt(node));
      if (index % STEP === 0) yield;
    }
    yield* this.#spread(roots);
    yield* this.#judge();
  }

  races(module: ModuleId): readonly Race[] {
    return this.#races.get(module) ?? [];
  }

  /**
   * What was found in the older text of a module, at the places where it stands in a later one. How threads come there is not followed again:
   * that takes a look at the whole program.
   * @param moved where a place of the older text is
   */
  addEdition({ module, original, functions }: Edition, moved: (place: number) => number): void {
    const newerOf = (id: NodeId): NodeId => {
      const node = this.#graph.nodes[id];
      const fn = node.module === original ? functions[node.fn] : undefined;
      return fn === undefined || fn < 0 ? id : this.#graph.nodeOf(module, fn).id;
    };
    const races: Race[] = [];
    for (const race of this.races(original)) {
      const node = newerOf(race.node);
      const { fn } = this.#graph.nodes[node];
      const start = moved(race.write.start);
      const writes = node === race.node ? [] : viewOf(this.#evaluator.facts[module]).writes[fn];
      const write = writes.find((one) => one.start === start && one.name === race.write.name && one.readModifyWrite);
      if (write === undefined) continue;
      const path = race.path.map((step) => {
        if (this.#graph.nodes[step.node].module !== original) return step;
        const site = { ...step.site, start: moved(step.site.start), end: moved(step.site.end) };
        return { node: newerOf(step.node), site };
      });
      races.push({ ...race, node, write, path });
    }
    this.#races.set(module, races);
  }

  // ---- where threads start -----------------------------------------------------------------------------------------

  *#rootsAt(node: FunctionNode): Iterable<ThreadRoot> {
    const handling = this.#perRequest.of(node.id);
    const isThread = this.#contexts.of(node.id).get("thread")?.from === undefined;
    if (handling !== undefined && handling.from === undefined && isThread && this.#contexts.of(node.id).has("thread")) {
      const id = `${node.module}.${node.fn}`;
      yield {
        id,
        via: "framework",
        target: node.id,
        many: true,
        isAlone: false,
        from: undefined,
        site: undefined,
        doubt: 0,
        shared: 0,
        owner: undefined,
      };
    }
    for (const handover of node.handovers) {
      if (!THREADED.has(handover.via) || handover.call === undefined || handover.doubt === 2) continue;
      if ((handover.flags & CallFlag.memoised) !== 0) continue;
      const many = this.#isMany(node, handover);
      const isAlone = handover.via === "offload" || this.#isOfOneRequest(node, handover);
      for (const target of handover.targets) {
        if (this.#facts(this.#graph.nodes[target]).isAsync) continue;
        const shared = this.#sharedByHandover(node, handover, this.#graph.nodes[target], many);
        const id = many ? `${node.module}:${handover.start}` : this.#threadId(node, handover);
        if (many) this.#learnGiven(node, handover);
        const { via, doubt } = handover;
        const owner = (shared & 1) !== 0 ? this.#classOf(this.#graph.nodes[target]) : undefined;
        yield { id, via, target, many, isAlone, from: node.id, site: handover, doubt, shared, owner };
      }
    }
  }

  /** One thread, whichever place hands it work: what is kept under one name in one function, or the worker of a pool that has but one. */
  #threadId(node: FunctionNode, handover: Handover): string {
    const facts = this.#evaluator.facts[node.module];
    const pool = handover.via === "pool" ? this.#poolOf(node, handover) : undefined;
    if (pool !== undefined) {
      const kept = facts.values[pool];
      return `${node.module}=${kept.k === "attr" ? kept.name : kept.k === "name" ? `${kept.fn}.${kept.name}` : pool}`;
    }
    const name = keptName(facts, handover.call!);
    return name === undefined ? `${node.module}:${handover.start}` : `${node.module}.${node.fn}.${name}`;
  }

  /** True where several threads may run the function at a time: from a loop, for each request, in a pool of more than one. */
  #isMany(node: FunctionNode, handover: Handover): boolean {
    const call = handover.call!;
    const isRepeated = call.loop !== NONE || this.#isForEachRequest(node, handover);
    switch (handover.via) {
      case "pool":
        return !this.#isPoolOfOne(node, handover);
      case "offload":
        // Whoever awaits the thread does not start the next before it is done.
        return this.#perRequest.of(node.id) !== undefined || (call.loop !== NONE && call.use !== "awaited");
      default:
        return isRepeated && !(call.loop !== NONE && isJoinedInTurn(this.#evaluator.facts[node.module], call));
    }
  }

  /** A thread that an object starts when it is made, or keeps under one name, is one for that object. */
  #isForEachRequest(node: FunctionNode, handover: Handover): boolean {
    if (this.#facts(node).name === "__init__" || isKeptByObject(this.#evaluator.facts[node.module], handover.call!))
      return false;
    if (this.#isOfOneRequest(node, handover)) return false;
    let reason = this.#perRequest.of(node.id);
    for (let hops = 0; reason?.from !== undefined; hops++) {
      if (hops === MOST_HOPS_FROM_HANDLER) return false;
      reason = this.#perRequest.of(reason.from);
    }
    return reason !== undefined;
  }

  #isPoolOfOne(node: FunctionNode, handover: Handover): boolean {
    const pool = this.#poolOf(node, handover);
    return pool !== undefined && this.#keptAs(node.module, pool).some((value) => this.#isMadeOfOne(node.module, value));
  }

  /** `Thread(target=self.work)` in an object that is made for each request: the threads of other requests have objects of their own. */
  #isOfOneRequest(node: FunctionNode, handover: Handover): boolean {
    const facts = this.#evaluator.facts[node.module];
    const row = handover.row;
    const handed = row === undefined ? undefined : argumentAt(handover.call!.args, row.function);
    let owner = handed === undefined ? undefined : facts.values[handed];
    while (owner?.k === "attr") owner = facts.values[owner.of];
    const { cls } = this.#facts(node);
    if (owner?.k !== "param" || owner.index !== 0 || cls === NONE || this.#isSingleton(node.module, cls)) return false;
    const makers = (facts.classes[cls].members["__init__"] ?? []).flatMap((member) => {
      const known = facts.values[member];
      return known.k === "function" ? this.#evaluator.callersOf(node.module, known.id) : [];
    });
    return makers.length > 0 && makers.every(({ module, call }) => this.#runsPerRequest(module, call.fn));
  }

  #runsPerRequest(module: ModuleId, fn: FunctionId): boolean {
    return this.#perRequest.of(this.#graph.nodeOf(module, fn).id) !== undefined;
  }

  /** The object that the call is a method of, or the executor that it is given. */
  #poolOf(node: FunctionNode, handover: Handover): ValueId | undefined {
    const { args, callee } = handover.call!;
    const executor = handover.row?.executor;
    if (executor !== undefined) return argumentAt(args, executor);
    const known = this.#evaluator.facts[node.module].values[callee];
    return known.k === "attr" ? known.of : undefined;
  }

  /** The values that are stored under the name that a value is. */
  #keptAs(module: ModuleId, value: ValueId): readonly ValueId[] {
    const facts = this.#evaluator.facts[module];
    const known = facts.values[value];
    switch (known.k) {
      case "attr":
        return facts.classes.flatMap((cls) => cls.stores[known.name] ?? []);
      case "name":
        return facts.functions[known.fn].bindings[known.name] ?? [];
      case "enter":
        return [known.of];
      default:
        return [value];
    }
  }

  #isMadeOfOne(module: ModuleId, value: ValueId): boolean {
    const facts = this.#evaluator.facts[module];
    const made = facts.values[value];
    // `ThreadPoolExecutor(max_workers=1) if executor is None else executor`: what is made where nothing is given.
    if (made.k === "union") return made.of.some((one) => this.#isMadeOfOne(module, one));
    if (made.k !== "call") return false;
    const size = argumentAt(facts.calls[made.call].args, { index: 0, keyword: "max_workers" });
    const known = size === undefined ? undefined : facts.values[size];
    return known?.k === "literal" && known.value === 1;
  }

  #sharedByHandover(node: FunctionNode, handover: Handover, target: FunctionNode, many: boolean): number {
    const facts = this.#evaluator.facts[node.module];
    const call = handover.call!;
    // What the constructor of a subclass of Thread is given are no arguments of `run`.
    if (this.#isThreadItself(node, handover, target)) return 0;
    const handed = handover.row === undefined ? undefined : argumentAt(call.args, handover.row.function);
    const isMethod = this.#isMethod(target);
    let shared = 0;
    const known = handed === undefined ? undefined : facts.values[handed];
    // `Thread(target=self.run)`; for a subclass of Thread the object is the thread, and its own.
    if (isMethod && known?.k === "attr" && this.#isSharedAtStart(node, handover, known.of, many)) shared |= 1;
    const shift = isMethod ? 1 : 0;
    const pass = (value: ValueId, index: number) => {
      if (index < 31 && this.#isSharedAtStart(node, handover, value, many)) shared |= 1 << index;
    };
    if (handover.row?.passes === "rest" && handed !== undefined) {
      const at = call.args.findIndex((argument) => argument.value === handed);
      call.args.slice(at + 1).forEach((argument, index) => {
        if (argument.keyword === undefined) pass(argument.value, index + shift);
      });
    } else if (handover.row?.passes === "args") {
      const given = call.args.find((argument) => argument.keyword === "args" || argument.keyword === undefined);
      const list = given === undefined ? undefined : facts.values[given.value];
      const items = list?.k === "collection" ? list.items : [];
      for (const [index, item] of items.entries()) pass(item, index + shift);
    }
    return shared;
  }

  /** `Watch(paths)`, where `Watch` is a class of the program and the thread runs its own `run`. */
  #isThreadItself(node: FunctionNode, handover: Handover, target: FunctionNode): boolean {
    if (!this.#isMethod(target) || this.#facts(target).name !== "run") return false;
    const { cls } = this.#facts(target);
    return this.#evaluator.evaluate(node.module, handover.call!.callee, node.env).some((id) => {
      const made = this.#evaluator.entity(id);
      if (made.e !== "class") return false;
      return this.#evaluator
        .linearised(made.module, made.cls)
        .some((one) => one.module === target.module && one.cls === cls);
    });
  }

  /**
   * `Player(connection, world)` for each thread, which then runs a method of it: the world was there before the loop, so that all players have
   * the one, whoever made the connection.
   */
  #learnGiven(node: FunctionNode, handover: Handover): void {
    const facts = this.#evaluator.facts[node.module];
    const handed = handover.row === undefined ? undefined : argumentAt(handover.call!.args, handover.row.function);
    const method = handed === undefined ? undefined : facts.values[handed];
    const object = method?.k === "attr" ? facts.values[method.of] : undefined;
    const made = object?.k === "call" ? facts.calls[object.call] : undefined;
    if (made === undefined || made.loop === NONE || made.loop !== handover.call!.loop) return;
    for (const id of this.#evaluator.evaluate(node.module, made.callee, node.env)) {
      const entity = this.#evaluator.entity(id);
      if (entity.e !== "class") continue;
      const cls = this.#evaluator.classFacts(entity.module, entity.cls);
      const { values, functions } = this.#evaluator.facts[entity.module];
      for (const [name, stores] of Object.entries(cls.stores)) {
        const isOlder = stores.every((store) => {
          const stored = values[store];
          if (stored.k !== "param" || functions[stored.fn].name !== "__init__") return false;
          const param = functions[stored.fn].params[stored.index];
          const given = argumentFor(made.args, param.name, param.kind, stored.index - 1);
          return given !== undefined && this.#isOlderThanLoop(node, given);
        });
        if (isOlder) this.#given.add(`${entity.module}.${entity.cls}.${name}`);
      }
    }
  }

  /** A parameter, a name of the module, or an object that was made before all loops. */
  #isOlderThanLoop(node: FunctionNode, value: ValueId): boolean {
    const facts = this.#evaluator.facts[node.module];
    const known = facts.values[value];
    if (known.k === "param") return known.fn === node.fn;
    if (known.k === "name") return known.fn === 0;
    return known.k === "call" && facts.calls[known.call].loop === NONE && facts.calls[known.call].fn === node.fn;
  }

  /** True where the object that a thread is given is had by whoever gives it, or by the next thread, as well. */
  #isSharedAtStart(node: FunctionNode, handover: Handover, value: ValueId, many: boolean): boolean {
    const facts = this.#evaluator.facts[node.module];
    const known = facts.values[value];
    // One call of `map` runs the function many times, with the one object that it is bound to.
    const isMapped = handover.row?.passes === "iterable" && many;
    switch (known.k) {
      case "param": {
        const isSelf = known.index === 0 && facts.functions[known.fn].cls !== NONE;
        // A coroutine that awaits its thread leaves its object alone meanwhile; other tasks have it where it is one for all.
        if (handover.via === "offload") return isSelf && this.#isSingleton(node.module, facts.functions[known.fn].cls);
        return isSelf || isMapped || handover.call!.loop !== NONE;
      }
      case "attr":
        return handover.via !== "offload" || this.#isSharedAtStart(node, handover, known.of, many);
      case "name":
        return known.fn === 0 || many;
      case "import":
        return true;
      case "call": {
        // Made once and given to all, or made for each.
        const made = facts.calls[known.call];
        if (handover.via === "offload" || !many) return false;
        return isMapped || (made.loop === NONE && handover.call!.loop !== NONE);
      }
      case "collection":
        return many && handover.via !== "offload" && handover.call!.loop === NONE;
      case "declared":
        return this.#isSharedAtStart(node, handover, known.value, many);
      default:
        return false;
    }
  }

  /** Some module keeps an instance of the class under a name of its own. */
  #isSingleton(module: ModuleId, cls: number): boolean {
    const { facts } = this.#evaluator;
    while (this.#modulesSearched < facts.length) this.#findSingletons(this.#modulesSearched++);
    return this.#singletons.has(`${module}.${cls}`);
  }

  #findSingletons(module: ModuleId): void {
    const { functions, values } = this.#evaluator.facts[module];
    for (const value of Object.values(functions[0].bindings).flat()) {
      if (values[value].k !== "call") continue;
      for (const id of this.#evaluator.evaluate(module, value)) {
        const entity = this.#evaluator.entity(id);
        if (entity.e !== "instance") continue;
        for (const one of this.#evaluator.linearised(entity.module, entity.cls))
          this.#singletons.add(`${one.module}.${one.cls}`);
      }
    }
  }

  // ---- what threads reach ------------------------------------------------------------------------------------------

  *#spread(roots: readonly ThreadRoot[]): Generator<void, void> {
    const queue: NodeId[] = [];
    const reach = (
      id: NodeId,
      next: Omit<Reach, "roots" | "within"> & { readonly within: ReadonlySet<string> },
      from: Iterable<ThreadRoot>,
    ) => {
      let known = this.#reached.get(id);
      let changed = known === undefined;
      if (known === undefined) {
        known = { ...next, roots: new Map(), within: new Set() };
        this.#reached.set(id, known);
      }
      for (const root of from) {
        if (known.roots.has(root.id)) {
          if (known.within.has(root.id) && !next.within.has(root.id)) changed = known.within.delete(root.id);
          continue;
        }
        known.roots.set(root.id, root);
        if (next.within.has(root.id)) known.within.add(root.id);
        changed = true;
      }
      if ((known.shared | next.shared) !== known.shared) {
        known.shared |= next.shared;
        changed = true;
      }
      if (changed && known.length < MOST_STEPS) queue.push(id);
    };
    for (const root of roots) {
      const within = new Set(root.owner === undefined ? [] : [root.id]);
      const { shared, doubt, from, site } = root;
      reach(root.target, { shared, doubt, from, site, length: 1, within }, [root]);
    }
    for (let at = 0; at < queue.length && at < 200_000; at++) {
      if (at % STEP === 0) yield;
      const node = this.#graph.nodes[queue[at]];
      const reason = this.#reached.get(node.id)!;
      for (const edge of node.edges) {
        if (edge.kind !== "sync" || edge.doubt === 2 || this.isGuarded(node, edge.start)) continue;
        if ((edge.flags & CallFlag.memoised) !== 0) continue;
        // What recovers from an error is rare; that errors are counted by a method of the counter's own is not.
        if ((edge.flags & CallFlag.inHandler) !== 0 && this.#graph.nodes[edge.to].edges.length > 0) continue;
        const next = {
          shared: this.#sharedByCall(node, reason.shared, edge, this.#graph.nodes[edge.to]),
          doubt: moreDoubtful(reason.doubt, edge.doubt),
          from: node.id,
          site: edge,
          length: reason.length + 1,
          within: this.#staysWithin(node, edge, this.#graph.nodes[edge.to]) ? reason.within : NO_THREADS,
        };
        const roots = [...reason.roots.values()];
        reach(edge.to, next, this.#isBeforeOwnThread(node, edge) ? roots.filter(({ many }) => many) : roots);
      }
    }
  }

  /**
   * The object calls a method of its own once before it starts the one thread that goes on to call it: the call is over when that thread begins,
   * whichever thread makes it.
   */
  #isBeforeOwnThread(node: FunctionNode, edge: Edge): boolean {
    if (edge.loop !== NONE || !this.#staysWithin(node, edge, this.#graph.nodes[edge.to])) return false;
    return node.handovers.some(
      (handover) =>
        handover.via === "thread" &&
        handover.call !== undefined &&
        handover.start > edge.start &&
        !this.#isMany(node, handover) &&
        handover.targets.some((target) => this.#classOf(this.#graph.nodes[target]) === this.#classOf(node)) &&
        handover.targets.some((target) => this.#callsSoon(target, edge.to)),
    );
  }

  #callsSoon(from: NodeId, to: NodeId): boolean {
    let level = [from];
    for (let steps = 0; steps <= MOST_STEPS_OF_OWN; steps++) {
      if (level.includes(to)) return true;
      level = level.flatMap((id) => this.#graph.nodes[id].edges.map((edge) => edge.to));
    }
    return false;
  }

  /** The method is one of the caller's own object, or of a part that this object made. */
  #staysWithin(node: FunctionNode, site: Site, target: FunctionNode): boolean {
    if (site.call === undefined || !this.#isMethod(target)) return false;
    const callee = this.#evaluator.facts[node.module].values[site.call.callee];
    return callee.k === "attr" ? this.#isOwnPart(node, callee.of) : callee.k === "super";
  }

  /** `self`, `super()`, or what the class itself makes and keeps: `self.screen` where every `self.screen = Screen()` makes one. */
  #isOwnPart(node: FunctionNode, value: ValueId, depth = 0): boolean {
    const facts = this.#evaluator.facts[node.module];
    const known = facts.values[value];
    if (known.k === "super") return true;
    if (known.k === "param") return known.index === 0 && known.fn === node.fn && this.#isMethod(node);
    if (known.k === "call") {
      const callee = facts.values[facts.calls[known.call].callee];
      return callee.k === "super" || (callee.k === "builtin" && callee.name === "super");
    }
    if (known.k !== "attr" || depth > 3 || !this.#isOwnPart(node, known.of, depth + 1)) return false;
    const owners = this.#evaluator.evaluate(node.module, known.of, node.env).map((id) => this.#evaluator.entity(id));
    return (
      owners.length > 0 && owners.every((owner) => owner.e === "instance" && this.#isMadeInside(owner, known.name))
    );
  }

  #isMadeInside(owner: { readonly module: ModuleId; readonly cls: number }, name: string): boolean {
    const stores = this.#evaluator.linearised(owner.module, owner.cls).flatMap((one) => {
      const { values } = this.#evaluator.facts[one.module];
      return (this.#evaluator.classFacts(one.module, one.cls).stores[name] ?? []).map((store) => ({
        ...one,
        store,
        value: values[store],
      }));
    });
    const made = stores.filter(({ value }) => !(value.k === "literal" && value.type === "None"));
    return (
      made.length > 0 &&
      made.every(
        ({ module, store, value }) =>
          value.k === "call" &&
          this.#evaluator
            .evaluate(module, this.#evaluator.facts[module].calls[value.call].callee)
            .every((id) => this.#evaluator.entity(id).e === "class") &&
          this.#evaluator.evaluate(module, store).length > 0,
      )
    );
  }

  #classOf(node: FunctionNode): string | undefined {
    return this.#isMethod(node) ? `${node.module}.${this.#facts(node).cls}` : undefined;
  }

  #sharedByCall(node: FunctionNode, own: number, site: Site, target: FunctionNode): number {
    const facts = this.#evaluator.facts[node.module];
    const isMethod = this.#isMethod(target);
    const receiver = site.call === undefined ? site.implicit?.of : facts.values[site.call.callee];
    let shared = 0;
    if (isMethod && this.#facts(target).name !== "__init__") {
      const of = typeof receiver === "number" ? receiver : receiver?.k === "attr" ? receiver.of : undefined;
      if (of !== undefined && this.#isShared(node, own, of)) shared |= 1;
    }
    const shift = isMethod ? 1 : 0;
    const params = this.#facts(target).params;
    let position = 0;
    for (const argument of site.call?.args ?? []) {
      const index =
        argument.keyword === undefined
          ? position++ + shift
          : params.findIndex((param) => param.name === argument.keyword);
      if (index >= 0 && index < 31 && argument.star === undefined && this.#isShared(node, own, argument.value))
        shared |= 1 << index;
    }
    return shared;
  }

  /** True for an object that other threads have, too, as far as the way here shows. `own` holds the function's shared parameters. */
  #isShared(node: FunctionNode, own: number, value: ValueId, depth = 0): boolean {
    if (depth > 8) return false;
    const facts = this.#evaluator.facts[node.module];
    const known = facts.values[value];
    const inner = (of: ValueId) => this.#isShared(node, own, of, depth + 1);
    switch (known.k) {
      case "param":
        return known.fn === node.fn
          ? known.index < 31 && (own & (1 << known.index)) !== 0
          : this.#isOutside(node, known.fn);
      case "name": {
        if (known.fn === 0) return !this.#isThreadLocal(node, value);
        if (known.fn !== node.fn) return this.#isOutside(node, known.fn) && !this.#isLentBy(node, known.fn);
        const index = facts.functions[node.fn].params.findIndex((param) => param.name === known.name);
        return index >= 0 && index < 31 && (own & (1 << index)) !== 0;
      }
      case "import":
      case "class":
        return true;
      case "super":
        return (own & 1) !== 0;
      case "attr":
        if (known.name === "__class__") return true;
        return (inner(known.of) || this.#isHandedIn(node, value)) && !this.#isThreadLocal(node, value);
      case "call": {
        const callee = facts.values[facts.calls[known.call].callee];
        return callee.k === "builtin" && callee.name === "type";
      }
      case "declared":
        return inner(known.value);
      case "union":
        return known.of.some(inner);
      default:
        return false;
    }
  }

  /** A variable of a function around the one that a thread runs, where that does not itself run in the thread. */
  #isOutside(node: FunctionNode, fn: number): boolean {
    return fn !== node.fn && !this.#reached.has(this.#graph.nodeOf(node.module, fn).id);
  }

  /** A variable of the call that awaits the thread, which leaves it alone meanwhile: every call of that function has one of its own. */
  #isLentBy(node: FunctionNode, fn: number): boolean {
    const roots = [...(this.#reached.get(node.id)?.roots.values() ?? [])];
    return (
      roots.length > 0 &&
      roots.every(({ via, from, isAlone }) => {
        const lender = via === "offload" && isAlone && from !== undefined ? this.#graph.nodes[from] : undefined;
        return lender?.module === node.module && lender.fn === fn;
      })
    );
  }

  /** An attribute that a subclass of `Thread` was given by whoever made it: `self.tally = tally`. */
  #isHandedIn(node: FunctionNode, value: ValueId): boolean {
    const facts = this.#evaluator.facts[node.module];
    const known = facts.values[value];
    if (known.k !== "attr") return false;
    const of = facts.values[known.of];
    if (of.k !== "param" || of.index !== 0) return false;
    const { cls } = facts.functions[of.fn];
    if (cls === NONE) return false;
    if (this.#given.has(`${node.module}.${cls}.${known.name}`)) return true;
    const isThread = this.#evaluator
      .externalBases(node.module, cls)
      .some((path) => this.#evaluator.knowledge.lineage(path).includes("threading.Thread"));
    const stores = facts.classes[cls].stores[known.name];
    return isThread && stores?.every((store) => facts.values[store].k === "param") === true;
  }

  #isThreadLocal(node: FunctionNode, value: ValueId): boolean {
    return this.#evaluator.evaluate(node.module, value, node.env).some((id) => {
      const paths = [this.#evaluator.pathOf(id), ...this.#evaluator.libraryPathsOf(id)];
      return paths.some((path) => /(^|\.)(local|_local|Local|ContextVar)$/.test(path));
    });
  }

  #facts(node: FunctionNode) {
    return this.#evaluator.functionFacts(node.module, node.fn);
  }

  #isMethod(node: FunctionNode): boolean {
    const facts = this.#facts(node);
    return facts.cls !== NONE && !this.#evaluator.traits(node.module, facts.id).isStatic;
  }

  // ---- locks -------------------------------------------------------------------------------------------------------

  /** A lock is held at the place: by a `with` around it, between `acquire` and `release`, or by a decorator. */
  isGuarded(node: FunctionNode, at: number): boolean {
    const facts = this.#evaluator.facts[node.module];
    const fn = this.#facts(node);
    for (const one of viewOf(facts).withs[node.fn]) {
      if (one.async || at < one.start || one.bodyEnd <= at) continue;
      if (this.#holdsLock(node, facts, one.item, one.start)) return true;
    }
    let acquired = false;
    let released = false;
    for (const call of viewOf(facts).calls[node.fn]) {
      const callee = facts.values[call.callee];
      if (callee.k !== "attr") continue;
      if (callee.name === "acquire" && call.start < at) acquired = true;
      if (callee.name === "release" && call.start > at) released = true;
    }
    if (acquired && released) return true;
    return this.#evaluator
      .traits(node.module, fn.id)
      .wrappers.some((path) => /lock|synchron|atomic|exclusive/i.test(path));
  }

  #holdsLock(node: FunctionNode, facts: ModuleFacts, item: ValueId, start: number): boolean {
    const kind = lockKind(this.#evaluator, node.module, item, node.env);
    if (kind !== undefined) return kind !== "async";
    if (isNamedLikeLock(facts, item)) return true;
    const known = facts.values[item];
    const callee = known.k === "call" ? facts.values[facts.calls[known.call].callee] : undefined;
    if (callee?.k === "attr" && /lock|guard|mutex|atomic|exclusive|transaction|acquire/i.test(callee.name)) return true;
    return node.edges.some((edge) => {
      if (edge.implicit?.kind !== "enter" || edge.start !== start) return false;
      const target = this.#graph.nodes[edge.to];
      return target.externals.some((use) => this.#effects.library.takesLock(target, use));
    });
  }

  // ---- judging -----------------------------------------------------------------------------------------------------

  *#judge(): Generator<void, void> {
    const byKey = new Map<string, { mutation: Mutation; reach: Reach }[]>();
    const others = new Map<string, Mutation[]>();
    for (const [index, node] of this.#graph.nodes.entries()) {
      if (index % STEP === 0) yield;
      const reach = this.#reached.get(node.id);
      // What is computed once and remembered is computed again at worst.
      if (this.#evaluator.traits(node.module, node.fn).isCached) continue;
      for (const mutation of this.#mutations(node)) {
        const isShared = reach !== undefined && this.#isSharedWrite(node, reach.shared, mutation.write);
        if (reach === undefined) {
          const { name } = this.#facts(node);
          if (name !== "__init__" && node.fn !== 0)
            others.set(mutation.key, [...(others.get(mutation.key) ?? []), mutation]);
        } else if (isShared && !this.isGuarded(node, mutation.write.start)) {
          const list = byKey.get(mutation.key) ?? [];
          list.push({ mutation, reach });
          byKey.set(mutation.key, list);
        }
      }
    }
    for (const [key, writes] of byKey) {
      yield;
      const arrivals = writes.flatMap(({ mutation, reach }) =>
        [...reach.roots.values()].map((root) => ({
          mutation,
          reach,
          root,
          owner: this.#ownerOf(mutation, reach, root),
        })),
      );
      // Objects of unrelated classes have parts of their own: what the thread of one changes, no thread of another can meet.
      const owners = new Set(arrivals.map(({ owner }) => owner).filter((owner) => owner !== undefined));
      const told = new Set<WriteFacts>();
      for (const owner of owners.size === 0 ? [undefined] : owners) {
        const together = arrivals.filter((one) => one.owner === undefined || one.owner === owner);
        // Anybody may call the methods of the object; those of a part that it keeps to itself are called where they are seen to be.
        const isReached = (id: NodeId) => this.#classOf(this.#graph.nodes[id]) === owner || this.#isCalled(id);
        const beside =
          others
            .get(key)
            ?.filter((one) => owner === undefined || (isReached(one.node) && !this.#isPartOfAnother(one, owner))) ?? [];
        this.#judgeTogether(together, beside, told);
      }
    }
  }

  /** What a class of its own makes for itself, such as a twin for coroutines, is no part of the object at hand. */
  #isPartOfAnother({ node: id, write }: Mutation, owner: string): boolean {
    const node = this.#graph.nodes[id];
    const own = this.#classOf(node);
    const { k } = this.#evaluator.facts[node.module].values[write.of];
    if (own === undefined || own === owner || k !== "attr" || !this.#isOwnPart(node, write.of)) return false;
    const lineage = (cls: string) => {
      const [module, id] = cls.split(".").map(Number);
      return this.#evaluator.linearised(module as ModuleId, id).map((one) => `${one.module}.${one.cls}`);
    };
    return !lineage(own).includes(owner) && !lineage(owner).includes(own);
  }

  #isCalled(id: NodeId): boolean {
    const { module, fn } = this.#graph.nodes[id];
    return this.#evaluator.callersOf(module, fn).length > 0;
  }

  /** The class of the object whose own part a thread changes there; undefined where it may be anybody's. */
  #ownerOf({ node, write }: Mutation, reach: Reach, root: ThreadRoot): string | undefined {
    const isPart = write.kind === "attribute" && this.#isOwnPart(this.#graph.nodes[node], write.of);
    return isPart && reach.within.has(root.id) ? root.owner : undefined;
  }

  #judgeTogether(writes: readonly Arrival[], others: readonly Mutation[], told: Set<WriteFacts>): void {
    const roots = new Map(writes.map(({ root }) => [root.id, root]));
    const many = [...roots.values()].some((root) => root.many);
    // Who awaits a thread does nothing beside it; other tasks may, where there is reason to think that there are several.
    const beside = [...roots.values()].some((root) => !root.isAlone);
    const inThreads = new Set(writes.map(({ mutation }) => this.#functionKey(mutation.node)));
    const outside = others.some(
      (one) =>
        !inThreads.has(this.#functionKey(one.node)) &&
        ![...roots.values()].every((root) => this.#isBefore(one, root) || this.#isAfterJoin(one, root)),
    );
    // One thread alone, beside which nobody else changes the state, loses nothing.
    if (!many && !(beside && (roots.size > 1 || outside))) return;
    for (const { mutation, reach } of writes) {
      if (told.has(mutation.write)) continue;
      told.add(mutation.write);
      const module = this.#graph.nodes[mutation.node].module;
      const list = this.#races.get(module) ?? [];
      list.push({
        node: mutation.node,
        write: mutation.write,
        name: mutation.name,
        doubt: this.#isOfParameter(mutation) ? 2 : reach.doubt,
        path: this.#pathTo(mutation.node),
      });
      this.#races.set(module, list);
    }
  }

  /** A container or object of nobody knows whom that a plain function is given: whether other threads have it too is for its callers to say. */
  #isOfParameter({ node, write }: Mutation): boolean {
    const where = this.#graph.nodes[node];
    const of = this.#evaluator.facts[where.module].values[write.of];
    if (write.kind === "global" || write.kind === "nonlocal" || of.k !== "param") return false;
    const isSelf = of.index === 0 && this.#evaluator.functionFacts(where.module, of.fn).cls !== NONE;
    // Of a library's class there are as many objects as the program makes.
    return !isSelf && this.#evaluator.evaluate(where.module, write.of, where.env).every((id) => this.#isOfLibrary(id));
  }

  /** The write is done when its function, or what that calls, starts the thread. */
  #isBefore({ node, write }: Mutation, root: ThreadRoot): boolean {
    if (write.loop !== NONE || root.site === undefined) return false;
    if (root.from === node) return this.#startOf(root, root.site) > write.start;
    return this.#graph.nodes[node].edges.some((edge) => edge.to === root.from && edge.start > write.start);
  }

  /** Where the function that makes a thread starts it: a thread does nothing before. */
  #startOf(root: ThreadRoot, made: Site): number {
    const starts = root.via === "thread" ? this.#callsOnThread(root, root.from!, "start") : [];
    return starts.length === 0 ? made.start : Math.min(...starts.map(({ start }) => start));
  }

  /** `self.thread.join()` and then the write: the thread is over. With a timeout it may not be. */
  #isAfterJoin({ node, write }: Mutation, root: ThreadRoot): boolean {
    if (write.loop !== NONE || root.via !== "thread" || root.many || root.from === undefined) return false;
    return this.#callsOnThread(root, node, "join").some(
      (call) => call.args.length === 0 && call.end <= write.start && call.loop === NONE,
    );
  }

  /** Calls of a method of the thread that one function makes and this one has under the same name. */
  #callsOnThread({ from, site }: ThreadRoot, id: NodeId, method: string): CallFacts[] {
    const node = this.#graph.nodes[id];
    const maker = this.#graph.nodes[from!];
    const made = site?.call;
    if (made === undefined || node.module !== maker.module) return [];
    const facts = this.#evaluator.facts[node.module];
    const kept = this.#classOf(node) === this.#classOf(maker) ? keptName(facts, made) : undefined;
    const isThread = (value: ValueId): boolean => {
      const known = facts.values[value];
      if (known.k === "call") return known.call === made.id;
      if (known.k === "attr") return kept === known.name;
      return known.k === "name" && (facts.functions[known.fn].bindings[known.name] ?? []).every(isThread);
    };
    return viewOf(facts).calls[node.fn].filter((call) => {
      const callee = facts.values[call.callee];
      return callee.k === "attr" && callee.name === method && isThread(callee.of);
    });
  }

  #functionKey(id: NodeId): string {
    const node = this.#graph.nodes[id];
    return `${node.module}.${node.fn}`;
  }

  #isSharedWrite(node: FunctionNode, own: number, write: WriteFacts): boolean {
    switch (write.kind) {
      case "global":
        return true;
      case "nonlocal": {
        // The nearest function around this one that has the variable: each call of that one makes it anew.
        const { functions } = this.#evaluator.facts[node.module];
        let owner = functions[node.fn].parent;
        while (owner > 0 && functions[owner].bindings[write.name] === undefined) owner = functions[owner].parent;
        return owner > 0 && this.#isOutside(node, owner);
      }
      case "attribute":
      case "item":
        return this.#isShared(node, own, write.of);
    }
  }

  /** The read-modify-writes of a function's own body that go beyond its locals. */
  *#mutations(node: FunctionNode): Iterable<Mutation> {
    const facts = this.#evaluator.facts[node.module];
    for (const write of viewOf(facts).writes[node.fn]) {
      if (
        !(write.readModifyWrite || this.#readsSlot(facts, write, write.value)) ||
        this.#isHarmless(node, facts, write)
      )
        continue;
      const place = this.#placeOf(node, facts, write);
      if (place !== undefined) yield { node: node.id, write, ...place };
    }
  }

  /** `counts[name] = counts.get(name, 0) + 1` */
  #readsSlot(facts: ModuleFacts, write: WriteFacts, value: ValueId, depth = 0): boolean {
    if (write.kind !== "item" || depth > 5) return false;
    const known = facts.values[value];
    switch (known.k) {
      case "binary":
        return (
          this.#readsSlot(facts, write, known.left, depth + 1) || this.#readsSlot(facts, write, known.right, depth + 1)
        );
      case "call": {
        const call = facts.calls[known.call];
        const callee = facts.values[call.callee];
        const isRead = callee.k === "attr" && callee.name === "get" && callee.of === write.of;
        return isRead && depth > 0 && call.args[0]?.value === write.key;
      }
      default:
        return false;
    }
  }

  #isOfLibrary(id: EntityId): boolean {
    return this.#evaluator.entity(id).e === "external-instance";
  }

  #isExternal(id: EntityId): boolean {
    return this.#evaluator.entity(id).e === "external";
  }

  /** Growing a list in place, filling in what is unset, and slots that each thread has to itself. */
  #isHarmless(node: FunctionNode, facts: ModuleFacts, write: WriteFacts): boolean {
    const value = facts.values[write.value];
    if (value.k === "binary" && value.op === "+") {
      const old = this.#evaluator.evaluate(node.module, value.left, node.env).map((id) => this.#evaluator.entity(id).e);
      if (old.includes("iterable") && facts.values[value.right].k === "collection") return true;
    }
    // `Library.call = wrapped(Library.call)`: what is replaced for the whole program is replaced once.
    if (write.kind === "attribute" && value.k === "call")
      if (this.#evaluator.evaluate(node.module, write.of, node.env).some((id) => this.#isExternal(id))) return true;
    // `self.client = self.client or Client()`
    if (value.k === "union") return true;
    if (write.kind !== "item") return false;
    const key = facts.values[write.key];
    if (key.k !== "element") return false;
    const over = facts.values[key.of];
    if (over.k !== "call") return false;
    const callee = facts.values[facts.calls[over.call].callee];
    return callee.k === "builtin" && (callee.name === "range" || callee.name === "enumerate");
  }

  #placeOf(node: FunctionNode, facts: ModuleFacts, write: WriteFacts): { key: string; name: string } | undefined {
    if (write.kind === "global") return { key: `${node.module}:${write.name}`, name: write.name };
    if (write.kind === "nonlocal") return { key: `${node.module}:${node.fn}:${write.name}`, name: write.name };
    const of = facts.values[write.of];
    if (write.of === UNKNOWN) return undefined;
    const holder = write.kind === "attribute" ? this.#holder(node, write.of) : undefined;
    if (write.kind === "attribute") {
      const owner = holder === undefined ? "" : `${holder.name}.`;
      return { key: `${holder?.key ?? `?${node.module}`}.${write.name}`, name: `${owner}${write.name}` };
    }
    if (of.k === "attr") {
      const inner = this.#holder(node, of.of);
      const name = inner === undefined ? of.name : `${inner.name}.${of.name}`;
      return { key: `${inner?.key ?? `?${node.module}`}.${of.name}[]`, name };
    }
    if (of.k === "name") return { key: `${node.module}:${of.fn}:${of.name}[]`, name: of.name };
    if (of.k === "import") return { key: `${of.module}:${of.name}[]`, name: of.name ?? of.module };
    if (of.k === "param") {
      const name = facts.functions[of.fn].params[of.index]?.name ?? "";
      return { key: `${node.module}:${of.fn}:${name}[]`, name };
    }
    return undefined;
  }

  /** The class whose instances, or which itself, a value denotes. */
  #holder(node: FunctionNode, value: ValueId): { key: string; name: string } | undefined {
    for (const id of this.#evaluator.evaluate(node.module, value, node.env)) {
      const entity = this.#evaluator.entity(id);
      if (entity.e === "instance" || entity.e === "class")
        return {
          key: `${entity.module}.${entity.cls}`,
          name: this.#evaluator.classFacts(entity.module, entity.cls).name,
        };
    }
    return undefined;
  }

  #pathTo(id: NodeId): { node: NodeId; site: Site }[] {
    const path: { node: NodeId; site: Site }[] = [];
    for (let at: NodeId | undefined = id; at !== undefined && path.length < 16; ) {
      const reach: Reach | undefined = this.#reached.get(at);
      if (reach?.from === undefined || reach.site === undefined) break;
      path.unshift({ node: reach.from, site: reach.site });
      if ([...reach.roots.values()].some((root) => root.target === at && root.site === reach.site)) break;
      at = reach.from;
    }
    return path;
  }
}
