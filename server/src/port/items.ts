import { contains } from "../text/range.ts";
import type { FunctionDef, Module } from "./ir/nodes.ts";
import { mentionsAny, type Type } from "./ir/types.ts";
import type { PortedItem, PortNote } from "./sketch.ts";

/** What became of each function, method and class of a port. */
export function itemsOf(module: Module, notes: readonly PortNote[], helpers: readonly string[]): PortedItem[] {
  const items: PortedItem[] = [];
  for (const fn of module.functions) {
    if (fn.role === "lambda") continue;
    const own = notes.filter((note) => contains(fn.range, note.range));
    const types = typesOf(fn);
    const unknown = types.filter(mentionsAny).length;
    items.push({
      name: fn.qualifiedName,
      status: statusOf(fn, own),
      typesInferred: types.length - unknown,
      typesUnknown: unknown,
      helpers,
      notes: own,
      range: fn.range,
    });
  }
  for (const cls of module.classes) {
    const own = notes.filter((note) => contains(cls.range, note.range));
    const types = [...cls.fields, ...cls.classVariables].map((field) => field.type);
    const unknown = types.filter(mentionsAny).length;
    const status = own.some((note) => note.code === "unsupported") ? "partial" : "ported";
    items.push({
      name: cls.name,
      status,
      typesInferred: types.length - unknown,
      typesUnknown: unknown,
      helpers,
      notes: own,
      range: cls.range,
    });
  }
  return items.sort((a, b) => a.range.start - b.range.start);
}

function typesOf(fn: FunctionDef): Type[] {
  return [
    ...fn.parameters.map((parameter) => parameter.variable.type),
    fn.result,
    ...fn.locals.map((variable) => variable.type),
  ];
}

/** A stub does nothing but fail; a partial port does some of what the Python does. */
function statusOf(fn: FunctionDef, notes: readonly PortNote[]): PortedItem["status"] {
  const unsupported = notes.some((note) => note.code === "unsupported") || fn.facts.hasStub;
  if (!unsupported) return "ported";
  return fn.body.every((statement) => statement.kind === "stub") ? "stub" : "partial";
}
