import { partialParameters } from "../../ir/bind.ts";
import { allFields, constructorFields, findMethod } from "../../ir/infer/members.ts";
import { libraryAttribute as libraryAttributeOf } from "../../ir/library/index.ts";
import type { Argument, ClassDef, Expression, FunctionDef } from "../../ir/nodes.ts";
import { recordAsDict, recordAsTuple } from "../../ir/records.ts";
import { syntheticVariable } from "../../ir/synthetic.ts";
import { table } from "../../ir/table.ts";
import { ANY, FLOAT, INT, isWide, STR, type Type } from "../../ir/types.ts";
import { WEB } from "../../ir/web/service.ts";
import * as go from "../build.ts";
import type { GoExpr } from "../tree.ts";
import { type Arguments, argumentsBy } from "./arguments.ts";
import { exitCall, keyComparison } from "./builtins.ts";
import { comparison } from "./compare.ts";
import { CONCURRENCY, concurrencyMethod, duration } from "./concurrency.ts";
import { need, note, runtimeCall, stubExpr } from "./context.ts";
import { limitOf } from "./deques.ts";
import { TEXT_LIBRARIES, textLibraryMethod } from "./formats-libraries.ts";
import { type FunctionLowering, float, runtimeName } from "./function.ts";
import { keyList } from "./keys.ts";
import { fieldName } from "./members.ts";
import { randomFunction, randomMethod } from "./random.ts";
import { asSequence, elementType, toList } from "./sequences.ts";
import { stubAttribute, stubConstant, stubFunction, stubMethod } from "./stub-libraries.ts";
import { webCall } from "./web/calls.ts";

type Call = Expression & { kind: "call" };

export interface LibraryCall {
  readonly l: FunctionLowering;
  readonly value: Call;
  readonly args: Arguments;
  readonly first: Expression;
  readonly second: Expression;
  readonly third: Expression;
  readonly expected: Type | undefined;
}

/** A call of a library function or class. */
export function libraryCall(
  l: FunctionLowering,
  value: Call,
  module: string,
  name: string,
  expected: Type | undefined,
): GoExpr {
  const args = argumentsBy(value.args);
  const [first, second, third] = args.positional;
  const call: LibraryCall = { l, value, args, first, second, third, expected };
  if (module === WEB) return webCall(call, name);
  if (module === "random") {
    const random = randomFunction(l, value, name, args);
    if (random !== undefined) return random;
  }
  const known = CONCURRENCY[`${module}.${name}`] ?? TEXT_LIBRARIES[`${module}.${name}`] ?? CALLS[`${module}.${name}`];
  const made = known?.(call);
  if (made !== undefined) return made;
  const stub = stubFunction(l, value, `${module}.${name}`);
  if (stub !== undefined) return stub;
  return stubExpr(
    l.module,
    `${module}.${name}`,
    value.range,
    l.goType(value.type.kind === "none" || value.type.kind === "never" ? ANY : value.type),
  );
}

/** A member of a library that is no function, such as `math.pi`. */
export function libraryValue(l: FunctionLowering, value: Expression & { kind: "library" }): GoExpr | undefined {
  const name = `${value.module}.${value.name}`;
  if (name === "os.environ") {
    need(l.module, "environment");
    return go.name("environment");
  }
  return CONSTANTS[name]?.() ?? stubConstant(l, name);
}

const CONSTANTS: Readonly<Record<string, () => GoExpr>> = {
  "math.pi": () => go.qualified("math", "Pi"),
  "math.e": () => go.qualified("math", "E"),
  "math.tau": () => go.binary("*", go.number(2), go.qualified("math", "Pi")),
  "math.inf": () => float(Infinity),
  "math.nan": () => go.packageCall("math", "NaN"),
  "string.ascii_lowercase": () => go.text("abcdefghijklmnopqrstuvwxyz"),
  "string.ascii_uppercase": () => go.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
  "string.ascii_letters": () => go.text("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"),
  "string.digits": () => go.text("0123456789"),
  "string.hexdigits": () => go.text("0123456789abcdefABCDEF"),
  "string.octdigits": () => go.text("01234567"),
  "string.punctuation": () => go.text("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"),
  "string.whitespace": () => go.text(" \t\n\r\v\f"),
  "sys.maxsize": () => go.qualified("math", "MaxInt"),
  "sys.float_info.max": () => go.qualified("math", "MaxFloat64"),
  "sys.float_info.mant_dig": () => go.number(53),
  "sys.float_info.dig": () => go.number(15),
  "sys.argv": () => go.qualified("os", "Args"),
  "os.name": () => go.text("posix"),
  "os.sep": () => go.text("/"),
  "os.linesep": () => go.text("\n"),
  "sys.platform": () => go.text("linux"),
  "sys.stdout": () => go.qualified("os", "Stdout"),
  "sys.stderr": () => go.qualified("os", "Stderr"),
};

const math =
  (name: string) =>
  ({ l, args }: LibraryCall): GoExpr =>
    go.packageCall("math", name, ...args.positional.map((each) => l.exprAs(each, FLOAT)));
const toInt =
  (name: string) =>
  ({ l, first }: LibraryCall): GoExpr =>
    first.type.kind === "int"
      ? l.expr(first)
      : go.convert(go.INT_TYPE, go.packageCall("math", name, l.exprAs(first, FLOAT)));
const integers =
  (entry: string) =>
  ({ l, args }: LibraryCall): GoExpr =>
    runtimeCall(l.module, entry, ...args.positional.map((each) => l.exprAs(each, INT)));
const listResult =
  (made: (call: LibraryCall) => GoExpr) =>
  (call: LibraryCall): GoExpr =>
    call.value.type.kind === "iterator" ? go.packageCall("slices", "Values", made(call)) : made(call);

/** Tuples that a combinatoric function gives, as the tuple type of its result. */
function tuples(call: LibraryCall, list: GoExpr): GoExpr {
  const { l, value } = call;
  const element = elementType(value.type);
  const own: Type = {
    kind: "array",
    element:
      element.kind === "tuple" && element.elements.length > 0
        ? element.elements[0]
        : element.kind === "array"
          ? element.element
          : ANY,
  };
  if (element.kind === "tuple" && element.elements.length === 2) {
    l.module.types.tupleName(2);
    return runtimeCall(l.module, "asPairs", list);
  }
  if (element.kind === "tuple" && element.elements.length === 3) {
    l.module.types.tupleName(3);
    return runtimeCall(l.module, "asTriples", list);
  }
  return l.coerce(list, { kind: "list", element: own }, { kind: "list", element });
}

const chosen = (entry: string) =>
  listResult((call) => {
    const { l, first, second, args } = call;
    const count = second ?? args.named.get("r");
    return tuples(
      call,
      runtimeCall(
        l.module,
        entry,
        toList(l, first),
        count === undefined ? go.call("len", toList(l, first)) : l.exprAs(count, INT),
      ),
    );
  });

const heapOrder = (call: LibraryCall, of: Expression): GoExpr => comparison(call.l, elementType(of.type));

/** The address of the list that a heap function changes. */
function heapAddress({ l, first }: LibraryCall): GoExpr {
  if (first.kind === "name" && l.module.pointers.has(first.variable)) return go.name(l.variableName(first.variable));
  return go.unary("&", l.expr(first));
}

const CALLS: Readonly<Record<string, (call: LibraryCall) => GoExpr | undefined>> = {
  "math.sqrt": math("Sqrt"),
  "math.pow": math("Pow"),
  "math.fabs": math("Abs"),
  "math.exp": math("Exp"),
  "math.log": (call) =>
    call.second === undefined
      ? math("Log")(call)
      : go.binary(
          "/",
          go.packageCall("math", "Log", call.l.exprAs(call.first, FLOAT)),
          go.packageCall("math", "Log", call.l.exprAs(call.second, FLOAT)),
        ),
  "math.log2": math("Log2"),
  "math.log10": ({ l, first }) => runtimeCall(l.module, "log10", l.exprAs(first, FLOAT)),
  "math.log1p": math("Log1p"),
  "math.sin": math("Sin"),
  "math.cos": math("Cos"),
  "math.tan": math("Tan"),
  "math.asin": math("Asin"),
  "math.acos": math("Acos"),
  "math.atan": math("Atan"),
  "math.atan2": math("Atan2"),
  "math.sinh": math("Sinh"),
  "math.cosh": math("Cosh"),
  "math.tanh": math("Tanh"),
  "math.hypot": math("Hypot"),
  "math.fmod": math("Mod"),
  "math.copysign": math("Copysign"),
  "math.cbrt": math("Cbrt"),
  "math.radians": ({ l, first }) =>
    go.binary("/", go.binary("*", l.exprAs(first, FLOAT), go.qualified("math", "Pi")), go.number(180)),
  "math.degrees": ({ l, first }) =>
    go.binary("/", go.binary("*", l.exprAs(first, FLOAT), go.number(180)), go.qualified("math", "Pi")),
  "math.floor": toInt("Floor"),
  "math.ceil": toInt("Ceil"),
  "math.trunc": toInt("Trunc"),
  "math.isnan": math("IsNaN"),
  "math.isinf": ({ l, first }) => go.packageCall("math", "IsInf", l.exprAs(first, FLOAT), go.number(0)),
  "math.isclose": ({ l, first, second, args }) => {
    const option = (name: string, missing: string): GoExpr =>
      args.named.has(name) ? l.exprAs(args.named.get(name)!, FLOAT) : go.number(missing);
    return runtimeCall(
      l.module,
      "isClose",
      l.exprAs(first, FLOAT),
      l.exprAs(second, FLOAT),
      option("rel_tol", "1e-09"),
      option("abs_tol", "0"),
    );
  },
  "math.gcd": integers("gcd"),
  "math.lcm": integers("lcm"),
  "math.factorial": integers("factorial"),
  "math.comb": integers("comb"),
  "math.perm": integers("perm"),
  "math.isqrt": integers("isqrt"),
  "math.prod": ({ l, first, value }) =>
    runtimeCall(l.module, isWide(value.type) ? "productWide" : "product", toList(l, first, value.type)),
  "math.fsum": ({ l, first }) => runtimeCall(l.module, "sum", toList(l, first, FLOAT)),
  "math.dist": ({ l, first, second }) =>
    runtimeCall(l.module, "distance", toList(l, first, FLOAT), toList(l, second, FLOAT)),
  "copy.copy": ({ l, first }) => copied(l, first, false),
  "copy.deepcopy": ({ l, first }) => copied(l, first, true),
  "sys.exit": ({ l, first }) => exitCall(l, first),
  "os._exit": ({ l, first }) => exitCall(l, first),
  "sys.stdout.write": ({ l, first }) => go.packageCall("fmt", "Print", l.expr(first)),
  "sys.stderr.write": ({ l, first }) => go.packageCall("fmt", "Fprint", go.qualified("os", "Stderr"), l.expr(first)),
  "sys.setrecursionlimit": () => go.NIL,
  "sys.stdout.flush": () => go.NIL,
  "time.time": () => runtimeNow(),
  "time.perf_counter": () => runtimeNow(),
  "time.monotonic": () => runtimeNow(),
  "time.sleep": ({ l, first }) => go.packageCall("time", "Sleep", duration(l, first)),
  "dataclasses.asdict": ({ l, value, first }) => {
    const isRepeatable = first.kind === "name" || first.kind === "attribute";
    const record = isRepeatable ? recordAsDict(first, (each) => l.module.classes.get(each)?.def) : undefined;
    return record === undefined ? undefined : l.exprAs(record, value.type);
  },
  "dataclasses.astuple": ({ l, value, first }) => {
    const isRepeatable = first.kind === "name" || first.kind === "attribute";
    const record = isRepeatable ? recordAsTuple(first, (each) => l.module.classes.get(each)?.def) : undefined;
    return record === undefined ? undefined : l.exprAs(record, value.type);
  },
  "dataclasses.fields": ({ l, first }) => {
    const name = first.type.kind === "instance" || first.type.kind === "class" ? first.type.name : undefined;
    const def = name === undefined ? undefined : l.module.classes.get(name)?.def;
    if (def?.dataclass === undefined) return undefined;
    const names = allFields(def).map((field) => go.text(field.name));
    return runtimeCall(l.module, "recordFields", ...names);
  },
  "dataclasses.replace": ({ l, value, first }) => {
    const type = first.type.kind === "instance" ? first.type : value.type;
    const info = type.kind === "instance" ? l.module.classes.get(type.name) : undefined;
    if (info !== undefined && type.kind === "instance" && findMethod(info.def, "__post_init__") !== undefined)
      return remade(l, value, first, info.def);
    if (info === undefined || (info.shape !== "value" && info.shape !== "pointer")) return undefined;
    const isPointer = info.shape === "pointer";
    const source = l.exprAs(first, type);
    const made = go.named(
      info.goName,
      ...l.module.types.classArgs(info.def, type.kind === "instance" ? type.args : []),
    );
    const copy = l.keep("changed", isPointer ? go.unary("*", source) : source, made);
    const fields = constructorFields(info.def);
    for (const argument of value.args) {
      const field = fields.find((each) => each.name === argument.name);
      if (field !== undefined)
        l.emit(go.assign(go.select(copy, fieldName(field.name)), l.exprAs(argument.value, field.type)));
    }
    return isPointer ? go.unary("&", copy) : copy;
  },
  "collections.deque": ({ l, value, first, expected }) => {
    const type = l.typeOf(value, expected);
    const limit = value.args.find((argument) => argument.name === "maxlen")?.value;
    if (limit !== undefined && limit.kind !== "none") {
      const kept = limitOf(value);
      if (kept === undefined) note(l.module, "deque-maxlen", "the limit of this deque is not kept", value.range);
      else if (first !== undefined) {
        const all = l.stable(toList(l, first, elementType(type)), type, "values");
        const from = go.call("max", go.binary("-", go.call("len", all), go.number(kept)), go.number(0));
        return go.packageCall("slices", "Clone", go.slice(all, from));
      }
    }
    return first === undefined
      ? go.composite(l.goType(type), [])
      : go.packageCall("slices", "Clone", toList(l, first, elementType(type)));
  },
  "collections.defaultdict": ({ l, value, second, expected }) => {
    const type = expected?.kind === "dict" ? expected : value.type;
    if (type.kind !== "dict") return undefined;
    if (second === undefined) return l.emptyDict(type);
    const table = l.keep("table", l.emptyDict(type), l.goType(type));
    l.visitors.lowerCall.updateDict(l, table, type, second);
    return table;
  },
  "collections.OrderedDict": ({ l, value, first, expected }) => {
    const type = expected?.kind === "dict" ? expected : value.type;
    if (type.kind !== "dict") return undefined;
    const named = value.args.filter((each) => each.kind === "keyword");
    if (named.length > 0 && first === undefined) {
      const entries = named.map((each) => ({
        key: { kind: "string", value: each.name ?? "", type: STR, range: each.value.range } as const,
        value: each.value,
      }));
      return l.exprAs({ kind: "dict", entries, type, range: value.range }, type);
    }
    if (first === undefined) return l.emptyDict(type);
    const table = l.keep("table", l.emptyDict(type), l.goType(type));
    l.visitors.lowerCall.updateDict(l, table, type, first);
    return table;
  },
  "collections.Counter": ({ l, value, first, expected, args }) => {
    const type = expected?.kind === "dict" ? expected : value.type;
    if (type.kind !== "dict") return undefined;
    if (first === undefined && args.named.size > 0) {
      const { range } = value;
      const entries = [...args.named].map(([name, count]) => ({
        key: { kind: "string" as const, value: name, type: STR, range },
        value: count,
      }));
      return l.expr({ kind: "dict", entries, type, range }, type);
    }
    if (first === undefined) return l.emptyDict(type);
    if (first.type.kind === "dict") {
      const table = l.keep("counts", l.emptyDict(type), l.goType(type));
      l.visitors.lowerCall.updateDict(l, table, type, first);
      return table;
    }
    return runtimeCall(l.module, type.ordered ? "countOrdered" : "count", keyList(l, first, type.key));
  },
  "functools.reduce": ({ l, first, second, third, value }) => {
    const element = elementType(second.type);
    const result = value.type;
    const apply = l.exprAs(first, {
      kind: "callable",
      parameters: [result, element],
      result,
      required: 2,
      isAsync: false,
    });
    const list = toList(l, second, element);
    if (third !== undefined) return runtimeCall(l.module, "reduce", list, l.exprAs(third, result), apply);
    const kept = l.stable(list, { kind: "list", element }, "values");
    return runtimeCall(
      l.module,
      "reduce",
      go.slice(kept, go.number(1)),
      l.coerce(go.index(kept, go.number(0)), element, result),
      apply,
    );
  },
  "operator.itemgetter": ({ l, value, expected, args }) => {
    if (expected?.kind !== "callable" || expected.parameters?.length !== 1 || args.positional.length === 0)
      return undefined;
    const [element] = expected.parameters;
    const itemType = (index: Expression): Type => {
      if (element.kind === "tuple" && index.kind === "int") return element.elements.at(Number(index.value)) ?? ANY;
      return element.kind === "dict" ? element.value : elementType(element);
    };
    return l.visitors.lowerCall.literalCalling(l, expected, ([argument]) => {
      const items = args.positional.map(
        (index): Expression => ({
          kind: "index",
          object: argument.value,
          index,
          type: itemType(index),
          range: value.range,
        }),
      );
      if (items.length === 1) return items[0];
      return {
        kind: "tuple",
        elements: items,
        type: { kind: "tuple", elements: items.map((item) => item.type) },
        range: value.range,
      };
    });
  },
  "operator.attrgetter": ({ l, value, expected, args }) => {
    if (expected?.kind !== "callable" || expected.parameters?.length !== 1) return undefined;
    const names = args.positional.map((each) => (each.kind === "string" ? each.value : undefined));
    if (names.length === 0 || names.includes(undefined)) return undefined;
    return l.visitors.lowerCall.literalCalling(l, expected, ([argument]) => {
      const items = names.map((path) =>
        (path ?? "").split(".").reduce((object, name) => attributeOf(l, object, name), argument.value),
      );
      if (items.length === 1) return items[0];
      return {
        kind: "tuple",
        elements: items,
        type: { kind: "tuple", elements: items.map((item) => item.type) },
        range: value.range,
      };
    });
  },
  "functools.cmp_to_key": ({ l, first }) => l.expr(first),
  "functools.partial": ({ l, value, first, args }) => {
    const { type } = value;
    const open = partialParameters(value);
    if (open !== undefined && first.kind === "name" && type.kind === "callable") {
      const fn = first.variable.definition as FunctionDef;
      const given = value.args.slice(1).map((argument, i): Argument => {
        const named = fn.parameters.find((each) => each.variable.name === argument.name) ?? fn.parameters[i];
        const variable = syntheticVariable("bound", named.variable.type);
        const kept = l.keep("bound", l.exprAs(argument.value, named.variable.type), l.goType(named.variable.type));
        if (kept.kind === "name") {
          l.module.names.set(variable, kept.name);
          l.kept.add(kept.name);
        }
        return { ...argument, value: { kind: "name", variable, type: variable.type, range: argument.value.range } };
      });
      return l.visitors.lowerCall.literalCalling(l, type, (args) => ({
        kind: "call",
        target: { kind: "function", function: fn },
        args: [
          ...given,
          ...args.map((argument, i): Argument => ({ ...argument, kind: "keyword", name: open[i].variable.name })),
        ],
        type: type.result,
        range: value.range,
      }));
    }
    if (type.kind === "callable" && type.parameters === undefined) {
      const list: Type = { kind: "list", element: ANY };
      const table: Type = { kind: "dict", key: STR, value: ANY, flavor: "dict", ordered: true };
      const { range } = value;
      const entries = [...args.named].map(([name, of]) => ({
        key: { kind: "string" as const, value: name, type: STR, range },
        value: of,
      }));
      return runtimeCall(
        l.module,
        "partial",
        ...l.inOrder([
          { run: () => l.exprAs(first, ANY), type: () => go.ANY_TYPE },
          {
            run: () => l.exprAs({ kind: "list", elements: args.positional.slice(1), type: list, range }, list),
            type: () => l.goType(list),
          },
          {
            run: () => (entries.length === 0 ? go.NIL : l.exprAs({ kind: "dict", entries, type: table, range }, table)),
            type: () => l.goType(table),
          },
        ]),
      );
    }
    if (
      first.type.kind !== "callable" ||
      type.kind !== "callable" ||
      type.parameters === undefined ||
      first.type.parameters === undefined ||
      args.named.size > 0
    )
      return undefined;
    const given = args.positional.slice(1);
    const { parameters } = first.type;
    const kept = given.map((each, i) => l.keep("bound", l.exprAs(each, parameters[i]), l.goType(parameters[i])));
    const names = type.parameters.map((_, i) => l.context.scope.take(["x", "y", "z"][i] ?? `x${i}`));
    const call = go.call(l.expr(first), ...kept, ...names.map((name) => go.name(name)));
    const results = l.module.types.results(type.result);
    return go.fn(
      names.map((name, i) => ({ name, type: l.goType(type.parameters![i]) })),
      results,
      [results.length > 0 ? go.returnStmt(call) : go.exprStmt(call)],
    );
  },
  "itertools.chain": listResult(({ l, value, args }) => {
    const element = elementType(value.type);
    if (value.args.some((argument) => argument.kind === "star"))
      return go.spreadCall(runtimeName(l.module, "concat"), toList(l, value.args[0].value, { kind: "list", element }));
    return runtimeCall(l.module, "concat", ...args.positional.map((each) => toList(l, each, element)));
  }),
  "itertools.chain.from_iterable": listResult(({ l, value, first }) =>
    go.spreadCall(
      runtimeName(l.module, "concat"),
      toList(l, first, { kind: "list", element: elementType(value.type) }),
    ),
  ),
  "itertools.combinations": chosen("combinations"),
  "itertools.permutations": chosen("permutations"),
  "itertools.combinations_with_replacement": chosen("combinationsWithReplacement"),
  "itertools.product": listResult((call) => {
    const { l, args } = call;
    const repeat = args.named.get("repeat");
    if (repeat === undefined && args.positional.length === 2) {
      l.module.types.tupleName(2);
      return runtimeCall(l.module, "cartesian2", ...args.positional.map((each) => toList(l, each)));
    }
    const lists = args.positional.map((each) => toList(l, each));
    if (repeat === undefined) return tuples(call, runtimeCall(l.module, "cartesian", ...lists));
    const repeated = runtimeCall(l.module, "filled", lists[0], l.exprAs(repeat, INT));
    return tuples(call, go.spreadCall(runtimeName(l.module, "cartesian"), repeated));
  }),
  "itertools.accumulate": listResult(({ l, first, second, value, args }) => {
    const element = elementType(value.type);
    const fn = second ?? args.named.get("func");
    const apply =
      fn === undefined || fn.kind === "none"
        ? go.fn(
            [
              { name: "a", type: l.goType(element) },
              { name: "b", type: l.goType(element) },
            ],
            [l.goType(element)],
            [go.returnStmt(go.binary("+", go.name("a"), go.name("b")))],
          )
        : l.exprAs(fn, {
            kind: "callable",
            parameters: [element, element],
            result: element,
            required: 2,
            isAsync: false,
          });
    const list = toList(l, first, element);
    const initial = args.named.get("initial");
    return runtimeCall(
      l.module,
      "accumulate",
      initial === undefined
        ? list
        : runtimeCall(l.module, "concat", go.listOf(go.sliceOf(l.goType(element)), [l.exprAs(initial, element)]), list),
      apply,
    );
  }),
  "itertools.count": ({ l, first, second }) =>
    runtimeCall(
      l.module,
      "resumable",
      runtimeCall(
        l.module,
        "countFrom",
        first === undefined ? go.number(0) : l.exprAs(first, INT),
        second === undefined ? go.number(1) : l.exprAs(second, INT),
      ),
    ),
  "itertools.cycle": ({ l, first }) =>
    runtimeCall(l.module, "resumable", runtimeCall(l.module, "cycle", toList(l, first))),
  "itertools.repeat": listResult(({ l, first, second }) =>
    second === undefined ? go.NIL : runtimeCall(l.module, "filled", l.expr(first), l.exprAs(second, INT)),
  ),
  "itertools.islice": ({ l, value, first, args }) => {
    const element = elementType(value.type);
    const bounds = args.positional.slice(1);
    const [start, stop, step] = bounds.length === 1 ? [undefined, bounds[0], undefined] : bounds;
    const at = (each: Expression | undefined, missing: GoExpr): GoExpr =>
      each === undefined || each.kind === "none" ? missing : l.exprAs(each, INT);
    return runtimeCall(
      l.module,
      "islice",
      asSequence(l, first, element),
      at(start, go.number(0)),
      at(stop, go.name(runtimeName(l.module, "end"))),
      at(step, go.number(1)),
    );
  },
  "itertools.takewhile": ({ l, value, first, second }) => {
    const element = elementType(value.type);
    return runtimeCall(
      l.module,
      "takeWhile",
      asSequence(l, second, element),
      l.exprAs(first, {
        kind: "callable",
        parameters: [element],
        result: { kind: "bool" },
        required: 1,
        isAsync: false,
      }),
    );
  },
  "itertools.dropwhile": ({ l, value, first, second }) => {
    const element = elementType(value.type);
    return runtimeCall(
      l.module,
      "dropWhile",
      asSequence(l, second, element),
      l.exprAs(first, {
        kind: "callable",
        parameters: [element],
        result: { kind: "bool" },
        required: 1,
        isAsync: false,
      }),
    );
  },
  "itertools.pairwise": listResult(({ l, first }) => {
    l.module.types.tupleName(2);
    return runtimeCall(l.module, "pairwise", toList(l, first));
  }),
  "itertools.starmap": listResult(({ l, first, second, value }) => {
    const pair = elementType(second.type);
    const element = elementType(value.type);
    if (pair.kind !== "tuple" || pair.elements.length > 6)
      return stubExpr(l.module, "itertools.starmap", value.range, go.sliceOf(l.goType(element)));
    const fn = l.exprAs(first, {
      kind: "callable",
      parameters: pair.elements,
      result: element,
      required: pair.elements.length,
      isAsync: false,
    });
    const item = l.context.scope.take("tuple");
    const fields = ["First", "Second", "Third", "Fourth", "Fifth", "Sixth"];
    return runtimeCall(
      l.module,
      "mapped",
      toList(l, second),
      go.fn(
        [{ name: item, type: l.goType(pair) }],
        [l.goType(element)],
        [go.returnStmt(go.call(fn, ...pair.elements.map((_, i) => go.select(go.name(item), fields[i]))))],
      ),
    );
  }),
  "itertools.groupby": listResult(({ l, value, first, second, args }) => {
    const element = elementType(first.type);
    const pair = elementType(value.type);
    const own: Type = pair.kind === "tuple" ? pair.elements[0] : element;
    const keyType: Type = own.kind === "none" || own.kind === "never" ? ANY : own;
    const key = second ?? args.named.get("key");
    const item = l.context.scope.take("item");
    const fn =
      key === undefined || key.kind === "none"
        ? go.fn([{ name: item, type: l.goType(element) }], [l.goType(element)], [go.returnStmt(go.name(item))])
        : l.exprAs(key, { kind: "callable", parameters: [element], result: keyType, required: 1, isAsync: false });
    l.module.types.tupleName(2);
    return runtimeCall(l.module, "groupSequences", runtimeCall(l.module, "groupBy", toList(l, first), fn));
  }),
  "itertools.zip_longest": listResult(({ l, value, first, second, args }) => {
    const pair = elementType(value.type);
    if (pair.kind !== "tuple" || pair.elements.length !== 2 || args.positional.length !== 2)
      return stubExpr(l.module, "itertools.zip_longest", value.range, go.sliceOf(l.goType(pair)));
    l.module.types.tupleName(2);
    const fill = args.named.get("fillvalue");
    const [a, b] = pair.elements;
    const missing = (type: Type): GoExpr => (fill === undefined ? l.zero(l.goType(type)) : l.exprAs(fill, type));
    return runtimeCall(l.module, "zipLongest", toList(l, first, a), toList(l, second, b), missing(a), missing(b));
  }),
  "itertools.filterfalse": listResult(({ l, first, second }) => {
    const element = elementType(second.type);
    const item = l.context.scope.take("item");
    const fn = l.exprAs(first, {
      kind: "callable",
      parameters: [element],
      result: { kind: "bool" },
      required: 1,
      isAsync: false,
    });
    return runtimeCall(
      l.module,
      "filtered",
      toList(l, second),
      go.fn(
        [{ name: item, type: l.goType(element) }],
        [go.BOOL_TYPE],
        [go.returnStmt(go.negate(go.call(fn, go.name(item))))],
      ),
    );
  }),
  "itertools.tee": ({ l, first }) => {
    l.module.types.tupleName(2);
    return runtimeCall(l.module, "tee", toList(l, first));
  },
  "bisect.bisect_left": (call) => bisected(call, false),
  "bisect.bisect_right": (call) => bisected(call, true),
  "bisect.bisect": (call) => bisected(call, true),
  "bisect.insort": (call) => insort(call),
  "bisect.insort_right": (call) => insort(call),
  "bisect.insort_left": (call) => insort(call),
  "secrets.choice": ({ l, first }) => runtimeCall(l.module, "secretChoice", toList(l, first)),
  "heapq.heappush": (call) =>
    runtimeCall(
      call.l.module,
      "heapPush",
      heapAddress(call),
      call.l.exprAs(call.second, elementType(call.first.type)),
      heapOrder(call, call.first),
    ),
  "heapq.heappop": (call) => runtimeCall(call.l.module, "heapPop", heapAddress(call), heapOrder(call, call.first)),
  "heapq.heapify": (call) =>
    runtimeCall(call.l.module, "heapify", call.l.expr(call.first), heapOrder(call, call.first)),
  "heapq.heapreplace": (call) =>
    runtimeCall(
      call.l.module,
      "heapReplace",
      call.l.expr(call.first),
      call.l.exprAs(call.second, elementType(call.first.type)),
      heapOrder(call, call.first),
    ),
  "heapq.heappushpop": (call) =>
    runtimeCall(
      call.l.module,
      "heapPushPop",
      call.l.expr(call.first),
      call.l.exprAs(call.second, elementType(call.first.type)),
      heapOrder(call, call.first),
    ),
  "heapq.merge": listResult((call) => {
    const { l, value, args } = call;
    const element = elementType(value.type);
    const key = args.named.get("key");
    const reverse = args.named.get("reverse");
    if (value.args.some((each) => each.kind === "star") || (reverse !== undefined && reverse.kind !== "bool"))
      return stubExpr(l.module, "this heapq.merge", value.range, go.sliceOf(l.goType(element)));
    const isReverse = reverse?.kind === "bool" && reverse.value;
    const order =
      key === undefined || key.kind === "none"
        ? comparison(l, element, isReverse)
        : keyComparison(l, element, key, isReverse);
    return runtimeCall(l.module, "mergeSorted", order, ...args.positional.map((each) => toList(l, each, element)));
  }),
  "heapq.nlargest": (call) => bestOf(call, true),
  "heapq.nsmallest": (call) => bestOf(call, false),
  "operator.add": (call) => operator(call, "+"),
  "operator.sub": (call) => operator(call, "-"),
  "operator.mul": (call) => operator(call, "*"),
  "operator.truediv": (call) => operator(call, "/"),
  "operator.floordiv": (call) => operator(call, "//"),
  "operator.mod": (call) => operator(call, "%"),
  "operator.pow": (call) => operator(call, "**"),
  "operator.xor": (call) => operator(call, "^"),
  "operator.and_": (call) => operator(call, "&"),
  "operator.or_": (call) => operator(call, "|"),
  "operator.neg": ({ l, first }) => go.unary("-", l.expr(first)),
  "statistics.mean": (call) => runtimeCall(call.l.module, "mean", toList(call.l, call.first, FLOAT)),
  "statistics.fmean": (call) => runtimeCall(call.l.module, "mean", toList(call.l, call.first, FLOAT)),
  "statistics.median": (call) => runtimeCall(call.l.module, "median", toList(call.l, call.first, FLOAT)),
  "statistics.median_low": (call) => middleOf(call, go.FALSE),
  "statistics.median_high": (call) => middleOf(call, go.TRUE),
  "statistics.mode": (call) =>
    call.l.coerce(
      runtimeCall(call.l.module, "mode", toList(call.l, call.first)),
      elementType(call.first.type),
      call.value.type,
    ),
  "statistics.multimode": (call) => runtimeCall(call.l.module, "multimode", toList(call.l, call.first)),
  "statistics.variance": (call) =>
    runtimeCall(call.l.module, "variance", toList(call.l, call.first, FLOAT), go.number(1)),
  "statistics.pvariance": (call) =>
    runtimeCall(call.l.module, "variance", toList(call.l, call.first, FLOAT), go.number(0)),
  "statistics.stdev": (call) => runtimeCall(call.l.module, "stdev", toList(call.l, call.first, FLOAT), go.number(1)),
  "statistics.pstdev": (call) => runtimeCall(call.l.module, "stdev", toList(call.l, call.first, FLOAT), go.number(0)),
  "os.getcwd": () => undefined,
};

function middleOf({ l, value, first }: LibraryCall, isHigher: GoExpr): GoExpr {
  const list = toList(l, first);
  return l.coerce(runtimeCall(l.module, "middleOf", list, isHigher), elementType(first.type), value.type);
}

/** `replace` of a record whose constructor looks over what it is given. */
function remade(
  l: FunctionLowering,
  value: Expression & { kind: "call" },
  object: Expression,
  def: ClassDef,
): GoExpr | undefined {
  if (object.kind !== "name" && object.kind !== "attribute") return undefined;
  const { range, type } = value;
  const args = constructorFields(def).map((field): Argument => {
    const given = value.args.find((each) => each.name === field.name)?.value;
    const own: Expression = {
      kind: "attribute",
      object,
      name: field.name,
      resolved: { kind: "field", class: def, field },
      type: field.type,
      range,
    };
    return { kind: "keyword", name: field.name, value: given ?? own };
  });
  return l.exprAs(
    {
      kind: "call",
      target: { kind: "class", class: def },
      args,
      type: { kind: "instance", name: def.name, args: [] },
      range,
    },
    type,
  );
}

/** The attribute of an object by its name, as code that names it would be read. */
function attributeOf(l: FunctionLowering, object: Expression, name: string): Expression {
  const { type, range } = object;
  const def = type.kind === "instance" ? l.module.classes.get(type.name)?.def : undefined;
  const field = def && allFields(def).find((each) => each.name === name);
  if (def !== undefined && field !== undefined)
    return { kind: "attribute", object, name, resolved: { kind: "field", class: def, field }, type: field.type, range };
  const method = def && findMethod(def, name);
  if (method?.role === "property")
    return { kind: "attribute", object, name, resolved: { kind: "property", method }, type: method.result, range };
  const known = type.kind === "library" ? libraryAttributeOf(type.name, name)?.result : undefined;
  return { kind: "attribute", object, name, resolved: { kind: "dynamic" }, type: known ?? ANY, range };
}

function runtimeNow(): GoExpr {
  return go.binary(
    "/",
    go.convert(go.FLOAT_TYPE, go.methodCall(go.packageCall("time", "Now"), "UnixNano")),
    go.number("1e9"),
  );
}

/** Where a value goes in a sorted list, or in a part of it. */
function bisected({ l, first, second, third, args }: LibraryCall, after: boolean): GoExpr {
  const element = elementType(first.type);
  const key = args.named.get("key");
  const low = third ?? args.named.get("lo");
  const high = args.positional[3] ?? args.named.get("hi");
  const list = l.expr(first);
  const part =
    low === undefined && high === undefined
      ? list
      : go.slice(
          list,
          low === undefined ? undefined : l.exprAs(low, INT),
          high === undefined || high.kind === "none" ? undefined : l.exprAs(high, INT),
        );
  const found =
    key === undefined || key.kind === "none"
      ? runtimeCall(l.module, after ? "bisectRight" : "bisectLeft", part, l.exprAs(second, element))
      : runtimeCall(
          l.module,
          "bisectBy",
          part,
          l.exprAs(second, second.type),
          keyOf(l, key, element, second.type),
          after ? go.TRUE : go.FALSE,
        );
  return low === undefined ? found : go.binary("+", l.exprAs(low, INT), found);
}

function keyOf(l: FunctionLowering, key: Expression, element: Type, result: Type): GoExpr {
  return l.exprAs(key, callableOf(element, result));
}

function insort({ l, first, second, args, value }: LibraryCall): GoExpr {
  const element = elementType(first.type);
  const list = l.expr(first);
  const key = args.named.get("key");
  if (key !== undefined && key.kind !== "none") {
    const of = key.type.kind === "callable" ? key.type.result : ANY;
    const item = l.stable(l.exprAs(second, element), element, "item");
    const fn = l.keep("key", keyOf(l, key, element, of), l.goType(callableOf(element, of)));
    const after = value.target.kind === "library" && value.target.name === "insort_left" ? go.FALSE : go.TRUE;
    const at = runtimeCall(l.module, "bisectBy", list, go.call(fn, item), fn, after);
    l.emit(go.assign(list, go.packageCall("slices", "Insert", list, at, item)));
    return go.NIL;
  }
  l.emit(go.assign(list, runtimeCall(l.module, "insertSorted", list, l.exprAs(second, element))));
  return go.NIL;
}

function bestOf(call: LibraryCall, largest: boolean): GoExpr {
  const { l, first, second, args } = call;
  const element = elementType(second.type);
  const key = args.named.get("key");
  const order =
    key === undefined || key.kind === "none"
      ? comparison(l, element, largest)
      : keyComparison(l, element, key, largest);
  return runtimeCall(l.module, "firstOf", toList(l, second), l.exprAs(first, INT), order);
}

function operator(
  { l, first, second, value }: LibraryCall,
  symbol: "+" | "-" | "*" | "/" | "//" | "%" | "**" | "^" | "&" | "|",
): GoExpr {
  return l.expr({ kind: "binary", operator: symbol, left: first, right: second, type: value.type, range: value.range });
}

function copied(l: FunctionLowering, value: Expression, deep: boolean): GoExpr {
  const type = value.type;
  const scalar = ["int", "float", "str", "bool", "none", "bytes"].includes(type.kind);
  if (scalar) return l.expr(value);
  const isFlat =
    (type.kind === "list" || type.kind === "deque") &&
    (!deep || ["int", "float", "str", "bool"].includes(type.element.kind));
  if (isFlat) return go.packageCall("slices", "Clone", l.expr(value));
  if (type.kind === "set") return go.packageCall("maps", "Clone", l.expr(value));
  if (type.kind === "dict" && !type.ordered && (!deep || ["int", "float", "str", "bool"].includes(type.value.kind)))
    return go.packageCall("maps", "Clone", l.expr(value));
  return runtimeCall(l.module, deep ? "deepCopy" : "shallowCopy", l.expr(value));
}

/** A method of an object of a library class. */
export function libraryMethod(
  l: FunctionLowering,
  value: Call,
  receiver: Expression,
  type: Type & { kind: "library" },
  name: string,
  args: Arguments,
): GoExpr | undefined {
  if (type.name === "random.Random") return randomMethod(l, value, l.expr(receiver), name, args);
  return (
    stubMethod(l, value, receiver, type, name) ??
    concurrencyMethod(l, value, receiver, type, name, args) ??
    textLibraryMethod(l, value, receiver, type, name, args)
  );
}

/** An attribute of an object of a library class. */
export function libraryAttribute(l: FunctionLowering, value: Expression & { kind: "attribute" }): GoExpr | undefined {
  const of = value.object.type.kind === "optional" ? value.object.type.of : value.object.type;
  if (value.name === "lastgroup" && of.kind === "library" && of.name === "re.Match") {
    need(l.module, "Match.Lastgroup");
    return go.methodCall(l.exprAs(value.object, of), "Lastgroup");
  }
  if (of.kind === "library" && of.name === "hashlib.Hash" && value.name in HASH_SIZES)
    return go.methodCall(l.exprAs(value.object, of), HASH_SIZES[value.name]);
  return stubAttribute(l, value.object, value.name);
}

const HASH_SIZES: Readonly<Record<string, string>> = table({ digest_size: "Size", block_size: "BlockSize" });

function callableOf(parameter: Type, result: Type): Type {
  return { kind: "callable", parameters: [parameter], result, required: 1, isAsync: false };
}
