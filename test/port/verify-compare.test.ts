import { describe, expect, it } from "vitest";
import { announcedFor } from "../../server/src/port/parity/announced.ts";
import { compareAnswers } from "../../server/src/port/parity/compare.ts";
import type { Answer, Raised } from "../../server/src/port/parity/outcome.ts";
import { float, int, list, NONE, show, str, tuple, type Value } from "../../server/src/port/parity/values.ts";

const done = (value: Value, parts: { args?: Value[]; output?: string; self?: Value } = {}): Answer => ({
  kind: "done",
  made: undefined,
  results: [{ outcome: { kind: "returned", value }, args: parts.args ?? [] }],
  self: parts.self,
  output: parts.output ?? "",
});
const raised = (name: string, message = "", parts: Partial<Raised> = {}): Answer => ({
  kind: "done",
  made: undefined,
  results: [{ outcome: { kind: "raised", class: name, bases: [name], message, isExplicit: true, ...parts }, args: [] }],
  self: undefined,
  output: "",
});
const number = (value: string): Value => ({ kind: "number", value });
const set = (...items: Value[]): Value => ({ kind: "set", items });
const dict = (...entries: [Value, Value][]): Value => ({ kind: "dict", entries });
const instance = (name: string, fields: Record<string, Value>): Value => ({ kind: "instance", class: name, fields });

/** `same`, `differs` with its place, or why it stays open. */
function check(python: Answer, port: Answer, options: { tolerance?: number; tuplesAreLists?: boolean } = {}): string {
  const { tolerance = 1e-12, tuplesAreLists = false } = options;
  const result = compareAnswers(python, port, { tolerance, tuplesAreLists });
  if (result.kind === "differs") return `${result.difference.what} ${result.difference.path}`.trim();
  return result.kind === "open" ? result.why : result.byTolerance ? "same by tolerance" : "same";
}

describe("values are the same", () => {
  it.each<[string, Value, Value, string]>([
    ["integers beyond 64 bits", int(2n ** 80n), int(2n ** 80n), "same"],
    ["integers that differ in the last digit", int(2n ** 80n), int(2n ** 80n + 1n), "result"],
    ["an integer and a float of a target that joins them", int(2), float(2), "same"],
    ["a float where the port has an integer", float(2), int(2), "result"],
    ["a number of a target without integers", float(2.5), number("2.5"), "same"],
    ["two NaN", float(Number.NaN), float(Number.NaN), "same"],
    ["the two zeros", float(0), float(-0), "same"],
    ["floats in the last place", float(0.1 + 0.2), float(0.3), "same by tolerance"],
    ["floats that are apart", float(0.1), float(0.1001), "result"],
    ["a list and a tuple", list([int(1)]), tuple([int(1)]), "result"],
    ["a tuple and a list", tuple([int(1)]), list([int(1)]), "result"],
    ["sets in another order", set(int(1), int(2)), set(int(2), int(1)), "same"],
    ["sets of other elements", set(int(1), int(2)), set(int(2), int(3)), "result"],
    ["dicts in another order", dict([int(1), NONE], [int(2), NONE]), dict([int(2), NONE], [int(1), NONE]), "same"],
    ["a place deep inside", list([list([str("a"), str("b")])]), list([list([str("a"), str("c")])]), "result [0][1]"],
    ["None and an empty text", NONE, str(""), "result"],
    [
      "fields in the case of another language",
      instance("A", { first_name: int(1) }),
      instance("A", { FirstName: int(1) }),
      "same",
    ],
    ["objects of two classes", instance("A", {}), instance("B", {}), "result"],
    ["a field that the port lost", instance("A", { x: int(1) }), instance("A", {}), "result"],
    ["what cannot be shown", { kind: "opaque", type: "socket" }, int(1), "opaque"],
  ])("%s", (_, python, port, expected) => {
    expect(check(done(python), done(port))).toBe(expected);
  });

  it("a tuple and a list, in a target that has one type for both", () => {
    expect(check(done(tuple([int(1)])), done(list([int(1)])), { tuplesAreLists: true })).toBe("same");
  });

  it("only to the last bit where the tolerance is 0", () => {
    expect(check(done(float(0.1 + 0.2)), done(float(0.3)), { tolerance: 0 })).toBe("result");
  });
});

describe("answers", () => {
  it("differ by what they leave in an argument, in the object and on the output", () => {
    expect(check(done(NONE, { args: [list([int(1)])] }), done(NONE, { args: [list([])] }))).toBe("argument #1");
    expect(
      check(done(NONE, { self: instance("A", { n: int(1) }) }), done(NONE, { self: instance("A", { N: int(2) }) })),
    ).toBe("object self.n");
    expect(check(done(NONE, { output: "a\nb\n" }), done(NONE, { output: "a\nc\n" }))).toBe("output line 2");
  });

  it("differ by the class and the words of an error that is raised", () => {
    expect(check(raised("ValueError", "no"), raised("ValueError", "no"))).toBe("same");
    expect(check(raised("ValueError", "no"), raised("ValueError", "yes"))).toBe("error");
    expect(check(raised("ValueError", "no"), raised("KeyError", "no"))).toBe("error");
    expect(check(raised("ValueError", "no"), done(NONE))).toBe("error");
    expect(check(raised("ValueError", "no"), raised("native", "no"))).toBe("error");
  });

  it("leave the words of the interpreter alone where an operation fails", () => {
    const failed = raised("IndexError", "list index out of range", { isExplicit: false });
    expect(check(failed, raised("IndexError", "index out of range"))).toBe("same");
    expect(check(failed, raised("native", "runtime error"))).toBe("same");
    expect(check(failed, done(NONE))).toBe("error");
  });

  it("say nothing where the original refuses the type of an input, or the port has a stub", () => {
    expect(check(raised("TypeError", "", { isExplicit: false }), done(NONE))).toBe("input");
    expect(check(done(NONE), raised("native", "", { isStub: true }))).toBe("stub");
    expect(check(done(NONE), { kind: "unable", reason: "beyond 64 bits" })).toBe("unable");
  });

  it("of a process that hangs or ends differ, unless Python ran out of stack as well", () => {
    expect(check(done(NONE), { kind: "timeout" })).toBe("hang");
    expect(check(done(NONE), { kind: "ended", reason: "panic" })).toBe("crash");
    expect(check(raised("RecursionError"), { kind: "ended", reason: "stack overflow" })).toBe("same");
  });
});

describe("a departure is announced", () => {
  const request = (value: Value) => ({
    make: undefined,
    calls: [
      { name: "f", owner: undefined, isProperty: false, args: [{ how: "positional" as const, name: "x", value }] },
    ],
  });
  const code = (value: Value, python: Answer, port: Answer, usesSets = false): string | undefined => {
    const compared = compareAnswers(python, port, { tolerance: 0, tuplesAreLists: false });
    if (compared.kind !== "differs") throw new Error("they do not differ");
    return announcedFor(compared.difference, request(value), python, port, { target: "go", usesSets })?.code;
  };

  it("where integers outgrow the target's, and nowhere else", () => {
    expect(code(int(2n ** 63n - 1n), done(int(2n ** 63n)), done(int(-(2n ** 63n))))).toBe("integer-width");
    expect(code(int(12), done(int(144)), done(int(143)))).toBeUndefined();
  });

  it("where a set's order shows", () => {
    const [python, port] = [done(list([int(1), int(2)])), done(list([int(2), int(1)]))];
    expect(code(NONE, python, port, true)).toBe("set-order");
    expect(code(NONE, python, port, false)).toBeUndefined();
    expect(code(NONE, python, done(list([int(2), int(3)])), true)).toBeUndefined();
  });

  it("where Python refuses an operation on floats, but not one on integers", () => {
    const refused = (message: string) => raised("ZeroDivisionError", message, { isExplicit: false });
    expect(code(NONE, refused("float division by zero"), done(float(Number.POSITIVE_INFINITY)))).toBe("float-errors");
    expect(code(NONE, refused("integer division or modulo by zero"), done(int(0)))).toBeUndefined();
  });
});

describe("values as Python has them", () => {
  it.each<[Value, string]>([
    [tuple([int(1)]), "(1,)"],
    [float(2), "2.0"],
    [float(Number.NEGATIVE_INFINITY), 'float("-inf")'],
    [str('a"\n\u00a0'), '"a\\"\\n\\u00a0"'],
    [set(), "set()"],
    [dict([str("a"), NONE]), '{"a": None}'],
    [{ kind: "bytes", value: "00ff" }, 'bytes.fromhex("00ff")'],
    [{ kind: "make", class: "P", args: [{ how: "positional", name: "x", value: int(1) }] }, "P(1)"],
  ])("%j", (value, text) => expect(show(value)).toBe(text));
});
