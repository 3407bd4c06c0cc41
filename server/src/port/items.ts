import { LineIndex } from "../text/line-index.ts";
import { contains, type Range } from "../text/range.ts";
import type { FunctionDef, Module } from "./ir/nodes.ts";
import { mentionsAny, showType, type Type } from "./ir/types.ts";
import type { LineLink, PortedItem, PortNote } from "./sketch.ts";

/** The text of a port, where its lines come from, and the helpers in it. */
export interface PortedText {
  readonly source: string;
  readonly primary: string;
  readonly links: readonly LineLink[];
  readonly helpers: readonly string[];
}

/** What became of each function, method and class of a port. */
export function itemsOf(module: Module, notes: readonly PortNote[], text: PortedText): PortedItem[] {
  const items: PortedItem[] = [];
  const helpersIn = helperFinder(text);
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
      signature: signatureOf(fn),
      helpers: helpersIn(fn.range),
      notes: own,
      range: fn.range,
    });
  }
  for (const cls of module.classes) {
    if (cls.runtime !== undefined) continue;
    const own = notes.filter((note) => contains(cls.range, note.range));
    const types = [...cls.fields, ...cls.classVariables].map((field) => field.type);
    const unknown = types.filter(mentionsAny).length;
    const status = own.some((note) => note.code === "unsupported") ? "partial" : "ported";
    items.push({
      name: cls.name,
      status,
      typesInferred: types.length - unknown,
      typesUnknown: unknown,
      signature: `${cls.name}(${cls.fields.map((field) => `${field.name}: ${showType(field.type)}`).join(", ")})`,
      helpers: helpersIn(cls.range),
      notes: own,
      range: cls.range,
    });
  }
  return items.sort((a, b) => a.range.start - b.range.start);
}

function signatureOf(fn: FunctionDef): string {
  const marks = { positional: "", normal: "", keyword: "", star: "*", doubleStar: "**" } as const;
  const parameters = fn.parameters.map(
    ({ kind, variable }) => `${marks[kind]}${variable.name}: ${showType(variable.type)}`,
  );
  const result: Type = fn.isGenerator ? { kind: "iterator", element: fn.yielded } : fn.result;
  return `${fn.name}(${parameters.join(", ")}) -> ${showType(result)}`;
}

/** Finds the helpers in the lines of the port that come from a part of the source. */
function helperFinder({ source, primary, links, helpers }: PortedText): (range: Range) => readonly string[] {
  const lines = primary.split("\n");
  const index = new LineIndex(source);
  // A helper whose name the module takes itself is imported under another.
  const aliases = new Map([...primary.matchAll(/\b(\w+) as (\w+)/g)].map(([, name, alias]) => [name, alias]));
  const plain = helpers.filter((name) => !name.includes("."));
  return (range) => {
    const [first, last] = [index.lineAt(range.start), index.lineAt(Math.max(range.start, range.end - 1))];
    const own = links.filter(({ python: [start, end] }) => start >= first && end <= last + 1);
    const words = new Set(
      own.flatMap(({ target: [start, end] }) => lines.slice(start, end).join("\n").match(/\w+/g) ?? []),
    );
    return plain.filter((name) => words.has(aliases.get(name) ?? name));
  };
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
