import { libraryMethod } from "../library/index.ts";
import { NAMESPACE } from "../library/namespaces.ts";
import { ANY, STR } from "../types.ts";
import { applyExpression } from "./apply.ts";
import { argument, type Call, evaluateAll, pairs } from "./arguments.ts";
import type { Cell } from "./cells.ts";
import type { InferContext } from "./context.ts";
import { binaryCell, callMethod, elementCell, markShown } from "./expressions.ts";
import { namespaceCell } from "./namespaces.ts";
import { keepApart } from "./narrowing.ts";
import { keepShownApart } from "./shown.ts";
import { FUNCTION_RESULTS } from "./signatures.ts";
import { KNOWN_OPTIONS } from "./spread.ts";

/** Consumers whose result does not depend on the order in which a dict gives its keys. */
const ORDER_BLIND: ReadonlySet<string> = new Set(["sum", "len", "any", "all", "set", "frozenset", "bool"]);

export function inferBuiltin(context: InferContext, e: Call, name: string): Cell {
  const { store } = context;
  const cells = evaluateAll(context, e.args);
  const [first, second] = cells;
  const own = (): Cell => context.own(e);
  const elements = (cell: Cell | undefined, node: object = e): Cell =>
    cell === undefined ? context.own(node, "nothing") : elementCell(context, node, cell);
  switch (name) {
    case KNOWN_OPTIONS:
      return first ?? own();
    case "print":
      for (const cell of cells) markShown(cell);
      for (const each of e.args) if (each.kind === "positional") keepShownApart(context, each.value);
      return context.annotated(e, "None");
    case "str":
    case "repr":
      if (first !== undefined) {
        markShown(first);
        keepShownApart(context, e.args[0]?.value);
        for (const shape of first.alternatives())
          if (shape.kind === "instance") callMethod(context, shape.name, "__str__", []);
      }
      return context.annotated(e, "str");
    case "int":
      if (first.has("wide")) {
        const kept = own();
        store.atom(kept, "wide");
        return kept;
      }
      return context.annotated(e, "int");
    case "abs":
    case "round":
    case "pow":
    case "divmod": {
      const object = first?.find("instance");
      if (object !== undefined && second !== undefined) return callMethod(context, object.name, "__divmod__", [second]);
      return numeric(context, e, name, first, second);
    }
    case "sum": {
      const element = keepOrder(context, e, name, first);
      const start = argument(e, 1, "start");
      if (element.isEmpty) store.suggest(element, { kind: "int" });
      if (element.root().apart) store.keepApart(own());
      for (const shape of element.alternatives()) {
        // What is none cannot be added: a sum that is reached has none in it.
        if (shape.kind === "bool") store.atom(own(), "int");
        else if (shape.kind !== "none") store.add(own(), shape);
      }
      if (start !== undefined) store.flow(context.value(start), own());
      // The 0 that a sum starts with shows only where there is nothing to add: a sum of floats is a float.
      else if (!element.alternatives().some((shape) => ["instance", "list", "library", "float"].includes(shape.kind)))
        if (!element.isEmpty) store.atom(own(), "int");
      return own();
    }
    case "min":
    case "max": {
      const key = e.args.find((each) => each.name === "key");
      const positional = e.args.filter((each) => each.kind === "positional");
      const fallback = argument(e, 99, "default");
      let element: Cell;
      if (positional.length === 1 || e.args[0]?.kind === "star") element = elements(first);
      else {
        for (const each of positional) store.flow(context.value(each.value), own());
        element = own();
        if (element.isEmpty) store.suggest(element, { kind: "int" });
        const known = element.alternatives()[0];
        for (const each of positional) if (known !== undefined) store.suggest(context.value(each.value), known);
      }
      if (key !== undefined) applyExpression(context, key.value, [element]);
      else if (element.isEmpty) store.suggest(element, { kind: "int" });
      if (fallback === undefined) return element;
      store.flow(element, own());
      store.flow(context.value(fallback), own());
      return own();
    }
    case "sorted":
    case "list":
    case "reversed":
    case "set":
    case "frozenset":
    case "iter": {
      const kind = name === "sorted" ? "list" : name === "reversed" || name === "iter" ? "iterator" : name;
      const made = context.elementOf(e, kind);
      if (name === "iter" && e.args.length === 2) {
        store.flow(applyExpression(context, e.args[0].value, []), made.element);
        return made.cell;
      }
      const element = first === undefined ? undefined : keepOrder(context, e, name, first);
      if (element !== undefined) store.flow(element, made.element);
      const key = e.args.find((each) => each.name === "key");
      if (key !== undefined && element !== undefined && key.value.kind !== "none")
        applyExpression(context, key.value, [element]);
      return made.cell;
    }
    case "tuple": {
      if (first !== undefined) {
        const tuple = first.alternatives().length === 1 ? first.find("tuple") : undefined;
        if (tuple !== undefined) return first;
      }
      const made = context.elementOf(e, "array");
      if (first !== undefined) store.flow(elements(first), made.element);
      return made.cell;
    }
    case "dict": {
      const made = context.dictOf(e);
      for (const shape of first?.alternatives() ?? []) {
        const entries = shape.kind === "library" ? libraryMethod(shape.name, "__dict__")?.result : undefined;
        if (shape.kind === "dict") {
          store.flow(shape.key, made.key);
          store.flow(shape.value, made.value);
          made.order.merge(shape.order);
        } else if (entries?.kind === "dict") {
          store.addType(made.key, entries.key);
          store.addType(made.value, entries.value);
          made.order.set();
        } else {
          const pair = elementCell(context, e, store.cell(shape));
          const tuple = pair.find("tuple");
          if (tuple?.elements.length === 2) {
            store.flow(tuple.elements[0], made.key);
            store.flow(tuple.elements[1], made.value);
          } else {
            store.flow(elementCell(context, made, pair), made.key);
            store.flow(elementCell(context, made, pair), made.value);
          }
        }
      }
      for (const each of e.args) {
        if (each.kind !== "keyword") continue;
        store.atom(made.key, "str");
        store.flow(context.value(each.value), made.value);
      }
      return made.cell;
    }
    case "dict.fromkeys": {
      const made = context.dictOf(e);
      store.flow(elements(first), made.key);
      if (second === undefined) store.atom(made.value, "none");
      else store.flow(second, made.value);
      return made.cell;
    }
    case "enumerate":
      return pairs(context, e, [context.annotated(e, "int"), elements(first)]);
    case "zip":
      if (e.args.some((each) => each.kind === "star")) {
        // `zip(*rows)`: how many rows there are is not known, so each column is a tuple of unknown length.
        const made = context.elementOf(e, "iterator");
        const column = context.elementOf(context.own(e, "column"), "array");
        e.args.forEach((each, index) => {
          const row = elements(cells[index], each);
          store.flow(each.kind === "star" ? elements(row, context.own(each, "row")) : row, column.element);
        });
        store.flow(column.cell, made.element);
        return made.cell;
      }
      return pairs(
        context,
        e,
        e.args.map((each, index) => elements(cells[index], each)),
      );
    case "map": {
      const made = context.elementOf(e, "iterator");
      const values = e.args.slice(1).map((each, index) => elements(cells[index + 1], each));
      if (e.args[0] !== undefined) store.flow(applyExpression(context, e.args[0].value, values), made.element);
      return made.cell;
    }
    case "filter": {
      const made = context.elementOf(e, "iterator");
      const element = elements(second, e.args[1] ?? e);
      if (e.args[0] !== undefined && e.args[0].value.kind !== "none")
        applyExpression(context, e.args[0].value, [element]);
      store.flow(element, made.element);
      return made.cell;
    }
    case "next": {
      const element = nextOf(context, e, first);
      if (second === undefined) return element;
      store.flow(element, own());
      store.flow(second, own());
      return own();
    }
    case "aiter":
      return first ?? own();
    case "anext": {
      const made = context.elementOf(e, "awaitable");
      store.flow(elements(first), made.element);
      return made.cell;
    }
    case "len":
    case "any":
    case "all":
      if (first !== undefined) {
        if (name === "len") {
          for (const shape of first.alternatives())
            if (shape.kind === "instance") callMethod(context, shape.name, "__len__", []);
          if (first.isEmpty) elementCell(context, e, first);
        } else keepOrder(context, e, name, first);
      }
      return context.annotated(e, name === "len" ? "int" : "bool");
    case "ord":
      if (first !== undefined) store.suggest(first, { kind: "str" });
      return context.annotated(e, "int");
    case "chr":
    case "bin":
    case "hex":
    case "oct":
      if (first !== undefined) store.suggest(first, { kind: "int" });
      return context.annotated(e, "str");
    case "range":
      for (const cell of cells) store.suggest(cell, { kind: "int" });
      return context.annotated(e, "range");
    case "type": {
      if (e.args.length === 1) keepApart(context, e.args[0].value);
      for (const shape of first?.alternatives() ?? []) {
        if (shape.kind === "instance") store.add(own(), { kind: "class", name: shape.name });
      }
      if (own().isEmpty) store.atom(own(), "any");
      return own();
    }
    case "getattr":
      if (first?.find("library")?.name === NAMESPACE && e.args[1]?.value.kind === "string") {
        const found = context.own(e, "attribute");
        store.flow(namespaceCell(context, context.own(e, "of"), e.args[1].value.value), found);
        if (cells[2] !== undefined) store.flow(cells[2], found);
        return found;
      }
      if (second !== undefined && cells[2] !== undefined) return context.annotated(e, "Any");
      return context.annotated(e, "Any");
    case "object":
      return context.annotated(e, "Any");
    case "super":
      return context.annotated(e, "Any");
    case "vars":
      if (first?.find("library")?.name === NAMESPACE)
        return context.typed(e, "vars", { kind: "dict", key: STR, value: ANY, flavor: "dict", ordered: true });
      return context.annotated(e, "dict[str, Any]");
  }
  const known = FUNCTION_RESULTS[name];
  if (known !== undefined) return context.annotated(e, known);
  if (/^[A-Z]\w*$/.test(name)) return context.holding(e, "exception", () => ({ kind: "instance", name }));
  if (name.startsWith("str.")) {
    if (first !== undefined) store.suggest(first, { kind: "str" });
    return context.annotated(
      e,
      /^str\.(is|starts|ends)/.test(name)
        ? "bool"
        : name === "str.join" || !name.includes("split")
          ? "str"
          : "list[str]",
    );
  }
  return context.annotated(e, "Any");
}

/** The element of what is consumed; whoever does not see the order leaves the dict's order alone. */
function keepOrder(context: InferContext, e: Call, name: string, value: Cell | undefined): Cell {
  if (value === undefined) return context.own(e, "nothing");
  const dict = value.alternatives().length === 1 ? value.find("dict") : undefined;
  const isBlind = ORDER_BLIND.has(name) || (name === "sorted" && !e.args.some((each) => each.name === "key"));
  if (dict !== undefined && isBlind) return dict.key;
  return elementCell(context, e, value);
}

function nextOf(context: InferContext, e: Call, value: Cell | undefined): Cell {
  if (value === undefined) return context.own(e, "nothing");
  const instance = value.find("instance");
  if (instance !== undefined) return callMethod(context, instance.name, "__next__", []);
  return elementCell(context, e, value);
}

function numeric(
  context: InferContext,
  e: Call,
  name: string,
  first: Cell | undefined,
  second: Cell | undefined,
): Cell {
  const { store } = context;
  const own = context.own(e);
  if (first === undefined) return own;
  if (first.isEmpty) store.suggest(first, { kind: name === "round" ? "float" : "int" });
  switch (name) {
    case "abs":
      for (const shape of first.alternatives()) {
        if (shape.kind === "bool") store.atom(own, "int");
        else if (shape.kind === "complex") store.atom(own, "float");
        else if (shape.kind === "instance") store.flow(callMethod(context, shape.name, "__abs__", []), own);
        else if (shape.kind === "library" && libraryMethod(shape.name, "__abs__") !== undefined)
          store.addType(own, libraryMethod(shape.name, "__abs__")?.result ?? ANY);
        else store.add(own, shape);
      }
      return own;
    case "round": {
      const digits = argument(e, 1, "ndigits");
      if (digits === undefined || digits.kind === "none") {
        if (!first.has("wide")) return context.annotated(e, "int");
        store.atom(own, "wide");
        return own;
      }
      for (const shape of first.alternatives()) store.add(own, shape.kind === "bool" ? { kind: "int" } : shape);
      return own;
    }
    case "pow":
      if (argument(e, 2, "mod") !== undefined) {
        store.atom(
          own,
          first.has("wide") ||
            (second?.has("wide") ?? false) ||
            context.value(argument(e, 2, "mod") as typeof e).has("wide")
            ? "wide"
            : "int",
        );
        return own;
      }
      return second === undefined ? own : binaryCell(context, e, "**", first, second, argument(e, 0), argument(e, 1));
    default: {
      if (second === undefined) return own;
      const quotient = binaryCell(context, context.own(e, "quotient"), "//", first, second);
      const rest = binaryCell(context, context.own(e, "rest"), "%", first, second);
      // Where they are of two types, both come out of one division.
      if (context.exactBits === 53 && quotient.has("wide")) store.atom(rest, "wide");
      return context.holding(e, "divmod", () => ({ kind: "tuple", elements: [quotient, rest] }));
    }
  }
}
