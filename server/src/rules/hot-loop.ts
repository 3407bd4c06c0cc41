import { EMPTY_ENV } from "../program/entities.ts";
import { HEAVY } from "../program/thresholds.ts";
import { defineRule } from "./define.ts";
import { say } from "./messages/index.ts";

export const hotLoop = defineRule({
  meta: {
    name: "hot-loop",
    summary:
      "A nest of interpreted loops over ranges that are large or unknown, or a recursion that grows exponentially: a candidate for porting.",
    defaultSeverity: "info",
    what: "Reports the outermost loop of a nest with arithmetic or indexing inside and no known small bound, and functions that call themselves more than once on smaller problems. Nests that go over their data but once, copy it, hand whole arrays to native code or go over columns, fields and other things of which there are few are possible at most.",
    why: "CPython spends some 20 to 100 times as long on such code as a compiled language does. This is where a port, a vectorised library or another algorithm pays.",
    insteadUse:
      "Port the function, use a vectorised library where the data allows it, or find an algorithm with fewer steps.",
    fixSafety: "There is no automatic fix; the port actions write a sketch to compare with.",
    references: ["Python documentation: Programming FAQ, Performance"],
  },
  *run(program, module) {
    for (const node of program.nodesOf(module)) {
      if (node.env !== EMPTY_ENV) continue;
      const facts = program.functionOf(node);
      const cost = program.effects.nodes[node.id].cost;
      if (cost.recursion !== undefined) {
        yield {
          range: { start: facts.nameStart, end: facts.nameEnd },
          confidence: "definite",
          message: say("hot-loop.recursion", { name: facts.qualifiedName }),
          help: say("hot-loop.recursion-help"),
          context: undefined,
          fn: node.fn,
          chain: [],
          data: { name: facts.qualifiedName },
        };
      }
      const loops = program.effects.costs.loopsOf(node);
      for (const loop of loops) {
        if (loop.waits || loop.loop.yields > 0 || loop.depth < 2 || !loop.mayBeAlgorithm) continue;
        const isSure = loop.isAlgorithm && loop.own >= HEAVY;
        if (!isSure && loop.ownAtMost < HEAVY) continue;
        const outer = loops.find((other) => other.loop.id === loop.loop.parent);
        if (outer !== undefined && !outer.waits && outer.loop.yields === 0) continue;
        yield {
          range: { start: loop.loop.start, end: loop.loop.headerEnd },
          // What may go over its data but once is as long as the data, and seldom worth a port.
          confidence: isSure ? "definite" : "possible",
          message: say("hot-loop.nest", { work: say("operations", { count: isSure ? loop.own : loop.ownAtMost }) }),
          help: say("hot-loop.nest-help"),
          context: undefined,
          fn: node.fn,
          chain: [],
          data: { name: facts.qualifiedName },
        };
      }
    }
  },
});
