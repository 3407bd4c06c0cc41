import type { Program } from "../program/program.ts";
import type { Race } from "../program/shared-state.ts";
import { confidenceOf, defineRule } from "./define.ts";
import type { Hop } from "./finding.ts";

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
        message: settings.freeThreaded
          ? `Threads that run at once read, change and write \`${race.name}\` here without a lock, so updates are lost all the time.`
          : `Several threads read, change and write \`${race.name}\` here without a lock, so an update can be lost between two of these steps.`,
        help: "Hold one lock at every place that changes it.",
        context: "thread",
        fn: program.graph.nodes[race.node].fn,
        chain: chainOf(program, race),
        data: { name: race.name },
      };
    }
  },
});

function chainOf(program: Program, race: Race): Hop[] {
  return race.path.map(({ node, site }, index) => {
    const from = program.graph.nodes[node];
    const to = race.path[index + 1]?.node ?? race.node;
    const name = program.nameOf(program.graph.nodes[to]);
    return {
      file: program.file(from.module),
      range: { start: site.start, end: site.end },
      message: `${program.nameOf(from)} ${index === 0 ? "hands" : "calls"} ${name}${index === 0 ? " to a thread" : ""}`,
    };
  });
}
