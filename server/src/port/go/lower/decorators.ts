import type { CallExpression, Expression, FunctionDef, Module, Statement, Variable } from "../../ir/nodes.ts";
import { ANY, type CallableType, type Type } from "../../ir/types.ts";
import { visitExpressions } from "../../ir/walk.ts";
import * as go from "../build.ts";
import type { GoExpr } from "../tree.ts";
import { type ModuleContext, need } from "./context.ts";
import type { FunctionLowering } from "./function.ts";

/** Types of what is called with stars: functions get there with the names and defaults of their parameters. */
const OPEN = new WeakSet<Type>();

const openCallable = (result: Type): CallableType => {
  const type: CallableType = { kind: "callable", parameters: undefined, result, required: 0, isAsync: false };
  OPEN.add(type);
  return type;
};

/** Modules that call functions which they took out of a container with stars or by name. */
const SPREADING = new WeakSet<Module>();

export const isOpen = (module: Module, type: Type): boolean =>
  OPEN.has(type) || (type.kind === "callable" && type.parameters === undefined && SPREADING.has(module));

/** A function that takes whatever arguments there are. */
export const takesAnything = (def: FunctionDef): boolean =>
  def.parameters.some(({ kind }) => kind === "star" || kind === "doubleStar");

export const isWrapper = (def: FunctionDef): boolean =>
  def.parent !== undefined && takesAnything(def) && wrapped(def) !== undefined;

/** What a wrapper says that it wraps. */
export function wrapped(def: FunctionDef): Expression | undefined {
  for (const decorator of def.decorators) if (decorator.kind === "wraps") return decorator.of;
  return undefined;
}

/**
 * Parameters that are called with stars, `fn(*args, **kwargs)`, can be any function, whatever the one call of the decorator says; what
 * returns functions that take such a parameter, or that take anything, has a result of that type.
 */
export function openFunctions(module: Module): void {
  const bodies = [module.body, module.main ?? [], ...module.functions.map((fn) => fn.body)];
  const opened = new Map<Variable, CallableType>();
  each(bodies, (e) => {
    if (e.kind !== "call" || e.target.kind !== "value" || e.target.callee.kind !== "name") return;
    const { variable } = e.target.callee;
    if (e.args.some((argument) => argument.kind !== "positional")) SPREADING.add(module);
    if (!variable.isParameter || !e.args.some((argument) => argument.kind === "star" || argument.kind === "doubleStar"))
      return;
    const result = variable.type.kind === "callable" ? variable.type.result : ANY;
    if (!opened.has(variable)) opened.set(variable, openCallable(result));
  });
  if (opened.size === 0) return;
  for (const [variable, type] of opened) variable.type = type;
  const changed = new Set<FunctionDef>();
  for (const fn of [...module.functions].reverse()) {
    const returned = returnedFunction(fn);
    if (returned === undefined) continue;
    const isChanged =
      takesAnything(returned) ||
      changed.has(returned) ||
      returned.parameters.some((parameter) => opened.has(parameter.variable));
    if (!isChanged) continue;
    fn.result = typeOf(returned);
    changed.add(fn);
  }
  for (const fn of module.functions)
    if (fn.parent !== undefined && fn.variable?.definition === fn) fn.variable.type = typeOf(fn);
  each(bodies, (e) => {
    if (e.kind === "name" && opened.has(e.variable)) e.type = opened.get(e.variable)!;
    if (e.kind === "name" && e.variable.definition?.kind === "function" && e.variable.definition.parent !== undefined)
      e.type = typeOf(e.variable.definition);
    retype(e, changed);
  });
  for (const fn of module.functions)
    for (const decorator of fn.decorators) if (decorator.kind === "call") retype(decorator.expression, changed);
}

function retype(e: Expression, changed: ReadonlySet<FunctionDef>): void {
  if (e.kind !== "call") return;
  const fn = calledFunction(e);
  if (fn !== undefined && changed.has(fn)) e.type = fn.result;
}

function typeOf(fn: FunctionDef): CallableType {
  const result: Type = fn.isGenerator ? { kind: "iterator", element: fn.yielded } : fn.result;
  if (takesAnything(fn)) return openCallable(result);
  return {
    kind: "callable",
    parameters: fn.parameters.map((parameter) => parameter.variable.type),
    result,
    required: fn.parameters.filter((parameter) => parameter.default === undefined).length,
    isAsync: fn.isAsync,
  };
}

function each(bodies: readonly (readonly Statement[])[], visit: (e: Expression) => void): void {
  for (const body of bodies)
    visitExpressions(body, {
      expression: (e) => {
        visit(e);
        return undefined;
      },
    });
}

function calledFunction(e: CallExpression): FunctionDef | undefined {
  if (e.target.kind === "function") return e.target.function;
  return e.target.kind === "method" || e.target.kind === "static" ? e.target.method : undefined;
}

/** The function inside of a function that all its returns give. */
function returnedFunction(fn: FunctionDef): FunctionDef | undefined {
  const found = new Set<FunctionDef | undefined>();
  visitExpressions(fn.body, {
    statement: (statement) => {
      if (statement.kind !== "return") return;
      const { value } = statement;
      const definition = value?.kind === "name" ? value.variable.definition : undefined;
      found.add(definition?.kind === "function" && definition.parent === fn ? definition : undefined);
    },
  });
  const [only] = found;
  return found.size === 1 ? only : undefined;
}

/** Whether a decorator gives back what it gets, so that only what it does beside that counts. */
export function givesBack(decorator: Expression): boolean {
  const fn =
    decorator.kind === "name" && decorator.variable.definition?.kind === "function"
      ? decorator.variable.definition
      : decorator.kind === "call"
        ? innerOf(calledFunction(decorator))
        : decorator.kind === "attribute" && decorator.resolved.kind === "method"
          ? decorator.resolved.method
          : undefined;
  return fn !== undefined && isIdentity(fn);
}

const innerOf = (fn: FunctionDef | undefined): FunctionDef | undefined => fn && returnedFunction(fn);

function isIdentity(fn: FunctionDef): boolean {
  const [first] = fn.parameters;
  let returns = 0;
  let same = 0;
  visitExpressions(fn.body, {
    statement: (statement) => {
      if (statement.kind !== "return") return;
      returns++;
      if (statement.value?.kind === "name" && statement.value.variable === first?.variable) same++;
    },
  });
  return fn.parameters.length === 1 && first.variable.bindings === 1 && returns > 0 && returns === same;
}

/** Whether the port applies a decorator: one that is a function of the module, or that a function or method of it gives. */
export function isApplied(decorator: Expression): boolean {
  if (decorator.kind === "name") return decorator.variable.definition?.kind === "function";
  if (decorator.kind === "attribute") return decorator.resolved.kind === "method";
  return decorator.kind === "call" && innerOf(calledFunction(decorator)) !== undefined;
}

/** A function with the names and defaults of its parameters, for what calls it with stars. */
export function describedFunction(l: FunctionLowering, def: FunctionDef, call: GoExpr): GoExpr {
  need(l.module, "Function");
  const text = (name: string, value: string) => ({ key: go.name(name), value: go.text(value) });
  const named = def.parameters.filter(({ kind }) => kind !== "star" && kind !== "doubleStar");
  const defaults = named.flatMap(({ default: value }) => (value === undefined ? [] : [l.exprAs(value, ANY)]));
  return go.unary(
    "&",
    go.composite(go.named("Function"), [
      text("Name", def.name),
      ...(def.docstring === undefined ? [] : [text("Doc", def.docstring)]),
      {
        key: go.name("Parameters"),
        value: go.listOf(
          go.sliceOf(go.STRING_TYPE),
          named.map((parameter) => go.text(parameter.variable.name)),
        ),
      },
      ...(defaults.length === 0
        ? []
        : [{ key: go.name("Defaults"), value: go.listOf(go.sliceOf(go.ANY_TYPE), defaults) }]),
      { key: go.name("Call"), value: call },
    ]),
  );
}

/** The decorators of a function that are calls, the first to be applied last. */
export function callDecorators(def: FunctionDef): readonly Expression[] {
  return def.decorators.flatMap((decorator) => (decorator.kind === "call" ? [decorator.expression] : []));
}

function decoratorType(decorator: Expression): CallableType | undefined {
  if (decorator.kind === "name" && decorator.variable.definition?.kind === "function")
    return typeOf(decorator.variable.definition);
  if (decorator.kind === "attribute" && decorator.resolved.kind === "method") return typeOf(decorator.resolved.method);
  const inner = decorator.kind === "call" ? innerOf(calledFunction(decorator)) : undefined;
  return inner && typeOf(inner);
}

/** The type that the function has before it is decorated, for the first decorator. */
export function undecoratedType(def: FunctionDef): Type {
  const last = callDecorators(def).at(-1);
  return (last && decoratorType(last)?.parameters?.[0]) ?? typeOf(def);
}

/** The decorated function: what the decorators make of a value. */
export function decorate(
  l: FunctionLowering,
  def: FunctionDef,
  value: GoExpr,
  from: Type,
): { readonly value: GoExpr; readonly type: Type } {
  return callDecorators(def).reduceRight<{ readonly value: GoExpr; readonly type: Type }>(
    (made, decorator) => {
      const type = decoratorType(decorator);
      const [parameter] = type?.parameters ?? [];
      const given = parameter === undefined ? made.value : l.coerce(made.value, made.type, parameter);
      return { value: go.call(l.expr(decorator), given), type: type?.result ?? ANY };
    },
    { value, type: from },
  );
}

const HOLDERS = new WeakMap<ModuleContext, Map<FunctionDef, string>>();

/** The variable that holds what the decorators of a function have made of it. */
export function decoratedName(context: ModuleContext, def: FunctionDef): string {
  const known = HOLDERS.get(context) ?? new Map<FunctionDef, string>();
  HOLDERS.set(context, known);
  const name = known.get(def) ?? context.packageScope.take(`${context.functionNames.get(def) ?? def.name}Decorated`);
  known.set(def, name);
  return name;
}

/** Whether a wrapper sees the arguments of calls as they are written: by name, and without defaults. */
export function seesArguments(def: FunctionDef): boolean {
  const decorators = callDecorators(def);
  if (decorators.length === 0 || def.parent !== undefined || def.owner !== undefined) return false;
  if (!decorators.every(isApplied) || decorators.every(givesBack)) return false;
  const type = decoratorType(decorators[0]);
  return type !== undefined && type.result.kind === "callable" && type.result.parameters === undefined;
}
