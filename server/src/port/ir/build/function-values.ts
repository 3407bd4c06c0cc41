import type { Argument, BinaryOperator, CallTarget, CompareOperator, Expression, Statement } from "../nodes.ts";
import { table } from "../table.ts";
import { ANY, BYTES, FLOAT, INT, listOf, STR, setOf, type Type } from "../types.ts";
import { visitExpressions } from "../walk.ts";
import type { BuildContext } from "./context.ts";
import { findMethod } from "./expressions.ts";
import { lambdaOf } from "./synthetic-lambdas.ts";

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

const BINARY: Readonly<Record<string, BinaryOperator>> = table<BinaryOperator>({
  add: "+",
  concat: "+",
  sub: "-",
  mul: "*",
  matmul: "@",
  truediv: "/",
  floordiv: "//",
  mod: "%",
  pow: "**",
  and_: "&",
  or_: "|",
  xor: "^",
  lshift: "<<",
  rshift: ">>",
});

const COMPARED: Readonly<Record<string, CompareOperator>> = table<CompareOperator>({
  eq: "==",
  ne: "!=",
  lt: "<",
  le: "<=",
  gt: ">",
  ge: ">=",
  is_: "is",
  is_not: "is not",
});

/** Operators that targets fold with as they are. */
const FOLDED = /^(?:add|sub|mul|lt|le|gt|ge)$/;

/** Built-in functions of one argument that nobody takes for a class. */
const OF_ONE = /^(?:callable|hash|hex|oct|bin|iter|next|reversed|enumerate|ascii|id|zip)$/;

/** How many arguments methods take behind their object where they are taken as values; those that are not here take none. */
const TAKEN: Readonly<Record<string, string>> = table({
  join: "1",
  startswith: "1",
  endswith: "1",
  find: "1",
  rfind: "1",
  count: "1",
  index: "1",
  removeprefix: "1",
  removesuffix: "1",
  partition: "1",
  rpartition: "1",
  ljust: "1",
  rjust: "1",
  center: "1",
  zfill: "1",
  replace: "2",
  append: "1",
  extend: "1",
  remove: "1",
  insert: "2",
  get: "1",
  setdefault: "2",
  __getitem__: "1",
  __contains__: "1",
  add: "1",
  discard: "1",
  union: "1",
  intersection: "1",
  difference: "1",
  issubset: "1",
  issuperset: "1",
  isdisjoint: "1",
});

/** Functions that go with a class and not with an object of it. */
const STATIC = /^(?:fromkeys|maketrans|from_bytes|fromhex|to_bytes|format|format_map)$/;

const RECEIVERS = new Map<string, Type>([
  ["str", STR],
  ["int", INT],
  ["float", FLOAT],
  ["bytes", BYTES],
  ["list", listOf(ANY)],
  ["set", setOf(ANY)],
  ["dict", { kind: "dict", key: ANY, value: ANY, flavor: "dict", ordered: true }],
]);

/** Methods of `str` that targets know as functions. */
const KNOWN_TEXT = /^(?:upper|lower|strip|title|capitalize|isalpha|isdigit|isalnum|isupper|islower|isspace|split)$/;

/**
 * Functions that are taken as values (`str.join`, `operator.truediv`, `Vector.__add__`, `callable`) become the lambdas that they are short for,
 * so that the types of what they get are known and targets need no second form of each. Calls of operators by their names
 * become the operators.
 */
export function writeOutFunctionValues(context: BuildContext, body: Statement[], main: Statement[]): void {
  const kept = new Set<Expression>();
  const expression = (e: Expression): undefined => {
    if (e.kind === "call") {
      const { target, args } = e;
      writeOutLiterals(args);
      if (target.kind === "library" && /^(?:functools|itertools)$/.test(target.module))
        for (const each of args)
          if (each.value.kind === "library" && FOLDED.test(each.value.name)) kept.add(each.value);
      if (target.kind === "builtin") placeNamed(target.name, args);
      if (target.kind === "builtin" && /^(?:isinstance|issubclass)$/.test(target.name))
        for (const each of args) kept.add(each.value);
      if (target.kind === "library" && target.module === "operator" && args.every((each) => each.kind === "positional"))
        replace(
          e,
          operation(
            context,
            target.name,
            args.map((each) => each.value),
            e.range,
          ),
        );
    } else if (!kept.has(e)) replace(e, writtenOut(context, e));
    return undefined;
  };
  const bodies = [body, main, ...context.functions.map((fn) => fn.body)];
  for (const statements of bodies) visitExpressions(statements, { expression });
}

/** What built-in functions call the arguments that they take by position as well. */
const NAMED: Readonly<Record<string, string>> = table({
  round: "number ndigits",
  pow: "base exp mod",
  sum: "iterable start",
  enumerate: "iterable start",
});

/** `round(x, ndigits=2)` is `round(x, 2)`. */
function placeNamed(name: string, args: Argument[]): void {
  const names = NAMED[name]?.split(" ") ?? [];
  for (const [at, each] of args.entries())
    if (each.kind === "keyword" && names[at] === each.name)
      args[at] = { kind: "positional", name: undefined, value: each.value };
}

/** `f(**{"a": 1})` is `f(a=1)`, and `f(*(1, 2))` is `f(1, 2)`. */
function writeOutLiterals(args: Argument[]): void {
  for (let at = 0; at < args.length; at++) {
    const { kind, value } = args[at];
    if (kind === "doubleStar" && value.kind === "dict") {
      const named = value.entries.flatMap(({ key, value: held }): Argument[] =>
        key?.kind === "string" && /^[A-Za-z_]\w*$/.test(key.value)
          ? [{ kind: "keyword", name: key.value, value: held }]
          : [],
      );
      if (named.length === value.entries.length) args.splice(at, 1, ...named);
    } else if (kind === "star" && (value.kind === "tuple" || value.kind === "list")) {
      const isPlain = value.elements.every((each) => each.kind !== "star");
      if (isPlain)
        args.splice(
          at,
          1,
          ...value.elements.map((each) => ({ kind: "positional", name: undefined, value: each }) as const),
        );
    }
  }
}

function replace(e: Expression, made: Expression | undefined): void {
  if (made === undefined) return;
  for (const key of Object.keys(e)) delete (e as unknown as Record<string, unknown>)[key];
  Object.assign(e as Mutable<Expression>, made);
}

function writtenOut(context: BuildContext, e: Expression): Expression | undefined {
  const { range } = e;
  const apply = (target: CallTarget, args: readonly Expression[]): Expression =>
    context.make(
      { kind: "call", target, args: args.map((value) => ({ kind: "positional", name: undefined, value })) },
      range,
    );
  if (e.kind === "library" && e.module === "operator") {
    const { name } = e;
    const count = /^(?:not_|neg|pos|abs|truth|inv|invert|index)$/.test(name) ? 1 : 2;
    const names = ["a", "b"].slice(0, count).map((each) => ({ name: each }));
    if (operation(context, name, [e, e], range) === undefined) return undefined;
    return lambdaOf(context, range, names, (readers) => {
      const made = operation(
        context,
        name,
        readers.map((read) => read()),
        range,
      );
      return made ?? context.make({ kind: "none" }, range);
    });
  }
  if (e.kind === "builtin") {
    if (OF_ONE.test(e.name)) {
      const { name } = e;
      return lambdaOf(context, range, [{ name: "item" }], ([read]) => apply({ kind: "builtin", name }, [read()]));
    }
    const [type, name] = e.name.split(".");
    const receiver = RECEIVERS.get(type);
    if (name === undefined || receiver === undefined || STATIC.test(name)) return undefined;
    if (type === "str" && KNOWN_TEXT.test(name)) return undefined;
    const others = ["a", "b"].slice(0, Number(TAKEN[name] ?? "0")).map((each) => ({ name: each }));
    return lambdaOf(context, range, [{ name: "item", type: receiver }, ...others], ([read, ...rest]) =>
      apply(
        { kind: "method", receiver: read(), name, method: undefined },
        rest.map((each) => each()),
      ),
    );
  }
  // Python gives a tuple whose parts have names.
  const part = e.kind === "attribute" ? ["year", "week", "weekday"].indexOf(e.name) : -1;
  if (e.kind === "attribute" && part >= 0 && e.object.kind === "call" && e.object.target.kind === "method") {
    if (e.object.target.name !== "isocalendar") return undefined;
    const index = context.make({ kind: "int", value: BigInt(part), text: String(part) }, range);
    return context.make({ kind: "index", object: e.object, index }, range);
  }
  if (e.kind !== "attribute" || e.object.kind !== "name") return undefined;
  const cls = e.object.variable.definition;
  const method = cls?.kind === "class" ? findMethod(cls, e.name) : undefined;
  if (cls?.kind !== "class" || method?.role !== "method") return undefined;
  const isPlain = method.parameters.every((each) => each.kind === "normal" || each.kind === "positional");
  if (!isPlain) return undefined;
  const own = { name: "item", type: { kind: "instance", name: cls.name, args: [] } as Type };
  const others = method.parameters.filter((each) => each.default === undefined);
  const parameters = [own, ...others.map((each) => ({ name: each.variable.name }))];
  return lambdaOf(context, range, parameters, ([read, ...rest]) =>
    apply(
      { kind: "method", receiver: read(), name: method.name, method },
      rest.map((each) => each()),
    ),
  );
}

/** What a function of the module `operator` does with its operands. */
function operation(
  context: BuildContext,
  name: string,
  operands: readonly Expression[],
  range: Expression["range"],
): Expression | undefined {
  const [left, right] = operands;
  if (left === undefined) return undefined;
  switch (name) {
    case "not_":
      return context.make({ kind: "not", operand: left }, range);
    case "neg":
      return context.make({ kind: "unary", operator: "-", operand: left }, range);
    case "pos":
      return context.make({ kind: "unary", operator: "+", operand: left }, range);
    case "inv":
    case "invert":
      return context.make({ kind: "unary", operator: "~", operand: left }, range);
    case "abs":
    case "truth":
      return context.make(
        {
          kind: "call",
          target: { kind: "builtin", name: name === "abs" ? "abs" : "bool" },
          args: [{ kind: "positional", name: undefined, value: left }],
        },
        range,
      );
  }
  if (right === undefined) return undefined;
  const binary = BINARY[name];
  if (binary !== undefined) return context.make({ kind: "binary", operator: binary, left, right }, range);
  const compared = COMPARED[name];
  if (compared !== undefined)
    return context.make({ kind: "compare", operands: [left, right], operators: [compared] }, range);
  if (name === "contains") return context.make({ kind: "compare", operands: [right, left], operators: ["in"] }, range);
  return name === "getitem" ? context.make({ kind: "index", object: left, index: right }, range) : undefined;
}
