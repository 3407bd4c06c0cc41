import { NONE, type ValueId } from "../semantics/facts.ts";
import { contentsOf, literalKey } from "./contents.ts";
import type { Evaluator } from "./evaluate.ts";
import type { ModuleId } from "./modules.ts";

export interface KnownTexts {
  readonly texts: readonly string[];
  /** `constant`: it is one text, or the program chooses between some; `loop`: a loop gives it one text after the other. */
  readonly from: "constant" | "loop";
}

/** A value of some module. */
interface Place {
  readonly module: ModuleId;
  readonly value: ValueId;
  /** The key of `dict(name=value)`, which is no value of its own: the place is that of what it stands for. */
  readonly keyword?: string;
}

/** Steps from the place where a text is used to where it is written down. */
const MOST_STEPS = 8;
/** Bindings of one name, and texts that put together make a text. */
const MOST_TEXTS = 64;
/** What several tables hold together; beyond that they are data. */
const MOST_ENTRIES = 2_000;
const VIEWS: ReadonlySet<string> = new Set(["items", "keys", "values", "copy"]);
const KEEPING: ReadonlySet<string> = new Set(["sorted", "reversed", "list", "tuple", "set", "frozenset", "iter"]);

/** The texts that a value can be, where the program writes all of them down; undefined where one is computed. */
export function knownTexts(evaluator: Evaluator, module: ModuleId, value: ValueId, depth = 0): KnownTexts | undefined {
  if (depth > MOST_STEPS) return undefined;
  const facts = evaluator.facts[module];
  const known = facts.values[value];
  const on = (place: Place): KnownTexts | undefined =>
    place.keyword === undefined
      ? knownTexts(evaluator, place.module, place.value, depth + 1)
      : { texts: [place.keyword], from: "constant" };
  const here = (inner: ValueId) => on({ module, value: inner });
  /** `"%s_count" % name`, or with a tuple. */
  const ofPattern = (pattern: ValueId, given: ValueId) => {
    const tuple = facts.values[given];
    const parts = tuple.k === "collection" && tuple.type === "tuple" ? tuple.items : [given];
    return combined([pattern, ...parts].map(here), ([text, ...words]) =>
      words.reduce((filled, word) => filled.replace("%s", () => word), text),
    );
  };
  switch (known.k) {
    case "literal":
      return typeof known.value === "string" && known.type === "str"
        ? { texts: [known.value], from: "constant" }
        : undefined;
    case "declared":
      return here(known.value);
    case "union":
      return joined(known.of.map(here));
    case "name": {
      const bindings = facts.functions[known.fn].bindings[known.name];
      if (bindings === undefined || bindings.length > 8) return undefined;
      return joined(bindings.map(here));
    }
    case "import": {
      const bound = importedPlace(evaluator, module, value);
      return bound === undefined ? undefined : on(bound);
    }
    case "attr": {
      // `Mode.BASIC` of a class that is named is what its body says; an object may have an attribute of its own.
      const [owner, ...others] = evaluator.evaluate(module, known.of).map((id) => evaluator.entity(id));
      if (owner === undefined || others.length > 0) return undefined;
      if (facts.values[known.of].k === "param") return ofOwnConstant(evaluator, { module, value }, depth);
      if (owner.e === "module") {
        const bindings = evaluator.facts[owner.module].functions[0].bindings[known.name] ?? [];
        return bindings.length === 1 ? on({ module: owner.module, value: bindings[0] }) : undefined;
      }
      if (owner.e !== "class") return undefined;
      const written = memberPlace(evaluator, owner.module, owner.cls, known.name);
      return written === undefined ? undefined : on(written);
    }
    case "param": {
      const rows = parametrized(evaluator, { module, value }, depth + 1);
      return joined(rows?.map(on) ?? []);
    }
    case "element": {
      const texts = joined(
        elementsOf(evaluator, { module, value: known.of }, known.position, depth + 1)?.map(on) ?? [],
      );
      return texts === undefined ? undefined : { ...texts, from: "loop" };
    }
    case "item": {
      const entries = entriesAt(evaluator, { module, value: known.of }, known.index, depth + 1);
      return joined(entries?.map(on) ?? []);
    }
    case "binary":
      if (known.op === "+") return combined([here(known.left), here(known.right)], (parts) => parts.join(""));
      return known.op === "%" ? ofPattern(known.left, known.right) : undefined;
    case "call": {
      const call = facts.calls[known.call];
      const callee = facts.values[call.callee];
      if (callee.k !== "attr" || call.args.some((argument) => argument.star !== undefined)) return undefined;
      if (callee.name === "get") {
        const entries = entriesAt(evaluator, { module, value: callee.of }, call.args[0]?.value, depth + 1);
        const given = call.args.length > 1 ? [here(call.args[1].value)] : [];
        return entries === undefined ? undefined : joined([...entries.map(on), ...given]);
      }
      if (callee.name !== "format") return undefined;
      return combined([here(callee.of), ...call.args.map((argument) => here(argument.value))], ([pattern, ...parts]) =>
        parts.reduce((text, part) => text.replace(/\{\w*\}/, () => part), pattern),
      );
    }
    default:
      return undefined;
  }
}

/** `self.INDEX_KEY`, which the body of the class writes in capitals, as constants are: subclasses that have another write it down as well. */
function ofOwnConstant(evaluator: Evaluator, { module, value }: Place, depth: number): KnownTexts | undefined {
  const facts = evaluator.facts[module];
  const known = facts.values[value];
  const owner = known.k === "attr" ? facts.values[known.of] : undefined;
  if (known.k !== "attr" || owner?.k !== "param" || owner.index !== 0 || !/^_*[A-Z][A-Z0-9_]*$/.test(known.name))
    return undefined;
  const { cls } = facts.functions[owner.fn];
  const written = cls === NONE ? undefined : memberPlace(evaluator, module, cls, known.name);
  return written === undefined ? undefined : knownTexts(evaluator, written.module, written.value, depth + 1);
}

/**
 * What a parameter of a test is given, one run after another, where the list in pytest's decorator is written down:
 * `@pytest.mark.parametrize("name, size", [("sum", 1), ("mean", 2)])`.
 */
function parametrized(evaluator: Evaluator, of: Place, depth: number): readonly Place[] | undefined {
  const { module } = of;
  const facts = evaluator.facts[module];
  const known = facts.values[of.value];
  if (known.k !== "param") return undefined;
  const { decorators, params } = facts.functions[known.fn];
  const name = params[known.index]?.name;
  for (const decorator of decorators) {
    const made = facts.values[decorator.value];
    const call = made.k === "call" ? facts.calls[made.call] : undefined;
    const callee = call === undefined ? undefined : facts.values[call.callee];
    if (call === undefined || callee?.k !== "attr" || callee.name !== "parametrize" || call.args.length < 2) continue;
    const [names, rows] = call.args.map((argument) => argument.value);
    const written = facts.values[names];
    const listed =
      written.k === "collection"
        ? written.items.map((item) => literalKey(facts, item))
        : literalKey(facts, names)?.split(/\s*,\s*/);
    const at = listed?.indexOf(name) ?? -1;
    if (listed === undefined || at < 0) continue;
    return elementsOf(evaluator, { module, value: rows }, listed.length > 1 ? at : undefined, depth);
  }
  return undefined;
}

/** What going through a container gives, where the program writes the container down; at a position of each where they are unpacked. */
function elementsOf(
  evaluator: Evaluator,
  over: Place,
  position: number | undefined,
  depth: number,
): readonly Place[] | undefined {
  if (depth > MOST_STEPS) return undefined;
  const { calls, values } = evaluator.facts[over.module];
  const known = values[over.value];
  if (known.k === "call") {
    const call = calls[known.call];
    const callee = values[call.callee];
    const first = call.args[0]?.value;
    if (callee.k === "builtin" && first !== undefined) {
      const at = (value: ValueId, inner: number | undefined) =>
        elementsOf(evaluator, { module: over.module, value }, inner, depth + 1);
      if (KEEPING.has(callee.name)) return at(first, position);
      if (callee.name === "enumerate") return position === 1 ? at(first, undefined) : undefined;
      if (callee.name === "zip" && position !== undefined && call.args[position] !== undefined)
        return at(call.args[position].value, undefined);
    }
    if (callee.k !== "attr" || call.args.length > 0) return undefined;
    const table = tableOf(evaluator, { module: over.module, value: callee.of }, depth);
    if (table?.keys === undefined || !VIEWS.has(callee.name)) return undefined;
    if (callee.name === "values" || (callee.name === "items" && position === 1)) return table.items;
    return callee.name === "items" && position !== 0 ? undefined : table.keys;
  }
  const table = tableOf(evaluator, over, depth);
  const items = table?.keys ?? table?.items;
  if (items === undefined || position === undefined) return items;
  const parts: Place[] = [];
  for (const { module, value } of items) {
    const inner = evaluator.facts[module].values[value];
    const part = inner.k === "collection" ? inner.items[position] : undefined;
    if (part === undefined) return undefined;
    parts.push({ module, value: part });
  }
  return parts;
}

/** What a table holds under a key that is written down, or under all where it is computed: `COLUMNS[kind]`, `SWITCHES[key]["name"]`. */
function entriesAt(
  evaluator: Evaluator,
  of: Place,
  key: ValueId | undefined,
  depth: number,
): readonly Place[] | undefined {
  if (depth > MOST_STEPS) return undefined;
  const { values } = evaluator.facts[of.module];
  const known = values[of.value];
  const wanted = key === undefined ? undefined : literalKey(evaluator.facts[of.module], key);
  const outer =
    known.k === "item"
      ? entriesAt(evaluator, { module: of.module, value: known.of }, known.index, depth + 1)
      : known.k === "element"
        ? elementsOf(evaluator, { module: of.module, value: known.of }, known.position, depth + 1)
        : [of];
  const found: Place[] = [];
  for (const place of outer ?? []) {
    const table = tableOf(evaluator, place, depth);
    if (table === undefined) return undefined;
    for (const [index, item] of table.items.entries()) {
      const at = table.keys?.[index];
      const name = at === undefined ? String(index) : keyOf(evaluator, at);
      if (wanted === undefined || name === undefined || name === wanted) found.push(item);
    }
  }
  return found.length > 0 ? found : undefined;
}

interface Table {
  readonly items: readonly Place[];
  readonly keys: readonly Place[] | undefined;
}

/** The container that a name, an import or an attribute of a class stands for, where it is bound once and nothing is put in later. */
function tableOf(evaluator: Evaluator, of: Place, depth: number): Table | undefined {
  if (depth > MOST_STEPS) return undefined;
  const facts = evaluator.facts[of.module];
  const known = facts.values[of.value];
  const on = (place: Place | undefined) => (place === undefined ? undefined : tableOf(evaluator, place, depth + 1));
  switch (known.k) {
    case "collection": {
      if (contentsOf(facts).has(`v${of.value}`)) return filledTable(evaluator, of);
      if (known.type === "dict" && known.keys === undefined) return undefined;
      const places = (values: readonly ValueId[]) => values.map((value) => ({ module: of.module, value }));
      return { items: places(known.items), keys: known.keys === undefined ? undefined : places(known.keys) };
    }
    case "declared":
      return on({ module: of.module, value: known.value });
    case "name": {
      const [only, ...others] = facts.functions[known.fn].bindings[known.name] ?? [];
      const isFilled = contentsOf(facts).has(`f${known.fn}.${known.name}`);
      if (only === undefined || others.length > 0) return undefined;
      if (isFilled && (known.fn === 0 || facts.values[only].k !== "collection")) return undefined;
      return on({ module: of.module, value: only });
    }
    case "import":
      return on(importedPlace(evaluator, of.module, of.value));
    case "attr": {
      const [owner, ...others] = evaluator.evaluate(of.module, known.of).map((id) => evaluator.entity(id));
      if (owner === undefined || others.length > 0) return undefined;
      if (owner.e === "module") {
        const bindings = evaluator.facts[owner.module].functions[0].bindings[known.name] ?? [];
        return bindings.length === 1 ? on({ module: owner.module, value: bindings[0] }) : undefined;
      }
      if (owner.e !== "class" && owner.e !== "instance") return undefined;
      return on(memberPlace(evaluator, owner.module, owner.cls, known.name));
    }
    case "call":
      return ofKeywords(evaluator, of);
    case "element":
      return together(
        elementsOf(evaluator, { module: of.module, value: known.of }, known.position, depth + 1)?.map((place) =>
          on(place),
        ),
      );
    default:
      return undefined;
  }
}

/** `dict(name=value)` */
function ofKeywords(evaluator: Evaluator, { module, value }: Place): Table | undefined {
  const { calls, values } = evaluator.facts[module];
  const known = values[value];
  const call = known.k === "call" ? calls[known.call] : undefined;
  const callee = call === undefined ? undefined : values[call.callee];
  if (call === undefined || callee?.k !== "builtin" || callee.name !== "dict") return undefined;
  const keys: Place[] = [];
  for (const { value: item, keyword, star } of call.args) {
    if (keyword === undefined || star !== undefined) return undefined;
    keys.push({ module, value: item, keyword });
  }
  return { items: keys.map(({ value: item }) => ({ module, value: item })), keys };
}

function keyOf(evaluator: Evaluator, { module, value, keyword }: Place): string | undefined {
  return keyword ?? literalKey(evaluator.facts[module], value);
}

/** One of several tables: it holds what one of them holds. */
function together(tables: readonly (Table | undefined)[] | undefined): Table | undefined {
  if (tables === undefined || tables.length === 0) return undefined;
  const items: Place[] = [];
  const keys: Place[] = [];
  for (const table of tables) {
    if (table === undefined || items.length > MOST_ENTRIES) return undefined;
    if ((table.keys === undefined) !== (tables[0]?.keys === undefined)) return undefined;
    items.push(...table.items);
    keys.push(...(table.keys ?? []));
  }
  return { items, keys: tables[0]?.keys === undefined ? undefined : keys };
}

/**
 * `options = {}` and then `options["limit"] = limit`: a dictionary of one function that nothing but subscripts which are written down put something
 * in. What is handed on as `**options` is a copy; whoever is given the dictionary itself may put in anything.
 */
function filledTable(evaluator: Evaluator, of: Place): Table | undefined {
  const facts = evaluator.facts[of.module];
  const known = facts.values[of.value];
  const contents = contentsOf(facts).get(`v${of.value}`);
  if (known.k !== "collection" || known.type !== "dict" || contents === undefined) return undefined;
  if ((known.keys === undefined && known.items.length > 0) || contents.values.length + contents.spread.length > 0)
    return undefined;
  const isIt = (value: ValueId, depth = 0): boolean => {
    if (value === of.value) return true;
    const named = facts.values[value];
    if (named.k === "union") return depth < 4 && named.of.some((part) => isIt(part, depth + 1));
    return named.k === "name" && (facts.functions[named.fn].bindings[named.name] ?? []).includes(of.value);
  };
  const isHandedOn = facts.calls.some(({ callee, args }) => {
    const called = facts.values[callee];
    return called.k !== "builtin" && args.some(({ value, star }) => star === undefined && isIt(value));
  });
  const isStored = facts.writes.some((write) => isIt(write.value));
  if (isHandedOn || isStored || isBoundIn(facts.functions[0].bindings, of.value)) return undefined;
  const keys = (known.keys ?? []).map((value) => ({ module: of.module, value }));
  const items = known.items.map((value) => ({ module: of.module, value }));
  const written = new Set<string>();
  for (const write of facts.writes) {
    if (write.kind !== "item" || !isIt(write.of)) continue;
    const key = literalKey(facts, write.key);
    if (key === undefined) return undefined;
    written.add(key);
    keys.push({ module: of.module, value: write.key });
    items.push({ module: of.module, value: write.value });
  }
  return [...contents.byKey.keys()].every((key) => written.has(key)) ? { items, keys } : undefined;
}

function isBoundIn(bindings: Readonly<Record<string, readonly ValueId[]>>, value: ValueId): boolean {
  return Object.values(bindings).some((values) => values.includes(value));
}

/** A dictionary whose keys the program writes down, all of them. */
export function hasWrittenKeys(evaluator: Evaluator, module: ModuleId, value: ValueId): boolean {
  const keys = tableOf(evaluator, { module, value }, 0)?.keys;
  return keys !== undefined && keys.length > 0 && keys.every((key) => keyOf(evaluator, key) !== undefined);
}

/** What a name of another module is bound to, where that is one thing. */
function importedPlace(evaluator: Evaluator, module: ModuleId, value: ValueId): Place | undefined {
  const known = evaluator.facts[module].values[value];
  if (known.k !== "import" || known.name === undefined) return undefined;
  const target = evaluator.modules.resolve(module, known.module, known.level);
  if (typeof target !== "number") return undefined;
  const facts = evaluator.facts[target];
  const bindings = facts.functions[0].bindings[known.name] ?? [];
  if (bindings.length !== 1 || contentsOf(facts).has(`f0.${known.name}`)) return undefined;
  return { module: target, value: bindings[0] };
}

/** What a class's body, or one of its methods, gives a name, where no other stores another value there and nothing is put in. */
function memberPlace(evaluator: Evaluator, module: ModuleId, cls: number, name: string): Place | undefined {
  for (const owner of evaluator.linearised(module, cls)) {
    const { members, stores } = evaluator.classFacts(owner.module, owner.cls);
    if (contentsOf(evaluator.facts[owner.module]).has(`c${owner.cls}.${name}`)) return undefined;
    const written = members[name] ?? stores[name];
    if (members[name] !== undefined && stores[name] !== undefined) return undefined;
    if (written !== undefined) return written.length === 1 ? { module: owner.module, value: written[0] } : undefined;
  }
  return undefined;
}

function joined(parts: readonly (KnownTexts | undefined)[]): KnownTexts | undefined {
  if (parts.length === 0) return undefined;
  const texts = new Set<string>();
  let from: KnownTexts["from"] = "constant";
  for (const part of parts) {
    if (part === undefined) return undefined;
    if (part.from === "loop") from = "loop";
    for (const text of part.texts) texts.add(text);
  }
  return { texts: [...texts], from };
}

/** Every text that comes of putting one of each part together. */
function combined(
  parts: readonly (KnownTexts | undefined)[],
  put: (texts: readonly string[]) => string,
): KnownTexts | undefined {
  let rows: readonly (readonly string[])[] = [[]];
  for (const part of parts) {
    if (part === undefined) return undefined;
    rows = rows.flatMap((row) => part.texts.map((text) => [...row, text]));
    if (rows.length > MOST_TEXTS) return undefined;
  }
  return {
    texts: [...new Set(rows.map(put))],
    from: parts.some((part) => part?.from === "loop") ? "loop" : "constant",
  };
}
