import { type CallFacts, type LoopFacts, type ModuleFacts, UNKNOWN, type ValueId } from "../semantics/facts.ts";
import { isCombinations } from "./combinations.ts";
import { baseOf } from "./dimensions.ts";
import type { NestedLoop } from "./loop-evidence.ts";
import { builtinName, rangeOf } from "./ranges.ts";
import { isShortestPath } from "./shortest-path.ts";
import { isSmall, onlyCopies } from "./small-sizes.ts";

/** Methods that take the next piece of something that is read from its start to its end. */
const READS_ON =
  /^_*(read|unpack|recv|next|pop|take|consume|parse|decode|get_?(u?int|short|long|byte|word|bits?))|(read|unpack)$/i;
/** Calls that leave a number what it was, as far as its size goes. */
const OF_NUMBERS = new Set(["len", "int", "min", "max", "abs", "round", "range", "sum", "enumerate", "reversed"]);
const MAX_DEPTH = 8;

/**
 * True where all turns of a nest together are the product of sizes that have nothing to do with each other, so that the work grows
 * faster than the data. Loops over the parts of an item, over what a table holds for a key and over the records of a file together go
 * over the data once, however deep they are nested.
 */
export function isProductOfSizes(facts: ModuleFacts, inner: NestedLoop, outers: readonly NestedLoop[]): boolean {
  if (endsAtFirst(facts, inner.loop) || readsOn(facts, inner.loop)) return false;
  if (onlyCopies(facts, inner.loop)) return false;
  const nest = [...outers, inner];
  if (isArithmeticOnCells(facts, inner, outers)) return true;
  if (outers.some((outer) => isCombinations(facts, outer.loop)) || isShortestPath(facts, inner, outers)) return true;
  if (nest.some(({ loop }, at) => at > 0 && isOptional(facts, loop))) return false;
  // The pairs of an item's parts are a product, too, though there are many items.
  return outers.some((_, at) => countSizes(facts, nest.slice(at)) >= 2);
}

/**
 * True for a grid whose cells, and for a graph whose edges, are gone through but once, where each turn does nothing but arithmetic: as
 * slow as Python can be for the data that it has.
 */
function isArithmeticOnCells(facts: ModuleFacts, inner: NestedLoop, outers: readonly NestedLoop[]): boolean {
  const { loop, dimension } = inner;
  const { operations } = loop;
  const outer = outers[outers.length - 1];
  if (outer === undefined || operations.multiplying === 0 || !isBare(loop)) return false;
  if (dimension === "adjacent") {
    // `for name in table: for value in table[name]` walks through one table.
    const cells = facts.values[baseOf(facts, loop.over).value];
    return outer.dimension === "data" && (cells.k !== "item" || cells.of !== baseOf(facts, outer.loop.over).value);
  }
  const over = facts.values[loop.over];
  const isItem = over.k === "element" && over.of === outer.loop.over && over.position === undefined;
  return dimension === "part" && isItem && outer.dimension === "data" && operations.lookups === 0;
}

/** Gone through again for each number of an outer loop, or together with itself: its pairs. */
function isRepeated(facts: ModuleFacts, nest: readonly NestedLoop[], at: number): boolean {
  return nest.some(
    (other, place) =>
      place !== at &&
      ((other.dimension === "counted" && place < at) ||
        isSame(facts, other.loop, nest[at].loop) ||
        mentions(facts, other.loop.over, (value) => value === baseOf(facts, nest[at].loop.over).value, 0)),
  );
}

/** `for name in node.get("extenders", ())`: what a few items have and most do not, so that what stands below is done for those few. */
function isOptional(facts: ModuleFacts, { over }: LoopFacts): boolean {
  const known = facts.values[baseOf(facts, over).value];
  if (known.k === "union") return false;
  if (known.k !== "call") return false;
  const { callee, args } = facts.calls[known.call];
  const called = facts.values[callee];
  const key = args.length > 0 ? facts.values[args[0].value] : undefined;
  return called.k === "attr" && called.name === "get" && key?.k === "literal" && key.type === "str";
}

/** Leaves the loop at the item that it looks for, and computes nothing. */
function isBareSearch({ endsEarly, operations }: LoopFacts): boolean {
  return endsEarly && operations.multiplying + operations.adding + operations.arithmetic === 0;
}

/** Nothing is called, no text is made, no field is read. */
function isBare({ operations }: LoopFacts): boolean {
  return operations.calls === 0 && operations.text === 0 && operations.attributes === 0;
}

function countSizes(facts: ModuleFacts, nest: readonly NestedLoop[]): number {
  const innermost = nest[nest.length - 1].loop;
  const { operations } = innermost;
  // Collections hold files, columns and options as well as data: two different ones tell only where each item is computed with.
  const isTable = operations.positions >= 2 && (operations.comparison > 0 || operations.positions > 2);
  const computes = operations.calls === 0 || operations.multiplying > 0 || isTable;
  const isComputing = computes && !isBareSearch(innermost);
  const isSize = ({ loop, dimension }: NestedLoop, at: number): boolean => {
    const around = nest.slice(0, at);
    if (isSmall(facts, nest[at], around)) return false;
    switch (dimension) {
      case "counted":
        return (
          !isOfRecord(facts, loop, around) &&
          !isOfConstants(facts, loop, around) &&
          !isSearch(facts, loop, around) &&
          !isByPowers(facts, loop, around) &&
          !isDoubled(facts, loop, around) &&
          !isRunOn(facts, loop, around) &&
          !isOfBatch(facts, loop, around) &&
          !isGathering(facts, loop, around) &&
          !isHalved(facts, loop, around)
        );
      case "data":
        return (
          (isComputing || isRepeated(facts, nest, at)) &&
          !startsOver(loop, around) &&
          !isLastLevel(facts, loop, around) &&
          !isWindowOf(facts, loop.over) &&
          !isOfRecord(facts, loop, around)
        );
      case "text":
        return nest.every((one) => one.dimension === "text");
      case "member":
        // An attribute that is gone through again for each number, or for each of its own items, is data.
        return (
          (around.some((other) => other.dimension === "counted") &&
            operations.multiplying + operations.comparison + operations.adding > 1 &&
            !isWindowOfField(facts, loop.over)) ||
          nest.some((other) => other.dimension === "member" && other.loop !== loop && isSame(facts, other.loop, loop))
        );
      case "part":
        if (isCallOf(facts, loop, "range"))
          return !isOfRecord(facts, loop, around) && !isByPowers(facts, loop, around) && !isSearch(facts, loop, around);
        return (
          operations.multiplying + operations.adding > 0 &&
          nest.some((other) => other.loop !== loop && isSame(facts, other.loop, loop))
        );
      case "scan":
        // What is done until it converges, for each number or over all data, and does not read on.
        if (loop !== nest[nest.length - 1].loop)
          return operations.multiplying > 0 && !readsOn(facts, loop) && !eatsUp(facts, loop) && !jumpsOn(facts, loop);
        // An item that is doubled or halved until it fits is done after a few turns.
        if (loop.tested.length === 0 && operations.adding + operations.counting + operations.ambiguous === 0)
          return false;
        return operations.multiplying > 0 && isBare(loop) && around.some((other) => other.dimension === "counted");
      case "adjacent":
        // The pairs of one item's neighbours.
        return (
          operations.multiplying + operations.adding > 0 &&
          nest.some((other) => other.dimension === "adjacent" && other.loop !== loop && isSame(facts, other.loop, loop))
        );
      case "few":
        return false;
    }
  };
  return nest.filter(isSize).length;
}

/** `while d < n: for i in range(0, n, 2 * d): …; d *= 2`: each level has half the steps of the one before, all levels together go through once. */
function isByPowers(facts: ModuleFacts, loop: LoopFacts, around: readonly NestedLoop[]): boolean {
  const step = rangeOf(facts, loop.over)?.[2];
  // `for column in range(n): for at in range(column, len(cells), n)`: each column takes its share.
  const isNumberOfShares = ({ loop: outer }: NestedLoop) => {
    const bounds = rangeOf(facts, outer.over) ?? [];
    return bounds[bounds.length === 1 ? 0 : 1] === step;
  };
  const isGiven = step !== undefined && step !== UNKNOWN && facts.values[step].k !== "literal";
  if (isGiven && around.some(isNumberOfShares)) return true;
  const isScaled = (value: ValueId): boolean => {
    const known = facts.values[value];
    switch (known.k) {
      case "name":
        return (facts.functions[known.fn].bindings[known.name] ?? []).some(
          (bound) => facts.values[bound].k === "binary" && isScaled(bound),
        );
      case "union":
        return known.of.some(isScaled);
      case "binary":
        return SCALING.has(known.op) && [known.left, known.right].some((side) => facts.values[side].k === "literal");
      default:
        return false;
    }
  };
  return (
    step !== undefined && mentions(facts, step, (value) => facts.values[value].k !== "binary" && isScaled(value), 0)
  );
}

/** `while True: for i in range(parts - 1): …; parts *= 2`: all turns together are twice those of the last. */
function isDoubled(facts: ModuleFacts, loop: LoopFacts, around: readonly NestedLoop[]): boolean {
  const bounds = rangeOf(facts, loop.over);
  if (bounds === undefined || bounds.length === 0 || bounds.length > 2) return false;
  const end = facts.values[withoutConstant(facts, bounds[bounds.length - 1])];
  const { bindings } = facts.functions[loop.fn];
  return around.some(({ loop: outer }) =>
    outer.carried.some((name) => {
      const bound = bindings[name] ?? [];
      const isIt = end.k === "name" ? end.name === name : end.k === "union" && end.of.every((of) => bound.includes(of));
      if (!isIt) return false;
      const steps = bound.map((value) => facts.values[value]).filter((value) => value.k === "binary");
      const isScaling = (op: string) => SCALING.has(op);
      return steps.length > 0 && steps.every((step) => isScaling(step.op) && facts.values[step.right].k === "literal");
    }),
  );
}

/** `for _ in range(height): for key in levels[-1]: …; levels.append(level)`: each level of a tree is made from the one before, once. */
function isLastLevel(facts: ModuleFacts, loop: LoopFacts, around: readonly NestedLoop[]): boolean {
  const known = facts.values[baseOf(facts, loop.over).value];
  const index = known.k === "item" ? facts.values[known.index] : undefined;
  const outer = around[around.length - 1]?.loop;
  if (known.k !== "item" || index?.k !== "literal" || index.value !== -1 || outer === undefined) return false;
  return facts.calls.some(({ loop: at, callee }) => {
    const method = at === outer.id ? facts.values[callee] : undefined;
    return method?.k === "attr" && method.name === "append" && method.of === known.of;
  });
}

/**
 * `while len(row) > 1: row = [join(row[i], row[i + 1]) for i in range(0, len(row), 2)]`: each level is a part of the one before, as in a tree of
 * sums, and all levels together go over the data about once.
 */
function isHalved(facts: ModuleFacts, loop: LoopFacts, around: readonly NestedLoop[]): boolean {
  const [, end, step] = rangeOf(facts, loop.over) ?? [];
  const known = step === undefined ? undefined : facts.values[step];
  if (known?.k !== "literal" || typeof known.value !== "number" || known.value < 2) return false;
  const outer = around[around.length - 1]?.loop;
  if (outer === undefined) return false;
  const { bindings } = facts.functions[loop.fn];
  const isRebound = (value: ValueId) =>
    outer.carried.some((name) => {
      const of = facts.values[value];
      if (of.k === "name") return of.name === name;
      return of.k === "union" && of.of.every((part) => (bindings[name] ?? []).includes(part));
    });
  return mentions(facts, end, isRebound, 0);
}

const SCALING: ReadonlySet<string> = new Set(["*", "//", "<<", ">>"]);

/** `for j in range(i + 1, n)` that leaves at the first pair found: a check of what is in order, as a rule, or of few things. */
function isSearch(facts: ModuleFacts, loop: LoopFacts, around: readonly NestedLoop[]): boolean {
  const over = facts.values[loop.over];
  // The function is done with the first pair that is found, and nothing is computed on the way.
  const leavesAll = around.length > 0 && around.every((outer) => outer.loop.endsEarly) && isBareSearch(loop);
  if (leavesAll && loop.operations.ambiguous === 0) return true;
  if (!loop.endsEarly || over.k !== "call") return false;
  const [start, end] = facts.calls[over.call].args;
  return end !== undefined && mentions(facts, start.value, (value) => isTurnOf(facts, value, around), 0);
}

/** A range between constants of the program, or from a number of such a range, is as long as the program says. */
function isOfConstants(facts: ModuleFacts, loop: LoopFacts, around: readonly NestedLoop[]): boolean {
  const over = facts.values[loop.over];
  if (over.k !== "call" || !isCallOf(facts, loop, "range")) return false;
  const isConstant = (value: ValueId): boolean => {
    const known = facts.values[value];
    switch (known.k) {
      case "literal":
        return true;
      case "name":
      case "attr":
      case "import":
        return known.name !== undefined && CONSTANT.test(known.name);
      case "binary":
        return isConstant(known.left) && isConstant(known.right);
      case "item":
        // A part of a table that the program has written down.
        return isConstant(known.of);
      case "call": {
        const call = facts.calls[known.call];
        return builtinName(facts, call.callee) === "len" && call.args.length === 1 && isConstant(call.args[0].value);
      }
      case "element": {
        const outer = around.find((one) => one.loop.over === known.of);
        return outer !== undefined && isOfConstants(facts, outer.loop, around.slice(0, around.indexOf(outer)));
      }
      default:
        return false;
    }
  };
  const { args } = facts.calls[over.call];
  // Where the bounds are known, their numbers tell more.
  return args.some(({ value }) => facts.values[value].k !== "literal") && args.every(({ value }) => isConstant(value));
}

/** `while rest: for item in rest: …; break`: what is found is taken away, and the search starts over. */
function startsOver(loop: LoopFacts, around: readonly NestedLoop[]): boolean {
  const outer = around[around.length - 1];
  return outer?.dimension === "scan" && loop.endsEarly && around.every(({ dimension }) => dimension !== "counted");
}

const CONSTANT = /^_*[A-Z][A-Z0-9_]*$/;

function isTurnOf(facts: ModuleFacts, value: ValueId, around: readonly NestedLoop[]): boolean {
  const known = facts.values[value];
  return known.k === "element" && around.some((outer) => outer.loop.over === known.of);
}

function isSame(facts: ModuleFacts, one: LoopFacts, other: LoopFacts): boolean {
  const { value } = baseOf(facts, one.over);
  return value !== UNKNOWN && value === baseOf(facts, other.over).value;
}

/** `any(…)`, `all(…)` and `next(…)` are done as soon as one item decides. */
function endsAtFirst(facts: ModuleFacts, loop: LoopFacts): boolean {
  if (loop.kind !== "generator") return false;
  return facts.calls.some((call) => {
    return (
      /^(any|all|next)$/.test(builtinName(facts, call.callee) ?? "") &&
      call.calleeEnd <= loop.start &&
      loop.end <= call.end &&
      // Nothing in between consumes the generator as a whole.
      !facts.calls.some((other) => other !== call && call.calleeEnd <= other.start && isAround(other, loop))
    );
  });
}

function isAround(call: CallFacts, loop: LoopFacts): boolean {
  return call.calleeEnd <= loop.start && loop.end <= call.end;
}

/** Each turn reads a piece of a file, a buffer or a queue: the nest is as long as what is read. */
function readsOn(facts: ModuleFacts, loop: LoopFacts): boolean {
  return facts.calls.some((call) => call.loop === loop.id && isReader(facts, call));
}

function isReader(facts: ModuleFacts, { callee }: CallFacts): boolean {
  const known = facts.values[callee];
  if (known.k === "builtin") return known.name === "next";
  return (known.k === "attr" || known.k === "name" || known.k === "import") && READS_ON.test(known.name ?? "");
}

/** `xs[i : i + 8]`: the windows together are the data, or each is as short as it is written. */
function isWindowOf(facts: ModuleFacts, over: ValueId): boolean {
  const known = facts.values[over];
  if (known.k === "declared") return known.value !== UNKNOWN && isWindowOf(facts, known.value);
  if (known.k === "call") {
    const { callee, args } = facts.calls[known.call];
    return facts.values[callee].k === "builtin" && args.some((argument) => isWindowOf(facts, argument.value));
  }
  if (known.k !== "item") return false;
  const index = facts.values[known.index];
  return (
    index.k === "literal" &&
    index.type === "slice" &&
    typeof index.value === "string" &&
    !/^((one|few) less|piece)$/.test(index.value)
  );
}

/** `self.bits[i : i + 8]`: all windows together are the field, once, and nothing says that it is long. */
function isWindowOfField(facts: ModuleFacts, over: ValueId): boolean {
  const piece = facts.values[over];
  const of = piece.k === "call" ? facts.calls[piece.call].args[0]?.value : over;
  const known = of === undefined ? undefined : facts.values[of];
  const index = known?.k === "item" ? facts.values[known.index] : undefined;
  const isPiece = index?.k === "literal" && index.value === "piece";
  return (isPiece || isWindowOf(facts, over)) && facts.values[baseOf(facts, over).value].k === "attr";
}

/** `for i in range(start, last + 1): …; start = last + 1`: each turn of the outer loop goes on where the one before stopped. */
function isRunOn(facts: ModuleFacts, loop: LoopFacts, around: readonly NestedLoop[]): boolean {
  const [from, to] = rangeOf(facts, loop.over) ?? [];
  const start = from === undefined ? undefined : facts.values[withoutConstant(facts, from)];
  const outer = around[around.length - 1]?.loop;
  if (start === undefined || to === undefined || outer === undefined) return false;
  // Up to the number of a range's turn, it makes pairs.
  if (isTurnOf(facts, to, around) && isCallOf(facts, outer, "range")) return false;
  const { bindings } = facts.functions[loop.fn];
  const end = withoutConstant(facts, to);
  return outer.carried.some((name) => {
    const bound = bindings[name] ?? [];
    const isStart =
      start.k === "name" ? start.name === name : start.k === "union" && start.of.every((of) => bound.includes(of));
    return isStart && bound.some((value) => withoutConstant(facts, value) === end);
  });
}

/** `for part in batches(items, size): for at in range(size)`: the batches together are the items. */
function isOfBatch(facts: ModuleFacts, loop: LoopFacts, around: readonly NestedLoop[]): boolean {
  const bounds = rangeOf(facts, loop.over);
  const size = bounds?.length === 1 ? bounds[0] : UNKNOWN;
  if (size === UNKNOWN || facts.values[size].k === "literal") return false;
  return around.some(
    ({ loop: outer }) =>
      rangeOf(facts, outer.over) === undefined && mentions(facts, outer.over, (value) => value === size, 0),
  );
}

/** `last + 1` is about `last`. */
function withoutConstant(facts: ModuleFacts, value: ValueId): ValueId {
  const known = facts.values[value];
  const isSum = known.k === "binary" && (known.op === "+" || known.op === "-");
  return isSum && facts.values[known.right].k === "literal" ? known.left : value;
}

/** `for j in range(len(part)): …; part = part[j:]`: a list that an outer loop fills and empties holds each item for a while. */
function isGathering(facts: ModuleFacts, loop: LoopFacts, around: readonly NestedLoop[]): boolean {
  const { bindings } = facts.functions[loop.fn];
  return around.some(({ loop: outer }) =>
    outer.carried.some((name) => {
      const bound = bindings[name] ?? [];
      const isIt = (value: ValueId) => {
        const of = facts.values[value];
        return of.k === "name"
          ? of.name === name && of.fn === loop.fn
          : of.k === "union" && of.of.every((part) => bound.includes(part));
      };
      const isCut = (value: ValueId) => {
        const of = facts.values[value];
        const index = of.k === "item" ? facts.values[of.index] : undefined;
        return (
          of.k === "item" &&
          index?.k === "literal" &&
          index.type === "slice" &&
          index.value === undefined &&
          isIt(of.of)
        );
      };
      return bound.some(isCut) && (rangeOf(facts, loop.over) ?? []).some((value) => mentions(facts, value, isIt, 0));
    }),
  );
}

/** `while at < len(text): …; at = match.end()`: a cursor that jumps over what was read there passes over the data once. */
function jumpsOn(facts: ModuleFacts, loop: LoopFacts): boolean {
  if (loop.kind !== "while" || loop.condition !== "comparison" || loop.tested.length !== 1) return false;
  const [name] = loop.tested;
  return (facts.functions[loop.fn].bindings[name] ?? []).some((value) => {
    const known = facts.values[value];
    if (known.k === "call") return builtinName(facts, facts.calls[known.call].callee) === undefined;
    return known.k === "item" || known.k === "attr";
  });
}

/** `while len(data) >= size: …; data = data[size:]`: the loop eats up what it goes through. */
function eatsUp(facts: ModuleFacts, loop: LoopFacts): boolean {
  if (loop.kind !== "while") return false;
  const { bindings } = facts.functions[loop.fn];
  return loop.tested.some((name) =>
    (bindings[name] ?? []).some((binding) => {
      const known = facts.values[binding];
      if (known.k !== "item" || !mentions(facts, known.of, isName(facts, loop, name), 0)) return false;
      const index = facts.values[known.index];
      // Less by one in each turn, it makes pairs.
      return index.k === "literal" && index.type === "slice" && !/^(one|few) less$/.test(String(index.value));
    }),
  );
}

/** What a loop's function calls by a name. */
function isName(facts: ModuleFacts, loop: LoopFacts, name: string): (value: ValueId) => boolean {
  return (value) => {
    const known = facts.values[value];
    if (known.k === "param") return known.fn === loop.fn && facts.functions[loop.fn].params[known.index]?.name === name;
    return known.k === "name" && known.fn === loop.fn && known.name === name;
  };
}

/**
 * True where how long a loop is, is found anew in each turn of an outer one: `for _ in range(file.read_count())`, the degree of a node,
 * the length of row `i`. All turns together are then as many as there are records, neighbours or cells.
 */
function isOfRecord(facts: ModuleFacts, loop: LoopFacts, around: readonly NestedLoop[]): boolean {
  if (around.length === 0) return false;
  const isTurned = (value: ValueId): boolean => isTurnOf(facts, value, around);
  const isPlaceOf = (value: ValueId): boolean =>
    around.some(
      ({ loop: outer }) => outer.kind === "while" && outer.carried.some((name) => isName(facts, outer, name)(value)),
    );
  const found = (value: ValueId, depth: number): boolean => {
    if (value === UNKNOWN || depth > MAX_DEPTH) return false;
    const known = facts.values[value];
    const next = (of: ValueId) => found(of, depth + 1);
    switch (known.k) {
      case "declared":
        return next(known.value);
      case "union":
        return known.of.some(next);
      case "binary": {
        // So much of each, times a size that is the same for all, is no part of the data; plus one or in pieces of one, it is.
        const isOpen = (of: ValueId) => known.op === "*" && facts.values[of].k !== "literal" && !next(of);
        return (next(known.left) || next(known.right)) && !isOpen(known.left) && !isOpen(known.right);
      }
      case "element":
        return (
          around.some((outer) => outer.loop.over === known.of && !isNumberOf(facts, outer.loop, known.position)) ||
          (!isTurned(value) && next(known.of))
        );
      case "generator":
        return next(known.element);
      case "collection":
        // A comprehension, whose one item stands for all.
        return known.items.length === 1 && next(known.items[0]);
      case "item":
        if (isChunk(facts, known.index, around)) return true;
        // What stands in row `i`, under the item of an outer loop, or where an outer loop has come to.
        return mentions(facts, known.index, (part) => isTurned(part) || isPlaceOf(part), 0) || next(known.of);
      case "attr":
        return next(known.of);
      case "call": {
        const call = facts.calls[known.call];
        if (OF_NUMBERS.has(builtinName(facts, call.callee) ?? ""))
          return call.args.some((argument) => found(argument.value, depth + 1));
        const isInside = around.some((outer) => outer.loop.start <= call.start && call.end <= outer.loop.end);
        if (!isInside) return false;
        if (isReader(facts, call)) return true;
        const isInHeader = loop.start <= call.start && call.end <= loop.headerEnd;
        return !isInHeader || call.args.some((argument) => mentions(facts, argument.value, isTurned, 0));
      }
      default:
        return false;
    }
  };
  const over = facts.values[loop.over];
  if (over.k === "call" && isCallOf(facts, loop, "range")) {
    const bounds = facts.calls[over.call].args;
    // `[f(k) for k in range(at)]` of each item: the few that stand before it.
    const isNumberOfItem = (value: ValueId) =>
      isTurned(value) && around.some((outer) => isCallOf(facts, outer.loop, "enumerate"));
    if (loop.kind !== "for" && bounds.some((bound) => mentions(facts, bound.value, isNumberOfItem, 0))) return true;
    // `range(at, at + counts[at])` is as long as what is added.
    const [start, end] = bounds.map(({ value }) => value);
    const span = end === undefined ? undefined : facts.values[end];
    if (span?.k === "binary" && span.op === "+" && start !== UNKNOWN) {
      if (span.left === start) return found(span.right, 0);
      if (span.right === start) return found(span.left, 0);
    }
    const open = bounds.filter((bound) => facts.values[bound.value].k !== "literal");
    return open.length > 0 && open.every((bound) => found(bound.value, 0));
  }
  return found(baseOf(facts, loop.over).value, 0);
}

/** `text[i : i + 5]`, or a slice of a width that an outer range steps by: the pieces together are the whole. */
function isChunk(facts: ModuleFacts, index: ValueId, around: readonly NestedLoop[]): boolean {
  const known = facts.values[index];
  if (known.k !== "literal" || known.type !== "slice") return false;
  if (/^window /.test(String(known.value))) return true;
  return known.value === "piece" && around.some((outer) => rangeOf(facts, outer.loop.over)?.length === 3);
}

/** The turn's number, and no item. */
function isNumberOf(facts: ModuleFacts, loop: LoopFacts, position: number | undefined): boolean {
  return isCallOf(facts, loop, "range") || (position === 0 && isCallOf(facts, loop, "enumerate"));
}

function isCallOf(facts: ModuleFacts, loop: LoopFacts, name: string): boolean {
  const known = facts.values[loop.over];
  return known.k === "call" && builtinName(facts, facts.calls[known.call].callee) === name;
}

/** A value is, or is made by arithmetic, indexing and calls from, what is looked for. */
export function mentions(facts: ModuleFacts, value: ValueId, is: (value: ValueId) => boolean, depth: number): boolean {
  if (value === UNKNOWN || depth > MAX_DEPTH) return false;
  if (is(value)) return true;
  const known = facts.values[value];
  const inner = (of: ValueId) => mentions(facts, of, is, depth + 1);
  switch (known.k) {
    case "binary":
      return inner(known.left) || inner(known.right);
    case "declared":
      return inner(known.value);
    case "attr":
      return inner(known.of);
    case "item":
      return inner(known.of) || inner(known.index);
    case "element":
      return inner(known.of);
    case "call":
      return facts.calls[known.call].args.some((argument) => inner(argument.value));
    case "collection":
      return known.items.some(inner);
    default:
      return false;
  }
}
