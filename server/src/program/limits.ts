import type { ArgumentPlace, CallableRow } from "../knowledge/schema.ts";
import { type CallFacts, CallFlag, NONE, type ValueId } from "../semantics/facts.ts";
import type { Contexts } from "./contexts.ts";
import type { Effects } from "./effects.ts";
import type { Evaluator } from "./evaluate.ts";
import {
  type CallGraph,
  type Doubt,
  type ExternalUse,
  type FunctionNode,
  moreDoubtful,
  type NodeId,
  type Site,
} from "./graph.ts";
import { clientMakersOf, type Maker } from "./makers.ts";
import { viewOf } from "./module-view.ts";
import type { ModuleId } from "./modules.ts";

/** A wait that nothing ends, and the call where its timeout belongs: the wait itself, or the constructor of its client. */
export interface Unlimited {
  /** `none`: a timeout of None is given. `absent`: none is given, and the library sets none. */
  readonly how: "none" | "absent";
  readonly module: ModuleId;
  readonly call: CallFacts;
  readonly path: string;
  readonly timeout: NonNullable<CallableRow["timeout"]>;
  /** The client's constructor, where the timeout is its to have. */
  readonly maker: Maker | undefined;
  readonly doubt: Doubt;
}

/** Modules of the standard library that wait on sockets, for which `socket.setdefaulttimeout` counts. */
const ON_SOCKETS = /^(socket|ssl|urllib|http\.client|smtplib|ftplib|poplib|imaplib|nntplib|telnetlib|xmlrpc)\b/;

/** Callers that are looked at for a `wait_for` around a coroutine, level by level. */
const MAX_CALLER_DEPTH = 4;

/** The parts of a program that limits are read from. */
interface Linked {
  readonly graph: CallGraph;
  readonly evaluator: Evaluator;
  readonly effects: Effects;
  readonly contexts: Contexts;
}

/** Which waits have a limit, and who sets it. */
export class Limits {
  readonly #program: Linked;
  readonly #callers = new Map<NodeId, { readonly node: FunctionNode; readonly site: Site }[]>();
  #hasDefault = false;

  constructor(program: Linked) {
    this.#program = program;
    this.#addCalls(program.graph.nodes);
  }

  #addCalls(nodes: readonly FunctionNode[]): void {
    for (const node of nodes) {
      for (const edge of node.edges) {
        const known = this.#callers.get(edge.to);
        if (known === undefined) this.#callers.set(edge.to, [{ node, site: edge }]);
        else known.push({ node, site: edge });
      }
      this.#hasDefault ||= node.externals.some((use) => use.path === "socket.setdefaulttimeout");
    }
  }

  /** Nodes of later texts of modules: who calls the older texts' functions from elsewhere calls theirs. */
  addEditions(nodes: readonly FunctionNode[], olderOf: (node: FunctionNode) => NodeId | undefined): void {
    const { modules } = this.#program.evaluator;
    const replaced = new Set(nodes.map((node) => modules.original(node.module)));
    for (const node of nodes) {
      const older = olderOf(node);
      const callers = older === undefined ? [] : (this.#callers.get(older) ?? []);
      const elsewhere = callers.filter((caller) => !replaced.has(modules.original(caller.node.module)));
      if (elsewhere.length > 0) this.#callers.set(node.id, elsewhere);
    }
    this.#addCalls(nodes);
  }

  /** Undefined where the wait has a limit, or where that cannot be told. */
  unlimited(node: FunctionNode, use: ExternalUse): Unlimited | undefined {
    const { call, row } = use;
    if (call === undefined || row === undefined || use.implicit !== undefined) return undefined;
    // Giving a client back ends what it waits for.
    if (/\.a?close$/.test(use.path)) return undefined;
    const isAsync = row.effect === "suspends";
    if (!isAsync) {
      const proof = this.#program.effects.library.blockingUse(node, use);
      if (proof === undefined || (proof.kind !== "network" && proof.kind !== "database")) return undefined;
    }
    if (this.#hasDefault && ON_SOCKETS.test(use.path)) return undefined;
    const found = this.#ofCall(node, use, call, row);
    if (found === undefined) return undefined;
    return isAsync && this.#isBounded(node, use, 0) ? undefined : found;
  }

  #ofCall(node: FunctionNode, use: ExternalUse, call: CallFacts, row: CallableRow): Unlimited | undefined {
    const own = { module: node.module, call, path: use.path, maker: undefined, doubt: use.doubt };
    if (row.timeout !== undefined) {
      const state = this.#stateOf(node.module, call, row.timeout);
      if (state === "given" || state === "hidden") return undefined;
      // `wait_for(task, None)` is a join: what it waits for has a limit of its own or none, and is reported where it stands.
      if (state === "none" && row.bounds === true) return undefined;
      if (state === "none") return { ...own, how: "none", timeout: row.timeout };
      if (row.timeout.defaultsTo === "finite" && !use.receiver) return undefined;
    }
    if (!use.receiver) return row.timeout === undefined ? undefined : { ...own, how: "absent", timeout: row.timeout };
    return this.#ofClient(node, use, call, row);
  }

  /** The call says nothing of a timeout, so that its client's counts. */
  #ofClient(node: FunctionNode, use: ExternalUse, call: CallFacts, row: CallableRow): Unlimited | undefined {
    const { evaluator } = this.#program;
    const callee = evaluator.facts[node.module].values[call.callee];
    if (callee.k !== "attr" || this.#isCustomised(node, callee.of)) return undefined;
    const { found, complete } = clientMakersOf(evaluator, node.module, callee.of);
    const makers = found.filter((maker) => evaluator.knowledge.callable(maker.path)?.client !== undefined);
    // A client that all its constructors leave without a limit.
    const unlimited: Unlimited[] = [];
    for (const maker of makers) {
      const made = evaluator.knowledge.callable(maker.path);
      if (made?.timeout === undefined) continue;
      const state = this.#stateOf(maker.module, maker.call, made.timeout);
      const isUnlimited = state === "none" || (state === "absent" && made.timeout.defaultsTo === "none");
      if (!isUnlimited) return undefined;
      unlimited.push({
        how: state,
        module: maker.module,
        call: maker.call,
        path: maker.path,
        timeout: made.timeout,
        maker,
        // With a newer release of the library there is one.
        doubt: moreDoubtful(
          use.doubt,
          complete && makers.length === 1 && (state === "none" || made.timeout.finiteSince === undefined) ? 0 : 1,
        ),
      });
    }
    if (unlimited.length > 0) return complete || row.timeout !== undefined ? unlimited[0] : undefined;
    // Clients without a timeout of their own (`requests.Session`) leave it to the call.
    if (row.timeout === undefined || row.timeout.defaultsTo === "finite") return undefined;
    const owner = use.path.slice(0, use.path.lastIndexOf("."));
    const made = evaluator.knowledge.callable(owner);
    if (made === undefined || made.timeout !== undefined) return undefined;
    return {
      how: "absent",
      module: node.module,
      call,
      path: use.path,
      timeout: row.timeout,
      maker: undefined,
      doubt: use.doubt,
    };
  }

  /**
   * True where the workspace makes clients of this kind in its own way: a subclass that has its own `request` or `send`, an adapter of its
   * own that is mounted, or a method or timeout that is put on the object.
   */
  #isCustomised(node: FunctionNode, receiver: ValueId): boolean {
    const { evaluator } = this.#program;
    for (const id of evaluator.evaluate(node.module, receiver, node.env)) {
      const entity = evaluator.entity(id);
      if (entity.e !== "instance") continue;
      for (const owner of evaluator.linearised(entity.module, entity.cls)) {
        const { members, stores } = evaluator.classFacts(owner.module, owner.cls);
        if (CUSTOM.some((name) => members[name] !== undefined || stores[name] !== undefined)) return true;
      }
    }
    const modules = new Set([node.module]);
    for (const maker of clientMakersOf(evaluator, node.module, receiver).found) modules.add(maker.module);
    for (const module of modules) {
      const facts = evaluator.facts[module];
      if (facts.writes.some((write) => write.kind === "attribute" && CUSTOM.includes(write.name))) return true;
      for (const call of facts.calls) {
        const mount = facts.values[call.callee];
        if (mount.k !== "attr" || mount.name !== "mount" || call.args.length < 2) continue;
        const adapters = evaluator.evaluate(module, call.args[1].value);
        const isPlain = adapters.length > 0 && adapters.every((id) => evaluator.entity(id).e === "external-instance");
        if (!isPlain) return true;
      }
    }
    return false;
  }

  #stateOf(
    module: ModuleId,
    call: CallFacts,
    timeout: NonNullable<CallableRow["timeout"]>,
  ): "given" | "none" | "absent" | "hidden" {
    const places: ArgumentPlace[] = [timeout, ...(timeout.orKeywords ?? []).map((keyword) => ({ keyword }))];
    for (const place of places) {
      for (const value of this.#valuesAt(call, place)) return this.#isNone(module, value) ? "none" : "given";
    }
    if (call.args.some((argument) => argument.star !== undefined || POOL.test(argument.keyword ?? ""))) return "hidden";
    return this.#saysItInAddress(module, call) ? "hidden" : "absent";
  }

  /** A data source name or an address can carry it: `postgresql://…?connect_timeout=3`. One that is put together elsewhere may do so, too. */
  #saysItInAddress(module: ModuleId, call: CallFacts): boolean {
    const facts = this.#program.evaluator.facts[module];
    return call.args.some((argument, index) => {
      let value = facts.values[argument.value];
      if (value.k === "name") {
        const bindings = facts.functions[value.fn].bindings[value.name] ?? [];
        if (bindings.length === 1) value = facts.values[bindings[0]];
      }
      const isAddress = index === 0 && argument.keyword === undefined;
      if (value.k === "literal" && typeof value.value === "string") return /timeout/i.test(value.value);
      return (
        isAddress && (value.k === "param" || value.k === "attr" || value.k === "call") && this.#isDatabase(module, call)
      );
    });
  }

  #isDatabase(module: ModuleId, call: CallFacts): boolean {
    const { evaluator } = this.#program;
    return evaluator.evaluate(module, call.callee).some((id) => {
      const row = evaluator.knowledge.callable(evaluator.pathOf(id));
      return row?.client === true && (row.kind === "database" || /^(psycopg|redis|pymysql|MySQLdb)/.test(row.path));
    });
  }

  *#valuesAt(call: CallFacts, place: ArgumentPlace): Iterable<ValueId> {
    let position = 0;
    for (const argument of call.args) {
      if (argument.star === 1) return;
      if (argument.keyword !== undefined) {
        if (argument.keyword === place.keyword) yield argument.value;
      } else if (argument.star === undefined && position++ === place.index) yield argument.value;
    }
  }

  /** None, or an object that stands for it: `httpx.Timeout(None)`, `ClientTimeout(total=None)`. */
  #isNone(module: ModuleId, value: ValueId): boolean {
    const facts = this.#program.evaluator.facts[module];
    const known = facts.values[value];
    if (known.k === "literal") return known.type === "None";
    if (known.k !== "call") return false;
    const call = facts.calls[known.call];
    const callee = facts.values[call.callee];
    const name = callee.k === "attr" || callee.k === "import" ? callee.name : undefined;
    if (name !== "Timeout" && name !== "ClientTimeout") return false;
    return call.args.length === 1 && this.#isNone(module, call.args[0].value);
  }

  /** Something around an awaited call ends it after a time: here, or at every place that calls this coroutine. */
  #isBounded(node: FunctionNode, site: Site, depth: number): boolean {
    if (this.#isBoundedHere(node, site)) return true;
    if (depth >= MAX_CALLER_DEPTH || this.#program.contexts.registered.has(node.id)) return false;
    const callers = this.#callers.get(node.id) ?? [];
    return (
      callers.length > 0 &&
      callers.every((caller) => caller.node !== node && this.#isBounded(caller.node, caller.site, depth + 1))
    );
  }

  #isBoundedHere(node: FunctionNode, site: Site): boolean {
    const { evaluator } = this.#program;
    const facts = evaluator.facts[node.module];
    if (site.call === undefined) return false;
    if ((site.flags & CallFlag.argument) !== 0) {
      const outer = viewOf(facts).argumentOf[site.call.id];
      if (outer >= 0 && (this.#bounds(node, facts.calls[outer]) || this.#isAwaitedInTime(node, facts.calls[outer])))
        return true;
    }
    for (let at = site.call.with; at !== NONE; at = facts.withs[at].parent) {
      const item = facts.values[facts.withs[at].item];
      if (item.k === "call" && this.#bounds(node, facts.calls[item.call])) return true;
    }
    return false;
  }

  /** `task = create_task(ask()); await wait_for(task, 5)`: what a coroutine is handed to gives what is then waited for with a limit. */
  #isAwaitedInTime(node: FunctionNode, made: CallFacts): boolean {
    const { values, functions } = this.#program.evaluator.facts[node.module];
    const isMade = (value: ValueId, depth: number): boolean => {
      const known = values[value];
      if (depth > 4) return false;
      switch (known.k) {
        case "call":
          return known.call === made.id;
        case "attr":
        case "declared":
          return isMade(known.k === "attr" ? known.of : known.value, depth + 1);
        case "name": {
          const bindings = known.fn === node.fn ? (functions[known.fn].bindings[known.name] ?? []) : [];
          return bindings.length === 1 && isMade(bindings[0], depth + 1);
        }
        default:
          return false;
      }
    };
    return viewOf(this.#program.evaluator.facts[node.module]).calls[node.fn].some(
      (call) => call !== made && call.args.length > 0 && isMade(call.args[0].value, 0) && this.#bounds(node, call),
    );
  }

  #bounds(node: FunctionNode, call: CallFacts): boolean {
    const { evaluator } = this.#program;
    return evaluator.evaluate(node.module, call.callee, node.env).some((id) => {
      const row = evaluator.knowledge.callable(evaluator.pathOf(id));
      if (row?.bounds !== true || row.timeout === undefined) return false;
      return this.#stateOf(node.module, call, row.timeout) !== "none";
    });
  }
}

/** What a client is made over has the connections, and their timeouts. */
const POOL = /^(connection_)?pool$/;
/** Members by which a client is given a timeout of its own. */
const CUSTOM: readonly string[] = ["request", "send", "timeout", "urlopen"];
