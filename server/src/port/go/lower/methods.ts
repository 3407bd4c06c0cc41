import { readAnnotation } from "../../ir/build/annotations.ts";
import { constructorFields, isThreadClass } from "../../ir/infer/members.ts";
import { METHOD_RESULTS, STRING_ONLY_METHODS } from "../../ir/infer/signatures.ts";
import type { Argument, ClassDef, Expression, Target } from "../../ir/nodes.ts";
import { ANY, INT, isNumeric, isWide, STR, type Type } from "../../ir/types.ts";
import { copyCall, type ModelMethod, modelMethod, someField } from "../../ir/web/model-methods.ts";
import * as go from "../build.ts";
import type { GoExpr } from "../tree.ts";
import { type Arguments, argumentsBy } from "./arguments.ts";
import { compareType, keyComparison } from "./builtins.ts";
import { comparison } from "./compare.ts";
import { sequenceLiteral } from "./comprehensions.ts";
import { need, note, runtimeCall, stubExpr } from "./context.ts";
import { dequeLimit } from "./deques.ts";
import { hasOwnFactory, missingOf } from "./factories.ts";
import { type FunctionLowering, isStable, runtimeName, zeroOf } from "./function.ts";
import { givenByName, givenByPosition } from "./gathered.ts";
import { asKey, keyList, setOf } from "./keys.ts";
import { libraryMethod } from "./library.ts";
import { fieldName, methodName } from "./members.ts";
import { isNonNegative } from "./ranges.ts";
import { elementType, toList } from "./sequences.ts";

type Call = Expression & { kind: "call" };

/** A method of a built-in or library type, or of a value of unknown type. */
export function builtinMethod(
  l: FunctionLowering,
  value: Call,
  receiver: Expression,
  name: string,
  expected: Type | undefined,
): GoExpr {
  const args = argumentsBy(value.args);
  const type = receiver.type.kind === "optional" ? receiver.type.of : receiver.type;
  const worker = type.kind === "instance" ? l.module.classes.get(type.name) : undefined;
  if (worker !== undefined && isThreadClass(worker.def) && (name === "start" || name === "join")) {
    const of = name === "start" ? "Start" : "Join";
    need(l.module, `Thread.${of}`);
    return go.methodCall(l.expr(receiver), of);
  }
  const owner = type.kind === "class" ? l.module.classes.get(type.name) : worker;
  const model = modelMethod(owner?.def, value);
  if (model !== undefined) return modelCall(l, value, receiver, model);
  if (worker?.def.namedTuple && name === "_replace") return replaced(l, value, receiver);
  if (worker?.def.namedTuple && name === "_asdict" && args.positional.length === 0)
    return asDict(l, worker.def, receiver);
  const found = methodOf(l, value, receiver, type, name, args, expected);
  if (found !== undefined) return found;
  if (type.kind === "any" || type.kind === "union") return dynamicMethod(l, value, receiver, name);
  return stubExpr(
    l.module,
    `the method ${name} of ${type.kind}`,
    value.range,
    l.goType(value.type.kind === "none" ? ANY : value.type),
  );
}

/** What every model of Pydantic has. */
function modelCall(l: FunctionLowering, value: Call, receiver: Expression, model: ModelMethod): GoExpr {
  const { target } = value;
  const classNamed = (name: string): ClassDef | undefined => l.module.classes.get(name)?.def;
  const isRenamed = someField(classNamed, receiver.type, (each) => each === "alias");
  if (model.kind === "copy" && target.kind === "method") return l.expr(copyCall(value, target, model.changes));
  if (model.kind === "unsupported" || model.kind === "copy" || isRenamed) {
    const construct = model.kind === "unsupported" ? model.construct : "a dump of a model with aliases";
    return stubExpr(l.module, construct, value.range, l.goType(value.type.kind === "none" ? ANY : value.type));
  }
  if (model.kind === "json") return runtimeCall(l.module, "modelText", l.expr(receiver));
  const dumped = runtimeCall(l.module, "modelFields", l.expr(receiver));
  return value.type.kind === "dict" && value.type.ordered
    ? dumped
    : stubExpr(l.module, "a dump of a model", value.range, l.goType(value.type));
}

/** `_asdict` of a named tuple. */
function asDict(l: FunctionLowering, def: ClassDef, receiver: Expression): GoExpr {
  need(l.module, "NewOrderedMap");
  const whole = l.stable(l.expr(receiver), receiver.type, "tuple");
  const entry = l.goType({ kind: "tuple", elements: [STR, ANY] });
  return go.call(
    "NewOrderedMap",
    ...constructorFields(def).map((field) =>
      go.listOf(entry, [go.text(field.name), go.select(whole, fieldName(field.name))]),
    ),
  );
}

/** `_replace` of a named tuple: a copy with other values. */
function replaced(l: FunctionLowering, value: Call, receiver: Expression): GoExpr {
  return l.expr({
    ...value,
    target: { kind: "library", module: "dataclasses", name: "replace" },
    args: [{ kind: "positional", name: undefined, value: receiver }, ...value.args],
  });
}

function methodOf(
  l: FunctionLowering,
  value: Call,
  receiver: Expression,
  type: Type,
  name: string,
  args: Arguments,
  expected: Type | undefined,
): GoExpr | undefined {
  const self = (): GoExpr => l.coerce(l.expr(receiver), receiver.type, type);
  switch (type.kind) {
    case "str":
      return textMethod(l, value, self, name, args);
    case "list":
    case "deque":
      return listMethod(l, value, receiver, type, name, args);
    case "array":
      return tupleMethod(l, toList(l, receiver, type.element), type.element, name, args);
    case "tuple": {
      const element = elementType(type);
      return tupleMethod(l, toList(l, receiver, element), element, name, args);
    }
    case "dict":
      return dictMethod(l, value, receiver, type, name, args, expected);
    case "set":
      return setMethod(l, value, receiver, type, name, args);
    case "int":
      if (name === "bit_length") return runtimeCall(l.module, "bitLength", self());
      if (name === "bit_count") return runtimeCall(l.module, "bitCount", self());
      return undefined;
    case "float":
      if (name === "is_integer") {
        const x = l.stable(self(), type);
        return go.binary("==", x, go.packageCall("math", "Trunc", x));
      }
      return undefined;
    case "bytes":
      if (name === "decode") return go.convert(go.STRING_TYPE, self());
      if (name === "hex") return go.packageCall("encoding/hex", "EncodeToString", self());
      return undefined;
    case "library":
      return libraryMethod(l, value, receiver, type, name, args);
    case "iterator":
      return iteratorMethod(l, value, self, type, name, args);
    default:
      return undefined;
  }
}

function dynamicMethod(l: FunctionLowering, value: Call, receiver: Expression, name: string): GoExpr {
  const isPlain = (argument: Argument): boolean =>
    argument.kind === "positional" || (name === "sort" && argument.name === "reverse");
  if (!value.args.every(isPlain)) {
    return stubExpr(
      l.module,
      `the method ${name} of a value of unknown type`,
      value.range,
      l.goType(value.type.kind === "none" ? ANY : value.type),
    );
  }
  note(
    l.module,
    "dynamic-type",
    `the type of the receiver of ${name} is not known; the method is looked up when the program runs`,
    receiver.range,
    "info",
  );
  const isOwn = l.module.module.classes.some((def) => def.methods.some((method) => method.name === name));
  if (STRING_ONLY_METHODS.has(name) && !isOwn) {
    const text = (): GoExpr => l.coerce(l.exprAs(receiver, ANY), ANY, STR);
    const given = textMethod(l, value, text, name, argumentsBy(value.args));
    const type = readAnnotation(METHOD_RESULTS.str[name] ?? "Any", PLAIN_NAMES);
    if (given !== undefined) return l.coerce(given, type, value.type);
  }
  const parts = l.inOrder([
    { run: () => l.exprAs(receiver, ANY), type: () => go.ANY_TYPE },
    ...[...value.args.map((argument) => argument.value), ...sharedDefaults(l, name, value.args.length)].map((each) => ({
      run: () => l.exprAs(each, ANY),
      type: () => go.ANY_TYPE,
    })),
  ]);
  const place = CHANGES_LISTS.has(name) && !isOwn ? placeOf(receiver) : undefined;
  if (place !== undefined) {
    // A list in a value of any type is a slice: what the method makes of it is put back where it was.
    const changed = runtimeCall(l.module, "changed", parts[0], go.text(methodName(name)), ...parts.slice(1));
    l.visitors.assignTo(l, place, changed, ANY);
    return go.NIL;
  }
  const result = runtimeCall(l.module, "callMethod", parts[0], go.text(methodName(name)), ...parts.slice(1));
  return value.type.kind === "none" || value.type.kind === "never" ? result : l.coerce(result, ANY, value.type);
}

type Literal = Extract<Expression, { kind: "int" | "float" | "string" | "bool" | "none" }>;

const isLiteral = (value: Expression): value is Literal =>
  ["int", "float", "string", "bool", "none"].includes(value.kind);

const literalOf = (value: Literal): string => (value.kind === "none" ? "none" : `${value.kind} ${value.value}`);

/** The defaults of the parameters that a call leaves out, where all methods of the name in the module have the same. */
function sharedDefaults(l: FunctionLowering, name: string, given: number): readonly Expression[] {
  const methods = l.module.module.classes.flatMap((def) => def.methods.filter((method) => method.name === name));
  const defaults = methods.map((method) =>
    method.parameters.slice(given).flatMap(({ kind, default: value }) => (kind === "normal" && value ? [value] : [])),
  );
  const written = (value: Expression): string => (isLiteral(value) ? JSON.stringify(literalOf(value)) : "");
  const [first, ...others] = defaults;
  const isShared = others.every(
    (each) => each.length === first.length && each.every((value, i) => written(value) === written(first[i])),
  );
  return first?.every(isLiteral) && isShared ? first : [];
}

/** Methods that change a list and give nothing back. */
const CHANGES_LISTS: ReadonlySet<string> = new Set([
  "append",
  "extend",
  "insert",
  "remove",
  "clear",
  "sort",
  "reverse",
]);

/** Annotations in which every name is its own. */
const PLAIN_NAMES = {
  canonical: (name: string) => name,
  isClass: () => false,
  isTypeVariable: () => false,
  alias: () => undefined,
  isOpen: () => false,
};

/** The place that holds a value of any type, where it has one. */
function placeOf(receiver: Expression): Target | undefined {
  const { range } = receiver;
  switch (receiver.kind) {
    case "name":
      return ["any", "union"].includes(receiver.variable.type.kind)
        ? { kind: "variable", variable: receiver.variable, range }
        : undefined;
    case "index":
      return { kind: "index", object: receiver.object, index: receiver.index, type: receiver.type, range };
    case "attribute":
      return { kind: "attribute", object: receiver.object, name: receiver.name, type: receiver.type, range };
    default:
      return undefined;
  }
}

// ───────────────────────────────────────────────────────────── text

const UNICODE_TESTS: Readonly<Record<string, string>> = {
  isdigit: "IsDigit",
  isalpha: "IsLetter",
  isspace: "IsSpace",
  isnumeric: "IsNumber",
  isdecimal: "IsDigit",
  isprintable: "IsPrint",
};

function textMethod(
  l: FunctionLowering,
  value: Call,
  self: () => GoExpr,
  name: string,
  args: Arguments,
): GoExpr | undefined {
  const [first, second, third] = args.positional;
  const strings = (fn: string, ...rest: readonly GoExpr[]): GoExpr => go.packageCall("strings", fn, ...rest);
  const text = (each: Expression): GoExpr => l.exprAs(each, STR);
  /** Receiver and text arguments, in order. */
  const all = (...rest: readonly Expression[]): GoExpr[] =>
    l.inOrder([
      { run: self, type: () => go.STRING_TYPE },
      ...rest.map((each) => ({
        run: () => (isNumeric(each.type) ? l.exprAs(each, INT) : text(each)),
        type: () => (isNumeric(each.type) ? go.INT_TYPE : go.STRING_TYPE),
      })),
    ]);
  const test = UNICODE_TESTS[name];
  if (test !== undefined) return runtimeCall(l.module, "allRunes", self(), go.qualified("unicode", test));
  switch (name) {
    case "upper":
      return strings("ToUpper", self());
    case "lower":
    case "casefold":
      return strings("ToLower", self());
    case "strip":
      return first === undefined || first.kind === "none"
        ? strings("TrimSpace", self())
        : strings("Trim", ...all(first));
    case "lstrip":
      return first === undefined || first.kind === "none"
        ? strings("TrimLeftFunc", self(), go.qualified("unicode", "IsSpace"))
        : strings("TrimLeft", ...all(first));
    case "rstrip":
      return first === undefined || first.kind === "none"
        ? strings("TrimRightFunc", self(), go.qualified("unicode", "IsSpace"))
        : strings("TrimRight", ...all(first));
    case "split":
    case "rsplit":
      return split(l, self, name, first ?? args.named.get("sep"), second ?? args.named.get("maxsplit"));
    case "splitlines":
      return runtimeCall(
        l.module,
        "splitLines",
        self(),
        first === undefined
          ? args.named.has("keepends")
            ? l.condition(args.named.get("keepends")!)
            : go.FALSE
          : l.condition(first),
      );
    case "join": {
      const [separator, list] = l.inOrder([
        { run: self, type: () => go.STRING_TYPE },
        { run: () => toList(l, first, STR), type: () => go.sliceOf(go.STRING_TYPE) },
      ]);
      return strings("Join", list, separator);
    }
    case "replace": {
      if (third !== undefined) {
        const [whole, from, to, count] = all(first, second, third);
        return strings("Replace", whole, from, to, count);
      }
      return strings("ReplaceAll", ...all(first, second));
    }
    case "startswith":
    case "endswith":
      return affix(l, self, name === "startswith" ? "HasPrefix" : "HasSuffix", first, second);
    case "removeprefix":
      return strings("TrimPrefix", ...all(first));
    case "removesuffix":
      return strings("TrimSuffix", ...all(first));
    case "find":
    case "index": {
      const [whole, part] = all(first);
      const at = runtimeCall(
        l.module,
        "indexOfText",
        whole,
        part,
        second === undefined ? go.number(0) : l.exprAs(second, INT),
        third === undefined ? go.name(runtimeName(l.module, "end")) : l.exprAs(third, INT),
      );
      return name === "find" ? at : runtimeCall(l.module, "found", at);
    }
    case "rfind":
    case "rindex": {
      const at = runtimeCall(l.module, "lastIndexOfText", ...all(first));
      return name === "rfind" ? at : runtimeCall(l.module, "found", at);
    }
    case "count":
      return strings("Count", ...all(first));
    case "title":
      return runtimeCall(l.module, "titleCase", self());
    case "capitalize":
      return runtimeCall(l.module, "capitalize", self());
    case "swapcase":
      return runtimeCall(l.module, "swapCase", self());
    case "center":
      return runtimeCall(l.module, "center", ...all(first), second === undefined ? go.text(" ") : text(second));
    case "ljust":
    case "rjust":
      return runtimeCall(l.module, "pad", ...all(first), second === undefined ? go.text(" ") : text(second), {
        kind: "rune",
        codePoint: name === "ljust" ? 0x3c : 0x3e,
      });
    case "zfill":
      return runtimeCall(l.module, "zeroFill", ...all(first));
    case "isalnum":
      need(l.module, "isAlphanumeric");
      return runtimeCall(l.module, "allRunes", self(), go.name("isAlphanumeric"));
    case "isupper":
    case "islower":
      return runtimeCall(
        l.module,
        "isCased",
        self(),
        go.qualified("unicode", name === "isupper" ? "IsUpper" : "IsLower"),
      );
    case "istitle":
      return runtimeCall(l.module, "isTitle", self());
    case "isascii":
      return go.negate(
        strings(
          "ContainsFunc",
          self(),
          go.fn(
            [{ name: "r", type: go.named("rune") }],
            [go.BOOL_TYPE],
            [go.returnStmt(go.binary(">", go.name("r"), go.number(127)))],
          ),
        ),
      );
    case "isidentifier":
      return runtimeCall(l.module, "isIdentifier", self());
    case "partition":
      return runtimeCall(l.module, "partition", ...all(first));
    case "rpartition":
      return runtimeCall(l.module, "partitionLast", ...all(first));
    case "expandtabs":
      return runtimeCall(l.module, "expandTabs", self(), first === undefined ? go.number(8) : l.exprAs(first, INT));
    case "encode":
      return go.convert(go.sliceOf(go.named("byte")), self());
    case "translate":
      return runtimeCall(l.module, "translate", self(), translation(l, first));
    case "format": {
      const [values, named] = l.inOrder([
        {
          run: () => sequenceLiteral(l, givenByPosition(value.args, value.range), ANY),
          type: () => go.sliceOf(go.ANY_TYPE),
        },
        {
          run: () =>
            l.expr(
              { kind: "dict", entries: givenByName(value.args, value.range), range: value.range, type: NAMED },
              NAMED,
            ),
          type: () => go.mapOf(go.STRING_TYPE, go.ANY_TYPE),
        },
      ]);
      return runtimeCall(l.module, "formatTemplate", self(), values, named);
    }
    case "__len__":
      return go.packageCall("unicode/utf8", "RuneCountInString", self());
  }
  void value;
  return undefined;
}

/** What a generator is handed, or how it is ended; `next` is a method of every iterator. */
function iteratorMethod(
  l: FunctionLowering,
  value: Call,
  self: () => GoExpr,
  type: Type & { kind: "iterator" },
  name: string,
  args: Arguments,
): GoExpr | undefined {
  const [first] = args.positional;
  switch (name) {
    case "__next__":
      return runtimeCall(l.module, "next", self());
    case "send":
      return l.coerce(runtimeCall(l.module, "send", self(), l.exprAs(first, ANY)), type.element, value.type);
    case "throw": {
      // Only an error that is made here is one; a class would have to be made one first.
      if (args.positional.length !== 1 || first.type.kind !== "instance") return undefined;
      return l.coerce(runtimeCall(l.module, "throwInto", self(), l.expr(first)), type.element, value.type);
    }
    case "close":
      return runtimeCall(l.module, "closeGenerator", self());
    default:
      return undefined;
  }
}

/** What arguments by name are where a template is filled with them. */
const NAMED: Type = { kind: "dict", key: STR, value: ANY, flavor: "dict", ordered: false };

function translation(l: FunctionLowering, table: Expression): GoExpr {
  return table.kind === "call"
    ? l.expr(table)
    : go.genericCall(
        runtimeName(l.module, "to"),
        [go.mapOf(go.INT_TYPE, go.pointerTo(go.STRING_TYPE))],
        l.exprAs(table, ANY),
      );
}

function split(
  l: FunctionLowering,
  self: () => GoExpr,
  name: "split" | "rsplit",
  separator: Expression | undefined,
  limit: Expression | undefined,
): GoExpr {
  const atSpace = separator === undefined || separator.kind === "none";
  if (atSpace && limit === undefined) return go.packageCall("strings", "Fields", self());
  const [text, ...rest] = l.inOrder([
    { run: self, type: () => go.STRING_TYPE },
    ...(atSpace ? [] : [{ run: () => l.exprAs(separator, STR), type: () => go.STRING_TYPE }]),
    ...(limit === undefined ? [] : [{ run: () => l.exprAs(limit, INT), type: () => go.INT_TYPE }]),
  ]);
  if (limit === undefined) return go.packageCall("strings", "Split", text, ...rest);
  if (atSpace) return runtimeCall(l.module, "fieldsLimit", text, ...rest);
  if (name === "split" && limit.kind === "int")
    return go.packageCall("strings", "SplitN", text, rest[0], go.number(limit.value + 1n));
  return runtimeCall(l.module, name === "split" ? "splitLimit" : "splitLast", text, ...rest);
}

function affix(
  l: FunctionLowering,
  self: () => GoExpr,
  fn: "HasPrefix" | "HasSuffix",
  part: Expression,
  start: Expression | undefined,
): GoExpr {
  let text = self();
  if (start !== undefined)
    text = runtimeCall(l.module, "substring", text, l.exprAs(start, INT), go.name(runtimeName(l.module, "end")));
  if (part.kind === "tuple") {
    const kept = l.stable(text, STR, "text");
    return part.elements
      .map((each) => go.packageCall("strings", fn, kept, l.exprAs(each, STR)))
      .reduce((a, b) => go.binary("||", a, b));
  }
  if (part.type.kind === "tuple" || part.type.kind === "array") {
    const kept = l.stable(text, STR, "text");
    return go.packageCall(
      "slices",
      "ContainsFunc",
      toList(l, part, STR),
      go.fn(
        [{ name: "part", type: go.STRING_TYPE }],
        [go.BOOL_TYPE],
        [go.returnStmt(go.packageCall("strings", fn, kept, go.name("part")))],
      ),
    );
  }
  return go.packageCall("strings", fn, text, l.exprAs(part, STR));
}

// ───────────────────────────────────────────────────────────── lists

/** The receiver as a place that can be assigned to; a value without one is kept in a temporary. */
export function place(l: FunctionLowering, receiver: Expression): GoExpr {
  // `d[k]` of a default dict and `d.setdefault(k, [])` stand for the list inside of the dict.
  const lowered = l.expr(receiver);
  const assignable =
    lowered.kind === "name" ||
    lowered.kind === "selector" ||
    lowered.kind === "index" ||
    (lowered.kind === "unary" && lowered.operator === "*");
  // A list behind a pointer that a call gives: the call is made once.
  if (lowered.kind === "unary" && lowered.operator === "*" && lowered.value.kind === "call")
    return go.unary("*", l.keep("list", lowered.value, go.pointerTo(l.goType(receiver.type))));
  return assignable ? lowered : l.keep("list", lowered, l.goType(receiver.type));
}

/** Changes the list that an expression stands for. */
export function update(l: FunctionLowering, receiver: Expression, change: (list: GoExpr) => GoExpr): void {
  const inDict = dictElement(receiver);
  if (inDict !== undefined) {
    const { table, key, fallback } = inDict;
    const type = table.type as Type & { kind: "dict" };
    const [whole, at] = l.inOrder([
      { run: () => l.expr(table), type: () => l.goType(type) },
      { run: () => asKey(l, key, type.key), type: () => l.module.types.key(type.key) },
    ]);
    if (type.ordered) {
      const map = l.stable(whole, type, "table");
      const stableKey = l.stable(at, type.key, "key");
      need(l.module, "OrderedMap.Set");
      need(l.module, fallback ? "OrderedMap.GetOr" : "OrderedMap.Get");
      const current = fallback
        ? go.methodCall(map, "GetOr", stableKey, missingOf(l, table, type))
        : go.methodCall(map, "Get", stableKey);
      l.emit(go.exprStmt(go.methodCall(map, "Set", stableKey, change(current))));
    } else {
      if (fallback && hasOwnFactory(l, table))
        l.emit(go.exprStmt(runtimeCall(l.module, "setDefault", whole, at, missingOf(l, table, type))));
      const element = go.index(whole, isStable(at) || at.kind === "composite" ? at : l.stable(at, type.key, "key"));
      l.emit(go.assign(element, change(element)));
    }
    return;
  }
  const list = place(l, receiver);
  l.emit(go.assign(list, change(list)));
  const stored = anyPlace(l, receiver);
  if (stored !== undefined) l.emit(go.assign(stored, list));
}

/**
 * The name or field behind a receiver whose type is only known here, as the place for any value that it is: the list there is changed as one of its
 * own, and the place is given it again.
 */
function anyPlace(l: FunctionLowering, receiver: Expression): GoExpr | undefined {
  if (receiver.type.kind === "any" || (receiver.kind !== "name" && receiver.kind !== "attribute")) return undefined;
  const known = l.capture(() => l.expr(receiver)).value;
  if (known.kind !== "call") return undefined;
  const stored = l.capture(() => l.expr({ ...receiver, type: ANY })).value;
  return stored.kind === "name" || stored.kind === "selector" ? stored : undefined;
}

function dictElement(
  receiver: Expression,
): { readonly table: Expression; readonly key: Expression; readonly fallback: boolean } | undefined {
  if (receiver.kind === "index" && receiver.object.type.kind === "dict") {
    return { table: receiver.object, key: receiver.index, fallback: receiver.object.type.flavor === "defaultdict" };
  }
  if (
    receiver.kind === "call" &&
    receiver.target.kind === "method" &&
    receiver.target.name === "setdefault" &&
    receiver.target.receiver.type.kind === "dict"
  ) {
    const [key, initial] = receiver.args;
    const isEmpty = initial?.value.kind === "list" && initial.value.elements.length === 0;
    if (isEmpty) return { table: receiver.target.receiver, key: key.value, fallback: true };
  }
  return undefined;
}

function listMethod(
  l: FunctionLowering,
  value: Call,
  receiver: Expression,
  type: Type & { kind: "list" | "deque" },
  name: string,
  args: Arguments,
): GoExpr | undefined {
  const [first, second] = args.positional;
  const { element } = type;
  switch (name) {
    case "append": {
      if (first.kind === "lambda") for (const variable of first.function.facts.captures) l.keepCaptured(variable);
      const item = l.capture(() => l.exprAs(first, element));
      l.emit(...item.stmts);
      const limit = type.kind === "deque" ? dequeLimit(l, receiver) : undefined;
      if (limit !== undefined) {
        update(l, receiver, (list) => runtimeCall(l.module, "appendLimited", list, go.number(limit), item.value));
        return go.NIL;
      }
      update(l, receiver, (list) => go.call("append", list, item.value));
      return go.NIL;
    }
    case "appendleft": {
      const limit = dequeLimit(l, receiver);
      if (limit !== undefined) {
        update(l, receiver, (list) =>
          runtimeCall(l.module, "prependLimited", list, go.number(limit), l.exprAs(first, element)),
        );
        return go.NIL;
      }
      update(l, receiver, (list) => runtimeCall(l.module, "insertAt", list, go.number(0), l.exprAs(first, element)));
      return go.NIL;
    }
    case "extend": {
      const source = extension(l, first, element);
      update(l, receiver, (list) =>
        source.kind === "composite" && source.elements.length > 0
          ? go.call("append", list, ...go.elementsOf(source))
          : go.spreadCall("append", list, source),
      );
      return go.NIL;
    }
    case "extendleft":
      update(l, receiver, (list) =>
        runtimeCall(l.module, "concat", runtimeCall(l.module, "reversed", toList(l, first, element)), list),
      );
      return go.NIL;
    case "insert":
      update(l, receiver, (list) =>
        runtimeCall(l.module, "insertAt", list, l.exprAs(first, INT), l.exprAs(second, element)),
      );
      return go.NIL;
    case "remove":
      update(l, receiver, (list) => runtimeCall(l.module, "remove", list, l.exprAs(first, element)));
      return go.NIL;
    case "clear":
      update(l, receiver, (list) => go.slice(list, undefined, go.number(0)));
      return go.NIL;
    case "pop":
      return popped(l, receiver, type, first);
    case "popleft":
      return popped(l, receiver, type, { kind: "int", value: 0n, text: "0", type: INT, range: value.range });
    case "sort":
      return sort(l, place(l, receiver), element, args);
    case "reverse":
      return go.packageCall("slices", "Reverse", place(l, receiver));
    case "copy":
      return go.packageCall("slices", "Clone", l.expr(receiver));
    case "rotate":
      update(l, receiver, (list) =>
        runtimeCall(l.module, "rotated", list, first === undefined ? go.number(1) : l.exprAs(first, INT)),
      );
      return go.NIL;
    case "__len__":
      return go.call("len", l.expr(receiver));
    default:
      return tupleMethod(l, l.expr(receiver), element, name, args);
  }
}

/** What `extend` adds, as a list; a display gives its elements one by one. */
function extension(l: FunctionLowering, value: Expression, element: Type): GoExpr {
  return toList(l, value, element);
}

function popped(l: FunctionLowering, receiver: Expression, type: Type, at: Expression | undefined): GoExpr {
  const pointer =
    receiver.kind === "name" && l.module.pointers.has(receiver.variable)
      ? go.name(l.variableName(receiver.variable))
      : undefined;
  const list = addressable(l, receiver, type);
  const target = pointer ?? go.unary("&", list);
  const isLast = at === undefined || (at.kind === "unary" && at.operand.kind === "int" && at.operand.value === 1n);
  const taken = isLast
    ? runtimeCall(l.module, "popLast", target)
    : runtimeCall(l.module, "popAt", target, l.exprAs(at, INT));
  const stored = anyPlace(l, receiver);
  if (stored === undefined) return taken;
  const value = l.keep("value", taken, l.goType(type.kind === "list" || type.kind === "deque" ? type.element : ANY));
  l.emit(go.assign(stored, list));
  return value;
}

/** Elements of maps have no address in Go, so they are changed in a copy, which is put back. */
function addressable(l: FunctionLowering, receiver: Expression, type: Type): GoExpr {
  const lowered = l.expr(receiver);
  if (lowered.kind === "name" || lowered.kind === "selector" || lowered.kind === "unary") return lowered;
  if (lowered.kind === "index" && receiver.kind === "index" && receiver.object.type.kind !== "dict") return lowered;
  return l.keep("list", lowered, l.goType(type));
}

function sort(l: FunctionLowering, list: GoExpr, element: Type, args: Arguments): GoExpr {
  const key = args.named.get("key");
  const reverse = args.named.get("reverse");
  const withoutKey = key === undefined || key.kind === "none";
  if (reverse === undefined && withoutKey && l.module.types.isOrdered(element))
    return go.packageCall("slices", "Sort", list);
  if (reverse !== undefined && reverse.kind !== "bool") {
    const isDescending = l.condition(reverse);
    const compare = l.keep(
      "compare",
      withoutKey ? comparison(l, element) : keyComparison(l, element, key, false),
      compareType(l, element),
    );
    return go.call("copy", list, runtimeCall(l.module, "sortedDirected", list, compare, isDescending));
  }
  const descending = reverse?.kind === "bool" && reverse.value;
  return go.packageCall(
    "slices",
    "SortStableFunc",
    list,
    withoutKey ? comparison(l, element, descending) : keyComparison(l, element, key, descending),
  );
}

/** What lists and tuples share. */
function tupleMethod(
  l: FunctionLowering,
  list: GoExpr,
  element: Type,
  name: string,
  args: Arguments,
): GoExpr | undefined {
  const [first, second, third] = args.positional;
  if (name === "index") {
    if (second !== undefined)
      return runtimeCall(
        l.module,
        "indexFrom",
        list,
        l.exprAs(first, element),
        l.exprAs(second, INT),
        third === undefined ? go.name(runtimeName(l.module, "end")) : l.exprAs(third, INT),
      );
    return runtimeCall(l.module, "indexOf", list, l.exprAs(first, element));
  }
  if (name === "count") return runtimeCall(l.module, "countOf", list, l.exprAs(first, element));
  return undefined;
}

// ───────────────────────────────────────────────────────────── dicts

function dictMethod(
  l: FunctionLowering,
  value: Call,
  receiver: Expression,
  type: Type & { kind: "dict" },
  name: string,
  args: Arguments,
  expected: Type | undefined,
): GoExpr | undefined {
  const [first, second] = args.positional;
  const { ordered } = type;
  const parts = (...rest: readonly (() => GoExpr)[]): GoExpr[] =>
    l.inOrder([
      { run: () => l.expr(receiver), type: () => l.goType(type) },
      ...rest.map((run) => ({ run, type: () => go.ANY_TYPE })),
    ]);
  const key = (): GoExpr => asKey(l, first, type.key);
  const method = (of: string, table: GoExpr, ...rest: readonly GoExpr[]): GoExpr => {
    need(l.module, `OrderedMap.${of}`);
    return go.methodCall(table, of, ...rest);
  };
  switch (name) {
    case "get": {
      if (second !== undefined && second.kind !== "none") {
        // Of integers and a float for those that are missing, both are floats where nothing tells them apart.
        if (type.value.kind === "int" && value.type.kind === "float")
          return runtimeCall(
            l.module,
            "numberOr",
            pointerTo(l, parts, method, ordered, key),
            l.exprAs(second, value.type),
          );
        const wide = !l.isSameGo(second.type, type.value) && l.isSameGo(value.type, ANY) ? ANY : type.value;
        if (wide.kind === "any" && type.value.kind !== "any")
          return runtimeCall(l.module, "fallbackTo", pointerTo(l, parts, method, ordered, key), l.exprAs(second, ANY));
        const [table, at, fallback] = parts(key, () => l.exprAs(second, type.value));
        return ordered ? method("GetOr", table, at, fallback) : runtimeCall(l.module, "valueOr", table, at, fallback);
      }
      const target = l.goType({ kind: "optional", of: type.value });
      const scalar =
        target.kind === "pointer" &&
        !(type.value.kind === "instance" && l.goType(type.value).kind === "pointer") &&
        type.value.kind !== "dict" &&
        type.value.kind !== "reference" &&
        !isWide(type.value);
      if (type.value.kind === "optional" || !scalar || type.value.kind === "any") {
        const [table, at] = parts(key);
        return ordered ? method("GetOr", table, at, l.zero(l.goType(type.value))) : go.index(table, at);
      }
      const pointer = pointerTo(l, parts, method, ordered, key);
      return value.type.kind === "any" ? runtimeCall(l.module, "valueOrNil", pointer) : pointer;
    }
    case "keys":
      return go.packageCall("slices", "Values", toList(l, receiver));
    case "values":
    case "items":
      return go.packageCall("slices", "Values", toList(l, value));
    case "setdefault": {
      const [table, at, fallback] = parts(key, () =>
        second === undefined ? zeroOf(l, type.value) : l.exprAs(second, type.value),
      );
      return ordered
        ? method("SetDefault", table, at, fallback)
        : runtimeCall(l.module, "setDefault", table, at, fallback);
    }
    case "pop": {
      if (second !== undefined) {
        const [table, at, fallback] = parts(key, () =>
          second.kind === "none" ? l.zero(l.goType(type.value)) : l.exprAs(second, type.value),
        );
        const popped = ordered
          ? method("PopOr", table, at, fallback)
          : runtimeCall(l.module, "popKeyOr", table, at, fallback);
        return second.kind === "none"
          ? l.coerce(
              popped,
              type.value,
              value.type.kind === "optional" && l.goType(value.type).kind !== "pointer"
                ? value.type
                : value.type.kind === "optional"
                  ? value.type
                  : type.value,
            )
          : popped;
      }
      const [table, at] = parts(key);
      return ordered ? method("Pop", table, at) : runtimeCall(l.module, "popKey", table, at);
    }
    case "popitem": {
      l.module.types.tupleName(2);
      const last = args.named.get("last") ?? first;
      return method("PopItem", l.expr(receiver), last === undefined ? go.TRUE : l.condition(last));
    }
    case "move_to_end": {
      const last = args.named.get("last") ?? second;
      return method("MoveToEnd", l.expr(receiver), key(), last === undefined ? go.TRUE : l.condition(last));
    }
    case "update":
      if (type.flavor === "Counter" && first !== undefined) return counterUpdate(l, receiver, type, first, "+");
      if (first !== undefined)
        l.visitors.lowerCall.updateDict(l, l.stable(l.expr(receiver), type, "table"), type, first);
      for (const [field, each] of args.named)
        l.visitors.lowerCall.setItem(
          l,
          l.stable(l.expr(receiver), type, "table"),
          type,
          go.text(field),
          l.exprAs(each, type.value),
        );
      return go.NIL;
    case "subtract":
      return counterUpdate(l, receiver, type, first, "-");
    case "clear":
      return ordered ? method("Clear", l.expr(receiver)) : go.call("clear", l.expr(receiver));
    case "copy":
      return ordered ? method("Clone", l.expr(receiver)) : go.packageCall("maps", "Clone", l.expr(receiver));
    case "most_common": {
      const table = ordered ? l.expr(receiver) : runtimeCall(l.module, "ordered", l.expr(receiver));
      l.module.types.tupleName(2);
      return runtimeCall(
        l.module,
        "mostCommon",
        table,
        first === undefined || first.kind === "none" ? go.number(-1) : l.exprAs(first, INT),
      );
    }
    case "elements":
      return go.packageCall(
        "slices",
        "Values",
        runtimeCall(
          l.module,
          "countedElements",
          ordered ? l.expr(receiver) : runtimeCall(l.module, "ordered", l.expr(receiver)),
        ),
      );
    case "total": {
      const values: Call = { ...value, target: { kind: "method", receiver, name: "values", method: undefined } };
      return runtimeCall(l.module, "sum", toList(l, values, INT));
    }
    case "__contains__":
      return l.expr({
        kind: "compare",
        operands: [first, receiver],
        operators: ["in"],
        type: { kind: "bool" },
        range: value.range,
      });
  }
  void expected;
  return undefined;
}

function pointerTo(
  l: FunctionLowering,
  parts: (...rest: readonly (() => GoExpr)[]) => GoExpr[],
  method: (of: string, table: GoExpr, ...rest: readonly GoExpr[]) => GoExpr,
  ordered: boolean,
  key: () => GoExpr,
): GoExpr {
  const [table, at] = parts(key);
  return ordered ? method("GetPointer", table, at) : runtimeCall(l.module, "pointerAt", table, at);
}

function counterUpdate(
  l: FunctionLowering,
  receiver: Expression,
  type: Type & { kind: "dict" },
  source: Expression,
  operator: "+" | "-",
): GoExpr {
  const table = l.stable(l.expr(receiver), type, "counts");
  const each = l.context.scope.take("key");
  const counts = source.type.kind === "dict";
  const list = counts ? l.expr(source) : keyList(l, source, type.key);
  const amount = counts ? go.name(l.context.scope.take("amount")) : go.number(1);
  const key = go.name(each);
  const body = l.block(() => {
    if (type.ordered) {
      need(l.module, "OrderedMap.GetOr");
      l.visitors.lowerCall.setItem(
        l,
        table,
        type,
        key,
        go.binary(operator, go.methodCall(table, "GetOr", key, go.number(0)), amount),
      );
    } else l.emit({ kind: "assign", targets: [go.index(table, key)], operator: `${operator}=`, values: [amount] });
  });
  if (!counts) l.emit({ kind: "range", key: go.BLANK, value: key, declares: true, over: list, body });
  else {
    const isOrdered = source.type.kind === "dict" && source.type.ordered;
    if (isOrdered) need(l.module, "OrderedMap.All");
    l.emit({
      kind: "range",
      key,
      value: amount,
      declares: true,
      over: isOrdered ? go.methodCall(list, "All") : list,
      body,
    });
  }
  return go.NIL;
}

// ───────────────────────────────────────────────────────────── sets

function setMethod(
  l: FunctionLowering,
  value: Call,
  receiver: Expression,
  type: Type & { kind: "set" },
  name: string,
  args: Arguments,
): GoExpr | undefined {
  const [first] = args.positional;
  const other = (each: Expression): GoExpr =>
    each.type.kind === "set" ? l.exprAs(each, type) : setOf(l, each, type.element);
  const self = (): GoExpr => l.expr(receiver);
  const combined: Readonly<Record<string, string>> = {
    union: "union",
    intersection: "intersection",
    difference: "difference",
    symmetric_difference: "symmetricDifference",
  };
  switch (name) {
    case "add": {
      const [set, item] = l.inOrder([
        { run: self, type: () => l.goType(type) },
        { run: () => asKey(l, first, type.element), type: () => l.module.types.key(type.element) },
      ]);
      l.emit(go.assign(go.index(set, item), go.composite(go.EMPTY_STRUCT, [])));
      return go.NIL;
    }
    case "discard":
      return go.call("delete", self(), asKey(l, first, type.element));
    case "remove":
      return runtimeCall(l.module, "removeFromSet", self(), asKey(l, first, type.element));
    case "pop":
      return runtimeCall(l.module, "popAny", self());
    case "clear":
      return go.call("clear", self());
    case "copy":
      return go.packageCall("maps", "Clone", self());
    case "union":
      return runtimeCall(l.module, "union", self(), ...args.positional.map(other));
    case "intersection":
    case "difference":
    case "symmetric_difference":
      return args.positional.map(other).reduce((a, b) => runtimeCall(l.module, combined[name], a, b), self());
    case "update":
      for (const each of args.positional) {
        const set = l.stable(self(), type, "set");
        if (each.type.kind === "set") l.emit(go.exprStmt(go.packageCall("maps", "Copy", set, l.exprAs(each, type))));
        else {
          const item = l.context.scope.take("item");
          l.emit({
            kind: "range",
            key: go.BLANK,
            value: go.name(item),
            declares: true,
            over: keyList(l, each, type.element),
            body: [go.assign(go.index(set, go.name(item)), go.composite(go.EMPTY_STRUCT, []))],
          });
        }
      }
      return go.NIL;
    case "difference_update":
    case "intersection_update": {
      const set = l.stable(self(), type, "set");
      const item = l.context.scope.take("item");
      const kept = l.keep("other", other(first), l.goType(type));
      const test = runtimeCall(l.module, "has", kept, go.name(item));
      l.emit({
        kind: "range",
        key: go.name(item),
        declares: true,
        over: set,
        body: [
          go.ifStmt(name === "difference_update" ? test : go.negate(test), [
            go.exprStmt(go.call("delete", set, go.name(item))),
          ]),
        ],
      });
      return go.NIL;
    }
    case "issubset":
      return runtimeCall(l.module, "isSubset", self(), other(first));
    case "issuperset": {
      const [a, b] = l.inOrder([
        { run: self, type: () => l.goType(type) },
        { run: () => other(first), type: () => l.goType(type) },
      ]);
      return runtimeCall(l.module, "isSubset", b, a);
    }
    case "isdisjoint":
      return runtimeCall(l.module, "isDisjoint", self(), other(first));
  }
  void value;
  return undefined;
}

export { isNonNegative };
