import type { FunctionDef } from "../../ir/nodes.ts";
import type { Type } from "../../ir/types.ts";
import * as go from "../build.ts";
import type { GoBlock, GoExpr, GoParam, GoType } from "../tree.ts";
import type { FunctionContext } from "./context.ts";
import { FunctionLowering } from "./function.ts";
import { camelCase, NameScope } from "./names.ts";
import { givesAddress, isScoped, nameScopedBody } from "./scoped.ts";
import { calledResult } from "./types.ts";

/** A lambda as a function literal of the type that its place asks for. */
export function lambda(l: FunctionLowering, def: FunctionDef, type: Type): GoExpr {
  const wanted = type.kind === "callable" && type.parameters !== undefined ? type : undefined;
  nameCaptured(l, def);
  const inner = enter(l, def, "panic", wanted && calledResult(wanted));
  const params = parameters(inner, def, wanted?.parameters?.slice(0, wanted.required)).slice(0, wanted?.required);
  // A default belongs to the moment that the lambda is made.
  for (const parameter of def.parameters.slice(params.length)) {
    const { variable } = parameter;
    if (parameter.default === undefined) continue;
    const name = l.local(camelCase(variable.name), l.goType(variable.type));
    l.emit(go.assign(go.name(name), l.exprAs(parameter.default, variable.type)));
    l.module.names.set(variable, name);
    if (l.module.types.fillsDefaults && wanted !== undefined) {
      const extra = l.module.types.parametersOf(wanted)[params.length];
      if (extra !== undefined) params.push({ name: "_", type: l.goType(extra) });
    }
  }
  const result = wanted === undefined ? def.result : calledResult(wanted);
  const results = l.module.types.results(result);
  const body = inner.block(() => {
    for (const [i, parameter] of def.parameters.entries())
      adapt(inner, parameter.variable, wanted?.parameters?.[i], params[i]);
    const [last] = def.body;
    if (last?.kind === "return" && last.value !== undefined) {
      const isWaited = last.value.type.kind === "awaitable" && result.kind !== "awaitable";
      const value = isWaited ? inner.visitors.lowerCall.awaited(inner, last.value) : inner.exprAs(last.value, result);
      if (results.length > 0) inner.emit(go.returnStmt(value));
      else if (value.kind === "call") inner.emit(go.exprStmt(value));
    } else inner.visitors.statements(inner, def.body);
  });
  return go.fn(params, results, inner.finish(body));
}

/** Where the caller passes a wider type than the lambda's own parameter has, the parameter is narrowed first. */
function adapt(
  l: FunctionLowering,
  variable: FunctionDef["parameters"][number]["variable"],
  given: Type | undefined,
  param: GoParam | undefined,
): void {
  if (given === undefined || param === undefined || l.isSameGo(given, variable.type)) return;
  const name = l.context.scope.take(camelCase(variable.name));
  l.module.names.set(variable, name);
  l.context.locals.set(name, l.goType(variable.type));
  l.emit(go.assign(go.name(name), l.coerce(go.name(param.name), given, variable.type)));
}

/** The parameters under Go names; `types` are those that the place of use gives, beyond the function's own. */
export function parameters(l: FunctionLowering, def: FunctionDef, types?: readonly Type[]): GoParam[] {
  const params: GoParam[] = def.parameters.map((parameter, i) => {
    const { variable } = parameter;
    const name = variable.reads === 0 && def.role === "lambda" ? "_" : l.context.scope.take(camelCase(variable.name));
    l.module.names.set(variable, name);
    const given = types?.[i];
    const type: GoType = given !== undefined ? l.goType(given) : l.variableType(variable);
    return { name, type };
  });
  for (let i = params.length; i < (types?.length ?? 0); i++) params.push({ name: "_", type: l.goType(types![i]) });
  if (isScoped(def)) {
    const body = l.context.scope.take("body");
    nameScopedBody(def, body);
    params.push({
      name: body,
      type: { kind: "function", params: blockParameters(l, def), results: [go.ERROR_TYPE] },
    });
  }
  return params;
}

/** What the block of a context manager is given. */
export function blockParameters(l: FunctionLowering, def: FunctionDef): readonly GoType[] {
  const types = l.module.types.results(def.yielded);
  return givesAddress(def) ? types.map((type) => go.pointerTo(type)) : types;
}

/** A lowering for a function inside of another one. */
export function enter(
  l: FunctionLowering,
  def: FunctionDef,
  errors: FunctionContext["errors"],
  result?: Type,
): FunctionLowering {
  const inner = new FunctionLowering(
    {
      module: l.module,
      def,
      scope: new NameScope(l.context.scope),
      locals: new Map(),
      errors,
      result: result ?? def.result,
      generator: def.isGenerator ? { yielded: def.yielded } : undefined,
      escape: undefined,
      handling: undefined,
      loops: [],
      receiver: l.context.receiver,
    },
    l.visitors,
  );
  inner.holdsShared = l.holdsShared;
  return inner;
}

/** What a nested function, or one inside of it, captures is a local of the function around, however late that binds it. */
export function nameCaptured(l: FunctionLowering, def: FunctionDef): void {
  const isInside = (each: FunctionDef | undefined): boolean =>
    each !== undefined && (each === def || isInside(each.parent));
  for (const each of l.module.module.functions.filter(isInside))
    for (const variable of [...each.facts.captures, ...each.facts.rebinds])
      if (l.ownsVariable(variable) && variable.definition === undefined) l.variableName(variable);
}

/** The body of a generator: a function that yields. */
export function generatorBody(l: FunctionLowering, def: FunctionDef, body: GoBlock): GoBlock {
  const yields: GoType = { kind: "function", params: [l.goType(def.yielded)], results: [go.BOOL_TYPE] };
  return [go.returnStmt(go.fn([{ name: "yield", type: yields }], [], body))];
}
