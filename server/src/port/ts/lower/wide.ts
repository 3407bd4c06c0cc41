import type { CallExpression, Expression } from "../../ir/nodes.ts";
import { table } from "../../ir/table.ts";
import { INT, isWide, WIDE_INT } from "../../ir/types.ts";
import { binary, call, name, spread, type TsExpression } from "../tree.ts";
import type { Lowering } from "./context.ts";
import { iterable } from "./expressions.ts";

/** Functions that give large integers of what they are given, with the helper that works on `bigint`. */
const ON_LARGE: Readonly<Record<string, string>> = table({
  "math.gcd": "bigGcd",
  "math.lcm": "bigLcm",
  "math.isqrt": "bigSqrt",
  divmod: "bigDivmod",
});

/** Functions whose result is large though their arguments are counts. */
const OF_COUNTS: Readonly<Record<string, string>> = table({
  "math.factorial": "bigFactorial",
  "math.comb": "bigComb",
  "math.perm": "bigPerm",
});

/**
 * A call of a built-in or of `math` that takes or gives integers beyond 2^53; undefined for every other call. What works on floats is
 * given a number.
 */
export function lowerWideCall(context: Lowering, e: CallExpression, full: string): TsExpression | undefined {
  const args = e.args.map((each) => each.value);
  const takes = args.some((each) => isWide(each.type));
  const gives = isWide(e.type);
  const counted = OF_COUNTS[full];
  if (counted !== undefined)
    return gives || takes
      ? narrowed(e, context.use(counted, ...args.map((each) => context.flowing(each, INT))))
      : undefined;
  if (full === "math.prod" && gives)
    return context.use(
      "bigProduct",
      iterable(context, args[0]),
      ...args.slice(1).map((each) => context.flowing(each, WIDE_INT)),
    );
  if (full === "functools.reduce" && gives && isProduct(args[0]))
    return context.use(
      "bigProduct",
      iterable(context, args[1]),
      ...args.slice(2).map((each) => context.flowing(each, WIDE_INT)),
    );
  if (!takes && !gives) return undefined;
  const large = ON_LARGE[full];
  if (large !== undefined)
    return narrowed(
      e,
      context.use(
        large,
        ...e.args.map(({ kind, value }) =>
          kind === "star" ? spread(iterable(context, value)) : context.flowing(value, WIDE_INT),
        ),
      ),
    );
  switch (full) {
    case "pow": {
      const made = args.map((each) => context.flowing(each, WIDE_INT));
      if (args.length === 2) return gives ? binary("**", made[0], made[1]) : undefined;
      return narrowed(e, context.use("bigPowMod", ...made));
    }
    case "round":
      return args.length === 1 ? context.flowing(args[0], WIDE_INT) : undefined;
    case "int":
      if (args.length === 1 && isWide(args[0].type)) return context.expression(args[0]);
      if (!gives || args.length === 0) return undefined;
      if (args.length === 1 && args[0].kind === "string" && /^\d+$/.test(args[0].value))
        return { kind: "literal", text: `${BigInt(args[0].value)}n` };
      return wideInteger(context, args[0], args[1]);
    case "math.floor":
    case "math.ceil":
    case "math.trunc":
      return context.expression(args[0]);
    default:
      return undefined;
  }
}

/** `int(x)` and `int(text, base)` where the integer may be large. */
function wideInteger(context: Lowering, e: Expression, base: Expression | undefined): TsExpression {
  const made = context.expression(e);
  switch (e.type.kind) {
    case "str":
      return context.use("parseBigInteger", made, ...(base === undefined ? [] : [context.expression(base)]));
    case "bool":
    case "int":
      return call(name("BigInt"), made);
    case "float":
      return call(name("BigInt"), context.use("truncate", made));
    default:
      return call(name("BigInt"), context.use("toInteger", made));
  }
}

/** Whether a function that two values are folded with multiplies them. */
function isProduct(fold: Expression): boolean {
  if (fold.kind !== "lambda") return fold.kind === "library" && fold.module === "operator" && fold.name === "mul";
  const [only] = fold.function.body;
  if (only.kind !== "return" || only.value?.kind !== "binary" || only.value.operator !== "*") return false;
  const names = [only.value.left, only.value.right].map((e) => (e.kind === "name" ? e.variable : undefined));
  return fold.function.parameters.every(({ variable }) => names.includes(variable));
}

/** A large result where a plain number is known to be enough. */
function narrowed(e: Expression, made: TsExpression): TsExpression {
  return e.type.kind === "int" && !e.type.wide ? call(name("Number"), made) : made;
}
