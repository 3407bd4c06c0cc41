import { literalKey } from "../program/contents.ts";
import { EMPTY_ENV } from "../program/entities.ts";
import type { FunctionNode } from "../program/graph.ts";
import type { Program } from "../program/program.ts";
import {
  type AwaitFacts,
  type CallFacts,
  CallFlag,
  type LoopFacts,
  type ModuleFacts,
  NONE,
  type ValueId,
} from "../semantics/facts.ts";
import { defineRule } from "./define.ts";
import type { Confidence } from "./finding.ts";
import { say } from "./messages/index.ts";

export const sequentialAwaits = defineRule({
  meta: {
    name: "sequential-awaits",
    summary: "A loop that awaits independent I/O one at a time.",
    defaultSeverity: "info",
    what: "Reports an `await` in a loop over items where the turns do not depend on each other: nothing carried over, no early end, no order that matters.",
    why: "The waits add up although they could overlap: a hundred requests of 50 ms take five seconds instead of a little over 50 ms.",
    insteadUse:
      "Gather them: `asyncio.gather(*(fetch(item) for item in items))`, or a `TaskGroup`, with a semaphore where the other side must be spared.",
    fixSafety: "Rewriting as `gather` is unsafe: all calls start at once, and an error ends the wait for the others.",
    references: ["Python documentation: Coroutines and Tasks, Running Tasks Concurrently"],
  },
  *run(program, module) {
    const facts = program.facts(module);
    const reported = new Set<number>();
    for (const node of program.nodesOf(module)) {
      if (node.env !== EMPTY_ENV || !program.functionOf(node).isAsync || program.functionOf(node).isGenerator) continue;
      for (const awaited of facts.awaits) {
        if (awaited.fn !== node.fn || awaited.loop === NONE || reported.has(awaited.start)) continue;
        const loop = facts.loops[awaited.loop];
        const confidence = independence(program, node, facts, awaited, loop);
        if (confidence === undefined) continue;
        reported.add(awaited.start);
        yield {
          range: { start: awaited.start, end: awaited.end },
          confidence,
          message: say("sequential-awaits"),
          help: say("sequential-awaits.help"),
          context: "event-loop",
          fn: node.fn,
          chain: [],
          data: { loopStart: loop.start, loopEnd: loop.end },
        };
      }
    }
  },
});

/** How sure it is that the turns may overlap; undefined where they may not. What is sent on one stream most likely has an order. */
function independence(
  program: Program,
  node: FunctionNode,
  facts: ModuleFacts,
  awaited: AwaitFacts,
  loop: LoopFacts,
): Confidence | undefined {
  if (!isIndependent(program, node, facts, awaited, loop)) return undefined;
  const awaitedValue = facts.values[awaited.value];
  const call = awaitedValue.k === "call" ? facts.calls[awaitedValue.call] : undefined;
  if (call === undefined) return "possible";
  const isOrdered =
    (isOrderedStream(facts, call, loop) || (isPublished(facts, call) && !isReply(node, call))) &&
    !isPutRequest(node, call);
  return isOrdered || !isQuestion(program, node, facts, awaited, call, loop) ? "possible" : "probable";
}

/**
 * The turns ask for something, each on its own: a request of a known library, a call whose answer is kept, or one of each item's own methods. Where
 * nothing comes back, the loop may as well start or stop its items one after the other, and one cannot see whether the order is the point.
 */
function isQuestion(
  program: Program,
  node: FunctionNode,
  facts: ModuleFacts,
  awaited: AwaitFacts,
  call: CallFacts,
  loop: LoopFacts,
): boolean {
  if (node.externals.some((use) => use.call?.id === call.id && CLOSES_ITS_SIDE.test(use.path))) return false;
  if (node.externals.some((use) => use.call?.id === call.id && use.row?.effect === "suspends")) return true;
  if (LIFE_CYCLE.test(methodName(facts, call))) return false;
  const edges = node.edges.filter((edge) => edge.call?.id === call.id && edge.kind === "coroutine");
  if (
    edges.some(
      (edge) => (edge.doubt === 0 || !awaited.isDropped) && reachesInputOutput(program, edge.to, new Set(), FEW_HOPS),
    )
  )
    return true;
  if (edges.length > 0) return false;
  const callee = facts.values[call.callee];
  if (!awaited.isDropped) return true;
  // What a turn takes out of its item, or asks of its inside, is a part of this program: a queue, a channel.
  const isOwnMethod = callee.k === "attr" && facts.values[callee.of].k !== "item" && !callee.name.startsWith("_");
  return isOwnMethod && mentionsTarget(facts, callee.of, loop, 0);
}

/** Calls between the loop and the request; one that is farther down is a detail of a larger step. */
const FEW_HOPS = 3;

/** A client gives back what this side holds, which is hardly a wait; a socket tells the other side, and waits for its answer. */
const CLOSES_ITS_SIDE =
  /(Session|Client|Connector|Producer|Consumer|Pool|Engine)\.(a?close|stop|shutdown|dispose|disconnect)$/;

const LIFE_CYCLE =
  /^_*(maybe_)?(a?(open|close|start|stop|run|setup|set_up|teardown|tear_down|shutdown|restore|refresh|reset|finish|cancel|disconnect|initiali[sz]e|init|enter|exit|flush|drain|process|handle|release|dispose|execute|call|invoke|preprocess|postprocess|create_(index|indexes|indices|table|tables|schema|collection|database)|install|uninstall|upgrade|migrate|rollback|roll_back|undo))(_\w+)?$/;

function isIndependent(
  program: Program,
  node: FunctionNode,
  facts: ModuleFacts,
  awaited: AwaitFacts,
  loop: LoopFacts,
): boolean {
  if (loop.kind !== "for" && loop.kind !== "comprehension") return false;
  if (loop.canLeave || isInWithInside(facts, awaited, loop) || isUnderLock(facts, awaited)) return false;
  // One wait a turn; several in a row may depend on each other.
  const inside = awaited.entering === undefined ? 0 : facts.withs[awaited.entering].suspensions;
  if (loop.suspensions - inside !== 1) return false;
  const awaitedValue = facts.values[awaited.value];
  if (awaitedValue.k !== "call") return false;
  const call = facts.calls[awaitedValue.call];
  // A failing turn has a handler of its own; and what recovers from an error is seldom done.
  if ((call.flags & (CallFlag.inTry | CallFlag.inHandler)) !== 0) return false;
  if (isSharedSession(program, node, facts, call, loop)) return false;
  if (hasConcurrentTwin(facts, call) || callsItem(facts, call, loop)) return false;
  if (handsItemToBeCalled(program, node, facts, call, loop) || (awaited.isDropped && isChronicle(loop))) return false;
  if (IN_ORDER.test(methodName(facts, call))) return false;
  if (awaited.isDropped && tellsOneReceiver(program, node, facts, call, loop)) return false;
  const mentions = (value: ValueId) => mentionsTarget(facts, value, loop, 0);
  // Each item's own stream has an order of its own.
  const receiver = facts.values[call.callee];
  const isOfItem = receiver.k === "attr" && mentions(receiver.of);
  if (!isOfItem && writesToOwnStream(program, node, call)) return false;
  if (!mentions(call.callee) && !call.args.some((argument) => mentions(argument.value))) return false;
  // What one turn hands to the next makes an order; appending results and adding them up does not.
  if (
    call.args.some((argument) => dependsOn(facts, argument.value, loop.carried, node.fn, 0)) ||
    loop.carried.some((name) => !loop.sums.includes(name))
  )
    return false;
  // Scopes and transactions of the program's own are entered one after another for a reason; replies of a library are not.
  if (awaited.entering !== undefined && !isReply(node, call)) return false;
  return doesInputOutput(program, node, call.id);
}

/**
 * Waiting for what goes on already costs the longest wait, not their sum; and events are told, and parts started, one after the other for
 * those who count on it.
 */
const IN_ORDER =
  /^_*(wait(_\w+)?|join|(emit|trigger|fire|dispatch|launch|startup|start_up|create_(unix_)?server|start_(unix_)?server)(_\w+)?)$/;

function methodName(facts: ModuleFacts, call: CallFacts): string {
  const callee = facts.values[call.callee];
  if (callee.k === "function") return facts.functions[callee.id].name;
  if (callee.k === "item") return literalKey(facts, callee.index) ?? "";
  return "name" in callee && callee.name !== undefined ? callee.name : "";
}

/** A lock or a transaction around the loop: its turns change something together. */
function isUnderLock(facts: ModuleFacts, awaited: AwaitFacts): boolean {
  for (let at = awaited.with; at !== NONE; at = facts.withs[at].parent) {
    const item = facts.values[facts.withs[at].item];
    const callee = item.k === "call" ? facts.values[facts.calls[item.call].callee] : item;
    const name = "name" in callee && callee.name !== undefined ? callee.name : "";
    if (/(^|_)(r?lock|mutex|transaction|atomic|begin|writer|savepoint)$/.test(name)) return true;
  }
  return false;
}

/** `for task in tasks: await task()`: hooks, steps and background tasks run one after the other by contract. */
function callsItem(facts: ModuleFacts, call: CallFacts, loop: LoopFacts): boolean {
  const callee = facts.values[call.callee];
  return callee.k === "element" ? callee.of === loop.over : callee.k === "name" && loop.targets.includes(callee.name);
}

/** The function that gets the item calls it, or the function that it holds: hooks, still. */
function handsItemToBeCalled(
  program: Program,
  node: FunctionNode,
  facts: ModuleFacts,
  call: CallFacts,
  loop: LoopFacts,
): boolean {
  const edges = node.edges.filter((edge) => edge.call?.id === call.id && edge.kind === "coroutine");
  return call.args.some((argument, place) => {
    if (!mentionsTarget(facts, argument.value, loop, 0)) return false;
    return edges.some((edge) => {
      const target = program.graph.nodes[edge.to];
      const { params } = program.functionOf(target);
      const index =
        argument.keyword === undefined
          ? place + edge.shift
          : params.findIndex((param) => param.name === argument.keyword);
      const { values, calls } = program.facts(target.module);
      const isParam = (value: ValueId): boolean => {
        const known = values[value];
        if (known.k === "attr") return HELD_FUNCTION.test(known.name) && isParam(known.of);
        return known.k === "param" && known.fn === target.fn && known.index === index;
      };
      return calls.some((inner) => inner.fn === target.fn && isParam(inner.callee));
    });
  });
}

const HELD_FUNCTION = /^_*(func|fn|function|callback|cb|callable|handler|hook|listener|target)$/;

/** What is said and what happens is kept in the order in which it was said and happened. */
function isChronicle(loop: LoopFacts): boolean {
  return loop.targets.some((name) => /(^|_)(message|msg|event|turn|entry|chunk|frame|segment)$/.test(name));
}

/** The same function does it concurrently in another branch: who writes both has chosen. */
function hasConcurrentTwin(facts: ModuleFacts, call: CallFacts): boolean {
  if ((call.flags & CallFlag.conditional) === 0) return false;
  return facts.calls.some((other) => {
    if (other.fn !== call.fn || other.guard === call.guard) return false;
    return /^(gather|start_soon|create_task|create_task_group|TaskGroup|as_completed)$/.test(
      nameOf(facts, other.callee),
    );
  });
}

/** True when a `with` inside the loop (a lock, a semaphore) is around the await. */
function isInWithInside(facts: ModuleFacts, awaited: AwaitFacts, loop: LoopFacts): boolean {
  return awaited.with !== NONE && facts.withs[awaited.with].start >= loop.start;
}

/** Messages written to one connection must stay in order; messages to many receivers need not. */
function isOrderedStream(facts: ModuleFacts, call: CallFacts, loop: LoopFacts): boolean {
  const callee = facts.values[call.callee];
  if (callee.k !== "attr" || !ORDERED.test(callee.name)) return false;
  return !mentionsTarget(facts, callee.of, loop, 0);
}

/** A method of the workspace that writes to the one stream its object holds: what the loop sends stays in order. */
function writesToOwnStream(program: Program, node: FunctionNode, call: CallFacts): boolean {
  const edges = node.edges.filter((edge) => edge.call?.id === call.id && edge.kind === "coroutine");
  return edges.some((edge) => {
    const target = program.graph.nodes[edge.to];
    const facts = program.facts(target.module);
    return facts.awaits.some((awaited) => {
      const value = facts.values[awaited.value];
      if (awaited.fn !== target.fn || value.k !== "call") return false;
      const callee = facts.values[facts.calls[value.call].callee];
      if (callee.k !== "attr" || !STREAM_WRITES.test(callee.name)) return false;
      const stream = facts.values[callee.of];
      const owner = stream.k === "attr" ? facts.values[stream.of] : undefined;
      return owner?.k === "param" && owner.fn === target.fn && owner.index === 0;
    });
  });
}

const STREAM_WRITES = /^(send|send_text|send_bytes|send_json|send_str|send_all|write|drain)$/;

/** `await send_text(recipient=who, text=part)` for each part: what one receiver is told keeps its order; items that are receivers need none. */
function tellsOneReceiver(
  program: Program,
  node: FunctionNode,
  facts: ModuleFacts,
  call: CallFacts,
  loop: LoopFacts,
): boolean {
  if (!TELLS.test(methodName(facts, call))) return false;
  const edge = node.edges.find((one) => one.call?.id === call.id && one.kind === "coroutine");
  const params = edge === undefined ? [] : program.functionOf(program.graph.nodes[edge.to]).params;
  return call.args.some(({ keyword, value, star }, index) => {
    const name = keyword ?? params[index + (edge?.shift ?? 0)]?.name ?? nameOf(facts, value);
    return star === undefined && RECEIVER.test(name) && !mentionsTarget(facts, value, loop, 0);
  });
}

const TELLS = /^_*(send|post|reply|say|write|print)(_\w+)?$/;
const RECEIVER =
  /^(to|recipient|receiver|chat|chat_id|channel|channel_id|room|room_id|thread|thread_id|peer|phone_number)$/;

/** What is published, pushed or appended is read in the order in which it came. */
function isPublished(facts: ModuleFacts, call: CallFacts): boolean {
  return /^_*(publish|push|append|enqueue)(_\w+)?$/.test(methodName(facts, call));
}

function isReply(node: FunctionNode, call: CallFacts): boolean {
  return node.externals.some((use) => use.call?.id === call.id && isRequest(use.path));
}

/** HTTP's `PUT` shares its name with queues, but not their order. */
function isPutRequest(node: FunctionNode, call: CallFacts): boolean {
  return node.externals.some((use) => use.call?.id === call.id && use.path.endsWith(".put") && isRequest(use.path));
}

/** One database session, connection or transaction cannot serve two calls at a time. */
function isSharedSession(
  program: Program,
  node: FunctionNode,
  facts: ModuleFacts,
  call: CallFacts,
  loop: LoopFacts,
): boolean {
  const callee = facts.values[call.callee];
  const shared = [...(callee.k === "attr" ? [callee.of] : []), ...call.args.map((argument) => argument.value)];
  // A connection serves one request at a time, whatever it is asked.
  if (callee.k === "attr" && !mentionsTarget(facts, callee.of, loop, 0)) {
    const name = nameOf(facts, callee.of) || localName(facts, call.fn, callee.of);
    if (/(^|_)(conn|connection|cursor|txn|tx|transaction)$/.test(name)) return true;
    const isHttp = node.externals.some((use) => use.call?.id === call.id && isRequest(use.path));
    if (!isHttp && /(^|_)(session|sess|db_session)$/.test(name) && DATABASE_CALLS.test(callee.name)) return true;
  }
  return shared.some((value) => {
    if (mentionsTarget(facts, value, loop, 0)) return false;
    const paths = program.evaluator.evaluate(node.module, value, node.env).map((id) => program.evaluator.pathOf(id));
    if (paths.some((path) => SESSIONS.test(path))) return true;
    // What is handed on to a function of the program is used there as it is here.
    if (
      /^_*(\w+_)?(db|conn|connection|cursor|txn|tx|transaction)$/.test(
        nameOf(facts, value) || localName(facts, call.fn, value),
      )
    )
      return true;
    const isNamedSo = /^(\w+_)?(session|conn|connection|cursor|txn|tx|transaction)$/.test(nameOf(facts, value));
    return paths.length === 0 && isNamedSo && callee.k === "attr" && DATABASE_CALLS.test(callee.name);
  });
}

/** The name under which a function keeps a value; what is assigned once is known by its value only. */
function localName(facts: ModuleFacts, fn: number, value: ValueId): string {
  for (const [name, values] of Object.entries(facts.functions[fn].bindings)) if (values.includes(value)) return name;
  return "";
}

const SESSIONS =
  /^(sqlalchemy\.ext\.asyncio|sqlmodel|asyncpg\.(connection|transaction)|aiosqlite|psycopg|aiomysql|aiopg|tortoise)\b.*(Session|Connection|Cursor|Transaction)$/;
const DATABASE_CALLS = /^(execute|executemany|scalar|scalars|fetch\w*|refresh|flush|commit|merge|delete|add|get)$/;

function nameOf(facts: ModuleFacts, value: ValueId): string {
  const known = facts.values[value];
  if (known.k === "attr" || known.k === "name") return known.name;
  return known.k === "param" ? facts.functions[known.fn].params[known.index].name : "";
}

const ORDERED =
  /^(send|send_text|send_bytes|send_json|send_str|send_all|write|writelines|drain|put|feed|asend|push|publish|emit|print|edit|append|add|insert|enqueue|enter_async_context|push_async_exit)$/;

/** True when the value is made from what the loop's header binds. */
function mentionsTarget(facts: ModuleFacts, value: ValueId, loop: LoopFacts, depth: number): boolean {
  if (depth > 6) return false;
  const known = facts.values[value];
  const inner = (of: ValueId) => mentionsTarget(facts, of, loop, depth + 1);
  switch (known.k) {
    case "element":
      return known.of === loop.over || inner(known.of);
    case "attr":
    case "await":
    case "enter":
      return inner(known.of);
    case "item":
      return inner(known.of) || inner(known.index);
    case "call": {
      const call = facts.calls[known.call];
      return inner(call.callee) || call.args.some((argument) => inner(argument.value));
    }
    case "binary":
      return inner(known.left) || inner(known.right);
    case "collection":
    case "union":
      return (known.k === "collection" ? known.items : known.of).some(inner);
    case "name":
      return loop.targets.includes(known.name);
    case "literal":
      // A formatted text hides what it is made from; in such a loop it is all but always the item.
      return known.type === "str" && known.value === undefined;
    default:
      return false;
  }
}

function dependsOn(facts: ModuleFacts, value: ValueId, names: readonly string[], fn: number, depth: number): boolean {
  if (depth > 6 || names.length === 0) return false;
  const known = facts.values[value];
  if (known.k === "name") return known.fn === fn && names.includes(known.name);
  if (known.k === "attr") return dependsOn(facts, known.of, names, fn, depth + 1);
  return false;
}

/** True for calls that wait for the network or a database: of a library, or of a coroutine that does so. */
function doesInputOutput(program: Program, node: FunctionNode, callId: number): boolean {
  for (const use of node.externals) {
    if (use.call?.id !== callId) continue;
    if (TAKES_TURNS.test(use.path)) return false;
    return use.row?.effect === "suspends" &&
      !/(^|\.)(sleep|checkpoint|wait|join|gather|acquire|get|put|Nursery\.start|TaskGroup\.start)$/.test(use.path)
      ? true
      : use.row?.effect === "suspends" && isRequest(use.path);
  }
  const edges = node.edges.filter((edge) => edge.call?.id === callId && edge.kind === "coroutine");
  if (edges.length === 0) return isLikelyRequest(program, node, callId);
  // One of the overrides that a call may mean is enough.
  return edges.some((edge) => reachesInputOutput(program, edge.to, new Set()));
}

/** An awaited method of an object that nothing is known of is nearly always a request; waits for a local event are named like these. */
function isLikelyRequest(program: Program, node: FunctionNode, callId: number): boolean {
  const facts = program.facts(node.module);
  const callee = facts.values[facts.calls[callId].callee];
  if (callee.k !== "attr" || program.evaluator.evaluate(node.module, facts.calls[callId].callee, node.env).length > 0)
    return false;
  // What is private to a class is called by its own program, most often to look at what is there.
  if (callee.name.startsWith("_")) return false;
  if (
    /^_*(parse|decode|encode|map|render|format|build|convert|transform|validate|call|handle|apply)(_|$)/.test(
      callee.name,
    )
  )
    return false;
  // What has come in already is read from memory or a file.
  return !/^(read|sleep|wait|wait_for|join|acquire|get|put|result|checkpoint|__\w+__|a?close|cancel|start|stop|run|drain|shutdown|setup|teardown|next|anext)$/.test(
    callee.name,
  );
}

/** `get` and `put` of a client are requests; of a queue they are not. */
function isRequest(path: string): boolean {
  return /^(httpx|aiohttp|requests|niquests|redis|aioboto3|aiobotocore|aiomcache)\b/.test(path);
}

/**
 * SQLite's connection has one thread, and one writer, and what `sync_to_async` makes shares one: whatever is asked at once waits
 * in line. An upload has been received, and is read from memory or a spool file.
 */
const TAKES_TURNS = /^(aiosqlite|asgiref|channels\.db)\.|\.UploadFile\.\w+$/;

const MOST_HOPS = 40;

/** The coroutine's own body, or one that it awaits, waits for something outside the program. */
function reachesInputOutput(program: Program, id: number, seen: Set<number>, hops = MOST_HOPS): boolean {
  if (seen.has(id) || seen.size > 40 || hops === 0) return false;
  seen.add(id);
  const node = program.graph.nodes[id];
  for (const use of node.externals) {
    if (use.row?.effect !== "suspends") continue;
    if (
      /^(asyncio|anyio|trio)\.(open_connection|open_unix_connection|open_tcp_stream|open_ssl_over_tcp_stream|connect_tcp|connect_unix|run_process|create_subprocess_\w+|to_thread|StreamReader|StreamWriter)/.test(
        use.path,
      )
    )
      return true;
    if (!/^(asyncio|anyio|trio|contextlib|builtins)\./.test(use.path) && !TAKES_TURNS.test(use.path)) return true;
  }
  return node.edges.some((edge) => reachesInputOutput(program, edge.to, seen, hops - 1));
}
