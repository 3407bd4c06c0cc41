import type { HandoverVia } from "../knowledge/schema.ts";
import type { Edge, FunctionNode, Handover } from "../program/graph.ts";
import type { ModuleId } from "../program/modules.ts";
import type { Program, WorkProof } from "../program/program.ts";
import { HEAVY, MODERATE, RARE_TARGET } from "../program/thresholds.ts";
import type { Said } from "../text/said.ts";
import { hopsOf, type SaidHop } from "./define.ts";
import { say } from "./messages/index.ts";
import { spreadNest } from "./spread-work.ts";
import { workIn } from "./wording.ts";

/** Calls between the function handed over and the one that does the work. */
const MOST_HOPS = 3;

/** A function that is handed over to another context, and does interpreted work there. */
export interface HandedOverWork {
  readonly node: FunctionNode;
  readonly handover: Handover;
  readonly target: FunctionNode;
  readonly work: WorkProof;
  /** What it does, for a message: `some 3 million interpreted operations`. */
  readonly words: Said;
  /** The calls that lead to the work, and where that is. */
  readonly chain: readonly SaidHop[];
}

/** Interpreted work that a module hands over in the given way. */
export function* handedOverWork(program: Program, module: ModuleId, via: HandoverVia): Iterable<HandedOverWork> {
  for (const node of program.nodesOf(module)) {
    for (const handover of node.handovers) {
      if (handover.via !== via) continue;
      const found = computedWork(program, node, handover) ?? spreadWork(program, node, handover);
      if (found !== undefined) yield found;
    }
  }
}

/** What is known to work for long by its own loops. */
function computedWork(program: Program, node: FunctionNode, handover: Handover): HandedOverWork | undefined {
  const target = heaviest(program, handover);
  if (target === undefined) return undefined;
  const { cost, blocks } = program.effects.nodes[target.id];
  const work = program.workOf(target);
  const numeric = work.loop?.computes === true;
  if (!numeric && program.effects.nodes[work.node.id].cost.recursion === undefined) return undefined;
  if (isRareAmong(program, handover) || program.effects.isImpossible(work.steps.map((step) => step.site as Edge)))
    return undefined;
  // What a function may come to far down, once, is not what it is for; and one that mainly waits needs heavy work to matter.
  if (work.steps.length > MOST_HOPS) return undefined;
  const waits = blocks !== undefined && blocks.kind !== "file" && blocks.kind !== "lock" && blocks.doubt < 2;
  if (waits && cost.recursion === undefined && (work.loop?.own ?? 0) < HEAVY) return undefined;
  const facts = program.functionOf(work.node);
  const place = {
    file: program.file(work.node.module),
    range:
      work.loop === undefined
        ? { start: facts.nameStart, end: facts.nameEnd }
        : { start: work.loop.loop.start, end: work.loop.loop.headerEnd },
    message: say("hop.works", { name: program.nameOf(work.node) }),
  };
  return {
    node,
    handover,
    target,
    work,
    words: workIn(cost),
    chain: [...hopsOf(program, work.steps), place],
  };
}

/** What the pool itself says to be worth spreading. */
function spreadWork(program: Program, node: FunctionNode, handover: Handover): HandedOverWork | undefined {
  if (handover.via !== "pool" && handover.via !== "process-pool") return undefined;
  const nest = spreadNest(program, node, handover);
  if (nest === undefined) return undefined;
  const { where, loop, operations, target } = nest;
  return {
    node,
    handover,
    target,
    work: { steps: [], node: where, loop: undefined, doubt: 1 },
    words: say("operations", { count: operations }),
    chain: [
      {
        file: program.file(where.module),
        range: { start: loop.start, end: loop.headerEnd },
        message: say("hop.works", { name: program.nameOf(where) }),
      },
    ],
  };
}

/** Of the many functions that may be handed over, hardly any works for long. */
function isRareAmong(program: Program, { targets }: Handover): boolean {
  if (targets.length < RARE_TARGET.targets) return false;
  const working = targets.filter((target) => program.effects.nodes[target].cost.operations >= MODERATE).length;
  return working < targets.length * RARE_TARGET.share;
}

/** The costliest function handed over, where its work is at least moderate. */
function heaviest(program: Program, handover: Handover): FunctionNode | undefined {
  let best: number | undefined;
  for (const target of handover.targets) {
    if (program.functionOf(program.graph.nodes[target]).isAsync) continue;
    const operations = program.effects.nodes[target].cost.operations;
    if (operations < MODERATE) continue;
    if (best === undefined || operations > program.effects.nodes[best].cost.operations) best = target;
  }
  return best === undefined ? undefined : program.graph.nodes[best];
}
