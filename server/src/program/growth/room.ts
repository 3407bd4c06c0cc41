import { type ModuleFacts, UNKNOWN, type ValueId } from "../../semantics/facts.ts";

/** Names by which programs call the extents of arrays, and of what else is laid out in a grid. */
const EXTENTS = /(^|_)(shape|newshape|dims?|dimensions|extents?|strides?|sizes)(_|$)/;
/** Calls that give what they are given, or are called on, one after another. */
const SAME = /^(list|tuple|sorted|copy)$/;
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
      return areExtents(facts, zippedAt(facts, known.of, known.position) ?? known.of, depth + 1);
    case "item":
      return areExtents(facts, known.of, depth + 1);
    case "binary":
      return (known.op === "+" || known.op === "-") && isExtent(facts, known.left, depth + 1);
    default:
      return false;
  }
}

/** `for index, size in zip(indices, shape)`: what the second of each pair comes from. */
function zippedAt(facts: ModuleFacts, over: ValueId, position: number | undefined): ValueId | undefined {
  const known = facts.values[over];
  if (known.k !== "call" || position === undefined) return undefined;
  const { callee, args } = facts.calls[known.call];
  const called = facts.values[callee];
  return called.k === "builtin" && called.name === "zip" ? args[position]?.value : undefined;
}

/** The value is kept under a name for extents in a function of the program. */
export function areNamedExtents(facts: ModuleFacts, fn: number, value: ValueId): boolean {
  const known = facts.values[value];
  if (known.k === "item") return areNamedExtents(facts, fn, known.of);
  const { bindings } = facts.functions[fn];
  return Object.keys(bindings).some((name) => EXTENTS.test(name) && bindings[name].includes(value));
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
    case "call": {
      const { callee, args } = facts.calls[known.call];
      const called = facts.values[callee];
      const name =
        called.k === "attr" || called.k === "builtin" || called.k === "name" || called.k === "import"
          ? called.name
          : undefined;
      if (name === undefined) return false;
      if (EXTENTS.test(name)) return true;
      // `map(len, chunks)`
      const mapped = called.k === "builtin" && name === "map" ? facts.values[args[0]?.value ?? UNKNOWN] : undefined;
      if (mapped?.k === "builtin" && mapped.name === "len") return true;
      const of = called.k === "attr" ? called.of : args[0]?.value;
      return SAME.test(name) && of !== undefined && areExtents(facts, of, depth + 1);
    }
    default:
      return false;
  }
}
