import { confidenceOf, defineRule, hopsOf, type Match } from "./define.ts";
import type { Confidence } from "./finding.ts";
import { say } from "./messages/index.ts";

export const nestedEventLoop = defineRule({
  meta: {
    name: "nested-event-loop",
    summary: "An event loop started inside a running one.",
    defaultSeverity: "error",
    evenInTests: true,
    what: "Reports `asyncio.run`, `run_until_complete` and their like where a coroutine reaches them, directly or through functions that are not asynchronous.",
    why: "A thread can run one event loop at a time: the call raises `RuntimeError`, or, with a loop of its own, stops the outer loop until it ends.",
    insteadUse:
      "Await the coroutine. In code that is also called without a loop, offer an asynchronous and a synchronous entry.",
    fixSafety: "Replacing the call by `await` is safe where it stands directly in a coroutine.",
    references: ["Python documentation: asyncio.run"],
  },
  *run(program, module) {
    for (const node of program.nodesOf(module)) {
      if (!program.contexts.loopRoots.has(node.id)) continue;
      for (const use of node.externals) {
        if (program.effects.isDead(node, use)) continue;
        const proof = program.effects.library.directProof(node, use, "startsLoop");
        if (proof === undefined) continue;
        yield match({ start: use.start, end: use.end }, node.fn, use.path, confidenceOf(proof.doubt), []);
      }
      for (const edge of node.edges) {
        if (program.contexts.loopRoots.has(edge.to)) continue;
        if (program.effects.isDead(node, edge)) continue;
        const proof = program.effects.throughEdge(edge, "startsLoop");
        if (proof === undefined) continue;
        // What fails whenever it is called is found at once. A helper that starts a loop under some condition of its own is called in two ways,
        // and nothing here says that a coroutine calls it in the wrong one.
        const isMode = proof.rare || !program.effects.isCertain(edge, proof);
        const chain = hopsOf(program, program.chain(node, proof, "startsLoop").slice(1));
        yield match(
          { start: edge.start, end: edge.end },
          node.fn,
          proof.primitive,
          isMode ? "possible" : confidenceOf(proof.doubt),
          chain,
        );
      }
    }
  },
});

function match(range: Match["range"], fn: number, path: string, confidence: Confidence, chain: Match["chain"]): Match {
  return {
    range,
    confidence,
    message: say(chain.length === 0 ? "nested-event-loop" : "nested-event-loop.chain", { path }),
    help: say("nested-event-loop.help"),
    context: "event-loop",
    fn,
    chain,
    data: { path },
  };
}
