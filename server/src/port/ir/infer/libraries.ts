import { partialParameters } from "../bind.ts";
import { libraryFunction } from "../library/index.ts";
import type { Expression, FunctionDef } from "../nodes.ts";
import { ANY } from "../types.ts";
import { WEB } from "../web/service.ts";
import { applyExpression, applyValues } from "./apply.ts";
import { argument, type Call, evaluateAll, pairs, tupleArguments } from "./arguments.ts";
import { Cell, type Shape } from "./cells.ts";
import type { InferContext } from "./context.ts";
import { elementCell, markShown } from "./expressions.ts";
import { WEB_REQUESTS } from "./facts.ts";
import { foundTexts } from "./regex.ts";
import { FUNCTION_RESULTS } from "./signatures.ts";
import { suggestArguments } from "./stubs.ts";
import { inferWeb } from "./web.ts";

/** Libraries that are one under two names. */
const ALIASES: readonly (readonly [RegExp, string])[] = [
  [/^multiprocessing\.(Queue|JoinableQueue|SimpleQueue)$/, "queue.Queue"],
  [/^queue\.(LifoQueue|SimpleQueue|PriorityQueue)$/, "queue.$1"],
  [/^asyncio\.(LifoQueue|PriorityQueue)$/, "asyncio.$1"],
  [/^multiprocessing\.dummy\.Pool$/, "multiprocessing.Pool"],
];

export function inferLibrary(context: InferContext, e: Call, fullName: string): Cell {
  const { store } = context;
  const cells = evaluateAll(context, e.args);
  const isGetenv = fullName === "os.getenv";
  if (e.target.kind === "library" && (e.target.module === "os.environ" || isGetenv)) {
    // The environment is a dict like any other.
    const receiver: Expression = { kind: "library", module: "os", name: "environ", type: ANY, range: e.range };
    e.target = { kind: "method", receiver, name: isGetenv ? "get" : e.target.name, method: undefined };
    return context.call(e);
  }
  if (e.target.kind === "library" && e.target.module === "subprocess" && givesBytes(e)) {
    e.target = { kind: "library", module: "subprocess", name: `${e.target.name}Bytes` };
    return inferLibrary(context, e, `subprocess.${e.target.name}`);
  }
  const [first, second] = cells;
  let name = fullName;
  for (const [pattern, canonical] of ALIASES) name = name.replace(pattern, canonical);
  const elements = (index: number): Cell =>
    cells[index] === undefined ? context.own(e, "nothing") : elementCell(context, e.args[index], cells[index]);
  const object = (library: string, ...args: Cell[]): Cell =>
    context.holding(e, "object", () => ({ kind: "library", name: library, args }));
  const sequence = (element: Cell, kind: "list" | "iterator" = "list"): Cell => {
    const made = context.elementOf(e, kind);
    store.flow(element, made.element);
    return made.cell;
  };
  if (e.target.kind === "library" && e.target.module === WEB) return inferWeb(context, e, e.target.name, cells);
  switch (name) {
    case "collections.defaultdict": {
      const made = context.dictOf(e, "defaultdict");
      const factory = argument(e, 0);
      if (factory !== undefined && factory.kind !== "none") {
        if (factory.kind === "builtin" && factory.name === "dict") store.flow(context.dictOf(factory).cell, made.value);
        else if (factory.kind === "library" && factory.module === "collections" && factory.name === "Counter") {
          const counts = context.dictOf(factory, "Counter");
          store.atom(counts.value, "int");
          store.flow(counts.cell, made.value);
        } else if (factory.kind === "library" && factory.module === "collections" && factory.name === "deque")
          store.flow(context.elementOf(factory, "deque").cell, made.value);
        else store.flow(applyExpression(context, factory, []), made.value);
      }
      const initial = second?.find("dict");
      if (initial !== undefined) {
        store.flow(initial.key, made.key);
        store.flow(initial.value, made.value);
      }
      return made.cell;
    }
    case "collections.Counter": {
      const made = context.dictOf(e, "Counter");
      store.atom(made.value, "int");
      const given = first?.find("dict");
      if (given !== undefined) store.flow(given.key, made.key);
      else if (first !== undefined) store.flow(elements(0), made.key);
      for (const each of e.args) if (each.kind === "keyword") store.atom(made.key, "str");
      return made.cell;
    }
    case "collections.OrderedDict": {
      const made = context.dictOf(e, "OrderedDict");
      made.order.set();
      for (const [index, each] of e.args.entries()) {
        if (each.kind !== "keyword") continue;
        store.atom(made.key, "str");
        store.flow(cells[index], made.value);
      }
      const given = first?.find("dict");
      if (given !== undefined) {
        store.flow(given.key, made.key);
        store.flow(given.value, made.value);
      } else if (first !== undefined) {
        const pair = elements(0).find("tuple");
        if (pair !== undefined) {
          store.flow(pair.elements[0], made.key);
          store.flow(pair.elements[1], made.value);
        }
      }
      return made.cell;
    }
    case "collections.deque": {
      const made = context.elementOf(e, "deque");
      if (first !== undefined) store.flow(elements(0), made.element);
      return made.cell;
    }
    case "itertools.chain":
      for (let index = 0; index < cells.length; index++)
        store.flow(elements(index), context.elementOf(e, "iterator").element);
      return context.elementOf(e, "iterator").cell;
    case "itertools.chain.from_iterable":
      return sequence(elementCell(context, context.own(e, "inner"), elements(0)), "iterator");
    case "itertools.accumulate": {
      const made = context.elementOf(e, "iterator");
      store.flow(elements(0), made.element);
      const fn = argument(e, 1, "func");
      if (fn !== undefined) store.flow(applyExpression(context, fn, [made.element, elements(0)]), made.element);
      return made.cell;
    }
    case "itertools.combinations":
    case "itertools.permutations":
    case "itertools.combinations_with_replacement": {
      const size = argument(e, 1, "r");
      const element = elements(0);
      if (size?.kind === "int" && size.value > 0n && size.value <= 6n) {
        return pairs(
          context,
          e,
          Array.from({ length: Number(size.value) }, () => element),
        );
      }
      const made = context.elementOf(e, "iterator");
      const array = context.elementOf(context.own(e, "inner"), "array");
      store.flow(element, array.element);
      store.flow(array.cell, made.element);
      return made.cell;
    }
    case "itertools.product": {
      const repeat = argument(e, 99, "repeat");
      const positional = e.args.filter((each) => each.kind === "positional");
      if (positional.length === e.args.length)
        return pairs(
          context,
          e,
          positional.map((_, index) => elements(index)),
        );
      if (repeat?.kind === "int" && positional.length === 1)
        return pairs(
          context,
          e,
          Array.from({ length: Number(repeat.value) }, () => elements(0)),
        );
      const made = context.elementOf(e, "iterator");
      const array = context.elementOf(context.own(e, "inner"), "array");
      for (let index = 0; index < cells.length; index++)
        if (e.args[index].kind !== "keyword") store.flow(elements(index), array.element);
      store.flow(array.cell, made.element);
      return made.cell;
    }
    case "itertools.zip_longest": {
      const positional = e.args.filter((each) => each.kind === "positional");
      const fill = argument(e, 99, "fillvalue");
      return pairs(
        context,
        e,
        positional.map((each, index) => {
          const cell = context.own(each, "longest");
          store.flow(elements(index), cell);
          if (fill === undefined) store.atom(cell, "none");
          else store.flow(context.value(fill), cell);
          return cell;
        }),
      );
    }
    case "itertools.batched": {
      const made = context.elementOf(e, "iterator");
      const group = context.elementOf(context.own(e, "group"), "array");
      store.flow(elements(0), group.element);
      store.flow(group.cell, made.element);
      return made.cell;
    }
    case "itertools.pairwise":
      return pairs(context, e, [elements(0), elements(0)]);
    case "itertools.groupby": {
      const key = argument(e, 1, "key");
      const element = elements(0);
      const group = context.elementOf(context.own(e, "group"), "iterator");
      store.flow(element, group.element);
      return pairs(context, e, [key === undefined ? element : applyExpression(context, key, [element]), group.cell]);
    }
    case "itertools.count":
      return sequence(first ?? context.annotated(e, "int"), "iterator");
    case "itertools.repeat":
      return sequence(first ?? new Cell(), "iterator");
    case "itertools.cycle":
    case "itertools.islice":
    case "itertools.compress":
      return sequence(elements(0), "iterator");
    case "itertools.takewhile":
    case "itertools.dropwhile":
    case "itertools.filterfalse": {
      const element = elements(1);
      if (e.args[0] !== undefined) applyExpression(context, e.args[0].value, [element]);
      return sequence(element, "iterator");
    }
    case "itertools.starmap": {
      const tuple = elements(1).find("tuple");
      return sequence(
        e.args[0] === undefined ? new Cell() : applyExpression(context, e.args[0].value, tuple?.elements ?? []),
        "iterator",
      );
    }
    case "itertools.tee": {
      const made = context.elementOf(e, "iterator");
      store.flow(elements(0), made.element);
      return context.holding(e, "tee", () => ({ kind: "tuple", elements: [made.cell, made.cell] }));
    }
    case "functools.reduce": {
      const own = context.own(e);
      const element = elements(1);
      if (cells[2] !== undefined) store.flow(cells[2], own);
      else store.flow(element, own);
      if (e.args[0] !== undefined) store.flow(applyExpression(context, e.args[0].value, [own, element]), own);
      return own;
    }
    case "functools.partial": {
      const given = cells.slice(1);
      const callable = first?.find("callable");
      const positional = e.args.slice(1).filter((each) => each.kind === "positional");
      positional.forEach((each, index) => {
        if (callable?.parameters?.[index] !== undefined)
          store.flow(context.value(each.value), callable.parameters[index]);
      });
      const rest = partialParameters(e);
      if (rest !== undefined && e.args[0].value.kind === "name") {
        const fn = e.args[0].value.variable.definition as FunctionDef;
        for (const each of e.args) {
          const found = fn.parameters.find((one) => each.kind === "keyword" && one.variable.name === each.name);
          if (found !== undefined) store.flow(context.value(each.value), context.variable(found.variable));
        }
        return context.holding(e, "partial", () => ({
          kind: "callable",
          parameters: rest.map((each) => context.variable(each.variable)),
          result: callable?.result ?? context.own(e, "result"),
          required: rest.filter((each) => each.default === undefined).length,
          isAsync: callable?.isAsync ?? false,
        }));
      }
      void given;
      return context.holding(e, "partial", () => ({
        kind: "callable",
        parameters: callable?.parameters?.slice(positional.length),
        result: callable?.result ?? context.own(e, "result"),
        required: Math.max((callable?.required ?? 0) - positional.length, 0),
        isAsync: callable?.isAsync ?? false,
      }));
    }
    case "functools.cmp_to_key": {
      const [a, b] = first?.find("callable")?.parameters ?? [];
      if (a !== undefined && b !== undefined) store.union(a, b);
      return context.holding(e, "key", () => ({
        kind: "callable",
        parameters: [a ?? new Cell()],
        result: context.annotated(e, "int"),
        required: 1,
        isAsync: false,
      }));
    }
    case "functools.lru_cache":
    case "functools.cache":
      return first ?? new Cell();
    case "operator.itemgetter":
    case "operator.attrgetter":
    case "operator.methodcaller":
      return object(name, first ?? new Cell());
    case "copy.copy":
    case "copy.deepcopy":
    case "dataclasses.replace":
      return first ?? new Cell();
    case "pprint.pprint":
    case "pprint.pformat":
    case "pprint.pp":
      if (first !== undefined) markShown(first);
      return context.annotated(e, name === "pprint.pformat" ? "str" : "None");
    case "dataclasses.astuple":
      if (first !== undefined) markShown(first);
      return context.annotated(e, "tuple[Any, ...]");
    case "dataclasses.fields":
      return context.annotated(e, "tuple[Any, ...]");
    case "dataclasses.is_dataclass":
      return context.annotated(e, "bool");
    case "dataclasses.asdict": {
      if (first !== undefined) markShown(first);
      const made = context.dictOf(e);
      made.order.set();
      store.atom(made.key, "str");
      store.atom(made.value, "any");
      return made.cell;
    }
    case "json.dumps":
      if (first !== undefined) markShown(first);
      return context.annotated(e, "str");
    case "heapq.heappush": {
      const list = first?.find("list");
      if (list !== undefined && second !== undefined) store.flow(second, list.element);
      return context.annotated(e, "None");
    }
    case "heapq.heappop":
      return elements(0);
    case "heapq.heappushpop":
    case "heapq.heapreplace": {
      const list = first?.find("list");
      if (list !== undefined && second !== undefined) store.flow(second, list.element);
      return elements(0);
    }
    case "heapq.nlargest":
    case "heapq.nsmallest": {
      const key = argument(e, 2, "key");
      if (key !== undefined) applyExpression(context, key, [elements(1)]);
      return sequence(elements(1));
    }
    case "heapq.merge":
      for (let index = 0; index < cells.length; index++)
        if (e.args[index].kind !== "keyword") store.flow(elements(index), context.elementOf(e, "iterator").element);
      {
        const key = argument(e, 99, "key");
        if (key !== undefined) applyExpression(context, key, [context.elementOf(e, "iterator").element]);
      }
      return context.elementOf(e, "iterator").cell;
    case "bisect.bisect":
    case "bisect.bisect_left":
    case "bisect.bisect_right": {
      const key = argument(e, 99, "key");
      if (key !== undefined) applyExpression(context, key, [elements(0)]);
      return context.annotated(e, "int");
    }
    case "bisect.insort":
    case "bisect.insort_left":
    case "bisect.insort_right": {
      const list = first?.find("list");
      if (list !== undefined && second !== undefined) store.flow(second, list.element);
      const key = argument(e, 99, "key");
      if (key !== undefined) applyExpression(context, key, [elements(0)]);
      return context.annotated(e, "None");
    }
    case "statistics.mean": {
      const own = context.own(e);
      const element = elements(0);
      // The mean of integers is one where it is whole.
      if (context.keepsIntegers && element.has("int") && !element.has("float")) store.atom(own, "int");
      store.atom(own, "float");
      return own;
    }
    case "math.prod": {
      const own = context.own(e);
      store.flow(elements(0), own);
      store.atom(own, "int");
      return own;
    }
    case "struct.unpack":
    case "struct.unpack_from":
    case "struct.iter_unpack": {
      const items = structItems(e.args[0]?.value);
      if (items === undefined) break;
      const tuple = context.shape(e, "unpacked", () => ({
        kind: "tuple" as const,
        elements: items.map((kind, i) => context.annotated(context.own(e, `item:${i}`), kind)),
      }));
      const inner = context.own(e, "record");
      store.add(inner, tuple);
      return name === "struct.iter_unpack" ? sequence(inner) : inner;
    }
    case "secrets.choice":
    case "random.choice":
    case "statistics.mode":
    case "statistics.median_low":
    case "statistics.median_high":
      return elements(0);
    case "statistics.median": {
      return context.annotated(e, "float");
    }
    case "random.sample":
    case "random.choices":
    case "statistics.multimode":
      return sequence(elements(0));
    case "threading.Thread":
    case "multiprocessing.Process": {
      const target = argument(e, 1, "target");
      if (target !== undefined) applyExpression(context, target, tupleArguments(context, e, 3));
      const keywords = argument(e, 4, "kwargs");
      void keywords;
      return object("threading.Thread");
    }
    case "threading.Timer": {
      const target = argument(e, 1, "function");
      if (target !== undefined) applyExpression(context, target, tupleArguments(context, e, 2));
      return object("threading.Thread");
    }
    case "queue.Queue":
    case "queue.LifoQueue":
    case "queue.SimpleQueue":
    case "queue.PriorityQueue":
      return object("queue.Queue", context.own(e, "item"));
    case "asyncio.Queue":
    case "asyncio.LifoQueue":
    case "asyncio.PriorityQueue":
      return object("asyncio.Queue", context.own(e, "item"));
    case "asyncio.run": {
      const own = context.own(e);
      for (const shape of first?.alternatives() ?? []) if (shape.kind === "awaitable") store.flow(shape.element, own);
      return own;
    }
    case "asyncio.create_task":
    case "asyncio.ensure_future":
      return object("asyncio.Task", awaited(context, e, first));
    case "asyncio.wait_for":
    case "asyncio.shield": {
      const made = context.elementOf(e, "awaitable");
      store.flow(awaited(context, e, first), made.element);
      return made.cell;
    }
    case "asyncio.to_thread": {
      const made = context.elementOf(e, "awaitable");
      if (e.args[0] !== undefined) store.flow(applyExpression(context, e.args[0].value, cells.slice(1)), made.element);
      return made.cell;
    }
    case "asyncio.gather":
      return gather(context, e, cells);
    case "asyncio.wait": {
      const done = context.elementOf(context.own(e, "done"), "set");
      store.flow(elements(0), done.element);
      const tuple: Shape = context.shape(e, "sets", () => ({
        kind: "tuple" as const,
        elements: [done.cell, done.cell],
      }));
      const made = context.elementOf(e, "awaitable");
      store.add(made.element, tuple);
      return made.cell;
    }
    case "asyncio.as_completed": {
      const made = context.elementOf(e, "iterator");
      const inner = context.elementOf(context.own(e, "future"), "awaitable");
      store.flow(awaited(context, context.own(e, "item"), elements(0)), inner.element);
      store.flow(inner.cell, made.element);
      return made.cell;
    }
    case "concurrent.futures.as_completed":
      return sequence(elements(0), "iterator");
    case "concurrent.futures.wait": {
      const done = context.elementOf(context.own(e, "done"), "set");
      store.flow(elements(0), done.element);
      return context.holding(e, "sets", () => ({ kind: "tuple", elements: [done.cell, done.cell] }));
    }
    case "contextvars.ContextVar": {
      const fallback = argument(e, 99, "default");
      const inner = context.own(e, "item");
      if (fallback !== undefined) store.flow(context.value(fallback), inner);
      return object("contextvars.ContextVar", inner);
    }
    case "dataclasses.field": {
      const fallback = argument(e, 99, "default");
      const factory = argument(e, 99, "default_factory");
      if (fallback !== undefined) return context.value(fallback);
      return factory === undefined ? new Cell() : applyExpression(context, factory, []);
    }
    case "re.findall":
      return foundTexts(context, e, e.args[0]?.value);
    case "re.sub":
      if (e.args[1] !== undefined && second?.has("callable"))
        applyExpression(context, e.args[1].value, [context.annotated(e.args[1], "re.Match")]);
      return context.annotated(e, "str");
    case "contextlib.ExitStack":
      return object(name, new Cell());
    case "contextlib.nullcontext":
      return object("contextlib.AbstractContextManager", first ?? store.cell({ kind: "none" }));
    case "contextlib.closing":
      return object("contextlib.AbstractContextManager", first ?? new Cell());
    case "operator.mul":
    case "operator.add":
    case "operator.sub":
      return first ?? new Cell();
    case "time.sleep":
      if (first !== undefined) store.suggest(first, { kind: "float" });
      return context.annotated(e, "None");
    case "math.gcd":
    case "math.lcm":
    case "math.isqrt": {
      const own = context.own(e);
      // The divisor of something small is small; nothing else keeps a multiple small.
      const isWide =
        name === "math.gcd" ? cells.every((cell) => cell.has("wide")) : cells.some((cell) => cell.has("wide"));
      store.atom(own, isWide && cells.length > 0 ? "wide" : "int");
      return own;
    }
    case "math.floor":
    case "math.ceil":
    case "math.sqrt":
      if (first !== undefined) store.suggest(first, { kind: "float" });
  }
  if (WEB_REQUESTS.test(name)) for (const cell of cells) markShown(cell);
  const stub = libraryFunction(name);
  if (stub !== undefined) {
    suggestArguments(context, e, stub);
    return context.typed(e, "stub", stub.result);
  }
  const known = FUNCTION_RESULTS[name];
  if (known === undefined && name.startsWith("enum.")) return context.annotated(e, "int");
  void applyValues;
  return context.annotated(e, known ?? "Any");
}

/** Whether what a command writes is taken as bytes: nothing asks for text. */
function givesBytes(e: Call): boolean {
  if (e.target.kind !== "library" || !/^(run|check_output)$/.test(e.target.name)) return false;
  return !e.args.some(
    ({ kind, name, value }) =>
      kind === "doubleStar" ||
      ((name === "text" || name === "universal_newlines") && !(value.kind === "bool" && !value.value)) ||
      name === "encoding" ||
      name === "errors",
  );
}

/** What a format of `struct` that is written out gives, item by item. */
function structItems(format: Expression | undefined): string[] | undefined {
  if (format?.kind !== "string") return undefined;
  const items = [...format.value.replace(/^[@=<>!]/, "").matchAll(/(\d*)([a-zA-Z?])/g)].flatMap(
    ([, digits, letter]) => {
      if (letter === "x") return [];
      if (letter === "s" || letter === "p") return ["bytes"];
      const kind = letter === "c" ? "bytes" : letter === "?" ? "bool" : /[efd]/.test(letter) ? "float" : "int";
      return Array.from({ length: digits === "" ? 1 : Math.min(Number(digits), 16) }, () => kind);
    },
  );
  return items.length > 0 && items.length <= 6 && !/\d{2,}[^sp\d]/.test(format.value) ? items : undefined;
}

/** What awaiting an argument gives: coroutines, tasks and futures. */
function awaited(context: InferContext, node: object, value: Cell | undefined): Cell {
  const own = context.own(node, "awaited");
  for (const shape of value?.alternatives() ?? []) {
    if (shape.kind === "awaitable") context.store.flow(shape.element, own);
    else if (shape.kind === "library" && shape.args[0] !== undefined) context.store.flow(shape.args[0], own);
  }
  return own;
}

/** `gather(a(), b())` gives a tuple's worth of results, typed one by one; `gather(*aws)` a list. */
function gather(context: InferContext, e: Call, cells: readonly Cell[]): Cell {
  const { store } = context;
  const made = context.elementOf(e, "awaitable");
  const positional = e.args.filter((each) => each.kind !== "keyword");
  const exceptions = argument(e, 99, "return_exceptions");
  const keeps = exceptions?.kind === "bool" && exceptions.value;
  const results = context.elementOf(context.own(e, "results"), "list");
  positional.forEach((each) => {
    const index = e.args.indexOf(each);
    const value = each.kind === "star" ? elementCell(context, each, cells[index]) : cells[index];
    store.flow(awaited(context, each, value), results.element);
  });
  if (keeps) store.add(results.element, { kind: "instance", name: "Exception" });
  store.flow(results.cell, made.element);
  return made.cell;
}
