import type { Knowledge } from "../knowledge/index.ts";
import { type CallFacts, type FunctionFacts, type ModuleFacts, NONE } from "../semantics/facts.ts";
import { CertainWaits } from "./certain-waits.ts";
import { doubtOfChain } from "./chain-doubt.ts";
import { Contexts } from "./contexts.ts";
import type { LoopCost } from "./cost.ts";
import { DynamicEffect } from "./dynamic.ts";
import { editionOf } from "./edition.ts";
import { Effects } from "./effects.ts";
import { Evaluator, functionKey } from "./evaluate.ts";
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

/** A later text of a module that is linked. */
export interface EditedModule {
  readonly original: ModuleId;
  readonly facts: ModuleFacts;
  /** Where a place of the older text is in this one. */
  readonly moved: (place: number) => number;
}

/** What linking finds, one after the other. */
interface LinkedParts {
  readonly evaluator: Evaluator;
  readonly graph: CallGraph;
  readonly effects: Effects;
  readonly scripts: Scripts;
  readonly contexts: Contexts;
}

function* linkParts(
  inputs: readonly ProgramInput[],
  knowledge: Knowledge,
  settings: EffectSettings,
): Generator<void, LinkedParts> {
  const files = inputs.map((input) => input.file);
  const facts = inputs.map((input) => input.facts);
  const modules = new ModuleIndex(files, ownNameOf(files, facts));
  yield;
  const evaluator = new Evaluator(modules, facts, knowledge);
  yield* evaluator.findContents();
  const graph = yield* buildCallGraph(evaluator);
  const effects = new Effects(graph, evaluator, settings);
  yield* effects.solve();
  const scripts = new Scripts(evaluator, graph);
  const contexts = new Contexts(graph, evaluator, effects, scripts);
  yield* contexts.solve();
  return { evaluator, graph, effects, scripts, contexts };
}

/** Runs all steps at once. */
function allOf<Result>(steps: Generator<void, Result>): Result {
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
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
  #runOnce: Set<NodeId> | undefined;
  #certainWaits: CertainWaits | undefined;
  readonly #byModule: FunctionNode[][];
  /** How many nodes there were before any later text was linked. */
  readonly linkedNodes: number;
  #sharedState: SharedState | undefined;

  constructor(
    inputs: readonly ProgramInput[],
    knowledge: Knowledge,
    settings: EffectSettings,
    parts: LinkedParts = allOf(linkParts(inputs, knowledge, settings)),
  ) {
    this.evaluator = parts.evaluator;
    this.modules = this.evaluator.modules;
    this.graph = parts.graph;
    this.effects = parts.effects;
    this.scripts = parts.scripts;
    this.contexts = parts.contexts;
    this.dynamic = new DynamicEffect(this.evaluator, this.graph);
    this.linkedNodes = this.graph.nodes.length;
    this.#byModule = inputs.map(() => []);
    for (const node of this.graph.nodes) this.#byModule[node.module].push(node);
  }

  /** Links in steps that are brief, so that whoever has something else to do can do it in between. The result is that of the constructor. */
  static *linking(
    inputs: readonly ProgramInput[],
    knowledge: Knowledge,
    settings: EffectSettings,
  ): Generator<void, Program> {
    const program = new Program(inputs, knowledge, settings, yield* linkParts(inputs, knowledge, settings));
    yield;
    // What rules look up in the whole program is found now, too: they are to answer at once.
    for (const look of [() => program.perRequest, () => program.limits, () => program.runOnce]) {
      look();
      yield;
    }
    program.#lockHolders = new LockHolders(program);
    yield* program.#lockHolders.solve();
    program.#sharedState = new SharedState(program);
    yield* program.#sharedState.solve();
    return program;
  }

  /**
   * Links later texts of some files beside the program as it is, and answers for these files by them from then on. What other files say of
   * them, and they of each other through others, stays as it was linked: so this takes no longer than these files are long, and what it leads
   * to is what a fresh program says, nearly always. The program is not to be taken for a freshly linked one any more.
   */
  edit(edits: readonly EditedModule[]): void {
    const first = this.graph.nodes.length;
    const editions = edits.map(({ original, facts }) => {
      const module = this.evaluator.addEdition(original, facts);
      this.#byModule.push([]);
      return editionOf(module, original, this.facts(original), facts);
    });
    this.graph.addEditions(editions);
    const nodes = this.graph.nodes.slice(first);
    for (const node of nodes) if (node.module >= editions[0].module) this.#byModule[node.module].push(node);
    allOf(this.effects.solve());
    const older = new Map<number, NodeId>();
    for (const { module, original, functions } of editions)
      functions.forEach((fn, olderFn) => {
        if (fn >= 0) older.set(functionKey(module, fn), this.graph.nodeOf(original, olderFn).id);
      });
    const olderOf = ({ module, fn }: FunctionNode) => older.get(functionKey(module, fn));
    const modules = editions.map(({ module }) => module);
    this.contexts.addEditions(first, modules, olderOf);
    this.#perRequest?.addEditions(first, olderOf);
    this.#limits?.addEditions(nodes, olderOf);
    this.#lockHolders?.add(nodes);
    for (const node of nodes) {
      const known = olderOf(node);
      if (known !== undefined && this.#runOnce?.has(known)) this.#runOnce.add(node.id);
    }
    for (const [index, edition] of editions.entries()) this.sharedState.addEdition(edition, edits[index].moved);
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
    if (this.#lockHolders === undefined) {
      this.#lockHolders = new LockHolders(this);
      allOf(this.#lockHolders.solve());
    }
    return this.#lockHolders;
  }

  /** All nodes of a module's functions: each function once, and once more for each set of known function arguments. */
  nodesOf(module: ModuleId): readonly FunctionNode[] {
    return this.#byModule[module];
  }

  /** State that threads change at the same time; found when a rule first asks. */
  get sharedState(): SharedState {
    if (this.#sharedState === undefined) {
      this.#sharedState = new SharedState(this);
      allOf(this.#sharedState.solve());
    }
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
      doubt: moreDoubtful(
        doubt,
        doubtOfChain({ kind: "gil", primitive: "", length: steps.length + 1, guesses: 0, isNamed: false }),
      ),
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
