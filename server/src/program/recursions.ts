import { CallFlag, NONE, UNKNOWN, type Value, type ValueId } from "../semantics/facts.ts";
import type { Evaluator } from "./evaluate.ts";
import type { Edge, FunctionNode } from "./graph.ts";
import { mentions } from "./independent-sizes.ts";
import type { ModuleId } from "./modules.ts";
import { DEEPEST_TREE, LARGE } from "./thresholds.ts";
import type { Turns } from "./turns.ts";

/** Tells recursions whose time grows exponentially from those that walk through something. */
export class Recursions {
  readonly #evaluator: Evaluator;
  readonly #turns: Turns;

  constructor(evaluator: Evaluator, turns: Turns) {
    this.#evaluator = evaluator;
    this.#turns = turns;
  }

  /**
   * A function that calls itself twice in one run, or in a loop, on problems made smaller by arithmetic or slicing explores a tree of
   * calls. Calls of which each run makes one are a chain, and walking a structure that exists (its children, its fields) visits each
   * part once: both are linear.
   */
  isExponential(node: FunctionNode): boolean {
    // A call that may mean another function, or another object's method of the name, is no sure recursion.
    const sites = node.edges.filter(
      (edge) => edge.kind === "sync" && edge.doubt === 0 && edge.to === node.id && edge.call !== undefined,
    );
    if (sites.length === 0 || this.#evaluator.traits(node.module, node.fn).isCached) return false;
    const shrinking = new Set(
      sites
        .filter(
          (edge) =>
            !this.#isRemembered(node, edge) &&
            this.#shrinks(node, edge) &&
            !this.#isRetry(node, edge) &&
            !this.#isOfAnotherObject(node, edge) &&
            !this.#isDescent(node, edge) &&
            !this.#isThrough(node, edge) &&
            !this.#isEnumerated(node, edge),
        )
        .map((edge) => edge.start),
    );
    const { repeatedCalls } = this.#evaluator.functionFacts(node.module, node.fn);
    return repeatedCalls.some(([first, second]) => shrinking.has(first) && shrinking.has(second));
  }

  /** `except KeyError: table[n] = ways(n - 1) + ways(n - 2)`: each problem is solved once. */
  #isRemembered(node: FunctionNode, edge: Edge): boolean {
    if ((edge.flags & CallFlag.memoised) !== 0) return true;
    const { writes } = this.#evaluator.facts[node.module];
    return (edge.flags & CallFlag.inHandler) !== 0 && writes.some(({ fn, kind }) => fn === node.fn && kind === "item");
  }

  /** One of a known few tries, of which the first that succeeds ends the loop; choices are told apart by the number of the turn. */
  #isRetry(node: FunctionNode, edge: Edge): boolean {
    const facts = this.#evaluator.facts[node.module];
    const loop = edge.loop === NONE ? undefined : facts.loops[edge.loop];
    if (loop === undefined || !loop.endsEarly || (this.#turns.of(node.module, loop) ?? LARGE) >= LARGE) return false;
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

  /** `return [cells(head + (i,), rest[1:]) for i in rest[0]]`: each call is a part of the result, which is as large as was asked for. */
  #isEnumerated(node: FunctionNode, edge: Edge): boolean {
    const { values } = this.#evaluator.facts[node.module];
    const { returns } = this.#evaluator.functionFacts(node.module, node.fn);
    // `for key in keys: table[key] = cells(head + [key], rest)`, and the table is the result.
    const { writes, loops } = this.#evaluator.facts[node.module];
    const isStored = writes.some(({ kind, of, key, value, loop }) => {
      const [turn, made] = [values[key], values[value]];
      const isOfTurn = loop !== NONE && turn.k === "element" && turn.of === loops[loop].over && loop === edge.loop;
      return kind === "item" && isOfTurn && made.k === "call" && made.call === edge.call?.id && returns.includes(of);
    });
    if (isStored) return true;
    return returns.some((value) => {
      const list = values[value];
      const part = list.k === "collection" && list.items.length === 1 ? values[list.items[0]] : undefined;
      return list.k === "collection" && list.type === "list" && part?.k === "call" && part.call === edge.call?.id;
    });
  }

  /** `for child in tree.children: visit(child, path[1:])`: each part of what was given is visited once. */
  #isDescent(node: FunctionNode, edge: Edge): boolean {
    const { values } = this.#evaluator.facts[node.module];
    // What an `isinstance` has told of a value leaves it the value that it is.
    const plain = (value: ValueId): ValueId => {
      const known = values[value];
      return known.k === "declared" && known.value !== UNKNOWN ? plain(known.value) : value;
    };
    return edge.call!.args.some(({ value, keyword }, index) => {
      const part = values[plain(value)];
      if (keyword !== undefined) return false;
      // `[walk(flat[at : at + size], sizes[1:]) for at in range(0, len(flat), size)]`: the pieces together are the whole, once.
      if (part.k === "item") {
        const [whole, cut] = [values[part.of], values[part.index]];
        const isParam = (one: Value) => one.k === "param" && one.fn === node.fn && one.index === index + edge.shift;
        // `text = text[end:]` leaves it the text that was given.
        const name = this.#evaluator.functionFacts(node.module, node.fn).params[index + edge.shift]?.name;
        const isRebound = whole.k === "name" && whole.fn === node.fn && whole.name === name;
        const isOwn =
          isParam(whole) || isRebound || (whole.k === "union" && whole.of.some((one) => isParam(values[one])));
        return isOwn && edge.loop !== NONE && cut.k === "literal" && /^(run|piece)$/.test(String(cut.value));
      }
      if (part.k !== "element") return false;
      let whole = values[plain(part.of)];
      if (whole.k !== "attr") return false;
      while (whole.k === "attr") whole = values[plain(whole.of)];
      return whole.k === "param" && whole.fn === node.fn && whole.index === index + edge.shift;
    });
  }

  /**
   * `for ray in rays: follow(through(ray), lenses[1:])`: what a loop over a parameter makes of one item is passed as that parameter, so that
   * the calls are as many as the items and what becomes of them.
   */
  #isThrough(node: FunctionNode, edge: Edge): boolean {
    if (edge.loop === NONE) return false;
    const facts = this.#evaluator.facts[node.module];
    const { over } = facts.loops[edge.loop];
    const whole = facts.values[over];
    if (whole.k !== "param" || whole.fn !== node.fn) return false;
    const isItem = (value: ValueId) => {
      const known = facts.values[value];
      return known.k === "element" && known.of === over;
    };
    return edge.call!.args.some(({ value, keyword }, index) => {
      const made = facts.values[value];
      if (keyword !== undefined || whole.index !== index + edge.shift || made.k !== "call") return false;
      const { args } = facts.calls[made.call];
      // What is made of all the items less this one is a problem of its own.
      return args.every((one) => one.value !== over) && args.some((one) => mentions(facts, one.value, isItem, 0));
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
    // One of the runs that a loop cuts a whole into: all of them together are the whole.
    const isRun = (value: ValueId): boolean => {
      const known = values[value];
      return isSlice(value) && known.k === "item" && edge.loop !== NONE && !isWritten(known.index);
    };
    const isWritten = (index: ValueId): boolean => {
      const known = values[index];
      return known.k === "literal" && typeof known.value === "number";
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
          const isLess = index.k === "literal" && /^(one|few) less$/.test(String(index.value));
          return isLess && !isRun(known.of) && isGiven(known.of, place, 0);
        }
        case "call":
          // A number that is drawn between the ends divides what lies between them.
          if (isDrawn(calls[known.call].callee)) return false;
          return calls[known.call].args.some((argument) => smaller(argument.value, undefined, depth + 1));
        case "collection":
          return known.items.some((item) => smaller(item, undefined, depth + 1));
        default:
          return false;
      }
    };
    const isDrawn = (callee: ValueId): boolean => {
      const known = values[callee];
      return (known.k === "attr" || known.k === "import") && /^rand(range|int|om)$/.test(known.name ?? "");
    };
    const isPart = (value: ValueId, depth: number): boolean => {
      if (value === UNKNOWN || depth > 4) return false;
      const known = values[value];
      if (known.k === "declared") return isPart(known.value, depth + 1);
      // The child that is there, or a new one where there is none.
      if (known.k === "union") return known.of.some((one) => isPart(one, depth + 1));
      if (known.k === "name" && known.fn === node.fn) {
        const { bindings } = this.#evaluator.functionFacts(node.module, node.fn);
        return (bindings[known.name] ?? []).some((one) => isPart(one, depth + 1));
      }
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

  /**
   * A parameter that starts high by default counts how deep a recursion may go, and no tree of calls is as deep; from one that starts at
   * nothing, there is no recursion but for those who ask for it.
   */
  #isLimit(module: ModuleId, value: ValueId): boolean {
    const { values, functions } = this.#evaluator.facts[module];
    const known = values[value];
    if (known.k !== "param") return false;
    const start = this.#evaluator.constant(module, functions[known.fn].params[known.index]?.default ?? UNKNOWN);
    return start !== undefined && (start >= DEEPEST_TREE || start === 0);
  }
}
