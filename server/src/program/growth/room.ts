import { type ModuleFacts, UNKNOWN, type ValueId } from "../../semantics/facts.ts";

/** Attributes and names by which arrays call their extents. */
const EXTENTS = /(^|_)(shape|newshape|dims?|dimensions|extents?|strides?)$/;
const MAX_DEPTH = 8;

/** A length, or one of the extents of an array: products of them count what is in memory, or what the program goes through. */
export function isExtent(facts: ModuleFacts, value: ValueId, depth = 0): boolean {
  if (value === UNKNOWN || depth > MAX_DEPTH) return false;
  const known = facts.values[value];
  switch (known.k) {
    case "call": {
      const call = facts.calls[known.call];
      const callee = facts.values[call.callee];
      if (callee.k === "attr") return /^(size|numel|__len__)$/.test(callee.name);
      if (callee.k !== "builtin") return false;
      if (callee.name === "len") return true;
      return callee.name === "int" && call.args.length === 1 && isExtent(facts, call.args[0].value, depth + 1);
    }
    case "element":
    case "item":
      return areExtents(facts, known.of, depth + 1);
    case "binary":
      return (known.op === "+" || known.op === "-") && isExtent(facts, known.left, depth + 1);
    default:
      return false;
  }
}

/** Extents one after another: `array.shape`, `[len(part) for part in parts]`. */
export function areExtents(facts: ModuleFacts, value: ValueId, depth = 0): boolean {
  if (value === UNKNOWN || depth > MAX_DEPTH) return false;
  const known = facts.values[value];
  switch (known.k) {
    case "generator":
      return isExtent(facts, known.element, depth + 1);
    case "attr":
    case "import":
      return EXTENTS.test(known.name ?? "");
    case "param":
      return EXTENTS.test(facts.functions[known.fn].params[known.index]?.name ?? "");
    case "name": {
      if (EXTENTS.test(known.name)) return true;
      const bindings = facts.functions[known.fn].bindings[known.name] ?? [];
      return bindings.length === 1 && areExtents(facts, bindings[0], depth + 1);
    }
    case "item":
      return areExtents(facts, known.of, depth + 1);
    default:
      return false;
  }
}
