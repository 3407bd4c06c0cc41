import itertools


def primes():
    found = []
    n = 2
    while True:
        if all(n % p for p in found):
            found.append(n)
            yield n
        n += 1


def pairs(values):
    source = iter(values)
    while (first := next(source, None)) is not None:
        yield first, next(source, None)


def take(source, count):
    return [next(source) for _ in range(count)]


def counter():
    numbers = itertools.count(1)
    return lambda: next(numbers)


def main() -> None:
    gen = primes()
    print([next(gen) for _ in range(5)])
    for _ in range(2):
        print(next(gen))
    print(list(pairs([1, 2, 3])), take(iter("abcdef"), 3))
    lines = iter(["head", "", "a", "b", "", "c"])
    blocks = []
    for line in lines:
        if line == "":
            continue
        blocks.append([line, *itertools.takewhile(bool, lines)])
    print(blocks)
    tick = counter()
    print(tick(), tick(), tick())
    rows = (n * n for n in range(10))
    print({n: next(rows) for n in "abc"})


if __name__ == "__main__":
    main()
