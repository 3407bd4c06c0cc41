import type { Expression } from "../../ir/nodes.ts";
import { table } from "../../ir/table.ts";
import { INT, isNumeric, type Type, withoutNone } from "../../ir/types.ts";
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
  parameter,
  spread,
  string,
  type TsExpression,
} from "../tree.ts";
import { bytesMethod, encoded, integerToBytes } from "./bytes.ts";
import { type Call, elementType, orderOptions, plainArguments } from "./calls.ts";
import type { Lowering } from "./context.ts";
import { asArray, iterable } from "./expressions.ts";
import { keyType } from "./mixed-numbers.ts";
import { isPrimitive } from "./types.ts";

/** Methods of strings that are a helper with the receiver first. */
const TEXT_HELPERS: Readonly<Record<string, string>> = table({
  capitalize: "capitalize",
  title: "title",
  swapcase: "swapCase",
  center: "center",
  ljust: "padEnd",
  rjust: "padStart",
  expandtabs: "expandTabs",
  zfill: "zfill",
  splitlines: "splitLines",
  partition: "partition",
  rpartition: "partitionLast",
  isalpha: "isAlpha",
  isdigit: "isDigit",
  isdecimal: "isDecimal",
  isnumeric: "isNumeric",
  isalnum: "isAlnum",
  isspace: "isSpace",
  isupper: "isUpper",
  islower: "isLower",
  istitle: "isTitle",
  isidentifier: "isIdentifier",
  count: "countText",
  find: "find",
  rfind: "findLast",
  index: "findIndex",
  rindex: "findLastIndex",
  translate: "translate",
});

export function lowerMethod(context: Lowering, e: Call, receiver: Expression, type: Type, text: string): TsExpression {
  switch (type.kind) {
    case "str":
      return textMethod(context, e, receiver, text);
    case "list":
    case "array":
    case "deque":
    case "tuple":
    case "range":
      return listMethod(context, e, receiver, type, text);
    case "dict":
      return dictMethod(context, e, receiver, type, text);
    case "set":
      return setMethod(context, e, receiver, type, text);
    case "iterator":
      if (text === "__next__") return context.use("next", context.expression(receiver));
      if (text === "close") return context.use("closeGenerator", context.expression(receiver));
      if (text === "send" && e.args[0] !== undefined)
        return context.use("send", context.expression(receiver), context.flowing(e.args[0].value));
      if (text === "throw" && e.args[0] !== undefined) {
        const [{ value }] = e.args;
        const error =
          value.kind === "builtin" ? create(context.exceptionClass(value.name), []) : context.expression(value);
        return context.use("throwInto", context.expression(receiver), error);
      }
      return context.missing(`the method ${text} of a generator`, e.range);
    case "bytes":
      return bytesMethod(context, e, receiver, text);
    case "int":
    case "bool":
      if (text === "bit_length") return context.use("bitLength", context.expression(receiver));
      if (text === "bit_count")
        return member(
          method(
            method(method(name("Math"), "abs", context.expression(receiver)), "toString", literal("2")),
            "replaceAll",
            string("0"),
            string(""),
          ),
          "length",
        );
      if (text === "to_bytes") return integerToBytes(context, e, receiver);
      if (text === "conjugate") return context.expression(receiver);
      if (text === "is_integer") return literal("true");
      if (text === "as_integer_ratio") return array(context.expression(receiver), literal("1"));
      return context.missing(`the method ${text} of an integer`, e.range);
    case "float":
      if (text === "is_integer") return method(name("Number"), "isInteger", context.expression(receiver));
      if (text === "as_integer_ratio") return context.use("integerRatio", context.expression(receiver));
      if (text === "hex") return context.use("hexFloat", context.expression(receiver));
      if (text === "conjugate") return context.expression(receiver);
      return context.missing(`the method ${text} of a float`, e.range);
    case "callable":
      if (text === "cache_info") return method(context.expression(receiver), "cacheInfo");
      if (text === "cache_clear") return method(context.expression(receiver), "cacheClear");
      return context.missing(`the method ${text} of a function`, e.range);
    default:
      return dynamicMethod(context, e, receiver, text);
  }
}

/** A method on a value of unknown type: names that only one type has are lowered as that type's. */
function dynamicMethod(context: Lowering, e: Call, receiver: Expression, text: string): TsExpression {
  const isText = [
    "upper",
    "lower",
    "strip",
    "split",
    "startswith",
    "endswith",
    "replace",
    "isdigit",
    "isalpha",
    "isupper",
    "islower",
    "isalnum",
    "lstrip",
    "rstrip",
    "title",
    "capitalize",
    "zfill",
    "encode",
  ].includes(text);
  if (isText) return textMethod(context, e, receiver, text);
  const [first, ...others] = args(e);
  // A list pops a position, a dict pops a key and can be given what stands for one that is missing.
  const popsKey =
    text === "pop" && first !== undefined && (others.length > 0 || withoutNone(first.type).kind === "str");
  const isDict = ["keys", "values", "items", "get", "setdefault", "update", "popitem"].includes(text) || popsKey;
  if (isDict)
    return dictMethod(
      context,
      e,
      receiver,
      { kind: "dict", key: { kind: "any" }, value: { kind: "any" }, flavor: "dict", ordered: true },
      text,
    );
  if (["append", "extend", "sort", "insert", "pop", "remove", "reverse", "index", "count"].includes(text))
    return listMethod(context, e, receiver, { kind: "list", element: { kind: "any" } }, text);
  return method(context.expression(receiver), context.memberName(text), ...plainArguments(context, e.args));
}

function positionalArguments(e: Call): Call["args"] {
  return e.args.filter((each) => each.kind === "positional" || each.kind === "star");
}

/** The keyword arguments of a call as a map, where there are any. */
function namedValues(context: Lowering, e: Call): TsExpression[] {
  const named = e.args.flatMap((each) =>
    each.kind === "keyword"
      ? [array(string(each.name ?? ""), context.flowing(each.value))]
      : each.kind === "doubleStar"
        ? [spread(context.expression(each.value))]
        : [],
  );
  return named.length === 0 ? [] : [create(name("Map"), [array(...named)], [ANY_TEXT, ANY_TYPE])];
}

const ANY_TEXT = { kind: "reference", name: "string", args: [] } as const;

function args(e: Call): Expression[] {
  return e.args.filter((argument) => argument.kind === "positional").map((argument) => argument.value);
}

function keyword(e: Call, text: string): Expression | undefined {
  return e.args.find((argument) => argument.name === text)?.value;
}

function textMethod(context: Lowering, e: Call, receiver: Expression, text: string): TsExpression {
  const made = context.expression(receiver);
  const [first, second, third] = args(e);
  const value = (each: Expression): TsExpression => context.expression(each);
  switch (text) {
    case "upper":
      return method(made, "toUpperCase");
    case "lower":
    case "casefold":
      return method(made, "toLowerCase");
    case "strip":
    case "lstrip":
    case "rstrip": {
      if (first === undefined || first.kind === "none")
        return method(made, { strip: "trim", lstrip: "trimStart", rstrip: "trimEnd" }[text]);
      const side = { strip: [], lstrip: [string("left")], rstrip: [string("right")] }[text];
      return context.use("strip", made, value(first), ...side);
    }
    case "split": {
      const limit = second ?? keyword(e, "maxsplit");
      const separator = first ?? keyword(e, "sep");
      if (separator === undefined || separator.kind === "none")
        return context.use("words", made, ...(limit === undefined ? [] : [value(limit)]));
      if (separator.kind === "string" && limit === undefined) return method(made, "split", value(separator));
      return context.use("split", made, value(separator), ...(limit === undefined ? [] : [value(limit)]));
    }
    case "rsplit": {
      const limit = second ?? keyword(e, "maxsplit");
      return context.use(
        "splitRight",
        made,
        first === undefined ? literal("null") : value(first),
        ...(limit === undefined ? [] : [value(limit)]),
      );
    }
    case "join":
      return method(asArray(context, first), "join", made);
    case "replace": {
      if (third !== undefined) return context.use("replace", made, value(first), value(second), value(third));
      const isPlain = second.kind === "string" && !second.value.includes("$");
      return isPlain
        ? method(made, "replaceAll", value(first), value(second))
        : context.use("replace", made, value(first), value(second));
    }
    case "startswith":
    case "endswith": {
      const verb = text === "startswith" ? "startsWith" : "endsWith";
      if (first.type.kind === "tuple" || first.type.kind === "array")
        return method(
          asArray(context, first),
          "some",
          arrow([parameter("part", { kind: "reference", name: "string", args: [] })], method(made, verb, name("part"))),
        );
      if (second === undefined) return method(made, verb, value(first));
      return method(
        context.use("substring", made, value(second), ...(third === undefined ? [] : [value(third)])),
        verb,
        value(first),
      );
    }
    case "removeprefix":
      return {
        kind: "conditional",
        test: method(made, "startsWith", value(first)),
        body: method(made, "slice", member(value(first), "length")),
        otherwise: made,
      };
    case "removesuffix":
      return {
        kind: "conditional",
        test: method(made, "endsWith", value(first)),
        body: method(made, "slice", literal("0"), binary("-", member(made, "length"), member(value(first), "length"))),
        otherwise: made,
      };
    case "encode":
      return encoded(context, e, made);
    case "isprintable":
      return context.use("isPrintable", made);
    case "maketrans":
      return context.use("makeTranslation", ...args(e).map(value));
    case "isascii":
      return method({ kind: "literal", text: "/^[\\x00-\\x7f]*$/" }, "test", made);
    case "format":
      return context.use(
        "formatTemplate",
        made,
        array(...plainArguments(context, positionalArguments(e))),
        ...namedValues(context, e),
      );
    case "format_map":
      return context.use("formatTemplate", made, array(), value(first));
  }
  const helper = TEXT_HELPERS[text];
  if (helper !== undefined) return context.use(helper, made, ...args(e).map(value));
  return context.missing(`the string method ${text}`, e.range);
}

function listMethod(context: Lowering, e: Call, receiver: Expression, type: Type, text: string): TsExpression {
  const made = context.expression(receiver);
  const [first, second, third] = args(e);
  const element = type.kind === "tuple" ? elementType(type) : "element" in type ? type.element : elementType(type);
  const value = (each: Expression): TsExpression => context.flowing(each, element);
  switch (text) {
    case "append":
      return method(made, "push", value(first));
    case "appendleft":
      return method(made, "unshift", value(first));
    case "extend":
      if (first.kind === "list" || first.kind === "tuple")
        return method(
          made,
          "push",
          ...first.elements.map((each) => (each.kind === "star" ? spread(iterable(context, each.value)) : value(each))),
        );
      return method(
        made,
        "push",
        spread(
          iterable(
            context,
            first.kind === "comprehension" && first.form === "generator" ? { ...first, form: "list" } : first,
          ),
        ),
      );
    case "extendleft":
      return method(made, "unshift", spread(method(array(spread(iterable(context, first))), "reverse")));
    case "insert":
      return first.kind === "int" && first.value === 0n
        ? method(made, "unshift", value(second))
        : method(made, "splice", context.flowing(first, INT), literal("0"), value(second));
    case "pop":
    case "popleft":
      if (text === "popleft" || (first?.kind === "int" && first.value === 0n))
        return context.use("pop", made, literal("0"));
      return context.use(
        "pop",
        made,
        ...(first === undefined || (first.kind === "int" && first.value === -1n) ? [] : [context.flowing(first, INT)]),
      );
    case "remove":
      return context.use("remove", made, value(first));
    case "clear":
      return { kind: "assign", operator: "=", target: member(made, "length"), value: literal("0") };
    case "copy":
      return array(spread(made));
    case "reverse":
      return method(made, "reverse");
    case "rotate":
      return context.use("rotate", made, ...(first === undefined ? [] : [context.expression(first)]));
    case "sort": {
      const options = orderOptions(context, e, element);
      if (options.length === 0 && isNumeric(element) && !(element.kind === "int" && element.wide))
        return method(made, "sort", arrow([parameter("a"), parameter("b")], binary("-", name("a"), name("b"))));
      if (options.length === 0 && element.kind === "str") return method(made, "sort");
      return context.use("sort", made, ...options);
    }
    case "index":
      return context.use(
        "indexOf",
        made,
        context.flowing(first),
        ...[second, third].filter((each) => each !== undefined).map((each) => context.expression(each)),
      );
    case "count": {
      if (isPrimitive(context, element) && isPrimitive(context, first.type)) {
        return member(
          method(made, "filter", arrow([parameter("each")], binary("===", name("each"), context.expression(first)))),
          "length",
        );
      }
      return context.use("count", made, context.flowing(first));
    }
    case "__contains__":
      return context.use("includes", made, value(first));
    case "__getitem__":
      return context.use("at", made, context.expression(first));
    case "__len__":
      return member(made, "length");
    default:
      return context.missing(`the list method ${text}`, e.range);
  }
}

function dictMethod(
  context: Lowering,
  e: Call,
  receiver: Expression,
  type: Extract<Type, { kind: "dict" }>,
  text: string,
): TsExpression {
  const made = context.expression(receiver);
  const [first, second] = args(e);
  const key = (each: Expression): TsExpression => context.flowing(each, keyType(type.key));
  const value = (each: Expression): TsExpression => context.flowing(each, type.value);
  switch (text) {
    case "get": {
      const found = method(made, "get", key(first));
      return binary("??", found, second === undefined ? literal("null") : value(second));
    }
    case "keys":
    case "values":
      return method(made, text);
    case "items":
      return method(made, "entries");
    case "setdefault":
      return context.use("setDefault", made, key(first), second === undefined ? literal("null") : value(second));
    case "pop":
      return context.use("popItem", made, key(first), ...(second === undefined ? [] : [value(second)]));
    case "popitem":
      return context.use(takesFirst(e) ? "popFirst" : "popLast", made);
    case "update": {
      if (type.flavor === "Counter") return method(made, "update", iterableOf(context, first));
      const keywords = e.args.filter((argument) => argument.kind === "keyword");
      if (first === undefined)
        return context.use(
          "update",
          made,
          array(...keywords.map((argument) => array(string(argument.name ?? ""), context.flowing(argument.value)))),
        );
      const pairs = keywords.map((argument) => array(string(argument.name ?? ""), context.flowing(argument.value)));
      const all = context.expression(first);
      return context.use("update", made, pairs.length === 0 ? all : array(spread(all), ...pairs));
    }
    case "subtract":
      return method(made, "subtract", iterableOf(context, first));
    case "clear":
      return method(made, "clear");
    case "copy":
      if (type.flavor === "Counter") return create(context.helper("Counter"), [made]);
      return create(name("Map"), [made]);
    case "most_common":
      return method(made, "mostCommon", ...(first === undefined ? [] : [context.expression(first)]));
    case "elements":
    case "total":
      return method(made, text);
    case "move_to_end": {
      const moved = context.use("popItem", made, key(first));
      return method(made, "set", key(first), moved);
    }
    case "__contains__":
      return method(made, "has", key(first));
    case "__getitem__":
      if (type.flavor === "Counter") return method(made, "count", key(first));
      return type.flavor === "defaultdict" ? method(made, "item", key(first)) : context.use("item", made, key(first));
    case "__setitem__":
      return method(made, "set", key(first), value(second));
    case "__len__":
      return member(made, "size");
    default:
      return context.missing(`the dict method ${text}`, e.range);
  }
}

function iterableOf(context: Lowering, e: Expression): TsExpression {
  return withoutNone(e.type).kind === "dict" ? context.expression(e) : iterable(context, e);
}

const SET_HELPERS: Readonly<Record<string, string>> = table({
  union: "union",
  intersection: "intersection",
  difference: "difference",
  symmetric_difference: "symmetricDifference",
});

function setMethod(
  context: Lowering,
  e: Call,
  receiver: Expression,
  type: Extract<Type, { kind: "set" }>,
  text: string,
): TsExpression {
  const made = context.expression(receiver);
  const all = args(e);
  const [first] = all;
  const value = (each: Expression): TsExpression => context.flowing(each, type.element);
  const helper = SET_HELPERS[text];
  if (helper !== undefined) return context.use(helper, made, ...all.map((each) => iterable(context, each)));
  switch (text) {
    case "__contains__":
      return method(made, "has", value(first));
    case "__len__":
      return member(made, "size");
    case "add":
      return method(made, "add", value(first));
    case "discard":
      return method(made, "delete", value(first));
    case "remove":
      return context.use("removeFrom", made, value(first));
    case "pop":
      return context.use("popFrom", made);
    case "clear":
      return method(made, "clear");
    case "copy":
      return context.use("union", made);
    case "update":
      return method(
        all.length === 1 ? asArray(context, first) : array(...all.map((each) => spread(iterable(context, each)))),
        "forEach",
        arrow([parameter("x")], [{ kind: "expression", value: method(made, "add", name("x")) }]),
      );
    case "difference_update":
      return method(
        asArray(context, first),
        "forEach",
        arrow([parameter("x")], [{ kind: "expression", value: method(made, "delete", name("x")) }]),
      );
    case "intersection_update": {
      const kept = context.use("intersection", made, iterable(context, first));
      return method(
        context.use("difference", made, kept),
        "forEach",
        arrow([parameter("x")], [{ kind: "expression", value: method(made, "delete", name("x")) }]),
      );
    }
    case "symmetric_difference_update":
      return context.use("toggleAll", made, iterable(context, first));
    case "issubset":
      return context.use("isSubset", made, iterable(context, first));
    case "issuperset":
      return context.use("isSubset", iterable(context, first), made);
    case "isdisjoint":
      return binary("===", member(context.use("intersection", made, iterable(context, first)), "size"), literal("0"));
    default:
      return context.missing(`the set method ${text}`, e.range);
  }
}

export { as, call, index };

/** `popitem(last=False)` of an ordered dict. */
function takesFirst(e: Call): boolean {
  const last = e.args.find((argument) => argument.name === "last" || argument.kind === "positional")?.value;
  return last?.kind === "bool" && !last.value;
}
