import { constructorFields, findMethod, isRecord, isThreadClass } from "../ir/infer/members.ts";
import type { ClassDef, Expression, FunctionDef, Module, Parameter } from "../ir/nodes.ts";
import type { Type } from "../ir/types.ts";
import { visitExpressions } from "../ir/walk.ts";
import type { PortSymbols } from "../sketch.ts";
import { type Argument, bool, float, int, list, NONE, str, tuple, type Value } from "./values.ts";

/** Something of a module whose port can be compared with it. */
export type Subject = FunctionSubject | ClassSubject;

export interface FunctionSubject {
  readonly kind: "function";
  /** Dotted name within the module. */
  readonly name: string;
  readonly parameters: readonly SubjectParameter[];
  readonly pool: Pool;
}

/** A class: its objects are made and their methods called in some order. */
export interface ClassSubject {
  readonly kind: "class";
  readonly name: string;
  readonly class: ClassDef;
  readonly parameters: readonly SubjectParameter[];
  readonly methods: readonly MethodSubject[];
  readonly pool: Pool;
}

export interface MethodSubject {
  /** Dotted name within the module. */
  readonly name: string;
  readonly method: string;
  readonly owner: string;
  readonly isProperty: boolean;
  readonly parameters: readonly SubjectParameter[];
}

export interface SubjectParameter {
  readonly name: string;
  readonly how: Argument["how"];
  readonly type: Type;
  /** The default, where it is a literal. */
  readonly default: Value | undefined;
}

/** Values that the code itself names: inputs near them take the paths that others miss. */
export interface Pool {
  readonly ints: readonly bigint[];
  readonly floats: readonly number[];
  readonly strings: readonly string[];
}

/** What cannot be compared, and why. */
export interface LeftOut {
  readonly name: string;
  readonly reason: string;
}

export interface Subjects {
  readonly subjects: readonly Subject[];
  readonly leftOut: readonly LeftOut[];
  /** The module does something when it is run. */
  readonly isProgram: boolean;
}

/** Functions, classes and methods of a module that the port has, in source order. */
export function subjectsOf(module: Module, symbols: PortSymbols): Subjects {
  const subjects: Subject[] = [];
  const leftOut: LeftOut[] = [];
  const skip = (name: string, reason: string): void => {
    leftOut.push({ name, reason });
  };
  for (const fn of module.functions) {
    if (fn.parent !== undefined || fn.role === "lambda") continue;
    const isMethod = fn.owner !== undefined && fn.role !== "static" && fn.role !== "class";
    if (isMethod || (fn.owner !== undefined && fn.owner.variable?.scope !== "module")) continue;
    const reason =
      unfit(fn) ?? (Object.hasOwn(symbols.functions, fn.qualifiedName) ? undefined : entryReason(module, fn));
    if (reason !== undefined) skip(fn.qualifiedName, reason);
    else
      subjects.push({
        kind: "function",
        name: fn.qualifiedName,
        parameters: fn.parameters.map(parameterOf),
        pool: poolOf([fn]),
      });
  }
  for (const def of module.classes) {
    if (def.variable?.scope !== "module") continue;
    const methods = methodsOf(def);
    if (def.enum !== undefined) {
      for (const method of methods) skip(method.qualifiedName, "methods of an enum are not called on their own");
      continue;
    }
    const reason = unfitClass(def, symbols);
    if (reason !== undefined) {
      for (const method of methods) skip(method.qualifiedName, reason);
      continue;
    }
    const fit: MethodSubject[] = [];
    for (const method of methods) {
      const owner = method.owner!;
      const why = unfit(method) ?? (hasMethod(symbols, owner, method) ? undefined : "the port has no such method");
      if (why !== undefined) {
        if (owner === def) skip(method.qualifiedName, why);
        continue;
      }
      fit.push({
        name: method.qualifiedName,
        method: method.name,
        owner: owner.name,
        isProperty: method.role === "property" || method.role === "cachedProperty",
        parameters: method.parameters.map(parameterOf),
      });
    }
    const pool = poolOf(def.methods);
    const parameters = constructorParameters(def);
    subjects.push({ kind: "class", name: def.name, class: def, parameters, methods: fit, pool });
  }
  return { subjects, leftOut, isProgram: isProgram(module) };
}

function entryReason(module: Module, fn: FunctionDef): string {
  return module.main !== undefined && fn.parameters.length === 0
    ? "it is the program's entry point, which runs with the program"
    : "the port has no function of its own for it";
}

/** Why a function cannot be called on its own. */
function unfit(fn: FunctionDef): string | undefined {
  if (fn.body.length > 0 && fn.body.every((statement) => statement.kind === "stub")) return "the port is a stub";
  if (fn.isAsync && fn.isGenerator) return "asynchronous generators are not compared yet";
  if (fn.decorators.some((decorator) => decorator.kind === "contextmanager"))
    return "context managers are not compared yet";
  if (fn.decorators.some((decorator) => decorator.kind === "abstract")) return "it is abstract";
  return undefined;
}

function unfitClass(def: ClassDef, symbols: PortSymbols): string | undefined {
  if (isThreadClass(def)) return "threads are not compared on their own";
  if (def.isException) return "exceptions are compared where they are raised";
  if (def.isProtocol) return "it is a protocol";
  if (!Object.hasOwn(symbols.classes, def.name)) return "the port has no such class";
  const symbol = symbols.classes[def.name];
  return symbol.make === undefined ? "it is abstract: its subclasses are compared" : undefined;
}

function hasMethod(symbols: PortSymbols, owner: ClassDef, method: FunctionDef): boolean {
  return Object.hasOwn(symbols.classes, owner.name) && Object.hasOwn(symbols.classes[owner.name].methods, method.name);
}

/** Methods that a caller can call by name, inherited ones included; each is that of the nearest class that has it. */
function methodsOf(def: ClassDef): FunctionDef[] {
  const found = new Map<string, FunctionDef>();
  const collect = (each: ClassDef): void => {
    for (const method of each.methods) {
      const called = method.role === "method" || method.role === "property" || method.role === "cachedProperty";
      if (called && !IMPLICIT.has(method.name) && !found.has(method.name)) found.set(method.name, method);
    }
    for (const base of each.bases) if (base.kind === "class") collect(base.class);
  };
  collect(def);
  return [...found.values()];
}

/** Methods that the interpreter calls in places of its own. */
const IMPLICIT = new Set(
  (
    "__init__ __new__ __post_init__ __enter__ __exit__ __aenter__ __aexit__ __iter__ __next__ __aiter__ __anext__ __hash__ __del__ __getattr__ " +
    "__setattr__ __format__ __init_subclass__ __class_getitem__ __reduce__ __copy__ __deepcopy__ __set_name__ __missing__ __getstate__ __setstate__ " +
    "__get__ __set__ __repr__"
  ).split(" "),
);

/** What calling the class takes. */
export function constructorParameters(def: ClassDef): SubjectParameter[] {
  const init = findMethod(def, "__init__");
  if (init !== undefined && (!isRecord(def) || init.owner === def)) return init.parameters.map(parameterOf);
  return constructorFields(def).map((field) => ({
    name: field.name,
    how: "positional",
    type: field.type,
    default: field.default === undefined ? undefined : literalValue(field.default),
  }));
}

function parameterOf(parameter: Parameter): SubjectParameter {
  const { kind, variable } = parameter;
  return {
    name: variable.name,
    how: kind === "star" || kind === "doubleStar" ? kind : kind === "keyword" ? "keyword" : "positional",
    type: variable.type,
    default: parameter.default === undefined ? undefined : literalValue(parameter.default),
  };
}

/** The value of an expression that needs nothing to be run. */
function literalValue(e: Expression): Value | undefined {
  const all = (elements: readonly Expression[]): Value[] | undefined => {
    const values = elements.map(literalValue);
    return values.every((each) => each !== undefined) ? values : undefined;
  };
  switch (e.kind) {
    case "none":
      return NONE;
    case "bool":
      return bool(e.value);
    case "int":
      return int(e.value);
    case "float":
      return float(e.value);
    case "string":
      return str(e.value);
    case "unary": {
      const value = e.operator === "-" ? literalValue(e.operand) : undefined;
      if (value?.kind === "int") return int(-BigInt(value.value));
      return e.operand.kind === "float" && e.operator === "-" ? float(-e.operand.value) : undefined;
    }
    case "list": {
      const items = all(e.elements);
      return items === undefined ? undefined : list(items);
    }
    case "tuple": {
      const items = all(e.elements);
      return items === undefined ? undefined : tuple(items);
    }
    case "dict":
      return e.entries.length === 0 ? { kind: "dict", entries: [] } : undefined;
    case "attribute":
      return e.resolved.kind === "enumMember"
        ? { kind: "member", class: e.resolved.class.name, name: e.resolved.member.name }
        : undefined;
    default:
      return undefined;
  }
}

function poolOf(functions: readonly FunctionDef[]): Pool {
  const ints = new Set<bigint>();
  const floats = new Set<number>();
  const strings = new Set<string>();
  for (const fn of functions) {
    visitExpressions(fn.body, {
      nested: true,
      expression: (e) => {
        if (e.kind === "int") ints.add(e.value);
        else if (e.kind === "float") floats.add(e.value);
        else if (e.kind === "string" && e.value.length <= 60) strings.add(e.value);
        return undefined;
      },
    });
  }
  return { ints: [...ints].slice(0, 40), floats: [...floats].slice(0, 40), strings: [...strings].slice(0, 60) };
}

/** Whether running the module does more than defining things. */
function isProgram(module: Module): boolean {
  if (module.main !== undefined) return true;
  return module.body.some(
    (statement) =>
      !["function", "class", "assign", "declare", "pass", "delete"].includes(statement.kind) &&
      !(statement.kind === "expression" && ["string", "ellipsis"].includes(statement.value.kind)),
  );
}
