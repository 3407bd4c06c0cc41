import { expect, it } from "vitest";
import { buildModule } from "../../server/src/port/ir/build/index.ts";
import { foldedInteger } from "../../server/src/port/ir/folded-integers.ts";
import type { Expression } from "../../server/src/port/ir/nodes.ts";
import { visitExpressions } from "../../server/src/port/ir/walk.ts";
import { pythonParser } from "../syntax/parsers.ts";

/** The outermost expression of a statement that is one. */
function folded(source: string, mostBits = 128): bigint | "huge" | undefined {
  const found: Expression[] = [];
  const module = buildModule(pythonParser().tree(`f(${source})\n`), "sample");
  visitExpressions([...module.body, ...(module.main ?? [])], {
    expression: (e) => {
      if (e.kind === "int" || e.kind === "binary" || e.kind === "name") found.push(e);
      return undefined;
    },
  });
  const outermost = found.find((e) => e.kind !== "name") ?? found[0];
  if (outermost === undefined) throw new Error("There is no expression.");
  return foldedInteger(outermost, mostBits);
}

it("works out what literals give", () => {
  expect(folded("1 + 2 * 3")).toBe(7n);
  expect(folded("2 ** 10 - (1 << 3)")).toBe(1016n);
  expect(folded("(3 - 5) * 2")).toBe(-4n);
});

it("leaves alone what is no integer, or not of literals", () => {
  expect(folded("2 ** (3 - 5)")).toBeUndefined();
  expect(folded("1 << (3 - 5)")).toBeUndefined();
  expect(folded("n + 1")).toBeUndefined();
  expect(folded("7 // 2")).toBeUndefined();
});

it("does not work out what nobody could hold", () => {
  const billions = "10 ** 9";
  for (const source of [
    `2 ** (${billions})`,
    `(1 - 4) ** (${billions})`,
    `1 << (${billions})`,
    "((10 ** 30) ** 30) ** 30",
    "(2 ** 100) * (2 ** 100)",
    "1 + 2 ** 4000",
  ])
    expect(folded(source), source).toBe("huge");
  expect(folded(`(1 - 2) ** (${billions})`)).toBe(1n);
  expect(folded(`1 ** (${billions} + 1)`)).toBe(1n);
  expect(folded(`0 ** (${billions})`)).toBe(0n);
  expect(folded("0 ** 0")).toBe(1n);
  expect(folded(`0 << (${billions})`)).toBe(0n);
});
