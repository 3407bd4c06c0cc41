import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildModule } from "../../server/src/port/ir/build/index.ts";
import { inferModule } from "../../server/src/port/ir/infer/index.ts";
import type { Module } from "../../server/src/port/ir/nodes.ts";
import { INT, listOf, type Type } from "../../server/src/port/ir/types.ts";
import { NoValues, requestsFor, valuesOf } from "../../server/src/port/parity/generate.ts";
import { parseInputs } from "../../server/src/port/parity/given.ts";
import { type Subject, subjectsOf } from "../../server/src/port/parity/subjects.ts";
import { show, showArguments, type Value, within } from "../../server/src/port/parity/values.ts";
import type { PortSymbols } from "../../server/src/port/sketch.ts";
import { pythonParser } from "../syntax/parsers.ts";

const SOURCE = `
from dataclasses import dataclass
from enum import Enum


class Mode(Enum):
    FAST = 1
    SAFE = 2


@dataclass
class Node:
    value: int
    next: "Node | None" = None


class Shelf:
    def __init__(self, size: int = 4):
        self.size = size

    def put(self, name: str, *, force: bool = False) -> None:
        pass

    @property
    def free(self) -> int:
        return self.size


def pick(mode: Mode, limit: int = 640, names: list[str] = None, *rest: float, strict: bool = True) -> str:
    if limit == 1234:
        return "special"
    return "plain"


def walk(node: Node) -> int:
    return node.value
`;

function moduleOf(source: string): Module {
  const module = buildModule(pythonParser().tree(source), "sample");
  inferModule(module);
  return module;
}

const MODULE = moduleOf(SOURCE);

/** A port that has everything under its own name. */
function symbols(module: Module): PortSymbols {
  const functions = module.functions.filter((fn) => fn.owner === undefined).map((fn) => [fn.qualifiedName, fn.name]);
  const classes = module.classes.map((def) => {
    const methods = Object.fromEntries(def.methods.map(({ name }) => [name, name]));
    return [def.name, { name: def.name, make: def.name, methods, members: {} }];
  });
  return { functions: Object.fromEntries(functions), classes: Object.fromEntries(classes) };
}

const { subjects } = subjectsOf(MODULE, symbols(MODULE));
const subject = (name: string): Subject => {
  const found = subjects.find((each) => each.name === name);
  if (found === undefined) throw new Error(`no ${name}`);
  return found;
};

const inputs = (extremes = false) => ({
  fc,
  module: MODULE,
  target: "go" as const,
  pool: { ints: [1234n], floats: [], strings: ["special"] },
  ranges: { largest: 10_000, extremes },
});

const sample = (type: Type, extremes = false): Value[] =>
  fc.sample(valuesOf(type, inputs(extremes)), { numRuns: 400, seed: 5 });
const shows = (type: Type, extremes = false): Set<string> => new Set(sample(type, extremes).map(show));

describe("inputs from types", () => {
  it("hold the edges of each type", () => {
    for (const edge of ["0", "-1", "1233", "1234", "1235"]) expect(shows(INT), edge).toContain(edge);
    for (const edge of ['""', '"special"']) expect(shows({ kind: "str" }), edge).toContain(edge);
    expect(sample({ kind: "str" }).some((value) => /[\u{10000}-\u{10ffff}]/u.test(show(value)))).toBe(true);
    expect(shows(listOf(INT))).toContain("[]");
    expect(shows({ kind: "optional", of: INT })).toContain("None");
    expect(shows({ kind: "bool" })).toEqual(new Set(["True", "False"]));
    expect(shows({ kind: "instance", name: "Mode", args: [] })).toEqual(new Set(["Mode.FAST", "Mode.SAFE"]));
  });

  it("keep the limits of numbers for when they are asked for", () => {
    expect(shows(INT)).not.toContain(String(2n ** 63n - 1n));
    expect(shows(INT, true)).toContain(String(2n ** 63n - 1n));
    expect(shows({ kind: "float" })).not.toContain('float("nan")');
    expect(shows({ kind: "float" }, true)).toContain('float("nan")');
  });

  it("have the type that was asked for, all the way down", () => {
    const type: Type = {
      kind: "dict",
      key: { kind: "str" },
      value: { kind: "tuple", elements: [INT, { kind: "bool" }] },
      flavor: "dict",
      ordered: false,
    };
    for (const value of sample(type)) {
      if (value.kind !== "dict") throw new Error(show(value));
      for (const [key, each] of value.entries) {
        expect(key.kind).toBe("str");
        expect(each.kind === "tuple" && each.items.map(({ kind }) => kind)).toEqual(["int", "bool"]);
      }
      expect(new Set(value.entries.map(([key]) => show(key))).size).toBe(value.entries.length);
    }
  });

  it("make objects that hold others of their kind, and come to an end", () => {
    const nodes = sample({ kind: "instance", name: "Node", args: [] });
    expect(nodes.some((node) => [...within(node)].filter(({ kind }) => kind === "make").length > 1)).toBe(true);
  });

  it("cannot be made up for what only the outside has", () => {
    expect(() => valuesOf({ kind: "library", name: "threading.Lock", args: [] }, inputs())).toThrow(NoValues);
  });

  it("are the same for the same seed", () => {
    const of = (seed: number) => fc.sample(requestsFor(subject("pick"), inputs()), { numRuns: 20, seed });
    expect(of(3)).toEqual(of(3));
    expect(of(3)).not.toEqual(of(4));
  });

  it("call methods of an object in some order, with arguments as they are declared", () => {
    const scenarios = fc.sample(requestsFor(subject("Shelf"), inputs()), { numRuns: 60, seed: 1 });
    const calls = scenarios.flatMap((request) => request.calls);
    expect(new Set(calls.map(({ name }) => name))).toEqual(new Set(["put", "free"]));
    expect(calls.find(({ name }) => name === "put")?.args.map(({ how }) => how)).toEqual(["positional", "keyword"]);
    expect(calls.find(({ name }) => name === "free")?.isProperty).toBe(true);
  });

  it("leave out of what is shown whatever is a default anyway", () => {
    const [first] = fc.sample(requestsFor(subject("Shelf"), inputs()), { numRuns: 1, seed: 1 });
    expect(
      showArguments([{ how: "positional", name: "size", value: { kind: "int", value: "4" }, isDefault: true }]),
    ).toBe("");
    expect(first.make?.class).toBe("Shelf");
  });
});

describe("inputs of a user", () => {
  const read = (text: string): string[] =>
    [...parseInputs(text, subjects, MODULE).requests].flatMap(([name, requests]) =>
      requests.map(({ make, calls }) =>
        [
          ...(make === undefined ? [] : [`${name}(${showArguments(make.args)})`]),
          ...calls.map((call) => `${call.name}(${showArguments(call.args)})`),
        ].join("; "),
      ),
    );

  it("take the types of the parameters", () => {
    expect(read('{"function": "pick", "args": ["FAST", 3, ["a"], 1, 2], "kwargs": {"strict": false}}')).toEqual([
      'pick(Mode.FAST, 3, ["a"], 1.0, 2.0, strict=False)',
    ]);
    expect(read('{"function": "walk", "args": [{"value": 1, "next": {"value": 2}}]}')).toEqual([
      "walk(Node(1, Node(2, None)))",
    ]);
  });

  it("make an object and call its methods", () => {
    expect(
      read('{"class": "Shelf", "new": [9], "calls": [{"method": "put", "args": ["x"]}, {"method": "free"}]}'),
    ).toEqual(['Shelf(9); put("x", force=False); free()']);
  });

  it("are those of a program where they say so", () => {
    expect(parseInputs('{"argv": ["-n", 3], "stdin": "x"}', subjects, MODULE).programs).toEqual([
      { args: ["-n", "3"], stdin: "x" },
    ]);
  });

  it.each([
    ["nope", "line 1 of the inputs is no JSON."],
    ["3", "line 1 of the inputs is neither an array nor an object."],
    ["[1]", 'line 1 of the inputs does not say its "function", and there are several.'],
    ['{"function": "lost"}', "line 1 of the inputs is for lost, which is not compared."],
    ['\n{"function": "walk"}', "line 2 of the inputs has no value for node."],
    ['{"function": "walk", "kwargs": {"a": 1}}', "line 1 of the inputs names a, which the function does not take."],
    [
      '{"class": "Shelf", "calls": [{"method": "burn"}]}',
      "line 1 of the inputs calls Shelf.burn, which is not compared.",
    ],
    ['{"class": "Shelf", "new": [1e300]}', "line 1 of the inputs: 1e+300 is too large for JSON's numbers"],
  ])("are refused with their line: %s", (text, message) => {
    expect(() => parseInputs(text, subjects, MODULE)).toThrow(message);
  });
});
