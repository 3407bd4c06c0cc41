import type { FunctionFacts, FunctionId, ModuleFacts, ValueId } from "../semantics/facts.ts";
import { viewOf } from "./module-view.ts";

/** What a function's decorators make of it, and which of its parameters it uses as functions. */
export interface FunctionTraits {
  readonly isStatic: boolean;
  readonly isClassMethod: boolean;
  readonly isProperty: boolean;
  /** `@name.setter`. */
  readonly isSetter: boolean;
  readonly isContextManager: boolean;
  readonly isAbstract: boolean;
  readonly isOverload: boolean;
  /** The result is remembered, so a loop that calls it again pays once. */
  readonly isCached: boolean;
  /** A library compiles it: what it computes is no interpreted work, and its integers have the machine's width. */
  readonly isCompiled: boolean;
  /** Paths of all decorators. */
  readonly wrappers: readonly string[];
}

/** Parameters that may be called, here, in a function inside, or by what they are passed on to. */
export interface FunctionalParams {
  /** Indexes, in order. */
  readonly all: readonly number[];
  /** Those that the function, or one inside it, calls itself. */
  readonly called: ReadonlySet<number>;
}

const PLAIN: FunctionTraits = {
  isStatic: false,
  isClassMethod: false,
  isProperty: false,
  isSetter: false,
  isContextManager: false,
  isAbstract: false,
  isOverload: false,
  isCached: false,
  isCompiled: false,
  wrappers: [],
};

export function traitsOf(
  facts: FunctionFacts,
  pathsOf: (value: ValueId) => readonly string[],
  isSetter: (value: ValueId) => boolean,
): FunctionTraits {
  // Most functions have no decorators, and all of them the same traits.
  if (facts.decorators.length === 0 && !SPECIAL.test(facts.name)) return PLAIN;
  const wrappers = facts.decorators.flatMap((decorator) => pathsOf(decorator.value));
  const has = (...endings: string[]) =>
    wrappers.some((path) => endings.some((ending) => path === ending || path.endsWith(`.${ending}`)));
  return {
    isStatic: has("staticmethod") || facts.name === "__new__",
    isClassMethod:
      has("classmethod", "root_validator", "validator", "field_validator", "declared_attr") ||
      facts.name === "__init_subclass__" ||
      facts.name === "__class_getitem__",
    isProperty: wrappers.some((path) => /(^|\.)(\w*property|\w*_property|classproperty|reify)$/.test(path)),
    isSetter: facts.decorators.some((decorator) => isSetter(decorator.value)),
    isContextManager: has("contextmanager", "asynccontextmanager"),
    isAbstract: has("abstractmethod"),
    isOverload: has("overload"),
    isCached: wrappers.some((path) => /(^|\.)(\w*cache\w*|memoi[sz]ed?|run_once)$/i.test(path)),
    isCompiled: wrappers.some((path) => COMPILERS.test(path)),
    wrappers,
  };
}

/** Methods that are of the class by their name alone. */
const SPECIAL = /^__(new|init_subclass|class_getitem)__$/;

const NONE_FUNCTIONAL: FunctionalParams = { all: [], called: new Set() };

/** Decorators that compile a function for the processor or an accelerator, as their manuals say. */
const COMPILERS =
  /^(numba\.(.+\.)?(jit|njit|vectorize|guvectorize|stencil|cfunc|generated_jit|overload)|cython\.(ccall|cfunc|compile)|taichi\.(kernel|func)|triton\.jit|warp\.(kernel|func)|jax\.jit|torch\.jit\.script|pythran\.export)$/;

/** Functions of Python itself that look at what they are given, and call nothing of it that has a name here. */
const LOOKING: ReadonlySet<string> = new Set(
  "isinstance issubclass getattr hasattr setattr delattr len type str repr bool int float id print vars dir dict list tuple set".split(
    " ",
  ),
);

export function functionalParamsOf(facts: FunctionFacts, module: ModuleFacts): FunctionalParams {
  if (facts.params.length === 0) return NONE_FUNCTIONAL;
  const found = new Set<number>();
  const called = new Set<number>();
  const look = (value: ValueId, into: readonly Set<number>[]) => {
    const known = module.values[value];
    const add = (index: number) => {
      for (const indexes of into) indexes.add(index);
    };
    if (known.k === "param" && known.fn === facts.id) add(known.index);
    else if (known.k === "name" && known.fn === facts.id) {
      const index = facts.params.findIndex((param) => param.name === known.name);
      if (index >= 0) add(index);
    } else if (known.k === "union") for (const part of known.of) look(part, into);
    else if (known.k === "declared") look(known.value, into);
  };
  const view = viewOf(module);
  const visit = (fn: FunctionId) => {
    for (const call of view.calls[fn]) {
      look(call.callee, [found, called]);
      const callee = module.values[call.callee];
      if (callee.k === "builtin" && LOOKING.has(callee.name)) continue;
      for (const argument of call.args) look(argument.value, [found]);
    }
    for (const inner of view.inner[fn]) visit(inner);
  };
  visit(facts.id);
  for (const value of facts.returns) look(value, [found]);
  if (found.size === 0) return NONE_FUNCTIONAL;
  return { all: [...found].sort((a, b) => a - b), called };
}
