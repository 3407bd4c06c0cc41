import type { HandoverVia } from "../knowledge/schema.ts";
import { nativeWorkOf } from "../program/native-work.ts";
import { confidenceOf, defineRule, hopsOf } from "./define.ts";
import { isolatedWorkers } from "./interpreter-advice.ts";
import { say } from "./messages/index.ts";

const THREADS: ReadonlySet<HandoverVia> = new Set(["thread", "pool", "offload"]);

export const gilHeldNative = defineRule({
  meta: {
    name: "gil-held-native",
    summary: "A thread that is given native code which keeps the GIL.",
    defaultSeverity: "info",
    what: "Reports threads, thread pools and offloading calls whose function mainly runs native code that keeps the GIL (parsing JSON, CSV or XML, pickle, regular expressions, many C extensions) on data of no known bound.",
    why: "Native does not mean parallel: such code runs from start to end with the GIL held, so the threads run one after another. On an event loop's worker thread it is worse than interpreted work, since it does not give way even once until it is done.",
    insteadUse:
      "Use processes for it where the data is read there and the result is small, a library that releases the GIL, or free-threaded Python; or read and parse in a ported service.",
    fixSafety:
      "There is no automatic fix: the data and the result would be pickled, which costs as much as parsing them.",
    references: [
      "Python documentation: Global interpreter lock",
      "Portwright's measurements of the standard library, with the source of each row",
    ],
  },
  *run(program, module, settings) {
    // Without the GIL there is none to hold.
    if (settings.freeThreaded) return;
    for (const node of program.nodesOf(module)) {
      for (const handover of node.handovers) {
        if (!THREADS.has(handover.via)) continue;
        const native = nativeWorkOf(program, node, handover);
        if (native === undefined) continue;
        yield {
          range: { start: handover.start, end: handover.end },
          confidence: confidenceOf(native.doubt),
          message: say(handover.via === "offload" ? "gil-held-native.offload" : "gil-held-native.threads", {
            path: native.path,
          }),
          help: say("gil-held-native.help", { workers: isolatedWorkers(settings) }),
          context: "thread",
          fn: node.fn,
          chain: hopsOf(program, native.steps),
          data: { path: native.path },
        };
      }
    }
  },
});
