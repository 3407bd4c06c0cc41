import type { ArgumentPlace, BlockKind, CallableRow } from "../knowledge/schema.ts";
import {
  type ArgumentFacts,
  type CallFacts,
  CallFlag,
  type ConditionFacts,
  type ModuleFacts,
  NONE,
  type ValueId,
} from "../semantics/facts.ts";
import { awaitedLater } from "./awaited-later.ts";
import { type Bindings, bindingsKey, Conditions, IN_MEMORY, isUnbound, NO_BINDINGS, paramOf } from "./bindings.ts";
import {
  doubtOfChain,
  givesAwaitable,
  hasAsynchronousMode,
  isAwaitedResult,
  isRareAmongTargets,
  targetsAt,
} from "./chain-doubt.ts";
import { stronglyConnected } from "./components.ts";
import { type Cost, CostModel } from "./cost.ts";
import { argumentAt, argumentFor, type Evaluator } from "./evaluate.ts";
import {
  type CallGraph,
  type Doubt,
  type Edge,
  type ExternalUse,
  type FunctionNode,
  moreDoubtful,
  type NodeId,
  type Site,
} from "./graph.ts";
import { clientMakersOf } from "./makers.ts";
import { viewOf } from "./module-view.ts";
import type { ModuleId } from "./modules.ts";
import { Receivers } from "./receivers.ts";
import { LONGEST_RARE_CHAIN, SHORTEST_SLEEP } from "./thresholds.ts";
import { isUnboundedSource } from "./unbounded.ts";
import { needsAnOption } from "./unset-options.ts";

/** Why a function makes its thread wait, or keeps the GIL in native code: the first step of the shortest chain. */
export interface Proof {
  /** What is waited for; `configured` for the user's own blocking functions; `gil` for native code that keeps the GIL; `loop` for starting an event loop. */
  readonly kind: BlockKind | "configured" | "gil" | "loop";
  /** The primitive at the chain's end, dotted. */
  readonly primitive: string;
  /** The wait is normally some microseconds. */
  readonly brief: boolean;
  /** Somewhere on the chain it runs once only, or in an error handler. */
  readonly rare: boolean;
  /** Call sites on the chain, this one included. */
  readonly length: number;
  readonly doubt: Doubt;
  /** Steps of the chain that may mean another function than the one that waits. */
  readonly guesses: number;
  readonly site: Site;
  /** The function that the site calls; undefined where the site is the primitive itself. */
  readonly next: NodeId | undefined;
  /** That function's own proof, as this call of it has it. */
  readonly rest: Proof | undefined;
}

/** The settings that change effects. */
export interface EffectSettings {
  readonly blocking: ReadonlySet<string>;
  readonly safe: ReadonlySet<string>;
  /** CPython's minor version: 13 for 3.13. */
  readonly minor: number;
}

/** The effects that flow from callee to caller with a proof. */
export const PROVEN_EFFECTS = ["blocks", "communicates", "pauses", "holdsGil", "startsLoop"] as const;
export type ProvenEffect = (typeof PROVEN_EFFECTS)[number];

export interface NodeEffects {
  blocks: Proof | undefined;
  /** Waits for the network or a database, for longer than some microseconds. */
  communicates: Proof | undefined;
  /** Sleeps, waits for a child process, or does what the user calls blocking. */
  pauses: Proof | undefined;
  /** Native code that keeps the GIL on data of unknown size. */
  holdsGil: Proof | undefined;
  /** Starts an event loop of its own, which fails or stalls inside a running one. */
  startsLoop: Proof | undefined;
  cost: Cost;
}

/** Effects of every function, as a fixed point over the call graph, callees first. */
export class Effects {
  readonly nodes: readonly NodeEffects[];
  readonly #graph: CallGraph;
  readonly #evaluator: Evaluator;
  readonly #settings: EffectSettings;
  readonly #conditions: Conditions;
  readonly #receivers: Receivers;
  /** Functions of which the proofs are final. */
  readonly #settled: boolean[];
  /** Proofs under bindings, by node, effect and bindings. */
  readonly #under = new Map<string, Proof | undefined>();
  readonly costs: CostModel;

  constructor(graph: CallGraph, evaluator: Evaluator, settings: EffectSettings) {
    this.#graph = graph;
    this.#evaluator = evaluator;
    this.#settings = settings;
    this.#conditions = new Conditions(evaluator);
    this.#receivers = new Receivers(evaluator, graph);
    this.#settled = graph.nodes.map(() => false);
    this.nodes = graph.nodes.map(() => ({
      blocks: undefined,
      communicates: undefined,
      pauses: undefined,
      holdsGil: undefined,
      startsLoop: undefined,
      cost: NO_COST,
    }));
    const targets = graph.nodes.map((node) => node.edges.filter((edge) => edge.kind === "sync").map((edge) => edge.to));
    const components = stronglyConnected(graph.nodes.length, (node) => targets[node]);
    this.costs = new CostModel(evaluator, this);
    for (const component of components) this.#solve(component);
  }

  #solve(component: readonly number[]): void {
    // Proofs inside a component settle in as many rounds as its longest chain; each round can only shorten them.
    const members = [...component].sort((a, b) => a - b);
    for (let round = 0; round <= members.length; round++) {
      let changed = false;
      for (const id of members) {
        const node = this.#graph.nodes[id];
        for (const effect of PROVEN_EFFECTS) {
          const proof = this.#proofOf(node, effect);
          if (!better(proof, this.nodes[id][effect])) continue;
          this.nodes[id][effect] = proof;
          changed = true;
        }
      }
      if (!changed || members.length === 1) break;
      if (round > 40) break;
    }
    for (const id of members) this.#settled[id] = true;
    const inside = new Set(members);
    const recursive =
      members.length > 1 ||
      this.#graph.nodes[members[0]].edges.some((edge) => edge.to === members[0] && edge.kind === "sync");
    for (const id of members)
      this.nodes[id].cost = this.costs.costOf(this.#graph.nodes[id], recursive ? inside : undefined);
  }

  #proofOf(node: FunctionNode, effect: ProvenEffect, bindings: Bindings = NO_BINDINGS): Proof | undefined {
    let best: Proof | undefined;
    if (this.isSafe(node)) return undefined;
    for (const use of node.externals) {
      if (this.isDead(node, use, bindings)) continue;
      const proof = this.#inHelper(node, use, this.directProof(node, use, effect, bindings), bindings);
      if (better(proof, best)) best = proof;
    }
    for (const edge of node.edges) {
      if (this.isDead(node, edge, bindings) || this.#isOfAnotherClass(node, edge, bindings)) continue;
      const proof = this.throughEdge(edge, effect, bindings);
      if (better(proof, best)) best = proof;
    }
    return best;
  }

  /** The edge is taken: its place is no dead code, and it leads into no override of a class that has another caller there. */
  isTaken(edge: Edge): boolean {
    const caller = this.#graph.nodes[edge.from];
    return !this.isDead(caller, edge) && !this.#receivers.neverTogether(caller, edge, this.#graph.nodes[edge.to]);
  }

  /** No object can make this chain of calls. */
  isImpossible(chain: readonly Edge[]): boolean {
    return this.#receivers.isImpossible(chain);
  }

  /** A call that stands under a condition which never holds, whoever comes there. */
  isUnreachable(module: ModuleId, call: CallFacts): boolean {
    return call.guard !== NONE && this.#conditions.isDead(module, call.fn, call.guard, NO_BINDINGS);
  }

  /** The place stands under a condition that never holds, or not for a call with these arguments. */
  isDead(node: FunctionNode, site: Site, bindings: Bindings = NO_BINDINGS): boolean {
    return site.guard !== NONE && this.#conditions.isDead(node.module, node.fn, site.guard, bindings);
  }

  /** What a helper does in an error handler, or once, it does rarely; a debugger in a helper is there for its author. */
  #inHelper(node: FunctionNode, use: ExternalUse, proof: Proof | undefined, bindings: Bindings): Proof | undefined {
    if (proof === undefined || DEBUGGER.test(proof.primitive)) return undefined;
    const isRare = (use.flags & (CallFlag.inHandler | CallFlag.memoised)) !== 0;
    if (!isRare && !this.#needsAnOption(node, use, bindings)) return proof;
    const isOnce = isRememberedForAll(use);
    return { ...proof, rare: true, doubt: moreDoubtful(proof.doubt, doubtOfRare(proof, isOnce)) };
  }

  /** What a library call does by itself. */
  directProof(
    node: FunctionNode,
    use: ExternalUse,
    effect: ProvenEffect,
    bindings: Bindings = NO_BINDINGS,
  ): Proof | undefined {
    switch (effect) {
      case "blocks":
        return this.blockingUse(node, use, bindings);
      case "communicates":
      case "pauses": {
        const proof = this.blockingUse(node, use, bindings);
        if (proof === undefined || proof.brief || (effect === "communicates" && UNTIL_READY.test(proof.primitive)))
          return undefined;
        return classOfWait(proof.kind) === effect ? proof : undefined;
      }
      case "holdsGil":
        return this.gilHoldingUse(node, use);
      case "startsLoop":
        if (use.row?.startsLoop !== true || use.implicit !== undefined) return undefined;
        if ((use.flags & CallFlag.offLoop) !== 0) return undefined;
        if (this.#isExcused(node, use, use.row)) return undefined;
        // Whoever catches that a loop runs already has another way then.
        if ((use.flags & CallFlag.expectsRuntimeError) !== 0) return undefined;
        // Wrapping a coroutine function starts nothing; calling the wrapper does.
        if (use.wraps) return undefined;
        return {
          kind: "loop",
          primitive: use.path,
          brief: false,
          rare: false,
          length: 1,
          doubt: use.doubt,
          guesses: 0,
          site: use,
          next: undefined,
          rest: undefined,
        };
    }
  }

  /** A function's proof under what one call of it passes: what that makes impossible is left out. */
  #calleesProof(edge: Edge, effect: ProvenEffect, from: Bindings): Proof | undefined {
    const proof = this.nodes[edge.to][effect];
    // Inside a recursion proofs are not settled yet, so that calls of it are not told apart.
    if (proof === undefined || !this.#settled[edge.to]) return proof;
    const bindings = this.#bindingsOf(edge, from, proof);
    return isUnbound(bindings) || (!proof.rare && this.#survives(edge.to, proof, bindings))
      ? proof
      : this.#proofUnder(edge.to, effect, bindings);
  }

  #bindingsOf(edge: Edge, from: Bindings, proof: Proof): Bindings {
    const { params, receiver } = this.#bindingsOfCall(edge, from);
    const caller = this.#graph.nodes[edge.from];
    return { params: isStream(proof.kind) ? this.#withFilesInMemory(caller, edge, params, from) : params, receiver };
  }

  /** What a call says of its arguments and its object, if the caller is called with `from`. */
  #bindingsOfCall(edge: Edge, from: Bindings): Bindings {
    const caller = this.#graph.nodes[edge.from];
    const callee = this.#graph.nodes[edge.to];
    return {
      params: this.#conditions.ofCall(caller, edge, callee, from),
      receiver: this.#receivers.ofCall(caller, edge, callee, from.receiver),
    };
  }

  /** What a call says to its callee; undefined where a caller that is called with `from` does not come that way. */
  bindingsAlong(caller: FunctionNode, edge: Edge, from: Bindings): Bindings | undefined {
    if (this.isDead(caller, edge, from) || this.#isOfAnotherClass(caller, edge, from)) return undefined;
    return this.#bindingsOfCall(edge, from);
  }

  /** The edge leads into an override that the object at hand does not have. */
  #isOfAnotherClass(node: FunctionNode, edge: Edge, { receiver }: Bindings): boolean {
    return receiver !== undefined && this.#receivers.excludes(node, edge, this.#graph.nodes[edge.to], receiver);
  }

  /** Each step of a proof can be reached when its first function is called so. */
  #survives(node: NodeId, first: Proof, bindings: Bindings): boolean {
    let at = this.#graph.nodes[node];
    let known = bindings;
    for (let proof: Proof | undefined = first; proof !== undefined; proof = proof.rest) {
      if (isUnbound(known)) return true;
      if (this.#conditions.isDead(at.module, at.fn, proof.site.guard, known)) return false;
      if (proof.next === undefined) {
        return !isStream(proof.kind) || this.blockingUse(at, proof.site as ExternalUse, known) !== undefined;
      }
      if (this.#isOfAnotherClass(at, proof.site as Edge, known)) return false;
      if (proof.rest === undefined) return true;
      known = this.#bindingsOf(proof.site as Edge, known, proof);
      at = this.#graph.nodes[proof.next];
    }
    return true;
  }

  #proofUnder(id: NodeId, effect: ProvenEffect, bindings: Bindings): Proof | undefined {
    const key = `${id}:${effect}:${bindingsKey(bindings)}`;
    if (this.#under.has(key)) return this.#under.get(key);
    // A function that comes back to itself adds nothing to its own proof.
    this.#under.set(key, undefined);
    const proof = this.#proofOf(this.#graph.nodes[id], effect, bindings);
    this.#under.set(key, proof);
    return proof;
  }

  /** The proof that an edge's callee gives to its caller. */
  throughEdge(edge: Edge, effect: ProvenEffect, bindings: Bindings = NO_BINDINGS): Proof | undefined {
    if (edge.kind !== "sync" || ((edge.flags & CallFlag.offLoop) !== 0 && effect !== "holdsGil")) return undefined;
    const target = this.#graph.nodes[edge.to];
    const path = this.#evaluator.pathOfFunction(target.module, target.fn);
    if (this.#settings.safe.has(path)) return undefined;
    if ((effect === "blocks" || effect === "pauses") && this.#settings.blocking.has(path)) {
      return {
        kind: "configured",
        primitive: path,
        brief: false,
        rare: false,
        length: 1,
        doubt: edge.doubt,
        guesses: 0,
        site: edge,
        next: undefined,
        rest: undefined,
      };
    }
    const inner = this.#calleesProof(edge, effect, bindings);
    const caller = this.#graph.nodes[edge.from];
    if (inner === undefined || this.#receivers.neverTogether(caller, edge, target)) return undefined;
    // What a plain function gives is awaited here, so that it is called in its asynchronous mode: the one that runs or joins a loop is another.
    const hasTwoModes =
      edge.call?.use === "awaited" &&
      (inner.kind === "loop" || inner.kind === "lock" || hasAsynchronousMode(target, inner.site));
    if (hasTwoModes || this.#isAsynchronousHere(edge) || this.#givesEither(edge, inner)) return undefined;
    const length = inner.length + 1;
    const guesses = inner.guesses + (edge.doubt > 0 && targetsAt(caller, edge).size > 1 ? 1 : 0);
    const ofChain = doubtOfChain({ kind: inner.kind, primitive: inner.primitive, length, guesses });
    const doubt = [inner.doubt, edge.doubt, ofChain, this.#doubtOfTarget(edge, effect)].reduce(moreDoubtful);
    const reasons = this.#rareness(edge, bindings) + (inner.rare ? 1 : 0);
    // Rare twice over, or rare and far away, is too rare to tell.
    const tooRare =
      reasons > 1 || (reasons === 1 && length > LONGEST_RARE_CHAIN[inner.kind === "database" ? "short" : "long"]);
    return {
      ...inner,
      length,
      guesses,
      rare: reasons > 0,
      doubt: reasons === 0 ? doubt : moreDoubtful(doubt, tooRare ? 2 : doubtOfRare(inner, this.#isDoneOnce(edge))),
      site: edge,
      next: edge.to,
      rest: inner,
    };
  }

  /** How unlikely it is that a call which may mean several functions means one that waits. */
  #doubtOfTarget(edge: Edge, effect: ProvenEffect): Doubt {
    if (edge.doubt === 0) return 0;
    const caller = this.#graph.nodes[edge.from];
    if (isAwaitedResult(this.#evaluator.facts[caller.module], edge) && !givesAwaitable(this.#graph.nodes[edge.to]))
      return 2;
    return isRareAmongTargets(caller, edge, (to) => this.nodes[to][effect] !== undefined) ? 2 : edge.doubt;
  }

  /** The result is awaited, and what it may mean besides is no coroutine: then it means the coroutine. */
  #isAsynchronousHere(edge: Edge): boolean {
    const { call } = edge;
    if (call === undefined) return false;
    const caller = this.#graph.nodes[edge.from];
    if (awaitedLater(this.#evaluator.facts[caller.module]).has(call.id)) return true;
    const mayBeCoroutine = caller.edges.some((other) => other.call?.id === call.id && other.kind === "coroutine");
    return mayBeCoroutine && (call.use === "awaited" || this.#isGathered(caller, call));
  }

  /** `fn = sync_one if … else async_one; return fn()`: what is awaited came from the other one. */
  #givesEither(edge: Edge, inner: Proof): boolean {
    const { call } = inner.site;
    if (edge.call?.use !== "awaited" || call?.use !== "returned") return false;
    return this.#graph.nodes[edge.to].edges.some((other) => other.call?.id === call.id && other.kind === "coroutine");
  }

  /** The work behind an edge is done once and remembered: by a cache decorator, or by the code around the call. */
  isMemoised(edge: Edge): boolean {
    return (edge.flags & CallFlag.memoised) !== 0 || this.#isCached(edge);
  }

  /** Done once in the life of its object or program; a cached property, or a function with parameters, is computed for each. */
  #isDoneOnce(edge: Edge): boolean {
    if (isRememberedForAll(edge)) return true;
    const target = this.#graph.nodes[edge.to];
    return this.#isCached(edge) && this.#evaluator.functionFacts(target.module, target.fn).params.length === 0;
  }

  #isCached(edge: Edge): boolean {
    const target = this.#graph.nodes[edge.to];
    return this.#evaluator.traits(target.module, target.fn).isCached;
  }

  /** How many reasons there are to think that an edge is seldom taken. */
  #rareness(edge: Edge, bindings: Bindings): number {
    const flags = [CallFlag.memoised, CallFlag.inHandler].filter((flag) => (edge.flags & flag) !== 0).length;
    return (
      flags +
      (this.#isCached(edge) ? 1 : 0) +
      (this.#needsAnOption(this.#graph.nodes[edge.from], edge, bindings) ? 1 : 0)
    );
  }

  /** Only whoever switched something on comes here. */
  #needsAnOption(node: FunctionNode, site: Site, bindings: Bindings): boolean {
    if (site.guard === NONE) return false;
    const isMet = (condition: ConditionFacts) => this.#conditions.isMet(node.module, node.fn, condition, bindings);
    return needsAnOption(this.#evaluator, node.module, site.guard, isMet);
  }

  isSafe(node: FunctionNode): boolean {
    return (
      this.#settings.safe.size > 0 && this.#settings.safe.has(this.#evaluator.pathOfFunction(node.module, node.fn))
    );
  }

  /** A library call that makes its thread wait, as a proof of length one. */
  blockingUse(node: FunctionNode, use: ExternalUse, bindings: Bindings = NO_BINDINGS): Proof | undefined {
    if (this.#settings.safe.has(use.path) || (use.flags & CallFlag.offLoop) !== 0) return undefined;
    if (this.#isAwaited(node, use)) return undefined;
    const proof = (kind: Proof["kind"], brief: boolean): Proof => ({
      kind,
      primitive: use.path,
      brief,
      rare: false,
      length: 1,
      doubt: use.doubt,
      guesses: 0,
      site: use,
      next: undefined,
      rest: undefined,
    });
    if (this.#settings.blocking.has(use.path)) return proof("configured", false);
    if (this.#isNonBlockingSocket(node, use)) return undefined;
    const row = use.row;
    if (
      row === undefined ||
      row.effect !== "blocks" ||
      row.kind === undefined ||
      row.lazy === true ||
      row.startsLoop === true
    )
      return undefined;
    if (isLockAcquire(use.path) || !this.holdsForVersion(row.since, row.until)) return undefined;
    if (this.#isExcused(node, use, row)) return undefined;
    if (use.call !== undefined && use.implicit === undefined) {
      if (row.onlyWith !== undefined && !this.#isGiven(node, use.call, row.onlyWith)) return undefined;
      if (isStream(row.kind) && this.#isAboutMemory(node, use.call, bindings)) return undefined;
      if (row.kind === "database" && this.#isDatabaseInMemory(node, use.call.callee)) return undefined;
      if (row.kind === "database" && isMemoryName(this.#evaluator.facts[node.module], use.call)) return undefined;
      if (FUTURE_OUTCOME.test(use.path) && this.#isAskedBefore(node, this.#objectOf(node, use), OUTCOME_IS_THERE))
        return undefined;
      if (QUEUE_GET.test(use.path) && this.#isAskedBefore(node, this.#objectOf(node, use), ITEM_IS_THERE))
        return undefined;
      if (QUEUE_PUT.test(use.path) && this.#isUnboundedQueue(node, use.call)) return undefined;
    }
    if (CHILD_WAIT.test(use.path) && this.#isAskedBefore(node, this.#objectOf(node, use), CHILD_IS_GONE))
      return undefined;
    if (use.implicit !== undefined && row.kind === "database" && this.#isDatabaseInMemory(node, use.implicit.of))
      return undefined;
    const found = proof(row.kind, row.brief === true || (row.kind === "sleep" && this.#isMoment(node, use)));
    return isSwitchedFromOutside(use, row) ? { ...found, doubt: 2 } : found;
  }

  /** `time.sleep(0.001)`: a step of the clock, or a turn for another thread. */
  #isMoment(node: FunctionNode, { call, implicit }: ExternalUse): boolean {
    if (call === undefined || implicit !== undefined || call.args.length !== 1) return false;
    const seconds = this.#evaluator.facts[node.module].values[call.args[0].value];
    return seconds.k === "literal" && typeof seconds.value === "number" && seconds.value <= SHORTEST_SLEEP;
  }

  /** The call is given an argument with which it does not wait. */
  #isExcused(node: FunctionNode, use: ExternalUse, row: CallableRow): boolean {
    const { call } = use;
    if (call === undefined || use.implicit !== undefined) return false;
    return (row.unless ?? []).some((condition) => {
      const value = argumentAt(call.args, condition.place);
      return value !== undefined && this.#isLiteral(node, value, condition.value);
    });
  }

  /** The use takes a lock of threads or processes, and waits for as long as another holds it. */
  takesLock(node: FunctionNode, use: ExternalUse): boolean {
    if (!isLockAcquire(use.path) || (use.flags & CallFlag.offLoop) !== 0 || this.#isAwaited(node, use)) return false;
    return use.row === undefined || !this.#isExcused(node, use, use.row);
  }

  /** A library call that keeps the GIL for long because its data has no bound. */
  gilHoldingUse(node: FunctionNode, use: ExternalUse): Proof | undefined {
    const row = use.row;
    if (row === undefined || (row.effect !== "holds-gil" && row.effect !== "cpu") || row.sizedBy === undefined)
      return undefined;
    if (use.call === undefined || !this.holdsForVersion(row.since, row.until)) return undefined;
    const value =
      row.sizedBy === "receiver" ? this.#receiver(node, use.call.callee) : argumentAt(use.call.args, row.sizedBy);
    if (value === undefined || !isUnboundedSource(this.#evaluator, node.module, value, node.env)) return undefined;
    return {
      kind: "gil",
      primitive: use.path,
      brief: false,
      rare: false,
      length: 1,
      doubt: use.doubt,
      guesses: 0,
      site: use,
      next: undefined,
      rest: undefined,
    };
  }

  #receiver(node: FunctionNode, callee: ValueId): ValueId | undefined {
    const known = this.#evaluator.facts[node.module].values[callee];
    return known.k === "attr" ? known.of : undefined;
  }

  /** An awaited call is asynchronous, whatever a table says; so is one whose result goes straight to the event loop. */
  #isAwaited(node: FunctionNode, use: ExternalUse): boolean {
    if (use.call === undefined) return false;
    if (use.call.use === "awaited" || awaitedLater(this.#evaluator.facts[node.module]).has(use.call.id)) return true;
    return this.#isGathered(node, use.call);
  }

  /** The result goes straight to what awaits it: `gather(…)`, `create_task(…)`. */
  #isGathered(node: FunctionNode, call: CallFacts): boolean {
    if ((call.flags & CallFlag.argument) === 0) return false;
    const outer = viewOf(this.#evaluator.facts[node.module]).argumentOf[call.id];
    if (outer < 0) return false;
    return (
      node.externals.some((other) => other.call?.id === outer && other.row?.effect === "suspends") ||
      node.handovers.some((handover) => handover.call?.id === outer && handover.via === "task")
    );
  }

  /** True when an argument is given as something other than None, False or 0. */
  #isGiven(node: FunctionNode, call: CallFacts, place: ArgumentPlace): boolean {
    const value = argumentAt(call.args, place);
    if (value === undefined) return false;
    const known = this.#evaluator.facts[node.module].values[value];
    return !(known.k === "literal" && (known.type === "None" || known.value === "False" || known.value === 0));
  }

  /** A file-like object that lives in memory makes nothing wait, nor does what is made over one. */
  #isAboutMemory(node: FunctionNode, call: CallFacts, bindings: Bindings): boolean {
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
    const callee = this.#receiver(node, call.callee);
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
  #withFilesInMemory(caller: FunctionNode, edge: Edge, known: Bindings["params"], from: Bindings): Bindings["params"] {
    // What a generator does, it does where it is gone through.
    const call = edge.call ?? this.#iterated(caller, edge);
    if (call === undefined) return known;
    const callee = this.#graph.nodes[edge.to];
    const { params } = this.#evaluator.functionFacts(callee.module, callee.fn);
    const found = new Map(known);
    // `Reader(BytesIO(data)).read_all()`: what the object was made over is what its methods read.
    const object = this.#receiver(caller, call.callee);
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
    return this.#isAboutMemory(node, facts.calls[known.call], from);
  }

  /** `self._zip.write(…)` where `self._zip` was made as `GzipFile(fileobj=BytesIO())` somewhere in the module. */
  #madeOverMemory(node: FunctionNode, receiver: ValueId): boolean {
    const makers = makersOf(this.#evaluator.facts[node.module], receiver);
    return makers.some((maker) => maker.args.some((argument) => this.#isInMemory(node, argument.value)));
  }

  /** `sqlite3.connect(":memory:")`, and cursors of such a connection. */
  #isDatabaseInMemory(node: FunctionNode, of: ValueId): boolean {
    const facts = this.#evaluator.facts[node.module];
    let value: ValueId = of;
    for (let hop = 0; hop < 6; hop++) {
      const known = facts.values[value];
      const makers = known.k === "call" ? [facts.calls[known.call]] : makersOf(facts, value);
      if (makers.length > 0 && makers.every((maker) => isMemoryName(facts, maker))) return true;
      if (known.k === "attr") value = known.of;
      else if (known.k === "call") value = facts.calls[known.call].callee;
      else if (known.k === "name" && makers.length === 1) value = makers[0].callee;
      else return false;
    }
    return false;
  }

  /** Whoever asks a future whether it is done, a queue whether it is empty, or a child whether it runs, takes what is there. */
  #isAskedBefore(node: FunctionNode, object: ValueId | undefined, questions: ReadonlySet<string>): boolean {
    if (object === undefined) return false;
    const facts = this.#evaluator.facts[node.module];
    return viewOf(facts).calls[node.fn].some((other) => {
      const asked = facts.values[other.callee];
      return asked.k === "attr" && asked.of === object && questions.has(asked.name);
    });
  }

  /** What a use is a method of, or enters and leaves. */
  #objectOf(node: FunctionNode, { call, implicit }: ExternalUse): ValueId | undefined {
    if (implicit !== undefined) return implicit.of;
    return call === undefined ? undefined : this.#receiver(node, call.callee);
  }

  /** Putting into a queue waits only where the queue was made with a size: of one that nobody is seen to size, nothing is told. */
  #isUnboundedQueue(node: FunctionNode, call: CallFacts): boolean {
    const evaluator = this.#evaluator;
    const callee = evaluator.facts[node.module].values[call.callee];
    if (callee.k !== "attr") return false;
    const { found } = clientMakersOf(evaluator, node.module, callee.of);
    const byName = makersOf(evaluator.facts[node.module], callee.of).map((call) => ({ module: node.module, call }));
    const sizes = (found.length > 0 ? found : byName).flatMap((maker) => {
      if (!evaluator.pathsOf(maker.module, maker.call.callee).some((path) => path.endsWith("Queue"))) return [];
      const size = argumentAt(maker.call.args, QUEUE_SIZE);
      return size === undefined ? [] : [evaluator.facts[maker.module].values[size]];
    });
    return sizes.every((size) => size.k === "literal" && Number(size.value) <= 0);
  }

  /**
   * Sockets and files over descriptors that the module makes non-blocking, by the name they are kept under, give back at once;
   * so does connecting a datagram socket, which only notes the address, and one of this machine's own.
   */
  #isNonBlockingSocket(node: FunctionNode, use: ExternalUse): boolean {
    const isFile = /^io\./.test(use.path);
    const isSerial = /^serial\.Serial\./.test(use.path);
    if (use.call !== undefined && /^os\.(read|readv|write|writev)$/.test(use.path)) {
      const descriptor = use.call.args[0] === undefined ? undefined : use.call.args[0].value;
      const facts = this.#evaluator.facts[node.module];
      const name = descriptor === undefined ? undefined : placeName(facts, descriptor);
      return name !== undefined && nonBlockingNames(facts).has(name);
    }
    if (use.call === undefined || !(isFile || isSerial || /^(socket\.socket|ssl\.SSLSocket)\./.test(use.path)))
      return false;
    if (!isFile && (use.flags & CallFlag.wouldBlock) !== 0) return true;
    const facts = this.#evaluator.facts[node.module];
    const callee = facts.values[use.call.callee];
    if (callee.k !== "attr") return false;
    const names = nonBlockingNames(facts);
    const name = placeName(facts, callee.of);
    if (!isFile && name !== undefined && names.has(name)) return true;
    if (!isFile && callee.name !== "connect") return false;
    const makers = makersOf(facts, callee.of);
    return (
      makers.length > 0 &&
      makers.every(({ args }) => {
        const first = args[0] === undefined ? undefined : placeName(facts, args[0].value);
        return isFile
          ? first !== undefined && names.has(first)
          : args.some((one) => isNamed(facts, one.value, "SOCK_DGRAM") || isNamed(facts, one.value, "AF_UNIX"));
      })
    );
  }

  /** The value is the constant that a table names: a literal, or a dotted name alone or in an `a | b`. */
  #isLiteral(node: FunctionNode, value: ValueId, text: string): boolean {
    const known = this.#evaluator.facts[node.module].values[value];
    if (known.k === "binary" && known.op === "|") {
      return this.#isLiteral(node, known.left, text) || this.#isLiteral(node, known.right, text);
    }
    if (known.k === "literal") return known.type === "None" ? text === "None" : String(known.value) === text;
    const ids = text.includes(".") ? this.#evaluator.evaluate(node.module, value, node.env) : [];
    return ids.some((id) => this.#evaluator.pathOf(id) === text);
  }

  holdsForVersion(since: string | undefined, until: string | undefined): boolean {
    const minorOf = (version: string) => Number(version.split(".")[1]);
    if (since !== undefined && this.#settings.minor < minorOf(since)) return false;
    return until === undefined || this.#settings.minor <= minorOf(until);
  }
}

/** `context.wrap_socket(socket, **options)`: whether it waits is decided by who gives the options. */
function isSwitchedFromOutside({ call, implicit }: ExternalUse, row: CallableRow): boolean {
  if (call === undefined || implicit !== undefined || row.unless === undefined) return false;
  return (
    row.unless.some(({ place }) => argumentAt(call.args, place) === undefined) &&
    call.args.some((one) => one.star === 2)
  );
}

/** Waits of what is read and written like a file: where the object may be several, one in memory is told from the others. */
function isStream(kind: Proof["kind"]): boolean {
  return kind === "file" || kind === "stdin";
}

/** The effect that a wait shows as, besides `blocks`. */
function classOfWait(kind: Proof["kind"]): "communicates" | "pauses" | undefined {
  switch (kind) {
    case "network":
    case "database":
      return "communicates";
    case "sleep":
    case "subprocess":
    case "configured":
      return "pauses";
    default:
      return undefined;
  }
}

function isMemoryName(facts: ModuleFacts, call: CallFacts): boolean {
  const first = call.args[0] === undefined ? undefined : facts.values[call.args[0].value];
  return first?.k === "literal" && first.value === ":memory:";
}

const FUTURE_OUTCOME = /^concurrent\.futures\.Future\.(result|exception)$/;
const OUTCOME_IS_THERE: ReadonlySet<string> = new Set(["done", "cancelled"]);
const QUEUE_GET = /(^|\.)(Simple|Lifo|Priority|Joinable)?Queue\.get$/;
const ITEM_IS_THERE: ReadonlySet<string> = new Set(["empty", "qsize"]);
const CHILD_WAIT = /^subprocess\.Popen\.(wait|communicate|__exit__)$/;
const CHILD_IS_GONE: ReadonlySet<string> = new Set(["poll"]);
const QUEUE_SIZE: ArgumentPlace = { index: 0, keyword: "maxsize" };
const QUEUE_PUT = /(^|\.)(Lifo|Priority|Joinable)?Queue\.put$/;

/** The calls that made what a value denotes, as far as its module shows them. */
function makersOf(facts: ModuleFacts, value: ValueId): CallFacts[] {
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

/** The last part of the name that a value is kept under: `socket` for `self.socket`. */
function placeName(facts: ModuleFacts, value: ValueId): string | undefined {
  const known = facts.values[value];
  if (known.k === "attr" || known.k === "name") return known.name;
  if (known.k === "param") return facts.functions[known.fn].params[known.index]?.name;
  // What a local name holds is the value itself.
  return known.k === "call" ? `call ${known.call}` : undefined;
}

const nonBlocking = new WeakMap<ModuleFacts, ReadonlySet<string>>();

function isNamed(facts: ModuleFacts, value: ValueId, name: string): boolean {
  const known = facts.values[value];
  return (known.k === "attr" || known.k === "name" || known.k === "import") && known.name === name;
}

/** Names on which a module calls `setblocking(False)` or `settimeout(0)`, of which it sets the timeout to 0, or that it gives to `os.set_blocking(…, False)`. */
function nonBlockingNames(facts: ModuleFacts): ReadonlySet<string> {
  const known = nonBlocking.get(facts);
  if (known !== undefined) return known;
  const names = new Set<string>();
  for (const call of facts.calls) {
    const callee = facts.values[call.callee];
    const isOfDescriptor = isNamed(facts, call.callee, "set_blocking");
    if (!isOfDescriptor && (callee.k !== "attr" || !/^(setblocking|settimeout)$/.test(callee.name))) continue;
    const setting = call.args[isOfDescriptor ? 1 : 0];
    const argument = setting === undefined ? undefined : facts.values[setting.value];
    const off = argument?.k === "literal" && (argument.value === "False" || argument.value === 0);
    const owner = isOfDescriptor ? call.args[0].value : callee.k === "attr" ? callee.of : undefined;
    const name = off && owner !== undefined ? placeName(facts, owner) : undefined;
    if (name !== undefined) names.add(name);
  }
  // `port.timeout = 0`, as serial ports have it.
  for (const write of facts.writes) {
    if (write.kind !== "attribute" || write.name !== "timeout") continue;
    const value = facts.values[write.value];
    const name = value.k === "literal" && value.value === 0 ? placeName(facts, write.of) : undefined;
    if (name !== undefined) names.add(name);
  }
  nonBlocking.set(facts, names);
  return names;
}

/** Waits until something is ready: what is then read or written is the request, if any. */
const UNTIL_READY = /^(select|selectors)\.|^pika\..*\.(sleep|process_data_events)$/;

/** Library functions that stop for whoever debugs. */
export const DEBUGGER = /^(i?pu?db\.|web_pdb\.|debugpy\.|builtins\.breakpoint$|sys\.breakpointhook$)/;

/** Remembered under one name; what is remembered under keys is done for each of them. */
function isRememberedForAll(site: Site): boolean {
  return (site.flags & (CallFlag.memoised | CallFlag.forEachKey)) === CallFlag.memoised;
}

/** A rare wait that is long by nature is still felt when it comes; opening a file, or asking somebody once for all calls, is not. */
function doubtOfRare(proof: Proof, isOnce: boolean): Doubt {
  return proof.kind === "file" || isOnce ? 2 : 1;
}

const NO_COST: Cost = { operations: 0, recursion: undefined };

/** Taking a thread lock is a matter of its own (lock-in-coroutine): sections are short, and waiting is the exception. */
export function isLockAcquire(path: string): boolean {
  return (
    /^(threading|multiprocessing|_thread)\.(\w+\.)*(\w*Lock\w*|\w*Semaphore\w*|Condition|allocate_lock)(\.\w+)*$/.test(
      path,
    ) && /\.(acquire|__enter__)$/.test(path)
  );
}

/** Shorter chains are better, certain ones before that, and among equals what waits longer. */
function better(candidate: Proof | undefined, known: Proof | undefined): boolean {
  if (candidate === undefined) return false;
  if (known === undefined) return true;
  if (candidate.brief !== known.brief) return !candidate.brief;
  if (candidate.doubt !== known.doubt) return candidate.doubt < known.doubt;
  if (candidate.length !== known.length) return candidate.length < known.length;
  return (
    candidate.site.start < known.site.start ||
    (candidate.site.start === known.site.start && candidate.site.end < known.site.end)
  );
}
