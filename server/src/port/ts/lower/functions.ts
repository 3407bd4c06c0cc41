import type { FunctionDef, Parameter, Statement, Variable } from "../../ir/nodes.ts";
import { visitExpressions } from "../../ir/walk.ts";
import {
  as,
  literal,
  name,
  parameter,
  string,
  type TsExpression,
  type TsFunction,
  type TsParameter,
  type TsStatement,
  type TsType,
} from "../tree.ts";
import { hasLaterParameters, isForwarded, markForwarded } from "./calls.ts";
import type { FunctionState, Lowering } from "./context.ts";
import { renameSelfDefaults } from "./expressions.ts";
import { placeVariables } from "./placement.ts";
import { readsDocumentation } from "./reads.ts";
import { lowerType, parameterType, resultType } from "./types.ts";

export function lowerFunctionStatement(context: Lowering, fn: FunctionDef): TsStatement[] {
  const documented = documentation(context, fn);
  const isValue = fn.decorators.some((decorator) => decorator.kind === "call");
  const made = [
    ...functionStatement(context, fn),
    ...(documented === undefined || isValue
      ? []
      : [{ kind: "expression", value: documented(name(context.names.variable(fn.variable as Variable))) } as const]),
  ];
  const wrapped = context.readsNames || readsDocumentation(context.module) ? wrappedBy(fn) : undefined;
  if (wrapped === undefined) return made;
  const inner = name(context.names.variable(fn.variable as Variable));
  const value = context.use("wraps", inner, name(context.names.variable(wrapped)));
  return [...made, { kind: "expression", value }];
}

/** Gives a function its documentation, where the program asks functions for theirs. */
function documentation(context: Lowering, fn: FunctionDef): ((made: TsExpression) => TsExpression) | undefined {
  const { docstring } = fn;
  if (docstring === undefined || !readsDocumentation(context.module)) return undefined;
  return (made) => context.use("documented", made, string(docstring));
}

/** The function that a wrapper takes the name of: what the decorator around it is given. */
function wrappedBy(fn: FunctionDef): Variable | undefined {
  if (!fn.decorators.some((decorator) => decorator.kind === "wraps")) return undefined;
  const parameters = fn.parent?.parameters.map((each) => each.variable) ?? [];
  return parameters.find((each) => each.type.kind === "callable") ?? parameters[0];
}

function functionStatement(context: Lowering, fn: FunctionDef): TsStatement[] {
  const text = context.names.variable(fn.variable as Variable);
  const made = lowerFunction(context, fn);
  const cache = fn.decorators.find((decorator) => decorator.kind === "cache");
  const calls = fn.decorators.filter((decorator) => decorator.kind === "call");
  const exported = fn.parent === undefined && fn.owner === undefined && !fn.name.startsWith("_");
  const seesThis = fn.parent !== undefined && !made.isGenerator && usesReceiver(fn);
  if (cache !== undefined || calls.length > 0 || fn.variable?.definition === undefined || seesThis) {
    const isNamed = (calls.length > 0 && !seesThis) || made.isGenerator;
    let value: TsExpression = isNamed
      ? { kind: "functionExpression", function: made, name: text }
      : { kind: "arrow", function: made };
    if (cache?.kind === "cache")
      value = context.use("memoize", value, ...(cache.maxSize === undefined ? [] : [literal(String(cache.maxSize))]));
    const documented = documentation(context, fn);
    if (documented !== undefined && calls.length > 0) value = documented(value);
    for (const decorator of [...calls].reverse()) {
      if (decorator.kind === "call")
        value = { kind: "call", callee: context.expression(decorator.expression), args: [value], typeArgs: [] };
    }
    const declares = fn.variable?.definition !== undefined || isDeclaredHere(context, fn);
    if (!declares)
      return [
        {
          kind: "expression",
          value: { kind: "assign", operator: "=", target: name(text), value },
          comments: fn.comments,
          docstring: fn.docstring,
        },
      ];
    return [
      {
        kind: "declare",
        keyword: fn.variable?.definition === undefined ? "let" : "const",
        target: { kind: "name", name: text },
        type: cache === undefined && calls.length > 0 ? undefined : undefined,
        value,
        exported: exported && fn.variable?.definition !== undefined,
        comments: fn.comments,
        docstring: fn.docstring,
        source: fn.range,
      },
    ];
  }
  return [
    {
      kind: "function",
      name: text,
      function: made,
      exported,
      comments: fn.comments,
      docstring: fn.docstring,
      source: fn.range,
    },
  ];
}

/** Whether a nested function mentions the object of the method around it, which only an arrow function shares. */
function usesReceiver(fn: FunctionDef): boolean {
  let method = fn.parent;
  while (method?.parent !== undefined) method = method.parent;
  const receiver = method?.receiver;
  if (receiver === undefined) return false;
  let found = false;
  visitExpressions(fn.body, {
    nested: true,
    expression: (e) => {
      if (e.kind === "name" && e.variable === receiver) found = true;
      return undefined;
    },
  });
  return found;
}

function isDeclaredHere(context: Lowering, fn: FunctionDef): boolean {
  for (const [node, variables] of context.state.placement.declares) {
    const statement = node as Statement;
    if (statement.kind === "function" && statement.function === fn)
      return fn.variable !== undefined && variables.has(fn.variable);
  }
  return false;
}

/** A function's parameters, result and body; its name and place are up to the caller. */
export function lowerFunction(context: Lowering, fn: FunctionDef): TsFunction {
  const isAsync = fn.isAsync || (fn.facts.waits && !fn.isGenerator);
  const state: FunctionState = {
    fn,
    isAsync,
    placement: placeVariables(fn.body, fn.locals, sharedVariables(fn.body)),
    caught: undefined,
    loops: [],
    constants: new Set(),
  };
  renameSelfDefaults(context, fn);
  return context.withState(state, () => {
    const parameters = lowerParameters(context, fn);
    const declared = hoistUndeclared(context, fn);
    const body = [...declared, ...context.statements(fn.body)];
    if (needsEnd(fn)) body.push(...endOfBody(fn));
    return {
      parameters,
      result: resultOf(context, fn, isAsync),
      body,
      isAsync,
      isGenerator: fn.isGenerator,
      typeParameters: fn.typeParameters,
    };
  });
}

/** Locals that nothing but a nested function binds have no place of their own. */
function hoistUndeclared(context: Lowering, fn: FunctionDef): TsStatement[] {
  const { placement } = context.state;
  const placed = new Set<Variable>([...placement.declares.values()].flatMap((variables) => [...variables]));
  for (const variables of placement.before.values()) for (const variable of variables) placed.add(variable);
  return fn.locals
    .filter((variable) => !placed.has(variable) && variable.rebound && variable.definition === undefined)
    .map((variable) => ({
      kind: "declare",
      keyword: "let",
      target: { kind: "name", name: context.names.variable(variable) },
      type: lowerType(context, variable.type),
      value: undefined,
    }));
}

/** Control can reach the end although the function gives a value. */
function needsEnd(fn: FunctionDef): boolean {
  return (
    fn.facts.fallsOff &&
    !fn.isGenerator &&
    fn.result.kind !== "none" &&
    fn.result.kind !== "any" &&
    fn.name !== "__init__" &&
    !fn.decorators.some((decorator) => decorator.kind === "abstract")
  );
}

function endOfBody(fn: FunctionDef): TsStatement[] {
  if (fn.result.kind === "optional") return [{ kind: "return", value: literal("null") }];
  if (fn.result.kind === "never") return [];
  // The annotation says that this does not happen; in Python it would give None.
  return [{ kind: "return", value: as(literal("null"), { kind: "reference", name: "never", args: [] }), comments: [] }];
}

function resultOf(context: Lowering, fn: FunctionDef, isAsync: boolean): TsType {
  const yielded = lowerType(context, fn.yielded);
  if (fn.isGenerator)
    return {
      kind: "reference",
      name: fn.isAsync ? "AsyncGenerator" : "Generator",
      args:
        fn.result.kind === "none" || fn.result.kind === "never" ? [yielded] : [yielded, lowerType(context, fn.result)],
    };
  const result =
    fn.result.kind === "never" && fn.body.length > 0 && fn.facts.fallsOff
      ? ({ kind: "reference", name: "void", args: [] } as const)
      : resultType(context, fn.result);
  return isAsync ? { kind: "reference", name: "Promise", args: [result] } : result;
}

export function lowerParameters(context: Lowering, fn: FunctionDef): TsParameter[] {
  markForwarded(fn);
  const later = hasLaterParameters(fn);
  return fn.parameters
    .filter((each) => !isForwarded(each))
    .map((each, at) => {
      const text = context.names.variable(each.variable);
      const type = parameterType(context, each.variable.type);
      if (each.kind === "star") {
        if (later) return parameter(text, type, { kind: "array", elements: [] });
        return { ...parameter(text, type), rest: true };
      }
      if (each.kind === "doubleStar")
        return parameter(text, type, { kind: "new", callee: name("Map"), args: [], typeArgs: [] });
      if (each.default !== undefined) {
        const isRequiredLater = fn.parameters
          .slice(at + 1)
          .some((other) => other.default === undefined && other.kind !== "star" && other.kind !== "doubleStar");
        void isRequiredLater;
        return parameter(text, annotateDefault(each, type), defaultValue(context, each));
      }
      return parameter(text, type);
    });
}

function annotateDefault(each: Parameter, type: TsType): TsType | undefined {
  // A literal default says the type by itself.
  const simple: Record<string, string> = { int: "int", float: "float", string: "str", bool: "bool" };
  return each.default !== undefined && simple[each.default.kind] === each.variable.type.kind ? undefined : type;
}

function defaultValue(context: Lowering, each: Parameter): TsExpression | undefined {
  if (each.default === undefined) return undefined;
  const isShared = each.default.kind === "list" || each.default.kind === "dict" || each.default.kind === "set";
  if (isShared && each.variable.mutated) {
    context.note(
      "warning",
      "mutable-default",
      "the default is made anew at each call, where Python shares one object between calls",
      each.range,
    );
  }
  return context.flowing(each.default, each.variable.type);
}

/** Variables that closures which outlive a turn of a loop see: they are one variable for all turns. */
export function sharedVariables(body: readonly Statement[]): Set<Variable> {
  const shared = new Set<Variable>();
  const addCaptured = (fn: FunctionDef): void => {
    for (const variable of fn.facts.captures) shared.add(variable);
    for (const variable of fn.facts.rebinds) shared.add(variable);
  };
  visitExpressions(body, {
    statement: (statement) => {
      if (statement.kind === "function") addCaptured(statement.function);
    },
    expression: (e) => {
      if (e.kind === "lambda") addCaptured(e.function);
      // A function that a call uses up before it returns does not outlive the turn.
      if (e.kind === "call" && usesUpFunctions(e)) {
        for (const argument of e.args) {
          if (argument.value.kind === "lambda")
            for (const variable of argument.value.function.facts.captures) unshare.add(variable);
        }
      }
    },
  });
  const kept = new Set([...shared].filter((variable) => variable.rebound || !unshare.has(variable)));
  unshare.clear();
  return kept;
}

const unshare = new Set<Variable>();

function usesUpFunctions(
  e: Extract<Parameters<NonNullable<Parameters<typeof visitExpressions>[1]["expression"]>>[0], { kind: "call" }>,
): boolean {
  if (e.target.kind === "builtin")
    return ["sorted", "min", "max", "map", "filter", "any", "all", "sum"].includes(e.target.name);
  return (
    (e.target.kind === "method" && e.target.name === "sort") ||
    (e.target.kind === "library" && e.target.name === "reduce")
  );
}
