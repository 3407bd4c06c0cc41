import type { ClassDef } from "../nodes.ts";
import { table } from "../table.ts";

/** What an abstract container of `collections.abc` gives to classes that derive from it. */
export type AbstractContainer =
  | "Mapping"
  | "MutableMapping"
  | "Sequence"
  | "MutableSequence"
  | "Set"
  | "MutableSet"
  | "Iterator";

const CONTAINERS: Readonly<Record<string, AbstractContainer>> = table<AbstractContainer>({
  Mapping: "Mapping",
  MutableMapping: "MutableMapping",
  Sequence: "Sequence",
  MutableSequence: "MutableSequence",
  Set: "Set",
  AbstractSet: "Set",
  MutableSet: "MutableSet",
  Iterator: "Iterator",
});

const MODULES = /^(?:collections\.abc|typing)\.(\w+)$/;

/** Bases of `collections.abc` that give a class no methods: they only say what it has. */
const EMPTY = /^(?:Iterable|Container|Collection|Sized|Hashable|Callable|Reversible|Awaitable|AsyncIterable)$/;

export function isEmptyAbstractBase(canonical: string): boolean {
  return EMPTY.test(MODULES.exec(canonical)?.[1] ?? "");
}

export function abstractContainerNamed(canonical: string): AbstractContainer | undefined {
  return CONTAINERS[MODULES.exec(canonical)?.[1] ?? ""];
}

/** The abstract container that a class derives from, directly or through another class. */
export function abstractContainerOf(cls: ClassDef): AbstractContainer | undefined {
  for (const base of cls.bases) {
    const found = base.kind === "class" ? abstractContainerOf(base.class) : abstractContainerNamed(base.name);
    if (found !== undefined) return found;
  }
  return undefined;
}
