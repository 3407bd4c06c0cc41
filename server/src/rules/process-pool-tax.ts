import { moreDoubtful } from "../program/graph.ts";
import type { Said } from "../text/said.ts";
import { confidenceOf, defineRule, type RuleSettings } from "./define.ts";
import { handedOverWork } from "./handed-over-work.ts";
import { say } from "./messages/index.ts";
import { pickledBy } from "./pickled.ts";

export const processPoolTax = defineRule({
  meta: {
    name: "process-pool-tax",
    summary: "A process pool that is there because of the GIL, with what it pickles.",
    defaultSeverity: "info",
    what: "Reports `submit`, `map`, `run_in_executor` and the like on pools of processes whose function does at least moderate interpreted work or goes through nested loops and nothing else, and names what is pickled on the way there.",
    why: "The pool buys parallelism with copies: every argument and every result is pickled, sent through a pipe and unpickled, each process has an interpreter and its own copy of the modules, and no state is shared. A port runs the same work on plain threads, without the copies.",
    insteadUse:
      "Keep it where it pays. Send little: paths, ranges and keys instead of data, and a chunk size. From 3.14 on, an `InterpreterPoolExecutor` saves the processes, free-threaded Python the pickling too; a compiled port saves both.",
    fixSafety: "There is no automatic fix.",
    references: ["Python documentation: concurrent.futures, ProcessPoolExecutor", "PEP 703", "PEP 734"],
  },
  *run(program, module, settings) {
    for (const { node, handover, target, work, words, chain } of handedOverWork(program, module, "process-pool")) {
      const pickled = pickledBy(program, node, handover);
      yield {
        range: { start: handover.start, end: handover.end },
        confidence: confidenceOf(moreDoubtful(handover.doubt, work.doubt)),
        message: say("process-pool-tax", { name: program.nameOf(target), work: words, pickled }),
        help: instead(settings),
        context: "process",
        fn: node.fn,
        chain,
        data: { path: handover.path },
      };
    }
  },
});

function instead({ minor, freeThreaded }: RuleSettings): Said {
  if (freeThreaded) return say("process-pool-tax.free-threaded");
  if (minor >= 14) return say("process-pool-tax.interpreters");
  return say("process-pool-tax.little");
}
