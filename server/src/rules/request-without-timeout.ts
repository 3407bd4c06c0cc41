import type { FunctionNode, Site } from "../program/graph.ts";
import { isRequestRole } from "../program/per-request.ts";
import type { Program } from "../program/program.ts";
import { confidenceOf, defineRule } from "./define.ts";
import type { Context } from "./finding.ts";
import { say } from "./messages/index.ts";

export const requestWithoutTimeout = defineRule({
  meta: {
    name: "request-without-timeout",
    summary: "A wait for the network or a database without a timeout, in a web handler or on the event loop.",
    defaultSeverity: "warning",
    what: "Reports calls that wait for the network or a database for as long as the other side likes, where a web handler, a coroutine or a callback of the event loop reaches them. A timeout of the client, session, pool or connection counts, as do the library's default and a `wait_for` or a timeout block around the call.",
    why: "A neighbour that accepts connections and never answers holds the worker, or the task, for ever. Such waits pile up until the service itself answers nobody, which is how one slow system takes down all that call it.",
    insteadUse:
      "Give the call a timeout, or its client once for all calls: `requests.get(url, timeout=10)`, `redis.Redis(socket_timeout=5)`.",
    fixSafety:
      "Adding a timeout is unsafe: a request that takes longer than it now fails, and the code around must expect that.",
    references: [
      "Requests documentation: Timeouts",
      "HTTPX documentation: Timeouts",
      "Python documentation: socket, Notes on socket timeouts",
    ],
  },
  *run(program, module) {
    for (const node of program.nodesOf(module)) {
      if (contextOf(program, node) === undefined) continue;
      const clients = new Set<unknown>();
      for (const use of node.externals) {
        const found = program.limits.unlimited(node, use);
        const context = found === undefined ? undefined : contextOf(program, node, use);
        if (found === undefined || context === undefined) continue;
        const { maker } = found;
        if (maker !== undefined) {
          // A constructor that waits itself is reported where it stands; of the waits that a client's timeout would limit, the first.
          const isReported =
            program.evaluator.knowledge.callable(maker.path)?.effect !== "pure" &&
            contextOf(program, program.graph.nodeOf(maker.module, maker.call.fn)) !== undefined;
          if (isReported || clients.has(maker.call)) continue;
          clients.add(maker.call);
        }
        const keyword = found.timeout.keyword ?? "timeout";
        const why =
          maker !== undefined
            ? say(
                found.how === "none"
                  ? "request-without-timeout.client-with-none"
                  : "request-without-timeout.client-without",
                { keyword, since: found.timeout.finiteSince ?? "" },
              )
            : found.how === "none"
              ? say("request-without-timeout.none", { keyword })
              : say("request-without-timeout.default");
        yield {
          range: { start: use.start, end: use.end },
          confidence: confidenceOf(found.doubt),
          message: say("request-without-timeout", { path: use.path, why }),
          help:
            maker === undefined
              ? say("request-without-timeout.help", { keyword })
              : say("request-without-timeout.client-help", { keyword, maker: maker.path }),
          context,
          fn: node.fn,
          chain:
            maker === undefined
              ? []
              : [
                  {
                    file: program.file(maker.module),
                    range: { start: maker.call.start, end: maker.call.end },
                    message: say("request-without-timeout.hop", { maker: maker.path }),
                  },
                ],
          data: {
            path: use.path,
            keyword,
            how: found.how,
            ...(found.module === module ? { callStart: found.call.start, callEnd: found.call.end } : {}),
          },
        };
      }
    }
  },
});

/** The context in which a wait without end hurts others: handlers of requests, on threads as well, and the event loop. */
function contextOf(program: Program, node: FunctionNode, site?: Site): Context | undefined {
  const { contexts } = program;
  const reasonFor = (context: Context) =>
    site === undefined ? contexts.of(node.id).get(context) : contexts.at(node, site, context);
  if (reasonFor("event-loop") !== undefined) return "event-loop";
  if (reasonFor("request") !== undefined) return "request";
  const thread = reasonFor("thread");
  return thread !== undefined && isRequestRole(thread.role) ? "thread" : undefined;
}
