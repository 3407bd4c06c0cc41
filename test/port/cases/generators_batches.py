"""Generators that read ahead, batch, and stop early."""
from collections.abc import Iterable, Iterator


def batches(items: Iterable[int], size: int) -> Iterator[list[int]]:
    batch: list[int] = []
    for item in items:
        batch.append(item)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def collatz(n: int) -> Iterator[int]:
    while n != 1:
        yield n
        n = n // 2 if n % 2 == 0 else 3 * n + 1
    yield 1


def take_while_rising(values: Iterable[int]) -> Iterator[int]:
    last: int | None = None
    for value in values:
        if last is not None and value <= last:
            return
        yield value
        last = value


if __name__ == "__main__":
    print(list(batches(range(7), 3)))
    print(list(collatz(6)))
    print(list(take_while_rising([1, 3, 8, 8, 9])))
    numbers = iter(collatz(7))
    print(next(numbers), next(numbers), next(numbers, -1), sum(1 for _ in numbers))
    print(max(range(1, 30), key=lambda n: len(list(collatz(n)))))
