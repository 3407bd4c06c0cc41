import { isRareAmongTargets } from "../program/chain-doubt.ts";
import type { LoopCost } from "../program/cost.ts";
import { type Edge, type ExternalUse, type FunctionNode, moreDoubtful, type Site } from "../program/graph.ts";
import { isSoonDone } from "../program/native-source.ts";
import type { Program } from "../program/program.ts";
import { HEAVY, MODERATE } from "../program/thresholds.ts";
import { NONE } from "../semantics/facts.ts";
import { confidenceOf, defineRule, hopsOf, type Match } from "./define.ts";
import { say } from "./messages/index.ts";
import { workIn } from "./wording.ts";

export const cpuInCoroutine = defineRule({
  meta: {
    name: "cpu-in-coroutine",
    summary: "Interpreted work, or native work that keeps the GIL, that runs on the event loop for long.",
    defaultSeverity: "warning",
    what: "Reports loops of a coroutine whose interpreted work is at least moderate, calls from a coroutine to functions that do such work, and calls of native code that keeps the GIL (parsing JSON, pickle, regular expressions and the like) on data of unknown size: a whole body, upload, file or table.",
    why: "Nothing else runs on the event loop until the work is done. Unlike a blocking wait it cannot be helped by an asynchronous library, and a thread only shares the GIL.",
    insteadUse:
      "Hand the work to a process pool (or an interpreter pool on 3.14), split it with `await asyncio.sleep(0)` between portions, or port it.",
    fixSafety: "There is no automatic fix: what crosses to another process must be picklable.",
    references: [
      "Python documentation: Developing with asyncio, Concurrency and Multithreading",
      "Python documentation: Global interpreter lock",
    ],
  },
  *run(program, module) {
    for (const node of program.nodesOf(module)) {
      if (!program.contexts.loopRoots.has(node.id)) continue;
      yield* heavyLoops(program, node);
      yield* heavyCalls(program, node);
      yield* nativeCalls(program, node);
    }
  },
});

/** Loops that never give the event loop a turn. The outermost such loop is named. */
function* heavyLoops(program: Program, node: FunctionNode): Iterable<Match> {
  const loops = program.effects.costs.loopsOf(node);
  for (const cost of loops) {
    if (cost.waits || cost.operations < MODERATE || isTimed(node, cost)) continue;
    // What one call in it does is told of that call.
    const outer = loops.find((other) => other.loop.id === cost.loop.parent);
    if (outer !== undefined && !outer.waits && outer.operations >= MODERATE) continue;
    if (cost.own < MODERATE && cost.loop.kind !== "for" && cost.loop.kind !== "while") continue;
    yield {
      range: { start: cost.loop.start, end: cost.loop.headerEnd },
      confidence: cost.own >= MODERATE ? "definite" : "possible",
      message: say("cpu-in-coroutine.loop", { work: say("operations", { count: cost.operations }) }),
      help: say("cpu-in-coroutine.loop-help"),
      context: "event-loop",
      fn: node.fn,
      chain: [],
    };
  }
}

const CLOCK = /^(time\.(time|perf_counter|monotonic|process_time)(_ns)?|timeit\.default_timer)$/;

/** As many turns as somebody wrote down, with the clock read before and after: the loop is there to be measured, and nobody else waits. */
function isTimed(node: FunctionNode, { isMeasured, loop }: LoopCost): boolean {
  const clocks = node.externals.filter((use) => CLOCK.test(use.path));
  return isMeasured && clocks.some((use) => use.end <= loop.start) && clocks.some((use) => use.start >= loop.end);
}

/** Beyond this many calls in between, moderate work is an estimate over an estimate. */
const MOST_HOPS = 3;
/** From this many calls in between, nothing at the coroutine tells how much the work far below has to do. */
const FAR = 2;

function* heavyCalls(program: Program, node: FunctionNode): Iterable<Match> {
  const inHeavyLoop = new Set(
    program.effects.costs
      .loopsOf(node)
      .filter((cost) => !cost.waits && cost.own >= MODERATE)
      .map((cost) => cost.loop.id),
  );
  for (const edge of node.edges) {
    if (edge.kind !== "sync" || program.contexts.loopRoots.has(edge.to)) continue;
    if (edge.loop !== NONE && inHeavyLoop.has(edge.loop)) continue;
    const cost = program.effects.nodes[edge.to].cost;
    if (cost.operations < MODERATE) continue;
    const work = program.workOf(program.graph.nodes[edge.to]);
    if (
      cost.recursion === undefined &&
      (work.loop === undefined || work.loop.own < MODERATE) &&
      program.effects.nodes[work.node.id].cost.recursion === undefined
    )
      continue;
    if (work.steps.length > MOST_HOPS && cost.recursion === undefined && (work.loop?.own ?? 0) < HEAVY) continue;
    // Steps of interpreted work are edges of the graph, since library calls do none.
    const chain = [edge, ...work.steps.map((step) => step.site as Edge)];
    if (!program.effects.isTaken(edge) || program.effects.isImpossible(chain)) continue;
    const isFar = work.steps.length > FAR || (work.steps.length === FAR && chain.some((step) => step.doubt > 0));
    const isGuess = isFar || isTwiceDoubtful(chain) || chain.some((step) => isRareWork(program, step));
    const last = work.loop;
    const place = last === undefined ? program.functionOf(work.node).nameStart : last.loop.start;
    const placeEnd = last === undefined ? program.functionOf(work.node).nameEnd : last.loop.headerEnd;
    yield {
      range: { start: edge.start, end: edge.end },
      confidence: isGuess ? "possible" : confidenceOf(moreDoubtful(edge.doubt, work.doubt)),
      message: say("cpu-in-coroutine.call", {
        callee: program.nameOf(program.graph.nodes[edge.to]),
        work: workIn(cost),
      }),
      help: say("cpu-in-coroutine.call-help"),
      context: "event-loop",
      fn: node.fn,
      chain: [
        ...hopsOf(program, work.steps),
        {
          file: program.file(work.node.module),
          range: { start: place, end: placeEnd },
          message: say("hop.works", { name: program.nameOf(work.node) }),
        },
      ],
    };
  }
}

function isOverlapping(one: Site, other: Site): boolean {
  return one.start < other.end && other.start < one.end;
}

/** Of the many functions that a call may mean, hardly any works for long. */
function isRareWork(program: Program, edge: Edge): boolean {
  const caller = program.graph.nodes[edge.from];
  return isRareAmongTargets(caller, edge, (to) => program.effects.nodes[to].cost.operations >= MODERATE);
}

/** A call that may mean another function, below one that may: the chain is one of many. */
function isTwiceDoubtful(sites: readonly Site[]): boolean {
  return sites.filter((site) => "doubt" in site && site.doubt !== 0).length > 1;
}

function* nativeCalls(program: Program, node: FunctionNode): Iterable<Match> {
  const told: ExternalUse[] = [];
  for (const use of node.externals) {
    const proof = program.effects.library.gilHoldingUse(node, use);
    // What is made by a lazy call and gone through by the call around it is one piece of work.
    if (proof === undefined || told.some((one) => one.path === use.path && isOverlapping(one, use))) continue;
    told.push(use);
    yield {
      range: { start: use.start, end: use.end },
      confidence: isSoonDone(program, node, node, use, []) ? "possible" : confidenceOf(proof.doubt),
      message: say("cpu-in-coroutine.native", { path: use.path }),
      help: say("cpu-in-coroutine.native-help"),
      context: "event-loop",
      fn: node.fn,
      chain: [],
      data: { path: use.path },
    };
  }
  for (const edge of node.edges) {
    if (edge.kind !== "sync" || program.contexts.loopRoots.has(edge.to)) continue;
    const proof = program.effects.throughEdge(edge, "holdsGil");
    // What is remembered, or lies far down, is a file that is read once, or read only at times.
    if (proof === undefined || proof.rare || proof.length > MOST_HOPS + 1) continue;
    const steps = program.chain(node, proof, "holdsGil");
    const last = steps[steps.length - 1];
    const end = program.graph.nodes[last.node];
    const use = end.externals.find((one) => one.start === last.site.start && one.path === proof.primitive);
    const isSoon = use !== undefined && isSoonDone(program, node, end, use, steps.slice(1));
    yield {
      range: { start: edge.start, end: edge.end },
      confidence: isSoon || isTwiceDoubtful(steps.map((step) => step.site)) ? "possible" : confidenceOf(proof.doubt),
      message: say("cpu-in-coroutine.native-chain", {
        callee: program.nameOf(program.graph.nodes[edge.to]),
        primitive: proof.primitive,
      }),
      help: say("cpu-in-coroutine.native-help"),
      context: "event-loop",
      fn: node.fn,
      chain: hopsOf(program, steps.slice(1)),
      data: { path: proof.primitive },
    };
  }
}
