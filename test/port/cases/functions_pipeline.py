import functools
from functools import lru_cache, partial, reduce
from typing import Callable


def compose(*funcs: Callable[[int], int]) -> Callable[[int], int]:
    def run(value: int) -> int:
        for f in funcs:
            value = f(value)
        return value
    return run


@lru_cache(maxsize=None)
def paths(rows: int, cols: int) -> int:
    if rows == 0 or cols == 0:
        return 1
    return paths(rows - 1, cols) + paths(rows, cols - 1)


def counter(start: int = 0) -> Callable[[], int]:
    value = start

    def step() -> int:
        nonlocal value
        value += 1
        return value
    return step


def power(base: int, exp: int) -> int:
    return base ** exp


def describe(*args: object, sep: str = ", ", **options: int) -> str:
    text = sep.join(str(a) for a in args)
    for key in sorted(options):
        text += f" {key}={options[key]}"
    return text


def remember(item: int, seen: list[int] = []) -> list[int]:
    seen.append(item)
    return seen


def by_length_then_text(a: str, b: str) -> int:
    if len(a) != len(b):
        return len(a) - len(b)
    return (a > b) - (a < b)


def main() -> None:
    print(compose(lambda x: x + 1, lambda x: x * 2)(-5), paths(6, 6))
    one, two = counter(), counter(10)
    one()
    print(one(), two(), one())
    square = partial(power, exp=2)
    two_to = partial(power, 2)
    print(square(5), two_to(8), reduce(lambda a, b: a * b, [1, 2, 3, 4], 1))
    print(describe(1, "a", None), describe("x", "y", sep="/", z=1, b=2))
    print(remember(1))
    print(remember(2), remember(3, []))
    print(sorted(["pear", "fig", "apple", "kiwi"], key=functools.cmp_to_key(by_length_then_text)))
    table: dict[str, Callable[[float, float], float]] = {"add": lambda a, b: a + b, "div": lambda a, b: a / b}
    print([(name, f(7.0, 2.0)) for name, f in table.items()], [f(10) for f in [lambda x, n=n: x * n for n in range(3)]])


main()
