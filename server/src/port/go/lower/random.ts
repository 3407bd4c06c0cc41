import type { Expression } from "../../ir/nodes.ts";
import { seedsRandom } from "../../ir/seeds.ts";
import { ANY, FLOAT, INT, type Type } from "../../ir/types.ts";
import * as go from "../build.ts";
import type { GoExpr } from "../tree.ts";
import type { Arguments } from "./arguments.ts";
import { need, runtimeCall } from "./context.ts";
import { type FunctionLowering, runtimeName } from "./function.ts";
import { elementType, toList } from "./sequences.ts";

type Call = Expression & { kind: "call" };

/** A function of `random`. What no seed makes repeatable is Go's own; the rest is the generator that Python has. */
export function randomFunction(l: FunctionLowering, value: Call, name: string, args: Arguments): GoExpr | undefined {
  if (name === "Random") return runtimeCall(l.module, "newRandom", seed(l, args.positional[0]));
  if (!seedsRandom(l.module.module)) {
    const native = nativeRandom(l, value, name, args);
    if (native !== undefined) return native;
  }
  return randomMethod(l, value, go.name(runtimeName(l.module, "sharedRandom")), name, args);
}

function seed(l: FunctionLowering, value: Expression | undefined): GoExpr {
  return value === undefined ? go.NIL : l.exprAs(value, ANY);
}

function nativeRandom(l: FunctionLowering, value: Call, name: string, args: Arguments): GoExpr | undefined {
  const [first, second, third] = args.positional;
  switch (name) {
    case "random":
      return go.packageCall("math/rand/v2", "Float64");
    case "randint":
      return runtimeCall(l.module, "randomInt", ...integers(l, first, second));
    case "randrange":
      if (third !== undefined) return undefined;
      if (second === undefined) return go.packageCall("math/rand/v2", "IntN", l.exprAs(first, INT));
      return runtimeCall(
        l.module,
        "randomInt",
        l.exprAs(first, INT),
        go.binary("-", l.exprAs(second, INT), go.number(1)),
      );
    case "choice":
      return l.coerce(runtimeCall(l.module, "randomChoice", toList(l, first)), elementType(first.type), value.type);
    case "shuffle":
      return runtimeCall(l.module, "shuffle", l.expr(first));
    case "uniform":
      return runtimeCall(l.module, "randomFloat", l.exprAs(first, FLOAT), l.exprAs(second, FLOAT));
    case "sample":
      return runtimeCall(l.module, "randomSample", toList(l, first), l.exprAs(second ?? args.named.get("k")!, INT));
    default:
      return undefined;
  }
}

function integers(l: FunctionLowering, ...values: readonly Expression[]): GoExpr[] {
  return l.inOrder(values.map((each) => ({ run: () => l.exprAs(each, INT), type: () => go.INT_TYPE })));
}

const METHODS: Readonly<
  Record<string, { readonly method: string; readonly type: Type; readonly missing: readonly GoExpr[] }>
> = {
  random: { method: "Random", type: FLOAT, missing: [] },
  randint: { method: "Between", type: INT, missing: [] },
  uniform: { method: "Uniform", type: FLOAT, missing: [] },
  gauss: { method: "Gauss", type: FLOAT, missing: [go.number(0), go.number(1)] },
  normalvariate: { method: "Normal", type: FLOAT, missing: [go.number(0), go.number(1)] },
  expovariate: { method: "Exponential", type: FLOAT, missing: [go.number(1)] },
  getrandbits: { method: "Bits", type: INT, missing: [] },
  randbytes: { method: "Bytes", type: INT, missing: [] },
};

/** A method of a generator. */
export function randomMethod(
  l: FunctionLowering,
  value: Call,
  generator: GoExpr,
  name: string,
  args: Arguments,
): GoExpr | undefined {
  const [first, second, third] = args.positional;
  const method = (entry: string, ...given: readonly GoExpr[]): GoExpr => {
    need(l.module, `Random.${entry}`);
    return go.methodCall(generator, entry, ...given);
  };
  const known = METHODS[name];
  if (known !== undefined) {
    const given = l.inOrder(
      args.positional.map((each) => ({ run: () => l.exprAs(each, known.type), type: () => l.goType(known.type) })),
    );
    if (args.named.size > 0) return undefined;
    return method(known.method, ...given, ...known.missing.slice(given.length));
  }
  const count = args.named.get("k");
  switch (name) {
    case "seed":
      return method("Seed", seed(l, first));
    case "randrange": {
      if (second === undefined) return method("Below", l.exprAs(first, INT));
      const [start, stop, step] = integers(l, first, second, ...(third === undefined ? [] : [third]));
      return method("Range", start, stop, step ?? go.number(1));
    }
    case "choice":
      return l.coerce(
        runtimeCall(l.module, "chooseFrom", generator, toList(l, first)),
        elementType(first.type),
        value.type,
      );
    case "choices": {
      const weights = second ?? args.named.get("weights");
      const cumulative = args.named.get("cum_weights");
      const k = count === undefined ? go.number(1) : l.exprAs(count, INT);
      const values = toList(l, first);
      if (weights === undefined && cumulative === undefined)
        return runtimeCall(l.module, "chooseSeveral", generator, values, k);
      return runtimeCall(
        l.module,
        "chooseWeighted",
        generator,
        values,
        toList(l, (weights ?? cumulative)!, FLOAT),
        weights === undefined ? go.TRUE : go.FALSE,
        k,
      );
    }
    case "sample":
      return runtimeCall(l.module, "sampleFrom", generator, toList(l, first), l.exprAs(second ?? count!, INT));
    case "shuffle":
      return runtimeCall(l.module, "shuffleWith", generator, l.expr(first));
    default:
      return undefined;
  }
}
