import { type LoopFacts, type ModuleFacts, NONE, UNKNOWN, type ValueId } from "../semantics/facts.ts";
import { builtinName } from "./ranges.ts";

/** A loop that is repeated a number of times belongs to an algorithm, whatever it goes over. */
export function isInsideRange(facts: ModuleFacts, loop: LoopFacts): boolean {
  const loops = facts.loops;
  for (let at = loop.parent; at !== NONE; at = loops[at].parent) if (isOverRange(facts, loops[at])) return true;
  return false;
}

export function isOverRange(facts: ModuleFacts, loop: LoopFacts): boolean {
  const over = facts.values[loop.over];
  if (over.k !== "call") return false;
  return builtinName(facts, facts.calls[over.call].callee) === "range";
}

/**
 * True for loops over what looks like data: a parameter, a local, a range, a slice of those. Attributes and what methods give are
 * more often a handful of fields, options or children.
 */
export function isOverData(facts: ModuleFacts, loop: LoopFacts): boolean {
  if (loop.kind === "while") return false;
  const isData = (value: ValueId, depth: number): boolean => {
    if (depth > 8) return false;
    const known = facts.values[value];
    switch (known.k) {
      case "param":
        // A text is gone through once, and seldom is large.
        return !isText(facts, known.fn, known.index);
      case "collection":
      case "generator":
      case "literal":
        return true;
      case "element":
        return isData(known.of, depth + 1);
      case "item": {
        // What stands under a name is a field of a message or of a configuration.
        const index = facts.values[known.index];
        return !(index.k === "literal" && index.type === "str") && isData(known.of, depth + 1);
      }
      case "declared":
        return known.value === UNKNOWN || isData(known.value, depth + 1);
      case "union":
        return known.of.some((part) => isData(part, depth + 1));
      case "binary":
        return isData(known.left, depth + 1) || isData(known.right, depth + 1);
      case "name": {
        const bindings = facts.functions[known.fn].bindings[known.name];
        return bindings === undefined || bindings.some((binding) => isData(binding, depth + 1));
      }
      case "call": {
        const call = facts.calls[known.call];
        const callee = facts.values[call.callee];
        if (callee.k === "builtin")
          return callee.name === "range" || call.args.some((argument) => isData(argument.value, depth + 1));
        if (callee.k === "import" || (callee.k === "attr" && facts.values[callee.of].k === "import")) return true;
        return callee.k === "attr" && /^(items|values|keys|copy)$/.test(callee.name) && isData(callee.of, depth + 1);
      }
      default:
        return false;
    }
  };
  return isData(loop.over, 0);
}

/** True for loops over a part of what an outer loop's turn is about: `for row in rows: for cell in row`. */
export function isOverParts(facts: ModuleFacts, loop: LoopFacts): boolean {
  const outer: LoopFacts[] = [];
  for (let at = loop.parent; at !== NONE; at = facts.loops[at].parent) outer.push(facts.loops[at]);
  if (outer.length === 0) return false;
  // A scan inside a loop moves on through what the outer loop is about.
  if (loop.kind === "while") return true;
  const isPart = (value: ValueId, depth: number): boolean => {
    if (depth > 8) return false;
    const known = facts.values[value];
    switch (known.k) {
      case "element":
        return outer.some((one) => one.over === known.of) || isPart(known.of, depth + 1);
      case "name":
        return outer.some((one) => one.fn === known.fn && one.targets.includes(known.name));
      case "attr":
      case "await":
        return isPart(known.of, depth + 1);
      case "item":
        return isPart(known.of, depth + 1) || isPart(known.index, depth + 1);
      case "call": {
        const call = facts.calls[known.call];
        const callee = facts.values[call.callee];
        if (callee.k === "attr")
          return isPart(callee.of, depth + 1) || call.args.some((argument) => isPart(argument.value, depth + 1));
        // A range up to an outer loop's number makes pairs; a range over the length of its item walks through it.
        if (callee.k === "builtin" && callee.name === "range") {
          return call.args.some((argument) => {
            const bound = facts.values[argument.value];
            return bound.k === "call" && isPart(argument.value, depth + 1);
          });
        }
        return call.args.some((argument) => isPart(argument.value, depth + 1));
      }
      default:
        return false;
    }
  };
  return isPart(loop.over, 0);
}

function isText(facts: ModuleFacts, fn: number, index: number): boolean {
  const annotation = facts.values[facts.functions[fn].params[index]?.annotation ?? UNKNOWN];
  return annotation.k === "builtin" && (annotation.name === "str" || annotation.name === "bytes");
}
