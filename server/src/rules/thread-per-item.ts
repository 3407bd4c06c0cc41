import { EMPTY_ENV } from "../program/entities.ts";
import { argumentAt } from "../program/evaluate.ts";
import type { FunctionNode, Handover } from "../program/graph.ts";
import { isKeptByObject } from "../program/kept-results.ts";
import type { RequestReason } from "../program/per-request.ts";
import type { Program } from "../program/program.ts";
import { isJoinedInTurn, isStartedUnderCondition } from "../program/thread-turns.ts";
import { LARGE } from "../program/thresholds.ts";
import {
  type CallFacts,
  CallFlag,
  type LoopFacts,
  type ModuleFacts,
  NONE,
  UNKNOWN,
  type ValueId,
} from "../semantics/facts.ts";
import type { Said } from "../text/said.ts";
import { confidenceOf, defineRule, type Match, type SaidHop } from "./define.ts";
import { say } from "./messages/index.ts";

export const threadPerItem = defineRule({
  meta: {
    name: "thread-per-item",
    summary: "A thread started for each item of an unbounded loop, or for each request.",
    defaultSeverity: "warning",
    what: "Reports `Thread` and `Timer` constructors (and subclasses of `Thread`) in loops of unknown length over items, in loops that accept connections or messages, and in functions that run for each request. Starting a fixed number of workers is fine, and so is waiting for each thread before the next one starts.",
    why: "Nothing bounds the number of threads but the load. Each takes a stack, switching among hundreds costs more than they do, and under a burst the process runs out of memory or of threads; work that waits in a queue only gets later.",
    insteadUse:
      "Submit the work to one `ThreadPoolExecutor` with a fixed number of workers, or put it into a queue that a few threads serve.",
    fixSafety: "There is no automatic fix: the pool's size and its lifetime are decisions.",
    references: ["Python documentation: concurrent.futures, ThreadPoolExecutor"],
  },
  *run(program, module) {
    const facts = program.facts(module);
    for (const node of program.nodesOf(module)) {
      for (const handover of node.handovers) {
        if (handover.via !== "thread" || handover.call === undefined || !isThread(handover.path)) continue;
        if ((handover.flags & (CallFlag.memoised | CallFlag.inHandler | CallFlag.underMain)) !== 0) continue;
        const many = whyMany(program, node, facts, handover, handover.call);
        if (many === undefined) continue;
        yield match(node, handover, many);
      }
    }
  },
});

/** Schedulers and servers that run a function in threads of theirs bound these themselves. */
function isThread(path: string): boolean {
  return /^(threading\.(Thread|Timer)|multiprocessing\.dummy\.Process|_thread\.start_new_thread)$/.test(path);
}

interface Many {
  readonly message: Said;
  readonly chain: readonly SaidHop[];
}

function whyMany(
  program: Program,
  node: FunctionNode,
  facts: ModuleFacts,
  handover: Handover,
  call: CallFacts,
): Many | undefined {
  if (isJoinedInTurn(facts, call) || asksForEarlier(facts, call)) return undefined;
  if (isStartedUnderCondition(facts, call) || servesForever(program, node, facts, handover)) return undefined;
  for (let at = call.loop; at !== NONE; at = facts.loops[at].parent) {
    const loop = facts.loops[at];
    if (!isUnbounded(program, node, facts, loop) || isLimited(node, loop)) continue;
    // A loop over candidates that stops at the first that serves has one thread for each that failed.
    if (endsWithThread(loop, call) || (loop.kind === "for" && loop.endsEarly)) continue;
    return { message: say("thread-per-item.loop"), chain: [] };
  }
  const reason = program.perRequest.at(node, handover);
  // A thread that an object keeps under one name is its own, however often its method is called.
  if (reason === undefined || isKeptByObject(facts, call)) return undefined;
  if (isNowAndThen(handover, reason)) return undefined;
  const chain = handlerChain(program, reason);
  // What is far from the handler happens in some state of the program rather than for each request.
  if (chain.length > MOST_HOPS) return undefined;
  const what = reason.role === "route" ? "request" : reason.role.replace(/ handler$/, "");
  return {
    message: say("thread-per-item.request", { what }),
    chain,
  };
}

/** Once in an interval, or for every so many requests. */
function isNowAndThen(handover: Handover, last: RequestReason): boolean {
  if ((handover.flags & CallFlag.nowAndThen) !== 0) return true;
  for (let reason: RequestReason | undefined = last; reason !== undefined; reason = reason.outer)
    if (reason.site !== undefined && (reason.site.flags & CallFlag.nowAndThen) !== 0) return true;
  return false;
}

/** `Thread(target=server.serve_forever)`: a server has a thread for as long as it is there, and there are as many as were set up. */
function servesForever(program: Program, node: FunctionNode, facts: ModuleFacts, handover: Handover): boolean {
  const call = handover.call;
  const handed =
    handover.row === undefined || call === undefined ? undefined : argumentAt(call.args, handover.row.function);
  const target = handed === undefined ? undefined : facts.values[handed];
  if (target?.k === "attr") return SERVES.test(target.name);
  return handover.targets.some((id) => {
    const one = program.graph.nodes[id];
    const { isLambda } = program.functionOf(one);
    return (
      isLambda &&
      one.module === node.module &&
      facts.calls.some(({ fn, callee }) => {
        const called = facts.values[callee];
        return fn === one.fn && called.k === "attr" && SERVES.test(called.name);
      })
    );
  });
}

const SERVES = /^(serve_forever|run_forever|mainloop)$/;

/** Calls between a handler and the function that starts the thread. */
const MOST_HOPS = 2;

/** The calls from the handler down to the function that starts the thread. */
function handlerChain(program: Program, last: RequestReason): SaidHop[] {
  const hops: SaidHop[] = [];
  for (let reason = last; reason.outer !== undefined && hops.length < 12; reason = reason.outer) {
    const { from, site } = reason;
    if (from === undefined || site === undefined) break;
    const caller: FunctionNode = program.graph.nodes[from];
    hops.unshift({
      file: program.file(caller.module),
      range: { start: site.start, end: site.end },
      message: say("thread-per-item.hop", { caller: program.nameOf(caller) }),
    });
  }
  return hops;
}

/** A loop that goes on for as long as something comes, or over items of which nobody knows how many there are. */
function isUnbounded(program: Program, node: FunctionNode, facts: ModuleFacts, loop: LoopFacts): boolean {
  switch (loop.kind) {
    case "while":
      // `while len(workers) < size` fills up to a number.
      return loop.condition === "always" || loop.condition === "flag" || loop.condition === "other";
    case "async-for":
      return true;
    case "for":
    case "comprehension":
    case "generator": {
      const turns = program.effects.costs.turns.of(node.module, loop);
      if (turns !== undefined) return turns >= LARGE;
      return !isFewByDesign(program, node, facts, loop.over, 0);
    }
  }
}

/** Counts, configuration, and collections that are written out have the size that somebody chose. */
function isFewByDesign(
  program: Program,
  node: FunctionNode,
  facts: ModuleFacts,
  value: ValueId,
  depth: number,
): boolean {
  const known = facts.values[value];
  const inner = (of: ValueId) => isFewByDesign(program, node, facts, of, depth + 1);
  if (depth > 8) return false;
  switch (known.k) {
    case "unknown":
      return true;
    case "literal":
      return known.value !== undefined;
    case "collection":
      // A comprehension's list has one element that stands for all.
      return known.items.length !== 1 || facts.values[known.items[0]].k === "literal";
    case "union":
      return known.of.every(inner);
    case "declared":
      return known.value !== UNKNOWN && inner(known.value);
    case "name": {
      const bindings = facts.functions[known.fn].bindings[known.name];
      if (bindings === undefined) return true;
      return bindings.every(inner) && !isFilled(facts, value);
    }
    case "import":
      // What another module keeps under a name in capitals is a constant.
      return /^[A-Z][A-Z0-9_]*$/.test(known.name ?? "");
    case "attr":
      // What an object keeps is mostly what it was configured with: hosts, queues, intervals.
      return true;
    case "item":
      // `for worker in self.stages[-1]`
      return facts.values[known.of].k === "attr";
    case "call": {
      const call = facts.calls[known.call];
      const callee = facts.values[call.callee];
      if (callee.k === "attr" && /^(items|keys|values|copy)$/.test(callee.name)) return inner(callee.of);
      if (callee.k !== "builtin") return depth < MOST_CALLS && givesFew(program, node, facts, call.callee, depth);
      if (callee.name === "range") return !call.args.some((argument) => isLength(facts, argument.value));
      return WRAPPERS.has(callee.name) && call.args.length > 0 && call.args.every((argument) => inner(argument.value));
    }
    default:
      return false;
  }
}

/** Functions that are followed to what they return. */
const MOST_CALLS = 3;

/** `self.exports()`: what a function of the workspace returns may be what an object keeps. */
function givesFew(program: Program, node: FunctionNode, facts: ModuleFacts, callee: ValueId, depth: number): boolean {
  const { evaluator } = program;
  const module = evaluator.facts.indexOf(facts);
  const found = evaluator.evaluate(module, callee).map((id) => evaluator.calleeOf(id, [], -1, EMPTY_ENV));
  return (
    found.length > 0 &&
    found.every((target) => {
      if (target === undefined) return false;
      const { returns } = evaluator.functionFacts(target.module, target.fn);
      const where = program.facts(target.module);
      return returns.length > 0 && returns.every((one) => isFewByDesign(program, node, where, one, depth + 1));
    })
  );
}

const WRAPPERS = new Set(["enumerate", "zip", "list", "tuple", "set", "sorted", "reversed", "iter"]);

/** True where something is put into a container later on. */
function isFilled(facts: ModuleFacts, value: ValueId): boolean {
  const fills = facts.calls.some((call) => {
    const callee = facts.values[call.callee];
    return (
      callee.k === "attr" &&
      callee.of === value &&
      /^(append|add|extend|update|insert|setdefault|appendleft)$/.test(callee.name)
    );
  });
  return fills || facts.writes.some((write) => write.kind === "item" && write.of === value);
}

function isLength(facts: ModuleFacts, value: ValueId): boolean {
  const known = facts.values[value];
  if (known.k !== "call") return false;
  const callee = facts.values[facts.calls[known.call].callee];
  return callee.k === "builtin" && callee.name === "len";
}

/** A semaphore that each turn takes, or a wait for the threads before it, bounds how many there are at a time. */
function isLimited(node: FunctionNode, loop: LoopFacts): boolean {
  const inLoop = (start: number) => loop.start <= start && start < loop.end;
  return node.externals.some((use) => inLoop(use.start) && /Semaphore\.(acquire|__enter__)$/.test(use.path));
}

/** Whether an earlier thread is still alive is asked before another one is made. */
function asksForEarlier(facts: ModuleFacts, call: CallFacts): boolean {
  return facts.calls.some((other) => {
    if (other.fn !== call.fn || other.end > call.start) return false;
    const callee = facts.values[other.callee];
    return callee.k === "attr" && callee.name === "is_alive";
  });
}

/** After the thread is started the loop ends in any case: one thread at most. */
function endsWithThread(loop: LoopFacts, call: CallFacts): boolean {
  return loop.leaves.some((leave) => leave.start <= call.start && call.end <= leave.end);
}

function match(node: FunctionNode, handover: Handover, many: Many): Match {
  return {
    range: { start: handover.start, end: handover.end },
    confidence: confidenceOf(handover.doubt === 2 ? 1 : handover.doubt),
    message: many.message,
    help: say("thread-per-item.help"),
    context: "thread",
    fn: node.fn,
    chain: many.chain,
  };
}
