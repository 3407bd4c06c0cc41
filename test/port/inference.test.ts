import { expect, it } from "vitest";
import { buildModule } from "../../server/src/port/ir/build/index.ts";
import { inferModule } from "../../server/src/port/ir/infer/index.ts";
import { showType } from "../../server/src/port/ir/types.ts";
import { pythonParser } from "../syntax/parsers.ts";

const parser = pythonParser();

/** Infers a module and shows its functions' signatures, one a line. */
function check(source: string, ...expected: readonly string[]): void {
  const module = buildModule(parser.parse(source).tree, "sample");
  inferModule(module);
  const shown = module.functions
    .filter((fn) => fn.role !== "lambda")
    .map((fn) => {
      const parameters = fn.parameters
        .map((each) => `${each.variable.name}: ${showType(each.variable.type)}`)
        .join(", ");
      return `${fn.qualifiedName}(${parameters}) -> ${showType(fn.isGenerator ? fn.yielded : fn.result)}`;
    });
  expect(shown).toEqual(expected);
}

it("takes the types of arguments from calls and assertions", () => {
  check(
    "def double(xs):\n    return [x * 2 for x in xs]\n\nassert double([1, 2]) == [2, 4]\n",
    "double(xs: list[int]) -> list[int]",
  );
});

it("fills an empty container by what is put into it later", () => {
  check(
    "def group(words):\n    table = {}\n    for word in words:\n        table.setdefault(len(word), []).append(word)\n    return table\n\ngroup(['a'])\n",
    "group(words: list[str]) -> dict[int, list[str]]",
  );
});

it("reads a parameter that nobody passes from the methods used on it", () => {
  check("def shout(text):\n    return text.upper() + '!'\n", "shout(text: str) -> str");
});

it("joins integers and floats, and gives None its place", () => {
  check(
    "def half(n):\n    if n == 0:\n        return None\n    return n / 2\n\nhalf(3)\nhalf(2.5)\n",
    "half(n: float) -> float | None",
  );
});

it("narrows by tests for None", () => {
  check(
    "def first(xs):\n    best = None\n    for x in xs:\n        if best is None or x > best:\n            best = x\n    return best\n\nfirst([1])\n",
    "first(xs: list[int]) -> int | None",
  );
});

it("infers recursive functions and closures together", () => {
  check(
    "def outer():\n    memo = {}\n    def fib(n):\n        if n not in memo:\n            memo[n] = n if n < 2 else fib(n - 1) + fib(n - 2)\n        return memo[n]\n    return fib(10)\n",
    "outer() -> int",
    "outer.fib(n: int) -> int",
  );
});

it("types fields from the constructor and overridden methods from all their classes", () => {
  check(
    "class A:\n    def __init__(self, size):\n        self.size = size\n    def area(self):\n        raise NotImplementedError\n\nclass B(A):\n    def area(self):\n        return self.size * 2\n\nB(3).area()\n",
    "A.__init__(size: int) -> None",
    "A.area() -> int",
    "B.area() -> int",
  );
});

it("keeps what nothing tells as any", () => {
  check("def same(x):\n    return x\n", "same(x: any) -> any");
});
