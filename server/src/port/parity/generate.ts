import type { Arbitrary } from "fast-check";
import type { ClassDef, Module } from "../ir/nodes.ts";
import { partsOf, type Type } from "../ir/types.ts";
import type { Target } from "../sketch.ts";
import type { Call, Request } from "./outcome.ts";
import {
  type ClassSubject,
  constructorParameters,
  type Pool,
  type Subject,
  type SubjectParameter,
} from "./subjects.ts";
import { type Argument, floatText, NONE, numberOf, type Value } from "./values.ts";

/** The generator library; the host loads it when something is verified. */
export type FastCheck = typeof import("fast-check");

export interface Ranges {
  /** The largest integer that is generated; a function that runs too long on a large one gets smaller ones. */
  readonly largest: number;
  /** Integers at the limits of the targets' numbers, NaN and infinities, too. */
  readonly extremes: boolean;
}

export interface Inputs {
  readonly fc: FastCheck;
  readonly module: Module;
  readonly target: Target;
  readonly pool: Pool;
  readonly ranges: Ranges;
}

/** Thrown inside this room only: there is no way to make up a value of the type. */
export class NoValues extends Error {}

/** Requests for a subject. Throws `NoValues` where a parameter has a type that has no values to make up. */
export function requestsFor(subject: Subject, inputs: Inputs): Arbitrary<Request> {
  if (subject.kind === "function") {
    const call = callOf({ name: subject.name, owner: undefined, isProperty: false }, subject.parameters, inputs);
    return call.map(
      (one): Request => ({ make: undefined, calls: [one] }),
      (request) => (request as Request).calls[0],
    );
  }
  return scenarios(subject, inputs);
}

/** An object is made, and some of its methods are called. */
function scenarios(subject: ClassSubject, inputs: Inputs): Arbitrary<Request> {
  const { fc } = inputs;
  const made = argumentsOf(subject.parameters, inputs, 0);
  const calls = subject.methods.map((method) =>
    callOf({ name: method.method, owner: method.owner, isProperty: method.isProperty }, method.parameters, inputs),
  );
  const steps =
    calls.length === 0 ? fc.constant([] as Call[]) : fc.array(fc.oneof(...calls), { minLength: 1, maxLength: 6 });
  return fc.tuple(made, steps).map(
    ([args, each]): Request => ({ make: { class: subject.name, args }, calls: each }),
    (request) => {
      const { make, calls: each } = request as Request;
      return [[...make!.args], [...each]] as [Argument[], Call[]];
    },
  );
}

function callOf(which: Omit<Call, "args">, parameters: readonly SubjectParameter[], inputs: Inputs): Arbitrary<Call> {
  return argumentsOf(parameters, inputs, 0).map(
    (args): Call => ({ ...which, args }),
    (call) => {
      const { name, owner, args } = call as Call;
      if (name !== which.name || owner !== which.owner) throw new Error("a call of something else");
      return [...args];
    },
  );
}

function argumentsOf(parameters: readonly SubjectParameter[], inputs: Inputs, depth: number): Arbitrary<Argument[]> {
  const { fc } = inputs;
  const values = parameters.map((parameter) => {
    const { name, how, type } = parameter;
    const wide = mentionsWide(type) ? { wide: true as const } : {};
    const usual = parameter.default === undefined ? undefined : JSON.stringify(parameter.default);
    return parameterValue(parameter, inputs, depth).map(
      (value): Argument => {
        const isDefault = usual !== undefined && JSON.stringify(value) === usual ? { isDefault: true as const } : {};
        return { how, name, value, ...wide, ...isDefault };
      },
      (argument) => (argument as Argument).value,
    );
  });
  return fc.tuple(...values).map(
    (args) => args,
    (args) => args as Argument[],
  );
}

function parameterValue(parameter: SubjectParameter, inputs: Inputs, depth: number): Arbitrary<Value> {
  const { fc } = inputs;
  const { type, how } = parameter;
  if (how === "star") {
    const element = elementOf(type);
    return sequence("tuple", valuesOf(element, inputs, depth + 1), inputs);
  }
  if (how === "doubleStar") {
    const value = valuesOf(type.kind === "dict" ? type.value : type, inputs, depth + 1);
    return entries(fc.constantFrom<string>("first", "second", "third").map(asString, backToString), value, inputs);
  }
  const fallback = parameter.default;
  if (fallback === undefined) return valuesOf(type, inputs, depth);
  let free: Arbitrary<Value>;
  try {
    free = valuesOf(type, inputs, depth);
  } catch (error) {
    // With its default the function can still be called.
    if (error instanceof NoValues) return fc.constant(fallback);
    throw error;
  }
  const usual = fc.constant(fallback);
  return fc.oneof({ withCrossShrink: true }, { weight: 1, arbitrary: usual }, { weight: 2, arbitrary: free });
}

/** Whether integers of more than 53 bits are meant to get there. */
export function mentionsWide(type: Type): boolean {
  return (type.kind === "int" && type.wide) || partsOf(type).some(mentionsWide);
}

function elementOf(type: Type): Type {
  return type.kind === "list" || type.kind === "array" ? type.element : { kind: "any" };
}

/** How deep values are nested before what can end does. */
const MAX_DEPTH = 4;

/** Values of a type, small and simple ones first. */
export function valuesOf(type: Type, inputs: Inputs, depth = 0): Arbitrary<Value> {
  const { fc } = inputs;
  const inner = (part: Type): Arbitrary<Value> => valuesOf(part, inputs, depth + 1);
  switch (type.kind) {
    case "none":
      return fc.constant(NONE);
    case "bool":
      return fc.boolean().map(
        (value): Value => ({ kind: "bool", value }),
        (value) => (value as Value & { kind: "bool" }).value,
      );
    case "int":
      return integers(inputs);
    case "float":
      return floats(inputs);
    case "complex":
      return fc
        .tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: -9, max: 9 }))
        .map(([real, imaginary]): Value => {
          return { kind: "complex", real: String(real), imaginary: String(imaginary) };
        });
    case "str":
      return strings(inputs);
    case "bytes":
      return bytes(inputs);
    case "list":
    case "deque":
      return sequence(type.kind, inner(type.element), inputs, depth);
    case "array":
      return sequence("tuple", inner(type.element), inputs, depth);
    case "tuple": {
      return fc.tuple(...type.elements.map(inner)).map(
        (items): Value => ({ kind: "tuple", items }),
        (value) => [...itemsOf(value, "tuple")],
      );
    }
    case "set":
      return distinct(type.frozen ? "frozenset" : "set", inner(type.element), inputs);
    case "dict":
      return entries(inner(type.key), inner(type.value), inputs, depth);
    case "range":
      return fc
        .tuple(fc.integer({ min: -5, max: 5 }), fc.integer({ min: -5, max: 12 }), fc.constantFrom(1, 2, -1))
        .map(([start, stop, step]): Value => ({ kind: "range", start: `${start}`, stop: `${stop}`, step: `${step}` }));
    case "iterator":
      return fc.array(inner(type.element), { maxLength: 6 }).map(
        (items): Value => ({ kind: "iterator", items }),
        (value) => [...itemsOf(value, "iterator")],
      );
    case "callable":
      return functions(type, inputs, depth);
    case "instance":
      return objects(type.name, inputs, depth);
    case "optional": {
      if (depth >= MAX_DEPTH) return fc.constant(NONE);
      let present: Arbitrary<Value>;
      try {
        present = inner(type.of);
      } catch (error) {
        if (error instanceof NoValues) return fc.constant(NONE);
        throw error;
      }
      return fc.oneof({ weight: 1, arbitrary: fc.constant(NONE) }, { weight: 3, arbitrary: present });
    }
    case "union":
      return fc.oneof(...type.members.map(inner));
    // One type stands for all where a function takes every type.
    case "parameter":
      return integers(inputs);
    case "any":
    case "never":
      return fc.oneof(
        { weight: 3, arbitrary: integers(inputs) },
        { weight: 2, arbitrary: strings(inputs) },
        { weight: 1, arbitrary: floats(inputs) },
        { weight: 1, arbitrary: fc.constant(NONE) },
        { weight: 1, arbitrary: sequence("list", integers(inputs), inputs) },
      );
    case "class":
      throw new NoValues("a class");
    case "module":
      throw new NoValues("a module");
    case "awaitable":
    case "asyncIterator":
      throw new NoValues("something to await");
    case "reference":
      throw new NoValues("a reference");
    case "library":
      throw new NoValues(`a value of ${type.name}`);
    default:
      return type satisfies never;
  }
}

const asInt = (value: number): Value => ({ kind: "int", value: String(value) });
const backToInt = (value: unknown): number => {
  const each = value as Value;
  if (each.kind !== "int") throw new Error("not an integer");
  return Number(each.value);
};

/** Integers at the edges of what the targets' numbers hold. */
const EXTREME_INTS = [2n ** 53n, 2n ** 53n + 1n, -(2n ** 53n) - 1n, 2n ** 62n, 2n ** 63n - 1n, -(2n ** 63n)];

function integers({ fc, pool, ranges }: Inputs): Arbitrary<Value> {
  const { largest } = ranges;
  const near = pool.ints
    .flatMap((value) => [value - 1n, value, value + 1n])
    .filter((value) => value <= BigInt(largest) && value >= BigInt(-largest))
    .map(Number);
  const small = Math.min(20, largest);
  const parts = [
    { weight: 6, arbitrary: fc.integer({ min: -small, max: small }).map(asInt, backToInt) },
    { weight: 2, arbitrary: fc.integer({ min: -largest, max: largest }).map(asInt, backToInt) },
  ];
  if (near.length > 0) parts.push({ weight: 3, arbitrary: fc.constantFrom(...near).map(asInt, backToInt) });
  if (ranges.extremes) {
    const extreme = fc.constantFrom(...EXTREME_INTS.map((value): Value => ({ kind: "int", value: String(value) })));
    parts.push({ weight: 4, arbitrary: extreme });
  }
  return fc.oneof(...parts);
}

const asFloat = (value: number): Value => ({ kind: "float", value: floatText(value) });
const backToFloat = (value: unknown): number => {
  const each = value as Value;
  if (each.kind !== "float") throw new Error("not a float");
  return numberOf(each.value);
};

function floats({ fc, pool, ranges }: Inputs): Arbitrary<Value> {
  const limit = Math.min(ranges.largest, 1e6);
  const near = pool.floats.length > 0 ? pool.floats : [0.5];
  const parts = [
    { weight: 3, arbitrary: fc.integer({ min: -20, max: 20 }).map(asFloat, backToFloat) },
    {
      weight: 3,
      arbitrary: fc.integer({ min: -400, max: 400 }).map(
        (value) => asFloat(value / 8),
        (value) => backToFloat(value) * 8,
      ),
    },
    {
      weight: 2,
      arbitrary: fc.double({ min: -limit, max: limit, noNaN: true }).map(asFloat, backToFloat),
    },
    { weight: 1, arbitrary: fc.constantFrom(...near, 0.1, 0.3, 2.675, 1e16, 1e-7).map(asFloat, backToFloat) },
  ];
  if (ranges.extremes) {
    const extreme = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1e308, 5e-324];
    parts.push({ weight: 3, arbitrary: fc.constantFrom(...extreme).map(asFloat, backToFloat) });
  }
  return fc.oneof(...parts);
}

const asString = (value: string): Value => ({ kind: "str", value });
const backToString = (value: unknown): string => {
  const each = value as Value;
  if (each.kind !== "str") throw new Error("not a string");
  return each.value;
};

/** Letters of several bytes and code units, one that grows when it is written in capitals, and one that combines. */
const UNUSUAL = ["é", "ß", "İ", "Ω", "中", "😀", "\u0301", "\u00a0", "𝔘"];

function strings({ fc, pool, ranges }: Inputs): Arbitrary<Value> {
  const letters = [...new Set(pool.strings.flatMap((each) => [...each]))].slice(0, 60);
  const words = pool.strings.filter((each) => each.length > 1);
  const plain = fc.constantFrom(..."abcxyzABC019 ._-");
  const parts: { weight: number; arbitrary: Arbitrary<Value> }[] = [
    { weight: 4, arbitrary: fc.string({ unit: plain, maxLength: 10 }).map(asString, backToString) },
    {
      weight: 1,
      arbitrary: fc
        .string({ unit: fc.constantFrom("a", "b", " ", "\n", "\t"), maxLength: 14 })
        .map(asString, backToString),
    },
    {
      weight: 1,
      arbitrary: fc.integer({ min: -Math.min(ranges.largest, 999), max: Math.min(ranges.largest, 9999) }).map(
        (value) => asString(String(value)),
        (value) => Number(backToString(value)),
      ),
    },
    {
      weight: 1,
      arbitrary: fc.string({ unit: fc.constantFrom("a", "B", ...UNUSUAL), maxLength: 5 }).map(asString, backToString),
    },
  ];
  if (letters.length > 0) {
    const unit = fc.oneof(fc.constantFrom(...letters), plain);
    parts.push({ weight: 4, arbitrary: fc.string({ unit, maxLength: 12 }).map(asString, backToString) });
  }
  if (words.length > 0) {
    parts.push({ weight: 2, arbitrary: fc.constantFrom(...words).map(asString, backToString) });
    const unit = fc.oneof(fc.constantFrom(...words), plain);
    parts.push({ weight: 1, arbitrary: fc.array(unit, { maxLength: 5 }).map((each) => asString(each.join(""))) });
  }
  return fc.oneof(...parts);
}

function bytes({ fc }: Inputs): Arbitrary<Value> {
  return fc.array(fc.oneof(fc.constantFrom(0, 10, 65, 97, 127, 128, 255), fc.nat(255)), { maxLength: 10 }).map(
    (each): Value => ({ kind: "bytes", value: each.map((byte) => byte.toString(16).padStart(2, "0")).join("") }),
    (value) => ((value as Value & { kind: "bytes" }).value.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16)),
  );
}

function itemsOf(value: unknown, kind: string): readonly Value[] {
  const each = value as Value;
  if (each.kind !== kind || !("items" in each)) throw new Error(`not a ${kind}`);
  return each.items;
}

function sequence(
  kind: "list" | "tuple" | "deque",
  item: Arbitrary<Value>,
  { fc }: Inputs,
  depth = 0,
): Arbitrary<Value> {
  return fc.array(item, { maxLength: depth === 0 ? 8 : depth >= MAX_DEPTH ? 0 : 4 }).map(
    (items): Value => ({ kind, items }),
    (value) => [...itemsOf(value, kind)],
  );
}

/** What keys are told apart by: Python takes `1`, `1.0` and `True` for one key. */
function identityOf(value: Value): string {
  if (value.kind === "bool") return `number ${Number(value.value)}`;
  if (value.kind === "int" || value.kind === "float") return `number ${Number(value.value)}`;
  return JSON.stringify(value);
}

function distinct(kind: "set" | "frozenset", item: Arbitrary<Value>, { fc }: Inputs): Arbitrary<Value> {
  return fc.uniqueArray(item, { maxLength: 6, selector: identityOf }).map(
    (items): Value => ({ kind, items }),
    (value) => [...itemsOf(value, kind)],
  );
}

function entries(key: Arbitrary<Value>, value: Arbitrary<Value>, { fc }: Inputs, depth = 0): Arbitrary<Value> {
  return fc
    .uniqueArray(fc.tuple(key, value), {
      maxLength: depth === 0 ? 6 : depth >= MAX_DEPTH ? 0 : 3,
      selector: ([each]) => identityOf(each),
    })
    .map(
      (all): Value => ({ kind: "dict", entries: all }),
      (each) => (each as Value & { kind: "dict" }).entries.map(([k, v]) => [k, v] as [Value, Value]),
    );
}

/** Functions that need no code of the caller's: the first argument back, where that fits, or always one value. */
function functions(type: Type & { kind: "callable" }, inputs: Inputs, depth: number): Arbitrary<Value> {
  const { fc } = inputs;
  if (type.isAsync) throw new NoValues("an asynchronous function");
  if (depth >= MAX_DEPTH) throw new NoValues("a function that gives functions");
  const constant = valuesOf(type.result, inputs, depth + 1).map(
    (value): Value => ({ kind: "function", gives: "constant", value }),
  );
  const first = type.parameters?.[0];
  const fits =
    first !== undefined && (first.kind === type.result.kind || type.result.kind === "any") && first.kind !== "instance";
  if (!fits) return constant;
  const back: Arbitrary<Value> = fc.constant({ kind: "function", gives: "first" });
  return fc.oneof({ weight: 2, arbitrary: back }, { weight: 1, arbitrary: constant });
}

/** Objects of a class of the module or its subclasses, made by calling them. */
function objects(name: string, inputs: Inputs, depth: number): Arbitrary<Value> {
  const { fc } = inputs;
  const def = inputs.module.classes.find((each) => each.name === name);
  if (def === undefined) throw new NoValues(`an exception or an object of ${name}`);
  if (def.enum !== undefined) {
    if (def.members.length === 0) throw new NoValues(`a member of ${name}, which has none`);
    return fc.constantFrom(...def.members.map((member): Value => ({ kind: "member", class: name, name: member.name })));
  }
  if (depth > MAX_DEPTH) throw new NoValues(`an object of ${name}, which holds others of its kind`);
  const made: Arbitrary<Value>[] = [];
  for (const each of concrete(def)) {
    try {
      made.push(
        argumentsOf(constructorParameters(each), inputs, depth + 1).map(
          (args): Value => ({ kind: "make", class: each.name, args }),
          (value) => {
            const object = value as Value & { kind: "make" };
            if (object.kind !== "make" || object.class !== each.name) throw new Error("an object of another class");
            return [...object.args];
          },
        ),
      );
    } catch (error) {
      if (!(error instanceof NoValues)) throw error;
    }
  }
  if (made.length === 0) throw new NoValues(`an object of ${name}`);
  return fc.oneof(...made);
}

function concrete(def: ClassDef): ClassDef[] {
  const own = def.isAbstract || def.isProtocol ? [] : [def];
  return [...own, ...def.subclasses.flatMap(concrete)];
}
