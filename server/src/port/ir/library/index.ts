import { readAnnotation } from "../build/annotations.ts";
import type { Argument, BinaryOperator, Expression } from "../nodes.ts";
import { BOOL, INT, NONE, STR, type Type } from "../types.ts";
import { LIBRARY_STUBS } from "./stubs.ts";
import { AWS_STUBS } from "./stubs-aws.ts";
import { CLIENT_STUBS } from "./stubs-clients.ts";
import { COMMAND_STUBS } from "./stubs-commands.ts";
import { DATABASE_STUBS } from "./stubs-databases.ts";
import { SQL_CORE_STUBS } from "./stubs-sql-core.ts";
import { STANDARD_STUBS } from "./stubs-standard.ts";

/** A parameter of a library function; `missing` is its default, a literal of Python. */
export interface StubParameter {
  readonly name: string;
  readonly type: Type;
  readonly missing: string | undefined;
  /** Takes all positional arguments that are left. */
  readonly isRest: boolean;
  /** Given by its name alone. */
  readonly isNamed: boolean;
  /** A field of the options that the runtime takes last. */
  readonly isOption: boolean;
  /** Takes all keyword arguments that are left. */
  readonly isRestNamed: boolean;
  /** A class or function is given to it by its name. */
  readonly isName: boolean;
  /** The runtimes have no use for it. */
  readonly isLeftOut: boolean;
}

/** A function, constructor or method of a library, and what stands for it in the runtimes. */
export interface Stub {
  readonly parameters: readonly StubParameter[];
  readonly result: Type;
  /** Its name in the TypeScript runtime; Go writes methods with a capital. */
  readonly runtime: string;
  /** The type of its options in the runtimes; those that are left out are not written. */
  readonly options: string | undefined;
  /** A constant that is this text. */
  readonly text?: string;
}

/** What a call gives to one parameter. */
export interface StubArgument {
  readonly parameter: StubParameter;
  readonly value: Expression;
  readonly type: Type;
  readonly isDefault: boolean;
  /** For one of the keyword arguments that no parameter names. */
  readonly keyword?: string;
}

export interface LibraryClass {
  readonly name: string;
  /** The class of that name in both runtimes. */
  readonly runtime: string;
  /** `value`: Go holds it as a value that `==` compares. `ordered`: behind a pointer, compared by its method. `pointer`: by identity. */
  readonly shape: "value" | "ordered" | "pointer";
}

export interface StubOperator {
  readonly left: Type;
  readonly right: Type;
  readonly result: Type;
  readonly runtime: string;
  /** The method is one of the right operand. */
  readonly reversed: boolean;
}

const functions = new Map<string, Stub>();
const methods = new Map<string, Stub>();
const attributes = new Map<string, Stub>();
const constants = new Map<string, Stub>();
const classes = new Map<string, LibraryClass>();
const operators = new Map<string, StubOperator[]>();
const negations = new Map<string, Stub>();

export const libraryFunction = (name: string): Stub | undefined => functions.get(name);
export const libraryConstant = (name: string): Stub | undefined => constants.get(name);
export const libraryClass = (name: string): LibraryClass | undefined => classes.get(name);
export const libraryMethod = (type: string, name: string): Stub | undefined => methods.get(`${type}#${name}`);
export const libraryAttribute = (type: string, name: string): Stub | undefined => attributes.get(`${type}#${name}`);
/** `-x` and `~x` of an object of a library class. */
export const libraryNegation = (type: string, operator: string): Stub | undefined =>
  negations.get(`${operator}${type}`);

/** What an attribute of any name is of an object that has them as its items. */
export const dynamicAttribute = (type: string): Stub | undefined => methods.get(`${type}#__getattr__`);

const COMPARISONS: Readonly<Record<string, string>> = {
  "==": "__eq__",
  "!=": "__ne__",
  "<": "__lt__",
  "<=": "__le__",
  ">": "__gt__",
  ">=": "__ge__",
};
const MIRRORED: Readonly<Record<string, string>> = { "<": ">", "<=": ">=", ">": "<", ">=": "<=" };

/** A comparison that gives something else than whether it holds, such as a condition of a statement; of one operand or the other. */
export function libraryComparison(
  operator: string,
  left: Type,
  right: Type,
):
  | { readonly owner: Type & { readonly kind: "library" }; readonly stub: Stub; readonly isMirrored: boolean }
  | undefined {
  for (const [owner, name, isMirrored] of [
    [left, operator, false],
    [right, MIRRORED[operator] ?? operator, true],
  ] as const) {
    const stub = owner.kind === "library" ? methods.get(`${owner.name}#${COMPARISONS[name]}`) : undefined;
    if (owner.kind === "library" && stub !== undefined) return { owner, stub, isMirrored };
  }
  return undefined;
}

/** Whether an object of a database is given an attribute that the runtimes know nothing of, so that what follows would be another thing. */
export function hasNoSetter(type: string, name: string): boolean {
  return DATABASE.test(type) && libraryAttribute(type, name) === undefined;
}

const DATABASE = /^(sqlite3|psycopg|sqlalchemy)\./;

/** The operator of a library class for operands of these types. */
export function libraryOperator(operator: BinaryOperator, left: Type, right: Type): StubOperator | undefined {
  return operators.get(operator)?.find((each) => fits(left, each.left) && fits(right, each.right));
}

function fits(given: Type, wanted: Type): boolean {
  if (wanted.kind === "any") return true;
  if (wanted.kind === "library") return given.kind === "library" && given.name === wanted.name;
  if (wanted.kind === "float") return given.kind === "float" || given.kind === "int" || given.kind === "bool";
  return given.kind === wanted.kind || (wanted.kind === "int" && given.kind === "bool");
}

/**
 * The arguments of a call in the order of the parameters, each with the type that it is taken as. What is left out is its default;
 * undefined where the call does not say which argument goes where.
 */
export function stubArguments(
  stub: Stub,
  args: readonly Argument[],
  range: Expression["range"],
): StubArgument[] | undefined {
  const positional: Expression[] = [];
  const named = new Map<string, Expression>();
  for (const each of args) {
    if (each.kind === "positional") positional.push(each.value);
    else if (each.kind === "keyword") named.set(each.name ?? "", each.value);
    else return undefined;
  }
  const hasRest = stub.parameters.some((each) => each.isRest);
  if (positional.length > stub.parameters.filter((each) => !each.isNamed).length && !hasRest) return undefined;
  const known = new Set(stub.parameters.map((each) => each.name));
  const takesAll = stub.parameters.some((each) => each.isRestNamed);
  if (!takesAll && [...named.keys()].some((name) => !known.has(name))) return undefined;
  const result: StubArgument[] = [];
  let index = 0;
  for (const parameter of stub.parameters) {
    if (parameter.isRest) {
      for (const value of positional.slice(index))
        result.push({ parameter, value, type: parameter.type, isDefault: false });
      index = positional.length;
      continue;
    }
    if (parameter.isRestNamed) {
      for (const [keyword, value] of named)
        if (!known.has(keyword)) result.push({ parameter, value, type: parameter.type, isDefault: false, keyword });
      continue;
    }
    const given = (parameter.isNamed ? undefined : positional[index++]) ?? named.get(parameter.name);
    if ((parameter.isOption && given === undefined) || parameter.isLeftOut) continue;
    if (given === undefined && parameter.missing === undefined) return undefined;
    const byName = parameter.isName && given !== undefined ? nameOf(given) : undefined;
    const value = byName ?? given ?? literal(parameter.missing ?? "None", range);
    result.push({ parameter, value, type: parameter.type, isDefault: given === undefined });
  }
  return result;
}

/** The name of a class or function, as a text. */
function nameOf(e: Expression): Expression | undefined {
  const name =
    e.kind === "builtin" || e.kind === "library"
      ? e.name
      : e.kind === "name" && e.variable.definition !== undefined
        ? e.variable.definition.name
        : undefined;
  return name === undefined ? undefined : { kind: "string", value: name, type: STR, range: e.range };
}

/** Arguments in the order in which the call has them, which is the order in which Python evaluates them. */
export function inSourceOrder(given: readonly StubArgument[]): StubArgument[] {
  return [...given].sort((a, b) => a.value.range.start - b.value.range.start);
}

function literal(text: string, range: Expression["range"]): Expression {
  if (text === "None") return { kind: "none", type: NONE, range };
  if (text === "True" || text === "False") return { kind: "bool", value: text === "True", type: BOOL, range };
  if (/^-?\d+$/.test(text)) return { kind: "int", value: BigInt(text), text, type: INT, range };
  return { kind: "string", value: JSON.parse(text) as string, type: STR, range };
}

// ───────────────────────────────────────────────────────────── reading the stubs

function readType(text: string): Type {
  const type = readAnnotation(text, {
    canonical: (name) => name,
    isClass: () => false,
    isTypeVariable: () => false,
    alias: () => undefined,
    isOpen: () => false,
  });
  return withOrder(type);
}

/** Dicts that a library makes have an order that can be seen. */
function withOrder(type: Type): Type {
  if (type.kind === "dict") return { ...type, ordered: true };
  if (type.kind === "list" || type.kind === "iterator") return { ...type, element: withOrder(type.element) };
  return type;
}

function camelCase(name: string): string {
  return name.replace(/_+(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function readParameters(text: string): StubParameter[] {
  const parameters: StubParameter[] = [];
  const pattern = /([*+?&!~]?)(\w+): (.+?)(?: = ("(?:[^"\\]|\\.)*"|[^,\s]+))?(?:, (?=[*+?&!~]?\w+: )|$)/gy;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text))
    parameters.push({
      name: match[2],
      type: readType(match[3]),
      missing: match[4],
      isRest: match[1] === "*",
      isNamed: match[1] === "+",
      isOption: match[1] === "?",
      isRestNamed: match[1] === "&",
      isName: match[1] === "!",
      isLeftOut: match[1] === "~",
    });
  return parameters;
}

function stub(parameters: string, result: string, runtime: string, options?: string): Stub {
  return { parameters: readParameters(parameters), result: readType(result), runtime, options };
}

function readLine(line: string): void {
  const cls = /^class ([\w.]+) = (\w+) (value|ordered|pointer)$/.exec(line);
  if (cls !== null) {
    classes.set(cls[1], { name: cls[1], runtime: cls[2], shape: cls[3] as LibraryClass["shape"] });
    return;
  }
  const negation = /^([-~]) ([\w.]+) -> (.+) = (\w+)$/.exec(line);
  if (negation !== null) {
    negations.set(`${negation[1]}${negation[2]}`, stub("", negation[3], negation[4]));
    return;
  }
  const operator = /^([\w.]+) (\*\*|\/\/|[-+*/%&|]) ([\w.]+) -> (.+?) = (\w+)( reversed)?$/.exec(line);
  if (operator !== null) {
    const known = operators.get(operator[2]) ?? [];
    known.push({
      left: readType(operator[1]),
      right: readType(operator[3]),
      result: readType(operator[4]),
      runtime: operator[5],
      reversed: operator[6] !== undefined,
    });
    operators.set(operator[2], known);
    return;
  }
  const text = /^([\w.]+): str = (".*")$/.exec(line);
  if (text !== null) {
    constants.set(text[1], { ...stub("", "str", ""), text: JSON.parse(text[2]) as string });
    return;
  }
  const constant = /^([\w.]+): (.+) = (\w+)$/.exec(line);
  if (constant !== null) {
    constants.set(constant[1], stub("", constant[2], constant[3]));
    return;
  }
  const attribute = /^([\w.]+)#(\w+) -> (.+?)(?: = (\w+))?$/.exec(line);
  if (attribute !== null) {
    const runtime = attribute[4] ?? camelCase(attribute[2]);
    attributes.set(`${attribute[1]}#${attribute[2]}`, stub("", attribute[3], runtime));
    return;
  }
  const method = /^([\w.]+)#(\w+)\((.*)\) -> (.+?)(?: = (\w+))?(?: with (\w+))?$/.exec(line);
  if (method !== null) {
    methods.set(`${method[1]}#${method[2]}`, stub(method[3], method[4], method[5] ?? camelCase(method[2]), method[6]));
    return;
  }
  const fn = /^([\w.]+)\((.*)\) -> (.+) = (\w+?)(?: with (\w+))?$/.exec(line);
  if (fn === null) throw new Error(`a library stub that is none: ${line}`);
  functions.set(fn[1], stub(fn[2], fn[3], fn[4], fn[5]));
}

const STUBS = [LIBRARY_STUBS, STANDARD_STUBS, DATABASE_STUBS, CLIENT_STUBS, COMMAND_STUBS, SQL_CORE_STUBS, AWS_STUBS];
for (const line of STUBS.join("\n").split("\n")) if (line.trim() !== "") readLine(line);
