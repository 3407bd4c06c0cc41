import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { appliedFixes, errorsIn } from "./applied.ts";

const samples = new URL("samples/", import.meta.url);
const files = readdirSync(samples);

/** A generator of numbers that is the same on every run. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state % below;
  };
}

/** Code as it is between two keystrokes: a piece is gone, or a token too many is there. */
function damage(text: string, next: (below: number) => number): string {
  const at = next(text.length);
  const tokens = ["(", ")", "[", ":", "\n", '"""', "await ", "lambda: ", "\\\n", "    ", "async ", "=", ",", "*"];
  return next(2) === 0
    ? text.slice(0, at) + text.slice(at + 1 + next(12))
    : text.slice(0, at) + tokens[next(tokens.length)] + text.slice(at);
}

it.each(files)("never throws on half-typed code, and breaks nothing that parsed: %s", (file) => {
  const text = readFileSync(new URL(file, samples), "utf8");
  const next = numbers(20_261_121);
  for (let round = 0; round < 20; round++) {
    const broken = damage(text, next);
    const before = errorsIn(broken);
    for (const { after, action } of appliedFixes(broken, "3.13")) {
      if (before === 0) expect(errorsIn(after), `${action.title}\n${after}`).toBe(0);
      expect(after).not.toContain("undefined");
    }
  }
});
