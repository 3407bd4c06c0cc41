import * as go from "../build.ts";
import type { GoDecl, GoExpr, GoType } from "../tree.ts";
import { isRuntimeName, type Known, runtimeFunction, runtimeType, type Signature } from "./signatures.ts";

interface OwnType {
  readonly typeParams: readonly string[];
  readonly underlying: GoType;
}

/** A field or a method of a value; undefined parts are not known. */
export type Member =
  | { readonly kind: "field"; readonly type: Known }
  | { readonly kind: "method"; readonly signature: Signature | undefined }
  /** The type has no such member. */
  | { readonly kind: "none" }
  | { readonly kind: "unknown" };

const NUMBERS: ReadonlySet<string> = new Set([
  "int",
  "int8",
  "int16",
  "int32",
  "int64",
  "uint",
  "uint8",
  "uint16",
  "uint32",
  "uint64",
  "float32",
  "float64",
  "byte",
  "rune",
]);

/** What the names at the package level of a port are. */
export class Universe {
  readonly #functions = new Map<string, Signature>();
  readonly #methods = new Map<string, Map<string, Signature>>();
  readonly #types = new Map<string, OwnType>();
  readonly #variables = new Map<string, Known>();

  constructor(decls: readonly GoDecl[]) {
    for (const decl of decls) {
      if (decl.kind === "function") this.#declare(decl);
      else if (decl.kind === "type")
        this.#types.set(decl.name, {
          typeParams: (decl.typeParams ?? []).map(({ name }) => name),
          underlying: decl.type,
        });
      else if (decl.kind === "var") this.#variables.set(decl.name, decl.type ?? literalType(decl.value));
      else if (decl.kind === "const") {
        let type: Known;
        for (const entry of decl.entries) {
          type = entry.type ?? (entry.value === undefined ? type : literalType(entry.value));
          this.#variables.set(entry.name, type);
        }
      }
    }
  }

  #declare(decl: GoDecl & { kind: "function" }): void {
    const signature: Signature = {
      typeParams: (decl.typeParams ?? []).map(({ name, constraint }) => ({
        name,
        constraint: constraintName(constraint),
      })),
      params: decl.params.map(({ type }) => type),
      variadic: decl.params.at(-1)?.variadic === true,
      results: decl.results.map(({ type }) => type),
    };
    if (decl.receiver === undefined) {
      this.#functions.set(decl.name, signature);
      return;
    }
    const owner = go.baseOf(decl.receiver.type);
    if (owner?.kind !== "named") return;
    const methods = this.#methods.get(owner.name) ?? new Map<string, Signature>();
    const typeParams = (owner.args ?? []).map((arg) => ({
      name: arg.kind === "named" ? arg.name : "",
      constraint: "any",
    }));
    methods.set(decl.name, { ...signature, typeParams });
    this.#methods.set(owner.name, methods);
  }

  /** Whether the package declares the name, or the runtime does. */
  has(name: string): boolean {
    return this.#functions.has(name) || this.#variables.has(name) || this.#types.has(name) || isRuntimeName(name);
  }

  function(name: string): Signature | undefined {
    return this.#functions.get(name) ?? (this.#variables.has(name) ? undefined : runtimeFunction(name));
  }

  isVariable(name: string): boolean {
    return this.#variables.has(name);
  }

  /** Tells the type of a variable that is written without one. */
  settle(name: string, type: Known): void {
    this.#variables.set(name, type ?? this.#variables.get(name));
  }

  variable(name: string): Known {
    return this.#variables.get(name);
  }

  /** What a named type of the package or the runtime stands for, with its arguments put in. */
  underlying(type: GoType & { kind: "named" }): Known {
    if (type.package !== undefined) return undefined;
    const shape = this.#types.get(type.name) ?? runtimeType(type.name);
    if (shape?.underlying === undefined) return undefined;
    return substitute(shape.underlying, new Map(shape.typeParams.map((name, i) => [name, type.args?.[i]])));
  }

  member(type: GoType, name: string): Member {
    return this.#find(type, name, new Set());
  }

  #find(type: GoType, name: string, seen: Set<string>): Member {
    if (type.kind === "interface") return this.#interfaceMember(type, name, seen);
    const base = go.baseOf(type);
    if (base === undefined || base.kind !== "named" || base.package !== undefined) return { kind: "unknown" };
    if (seen.has(base.name)) return { kind: "none" };
    seen.add(base.name);
    if (base.name === "error")
      return name === "Error"
        ? { kind: "method", signature: { typeParams: [], params: [], variadic: false, results: [go.STRING_TYPE] } }
        : { kind: "none" };
    if (base.name === "any") return { kind: "none" };
    const own = this.#methods.get(base.name)?.get(name) ?? runtimeFunction(`${base.name}.${name}`);
    if (own !== undefined) {
      const given = new Map(own.typeParams.map((each, i) => [each.name, base.args?.[i]]));
      return { kind: "method", signature: instantiated(own, given) };
    }
    const made = this.underlying(base);
    if (made === undefined) return { kind: "unknown" };
    if (made.kind === "interface") return this.#interfaceMember(made, name, seen);
    if (made.kind !== "struct") return { kind: "none" };
    const field = made.fields.find((each) => each.name === name);
    if (field !== undefined) return { kind: "field", type: field.type };
    let result: Member = { kind: "none" };
    for (const embedded of made.fields) {
      if (embedded.name !== undefined) continue;
      const embeddedBase = go.baseOf(embedded.type);
      if (embeddedBase?.kind === "named" && embeddedBase.name === name) return { kind: "field", type: embedded.type };
      const found = this.#find(embedded.type, name, seen);
      if (found.kind === "field" || found.kind === "method") return found;
      if (found.kind === "unknown") result = found;
    }
    return result;
  }

  #interfaceMember(type: GoType & { kind: "interface" }, name: string, seen: Set<string>): Member {
    const method = type.methods.find((each) => each.name === name);
    if (method !== undefined) {
      const params = method.params.map((param) => param.type);
      const variadic = method.params.at(-1)?.variadic === true;
      return { kind: "method", signature: { typeParams: [], params, variadic, results: method.results } };
    }
    for (const embedded of type.embeds) {
      const found = this.#find(embedded, name, seen);
      if (found.kind !== "none") return found;
    }
    return { kind: "none" };
  }

  /** The methods that a type must have; undefined where the type is no interface that is known. */
  required(type: GoType): ReadonlyMap<string, Signature | undefined> | undefined {
    if (type.kind !== "named" || type.package !== undefined) return undefined;
    const found = new Map<string, Signature | undefined>();
    if (type.name === "error") {
      found.set("Error", undefined);
      return found;
    }
    const made = this.#types.get(type.name)?.underlying;
    if (made?.kind !== "interface") return undefined;
    for (const method of made.methods) {
      const member = this.#interfaceMember(made, method.name, new Set());
      found.set(method.name, member.kind === "method" ? member.signature : undefined);
    }
    for (const embedded of made.embeds)
      for (const [name, signature] of this.required(embedded) ?? []) found.set(name, signature);
    return found;
  }

  isInterface(type: GoType): boolean {
    if (type.kind === "interface") return true;
    if (type.kind !== "named") return false;
    if (type.package === undefined && (type.name === "any" || type.name === "error")) return true;
    return this.underlying(type)?.kind === "interface";
  }
}

function constraintName(type: GoType): string {
  if (type.kind !== "named") return "any";
  return type.package === undefined ? type.name : `${type.package}.${type.name}`;
}

/** The type of a variable of the package that is written without one. */
function literalType(value: GoExpr | undefined): Known {
  if (value === undefined) return undefined;
  switch (value.kind) {
    case "string":
      return go.STRING_TYPE;
    case "number":
      return /^-?\d+$/.test(value.text) ? go.INT_TYPE : go.FLOAT_TYPE;
    case "composite":
      return value.type;
    case "convert":
      return value.type;
    case "function":
      return {
        kind: "function",
        params: value.params.map(({ type }) => type),
        results: value.results.map(({ type }) => type),
      };
    case "unary":
      if (value.operator === "&") {
        const of = literalType(value.value);
        return of === undefined ? undefined : go.pointerTo(of);
      }
      return value.operator === "-" ? literalType(value.value) : undefined;
    case "name":
      return value.name === "true" || value.name === "false" ? go.BOOL_TYPE : undefined;
    default:
      return undefined;
  }
}

export function isAny(type: Known): boolean {
  return type?.kind === "named" && type.package === undefined && type.name === "any";
}

export function isNumber(type: Known): boolean {
  return type?.kind === "named" && type.package === undefined && NUMBERS.has(type.name);
}

/** A type that Go itself declares and that is no interface. */
export function isBasic(type: Known): type is GoType & { kind: "named"; readonly package?: undefined } {
  if (type?.kind !== "named" || type.package !== undefined) return false;
  return NUMBERS.has(type.name) || ["string", "bool", "complex128"].includes(type.name);
}

/** The type with its parameters replaced; undefined where one of them is not known. */
export function substitute(type: GoType, given: ReadonlyMap<string, Known>): Known {
  const inner = (each: GoType): Known => substitute(each, given);
  switch (type.kind) {
    case "named": {
      if (type.package === undefined && given.has(type.name)) return given.get(type.name);
      if (type.args === undefined || type.args.length === 0) return type;
      const args = type.args.map(inner);
      return args.every((arg) => arg !== undefined) ? { ...type, args } : undefined;
    }
    case "pointer": {
      const to = inner(type.to);
      return to && { ...type, to };
    }
    case "slice":
    case "channel": {
      const of = inner(type.of);
      return of && { ...type, of };
    }
    case "map": {
      const [key, value] = [inner(type.key), inner(type.value)];
      return key && value && { ...type, key, value };
    }
    case "function": {
      const params = type.params.map(inner);
      const results = type.results.map(inner);
      if (!params.every((each) => each !== undefined) || !results.every((each) => each !== undefined)) return undefined;
      return { ...type, params, results };
    }
    case "struct": {
      const fields = type.fields.map((field) => ({ ...field, type: inner(field.type) ?? UNREADABLE }));
      return { ...type, fields };
    }
    default:
      return type;
  }
}

/** Stands for a part of a struct that is not known. */
const UNREADABLE: GoType = { kind: "constraint", terms: [] };

export function isReadable(type: Known): type is GoType {
  return type !== undefined && type !== UNREADABLE && type.kind !== "constraint";
}

export function instantiated(signature: Signature, given: ReadonlyMap<string, Known>): Signature {
  if (given.size === 0) return signature;
  const put = (type: Known): Known => (type === undefined ? undefined : substitute(type, given));
  return { ...signature, typeParams: [], params: signature.params.map(put), results: signature.results.map(put) };
}

/** Collects what the type parameters in a pattern stand for in a type. `direct` are those that the argument alone fixes. */
export function unify(
  pattern: GoType,
  type: GoType,
  names: ReadonlySet<string>,
  found: (name: string, type: GoType, direct: boolean) => void,
  direct = true,
): void {
  if (pattern.kind === "named" && pattern.package === undefined && names.has(pattern.name)) {
    found(pattern.name, type, direct);
    return;
  }
  const inner = (a: GoType, b: GoType): void => unify(a, b, names, found, false);
  if (pattern.kind === "slice" && type.kind === "named" && type.name === "Tuple" && type.args?.length === 1) {
    inner(pattern.of, type.args[0]);
    return;
  }
  if (pattern.kind === "named" && pattern.package === "iter" && type.kind === "function") {
    // A sequence is the function that hands its elements on.
    const [passes] = type.params;
    if (passes?.kind === "function")
      (pattern.args ?? []).forEach((arg, i) => {
        if (passes.params[i] !== undefined) inner(arg, passes.params[i]);
      });
    return;
  }
  if (pattern.kind !== type.kind) return;
  switch (pattern.kind) {
    case "named": {
      const other = type as typeof pattern;
      if (pattern.name === other.name)
        (pattern.args ?? []).forEach((arg, i) => {
          if (other.args?.[i] !== undefined) inner(arg, other.args[i]);
        });
      return;
    }
    case "pointer":
      inner(pattern.to, (type as typeof pattern).to);
      return;
    case "slice":
    case "channel":
      inner(pattern.of, (type as typeof pattern).of);
      return;
    case "map":
      inner(pattern.key, (type as typeof pattern).key);
      inner(pattern.value, (type as typeof pattern).value);
      return;
    case "function": {
      const other = type as typeof pattern;
      pattern.params.forEach((param, i) => {
        if (other.params[i] !== undefined) inner(param, other.params[i]);
      });
      pattern.results.forEach((result, i) => {
        if (other.results[i] !== undefined) inner(result, other.results[i]);
      });
      return;
    }
  }
}
