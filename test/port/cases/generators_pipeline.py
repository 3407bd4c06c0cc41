from typing import Iterable, Iterator


def read(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        line = line.split("#", 1)[0].strip()
        if line:
            yield line


def parse(lines: Iterable[str]) -> Iterator[tuple[str, int]]:
    for line in lines:
        key, _, value = line.partition("=")
        yield key.strip(), int(value)


def running(pairs: Iterable[tuple[str, int]]) -> Iterator[tuple[str, int]]:
    total = 0
    for key, value in pairs:
        total += value
        yield key, total


def countdown(n: int) -> Iterator[int]:
    try:
        while n > 0:
            yield n
            n -= 1
    finally:
        print("closed")


def flatten(tree) -> Iterator[int]:
    for item in tree:
        if isinstance(item, list):
            yield from flatten(item)
        else:
            yield item


def main() -> None:
    source = ["a = 1", "# comment", "b = 2 # two", "", "c = 39"]
    for key, total in running(parse(read(source))):
        print(key, total)
    for n in countdown(5):
        if n == 3:
            break
        print(n)
    squares = (n * n for n in range(10) if n % 2)
    print(next(squares), next(squares), sum(squares))
    print(list(flatten([1, [2, [3, 4]], 5])))
    print(any(n > 3 for n in [1, 2, 5]), all(isinstance(n, int) for n in [1, 2]))


if __name__ == "__main__":
    main()
