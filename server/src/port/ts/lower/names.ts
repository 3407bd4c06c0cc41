import type { ClassDef, FunctionDef, Module, Variable } from "../../ir/nodes.ts";
import { visitExpressions } from "../../ir/walk.ts";

/** Words that cannot name a variable in a module, and globals that ports use and must not hide. */
const RESERVED = new Set(
  (
    "break case catch class const continue debugger default delete do else enum export extends false finally for function if import in " +
    "instanceof new null return super switch this throw true try typeof var void while with yield let static implements interface package " +
    "private protected public await async arguments eval undefined NaN Infinity Array BigInt Boolean Date Error Iterator JSON Map Math Number Object " +
    "Promise RegExp Set String Symbol Uint8Array console process setTimeout clearTimeout globalThis TypeError RangeError Intl Reflect Generator TextEncoder TextDecoder"
  ).split(" "),
);

/** Names of methods that Python calls by itself, in the words of TypeScript. */
const DUNDERS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    __str__: "toString",
    __repr__: "repr",
    __eq__: "equals",
    __lt__: "lessThan",
    __le__: "lessOrEqual",
    __gt__: "greaterThan",
    __ge__: "greaterOrEqual",
    __ne__: "differs",
    __add__: "add",
    __radd__: "addTo",
    __iadd__: "addInPlace",
    __sub__: "subtract",
    __rsub__: "subtractFrom",
    __isub__: "subtractInPlace",
    __mul__: "multiply",
    __rmul__: "multiplyBy",
    __imul__: "multiplyInPlace",
    __truediv__: "divide",
    __rtruediv__: "divideInto",
    __floordiv__: "floorDivide",
    __mod__: "modulo",
    __pow__: "power",
    __matmul__: "matrixMultiply",
    __neg__: "negate",
    __pos__: "positive",
    __invert__: "invert",
    __abs__: "abs",
    __len__: "length",
    __getitem__: "getItem",
    __setitem__: "setItem",
    __delitem__: "deleteItem",
    __contains__: "has",
    __iter__: "[Symbol.iterator]",
    __aiter__: "[Symbol.asyncIterator]",
    __next__: "nextValue",
    __anext__: "nextValue",
    __call__: "call",
    __hash__: "hash",
    __enter__: "enter",
    __exit__: "exit",
    __aenter__: "enter",
    __aexit__: "exit",
    __bool__: "toBoolean",
    __and__: "and",
    __or__: "or",
    __xor__: "xor",
    __lshift__: "shiftLeft",
    __rshift__: "shiftRight",
    __int__: "toInteger",
    __float__: "toNumber",
    __format__: "format",
    __reversed__: "reversed",
    __post_init__: "postInit",
    __init__: "constructor",
    __del__: "dispose",
    __getattr__: "getAttribute",
    __new__: "create",
    __divmod__: "divmod",
    __round__: "round",
    __index__: "toIndex",
    __missing__: "missing",
  }),
);

export function camelCase(name: string): string {
  if (/^_*[A-Z][A-Z0-9_]*$/.test(name) || /^_*$/.test(name)) return name;
  const [, lead, body, trail] = /^(_*)(.*?)(_*)$/s.exec(name) ?? ["", "", name, ""];
  const joined = body.replace(/_+(.)/g, (_, letter: string) => letter.toUpperCase());
  return lead + joined + trail;
}

export function memberName(name: string): string {
  const known = DUNDERS.get(name);
  if (known !== undefined) return known;
  if (/^__\w+[^_]$/.test(name)) return camelCase(name.slice(1));
  const made = camelCase(name);
  return made === "constructor" ? "constructor_" : made;
}

/**
 * Plain names of members that would be called what a method is called that Python calls by itself, in a class that has both: a property
 * `length` beside `__len__`.
 */
export function clashingMembers(module: Module): ReadonlySet<string> {
  const found = new Set<string>();
  for (const cls of module.classes) {
    const names = new Set<string>();
    for (let at: ClassDef | undefined = cls; at !== undefined; at = classAbove(at))
      for (const each of [...at.methods, ...at.fields, ...at.classVariables]) names.add(each.name);
    const own = new Set([...names].flatMap((each) => DUNDERS.get(each) ?? []));
    const taken = ofContainer(cls);
    for (const each of names)
      if (!DUNDERS.has(each) && (own.has(camelCase(each)) || taken?.test(camelCase(each)) === true)) found.add(each);
  }
  return found;
}

const SHARED = "entries|forEach|size|delete|values|keys";

/** What containers of JavaScript have of their own that Python's have not, for classes that derive from one. */
const OF_CONTAINERS: ReadonlyMap<string, RegExp> = new Map([
  [
    "list",
    /^(?:length|map|filter|find|fill|at|flat|join|concat|slice|splice|shift|push|some|every|includes|entries|keys|values)$/,
  ],
  ["dict", new RegExp(`^(?:set|has|${SHARED.replace("|values|keys", "")})$`)],
  ["set", new RegExp(`^(?:has|${SHARED})$`)],
]);

function ofContainer(cls: ClassDef): RegExp | undefined {
  for (let at: ClassDef | undefined = cls; at !== undefined; at = classAbove(at)) {
    const base = at.bases.find((each) => each.kind === "builtin");
    if (base?.kind === "builtin") return OF_CONTAINERS.get(base.name);
  }
  return undefined;
}

function classAbove(cls: ClassDef): ClassDef | undefined {
  const base = cls.bases.find((each) => each.kind === "class");
  return base?.kind === "class" ? base.class : undefined;
}

/** The names of a port: unique where they must be, in the target's case. */
export class Names {
  readonly #variables = new Map<Variable, string>();
  readonly #taken = new Map<FunctionDef | undefined, Map<string, string>>();
  /** All names that the module's own code uses; a helper of the same name is imported under another. */
  readonly all = new Set<string>();
  readonly #temporaries = new Set<string>();

  constructor(module: Module) {
    for (const cls of module.classes)
      if (cls.variable !== undefined && cls.runtime === undefined) this.variable(cls.variable, cls);
    for (const fn of module.functions) {
      if (fn.variable !== undefined) this.variable(fn.variable);
      if (fn.receiver !== undefined) this.#variables.set(fn.receiver, fn.owner?.model === undefined ? "this" : "self");
      for (const parameter of fn.parameters) this.variable(parameter.variable);
      for (const local of fn.locals) this.variable(local);
    }
    for (const variable of module.variables) this.variable(variable);
    for (const body of [module.body, module.main ?? []]) {
      visitExpressions(body, {
        nested: true,
        target: (target) => {
          if (target.kind === "variable") this.variable(target.variable);
        },
        binding: (variable) => {
          this.variable(variable);
        },
      });
    }
  }

  variable(variable: Variable, cls?: ClassDef): string {
    const known = this.#variables.get(variable);
    if (known !== undefined) return known;
    let made = cls !== undefined || variable.definition?.kind === "class" ? variable.name : camelCase(variable.name);
    if (made === "_") made = "_";
    if (RESERVED.has(made)) made += "_";
    const scope = variable.scope === "comprehension" ? undefined : this.#scope(variable.owner);
    if (scope !== undefined) {
      const other = scope.get(made);
      if (other !== undefined && other !== variable.name)
        made = RESERVED.has(variable.name) ? `${variable.name}_` : variable.name;
      scope.set(made, variable.name);
    }
    this.#variables.set(variable, made);
    this.all.add(made);
    return made;
  }

  #scope(owner: FunctionDef | undefined): Map<string, string> {
    let scope = this.#taken.get(owner);
    if (scope === undefined) {
      scope = new Map();
      this.#taken.set(owner, scope);
    }
    return scope;
  }

  rename(variable: Variable, name: string): void {
    this.#variables.set(variable, name);
  }

  /** A name that nothing in the module has. */
  fresh(base: string): string {
    let made = base;
    for (let index = 2; this.all.has(made) || this.#temporaries.has(made) || RESERVED.has(made); index++)
      made = `${base}${index}`;
    this.#temporaries.add(made);
    return made;
  }

  /** A name for a variable of a small scope; it may be used again elsewhere. */
  local(base: string): string {
    let made = base;
    for (let index = 2; this.all.has(made) || RESERVED.has(made); index++) made = `${base}${index}`;
    return made;
  }
}
