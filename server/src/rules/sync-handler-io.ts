import { EMPTY_ENV } from "../program/entities.ts";
import type { Proof } from "../program/proofs.ts";
import type { ClassId } from "../semantics/facts.ts";
import { confidenceOf, defineRule, hopsOf } from "./define.ts";
import { say } from "./messages/index.ts";

export const syncHandlerIo = defineRule({
  meta: {
    name: "sync-handler-io",
    summary: "A synchronous web handler that waits for the network, a database, a child process or a sleep.",
    defaultSeverity: "info",
    what: "Reports handlers of synchronous web frameworks (Flask, Django, Django REST framework, Bottle, Pyramid, Falcon, WSGI callables) that wait for the network, a database, a child process or a sleep, directly or through what they call. Files do not count, nor does work that is handed to a thread or a task queue.",
    why: "A synchronous server has one worker per request in flight. While the handler waits, its worker serves nobody: throughput is bounded by the number of workers, and a slow neighbour fills them all.",
    insteadUse:
      "Leave it where the load is small. Otherwise make the handler asynchronous together with what it calls, hand slow work to a task queue, or put the hot endpoint into a service of its own.",
    fixSafety: "There is no automatic fix: it is the framework that decides how handlers run.",
    references: ["PEP 3333: Python Web Server Gateway Interface", "Django documentation: Asynchronous support"],
  },
  *run(program, module) {
    const hooked = new Set<ClassId>();
    for (const node of program.nodesOf(module)) {
      if (node.env !== EMPTY_ENV) continue;
      const reason = program.contexts.of(node.id).get("request");
      if (reason === undefined || reason.from !== undefined || PARTS_OF_HANDLERS.has(reason.role)) continue;
      const communicates = worthTelling(program.effects.nodes[node.id].communicates, MOST_HOPS);
      const pauses = worthTelling(program.effects.nodes[node.id].pauses, MOST_HOPS_TO_PAUSE);
      const effect = isBetter(communicates, pauses) ? "communicates" : "pauses";
      const proof = effect === "communicates" ? communicates : pauses;
      if (proof === undefined) continue;
      const facts = program.functionOf(node);
      // One request of a class-based view runs several of its hooks: they are one handler.
      if (reason.role === VIEW_HOOK) {
        if (hooked.has(facts.cls)) continue;
        hooked.add(facts.cls);
      }
      yield {
        range: { start: facts.nameStart, end: facts.nameEnd },
        confidence: confidenceOf(proof.doubt),
        message: say("sync-handler-io", {
          name: facts.name,
          primitive: proof.primitive,
          waits: say("waits", { kind: proof.kind }),
        }),
        help: say("sync-handler-io.help"),
        context: "request",
        fn: node.fn,
        chain: hopsOf(program, program.chain(node, proof, effect)),
        data: { path: proof.primitive, kind: proof.kind },
      };
    }
  },
});

/** What runs while a handler runs, and is changed with it; the handler is the place to tell. */
const VIEW_HOOK = "view hook";
const PARTS_OF_HANDLERS: ReadonlySet<string> = new Set(["serializer", "signal receiver"]);

/** Calls between a handler and a request that are told; a handler reaches its database through a few layers. */
const MOST_HOPS = 8;
/** A sleep or a child process far down belongs to a case that hardly a request comes to. */
const MOST_HOPS_TO_PAUSE = 4;

/** The body of the request itself, which the handler is there to read. */
const OWN_REQUEST = "socket.SocketFile.";

function worthTelling(proof: Proof | undefined, mostHops: number): Proof | undefined {
  if (proof === undefined || proof.primitive.startsWith(OWN_REQUEST)) return undefined;
  return proof.length <= mostHops && !proof.rare ? proof : undefined;
}

/** The surer proof, then the shorter one. */
function isBetter(a: Proof | undefined, b: Proof | undefined): boolean {
  if (a === undefined || b === undefined) return a !== undefined;
  return a.doubt !== b.doubt ? a.doubt < b.doubt : a.length <= b.length;
}
