import type { Growth } from "../../program/growth.ts";
import type { Proof } from "../../program/proofs.ts";

/** What the rules say, in English. Keys begin with the rule that says it; what several say stands at the end. */
export const ENGLISH = {
  "blocking-call": (v: { path: string; waits: string; runs: "coroutine" | "callback" }) =>
    `\`${v.path}\` ${v.waits} and stalls the event loop that runs this ${RUNS[v.runs]}.`,
  "blocking-call.thread": () => "Run it in a thread with asyncio.to_thread.",
  "blocking-call.twin": (v: { twin: string }) => `Await ${v.twin} instead, or run the call in a thread.`,

  "blocking-chain": (v: { callee: string; primitive: string; waits: string }) =>
    `\`${v.callee}\` leads to \`${v.primitive}\`, which ${v.waits} and stalls the event loop.`,
  "blocking-chain.help": () => "Make the chain asynchronous, or run this call in a thread with asyncio.to_thread.",

  "busy-wait.spins": () =>
    "This loop spins until something else changes what it looks at, and takes a core while it does.",
  "busy-wait.sleeps": () => "This loop only sleeps and looks again until something else changes what it looks at.",
  "busy-wait.help": () => "Wait for an Event or a Condition, or for the thread, task or queue itself.",

  "client-per-call": (v: { path: string; again: string }) =>
    `\`${v.path}\` is made ${v.again}: its connections are opened and thrown away each time.`,
  "client-per-call.help": () => "Make it once, share it, and close it when the program ends.",
  "client-per-call.loop": () => "in every turn of this loop",
  "client-per-call.calling-loop": () => "in every turn of a loop that calls this",
  "client-per-call.event": () => "for each event",
  "client-per-call.command": () => "for each command",
  "client-per-call.request": () => "for each request",
  "client-per-call.hop": (v: { caller: string; callee: string }) => `${v.caller} calls ${v.callee} for each item`,

  "cpu-in-coroutine.loop": (v: { work: string }) => `This loop does ${v.work} without giving the event loop a turn.`,
  "cpu-in-coroutine.loop-help": () =>
    "Hand the work to a process pool, or port it; in between, give way with await asyncio.sleep(0).",
  "cpu-in-coroutine.call": (v: { callee: string; work: string }) =>
    `\`${v.callee}\` does ${v.work} while the event loop waits.`,
  "cpu-in-coroutine.call-help": () => "Hand the call to a process pool, or port the function.",
  "cpu-in-coroutine.native": (v: { path: string }) =>
    `\`${v.path}\` keeps the GIL and the event loop for as long as the data is, and this data has no bound.`,
  "cpu-in-coroutine.native-chain": (v: { callee: string; primitive: string }) =>
    `\`${v.callee}\` leads to \`${v.primitive}\`, which keeps the GIL and the event loop for as long as the data is.`,
  "cpu-in-coroutine.native-help": () => "Bound the size of the data, or hand the call to a process pool.",

  "dynamic-attribute.computed": (v: { name: string }) =>
    `\`${v.name}\` is given an attribute's name that is computed, so which attribute is meant cannot be read from the source.`,
  "dynamic-attribute.interception": (v: { name: string }) =>
    `\`${v.name}\` answers for attributes that are declared nowhere.`,
  "dynamic-attribute.namespace": (v: { name: string }) =>
    `Attributes are written through \`${v.name}\`, past their declarations.`,
  "dynamic-attribute.help": () => "Keep such names in a dictionary, or list the attributes that there can be.",

  "dynamic-code.code": (v: { name: string }) =>
    `\`${v.name}\` runs code that is made while the program runs, so what it does cannot be read from the source.`,
  "dynamic-code.import": (v: { name: string }) =>
    `\`${v.name}\` loads a module that is chosen while the program runs, so what is loaded cannot be read from the source.`,
  "dynamic-code.code-help": () =>
    "Replace it by functions that can be named, or keep this part in Python when the rest is ported.",
  "dynamic-code.import-help": () =>
    "List the modules that can be meant, or keep the loader in Python when the rest is ported.",

  "gil-bound": (v: { name: string; work: string; where: string }) =>
    `\`${v.name}\` does ${v.work} under the GIL, so ${v.where}.`,
  "gil-bound.offload": () => "the worker thread and the event loop take turns and nothing runs in parallel",
  "gil-bound.thread": () => "this thread takes turns with all others instead of running beside them",
  "gil-bound.pool": () => "the pool's threads run it one after another",
  "gil-bound.hand": (v: { workers: string }) => `Hand it to ${v.workers}, or port the function.`,
  "gil-bound.use": (v: { workers: string }) => `Use ${v.workers}, or port the function.`,
  "gil-bound.race": (v: { name: string; changed: string }) =>
    `\`${v.name}\` runs in parallel with other threads on free-threaded Python, and changes \`${v.changed}\` without a lock: updates can be lost.`,
  "gil-bound.race-help": () =>
    "Guard the change with a lock, or give each thread its own and put the results together.",

  "gil-held-native.offload": (v: { path: string }) =>
    `\`${v.path}\` keeps the GIL from start to end, so the event loop stands still all the same.`,
  "gil-held-native.threads": (v: { path: string }) =>
    `\`${v.path}\` keeps the GIL from start to end, so the threads run it one after another.`,
  "gil-held-native.help": (v: { workers: string }) =>
    `Read and parse in ${v.workers} where the result is small, or take a library that releases the GIL.`,

  "hot-loop.recursion": (v: { name: string }) =>
    `\`${v.name}\` calls itself more than once on smaller problems, so its time grows exponentially.`,
  "hot-loop.recursion-help": () => "Remember results, or port the function.",
  "hot-loop.nest": (v: { work: string }) => `This loop nest does ${v.work} where its sizes are unknown or large.`,
  "hot-loop.nest-help": () => "Port the function, or vectorise the loop.",

  "import-time-work.waits": (v: { path: string; waits: string }) =>
    `Importing this module ${v.waits}: \`${v.path}\` runs at its top level.`,
  "import-time-work.waits-help": () =>
    "Do it in a function that is called when it is first needed, or at the program's start-up.",
  "import-time-work.chain": (v: { callee: string; primitive: string; waits: string }) =>
    `Importing this module ${v.waits}: \`${v.callee}\` leads to \`${v.primitive}\`.`,
  "import-time-work.chain-help": () => "Call it when its result is first needed, or at the program's start-up.",
  "import-time-work.loop": (v: { work: string }) => `Importing this module runs ${v.work} in this loop.`,
  "import-time-work.call": (v: { work: string; callee: string }) =>
    `Importing this module runs ${v.work} in \`${v.callee}\`.`,
  "import-time-work.compute-help": () => "Compute it when it is first needed, or store the result.",

  "io-in-loop.database": (v: { callee: string }) =>
    `\`${v.callee}\` waits for the database once for each item of this loop.`,
  "io-in-loop.network": (v: { callee: string }) =>
    `\`${v.callee}\` waits for the network once for each item of this loop.`,
  "io-in-loop.help": () => "Ask for all items in one call, or overlap the waits.",

  "lock-in-coroutine.held": (v: { name: string }) =>
    `\`${v.name}\` is held across an await: a task that wants it meanwhile stops the event loop for good.`,
  "lock-in-coroutine.this-held": () =>
    "This lock is held across an await: a task that wants it meanwhile stops the event loop for good.",
  "lock-in-coroutine.taken": (v: { name: string; runs: "coroutine" | "callback" }) =>
    `\`${v.name}\` is a lock of threads: while another thread holds it, the event loop that runs this ${RUNS[v.runs]} waits.`,
  "lock-in-coroutine.brief": (v: { name: string; runs: "coroutine" | "callback" }) =>
    `\`${v.name}\` is a lock of threads, taken by a ${RUNS[v.runs]} of the event loop: no place is seen to hold it for more than a moment.`,
  "lock-in-coroutine.holder": (v: { name: string }) => `${v.name} waits or computes while it holds the lock`,
  "lock-in-coroutine.help": () => "Use the event loop's own lock with async with, or do the locked step in a thread.",

  "lost-task": () =>
    "Nothing keeps the task that is started here, so it can be collected as garbage before it is done.",
  "lost-task.help": () => "Keep it in a set until it is done, or start it in a TaskGroup.",

  "metaclass.metaclass": (v: { name: string }) =>
    `\`${v.name}\` is a metaclass or is made by one, so its attributes and its subclasses are not what the source shows.`,
  "metaclass.subclass-hook": (v: { name: string }) =>
    `\`${v.name}\` runs code of its own whenever a subclass is defined.`,
  "metaclass.descriptor": (v: { name: string }) =>
    `\`${v.name}\` is a descriptor: reading or writing an attribute that holds one runs its code.`,
  "metaclass.help": () => "Write out what it does for each class, or plan to generate that in a port.",

  "monkey-patch": (v: { name: string }) =>
    `\`${v.name}\` is set from outside of where it is defined, for the whole program.`,
  "monkey-patch.help": () => "Pass the changed behaviour or value to where it is needed.",

  "nested-event-loop": (v: { path: string }) =>
    `\`${v.path}\` starts an event loop inside the one that runs this coroutine.`,
  "nested-event-loop.chain": (v: { path: string }) =>
    `This call leads to \`${v.path}\`, which starts an event loop inside the running one.`,
  "nested-event-loop.help": () => "Await the coroutine instead.",

  "no-equivalent": (v: { name: string }) =>
    `\`${v.name}\` has no equivalent in Go and none on npm, so code that stands on it cannot move with the rest.`,
  "no-equivalent.help": (v: { go: string; npm: string }) =>
    `Keep this code in Python behind a service boundary. Go: ${v.go}. npm: ${v.npm}.`,

  "process-pool-tax": (v: { name: string; work: string; pickled: string }) =>
    `\`${v.name}\` does ${v.work}, which only processes can run beside each other; each call pickles ${v.pickled} and its result.`,
  "process-pool-tax.free-threaded": () =>
    "On free-threaded Python, a ThreadPoolExecutor runs this in parallel and pickles nothing; mind what the threads share.",
  "process-pool-tax.interpreters": () =>
    "An InterpreterPoolExecutor needs no further processes, though it pickles, too; send little, or port the function.",
  "process-pool-tax.little": () => "Send little (paths, ranges, keys) and in chunks, or port the function.",
  "process-pool-tax.arguments": () => "its arguments",
  "process-pool-tax.value": (v: { name: string }) => `\`${v.name}\``,
  "process-pool-tax.item": (v: { name: string }) => `an item of \`${v.name}\``,
  "process-pool-tax.whole": (v: { name: string }) => `\`${v.name}\` as a whole`,
  "process-pool-tax.several": (v: { parts: readonly string[] }) =>
    `${v.parts.slice(0, -1).join(", ")} and ${v.parts.at(-1)}`,

  "request-without-timeout": (v: { path: string; why: string }) => `\`${v.path}\` waits without a timeout: ${v.why}.`,
  "request-without-timeout.client-with-none": (v: { keyword: string; since: string }) =>
    `its client is made with \`${v.keyword}=None\``,
  "request-without-timeout.client-without": (v: { keyword: string; since: string }) =>
    `its client is made without \`${v.keyword}\`${v.since === "" ? "" : `, and the library sets one by itself only from version ${v.since} on`}`,
  "request-without-timeout.none": (v: { keyword: string }) => `\`${v.keyword}=None\` takes its limit away`,
  "request-without-timeout.default": () => "the library sets none by itself",
  "request-without-timeout.help": (v: { keyword: string }) => `Pass \`${v.keyword}\`, in seconds.`,
  "request-without-timeout.client-help": (v: { keyword: string; maker: string }) =>
    `Pass \`${v.keyword}\` to \`${v.maker}\`, where the client is made.`,
  "request-without-timeout.hop": (v: { maker: string }) => `${v.maker} makes the client`,

  "sequential-awaits": () =>
    "Each turn of this loop waits for its own I/O before the next one starts, although the turns do not depend on each other.",
  "sequential-awaits.help": () => "Gather the calls, or start them in a TaskGroup.",

  "shared-state-race": (v: { name: string }) =>
    `Several threads read, change and write \`${v.name}\` here without a lock, so an update can be lost between two of these steps.`,
  "shared-state-race.free-threaded": (v: { name: string }) =>
    `Threads that run at once read, change and write \`${v.name}\` here without a lock, so updates are lost all the time.`,
  "shared-state-race.help": () => "Hold one lock at every place that changes it.",
  "shared-state-race.hop": (v: { caller: string; callee: string }) => `${v.caller} hands ${v.callee} to a thread`,

  "slow-import": (v: { name: string }) =>
    `Every run of this script waits for the import of \`${v.name}\`, which only functions use.`,
  "slow-import.measured": (v: { name: string; milliseconds: number }) =>
    `Every run of this script waits for the import of \`${v.name}\` (some ${v.milliseconds} ms), which only functions use.`,
  "slow-import.help": () => "Import it inside the functions that use it.",

  "sync-handler-io": (v: { name: string; primitive: string; waits: string }) =>
    `\`${v.name}\` ${v.waits} in \`${v.primitive}\`, and keeps a worker of the server for as long.`,
  "sync-handler-io.help": () =>
    "Make it asynchronous with what it calls, or hand the wait to a task queue, if this endpoint is under load.",

  "thread-per-item.loop": () => "Each turn of this loop starts a thread, and nothing bounds their number.",
  "thread-per-item.request": (v: { what: string }) =>
    `Each ${v.what} that comes in starts a thread here, and nothing bounds their number.`,
  "thread-per-item.help": () =>
    "Submit the work to one ThreadPoolExecutor, or put it into a queue that a few threads serve.",
  "thread-per-item.hop": (v: { caller: string }) => `${v.caller} leads here`,

  "unawaited-coroutine": (v: { name: string }) =>
    `\`${v.name}\` is a coroutine function, and the coroutine made here is dropped: its body never runs.`,
  "unawaited-coroutine.async-help": () => "Await it, or make a task of it and keep the task.",
  "unawaited-coroutine.sync-help": () => "Make the caller asynchronous and await it, or run it on an event loop.",

  "unbounded-int": (v: { by: Growth["by"] }) => `${GROWING[v.by]} can outgrow 64 bits: nothing here bounds it.`,
  "unbounded-int.help": () => "Bound or mask it, or plan for big integers in a port.",

  "unused-suppression": (v: { where: "file" | "line" }) =>
    `This comment suppresses nothing: no rule has a finding ${PLACES[v.where]}.`,
  "unused-suppression.unknown": (v: { rules: readonly string[] }) =>
    `This comment suppresses nothing: there is no rule called ${quoted(v.rules)}.`,
  "unused-suppression.rules": (v: { rules: readonly string[]; where: "file" | "line" }) =>
    `This comment suppresses nothing for ${quoted(v.rules)}: there is no such finding ${PLACES[v.where]}.`,
  "unused-suppression.help": () => "Remove the comment.",
  "unused-suppression.part-help": (v: { rules: readonly string[] }) => `Remove ${v.rules.join(", ")} from it.`,

  /** The end of a sentence: what a blocked thread does. */
  waits: (v: { kind: Proof["kind"] }) => WAITS[v.kind],
  /** An estimate that does not pretend to be exact. */
  operations: (v: { count: number }) => `${roughly(v.count)} interpreted operations`,
  recursion: () => "a recursion that grows exponentially",
  /** Where interpreted work runs in parallel, as what one would use. */
  "workers.interpreters": () => "an InterpreterPoolExecutor or a ProcessPoolExecutor",
  "workers.processes": () => "a ProcessPoolExecutor",
  "worker.interpreter": () => "an interpreter of its own (InterpreterPoolExecutor) or a process",
  "worker.process": () => "a process",

  "hop.calls": (v: { caller: string; callee: string }) => `${v.caller} calls ${v.callee}`,
  "hop.works": (v: { name: string }) => `${v.name} does the work here`,
  "hop.changes": (v: { name: string; changed: string }) => `${v.name} changes ${v.changed} here`,
};

const RUNS = { coroutine: "coroutine", callback: "callback" };

const WAITS: Record<Proof["kind"], string> = {
  sleep: "sleeps",
  network: "waits for the network",
  database: "waits for the database",
  file: "waits for the file system",
  subprocess: "waits for a child process",
  lock: "waits for another thread or process",
  stdin: "waits for input",
  configured: "is configured as blocking",
  gil: "holds the GIL on data of unknown size",
  loop: "starts an event loop",
};

const GROWING: Record<Growth["by"], string> = {
  factorial: "A factorial or binomial",
  power: "This power",
  shift: "This shift",
  product: "An integer that is multiplied again and again",
  sum: "An integer that is added to itself again and again",
};

const PLACES = { file: "in this file", line: "on this line" };

function roughly(operations: number): string {
  if (operations >= 1e12) return "over a trillion";
  if (operations >= 1e9) return `some ${Math.round(operations / 1e9)} billion`;
  if (operations >= 1e6) return `some ${Math.round(operations / 1e6)} million`;
  return `some ${Math.max(1, Math.round(operations / 1e3))} thousand`;
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(", ");
}
