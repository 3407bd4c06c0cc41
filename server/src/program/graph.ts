import type { CallableRow, HandoverRow, HandoverVia } from "../knowledge/schema.ts";
import {
  type ArgumentFacts,
  type CallFacts,
  CallFlag,
  type FunctionFacts,
  type GuardId,
  type ImplicitCallFacts,
  type LoopId,
  type ModuleFacts,
  NONE,
  UNKNOWN,
  type ValueId,
} from "../semantics/facts.ts";
import { baseClassRows } from "./base-class-rows.ts";
import { dispatchedBy } from "./dispatchers.ts";
import { EMPTY_ENV, type EntityId, type EnvId } from "./entities.ts";
import { argumentAt, type CallerRef, type Evaluator, functionKey, operatorMethod } from "./evaluate.ts";
import { viewOf } from "./module-view.ts";
import type { ModuleId } from "./modules.ts";

export type NodeId = number;

/** How sure it is that a place means a function: 0 it does, 1 it is one of several, 2 it is a guess over objects that are not told apart. */
export type Doubt = 0 | 1 | 2;

/** A function of the workspace under what is known of its function-valued arguments. */
export interface FunctionNode {
  readonly id: NodeId;
  readonly module: ModuleId;
  readonly fn: number;
  readonly env: EnvId;
  readonly edges: readonly Edge[];
  readonly externals: readonly ExternalUse[];
  readonly handovers: readonly Handover[];
}

/** A place in a function's body where something runs. */
export interface Site {
  readonly start: number;
  readonly end: number;
  readonly loop: LoopId;
  readonly flags: number;
  readonly guard: GuardId;
  /** Undefined for code that calls without a call expression. */
  readonly call: CallFacts | undefined;
  readonly implicit: ImplicitCallFacts | undefined;
}

/** Running a workspace function from another. */
export interface Edge extends Site {
  readonly from: NodeId;
  readonly to: NodeId;
  /** Parameters at the front that the call's arguments do not fill: 1 for a method's receiver. */
  readonly shift: number;
  /** `sync`: its body runs here. `coroutine`: only a coroutine is made here. */
  readonly kind: "sync" | "coroutine";
  readonly doubt: Doubt;
}

/** Calling into a library. */
export interface ExternalUse extends Site {
  readonly path: string;
  readonly row: CallableRow | undefined;
  readonly receiver: boolean;
  /** The call only makes a wrapper, which does its work when it is called. */
  readonly wraps: boolean;
  readonly doubt: Doubt;
}

/** Handing a function over to a thread, pool, process, loop or queue. */
export interface Handover extends Site {
  readonly via: HandoverVia;
  readonly path: string;
  readonly row: HandoverRow | undefined;
  readonly targets: readonly NodeId[];
  /** Library callables handed over, such as `json.loads`. */
  readonly externals: readonly ExternalUse[];
  /** The function's own arguments as the handing-over call gives them. */
  readonly doubt: Doubt;
}

/** Overrides looked at for a call on a receiver whose exact class is not known. */
const MAX_OVERRIDES = 16;

/** More contexts per function than this are not told apart. */
const MAX_NODES_FACTOR = 3;
/** Nodes beyond those of its functions that a later text of a module may have. */
const MOST_NODES_OF_EDITION = 500;
/** Functions that are resolved in one step: some milliseconds. */
const STEP = 32;
/** Objects, partials and wrappers that are called through one another. */
const MAX_TARGET_DEPTH = 24;

export class CallGraph {
  readonly nodes: readonly FunctionNode[];
  readonly #byFunction: ReadonlyMap<number, NodeId>;
  readonly #builder: GraphBuilder;

  constructor(nodes: readonly FunctionNode[], byFunction: ReadonlyMap<number, NodeId>, builder: GraphBuilder) {
    this.nodes = nodes;
    this.#byFunction = byFunction;
    this.#builder = builder;
  }

  /**
   * Resolves the call sites of later texts of some modules. The nodes that were there stay as they are, so that nothing that was concluded
   * of them changes: whoever called the older text still calls that.
   */
  addEditions(editions: readonly Edition[]): void {
    this.#builder.addEditions(editions);
  }

  /** The node of a function without knowledge of its arguments; every function has one. */
  nodeOf(module: ModuleId, fn: number): FunctionNode {
    return this.nodes[this.#byFunction.get(functionKey(module, fn))!];
  }
}

/** Resolves every call site of the workspace, in steps that are brief. */
export function* buildCallGraph(evaluator: Evaluator): Generator<void, CallGraph> {
  const first = new GraphBuilder(evaluator);
  yield* first.addAll();
  yield* first.findCallers();
  yield* evaluator.learnCallers(first.callers);
  const second = new GraphBuilder(evaluator);
  yield* second.addAll();
  yield* second.resolveAll();
  return second.graph();
}

/** A later text of a module, linked beside the one that the rest of the program was linked with. */
export interface Edition {
  readonly module: ModuleId;
  readonly original: ModuleId;
  /** For each function of the older text, which it is in the newer one; -1 for those that are gone. */
  readonly functions: readonly number[];
  /** The same for classes. */
  readonly classes: readonly number[];
}

interface Draft {
  readonly id: NodeId;
  readonly module: ModuleId;
  readonly fn: number;
  readonly env: EnvId;
  edges: Edge[];
  externals: ExternalUse[];
  handovers: Handover[];
}

interface InTables {
  readonly path: string;
  readonly callable: boolean;
  readonly handover: HandoverRow | undefined;
}

class GraphBuilder {
  callers = new Map<number, CallerRef[]>();
  readonly #evaluator: Evaluator;
  readonly #drafts: Draft[] = [];
  readonly #ids = new Map<EnvId, Map<number, NodeId>>();
  readonly #plain = new Map<number, NodeId>();
  readonly #subclasses = new Map<number, { module: ModuleId; cls: number }[]>();
  readonly #overridesByName = new Map<number, Map<string, { module: ModuleId; fn: number }[]>>();
  readonly #propertyNames = new Set<string>();
  readonly #specialMethods = new Set<string>();
  /** What the tables know of functions, and which were looked up. */
  readonly #known = new Map<number, InTables>();
  readonly #looked: Uint8Array[];
  /** The package at the top that each module belongs to. */
  readonly #tops: string[];
  /** Later texts of modules by their ids, and what each function of the older text is in them. */
  readonly #editions = new Map<ModuleId, Edition>();
  /** The first round keeps nothing but who calls whom with what. */
  #onlyCallers = false;
  #limit = 0;
  #targetDepth = 0;

  constructor(evaluator: Evaluator) {
    this.#evaluator = evaluator;
    this.#looked = evaluator.facts.map(({ functions }) => new Uint8Array(functions.length));
    this.#tops = evaluator.modules.names.map((name) => name.split(".")[0]);
  }

  /** Gives every function a node, and finds out which classes derive from which. */
  *addAll(): Generator<void, void> {
    for (let module = 0; module < this.#evaluator.facts.length; module++) {
      if (module % STEP === 0) yield;
      this.#addClasses(module);
    }
    for (const [module, { functions }] of this.#evaluator.facts.entries()) {
      if (module % STEP === 0) yield;
      for (const fn of functions) this.#node(module, fn.id, EMPTY_ENV);
    }
    this.#limit = this.#drafts.length * MAX_NODES_FACTOR + 2_000;
    yield;
  }

  #addClasses(module: ModuleId): void {
    const evaluator = this.#evaluator;
    const facts = evaluator.facts[module];
    for (const cls of facts.classes) {
      for (const base of evaluator.linearised(module, cls.id).slice(1)) {
        const key = functionKey(base.module, base.cls);
        const known = this.#subclasses.get(key);
        if (known === undefined) this.#subclasses.set(key, [{ module, cls: cls.id }]);
        else known.push({ module, cls: cls.id });
      }
      for (const name of Object.keys(cls.members)) if (name.startsWith("__")) this.#specialMethods.add(name);
    }
    for (const fn of facts.functions) {
      if (fn.decorators.length > 0 && fn.cls !== NONE && evaluator.traits(module, fn.id).isProperty)
        this.#propertyNames.add(fn.name);
    }
  }

  /** The same two rounds for later texts of some modules, over what is known of the rest. */
  addEditions(editions: readonly Edition[]): void {
    const evaluator = this.#evaluator;
    const round = evaluator.beginRound();
    const before = this.#drafts.length;
    for (const edition of editions) {
      const { module } = edition;
      const { functions } = evaluator.facts[module];
      this.#editions.set(module, edition);
      this.#looked[module] = new Uint8Array(functions.length);
      this.#tops[module] = this.#tops[edition.original];
      for (const { id } of functions) this.#node(module, id, EMPTY_ENV);
    }
    const count = this.#drafts.length;
    this.#limit = Math.max(this.#limit, count + MOST_NODES_OF_EDITION);
    this.callers = new Map();
    this.#onlyCallers = true;
    for (let id = before; id < count; id++) this.#findCallersIn(this.#drafts[id]);
    for (const { module } of editions) this.#findDecorated(module);
    this.#onlyCallers = false;
    evaluator.learnCallersOf(
      editions.map(({ module }) => module),
      this.#callersOf(editions),
      round,
    );
    for (const edition of editions) {
      this.#addClasses(edition.module);
      this.#addSubclassesElsewhere(edition);
    }
    for (let id = before; id < this.#drafts.length; id++) this.#resolve(this.#drafts[id]);
  }

  /** Who calls the functions of later texts: those that called the older ones from elsewhere, and what was found just now. */
  #callersOf(editions: readonly Edition[]): Map<number, readonly CallerRef[]> {
    const evaluator = this.#evaluator;
    const replaced = new Set(editions.map(({ original }) => original));
    const found = new Map<number, readonly CallerRef[]>();
    for (const { module, original, functions } of editions) {
      for (const { id } of evaluator.facts[module].functions) {
        const own = this.callers.get(functionKey(module, id)) ?? [];
        const older = functions.indexOf(id);
        const known =
          older < 0
            ? []
            : evaluator
                .callersOf(original, older)
                .filter((caller) => !replaced.has(evaluator.modules.original(caller.module)));
        if (own.length + known.length === 0) continue;
        // As they would have been found, module after module.
        const isBefore = (caller: CallerRef) => caller.module < original;
        found.set(functionKey(module, id), [
          ...known.filter(isBefore),
          ...own,
          ...known.filter((caller) => !isBefore(caller)),
        ]);
      }
    }
    return found;
  }

  /** Classes of other modules that derive from those of the older text derive from those of the newer one, too. */
  #addSubclassesElsewhere({ module, original, classes }: Edition): void {
    classes.forEach((cls, older) => {
      if (cls < 0) return;
      const known = this.#subclasses.get(functionKey(original, older)) ?? [];
      const elsewhere = known.filter((one) => this.#evaluator.modules.original(one.module) !== original);
      if (elsewhere.length === 0) return;
      const key = functionKey(module, cls);
      this.#subclasses.set(key, [...(this.#subclasses.get(key) ?? []), ...elsewhere]);
    });
  }

  /** What a later text means by a function of an older text of itself or of others. */
  #inEdition(
    draft: Draft,
    module: ModuleId,
    fn: number,
  ): { readonly module: ModuleId; readonly fn: number } | undefined {
    const { modules } = this.#evaluator;
    if (modules.original(draft.module) === draft.module) return undefined;
    const edition = this.#editions.get(modules.newest(module));
    if (edition === undefined || edition.module === module) return undefined;
    const newer = edition.functions[fn];
    return newer === undefined || newer < 0 ? undefined : { module: edition.module, fn: newer };
  }

  /** The first round looks at plain functions only, and keeps nothing of them but who calls whom with what. */
  *findCallers(): Generator<void, void> {
    const count = this.#drafts.length;
    this.#onlyCallers = true;
    for (let id = 0; id < count; id++) {
      this.#findCallersIn(this.#drafts[id]);
      if (id % STEP === 0) yield;
    }
    for (let module = 0; module < this.#evaluator.facts.length; module++) {
      if (module % STEP === 0) yield;
      this.#findDecorated(module);
    }
  }

  #findCallersIn(draft: Draft): void {
    this.#resolve(draft, true);
    this.#recordRegistrations(draft);
    this.#recordCallbacks(draft);
    draft.edges = [];
    draft.externals = [];
    draft.handovers = [];
  }

  #findDecorated(module: ModuleId): void {
    for (const cls of this.#evaluator.facts[module].classes) {
      if (cls.decorators.length > 0)
        this.#recordDecorators(module, this.#evaluator.entities.id({ e: "class", module, cls: cls.id }), cls);
      if (cls.bases.length === 0) continue;
      for (const { fn, row } of baseClassRows(this.#evaluator, module, cls.id))
        this.#recordFramework(module, fn, row.gives);
    }
    for (const fn of this.#evaluator.facts[module].functions) {
      if (fn.decorators.length === 0) continue;
      this.#recordDecorators(
        module,
        this.#evaluator.entities.id({ e: "function", module, fn: fn.id, env: EMPTY_ENV }),
        fn,
      );
      for (const decorator of fn.decorators)
        for (const path of this.#evaluator.pathsOf(module, decorator.value)) {
          const { knowledge } = this.#evaluator;
          for (const row of knowledge.registrations(knowledge.canonical(path)))
            if (row.how === "decorator") this.#recordFramework(module, fn.id, row.gives);
        }
    }
  }

  /** What library calls that go through an iterable pass to the function that they call for each item: `map(send, clients)`, `sorted(clients, key=…)`. */
  #recordCallbacks(draft: Draft): void {
    const evaluator = this.#evaluator;
    for (const { call, path, row } of draft.externals) {
      const place = CALLED_WITH_ITEMS.get(path);
      if (place === undefined || call === undefined || row?.callsBack === undefined) continue;
      const handler = argumentAt(call.args, row.callsBack);
      const items = call.args.filter(({ keyword }) => keyword === undefined)[place.items];
      if (handler === undefined || items === undefined || items.star !== undefined) continue;
      const elements = evaluator.evaluate(draft.module, items.value, draft.env).flatMap((id) => evaluator.element(id));
      if (elements.length === 0 || elements.length > MOST_ITEM_CLASSES) continue;
      for (const id of evaluator.evaluate(draft.module, handler, draft.env)) {
        const callee = evaluator.calleeOf(id, [], -1, EMPTY_ENV);
        if (callee === undefined) continue;
        const shift = (evaluator.entity(id).e === "bound" ? 1 : 0) + place.before;
        for (const decorated of elements)
          this.#record(callee.module, callee.fn, { module: draft.module, call: NO_CALL, shift, decorated });
      }
    }
  }

  /** What a framework passes to the functions that are registered with it. */
  #recordRegistrations(draft: Draft): void {
    const evaluator = this.#evaluator;
    for (const use of draft.externals) {
      for (const row of evaluator.knowledge.registrations(use.path)) {
        if (row.how !== "argument" || row.gives === undefined || use.call === undefined) continue;
        const handler = argumentAt(use.call.args, row.function);
        if (handler === undefined) continue;
        for (const id of evaluator.evaluate(draft.module, handler, draft.env)) {
          const callee = evaluator.calleeOf(id, [], -1, EMPTY_ENV);
          if (callee !== undefined) this.#recordFramework(callee.module, callee.fn, row.gives);
        }
      }
    }
  }

  #recordFramework(module: ModuleId, fn: number, gives: string | undefined): void {
    if (gives === undefined) return;
    const facts = this.#evaluator.functionFacts(module, fn);
    const shift = facts.cls !== NONE && !this.#evaluator.traits(module, fn).isStatic ? 1 : 0;
    if (facts.params[shift]?.annotation !== UNKNOWN) return;
    this.#record(module, fn, { module, call: NO_CALL, shift, decorated: this.#evaluator.instanceOf(gives) });
  }

  /** A decorator is a call with the function, which a registry keeps. */
  #recordDecorators(module: ModuleId, decorated: EntityId, { decorators }: Pick<FunctionFacts, "decorators">): void {
    const evaluator = this.#evaluator;
    for (const decorator of decorators) {
      for (const id of evaluator.evaluate(module, decorator.value)) {
        // Classes that decorate are looked up by the evaluator itself.
        if (evaluator.entity(id).e === "class") continue;
        const callee = evaluator.calleeOf(id, [], -1, EMPTY_ENV);
        if (callee === undefined) continue;
        const shift = evaluator.entity(id).e === "bound" ? 1 : 0;
        this.#record(callee.module, callee.fn, { module, call: NO_CALL, shift, decorated });
      }
    }
  }

  *resolveAll(): Generator<void, void> {
    for (let id = 0; id < this.#drafts.length; id++) {
      this.#resolve(this.#drafts[id]);
      if (id % STEP === 0) yield;
    }
  }

  graph(): CallGraph {
    return new CallGraph(this.#drafts, this.#plain, this);
  }

  #node(module: ModuleId, fn: number, env: EnvId): NodeId {
    const ids = env === EMPTY_ENV ? this.#plain : this.#inEnv(env);
    const key = functionKey(module, fn);
    const known = ids.get(key);
    if (known !== undefined) return known;
    if (env !== EMPTY_ENV && this.#drafts.length > this.#limit) return this.#node(module, fn, EMPTY_ENV);
    const id = this.#drafts.length;
    ids.set(key, id);
    this.#drafts.push({ id, module, fn, env, edges: [], externals: [], handovers: [] });
    return id;
  }

  #inEnv(env: EnvId): Map<number, NodeId> {
    let ids = this.#ids.get(env);
    if (ids === undefined) {
      ids = new Map();
      this.#ids.set(env, ids);
    }
    return ids;
  }

  /** @param onlyCalls code that calls without a call expression passes no arguments, so that the first round leaves it out */
  #resolve(draft: Draft, onlyCalls = false): void {
    const view = viewOf(this.#evaluator.facts[draft.module]);
    const skipped = onlyCalls ? CallFlag.typeOnly : CallFlag.typeOnly | CallFlag.deferred;
    for (const call of view.calls[draft.fn]) {
      if ((call.flags & skipped) === 0) this.#resolveCall(draft, call);
    }
    if (onlyCalls) return;
    for (const implicit of view.implicitCalls[draft.fn]) {
      if ((implicit.flags & skipped) === 0) this.#resolveImplicit(draft, implicit);
    }
    this.#leaveKeptGenerators(draft);
    // Lists that grew item by item take several times their size.
    draft.edges = draft.edges.slice();
    draft.externals = draft.externals.slice();
    draft.handovers = draft.handovers.slice();
  }

  /** What a generator expression does that a call only keeps is done by whoever gets that call's result. */
  #leaveKeptGenerators(draft: Draft): void {
    const keeping = draft.externals.filter((use) => use.row?.iteratesLater !== undefined && use.call !== undefined);
    if (keeping.length === 0) return;
    const runsHere = (site: Site) =>
      (site.flags & CallFlag.lazy) === 0 || !keeping.some((use) => use.start <= site.start && site.end <= use.end);
    draft.edges = draft.edges.filter(runsHere);
    draft.externals = draft.externals.filter(runsHere);
  }

  #resolveCall(draft: Draft, call: CallFacts): void {
    const evaluator = this.#evaluator;
    const callees = this.#awaitable(draft, call, evaluator.evaluate(draft.module, call.callee, draft.env));
    const site: Site = {
      start: call.start,
      end: call.end,
      loop: call.loop,
      flags: call.flags,
      guard: call.guard,
      call,
      implicit: undefined,
    };
    const doubt = this.#doubtOf(draft, call, callees);
    for (const id of callees)
      this.#target(
        draft,
        id,
        site,
        call.use === "awaited" && callees.length > 0 && !this.#isAsync(callees[0]) ? moreDoubtful(doubt, 1) : doubt,
      );
    if (callees.length === 0 || callees.every((id) => evaluator.entity(id).e === "external"))
      this.#leftToSubclasses(draft, call, site);
    if (callees.some((id) => evaluator.entity(id).e === "external")) this.#consumeArguments(draft, call, site);
    this.#asksObject(draft, call, site);
  }

  /** `len(history)` asks the object itself. */
  #asksObject(draft: Draft, call: CallFacts, site: Site): void {
    const evaluator = this.#evaluator;
    const callee = evaluator.facts[draft.module].values[call.callee];
    if (callee.k === "builtin" && callee.name === "next" && call.args.length > 0)
      this.#stepGenerator(draft, call, site);
    const name = callee.k === "builtin" ? ASKING.get(callee.name) : undefined;
    if (name === undefined || !this.#specialMethods.has(name) || call.args.length === 0) return;
    const ids = evaluator.evaluate(draft.module, call.args[0].value, draft.env);
    for (const id of ids) this.#special(draft, id, name, { ...site, call: undefined }, ids.length === 1 ? 0 : 1);
  }

  /** `next(rows())` runs the generator up to its next item. */
  #stepGenerator(draft: Draft, call: CallFacts, site: Site): void {
    const ids = this.#evaluator.evaluate(draft.module, call.args[0].value, draft.env);
    for (const id of ids)
      if (this.#evaluator.entity(id).e === "generator")
        this.#iterate(draft, id, { ...site, implicit: CONSUMED }, ids.length === 1 ? 0 : 1);
  }

  /** A method that a class calls on itself and leaves to its subclasses to define. */
  #leftToSubclasses(draft: Draft, call: CallFacts, site: Site): void {
    const evaluator = this.#evaluator;
    const value = evaluator.facts[draft.module].values[call.callee];
    if (value.k !== "attr") return;
    for (const id of evaluator.evaluate(draft.module, value.of, draft.env)) {
      const receiver = evaluator.entity(id);
      if (receiver.e !== "instance" || receiver.exact) continue;
      const order = evaluator.linearised(receiver.module, receiver.cls);
      const isDefined = order.some(({ module, cls }) => {
        const facts = evaluator.classFacts(module, cls);
        return facts.members[value.name] !== undefined || facts.stores[value.name] !== undefined;
      });
      if (isDefined) continue;
      for (const { module, fn } of this.#overridesOf(receiver, value.name))
        this.#run(draft, module, fn, EMPTY_ENV, site, 1);
    }
  }

  /** An awaited call means the coroutine functions among those that it may mean, where there are any. */
  #awaitable(draft: Draft, call: CallFacts, callees: readonly EntityId[]): readonly EntityId[] {
    const told = this.#toldByGuard(draft, call);
    // `if iscoroutinefunction(view):` says which of them the place means.
    if (told !== undefined) return callees.filter((id) => this.#isAsync(id) === told);
    if (call.use !== "awaited" || callees.length < 2) return callees;
    const asynchronous = callees.filter((id) => this.#isAsync(id));
    return asynchronous.length > 0 ? asynchronous : callees;
  }

  /** Whether a condition around a call found its callee to be a coroutine function; undefined where none asks. */
  #toldByGuard(draft: Draft, call: CallFacts): boolean | undefined {
    const facts = this.#evaluator.facts[draft.module];
    for (let at = call.guard; at !== NONE; at = facts.guards[at].outer) {
      const { condition } = facts.guards[at];
      if (condition.k === "async" && isSamePlace(facts, condition.value, call.callee)) return condition.holds;
    }
    return undefined;
  }

  #isAsync(id: EntityId): boolean {
    const entity = this.#evaluator.entity(id);
    if (entity.e === "bound") return this.#isAsync(entity.of);
    if (entity.e === "function") return this.#evaluator.functionFacts(entity.module, entity.fn).isAsync;
    return (
      entity.e === "wrapped" ||
      (entity.e === "external" && this.#evaluator.knowledge.callable(entity.path)?.effect === "suspends")
    );
  }

  /**
   * Several functions behind one attribute or parameter were stored there by several objects or callers, which are not told apart: each
   * is a guess. Several receivers, or a choice made in the function itself, are real alternatives.
   */
  #doubtOf(draft: Draft, call: CallFacts, callees: readonly EntityId[]): Doubt {
    const evaluator = this.#evaluator;
    if (callees.length <= 1)
      return draft.env === EMPTY_ENV && evaluator.restsOnCallers(draft.module, call.callee) ? 1 : 0;
    const value = evaluator.facts[draft.module].values[call.callee];
    if (value.k === "param") return 2;
    if (value.k === "attr" && evaluator.evaluate(draft.module, value.of, draft.env).length === 1) return 2;
    return 1;
  }

  /** Adds what running an entity at a place does; an object whose `__call__` is such an object has no end. */
  #target(draft: Draft, id: EntityId, site: Site, doubt: Doubt): void {
    if (this.#targetDepth >= MAX_TARGET_DEPTH) return;
    this.#targetDepth++;
    this.#runTarget(draft, id, site, doubt);
    this.#targetDepth--;
  }

  #runTarget(draft: Draft, id: EntityId, site: Site, doubt: Doubt): void {
    const evaluator = this.#evaluator;
    const entity = evaluator.entity(id);
    const args = site.call?.args ?? [];
    switch (entity.e) {
      case "function":
      case "bound": {
        const callee = evaluator.calleeOf(id, args, draft.module, draft.env);
        if (callee === undefined) return;
        const known = this.#inTables(callee.module, callee.fn);
        if (known?.callable === true && this.#tops[draft.module] !== this.#tops[callee.module]) {
          // Where a library's source is part of what is audited, its callers outside it are told what the tables know of it.
          this.#external(draft, known.path, entity.e === "bound", site, doubt);
          return;
        }
        const row = known?.handover;
        if (row !== undefined && row.wraps !== true && row.via !== "task")
          this.#handover(draft, row, known!.path, site, doubt);
        if (site.call !== undefined)
          this.#recordCaller(callee.module, callee.fn, draft.module, site.call, entity.e === "bound" ? 1 : 0);
        if (this.#onlyCallers) return;
        const facts = evaluator.functionFacts(callee.module, callee.fn);
        const all = entity.e === "bound" ? this.#overrides(entity.self, callee) : [];
        // Where the call is awaited, overrides that are not asynchronous are of another family.
        const isAwaited = site.call?.use === "awaited" && facts.isAsync;
        const overrides = isAwaited ? all.filter((one) => evaluator.functionFacts(one.module, one.fn).isAsync) : all;
        const abstract = facts.isEmpty && overrides.length > 0;
        const shift = entity.e === "bound" ? 1 : 0;
        if (!abstract)
          this.#run(
            draft,
            callee.module,
            callee.fn,
            callee.env,
            site,
            overrides.length === 0 ? doubt : moreDoubtful(doubt, 1),
            shift,
          );
        for (const override of overrides)
          this.#run(draft, override.module, override.fn, EMPTY_ENV, site, moreDoubtful(doubt, 1), shift);
        return;
      }
      case "class":
        this.#construct(draft, entity.module, entity.cls, site, doubt);
        return;
      case "instance":
        for (const method of evaluator.classMember(entity.module, entity.cls, "__call__", id, false))
          this.#target(draft, method, site, doubt);
        return;
      case "partial":
        for (const inner of entity.of)
          this.#target(
            draft,
            inner,
            { ...site, call: undefined },
            entity.of.length === 1 ? doubt : moreDoubtful(doubt, 1),
          );
        return;
      case "wrapped": {
        const row = evaluator.knowledge.handover(entity.path);
        const callable = evaluator.knowledge.callable(entity.path);
        if (callable?.startsLoop === true)
          draft.externals.push({ ...site, path: entity.path, row: callable, receiver: false, wraps: false, doubt });
        if (row === undefined) return;
        const dispatched =
          row.dispatcher === undefined || site.call === undefined
            ? undefined
            : dispatchedBy(evaluator, draft.module, site.call, row.dispatcher);
        const by = dispatched?.by;
        const place = by === undefined ? site : { ...site, start: by.start, end: by.end };
        this.#handoverOf(draft, dispatched?.via ?? row.via, row, entity.path, entity.of, place, doubt);
        return;
      }
      case "external":
        this.#external(draft, entity.path, entity.receiver, site, doubt);
        return;
      case "external-instance": {
        const onCall = evaluator.knowledge.classTrait(entity.path, "onCall");
        if (onCall !== undefined) this.#external(draft, onCall, true, site, doubt);
        return;
      }
      default:
        return;
    }
  }

  /** What the tables know of a function of the workspace, which may be a library's own source; undefined where nothing. */
  #inTables(module: ModuleId, fn: number): InTables | undefined {
    const key = functionKey(module, fn);
    const known = this.#known.get(key);
    if (known !== undefined || this.#looked[module][fn] === 1) return known;
    this.#looked[module][fn] = 1;
    const path = this.#evaluator.libraryPathOf(module, fn);
    const callable = this.#evaluator.knowledge.callable(path) !== undefined;
    const handover = this.#evaluator.knowledge.handover(path);
    if (!callable && handover === undefined) return undefined;
    const found = { path, callable, handover };
    this.#known.set(key, found);
    return found;
  }

  #run(draft: Draft, module: ModuleId, fn: number, env: EnvId, site: Site, doubt: Doubt, shift = 0): void {
    if (this.#onlyCallers) return;
    const newer = this.#inEdition(draft, module, fn);
    if (newer !== undefined) {
      this.#run(draft, newer.module, newer.fn, EMPTY_ENV, site, doubt, shift);
      return;
    }
    const facts = this.#evaluator.functionFacts(module, fn);
    const traits = this.#evaluator.traits(module, fn);
    // A generator's body runs when it is iterated, a context manager's when it is entered.
    if (facts.isGenerator && site.implicit === undefined) return;
    if (traits.isOverload) return;
    const to = this.#node(module, fn, env);
    const kind = facts.isAsync ? "coroutine" : "sync";
    // The same place is resolved in one go, so that a repetition stands among the last edges.
    for (let at = draft.edges.length - 1; at >= 0 && draft.edges[at].start === site.start; at--) {
      const edge = draft.edges[at];
      if (edge.to === to && edge.end === site.end && edge.implicit === site.implicit) return;
    }
    draft.edges.push({ ...site, from: draft.id, to, shift, kind, doubt });
  }

  #recordCaller(module: ModuleId, fn: number, from: ModuleId, call: CallFacts, shift: number): void {
    this.#record(module, fn, { module: from, call, shift });
  }

  #record(module: ModuleId, fn: number, caller: CallerRef): void {
    const key = functionKey(module, fn);
    const known = this.callers.get(key);
    if (known === undefined) this.callers.set(key, [caller]);
    else if (known.length < 64) known.push(caller);
  }

  /** Methods of subclasses that a call on a receiver of unknown exact class may mean. */
  #overrides(self: EntityId, callee: { module: ModuleId; fn: number }): { module: ModuleId; fn: number }[] {
    const receiver = this.#evaluator.entity(self);
    if (receiver.e !== "instance" || receiver.exact) return [];
    return this.#overridesOf(receiver, this.#evaluator.functionFacts(callee.module, callee.fn).name);
  }

  #overridesOf(
    receiver: { readonly module: ModuleId; readonly cls: number },
    name: string,
  ): { module: ModuleId; fn: number }[] {
    const key = functionKey(receiver.module, receiver.cls);
    // Most classes have no subclasses.
    if (!this.#subclasses.has(key)) return [];
    let byName = this.#overridesByName.get(key);
    if (byName === undefined) {
      byName = new Map();
      this.#overridesByName.set(key, byName);
    }
    let known = byName.get(name);
    if (known === undefined) {
      known = this.#findOverrides(receiver, name);
      byName.set(name, known);
    }
    return known;
  }

  #findOverrides(
    receiver: { readonly module: ModuleId; readonly cls: number },
    name: string,
  ): { module: ModuleId; fn: number }[] {
    const evaluator = this.#evaluator;
    const found: { module: ModuleId; fn: number }[] = [];
    for (const subclass of this.#subclasses.get(functionKey(receiver.module, receiver.cls)) ?? []) {
      const members = evaluator.classFacts(subclass.module, subclass.cls).members[name];
      for (const value of members ?? []) {
        const known = evaluator.facts[subclass.module].values[value];
        if (known.k === "function") found.push({ module: subclass.module, fn: known.id });
      }
      if (found.length > MAX_OVERRIDES) return [];
    }
    return found;
  }

  #construct(draft: Draft, module: ModuleId, cls: number, called: Site, doubt: Doubt): void {
    const evaluator = this.#evaluator;
    if (evaluator.externalBases(module, cls).some((base) => evaluator.knowledge.classTrait(base, "madeLater") === true))
      return;
    const site = this.#isMadeAtWill(module, cls) ? { ...called, flags: called.flags | CallFlag.memoised } : called;
    const self = evaluator.entities.id({ e: "instance", module, cls, exact: true });
    for (const name of ["__init__", "__new__", "__post_init__"]) {
      for (const owner of evaluator.linearised(module, cls)) {
        const members = evaluator.classFacts(owner.module, owner.cls).members[name];
        if (members === undefined) continue;
        for (const value of members) {
          const known = evaluator.facts[owner.module].values[value];
          if (known.k !== "function") continue;
          const fn = evaluator.entities.id({ e: "function", module: owner.module, fn: known.id, env: EMPTY_ENV });
          this.#target(draft, evaluator.entities.id({ e: "bound", of: fn, self }), site, doubt);
        }
        break;
      }
    }
    this.#handoverOfClass(draft, module, cls, self, site, doubt);
  }

  /** A metaclass that has a `__call__` decides whether an object is made at all: singletons are written so. */
  #isMadeAtWill(module: ModuleId, cls: number): boolean {
    const evaluator = this.#evaluator;
    return evaluator.linearised(module, cls).some((owner) => {
      const metaclass = evaluator.classFacts(owner.module, owner.cls).keywords.metaclass;
      if (metaclass === undefined) return false;
      return evaluator.evaluate(owner.module, metaclass, EMPTY_ENV).some((id) => {
        const entity = evaluator.entity(id);
        if (entity.e !== "class") return false;
        return evaluator
          .linearised(entity.module, entity.cls)
          .some((base) => evaluator.classFacts(base.module, base.cls).members["__call__"] !== undefined);
      });
    });
  }

  /** A subclass of `Thread` or `Process` hands its `run` over; a class of the workspace may itself be the library's. */
  #handoverOfClass(draft: Draft, module: ModuleId, cls: number, self: EntityId, site: Site, doubt: Doubt): void {
    const evaluator = this.#evaluator;
    const own = evaluator.knowledge.canonical(evaluator.pathOfClass(module, cls));
    const inherited = evaluator
      .linearised(module, cls)
      .slice(1)
      .map((base) => evaluator.knowledge.canonical(evaluator.pathOfClass(base.module, base.cls)));
    for (const path of [own, ...inherited, ...evaluator.externalBases(module, cls)]) {
      const row = evaluator.knowledge.handover(path);
      if (row === undefined || (row.via !== "thread" && row.via !== "process")) continue;
      const run =
        path === own
          ? []
          : evaluator.classMember(module, cls, "run", self, false).filter((id) => evaluator.entity(id).e === "bound");
      const fromLibrary = run.every((id) => ownerPath(evaluator, id) === path);
      if (run.length > 0 && !fromLibrary) this.#handoverOf(draft, row.via, row, path, run, site, doubt);
      else this.#handover(draft, row, path, site, doubt);
      return;
    }
  }

  #external(draft: Draft, path: string, receiver: boolean, site: Site, doubt: Doubt): void {
    const knowledge = this.#evaluator.knowledge;
    const row = knowledge.callable(path);
    const handover = knowledge.handover(path);
    draft.externals.push({ ...site, path, row, receiver, wraps: handover?.wraps === true, doubt });
    if (path === "functools.partial" && site.call !== undefined) this.#bindPartially(draft, site.call);
    if (handover !== undefined && handover.wraps !== true) this.#handover(draft, handover, path, site, doubt);
    // What `map` gives runs nothing until it is consumed.
    if (row?.callsBack !== undefined && row.lazy !== true && site.call !== undefined) {
      const value = argumentAt(site.call.args, row.callsBack);
      if (value !== undefined) this.#runValue(draft, value, site, doubt);
    }
  }

  /** What `partial` binds are arguments like those of a call. */
  #bindPartially(draft: Draft, call: CallFacts): void {
    const [function_, ...args] = call.args;
    if (function_ === undefined || function_.star !== undefined) return;
    for (const id of this.#evaluator.evaluate(draft.module, function_.value, draft.env)) {
      const callee = this.#evaluator.calleeOf(id, [], -1, draft.env);
      const shift = this.#evaluator.entity(id).e === "bound" ? 1 : 0;
      if (callee !== undefined) this.#recordCaller(callee.module, callee.fn, draft.module, { ...call, args }, shift);
    }
  }

  #runValue(draft: Draft, value: ValueId, site: Site, doubt: Doubt): void {
    const ids = this.#evaluator.evaluate(draft.module, value, draft.env);
    for (const id of ids)
      this.#target(draft, id, { ...site, call: undefined }, ids.length === 1 ? doubt : moreDoubtful(doubt, 1));
  }

  #handover(draft: Draft, row: HandoverRow, path: string, site: Site, doubt: Doubt): void {
    if (site.call === undefined) return;
    let via: HandoverVia = row.via;
    if (row.executor !== undefined) {
      const executor = argumentAt(site.call.args, row.executor);
      const told = executor === undefined ? "default" : this.#executorVia(draft, executor);
      if (told !== undefined && told !== "default") via = told;
      // An executor that cannot be told may well be one of processes.
      if (told === undefined) doubt = 2;
    }
    const value = argumentAt(site.call.args, row.function);
    if (value === undefined) return;
    const ids = this.#evaluator.evaluate(draft.module, value, draft.env);
    this.#handoverOf(draft, via, row, path, ids, site, doubt);
  }

  /** Which way an executor object runs what it is given: `default` for None, undefined for what cannot be told. */
  #executorVia(draft: Draft, value: ValueId): HandoverVia | "default" | undefined {
    const known = this.#evaluator.facts[draft.module].values[value];
    if (known.k === "literal" && known.type === "None") return "default";
    const paths = this.#evaluator.evaluate(draft.module, value, draft.env).map((id) => this.#evaluator.pathOf(id));
    if (paths.some((path) => /ProcessPool/.test(path))) return "process-pool";
    if (paths.some((path) => /InterpreterPool/.test(path))) return "interpreter-pool";
    // A pool of threads that the program made itself is a pool, whoever hands work over to it.
    return paths.some((path) => /ThreadPool/.test(path)) ? "pool" : undefined;
  }

  #handoverOf(
    draft: Draft,
    via: HandoverVia,
    row: HandoverRow,
    path: string,
    ids: readonly EntityId[],
    site: Site,
    doubt: Doubt,
  ): void {
    const inner: Draft = { ...draft, edges: [], externals: [], handovers: [] };
    // `submit(f, g)` passes g on to f as an argument; the callee's environment comes from what follows the function.
    const call =
      site.call === undefined ? undefined : { ...site.call, args: this.#passedArguments(draft.module, site.call, row) };
    for (const id of ids) this.#target(inner, id, { ...site, call, implicit: HANDED_OVER }, ids.length === 1 ? 0 : 1);
    draft.handovers.push({
      ...site,
      via,
      path,
      row,
      targets: [...new Set(inner.edges.map((edge) => edge.to))],
      externals: inner.externals,
      doubt: ids.length === 1 ? doubt : moreDoubtful(doubt, 1),
    });
  }

  /** The arguments that the function handed over will get, as far as the call shows them. */
  #passedArguments(module: ModuleId, call: CallFacts, row: HandoverRow): CallFacts["args"] {
    if (row.passes === "rest") return argumentsAfter(call, row);
    if (row.passes !== "args") return [];
    const values = this.#evaluator.facts[module].values;
    const passed: ArgumentFacts[] = [];
    for (const argument of call.args) {
      const value = values[argument.value];
      if (value.k !== "collection") continue;
      if (value.type === "tuple" || value.type === "list") passed.push(...value.items.map((item) => ({ value: item })));
      else if (argument.keyword === "kwargs" || argument.keyword === "kwds") {
        value.items.forEach((item, index) => {
          const key = values[value.keys?.[index] ?? 0];
          if (key.k === "literal" && typeof key.value === "string") passed.push({ value: item, keyword: key.value });
        });
      }
    }
    return passed;
  }

  /** Library calls that take an iterator run the generator behind it. */
  #consumeArguments(draft: Draft, call: CallFacts, site: Site): void {
    const evaluator = this.#evaluator;
    const callee = evaluator.facts[draft.module].values[call.callee];
    const isHandover = draft.handovers.some((handover) => handover.call?.id === call.id);
    // Printing, measuring or wrapping an iterator does not go through it.
    if (callee.k === "builtin" && !CONSUMERS.has(callee.name)) return;
    // So does putting it into a collection: whoever takes it out goes through it, if anybody does.
    if (callee.k === "attr" && KEEPERS.has(callee.name)) return;
    const consumes = callee.k === "builtin" && CONSUMERS.has(callee.name);
    if (!isHandover)
      for (const argument of call.args)
        this.#consumeLazy(draft, argument.value, { ...site, call: undefined }, !consumes);
    const kept = this.#keptIterable(draft, call);
    for (const argument of call.args) {
      if (argument.value === kept) continue;
      for (const id of evaluator.evaluate(draft.module, argument.value, draft.env)) {
        const entity = evaluator.entity(id);
        if (entity.e === "generator" && !entity.async) this.#iterate(draft, id, { ...site, implicit: CONSUMED }, 0);
        else if (consumes && (entity.e === "external-instance" || entity.e === "instance"))
          this.#iterate(draft, id, site, 0);
      }
    }
  }

  /** The iterable that a library call keeps for later. */
  #keptIterable(draft: Draft, call: CallFacts): ValueId | undefined {
    const use = draft.externals.find((one) => one.call?.id === call.id && one.row?.iteratesLater !== undefined);
    return use === undefined ? undefined : argumentAt(call.args, use.row!.iteratesLater!);
  }

  // ---- calls without a call expression -----------------------------------------------------------------------------

  #resolveImplicit(draft: Draft, implicit: ImplicitCallFacts): void {
    if (!this.#mayRunCode(implicit)) return;
    const evaluator = this.#evaluator;
    const ids = evaluator.evaluate(draft.module, implicit.of, draft.env);
    const site: Site = {
      start: implicit.start,
      end: implicit.end,
      loop: implicit.loop,
      flags: implicit.flags,
      guard: implicit.guard,
      call: undefined,
      implicit,
    };
    const doubt: Doubt = ids.length === 1 ? 0 : 1;
    for (const id of ids) {
      switch (implicit.kind) {
        case "attribute":
          this.#property(draft, id, implicit.name, site, doubt, 1);
          break;
        case "store-attribute":
          this.#property(draft, id, implicit.name, site, doubt, 2);
          break;
        case "enter":
        case "async-enter":
          this.#enter(draft, id, implicit.kind === "async-enter", site, doubt);
          break;
        case "iterate":
          this.#iterate(draft, id, site, doubt);
          break;
        default:
          this.#special(draft, id, specialMethod(implicit), site, doubt);
      }
    }
    if (implicit.kind === "iterate") this.#consumeLazy(draft, implicit.of, site, false);
  }

  #mayRunCode(implicit: ImplicitCallFacts): boolean {
    switch (implicit.kind) {
      case "attribute":
      case "store-attribute":
        return this.#propertyNames.has(implicit.name);
      case "enter":
      case "async-enter":
      case "iterate":
        return true;
      default: {
        const name = specialMethod(implicit);
        return name !== undefined && this.#specialMethods.has(name);
      }
    }
  }

  /** @param params of the accessor: a load runs the getter, which has one, and an assignment the setter, which has two */
  #property(draft: Draft, id: EntityId, name: string, site: Site, doubt: Doubt, params: 1 | 2): void {
    const evaluator = this.#evaluator;
    const entity = evaluator.entity(id);
    if (entity.e !== "instance") return;
    for (const owner of evaluator.linearised(entity.module, entity.cls)) {
      const members = evaluator.classFacts(owner.module, owner.cls).members[name];
      if (members === undefined) continue;
      for (const value of members) {
        const known = evaluator.facts[owner.module].values[value];
        if (known.k !== "function" || evaluator.functionFacts(owner.module, known.id).params.length !== params)
          continue;
        const traits = evaluator.traits(owner.module, known.id);
        if (params === 1 ? !traits.isProperty : !traits.isSetter) continue;
        const fn = evaluator.entities.id({ e: "function", module: owner.module, fn: known.id, env: EMPTY_ENV });
        this.#target(draft, evaluator.entities.id({ e: "bound", of: fn, self: id }), site, doubt);
      }
      return;
    }
  }

  #enter(draft: Draft, id: EntityId, isAsync: boolean, site: Site, doubt: Doubt): void {
    const evaluator = this.#evaluator;
    const entity = evaluator.entity(id);
    switch (entity.e) {
      case "context-manager": {
        const of = evaluator.entity(entity.of);
        if (of.e === "function" && !evaluator.functionFacts(of.module, of.fn).isAsync)
          this.#run(draft, of.module, of.fn, of.env, site, doubt);
        return;
      }
      case "instance":
        if (isAsync) return;
        this.#special(draft, id, "__enter__", site, doubt);
        this.#special(draft, id, "__exit__", site, doubt);
        return;
      case "external-instance": {
        if (isAsync) return;
        for (const trait of ["onEnter", "onExit"] as const) {
          const runs = evaluator.knowledge.classTrait(entity.path, trait);
          if (runs !== undefined) this.#external(draft, runs, true, site, doubt);
        }
        return;
      }
      default:
        return;
    }
  }

  #iterate(draft: Draft, id: EntityId, site: Site, doubt: Doubt): void {
    const evaluator = this.#evaluator;
    const entity = evaluator.entity(id);
    switch (entity.e) {
      case "generator": {
        const of = evaluator.entity(entity.of);
        if (of.e === "function" && !entity.async) this.#run(draft, of.module, of.fn, of.env, site, doubt);
        return;
      }
      case "instance": {
        this.#special(draft, id, "__iter__", site, doubt);
        this.#special(draft, id, "__next__", site, doubt);
        const isOwn = evaluator
          .linearised(entity.module, entity.cls)
          .some((owner) => evaluator.classFacts(owner.module, owner.cls).members.__iter__ !== undefined);
        for (const base of isOwn ? [] : evaluator.externalBases(entity.module, entity.cls)) {
          const onIterate = evaluator.knowledge.classTrait(base, "onIterate");
          if (onIterate !== undefined) {
            this.#external(draft, onIterate, true, site, doubt);
            return;
          }
        }
        for (const method of evaluator.classMember(entity.module, entity.cls, "__iter__", id, false)) {
          for (const made of evaluator.applied(method, [])) {
            if (made !== id && evaluator.entity(made).e === "generator")
              this.#iterate(draft, made, { ...site, implicit: site.implicit ?? CONSUMED }, doubt);
          }
        }
        return;
      }
      case "external-instance": {
        const onIterate = evaluator.knowledge.classTrait(entity.path, "onIterate");
        if (onIterate !== undefined) this.#external(draft, onIterate, true, site, doubt);
        return;
      }
      default:
        return;
    }
  }

  #special(draft: Draft, id: EntityId, name: string | undefined, site: Site, doubt: Doubt): void {
    const evaluator = this.#evaluator;
    const entity = evaluator.entity(id);
    if (name === undefined || entity.e !== "instance") return;
    for (const method of evaluator.classMember(entity.module, entity.cls, name, id, false)) {
      if (evaluator.entity(method).e === "bound") this.#target(draft, method, site, doubt);
    }
  }

  /**
   * Iterating what a lazy library call gives: the wait, or the function that it calls for each item, is here.
   * @param onlyCallbacks for values passed on to a call that may or may not go through them at once
   */
  #consumeLazy(draft: Draft, of: ValueId, site: Site, onlyCallbacks: boolean): void {
    const evaluator = this.#evaluator;
    const value = evaluator.facts[draft.module].values[of];
    if (value.k !== "call") return;
    const call = evaluator.facts[draft.module].calls[value.call];
    const callees = evaluator.evaluate(draft.module, call.callee, draft.env);
    for (const id of callees) {
      const entity = evaluator.entity(id);
      if (entity.e !== "external") continue;
      const row = evaluator.knowledge.callable(entity.path);
      if (row?.lazy !== true) continue;
      const doubt: Doubt = callees.length === 1 ? 0 : 1;
      if (row.callsBack !== undefined) {
        const callback = argumentAt(call.args, row.callsBack);
        if (callback !== undefined) this.#runValue(draft, callback, site, doubt);
      } else if (!onlyCallbacks) {
        const now = { ...row, lazy: false };
        draft.externals.push({
          ...site,
          call,
          path: entity.path,
          row: now,
          receiver: entity.receiver,
          wraps: false,
          doubt,
        });
      }
    }
  }
}

/** Library calls that pass the items of one of their arguments to a function, and how many arguments they pass before the item. */
const CALLED_WITH_ITEMS: ReadonlyMap<string, { readonly items: number; readonly before: number }> = new Map([
  ["builtins.map", { items: 1, before: 0 }],
  ["builtins.filter", { items: 1, before: 0 }],
  ["builtins.sorted", { items: 0, before: 0 }],
  ["builtins.min", { items: 0, before: 0 }],
  ["builtins.max", { items: 0, before: 0 }],
  ["functools.reduce", { items: 1, before: 1 }],
]);
/** Items of more classes than this are not told apart. */
const MOST_ITEM_CLASSES = 3;

/** Built-in functions that go through an iterable at once. */
const CONSUMERS = new Set(["list", "tuple", "set", "frozenset", "dict", "sorted", "sum", "min", "max", "any", "all"]);

/** Built-in functions that have the object answer, and the method that does. */
const ASKING: ReadonlyMap<string, string> = new Map([
  ["len", "__len__"],
  ["bool", "__bool__"],
  ["next", "__next__"],
  ["str", "__str__"],
  ["repr", "__repr__"],
  ["int", "__int__"],
  ["float", "__float__"],
  ["hash", "__hash__"],
  ["abs", "__abs__"],
  ["reversed", "__reversed__"],
]);

/** Stands for the call that a decorator is. */
const NO_CALL: CallFacts = {
  id: NONE,
  fn: 0,
  callee: 0,
  args: [],
  start: 0,
  end: 0,
  calleeEnd: 0,
  loop: NONE,
  with: NONE,
  use: "kept",
  flags: 0,
  guard: NONE,
};

/** Marks a function that is run through a hand-over: generators, too, count as run there. */
const HANDED_OVER: ImplicitCallFacts = {
  fn: 0,
  kind: "iterate",
  of: 0,
  name: "",
  start: 0,
  end: 0,
  loop: NONE,
  flags: 0,
  guard: NONE,
};
/** Methods of collections and queues that keep what they are given as it is. */
const KEEPERS: ReadonlySet<string> = new Set([
  "append",
  "appendleft",
  "insert",
  "add",
  "put",
  "put_nowait",
  "setdefault",
]);
/** Marks a generator that a library call consumes. */
const CONSUMED: ImplicitCallFacts = { ...HANDED_OVER };

/** Two values are the same name or attribute, one of them perhaps seen from a function inside. */
function isSamePlace(facts: ModuleFacts, a: ValueId, b: ValueId): boolean {
  const one = throughName(facts, a);
  const other = throughName(facts, b);
  if (one === other) return true;
  const left = facts.values[one];
  const right = facts.values[other];
  return left.k === "attr" && right.k === "attr" && left.name === right.name && isSamePlace(facts, left.of, right.of);
}

function throughName(facts: ModuleFacts, value: ValueId): ValueId {
  const known = facts.values[value];
  if (known.k !== "name") return value;
  const bindings = facts.functions[known.fn].bindings[known.name];
  return bindings?.length === 1 ? bindings[0] : value;
}

export function moreDoubtful(a: Doubt, b: Doubt): Doubt {
  return a > b ? a : b;
}

function ownerPath(evaluator: Evaluator, id: EntityId): string {
  const bound = evaluator.entity(id);
  const fn = bound.e === "bound" ? evaluator.entity(bound.of) : bound;
  if (fn.e !== "function") return "";
  const path = evaluator.pathOfFunction(fn.module, fn.fn);
  return evaluator.knowledge.canonical(path.slice(0, path.lastIndexOf(".")));
}

function argumentsAfter(call: CallFacts, row: HandoverRow): CallFacts["args"] {
  const index = row.function.index;
  if (index === undefined) return [];
  let seen = -1;
  return call.args.filter((argument) => {
    if (argument.keyword !== undefined) return true;
    seen++;
    return seen > index;
  });
}

function specialMethod(implicit: ImplicitCallFacts): string | undefined {
  switch (implicit.kind) {
    case "binary":
      return operatorMethod(implicit.name.replace(/=$/, ""));
    case "contains":
      return "__contains__";
    case "subscript":
      return "__getitem__";
    case "store-item":
      return "__setitem__";
    case "delete":
      return "__delitem__";
    case "compare":
      return COMPARISONS.get(implicit.name);
    default:
      return undefined;
  }
}

const COMPARISONS: ReadonlyMap<string, string> = new Map([
  ["==", "__eq__"],
  ["!=", "__ne__"],
  ["<", "__lt__"],
  ["<=", "__le__"],
  [">", "__gt__"],
  [">=", "__ge__"],
]);
