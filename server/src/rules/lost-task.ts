import type { FunctionNode } from "../program/graph.ts";
import { isResultKept } from "../program/kept-results.ts";
import type { Program } from "../program/program.ts";
import type { CallFacts, ModuleFacts } from "../semantics/facts.ts";
import { confidenceOf, defineRule, type Match } from "./define.ts";
import type { Confidence } from "./finding.ts";
import { say } from "./messages/index.ts";

export const lostTask = defineRule({
  meta: {
    name: "lost-task",
    summary: "A task that is started and kept by nobody.",
    defaultSeverity: "warning",
    what: "Reports `create_task` and `ensure_future` calls whose result nothing keeps: the statement drops it, only adds a callback to it, or gives it to a local name that is not read again before the function ends. Tasks of a task group are kept by the group.",
    why: "The event loop holds its tasks weakly. A task that nothing else refers to can be collected as garbage while it waits: its work stops half-way, without a message. Its exception, too, is seen by nobody until then.",
    insteadUse:
      "Keep the task until it is done: in a set that a done callback clears, in an attribute that is cancelled on shutdown, or in a `TaskGroup`, which awaits it as well.",
    fixSafety:
      "Keeping the task in a set of the module until it is done is safe: the program does the same, and the task is not collected.",
    references: ["Python documentation: asyncio.create_task, Important note", "Ruff RUF006"],
  },
  *run(program, module) {
    const facts = program.facts(module);
    for (const node of program.nodesOf(module)) {
      for (const use of node.externals) {
        if (use.call === undefined || use.implicit !== undefined || !isTaskMaker(use.path)) continue;
        if (isResultKept(facts, use.call) && !isDroppedByLoop(program, node, use.call)) continue;
        if (mayBeTaskAlready(program, node, facts, use.path, use.call)) continue;
        yield match(use, node.fn, confidenceOf(use.doubt), true);
      }
      for (const handover of node.handovers) {
        if (handover.via !== "loop-callback") continue;
        for (const inner of handover.externals) {
          if (isTaskMaker(inner.path)) yield match(handover, node.fn, confidenceOf(handover.doubt), false);
        }
      }
      for (const edge of node.edges) {
        if (edge.kind !== "sync" || edge.call === undefined || edge.implicit !== undefined) continue;
        if (edge.call.use !== "dropped" || !givesLooseTask(program, program.graph.nodes[edge.to], 0)) continue;
        yield match(edge, node.fn, confidenceOf(edge.doubt), true);
      }
      yield* onUnknownLoops(program, node, facts);
    }
  },
});

const TASK_MAKER = /^asyncio\.(create_task|ensure_future|AbstractEventLoop\.create_task)$/;

function isTaskMaker(path: string): boolean {
  return TASK_MAKER.test(path);
}

/** `ensure_future` gives a future back as it is; whoever has it keeps it. */
function mayBeTaskAlready(
  program: Program,
  node: FunctionNode,
  facts: ModuleFacts,
  path: string,
  call: CallFacts,
): boolean {
  const [first] = call.args;
  if (first === undefined || !path.endsWith("ensure_future")) return false;
  const ids = program.evaluator.evaluate(node.module, first.value, node.env);
  if (ids.some((id) => program.evaluator.entity(id).e === "coroutine")) return false;
  if (ids.some((id) => /^asyncio\.(Future|Task)$/.test(program.evaluator.pathOf(id)))) return true;
  // What is made in the argument itself is had by nobody else.
  const made = facts.values[first.value];
  const isMadeHere =
    made.k === "call" && facts.calls[made.call].start > call.start && facts.calls[made.call].end < call.end;
  return !isMadeHere;
}

/** `loop.call_later(5, lambda: create_task(work()))`: what the callback returns, the loop drops. */
function isDroppedByLoop(program: Program, node: FunctionNode, call: CallFacts): boolean {
  if (call.use !== "returned" || !program.functionOf(node).isLambda) return false;
  const reason = program.contexts.of(node.id).get("event-loop");
  return reason?.role === "loop callback" && program.contexts.loopRoots.has(node.id);
}

/** Helpers that make a task and return it without keeping it leave that to their callers. */
function givesLooseTask(program: Program, node: FunctionNode, depth: number): boolean {
  const fn = program.functionOf(node);
  if (depth > 3 || fn.isAsync || fn.returns.length === 0) return false;
  const facts = program.facts(node.module);
  return fn.returns.every((value) => {
    const known = facts.values[value];
    if (known.k !== "call" || facts.calls[known.call].use !== "returned") return false;
    const made = node.externals.some((use) => use.call?.id === known.call && isTaskMaker(use.path));
    if (made) return true;
    return node.edges.some(
      (edge) =>
        edge.kind === "sync" &&
        edge.call?.id === known.call &&
        edge.doubt === 0 &&
        givesLooseTask(program, program.graph.nodes[edge.to], depth + 1),
    );
  });
}

/** `self.bot.loop.create_task(work())` where nothing tells what the loop is but its name, and the argument is a coroutine. */
function* onUnknownLoops(program: Program, node: FunctionNode, facts: ModuleFacts): Iterable<Match> {
  for (const call of program.callsOf(node)) {
    const callee = facts.values[call.callee];
    if (callee.k !== "attr" || callee.name !== "create_task" || isResultKept(facts, call)) continue;
    const receiver = facts.values[callee.of];
    const name = receiver.k === "attr" || receiver.k === "name" ? receiver.name : nameOfParameter(facts, callee.of);
    if (!/(^|_)loop$/.test(name) || call.args[0] === undefined) continue;
    if (program.evaluator.evaluate(node.module, call.callee, node.env).length > 0) continue;
    const coroutine = program.evaluator
      .evaluate(node.module, call.args[0].value, node.env)
      .some((id) => program.evaluator.entity(id).e === "coroutine");
    if (coroutine) yield match(call, node.fn, "probable", true);
  }
}

function nameOfParameter(facts: ModuleFacts, value: number): string {
  const known = facts.values[value];
  return known.k === "param" ? (facts.functions[known.fn].params[known.index]?.name ?? "") : "";
}

/** @param givesTask whether the call in that place gives the task, so that it can be kept there */
function match(place: { start: number; end: number }, fn: number, confidence: Confidence, givesTask: boolean): Match {
  return {
    range: { start: place.start, end: place.end },
    confidence,
    message: say("lost-task"),
    help: say("lost-task.help"),
    context: "event-loop",
    fn,
    chain: [],
    data: { givesTask },
  };
}
