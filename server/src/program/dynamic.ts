import {
  type CallFacts,
  CallFlag,
  type ClassFacts,
  type ConditionFacts,
  type FunctionFacts,
  NONE,
  type ValueId,
} from "../semantics/facts.ts";
import { EMPTY_ENV } from "./entities.ts";
import type { Evaluator } from "./evaluate.ts";
import type { CallGraph, Edge, FunctionNode, NodeId } from "./graph.ts";
import { ImportedPlaces } from "./imported-places.ts";
import type { ModuleId } from "./modules.ts";
import { hasWrittenKeys, knownTexts } from "./texts.ts";

/**
 * What keeps a static reader from following a program.
 *
 * - `code`: text that is run as code; `import`: a module that the program does not name
 * - `attribute`: an attribute whose name is computed; `interception`: a method that answers for attributes that nobody wrote down
 * - `namespace`: a write into the dictionary behind an object or a module
 * - `patch`: another module's or class's attribute is replaced
 * - `metaclass`, `subclass-hook`, `descriptor`: code that decides what a class is, or what its attributes do
 */
export type DynamicKind =
  | "code"
  | "import"
  | "attribute"
  | "interception"
  | "namespace"
  | "patch"
  | "metaclass"
  | "subclass-hook"
  | "descriptor";

/** One place with such a construct. */
export interface DynamicUse {
  readonly kind: DynamicKind;
  /** Function whose running meets it; for classes, the one whose body they stand in. */
  readonly fn: number;
  readonly start: number;
  readonly end: number;
  /** The construct as a reader would call it: `getattr`, `json.dumps`, `Registry`. */
  readonly name: string;
}

/** A call chain from a function to a dynamic construct. */
export interface DynamicProof {
  readonly use: DynamicUse;
  readonly module: ModuleId;
  /** Calls on the way, outermost first; empty where the function has the construct itself. */
  readonly steps: readonly { readonly node: NodeId; readonly edge: Edge }[];
}

/** The effect `dynamic`: where constructs stand that no static reader can follow, and which functions reach them. */
export class DynamicEffect {
  readonly #evaluator: Evaluator;
  readonly #graph: CallGraph;
  readonly #imported: ImportedPlaces;
  readonly #uses = new Map<ModuleId, readonly DynamicUse[]>();
  /** For each function that reaches a construct: the edge of its shortest chain, or the construct of its own. */
  #nearest: ReadonlyMap<NodeId, Edge | DynamicUse> | undefined;

  constructor(evaluator: Evaluator, graph: CallGraph) {
    this.#evaluator = evaluator;
    this.#graph = graph;
    this.#imported = new ImportedPlaces(evaluator);
  }

  /** All constructs of a module, in source order. */
  usesOf(module: ModuleId): readonly DynamicUse[] {
    const known = this.#uses.get(module);
    if (known !== undefined) return known;
    const found = [...this.#inCalls(module), ...this.#inWrites(module), ...this.#definitions(module)];
    found.sort((a, b) => a.start - b.start || a.end - b.end);
    this.#uses.set(module, found);
    return found;
  }

  /** Those of a module's constructs that somebody asked for. */
  known(module: ModuleId): readonly DynamicUse[] {
    return this.#uses.get(module) ?? [];
  }

  /** The shortest chain from a function to a construct; undefined where it reaches none. */
  proofOf(node: FunctionNode): DynamicProof | undefined {
    this.#nearest ??= this.#solve();
    const steps: { node: NodeId; edge: Edge }[] = [];
    for (let at = node; ; ) {
      const next = this.#nearest.get(at.id);
      if (next === undefined) return undefined;
      if (!("to" in next)) return { use: next, module: at.module, steps };
      steps.push({ node: at.id, edge: next });
      at = this.#graph.nodes[next.to];
    }
  }

  /** Breadth first from the constructs against the call edges, so that whoever is met first is met by a shortest chain. */
  #solve(): ReadonlyMap<NodeId, Edge | DynamicUse> {
    const nearest = new Map<NodeId, Edge | DynamicUse>();
    const callers = new Map<NodeId, { from: NodeId; edge: Edge }[]>();
    const queue: NodeId[] = [];
    for (const node of this.#graph.nodes) {
      const own = this.usesOf(node.module).find((use) => use.fn === node.fn);
      if (own !== undefined) {
        nearest.set(node.id, own);
        queue.push(node.id);
      }
      for (const edge of node.edges) {
        if (edge.kind !== "sync" && edge.call?.use !== "awaited") continue;
        const known = callers.get(edge.to);
        if (known === undefined) callers.set(edge.to, [{ from: node.id, edge }]);
        else known.push({ from: node.id, edge });
      }
    }
    for (let at = 0; at < queue.length; at++) {
      for (const { from, edge } of callers.get(queue[at]) ?? []) {
        if (nearest.has(from)) continue;
        nearest.set(from, edge);
        queue.push(from);
      }
    }
    return nearest;
  }

  *#inCalls(module: ModuleId): Iterable<DynamicUse> {
    const facts = this.#evaluator.facts[module];
    for (const call of facts.calls) {
      if ((call.flags & CallFlag.typeOnly) !== 0) continue;
      const use = this.#byCallee(module, call) ?? this.#byMethod(module, call);
      if (use !== undefined) yield use;
    }
    // `del self.__dict__[name]`
    for (const implicit of facts.implicitCalls) {
      if (implicit.kind !== "delete" || (implicit.flags & CallFlag.typeOnly) !== 0) continue;
      const name = this.#namespaceName(module, implicit.of);
      if (name !== undefined)
        yield { kind: "namespace", fn: implicit.fn, start: implicit.start, end: implicit.end, name };
    }
  }

  #byCallee(module: ModuleId, call: CallFacts): DynamicUse | undefined {
    const at = { fn: call.fn, start: call.start, end: call.end };
    for (const id of this.#evaluator.evaluate(module, call.callee, EMPTY_ENV)) {
      const entity = this.#evaluator.entity(id);
      if (entity.e !== "external") continue;
      const { path } = entity;
      const name = path.replace(/^builtins\./, "");
      if (CODE_RUNNERS.has(path)) {
        // What the program writes down itself can be read from its source, and written as code.
        const [code] = call.args;
        const isWritten =
          code !== undefined &&
          code.star === undefined &&
          (this.#isKnown(module, code.value) || this.#isCompared(module, call, code.value));
        return isWritten && path !== "builtins.execfile" ? undefined : { kind: "code", ...at, name };
      }
      const imports = MODULE_LOADERS.get(path);
      if (imports !== undefined) {
        const argument = call.args[imports];
        // A loader that is given nothing here is given its module elsewhere.
        if (argument === undefined || this.#isKnown(module, argument.value)) return undefined;
        if (this.#isCompared(module, call, argument.value)) return undefined;
        return { kind: "import", ...at, name };
      }
      if (ATTRIBUTE_FUNCTIONS.has(path)) return this.#byAttributeFunction(module, call, name);
      if (path === "operator.attrgetter" || path === "operator.methodcaller") {
        const names = path === "operator.attrgetter" ? call.args : call.args.slice(0, 1);
        const computed = names.some((one) => one.star !== undefined || !this.#isKnown(module, one.value));
        return computed ? { kind: "attribute", ...at, name } : undefined;
      }
      if (path === "functools.reduce" || path === "builtins.map") {
        const handed = call.args[0] === undefined ? [] : this.#evaluator.pathsOf(module, call.args[0].value);
        const passed = handed.find((one) => ATTRIBUTE_FUNCTIONS.has(one));
        return passed === undefined
          ? undefined
          : { kind: "attribute", ...at, name: `${name}(${passed.replace(/^builtins\./, "")}, …)` };
      }
    }
    return undefined;
  }

  /** `getattr(owner, name)`; with a known name, `setattr` on an import replaces what the import has. */
  #byAttributeFunction(module: ModuleId, call: CallFacts, name: string): DynamicUse | undefined {
    const at = { fn: call.fn, start: call.start, end: call.end };
    const [owner, attribute] = call.args;
    if (owner?.star !== undefined) return { kind: "attribute", ...at, name };
    if (owner === undefined || attribute === undefined) return undefined;
    const texts = attribute.star === undefined ? knownTexts(this.#evaluator, module, attribute.value) : undefined;
    if (texts === undefined)
      return this.#isCompared(module, call, attribute.value) ? undefined : { kind: "attribute", ...at, name };
    // Where the program writes the names down, in one place or in the header of a loop, each can be written as an attribute.
    if (name !== "setattr") return undefined;
    const patched = this.#imported.patchedName(module, owner.value, texts.texts[0]);
    return patched === undefined ? undefined : { kind: "patch", ...at, name: patched };
  }

  /** `if key == "status": setattr(user, key, …)`: where the place stands, the name is the text that it was compared with. */
  #isCompared(module: ModuleId, call: CallFacts, name: ValueId): boolean {
    const { guards } = this.#evaluator.facts[module];
    const isText = (condition: ConditionFacts): boolean => {
      // `if key in ("status", "name")`
      if (condition.k === "any") return condition.of.length > 0 && condition.of.every((group) => group.some(isText));
      return (
        condition.k === "equals" && condition.holds && condition.value === name && condition.literal.startsWith('"')
      );
    };
    for (let at = call.guard; at !== NONE; at = guards[at].outer) if (isText(guards[at].condition)) return true;
    return false;
  }

  /** Methods of the dictionary behind an object, and the default attribute access under its own name. */
  #byMethod(module: ModuleId, call: CallFacts): DynamicUse | undefined {
    const facts = this.#evaluator.facts[module];
    const callee = facts.values[call.callee];
    if (callee.k !== "attr") return undefined;
    const at = { fn: call.fn, start: call.start, end: call.end };
    if (NAMESPACE_WRITERS.has(callee.name)) {
      const name = this.#namespaceName(module, callee.of);
      // Removing what has a known name is `del self.name`.
      const isKnownRemoval =
        callee.name === "pop" && call.args[0] !== undefined && this.#isKnown(module, call.args[0].value);
      return name === undefined || isKnownRemoval ? undefined : { kind: "namespace", ...at, name };
    }
    if (!DEFAULT_ACCESS.has(callee.name) || INTERCEPTORS.has(facts.functions[call.fn].name)) return undefined;
    // The function of a class is given the object, too, however the class is called.
    const isUnbound = call.args.length > (callee.name === "__setattr__" ? 2 : 1);
    const attribute = call.args[isUnbound ? 1 : 0];
    return attribute === undefined || this.#isKnown(module, attribute.value)
      ? undefined
      : { kind: "attribute", ...at, name: callee.name };
  }

  *#inWrites(module: ModuleId): Iterable<DynamicUse> {
    const facts = this.#evaluator.facts[module];
    for (const write of facts.writes) {
      const at = { fn: write.fn, start: write.start, end: write.end };
      if (write.kind === "item") {
        const name = this.#namespaceName(module, write.of);
        if (name !== undefined) yield { kind: "namespace", ...at, name };
      } else if (write.kind === "attribute") {
        if (write.name === "__dict__") yield { kind: "namespace", ...at, name: "__dict__" };
        else {
          const patched = this.#imported.patchedName(module, write.of, write.name);
          if (patched !== undefined) yield { kind: "patch", ...at, name: patched };
        }
      }
    }
  }

  *#definitions(module: ModuleId): Iterable<DynamicUse> {
    const facts = this.#evaluator.facts[module];
    for (const fn of facts.functions) {
      if (!this.#intercepts(module, fn)) continue;
      yield { kind: "interception", fn: fn.id, start: fn.nameStart, end: fn.nameEnd, name: fn.name };
    }
    for (const cls of facts.classes) {
      const kind = this.#classKind(module, cls);
      if (kind !== undefined) yield { kind, fn: cls.fn, start: cls.nameStart, end: cls.nameEnd, name: cls.name };
    }
  }

  #intercepts(module: ModuleId, fn: FunctionFacts): boolean {
    if (!INTERCEPTORS.has(fn.name) || fn.isEmpty) return false;
    if (fn.cls === NONE) return fn.name === "__getattr__" && fn.parent === 0 && !this.#answersFromTable(module, fn);
    if (fn.name === "__getattr__" || fn.name === "__getattribute__") return true;
    // An object whose `__setattr__` only raises is immutable, which every language can say.
    return !this.#onlyRaises(module, fn) && !this.#onlyGuards(module, fn);
  }

  /**
   * `if new := RENAMED.get(name): return globals()[new]` in a module, where the table is written down and the name itself goes nowhere else but into
   * messages: the attributes that there are stand in the table.
   */
  #answersFromTable(module: ModuleId, fn: FunctionFacts): boolean {
    const { values, calls } = this.#evaluator.facts[module];
    const isName = (value: ValueId) => {
      const known = values[value];
      return known.k === "param" && known.fn === fn.id && known.index === 0;
    };
    const isTable = (value: ValueId) => hasWrittenKeys(this.#evaluator, module, value);
    let looksUp = false;
    for (const call of calls) {
      const callee = values[call.callee];
      if (callee.k === "attr" && isName(callee.of)) return false;
      if (!call.args.some(({ value }) => isName(value))) continue;
      if (callee.k === "attr" && callee.name === "get" && isTable(callee.of) && call.args.length === 1) looksUp = true;
      else if (callee.k !== "builtin" || !/^(\w+Error|repr|str)$/.test(callee.name)) return false;
    }
    for (const known of values) {
      if (known.k === "item" && isName(known.index)) {
        if (!isTable(known.of)) return false;
        looksUp = true;
      }
      if (known.k === "binary" && (isName(known.left) || isName(known.right))) return false;
    }
    return looksUp;
  }

  /** Refuses some attributes and leaves the others to the default: `if self._frozen: raise …`, then `super().__setattr__(name, value)`. */
  #onlyGuards(module: ModuleId, fn: FunctionFacts): boolean {
    const { values, calls, writes } = this.#evaluator.facts[module];
    if (writes.some((write) => write.fn === fn.id)) return false;
    return calls.every((call) => {
      const isElsewhere = call.fn !== fn.id || (call.flags & CallFlag.inHandler) !== 0;
      const callee = values[call.callee];
      if (isElsewhere || callee.k === "super") return true;
      if (callee.k === "builtin") return QUESTIONS.has(callee.name);
      if (callee.k !== "attr" || callee.name !== fn.name) return false;
      // What it was given, unchanged.
      return call.args.every(({ value, star }) => star === undefined && values[value].k === "param");
    });
  }

  #onlyRaises(module: ModuleId, fn: FunctionFacts): boolean {
    const facts = this.#evaluator.facts[module];
    const isQuiet = facts.writes.every((write) => write.fn !== fn.id) && fn.returns.length === 0;
    // Handing on to the base class is work.
    return isQuiet && facts.calls.every((call) => call.fn !== fn.id || (call.flags & CallFlag.inHandler) !== 0);
  }

  #classKind(module: ModuleId, cls: ClassFacts): DynamicUse["kind"] | undefined {
    if (this.#isMetaclass(module, cls) || this.#namesMetaclass(module, cls)) return "metaclass";
    // A protocol describes what others do.
    if (cls.bases.some((base) => this.#evaluator.pathsOf(module, base).some(isProtocol))) return undefined;
    const has = (name: string) => {
      const members = cls.members[name];
      if (members === undefined) return false;
      const { values, functions } = this.#evaluator.facts[module];
      return members.some((member) => {
        const known = values[member];
        if (known.k !== "function") return true;
        // A class that only refuses to be derived from is a final class.
        const refuses = name === "__init_subclass__" && this.#onlyRaises(module, functions[known.id]);
        return !functions[known.id].isEmpty && !refuses;
      });
    };
    if (has("__init_subclass__")) return "subclass-hook";
    return has("__get__") || has("__set__") || has("__delete__") ? "descriptor" : undefined;
  }

  /** Derives from `type` or from another metaclass. */
  #isMetaclass(module: ModuleId, cls: ClassFacts): boolean {
    const { values, calls } = this.#evaluator.facts[module];
    // `class Meta(type(Base))`
    const isTypeOf = cls.bases.some((base) => {
      const known = values[base];
      if (known.k !== "call" || calls[known.call].args.length !== 1) return false;
      const callee = values[calls[known.call].callee];
      // Of an object that is made there it is the class, as in `class Scratch(type(Path()))`.
      const isOfObject = values[calls[known.call].args[0].value].k === "call";
      return callee.k === "builtin" && callee.name === "type" && !isOfObject;
    });
    const isNamedSo = cls.bases.some((base) => {
      const known = values[base];
      const isOwn = () =>
        this.#evaluator.evaluate(module, base, EMPTY_ENV).some((id) => this.#evaluator.entity(id).e === "class");
      // A class of the workspace is what it derives from, however it is called.
      return (known.k === "import" || known.k === "attr") && isMetaclassPath(known.name ?? "") && !isOwn();
    });
    // `ABC = ABCMeta("ABC", (), {})` is a class, and what derives from it is none that makes classes.
    const isOfMadeClass = cls.bases.some((base) =>
      this.#evaluator.evaluate(module, base, EMPTY_ENV).some((id) => {
        return this.#evaluator.entity(id).e === "external-instance" && isMetaclassPath(this.#evaluator.pathOf(id));
      }),
    );
    // `class Meta(TypedModelMeta)` in the body of a model holds options.
    const hasMethods = Object.values(cls.members).some((bound) =>
      bound.some((value) => values[value].k === "function"),
    );
    if (cls.outer !== NONE && cls.name === "Meta" && !hasMethods && !isTypeOf) return false;
    if (isTypeOf || isNamedSo || isOfMadeClass) return isTypeOf || isNamedSo;
    return this.#evaluator.externalBases(module, cls.id).some(isMetaclassPath);
  }

  #namesMetaclass(module: ModuleId, cls: ClassFacts): boolean {
    const { values, calls } = this.#evaluator.facts[module];
    const named: ValueId[] = [];
    if (cls.keywords.metaclass !== undefined) named.push(cls.keywords.metaclass);
    named.push(...(cls.members.__metaclass__ ?? []));
    for (const value of [...cls.bases, ...cls.decorators.map((decorator) => decorator.value)]) {
      const known = values[value];
      if (known.k !== "call" || calls[known.call].args[0] === undefined) continue;
      const callee = this.#evaluator.pathsOf(module, calls[known.call].callee);
      if (callee.some((path) => /(^|\.)(with_metaclass|add_metaclass)$/.test(path)))
        named.push(calls[known.call].args[0].value);
    }
    return named.some((value) => {
      const paths = this.#evaluator.pathsOf(module, value);
      return paths.length === 0 || paths.some((path) => !PLAIN_METACLASSES.test(path));
    });
  }

  /** What a reader calls the dictionary behind an object or a module; undefined for values that are none. */
  #namespaceName(module: ModuleId, value: ValueId): string | undefined {
    const facts = this.#evaluator.facts[module];
    const known = facts.values[value];
    if (known.k === "attr") return known.name === "__dict__" ? "__dict__" : undefined;
    if (known.k !== "call") return undefined;
    const callee = facts.values[facts.calls[known.call].callee];
    if (callee.k !== "builtin") return undefined;
    if (callee.name === "globals") return "globals()";
    return callee.name === "vars" && facts.calls[known.call].args.length === 1 ? "vars()" : undefined;
  }

  #isKnown(module: ModuleId, value: ValueId): boolean {
    return knownTexts(this.#evaluator, module, value) !== undefined;
  }
}

const CODE_RUNNERS: ReadonlySet<string> = new Set(["builtins.eval", "builtins.exec", "builtins.execfile"]);

/** Functions that load what a text names, and the argument that holds it. Each library's own manual says so. */
const MODULE_LOADERS: ReadonlyMap<string, number> = new Map([
  ["builtins.__import__", 0],
  ["importlib.__import__", 0],
  ["importlib.import_module", 0],
  ["importlib.util.spec_from_file_location", 1],
  ["pkgutil.resolve_name", 0],
  ["runpy.run_module", 0],
  ["runpy.run_path", 0],
  ["django.utils.module_loading.import_string", 0],
  ["werkzeug.utils.import_string", 0],
]);

const ATTRIBUTE_FUNCTIONS: ReadonlySet<string> = new Set(["builtins.getattr", "builtins.setattr", "builtins.delattr"]);
const INTERCEPTORS: ReadonlySet<string> = new Set(["__getattr__", "__getattribute__", "__setattr__", "__delattr__"]);
/** Functions that ask an object something and change nothing. */
const QUESTIONS: ReadonlySet<string> = new Set(["super", "getattr", "hasattr", "isinstance", "type"]);
const DEFAULT_ACCESS: ReadonlySet<string> = new Set(["__getattribute__", "__setattr__", "__delattr__"]);
const NAMESPACE_WRITERS: ReadonlySet<string> = new Set([
  "update",
  "setdefault",
  "pop",
  "popitem",
  "clear",
  "__setitem__",
  "__delitem__",
]);

/** Metaclasses of abstract classes, enumerations and protocols, which every language has in some form, and that of all classes. */
const PLAIN_METACLASSES = /^(builtins\.type|(abc|_py_abc)\.ABCMeta|enum\.(EnumMeta|EnumType)|typing\._ProtocolMeta)$/;

/** A library's metaclass is called so by a convention that is kept everywhere. */
function isMetaclassPath(path: string): boolean {
  return path === "builtins.type" || /(^|\.)\w+(Meta|Meta[cC]lass|EnumType)$/.test(path) || path === "enum.EnumType";
}

function isProtocol(path: string): boolean {
  return /^(typing|typing_extensions)\.(Protocol|runtime_checkable)$/.test(path);
}
