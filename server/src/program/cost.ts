import {
  type CallFacts,
  CallFlag,
  type FunctionId,
  type LoopFacts,
  type LoopId,
  NONE,
  type Operations,
} from "../semantics/facts.ts";
import { isCombinations } from "./combinations.ts";
import { dimensionOf } from "./dimensions.ts";
import { EMPTY_ENV, type EntityId } from "./entities.ts";
import type { Evaluator } from "./evaluate.ts";
import type { Edge, ExternalUse, FunctionNode, NodeId, Site } from "./graph.ts";
import { isProductOfSizes } from "./independent-sizes.ts";
import { areItsPairs, isAlgorithm, loopsAround, type NestedLoop, numericEvidence } from "./loop-evidence.ts";
import { isInsideRange, isOverData, isOverParts, isOverRange } from "./loop-sources.ts";
import { viewOf } from "./module-view.ts";
import type { ModuleId } from "./modules.ts";
import { asksOf, isObjectWork, setsUp } from "./object-work.ts";
import { Recursions } from "./recursions.ts";
import { hasSlowTurns } from "./slow-turns.ts";
import {
  HEAVY,
  LARGE,
  MODERATE,
  MOST_BY_REPEATING,
  NUMERIC,
  NUMERIC_DENSITY,
  NUMERIC_ELSEWHERE,
  NUMERIC_WEIGHT,
  PART_TURNS,
  QUIET_TURNS,
  SATURATED,
  UNKNOWN_TURNS,
  WEIGHT,
} from "./thresholds.ts";
import { Turns } from "./turns.ts";

/** Multiplications and additions from which a function without a loop is a formula. */
const FORMULA = 3;
/** Functions that compute on whole arrays in native code; those of one number, as `numpy.sqrt`, are work of the loop that they stand in. */
const ARRAYS =
  /^(numpy|cupy)\.(dot|matmul|tensordot|einsum|outer|sum|mean|std|var|median|cumsum|cumprod|where|arg(max|min|sort)|sort|unique|concatenate|[hvd]?stack|column_stack|array|asarray|equal|logical_\w+|roll|convolve|linalg\.\w+|fft\.\w+|random\.\w*shuffle)$|^(scipy|sklearn|pandas)\./;
const LOGS = /^(logging|loguru|structlog)\b.*\.(debug|info|warning|error|critical|exception|log|trace)$/;
/** Functions of whole numbers whose results outgrow every other number after some dozens: what is counted so is few. */
const OF_FEW_NUMBERS = /^(math\.(factorial|comb|perm)|scipy\.special\.(factorial2?|comb|binom|perm))$/;
/** What goes through a generator as interpreted code does: once, item by item. */
const PLAIN = /^(builtins|math|statistics|itertools|functools|collections|heapq|operator)\./;

/** Estimated interpreted operations of one run of a function, its callees included. */
export interface Cost {
  readonly operations: number;
  /** Set for functions that call themselves more than once a run on smaller problems: time grows exponentially. */
  readonly recursion: "exponential" | undefined;
}

export type Grade = "light" | "moderate" | "heavy";

export function gradeOf(operations: number): Grade {
  return operations >= HEAVY ? "heavy" : operations >= MODERATE ? "moderate" : "light";
}

/** What one loop costs from its start to its end. */
export interface LoopCost {
  readonly loop: LoopFacts;
  /** With everything called in it. */
  readonly operations: number;
  /** Without what its callees do. */
  readonly own: number;
  /** The loop, or one inside it, works on numbers or runs something that does for each item of data. */
  readonly computes: boolean;
  /** The loop, or one inside it, compares items or does arithmetic on them. */
  readonly worksOnItems: boolean;
  /** Loops of unknown or large bound on the deepest path, this one included. */
  readonly depth: number;
  readonly waits: boolean;
  /** The loop, or one inside it, makes a nest that computes over dimensions of unknown size. */
  readonly isAlgorithm: boolean;
  /** The same, where the sizes may be parts of each other, so that all turns together may go over the data but once. */
  readonly mayBeAlgorithm: boolean;
  /** What the loop costs without its callees if its nest is an algorithm. */
  readonly ownAtMost: number;
  /** The numbers of turns of the loop and of those inside are known, so that its own work is no guess. */
  readonly isMeasured: boolean;
}

/** What costs need to know of effects: callees are solved before their callers. */
export interface KnownEffects {
  readonly nodes: readonly { readonly cost: Cost }[];
  isSafe(node: FunctionNode): boolean;
  isMemoised(edge: Edge): boolean;
  isTaken(edge: Edge): boolean;
  callee(edge: Edge): FunctionNode;
  readonly library: { blockingUse(node: FunctionNode, use: ExternalUse): { readonly kind: string } | undefined };
  throughEdge(edge: Edge, effect: "blocks"): { readonly kind: string } | undefined;
}

/** Whether a nest computes over several sizes: for sure, or as far as can be told. */
type NestKind = "algorithm" | "perhaps" | "walk";

export class CostModel {
  readonly #evaluator: Evaluator;
  readonly #effects: KnownEffects;
  /** How often loops turn. */
  readonly turns: Turns;
  readonly #recursions: Recursions;
  /** Whether a loop makes its nest an algorithm: without and with callees that compute, and with a formula that it calls. */
  readonly #algorithms: readonly Map<LoopFacts, NestKind>[] = [new Map(), new Map(), new Map()];

  constructor(evaluator: Evaluator, effects: KnownEffects) {
    this.#evaluator = evaluator;
    this.#effects = effects;
    this.turns = new Turns(evaluator);
    this.#recursions = new Recursions(evaluator, this.turns);
  }

  /** @param component the functions of the node's recursion, where it has one */
  costOf(node: FunctionNode, component: ReadonlySet<NodeId> | undefined): Cost {
    if (this.#effects.isSafe(node) || this.#evaluator.traits(node.module, node.fn).isCompiled)
      return { operations: 0, recursion: undefined };
    const facts = this.#evaluator.functionFacts(node.module, node.fn);
    const loops = this.loopsOf(node, component);
    let operations = Math.max(weigh(facts.operations), this.#calleeCost(node, NONE, component));
    for (const loop of loops) operations = Math.max(operations, loop.operations);
    const recursion = component !== undefined && this.#recursions.isExponential(node) ? "exponential" : undefined;
    if (recursion !== undefined) operations = Math.max(operations, 1) * HEAVY;
    return { operations: Math.min(operations, SATURATED), recursion };
  }

  /** Costs of all loops of a function, inner ones before outer ones. */
  loopsOf(node: FunctionNode, component?: ReadonlySet<NodeId>): readonly LoopCost[] {
    if (this.#evaluator.traits(node.module, node.fn).isCompiled) return [];
    const facts = this.#evaluator.facts[node.module];
    const loops = viewOf(facts).loops[node.fn];
    const costs = new Map<LoopId, LoopCost>();
    const result: LoopCost[] = [];
    // Ids grow inwards, so going backwards meets inner loops first.
    for (let at = loops.length - 1; at >= 0; at--) {
      const loop = loops[at];
      const inner = loops.filter((other) => other.parent === loop.id).map((other) => costs.get(other.id)!);
      const waits =
        loop.suspensions > 0 ||
        loop.kind === "async-for" ||
        this.#waitsIn(node, loop) ||
        inner.some((one) => one.waits && one.loop.suspensions === 0);
      const overData = isOverData(facts, loop) || isInsideRange(facts, loop);
      const isPairs = overData && loop.parent !== NONE && !isOverParts(facts, loop);
      const numeric = numericWork(loop, { overData, overRange: isOverRange(facts, loop), isPairs });
      const callees = this.#calleeCost(node, loop.id, component);
      const formula = this.#formulaIn(node, loop.id, component);
      const kind = waits ? "walk" : this.#nestKind(node.module, loop, callees >= UNKNOWN_TURNS, formula);
      const works = worksOnItems(loop.operations) || inner.some((one) => one.worksOnItems);
      const isDense = numeric >= NUMERIC_DENSITY * weigh(loop.operations);
      const isComputing =
        (isDense && numeric >= (overData ? NUMERIC : NUMERIC_ELSEWHERE)) ||
        (overData && callees >= UNKNOWN_TURNS) ||
        // Sizes that are multiplied are sizes of data, where the turns match items or work on them, and not only list them.
        (kind === "algorithm" && works) ||
        inner.some((one) => one.computes && !one.waits);
      const body = weigh(loop.operations);
      const inside = inner.filter((one) => !endsWith(loop, one.loop));
      const ownBody = body + inside.reduce((sum, one) => sum + one.own, 0);
      // What the loop is left after runs once.
      const atEnd = Math.max(0, ...inner.filter((one) => !inside.includes(one)).map((one) => one.own));
      const has = (what: "isAlgorithm" | "mayBeAlgorithm") =>
        !waits && inner.some((one) => one[what] && one.loop.yields === 0);
      const isAlgorithm = kind === "algorithm" || has("isAlgorithm");
      const turns = this.turns.of(node.module, loop);
      const counted = waits ? 1 : (turns ?? this.#unknownTurns(node.module, loop, isComputing, numeric));
      const mayBeAlgorithm = isAlgorithm || kind === "perhaps" || has("mayBeAlgorithm");
      const again =
        callees >= (isAlgorithm ? UNKNOWN_TURNS : MODERATE) ? Math.min(callees * counted, MOST_BY_REPEATING) : 0;
      const repeated = Math.max(callees, again, ...inner.map((one) => one.operations));
      const deepest = inner.reduce((depth, one) => Math.max(depth, one.depth), 0);
      const isMeasured = !waits && turns !== undefined && inner.every((one) => one.isMeasured);
      const most = isAlgorithm || isMeasured ? SATURATED : MODERATE - 1;
      const own = Math.min(counted * ownBody + atEnd, most);
      const atMost = counted * (body + inside.reduce((sum, one) => sum + one.ownAtMost, 0)) + atEnd;
      const cost: LoopCost = {
        loop,
        operations: Math.min(Math.max(own, repeated), SATURATED),
        own,
        computes: isComputing,
        worksOnItems: works,
        depth: (counted >= LARGE && !waits ? (counted > UNKNOWN_TURNS && turns === undefined ? 2 : 1) : 0) + deepest,
        waits,
        isAlgorithm,
        mayBeAlgorithm,
        ownAtMost: Math.min(atMost, mayBeAlgorithm ? SATURATED : most),
        isMeasured,
      };
      costs.set(loop.id, cost);
      result.push(cost);
    }
    return result;
  }

  /** The loop with the loops around it, up to one that waits or hands out its items one by one. */
  #nestKind(module: ModuleId, loop: LoopFacts, calleesCompute: boolean, formula: Operations | undefined): NestKind {
    if (loop.parent === NONE) return "walk";
    // What is known of the loop is the same for each set of functions that its own function is called with.
    const known = this.#algorithms[calleesCompute ? 1 : formula === undefined ? 0 : 2];
    const before = known.get(loop);
    if (before !== undefined) return before;
    const found = this.#findNestKind(module, loop, calleesCompute, formula);
    known.set(loop, found);
    return found;
  }

  /** What a function of the program does that a loop calls for each turn, where it does nothing but compute. */
  #formulaIn(node: FunctionNode, loop: LoopId, component: ReadonlySet<NodeId> | undefined): Operations | undefined {
    for (const edge of node.edges) {
      if (edge.kind !== "sync" || edge.loop !== loop || edge.doubt > 0 || component?.has(edge.to) === true) continue;
      const { module, fn } = this.#effects.callee(edge);
      const { operations, isAsync, isGenerator } = this.#evaluator.functionFacts(module, fn);
      const isFormula = operations.multiplying + operations.adding >= FORMULA && operations.text === 0;
      if (isFormula && !isAsync && !isGenerator && this.#callsNothing(module, fn)) return operations;
    }
    return undefined;
  }

  /** Only builtin functions and those of mathematics, and no loop. */
  #callsNothing(module: ModuleId, fn: FunctionId): boolean {
    const view = viewOf(this.#evaluator.facts[module]);
    return (
      view.loops[fn].length === 0 &&
      view.calls[fn].every((call) =>
        this.#evaluator.pathsOf(module, call.callee).some((path) => /^(builtins|math)\./.test(path)),
      )
    );
  }

  #findNestKind(module: ModuleId, loop: LoopFacts, calleesCompute: boolean, formula: Operations | undefined): NestKind {
    const facts = this.#evaluator.facts[module];
    const endsNest = (outer: LoopFacts) =>
      outer.suspensions > 0 || outer.yields > 0 || hasSlowTurns(this.#evaluator, module, outer, loop);
    const around = loopsAround(facts, loop, endsNest).filter((outer) => !endsWith(outer, loop));
    const dimension = (one: LoopFacts, outers: readonly LoopFacts[]) =>
      dimensionOf(facts, one, this.turns.of(module, one), outers);
    const outers = around.map((one, at) => ({ loop: one, dimension: dimension(one, around.slice(0, at)) }));
    // What a loop over few things does is done in the turns of the loop around it: the cells about each cell.
    const withFew = (one: LoopFacts, outside: readonly LoopFacts[]): readonly LoopFacts[] => [
      one,
      ...viewOf(facts)
        .loops[one.fn].filter((other) => other.parent === one.id && dimension(other, [...outside, one]) === "few")
        .flatMap((few) => withFew(few, [...outside, one])),
    ];
    const loops = withFew(loop, around);
    const own = loops.map((one) => one.operations).reduce(addOperations);
    // The formula is as if written in place of its call, where the least and the greatest of two are arithmetic.
    const operations = formula === undefined ? own : addOperations(own, { ...formula, calls: -1 });
    const inner = { loop: { ...loop, operations }, dimension: dimension(loop, around) };
    if (!isAlgorithm(facts, inner, outers, calleesCompute)) return "walk";
    if (!isProductOfSizes(facts, inner, outers)) return "perhaps";
    if (
      this.#isVectorised(module, loop) ||
      isWrittenOut(operations, outers) ||
      this.#isOfFewNumbers(module, loop) ||
      this.#isForLibrary(module, loop) ||
      this.#isLogged(module, loop)
    )
      return "perhaps";
    // Only the pairs of one collection are many for sure, whatever is done with each.
    const isOfPairs = areItsPairs(facts, inner, outers);
    if (!isOfPairs && isWeak(inner, outers, calleesCompute)) return "perhaps";
    if (this.#isAside(module, operations, outers)) return "perhaps";
    if (setsUp(this.#evaluator, module, loops)) return "perhaps";
    // Of what a short function is asked for each pair, nothing tells that there are many.
    const isInnermost = !viewOf(facts).loops[loop.fn].some((other) => other.parent === loop.id);
    if (isInnermost && loop.kind === "for" && inner.dimension !== "counted" && !calleesCompute && asksOnly(operations))
      return "perhaps";
    const sizes = outers.filter((outer) => outer.dimension !== "few");
    const computes = operations.multiplying + operations.adding > 0;
    // What finds the place of a piece that is handed to others computes nothing of it.
    const worked = operations.adding - operations.placing;
    const isWork =
      operations.multiplying > 0 || (worked > 0 && operations.calls <= 2 * worked) || operations.calls === 0;
    const isSearch =
      ((sizes.length > 1 || isOfPairs) && computes && isWork) || sizes.some((outer) => outer.dimension === "scan");
    const asks = !isSearch && isObjectWork(this.#evaluator, module, loops, computes ? numericEvidence(operations) : 0);
    return asks ? "perhaps" : "algorithm";
  }

  /** Each turn of the loop itself hands whole arrays to native code, beside which what is interpreted is little. */
  #isVectorised(module: ModuleId, loop: LoopFacts): boolean {
    if (loop.operations.rows > 0) return true;
    return viewOf(this.#evaluator.facts[module]).calls[loop.fn].some(
      (call) => call.loop === loop.id && this.#evaluator.pathsOf(module, call.callee).some((path) => ARRAYS.test(path)),
    );
  }

  /** `factorial(n) // factorial(k)` in each turn: the degree of a curve, and no size of data. */
  #isOfFewNumbers(module: ModuleId, loop: LoopFacts): boolean {
    return viewOf(this.#evaluator.facts[module]).calls[loop.fn].some(
      (call) =>
        call.loop === loop.id && this.#evaluator.pathsOf(module, call.callee).some((path) => OF_FEW_NUMBERS.test(path)),
    );
  }

  /** What a generator makes is gone through by a library, as the terms of a solver's constraint, and that takes longer than making it. */
  #isForLibrary(module: ModuleId, loop: LoopFacts): boolean {
    if (loop.kind !== "generator") return false;
    const around = viewOf(this.#evaluator.facts[module]).calls[loop.fn].filter(
      (call) => call.calleeEnd <= loop.start && loop.end <= call.end,
    );
    const innermost = around.reduce<CallFacts | undefined>(
      (least, call) => (least === undefined || call.end - call.start < least.end - least.start ? call : least),
      undefined,
    );
    if (innermost === undefined) return false;
    const ids = this.#evaluator.evaluate(module, innermost.callee, EMPTY_ENV);
    return ids.length > 0 && ids.every((id) => this.#evaluator.entity(id).e === "external") && !this.#isPlain(ids);
  }

  /** Each turn tells a log of itself: it takes long, and there are as many as somebody reads. */
  #isLogged(module: ModuleId, loop: LoopFacts): boolean {
    return viewOf(this.#evaluator.facts[module]).calls[loop.fn].some(
      (call) =>
        call.loop === loop.id &&
        (call.flags & (CallFlag.conditional | CallFlag.inHandler)) === 0 &&
        this.#evaluator.pathsOf(module, call.callee).some((path) => LOGS.test(path)),
    );
  }

  #isPlain(ids: readonly EntityId[]): boolean {
    return ids.some((id) => PLAIN.test(this.#evaluator.pathOf(id)));
  }

  /** The turns of an outer loop make and ask many objects, beside which the inner loop's work is little. */
  #isAside(module: ModuleId, { multiplying, adding }: Operations, outers: readonly NestedLoop[]): boolean {
    if (multiplying + adding > 1) return false;
    return outers.some(({ loop }) => asksOf(this.#evaluator, module, loop) >= MANY_ASKED);
  }

  /**
   * Turns of a loop over something of unknown size. Loops that compute with numbers, or run something that does for each item, are
   * taken to be long; loops that walk over fields and names are not.
   */
  #unknownTurns(module: ModuleId, loop: LoopFacts, isComputing: boolean, numeric: number): number {
    if (!isComputing) return QUIET_TURNS;
    if (isCombinations(this.#evaluator.facts[module], loop)) return (UNKNOWN_TURNS * UNKNOWN_TURNS) / 2;
    if (!isOverParts(this.#evaluator.facts[module], loop)) return UNKNOWN_TURNS;
    return numeric >= NUMERIC_ELSEWHERE ? UNKNOWN_TURNS : PART_TURNS;
  }

  /** True when each turn waits: for something called in the body, or for the next item. */
  #waitsIn(node: FunctionNode, loop: LoopFacts): boolean {
    const isNextItem = (site: Site) =>
      site.implicit?.kind === "iterate" && site.start >= loop.start && site.end <= loop.headerEnd;
    const kinds = new Set(["network", "database", "sleep", "subprocess", "lock", "stdin", "configured"]);
    for (const use of node.externals) {
      if (use.loop !== loop.id && !isNextItem(use)) continue;
      const proof = this.#effects.library.blockingUse(node, use);
      if (proof !== undefined && kinds.has(proof.kind)) return true;
    }
    for (const edge of node.edges) {
      if (edge.loop !== loop.id && !isNextItem(edge)) continue;
      const proof = this.#effects.throughEdge(edge, "blocks");
      if (proof !== undefined && kinds.has(proof.kind)) return true;
    }
    return false;
  }

  /** What the dearest call costs that stands directly in a loop, or outside all loops. */
  #calleeCost(node: FunctionNode, loop: LoopId, component: ReadonlySet<NodeId> | undefined): number {
    let dearest = 0;
    for (const edge of node.edges) {
      if (edge.kind !== "sync" || edge.loop !== loop || component?.has(edge.to) === true) continue;
      if (this.#effects.isMemoised(edge) || !this.#effects.isTaken(edge)) continue;
      const target = this.#effects.nodes[edge.to];
      // Work in an error handler is rare; it counts where it is heavy.
      if ((edge.flags & CallFlag.inHandler) !== 0 && target.cost.operations < HEAVY) continue;
      dearest = Math.max(dearest, target.cost.operations);
    }
    return dearest;
  }
}

function numericWork(
  loop: LoopFacts,
  {
    overData,
    overRange,
    isPairs,
  }: { readonly overData: boolean; readonly overRange: boolean; readonly isPairs: boolean },
): number {
  const { operations } = loop;
  return (
    operations.arithmetic * NUMERIC_WEIGHT.arithmetic +
    operations.ambiguous * NUMERIC_WEIGHT.ambiguous +
    operations.indexing * NUMERIC_WEIGHT.indexing +
    (overData ? operations.lookups * NUMERIC_WEIGHT.lookups : 0) +
    (overData && loop.kind !== "while"
      ? operations.comparison * (isPairs ? NUMERIC_WEIGHT.pairComparison : NUMERIC_WEIGHT.comparison)
      : 0) +
    (overRange && operations.indexing > 0 ? NUMERIC_WEIGHT.indexedRange : 0)
  );
}

/** Texts are made of each turn of the outer loops, for people to read, and the inner one computes nothing; or it makes more texts than numbers. */
function isWrittenOut(inner: Operations, outers: readonly NestedLoop[]): boolean {
  if (inner.text >= WRITTEN && inner.text > inner.multiplying + inner.adding) return true;
  const texts = outers.reduce((sum, { loop }) => sum + loop.operations.text + loop.operations.presenting, 0);
  return texts >= WRITTEN && inner.multiplying + inner.adding === 0;
}

/** What is done with each two things of different kinds is too little for there to be many of them. */
function isWeak({ loop, dimension }: NestedLoop, outers: readonly NestedLoop[], calleesCompute: boolean): boolean {
  const { multiplying, adding, arithmetic, ambiguous, positions, calls } = loop.operations;
  // What is looked for among other things than those that look is found soon, or there are few of them.
  if (onlyLooks(loop)) return true;
  // Long work for each place of a grid is that of drawing and setting up, unless its numbers are computed here.
  if (calleesCompute && multiplying === 0) return true;
  const computed = multiplying + adding + arithmetic + ambiguous;
  if (dimension === "data" && calls > 0 && computed === 0 && positions <= 2) return true;
  // A list of all sums of two things is as large as the work.
  const isListed = loop.kind === "comprehension" && outers.every((outer) => outer.loop.kind === "comprehension");
  return isListed && multiplying === 0 && outers.length > 0;
}

/** The turns compare and look up until one is found, and compute nothing. */
function onlyLooks({ endsEarly, operations }: LoopFacts): boolean {
  const { arithmetic, multiplying, adding, ambiguous, counting, calls } = operations;
  return endsEarly && calls > 0 && arithmetic + multiplying + adding + ambiguous + counting === 0;
}

/** The turns compute and compare nothing themselves. */
function asksOnly({ arithmetic, ambiguous, placing, comparison, matching, counting, calls }: Operations): boolean {
  return calls > 0 && arithmetic + ambiguous + counting - placing <= 0 && comparison + matching === 0;
}

/** Objects asked in each turn of an outer loop from which the turn is about them. */
const MANY_ASKED = 3;
/** Texts in each turn of the outer loops from which a nest writes something down. */
const WRITTEN = 2;

function addOperations(one: Operations, other: Operations): Operations {
  const sum: { -readonly [Name in keyof Operations]: number } = { ...one };
  for (const name of Object.keys(one) as (keyof Operations)[]) sum[name] += other[name];
  return sum;
}

function worksOnItems(operations: Operations): boolean {
  return operations.matching + operations.comparison + operations.arithmetic + operations.ambiguous > 0;
}

/** The outer loop is left right after the inner one, which therefore runs once. */
function endsWith(outer: LoopFacts, inner: LoopFacts): boolean {
  return outer.leaves.some((leave) => leave.start <= inner.start && inner.end <= leave.end);
}

function weigh(operations: Operations): number {
  return (
    operations.arithmetic * WEIGHT.arithmetic +
    operations.ambiguous * WEIGHT.ambiguous +
    operations.counting * WEIGHT.counting +
    operations.indexing * WEIGHT.indexing +
    operations.lookups * WEIGHT.lookups +
    operations.comparison * WEIGHT.comparison +
    operations.calls * WEIGHT.calls +
    operations.attributes * WEIGHT.attributes +
    operations.text * WEIGHT.text
  );
}
