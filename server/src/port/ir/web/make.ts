import type { BuildContext, Scope } from "../build/context.ts";
import { factsAtFirst } from "../function-facts.ts";
import type {
  Argument,
  ClassDef,
  ClassField,
  Expression,
  ExpressionKind,
  FunctionDef,
  Statement,
  StatementKind,
  Variable,
} from "../nodes.ts";
import { ANY, NEVER, type Type } from "../types.ts";
import { WEB } from "./service.ts";

/** Makes IR that stands for a place of the source: all nodes carry its range. */

type Range = Statement["range"];

export function statement(kind: StatementKind, range: Range): Statement {
  return { ...kind, range, comments: [], lineComment: undefined, spaced: false } as Statement;
}

export const positional = (value: Expression): Argument => ({ kind: "positional", name: undefined, value });
export const keyword = (name: string, value: Expression): Argument => ({ kind: "keyword", name, value });

export function text(context: BuildContext, value: string, range: Range): Expression {
  return context.make({ kind: "string", value }, range);
}

export function integer(context: BuildContext, value: number, range: Range): Expression {
  return context.make({ kind: "int", value: BigInt(value), text: String(value) }, range);
}

export function nameOf(context: BuildContext, variable: Variable, range: Range): Expression {
  variable.reads++;
  return context.make({ kind: "name", variable }, range);
}

/** A call of something that the targets know how to do with requests and answers. */
export function webCall(context: BuildContext, name: string, args: readonly Expression[], range: Range): Expression {
  return context.make(
    { kind: "call", target: { kind: "library", module: WEB, name }, args: args.map(positional) },
    range,
  );
}

/** The place from which an endpoint has what requests share to itself, in targets that run requests at the same time. */
export function exclusive(context: BuildContext, range: Range): Statement {
  return statement({ kind: "expression", value: webCall(context, "exclusive", [], range) }, range);
}

/** Makes a node another one, in place, so that all who hold it see the change. */
export function become(node: Expression, kind: ExpressionKind): void {
  const { range, type } = node;
  for (const key of Object.keys(node)) delete (node as unknown as Record<string, unknown>)[key];
  Object.assign(node, kind, { range, type });
}

/** Makes a statement another one, in place; its comments stay. */
export function becomeStatement(node: Statement, kind: StatementKind): void {
  const { range, comments, lineComment, spaced } = node;
  for (const key of Object.keys(node)) delete (node as unknown as Record<string, unknown>)[key];
  Object.assign(node, kind, { range, comments, lineComment, spaced });
}

/** A function of the module that the source does not have. */
export function newFunction(
  context: BuildContext,
  name: string,
  like: FunctionDef,
  options: { readonly isAsync: boolean; readonly result: Type },
): { readonly fn: FunctionDef; readonly scope: Scope } {
  const module = context.moduleScope();
  const variable = context.declare(freeName(module, name), { scope: module });
  variable.bindings++;
  const fn: FunctionDef = {
    kind: "function",
    id: context.nextDefinition(),
    name: variable.name,
    qualifiedName: variable.name,
    variable,
    parameters: [],
    receiver: undefined,
    owner: undefined,
    parent: undefined,
    role: "function",
    decorators: [],
    docstring: undefined,
    body: [],
    locals: [],
    isAsync: options.isAsync,
    isGenerator: false,
    declaredResult: options.result,
    result: ANY,
    yielded: NEVER,
    typeParameters: [],
    facts: factsAtFirst(false),
    comments: [],
    range: like.range,
    nameRange: like.nameRange,
  };
  variable.definition = fn;
  context.functions.push(fn);
  const scope: Scope = {
    kind: "function",
    parent: module,
    owner: fn,
    class: undefined,
    names: new Map(),
    scan: undefined,
  };
  return { fn, scope };
}

function freeName(scope: Scope, wanted: string): string {
  let name = wanted;
  for (let i = 2; scope.names.has(name); i++) name = `${wanted}_${i}`;
  return name;
}

/** A parameter of a function that the source does not have there. */
export function addParameter(context: BuildContext, fn: FunctionDef, scope: Scope, name: string, type: Type): Variable {
  const variable = context.declare(name, { parameter: true, scope });
  variable.bindings++;
  variable.declared = type;
  fn.parameters.push({ variable, kind: "normal", default: undefined, annotation: type, range: fn.nameRange });
  return variable;
}

export function newField(name: string, declared: Type | undefined, range: Range, fallback?: Expression): ClassField {
  return {
    name,
    type: ANY,
    declared,
    default: fallback,
    factory: undefined,
    init: true,
    repr: true,
    compare: true,
    comments: [],
    range,
  };
}

/** A class of the module that the source does not have. */
export function newClass(
  context: BuildContext,
  wanted: string,
  range: Range,
  parts: Partial<ClassDef> & { readonly fields: ClassField[] },
): ClassDef {
  const module = context.moduleScope();
  const name = freeName(module, wanted);
  const variable = context.declare(name, { scope: module });
  variable.bindings++;
  const cls: ClassDef = {
    kind: "class",
    id: context.nextDefinition(),
    name,
    variable,
    bases: [],
    classVariables: [],
    members: [],
    methods: [],
    dataclass: { frozen: false, order: false, eq: true },
    enum: undefined,
    namedTuple: false,
    isException: false,
    isAbstract: false,
    isProtocol: false,
    subclasses: [],
    standIns: [],
    typeParameters: [],
    docstring: undefined,
    comments: [],
    range,
    nameRange: range,
    ...parts,
  };
  variable.definition = cls;
  context.classes.push(cls);
  context.classByName.set(name, cls);
  context.classNames.add(name);
  return cls;
}
