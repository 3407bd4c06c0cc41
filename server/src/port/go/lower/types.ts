import { libraryClass } from "../../ir/library/index.ts";
import type { ClassDef } from "../../ir/nodes.ts";
import { sameType, type Type } from "../../ir/types.ts";
import * as go from "../build.ts";
import type { GoType } from "../tree.ts";

/** How a class is written in Go. */
export type ClassShape =
  /** A struct behind a pointer. */
  | "pointer"
  /** An immutable struct that is compared and copied as a value, such as a frozen dataclass. */
  | "value"
  /** An interface over the structs of the class and its subclasses. */
  | "interface"
  /** A type with constants. */
  | "enum";

export interface ClassInfo {
  readonly def: ClassDef;
  readonly shape: ClassShape;
  /** Name of the type that variables have. */
  readonly goName: string;
  /** Name of the struct: the same, or `…Base` beside an interface. */
  readonly structName: string;
  readonly constructorName: string;
  /** The type that an enum's constants are of; undefined when the values have several types. */
  readonly enumValue: "int" | "string" | "float64" | undefined;
}

const TUPLE_NAMES = ["Tuple0", "Tuple1", "Pair", "Triple", "Tuple4", "Tuple5", "Tuple6"];
export const TUPLE_FIELDS = ["First", "Second", "Third", "Fourth", "Fifth", "Sixth"];

/** Turns IR types into Go types, and records the runtime types that they need. */
export class TypeMapper {
  readonly classes: ReadonlyMap<string, ClassInfo>;
  private readonly need: (entry: string) => void;

  /** Type parameters of the function or class that is being lowered. */
  parameters: ReadonlySet<string> = new Set();

  constructor(classes: ReadonlyMap<string, ClassInfo>, need: (entry: string) => void) {
    this.classes = classes;
    this.need = need;
  }

  goType(type: Type): GoType {
    switch (type.kind) {
      case "bool":
        return go.BOOL_TYPE;
      case "int":
        if (!type.wide) return go.INT_TYPE;
        this.need("wideIntegers");
        return go.pointerTo(go.from("math/big", "Int"));
      case "float":
        return go.FLOAT_TYPE;
      case "complex":
        return go.named("complex128");
      case "str":
        return go.STRING_TYPE;
      case "bytes":
        return go.sliceOf(go.named("byte"));
      case "list":
      case "deque":
        return go.sliceOf(this.goType(type.element));
      case "array":
        this.need("Tuple");
        return go.named("Tuple", this.goType(type.element));
      case "tuple":
        return this.tuple(type.elements);
      case "dict":
        return this.dict(type.key, type.value, type.ordered);
      case "set":
        return go.mapOf(this.key(type.element), go.EMPTY_STRUCT);
      case "range":
        return go.sliceOf(go.INT_TYPE);
      case "iterator":
      case "asyncIterator":
        return go.from("iter", "Seq", this.goType(type.element));
      case "awaitable": {
        // A coroutine is the function that runs it.
        const result =
          type.result.kind === "none" || type.result.kind === "never" ? go.ANY_TYPE : this.goType(type.result);
        return { kind: "function", params: [], results: [result] };
      }
      case "callable":
        return type.parameters === undefined
          ? go.ANY_TYPE
          : {
              kind: "function",
              // Parameters with a default are filled in where the function is made a value.
              params: this.parametersOf(type).map((parameter) => this.goType(parameter)),
              results: this.results(calledResult(type)),
            };
      case "instance":
        return this.instance(type.name, type.args);
      case "reference":
        return go.pointerTo(this.goType(type.to));
      case "library":
        return this.library(type.name, type.args);
      case "optional": {
        const inner = this.goType(type.of);
        return go.isNilable(inner) || this.isInterface(type.of) ? inner : go.pointerTo(inner);
      }
      case "parameter":
        // A parameter that the declaration does not have is any type.
        return this.parameters.has(type.name) ? go.named(type.name) : go.ANY_TYPE;
      case "none":
      case "union":
      case "any":
      case "never":
      case "class":
      case "module":
        return type.kind === "union" ? this.union(type.members) : go.ANY_TYPE;
      default:
        return type satisfies never;
    }
  }

  /** Whether some call of a function value gives more than the parameters without a default. */
  fillsDefaults = false;

  /** The parameters that a function value has in Go; one with a default is a pointer, nil for the default. */
  parametersOf(type: Type & { kind: "callable" }): readonly Type[] {
    const required = (type.parameters ?? []).slice(0, type.required);
    if (!this.fillsDefaults) return required;
    return [
      ...required,
      ...(type.parameters ?? [])
        .slice(type.required)
        .map((of): Type => (of.kind === "optional" || of.kind === "any" ? of : { kind: "optional", of })),
    ];
  }

  /** What a function with this result returns: nothing for None. */
  results(type: Type): GoType[] {
    return type.kind === "none" || type.kind === "never" ? [] : [this.goType(type)];
  }

  tupleName(length: number): string {
    const name = TUPLE_NAMES[length] ?? "Tuple";
    this.need(name);
    return name;
  }

  private tuple(elements: readonly Type[]): GoType {
    if (elements.length >= TUPLE_NAMES.length) {
      this.need("Tuple");
      return go.named("Tuple", this.goType(longTupleElement(elements)));
    }
    return go.named(this.tupleName(elements.length), ...elements.map((element) => this.goType(element)));
  }

  private dict(key: Type, value: Type, ordered: boolean): GoType {
    if (!ordered) return go.mapOf(this.key(key), this.goType(value));
    this.need("OrderedMap");
    return go.pointerTo(go.named("OrderedMap", this.key(key), this.goType(value)));
  }

  /** The type of a key, which Go must be able to compare. */
  key(type: Type): GoType {
    return this.isComparable(type) ? this.goType(type) : go.ANY_TYPE;
  }

  /** What a key is when it is read: any value, where the map cannot be declared with the keys' own type. */
  readKey(type: Type): Type {
    return this.isComparable(type) ? type : { kind: "any" };
  }

  /** Classes with a common ancestor meet in its interface; anything else is `any`. */
  private union(members: readonly Type[]): GoType {
    const chains = members.map((member) => (member.kind === "instance" ? this.ancestors(member.name) : []));
    const shared = chains[0]?.find((name) => chains.every((chain) => chain.includes(name)));
    const info = shared === undefined ? undefined : this.classes.get(shared);
    return info?.shape === "interface" ? go.named(info.goName) : go.ANY_TYPE;
  }

  ancestors(name: string): string[] {
    const info = this.classes.get(name);
    if (info === undefined) return [];
    const own = info.def.standsFor === undefined ? [name] : [name, info.def.standsFor.name];
    return [
      ...own,
      ...info.def.bases.flatMap((base) => (base.kind === "class" ? this.ancestors(base.class.name) : [])),
    ];
  }

  /** The Go type of a value of the class itself, for a receiver. */
  private instance(name: string, args: readonly Type[]): GoType {
    const info = this.classes.get(name);
    if (info === undefined) return go.ERROR_TYPE;
    const written = go.named(
      info.goName,
      ...(info.def.typeParameters.length > 0 ? this.classArgs(info.def, args) : []),
    );
    return info.shape === "pointer" ? go.pointerTo(written) : written;
  }

  classArgs(def: ClassDef, args: readonly Type[]): GoType[] {
    return def.typeParameters.map((_, i) => (args[i] === undefined ? go.ANY_TYPE : this.goType(args[i])));
  }

  private library(name: string, args: readonly Type[]): GoType {
    const own = libraryClass(name);
    if (own !== undefined) {
      this.need(own.runtime);
      return own.shape === "value" ? go.named(own.runtime) : go.pointerTo(go.named(own.runtime));
    }
    const known = LIBRARY_TYPES[name];
    if (known === undefined) return go.ANY_TYPE;
    if (known.need !== undefined) this.need(known.need);
    return known.type(args.map((arg) => this.goType(arg)));
  }

  isInterface(type: Type): boolean {
    return type.kind === "instance" && (this.classes.get(type.name)?.shape ?? "interface") === "interface";
  }

  /** Whether `==` of Go means what Python's means, and the type can be a key. */
  isComparable(type: Type): boolean {
    switch (type.kind) {
      case "int":
        return !type.wide;
      case "bool":
      case "float":
      case "str":
      case "complex":
      case "none":
        return true;
      case "tuple":
        return (
          type.elements.length < TUPLE_NAMES.length && type.elements.every((element) => this.isComparable(element))
        );
      case "instance": {
        const info = this.classes.get(type.name);
        if (info === undefined) return true;
        return info.shape === "value" || info.shape === "enum" || !this.definesEquality(info.def);
      }
      case "parameter":
      case "class":
        return true;
      case "library":
        if (libraryClass(type.name)?.shape === "ordered") return false;
        return libraryClass(type.name)?.shape === "value" || this.library(type.name, type.args).kind === "pointer";
      default:
        return false;
    }
  }

  /** Whether the class, an ancestor or a subclass has its own `__eq__`, written or generated. */
  definesEquality(def: ClassDef): boolean {
    const own = (each: ClassDef): boolean =>
      each.methods.some((method) => method.name === "__eq__") || each.dataclass?.eq === true;
    const above = (each: ClassDef): boolean =>
      own(each) || each.bases.some((base) => base.kind === "class" && above(base.class));
    const below = (each: ClassDef): boolean => own(each) || each.subclasses.some(below);
    return above(def) || below(def);
  }

  isOrdered(type: Type): boolean {
    return (type.kind === "int" && !type.wide) || type.kind === "float" || type.kind === "str";
  }
}

/** Tuples of more elements than the runtime has types for are lists of their common type. */
export function longTupleElement(elements: readonly Type[]): Type {
  return elements.every((element) => sameType(element, elements[0])) ? elements[0] : { kind: "any" };
}

interface LibraryType {
  readonly need?: string;
  readonly type: (args: readonly GoType[]) => GoType;
}

const simple = (type: GoType, need?: string): LibraryType => ({ type: () => type, need });

const pointer = (name: string): LibraryType => simple(go.pointerTo(go.named(name)), name);
const generic = (name: string): LibraryType => ({
  need: name,
  type: (args) => go.pointerTo(go.named(name, args[0] ?? go.ANY_TYPE)),
});

/** Go types for objects of library classes. */
export const LIBRARY_TYPES: Readonly<Record<string, LibraryType>> = {
  "threading.Lock": simple(go.pointerTo(go.from("sync", "Mutex"))),
  "threading.Condition": pointer("Condition"),
  "threading.Thread": pointer("Thread"),
  "threading.Event": pointer("Event"),
  "threading.Semaphore": simple(go.named("Semaphore"), "Semaphore"),
  "asyncio.Lock": pointer("AsyncSemaphore"),
  "asyncio.Semaphore": pointer("AsyncSemaphore"),
  "asyncio.Event": pointer("AsyncEvent"),
  "asyncio.TaskGroup": pointer("TaskGroup"),
  "concurrent.futures.Executor": pointer("Pool"),
  "multiprocessing.Pool": pointer("Pool"),
  "concurrent.futures.Future": generic("Task"),
  "multiprocessing.AsyncResult": generic("Task"),
  "asyncio.Task": generic("Task"),
  "queue.Queue": generic("Queue"),
  "asyncio.Queue": generic("AsyncQueue"),
  "portwright.web.Request": simple(go.pointerTo(go.from("net/http", "Request"))),
  "portwright.web.Response": simple(go.named("Response"), "Response"),
  "portwright.web.Reply": pointer("Response"),
  "portwright.web.Tasks": pointer("Tasks"),
  "portwright.web.Inputs": pointer("inputs"),
  "portwright.web.Next": simple(go.from("net/http", "Handler")),
  "re.Match": pointer("Match"),
  "re.Pattern": simple(go.pointerTo(go.from("regexp", "Regexp"))),
  "hashlib.Hash": simple(go.from("hash", "Hash")),
  "random.Random": pointer("Random"),
};

/** What calling a function value gives in Go: asynchronous ones are called and waited for in one. */
export function calledResult(type: Type & { kind: "callable" }): Type {
  return type.isAsync && type.result.kind === "awaitable" ? type.result.result : type.result;
}
