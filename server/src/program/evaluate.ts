import type { Knowledge } from "../knowledge/index.ts";
import type { ArgumentPlace, CallableRow } from "../knowledge/schema.ts";
import {
  type ArgumentFacts,
  type CallFacts,
  type ClassFacts,
  type ClassId,
  type FunctionFacts,
  type FunctionId,
  type ModuleFacts,
  NONE,
  type ParamFacts,
  UNKNOWN,
  type Value,
  type ValueId,
  type WriteFacts,
} from "../semantics/facts.ts";
import { type Contents, contentsOf, literalKey } from "./contents.ts";
import { EMPTY_ENV, type Entity, type EntityId, EntityTable, type EnvId, EnvTable } from "./entities.ts";
import { viewOf } from "./module-view.ts";
import type { ModuleId, ModuleIndex } from "./modules.ts";
import { type FunctionalParams, type FunctionTraits, functionalParamsOf, traitsOf } from "./traits.ts";

/** Beyond this many things that an expression may denote, nothing is said about it. */
const MAX_WIDTH = 8;
const MAX_DEPTH = 150;
const MAX_ENV_DEPTH = 4;
/** Modules that are gone through in one step. */
const STEP = 32;
/** Callers looked at for the type of a parameter without annotation. */
const MAX_CALLERS = 12;

const NOTHING: readonly EntityId[] = [];
/** Tasks and futures of the event loop: what they give is what their coroutine gives. */
const TASK = /^asyncio\.(Task|Future)$/;

/** Path of what `functools.wraps(f)` gives. */
export const WRAPS_DECORATOR = "functools.wraps.decorator";
const NO_NAMES: ReadonlySet<string> = new Set();

/** A call of a workspace function, as seen from the function: where its arguments come from. */
export interface CallerRef {
  readonly module: ModuleId;
  readonly call: CallFacts;
  /** Arguments to leave out at the front because the callee got its receiver another way. */
  readonly shift: number;
  /** The function that is passed where the callee is applied as a decorator; `call` says nothing then. */
  readonly decorated?: EntityId;
}

/** How many entities and environments there were before a first round. */
export interface FirstRound {
  readonly entities: number;
  readonly environments: number;
}

/** Stands for a workspace class among the paths of library classes. */
const classPlace = (module: ModuleId, cls: ClassId): string => `${module}:${cls}`;
const functionPlace = (module: ModuleId, fn: FunctionId): string => `${module}()${fn}`;
const modulePlace = (module: ModuleId): string => `${module}:`;

export const functionKey = (module: ModuleId, fn: FunctionId): number => module * 0x20000 + fn;

/** Paths of what asks a framework for what a provider gives: `Depends(provider)`. */
export const DEPENDENCY = /(^|\.)(Depends|Security)$/;

/**
 * Evaluates symbolic values to what they denote, on demand and memoised. Cycle-safe: a value being evaluated contributes
 * nothing to itself.
 */
export class Evaluator {
  readonly modules: ModuleIndex;
  readonly facts: readonly ModuleFacts[];
  readonly knowledge: Knowledge;
  readonly entities = new EntityTable();
  readonly envs = new EnvTable();
  readonly #memo: (readonly EntityId[] | undefined)[][];
  readonly #memoInEnv = new Map<EnvId, Map<number, readonly EntityId[]>>();
  readonly #busy = new Set<string>();
  /** Members by what they are looked up on, which tells the class and whether it is the class itself. */
  readonly #members = new Map<EntityId, Map<string, readonly EntityId[]>>();
  readonly #linear = new Map<number, readonly { module: ModuleId; cls: ClassId }[]>();
  readonly #externalBases = new Map<number, readonly string[]>();
  readonly #paths: string[][];
  readonly #classPaths: string[][];
  readonly #libraryPaths: string[][];
  readonly #traits: FunctionTraits[][];
  readonly #functional: FunctionalParams[][];
  readonly #singles: (readonly EntityId[])[] = [];
  readonly #dispatching = new Map<number, boolean>();
  #decoratedBy: Map<string, readonly EntityId[]> | undefined;
  #overridden: Map<number, Set<string>> | undefined;
  /** Values stored on objects from outside their class, by class path and `.attribute` or `[key]`. */
  #libraryStores = new Map<string, { module: ModuleId; value: ValueId }[]>();
  /** Values put into a container that a name or an attribute of `self` holds, by place. */
  readonly #contents = new Map<string, Contents>();
  #callers: Map<number, readonly CallerRef[]> = new Map();
  #depth = 0;

  constructor(modules: ModuleIndex, facts: readonly ModuleFacts[], knowledge: Knowledge) {
    this.modules = modules;
    this.facts = [...facts];
    this.knowledge = knowledge;
    this.#memo = facts.map((module) => new Array(module.values.length));
    this.#paths = facts.map((module) => new Array(module.functions.length));
    this.#libraryPaths = facts.map((module) => new Array(module.functions.length));
    this.#classPaths = facts.map((module) => new Array(module.classes.length));
    this.#traits = facts.map((module) => new Array(module.functions.length));
    this.#functional = facts.map((module) => new Array(module.functions.length));
  }

  /** Finds what is put into the containers of all modules, in steps that are brief. It comes before anything is evaluated. */
  *findContents(): Generator<void, void> {
    for (const [module, facts] of this.facts.entries()) {
      if (module % STEP === 0) yield;
      for (const [place, values] of contentsOf(facts)) this.#contents.set(`${module}:${place}`, values);
    }
  }

  /** Finds what the workspace stores on instances of library classes. */
  *#findLibraryStores(): Generator<void, Map<string, { module: ModuleId; value: ValueId }[]>> {
    const stores = new Map<string, { module: ModuleId; value: ValueId }[]>();
    for (let module = 0; module < this.facts.length; module++) {
      if (module % STEP === 0) yield;
      this.#addLibraryStores(module, stores);
    }
    return stores;
  }

  #addLibraryStores(module: ModuleId, stores: Map<string, { module: ModuleId; value: ValueId }[]>): void {
    for (const write of this.facts[module].writes) {
      if (write.value === UNKNOWN || write.readModifyWrite || (write.kind !== "attribute" && write.kind !== "item"))
        continue;
      const key = write.kind === "attribute" ? `.${write.name}` : this.#keyOf(module, write.key);
      if (key === undefined) continue;
      for (const id of this.evaluate(module, write.of)) {
        const entity = this.entities.get(id);
        const owner = this.#storesOf(entity, module, write);
        if (owner === undefined) continue;
        const place = owner + key;
        const known = stores.get(place);
        if (known === undefined) stores.set(place, [{ module, value: write.value }]);
        else if (known.length < MAX_WIDTH) known.push({ module, value: write.value });
      }
    }
  }

  /** The name under which what is stored on an object is kept; undefined where it is not. */
  #storesOf(entity: Entity, module: ModuleId, write: WriteFacts): string | undefined {
    if (entity.e === "external-instance") return entity.path.startsWith("builtins.") ? undefined : entity.path;
    if (write.kind === "item") return undefined;
    switch (entity.e) {
      case "instance":
      case "class":
        // What methods store on `self` is known to their class.
        return this.#isReceiver(module, write.of) ? undefined : classPlace(entity.module, entity.cls);
      case "function":
        return functionPlace(entity.module, entity.fn);
      case "module":
        return modulePlace(entity.module);
      default:
        return undefined;
    }
  }

  #isReceiver(module: ModuleId, value: ValueId): boolean {
    const known = this.facts[module].values[value];
    return known.k === "param" && known.index === 0 && this.functionFacts(module, known.fn).cls !== NONE;
  }

  /** A subscript's key where it is a text. */
  #keyOf(module: ModuleId, index: ValueId): string | undefined {
    const known = this.facts[module].values[index];
    return known.k === "literal" && typeof known.value === "string" ? `[${known.value}]` : undefined;
  }

  /** Makes the callers found in a first round known; what was evaluated without them is evaluated again. */
  *learnCallers(callers: Map<number, readonly CallerRef[]>): Generator<void, void> {
    this.#callers = callers;
    this.#libraryStores = yield* this.#findLibraryStores();
    for (const memo of this.#memo) memo.fill(undefined);
    this.#memoInEnv.clear();
    this.#members.clear();
    // A class in a function may derive from what its callers give.
    this.#linear.clear();
    this.#externalBases.clear();
    this.#overridden = undefined;
    this.#decoratedBy = undefined;
    this.#dispatching.clear();
  }

  /** Makes room for a later text of a module, which nobody calls yet. */
  addEdition(of: ModuleId, facts: ModuleFacts): ModuleId {
    const module = this.modules.addEdition(of);
    (this.facts as ModuleFacts[]).push(facts);
    this.#memo.push(new Array(facts.values.length));
    for (const table of [this.#paths, this.#libraryPaths]) table.push(new Array(facts.functions.length));
    this.#classPaths.push(new Array(facts.classes.length));
    this.#traits.push(new Array(facts.functions.length));
    this.#functional.push(new Array(facts.functions.length));
    for (const [place, values] of contentsOf(facts)) this.#contents.set(`${module}:${place}`, values);
    return module;
  }

  /** What is evaluated from here on, until callers are learned, is of a first round. */
  beginRound(): FirstRound {
    return { entities: this.entities.count, environments: this.envs.count };
  }

  /**
   * The same as `learnCallers` for later texts of some modules: what was evaluated of them without their callers is evaluated again, and what
   * the rest of the workspace stores, overrides and decorates stays as it was found.
   */
  learnCallersOf(
    editions: readonly ModuleId[],
    callers: ReadonlyMap<number, readonly CallerRef[]>,
    round: FirstRound,
  ): void {
    for (const [key, refs] of callers) this.#callers.set(key, refs);
    for (const module of editions) this.#addLibraryStores(module, this.#libraryStores);
    for (const module of editions) {
      const facts = this.facts[module];
      this.#memo[module].fill(undefined);
      for (const { id } of facts.functions) this.#dispatching.delete(functionKey(module, id));
      for (const { id } of facts.classes) {
        this.#linear.delete(functionKey(module, id));
        this.#externalBases.delete(functionKey(module, id));
      }
    }
    for (let id = round.entities; id < this.entities.count; id++) this.#members.delete(id as EntityId);
    for (let id = round.environments; id < this.envs.count; id++) this.#memoInEnv.delete(id as EnvId);
    for (const module of editions) {
      this.#addDecorated(module);
      this.#addOverridden(module);
    }
  }

  /** The calls of a function that the workspace has, as far as they were found. */
  callersOf(module: ModuleId, fn: FunctionId): readonly CallerRef[] {
    return this.#callers.get(functionKey(module, fn)) ?? [];
  }

  entity(id: EntityId): Entity {
    return this.entities.get(id);
  }

  functionFacts(module: ModuleId, fn: FunctionId): FunctionFacts {
    return this.facts[module].functions[fn];
  }

  classFacts(module: ModuleId, cls: ClassId): ClassFacts {
    return this.facts[module].classes[cls];
  }

  traits(module: ModuleId, fn: FunctionId): FunctionTraits {
    const ofModule = this.#traits[module];
    const known = ofModule[fn];
    if (known !== undefined) return known;
    const isSetter = (value: ValueId) => {
      const decorator = this.facts[module].values[value];
      return decorator.k === "attr" && decorator.name === "setter";
    };
    const traits = traitsOf(this.functionFacts(module, fn), (value) => this.pathsOf(module, value), isSetter);
    ofModule[fn] = traits;
    return traits;
  }

  /** Dotted path under which a library would know a workspace function or class: module name and qualified name. */
  pathOfFunction(module: ModuleId, fn: FunctionId): string {
    const paths = this.#paths[module];
    paths[fn] ??= `${this.modules.names[module]}.${this.functionFacts(module, fn).qualifiedName}`;
    return paths[fn];
  }

  /** The name under which the tables know a function, where they know it. */
  libraryPathOf(module: ModuleId, fn: FunctionId): string {
    const paths = this.#libraryPaths[module];
    paths[fn] ??= this.knowledge.canonical(this.pathOfFunction(module, fn));
    return paths[fn];
  }

  pathOfClass(module: ModuleId, cls: ClassId): string {
    const paths = this.#classPaths[module];
    paths[cls] ??= `${this.modules.names[module]}.${this.classFacts(module, cls).qualifiedName}`;
    return paths[cls];
  }

  evaluate(module: ModuleId, value: ValueId, env: EnvId = EMPTY_ENV): readonly EntityId[] {
    if (value === UNKNOWN) return NOTHING;
    if (env !== EMPTY_ENV) return this.#evaluateInEnv(module, value, env);
    const memo = this.#memo[module];
    const known = memo[value];
    if (known !== undefined) return known;
    if (this.#depth > MAX_DEPTH) return NOTHING;
    // Whoever comes back here while the value is being evaluated finds that it contributes nothing to itself.
    memo[value] = NOTHING;
    this.#depth++;
    const result = this.#narrow(this.#evaluateValue(module, value, env));
    this.#depth--;
    memo[value] = result;
    return result;
  }

  #evaluateInEnv(module: ModuleId, value: ValueId, env: EnvId): readonly EntityId[] {
    let memo = this.#memoInEnv.get(env);
    if (memo === undefined) {
      memo = new Map();
      this.#memoInEnv.set(env, memo);
    }
    const key = module * 0x1000000 + value;
    const known = memo.get(key);
    if (known !== undefined) return known;
    if (this.#depth > MAX_DEPTH) return NOTHING;
    memo.set(key, NOTHING);
    this.#depth++;
    const result = this.#narrow(this.#evaluateValue(module, value, env));
    this.#depth--;
    memo.set(key, result);
    return result;
  }

  /** Removes repetitions; too many possibilities are as good as none. */
  #narrow(ids: readonly EntityId[]): readonly EntityId[] {
    if (ids.length === 0) return NOTHING;
    if (ids.length === 1) return this.#alone(ids[0]);
    const unique = new Set(ids);
    if (unique.size === 1) return this.#alone(ids[0]);
    return unique.size > MAX_WIDTH ? NOTHING : [...unique];
  }

  /** Most values denote one thing, and many the same: they share a list. */
  #alone(id: EntityId): readonly EntityId[] {
    let list = this.#singles[id];
    if (list === undefined) {
      list = [id];
      this.#singles[id] = list;
    }
    return list;
  }

  #evaluateValue(module: ModuleId, id: ValueId, env: EnvId): readonly EntityId[] {
    const value = this.facts[module].values[id];
    switch (value.k) {
      case "unknown":
        return NOTHING;
      case "import":
        return this.#import(module, value.module, value.level, value.name);
      case "builtin":
        return [this.external(`builtins.${value.name}`)];
      case "function":
        return this.#decorated(module, value.id, env);
      case "class":
        return [this.entities.id({ e: "class", module, cls: value.id })];
      case "param":
        return this.#param(module, value.fn, value.index, env);
      case "name":
        return this.#name(module, value.fn, value.name, env);
      case "attr":
        return this.#flatMap(this.evaluate(module, value.of, env), (id) => this.attribute(id, value.name));
      case "call": {
        const call = this.facts[module].calls[value.call];
        return this.#flatMap(this.evaluate(module, call.callee, env), (id) => this.callResult(id, module, call, env));
      }
      case "await":
        return this.#flatMap(this.evaluate(module, value.of, env), (id) => this.awaited(id));
      case "item":
        return this.#flatMap(this.evaluate(module, value.of, env), (id) => this.#item(id, module, value.index));
      case "element":
        return this.#flatMap(this.evaluate(module, value.of, env), (id) => this.element(id, value.position));
      case "enter":
        return this.#flatMap(this.evaluate(module, value.of, env), (id) => this.#entered(id, value.async));
      case "literal":
        return value.type === "None" || value.type === "ellipsis"
          ? NOTHING
          : [this.instanceOf(`builtins.${value.type}`)];
      case "collection":
        return [this.#collection(module, id, value, env)];
      case "union":
        return value.of.flatMap((part) => this.evaluate(module, part, env));
      case "declared": {
        const declared = this.declaredInstances(module, value.annotation, env);
        if (declared.length > 0 && value.value !== UNKNOWN) {
          // What is known exactly says more than the protocol or base class that it is declared as.
          const assigned = this.evaluate(module, value.value, env);
          if (assigned.length > 0 && assigned.every((id) => this.#isExactInstance(id))) {
            const fitting = assigned.filter((id) => declared.some((type) => this.#isInstanceOf(id, type)));
            return fitting.length > 0 ? fitting : assigned;
          }
        }
        return declared.length > 0
          ? this.#refine(declared, module, value.value, env)
          : this.evaluate(module, value.value, env);
      }
      case "binary":
        return this.#binary(module, value.op, value.left, value.right, env);
      case "super":
        return [this.#super(module, value.cls, env)];
      case "generator":
        return [
          this.entities.id({ e: "iterable", type: "generator", elements: this.evaluate(module, value.element, env) }),
        ];
    }
  }

  /** A declared container whose content the annotation leaves open is what is assigned to it. */
  #refine(declared: readonly EntityId[], module: ModuleId, value: ValueId, env: EnvId): readonly EntityId[] {
    const vague = declared.every((id) => {
      const entity = this.entities.get(id);
      return (
        (entity.e === "iterable" && entity.elements.length === 0) ||
        (entity.e === "mapping" && entity.values.length === 0)
      );
    });
    if (!vague) return declared;
    const assigned = this.evaluate(module, value, env);
    return assigned.length > 0 ? assigned : declared;
  }

  #flatMap(ids: readonly EntityId[], map: (id: EntityId) => readonly EntityId[]): readonly EntityId[] {
    if (ids.length === 0) return NOTHING;
    if (ids.length === 1) return map(ids[0]);
    return ids.flatMap((id) => map(id));
  }

  external(path: string, receiver = false): EntityId {
    return this.entities.id({ e: "external", path: this.knowledge.canonical(path), receiver });
  }

  instanceOf(path: string): EntityId {
    return this.entities.id({ e: "external-instance", path: this.knowledge.canonical(path) });
  }

  /** External dotted paths that a value may denote; used for decorators and bases. Workspace definitions give their own path. */
  pathsOf(module: ModuleId, value: ValueId): readonly string[] {
    const known = this.facts[module].values[value];
    if (known.k === "call") return this.pathsOf(module, this.facts[module].calls[known.call].callee);
    return this.evaluate(module, value)
      .map((id) => this.pathOf(id))
      .filter((path) => path !== "");
  }

  pathOf(id: EntityId): string {
    const entity = this.entities.get(id);
    switch (entity.e) {
      case "external":
      case "external-instance":
        return entity.path;
      case "function":
        return this.pathOfFunction(entity.module, entity.fn);
      case "class":
        return this.pathOfClass(entity.module, entity.cls);
      case "instance":
        return this.pathOfClass(entity.module, entity.cls);
      case "bound":
        return this.pathOf(entity.of);
      case "module":
        return this.modules.names[entity.module];
      default:
        return "";
    }
  }

  /** Library classes that an instance is of: its own, or those that its workspace class derives from. */
  libraryPathsOf(id: EntityId): readonly string[] {
    const entity = this.entities.get(id);
    if (entity.e === "external-instance") return [entity.path];
    return entity.e === "instance" ? this.externalBases(entity.module, entity.cls) : [];
  }

  // ---- names and imports -------------------------------------------------------------------------------------------

  #import(from: ModuleId, dotted: string, level: number, name: string | undefined): readonly EntityId[] {
    const target = this.modules.resolve(from, dotted, level);
    if (target === undefined) {
      if (level > 0) return NOTHING;
      // A file that shadows nothing of the workspace: the name belongs to a library.
      return [this.external(name === undefined ? dotted : `${dotted}.${name}`)];
    }
    const id =
      typeof target === "number"
        ? this.entities.id({ e: "module", module: target })
        : this.entities.id({ e: "namespace", folder: target.folder });
    if (name === undefined) return [id];
    const found = this.attribute(id, name);
    if (found.length > 0 || level > 0) return found;
    // Auditing a library's own source: what it does not define in Python is known by its library path, as C code is.
    return typeof target === "number" && !this.#defines(target, name) ? [this.external(`${dotted}.${name}`)] : NOTHING;
  }

  #defines(module: ModuleId, name: string): boolean {
    return this.facts[module].functions[0].bindings[name] !== undefined;
  }

  #name(module: ModuleId, fn: FunctionId, name: string, env: EnvId): readonly EntityId[] {
    const bindings = this.facts[module].functions[fn].bindings[name];
    if (bindings !== undefined) {
      const found = bindings.flatMap((value) => this.evaluate(module, value, env));
      if (fn === 0) found.push(...this.#storedOn(modulePlace(module), `.${name}`));
      return this.#filled(module, `f${fn}.${name}`, found);
    }
    if (fn !== 0) return NOTHING;
    for (const star of this.facts[module].imports) {
      if (star.name !== "*") continue;
      const found = this.#starMember(module, star.module, star.level, name);
      if (found.length > 0) return found;
    }
    return this.knowledge.callable(`builtins.${name}`) !== undefined ||
      this.knowledge.classRow(`builtins.${name}`) !== undefined
      ? [this.external(`builtins.${name}`)]
      : NOTHING;
  }

  /** Containers that nothing is known of yet hold what the module puts into them. */
  #filled(module: ModuleId, place: string, found: readonly EntityId[]): readonly EntityId[] {
    const contents = this.#contents.get(`${module}:${place}`);
    if (contents === undefined) return found;
    return found.map((id) => {
      const entity = this.entities.get(id);
      const isList = entity.e === "iterable" && entity.elements.length === 0 && entity.positions === undefined;
      const isMapping = entity.e === "mapping" && entity.values.length === 0;
      const isQueue =
        entity.e === "external-instance" && /^(collections\.deque|builtins\.(list|set|dict))$/.test(entity.path);
      if (!isList && !isMapping && !isQueue) return id;
      const elements = this.#narrow(this.#put(module, contents));
      if (elements.length === 0) return id;
      if (isMapping || (entity.e === "external-instance" && entity.path === "builtins.dict"))
        return this.entities.id({ e: "mapping", values: elements });
      return this.entities.id({ e: "iterable", type: "list", elements });
    });
  }

  /** Everything that is put into a container after it was made. */
  #put(module: ModuleId, { values, byKey, spread }: Contents): readonly EntityId[] {
    const put = [...values, ...[...byKey.values()].flat()].flatMap((value) => {
      const found = this.evaluate(module, value);
      const known = this.facts[module].values[value];
      // A decorator that puts what it decorates into a registry.
      return found.length === 0 && known.k === "param" && known.index === 0
        ? this.#decoratedWith(functionPlace(module, known.fn))
        : found;
    });
    const spreads = spread.flatMap((value) =>
      this.evaluate(module, value).flatMap((id) => {
        const entity = this.entities.get(id);
        return entity.e === "mapping" ? entity.values : this.element(id);
      }),
    );
    return [...put, ...spreads];
  }

  #starMember(from: ModuleId, dotted: string, level: number, name: string): readonly EntityId[] {
    const target = this.modules.resolve(from, dotted, level);
    if (target === undefined) {
      const path = this.knowledge.canonical(`${dotted}.${name}`);
      return this.knowledge.callable(path) !== undefined || this.knowledge.classRow(path) !== undefined
        ? [this.external(path)]
        : NOTHING;
    }
    if (typeof target !== "number") return NOTHING;
    const exported = this.facts[target].exported;
    if (exported === undefined ? name.startsWith("_") : !exported.includes(name)) return NOTHING;
    return this.#moduleMember(target, name);
  }

  #moduleMember(module: ModuleId, name: string): readonly EntityId[] {
    const value = this.facts[module].functions[0].bindings[name];
    if (value !== undefined) {
      const found = value.flatMap((part) => this.evaluate(module, part));
      found.push(...this.#storedOn(modulePlace(module), `.${name}`));
      if (found.length > 0) return this.#narrow(found);
    }
    if (this.modules.isPackage(module)) {
      const inner = this.modules.submodule(this.modules.folder(module), name);
      if (typeof inner === "number") return [this.entities.id({ e: "module", module: inner })];
      if (inner !== undefined) return [this.entities.id({ e: "namespace", folder: inner.folder })];
    }
    if (value !== undefined) return NOTHING;
    const key = `star:${module}.${name}`;
    if (this.#busy.has(key)) return NOTHING;
    this.#busy.add(key);
    let found: readonly EntityId[] = NOTHING;
    for (const star of this.facts[module].imports) {
      if (star.name !== "*" || found.length > 0) continue;
      found = this.#starMember(module, star.module, star.level, name);
    }
    this.#busy.delete(key);
    return found;
  }

  #param(module: ModuleId, fn: FunctionId, index: number, env: EnvId): readonly EntityId[] {
    const known = this.envs.lookup(env, module, fn)?.params.get(index);
    if (known !== undefined) return known;
    const facts = this.functionFacts(module, fn);
    const param = facts.params[index];
    if (param === undefined) return NOTHING;
    if (index === 0 && facts.cls !== NONE) {
      const traits = this.traits(module, fn);
      if (traits.isClassMethod) return [this.entities.id({ e: "class", module, cls: facts.cls })];
      if (!traits.isStatic) return [this.entities.id({ e: "instance", module, cls: facts.cls, exact: false })];
    }
    if (param.annotation !== UNKNOWN) {
      const declared = this.declaredInstances(module, param.annotation, env);
      if (declared.length > 0) {
        // A protocol says what is asked of an argument; what callers pass says what runs.
        const isAsked = declared.some((id) => this.#isOfProtocol(id));
        const isOne = param.kind === "positional" || param.kind === "keyword";
        const passed = isAsked && isOne ? this.#fromCallers(module, fn, index) : NOTHING;
        return passed.length > 0 ? passed : this.#wrapParam(param.kind, declared);
      }
    }
    const stub = param.annotation === UNKNOWN ? this.#stubOf(module, fn) : undefined;
    const inStub = stub?.facts.params.find((one) => one.name === param.name);
    if (stub !== undefined && inStub !== undefined) {
      const declared = this.declaredInstances(stub.module, inStub.annotation, EMPTY_ENV);
      if (declared.length > 0) return this.#wrapParam(param.kind, declared);
    }
    const fromDefault = this.#default(module, param.default, env);
    if (fromDefault.length > 0 && !this.#isPlainLiteral(fromDefault)) return this.#wrapParam(param.kind, fromDefault);
    const fromCallers =
      param.kind === "positional" || param.kind === "keyword" ? this.#fromCallers(module, fn, index) : NOTHING;
    if (fromCallers.length > 0) return fromCallers;
    if (param.kind === "rest" || param.kind === "keywords") return [this.#restFromCallers(module, fn, index)];
    return fromDefault;
  }

  #wrapParam(kind: string, ids: readonly EntityId[]): readonly EntityId[] {
    if (kind === "rest") return [this.entities.id({ e: "iterable", type: "tuple", elements: ids })];
    if (kind === "keywords") return [this.entities.id({ e: "mapping", values: ids })];
    return ids;
  }

  #isPlainLiteral(ids: readonly EntityId[]): boolean {
    return ids.every((id) => {
      const entity = this.entities.get(id);
      return entity.e === "external-instance" && entity.path.startsWith("builtins.");
    });
  }

  /** A parameter's default; `Depends(f)` stands for what `f` gives. */
  #default(module: ModuleId, value: ValueId, env: EnvId): readonly EntityId[] {
    const known = this.facts[module].values[value];
    if (known.k === "call") {
      const call = this.facts[module].calls[known.call];
      const [callee] = this.evaluate(module, call.callee, env);
      if (callee !== undefined && DEPENDENCY.test(this.pathOf(callee)) && call.args[0] !== undefined) {
        return this.#provided(module, call.args[0].value, env);
      }
    }
    return this.evaluate(module, value, env);
  }

  /** What a dependency provider hands to whoever depends on it: awaited, or the one value it yields. */
  #provided(module: ModuleId, provider: ValueId, env: EnvId): readonly EntityId[] {
    return this.#flatMap(this.evaluate(module, provider, env), (id) =>
      this.#flatMap(this.applied(id, []), (result) => {
        const entity = this.entities.get(result);
        if (entity.e === "coroutine") return entity.results;
        if (entity.e === "generator") return this.element(result);
        return [result];
      }),
    );
  }

  /** An instance of a class that is declared as a protocol itself; classes that derive from one are no protocols. */
  #isOfProtocol(id: EntityId): boolean {
    const entity = this.entities.get(id);
    if (entity.e !== "instance") return false;
    return this.classFacts(entity.module, entity.cls).bases.some((base) =>
      this.#baseEntities(entity.module, base).some((of) => /^typing(_extensions)?\.Protocol$/.test(this.pathOf(of))),
    );
  }

  #fromCallers(module: ModuleId, fn: FunctionId, index: number): readonly EntityId[] {
    const { params, name, cls } = this.functionFacts(module, fn);
    const param = params[index];
    const found: EntityId[] = [];
    // A class that decorates functions is made with each of them.
    if (index === 1 && name === "__init__" && cls !== NONE) found.push(...this.#decoratedWith(classPlace(module, cls)));
    const callers = this.#callers.get(functionKey(module, fn));
    if (callers === undefined) return this.#narrow(found);
    for (const caller of callers.slice(0, MAX_CALLERS)) {
      if (caller.decorated === undefined)
        found.push(...this.#given(caller.call.args, param, index - caller.shift, caller.module, EMPTY_ENV));
      else if (index === caller.shift) found.push(caller.decorated);
    }
    return this.#narrow(found);
  }

  /** What a framework passes to a function that is registered with it is of the class that its manual says. */
  #isGivenByFramework(module: ModuleId, fn: FunctionId, index: number): boolean {
    const callers = this.#callers.get(functionKey(module, fn));
    return (
      callers?.some(
        ({ decorated, shift }) =>
          decorated !== undefined && index === shift && this.entities.get(decorated).e === "external-instance",
      ) ?? false
    );
  }

  /** Functions that a class or function of the workspace decorates, by the place of that. */
  #decoratedWith(decorator: string): readonly EntityId[] {
    if (this.#decoratedBy === undefined) {
      this.#decoratedBy = new Map();
      for (let at = 0; at < this.facts.length; at++) this.#addDecorated(at);
    }
    return this.#decoratedBy.get(decorator) ?? NOTHING;
  }

  #addDecorated(module: ModuleId): void {
    const decoratedBy = this.#decoratedBy;
    if (decoratedBy === undefined) return;
    for (const fn of this.facts[module].functions) {
      for (const { value } of fn.decorators) {
        for (const id of this.evaluate(module, value)) {
          const entity = this.entities.get(id);
          const place =
            entity.e === "class"
              ? classPlace(entity.module, entity.cls)
              : entity.e === "function"
                ? functionPlace(entity.module, entity.fn)
                : undefined;
          if (place === undefined) continue;
          const decorated = this.entities.id({ e: "function", module, fn: fn.id, env: EMPTY_ENV });
          decoratedBy.set(place, [...(decoratedBy.get(place) ?? []), decorated]);
        }
      }
    }
  }

  /** What a call gives for a parameter, by keyword, by place, or out of what it unpacks. */
  #given(
    args: readonly ArgumentFacts[],
    param: ParamFacts,
    position: number,
    module: ModuleId,
    env: EnvId,
  ): readonly EntityId[] {
    const argument = argumentFor(args, param.name, param.kind, position);
    if (argument !== undefined) return this.evaluate(module, argument, env);
    const star = args.findIndex((one) => one.star === 1);
    const before = star < 0 ? -1 : args.slice(0, star).filter((one) => one.keyword === undefined).length;
    if (param.kind === "positional" && before >= 0 && before <= position) {
      const unpacked = this.evaluate(module, args[star].value, env);
      return this.#flatMap(unpacked, (id) => this.#itemAt(id, position - before));
    }
    return args.flatMap((one) => {
      if (one.star !== 2) return NOTHING;
      return this.#flatMap(this.evaluate(module, one.value, env), (id) => {
        const entity = this.entities.get(id);
        return entity.e === "mapping" ? (entity.byKey?.get(param.name) ?? NOTHING) : NOTHING;
      });
    });
  }

  /** What callers give for `*args` or `**kwargs`: the arguments that no other parameter takes. */
  #restFromCallers(module: ModuleId, fn: FunctionId, index: number): EntityId {
    const { params } = this.functionFacts(module, fn);
    const callers = (this.#callers.get(functionKey(module, fn)) ?? []).slice(0, MAX_CALLERS);
    if (params[index].kind === "rest") {
      const elements = callers.flatMap(({ call, module: from, shift }) =>
        call.args
          .filter((one) => one.keyword === undefined && one.star !== 2)
          .slice(Math.max(0, index - shift))
          .flatMap((one) => (one.star === 1 ? this.#unpacked(from, one.value) : this.evaluate(from, one.value))),
      );
      return this.entities.id({ e: "iterable", type: "tuple", elements: this.#narrow(elements) });
    }
    const named = new Set(params.map((param) => param.name));
    const byKey = new Map<string, readonly EntityId[]>();
    for (const { call, module: from } of callers) {
      const put = (key: string, found: readonly EntityId[]) => {
        if (!named.has(key)) byKey.set(key, this.#narrow([...(byKey.get(key) ?? []), ...found]));
      };
      for (const { keyword, value, star } of call.args) {
        if (keyword !== undefined && star === undefined) put(keyword, this.evaluate(from, value));
        if (star !== 2) continue;
        for (const id of this.evaluate(from, value)) {
          const entity = this.entities.get(id);
          if (entity.e === "mapping") for (const [key, found] of entity.byKey ?? []) put(key, found);
        }
      }
    }
    const values = this.#narrow([...byKey.values()].flat());
    return this.entities.id(byKey.size > 0 ? { e: "mapping", values, byKey } : { e: "mapping", values });
  }

  /** What `*items` in a call hands over. */
  #unpacked(module: ModuleId, value: ValueId): readonly EntityId[] {
    return this.#flatMap(this.evaluate(module, value), (id) => {
      const entity = this.entities.get(id);
      return entity.e === "iterable" ? entity.elements : NOTHING;
    });
  }

  /**
   * True where what a value denotes was concluded from the callers that the workspace happens to have: others may pass something else.
   */
  restsOnCallers(module: ModuleId, value: ValueId, depth = 0): boolean {
    if (depth > 8) return false;
    const facts = this.facts[module];
    const known = facts.values[value];
    switch (known.k) {
      case "param": {
        const fn = facts.functions[known.fn];
        const isReceiver = known.index === 0 && fn.cls !== NONE && !this.traits(module, known.fn).isStatic;
        const param = fn.params[known.index];
        if (isReceiver || param === undefined || param.annotation !== UNKNOWN || param.default !== UNKNOWN)
          return false;
        return !this.#isGivenByFramework(module, known.fn, known.index);
      }
      case "attr": {
        const of = facts.values[known.of];
        const cls = of.k === "param" && of.index === 0 ? facts.functions[of.fn].cls : NONE;
        const stores = cls === NONE ? undefined : facts.classes[cls].stores[known.name];
        if (stores !== undefined) return stores.every((store) => this.restsOnCallers(module, store, depth + 1));
        return cls === NONE && this.restsOnCallers(module, known.of, depth + 1);
      }
      case "call":
        return this.restsOnCallers(module, facts.calls[known.call].callee, depth + 1);
      case "await":
      case "item":
      case "element":
      case "enter":
        return this.restsOnCallers(module, known.of, depth + 1);
      case "name": {
        const bindings = facts.functions[known.fn].bindings[known.name];
        return bindings?.length === 1 && this.restsOnCallers(module, bindings[0], depth + 1);
      }
      default:
        return false;
    }
  }

  // ---- annotations -------------------------------------------------------------------------------------------------

  /** Instances of the type that an annotation names. */
  declaredInstances(module: ModuleId, annotation: ValueId, env: EnvId): readonly EntityId[] {
    const value = this.facts[module].values[annotation];
    switch (value.k) {
      case "unknown":
      case "literal":
        return NOTHING;
      case "binary":
        return [
          ...this.declaredInstances(module, value.left, env),
          ...this.declaredInstances(module, value.right, env),
        ];
      case "item":
        return isFileLike(this.facts[module], annotation)
          ? NOTHING
          : this.#declaredGeneric(module, value.of, value.index, env);
      case "collection":
        return NOTHING;
      default:
        if (isFileLike(this.facts[module], annotation)) return NOTHING;
        return this.#flatMap(this.evaluate(module, annotation, env), (id) => {
          const entity = this.entities.get(id);
          return entity.e === "external-instance" && entity.path === "typing.TypeVar"
            ? this.#boundOf(module, annotation, 0)
            : this.#instanceOfType(id);
        });
    }
  }

  /** What a type variable of this module stands for at most: `TypeVar("T", bound=Client)`. */
  #boundOf(module: ModuleId, annotation: ValueId, depth: number): readonly EntityId[] {
    const facts = this.facts[module];
    const known = facts.values[annotation];
    if (known.k === "name" && depth < 3)
      return (facts.functions[known.fn].bindings[known.name] ?? []).flatMap((one) =>
        this.#boundOf(module, one, depth + 1),
      );
    if (known.k !== "call") return NOTHING;
    const bound = facts.calls[known.call].args.find((argument) => argument.keyword === "bound");
    return bound === undefined ? NOTHING : this.declaredInstances(module, bound.value, EMPTY_ENV);
  }

  #instanceOfType(id: EntityId): readonly EntityId[] {
    const entity = this.entities.get(id);
    if (entity.e === "class")
      return [this.entities.id({ e: "instance", module: entity.module, cls: entity.cls, exact: false })];
    if (entity.e !== "external") return NOTHING;
    const path = entity.path;
    if (
      path === "builtins.object" ||
      path === "builtins.type" ||
      path.startsWith("typing.") ||
      path.startsWith("typing_extensions.")
    ) {
      const container = CONTAINER_TYPES.get(path.slice(path.lastIndexOf(".") + 1));
      return container === undefined ? NOTHING : [this.#containerOf(container, [])];
    }
    const last = path.slice(path.lastIndexOf(".") + 1);
    const container = CONTAINER_TYPES.get(last);
    if (container !== undefined && (path.startsWith("builtins.") || path.startsWith("collections.")))
      return [this.#containerOf(container, [])];
    return [this.instanceOf(path)];
  }

  #containerOf(kind: string, parts: readonly (readonly EntityId[])[]): EntityId {
    if (kind === "mapping") return this.entities.id({ e: "mapping", values: parts[parts.length - 1] ?? NOTHING });
    if (kind === "tuple" && parts.length > 1) return this.entities.id({ e: "tuple", items: parts });
    return this.entities.id({ e: "iterable", type: kind, elements: parts[0] ?? NOTHING });
  }

  #declaredGeneric(module: ModuleId, of: ValueId, index: ValueId, env: EnvId): readonly EntityId[] {
    const indexValue = this.facts[module].values[index];
    const parts = indexValue.k === "collection" && indexValue.type === "tuple" ? indexValue.items : [index];
    return this.#flatMap(this.evaluate(module, of, env), (id) => {
      const path = this.pathOf(id);
      const last = path.slice(path.lastIndexOf(".") + 1);
      switch (last) {
        case "Optional":
        case "Union":
          return parts.flatMap((part) => this.declaredInstances(module, part, env));
        case "Annotated":
        case "Final":
        case "ClassVar":
        case "Required":
        case "NotRequired":
        case "ReadOnly":
          return parts.length === 0 ? NOTHING : this.declaredInstances(module, parts[0], env);
        case "Type":
        case "type":
          // A type variable stands for whatever class a caller passes.
          return parts.length === 0
            ? NOTHING
            : this.evaluate(module, parts[0], env).filter((one) => this.entities.get(one).e !== "external-instance");
        case "Callable":
        case "Literal":
          return NOTHING;
        case "Awaitable":
        case "Coroutine": {
          const results = parts.length === 0 ? NOTHING : this.declaredInstances(module, parts[parts.length - 1], env);
          return results.length === 0 ? NOTHING : [this.entities.id({ e: "coroutine", of: -1, results })];
        }
      }
      const entity = this.entities.get(id);
      const container = entity.e === "external" ? CONTAINER_TYPES.get(last) : undefined;
      if (container !== undefined && /^(builtins|typing|typing_extensions|collections|collections\.abc)\./.test(path)) {
        return [
          this.#containerOf(
            container,
            parts.map((part) => this.#narrow(this.declaredInstances(module, part, env))),
          ),
        ];
      }
      return this.#instanceOfType(id);
    });
  }

  // ---- attributes --------------------------------------------------------------------------------------------------

  attribute(id: EntityId, name: string): readonly EntityId[] {
    const entity = this.entities.get(id);
    switch (entity.e) {
      case "module": {
        const found = this.#moduleMember(entity.module, name);
        if (found.length > 0 || this.#defines(entity.module, name)) return found;
        // The workspace may hold a library's own source, of which C parts are known by path only.
        const path = this.knowledge.canonical(`${this.modules.names[entity.module]}.${name}`);
        return this.knowledge.callable(path) !== undefined ? [this.external(path)] : NOTHING;
      }
      case "namespace": {
        const inner = this.modules.submodule(entity.folder, name);
        if (inner === undefined) return NOTHING;
        return [
          typeof inner === "number"
            ? this.entities.id({ e: "module", module: inner })
            : this.entities.id({ e: "namespace", folder: inner.folder }),
        ];
      }
      case "class":
        return this.classMember(entity.module, entity.cls, name, id, true);
      case "instance":
        return this.classMember(entity.module, entity.cls, name, id, false);
      case "super":
        return this.#superMember(entity, name);
      case "external":
        return [this.external(`${entity.path}.${name}`)];
      case "external-instance":
        return this.#externalAttribute(id, entity.path, name);
      case "coroutine":
        // A task that is done gives at once what awaiting it would.
        return name === "result" && entity.results.length > 0
          ? [this.entities.id({ e: "external", path: "asyncio.Task.result", receiver: true, self: id })]
          : NOTHING;
      case "iterable":
      case "tuple":
      case "mapping":
        return [
          this.entities.id({
            e: "external",
            path: `builtins.${entity.e === "mapping" ? "dict" : entity.e === "tuple" ? "tuple" : "list"}.${name}`,
            receiver: true,
            self: id,
          }),
        ];
      case "wrapped":
        // `.delay` of a Celery task, `.submit` of a flow: members that a library's decorator adds to a function.
        return [this.external(`${entity.path}.${name}`, true)];
      case "function":
        return [
          ...this.#storedOn(functionPlace(entity.module, entity.fn), `.${name}`),
          ...this.#memberOfRegistered(id, entity.module, entity.fn, name),
        ];
      case "partial":
      case "bound":
      case "generator":
      case "context-manager":
        return NOTHING;
    }
  }

  /** `delay` of a function that a library's decorator made a task of. */
  #memberOfRegistered(id: EntityId, module: ModuleId, fn: FunctionId, name: string): readonly EntityId[] {
    for (const path of this.traits(module, fn).wrappers) {
      for (const row of this.knowledge.registrations(this.knowledge.canonical(path))) {
        if (row.becomes !== undefined) return this.#externalAttribute(id, row.becomes, name);
      }
    }
    return NOTHING;
  }

  #externalAttribute(id: EntityId, path: string, name: string): readonly EntityId[] {
    const attribute = this.knowledge.attributeClass(path, name);
    if (attribute !== undefined) return [this.instanceOf(attribute === "receiver" ? path : attribute)];
    const stored = this.#storedOn(path, `.${name}`);
    if (stored.length > 0) return stored;
    const member = this.knowledge.member(path, name);
    if (
      this.knowledge.callable(member) === undefined &&
      this.knowledge.handover(member) === undefined &&
      !name.startsWith("_")
    ) {
      const any = this.knowledge.classTrait(path, "anyAttribute");
      if (any !== undefined) return [this.instanceOf(any)];
    }
    return [this.#member(path, name, id)];
  }

  /** A library class's member; the receiver is kept where the member gives it back. */
  #member(path: string, name: string, self: EntityId): EntityId {
    const member = this.knowledge.member(path, name);
    const row = this.knowledge.callable(member);
    const keeps = row?.returns === "receiver" || (row?.gives !== undefined && this.modelOf(self) !== undefined);
    return keeps
      ? this.entities.id({ e: "external", path: member, receiver: true, self })
      : this.external(member, true);
  }

  /**
   * What the workspace stores on instances of a library class under an attribute or a key (`app.state.db = …`,
   * `app["db"] = …`), wherever it does so.
   */
  #storedOn(path: string, key: string): readonly EntityId[] {
    const stored = this.#libraryStores.get(path + key);
    if (stored === undefined) return NOTHING;
    return this.#narrow(stored.flatMap(({ module, value }) => this.evaluate(module, value)));
  }

  /** Workspace classes in method resolution order, the class itself first. */
  linearised(module: ModuleId, cls: ClassId): readonly { module: ModuleId; cls: ClassId }[] {
    const key = functionKey(module, cls);
    const known = this.#linear.get(key);
    if (known !== undefined) return known;
    this.#linear.set(key, [{ module, cls }]);
    const order: { module: ModuleId; cls: ClassId }[] = [{ module, cls }];
    const external: string[] = [];
    for (const base of this.classFacts(module, cls).bases) {
      for (const id of this.#baseEntities(module, base)) {
        const entity = this.entities.get(id);
        if (entity.e === "class") {
          for (const inherited of this.linearised(entity.module, entity.cls)) {
            // A class that comes back through a later base moves behind that base, as in Python's order.
            const at = order.findIndex((one) => one.module === inherited.module && one.cls === inherited.cls);
            if (at > 0) order.splice(at, 1);
            if (at !== 0) order.push(inherited);
          }
          external.push(...(this.#externalBases.get(functionKey(entity.module, entity.cls)) ?? []));
        } else if (entity.e === "external" || entity.e === "external-instance") {
          // `app.Task`, `db.Model`: the class that an attribute of a library object gives is told by what it makes.
          external.push(entity.path);
        }
      }
    }
    this.#linear.set(key, order);
    this.#externalBases.set(key, [...new Set(external)]);
    return order;
  }

  #baseEntities(module: ModuleId, base: ValueId): readonly EntityId[] {
    const value = this.facts[module].values[base];
    // `Generic[T]`, `Repository[User]`: the subscripted class is the base.
    if (value.k === "item") return this.evaluate(module, value.of);
    return this.evaluate(module, base);
  }

  /** Paths of library classes that a workspace class derives from, directly or through other workspace classes. */
  externalBases(module: ModuleId, cls: ClassId): readonly string[] {
    this.linearised(module, cls);
    return this.#externalBases.get(functionKey(module, cls)) ?? [];
  }

  classMember(module: ModuleId, cls: ClassId, name: string, receiver: EntityId, onClass: boolean): readonly EntityId[] {
    let ofReceiver = this.#members.get(receiver);
    if (ofReceiver === undefined) {
      ofReceiver = new Map();
      this.#members.set(receiver, ofReceiver);
    }
    const known = ofReceiver.get(name);
    if (known !== undefined) return known;
    // Whoever comes back here meanwhile finds nothing.
    ofReceiver.set(name, NOTHING);
    const member = this.#narrow(this.#findMember(module, cls, name, receiver, onClass));
    // `Order.objects`, `Order.query`: a manager holds the rows of the class that it is asked on.
    const found = onClass ? this.#withModel(member, receiver) : member;
    ofReceiver.set(name, found);
    return found;
  }

  #findMember(module: ModuleId, cls: ClassId, name: string, receiver: EntityId, onClass: boolean): readonly EntityId[] {
    return this.#memberIn(this.linearised(module, cls), module, cls, name, receiver, onClass);
  }

  /** A member looked up along classes of the workspace, and then in the library classes that the class derives from. */
  #memberIn(
    order: readonly { readonly module: ModuleId; readonly cls: ClassId }[],
    module: ModuleId,
    cls: ClassId,
    name: string,
    receiver: EntityId,
    onClass: boolean,
  ): readonly EntityId[] {
    const found: EntityId[] = [];
    for (const owner of order) {
      const facts = this.classFacts(owner.module, owner.cls);
      const members = facts.members[name];
      if (members !== undefined) {
        for (const value of members) {
          const ofEnum = onClass ? this.#enumMember(owner.module, owner.cls, value) : undefined;
          if (ofEnum !== undefined) found.push(ofEnum);
          else found.push(...this.#memberValue(owner.module, value, receiver, onClass));
        }
        const isMethod = members.some((value) => this.facts[owner.module].values[value].k === "function");
        if (isMethod) return found;
      }
      const stores = onClass ? undefined : facts.stores[name];
      if (stores !== undefined) for (const value of stores) found.push(...this.evaluate(owner.module, value));
      found.push(...this.#storedOn(classPlace(owner.module, owner.cls), `.${name}`));
      if (found.length > 0) return this.#filled(owner.module, `c${owner.cls}.${name}`, found);
    }
    for (const owner of order) {
      const declared = this.#declaredInStub(owner.module, owner.cls, name);
      if (declared.length > 0) return declared;
    }
    for (const base of this.externalBases(module, cls)) {
      const path = this.knowledge.member(base, name);
      const attribute = this.knowledge.attributeClass(base, name);
      if (attribute !== undefined) return [this.instanceOf(attribute)];
      if (this.knowledge.callable(path) !== undefined || this.knowledge.handover(path) !== undefined)
        return [this.#member(base, name, receiver)];
    }
    const [base] = this.externalBases(module, cls);
    return base === undefined ? NOTHING : [this.#member(base, name, receiver)];
  }

  /** An attribute that only the stub file beside the class's module declares. */
  #declaredInStub(module: ModuleId, cls: ClassId, name: string): readonly EntityId[] {
    const stub = this.modules.stubOf(module);
    if (stub === undefined) return NOTHING;
    const own = this.classFacts(module, cls).qualifiedName;
    const declaring = this.facts[stub].classes.find((one) => one.qualifiedName === own);
    return (declaring?.members[name] ?? []).flatMap((value) => {
      const known = this.facts[stub].values[value];
      return known.k === "declared" ? this.declaredInstances(stub, known.annotation, EMPTY_ENV) : NOTHING;
    });
  }

  /** `Colour.RED` is an instance of the enumeration (Python Library Reference: enum). */
  #enumMember(module: ModuleId, cls: ClassId, value: ValueId): EntityId | undefined {
    const known = this.facts[module].values[value];
    if (known.k === "function" || known.k === "class" || (known.k === "declared" && known.value === UNKNOWN))
      return undefined;
    const isEnum = this.externalBases(module, cls).some((base) => /^enum\.(Int|Str)?(Enum|Flag)$/.test(base));
    return isEnum ? this.entities.id({ e: "instance", module, cls, exact: true }) : undefined;
  }

  #memberValue(module: ModuleId, value: ValueId, receiver: EntityId, onClass: boolean): readonly EntityId[] {
    const known = this.facts[module].values[value];
    if (known.k !== "function") {
      if (known.k === "declared" && known.value === UNKNOWN) {
        // A field that is declared as a file is one as a rule; what a function is given may be anything.
        return isFileLike(this.facts[module], known.annotation)
          ? [this.instanceOf("typing.IO")]
          : this.declaredInstances(module, known.annotation, EMPTY_ENV);
      }
      const related = onClass ? NOTHING : this.#related(module, value);
      if (related.length > 0) return related;
      const found = this.evaluate(module, value);
      return onClass ? found : this.#flatMap(found, (id) => this.#throughDescriptor(id));
    }
    const traits = this.traits(module, known.id);
    const functions = this.evaluate(module, value);
    if (traits.isStatic) return functions;
    if (traits.isProperty && !onClass) {
      return this.#flatMap(functions, (fn) =>
        this.applied(this.entities.id({ e: "bound", of: fn, self: receiver }), []),
      );
    }
    if (onClass && !traits.isClassMethod) return functions;
    return functions.map((fn) => this.#bind(fn, receiver));
  }

  /** An object with `__get__` in a class body gives what that gives. */
  #throughDescriptor(id: EntityId): readonly EntityId[] {
    const entity = this.entities.get(id);
    if (entity.e !== "instance") return [id];
    const getter = this.classMember(entity.module, entity.cls, "__get__", id, false);
    if (!getter.some((one) => this.entities.get(one).e === "bound")) return [id];
    const given = this.#flatMap(getter, (method) => this.applied(method, []));
    return given.length > 0 ? given : [id];
  }

  #bind(fn: EntityId, receiver: EntityId): EntityId {
    const entity = this.entities.get(fn);
    return entity.e === "function" ? this.entities.id({ e: "bound", of: fn, self: receiver }) : fn;
  }

  /** `super()` in a method of a class: what comes after the class in the order of whatever the method was called on. */
  #super(module: ModuleId, cls: ClassId, env: EnvId): EntityId {
    for (let known = this.envs.get(env); known !== undefined; known = this.envs.get(known.outer)) {
      if (known.module !== module || this.functionFacts(module, known.fn).cls !== cls) continue;
      const [self] = known.params.get(0) ?? NOTHING;
      if (self !== undefined && /^(instance|class)$/.test(this.entities.get(self).e))
        return this.entities.id({ e: "super", module, cls, self });
    }
    return this.entities.id({
      e: "super",
      module,
      cls,
      // Called on an instance of a subclass, it may mean another class; that is told by the environment where it matters.
      self: this.entities.id({ e: "instance", module, cls, exact: true }),
    });
  }

  #superMember(entity: Extract<Entity, { e: "super" }>, name: string): readonly EntityId[] {
    const self = this.entities.get(entity.self);
    if (self.e !== "instance" && self.e !== "class") return NOTHING;
    const order = this.linearised(self.module, self.cls);
    const at = order.findIndex((one) => one.module === entity.module && one.cls === entity.cls);
    return this.#narrow(
      this.#memberIn(order.slice(at + 1), self.module, self.cls, name, entity.self, self.e === "class"),
    );
  }

  /** True where `super()` in a method of the class means another class for the receiver than for instances of the class itself. */
  #superDiffers(module: ModuleId, fn: FunctionId, receiver: Extract<Entity, { e: "instance" }>): boolean {
    const { cls } = this.functionFacts(module, fn);
    const after = (order: readonly { module: ModuleId; cls: ClassId }[]) =>
      order[order.findIndex((one) => one.module === module && one.cls === cls) + 1];
    const own = after(this.linearised(module, cls));
    const theirs = after(this.linearised(receiver.module, receiver.cls));
    if (own?.module === theirs?.module && own?.cls === theirs?.cls) return false;
    const facts = this.facts[module];
    return viewOf(facts).calls[fn].some((call) => {
      const callee = facts.values[call.callee];
      return callee.k === "attr" && facts.values[callee.of].k === "super";
    });
  }

  // ---- calls -------------------------------------------------------------------------------------------------------

  /** What calling an entity at a call site gives. */
  callResult(id: EntityId, module: ModuleId, call: CallFacts, env: EnvId): readonly EntityId[] {
    return this.applied(id, call.args, module, env);
  }

  /** What calling an entity with arguments gives; the arguments are values of `module` in `env`. */
  applied(
    id: EntityId,
    args: readonly ArgumentFacts[],
    module: ModuleId = -1,
    env: EnvId = EMPTY_ENV,
  ): readonly EntityId[] {
    const entity = this.entities.get(id);
    switch (entity.e) {
      case "function":
      case "bound": {
        const callee = this.calleeOf(id, args, module, env);
        if (callee === undefined) return NOTHING;
        const result = this.#resultOf(callee);
        const model = entity.e === "bound" ? this.modelOf(entity.self) : undefined;
        return model === undefined ? result : this.#withModel(result, model);
      }
      case "class":
        return [this.entities.id({ e: "instance", module: entity.module, cls: entity.cls, exact: true })];
      case "instance": {
        const call = this.classMember(entity.module, entity.cls, "__call__", id, false);
        return this.#flatMap(call, (method) => this.applied(method, args, module, env));
      }
      case "partial":
        return this.#flatMap(entity.of, (inner) => this.applied(inner, [], module, env));
      case "wrapped": {
        const results = this.#flatMap(entity.of, (inner) => this.applied(inner, args, module, env));
        return [this.entities.id({ e: "coroutine", of: -1, results })];
      }
      case "external":
        return this.#externalResult(entity, args, module, env);
      case "external-instance":
        return this.#externalCall(entity.path);
      default:
        return NOTHING;
    }
  }

  #externalCall(path: string): readonly EntityId[] {
    const onCall = this.knowledge.classTrait(path, "onCall");
    const returns = onCall === undefined ? undefined : this.knowledge.callable(onCall)?.returns;
    return returns === undefined ? NOTHING : [this.instanceOf(returns)];
  }

  #externalResult(
    entity: Extract<Entity, { e: "external" }>,
    args: readonly ArgumentFacts[],
    module: ModuleId,
    env: EnvId,
  ): readonly EntityId[] {
    const { path, receiver, self } = entity;
    const known = this.knowledge.callable(path);
    if (self !== undefined && known?.gives !== undefined) return this.#rowsGiven(known, this.element(self));
    if (self !== undefined) return this.#resultOnReceiver(path.slice(path.lastIndexOf(".") + 1), self);
    const argument = (index: number) =>
      args[index] === undefined || args[index].keyword !== undefined
        ? NOTHING
        : this.evaluate(module, args[index].value, env);
    switch (path) {
      case "functools.partial":
      case "functools.partialmethod": {
        const of = argument(0);
        return of.length === 0 ? NOTHING : [this.entities.id({ e: "partial", of, bound: args.length - 1 })];
      }
      case "functools.wraps":
        // What it gives copies a name onto the function that it is then called with, and gives that back.
        return [this.external(WRAPS_DECORATOR)];
      case WRAPS_DECORATOR:
        return argument(0);
      case "functools.lru_cache":
      case "functools.cache":
      case "builtins.staticmethod":
        return argument(0);
      case "builtins.iter":
      case "builtins.list":
      case "builtins.tuple":
      case "builtins.set":
      case "builtins.frozenset":
      case "builtins.sorted":
      case "builtins.reversed": {
        const elements = this.#flatMap(argument(0), (id) => this.element(id));
        return [this.entities.id({ e: "iterable", type: "list", elements: this.#narrow(elements) })];
      }
      case "collections.defaultdict": {
        // Only objects of the program's own matter here; what a table of lists holds is told by what is put into them.
        const made = this.#flatMap(argument(0), (id) => this.applied(id, []));
        return made.some((id) => this.entities.get(id).e === "instance")
          ? [this.entities.id({ e: "mapping", values: this.#narrow(made) })]
          : this.#constructed(path, receiver);
      }
      case "builtins.next":
        return this.#flatMap(argument(0), (id) => this.element(id));
      case "typing.cast":
      case "typing_extensions.cast": {
        const declared = args[0] === undefined ? NOTHING : this.declaredInstances(module, args[0].value, env);
        return declared.length > 0 ? declared : argument(1);
      }
      case "copy.copy":
      case "copy.deepcopy":
      case "dataclasses.replace": {
        const copied = argument(0).filter((id) => this.entities.get(id).e === "instance");
        if (copied.length > 0) return copied;
        break;
      }
      case "builtins.max":
      case "builtins.min":
      case "random.choice": {
        const chosen = this.#flatMap(argument(0), (id) => this.element(id));
        if (chosen.some((id) => this.entities.get(id).e === "instance")) return chosen;
        break;
      }
      case "itertools.chain": {
        const elements = args.flatMap((_, index) => this.#flatMap(argument(index), (id) => this.element(id)));
        if (elements.some((id) => this.entities.get(id).e === "instance"))
          return [this.entities.id({ e: "iterable", type: "iterator", elements: this.#narrow(elements) })];
        break;
      }
      case "contextlib.closing": {
        const held = argument(0);
        if (held.length > 0) return held;
        break;
      }
      case "contextlib.ExitStack.enter_context":
      case "contextlib.AsyncExitStack.enter_context":
        return this.#flatMap(argument(0), (id) => this.#entered(id, false));
      case "contextlib.AsyncExitStack.enter_async_context": {
        const results = this.#flatMap(argument(0), (id) => this.#entered(id, true));
        return [this.entities.id({ e: "coroutine", of: -1, results })];
      }
      case "asyncio.wait_for":
      case "asyncio.shield": {
        const results = this.#flatMap(argument(0), (id) => this.awaited(id));
        if (results.length > 0) return [this.entities.id({ e: "coroutine", of: -1, results })];
        break;
      }
      case "asyncio.gather": {
        const items = args
          .filter((argument) => argument.keyword === undefined)
          .map((argument) => {
            const given = this.evaluate(module, argument.value, env);
            const each = argument.star === undefined ? given : this.#flatMap(given, (id) => this.element(id));
            return this.#flatMap(each, (id) => this.awaited(id));
          });
        if (items.every((item) => item.length === 0)) break;
        const answers = args.some((argument) => argument.star !== undefined)
          ? this.entities.id({ e: "iterable", type: "list", elements: this.#narrow(items.flat()) })
          : this.entities.id({ e: "tuple", items });
        return [this.entities.id({ e: "coroutine", of: -1, results: [answers] })];
      }
      case "builtins.enumerate":
        return [
          this.entities.id({
            e: "iterable",
            type: "iterator",
            elements: NOTHING,
            positions: [NOTHING, this.#flatMap(argument(0), (id) => this.element(id))],
          }),
        ];
      case "builtins.zip": {
        const positions = args.map((_, index) => this.#flatMap(argument(index), (id) => this.element(id)));
        return [this.entities.id({ e: "iterable", type: "iterator", elements: NOTHING, positions })];
      }
      case "builtins.filter":
        return argument(1).length > 0 ? argument(1) : NOTHING;
      case "builtins.map": {
        const elements = this.#flatMap(argument(0), (id) => this.applied(id, [], module, env));
        return [this.entities.id({ e: "iterable", type: "iterator", elements: this.#narrow(elements) })];
      }
      case "builtins.getattr": {
        const name = args[1] === undefined ? undefined : this.facts[module].values[args[1].value];
        if (name?.k !== "literal" || typeof name.value !== "string") return NOTHING;
        const key = name.value;
        return this.#flatMap(argument(0), (id) => this.attribute(id, key));
      }
      case "builtins.type":
        return this.#flatMap(argument(0), (id) => {
          const entity = this.entities.get(id);
          return entity.e === "instance"
            ? [this.entities.id({ e: "class", module: entity.module, cls: entity.cls })]
            : NOTHING;
        });
    }
    const handover = this.knowledge.handover(path);
    if (handover?.wraps === true) {
      const of = this.#argumentAt(handover.function, args, module, env);
      if (of.length > 0) return [this.entities.id({ e: "wrapped", path, of })];
    }
    if (handover?.via === "offload" && handover.wraps !== true) {
      const results = this.#flatMap(this.#argumentAt(handover.function, args, module, env), (id) =>
        this.applied(id, []),
      );
      const made = this.entities.id({ e: "coroutine", of: -1, results: this.#narrow(results) });
      // `run_in_executor` gives a future that runs whether or not somebody awaits it.
      return this.knowledge.callable(path)?.eager === true ? [made, this.instanceOf("asyncio.Future")] : [made];
    }
    if (/^asyncio\.(\w+\.)*create_(datagram_endpoint|connection|unix_connection)$/.test(path)) {
      const protocols = this.#flatMap(argument(0), (id) => this.applied(id, []));
      const pair = this.entities.id({ e: "tuple", items: [NOTHING, protocols] });
      return [this.entities.id({ e: "coroutine", of: -1, results: [pair] })];
    }
    if (handover?.via === "task" && handover.wraps !== true && TASK.test(known?.returns ?? "")) {
      // A task gives, when it is awaited, what its coroutine gives.
      const results = this.#flatMap(this.#argumentAt(handover.function, args, module, env), (id) => this.awaited(id));
      const task = this.instanceOf(known!.returns!);
      return results.length === 0 ? [task] : [task, this.entities.id({ e: "coroutine", of: -1, results })];
    }
    const row = known;
    if (row !== undefined) {
      if (row.model !== undefined) {
        const models = this.#flatMap(this.#argumentAt(row.model, args, module, env), (one) => this.#modelNamed(one));
        if (models.length === 1) {
          if (row.gives !== undefined) return this.#rowsGiven(row, this.#rowOf(models[0]));
          if (row.returns !== undefined) {
            const held = this.#withModel([this.instanceOf(row.returns)], models[0]);
            return row.effect === "suspends" ? [this.entities.id({ e: "coroutine", of: -1, results: held })] : held;
          }
        }
      }
      if (row.returns === undefined)
        return row.effect === "suspends"
          ? [this.entities.id({ e: "coroutine", of: -1, results: NOTHING })]
          : this.#constructed(path, receiver);
      if (row.returns === "receiver") return [this.instanceOf(path.slice(0, path.lastIndexOf(".")))];
      const result = this.instanceOf(row.returns);
      return row.effect === "suspends" && row.eager !== true
        ? [this.entities.id({ e: "coroutine", of: -1, results: [result] }), result]
        : [result];
    }
    return this.#constructed(path, receiver);
  }

  /** Results of methods that give their receiver, or what it holds. */
  #resultOnReceiver(method: string, self: EntityId): readonly EntityId[] {
    const entity = this.entities.get(self);
    switch (entity.e) {
      case "class":
        return [this.entities.id({ e: "instance", module: entity.module, cls: entity.cls, exact: true })];
      case "mapping":
        if (/^(get|pop|setdefault|__getitem__)$/.test(method)) return entity.values;
        if (method === "values") return [this.entities.id({ e: "iterable", type: "list", elements: entity.values })];
        if (method === "items")
          return [
            this.entities.id({ e: "iterable", type: "list", elements: NOTHING, positions: [NOTHING, entity.values] }),
          ];
        return method === "copy" ? [self] : NOTHING;
      case "iterable":
      case "tuple":
        if (/^(pop|popleft|get|get_nowait)$/.test(method)) return this.element(self);
        return /^(copy|union|difference|intersection)$/.test(method) ? [self] : NOTHING;
      case "coroutine":
        return method === "result" ? entity.results : NOTHING;
      default:
        return [self];
    }
  }

  // ---- rows of models ----------------------------------------------------------------------------------------------

  /** The class of the rows that a query set, manager or result holds. */
  modelOf(id: EntityId): EntityId | undefined {
    const entity = this.entities.get(id);
    return entity.e === "instance" || entity.e === "external-instance" ? entity.model : undefined;
  }

  /** Tells what holds rows of which model they are, where that is not known yet. */
  #withModel(ids: readonly EntityId[], model: EntityId): readonly EntityId[] {
    if (ids.every((id) => !this.#holdsRows(id))) return ids;
    return ids.map((id) => {
      const entity = this.entities.get(id);
      if (entity.e !== "instance" && entity.e !== "external-instance") return id;
      return this.#holdsRows(id) && entity.model === undefined ? this.entities.id({ ...entity, model }) : id;
    });
  }

  #holdsRows(id: EntityId): boolean {
    return this.libraryPathsOf(id).some((path) => this.knowledge.classTrait(path, "holdsRows") === true);
  }

  #rowOf(model: EntityId): readonly EntityId[] {
    const entity = this.entities.get(model);
    return entity.e === "class"
      ? [this.entities.id({ e: "instance", module: entity.module, cls: entity.cls, exact: false })]
      : NOTHING;
  }

  #rowsGiven(row: CallableRow, rows: readonly EntityId[]): readonly EntityId[] {
    const given = {
      row: () => rows,
      "row-and-flag": () => [this.entities.id({ e: "tuple", items: [rows, [this.instanceOf("builtins.bool")]] })],
      rows: () => [this.entities.id({ e: "iterable", type: "list", elements: rows })],
    }[row.gives ?? "row"]();
    return row.effect === "suspends" ? [this.entities.id({ e: "coroutine", of: -1, results: given })] : given;
  }

  /** The model that an argument names: a class of the workspace, or what holds its rows. */
  #modelNamed(id: EntityId): readonly EntityId[] {
    if (this.entities.get(id).e === "class") return [id];
    const model = this.modelOf(id);
    return model === undefined ? NOTHING : [model];
  }

  /** What a field that refers to another model is on an instance: that model's row, or a manager of its rows. */
  #related(module: ModuleId, value: ValueId): readonly EntityId[] {
    const known = this.facts[module].values[value];
    if (known.k !== "call") return NOTHING;
    const call = this.facts[module].calls[known.call];
    const target = call.args.find((argument) => argument.keyword === undefined || argument.keyword === "to");
    if (target === undefined) return NOTHING;
    for (const path of this.pathsOf(module, call.callee)) {
      const how = this.knowledge.classTrait(path, "refersTo");
      if (how === undefined) continue;
      const models = this.#flatMap(this.#classNamed(module, target.value), (id) => this.#modelNamed(id));
      if (models.length !== 1) return NOTHING;
      return how === "one"
        ? this.#rowOf(models[0])
        : this.#withModel([this.instanceOf("django.db.models.Manager")], models[0]);
    }
    return NOTHING;
  }

  /** A class, or the one in the same module whose name is written as a text, as models do that refer to each other. */
  #classNamed(module: ModuleId, value: ValueId): readonly EntityId[] {
    const known = this.facts[module].values[value];
    if (known.k !== "literal" || typeof known.value !== "string") return this.evaluate(module, value);
    return this.#name(module, 0 as FunctionId, known.value, EMPTY_ENV);
  }

  #argumentAt(place: ArgumentPlace, args: readonly ArgumentFacts[], module: ModuleId, env: EnvId): readonly EntityId[] {
    const value = argumentAt(args, place);
    return value === undefined ? NOTHING : this.evaluate(module, value, env);
  }

  /** Calling something that no table knows makes an instance when its name reads like a class. */
  #constructed(path: string, receiver: boolean): readonly EntityId[] {
    if (this.knowledge.classRow(path) !== undefined) return [this.instanceOf(path)];
    const last = path.slice(path.lastIndexOf(".") + 1);
    return !receiver && /^[A-Z]/.test(last) && /[a-z]/.test(last) ? [this.instanceOf(path)] : NOTHING;
  }

  /** The function that a call runs, with what is known of its arguments; undefined where the entity is no workspace function. */
  calleeOf(
    id: EntityId,
    args: readonly ArgumentFacts[],
    module: ModuleId,
    env: EnvId,
  ): { module: ModuleId; fn: FunctionId; env: EnvId } | undefined {
    const entity = this.entities.get(id);
    if (entity.e === "bound") {
      const of = this.entities.get(entity.of);
      if (of.e !== "function") return undefined;
      return {
        module: of.module,
        fn: of.fn,
        env: this.#envFor(of.module, of.fn, of.env, args, 1, entity.self, module, env),
      };
    }
    if (entity.e !== "function") return undefined;
    return {
      module: entity.module,
      fn: entity.fn,
      env: this.#envFor(entity.module, entity.fn, entity.env, args, 0, undefined, module, env),
    };
  }

  #envFor(
    module: ModuleId,
    fn: FunctionId,
    outer: EnvId,
    args: readonly ArgumentFacts[],
    shift: number,
    self: EntityId | undefined,
    argsModule: ModuleId,
    argsEnv: EnvId,
  ): EnvId {
    const facts = this.functionFacts(module, fn);
    const traits = this.traits(module, fn);
    let params: Map<number, readonly EntityId[]> | undefined;
    if (self !== undefined && facts.cls !== NONE) {
      const receiver = this.entities.get(self);
      const isObject = receiver.e === "instance" || receiver.e === "class";
      const inherited = isObject && (receiver.module !== module || receiver.cls !== facts.cls);
      if (inherited && traits.isClassMethod)
        params = new Map([[0, [this.entities.id({ e: "class", module: receiver.module, cls: receiver.cls })]]]);
      else if (inherited && receiver.e === "instance") {
        if (this.#dispatchesOnSelf(module, fn) || this.#superDiffers(module, fn, receiver))
          params = new Map([[0, [self]]]);
      }
    }
    const functional = this.#functionalParams(module, fn);
    if (argsModule >= 0) {
      for (const index of functional.all) {
        const param = facts.params[index];
        if (param.kind !== "positional" && param.kind !== "keyword") continue;
        const ids = this.#given(args, param, index - shift, argsModule, argsEnv).filter((id) => this.#isCallable(id));
        if (ids.length === 0) continue;
        params ??= new Map();
        params.set(index, ids);
      }
    }
    // Most functions are told nothing that matters to them.
    if (params === undefined) return outer;
    const depth = (this.envs.get(outer)?.depth ?? 0) + 1;
    if (depth > MAX_ENV_DEPTH) return outer;
    // An argument that itself carries this function's environment would nest without end.
    const recursive =
      this.envs.lookup(outer, module, fn) !== undefined ||
      [...params.values()].flat().some((id) => this.#carries(id, module, fn));
    if (recursive) return outer;
    const passesOn = ![...params.keys()].some((index) => functional.called.has(index));
    return this.envs.id({ module, fn, params, outer, depth }, passesOn) ?? outer;
  }

  #functionalParams(module: ModuleId, fn: FunctionId): FunctionalParams {
    const ofModule = this.#functional[module];
    ofModule[fn] ??= functionalParamsOf(this.functionFacts(module, fn), this.facts[module]);
    return ofModule[fn];
  }

  #carries(id: EntityId, module: ModuleId, fn: FunctionId): boolean {
    const entity = this.entities.get(id);
    if (entity.e === "function") {
      return (
        this.envs.lookup(entity.env, module, fn) !== undefined ||
        (this.envs.get(entity.env)?.depth ?? 0) >= MAX_ENV_DEPTH
      );
    }
    if (entity.e === "bound") return this.#carries(entity.of, module, fn);
    if (entity.e === "partial" || entity.e === "wrapped")
      return entity.of.some((inner) => this.#carries(inner, module, fn));
    return false;
  }

  #isCallable(id: EntityId): boolean {
    const entity = this.entities.get(id);
    switch (entity.e) {
      case "function":
      case "bound":
      case "partial":
      case "wrapped":
        return true;
      case "external": {
        const effect = this.knowledge.callable(entity.path)?.effect;
        return effect !== undefined && effect !== "pure" && effect !== "cpu";
      }
      case "class":
      case "instance":
        return (
          this.classMember(entity.module, entity.cls, entity.e === "class" ? "__init__" : "__call__", id, false)
            .length > 0
        );
      default:
        return false;
    }
  }

  /** True for methods that call something on `self` which a subclass overrides: there the receiver's own class matters. */
  #dispatchesOnSelf(module: ModuleId, fn: FunctionId): boolean {
    const key = functionKey(module, fn);
    const known = this.#dispatching.get(key);
    if (known !== undefined) return known;
    const facts = this.facts[module];
    const overridden = this.#overriddenBelow(module, facts.functions[fn].cls);
    const onSelf = (value: ValueId): boolean => {
      const attr = facts.values[value];
      if (attr.k !== "attr" || !overridden.has(attr.name)) return false;
      const of = facts.values[attr.of];
      return (
        (of.k === "param" && of.fn === fn && of.index === 0) ||
        (of.k === "name" && of.fn === fn && of.name === facts.functions[fn].params[0]?.name)
      );
    };
    const visit = (at: FunctionId): boolean =>
      viewOf(facts).calls[at].some(
        (call) => onSelf(call.callee) || call.args.some((argument) => onSelf(argument.value)),
      ) || viewOf(facts).inner[at].some(visit);
    const result = overridden.size > 0 && visit(fn);
    this.#dispatching.set(key, result);
    return result;
  }

  /** What a mixin asks of `self` and does not have, another parent of the class has that mixes them. */
  #addSiblings(names: Set<string>, base: { module: ModuleId; cls: ClassId }, module: ModuleId, cls: ClassId): void {
    if (this.classFacts(module, cls).bases.length < 2) return;
    const own = this.linearised(base.module, base.cls);
    const isOwn = (one: { module: ModuleId; cls: ClassId }) =>
      own.some((other) => other.module === one.module && other.cls === one.cls);
    for (const sibling of this.linearised(module, cls).slice(1)) {
      if (isOwn(sibling)) continue;
      for (const name of Object.keys(this.classFacts(sibling.module, sibling.cls).members))
        if (!own.some((one) => this.classFacts(one.module, one.cls).members[name] !== undefined)) names.add(name);
    }
  }

  /** Names that some subclass in the workspace defines again. */
  #overriddenBelow(module: ModuleId, cls: ClassId): ReadonlySet<string> {
    if (this.#overridden === undefined) {
      this.#overridden = new Map();
      for (let at = 0; at < this.facts.length; at++) this.#addOverridden(at);
    }
    return this.#overridden.get(functionKey(module, cls)) ?? NO_NAMES;
  }

  #addOverridden(module: ModuleId): void {
    const overridden = this.#overridden;
    if (overridden === undefined) return;
    for (const one of this.facts[module].classes) {
      for (const base of this.linearised(module, one.id).slice(1)) {
        const key = functionKey(base.module, base.cls);
        let names = overridden.get(key);
        if (names === undefined) {
          names = new Set();
          overridden.set(key, names);
        }
        for (const name of Object.keys(one.members)) names.add(name);
        this.#addSiblings(names, base, module, one.id);
      }
    }
  }

  #resultOf(callee: { module: ModuleId; fn: FunctionId; env: EnvId }): readonly EntityId[] {
    const facts = this.functionFacts(callee.module, callee.fn);
    const traits = this.traits(callee.module, callee.fn);
    const self = this.entities.id({ e: "function", ...callee });
    if (traits.isContextManager) return [this.entities.id({ e: "context-manager", of: self })];
    if (facts.isGenerator) return [this.entities.id({ e: "generator", of: self, async: facts.isAsync })];
    const results = this.returned(callee.module, callee.fn, callee.env);
    return facts.isAsync ? [this.entities.id({ e: "coroutine", of: self, results })] : results;
  }

  /** What a function returns: its annotation, or else the values of its return statements. */
  returned(module: ModuleId, fn: FunctionId, env: EnvId): readonly EntityId[] {
    const facts = this.functionFacts(module, fn);
    const inferred = () => this.#narrow(facts.returns.flatMap((value) => this.evaluate(module, value, env)));
    const stub = facts.returnAnnotation === UNKNOWN ? this.#stubOf(module, fn) : undefined;
    if (stub !== undefined) {
      const declared = this.declaredInstances(stub.module, stub.facts.returnAnnotation, EMPTY_ENV);
      if (declared.length > 0) return this.#narrow(declared);
    }
    if (facts.returnAnnotation !== UNKNOWN) {
      const declared = this.declaredInstances(module, facts.returnAnnotation, env);
      // An annotation that names an abstract class says less than the one thing that is returned.
      if (declared.length > 0) {
        const known = inferred();
        const exact = known.length > 0 && known.every((id) => this.#isExact(id));
        return exact ? known : this.#narrow(declared);
      }
    }
    return inferred();
  }

  /** The same function in the stub file beside its module, which knows the types that the source leaves out. */
  #stubOf(module: ModuleId, fn: FunctionId): { module: ModuleId; facts: FunctionFacts } | undefined {
    const stub = this.modules.stubOf(module);
    if (stub === undefined) return undefined;
    const name = this.functionFacts(module, fn).qualifiedName;
    const facts = this.facts[stub].functions.find((one) => one.qualifiedName === name);
    return facts === undefined ? undefined : { module: stub, facts };
  }

  /** The object is of the class of the workspace that another one is of, or of one below it. */
  #isInstanceOf(id: EntityId, type: EntityId): boolean {
    const object = this.entities.get(id);
    const other = this.entities.get(type);
    if (object.e !== "instance" || other.e !== "instance") return false;
    return this.linearised(object.module, object.cls).some(
      (base) => base.module === other.module && base.cls === other.cls,
    );
  }

  #isExactInstance(id: EntityId): boolean {
    const entity = this.entities.get(id);
    return entity.e === "instance" && entity.exact;
  }

  #isExact(id: EntityId): boolean {
    const entity = this.entities.get(id);
    return (
      (entity.e === "instance" && entity.exact) ||
      entity.e === "function" ||
      entity.e === "bound" ||
      entity.e === "partial"
    );
  }

  /** A function as its decorators leave it. */
  #decorated(module: ModuleId, fn: FunctionId, env: EnvId): readonly EntityId[] {
    // A function that names itself means any call of it, and not the one that runs.
    const own = this.envs.get(env);
    const made = own !== undefined && own.module === module && own.fn === fn ? own.outer : env;
    let current: readonly EntityId[] = [this.entities.id({ e: "function", module, fn, env: made })];
    const decorators = this.functionFacts(module, fn).decorators;
    for (let index = decorators.length - 1; index >= 0; index--) {
      const wrapped = this.#flatMap(this.evaluate(module, decorators[index].value, env), (id) =>
        this.decorate(id, current),
      );
      if (wrapped.length > 0) current = this.#narrow(wrapped);
    }
    return current;
  }

  /** The function that applying a decorator runs, told what it decorates; undefined where the decorator is no workspace function. */
  decoratorCall(
    decorator: EntityId,
    decorated: readonly EntityId[],
  ): { module: ModuleId; fn: FunctionId; env: EnvId } | undefined {
    const entity = this.entities.get(decorator);
    const fn = entity.e === "bound" ? this.entities.get(entity.of) : entity;
    if (fn.e !== "function") return undefined;
    const position = entity.e === "bound" ? 1 : 0;
    const depth = (this.envs.get(fn.env)?.depth ?? 0) + 1;
    if (depth > MAX_ENV_DEPTH || decorated.some((id) => this.#carries(id, fn.module, fn.fn))) return undefined;
    const params = new Map<number, readonly EntityId[]>([[position, decorated]]);
    const env = this.envs.id({ module: fn.module, fn: fn.fn, params, outer: fn.env, depth }, false) ?? fn.env;
    return { module: fn.module, fn: fn.fn, env };
  }

  /** Applies a decorator to what it decorates; nothing where it returns the same function or cannot be followed. */
  decorate(decorator: EntityId, decorated: readonly EntityId[]): readonly EntityId[] {
    const entity = this.entities.get(decorator);
    switch (entity.e) {
      case "function":
      case "bound": {
        const call = this.decoratorCall(decorator, decorated);
        if (call === undefined) return NOTHING;
        const facts = this.functionFacts(call.module, call.fn);
        if (facts.isAsync || facts.isGenerator) return NOTHING;
        return this.#narrow(facts.returns.flatMap((value) => this.evaluate(call.module, value, call.env))).filter(
          (id) => this.#isCallable(id),
        );
      }
      case "class": {
        const hasCall = this.classMember(entity.module, entity.cls, "__call__", decorator, true).length > 0;
        return hasCall
          ? [this.entities.id({ e: "instance", module: entity.module, cls: entity.cls, exact: true })]
          : NOTHING;
      }
      case "external": {
        const handover = this.knowledge.handover(entity.path);
        return handover?.wraps === true && handover.via !== "task-queue"
          ? [this.entities.id({ e: "wrapped", path: entity.path, of: decorated })]
          : NOTHING;
      }
      case "wrapped":
      case "partial":
        return NOTHING;
      default:
        return NOTHING;
    }
  }

  // ---- awaiting, iterating, entering, subscripting -----------------------------------------------------------------

  awaited(id: EntityId): readonly EntityId[] {
    const entity = this.entities.get(id);
    if (entity.e === "coroutine") return entity.results;
    return NOTHING;
  }

  element(id: EntityId, position?: number): readonly EntityId[] {
    const entity = this.entities.get(id);
    switch (entity.e) {
      case "iterable":
        if (position !== undefined && entity.positions !== undefined) return entity.positions[position] ?? NOTHING;
        if (position !== undefined) return this.#flatMap(entity.elements, (inner) => this.#itemAt(inner, position));
        return entity.elements;
      case "tuple":
        return this.#narrow(entity.items.flat());
      case "mapping":
        return position === 1 ? entity.values : NOTHING;
      case "generator": {
        const of = this.entities.get(entity.of);
        if (of.e !== "function") return NOTHING;
        const yields = this.functionFacts(of.module, of.fn).yields;
        const ids = this.#narrow(yields.flatMap((value) => this.evaluate(of.module, value, of.env)));
        return position === undefined ? ids : this.#flatMap(ids, (inner) => this.#itemAt(inner, position));
      }
      case "external-instance": {
        if (entity.model !== undefined) return this.#rowOf(entity.model);
        const iterates = this.knowledge.classTrait(entity.path, "iterates");
        if (iterates !== undefined) return [this.instanceOf(iterates)];
        return NOTHING;
      }
      case "instance": {
        if (entity.model !== undefined) return this.#rowOf(entity.model);
        const field = position === undefined ? NOTHING : this.#fieldAt(entity, position);
        if (field.length > 0) return field;
        const later = this.classMember(entity.module, entity.cls, "__anext__", id, false);
        if (later.length > 0)
          return this.#flatMap(later, (method) =>
            this.#flatMap(this.applied(method, []), (step) => this.awaited(step)),
          );
        const iterator = this.classMember(entity.module, entity.cls, "__iter__", id, false);
        const stepped = (of: Extract<Entity, { e: "instance" }>, self: EntityId) => {
          const next = this.classMember(of.module, of.cls, "__next__", self, false);
          const steps = this.#flatMap(next, (method) => this.applied(method, []));
          return position === undefined ? steps : this.#flatMap(steps, (inner) => this.#itemAt(inner, position));
        };
        return this.#flatMap(iterator, (method) => {
          const iterators = this.applied(method, []);
          // `return self` of a class that is known no better gives an instance of it.
          if (iterators.length === 0) return stepped(entity, id);
          return this.#flatMap(iterators, (made) => {
            const known = this.entities.get(made);
            return known.e === "instance" ? stepped(known, made) : this.element(made, position);
          });
        });
      }
      default:
        return NOTHING;
    }
  }

  /** A field of a named tuple, in the order in which its class declares them. */
  #fieldAt(
    { module, cls }: { readonly module: ModuleId; readonly cls: ClassId },
    position: number,
  ): readonly EntityId[] {
    if (!this.externalBases(module, cls).some((base) => /^typing(_extensions)?\.NamedTuple$/.test(base)))
      return NOTHING;
    const { values } = this.facts[module];
    const fields = Object.values(this.classFacts(module, cls).members).flatMap((members) => {
      const [known] = members.map((value) => values[value]);
      return known?.k === "declared" ? [known.annotation] : [];
    });
    return fields[position] === undefined ? NOTHING : this.declaredInstances(module, fields[position], EMPTY_ENV);
  }

  #itemAt(id: EntityId, position: number): readonly EntityId[] {
    const entity = this.entities.get(id);
    if (entity.e === "instance") return this.#fieldAt(entity, position);
    if (entity.e === "tuple") return entity.items[position] ?? NOTHING;
    if (entity.e === "iterable") return entity.items?.[position] ?? entity.elements;
    return NOTHING;
  }

  #item(id: EntityId, module: ModuleId, index: ValueId): readonly EntityId[] {
    const entity = this.entities.get(id);
    const key = this.facts[module].values[index];
    const isSlice = key.k === "literal" && key.type === "slice";
    const literal = key.k === "literal" && !isSlice ? key.value : undefined;
    if (isSlice && (entity.e === "tuple" || entity.e === "iterable")) {
      const elements = this.#narrow(entity.e === "tuple" ? entity.items.flat() : entity.elements);
      return [this.entities.id({ e: "iterable", type: "list", elements })];
    }
    switch (entity.e) {
      case "tuple":
        return typeof literal === "number" && literal >= 0
          ? (entity.items[literal] ?? NOTHING)
          : this.#narrow(entity.items.flat());
      case "iterable": {
        const at =
          typeof literal !== "number" ? undefined : literal < 0 ? (entity.items?.length ?? 0) + literal : literal;
        return (at === undefined ? undefined : entity.items?.[at]) ?? entity.elements;
      }
      case "mapping":
        return literal === undefined ? entity.values : (entity.byKey?.get(String(literal)) ?? entity.values);
      case "instance": {
        if (entity.model !== undefined) return typeof literal === "number" ? this.#rowOf(entity.model) : [id];
        if (typeof literal === "number") {
          const field = this.#fieldAt(entity, literal);
          if (field.length > 0) return field;
        }
        const method = this.classMember(entity.module, entity.cls, "__getitem__", id, false);
        const found = this.#flatMap(method, (inner) => this.applied(inner, []));
        if (found.length > 0) return found;
        // A subclass of dict that says what a key without an entry gives.
        const missing = this.classMember(entity.module, entity.cls, "__missing__", id, false);
        return this.#flatMap(missing, (inner) => this.applied(inner, []));
      }
      case "class":
        return [id];
      case "external-instance": {
        // `orders[:10]` is a query set again.
        if (entity.model !== undefined) return typeof literal === "number" ? this.#rowOf(entity.model) : [id];
        const typed = this.#typedKey(module, index);
        if (typed.length > 0) return typed;
        const name = this.#keyOf(module, index);
        const stored = name === undefined ? NOTHING : this.#storedOn(entity.path, name);
        if (stored.length > 0) return stored;
        const subscripts = this.knowledge.classTrait(entity.path, "subscripts");
        if (subscripts !== undefined) return [this.instanceOf(subscripts)];
        return NOTHING;
      }
      default:
        return NOTHING;
    }
  }

  /** aiohttp's `AppKey("name", Type)` carries the type of what is stored under it. */
  #typedKey(module: ModuleId, index: ValueId): readonly EntityId[] {
    const known = this.facts[module].values[index];
    if (known.k === "name") {
      const bindings = this.facts[module].functions[known.fn].bindings[known.name];
      return bindings?.length === 1 ? this.#typedKey(module, bindings[0]) : NOTHING;
    }
    if (known.k === "import" && known.name !== undefined) {
      const target = this.modules.resolve(module, known.module, known.level);
      const bindings = typeof target === "number" ? this.facts[target].functions[0].bindings[known.name] : undefined;
      return bindings?.length === 1 && typeof target === "number" ? this.#typedKey(target, bindings[0]) : NOTHING;
    }
    if (known.k !== "call") return NOTHING;
    const call = this.facts[module].calls[known.call];
    const isKey = this.evaluate(module, call.callee).some((id) => /\bAppKey$/.test(this.pathOf(id)));
    return isKey && call.args[1] !== undefined
      ? this.declaredInstances(module, call.args[1].value, EMPTY_ENV)
      : NOTHING;
  }

  #entered(id: EntityId, isAsync: boolean): readonly EntityId[] {
    const entity = this.entities.get(id);
    switch (entity.e) {
      case "context-manager": {
        const of = this.entities.get(entity.of);
        if (of.e !== "function") return NOTHING;
        const yields = this.functionFacts(of.module, of.fn).yields;
        return this.#narrow(yields.flatMap((value) => this.evaluate(of.module, value, of.env)));
      }
      case "instance": {
        const method = this.classMember(entity.module, entity.cls, isAsync ? "__aenter__" : "__enter__", id, false);
        const results = this.#flatMap(method, (inner) => this.applied(inner, []));
        const given = isAsync ? this.#flatMap(results, (inner) => this.awaited(inner)) : results;
        return given.length > 0 ? given : method.length === 0 ? [id] : this.#selfReturning(method, id);
      }
      case "coroutine":
        // `async with session.get(…)`: the awaitable is also a context manager for what it gives.
        return this.#flatMap(entity.results, (inner) => this.#entered(inner, isAsync));
      case "external-instance": {
        const enter = this.knowledge.classTrait(entity.path, isAsync ? "asyncEnter" : "enter");
        return [enter === undefined ? id : this.instanceOf(enter)];
      }
      default:
        return NOTHING;
    }
  }

  #selfReturning(methods: readonly EntityId[], self: EntityId): readonly EntityId[] {
    const known = methods.some((id) => this.entities.get(id).e === "bound");
    return known ? [self] : NOTHING;
  }

  #collection(module: ModuleId, id: ValueId, value: Extract<Value, { k: "collection" }>, env: EnvId): EntityId {
    const items = value.items.map((item) => this.evaluate(module, item, env));
    if (value.type === "tuple") return this.entities.id({ e: "tuple", items });
    const contents = this.#contents.get(`${module}:v${id}`);
    const all = this.#narrow([...items.flat(), ...(contents === undefined ? [] : this.#put(module, contents))]);
    if (value.type === "set") return this.entities.id({ e: "iterable", type: value.type, elements: all });
    const added = (key: string) => contents?.byKey.get(key)?.flatMap((one) => this.evaluate(module, one)) ?? [];
    // What is put in under a key that is not known, or from another container, may be under any.
    const open = contents === undefined ? [] : this.#put(module, { ...contents, byKey: new Map() });
    if (value.type === "list") {
      const values = this.facts[module].values;
      const isFixed = contents?.shifts !== true && value.items.every((item) => values[item].k !== "element");
      if (!isFixed || all.length < 2) return this.entities.id({ e: "iterable", type: value.type, elements: all });
      const places = items.map((ids, index) =>
        this.#narrow([...ids, ...added(String(index)), ...added(String(index - items.length)), ...open]),
      );
      return this.entities.id({ e: "iterable", type: value.type, elements: all, items: places });
    }
    const byKey = new Map<string, readonly EntityId[]>();
    value.keys?.forEach((key, index) => {
      const known = literalKey(this.facts[module], key);
      if (known !== undefined) byKey.set(known, this.#narrow([...items[index], ...added(known), ...open]));
    });
    for (const key of contents?.byKey.keys() ?? [])
      if (!byKey.has(key)) byKey.set(key, this.#narrow([...added(key), ...open]));
    return this.entities.id(byKey.size > 0 ? { e: "mapping", values: all, byKey } : { e: "mapping", values: all });
  }

  #binary(module: ModuleId, op: string, left: ValueId, right: ValueId, env: EnvId): readonly EntityId[] {
    const ids = this.evaluate(module, left, env);
    const result = this.#flatMap(ids, (id) => {
      const entity = this.entities.get(id);
      if (entity.e === "external-instance") {
        if (op === "/" && entity.path.startsWith("pathlib.")) return [id];
        if (op === "%" && entity.path === "builtins.str") return [id];
        if (op === "+" || op === "*") return [id];
        return NOTHING;
      }
      if (entity.e === "iterable") {
        if (op !== "+" && op !== "|") return [id];
        const others = this.#flatMap(this.evaluate(module, right, env), (other) => this.element(other));
        return [
          this.entities.id({
            e: "iterable",
            type: entity.type,
            elements: this.#narrow([...entity.elements, ...others]),
          }),
        ];
      }
      if (entity.e === "instance") {
        const name = OPERATOR_METHODS.get(op);
        if (name === undefined) return NOTHING;
        const method = this.classMember(entity.module, entity.cls, name, id, false);
        return this.#flatMap(method, (inner) => this.applied(inner, []));
      }
      return NOTHING;
    });
    if (result.length > 0) return result;
    return op === "/"
      ? this.evaluate(module, right, env).filter((id) => {
          const entity = this.entities.get(id);
          return entity.e === "external-instance" && entity.path.startsWith("pathlib.");
        })
      : NOTHING;
  }

  // ---- constants ---------------------------------------------------------------------------------------------------

  /** The integer that a value always is; undefined where it is not one known number. */
  constant(module: ModuleId, value: ValueId, depth = 0): number | undefined {
    if (depth > 12) return undefined;
    const known = this.facts[module].values[value];
    switch (known.k) {
      case "literal":
        return typeof known.value === "number" && (known.type === "int" || known.type === "float")
          ? known.value
          : undefined;
      case "name": {
        const bindings = this.facts[module].functions[known.fn].bindings[known.name];
        return bindings?.length === 1 ? this.constant(module, bindings[0], depth + 1) : undefined;
      }
      case "declared":
        return this.constant(module, known.value, depth + 1);
      case "import": {
        if (known.name === undefined) return undefined;
        const target = this.modules.resolve(module, known.module, known.level);
        if (typeof target !== "number") return undefined;
        const bindings = this.facts[target].functions[0].bindings[known.name];
        return bindings?.length === 1 ? this.constant(target, bindings[0], depth + 1) : undefined;
      }
      case "binary": {
        const left = this.constant(module, known.left, depth + 1);
        const right = this.constant(module, known.right, depth + 1);
        return left === undefined || right === undefined ? undefined : compute(known.op, left, right);
      }
      default:
        return undefined;
    }
  }
}

/** True for annotations such as `typing.BinaryIO`, which files, sockets and buffers in memory satisfy alike: they say nothing of waiting. */
function isFileLike(facts: ModuleFacts, annotation: ValueId): boolean {
  const value = facts.values[annotation];
  const isName = (module: string, name: string) =>
    (module === "typing" && /^(IO|BinaryIO|TextIO)$/.test(name)) || (module === "io" && /Base$/.test(name));
  switch (value.k) {
    case "item":
      return isFileLike(facts, value.of);
    case "import":
      return isName(value.module, value.name ?? "");
    case "attr": {
      const of = facts.values[value.of];
      return of.k === "import" && isName(of.module, value.name);
    }
    default:
      return false;
  }
}

function compute(op: string, left: number, right: number): number | undefined {
  switch (op) {
    case "+":
      return left + right;
    case "-":
      return left - right;
    case "*":
      return left * right;
    case "//":
      return right === 0 ? undefined : Math.floor(left / right);
    case "**":
      return right >= 0 && right < 64 ? left ** right : undefined;
    case "<<":
      return right >= 0 && right < 52 ? left * 2 ** right : undefined;
    default:
      return undefined;
  }
}

/** The argument of a call that a parameter receives, as a value of the calling module. */
export function argumentFor(
  args: readonly ArgumentFacts[],
  name: string,
  kind: string,
  position: number,
): ValueId | undefined {
  for (const argument of args) if (argument.keyword === name && argument.star === undefined) return argument.value;
  if (kind !== "positional" || position < 0) return undefined;
  let at = 0;
  for (const argument of args) {
    if (argument.star !== undefined) return undefined;
    if (argument.keyword !== undefined) continue;
    if (at === position) return argument.value;
    at++;
  }
  return undefined;
}

/** The argument at a place that a table names. */
export function argumentAt(args: readonly ArgumentFacts[], place: ArgumentPlace): ValueId | undefined {
  return argumentFor(
    args,
    place.keyword ?? "",
    place.index === undefined ? "keyword" : "positional",
    place.index ?? -1,
  );
}

const OPERATOR_METHODS: ReadonlyMap<string, string> = new Map([
  ["+", "__add__"],
  ["-", "__sub__"],
  ["*", "__mul__"],
  ["/", "__truediv__"],
  ["//", "__floordiv__"],
  ["%", "__mod__"],
  ["@", "__matmul__"],
  ["|", "__or__"],
  ["&", "__and__"],
  ["^", "__xor__"],
  [">>", "__rshift__"],
  ["<<", "__lshift__"],
  ["**", "__pow__"],
]);

export function operatorMethod(op: string): string | undefined {
  return OPERATOR_METHODS.get(op);
}

/** Type names of containers, and how their type arguments are to be read. */
const CONTAINER_TYPES: ReadonlyMap<string, "list" | "tuple" | "mapping"> = new Map([
  ["list", "list"],
  ["List", "list"],
  ["set", "list"],
  ["Set", "list"],
  ["frozenset", "list"],
  ["FrozenSet", "list"],
  ["Sequence", "list"],
  ["MutableSequence", "list"],
  ["Collection", "list"],
  ["Iterable", "list"],
  ["Iterator", "list"],
  ["Generator", "list"],
  ["AsyncIterator", "list"],
  ["AsyncIterable", "list"],
  ["AsyncGenerator", "list"],
  ["deque", "list"],
  ["Deque", "list"],
  ["tuple", "tuple"],
  ["Tuple", "tuple"],
  ["dict", "mapping"],
  ["Dict", "mapping"],
  ["Mapping", "mapping"],
  ["MutableMapping", "mapping"],
  ["defaultdict", "mapping"],
  ["DefaultDict", "mapping"],
  ["OrderedDict", "mapping"],
]);
