import { UNKNOWN, type Value, type ValueId } from "./facts.ts";

/** Gives equal values equal ids. Id 0 is the unknown value. */
export class ValueTable {
  readonly values: Value[] = [{ k: "unknown" }];
  readonly #ids = new Map<string, ValueId>();

  intern(value: Value): ValueId {
    const key = keyOf(value);
    if (key === undefined) return this.values.push(value) - 1;
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    const id = this.values.push(value) - 1;
    this.#ids.set(key, id);
    return id;
  }

  /** The value that any of the given ones may be; a single one is itself, and unknown parts are dropped. */
  union(parts: readonly ValueId[]): ValueId {
    const flat = new Set<ValueId>();
    for (const part of parts) {
      const value = this.values[part];
      if (value.k === "union") for (const inner of value.of) flat.add(inner);
      else if (part !== UNKNOWN) flat.add(part);
    }
    if (flat.size === 0) return UNKNOWN;
    if (flat.size === 1) return [...flat][0];
    if (flat.size > MAX_UNION) return UNKNOWN;
    return this.intern({ k: "union", of: [...flat].sort((a, b) => a - b) });
  }
}

/** Unions wider than this say too little to be worth following. */
const MAX_UNION = 24;

/** Undefined for values that are never equal to another. */
function keyOf(value: Value): string | undefined {
  switch (value.k) {
    case "unknown":
      return "?";
    case "import":
      return `i${value.level}:${value.module}:${value.name ?? ""}`;
    case "builtin":
      return `b${value.name}`;
    case "function":
      return `f${value.id}`;
    case "class":
      return `c${value.id}`;
    case "param":
      return `p${value.fn}.${value.index}`;
    case "name":
      return `n${value.fn}.${value.name}`;
    case "attr":
      return `a${value.of}.${value.name}`;
    case "call":
      return `l${value.call}`;
    case "await":
      return `w${value.of}`;
    case "item":
      return `t${value.of}.${value.index}`;
    case "element":
      return `e${value.of}.${value.position ?? ""}`;
    case "enter":
      return `${value.async ? "E" : "y"}${value.of}`;
    case "literal":
      return `k${value.type}:${value.value ?? "?"}:${typeof value.value}:${value.head ?? ""}:${value.lead ?? ""}`;
    case "collection":
      // Each is a container of its own, and other things are put into it.
      return undefined;
    case "union":
      return `u${value.of.join(",")}`;
    case "declared":
      return `d${value.annotation}.${value.value}`;
    case "binary":
      return `o${value.op}${value.left}.${value.right}`;
    case "super":
      return `s${value.cls}`;
    case "generator":
      return `g${value.element}`;
  }
}
