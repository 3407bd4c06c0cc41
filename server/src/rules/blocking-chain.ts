import { OF_DESCRIPTORS } from "./blocking-call.ts";
import { confidenceOf, defineRule, hopsOf } from "./define.ts";
import { say } from "./messages/index.ts";

export const blockingChain = defineRule({
  meta: {
    name: "blocking-chain",
    summary:
      "A call in a coroutine that leads, through functions that are not asynchronous, to something that makes the thread wait.",
    defaultSeverity: "warning",
    what: "Follows the calls that a coroutine or loop callback makes, across functions, classes and modules, and reports the first call of a chain that ends in a blocking primitive. Constructors, properties, operators, context managers, callable objects, partials and decorators that stay synchronous are hops like any other.",
    why: "The wait is hidden in a helper that looks harmless where it is called. It stalls the event loop all the same, and it comes back whenever somebody calls the helper from another coroutine.",
    insteadUse:
      "Make the helper asynchronous down to the primitive, or hand the outermost call to a thread with `asyncio.to_thread`.",
    fixSafety: "Moving the call to a thread is unsafe where the code behind it must not run on another thread.",
    references: ["Python documentation: Developing with asyncio, Running Blocking Code"],
  },
  *run(program, module) {
    for (const node of program.nodesOf(module)) {
      if (!program.contexts.loopRoots.has(node.id)) continue;
      // While a program reads its configuration, nobody else is there to be kept waiting.
      const isStart = program.runOnce.has(node.id);
      for (const edge of node.edges) {
        if (edge.kind !== "sync" || program.contexts.loopRoots.has(edge.to)) continue;
        if (program.effects.isDead(node, edge)) continue;
        const proof = program.effects.throughEdge(edge, "blocks");
        if (proof === undefined || proof.brief) continue;
        if (program.contexts.whenReady.has(node.id) && OF_DESCRIPTORS.test(proof.primitive)) continue;
        if (program.contexts.inGreenlet.has(node.id) && proof.primitive.startsWith("sqlalchemy.")) continue;
        const callee = program.nameOf(program.graph.nodes[edge.to]);
        const steps = program.chain(node, proof, "blocks");
        yield {
          range: { start: edge.start, end: edge.end },
          confidence: isStart && proof.kind === "file" ? "possible" : confidenceOf(proof.doubt),
          message: say("blocking-chain", {
            callee,
            primitive: proof.primitive,
            waits: say("waits", { kind: proof.kind }),
          }),
          help: say("blocking-chain.help"),
          context: "event-loop",
          fn: node.fn,
          chain: hopsOf(program, steps.slice(1)),
          data: { path: proof.primitive, kind: proof.kind, twin: "" },
        };
      }
    }
  },
});
