import { DEBUGGER } from "../program/effects.ts";
import { CallFlag } from "../semantics/facts.ts";
import type { Said } from "../text/said.ts";
import { confidenceOf, defineRule } from "./define.ts";
import { say } from "./messages/index.ts";

export const blockingCall = defineRule({
  meta: {
    name: "blocking-call",
    summary: "A call that makes the thread wait, directly in a coroutine or in a callback of the event loop.",
    defaultSeverity: "warning",
    what: "Reports calls that block the calling thread (sleeping, network, database, files, subprocesses, locks, standard input) where the event loop runs them: in `async def` functions, loop callbacks, protocol methods and handlers of asynchronous frameworks.",
    why: "An event loop serves all its clients on one thread. While one call waits, no other task runs: every request stalls for as long as the call takes, timeouts fire late and heartbeats are missed.",
    insteadUse:
      "Await the asynchronous counterpart (`asyncio.sleep`, an asynchronous client or driver), or hand the call to a thread with `asyncio.to_thread`.",
    fixSafety:
      "Replacing `time.sleep` by the framework's own sleep is safe. Moving a call to a thread is unsafe where the called object must not be used from another thread.",
    references: [
      "Python documentation: Developing with asyncio, Running Blocking Code",
      "flake8-async ASYNC210, ASYNC220, ASYNC230, ASYNC251",
    ],
  },
  *run(program, module) {
    for (const node of program.nodesOf(module)) {
      if (!program.contexts.loopRoots.has(node.id)) continue;
      for (const use of node.externals) {
        if (program.effects.isDead(node, use)) continue;
        const proof = program.effects.library.blockingUse(node, use);
        if (proof === undefined || proof.brief) continue;
        // A debugger behind a condition is there for whoever asked for it.
        if (DEBUGGER.test(use.path) && (use.flags & CallFlag.conditional) !== 0) continue;
        if (program.contexts.whenReady.has(node.id) && OF_DESCRIPTORS.test(use.path)) continue;
        if (program.contexts.inGreenlet.has(node.id) && use.path.startsWith("sqlalchemy.")) continue;
        const isCoroutine = program.functionOf(node).isAsync;
        yield {
          range: { start: use.start, end: use.end },
          confidence: confidenceOf(proof.doubt),
          message: say("blocking-call", {
            path: use.path,
            waits: say("waits", { kind: proof.kind }),
            runs: isCoroutine ? "coroutine" : "callback",
          }),
          help: helpFor(use.row?.twin),
          context: "event-loop",
          fn: node.fn,
          chain: [],
          data: { path: use.path, kind: proof.kind, twin: use.row?.twin ?? "" },
        };
      }
    }
  },
});

/** What is done with a socket or a descriptor that the loop has found to be ready. */
export const OF_DESCRIPTORS =
  /^(socket\.socket\.|os\.(read|readv|write|writev)$|multiprocessing\.connection\.Connection\.recv(_bytes)?$)/;

function helpFor(twin: string | undefined): Said {
  return twin === undefined ? say("blocking-call.thread") : say("blocking-call.twin", { twin });
}
