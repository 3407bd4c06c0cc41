from itertools import accumulate, chain, count, cycle, dropwhile, groupby, islice, pairwise, product, takewhile, zip_longest
from typing import Iterator


def countdown(n: int) -> Iterator[int]:
    while n > 0:
        yield n
        n -= 1


def flatten(items: list[list[int]]) -> Iterator[int]:
    for item in items:
        yield from item


def primes() -> Iterator[int]:
    found: list[int] = []
    for n in count(2):
        if all(n % p for p in found):
            found.append(n)
            yield n


def windows(values: list[int], size: int) -> Iterator[tuple[int, ...]]:
    for i in range(len(values) - size + 1):
        yield tuple(values[i:i + size])


def fibonacci(limit: int) -> Iterator[int]:
    a, b = 0, 1
    while a < limit:
        yield a
        a, b = b, a + b


def batches(values: list[str], size: int) -> Iterator[list[str]]:
    batch: list[str] = []
    for value in values:
        batch.append(value)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def main() -> None:
    print(list(countdown(3)), list(flatten([[1], [2, 3], []])), list(islice(primes(), 8)))
    print(list(windows([1, 2, 3, 4], 2)), list(fibonacci(50)), list(batches(list("abcde"), 2)))
    print(list(accumulate([1, 2, 3, 4])), list(chain([1], (2, 3))), list(pairwise([1, 2, 3])))
    print([(k, len(list(g))) for k, g in groupby("aaabbc")], list(islice(cycle("ab"), 5)))
    print(list(takewhile(lambda x: x < 3, [1, 2, 3, 1])), list(dropwhile(lambda x: x < 3, [1, 3, 2])))
    print(list(product([0, 1], "ab")), list(zip_longest([1, 2, 3], ["a"], fillvalue="-"))[1:])
    squares = (x * x for x in range(5))
    print(next(squares), next(squares), sum(squares))
    total = 0
    for i, value in enumerate(countdown(4), start=1):
        total += i * value
    print(total, max(countdown(3)), sorted(countdown(3)), any(x > 2 for x in countdown(3)))


main()
