import type { ModuleFacts, ValueId } from "../semantics/facts.ts";

/** Methods that put an argument into a container, and which argument. */
const INSERTING: ReadonlyMap<string, number> = new Map([
  ["append", 0],
  ["appendleft", 0],
  ["add", 0],
  ["insert", 1],
  ["setdefault", 1],
]);

/**
 * What a module puts into containers, by place: `c3.sockets` for the attribute `sockets` of instances of class 3, `f0.CREW` for the
 * name `CREW` of function 0 (the module).
 */
export function contentsOf(facts: ModuleFacts): ReadonlyMap<string, readonly ValueId[]> {
  const contents = new Map<string, ValueId[]>();
  const put = (container: ValueId, value: ValueId) => {
    const place = placeOf(facts, container);
    if (place === undefined || value === 0) return;
    const known = contents.get(place);
    if (known === undefined) contents.set(place, [value]);
    else if (known.length < 16 && !known.includes(value)) known.push(value);
  };
  for (const write of facts.writes) if (write.kind === "item" && !write.readModifyWrite) put(write.of, write.value);
  for (const call of facts.calls) {
    const callee = facts.values[call.callee];
    if (callee.k !== "attr") continue;
    const index = INSERTING.get(callee.name);
    const argument = index === undefined ? undefined : call.args[index];
    if (argument !== undefined && argument.keyword === undefined && argument.star === undefined)
      put(callee.of, argument.value);
  }
  return contents;
}

function placeOf(facts: ModuleFacts, container: ValueId): string | undefined {
  const known = facts.values[container];
  if (known.k === "name") return `f${known.fn}.${known.name}`;
  if (known.k === "attr") {
    const of = facts.values[known.of];
    const owner = of.k === "param" && of.index === 0 ? facts.functions[of.fn].cls : -1;
    return owner >= 0 ? `c${owner}.${known.name}` : undefined;
  }
  return undefined;
}
