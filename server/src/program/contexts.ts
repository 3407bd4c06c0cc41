import type { HandoverVia, RegistrationRow } from "../knowledge/schema.ts";
import { type CallFacts, CallFlag, type FunctionFacts, NONE, UNKNOWN, type ValueId } from "../semantics/facts.ts";
import { baseClassRows } from "./base-class-rows.ts";
import type { Bindings } from "./bindings.ts";
import type { Effects } from "./effects.ts";
import type { EntityId } from "./entities.ts";
import { argumentAt, type Evaluator } from "./evaluate.ts";
import type { CallGraph, FunctionNode, NodeId, Site } from "./graph.ts";
import type { ModuleId } from "./modules.ts";
import { runByOwnScheduler } from "./own-scheduler.ts";
import { type Arrival, Reach } from "./reach.ts";
import type { Scripts } from "./scripts.ts";

/** Where code runs. PRODUCT section 1. */
export type RunContext = "event-loop" | "thread" | "process" | "interpreter" | "request" | "import" | "main";

/** How a function came to run in a context: as a root of it, or called by another function there. */
export interface ContextReason {
  readonly context: RunContext;
  /** For a root: `coroutine`, `route`, `thread`, `loop callback` … */
  readonly role: string;
  /** The caller, and the place in it; undefined for roots that a framework calls. */
  readonly from: NodeId | undefined;
  readonly site: Site | undefined;
}

/** Ways to be called when a file descriptor can be read or written. */
/** What takes a function that asks the database as synchronous code does. */
const GREENLETS = /^sqlalchemy\.ext\.asyncio\.\w+\.run_sync$/;
const READINESS = /\.(add_reader|add_writer|add_handler)$/;

/** The contexts of every function. */
export class Contexts {
  readonly #graph: CallGraph;
  readonly #evaluator: Evaluator;
  readonly #effects: Effects;
  readonly #scripts: Scripts;
  readonly #reasons: (Map<RunContext, ContextReason> | undefined)[];
  readonly #reaches = new Map<RunContext, Reach<ContextReason>>();
  /** Of the roots, those that another module than the function's own registers or hands over. */
  readonly #fromElsewhere = new Set<ContextReason>();
  #steppedThrough: ReadonlySet<NodeId> = new Set();
  /** Functions that the event loop itself runs: coroutines and callbacks. Blocking places are reported in these. */
  readonly loopRoots = new Set<NodeId>();
  /** Functions that a framework calls, coroutines among them, and what they are to it: a `route`, a `middleware`, a `startup`. */
  readonly registered = new Map<NodeId, string>();
  /** What SQLAlchemy runs in a greenlet: asking the database there lets the event loop go on. */
  readonly inGreenlet = new Set<NodeId>();
  /** What the event loop calls when a socket is ready: reading from it or writing to it does not wait then. */
  readonly whenReady = new Set<NodeId>();

  constructor(graph: CallGraph, evaluator: Evaluator, effects: Effects, scripts: Scripts) {
    this.#graph = graph;
    this.#evaluator = evaluator;
    this.#effects = effects;
    this.#scripts = scripts;
    this.#reasons = [];
  }

  /** Finds where all functions run, in steps that are brief. */
  *solve(): Generator<void, void> {
    const graph = this.#graph;
    const all: Root[] = [];
    const roots = rootsOf({ graph, evaluator: this.#evaluator, scripts: this.#scripts }, this.registered);
    for (const root of roots) {
      if (all.length % STEP === 0) yield;
      all.push(root);
    }
    this.#steppedThrough = runByOwnScheduler(graph, this.#evaluator, this.registered);
    const queue: Arrival<ContextReason>[] = [];
    for (const root of all) {
      if (root.by !== undefined && graph.nodes[root.by].module !== graph.nodes[root.node].module)
        this.#fromElsewhere.add(root.reason);
      if (root.reason.context !== "event-loop" || !this.#steppedThrough.has(root.node)) this.#addRoot(root, queue);
    }
    yield* this.#spread(queue, 0);
  }

  /**
   * The same for later texts of modules, whose nodes begin with `first`: where the older texts' functions were called from elsewhere, theirs
   * are, and what the later texts say themselves is added. What they call elsewhere keeps its contexts.
   */
  addEditions(first: NodeId, modules: readonly ModuleId[], olderOf: (node: FunctionNode) => NodeId | undefined): void {
    const graph = this.#graph;
    const evaluator = this.#evaluator;
    const nodes = graph.nodes.slice(first);
    const originals = new Set(modules.map((module) => evaluator.modules.original(module)));
    const isElsewhere = ({ from }: ContextReason) =>
      from !== undefined && !originals.has(evaluator.modules.original(graph.nodes[from].module));
    const registered = new Map<NodeId, string>();
    const queue: Arrival<ContextReason>[] = [];
    for (const root of rootsOf({ graph, evaluator, scripts: this.#scripts, nodes, modules }, registered)) {
      const older = olderOf(graph.nodes[root.node]);
      const isStepped = older !== undefined && this.#steppedThrough.has(older);
      if (root.node >= first && (root.reason.context !== "event-loop" || !isStepped)) this.#addRoot(root, queue);
    }
    for (const [node, role] of registered) if (node >= first) this.registered.set(node, role);
    for (const { id } of nodes) {
      const older = olderOf(graph.nodes[id]);
      if (older === undefined) continue;
      for (const reach of this.#reaches.values())
        for (const { reason, bindings } of [...reach.arrivals(older)]) {
          const isRegistered = this.#fromElsewhere.has(reason);
          if (!isRegistered && !isElsewhere(reason)) continue;
          const role = isRegistered ? this.registered.get(older) : undefined;
          if (role !== undefined && !this.registered.has(id)) this.registered.set(id, role);
          if (isRoot(reason)) this.#addRoot({ node: id, reason, by: undefined }, queue);
          else this.#add(id, reason, bindings, queue);
        }
    }
    for (const _ of this.#spread(queue, first));
  }

  #addRoot({ node, reason }: Root, queue: Arrival<ContextReason>[]): void {
    if (reason.context === "event-loop") this.loopRoots.add(node);
    const { site } = reason;
    if (site !== undefined && "path" in site) {
      if (READINESS.test(String(site.path))) this.whenReady.add(node);
      if (GREENLETS.test(String(site.path))) this.inGreenlet.add(node);
    }
    this.#add(node, reason, undefined, queue);
  }

  #add(node: NodeId, reason: ContextReason, bindings: Bindings | undefined, queue: Arrival<ContextReason>[]): void {
    const { context } = reason;
    const reach = this.#reaches.get(context) ?? new Reach(this.#effects);
    this.#reaches.set(context, reach);
    const arrival = reach.add(node, reason, bindings);
    if (arrival === undefined) return;
    const reasons = this.#reasons[node] ?? new Map<RunContext, ContextReason>();
    this.#reasons[node] = reasons;
    if (!reasons.has(context)) reasons.set(context, reason);
    queue.push(arrival);
  }

  /** @param first nodes before this one stay as they are */
  *#spread(queue: Arrival<ContextReason>[], first: NodeId): Generator<void, void> {
    for (let at = 0; at < queue.length; at++) {
      if (at % STEP === 0) yield;
      const { reason, bindings } = queue[at];
      const node = this.#graph.nodes[queue[at].node];
      for (const edge of node.edges) {
        if (edge.kind !== "sync" || edge.to < first) continue;
        const context = contextOfEdge(reason.context, edge);
        const passed = context === undefined ? undefined : this.#effects.bindingsAlong(node, edge, bindings);
        // What a coroutine calls runs on the loop; the thread that a coroutine was offloaded from is not its context.
        if (context !== undefined && passed !== undefined)
          this.#add(edge.to, { context, role: reason.role, from: node.id, site: edge }, passed, queue);
      }
    }
  }

  of(node: NodeId): ReadonlyMap<RunContext, ContextReason> {
    return this.#reasons[node] ?? NOWHERE;
  }

  /** How a place in a function comes to run in a context, which some calls of the function do not come to. */
  at(node: FunctionNode, site: Site, context: RunContext): ContextReason | undefined {
    return this.#reaches.get(context)?.at(node, site);
  }
}

const NOWHERE: ReadonlyMap<RunContext, ContextReason> = new Map();

/** Importing a module runs its top level; the part under `if __name__ == "__main__"` runs as a script only. */
function contextOfEdge(context: RunContext, site: Site): RunContext | undefined {
  if (context === "import" && (site.flags & CallFlag.underMain) !== 0) return "main";
  return context;
}

interface Root {
  readonly node: NodeId;
  readonly reason: ContextReason;
  /** The function that registers it or hands it over; undefined for what it is by its own definition. */
  readonly by: NodeId | undefined;
}

/** Some other way to come there than a call. */
function isRoot({ from, site }: ContextReason): boolean {
  return from === undefined || (site !== undefined && "targets" in site);
}

/** Functions that are looked at in one step. */
const STEP = 64;

/** Where roots are looked for: everywhere, or in some nodes and modules only. */
interface Searched {
  readonly graph: CallGraph;
  readonly evaluator: Evaluator;
  readonly scripts: Scripts;
  readonly nodes?: readonly FunctionNode[];
  readonly modules?: readonly ModuleId[];
}

const ROLE_OF_HANDOVER: Record<HandoverVia, { context: RunContext; role: string } | undefined> = {
  thread: { context: "thread", role: "thread" },
  pool: { context: "thread", role: "thread pool" },
  offload: { context: "thread", role: "worker thread" },
  "process-pool": { context: "process", role: "process pool" },
  process: { context: "process", role: "process" },
  "interpreter-pool": { context: "interpreter", role: "interpreter pool" },
  "loop-callback": { context: "event-loop", role: "loop callback" },
  task: undefined,
  "task-queue": { context: "process", role: "task" },
};

/** @param registered is filled with what frameworks call, and its role */
function* rootsOf(searched: Searched, registered: Map<NodeId, string>): Iterable<Root> {
  const { graph, evaluator, scripts, nodes = graph.nodes } = searched;
  const register = (node: FunctionNode, row: Registration, by?: NodeId) =>
    registration(evaluator, node, row, registered, by);
  for (const node of nodes) {
    const facts = evaluator.functionFacts(node.module, node.fn);
    if (facts.isAsync) yield root(node.id, "event-loop", "coroutine");
    if (facts.parent === NONE)
      yield scripts.runsAtTop(node.module) ? root(node.id, "main", "script") : root(node.id, "import", "module");
    for (const decorator of facts.decorators) {
      for (const path of evaluator.pathsOf(node.module, decorator.value)) {
        for (const row of registrationsOf(evaluator, path)) {
          if (row.how === "decorator")
            yield* register(
              node,
              offloaded(evaluator, node.module, row, callOf(evaluator, node.module, decorator.value)),
            );
        }
      }
    }
    if (isGatewayApplication(facts)) yield* register(node, facts.isAsync ? ASGI : WSGI);
    if (isDjangoMiddleware(evaluator, node)) yield* register(node, DJANGO_MIDDLEWARE);
    for (const handover of node.handovers) {
      const seed = ROLE_OF_HANDOVER[handover.via];
      if (seed === undefined) continue;
      for (const target of handover.targets) {
        if (evaluator.functionFacts(graph.nodes[target].module, graph.nodes[target].fn).isAsync) continue;
        yield { node: target, reason: { ...seed, from: node.id, site: handover }, by: node.id };
      }
    }
    for (const use of node.externals) {
      for (const row of evaluator.knowledge.registrations(use.path)) {
        if (row.how !== "argument" || use.call === undefined) continue;
        const value = argumentAt(use.call.args, row.function) ?? annotatedWith(evaluator, node, use.call);
        if (value === undefined) continue;
        const given = offloaded(evaluator, node.module, row, use.call);
        // `on_startup=[connect]`, `exception_handlers={404: missing}`
        const handlers = evaluator.evaluate(node.module, value, node.env).flatMap((id) => handlersIn(evaluator, id));
        for (const id of handlers) {
          const callee = evaluator.calleeOf(id, [], -1, node.env);
          if (callee !== undefined) yield* register(graph.nodeOf(callee.module, callee.fn), given, node.id);
          for (const name of row.methods ?? [])
            for (const method of evaluator.attribute(id, name)) {
              const member = evaluator.calleeOf(method, [], -1, node.env);
              if (member !== undefined) yield* register(graph.nodeOf(member.module, member.fn), row, node.id);
            }
        }
      }
    }
  }
  yield* baseClassRoots(searched, register);
}

type Registration = Pick<RegistrationRow, "sync" | "role">;
type Register = (node: FunctionNode, row: Registration, by?: NodeId) => Iterable<Root>;

/** PEP 3333 and the ASGI specification have no class to derive from: the parameters' names are the interface. */
const DJANGO_MIDDLEWARE: Registration = { sync: "request", role: "middleware" };
const WSGI: Registration = { sync: "request", role: "WSGI application" };
const ASGI: Registration = { sync: "event-loop", role: "ASGI application" };

/**
 * Django's middleware is no subclass either: a class that is made with `get_response`, of which it calls `__call__` and the hooks, or a
 * function that takes `get_response` and returns the middleware.
 */
function isDjangoMiddleware(evaluator: Evaluator, node: FunctionNode): boolean {
  const facts = evaluator.functionFacts(node.module, node.fn);
  const takesGetResponse = (fn: FunctionFacts, index: number) => fn.params[index]?.name === "get_response";
  if (facts.cls !== NONE) {
    if (!/^(__call__|process_(view|exception|template_response))$/.test(facts.name)) return false;
    return (evaluator.classFacts(node.module, facts.cls).members.__init__ ?? []).some((value) => {
      const known = evaluator.facts[node.module].values[value];
      return known.k === "function" && takesGetResponse(evaluator.functionFacts(node.module, known.id), 1);
    });
  }
  if (facts.parent <= 0 || facts.params.length !== 1 || facts.params[0].name !== "request") return false;
  return takesGetResponse(evaluator.functionFacts(node.module, facts.parent), 0);
}

/** A plain `def` that its registration sends to a thread. */
function offloaded(
  evaluator: Evaluator,
  module: ModuleId,
  row: RegistrationRow,
  call: CallFacts | undefined,
): Registration {
  if (row.offloadedBy === undefined || call === undefined) return row;
  const argument = call.args.find((given) => given.keyword === row.offloadedBy);
  const known = argument === undefined ? undefined : evaluator.facts[module].values[argument.value];
  return known?.k === "literal" && known.value === "True" ? { ...row, sync: "thread" } : row;
}

function callOf(evaluator: Evaluator, module: ModuleId, decorator: ValueId): CallFacts | undefined {
  const known = evaluator.facts[module].values[decorator];
  return known.k === "call" ? evaluator.facts[module].calls[known.call] : undefined;
}

/** What is registered by one argument: a handler, or a list or mapping of them. */
function handlersIn(evaluator: Evaluator, id: EntityId): readonly EntityId[] {
  const entity = evaluator.entity(id);
  switch (entity.e) {
    case "iterable":
      return entity.elements;
    case "mapping":
      return entity.values;
    case "tuple":
      return entity.items.flat();
    case "class":
      // A class as a dependency or a handler: what runs is its constructor.
      return [id, ...evaluator.attribute(id, "__init__")];
    default:
      return [id];
  }
}

/** The class of a parameter that is declared `paging: Paging = Depends()`: without an argument, the annotation is the provider. */
function annotatedWith(evaluator: Evaluator, node: FunctionNode, call: CallFacts): ValueId | undefined {
  if (call.args.length > 0) return undefined;
  const { functions, values } = evaluator.facts[node.module];
  for (const { params } of functions) {
    for (const param of params) {
      const known = param.default === UNKNOWN ? undefined : values[param.default];
      if (known?.k === "call" && known.call === call.id)
        return param.annotation === UNKNOWN ? undefined : param.annotation;
    }
  }
  return undefined;
}

function isGatewayApplication(facts: FunctionFacts): boolean {
  const names = facts.params.map((param) => param.name);
  if (names[0] === "self") names.shift();
  const [first, second, third] = names;
  if (facts.isAsync) return names.length === 3 && first === "scope" && second === "receive" && third === "send";
  return names.length === 2 && /^_?environ$/.test(first) && /^_?start_response$/.test(second);
}

/** Methods that a framework calls on subclasses of its classes. */
function* baseClassRoots(
  { graph, evaluator, modules = [...evaluator.facts.keys()] }: Searched,
  register: Register,
): Iterable<Root> {
  for (const module of modules) {
    for (const cls of evaluator.facts[module].classes)
      for (const { fn, row } of baseClassRows(evaluator, module, cls.id))
        yield* register(graph.nodeOf(module, fn), row);
  }
}

function registrationsOf(evaluator: Evaluator, path: string): readonly RegistrationRow[] {
  return evaluator.knowledge.registrations(evaluator.knowledge.canonical(path));
}

/** A coroutine function is on the event loop however it is registered. */
function* registration(
  evaluator: Evaluator,
  node: FunctionNode,
  row: Registration,
  registered: Map<NodeId, string>,
  by: NodeId | undefined,
): Iterable<Root> {
  if (!registered.has(node.id)) registered.set(node.id, row.role);
  const { isAsync } = evaluator.functionFacts(node.module, node.fn);
  yield { ...root(node.id, isAsync ? "event-loop" : row.sync, row.role), by };
}

function root(node: NodeId, context: RunContext, role: string): Root {
  return { node, reason: { context, role, from: undefined, site: undefined }, by: undefined };
}
