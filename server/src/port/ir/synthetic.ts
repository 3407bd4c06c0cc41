import type { Variable } from "./nodes.ts";
import type { Type } from "./types.ts";

/** A variable that no source has: a parameter or temporary of what a lowering writes by itself. */
export function syntheticVariable(name: string, type: Type): Variable {
  return {
    id: -1,
    name,
    scope: "function",
    owner: undefined,
    type,
    declared: undefined,
    isParameter: true,
    definition: undefined,
    bindings: 1,
    reads: 1,
    captured: false,
    rebound: false,
    mutated: false,
    hoisted: false,
    constant: false,
  };
}
