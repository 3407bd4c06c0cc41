import { EMPTY_ENV } from "../program/entities.ts";
import { argumentFor } from "../program/evaluate.ts";
import type { ExternalUse, FunctionNode, NodeId } from "../program/graph.ts";
import type { RequestReason } from "../program/per-request.ts";
import type { Program } from "../program/program.ts";
import { isRememberedForAll } from "../program/proofs.ts";
import { type CallFacts, CallFlag, type ModuleFacts, NONE, type ValueId } from "../semantics/facts.ts";
import { fateOf, hasAHostOfItsOwn, hasAHostPerItem, isKeptByCallers } from "./client-lifetime.ts";
import { confidenceOf, defineRule, type SaidHop } from "./define.ts";
import { itemLoopAt } from "./item-loop.ts";
import { say } from "./messages/index.ts";

export const clientPerCall = defineRule({
  meta: {
    name: "client-per-call",
    summary: "A client, engine or connection that is made anew for each request or in each turn of a loop.",
    defaultSeverity: "warning",
    what: "Reports constructors of HTTP and database clients, engines, pools and connections that run once per request (in a handler, a dependency, or in what they call) or once per item of a loop. Factories that remember what they made are silent, as are sessions and connections that an engine or a pool hands out, and protocols with one conversation per connection (SMTP, FTP, files as databases).",
    why: "Each client opens connections of its own: a TCP and a TLS handshake, authentication, often the parsing of a service description, all before the first byte. Its pool, made to save that, is thrown away unused, and under load the ports and the server's connections run out.",
    insteadUse:
      "Make the client once, at start-up or in a function that remembers it (`functools.lru_cache`), share it, and close it at shutdown.",
    fixSafety:
      "Lifting the client out is unsafe: it lives as long as the program, and headers or cookies that were set on it are shared.",
    references: [
      "HTTPX documentation: Clients, Why use a Client",
      "aiohttp documentation: Client Quickstart, Do not create a session per request",
      "SQLAlchemy documentation: Engine Configuration",
    ],
  },
  *run(program, module) {
    for (const node of program.nodesOf(module)) {
      if (node.env !== EMPTY_ENV) continue;
      for (const use of node.externals) {
        if (use.row?.client !== true || use.call === undefined || use.implicit !== undefined) continue;
        if ((use.flags & (CallFlag.memoised | CallFlag.inHandler | CallFlag.underMain)) !== 0) continue;
        const again = repetitionOf(program, node, use, use.call);
        if (again === undefined) continue;
        yield {
          range: { start: use.start, end: use.end },
          confidence: again.isDoubtful === true ? "possible" : confidenceOf(use.doubt),
          message: say("client-per-call", { path: use.path, again: say(again.when) }),
          help: say("client-per-call.help"),
          context: again.when.endsWith("loop") ? undefined : contextOf(program, node),
          fn: node.fn,
          chain: again.chain,
          data: { path: use.path },
        };
      }
    }
  },
});

const MOST_HOPS = 3;

type When = "client-per-call.loop" | "client-per-call.calling-loop" | PerRequest;
type PerRequest = "client-per-call.event" | "client-per-call.command" | "client-per-call.request";

interface Repetition {
  readonly when: When;
  readonly chain: readonly SaidHop[];
  readonly isDoubtful?: boolean;
}

function repetitionOf(program: Program, node: FunctionNode, use: ExternalUse, call: CallFacts): Repetition | undefined {
  const facts = program.facts(node.module);
  // `if client is None: client = Client()` in a loop: in the first turn that needs it.
  const isOnce = isRememberedForAll(use) || (use.flags & CallFlag.nowAndThen) !== 0;
  const inLoop = isOnce ? undefined : itemLoopAt(program, node, use.loop);
  if (inLoop !== undefined && !call.args.some((argument) => varies(facts, argument.value, inLoop.targets)))
    return {
      when: "client-per-call.loop",
      chain: [],
      isDoubtful: hasAHostPerItem(program, node, call, undefined),
    };
  // A client for the caller's own address or credentials is not the same one each time.
  if (varies(facts, call.callee, undefined) || call.args.some((argument) => varies(facts, argument.value, undefined)))
    return undefined;
  if (isOverSharedPool(facts, call) || isOverFile(facts, call)) return undefined;
  const { isCached } = program.evaluator.traits(node.module, node.fn);
  if (isCached || fateOf(program, node, call.id) === "kept") return undefined;
  const reason = program.perRequest.at(node, use);
  if (reason !== undefined) return ofRequest(program, node, call, reason);
  const turn = calledInLoops(program).get(node.id);
  if (turn !== undefined && !isHandedOn(program, node, facts, call) && fateOf(program, node, call.id) === "dropped")
    return {
      when: "client-per-call.calling-loop",
      chain: [turn.hop()],
      isDoubtful: hasAHostPerItem(program, node, call, turn.isItem),
    };
  return undefined;
}

function ofRequest(
  program: Program,
  node: FunctionNode,
  call: CallFacts,
  reason: RequestReason,
): Repetition | undefined {
  if (isKeptByCallers(program, node, call.id, reason)) return undefined;
  const chain = wayFrom(program, node, reason);
  // What is far from a handler happens in some state of the program, and not for each request.
  const isDoubtful = chain.length > MOST_HOPS || hasAHostOfItsOwn(program, node, call, reason);
  return { when: perRequest(reason.role), chain, isDoubtful };
}

interface Turn {
  readonly hop: () => SaidHop;
  /** The argument for a parameter is the item of the loop, or a part of it. */
  readonly isItem: (index: number) => boolean;
}

const CALLED_IN_LOOPS = new WeakMap<Program, ReadonlyMap<NodeId, Turn>>();

/** Functions that are called, awaited or started once for each item of a loop, with one such call. */
function calledInLoops(program: Program): ReadonlyMap<NodeId, Turn> {
  const known = CALLED_IN_LOOPS.get(program);
  if (known !== undefined) return known;
  const found = new Map<NodeId, Turn>();
  for (const caller of program.graph.nodes) {
    for (const edge of caller.edges) {
      if (edge.doubt > 0 || edge.call === undefined || found.has(edge.to) || program.effects.isMemoised(edge)) continue;
      const loop = itemLoopAt(program, caller, edge.loop);
      if (loop === undefined) continue;
      const callee = program.graph.nodes[edge.to];
      const { args } = edge.call;
      found.set(edge.to, {
        hop: () => ({
          file: program.file(caller.module),
          range: { start: edge.start, end: edge.end },
          message: say("client-per-call.hop", { caller: program.nameOf(caller), callee: program.nameOf(callee) }),
        }),
        isItem: (index) => {
          const param = program.functionOf(callee).params[index];
          const argument =
            param === undefined ? undefined : argumentFor(args, param.name, param.kind, index - edge.shift);
          return argument !== undefined && varies(program.facts(caller.module), argument, loop.targets);
        },
      });
    }
  }
  CALLED_IN_LOOPS.set(program, found);
  return found;
}

/**
 * `AsyncClient(transport=_transport)`, `Redis(connection_pool=pool)`: what is made elsewhere has the connections, and outlives the client.
 * `ASGITransport(app=app)` calls an application in this process, and has none.
 */
function isOverSharedPool(facts: ModuleFacts, call: CallFacts): boolean {
  return call.args.some((argument) => {
    if (!/^(transport|connection_pool|connector|pool|pool_manager)$/.test(argument.keyword ?? "")) return false;
    const given = facts.values[argument.value];
    if (given.k === "call") {
      const maker = facts.values[facts.calls[given.call].callee];
      return "name" in maker && /^(ASGI|WSGI|Mock)Transport$/.test(maker.name ?? "");
    }
    const { k } = given;
    return k === "name" || k === "attr" || k === "import";
  });
}

/** `create_engine("sqlite:///shop.db")`: a database that is a file, or memory, has no connections to lose. */
function isOverFile(facts: ModuleFacts, call: CallFacts): boolean {
  const address = call.args[0] === undefined ? undefined : facts.values[call.args[0].value];
  return address?.k === "literal" && /^(sqlite|duckdb)(\+\w+)?:/.test(address.lead ?? String(address.value ?? ""));
}

/** True where a value depends on a parameter of its function, or on the given names of a loop's header. */
function varies(facts: ModuleFacts, value: ValueId, targets: readonly string[] | undefined, depth = 0): boolean {
  if (depth > 8) return false;
  const known = facts.values[value];
  const inner = (of: ValueId) => varies(facts, of, targets, depth + 1);
  switch (known.k) {
    case "param": {
      const fn = facts.functions[known.fn];
      // What `self` holds is the same for all calls.
      return (
        targets === undefined && !(known.index === 0 && fn.cls !== NONE) && fn.params[known.index].name !== "request"
      );
    }
    case "element":
      return targets !== undefined || inner(known.of);
    case "name": {
      if (targets !== undefined) return targets.includes(known.name);
      // A name with several values varies as soon as one of them does.
      const values = known.fn === 0 ? [] : (facts.functions[known.fn].bindings[known.name] ?? []);
      return values.some(inner);
    }
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
    case "declared":
      return inner(known.value);
    default:
      return false;
  }
}

/** Given to a class of the workspace: one client for each of its objects, and not for each turn. */
function isHandedOn(program: Program, node: FunctionNode, facts: ModuleFacts, call: CallFacts): boolean {
  const isIt = (value: ValueId, depth: number): boolean => {
    const known = facts.values[value];
    if (known.k === "call") return known.call === call.id;
    if (known.k === "name")
      return depth < 3 && (facts.functions[known.fn].bindings[known.name] ?? []).some((one) => isIt(one, depth + 1));
    return known.k === "union" && depth < 3 && known.of.some((part) => isIt(part, depth + 1));
  };
  return program.callsOf(node).some((other) => {
    if (!other.args.some((argument) => isIt(argument.value, 0))) return false;
    const callee = facts.values[other.callee];
    const owner = callee.k === "attr" ? callee.of : other.callee;
    return program.evaluator
      .evaluate(node.module, owner, node.env)
      .some((id) => program.evaluator.entity(id).e === "class");
  });
}

function perRequest(role: string): PerRequest {
  switch (role) {
    case "event handler":
    case "message handler":
    case "consumer":
    case "callback":
      return "client-per-call.event";
    case "bot command":
      return "client-per-call.command";
    default:
      return "client-per-call.request";
  }
}

/** The way from the handler down to the constructor's function, handler first. */
function wayFrom(program: Program, node: FunctionNode, last: RequestReason): SaidHop[] {
  const hops: SaidHop[] = [];
  let at = node;
  for (let why = last; why.outer !== undefined && hops.length < 16; why = why.outer) {
    const { from, site } = why;
    if (from === undefined || site === undefined) break;
    const caller: FunctionNode = program.graph.nodes[from];
    hops.unshift({
      file: program.file(caller.module),
      range: { start: site.start, end: site.end },
      message: say("hop.calls", { caller: program.nameOf(caller), callee: program.nameOf(at) }),
    });
    at = caller;
  }
  return hops;
}

function contextOf(program: Program, node: FunctionNode) {
  const reasons = program.contexts.of(node.id);
  return (["event-loop", "request", "thread"] as const).find((context) => reasons.has(context));
}
