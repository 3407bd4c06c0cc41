import {
  type ArgumentFacts,
  type CallId,
  type ConditionFacts,
  type FunctionId,
  type GuardId,
  type ModuleFacts,
  NONE,
  UNKNOWN,
  type ValueId,
} from "../semantics/facts.ts";
import type { EntityId } from "./entities.ts";
import { argumentFor, type Evaluator, functionKey } from "./evaluate.ts";
import type { Edge, FunctionNode } from "./graph.ts";
import { viewOf } from "./module-view.ts";
import type { ModuleId } from "./modules.ts";
import { type Receiver, receiverKey } from "./receivers.ts";

/** What a call says of an argument that it passes, as far as conditions can ask. */
export interface Constant {
  /** True or false as `if` sees it; undefined where only its nature is known. */
  readonly truth: boolean | undefined;
  /** The constant as text: `None`, `True`, a number, or a text in double quotes; undefined for other things. */
  readonly literal: string | undefined;
  /** A file-like object that lives in memory. */
  readonly inMemory: boolean;
  /** Of a parameter `**options`: what is known of those that it holds. */
  readonly keywords?: ReadonlyMap<string, Constant>;
}

/** What one call of a function says: of its parameters by index, and of the object that it runs on. */
export interface Bindings {
  readonly params: ReadonlyMap<number, Constant>;
  readonly receiver: Receiver | undefined;
}
const NO_PARAMS: Bindings["params"] = new Map();
export const NO_BINDINGS: Bindings = { params: NO_PARAMS, receiver: undefined };

/** True where a call says nothing that could make a difference. */
export function isUnbound({ params, receiver }: Bindings): boolean {
  return params.size === 0 && receiver === undefined;
}

export const IN_MEMORY: Constant = { truth: true, literal: undefined, inMemory: true };

/** A text that is equal for equal bindings. */
export function bindingsKey(bindings: Bindings): string {
  const params = [...bindings.params].map(([index, one]) => `${index}=${constantKey(one)}`);
  return [receiverKey(bindings.receiver), ...params].join(";");
}

function constantKey({ inMemory, literal, truth, keywords }: Constant): string {
  const inside = [...(keywords ?? [])].map(([name, one]) => `${name}=${constantKey(one)}`);
  return inMemory ? "memory" : inside.length > 0 ? `{${inside.join(",")}}` : (literal ?? `?${truth}`);
}

/** Decides conditions from the constants that calls pass and that modules and classes define. */
export class Conditions {
  readonly #evaluator: Evaluator;
  readonly #deciding = new Map<number, ReadonlySet<number>>();
  #storedFromOutside: ReadonlySet<string> | undefined;

  constructor(evaluator: Evaluator) {
    this.#evaluator = evaluator;
  }

  /** True for code under a condition that cannot hold. */
  isDead(module: ModuleId, fn: FunctionId, guard: GuardId, bindings: Bindings): boolean {
    const { guards } = this.#evaluator.facts[module];
    for (let at = guard; at !== NONE; at = guards[at].outer) {
      if (this.#holds(module, fn, guards[at].condition, bindings) === false) return true;
    }
    return false;
  }

  /** True for a condition that certainly holds. */
  isMet(module: ModuleId, fn: FunctionId, condition: ConditionFacts, bindings: Bindings): boolean {
    return this.#holds(module, fn, condition, bindings) === true;
  }

  #holds(module: ModuleId, fn: FunctionId, condition: ConditionFacts, bindings: Bindings): boolean | undefined {
    if (condition.k === "async") return undefined;
    if (condition.k === "any") {
      const groups = condition.of.map((group) => group.map((one) => this.#holds(module, fn, one, bindings)));
      if (groups.every((group) => group.includes(false))) return false;
      return groups.some((group) => group.every((one) => one === true)) ? true : undefined;
    }
    if (condition.k === "same") {
      const [one, other] = [condition.value, condition.other].map((value) =>
        this.constantOf(module, fn, value, bindings),
      );
      if (one?.literal === undefined || other?.literal === undefined) return undefined;
      return (one.literal === other.literal) === condition.holds;
    }
    if (condition.k === "prefix" || condition.k === "suffix" || condition.k === "contains")
      return this.#hasPart(module, fn, condition, bindings);
    // `if mode is None: mode = "r"`: decided where all that the name may hold gives the same answer.
    const value = this.#evaluator.facts[module].values[condition.value];
    const answers = (value.k === "union" ? value.of : [condition.value]).map((part) => {
      const constant = this.constantOf(module, fn, part, bindings);
      return constant === undefined ? undefined : answerOf(condition, constant);
    });
    return answers.some((answer) => answer !== answers[0]) ? undefined : answers[0];
  }

  /**
   * What a call of a function says of those of its parameters that conditions in it ask about; defaults count where nothing is passed.
   * @param from the caller's bindings
   */
  ofCall(caller: FunctionNode, edge: Edge, callee: FunctionNode, from: Bindings): Bindings["params"] {
    const deciding = this.#decidingParams(callee.module, callee.fn);
    if (deciding.size === 0 || edge.call === undefined) return NO_PARAMS;
    const facts = this.#evaluator.functionFacts(callee.module, callee.fn);
    const bindings = new Map<number, Constant>();
    const passedOn = this.#passedOn(caller, edge.call.args, from);
    for (const index of deciding) {
      const param = facts.params[index];
      if (param.kind === "keywords") {
        const keywords = new Map(passedOn);
        for (const { keyword, value } of edge.call.args) {
          const constant = keyword === undefined ? undefined : this.constantOf(caller.module, caller.fn, value, from);
          if (keyword !== undefined && constant !== undefined) keywords.set(keyword, constant);
        }
        for (const { name } of facts.params) keywords.delete(name);
        if (keywords.size > 0) bindings.set(index, { truth: true, literal: undefined, inMemory: false, keywords });
        continue;
      }
      if (index < edge.shift || (param.kind !== "positional" && param.kind !== "keyword")) continue;
      const argument = argumentFor(edge.call.args, param.name, param.kind, index - edge.shift);
      const byName = argument === undefined ? passedOn.get(param.name) : undefined;
      if (byName !== undefined) {
        bindings.set(index, byName);
        continue;
      }
      // A starred argument may bring anything.
      const isOpen = argument === undefined && edge.call.args.some((one) => one.star !== undefined);
      if (isOpen) continue;
      const constant =
        argument === undefined
          ? this.#default(callee, param.default)
          : (this.constantOf(caller.module, caller.fn, argument, from) ??
            this.#something(caller, argument) ??
            this.#askedBefore(caller, edge.guard, argument));
      if (constant !== undefined) bindings.set(index, constant);
    }
    return bindings;
  }

  /** `self.request(url, **options)`: what is known of the options that the caller was given, where it leaves them as they are. */
  #passedOn(
    { module, fn }: FunctionNode,
    args: readonly ArgumentFacts[],
    { params }: Bindings,
  ): ReadonlyMap<string, Constant> {
    const known = new Map<string, Constant>();
    const facts = this.#evaluator.facts[module];
    for (const { star, value } of params.size === 0 ? [] : args) {
      const index = star === 2 ? paramOf(facts, fn, value) : undefined;
      const { keywords } = (index === undefined ? undefined : params.get(index)) ?? {};
      if (keywords === undefined || this.#isChanged(module, fn, value)) continue;
      for (const [name, constant] of keywords) known.set(name, constant);
    }
    return known;
  }

  /** A function writes to a dictionary, or calls a method of it that may. */
  #isChanged(module: ModuleId, fn: FunctionId, value: ValueId): boolean {
    const facts = this.#evaluator.facts[module];
    const isWritten = facts.writes.some((write) => write.kind === "item" && write.of === value);
    return (
      isWritten ||
      viewOf(facts).calls[fn].some((call) => {
        const callee = facts.values[call.callee];
        return callee.k === "attr" && callee.of === value && !/^(get|items|keys|values|copy)$/.test(callee.name);
      })
    );
  }

  #default(callee: FunctionNode, value: ValueId): Constant | undefined {
    const known = this.#evaluator.facts[callee.module].values[value];
    if (known.k === "collection") return { truth: known.items.length > 0, literal: undefined, inMemory: false };
    return this.constantOf(callee.module, callee.fn, value, NO_BINDINGS);
  }

  /** What a call of a class or of a known function gives is at least not None. */
  #something(caller: FunctionNode, value: ValueId): Constant | undefined {
    const facts = this.#evaluator.facts[caller.module];
    if (facts.values[value].k !== "call") return undefined;
    const ids = this.#evaluator.evaluate(caller.module, value, caller.env);
    const isMade = ids.length > 0 && ids.every((id) => isMadeObject(this.#evaluator, id));
    return isMade ? { truth: undefined, literal: undefined, inMemory: false } : undefined;
  }

  /** `if password: store(password)`: what is passed was asked for before. */
  #askedBefore(caller: FunctionNode, guard: GuardId, value: ValueId): Constant | undefined {
    const { guards } = this.#evaluator.facts[caller.module];
    for (let at = guard; at !== NONE; at = guards[at].outer) {
      const { condition } = guards[at];
      if (condition.k === "truth" && condition.value === value && condition.holds)
        return { truth: true, literal: undefined, inMemory: false };
      if (condition.k === "equals" && condition.value === value && condition.literal === "None" && !condition.holds)
        return { truth: undefined, literal: undefined, inMemory: false };
    }
    return undefined;
  }

  /** Parameters that conditions in a function, or in functions inside it, ask about. */
  #decidingParams(module: ModuleId, fn: FunctionId): ReadonlySet<number> {
    const key = functionKey(module, fn);
    const known = this.#deciding.get(key);
    if (known !== undefined) return known;
    const facts = this.#evaluator.facts[module];
    const found = new Set<number>();
    const passedOn = (value: ValueId) => {
      const index = paramOf(facts, fn, value);
      if (index !== undefined) found.add(index);
    };
    const look = (guard: GuardId) => {
      for (let at = guard; at !== NONE; at = facts.guards[at].outer) ask(facts.guards[at].condition);
    };
    const ask = (condition: ConditionFacts) => {
      if (condition.k === "any") {
        for (const one of condition.of.flat()) ask(one);
        return;
      }
      const value = facts.values[condition.value];
      for (const one of value.k === "union" ? value.of : [condition.value]) passedOn(one);
      if (condition.k === "same") passedOn(condition.other);
    };
    const view = viewOf(facts);
    for (const call of view.calls[fn]) {
      look(call.guard);
      for (const argument of call.args) passedOn(argument.value);
    }
    for (const implicit of view.implicitCalls[fn]) look(implicit.guard);
    this.#deciding.set(key, found);
    return found;
  }

  /** The constant that a value always is in a function under bindings; undefined where it is not known. */
  constantOf(module: ModuleId, fn: FunctionId, value: ValueId, bindings: Bindings, depth = 0): Constant | undefined {
    if (value === UNKNOWN || depth > 8) return undefined;
    const facts = this.#evaluator.facts[module];
    const known = facts.values[value];
    switch (known.k) {
      case "literal":
        return constantOfLiteral(known.type, known.value);
      case "collection":
        // Other containers may have been filled since.
        return known.type === "tuple"
          ? { truth: known.items.length > 0, literal: undefined, inMemory: false }
          : undefined;
      case "param":
        return known.fn === fn ? bindings.params.get(known.index) : undefined;
      case "declared":
        return this.constantOf(module, fn, known.value, bindings, depth + 1);
      case "function":
      case "class":
        return { truth: true, literal: undefined, inMemory: false };
      case "name": {
        const values = facts.functions[known.fn].bindings[known.name];
        if (values?.length !== 1) return undefined;
        const isParam = facts.values[values[0]].k === "param";
        // Containers fill up, and a local name may not be bound yet; flags at the top of a module stay.
        if (!isParam && known.fn !== 0) return undefined;
        return flagOnly(this.constantOf(module, fn, values[0], bindings, depth + 1));
      }
      case "import": {
        if (known.name === undefined) return undefined;
        const target = this.#evaluator.modules.resolve(module, known.module, known.level);
        const values =
          typeof target === "number" ? this.#evaluator.facts[target].functions[0].bindings[known.name] : undefined;
        if (values?.length !== 1 || typeof target !== "number") return undefined;
        return flagOnly(this.constantOf(target, 0, values[0], NO_BINDINGS, depth + 1));
      }
      case "call":
        return this.#textMethod(module, fn, known.call, bindings, depth);
      case "attr":
        return this.#attribute(module, known.of, known.name, depth);
      default:
        return undefined;
    }
  }

  /** Decided where each text that the name may hold there gives the same answer. */
  #hasPart(
    module: ModuleId,
    fn: FunctionId,
    condition: ConditionFacts & { readonly k: "prefix" | "suffix" | "contains" },
    bindings: Bindings,
  ): boolean | undefined {
    const value = this.#evaluator.facts[module].values[condition.value];
    const answers = (value.k === "union" ? value.of : [condition.value]).map((part) => {
      const text = textOf(this.constantOf(module, fn, part, bindings));
      return text === undefined ? undefined : hasPart(text, condition);
    });
    return answers[0] === undefined || answers.some((answer) => answer !== answers[0])
      ? undefined
      : answers[0] === condition.holds;
  }

  /** `name.replace("prefix/", "")` of a constant text. */
  #textMethod(module: ModuleId, fn: FunctionId, id: CallId, bindings: Bindings, depth: number): Constant | undefined {
    const facts = this.#evaluator.facts[module];
    const { callee, args } = facts.calls[id];
    const method = facts.values[callee];
    if (method.k !== "attr" || method.name !== "replace" || args.length !== 2) return undefined;
    const [text, from, to] = [method.of, args[0].value, args[1].value].map((value) =>
      textOf(this.constantOf(module, fn, value, bindings, depth + 1)),
    );
    if (text === undefined || from === undefined || to === undefined || from === "") return undefined;
    return constantOfLiteral(
      "str",
      text.replaceAll(from, () => to),
    );
  }

  /** `self.flag` where all that the class, its bases and its subclasses ever store there is one constant. */
  #attribute(module: ModuleId, of: ValueId, name: string, depth: number): Constant | undefined {
    const facts = this.#evaluator.facts[module];
    const owner = facts.values[of];
    if (owner.k === "import" && owner.name === undefined) {
      const target = this.#evaluator.modules.resolve(module, owner.module, owner.level);
      const values = typeof target === "number" ? this.#evaluator.facts[target].functions[0].bindings[name] : undefined;
      if (values?.length !== 1 || typeof target !== "number" || this.#isStoredFromOutside(name)) return undefined;
      return flagOnly(this.constantOf(target, 0, values[0], NO_BINDINGS, depth + 1));
    }
    // What a member holds, or the member itself.
    const member = name === "value" && owner.k === "attr" ? this.#member(module, owner.of, owner.name) : undefined;
    if (member !== undefined) return this.constantOf(member.module, 0, member.value, NO_BINDINGS, depth + 1);
    const itself = this.#member(module, of, name);
    if (itself === undefined) return undefined;
    // A member of an enumeration of texts equals its text; others equal nothing but themselves.
    if (itself.isText) return this.constantOf(itself.module, 0, itself.value, NO_BINDINGS, depth + 1);
    return { truth: true, literal: `member ${itself.module}.${itself.value}.${name}`, inMemory: false };
  }

  /** The value of a member of an enumeration of the workspace. */
  #member(
    module: ModuleId,
    of: ValueId,
    name: string,
  ): { readonly module: ModuleId; readonly value: ValueId; readonly isText: boolean } | undefined {
    const evaluator = this.#evaluator;
    for (const id of evaluator.evaluate(module, of)) {
      const entity = evaluator.entity(id);
      if (entity.e !== "class") continue;
      const [value, ...others] = evaluator.classFacts(entity.module, entity.cls).members[name] ?? [];
      const bases = evaluator
        .linearised(entity.module, entity.cls)
        .flatMap((base) => [...evaluator.externalBases(base.module, base.cls)]);
      if (value === undefined || others.length > 0 || !bases.some((base) => ENUMERATION.test(base))) continue;
      return {
        module: entity.module,
        value,
        isText: bases.some((base) => /^(builtins\.str|enum\.StrEnum)$/.test(base)),
      };
    }
    return undefined;
  }

  /** Some code stores an attribute of this name on something other than its own object. */
  #isStoredFromOutside(name: string): boolean {
    if (this.#storedFromOutside === undefined) {
      const names = new Set<string>();
      for (const facts of this.#evaluator.facts) {
        for (const write of facts.writes) {
          if (write.kind !== "attribute") continue;
          const of = facts.values[write.of];
          const isSelf = of.k === "param" && of.index === 0 && facts.functions[of.fn].cls !== NONE;
          if (!isSelf) names.add(write.name);
        }
      }
      this.#storedFromOutside = names;
    }
    return this.#storedFromOutside.has(name);
  }
}

const ENUMERATION = /^enum\.(Enum|StrEnum|IntEnum|Flag|IntFlag)$/;

function isMadeObject(evaluator: Evaluator, id: EntityId): boolean {
  const entity = evaluator.entity(id);
  return (entity.e === "instance" && entity.exact) || entity.e === "partial" || entity.e === "coroutine";
}

/** The parameter of a function that a value is, also as seen from functions inside it. */
export function paramOf(facts: ModuleFacts, fn: FunctionId, value: ValueId): number | undefined {
  const known = facts.values[value];
  if (known.k === "param") return known.fn === fn ? known.index : undefined;
  if (known.k !== "name" || known.fn !== fn) return undefined;
  const values = facts.functions[fn].bindings[known.name];
  return values?.length === 1 ? paramOf(facts, fn, values[0]) : undefined;
}

/** What a condition that asks about one value says of a constant; undefined where that is not known. */
function answerOf(
  condition: ConditionFacts & { readonly k: "truth" | "equals" | "type" },
  constant: Constant,
): boolean | undefined {
  switch (condition.k) {
    case "truth":
      return constant.truth === undefined ? undefined : constant.truth === condition.holds;
    case "equals":
      // What is no constant but something is certainly not None.
      if (constant.literal === undefined && condition.literal !== "None") return undefined;
      return (constant.literal === condition.literal) === condition.holds;
    case "type": {
      const types = constant.literal === undefined ? undefined : typesOfLiteral(constant.literal);
      if (types === undefined) return undefined;
      // Numbers are kept without what tells `0.0` from `0`.
      const isAny = condition.types.some((type) => types.includes(type));
      return isAny && types.includes("float") ? undefined : isAny === condition.holds;
    }
  }
}

/** The built-in types that a constant is of; undefined for members of enumerations. */
function typesOfLiteral(literal: string): readonly string[] | undefined {
  if (literal.startsWith('"')) return ["str"];
  if (literal === "True" || literal === "False") return ["bool", "int"];
  if (literal === "None") return [];
  return /^-?[\d.]+$/.test(literal) ? ["int", "float"] : undefined;
}

/** The text that a constant is. */
function textOf(constant: Constant | undefined): string | undefined {
  return constant?.literal?.startsWith('"') ? constant.literal.slice(1, -1) : undefined;
}

/** A container at the top of a module fills up later; only what is no container says something. */
function flagOnly(constant: Constant | undefined): Constant | undefined {
  return constant?.literal === undefined ? undefined : constant;
}

function hasPart(text: string, condition: ConditionFacts & { readonly k: "prefix" | "suffix" | "contains" }): boolean {
  switch (condition.k) {
    case "prefix":
      return condition.prefixes.some((prefix) => text.startsWith(prefix));
    case "suffix":
      return condition.suffixes.some((suffix) => text.endsWith(suffix));
    case "contains":
      return text.includes(condition.text);
  }
}

function constantOfLiteral(type: string, value: string | number | undefined): Constant | undefined {
  switch (type) {
    case "None":
      return { truth: false, literal: "None", inMemory: false };
    case "bool":
      return value === undefined ? undefined : { truth: value === "True", literal: String(value), inMemory: false };
    case "int":
    case "float":
      return value === undefined ? undefined : { truth: value !== 0, literal: String(value), inMemory: false };
    case "str":
      return value === undefined ? undefined : { truth: value !== "", literal: `"${value}"`, inMemory: false };
    case "list":
    case "tuple":
    case "set":
    case "dict":
      return typeof value === "number" ? { truth: value > 0, literal: undefined, inMemory: false } : undefined;
    default:
      return undefined;
  }
}
