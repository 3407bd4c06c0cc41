import { makesAnew } from "../../ir/anew.ts";
import { foldedInteger } from "../../ir/folded-integers.ts";
import { asksServer, WEB_REQUESTS } from "../../ir/infer/facts.ts";
import { findMethod } from "../../ir/infer/members.ts";
import { abstractContainerOf } from "../../ir/library/abstract-containers.ts";
import { libraryFunction, libraryMethod } from "../../ir/library/index.ts";
import { medianOfIntegers } from "../../ir/medians.ts";
import type {
  BinaryOperator,
  ClassDef,
  CompareOperator,
  Expression,
  FormatField,
  FormatSpec,
  FunctionDef,
  Target,
} from "../../ir/nodes.ts";
import { syntheticVariable } from "../../ir/synthetic.ts";
import { table } from "../../ir/table.ts";
import { INT, isNumeric, isOrderedDict, isWide, STR, type Type, withoutNone } from "../../ir/types.ts";
import { visitExpression } from "../../ir/walk.ts";
import {
  ANY_TYPE,
  array,
  arrow,
  as,
  binary,
  call,
  create,
  index,
  literal,
  member,
  method,
  name,
  not,
  parameter,
  spread,
  string,
  type TsExpression,
  type TsPattern,
  type TsStatement,
} from "../tree.ts";
import type { Lowering } from "./context.ts";
import { isInside } from "./inside.ts";
import { isMatch, matchedGroup } from "./matches.ts";
import { isMixed, mixedOperation, mixedValue } from "./mixed.ts";
import { keyType } from "./mixed-numbers.ts";
import { readsRows } from "./rows.ts";
import {
  namespaceValue,
  stubAttribute,
  stubComparison,
  stubConstant,
  stubNegation,
  stubOperator,
} from "./stub-libraries.ts";
import { tupleValue } from "./tuples.ts";
import { containerOf, hidesTuple, isPrimitive, layoutOf, lowerType, needsContentKeys } from "./types.ts";
import { modelFunctionName, propertyName } from "./web/fields.ts";

const NULL = literal("null");
const UNDEFINED = name("undefined");
/** Lowers an expression; what it gives is typed as TypeScript infers it, literals of tuples being said so. */
export function lowerExpression(context: Lowering, e: Expression): TsExpression {
  const made = lowerFlowing(context, e);
  const isLiteral = e.kind === "list" || e.kind === "tuple" || e.kind === "dict";
  return isLiteral && hidesTuple(e.type) && made.kind === "array" ? as(made, lowerType(context, e.type)) : made;
}

export function lowerFlowing(context: Lowering, e: Expression, to?: Type): TsExpression {
  return convert(context, bare(context, e, to), e, to);
}

/** Converts between Python's number types where TypeScript keeps them apart. */
function convert(context: Lowering, made: TsExpression, e: Expression, to: Type | undefined): TsExpression {
  if (to === undefined) return made;
  const from = e.type;
  const target = withoutNone(to);
  if (target.kind === "int" && target.wide && isNumeric(from) && !(from.kind === "int" && from.wide)) {
    const constant = foldedInteger(e, MOST_READABLE_BITS);
    return typeof constant === "bigint" ? literal(`${constant}n`) : call(name("BigInt"), made);
  }
  if (from.kind === "int" && from.wide && ((target.kind === "int" && !target.wide) || target.kind === "float"))
    return call(name("Number"), made);
  // An object that is called like a function, where a function goes.
  if (from.kind === "instance" && target.kind === "callable" && isCalledObject(context, from.name))
    return arrow(
      [{ ...parameter("given", { kind: "array", element: ANY_TYPE }), rest: true }],
      call(member(as(made, ANY_TYPE), "call"), spread(name("given"))),
    );
  if (from.kind === "bool" && (target.kind === "int" || target.kind === "float")) return call(name("Number"), made);
  return tupleValue(context, e, mixedValue(context, e, made, target), target);
}

function isCalledObject(context: Lowering, className: string): boolean {
  const cls = context.classNamed(className);
  return cls !== undefined && findMethod(cls, "__call__") !== undefined;
}

/** A constant of more bits would not be readable, written out. */
const MOST_READABLE_BITS = 512;

function bare(context: Lowering, e: Expression, to: Type | undefined): TsExpression {
  const value = (each: Expression): TsExpression => context.expression(each);
  switch (e.kind) {
    case "none":
      return NULL;
    case "bool":
      return literal(String(e.value));
    case "int":
      return integer(e.value, e.type);
    case "float":
      return literal(floatText(e.value));
    case "imaginary":
      return context.missing("a complex number", e.range);
    case "string":
      return string(e.value);
    case "bytes":
      return method(name("Uint8Array"), "from", array(...Array.from(e.value, (byte) => literal(String(byte)))));
    case "ellipsis":
      return UNDEFINED;
    case "stub":
      return context.stub(e.construct, e.range);
    case "format":
      return lowerFormat(context, e.parts);
    case "name":
      return lowerName(context, e);
    case "builtin":
      return builtinValue(context, e);
    case "library":
      return libraryValue(context, e);
    case "attribute":
      return lowerAttribute(context, e);
    case "index":
      return lowerIndex(context, e);
    case "slice":
      return lowerSlice(context, e);
    case "unary":
      return lowerUnary(context, e);
    case "not":
      return negate(context, e.operand);
    case "binary":
      return lowerBinary(context, e.operator, e.left, e.right, e.type);
    case "logical":
      return lowerLogical(context, e, to);
    case "compare":
      return lowerCompare(context, e);
    case "conditional":
      return {
        kind: "conditional",
        test: context.condition(e.test),
        body: context.flowing(e.body, to ?? e.type),
        otherwise: context.flowing(e.otherwise, to ?? e.type),
      };
    case "call":
      return context.call(e);
    case "lambda":
      return lowerLambda(context, e.function);
    case "list": {
      const element =
        to !== undefined && "element" in to ? to.element : e.type.kind === "list" ? e.type.element : undefined;
      return array(
        ...e.elements.map((each) =>
          each.kind === "star" ? spread(iterable(context, each.value)) : context.flowing(each, element),
        ),
      );
    }
    case "tuple": {
      const target = to?.kind === "optional" ? to.of : to;
      const elements =
        target?.kind === "tuple" ? target.elements : e.type.kind === "tuple" ? e.type.elements : undefined;
      return array(
        ...e.elements.map((each, at) =>
          each.kind === "star" ? spread(iterable(context, each.value)) : context.flowing(each, elements?.[at]),
        ),
      );
    }
    case "set":
      return makeSet(
        context,
        e.type,
        array(
          ...e.elements.map((each) =>
            each.kind === "star" ? spread(iterable(context, each.value)) : context.flowing(each),
          ),
        ),
      );
    case "dict":
      return lowerDict(context, e);
    case "star":
      return spread(iterable(context, e.value));
    case "comprehension":
      return context.comprehension(e);
    case "walrus":
      return {
        kind: "assign",
        operator: "=",
        target: name(context.names.variable(e.variable)),
        value: context.flowing(e.value, e.variable.type),
      };
    case "yield":
      // Nothing is sent by a plain `next`, which Python calls None.
      return binary("??", yielded(context, e), NULL);
    case "yieldFrom":
      return { kind: "yield", value: iterable(context, e.value), delegate: true };
    case "await":
      return { kind: "await", value: value(e.value) };
    // Lists of this target are shared as they are.
    case "contents":
      return value(e.value);
  }
}

/** A `yield` whose value nobody asks for. */
export function yielded(context: Lowering, e: Extract<Expression, { kind: "yield" }>): TsExpression {
  return {
    kind: "yield",
    value: e.value === undefined ? NULL : context.flowing(e.value, context.state.fn?.yielded),
    delegate: false,
  };
}

export function integer(value: bigint, type: Type): TsExpression {
  if (type.kind === "int" && type.wide) return literal(`${value}n`);
  const text = String(value);
  return literal(text.length > 6 && /0{5,}$/.test(text) ? text.replace(/\B(?=(\d{3})+(?!\d))/g, "_") : text);
}

function floatText(value: number): string {
  if (value === Number.POSITIVE_INFINITY) return "Infinity";
  if (Object.is(value, -0)) return "-0.0";
  const text = String(value);
  return Number.isInteger(value) && !text.includes("e") ? `${text}.0` : text;
}

// ───────────────────────────────────────────────────────────── names

function lowerName(context: Lowering, e: Extract<Expression, { kind: "name" }>): TsExpression {
  const { variable } = e;
  const cls = variable.definition?.kind === "class" ? variable.definition : undefined;
  const fn = context.state.fn;
  // What is called for a subclass is given that class.
  if (fn?.receiver === variable && fn.name === "__init_subclass__") return name("this");
  if (fn?.receiver === variable && fn.role === "class" && fn.owner !== undefined)
    return name(context.className(fn.owner));
  if (variable.scope === "class") {
    const owner = context.module.classes.find((each) =>
      each.classVariables.some((field) => field.name === variable.name),
    );
    if (owner !== undefined) return member(name(context.className(owner)), context.memberName(variable.name));
  }
  const text = cls === undefined ? context.names.variable(variable) : context.className(cls);
  const made = name(text);
  // TypeScript follows the same tests; only a variable that closures see needs help.
  const narrowed =
    variable.type.kind === "optional" && e.type.kind !== "optional" && e.type.kind !== "none" && e.type.kind !== "any";
  if (narrowed && (variable.captured || variable.scope === "module") && variable.owner !== fn)
    return { kind: "nonNull", value: made };
  return made;
}

function builtinValue(context: Lowering, e: Extract<Expression, { kind: "builtin" }>): TsExpression {
  const x = name("x");
  const one = (body: TsExpression, type = "any"): TsExpression =>
    arrow([parameter("x", { kind: "reference", name: type, args: [] })], body);
  switch (e.name) {
    case "int":
      return one({
        kind: "conditional",
        test: binary("===", { kind: "unary", operator: "typeof", operand: x }, string("string")),
        body: context.use("parseInteger", x),
        otherwise: method(name("Math"), "trunc", call(name("Number"), x)),
      });
    case "float":
      return one({
        kind: "conditional",
        test: binary("===", { kind: "unary", operator: "typeof", operand: x }, string("string")),
        body: context.use("parseNumber", x),
        otherwise: call(name("Number"), x),
      });
    case "str":
      return one(context.use("str", x));
    case "repr":
      return one(context.use("repr", x));
    case "len":
      return one(context.use("len", x));
    case "bool":
      return one(context.use("truthy", x));
    case "abs":
      return member(name("Math"), "abs");
    case "sum":
      return one(context.use("sum", x));
    case "max":
    case "min": {
      // As a callback it is given the values themselves, or one collection of them.
      const several = {
        ...parameter("x", { kind: "array", element: ANY_TYPE }),
        rest: true,
      };
      const only = binary("===", member(x, "length"), literal("1"));
      const values: TsExpression = { kind: "conditional", test: only, body: index(x, literal("0")), otherwise: x };
      return arrow([several], context.use(e.name, values));
    }
    case "sorted":
      return one(context.use("sorted", x));
    case "list":
    case "tuple":
      return one(array(spread(x)));
    case "set":
      return one(create(name("Set"), [x]));
    case "dict":
      return arrow([], create(name("Map"), []));
    case "object":
      return name("Object");
    case "ord":
      return context.helper("codePoint");
    case "chr":
      return member(name("String"), "fromCodePoint");
    case "print":
      return one(method(name("console"), "log", context.use("str", x)));
    case "round":
      return one(context.use("round", x));
    case "pow": {
      const number = { kind: "reference", name: "number", args: [] } as const;
      return arrow([parameter("a", number), parameter("b", number)], binary("**", name("a"), name("b")));
    }
    case "range":
    case "divmod":
      return context.helper(e.name);
    case "any":
    case "all":
      return one(method(array(spread(x)), e.name === "any" ? "some" : "every", context.helper("truthy")));
    case "str.upper":
      return one(method(x, "toUpperCase"), "string");
    case "str.lower":
      return one(method(x, "toLowerCase"), "string");
    case "str.strip":
      return one(method(x, "trim"), "string");
    case "str.title":
      return context.helper("title");
    case "str.capitalize":
      return context.helper("capitalize");
    case "str.isalpha":
      return context.helper("isAlpha");
    case "str.isdigit":
      return context.helper("isDigit");
    case "str.isalnum":
      return context.helper("isAlnum");
    case "str.isupper":
      return context.helper("isUpper");
    case "str.islower":
      return context.helper("isLower");
    case "str.isspace":
      return context.helper("isSpace");
    case "str.split":
      return context.helper("words");
    case "__name__":
      return string("__main__");
    case "NotImplemented":
      return NULL;
  }
  if (/^[A-Z]\w*$/.test(e.name)) return context.exceptionClass(e.name);
  const asFunction = calledBuiltin(context, e);
  if (asFunction !== undefined) return asFunction;
  return context.missing(`the built-in ${e.name} as a value`, e.range);
}

/** Built-in functions of one value, which as values themselves are functions that call them. */
const OF_ONE_VALUE: ReadonlySet<string> = new Set(
  "hex oct bin ascii reversed enumerate iter next hash callable frozenset bytes bytearray format type".split(" "),
);

/** A built-in, or a method of `str` by its name there, as a function of what it is called with. */
function calledBuiltin(context: Lowering, e: Extract<Expression, { kind: "builtin" }>): TsExpression | undefined {
  const text = e.name.startsWith("str.") ? e.name.slice(4) : undefined;
  if (text === undefined && !OF_ONE_VALUE.has(e.name)) return undefined;
  const type: Type = text === undefined ? { kind: "any" } : STR;
  const variable = syntheticVariable("x", type);
  context.names.rename(variable, "x");
  const value = { kind: "name" as const, variable, type, range: e.range };
  const made =
    text === undefined
      ? context.expression({
          kind: "call",
          target: { kind: "builtin", name: e.name },
          args: [{ kind: "positional", name: undefined, value }],
          type: { kind: "any" },
          range: e.range,
        })
      : context.method(
          {
            kind: "call",
            target: { kind: "method", receiver: value, name: text, method: undefined },
            args: [],
            type: { kind: "any" },
            range: e.range,
          },
          value,
          STR,
          text,
        );
  return arrow([parameter("x", lowerType(context, type))], made);
}

const LIBRARY_VALUES: Readonly<Record<string, string>> = table({
  "math.pi": "Math.PI",
  "math.e": "Math.E",
  "math.inf": "Infinity",
  "math.nan": "NaN",
  "sys.maxsize": "Number.MAX_SAFE_INTEGER",
  "sys.argv": "process.argv.slice(1)",
  "os.name": '"posix"',
  "os.sep": '"/"',
  "os.linesep": '"\\n"',
  "sys.float_info.epsilon": "Number.EPSILON",
  "sys.float_info.max": "Number.MAX_VALUE",
  "sys.float_info.mant_dig": "53",
  "sys.float_info.dig": "15",
  "math.sqrt": "Math.sqrt",
  "math.floor": "Math.floor",
  "math.ceil": "Math.ceil",
  "math.sin": "Math.sin",
  "math.cos": "Math.cos",
  "sys.platform": "process.platform",
});

const STRING_CONSTANTS: Readonly<Record<string, string>> = table({
  ascii_lowercase: "abcdefghijklmnopqrstuvwxyz",
  ascii_uppercase: "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
  ascii_letters: "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
  digits: "0123456789",
  hexdigits: "0123456789abcdefABCDEF",
  octdigits: "01234567",
  punctuation: "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~",
  whitespace: " \t\n\r\u000b\f",
});

const OPERATORS: Readonly<Record<string, string>> = table({
  add: "+",
  sub: "-",
  mul: "*",
  lt: "<",
  le: "<=",
  gt: ">",
  ge: ">=",
});

/** Functions of `operator` whose operators JavaScript has not, with the helper that does the same of two numbers or values. */
const OPERATOR_HELPERS: Readonly<Record<string, string>> = table({
  truediv: "divide",
  floordiv: "floorDiv",
  mod: "mod",
  eq: "equals",
  and_: "bitAnd",
  or_: "bitOr",
  xor: "bitXor",
  truth: "truthy",
  contains: "includes",
  getitem: "at",
});

function libraryValue(context: Lowering, e: Extract<Expression, { kind: "library" }>): TsExpression {
  const full = `${e.module}.${e.name}`;
  const known = LIBRARY_VALUES[full];
  if (known !== undefined) return literal(known);
  if (full === "os.environ") return context.helper("environment");
  if (full === "math.tau") return binary("*", literal("2"), literal("Math.PI"));
  if (e.module === "string" && STRING_CONSTANTS[e.name] !== undefined) return string(STRING_CONSTANTS[e.name]);
  if (e.module === "operator" && OPERATORS[e.name] !== undefined) {
    const number = { kind: "reference", name: "number", args: [] } as const;
    return arrow([parameter("a", number), parameter("b", number)], binary(OPERATORS[e.name], name("a"), name("b")));
  }
  if (e.module === "operator" && OPERATOR_HELPERS[e.name] !== undefined)
    return context.helper(OPERATOR_HELPERS[e.name]);
  if (e.module === "operator" && /^(?:ne|pow|neg|pos|not_|is_|is_not|abs|concat)$/.test(e.name)) {
    const [a, b] = [name("a"), name("b")];
    const one = [parameter("a", ANY_TYPE)];
    const two = [...one, parameter("b", ANY_TYPE)];
    switch (e.name) {
      case "ne":
        return arrow(two, not(context.use("equals", a, b)));
      case "pow":
        return arrow(two, binary("**", a, b));
      case "neg":
        return arrow(one, { kind: "unary", operator: "-", operand: a });
      case "pos":
        return arrow(one, a);
      case "not_":
        return arrow(one, not(context.use("truthy", a)));
      case "is_":
      case "is_not":
        return arrow(two, binary(e.name === "is_" ? "===" : "!==", a, b));
      case "abs":
        return member(name("Math"), "abs");
      default:
        return arrow(two, binary("+", a, b));
    }
  }
  if (e.module === "re" && /^[A-Z]+$/.test(e.name)) {
    const flags: Record<string, string> = { IGNORECASE: "i", I: "i", MULTILINE: "m", M: "m", DOTALL: "s", S: "s" };
    return string(flags[e.name] ?? "");
  }
  if (e.module === "math" && e.name === "gcd") return context.helper("gcd");
  if (/Error$|Exception$|^queue\.Empty$/.test(e.name)) return context.exceptionClass(e.name);
  if (full === "sys.stdout" || full === "sys.stderr") return member(name("process"), e.name);
  const constant = stubConstant(context, full);
  if (constant !== undefined) return constant;
  const stub = libraryFunction(full);
  if (stub !== undefined) return context.helper(stub.runtime);
  return context.missing(full, e.range);
}

// ───────────────────────────────────────────────────────────── attributes, items, slices

function lowerAttribute(context: Lowering, e: Extract<Expression, { kind: "attribute" }>): TsExpression {
  const { resolved } = e;
  if (resolved.kind === "classVariable" && isOverridden(resolved.class, e.name) && e.object.type.kind === "instance") {
    // A subclass may have a value of its own.
    const owner = as(member(context.expression(e.object), "constructor"), {
      kind: "reference",
      name: `typeof ${context.className(resolved.class)}`,
      args: [],
    });
    return member(owner, context.memberName(e.name));
  }
  if (resolved.kind === "enumMember" || resolved.kind === "classVariable")
    return member(name(context.className(resolved.class)), context.memberName(e.name));
  const object = context.expression(e.object);
  if (resolved.kind === "method" && resolved.method.role === "method") {
    // A bound method taken as a value keeps its receiver.
    const parameters = resolved.method.parameters.map((each) => name(context.names.variable(each.variable)));
    const types = resolved.method.parameters.map((each) =>
      parameter(context.names.variable(each.variable), lowerType(context, each.variable.type)),
    );
    return arrow(types, call(member(object, context.memberName(e.name)), ...parameters));
  }
  if (e.object.type.kind === "instance" && e.name === "__class__") return member(object, "constructor");
  if (
    e.name === "__name__" &&
    e.object.kind === "call" &&
    e.object.target.kind === "builtin" &&
    e.object.target.name === "type"
  )
    return nameOfType(context, e.object.args[0].value);
  const definition = e.object.kind === "name" ? e.object.variable.definition : undefined;
  if (e.name === "__doc__" && definition !== undefined)
    return definition.docstring === undefined ? NULL : string(definition.docstring);
  if (e.name === "__doc__" && (e.object.type.kind === "callable" || e.object.type.kind === "any"))
    return binary("??", member(as(object, ANY_TYPE), "__doc__"), NULL);
  if (e.name === "__name__" && definition?.kind === "function") return string(definition.name);
  if (e.name === "__name__" && (e.object.type.kind === "callable" || e.object.type.kind === "any"))
    return context.use("functionName", object);
  if (e.name === "__name__" || e.name === "__qualname__")
    return member(object.kind === "member" && object.name === "constructor" ? object : object, "name");
  if (e.name === "__dict__") return create(name("Map"), [method(name("Object"), "entries", object)]);
  if (e.name === "_fields" && e.object.type.kind === "class") {
    const record = context.classNamed(e.object.type.name);
    if (record?.namedTuple === true) return array(...record.fields.map((field) => string(field.name)));
  }
  if (e.name === "args" && isException(context, e.object.type)) return context.use("argumentsOf", object);
  if (e.name === "__notes__") return context.use("notesOf", object);
  if (e.name === "maxlen" && e.object.type.kind === "deque") return context.use("limitOf", object);
  if (e.name === "__mro__" || e.name === "__bases__")
    return context.use(e.name === "__mro__" ? "linearization" : "basesOf", object);
  if (isMatch(e.object.type)) {
    if (e.name === "lastgroup") return context.use("lastGroup", object);
    if (e.name === "lastindex") return context.use("lastIndex", object);
    if (e.name === "string") return member(object, "input");
  }
  if (e.object.type.kind === "library" && e.object.type.name === "re.Pattern" && e.name === "pattern")
    return context.use("pythonPattern", object);
  if (isNumeric(withoutNone(e.object.type)) && /^(?:real|imag|numerator|denominator)$/.test(e.name)) {
    const isOwn = e.name === "real" || e.name === "numerator";
    return isOwn ? object : literal(e.name === "imag" ? "0" : "1");
  }
  const argument = namespaceValue(context, object, withoutNone(e.object.type), e.name, e.type);
  if (argument !== undefined) return argument;
  const known = stubAttribute(
    e.object.type.kind === "optional" && e.object.type.of.kind === "library" && e.object.kind !== "name"
      ? present(context, e.object)
      : object,
    withoutNone(e.object.type),
    e.name,
  );
  if (known !== undefined) return known;
  const bound = boundMethod(context, e, object);
  if (bound !== undefined) return bound;
  if (e.name === "__cause__" || e.name === "__context__")
    return binary(
      "??",
      as(member(as(object, { kind: "reference", name: "Error", args: [] }), "cause"), {
        kind: "reference",
        name: "any",
        args: [],
      }),
      literal("null"),
    );
  if (resolved.kind === "property" && resolved.method.owner?.model !== undefined)
    return call(name(modelFunctionName(context, resolved.method.owner, resolved.method)), object);
  return member(object, propertyName(context, e.object.type, e.name));
}

/** `key=table.get`: JavaScript's methods forget their object when they are taken as values. */
function boundMethod(
  context: Lowering,
  e: Extract<Expression, { kind: "attribute" }>,
  object: TsExpression,
): TsExpression | undefined {
  const type = withoutNone(e.object.type);
  if (makesAnew(e.object)) {
    // The object is made once, where its method is taken, and not at each call.
    const held = syntheticVariable("held", type);
    const found = boundMethod(
      context,
      { ...e, object: { kind: "name", variable: held, type, range: e.range } },
      name("held"),
    );
    return found && call(arrow([parameter("held", lowerType(context, type))], found), object);
  }
  if (type.kind === "library" && type.name === "re.Pattern") {
    const found = boundPattern(context, e.name, object);
    if (found !== undefined) return arrow([parameter("text", lowerType(context, STR))], found);
  }
  if (type.kind === "iterator" && e.name === "__next__") return arrow([], context.use("next", object));
  const taken = boundParameters(type, e.name);
  if (taken === undefined) return undefined;
  const variables = taken.map((each, at) => syntheticVariable(["x", "y"][at], each));
  for (const each of variables) context.names.rename(each, each.name);
  const args = variables.map((variable) => ({
    kind: "positional" as const,
    name: undefined,
    value: { kind: "name" as const, variable, type: variable.type, range: e.range },
  }));
  const target = { kind: "method" as const, receiver: e.object, name: e.name, method: undefined };
  const made = context.method({ kind: "call", target, args, type: e.type, range: e.range }, e.object, type, e.name);
  // `get` takes what stands for a key that is missing, where it is given one.
  const last = e.name === "get" ? [parameter("fallback", lowerType(context, { kind: "any" }), NULL)] : [];
  const body = e.name === "get" && made.kind === "binary" ? { ...made, right: name("fallback") } : made;
  return arrow([...variables.map((each) => parameter(each.name, lowerType(context, each.type))), ...last], body);
}

/** What a method of a value of a built-in type takes where it is taken as a value; undefined for what is none. */
function boundParameters(type: Type, text: string): readonly Type[] | undefined {
  switch (type.kind) {
    case "dict":
      if (["get", "__getitem__", "__contains__", "pop"].includes(text)) return [type.key];
      if (text === "setdefault") return [type.key, type.value];
      return ["keys", "values", "items", "copy", "clear"].includes(text) ? [] : undefined;
    case "tuple":
    case "array":
      if (text === "__getitem__") return [INT];
      return ["index", "count", "__contains__"].includes(text) ? [elementOfAny(type)] : undefined;
    case "list":
    case "deque":
    case "set": {
      if (text === "__getitem__" && type.kind !== "set") return [INT];
      if (text === "__len__") return [];
      if (["append", "appendleft", "add", "remove", "discard", "index", "count", "__contains__"].includes(text))
        return [type.element];
      if (["extend", "update", "union", "intersection", "difference"].includes(text))
        return [{ kind: "list", element: type.element }];
      return ["pop", "popleft", "copy", "clear", "reverse"].includes(text) ? [] : undefined;
    }
    case "str":
      if (text === "join") return [{ kind: "list", element: STR }];
      if (/^(?:startswith|endswith|find|rfind|count|index|split|strip|removeprefix|removesuffix)$/.test(text))
        return [STR];
      if (/^(?:ljust|rjust|center|zfill)$/.test(text)) return [INT];
      if (text === "replace") return [STR, STR];
      return /^(?:upper|lower|title|capitalize|splitlines|swapcase|is\w+)$/.test(text) ? [] : undefined;
    default:
      return undefined;
  }
}

/** The type of all elements, where there is one. */
function elementOfAny(type: Type): Type {
  return type.kind === "array" ? type.element : { kind: "any" };
}

/** What a method of a pattern that was taken as a value does with a text. */
function boundPattern(context: Lowering, wanted: string, pattern: TsExpression): TsExpression | undefined {
  if (wanted === "search") return method(pattern, "exec", name("text"));
  if (wanted === "match") return context.use("matchAt", pattern, name("text"));
  if (wanted === "fullmatch") return context.use("matchAt", pattern, name("text"), literal("true"));
  return undefined;
}

function isOverridden(cls: ClassDef, text: string): boolean {
  return cls.subclasses.some(
    (sub) => sub.classVariables.some((field) => field.name === text) || isOverridden(sub, text),
  );
}

/** Whether an integer cannot be negative, as far as a look at it tells. */
export function isNonNegative(context: Lowering, e: Expression): boolean {
  switch (e.kind) {
    case "int":
      return e.value >= 0n;
    case "name":
      return context.nonNegative.has(e.variable);
    case "call":
      return (
        e.target.kind === "builtin" && (e.target.name === "len" || e.target.name === "abs" || e.target.name === "ord")
      );
    case "binary":
      if (e.operator === "%") return e.right.kind === "int" && e.right.value > 0n;
      if (e.operator === "//") return isNonNegative(context, e.left) && e.right.kind === "int" && e.right.value > 0n;
      return (
        (e.operator === "+" || e.operator === "*") && isNonNegative(context, e.left) && isNonNegative(context, e.right)
      );
    default:
      return false;
  }
}

/** What a library gave, or nothing, where the program takes it for given: Python fails there, too. */
export function present(context: Lowering, e: Expression): TsExpression {
  const made = context.expression(e);
  const isGiven = e.type.kind === "optional" && ["library", "array"].includes(e.type.of.kind);
  return isGiven && made.kind !== "nonNull" ? { kind: "nonNull", value: made } : made;
}

function lowerIndex(context: Lowering, e: Extract<Expression, { kind: "index" }>): TsExpression {
  const type = heldType(context, withoutNone(e.object.type), "__getitem__");
  const object = present(context, e.object);
  switch (type.kind) {
    case "list":
    case "array":
    case "deque":
    case "range": {
      const at = context.flowing(e.index, INT);
      const checks = context.isCaught("IndexError");
      if (!checks && isNonNegative(context, e.index) && isInside(context.module, context.limits, e.object, e.index))
        return index(object, at);
      return context.use("at", object, at);
    }
    case "tuple": {
      if (e.index.kind === "int") {
        const position = Number(e.index.value);
        return index(object, literal(String(position < 0 ? type.elements.length + position : position)));
      }
      return context.use("at", object, context.flowing(e.index, INT));
    }
    case "str":
      return context.use("charAt", object, context.flowing(e.index, INT));
    case "bytes":
      return e.index.kind === "int" && e.index.value >= 0n
        ? index(object, context.expression(e.index))
        : method(object, "at", context.expression(e.index));
    case "dict": {
      const key = context.flowing(e.index, keyType(type.key));
      if (type.flavor === "defaultdict") return method(object, "item", key);
      if (type.flavor === "Counter") return method(object, "count", key);
      return context.use("item", object, key);
    }
    case "instance": {
      const cls = context.classNamed(type.name);
      if (cls?.namedTuple && e.index.kind === "int") {
        const field = cls.fields[Number(e.index.value)];
        if (field !== undefined) return member(object, context.memberName(field.name));
      }
      return method(object, "getItem", context.expression(e.index));
    }
    case "class": {
      const cls = context.classNamed(type.name);
      if (cls?.enum !== undefined) return method(object, "named", context.expression(e.index));
      return index(object, context.expression(e.index));
    }
    case "library":
      if (isMatch(type)) return matchedGroup(context, object, e.index, e.type);
      {
        const item = libraryMethod(type.name, "__getitem__");
        if (item !== undefined) return method(object, item.runtime, context.flowing(e.index, item.parameters[0].type));
      }
      return index(object, context.expression(e.index));
    case "any":
      return dynamicItem(context, object, e.index);
    default:
      if (e.index.type.kind === "int" || type.kind === "union") return dynamicItem(context, object, e.index);
      return index(object, context.expression(e.index));
  }
}

function dynamicItem(context: Lowering, object: TsExpression, key: Expression): TsExpression {
  const made = context.expression(key);
  if (key.type.kind === "int") {
    const list = as(object, ANY_TYPE);
    return context.use("at", list, made);
  }
  return as(context.use("item", as(object, ANY_TYPE), made), ANY_TYPE);
}

function lowerSlice(context: Lowering, e: Extract<Expression, { kind: "slice" }>): TsExpression {
  const object = context.expression(e.object);
  const type = heldType(context, withoutNone(e.object.type), "__getitem__");
  const bounds = [e.start, e.stop, e.step].map((part) =>
    part === undefined || part.kind === "none" ? undefined : context.expression(part),
  );
  while (bounds.length > 0 && bounds.at(-1) === undefined) bounds.pop();
  const args = bounds.map((bound) => bound ?? UNDEFINED);
  if (type.kind === "instance") return method(object, "getItem", ...args);
  if (type.kind === "str") return context.use("substring", object, ...args);
  const plain = bounds.length < 3 && !(e.start?.type.kind === "optional" || e.stop?.type.kind === "optional");
  if (plain && type.kind !== "any") {
    if (bounds.length === 1 && bounds[0] !== undefined) return method(object, "slice", bounds[0]);
    if (bounds.length === 0) return array(spread(object));
    return method(object, "slice", bounds[0] ?? literal("0"), args[1]);
  }
  if (type.kind === "any") return context.use("slice", object, ...args);
  return context.use("slice", object, ...args);
}

// ───────────────────────────────────────────────────────────── truth

/** A value as a condition, by its type. */
export function lowerCondition(context: Lowering, e: Expression): TsExpression {
  switch (e.kind) {
    case "not":
      return negate(context, e.operand);
    case "logical":
      return binary(e.operator === "and" ? "&&" : "||", context.condition(e.left), context.condition(e.right));
    case "compare":
    case "bool":
      return context.expression(e);
  }
  return truthOf(context, e, context.expression(e));
}

function negate(context: Lowering, e: Expression): TsExpression {
  if (e.kind === "compare" && e.operators.length === 1) {
    const opposite: Partial<Record<CompareOperator, CompareOperator>> = {
      in: "not in",
      "not in": "in",
      is: "is not",
      "is not": "is",
      "==": "!=",
      "!=": "==",
    };
    const [operator] = e.operators;
    if (opposite[operator] !== undefined) return context.expression({ ...e, operators: [opposite[operator]] });
  }
  const test = context.condition(e);
  if (test.kind === "unary" && test.operator === "!") return test.operand;
  if (test.kind === "binary") {
    const opposite: Record<string, string> = { "===": "!==", "!==": "===", ">": "<=" };
    // A size or length is never NaN, so its comparison can be turned round.
    if (test.operator === ">" && test.right.kind === "literal" && test.right.text === "0")
      return binary("===", test.left, test.right);
    if (test.operator !== ">" && opposite[test.operator] !== undefined)
      return binary(opposite[test.operator], test.left, test.right);
  }
  return not(test);
}

export function truthOf(context: Lowering, e: Pick<Expression, "type" | "kind">, made: TsExpression): TsExpression {
  const { type } = e;
  switch (type.kind) {
    case "bool":
      return made;
    case "int":
      return binary("!==", made, literal(type.wide ? "0n" : "0"));
    case "float":
      return binary("!==", plainNumber(context, type, made), literal("0"));
    case "str":
      return binary("!==", made, string(""));
    case "list":
    case "array":
    case "deque":
    case "bytes":
    case "range":
      return binary(">", member(made, "length"), literal("0"));
    case "tuple":
      return literal(type.elements.length > 0 ? "true" : "false");
    case "dict":
    case "set":
      return binary(">", member(made, "size"), literal("0"));
    case "none":
      return literal("false");
    case "instance": {
      const cls = context.classNamed(type.name);
      if (cls !== undefined && findMethod(cls, "__bool__") !== undefined) return method(made, "toBoolean");
      if (cls !== undefined && findMethod(cls, "__len__") !== undefined)
        return binary(">", member(made, "length"), literal("0"));
      if (cls?.enum === "Flag") return binary("!==", member(made, "value"), literal("0"));
      return context.use("truthy", made);
    }
    case "optional": {
      const { of } = type;
      const isObject =
        of.kind === "callable" || of.kind === "library" || (of.kind === "instance" && !hasTruth(context, of.name));
      if (isObject) return binary("!==", made, NULL);
      if (
        made.kind === "name" &&
        (of.kind === "int" || of.kind === "float" || of.kind === "str" || of.kind === "list" || of.kind === "bool")
      ) {
        return binary("&&", binary("!==", made, NULL), truthOf(context, { kind: "name", type: of }, made));
      }
      return context.use("truthy", made);
    }
    case "callable":
      return binary("!==", made, NULL);
    default:
      return context.use("truthy", made);
  }
}

/** A number as JavaScript compares it by identity. */
function plainNumber(context: Lowering, type: Type, made: TsExpression): TsExpression {
  return type.kind === "float" && isMixed(context, type) ? call(name("Number"), made) : made;
}

function hasTruth(context: Lowering, className: string): boolean {
  const cls = context.classNamed(className);
  return cls !== undefined && (findMethod(cls, "__bool__") !== undefined || findMethod(cls, "__len__") !== undefined);
}

/** The truth of a literal. */
function literalTruth(e: Expression): boolean | undefined {
  switch (e.kind) {
    case "none":
      return false;
    case "int":
      return e.value !== 0n;
    case "string":
      return e.value !== "";
    case "list":
    case "tuple":
    case "set":
      return e.elements.some((element) => element.kind === "star") ? undefined : e.elements.length > 0;
    case "dict":
      return e.entries.some((entry) => entry.key === undefined) ? undefined : e.entries.length > 0;
    default:
      return undefined;
  }
}

function lowerLogical(
  context: Lowering,
  e: Extract<Expression, { kind: "logical" }>,
  to: Type | undefined,
): TsExpression {
  const isBoolean = e.type.kind === "bool" && e.left.type.kind === "bool";
  const known = literalTruth(e.left);
  if (known !== undefined)
    return known === (e.operator === "or") ? context.flowing(e.left, to) : context.flowing(e.right, to);
  if (isBoolean)
    return binary(e.operator === "and" ? "&&" : "||", context.condition(e.left), context.condition(e.right));
  const left = context.flowing(e.left, to);
  const right = context.flowing(e.right, to ?? e.type);
  const leftType = e.left.type;
  // JavaScript's own operators agree with Python on what is false for these types.
  const agrees =
    ["int", "str", "bool", "none"].includes(withoutNone(leftType).kind) ||
    (leftType.kind === "optional" && (leftType.of.kind === "instance" || leftType.of.kind === "callable"));
  if (agrees && leftType.kind !== "float") {
    if (e.operator === "or" && leftType.kind === "optional" && ["instance", "callable"].includes(leftType.of.kind))
      return binary("??", left, right);
    return binary(e.operator === "and" ? "&&" : "||", left, right);
  }
  const isCheap = e.left.kind === "name" || e.left.kind === "attribute";
  if (isCheap) {
    const test = truthOf(context, e.left, context.expression(e.left));
    return e.operator === "and"
      ? { kind: "conditional", test, body: right, otherwise: left }
      : { kind: "conditional", test, body: left, otherwise: right };
  }
  const temporary = name("value");
  const test = truthOf(context, e.left, temporary);
  const body: TsExpression =
    e.operator === "and"
      ? { kind: "conditional", test, body: right, otherwise: temporary }
      : { kind: "conditional", test, body: temporary, otherwise: right };
  return call(arrow([parameter("value", lowerType(context, leftType))], body), left);
}

// ───────────────────────────────────────────────────────────── operators

/** An operand of an arithmetic operator: booleans become numbers, and all sides are of one width. */
function operand(context: Lowering, e: Expression, wide: boolean): TsExpression {
  if (wide) return context.flowing(e, { kind: "int", wide: true });
  return e.type.kind === "bool"
    ? call(name("Number"), context.expression(e))
    : isWide(e.type)
      ? call(name("Number"), context.expression(e))
      : context.expression(e);
}

export function lowerBinary(
  context: Lowering,
  operator: BinaryOperator,
  left: Expression,
  right: Expression,
  type: Type,
): TsExpression {
  const own = stubOperator(context, operator, left, right);
  if (own !== undefined) return own;
  const a = withoutNone(left.type);
  const b = withoutNone(right.type);
  if (isNumeric(a) && isNumeric(b)) return lowerArithmetic(context, operator, left, right, type);
  const isOpen = (each: Type): boolean => each.kind === "any" || isNumeric(each) || each.kind === "str";
  // A text or a list of unknown type is repeated, and no number.
  const mayRepeat = operator === "*" && ![a, b].some((each) => each.kind === "float");
  if ((a.kind === "any" || b.kind === "any") && isOpen(a) && isOpen(b) && (mayRepeat || readsRows(context.module))) {
    const floating = (e: Expression): TsExpression =>
      e.type.kind === "float" ? context.use("float", context.expression(e)) : context.expression(e);
    return context.use("arithmetic", string(operator), floating(left), floating(right));
  }
  if (a.kind === "instance" || b.kind === "instance") {
    const made = instanceOperator(context, operator, left, right);
    if (made !== undefined) return made;
  }
  const asSet = (e: Expression): TsExpression =>
    e.type.kind === "iterator" && type.kind === "set"
      ? makeSet(context, type, iterable(context, e))
      : context.expression(e);
  const l = (): TsExpression => asSet(left);
  const r = (): TsExpression => asSet(right);
  if (a.kind === "dict" && a.flavor === "Counter") {
    const x = name("a");
    const y = name("b");
    const how: Record<string, TsExpression> = {
      "+": binary("+", x, y),
      "-": binary("-", x, y),
      "&": method(name("Math"), "min", x, y),
      "|": method(name("Math"), "max", x, y),
    };
    if (how[operator] !== undefined)
      return method(l(), "combine", r(), arrow([parameter("a"), parameter("b")], how[operator]));
  }
  switch (operator) {
    case "+":
      if (a.kind === "list" || a.kind === "array" || a.kind === "tuple") {
        const element = type.kind === "list" || type.kind === "array" ? type.element : undefined;
        const made = array(...concatenated(context, left, element), ...concatenated(context, right, element));
        return a.kind === "tuple" ? as(made, lowerType(context, type)) : made;
      }
      if (a.kind === "bytes" && b.kind === "bytes") return context.use("joinedBytes", l(), r());
      return binary("+", l(), r());
    case "*": {
      const isLeft = ["str", "list", "array", "tuple", "bytes"].includes(a.kind);
      const [sequence, times] = isLeft ? [left, right] : [right, left];
      if (a.kind === "bytes" || b.kind === "bytes")
        return context.use("repeatBytes", context.expression(sequence), context.expression(times));
      if (isLeft || ["str", "list", "array", "tuple"].includes(b.kind)) return repeated(context, sequence, times, type);
      break;
    }
    case "%":
      if (a.kind === "str") return context.use("formatPercent", l(), percentValues(context, right));
      break;
    case "|":
      if (a.kind === "set" || type.kind === "set") return context.use("union", l(), r());
      if (a.kind === "dict")
        return create(name(a.flavor === "dict" && !needsContentKeys(context, a.key) ? "Map" : "Map"), [
          array(spread(l()), spread(r())),
        ]);
      break;
    case "&":
      if (a.kind === "set" || type.kind === "set") return context.use("intersection", l(), r());
      break;
    case "-":
      if (a.kind === "set" || type.kind === "set") return context.use("difference", l(), r());
      break;
    case "^":
      if (a.kind === "set" || type.kind === "set") return context.use("symmetricDifference", l(), r());
  }
  const any = (made: TsExpression, t: Type): TsExpression =>
    t.kind === "any" || isNumeric(t) || t.kind === "str" ? made : as(made, ANY_TYPE);
  const [x, y] = [any(l(), a), any(r(), b)];
  switch (operator) {
    case "/":
      return context.use("divide", x, y);
    case "//":
      return context.use("floorDiv", x, y);
    case "%":
      return context.use("mod", x, y);
    case "@":
      return context.missing("matrix multiplication", left.range);
    default:
      return binary(operator, x, y);
  }
}

/** The values of a `%` template: a tuple is all of them, and anything else the only one. */
function percentValues(context: Lowering, e: Expression): TsExpression {
  if (e.kind === "tuple") return array(...e.elements.map((each) => context.expression(each)));
  const made = context.expression(e);
  return ["tuple", "array", "dict", "union", "any"].includes(e.type.kind) ? made : array(made);
}

/** Whether a value is an exception, of the module or of Python. */
function isException(context: Lowering, type: Type): boolean {
  if (type.kind !== "instance") return false;
  return context.classNamed(type.name)?.isException ?? true;
}

/** What Python calls the type of a value: known from its type here, or told when the program runs. */
function nameOfType(context: Lowering, e: Expression): TsExpression {
  const { type } = e;
  if (type.kind === "instance" && context.classNamed(type.name) !== undefined)
    return member(member(context.expression(e), "constructor"), "name");
  const isPlain = ["int", "str", "bool", "bytes", "list", "range", "none"].includes(type.kind);
  if (isPlain && isRepeatable(e)) return string(type.kind === "none" ? "NoneType" : type.kind);
  if (type.kind === "float" && type.mixed !== true && isRepeatable(e)) return string("float");
  return context.use("typeName", context.expression(e));
}

/** The elements of one side of a list sum, spliced into one literal. */
function concatenated(context: Lowering, e: Expression, element: Type | undefined): TsExpression[] {
  if (e.kind === "list" || e.kind === "tuple")
    return e.elements.map((each) =>
      each.kind === "star" ? spread(iterable(context, each.value)) : context.flowing(each, element),
    );
  if (e.kind === "binary" && e.operator === "+" && (e.type.kind === "list" || e.type.kind === "array"))
    return [...concatenated(context, e.left, element), ...concatenated(context, e.right, element)];
  return [spread(context.expression(e))];
}

function repeated(context: Lowering, sequence: Expression, times: Expression, type: Type): TsExpression {
  const count = operand(context, times, false);
  if (withoutNone(sequence.type).kind === "str") {
    const safe = isNonNegative(context, times) ? count : method(name("Math"), "max", literal("0"), count);
    return method(context.expression(sequence), "repeat", safe);
  }
  const [only] = sequence.kind === "list" ? sequence.elements : [];
  if (
    sequence.kind === "list" &&
    sequence.elements.length === 1 &&
    only.kind !== "star" &&
    isNonNegative(context, times)
  ) {
    const element = type.kind === "list" ? type.element : only.type;
    return method(
      create(name("Array"), [count], [lowerType(context, element)]),
      "fill",
      context.flowing(only, element),
    );
  }
  const made = context.use("repeat", context.expression(sequence), count);
  return sequence.kind === "list" && type.kind === "list"
    ? { ...(made as Extract<TsExpression, { kind: "call" }>), typeArgs: [lowerType(context, type.element)] }
    : made;
}

function lowerArithmetic(
  context: Lowering,
  operator: BinaryOperator,
  left: Expression,
  right: Expression,
  type: Type,
): TsExpression {
  const masked = operator === "&" ? lowBits(context, left, right) : undefined;
  if (masked !== undefined) return masked;
  const product = operator === "%" ? productRemainder(context, left, right) : undefined;
  if (product !== undefined) return product;
  const mixed = isMixed(context, type)
    ? mixedOperation(context, operator, type, operand(context, left, false), operand(context, right, false))
    : undefined;
  if (mixed !== undefined) return mixed;
  const made = arithmetic(context, operator, left, right, type);
  // A remainder or a mask makes a plain number of what was too large for one.
  const isCut = type.kind === "int" && !type.wide && (isWide(left.type) || isWide(right.type));
  return isCut ? call(name("Number"), made) : made;
}

/** `a * b % m` of plain numbers, whose product needs not be one. */
function productRemainder(context: Lowering, left: Expression, right: Expression): TsExpression | undefined {
  if (left.kind !== "binary" || left.operator !== "*") return undefined;
  const isPlain = [left.left, left.right, right].every((e) => e.type.kind === "int" && !e.type.wide);
  if (!isPlain || (right.kind === "int" && right.value < 67_108_864n && !isWide(left.type))) return undefined;
  const [a, b, m] = [left.left, left.right, right].map((e) => operand(context, e, false));
  return context.use("mulMod", a, b, m);
}

/**
 * `… & mask` for a mask of at most 32 bits. JavaScript's own operators work on the low 32 bits, and sums and products of low bits
 * have the low bits of the whole: nothing else is needed, however large it gets.
 */
function lowBits(context: Lowering, value: Expression, mask: Expression): TsExpression | undefined {
  if (mask.kind !== "int" || mask.value < 0n || mask.value > 0xffff_ffffn || value.type.kind !== "int")
    return undefined;
  const low = lowOperand(context, value);
  if (low === undefined) return undefined;
  if (mask.value === 0xffff_ffffn) return binary(">>>", low, literal("0"));
  const cut = binary("&", low, context.expression(mask));
  return mask.value > 0x7fff_ffffn ? binary(">>>", cut, literal("0")) : cut;
}

function lowOperand(context: Lowering, e: Expression): TsExpression | undefined {
  if (e.type.kind === "int" && e.kind === "binary") {
    const { operator } = e;
    if (operator === "+" || operator === "-" || operator === "*" || /^[&|^]$/.test(operator)) {
      const left = lowOperand(context, e.left);
      const right = left === undefined ? undefined : lowOperand(context, e.right);
      if (left === undefined || right === undefined) return undefined;
      return operator === "*" ? method(name("Math"), "imul", left, right) : binary(operator, left, right);
    }
    if (operator === "<<" && e.right.kind === "int" && e.right.value < 32n) {
      const left = lowOperand(context, e.left);
      return left === undefined ? undefined : binary("<<", left, context.expression(e.right));
    }
  }
  if (e.kind === "unary" && e.operator === "~" && e.type.kind === "int") {
    const inner = lowOperand(context, e.operand);
    return inner === undefined ? undefined : { kind: "unary", operator: "~", operand: inner };
  }
  const isPlain = (e.type.kind === "int" && !e.type.wide) || e.type.kind === "bool";
  return isPlain ? operand(context, e, false) : undefined;
}

function arithmetic(
  context: Lowering,
  operator: BinaryOperator,
  left: Expression,
  right: Expression,
  type: Type,
): TsExpression {
  const wide = isWide(type) || ((isWide(left.type) || isWide(right.type)) && type.kind !== "float");
  const l = operand(context, left, wide);
  const r = operand(context, right, wide);
  const isFloat = left.type.kind === "float" || right.type.kind === "float";
  const nonZero = (right.kind === "int" && right.value !== 0n) || (right.kind === "float" && right.value !== 0);
  switch (operator) {
    case "/":
      return nonZero
        ? binary("/", operand(context, left, false), operand(context, right, false))
        : context.use(
            "divide",
            operand(context, left, false),
            operand(context, right, false),
            ...(isFloat ? [string("float division by zero")] : []),
          );
    case "//":
      if (wide) return context.use("bigFloorDiv", l, r);
      return nonZero ? method(name("Math"), "floor", binary("/", l, r)) : context.use("floorDiv", l, r);
    case "%": {
      if (wide)
        return right.kind === "int" && right.value > 0n && isNonNegative(context, left)
          ? binary("%", l, r)
          : context.use("bigMod", l, r);
      if (nonZero && right.kind === "int" && right.value > 0n && isNonNegative(context, left)) return binary("%", l, r);
      return context.use("mod", l, r);
    }
    case "**":
      if (wide) return binary("**", l, r);
      return binary("**", l, r);
    case "<<":
      if (wide) return binary("<<", l, r);
      if (left.kind === "int" && left.value === 1n) return binary("**", literal("2"), r);
      return binary("*", l, binary("**", literal("2"), r));
    case ">>":
      if (wide) return binary(">>", l, r);
      return method(
        name("Math"),
        "floor",
        binary(
          "/",
          l,
          right.kind === "int" && right.value < 50n
            ? literal(String(2 ** Number(right.value)))
            : binary("**", literal("2"), r),
        ),
      );
    case "&":
    case "|":
    case "^": {
      if (wide) return binary(operator, l, r);
      if (left.type.kind === "bool" && right.type.kind === "bool") {
        const [x, y] = [context.expression(left), context.expression(right)];
        if (operator === "^") return binary("!==", x, y);
        return binary(
          "===",
          { kind: "binary", operator, left: call(name("Number"), x), right: call(name("Number"), y) },
          operator === "&" ? literal("1") : literal("1"),
        );
      }
      const small = [left, right].some((side) => side.kind === "int" && side.value >= 0n && side.value < 2n ** 31n);
      if (operator === "&" && small) return binary("&", l, r);
      return context.use({ "&": "bitAnd", "|": "bitOr", "^": "bitXor" }[operator], l, r);
    }
    default:
      return binary(operator, l, r);
  }
}

const OPERATOR_METHODS: Partial<Record<BinaryOperator, string>> = {
  "+": "add",
  "-": "sub",
  "*": "mul",
  "/": "truediv",
  "//": "floordiv",
  "%": "mod",
  "**": "pow",
  "@": "matmul",
  "&": "and",
  "|": "or",
  "^": "xor",
  "<<": "lshift",
  ">>": "rshift",
};

function instanceOperator(
  context: Lowering,
  operator: BinaryOperator,
  left: Expression,
  right: Expression,
): TsExpression | undefined {
  const dunder = OPERATOR_METHODS[operator];
  const type = withoutNone(left.type);
  const cls = type.kind === "instance" ? context.classNamed(type.name) : undefined;
  if (cls !== undefined && findMethod(cls, `__${dunder}__`) !== undefined)
    return method(context.expression(left), context.memberName(`__${dunder}__`), context.expression(right));
  const other = withoutNone(right.type);
  const rightClass = other.kind === "instance" ? context.classNamed(other.name) : undefined;
  if (rightClass !== undefined && findMethod(rightClass, `__r${dunder}__`) !== undefined)
    return method(context.expression(right), context.memberName(`__r${dunder}__`), context.expression(left));
  if (cls?.enum === "Flag" && rightClass === cls)
    return method(
      name(context.className(cls)),
      "of",
      binary(operator, member(context.expression(left), "value"), member(context.expression(right), "value")),
    );
  if (cls?.enum !== undefined || rightClass?.enum !== undefined) {
    const plain = (e: Expression, c: typeof cls): TsExpression =>
      c?.enum === undefined ? context.expression(e) : member(context.expression(e), "value");
    return binary(operator, plain(left, cls), plain(right, rightClass));
  }
  return undefined;
}

function lowerUnary(context: Lowering, e: Extract<Expression, { kind: "unary" }>): TsExpression {
  const negated = stubNegation(context, e.operand, e.operator);
  if (negated !== undefined) return negated;
  const made = operand(context, e.operand, isWide(e.type));
  const flags = e.operand.type.kind === "instance" ? context.classNamed(e.operand.type.name) : undefined;
  if (flags?.enum === "Flag" && e.operator === "~") {
    const all = flags.members.reduce((bits, { value: of }) => (of.kind === "int" ? bits | of.value : bits), 0n);
    const rest = binary("&", literal(String(all)), { kind: "unary", operator: "~", operand: member(made, "value") });
    return method(name(context.className(flags)), "of", rest);
  }
  if (e.operand.type.kind === "instance")
    return method(made, { "-": "negate", "+": "positive", "~": "invert" }[e.operator]);
  if (e.operator === "~")
    return isWide(e.type)
      ? { kind: "unary", operator: "~", operand: made }
      : binary("-", { kind: "unary", operator: "-", operand: made }, literal("1"));
  if (e.operand.type.kind === "dict") {
    const a = name("a");
    const signed: TsExpression = e.operator === "+" ? a : { kind: "unary", operator: "-", operand: a };
    return method(made, "combine", create(context.helper("Counter"), []), arrow([parameter("a")], signed));
  }
  if (e.operator === "+") return e.operand.type.kind === "bool" ? call(name("Number"), made) : made;
  if (isMixed(context, e.type)) return context.use("minus", literal("0"), made);
  return { kind: "unary", operator: "-", operand: made };
}

// ───────────────────────────────────────────────────────────── comparison

function lowerCompare(context: Lowering, e: Extract<Expression, { kind: "compare" }>): TsExpression {
  const made = stubComparison(context, e);
  if (made !== undefined) return made;
  if (e.operators.length === 1) return comparePair(context, e.operators[0], e.operands[0], e.operands[1]);
  const inner = e.operands.slice(1, -1);
  if (inner.every(isRepeatable)) {
    return e.operators
      .map((operator, at) => comparePair(context, operator, e.operands[at], e.operands[at + 1]))
      .reduce((a, b) => binary("&&", a, b));
  }
  // Operands in the middle are evaluated once.
  const temporaries = inner.map((each, at) => ({ each, text: context.names.local(`middle${at === 0 ? "" : at + 1}`) }));
  const operands = e.operands.map((each, at) => {
    const found = temporaries[at - 1];
    return found === undefined || at === e.operands.length - 1 ? (each as Expression | string) : found.text;
  });
  const pairs = e.operators.map((operator, at) => {
    const [x, y] = [operands[at], operands[at + 1]];
    const l = typeof x === "string" ? name(x) : context.expression(x);
    const r = typeof y === "string" ? name(y) : context.expression(y);
    return compareMade(context, operator, l, r, e.operands[at], e.operands[at + 1]);
  });
  const body = pairs.reduce((a, b) => binary("&&", a, b));
  return call(
    arrow(
      temporaries.map(({ each, text }) => parameter(text, lowerType(context, each.type))),
      body,
    ),
    ...temporaries.map(({ each }) => context.expression(each)),
  );
}

/** Whether an expression can be written twice. */
export function isRepeatable(e: Expression): boolean {
  if (e.kind === "attribute") return isRepeatable(e.object) && e.resolved.kind !== "property";
  if (e.kind === "index") return isRepeatable(e.object) && isRepeatable(e.index) && e.object.type.kind !== "dict";
  if (e.kind === "call") return e.target.kind === "builtin" && e.target.name === "len" && isRepeatable(e.args[0].value);
  if (e.kind === "binary") return isRepeatable(e.left) && isRepeatable(e.right) && isNumeric(e.type);
  return ["name", "int", "float", "string", "bool", "none"].includes(e.kind);
}

function comparePair(context: Lowering, operator: CompareOperator, left: Expression, right: Expression): TsExpression {
  if (operator === "in" || operator === "not in") {
    const test = contains(context, left, right);
    return operator === "in"
      ? test
      : test.kind === "binary" && test.operator === "==="
        ? binary("!==", test.left, test.right)
        : not(test);
  }
  // `x % n == 0` is the same for every rule of signs.
  const zero = right.kind === "int" && right.value === 0n && (operator === "==" || operator === "!=");
  if (
    zero &&
    left.kind === "binary" &&
    left.operator === "%" &&
    left.type.kind === "int" &&
    !left.type.wide &&
    !isWide(left.left.type) &&
    left.right.kind === "int" &&
    left.right.value !== 0n &&
    left.left.kind !== "binary"
  ) {
    const rest = binary("%", operand(context, left.left, false), operand(context, left.right, false));
    return binary(operator === "==" ? "===" : "!==", rest, literal("0"));
  }
  return compareMade(context, operator, context.expression(left), context.expression(right), left, right);
}

function compareMade(
  context: Lowering,
  operator: CompareOperator,
  l: TsExpression,
  r: TsExpression,
  left: Expression,
  right: Expression,
): TsExpression {
  const [a, b] = [left.type, right.type];
  switch (operator) {
    case "is":
    case "is not":
      return binary(operator === "is" ? "===" : "!==", l, r);
    case "==":
    case "!=": {
      const equal = operator === "==" ? "===" : "!==";
      if (left.kind === "none" || right.kind === "none") return binary(equal, l, r);
      const oneKind =
        withoutNone(a).kind === withoutNone(b).kind ||
        (a.kind === "float" && b.kind === "int") ||
        (a.kind === "int" && b.kind === "float") ||
        (a.kind === "instance" && b.kind === "instance");
      if (isPrimitive(context, a) && isPrimitive(context, b) && oneKind) {
        if (isWide(a) !== isWide(b)) return binary(equal, widened(context, left, l), widened(context, right, r));
        return binary(equal, plainNumber(context, a, l), plainNumber(context, b, r));
      }
      const [x, y] = [operandOfEquals(context, left, l, right.type), operandOfEquals(context, right, r, left.type)];
      const made =
        isOrderedDict(a) && isOrderedDict(b)
          ? context.use("equals", array(spread(x)), array(spread(y)))
          : context.use("equals", x, y);
      return operator === "==" ? made : not(made);
    }
    default: {
      const [x, y] = [withoutNone(a), withoutNone(b)];
      if (isWide(x) !== isWide(y) && isNumeric(x) && isNumeric(y))
        return binary(operator, widened(context, left, l), widened(context, right, r));
      if ((isNumeric(x) && isNumeric(y)) || (x.kind === "str" && y.kind === "str")) {
        const number = (made: TsExpression, t: Type): TsExpression =>
          t.kind === "bool" ? call(name("Number"), made) : made;
        return binary(operator, number(l, x), number(r, y));
      }
      if (x.kind === "instance") {
        const made = instanceOrder(context, operator, x.name, l, r);
        if (made !== undefined) return made;
      }
      if (x.kind === "set") {
        const strict = binary("!==", member(l, "size"), member(r, "size"));
        const subset = operator.startsWith("<") ? context.use("isSubset", l, r) : context.use("isSubset", r, l);
        return operator.length === 2 ? subset : binary("&&", strict, subset);
      }
      return binary(operator, context.use("compare", l, r), literal("0"));
    }
  }
}

/** An integer in the width of big integers; floats stay, since JavaScript orders them against big integers. */
function widened(context: Lowering, e: Expression, made: TsExpression): TsExpression {
  return e.type.kind === "int" ? context.flowing(e, { kind: "int", wide: true }) : made;
}

/** Literals compared with something are written in that thing's width. */
function operandOfEquals(context: Lowering, e: Expression, made: TsExpression, other: Type): TsExpression {
  return e.kind === "int" ? context.flowing(e, other) : made;
}

function instanceOrder(
  context: Lowering,
  operator: CompareOperator,
  className: string,
  l: TsExpression,
  r: TsExpression,
): TsExpression | undefined {
  const cls = context.classNamed(className);
  if (cls === undefined) return undefined;
  const names: Partial<Record<CompareOperator, [string, string]>> = {
    "<": ["__lt__", "__gt__"],
    ">": ["__gt__", "__lt__"],
    "<=": ["__le__", "__ge__"],
    ">=": ["__ge__", "__le__"],
  };
  const [own, mirrored] = names[operator] ?? ["", ""];
  if (findMethod(cls, own) !== undefined) return method(l, context.memberName(own), r);
  if (findMethod(cls, mirrored) !== undefined) return method(r, context.memberName(mirrored), l);
  if (cls.enum === "IntEnum") return binary(operator, member(l, "value"), member(r, "value"));
  return binary(operator, context.use("compare", l, r), literal("0"));
}

/** The container that an object is by its class, where the class has no such method of its own. */
function heldType(context: Lowering, type: Type, own: string): Type {
  const cls = type.kind === "instance" ? context.classNamed(type.name) : undefined;
  if (cls === undefined || findMethod(cls, own) !== undefined) return type;
  return containerOf(context, type) ?? type;
}

function contains(context: Lowering, left: Expression, right: Expression): TsExpression {
  const type = heldType(context, withoutNone(right.type), "__contains__");
  const value = context.expression(left);
  switch (type.kind) {
    case "str":
      return method(context.expression(right), "includes", value);
    case "bytes":
      return left.type.kind === "int"
        ? method(context.expression(right), "includes", value)
        : binary(">=", context.use("findBytes", context.expression(right), value), literal("0"));
    case "dict":
    case "set": {
      const widened = "key" in type ? type.key : type.element;
      const fits = widened.kind === left.type.kind || left.type.kind === "any";
      return method(context.expression(right), "has", fits ? value : as(value, ANY_TYPE));
    }
    case "list":
    case "array":
    case "deque":
    case "tuple":
    case "range": {
      if (
        right.kind === "call" &&
        right.target.kind === "builtin" &&
        right.target.name === "range" &&
        isRepeatable(left)
      ) {
        const made = inRange(context, left, right);
        if (made !== undefined) return made;
      }
      const elements = type.kind === "tuple" ? type.elements : type.kind === "range" ? [INT] : [type.element];
      const sameKind = elements.every(
        (element) =>
          element.kind === left.type.kind ||
          (isNumeric(element) && isNumeric(left.type) && element.kind !== "bool" && left.type.kind !== "bool"),
      );
      if (isPrimitive(context, left.type) && elements.every((element) => isPrimitive(context, element)) && sameKind) {
        return method(lowerFlowing(context, right), "includes", value);
      }
      return context.use("includes", context.expression(right), value);
    }
    case "library": {
      const has = libraryMethod(type.name, "__contains__");
      return has === undefined
        ? context.use("includes", context.expression(right), value)
        : method(context.expression(right), has.runtime, value);
    }
    case "instance": {
      const cls = context.classNamed(type.name);
      const hasOwn = cls !== undefined && findMethod(cls, "__contains__") !== undefined;
      if (hasOwn || (cls !== undefined && abstractContainerOf(cls) !== undefined && cls.enum === undefined))
        return method(context.expression(right), "has", value);
      if (cls?.enum === "Flag" && isRepeatable(left)) {
        const bits = member(value, "value");
        return binary("===", binary("&", member(context.expression(right), "value"), bits), bits);
      }
      return context.use("includes", context.expression(right), value);
    }
    default: {
      if (right.kind === "call" && right.target.kind === "method" && right.target.name === "keys")
        return method(context.expression(right.target.receiver), "has", value);
      if (type.kind === "any") {
        const made = as(context.expression(right), ANY_TYPE);
        const isMap: TsExpression = { kind: "binary", operator: "instanceof", left: made, right: name("Map") };
        return {
          kind: "conditional",
          test: isMap,
          body: method(made, "has", value),
          otherwise: context.use("includes", made, value),
        };
      }
      return context.use("includes", context.expression(right), value);
    }
  }
}

function inRange(
  context: Lowering,
  value: Expression,
  range: Extract<Expression, { kind: "call" }>,
): TsExpression | undefined {
  const [first, second, third] = range.args.map((argument) => argument.value);
  if (third !== undefined || value.type.kind !== "int") return undefined;
  const low = second === undefined ? literal("0") : context.expression(first);
  const high = context.expression(second ?? first);
  const made = context.expression(value);
  return binary("&&", binary("<=", low, made), binary("<", made, high));
}

// ───────────────────────────────────────────────────────────── containers

export function makeSet(context: Lowering, type: Type, values: TsExpression): TsExpression {
  const element = type.kind === "set" ? type.element : undefined;
  const isEmpty = values.kind === "array" && values.elements.length === 0;
  const content = element !== undefined && needsContentKeys(context, element);
  const typed = isEmpty || content ? element : undefined;
  const typeArgs = typed === undefined || typed.kind === "never" ? [] : [lowerType(context, typed)];
  return create(content ? context.helper("StructSet") : name("Set"), isEmpty ? [] : [values], typeArgs);
}

export function makeMap(context: Lowering, type: Type, entries: TsExpression | undefined): TsExpression {
  const dict = type.kind === "dict" ? type : undefined;
  const content = dict !== undefined && needsContentKeys(context, dict.key);
  const isKnown = dict !== undefined && dict.key.kind !== "never";
  const typeArgs = isKnown ? [lowerType(context, dict.key), lowerType(context, dict.value)] : [];
  return create(content ? context.helper("StructMap") : name("Map"), entries === undefined ? [] : [entries], typeArgs);
}

function lowerDict(context: Lowering, e: Extract<Expression, { kind: "dict" }>): TsExpression {
  if (e.entries.length === 0) return makeMap(context, e.type, undefined);
  const type = e.type.kind === "dict" ? e.type : undefined;
  const entries = e.entries.map((entry) =>
    entry.key === undefined
      ? spread(context.expression(entry.value))
      : array(context.flowing(entry.key, keyType(type?.key)), context.flowing(entry.value, type?.value)),
  );
  return makeMap(context, e.type, array(...entries));
}

/** A value that is looped over or spread. */
export function iterable(context: Lowering, e: Expression): TsExpression {
  const type = heldType(context, withoutNone(e.type), "__iter__");
  if (type.kind === "dict") return method(context.expression(e), "keys");
  if (type.kind === "class") return method(context.expression(e), "members");
  // A value that is only known when the program runs can be a dict, which gives its keys.
  if (type.kind === "any" && e.kind !== "call") return context.use("elementsOf", context.expression(e));
  return present(context, e);
}

/** A value as an array: what it is already, or spread into one. */
export function asArray(context: Lowering, e: Expression): TsExpression {
  const type = withoutNone(e.type);
  if (e.kind === "comprehension" && e.form === "generator") return context.comprehension({ ...e, form: "list" });
  if (["list", "array", "tuple", "deque", "range"].includes(type.kind)) return context.expression(e);
  return array(spread(iterable(context, e)));
}

// ───────────────────────────────────────────────────────────── text

/** A value as text, as `str` gives it. */
export function textOf(context: Lowering, e: Expression): TsExpression {
  const { type } = e;
  const values = type.kind === "float" ? medianOfIntegers(context.module, e) : undefined;
  if (values !== undefined) return context.use("medianText", context.expression(values));
  const made = context.expression(e);
  switch (type.kind) {
    case "str":
      return made;
    case "int":
      return call(name("String"), made);
    case "bool":
      return e.kind === "bool"
        ? string(e.value ? "True" : "False")
        : { kind: "conditional", test: made, body: string("True"), otherwise: string("False") };
    case "none":
      return e.kind === "none" ? string("None") : context.use("str", made);
    case "float":
      // What a container of both kinds of number holds is shown as it is.
      return type.mixed ? context.use("str", made) : context.use("reprFloat", made);
    case "instance": {
      const cls = context.classNamed(type.name);
      if (cls === undefined) return member(made, "message");
      if (cls.isException && findMethod(cls, "__str__") === undefined) return member(made, "message");
      const has = findMethod(cls, "__str__") !== undefined || (cls.enum !== undefined && cls.enum !== "IntEnum");
      return has ? call(name("String"), made) : context.use("str", made);
    }
    default: {
      const layout = layoutOf(type);
      return layout === undefined ? context.use("str", made) : context.use("str", made, layout);
    }
  }
}

export function reprOf(context: Lowering, e: Expression): TsExpression {
  const layout = layoutOf(e.type);
  const made = context.expression(e);
  if (e.type.kind === "int") return call(name("String"), made);
  if (e.type.kind === "float" && e.type.mixed !== true) return context.use("reprFloat", made);
  return layout === undefined ? context.use("repr", made) : context.use("repr", made, layout);
}

export function lowerFormat(context: Lowering, parts: Extract<Expression, { kind: "format" }>["parts"]): TsExpression {
  const made: (string | TsExpression)[] = [];
  for (const part of parts) {
    if (part.kind === "text") made.push(part.text);
    else pushPart(made, formatField(context, part));
  }
  if (made.every((part) => typeof part === "string")) return string(made.join(""));
  return { kind: "template", parts: made };
}

function pushPart(parts: (string | TsExpression)[], made: TsExpression): void {
  if (made.kind === "string") parts.push(made.value);
  else if (made.kind === "template") parts.push(...made.parts);
  else if (
    made.kind === "call" &&
    made.callee.kind === "name" &&
    made.callee.name === "String" &&
    made.args.length === 1
  )
    parts.push(made.args[0]);
  else parts.push(made);
}

/** One replacement field as a text. */
export function formatField(context: Lowering, field: FormatField): TsExpression {
  const { value, spec, conversion } = field;
  const converted =
    conversion === "a"
      ? context.use("escapeBeyondAscii", reprOf(context, value))
      : conversion === "r"
        ? reprOf(context, value)
        : conversion === "s"
          ? textOf(context, value)
          : undefined;
  const type = withoutNone(value.type);
  const own = type.kind === "instance" && converted === undefined ? context.classNamed(type.name) : undefined;
  if (own !== undefined && findMethod(own, "__format__") !== undefined)
    return method(context.expression(value), "format", spec === undefined ? string("") : specExpression(context, spec));
  if (spec === undefined) return converted ?? textOf(context, value);
  const plainInteger = spec.text === "d" && type.kind === "int" && converted === undefined;
  if (plainInteger) return call(name("String"), context.expression(value));
  const specText = specExpression(context, spec);
  if (converted !== undefined) return context.use("format", converted, specText);
  if (type.kind === "float" && spec.type === "d")
    return context.use("format", context.use("truncate", context.expression(value)), specText);
  if (type.kind === "float") {
    const needsKind = spec.type === undefined && type.mixed !== true;
    const args = [context.expression(value), specText, ...(needsKind ? [string("float")] : [])];
    return context.use("format", ...args);
  }
  if (own !== undefined) return context.use("format", textOf(context, value), specText);
  if (type.kind === "bool" && spec.type === undefined) return context.use("format", textOf(context, value), specText);
  if (["list", "tuple", "dict", "set"].includes(type.kind))
    return context.use("format", textOf(context, value), specText);
  return context.use("format", context.expression(value), specText);
}

function specExpression(context: Lowering, spec: FormatSpec): TsExpression {
  if (spec.text !== undefined) return string(spec.text);
  if (spec.whole !== undefined) return context.expression(spec.whole);
  const parts: (string | TsExpression)[] = [];
  if (spec.align !== undefined) parts.push((spec.fill === " " ? "" : spec.fill) + spec.align);
  parts.push(`${spec.sign ?? ""}${spec.alternate ? "#" : ""}${spec.zero ? "0" : ""}`);
  if (spec.width !== undefined)
    parts.push(typeof spec.width === "number" ? String(spec.width) : context.expression(spec.width));
  parts.push(spec.grouping ?? "");
  if (spec.precision !== undefined)
    parts.push(".", typeof spec.precision === "number" ? String(spec.precision) : context.expression(spec.precision));
  parts.push(spec.type ?? "");
  return { kind: "template", parts };
}

// ───────────────────────────────────────────────────────────── functions as values

export function lowerLambda(context: Lowering, fn: FunctionDef): TsExpression {
  const [only] = fn.body;
  const state = {
    ...context.state,
    fn,
    isAsync: fn.facts.waits,
    loops: [],
    constants: new Set(context.state.constants),
  };
  renameSelfDefaults(context, fn);
  return context.withState(state, () => {
    const value = only?.kind === "return" ? only.value : undefined;
    const parameters = fn.parameters.map((each) => ({
      ...parameter(
        context.names.variable(each.variable),
        lowerType(context, each.kind === "star" ? each.variable.type : each.variable.type),
        each.default === undefined ? undefined : context.flowing(each.default, each.variable.type),
      ),
      rest: each.kind === "star",
    }));
    const body = value === undefined ? name("undefined") : context.flowing(value, fn.result);
    // An empty name such as `_` may be there several times.
    const seen = new Set<string>();
    const unique = parameters.map((each, at) => {
      const text = each.name.kind === "name" ? each.name.name : "";
      if (!seen.has(text)) {
        seen.add(text);
        return each;
      }
      return { ...each, name: { kind: "name", name: `${text}${at}` } as const };
    });
    return arrow(unique, body, {
      isAsync: fn.facts.waits,
      ...(value !== undefined && hidesTuple(value.type) ? { result: lowerType(context, fn.result) } : {}),
    });
  });
}

/** `lambda x, i=i: …` reads the outer name, which a parameter of the same name would hide from its own default. */
export function renameSelfDefaults(context: Lowering, fn: FunctionDef): void {
  for (const each of fn.parameters) {
    const { default: value, variable } = each;
    if (value?.kind !== "name" || value.variable === variable) continue;
    const text = context.names.variable(variable);
    if (context.names.variable(value.variable) === text) context.names.rename(variable, context.names.fresh(text));
  }
}

/** JavaScript takes a rest at the end alone: rows with a star before that come with the list in its place. */
export function rowsFor(context: Lowering, target: Target, rows: TsExpression): TsExpression {
  if (target.kind !== "unpack") return rows;
  const star = target.elements.findIndex((element) => element.kind === "star");
  const after = target.elements.length - 1 - star;
  return star < 0 || after === 0
    ? rows
    : array(spread(context.use("starred", rows, literal(String(star)), literal(String(after)))));
}

export function patternOf(context: Lowering, target: Target): TsPattern {
  switch (target.kind) {
    case "variable":
      return { kind: "name", name: context.names.variable(target.variable) };
    case "unpack": {
      const seen = new Set<string>();
      const elements: (TsPattern | undefined)[] = [];
      let rest: TsPattern | undefined;
      target.elements.forEach((element, at) => {
        if (element.kind === "star" && at === target.elements.length - 1) {
          rest = patternOf(context, element.target);
          return;
        }
        const made = patternOf(context, element);
        // Names that are not read leave a hole; `_` twice would not compile.
        const unread =
          element.kind === "variable" &&
          // One that is bound again elsewhere has to be declared here all the same.
          ((element.variable.reads === 0 && element.variable.bindings <= 1) ||
            (made.kind === "name" && seen.has(made.name))) &&
          element.variable.name.startsWith("_");
        const isRepeated = unread && made.kind === "name" && seen.has(made.name);
        if (made.kind === "name") seen.add(made.name);
        if (isRepeated && at === target.elements.length - 1) return;
        elements.push(unread && at < target.elements.length - 1 ? undefined : made);
      });
      return { kind: "array", elements, rest };
    }
    case "star":
      return patternOf(context, target.target);
    default:
      return { kind: "name", name: "_" };
  }
}

/** Whether an expression waits, so that what holds it must be asynchronous. */
export function waitsInside(e: Expression): boolean {
  let found = false;
  visitExpression(e, {
    expression: (each) => {
      if (each.kind === "await") found = true;
      if (each.kind === "lambda") return false;
      if (each.kind === "call" && callWaits(each)) found = true;
      return undefined;
    },
  });
  return found;
}

const WAITING_METHODS = new Set([
  "threading.Thread.join",
  "threading.Lock.acquire",
  "threading.Semaphore.acquire",
  "threading.Event.wait",
  "threading.Condition.acquire",
  "threading.Condition.wait",
  "threading.Condition.wait_for",
  "queue.Queue.get",
  "queue.Queue.put",
  "queue.Queue.join",
  "concurrent.futures.Future.result",
  "concurrent.futures.Future.exception",
  "concurrent.futures.Executor.map",
  "concurrent.futures.Executor.shutdown",
  "multiprocessing.Pool.map",
  "multiprocessing.Pool.starmap",
  "multiprocessing.Pool.imap",
  "multiprocessing.Pool.imap_unordered",
  "multiprocessing.Pool.apply",
  "multiprocessing.Pool.join",
  "multiprocessing.AsyncResult.get",
  ...["get", "post", "put", "patch", "delete", "request"].map((each) => `requests.Session.${each}`),
]);

export function callWaits(e: Extract<Expression, { kind: "call" }>): boolean {
  const { target } = e;
  switch (target.kind) {
    case "function":
      return target.function.facts.waits && !target.function.isAsync && !target.function.isGenerator;
    case "static":
      return target.method.facts.waits && !target.method.isAsync && !target.method.isGenerator;
    case "super":
      return target.method?.facts.waits === true && !target.method.isAsync;
    case "method": {
      if (target.method !== undefined)
        return target.method.facts.waits && !target.method.isAsync && !target.method.isGenerator;
      const { type } = target.receiver;
      return (
        type.kind === "library" &&
        (asksServer(type.name, target.name) || WAITING_METHODS.has(`${type.name}.${target.name}`))
      );
    }
    case "library":
      return (
        (target.module === "time" && target.name === "sleep") ||
        WEB_REQUESTS.test(`${target.module}.${target.name}`) ||
        (target.module === "asyncio" && target.name === "run") ||
        (target.module === "concurrent.futures" && target.name === "wait")
      );
    default:
      return false;
  }
}
export type { TsStatement };
