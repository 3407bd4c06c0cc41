import {
  CallFlag,
  type FunctionId,
  type LoopFacts,
  type LoopId,
  type ModuleFacts,
  NONE,
  type Operations,
  UNKNOWN,
  type ValueId,
} from "../semantics/facts.ts";
import { contentsOf } from "./contents.ts";
import { EMPTY_ENV } from "./entities.ts";
import { argumentFor, type Evaluator } from "./evaluate.ts";
import type { Edge, ExternalUse, FunctionNode, NodeId, Site } from "./graph.ts";
import { isCombinations, isProductOfSizes, mentions } from "./independent-sizes.ts";
import { builtinName, dimensionOf, isAlgorithm, loopsAround } from "./loop-evidence.ts";
import { viewOf } from "./module-view.ts";
import type { ModuleId } from "./modules.ts";
import {
  BETWEEN_FUNCTIONS,
  DEEPEST_TREE,
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

/** Libraries whose calls compute on tensors in native code, on several cores or elsewhere. */
const TENSORS = /^(torch|tensorflow|jax|keras|onnxruntime|mxnet|paddle)\./;

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
  blockingUse(node: FunctionNode, use: ExternalUse): { readonly kind: string } | undefined;
  throughEdge(edge: Edge, effect: "blocks"): { readonly kind: string } | undefined;
}

/** Whether a nest computes over several sizes: for sure, or as far as can be told. */
type NestKind = "algorithm" | "perhaps" | "walk";

export class CostModel {
  readonly #evaluator: Evaluator;
  readonly #effects: KnownEffects;
  /** Whether a loop makes its nest an algorithm: without and with callees that compute. */
  readonly #algorithms: readonly [Map<LoopFacts, NestKind>, Map<LoopFacts, NestKind>] = [new Map(), new Map()];

  constructor(evaluator: Evaluator, effects: KnownEffects) {
    this.#evaluator = evaluator;
    this.#effects = effects;
  }

  /** @param component the functions of the node's recursion, where it has one */
  costOf(node: FunctionNode, component: ReadonlySet<NodeId> | undefined): Cost {
    if (this.#effects.isSafe(node) || this.#evaluator.traits(node.module, node.fn).isCompiled)
      return { operations: 0, recursion: undefined };
    const facts = this.#evaluator.functionFacts(node.module, node.fn);
    const loops = this.loopsOf(node, component);
    let operations = Math.max(weigh(facts.operations), this.#calleeCost(node, NONE, component));
    for (const loop of loops) operations = Math.max(operations, loop.operations);
    const recursion = component !== undefined && this.#isExponential(node) ? "exponential" : undefined;
    if (recursion !== undefined) operations = Math.max(operations, 1) * HEAVY;
    return { operations: Math.min(operations, SATURATED), recursion };
  }

  /** Costs of all loops of a function, inner ones before outer ones. */
  loopsOf(node: FunctionNode, component?: ReadonlySet<NodeId>): readonly LoopCost[] {
    if (this.#evaluator.traits(node.module, node.fn).isCompiled) return [];
    const loops = viewOf(this.#evaluator.facts[node.module]).loops[node.fn];
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
      const overData = this.#isOverData(node.module, loop) || this.#isInsideRange(node.module, loop);
      const isPairs = overData && loop.parent !== NONE && !this.#isOverParts(node.module, loop);
      const numeric = numericWork(loop, { overData, overRange: this.#isOverRange(node.module, loop), isPairs });
      const callees = this.#calleeCost(node, loop.id, component);
      const kind = waits ? "walk" : this.#nestKind(node.module, loop, callees >= UNKNOWN_TURNS);
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
      const turns = this.turns(node.module, loop);
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
  #nestKind(module: ModuleId, loop: LoopFacts, calleesCompute: boolean): NestKind {
    if (loop.parent === NONE) return "walk";
    // What is known of the loop is the same for each set of functions that its own function is called with.
    const known = this.#algorithms[calleesCompute ? 1 : 0];
    const before = known.get(loop);
    if (before !== undefined) return before;
    const found = this.#findNestKind(module, loop, calleesCompute);
    known.set(loop, found);
    return found;
  }

  #findNestKind(module: ModuleId, loop: LoopFacts, calleesCompute: boolean): NestKind {
    const facts = this.#evaluator.facts[module];
    const endsNest = (outer: LoopFacts) =>
      outer.suspensions > 0 || outer.yields > 0 || this.#runsModel(module, outer, loop);
    const around = loopsAround(facts, loop, endsNest).filter((outer) => !endsWith(outer, loop));
    const dimension = (one: LoopFacts, outers: readonly LoopFacts[]) =>
      dimensionOf(facts, one, this.turns(module, one), outers);
    const outers = around.map((one, at) => ({ loop: one, dimension: dimension(one, around.slice(0, at)) }));
    const inner = { loop, dimension: dimension(loop, around) };
    if (!isAlgorithm(facts, inner, outers, calleesCompute)) return "walk";
    return isProductOfSizes(facts, inner, outers) ? "algorithm" : "perhaps";
  }

  /** Each turn of the outer loop puts a batch through a model, beside which going over the batch's answers is nothing. */
  #runsModel(module: ModuleId, outer: LoopFacts, loop: LoopFacts): boolean {
    const facts = this.#evaluator.facts[module];
    return viewOf(facts).calls[outer.fn].some((call) => {
      const isInOuter = outer.start <= call.start && call.end <= outer.end;
      const isInInner = loop.start <= call.start && call.end <= loop.end;
      return isInOuter && !isInInner && this.#evaluator.pathsOf(module, call.callee).some((path) => TENSORS.test(path));
    });
  }

  /**
   * Turns of a loop over something of unknown size. Loops that compute with numbers, or run something that does for each item, are
   * taken to be long; loops that walk over fields and names are not.
   */
  #unknownTurns(module: ModuleId, loop: LoopFacts, isComputing: boolean, numeric: number): number {
    if (!isComputing) return QUIET_TURNS;
    if (isCombinations(this.#evaluator.facts[module], loop)) return (UNKNOWN_TURNS * UNKNOWN_TURNS) / 2;
    if (!this.#isOverParts(module, loop)) return UNKNOWN_TURNS;
    return numeric >= NUMERIC_ELSEWHERE ? UNKNOWN_TURNS : PART_TURNS;
  }

  /** A loop that is repeated a number of times belongs to an algorithm, whatever it goes over. */
  #isInsideRange(module: ModuleId, loop: LoopFacts): boolean {
    const loops = this.#evaluator.facts[module].loops;
    for (let at = loop.parent; at !== NONE; at = loops[at].parent)
      if (this.#isOverRange(module, loops[at])) return true;
    return false;
  }

  #isOverRange(module: ModuleId, loop: LoopFacts): boolean {
    const facts = this.#evaluator.facts[module];
    const over = facts.values[loop.over];
    if (over.k !== "call") return false;
    return builtinName(facts, facts.calls[over.call].callee) === "range";
  }

  /**
   * True for loops over what looks like data: a parameter, a local, a range, a slice of those. Attributes and what methods give are
   * more often a handful of fields, options or children.
   */
  #isOverData(module: ModuleId, loop: LoopFacts): boolean {
    if (loop.kind === "while") return false;
    const facts = this.#evaluator.facts[module];
    const isData = (value: ValueId, depth: number): boolean => {
      if (depth > 8) return false;
      const known = facts.values[value];
      switch (known.k) {
        case "param":
          // A text is gone through once, and seldom is large.
          return !this.#isText(module, known.fn, known.index);
        case "collection":
        case "generator":
        case "literal":
          return true;
        case "element":
          return isData(known.of, depth + 1);
        case "item": {
          // What stands under a name is a field of a message or of a configuration.
          const index = facts.values[known.index];
          return !(index.k === "literal" && index.type === "str") && isData(known.of, depth + 1);
        }
        case "declared":
          return known.value === UNKNOWN || isData(known.value, depth + 1);
        case "union":
          return known.of.some((part) => isData(part, depth + 1));
        case "binary":
          return isData(known.left, depth + 1) || isData(known.right, depth + 1);
        case "name": {
          const bindings = facts.functions[known.fn].bindings[known.name];
          return bindings === undefined || bindings.some((binding) => isData(binding, depth + 1));
        }
        case "call": {
          const call = facts.calls[known.call];
          const callee = facts.values[call.callee];
          if (callee.k === "builtin")
            return callee.name === "range" || call.args.some((argument) => isData(argument.value, depth + 1));
          if (callee.k === "import" || (callee.k === "attr" && facts.values[callee.of].k === "import")) return true;
          return callee.k === "attr" && /^(items|values|keys|copy)$/.test(callee.name) && isData(callee.of, depth + 1);
        }
        default:
          return false;
      }
    };
    return isData(loop.over, 0);
  }

  /** True for loops over a part of what an outer loop's turn is about: `for row in rows: for cell in row`. */
  #isOverParts(module: ModuleId, loop: LoopFacts): boolean {
    const facts = this.#evaluator.facts[module];
    const outer: LoopFacts[] = [];
    for (let at = loop.parent; at !== NONE; at = facts.loops[at].parent) outer.push(facts.loops[at]);
    if (outer.length === 0) return false;
    // A scan inside a loop moves on through what the outer loop is about.
    if (loop.kind === "while") return true;
    const isPart = (value: ValueId, depth: number): boolean => {
      if (depth > 8) return false;
      const known = facts.values[value];
      switch (known.k) {
        case "element":
          return outer.some((one) => one.over === known.of) || isPart(known.of, depth + 1);
        case "name":
          return outer.some((one) => one.fn === known.fn && one.targets.includes(known.name));
        case "attr":
        case "await":
          return isPart(known.of, depth + 1);
        case "item":
          return isPart(known.of, depth + 1) || isPart(known.index, depth + 1);
        case "call": {
          const call = facts.calls[known.call];
          const callee = facts.values[call.callee];
          if (callee.k === "attr")
            return isPart(callee.of, depth + 1) || call.args.some((argument) => isPart(argument.value, depth + 1));
          // A range up to an outer loop's number makes pairs; a range over the length of its item walks through it.
          if (callee.k === "builtin" && callee.name === "range") {
            return call.args.some((argument) => {
              const bound = facts.values[argument.value];
              return bound.k === "call" && isPart(argument.value, depth + 1);
            });
          }
          return call.args.some((argument) => isPart(argument.value, depth + 1));
        }
        default:
          return false;
      }
    };
    return isPart(loop.over, 0);
  }

  /** True when each turn waits: for something called in the body, or for the next item. */
  #waitsIn(node: FunctionNode, loop: LoopFacts): boolean {
    const isNextItem = (site: Site) =>
      site.implicit?.kind === "iterate" && site.start >= loop.start && site.end <= loop.headerEnd;
    const kinds = new Set(["network", "database", "sleep", "subprocess", "lock", "stdin", "configured"]);
    for (const use of node.externals) {
      if (use.loop !== loop.id && !isNextItem(use)) continue;
      const proof = this.#effects.blockingUse(node, use);
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

  /**
   * A function that calls itself twice in one run, or in a loop, on problems made smaller by arithmetic or slicing explores a tree of
   * calls. Calls of which each run makes one are a chain, and walking a structure that exists (its children, its fields) visits each
   * part once: both are linear.
   */
  #isExponential(node: FunctionNode): boolean {
    // A call that may mean another function, or another object's method of the name, is no sure recursion.
    const sites = node.edges.filter(
      (edge) => edge.kind === "sync" && edge.doubt === 0 && edge.to === node.id && edge.call !== undefined,
    );
    if (sites.length === 0 || this.#evaluator.traits(node.module, node.fn).isCached) return false;
    const shrinking = new Set(
      sites
        .filter(
          (edge) =>
            this.#shrinks(node, edge) &&
            !this.#isRetry(node, edge) &&
            !this.#isOfAnotherObject(node, edge) &&
            !this.#isDescent(node, edge),
        )
        .map((edge) => edge.start),
    );
    const { repeatedCalls } = this.#evaluator.functionFacts(node.module, node.fn);
    return repeatedCalls.some(([first, second]) => shrinking.has(first) && shrinking.has(second));
  }

  /** One of a known few tries, of which the first that succeeds ends the loop; choices are told apart by the number of the turn. */
  #isRetry(node: FunctionNode, edge: Edge): boolean {
    const facts = this.#evaluator.facts[node.module];
    const loop = edge.loop === NONE ? undefined : facts.loops[edge.loop];
    if (loop === undefined || !loop.endsEarly || (this.turns(node.module, loop) ?? LARGE) >= LARGE) return false;
    const isTurn = (value: ValueId) => {
      const known = facts.values[value];
      return known.k === "element" && known.of === loop.over;
    };
    const inLoop = (start: number) => loop.start <= start && start < loop.end;
    return (
      !facts.calls.some(
        (call) => inLoop(call.start) && call.args.some(({ value }) => mentions(facts, value, isTurn, 0)),
      ) && !facts.writes.some((write) => inLoop(write.start) && mentions(facts, write.key, isTurn, 0))
    );
  }

  /** `for child in tree.children: visit(child, path[1:])`: each part of what was given is visited once. */
  #isDescent(node: FunctionNode, edge: Edge): boolean {
    const { values } = this.#evaluator.facts[node.module];
    return edge.call!.args.some(({ value, keyword }, index) => {
      const part = values[value];
      if (part.k !== "element" || keyword !== undefined) return false;
      let whole = values[part.of];
      if (whole.k !== "attr") return false;
      while (whole.k === "attr") whole = values[whole.of];
      return whole.k === "param" && whole.fn === node.fn && whole.index === index + edge.shift;
    });
  }

  /** Asking the objects that an object knows walks through them; only one that is made for the call is a problem of its own. */
  #isOfAnotherObject(node: FunctionNode, edge: Edge): boolean {
    const { values, calls, functions } = this.#evaluator.facts[node.module];
    const callee = values[edge.call!.callee];
    if (callee.k !== "attr" || functions[node.fn].cls === NONE) return false;
    const receiver = values[callee.of];
    if (receiver.k === "param") return receiver.index !== 0;
    if (receiver.k !== "call") return receiver.k === "attr" || receiver.k === "element" || receiver.k === "item";
    return !this.#evaluator.evaluate(node.module, calls[receiver.call].callee, node.env).some((id) => {
      const { e } = this.#evaluator.entity(id);
      return e === "class" || e === "external";
    });
  }

  /**
   * True when an argument is the problem less a constant or less one item, and none is a part of a parameter: a call on a child, a
   * field or an element walks down a structure that is there. Halving makes n log n of it, which is no explosion.
   */
  #shrinks(node: FunctionNode, edge: Edge): boolean {
    const { values, calls } = this.#evaluator.facts[node.module];
    const isSlice = (value: ValueId): boolean => {
      const known = values[value];
      if (known.k !== "item") return false;
      const index = values[known.index];
      return index.k === "literal" && index.type === "slice";
    };
    // What is made smaller is the parameter that the result is passed as; one less than the middle of a range divides it.
    const isGiven = (value: ValueId, place: number | undefined, depth: number): boolean => {
      if (depth > 4) return false;
      const known = values[value];
      switch (known.k) {
        case "param":
          return known.fn === node.fn && (place === undefined || place === known.index);
        case "declared":
          return isGiven(known.value, place, depth + 1);
        case "union":
          return known.of.some((one) => isGiven(one, place, depth + 1));
        case "binary":
          return known.op !== "//" && known.op !== ">>" && isGiven(known.left, place, depth + 1);
        case "item":
          return isGiven(known.of, place, depth + 1);
        default:
          return false;
      }
    };
    const smaller = (value: ValueId, place: number | undefined, depth: number): boolean => {
      if (value === UNKNOWN || depth > 4) return false;
      const known = values[value];
      switch (known.k) {
        case "binary": {
          const right = values[known.right];
          if (known.op === "-" && (right.k === "literal" || right.k === "collection"))
            return isGiven(known.left, place, 0) && !this.#isLimit(node.module, known.left);
          // `rest[:i] + rest[i + 1:]` leaves one out.
          if (known.op === "+" && isSlice(known.left) && isSlice(known.right)) return isGiven(known.left, place, 0);
          return smaller(known.left, place, depth + 1) || smaller(known.right, place, depth + 1);
        }
        case "item": {
          const index = values[known.index];
          return index.k === "literal" && /^(one|few) less$/.test(String(index.value)) && isGiven(known.of, place, 0);
        }
        case "call":
          return calls[known.call].args.some((argument) => smaller(argument.value, undefined, depth + 1));
        case "collection":
          return known.items.some((item) => smaller(item, undefined, depth + 1));
        default:
          return false;
      }
    };
    const isPart = (value: ValueId, depth: number): boolean => {
      if (depth > 4) return false;
      const known = values[value];
      if (known.k === "element") return true;
      if (known.k === "item") return !isSlice(value);
      if (known.k !== "attr") return false;
      const of = values[known.of];
      return (
        (of.k === "param" && this.#evaluator.functionFacts(node.module, of.fn).cls === NONE) ||
        isPart(known.of, depth + 1)
      );
    };
    const args = edge.call!.args;
    const facts = this.#evaluator.functionFacts(node.module, node.fn);
    const isBound = facts.cls !== NONE && /^(self|cls)$/.test(facts.params[0]?.name ?? "");
    const placeOf = (index: number): number => {
      const { keyword } = args[index];
      return keyword === undefined
        ? index + (isBound ? 1 : 0)
        : facts.params.findIndex((param) => param.name === keyword);
    };
    const isSmaller = args.some((argument, index) => smaller(argument.value, placeOf(index), 0));
    // `child.levels(depth - 1)` walks down, too.
    const callee = values[edge.call!.callee];
    const isOnPart = callee.k === "attr" && isPart(callee.of, 0);
    return isSmaller && !isOnPart && !args.some((argument) => isPart(argument.value, 0));
  }

  /** A parameter that starts high by default counts how deep a recursion may go; no tree of calls is as deep. */
  #isLimit(module: ModuleId, value: ValueId): boolean {
    const { values, functions } = this.#evaluator.facts[module];
    const known = values[value];
    if (known.k !== "param") return false;
    const start = this.#evaluator.constant(module, functions[known.fn].params[known.index]?.default ?? UNKNOWN);
    return start !== undefined && start >= DEEPEST_TREE;
  }

  #isText(module: ModuleId, fn: number, index: number): boolean {
    const facts = this.#evaluator.facts[module];
    const annotation = facts.values[facts.functions[fn].params[index]?.annotation ?? UNKNOWN];
    return annotation.k === "builtin" && (annotation.name === "str" || annotation.name === "bytes");
  }

  /** How often a loop turns at most; undefined where nothing tells. */
  turns(module: ModuleId, loop: LoopFacts): number | undefined {
    if (loop.kind === "while") return undefined;
    const size = this.#size(module, loop.over, 0);
    // `for number in range(1, 1_000_000): … return name`: a limit for the search, which ends long before, as a rule.
    return loop.endsEarly && size !== undefined && size > UNKNOWN_TURNS ? undefined : size;
  }

  #size(module: ModuleId, value: ValueId, depth: number): number | undefined {
    if (depth > 8) return undefined;
    const facts = this.#evaluator.facts[module];
    const known = facts.values[value];
    const inner = (of: ValueId) => this.#size(module, of, depth + 1);
    switch (known.k) {
      case "collection":
        // What starts empty is filled elsewhere.
        if (known.items.length === 0) return undefined;
        return facts.values[value].k === "collection" && known.items.length === 1 && known.type !== "tuple"
          ? this.#literalSize(module, value, depth)
          : known.items.length;
      case "literal":
        if (typeof known.value === "number" && known.type !== "int" && known.type !== "float") return known.value;
        return typeof known.value === "string" && known.type === "str" ? known.value.length : undefined;
      case "declared":
        return inner(known.value);
      case "name": {
        const bindings = facts.functions[known.fn].bindings[known.name];
        return bindings?.length === 1 ? inner(bindings[0]) : undefined;
      }
      case "import": {
        if (known.name === undefined) return undefined;
        const target = this.#evaluator.modules.resolve(module, known.module, known.level);
        if (typeof target !== "number") return undefined;
        const bindings = this.#evaluator.facts[target].functions[0].bindings[known.name];
        return bindings?.length === 1 ? this.#size(target, bindings[0], depth + 1) : undefined;
      }
      case "item": {
        const index = facts.values[known.index];
        return index.k === "literal" && index.type === "slice" && typeof index.value === "number"
          ? index.value
          : undefined;
      }
      case "binary": {
        const left = inner(known.left);
        const right = inner(known.right);
        return known.op === "+" && left !== undefined && right !== undefined ? left + right : undefined;
      }
      case "call":
        return this.#callSize(module, known.call, depth);
      case "param":
        return this.#sizeGiven(module, known.fn, known.index, depth);
      default:
        return undefined;
    }
  }

  /** The most that the callers of a function of the module's own pass, where each writes it down; what others may call gets anything. */
  #sizeGiven(module: ModuleId, fn: FunctionId, index: number, depth: number): number | undefined {
    const { name, params, parent } = this.#evaluator.functionFacts(module, fn);
    const isOwn = parent > 0 || /^_(?!_.*__$)/.test(name);
    const callers = isOwn ? this.#evaluator.callersOf(module, fn) : [];
    let most: number | undefined;
    for (const caller of callers) {
      const given =
        caller.decorated === undefined
          ? argumentFor(caller.call.args, params[index].name, params[index].kind, index - caller.shift)
          : undefined;
      const isFilled = given !== undefined && contentsOf(this.#evaluator.facts[caller.module]).has(`v${given}`);
      const size =
        given === undefined || isFilled ? undefined : this.#size(caller.module, given, depth + BETWEEN_FUNCTIONS);
      if (size === undefined) return undefined;
      most = Math.max(most ?? 0, size);
    }
    return most;
  }

  /** A list of one item may be a comprehension, whose one item stands for all. */
  #literalSize(module: ModuleId, value: ValueId, depth: number): number | undefined {
    const known = this.#evaluator.facts[module].values[value];
    if (known.k !== "collection") return undefined;
    const item = this.#evaluator.facts[module].values[known.items[0]];
    if (item.k === "literal") return 1;
    // A comprehension of one clause has as many items as what it goes through.
    const sources = new Set<ValueId>();
    mentions(
      this.#evaluator.facts[module],
      known.items[0],
      (part) => {
        const inner = this.#evaluator.facts[module].values[part];
        if (inner.k === "element") sources.add(inner.of);
        return false;
      },
      0,
    );
    return sources.size === 1 ? this.#size(module, [...sources][0], depth + 1) : undefined;
  }

  #callSize(module: ModuleId, callId: number, depth: number): number | undefined {
    const facts = this.#evaluator.facts[module];
    const call = facts.calls[callId];
    const callee = facts.values[call.callee];
    const args = call.args.filter((argument) => argument.keyword === undefined).map((argument) => argument.value);
    if (callee.k === "attr" && /^(items|keys|values|copy)$/.test(callee.name))
      return this.#size(module, callee.of, depth + 1);
    switch (builtinName(facts, call.callee)) {
      case "range": {
        const span = this.#span(module, args);
        if (span !== undefined) return span;
        return this.#longestRange(module, args);
      }
      case "enumerate":
      case "reversed":
      case "sorted":
      case "list":
      case "tuple":
      case "set":
      case "iter":
        return args.length === 0 ? undefined : this.#size(module, args[0], depth + 1);
      case "zip": {
        const sizes = args.map((value) => this.#size(module, value, depth + 1)).filter((size) => size !== undefined);
        return sizes.length === 0 ? undefined : Math.min(...sizes);
      }
      default:
        return this.#resultSize(module, call.callee);
    }
  }

  /** How many items a function of the workspace gives that returns them as written down. */
  #resultSize(module: ModuleId, callee: ValueId): number | undefined {
    const ids = this.#evaluator.evaluate(module, callee);
    const target = ids.length === 1 ? this.#evaluator.calleeOf(ids[0], [], -1, EMPTY_ENV) : undefined;
    if (target === undefined) return undefined;
    const { returns } = this.#evaluator.functionFacts(target.module, target.fn);
    const known = returns.length === 1 ? this.#evaluator.facts[target.module].values[returns[0]] : undefined;
    // One item may be a comprehension, which stands for many.
    return known?.k === "collection" && known.items.length > 1 ? known.items.length : undefined;
  }

  /** Turns of a range at most; where it starts from a number of an outer range, as if from the lowest. */
  #longestRange(module: ModuleId, [first, second, third]: readonly ValueId[]): number | undefined {
    if (first === undefined) return undefined;
    const step = third === undefined ? 1 : this.#evaluator.constant(module, third);
    if (step === undefined || step === 0) return undefined;
    const [from, to] = second === undefined ? [undefined, first] : step > 0 ? [first, second] : [second, first];
    const end = this.#atMost(module, to);
    if (end === undefined) return undefined;
    // Ranges start from a negative number only where that is written so.
    const start = from === undefined ? 0 : (this.#evaluator.constant(module, from) ?? this.#atLeast(module, from) ?? 0);
    return Math.max(0, Math.ceil((end - start) / Math.abs(step)));
  }

  /** A lower bound of a number: a length, or the number of a range's turn with something added. */
  #atLeast(module: ModuleId, value: ValueId, depth = 0): number | undefined {
    const constant = this.#evaluator.constant(module, value);
    if (constant !== undefined || depth > 4) return constant;
    const facts = this.#evaluator.facts[module];
    const known = facts.values[value];
    if (known.k === "binary" && known.op === "+") {
      const left = this.#atLeast(module, known.left, depth + 1);
      const right = this.#atLeast(module, known.right, depth + 1);
      return left === undefined || right === undefined ? undefined : left + right;
    }
    const bounds = known.k === "element" ? rangeOf(facts, known.of) : undefined;
    if (bounds === undefined || bounds.length === 0 || bounds.length > 2) return undefined;
    return bounds.length === 1 ? 0 : this.#atLeast(module, bounds[0], depth + 1);
  }

  /** `range(first, first + 12)` goes over twelve numbers, whatever the first is. */
  #span(module: ModuleId, [from, to]: readonly ValueId[]): number | undefined {
    if (to === undefined || from === UNKNOWN) return undefined;
    const known = this.#evaluator.facts[module].values[to];
    if (known.k !== "binary" || known.op !== "+" || known.left !== from) return undefined;
    const constant = this.#evaluator.constant(module, known.right);
    return constant === undefined ? undefined : Math.max(0, constant);
  }

  /** An upper bound of a number: a constant, `min(x, constant)`, or the number of a range's turn. */
  #atMost(module: ModuleId, value: ValueId, depth = 0): number | undefined {
    const constant = this.#evaluator.constant(module, value);
    if (constant !== undefined || depth > 4) return constant;
    const facts = this.#evaluator.facts[module];
    const known = facts.values[value];
    if (known.k === "element") {
      const bounds = rangeOf(facts, known.of);
      if (bounds === undefined || bounds.length === 0) return undefined;
      const ends = bounds.slice(0, 2).map((bound) => this.#atMost(module, bound, depth + 1));
      return ends.some((end) => end === undefined) && bounds.length !== 2
        ? undefined
        : bounds.length === 2
          ? ends[1]
          : Math.max(...(ends as number[]));
    }
    if (known.k === "binary") {
      const left = this.#atMost(module, known.left, depth + 1);
      if (left === undefined || known.op === "//") return left;
      const right = this.#evaluator.constant(module, known.right);
      if (right === undefined) return undefined;
      return known.op === "+"
        ? left + right
        : known.op === "-"
          ? left - right
          : known.op === "*"
            ? left * right
            : undefined;
    }
    if (known.k !== "call") return undefined;
    const call = this.#evaluator.facts[module].calls[known.call];
    const callee = this.#evaluator.facts[module].values[call.callee];
    if (callee.k !== "builtin") return undefined;
    if (callee.name === "len" && call.args.length === 1) return this.#size(module, call.args[0].value, 0);
    if (callee.name !== "min") return undefined;
    const bounds = call.args
      .map((argument) => this.#atMost(module, argument.value))
      .filter((bound) => bound !== undefined);
    return bounds.length === 0 ? undefined : Math.min(...bounds);
  }
}

/** The arguments of the `range` that a value is. */
function rangeOf(facts: ModuleFacts, value: ValueId): readonly ValueId[] | undefined {
  const known = facts.values[value];
  if (known.k !== "call" || builtinName(facts, facts.calls[known.call].callee) !== "range") return undefined;
  return facts.calls[known.call].args.map((argument) => argument.value);
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
