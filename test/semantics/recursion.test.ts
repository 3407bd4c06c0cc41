import { describe, expect, it } from "vitest";
import { extractFacts } from "../../server/src/semantics/extract.ts";
import { pythonParser } from "../syntax/parsers.ts";

const parser = pythonParser();

/** The pairs of calls that one run of `f` can both make, as the lines that they start in. */
function pairsOf(body: string): readonly string[] {
  const text = `def f(n):\n${body.replace(/^/gm, "    ")}\n`;
  const lineOf = (offset: number) => text.slice(0, offset).split("\n").length - 1;
  const fn = extractFacts(parser.parse(text).tree).functions.find(({ name }) => name === "f");
  return (fn?.repeatedCalls ?? []).map(([first, second]) => `${lineOf(first)}+${lineOf(second)}`);
}

describe("calls to itself that one run both makes", () => {
  it.each([
    ["two in one expression", "return f(n - 1) + f(n - 2)", ["1+1"]],
    ["two after each other", "f(n - 1)\nf(n - 2)", ["1+2"]],
    ["one in the condition and one in an arm", "if f(n - 1):\n    f(n - 2)", ["1+2"]],
    ["one in an arm and one after it", "if n:\n    f(n - 1)\nf(n - 2)", ["2+3"]],
    ["one inside the other", "return f(f(n - 1))", ["1+1"]],
    ["one in a loop", "for i in n:\n    f(n - 1)", ["2+2"]],
    ["one that a loop asks for", "for i in n:\n    if f(n - 1):\n        return i", ["2+2"]],
    ["one for each item", "return [f(n - 1) for i in n]", ["1+1"]],
  ])("%s", (_, body, pairs) => {
    expect(pairsOf(body)).toEqual(pairs);
  });

  it.each([
    ["two arms", "if n:\n    f(n - 1)\nelse:\n    f(n - 2)"],
    ["an elif chain", "if n:\n    x = f(1)\nelif n > 2:\n    x = f(2)\nelif n > 3:\n    x = f(3)"],
    ["the two sides of a conditional expression", "return f(n - 1) if n else f(n - 2)"],
    ["the cases of a match", "match n:\n    case 1:\n        f(1)\n    case 2:\n        f(2)"],
    ["an early return", "if n:\n    return f(n - 1)\nreturn f(n - 2)"],
    ["a return in the same arm", "if n:\n    x = f(n - 1)\n    return x\nreturn f(n - 2)"],
    ["a loop that it ends", "for i in n:\n    if i:\n        return f(n - 1)"],
    ["the items that a loop goes through", "for i in f(n - 1):\n    print(i)"],
    ["a second try", "try:\n    f(n - 1)\nexcept ValueError:\n    f(n - 2)"],
  ])("%s is none", (_, body) => {
    expect(pairsOf(body)).toEqual([]);
  });
});
