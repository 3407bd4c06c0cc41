import { defineRule } from "./define.ts";
import { isolatedWorker } from "./interpreter-advice.ts";
import { say } from "./messages/index.ts";
import { threadWork } from "./thread-work.ts";

export const gilBoundThread = defineRule({
  meta: {
    name: "gil-bound-thread",
    summary: "A thread that is started to do interpreted work.",
    defaultSeverity: "warning",
    what: "Reports `Thread` and `Timer` constructors (and subclasses of `Thread`) whose function does at least moderate interpreted work, directly or through what it calls.",
    why: "The GIL lets one thread at a time run Python code. A second thread with such work does not make it faster; both take turns, and switching costs extra.",
    insteadUse:
      "Use a process (`multiprocessing.Process`, `ProcessPoolExecutor`), an interpreter pool on 3.14, free-threaded Python, or port the function.",
    fixSafety: "There is no automatic fix for a single thread.",
    references: ["Python documentation: threading, CPython implementation detail", "PEP 703", "PEP 734"],
  },
  run: (program, module, settings) =>
    threadWork(program, module, settings, "thread", {
      where: say("gil-bound.thread"),
      help: say("gil-bound.use", { workers: isolatedWorker(settings) }),
    }),
});
