import type { HandoverVia } from "../knowledge/schema.ts";
import { type Handover, moreDoubtful } from "../program/graph.ts";
import type { ModuleId } from "../program/modules.ts";
import type { Program } from "../program/program.ts";
import { HEAVY, MODERATE } from "../program/thresholds.ts";
import { confidenceOf, hopsOf, type Match, type RuleSettings } from "./define.ts";
import { roughly } from "./wording.ts";

/** Calls between the function handed over and the one that does the work. */
const MOST_HOPS = 3;

/** Interpreted work that is handed to threads in one of the given ways: what the three `gil-bound` rules share. */
export function* threadWork(
  program: Program,
  module: ModuleId,
  settings: RuleSettings,
  via: HandoverVia,
  words: { readonly where: string; readonly help: string },
): Iterable<Match> {
  // Without the GIL, threads do run Python code in parallel.
  if (settings.freeThreaded) return;
  for (const node of program.nodesOf(module)) {
    for (const handover of node.handovers) {
      if (handover.via !== via) continue;
      const target = heaviest(program, handover);
      if (target === undefined) continue;
      const cost = program.effects.nodes[target].cost;
      const work = program.workOf(program.graph.nodes[target]);
      const numeric = work.loop?.computes === true;
      if (!numeric && program.effects.nodes[work.node.id].cost.recursion === undefined) continue;
      // What a thread may come to far down, once, is not what it is for; and one that mainly waits needs heavy work to matter.
      if (work.steps.length > MOST_HOPS) continue;
      const proof = program.effects.nodes[target].blocks;
      const waits = proof !== undefined && proof.kind !== "file" && proof.kind !== "lock" && proof.doubt < 2;
      if (waits && cost.recursion === undefined && (work.loop?.own ?? 0) < HEAVY) continue;
      const name = program.nameOf(program.graph.nodes[target]);
      const facts = program.functionOf(work.node);
      yield {
        range: { start: handover.start, end: handover.end },
        confidence: confidenceOf(moreDoubtful(handover.doubt, work.doubt)),
        message: `\`${name}\` does ${cost.recursion === undefined ? `${roughly(cost.operations)} interpreted operations` : "a recursion that grows exponentially"} under the GIL, so ${words.where}.`,
        help: words.help,
        context: "thread",
        fn: node.fn,
        chain: [
          ...hopsOf(program, work.steps),
          {
            file: program.file(work.node.module),
            range:
              work.loop === undefined
                ? { start: facts.nameStart, end: facts.nameEnd }
                : { start: work.loop.loop.start, end: work.loop.loop.headerEnd },
            message: `${program.nameOf(work.node)} does the work here`,
          },
        ],
        data: { path: handover.path },
      };
    }
  }
}

/** The costliest function handed over, where its work is at least moderate. */
function heaviest(program: Program, handover: Handover): number | undefined {
  let best: number | undefined;
  for (const target of handover.targets) {
    if (program.functionOf(program.graph.nodes[target]).isAsync) continue;
    const operations = program.effects.nodes[target].cost.operations;
    if (operations < MODERATE) continue;
    if (best === undefined || operations > program.effects.nodes[best].cost.operations) best = target;
  }
  return best;
}
