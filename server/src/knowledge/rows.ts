import type {
  AliasRow,
  ArgumentPlace,
  BlockKind,
  CallableRow,
  HandoverRow,
  HandoverVia,
  KnownEffect,
  Provenance,
  RegistrationRow,
  SyncContext,
} from "./schema.ts";

/**
 * Shorthand that the library tables are written in. `owner` and `names` are lists separated by spaces: one call makes a row
 * for every owner and name. A `*` in `twin` or `returns` stands for the row's own name, and a name `*` for every public
 * method of the owner that has no row of its own.
 */
export type More = Partial<Omit<CallableRow, "path" | "effect" | "kind">>;
type HandoverMore = Partial<Omit<HandoverRow, "path" | "via" | "function">>;
type Place = number | string | ArgumentPlace;

export function factsOf(provenance: Provenance, source: string) {
  const facts = { provenance, source };

  const make = (effect: KnownEffect, kind: BlockKind | undefined, owner: string, names: string, more: More) =>
    product(owner, names, (path, name): CallableRow => {
      const row = { path, effect, ...(kind === undefined ? {} : { kind }), ...facts, ...more };
      if (row.twin !== undefined) row.twin = row.twin.replace("*", name);
      if (row.returns !== undefined) row.returns = row.returns.replace("*", name);
      return row;
    });

  return {
    blocks: (kind: BlockKind, owner: string, names: string, more: More = {}) =>
      make("blocks", kind, owner, names, more),
    holds: (owner: string, names: string, sizedBy: Place | "receiver", more: More = {}) =>
      make("holds-gil", undefined, owner, names, {
        sizedBy: sizedBy === "receiver" ? sizedBy : placeOf(sizedBy),
        ...more,
      }),
    releases: (owner: string, names: string, more: More = {}) => make("releases-gil", undefined, owner, names, more),
    suspends: (owner: string, names: string, more: More = {}) => make("suspends", undefined, owner, names, more),
    cpu: (owner: string, names: string, sizedBy: Place | "receiver", more: More = {}) =>
      make("cpu", undefined, owner, names, { sizedBy: sizedBy === "receiver" ? sizedBy : placeOf(sizedBy), ...more }),
    pure: (owner: string, names: string, more: More = {}) => make("pure", undefined, owner, names, more),

    handover: (path: string, via: HandoverVia, fn: Place, more: HandoverMore = {}): HandoverRow => ({
      path,
      via,
      function: placeOf(fn),
      passes: "rest",
      ...facts,
      ...more,
    }),
    decorators: (owner: string, names: string, sync: SyncContext, role: string, becomes?: string) =>
      product(
        owner,
        names,
        (path): RegistrationRow => ({
          path,
          how: "decorator",
          sync,
          role,
          ...(becomes === undefined ? {} : { becomes }),
          ...facts,
        }),
      ),
    /** @param methods those of the argument that are called, where it is an object */
    taking: (owner: string, names: string, fn: Place, sync: SyncContext, role: string, methods?: string) =>
      product(
        owner,
        names,
        (path): RegistrationRow => ({
          path,
          how: "argument",
          function: placeOf(fn),
          sync,
          role,
          ...(methods === undefined ? {} : { methods: words(methods) }),
          ...facts,
        }),
      ),
    /** The same rows, marked as gone from the newest release. */
    formerly: <Row extends CallableRow | RegistrationRow>(rows: readonly Row[]): Row[] =>
      rows.map((row) => ({ ...row, formerly: true })),
    base: (paths: string, methods: string, sync: SyncContext, role: string) =>
      words(paths).map(
        (path): RegistrationRow => ({ path, how: "base", methods: words(methods), sync, role, ...facts }),
      ),
  };
}

/** Registrations of which the framework passes an object of this class first. */
export function giving(path: string, rows: readonly RegistrationRow[]): RegistrationRow[] {
  return rows.map((row) => ({ ...row, gives: path }));
}

/** Aliases from `{ alias: canonical path }`. */
export function aliases(same: Readonly<Record<string, string>>): AliasRow[] {
  return Object.entries(same).map(([path, canonical]) => ({ path, same: canonical }));
}

/** Aliases of several names of one module in another: `requests.sessions` `Session` → `requests`. */
export function namesOf(module: string, names: string, canonical: string): AliasRow[] {
  return words(names).map((name) => ({ path: `${module}.${name}`, same: `${canonical}.${name}` }));
}

export function place(index: number, keyword?: string): ArgumentPlace {
  return keyword === undefined ? { index } : { index, keyword };
}

/** A timeout argument; a string is a keyword-only one. */
export function timeout(at: Place, defaultsTo: "none" | "finite" = "none", orKeywords?: readonly string[]) {
  return { timeout: { ...placeOf(at), defaultsTo, ...(orKeywords === undefined ? {} : { orKeywords }) } };
}

/** A timeout that the library did not set by itself before the given release of it. */
export function timeoutSince(at: Place, finiteSince: string, orKeywords: readonly string[]) {
  return { timeout: { ...placeOf(at), defaultsTo: "none", orKeywords, finiteSince } } as const;
}

/** A function argument that the call itself calls. */
export function callsBack(at: Place) {
  return { callsBack: placeOf(at) };
}

/** The arguments with which a call does not wait. */
export function unless(...conditions: readonly (readonly [at: Place, value: string])[]) {
  return { unless: conditions.map(([at, value]) => ({ place: placeOf(at), value })) };
}

function placeOf(at: Place): ArgumentPlace {
  if (typeof at === "number") return { index: at };
  return typeof at === "string" ? { keyword: at } : at;
}

function words(list: string): string[] {
  return list.split(/\s+/).filter((word) => word !== "");
}

function product<Row>(owners: string, names: string, make: (path: string, name: string) => Row): Row[] {
  return words(owners).flatMap((owner) => words(names).map((name) => make(`${owner}.${name}`, name)));
}
