import { Field, Kind } from "../syntax/kinds.generated.ts";
import { NO_NODE, type NodeId, type PyTree } from "../syntax/py-tree.ts";
import {
  type ArithmeticFacts,
  type CallId,
  type FunctionId,
  type LoopId,
  NONE,
  type PowerFacts,
  type ReturnFacts,
  UNKNOWN,
  type UpdateFacts,
  type Value,
  type ValueId,
} from "./facts.ts";

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Where the extraction stands when it meets arithmetic. */
export interface ArithmeticPlace {
  readonly fn: FunctionId;
  readonly loop: LoopId;
}

/** Collects the arithmetic by which an integer may outgrow a machine word, and what the code around it makes of the result. */
export class ArithmeticCollector {
  readonly #tree: PyTree;
  readonly #powers: Mutable<PowerFacts>[] = [];
  readonly #updates: UpdateFacts[] = [];
  readonly #returned: ReturnFacts[] = [];
  readonly #limits = new Map<NodeId, ReadonlySet<string>>();
  readonly #small = new Map<NodeId, ReadonlySet<string>>();
  readonly #resets = new Map<NodeId, ReadonlyMap<string, number>>();

  constructor(tree: PyTree) {
    this.#tree = tree;
  }

  /** How many powers were met so far: those met later belong to what is visited later. */
  get mark(): number {
    return this.#powers.length;
  }

  /** A `**` or `<<`; other operators are left to the values. */
  power(place: ArithmeticPlace, op: string, left: ValueId, right: ValueId, node: NodeId): void {
    if (op !== "**" && op !== "<<") return;
    let exponent = this.#tree.child(node, Field.right);
    // `-n`, and `-n + 1`, whose leftmost part has the sign.
    for (;;) {
      const kind = exponent === NO_NODE ? Kind.ERROR : this.#tree.kind(exponent);
      if (kind === Kind.parenthesized_expression) exponent = this.#tree.namedChildren(exponent)[0] ?? NO_NODE;
      else if (kind === Kind.binary_operator) exponent = this.#tree.child(exponent, Field.left);
      else break;
    }
    this.#powers.push({
      ...place,
      op,
      left,
      right,
      isNegative:
        exponent !== NO_NODE &&
        this.#tree.kind(exponent) === Kind.unary_operator &&
        this.#tree.source[this.#tree.start(exponent)] === "-",
      masks: [],
      kept:
        this.#isLoopLimit(node) || this.#isSmallExponent(exponent) || this.#isLikeLength(node) ? "limit" : undefined,
      whole: this.#tree.start(node),
      call: NONE,
      keyword: undefined,
      start: this.#tree.start(node),
      end: this.#tree.end(node),
    });
  }

  /** The powers in the left operand of an operation are those from `before` to `between`; those in the right one follow. */
  around(op: string, left: ValueId, right: ValueId, before: number, between: number, repeats: boolean): void {
    const keep = (from: number, to: number, kept: PowerFacts["kept"]) => {
      for (let at = from; at < to; at++) this.#powers[at].kept ??= kept;
    };
    if (repeats) keep(before, this.#powers.length, "size");
    if (op === "/") keep(before, this.#powers.length, "fraction");
    if (op === "%") keep(before, between, "reduced");
    if (op !== "&") return;
    for (let at = before; at < this.#powers.length; at++)
      this.#powers[at].masks = [...this.#powers[at].masks, at < between ? right : left];
  }

  /** The powers met since `before` are operands, near or far, of one operation. */
  within(operation: NodeId, before: number): void {
    for (let at = before; at < this.#powers.length; at++) this.#powers[at].whole = this.#tree.start(operation);
  }

  /** `len(rows) == 2**len(names)`: what is as long as something in memory. */
  #isLikeLength(node: NodeId): boolean {
    const tree = this.#tree;
    let at = tree.parent(node);
    while (at !== NO_NODE && OPERANDS.has(tree.kind(at))) at = tree.parent(at);
    if (at === NO_NODE || tree.kind(at) !== Kind.comparison_operator) return false;
    return tree.namedChildren(at).some((part) => {
      if (/\.(shape(\[[^\]]*\])?|size|nbytes)$/.test(tree.text(part))) return true;
      const callee = tree.kind(part) === Kind.call ? tree.child(part, Field.function) : NO_NODE;
      return callee !== NO_NODE && tree.text(callee) === "len";
    });
  }

  /** `while 1 << bits < size`: the loop ends when the power is large enough. */
  #isLoopLimit(node: NodeId): boolean {
    const tree = this.#tree;
    let isCompared = false;
    for (let at = node; at !== NO_NODE; at = tree.parent(at)) {
      const parent = tree.parent(at);
      if (parent === NO_NODE) return false;
      const kind = tree.kind(parent);
      if (kind === Kind.while_statement) return isCompared && tree.child(parent, Field.condition) === at;
      if (kind === Kind.comparison_operator)
        isCompared = tree.childrenWith(parent, Field.operators).some((child) => /^[<>]=?$/.test(tree.text(child)));
      else if (
        kind !== Kind.parenthesized_expression &&
        kind !== Kind.binary_operator &&
        kind !== Kind.boolean_operator
      )
        return false;
    }
    return false;
  }

  /**
   * The code keeps the exponent small: a condition around the power says so (`while bit < 16`), or one in the function that leaves or sets it
   * anew where it is not (`if bit == 16: bit = 0`).
   */
  #isSmallExponent(exponent: NodeId): boolean {
    if (exponent === NO_NODE || !PLACES.has(this.#tree.kind(exponent))) return false;
    const tree = this.#tree;
    const name = tree.text(exponent);
    let fn = exponent;
    for (let at = tree.parent(exponent), from = exponent; at !== NO_NODE; from = at, at = tree.parent(at)) {
      fn = at;
      const kind = tree.kind(at);
      if (kind === Kind.function_definition || kind === Kind.lambda) break;
      if (kind !== Kind.while_statement && kind !== Kind.if_statement) continue;
      const under = tree.child(at, kind === Kind.while_statement ? Field.body : Field.consequence);
      if (under === from && this.#comparedWithSmall(tree.child(at, Field.condition), BELOW).has(name)) return true;
    }
    return this.#keptSmallIn(fn).has(name);
  }

  /** The places that a function does not let grow beyond the bits of a word. */
  #keptSmallIn(fn: NodeId): ReadonlySet<string> {
    const known = this.#small.get(fn);
    if (known !== undefined) return known;
    const tree = this.#tree;
    const small = new Set<string>();
    this.#small.set(fn, small);
    const end = tree.data.next[fn];
    for (let at: number = fn + 1; at < end; at++) {
      if (tree.data.kind[at] !== Kind.if_statement) continue;
      const names = this.#comparedWithSmall(tree.child(at as NodeId, Field.condition), REACHED);
      const body = names.size === 0 ? NO_NODE : tree.child(at as NodeId, Field.consequence);
      if (body === NO_NODE) continue;
      const text = tree.text(body);
      for (const name of names) if (leavesOrSets(text, name)) small.add(name);
    }
    return small;
  }

  /** Places that a condition compares, by one of these operators, with a number that a word has bits for. */
  #comparedWithSmall(condition: NodeId, operator: RegExp): Set<string> {
    const names = new Set<string>();
    if (condition === NO_NODE) return names;
    const tree = this.#tree;
    const end = tree.data.next[condition];
    for (let at: number = condition; at < end; at++) {
      if (tree.data.kind[at] !== Kind.comparison_operator) continue;
      const [left, right, third] = tree.namedChildren(at as NodeId);
      if (right === undefined || third !== undefined || tree.kind(right) !== Kind.integer) continue;
      if (!(Number(tree.text(right)) < WORD)) continue;
      const operators = tree.childrenWith(at as NodeId, Field.operators);
      if (operators.some((child) => operator.test(tree.text(child)))) names.add(tree.text(left));
    }
    return names;
  }

  /** `if count == 8: value = 0` in the very loop, or `value = row[i]` earlier in each turn: it does not grow from turn to turn. */
  #isSetAnew(target: NodeId): boolean {
    if (this.#tree.kind(target) !== Kind.identifier) return false;
    const loop = this.#loopAround(target);
    if (loop === NO_NODE) return false;
    return this.#tree.start(target) > (this.#resetsOf(loop).get(this.#tree.text(target)) ?? Number.POSITIVE_INFINITY);
  }

  /** The names that a loop sets anew, by the place after which they are: a number holds for all of the loop, what is read for the rest of its turn. */
  #resetsOf(loop: NodeId): ReadonlyMap<string, number> {
    const known = this.#resets.get(loop);
    if (known !== undefined) return known;
    const tree = this.#tree;
    const resets = new Map<string, number>();
    this.#resets.set(loop, resets);
    const end = tree.data.next[loop];
    for (let at: number = loop + 1; at < end; at++) {
      const node = at as NodeId;
      if (tree.data.kind[at] !== Kind.assignment || this.#loopAround(node) !== loop) continue;
      const left = tree.child(node, Field.left);
      let value = tree.child(node, Field.right);
      while (value !== NO_NODE && tree.kind(value) === Kind.assignment) value = tree.child(value, Field.right);
      if (left === NO_NODE || value === NO_NODE || tree.kind(left) !== Kind.identifier) continue;
      const name = tree.text(left);
      const before = resets.get(name) ?? Number.POSITIVE_INFINITY;
      if (tree.kind(value) === Kind.integer) resets.set(name, -1);
      else if (tree.kind(value) === Kind.subscript && !new RegExp(`\\b${name}\\b`).test(tree.text(value)))
        resets.set(name, Math.min(before, tree.start(node)));
    }
    return resets;
  }

  #loopAround(node: NodeId): NodeId {
    const tree = this.#tree;
    for (let at = tree.parent(node); at !== NO_NODE; at = tree.parent(at)) {
      const kind = tree.kind(at);
      if (kind === Kind.while_statement || kind === Kind.for_statement) return at;
      if (kind === Kind.function_definition || kind === Kind.class_definition || kind === Kind.lambda) return NO_NODE;
    }
    return NO_NODE;
  }

  /** The powers from `before` to `after` stand in an argument of a call. */
  inArgument(before: number, after: number, call: CallId, keyword: string | undefined): void {
    for (let at = before; at < after; at++) {
      const power = this.#powers[at];
      if (power.call !== NONE) continue;
      power.call = call;
      power.keyword = keyword;
    }
  }

  /** A place that is given a value in a loop. */
  update(place: ArithmeticPlace, target: ValueId, value: ValueId, targetNode: NodeId): void {
    if (place.loop === NONE || value === UNKNOWN) return;
    let statement = this.#tree.parent(targetNode);
    while (statement !== NO_NODE && !STATEMENT_KINDS.has(this.#tree.kind(statement)))
      statement = this.#tree.parent(statement);
    const at = statement === NO_NODE ? targetNode : statement;
    this.#updates.push({
      ...place,
      target,
      value,
      isLimited: this.#isLimited(targetNode) || this.#isSetAnew(targetNode),
      start: this.#tree.start(at),
      end: this.#tree.end(at),
    });
  }

  returned(fn: FunctionId, value: ValueId, node: NodeId): void {
    this.#returned.push({ fn, value, start: this.#tree.start(node), end: this.#tree.end(node) });
  }

  /** Keeps what can matter: functions without any growing operation in a loop have no updates worth remembering. */
  facts(values: readonly Value[]): ArithmeticFacts {
    const growing = new Set<FunctionId>();
    for (const update of this.#updates) if (mayGrow(values, update.value, 0)) growing.add(update.fn);
    return {
      powers: this.#powers,
      updates: this.#updates.filter((update) => growing.has(update.fn)),
      returned: this.#returned.filter((one) => mayGrow(values, one.value, 0)),
    };
  }

  /** A condition of a loop around it, or one in such a loop that leaves it or resets the place, or an assertion, compares the place with something. */
  #isLimited(target: NodeId): boolean {
    const tree = this.#tree;
    const name = tree.text(target);
    for (let at = tree.parent(target); at !== NO_NODE; at = tree.parent(at)) {
      const kind = tree.kind(at);
      if (kind === Kind.function_definition || kind === Kind.class_definition || kind === Kind.lambda) return false;
      if ((kind === Kind.while_statement || kind === Kind.for_statement) && this.#limitsOf(at).has(name)) return true;
    }
    return false;
  }

  /** The places that a loop keeps in bounds. */
  #limitsOf(loop: NodeId): ReadonlySet<string> {
    const known = this.#limits.get(loop);
    if (known !== undefined) return known;
    const tree = this.#tree;
    const limits = new Set<string>();
    this.#limits.set(loop, limits);
    if (tree.kind(loop) === Kind.while_statement)
      for (const name of this.#compared(tree.child(loop, Field.condition))) limits.add(name);
    const end = tree.data.next[loop];
    for (let at: number = loop + 1; at < end; at++) {
      if (tree.data.kind[at] === Kind.assert_statement)
        for (const name of this.#compared(at as NodeId)) limits.add(name);
      if (tree.data.kind[at] !== Kind.if_statement) continue;
      const body = tree.child(at as NodeId, Field.consequence);
      if (body === NO_NODE) continue;
      for (const name of this.#compared(tree.child(at as NodeId, Field.condition)))
        if (!limits.has(name) && leavesOrSets(tree.text(body), name)) limits.add(name);
    }
    return limits;
  }

  /** Places that a condition orders against something: `size < limit`, `value >= 1 << 32`. */
  #compared(condition: NodeId): Set<string> {
    const names = new Set<string>();
    if (condition === NO_NODE) return names;
    const tree = this.#tree;
    const end = tree.data.next[condition];
    for (let at: number = condition; at < end; at++) {
      const node = at as NodeId;
      if (tree.data.kind[at] !== Kind.comparison_operator) continue;
      const operators = tree.childrenWith(node, Field.operators).map((child) => tree.text(child));
      if (!operators.some((operator) => /^[<>]=?$/.test(operator))) continue;
      for (let inner: number = node + 1; inner < tree.data.next[node]; inner++) {
        const kind = tree.data.kind[inner];
        if (kind === Kind.identifier || kind === Kind.attribute || kind === Kind.subscript)
          names.add(tree.text(inner as NodeId));
      }
    }
    return names;
  }
}

const PLACES: ReadonlySet<Kind> = new Set([Kind.identifier, Kind.attribute, Kind.subscript]);
/** Bits of a machine word. */
const WORD = 64;
const BELOW = /^(<=?|==)$/;
const REACHED = /^(>=?|==)$/;

const STATEMENT_KINDS: ReadonlySet<Kind> = new Set([Kind.assignment, Kind.augmented_assignment, Kind.named_expression]);

function leavesOrSets(body: string, name: string): boolean {
  if (/(^|\n)\s*(break|return|raise)\b/.test(body)) return true;
  return body.split("\n").some((line) => {
    const text = line.trim();
    return text.startsWith(name) && /^\s*(%|-|\/\/|>>|&)?=[^=]/.test(text.slice(name.length));
  });
}

const MAX_DEPTH = 40;

/** Some operation in it makes more of what it is given. */
function mayGrow(values: readonly Value[], value: ValueId, depth: number): boolean {
  if (depth > MAX_DEPTH) return false;
  const known = values[value];
  if (known.k === "union") return known.of.some((part) => mayGrow(values, part, depth + 1));
  if (known.k !== "binary") return false;
  if (known.op === "*" || known.op === "+" || known.op === "<<" || known.op === "**") return true;
  return mayGrow(values, known.left, depth + 1) || mayGrow(values, known.right, depth + 1);
}

/** What stands between an operand of a comparison and its own parts. */
const OPERANDS: ReadonlySet<Kind> = new Set([Kind.parenthesized_expression, Kind.binary_operator, Kind.tuple]);
