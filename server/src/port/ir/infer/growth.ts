import type { BinaryOperator, Expression, FunctionDef } from "../nodes.ts";
import { expressionParts } from "../walk.ts";
import type { InferContext } from "./context.ts";
import {
  calleesOf,
  elementPlace,
  type IntFlow,
  type IntValue,
  integerFlows,
  type Loop,
  type Place,
  placeOf,
} from "./int-flows.ts";
import { type IntRange, IntRanges } from "./int-ranges.ts";

/** A place and what it is multiplied by where it takes part in a value. */
type Terms = ReadonlyMap<Place, number>;
const NO_TERMS: Terms = new Map();

/**
 * The operations of the module whose integers leave what a number of the target holds exactly: those whose operands are known to get that far, and those that a place
 * feeds itself through so often that it grows past it.
 *
 * A value is read as a sum of places, each with a factor. The places that feed one another form a component of the graph; each
 * flow in it multiplies the component by at most the sum of its factors within (1 for a counter, 2 for Fibonacci's numbers, the
 * other operand for a product, a half for the midpoint of a search). That sum to the power of the number of times that the loops and
 * recursions around run is how far it gets. Remainders and masks cut a value off from what it was made of.
 */
export function growingIntegers(context: InferContext): IntegerWidths {
  return new Growth(context).widths();
}

/** Operations of a module by the integers that they give; an augmented assignment stands for its operation. */
export interface IntegerWidths {
  /** They leave what a number of the target holds exactly. */
  readonly wide: ReadonlySet<object>;
  /** They cut whatever they are given down to below that. */
  readonly narrow: ReadonlySet<object>;
}

class Growth {
  readonly #context: InferContext;
  readonly #flows: readonly IntFlow[];
  readonly #ranges: IntRanges;
  readonly #terms = new Map<IntFlow, Terms>();
  #components = new Map<Place, number>();
  readonly #found = new Set<object>();
  readonly #cut = new Set<object>();
  /** What a number of the target holds exactly. */
  readonly #exact: number;

  constructor(context: InferContext) {
    this.#context = context;
    this.#exact = 2 ** context.exactBits;
    this.#flows = integerFlows(context);
    this.#ranges = new IntRanges(context);
  }

  widths(): IntegerWidths {
    // Factors need ranges, and ranges need to know what feeds itself; which places do, does not depend on the factors.
    this.#connect();
    this.#ranges.settle(
      this.#flows,
      (flow) => this.#within(flow) > 0,
      (flow) => this.#shrinks(flow),
    );
    for (const flow of this.#flows) this.#terms.set(flow, this.#termsOf(flow.value));
    const byComponent = new Map<number, IntFlow[]>();
    for (const flow of this.#flows) {
      const component = this.#components.get(flow.place);
      if (component === undefined) continue;
      const list = byComponent.get(component) ?? [];
      list.push(flow);
      byComponent.set(component, list);
    }
    for (const flows of byComponent.values()) this.#judge(flows);
    for (const flow of this.#flows) this.#markLarge(flow.value);
    for (const e of this.#context.results.keys()) {
      this.#markExpression(e);
      if (e.kind === "compare") this.#markCompared(e);
    }
    return { wide: this.#found, narrow: this.#cut };
  }

  // ─────────────────────────────────────────────────────────── what feeds what

  #connect(): void {
    const edges = new Map<Place, Set<Place>>();
    for (const flow of this.#flows) {
      const terms = this.#termsOf(flow.value);
      this.#terms.set(flow, terms);
      const out = edges.get(flow.place) ?? new Set();
      for (const place of terms.keys()) out.add(place);
      edges.set(flow.place, out);
    }
    this.#components = components(edges);
  }

  /** The sum of the factors of the places of the flow's own component. */
  #within(flow: IntFlow): number {
    const component = this.#components.get(flow.place);
    if (component === undefined) return 0;
    let sum = 0;
    for (const [place, factor] of this.#terms.get(flow) ?? NO_TERMS)
      if (this.#components.get(place) === component) sum += factor;
    return sum;
  }

  /** `n - 1`, `n // 2` and the like, flowing back into `n`. */
  #shrinks(flow: IntFlow): boolean {
    const { value, place } = flow;
    if (value.kind === "augment") return isSmaller(value.operator, value.operand) !== undefined;
    if (value.kind !== "expression" || value.expression.kind !== "binary") return false;
    const { left, operator, right } = value.expression;
    return placeOf(this.#context, left) === place && isSmaller(operator, right) !== undefined;
  }

  #termsOf(value: IntValue): Terms {
    if (value.kind === "place") return new Map([[value.place, 1]]);
    if (value.kind === "expression") return this.#termsIn(value.expression);
    if (value.kind === "augment")
      return this.#binary(value.operator, new Map([[value.place, 1]]), value.operand, undefined, value.place);
    return NO_TERMS;
  }

  #termsIn(e: Expression): Terms {
    if (e.type.kind !== "int") return NO_TERMS;
    switch (e.kind) {
      case "name":
      case "attribute":
      case "index": {
        const place = placeOf(this.#context, e);
        return place === undefined ? NO_TERMS : new Map([[place, 1]]);
      }
      case "unary":
        return this.#termsIn(e.operand);
      case "walrus":
      case "await":
        return this.#termsIn(e.value);
      case "conditional":
        return either(this.#termsIn(e.body), this.#termsIn(e.otherwise));
      case "logical":
        return either(this.#termsIn(e.left), this.#termsIn(e.right));
      case "binary":
        return this.#binary(e.operator, this.#termsIn(e.left), e.right, e.left, undefined);
      case "call":
        return this.#callTerms(e);
      default:
        return NO_TERMS;
    }
  }

  #callTerms(e: Extract<Expression, { kind: "call" }>): Terms {
    const { target } = e;
    const args = e.args.map((each) => each.value);
    if (target.kind === "builtin") {
      if ((target.name === "abs" || target.name === "int") && args[0] !== undefined) return this.#termsIn(args[0]);
      if ((target.name === "min" || target.name === "max") && args.length > 1)
        return args.map((each) => this.#termsIn(each)).reduce(either);
      const place = args[0] === undefined ? undefined : elementPlace(this.#context, args[0]);
      if (place === undefined) return NO_TERMS;
      if (target.name === "min" || target.name === "max") return new Map([[place, 1]]);
      return target.name === "sum" ? new Map([[place, 2]]) : NO_TERMS;
    }
    if (target.kind === "method" && target.method === undefined) {
      if (!["get", "pop", "popleft"].includes(target.name)) return NO_TERMS;
      const place = elementPlace(this.#context, target.receiver);
      const own: Terms = place === undefined ? NO_TERMS : new Map([[place, 1]]);
      return args[1] === undefined ? own : either(own, this.#termsIn(args[1]));
    }
    return target.kind === "class" ? NO_TERMS : new Map(calleesOf(e).map((fn) => [fn, 1]));
  }

  #binary(
    operator: BinaryOperator,
    left: Terms,
    right: Expression,
    leftExpression: Expression | undefined,
    leftPlace: Place | undefined,
  ): Terms {
    const size = (): { readonly high: number; readonly open: boolean } => {
      const range = leftExpression === undefined ? this.#ranges.place(leftPlace) : this.#ranges.of(leftExpression);
      return { high: Math.max(Math.abs(range.low), Math.abs(range.high)), open: range.open };
    };
    const rightRange = this.#ranges.of(right);
    const rightSize = Math.max(Math.abs(rightRange.low), Math.abs(rightRange.high));
    switch (operator) {
      case "+":
      case "-":
        return sum(left, this.#termsIn(right));
      case "*": {
        const other = size();
        return sum(
          scaled(left, rightRange.open ? Number.POSITIVE_INFINITY : rightSize),
          scaled(this.#termsIn(right), other.open ? Number.POSITIVE_INFINITY : other.high),
        );
      }
      case "<<":
        return scaled(left, rightRange.open ? Number.POSITIVE_INFINITY : 2 ** rightSize);
      case "**":
        return scaled(either(left, this.#termsIn(right)), Number.POSITIVE_INFINITY);
      case "//":
        return scaled(left, 1 / Math.max(1, rightRange.low));
      case ">>":
        return scaled(left, 1 / 2 ** Math.max(0, rightRange.low));
      case "|":
      case "^":
        return either(left, this.#termsIn(right));
      default:
        return NO_TERMS;
    }
  }

  // ─────────────────────────────────────────────────────────── how far a component gets

  #judge(flows: readonly IntFlow[]): void {
    const inside = flows.filter((flow) => this.#within(flow) > 0);
    const growing = inside.filter((flow) => this.#within(flow) > 1);
    if (growing.length === 0) return;
    // Putting one element into a container leaves the others as they are.
    const resets = flows.filter((flow) => this.#within(flow) === 0 && !("shapes" in flow.place));
    const places = new Set<Place>(flows.map((flow) => flow.place));
    let bits = Math.log2(
      Math.max(2, ...flows.map(({ place }) => Math.min(Math.abs(this.#ranges.place(place).high), this.#exact))),
    );
    const folds = flows.some((flow) => flow.value.kind === "place" && flow.value.folds);
    for (const flow of growing) {
      const times = folds ? Number.POSITIVE_INFINITY : this.#times(flow, resets, places);
      const factor = this.#within(flow);
      // Digits that are read one by one make a number of ordinary size.
      if (times === Number.POSITIVE_INFINITY && factor === 10) continue;
      // What is not known counts as an ordinary number where it is multiplied once.
      bits += times * (factor === Number.POSITIVE_INFINITY ? (times > 1 ? factor : 20) : Math.log2(factor));
    }
    if (bits <= this.#context.exactBits) return;
    for (const flow of inside) this.#markFlow(flow, places);
  }

  #times(flow: IntFlow, resets: readonly IntFlow[], places: ReadonlySet<Place>): number {
    const depths = resets.map((reset) =>
      reset.loops.every((loop, index) => flow.loops[index] === loop) ? reset.loops.length : 0,
    );
    const inner = flow.loops.slice(Math.max(0, ...depths));
    let times = 1;
    for (const loop of inner) times *= this.#trips(loop, places);
    const { fn } = flow;
    if (fn === undefined) return times;
    const recurs = flow.isRecursive || places.has(fn);
    return recurs ? times * this.#depth(fn, flow, places) : times;
  }

  /** How deep a function calls itself, by the parameter that shrinks from call to call. */
  #depth(fn: FunctionDef, flow: IntFlow, places: ReadonlySet<Place>): number {
    let depth: number | undefined;
    for (const { variable } of fn.parameters) {
      const steps = this.#flows.filter((each) => each.place === variable && each.isRecursive && this.#shrinks(each));
      if (steps.length === 0) continue;
      const range = this.#ranges.place(variable);
      const most = range.open ? Number.POSITIVE_INFINITY : Math.max(1, range.high);
      const divisor = Math.min(...steps.map((step) => divisorOf(step.value)));
      const own = divisor > 1 ? Math.log(Math.min(most, this.#exact)) / Math.log(divisor) : most;
      depth = Math.min(depth ?? Number.POSITIVE_INFINITY, own);
    }
    if (depth === undefined) return 1;
    if (depth < Number.POSITIVE_INFINITY) return depth;
    // Sums of its own results take twice the time for each step, unless they are kept.
    const isKept =
      fn.decorators.some((decorator) => decorator.kind === "cache") || [...places].some((place) => "shapes" in place);
    return Number.isInteger(this.#within(flow)) && !isKept ? 1 : depth;
  }

  /** How often a loop runs, at most. */
  #trips(loop: Loop, places: ReadonlySet<Place>): number {
    if (loop.kind === "while") return this.#whileTrips(loop, places);
    const { iterable } = loop;
    if (iterable.kind === "list" || iterable.kind === "tuple") return iterable.elements.length;
    if (iterable.kind === "string") return iterable.value.length;
    if (iterable.kind !== "call" || iterable.target.kind !== "builtin" || iterable.target.name !== "range")
      return Number.POSITIVE_INFINITY;
    const bounds = iterable.args.map((each) => this.#ranges.of(each.value));
    if (bounds.length === 0 || bounds.some((bound) => bound.open)) return Number.POSITIVE_INFINITY;
    const [first, second, step] = bounds;
    const length = second === undefined ? first.high : Math.max(second.high - first.low, first.high - second.low);
    return (
      Math.max(0, length) / (step === undefined ? 1 : Math.max(1, Math.min(Math.abs(step.low), Math.abs(step.high))))
    );
  }

  #whileTrips(loop: Extract<Loop, { kind: "while" }>, places: ReadonlySet<Place>): number {
    const tested = placesIn(this.#context, loop.test);
    // The loop ends when what grows reaches a bound.
    if (isBoundedBy(this.#context, loop.test, places)) return 0;
    let trips = Number.POSITIVE_INFINITY;
    for (const flow of this.#flows) {
      if (!flow.loops.includes(loop) || !tested.has(flow.place)) continue;
      const range = this.#ranges.place(flow.place);
      if (this.#shrinks(flow)) {
        const divisor = divisorOf(flow.value);
        const most = range.open ? this.#exact : Math.max(2, range.high);
        if (divisor > 1) trips = Math.min(trips, Math.ceil(Math.log(most) / Math.log(divisor)));
        else if (!range.open) trips = Math.min(trips, range.high);
      } else if (loop.test.kind === "compare" && loop.test.operands.length === 2 && this.#within(flow) === 1) {
        const limit = this.#ranges.of(loop.test.operands[1]);
        if (["<", "<="].includes(loop.test.operators[0]) && !limit.open) trips = Math.min(trips, limit.high + 1);
      }
    }
    return trips;
  }

  // ─────────────────────────────────────────────────────────── what becomes wide

  #markFlow(flow: IntFlow, places: ReadonlySet<Place>): void {
    const { value } = flow;
    if (value.kind === "augment") this.#found.add(value.statement);
    else if (value.kind === "expression") this.#markTerms(value.expression, places);
  }

  #markTerms(e: Expression, places: ReadonlySet<Place>): void {
    if (![...this.#termsIn(e).keys()].some((place) => places.has(place))) return;
    if (e.kind === "binary") {
      this.#found.add(e);
      this.#markTerms(e.left, places);
      this.#markTerms(e.right, places);
    } else if (e.kind === "conditional") {
      this.#markTerms(e.body, places);
      this.#markTerms(e.otherwise, places);
    }
  }

  /** What is tested for being an integer that large gets there, and so does all that it is made of. */
  #markCompared(e: Extract<Expression, { kind: "compare" }>): void {
    const isLarge = (side: Expression): boolean => {
      const range = this.#ranges.of(side);
      return !range.open && range.low === range.high && Math.abs(range.low) > this.#exact;
    };
    e.operators.forEach((operator, index) => {
      if (operator !== "==") return;
      const sides = [e.operands[index], e.operands[index + 1]];
      for (const [side, other] of [sides, [...sides].reverse()])
        if (isLarge(side) && !isLarge(other)) this.#markSource(other, new Set());
    });
  }

  #markSource(e: Expression, seen: Set<Place>): void {
    switch (e.kind) {
      case "binary":
        if (e.operator === "%" || e.operator === "&") return;
        if (e.type.kind === "int") this.#found.add(e);
        this.#markSource(e.left, seen);
        if (e.operator !== "**" && e.operator !== "<<" && e.operator !== ">>" && e.operator !== "//")
          this.#markSource(e.right, seen);
        return;
      case "unary":
        this.#markSource(e.operand, seen);
        return;
      case "conditional":
        this.#markSource(e.body, seen);
        this.#markSource(e.otherwise, seen);
        return;
      case "comprehension":
        this.#markSource(e.element, seen);
        return;
      case "call": {
        if (e.target.kind === "builtin" && e.type.kind === "int") {
          if (["sum", "pow", "int"].includes(e.target.name)) this.#found.add(e);
          const [first] = e.args;
          if (["sum", "abs", "min", "max", "pow"].includes(e.target.name) && first !== undefined)
            this.#markSource(first.value, seen);
        }
        break;
      }
    }
    for (const place of this.#termsIn(e).keys()) this.#markPlace(place, seen);
  }

  #markPlace(place: Place, seen: Set<Place>): void {
    if (seen.has(place)) return;
    seen.add(place);
    for (const flow of this.#flows) {
      if (flow.place !== place) continue;
      const { value } = flow;
      if (value.kind === "augment") {
        this.#found.add(value.statement);
        this.#markSource(value.operand, seen);
      } else if (value.kind === "expression") this.#markSource(value.expression, seen);
      else if (value.kind === "place") this.#markPlace(value.place, seen);
    }
  }

  #markLarge(value: IntValue): void {
    if (value.kind === "augment") this.#markRange(value.statement, value.operator, this.#ranges.value(value));
  }

  #markExpression(e: Expression): void {
    if (e.type.kind !== "int") return;
    if (e.kind === "binary") {
      this.#markRange(e, e.operator, this.#ranges.of(e));
      if (e.operator === "&" || e.operator === "%") this.#markCutOff(e.left, e.right);
      if (e.operator === "&") this.#markCutOff(e.right, e.left);
      return;
    }
    if (e.kind !== "call") return;
    const { target } = e;
    if (target.kind === "builtin" && target.name === "pow" && e.args.length === 2)
      this.#markRange(e, "**", this.#ranges.of(e));
    if (target.kind === "builtin" && target.name === "int" && e.args[0]?.value.kind === "string") {
      const [{ value: text }, base] = e.args;
      const digits =
        text.value.length * Math.log2(base?.value.kind === "int" ? Math.max(2, Number(base.value.value)) : 10);
      if (digits > Math.log2(this.#exact)) this.#found.add(e);
    }
    if (target.kind !== "library") return;
    const [first] = e.args;
    if (target.module === "functools" && target.name === "reduce" && first.value.kind === "library")
      if (first.value.module === "operator" && first.value.name === "mul") this.#found.add(e);
    if (target.module !== "math") return;
    if (target.name === "prod" && !this.#isSmallProduct(first?.value)) this.#found.add(e);
    const largest = LARGEST_ARGUMENT[this.#context.exactBits === 53 ? "double" : "word"][target.name];
    if (largest === undefined || e.args[0] === undefined) return;
    const range = this.#ranges.of(e.args[0].value);
    if (range.open || range.high > largest) this.#found.add(e);
  }

  /** What is cut down to more than a number holds is computed as more than that, whoever calls with what. */
  #markCutOff(value: Expression, to: Expression): void {
    if (to.type.kind === "int" && to.type.wide) this.#markOperations(value);
  }

  #markOperations(e: Expression): void {
    if (e.kind !== "binary" || e.type.kind !== "int" || !["+", "-", "*", "**", "<<"].includes(e.operator)) return;
    this.#found.add(e);
    this.#markOperations(e.left);
    this.#markOperations(e.right);
  }

  #isSmallProduct(factors: Expression | undefined): boolean {
    if (factors?.kind !== "list" && factors?.kind !== "tuple") return false;
    const ranges = factors.elements.map((each) => this.#ranges.of(each));
    return (
      ranges.every((range) => !range.open) &&
      ranges.reduce((product, range) => product * Math.max(1, Math.abs(range.low), Math.abs(range.high)), 1) <
        this.#exact
    );
  }

  #markRange(operation: object, operator: BinaryOperator, range: IntRange): void {
    if (range.high > this.#exact || range.low < -this.#exact) this.#found.add(operation);
    else if (operator === "&" && !range.open) this.#cut.add(operation);
  }
}

/** The largest first argument whose result surely fits a double, or a word. */
const LARGEST_ARGUMENT: Readonly<Record<"double" | "word", Readonly<Record<string, number>>>> = {
  double: { factorial: 18, comb: 56, perm: 18 },
  word: { factorial: 20, comb: 66, perm: 20 },
};

/** Whether an operation with that operand makes a positive number smaller. */
function isSmaller(operator: BinaryOperator, operand: Expression): true | undefined {
  if (operator !== "-" && operator !== "//" && operator !== ">>") return undefined;
  return operand.kind === "int" && operand.value > 0n ? true : undefined;
}

/** What a shrinking flow divides by; 1 where it subtracts. */
function divisorOf(value: IntValue): number {
  const operation =
    value.kind === "augment"
      ? { operator: value.operator, operand: value.operand }
      : value.kind === "expression" && value.expression.kind === "binary"
        ? { operator: value.expression.operator, operand: value.expression.right }
        : undefined;
  if (operation?.operand.kind !== "int") return 1;
  if (operation.operator === "//") return Number(operation.operand.value);
  return operation.operator === ">>" ? 2 ** Number(operation.operand.value) : 1;
}

function placesIn(context: InferContext, e: Expression): Set<Place> {
  const found = new Set<Place>();
  const visit = (each: Expression): void => {
    const place = placeOf(context, each);
    if (place !== undefined) found.add(place);
    for (const part of expressionParts(each)) visit(part);
  };
  visit(e);
  return found;
}

/** `x < limit` with a growing x on the small side, and nothing growing on the other. */
function isBoundedBy(context: InferContext, test: Expression, places: ReadonlySet<Place>): boolean {
  if (test.kind === "logical" && test.operator === "and")
    return isBoundedBy(context, test.left, places) || isBoundedBy(context, test.right, places);
  if (test.kind !== "compare" || test.operands.length !== 2) return false;
  const [operator] = test.operators;
  const [small, large] = operator.startsWith("<") ? test.operands : [test.operands[1], test.operands[0]];
  if (!["<", "<=", ">", ">="].includes(operator)) return false;
  const isPart = (e: Expression): boolean =>
    e.kind === "binary" && (e.operator === "+" || e.operator === "*")
      ? isPart(e.left) || isPart(e.right)
      : places.has(placeOf(context, e) as Place);
  return isPart(small) && ![...placesIn(context, large)].some((place) => places.has(place));
}

function sum(a: Terms, b: Terms): Terms {
  if (a.size === 0) return b;
  if (b.size === 0) return a;
  const result = new Map(a);
  for (const [place, factor] of b) result.set(place, (result.get(place) ?? 0) + factor);
  return result;
}

function either(a: Terms, b: Terms): Terms {
  if (a.size === 0) return b;
  const result = new Map(a);
  for (const [place, factor] of b) result.set(place, Math.max(result.get(place) ?? 0, factor));
  return result;
}

function scaled(terms: Terms, factor: number): Terms {
  if (terms.size === 0 || factor === 0) return NO_TERMS;
  return new Map([...terms].map(([place, each]) => [place, each * factor]));
}

/** The strongly connected components that have a cycle, by place (Tarjan, without recursion). */
function components(edges: ReadonlyMap<Place, ReadonlySet<Place>>): Map<Place, number> {
  const result = new Map<Place, number>();
  const order = new Map<Place, number>();
  const low = new Map<Place, number>();
  const stack: Place[] = [];
  const open = new Set<Place>();
  let count = 0;
  for (const root of edges.keys()) {
    if (order.has(root)) continue;
    const work: { place: Place; rest: Iterator<Place> }[] = [];
    const enter = (place: Place): void => {
      order.set(place, order.size);
      low.set(place, order.get(place) ?? 0);
      stack.push(place);
      open.add(place);
      work.push({ place, rest: (edges.get(place) ?? new Set<Place>()).values() });
    };
    enter(root);
    while (work.length > 0) {
      const { place, rest } = work[work.length - 1];
      const next = rest.next();
      if (next.done !== true) {
        if (!order.has(next.value)) enter(next.value);
        else if (open.has(next.value)) low.set(place, Math.min(low.get(place) ?? 0, order.get(next.value) ?? 0));
        continue;
      }
      work.pop();
      const parent = work.at(-1)?.place;
      if (parent !== undefined) low.set(parent, Math.min(low.get(parent) ?? 0, low.get(place) ?? 0));
      if (low.get(place) !== order.get(place)) continue;
      const members: Place[] = [];
      let member: Place | undefined;
      do {
        member = stack.pop();
        if (member === undefined) break;
        open.delete(member);
        members.push(member);
      } while (member !== place);
      if (members.length === 1 && !(edges.get(place)?.has(place) ?? false)) continue;
      for (const each of members) result.set(each, count);
      count++;
    }
  }
  return result;
}
