import { defineRule } from "./define.ts";
import { isolatedWorkers } from "./interpreter-advice.ts";
import { say } from "./messages/index.ts";
import { threadWork } from "./thread-work.ts";

export const gilBoundOffload = defineRule({
  meta: {
    name: "gil-bound-offload",
    summary: "Interpreted work that a coroutine hands to a worker thread.",
    defaultSeverity: "info",
    what: "Reports `asyncio.to_thread`, `run_in_executor(None, …)`, `sync_to_async`, `run_in_threadpool` and the like whose function does at least moderate interpreted work.",
    why: "The event loop stays responsive, since the GIL changes hands every few milliseconds, yet the work gains no parallelism and slows everything else down while it runs.",
    insteadUse: "Hand it to a process pool: `loop.run_in_executor(process_pool, …)`, or port the function.",
    fixSafety: "There is no automatic fix: what crosses to another process must be picklable.",
    references: ["Python documentation: asyncio.to_thread", "PEP 703"],
  },
  run: (program, module, settings) =>
    threadWork(program, module, settings, "offload", {
      where: say("gil-bound.offload"),
      help: say("gil-bound.hand", { workers: isolatedWorkers(settings) }),
    }),
});
