import { exceptionAncestors } from "../../ir/build/names.ts";
import { allFields, findMethod } from "../../ir/infer/members.ts";
import { KNOWN_OPTIONS } from "../../ir/infer/spread.ts";
import { libraryMethod } from "../../ir/library/index.ts";
import { isNamespace, NAMESPACE } from "../../ir/library/namespaces.ts";
import type {
  Argument,
  ClassDef,
  ClassReference,
  ComprehensionExpression,
  Expression,
  Variable,
} from "../../ir/nodes.ts";
import { syntheticVariable } from "../../ir/synthetic.ts";
import { ANY, FLOAT, INT, isNumeric, isWide, STR, sameType, type Type, WIDE_INT, withoutNone } from "../../ir/types.ts";
import * as go from "../build.ts";
import type { GoExpr, GoStmt } from "../tree.ts";
import { type Arguments, argumentsBy } from "./arguments.ts";
import { compareValues, comparison, hasOrder, lengthOf } from "./compare.ts";
import { nested } from "./comprehensions.ts";
import { need, note, runtimeCall, stubExpr } from "./context.ts";
import { EXCEPTION_NAMES } from "./exception-names.ts";
import { formatPieces, printable, reprOf, toText } from "./formats.ts";
import { type FunctionLowering, runtimeName, zeroOf } from "./function.ts";
import { keyList, setOf } from "./keys.ts";
import { methodName } from "./members.ts";
import { isNonNegative } from "./ranges.ts";
import { elementOf, librarySequence, rangeBounds, toList } from "./sequences.ts";
import { namespaceValue, stubCall, stubConversion, stubItem } from "./stub-libraries.ts";

type Call = Expression & { kind: "call" };

export function builtinCall(l: FunctionLowering, value: Call, name: string, expected: Type | undefined): GoExpr {
  const args = argumentsBy(value.args);
  const [first, second] = args.positional;
  switch (name) {
    case KNOWN_OPTIONS: {
      const [options, of, ...names] = args.positional;
      const table: Type = { kind: "dict", key: STR, value: ANY, flavor: "dict", ordered: true };
      const given = l.stable(l.expr(options), options.type, "options");
      const asked = [l.coerce(given, options.type, table), ...[of, ...names].map((each) => l.expr(each))];
      l.emit(go.exprStmt(runtimeCall(l.module, "knownOptions", ...asked)));
      return given;
    }
    case "print":
      return print(l, value);
    case "len":
      return length(l, first);
    case "range":
      return runtimeCall(l.module, "numbersFrom", ...rangeBounds(l, value.args));
    case "int":
      return toInteger(l, first, second ?? args.named.get("base"));
    case "float":
      return toFloatingPoint(l, first);
    case "str":
      return first === undefined
        ? go.text("")
        : second !== undefined
          ? go.convert(go.STRING_TYPE, l.expr(first))
          : toText(l, first);
    case "repr":
    case "ascii":
      return reprOf(l, l.expr(first), first.type);
    case "bool":
      return first === undefined ? go.FALSE : l.condition(first);
    case "abs":
      return absolute(l, first);
    case "round":
      return round(l, first, second ?? args.named.get("ndigits"));
    case "divmod":
      if (isNumeric(first.type) && first.type.kind !== "float" && second.type.kind !== "float")
        return runtimeCall(l.module, "divMod", l.exprAs(first, INT), l.exprAs(second, INT));
      l.module.types.tupleName(2);
      return runtimeCall(l.module, "divModFloat", l.exprAs(first, FLOAT), l.exprAs(second, FLOAT));
    case "pow":
      if (args.positional.length === 3)
        return runtimeCall(l.module, "powerMod", ...args.positional.map((each) => l.exprAs(each, INT)));
      return l.expr({
        kind: "binary",
        operator: "**",
        left: first,
        right: second,
        type: value.type,
        range: value.range,
      });
    case "ord":
      return ordinal(l, first);
    case "chr":
      return go.convert(go.STRING_TYPE, go.convert(go.named("rune"), l.exprAs(first, INT)));
    case "bin":
      return runtimeCall(l.module, "prefixedBase", l.exprAs(first, INT), go.text("0b"), go.number(2));
    case "oct":
      return runtimeCall(l.module, "prefixedBase", l.exprAs(first, INT), go.text("0o"), go.number(8));
    case "hex":
      return runtimeCall(l.module, "prefixedBase", l.exprAs(first, INT), go.text("0x"), go.number(16));
    case "format":
      return runtimeCall(
        l.module,
        "formatSpec",
        l.exprAs(first, ANY),
        second === undefined ? go.text("") : l.expr(second),
      );
    case "min":
    case "max":
      return extreme(l, value, name, args);
    case "sum":
      return sum(l, value, first, second ?? args.named.get("start"));
    case "any":
    case "all":
      return quantifier(l, name, first);
    case "sorted":
      return sorted(
        l,
        toList(l, first, sortedElement(l, first, value)),
        sortedElement(l, first, value),
        args.named.get("key"),
        args.named.get("reverse"),
      );
    case "list":
    case "tuple":
      return toSequence(l, value, first, expected);
    case "set":
    case "frozenset":
      return toSet(l, value, first, expected);
    case "dict":
      return toDict(l, value, args, expected);
    case "iter":
      return second === undefined ? iterator(l, first, value.type) : until(l, first, second, value.type);
    case "next":
      return next(l, value, first, second);
    case "enumerate":
    case "zip":
    case "map":
    case "filter":
    case "reversed":
      return lazy(l, value, name, args);
    case "isinstance":
      return isInstanceCall(l, first, second);
    case "type":
      return first === undefined ? go.NIL : l.expr(first);
    case "id":
      return runtimeCall(l.module, "identity", l.exprAs(first, ANY));
    case "hash":
      if (first.type.kind === "int" && !first.type.wide) return l.expr(first);
      return runtimeCall(l.module, "hashOf", l.exprAs(first, ANY));
    case "callable":
      if (isOpen(l, first.type)) return runtimeCall(l.module, "isFunction", l.expr(first));
      return first.type.kind === "callable" || first.type.kind === "class" ? go.TRUE : go.FALSE;
    case "input":
      return input(l, first);
    case "exit":
    case "quit":
      return exitCall(l, first);
    case "complex":
      return go.call("complex", l.exprAs(first, FLOAT), second === undefined ? go.number(0) : l.exprAs(second, FLOAT));
    case "bytes":
    case "bytearray":
      return toBytes(l, first);
    case "setattr": {
      const [object, attribute, given] = args.positional;
      if (attribute?.kind !== "string" || given === undefined || object.type.kind !== "instance") break;
      const info = l.module.classes.get(object.type.name);
      const field = info && allFields(info.def).find((each) => each.name === attribute.value);
      if (field === undefined) break;
      const target = {
        kind: "attribute",
        object,
        name: attribute.value,
        type: field.type,
        range: value.range,
      } as const;
      l.visitors.assignTo(l, target, l.exprAs(given, field.type), field.type);
      return go.NIL;
    }
    case "vars":
      return (
        namespaceValue(l, first, "__dict__", value.type) ??
        stubExpr(l.module, "vars() of this value", value.range, l.goType(value.type))
      );
    case "getattr":
      return (
        (second?.kind === "string"
          ? namespaceValue(l, first, second.value, value.type, args.positional[2])
          : undefined) ?? reflected(l, value, args)
      );
    case "hasattr":
      if (isNamespace(first.type)) return stubCall(l, NAMESPACE, l.expr(first), "has", l.exprAs(second, STR));
      return runtimeCall(l.module, "hasField", l.exprAs(first, ANY), attributeName(l, second));
    case "object":
      return go.call("new", go.typeExpr(go.named("int")));
    case "issubclass":
      return (
        subclassTest(l, first, second) ??
        stubExpr(l.module, "issubclass of a class that is not named", value.range, go.BOOL_TYPE)
      );
    case "str.maketrans":
      if (first?.type.kind === "dict") return runtimeCall(l.module, "translationOf", l.exprAs(first, ANY));
      return runtimeCall(
        l.module,
        "makeTranslation",
        ...[0, 1, 2].map((i) => (args.positional[i] === undefined ? go.text("") : l.exprAs(args.positional[i], STR))),
      );
    case "dict.fromkeys":
      return fromKeys(l, value, first, second, expected);
  }
  if (name.includes(".")) {
    const [type, method] = name.split(".");
    if (first !== undefined && ["str", "list", "dict", "set", "int", "float"].includes(type)) {
      return l.expr({
        kind: "call",
        target: { kind: "method", receiver: first, name: method, method: undefined },
        args: value.args.slice(1),
        type: value.type,
        range: value.range,
      });
    }
  }
  const exception = exceptionNew(l, name, value.args);
  if (exception !== undefined) return exception;
  return stubExpr(
    l.module,
    `the built-in ${name}`,
    value.range,
    l.goType(value.type.kind === "none" ? ANY : value.type),
  );
}

/** `issubclass` of classes that are named: known before the program runs. */
function subclassTest(l: FunctionLowering, of: Expression, bases: Expression): GoExpr | undefined {
  const nameOf = (each: Expression): string | undefined =>
    each.kind === "builtin" ? each.name : each.type.kind === "class" ? each.type.name : undefined;
  const own = nameOf(of);
  const wanted = (bases.kind === "tuple" ? bases.elements : [bases]).map(nameOf);
  if (own === undefined || wanted.includes(undefined)) return undefined;
  const ancestors = [...l.module.types.ancestors(own), ...exceptionAncestors(own), "object"];
  const def = l.module.classes.get(own)?.def;
  const builtins = def === undefined ? [] : builtinBases(def).flatMap(exceptionAncestors);
  return wanted.some((each) => [...ancestors, ...builtins].includes(each!)) ? go.TRUE : go.FALSE;
}

function builtinBases(def: ClassDef): string[] {
  return def.bases.flatMap((base) => (base.kind === "class" ? builtinBases(base.class) : [base.name]));
}

/** Makes an object of a built-in exception class. */
export function exceptionNew(l: FunctionLowering, name: string, args: readonly Argument[]): GoExpr | undefined {
  const goName = EXCEPTION_NAMES[name];
  if (goName === undefined) return undefined;
  need(l.module, goName);
  if (goName === "SystemExit") return systemExit(l, args[0]?.value);
  if (goName === "KeyError" && args.length === 1)
    return runtimeCall(l.module, "missingKey", l.exprAs(args[0].value, ANY));
  if (goName === "Exception") return go.unary("&", exceptionValueLiteral(l, args));
  const inner = exceptionValue(l, args);
  const nestedIn = NESTED_EXCEPTIONS[goName];
  const held = nestedIn === undefined ? inner : go.listOf(go.named(nestedIn), [inner]);
  return go.unary("&", go.listOf(go.named(goName), [held]));
}

/** `&Exception{…}` for an exception of the base class itself. */
/** The Exception that an exception class embeds, for the arguments it is made of. */
export function exceptionValue(l: FunctionLowering, args: readonly Argument[]): GoExpr {
  need(l.module, "newException");
  const values = args.filter((argument) => argument.kind === "positional").map((argument) => argument.value);
  if (values.length === 0) return go.call("newException", go.text(""));
  if (values.length === 1) {
    const [only] = values;
    const message = toText(l, only);
    const keepsArguments = l.module.facts.usesArguments && only.type.kind !== "str";
    return keepsArguments ? go.call("newException", message, l.exprAs(only, ANY)) : go.call("newException", message);
  }
  const tuple: Expression = {
    kind: "tuple",
    elements: values,
    type: { kind: "tuple", elements: values.map((each) => each.type) },
    range: values[0].range,
  };
  if (values.length > 6) return go.call("newException", go.text(""), ...values.map((each) => l.exprAs(each, ANY)));
  return go.call(
    "newException",
    runtimeCall(l.module, "repr", l.expr(tuple)),
    ...(l.module.facts.usesArguments ? values.map((each) => l.exprAs(each, ANY)) : []),
  );
}

function exceptionValueLiteral(l: FunctionLowering, args: readonly Argument[]): GoExpr {
  const made = exceptionValue(l, args);
  const parts = made.kind === "call" ? made.args : [];
  return go.composite(go.named("Exception"), [
    { key: go.name("Message"), value: parts[0] ?? go.text("") },
    ...(parts.length > 1 ? [{ key: go.name("Args"), value: go.listOf(go.sliceOf(go.ANY_TYPE), parts.slice(1)) }] : []),
  ]);
}

const NESTED_EXCEPTIONS: Readonly<Record<string, string>> = {
  NotImplementedError: "RuntimeError",
  RecursionError: "RuntimeError",
};

function systemExit(l: FunctionLowering, code: Expression | undefined): GoExpr {
  need(l.module, "SystemExit");
  const made = (fields: readonly { readonly key: GoExpr; readonly value: GoExpr }[]): GoExpr =>
    go.unary("&", go.composite(go.named("SystemExit"), fields));
  if (code === undefined || code.kind === "none") return made([]);
  if (code.type.kind === "int" || code.type.kind === "bool")
    return made([{ key: go.name("Code"), value: l.exprAs(code, INT) }]);
  if (code.type.kind === "str") {
    need(l.module, "newException");
    return made([
      { key: go.name("Exception"), value: go.call("newException", l.expr(code)) },
      { key: go.name("Code"), value: go.number(1) },
    ]);
  }
  return made([{ key: go.name("Code"), value: runtimeCall(l.module, "toInt", l.exprAs(code, ANY)) }]);
}

export function exitCall(l: FunctionLowering, code: Expression | undefined): GoExpr {
  const error = systemExit(l, code);
  if (l.context.errors === "panic") {
    l.module.canPanic = true;
    return go.call("panic", error);
  }
  l.raise(error);
  return go.NIL;
}

// ───────────────────────────────────────────────────────────── printing

function print(l: FunctionLowering, value: Call): GoExpr {
  const args = argumentsBy(value.args);
  const file = args.named.get("file");
  const toErrors = file?.kind === "library" && file.name === "stderr";
  const writer = toErrors
    ? [go.qualified("os", "Stderr")]
    : file !== undefined && file.type.kind !== "none" && !(file.kind === "library" && file.name === "stdout")
      ? [l.expr(file)]
      : [];
  const fmt = (name: string, ...rest: readonly GoExpr[]): GoExpr =>
    go.packageCall(
      "fmt",
      writer.length > 0 ? `F${name.charAt(0).toLowerCase()}${name.slice(1)}` : name,
      ...writer,
      ...rest,
    );
  const separator = args.named.get("sep");
  const end = args.named.get("end");
  const plainEnd = end === undefined || end.kind === "none";
  const plainSeparator = separator === undefined || separator.kind === "none";
  if (args.spread) return printSpread(l, value, fmt, separator, end);
  const { positional } = args;
  if (plainEnd && positional.length === 1 && positional[0].kind === "format") {
    const pieces = formatPieces(l, positional[0].parts);
    const texts = pieces.filter((piece) => piece.arg !== undefined);
    const template = pieces.map((piece) => piece.verb).join("");
    if (texts.length > 0) return fmt("Printf", go.text(`${template}\n`), ...texts.map((piece) => piece.arg!));
    return line(fmt, template.replaceAll("%%", "%"));
  }
  if (plainEnd && positional.length === 1 && positional[0].kind === "string") return line(fmt, positional[0].value);
  const parts = l.inOrder(
    positional.map((each) => ({
      run: () => printable(l, each),
      type: () => (each.type.kind === "int" ? go.INT_TYPE : go.STRING_TYPE),
    })),
  );
  if (plainEnd && (plainSeparator || (separator?.kind === "string" && separator.value === " ") || parts.length < 2)) {
    const risky = parts.some(
      (part) => part.kind === "string" && (part.value.includes("%") || part.value.endsWith("\n")),
    );
    if (!risky) return fmt("Println", ...parts);
  }
  const template = (ending: string, between: string): string =>
    `${positional.map((each) => (each.type.kind === "int" ? "%d" : "%s")).join(between.replaceAll("%", "%%"))}${ending.replaceAll("%", "%%")}`;
  const fixedEnd = plainEnd ? "\n" : end.kind === "string" ? end.value : undefined;
  const fixedSeparator = plainSeparator ? " " : separator.kind === "string" ? separator.value : undefined;
  if (fixedEnd !== undefined && fixedSeparator !== undefined) {
    if (parts.length === 1 && fixedEnd === "" && positional[0].type.kind !== "int" && parts[0].kind !== "string")
      return fmt("Print", parts[0]);
    if (parts.length === 0) return fmt("Print", go.text(fixedEnd));
    return fmt("Printf", go.text(template(fixedEnd, fixedSeparator)), ...parts);
  }
  const texts = positional.map((each) => toText(l, each));
  const joined = go.packageCall(
    "strings",
    "Join",
    go.listOf(go.sliceOf(go.STRING_TYPE), texts),
    plainSeparator ? go.text(" ") : l.exprAs(separator!, STR),
  );
  return fmt("Print", go.binary("+", joined, plainEnd ? go.text("\n") : l.exprAs(end!, STR)));
}

/** One fixed line. A per cent sign would look like a forgotten directive to vet. */
function line(fmt: (name: string, ...rest: readonly GoExpr[]) => GoExpr, text: string): GoExpr {
  if (text === "") return fmt("Println");
  if (text.includes("%") || text.endsWith("\n")) return fmt("Printf", go.text(`${text.replaceAll("%", "%%")}\n`));
  return fmt("Println", go.text(text));
}

function printSpread(
  l: FunctionLowering,
  value: Call,
  fmt: (name: string, ...rest: readonly GoExpr[]) => GoExpr,
  separator: Expression | undefined,
  end: Expression | undefined,
): GoExpr {
  const texts = value.args
    .filter((argument) => argument.kind === "star" || argument.kind === "positional")
    .map((argument) => {
      if (argument.kind === "positional") return go.listOf(go.sliceOf(go.STRING_TYPE), [toText(l, argument.value)]);
      const element = elementOf(l, argument.value.type);
      const list = toList(l, argument.value, element);
      if (element.kind === "str") return list;
      return runtimeCall(
        l.module,
        "mapped",
        list,
        l.visitors.lowerCall.literalCalling(
          l,
          { kind: "callable", parameters: [element], result: STR, required: 1, isAsync: false },
          (args) => ({ kind: "call", target: { kind: "builtin", name: "str" }, args, type: STR, range: value.range }),
        ),
      );
    });
  const all = texts.length === 1 ? texts[0] : runtimeCall(l.module, "concat", ...texts);
  const joined = go.packageCall(
    "strings",
    "Join",
    all,
    separator === undefined || separator.kind === "none" ? go.text(" ") : l.exprAs(separator, STR),
  );
  if (end === undefined || end.kind === "none") return fmt("Println", joined);
  return fmt("Print", go.binary("+", joined, l.exprAs(end, STR)));
}

function input(l: FunctionLowering, prompt: Expression | undefined): GoExpr {
  if (prompt !== undefined) l.emit(go.exprStmt(go.packageCall("fmt", "Print", l.expr(prompt))));
  return runtimeCall(l.module, "readLine");
}

// ───────────────────────────────────────────────────────────── numbers

export function length(l: FunctionLowering, value: Expression): GoExpr {
  const type = value.type.kind === "optional" && value.type.of.kind === "library" ? value.type.of : value.type;
  switch (type.kind) {
    case "str":
      return go.packageCall("unicode/utf8", "RuneCountInString", l.expr(value));
    case "list":
    case "deque":
    case "array":
    case "set":
    case "range":
    case "bytes":
    case "dict":
      return lengthOf(l, value);
    case "tuple":
      return go.number(type.elements.length);
    case "library": {
      const length = stubItem(l, value, "__len__", []);
      if (length !== undefined) return length;
      break;
    }
    case "instance": {
      const info = l.module.classes.get(type.name);
      const method = info && findMethod(info.def, "__len__");
      if (method) return l.visitors.lowerCall.method(l, value, method, []);
      break;
    }
    case "iterator": {
      // Only the views of a dict are lazy and have a length.
      const viewed = viewedDict(value);
      return viewed === undefined ? go.call("len", toList(l, value)) : length(l, viewed);
    }
    case "class":
      return go.call("len", toList(l, value));
  }
  return runtimeCall(l.module, "length", l.exprAs(value, ANY));
}

/** The dict whose keys, values or items an expression is the view of. */
function viewedDict(value: Expression): Expression | undefined {
  if (value.kind !== "call" || value.target.kind !== "method" || value.args.length > 0) return undefined;
  const { name, receiver } = value.target;
  return ["keys", "values", "items"].includes(name) && receiver.type.kind === "dict" ? receiver : undefined;
}

/** Whether an error goes to handlers that stand around in the same function, rather than up as a panic. */
function canReturnError(l: FunctionLowering): boolean {
  return l.context.errors === "return" && l.context.escape !== undefined;
}

function toInteger(l: FunctionLowering, value: Expression | undefined, base: Expression | undefined): GoExpr {
  if (value === undefined) return go.number(0);
  const own = stubConversion(l, value, "__int__");
  if (own !== undefined) return own;
  switch (value.type.kind) {
    case "int":
      return l.expr(value);
    case "bool":
      return runtimeCall(l.module, "boolToInt", l.expr(value));
    case "float":
      return go.convert(go.INT_TYPE, truncated(l.expr(value)));
    case "str":
      if (canReturnError(l)) {
        const radix = base === undefined ? go.number(10) : l.exprAs(base, INT);
        return l.failing(runtimeCall(l.module, "readInt", l.expr(value), radix), INT, "number");
      }
      l.module.canPanic = true;
      return base === undefined
        ? runtimeCall(l.module, "parseInt", l.expr(value))
        : runtimeCall(l.module, "parseIntBase", l.expr(value), l.exprAs(base, INT));
    case "instance": {
      const info = l.module.classes.get(value.type.name);
      const method = info && findMethod(info.def, "__int__");
      if (method) return l.visitors.lowerCall.method(l, value, method, []);
      if (info?.shape === "enum") return go.convert(go.INT_TYPE, l.expr(value));
    }
  }
  return runtimeCall(l.module, "toInt", l.exprAs(value, ANY));
}

/** Go refuses to convert a constant with a fraction, so such a one goes through a function. */
function truncated(value: GoExpr): GoExpr {
  const constant = value.kind === "number" || (value.kind === "unary" && value.value.kind === "number");
  return constant ? go.packageCall("math", "Trunc", value) : value;
}

function toFloatingPoint(l: FunctionLowering, value: Expression | undefined): GoExpr {
  if (value === undefined) return go.number("0.0");
  const own = stubConversion(l, value, "__float__");
  if (own !== undefined) return own;
  if (isNumeric(value.type)) return l.exprAs(value, FLOAT);
  if (value.kind === "string") {
    const text = value.value.trim().toLowerCase();
    if (/^[+]?inf(inity)?$/.test(text)) return go.packageCall("math", "Inf", go.number(1));
    if (/^-inf(inity)?$/.test(text)) return go.packageCall("math", "Inf", go.number(-1));
    if (text === "nan") return go.packageCall("math", "NaN");
  }
  if (value.type.kind === "str") {
    if (canReturnError(l)) return l.failing(runtimeCall(l.module, "readFloat", l.expr(value)), FLOAT, "number");
    return runtimeCall(l.module, "parseFloat", l.expr(value));
  }
  if (value.type.kind === "instance") {
    const info = l.module.classes.get(value.type.name);
    const method = info && findMethod(info.def, "__float__");
    if (method) return l.visitors.lowerCall.method(l, value, method, []);
  }
  return runtimeCall(l.module, "toFloat", l.exprAs(value, ANY));
}

function absolute(l: FunctionLowering, value: Expression): GoExpr {
  const own = stubConversion(l, value, "__abs__");
  if (own !== undefined) return own;
  if (value.type.kind === "float") return go.packageCall("math", "Abs", l.expr(value));
  if (value.type.kind === "instance") {
    const info = l.module.classes.get(value.type.name);
    const method = info && findMethod(info.def, "__abs__");
    if (method) return l.visitors.lowerCall.method(l, value, method, []);
  }
  if (value.type.kind === "complex") return go.packageCall("math/cmplx", "Abs", l.expr(value));
  return runtimeCall(l.module, "abs", l.exprAs(value, INT));
}

function round(l: FunctionLowering, value: Expression, digits: Expression | undefined): GoExpr {
  if (value.type.kind === "int") {
    const isKept = digits === undefined || digits.kind === "none" || isNonNegative(l.module.facts, digits);
    if (isKept) return l.expr(value);
    return runtimeCall(l.module, "roundIntTo", l.expr(value), l.exprAs(digits, INT));
  }
  if (digits === undefined || digits.kind === "none") return runtimeCall(l.module, "roundInt", l.exprAs(value, FLOAT));
  return runtimeCall(l.module, "roundTo", l.exprAs(value, FLOAT), l.exprAs(digits, INT));
}

function ordinal(l: FunctionLowering, value: Expression): GoExpr {
  if (value.kind === "string" && [...value.value].length === 1)
    return go.convert(go.INT_TYPE, { kind: "rune", codePoint: value.value.codePointAt(0)! });
  return runtimeCall(l.module, "codePoint", l.exprAs(value, STR));
}

// ───────────────────────────────────────────────────────────── folds

function starOf(value: Expression): Expression {
  return { kind: "star", value, type: value.type, range: value.range };
}

function extreme(l: FunctionLowering, value: Call, name: "min" | "max", args: Arguments): GoExpr {
  const star = value.args.find((argument) => argument.kind === "star");
  if (star !== undefined && args.spread && args.positional.length === 0) {
    return extreme(l, value, name, { ...args, positional: [star.value], spread: false });
  }
  if (star !== undefined && args.spread) {
    // `max(first, *others)` looks at them as one list.
    const list: Expression = {
      kind: "list",
      elements: value.args
        .filter((each) => each.kind === "positional" || each.kind === "star")
        .map((each) => (each.kind === "star" ? starOf(each.value) : each.value)),
      type: { kind: "list", element: value.type },
      range: value.range,
    };
    return extreme(l, value, name, { ...args, positional: [list], spread: false });
  }
  const key = args.named.get("key");
  const fallback = args.named.get("default");
  const result = value.type;
  if (args.positional.length > 1 && key === undefined) {
    const numeric = args.positional.every((each) => isNumeric(each.type));
    const type: Type = numeric
      ? args.positional.some((each) => each.type.kind === "float")
        ? FLOAT
        : args.positional.some((each) => isWide(each.type))
          ? WIDE_INT
          : INT
      : args.positional[0].type;
    if (l.module.types.isOrdered(type) && args.positional.every((each) => numeric || sameType(each.type, type))) {
      const parts = l.inOrder(
        args.positional.map((each) => ({ run: () => l.exprAs(each, type), type: () => l.goType(type) })),
      );
      return l.coerce(go.call(name, ...parts), type, result);
    }
  }
  const element = args.positional.length === 1 ? elementOf(l, args.positional[0].type) : result;
  const list =
    args.positional.length === 1
      ? toList(l, args.positional[0])
      : go.listOf(
          go.sliceOf(l.goType(element)),
          l.inOrder(
            args.positional.map((each) => ({ run: () => l.exprAs(each, element), type: () => l.goType(element) })),
          ),
        );
  const pick = (from: GoExpr): GoExpr => {
    l.module.canPanic = true;
    if (key === undefined || key.kind === "none") {
      if (l.module.types.isOrdered(element)) {
        const checked = ["ValueError", "Exception"].some((each) => l.module.facts.caught.has(each));
        return checked
          ? runtimeCall(l.module, name === "min" ? "smallest" : "largest", from)
          : go.packageCall("slices", name === "min" ? "Min" : "Max", from);
      }
      return runtimeCall(l.module, name === "min" ? "minOf" : "maxOf", from, comparison(l, element));
    }
    return runtimeCall(l.module, name === "min" ? "minOf" : "maxOf", from, keyComparison(l, element, key, false));
  };
  if (fallback === undefined) return l.coerce(pick(list), element, result);
  const kept = l.keep("values", list, go.sliceOf(l.goType(element)));
  const made = l.local(name === "min" ? "lowest" : "highest", l.goType(result));
  const put = (each: GoExpr): GoStmt => ({
    kind: "assign",
    targets: [go.name(made)],
    operator: "=",
    values: [each],
    inexact: true,
  });
  l.emit(put(l.exprAs(fallback, result)));
  const body = l.block(() => l.emit(put(l.coerce(pick(kept), element, result))));
  l.emit(go.ifStmt(go.binary(">", go.call("len", kept), go.number(0)), body));
  return go.name(made);
}

/** The comparison of two elements by a key function. */
export function keyComparison(l: FunctionLowering, element: Type, key: Expression, descending: boolean): GoExpr {
  if (key.kind === "none") return comparison(l, element, descending);
  const cmpToKey =
    key.kind === "call" && key.target.kind === "library" && key.target.name === "cmp_to_key"
      ? key.args[0].value
      : undefined;
  if (cmpToKey !== undefined) {
    const compare = l.exprAs(cmpToKey, {
      kind: "callable",
      parameters: [element, element],
      result: INT,
      required: 2,
      isAsync: false,
    });
    if (!descending) return compare;
    const [a, b] = [l.context.scope.take("a"), l.context.scope.take("b")];
    const made = l.goType(element);
    return go.fn(
      [
        { name: a, type: made },
        { name: b, type: made },
      ],
      [go.INT_TYPE],
      [go.returnStmt(go.call(compare, go.name(b), go.name(a)))],
    );
  }
  if (
    key.kind === "attribute" &&
    key.object.type.kind === "dict" &&
    (key.name === "get" || key.name === "__getitem__")
  ) {
    const table = key.object;
    const type = key.object.type;
    const [a, b] = [l.context.scope.take("a"), l.context.scope.take("b")];
    const whole = l.stable(l.expr(table), type, "table");
    if (type.ordered) need(l.module, "OrderedMap.Get");
    const at = (name: string): GoExpr =>
      type.ordered ? go.methodCall(whole, "Get", go.name(name)) : go.index(whole, go.name(name));
    const [x, y] = (descending ? [b, a] : [a, b]).map(at);
    const made = l.goType(element);
    return go.fn(
      [
        { name: a, type: made },
        { name: b, type: made },
      ],
      [go.INT_TYPE],
      [go.returnStmt(compareValues(l, type.value, x, y))],
    );
  }
  const result = keyResult(l, key, element);
  const inline = inlineKey(l, key, element, result, descending);
  if (inline !== undefined) return inline;
  const fn = keyFunction(l, key, element, result);
  const kept =
    fn.kind === "name"
      ? fn
      : l.keep("key", fn, { kind: "function", params: [l.goType(element)], results: [l.goType(result)] });
  const [a, b] = [l.context.scope.take("a"), l.context.scope.take("b")];
  const made = l.goType(element);
  const sides = (descending ? [b, a] : [a, b]).map((each) => go.call(kept, go.name(each)));
  const pairs = result.kind === "tuple" ? undefined : compareValues(l, result, sides[0], sides[1]);
  const body =
    pairs !== undefined
      ? [go.returnStmt(pairs)]
      : [
          go.define(["x", "y"], sides[0], sides[1]),
          go.returnStmt(compareValues(l, result, go.name("x"), go.name("y"))),
        ];
  return go.fn(
    [
      { name: a, type: made },
      { name: b, type: made },
    ],
    [go.INT_TYPE],
    body,
  );
}

/** A lambda key, written out for both sides where it emits no statements. */
function inlineKey(
  l: FunctionLowering,
  key: Expression,
  element: Type,
  result: Type,
  descending: boolean,
): GoExpr | undefined {
  if (key.kind !== "lambda" || key.function.parameters.length !== 1) return undefined;
  const [only] = key.function.body;
  if (only?.kind !== "return" || only.value === undefined) return undefined;
  const { variable } = key.function.parameters[0];
  if (!l.isSameGo(variable.type, element) || hasNested(only.value)) return undefined;
  const body = only.value;
  const mark = l.context.scope.mark();
  const [a, b] = [l.context.scope.take("a"), l.context.scope.take("b")];
  const parts: readonly Expression[] = body.kind === "tuple" ? body.elements : [body];
  const types: readonly Type[] = body.kind === "tuple" && result.kind === "tuple" ? result.elements : [result];
  const comparisons: GoExpr[] = [];
  for (const [i, part] of parts.entries()) {
    const reversed = part.kind === "unary" && part.operator === "-" && isNumeric(part.operand.type);
    const compared = reversed && part.kind === "unary" ? part.operand : part;
    const sides: GoExpr[] = [];
    for (const side of [a, b]) {
      l.module.names.set(variable, side);
      const lowered = l.capture(() => l.exprAs(compared, types[i]));
      if (lowered.stmts.length > 0) {
        l.forget(mark);
        return undefined;
      }
      sides.push(lowered.value);
    }
    if (reversed !== descending) sides.reverse();
    comparisons.push(compareValues(l, types[i], sides[0], sides[1]));
  }
  const made = l.goType(element);
  // What has no order of its own is compared only where all before it is the same: as one tuple, which stops at the first difference.
  if (comparisons.length > 1 && types.some((type) => !hasOrder(l, type))) {
    l.forget(mark);
    return undefined;
  }
  const value = comparisons.length === 1 ? comparisons[0] : go.packageCall("cmp", "Or", ...comparisons);
  return go.fn(
    [
      { name: a, type: made },
      { name: b, type: made },
    ],
    [go.INT_TYPE],
    [go.returnStmt(value)],
  );
}

/** Whether lowering the expression twice would make functions twice. */
function hasNested(value: Expression): boolean {
  return (
    value.kind === "lambda" ||
    value.kind === "comprehension" ||
    (value.kind === "call" && value.args.some((argument) => hasNested(argument.value)))
  );
}

function keyResult(l: FunctionLowering, key: Expression, element: Type): Type {
  if (key.kind === "lambda") return key.function.result;
  if (key.kind === "name" && key.variable.definition?.kind === "function") return key.variable.definition.result;
  if (key.type.kind === "callable" && key.type.result.kind !== "never") return key.type.result;
  if (key.kind === "builtin")
    return key.name === "len" || key.name === "abs" || key.name === "ord" || key.name === "int"
      ? key.name === "abs"
        ? element
        : INT
      : STR;
  void l;
  return ANY;
}

function keyFunction(l: FunctionLowering, key: Expression, element: Type, result: Type): GoExpr {
  return l.exprAs(key, { kind: "callable", parameters: [element], result, required: 1, isAsync: false });
}

/** What a sorted list holds: what is sorted gives it, or, for an object that gives its elements by a method, the result. */
function sortedElement(l: FunctionLowering, source: Expression, value: Expression): Type {
  return source.type.kind === "instance" && value.type.kind === "list" ? value.type.element : elementOf(l, source.type);
}

export function sorted(
  l: FunctionLowering,
  list: GoExpr,
  element: Type,
  key: Expression | undefined,
  reverse: Expression | undefined,
): GoExpr {
  const descending = reverse?.kind === "bool" && reverse.value;
  const dynamic = reverse !== undefined && reverse.kind !== "bool";
  const withoutKey = key === undefined || key.kind === "none";
  if (dynamic) {
    const isDescending = l.condition(reverse);
    const compare = l.keep(
      "compare",
      withoutKey ? comparison(l, element) : keyComparison(l, element, key, false),
      compareType(l, element),
    );
    return runtimeCall(l.module, "sortedDirected", list, compare, isDescending);
  }
  if (withoutKey && l.module.types.isOrdered(element)) {
    const result = runtimeCall(l.module, "sorted", list);
    return descending ? runtimeCall(l.module, "reversed", result) : result;
  }
  return runtimeCall(
    l.module,
    "sortedFunc",
    list,
    withoutKey ? comparison(l, element, descending) : keyComparison(l, element, key, descending),
  );
}

export function compareType(l: FunctionLowering, element: Type) {
  const made = l.goType(element);
  return { kind: "function", params: [made, made], results: [go.INT_TYPE] } as const;
}

/** A sum of objects that have a `+` of their own; without a start the first one is it. */
function sumOfObjects(l: FunctionLowering, value: Call, iterable: Expression, start: Expression | undefined): GoExpr {
  const { type, range } = value;
  const element = elementOf(l, iterable.type);
  const list = l.stable(toList(l, iterable), { kind: "list", element }, "values");
  const total = syntheticVariable("total", type);
  const item = syntheticVariable("item", element);
  const initial = start === undefined ? l.coerce(go.index(list, go.number(0)), element, type) : l.exprAs(start, type);
  const name = l.local("total", l.goType(type));
  const itemName = l.context.scope.take("item");
  l.module.names.set(total, name);
  l.module.names.set(item, itemName);
  const read = (variable: Variable): Expression => ({ kind: "name", variable, type: variable.type, range });
  l.emit(go.assign(go.name(name), initial));
  const body = l.block(() =>
    l.emit(
      go.assign(
        go.name(name),
        l.exprAs({ kind: "binary", operator: "+", left: read(total), right: read(item), type, range }, type),
      ),
    ),
  );
  const over = start === undefined ? go.slice(list, go.number(1)) : list;
  l.emit({ kind: "range", key: go.BLANK, value: go.name(itemName), declares: true, over, body });
  return go.name(name);
}

function sum(l: FunctionLowering, value: Call, iterable: Expression, start: Expression | undefined): GoExpr {
  const type = value.type;
  if (type.kind === "list") {
    const rows = toList(l, iterable, type);
    return go.spreadCall(runtimeName(l.module, "concat"), rows);
  }
  if (type.kind === "instance" || type.kind === "library") return sumOfObjects(l, value, iterable, start);
  if (isWide(type)) return sumWide(l, iterable, start);
  if (type.kind !== "int" && type.kind !== "float") {
    const total = l.keep(
      "total",
      start === undefined ? go.convert(go.ANY_TYPE, go.number(0)) : l.exprAs(start, ANY),
      go.ANY_TYPE,
      true,
    );
    const item = l.context.scope.take("item");
    const list = toList(l, iterable);
    l.emit({
      kind: "range",
      key: go.BLANK,
      value: go.name(item),
      declares: true,
      over: list,
      body: [go.assign(total, runtimeCall(l.module, "arithmetic", go.text("+"), total, go.name(item)))],
    });
    return l.coerce(total, ANY, type);
  }
  const initial =
    start === undefined ? (type.kind === "float" ? go.number("0.0") : go.number(0)) : l.exprAs(start, type);
  if (iterable.kind === "comprehension" && iterable.form !== "dict" && iterable.form !== "set") {
    const total = go.name(l.local("total", l.goType(type)));
    const { element } = iterable;
    const loops = nested(l, iterable.clauses, () => {
      if (element.kind === "int" && element.value === 1n) l.emit({ kind: "step", target: total, operator: "++" });
      else if (element.type.kind === "bool")
        l.emit(go.ifStmt(l.condition(element), [{ kind: "step", target: total, operator: "++" }]));
      else l.emit({ kind: "assign", targets: [total], operator: "+=", values: [l.exprAs(element, type)] });
    });
    l.emit(go.assign(total, initial), ...loops);
    return total;
  }
  const element = withoutNone(elementOf(l, iterable.type));
  const list = toList(
    l,
    iterable,
    element.kind === "bool" || element.kind === "any" || element.kind === "never" ? type : element,
  );
  const total = l.coerce(
    runtimeCall(l.module, "sum", list),
    element.kind === "float" ? FLOAT : element.kind === "int" ? INT : type,
    type,
  );
  return start === undefined ? total : go.binary("+", initial, total);
}

/** A sum that may leave 64 bits. */
function sumWide(l: FunctionLowering, iterable: Expression, start: Expression | undefined): GoExpr {
  const list = toList(l, iterable, WIDE_INT);
  const total = runtimeCall(l.module, "sumWide", list);
  return start === undefined
    ? total
    : go.methodCall(go.call("new", go.typeExpr(go.from("math/big", "Int"))), "Add", l.exprAs(start, WIDE_INT), total);
}

function quantifier(l: FunctionLowering, name: "any" | "all", iterable: Expression): GoExpr {
  if (iterable.kind === "comprehension" && iterable.form !== "dict") {
    const short = containsFunc(l, name, iterable);
    if (short !== undefined) return short;
    const found = l.local(name === "any" ? "found" : "holds", go.BOOL_TYPE);
    const label = l.context.scope.take("search");
    const loops = l.block(() => {
      l.emit(
        ...nested(l, iterable.clauses, () => {
          const test = l.condition(iterable.element);
          const stop: GoStmt[] = [
            go.assign(go.name(found), name === "any" ? go.TRUE : go.FALSE),
            { kind: "break", label: iterable.clauses.length > 1 ? label : undefined },
          ];
          l.emit(go.ifStmt(name === "any" ? test : go.negate(test), stop));
        }),
      );
    });
    l.emit(go.assign(go.name(found), name === "any" ? go.FALSE : go.TRUE), ...loops.slice(0, -1));
    const last = loops.at(-1)!;
    l.emit(iterable.clauses.length > 1 ? { kind: "label", name: label, body: last } : last);
    return go.name(found);
  }
  const element = elementOf(l, iterable.type);
  const list = toList(l, iterable, element);
  const item = l.context.scope.take("item");
  const test = l.visitors.truth(l, go.name(item), element);
  const contains = go.packageCall(
    "slices",
    "ContainsFunc",
    list,
    go.fn(
      [{ name: item, type: l.goType(element) }],
      [go.BOOL_TYPE],
      [go.returnStmt(name === "any" ? test : go.negate(test))],
    ),
  );
  return name === "any" ? contains : go.negate(contains);
}

/** `any(test(x) for x in xs)` over one list as slices.ContainsFunc. */
function containsFunc(l: FunctionLowering, name: "any" | "all", value: ComprehensionExpression): GoExpr | undefined {
  const [clause] = value.clauses;
  if (value.clauses.length !== 1 || clause.conditions.length > 0 || clause.target.kind !== "variable") return undefined;
  if (!["list", "array", "deque"].includes(clause.iterable.type.kind)) return undefined;
  const { variable } = clause.target;
  const element = elementOf(l, clause.iterable.type);
  if (!l.isSameGo(element, variable.type)) return undefined;
  const list = l.expr(clause.iterable);
  const item = l.freshName(variable);
  const lowered = l.capture(() => l.withErrors("panic", () => l.condition(value.element)));
  if (lowered.stmts.length > 0) {
    return undefined;
  }
  const test = name === "any" ? lowered.value : go.negate(lowered.value);
  const contains = go.packageCall(
    "slices",
    "ContainsFunc",
    list,
    go.fn([{ name: item, type: l.goType(element) }], [go.BOOL_TYPE], [go.returnStmt(test)]),
  );
  return name === "any" ? contains : go.negate(contains);
}

// ───────────────────────────────────────────────────────────── containers

function toSequence(
  l: FunctionLowering,
  value: Call,
  iterable: Expression | undefined,
  expected: Type | undefined,
): GoExpr {
  const type = l.typeOf(value, expected);
  if (iterable === undefined) return go.composite(l.goType(type), []);
  if (type.kind === "tuple")
    return l.coerce(toList(l, iterable), { kind: "list", element: elementOf(l, iterable.type) }, type);
  const element = type.kind === "list" || type.kind === "array" ? type.element : elementOf(l, iterable.type);
  const list = toList(l, iterable, element);
  const isCopy =
    list.kind === "name" ||
    list.kind === "selector" ||
    list.kind === "index" ||
    (list.kind === "unary" && list.operator === "*");
  const made = isCopy ? go.packageCall("slices", "Clone", list) : list;
  const of = iterable.type.kind === "optional" ? iterable.type.of : iterable.type;
  // Where no declared type says that it is a tuple, the value itself has to.
  if (
    type.kind === "array" &&
    (of.kind === "library" ||
      expected === undefined ||
      l.goType(expected).kind === "interface" ||
      l.isSameGo(expected, ANY))
  )
    return go.convert(l.goType(type), made);
  return type.kind === "list" && iterable.type.kind === "array" ? l.coerce(made, iterable.type, type) : made;
}

function toSet(l: FunctionLowering, value: Call, iterable: Expression | undefined, expected: Type | undefined): GoExpr {
  const type = l.typeOf(value, expected);
  if (type.kind !== "set" || iterable === undefined) return go.composite(l.goType(type), []);
  if (iterable.type.kind === "set") return go.packageCall("maps", "Clone", l.expr(iterable));
  if (iterable.kind === "comprehension") return l.expr({ ...iterable, form: "set", type }, type);
  return setOf(l, iterable, type.element);
}

function toDict(l: FunctionLowering, value: Call, args: Arguments, expected: Type | undefined): GoExpr {
  const type = l.typeOf(value, expected);
  if (type.kind !== "dict") return stubExpr(l.module, "this dict", value.range, l.goType(type));
  const [source] = args.positional;
  if (source === undefined && args.named.size === 0 && !args.spread) return l.emptyDict(type);
  if (
    source?.kind === "comprehension" &&
    source.element.kind === "tuple" &&
    source.element.elements.length === 2 &&
    args.named.size === 0
  ) {
    const [key, element] = source.element.elements;
    return l.expr({ ...source, form: "dict", key, element, type }, type);
  }
  if (source?.type.kind === "dict" && args.named.size === 0 && l.isSameGo(source.type, type)) {
    if (!type.ordered) return go.packageCall("maps", "Clone", l.expr(source));
    need(l.module, "OrderedMap.Clone");
    return go.methodCall(l.expr(source), "Clone");
  }
  const entries = source?.type.kind === "library" ? libraryMethod(source.type.name, "__dict__") : undefined;
  if (source?.type.kind === "library" && entries !== undefined && value.args.length === 1)
    return l.coerce(stubCall(l, source.type.name, l.expr(source), entries.runtime), entries.result, type);
  const table = l.keep("table", l.emptyDict(type), l.goType(type));
  if (source !== undefined) l.visitors.lowerCall.updateDict(l, table, type, source);
  for (const argument of value.args) {
    if (argument.kind === "doubleStar") l.visitors.lowerCall.updateDict(l, table, type, argument.value);
    if (argument.kind === "keyword")
      l.visitors.lowerCall.setItem(l, table, type, go.text(argument.name ?? ""), l.exprAs(argument.value, type.value));
  }
  return table;
}

function fromKeys(
  l: FunctionLowering,
  value: Call,
  keys: Expression,
  item: Expression | undefined,
  expected: Type | undefined,
): GoExpr {
  const type = expected?.kind === "dict" ? expected : value.type;
  if (type.kind !== "dict") return stubExpr(l.module, "dict.fromkeys", value.range, l.goType(type));
  const table = l.keep("table", l.emptyDict(type), l.goType(type));
  const each = l.context.scope.take("key");
  const list = keyList(l, keys, type.key);
  const body = l.block(() =>
    l.visitors.lowerCall.setItem(
      l,
      table,
      type,
      go.name(each),
      item === undefined ? zeroOf(l, type.value) : l.exprAs(item, type.value),
    ),
  );
  l.emit({ kind: "range", key: go.BLANK, value: go.name(each), declares: true, over: list, body });
  return table;
}

function toBytes(l: FunctionLowering, value: Expression | undefined): GoExpr {
  const made = go.sliceOf(go.named("byte"));
  if (value === undefined) return go.composite(made, []);
  if (value.type.kind === "str") return go.convert(made, l.expr(value));
  if (value.type.kind === "int") return go.call("make", go.typeExpr(made), l.expr(value));
  if (value.type.kind === "bytes") return go.packageCall("slices", "Clone", l.expr(value));
  return runtimeCall(
    l.module,
    "mapped",
    toList(l, value, INT),
    go.fn(
      [{ name: "n", type: go.INT_TYPE }],
      [go.named("byte")],
      [go.returnStmt(go.convert(go.named("byte"), go.name("n")))],
    ),
  );
}

// ───────────────────────────────────────────────────────────── iterators

/** Anything as a sequence that can be gone on with. */
export function iterator(l: FunctionLowering, value: Expression, type: Type): GoExpr {
  const element = type.kind === "iterator" ? type.element : elementOf(l, value.type);
  if (value.type.kind === "iterator") return l.expr(value);
  const own = value.type.kind === "instance" ? l.module.classes.get(value.type.name) : undefined;
  const iter = own && findMethod(own.def, "__iter__");
  if (own && iter && (iter.isGenerator || iter.result.kind === "iterator" || iter.result.kind === "instance"))
    return go.methodCall(l.expr(value), "All");
  return runtimeCall(l.module, "resumable", go.packageCall("slices", "Values", toList(l, value, element)));
}

/** `iter(f, last)`: what a function gives, call for call, until it gives the last value. */
function until(l: FunctionLowering, call: Expression, last: Expression, type: Type): GoExpr {
  const element = type.kind === "iterator" ? type.element : ANY;
  const source = l.exprAs(call, { kind: "callable", parameters: [], result: element, required: 0, isAsync: false });
  return runtimeCall(l.module, "resumable", runtimeCall(l.module, "until", source, l.exprAs(last, element)));
}

function next(l: FunctionLowering, value: Call, source: Expression, fallback: Expression | undefined): GoExpr {
  const own = source.type.kind === "instance" ? l.module.classes.get(source.type.name) : undefined;
  const method = own && findMethod(own.def, "__next__");
  if (method) return l.visitors.lowerCall.method(l, source, method, []);
  if (source.kind === "comprehension" && fallback !== undefined) return firstOf(l, value, source, fallback);
  const rows = source.type.kind === "library" ? librarySequence(l, source, source.type) : undefined;
  const sequence =
    rows !== undefined
      ? rows.sequence
      : source.type.kind === "iterator"
        ? l.expr(source)
        : runtimeCall(l.module, "iterate", l.exprAs(source, ANY));
  const element = rows?.element ?? (source.type.kind === "iterator" ? source.type.element : ANY);
  if (fallback === undefined) return l.coerce(runtimeCall(l.module, "next", sequence), element, value.type);
  if (fallback.kind === "none" && value.type.kind === "optional") {
    const pointer =
      l.goType(value.type).kind === "pointer" && !(element.kind === "instance" && l.goType(element).kind === "pointer");
    if (pointer) return runtimeCall(l.module, "nextPointer", sequence);
    return runtimeCall(l.module, "nextOr", sequence, go.NIL);
  }
  if (!l.isSameGo(fallback.type, element) && fallback.type.kind !== "never") {
    const found = runtimeCall(
      l.module,
      "fallbackTo",
      runtimeCall(l.module, "nextPointer", sequence),
      l.exprAs(fallback, ANY),
    );
    return l.coerce(found, ANY, value.type);
  }
  return l.coerce(runtimeCall(l.module, "nextOr", sequence, l.exprAs(fallback, element)), element, value.type);
}

/** `next((x for x in xs if test), fallback)` as the loop that finds it. */
function firstOf(l: FunctionLowering, value: Call, source: ComprehensionExpression, fallback: Expression): GoExpr {
  const type = value.type;
  const found = go.name(l.local("found", l.goType(type)));
  const label = l.context.scope.take("search");
  const loops = l.block(() => {
    l.emit(
      ...nested(l, source.clauses, () => {
        l.emit(
          { kind: "assign", targets: [found], operator: "=", values: [l.exprAs(source.element, type)], inexact: true },
          { kind: "break", label: source.clauses.length > 1 ? label : undefined },
        );
      }),
    );
  });
  l.emit(
    { kind: "assign", targets: [found], operator: "=", values: [l.exprAs(fallback, type)], inexact: true },
    ...loops.slice(0, -1),
  );
  const last = loops.at(-1)!;
  l.emit(source.clauses.length > 1 ? { kind: "label", name: label, body: last } : last);
  return found;
}

/** `map`, `filter`, `zip`, `enumerate` and `reversed` as values. */
function lazy(l: FunctionLowering, value: Call, name: string, args: Arguments): GoExpr {
  const element = elementOf(l, value.type);
  const [first, second] = args.positional;
  if (name === "zip" && args.spread) return go.packageCall("slices", "Values", toList(l, value));
  const lists = (): GoExpr => go.packageCall("slices", "Values", listOf(l, value, name, args, element));
  if (name === "map" && second?.type.kind === "iterator" && args.positional.length === 2) {
    const own = elementOf(l, second.type);
    return runtimeCall(
      l.module,
      "mapSequence",
      l.expr(second),
      l.exprAs(first, { kind: "callable", parameters: [own], result: element, required: 1, isAsync: false }),
    );
  }
  if (name === "filter" && second?.type.kind === "iterator" && first.kind !== "none") {
    return runtimeCall(
      l.module,
      "filterSequence",
      l.expr(second),
      l.exprAs(first, {
        kind: "callable",
        parameters: [element],
        result: { kind: "bool" },
        required: 1,
        isAsync: false,
      }),
    );
  }
  if (name === "enumerate" && first.type.kind === "iterator") {
    const start = second ?? args.named.get("start");
    l.module.types.tupleName(2);
    return runtimeCall(
      l.module,
      "enumeratePairs",
      l.expr(first),
      start === undefined ? go.number(0) : l.exprAs(start, INT),
    );
  }
  if (name === "zip" && args.positional.length === 2 && args.positional.some((each) => each.type.kind === "iterator")) {
    l.module.types.tupleName(2);
    return runtimeCall(
      l.module,
      "zipSequences",
      ...args.positional.map((each) =>
        each.type.kind === "iterator" ? l.expr(each) : go.packageCall("slices", "Values", toList(l, each)),
      ),
    );
  }
  return lists();
}

/** The list that `map`, `filter`, … would give. */
export function listOf(l: FunctionLowering, value: Call, name: string, args: Arguments, element: Type): GoExpr {
  const [first, second, third] = args.positional;
  switch (name) {
    case "map": {
      if (args.positional.length === 3) {
        const [a, b] = [elementOf(l, second.type), elementOf(l, third.type)];
        const fn = l.exprAs(first, {
          kind: "callable",
          parameters: [a, b],
          result: element,
          required: 2,
          isAsync: false,
        });
        return runtimeCall(l.module, "mapped2", toList(l, second, a), toList(l, third, b), fn);
      }
      const own = elementOf(l, second.type);
      const list = toList(l, second, own);
      return runtimeCall(
        l.module,
        "mapped",
        list,
        l.exprAs(first, { kind: "callable", parameters: [own], result: element, required: 1, isAsync: false }),
      );
    }
    case "filter": {
      const list = toList(l, second, element);
      if (first.kind === "none") {
        const item = l.context.scope.take("item");
        return runtimeCall(
          l.module,
          "filtered",
          list,
          go.fn(
            [{ name: item, type: l.goType(element) }],
            [go.BOOL_TYPE],
            [go.returnStmt(l.visitors.truth(l, go.name(item), element))],
          ),
        );
      }
      return runtimeCall(l.module, "filtered", list, predicate(l, first, element));
    }
    case "zip":
      if (!args.spread && args.positional.length > 3) break;
      return toList(l, value);
    default:
      return toList(l, value);
  }
  return stubExpr(l.module, `this use of ${name}`, value.range, go.sliceOf(l.goType(element)));
}

/** A function as a condition: its result is tested for truth where it is no bool. */
export function predicate(l: FunctionLowering, fn: Expression, element: Type): GoExpr {
  const result: Type =
    fn.kind === "lambda" ? fn.function.result : fn.type.kind === "callable" ? fn.type.result : { kind: "bool" };
  if (result.kind === "bool" || fn.kind === "builtin" || fn.kind === "library")
    return l.exprAs(fn, {
      kind: "callable",
      parameters: [element],
      result: { kind: "bool" },
      required: 1,
      isAsync: false,
    });
  const inner = l.exprAs(fn, { kind: "callable", parameters: [element], result, required: 1, isAsync: false });
  const item = l.context.scope.take("item");
  return go.fn(
    [{ name: item, type: l.goType(element) }],
    [go.BOOL_TYPE],
    [go.returnStmt(l.visitors.truth(l, go.call(inner, go.name(item)), result))],
  );
}

// ───────────────────────────────────────────────────────────── reflection

function isInstanceCall(l: FunctionLowering, value: Expression, classes: Expression): GoExpr {
  const references = (each: Expression): ClassReference[] => {
    if (each.kind === "tuple") return each.elements.flatMap(references);
    if (each.kind === "binary" && each.operator === "|") return [...references(each.left), ...references(each.right)];
    if (each.kind === "builtin") return [{ kind: "builtin", name: each.name }];
    if (each.kind === "name" && each.variable.definition?.kind === "class")
      return [{ kind: "class", class: each.variable.definition }];
    if (each.kind === "library") return [{ kind: "library", name: `${each.module}.${each.name}` }];
    if (each.kind === "none") return [{ kind: "builtin", name: "NoneType" }];
    note(l.module, "unsupported", "a class that is only known when the program runs", each.range);
    return [{ kind: "library", name: "unknown" }];
  };
  return l.visitors.lowerCall.isInstance(l, value, references(classes), false);
}

function attributeName(l: FunctionLowering, name: Expression): GoExpr {
  return name.kind === "string"
    ? go.text(methodName(name.value))
    : runtimeCall(l.module, "goName", l.exprAs(name, STR));
}

function reflected(l: FunctionLowering, value: Call, args: Arguments): GoExpr {
  const [object, name, fallback] = args.positional;
  const found =
    fallback === undefined
      ? runtimeCall(l.module, "field", l.exprAs(object, ANY), attributeName(l, name))
      : runtimeCall(l.module, "fieldOr", l.exprAs(object, ANY), attributeName(l, name), l.exprAs(fallback, ANY));
  return l.coerce(found, ANY, value.type);
}

/** Whether Go knows nothing of a value but that it is one. */
function isOpen(l: FunctionLowering, type: Type): boolean {
  return l.isSameGo(type, ANY) && type.kind !== "class" && type.kind !== "callable";
}
