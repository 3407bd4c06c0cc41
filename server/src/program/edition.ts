import { type FunctionFacts, type ModuleFacts, NONE } from "../semantics/facts.ts";
import type { Edition } from "./graph.ts";
import type { ModuleId } from "./modules.ts";

/** Tells of a later text of a module which function and class of the older text each of its own is: by name, and by order among equal ones. */
export function editionOf(module: ModuleId, original: ModuleId, older: ModuleFacts, newer: ModuleFacts): Edition {
  return {
    module,
    original,
    functions: counterparts(keysOfFunctions(older.functions), keysOfFunctions(newer.functions)),
    classes: counterparts(
      numbered(older.classes.map((cls) => cls.qualifiedName)),
      numbered(newer.classes.map((cls) => cls.qualifiedName)),
    ),
  };
}

function counterparts(older: readonly string[], newer: readonly string[]): readonly number[] {
  const places = new Map(newer.map((key, index) => [key, index]));
  return older.map((key) => places.get(key) ?? -1);
}

/** Lambdas have no names but numbers over the whole module: they are known by the function that they stand in. */
function keysOfFunctions(functions: readonly FunctionFacts[]): readonly string[] {
  const keys = functions.map((fn) => {
    if (!fn.isLambda) return fn.qualifiedName;
    return `${fn.parent === NONE ? "" : functions[fn.parent].qualifiedName}.<lambda>`;
  });
  return numbered(keys);
}

function numbered(keys: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  return keys.map((key) => {
    const count = counts.get(key) ?? 0;
    counts.set(key, count + 1);
    return count === 0 ? key : `${key}#${count}`;
  });
}
