import type { ClassId, FunctionId } from "../semantics/facts.ts";
import type { ModuleId } from "./modules.ts";

export type EntityId = number & { readonly __brand: "EntityId" };
export type EnvId = number & { readonly __brand: "EnvId" };

/** No function-valued arguments known. */
export const EMPTY_ENV = 0 as EnvId;

/** What an expression can denote at link time. */
export type Entity =
  | { readonly e: "module"; readonly module: ModuleId }
  | { readonly e: "namespace"; readonly folder: string }
  /** A function of the workspace; `env` holds what is known of the functions around it. */
  | { readonly e: "function"; readonly module: ModuleId; readonly fn: FunctionId; readonly env: EnvId }
  | { readonly e: "bound"; readonly of: EntityId; readonly self: EntityId }
  | { readonly e: "class"; readonly module: ModuleId; readonly cls: ClassId }
  /** `exact`: made by calling the class itself, so no subclass can be meant. */
  | {
      readonly e: "instance";
      readonly module: ModuleId;
      readonly cls: ClassId;
      readonly exact: boolean;
      /** The class of the rows that a query set or manager holds. */
      readonly model?: EntityId;
    }
  /** A function, class, module or constant of a library, by canonical dotted path; `receiver` says that it was reached through an instance, `self` which one where that matters. */
  | { readonly e: "external"; readonly path: string; readonly receiver: boolean; readonly self?: EntityId }
  | { readonly e: "external-instance"; readonly path: string; readonly model?: EntityId }
  /** What calling a coroutine function gives; `results` are what awaiting it gives. */
  | { readonly e: "coroutine"; readonly of: EntityId | -1; readonly results: readonly EntityId[] }
  | { readonly e: "generator"; readonly of: EntityId; readonly async: boolean }
  /** What calling a `@contextmanager` function gives. */
  | { readonly e: "context-manager"; readonly of: EntityId }
  | { readonly e: "partial"; readonly of: readonly EntityId[]; readonly bound: number }
  /** A callable made by a library wrapper that hands the inner function over when called (`sync_to_async(f)`). */
  | { readonly e: "wrapped"; readonly path: string; readonly of: readonly EntityId[] }
  /** What `super()` gives in a method of a class, called on `self`. */
  | { readonly e: "super"; readonly module: ModuleId; readonly cls: ClassId; readonly self: EntityId }
  /** A container or iterator of which the elements are known; `positions` where each element is a tuple. */
  | {
      readonly e: "iterable";
      readonly type: string;
      readonly elements: readonly EntityId[];
      /** What stands at each place, where that is known. */
      readonly items?: readonly (readonly EntityId[])[];
      readonly positions?: readonly (readonly EntityId[])[];
    }
  | {
      readonly e: "mapping";
      readonly values: readonly EntityId[];
      readonly byKey?: ReadonlyMap<string, readonly EntityId[]>;
    }
  | { readonly e: "tuple"; readonly items: readonly (readonly EntityId[])[] };

/** Modules, classes and functions are told apart by numbers below this. */
const STEP = 0x400000;

/** Gives equal entities equal ids. The kinds that come by the hundred thousand are found by numbers, the others by a text. */
export class EntityTable {
  readonly #entities: Entity[] = [];
  readonly #ids = new Map<string, EntityId>();
  readonly #classes = new Map<number, EntityId>();
  readonly #instances = new Map<number, EntityId>();
  readonly #exactInstances = new Map<number, EntityId>();
  readonly #functions = new Map<number, EntityId>();
  readonly #bound = new Map<number, EntityId>();
  readonly #externals = new Map<string, EntityId>();
  readonly #externalInstances = new Map<string, EntityId>();

  id(entity: Entity): EntityId {
    switch (entity.e) {
      case "class":
        return this.#find(this.#classes, entity.module * STEP + entity.cls, entity);
      case "instance":
        if (entity.model !== undefined) break;
        return this.#find(
          entity.exact ? this.#exactInstances : this.#instances,
          entity.module * STEP + entity.cls,
          entity,
        );
      case "function":
        if (entity.env === EMPTY_ENV) return this.#find(this.#functions, entity.module * STEP + entity.fn, entity);
        break;
      case "bound":
        return this.#find(this.#bound, entity.of * 0x2000000 + entity.self, entity);
      case "external":
        if (!entity.receiver && entity.self === undefined) return this.#find(this.#externals, entity.path, entity);
        break;
      case "external-instance":
        if (entity.model !== undefined) break;
        return this.#find(this.#externalInstances, entity.path, entity);
    }
    return this.#find(this.#ids, keyOf(entity), entity);
  }

  #find<Key>(ids: Map<Key, EntityId>, key: Key, entity: Entity): EntityId {
    const known = ids.get(key);
    if (known !== undefined) return known;
    const id = (this.#entities.push(entity) - 1) as EntityId;
    ids.set(key, id);
    return id;
  }

  get(id: EntityId): Entity {
    return this.#entities[id];
  }

  /** Ids below this one are given. */
  get count(): number {
    return this.#entities.length;
  }
}

function keyOf(entity: Entity): string {
  switch (entity.e) {
    case "module":
      return `m${entity.module}`;
    case "namespace":
      return `n${entity.folder}`;
    case "function":
      return `f${entity.module}.${entity.fn}.${entity.env}`;
    case "bound":
      return `b${entity.of}.${entity.self}`;
    case "class":
      return `c${entity.module}.${entity.cls}`;
    case "instance":
      return `i${entity.module}.${entity.cls}${entity.exact ? "!" : ""}${entity.model === undefined ? "" : `@${entity.model}`}`;
    case "external":
      return `x${entity.receiver ? "." : ""}${entity.path}${entity.self === undefined ? "" : `@${entity.self}`}`;
    case "external-instance":
      return `X${entity.path}${entity.model === undefined ? "" : `@${entity.model}`}`;
    case "coroutine":
      return `o${entity.of}:${entity.results.join(",")}`;
    case "generator":
      return `g${entity.of}${entity.async ? "a" : ""}`;
    case "context-manager":
      return `C${entity.of}`;
    case "partial":
      return `p${entity.bound}:${entity.of.join(",")}`;
    case "wrapped":
      return `w${entity.path}:${entity.of.join(",")}`;
    case "super":
      return `s${entity.module}.${entity.cls}@${entity.self}`;
    case "iterable":
      return `l${entity.type}:${entity.elements.join(",")}:${entity.items?.map((part) => part.join(",")).join(";") ?? ""}:${entity.positions?.map((part) => part.join(",")).join(";") ?? ""}`;
    case "mapping":
      return `d${entity.values.join(",")}:${entity.byKey === undefined ? "" : [...entity.byKey].map(([key, ids]) => `${key}=${ids.join(",")}`).join(";")}`;
    case "tuple":
      return `t${entity.items.map((part) => part.join(",")).join(";")}`;
  }
}

/** What is known of the arguments that functions around a function were called with. */
export interface Env {
  readonly module: ModuleId;
  readonly fn: FunctionId;
  readonly params: ReadonlyMap<number, readonly EntityId[]>;
  readonly outer: EnvId;
  readonly depth: number;
}

/**
 * Environments that are told apart of a function that only passes on what it is given, as a facade or a formatter does. From then on its
 * parameters are known from all its callers together. What calls its arguments, as decorators do, is told apart however often it is used.
 */
const MOST_ENVIRONMENTS = 16;

/** Interned environments. */
export class EnvTable {
  readonly #envs: (Env | undefined)[] = [undefined];
  readonly #ids = new Map<string, EnvId>();
  /** Environments of each function, by module and function. */
  readonly #count = new Map<string, number>();

  /**
   * @param passesOn the function calls none of what it is given itself
   * @returns undefined for a new environment of such a function that has as many as are told apart
   */
  id(env: Env, passesOn: boolean): EnvId | undefined {
    const key = `${env.module}.${env.fn}.${env.outer}:${[...env.params].map(([index, ids]) => `${index}=${ids.join(",")}`).join(";")}`;
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    const owner = `${env.module}.${env.fn}`;
    const count = this.#count.get(owner) ?? 0;
    if (passesOn && count >= MOST_ENVIRONMENTS) return undefined;
    this.#count.set(owner, count + 1);
    const id = (this.#envs.push(env) - 1) as EnvId;
    this.#ids.set(key, id);
    return id;
  }

  get(id: EnvId): Env | undefined {
    return this.#envs[id];
  }

  /** Ids below this one are given. */
  get count(): number {
    return this.#envs.length;
  }

  /** The arguments known for a function's parameters, looked up outwards. */
  lookup(id: EnvId, module: ModuleId, fn: FunctionId): Env | undefined {
    for (let env = this.#envs[id]; env !== undefined; env = this.#envs[env.outer]) {
      if (env.module === module && env.fn === fn) return env;
    }
    return undefined;
  }
}
