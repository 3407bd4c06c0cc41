import type { ExternalUse, FunctionNode } from "../program/graph.ts";
import type { LockHolder } from "../program/lock-holders.ts";
import { isNamedLikeLock, lockKind } from "../program/locks.ts";
import type { Program } from "../program/program.ts";
import { type ModuleFacts, NONE, type ValueId, type WithFacts } from "../semantics/facts.ts";
import type { Said } from "../text/said.ts";
import { confidenceOf, defineRule, type Match } from "./define.ts";
import type { Confidence } from "./finding.ts";
import { say } from "./messages/index.ts";

export const lockInCoroutine = defineRule({
  meta: {
    name: "lock-in-coroutine",
    summary: "A thread lock taken on the event loop, or a synchronous lock held across an await.",
    defaultSeverity: "warning",
    what: "Reports `threading` and `multiprocessing` locks, semaphores and conditions that a coroutine or a callback of the loop takes, with `with` or `acquire()`, and every lock that a plain `with` holds while its body awaits. Where all places that hold the lock are seen, and none waits or computes meanwhile, it is told as information only; where one does, the finding shows it.",
    why: "While another thread holds the lock, the whole event loop waits for it. Held across an `await`, it is worse: another task that wants the lock stops the loop, so that the task which holds it never gets to release it. A re-entrant lock lets that task in instead, since all tasks share one thread, and protects nothing.",
    insteadUse:
      "Use the lock of the event loop's library (`asyncio.Lock`, `trio.Lock`, `anyio.Lock`) with `async with`. What threads share with coroutines is best handed over: do the locked step in a thread with `asyncio.to_thread`, or pass messages.",
    fixSafety:
      "Making the lock one of the event loop is offered where all its uses are seen to be in coroutines. It is unsafe: code elsewhere may take the lock from threads.",
    references: [
      "Python documentation: asyncio, Synchronization Primitives",
      "Python documentation: threading, Lock Objects",
    ],
  },
  *run(program, module) {
    const facts = program.facts(module);
    for (const node of program.nodesOf(module)) {
      if (!program.contexts.loopRoots.has(node.id)) continue;
      const withs = facts.withs.filter((one) => one.fn === node.fn && !one.async);
      for (const use of node.externals) {
        if (!program.effects.library.takesLock(node, use) || isOwn(facts, use)) continue;
        const held = use.implicit === undefined ? undefined : withs.find((one) => one.start === use.start);
        const name = use.path.replace(/\.\w+$/, "");
        const isCoroutine = program.functionOf(node).isAsync;
        const found = match(use, node.fn, confidenceOf(use.doubt), wording(name, isHeldAcross(held), isCoroutine));
        const holders = isHeldAcross(held) || !SHORT_BY_DESIGN.test(name) ? undefined : holdersOf(program, node, use);
        if (holders === undefined) yield found;
        else yield weighed(program, found, use, holders, name, isCoroutine);
      }
      for (const one of withs) {
        if (!isHeldAcross(one)) continue;
        const confidence = heldLock(program, node, one);
        if (confidence !== undefined) yield match(one, node.fn, confidence, say("lock-in-coroutine.this-held"));
      }
    }
  },
});

/** Semaphores are held for as long as what they count goes on. */
const SHORT_BY_DESIGN = /(^|\.)(R?Lock|Condition|allocate_lock)$/;

/** All places that hold the lock that is taken. */
function holdersOf(program: Program, node: FunctionNode, use: ExternalUse): readonly LockHolder[] | undefined {
  const lock = takenBy(program.facts(node.module), use);
  return lock === undefined ? undefined : program.lockHolders.of(node.module, lock, node);
}

/**
 * A lock that some place holds while it waits or computes makes the loop wait for as long, and the chain shows that place. One that is
 * only ever held for moments is a smell rather than a stall.
 */
function weighed(
  program: Program,
  found: Match,
  use: ExternalUse,
  holders: readonly LockHolder[],
  name: string,
  isCoroutine: boolean,
): Match {
  const long = holders.find((holder) => holder.isLong && !(holder.start() <= use.start && use.end <= holder.end()));
  if (long !== undefined) {
    const place = {
      file: program.file(long.node.module),
      range: { start: long.start(), end: long.end() },
      message: say("lock-in-coroutine.holder", { name: program.nameOf(long.node) }),
    };
    return { ...found, chain: [place] };
  }
  if (holders.some((holder) => holder.isLong)) return found;
  return {
    ...found,
    severity: "info",
    confidence: found.confidence === "definite" ? "probable" : found.confidence,
    message: say("lock-in-coroutine.brief", { name, runs: isCoroutine ? "coroutine" : "callback" }),
  };
}

/** A lock that the function has just made is held by nobody else. */
function isOwn(facts: ModuleFacts, use: ExternalUse): boolean {
  const taken = takenBy(facts, use);
  const known = taken === undefined ? undefined : facts.values[taken];
  return known?.k === "call" && facts.calls[known.call].fn !== 0;
}

function takenBy(facts: ModuleFacts, { call, implicit }: ExternalUse): ValueId | undefined {
  if (implicit !== undefined) return implicit.of;
  const callee = call === undefined ? undefined : facts.values[call.callee];
  return callee?.k === "attr" ? callee.of : undefined;
}

function isHeldAcross(held: WithFacts | undefined): boolean {
  return held !== undefined && held.suspensions > 0;
}

/** How sure it is that a plain `with` around an `await` holds a lock, other than those of `threading` and `multiprocessing`. */
function heldLock(program: Program, node: FunctionNode, held: WithFacts): Confidence | undefined {
  const { evaluator } = program;
  const kind = lockKind(evaluator, node.module, held.item, node.env);
  if (kind === "process") return "definite";
  if (kind !== undefined) return undefined;
  const enters = node.edges.filter((edge) => edge.implicit?.kind === "enter" && edge.start === held.start);
  if (enters.length > 0) {
    return enters.some((edge) => keepsLock(program, program.graph.nodes[edge.to])) ? "probable" : undefined;
  }
  const isUnknown = evaluator.evaluate(node.module, held.item, node.env).length === 0;
  return isUnknown && isNamedLikeLock(program.facts(node.module), held.item) ? "probable" : undefined;
}

/** An `__enter__` that acquires a lock, or a context manager whose last statement holds one around its `yield`. */
function keepsLock(program: Program, target: FunctionNode): boolean {
  const fn = program.functionOf(target);
  const acquires = target.externals.filter((use) => program.effects.library.takesLock(target, use));
  if (!fn.isGenerator) {
    const releases = program
      .callsOf(target)
      .map((call) => program.facts(target.module).values[call.callee])
      .some((callee) => callee.k === "attr" && callee.name === "release");
    return fn.name === "__enter__" && !releases && acquires.some((use) => use.implicit === undefined);
  }
  return program
    .facts(target.module)
    .withs.some(
      (one) =>
        one.fn === target.fn &&
        one.parent === NONE &&
        one.bodyEnd === fn.end &&
        one.hasYield &&
        acquires.some((use) => use.start === one.start),
    );
}

function wording(name: string, acrossAwait: boolean, isCoroutine: boolean): Said {
  return acrossAwait
    ? say("lock-in-coroutine.held", { name })
    : say("lock-in-coroutine.taken", { name, runs: isCoroutine ? "coroutine" : "callback" });
}

function match(place: { start: number; end: number }, fn: number, confidence: Confidence, message: Said): Match {
  return {
    range: { start: place.start, end: place.end },
    confidence,
    message,
    help: say("lock-in-coroutine.help"),
    context: "event-loop",
    fn,
    chain: [],
  };
}
