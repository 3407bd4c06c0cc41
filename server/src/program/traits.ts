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
  /** Paths of all decorators. */
  readonly wrappers: readonly string[];
  /** Indexes of parameters that may be called, here or in a function inside. */
  functionalParams(facts: ModuleFacts): readonly number[];
}

export function traitsOf(
  facts: FunctionFacts,
  pathsOf: (value: ValueId) => readonly string[],
  isSetter: (value: ValueId) => boolean,
): FunctionTraits {
  const wrappers = facts.decorators.flatMap((decorator) => pathsOf(decorator.value));
  const has = (...endings: string[]) =>
    wrappers.some((path) => endings.some((ending) => path === ending || path.endsWith(`.${ending}`)));
  let functional: readonly number[] | undefined;
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
    wrappers,
    functionalParams(module) {
      functional ??= findFunctionalParams(facts, module);
      return functional;
    },
  };
}

function findFunctionalParams(facts: FunctionFacts, module: ModuleFacts): readonly number[] {
  if (facts.params.length === 0) return [];
  const found = new Set<number>();
  const look = (value: ValueId) => {
    const known = module.values[value];
    if (known.k === "param" && known.fn === facts.id) found.add(known.index);
    else if (known.k === "name" && known.fn === facts.id) {
      const index = facts.params.findIndex((param) => param.name === known.name);
      if (index >= 0) found.add(index);
    } else if (known.k === "union") for (const part of known.of) look(part);
    else if (known.k === "declared") look(known.value);
  };
  const view = viewOf(module);
  const visit = (fn: FunctionId) => {
    for (const call of view.calls[fn]) {
      look(call.callee);
      for (const argument of call.args) look(argument.value);
    }
    for (const inner of view.inner[fn]) visit(inner);
  };
  visit(facts.id);
  for (const value of facts.returns) look(value);
  return [...found].sort((a, b) => a - b);
}
