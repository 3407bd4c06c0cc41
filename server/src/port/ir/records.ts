import { allFields } from "./infer/members.ts";
import type { ClassDef, Expression } from "./nodes.ts";
import { ANY, STR, type Type } from "./types.ts";

/**
 * `asdict(value)` as the dict that it makes, written out; undefined where a field holds data classes inside a container, which only
 * going through it would find.
 */
export function recordAsDict(
  value: Expression,
  classNamed: (name: string) => ClassDef | undefined,
): Expression | undefined {
  const cls = value.type.kind === "instance" ? classNamed(value.type.name) : undefined;
  if (cls?.dataclass === undefined) return undefined;
  const { range } = value;
  const entries: { key: Expression; value: Expression }[] = [];
  for (const field of allFields(cls)) {
    const part: Expression = {
      kind: "attribute",
      object: value,
      name: field.name,
      resolved: { kind: "field", class: cls, field },
      type: field.type,
      range,
    };
    const isRecord = field.type.kind === "instance" && classNamed(field.type.name)?.dataclass !== undefined;
    if (!isRecord && holdsRecords(field.type, classNamed)) return undefined;
    const made = isRecord ? recordAsDict(part, classNamed) : part;
    if (made === undefined) return undefined;
    entries.push({ key: { kind: "string", value: field.name, type: STR, range }, value: made });
  }
  const type: Type = { kind: "dict", key: STR, value: ANY, flavor: "dict", ordered: true };
  return { kind: "dict", entries, type, range };
}

function holdsRecords(type: Type, classNamed: (name: string) => ClassDef | undefined): boolean {
  switch (type.kind) {
    case "instance":
      return classNamed(type.name)?.dataclass !== undefined;
    case "list":
    case "array":
    case "set":
    case "deque":
      return holdsRecords(type.element, classNamed);
    case "dict":
      return holdsRecords(type.value, classNamed);
    case "tuple":
      return type.elements.some((each) => holdsRecords(each, classNamed));
    case "optional":
      return holdsRecords(type.of, classNamed);
    case "union":
      return type.members.some((each) => holdsRecords(each, classNamed));
    default:
      return false;
  }
}
