import { stronglyConnected } from "../program/components.ts";
import type { Coupling } from "./basis.ts";

/** Modules by number, with the numbers of the modules that each imports. */
export interface ImportGraph {
  readonly names: readonly string[];
  readonly imports: readonly (readonly number[])[];
}

/** The import graph condensed: each component is one module, or several that import each other in a circle. */
export interface Condensation {
  /** Members of each component, sorted by name; a component comes after all that it imports. */
  readonly components: readonly (readonly number[])[];
  /** Component of each module. */
  readonly of: readonly number[];
}

export function condense({ names, imports }: ImportGraph): Condensation {
  const found = stronglyConnected(names.length, (module) => imports[module]);
  const of = new Array<number>(names.length).fill(0);
  const sorted = found.map((members, index) => {
    for (const module of members) of[module] = index;
    return [...members].sort((a, b) => (names[a] < names[b] ? -1 : 1));
  });
  return { components: sorted, of };
}

export function couplingOf(graph: ImportGraph, condensation: Condensation): readonly Coupling[] {
  const afferent = new Array<number>(graph.names.length).fill(0);
  for (const targets of graph.imports) for (const target of targets) afferent[target]++;
  return graph.names.map((_, module) => {
    const efferent = graph.imports[module].length;
    const links = efferent + afferent[module];
    return {
      afferent: afferent[module],
      efferent,
      instability: links === 0 ? 0 : Math.round((efferent * 100) / links) / 100,
      circle: condensation.components[condensation.of[module]]
        .filter((other) => other !== module)
        .map((other) => graph.names[other]),
    };
  });
}
