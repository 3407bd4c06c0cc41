import type { AbstractContainer } from "../library/abstract-containers.ts";
import type { ClassDef } from "../nodes.ts";
import { argument, type Call } from "./arguments.ts";
import type { Cell } from "./cells.ts";
import type { InferContext } from "./context.ts";
import { callMethod, elementCell } from "./expressions.ts";

/** The result of a method that a class has from an abstract container; undefined for every other. */
export function inferAbstractMethod(
  context: InferContext,
  e: Call,
  cls: ClassDef,
  container: AbstractContainer,
  name: string,
): Cell | undefined {
  const args = e.args.map((each) => context.value(each.value));
  const [first] = args;
  switch (container) {
    case "Mapping":
      return mappingMethod(context, e, cls, name, first);
    case "MutableMapping":
      return mappingMethod(context, e, cls, name, first) ?? mutableMappingMethod(context, e, cls, name, first);
    case "Sequence":
      return sequenceMethod(context, e, name);
    case "MutableSequence":
      return sequenceMethod(context, e, name) ?? mutableSequenceMethod(context, e, cls, name, first);
    case "Set":
      return name === "isdisjoint" ? context.annotated(e, "bool") : undefined;
    case "MutableSet":
      if (name === "isdisjoint") return context.annotated(e, "bool");
      if (name === "pop") return elements(context, e, cls);
      return name === "remove" || name === "clear" ? context.annotated(e, "None") : undefined;
    case "Iterator":
      return undefined;
  }
}

const INT = { kind: "int" } as const;

function elements(context: InferContext, e: Call, cls: ClassDef): Cell {
  return elementCell(context, e, context.store.cell({ kind: "instance", name: cls.name }));
}

function valueAt(context: InferContext, cls: ClassDef, key: Cell | undefined): Cell {
  return callMethod(context, cls.name, "__getitem__", key === undefined ? [] : [key]);
}

function mappingMethod(
  context: InferContext,
  e: Call,
  cls: ClassDef,
  name: string,
  key: Cell | undefined,
): Cell | undefined {
  const { store } = context;
  switch (name) {
    case "get": {
      const own = context.own(e);
      const fallback = argument(e, 1);
      store.flow(valueAt(context, cls, key), own);
      if (fallback === undefined) store.atom(own, "none");
      else store.flow(context.value(fallback), own);
      return own;
    }
    case "keys":
    case "values": {
      const made = context.elementOf(e, "list");
      const keys = elements(context, e, cls);
      store.flow(name === "keys" ? keys : valueAt(context, cls, keys), made.element);
      return made.cell;
    }
    case "items": {
      const made = context.elementOf(e, "list");
      store.add(made.element, pair(context, e, cls));
      return made.cell;
    }
    default:
      return undefined;
  }
}

function pair(context: InferContext, e: Call, cls: ClassDef) {
  const keys = elements(context, e, cls);
  const value = valueAt(context, cls, keys);
  return context.shape(e, "pair", () => ({ kind: "tuple" as const, elements: [keys, value] }));
}

function mutableMappingMethod(
  context: InferContext,
  e: Call,
  cls: ClassDef,
  name: string,
  first: Cell | undefined,
): Cell | undefined {
  const { store } = context;
  const fallback = argument(e, 1);
  switch (name) {
    case "pop":
    case "setdefault": {
      const own = context.own(e);
      store.flow(valueAt(context, cls, first), own);
      if (fallback !== undefined) store.flow(context.value(fallback), own);
      if (name === "setdefault" && first !== undefined && fallback !== undefined)
        callMethod(context, cls.name, "__setitem__", [first, context.value(fallback)]);
      return own;
    }
    case "popitem":
      return context.holding(e, "item", () => pair(context, e, cls));
    case "update": {
      e.args.forEach((each) => {
        const given = context.value(each.value);
        const dict = given.find("dict");
        dict?.order.set();
        if (each.kind === "keyword") callMethod(context, cls.name, "__setitem__", [store.cell({ kind: "str" }), given]);
        else if (dict !== undefined) callMethod(context, cls.name, "__setitem__", [dict.key, dict.value]);
        else {
          const row = given.isEmpty ? undefined : elementCell(context, each, given).find("tuple");
          if (row !== undefined) callMethod(context, cls.name, "__setitem__", row.elements);
        }
      });
      return context.annotated(e, "None");
    }
    case "clear":
      return context.annotated(e, "None");
    default:
      return undefined;
  }
}

function sequenceMethod(context: InferContext, e: Call, name: string): Cell | undefined {
  return name === "index" || name === "count" ? context.annotated(e, "int") : undefined;
}

function mutableSequenceMethod(
  context: InferContext,
  e: Call,
  cls: ClassDef,
  name: string,
  first: Cell | undefined,
): Cell | undefined {
  const { store } = context;
  switch (name) {
    case "append":
      if (first !== undefined) callMethod(context, cls.name, "insert", [store.cell(INT), first]);
      return context.annotated(e, "None");
    case "extend":
      if (first !== undefined)
        callMethod(context, cls.name, "insert", [store.cell(INT), elementCell(context, e, first)]);
      return context.annotated(e, "None");
    case "pop":
      return valueAt(context, cls, store.cell(INT));
    case "remove":
    case "clear":
    case "reverse":
      return context.annotated(e, "None");
    default:
      return undefined;
  }
}
