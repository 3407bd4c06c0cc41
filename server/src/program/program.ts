import type { Knowledge } from "../knowledge/index.ts";
import { type CallFacts, type FunctionFacts, type ModuleFacts, NONE } from "../semantics/facts.ts";
import { CertainWaits } from "./certain-waits.ts";
import { doubtOfChain } from "./chain-doubt.ts";
import { Contexts } from "./contexts.ts";
import type { LoopCost } from "./cost.ts";
import { DynamicEffect } from "./dynamic.ts";
import { Effects } from "./effects.ts";
import { Evaluator } from "./evaluate.ts";
import {
  buildCallGraph,
  type CallGraph,
  type Doubt,
  type Edge,
  type FunctionNode,
  moreDoubtful,
  type NodeId,
  type Site,
} from "./graph.ts";
import { Limits } from "./limits.ts";
import { LockHolders } from "./lock-holders.ts";
import { viewOf } from "./module-view.ts";
import { type ModuleId, ModuleIndex } from "./modules.ts";
import { MovedPlaces } from "./moved-places.ts";
import { ownNameOf } from "./own-name.ts";
import { PerRequest } from "./per-request.ts";
import type { EffectSettings, Proof, ProvenEffect } from "./proofs.ts";
import { runOnce } from "./run-once.ts";
import { Scripts } from "./scripts.ts";
import { SharedState } from "./shared-state.ts";
import { MODERATE } from "./thresholds.ts";

/** A file of the workspace with its facts. */
export interface ProgramInput {
  readonly file: string;
  readonly facts: ModuleFacts;
}

/** One step of a proof in terms of files and offsets. */
export interface ProofStep {
  readonly module: ModuleId;
  readonly node: NodeId;
  readonly site: Site;
  /** Name of the function or library callable that runs at the site. */
  readonly callee: string;
}

/** The chain of calls down to the function that does the interpreted work, and the loop that costs most there. */
export interface WorkProof {
  readonly steps: readonly ProofStep[];
  readonly node: FunctionNode;
  readonly loop: LoopCost | undefined;
  /** Of the steps together, and of their number. */
  readonly doubt: Doubt;
}

/** The linked workspace: who calls whom, what running each function does, and where each runs. */
export class Program {
  readonly modules: ModuleIndex;
  readonly evaluator: Evaluator;
  readonly graph: CallGraph;
  readonly effects: Effects;
  readonly contexts: Contexts;
  readonly dynamic: DynamicEffect;
  readonly scripts: Scripts;
  #perRequest: PerRequest | undefined;
  #limits: Limits | undefined;
  #lockHolders: LockHolders | undefined;
  #runOnce: ReadonlySet<NodeId> | undefined;
  #certainWaits: CertainWaits | undefined;
  readonly #byModule: FunctionNode[][];
  #sharedState: SharedState | undefined;

  constructor(inputs: readonly ProgramInput[], knowledge: Knowledge, settings: EffectSettings) {
    const files = inputs.map((input) => input.file);
    const facts = inputs.map((input) => input.facts);
    this.modules = new ModuleIndex(files, ownNameOf(files, facts));
    this.evaluator = new Evaluator(this.modules, facts, knowledge);
    this.graph = buildCallGraph(this.evaluator);
    this.effects = new Effects(this.graph, this.evaluator, settings);
    this.scripts = new Scripts(this.evaluator, this.graph);
    this.contexts = new Contexts(this.graph, this.evaluator, this.effects, this.scripts);
    this.dynamic = new DynamicEffect(this.evaluator, this.graph);
    this.#byModule = inputs.map(() => []);
    for (const node of this.graph.nodes) this.#byModule[node.module].push(node);
  }

  /** What runs once for each request or event. */
  get perRequest(): PerRequest {
    this.#perRequest ??= new PerRequest(this);
    return this.#perRequest;
  }

  /** Coroutines that the program runs once, from its start. */
  get runOnce(): ReadonlySet<NodeId> {
    this.#runOnce ??= runOnce(this.graph, this.contexts, this.effects, this.evaluator);
    return this.#runOnce;
  }

  /** Which functions wait whenever they are called. */
  get certainWaits(): CertainWaits {
    this.#certainWaits ??= new CertainWaits(this.graph, this.effects);
    return this.#certainWaits;
  }

  /** Which waits have a limit. */
  get limits(): Limits {
    this.#limits ??= new Limits(this);
    return this.#limits;
  }

  /** Which places hold which lock. */
  get lockHolders(): LockHolders {
    this.#lockHolders ??= new LockHolders(this);
    return this.#lockHolders;
  }

  /** All nodes of a module's functions: each function once, and once more for each set of known function arguments. */
  nodesOf(module: ModuleId): readonly FunctionNode[] {
    return this.#byModule[module];
  }

  /** State that threads change at the same time; found when a rule first asks. */
  get sharedState(): SharedState {
    this.#sharedState ??= new SharedState(this);
    return this.#sharedState;
  }

  /**
   * Whether other facts of a module say the same as those that were linked, but for where everything stands. Then the program, and the
   * facts that it was made of, can be moved to the new places; whoever still asks it about the old text must not be answered by it.
   */
  moveTo(module: ModuleId, facts: ModuleFacts): MovedPlaces | undefined {
    const moved = MovedPlaces.between(this.facts(module), facts);
    if (moved === undefined) return undefined;
    const { calls } = this.facts(module);
    for (const node of this.nodesOf(module)) {
      for (const site of [
        ...node.edges,
        ...node.externals,
        ...node.handovers,
        ...node.handovers.flatMap((one) => one.externals),
      ]) {
        if (!moved.add(site)) return undefined;
        // Some sites have a call of their own, which is one of the module's with other arguments.
        const { call } = site;
        if (call !== undefined && call.id !== NONE && calls[call.id] !== call && !moved.add(call)) return undefined;
      }
    }
    return this.dynamic.known(module).every((use) => moved.add(use)) ? moved : undefined;
  }

  facts(module: ModuleId): ModuleFacts {
    return this.evaluator.facts[module];
  }

  /** The call expressions in a function's own body. */
  callsOf(node: FunctionNode): readonly CallFacts[] {
    return viewOf(this.facts(node.module)).calls[node.fn];
  }

  functionOf(node: FunctionNode): FunctionFacts {
    return this.evaluator.functionFacts(node.module, node.fn);
  }

  file(module: ModuleId): string {
    return this.modules.files[module];
  }

  /** A function's name as people call it: its qualified name, or the module's for its top level. */
  nameOf(node: FunctionNode): string {
    return this.functionOf(node).qualifiedName || this.modules.names[node.module];
  }

  /** Where the interpreted work of a call to a function is: the calls that lead to the costliest loop nest or recursion, and that. */
  workOf(node: FunctionNode): WorkProof {
    const steps: ProofStep[] = [];
    const seen = new Set<NodeId>();
    let doubt: Doubt = 0;
    const found = (where: FunctionNode, loop: LoopCost | undefined): WorkProof => ({
      steps,
      node: where,
      loop,
      doubt: moreDoubtful(doubt, doubtOfChain({ kind: "gil", primitive: "", length: steps.length + 1, guesses: 0 })),
    });
    let at = node;
    for (;;) {
      seen.add(at.id);
      const loops = this.effects.costs.loopsOf(at).filter((loop) => loop.loop.parent === NONE);
      const costliest = loops.reduce<LoopCost | undefined>(
        (best, loop) => (best === undefined || loop.own > best.own ? loop : best),
        undefined,
      );
      const cost = this.effects.nodes[at.id].cost;
      if (cost.recursion !== undefined || (costliest !== undefined && costliest.own >= MODERATE))
        return found(at, costliest);
      let next: Edge | undefined;
      for (const edge of at.edges) {
        if (edge.kind !== "sync" || seen.has(edge.to) || this.effects.isMemoised(edge)) continue;
        if (!this.effects.isTaken(edge)) continue;
        if (
          next === undefined ||
          this.effects.nodes[edge.to].cost.operations > this.effects.nodes[next.to].cost.operations
        )
          next = edge;
      }
      if (next === undefined || steps.length > 30) return found(at, costliest);
      steps.push({ module: at.module, node: at.id, site: next, callee: this.nameOf(this.graph.nodes[next.to]) });
      doubt = moreDoubtful(doubt, next.doubt);
      at = this.graph.nodes[next.to];
    }
  }

  /** The chain of a proof, from the place in a function down to the primitive. */
  chain(node: FunctionNode, first: Proof, _effect?: ProvenEffect): readonly ProofStep[] {
    const steps: ProofStep[] = [];
    let at: FunctionNode | undefined = node;
    let proof: Proof | undefined = first;
    while (at !== undefined && proof !== undefined && steps.length < 64) {
      const next: FunctionNode | undefined = proof.next === undefined ? undefined : this.graph.nodes[proof.next];
      steps.push({
        module: at.module,
        node: at.id,
        site: proof.site,
        callee: next === undefined ? proof.primitive : this.nameOf(next),
      });
      at = next;
      proof = proof.rest;
    }
    return steps;
  }
}
