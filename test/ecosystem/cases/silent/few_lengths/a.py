"""The product of a few lengths counts what the program then goes through."""


def combinations(names: list[str], sizes: list[str], colours: list[str]) -> int:
    count = 1
    for part in (names, sizes, colours):
        count *= len(part)
    return count
