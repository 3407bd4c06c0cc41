import { type LoopFacts, type ModuleFacts, NONE, type Operations, UNKNOWN, type ValueId } from "../semantics/facts.ts";
import { isCombinations } from "./combinations.ts";
import { baseOf, type Dimension, isRange } from "./dimensions.ts";
import { isShortestPath } from "./shortest-path.ts";
import { EVIDENCE } from "./thresholds.ts";

/** A loop as one dimension of the nest that it stands in. */
export interface NestedLoop {
  readonly loop: LoopFacts;
  readonly dimension: Dimension;
}

/**
 * True where a nest does what only algorithms do: number work in its inner loop over dimensions that are independent of each other.
 * Nested loops over fields, names, lines and options look alike but for that.
 *
 * @param outers the loops around, outermost first
 * @param calleesCompute the inner loop calls something that does long work
 */
export function isAlgorithm(
  facts: ModuleFacts,
  inner: NestedLoop,
  outers: readonly NestedLoop[],
  calleesCompute: boolean,
): boolean {
  const { loop, dimension } = inner;
  const { operations } = loop;
  if (dimension === "few") return false;
  const large = outers.filter((outer) => outer.dimension !== "few");
  if (large.length === 0) return false;
  // Rows and columns that are written out are as many as a reader looks at.
  if (operations.presenting > 0 && operations.multiplying <= operations.presenting * EVIDENCE.presented) return false;
  // A loop in between that does nothing but run the one inside says nothing of it.
  const own = operations.multiplying + operations.adding + operations.arithmetic + operations.ambiguous;
  const isAround = facts.loops.some((other) => other.parent === loop.id && other.kind !== "comprehension");
  const asked = operations.comparison + operations.matching + operations.counting + operations.calls;
  if (isAround && own + asked === 0) return false;
  const has = (wanted: Dimension) => large.some((outer) => outer.dimension === wanted);
  const numeric = numericEvidence(operations);
  const compared = numeric + operations.comparison * EVIDENCE.comparison;
  const other = otherWork(operations);
  const density = numeric / (numeric + other);
  const share = compared / (compared + other);

  // What is computed for each combination of things.
  if (operations.multiplying + operations.adding > 0 && outers.some((outer) => isCombinations(facts, outer.loop)))
    return true;
  if (isShortestPath(facts, inner, outers)) return true;

  const isPure = operations.calls === 0 && operations.text === 0 && operations.attributes <= 1;
  const isOwn = dimension === "counted" || dimension === "data";

  // A grid, a matrix, all pairs of indexes.
  const computed = operations.multiplying + operations.adding + operations.arithmetic + operations.counting;
  const isCopy = operations.calls > 0 && computed === 0 && !facts.loops.some((other) => other.parent === loop.id);
  if (dimension === "counted" && has("counted") && (!isCopy || calleesCompute)) {
    if (calleesCompute || (numeric > 0 && compared >= EVIDENCE.grid && share >= EVIDENCE.gridShare)) return true;
    if (compared >= EVIDENCE.pair && share >= EVIDENCE.share) return true;
  }
  if (countsFromOuter(facts, inner, outers) && compared >= EVIDENCE.grid && share >= EVIDENCE.gridShare) return true;
  if (dimension === "counted" && has("scan") && numeric >= EVIDENCE.grid && compared >= EVIDENCE.amount)
    if (share >= (operations.multiplying > 1 && !isEndless(outers) ? EVIDENCE.gridShare : EVIDENCE.share)) return true;
  // Nothing but comparing and adding, for each number and each item, or for each two items.
  if (
    isPure &&
    has("counted") &&
    (isOwn || dimension === "member") &&
    compared + operations.ambiguous / 2 >= EVIDENCE.grid
  )
    return true;
  // Fields that are read by their names say that it is records that are gone through.
  // `[… for other in items if other.key == key]` for each key collects groups, of a handful of things as a rule.
  const isGrouping = loop.kind !== "for" && loop.kind !== "while" && numeric + operations.calls === 0;
  const isBare =
    isPure && !isGrouping && operations.lookups <= 2 && numeric + operations.counting + operations.ambiguous > 0;
  // Two lists that a function has gathered itself from what it read are settings and tables, as often as data.
  const areGiven = (numeric > 0 && operations.multiplying + operations.adding > 0) || !areGathered(facts, inner, large);
  if (isBare && areGiven && has("data") && dimension === "data" && operations.comparison > 0) return true;
  // Three ranges or collections inside each other are a search, whatever they compute.
  const isWork = numeric > 0 || (operations.calls === 0 && compared + operations.counting + operations.ambiguous > 0);
  const independent = large.filter((outer) => /^(counted|scan|data)$/.test(outer.dimension)).length;
  if (large[0].dimension === "counted" && independent >= 2 && isOwn && isWork) return true;
  // A table that is filled for each two characters, or items, of two sequences.
  const isTable = operations.positions >= 2 && operations.comparison > 0 && density >= EVIDENCE.tableDensity;
  if (isTable && ((dimension === "text" && has("text")) || (dimension === "data" && has("data")))) return true;
  // A pass over data that is made again and again and multiplies in each turn, as fits and simulations do.
  if (dimension === "data" && has("counted") && operations.multiplying > 0 && numeric >= EVIDENCE.amount)
    if (density >= EVIDENCE.tableDensity) return true;
  // A place in a table that is looked for among all and changed, for each item.
  const isOverBoth = (dimension === "data" && has("counted")) || (dimension === "counted" && has("data"));
  if (isOverBoth && isTable && operations.adding > 0 && density >= EVIDENCE.density) return true;
  const isPart = dimension === "part" || dimension === "text" || dimension === "member";
  const isDense = density >= (isPart && !has("counted") && !has("scan") ? EVIDENCE.partDensity : EVIDENCE.density);
  const isOpen = !isPart || large.some((outer) => !/^(member|part|text)$/.test(outer.dimension));
  // A scan inside a loop over items moves through one of them.
  const isInItem = dimension === "scan" && !has("counted");
  if (isDense && !isInItem && numeric >= (isOpen ? EVIDENCE.amount : EVIDENCE.muchAmount)) {
    if (operations.multiplying > 0) return true;
    const adds = operations.adding > 1 || (operations.adding > 0 && operations.arithmetic > 0);
    if (adds && operations.positions > 0 && !isPart) return true;
  }
  // Shifting and adding digits or bytes in groups.
  if (has("counted") && isDense && operations.multiplying > 0 && operations.arithmetic + operations.counting >= 2)
    return true;
  // Sums over the neighbours of each node.
  if (dimension === "adjacent" || (has("adjacent") && !isPart)) {
    const touched = operations.lookups + operations.comparison;
    if (operations.lookups > 0 && touched >= 2 && operations.adding + operations.multiplying + operations.ambiguous > 0)
      return true;
  }
  const pairs = pairsIn(facts, inner, large);
  const compares = operations.comparison > 0 || operations.matching > 0;
  const works = numeric > 0 || (compares && !isGrouping) || operations.calls > 0;
  // `wins[one][two] += 1`: a tally of what stands before what.
  const tallies = operations.counting > 0 && operations.lookups > 0;
  const isTold = operations.text > 0 && numeric === 0;
  if (pairs === "collection" && !loop.endsEarly && !isTold && (works || tallies)) return true;
  if (pairs === "view" && numeric >= EVIDENCE.amount) return true;
  // Each entry of a table is matched and worked out with each other one.
  const table = baseOf(facts, loop.over).value;
  if (pairs === "view" && !loop.endsEarly && operations.comparison > 0 && operations.ambiguous > 0)
    if (/^(param|collection|declared|generator)$/.test(facts.values[table].k)) return true;
  // A scanner that takes lines apart character by character.
  return (
    dimension === "scan" &&
    large.some((outer) => outer.loop.kind === "for") &&
    operations.positions >= 2 &&
    operations.arithmetic >= 2
  );
}

/** The loops go over different lists that start empty and are filled in this function. */
function areGathered(facts: ModuleFacts, inner: NestedLoop, outers: readonly NestedLoop[]): boolean {
  const isFilled = ({ loop }: NestedLoop) => {
    const known = facts.values[baseOf(facts, loop.over).value];
    return known.k === "collection" && known.items.length === 0;
  };
  return pairsIn(facts, inner, outers) === undefined && isFilled(inner) && outers.every(isFilled);
}

/** What a turn does with numbers, in the weights of evidence. */
export function numericEvidence({ multiplying, adding, positions }: Operations): number {
  return multiplying * EVIDENCE.multiplying + adding * EVIDENCE.adding + positions * EVIDENCE.positions;
}

/** The two loops visit pairs: of the items of one collection, or of a number and those before or after it. */
export function areItsPairs(facts: ModuleFacts, inner: NestedLoop, outers: readonly NestedLoop[]): boolean {
  return pairsIn(facts, inner, outers) !== undefined || countsFromOuter(facts, inner, outers);
}

/** `while True`, which says nothing of how long it goes on: a service, as often as a search. */
function isEndless(outers: readonly NestedLoop[]): boolean {
  return outers.every((outer) => outer.dimension === "few" || outer.loop.condition === "always");
}

/** `for j in range(i + 1, n)`: a range from or to the number that an outer loop is at. */
function countsFromOuter(facts: ModuleFacts, { loop, dimension }: NestedLoop, outers: readonly NestedLoop[]): boolean {
  const known = facts.values[loop.over];
  if (known.k !== "call" || !isRange(facts, loop)) return false;
  const isNumber = (value: ValueId): boolean => {
    const part = facts.values[value];
    if (part.k === "binary") return isNumber(part.left) || isNumber(part.right);
    // An item that says where its own part starts and ends is no number to count from.
    const isCounted = (outer: NestedLoop) =>
      isRange(facts, outer.loop) ||
      (part.k === "element" && part.position === 0 && isRange(facts, outer.loop, "enumerate"));
    return (
      part.k === "element" &&
      outers.some((outer) => outer.loop.over === part.of && (dimension !== "part" || isCounted(outer)))
    );
  };
  return facts.calls[known.call].args.some((argument) => isNumber(argument.value));
}

function otherWork(operations: Operations): number {
  return (
    operations.calls +
    operations.text +
    operations.attributes * EVIDENCE.attribute +
    operations.lookups * EVIDENCE.lookup
  );
}

/** Both loops go over the same collection, or over what a table holds, so the pairs of its items are visited. */
function pairsIn(
  facts: ModuleFacts,
  inner: NestedLoop,
  outers: readonly NestedLoop[],
): "collection" | "view" | undefined {
  if (!/^(data|part|member)$/.test(inner.dimension)) return undefined;
  const base = baseOf(facts, inner.loop.over);
  const outer = outers.find((other) => baseOf(facts, other.loop.over).value === base.value);
  if (base.value === UNKNOWN || outer === undefined) return undefined;
  return base.isView || inner.dimension === "member" || baseOf(facts, outer.loop.over).isView ? "view" : "collection";
}

/** The loops around one, outermost first, up to one that ends the nest. */
export function loopsAround(facts: ModuleFacts, loop: LoopFacts, endsNest: (outer: LoopFacts) => boolean): LoopFacts[] {
  const outers: LoopFacts[] = [];
  for (let at = loop.parent; at !== NONE; at = facts.loops[at].parent) {
    if (endsNest(facts.loops[at])) break;
    outers.unshift(facts.loops[at]);
  }
  return outers;
}
