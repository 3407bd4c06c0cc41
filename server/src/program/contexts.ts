import type { HandoverVia, RegistrationRow } from "../knowledge/schema.ts";
import { CallFlag, type FunctionFacts, NONE } from "../semantics/facts.ts";
import { argumentAt, type Evaluator } from "./evaluate.ts";
import type { CallGraph, FunctionNode, NodeId, Site } from "./graph.ts";
import type { ModuleId } from "./modules.ts";
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

/** The contexts of every function. */
export class Contexts {
  readonly #reasons: Map<RunContext, ContextReason>[];
  /** Functions that the event loop itself runs: coroutines and callbacks. Blocking places are reported in these. */
  readonly loopRoots: ReadonlySet<NodeId>;
  /** Functions that a framework calls, coroutines among them, and what they are to it: a `route`, a `middleware`, a `startup`. */
  readonly registered: ReadonlyMap<NodeId, string>;

  constructor(graph: CallGraph, evaluator: Evaluator, scripts: Scripts) {
    this.#reasons = graph.nodes.map(() => new Map());
    const registered = new Map<NodeId, string>();
    const roots = [...rootsOf(graph, evaluator, registered, scripts)];
    this.registered = registered;
    this.loopRoots = new Set(roots.filter((root) => root.reason.context === "event-loop").map((root) => root.node));
    const queue: NodeId[] = [];
    const add = (node: NodeId, reason: ContextReason) => {
      const known = this.#reasons[node];
      if (known.has(reason.context)) return;
      known.set(reason.context, reason);
      queue.push(node);
    };
    for (const root of roots) add(root.node, root.reason);
    for (let at = 0; at < queue.length; at++) {
      const node = graph.nodes[queue[at]];
      for (const reason of [...this.#reasons[node.id].values()]) {
        for (const edge of node.edges) {
          if (edge.kind !== "sync") continue;
          const context = contextOfEdge(reason.context, edge);
          // What a coroutine calls runs on the loop; the thread that a coroutine was offloaded from is not its context.
          if (context !== undefined) add(edge.to, { context, role: reason.role, from: node.id, site: edge });
        }
      }
    }
  }

  of(node: NodeId): ReadonlyMap<RunContext, ContextReason> {
    return this.#reasons[node];
  }
}

/** Importing a module runs its top level; the part under `if __name__ == "__main__"` runs as a script only. */
function contextOfEdge(context: RunContext, site: Site): RunContext | undefined {
  if (context === "import" && (site.flags & CallFlag.underMain) !== 0) return "main";
  return context;
}

interface Root {
  readonly node: NodeId;
  readonly reason: ContextReason;
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
function* rootsOf(
  graph: CallGraph,
  evaluator: Evaluator,
  registered: Map<NodeId, string>,
  scripts: Scripts,
): Iterable<Root> {
  const register = (node: FunctionNode, row: Registration) => registration(evaluator, node, row, registered);
  for (const node of graph.nodes) {
    const facts = evaluator.functionFacts(node.module, node.fn);
    if (facts.isAsync) yield root(node.id, "event-loop", "coroutine");
    if (facts.parent === NONE)
      yield scripts.runsAtTop(node.module) ? root(node.id, "main", "script") : root(node.id, "import", "module");
    for (const path of facts.decorators.length === 0 ? [] : evaluator.traits(node.module, node.fn).wrappers) {
      for (const row of registrationsOf(evaluator, path)) {
        if (row.how === "decorator") yield* register(node, row);
      }
    }
    if (isGatewayApplication(facts)) yield* register(node, facts.isAsync ? ASGI : WSGI);
    for (const handover of node.handovers) {
      const seed = ROLE_OF_HANDOVER[handover.via];
      if (seed === undefined) continue;
      for (const target of handover.targets) {
        if (evaluator.functionFacts(graph.nodes[target].module, graph.nodes[target].fn).isAsync) continue;
        yield { node: target, reason: { ...seed, from: node.id, site: handover } };
      }
    }
    for (const use of node.externals) {
      for (const row of evaluator.knowledge.registrations(use.path)) {
        if (row.how !== "argument" || use.call === undefined) continue;
        const value = argumentAt(use.call.args, row.function);
        if (value === undefined) continue;
        for (const id of evaluator.evaluate(node.module, value, node.env)) {
          const callee = evaluator.calleeOf(id, [], -1, node.env);
          if (callee !== undefined) yield* register(graph.nodeOf(callee.module, callee.fn), row);
          for (const name of row.methods ?? [])
            for (const method of evaluator.attribute(id, name)) {
              const member = evaluator.calleeOf(method, [], -1, node.env);
              if (member !== undefined) yield* register(graph.nodeOf(member.module, member.fn), row);
            }
        }
      }
    }
  }
  yield* baseClassRoots(graph, evaluator, register);
}

type Registration = Pick<RegistrationRow, "sync" | "role">;
type Register = (node: FunctionNode, row: Registration) => Iterable<Root>;

/** PEP 3333 and the ASGI specification have no class to derive from: the parameters' names are the interface. */
const WSGI: Registration = { sync: "request", role: "WSGI application" };
const ASGI: Registration = { sync: "event-loop", role: "ASGI application" };

function isGatewayApplication(facts: FunctionFacts): boolean {
  const names = facts.params.map((param) => param.name);
  if (names[0] === "self") names.shift();
  const [first, second, third] = names;
  if (facts.isAsync) return names.length === 3 && first === "scope" && second === "receive" && third === "send";
  return names.length === 2 && /^_?environ$/.test(first) && /^_?start_response$/.test(second);
}

/** Methods that a framework calls on subclasses of its classes. */
function* baseClassRoots(graph: CallGraph, evaluator: Evaluator, register: Register): Iterable<Root> {
  for (let module: ModuleId = 0; module < evaluator.facts.length; module++) {
    for (const cls of evaluator.facts[module].classes) {
      const ancestors = evaluator
        .linearised(module, cls.id)
        .slice(1)
        .map((base) => evaluator.pathOfClass(base.module, base.cls));
      for (const base of [...evaluator.externalBases(module, cls.id), ...ancestors]) {
        for (const owner of evaluator.knowledge.lineage(base)) {
          for (const row of evaluator.knowledge.registrations(owner)) {
            if (row.how !== "base") continue;
            for (const [name, values] of Object.entries(cls.members)) {
              const all = row.methods.includes("*") && !name.startsWith("_");
              if (!all && !row.methods.includes(name)) continue;
              for (const value of values) {
                const known = evaluator.facts[module].values[value];
                if (known.k === "function") yield* register(graph.nodeOf(module, known.id), row);
              }
            }
          }
        }
      }
    }
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
): Iterable<Root> {
  if (!registered.has(node.id)) registered.set(node.id, row.role);
  const { isAsync } = evaluator.functionFacts(node.module, node.fn);
  yield root(node.id, isAsync ? "event-loop" : row.sync, row.role);
}

function root(node: NodeId, context: RunContext, role: string): Root {
  return { node, reason: { context, role, from: undefined, site: undefined } };
}
