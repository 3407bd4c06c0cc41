import { type CallFacts, CallFlag, type ConditionFacts, NONE } from "../semantics/facts.ts";
import { awaitedLater } from "./awaited-later.ts";
import { type Bindings, bindingsKey, Conditions, isUnbound, NO_BINDINGS } from "./bindings.ts";
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
import type { Evaluator } from "./evaluate.ts";
import { isFreshObject } from "./fresh-objects.ts";
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
import { LibraryEffects } from "./library-effects.ts";
import { MemoryStreams } from "./memory-streams.ts";
import type { ModuleId } from "./modules.ts";
import { NamedFiles } from "./named-files.ts";
import {
  better,
  doubtOfRare,
  type EffectSettings,
  isRememberedForAll,
  isStream,
  PROVEN_EFFECTS,
  type Proof,
  type ProvenEffect,
  proofOfPrimitive,
} from "./proofs.ts";
import { Receivers } from "./receivers.ts";
import { CHAIN, LONGEST_RARE_CHAIN } from "./thresholds.ts";
import { needsAnOption } from "./unset-options.ts";

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
  readonly nodes: NodeEffects[];
  readonly #graph: CallGraph;
  readonly #evaluator: Evaluator;
  readonly #settings: EffectSettings;
  readonly #conditions: Conditions;
  readonly #receivers: Receivers;
  readonly #memory: MemoryStreams;
  readonly #namedFiles: NamedFiles;
  /** Functions of which the proofs are final. */
  readonly #settled: boolean[];
  /** Proofs under bindings, by node, effect and bindings. */
  readonly #under = new Map<string, Proof | undefined>();
  /** What calls of libraries do by themselves. */
  readonly library: LibraryEffects;
  readonly costs: CostModel;

  constructor(graph: CallGraph, evaluator: Evaluator, settings: EffectSettings) {
    this.#graph = graph;
    this.#evaluator = evaluator;
    this.#settings = settings;
    this.#conditions = new Conditions(evaluator);
    this.#receivers = new Receivers(evaluator, graph);
    this.#memory = new MemoryStreams(evaluator);
    this.#namedFiles = new NamedFiles(evaluator, (id) => graph.nodes[id]);
    this.library = new LibraryEffects(evaluator, settings, this.#memory);
    this.#settled = [];
    this.nodes = [];
    this.costs = new CostModel(evaluator, this);
  }

  /** Finds the effects of all nodes that were added to the graph since the last time, in steps that are brief. */
  *solve(): Generator<void, void> {
    const first = this.nodes.length;
    const added = this.#graph.nodes.slice(first);
    for (const _ of added) {
      this.#settled.push(false);
      this.nodes.push({
        blocks: undefined,
        communicates: undefined,
        pauses: undefined,
        holdsGil: undefined,
        startsLoop: undefined,
        cost: NO_COST,
      });
    }
    // What was there before is settled, and calls nothing that was added.
    const targets = added.map((node) =>
      node.edges.filter((edge) => edge.kind === "sync" && edge.to >= first).map((edge) => edge.to - first),
    );
    const components = stronglyConnected(added.length, (node) => targets[node]);
    yield;
    for (const [index, component] of components.entries()) {
      this.#solve(first === 0 ? component : component.map((node) => node + first));
      if (index % STEP === 0) yield;
    }
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
      const proof = this.#inHelper(node, use, this.library.directProof(node, use, effect, bindings), bindings);
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

  /** The function that an edge leads to. */
  callee(edge: Edge): FunctionNode {
    return this.#graph.nodes[edge.to];
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
    return {
      params: isStream(proof.kind)
        ? this.#memory.withFilesInMemory(caller, edge, this.#graph.nodes[edge.to], params, from)
        : params,
      receiver,
    };
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

  /**
   * Whoever calls the edge's callee so comes to the end of the proof: no step below the edge stands under a condition that this call does
   * not meet, or may mean another function.
   */
  isCertain(edge: Edge, proof: Proof): boolean {
    let at = this.#graph.nodes[edge.to];
    let known = this.#bindingsOfCall(edge, NO_BINDINGS);
    if (edge.doubt > 0) return false;
    for (let step = proof.rest; step !== undefined; step = step.rest) {
      const { site } = step;
      if (step.doubt > 0 || !this.#isEachTime(at, site, known)) return false;
      if (step.next === undefined) return true;
      known = this.#bindingsOf(site as Edge, known, step);
      at = this.#graph.nodes[step.next];
    }
    return true;
  }

  #isEachTime(node: FunctionNode, site: Site, bindings: Bindings): boolean {
    if ((site.flags & SELDOM) !== 0) return false;
    if (site.guard === NONE) return (site.flags & UNDER_CONDITIONS) === 0;
    const { guards } = this.#evaluator.facts[node.module];
    for (let at = site.guard; at !== NONE; at = guards[at].outer)
      if (!this.#conditions.isMet(node.module, node.fn, guards[at].condition, bindings)) return false;
    return true;
  }

  /** Each step of a proof can be reached when its first function is called so. */
  #survives(node: NodeId, first: Proof, bindings: Bindings): boolean {
    let at = this.#graph.nodes[node];
    let known = bindings;
    for (let proof: Proof | undefined = first; proof !== undefined; proof = proof.rest) {
      if (isUnbound(known)) return true;
      if (this.#conditions.isDead(at.module, at.fn, proof.site.guard, known)) return false;
      if (proof.next === undefined) {
        return (
          !(isStream(proof.kind) || proof.kind === "database") ||
          this.library.blockingUse(at, proof.site as ExternalUse, known) !== undefined
        );
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
    const proof = this.#through(edge, effect, bindings);
    if (effect !== "blocks" || proof === undefined || proof.doubt === 0) return proof;
    // The callee's nearest wait may be a file that counts for little from here; one that is longer by nature still counts.
    return LONGER_WAITS.reduce<Proof>((best, other) => {
      const longer = this.#through(edge, other, bindings);
      return longer !== undefined && better(longer, best) ? longer : best;
    }, proof);
  }

  #through(edge: Edge, effect: ProvenEffect, bindings: Bindings): Proof | undefined {
    if (edge.kind !== "sync" || ((edge.flags & CallFlag.offLoop) !== 0 && effect !== "holdsGil")) return undefined;
    const target = this.#graph.nodes[edge.to];
    const path = this.#evaluator.pathOfFunction(target.module, target.fn);
    if (this.#settings.safe.has(path)) return undefined;
    if ((effect === "blocks" || effect === "pauses") && this.#settings.blocking.has(path))
      return proofOfPrimitive("configured", path, edge);
    const inner = this.#calleesProof(edge, effect, bindings);
    const caller = this.#graph.nodes[edge.from];
    if (inner === undefined || this.#receivers.neverTogether(caller, edge, target)) return undefined;
    // What a plain function gives is awaited here, so that it is called in its asynchronous mode: the one that runs or joins a loop is another.
    const hasTwoModes =
      edge.call?.use === "awaited" &&
      (inner.kind === "loop" || inner.kind === "lock" || hasAsynchronousMode(target, inner.site));
    if (hasTwoModes || this.#isAsynchronousHere(edge) || this.#givesEither(edge, inner)) return undefined;
    const length = inner.length + 1;
    const guesses = inner.guesses + (this.#isGuess(caller, edge, inner, effect) ? 1 : 0);
    const ofChain = doubtOfChain({
      kind: inner.kind,
      primitive: inner.primitive,
      length,
      guesses,
      isNamed: inner.kind === "file" && length > CHAIN.longestToFile && this.#namedFiles.isNamedThrough(edge, inner),
    });
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

  /**
   * The call may mean a function that does not wait, and nothing that the chain decides farther down settles which: where it asks its own
   * object next, the guess is the same, of what class that is.
   */
  #isGuess(caller: FunctionNode, edge: Edge, inner: Proof, effect: ProvenEffect): boolean {
    if (edge.doubt === 0) return false;
    const others = [...targetsAt(caller, edge)].filter((to) => to !== edge.to);
    const isOther = (to: NodeId) =>
      this.nodes[to][effect] === undefined && !this.#receivers.neverTogether(caller, edge, this.#graph.nodes[to]);
    if (!others.some(isOther)) return false;
    const next = inner.next === undefined ? undefined : (inner.site as Edge);
    return !(next !== undefined && next.doubt > 0 && inner.guesses > 0 && this.#receivers.isOnSelf(next));
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
    return mayBeCoroutine && (call.use === "awaited" || this.library.isGathered(caller, call));
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
    const { isCached, isProperty } = this.#evaluator.traits(target.module, target.fn);
    if (!isCached || !isProperty || edge.implicit === undefined) return isCached;
    return !isFreshObject(this.#evaluator, this.#graph.nodes[edge.from], edge.implicit.of);
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
}

/** Library functions that stop for whoever debugs. */
export const DEBUGGER = /^(i?pu?db\.|web_pdb\.|debugpy\.|builtins\.breakpoint$|sys\.breakpointhook$)/;

/** Code under one of these is for errors, for the first time, or for another place. */
const SELDOM =
  CallFlag.inHandler | CallFlag.memoised | CallFlag.lazy | CallFlag.offLoop | CallFlag.typeOnly | CallFlag.underMain;
const UNDER_CONDITIONS = CallFlag.conditional | CallFlag.perhaps | CallFlag.byEnvironment;

/** Effects whose proofs are proofs of a wait, too. */
const LONGER_WAITS = ["pauses", "communicates"] as const;

/** Components that are solved in one step. */
const STEP = 64;

const NO_COST: Cost = { operations: 0, recursion: undefined };
