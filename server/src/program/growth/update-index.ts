import type { LoopId, ModuleFacts, UpdateFacts, ValueId } from "../../semantics/facts.ts";

/** The updates of a module by what is asked of them, so that each is looked up and none is searched for. */
export class UpdateIndex {
  readonly #values: ModuleFacts["values"];
  readonly #calls: ModuleFacts["calls"];
  readonly #byPlace = new Map<string, UpdateFacts[]>();
  readonly #byValue = new Map<string, UpdateFacts[]>();
  /** What places are computed to be in loops. */
  readonly #given = new Map<ValueId, Set<ValueId>>();
  /** By loop: the places that it divides. */
  readonly #shrinking = new Map<LoopId, Set<ValueId>>();
  readonly #masks = new Map<string, ReadonlyMap<ValueId, number>>();
  readonly #readSizes = new Set<string>();
  /** Places that are cut to some bits anywhere: `return code & 0xFFFF`. */
  readonly #cut = new Set<ValueId>();
  /** By loop and place: what calls in the loop are given. */
  readonly #passed = new Set<string>();

  constructor(facts: ModuleFacts) {
    const { values } = facts;
    this.#values = values;
    this.#calls = facts.calls;
    for (const update of facts.arithmetic.updates) {
      const { loop, target, value } = update;
      collect(this.#byPlace, `${loop}:${target}`, update);
      collect(this.#byValue, `${loop}:${value}`, update);
      const known = values[value];
      if (known.k !== "binary") continue;
      const given = this.#given.get(target);
      if (given === undefined) this.#given.set(target, new Set([value]));
      else given.add(value);
      if ((known.op !== "//" && known.op !== ">>") || known.left !== target) continue;
      const shrinking = this.#shrinking.get(loop);
      if (shrinking === undefined) this.#shrinking.set(loop, new Set([target]));
      else shrinking.add(target);
    }
    for (const known of values) {
      if (known.k !== "binary" || known.op !== "&") continue;
      if (isMask(values, known.right)) this.#cut.add(known.left);
      if (isMask(values, known.left)) this.#cut.add(known.right);
    }
    for (const call of facts.calls) {
      const callee = values[call.callee];
      const takesSize =
        callee.k === "builtin" ? callee.name === "range" : callee.k === "attr" && READING.test(callee.name);
      const keeps = callee.k === "builtin" || (callee.k === "attr" && KEEPING.test(callee.name));
      if (!keeps) for (const { value } of call.args) this.#passed.add(`${call.loop}:${value}`);
      if (takesSize) for (const { value } of call.args) this.#readSizes.add(`${call.fn}:${value}`);
    }
  }

  /** What a loop itself, not one inside it, makes of a place. */
  of(loop: LoopId, target: ValueId): readonly UpdateFacts[] {
    return this.#byPlace.get(`${loop}:${target}`) ?? [];
  }

  /** The first of the loop's updates that gives the same value, up to this one. */
  firstWithValue(update: UpdateFacts): UpdateFacts | undefined {
    return this.#byValue.get(`${update.loop}:${update.value}`)?.find((other) => other.start <= update.start);
  }

  given(target: ValueId): ReadonlySet<ValueId> {
    return this.#given.get(target) ?? NOTHING;
  }

  /** The loop divides another place than this one. */
  dividesAnother(loop: LoopId, target: ValueId): boolean {
    const shrinking = this.#shrinking.get(loop);
    return shrinking !== undefined && shrinking.size > (shrinking.has(target) ? 1 : 0);
  }

  /** The place is an argument that says how much to read, or how often to do something. */
  isReadSize(update: UpdateFacts): boolean {
    return this.#readSizes.has(`${update.fn}:${update.target}`);
  }

  /** A call in the loop, beyond those that keep or show it, is given what the place holds. */
  isGivenToCall(update: UpdateFacts): boolean {
    return this.#passed.has(`${update.loop}:${update.target}`);
  }

  /** `return code & 0xFFFFFFFF`, wherever that stands: bits that are cut off do not matter. */
  isMaskedAfterwards(update: UpdateFacts): boolean {
    return this.#cut.has(update.target);
  }

  /** `code = code * 31 + letter` and then `code &= 0xFFFF`, in the same turn. */
  isMaskedLater(update: UpdateFacts): boolean {
    const place = `${update.loop}:${update.target}`;
    let masks = this.#masks.get(place);
    if (masks === undefined) {
      masks = this.#masksOf(this.#byPlace.get(place) ?? []);
      this.#masks.set(place, masks);
    }
    return (masks.get(update.value) ?? -1) > update.start;
  }

  /** By value: where the last of these updates starts that masks it, or something made of it. */
  #masksOf(updates: readonly UpdateFacts[]): ReadonlyMap<ValueId, number> {
    const masks = new Map<ValueId, number>();
    for (const { value, start } of updates) {
      const known = this.#values[this.#insideInt(value)];
      if (known.k !== "binary" || (known.op !== "&" && known.op !== "%")) continue;
      for (const part of this.#operands(known.left)) masks.set(part, Math.max(start, masks.get(part) ?? -1));
    }
    return masks;
  }

  /** `int(x)` of an integer is the integer. */
  #insideInt(value: ValueId): ValueId {
    const known = this.#values[value];
    if (known.k !== "call") return value;
    const { callee, args } = this.#calls[known.call];
    const of = this.#values[callee];
    return of.k === "builtin" && of.name === "int" && args.length === 1 ? args[0].value : value;
  }

  #operands(value: ValueId): ReadonlySet<ValueId> {
    const found = new Set([value]);
    let level = [value];
    for (let depth = 0; depth <= MAX_DEPTH && level.length > 0; depth++) {
      const next: ValueId[] = [];
      for (const one of level) {
        const known = this.#values[one];
        if (known.k !== "binary" && known.k !== "union") continue;
        // What the arms of a condition between the two make of it is masked as well.
        for (const operand of known.k === "union" ? known.of : [known.left, known.right]) {
          if (found.has(operand)) continue;
          found.add(operand);
          next.push(operand);
        }
      }
      level = next;
    }
    return found;
  }
}

function collect(into: Map<string, UpdateFacts[]>, key: string, update: UpdateFacts): void {
  const known = into.get(key);
  if (known === undefined) into.set(key, [update]);
  else known.push(update);
}

const NOTHING: ReadonlySet<ValueId> = new Set();
/** A number whose bits are all set, of at least a byte, or of as many as are said: `0xFFFF`, `(1 << bits) - 1`. */
function isMask(values: ModuleFacts["values"], value: ValueId): boolean {
  const known = values[value];
  if (known.k === "binary") {
    const [power, one] = [values[known.left], values[known.right]];
    if (known.op !== "-" || one.k !== "literal" || one.value !== 1) return false;
    return power.k === "binary" && (power.op === "<<" || power.op === "**");
  }
  if (known.k !== "literal" || typeof known.value !== "number" || known.value < 0xff) return false;
  return Number.isInteger(Math.log2(known.value + 1));
}

const KEEPING = /^(append|add|insert|extend|put|push|write|format|debug|info|warning)$/;
const READING = /^(read|recv|readline|readinto)$/;
const MAX_DEPTH = 12;
