import * as go from "../build.ts";
import type { GoExpr, GoType } from "../tree.ts";
import { asType, type Typed } from "./fits.ts";
import type { Scope } from "./scope.ts";
import { type Known, type Signature, standardFunction } from "./signatures.ts";
import { instantiated, isAny, isReadable, unify } from "./universe.ts";
import { known, runtimeOf, type Settling, typed, typeOfValue, valueAs } from "./values.ts";

type Call = GoExpr & { kind: "call" };

/** A call with its callee and arguments settled: they fit the parameters, as far as both are known. */
export function callOf(s: Settling, value: Call, scope: Scope): Typed {
  const { callee } = value;
  if (callee.kind === "name" && !scope.has(callee.name) && !s.universe.has(callee.name)) {
    const builtin = builtinCall(s, value, callee.name, scope);
    if (builtin !== undefined) return builtin;
  }
  if (callee.kind === "type") return { ...plain(s, value, scope), type: callee.type };
  const signature = signatureOf(s, callee, scope);
  if (signature !== undefined) return settled(s, { ...value, callee: signature.callee }, signature.of, scope);
  if (callee.kind === "selector") {
    const object = typed(s, callee.value, scope);
    const isLost =
      object.constant === "nil" ||
      (object.type !== undefined && s.universe.member(object.type, callee.name).kind === "none");
    if (isLost) {
      const args = value.args.map((arg) => typed(s, arg, scope).value);
      return known(
        { ...runtimeOf(s, "callMethod", object.value, go.text(callee.name), ...args), spread: value.spread } as Call,
        go.ANY_TYPE,
      );
    }
    return plain(s, { ...value, callee: { ...callee, value: object.value } }, scope, true);
  }
  const function_ = typed(s, callee, scope);
  if (isAny(function_.type) || function_.constant === "nil") {
    const args = value.args.map((arg) => typed(s, arg, scope).value);
    return known({ ...runtimeOf(s, "call", function_.value, ...args), spread: value.spread } as Call, go.ANY_TYPE);
  }
  if (function_.type?.kind === "function") {
    const { params, results } = function_.type;
    const of: Signature = { typeParams: [], params, results, variadic: false };
    return settled(s, { ...value, callee: function_.value }, of, scope);
  }
  return plain(s, { ...value, callee: function_.value }, scope, true);
}

/** A call of which nothing is known but its parts. */
function plain(s: Settling, value: Call, scope: Scope, calleeDone = false): Typed {
  return known(
    {
      ...value,
      callee: calleeDone ? value.callee : typed(s, value.callee, scope).value,
      args: value.args.map((arg) => typed(s, arg, scope).value),
    },
    undefined,
  );
}

/** What is called, where its head is known. */
function signatureOf(
  s: Settling,
  callee: GoExpr,
  scope: Scope,
): { readonly of: Signature; readonly callee: GoExpr } | undefined {
  const found = (of: Signature | undefined, settledCallee = callee) =>
    of === undefined ? undefined : { of, callee: settledCallee };
  switch (callee.kind) {
    case "name":
      return scope.has(callee.name) ? undefined : found(s.universe.function(callee.name));
    case "qualified":
      return found(standardFunction(callee.package, callee.name));
    case "selector": {
      const object = typed(s, callee.value, scope);
      if (object.type === undefined) return undefined;
      const member = s.universe.member(object.type, callee.name);
      return member.kind === "method"
        ? found(member.signature, { ...callee, value: object.value })
        : member.kind === "field" && member.type?.kind === "function"
          ? found(
              { typeParams: [], params: member.type.params, results: member.type.results, variadic: false },
              { ...callee, value: object.value },
            )
          : undefined;
    }
    default:
      return undefined;
  }
}

function settled(s: Settling, value: Call, signature: Signature, scope: Scope): Typed {
  const { params, variadic } = signature;
  const paramAt = (of: Signature, i: number): Known =>
    of.variadic && i >= of.params.length - 1 ? of.params.at(-1) : of.params[i];
  const generic = signature.typeParams.length > 0;
  const [only] = value.args;
  // A call with several results stands for several arguments.
  const hands = value.args.length === 1 && params.length > 1 && !variadic && only.kind === "call";
  const parts = value.args.map((arg, i) => typed(s, arg, scope, generic ? undefined : paramAt(signature, i)));
  let of = signature;
  let typeArgs = value.typeArgs;
  if (generic) {
    const given = new Map<string, Known>();
    if (typeArgs !== undefined && typeArgs.length > 0)
      for (const [i, { name }] of signature.typeParams.entries()) given.set(name, typeArgs[i]);
    else if (hands) {
      const names = new Set(signature.typeParams.map(({ name }) => name));
      params.forEach((param, i) => {
        const result = parts[0].results?.[i] ?? (i === 0 ? parts[0].type : undefined);
        if (param !== undefined && result !== undefined)
          unify(param, result, names, (name, type) => given.set(name, type));
      });
    } else {
      const chosen = inferred(signature, parts, value.spread === true);
      for (const { name } of signature.typeParams) given.set(name, chosen.types.get(name));
      if (chosen.explicit) {
        const all = signature.typeParams.map(({ name }) => chosen.types.get(name));
        if (all.every((each) => each !== undefined)) typeArgs = all;
      }
    }
    of = instantiated(signature, given);
  }
  const args = hands
    ? parts.map((part) => part.value)
    : parts.map((part, i) => {
        const param = paramAt(of, i);
        const isSpread = value.spread === true && i === value.args.length - 1;
        const to = isSpread ? (param === undefined ? undefined : go.sliceOf(param)) : param;
        if (!isReadable(to)) return part.value;
        const widened =
          generic && isAny(to) && part.type !== undefined && !isAny(part.type) && !isConcreteAny(signature, i);
        // Go would take the type of the argument for the parameter.
        if (widened) return go.convert(go.ANY_TYPE, part.value);
        return asType(s.universe, part, to, s.runtime);
      });
  const made: Call = { ...value, args, ...(typeArgs === undefined ? {} : { typeArgs }) };
  const results = of.results.map((each) => (isReadable(each) ? each : undefined));
  return { value: made, type: results.length === 1 ? results[0] : undefined, results };
}

/** Whether the parameter is `any` however the type parameters are chosen. */
function isConcreteAny(signature: Signature, i: number): boolean {
  const param = signature.variadic && i >= signature.params.length - 1 ? signature.params.at(-1) : signature.params[i];
  return isAny(param);
}

/**
 * What the type parameters of a call stand for: what the containers among the arguments hold, which Go cannot convert, before single
 * values; where values have to be ordered, something that has an order. `explicit` where Go would not find it by itself.
 */
function inferred(
  signature: Signature,
  parts: readonly Typed[],
  spread: boolean,
): { readonly types: ReadonlyMap<string, GoType>; readonly explicit: boolean } {
  const names = new Set(signature.typeParams.map(({ name }) => name));
  const fixed = new Map<string, GoType[]>();
  const loose = new Map<string, GoType[]>();
  parts.forEach((part, i) => {
    const last = signature.variadic && i >= signature.params.length - 1;
    const declared = last ? signature.params.at(-1) : signature.params[i];
    const type = typeOfValue(part);
    if (declared === undefined || type === undefined) return;
    const param = last && spread ? go.sliceOf(declared) : declared;
    unify(param, type, names, (name, found, direct) => {
      const into = direct ? loose : fixed;
      into.set(name, [...(into.get(name) ?? []), found]);
    });
  });
  // `S ~[]T` fixes T by what S is.
  for (const { name, constraint } of signature.typeParams) {
    const element = /^~\[\](\w+)$/.exec(constraint)?.[1];
    const own = [...(fixed.get(name) ?? []), ...(loose.get(name) ?? [])][0];
    const inside =
      own?.kind === "slice" ? own.of : own?.kind === "named" && own.name === "Tuple" ? own.args?.[0] : undefined;
    if (element === undefined) continue;
    if (inside !== undefined) fixed.set(element, [inside]);
    else if (isAny(own)) {
      fixed.set(name, [go.sliceOf(go.ANY_TYPE)]);
      fixed.set(element, [go.ANY_TYPE]);
    }
  }
  const types = new Map<string, GoType>();
  let explicit = false;
  for (const { name, constraint } of signature.typeParams) {
    if (constraint.includes("|")) continue;
    const candidates = [...(fixed.get(name) ?? []), ...(loose.get(name) ?? [])];
    const needsOrder = constraint.endsWith("Ordered") || constraint === "number";
    const first = (needsOrder ? candidates.find((each) => !isAny(each)) : undefined) ?? candidates[0];
    if (first !== undefined) {
      types.set(name, first);
      continue;
    }
    if (needsOrder || constraint.startsWith("~") || mentionsUnknown(parts)) continue;
    types.set(name, go.ANY_TYPE);
    explicit = true;
  }
  return { types, explicit };
}

/** An argument of unknown type may be what fixes a type parameter. */
function mentionsUnknown(parts: readonly Typed[]): boolean {
  return parts.some((part) => part.type === undefined && part.constant === undefined);
}

/** The functions that Go itself has; undefined for others. */
function builtinCall(s: Settling, value: Call, name: string, scope: Scope): Typed | undefined {
  const first = (): Typed => typed(s, value.args[0], scope);
  const rest = (): GoExpr[] => value.args.slice(1).map((arg) => typed(s, arg, scope).value);
  switch (name) {
    case "len": {
      const of = first();
      if (isAny(of.type)) return known(runtimeOf(s, "length", of.value), go.INT_TYPE);
      return known({ ...value, args: [of.value] }, go.INT_TYPE);
    }
    case "cap":
      return { ...plain(s, value, scope), type: go.INT_TYPE };
    case "append": {
      const list = first();
      const of = list.type?.kind === "slice" ? list.type.of : undefined;
      const opened = isAny(list.type) ? go.sliceOf(go.ANY_TYPE) : undefined;
      const target = opened === undefined ? list.value : asType(s.universe, list, opened, s.runtime);
      const args = value.args.slice(1).map((arg) => {
        if (value.spread !== true) return valueAs(s, arg, of, scope);
        const spread = typed(s, arg, scope);
        const wanted = of === undefined ? undefined : go.sliceOf(of);
        const isText = spread.constant === "string" || (spread.type?.kind === "named" && spread.type.name === "string");
        return isText ? spread.value : asType(s.universe, spread, wanted, s.runtime);
      });
      return known({ ...value, args: [target, ...args] }, opened ?? list.type);
    }
    case "make":
    case "new": {
      const [type] = value.args;
      const made = type?.kind === "type" ? type.type : undefined;
      const args = value.args.slice(1).map((arg) => valueAs(s, arg, go.INT_TYPE, scope));
      if (type?.kind !== "type") return plain(s, value, scope, true);
      return known(
        { ...value, args: [type, ...args] },
        name === "new" && made !== undefined ? go.pointerTo(made) : made,
      );
    }
    case "delete": {
      const table = first();
      if (table.constant === "nil" || isAny(table.type))
        return known(runtimeOf(s, "deleteElement", table.value, ...rest()), undefined);
      const key = table.type?.kind === "map" ? table.type.key : undefined;
      return known({ ...value, args: [table.value, valueAs(s, value.args[1], key, scope)] }, undefined);
    }
    case "min":
    case "max": {
      const parts = value.args.map((arg) => typed(s, arg, scope));
      const type = parts.find((part) => part.type !== undefined && !isAny(part.type))?.type;
      const args = parts.map((part) => asType(s.universe, part, type, s.runtime));
      return known({ ...value, args }, type ?? undefined);
    }
    case "string":
    case "int":
    case "float64": {
      const of = first();
      const type = go.named(name);
      if (isAny(of.type)) return known(asType(s.universe, of, type, s.runtime), type);
      return known({ ...value, args: [of.value] }, type);
    }
    case "panic":
    case "copy":
    case "close":
    case "clear":
    case "recover":
    case "print":
    case "println":
    case "complex":
    case "real":
    case "imag":
      return { ...plain(s, value, scope, true), type: name === "recover" ? go.ANY_TYPE : undefined };
    default:
      return undefined;
  }
}
