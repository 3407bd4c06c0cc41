import { allFields } from "./infer/members.ts";
import type { ClassDef, Expression } from "./nodes.ts";
import { ANY, STR, type Type } from "./types.ts";

type ClassNamed = (name: string) => ClassDef | undefined;

/**
 * `asdict(value)` as the dict that it makes, written out; undefined where a field holds data classes inside a container, which only
 * going through it would find.
 */
export function recordAsDict(value: Expression, classNamed: ClassNamed): Expression | undefined {
  const parts = partsOf(value, classNamed, recordAsDict);
  const { range } = value;
  const type: Type = { kind: "dict", key: STR, value: ANY, flavor: "dict", ordered: true };
  const entries = parts?.map(({ name, value: part }): { key: Expression; value: Expression } => ({
    key: { kind: "string", value: name, type: STR, range },
    value: part,
  }));
  return entries && { kind: "dict", entries, type, range };
}

/** As `recordAsDict`, for `astuple`. */
export function recordAsTuple(value: Expression, classNamed: ClassNamed): Expression | undefined {
  const elements = partsOf(value, classNamed, recordAsTuple)?.map((part) => part.value);
  return (
    elements && {
      kind: "tuple",
      elements,
      type: { kind: "tuple", elements: elements.map((each) => each.type) },
      range: value.range,
    }
  );
}

function partsOf(
  value: Expression,
  classNamed: ClassNamed,
  inner: (part: Expression, classNamed: ClassNamed) => Expression | undefined,
): { readonly name: string; readonly value: Expression }[] | undefined {
  const cls = value.type.kind === "instance" ? classNamed(value.type.name) : undefined;
  if (cls?.dataclass === undefined) return undefined;
  const parts: { name: string; value: Expression }[] = [];
  for (const field of allFields(cls)) {
    const part: Expression = {
      kind: "attribute",
      object: value,
      name: field.name,
      resolved: { kind: "field", class: cls, field },
      type: field.type,
      range: value.range,
    };
    const isRecord = field.type.kind === "instance" && classNamed(field.type.name)?.dataclass !== undefined;
    if (!isRecord && holdsRecords(field.type, classNamed)) return undefined;
    const made = isRecord ? inner(part, classNamed) : part;
    if (made === undefined) return undefined;
    parts.push({ name: field.name, value: made });
  }
  return parts;
}

function holdsRecords(type: Type, classNamed: ClassNamed): boolean {
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
