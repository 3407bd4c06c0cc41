"""Generators that yield within `try`, and that are left before they end."""

from collections.abc import Iterator


def numbers(items: list[str]) -> Iterator[int]:
    for item in items:
        try:
            yield int(item)
        except ValueError:
            yield -1
        finally:
            print("done", item)


def first(items: list[str]) -> int:
    for n in numbers(items):
        if n > 1:
            return n
    return 0


def guarded(n: int) -> Iterator[int]:
    try:
        for i in range(n):
            yield i
    finally:
        print("closed")


def rows(texts: list[str]) -> Iterator[list[int]]:
    for text in texts:
        try:
            row = [int(part) for part in text.split(",")]
            yield row
            print("after", row)
        except ValueError as error:
            print("skipped:", error)
            continue


def chained(n: int) -> Iterator[int]:
    try:
        yield 100
        yield from guarded(n)
        yield from [7, 8]
    finally:
        print("chained closed")


if __name__ == "__main__":
    print(first(["1", "x", "5", "7"]))
    print(list(numbers(["3", "?"])))
    for i in guarded(5):
        if i == 2:
            break
    for row in rows(["1,2", "a", "3"]):
        print(sum(row))
    for i in chained(3):
        print(i)
        if i == 1:
            break
    print(list(chained(1)))
    print("end")
