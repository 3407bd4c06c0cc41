import { type ModuleFacts, NONE } from "../semantics/facts.ts";
import type { Range } from "../text/range.ts";

/**
 * What a port at a place means: the innermost function around it that stands at module level, the class around it where it is
 * in one, or undefined for the module.
 */
export function portableAt(facts: ModuleFacts, range: Range): string | undefined {
  for (const cls of facts.classes) {
    if (cls.outer === NONE && cls.fn === 0 && cls.start <= range.start && range.end <= cls.end)
      return cls.qualifiedName;
  }
  for (const fn of facts.functions.slice(1)) {
    if (fn.parent === 0 && !fn.isLambda && fn.cls === NONE && fn.start <= range.start && range.end <= fn.end)
      return fn.qualifiedName;
  }
  return undefined;
}
