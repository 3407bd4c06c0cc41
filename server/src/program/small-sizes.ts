import { type CallFacts, type LoopFacts, type ModuleFacts, UNKNOWN, type ValueId } from "../semantics/facts.ts";
import { baseOf } from "./dimensions.ts";
import type { NestedLoop } from "./loop-evidence.ts";
import { builtinName, rangeOf } from "./ranges.ts";

/**
 * Names by which programs call what there are few of, however much data they have: what a table, a function, a request or a plot is made of.
 */
const FEW_BY_NAME =
  /(^|_)(columns?|cols|column_(list|names)|fields?|field_names|keys|options|params|parameters|args|arguments|kwargs|headers?|attrs|attributes|properties|choices|dims|dimensions?|axes|flags|settings|placeholders|ports|connectors|extensions|aliases|locales|languages|plugins|modules|objectives|metrics?|metrics?_(names|fields|headers)|categories|kinds|types|modes|levels|layers|stages|phases|folds|endpoints|regions|scopes|roles|permissions|formats|backends|providers|handlers|schemas|tables|queries|variables|slots|capabilities|alphabet)$/i;

/** The same as numbers: `n_objectives`, `self.ndim`, `max_order`. Rows and columns that are counted are a grid's. */
const COUNT_OF_FEW =
  /(^|_)(n|num|number_of|count_of|max|min)_?(dims?|dimensions?|params?|parameters?|args|arguments|objs?|objectives|fields|attrs|attributes|axes|options|choices|flags|ports|connectors|metrics|headers|orders?|layers?|levels?|stages?|folds?|heads?|queries|outputs|channels|workers|threads|processes|retries|attempts|streams|ticks|voices)$|(^|_)(tick_(num|count)|(row|col|column)_?span|degree|(bit|byte|word)_?width|(word|address|int|char)_?(size|length|bytes)|(bits|bytes)_per_(sample|pixel|word|value|char|element|item|number)|n_?bits|n_?grams?(_size|_len|_length)?)$|^(levels|layers|stages|folds|retries|attempts|max_?retry|max_?depth)$/i;

/** A size that nothing bounds and that is small all the same, by what it is the size of, or because other loops make up for it. */
export function isSmall(facts: ModuleFacts, { loop, dimension }: NestedLoop, around: readonly NestedLoop[]): boolean {
  if (isOfFewThings(facts, loop) || endsWithWork(loop)) return true;
  if (dimension === "scan") return isResumed(facts, loop) || isSettling(facts, loop);
  if (dimension !== "counted") return false;
  return isShareOfOuter(facts, loop, around) || isFirstFound(facts, loop);
}

/** The innermost loop computes and compares nothing: it puts things from one place into another. */
export function onlyCopies(facts: ModuleFacts, { id, kind, over, operations }: LoopFacts): boolean {
  // What finds the place of a cell computes nothing of it.
  const works =
    operations.arithmetic +
    operations.counting +
    operations.ambiguous -
    operations.placing +
    operations.comparison +
    operations.matching +
    operations.text;
  // A constant that is written to many places, as a sieve does, comes from none.
  const places = operations.indexing + operations.lookups;
  const isPut = ({ callee }: CallFacts) => {
    const known = facts.values[callee];
    return known.k === "attr" && /^(append|add|extend|insert)$/.test(known.name);
  };
  if (!facts.calls.every((call) => call.loop !== id || isPut(call))) return false;
  const isConstant = (value: ValueId) => value !== UNKNOWN && facts.values[value].k === "literal";
  const written = facts.writes.filter((write) => write.loop === id && write.kind === "item");
  // `for x in range(left, right): row[x] = mark`: a rectangle is filled; steps of a width cross out.
  const isFill = written.length > 0 && (rangeOf(facts, over)?.length ?? 3) < 3;
  if (!isFill && written.some((write) => isConstant(write.value))) return false;
  // What a comprehension takes from one place, it puts into its result.
  const isMoved = places >= 2 || (places === 1 && (isFill || (kind !== "for" && kind !== "while")));
  return works === 0 && isMoved && !facts.loops.some((other) => other.parent === id);
}

/** Over columns, fields, parameters, or as many numbers as there are of those. */
function isOfFewThings(facts: ModuleFacts, loop: LoopFacts): boolean {
  const bounds = rangeOf(facts, loop.over) ?? rangeEitherWay(facts, loop.over);
  const end = lastOf(facts, bounds);
  const length = end === undefined ? undefined : facts.values[end];
  const areFew = (value: ValueId) =>
    [value, baseOf(facts, value).value].some((one) =>
      namesOf(facts, loop, one).some((name) => FEW_BY_NAME.test(snakeCase(name))),
    );
  if (end === undefined || length === undefined) return areFew(loop.over);
  // A slice of a range that has a name.
  if (rangeOf(facts, loop.over) === undefined && areFew(loop.over)) return true;
  if (namesOf(facts, loop, end).some((name) => COUNT_OF_FEW.test(snakeCase(name)))) return true;
  if (isCountInRow(facts, loop, end)) return true;
  if (length.k !== "call" || builtinName(facts, facts.calls[length.call].callee) !== "len") return false;
  const [of] = facts.calls[length.call].args;
  return of !== undefined && (areFew(of.value) || isFieldOfFirst(facts, of.value));
}

/** `range(n) if … else reversed(range(n))`. */
function rangeEitherWay(facts: ModuleFacts, over: ValueId): readonly ValueId[] | undefined {
  const known = facts.values[over];
  const parts = new Set((known.k === "union" ? known.of : [over]).map((part) => baseOf(facts, part).value));
  return parts.size === 1 ? rangeOf(facts, [...parts][0]) : undefined;
}

/** Where a range ends, or where one that counts down starts, but for constants: `range(1, max_order + 1)`. */
function lastOf(facts: ModuleFacts, bounds: readonly ValueId[] | undefined): ValueId | undefined {
  if (bounds === undefined || bounds.length === 0) return undefined;
  const isDown = bounds.length === 3 && isNegative(facts, bounds[2]);
  let end = bounds[bounds.length === 1 || isDown ? 0 : 1];
  for (let hop = 0; hop < 4; hop++) {
    const sum = facts.values[end];
    if (sum?.k !== "binary" || !/^[+-]$/.test(sum.op) || facts.values[sum.right]?.k !== "literal") break;
    end = sum.left;
  }
  return end;
}

function isNegative(facts: ModuleFacts, value: ValueId): boolean {
  const known = value === UNKNOWN ? undefined : facts.values[value];
  return known?.k === "literal" && typeof known.value === "number" && known.value < 0;
}

/** `barsPerGroup` is `bars_per_group`. */
function snakeCase(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, "$1_$2").toLowerCase();
}

/** `range(counts[0])`: a list that says of each kind how many there are. A shape's parts, and what is unpacked to be named, are sizes of data. */
function isCountInRow(facts: ModuleFacts, loop: LoopFacts, end: ValueId): boolean {
  const known = facts.values[end];
  if (known.k !== "item" || facts.values[known.index].k !== "literal" || namesOf(facts, loop, end).length > 0)
    return false;
  const row = facts.values[known.of];
  const name =
    row.k === "attr"
      ? row.name
      : row.k === "param"
        ? (facts.functions[row.fn].params[row.index]?.name ?? "")
        : undefined;
  return name !== undefined && !SIZES.test(name);
}

const SIZES = /shape|size|dim|extent|resolution|argv|args|data|box|rect|range|bounds|limits/i;

/** `range(len(rows[0].values))`: each record has as many, by what it is made of. */
function isFieldOfFirst(facts: ModuleFacts, value: ValueId): boolean {
  const field = facts.values[value];
  const first = field.k === "attr" ? facts.values[field.of] : undefined;
  return first?.k === "item" && facts.values[first.index].k === "literal";
}

/** What the program calls a value where a loop goes over it. */
function namesOf(facts: ModuleFacts, { fn }: LoopFacts, value: ValueId): readonly string[] {
  if (value === UNKNOWN) return [];
  const known = facts.values[value];
  if (known.k === "attr" || known.k === "name") return [known.name];
  if (known.k === "param") return [facts.functions[known.fn].params[known.index]?.name ?? ""];
  const parts = known.k === "union" ? known.of : [value];
  const { bindings } = facts.functions[fn];
  return Object.keys(bindings).filter((name) => parts.every((part) => bindings[name].includes(part)));
}

/** `for a in range(n): for b in range(total // n)`: both together are the total; so are steps of a range and the numbers in each. */
function isShareOfOuter(facts: ModuleFacts, loop: LoopFacts, around: readonly NestedLoop[]): boolean {
  const [end] = rangeOf(facts, loop.over) ?? [];
  const known = end === undefined ? undefined : facts.values[end];
  const isStep = end !== undefined && around.some((outer) => rangeOf(facts, outer.loop.over)?.[2] === end);
  // Rows of pixels are as many bytes as there are, and each is computed with.
  if (isStep && loop.operations.multiplying === 0) return true;
  if (end !== undefined && around.some((outer) => isPartition(facts, rangeOf(facts, outer.loop.over), end)))
    return true;
  if (known?.k !== "binary" || known.op !== "//") return false;
  return around.some((outer) => rangeOf(facts, outer.loop.over)?.includes(known.right) === true);
}

/** `for a in range(total // n): for b in range(n)`. */
function isPartition(facts: ModuleFacts, bounds: readonly ValueId[] | undefined, part: ValueId): boolean {
  const known = bounds?.length === 1 ? facts.values[bounds[0]] : undefined;
  return known?.k === "binary" && known.op === "//" && known.right === part && facts.values[part].k !== "literal";
}

/** `while any(digit > 9 for digit in number): number = [...]`: carries have been taken over after a few turns. */
function isSettling(facts: ModuleFacts, loop: LoopFacts): boolean {
  if (loop.kind !== "while" || loop.tested.length !== 1) return false;
  return facts.calls.some(
    ({ start, end, callee }) =>
      loop.start <= start && end <= loop.headerEnd && /^(any|all)$/.test(builtinName(facts, callee) ?? ""),
  );
}

/** `for mark, limit in scale: if limit > number: …; break`: what the body does, it does for the item that is found. */
function endsWithWork({ endsEarly, leaves, headerEnd, end }: LoopFacts): boolean {
  return (
    endsEarly && leaves.some((leave) => leave.start > headerEnd && leave.end - leave.start > (end - headerEnd) * FOUND)
  );
}

/** Share of a loop's text from which the block that leaves it is what the loop is for. */
const FOUND = 0.75;

/** Left at the first number that will do, with nothing computed on the way. */
function isFirstFound(facts: ModuleFacts, { start, end, endsEarly, operations }: LoopFacts): boolean {
  if (!endsEarly || operations.calls === 0) return false;
  const inside = facts.loops.filter((loop) => start <= loop.start && loop.end <= end);
  return inside.every((loop) => {
    const { arithmetic, multiplying, adding, counting } = loop.operations;
    return arithmetic + multiplying + adding + counting === 0;
  });
}

/**
 * `while self.at < self.end: self.at += 1; …; return found`: the next call goes on where this one stopped, and all calls together go
 * over the numbers once.
 */
function isResumed(facts: ModuleFacts, loop: LoopFacts): boolean {
  const isInside = (start: number) => loop.start <= start && start < loop.end;
  if (loop.kind !== "while" || !loop.endsEarly || loop.tested.length > 0) return false;
  if (loop.condition === "always")
    return facts.loops.some((inner) => inner.parent === loop.id && inner.kind === "while" && isResumed(facts, inner));
  return facts.writes.some(({ kind, of, readModifyWrite, start }) => {
    const object = kind === "attribute" && readModifyWrite && isInside(start) ? facts.values[of] : undefined;
    return object?.k === "param" && object.index === 0;
  });
}
