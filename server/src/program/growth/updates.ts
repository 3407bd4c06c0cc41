import {
  type CallFacts,
  type LoopFacts,
  type LoopId,
  type ModuleFacts,
  NONE,
  type UpdateFacts,
  type ValueId,
} from "../../semantics/facts.ts";
import type { Integers } from "../integers.ts";
import type { ModuleId } from "../modules.ts";
import type { Program } from "../program.ts";
import { WORD_BITS } from "../thresholds.ts";
import { countedDown } from "./countdown.ts";
import type { Growth, GrowthPlace } from "./place.ts";
import { rootOf, TermReader, type Terms } from "./terms.ts";
import { UpdateIndex } from "./update-index.ts";

const BITS_OF_BYTE = 8;
const BYTES_OF_WORD = 8;

/** Places that grow with each turn of a loop. */
export class UpdateGrowth {
  readonly #program: Program;
  readonly #module: ModuleId;
  readonly #facts: ModuleFacts;
  readonly #integers: Integers;
  readonly #updates: UpdateIndex;
  readonly #terms: TermReader;
  readonly #waiting = new Map<LoopId, boolean>();
  readonly #answers = new Map<string, boolean>();

  constructor(at: GrowthPlace) {
    this.#program = at.program;
    this.#module = at.module;
    this.#facts = at.facts;
    this.#integers = at.integers;
    this.#updates = new UpdateIndex(at.facts);
    this.#terms = new TermReader(at, this.#updates);
  }

  *of(update: UpdateFacts): Iterable<Growth> {
    if (update.isLimited || this.#waits(update)) return;
    if (this.#updates.isMaskedLater(update) || this.#isReadSize(update)) return;
    const target = this.#facts.values[update.target];
    const isItem = target.k === "item";
    const terms = this.#terms.of(update.value, update.target);
    const at = { fn: update.fn, start: update.start, end: update.end };
    if (terms.self >= 2 && !terms.subtracts) {
      const kind = isItem ? this.#kindOfCells(update.target) : this.#integers.kindOf(update.target);
      if (kind === "float" || kind === "other") return;
      if (kind !== "int" && (terms.factor !== "literal" || isItem)) return;
      if (terms.factor === "unknown") return;
      // `row[i] *= 2` doubles each item once; `ways[total] += ways[total - coin]` adds up again for each coin.
      if (isItem && terms.same && terms.factor !== "itself" && !this.#isRepeated(update)) return;
      if (this.#staysSmall(update, terms)) return;
      const doubt = this.#mayStaySmall(update, terms) ? 2 : kind === "int" ? 0 : 1;
      yield { by: terms.factor === "none" ? "sum" : "product", ...at, doubt };
      return;
    }
    if (isItem || terms.self !== 1 || terms.subtracts || terms.factor !== "none") return;
    if (!this.#feedsBack(update) || this.#integers.kindOf(update.target) !== "int") return;
    if (this.#turns(update) !== undefined) return;
    // `c = a + b; a = b; b = c`: the sum is where it is written first.
    const first = this.#updates.firstWithValue(update);
    yield { by: "sum", ...at, start: first?.start ?? at.start, end: first?.end ?? at.end, doubt: 0 };
  }

  #kindOfCells(target: ValueId) {
    const root = rootOf(this.#facts.values, target);
    return root === undefined ? undefined : this.#integers.kindOfCells(root.of, root.depth);
  }

  /** The items of one list are gone through again in each turn of an outer loop that does not make the list. */
  #isRepeated(update: UpdateFacts): boolean {
    const root = rootOf(this.#facts.values, update.target);
    const outer = this.#facts.loops[update.loop].parent;
    if (root?.depth !== 1 || outer === NONE) return false;
    const list = this.#facts.values[root.of];
    return (
      list.k === "name" &&
      !this.#facts.loops[outer].targets.includes(list.name) &&
      this.#updates.of(outer, root.of).length === 0
    );
  }

  /** The number of turns is known, and even so many leave the number within a word; or what drives the loop shrinks as it grows. */
  #staysSmall(update: UpdateFacts, terms: Terms): boolean {
    if (this.#alsoShrinks(update)) return true;
    // `seen = seen * (value == low)`
    if (terms.factor === "integer" && terms.bound === 1) return true;
    if (terms.factor === "literal" && this.#isDrivenByShrinking(update)) return true;
    if (this.#takesLogarithmicTurns(update)) return true;
    const turns = this.#turns(update);
    if (turns === undefined) return false;
    const factor = terms.factor === "integer" ? terms.bound : terms.self;
    return turns * Math.log2(factor) < WORD_BITS;
  }

  /** `for level in range(int(math.log2(size)))`: what is multiplied in each turn grows to about what the logarithm was taken of. */
  #takesLogarithmicTurns({ loop }: UpdateFacts): boolean {
    const over = this.#facts.values[this.#facts.loops[loop].over];
    if (over.k !== "call") return false;
    const { callee, args } = this.#facts.calls[over.call];
    const called = this.#facts.values[callee];
    return (
      called.k === "builtin" && called.name === "range" && args.some(({ value }) => this.#integers.isLogarithm(value))
    );
  }

  /** Doublings whose number is another's business, and products that count what there is: nothing shows that they outgrow a word. */
  #mayStaySmall(update: UpdateFacts, terms: Terms): boolean {
    if (terms.byExtent || this.#facts.functions[update.fn].name === "__len__") return true;
    // Eight bytes, read one after another: without a sign they fill a word, and a port reads them as that.
    if (terms.factor === "literal" && terms.self === 2 ** BITS_OF_BYTE && this.#turns(update) === BYTES_OF_WORD)
      return true;
    if (this.#updates.isMaskedAfterwards(update) || this.#isResetByChoice(update)) return true;
    const isByConstant = terms.factor === "literal" || terms.factor === "none";
    const loop = this.#facts.loops[update.loop];
    const target = this.#facts.values[update.target];
    // `sizes[i] = sizes[parent] * 2`, where it is not the neighbour that is doubled.
    if (target.k === "item" && !terms.same && terms.factor === "integer" && !this.#isOfNeighbour(update)) return true;
    // Bits that are read until there are enough of them.
    if (terms.shifts && loop.kind === "while" && !this.#isFormula(update.fn)) return true;
    if (!isByConstant) return false;
    // A buffer that other methods take from.
    if (target.k === "attr") return true;
    // What says how much the loop's calls have to do is as large as they have time for.
    if (this.#updates.isGivenToCall(update)) return true;
    // The bytes of one field of a message.
    if (this.#isFieldOfText(loop.over)) return true;
    return loop.kind === "while" && !this.#isFormula(update.fn);
  }

  /** A slice of a message, or the parts of a text between its separators: as many as the format says. */
  #isFieldOfText(over: ValueId): boolean {
    const known = this.#facts.values[over];
    if (known.k === "call") {
      const callee = this.#facts.values[this.#facts.calls[known.call].callee];
      return callee.k === "attr" && /^r?split$/.test(callee.name);
    }
    if (known.k !== "item") return false;
    const index = this.#facts.values[known.index];
    return index.k === "literal" && index.type === "slice";
  }

  /** `value = value * 64 + digit if place else digit` */
  #isResetByChoice(update: UpdateFacts): boolean {
    const known = this.#facts.values[update.value];
    return known.k === "union" && known.of.some((part) => this.#terms.of(part, update.target).self === 0);
  }

  /** `row[i] = row[i - 1] * x`: the item that a constant distance away. */
  #isOfNeighbour({ target, value }: UpdateFacts): boolean {
    const { values } = this.#facts;
    const own = values[target];
    if (own.k !== "item") return false;
    const isNear = (index: ValueId): boolean => {
      const known = values[index];
      if (index === own.index) return true;
      if (known.k === "literal") return true;
      return known.k === "binary" && (known.op === "+" || known.op === "-") && isNear(known.left);
    };
    const look = (part: ValueId, depth: number): boolean => {
      const known = values[part];
      if (known.k === "item") return known.of === own.of && isNear(known.index);
      return known.k === "binary" && depth < 8 && (look(known.left, depth + 1) || look(known.right, depth + 1));
    };
    return look(value, 0);
  }

  /** The function calls nothing but what computes. */
  #isFormula(fn: number): boolean {
    return this.#facts.calls.every(({ fn: of, callee }) => {
      const called = this.#facts.values[callee];
      return of !== fn || (called.k === "builtin" && called.name !== "next");
    });
  }

  /** How often the place is updated at most from where it is set anew; undefined where nothing tells. */
  #turns(update: UpdateFacts): number | undefined {
    let turns = 1;
    const name = this.#facts.values[update.target];
    for (let loop = update.loop; loop !== NONE; loop = this.#facts.loops[loop].parent) {
      const facts: LoopFacts = this.#facts.loops[loop];
      if (loop !== update.loop && this.#isSetAnew(update.target, loop)) break;
      if (name.k === "name" && facts.targets.includes(name.name)) break;
      const count =
        this.#program.effects.costs.turns.of(this.#module, facts) ??
        (facts.kind === "while"
          ? countedDown(this.#program, this.#module, facts)
          : this.#integers.mostItems(facts.over));
      if (count === undefined) return undefined;
      turns *= count;
    }
    return turns;
  }

  /** A number that says how much to read at once, or how often to do something, stays within memory and time. */
  #isReadSize(update: UpdateFacts): boolean {
    const target = this.#facts.values[update.target];
    if ((target.k === "name" || target.k === "attr") && /(size|capacity|length|len)$/i.test(target.name)) return true;
    return this.#updates.isReadSize(update);
  }

  /** Two numbers that are added to each other in turn grow as Fibonacci's do. */
  #feedsBack(update: UpdateFacts): boolean {
    const addends = new Set<ValueId>();
    const collect = (value: ValueId, depth: number) => {
      const known = this.#facts.values[value];
      if (known.k === "name") addends.add(value);
      else if (known.k === "binary" && known.op === "+" && depth < 8) {
        collect(known.left, depth + 1);
        collect(known.right, depth + 1);
      }
    };
    collect(update.value, 0);
    addends.delete(update.target);
    return [...addends].some((addend) => this.#isAddedTo(update.loop, addend, update.target));
  }

  /** The loop adds to an integer what another place holds. */
  #isAddedTo(loop: LoopId, target: ValueId, other: ValueId): boolean {
    return this.#asked(`added:${loop}:${target}:${other}`, () =>
      this.#updates.of(loop, target).some((update) => {
        if (update.isLimited) return false;
        const back = this.#terms.of(update.value, other);
        return back.self >= 1 && !back.subtracts && this.#integers.kindOf(target) === "int";
      }),
    );
  }

  /** `n = n // 2 if n % 2 == 0 else 3 * n + 1`: nothing says that it grows more than it shrinks. */
  #alsoShrinks({ loop, target }: UpdateFacts): boolean {
    const shrinks = (value: ValueId): boolean => {
      const known = this.#facts.values[value];
      if (known.k === "union") return known.of.some(shrinks);
      return known.k === "binary" && (known.op === "//" || known.op === ">>") && known.left === target;
    };
    return this.#asked(`shrinks:${loop}:${target}`, () =>
      this.#updates.of(loop, target).some((other) => shrinks(other.value)),
    );
  }

  /** `while number: digits = digits * 10 + number % 10; number //= 10` has as many turns as the number has digits. */
  #isDrivenByShrinking({ loop, target }: UpdateFacts): boolean {
    return this.#facts.loops[loop].kind === "while" && this.#updates.dividesAnother(loop, target);
  }

  #isSetAnew(target: ValueId, loop: LoopId): boolean {
    return this.#asked(`anew:${loop}:${target}`, () =>
      this.#updates.of(loop, target).some((other) => this.#terms.of(other.value, target).self === 0),
    );
  }

  /** The same is asked for each update of a place. */
  #asked(question: string, answer: () => boolean): boolean {
    let known = this.#answers.get(question);
    if (known === undefined) {
      known = answer();
      this.#answers.set(question, known);
    }
    return known;
  }

  /** A loop that waits in each turn, for the network or for time to pass, does not turn often enough. */
  #waits(update: UpdateFacts): boolean {
    const known = this.#waiting.get(update.loop);
    if (known !== undefined) return known;
    const node = this.#program.graph.nodeOf(this.#module, update.fn);
    for (const cost of this.#program.effects.costs.loopsOf(node)) this.#waiting.set(cost.loop.id, cost.waits);
    const waits = this.#waiting.get(update.loop) ?? false;
    this.#waiting.set(update.loop, waits);
    return waits;
  }

  /** `numbers.append(numbers[-1] + numbers[-2])` updates the list's next item. */
  ofAppend(call: CallFacts): Iterable<Growth> {
    const update = this.#appended(call);
    return update === undefined ? [] : this.of(update);
  }

  #appended(call: CallFacts): UpdateFacts | undefined {
    const callee = this.#facts.values[call.callee];
    if (callee.k !== "attr" || callee.name !== "append" || call.loop === NONE || call.args.length !== 1)
      return undefined;
    const value = call.args[0].value;
    if (this.#facts.values[value].k !== "binary") return undefined;
    const item = this.#itemIn(value, callee.of, 0);
    if (item === undefined) return undefined;
    return {
      fn: call.fn,
      loop: call.loop,
      target: item,
      value,
      isLimited: false,
      start: call.start,
      end: call.end,
    };
  }

  #itemIn(value: ValueId, list: ValueId, depth: number): ValueId | undefined {
    const known = this.#facts.values[value];
    if (known.k === "item") return known.of === list ? value : undefined;
    if (known.k !== "binary" || depth > 8) return undefined;
    return this.#itemIn(known.left, list, depth + 1) ?? this.#itemIn(known.right, list, depth + 1);
  }
}
