import { EMPTY_ENV } from "../program/entities.ts";
import type { FunctionNode } from "../program/graph.ts";
import type { Program } from "../program/program.ts";
import {
  type CallFacts,
  CallFlag,
  type LoopFacts,
  type ModuleFacts,
  type PollFacts,
  UNKNOWN,
  type ValueId,
} from "../semantics/facts.ts";
import { confidenceOf, defineRule } from "./define.ts";
import { say } from "./messages/index.ts";

export const busyWait = defineRule({
  meta: {
    name: "busy-wait",
    summary: "A loop that does nothing but look whether something has happened yet.",
    defaultSeverity: "warning",
    what: "Reports loops that poll a flag, a queue, a task, a thread or another state of the program, with a sleep between two looks or without one, and do no other work. Loops that poll something outside of the program (a file, a server, a process table), service loops, and loops whose turns make progress themselves are no findings.",
    why: "Without a sleep, the loop takes a whole core, and the GIL with it, from those who are to bring the change about; in a coroutine it stops everything. With one, the change is noticed late, by half the pause on average, and the program wakes up for nothing in the meantime.",
    insteadUse:
      "Wait for the event itself: `threading.Event.wait` or `asyncio.Event.wait`, `Condition.wait_for`, `Thread.join`, `Queue.get`, or the task or future. All of them take a timeout, too.",
    fixSafety: "There is no automatic fix: whoever changes the state has to set the event.",
    references: ["flake8-async ASYNC110", "Python documentation: threading, Event Objects"],
  },
  *run(program, module) {
    const facts = program.facts(module);
    for (const node of program.nodesOf(module)) {
      if (node.env !== EMPTY_ENV) continue;
      for (const loop of facts.loops) {
        if (loop.fn !== node.fn || loop.polls === undefined) continue;
        const doubt = judge(program, node, facts, loop, loop.polls);
        if (doubt === undefined) continue;
        const isAsync = program.functionOf(node).isAsync;
        yield {
          range: { start: loop.start, end: loop.headerEnd },
          confidence: confidenceOf(doubt),
          message: say(loop.polls.isBare ? "busy-wait.spins" : "busy-wait.sleeps"),
          help: say("busy-wait.help"),
          context: isAsync ? ("event-loop" as const) : undefined,
          fn: node.fn,
          chain: [],
        };
      }
    }
  },
});

/** How doubtful it is that the loop polls a state of the program; undefined where it does something else. */
function judge(
  program: Program,
  node: FunctionNode,
  facts: ModuleFacts,
  loop: LoopFacts,
  polls: PollFacts,
): 0 | 1 | undefined {
  const inLoop = program.callsOf(node).filter((call) => loop.start <= call.start && call.end <= loop.end);
  const asked = inLoop.filter((call) => polls.start <= call.start && call.end <= polls.end);
  // The header's `range(…)` belongs to neither.
  const done = inLoop.filter((call) => !asked.includes(call) && call.start >= loop.headerEnd);
  let sleeps = false;
  for (const call of done) {
    const what = passing(node, facts, call);
    if (what === undefined) return undefined;
    if (what === "sleep") sleeps = true;
  }
  if (!sleeps && !polls.isBare) return undefined;
  let doubt: 0 | 1 = 0;
  let seesState = false;
  for (const call of asked) {
    const look = lookOf(program, node, facts, call);
    if (look === undefined) return undefined;
    if (look.isState) seesState = true;
    if (look.isGuess) doubt = 1;
  }
  for (const flag of polls.flags) {
    switch (stateOf(program, node, facts, loop, flag)) {
      case "state":
        seesState = true;
        break;
      case "outside":
        return undefined;
      case "own":
        break;
    }
  }
  if (seesState) return doubt;
  // Spinning until a time has come is a sleep that takes a core.
  const watchesClock = asked.some((call) =>
    node.externals.some((use) => use.call?.id === call.id && CLOCK.test(use.path)),
  );
  return polls.isBare && watchesClock && done.length === 0 ? 0 : undefined;
}

const CLOCK = /^time\.(time|monotonic|perf_counter)(_ns)?$/;

const SLEEPS =
  /^(time|asyncio|trio|anyio|gevent|eventlet|curio)\.((lowlevel|greenthread)\.)?(sleep|sleep_until|checkpoint|cancel_shielded_checkpoint)$/;
const HARMLESS =
  /^(logging\.(debug|info|warn|warning|error|exception|log)|warnings\.warn|builtins\.(print|len|min|max|round|abs|str|repr|int|float|format))$|^(time|datetime)\./;
const LOGS = /^(debug|info|warn|warning|error|exception|log|trace)$/;

/** What a call in the body of a polling loop does: it sleeps, or is nothing but talk; undefined for work. */
function passing(node: FunctionNode, facts: ModuleFacts, call: CallFacts): "sleep" | "talk" | undefined {
  // What is made to be raised ends the wait.
  if ((call.flags & CallFlag.inHandler) !== 0) return "talk";
  const uses = node.externals.filter((use) => use.call?.id === call.id && use.implicit === undefined);
  if (uses.some((use) => SLEEPS.test(use.path))) return "sleep";
  const callee = facts.values[call.callee];
  if (callee.k === "attr" && LOGS.test(callee.name)) return "talk";
  return uses.length > 0 && uses.every((use) => HARMLESS.test(use.path)) ? "talk" : undefined;
}

interface Look {
  /** It asks for a state of the program that others change. */
  readonly isState: boolean;
  /** Known by its name only. */
  readonly isGuess: boolean;
}

/** Questions to threads, tasks, events, queues and locks, which can all be waited for. */
const STATE =
  /^(threading|_thread|asyncio|queue|concurrent\.futures|multiprocessing|trio|anyio)\.([\w.]+\.)?(is_set|isSet|is_alive|isAlive|done|empty|full|qsize|locked|running|cancelled|is_running|ready)$|^(subprocess\.Popen\.poll)$/;
const NEUTRAL =
  /^builtins\.(any|all|len|isinstance|bool|getattr|hasattr|callable|min|max|sum|int|str|list|set|tuple|sorted|abs|range)$|^time\.(time|monotonic|perf_counter)(_ns)?$|^datetime\.(datetime\.)?(now|utcnow)$/;
const COMPARES_SETS = /^(issubset|issuperset|isdisjoint)$/;
const TELLING_NAME = /^(is_set|isSet|is_alive|isAlive|done|empty|locked)$/;

function lookOf(program: Program, node: FunctionNode, facts: ModuleFacts, call: CallFacts): Look | undefined {
  const uses = node.externals.filter((use) => use.call?.id === call.id && use.implicit === undefined);
  if (uses.some((use) => STATE.test(use.path))) return { isState: true, isGuess: false };
  if (uses.length > 0) {
    const neutral = uses.every(
      (use) => NEUTRAL.test(use.path) || /^builtins\.(dict|list|set|str)\.\w+$/.test(use.path),
    );
    return neutral ? { isState: false, isGuess: false } : undefined;
  }
  const edges = node.edges.filter((edge) => edge.call?.id === call.id && edge.implicit === undefined);
  if (edges.length > 0) {
    const pure = edges.every((edge) => edge.kind === "sync" && onlyReads(program, program.graph.nodes[edge.to], 0));
    return pure ? { isState: true, isGuess: edges.length > 1 } : undefined;
  }
  const callee = facts.values[call.callee];
  const isKnownToNobody = program.evaluator.evaluate(node.module, call.callee, node.env).length === 0;
  // `keys.issubset(self.scheduler.tasks)`: only sets compare so, and what they are compared with is read besides.
  if (isKnownToNobody && callee.k === "attr" && COMPARES_SETS.test(callee.name))
    return { isState: false, isGuess: true };
  return isKnownToNobody && callee.k === "attr" && TELLING_NAME.test(callee.name) && call.args.length === 0
    ? { isState: true, isGuess: true }
    : undefined;
}

/** A function that computes its answer from what the program holds: no library calls but plain ones, and no writes. */
function onlyReads(program: Program, node: FunctionNode, depth: number): boolean {
  const fn = program.functionOf(node);
  if (depth > 3 || fn.isAsync || fn.isGenerator || fn.isEmpty) return false;
  const facts = program.facts(node.module);
  if (facts.writes.some((write) => write.fn === node.fn)) return false;
  if (
    !node.externals.every((use) => STATE.test(use.path) || NEUTRAL.test(use.path) || use.path.startsWith("builtins."))
  )
    return false;
  if (!node.edges.every((edge) => edge.kind === "sync" && onlyReads(program, program.graph.nodes[edge.to], depth + 1)))
    return false;
  // A call that nothing is known of may do anything.
  return program.callsOf(node).every((call) => {
    const isResolved =
      node.externals.some((use) => use.call?.id === call.id) || node.edges.some((edge) => edge.call?.id === call.id);
    return isResolved;
  });
}

/**
 * Whether a place that the condition reads is a state which others change (`state`), something outside of the program (`outside`), or a
 * constant or counter of the loop's own (`own`).
 */
function stateOf(
  program: Program,
  node: FunctionNode,
  facts: ModuleFacts,
  loop: LoopFacts,
  value: ValueId,
): "state" | "outside" | "own" {
  const known = facts.values[value];
  switch (known.k) {
    case "name": {
      if (loop.carried.includes(known.name) || loop.targets.includes(known.name)) return "own";
      const isWritten = facts.writes.some(
        (write) => (write.kind === "global" || write.kind === "nonlocal") && write.name === known.name,
      );
      return isWritten || isSwitch(facts, known.fn, known.name) || isFilledElsewhere(facts, loop, value, known.name)
        ? "state"
        : "own";
    }
    case "attr": {
      const owners = program.evaluator.evaluate(node.module, known.of, node.env);
      const isLibrarys = owners.some((id) => {
        const entity = program.evaluator.entity(id);
        return entity.e === "external-instance" && !entity.path.startsWith("builtins.");
      });
      if (isLibrarys) return "outside";
      const property = node.edges.find(
        (edge) =>
          edge.implicit?.kind === "attribute" && edge.implicit.name === known.name && edge.implicit.of === known.of,
      );
      if (property !== undefined) return onlyReads(program, program.graph.nodes[property.to], 0) ? "state" : "outside";
      // What an object of the program keeps is there to be changed, be it by code that is not seen.
      const isKept = owners.some((id) => {
        const entity = program.evaluator.entity(id);
        if (entity.e !== "instance") return false;
        return program.evaluator.linearised(entity.module, entity.cls).some((one) => {
          const cls = program.evaluator.classFacts(one.module, one.cls);
          return cls.stores[known.name] !== undefined || cls.members[known.name] !== undefined;
        });
      });
      return isKept || isChangedSomewhere(program, node, loop, known.name) ? "state" : "own";
    }
    case "item":
      return stateOf(program, node, facts, loop, known.of) === "own" ? "own" : "state";
    default:
      return "own";
  }
}

/** `stopped = False` at a module's top: a switch that another module or a debugger turns; constants are written in capitals. */
function isSwitch(facts: ModuleFacts, fn: number, name: string): boolean {
  if (fn !== 0 || name === name.toUpperCase()) return false;
  const bindings = facts.functions[0].bindings[name];
  return (
    bindings?.length === 1 &&
    bindings.every((binding) => {
      const bound = facts.values[binding];
      return bound.k === "literal" && bound.type === "bool";
    })
  );
}

const CHANGES = /^(append|appendleft|add|update|extend|insert|pop|popleft|remove|discard|clear|setdefault|popitem)$/;

/** Some function other than a constructor gives the attribute a value, or puts something into it or takes it out. */
function isChangedSomewhere(program: Program, node: FunctionNode, loop: LoopFacts, name: string): boolean {
  return program.modules.files.some((_, module) => {
    const facts = program.facts(module);
    const isHere = (fn: number, start: number) =>
      module === node.module && fn === node.fn && loop.start <= start && start < loop.end;
    const isWritten = facts.writes.some((write) => {
      if (isHere(write.fn, write.start)) return false;
      if (write.kind === "attribute" && write.name === name) return facts.functions[write.fn].name !== "__init__";
      const of = facts.values[write.of];
      return write.kind === "item" && of.k === "attr" && of.name === name;
    });
    if (isWritten) return true;
    return facts.calls.some((call) => {
      const callee = facts.values[call.callee];
      if (callee.k !== "attr" || !CHANGES.test(callee.name) || isHere(call.fn, call.start)) return false;
      const of = facts.values[callee.of];
      return of.k === "attr" && of.name === name;
    });
  });
}

/** A container under a plain name that a function other than this one fills or empties. */
function isFilledElsewhere(facts: ModuleFacts, loop: LoopFacts, value: ValueId, name: string): boolean {
  const isIt = (of: ValueId): boolean => {
    const known = facts.values[of];
    return of === value || (known.k === "name" && known.name === name);
  };
  const isChanged = facts.calls.some((call) => {
    const callee = facts.values[call.callee];
    return callee.k === "attr" && call.fn !== loop.fn && CHANGES.test(callee.name) && isIt(callee.of);
  });
  return (
    isChanged ||
    facts.writes.some(
      (write) => write.kind === "item" && write.fn !== loop.fn && write.of !== UNKNOWN && isIt(write.of),
    )
  );
}
