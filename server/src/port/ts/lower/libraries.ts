import { partialParameters } from "../../ir/bind.ts";
import { constructorFields, findMethod } from "../../ir/infer/members.ts";
import type { Expression, FunctionDef } from "../../ir/nodes.ts";
import { isVerbose, withoutLayout } from "../../ir/patterns.ts";
import { recordAsDict } from "../../ir/records.ts";
import { seedsRandom } from "../../ir/seeds.ts";
import { syntheticVariable } from "../../ir/synthetic.ts";
import { table } from "../../ir/table.ts";
import type { Type } from "../../ir/types.ts";
import { ANY, INT, partsOf, withoutNone } from "../../ir/types.ts";
import { visitExpressions } from "../../ir/walk.ts";
import { WEB } from "../../ir/web/service.ts";
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
import { type Call, elementType, functionValue, lowerExit, plainArguments } from "./calls.ts";
import type { Lowering } from "./context.ts";
import { asArray, isRepeatable, iterable, makeMap, present } from "./expressions.ts";
import { isMatch, matchedGroup } from "./matches.ts";
import { stubFunction, stubMethod } from "./stub-libraries.ts";
import { layoutOf, lowerType, needsContentKeys } from "./types.ts";
import { lowerWeb } from "./web/calls.ts";
import { lowerWideCall } from "./wide.ts";

const MATH: Readonly<Record<string, string>> = table({
  exp: "exp",
  sin: "sin",
  cos: "cos",
  tan: "tan",
  asin: "asin",
  acos: "acos",
  atan: "atan",
  atan2: "atan2",
  sinh: "sinh",
  cosh: "cosh",
  tanh: "tanh",
  fabs: "abs",
  cbrt: "cbrt",
  hypot: "hypot",
  log1p: "log1p",
  expm1: "expm1",
  floor: "floor",
  ceil: "ceil",
  trunc: "trunc",
  pow: "pow",
});

/** Library functions that are one helper with the same arguments. */
const SAME_ARGUMENTS: Readonly<Record<string, string>> = table({
  "math.gcd": "gcd",
  "math.lcm": "lcm",
  "math.factorial": "factorial",
  "math.comb": "comb",
  "math.perm": "perm",
  "math.isqrt": "isqrt",
  "math.log": "log",
  "math.sqrt": "sqrt",
  "math.fsum": "exactSum",
  "math.frexp": "mantissaAndExponent",
  "math.ulp": "unitInLastPlace",
  "math.remainder": "nearestRemainder",
  "math.prod": "product",
  "statistics.mean": "mean",
  "statistics.fmean": "mean",
  "statistics.median": "median",
  "statistics.stdev": "stdev",
  "statistics.variance": "variance",
  "statistics.multimode": "multimode",
  "heapq.heappush": "heapPush",
  "heapq.heappop": "heapPop",
  "heapq.heapify": "heapify",
  "copy.deepcopy": "deepCopy",
  "itertools.chain": "chain",
  "itertools.combinations": "combinations",
  "itertools.permutations": "permutations",
  "itertools.combinations_with_replacement": "combinationsWithReplacement",
  "itertools.pairwise": "pairwise",
  "itertools.cycle": "cycle",
  "itertools.repeat": "repeated",
  "itertools.islice": "islice",
  "itertools.count": "countFrom",
  "asyncio.sleep": "sleep",
  "time.sleep": "sleep",
});

function args(e: Call): Expression[] {
  return e.args.filter((argument) => argument.kind === "positional").map((argument) => argument.value);
}

function keyword(e: Call, text: string): Expression | undefined {
  return e.args.find((argument) => argument.name === text)?.value;
}

export function lowerLibrary(context: Lowering, e: Call, full: string): TsExpression {
  if (e.target.kind === "library" && e.target.module === WEB) return lowerWeb(context, e, e.target.name);
  const all = args(e);
  const [first, second, third] = all;
  const wide = lowerWideCall(context, e, full);
  if (wide !== undefined) return wide;
  // What has no form for large integers works on floats.
  const isFloat = full.startsWith("math.");
  const value = (each: Expression): TsExpression =>
    context.flowing(each, isFloat && each.type.kind === "int" && each.type.wide ? INT : undefined);
  const elements = (each: Expression): Type[] => [elementType(each.type)];
  const [module, short] = [full.slice(0, full.lastIndexOf(".")), full.slice(full.lastIndexOf(".") + 1)];
  if (module === "math" && MATH[short] !== undefined) {
    if (["floor", "ceil", "trunc"].includes(short) && first.type.kind === "int") return value(first);
    return method(name("Math"), MATH[short], ...all.map(value));
  }
  // What no seed makes repeatable is JavaScript's own.
  if (full === "random.random" && !seedsRandom(context.module)) return method(name("Math"), "random");
  if (module === "random" && RANDOM_METHODS.has(short))
    return randomCall(context, context.use("sharedRandom"), e, short);
  const same = SAME_ARGUMENTS[full];
  if (same !== undefined) {
    const limit = full === "math.prod" ? keyword(e, "start") : undefined;
    const made = e.args
      .filter((argument) => argument.kind !== "keyword")
      .map((argument) =>
        argument.kind === "star"
          ? spread(iterable(context, argument.value))
          : isIterated(argument.value.type)
            ? iterable(context, listed(argument.value))
            : value(argument.value),
      );
    return context.use(same, ...made, ...(limit === undefined ? [] : [value(limit)]));
  }
  switch (full) {
    case "math.log2":
      return context.use("log", value(first), literal("2"));
    case "math.log10":
      return context.use("log", value(first), literal("10"));
    case "math.isclose": {
      const options = [keyword(e, "rel_tol"), keyword(e, "abs_tol")];
      const extra =
        options[1] !== undefined
          ? [options[0] === undefined ? name("undefined") : value(options[0]), value(options[1])]
          : options[0] === undefined
            ? []
            : [value(options[0])];
      return context.use("isClose", value(first), value(second), ...extra);
    }
    case "math.isnan":
      return method(name("Number"), "isNaN", value(first));
    case "math.isinf":
      return binary("===", method(name("Math"), "abs", value(first)), name("Infinity"));
    case "math.isfinite":
      return method(name("Number"), "isFinite", value(first));
    case "math.radians":
      return binary("/", binary("*", value(first), literal("Math.PI")), literal("180"));
    case "math.degrees":
      return binary("/", binary("*", value(first), literal("180")), literal("Math.PI"));
    case "math.copysign":
      return context.use("copySign", value(first), value(second));
    case "math.fmod":
      return binary("%", value(first), value(second));
    case "math.dist":
      return method(
        name("Math"),
        "hypot",
        spread(
          method(
            array(spread(context.use("zip", value(first), value(second)))),
            "map",
            arrow(
              [
                {
                  name: {
                    kind: "array",
                    elements: [
                      { kind: "name", name: "a" },
                      { kind: "name", name: "b" },
                    ],
                    rest: undefined,
                  },
                  type: undefined,
                  default: undefined,
                  optional: false,
                  rest: false,
                },
              ],
              binary("-", name("a"), name("b")),
            ),
          ),
        ),
      );
    case "math.exp2":
      return binary("**", literal("2"), value(first));
    case "math.ldexp":
      return binary("*", value(first), binary("**", literal("2"), value(second)));
    case "math.sumprod":
      return context.use("dotProduct", iterable(context, first), iterable(context, second));
    case "itertools.compress":
      return context.use("compress", iterable(context, first), iterable(context, second));
    case "itertools.filterfalse":
      return context.use(
        "filterFalse",
        first.kind === "none" ? context.helper("truthy") : functionValue(context, first, elements(second)),
        iterable(context, second),
      );
    case "itertools.tee":
      return context.use("tee", iterable(context, first), ...(second === undefined ? [] : [value(second)]));
    case "itertools.batched":
      return context.use("batched", iterable(context, first), value(second ?? (keyword(e, "n") as Expression)));
    case "operator.methodcaller": {
      const called: Call = {
        ...e,
        target: {
          kind: "method",
          receiver: { kind: "name", variable: syntheticVariable("x", ANY), type: ANY, range: e.range },
          name: first.kind === "string" ? first.value : "",
          method: undefined,
        },
        args: e.args.slice(1),
        type: ANY,
      };
      if (first.kind !== "string" || called.target.kind !== "method" || called.target.receiver.kind !== "name") break;
      context.names.rename(called.target.receiver.variable, "x");
      return arrow([parameter("x", ANY_TYPE)], context.expression(called));
    }
    case "math.modf":
      return array(binary("%", value(first), literal("1")), method(name("Math"), "trunc", value(first)));
    case "statistics.pstdev":
      return context.use("stdev", iterable(context, first), literal("true"));
    case "statistics.pvariance":
      return context.use("variance", iterable(context, first), literal("true"));
    case "statistics.mode":
      return index(
        index(
          method(create(context.helper("Counter"), [iterable(context, first)]), "mostCommon", literal("1")),
          literal("0"),
        ),
        literal("0"),
      );
    case "random.Random":
      return create(context.helper("Random"), first === undefined ? [] : [value(first)]);
    case "time.time":
      return binary("/", method(name("Date"), "now"), literal("1000"));
    case "time.perf_counter":
    case "time.monotonic":
    case "time.process_time":
      return binary("/", method(name("performance"), "now"), literal("1000"));
    case "time.perf_counter_ns":
    case "time.time_ns":
      return method(name("Math"), "round", binary("*", method(name("performance"), "now"), literal("1_000_000")));
    case "sys.exit":
      return lowerExit(context, first);
    case "sys.stdout.write":
      return method(member(name("process"), "stdout"), "write", value(first));
    case "sys.stderr.write":
      return method(member(name("process"), "stderr"), "write", value(first));
    case "sys.stdout.flush":
    case "sys.stderr.flush":
    case "sys.setrecursionlimit":
    case "gc.collect":
      return name("undefined");
    case "os.getpid":
      return member(name("process"), "pid");
    case "collections.defaultdict":
      return lowerDefaultDict(context, e, first, second);
    case "collections.Counter": {
      const key = e.type.kind === "dict" ? e.type.key : undefined;
      const source =
        first === undefined
          ? []
          : [withoutNone(first.type).kind === "dict" ? value(first) : iterable(context, listed(first))];
      const named = e.args.filter((argument) => argument.kind === "keyword");
      if (first === undefined && named.length > 0)
        source.push(
          create(name("Map"), [
            array(...named.map((argument) => array(string(argument.name ?? ""), value(argument.value)))),
          ]),
        );
      return create(
        context.helper("Counter"),
        source,
        key === undefined || key.kind === "never" ? [] : [lowerType(context, key)],
      );
    }
    case "collections.OrderedDict":
      if (e.args.length > 0 && e.args.every((each) => each.kind === "keyword"))
        return create(name("Map"), [
          array(...e.args.map((each) => array(string(each.name ?? ""), context.flowing(each.value)))),
        ]);
      return makeMap(context, e.type, first === undefined ? undefined : value(first));
    case "collections.deque": {
      const limit = keyword(e, "maxlen") ?? second;
      if (limit !== undefined && limit.kind !== "none") {
        const element = e.type.kind === "deque" ? e.type.element : undefined;
        return create(
          context.helper("BoundedDeque"),
          [value(limit), ...(first === undefined || first.kind === "none" ? [] : [iterable(context, listed(first))])],
          element === undefined || element.kind === "never" ? [] : [lowerType(context, element)],
        );
      }
      if (first === undefined) return array();
      return first.kind === "list" ? context.flowing(first, e.type) : array(spread(iterable(context, listed(first))));
    }
    case "itertools.chain.from_iterable":
      return context.use("chain", spread(iterable(context, listed(first))));
    case "itertools.accumulate": {
      const fn = second ?? keyword(e, "func");
      const initial = keyword(e, "initial");
      const add = arrow([parameter("a"), parameter("b")], binary("+", name("a"), name("b")));
      return context.use(
        "accumulate",
        iterable(context, first),
        fn === undefined ? add : functionValue(context, fn, [...elements(first), ...elements(first)]),
        ...(initial === undefined ? [] : [value(initial)]),
      );
    }
    case "itertools.product": {
      const repeat = keyword(e, "repeat");
      if (repeat !== undefined) {
        const one = iterable(context, first);
        if (repeat.kind === "int" && (isRepeatable(first) || first.kind === "list"))
          return context.use("cartesian", ...Array.from({ length: Number(repeat.value) }, () => one));
        return context.use(
          "cartesian",
          spread(method(create(name("Array"), [value(repeat)]), "fill", array(spread(one)))),
        );
      }
      return context.use(
        "cartesian",
        ...e.args.map((argument) =>
          argument.kind === "star" ? spread(iterable(context, argument.value)) : iterable(context, argument.value),
        ),
      );
    }
    case "itertools.zip_longest": {
      const fill = keyword(e, "fillvalue");
      return context.use(
        "zipLongest",
        fill === undefined ? literal("null") : value(fill),
        ...all.map((each) => iterable(context, each)),
      );
    }
    case "itertools.groupby": {
      const key = second ?? keyword(e, "key");
      return context.use(
        "groupBy",
        iterable(context, first),
        key === undefined ? arrow([parameter("x")], name("x")) : functionValue(context, key, elements(first)),
      );
    }
    case "itertools.takewhile":
      return context.use("takeWhile", functionValue(context, first, elements(second)), iterable(context, second));
    case "itertools.dropwhile":
      return context.use("dropWhile", functionValue(context, first, elements(second)), iterable(context, second));
    case "itertools.starmap":
      return method(
        asArray(context, second),
        "map",
        arrow([parameter("each", ANY_TYPE)], call(functionValue(context, first, []), spread(name("each")))),
      );
    case "functools.reduce":
      return context.use(
        "reduce",
        first.kind === "lambda" ? value(first) : functionValue(context, first, [e.type, elementType(second.type)]),
        iterable(context, second),
        ...(third === undefined ? [] : [context.flowing(third, e.type)]),
      );
    case "functools.partial": {
      const open = partialParameters(e);
      if (open !== undefined && first.kind === "name") {
        const fn = first.variable.definition as FunctionDef;
        const given = e.args.slice(1);
        const values = fn.parameters.map((each, i) => {
          const named = given.find((argument) => argument.name === each.variable.name);
          if (named !== undefined) return context.flowing(named.value, each.variable.type);
          if (given[i]?.kind === "positional") return context.flowing(given[i].value, each.variable.type);
          return name(context.names.variable(each.variable));
        });
        const parameters = open.map((each) =>
          parameter(context.names.variable(each.variable), lowerType(context, each.variable.type)),
        );
        return arrow(parameters, call(value(first), ...values));
      }
      const given = all.slice(1).map(value);
      return arrow(
        [{ ...parameter("rest", { kind: "array", element: ANY_TYPE }), rest: true }],
        call(as(value(first), ANY_TYPE), ...given, spread(name("rest"))),
      );
    }
    case "functools.cmp_to_key":
      return context.use("cmpToKey", value(first));
    case "functools.lru_cache":
    case "functools.cache":
      return context.use("memoize", value(first));
    case "operator.itemgetter":
      return arrow(
        [parameter("x", ANY_TYPE)],
        all.length === 1 ? index(name("x"), value(first)) : array(...all.map((each) => index(name("x"), value(each)))),
      );
    case "operator.attrgetter": {
      const attribute = (each: Expression): TsExpression =>
        each.kind === "string"
          ? each.value
              .split(".")
              .reduce<TsExpression>((object, part) => member(object, context.memberName(part)), name("x"))
          : index(name("x"), value(each));
      return arrow([parameter("x", ANY_TYPE)], all.length === 1 ? attribute(first) : array(...all.map(attribute)));
    }
    case "copy.copy": {
      const type = withoutNone(first.type);
      if (type.kind === "list") return array(spread(value(first)));
      if (type.kind === "dict") return create(name("Map"), [value(first)]);
      if (type.kind === "set") return create(name("Set"), [value(first)]);
      return context.use("copyWith", value(first));
    }
    case "dataclasses.replace": {
      const changes = e.args
        .filter((argument) => argument.kind === "keyword")
        .map((argument) => ({ key: context.memberName(argument.name ?? ""), value: value(argument.value) }));
      const type = withoutNone(first.type);
      const cls = type.kind === "instance" ? context.classNamed(type.name) : undefined;
      // A class that looks its objects over when they are made looks over the copy, too.
      if (cls !== undefined && findMethod(cls, "__post_init__") !== undefined)
        return context.use(
          "remade",
          value(first),
          array(...constructorFields(cls).map((field) => string(context.memberName(field.name)))),
          { kind: "object", properties: changes },
        );
      return context.use("copyWith", as(value(first), lowerType(context, first.type)), {
        kind: "object",
        properties: changes,
      });
    }
    case "dataclasses.asdict": {
      const isRepeatable = first.kind === "name" || first.kind === "attribute";
      const record = isRepeatable ? recordAsDict(first, (each) => context.classNamed(each)) : undefined;
      return record === undefined ? context.use("recordAsMap", value(first)) : context.flowing(record, e.type);
    }
    case "contextlib.ExitStack":
      return create(context.helper("ExitStack"), []);
    case "contextlib.nullcontext":
      return context.use("plainContext", first === undefined ? literal("null") : value(first));
    case "pprint.pprint":
    case "pprint.pformat":
    case "pprint.pp": {
      const layout = layoutOf(first.type);
      const width = keyword(e, "width");
      const isSorted = short !== "pp" && keyword(e, "sort_dicts")?.kind !== "bool";
      const options = [
        ...(width === undefined ? [] : [{ key: "width", value: value(width) }]),
        ...(isSorted ? [] : [{ key: "sorted", value: literal("false") }]),
        ...(layout === undefined ? [] : [{ key: "layout", value: layout }]),
      ];
      const text = context.use(
        "prettyText",
        value(first),
        ...(options.length === 0 ? [] : [{ kind: "object" as const, properties: options }]),
      );
      return short === "pformat" ? text : method(name("console"), "log", text);
    }
    case "dataclasses.astuple":
      return context.use("recordAsTuple", value(first));
    case "dataclasses.fields":
      return context.use("fieldsOf", value(first));
    case "dataclasses.is_dataclass":
      return context.use("isRecord", value(first));
    case "heapq.nlargest":
    case "heapq.nsmallest": {
      const key = third ?? keyword(e, "key");
      const properties = [
        ...(key === undefined ? [] : [{ key: "key", value: functionValue(context, key, elements(second)) }]),
        ...(short === "nlargest" ? [{ key: "reverse", value: literal("true") }] : []),
      ];
      return method(
        context.use(
          "sorted",
          iterable(context, second),
          ...(properties.length === 0 ? [] : [{ kind: "object" as const, properties }]),
        ),
        "slice",
        literal("0"),
        value(first),
      );
    }
    case "heapq.heappushpop": {
      context.note("info", "heap", "heappushpop is written as a push and a pop", e.range);
      return call(
        arrow(
          [],
          [
            { kind: "expression", value: context.use("heapPush", value(first), value(second)) },
            { kind: "return", value: context.use("heapPop", value(first)) },
          ],
        ),
      );
    }
    case "heapq.heapreplace":
      return call(
        arrow(
          [],
          [
            {
              kind: "declare",
              keyword: "const",
              target: { kind: "name", name: "smallest" },
              type: undefined,
              value: context.use("heapPop", value(first)),
            },
            { kind: "expression", value: context.use("heapPush", value(first), value(second)) },
            { kind: "return", value: name("smallest") },
          ],
        ),
      );
    case "heapq.merge":
      return context.use(
        "mergeSorted",
        sortOptions(context, e, elements(first)),
        ...all.map((each) => iterable(context, each)),
      );
    case "bisect.bisect":
    case "bisect.bisect_right":
    case "bisect.bisect_left":
      return bisected(context, e, short === "bisect_left" ? "left" : "right");
    case "bisect.insort":
    case "bisect.insort_right":
    case "bisect.insort_left":
      return method(
        value(first),
        "splice",
        insertionPoint(context, e, short === "insort_left" ? "left" : "right"),
        literal("0"),
        value(second),
      );
    case "json.dumps":
      return jsonText(context, e, first);
    case "json.dump": {
      const text = jsonText(context, e, first);
      if (second?.kind === "library" && second.module === "sys")
        return method(member(name("process"), second.name), "write", text);
      return method(value(second), "writeText", text);
    }
    case "json.load":
      return context.use("fromJson", method(value(first), "read"));
    case "json.loads":
      return context.use(
        "fromJson",
        first.type.kind === "bytes" ? method(create(name("TextDecoder"), []), "decode", value(first)) : value(first),
      );
    case "base64.b64encode":
      return context.use("encodeBase64", value(first));
    case "base64.urlsafe_b64encode":
      return context.use("encodeBase64", value(first), literal("true"));
    case "base64.b64decode":
    case "base64.urlsafe_b64decode":
      return context.use("decodeBase64", value(first));
    case "hashlib.new":
      return context.use("newDigest", ...all.map(value));
    case "base64.b16encode":
      return context.use("upperHexText", value(first));
    case "base64.b16decode":
      return context.use("bytesOfHex", value(first));
    case "secrets.choice":
      return context.use("secretChoice", iterable(context, first));
    case "hashlib.md5":
    case "hashlib.sha1":
    case "hashlib.sha256":
    case "hashlib.sha512":
    case "hashlib.sha224":
    case "hashlib.sha384":
    case "hashlib.sha3_256":
    case "hashlib.sha3_512":
      return create(context.helper("Digest"), [string(short), ...(first === undefined ? [] : [value(first)])]);
    case "re.compile":
      return pattern(context, first, second ?? keyword(e, "flags"));
    case "re.match":
    case "re.fullmatch":
      return context.use(
        "matchAt",
        pattern(context, first, third ?? keyword(e, "flags")),
        value(second),
        ...(short === "fullmatch" ? [literal("true")] : []),
      );
    case "re.search":
      return method(pattern(context, first, third ?? keyword(e, "flags")), "exec", value(second));
    case "re.findall":
      return context.use("findAll", pattern(context, first, third ?? keyword(e, "flags")), value(second));
    case "re.finditer":
      return method(
        value(second),
        "matchAll",
        context.use("withFlags", pattern(context, first, third ?? keyword(e, "flags")), string("g")),
      );
    case "re.sub": {
      const limit = all[3] ?? keyword(e, "count");
      return context.use(
        "substitute",
        pattern(context, first, keyword(e, "flags")),
        second.type.kind === "str"
          ? value(second)
          : functionValue(context, second, [{ kind: "library", name: "re.Match", args: [] }]),
        value(third),
        ...(limit === undefined ? [] : [value(limit)]),
      );
    }
    case "re.subn":
      return context.use(
        "substituteCounting",
        pattern(context, first, keyword(e, "flags")),
        second.type.kind === "str"
          ? value(second)
          : functionValue(context, second, [{ kind: "library", name: "re.Match", args: [] }]),
        value(third),
        ...(all[3] === undefined && keyword(e, "count") === undefined
          ? []
          : [value(all[3] ?? (keyword(e, "count") as Expression))]),
      );
    case "re.split":
      if (third !== undefined || keyword(e, "maxsplit") !== undefined)
        return context.use(
          "splitAtMost",
          pattern(context, first, keyword(e, "flags")),
          value(second),
          value(third ?? (keyword(e, "maxsplit") as Expression)),
        );
      return method(value(second), "split", pattern(context, first, keyword(e, "flags")));
    case "re.purge":
      return name("undefined");
    case "re.escape":
      return method(value(first), "replace", literal(SPECIAL_CHARACTERS), string("\\$&"));
    case "threading.Thread":
    case "multiprocessing.Process":
      return lowerThread(context, e);
    case "threading.Lock":
    case "threading.RLock":
    case "multiprocessing.Lock":
    case "asyncio.Lock":
      return create(context.helper("Semaphore"), []);
    case "threading.Semaphore":
    case "threading.BoundedSemaphore":
    case "asyncio.Semaphore":
    case "asyncio.BoundedSemaphore":
      return create(context.helper("Semaphore"), all.map(value));
    case "threading.Condition":
    case "asyncio.Condition":
      return create(context.helper("Condition"), []);
    case "threading.Event":
    case "asyncio.Event":
      return create(context.helper("Flag"), []);
    case "queue.PriorityQueue":
    case "queue.LifoQueue":
    case "asyncio.PriorityQueue":
    case "asyncio.LifoQueue":
    case "queue.Queue":
    case "queue.SimpleQueue":
    case "multiprocessing.Queue":
    case "asyncio.Queue": {
      const limit = first ?? keyword(e, "maxsize");
      const item = e.type.kind === "library" ? e.type.args[0] : undefined;
      return create(
        context.helper(short === "PriorityQueue" || short === "LifoQueue" ? short : "Queue"),
        limit === undefined ? [] : [value(limit)],
        item === undefined || item.kind === "never" ? [ANY_TYPE] : [lowerType(context, item)],
      );
    }
    case "concurrent.futures.ThreadPoolExecutor":
    case "concurrent.futures.ProcessPoolExecutor":
    case "multiprocessing.Pool":
    case "multiprocessing.pool.ThreadPool": {
      const limit = first ?? keyword(e, "max_workers") ?? keyword(e, "processes");
      if (short === "ProcessPoolExecutor" || short === "Pool")
        context.note(
          "info",
          "one-thread",
          "the pool bounds what is unfinished at a time; CPU-bound work needs worker_threads to use several cores",
          e.range,
        );
      return create(context.helper("Pool"), limit === undefined ? [] : [value(limit)]);
    }
    case "concurrent.futures.as_completed":
      return context.use("asCompleted", iterable(context, first));
    case "concurrent.futures.wait":
      return method(name("Promise"), "allSettled", iterable(context, first));
    case "asyncio.run":
      return value(first);
    case "asyncio.create_task":
    case "asyncio.ensure_future":
      return create(context.helper("Task"), [arrow([], value(first))]);
    case "asyncio.gather": {
      const keeps = keyword(e, "return_exceptions");
      const works = e.args.filter((argument) => argument.kind !== "keyword");
      const [only] = works;
      const list =
        works.length === 1 && only.kind === "star"
          ? asArray(context, only.value)
          : array(
              ...works.map((argument) =>
                argument.kind === "star" ? spread(asArray(context, argument.value)) : value(argument.value),
              ),
            );
      return keeps?.kind === "bool" && keeps.value ? context.use("settle", list) : method(name("Promise"), "all", list);
    }
    case "asyncio.wait_for":
      return context.use("withTimeout", value(first), value(second ?? (keyword(e, "timeout") as Expression)));
    case "asyncio.shield":
      return value(first);
    case "asyncio.to_thread": {
      const made = call(
        functionValue(
          context,
          first,
          all.slice(1).map((each) => each.type),
        ),
        ...all.slice(1).map(value),
      );
      return create(context.helper("Task"), [arrow([], made)]);
    }
    case "asyncio.TaskGroup":
      return create(context.helper("TaskGroup"), []);
    case "asyncio.as_completed":
      return context.use("asCompleted", asArray(context, first));
  }
  const stub = stubFunction(context, e, full);
  if (stub !== undefined) return stub;
  if (/Error$|Exception$/.test(short)) return create(context.exceptionClass(full), plainArguments(context, e.args));
  return context.missing(full, e.range);
}

/** `key` and `reverse` of a call, where it has them. */
function sortOptions(context: Lowering, e: Call, types: Type[]): TsExpression {
  const key = keyword(e, "key");
  const reverse = keyword(e, "reverse");
  const properties = [
    ...(key === undefined || key.kind === "none" ? [] : [{ key: "key", value: functionValue(context, key, types) }]),
    ...(reverse === undefined ? [] : [{ key: "reverse", value: context.flowing(reverse) }]),
  ];
  return { kind: "object", properties };
}

/** Where a value goes in a sorted list, or in a part of it. */
function bisected(context: Lowering, e: Call, side: string): TsExpression {
  const [list, wanted, low = keyword(e, "lo"), high = keyword(e, "hi")] = args(e);
  const key = keyword(e, "key");
  const given = [context.flowing(list), context.flowing(wanted)];
  const isPlain = key === undefined && low === undefined && high === undefined;
  if (isPlain) return context.use("bisect", ...given, ...(side === "left" ? [string(side)] : []));
  const properties = [
    ...(low === undefined ? [] : [{ key: "low", value: context.flowing(low) }]),
    ...(high === undefined || high.kind === "none" ? [] : [{ key: "high", value: context.flowing(high) }]),
    ...(key === undefined ? [] : [{ key: "key", value: functionValue(context, key, [elementType(list.type)]) }]),
  ];
  return context.use("bisect", ...given, string(side), { kind: "object", properties });
}

/** Where `insort` puts a value; a key is asked of the value as well as of the list. */
function insertionPoint(context: Lowering, e: Call, side: string): TsExpression {
  const [list, wanted] = args(e);
  const key = keyword(e, "key");
  if (key === undefined) return bisected(context, e, side);
  const fn = functionValue(context, key, [elementType(list.type)]);
  const options: TsExpression = { kind: "object", properties: [{ key: "key", value: fn }] };
  return context.use("bisect", context.flowing(list), call(fn, context.flowing(wanted)), string(side), options);
}

/** A value as JSON, laid out as the call says. */
function jsonText(context: Lowering, e: Call, first: Expression): TsExpression {
  const properties: { key: string; value: TsExpression }[] = [];
  const indent = keyword(e, "indent");
  const sort = keyword(e, "sort_keys");
  const separators = keyword(e, "separators");
  if (indent !== undefined) properties.push({ key: "indent", value: context.flowing(indent) });
  if (sort !== undefined) properties.push({ key: "sortKeys", value: context.flowing(sort) });
  if (separators !== undefined) properties.push({ key: "separators", value: context.flowing(separators) });
  const ascii = keyword(e, "ensure_ascii");
  if (ascii !== undefined) properties.push({ key: "ensureAscii", value: context.flowing(ascii) });
  const layout = layoutOf(first.type);
  if (layout !== undefined && mentionsFloat(first.type)) properties.push({ key: "layout", value: layout });
  return context.use(
    "toJson",
    context.flowing(first),
    ...(properties.length === 0 ? [] : [{ kind: "object" as const, properties }]),
  );
}

/** Whether there are floats inside, which JSON writes with a point even where they are whole. */
function mentionsFloat(type: Type): boolean {
  return type.kind === "float" || partsOf(type).some(mentionsFloat);
}

/** What has a meaning in a regular expression, as one. */
const SPECIAL_CHARACTERS = "/[.*+?^$" + "{}()|[\\]\\\\\\-]/g";

const RANDOM_METHODS = new Set([
  "random",
  "normalvariate",
  "expovariate",
  "randint",
  "randrange",
  "uniform",
  "choice",
  "choices",
  "sample",
  "shuffle",
  "seed",
  "getrandbits",
  "gauss",
]);

/** A method of a random number generator, the module's own or one that was made. */
function randomCall(context: Lowering, generator: TsExpression, e: Call, text: string): TsExpression {
  const made = args(e).map((each) =>
    ["choice", "choices", "sample"].includes(text) && each === args(e)[0]
      ? asArray(context, each)
      : context.flowing(each),
  );
  const count = keyword(e, "k");
  if (text === "choices") {
    const weights = args(e)[1] ?? keyword(e, "weights");
    const cumulative = keyword(e, "cum_weights");
    const given = weights ?? cumulative;
    return method(
      generator,
      "choices",
      made[0],
      ...(count === undefined && given === undefined
        ? []
        : [count === undefined ? literal("1") : context.flowing(count)]),
      ...(given === undefined ? [] : [context.flowing(given)]),
      ...(cumulative === undefined ? [] : [literal("true")]),
    );
  }
  if (text === "sample" && count !== undefined) return method(generator, "sample", made[0], context.flowing(count));
  return method(generator, text, ...made);
}

function isIterated(type: Type): boolean {
  return ["dict", "iterator", "class"].includes(withoutNone(type).kind);
}

function listed(e: Expression): Expression {
  return e.kind === "comprehension" && e.form === "generator" ? { ...e, form: "list" } : e;
}

function lowerDefaultDict(
  context: Lowering,
  e: Call,
  factory: Expression | undefined,
  initial: Expression | undefined,
): TsExpression {
  const type = e.type.kind === "dict" ? e.type : undefined;
  const typeArgs =
    type === undefined || type.key.kind === "never"
      ? []
      : [lowerType(context, type.key), lowerType(context, type.value)];
  const rest = initial === undefined ? [] : [context.expression(initial)];
  return create(context.helper("DefaultMap"), [factoryOf(context, factory, type?.value), ...rest], typeArgs);
}

function factoryOf(context: Lowering, factory: Expression | undefined, type: Type | undefined): TsExpression {
  if (factory?.kind !== "builtin") {
    if (factory === undefined || factory.kind === "none") return arrow([], literal("null"));
    if (factory.kind === "library" && factory.module === "collections") {
      if (factory.name === "Counter") return arrow([], create(context.helper("Counter"), []));
      if (factory.name === "deque") return arrow([], array());
      if (factory.name === "OrderedDict") return arrow([], makeMap(context, type ?? { kind: "any" }, undefined));
    }
    if (factory.kind === "name" && factory.variable.definition?.kind === "class")
      return arrow([], create(context.expression(factory), []));
    return context.expression(factory);
  }
  switch (factory.name) {
    case "int":
      return arrow([], literal(type?.kind === "int" && type.wide ? "0n" : "0"));
    case "float":
      return arrow([], literal("0"));
    case "str":
      return arrow([], string(""));
    case "bool":
      return arrow([], literal("false"));
    case "list":
    case "tuple":
      return arrow([], array());
    case "set": {
      const content = type?.kind === "set" && needsContentKeys(context, type.element);
      return arrow([], create(content ? context.helper("StructSet") : name("Set"), []));
    }
    case "dict":
      return arrow([], makeMap(context, type ?? { kind: "any" }, undefined));
    default:
      return context.missing(`a defaultdict of ${factory.name}`, factory.range);
  }
}

const FLAG_LETTERS: Readonly<Record<string, string>> = table({
  IGNORECASE: "i",
  I: "i",
  MULTILINE: "m",
  M: "m",
  DOTALL: "s",
  S: "s",
  VERBOSE: "",
  X: "",
});

/** A regular expression literal where the pattern is one in Python too. */
function pattern(context: Lowering, e: Expression, flags: Expression | undefined): TsExpression {
  if (e.type.kind === "library") return context.expression(e);
  const collect = (each: Expression | undefined): string => {
    if (each === undefined) return "";
    if (each.kind === "library") return FLAG_LETTERS[each.name] ?? "";
    return each.kind === "binary" ? collect(each.left) + collect(each.right) : "";
  };
  const letters = collect(flags) + (asksForGroupPlaces(context) ? "d" : "");
  if (isVerbose(flags) && e.kind === "string")
    return pattern(context, { ...e, value: withoutLayout(e.value) }, plainFlags(flags));
  if (e.kind === "string" && !/\(\?|\\A|\\Z|[\n/]/.test(e.value) && e.value !== "" && isPattern(e.value))
    return literal(`/${e.value}/${letters}`);
  return context.use("pattern", context.expression(e), ...(letters === "" ? [] : [string(letters)]));
}

/** Whether JavaScript takes a text as a regular expression. */
function isPattern(text: string): boolean {
  try {
    return new RegExp(text).source !== "";
  } catch {
    return false;
  }
}

const groupPlaces = new WeakMap<Lowering["module"], boolean>();

/** Whether the module asks where a group matched, which JavaScript only notes when it is told to. */
function asksForGroupPlaces(context: Lowering): boolean {
  const { module } = context;
  let known = groupPlaces.get(module);
  if (known !== undefined) return known;
  known = false;
  for (const body of [module.body, module.main ?? [], ...module.functions.map((fn) => fn.body)])
    visitExpressions(body, {
      expression: (e) => {
        known ||=
          e.kind === "call" &&
          e.target.kind === "method" &&
          /^(start|end|span)$/.test(e.target.name) &&
          e.args.some((each) => each.value.kind !== "int" || each.value.value !== 0n) &&
          isMatch(e.target.receiver.type);
        return undefined;
      },
    });
  groupPlaces.set(module, known);
  return known;
}

/** JavaScript has no flag for blanks and comments in a pattern; they are taken out of it instead. */
function plainFlags(flags: Expression | undefined): Expression | undefined {
  if (flags?.kind !== "binary") return isVerbose(flags) ? undefined : flags;
  const [left, right] = [plainFlags(flags.left), plainFlags(flags.right)];
  return left === undefined || right === undefined ? (left ?? right) : { ...flags, left, right };
}

function isLiteral(e: Expression): boolean {
  return ["int", "float", "string", "bool", "none"].includes(e.kind);
}

function lowerThread(context: Lowering, e: Call): TsExpression {
  const target = keyword(e, "target") ?? args(e)[1];
  const given = keyword(e, "args");
  const label = keyword(e, "name");
  if (target === undefined) return context.missing("a thread without a target", e.range);
  let values: TsExpression[] = [];
  if (given !== undefined) {
    values =
      given.kind === "tuple" || given.kind === "list"
        ? given.elements.map((each) => context.flowing(each))
        : [spread(as(context.expression(given), ANY_TYPE))];
  }
  const fn = functionValue(
    context,
    target,
    values.map(() => ({ kind: "any" }) as const),
  );
  // Python takes the arguments when the thread is made; a variable that changes later must not be looked at then.
  const isFixed =
    given === undefined ||
    ((given.kind === "tuple" || given.kind === "list") &&
      given.elements.every(
        (each) =>
          isLiteral(each) || (each.kind === "name" && (each.variable.bindings === 1 || each.variable.isParameter)),
      ));
  const run =
    values.length === 0 && target.kind === "name"
      ? fn
      : isFixed
        ? arrow([], call(fn, ...values))
        : method(fn, "bind", literal("null"), ...values);
  return create(context.helper("Thread"), [run, ...(label === undefined ? [] : [context.expression(label)])]);
}

// ───────────────────────────────────────────────────────────── methods of library objects

const RENAMED: Readonly<Record<string, string>> = table({
  put_nowait: "putNow",
  get_nowait: "getNow",
  qsize: "size",
  task_done: "taskDone",
  is_set: "isSet",
  is_alive: "isAlive",
  notify_all: "notifyAll",
  wait_for: "waitFor",
  create_task: "createTask",
  shutdown: "close",
});

export function lowerLibraryMethod(
  context: Lowering,
  e: Call,
  receiver: Expression,
  type: Extract<Type, { kind: "library" }>,
  text: string,
): TsExpression {
  const made = present(context, receiver);
  const all = args(e);
  const [first, second] = all;
  const value = (each: Expression): TsExpression => context.flowing(each);
  const stub = stubMethod(context, e, made, type, text);
  if (stub !== undefined) return stub;
  switch (`${type.name}.${text}`) {
    case "contextlib.ExitStack.enter_context":
      return method(made, "enterContext", value(first));
    case "contextlib.ExitStack.callback": {
      const [fn, ...given] = e.args;
      const run = { kind: "call" as const, target: { kind: "value" as const, callee: fn.value }, args: given };
      const target = fn.value.kind === "builtin" ? { kind: "builtin" as const, name: fn.value.name } : run.target;
      const called = context.expression({ ...run, target, type: { kind: "any" }, range: e.range });
      return method(made, "callback", arrow([], called));
    }
    case "contextlib.ExitStack.close":
      return method(made, "close");
    case "re.Match.group":
      if (all.length < 2) return matchedGroup(context, made, first, e.type);
      return array(
        ...all.map((each, i) =>
          matchedGroup(context, made, each, e.type.kind === "tuple" ? e.type.elements[i] : e.type),
        ),
      );
    case "re.Match.groups": {
      const groups = method(made, "slice", literal("1"));
      const given = first ?? keyword(e, "default");
      const missing =
        given !== undefined
          ? value(given)
          : e.type.kind === "array" && e.type.element.kind === "optional"
            ? literal("null")
            : undefined;
      if (missing === undefined) return groups;
      return method(groups, "map", arrow([parameter("text")], binary("??", name("text"), missing)));
    }
    case "re.Match.groupdict": {
      const isOptional = e.type.kind === "dict" && e.type.value.kind === "optional";
      const given = first ?? keyword(e, "default");
      const missing = given !== undefined ? [value(given)] : isOptional ? [literal("null")] : [];
      return context.use("groupMap", made, ...missing);
    }
    case "re.Match.start":
    case "re.Match.end":
    case "re.Match.span":
      if (first === undefined || (first.kind === "int" && first.value === 0n)) break;
      if (text === "span") return context.use("groupSpan", made, value(first));
      return index(context.use("groupSpan", made, value(first)), literal(text === "start" ? "0" : "1"));
  }
  switch (`${type.name}.${text}`) {
    case "re.Match.start":
      return member(made, "index");
    case "re.Match.end":
      return binary("+", member(made, "index"), member(index(made, literal("0")), "length"));
    case "re.Match.span":
      return array(
        member(made, "index"),
        binary("+", member(made, "index"), member(index(made, literal("0")), "length")),
      );
    case "re.Pattern.match":
    case "re.Pattern.fullmatch":
      return context.use(
        "matchAt",
        made,
        value(first),
        ...(text === "fullmatch" || second !== undefined ? [literal(String(text === "fullmatch"))] : []),
        ...(second === undefined ? [] : [value(second)]),
      );
    case "re.Pattern.search":
      return second === undefined
        ? method(made, "exec", value(first))
        : context.use("searchFrom", made, value(first), value(second));
    case "re.Pattern.findall":
      return context.use("findAll", made, value(first));
    case "re.Pattern.finditer":
      return method(value(first), "matchAll", context.use("withFlags", made, string("g")));
    case "re.Pattern.sub":
    case "re.Pattern.subn":
      return context.use(
        text === "subn" ? "substituteCounting" : "substitute",
        made,
        first.type.kind === "str" ? value(first) : functionValue(context, first, [{ kind: "any" }]),
        value(second),
        ...(all[2] === undefined && keyword(e, "count") === undefined
          ? []
          : [value(all[2] ?? (keyword(e, "count") as Expression))]),
      );
    case "re.Pattern.split": {
      const limit = second ?? keyword(e, "maxsplit");
      return limit === undefined
        ? method(value(first), "split", made)
        : context.use("splitAtMost", made, value(first), value(limit));
    }
    case "re.Match.expand":
      return context.use("expandMatch", made, value(first));
    case "random.Random.random":
      return method(made, "random");
    case "concurrent.futures.Executor.submit": {
      const given = all.slice(1);
      return method(
        made,
        "submit",
        functionValue(
          context,
          first,
          given.map((each) => each.type),
        ),
        ...given.map(value),
      );
    }
    case "multiprocessing.Pool.apply_async":
    case "multiprocessing.Pool.apply": {
      const given =
        second?.kind === "tuple" || second?.kind === "list"
          ? second.elements.map(value)
          : second === undefined
            ? []
            : [spread(as(value(second), ANY_TYPE))];
      return method(
        made,
        "submit",
        functionValue(
          context,
          first,
          given.map(() => ({ kind: "any" }) as const),
        ),
        ...given,
      );
    }
    case "concurrent.futures.Executor.map":
    case "multiprocessing.Pool.map":
    case "multiprocessing.Pool.imap":
    case "multiprocessing.Pool.imap_unordered": {
      const sources = all.slice(1);
      if (sources.length === 1)
        return method(
          made,
          "map",
          functionValue(context, first, [elementType(sources[0].type)]),
          iterable(context, listed(sources[0])),
        );
      const names = sources.map((_, at) => String.fromCharCode(97 + at));
      const pair = {
        name: {
          kind: "array",
          elements: names.map((each) => ({ kind: "name", name: each }) as const),
          rest: undefined,
        } as const,
        type: undefined,
        default: undefined,
        optional: false,
        rest: false,
      };
      return method(
        made,
        "map",
        arrow([pair], call(context.expression(first), ...names.map((each) => name(each)))),
        context.use("zip", ...sources.map((each) => iterable(context, each))),
      );
    }
    case "multiprocessing.Pool.starmap":
      return method(
        made,
        "map",
        arrow([parameter("each", ANY_TYPE)], call(as(context.expression(first), ANY_TYPE), spread(name("each")))),
        iterable(context, second),
      );
    case "concurrent.futures.Future.exception":
      return method(made, "exception");
    case "concurrent.futures.Future.result":
    case "multiprocessing.AsyncResult.get":
      return made;
    case "asyncio.TaskGroup.create_task":
      return method(made, "createTask", arrow([], value(first)));
    case "concurrent.futures.Executor.shutdown":
    case "multiprocessing.Pool.close":
    case "multiprocessing.Pool.join":
      return text === "close" ? name("undefined") : method(made, "close");
    case "queue.Queue.put":
    case "asyncio.Queue.put":
      return method(made, "put", value(first));
    case "queue.Queue.get":
    case "asyncio.Queue.get":
      return method(made, "get");
    case "hashlib.Hash.hexdigest":
    case "hashlib.Hash.digest":
    case "hashlib.Hash.update":
    case "hashlib.Hash.copy":
      return method(made, text, ...all.map(value));
  }
  if (type.name === "random.Random" && RANDOM_METHODS.has(text)) return randomCall(context, made, e, text);
  const supported = [
    "threading.Thread",
    "threading.Lock",
    "threading.Condition",
    "threading.Event",
    "threading.Semaphore",
    "asyncio.Condition",
    "asyncio.Lock",
    "asyncio.Event",
    "asyncio.Semaphore",
    "queue.Queue",
    "asyncio.Queue",
    "asyncio.Task",
    "concurrent.futures.Future",
  ];
  if (supported.includes(type.name)) {
    const timeout = keyword(e, "timeout");
    return method(made, RENAMED[text] ?? text, ...all.map(value), ...(timeout === undefined ? [] : [value(timeout)]));
  }
  return context.missing(`the method ${text} of ${type.name}`, e.range);
}
