import { findMethod } from "../ir/infer/members.ts";
import type { Module } from "../ir/nodes.ts";
import type { Type } from "../ir/types.ts";
import { mentionsWide } from "./generate.ts";
import type { ProgramInput } from "./machine.ts";
import type { Call, Request } from "./outcome.ts";
import { constructorParameters, type Subject, type SubjectParameter } from "./subjects.ts";
import { type Argument, bool, float, int, NONE, str, type Value } from "./values.ts";

/** Inputs of a user, by the dotted name that they are for. */
export interface Given {
  readonly requests: ReadonlyMap<string, readonly Request[]>;
  readonly programs: readonly ProgramInput[];
}

/** What is wrong with a line of inputs; a full sentence. */
export class BadInput extends Error {}

/**
 * Reads inputs, one JSON value a line. `[1, "a"]` are positional arguments; an object has `args` and `kwargs`, `function` where
 * several functions are verified, `new` and `calls` for an object and its methods, or `argv` and `stdin` for the program. Plain
 * JSON takes the types of the parameters; a value with a `kind` is taken as it is. Throws `BadInput`.
 */
export function parseInputs(text: string, subjects: readonly Subject[], module: Module): Given {
  const requests = new Map<string, Request[]>();
  const programs: ProgramInput[] = [];
  for (const [i, line] of text.split("\n").entries()) {
    if (line.trim() === "" || line.startsWith("#")) continue;
    const at = `line ${i + 1} of the inputs`;
    let given: unknown;
    try {
      given = JSON.parse(line);
    } catch {
      throw new BadInput(`${at} is no JSON.`);
    }
    const record: Readonly<Record<string, unknown>> = Array.isArray(given) ? { args: given } : asRecord(given, at);
    if ("argv" in record || "stdin" in record) {
      const args = Array.isArray(record.argv) ? record.argv.map(String) : [];
      programs.push({ args, stdin: typeof record.stdin === "string" ? record.stdin : "" });
      continue;
    }
    const subject = subjectOf(record, subjects, at);
    const request =
      subject.kind === "function"
        ? functionRequest(record, subject, module, at)
        : objectRequest(record, subject, module, at);
    requests.set(subject.name, [...(requests.get(subject.name) ?? []), request]);
  }
  return { requests, programs };
}

function asRecord(value: unknown, at: string): Readonly<Record<string, unknown>> {
  if (typeof value === "object" && value !== null) return value as Readonly<Record<string, unknown>>;
  throw new BadInput(`${at} is neither an array nor an object.`);
}

function subjectOf(record: Readonly<Record<string, unknown>>, subjects: readonly Subject[], at: string): Subject {
  const { function: name, class: className } = record;
  const wanted = typeof name === "string" ? name : typeof className === "string" ? className : undefined;
  if (wanted === undefined && subjects.length === 1) return subjects[0];
  if (wanted === undefined) throw new BadInput(`${at} does not say its "function", and there are several.`);
  const found = subjects.find((subject) => subject.name === wanted);
  if (found === undefined) throw new BadInput(`${at} is for ${wanted}, which is not compared.`);
  return found;
}

function functionRequest(
  record: Readonly<Record<string, unknown>>,
  subject: Subject,
  module: Module,
  at: string,
): Request {
  const args = argumentsOf(record, subject.parameters, module, at);
  return { make: undefined, calls: [{ name: subject.name, owner: undefined, isProperty: false, args }] };
}

function objectRequest(
  record: Readonly<Record<string, unknown>>,
  subject: Subject & { kind: "class" },
  module: Module,
  at: string,
): Request {
  const made =
    record.new === undefined ? {} : Array.isArray(record.new) ? { args: record.new } : asRecord(record.new, at);
  const calls = (Array.isArray(record.calls) ? record.calls : []).map((each): Call => {
    const given = asRecord(each, at);
    const name = String(given.method);
    const method = subject.methods.find((one) => one.method === name);
    if (method === undefined || findMethod(subject.class, name) === undefined)
      throw new BadInput(`${at} calls ${subject.name}.${name}, which is not compared.`);
    const { owner, isProperty } = method;
    return { name, owner, isProperty, args: argumentsOf(given, method.parameters, module, at) };
  });
  return { make: { class: subject.name, args: argumentsOf(made, subject.parameters, module, at) }, calls };
}

function argumentsOf(
  record: Readonly<Record<string, unknown>>,
  parameters: readonly SubjectParameter[],
  module: Module,
  at: string,
): Argument[] {
  const args = Array.isArray(record.args) ? record.args : [];
  const named = record.kwargs === undefined ? {} : asRecord(record.kwargs, at);
  const known = new Set(parameters.map(({ name }) => name));
  const unknown = Object.keys(named).filter((name) => !known.has(name));
  if (unknown.length > 0 && !parameters.some(({ how }) => how === "doubleStar"))
    throw new BadInput(`${at} names ${unknown.join(", ")}, which the function does not take.`);
  let next = 0;
  const result = parameters.map((parameter): Argument => {
    const { name, how, type } = parameter;
    const wide = mentionsWide(type) ? { wide: true as const } : {};
    const as = (value: Value): Argument => ({ how, name, value, ...wide });
    if (how === "star") {
      const element: Type = type.kind === "list" || type.kind === "array" ? type.element : { kind: "any" };
      const rest = args.slice(next).map((each) => valueFrom(each, element, module, at));
      next = args.length;
      return as({ kind: "tuple", items: rest });
    }
    if (how === "doubleStar") {
      const element: Type = type.kind === "dict" ? type.value : { kind: "any" };
      return as({
        kind: "dict",
        entries: unknown.map((key) => [str(key), valueFrom(named[key], element, module, at)]),
      });
    }
    if (how === "positional" && next < args.length) return as(valueFrom(args[next++], type, module, at));
    if (Object.hasOwn(named, name)) return as(valueFrom(named[name], type, module, at));
    if (parameter.default !== undefined) return as(parameter.default);
    throw new BadInput(`${at} has no value for ${name}.`);
  });
  if (next < args.length) throw new BadInput(`${at} has ${args.length} arguments; the function takes ${next}.`);
  return result;
}

/** A value of a type from plain JSON. */
export function valueFrom(json: unknown, type: Type, module: Module, at: string): Value {
  const inner = (each: unknown, part: Type): Value => valueFrom(each, part, module, at);
  if (typeof json === "object" && json !== null && "kind" in json && typeof json.kind === "string")
    return json as Value;
  if (json === null) return NONE;
  const of = type.kind === "optional" ? type.of : type;
  if (of.kind === "union") return inner(json, of.members.find((member) => suits(json, member)) ?? { kind: "any" });
  if (typeof json === "boolean") return bool(json);
  if (typeof json === "number") {
    if (of.kind === "float") return float(json);
    if (!Number.isInteger(json)) return float(json);
    if (!Number.isSafeInteger(json))
      throw new BadInput(`${at}: ${json} is too large for JSON's numbers; write {"kind": "int", "value": "…"}.`);
    return int(json);
  }
  if (typeof json === "string") {
    if (of.kind === "bytes") return { kind: "bytes", value: hexadecimal(json) };
    if (of.kind === "instance" && module.classes.some((each) => each.name === of.name && each.enum !== undefined))
      return { kind: "member", class: of.name, name: json };
    return str(json);
  }
  if (Array.isArray(json)) {
    switch (of.kind) {
      case "tuple":
        return { kind: "tuple", items: json.map((each, i) => inner(each, of.elements[i] ?? { kind: "any" })) };
      case "array":
        return { kind: "tuple", items: json.map((each) => inner(each, of.element)) };
      case "set":
        return { kind: of.frozen ? "frozenset" : "set", items: json.map((each) => inner(each, of.element)) };
      case "deque":
      case "iterator":
        return { kind: of.kind, items: json.map((each) => inner(each, of.element)) };
      case "dict":
        return {
          kind: "dict",
          entries: json.map((pair) => {
            if (!Array.isArray(pair) || pair.length !== 2)
              throw new BadInput(`${at}: a dict is an object or an array of pairs.`);
            return [inner(pair[0], of.key), inner(pair[1], of.value)];
          }),
        };
      default: {
        const element: Type = of.kind === "list" ? of.element : { kind: "any" };
        return { kind: "list", items: json.map((each) => inner(each, element)) };
      }
    }
  }
  const record = json as Readonly<Record<string, unknown>>;
  const def = of.kind === "instance" ? module.classes.find((each) => each.name === of.name) : undefined;
  if (def !== undefined)
    return {
      kind: "make",
      class: def.name,
      args: argumentsOf({ kwargs: record }, constructorParameters(def), module, at),
    };
  const [key, value]: readonly Type[] = of.kind === "dict" ? [of.key, of.value] : [{ kind: "str" }, { kind: "any" }];
  return {
    kind: "dict",
    entries: Object.entries(record).map(([name, each]) => [keyFrom(name, key), inner(each, value)]),
  };
}

/** Keys of JSON are texts, those of Python what the type says. */
function keyFrom(name: string, type: Type): Value {
  if (type.kind === "int" && /^-?\d+$/.test(name)) return { kind: "int", value: name };
  return type.kind === "float" && name.trim() !== "" && !Number.isNaN(Number(name)) ? float(Number(name)) : str(name);
}

function suits(json: unknown, type: Type): boolean {
  switch (typeof json) {
    case "string":
      return type.kind === "str";
    case "number":
      return Number.isInteger(json) ? type.kind === "int" : type.kind === "float";
    case "boolean":
      return type.kind === "bool";
    default:
      return Array.isArray(json)
        ? ["list", "tuple", "array", "set", "deque"].includes(type.kind)
        : type.kind === "dict" || type.kind === "instance";
  }
}

function hexadecimal(text: string): string {
  return [...new TextEncoder().encode(text)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
