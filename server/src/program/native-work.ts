import type { ArgumentPlace, CallableRow, HandoverVia } from "../knowledge/schema.ts";
import { type ArgumentFacts, type CallFacts, CallFlag, NONE, type ValueId } from "../semantics/facts.ts";
import type { EnvId } from "./entities.ts";
import { argumentAt } from "./evaluate.ts";
import { type Doubt, type ExternalUse, type FunctionNode, type Handover, moreDoubtful, type Site } from "./graph.ts";
import type { ModuleId } from "./modules.ts";
import { isOfOwnFile, QUICK, STOPS_EARLY } from "./native-source.ts";
import type { Program, ProofStep } from "./program.ts";
import { MODERATE } from "./thresholds.ts";
import { isUnboundedSource } from "./unbounded.ts";

/** How much data a value may be: a whole body or file, one message or constant, or whatever a caller gives. */
type Extent = "unbounded" | "bounded" | "unknown";

/** Native code that keeps the GIL and is what a function handed over mainly does. */
export interface NativeWork {
  /** The library callable. */
  readonly path: string;
  readonly doubt: Doubt;
  /** The calls from the function handed over down to it; empty where it is itself handed over. */
  readonly steps: readonly ProofStep[];
}

/** Calls below the function handed over that are looked into, and calls in each of them: beyond that the native one is incidental. */
const DEEPEST = 1;
const MOST_CALLS = 10;
/** Parsers and serialisers, which go through all of what they are given: nobody hands a short text over to one. */
const GOES_THROUGH_ALL =
  /(^|\.)(loads?|dumps?|parse\w*|fromstring|feed|reader|unpackb|packb|decode|encode|safe_load|load_all|model_validate_json|validate_json|read_csv|to_csv|to_json)$/;
/** What gives one message, line or datagram. */
const GIVES_ONE =
  /\.(recv|recv_json|receive|receive_text|receive_json|receive_bytes|readline|get_message|recvfrom|popleft|lpop|rpop|blpop)$/;
/** What gives as much as it is given. */
const KEEPS_EXTENT =
  /^(zlib|gzip|bz2|lzma|base64)\.(decompress|compress|b64decode|b64encode)$|^io\.(StringIO|BytesIO|TextIOWrapper|BufferedReader)$|^builtins\.(bytes|bytearray|memoryview|str|list|tuple|iter)$/;
const KEEPS_EXTENT_METHOD =
  /^(decode|encode|strip|replace|lower|upper|casefold|getvalue|getbuffer|tobytes|splitlines)$/;

const THREADS: ReadonlySet<HandoverVia> = new Set(["thread", "pool"]);

/** What a hand-over's function does in native code that keeps the GIL, where that is most of its work. */
export function nativeWorkOf(program: Program, node: FunctionNode, handover: Handover): NativeWork | undefined {
  for (const use of handover.externals) {
    const found = handedOverItself(program, node, handover, use);
    if (found !== undefined) return found;
  }
  if (isForwarder(program, node, handover)) return undefined;
  // One thread that runs while its maker waits, or does something else once, takes nothing from others.
  const isMany = runsSideBySide(node, handover);
  if (handover.via !== "offload" && !isMany) return undefined;
  for (const id of handover.targets) {
    const target = program.graph.nodes[id];
    if (program.functionOf(target).isAsync || !couldBeNative(program, target)) continue;
    const given = (index: number): Extent => extentOfParameter(program, node, handover, target, index);
    const found = search(program, target, given, isMany, 0);
    if (found !== undefined) return { ...found, doubt: moreDoubtful(found.doubt, handover.doubt) };
  }
  return undefined;
}

/** A function that hands over whatever its callers give it: what to change is theirs. */
function isForwarder(program: Program, node: FunctionNode, { row, call, targets }: Handover): boolean {
  const value = row === undefined || call === undefined ? undefined : argumentAt(call.args, row.function);
  if (value === undefined || targets.length < 2) return false;
  const known = program.facts(node.module).values[value];
  return known.k === "param" && known.fn === node.fn;
}

/** Several functions, or one for each of many items, are handed over in one place. */
function runsSideBySide(node: FunctionNode, handover: Handover): boolean {
  return (
    handover.loop !== NONE ||
    handover.row?.passes === "iterable" ||
    node.handovers.some((other) => other !== handover && THREADS.has(other.via))
  );
}

/** `pool.map(json.loads, documents)`. */
function handedOverItself(
  program: Program,
  node: FunctionNode,
  handover: Handover,
  use: ExternalUse,
): NativeWork | undefined {
  const { row } = use;
  if (!keepsGil(row) || STOPS_EARLY.test(use.path) || !holdsNow(program, row)) return undefined;
  const extent = row.sizedBy === "receiver" ? "unknown" : extentAt(program, node, handover, row.sizedBy);
  if (extent === "bounded") return undefined;
  const doubt = moreDoubtful(moreDoubtful(handover.doubt, use.doubt), extent === "unbounded" ? 0 : 1);
  return { path: use.path, doubt, steps: [] };
}

interface NativeRow extends CallableRow {
  readonly sizedBy: ArgumentPlace | "receiver";
}

function keepsGil(row: CallableRow | undefined): row is NativeRow {
  return row !== undefined && row.effect === "holds-gil" && row.sizedBy !== undefined;
}

function holdsNow(program: Program, row: CallableRow): boolean {
  return program.effects.library.holdsForVersion(row.since, row.until);
}

/** A function that waits, computes in Python, or works in native code that lets others run, is not dominated by one that does not. */
function couldBeNative(program: Program, target: FunctionNode): boolean {
  const { blocks, cost } = program.effects.nodes[target.id];
  const waits = blocks !== undefined && blocks.kind !== "file" && blocks.kind !== "lock" && blocks.doubt < 2;
  return !waits && cost.operations < MODERATE && cost.recursion === undefined;
}

function search(
  program: Program,
  node: FunctionNode,
  given: (index: number) => Extent,
  isMany: boolean,
  depth: number,
): NativeWork | undefined {
  if (program.facts(node.module).calls.filter((call) => call.fn === node.fn).length > MOST_CALLS) return undefined;
  const letsOthersRun = node.externals.some((use) => use.row?.effect === "releases-gil");
  if (letsOthersRun) return undefined;
  for (const use of node.externals) {
    const { row } = use;
    if (!keepsGil(row) || use.call === undefined || isRare(use) || STOPS_EARLY.test(use.path)) continue;
    if (!holdsNow(program, row) || QUICK.test(use.path)) continue;
    // Work on one line or message after the other gives the GIL away in between.
    if (!isMany && use.loop !== NONE) continue;
    // A single file of settings or state is short.
    if (!isMany && isOfOwnFile(program, node, use)) continue;
    const value =
      row.sizedBy === "receiver" ? receiverOf(program, node, use.call) : argumentAt(use.call.args, row.sizedBy);
    const extent = value === undefined ? "unknown" : extentOf(program, node, value, given, 0);
    // Of what is no parser, only work on a whole file or body is sure to be long.
    if (extent !== "unbounded" && !GOES_THROUGH_ALL.test(use.path)) continue;
    if (extent === "bounded" || (extent === "unknown" && !isWhole(program, node, value, use))) continue;
    const step = { module: node.module, node: node.id, site: use, callee: use.path };
    return { path: use.path, doubt: moreDoubtful(use.doubt, extent === "unbounded" ? 0 : 1), steps: [step] };
  }
  if (depth >= DEEPEST) return undefined;
  for (const edge of node.edges) {
    if (edge.kind !== "sync" || edge.call === undefined || edge.doubt > 1 || isRare(edge)) continue;
    if (program.effects.isMemoised(edge)) continue;
    const target = program.graph.nodes[edge.to];
    if (!couldBeNative(program, target)) continue;
    const { call } = edge;
    const inner = search(
      program,
      target,
      (index) => {
        const value = argumentAt(call.args, placeOfParameter(program, target, index));
        return value === undefined ? "bounded" : extentOf(program, node, value, given, 0);
      },
      isMany,
      depth + 1,
    );
    if (inner === undefined) continue;
    const step = { module: node.module, node: node.id, site: edge, callee: program.nameOf(target) };
    return { ...inner, doubt: moreDoubtful(inner.doubt, edge.doubt), steps: [step, ...inner.steps] };
  }
  return undefined;
}

/** What is done in an error path, or until its result is remembered, is not what the function is for. */
function isRare(site: Site): boolean {
  return (site.flags & (CallFlag.inHandler | CallFlag.memoised)) !== 0;
}

/**
 * True where a function hands a whole parameter to the native call and does nothing else worth naming: it is there for that call,
 * and nobody hands over what takes no time.
 */
function isWhole(program: Program, node: FunctionNode, value: ValueId | undefined, use: ExternalUse): boolean {
  if (value === undefined || program.facts(node.module).values[value].k !== "param" || use.loop !== NONE) return false;
  return (
    node.edges.length === 0 &&
    node.handovers.length === 0 &&
    node.externals.every((other) => other === use || other.row?.effect === "pure" || keepsGil(other.row)) &&
    program.facts(node.module).calls.filter((call) => call.fn === node.fn).length <= node.externals.length
  );
}

function receiverOf(program: Program, node: FunctionNode, call: CallFacts): ValueId | undefined {
  const callee = program.facts(node.module).values[call.callee];
  return callee.k === "attr" ? callee.of : undefined;
}

/** The place at which a call without its receiver gives a parameter. */
function placeOfParameter(program: Program, target: FunctionNode, index: number): ArgumentPlace {
  const facts = program.functionOf(target);
  const isMethod =
    facts.cls !== NONE && facts.params[0]?.kind === "positional" && /^(self|cls)$/.test(facts.params[0].name);
  return { index: isMethod ? index - 1 : index, keyword: facts.params[index]?.name };
}

function extentOfParameter(
  program: Program,
  node: FunctionNode,
  handover: Handover,
  target: FunctionNode,
  index: number,
): Extent {
  return extentAt(program, node, handover, placeOfParameter(program, target, index));
}

/** How much a hand-over gives its function at a place. */
function extentAt(program: Program, node: FunctionNode, handover: Handover, place: ArgumentPlace): Extent {
  const { row, call } = handover;
  if (row === undefined || call === undefined) return "unknown";
  const facts = program.facts(node.module);
  const none = () => "unknown" as const;
  if (row.passes === "none") return "unknown";
  if (row.passes === "args") {
    const given = call.args.find((argument) => argument.keyword === "args") ?? call.args[(row.function.index ?? 0) + 1];
    const tuple = given === undefined ? undefined : facts.values[given.value];
    const item = tuple?.k === "collection" ? tuple.items[place.index ?? 0] : undefined;
    return item === undefined ? "unknown" : extentOf(program, node, item, none, 0);
  }
  const rest = followers(call.args, row.function);
  const value = argumentAt(rest, place);
  if (value === undefined) return "unknown";
  return row.passes === "rest" ? extentOf(program, node, value, none, 0) : extentOfElements(program, node, value);
}

function followers(args: readonly ArgumentFacts[], fn: ArgumentPlace): readonly ArgumentFacts[] {
  const isFunction = args.some((argument) => argument.keyword !== undefined && argument.keyword === fn.keyword);
  let seen = -1;
  return args.filter((argument) => {
    if (argument.keyword !== undefined) return argument.keyword !== fn.keyword;
    seen++;
    return isFunction || seen > (fn.index ?? 0);
  });
}

/** What a pool's workers get of an iterable: as much as its items are. */
function extentOfElements(program: Program, node: FunctionNode, value: ValueId): Extent {
  const known = program.facts(node.module).values[value];
  if (known.k === "collection") {
    const extents = known.items.map((item) => extentOf(program, node, item, () => "unknown", 0));
    return extents.length > 0 && extents.every((one) => one === "bounded") ? "bounded" : "unknown";
  }
  return known.k === "generator" ? extentOf(program, node, known.element, () => "unknown", 0) : "unknown";
}

function extentOf(
  program: Program,
  node: FunctionNode,
  value: ValueId,
  given: (index: number) => Extent,
  depth: number,
): Extent {
  if (depth > 8) return "unknown";
  if (isUnbounded(program, node.module, value, node.env)) return "unbounded";
  const facts = program.facts(node.module);
  const known = facts.values[value];
  const inner = (of: ValueId) => extentOf(program, node, of, given, depth + 1);
  switch (known.k) {
    case "literal":
      return "bounded";
    case "param":
      return known.fn === node.fn ? given(known.index) : "unknown";
    case "await":
    case "enter":
      return inner(known.of);
    case "element":
      // All lines of a file together are the file.
      return isUnbounded(program, node.module, known.of, node.env) ? "unbounded" : "unknown";
    case "declared":
      return inner(known.value);
    case "union":
      return largest(known.of.map(inner));
    case "collection":
      // What is written down in the program has the size of the program.
      return known.items.length === 0 ? "unknown" : largest(known.items.map(inner));
    case "binary":
      return largest([inner(known.left), inner(known.right)]);
    case "name":
      return largest((facts.functions[known.fn].bindings[known.name] ?? []).map(inner));
    case "call": {
      const call = facts.calls[known.call];
      const paths = program.evaluator
        .evaluate(node.module, call.callee, node.env)
        .map((id) => program.evaluator.pathOf(id));
      if (paths.some((path) => GIVES_ONE.test(path))) return "bounded";
      const callee = facts.values[call.callee];
      if (callee.k === "attr" && KEEPS_EXTENT_METHOD.test(callee.name)) return inner(callee.of);
      const [first] = call.args;
      return first !== undefined && paths.some((path) => KEEPS_EXTENT.test(path)) ? inner(first.value) : "unknown";
    }
    default:
      return "unknown";
  }
}

function isUnbounded(program: Program, module: ModuleId, value: ValueId, env: EnvId): boolean {
  return isUnboundedSource(program.evaluator, module, value, env);
}

function largest(extents: readonly Extent[]): Extent {
  if (extents.includes("unbounded")) return "unbounded";
  return extents.length > 0 && extents.every((one) => one === "bounded") ? "bounded" : "unknown";
}
