import { type ModuleFacts, UNKNOWN, type ValueId } from "../semantics/facts.ts";

/** Methods that put an argument into a container, and which argument; `spread` where it is a container of what is put in. */
const INSERTING: ReadonlyMap<string, { readonly argument: number; readonly spread?: true; readonly shifts?: true }> =
  new Map([
    ["append", { argument: 0 }],
    ["appendleft", { argument: 0, shifts: true }],
    ["add", { argument: 0 }],
    ["insert", { argument: 1, shifts: true }],
    ["setdefault", { argument: 1 }],
    ["extend", { argument: 0, spread: true }],
    ["update", { argument: 0, spread: true }],
  ]);

/** Methods after which elements stand elsewhere. */
const SHIFTING: ReadonlySet<string> = new Set(["pop", "popleft", "remove", "clear", "sort", "reverse", "rotate"]);

/** What is put into a container after it was made. */
export interface Contents {
  readonly values: readonly ValueId[];
  /** By literal keys: what is put under one is not under another. */
  readonly byKey: ReadonlyMap<string, readonly ValueId[]>;
  /** Values of which the elements are put in. */
  readonly spread: readonly ValueId[];
  /** Elements may stand elsewhere than where they were put. */
  readonly shifts: boolean;
}

interface Draft {
  readonly values: ValueId[];
  readonly byKey: Map<string, ValueId[]>;
  readonly spread: ValueId[];
  shifts: boolean;
}

const MAX_CONTENTS = 16;

/**
 * What a module puts into containers, by place: `v12` for the list or dictionary that value 12 writes out, `c3.sockets` for the attribute
 * `sockets` of instances of class 3, `f0.CREW` for the name `CREW` of function 0 (the module).
 */
export function contentsOf(facts: ModuleFacts): ReadonlyMap<string, Contents> {
  const known = found.get(facts);
  if (known !== undefined) return known;
  const contents = collect(facts);
  found.set(facts, contents);
  return contents;
}

const found = new WeakMap<ModuleFacts, ReadonlyMap<string, Contents>>();

function collect(facts: ModuleFacts): ReadonlyMap<string, Contents> {
  const contents = new Map<string, Draft>();
  const at = (container: ValueId, put: (draft: Draft) => void) => {
    for (const place of new Set(placesOf(facts, container, 0))) {
      let draft = contents.get(place);
      if (draft === undefined) {
        draft = { values: [], byKey: new Map(), spread: [], shifts: false };
        contents.set(place, draft);
      }
      put(draft);
    }
  };
  const add = (into: ValueId[], value: ValueId) => {
    if (into.length < MAX_CONTENTS && !into.includes(value)) into.push(value);
  };
  for (const write of facts.writes) {
    if (write.kind !== "item" || write.readModifyWrite || write.value === UNKNOWN) continue;
    const key = literalKey(facts, write.key);
    at(write.of, ({ values, byKey }) => {
      if (key === undefined) add(values, write.value);
      else byKey.set(key, [...(byKey.get(key) ?? []).slice(0, MAX_CONTENTS), write.value]);
    });
  }
  for (const call of facts.calls) {
    const callee = facts.values[call.callee];
    if (callee.k !== "attr") continue;
    if (SHIFTING.has(callee.name))
      at(callee.of, (draft) => {
        draft.shifts = true;
      });
    const inserting = INSERTING.get(callee.name);
    const argument = inserting === undefined ? undefined : call.args[inserting.argument];
    if (
      inserting === undefined ||
      argument === undefined ||
      argument.keyword !== undefined ||
      argument.star !== undefined
    )
      continue;
    if (argument.value === UNKNOWN) continue;
    const entries = callee.name === "update" ? writtenEntries(facts, argument.value) : undefined;
    at(callee.of, (draft) => {
      if (entries !== undefined) {
        for (const [key, value] of entries)
          draft.byKey.set(key, [...(draft.byKey.get(key) ?? []).slice(0, MAX_CONTENTS), value]);
        return;
      }
      add(inserting.spread === true ? draft.spread : draft.values, argument.value);
      if (inserting.shifts === true) draft.shifts = true;
    });
  }
  for (const implicit of facts.implicitCalls) {
    if (implicit.kind === "delete")
      at(implicit.of, (draft) => {
        draft.shifts = true;
      });
  }
  return contents;
}

/** The entries of a dictionary that is written out with constant keys. */
function writtenEntries(facts: ModuleFacts, value: ValueId): readonly (readonly [string, ValueId])[] | undefined {
  const known = facts.values[value];
  if (known.k !== "collection" || known.type !== "dict" || known.keys === undefined) return undefined;
  const entries: [string, ValueId][] = [];
  for (const [index, item] of known.items.entries()) {
    const key = literalKey(facts, known.keys[index] ?? UNKNOWN);
    if (key === undefined) return undefined;
    entries.push([key, item]);
  }
  return entries;
}

/** A subscript's key where it is a constant. */
export function literalKey(facts: ModuleFacts, key: ValueId): string | undefined {
  const known = facts.values[key];
  return known.k === "literal" && known.value !== undefined && (known.type === "str" || known.type === "int")
    ? String(known.value)
    : undefined;
}

function placesOf(facts: ModuleFacts, container: ValueId, depth: number): readonly string[] {
  const known = facts.values[container];
  if (depth > 4) return [];
  switch (known.k) {
    case "collection":
      return [`v${container}`];
    case "declared":
      return placesOf(facts, known.value, depth + 1);
    case "union":
      return known.of.flatMap((part) => placesOf(facts, part, depth + 1));
    case "name": {
      const bindings = facts.functions[known.fn].bindings[known.name] ?? [];
      return [`f${known.fn}.${known.name}`, ...bindings.flatMap((one) => writtenOut(facts, one, depth))];
    }
    case "attr": {
      const of = facts.values[known.of];
      const owner = of.k === "param" && of.index === 0 ? facts.functions[of.fn].cls : -1;
      if (owner < 0) return [];
      const stores = [
        ...(facts.classes[owner].stores[known.name] ?? []),
        ...(facts.classes[owner].members[known.name] ?? []),
      ];
      return [`c${owner}.${known.name}`, ...stores.flatMap((one) => writtenOut(facts, one, depth))];
    }
    default:
      return [];
  }
}

/** The places of containers that are written out where a name is bound to them. */
function writtenOut(facts: ModuleFacts, value: ValueId, depth: number): readonly string[] {
  const { k } = facts.values[value];
  return k === "collection" || k === "declared" || k === "union" ? placesOf(facts, value, depth + 1) : [];
}
