import type { ArgumentPlace, CallableRow } from "../knowledge/schema.ts";
import { type CallFacts, CallFlag, NONE, type ValueId } from "../semantics/facts.ts";
import { awaitedLater, usedAsynchronously } from "./awaited-later.ts";
import { type Bindings, NO_BINDINGS } from "./bindings.ts";
import { argumentAt, type Evaluator } from "./evaluate.ts";
import type { ExternalUse, FunctionNode } from "./graph.ts";
import { callsThatMade, clientMakersOf, receiverOf } from "./makers.ts";
import { isMemoryName, type MemoryStreams } from "./memory-streams.ts";
import { viewOf } from "./module-view.ts";
import { isNonBlockingSocket } from "./non-blocking-sockets.ts";
import {
  classOfWait,
  type EffectSettings,
  isStream,
  type Proof,
  type ProvenEffect,
  proofOfPrimitive,
} from "./proofs.ts";
import { isOfReadyFile } from "./ready-files.ts";
import { SHORTEST_SLEEP } from "./thresholds.ts";
import { isUnboundedSource } from "./unbounded.ts";

/** What calls of libraries do by themselves: proofs of length one. */
export class LibraryEffects {
  readonly #evaluator: Evaluator;
  readonly #settings: EffectSettings;
  readonly #memory: MemoryStreams;

  constructor(evaluator: Evaluator, settings: EffectSettings, memory: MemoryStreams) {
    this.#evaluator = evaluator;
    this.#settings = settings;
    this.#memory = memory;
  }

  /** What a library call does by itself. */
  directProof(
    node: FunctionNode,
    use: ExternalUse,
    effect: ProvenEffect,
    bindings: Bindings = NO_BINDINGS,
  ): Proof | undefined {
    switch (effect) {
      case "blocks":
        return this.blockingUse(node, use, bindings);
      case "communicates":
      case "pauses": {
        const proof = this.blockingUse(node, use, bindings);
        if (proof === undefined || proof.brief || (effect === "communicates" && UNTIL_READY.test(proof.primitive)))
          return undefined;
        return classOfWait(proof.kind) === effect ? proof : undefined;
      }
      case "holdsGil":
        return this.gilHoldingUse(node, use);
      case "startsLoop":
        if (use.row?.startsLoop !== true || use.implicit !== undefined) return undefined;
        if ((use.flags & CallFlag.offLoop) !== 0) return undefined;
        if (this.#isExcused(node, use, use.row)) return undefined;
        // Whoever catches that a loop runs already has another way then.
        if ((use.flags & CallFlag.expectsRuntimeError) !== 0) return undefined;
        // Wrapping a coroutine function starts nothing; calling the wrapper does.
        if (use.wraps) return undefined;
        // `call = async_to_sync(f) if … else f`, and then `await call()`: what is awaited is no synchronous wrapper.
        if (use.call?.use === "awaited" && this.#isOfResult(node, use.call)) return undefined;
        return proofOfPrimitive("loop", use.path, use);
    }
  }

  /** A library call that makes its thread wait, as a proof of length one. */
  blockingUse(node: FunctionNode, use: ExternalUse, bindings: Bindings = NO_BINDINGS): Proof | undefined {
    if (this.#settings.safe.has(use.path) || (use.flags & CallFlag.offLoop) !== 0) return undefined;
    if (this.#isAwaited(node, use)) return undefined;
    const proof = (kind: Proof["kind"], brief: boolean) => proofOfPrimitive(kind, use.path, use, brief);
    if (this.#settings.blocking.has(use.path)) return proof("configured", false);
    if (isNonBlockingSocket(this.#evaluator.facts[node.module], use)) return undefined;
    const row = use.row;
    if (
      row === undefined ||
      row.effect !== "blocks" ||
      row.kind === undefined ||
      row.lazy === true ||
      row.startsLoop === true
    )
      return undefined;
    if (isLockAcquire(use.path) || !this.holdsForVersion(row.since, row.until)) return undefined;
    if (this.#isExcused(node, use, row)) return undefined;
    if (use.call !== undefined && use.implicit === undefined) {
      if (row.kind === "file" && isOfReadyFile(this.#evaluator.facts[node.module], use)) return undefined;
      if (row.kind === "network" && this.#isOfDataAddress(node, use.call)) return undefined;
      if (row.onlyWith !== undefined && !this.#isGiven(node, use.call, row.onlyWith)) return undefined;
      if (isStream(row.kind) && this.#memory.isAbout(node, use.call, bindings)) return undefined;
      if (row.kind === "database" && this.#memory.isDatabase(node, use.call.callee, bindings)) return undefined;
      if (row.kind === "database" && isMemoryName(this.#evaluator.facts[node.module], use.call)) return undefined;
      if (FUTURE_OUTCOME.test(use.path) && this.#isAskedBefore(node, this.#objectOf(node, use), OUTCOME_IS_THERE))
        return undefined;
      if (FUTURE_OUTCOME.test(use.path) && this.#isSettledAbove(node, use)) return undefined;
      if (QUEUE_GET.test(use.path) && this.#isAskedBefore(node, this.#objectOf(node, use), ITEM_IS_THERE))
        return undefined;
      if (QUEUE_PUT.test(use.path) && this.#isUnboundedQueue(node, use.call)) return undefined;
    }
    if (CHILD_WAIT.test(use.path))
      if (this.#isAskedBefore(node, this.#objectOf(node, use), CHILD_IS_GONE) || this.#isPolledAbove(node, use))
        return undefined;
    if (
      use.implicit !== undefined &&
      row.kind === "database" &&
      this.#memory.isDatabase(node, use.implicit.of, bindings)
    )
      return undefined;
    if (row.kind === "network" && /^fsspec\./.test(use.path) && this.#isLocalFileSystem(node, use)) return undefined;
    const found = proof(row.kind, row.brief === true || (row.kind === "sleep" && this.#isMoment(node, use)));
    return isSwitchedFromOutside(use, row) ? { ...found, doubt: 2 } : found;
  }

  /** `if address.startswith("data:"): urlopen(address)`: what such an address stands for is written in it. */
  #isOfDataAddress(node: FunctionNode, call: CallFacts, depth = 0): boolean {
    const { guards } = this.#evaluator.facts[node.module];
    for (let at = call.guard; at !== NONE; at = guards[at].outer) {
      const { condition } = guards[at];
      if (condition.k !== "prefix" || !condition.holds || condition.value !== call.args[0]?.value) continue;
      if (condition.prefixes.every((prefix) => prefix.startsWith("data:"))) return true;
    }
    // What is read of its answer; in a loop, what made it may itself be made of it.
    if (depth > MOST_ANSWERS) return false;
    const answer = receiverOf(this.#evaluator.facts[node.module], call.callee);
    const makers = answer === undefined ? [] : callsThatMade(this.#evaluator.facts[node.module], answer);
    return makers.some(
      (maker) => maker.args.length > 0 && maker.id !== call.id && this.#isOfDataAddress(node, maker, depth + 1),
    );
  }

  /** `fsspec.filesystem("file")`: the protocol says where the files are (fsspec's documentation: Built-in implementations). */
  #isLocalFileSystem(node: FunctionNode, use: ExternalUse): boolean {
    const receiver = this.#objectOf(node, use);
    if (receiver === undefined) return false;
    const { found, complete } = clientMakersOf(this.#evaluator, node.module, receiver);
    return (
      complete &&
      found.length > 0 &&
      found.every(({ module, call }) => {
        const { values } = this.#evaluator.facts[module];
        const protocol = call.args[0] === undefined ? undefined : values[call.args[0].value];
        return protocol?.k === "literal" && LOCAL_PROTOCOLS.has(String(protocol.value));
      })
    );
  }

  /** `time.sleep(0.001)`: a step of the clock, or a turn for another thread. */
  #isMoment(node: FunctionNode, { call, implicit }: ExternalUse): boolean {
    if (call === undefined || implicit !== undefined || call.args.length !== 1) return false;
    const seconds = this.#evaluator.facts[node.module].values[call.args[0].value];
    return seconds.k === "literal" && typeof seconds.value === "number" && seconds.value <= SHORTEST_SLEEP;
  }

  /** The call is given an argument with which it does not wait. */
  #isExcused(node: FunctionNode, use: ExternalUse, row: CallableRow): boolean {
    const { call } = use;
    if (call === undefined || use.implicit !== undefined) return false;
    return (row.unless ?? []).some((condition) => {
      const value = argumentAt(call.args, condition.place);
      return value !== undefined && this.#isLiteral(node, value, condition.value);
    });
  }

  /** The use takes a lock of threads or processes, and waits for as long as another holds it. */
  takesLock(node: FunctionNode, use: ExternalUse): boolean {
    if (!isLockAcquire(use.path) || (use.flags & CallFlag.offLoop) !== 0 || this.#isAwaited(node, use)) return false;
    return use.row === undefined || !this.#isExcused(node, use, use.row);
  }

  /** A library call that keeps the GIL for long because its data has no bound. */
  gilHoldingUse(node: FunctionNode, use: ExternalUse): Proof | undefined {
    const row = use.row;
    if (row === undefined || (row.effect !== "holds-gil" && row.effect !== "cpu") || row.sizedBy === undefined)
      return undefined;
    if (use.call === undefined || !this.holdsForVersion(row.since, row.until)) return undefined;
    const value =
      row.sizedBy === "receiver"
        ? receiverOf(this.#evaluator.facts[node.module], use.call.callee)
        : argumentAt(use.call.args, row.sizedBy);
    if (value === undefined || !isUnboundedSource(this.#evaluator, node.module, value, node.env)) return undefined;
    return proofOfPrimitive("gil", use.path, use);
  }

  /** An awaited call is asynchronous, whatever a table says; so is one whose result goes straight to the event loop. */
  /** What is called is not written by name, but came out of another call. */
  #isOfResult({ module }: FunctionNode, { callee }: CallFacts): boolean {
    const { values } = this.#evaluator.facts[module];
    const known = values[callee];
    return (known.k === "union" ? known.of : [callee]).some((part) => values[part].k === "call");
  }

  #isAwaited(node: FunctionNode, use: ExternalUse): boolean {
    if (use.call === undefined) return false;
    const facts = this.#evaluator.facts[node.module];
    if (use.call.use === "awaited" || awaitedLater(facts).has(use.call.id)) return true;
    if (usedAsynchronously(facts).has(use.call.id)) return true;
    return this.isGathered(node, use.call);
  }

  /** The result goes straight to what awaits it: `gather(…)`, `create_task(…)`. */
  isGathered(node: FunctionNode, call: CallFacts): boolean {
    if ((call.flags & CallFlag.argument) === 0) return false;
    const outer = viewOf(this.#evaluator.facts[node.module]).argumentOf[call.id];
    if (outer < 0) return false;
    return (
      node.externals.some((other) => other.call?.id === outer && other.row?.effect === "suspends") ||
      node.handovers.some((handover) => handover.call?.id === outer && handover.via === "task")
    );
  }

  /** True when an argument is given as something other than None, False or 0. */
  #isGiven(node: FunctionNode, call: CallFacts, place: ArgumentPlace): boolean {
    const value = argumentAt(call.args, place);
    if (value === undefined) return false;
    const known = this.#evaluator.facts[node.module].values[value];
    return !(known.k === "literal" && (known.type === "None" || known.value === "False" || known.value === 0));
  }

  /** Whoever asks a future whether it is done, a queue whether it is empty, or a child whether it runs, takes what is there. */
  #isAskedBefore(node: FunctionNode, object: ValueId | undefined, questions: ReadonlySet<string>): boolean {
    if (object === undefined) return false;
    const facts = this.#evaluator.facts[node.module];
    return viewOf(facts).calls[node.fn].some((other) => {
      const asked = facts.values[other.callee];
      return asked.k === "attr" && asked.of === object && questions.has(asked.name);
    });
  }

  /** `future.set_result(value)`, on all ways to the place: the future has its outcome, and gives it at once. */
  #isSettledAbove(node: FunctionNode, use: ExternalUse): boolean {
    const object = this.#objectOf(node, use);
    if (object === undefined) return false;
    const facts = this.#evaluator.facts[node.module];
    return viewOf(facts).calls[node.fn].some((other) => {
      const settles = facts.values[other.callee];
      if (settles.k !== "attr" || settles.of !== object || !SETTLES.has(settles.name)) return false;
      return other.end <= use.start && other.guard === NONE && other.loop === NONE && (other.flags & MAYBE) === 0;
    });
  }

  /** `while self.poll() is None: await sleep(0.1)` above, by whatever object asks: the child is gone where the loop has ended. */
  #isPolledAbove(node: FunctionNode, use: ExternalUse): boolean {
    const facts = this.#evaluator.facts[node.module];
    return viewOf(facts).calls[node.fn].some((call) => {
      const asks = facts.values[call.callee];
      if (asks.k !== "attr" || asks.name !== "poll" || call.loop === NONE) return false;
      const loop = facts.loops[call.loop];
      return loop.kind === "while" && call.end <= loop.headerEnd && loop.end <= use.start;
    });
  }

  /** What a use is a method of, or enters and leaves. */
  #objectOf(node: FunctionNode, { call, implicit }: ExternalUse): ValueId | undefined {
    if (implicit !== undefined) return implicit.of;
    return call === undefined ? undefined : receiverOf(this.#evaluator.facts[node.module], call.callee);
  }

  /** Putting into a queue waits only where the queue was made with a size: of one that nobody is seen to size, nothing is told. */
  #isUnboundedQueue(node: FunctionNode, call: CallFacts): boolean {
    const evaluator = this.#evaluator;
    const callee = evaluator.facts[node.module].values[call.callee];
    if (callee.k !== "attr") return false;
    const { found } = clientMakersOf(evaluator, node.module, callee.of);
    const byName = callsThatMade(evaluator.facts[node.module], callee.of).map((call) => ({
      module: node.module,
      call,
    }));
    const sizes = (found.length > 0 ? found : byName).flatMap((maker) => {
      if (!evaluator.pathsOf(maker.module, maker.call.callee).some((path) => path.endsWith("Queue"))) return [];
      const size = argumentAt(maker.call.args, QUEUE_SIZE);
      return size === undefined ? [] : [evaluator.facts[maker.module].values[size]];
    });
    return sizes.every((size) => size.k === "literal" && Number(size.value) <= 0);
  }

  /** The value is the constant that a table names: a literal, or a dotted name alone or in an `a | b`. */
  #isLiteral(node: FunctionNode, value: ValueId, text: string): boolean {
    const known = this.#evaluator.facts[node.module].values[value];
    if (known.k === "binary" && known.op === "|") {
      return this.#isLiteral(node, known.left, text) || this.#isLiteral(node, known.right, text);
    }
    if (known.k === "literal") return known.type === "None" ? text === "None" : String(known.value) === text;
    const ids = text.includes(".") ? this.#evaluator.evaluate(node.module, value, node.env) : [];
    return ids.some((id) => this.#evaluator.pathOf(id) === text);
  }

  holdsForVersion(since: string | undefined, until: string | undefined): boolean {
    const minorOf = (version: string) => Number(version.split(".")[1]);
    if (since !== undefined && this.#settings.minor < minorOf(since)) return false;
    return until === undefined || this.#settings.minor <= minorOf(until);
  }
}

/** `context.wrap_socket(socket, **options)`: whether it waits is decided by who gives the options. */
function isSwitchedFromOutside({ call, implicit }: ExternalUse, row: CallableRow): boolean {
  if (call === undefined || implicit !== undefined || row.unless === undefined) return false;
  return (
    row.unless.some(({ place }) => argumentAt(call.args, place) === undefined) &&
    call.args.some((one) => one.star === 2)
  );
}

/** Answers that are read out of one another: the reply, its body, a part of that. */
const MOST_ANSWERS = 4;

const LOCAL_PROTOCOLS: ReadonlySet<string> = new Set(["file", "local", "memory"]);

/** Waits until something is ready: what is then read or written is the request, if any. */
const UNTIL_READY = /^(select|selectors)\.|^pika\..*\.(sleep|process_data_events)$/;

const FUTURE_OUTCOME = /^concurrent\.futures\.Future\.(result|exception)$/;
const OUTCOME_IS_THERE: ReadonlySet<string> = new Set(["done", "cancelled"]);
const SETTLES: ReadonlySet<string> = new Set(["set_result", "set_exception"]);
const MAYBE = CallFlag.perhaps | CallFlag.inHandler;
const QUEUE_GET = /(^|\.)(Simple|Lifo|Priority|Joinable)?Queue\.get$/;
const ITEM_IS_THERE: ReadonlySet<string> = new Set(["empty", "qsize"]);
const CHILD_WAIT = /^subprocess\.Popen\.(wait|communicate|__exit__)$/;
const CHILD_IS_GONE: ReadonlySet<string> = new Set(["poll"]);
const QUEUE_SIZE: ArgumentPlace = { index: 0, keyword: "maxsize" };
const QUEUE_PUT = /(^|\.)(Lifo|Priority|Joinable)?Queue\.put$/;

/** Taking a thread lock is a matter of its own (lock-in-coroutine): sections are short, and waiting is the exception. */
export function isLockAcquire(path: string): boolean {
  return (
    /^(threading|multiprocessing|_thread)\.(\w+\.)*(\w*Lock\w*|\w*Semaphore\w*|Condition|allocate_lock)(\.\w+)*$/.test(
      path,
    ) && /\.(acquire|__enter__)$/.test(path)
  );
}
