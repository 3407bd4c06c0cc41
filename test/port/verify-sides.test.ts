import { readFileSync } from "node:fs";
import { describe, expect, it, vi } from "vitest";
import type { ParityItem } from "../../server/src/port/parity/index.ts";
import { replacing, resultOf, verifySource } from "./verify.ts";

// Both sides are built and started for each test, on a machine that has other tests to run, too.
vi.setConfig({ testTimeout: 180_000 });

const TOTAL = `
def total(values: list[int], bonus: int = 2) -> int:
    result = 0
    for value in values:
        if value > 7:
            result += bonus
        result += value
    return result
`;

const MANY = `${TOTAL}

def shift(values: list[int]) -> None:
    if values:
        values[0] = values[0] * 3


def greet(name: str) -> None:
    print("hello", name)


def check(age: int) -> int:
    if age < 0:
        raise ValueError("negative")
    return age


def square(x: int) -> int:
    return x * x


def run(code: str) -> int:
    return eval(code)


class Account:
    def __init__(self, balance: int = 0) -> None:
        self.balance = balance

    def deposit(self, amount: int) -> None:
        self.balance += amount

    def fee(self) -> int:
        self.balance -= 5
        return self.balance


if __name__ == "__main__":
    print("ready", total([1, 9]))
`;

/** Every kind of mistake that a port can make, once. */
const wrong = (files: Parameters<ReturnType<typeof replacing>>[0]) =>
  [
    replacing("> 7", "> 8"),
    replacing("* 3", "* 4"),
    replacing("hello", "hallo"),
    replacing('"negative"', '"too young"'),
    replacing("-= 5", "-= 6"),
    replacing("ready", "steady"),
  ].reduce((text, patch) => patch(text), files);

async function itemsOf(
  ...parameters: Parameters<typeof verifySource>
): Promise<Readonly<Record<string, ParityItem["result"]>>> {
  const report = await verifySource(...parameters);
  if ("failed" in report) throw new Error(report.failed);
  return Object.fromEntries(report.items.map(({ name, result }) => [name, result]));
}

describe("a port to Go", () => {
  it("is compared where its integers have any size", async () => {
    const items = await itemsOf(
      `
MASK = 2 ** 128 - 1

def mixed(a: int, b: int) -> int:
    return (a * 6364136223846793005 + b) & MASK

def doubled(values: list[int]) -> list[int]:
    return [value * 2 ** 100 for value in values]

def back(values: list[int]) -> list[int]:
    return [value // 2 ** 100 for value in doubled(values)]

def first(values: list[int]) -> int | None:
    return doubled(values)[0] if values else None
`,
      { target: "go" },
    );
    for (const name of ["mixed", "doubled", "back", "first"])
      expect(items[name], name).toMatchObject({ kind: "verified", departures: [] });
  });
});

describe.each(["go", "ts"] as const)("a port to %s", (target) => {
  it("is verified where both sides do the same, and says what it announces and what it is a stub for", async () => {
    const items = await itemsOf(MANY, { target });
    const kinds = Object.fromEntries(Object.entries(items).map(([name, { kind }]) => [name, kind]));
    expect(kinds).toEqual({
      total: "verified",
      shift: "verified",
      greet: "verified",
      check: "verified",
      square: "verified",
      run: "not-run",
      Account: "verified",
      "Account.deposit": "verified",
      "Account.fee": "verified",
      __main__: "verified",
    });
    expect(items.total).toMatchObject({ cases: expect.toSatisfy((cases: number) => cases >= 60) });
    expect(items.square).toMatchObject({ departures: [{ code: "integer-width" }] });
    expect(items.run).toMatchObject({ reason: expect.stringContaining("stub") });
  });

  it("differs with a minimal input wherever it is wrong", async () => {
    const items = await itemsOf(MANY, { target, patch: wrong });
    expect(items.total).toMatchObject({
      kind: "differs",
      difference: { input: "total([8])", what: "result", python: "10", port: "8" },
    });
    expect(items.shift).toMatchObject({
      kind: "differs",
      difference: { what: "argument", python: expect.any(String), input: expect.stringMatching(/^shift\(\[-?1\]\)$/) },
    });
    expect(items.greet).toMatchObject({ kind: "differs", difference: { what: "output", input: 'greet("")' } });
    expect(items.check).toMatchObject({
      kind: "differs",
      difference: {
        what: "error",
        input: "check(-1)",
        python: "raises ValueError: negative",
        port: "raises ValueError: too young",
      },
    });
    expect(items["Account.deposit"]).toMatchObject({ kind: "verified" });
    expect(items["Account.fee"]).toMatchObject({
      kind: "differs",
      difference: { input: "self = Account(); self.fee()", python: "-5", port: "-6" },
    });
    expect(items.__main__).toMatchObject({
      kind: "differs",
      difference: { what: "output", path: "line 1", python: 'prints "ready 12"' },
    });
  });

  it("differs where it hangs or crashes, and the other functions are compared all the same", async () => {
    const source = `${TOTAL}

def twice(x: int) -> int:
    while x < -5:
        x += 1
    return x * 2


def deep(x: int) -> int:
    return 0 if x == 0 else 1
`;
    const crash = target === "go" ? "go func() { panic(x) }()\n\tselect {}" : "process.exit(4);";
    const patch = (files: Parameters<ReturnType<typeof replacing>>[0]) => {
      const hangs = replacing(/x(\+\+|\+= 1| \+= 1)/, "x += 0")(files);
      return replacing(/(Deep|deep)(\(x.*\{\n)/, `$1$2${crash}\n`)(hangs);
    };
    const items = await itemsOf(source, { target, patch, timeout: 600, cases: 30 });
    expect(items).toMatchObject({
      total: { kind: "verified" },
      twice: { kind: "differs", difference: { what: "hang" } },
      deep: { kind: "differs", difference: { what: "crash" } },
    });
  });

  it("gets values of every type to both sides and back", async () => {
    const source = `
from dataclasses import dataclass
from enum import Enum
from typing import Iterator, Optional


class Color(Enum):
    RED = 1
    BLUE = 2


@dataclass
class Point:
    x: int
    y: float = 0.5


def echo(a: int, b: float, c: str, d: bytes, e: bool) -> tuple[int, float, str, bytes, bool]:
    return a, b, c, d, e


def swap(pair: tuple[int, str]) -> tuple[str, int]:
    return pair[1], pair[0]


def flip(color: Color) -> Color:
    return Color.BLUE if color is Color.RED else Color.RED


def move(point: Point, by: int) -> Point:
    return Point(point.x + by, point.y)


def keys(table: dict[str, list[int]]) -> list[str]:
    return sorted(table)


def common(a: set[int], b: set[int]) -> set[int]:
    return a & b


def perhaps(x: Optional[int]) -> Optional[int]:
    return None if x is None else x + 1


def odd(n: int) -> Iterator[int]:
    for i in range(n):
        if i % 2 == 1:
            yield i


def total(*values: int) -> int:
    return sum(values)
`;
    const items = await itemsOf(source, { target, cases: 40 });
    const names = ["Point", "echo", "swap", "flip", "move", "keys", "common", "perhaps", "odd", "total"];
    const kinds = Object.fromEntries(Object.entries(items).map(([name, { kind }]) => [name, kind]));
    expect(kinds).toEqual(Object.fromEntries(names.map((name) => [name, "verified"])));
  });
});

describe("inputs", () => {
  it("can be given, and are shrunk where they show a difference", async () => {
    const result = await resultOf(TOTAL, "total", {
      inputs: "[[1, 2, 3]]\n[[5, 20, 8, 1], 4]\n",
      patch: replacing(/> 7/, "> 8"),
    });
    expect(result).toMatchObject({
      kind: "differs",
      cases: 1,
      difference: { input: expect.stringMatching(/^total\(\[8\]/) },
    });
  });

  it("are the same for the same seed", async () => {
    const patch = replacing("+= value", "-= value");
    const first = await resultOf(TOTAL, "total", { seed: 7, patch });
    expect(first.kind).toBe("differs");
    expect(await resultOf(TOTAL, "total", { seed: 7, patch })).toEqual(first);
  });

  it("that do not fit are refused with their line", async () => {
    await expect(verifySource(TOTAL, { inputs: "[1, 2, 3, 4]" })).rejects.toThrow(
      "line 1 of the inputs has 4 arguments",
    );
    await expect(verifySource(TOTAL, { inputs: "[[1]]\nnope" })).rejects.toThrow("line 2 of the inputs is no JSON");
  });
});

describe("what cannot be compared", () => {
  it("says why: no value can be made up, the original is not steady, or does not come to an end", async () => {
    const source = `
import os
import threading


def hold(lock: threading.Lock) -> int:
    with lock:
        return 1


def process() -> int:
    return os.getpid()


def wait(x: int) -> int:
    while True:
        x += 1
    return x
`;
    const patch = replacing(/(export function process\w*\(\)[^{]*)\{[^}]*\}/, "$1{ return 1; }");
    expect(await itemsOf(source, { patch, timeout: 400, cases: 8 })).toMatchObject({
      hold: { kind: "not-run", reason: expect.stringContaining("threading.Lock") },
      process: { kind: "not-run", reason: expect.stringContaining("each time") },
      wait: { kind: "not-run", reason: expect.stringContaining("in time") },
    });
  });

  it("names the tool that is missing", async () => {
    const env = { ...process.env, PATH: "/nonexistent" };
    expect(await verifySource(TOTAL, { env })).toEqual({
      failed: "Python 3 is missing: `python3` and `python` cannot be run.",
      missing: true,
    });
    expect(await verifySource(TOTAL, { python: "no-such-python" })).toMatchObject({ missing: true });
  });

  it("tells that a port does not build, or cannot be loaded", async () => {
    const go = await verifySource(TOTAL, { target: "go", patch: replacing("return result", "return nothing") });
    expect(go).toMatchObject({ missing: false, failed: expect.stringContaining("undefined: nothing") });
    const ts = await verifySource(TOTAL, { patch: replacing("return result", "return ((") });
    expect(ts).toMatchObject({ missing: false, failed: expect.stringContaining("does not start") });
  });
});

describe("the thread-pool program of the fixtures", () => {
  it.each(["go", "ts"] as const)("is verified in %s, as functions and as a program", async (target) => {
    const source = readFileSync(new URL("../fixtures/parity/prime_pool.py", import.meta.url), "utf8");
    const items = await itemsOf(source, { target, cases: 12, timeout: 4000 });
    const kinds = Object.fromEntries(Object.entries(items).map(([name, { kind }]) => [name, kind]));
    const names = ["Tally", "is_prime", "tally", "parts", "count", "main", "__main__"];
    expect(kinds).toEqual(Object.fromEntries(names.map((name) => [name, "verified"])));
  });
});
