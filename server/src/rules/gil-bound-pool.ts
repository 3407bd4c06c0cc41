import { defineRule } from "./define.ts";
import { isolatedWorkers } from "./interpreter-advice.ts";
import { say } from "./messages/index.ts";
import { threadWork } from "./thread-work.ts";

export const gilBoundPool = defineRule({
  meta: {
    name: "gil-bound-pool",
    summary: "A thread pool that is given interpreted work.",
    defaultSeverity: "warning",
    what: "Reports `submit`, `map` and the like on thread pools whose function does at least moderate interpreted work, directly or through what it calls, or that goes through nested loops for each of many items and calls nothing that waits or that is unknown.",
    why: "The workers share one GIL: four of them take as long as one, and somewhat more. Pools of threads are for waiting, not for computing.",
    insteadUse:
      "Use `ProcessPoolExecutor` where the arguments and results can be pickled, `InterpreterPoolExecutor` on 3.14, free-threaded Python, or port the function.",
    fixSafety:
      "Replacing the pool's class is unsafe: arguments, results and the function itself must be picklable, and module state is not shared.",
    references: ["Python documentation: concurrent.futures", "PEP 703", "PEP 734"],
  },
  run: (program, module, settings) =>
    threadWork(program, module, settings, "pool", {
      where: say("gil-bound.pool"),
      help: say("gil-bound.use", { workers: isolatedWorkers(settings) }),
    }),
});
