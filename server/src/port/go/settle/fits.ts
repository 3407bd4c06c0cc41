import * as go from "../build.ts";
import type { GoExpr, GoType } from "../tree.ts";
import type { Known } from "./signatures.ts";
import { isAny, isBasic, isNumber, isReadable, type Universe } from "./universe.ts";

/** The kind of a constant that has no type yet. */
export type Constant = "int" | "float" | "rune" | "string" | "nil";

/** An expression with what is known of its type. */
export interface Typed {
  readonly value: GoExpr;
  readonly type: Known;
  /** Set where the type is open: Go gives it by the place that the value goes to. */
  readonly constant?: Constant;
  /** What a call with several results gives. */
  readonly results?: readonly Known[];
}

const ALIASES: Readonly<Record<string, string>> = { byte: "uint8", rune: "int32" };

function plainName(name: string): string {
  return ALIASES[name] ?? name;
}

/** Whether a value of one type can stand where the other is asked for, as Go's rules of assignment say. */
export function fits(universe: Universe, from: GoType, to: GoType): "yes" | "no" | "unknown" {
  if (isAny(to) || go.sameGoType(from, to)) return "yes";
  if (!isReadable(from) || !isReadable(to)) return "unknown";
  if (from.kind === "interface" || to.kind === "interface" || to.kind === "constraint") return "unknown";
  if (to.kind === "named") return fitsNamed(universe, from, to);
  if (isAny(from)) return "no";
  if (from.kind === "named" && !isBasic(from)) {
    // A named type fits the type literal that it stands for.
    if (from.name === "Seq" || from.package !== undefined) return to.kind === "function" ? "unknown" : "no";
    const under = universe.underlying(from);
    return under === undefined || under.kind === "interface" ? "unknown" : go.sameGoType(under, to) ? "yes" : "no";
  }
  if (from.kind !== to.kind) return "no";
  switch (to.kind) {
    case "slice":
      return sameParts(from, to, [[(from as typeof to).of, to.of]]);
    case "pointer":
      return sameParts(from, to, [[(from as typeof to).to, to.to]]);
    case "map":
      return sameParts(from, to, [
        [(from as typeof to).key, to.key],
        [(from as typeof to).value, to.value],
      ]);
    case "function": {
      const other = from as typeof to;
      if (other.params.length !== to.params.length || other.results.length !== to.results.length) return "no";
      return sameParts(from, to, [
        ...to.params.map((param, i): [GoType, GoType] => [other.params[i], param]),
        ...to.results.map((result, i): [GoType, GoType] => [other.results[i], result]),
      ]);
    }
    default:
      return "unknown";
  }
}

function sameParts(
  _from: GoType,
  _to: GoType,
  parts: readonly (readonly [GoType, GoType])[],
): "yes" | "no" | "unknown" {
  if (parts.some(([a, b]) => !isReadable(a) || !isReadable(b))) return "unknown";
  return parts.every(([a, b]) => identical(a, b)) ? "yes" : "no";
}

function identical(a: GoType, b: GoType): boolean {
  if (a.kind === "named" && b.kind === "named" && a.package === undefined && b.package === undefined)
    if (isBasic(a) && isBasic(b)) return plainName(a.name) === plainName(b.name);
  return go.sameGoType(a, b);
}

function fitsNamed(universe: Universe, from: GoType, to: GoType & { kind: "named" }): "yes" | "no" | "unknown" {
  if (isBasic(to)) {
    if (isBasic(from)) return plainName(from.name) === plainName(to.name) ? "yes" : "no";
    return from.kind === "named" && !isAny(from) && from.package === undefined && !universe.has(from.name)
      ? "unknown"
      : "no";
  }
  const required = universe.required(to);
  if (required !== undefined) return isAny(from) ? "no" : implementsAll(universe, from, required);
  if (isAny(from)) return "no";
  if (to.package !== undefined) {
    if (to.package === "iter") {
      if (from.kind === "named" && from.package === "iter" && from.name === to.name)
        return go.sameGoType(from, to) ? "yes" : "no";
      return from.kind === "slice" || from.kind === "map" || isBasic(from) ? "no" : "unknown";
    }
    return isBasic(from) ? "no" : "unknown";
  }
  if (!universe.has(to.name)) return "unknown";
  const under = universe.underlying(to);
  if (under === undefined || under.kind === "interface") return "unknown";
  if (from.kind === "named") {
    if (from.package !== undefined) return "unknown";
    return isBasic(from) || universe.has(from.name) ? "no" : "unknown";
  }
  return go.sameGoType(from, under) ? "yes" : "no";
}

function implementsAll(
  universe: Universe,
  from: GoType,
  required: ReadonlyMap<string, unknown>,
): "yes" | "no" | "unknown" {
  if (from.kind !== "named" && from.kind !== "pointer") return "no";
  if (isBasic(from)) return "no";
  let known = true;
  for (const [name, wanted] of required) {
    const member = universe.member(from, name);
    if (member.kind === "none" || member.kind === "field") return "no";
    if (member.kind === "unknown") known = false;
    else if (member.signature !== undefined && isSignature(wanted)) {
      const { params, results } = member.signature;
      const all = [...params, ...results];
      const others = [...wanted.params, ...wanted.results];
      if (params.length !== wanted.params.length || results.length !== wanted.results.length) return "no";
      if (all.some((each, i) => each !== undefined && others[i] !== undefined && !identical(each, others[i])))
        return "no";
    }
  }
  return known ? "yes" : "unknown";
}

function isSignature(value: unknown): value is { params: readonly GoType[]; results: readonly GoType[] } {
  return typeof value === "object" && value !== null && "params" in value;
}

/**
 * The expression as a value of the wanted type. What is of no known type is asserted, as a reader of Go would; what is of another type
 * goes through `to`, which converts what can be converted and fails loudly else.
 */
export function asType(universe: Universe, typed: Typed, wanted: Known, runtime: (entry: string) => GoExpr): GoExpr {
  const { value, type, constant } = typed;
  if (wanted === undefined || !isReadable(wanted)) return value;
  const converted = (given: GoExpr): GoExpr => ({
    kind: "call",
    callee: runtime("to"),
    typeArgs: [wanted],
    args: [given],
  });
  if (constant !== undefined) return fitConstant(universe, value, constant, wanted, converted, runtime);
  if (type === undefined || !isReadable(type) || fits(universe, type, wanted) !== "no") return value;
  if (isAny(type)) {
    const isObject =
      (wanted.kind === "named" && (wanted.name === "string" || universe.isInterface(wanted))) ||
      (wanted.kind === "pointer" && wanted.to.kind === "named" && universe.underlying(wanted.to)?.kind === "struct");
    if (wanted.kind === "named" && wanted.package === "iter" && isAny(wanted.args?.[0]))
      return { kind: "call", callee: runtime("iterate"), args: [value] };
    return isObject ? { kind: "assert", value, type: wanted } : converted(value);
  }
  if (isNumber(type) && isNumber(wanted)) return go.convert(wanted, value);
  if (type.kind === "pointer" && fits(universe, type.to, wanted) === "yes") return go.unary("*", value);
  if (wanted.kind === "pointer" && go.sameGoType(wanted.to, type))
    return { kind: "call", callee: runtime("pointerTo"), args: [value] };
  if (wanted.kind === "named" && universe.isInterface(wanted))
    return { kind: "assert", value: go.convert(go.ANY_TYPE, value), type: wanted };
  if (wanted.kind === "named" && wanted.package === "iter" && wanted.name === "Seq" && type.kind === "slice")
    if (wanted.args?.[0] !== undefined && go.sameGoType(wanted.args[0], type.of))
      return go.packageCall("slices", "Values", value);
  return converted(value);
}

function fitConstant(
  universe: Universe,
  value: GoExpr,
  constant: Constant,
  wanted: GoType,
  converted: (value: GoExpr) => GoExpr,
  runtime: (entry: string) => GoExpr,
): GoExpr {
  const made = wanted.kind === "named" && !isBasic(wanted) && !isAny(wanted) ? universe.underlying(wanted) : wanted;
  if (made === undefined || universe.isInterface(wanted)) {
    if (constant === "nil" || wanted.kind !== "named" || universe.required(wanted) === undefined) return value;
    return { kind: "assert", value: go.convert(go.ANY_TYPE, value), type: wanted };
  }
  if (constant === "nil") {
    const isNilable = go.isNilable(wanted) || go.isNilable(made) || made.kind === "interface";
    return isNilable ? value : converted(value);
  }
  const isText = constant === "string";
  if (isText ? made.kind === "named" && made.name === "string" : isNumber(made)) return value;
  if (isBasic(made) && made.name === "complex128" && !isText) return value;
  if (made.kind === "pointer" && isBasic(made.to)) {
    const inner = isText || made.to.name === "int" ? value : go.convert(made.to, value);
    return { kind: "call", callee: runtime("pointerTo"), args: [inner] };
  }
  return made.kind === "interface" || made.kind === "constraint" ? value : converted(value);
}
