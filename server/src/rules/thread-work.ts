import type { HandoverVia } from "../knowledge/schema.ts";
import { moreDoubtful } from "../program/graph.ts";
import type { ModuleId } from "../program/modules.ts";
import type { Program } from "../program/program.ts";
import type { Said } from "../text/said.ts";
import { confidenceOf, type Match, type RuleSettings } from "./define.ts";
import { handedOverWork } from "./handed-over-work.ts";
import { say } from "./messages/index.ts";
import { unguardedWrite } from "./unguarded-write.ts";

/** Interpreted work that is handed to threads in one of the given ways: what the three `gil-bound` rules share. */
export function* threadWork(
  program: Program,
  module: ModuleId,
  settings: RuleSettings,
  via: HandoverVia,
  words: { readonly where: Said; readonly help: Said },
): Iterable<Match> {
  for (const { node, handover, target, work, words: amount, chain } of handedOverWork(program, module, via)) {
    const place = {
      range: { start: handover.start, end: handover.end },
      confidence: confidenceOf(moreDoubtful(handover.doubt, work.doubt)),
      context: "thread" as const,
      fn: node.fn,
      data: { path: handover.path },
    };
    const name = program.nameOf(target);
    if (!settings.freeThreaded) {
      yield {
        ...place,
        message: say("gil-bound", { name, work: amount, where: words.where }),
        help: words.help,
        chain,
      };
      continue;
    }
    // Without the GIL threads do run in parallel, and what it kept apart by accident meets.
    const write = unguardedWrite(program, target);
    if (write === undefined) continue;
    yield {
      ...place,
      severity: "hint",
      message: say("gil-bound.race", { name, changed: write.name }),
      help: say("gil-bound.race-help"),
      chain: write.chain,
    };
  }
}
