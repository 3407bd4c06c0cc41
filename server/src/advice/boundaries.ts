import type { Condensation, ImportGraph } from "./coupling.ts";

/** Calls from one side of a boundary to the other: what the contract between the two has to carry. */
export interface Crossing {
  /** Dotted name of the module on the calling side. */
  readonly from: string;
  /** Dotted name of the function that is called, its module in front. */
  readonly to: string;
  /** Places that call it. */
  readonly calls: number;
}

/** Modules that would move behind a service boundary together. */
export interface Boundary {
  /** Name of the module that the boundary is drawn for, or of the package around those. */
  readonly name: string;
  readonly modules: readonly string[];
  /** Modules of the workspace that they import and others import, too: to be copied, split or called back. */
  readonly shared: readonly string[];
  /** Calls into them. */
  readonly inbound: readonly Crossing[];
  /** Calls from them into what stays. */
  readonly outbound: readonly Crossing[];
}

export interface CallBetween {
  readonly from: number;
  readonly to: number;
  /** Name of the called function within its module. */
  readonly name: string;
}

export interface BoundaryInput {
  readonly graph: ImportGraph;
  readonly condensation: Condensation;
  /** Modules with a verdict that moves them. */
  readonly moving: ReadonlySet<number>;
  readonly tests: ReadonlySet<number>;
  readonly calls: readonly CallBetween[];
}

/**
 * Proposals for service boundaries: around every group of moving modules, with what only that group uses. Groups that import each
 * other, or would take the same module along, become one.
 */
export function boundariesOf(input: BoundaryInput): readonly Boundary[] {
  const { graph, condensation, moving } = input;
  const importers = importersOf(input);
  const groups: Set<number>[] = [];
  condensation.components.forEach((members) => {
    const moved = members.filter((member) => moving.has(member));
    if (moved.length === 0) return;
    const own = withDependents(new Set(members.length > LARGEST_CIRCLE ? moved : members), graph, importers);
    const touching = groups.filter(
      (group) => overlaps(group, own) || imports(graph, group, own) || imports(graph, own, group),
    );
    for (const group of touching) {
      for (const member of group) own.add(member);
      groups.splice(groups.indexOf(group), 1);
    }
    groups.push(withDependents(own, graph, importers));
  });
  return groups.map((group) => boundary(group, input)).sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** A circle of more modules than this is no service: what is to move has to be cut out of it. */
const LARGEST_CIRCLE = 8;

/** Importers of each module, tests left out: a test moves with what it tests. */
function importersOf({ graph, tests }: BoundaryInput): readonly (readonly number[])[] {
  const importers: number[][] = graph.names.map(() => []);
  graph.imports.forEach((targets, from) => {
    if (!tests.has(from)) for (const target of targets) importers[target].push(from);
  });
  return importers;
}

/** The group with all that only it imports. */
function withDependents(
  group: Set<number>,
  graph: ImportGraph,
  importers: readonly (readonly number[])[],
): Set<number> {
  for (let grown = true; grown; ) {
    grown = false;
    for (const member of [...group]) {
      for (const target of graph.imports[member]) {
        if (group.has(target) || !importers[target].every((from) => group.has(from))) continue;
        group.add(target);
        grown = true;
      }
    }
  }
  return group;
}

function overlaps(a: ReadonlySet<number>, b: ReadonlySet<number>): boolean {
  for (const member of a) if (b.has(member)) return true;
  return false;
}

function imports(graph: ImportGraph, a: ReadonlySet<number>, b: ReadonlySet<number>): boolean {
  for (const member of a) if (graph.imports[member].some((target) => b.has(target))) return true;
  return false;
}

function boundary(group: ReadonlySet<number>, { graph, moving, tests, calls }: BoundaryInput): Boundary {
  const names = (members: Iterable<number>) => [...new Set(members)].map((member) => graph.names[member]).sort();
  const shared = [...group].flatMap((member) => graph.imports[member].filter((target) => !group.has(target)));
  return {
    name: nameOf(names([...group].filter((member) => moving.has(member)))),
    modules: names(group),
    shared: names(shared),
    inbound: crossings(
      calls.filter(({ from, to }) => group.has(to) && !group.has(from) && !tests.has(from)),
      graph,
    ),
    outbound: crossings(
      calls.filter(({ from, to }) => group.has(from) && !group.has(to)),
      graph,
    ),
  };
}

/** The package around all names, or the first of them where they have none in common. */
function nameOf(names: readonly string[]): string {
  const [first, ...rest] = names.map((name) => name.split("."));
  let length = first.length;
  for (const parts of rest) {
    let same = 0;
    while (same < length && parts[same] === first[same]) same++;
    length = same;
  }
  return length === 0 ? names[0] : first.slice(0, length).join(".");
}

function crossings(calls: readonly CallBetween[], graph: ImportGraph): Crossing[] {
  const counts = new Map<string, Crossing>();
  for (const { from, to, name } of calls) {
    const crossing = { from: graph.names[from], to: `${graph.names[to]}.${name}` };
    const key = `${crossing.from}\0${crossing.to}`;
    counts.set(key, { ...crossing, calls: (counts.get(key)?.calls ?? 0) + 1 });
  }
  return [...counts.values()].sort(
    (a, b) => b.calls - a.calls || (a.to < b.to ? -1 : a.to > b.to ? 1 : a.from < b.from ? -1 : 1),
  );
}
