import type { BuildContext } from "../build/context.ts";
import type { Argument, ClassDef, Expression } from "../nodes.ts";
import { ANY, BOOL, INT, NONE, partsOf, STR, sameType, type Type, withoutNone } from "../types.ts";
import { argumentNamed } from "./application.ts";

/** What FastAPI lets through of an answer: the fields of a declared model, and no others. */
export type ResponseShape =
  | { readonly kind: "asIs" }
  | { readonly kind: "shaped"; readonly type: Type }
  | { readonly kind: "unsupported"; readonly construct: string };

/** What leaves out fields beyond those that the model does not have. */
const SELECTIONS = ["include", "exclude", "exclude_unset", "exclude_defaults", "exclude_none"] as const;

/** The shape that a route's arguments and its handler's annotation declare; `response_model` goes before the annotation. */
export function responseShape(
  context: BuildContext,
  args: readonly Argument[],
  annotation: Type | undefined,
): ResponseShape {
  for (const each of SELECTIONS) {
    const given = argumentNamed(args, `response_model_${each}`);
    const isOff = given === undefined || given.kind === "none" || (given.kind === "bool" && !given.value);
    if (!isOff) return { kind: "unsupported", construct: `response_model_${each}` };
  }
  const model = argumentNamed(args, "response_model");
  if (model?.kind === "none") return { kind: "asIs" };
  const type = model === undefined ? annotation : writtenType(model);
  if (type === undefined) return model === undefined ? { kind: "asIs" } : UNKNOWN;
  // What a class of another module shows is not known here.
  if (type.kind === "library" && !KNOWN.test(type.name)) return UNKNOWN;
  return hasModel(context, type) ? { kind: "shaped", type: ordered(type) } : { kind: "asIs" };
}

const UNKNOWN: ResponseShape = { kind: "unsupported", construct: "a response model that is no class of the module" };

const optional = (of: Type): Type => (of.kind === "any" ? of : { kind: "optional", of: withoutNone(of) });

/** Library classes that are written as they are. */
const KNOWN =
  /^(fastapi|starlette|portwright|datetime|uuid|decimal|pathlib|typing|collections|enum|ipaddress|fractions)\b/;

/** A type that stands where a value does: `list[User]`, `User | None`. */
function writtenType(e: Expression): Type | undefined {
  switch (e.kind) {
    case "name": {
      const { definition } = e.variable;
      return definition?.kind === "class" ? { kind: "instance", name: definition.name, args: [] } : undefined;
    }
    case "none":
      return NONE;
    case "builtin":
      switch (e.name) {
        case "str":
          return STR;
        case "int":
          return INT;
        case "bool":
          return BOOL;
        case "float":
          return { kind: "float" };
        case "dict":
        case "list":
          return ANY;
      }
      return undefined;
    case "library":
      return e.module === "typing" && e.name === "Any" ? ANY : undefined;
    case "binary": {
      const sides = [e.left, e.right].filter((each) => each.kind !== "none").map(writtenType);
      const [only] = sides;
      return e.operator === "|" && sides.length === 1 && only !== undefined ? optional(only) : undefined;
    }
    case "index": {
      const name = e.object.kind === "builtin" || e.object.kind === "library" ? e.object.name : "";
      if (/^(list|List|Sequence|Iterable)$/.test(name)) {
        const element = writtenType(e.index);
        return element === undefined ? undefined : { kind: "list", element };
      }
      if (name === "Optional") {
        const of = writtenType(e.index);
        return of === undefined ? undefined : optional(of);
      }
      if (/^(dict|Dict|Mapping)$/.test(name) && e.index.kind === "tuple" && e.index.elements.length === 2) {
        const [key, value] = e.index.elements.map(writtenType);
        return key?.kind === "str" && value !== undefined
          ? { kind: "dict", key, value, flavor: "dict", ordered: false }
          : undefined;
      }
      return undefined;
    }
    default:
      return undefined;
  }
}

/** An answer shows the order of its keys. */
function ordered(type: Type): Type {
  switch (type.kind) {
    case "dict":
      return { ...type, value: ordered(type.value), ordered: true };
    case "list":
      return { ...type, element: ordered(type.element) };
    case "optional":
      return { ...type, of: ordered(type.of) };
    default:
      return type;
  }
}

/** Whether a model is part of a type, so that fields can be left out. */
function hasModel(context: BuildContext, type: Type): boolean {
  switch (type.kind) {
    case "instance":
      return context.classByName.get(type.name)?.model !== undefined;
    case "optional":
      return hasModel(context, type.of);
    case "list":
    case "array":
    case "set":
      return hasModel(context, type.element);
    case "dict":
      return hasModel(context, type.value);
    case "tuple":
      return type.elements.some((each) => hasModel(context, each));
    case "union":
      return type.members.some((each) => hasModel(context, each));
    default:
      return false;
  }
}

/** Whether values of a type can have no fields but those of another, so that nothing needs to be left out. */
export function fitsShape(
  classNamed: (name: string) => ClassDef | undefined,
  actual: Type,
  shape: Type,
  seen: ReadonlySet<string> = new Set(),
): boolean {
  if (actual.kind === "none" && shape.kind === "optional") return true;
  if (shape.kind === "optional")
    return fitsShape(classNamed, actual.kind === "optional" ? actual.of : actual, shape.of, seen);
  switch (shape.kind) {
    case "instance": {
      const cls = classNamed(shape.name);
      if (actual.kind !== "instance" || actual.name !== shape.name || cls === undefined) return false;
      if (cls.subclasses.length > 0) return false;
      if (seen.has(shape.name)) return true;
      const inside = new Set([...seen, shape.name]);
      return [cls, ...basesOf(cls)].every((each) =>
        each.fields.every((field) => fitsShape(classNamed, field.type, field.type, inside)),
      );
    }
    case "list":
    case "array":
      return (
        (actual.kind === "list" || actual.kind === "array") &&
        fitsShape(classNamed, actual.element, shape.element, seen)
      );
    case "dict":
      return actual.kind === "dict" && fitsShape(classNamed, actual.value, shape.value, seen);
    case "union":
      return sameType(actual, shape) && shape.members.every((each) => fitsShape(classNamed, each, each, seen));
    case "tuple":
      return sameType(actual, shape) && shape.elements.every((each) => fitsShape(classNamed, each, each, seen));
    case "set":
      return actual.kind === "set" && fitsShape(classNamed, actual.element, shape.element, seen);
    default:
      return true;
  }
}

export const UNREACHABLE = "leaving out fields of an answer that is declared as one of several models";

/** Whether values can be brought into a shape: which of several models a value is meant to be cannot be told. */
export function isReachable(
  classNamed: (name: string) => ClassDef | undefined,
  shape: Type,
  seen: ReadonlySet<string> = new Set(),
): boolean {
  const parts = partsOf(shape);
  if (["union", "tuple", "set", "array", "iterator"].includes(shape.kind) && !parts.every(isScalar)) return false;
  if (!parts.every((each) => isReachable(classNamed, each, seen))) return false;
  const cls = shape.kind === "instance" && !seen.has(shape.name) ? classNamed(shape.name) : undefined;
  if (cls === undefined) return true;
  const inside = new Set([...seen, cls.name]);
  return [cls, ...basesOf(cls)].every((each) =>
    each.fields.every((field) => isReachable(classNamed, field.type, inside)),
  );
}

function isScalar(type: Type): boolean {
  return ["none", "bool", "int", "float", "str"].includes(type.kind);
}

function basesOf(cls: ClassDef): ClassDef[] {
  return cls.bases.flatMap((each) => (each.kind === "class" ? [each.class, ...basesOf(each.class)] : []));
}

/**
 * A handler that is declared to give a base class and gives objects of a derived one is written with what it gives; the declaration is
 * the shape of the answer then.
 */
export function declaresBase(context: BuildContext, type: Type | undefined): boolean {
  switch (type?.kind) {
    case "instance": {
      const isBase = (cls: ClassDef): boolean =>
        cls.bases.some((base) => base.kind === "class" && base.class.name === type.name);
      return context.classByName.get(type.name)?.model !== undefined && context.classes.some(isBase);
    }
    case "optional":
      return declaresBase(context, type.of);
    case "list":
      return declaresBase(context, type.element);
    case "dict":
      return declaresBase(context, type.value);
    default:
      return false;
  }
}
