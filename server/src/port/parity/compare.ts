import type { Answer, CallResult, Raised } from "./outcome.ts";
import { numberOf, show, type Value } from "./values.ts";

/** Where two answers part. */
export interface Difference {
  /** The call that shows it, counted from 0; −1 when the object is made. */
  readonly call: number;
  readonly what: "result" | "error" | "argument" | "object" | "output" | "hang" | "crash";
  /** What in the value: `[2].name`; empty for the whole. */
  readonly path: string;
  readonly python: string;
  readonly port: string;
}

export interface CompareOptions {
  /** Floats whose relative distance is at most this count as equal. */
  readonly tolerance: number;
  /** The target writes tuples and lists as one type. */
  readonly tuplesAreLists: boolean;
  /** Elements of lists may stand in another order. */
  readonly anyOrder?: boolean;
}

export type Comparison =
  | { readonly kind: "same" /** Some float was equal only by the tolerance. */; readonly byTolerance: boolean }
  | { readonly kind: "differs"; readonly difference: Difference }
  /** The answers do not say whether the port is right: an input that Python has no meaning for, a value that cannot be shown. */
  | {
      readonly kind: "open";
      readonly why: "input" | "opaque" | "stub" | "unable" | "original";
      readonly reason: string;
    };

/** Exceptions that say the input is not of a type that the function takes. */
const WRONG_TYPE = new Set(["TypeError", "AttributeError", "NameError", "UnboundLocalError", "MemoryError"]);

/** Compares how the original and the port answered the same request. */
export function compareAnswers(python: Answer, port: Answer, options: CompareOptions): Comparison {
  if (python.kind === "unable") return { kind: "open", why: "unable", reason: python.reason };
  if (python.kind !== "done")
    return { kind: "open", why: "original", reason: python.kind === "timeout" ? "timed out" : python.reason };
  const wrong = [python.made, ...python.results.map(({ outcome }) => outcome)].find(
    (each): each is Raised => each?.kind === "raised" && !each.isExplicit && WRONG_TYPE.has(each.class),
  );
  if (wrong !== undefined) return { kind: "open", why: "input", reason: `${wrong.class}: ${wrong.message}` };
  if (port.kind === "unable") return { kind: "open", why: "unable", reason: port.reason };
  const failing = python.made ?? python.results.map(({ outcome }) => outcome).find((each) => each.kind === "raised");
  if (port.kind === "timeout" || port.kind === "ended") {
    const call = python.results.length - 1;
    // Running out of stack ends a Go program, and so does an exit, where Python raises.
    const ends = failing?.kind === "raised" && (failing.class === "RecursionError" || failing.class === "SystemExit");
    if (port.kind === "ended" && ends) return SAME;
    const said = port.kind === "timeout" ? "does not come to an end in time" : `ends the process: ${port.reason}`;
    const what = port.kind === "timeout" ? "hang" : "crash";
    return differs({
      call,
      what,
      path: "",
      python: describe(python.results[call]?.outcome ?? python.made),
      port: said,
    });
  }
  return compareDone(python, port, options);
}

type Done = Answer & { readonly kind: "done" };

const SAME: Comparison = { kind: "same", byTolerance: false };

function compareDone(python: Done, port: Done, options: CompareOptions): Comparison {
  const state: State = { options, byTolerance: false, opaque: undefined };
  const at = (call: number, what: Difference["what"], found: Found | undefined): Comparison | undefined =>
    found === undefined ? undefined : differs({ call, what, ...found });
  const stub = [port.made, ...port.results.map(({ outcome }) => outcome)].find(
    (each): each is Raised => each?.kind === "raised" && each.isStub === true,
  );
  if (stub !== undefined) return { kind: "open", why: "stub", reason: stub.message };
  if (python.made !== undefined || port.made !== undefined) {
    return at(-1, "error", compareOutcomes(python.made, port.made, state)) ?? SAME;
  }
  for (let call = 0; call < Math.max(python.results.length, port.results.length); call++) {
    const [a, b] = [python.results[call], port.results[call]];
    if (a === undefined || b === undefined) break;
    const isError = a.outcome.kind === "raised" || b.outcome.kind === "raised";
    const found = at(call, isError ? "error" : "result", compareOutcomes(a.outcome, b.outcome, state));
    if (found !== undefined) return found;
    // What a call leaves behind that fails in the middle is not promised.
    if (isError) continue;
    for (const [i, value] of a.args.entries()) {
      // What was used up on the way, such as an iterator, is not looked at again.
      if (value.kind === "opaque" && value.type === "") continue;
      const argument = at(call, "argument", compareValues(value, b.args[i] ?? { kind: "none" }, `#${i + 1}`, state));
      if (argument !== undefined) return argument;
    }
  }
  const last = python.results.length - 1;
  const raised = python.results[last]?.outcome.kind === "raised";
  if (!raised && python.self !== undefined && port.self !== undefined) {
    const object = at(last, "object", compareValues(python.self, port.self, "self", state));
    if (object !== undefined) return object;
  }
  if (python.output !== port.output)
    return differs({ call: last, what: "output", ...outputs(python.output, port.output) });
  if (state.opaque !== undefined) return { kind: "open", why: "opaque", reason: `${state.opaque} cannot be compared` };
  return { kind: "same", byTolerance: state.byTolerance };
}

/** The first line that differs. */
function outputs(python: string, port: string): Found {
  const [a, b] = [python.split("\n"), port.split("\n")];
  let line = 0;
  while (line < Math.min(a.length, b.length) && a[line] === b[line]) line++;
  const shown = (lines: readonly string[]): string =>
    line < lines.length ? JSON.stringify(lines[line]) : "nothing more";
  return { path: `line ${line + 1}`, python: `prints ${shown(a)}`, port: `prints ${shown(b)}` };
}

function differs(difference: Difference): Comparison {
  return { kind: "differs", difference };
}

interface State {
  readonly options: CompareOptions;
  byTolerance: boolean;
  opaque: string | undefined;
}

interface Found {
  readonly path: string;
  readonly python: string;
  readonly port: string;
}

type Outcome = CallResult["outcome"] | undefined;

function describe(outcome: Outcome): string {
  if (outcome === undefined) return "makes the object";
  return outcome.kind === "returned" ? `returns ${show(outcome.value)}` : `raises ${raisedText(outcome)}`;
}

function raisedText({ class: name, message }: Raised): string {
  return message === "" ? name : `${name}: ${message}`;
}

function compareOutcomes(python: Outcome, port: Outcome, state: State): Found | undefined {
  if (python?.kind === "returned" && port?.kind === "returned")
    return compareValues(python.value, port.value, "", state);
  const parts = (): Found => ({ path: "", python: describe(python), port: describe(port) });
  if (python?.kind !== "raised" || port?.kind !== "raised") return parts();
  // An operation that nobody catches fails as the target's own does.
  if (port.class === "native") return python.isExplicit ? parts() : undefined;
  if (!sameClass(python, port)) return parts();
  // What the interpreter says of a failed operation is worded by it alone.
  return python.isExplicit && python.message !== port.message ? parts() : undefined;
}

/** A class that the target does not have stands under its nearest base that it has. */
function sameClass(python: Raised, port: Raised): boolean {
  if (python.class === port.class) return true;
  const known = python.bases.filter((base) => base !== "object" && base !== "BaseException" && base !== "Exception");
  return known.includes(port.class) || ((port.class === "Exception" || port.class === "Error") && known.length <= 1);
}

/** The first place where two values differ; what the target cannot tell apart is not told apart here. */
function compareValues(python: Value, port: Value, path: string, state: State): Found | undefined {
  const parts = (): Found => ({ path, python: show(python), port: show(port) });
  if (python.kind === "opaque" || port.kind === "opaque") {
    state.opaque ??= python.kind === "opaque" ? python.type : port.kind === "opaque" ? port.type : "";
    return undefined;
  }
  if (python.kind === "member") return compareMember(python, port, path, state);
  const numbers = compareNumbers(python, port, state);
  if (numbers !== undefined) return numbers ? undefined : parts();
  if (python.kind === "dict" && port.kind === "dict")
    return compareDicts(python.entries, port.entries, parts, path, state);
  if (isSet(python) && isSet(port)) return compareBags(python.items, port.items, parts, path, state);
  if (python.kind === "instance" && port.kind === "instance") {
    if (plain(python.class) !== plain(port.class)) return parts();
    const fields = new Map(Object.entries(port.fields).map(([name, each]) => [plain(name), each]));
    for (const [name, each] of Object.entries(python.fields)) {
      const other = fields.get(plain(name));
      const found = other === undefined ? parts() : compareValues(each, other, `${path}.${name}`, state);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  const [a, b] = [sequenceOf(python), sequenceOf(port)];
  if (a !== undefined && b !== undefined && mayMeet(python, port, state)) {
    if (python.kind !== "tuple" && state.options.anyOrder === true) return compareBags(a, b, parts, path, state);
    if (a.length !== b.length) return parts();
    for (const [i, item] of a.entries()) {
      const found = compareValues(item, b[i], `${path}[${i}]`, state);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  if (python.kind !== port.kind) return parts();
  switch (python.kind) {
    case "none":
    case "cycle":
      return undefined;
    case "bool":
    case "str":
    case "bytes":
      return "value" in port && python.value === port.value ? undefined : parts();
    case "complex": {
      if (port.kind !== "complex") return parts();
      const same = closeTo(python.real, port.real, state) && closeTo(python.imaginary, port.imaginary, state);
      return same ? undefined : parts();
    }
    default:
      return parts();
  }
}

/** An enum whose members are plain values in the target shows those. */
function compareMember(python: Value & { kind: "member" }, port: Value, path: string, state: State): Found | undefined {
  if (port.kind === "member")
    return python.name === port.name && plain(python.class) === plain(port.class)
      ? undefined
      : { path, python: show(python), port: show(port) };
  return python.value === undefined || python.value.kind === "member"
    ? { path, python: show(python), port: show(port) }
    : compareValues(python.value, port, path, state);
}

/** Whether two numbers are the same; undefined where one is none. */
function compareNumbers(python: Value, port: Value, state: State): boolean | undefined {
  if (python.kind === "int") {
    if (port.kind === "int") return python.value === port.value;
    // Where an integer flows into a float the target has one type for both.
    if (port.kind === "float" || port.kind === "number") return Number(python.value) === numberOf(port.value);
    return undefined;
  }
  if (python.kind === "bool") {
    if (port.kind === "int" || port.kind === "number" || port.kind === "float")
      return Number(python.value) === numberOf(port.value);
    return undefined;
  }
  if (python.kind !== "float") return undefined;
  if (port.kind === "float" || port.kind === "number") return closeTo(python.value, port.value, state);
  return undefined;
}

function closeTo(a: string, b: string, state: State): boolean {
  const [x, y] = [numberOf(a), numberOf(b)];
  // As Python has it, the two zeros are equal; two NaN are the same answer.
  if (x === y || (Number.isNaN(x) && Number.isNaN(y))) return true;
  if (!Number.isFinite(x) || !Number.isFinite(y)) return false;
  const close = Math.abs(x - y) <= state.options.tolerance * Math.max(Math.abs(x), Math.abs(y));
  if (close) state.byTolerance = true;
  return close;
}

function isSet(value: Value): value is Value & { kind: "set" | "frozenset" } {
  return value.kind === "set" || value.kind === "frozenset";
}

function sequenceOf(value: Value): readonly Value[] | undefined {
  switch (value.kind) {
    case "list":
    case "tuple":
    case "deque":
    case "iterator":
      return value.items;
    case "range": {
      const items: Value[] = [];
      const [start, stop, step] = [BigInt(value.start), BigInt(value.stop), BigInt(value.step)];
      for (let i = start; step > 0n ? i < stop : i > stop; i += step) {
        items.push({ kind: "int", value: String(i) });
        if (items.length > 10_000) break;
      }
      return items;
    }
    default:
      return undefined;
  }
}

/** A target's list stands for each of Python's sequences that it has no type for; its tuple only for a tuple. */
function mayMeet(python: Value, port: Value, { options }: State): boolean {
  if (port.kind === "list" && python.kind === "tuple") return options.tuplesAreLists;
  return port.kind === "list" || port.kind === python.kind || (port.kind === "iterator" && python.kind !== "tuple");
}

/** Pairs up what is equal, whatever its place. */
function compareBags(
  python: readonly Value[],
  port: readonly Value[],
  parts: () => Found,
  path: string,
  state: State,
): Found | undefined {
  if (python.length !== port.length) return parts();
  const left = [...port];
  for (const item of python) {
    const at = left.findIndex((other) => compareValues(item, other, path, state) === undefined);
    if (at < 0) return parts();
    left.splice(at, 1);
  }
  return undefined;
}

function compareDicts(
  python: readonly (readonly [Value, Value])[],
  port: readonly (readonly [Value, Value])[],
  parts: () => Found,
  path: string,
  state: State,
): Found | undefined {
  if (python.length !== port.length) return parts();
  const left = [...port];
  for (const [key, value] of python) {
    const at = left.findIndex(([other]) => compareValues(key, other, path, state) === undefined);
    if (at < 0) return parts();
    const found = compareValues(value, left[at][1], `${path}[${show(key)}]`, state);
    if (found !== undefined) return found;
    left.splice(at, 1);
  }
  return undefined;
}

/** A name in the case of no language. */
function plain(name: string): string {
  return name
    .replace(/^_[A-Za-z0-9]+?__(?=[a-z])/, "")
    .replaceAll("_", "")
    .toLowerCase();
}
