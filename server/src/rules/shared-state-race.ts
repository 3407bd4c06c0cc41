import type { Program } from "../program/program.ts";
import type { Race } from "../program/shared-state.ts";
import { confidenceOf, defineRule, type SaidHop } from "./define.ts";
import { say } from "./messages/index.ts";

export const sharedStateRace = defineRule({
  meta: {
    name: "shared-state-race",
    summary: "State of a module or an object that several threads read, change and write back without a lock.",
    defaultSeverity: "warning",
    what: "Reports `+=` and the like, and assignments that read the place which they write, on globals, class attributes, attributes of shared objects and their dictionaries, where threads, thread pools or endpoints that run in threads reach them and no lock is held there or on the way. Plain assignments, `append`, and what each thread has for itself are no findings.",
    why: "Reading, changing and writing back are several steps. A thread that is interrupted between them writes over what another has written, and that update is lost. The GIL does not help: it can change hands between any two steps. On free-threaded Python the steps of several threads really run at once, and it happens all the time.",
    insteadUse:
      "Guard every such place with one `threading.Lock`, keep a tally for each thread and add them up in the end, or send the updates through a `queue.Queue` to the one thread that owns the state.",
    fixSafety:
      "Guarding with a lock is unsafe: the other places that use the state need the same lock, and a lock that is taken twice by one thread stops it.",
    references: [
      "Python documentation: threading, Lock Objects",
      "Python FAQ: What kinds of global value mutation are thread-safe?",
    ],
  },
  *run(program, module, settings) {
    for (const race of program.sharedState.races(module)) {
      const { start, end } = race.write;
      yield {
        range: { start, end },
        confidence: confidenceOf(race.doubt),
        message: say(settings.freeThreaded ? "shared-state-race.free-threaded" : "shared-state-race", {
          name: race.name,
        }),
        help: say("shared-state-race.help"),
        context: "thread",
        fn: program.graph.nodes[race.node].fn,
        chain: chainOf(program, race),
        data: { name: race.name },
      };
    }
  },
});

function chainOf(program: Program, race: Race): SaidHop[] {
  return race.path.map(({ node, site }, index) => {
    const from = program.graph.nodes[node];
    const to = race.path[index + 1]?.node ?? race.node;
    const caller = program.nameOf(from);
    const callee = program.nameOf(program.graph.nodes[to]);
    return {
      file: program.file(from.module),
      range: { start: site.start, end: site.end },
      message: say(index === 0 ? "shared-state-race.hop" : "hop.calls", { caller, callee }),
    };
  });
}
