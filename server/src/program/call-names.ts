import { type CallFacts, CallFlag, type ClassId, type FunctionId, NONE, type ValueId } from "../semantics/facts.ts";
import { EMPTY_ENV, type EntityId, type EnvId } from "./entities.ts";
import { argumentAt, functionKey, operatorMethod, WRAPS_DECORATOR } from "./evaluate.ts";
import { viewOf } from "./module-view.ts";
import type { ModuleId } from "./modules.ts";
import type { Program } from "./program.ts";

/** Who calls whom, by dotted names; every name that occurs is a key. Both levels are sorted. */
export type NamedCallGraph = ReadonlyMap<string, readonly string[]>;

export interface CallNamesOptions {
  /** Modules whose functions are told with what they call; functions of others appear where they are called. */
  readonly modules: readonly ModuleId[];
  readonly moduleName: (module: ModuleId) => string;
}

/**
 * The call graph by names: what each function calls, whether it is written as a call or not (decorators, `with`, iteration, operators,
 * properties, `raise` of a class). It differs from the graph that effects flow over in that generators count as called where they are made,
 * that functions which somebody calls are only seen as they are called, and that libraries are told by the names they were imported by.
 */
export function callNames(program: Program, options: CallNamesOptions): NamedCallGraph {
  return new CallNames(program, options).result();
}

/** The dotted name that a file's module has for code in a folder: packages by their own name, the folder's own as `__init__`. */
export function moduleName(file: string, folder: string): string {
  const inside = folder !== "" && file.startsWith(`${folder}/`) ? file.slice(folder.length + 1) : file;
  const parts = inside.replace(/\.(pyi?|pyw)$/, "").split("/");
  if (parts.length > 1 && parts.at(-1) === "__init__") parts.pop();
  return parts.join(".");
}

/** Modules of the workspace that importing a module runs, or that it names in an import. */
export function importedModules(program: Program, module: ModuleId): readonly ModuleId[] {
  const { modules } = program;
  const found = new Set<ModuleId>();
  for (const { module: dotted, level, name } of program.facts(module).imports) {
    const parts = dotted.split(".");
    // Importing `a.b.c` runs `a` and `a.b`, too.
    for (let end = 1; end <= parts.length; end++) {
      const target = modules.resolve(module, parts.slice(0, end).join("."), level);
      if (typeof target === "number") found.add(target);
      if (target === undefined || end < parts.length || name === undefined || name === "*") continue;
      const inner = modules.submodule(typeof target === "number" ? modules.folder(target) : target.folder, name);
      const isPackage = typeof target !== "number" || modules.isPackage(target);
      if (typeof inner === "number" && isPackage) found.add(inner);
    }
  }
  found.delete(module);
  return [...found];
}

/** A function under what is known of its function-valued arguments. */
interface Visit {
  readonly module: ModuleId;
  readonly fn: FunctionId;
  readonly env: EnvId;
}

/** Where a call stands, and what it passes on. */
interface From extends Visit {
  readonly caller: string;
}

/** Functions are told apart by their arguments this many times, on average; beyond, they are seen without. */
const MAX_VISITS_PER_FUNCTION = 6;
const MAX_NESTED_CALLS = 12;

class CallNames {
  readonly #program: Program;
  readonly #options: CallNamesOptions;
  readonly #edges = new Map<string, Set<string>>();
  readonly #queue: Visit[] = [];
  readonly #seen = new Set<string>();
  readonly #reached = new Set<number>();
  readonly #names: readonly (readonly string[])[];
  readonly #limit: number;
  #subclasses: ReadonlyMap<number, readonly { module: ModuleId; cls: ClassId }[]> | undefined;

  constructor(program: Program, options: CallNamesOptions) {
    this.#program = program;
    this.#options = options;
    this.#names = program.evaluator.facts.map((_, module) => this.#functionNames(module));
    this.#limit = 1_000 + MAX_VISITS_PER_FUNCTION * this.#names.reduce((sum, names) => sum + names.length, 0);
  }

  result(): NamedCallGraph {
    const { modules } = this.#options;
    for (const module of modules) {
      for (const name of this.#names[module]) this.#node(name);
      this.#visit({ module, fn: 0, env: EMPTY_ENV });
    }
    this.#work();
    // What nothing calls is an entry point, or called from where this cannot look.
    for (const module of modules) {
      for (const { id } of this.#program.facts(module).functions) {
        if (this.#reached.has(functionKey(module, id))) continue;
        this.#visit({ module, fn: id, env: EMPTY_ENV });
        this.#work();
      }
    }
    const names = [...this.#edges.keys()].sort();
    return new Map(names.map((name) => [name, [...this.#edges.get(name)!].sort()]));
  }

  /** Lambdas are numbered in the function or class that they stand in. */
  #functionNames(module: ModuleId): readonly string[] {
    const facts = this.#program.facts(module);
    const own = this.#options.moduleName(module);
    const lambdas = new Map<string, number>();
    const names: string[] = [];
    for (const fn of facts.functions) {
      if (fn.id === 0) names.push(own);
      else if (fn.isLambda) {
        const cls = facts.classes.findLast((one) => one.fn === fn.parent && one.start <= fn.start && fn.end <= one.end);
        const around = cls === undefined ? (names[fn.parent] ?? own) : `${own}.${cls.qualifiedName}`;
        const number = (lambdas.get(around) ?? 0) + 1;
        lambdas.set(around, number);
        names.push(`${around}.<lambda${number}>`);
      } else names.push(`${own}.${fn.qualifiedName}`);
    }
    return names;
  }

  #node(name: string): Set<string> {
    const known = this.#edges.get(name);
    if (known !== undefined) return known;
    const made = new Set<string>();
    this.#edges.set(name, made);
    return made;
  }

  #edge(from: From, to: string): void {
    this.#node(from.caller).add(to);
    this.#node(to);
  }

  #visit(visit: Visit): void {
    const env = this.#seen.size < this.#limit ? visit.env : EMPTY_ENV;
    const key = `${visit.module}.${visit.fn}.${env}`;
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    this.#reached.add(functionKey(visit.module, visit.fn));
    this.#queue.push({ ...visit, env });
  }

  #work(): void {
    const told = new Set(this.#options.modules);
    for (let next = this.#queue.pop(); next !== undefined; next = this.#queue.pop()) {
      if (told.has(next.module)) this.#body(next);
    }
  }

  #body(visit: Visit): void {
    const { evaluator } = this.#program;
    const facts = evaluator.facts[visit.module];
    const view = viewOf(facts);
    const from: From = { ...visit, caller: this.#names[visit.module][visit.fn] };
    for (const call of view.calls[visit.fn]) {
      if ((call.flags & CallFlag.typeOnly) !== 0) continue;
      const ids = evaluator.evaluate(visit.module, call.callee, visit.env);
      for (const id of ids) this.#call(from, id, call, 0);
      if (ids.length === 0) for (const name of this.#importedNames(visit.module, call.callee)) this.#edge(from, name);
    }
    for (const implicit of view.implicitCalls[visit.fn]) {
      if ((implicit.flags & CallFlag.typeOnly) !== 0) continue;
      if (implicit.kind === "super") this.#edge(from, "<builtin>.super");
      for (const id of evaluator.evaluate(visit.module, implicit.of, visit.env)) {
        switch (implicit.kind) {
          case "attribute":
            this.#property(from, id, implicit.name);
            break;
          case "enter":
            this.#entered(from, id, ["__enter__", "__exit__"]);
            break;
          case "async-enter":
            this.#entered(from, id, ["__aenter__", "__aexit__"]);
            break;
          case "iterate":
            this.#iterated(from, id);
            break;
          case "async-iterate":
            for (const name of ["__aiter__", "__anext__"]) this.#method(from, id, name);
            break;
          case "store-attribute":
            this.#setter(from, id, implicit.name);
            break;
          case "raise":
            this.#raised(from, id);
            break;
          case "binary":
            this.#method(from, id, operatorMethod(implicit.name.replace(/=$/, "")));
            break;
          default:
            this.#method(from, id, SPECIAL_METHODS.get(implicit.kind) ?? COMPARISONS.get(implicit.name));
        }
      }
    }
    for (const inner of view.inner[visit.fn]) this.#decorated(from, inner);
    for (const cls of facts.classes) {
      if (cls.fn !== visit.fn) continue;
      for (const decorator of cls.decorators) {
        const made = evaluator.entities.id({ e: "class", module: visit.module, cls: cls.id });
        for (const id of evaluator.evaluate(visit.module, decorator.value, visit.env)) this.#applied(from, id, [made]);
      }
    }
  }

  /** Defining a decorated function calls its decorators, the innermost first, each with what the one before it gave. */
  #decorated(from: From, fn: FunctionId): void {
    const { evaluator } = this.#program;
    const { decorators } = evaluator.functionFacts(from.module, fn);
    let current: readonly EntityId[] = [
      evaluator.entities.id({ e: "function", module: from.module, fn, env: from.env }),
    ];
    for (const { value } of decorators.toReversed()) {
      const ids = evaluator.evaluate(from.module, value, from.env);
      const given: EntityId[] = [];
      for (const id of ids) {
        this.#applied(from, id, current);
        given.push(...evaluator.decorate(id, current));
      }
      if (given.length > 0) current = [...new Set(given)];
    }
  }

  /** Calls a decorator with what it decorates. */
  #applied(from: From, decorator: EntityId, decorated: readonly EntityId[]): void {
    const { evaluator } = this.#program;
    const entity = evaluator.entity(decorator);
    // `@staticmethod` and its like declare something; nobody thinks of them as calls.
    if (entity.e === "external" && entity.path.startsWith("builtins.")) return;
    const callee = evaluator.decoratorCall(decorator, decorated);
    if (callee === undefined) this.#call(from, decorator, undefined, 0);
    else this.#run(from, callee);
  }

  /** @param call undefined where the arguments are not written at the place */
  #call(from: From, id: EntityId, call: CallFacts | undefined, depth: number): void {
    const { evaluator } = this.#program;
    const entity = evaluator.entity(id);
    if (depth > MAX_NESTED_CALLS) return;
    switch (entity.e) {
      case "function":
      case "bound": {
        const callee = evaluator.calleeOf(id, call?.args ?? [], from.module, from.env);
        if (callee === undefined) return;
        this.#run(from, callee);
        if (entity.e === "bound" && call !== undefined) this.#overrides(from, entity.self, callee, call.callee);
        return;
      }
      case "class":
        this.#construct(from, entity.module, entity.cls, call, depth);
        return;
      case "instance":
        for (const method of evaluator.classMember(entity.module, entity.cls, "__call__", id, false))
          this.#call(from, method, call, depth + 1);
        return;
      case "partial":
        for (const inner of entity.of) this.#call(from, inner, undefined, depth + 1);
        return;
      case "wrapped":
        for (const inner of entity.of) this.#call(from, inner, call, depth + 1);
        return;
      case "external": {
        // What `functools.wraps(f)` gives is nothing that anybody names.
        if (entity.path === WRAPS_DECORATOR) return;
        this.#edge(from, this.#libraryName(from.module, entity.path, call));
        if (call !== undefined) this.#libraryCallsBack(from, entity.path, call);
        return;
      }
      default:
        return;
    }
  }

  #run(from: From, callee: Visit): void {
    this.#edge(from, this.#names[callee.module][callee.fn]);
    this.#visit(callee);
  }

  /** A receiver that is only known by its declared type may be of a subclass; `self` is what the method was called on. */
  #overrides(from: From, self: EntityId, callee: Visit, calleeValue: ValueId): void {
    const { evaluator } = this.#program;
    const receiver = evaluator.entity(self);
    if (receiver.e !== "instance" || receiver.exact) return;
    const value = evaluator.facts[from.module].values[calleeValue];
    if (value.k !== "attr") return;
    const of = evaluator.facts[from.module].values[value.of];
    if (of.k === "param" && of.index === 0 && evaluator.functionFacts(from.module, of.fn).cls !== NONE) return;
    for (const override of this.#methodsBelow(receiver, value.name)) {
      if (override.module !== callee.module || override.fn !== callee.fn) this.#run(from, override);
    }
  }

  /** Methods of a name that subclasses of a class define. */
  #methodsBelow(above: { readonly module: ModuleId; readonly cls: ClassId }, name: string): readonly Visit[] {
    const { evaluator } = this.#program;
    this.#subclasses ??= this.#findSubclasses();
    const found: Visit[] = [];
    for (const { module, cls } of this.#subclasses.get(functionKey(above.module, above.cls)) ?? []) {
      for (const value of evaluator.classFacts(module, cls).members[name] ?? []) {
        const known = evaluator.facts[module].values[value];
        if (known.k === "function") found.push({ module, fn: known.id, env: EMPTY_ENV });
      }
    }
    return found;
  }

  #findSubclasses(): Map<number, { module: ModuleId; cls: ClassId }[]> {
    const { evaluator } = this.#program;
    const subclasses = new Map<number, { module: ModuleId; cls: ClassId }[]>();
    evaluator.facts.forEach((facts, module) => {
      for (const cls of facts.classes) {
        for (const base of evaluator.linearised(module, cls.id).slice(1)) {
          const key = functionKey(base.module, base.cls);
          const known = subclasses.get(key);
          if (known === undefined) subclasses.set(key, [{ module, cls: cls.id }]);
          else known.push({ module, cls: cls.id });
        }
      }
    });
    return subclasses;
  }

  #construct(from: From, module: ModuleId, cls: ClassId, call: CallFacts | undefined, depth: number): void {
    const { evaluator } = this.#program;
    const self = evaluator.entities.id({ e: "instance", module, cls, exact: true });
    for (const name of ["__new__", "__init__", "__post_init__"]) {
      for (const method of evaluator.classMember(module, cls, name, self, false)) {
        const { e } = evaluator.entity(method);
        if (e === "function" || e === "bound") this.#call(from, method, call, depth + 1);
      }
    }
  }

  /** Functions given to a library's function that calls them: `map(f, …)`, `sorted(…, key=f)`. */
  #libraryCallsBack(from: From, path: string, call: CallFacts): void {
    const { evaluator } = this.#program;
    const { callsBack } = evaluator.knowledge.callable(path) ?? {};
    const value = callsBack === undefined ? undefined : argumentAt(call.args, callsBack);
    if (value !== undefined)
      for (const id of evaluator.evaluate(from.module, value, from.env)) this.#call(from, id, undefined, 1);
    const name = path.startsWith("builtins.") ? path.slice("builtins.".length) : "";
    const protocol = PROTOCOLS.get(name);
    if (protocol === undefined && !CONSUMERS.has(name)) return;
    for (const argument of call.args) {
      if (argument.keyword !== undefined) continue;
      for (const id of evaluator.evaluate(from.module, argument.value, from.env)) {
        if (protocol === undefined) this.#iterated(from, id);
        else this.#method(from, id, protocol);
      }
      // Protocols concern the first argument alone: `getattr`-like further ones are fallbacks and options.
      if (protocol !== undefined) return;
    }
  }

  // ---- calls that are not written as calls -------------------------------------------------------------------------

  #method(from: From, id: EntityId, name: string | undefined): void {
    const { evaluator } = this.#program;
    const entity = evaluator.entity(id);
    if (name === undefined || entity.e !== "instance") return;
    for (const method of evaluator.classMember(entity.module, entity.cls, name, id, false)) {
      const { e } = evaluator.entity(method);
      if (e === "bound" || e === "function") this.#call(from, method, undefined, 1);
    }
  }

  #property(from: From, id: EntityId, name: string): void {
    const { evaluator } = this.#program;
    const entity = evaluator.entity(id);
    if (entity.e !== "instance") return;
    for (const { module, cls } of evaluator.linearised(entity.module, entity.cls)) {
      const members = evaluator.classFacts(module, cls).members[name];
      if (members === undefined) continue;
      for (const value of members) {
        const known = evaluator.facts[module].values[value];
        if (known.k !== "function" || !evaluator.traits(module, known.id).isProperty) continue;
        // A setter has a second parameter; a load runs the getter.
        if (evaluator.functionFacts(module, known.id).params.length !== 1) continue;
        const fn = evaluator.entities.id({ e: "function", module, fn: known.id, env: EMPTY_ENV });
        this.#call(from, evaluator.entities.id({ e: "bound", of: fn, self: id }), undefined, 1);
      }
      return;
    }
  }

  /** Giving a value to a property runs its setter. */
  #setter(from: From, id: EntityId, name: string): void {
    const { evaluator } = this.#program;
    const entity = evaluator.entity(id);
    if (entity.e !== "instance") return;
    for (const { module, cls } of evaluator.linearised(entity.module, entity.cls)) {
      const members = evaluator.classFacts(module, cls).members[name];
      if (members === undefined) continue;
      const values = evaluator.facts[module].values;
      const functions = members.map((value) => values[value]).filter((value) => value.k === "function");
      if (!functions.some((value) => evaluator.traits(module, value.id).isProperty)) return;
      for (const { id: fn } of functions)
        if (evaluator.functionFacts(module, fn).params.length === 2) this.#run(from, { module, fn, env: EMPTY_ENV });
      return;
    }
  }

  /** Raising a class makes an instance of it. */
  #raised(from: From, id: EntityId): void {
    if (this.#program.evaluator.entity(id).e === "class") this.#call(from, id, undefined, 1);
  }

  #entered(from: From, id: EntityId, names: readonly string[]): void {
    for (const name of names) this.#method(from, id, name);
  }

  /** Going through an object asks it for an iterator, and that for its elements. */
  #iterated(from: From, id: EntityId): void {
    const { evaluator } = this.#program;
    const entity = evaluator.entity(id);
    if (entity.e !== "instance") return;
    const iterators = evaluator.classMember(entity.module, entity.cls, "__iter__", id, false);
    this.#method(from, id, "__iter__");
    if (iterators.length === 0) {
      this.#method(from, id, "__getitem__");
      return;
    }
    const made = new Set(iterators.flatMap((method) => evaluator.applied(method, [])));
    for (const iterator of made.size === 0 ? [id] : made) this.#method(from, iterator, "__next__");
  }

  // ---- names of what is outside the workspace ----------------------------------------------------------------------

  /** A library's path by the names that the code uses, where they lead to it; `<builtin>` stands for the module that nobody imports. */
  #libraryName(module: ModuleId, path: string, call: CallFacts | undefined): string {
    const { knowledge } = this.#program.evaluator;
    const names = call === undefined ? [] : this.#importedNames(module, call.callee);
    const written = names.find((name) => knowledge.canonical(name) === path) ?? path;
    return written.startsWith("builtins.") ? `<builtin>${written.slice("builtins".length)}` : written;
  }

  /** Dotted names that a value is reached by from imports of what is not in the workspace. */
  #importedNames(module: ModuleId, value: ValueId, depth = 0): readonly string[] {
    const { evaluator, modules } = this.#program;
    if (depth > 8) return [];
    const facts = evaluator.facts[module];
    const known = facts.values[value];
    switch (known.k) {
      case "import": {
        if (known.level > 0) return [];
        const target = modules.resolve(module, known.module, 0);
        if (target === undefined) return [known.name === undefined ? known.module : `${known.module}.${known.name}`];
        const bindings =
          typeof target === "number" && known.name !== undefined
            ? evaluator.facts[target].functions[0].bindings[known.name]
            : undefined;
        return (bindings ?? []).flatMap((one) => this.#importedNames(target as ModuleId, one, depth + 1));
      }
      case "attr":
        return this.#importedNames(module, known.of, depth + 1).map((name) => `${name}.${known.name}`);
      case "name": {
        const bindings = facts.functions[known.fn].bindings[known.name] ?? [];
        return bindings.flatMap((one) => this.#importedNames(module, one, depth + 1));
      }
      case "call":
        // An object of a library's class has the class's methods.
        return this.#importedNames(module, facts.calls[known.call].callee, depth + 1).filter((name) =>
          /(^|\.)[A-Z]\w*[a-z]\w*$/.test(name),
        );
      case "union":
        return known.of.flatMap((one) => this.#importedNames(module, one, depth + 1));
      case "declared":
        return this.#importedNames(module, known.value, depth + 1);
      default:
        return [];
    }
  }
}

/** What built-in functions call on their first argument. */
const PROTOCOLS: ReadonlyMap<string, string> = new Map([
  ["next", "__next__"],
  ["iter", "__iter__"],
  ["len", "__len__"],
  ["str", "__str__"],
  ["repr", "__repr__"],
  ["hash", "__hash__"],
  ["abs", "__abs__"],
  ["bool", "__bool__"],
  ["int", "__int__"],
  ["float", "__float__"],
  ["reversed", "__reversed__"],
]);

/** Built-in functions that go through their arguments. */
const CONSUMERS: ReadonlySet<string> = new Set(
  "all any dict enumerate filter frozenset list map max min set sorted sum tuple zip".split(" "),
);

const SPECIAL_METHODS: ReadonlyMap<string, string> = new Map([
  ["contains", "__contains__"],
  ["subscript", "__getitem__"],
  ["store-item", "__setitem__"],
  ["delete", "__delitem__"],
]);

const COMPARISONS: ReadonlyMap<string, string> = new Map([
  ["==", "__eq__"],
  ["!=", "__ne__"],
  ["<", "__lt__"],
  ["<=", "__le__"],
  [">", "__gt__"],
  [">=", "__ge__"],
]);
