import { ANY, type CallableType, type DictFlavor, INT, NEVER, NONE, type Type, WIDE_INT } from "../types.ts";

/** One way for all dicts that flow together to agree on whether their order is observed. */
export class Flag {
  #parent: Flag | undefined;
  #value = false;

  #root(): Flag {
    let at: Flag = this;
    while (at.#parent !== undefined) at = at.#parent;
    return at;
  }

  get value(): boolean {
    return this.#root().#value;
  }

  set(): void {
    this.#root().#value = true;
  }

  merge(other: Flag): void {
    const a = this.#root();
    const b = other.#root();
    if (a === b) return;
    b.#value ||= a.#value;
    a.#parent = b;
  }
}

export type AtomKind = "none" | "bool" | "int" | "wide" | "float" | "complex" | "str" | "bytes" | "range" | "any";
export type ContainerKind =
  | "list"
  | "set"
  | "frozenset"
  | "deque"
  | "iterator"
  | "asyncIterator"
  | "awaitable"
  | "array";

export type NamedKind = "instance" | "class" | "module" | "parameter";

/** One alternative of what a value can be; what is inside a container is a cell that all aliases share. */
export type Shape =
  | { [K in AtomKind]: { readonly kind: K } }[AtomKind]
  | { [K in ContainerKind]: { readonly kind: K; readonly element: Cell } }[ContainerKind]
  | { readonly kind: "tuple"; readonly elements: readonly Cell[] }
  | {
      readonly kind: "dict";
      readonly key: Cell;
      readonly value: Cell;
      flavor: DictFlavor;
      readonly order: Flag;
      /** What the keys of a typed dict hold. */
      fields?: ReadonlyMap<string, Type> | undefined;
    }
  | {
      readonly kind: "callable";
      readonly parameters: readonly Cell[] | undefined;
      readonly result: Cell;
      required: number;
      readonly isAsync: boolean;
    }
  | { [K in NamedKind]: { readonly kind: K; readonly name: string } }[NamedKind]
  | { readonly kind: "library"; readonly name: string; readonly args: readonly Cell[] };

export type ShapeOf<K extends Shape["kind"]> = Extract<Shape, { kind: K }>;

function keyOf(shape: Shape): string {
  return "name" in shape ? `${shape.kind}:${shape.name}` : shape.kind;
}

/** What is known about one value: the set of its alternatives, growing until the fixed point. */
export class Cell {
  parent: Cell | undefined;
  readonly shapes = new Map<string, Shape>();
  /** An annotation gave the alternatives; what converts to them is not added. */
  closed = false;
  /**
   * The program asks which of its values are integers and which are floats, so both stay what they are where both get there. Otherwise
   * such a value is a float.
   */
  apart = false;
  /** Used only where nothing stronger says anything: what an operation done on the value suggests. */
  hint: Shape | undefined;
  /** The program asks what class the value is of, so that one operation on it says nothing of its others. */
  tested = false;
  /** The program asks for members that nothing built in has: it is an object of some class, and iterating it does not make it a list. */
  isObject = false;

  root(): Cell {
    let at: Cell = this;
    while (at.parent !== undefined) at = at.parent;
    return at;
  }

  alternatives(): Shape[] {
    return [...this.root().shapes.values()];
  }

  get isEmpty(): boolean {
    return this.root().shapes.size === 0;
  }

  has(kind: Shape["kind"]): boolean {
    return this.alternatives().some((shape) => shape.kind === kind);
  }

  find<K extends Shape["kind"]>(kind: K): ShapeOf<K> | undefined {
    return this.alternatives().find((shape): shape is ShapeOf<K> => shape.kind === kind);
  }
}

/** Whether what an operation suggests can be true of a value. */
function accepts(cell: Cell, hint: Shape): boolean {
  if (cell.tested) return false;
  return !cell.isObject || ["instance", "library", "class", "callable"].includes(hint.kind);
}

/** Library classes that hold one type of value. */
const GENERIC_LIBRARIES = new Set([
  "queue.Queue",
  "asyncio.Queue",
  "asyncio.Task",
  "asyncio.Future",
  "concurrent.futures.Future",
  "multiprocessing.AsyncResult",
  "contextvars.ContextVar",
]);

/** Library classes that ports treat as one. */
const LIBRARY_ALIASES = new Map([
  ["threading.RLock", "threading.Lock"],
  ["threading.BoundedSemaphore", "threading.Semaphore"],
  ["asyncio.BoundedSemaphore", "asyncio.Semaphore"],
  ["queue.SimpleQueue", "queue.Queue"],
  ["concurrent.futures.ThreadPoolExecutor", "concurrent.futures.Executor"],
  ["concurrent.futures.ProcessPoolExecutor", "concurrent.futures.Executor"],
  ["multiprocessing.Queue", "queue.Queue"],
  ["queue.LifoQueue", "queue.Queue"],
  ["queue.PriorityQueue", "queue.Queue"],
  ["asyncio.LifoQueue", "asyncio.Queue"],
  ["asyncio.PriorityQueue", "asyncio.Queue"],
]);

/** The class relations that joins need. */
export interface ClassOrder {
  /** Whether the first is the second or derives from it. */
  derives(name: string, base: string): boolean;
  /** The nearest class of the module that all derive from. */
  common(names: readonly string[]): string | undefined;
}

/** The state of the constraints: what changed since it was last asked, and how cells grow. */
export class CellStore {
  changed = false;
  readonly order: ClassOrder;
  readonly #hinted = new Set<Cell>();
  /** Cells whose annotation says `float`: Python lets an integer be one there. */
  readonly #floats = new Set<Cell>();
  readonly #keepsIntegers: boolean;
  /** Cells whose annotation is a type variable that what the program puts there decides. */
  readonly #unbound = new Set<Cell>();
  /** Where values went of which nothing was known then. */
  readonly #unknownInto = new Map<Cell, readonly Cell[]>();
  #work = 0;

  /** With `keepsIntegers`, what an annotation calls a float is an integer where it is given only those. */
  constructor(order: ClassOrder, options: { readonly keepsIntegers: boolean } = { keepsIntegers: false }) {
    this.order = order;
    this.#keepsIntegers = options.keepsIntegers;
  }

  /** Adds what an annotation says, and closes the cell to what converts to that. What is `validated` is converted when the program runs. */
  declare(cell: Cell, type: Type, validated = false): void {
    this.addType(cell, type, undefined, this.#keepsIntegers && !validated);
    cell.closed = !cell.isEmpty || this.#floats.has(cell);
  }

  cell(...shapes: Shape[]): Cell {
    const made = new Cell();
    for (const shape of shapes) made.shapes.set(keyOf(shape), shape);
    return made;
  }

  /** Adds an alternative; the contents of containers of one kind become one. */
  add(target: Cell, shape: Shape): void {
    const cell = target.root();
    if (shape.kind === "tuple" && cell.shapes.has("array")) {
      const array = cell.shapes.get("array") as ShapeOf<"array">;
      for (const element of shape.elements) this.flow(element, array.element);
      return;
    }
    const key = keyOf(shape);
    const known = cell.shapes.get(key);
    if (known === shape) return;
    if (known !== undefined) {
      this.#unifyShapes(cell, known, shape);
      return;
    }
    if (cell.shapes.has("any")) this.#forget(shape);
    if (cell.closed && this.#converts(cell, shape)) return;
    if (shape.kind === "any") for (const other of cell.shapes.values()) this.#forget(other);
    if (shape.kind === "array" && cell.shapes.has("tuple")) {
      const tuple = cell.shapes.get("tuple") as ShapeOf<"tuple">;
      cell.shapes.delete("tuple");
      for (const element of tuple.elements) this.flow(element, shape.element);
    }
    cell.shapes.set(key, shape);
    this.changed = true;
  }

  atom(target: Cell, kind: AtomKind): void {
    this.add(target, { kind });
  }

  /** A value whose type is forgotten can be shown by whoever gets it, so the order of its dicts counts. */
  #forget(shape: Shape, depth = 0): void {
    if (depth > 5) return;
    if (shape.kind === "dict") shape.order.set();
    const inside = shape.kind === "dict" ? [shape.value] : "element" in shape ? [shape.element] : [];
    for (const cell of inside) for (const other of cell.alternatives()) this.#forget(other, depth + 1);
  }

  /** Whether a value of the shape is converted to what an annotation declared. */
  #converts(cell: Cell, shape: Shape): boolean {
    const isFloat = this.#floats.has(cell);
    if (isFloat && (shape.kind === "int" || shape.kind === "wide" || shape.kind === "float")) return false;
    switch (shape.kind) {
      case "bool":
        if (isFloat) return true;
        return cell.shapes.has("int") || cell.shapes.has("float") || cell.shapes.has("any");
      case "int":
      case "wide":
        return cell.shapes.has("float") || cell.shapes.has("complex") || cell.shapes.has("any");
      case "instance":
        return (
          cell.shapes.has("any") ||
          [...cell.shapes.values()].some(
            (other) => other.kind === "instance" && this.order.derives(shape.name, other.name),
          )
        );
      case "none":
        return cell.shapes.has("any");
      // Who knows more than an annotation, knows it by a check when the program runs.
      case "any":
        return true;
      default: {
        if (cell.shapes.has("any") || cell.shapes.has("parameter")) return true;
        const iterator = cell.shapes.get("iterator");
        const element = "element" in shape ? shape.element : shape.kind === "dict" ? shape.key : undefined;
        if (
          iterator?.kind !== "iterator" ||
          (element === undefined && shape.kind !== "tuple" && shape.kind !== "range" && shape.kind !== "str")
        )
          return false;
        if (shape.kind === "tuple") for (const each of shape.elements) this.flow(each, iterator.element);
        else if (element !== undefined) this.flow(element, iterator.element);
        else this.atom(iterator.element, shape.kind === "range" ? "int" : "str");
        return true;
      }
    }
  }

  #unifyFields(a: ShapeOf<"dict">, b: ShapeOf<"dict">): void {
    const fields = a.fields ?? b.fields;
    if (fields === undefined || (a.fields === fields && b.fields === fields)) return;
    if (a.fields === undefined || b.fields === undefined) this.changed = true;
    a.fields ??= fields;
    b.fields ??= fields;
  }

  #unifyShapes(cell: Cell, a: Shape, b: Shape): void {
    if (a.kind === "tuple" && b.kind === "tuple") {
      if (a.elements.length === b.elements.length) {
        for (let index = 0; index < a.elements.length; index++) this.union(a.elements[index], b.elements[index]);
        return;
      }
      const element = new Cell();
      cell.shapes.delete("tuple");
      cell.shapes.set("array", { kind: "array", element });
      for (const each of [...a.elements, ...b.elements]) this.flow(each, element);
      this.changed = true;
    } else if (a.kind === "dict" && b.kind === "dict") {
      a.order.merge(b.order);
      if (a.flavor === "dict" && b.flavor !== "dict") a.flavor = b.flavor;
      this.#unifyFields(a, b);
      this.union(a.key, b.key);
      this.union(a.value, b.value);
    } else if (a.kind === "callable" && b.kind === "callable") {
      const count = Math.min(a.parameters?.length ?? 0, b.parameters?.length ?? 0);
      for (let index = 0; index < count; index++) {
        this.union(a.parameters?.[index] as Cell, b.parameters?.[index] as Cell);
      }
      // A built-in as a value tells nothing of its parameters.
      if (a.parameters === undefined && b.parameters !== undefined) a.required = b.required;
      else if (b.parameters !== undefined) a.required = Math.min(a.required, b.required);
      this.union(a.result, b.result);
    } else if (a.kind === "library" && b.kind === "library") {
      for (let index = 0; index < a.args.length; index++)
        if (b.args[index] !== undefined) this.union(a.args[index], b.args[index]);
    } else if ("element" in a && "element" in b) this.union(a.element, b.element);
  }

  /** Makes two cells one. */
  union(first: Cell, second: Cell): void {
    const a = first.root();
    const b = second.root();
    if (a === b || this.#work > 200) return;
    this.#work++;
    a.parent = b;
    b.closed ||= a.closed;
    if (this.#floats.has(a)) this.#floats.add(b);
    if (a.apart) this.keepApart(b);
    b.hint ??= a.hint;
    b.tested ||= a.tested;
    b.isObject ||= a.isObject;
    const moved = [...a.shapes.values()];
    for (const shape of moved) this.add(b, shape);
    if (moved.length > 0) this.changed = true;
    this.#work--;
  }

  /** Integers and floats that get to the cell stay what they are, in a target whose floats do not tell that by themselves. */
  keepApart(cell: Cell): void {
    const root = cell.root();
    if (root.apart || this.#keepsIntegers) return;
    root.apart = true;
    this.changed = true;
  }

  /** Where both kinds of numbers come from, and where they get to, they stay apart as well. */
  #shareApart(from: Cell, to: Cell): void {
    if (from.root().apart) this.keepApart(to);
    else if (to.root().apart && from.has("float") && (from.has("int") || from.has("wide"))) this.keepApart(from);
  }

  /** Everything that `from` can be, `to` can be; containers are shared. */
  flow(from: Cell, to: Cell): void {
    if (from.root() === to.root()) return;
    this.#shareApart(from, to);
    if (from.isEmpty)
      this.#unknownInto.set(to, [...(this.#unknownInto.get(to) ?? []).filter((each) => each !== from), from]);
    for (const shape of from.alternatives()) this.add(to, shape);
  }

  /**
   * As `flow`, but containers are not shared: what `to` holds grows by what `from` holds, and not the other way round. For
   * arguments of functions that do not change them, so that one call does not change the types of another.
   */
  copy(from: Cell, to: Cell, depth = 0): void {
    if (from.root() === to.root()) return;
    this.#shareApart(from, to);
    for (const shape of from.alternatives()) {
      const known = to.root().shapes.get(keyOf(shape));
      if (known === shape) continue;
      if (depth > 3) this.add(to, shape);
      else if (known === undefined) {
        const cell = to.root();
        if (cell.closed && this.#converts(cell, shape)) continue;
        this.add(to, this.#fresh(shape, depth));
      } else this.#copyInside(shape, known, to, depth);
    }
  }

  #fresh(shape: Shape, depth: number): Shape {
    if (shape.kind === "tuple") {
      return { kind: "tuple", elements: shape.elements.map((element) => this.#freshCell(element, depth)) };
    }
    if (shape.kind === "dict") {
      const order = new Flag();
      order.merge(shape.order);
      return {
        kind: "dict",
        key: this.#freshCell(shape.key, depth),
        value: this.#freshCell(shape.value, depth),
        flavor: shape.flavor,
        order,
        fields: shape.fields,
      };
    }
    if (shape.kind === "library" || shape.kind === "callable" || shape.kind === "awaitable") return shape;
    if ("element" in shape) return { kind: shape.kind, element: this.#freshCell(shape.element, depth) };
    return shape;
  }

  #freshCell(from: Cell, depth: number): Cell {
    const made = new Cell();
    this.copy(from, made, depth + 1);
    return made;
  }

  #copyInside(from: Shape, to: Shape, cell: Cell, depth: number): void {
    if (from.kind === "tuple" && to.kind === "tuple" && from.elements.length === to.elements.length) {
      for (let index = 0; index < from.elements.length; index++)
        this.copy(from.elements[index], to.elements[index], depth + 1);
    } else if (from.kind === "dict" && to.kind === "dict") {
      from.order.merge(to.order);
      this.copy(from.key, to.key, depth + 1);
      this.copy(from.value, to.value, depth + 1);
    } else if (
      from.kind === "callable" ||
      from.kind === "library" ||
      from.kind === "awaitable" ||
      from.kind === "tuple"
    )
      this.add(cell, from);
    else if ("element" in from && "element" in to) this.copy(from.element, to.element, depth + 1);
  }

  suggest(cell: Cell, shape: Shape): void {
    const root = cell.root();
    if (root.shapes.size > 0) return;
    // A number that is divided, or meets a float, is no integer for being compared or counted elsewhere.
    if (root.hint !== undefined && !(root.hint.kind === "int" && shape.kind === "float")) return;
    root.hint = shape;
    this.#hinted.add(root);
  }

  /** Turns the suggestions for cells about which nothing else is known into facts; false when there are none. */
  applySuggestions(): boolean {
    let applied = false;
    for (const cell of this.#hinted) {
      const root = cell.root();
      if (root.shapes.size === 0 && root.hint !== undefined && accepts(root, root.hint)) {
        this.add(root, root.hint);
        applied = true;
      }
    }
    this.#hinted.clear();
    for (const cell of this.#floats) {
      const root = cell.root();
      if (["int", "wide", "float", "any"].some((kind) => root.shapes.has(kind))) continue;
      root.shapes.set("float", { kind: "float" });
      applied = true;
    }
    return applied;
  }

  /** Where nothing was put, what a type variable stands for is any value. False when there is no such place that is not open yet. */
  openTypeVariables(): boolean {
    let opened = false;
    for (const cell of this.#unbound) {
      const root = cell.root();
      if (![...root.shapes.values()].every((shape) => shape.kind === "none")) continue;
      root.shapes.set("any", { kind: "any" });
      opened = true;
    }
    this.#unbound.clear();
    return opened;
  }

  /** A place that holds None and what nothing is known of holds any value, and not None alone. False when there is none. */
  openUnknown(): boolean {
    let opened = false;
    for (const [to, values] of this.#unknownInto) {
      const root = to.root();
      if (root.closed || root.shapes.size !== 1 || !root.shapes.has("none")) continue;
      if (!values.some((from) => from.isEmpty && from.root() !== root)) continue;
      root.shapes.set("any", { kind: "any" });
      opened = true;
    }
    return opened;
  }

  fromType(type: Type, bound?: ReadonlyMap<string, Cell>, keepsIntegers = false): Cell {
    const cell = new Cell();
    this.addType(cell, type, bound, keepsIntegers);
    return cell;
  }

  addType(cell: Cell, type: Type, bound?: ReadonlyMap<string, Cell>, keepsIntegers = false): void {
    const inner = (part: Type): Cell => this.fromType(part, bound, keepsIntegers);
    switch (type.kind) {
      case "never":
        return;
      case "parameter": {
        if (type.name === "?") {
          this.#unbound.add(cell);
          return;
        }
        const given = bound?.get(type.name);
        if (given !== undefined) this.union(cell, given);
        else this.add(cell, { kind: "parameter", name: type.name });
        return;
      }
      case "int":
        this.atom(cell, type.wide ? "wide" : "int");
        return;
      case "list":
      case "deque":
      case "iterator":
      case "asyncIterator":
      case "array":
        this.add(cell, { kind: type.kind, element: inner(type.element) });
        return;
      case "awaitable":
        this.add(cell, { kind: "awaitable", element: inner(type.result) });
        return;
      case "set":
        this.add(cell, { kind: type.frozen ? "frozenset" : "set", element: inner(type.element) });
        return;
      case "tuple":
        this.add(cell, { kind: "tuple", elements: type.elements.map(inner) });
        return;
      case "dict": {
        const order = new Flag();
        if (type.ordered) order.set();
        this.add(cell, {
          kind: "dict",
          key: inner(type.key),
          value: inner(type.value),
          flavor: type.flavor,
          order,
          fields: type.fields,
        });
        return;
      }
      case "callable":
        this.add(cell, {
          kind: "callable",
          parameters: type.parameters?.map(inner),
          result: inner(type.result),
          required: type.required,
          isAsync: type.isAsync,
        });
        return;
      case "instance":
      case "class":
      case "module":
        this.add(cell, { kind: type.kind, name: type.name });
        return;
      case "library": {
        const name = LIBRARY_ALIASES.get(type.name) ?? type.name;
        const args = type.args.length === 0 && GENERIC_LIBRARIES.has(name) ? [new Cell()] : type.args.map(inner);
        this.add(cell, { kind: "library", name, args });
        return;
      }
      case "optional":
        this.atom(cell, "none");
        this.addType(cell, type.of, bound, keepsIntegers);
        return;
      case "union":
        for (const member of type.members) this.addType(cell, member, bound, keepsIntegers);
        return;
      case "float":
        if (keepsIntegers) this.#floats.add(cell.root());
        else this.atom(cell, "float");
        // Who writes both kinds of number tells them apart.
        if (type.mixed && !this.#keepsIntegers) {
          this.atom(cell, "int");
          this.keepApart(cell);
        }
        return;
      case "reference":
        this.addType(cell, type.to, bound);
        return;
      default:
        this.atom(cell, type.kind);
        return;
    }
  }

  /** The type that the cell stands for now. */
  typeOf(cell: Cell, open: ReadonlySet<Cell> = new Set()): Type {
    const root = cell.root();
    if (open.has(root)) return ANY;
    if (root.shapes.size === 0) return NEVER;
    if (root.shapes.has("any")) return ANY;
    const inside = new Set(open).add(root);
    let none = false;
    const members: Type[] = [];
    const instances: string[] = [];
    const numeric = new Set<string>();
    for (const shape of root.shapes.values()) {
      if (shape.kind === "none") none = true;
      else if (shape.kind === "instance") instances.push(shape.name);
      else if (shape.kind === "int" || shape.kind === "wide" || shape.kind === "float") numeric.add(shape.kind);
      else members.push(this.#shapeType(shape, inside));
    }
    if (numeric.size > 1 && numeric.has("float") && root.apart)
      members.push(numeric.has("wide") ? WIDE_INT : INT, { kind: "float" });
    else if (numeric.has("float")) members.push(numeric.size > 1 ? { kind: "float", mixed: true } : { kind: "float" });
    else if (numeric.size > 0) members.push(numeric.has("wide") ? WIDE_INT : INT);
    members.push(...this.#instanceTypes(instances));
    // A class that is used where functions are is the function that makes its objects.
    const fn = members.findIndex((member) => member.kind === "callable");
    if (fn >= 0 && members.some((member) => member.kind === "class")) {
      members[fn] = { ...(members[fn] as CallableType), holdsClass: true };
      for (let i = members.length - 1; i >= 0; i--) if (members[i].kind === "class") members.splice(i, 1);
    }
    if (members.length === 0) return none ? NONE : NEVER;
    if (members.length > 6) return ANY;
    const joined: Type = members.length === 1 ? members[0] : { kind: "union", members };
    if (joined.kind === "any") return ANY;
    return none ? { kind: "optional", of: joined } : joined;
  }

  /** Instances of classes with a common base in the module are instances of that base. */
  #instanceTypes(names: readonly string[]): Type[] {
    const kept = names.filter((name) => !names.some((other) => other !== name && this.order.derives(name, other)));
    const common = kept.length > 1 ? this.order.common(kept) : undefined;
    return (common === undefined ? kept : [common]).map((name) => ({ kind: "instance", name, args: [] }));
  }

  #shapeType(shape: Shape, open: ReadonlySet<Cell>): Type {
    const inner = (cell: Cell): Type => this.typeOf(cell, open);
    switch (shape.kind) {
      case "list":
      case "deque":
      case "iterator":
      case "asyncIterator":
      case "array":
        return { kind: shape.kind, element: inner(shape.element) };
      case "awaitable":
        return { kind: "awaitable", result: inner(shape.element) };
      case "set":
      case "frozenset":
        return { kind: "set", element: inner(shape.element), frozen: shape.kind === "frozenset" };
      case "tuple":
        return { kind: "tuple", elements: shape.elements.map(inner) };
      case "dict":
        return {
          kind: "dict",
          key: inner(shape.key),
          value: inner(shape.value),
          flavor: shape.flavor,
          ordered: shape.order.value,
          ...(shape.fields === undefined ? {} : { fields: shape.fields }),
        };
      case "callable": {
        const callable: CallableType = {
          kind: "callable",
          parameters: shape.parameters?.map(inner),
          result: inner(shape.result),
          required: shape.required,
          isAsync: shape.isAsync,
        };
        return callable;
      }
      case "library":
        return { kind: "library", name: shape.name, args: shape.args.map(inner) };
      case "instance":
      case "class":
      case "module":
      case "parameter":
        return shape.kind === "instance"
          ? { kind: "instance", name: shape.name, args: [] }
          : { kind: shape.kind, name: shape.name };
      case "int":
        return INT;
      case "wide":
        return WIDE_INT;
      default:
        return { kind: shape.kind } as Type;
    }
  }
}
