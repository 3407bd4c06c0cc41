import { type LoopFacts, type ModuleFacts, UNKNOWN, type ValueId } from "../semantics/facts.ts";
import { isWindowOfTurn } from "./range-windows.ts";
import { builtinName, rangeOf } from "./ranges.ts";
import { EVIDENCE } from "./thresholds.ts";

/**
 * What a loop goes over, as far as that tells how long it can be:
 * - `counted`: a range whose bounds are not known;
 * - `scan`: a `while`, which moves on by itself;
 * - `data`: a parameter, a local collection, or what a function gave;
 * - `member`: an attribute, or what a method gives, more often a handful of children or options than data;
 * - `adjacent`: what a table holds for the item of an outer loop, as a graph's neighbours;
 * - `part`: a piece of the item of an outer loop, so that all turns together go over the data once;
 * - `text`: the characters of a text or the words of a line;
 * - `few`: a known small number of items, a field of a message or of a configuration, a constant of the program.
 */
export type Dimension = "counted" | "scan" | "data" | "member" | "adjacent" | "part" | "text" | "few";

/**
 * @param turns how often the loop turns at most, where that is known
 * @param outers the loops around
 */
export function dimensionOf(
  facts: ModuleFacts,
  loop: LoopFacts,
  turns: number | undefined,
  outers: readonly LoopFacts[],
): Dimension {
  if (turns !== undefined) return turns >= EVIDENCE.fewTurns ? "counted" : "few";
  if (loop.kind === "while") {
    // A scan that goes on where it stood in the last turn makes, over all turns, one pass.
    return outers.some((outer) => outer.carried.some((name) => loop.tested.includes(name))) ? "few" : "scan";
  }
  if (outers.some((outer) => isSharedIterator(facts, loop, outer) || movesOn(facts, loop, outer))) return "few";
  const known = facts.values[loop.over];
  if (known.k === "call") {
    const call = facts.calls[known.call];
    const name = builtinName(facts, call.callee);
    if (name === "range") {
      // A range over the length of an outer loop's item walks through the item; one up to its number makes pairs.
      const bounds = call.args.filter((argument) => facts.values[argument.value].k !== "literal");
      const isInItem = bounds.length > 0 && bounds.every((argument) => isPartOf(facts, argument.value, outers, 0));
      if (isInItem) return "part";
      const isShort =
        isWindow(facts, loop, outers) ||
        isWindowOfTurn(facts, loop, outers) ||
        isNeighbourhood(facts, loop) ||
        call.args.some(({ value }) => isLogarithm(facts, value, 0));
      return isShort ? "few" : "counted";
    }
    if (name === "zip" && call.args.length > 0)
      return strongest(call.args.map((argument) => over(facts, argument.value, outers)));
  }
  return over(facts, loop.over, outers);
}

/** Two loops that draw from one iterator go over its items once, together. */
function isSharedIterator(facts: ModuleFacts, inner: LoopFacts, outer: LoopFacts): boolean {
  const made = (value: ValueId, depth: number): ValueId => {
    const known = facts.values[value];
    if (depth > 8) return UNKNOWN;
    if (known.k === "declared") return made(known.value, depth + 1);
    if (known.k === "generator") return value;
    const isIterator = known.k === "call" && ITERATORS.has(builtinName(facts, facts.calls[known.call].callee) ?? "");
    return isIterator ? value : UNKNOWN;
  };
  const source = made(inner.over, 0);
  return source !== UNKNOWN && source === made(outer.over, 0);
}

const ITERATORS = new Set(["iter", "map", "filter", "zip", "enumerate", "reversed", "open"]);

/** `while at < end: for piece in pieces: at += 1`: the inner loop brings the outer one to its end. */
function movesOn(facts: ModuleFacts, inner: LoopFacts, outer: LoopFacts): boolean {
  if (outer.kind !== "while" || inner.operations.counting === 0) return false;
  const isPlace = (name: string) =>
    facts.functions[outer.fn].bindings[name]?.every((value) => {
      const known = facts.values[value];
      const step = known.k === "binary" && known.op === "+" ? facts.values[known.right] : known;
      return step.k === "literal" && step.type === "int";
    });
  return outer.tested.some((name) => inner.carried.includes(name) && isPlace(name) === true);
}

/** `for j in range(i, min(i + step, n))` in `for i in range(0, n, step)`: the windows together are one pass. */
function isWindow(facts: ModuleFacts, loop: LoopFacts, outers: readonly LoopFacts[]): boolean {
  const known = facts.values[loop.over];
  const start = known.k === "call" ? facts.values[facts.calls[known.call].args[0]?.value ?? UNKNOWN] : undefined;
  if (start?.k !== "element") return false;
  if (isScannedFor(facts, loop, start.of, outers)) return true;
  const steps = facts.values[start.of];
  return (
    steps.k === "call" &&
    facts.calls[steps.call].args.length === 3 &&
    outers.some((outer) => outer.over === start.of && isRange(facts, outer))
  );
}

/** `range(x - radius, x + radius + 1)`: what lies around a place, on both sides as far as one looks. */
function isNeighbourhood(facts: ModuleFacts, loop: LoopFacts): boolean {
  const bounds = rangeOf(facts, loop.over) ?? [];
  if (bounds.length !== 2) return false;
  const [from, to] = bounds.map((bound) => termsOf(facts, bound));
  // The start of `range(-radius, radius + 1)` is told by its end.
  if (bounds[0] === UNKNOWN)
    return to.size === 1 && [...to.values()][0] === 1 && facts.values[bounds[1]].k === "binary";
  const reach = [...from].find(([value, times]) => times === -1 && to.get(value) === 1);
  if (reach === undefined || from.size !== to.size) return false;
  return [...from].every(([value, times]) => value === reach[0] || to.get(value) === times);
}

/** What a number is the sum of, without constants: how often each part is added. */
function termsOf(
  facts: ModuleFacts,
  value: ValueId,
  sign = 1,
  terms = new Map<ValueId, number>(),
  depth = 0,
): Map<ValueId, number> {
  const known = facts.values[value];
  if (known.k === "binary" && (known.op === "+" || known.op === "-") && depth < 6) {
    termsOf(facts, known.left, sign, terms, depth + 1);
    termsOf(facts, known.right, known.op === "-" ? -sign : sign, terms, depth + 1);
  } else if (known.k !== "literal") terms.set(value, (terms.get(value) ?? 0) + sign);
  return terms;
}

/** `for k in range(at, end)`, where a scan from where the outer loop is has moved `end`: the run of items that belong together. */
function isScannedFor(facts: ModuleFacts, loop: LoopFacts, from: ValueId, outers: readonly LoopFacts[]): boolean {
  const known = facts.values[loop.over];
  const end = known.k === "call" ? facts.values[facts.calls[known.call].args[1]?.value ?? UNKNOWN] : undefined;
  const outer = outers.find((one) => one.over === from);
  if (end?.k !== "name" || outer === undefined) return false;
  return facts.loops.some(
    (other) => other.kind === "while" && other.parent === outer.id && other.tested.includes(end.name),
  );
}

/** As many turns as a number has digits: the levels of a tree. */
function isLogarithm(facts: ModuleFacts, value: ValueId, depth: number): boolean {
  const known = facts.values[value];
  if (depth > 6) return false;
  if (known.k === "binary")
    return isLogarithm(facts, known.left, depth + 1) || isLogarithm(facts, known.right, depth + 1);
  if (known.k !== "call") return false;
  const { callee, args } = facts.calls[known.call];
  const called = facts.values[callee];
  const name = called.k === "attr" || called.k === "import" || called.k === "name" ? called.name : undefined;
  if (name !== undefined && /^(log|log2|log10|bit_length)$/.test(name)) return true;
  return called.k === "builtin" && args.some((argument) => isLogarithm(facts, argument.value, depth + 1));
}

const ORDER: readonly Dimension[] = ["few", "text", "part", "member", "adjacent", "scan", "data", "counted"];

/** A zip is as short as its shortest part. */
function strongest(dimensions: readonly Dimension[]): Dimension {
  return dimensions.reduce((least, one) => (ORDER.indexOf(one) < ORDER.indexOf(least) ? one : least));
}

function over(facts: ModuleFacts, value: ValueId, outers: readonly LoopFacts[], depth = 0): Dimension {
  if (depth > 8) return "member";
  const { value: base, isView } = baseOf(facts, value);
  if (isView && isOwnCell(facts, base, outers)) return "part";
  if (isAdjacent(facts, base, outers)) return "adjacent";
  if (isPartOf(facts, base, outers, 0)) return "part";
  const known = facts.values[base];
  switch (known.k) {
    case "param": {
      const annotation = facts.values[facts.functions[known.fn].params[known.index]?.annotation ?? UNKNOWN];
      if (annotation.k === "builtin" && annotation.name === "str") return "text";
      return isView ? "member" : "data";
    }
    case "generator":
    case "collection":
      return isView ? "member" : "data";
    case "literal":
      return known.type === "str" ? "text" : "data";
    case "element":
      return over(facts, known.of, outers, depth + 1);
    case "await":
      return over(facts, known.of, outers, depth + 1);
    case "item": {
      const index = facts.values[known.index];
      if (index.k === "literal" && index.type === "str") return "few";
      return over(facts, known.of, outers, depth + 1);
    }
    case "union":
      return strongest(known.of.map((part) => over(facts, part, outers, depth + 1)));
    case "binary":
      return strongest([over(facts, known.left, outers, depth + 1), over(facts, known.right, outers, depth + 1)]);
    case "name": {
      // A name in capitals is a table of the program.
      if (known.fn === 0 && /^_?[A-Z][A-Z0-9_]*$/.test(known.name)) return "few";
      return isView ? "member" : "data";
    }
    case "import":
      return known.name !== undefined && /^_?[A-Z][A-Z0-9_]*$/.test(known.name) ? "few" : "member";
    case "call": {
      const callee = facts.values[facts.calls[known.call].callee];
      if (callee.k === "attr") {
        if (/^(split|rsplit|partition|strip)$/.test(callee.name)) return "text";
        // The distinct values of a column are labels and kinds.
        if (callee.name === "unique") return "few";
        return isModule(facts, callee.of) ? "data" : "member";
      }
      return "data";
    }
    default:
      return "member";
  }
}

/** What a table holds for a key that a loop's turn came upon: `graph[node]`, `table.get(node)`. */
function isAdjacent(facts: ModuleFacts, value: ValueId, outers: readonly LoopFacts[]): boolean {
  if (outers.length === 0) return false;
  const known = facts.values[value];
  if (known.k === "item") return facts.values[known.index].k !== "literal" && !isPartOf(facts, known.of, outers, 0);
  if (known.k !== "call") return false;
  const call = facts.calls[known.call];
  const callee = facts.values[call.callee];
  return (
    callee.k === "attr" &&
    /^(get|neighbors|adj|successors|predecessors)$/.test(callee.name) &&
    call.args.length > 0 &&
    facts.values[call.args[0].value].k !== "literal" &&
    !isPartOf(facts, callee.of, outers, 0)
  );
}

/** `for name in table: for value in table[name].values()`: the cells of one table, each once. */
function isOwnCell(facts: ModuleFacts, value: ValueId, outers: readonly LoopFacts[]): boolean {
  const known = facts.values[value];
  return known.k === "item" && outers.some((outer) => baseOf(facts, outer.over).value === known.of);
}

function isModule(facts: ModuleFacts, value: ValueId): boolean {
  const known = facts.values[value];
  if (known.k === "import") return true;
  if (known.k !== "name" || known.fn !== 0) return false;
  const bindings = facts.functions[0].bindings[known.name];
  return bindings?.some((binding) => facts.values[binding].k === "import") === true;
}

/** True for the item of an outer loop and for what is taken from it. */
function isPartOf(facts: ModuleFacts, value: ValueId, outers: readonly LoopFacts[], depth: number): boolean {
  if (depth > 8) return false;
  const known = facts.values[value];
  const inner = (of: ValueId) => isPartOf(facts, of, outers, depth + 1);
  switch (known.k) {
    case "element":
      return outers.some((outer) => outer.over === known.of && !isRange(facts, outer)) || inner(known.of);
    case "name":
      return outers.some(
        (outer) =>
          outer.fn === known.fn &&
          ((outer.targets.includes(known.name) && !isRange(facts, outer)) ||
            // `while node: … node = node.next`
            (outer.kind === "while" && outer.tested.includes(known.name))),
      );
    case "attr":
    case "await":
    case "item":
      return inner(known.of);
    case "binary":
      return inner(known.left) || inner(known.right);
    case "union":
      return known.of.every(inner);
    case "declared":
      return inner(known.value);
    case "generator":
      return inner(known.element);
    case "collection":
      // A comprehension, whose one item stands for all.
      return known.items.length === 1 && inner(known.items[0]);
    case "call": {
      const call = facts.calls[known.call];
      const callee = facts.values[call.callee];
      if (callee.k === "attr" && inner(callee.of)) return true;
      return call.args.some((argument) => inner(argument.value));
    }
    default:
      return false;
  }
}

/** What is gone through underneath `enumerate`, `sorted`, slices and the views of a dict. */
export function baseOf(facts: ModuleFacts, over: ValueId): { readonly value: ValueId; readonly isView: boolean } {
  let value = over;
  let isView = false;
  for (let hop = 0; hop < 8; hop++) {
    const known = facts.values[value];
    if (known.k === "declared" && known.value !== UNKNOWN) value = known.value;
    else if (known.k === "item" && isSlice(facts, known.index) && !isRun(facts, known.index)) value = known.of;
    else if (known.k === "call") {
      const call = facts.calls[known.call];
      const callee = facts.values[call.callee];
      if (callee.k === "attr" && /^(items|values|keys|copy)$/.test(callee.name)) {
        isView ||= callee.name !== "copy";
        value = callee.of;
      } else if (WRAPPERS.has(builtinName(facts, call.callee) ?? "") && call.args.length > 0) {
        value = call.args[0].value;
      } else break;
    } else break;
  }
  return { value, isView };
}

const WRAPPERS = new Set(["enumerate", "reversed", "sorted", "list", "tuple", "set", "iter", "frozenset"]);

function isSlice(facts: ModuleFacts, index: ValueId): boolean {
  const known = facts.values[index];
  return known.k === "literal" && known.type === "slice";
}

/** `items[start:end]` is a part of the items, and no second pass over them. */
function isRun(facts: ModuleFacts, index: ValueId): boolean {
  const known = facts.values[index];
  return known.k === "literal" && known.value === "run";
}

/** The items of a range are numbers, which have no parts. */
export function isRange(facts: ModuleFacts, loop: LoopFacts, name = "range"): boolean {
  const known = facts.values[loop.over];
  return known.k === "call" && builtinName(facts, facts.calls[known.call].callee) === name;
}
