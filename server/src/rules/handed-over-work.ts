import type { HandoverVia } from "../knowledge/schema.ts";
import type { Edge, FunctionNode, Handover } from "../program/graph.ts";
import type { ModuleId } from "../program/modules.ts";
import type { Program, WorkProof } from "../program/program.ts";
import { HEAVY, MODERATE, RARE_TARGET } from "../program/thresholds.ts";
import type { Said } from "../text/said.ts";
import { hopsOf, type SaidHop } from "./define.ts";
import { say } from "./messages/index.ts";
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
      const target = handover.via === via ? heaviest(program, handover) : undefined;
      if (target === undefined) continue;
      const { cost, blocks } = program.effects.nodes[target.id];
      const work = program.workOf(target);
      const numeric = work.loop?.computes === true;
      if (!numeric && program.effects.nodes[work.node.id].cost.recursion === undefined) continue;
      if (isRareAmong(program, handover) || program.effects.isImpossible(work.steps.map((step) => step.site as Edge)))
        continue;
      // What a function may come to far down, once, is not what it is for; and one that mainly waits needs heavy work to matter.
      if (work.steps.length > MOST_HOPS) continue;
      const waits = blocks !== undefined && blocks.kind !== "file" && blocks.kind !== "lock" && blocks.doubt < 2;
      if (waits && cost.recursion === undefined && (work.loop?.own ?? 0) < HEAVY) continue;
      const facts = program.functionOf(work.node);
      const place = {
        file: program.file(work.node.module),
        range:
          work.loop === undefined
            ? { start: facts.nameStart, end: facts.nameEnd }
            : { start: work.loop.loop.start, end: work.loop.loop.headerEnd },
        message: say("hop.works", { name: program.nameOf(work.node) }),
      };
      yield {
        node,
        handover,
        target,
        work,
        words: workIn(cost),
        chain: [...hopsOf(program, work.steps), place],
      };
    }
  }
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
