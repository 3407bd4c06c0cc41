/**
 * Types of ported Python, after inference. They know no target. Values are immutable; two types are the same when
 * `sameType` says so (there is no interning to rely on, except for the constants below).
 */
export type Type =
  | { readonly kind: "none" }
  | { readonly kind: "bool" }
  /** `wide`: a value may leave 2^53, so a fixed-width number would not keep Python's meaning. */
  | { readonly kind: "int"; readonly wide: boolean }
  /** `mixed`: integers get there too, and a target that does not keep them apart should show a whole number as one. */
  | { readonly kind: "float"; readonly mixed?: boolean }
  | { readonly kind: "complex" }
  | { readonly kind: "str" }
  | { readonly kind: "bytes" }
  | { readonly kind: "list"; readonly element: Type }
  /** A tuple of known length. */
  | { readonly kind: "tuple"; readonly elements: readonly Type[] }
  /** `tuple[T, ...]`: a tuple whose length is not known. */
  | { readonly kind: "array"; readonly element: Type }
  | DictType
  | { readonly kind: "set"; readonly element: Type; readonly frozen: boolean }
  | { readonly kind: "deque"; readonly element: Type }
  | { readonly kind: "range" }
  /** A lazy one-pass sequence: what generators, `map`, `zip`, `iter` and generator expressions give. */
  | { readonly kind: "iterator"; readonly element: Type }
  | { readonly kind: "asyncIterator"; readonly element: Type }
  /** What calling an `async def` gives, and tasks. */
  | { readonly kind: "awaitable"; readonly result: Type }
  | CallableType
  /** An object of a class of the module, or of a built-in exception class (then `name` is that, such as `ValueError`). */
  | { readonly kind: "instance"; readonly name: string; readonly args: readonly Type[] }
  /** The class object itself. */
  | { readonly kind: "class"; readonly name: string }
  | { readonly kind: "module"; readonly name: string }
  /** An object of a library class, by its canonical dotted name: `re.Match`, `threading.Lock`, `queue.Queue`, … */
  | { readonly kind: "library"; readonly name: string; readonly args: readonly Type[] }
  /** Never nested, never over none or any. */
  | { readonly kind: "optional"; readonly of: Type }
  /** At least two members, none of them none (that is `optional` of the union), any, never or a union. */
  | { readonly kind: "union"; readonly members: readonly Type[] }
  /** A type parameter of the enclosing function or class. */
  | { readonly kind: "parameter"; readonly name: string }
  /** The place of a list that several names hold, for targets whose lists are values (`ir/lists`). */
  | { readonly kind: "reference"; readonly to: Type }
  /** Not known. Counted, and said in the report. */
  | { readonly kind: "any" }
  /** No value gets here: the element of a container that stays empty, the result of a function that only raises. */
  | { readonly kind: "never" };

export interface DictType {
  readonly kind: "dict";
  readonly key: Type;
  readonly value: Type;
  readonly flavor: DictFlavor;
  /** Something observes the order of the keys: a loop, a print, `list(d)`, `popitem`, … All dicts that flow together agree on it. */
  readonly ordered: boolean;
  /** What the keys of a typed dict hold. */
  readonly fields?: ReadonlyMap<string, Type>;
}

export type DictFlavor = "dict" | "defaultdict" | "Counter" | "OrderedDict";

export interface CallableType {
  readonly kind: "callable";
  /** Undefined where the parameters are not known (`Callable[..., T]`). */
  readonly parameters: readonly Type[] | undefined;
  readonly result: Type;
  /** The number of leading parameters without a default. */
  readonly required: number;
  readonly isAsync: boolean;
  /** Classes get to the same place, so that a call may make an object. */
  readonly holdsClass?: boolean;
}

export const NONE: Type = { kind: "none" };
export const BOOL: Type = { kind: "bool" };
export const INT: Type = { kind: "int", wide: false };
export const WIDE_INT: Type = { kind: "int", wide: true };
export const FLOAT: Type = { kind: "float" };
export const COMPLEX: Type = { kind: "complex" };
export const STR: Type = { kind: "str" };
export const BYTES: Type = { kind: "bytes" };
export const RANGE: Type = { kind: "range" };
export const ANY: Type = { kind: "any" };
export const NEVER: Type = { kind: "never" };

export const listOf = (element: Type): Type => ({ kind: "list", element });
export const setOf = (element: Type, frozen = false): Type => ({ kind: "set", element, frozen });
export const iteratorOf = (element: Type): Type => ({ kind: "iterator", element });
export const instanceOf = (name: string): Type => ({ kind: "instance", name, args: [] });

export function sameType(a: Type, b: Type): boolean {
  if (a === b) return true;
  if (a.kind !== b.kind) return false;
  switch (a.kind) {
    case "int":
      return a.wide === (b as typeof a).wide;
    case "list":
    case "array":
    case "deque":
    case "iterator":
    case "asyncIterator":
      return sameType(a.element, (b as typeof a).element);
    case "set":
      return a.frozen === (b as typeof a).frozen && sameType(a.element, (b as typeof a).element);
    case "tuple":
      return sameTypes(a.elements, (b as typeof a).elements);
    case "dict": {
      const other = b as DictType;
      return (
        a.flavor === other.flavor &&
        a.ordered === other.ordered &&
        sameType(a.key, other.key) &&
        sameType(a.value, other.value)
      );
    }
    case "awaitable":
      return sameType(a.result, (b as typeof a).result);
    case "callable": {
      const other = b as CallableType;
      if ((a.parameters === undefined) !== (other.parameters === undefined)) return false;
      return (
        a.isAsync === other.isAsync &&
        sameType(a.result, other.result) &&
        sameTypes(a.parameters ?? [], other.parameters ?? [])
      );
    }
    case "instance":
    case "library":
      return a.name === (b as typeof a).name && sameTypes(a.args, (b as typeof a).args);
    case "class":
    case "module":
    case "parameter":
      return a.name === (b as typeof a).name;
    case "optional":
      return sameType(a.of, (b as typeof a).of);
    case "reference":
      return sameType(a.to, (b as typeof a).to);
    case "union":
      return sameMembers(a.members, (b as typeof a).members);
    default:
      return true;
  }
}

function sameTypes(a: readonly Type[], b: readonly Type[]): boolean {
  return a.length === b.length && a.every((type, index) => sameType(type, b[index]));
}

function sameMembers(a: readonly Type[], b: readonly Type[]): boolean {
  return a.length === b.length && a.every((type) => b.some((other) => sameType(type, other)));
}

/** The type without `None`. */
export function withoutNone(type: Type): Type {
  return type.kind === "optional" ? type.of : type;
}

export function isNumeric(type: Type): boolean {
  return type.kind === "int" || type.kind === "float" || type.kind === "bool";
}

/** Whether an integer of the type may leave 2^53. */
export function isWide(type: Type): boolean {
  return type.kind === "int" && type.wide;
}

/** Whether iterating a value of the type gives elements that Python indexes by position. */
export function isSequence(type: Type): boolean {
  return ["list", "tuple", "array", "str", "bytes", "range", "deque"].includes(type.kind);
}

/** Whether `any` is anywhere inside. */
export function mentionsAny(type: Type): boolean {
  return type.kind === "any" || partsOf(type).some(mentionsAny);
}

/** The types directly inside a type. */
export function partsOf(type: Type): readonly Type[] {
  switch (type.kind) {
    case "list":
    case "array":
    case "deque":
    case "set":
    case "iterator":
    case "asyncIterator":
      return [type.element];
    case "tuple":
      return type.elements;
    case "dict":
      return [type.key, type.value];
    case "awaitable":
      return [type.result];
    case "callable":
      return [...(type.parameters ?? []), type.result];
    case "instance":
    case "library":
      return type.args;
    case "optional":
      return [type.of];
    case "reference":
      return [type.to];
    case "union":
      return type.members;
    default:
      return [];
  }
}

/** The type as Python would annotate it; used in notes and in tests. */
export function showType(type: Type): string {
  switch (type.kind) {
    case "none":
      return "None";
    case "list":
    case "deque":
    case "iterator":
    case "asyncIterator":
      return `${type.kind}[${showType(type.element)}]`;
    case "set":
      return `${type.frozen ? "frozenset" : "set"}[${showType(type.element)}]`;
    case "array":
      return `tuple[${showType(type.element)}, ...]`;
    case "tuple":
      return `tuple[${type.elements.map(showType).join(", ")}]`;
    case "dict":
      return `${type.flavor}[${showType(type.key)}, ${showType(type.value)}]`;
    case "awaitable":
      return `Awaitable[${showType(type.result)}]`;
    case "callable":
      return `Callable[${type.parameters ? `[${type.parameters.map(showType).join(", ")}]` : "..."}, ${showType(type.result)}]`;
    case "instance":
    case "library":
      return type.args.length > 0 ? `${type.name}[${type.args.map(showType).join(", ")}]` : type.name;
    case "class":
      return `type[${type.name}]`;
    case "module":
      return `module ${type.name}`;
    case "parameter":
      return type.name;
    case "optional":
      return `${showType(type.of)} | None`;
    case "reference":
      return showType(type.to);
    case "union":
      return type.members.map(showType).join(" | ");
    default:
      return type.kind;
  }
}

/** Two of them are only equal where their keys come in the same order. */
export const isOrderedDict = (type: Type): boolean => type.kind === "dict" && type.flavor === "OrderedDict";
