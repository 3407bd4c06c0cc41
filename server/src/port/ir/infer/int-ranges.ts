import type { BinaryOperator, Expression } from "../nodes.ts";
import type { InferContext } from "./context.ts";
import { calleesOf, elementPlace, type IntFlow, type IntValue, type Place, placeOf } from "./int-flows.ts";

/** What is known of an integer: it gets at least this far, and, unless `open`, no farther. */
export interface IntRange {
  readonly low: number;
  readonly high: number;
  readonly open: boolean;
}

/** Nothing is known: taken for an ordinary small number, which proves nothing. */
const ORDINARY: IntRange = { low: 0, high: 1, open: true };

/** Rounds over all flows; what masks and remainders bound has settled by then. */
const ROUNDS = 4;

/** How far integers get, place by place. Flows that feed a place from itself say nothing here: `growth.ts` judges those. */
export class IntRanges {
  readonly #context: InferContext;
  readonly #places = new Map<Place, IntRange>();

  constructor(context: InferContext) {
    this.#context = context;
  }

  /** `isGrowing` names the flows that feed a place from itself, `isShrinking` those that only make it smaller. */
  settle(
    flows: readonly IntFlow[],
    isGrowing: (flow: IntFlow) => boolean,
    isShrinking: (flow: IntFlow) => boolean,
  ): void {
    for (let round = 0; round < ROUNDS; round++) {
      const next = new Map<Place, IntRange>();
      for (const flow of flows) {
        if (isShrinking(flow)) continue;
        const known = next.get(flow.place);
        const isOpen = isGrowing(flow) || flow.value.kind === "unknown";
        const given = isOpen ? undefined : this.value(flow.value);
        const hasSeveralSources = !("bindings" in flow.place) && !("parameters" in flow.place);
        const range = given ?? { ...(known ?? ORDINARY), open: true };
        const joined = known === undefined ? range : join(known, range);
        next.set(flow.place, hasSeveralSources ? { ...joined, open: true } : joined);
      }
      this.#places.clear();
      for (const [place, range] of next) this.#places.set(place, range);
    }
  }

  place(place: Place | undefined): IntRange {
    return (place === undefined ? undefined : this.#places.get(place)) ?? ORDINARY;
  }

  value(value: IntValue): IntRange {
    switch (value.kind) {
      case "expression":
        return this.of(value.expression);
      case "augment":
        return combine(value.operator, this.place(value.place), this.of(value.operand));
      case "range": {
        const bounds = value.bounds.map((bound) => this.of(bound));
        if (bounds.length === 0) return ORDINARY;
        const [first, second, step] = bounds;
        const low = second === undefined ? { low: 0, high: 0, open: false } : first;
        const high = second ?? first;
        if (step !== undefined && step.low < 0) return join(low, high);
        return { low: low.low, high: Math.max(low.low, high.high - 1), open: low.open || high.open };
      }
      case "place":
        return this.place(value.place);
      case "unknown":
        return ORDINARY;
    }
  }

  of(e: Expression): IntRange {
    switch (e.kind) {
      case "int":
        return exactly(Number(e.value));
      case "bool":
        return exactly(Number(e.value));
      case "name":
      case "attribute":
      case "index":
        return e.type.kind === "bool" ? { low: 0, high: 1, open: false } : this.place(placeOf(this.#context, e));
      case "unary": {
        const inner = this.of(e.operand);
        if (e.operator === "+") return inner;
        const less = e.operator === "~" ? 1 : 0;
        return { low: -inner.high - less, high: -inner.low - less, open: inner.open };
      }
      case "binary":
        return e.type.kind === "int" ? combine(e.operator, this.of(e.left), this.of(e.right)) : ORDINARY;
      case "conditional":
        return join(this.of(e.body), this.of(e.otherwise));
      case "logical":
        return join(this.of(e.left), this.of(e.right));
      case "walrus":
        return this.of(e.value);
      case "call":
        return this.#call(e);
      default:
        return ORDINARY;
    }
  }

  #call(e: Extract<Expression, { kind: "call" }>): IntRange {
    const { target } = e;
    const args = e.args.map((each) => each.value);
    if (target.kind === "builtin") {
      switch (target.name) {
        case "ord":
          return { low: 0, high: 0x10ffff, open: false };
        case "abs": {
          const inner = this.of(args[0]);
          return { low: 0, high: Math.max(-inner.low, inner.high), open: inner.open };
        }
        case "int":
          return args[0]?.type.kind === "int" ? this.of(args[0]) : ORDINARY;
        case "min":
        case "max":
          return args.length > 1 ? args.map((each) => this.of(each)).reduce(join) : ORDINARY;
        case "pow":
          return args.length === 3
            ? combine("%", ORDINARY, this.of(args[2]))
            : args.length === 2
              ? combine("**", this.of(args[0]), this.of(args[1]))
              : ORDINARY;
        default:
          return ORDINARY;
      }
    }
    if (target.kind === "library" && target.module === "random" && target.name === "randint" && args.length === 2)
      return join(this.of(args[0]), this.of(args[1]));
    if (target.kind === "method" && target.method === undefined && ["get", "pop", "popleft"].includes(target.name))
      return this.place(elementPlace(this.#context, target.receiver));
    const callees = target.kind === "class" ? [] : calleesOf(e);
    return callees.length === 0 ? ORDINARY : callees.map((fn) => this.place(fn)).reduce(join);
  }
}

function exactly(value: number): IntRange {
  return { low: value, high: value, open: false };
}

function join(a: IntRange, b: IntRange): IntRange {
  return { low: Math.min(a.low, b.low), high: Math.max(a.high, b.high), open: a.open || b.open };
}

function combine(operator: BinaryOperator, a: IntRange, b: IntRange): IntRange {
  const open = a.open || b.open;
  const among = (...values: number[]): IntRange => {
    const kept = values.map((value) => (Number.isNaN(value) ? 0 : value));
    return { low: Math.min(...kept), high: Math.max(...kept), open };
  };
  switch (operator) {
    case "+":
      return { low: a.low + b.low, high: a.high + b.high, open };
    case "-":
      return { low: a.low - b.high, high: a.high - b.low, open };
    case "*":
      return among(a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high);
    case "**": {
      const size = Math.max(Math.abs(a.low), Math.abs(a.high)) ** Math.max(b.high, 0);
      return { low: a.low < 0 ? -size : 0, high: size, open };
    }
    case "<<": {
      const factor = 2 ** Math.max(b.high, 0);
      return among(a.low * factor, a.high * factor, a.low, a.high);
    }
    case ">>":
      return among(a.low / 2 ** Math.max(b.low, 0), a.high / 2 ** Math.max(b.low, 0));
    case "//":
      return b.low > 0 ? among(Math.floor(a.low / b.low), Math.floor(a.high / b.low)) : { ...a, open };
    case "%": {
      if (b.low < 0) return { low: b.low, high: Math.max(b.high, 0), open: b.open };
      const most = Math.max(0, b.high - 1);
      return { low: 0, high: a.open || a.low < 0 ? most : Math.min(most, a.high), open: b.open };
    }
    case "&": {
      const bounds = [a, b].filter((side) => side.low >= 0 && !side.open).map((side) => side.high);
      if (bounds.length > 0) return { low: 0, high: Math.min(...bounds), open: false };
      return { ...ORDINARY, low: 0, high: Math.min(a.high, b.high), open: true };
    }
    case "|":
    case "^": {
      const bits = Math.ceil(Math.log2(Math.max(1, Math.abs(a.low), Math.abs(b.low), a.high + 1, b.high + 1)));
      return { low: a.low < 0 || b.low < 0 ? -(2 ** bits) : 0, high: 2 ** bits - 1, open };
    }
    default:
      return ORDINARY;
  }
}
