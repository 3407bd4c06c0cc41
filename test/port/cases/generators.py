from typing import Iterator


def countdown(n: int) -> Iterator[int]:
    while n > 0:
        yield n
        n -= 1


def fibonacci():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b


def take(n, iterator):
    result = []
    for value in iterator:
        if len(result) == n:
            break
        result.append(value)
    return result


def flatten(items):
    for item in items:
        if isinstance(item, list):
            yield from flatten(item)
        else:
            yield item


def pairs(items):
    for i in range(len(items)):
        for j in range(i + 1, len(items)):
            yield items[i], items[j]


def main() -> None:
    print(list(countdown(5)), sum(countdown(4)))
    print(take(10, fibonacci()))
    for a, b in pairs([1, 2, 3]):
        print(a, b)
    gen = countdown(3)
    print(next(gen), next(gen), next(gen), next(gen, "done"))
    squares = (x * x for x in range(5))
    print(next(squares), list(squares))
    print(list(flatten([1, [2, [3, 4]], 5])))


if __name__ == "__main__":
    main()
