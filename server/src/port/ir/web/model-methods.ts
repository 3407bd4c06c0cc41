import type { Argument, CallTarget, ClassDef, Expression } from "../nodes.ts";
import { partsOf, type Type, withoutNone } from "../types.ts";

type Call = Expression & { kind: "call" };

/** What Pydantic gives every model, as far as ports have it; `unsupported` is what they do not have. */
export type ModelMethod =
  | { readonly kind: "dump" }
  | { readonly kind: "json" }
  | { readonly kind: "copy"; readonly changes: readonly Argument[] }
  | { readonly kind: "unsupported"; readonly construct: string };

const METHODS = new Set(
  "model_dump model_dump_json model_copy model_validate model_validate_json model_construct model_json_schema dict json copy parse_obj parse_raw construct schema".split(
    " ",
  ),
);

/** The method of Pydantic's that a call of a model calls; undefined where the class has a method of that name itself. */
export function modelMethod(cls: ClassDef | undefined, e: Call): ModelMethod | undefined {
  const { target, args } = e;
  if (cls?.model?.kind !== "model" || target.kind !== "method" || !METHODS.has(target.name)) return undefined;
  if (hasMethod(cls, target.name)) return undefined;
  const unsupported: ModelMethod = { kind: "unsupported", construct: `${target.name} of a model` };
  if (withoutNone(target.receiver.type).kind === "class") return unsupported;
  switch (target.name) {
    case "model_dump":
    case "dict":
      return args.length === 0 ? { kind: "dump" } : unsupported;
    case "model_dump_json":
      return args.length === 0 ? { kind: "json" } : unsupported;
    case "model_copy": {
      const [update, ...rest] = args;
      if (update === undefined) return { kind: "copy", changes: [] };
      if (update.name !== "update" || update.value.kind !== "dict" || rest.length > 0) return unsupported;
      const changes = update.value.entries.map((entry): Argument | undefined => {
        const { key, value } = entry;
        return key?.kind === "string" && hasField(cls, key.value)
          ? { kind: "keyword", name: key.value, value }
          : undefined;
      });
      return changes.every((each) => each !== undefined) ? { kind: "copy", changes } : unsupported;
    }
    default:
      return unsupported;
  }
}

function hasMethod(cls: ClassDef, name: string): boolean {
  return (
    cls.methods.some((each) => each.name === name) ||
    cls.bases.some((base) => base.kind === "class" && hasMethod(base.class, name))
  );
}

function hasField(cls: ClassDef, name: string): boolean {
  return (
    cls.fields.some((each) => each.name === name) ||
    cls.bases.some((base) => base.kind === "class" && hasField(base.class, name))
  );
}

/** A copy as the call of the standard library that makes one of a dataclass. */
export function copyCall(e: Call, target: CallTarget & { kind: "method" }, changes: readonly Argument[]): Call {
  const receiver: Argument = { kind: "positional", name: undefined, value: target.receiver };
  const [module, name] = changes.length === 0 ? ["copy", "copy"] : ["dataclasses", "replace"];
  return { ...e, target: { kind: "library", module, name }, args: [receiver, ...changes] };
}

/** Whether one of a model's fields, or of the models in it, passes a test; with a name on the wire that is not its own, too. */
export function someField(
  classNamed: (name: string) => ClassDef | undefined,
  type: Type,
  test: (type: Type | "alias") => boolean,
  seen: ReadonlySet<string> = new Set(),
): boolean {
  if (test(type)) return true;
  if (type.kind !== "instance") return partsOf(type).some((each) => someField(classNamed, each, test, seen));
  const cls = seen.has(type.name) ? undefined : classNamed(type.name);
  if (cls === undefined) return false;
  const inside = new Set([...seen, type.name]);
  const ofBases = cls.bases.some(
    (base) =>
      base.kind === "class" &&
      someField(classNamed, { kind: "instance", name: base.class.name, args: [] }, test, inside),
  );
  if (ofBases || [...(cls.model?.rules.values() ?? [])].some((rules) => rules.alias !== undefined && test("alias")))
    return true;
  return cls.fields.some((field) => someField(classNamed, field.type, test, inside));
}
